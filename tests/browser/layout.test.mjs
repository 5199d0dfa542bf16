// Nothing is wider than a small screen or cut off there, however the reader spaces the text; targets are large enough for a finger;
// and nothing jumps when a page opens on a telephone. (open.test.mjs looks at a desk, still.test.mjs at pages that come in slowly.)
import assert from "node:assert/strict";
import { eachPage, emulate, samples, shifts, useBrowser, visit, walkable } from "./lib.mjs";

useBrowser();

/** A small screen, and a desk at 400 %: the same 320 px, on another height and with finer dots. */
const SMALL = [{ width: 320, height: 640, deviceScaleFactor: 1 }, { width: 320, height: 256, deviceScaleFactor: 4 }];
const DESK = { width: 1280, height: 900 };

/** What a reader may set (WCAG 1.4.12), and nothing is lost. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

const STILL = "stands still at 360 px";
const standsStill = ({ path }, scheme) => visit(path, { scheme, width: 360 }, async (page) => assert.deepEqual(await page.evaluate(shifts), []));
eachPage(samples, ["http"], STILL, standsStill);

eachPage(walkable, ["http"], "fits 320 px, also at 400 % and with wide spacing, and a finger finds each target", ({ path }) =>
  visit(path, SMALL[0], async (page) => {
    for (const screen of SMALL) {
      await page.setViewport(screen);
      assert.deepEqual(await page.evaluate(tooWide), [], `at ${screen.deviceScaleFactor * 100} %`);
    }
    for (const screen of [DESK, SMALL[0]]) {
      await page.setViewport(screen);
      assert.deepEqual(await page.evaluate(tooSmall), [], `targets too small at ${screen.width} px`);
    }
    assert.deepEqual(await page.evaluate(lost), [], "lost at 320 px");
    await page.evaluate(space, SPACING);
    for (const screen of [SMALL[0], DESK]) {
      await page.setViewport(screen);
      assert.deepEqual(await page.evaluate(tooWide), [], `spaced, at ${screen.width} px`);
      assert.deepEqual(await page.evaluate(lost), [], `lost when spaced, at ${screen.width} px`);
    }
  }));

/** Sizes that readers set in their browsers who need larger letters. */
const SIZES = [24, 32];

eachPage(walkable, ["http"], "fits 360 px with letters of one and a half and of twice the size", ({ path }) =>
  visit(path, { width: 360, height: 640 }, async (page) => {
    const client = await page.createCDPSession();
    for (const size of SIZES) {
      await client.send("Page.setFontSizes", { fontSizes: { standard: size, fixed: size } });
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), `${size}px`);
      assert.deepEqual(await page.evaluate(tooWide), [], `letters of ${size} px`);
    }
  }));

eachPage(walkable.filter(({ kind }) => kind === "parallel"), ["http"], "has numbers beside the words from right to left too, with a mouse", ({ path }) =>
  visit(path, DESK, async (page) => {
    await emulate(page, { hover: "hover" });
    await page.evaluate(() => { document.documentElement.dir = "rtl"; });
    const over = await page.$$eval(".pair > .own", (all) => all.filter((own) => {
      const { left, right } = own.getBoundingClientRect();
      return [...own.parentElement.querySelectorAll(".cell")].some((cell) => cell.getBoundingClientRect().left < left + 1 && right - 1 < cell.getBoundingClientRect().right);
    }).map((own) => own.hash));
    assert.deepEqual(over, []);
  }), ["wishes"]);

/** In the page: sets the reader's own style. */
function space(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
  if (getComputedStyle(document.body).letterSpacing === "normal") throw new Error("the spacing is not set");
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

/** In the page: texts that a box cuts off, and texts that lie over one another. */
function lost() {
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  const isHidden = (element) => element !== null && (element.matches(".vh, .skip") || isHidden(element.parentElement));
  const name = (element) => `${element.localName}#${element.id}.${element.getAttribute("class")} \`${element.textContent.trim().slice(0, 40)}\``;
  const cut = [...document.body.querySelectorAll("*")].filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const clips = (overflow, inner, outer) => ["hidden", "clip"].includes(overflow) && inner > outer + 1;
    const isCut = clips(overflowX, element.scrollWidth, element.clientWidth) || clips(overflowY, element.scrollHeight, element.clientHeight);
    return isCut && element instanceof HTMLElement && isShown(element) && !isHidden(element);
  });
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    // What a drawing's labels say, the list beside it says too.
    if (!node.data.trim() || !isShown(owner) || isHidden(owner) || owner.closest("select, noscript, svg")) continue;
    const range = new Range();
    range.selectNodeContents(node);
    const block = owner.closest("p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, summary, figcaption, caption, label, button, .own") ?? owner;
    for (const { left, right, top, bottom } of range.getClientRects()) boxes.push({ left, right, top, bottom, block });
  }
  // A letter's box is higher than the letter: a fifth above and below it is empty.
  const ink = boxes.map(({ top, bottom, ...rest }) => ({ ...rest, top: top + (bottom - top) / 5, bottom: bottom - (bottom - top) / 5 }));
  ink.sort((one, other) => one.top - other.top);
  const over = [];
  ink.forEach((one, at) => {
    for (let next = at + 1; next < ink.length && ink[next].top < one.bottom - 1; next += 1) {
      const other = ink[next];
      const isApart = other.left >= one.right - 2 || other.right <= one.left + 2;
      if (isApart || one.block === other.block || one.block.contains(other.block) || other.block.contains(one.block)) continue;
      over.push(`${name(one.block)} over ${name(other.block)}`);
    }
  });
  return [...cut.map((element) => `cut off: ${name(element)}`), ...new Set(over)].slice(0, 8);
}

/**
 * In the page: targets of less than 24 by 24 px that nothing excuses (WCAG 2.5.8): neither the words that they stand between, nor the
 * room around them, in which a circle of 24 px meets no other target and no other small target's circle.
 */
function tooSmall() {
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(isShown)
    .filter((element) => !element.closest(".vh, .skip"));
  const blockOf = (element) => (getComputedStyle(element).display === "inline" ? blockOf(element.parentElement) : element);
  const isInSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const block = blockOf(element.parentElement).cloneNode(true);
    block.querySelectorAll("a, button, .vh").forEach((target) => target.remove());
    return /\p{L}|\p{N}/u.test(block.textContent);
  };
  const boxes = all.map((element) => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    const isSmall = (width < 24 || height < 24) && !isInSentence(element);
    return { element, left, right, top, bottom, isSmall, x: (left + right) / 2, y: (top + bottom) / 2 };
  });
  const meets = (one, other) => {
    const far = Math.hypot(one.x - Math.max(other.left, Math.min(one.x, other.right)), one.y - Math.max(other.top, Math.min(one.y, other.bottom)));
    const apart = Math.hypot(one.x - other.x, one.y - other.y);
    return far < 12 || (other.isSmall && apart < 24);
  };
  const isNested = (one, other) => one.element.contains(other.element) || other.element.contains(one.element);
  return boxes.filter((one) => one.isSmall && boxes.some((other) => other !== one && !isNested(one, other) && meets(one, other)))
    .slice(0, 8).map(({ element, left, right, top, bottom }) => `${Math.round(right - left)}x${Math.round(bottom - top)} at ${Math.round(left)},${Math.round(top)} ${element.outerHTML.slice(0, 120)}`);
}
