// The language switch leads to the same page in the other language, and back.
import assert from "node:assert/strict";
import { eachPage, findLink, follow, isSame, otherLanguages, pages, schemes, useBrowser, visit, walkable, within } from "./lib.mjs";

useBrowser();

const switching = walkable.filter((page) => page.lang && otherLanguages(page).length > 0);

eachPage(switching, schemes, "switches language", async (from, scheme) => {
  for (const lang of otherLanguages(from)) {
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
