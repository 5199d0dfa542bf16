// Asks the search page a question from within, and tells when it has answered, how long that took and what it shows.

/** Waits for the search page's answer to the question in its address. */
export const answered = (page) =>
  page.waitForFunction(() => ["done", "empty", "error"].includes(document.documentElement.dataset.search), { timeout: 60_000 });

/** Notes, before a page runs, which files it has when its first result shows, and when: `firstResult()` tells. */
export function noteFirst() {
  performance.setResourceTimingBufferSize(10_000);
  const look = () => {
    if (!document.querySelector("#search-results > li > a")) return;
    watcher.disconnect();
    globalThis.firstResult = {
      time: performance.now(),
      files: performance.getEntriesByType("resource").filter((entry) => entry.responseEnd > 0).map((entry) => entry.name),
    };
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true });
}

/**
 * Asks in the page: {state, time in milliseconds, hits: [href], early: the addresses of the files that had come when the first result
 * showed}.
 */
export const ask = (page, text) =>
  page.evaluate(async (asked) => {
    const root = document.documentElement;
    const form = document.getElementById("search-form");
    const links = () => Array.from(document.querySelectorAll("#search-results > li > a"), (link) => link.href);
    const loaded = () => performance.getEntriesByType("resource").map((entry) => entry.name);
    const isOver = () => ["done", "empty", "error"].includes(root.dataset.search);
    const before = loaded().length;
    let early;
    form.elements.q.value = asked;
    const start = performance.now();
    const end = await new Promise((resolve) => {
      const watcher = new MutationObserver((records) => {
        if (records.some(({ type }) => type === "childList")) early ??= loaded().slice(before);
        if (!isOver()) return;
        watcher.disconnect();
        resolve(performance.now());
      });
      watcher.observe(root, { attributes: true, attributeFilter: ["data-search"] });
      watcher.observe(document.getElementById("search-results"), { childList: true });
      form.requestSubmit();
    });
    return { state: root.dataset.search, time: end - start, hits: links(), early: early ?? [] };
  }, text);

/** The path within the site of an address. */
export const within = (href, root) => decodeURIComponent(href.split(/[?#]/)[0].slice(root.length));

/** The page within the site and the block that a hit leads to. */
export const target = (href, root) => ({ path: within(href, root), block: decodeURIComponent(new URL(href).hash.slice(1)) });
