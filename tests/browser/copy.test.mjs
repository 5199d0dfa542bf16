// The dossier in one HTML file, as it comes from a mail: opened from a disk, searched, and read without scripts.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { test } from "node:test";
import { browserFor, prepare } from "./browsers.mjs";
import { SITE, dossier, useBrowser } from "./lib.mjs";

useBrowser();

const HERE = path.dirname(fileURLToPath(import.meta.url));
/** The folder with the copy, from the variable COPY. */
const FOLDER = path.resolve(process.env.COPY ?? path.join(HERE, "../../target/copy-test"));
const FILE = path.join(FOLDER, fs.readdirSync(FOLDER).find((name) => name.endsWith(".html")));
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Every block of every letter, as the site's data has it: the id that it has in the copy. */
const blocks = dossier.letters.flatMap(({ id }) =>
  JSON.parse(fs.readFileSync(path.join(SITE, "data/letters", `${id}.json`), "utf8")).blocks
    .flatMap((block) => Object.keys(block.text).map((lang) => `${lang}-${id}-${block.id}`)));

/** Opens the copy with some settings, hands it over, and closes it; anything that the browser says fails the test. */
async function open({ hash = "", script = true, width = 1280, dark = false }, visitor) {
  const page = await (await browserFor({ dark, script })).newPage();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(pathToFileURL(FILE).href) && !url.startsWith("data:")) told.push(`request: ${url.slice(0, 200)}`);
  });
  try {
    await page.setViewport({ width, height: 800 });
    await prepare(page, { dark, script });
    await page.goto(pathToFileURL(FILE).href + hash, { waitUntil: "load", timeout: 60_000 });
    await visitor(page);
    assert.deepEqual(told, []);
  } finally {
    await page.close();
  }
}

/** Asks the search of the copy; what it found: the state, what was told, the places. */
async function ask(page, question) {
  await page.$eval("#q", (field, words) => {
    document.documentElement.dataset.search = "asked";
    field.value = words;
    field.form.requestSubmit();
  }, question);
  await page.waitForFunction(() => ["done", "empty", "error"].includes(document.documentElement.dataset.search));
  return page.evaluate(() => ({
    state: document.documentElement.dataset.search,
    told: document.getElementById("search-status").textContent,
    ids: Array.from(document.querySelectorAll("#search-results > li > a"), (link) => link.hash.slice(1)),
  }));
}

/** Waits until the page stands still at its place, and says where the place is on screen. */
const place = (page) => page.evaluate(async () => {
  for (let frame = 0; frame < 8; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  return document.querySelector(":target").getBoundingClientRect().top;
});

test("the copy finds figures, numbers and inflected words in both languages", () => open({}, async (page) => {
  assert.equal(await page.evaluate(() => document.documentElement.dataset.search), "ready");
  for (const [question, ...expected] of [
    ["71,7", "nl-progress-ai-factory-p32", "en-progress-ai-factory-p32"],
    ["71.7 million", "en-progress-ai-factory-p32"],
    ["2026Z07494", "nl-answers-vermeer-gigafactories-h1"],
    ["202.635", "nl-progress-ai-factory-p32", "en-progress-ai-factory-p32"],
    ["supercomputers", "nl-answers-jansen-ai-factory-p12", "en-answers-jansen-ai-factory-p12"],
  ]) {
    const { state, ids } = await ask(page, question);
    assert.equal(state, "done", question);
    for (const id of expected) assert.ok(ids.includes(id), `${question}: ${id} is not among ${ids}`);
  }
  const { state, told, ids } = await ask(page, "xqzzyw");
  assert.deepEqual([state, ids], ["empty", []]);
  assert.match(told, /xqzzyw/);
}));

test("a hit of the copy leads to its passage", () => open({}, async (page) => {
  const { ids } = await ask(page, "202,635");
  await page.$eval("#search-results a", (link) => link.click());
  const top = await place(page);
  assert.ok(top >= 0 && top < 200, `the passage is ${top} px from the top`);
  assert.match(await page.$eval(":target", (block) => block.textContent), /202,635/);
  assert.equal(await page.evaluate(() => location.hash), `#${ids[0]}`);
}));

test("an address with a passage opens the copy there, also in what is folded and at its end", async () => {
  for (const id of ["en-progress-ai-factory-p32", "nl-note-ai-factory-questions-note-2", "en_funding", "source-answers-vermeer-gigafactories"]) {
    await open({ hash: `#${id}`, width: 360 }, async (page) => {
      const top = await place(page);
      assert.ok(top >= 0 && top < 700, `${id} is ${top} px from the top`);
    });
  }
});

test("every passage of the copy is there to read without scripts", () => open({ script: false }, async (page) => {
  const lost = await page.evaluate((ids) => ids.filter((id) => !document.getElementById(id)?.getClientRects().length), blocks);
  assert.deepEqual(lost, []);
  assert.ok(blocks.length > 400);
  const { form, without } = await page.evaluate(() => ({
    form: document.getElementById("search-form").getClientRects().length,
    without: document.querySelector("noscript").textContent,
  }));
  assert.equal(form, 0, "no field that does nothing");
  assert.match(without, /JavaScript/);
}));

test("the copy is no wider than the window", async () => {
  for (const width of [320, 360, 1280]) {
    await open({ width, dark: width === 360 }, async (page) => {
      const { all, window } = await page.evaluate(() => {
        // What is off screen is laid out only when it comes on.
        document.querySelectorAll(".page").forEach((part) => { part.style.contentVisibility = "visible"; });
        return { all: document.documentElement.scrollWidth, window: document.documentElement.clientWidth };
      });
      assert.ok(all <= window, `${all} px in a window of ${window} px`);
    });
  }
});

test("the copy passes the accessibility rules", { skip: process.env.BROWSER === "firefox" ? "once is enough" : false }, () => open({}, async (page) => {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (rules) => {
    // The rules measure what is on screen: all of it has to be laid out.
    document.querySelectorAll(".page").forEach((part) => { part.style.contentVisibility = "visible"; });
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 5)}`);
  }, RULES);
  assert.deepEqual(found, []);
}));
