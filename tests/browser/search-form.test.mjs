// The search field at the head of a page leads to the search page with what was asked, without scripts too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browserName } from "./browsers.mjs";
import { pages, schemes, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

const searching = pages.filter((page) => page.kind === "search");
const homes = pages.filter((page) => page.kind === "home");

// From a disk Firefox takes no address for the page's own, so the page's policy keeps its form from leading anywhere; a script does it.
const scripts = (scheme) => (scheme === "file" && browserName === "firefox" ? [true] : [true, false]);

for (const scheme of schemes) {
  for (const script of scripts(scheme)) {
    for (const { path, lang } of homes) {
      test(`${path} over ${scheme} ${script ? "with" : "without"} scripts`, async () => {
        const target = searching.find((page) => page.lang === lang).path;
        await visit(path, { scheme, script }, async (page) => {
          await page.type("header form input[type=search]", "EuroHPC");
          await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
          assert.equal(within(page.url()), target);
          assert.equal(new URL(page.url()).searchParams.get("q"), "EuroHPC");
        });
      });
    }
  }
}
