// The search of the shipped dossier finds figures, codes and words, and a hit opens at its block.
import assert from "node:assert/strict";
import { dossier, eachPage, follow, pages, plain, schemes, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

const searching = pages.filter((page) => page.kind === "search");

/** What a reader asks, and what the passage that opens must hold (or the letter, for its own number). */
const QUESTIONS = [
  { ask: "71,7", holds: /71[.,]7/ },
  { ask: "2026Z07494", holds: /2026Z07494/ },
  { ask: "26643 1499", holds: /26\s?643[\s\S]{0,8}1499/ },
];

eachPage(searching, schemes, "is ready without a question", async ({ path }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await state(page, "ready");
    assert.equal((await page.$$("#search-results > li")).length, 0);
  });
});

eachPage(searching, schemes, "says when nothing is found", async ({ path }, scheme) => {
  await visit(`${path}?q=qqqxqqqx`, { scheme }, async (page) => {
    await state(page, "empty");
    assert.notEqual(await page.$eval("#search-status", (status) => status.textContent.trim()), "");
  });
});

for (const { ask, holds } of QUESTIONS) {
  eachPage(searching, schemes, `finds \`${ask}\``, (page, scheme) => finds(page, scheme, ask, holds));
}

eachPage(searching, schemes, "finds a word of the first letter", async (page, scheme) => {
  const word = await longWord(page.lang);
  await finds(page, scheme, word, new RegExp(word.slice(0, 6), "i"));
});

eachPage(searching, schemes, "finds what is typed", async ({ path }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await state(page, "ready");
    await page.type("#q", QUESTIONS[0].ask);
    await page.keyboard.press("Enter");
    await state(page, "done");
    assert.notEqual((await page.$$("#search-results > li > a")).length, 0);
  });
});

eachPage(searching, schemes, "counts in the notation of the page's language", async ({ path, lang }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await state(page, "ready");
    assert.match(await asked(page, (tag) => `(1 in ${tag})`), new RegExp(`\\(1 in ${lang}\\)`));
    assert.match(await asked(page, () => { throw new RangeError("no such language"); }), /\d/, "where the tag is unknown");
  });
});

/** What the page says of a question, when numbers are written by a notation. */
async function asked(page, notation) {
  await page.evaluate(`Number.prototype.toLocaleString = ${notation}`);
  await page.$eval("#q", (field) => { field.value = ""; });
  await page.type("#q", "EuroHPC");
  await page.keyboard.press("Enter");
  await state(page, "done");
  return page.$eval("#search-status", (status) => status.textContent);
}

/** Waits for the search to reach a state. */
async function state(page, name) {
  await page.waitForSelector(`html[data-search="${name}"]`, { timeout: 5000 }).catch(async () => {
    const found = await page.$eval("html", (html) => html.dataset.search);
    throw new Error(`the search is \`${found}\`, not \`${name}\``);
  });
}

/** Asks, opens the first hit, and looks whether the block is there, on screen, and what was asked for. */
async function finds({ path, lang }, scheme, ask, holds) {
  await visit(`${path}?q=${encodeURIComponent(ask)}`, { scheme }, async (page) => {
    await state(page, "done");
    const first = await page.$("#search-results > li > a");
    assert.ok(first, "a result");
    const href = await first.evaluate((a) => a.getAttribute("href"));
    assert.match(href, /^\.\.\/[^?#:]+\.html#[^#]+$/, "a result leads to a block");
    await follow(page, first);
    const hit = await page.evaluate(() => {
      const block = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!block) return undefined;
      const { top, bottom } = block.getBoundingClientRect();
      const section = block.closest("section, article, main") ?? document.body;
      return { isOnScreen: bottom > 0 && top < innerHeight, around: section.textContent };
    });
    assert.ok(hit, `${href} is a place in its page`);
    assert.ok(hit.isOnScreen, `${href} is on screen`);
    assert.match(plain(hit.around), holds);
    assert.equal(pages.find((other) => other.path === within(page.url()))?.lang, lang, "a hit in the reader's language");
  });
}

/** The longest plain word of the first paragraph of the first letter in the language. */
async function longWord(lang) {
  const letter = dossier.letters.find((one) => one.editions[lang]);
  let text = "";
  await visit(letter.editions[lang].path, {}, async (page) => {
    text = await page.$$eval("main p[id]", (all) => all.map((p) => p.textContent).join(" "));
  });
  const words = plain(text).split(/[^\p{L}]+/u);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}
