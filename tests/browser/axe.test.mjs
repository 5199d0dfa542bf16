// Every kind of page passes the accessibility rules, light and dark, on a telephone and on a desk.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { eachPage, samples, useBrowser, visit, walkable } from "./lib.mjs";

useBrowser();

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const dark of [false, true]) {
  for (const width of [320, 1280]) {
    const isPlain = !dark && width === 1280;
    const title = `accessible, ${dark ? "dark" : "light"}, ${width} px`;
    eachPage(isPlain ? walkable : samples, ["http"], title, (page) => passes(page.path, { dark, width }));
  }
}

for (const dark of [false, true]) {
  for (const width of [320, 1280]) {
    const quoting = samples.filter(({ kind }) => kind === "letter" || kind === "parallel");
    eachPage(quoting, ["http"], `accessible with notes and a citation open, ${dark ? "dark" : "light"}, ${width} px`, (page) =>
      passes(page.path, { dark, width }, unfold));
  }
}

/** In the page: unfolds every note and opens the citation of a passage. */
function unfold() {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  document.querySelectorAll(".own")[1].click();
  if (!document.querySelector(".cite:popover-open")) throw new Error("no citation opens");
}

/** Runs the rules in the page. The debugger puts them there, so the page keeps its own policy. */
async function passes(path, settings, prepare = () => {}) {
  await visit(path, settings, async (page) => {
    await page.evaluate(prepare);
    await page.evaluate(AXE);
    const violations = await page.evaluate(async (tags) => {
      const result = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
      return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
    }, RULES);
    assert.deepEqual(violations, []);
  });
}
