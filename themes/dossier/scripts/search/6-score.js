// Scores sections for the words of a query: how often they stand there, how rare they are, what else they may stand for.
(function (find) {
  "use strict";

  const { completions, guesses, halves, holders, isAtHand, isHeavy, isNumber, isSmall, postings, stem, unique, watch } = find;

  const SATURATION = 1.2;
  /** How much a word counts that ends in what was typed; see `holders`. */
  const ENDING = 0.7;
  /** How much a word that says little counts. */
  const WEAK = 0.1;

  /**
   * The terms that one token stands for, each with a weight: itself, what it begins, what was perhaps meant. Nothing is guessed before it
   * is known that the token is unknown. `tried` is what was looked for: the token, or words that stand for it.
   */
  function expand(engine, token, isTyping) {
    const { found: terms, isMissing } = watch(engine, () => begun(engine, token, isTyping));
    // A number that only begins others is none of them.
    if (terms.size && isNumber(token) && !terms.has(token)) return { terms, tried: Array.from(terms.keys()).slice(0, 3) };
    if (terms.size || isMissing) return { terms, tried: [token] };
    const { found: inside, isMissing: isUnread } = watch(engine, () => holders(engine, token));
    const isPart = Array.from(inside.values()).includes(ENDING);
    if (isPart || isUnread) return { terms: inside, tried: [token] };
    const { found, hits, isClose } = guesses(engine, token);
    if (!inside.size) return { terms: found, tried: hits.slice(0, 3) };
    // What only holds it somewhere (`labor` in `elaborated`) comes after what is one error away.
    if (!isClose) return { terms: inside, tried: [token] };
    for (const [term, weight] of found) inside.set(term, weight);
    return { terms: inside, tried: hits.slice(0, 3) };
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

  /** How much a word says that so many sections have. */
  const rarityOf = (engine, count) => 0.1 + Math.log(1 + (engine.letterOf.length - count + 0.5) / (count + 0.5));

  /** Scores every section for a set of alternative tokens; the rarer the word, the more it says. `own` have one themselves. */
  function scoreAny(engine, alternatives, isTyping, query) {
    const terms = new Map();
    const tried = new Set();
    const isThere = (token) => isHeavy(engine, stem(engine, token)) || postings(engine, stem(engine, token)).size > 0;
    // One of several ways to write a number is not begun where another is there.
    const { found: isKnown, isMissing } = watch(engine, () => alternatives.length > 1 && alternatives.filter(isThere).length > 0);
    for (const token of alternatives) {
      const expanded = expand(engine, token, isTyping && !isKnown && !isMissing);
      for (const [term, weight] of expanded.terms) if (!query.skips(term)) terms.set(term, Math.max(terms.get(term) || 0, weight));
      for (const word of expanded.tried) tried.add(word);
    }
    const [all, own] = [new Set(), new Set()];
    for (const term of terms.keys()) {
      const there = postings(engine, term);
      for (const section of there.keys()) all.add(section);
      for (const section of there.own) own.add(section);
    }
    const rarity = rarityOf(engine, all.size);
    const scores = new Map();
    for (const [term, weight] of terms) {
      query.terms.set(term, Math.max(query.terms.get(term) || 0, weight * rarity));
      for (const [section, often] of postings(engine, term)) {
        const score = (weight * rarity * often * (SATURATION + 1)) / (often + SATURATION);
        scores.set(section, Math.max(scores.get(section) || 0, score));
      }
    }
    return { scores, own, rarity: terms.size ? rarity : 0, tried: Array.from(tried) };
  }

  /** Tokens that only together stand for a word: its atoms, or the parts of its only one. */
  function pieces(word) {
    if (word.atoms.length > 1) return word.atoms.map((atom) => unique(atom.wholes.concat(atom.parts)));
    return word.atoms.flatMap((atom) => atom.parts.map((part) => [part]));
  }

  /** What a word adds that is not looked for. */
  const nothing = () => ({ scores: new Map(), cover: new Map(), own: new Set(), rarity: 0, isWeak: true });

  /** What a word adds that stands nowhere. */
  const missing = () => ({ ...nothing(), isWeak: false });

  /** The sections that have a unit, in any way to write it; null where that is not worth a file. */
  function sectionsWith(engine, units) {
    if (units.some((tokens) => tokens.some((token) => isHeavy(engine, stem(engine, token))))) return null;
    const there = new Set();
    for (const tokens of units) {
      const [first, ...rest] = tokens.map((token) => postings(engine, stem(engine, token)));
      for (const section of first.keys()) if (rest.every((one) => one.has(section))) there.add(section);
    }
    return there;
  }

  /**
   * Scores every section for an amount: those with one of its forms, or with a number and its unit. A longer number also counts half
   * without its unit, as tables print it; a short one says nothing.
   */
  function scoreAmount(engine, word, query) {
    const { exact, ways, bare } = word.amount;
    const silent = { ...query, terms: new Map() };
    const found = [{ ...scoreAny(engine, exact, false, query), there: null }];
    for (const { numbers, units } of ways) found.push({ ...scoreAny(engine, numbers, false, silent), there: sectionsWith(engine, units) });
    if (bare.length) found.push({ ...scoreAny(engine, bare, false, query), isBare: true });
    const full = new Set(found.filter(({ isBare }) => !isBare).flatMap(({ scores, there }) => Array.from(scores.keys()).filter((section) => !there || there.has(section))));
    word.amount.sure = new Set(found[0].scores.keys());
    const sum = { ...missing(), rarity: full.size ? rarityOf(engine, full.size) : Math.max(...found.map(({ rarity, isBare }) => (isBare ? rarity : 0))) };
    for (const { scores, own, rarity, there, isBare } of found) {
      for (const [section, score] of scores) {
        if (there && !there.has(section)) continue;
        const share = isBare && !full.has(section) ? 0.5 : 1;
        sum.scores.set(section, Math.max(sum.scores.get(section) || 0, (share * score * sum.rarity) / rarity));
        sum.cover.set(section, share);
        if (own.has(section)) sum.own.add(section);
      }
    }
    if (full.size) {
      query.terms.set(word.wholes[0], sum.rarity);
      query.tried.push(word.said);
    } else lack(query, word, sum.rarity ? bare.slice(0, 1) : []);
    return sum;
  }

  /** Notes that a word stands nowhere as it was typed, and what was looked for instead. */
  function lack(query, word, instead) {
    query.isChanged = true;
    query.missing.push(word.said);
    query.tried.push(...instead);
  }

  /** Scores every section for one word: as a whole, or by all its pieces, or by some. */
  function scoreWord(engine, word, isTyping, query) {
    if (word.wholes.some(query.skips)) return nothing();
    if (word.amount) return scoreAmount(engine, word, query);
    // In a large dossier it is not worth a file either.
    if (word.isWeak && !isSmall(engine)) return nothing();
    const isThere = (whole) => postings(engine, stem(engine, whole)).size > 0;
    const { found: isKnown, isMissing } = watch(engine, () => word.wholes.filter(isThere).length > 0);
    if (isMissing) return nothing();
    // What says little is not worth a guess.
    if (word.isWeak && !isKnown) return nothing();
    // A code or a number in groups that is known is not looked for by its parts: 2026Z07494 is not every 2026. All of them together may be
    // it, with letters among them: CW3.1 is CW 3.1.
    const isGrouped = word.atoms.length > 1 && /^\p{N}+$/u.test(word.wholes[0]);
    const isCode = (word.atoms.length === 1 || isGrouped) && /\p{N}/u.test(word.wholes[0]);
    const isWhole = isKnown && isCode;
    let parts = isWhole && !pieces(word).some(([part]) => /^\p{L}{2,}$/u.test(part)) ? [] : pieces(word);
    const isBegun = () => completions(engine, word.wholes[0]).size > 0;
    const halved = !isKnown && !parts.length && !isCode && !isBegun() ? halves(engine, word.wholes[0]) : null;
    if (halved) parts = halved.map((half) => [half]);
    const whole = parts.length && !isKnown
      ? { ...missing(), tried: [] }
      : scoreAny(engine, word.wholes, isTyping, query);
    const found = parts.map((part, idx) => scoreAny(engine, part, isTyping && idx === parts.length - 1, query));
    const known = found.filter((part) => part.rarity);
    const { scores, cover, own } = together(whole, isWhole && known.length < parts.length ? [] : known, isWhole);
    const rarity = Math.max(whole.rarity, ...known.map((part) => part.rarity));
    if (word.isWeak) return { scores: times(scores, WEAK), cover, own, rarity: rarity * WEAK, isWeak: true };
    const isAsked = halved ? false : parts.length && !isGrouped ? known.length === parts.length || isKnown : word.wholes.some((one) => whole.tried.includes(one));
    if (isAsked) query.tried.push(word.wholes[0]);
    else lack(query, word, whole.tried.concat(...known.map((part) => part.tried.slice(0, 1))));
    return { scores, cover, own, rarity };
  }

  /** The scores of a word from those of the whole and of its known pieces, of all together or of some, and how much of it each section has. */
  function together(whole, known, isAll) {
    const own = new Set(whole.own);
    const scores = new Map(whole.scores);
    const cover = new Map(Array.from(scores.keys(), (section) => [section, 1]));
    for (const section of new Set(known.flatMap((part) => Array.from(part.scores.keys())))) {
      const having = known.filter((part) => part.scores.has(section));
      if (isAll && having.length < known.length) continue;
      if (having.some((part) => part.own.has(section))) own.add(section);
      const sum = having.reduce((total, part) => total + part.scores.get(section), 0);
      scores.set(section, Math.max(scores.get(section) || 0, (0.9 * sum * having.length) / known.length));
      cover.set(section, Math.max(cover.get(section) || 0, having.length / known.length));
    }
    return { scores, cover, own };
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
      const { scores, own, rarity } = scoreAny(engine, joined, false, query);
      for (const half of scored.slice(idx, idx + 2)) {
        half.rarity = Math.max(half.rarity, rarity);
        half.isWeak = false;
        for (const section of own) half.own.add(section);
        for (const [section, score] of scores) {
          half.scores.set(section, Math.max(half.scores.get(section) || 0, score));
          half.cover.set(section, 1);
        }
      }
    }
  }

  Object.assign(find, { SATURATION, scoreWord, join });
})(globalThis.dossierFind = globalThis.dossierFind || {});
