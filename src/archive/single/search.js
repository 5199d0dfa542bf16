// Asks the search of this file in all its languages, and leads to the passages. Without it everything is there to read all the same.
(function (find) {
  "use strict";

  /** How many passages of a language are shown. */
  const MOST = 20;
  /** After how many milliseconds without a key a question is asked. */
  const REST = 150;

  const form = document.getElementById("search-form");
  const field = form.elements.q;
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const languages = JSON.parse(form.dataset.languages);
  const engines = new Map();
  let question = 0;
  let timer = 0;

  /** Sets what the state shows. */
  function setState(state) {
    document.documentElement.dataset.search = state;
  }

  /** The engine of a language; its data is read from the page when something is asked for the first time. */
  function engine(lang) {
    if (!engines.has(lang)) {
      const data = JSON.parse(document.getElementById("search-" + lang).textContent);
      engines.set(lang, find.open((name) => (Object.hasOwn(data, name) ? Promise.resolve(data[name]) : Promise.reject(new Error(name)))));
    }
    return engines.get(lang);
  }

  /** What one language says. */
  async function answer(language, asked) {
    const from = await engine(language.lang);
    const found = await find.ask(from, asked);
    const best = found.hits.slice(0, MOST);
    await find.load(from, best);
    return { ...language, ...found, from, count: found.hits.length, best };
  }

  /** One hit: the section's heading as a link to the passage, the letter, a piece of the text. */
  function row({ lang, from, query }, hit) {
    const { letter, heading, block, parts } = find.shown(from, query, hit);
    const link = find.element("a", "", heading || letter.title);
    link.href = "#" + lang + "-" + letter.id + "-" + block;
    const marked = parts.map((part) => (part.isMarked ? find.element("mark", "", part.text) : part.text));
    const made = find.element("li", "", link, find.element("p", "small", letter.title + " · " + letter.label), find.element("p", "", ...marked));
    made.lang = lang;
    made.dir = "auto";
    return made;
  }

  /** The hits of a language, under its name where there are several. */
  function rows(one) {
    const made = one.best.map((hit) => row(one, hit));
    if (languages.length > 1 && made.length) {
      const name = find.element("p", "small", one.name);
      name.lang = one.lang;
      made[0].prepend(name);
      made[0].className = "first";
    }
    return made;
  }

  /** Asks what is in the field. A newer question ends it. */
  async function search() {
    const own = (question += 1);
    const asked = field.value.trim();
    if (!asked) {
      list.replaceChildren();
      status.textContent = "";
      setState("ready");
      return;
    }
    try {
      const answers = await Promise.all(languages.map((language) => answer(language, asked)));
      if (own !== question) return;
      const count = answers.reduce((sum, one) => sum + one.count, 0);
      const { words } = answers[0].from.boot;
      list.replaceChildren(...answers.flatMap(rows));
      status.textContent = find.told(words, answers, { asked, count }).join(" ");
      setState(count ? "done" : "empty");
    } catch (error) {
      if (own === question) setState("error");
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(timer);
    search();
  });
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(search, REST);
  });
  form.hidden = false;
  field.value = new URLSearchParams(window.location.search).get("q") || field.value;
  search();
})(globalThis.dossierFind);
