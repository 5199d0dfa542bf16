// What tests of the search page read from it, and wait for.

/** How many passages the page says it found. */
export async function count(page) {
  return Number((await page.$eval("#search-status", (status) => status.textContent)).match(/\d+/)?.[0] ?? 0);
}

/** Waits until the newest question is answered. */
export async function settled(page) {
  await page.waitForNetworkIdle({ idleTime: 60 });
  await page.waitForSelector("html[data-search=done], html[data-search=empty]");
}

/** Waits for the search to reach a state. */
export async function state(page, name) {
  await page.waitForSelector(`html[data-search="${name}"]`).catch(async () => {
    const found = await page.$eval("html", (html) => html.dataset.search);
    throw new Error(`the search is \`${found}\`, not \`${name}\``);
  });
}
