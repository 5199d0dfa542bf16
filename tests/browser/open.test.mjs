// Every page opens from a server and from a disk, and asks nothing of anyone else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, eachPage, pages, schemes, useBrowser, visit } from "./lib.mjs";

useBrowser();

test("the site has every kind of page in every language", () => {
  for (const lang of dossier.languages) {
    const kinds = pages.filter((page) => page.lang === lang).map((page) => page.kind);
    for (const kind of ["home", "letters", "letter", "funding", "search", "about"]) {
      assert.ok(kinds.includes(kind) || (kind === "letter" && kinds.includes("stub")), `no ${kind} in ${lang}`);
    }
  }
});

eachPage(pages, schemes, "opens without a fault", async ({ path, lang, title }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    const found = await page.evaluate(() => ({ lang: document.documentElement.lang, title: document.title }));
    assert.notEqual(found.title, "", "a page has a title");
    if (lang) assert.equal(found.lang, lang, "the language of the page");
    if (title) assert.ok(found.title.includes(title), `\`${found.title}\` names the page, \`${title}\``);
  });
});
