// Reads what was typed: words, quoted phrases, amounts and percentages with the other ways to write them.
(function (find) {
  "use strict";

  const { isHeavy, unique, words } = find;

  /** A number in units of a power of ten: `70.935` times a million is `70935000`; null where it is no whole number. */
  function multiplied(printed, power) {
    const [, whole, fraction = ""] = /^(\d+)(?:[.,](\d+))?$/.exec(printed) || [];
    if (whole === undefined || fraction.length > power) return null;
    return (whole + fraction.padEnd(power, "0")).replace(/^0+(?=\d)/, "");
  }

  /** A whole number in millions and above, as texts write it: `202635000` is `202.635` million, `3000000000` is `3` billion. */
  function divided({ hints }, number) {
    return Array.from(hints.byPower).filter(([power]) => power >= 6 && number.length > power && /^0*$/.test(number.slice(number.length - power + 3)))
      .map(([power, units]) => ({ numbers: [(number.slice(0, -power) + "." + number.slice(-power)).replace(/\.?0+$/, "")], units }));
  }

  /** From how many digits on a number says something without the word that makes an amount of it. */
  const MANY_DIGITS = 3;

  /** A word that stands for an amount: in one of these forms, or in one of these ways, as a number with a unit after it. */
  function amount(word, said, { exact, ways, bare }) {
    const isTelling = bare.some((form) => form.replace(/\D/g, "").length >= MANY_DIGITS);
    const atoms = [{ wholes: exact, parts: [] }];
    return { ...word, said, wholes: unique([said.toLowerCase()].concat(exact)), atoms, amount: { exact, ways, bare: isTelling ? bare : [] } };
  }

  /** Makes amounts of the numbers of a query with what makes them so: a word that multiplies, a sign of per cent, millions written out. */
  function withAmounts(engine, asked) {
    const { scales, byPower, percents } = engine.hints;
    const made = [];
    for (let idx = 0; idx < asked.length; idx += 1) {
      const [word, next] = [asked[idx], asked[idx + 1]];
      const isNumber = /^[\d.,]+$/.test(word.wholes[0]);
      const power = isNumber && next && scales.get(next.wholes[0]);
      const [signed, bare] = [/%$/, /[^%]$/].map((ending) => word.wholes.filter((form) => ending.test(form)));
      const exact = power ? [multiplied(word.wholes[0], power)].filter(Boolean) : word.wholes;
      const inUnits = isNumber ? exact.filter((form) => /^\d{7,}$/.test(form)).flatMap((form) => divided(engine, form)) : [];
      if (power) {
        made.push(amount(word, word.said + " " + next.said, { exact, ways: [{ numbers: bare, units: byPower.get(power) }].concat(inUnits), bare }));
        idx += 1;
      } else if (signed.length) made.push(amount(word, word.said, { exact: signed, ways: [{ numbers: bare, units: percents }], bare }));
      else if (inUnits.length) made.push(amount(word, word.said, { exact, ways: inUnits, bare: [] }));
      else made.push(word);
    }
    return made;
  }

  /** The words of a text, each with how it is written. */
  const read = (text) => words(text).map((word) => ({ ...word, said: text.slice(word.start, word.end) }));

  /** Splits what was typed into words, and says which follow each other within quotes. */
  function parse(typed, engine) {
    const text = engine && engine.hints.percent ? typed.replace(engine.hints.percent, "$1%") : typed;
    const spans = Array.from(text.matchAll(/["“”„«]([^"“”„«»]+)["“”»]/g));
    const phrases = spans.map((span) => read(span[1])).filter((phrase) => phrase.length);
    const plain = spans.reduce((rest, span) => rest.replace(span[0], " "), text);
    return { phrases, words: read(plain), isTyping: !/\s$/.test(plain) };
  }

  /**
   * The words of a query, each marked where it says little; a query of nothing but such words is about these. `missing` gets the words that
   * stand nowhere as they were typed.
   * Terms that very many sections have are skipped, unless `skips` is false or nothing else is asked: their files are large.
   */
  function readQuery(engine, text, skips) {
    const { phrases: quoted, words: typed, isTyping } = parse(text, engine);
    const asked = withAmounts(engine, typed);
    const phrases = quoted.map((phrase) => withAmounts(engine, phrase));
    const isWeak = (word) => engine.hints.weak.has(word.wholes[0]);
    if (phrases.length || !asked.every(isWeak)) asked.forEach((word) => { word.isWeak = isWeak(word); });
    const isRare = (word) => !word.isWeak && !isHeavy(engine, word.wholes[0]);
    const isSkipping = skips && asked.concat(...phrases).some(isRare);
    const amounts = asked.filter((word) => word.amount);
    const query = { asked, phrases, amounts, isTyping, terms: new Map(), tried: [], missing: [], isChanged: false, hasSkipped: false };
    query.skips = (term) => {
      const isSkipped = isSkipping && isHeavy(engine, term);
      query.hasSkipped = query.hasSkipped || isSkipped;
      return isSkipped;
    };
    return query;
  }

  Object.assign(find, { parse, readQuery });
})(globalThis.dossierFind = globalThis.dossierFind || {});
