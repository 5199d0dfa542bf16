// Answers questions: which sections say most about what was typed.
(function (find) {
  "use strict";

  const { hasPhrase, isSmall, join, lengthFactor, letter, nearness, readQuery, scoreWord, settle, take, textsOf, unique } = find;

  /** How much more a section is worth in which the words stand beside each other as typed. */
  const NEAR = 0.5;
  /** Of how many of the best sections texts are loaded for an answer, to look for words beside each other and to be shown. */
  const MOST_TEXTS = { small: 10, large: 4 };
  /** In how many of the best sections of a large dossier a quoted phrase is looked for. */
  const MOST_QUOTED = 60;
  /** How many of these are loaded at a time. */
  const FEW_QUOTED = 5;
  /** How often at most missing files are loaded for one question: words, their stems, guesses, their stems, texts, with some to spare. */
  const MOST_ROUNDS = 24;

  /** Those with all words first, then those with most; of equal ones the earlier. */
  const best = (left, right) => right.isWhole - left.isWhole || right.score - left.score || left.section - right.section;

  /** Scores the sections that have any of the words; `mayQuote` those with all words of the phrases. */
  function scoreSections(known, quoted) {
    const total = known.reduce((sum, word) => sum + word.rarity, 0);
    const sections = new Set(known.flatMap((word) => Array.from(word.scores.keys())));
    return Array.from(sections, (section) => {
      const score = known.reduce((sum, word) => sum + (word.scores.get(section) || 0), 0);
      const covered = known.reduce((sum, word) => sum + (word.cover.get(section) || 0) * word.rarity, 0) / total;
      const isWhole = known.every((word) => word.isWeak || word.cover.get(section) === 1);
      const mayQuote = quoted.every((word) => !word.rarity || word.cover.get(section) === 1);
      return { section, score: score * covered * covered, isWhole, mayQuote };
    });
  }

  /**
   * Keeps the hits with all quoted phrases; where none has them, the phrases are looked for by their words, and that is said.
   * Of a large dossier the best sections are looked into, a few at a time, until there are enough.
   */
  function withPhrases(engine, hits, query, most) {
    if (!query.phrases.length) return hits;
    const has = (section, phrase) => textsOf(engine, section).some((text) => hasPhrase(engine, phrase, text));
    const quoted = [];
    const misses = engine.misses;
    const candidates = hits.filter((hit) => hit.mayQuote);
    for (const hit of isSmall(engine) ? candidates : candidates.slice(0, MOST_QUOTED)) {
      if (query.phrases.every((phrase) => has(hit.section, phrase))) quoted.push(hit);
      if (!isSmall(engine) && (quoted.length >= most || engine.misses >= misses + FEW_QUOTED)) break;
    }
    if (quoted.length) return quoted;
    query.isLoose = hits.length > 0;
    return hits.map((hit) => ({ ...hit, isWhole: false }));
  }

  /** Answers from what is at hand; what is missing is wanted. */
  function answer(engine, text, options) {
    const found = answerOnce(engine, readQuery(engine, text, true), options);
    const isNothing = !found.hits.length && !engine.wanted.size;
    return isNothing && found.query.hasSkipped ? answerOnce(engine, readQuery(engine, text, false), options) : found;
  }

  /** Answers a query that was read. */
  function answerOnce(engine, query, { accepts = () => true, most = isSmall(engine) ? MOST_TEXTS.small : MOST_TEXTS.large }) {
    const { asked, phrases, isTyping } = query;
    const quoted = phrases.flat().map((word) => scoreWord(engine, word, false, query));
    const typed = asked.map((word, idx) => scoreWord(engine, word, isTyping && idx === asked.length - 1, query));
    join(engine, asked, typed, query);
    const known = quoted.concat(typed).filter((word) => word.rarity);
    const accepted = scoreSections(known, quoted).filter((hit) => hit.score && accepts(engine.letterOf[hit.section]));
    // Texts are not looked for before it is known of which words.
    if (engine.wanted.size) return { hits: [], query, tried: [] };
    const hits = withPhrases(engine, accepted.sort(best), query, most);
    const looked = hits.splice(0, most);
    for (const hit of looked) {
      letter(engine, hit.section);
      hit.score *= lengthFactor(engine, hit.section, query) * (1 + NEAR * nearness(engine, hit.section, asked, typed));
    }
    return { hits: looked.sort(best).concat(hits).map((hit) => placed(engine, hit)), query, tried: query.isChanged ? unique(query.tried) : [] };
  }

  /** A hit with its section's number among all, its letter's, and its section's within the letter. */
  function placed(engine, { section: number, ...hit }) {
    const of = engine.letterOf[number];
    return { ...hit, number, letter: of, section: number - engine.starts[of] };
  }

  /**
   * Finds the sections for what was typed, and loads what that needs. Where only texts are missing and no words are quoted, the best hit is
   * known before all of them are there: `early` gets the answer as soon as the texts of that hit are.
   */
  async function ask(engine, text, options = {}) {
    for (let round = 0; ; round += 1) {
      engine.wanted.clear();
      const found = answer(engine, text, options);
      const names = take(engine);
      if (!names.length || round === MOST_ROUNDS) return found;
      if (options.early && found.hits.length && !found.query.phrases.length) {
        await settle(engine, [engine.fileOf[found.hits[0].number]]);
        options.early(found);
      }
      await settle(engine, names);
    }
  }

  Object.assign(find, { answer, ask });
})(globalThis.dossierFind = globalThis.dossierFind || {});
