// What the search page, the search box and the marks in a letter share: one engine for each language, wording, elements, addresses.
(function (find) {
  "use strict";

  const engines = new Map();

  /** The engine of a language, opened once; one whose files fail is opened anew when it is asked for again. */
  function engine(root, lang) {
    if (!engines.has(lang)) {
      const opened = find.open(find.reader(root, lang));
      engines.set(lang, opened);
      opened.catch(() => engines.delete(lang));
    }
    return engines.get(lang);
  }

  /** A number as the page's language writes it; plain where the browser does not know the language's tag. */
  function figure(number) {
    try {
      return number.toLocaleString(document.documentElement.lang);
    } catch (error) {
      return String(number);
    }
  }

  /** The form of a noun beside a count, by the rules of the page's language: `one`, `many` or what else its words have. */
  function plural(words, name, count) {
    let form = count === 1 ? "one" : "many";
    try {
      form = new Intl.PluralRules(document.documentElement.lang).select(count);
    } catch (error) {
      // The browser does not know the language's tag.
    }
    return words[name + "." + form] === undefined ? name + ".many" : name + "." + form;
  }

  /** Wording with what belongs in its braces; in the form that goes with the count where there is one. */
  function say(words, name, values = {}) {
    const form = words[name] === undefined ? plural(words, name, values.count) : name;
    const filled = (all, key) => (typeof values[key] === "number" ? figure(values[key]) : values[key] ?? all);
    return (words[form] || "").replace(/\{(\w+)\}/g, filled);
  }

  /** A new element with a class and what is in it. */
  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /** From how many characters on a question is cut in the address of a passage. */
  const LONG = 300;

  /** A question as addresses take it: halves of characters are none, and a long one is cut between words. */
  function inAddress(asked) {
    const cut = asked.length > LONG ? asked.slice(0, LONG).replace(/\s\S*$/, "") : asked;
    return encodeURIComponent(cut.replace(/\p{Cs}/gu, "\ufffd"));
  }

  /** The address of a passage, with what was asked: so its page can mark the words; and with what else the search page is to know again. */
  function withQuery(address, asked, choice = "") {
    const [path, block] = address.split("#");
    return path + "?q=" + inAddress(asked) + (choice && "&" + choice) + "#" + block;
  }

  /** What is said of answers in one or more languages: how many passages, and what else than what was typed was looked for. */
  function told(words, answers, { asked, count }) {
    const telling = answers.filter(({ hits }) => hits.length);
    const isLoose = telling.length > 0 && telling.every(({ query }) => query.isLoose);
    const isOpen = telling.some(({ query }) => query.isOpen);
    const typed = find.tokens(asked);
    const tried = find.unique(answers.flatMap((from) => from.tried)).filter((word) => !typed.includes(word.toLowerCase()));
    const missing = answers[0].missing.filter((word) => answers.every((from) => from.missing.includes(word)));
    if (!count) return [say(words, "none", { query: asked })];
    return [
      say(words, isOpen && !isLoose ? "found_least" : "found", { count }),
      isLoose && say(words, isOpen ? "unsure" : "loose"),
      missing.length > 0 && say(words, "missing", { words: missing.join(", ") }),
      tried.length > 0 && say(words, "tried_for", { words: tried.join(", ") }),
    ].filter(Boolean);
  }

  Object.assign(find, { element, engine, figure, say, told, withQuery });
})(globalThis.dossierFind = globalThis.dossierFind || {});
