// Every kind of page passes the accessibility rules, light and dark, on a telephone and on a desk; every page does so on a desk in daylight.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { eachPage, emulate, samples, useBrowser, visit, walkable } from "./lib.mjs";

useBrowser();

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that look at colours. In the dark only these can answer anew: `shape` shows that nothing but colours has changed. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

eachPage(walkable.filter((page) => !samples.includes(page)), ["http"], "accessible", ({ path }) =>
  visit(path, {}, async (page) => {
    await page.evaluate(AXE);
    assert.deepEqual(await page.evaluate(violations, RULES), []);
  }));

eachPage(samples, ["http"], "accessible at 1280 and 320 px, light and dark", ({ path }) => visit(path, {}, passes));

const quoting = samples.filter(({ kind }) => kind === "letter" || kind === "parallel");
eachPage(quoting, ["http"], "accessible with notes and a citation open, at 1280 and 320 px, light and dark", ({ path }) =>
  visit(path, {}, async (page) => {
    await page.evaluate(unfold);
    await passes(page);
  }));

/** Runs the rules in the page. The debugger puts them there, so the page keeps its own policy. */
async function passes(page) {
  await page.evaluate(AXE);
  for (const width of [1280, 320]) {
    await page.setViewport({ width, height: 900 });
    await wish(page, "light");
    const light = await page.evaluate(shape);
    assert.deepEqual(await page.evaluate(violations, RULES), [], `light, ${width} px`);
    await wish(page, "dark");
    assert.ok(light === await page.evaluate(shape), `in the dark nothing but colours changes, ${width} px`);
    assert.deepEqual(await page.evaluate(violations, COLOUR_RULES), [], `dark, ${width} px`);
  }
}

/** Lets the reader wish for a colour scheme, and sees that the page knows. */
async function wish(page, scheme) {
  await emulate(page, { "prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce" });
  assert.ok(await page.evaluate((name) => matchMedia(`(prefers-color-scheme: ${name})`).matches, scheme));
}

/** In the page: unfolds every note and opens the citation of a passage. */
function unfold() {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  document.querySelectorAll(".own")[1].click();
  if (!document.querySelector(".cite:popover-open")) throw new Error("no citation opens");
}

/** In the page: what the rules say, given by tag or by name. */
async function violations(rules) {
  const result = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

/** In the page: its elements, and of each where it stands and what of its style is no colour, as far as a rule asks for it. */
function shape() {
  const asked = ["display", "visibility", "opacity", "position", "overflow", "clipPath", "content", "fontSize", "fontWeight", "textDecorationLine", "textIndent", "pointerEvents"];
  const seen = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return [x, y, width, height, ...asked.map((name) => style[name])].join(" ");
  });
  return `${document.documentElement.outerHTML}\n${seen.join("\n")}`;
}
