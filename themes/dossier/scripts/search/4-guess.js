// Which words of the dossier a typed one may stand for: what it begins, what holds it, what was perhaps meant.
(function (find) {
  "use strict";

  const { isSmall, isWord, postings, stem, wordsAround, wordsFrom, wordsLike } = find;

  /** The number of typing errors between two words (a swap is one), or more than `most`. */
  function distance(left, right, most) {
    if (Math.abs(left.length - right.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: right.length + 1 }, (_, idx) => idx);
    for (let i = 1; i <= left.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= right.length; j += 1) {
        const cost = left[i - 1] === right[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[right.length];
  }

  const commonPrefix = (left, right) => {
    let length = 0;
    while (length < left.length && left[length] === right[length]) length += 1;
    return length;
  };

  /** Known words that begin with what was typed. */
  function completions(engine, token) {
    const found = new Map();
    for (const [word, term] of wordsFrom(engine, token)) {
      if (word.length <= token.length || !word.startsWith(token)) continue;
      const weight = 0.3 + (0.3 * token.length) / word.length;
      found.set(term, Math.max(found.get(term) || 0, weight));
    }
    return found;
  }

  /** Whether a token is a number, with its sign of per cent or without. */
  const isNumber = (token) => /^[\p{N}.,]+%?$/u.test(token);

  /**
   * Known words that hold what was typed: at their end, or within (`congestie` in `netcongestie`); of a code, also at their beginning. A
   * number is itself alone: 202 is neither 2025 nor 202,635.
   */
  function holders(engine, token) {
    if (isNumber(token)) return new Map();
    const isCode = /\p{N}/u.test(token);
    const found = isCode ? completions(engine, token) : new Map();
    if (token.length < (isCode ? 3 : 5)) return found;
    // Of a small dossier the stems are known words as well: what ends in one (`elabor`) is no compound.
    for (const [beginning, rest] of wordsAround(engine, token)) {
      const term = stem(engine, beginning + rest);
      const isCompound = rest === token && isWord(engine, beginning + rest, term);
      found.set(term, Math.max(found.get(term) || 0, isCompound ? 0.7 : 0.4));
    }
    return found;
  }

  /** The two known words that a typed one is put together from (`datacentre`); none where there is no such pair. */
  function halves(engine, token) {
    const isKnown = (part) => (isSmall(engine) || wordsLike(engine, part).includes(part)) && postings(engine, stem(engine, part)).size > 0;
    let best = null;
    for (let at = 3; at <= token.length - 3; at += 1) {
      const parts = [token.slice(0, at), token.slice(at)];
      const least = Math.min(at, token.length - at);
      if (parts.every(isKnown) && (!best || least > best.least)) best = { parts, least };
    }
    return best ? best.parts : null;
  }

  /** Known words that were perhaps meant: nearest by typing errors, else with the longest beginning in common; `isClose` with one error alone. */
  function guesses(engine, token) {
    const found = new Map();
    if (token.length < 4 || /\p{N}/u.test(token)) return { found, hits: [], isClose: false };
    const hits = [];
    let least = token.length < 8 ? 1 : 2;
    let longest = Math.max(4, Math.ceil(token.length / 2));
    let alike = [];
    for (const word of wordsLike(engine, token)) {
      if (/\p{N}/u.test(word)) continue;
      const errors = distance(token, word, least);
      if (errors < least) hits.length = 0;
      if (errors <= least) {
        least = errors;
        hits.push(word);
      }
      const common = commonPrefix(token, word);
      if (common < longest || token.length - common > 3 || word.length - common > 3) continue;
      if (common > longest) alike = [];
      longest = common;
      alike.push(word);
    }
    const weight = hits.length ? 0.6 / Math.max(1, least) : 0.25;
    const isClose = hits.length > 0 && least === 1;
    if (!hits.length) hits.push(...alike);
    for (const word of hits) found.set(stem(engine, word), weight);
    return { found, hits, isClose };
  }

  Object.assign(find, { isNumber, distance, completions, holders, halves, guesses });
})(globalThis.dossierFind = globalThis.dossierFind || {});
