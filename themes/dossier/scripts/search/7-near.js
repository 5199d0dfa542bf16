// Looks into the texts of sections: which words stand beside each other there.
(function (find) {
  "use strict";

  const { SATURATION, fairness, isSmall, letter, stemSeen, tokens, words } = find;

  /** The texts of a section; none while its letter is not at hand. */
  function textsOf(engine, section) {
    const found = letter(engine, section);
    if (!found) return [];
    const { heading, blocks } = found.sections[section - engine.starts[engine.letterOf[section]]];
    return [found.title, heading].concat(blocks.map((block) => block[1]));
  }

  /** What a section's score is multiplied with for its length, where the index knows no lengths; as for a word that its text has once. */
  function lengthFactor(engine, section, query) {
    if (isSmall(engine)) return 1;
    const found = textsOf(engine, section).slice(2).flatMap(tokens);
    if (!found.some((token) => query.terms.has(stemSeen(engine, token)))) return 1;
    return (1 + SATURATION) / (1 + SATURATION * fairness(engine, found.length));
  }

  /** The pieces of a text in a row, each with its stems; phrases are looked for in it. */
  function row(engine, text) {
    return words(text).flatMap((word) => (word.atoms.length ? word.atoms : [word])).map((atom) =>
      new Set(atom.wholes.concat(atom.parts || []).map((form) => stemSeen(engine, form))));
  }

  /** Whether the words of a phrase follow each other in a text. */
  function hasPhrase(engine, phrase, text) {
    const sought = phrase.flatMap((word) => (word.atoms.length ? word.atoms : [word]));
    const forms = sought.map((atom) => atom.wholes.map((form) => stemSeen(engine, form)));
    const there = row(engine, text);
    return there.some((_, at) => forms.every((some, idx) => there[at + idx] && some.some((form) => there[at + idx].has(form))));
  }

  /** How many pairs of words that were typed beside each other stand so in a section, weighed by how much they say; at most one. */
  function nearness(engine, section, asked, scored) {
    const strong = asked.map((word, idx) => ({ idx, forms: word.wholes.map((form) => stemSeen(engine, form)), rarity: scored[idx].rarity }))
      .filter(({ idx, rarity }) => rarity && !scored[idx].isWeak);
    if (strong.length < 2) return 0;
    const rows = textsOf(engine, section).map((text) => row(engine, text));
    const places = strong.map(({ forms }) => rows.map((there) =>
      there.flatMap((piece, at) => (forms.some((form) => piece.has(form)) ? [at] : []))));
    let near = 0;
    let all = 0;
    for (let idx = 0; idx + 1 < strong.length; idx += 1) {
      const least = Math.min(strong[idx].rarity, strong[idx + 1].rarity);
      const reach = strong[idx + 1].idx - strong[idx].idx + 1;
      const isNear = places[idx].some((ats, text) => ats.some((at) => places[idx + 1][text].some((other) => at < other && other - at <= reach)));
      all += least;
      if (isNear) near += least;
    }
    return all ? near / all : 0;
  }

  Object.assign(find, { textsOf, lengthFactor, hasPhrase, nearness });
})(globalThis.dossierFind = globalThis.dossierFind || {});
