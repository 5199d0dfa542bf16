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

  /** Wording with what belongs in its braces; `name.one` or `name.many` where there is a count. */
  function say(words, name, values = {}) {
    const form = words[name] === undefined ? name + (values.count === 1 ? ".one" : ".many") : name;
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

  /** The address of a passage, with what was asked: so its page can mark the words. */
  function withQuery(address, asked) {
    const [path, block] = address.split("#");
    return path + "?q=" + encodeURIComponent(asked) + "#" + block;
  }

  Object.assign(find, { element, engine, figure, say, withQuery });
})(globalThis.dossierFind = globalThis.dossierFind || {});
