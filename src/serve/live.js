// Keeps a page fresh while its dossier is written, and shows what is wrong over it. `dossier serve` adds this; no site has it.
"use strict";
(() => {
  const own = document.currentScript.dataset;
  const place = `dossier-live:${location.pathname}`;

  /** The blocks of the page that have a name. */
  const named = () => [...document.querySelectorAll("main [id], body > [id]")];

  /** Tells whether an element moves with the page: what is stuck to the window tells nothing of the reader's place. */
  function moves(element) {
    for (let part = element; part && part !== document.body; part = part.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(part).position)) return false;
    }
    return true;
  }

  /** The block that begins nearest to the top of the window, with how far it is from there. */
  function nearest() {
    const shown = named().filter((block) => block.getClientRects().length);
    const tops = shown.map((block) => [block, block.getBoundingClientRect().top]);
    tops.sort((one, other) => Math.abs(one[1]) - Math.abs(other[1]));
    const found = tops.find(([block]) => moves(block));
    return found && [found[0].id, found[1]];
  }

  /** Remembers where the reader is: the block at the top of the window and how far it is from there, what is open, what has focus. */
  function keep() {
    const state = {
      x: scrollX,
      y: scrollY,
      anchor: nearest(),
      open: [...document.querySelectorAll("details")].map((details) => details.open),
      focus: document.activeElement?.id || null,
    };
    sessionStorage.setItem(place, JSON.stringify(state));
  }

  /** Brings the reader back to where keep() left them. */
  function bringBack() {
    const kept = sessionStorage.getItem(place);
    if (!kept) return;
    sessionStorage.removeItem(place);
    const { x, y, anchor, open, focus } = JSON.parse(kept);
    document.querySelectorAll("details").forEach((details, idx) => {
      if (open[idx] !== undefined) details.open = open[idx];
    });
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    const block = y && anchor && document.getElementById(anchor[0]);
    const top = block ? scrollY + block.getBoundingClientRect().top - anchor[1] : y;
    scrollTo({ left: x, top, behavior: "instant" });
  }

  /** Loads the page anew, in the same place. */
  function renew() {
    keep();
    history.scrollRestoration = "manual";
    location.reload();
  }

  /** Loads the style sheets anew, without the page. */
  function restyle(hash) {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(link.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("live", hash);
      const fresh = link.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  }

  /** An element with some text and a class. */
  function element(name, text = "", type = "") {
    const made = document.createElement(name);
    made.textContent = text;
    if (type) made.className = type;
    return made;
  }

  /** What is wrong, over the page. */
  class Panel {
    constructor() {
      const host = document.createElement("dossier-problems");
      const root = host.attachShadow({ mode: "open" });
      const styles = document.createElement("link");
      Object.assign(styles, { rel: "stylesheet", href: "/_dossier/live.css" });
      this.section = document.createElement("section");
      this.section.setAttribute("aria-labelledby", "title");
      this.section.tabIndex = 0;
      this.title = element("h2");
      this.title.id = "title";
      const close = element("button", "Hide");
      close.type = "button";
      const header = document.createElement("header");
      header.append(this.title, close);
      this.list = document.createElement("ol");
      this.section.append(header, this.list);
      this.badge = element("button", "", "badge");
      this.badge.type = "button";
      this.said = element("div");
      this.said.setAttribute("role", "status");
      this.said.className = "said";
      for (const part of [this.section, this.badge]) part.hidden = true;
      root.append(styles, this.section, this.badge, this.said);
      close.addEventListener("click", () => this.open(false));
      this.badge.addEventListener("click", () => this.open(true));
      this.section.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.open(false);
      });
      document.body.append(host);
    }

    /** Shows the list, or only how long it is. */
    open(isOpen) {
      const hadFocus = document.activeElement === this.section.getRootNode().host;
      this.section.hidden = !isOpen;
      this.badge.hidden = isOpen;
      if (hadFocus) (isOpen ? this.section : this.badge).focus();
      sessionStorage.setItem("dossier-live:hidden", isOpen ? "" : this.title.textContent);
    }

    /** Shows what is wrong now. */
    show({ n_errors, n_warnings, problems }) {
      const count = (number, word) => (number === 0 ? [] : [`${number} ${word}${number === 1 ? "" : "s"}`]);
      const title = [...count(n_errors, "error"), ...count(n_warnings, "warning")].join(", ");
      this.title.textContent = title;
      this.badge.textContent = title;
      this.section.className = n_errors === 0 ? "warnings" : "";
      this.list.replaceChildren(...problems.map((problem) => this.item(problem)));
      if (this.said.textContent !== title) this.said.textContent = title;
      const isHidden = n_errors === 0 || sessionStorage.getItem("dossier-live:hidden") === title;
      this.section.hidden = title === "" || isHidden;
      this.badge.hidden = title === "" || !isHidden;
    }

    /** One problem. */
    item({ severity, id, place, message, line, other, hints }) {
      const item = document.createElement("li");
      const head = document.createElement("p");
      head.append(element("span", `${severity}[${id}]`, severity), `: ${message}`);
      item.append(element("p", place, "place"), head);
      if (line) {
        const code = document.createElement("code");
        code.append(line[0], element("mark", line[1]), line[2]);
        item.append(code);
      }
      if (other) item.append(element("p", other, "place"));
      for (const hint of hints) item.append(element("p", `hint: ${hint}`));
      return item;
    }
  }

  let panel;
  let source;

  /** Takes news in. */
  function hear(news) {
    if (news.page !== own.page || news.rest !== own.rest) return renew();
    if (news.styles !== own.styles) {
      own.styles = news.styles;
      restyle(news.styles);
    }
    if (panel || 0 < news.problems.length) {
      panel ??= new Panel();
      panel.show(news);
    }
  }

  /** Listens while the page is seen: a browser has few connections to one server. */
  function listen() {
    source?.close();
    source = undefined;
    if (document.hidden) return;
    source = new EventSource(`/_dossier/news?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  }

  bringBack();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
