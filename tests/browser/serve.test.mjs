// `dossier serve` in a browser: what was saved appears where the reader is; errors stand over the last good page, and go when mended.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { base, useBrowser, visit } from "./lib.mjs";
import { PROGRAM } from "./program.mjs";

useBrowser();

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LETTER = "content/letters/progress-ai-factory/en.md";

let folder;
let server;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "dossier-serve-test-"));
  fs.cpSync(path.join(ROOT, "content"), path.join(folder, "content"), { recursive: true });
  server = spawn(PROGRAM, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const line = await new Promise((resolve) => readline.createInterface({ input: server.stdout }).once("line", resolve));
  base.live = /http:\S+/.exec(line)[0];
});

after(async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  assert.equal(await ended, 0, "the server ends well");
  fs.rmSync(folder, { recursive: true });
});

/** Changes the letter. */
function edit(from, to) {
  const file = path.join(folder, LETTER);
  const text = fs.readFileSync(file, "utf8");
  assert.ok(text.includes(from), `the letter has \`${from}\``);
  fs.writeFileSync(file, text.replace(from, to));
}

/** What the panel shows: its title, whether the list is open, and its text; nothing where it is not there. */
const panel = (page) => page.evaluate(() => {
  const root = document.querySelector("dossier-problems")?.shadowRoot;
  const section = root?.querySelector("section");
  return section && { title: root.querySelector("h2").textContent, isOpen: !section.hidden, text: section.textContent };
});

/** Waits until something holds in the page, also while that is loaded anew. */
async function until(page, holds, what) {
  for (const end = Date.now() + 20_000; ;) {
    const found = await holds().catch(() => undefined);
    if (found) return found;
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify(await panel(page).catch(String))}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Opens the letter, without waiting until nothing is under way: news is always awaited. */
const opened = (visitor) => visit("en/letters/progress-ai-factory.html", { scheme: "live", isLive: true }, visitor);

test("what was saved appears without moving the reader", () => opened(async (page) => {
  const place = () => page.evaluate(() => {
    const block = document.getElementById("p12");
    return block && { top: Math.round(block.getBoundingClientRect().top), y: Math.round(scrollY), isOpen: document.querySelector("details").open };
  });
  await page.evaluate(() => {
    document.querySelector("details").open = true;
    document.getElementById("p12").scrollIntoView({ behavior: "instant" });
    scrollBy({ top: -90, behavior: "instant" });
  });
  const old = await place();
  assert.ok(400 < old.y, "the reader has scrolled down");
  edit('title = "', 'title = "A much longer title than it was, so that all that stands below it is moved down by some lines: ');
  const title = () => page.evaluate(() => document.querySelector("h1").textContent.startsWith("A much longer title") && document.readyState === "complete");
  await until(page, title, "the new title appears");
  let now;
  await until(page, async () => {
    now = await place();
    return Math.abs(now.top - old.top) < 3;
  }, "the reader is where they were").catch((error) => assert.fail(`${error.message} ${JSON.stringify({ old, now })}`));
  assert.ok(old.y < now.y, "what stands above has grown");
  assert.ok(now.isOpen, "what was open still is");
}));

test("errors stand over the last good page and go when mended", () => opened(async (page) => {
  const text = await page.evaluate(() => document.querySelector("main").innerText);
  edit("slug =", "slog =");
  const shown = await until(page, async () => {
    const found = await panel(page);
    return found?.isOpen && found;
  }, "the panel opens");
  assert.match(shown.title, /^\d+ errors?/);
  assert.ok(shown.text.includes(`${LETTER}:`) && shown.text.includes("did you mean"), shown.text);
  assert.equal(await page.evaluate(() => document.querySelector("main").innerText), text, "the page is the last good one");
  await page.evaluate(AXE);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const found = await page.evaluate(async () => {
      const rules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] };
      const { violations } = await axe.run({ include: [["dossier-problems"]] }, { runOnly: rules, preload: false });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    assert.deepEqual(found, [], scheme);
  }
  await page.evaluate(() => document.querySelector("dossier-problems").shadowRoot.querySelector("section").focus());
  await page.keyboard.press("Escape");
  assert.equal((await panel(page)).isOpen, false, "it can be put away");
  edit("slog =", "slug =");
  await until(page, async () => (await panel(page))?.title === "", "the panel goes");
}));

test("new styles are taken without loading the page anew", () => opened(async (page) => {
  await page.evaluate(() => (window.isSame = true));
  fs.mkdirSync(path.join(folder, "themes/dossier/styles"), { recursive: true });
  fs.writeFileSync(path.join(folder, "themes/dossier/styles/own.css"), "h1 { letter-spacing: 7px }\n");
  await until(page, () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px"), "the new style");
  assert.ok(await page.evaluate(() => window.isSame), "the page is the same");
}));
