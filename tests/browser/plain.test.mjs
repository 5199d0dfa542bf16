// The theme without scripts: every page opens from a disk, fits a small screen, passes the accessibility rules, reads in order and prints.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

// All that these tests share with the others looks at the site that this variable names.
process.env.SITE = process.env.PLAIN ?? fileURLToPath(new URL("../../target/site-plain", import.meta.url));
const { eachPage, pageOf, pages, plain, samples, useBrowser, visit } = await import("./lib.mjs");

useBrowser();

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

test("the site has pages of every kind but the search", () => {
  const kinds = new Set(pages.map(({ kind }) => kind));
  for (const kind of ["choice", "home", "letters", "letter", "parallel", "source", "funding", "ledger", "timeline", "actors", "documents",
    "glossary", "index", "about", "data", "not-found"]) {
    assert.ok(kinds.has(kind), `no ${kind}`);
  }
  assert.ok(!kinds.has("search"), "nothing can be searched without a script");
});

eachPage(samples, ["file"], "plain: opens without a fault and fits 320 px", ({ path, title }, scheme) =>
  visit(path, { scheme, width: 320, height: 640 }, async (page) => {
    const found = await page.evaluate(() => ({
      title: document.title,
      heading: document.querySelector("h1").innerText,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      wraps: getComputedStyle(document.body).overflowWrap,
      scripts: [...document.scripts].filter((script) => script.type !== "application/ld+json").length,
    }));
    if (title) assert.ok(found.title.includes(title), `\`${found.title}\` names the page, \`${title}\``);
    assert.notEqual(found.heading, "");
    assert.equal(found.wide, 0, "the page is wider than the screen");
    assert.equal(found.wraps, "anywhere", "the style sheet is there");
    assert.equal(found.scripts, 0);
  }));

// One page of each kind, and some as a reader sees them who wishes for dark pages.
const kinds = [...new Map(samples.map((page) => [page.kind, page])).values()];
for (const dark of [false, true]) {
  eachPage(dark ? kinds.filter(({ kind }) => ["letter", "funding"].includes(kind)) : kinds, ["http"], `plain: accessible, ${dark ? "dark" : "light"}`,
    ({ path }, scheme) => visit(path, { scheme, dark, width: 1280 }, async (page) => {
      await page.evaluate(AXE);
      const violations = await page.evaluate(async (tags) => {
        const result = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
        return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
      }, RULES);
      assert.deepEqual(violations, []);
    }));
}

test("plain: the passages of a letter stand in their order, and can be linked to", async () => {
  const letter = samples.find(({ kind, lang }) => kind === "letter" && lang === "en");
  await visit(letter.path, { scheme: "file" }, async (page) => {
    const found = await page.evaluate(() =>
      [...document.querySelectorAll("[id]")].filter(({ id }) => /^p\d+$/.test(id)).map((block) => ({
        id: block.id, top: block.getBoundingClientRect().top, own: block.querySelector(".own")?.getAttribute("href"),
      })));
    assert.ok(found.length > 10, "a letter of some length");
    found.forEach(({ id, top, own }, idx) => {
      assert.ok(idx === 0 || top >= found[idx - 1].top, `${id} stands above what precedes it`);
      assert.equal(own, `#${id}`);
    });
  });
});

test("plain: the two languages stand side by side", async () => {
  const { path } = pageOf("parallel", "en", samples.find(({ kind }) => kind === "parallel").letter);
  await visit(path, { scheme: "file" }, async (page) => {
    const rows = await page.evaluate(() => [...document.querySelectorAll("tbody tr")].map(({ cells }) => [...cells].map((cell) => ({
      lang: cell.lang, text: cell.innerText, top: cell.getBoundingClientRect().top, left: cell.getBoundingClientRect().left,
    }))));
    assert.ok(rows.length > 10);
    for (const [one, other] of rows) {
      assert.ok(one.top === other.top && one.left < other.left && one.lang !== other.lang);
      assert.notEqual(plain(one.text + other.text), "");
    }
  });
});

eachPage(samples.filter(({ kind }) => ["letter"].includes(kind)), ["file"], "plain: shows and prints the number of each passage", async ({ path }, scheme) => {
  for (const media of ["screen", "print"]) {
    await visit(path, { scheme, media }, async (page) => {
      const numbers = await page.$$eval(".own", (all) => all.map((one) => [getComputedStyle(one, "::after").content, one.hash, one.checkVisibility()]));
      assert.ok(numbers.length > 5);
      for (const [content, hash, isSeen] of numbers) assert.ok(content.startsWith(`"${hash}"`) && isSeen, `${content} for ${hash} on ${media}`);
    });
  }
});

test("plain: paper shows the notes and leaves the navigation out", async () => {
  const letter = samples.find(({ kind, lang }) => kind === "letter" && lang === "en");
  await visit(letter.path, { scheme: "file", media: "print" }, async (page) => {
    const shown = await page.evaluate(() => ({
      notes: [...document.querySelectorAll("details.notes li")].map((note) => note.checkVisibility()),
      navigation: [...document.querySelectorAll("nav")].map((nav) => getComputedStyle(nav).display),
    }));
    assert.ok(shown.notes.length > 0 && shown.notes.every(Boolean), "folded notes are printed");
    assert.ok(shown.navigation.every((display) => display === "none"));
  });
});
