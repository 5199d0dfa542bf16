// Looks into the texts of sections: which words stand beside each other there.
(function (find) {
  "use strict";

  const { SATURATION, fairness, isSmall, letter, stemSeen, tokens, words } = find;

  /** A section as its letter's file has it; null while its letter is not at hand. */
  function partOf(engine, section) {
    const found = letter(engine, section);
    return found && found.sections[section - engine.starts[engine.letterOf[section]]];
  }

  /** The texts of a section, of the letter's first with the letter's title and date; none while its letter is not at hand. */
  function textsOf(engine, section) {
    const part = partOf(engine, section);
    if (!part) return [];
    const { title, label } = letter(engine, section);
    const isFirst = section === engine.starts[engine.letterOf[section]];
    return (isFirst ? [title, label] : []).concat(part.heading, part.blocks.map((block) => block[1]));
  }

  /** What a section's score is multiplied with for its length, where the index knows no lengths; as for a word that its text has once. */
  function lengthFactor(engine, section, query) {
    const part = !isSmall(engine) && partOf(engine, section);
    if (!part) return 1;
    const found = part.blocks.flatMap((block) => tokens(block[1]));
    if (!found.some((token) => query.terms.has(stemSeen(engine, token)))) return 1;
    return (1 + SATURATION) / (1 + SATURATION * fairness(engine, found.length));
  }

  /**
   * The pieces of a text in a row, each with its place, its forms and their stems, and the number of the piece after its word; the first of
   * a word that was joined of several also has the forms of the whole.
   */
  function row(engine, text) {
    const seen = (forms) => ({ forms, stems: new Set(forms.map((form) => stemSeen(engine, form))) });
    const made = [];
    for (const word of words(text)) {
      const pieces = word.atoms.length ? word.atoms : [word];
      const next = made.length + pieces.length;
      pieces.forEach((piece, idx) => made.push({
        start: piece.start, end: made.length + 1 === next ? word.end : piece.end, next, ...seen(piece.wholes.concat(piece.parts || [])), whole: idx === 0 && pieces.length > 1 ? seen(word.wholes) : null,
      }));
    }
    return made;
  }

  /** Whether a piece of a text has one of these forms: as they are written, or by their stems. */
  const isOne = (engine, forms, isLiteral) => (piece) => Boolean(piece)
    && forms.some((form) => (isLiteral ? piece.forms.includes(form) : piece.stems.has(stemSeen(engine, form))));

  /** Where the unit of a number may stand: after it, or after others that it is listed with (`3 tot 5 miljard`). */
  function unitsAfter(engine, there, at) {
    const isNumber = (piece) => Boolean(piece) && /^[\p{N}.,]+$/u.test(piece.forms[0]);
    const isBetween = (piece) => Boolean(piece) && engine.hints.weak.has(piece.forms[0]);
    const found = [there[at].next];
    for (let next = found[0]; found.length < 4; found.push(next)) {
      if (isBetween(there[next])) next += 1;
      if (!isNumber(there[next])) break;
      next = there[next].next;
    }
    return found;
  }

  /** Where a word of a query may end that begins at a piece: the numbers of the pieces after it. */
  function ends(engine, there, at, { word, isLiteral }) {
    const has = (forms, piece) => isOne(engine, forms, isLiteral)(piece);
    const found = [];
    if (has(word.wholes, there[at])) found.push(at + 1);
    if (there[at] && has(word.wholes, there[at].whole)) found.push(there[at].next);
    const { atoms, amount } = word;
    if (atoms.length > 1 && atoms.every((atom, idx) => has(atom.wholes, there[at + idx]))) found.push(at + atoms.length);
    for (const { numbers, units } of amount ? amount.ways : []) {
      if (!has(numbers, there[at])) continue;
      for (const unit of units) {
        // `31mln` is one piece.
        const isWithin = /\p{L}/u.test(there[at].forms[0]) && has(unit, there[at]);
        if (isWithin) found.push(at + 1);
        else for (const after of unitsAfter(engine, there, at)) if (unit.every((token, idx) => has([token], there[after + idx]))) found.push(after + unit.length);
      }
    }
    return found;
  }

  /** Where words end that follow each other from a piece on; 0 where they do not. */
  function follow(engine, there, at, { phrase, isLiteral }, idx = 0) {
    if (idx === phrase.length) return at;
    for (const next of ends(engine, there, at, { word: phrase[idx], isLiteral })) {
      const end = follow(engine, there, next, { phrase, isLiteral }, idx + 1);
      if (end) return end;
    }
    return 0;
  }

  /** The places in a text where the words of a phrase follow each other, by their stems or as they are written. */
  function runs(engine, phrase, text, isLiteral = false) {
    const there = row(engine, text);
    const found = [];
    there.forEach((piece, at) => {
      const end = follow(engine, there, at, { phrase, isLiteral });
      if (end) found.push({ start: piece.start, end: there[end - 1].end });
    });
    return found;
  }

  /** Whether the words of a phrase follow each other in a text. */
  const hasPhrase = (engine, phrase, text, isLiteral) => runs(engine, phrase, text, isLiteral).length > 0;

  /** How many pairs of words that were typed beside each other stand so in a section, weighed by how much they say; at most one. */
  function nearness(engine, section, asked, scored) {
    const strong = asked.map((word, idx) => ({ idx, word, rarity: scored[idx].rarity })).filter(({ idx, rarity }) => rarity && !scored[idx].isWeak);
    if (strong.length < 2) return 0;
    const rows = textsOf(engine, section).map((text) => row(engine, text));
    const standsAt = (word, there, at) => (word.amount ? ends(engine, there, at, { word }).length > 0 : isOne(engine, word.wholes)(there[at]));
    const places = strong.map(({ word }) => rows.map((there) => there.flatMap((_, at) => (standsAt(word, there, at) ? [at] : []))));
    let near = 0;
    let all = 0;
    for (let idx = 0; idx + 1 < strong.length; idx += 1) {
      const least = Math.min(strong[idx].rarity, strong[idx + 1].rarity);
      const reach = strong[idx + 1].idx - strong[idx].idx + (strong[idx].word.amount ? 2 : 1);
      const isNear = places[idx].some((ats, text) => ats.some((at) => places[idx + 1][text].some((other) => at < other && other - at <= reach)));
      all += least;
      if (isNear) near += least;
    }
    return all ? near / all : 0;
  }

  /** Whether what was typed is all in a section's heading, in this order: `Vraag 12`. */
  function isHeaded(engine, section, asked) {
    const part = asked.length > 1 && partOf(engine, section);
    return Boolean(part) && hasPhrase(engine, asked, part.heading);
  }

  Object.assign(find, { textsOf, lengthFactor, runs, hasPhrase, nearness, isHeaded });
})(globalThis.dossierFind = globalThis.dossierFind || {});
