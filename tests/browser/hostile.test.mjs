// A dossier whose every text means harm, in a real browser: nothing of it runs, also without the policy that would forbid it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { browserFor, closeBrowsers, lacks } from "./browsers.mjs";
import { schemas, texts, write } from "./hostile/dossier.mjs";
import { payload } from "./hostile/payload.mjs";
import { REFUSED } from "./hostile/refused.mjs";
import { refusals } from "./hostile/refusals.mjs";
import { inspect, poke, watched } from "./hostile/watch.mjs";
import { PROGRAM } from "./program.mjs";
import { serve } from "./server.mjs";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "hostile-"));
const [site, copies, book] = ["site", "copies", "book"].map((name) => path.join(folder, name));
const known = schemas(PROGRAM);
let numbered;
let server;

/** Runs the program. */
const run = (...words) => execFileSync(PROGRAM, words, { stdio: ["ignore", "pipe", "pipe"] });

/** All files below a folder whose names end in a certain way, in order. */
const below = (root, ending) => fs.readdirSync(root, { recursive: true }).filter((name) => name.endsWith(ending)).sort();

before(async () => {
  const [now, earlier, old] = ["now", "earlier", "old"].map((name) => path.join(folder, name));
  write(PROGRAM, earlier, { known, first: 5000 });
  numbered = write(PROGRAM, now, { known });
  for (const root of [earlier, now]) run("lock", "--root", root);
  run("build", "--root", earlier, "--output", old);
  run("build", "--root", now, "--output", site, "--previous", old);
  run("archive", "--root", now, "--output", copies, "--only", "html,epub");
  const [epub] = below(copies, ".epub");
  execFileSync("unzip", ["-q", path.join(copies, epub), "-d", book]);
  server = await serve(site);
  await browserFor({ dark: false, script: true });
});

after(async () => {
  await closeBrowsers();
  server?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The address of a file of the site, over HTTP and from the disk. */
const addresses = { http: (file) => server.root + file, file: (file) => pathToFileURL(path.join(site, file)).href };

/** Opens files one after the other, does something with each, and tells all that went wrong. */
async function through(files, { address, hasPolicy = false, act = inspect, wide }) {
  const faults = [];
  await watched({ hasPolicy, own: [server.root, pathToFileURL(folder).href, "https://example.org/dossier/assets/"], faults }, async (page, rung) => {
    for (const file of files) {
      const before = faults.length;
      await page.goto(address(file), { waitUntil: "load" });
      if (wide) await wide(page);
      const seen = await act(page).catch((error) => [`it broke off: ${error.message}`]);
      faults.push(...seen);
      for (const number of rung.splice(0)) faults.push(`payload ${number} ran: ${numbered[number]}`);
      for (let at = before; at < faults.length; at += 1) faults[at] = `${file}: ${faults[at]}`;
    }
  });
  return faults;
}

test("every text of every schema is in the hostile dossier, or refuses to be", () => {
  const all = new Set(Object.entries(known).flatMap(([kind, schema]) => texts(schema).map((name) => `${kind}: ${name}`)));
  const there = new Set([...Object.values(numbered), ...Object.keys(REFUSED)]);
  assert.deepEqual([...all].filter((name) => !there.has(name)), [], "a value for it belongs into hostile/skeleton.mjs");
  assert.deepEqual(Object.keys(REFUSED).filter((name) => !all.has(name)), [], "no schema has it any more");
  assert.ok(all.size > 250, `${all.size}`);
});

test("a text that refuses to mean harm says so, with its place", async () => {
  const told = await refusals(PROGRAM, folder, known, Object.keys(REFUSED));
  assert.deepEqual(Object.fromEntries(Object.entries(told).map(([name, { id }]) => [name, id])), REFUSED);
  for (const [name, { file, line, column }] of Object.entries(told)) {
    assert.match(file, /^(content|themes\/dossier\/i18n)\//, name);
    assert.ok(line > 0 && column > 0, name);
  }
});

test("no text of a page runs without its policy, whatever is clicked, pointed at or focused", async () => {
  // Each kind of page, in one language: the other has the same templates.
  const pages = below(site, ".html").filter((page) => !page.startsWith("en/"));
  assert.ok(pages.length > 20, `${pages.length}`);
  assert.deepEqual(await through(pages, { address: addresses.http, act: poke }), []);
});

for (const [way, lang, hasPolicy] of [["http", "en", true], ["file", "en", false]]) {
  test(`no text of a page runs over ${way}, ${hasPolicy ? "with" : "without"} its policy: ${lang}`, async () => {
    const pages = below(site, ".html").filter((page) => page.startsWith(`${lang}/`));
    assert.ok(pages.length > 15, `${pages.length}`);
    assert.deepEqual(await through(pages, { address: addresses[way], hasPolicy }), []);
  });
}

test("what the search shows does not run", async () => {
  const pages = JSON.parse(fs.readFileSync(path.join(site, "data/dossier.json"), "utf8")).pages.filter(({ kind }) => kind === "search");
  const questions = ["hostile", "script", "onerror", payload(1).slice(0, 200)];
  const files = pages.flatMap((page) => questions.map((question) => `${page.path}?q=${encodeURIComponent(question)}`));
  const found = [];
  const wide = async (page) => {
    await page.waitForFunction(() => ["done", "empty", "error"].includes(document.documentElement.dataset.search));
    found.push(await page.$$eval("#search-results > li > a", (links) => links.length));
  };
  assert.deepEqual(await through(files, { address: addresses.http, act: poke, wide }), []);
  assert.ok(found[0] > 0 && found[1] > 0, `${found}`);
});

test("the copy in one file, the pages of a book, drawings and feeds do not run", async () => {
  const [copy] = below(copies, ".html");
  const inBook = below(book, "html");
  assert.ok(inBook.length > 5, `${inBook.length}`);
  const within = (root) => (file) => pathToFileURL(path.join(root, file)).href;
  assert.deepEqual(await through([copy], { address: within(copies), act: poke }), []);
  assert.deepEqual(await through(inBook, { address: within(book) }), []);
  const others = [...below(site, ".svg"), ...below(site, ".xml")];
  assert.ok(others.length > 8, `${others}`);
  assert.deepEqual(await through(others, { address: addresses.file }), []);
});

test("paper shows no text that runs", { skip: lacks("print") }, async () => {
  const wide = async (page) => {
    await page.emulateMediaType("print");
    await page.pdf();
    await page.emulateMediaType("screen");
  };
  const [letter] = below(path.join(site, "nl/brieven"), "brief.html");
  assert.deepEqual(await through([`nl/brieven/${letter}`], { address: addresses.http, wide }), []);
});

test("no rule of a host has a word of the dossier", () => {
  const rules = ["_headers", "_redirects", ".htaccess", "robots.txt", ...below(path.join(site, "hosting"), "").map((name) => `hosting/${name}`)];
  for (const name of rules.map((rule) => path.join(site, rule)).filter((rule) => fs.statSync(rule).isFile())) {
    assert.doesNotMatch(fs.readFileSync(name, "utf8"), /__pwned|canary|X-Evil/, name);
  }
});

/** The texts that no page shows to its end: what only names are found with, what data files and copies have, dates of other forms. */
const HIDDEN = [
  "actors: actors.aliases",
  "actors: actors.except",
  "external: externals.aliases",
  "external: externals.except",
  "external: externals.label",
  "external: externals.references.to-quote",
  "glossary: terms.except",
  "language: dates.between",
  "language: dates.between-days",
  "language: dates.from",
  "language: dates.from-day",
  "language: dates.month",
  "language: dates.months",
  "language: dates.seasons",
  "language: dates.until",
  "language: dates.until-day",
  "letter: references.to-quote",
];

test("words that mean harm stand in the pages, as words", () => {
  const shown = new Set(below(site, ".html").flatMap((name) =>
    [...fs.readFileSync(path.join(site, name), "utf8").matchAll(/hostile(\d+)/g)].map(([, number]) => numbered[number])));
  // What a language knows for reading texts is shown nowhere, nor what is settled for others than readers.
  const isForReaders = (name) => !/^language: (?!words|name|dates)|^dossier: (accept|government|number-kinds|version)/.test(name);
  const hidden = new Set(Object.values(numbered).filter((name) => isForReaders(name) && !shown.has(name)));
  assert.deepEqual([...hidden].sort(), HIDDEN);
});

/** What would be seen if a text became code. */
const PLANTS = {
  "a script": "<script>__pwned(1)</script>",
  "a picture": "<img src=x onerror=__pwned(1)>",
  "a handler": '<b onmouseover="__pwned(1)">x</b>',
  "a link": '<a href="javascript:__pwned(1)">x</a>',
  "a data link": '<a href="data:text/html,<script>1</script>">x</a>',
  "a request": "<img src=https://canary.example/1>",
  "a dialog": "<script>alert(1)</script>",
  "a way out": "<meta http-equiv=refresh content=0;url=https://canary.example/>",
  "a base": "<base href=https://canary.example/>",
  "a style": "<style>*{color:red}</style>",
};

for (const [what, plant] of Object.entries(PLANTS)) {
  test(`it would be seen: ${what}`, async () => {
    fs.writeFileSync(path.join(site, "planted.html"), `<!doctype html><title>x</title><p>hostile1${plant}`);
    const faults = await through(["planted.html"], { address: addresses.http, act: poke });
    fs.rmSync(path.join(site, "planted.html"));
    assert.notDeepEqual(faults, []);
  });
}
