// What the search knows of one language: its sections, terms, stems and words, from those of its files that are at hand.
(function (find) {
  "use strict";

  const { piece, words } = find;

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const STEP = 1.3;

  /** Opens a language; `read` gives a data file by its name. */
  async function open(read) {
    const boot = await read("boot");
    const letters = boot.lengths.split(",");
    const engine = {
      read, boot, starts: [0], letterOf: [], fileOf: [], lengths: [], pieces: new Map([["boot", boot]]), wanted: new Set(), misses: 0,
      stems: new Map(), letters: new Map(), forms: new Map(), printed: new Set(), spelled: new Map(), spellers: new Set(), words: new Map(), nodes: new Map(), hints: hints(boot.hints || {}),
    };
    letters.forEach((files, letter) => {
      files.split(".").forEach((digits, file) => {
        for (const digit of digits) {
          engine.letterOf.push(letter);
          engine.fileOf.push("letter-" + letter + (file ? "-" + file : ""));
          engine.lengths.push(STEP ** DIGITS.indexOf(digit));
        }
      });
      engine.starts.push(engine.letterOf.length);
    });
    // What a part of the index has is learnt as soon as it is there.
    engine.arrive = (name, data) => { if (data.terms) learn(engine, name, Object.keys(data.terms), data.stems); };
    if (boot.index) learn(engine, "boot", termsOf(boot.index.index), boot.stems);
    return engine;
  }

  /** What the language's words mean to a query, made ready. */
  function hints({ scales = {}, percent = [], weak = [] }) {
    const units = (forms) => forms.map((form) => words(form).map((word) => word.wholes[0])).filter((tokens) => tokens.length);
    const byPower = new Map();
    for (const [word, power] of Object.entries(scales)) byPower.set(power, (byPower.get(power) || []).concat(units([word])));
    return { scales: new Map(Object.entries(scales)), byPower, percent: percentPattern(percent), percents: units(percent), weak: new Set(weak) };
  }

  /** Finds a number with a word for per cent after it; null where the language has no such word. */
  function percentPattern(forms) {
    const named = forms.filter((form) => /\p{L}/u.test(form)).map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return named.length ? new RegExp("(\\d)\\s*(?:" + named.sort((a, b) => b.length - a.length).join("|") + ")(?!\\p{L})", "giu") : null;
  }

  /** The terms of an elasticlunr index. */
  function termsOf(index) {
    const terms = new Set();
    const walk = (node, term) => {
      if (node.df > 0 && term) terms.add(term);
      for (const key of Object.keys(node)) if (key !== "docs" && key !== "df") walk(node[key], term + key);
    };
    for (const field of Object.values(index)) walk(field.root, "");
    return terms;
  }

  /** Takes in the terms and stems of a part of the index; a beginning with `!` is of a stem that the texts have as a word, too. */
  function learn(engine, name, terms, stems) {
    const known = new Map(Array.from(terms, (term) => [term, term]));
    for (const [change, beginnings] of Object.entries(stems)) {
      const [before, after] = change.split(">");
      for (const marked of beginnings.split(" ")) {
        const beginning = marked.replace("!", "");
        const [word, stemmed] = [beginning + before, beginning + after];
        if (marked !== beginning) engine.printed.add(stemmed);
        engine.stems.set(word, stemmed);
        engine.forms.set(stemmed, word);
        if (known.has(stemmed)) known.set(word, stemmed);
      }
    }
    engine.words.set(name, Array.from(known));
  }

  /** Whether a known word, with its term, stands in the texts: the stems of others are known as well. */
  const isWord = (engine, word, term) => word !== term || !engine.forms.has(term) || engine.printed.has(term);

  /** Whether the language's index is in one file. */
  const isSmall = (engine) => Boolean(engine.boot.index);

  /** Compares two texts by their code points, as the build does. */
  function compare(left, right) {
    const [ours, theirs] = [Array.from(left), Array.from(right)];
    const at = ours.findIndex((char, idx) => char !== theirs[idx]);
    if (at < 0) return ours.length - theirs.length;
    return at < theirs.length ? ours[at].codePointAt(0) - theirs[at].codePointAt(0) : 1;
  }

  /** The number of the range in which a term falls, by the first terms of all ranges. */
  function rangeOf(firsts, term) {
    let [low, high] = [0, firsts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compare(firsts[middle], term) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The name of the file that has a term. */
  const home = (engine, term) => (isSmall(engine) ? "boot" : String(rangeOf(engine.boot.shards, term)));

  /** Whether the file that has a term is at hand. */
  const isAtHand = (engine, term) => engine.pieces.has(home(engine, term));

  /** Whether so many sections have a term that its file is loaded only where nothing else is asked. */
  const isHeavy = (engine, term) => Object.hasOwn(engine.boot.heavy || {}, term);

  /** The pieces of a token that is stemmed: of its last one, where hyphens join it; codes and numbers stay whole. */
  function stemmed(token, ofWord) {
    if (!/^[\p{Alphabetic}-]+$/u.test(token)) return token;
    const at = token.lastIndexOf("-") + 1;
    return token.slice(0, at) + ofWord(token.slice(at));
  }

  /** The stem of a token of a query; its file is wanted where it is not at hand. */
  const stem = (engine, token) => stemmed(token, (word) => {
    if (!isSmall(engine) && !isHeavy(engine, word)) piece(engine, home(engine, word));
    return engine.stems.get(word) || word;
  });

  /** The stem of a token of a text; a word of which no file at hand knows is its own. */
  const stemSeen = (engine, token) => stemmed(token, (word) => engine.stems.get(word) || word);

  const WEIGHTS = { title: 0.8, heading: 1.5, numbers: 3, body: 1 };
  const LENGTH_SHARE = 0.6;

  /**
   * The sections that have a term: number to how often, over all fields, weighted; in a small dossier also fair to long ones. `own` are
   * those that have it themselves, in their heading or text.
   */
  function postings(engine, term) {
    const part = piece(engine, home(engine, term));
    if (!part) return Object.assign(new Map(), { own: new Set() });
    if (!engine.nodes.has(term)) engine.nodes.set(term, read(engine, part, term));
    return engine.nodes.get(term);
  }

  /** Reads a term's sections from a part of the index. All sections of a letter have its title, the first alone its numbers. */
  function read(engine, part, term) {
    const found = Object.assign(new Map(), { own: new Set() });
    const add = (section, often) => found.set(section, (found.get(section) || 0) + often);
    for (const { letter, section, field, count } of part.terms ? unpack(part.terms, term) : places(part.index.index, term)) {
      const often = WEIGHTS[field] * count;
      const first = engine.starts[letter];
      const end = field === "numbers" ? Math.min(first + 1, engine.starts[letter + 1]) : engine.starts[letter + 1];
      if (section === undefined) {
        for (let idx = first; idx < end; idx += 1) add(idx, often);
        continue;
      }
      found.own.add(first + section);
      add(first + section, field === "body" && isSmall(engine) ? often / fairness(engine, engine.lengths[first + section]) : often);
    }
    return found;
  }

  /** Where a term stands in an elasticlunr index. */
  function places(index, term) {
    const found = [];
    for (const [field, { root }] of Object.entries(index)) {
      let node = root;
      for (const char of term) node = node && Object.hasOwn(node, char) ? node[char] : null;
      for (const [reference, { tf }] of Object.entries((node && node.docs) || {})) {
        const [letter, section] = reference.split(".").map(Number);
        found.push({ letter, section, field, count: tf * tf });
      }
    }
    return found;
  }

  const PACKED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map(Array.from(PACKED, (digit, value) => [digit, value]));

  /** Where a term stands in a shard; mirrors src/search/packed.rs. */
  function unpack(terms, term) {
    const packed = Object.hasOwn(terms, term) ? terms[term] : "";
    const found = [];
    let at = 0;
    const next = () => {
      let number = 0;
      for (let factor = 1; ; factor *= 32) {
        const value = VALUES.get(packed[(at += 1) - 1]);
        number += (value % 32) * factor;
        if (value < 32) return number;
      }
    };
    for (let letter = 0; at < packed.length; ) {
      letter += next();
      const code = next();
      const [place, isSecond] = [code >> 2, code & 2];
      const field = place ? (isSecond ? "heading" : "body") : (isSecond ? "numbers" : "title");
      found.push({ letter, section: place ? place - 1 : undefined, field, count: code & 1 ? next() : 1 });
    }
    return found;
  }

  /** What a word in a section of this many words counts less, or more, than in one of average length. */
  function fairness(engine, length) {
    return 1 - LENGTH_SHARE + LENGTH_SHARE * Math.max(length / (engine.boot.average || 1), 0.5);
  }

  /** The most files that are loaded to complete a word. */
  const MOST_FILES = 2;

  /** The known words at hand that may begin with this, each with its stem; where few files have them, these are wanted. */
  function wordsFrom(engine, beginning) {
    if (isSmall(engine)) return engine.words.get("boot");
    const first = rangeOf(engine.boot.shards, beginning);
    const last = rangeOf(engine.boot.shards, beginning + "\u{10ffff}");
    const names = [];
    for (let idx = first; idx <= last; idx += 1) names.push(String(idx));
    const light = names.filter((name) => !isHeavy(engine, engine.boot.shards[Number(name)]));
    if (light.length <= MOST_FILES) light.forEach((name) => piece(engine, name));
    return names.flatMap((name) => engine.words.get(name) || []);
  }

  /** The list of a large dossier in which a word stands by its first letter, split; empty while it is not at hand. */
  function listOf(engine, word) {
    const list = piece(engine, "words-" + rangeOf(engine.boot.lists, word));
    return list ? list.split(" ") : [];
  }

  /** All known words that a mistyped one may stand for: all, or those with its first letter. */
  function wordsLike(engine, token) {
    if (isSmall(engine)) return engine.words.get("boot").filter(([word, term]) => isWord(engine, word, term)).map(([word]) => word);
    return listOf(engine, token).filter((word) => !word.includes("<"));
  }

  /** The known words that may hold a token behind a beginning of their own, each as [beginning, rest]; a list has them as `congestie<net`. */
  function wordsAround(engine, token) {
    if (isSmall(engine)) {
      return engine.words.get("boot").map(([word]) => [word, word.indexOf(token, 1)])
        .filter(([, at]) => at > 0).map(([word, at]) => [word.slice(0, at), word.slice(at)]);
    }
    return listOf(engine, token).filter((entry) => entry.startsWith(token) && entry.includes("<")).map((entry) => entry.split("<").reverse());
  }

  Object.assign(find, { open, isWord, isSmall, isAtHand, isHeavy, stem, stemSeen, postings, unpack, fairness, wordsFrom, wordsLike, wordsAround });
})(globalThis.dossierFind = globalThis.dossierFind || {});
