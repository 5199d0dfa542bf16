// Every page opens from a server and from a disk, asks nothing of anyone else, loads no more than its weight counts,
// and nothing in it jumps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lacks } from "./browsers.mjs";
import { dossier, eachPage, pages, samples, schemes, shifts, SITE, useBrowser, visit } from "./lib.mjs";
import { loaded } from "./weights.mjs";

// Every page in a browser as readers have it; what the other files ask of the engine, a bare one answers too.
useBrowser({ isWhole: true });

test("the site has every kind of page in every language", () => {
  for (const lang of dossier.languages) {
    const kinds = pages.filter((page) => page.lang === lang).map((page) => page.kind);
    for (const kind of ["home", "letters", "letter", "funding", "search", "about"]) {
      assert.ok(kinds.includes(kind) || (kind === "letter" && kinds.includes("stub")), `no ${kind} in ${lang}`);
    }
  }
});

const OPENS = "opens without a fault and stands still at 1280 px";
// From a disk every page; from a server one of each kind, for they are the same bytes.
eachPage(pages.filter((page) => !samples.includes(page)), ["file"], OPENS, opens);
eachPage(samples, schemes, OPENS, opens);

async function opens({ path, lang, title }, scheme) {
  await visit(path, { scheme }, async (page, _faults, asked) => {
    const found = await page.evaluate(() => ({ lang: document.documentElement.lang, title: document.title }));
    assert.notEqual(found.title, "", "a page has a title");
    if (lang) assert.equal(found.lang, lang, "the language of the page");
    if (title) assert.ok(found.title.includes(title), `\`${found.title}\` names the page, \`${title}\``);
    // What lies outside the site is a fault of its own.
    const counted = [...loaded(SITE, path), undefined];
    assert.deepEqual(asked.filter((file) => !counted.includes(file)), [], "loads that its weight does not count");
    if (!lacks("layout-shift")) assert.deepEqual(await page.evaluate(shifts), [], "it jumps");
  });
}
