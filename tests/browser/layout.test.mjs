// Nothing is wider than a small screen, nothing is cut off there, and nothing jumps while a page loads.
import assert from "node:assert/strict";
import { eachPage, useBrowser, visit, walkable } from "./lib.mjs";

useBrowser();

const SCREENS = [
  { title: "a screen of 320 px", width: 320, height: 640 },
  { title: "1280 px at 400 %", width: 320, height: 256, scale: 4 },
];

for (const { title, ...screen } of SCREENS) {
  eachPage(walkable, ["http"], `fits ${title}`, ({ path }) =>
    visit(path, screen, async (page) => assert.deepEqual(await page.evaluate(tooWide), [])));
}

for (const width of [360, 1280]) {
  eachPage(walkable, ["http", "file"], `stands still at ${width} px`, ({ path }, scheme) =>
    standsStill(path, { scheme, width }));
}

/** A page that jumps does so at every opening; a machine that is busy may paint one half-read, once. So three openings must all jump. */
async function standsStill(path, screen) {
  let found = [];
  for (let opening = 0; opening < 3; opening += 1) {
    await visit(path, screen, async (page) => {
      found = await page.evaluate(shifts);
    });
    if (found.length === 0) return;
  }
  assert.deepEqual(found, []);
}

/** In the page: what reaches over the right edge and is not in a box that scrolls. */
function tooWide() {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const scrolls = (element) => element && element !== document.body && element !== document.documentElement
    && (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const over = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    const isShown = element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
    return isShown && box.right > innerWidth + 1 && !scrolls(element);
  });
  const names = over.slice(0, 5).map((element) => `${element.localName}#${element.id}.${element.getAttribute("class")}`);
  return wide > 0 ? [`the page is ${wide} px too wide`, ...names] : names;
}

/** In the page: the parts that moved since it began to load. */
function shifts() {
  return new Promise((resolve) => {
    const found = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        found.push(`${entry.value}: ${entry.sources.map(({ node }) => node?.nodeName).join(" ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(found), 200);
  });
}
