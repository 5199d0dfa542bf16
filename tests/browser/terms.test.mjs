// Terms of the glossary: each link in a letter leads to its meaning on the same page, which stands beside it under the pointer, at the
// keyboard's place and at the first tap, and goes with Escape. Entries of lists of names lead to passages that hold the words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, eachPage, follow, pages, plain, schemes, useBrowser, visit } from "./lib.mjs";

useBrowser();

const letters = pages.filter(({ kind }) => kind === "letter");

eachPage(letters, ["http"], "tells the meaning of its terms", ({ path }) =>
  visit(path, { script: false }, async (page) => {
    const faults = await page.$$eval("a.term", (all) => all.filter((link) => {
      const meaning = document.getElementById(link.hash.slice(1));
      const isTold = meaning && meaning.id === link.getAttribute("aria-describedby") && meaning.textContent.trim().length > 10;
      return !isTold || link.closest("h1, h2, h3, h4") || link.querySelector("a") || link.parentElement.closest("a");
    }).map((link) => link.textContent));
    assert.deepEqual(faults, []);
    assert.ok((await page.$$("a.term")).length > 10);
  }));

eachPage(letters, ["http"], "links a term once in each section", ({ path }) =>
  visit(path, { script: false }, async (page) => {
    const twice = await page.evaluate(() => {
      const faults = [];
      let seen = new Set();
      for (const one of document.querySelectorAll("#text :is(h2, h3, h4), #text a.term")) {
        if (one.matches("a.term")) {
          if (seen.has(one.hash)) faults.push(`${one.textContent} after ${seen.heading}`);
          seen.add(one.hash);
        } else if (!one.closest(".answer > .heading")) {
          seen = new Set();
          seen.heading = one.textContent;
        }
      }
      return faults;
    });
    assert.deepEqual(twice, []);
  }));

const [first] = letters;
const tip = (page) => page.$eval(".tip", (box) => box.textContent).catch(() => "");
const settled = (page) => new Promise((resolve) => setTimeout(resolve, 500)).then(() => tip(page));

for (const scheme of schemes) {
  test(`a meaning stands beside its term, over ${scheme}`, () =>
    visit(first.path, { scheme }, async (page) => {
      const meaning = await page.$eval("a.term", (link) => document.getElementById(link.hash.slice(1)).firstChild.textContent.trim());
      const link = await page.$("a.term");
      await link.scrollIntoView();
      await link.hover();
      await page.waitForSelector(".tip");
      assert.equal(await tip(page), meaning, "under the pointer");
      await (await page.$(".tip")).hover();
      assert.equal(await settled(page), meaning, "the pointer can go to it");
      await page.keyboard.press("Escape");
      assert.equal(await tip(page), "", "Escape takes it away");
      await page.mouse.move(0, 0);
      await link.focus();
      assert.equal(await tip(page), meaning, "at the keyboard's place");
      const [box, own] = [await (await page.$(".tip")).boundingBox(), await link.boundingBox()];
      assert.ok(box.y >= own.y + own.height || box.y + box.height <= own.y, "it does not cover the term");
      await page.keyboard.press("Tab");
      assert.notEqual(await settled(page), meaning, "it goes with the focus");
    }));
}

test("the first tap shows a meaning, the second follows the link", () =>
  visit(first.path, {}, async (page) => {
    const link = await page.$("a.term");
    await link.scrollIntoView();
    await link.tap();
    await page.waitForSelector(".tip");
    assert.equal(await page.evaluate(() => location.hash), "");
    await link.tap();
    assert.equal(await page.evaluate(() => location.hash), await link.evaluate((one) => one.hash));
  }));

for (const kind of ["actors", "documents"]) {
  eachPage(pages.filter((page) => page.kind === kind), ["http"], "leads to the passages that it quotes", ({ path, lang }) =>
    visit(path, { script: false }, async (page) => {
      const lines = await page.$$eval(".snippets li", (all) => all.map((line) => ({
        href: line.querySelector("a").href.split("#"),
        words: line.querySelector("b")?.textContent ?? "",
      })));
      assert.ok(lines.length > 20, `${lines.length} passages`);
      const texts = new Map();
      for (const letter of dossier.letters.filter((one) => one.editions[lang])) {
        await visit(letter.editions[lang].path, { script: false }, async (there) => {
          const blocks = await there.evaluate(() => {
            document.querySelectorAll("#text :is(.note-mark, .footnote-mark, .own, .notes)").forEach((mark) => mark.remove());
            return [...document.querySelectorAll("#text [id]")].map((one) => [one.id, one.textContent]);
          });
          texts.set(there.url().split("#")[0], new Map(blocks));
        });
      }
      const own = (url) => [...texts.keys()].find((known) => known.endsWith(new URL(url).pathname.split("/").at(-1)));
      const lost = lines.filter(({ href: [url, id], words }) => {
        const text = texts.get(own(url))?.get(id) ?? "";
        return !words || !plain(text).includes(plain(words));
      });
      assert.deepEqual(lost, []);
    }));
}

eachPage(pages.filter(({ kind, letter }) => kind === "letter" && letter === "answers-vermeer-gigafactories"), schemes, "leads from a name in its head to who that is", ({ path }, scheme) =>
  visit(path, { scheme, script: false }, async (page) => {
    const link = await page.$('.facts a[href$="#w-j-m-aerdt"]');
    assert.equal(await link.evaluate((one) => one.textContent), "W.J.M. Aerdt");
    await follow(page, link);
    assert.match(await page.$eval(":target h3", (one) => one.textContent), /Aerdt/);
  }));

eachPage(pages.filter(({ kind }) => kind === "documents"), schemes, "marks what is outside", ({ path }, scheme) =>
  visit(path, { scheme, script: false }, async (page) => {
    const entries = await page.$$eval(".actor", (all) => all.map((one) => one.querySelector("h3 .mark")?.textContent ?? ""));
    assert.ok(entries.length > 20 && entries.every((mark) => mark !== ""), "each entry says that it is not in the dossier");
    const outside = await page.$$eval("a.outside", (all) => all.map((one) => [one.href, one.rel, one.parentElement.textContent]));
    assert.ok(outside.length > 0);
    for (const [href, rel, around] of outside) {
      assert.match(href, /^https:\/\/zoek\.officielebekendmakingen\.nl\/(kst|kv-tk)-[\w-]+\.html$/);
      assert.match(rel, /noreferrer/);
      assert.match(around, /afgeleid|derived/);
    }
  }));
