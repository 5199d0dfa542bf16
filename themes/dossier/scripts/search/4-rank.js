// Answers questions: which sections say most about what was typed.
(function (find) {
  "use strict";

  const { completions, guesses, halves, holders, isHeavy, isSmall, letter, postings, settle, stem, stemSeen, unique, words } = find;

  const SATURATION = 1.2;
  /** How much a word that says little counts. */
  const WEAK = 0.1;
  /** How much more a section is worth in which the words stand beside each other as typed. */
  const NEAR = 0.5;
  /** In how many of the best sections of a large dossier a quoted phrase is looked for. */
  const MOST_QUOTED = 60;
  /** How often at most missing files are loaded for one question: words, their stems, guesses, their stems, texts, with some to spare. */
  const MOST_ROUNDS = 10;

  // ---- A query

  /** A number in units of a power of ten: `70.935` times a million is `70935000`; null where it is no whole number. */
  function multiplied(printed, power) {
    const [, whole, fraction = ""] = /^(\d+)(?:[.,](\d+))?$/.exec(printed) || [];
    if (whole === undefined || fraction.length > power) return null;
    return (whole + fraction.padEnd(power, "0")).replace(/^0+(?=\d)/, "");
  }

  /** A whole number in millions and above, as texts write it: `202635000` is `202.635`, `3000000000` is `3`. */
  function divided(number, powers) {
    return powers.filter((power) => number.length > power && /^0*$/.test(number.slice(number.length - power + 3)))
      .map((power) => (number.slice(0, -power) + "." + number.slice(-power)).replace(/\.?0+$/, ""));
  }

  /** Adds to the numbers of a query the other ways to write them: with a word that multiplies, or without. */
  function withScales(engine, asked) {
    const { scales } = engine.hints;
    const large = unique(Array.from(scales.values())).filter((power) => power >= 6);
    asked.forEach((word, idx) => {
      const printed = word.wholes[0];
      if (!/^[\d.,]+$/.test(printed)) return;
      const next = asked[idx + 1];
      const power = next && scales.get(next.wholes[0]);
      const forms = power ? [multiplied(printed, power)] : word.wholes.filter((form) => /^\d{7,}$/.test(form)).flatMap((form) => divided(form, large));
      word.wholes = unique(word.wholes.concat(forms.filter(Boolean)));
      if (power) next.isWeak = true;
    });
    return asked;
  }

  /** Splits what was typed into words, and says which follow each other within quotes. */
  function parse(typed, engine) {
    const text = engine && engine.hints.percent ? typed.replace(engine.hints.percent, "$1%") : typed;
    const spans = Array.from(text.matchAll(/["“”„«]([^"“”„«»]+)["“”»]/g));
    const phrases = spans.map((span) => words(span[1])).filter((phrase) => phrase.length);
    const plain = spans.reduce((rest, span) => rest.replace(span[0], " "), text);
    return { phrases, words: words(plain), isTyping: !/\s$/.test(plain) };
  }

  /** The words of a query, each marked where it says little; a query of nothing but such words is about these. */
  function readQuery(engine, text) {
    const { phrases, words: typed, isTyping } = parse(text, engine);
    const asked = withScales(engine, typed);
    const isWeak = (word) => word.isWeak || engine.hints.weak.has(word.wholes[0]);
    if (phrases.length || !asked.every(isWeak)) asked.forEach((word) => { word.isWeak = isWeak(word); });
    const isRare = (word) => !word.isWeak && !isHeavy(engine, word.wholes[0]);
    const isAnyRare = asked.concat(...phrases).some(isRare);
    return { asked, phrases, isTyping, skips: (term) => isAnyRare && isHeavy(engine, term), terms: new Map(), tried: [], isChanged: false };
  }

  // ---- Scores

  /** The terms that one token stands for, each with a weight: itself, what it begins, what was perhaps meant. */
  function expand(engine, token, isTyping) {
    const terms = new Map();
    const term = stem(engine, token);
    const isKnown = isHeavy(engine, term) || postings(engine, term).size > 0;
    if (isKnown) terms.set(term, 1);
    const hasDigits = /\p{N}/u.test(token);
    const isBegun = isTyping && !isKnown && token.length >= 2;
    if (isBegun || (!hasDigits && token.length >= 3)) {
      for (const [other, weight] of completions(engine, token)) if (other !== term) terms.set(other, weight);
    }
    if (terms.size) return { terms, tried: [token] };
    const inside = holders(engine, token);
    if (inside.size) return { terms: inside, tried: [token] };
    const { found, hits } = guesses(engine, token);
    return { terms: found, tried: hits.slice(0, 3) };
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
    const isKnown = word.wholes.some((whole) => postings(engine, stem(engine, whole)).size);
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

  /** Counts words that were typed apart as the one word that they make: `reken kracht`. */
  function join(engine, asked, scored, query) {
    for (let idx = 0; idx + 1 < asked.length; idx += 1) {
      const pair = asked.slice(idx, idx + 2).map((word) => word.wholes[0]);
      if (!pair.every((one) => /^\p{L}{2,}$/u.test(one))) continue;
      const joined = [pair.join(""), pair.join("-")].filter((one) => postings(engine, stem(engine, one)).size);
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

  // ---- Words beside each other

  /** The texts of a section; none while its letter is not at hand. */
  function textsOf(engine, section) {
    const number = engine.letterOf[section];
    const found = letter(engine, number);
    if (!found) return [];
    const { heading, blocks } = found.sections[section - engine.starts[number]];
    return [found.title, heading].concat(blocks.map((block) => block[1]));
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

  // ---- Answers

  /** Those with all words first, then those with most; of equal ones the earlier. */
  const best = (left, right) => right.isWhole - left.isWhole || right.score - left.score || left.section - right.section;

  /** Scores the sections that have any of the words. */
  function scoreSections(engine, known) {
    const total = known.reduce((sum, word) => sum + word.rarity, 0);
    const sections = new Set(known.flatMap((word) => Array.from(word.scores.keys())));
    return Array.from(sections, (section) => {
      const score = known.reduce((sum, word) => sum + (word.scores.get(section) || 0), 0);
      const covered = known.reduce((sum, word) => sum + (word.cover.get(section) || 0) * word.rarity, 0) / total;
      const isWhole = known.every((word) => word.isWeak || word.cover.get(section) === 1);
      return { section, score: score * covered * covered, isWhole };
    });
  }

  /** Keeps the hits with all quoted phrases; where none has them, the phrases are looked for by their words, and that is said. */
  function withPhrases(engine, hits, query) {
    if (!query.phrases.length) return hits;
    const has = (section, phrase) => textsOf(engine, section).some((text) => hasPhrase(engine, phrase, text));
    const most = isSmall(engine) ? hits.length : MOST_QUOTED;
    const quoted = hits.slice(0, most).filter((hit) => query.phrases.every((phrase) => has(hit.section, phrase)));
    if (quoted.length) return quoted;
    query.isLoose = hits.length > 0;
    return hits.map((hit) => ({ ...hit, isWhole: false }));
  }

  /** Answers from what is at hand; what is missing is wanted. */
  function answer(engine, text, { accepts = () => true, most = 10 }) {
    const query = readQuery(engine, text);
    const { asked, phrases, isTyping } = query;
    const quoted = phrases.flat().map((word) => scoreWord(engine, word, false, query));
    const typed = asked.map((word, idx) => scoreWord(engine, word, isTyping && idx === asked.length - 1, query));
    join(engine, asked, typed, query);
    const known = quoted.concat(typed).filter((word) => word.rarity);
    const accepted = scoreSections(engine, known).filter((hit) => hit.score && accepts(engine.letterOf[hit.section]));
    // Texts are not looked for before it is known of which words.
    if (engine.wanted.size) return { hits: [], query, tried: [] };
    const hits = withPhrases(engine, accepted.sort(best), query);
    for (const hit of hits.slice(0, most)) {
      letter(engine, engine.letterOf[hit.section]);
      hit.score *= 1 + NEAR * nearness(engine, hit.section, asked, typed);
    }
    hits.sort(best);
    return { hits: hits.map((hit) => placed(engine, hit)), query, tried: query.isChanged ? unique(query.tried) : [] };
  }

  /** A hit with its letter's number, and its section's within the letter. */
  function placed(engine, hit) {
    const number = engine.letterOf[hit.section];
    return { ...hit, letter: number, section: hit.section - engine.starts[number] };
  }

  /** Finds the sections for what was typed, and loads what that needs. */
  async function ask(engine, text, options = {}) {
    for (let round = 0; ; round += 1) {
      engine.wanted.clear();
      const found = answer(engine, text, options);
      if (!engine.wanted.size || round === MOST_ROUNDS) return found;
      await settle(engine);
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
    find.wordsFrom(engine, token);
    await settle(engine);
    const terms = new Map();
    for (const [word, term] of find.wordsFrom(engine, token)) {
      const isWord = word !== term || !engine.forms.has(term) || engine.bare.has(term);
      if (!isWord || word.length <= token.length || !word.startsWith(token)) continue;
      if (!terms.has(term) || word.length < terms.get(term).length) terms.set(term, word);
    }
    const often = (term) => (isHeavy(engine, term) ? engine.boot.heavy[term] : postings(engine, term).size);
    const ranked = Array.from(terms).map(([term, word]) => [word, often(term)]).sort((left, right) => right[1] - left[1] || left[0].length - right[0].length);
    return ranked.slice(0, MOST_COMPLETED).map(([word]) => before + word);
  }

  Object.assign(find, { parse, hasPhrase, answer, ask, complete });
})(globalThis.dossierFind = globalThis.dossierFind || {});
