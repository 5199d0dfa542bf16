// Every figure of the funding page leads to the passage that prints it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, json, pageOf, pages, plain, schemes, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

/** Every record of the ledger, at any depth, that quotes a block of a letter. */
function evidence(value) {
  if (value === null || typeof value !== "object") return [];
  const own = value.letter && value.block && value.quote ? [value] : [];
  return [...own, ...Object.values(value).flatMap(evidence)];
}

const quoted = evidence(json("data/funding.json"));
const places = new Map();

test("the ledger quotes passages", () => assert.notEqual(quoted.length, 0));

for (const scheme of schemes) {
  for (const funding of pages.filter((page) => page.kind === "funding")) {
    test(`${funding.path} links every figure to its passage over ${scheme}`, async () => {
      const linked = await links(funding.path, scheme);
      for (const { letter, block } of quoted) {
        const address = `${pageOf("letter", funding.lang, letter)?.path}#${block}`;
        assert.ok(linked.includes(address), `no link to ${address}`);
      }
    });
  }
}

for (const lang of dossier.languages) {
  for (const { letter, block, quote } of quoted) {
    const path = dossier.letters.find((one) => one.id === letter)?.editions[lang]?.path;
    test(`${path}#${block} says \`${quote[lang]}\``, async () => {
      assert.ok(path, `an edition of ${letter} in ${lang}`);
      assert.ok(quote[lang], `words in ${lang}`);
      const text = (await texts(path)).get(block);
      assert.ok(text !== undefined, "the block is there");
      assert.ok(plain(text).includes(plain(quote[lang])), `the block says: ${plain(text)}`);
    });
  }
}

/** The visible links of a page to places in other pages of the site, as `path#id`. */
async function links(path, scheme) {
  let found = [];
  await visit(path, { scheme }, async (page) => {
    const all = await page.$$eval("main a[href]", (list) => list.filter((a) => a.checkVisibility()).map((a) => a.href));
    found = all.map((href) => `${within(href)}${new URL(href).hash}`);
  });
  return found;
}

/** The text of every element with an id, by id, without the signs of editors' notes; each page is opened once. */
async function texts(path) {
  if (!places.has(path)) {
    await visit(path, {}, async (page) => {
      const all = await page.evaluate(() => {
        for (const mark of document.querySelectorAll(".note-mark, .notes")) mark.remove();
        return Array.from(document.querySelectorAll("[id]"), (element) => [element.id, element.textContent]);
      });
      places.set(path, new Map(all));
    });
  }
  return places.get(path);
}
