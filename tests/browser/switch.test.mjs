// The language switch leads to the same page in the other language, and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, eachPage, findLink, follow, isSame, otherLanguages, pages, schemes, useBrowser, visit, walkable, within } from "./lib.mjs";

useBrowser();

/** The languages that come after a page's own: the way back from each is that page's switch to the languages before it. */
const later = (page) => otherLanguages(page).filter((lang) => dossier.languages.indexOf(page.lang) < dossier.languages.indexOf(lang));
const switching = walkable.filter((page) => page.lang && later(page).length > 0);

test("each page that another language has is switched to or from", () => {
  const seen = [...switching, ...switching.flatMap((page) => walkable.filter((other) => later(page).includes(other.lang) && isSame(other, page)))];
  assert.deepEqual(walkable.filter((page) => page.lang && otherLanguages(page).length > 0 && !seen.includes(page)), []);
});

eachPage(switching, schemes, "switches language, and back", async (from, scheme) => {
  for (const lang of later(from)) {
    await visit(from.path, { scheme }, async (page) => {
      const there = await switchTo(page, lang, from);
      assert.ok(isSame(there, from), `${from.path} switches to ${there.path}`);
      assert.equal((await switchTo(page, from.lang, there)).path, from.path, "the way back");
    });
  }
});

/** Follows the first link to a page in the language; returns that page as the site lists it. */
async function switchTo(page, lang, from) {
  const link = await findLink(page, "a[hreflang]", (a) => a.hreflang === lang && within(a.href) !== from.path);
  assert.ok(link, `a visible link with hreflang=${lang} on ${from.path}`);
  await follow(page, link);
  const path = within(page.url());
  const there = pages.find((other) => other.path === path);
  assert.ok(there, `${path} is a page of the site`);
  assert.equal(there.lang, lang);
  assert.equal(await page.$eval("html", (html) => html.lang), lang);
  return there;
}
