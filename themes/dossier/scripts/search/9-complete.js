// Completes what was typed to words of the dossier.
(function (find) {
  "use strict";

  const { isHeavy, isWord, postings, settle, words, wordsFrom } = find;

  /** What has a spelling that the index has not: accents and the like, or a code's capitals. */
  const SPELLED = /[^\p{ASCII}\p{P}\p{S}\p{Z}]|\d\p{Lu}|\p{Lu}\d/u;

  /** Learns from the letters at hand how such words are written. */
  function learnSpellings(engine) {
    for (const [name, { sections }] of engine.letters) {
      if (engine.spellers.has(name)) continue;
      engine.spellers.add(name);
      sections.forEach(({ blocks }) => blocks.forEach(([, text]) => { if (SPELLED.test(text)) learnSpelling(engine, text); }));
    }
  }

  /** Learns from a text. */
  function learnSpelling(engine, text) {
    for (const { start, end, wholes } of words(text)) {
      const raw = text.slice(start, end);
      const printed = /\p{N}/u.test(raw) ? raw : raw.toLowerCase();
      if (/^[\p{L}\p{M}\p{N}-]+$/u.test(printed) && printed !== wholes[0]) engine.spelled.set(wholes[0], printed);
    }
  }

  /** The most completed questions that are suggested. */
  const MOST_COMPLETED = 5;

  /** What was typed, with its last word completed to the words of the dossier that most sections have. */
  async function complete(engine, text) {
    const [, before, last] = /^([\s\S]*?)([\p{L}\p{N}][^\s"“”„«»]*)$/u.exec(text) || [];
    const token = last && (words(last)[0] || { wholes: [""] }).wholes[0];
    if (!token || token.length < 2) return [];
    engine.wanted.clear();
    wordsFrom(engine, token);
    await settle(engine);
    const terms = new Map();
    for (const [word, term] of wordsFrom(engine, token)) {
      if (!isWord(engine, word, term) || word.length <= token.length || !word.startsWith(token)) continue;
      if (!terms.has(term) || word.length < terms.get(term).length) terms.set(term, word);
    }
    const often = (term) => (isHeavy(engine, term) ? engine.boot.heavy[term] : postings(engine, term).size);
    const ranked = Array.from(terms).map(([term, word]) => [word, often(term)]).sort((left, right) => right[1] - left[1] || left[0].length - right[0].length);
    learnSpellings(engine);
    return ranked.slice(0, MOST_COMPLETED).map(([word]) => before + (engine.spelled.get(word) || word));
  }

  Object.assign(find, { complete });
})(globalThis.dossierFind = globalThis.dossierFind || {});
