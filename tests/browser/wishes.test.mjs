// What readers wish of their systems: no motion, and colours of their own. Nothing moves then, and nothing is told by colour alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachPage, emulate, samples, useBrowser, visit } from "./lib.mjs";
import { lacks } from "./browsers.mjs";

useBrowser();

eachPage(samples, ["http"], "still for those who wish no motion, and plain in the reader's own colours", ({ path }) =>
  visit(path, {}, async (page) => {
    assert.deepEqual(await page.evaluate(moving), [], "what moves");
    await emulate(page, { "forced-colors": "active", "prefers-reduced-motion": "reduce" });
    assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    assert.deepEqual(await page.evaluate(flat), [], "what has no edge of its own in the reader's colours");
    assert.deepEqual(await page.evaluate(alike), [], "what looks the same and says something else");
  }), ["wishes"]);

test("motion is seen where there is some", { skip: lacks("wishes") }, () =>
  visit(samples[0].path, {}, async (page) => {
    await page.evaluate(() => {
      document.body.animate([{ opacity: 1 }, { opacity: 0.5 }], 10_000);
      document.body.style.setProperty("transition", "color 1s");
      document.documentElement.style.setProperty("scroll-behavior", "smooth");
    });
    assert.equal((await page.evaluate(moving)).length, 3);
  }));

/** In the page: transitions, animations and smooth scrolling. */
function moving() {
  const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
  const all = [...document.querySelectorAll("*")].flatMap((element) => [undefined, "::before", "::after"].map((part) => [element, part]));
  const changing = all.filter(([element, part]) => {
    const style = getComputedStyle(element, part);
    return seconds(style.transitionDuration) > 0.001 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.001);
  });
  const isSmooth = (element) => getComputedStyle(element).scrollBehavior === "smooth";
  return [
    ...changing.map(([element, part]) => `${element.localName}.${element.getAttribute("class")} ${part ?? ""} changes slowly`),
    ...[...document.querySelectorAll("*")].filter(isSmooth).map((element) => `${element.localName} scrolls smoothly`),
    ...document.getAnimations().map((animation) => `an animation of ${animation.effect.target.localName}`),
  ];
}

/** In the page: controls without a border, stops without an outline (a shadow is not shown), drawings in the colour of the ground. */
function flat() {
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const name = (element) => element.outerHTML.slice(0, 120);
  const controls = [...document.querySelectorAll("button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea")].filter(isShown);
  const bare = controls.filter((element) => {
    const style = getComputedStyle(element);
    return ["Top", "Bottom", "Left"].some((side) => style[`border${side}Style`] === "none" || parseFloat(style[`border${side}Width`]) === 0);
  });
  const byLook = new Map([...document.querySelectorAll("a[href], button, input, select, summary")].filter(isShown)
    .map((element) => [`${element.localName} ${element.getAttribute("class")} ${element.parentElement.className}`, element]));
  const unseen = [...byLook.values()].filter((element) => {
    element.focus({ focusVisible: true });
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return document.activeElement === element && (outlineStyle === "none" || parseFloat(outlineWidth) < 2);
  });
  const ground = getComputedStyle(document.body).backgroundColor;
  const isPainted = (colour, width = "1") => !["none", ground, "transparent"].includes(colour) && !/^rgba.*, 0\)$/.test(colour) && parseFloat(width) > 0;
  const shapes = [...document.querySelectorAll("svg :is(rect, circle, path, line, text)")].filter((shape) => isShown(shape) && !shape.closest("defs"));
  const lost = shapes.filter((shape) => {
    const { fill, stroke, strokeWidth } = getComputedStyle(shape);
    return !isPainted(fill) && !isPainted(stroke, strokeWidth);
  });
  return [
    ...bare.map((element) => `no border: ${name(element)}`),
    ...unseen.map((element) => `no outline: ${name(element)}`),
    ...lost.slice(0, 5).map((shape) => `the colour of the ground: ${name(shape)}`),
  ];
}

/** In the page: the current page among its neighbours, bars of one drawing, and marks, that look like others that say something else. */
function alike() {
  const looks = (element, part) => {
    const style = getComputedStyle(element, part);
    const asked = ["borderTopStyle", "borderBottomStyle", "borderBottomWidth", "borderTopColor", "borderRadius", "backgroundImage", "outlineStyle",
      "textDecorationLine", "textDecorationThickness", "fontWeight", "fontStyle", "content", "fill", "stroke", "strokeWidth", "strokeDasharray", "opacity"];
    return [...asked.map((name) => style[name]), part ? style.backgroundColor : ""].join(" ");
  };
  const found = [];
  for (const current of document.querySelectorAll("[aria-current]")) {
    const other = current.closest("ul, ol")?.querySelector(`a:not([aria-current])`);
    if (other && looks(current) === looks(other)) found.push(`the current one is like the others: ${current.outerHTML.slice(0, 100)}`);
  }
  const kinds = [
    [".gauge rect", (element) => element.getAttribute("class"), undefined],
    [".status", (element) => element.getAttribute("class"), "::before"],
    [".timeline > li", (element) => element.getAttribute("class"), "::before"],
    [".map rect", (element) => `${element.getAttribute("class")} in ${element.parentElement.getAttribute("class")}`, undefined],
    [".map path", (element) => element.getAttribute("class"), undefined],
  ];
  for (const [selector, kind, part] of kinds) {
    const byKind = new Map([...document.querySelectorAll(selector)].filter((one) => !one.closest("defs")).map((element) => [kind(element), looks(element, part)]));
    const all = [...byKind];
    all.forEach(([one, look], at) => {
      const twin = all.slice(at + 1).find(([, other]) => other === look);
      if (twin) found.push(`${selector}: ${one} is like ${twin[0]}`);
    });
  }
  return found;
}
