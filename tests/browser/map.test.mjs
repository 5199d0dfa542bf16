// The map of references: on the home page and on each letter that has neighbours. What is drawn is told in words, no text leaves its
// box or is too small on a phone, and nothing is told by colour alone.
import assert from "node:assert/strict";
import { dossier, eachPage, pageOf, pages, useBrowser, visit } from "./lib.mjs";

useBrowser();

const homes = pages.filter(({ kind }) => kind === "home");
const letters = pages.filter(({ kind }) => kind === "letter");

eachPage([...homes, ...letters], ["http"], "has a map that can be read", ({ path }) =>
  visit(path, { width: 360, script: false }, async (page) => {
    const found = await page.evaluate(() => {
      const svg = document.querySelector(".map svg");
      const inside = (text) => {
        const box = text.closest("g").querySelector("rect").getBoundingClientRect();
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return box.left <= left && right <= box.right + 0.5 && box.top <= top && bottom <= box.bottom;
      };
      const texts = [...svg.querySelectorAll("text")];
      return {
        outside: texts.filter((text) => !inside(text)).map((text) => text.textContent),
        height: parseFloat(getComputedStyle(texts[0]).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
        stops: [...svg.querySelectorAll("a")].filter((link) => link.tabIndex >= 0).length,
        hidden: svg.getAttribute("aria-hidden"),
        n_letters: svg.querySelectorAll("g:not(.outside) > rect").length,
        n_own: svg.querySelectorAll("g.this").length,
        wide: document.documentElement.scrollWidth > innerWidth,
      };
    });
    assert.deepEqual(found.outside, [], "every text is inside its box");
    assert.ok(found.height > 11, `type of ${found.height} px`);
    assert.deepEqual([found.stops, found.hidden, found.wide], [0, "true", false]);
    assert.ok(found.n_letters <= 12);
    assert.equal(found.n_own, path.endsWith("index.html") ? 0 : 1);
  }));

eachPage(homes, ["http"], "tells its map in words", ({ path }) =>
  visit(path, { script: false }, async (page) => {
    const told = await page.$$eval(".map + details li", (all) => all.length);
    const drawn = await page.$$eval(".map svg > path", (all) => all.length);
    assert.equal(told, drawn, "each line is told");
    const shown = await page.$$eval(".map svg g:not(.outside)", (all) => all.length);
    assert.equal(shown, Math.min(12, dossier.letters.length));
    const between = new Set(dossier.letters.flatMap(({ id, references }) =>
      references.filter(({ to }) => to && to !== id).map(({ to, type }) => `${id} ${type} ${to}`)));
    const letters = await page.$$eval(".map + details li", (all) => all.filter((line) => line.querySelectorAll("a:not(:has(cite))").length === 2).length);
    assert.equal(letters, between.size, "every reference between letters is there");
  }));

eachPage(homes, ["http"], "counts the passages of each line once", ({ path, lang }) =>
  visit(path, { script: false }, async (page) => {
    const told = await page.$$eval(".map + details li", (all) => all.map((line) => {
      const [from, to] = [...line.querySelectorAll("a")].map(({ pathname, hash }) => pathname.split("/").at(-1) + hash);
      return [from, to, Number(line.textContent.match(/\((\d+) /)[1])];
    }));
    const name = (id) => pageOf("letter", lang, id).path.split("/").at(-1);
    let n_several = 0;
    for (const { id, references } of dossier.letters) {
      for (const other of dossier.letters.filter((letter) => letter.id !== id)) {
        const lines = told.filter(([from, to]) => from === name(id) && to === name(other.id)).map(([, , count]) => count);
        const own = references.filter(({ to }) => to === other.id);
        const counts = [...new Set(own.map(({ type }) => type))].map((type) => new Set(own.filter((one) => one.type === type).map(({ block }) => block)).size);
        n_several += own.length > lines.reduce((sum, count) => sum + count, 0) ? 1 : 0;
        assert.deepEqual(lines.toSorted(), counts.toSorted(), `${id} to ${other.id}`);
      }
    }
    assert.ok(n_several > 0 || dossier.letters.length < 5, "some passage names a letter twice");
  }));
