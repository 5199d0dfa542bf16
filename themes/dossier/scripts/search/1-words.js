// Splits text into the words that the search knows, with the other forms and the parts of each.
// Mirrors src/search/{fold,forms,words}.rs step by step; change both together.
(function (find) {
  "use strict";

  // ---- Folding: one case, no accents, one apostrophe, one hyphen (fold.rs)

  const DROPPED = /[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u00ad\u200b-\u200f\u2060\ufeff]/;
  const APOSTROPHE = /['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]/;
  const HYPHEN = /[-\u2010\u2011\u2013\u2212]/;
  const PAIRS = { "ß": "ss", "ẞ": "ss", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae" };
  const ALPHANUMERIC = /^[\p{Alphabetic}\p{N}]$/u;
  const NUMERIC = /^\p{N}$/u;
  const foldedChars = new Map();

  /** What one character folds to, as an array of characters. */
  function foldChar(char) {
    if (DROPPED.test(char)) return [];
    if (APOSTROPHE.test(char)) return ["'"];
    if (HYPHEN.test(char)) return ["-"];
    if (PAIRS[char]) return Array.from(PAIRS[char]);
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

  Object.assign(find, { words, tokens, unique });
})(globalThis.dossierFind = globalThis.dossierFind || {});
