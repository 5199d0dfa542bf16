// The tests see what a page does wrong and what its reader wishes, in each browser and however the page is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, schemes, useBrowser, visit } from "./lib.mjs";

useBrowser();

const home = pages.find((page) => page.kind === "home").path;

/** What a page may do wrong, and the words that tell of it. Each is done in a page of the site. */
const FAULTS = [
  { what: "a script that is not there", tells: /not-there\.js/, act: () => add("script", { src: "not-there.js" }) },
  { what: "a picture that is not there", tells: /not-there\.png/, act: () => add("img", { src: "not-there.png" }) },
  { what: "a script in the page", tells: /policy script-src/, act: () => add("script", { textContent: "void 0" }) },
  { what: "a request to another host", tells: /policy img-src/, act: () => add("img", { src: "https://example.org/a.png" }) },
  { what: "a warning", tells: /console: beware/, act: () => console.warn("beware") },
  { what: "an error", tells: /script error: .*broken/, act: () => setTimeout(() => { throw new Error("broken"); }) },
];

for (const scheme of schemes) {
  for (const { what, tells, act } of FAULTS) {
    test(`told: ${what} over ${scheme}`, async () => {
      const visited = visit(home, { scheme }, async (page, faults) => {
        await page.evaluate(`${add}; (${act})()`);
        await told(faults, tells);
      });
      await assert.rejects(visited, tells);
    });
  }

  for (const dark of [false, true]) {
    test(`${dark ? "dark" : "light"} and calm as the reader wishes, over ${scheme}`, async () => {
      await visit(home, { scheme, dark }, async (page) => {
        const asks = ["prefers-color-scheme: dark", "prefers-reduced-motion: reduce", "hover: hover", "pointer: fine"];
        const answers = await page.evaluate((all) => all.map((ask) => matchMedia(`(${ask})`).matches), asks);
        assert.deepEqual(answers, [dark, true, true, true]);
      });
    });
  }

  test(`no script runs where the reader has turned them off, over ${scheme}`, async () => {
    await visit(home, { scheme, script: false }, async (page) => {
      assert.equal(await page.evaluate(() => matchMedia("(scripting: none)").matches), true);
    });
  });
}

/** Adds an element to the page. */
function add(name, properties) {
  document.body.append(Object.assign(document.createElement(name), properties));
}

/** Waits until a fault is told, however long a busy machine takes; one that never is makes the visit end without it. */
async function told(faults, tells) {
  for (const end = Date.now() + 20_000; !faults.some((fault) => tells.test(fault)) && Date.now() < end;) {
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
}
