// The language switch leads to the same page in the other language, and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, eachPage, emulate, findLink, follow, isSame, otherLanguages, pages, schemes, useBrowser, visit, walkable, within } from "./lib.mjs";

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

const ENTRIES = ["funding", "timeline", "glossary", "actors", "source"];

eachPage(switching.filter(({ kind }) => ENTRIES.includes(kind)), schemes, "keeps the entry that is read when the language changes", ({ path }, scheme) =>
  visit(path, { scheme, height: 500 }, async (page) => {
    const id = await page.evaluate(() => {
      const all = [...document.querySelectorAll(".sheet :is(tr, li, dt, .actor)[id]")];
      const one = all[Math.floor(all.length / 2)];
      one.scrollIntoView();
      return one.id;
    });
    // A click alone, as assistive technology sends it.
    await Promise.all([page.waitForNavigation(), page.$eval("a[data-switch]", (link) => link.click())]);
    assert.equal(new URL(page.url()).hash, `#${id}`);
    assert.ok(await page.evaluate((name) => {
      const { top, bottom } = document.getElementById(name).getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }, id), `${id} is on screen`);
  }));

eachPage(switching.filter(({ kind, letter }) => kind === "letter" && letter === "progress-ai-factory"), ["http"], "opens at once at the passage of its address", ({ path }) =>
  visit(path, {}, async (page) => {
    await emulate(page, { "prefers-reduced-motion": "no-preference" });
    await page.evaluate(() => {
      document.querySelector(".own[href='#p20']").click();
      document.querySelector(".cite").hidePopover();
    });
    const top = await page.$eval("#p20", (place) => place.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 200, `the passage is at ${top} px, without waiting`);
  }), ["wishes"]);
