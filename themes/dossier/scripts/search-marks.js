// Marks on a letter's page the words that were searched, where a result of the search led here, with a bar to go from one to the next.
// The text stays the same, character for character. Without it the page opens at the passage all the same.
(function (find) {
  "use strict";

  /** What stands in a block and is not of its text. */
  const FOREIGN = ".own, .tools, .notes, .noted, .note-mark, .footnote-mark, .stale-mark, .vh, button";
  /** What parts words where the text itself has nothing. */
  const BREAKS = "br, td, th, p, li, div";

  const form = document.querySelector("form.find[data-root]");
  const asked = new URLSearchParams(window.location.search).get("q");
  const { lang, root } = form.dataset;
  /** What the search has added to the address. */
  const ADDED = ["q", "all", "kind", "year", "sender"];

  /** The blocks of the letter: of two languages side by side, those in the page's. */
  const blocks = Array.from(document.querySelectorAll("#text [id], .pair[id] > .cell"))
    .filter((place) => (place.matches(".cell") ? place.lang === lang : /^[hp]\d+$/.test(place.id)));
  const isBlock = new Set(blocks);

  /** The pieces of a block's text, and the whole of them with a space where markup alone parts words. */
  function textOf(block) {
    const accepts = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(FOREIGN) || isBlock.has(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    };
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accepts);
    const pieces = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        pieces.push({ node, start: text.length });
        text += node.data;
      } else if (node.matches(BREAKS)) text += "\n";
    }
    return { pieces, text };
  }

  /** Marks a stretch of a block's text; what markup cuts in several is several marks. */
  function wrap(pieces, { start, end }) {
    const made = [];
    for (const piece of pieces) {
      const from = Math.max(start - piece.start, 0);
      const until = Math.min(end - piece.start, piece.node.length);
      if (from >= until) continue;
      const words = piece.node.splitText(from);
      words.splitText(until - from);
      const mark = find.element("mark", "hit");
      words.replaceWith(mark);
      mark.append(words);
      made.push(mark);
    }
    return made;
  }

  /** Marks the words in a block, from its end on, so that what is before stays in its place. */
  function markBlock(block, engine, query) {
    const { pieces, text } = textOf(block);
    const found = find.marks(engine, query, text).reverse().map((place) => wrap(pieces, place));
    return found.reverse().filter((marks) => marks.length);
  }

  /** The place that the address names; null where it names none, or nothing that can be read. */
  function named() {
    try {
      return document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  /** The address of the page without what the search has added. */
  function plainAddress() {
    const address = new URL(window.location.href);
    ADDED.forEach((name) => address.searchParams.delete(name));
    return address;
  }

  /** The first hit at or after the place that the address names. */
  function firstFrom(hits) {
    const place = named();
    const isThere = ([mark]) => place && place.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
    return Math.max(0, hits.findIndex(isThere));
  }

  /** The bar: where the reader is among the hits, and the way to others. */
  function bar(words, hits) {
    let at = firstFrom(hits);
    const say = (name, values) => find.say(words, "marks." + name, values);
    const status = find.element("p", "");
    const made = find.element("section", "hits", status);
    made.setAttribute("aria-label", say("label"));
    status.setAttribute("role", "status");

    const show = () => {
      hits.forEach((marks, idx) => marks.forEach((mark) => {
        if (idx === at) mark.setAttribute("aria-current", "true");
        else mark.removeAttribute("aria-current");
      }));
      status.textContent = say("at", { at: at + 1, count: hits.length });
    };
    const go = (by) => () => {
      at = (at + by + hits.length) % hits.length;
      show();
      hits[at][0].scrollIntoView({ block: "center" });
    };
    const button = (name, does) => {
      const one = find.element("button", "", say(name));
      one.type = "button";
      one.addEventListener("click", does);
      return one;
    };
    const results = find.element("a", "", say("results"));
    results.href = form.getAttribute("action") + window.location.search;
    if (hits.length > 1) made.append(button("previous", go(-1)), button("next", go(1)));
    made.append(results, button("close", () => clear(hits, made)));
    show();
    return made;
  }

  /** Takes the marks and the bar away, and the question out of the address, where the browser lets it. */
  function clear(hits, made) {
    const parents = new Set(hits.flat().map((mark) => mark.parentNode));
    hits.flat().forEach((mark) => mark.replaceWith(...mark.childNodes));
    parents.forEach((parent) => parent.normalize());
    made.remove();
    try {
      window.history.replaceState(window.history.state, "", plainAddress());
    } catch (error) {
      // From a disk some browsers refuse.
    }
  }

  /** A link to a place in this page is copied without what was asked: a citation leads to the text alone. */
  function copyClean(event) {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link) return;
    const written = link.getAttribute("href");
    const address = plainAddress();
    address.hash = written;
    link.href = address.href;
    window.setTimeout(() => link.setAttribute("href", written));
  }

  async function start() {
    const engine = await find.engine(root, lang);
    const { query } = await find.ask(engine, asked, { most: 0, enough: 0 });
    const hits = query.terms.size ? blocks.flatMap((block) => markBlock(block, engine, query)) : [];
    if (hits.length) document.body.append(bar(engine.boot.words, hits));
  }

  document.addEventListener("contextmenu", copyClean, true);
  document.addEventListener("dragstart", copyClean, true);
  // Where files of the search are missing the letter stays as it is.
  start().catch(() => {});
})(globalThis.dossierFind = globalThis.dossierFind || {});
