// Suggestions under the search field of every page: what was typed, completed to words of the dossier, and the best passages.
// A combobox with a list, by the ARIA Authoring Practices. Without it the form leads to the search page.
(function (find) {
  "use strict";

  /** How many completed questions and how many passages are suggested, and from how many typed characters on. */
  const MOST_COMPLETED = 4;
  const MOST_PASSAGES = 4;
  const LEAST_TYPED = 2;
  /** After how many milliseconds without a key suggestions are made. */
  const REST = 120;

  /** Joins a form to suggestions. On the search page itself the passages stand in its list already. */
  function join(form) {
    const field = form.querySelector("[role=combobox]");
    const { root, lang } = form.dataset;
    const isSearchPage = form.id === "search-form";
    const list = find.element("div", "options");
    let active = -1;
    let question = 0;
    let timer = 0;

    list.id = field.id + "-options";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    field.after(list);
    field.setAttribute("aria-controls", list.id);

    const isOpen = () => !list.hidden;

    /** Makes an option the active one; none with -1. */
    function activate(idx) {
      const options = Array.from(list.children);
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === idx)));
      active = idx;
      if (idx < 0) return field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-activedescendant", options[idx].id);
      return options[idx].scrollIntoView({ block: "nearest" });
    }

    /** Leaves the list as it is: suggestions that are still being looked for no longer change it. */
    function settle() {
      window.clearTimeout(timer);
      question += 1;
    }

    /** Closes the list. */
    function close() {
      settle();
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      activate(-1);
    }

    /** Opens the list with options. */
    function open(options) {
      list.replaceChildren(...options);
      options.forEach((option, idx) => { option.id = list.id + "-" + idx; });
      activate(-1);
      const box = form.getBoundingClientRect();
      list.classList.toggle("at-end", box.left > document.documentElement.clientWidth / 2);
      list.style.top = field.offsetTop + field.offsetHeight + "px";
      list.hidden = options.length === 0;
      field.setAttribute("aria-expanded", String(isOpen()));
    }

    /** An option, and what choosing it does. */
    function option(take, ...content) {
      const made = find.element("div", "", ...content);
      made.setAttribute("role", "option");
      made.take = take;
      return made;
    }

    /** A completed question: it is searched. */
    const completed = (text) => option(() => {
      field.value = text;
      form.requestSubmit();
    }, text);

    /** A passage: it is opened. */
    function passage(engine, query, hit, asked) {
      const { letter, heading, address } = find.shown(engine, query, hit);
      const name = heading || find.say(engine.boot.words, "beginning");
      const open = () => { window.location.assign(root + find.withQuery(address, asked)); };
      return option(open, find.element("b", "", name), " ", find.element("small", "", letter.title));
    }

    /** Suggests for what is in the field. A newer question ends it; where files are missing nothing is suggested. */
    async function suggest() {
      const number = (question += 1);
      const typed = field.value;
      const asked = typed.trim();
      if (asked.length < LEAST_TYPED) return close();
      try {
        const engine = await find.engine(root, lang);
        list.setAttribute("aria-label", find.say(engine.boot.words, "suggestions"));
        // Passages first: their texts tell how words are spelled. The search page has its own.
        const { hits, query } = isSearchPage ? { hits: [] } : await find.ask(engine, typed, { most: MOST_PASSAGES, enough: MOST_PASSAGES });
        if (number !== question) return undefined;
        const texts = (await find.complete(engine, typed)).filter((text) => text !== asked).slice(0, MOST_COMPLETED);
        if (number !== question) return undefined;
        const best = hits.slice(0, MOST_PASSAGES).filter((hit) => find.letter(engine, hit.number));
        return open(texts.map(completed).concat(best.map((hit) => passage(engine, query, hit, asked))));
      } catch (error) {
        return number === question ? close() : undefined;
      }
    }

    /** Goes through the options; past the last comes the field itself, then the first. */
    function step(by) {
      settle();
      const count = list.children.length + 1;
      activate(((active + 1 + by + count) % count) - 1);
    }

    /** What the keys do; true where the browser is to do nothing more. */
    const keys = {
      ArrowDown: () => isOpen() && (step(1), true),
      ArrowUp: () => isOpen() && (step(-1), true),
      Enter: () => {
        const taken = isOpen() && list.children[active];
        close();
        if (taken) taken.take();
        return Boolean(taken);
      },
      Escape: () => {
        if (isOpen()) close();
        else if (field.value) {
          field.value = "";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        } else return false;
        return true;
      },
      Home: () => { activate(-1); },
      End: () => { activate(-1); },
    };

    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
      if (keys[event.key]()) event.preventDefault();
    });
    field.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(suggest, REST);
    });
    field.addEventListener("blur", close);
    form.addEventListener("submit", close);
    // The field keeps the focus while an option is pointed at.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const taken = event.target.closest("[role=option]");
      close();
      if (taken) taken.take();
    });
    if (field.dataset.typed && document.activeElement === field) suggest();
  }

  document.querySelectorAll("form.find[data-root]").forEach(join);
})(globalThis.dossierFind = globalThis.dossierFind || {});
