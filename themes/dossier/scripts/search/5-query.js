// Reads what was typed: words, quoted phrases, numbers with the other ways to write them.
(function (find) {
  "use strict";

  const { isHeavy, unique, words } = find;

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

  /**
   * The words of a query, each marked where it says little; a query of nothing but such words is about these.
   * Terms that very many sections have are skipped, unless `skips` is false or nothing else is asked: their files are large.
   */
  function readQuery(engine, text, skips) {
    const { phrases, words: typed, isTyping } = parse(text, engine);
    const asked = withScales(engine, typed);
    const isWeak = (word) => word.isWeak || engine.hints.weak.has(word.wholes[0]);
    if (phrases.length || !asked.every(isWeak)) asked.forEach((word) => { word.isWeak = isWeak(word); });
    const isRare = (word) => !word.isWeak && !isHeavy(engine, word.wholes[0]);
    const isSkipping = skips && asked.concat(...phrases).some(isRare);
    const query = { asked, phrases, isTyping, terms: new Map(), tried: [], isChanged: false, hasSkipped: false };
    query.skips = (term) => {
      const isSkipped = isSkipping && isHeavy(engine, term);
      query.hasSkipped = query.hasSkipped || isSkipped;
      return isSkipped;
    };
    return query;
  }

  Object.assign(find, { parse, readQuery });
})(globalThis.dossierFind = globalThis.dossierFind || {});
