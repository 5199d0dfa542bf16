// The search page: what is asked in its form and its address is answered in its list, in the page's language and, where that has
// little or the reader wants it, in the others. Without it the form leads to the same page, which says where else to look.
(function (find) {
  "use strict";

  /** With fewer hits than these in the page's language the others are searched, too. */
  const FEW_HITS = 3;
  /** How many letters are shown at first, how many more at a time, at how many they no longer come by themselves, and at most. */
  const FIRST = 5;
  const STEP = 10;
  const UNASKED = 25;
  const MOST = 100;
  /** After how many milliseconds without a key a question is asked, and how much later its answer is told to screen readers. */
  const REST = 120;
  const TELL = 400;

  const form = document.getElementById("search-form");
  if (!form) return;
  const field = form.elements.q;
  const [status, list, none, more] = ["status", "results", "none", "more"].map((id) => document.getElementById("search-" + id));
  const [hint, failed] = ["hint", "error"].map((id) => document.getElementById("search-" + id));
  const { root, lang } = form.dataset;
  const others = JSON.parse(form.dataset.languages || "[]");
  const selects = Array.from(form.querySelectorAll("select"));
  const heading = form.parentElement.querySelector("h1");
  let question = 0;
  let timer = 0;
  let teller = 0;
  let showMore = null;
  let hasScrolled = false;
  /** What the address chose and no filter has. */
  let unknown = [];

  /** Sets what the page's state shows and hides. */
  function setState(state) {
    document.documentElement.dataset.search = state;
    if (hint) hint.hidden = state !== "ready";
    none.hidden = state !== "empty";
    failed.hidden = state !== "error";
    if (state === "ready" || state === "error") {
      list.replaceChildren();
      more.hidden = true;
      tell([], 0);
    }
  }

  /** Says what came of a question, when typing rests. */
  function tell(sentences, delay) {
    window.clearTimeout(teller);
    const text = sentences.filter(Boolean).join(" ");
    if (!delay) status.textContent = text;
    else teller = window.setTimeout(() => { status.textContent = text; }, delay);
  }

  const chosen = () => selects.filter((select) => select.value);
  const wantsAll = () => Boolean(form.elements.all && form.elements.all.checked);

  /** What is chosen beside the question, by its name in the address. */
  const choice = () => chosen().map(({ name, value }) => [name, value]).concat(wantsAll() ? [["all", "1"]] : []);

  /** Writes the question into the address, where the browser lets it, into the links to the page in other languages, and for paper. */
  function remember(asked) {
    heading.dataset.asked = [asked].concat(chosen().map((select) => select.selectedOptions[0].text)).join(" · ");
    if (!asked) delete heading.dataset.asked;
    const address = new URL(window.location.href);
    ["q", "all"].concat(selects.map(({ name }) => name)).forEach((name) => address.searchParams.delete(name));
    for (const [name, value] of [["q", asked]].concat(choice())) if (value) address.searchParams.set(name, value);
    document.querySelectorAll("a[data-switch]").forEach((link) => { link.search = address.search; });
    try {
      window.history.replaceState(window.history.state, "", address);
    } catch (error) {
      // From a disk some browsers refuse; the search works all the same.
    }
  }

  /** Takes the question out of the address. */
  function recall() {
    const asked = new URLSearchParams(window.location.search);
    if (asked.get("q") !== null) field.value = asked.get("q");
    for (const select of selects) {
      const value = asked.get(select.name) || "";
      const found = Array.from(select.options).find((option) => option.value === value || option.text === value);
      if (found) select.value = found.value;
      else unknown.push(value);
    }
    if (form.elements.all) form.elements.all.checked = asked.get("all") === "1";
  }

  /** Which letters the filters let through. Letters have the same numbers in every language. */
  async function filter(engine) {
    if (!chosen().length) return undefined;
    const facets = await find.facets(engine);
    const tests = chosen().map(({ name, value }) => {
      const at = facets[name].values.indexOf(value);
      return (number) => at >= 0 && [].concat(facets[name].of[number]).includes(at);
    });
    return (number) => tests.every((test) => test(number));
  }

  /** The answer in one language. */
  async function answer(to, asked, accepts, early) {
    const engine = await find.engine(root, to.lang);
    const whole = (found) => ({ ...to, engine, ...found });
    return whole(await find.ask(engine, asked, { accepts, early: early && ((found) => early(whole(found))) }));
  }

  /** The answers in the other languages; one whose files are missing is left out where there is another answer. */
  async function answerElsewhere(asked, accepts, own) {
    const answers = await Promise.allSettled(others.map((other) => answer({ ...other, isExtra: !wantsAll() }, asked, accepts)));
    const there = answers.filter(({ status: state }) => state === "fulfilled").map(({ value }) => value);
    if (!there.length && !own.hits.length) throw new Error("no answer");
    // Where the page's language has every word, another adds what it has of them too, not what it takes for them.
    const isWhole = own.hits.length > 0 && !own.tried.length && !own.missing.length;
    return isWhole && !wantsAll() ? there.filter(({ tried }) => !tried.length) : there;
  }

  /** Asks what is in the form and shows what comes of it. A newer question ends it. */
  async function search(delay = 0) {
    window.clearTimeout(timer);
    const number = (question += 1);
    const isCurrent = () => number === question;
    const typed = field.value;
    const asked = typed.trim();
    remember(asked);
    if (!asked) return setState("ready");
    setState("loading");
    try {
      const engine = await find.engine(root, lang);
      const accepts = await filter(engine);
      const page = { root, lang, asked, choice: new URLSearchParams(choice()).toString(), words: engine.boot.words, isCurrent, delay, fail: () => setState("error") };
      const early = (found) => { if (isCurrent()) put(rows([{ ...found, hits: found.hits.slice(0, 1) }], page)); };
      const own = await answer({ lang, isExtra: false }, typed, accepts, early);
      if (!isCurrent()) return undefined;
      const isFew = own.hits.length < FEW_HITS;
      if (!others.length || !(isFew || wantsAll())) return await show([own], page);
      if (own.hits.length && !wantsAll()) await show([own], page, "loading");
      return await show([own].concat(await answerElsewhere(typed, accepts, own)), page);
    } catch (error) {
      return isCurrent() ? setState("error") : undefined;
    }
  }

  /** How many passages the groups of answers have. */
  const counted = (groups) => groups.reduce((sum, group) => sum + group.entries.length, 0);

  /** What is said of the answers; of a search in other languages that nobody asked for only where it adds something. */
  function sentences(answers, { words, asked }, count) {
    const adds = answers.length > 1 && count > counted(find.results.groups(answers.slice(0, 1)));
    const elsewhere = answers.length > 1 && (wantsAll() || !count ? "every" : adds && "few");
    return find.told(words, answers, { asked, count }).concat(
      elsewhere && find.say(words, elsewhere),
      chosen().length > 0 && find.say(words, "narrowed"),
      unknown.length > 0 && find.say(words, "unknown", { values: unknown.join(", ") }),
    );
  }

  /** Shows the answers: the letters whose texts are at hand, and the others when the reader gets there. */
  async function show(answers, page, state) {
    const found = find.results.groups(answers);
    const count = counted(found);
    let shown = found.slice(0, FIRST).findIndex((group) => !find.results.isReady(group));
    if (shown < 0) shown = Math.min(FIRST, found.length);
    if (!shown && found.length) await find.results.load(found.slice(0, (shown = 1)));
    if (!page.isCurrent()) return;
    put(found.slice(0, shown).flatMap((group) => find.results.rows(group, page)));
    tell(sentences(answers, page, count), page.delay);
    none.querySelector("button").hidden = !chosen().length;
    hasScrolled = false;
    showMore = async () => {
      const next = found.slice(shown, Math.min(shown + STEP, MOST));
      shown += next.length;
      await find.results.load(next);
      if (!page.isCurrent()) return null;
      const made = next.flatMap((group) => find.results.rows(group, page));
      list.append(...made);
      offer(found.length, shown, page);
      return made[0];
    };
    offer(found.length, shown, page);
    setState(state || (count ? "done" : "empty"));
  }

  /** The rows of answers. */
  const rows = (answers, page) => find.results.groups(answers).flatMap((group) => find.results.rows(group, page));

  /** Puts the rows in place of the ones before; the reader's place among them stays. */
  function put(made) {
    const old = Array.from(list.querySelectorAll("li > a")).indexOf(document.activeElement);
    list.replaceChildren(...made);
    const links = list.querySelectorAll("li > a");
    if (old >= 0 && links.length) links[Math.min(old, links.length - 1)].focus();
  }

  /** Offers the letters that are not shown yet. */
  function offer(all, shown, { words }) {
    more.hidden = shown >= all;
    more.dataset.shown = shown;
    more.querySelector("button").hidden = shown >= MOST;
    more.querySelector("span").textContent = shown >= MOST ? find.say(words, "most") : "";
  }

  /** Shows more; from a button the reader goes on at the first new hit. */
  async function showNext(isAsked) {
    const step = showMore;
    showMore = null;
    if (!step) return;
    try {
      const first = await step();
      if (showMore === null) showMore = step;
      if (first && isAsked) first.querySelector("a").focus();
    } catch (error) {
      setState("error");
    }
  }

  /** Moves between the field and the results. */
  function move(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const links = Array.from(list.querySelectorAll("li > a"));
    const at = links.indexOf(document.activeElement);
    let target = null;
    if (event.key === "ArrowDown" && (document.activeElement === field || at >= 0)) target = links[at + 1];
    else if (event.key === "ArrowUp" && at >= 0) target = links[at - 1] || field;
    else if (event.key === "Escape" && at >= 0) target = field;
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  form.addEventListener("submit", (event) => {
    // Without the engine only a new page can help.
    if (!find.ask) return;
    event.preventDefault();
    search();
  });
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    window.clearTimeout(teller);
    timer = window.setTimeout(search, REST, TELL);
  });
  form.addEventListener("change", (event) => {
    if (event.target === field) return;
    unknown = [];
    search();
  });
  none.querySelector("button").addEventListener("click", () => {
    selects.forEach((select) => { select.value = ""; });
    field.focus();
    search();
  });
  more.querySelector("button").addEventListener("click", () => showNext(true));
  document.addEventListener("scroll", () => { hasScrolled = true; }, { passive: true });
  if (window.IntersectionObserver) {
    new IntersectionObserver(([seen]) => {
      if (seen.isIntersecting && hasScrolled && Number(more.dataset.shown) < UNASKED) showNext(false);
    }).observe(more);
  }
  document.addEventListener("keydown", move);
  recall();
  search();
})(globalThis.dossierFind = globalThis.dossierFind || {});
