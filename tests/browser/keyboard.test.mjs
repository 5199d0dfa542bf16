// With the keyboard alone: first the skip link, then every control once, each to be seen, to the end.
import assert from "node:assert/strict";
import { eachPage, samples, useBrowser, visit } from "./lib.mjs";

useBrowser();

eachPage(samples, ["http"], "can be walked with Tab", ({ path, kind }) =>
  visit(path, {}, async (page) => {
    await page.evaluate(number);
    await page.evaluate(() => document.activeElement.blur());
    const count = await page.$$eval("[data-stop]", (all) => all.length);
    const seen = await walk(page, count);
    if (kind !== "choice") assert.ok(seen[0]?.skips, `the first stop is the skip link, not ${seen[0]?.name}`);
    assert.deepEqual(seen.filter((stop) => !stop.isSeen).map((stop) => stop.name), [], "the focus is always visible");
    assert.deepEqual(seen.filter((stop) => stop.isCovered).map((stop) => stop.name), [], "nothing covers the focus");
    assert.equal(new Set(seen.map((stop) => stop.at)).size, count, "every control can be reached");
  }));

eachPage(samples.filter((page) => page.kind !== "choice"), ["http"], "skips to the text", ({ path }) =>
  visit(path, {}, async (page) => {
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    // Where the text has no control, the focus leaves the page, or begins anew at the skip link.
    const isPast = await page.evaluate(() => {
      const { activeElement: now, body } = document;
      const hasStop = document.querySelector("main [href], main button, main input, footer [href]") !== null;
      return hasStop ? now.closest("main, footer") !== null : now === body || now.closest("header, nav") === null;
    });
    assert.ok(isPast, "the next stop after the skip link is in the text");
  }));

/** Presses Tab until the focus leaves the page or comes round; a trap ends it too. */
async function walk(page, count) {
  const seen = [];
  for (let presses = 0; presses < count + 10; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (stop === undefined || stop.at === seen[0]?.at) return seen;
    seen.push(stop);
  }
  throw new Error(`the focus is trapped: ${seen.slice(-3).map((stop) => stop.name).join(", ")}`);
}

/** In the page: gives each control that Tab should reach a number. */
function number() {
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  [...document.querySelectorAll(controls)]
    .filter((element) => element.tabIndex >= 0 && !element.disabled)
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .forEach((element, at) => element.setAttribute("data-stop", at));
}

/** In the page: what has the focus, whether one sees that, and whether something lies over it. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return undefined;
  const style = getComputedStyle(element);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const isOnScreen = box.width > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y]));
  const isMine = (other) => other !== null && element.contains(other);
  const place = element.hash ? document.getElementById(element.hash.slice(1)) : null;
  return {
    at: element.dataset.stop ?? element.outerHTML.slice(0, 200),
    name: element.outerHTML.slice(0, 120),
    skips: Boolean(place?.matches("main, main h1") || place?.querySelector("main")),
    isSeen: isOnScreen && (hasOutline || style.boxShadow !== "none"),
    isCovered: isOnScreen && !points.some(([x, y]) => isMine(document.elementFromPoint(x, y))),
  };
}
