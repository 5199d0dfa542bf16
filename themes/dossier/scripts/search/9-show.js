// What is shown of a hit: its best block, a piece of the text, and where in it the words stand.
(function (find) {
  "use strict";

  const { hasPhrase, letter, runs, stemSeen, unique, words } = find;

  /**
   * Where in a text the words of a query stand: start, end, term; `run` is 1 in a quoted phrase, 2 where that is as it was typed, or in an
   * amount, which has one mark.
   */
  function marks(engine, query, text) {
    const found = [];
    // Words that nearly every section has are not marked beside telling ones.
    const least = 0.15 * Math.max(...query.terms.values());
    const add = (place, forms) => {
      const weight = (term) => query.terms.get(term) || 0;
      const [term] = forms.map((form) => stemSeen(engine, form)).sort((left, right) => weight(right) - weight(left));
      const run = quoted.filter((places) => places.some(({ start, end }) => start <= place.start && place.end <= end)).length;
      const isSaid = weight(term) > 0 && (weight(term) >= least || run > 0);
      if (isSaid) found.push({ start: place.start, end: place.end, term, run });
      return isSaid;
    };
    const quoted = [false, true].map((isLiteral) => query.phrases.flatMap((phrase) => runs(engine, phrase, text, isLiteral)));
    const amounts = query.amounts.concat(...query.phrases.map((phrase) => phrase.filter((word) => word.amount)))
      .filter((word) => query.terms.has(word.wholes[0])).flatMap((word) => runs(engine, [word], text).map((place) => ({ ...place, term: word.wholes[0], run: 2 })))
      .sort((left, right) => left.start - right.start);
    for (const word of words(text)) {
      const within = amounts.find(({ start, end }) => start < word.end && word.start < end);
      if (within) {
        if (!found.includes(within)) found.push(within);
        continue;
      }
      if (!add(word, word.wholes)) word.atoms.forEach((atom) => add(atom, atom.wholes.concat(atom.parts)));
    }
    return found;
  }

  /** The block of a section that says most about a query, with its marks; null where none has a word of it. */
  function bestBlock(engine, query, section) {
    let best = null;
    for (const [id, text] of section.blocks) {
      const found = marks(engine, query, text);
      if (!found.length) continue;
      const said = unique(found.map((mark) => mark.term)).reduce((sum, term) => sum + query.terms.get(term), 0);
      const quoted = query.phrases.filter((phrase) => hasPhrase(engine, phrase, text)).length;
      const literal = query.phrases.filter((phrase) => hasPhrase(engine, phrase, text, true)).length;
      const score = said + (quoted + literal) * 100 + Math.min(found.length, 5) * 0.001;
      if (!best || score > best.score) best = { id, text, marks: found, score };
    }
    return best;
  }

  /** A piece of a text around its most telling mark, as parts that are marked or not. */
  function snippet(text, found, query, length) {
    const weight = (mark) => query.terms.get(mark.term) + 100 * (mark.run || 0);
    const first = found.reduce((best, mark) => (best && weight(best) >= weight(mark) ? best : mark), null);
    let start = Math.max(0, (first ? first.start : 0) - Math.floor(length / 3));
    let end = Math.min(text.length, start + length);
    if (start) start = text.lastIndexOf(" ", start) + 1;
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), first ? first.end : end);
    const parts = start ? [{ text: "… ", isMarked: false }] : [];
    let at = start;
    for (const mark of found) {
      if (mark.start < at || mark.end > end) continue;
      parts.push({ text: text.slice(at, mark.start), isMarked: false });
      parts.push({ text: text.slice(mark.start, mark.end), isMarked: true });
      at = mark.end;
    }
    parts.push({ text: text.slice(at, end) + (end < text.length ? " …" : ""), isMarked: false });
    return parts.filter((part) => part.text);
  }

  const SNIPPET_LENGTH = 240;

  /** What to show of a hit whose letter is at hand: the letter, the heading, the best block's id and address, and a snippet. */
  function shown(engine, query, hit) {
    const of = letter(engine, hit.number);
    const section = of.sections[hit.section];
    const best = bestBlock(engine, query, section);
    const block = best ? best.id : section.anchor;
    const first = section.blocks.length ? section.blocks[0][1] : "";
    const parts = best ? snippet(best.text, best.marks, query, SNIPPET_LENGTH) : snippet(first, [], query, SNIPPET_LENGTH);
    return { letter: of, heading: section.heading, block, address: of.path + "#" + block, parts };
  }

  Object.assign(find, { marks, snippet, shown });
})(globalThis.dossierFind = globalThis.dossierFind || {});
