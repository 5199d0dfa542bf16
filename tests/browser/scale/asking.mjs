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

/** Asks in the page: {state, time in milliseconds, hits: [href]}. */
export const ask = (page, text) =>
  page.evaluate(async (asked) => {
    const root = document.documentElement;
    const form = document.getElementById("search-form");
    const isOver = () => ["done", "empty", "error"].includes(root.dataset.search);
    form.elements.q.value = asked;
    const start = performance.now();
    const end = await new Promise((resolve) => {
      const watcher = new MutationObserver(() => {
        if (!isOver()) return;
        watcher.disconnect();
        resolve(performance.now());
      });
      watcher.observe(root, { attributes: true, attributeFilter: ["data-search"] });
      form.requestSubmit();
    });
    return {
      state: root.dataset.search,
      time: end - start,
      hits: Array.from(document.querySelectorAll("#search-results > li > a"), (link) => link.href),
    };
  }, text);

/** The page within the site and the block that a hit leads to. */
export function target(href, root) {
  const address = new URL(href);
  const page = decodeURIComponent(address.href.split(/[?#]/)[0].slice(root.length));
  return { path: page, block: decodeURIComponent(address.hash.slice(1)) };
}
