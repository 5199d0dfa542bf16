// On paper the text is there, dark on light, and what only a screen needs is not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dossier, eachPage, samples, useBrowser, visit, walkable } from "./lib.mjs";

useBrowser();

eachPage(walkable, ["http"], "prints its text and no controls", ({ path }) =>
  visit(path, {}, async (page) => {
    const onScreen = await page.evaluate(blocks);
    await page.emulateMediaType("print");
    assert.deepEqual(await page.evaluate(chrome), []);
    assert.notEqual(await page.$eval("main", (main) => main.innerText.trim()), "", "the main part has text");
    const onPaper = await page.evaluate(blocks);
    assert.deepEqual(onScreen.filter((id) => !onPaper.includes(id)), [], "blocks that paper lacks");
  }));

eachPage(samples, ["http"], "prints dark on light, whatever the screen", ({ path }) =>
  visit(path, { dark: true, media: "print" }, async (page) => assert.deepEqual(await page.evaluate(pale), [])));

// Firefox has no boxes in the margins of a sheet: there the browser's own header stands.
eachPage(samples.filter(({ kind }) => ["letter", "parallel", "funding"].includes(kind)), ["http"], "has a running title and numbered sheets", ({ path, kind, letter, title }) =>
  visit(path, {}, async (page) => {
    const sheets = textOf(await page.pdf({ preferCSSPageSize: true, timeout: 120_000 }));
    assert.ok(sheets.length > 3, `${sheets.length} sheets`);
    const numbers = kind === "funding" ? [] : dossier.letters.find(({ id }) => id === letter).numbers;
    sheets.forEach((sheet, idx) => {
      const [head, foot] = [sheet[0], sheet.at(-1)];
      assert.ok(head.startsWith(title.slice(0, 40)), `sheet ${idx + 1} begins with \`${head}\``);
      for (const { value } of numbers.slice(0, 1)) assert.ok(head.endsWith(value), `sheet ${idx + 1} names ${value} in \`${head}\``);
      assert.match(foot, new RegExp(` ${idx + 1} / ${sheets.length}$`));
    });
  }), ["print"]);

eachPage(samples.filter(({ kind }) => kind === "letter"), ["http"], "prints no signs that lead back and forth", ({ path }) =>
  visit(path, {}, async (page) => {
    const seen = () => page.$$eval("a.cited, a.back", (all) => all.filter((one) => one.checkVisibility()).length);
    assert.ok(await seen() > 0, "the screen has them");
    await page.emulateMediaType("print");
    assert.equal(await seen(), 0);
  }));

eachPage(samples.filter(({ kind }) => kind === "search"), ["http"], "prints what was asked, with what it found", ({ path }) =>
  visit(`${path}?q=supercomputer`, { media: "print" }, async (page) => {
    await page.waitForSelector("#search-results li");
    const asked = await page.evaluate(() => getComputedStyle(document.querySelector("h1"), "::after").content);
    assert.equal(asked, '": supercomputer"');
  }));

/** The lines of each sheet of a PDF. */
function textOf(pdf) {
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 26 });
  return text.split("\f").slice(0, -1).map((sheet) => sheet.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean));
}

/** In the page: visible parts that are of no use on paper. */
function chrome() {
  const useless = document.querySelectorAll("nav, form, button, input, noscript");
  return [...useless].filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => element.outerHTML.slice(0, 120));
}

/** In the page: the ids of the blocks of text that one can see. */
function blocks() {
  return [...document.querySelectorAll("main :is(p, li, h1, h2, h3, h4, tr)[id]")]
    .filter((element) => !element.closest("nav, form") && element.checkVisibility({ visibilityProperty: true }))
    .map(({ id }) => id);
}

/** In the page: blocks of text in a colour that is too light for paper. */
function pale() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const brightness = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return ((red * 0.3 + green * 0.59 + blue * 0.11) * alpha) / 255 + 255 - alpha;
  };
  const texts = [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, td, th)")];
  const light = texts.filter((element) => element.checkVisibility() && brightness(getComputedStyle(element).color) > 140);
  const dark = [document.documentElement, document.body, document.querySelector("main")]
    .filter((element) => brightness(getComputedStyle(element).backgroundColor) < 200);
  return [...light, ...dark].slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
}
