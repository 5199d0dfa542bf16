// Searches the dossier in the browser, with the index that the build wrote.
// A classic script without fetch, modules or eval: it works the same from a server and from a disk.
// Folding, words and forms mirror src/search/{fold,words,forms}.rs step by step; change both together.
(function () {
  "use strict";

  // ---- Folding: one case, no accents, one apostrophe, one hyphen (fold.rs)

  const DROPPED = /[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u00ad\u200b-\u200f\u2060\ufeff]/;
  const APOSTROPHE = /['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]/;
  const HYPHEN = /[-\u2010\u2011\u2013\u2212]/;
  const ALPHANUMERIC = /^[\p{Alphabetic}\p{N}]$/u;
  const NUMERIC = /^\p{N}$/u;
  const foldedChars = new Map();

  /** What one character folds to, as an array of characters. */
  function foldChar(char) {
    if (DROPPED.test(char)) return [];
    if (APOSTROPHE.test(char)) return ["'"];
    if (HYPHEN.test(char)) return ["-"];
    const parts = Array.from(char.normalize("NFKD")).filter((part) => !/^\p{M}$/u.test(part));
    return parts.flatMap((part) => Array.from(part.toLowerCase())).map((part) => (part === "ς" ? "σ" : part));
  }

  /** The folded characters of a text, and where in the text each starts and ends. */
  function fold(text) {
    const scan = { chars: [], starts: [], ends: [] };
    let at = 0;
    for (const char of text) {
      let parts = foldedChars.get(char);
      if (!parts) foldedChars.set(char, (parts = foldChar(char)));
      for (const part of parts) {
        scan.chars.push(part);
        scan.starts.push(at);
        scan.ends.push(at + char.length);
      }
      at += char.length;
    }
    return scan;
  }

  // ---- Forms of an atom (forms.rs)

  const isNumber = (text) => /^[\p{N}.,]+$/u.test(text);
  const isKept = (part) => Array.from(part).length > 1 || /\p{N}/u.test(part);
  const isGrouped = (groups) =>
    Array.from(groups[0] || "").length <= 3 && groups.slice(1).every((group) => Array.from(group).length === 3);

  /** The ways to write a number: as printed, without separators of thousands, with a decimal point. */
  function numberForms(printed) {
    const forms = [printed];
    const marks = printed.match(/[.,]/g);
    if (!marks) return forms;
    const groups = printed.split(/[.,]/);
    const isUniform = (some) => some.every((mark) => mark === some[0]);
    if (isUniform(marks) && isGrouped(groups)) forms.push(groups.join(""));
    const last = marks[marks.length - 1];
    const thousands = marks.slice(0, -1);
    const whole = groups.slice(0, -1);
    const isDecimal = thousands.length
      ? isUniform(thousands) && !thousands.includes(last) && isGrouped(whole)
      : last === ",";
    if (isDecimal) forms.push(whole.join("") + "." + groups[groups.length - 1]);
    return forms;
  }

  /** The forms that stand for all of an atom, and the parts that it can be found by. */
  function atomForms(text, isPercentage) {
    if (text.includes("'")) return { wholes: [text.replaceAll("'", "")], parts: text.split("'").filter(isKept) };
    if (isNumber(text)) {
      const forms = numberForms(text);
      return { wholes: isPercentage ? forms.flatMap((form) => [form + "%", form]) : forms, parts: [] };
    }
    if (/^\p{N}|[.,]/u.test(text)) {
      return { wholes: [text], parts: text.match(/[\p{N}.,]+|[^\p{N}.,]+/gu).filter(isKept).flatMap(numberForms) };
    }
    return { wholes: [text], parts: [] };
  }

  // ---- Words (words.rs)

  const unique = (items) => Array.from(new Set(items));
  const isAlphanumeric = (scan, at) => at >= 0 && at < scan.chars.length && ALPHANUMERIC.test(scan.chars[at]);
  const isNumeric = (scan, at) => at >= 0 && at < scan.chars.length && NUMERIC.test(scan.chars[at]);
  const textBetween = (scan, start, end) => scan.chars.slice(start, end).join("");

  /** Whether the mark after a letter or digit belongs to the atom. */
  function isInnerMark(scan, at) {
    const char = scan.chars[at];
    if (char === "." || char === ",") return isNumeric(scan, at - 1) && isNumeric(scan, at + 1);
    return char === "'" && isAlphanumeric(scan, at - 1) && isAlphanumeric(scan, at + 1);
  }

  function atomEnd(scan, start) {
    let end = start + 1;
    while (isAlphanumeric(scan, end) || isInnerMark(scan, end)) end += 1;
    return end;
  }

  /** Whether exactly three digits stand here, as in `70 935 000`. */
  function isGroup(scan, at) {
    return /^[0-9]{3}$/.test(textBetween(scan, at, at + 3)) && !isAlphanumeric(scan, at + 3) && !isInnerMark(scan, at + 3);
  }

  /** What to write between two atoms for the marks between them; null where they part words. */
  function glue(marks) {
    const nHyphens = marks.split("-").length - 1;
    if (marks === "&") return "&";
    if (marks.includes("&") || nHyphens > 1) return null;
    if (nHyphens === 1) return /-[)\]]/.test(marks) ? "" : "-";
    return /^[()[\]]$/.test(marks) ? "" : null;
  }

  /** What joins the atom that ends here to a next one. */
  function link(scan, end, grouped) {
    if (grouped && scan.chars[end] === " " && isGroup(scan, end + 1)) return { next: end + 1, glue: "" };
    let next = end;
    while (next < scan.chars.length && "()[]'\"-&".includes(scan.chars[next])) next += 1;
    if (next === end || !isAlphanumeric(scan, next)) return null;
    const between = glue(textBetween(scan, end, next));
    return between === null ? null : { next, glue: between };
  }

  /** Reads the word that starts at a letter or digit. */
  function readWord(scan, start) {
    let end = atomEnd(scan, start);
    const printed = [{ start, end, text: textBetween(scan, start, end) }];
    let whole = printed[0].text.replaceAll("'", "");
    let grouped = /^[0-9]{1,3}$/.test(printed[0].text);
    for (let found = link(scan, end, grouped); found; found = link(scan, end, grouped)) {
      end = atomEnd(scan, found.next);
      grouped = grouped && isGroup(scan, found.next);
      const text = textBetween(scan, found.next, end);
      whole += found.glue + text.replaceAll("'", "");
      printed.push({ start: found.next, end, text });
    }
    const sign = scan.chars[end] === " " ? end + 1 : end;
    const hasPercent = isNumeric(scan, end - 1) && scan.chars[sign] === "%";
    const atoms = printed.map((one, idx) => ({
      start: scan.starts[one.start],
      end: scan.ends[one.end - 1],
      ...atomForms(one.text, hasPercent && idx === printed.length - 1),
    }));
    const next = hasPercent ? sign + 1 : end;
    const word = { start: scan.starts[start], end: scan.ends[next - 1], wholes: atoms[0].wholes, atoms, next };
    if (atoms.length > 1) {
      word.wholes = [whole];
      word.atoms = atoms.filter((atom) => isKept(atom.wholes[0]));
    }
    return word;
  }

  /** The words of a text, with where they stand in it. */
  function words(text) {
    const scan = fold(text);
    const found = [];
    for (let at = 0; at < scan.chars.length; ) {
      if (isAlphanumeric(scan, at)) {
        const word = readWord(scan, at);
        found.push(word);
        at = word.next;
      } else at += 1;
    }
    return found;
  }

  /** The tokens of a text, exactly as the build makes them. */
  function tokens(text) {
    return words(text).flatMap((word) =>
      unique(word.wholes.concat(word.atoms.flatMap((atom) => atom.wholes.concat(atom.parts)))));
  }

  // ---- The index: elasticlunr's, with the stems that the build shipped

  const WEIGHTS = { title: 0.8, heading: 1.5, numbers: 3, body: 1 };
  const LENGTH_SHARE = 0.6;
  const SATURATION = 1.2;
  /** How much more a section is worth in which the words stand beside each other as typed, and in how many of the best that is looked at. */
  const NEAR = 0.5;
  const MOST_NEAR = 40;

  /** Makes ready what a data script set. */
  function open(elasticlunr, data) {
    const index = elasticlunr.Index.load(data.index);
    const stems = new Map(Object.entries(data.stems));
    const sections = new Map(data.sections.map((section, idx) => [String(idx), section]));
    const { scales = {}, percent = [], weak = [] } = data.hints || {};
    const hints = { scales: new Map(Object.entries(scales)), percent: percentPattern(percent), weak: new Set(weak) };
    const engine = { index, stems, sections, hints, nodes: new Map(), average: {}, vocabulary: null };
    for (const field of index.getFields()) {
      let total = 0;
      for (const address of sections.keys()) total += index.documentStore.getFieldLength(address, field);
      engine.average[field] = total / Math.max(1, sections.size) || 1;
    }
    return engine;
  }

  /** Finds a number with a word for per cent after it; null where the language has no such word. */
  function percentPattern(forms) {
    const named = forms.filter((form) => /\p{L}/u.test(form)).map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return named.length ? new RegExp("(\\d)\\s*(?:" + named.sort((a, b) => b.length - a.length).join("|") + ")(?!\\p{L})", "giu") : null;
  }

  /** The stem of a token: of its last piece, where hyphens join it; codes and numbers stay whole. */
  function stem(engine, token) {
    if (!/^[\p{Alphabetic}-]+$/u.test(token)) return token;
    const at = token.lastIndexOf("-") + 1;
    const tail = token.slice(at);
    return token.slice(0, at) + (engine.stems.get(tail) || tail);
  }

  /** The sections that have a term: number to how often, over all fields, weighted and fair to long ones. */
  function postings(engine, term) {
    let found = engine.nodes.get(term);
    if (found) return found;
    found = new Map();
    for (const field of engine.index.getFields()) {
      let node = engine.index.index[field].root;
      for (const char of term) node = node && node[char];
      for (const [address, { tf }] of Object.entries((node && node.docs) || {})) {
        const share = engine.index.documentStore.getFieldLength(address, field) / engine.average[field];
        const length = 1 - LENGTH_SHARE + LENGTH_SHARE * Math.max(share, 0.5);
        found.set(address, (found.get(address) || 0) + (WEIGHTS[field] * tf * tf) / length);
      }
    }
    engine.nodes.set(term, found);
    return found;
  }

  /** All words that the index knows, each with its stem. */
  function vocabulary(engine) {
    if (engine.vocabulary) return engine.vocabulary;
    const known = new Map();
    const walk = (node, prefix) => {
      if (node.df > 0 && prefix) known.set(prefix, prefix);
      for (const key of Object.keys(node)) if (key !== "docs" && key !== "df") walk(node[key], prefix + key);
    };
    for (const field of engine.index.getFields()) walk(engine.index.index[field].root, "");
    for (const [word, stemmed] of engine.stems) if (known.has(stemmed)) known.set(word, stemmed);
    return (engine.vocabulary = Array.from(known));
  }

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
    for (const [word, term] of vocabulary(engine)) {
      if (word.length <= token.length || !word.startsWith(token)) continue;
      const weight = 0.3 + (0.3 * token.length) / word.length;
      found.set(term, Math.max(found.get(term) || 0, weight));
    }
    return found;
  }

  /** Known words that hold what was typed: at their end, or within (`congestie` in `netcongestie`); of a code, also at their beginning. */
  function holders(engine, token) {
    const isCode = /\p{N}/u.test(token);
    const found = isCode ? completions(engine, token) : new Map();
    if (token.length < (isCode ? 3 : 5)) return found;
    for (const [word, term] of vocabulary(engine)) {
      const at = word.indexOf(token);
      if (at > 0) found.set(term, Math.max(found.get(term) || 0, at + token.length === word.length ? 0.7 : 0.4));
    }
    return found;
  }

  /** The two known words that a typed one is put together from (`datacentre`); none where there is no such pair. */
  function halves(engine, token) {
    const isKnown = (part) => postings(engine, stem(engine, part)).size > 0;
    let best = null;
    for (let at = 3; at <= token.length - 3; at += 1) {
      const parts = [token.slice(0, at), token.slice(at)];
      const least = Math.min(at, token.length - at);
      if (parts.every(isKnown) && (!best || least > best.least)) best = { parts, least };
    }
    return best ? best.parts : null;
  }

  /** Known words that were perhaps meant: nearest by typing errors, else with the longest beginning in common. */
  function guesses(engine, token) {
    const found = new Map();
    const hits = [];
    if (token.length < 4 || /\p{N}/u.test(token)) return { found, hits };
    let least = token.length < 8 ? 1 : 2;
    let longest = Math.max(4, Math.ceil(token.length / 2));
    let alike = [];
    for (const [word, term] of vocabulary(engine)) {
      if (/\p{N}/u.test(word)) continue;
      const errors = distance(token, word, least);
      if (errors < least) hits.length = 0;
      if (errors <= least) {
        least = errors;
        hits.push([word, term]);
      }
      const common = commonPrefix(token, word);
      if (common < longest || token.length - common > 3 || word.length - common > 3) continue;
      if (common > longest) alike = [];
      longest = common;
      alike.push([word, term]);
    }
    const weight = hits.length ? 0.6 / Math.max(1, least) : 0.25;
    if (!hits.length) hits.push(...alike);
    for (const [, term] of hits) found.set(term, weight);
    return { found, hits };
  }

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

  /** The terms that one token stands for, each with a weight: itself, what it begins, what was perhaps meant. */
  function expand(engine, token, isTyping) {
    const terms = new Map();
    const term = stem(engine, token);
    const isKnown = postings(engine, term).size > 0;
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
    return { terms: found, tried: hits.map(([word]) => word).slice(0, 3) };
  }

  /** Scores every section for a set of alternative tokens; the rarer the word, the more it says. */
  function scoreAny(engine, alternatives, isTyping, query) {
    const terms = new Map();
    const tried = new Set();
    for (const token of alternatives) {
      const expanded = expand(engine, token, isTyping);
      for (const [term, weight] of expanded.terms) terms.set(term, Math.max(terms.get(term) || 0, weight));
      for (const word of expanded.tried) tried.add(word);
    }
    const all = new Set();
    for (const term of terms.keys()) for (const address of postings(engine, term).keys()) all.add(address);
    const rarity = Math.log(1 + (engine.sections.size - all.size + 0.5) / (all.size + 0.5));
    const scores = new Map();
    for (const [term, weight] of terms) {
      query.terms.set(term, Math.max(query.terms.get(term) || 0, weight * (0.1 + rarity)));
      for (const [address, often] of postings(engine, term)) {
        const score = (weight * (0.1 + rarity) * often * (SATURATION + 1)) / (often + SATURATION);
        scores.set(address, Math.max(scores.get(address) || 0, score));
      }
    }
    return { scores, rarity: terms.size ? 0.1 + rarity : 0, tried: Array.from(tried) };
  }

  /** Tokens that only together stand for a word: its atoms, or the parts of its only one. */
  function pieces(word) {
    if (word.atoms.length > 1) return word.atoms.map((atom) => unique(atom.wholes.concat(atom.parts)));
    return word.atoms.flatMap((atom) => atom.parts.map((part) => [part]));
  }

  /** Scores every section for one word: as a whole, or by all its pieces, or by some. */
  function scoreWord(engine, word, isTyping, query) {
    const isKnown = word.wholes.some((whole) => postings(engine, stem(engine, whole)).size);
    // What says little is not worth a guess.
    if (word.isWeak && !isKnown) return { scores: new Map(), cover: new Map(), rarity: 0, isWeak: true };
    // A code that is known is not looked for by its parts: 2026Z07494 is not every 2026.
    const isCode = word.atoms.length === 1 && /\p{N}/u.test(word.wholes[0]);
    let parts = isKnown && isCode ? [] : pieces(word);
    const isBegun = () => completions(engine, word.wholes[0]).size > 0;
    if (!isKnown && !parts.length && !isCode && !isBegun()) parts = (halves(engine, word.wholes[0]) || []).map((half) => [half]);
    const whole = parts.length && !isKnown
      ? { scores: new Map(), rarity: 0, tried: [] }
      : scoreAny(engine, word.wholes, isTyping, query);
    const cover = new Map();
    const scores = new Map(whole.scores);
    for (const address of scores.keys()) cover.set(address, 1);
    const found = parts.map((part, idx) => scoreAny(engine, part, isTyping && idx === parts.length - 1, query));
    const known = found.filter((part) => part.rarity);
    for (const address of new Set(known.flatMap((part) => Array.from(part.scores.keys())))) {
      const having = known.filter((part) => part.scores.has(address));
      const sum = having.reduce((total, part) => total + part.scores.get(address), 0);
      scores.set(address, Math.max(scores.get(address) || 0, (0.9 * sum * having.length) / known.length));
      cover.set(address, Math.max(cover.get(address) || 0, having.length / known.length));
    }
    const rarity = Math.max(whole.rarity, ...known.map((part) => part.rarity));
    if (word.isWeak) return { scores: times(scores, WEAK), cover, rarity: rarity * WEAK, isWeak: true };
    const isAsked = parts.length ? known.length === parts.length || isKnown : word.wholes.some((one) => whole.tried.includes(one));
    if (!isAsked) query.isChanged = true;
    const tried = isAsked ? [word.wholes[0]] : unique(whole.tried.concat(...known.map((part) => part.tried.slice(0, 1))));
    query.tried.push(...tried);
    return { scores, cover, rarity };
  }

  /** How much a word that says little counts. */
  const WEAK = 0.1;

  /** Scores times a factor. */
  const times = (scores, factor) => new Map(Array.from(scores, ([address, score]) => [address, score * factor]));

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
        for (const [address, score] of scores) {
          half.scores.set(address, Math.max(half.scores.get(address) || 0, score));
          half.cover.set(address, 1);
        }
      }
    }
  }

  /** How many pairs of words that were typed beside each other stand so in a section, weighed by how much they say; at most one. */
  function nearness(engine, section, asked, scored) {
    const strong = asked.map((word, idx) => ({ idx, forms: word.wholes.map((form) => stem(engine, form)), rarity: scored[idx].rarity }))
      .filter(({ idx, rarity }) => rarity && !scored[idx].isWeak);
    if (strong.length < 2) return 0;
    const rows = textsOf(section).map((text) => row(engine, text));
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

  /** The pieces of a text in a row, each with its stems; phrases are looked for in it. */
  function row(engine, text) {
    return words(text).flatMap((word) => (word.atoms.length ? word.atoms : [word])).map((atom) =>
      new Set(atom.wholes.concat(atom.parts || []).map((form) => stem(engine, form))));
  }

  /** Whether the words of a phrase follow each other in a text. */
  function hasPhrase(engine, phrase, text) {
    const sought = phrase.flatMap((word) => (word.atoms.length ? word.atoms : [word]));
    const forms = sought.map((atom) => atom.wholes.map((form) => stem(engine, form)));
    const there = row(engine, text);
    return there.some((_, at) => forms.every((some, idx) => there[at + idx] && some.some((form) => there[at + idx].has(form))));
  }

  /** The section's texts in which a phrase may stand. */
  const textsOf = (section) => [section.title, section.heading].concat(section.blocks.map((block) => block[1]));

  /** Finds the sections for what was typed: those with all words first, then those with most. */
  function find(engine, text) {
    const parsed = parse(text, engine);
    const query = { terms: new Map(), phrases: parsed.phrases, tried: [], isChanged: false };
    const asked = withScales(engine, parsed.words);
    const isWeak = (word) => word.isWeak || engine.hints.weak.has(word.wholes[0]);
    // A query of nothing but weak words is about these.
    if (parsed.phrases.length || !asked.every(isWeak)) asked.forEach((word) => { word.isWeak = isWeak(word); });
    const quoted = parsed.phrases.flat().map((word) => scoreWord(engine, word, false, query));
    const typed = asked.map((word, idx) => scoreWord(engine, word, parsed.isTyping && idx === asked.length - 1, query));
    join(engine, asked, typed, query);
    const known = quoted.concat(typed).filter((word) => word.rarity);
    const total = known.reduce((sum, word) => sum + word.rarity, 0);
    const [hits, others] = [[], []];
    for (const [address, section] of engine.sections) {
      const score = known.reduce((sum, word) => sum + (word.scores.get(address) || 0), 0);
      if (!score) continue;
      const covered = known.reduce((sum, word) => sum + (word.cover.get(address) || 0) * word.rarity, 0) / total;
      const isWhole = known.every((word) => word.isWeak || word.cover.get(address) === 1);
      const has = (phrase) => textsOf(section).some((one) => hasPhrase(engine, phrase, one));
      if (parsed.phrases.every(has)) hits.push({ section, score: score * covered * covered, isWhole });
      else others.push({ section, score: score * covered * covered, isWhole: false });
    }
    // A phrase that stands nowhere is looked for by its words.
    if (!hits.length && others.length) {
      hits.push(...others);
      query.isLoose = true;
    }
    const best = (left, right) => right.isWhole - left.isWhole || right.score - left.score;
    hits.sort(best);
    for (const hit of hits.slice(0, MOST_NEAR)) hit.score *= 1 + NEAR * nearness(engine, hit.section, asked, typed);
    hits.sort(best);
    return { hits, query, tried: query.isChanged ? unique(query.tried) : [] };
  }

  /** Where in a text the words of a query stand: start, end, term. */
  function marks(engine, query, text) {
    const found = [];
    // Words that nearly every section has are not marked beside telling ones.
    const least = 0.15 * Math.max(...query.terms.values());
    const add = (place, forms) => {
      const term = forms.map((form) => stem(engine, form)).find((form) => query.terms.get(form) >= least);
      if (term !== undefined) found.push({ start: place.start, end: place.end, term });
      return term !== undefined;
    };
    for (const word of words(text)) {
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
      const score = said + quoted * 100 + Math.min(found.length, 5) * 0.001;
      if (!best || score > best.score) best = { id, text, marks: found, score };
    }
    return best;
  }

  /** A piece of a text around its most telling mark, as parts that are marked or not. */
  function snippet(text, found, query, length) {
    const weight = (mark) => query.terms.get(mark.term);
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

  /** What to show of a hit: the address of its best block, and a snippet. */
  function shown(engine, query, section) {
    const best = bestBlock(engine, query, section);
    const [page] = section.address.split("#");
    const first = section.blocks.length ? section.blocks[0][1] : "";
    return {
      address: best ? page + "#" + best.id : section.address,
      parts: best ? snippet(best.text, best.marks, query, 240) : snippet(first, [], query, 240),
    };
  }

  const api = { words, tokens, open, stem, vocabulary, distance, parse, find, marks, bestBlock, snippet, shown };
  if (typeof module !== "undefined" && module.exports) module.exports = api;
  else start();

  // ---- The page

  /** Joins the search to the form of the page. */
  function start() {
    const script = document.getElementById("search-script");
    const form = document.getElementById("search-form");
    const input = document.getElementById("q");
    const status = document.getElementById("search-status");
    const list = document.getElementById("search-results");
    if (!script || !form || !input || !status || !list) return;
    const settings = script.dataset;
    const wording = JSON.parse(settings.words || "{}");
    const MOST = 50;
    let engine = null;
    let loading = false;
    let timer = 0;

    const setState = (state) => { document.documentElement.dataset.search = state; };

    function say(name, values) {
      const text = wording[name] || "";
      return Object.keys(values).reduce((said, key) => said.replaceAll("{" + key + "}", values[key]), text);
    }

    /** A number as the page's language writes it; plain where the browser does not know the language's tag. */
    function figure(number) {
      try {
        return number.toLocaleString(document.documentElement.lang);
      } catch {
        return String(number);
      }
    }

    function fail() {
      loading = false;
      status.textContent = say("error", {});
      setState("error");
    }

    /** Loads the index once; what is in the form is searched when it is there. */
    function load() {
      if (engine || loading) return;
      loading = true;
      const data = document.createElement("script");
      data.src = settings.index;
      data.onerror = () => { data.remove(); fail(); };
      data.onload = () => {
        try {
          engine = open(window.elasticlunr, window.dossierSearch[settings.lang]);
        } catch (error) {
          fail();
          return;
        }
        search();
      };
      document.head.append(data);
    }

    function element(name, className, text) {
      const made = document.createElement(name);
      made.className = className;
      made.textContent = text;
      return made;
    }

    /** One result: title, heading and label, and the snippet. */
    function item(query, section) {
      const { address, parts } = shown(engine, query, section);
      const made = document.createElement("li");
      const anchor = element("a", "search-link", "");
      anchor.href = settings.root + address;
      anchor.append(element("span", "search-title", section.title));
      if (section.heading) anchor.append(" ", element("span", "search-heading", section.heading));
      made.append(anchor);
      if (section.label) made.append(element("p", "search-label", section.label));
      const text = element("p", "search-snippet", "");
      for (const part of parts) text.append(part.isMarked ? element("mark", "", part.text) : part.text);
      made.append(text);
      return made;
    }

    /** Writes what was asked into the page's address, where the browser lets it. */
    function remember(asked) {
      try {
        const address = new URL(window.location.href);
        if (asked) address.searchParams.set("q", asked);
        else address.searchParams.delete("q");
        window.history.replaceState(window.history.state, "", address);
      } catch (error) {
        // From a disk some browsers refuse; the search works all the same.
      }
    }

    function search() {
      window.clearTimeout(timer);
      if (!engine) return load();
      const asked = input.value.trim();
      remember(asked);
      if (!asked) {
        list.replaceChildren();
        status.textContent = "";
        return setState("ready");
      }
      const { hits, query, tried } = find(engine, input.value);
      const count = hits.length;
      list.replaceChildren(...hits.slice(0, MOST).map((hit) => item(query, hit.section)));
      const name = count === 0 ? "none" : count === 1 ? "one" : "many";
      const said = [say(name, { count: figure(count), shown: Math.min(count, MOST), query: asked })];
      if (query.isLoose) said.push(say("loose", { query: asked }));
      if (tried.length) said.push(say("tried", { words: tried.join(", "), query: asked }));
      status.textContent = said.join(" ").trim();
      setState(count ? "done" : "empty");
    }

    /** Moves between the field and the results. */
    function move(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const links = Array.from(list.querySelectorAll("li > a"));
      const at = links.indexOf(document.activeElement);
      const isField = document.activeElement === input;
      let target = null;
      if (event.key === "ArrowDown" && (isField || at >= 0)) target = links[at + 1];
      else if (event.key === "ArrowUp" && at >= 0) target = links[at - 1] || input;
      else if (event.key === "Escape" && at >= 0) target = input;
      else if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) target = input;
      if (!target) return;
      event.preventDefault();
      target.focus();
    }

    form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
    input.addEventListener("focus", load);
    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(search, 120);
    });
    document.addEventListener("keydown", move);
    const asked = new URLSearchParams(window.location.search).get("q");
    if (asked !== null) input.value = asked;
    if (input.value) load();
    else if (window.requestIdleCallback) window.requestIdleCallback(load, { timeout: 2000 });
    else window.setTimeout(load, 200);
  }
})();
