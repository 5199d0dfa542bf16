// The address of an entry outlives the splitting of its list: the first page of the list and its other parts lead to where the entry stands,
// with scripts at once, without by a link.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, test } from "node:test";
import { PROGRAM } from "./program.mjs";

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "dossier-entries-"));
after(() => fs.rmSync(scratch, { recursive: true }));

/** Builds a small dossier in a theme, with more actors than one page can list, or than its first page has room to link to. */
function build(theme) {
  const root = path.join(scratch, theme);
  fs.cpSync(fileURLToPath(new URL("../problems/base", import.meta.url)), root, { recursive: true });
  const settings = path.join(root, "content/dossier.toml");
  fs.writeFileSync(settings, `theme = "${theme}"\n${fs.readFileSync(settings, "utf8")}`);
  const actor = (id, name) => `[[actors]]\nid = "${id}"\nkind = "person"\nname = "${name}"\n\n`;
  const others = Array.from({ length: 4500 }, (_, idx) => actor(`person-with-a-long-name-${idx}`, `${String.fromCharCode(65 + (idx % 26))}erson ${idx}`));
  fs.writeFileSync(path.join(root, "content/actors.toml"), actor("jansen", "Jansen") + others.join("") + actor("zwart", "Zwart"));
  for (const command of ["lock", "build"]) execFileSync(PROGRAM, [command, "--root", root], { stdio: "ignore" });
  return path.join(root, "site");
}

// All that these tests share with the others looks at the site that this variable names.
process.env.SITE = build("dossier");
const plain = build("plain");
const { arrived, base, follow, schemes, useBrowser, visit } = await import("./lib.mjs");

useBrowser();

/** In the page: where it is, and the entry that the address names. */
const place = () => ({ path: location.pathname, ask: location.search, hash: location.hash, entry: document.querySelector(".actor:target, h3:target")?.id });

/** In the page: the links of the list to entries elsewhere that it shows. */
const links = () => [...document.querySelectorAll(".moved a")].filter((a) => a.checkVisibility()).map((a) => a.getAttribute("href"));

for (const scheme of schemes) {
  // By a link of the page; by a file, where the page has no room for the link; from a part that has the entry no more.
  for (const [from, id, to] of [["actors", "jansen", "actors-j"], ["actors", "zwart", "actors-z"], ["actors-j", "zwart", "actors-z"]]) {
    test(`${from}.html#${id} leads to ${to}.html over ${scheme}`, () =>
      visit(`en/${from}.html?x=1#${id}`, { scheme, isLive: true }, async (page) => {
        await arrived(page, `/${to}.html`);
        const found = await page.evaluate(place);
        assert.deepEqual([found.hash, found.entry], [`#${id}`, id]);
        assert.equal(await page.evaluate(() => history.length), 2, "the way back does not lead to the former address");
      }));
  }

  test(`an entry that there is not leads nowhere, over ${scheme}`, () =>
    visit("en/actors-j.html#nobody", { scheme, isLive: true }, async (page) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.match(page.url(), /actors-j\.html#nobody$/);
    }));

  test(`without scripts the first page shows the way, over ${scheme}`, () => shown(scheme, false));
}

test("in a theme without scripts too", async () => {
  const [http, file] = [base.http, base.file];
  base.file = `file://${plain}/`;
  try {
    await shown("file", true);
  } finally {
    Object.assign(base, { http, file });
  }
});

/** The first page of the list where no script runs. */
async function shown(scheme, script) {
  await visit("en/actors.html", { scheme, script }, async (page) => assert.deepEqual(await page.evaluate(links), []));
  await visit("en/actors.html#jansen", { scheme, script }, async (page) => {
    assert.deepEqual(await page.evaluate(links), ["actors-j.html#jansen"], "the entry that was asked for, and no other");
    await follow(page, await page.$(".moved a[href$='#jansen']"));
    assert.equal((await page.evaluate(place)).entry, "jansen");
  });
}
