// The results of the search page: the hits of all languages in one order, letter by letter, as rows of a list.
(function (find) {
  "use strict";

  /** How many hits of a letter are shown at first, and how many more at a time. */
  const FEW = 3;
  const MOST = 50;

  /**
   * The hits of several languages as groups, one for each letter, in the order of their best hits. The scores of a language count by
   * its best one; a section that two languages found is the first one's; `isExtra` languages come after the others.
   */
  function groups(answers) {
    const taken = new Set();
    const entries = answers.flatMap((from) => {
      const best = Math.max(...from.hits.map((hit) => hit.score));
      const isNew = (hit) => !taken.has(hit.letter + "." + hit.section);
      const own = from.hits.filter(isNew).map((hit) => ({ hit, from, score: hit.score / best }));
      own.forEach(({ hit }) => taken.add(hit.letter + "." + hit.section));
      return own;
    });
    entries.sort((left, right) =>
      left.from.isExtra - right.from.isExtra || right.hit.isWhole - left.hit.isWhole || right.score - left.score);
    const byLetter = new Map();
    for (const entry of entries) {
      if (!byLetter.has(entry.hit.letter)) byLetter.set(entry.hit.letter, { entries: [], blocks: new Set() });
      byLetter.get(entry.hit.letter).entries.push(entry);
    }
    return Array.from(byLetter.values());
  }

  /** Whether the text of a hit is at hand. */
  const isAtHand = ({ hit, from }) => Boolean(find.letter(from.engine, hit.number));

  /** Whether the text of a group's best hit is at hand. */
  const isReady = (group) => isAtHand(group.entries[0]);

  /** Loads the texts of hits. */
  async function load(entries) {
    const wanted = new Map();
    for (const { hit, from } of entries) {
      if (!wanted.has(from)) wanted.set(from, []);
      wanted.get(from).push(hit);
    }
    await Promise.all(Array.from(wanted, ([from, hits]) => find.load(from.engine, hits)));
  }

  /** Says in which language an element is; the direction is that of its words. */
  function inLanguage(part, lang) {
    part.lang = lang;
    part.dir = "auto";
  }

  /** One hit: the heading of the section as a link to the passage, and a piece of the text. */
  function item({ hit, from }, group, page) {
    const { letter, heading, block, address, parts } = find.shown(from.engine, from.query, hit);
    // Where a language cuts its sections in another way, the same passage comes twice.
    if (group.blocks.has(block)) return null;
    group.blocks.add(block);
    const link = find.element("a", "", heading || find.say(page.words, "beginning"));
    link.href = page.root + find.withQuery(address, page.asked, page.choice);
    const marked = parts.map((part) => (part.isMarked ? find.element("mark", "", part.text) : part.text));
    const made = find.element("li", "", link, find.element("p", "", ...marked));
    if (from.lang !== page.lang) {
      const name = find.element("span", "mark", from.name);
      for (const part of made.children) inLanguage(part, from.lang);
      if (!heading) inLanguage(link, page.lang);
      link.hreflang = name.lang = from.lang;
      made.append(name);
    }
    made.letter = letter;
    return made;
  }

  /** The hits of a group from one of them on whose texts are at hand; the others behind a button, which shows them in its place. */
  function items(group, start, count, page) {
    const missing = group.entries.slice(start, start + count).findIndex((entry) => !isAtHand(entry));
    const end = missing < 0 ? start + count : start + missing;
    const made = group.entries.slice(start, end).map((entry) => item(entry, group, page)).filter(Boolean);
    const left = group.entries.length - end;
    if (left <= 0) return made;
    const button = find.element("button", "", find.say(page.words, "more_hits", { count: left }));
    button.type = "button";
    const row = find.element("li", "more", button);
    button.addEventListener("click", async () => {
      await load(group.entries.slice(end, end + MOST)).catch(page.fail);
      if (!row.isConnected) return;
      const added = items(group, end, MOST, page);
      row.replaceWith(...added);
      const next = added[0] && added[0].querySelector("a, button");
      if (next) next.focus();
    });
    return made.concat(row);
  }

  /** A group as rows: its first hits, the first with the letter's title, kind and date. */
  function rows(group, page) {
    const made = items(group, 0, FEW, page);
    const [first] = made;
    const head = [find.element("h2", "", first.letter.title), find.element("p", "small", first.letter.label)];
    for (const part of head) inLanguage(part, group.entries[0].from.lang);
    first.prepend(...head);
    first.className = "first";
    return made;
  }

  find.results = { groups, isReady, load: (some) => load(some.flatMap((group) => group.entries.slice(0, FEW))), rows };
})(globalThis.dossierFind = globalThis.dossierFind || {});
