// With the keyboard alone: first the skip link, then every control once, each to be seen, to the end, in the order in which one reads.
import assert from "node:assert/strict";
import { eachPage, samples, useBrowser, visit } from "./lib.mjs";

useBrowser();

/** So many times Tab is pressed before the test looks what happened. */
const BATCH = 40;

eachPage(samples, ["http"], "can be walked with Tab", ({ path, kind }) =>
  visit(path, {}, async (page) => {
    const count = await page.evaluate(number);
    const seen = await walk(page, count);
    if (kind !== "choice") assert.ok(seen[0]?.skips, `the first stop is the skip link, not ${seen[0]?.name}`);
    assert.deepEqual(seen.filter((stop) => !stop.isSeen).map((stop) => stop.name), [], "the focus is always visible");
    assert.deepEqual(seen.filter((stop) => stop.isCovered).map((stop) => stop.name), [], "nothing covers the focus");
    assert.equal(new Set(seen.map((stop) => stop.at)).size, count, "every control can be reached");
    assert.deepEqual(backward(seen), [], "Tab goes the way one reads");
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

/** Presses Tab until the focus leaves the page or comes round; a trap ends it too. The page itself notes each stop. */
async function walk(page, count) {
  const session = await page.createCDPSession();
  const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  const press = () => ["rawKeyDown", "keyUp"].map((type) => session.send("Input.dispatchKeyEvent", { type, ...tab }));
  await page.evaluate(`${focused}; (${note})()`);
  for (let presses = 0; presses < count + BATCH; presses += BATCH) {
    await Promise.all(Array.from({ length: BATCH }, press).flat());
    const stops = await page.evaluate(() => globalThis.stops);
    const end = stops.findIndex((stop, at) => stop === null || (at > 0 && stop.at === stops[0].at));
    if (end >= 0) return stops.slice(0, end);
  }
  const last = await page.evaluate(() => globalThis.stops.slice(-3).map((stop) => stop.name));
  throw new Error(`the focus is trapped: ${last.join(", ")}`);
}

/** Stops to which Tab goes back: in the column of the stop before, but higher up; or in its line, but further left. */
function backward(seen) {
  const isBack = (from, to) => {
    const isBelow = to.top < from.bottom - 4;
    const isBeside = to.right <= from.left + 1 || to.left >= from.right - 1;
    const isHigher = to.bottom <= from.top + 4;
    return isHigher ? !isBeside : isBelow && to.top <= from.top && to.right <= from.left + 1;
  };
  return seen.slice(1).flatMap((stop, at) => (stop.isFixed || seen[at].isFixed || !isBack(seen[at], stop) ? [] : [`${seen[at].name} -> ${stop.name}`]));
}

/** In the page: gives each control that Tab should reach a number; returns how many there are. The focus is on none of them. */
function number() {
  document.activeElement.blur();
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const all = [...document.querySelectorAll(controls)]
    .filter((element) => element.tabIndex >= 0 && !element.disabled)
    .filter((element) => element.checkVisibility({ visibilityProperty: true }));
  all.forEach((element, at) => element.setAttribute("data-stop", at));
  return all.length;
}

/** In the page: notes what has the focus whenever Tab comes up, when the page has scrolled there. */
function note() {
  globalThis.stops = [];
  addEventListener("keyup", (event) => { if (event.key === "Tab") globalThis.stops.push(focused()); }, true);
}

/** In the page: what has the focus, whether one sees that, whether something lies over it, and where it is; `null` for nothing. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const isOnScreen = box.width > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y]));
  const isMine = (other) => other !== null && element.contains(other);
  const place = element.hash ? document.getElementById(element.hash.slice(1)) : null;
  const isFixed = (one) => one !== null && (["fixed", "sticky"].includes(getComputedStyle(one).position) || isFixed(one.parentElement));
  return {
    at: element.dataset.stop ?? element.outerHTML.slice(0, 200),
    name: element.outerHTML.slice(0, 120),
    skips: Boolean(place?.matches("main, main h1") || place?.querySelector("main")),
    isSeen: isOnScreen && (hasOutline || style.boxShadow !== "none"),
    isCovered: isOnScreen && !points.some(([x, y]) => isMine(document.elementFromPoint(x, y))),
    isFixed: isFixed(element),
    left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY,
  };
}
