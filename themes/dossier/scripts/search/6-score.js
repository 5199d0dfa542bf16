// Scores sections for the words of a query: how often they stand there, how rare they are, what else they may stand for.
(function (find) {
  "use strict";

  const { completions, guesses, halves, holders, isAtHand, isHeavy, isSmall, postings, stem, unique, watch } = find;

  const SATURATION = 1.2;
  /** How much a word that says little counts. */
  const WEAK = 0.1;

  /** The terms that one token stands for, each with a weight: itself, what it begins, what was perhaps meant. Nothing is guessed before it is known that the token is unknown. */
  function expand(engine, token, isTyping) {
    const { found: terms, isMissing } = watch(engine, () => begun(engine, token, isTyping));
    if (terms.size || isMissing) return { terms, tried: [token] };
    const { found: inside, isMissing: isUnread } = watch(engine, () => holders(engine, token));
    if (inside.size || isUnread) return { terms: inside, tried: [token] };
    const { found, hits } = guesses(engine, token);
    return { terms: found, tried: hits.slice(0, 3) };
  }

  /** The term of a token, and those of words that it begins. */
  function begun(engine, token, isTyping) {
    const terms = new Map();
    const term = stem(engine, token);
    const isKnown = isHeavy(engine, term) || postings(engine, term).size > 0;
    if (isKnown) terms.set(term, 1);
    const hasDigits = /\p{N}/u.test(token);
    const isBegun = isTyping && !isKnown && token.length >= 2;
    if (isBegun || (!hasDigits && token.length >= 3)) {
      for (const [other, weight] of completions(engine, token)) if (other !== term) terms.set(other, weight);
    }
    return terms;
  }

  /** Scores every section for a set of alternative tokens; the rarer the word, the more it says. */
  function scoreAny(engine, alternatives, isTyping, query) {
    const terms = new Map();
    const tried = new Set();
    for (const token of alternatives) {
      const expanded = expand(engine, token, isTyping);
      for (const [term, weight] of expanded.terms) if (!query.skips(term)) terms.set(term, Math.max(terms.get(term) || 0, weight));
      for (const word of expanded.tried) tried.add(word);
    }
    const all = new Set();
    for (const term of terms.keys()) for (const section of postings(engine, term).keys()) all.add(section);
    const rarity = Math.log(1 + (engine.letterOf.length - all.size + 0.5) / (all.size + 0.5));
    const scores = new Map();
    for (const [term, weight] of terms) {
      query.terms.set(term, Math.max(query.terms.get(term) || 0, weight * (0.1 + rarity)));
      for (const [section, often] of postings(engine, term)) {
        const score = (weight * (0.1 + rarity) * often * (SATURATION + 1)) / (often + SATURATION);
        scores.set(section, Math.max(scores.get(section) || 0, score));
      }
    }
    return { scores, rarity: terms.size ? 0.1 + rarity : 0, tried: Array.from(tried) };
  }

  /** Tokens that only together stand for a word: its atoms, or the parts of its only one. */
  function pieces(word) {
    if (word.atoms.length > 1) return word.atoms.map((atom) => unique(atom.wholes.concat(atom.parts)));
    return word.atoms.flatMap((atom) => atom.parts.map((part) => [part]));
  }

  /** What a word adds that is not looked for. */
  const nothing = () => ({ scores: new Map(), cover: new Map(), rarity: 0, isWeak: true });

  /** Scores every section for one word: as a whole, or by all its pieces, or by some. */
  function scoreWord(engine, word, isTyping, query) {
    if (word.wholes.some(query.skips)) return nothing();
    // In a large dossier it is not worth a file either.
    if (word.isWeak && !isSmall(engine)) return nothing();
    const isThere = (whole) => postings(engine, stem(engine, whole)).size > 0;
    const { found: isKnown, isMissing } = watch(engine, () => word.wholes.filter(isThere).length > 0);
    if (isMissing) return nothing();
    // What says little is not worth a guess.
    if (word.isWeak && !isKnown) return nothing();
    // A code that is known is not looked for by its parts: 2026Z07494 is not every 2026.
    const isCode = word.atoms.length === 1 && /\p{N}/u.test(word.wholes[0]);
    let parts = isKnown && isCode ? [] : pieces(word);
    const isBegun = () => completions(engine, word.wholes[0]).size > 0;
    if (!isKnown && !parts.length && !isCode && !isBegun()) parts = (halves(engine, word.wholes[0]) || []).map((half) => [half]);
    const whole = parts.length && !isKnown
      ? { scores: new Map(), rarity: 0, tried: [] }
      : scoreAny(engine, word.wholes, isTyping, query);
    const found = parts.map((part, idx) => scoreAny(engine, part, isTyping && idx === parts.length - 1, query));
    const known = found.filter((part) => part.rarity);
    const { scores, cover } = together(whole, known);
    const rarity = Math.max(whole.rarity, ...known.map((part) => part.rarity));
    if (word.isWeak) return { scores: times(scores, WEAK), cover, rarity: rarity * WEAK, isWeak: true };
    const isAsked = parts.length ? known.length === parts.length || isKnown : word.wholes.some((one) => whole.tried.includes(one));
    if (!isAsked) query.isChanged = true;
    query.tried.push(...(isAsked ? [word.wholes[0]] : whole.tried.concat(...known.map((part) => part.tried.slice(0, 1)))));
    return { scores, cover, rarity };
  }

  /** The scores of a word from those of the whole and of its known pieces, and how much of it each section has. */
  function together(whole, known) {
    const scores = new Map(whole.scores);
    const cover = new Map(Array.from(scores.keys(), (section) => [section, 1]));
    for (const section of new Set(known.flatMap((part) => Array.from(part.scores.keys())))) {
      const having = known.filter((part) => part.scores.has(section));
      const sum = having.reduce((total, part) => total + part.scores.get(section), 0);
      scores.set(section, Math.max(scores.get(section) || 0, (0.9 * sum * having.length) / known.length));
      cover.set(section, Math.max(cover.get(section) || 0, having.length / known.length));
    }
    return { scores, cover };
  }

  /** Scores times a factor. */
  const times = (scores, factor) => new Map(Array.from(scores, ([section, score]) => [section, score * factor]));

  /** Counts words that were typed apart as the one word that they make: `reken kracht`; in a large dossier where its file is at hand. */
  function join(engine, asked, scored, query) {
    for (let idx = 0; idx + 1 < asked.length; idx += 1) {
      const pair = asked.slice(idx, idx + 2).map((word) => word.wholes[0]);
      if (!pair.every((one) => /^\p{L}{2,}$/u.test(one))) continue;
      const isKnown = (one) => isAtHand(engine, one) && postings(engine, stem(engine, one)).size;
      const joined = [pair.join(""), pair.join("-")].filter(isKnown);
      if (!joined.length) continue;
      const { scores, rarity } = scoreAny(engine, joined, false, query);
      for (const half of scored.slice(idx, idx + 2)) {
        half.rarity = Math.max(half.rarity, rarity);
        half.isWeak = false;
        for (const [section, score] of scores) {
          half.scores.set(section, Math.max(half.scores.get(section) || 0, score));
          half.cover.set(section, 1);
        }
      }
    }
  }

  Object.assign(find, { SATURATION, scoreWord, join });
})(globalThis.dossierFind = globalThis.dossierFind || {});
