// Answers questions: which sections say most about what was typed.
(function (find) {
  "use strict";

  const { hasPhrase, isHeaded, isSmall, join, lengthFactor, letter, nearness, readQuery, scoreWord, settle, take, textsOf, unique } = find;

  /** How much more a section is worth in which the words stand beside each other as typed. */
  const NEAR = 0.5;
  /** How much more one is worth whose heading is what was typed, and one that has quoted words as they are written. */
  const HEADED = 0.2;
  const LITERAL = 1;
  /** How much a section counts that stands for its letter, which alone has the words in its title, its numbers or its date. */
  const LETTER = 0.25;
  /** Of how many of the best sections texts are loaded for an answer, to look for words beside each other and to be shown. */
  const MOST_TEXTS = { small: 10, large: 4 };
  /** In how many of the best sections of a large dossier a quoted phrase is looked for, and how many that have it are enough; of an amount fewer. */
  const MOST_QUOTED = 100;
  const ENOUGH_QUOTED = 50;
  const ENOUGH_AMOUNTS = 10;
  /** How many of these are loaded at a time. */
  const FEW_QUOTED = 10;
  /** How often at most missing files are loaded for one question: words, their stems, guesses, their stems, texts, with some to spare. */
  const MOST_ROUNDS = 24;

  /** Those with all words first, then those with most; of equal ones the earlier. */
  const best = (left, right) => right.isWhole - left.isWhole || right.score - left.score || left.section - right.section;

  /**
   * Scores the sections that have any of the words, given those of the phrases, and the amounts; `isOwn` have a telling word themselves,
   * `mayQuote` have all words of the phrases, `mayHold` all amounts.
   */
  function scoreSections(found, quoted, amounts) {
    const known = found.filter((word) => word.rarity);
    const telling = found.some((word) => !word.isWeak) ? known.filter((word) => !word.isWeak) : known;
    const isComplete = found.every((word) => word.rarity || word.isWeak);
    const total = known.reduce((sum, word) => sum + word.rarity, 0);
    const sections = new Set(telling.flatMap((word) => Array.from(word.scores.keys())));
    return Array.from(sections, (section) => {
      const has = (word) => !word.rarity || word.cover.get(section) === 1;
      const score = known.reduce((sum, word) => sum + (word.scores.get(section) || 0), 0);
      const covered = known.reduce((sum, word) => sum + (word.cover.get(section) || 0) * word.rarity, 0) / total;
      const isWhole = isComplete && known.every((word) => word.isWeak || has(word));
      const isOwn = telling.some((word) => word.own.has(section));
      return { section, score: score * covered * covered * (isOwn ? 1 : LETTER), isWhole, isOwn, mayQuote: quoted.every(has), mayHold: amounts.every(has) };
    });
  }

  /**
   * Of a letter's sections that have no word themselves, the first stands for the letter, which has them in its title or numbers; it is
   * left out where another has as many words.
   */
  function withLetters(engine, hits) {
    const most = new Map();
    for (const { section, isOwn, isWhole } of hits) {
      const of = engine.letterOf[section];
      if (isOwn) most.set(of, Math.max(most.get(of) || 0, isWhole ? 2 : 1));
    }
    const isLetter = ({ section, isWhole }) => {
      const of = engine.letterOf[section];
      return section === engine.starts[of] && (most.get(of) || 0) < (isWhole ? 2 : 1);
    };
    return hits.filter((hit) => hit.isOwn || isLetter(hit));
  }

  /**
   * Keeps the hits with all quoted phrases, those that have them as they are written first; where none has them, the phrases are looked for
   * by their words, and that is said. Of a large dossier the best sections are looked into, a few at a time, until there are enough; where
   * there are more the query `isOpen`.
   */
  function withPhrases(engine, hits, query, most) {
    if (!query.phrases.length) return hits;
    // One quoted word may be the letter's number, which no text of its first section need have.
    const isNumber = (section, phrase) => section === engine.starts[engine.letterOf[section]] && phrase.length === 1 && !phrase[0].amount;
    const stands = (section, phrase, isLiteral) => textsOf(engine, section).some((text) => hasPhrase(engine, phrase, text, isLiteral));
    const has = (section, isLiteral) => query.phrases.every((phrase) => stands(section, phrase, isLiteral) || (!isLiteral && isNumber(section, phrase)));
    const quoted = [];
    const misses = engine.misses;
    const candidates = hits.filter((hit) => hit.mayQuote);
    const reach = isSmall(engine) ? candidates.length : Math.min(candidates.length, MOST_QUOTED);
    let looked = 0;
    for (; looked < reach && (isSmall(engine) || (quoted.length < most && engine.misses < misses + FEW_QUOTED)); looked += 1) {
      const hit = candidates[looked];
      if (has(hit.section)) quoted.push({ ...hit, score: hit.score * (1 + (has(hit.section, true) ? LITERAL : 0)) });
    }
    query.isOpen = query.isOpen || looked < candidates.length;
    if (quoted.length) return quoted.sort(best);
    query.isLoose = hits.length > 0;
    return hits.map((hit) => ({ ...hit, isWhole: false }));
  }

  /** Whether a section has an amount: one of its forms by the index, or in a text the number with its unit. */
  const holds = (engine, section, word) => word.amount.sure.has(section) || textsOf(engine, section).some((text) => hasPhrase(engine, [word], text));

  /**
   * Keeps the hits that have all amounts, each number with its unit, before the others; where nothing but amounts without a telling number
   * was asked, these are left out. Of a large dossier the best sections are looked into, as for quoted phrases.
   */
  function withAmounts(engine, hits, query, most) {
    const { amounts, asked, phrases } = query;
    if (!amounts.length) return hits;
    const misses = engine.misses;
    const candidates = hits.filter((hit) => hit.mayHold);
    const reach = isSmall(engine) ? candidates.length : Math.min(candidates.length, MOST_QUOTED);
    const [holding, lacking] = [new Set(), new Set()];
    let looked = 0;
    for (; looked < reach && (isSmall(engine) || (holding.size < most && engine.misses < misses + FEW_QUOTED)); looked += 1) {
      const hit = candidates[looked];
      (amounts.every((word) => holds(engine, hit.section, word)) ? holding : lacking).add(hit);
    }
    const isAlone = !phrases.length && asked.every((word) => word.isWeak || word.amount) && amounts.every((word) => !word.amount.bare.length);
    const isLookedInto = looked === candidates.length;
    if (isLookedInto && !holding.size && looked) {
      query.isChanged = true;
      query.missing.push(...amounts.map((word) => word.said));
      query.tried = query.tried.filter((word) => !query.missing.includes(word));
    }
    query.isOpen = !isLookedInto;
    query.isLoose = !isLookedInto && !holding.size;
    const others = hits.filter((hit) => !holding.has(hit) && !(isAlone && (lacking.has(hit) || holding.size)));
    const share = (hit) => (lacking.has(hit) ? 0.25 : 1);
    return Array.from(holding).concat(others.map((hit) => ({ ...hit, isWhole: false, score: hit.score * share(hit) }))).sort(best);
  }

  /** Answers from what is at hand; what is missing is wanted. */
  function answer(engine, text, options) {
    const found = answerOnce(engine, readQuery(engine, text, true), options);
    const isNothing = !found.hits.length && !engine.wanted.size;
    return isNothing && found.query.hasSkipped ? answerOnce(engine, readQuery(engine, text, false), options) : found;
  }

  /** Answers a query that was read. */
  function answerOnce(engine, query, { accepts = () => true, most = isSmall(engine) ? MOST_TEXTS.small : MOST_TEXTS.large, enough = ENOUGH_QUOTED }) {
    const { asked, phrases, isTyping } = query;
    const quoted = phrases.flat().map((word) => scoreWord(engine, word, false, query));
    const typed = asked.map((word, idx) => scoreWord(engine, word, isTyping && idx === asked.length - 1, query));
    join(engine, asked, typed, query);
    const amounts = typed.filter((_, idx) => asked[idx].amount);
    const scored = scoreSections(quoted.concat(typed), quoted, amounts).filter((hit) => hit.score && accepts(engine.letterOf[hit.section]));
    // Texts are not looked for before it is known of which words.
    if (engine.wanted.size) return { hits: [], query, tried: [], missing: [] };
    const accepted = withAmounts(engine, scored.filter((hit) => hit.isOwn || hit.section === engine.starts[engine.letterOf[hit.section]]).sort(best), query, Math.min(enough, ENOUGH_AMOUNTS));
    const hits = withLetters(engine, withPhrases(engine, accepted, query, enough));
    const looked = hits.splice(0, most);
    for (const hit of looked) {
      letter(engine, hit.section);
      hit.score *= lengthFactor(engine, hit.section, query) * (1 + NEAR * nearness(engine, hit.section, asked, typed));
      if (isHeaded(engine, hit.section, asked)) hit.score *= 1 + HEADED;
    }
    const { isChanged, tried, missing } = query;
    return { hits: looked.sort(best).concat(hits).map((hit) => placed(engine, hit)), query, tried: isChanged ? unique(tried) : [], missing: unique(missing) };
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
      if (options.early && found.hits.length && !found.query.phrases.length && !found.query.amounts.length) {
        await settle(engine, [engine.fileOf[found.hits[0].number]]);
        options.early(found);
      }
      await settle(engine, names);
    }
  }

  Object.assign(find, { answer, ask });
})(globalThis.dossierFind = globalThis.dossierFind || {});
