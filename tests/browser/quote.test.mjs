// Notes stand with their passage, every passage has a link and a citation to copy, and the way to the other language keeps the place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { base, dossier, eachPage, pages, plain, schemes, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

const letters = pages.filter((page) => page.kind === "letter");
const parallels = pages.filter((page) => page.kind === "parallel");
const progress = letters.filter((page) => page.letter === "progress-ai-factory");
const READ = ["clipboard-read", "clipboard-write"];

/** In the page: what Tab reaches in the text, by kind. */
function stops() {
  const found = [...document.querySelectorAll("#text :is(a[href], summary, button, input)")].filter(({ tabIndex }) => tabIndex >= 0);
  const count = (selector) => found.filter((stop) => stop.matches(selector)).length;
  const rest = found.length - count(".own") - count("summary") - count(".note-mark a");
  return { own: count(".own"), summaries: count("summary"), signs: count(".note-mark a"), rest };
}

test("a letter with many notes has few stops of the keyboard", async () => {
  for (const { path } of progress) {
    for (const script of [true, false]) {
      await visit(path, { script }, async (page) => {
        const { own, summaries, signs } = await page.evaluate(stops);
        const { notes, passages } = await page.evaluate(() => ({
          notes: document.querySelectorAll(".notes li").length,
          passages: document.querySelectorAll("#text .own").length,
        }));
        assert.equal(signs, 0, "no sign is a stop");
        assert.ok(notes > 35 && 0 < summaries && summaries < notes, `${notes} notes, ${summaries} stops`);
        assert.equal(own, script ? 1 : passages, "with a script the numbers are one stop");
      });
    }
  }
});

eachPage(letters, schemes, "has each note right after its passage, one click or one link away", ({ path }, scheme) =>
  visit(path, { scheme, script: false }, async (page) => {
    assert.deepEqual(await page.evaluate(strayNotes), []);
    const sign = await page.$(".note-mark a");
    if (!sign) return;
    const id = await sign.evaluate((a) => a.hash.slice(1));
    assert.equal(await isShown(page, id), false, "notes are folded");
    await sign.click();
    assert.equal(await isShown(page, id), true, "a sign unfolds its note");
    const summary = (await page.$$(".notes:not([open]) > summary"))[0];
    if (!summary) return;
    await summary.focus();
    await page.keyboard.press("Enter");
    const texts = await summary.evaluate((own) => [...own.parentElement.querySelectorAll("li code")].map((code) => code.innerText));
    assert.ok(texts.length > 0 && texts.every((text) => text !== ""), "the keyboard unfolds the source's reading");
  }));

/** In the page: signs whose note is not in the details after their block. */
function strayNotes() {
  return [...document.querySelectorAll(".note-mark a")].filter((sign) => {
    const note = document.getElementById(sign.hash.slice(1));
    const block = sign.closest("p, li, tr, h2, h3, h4, h5, h6");
    const gap = note?.closest(".notes");
    const after = block.closest(".heading, .table") ?? block;
    const between = document.createRange();
    if (!gap) return true;
    between.setStartAfter(after);
    between.setEndBefore(gap);
    return !block.contains(gap) && /[^\s]/.test(between.toString()) && !after.matches(".table");
  }).map((sign) => sign.hash);
}

const isShown = (page, id) => page.$eval(`[id="${id}"]`, (note) => note.checkVisibility({ visibilityProperty: true }));

test("paper has every note, without a script too", async () => {
  for (const { path } of letters) {
    await visit(path, { script: false, media: "print" }, async (page) => {
      const hidden = await page.$$eval(".notes li", (all) => all.filter((note) => !note.checkVisibility()).map(({ id }) => id));
      assert.deepEqual(hidden, []);
    });
  }
});

eachPage(progress, ["http"], "gives clean text when it is copied", ({ path }) =>
  visit(path, {}, async (page) => {
    await page.browserContext().overridePermissions(new URL(page.url()).origin, READ);
    for (const isOpen of [false, true]) {
      const copied = await page.evaluate(copyRange, isOpen);
      assert.ok(copied.length > 1500 && copied.includes("AI"), copied);
      assert.doesNotMatch(copied, /#p\d|p\d+\b|Note[ns]? a|Aantekening|Sic|In the source|In de bron|initiatives ?a\b|initiatieven ?a\b/);
    }
  }));

/** In the page: what the clipboard holds after the second to the fourth paragraph were copied. */
async function copyRange(isOpen) {
  document.querySelectorAll("#text .notes").forEach((notes) => { notes.open = isOpen; });
  getSelection().setBaseAndExtent(document.getElementById("p2"), 0, document.getElementById("p5"), 1);
  document.execCommand("copy");
  return navigator.clipboard.readText();
}

eachPage([...progress, ...parallels.filter(({ letter }) => letter === progress[0].letter)], schemes, "shows and copies citations by keyboard", (page, scheme) => cites(page, scheme, true));
eachPage(progress.slice(0, 1), ["http"], "copies citations the old way", (page, scheme) => cites(page, scheme, false));

/** Opens the citation of p2, copies every text of it, and closes it with Escape. */
async function cites({ path, lang }, scheme, isModern) {
  await visit(path, { scheme }, async (page) => {
    await page.evaluate(listen, isModern);
    await page.focus(".own");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    while ((await page.evaluate(() => document.activeElement.hash)) !== "#p2") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => location.hash), "#p2", "the address names the passage");
    const buttons = await page.$$(".cite [data-does=copy], .cite [data-does=quote]");
    assert.equal(buttons.length, dossier.languages.length + 1);
    for (const button of buttons) {
      await button.focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelector(".cite [role=status]").textContent !== "");
      const { text, shown, does } = await button.evaluate(clicked);
      assert.match(shown, /passage p2/);
      assert.ok(addresses(scheme).some((address) => shown.endsWith(`, ${address}#p2`)), `${shown} ends in an address`);
      if (does === "copy") assert.equal(text, shown);
      else assert.ok(text.includes(shown) && /€ ?200 mil/.test(text) && !/#p2|Note a|Aantekening/.test(text.replace(shown, "")), text);
    }
    assert.equal(await page.$eval(".cite dd", (own) => own.lang), lang, "the language of the page comes first");
    const foreign = await page.$$eval(".cite dd[lang=en] [lang]", (all) => all.map((words) => [words.lang, words.textContent]));
    assert.deepEqual(foreign, [["nl", dossier.letters.find(({ id }) => id === "progress-ai-factory").editions.nl.title]], "the original's title");
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval(".cite", (box) => box.matches(":popover-open")), false);
    assert.equal(await page.evaluate(() => document.activeElement.hash), "#p2", "the focus is back");
    assert.equal(await page.$eval("html", (html) => html.lang), lang);
  });
}

test("what is quoted is the words of the passage alone", async () => {
  const answers = letters.find(({ letter, lang }) => letter === "answers-vermeer-gigafactories" && lang === "en");
  const letter = progress.find(({ lang }) => lang === "nl");
  const beside = parallels.find((page) => page.letter === answers.letter && page.lang === "en");
  const question = await quoted(answers, "q4");
  assert.match(question, /^‘Can the State Secretary[^‘]*\?’ – /, "without the heading and the answer");
  assert.match(await quoted(answers, "a4"), /^‘The main /);
  const cited = await quoted(letter, "p4");
  assert.match(cited, /^‘Naast de realisatie [^‘]*\.’ – /, "without the sign that leads to what names it");
  const nested = await quoted(letters.find(({ letter, lang }) => letter === "note-ai-factory-questions" && lang === "en"), "p3");
  assert.match(nested, /^“[^“”]*‘[^“”]*” – /, "words that quote stand in other marks");
  assert.equal(await quoted(beside, "q4"), undefined, "a heading that is the site's own is not quoted");
});

/** What is copied as the text and citation of a passage; nothing where that is not offered. */
async function quoted({ path }, id) {
  let text;
  await visit(path, {}, async (page) => {
    await page.evaluate(listen, true);
    await page.$eval(`.own[href="#${id}"]`, (own) => own.click());
    const button = await page.$(".cite [data-does=quote]");
    if (!button) return;
    await button.evaluate((own) => own.click());
    text = await page.evaluate(() => window.copied[0]);
  });
  return text;
}

/** The addresses of the cited letter: in full on the web, its place in the site elsewhere. */
const addresses = (scheme) => progress.map(({ path }) => (scheme === "http" ? base.http + path : path));

/** In the page: notes what is copied, the one way or the other. */
function listen(isModern) {
  window.copied = [];
  const old = document.execCommand.bind(document);
  document.execCommand = (name) => {
    window.copied.push(document.activeElement.value);
    return old(name);
  };
  const clipboard = { writeText: async (text) => { window.copied.push(text); } };
  Object.defineProperty(navigator, "clipboard", { value: isModern ? clipboard : undefined });
}

/** In the page: what a button copied last, and the citation beside it. */
function clicked(button) {
  document.querySelector(".cite [role=status]").textContent = "";
  return { text: window.copied.at(-1), shown: button.closest(".choice").querySelectorAll("dd")[0].textContent, does: button.dataset.does };
}

eachPage(letters, ["http"], "shows a passage's number at its passage, and moves nothing", ({ path }) =>
  visit(path, { width: 1000 }, async (page) => {
    const block = await page.$("#text p[id]");
    const facts = () => block.evaluate((p) => {
      const { x, y, width, height } = p.getBoundingClientRect();
      return { box: [x, y, width, height], opacity: getComputedStyle(p.querySelector(".own")).opacity };
    });
    const before = await facts();
    await block.hover();
    const after = await facts();
    assert.equal(before.opacity, "0", "the number is not in the way");
    assert.deepEqual([after.opacity, after.box.slice(2)], ["1", before.box.slice(2)]);
    const missing = await page.$$eval("#text :is(p, li, tr, h2, h3, h4, h5, h6)[id]", (all) =>
      all.filter((own) => /^[hp]\d+$/.test(own.id) && !document.querySelector(`.own[href="#${own.id}"]`)
        && !own.parentElement.querySelector(".tools .own")).map(({ id }) => id));
    assert.deepEqual(missing, [], "every passage has its link");
  }));

eachPage([...letters, ...parallels], schemes, "keeps the place when the language or the view changes", ({ path }, scheme) =>
  visit(path, { scheme, width: 700, height: 500 }, async (page) => {
    const targets = await page.$$eval("a[data-switch]", (all) => all.map((_, at) => at));
    for (const at of targets) {
      const id = await page.evaluate(middle);
      const link = (await page.$$("a[data-switch]"))[at];
      await Promise.all([page.waitForNavigation(), link.evaluate((a) => {
        a.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
        a.click();
      })]);
      assert.equal(new URL(page.url()).hash, `#${id}`);
      assert.ok(await page.$(`[id="${id}"]`), `${within(page.url())} has ${id}`);
      if (at < targets.length - 1) await page.goBack();
    }
  }));

/** In the page: scrolls to a passage in the middle, or an earlier one that can stand at the top of the window, and names it. */
function middle() {
  const all = [...document.querySelectorAll("#text :is(p, li)[id], .pair[id]")].filter(({ id }) => /^[hp]\d+$/.test(id));
  return all.slice(0, Math.ceil(all.length / 2)).reverse().find((place) => {
    place.scrollIntoView();
    return place.getBoundingClientRect().top < 40;
  }).id;
}

test("without a script a number is a link that one sees at its focus", async () => {
  for (const { path } of [...progress, ...parallels]) {
    await visit(path, { script: false, width: 1000 }, async (page) => {
      await page.focus(".own[href='#p2']");
      assert.equal(await page.$eval(".own[href='#p2']", (own) => getComputedStyle(own).opacity), "1");
      await page.keyboard.press("Enter");
      assert.equal(new URL(page.url()).hash, "#p2");
    });
  }
});

test("each page says how to cite the letter in every language", async () => {
  for (const { path, letter } of [...letters, ...parallels]) {
    const titles = Object.entries(dossier.letters.find(({ id }) => id === letter).editions);
    await visit(path, { script: false }, async (page) => {
      const found = await page.$$eval(".citations dd", (all) => all.map((own) => [own.lang, own.innerText]));
      for (const [lang, { title }] of titles) {
        assert.ok(found.some(([own, text]) => own === lang && plain(text).includes(plain(title))), `${path}: ${lang}`);
      }
    });
  }
});
