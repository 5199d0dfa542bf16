// A former address leads to the page that replaced it, and to the passage that was asked for: with scripts at once, without by a link.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, test } from "node:test";
import { PROGRAM } from "./program.mjs";

const FORMER = "en/letters/repair-old-bridge";
const NOW = "en/letters/old-bridge";

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "dossier-redirect-"));
after(() => fs.rmSync(scratch, { recursive: true }));

/** Builds a small dossier in a theme, of which a letter has moved. */
function build(theme) {
  const root = path.join(scratch, theme);
  fs.cpSync(fileURLToPath(new URL("../problems/base", import.meta.url)), root, { recursive: true });
  const edit = (name, change) => fs.writeFileSync(path.join(root, name), change(fs.readFileSync(path.join(root, name), "utf8")));
  edit("content/letters/first/en.md", (text) => text.replace('"repair-old-bridge"', '"old-bridge"'));
  edit("content/dossier.toml", (text) => `theme = "${theme}"\n${text}`);
  for (const command of ["lock", "build"]) execFileSync(PROGRAM, [command, "--root", root], { stdio: "ignore" });
  return path.join(root, "site");
}

// All that these tests share with the others looks at the site that this variable names.
process.env.SITE = build("dossier");
const plain = build("plain");
const { arrived, base, follow, schemes, useBrowser, visit } = await import("./lib.mjs");

useBrowser();

/** In the page: where it is, and the words of the passage that the address names. */
const place = () => ({ path: location.pathname, ask: location.search, hash: location.hash, passage: document.querySelector(":target")?.id });

/** In the page: the links that it shows. */
const links = () => [...document.querySelectorAll("main a")].filter((a) => a.checkVisibility()).map((a) => a.getAttribute("href"));

for (const scheme of schemes) {
  for (const [ending, ask, hash] of [["", "", "#p3"], ["-side-by-side", "", "#h1"], ["", "?q=bridge", "#p2"], ["", "", ""], ["-source", "", "#l1"]]) {
    test(`${FORMER}${ending}.html${ask}${hash} arrives over ${scheme}`, () =>
      visit(`${FORMER}${ending}.html${ask}${hash}`, { scheme, isLive: true }, async (page) => {
        await arrived(page, `${NOW}${ending}.html`);
        const found = await page.evaluate(place);
        assert.deepEqual([found.ask, found.hash, found.passage], [ask, hash, hash.slice(1) || undefined]);
        assert.equal(await page.evaluate(() => history.length), 2, "the way back does not lead to the former address");
      }));
  }

  test(`without scripts a former address shows where its passage is, over ${scheme}`, () => shown(scheme, "", false));
}

test("in a theme without scripts too", async () => {
  const [http, file] = [base.http, base.file];
  base.file = `file://${plain}/`;
  try {
    await shown("file", "", true);
  } finally {
    Object.assign(base, { http, file });
  }
});

/** The page at a former address where no script runs. */
async function shown(scheme, ask, script) {
  const now = path.basename(`${NOW}.html`);
  await visit(`${FORMER}.html${ask}`, { scheme, script }, async (page) => {
    assert.deepEqual(await page.evaluate(links), [now]);
  });
  await visit(`${FORMER}.html${ask}#p3`, { scheme, script }, async (page) => {
    assert.deepEqual(await page.evaluate(links), [now, `${now}#p3`], "the passage that was asked for, and no other");
    await follow(page, await page.$(`main a[href$="#p3"]`));
    const found = await page.evaluate(place);
    assert.ok(found.path.endsWith(`${NOW}.html`) && found.passage === "p3", JSON.stringify(found));
  });
}
