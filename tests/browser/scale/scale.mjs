// Measures the search of a built site: what it loads, how long an answer takes, and whether what was asked for comes first.
// `node tests/browser/scale/scale.mjs SITE [QUESTIONS] [--misses]`, and the same with BROWSER=firefox. For 10,000 letters:
//   node tests/browser/scale/corpus.mjs 10000 /tmp/scale
//   cargo run --release -- lock --root /tmp/scale
//   cargo run --release -- build --root /tmp/scale --output /tmp/scale-site
//   node tests/browser/scale/scale.mjs /tmp/scale-site
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { browserName, closeBrowsers, browserFor, prepare } from "../browsers.mjs";
import { serve } from "../server.mjs";
import { answered, ask, noteFirst, target } from "./asking.mjs";
import { judge, questions, readSections, sectionsByPath } from "./questions.mjs";

/** How many questions a reader asks in one visit: the first opens the page. */
const VISIT = 10;

/** How a page is opened: as a desk in daylight would. */
const SETTINGS = { dark: false, script: true };

const args = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const [site, count = 200] = [args[0] && path.resolve(args[0]), Number(args[1] ?? 200)];
if (!site || !fs.existsSync(site)) {
  console.error("usage: node scale.mjs SITE [QUESTIONS] [--misses]");
  process.exit(2);
}

const sizes = new Map();

/** The bytes of a file of the site as a host sends it: gzip -9. */
function size(name) {
  if (!sizes.has(name)) sizes.set(name, gzipSync(fs.readFileSync(path.join(site, name)), { level: 9 }).length);
  return sizes.get(name);
}

const isScript = (name) => name.endsWith(".js");
const total = (names) => names.reduce((sum, name) => sum + size(name), 0);

/** The value that so much of a list is not above; 0 of none. */
function quantile(list, share) {
  const sorted = [...list].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** One visit: the first question in the address, the others in the form; each a second time, for the time. */
async function visit(pagePath, asked, { root, server }, note) {
  const page = await (await browserFor(SETTINGS)).newPage();
  try {
    await prepare(page, SETTINGS);
    await page.evaluateOnNewDocument(noteFirst);
    const [first, ...others] = asked;
    let start = server.asked.length;
    await page.goto(`${root}${pagePath}?q=${encodeURIComponent(first.ask)}`);
    await answered(page);
    const seen = await page.evaluate(() => globalThis.firstResult);
    const early = seen && seen.files.map((name) => decodeURIComponent(name.slice(root.length).split("?")[0]));
    note.opened({ early, files: server.asked.slice(start), time: seen?.time });
    note.answered(first, await ask(page, first.ask));
    for (const question of others) {
      start = server.asked.length;
      await ask(page, question.ask);
      note.loaded(server.asked.slice(start));
      note.answered(question, await ask(page, question.ask));
    }
  } finally {
    await page.close();
  }
}

/** What was measured of a language, one way. */
function notes(byPath, root) {
  const found = { early: [], whole: [], page: [], opening: [], further: [], times: [], judged: [] };
  return {
    ...found,
    opened({ early, files, time }) {
      if (early) found.early.push(total(early.filter(isScript)));
      found.whole.push(total(files.filter(isScript)));
      found.page.push(total(files));
      if (time) found.opening.push(time);
    },
    loaded: (files) => found.further.push(total(files)),
    answered(question, { time, hits }) {
      found.times.push(time);
      const targets = hits.slice(0, 10).map((href) => target(href, root));
      const verdicts = targets.map((hit) => judge(question, hit, byPath));
      found.judged.push({ ...question, first: targets[0], verdicts, n_hits: hits.length });
    },
  };
}

const kilo = (bytes) => (bytes / 1000).toFixed(1);
const milli = (time) => time.toFixed(1);

/** Prints what was measured. */
function report(scheme, { early, whole, page, opening, further, times, judged }) {
  const line = (what, value) => console.log(`  ${what.padEnd(44)} ${value}`);
  if (scheme === "http") {
    line("kB before the first result: median, most", `${kilo(quantile(early, 0.5))}  ${kilo(quantile(early, 1))}`);
    line("kB until the answer is whole: median, most", `${kilo(quantile(whole, 0.5))}  ${kilo(quantile(whole, 1))}`);
    line("  with page, styles and pictures", `${kilo(quantile(page, 0.5))}  ${kilo(quantile(page, 1))}`);
    line("kB of a further question: median, p95, most", [0.5, 0.95, 1].map((share) => kilo(quantile(further, share))).join("  "));
  }
  line("ms from opening to the first result: median", milli(quantile(opening, 0.5)));
  line("ms of an answer from what is there: p50, p95, most", [0.5, 0.95, 1].map((share) => milli(quantile(times, share))).join("  "));
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  for (const kind of [...kinds, "all"]) {
    const some = judged.filter((one) => kind === "all" || one.kind === kind);
    const counts = [
      some.filter(({ verdicts }) => verdicts[0]?.isRight).length,
      some.filter(({ verdicts }) => verdicts[0]?.isSource).length,
      some.filter(({ verdicts }) => verdicts.some(({ isSource }) => isSource)).length,
    ];
    line(`${kind}: what was asked for first; its own passage first; in ten`, `${counts.join("  ")}  of ${some.length}`);
  }
  if (!process.argv.includes("--misses")) return;
  for (const { kind, ask: asked, first, n_hits: hits } of judged.filter(({ verdicts }) => !verdicts[0]?.isRight)) {
    console.log(`  missed: ${kind} \`${asked}\`: ${hits} hits, first ${first?.path}#${first?.block}`);
  }
}

const { pages } = JSON.parse(fs.readFileSync(path.join(site, "data/dossier.json"), "utf8"));
const server = await serve(site);
const roots = { http: server.root, file: `${pathToFileURL(site).href}/` };
for (const { path: pagePath, lang } of pages.filter(({ kind }) => kind === "search")) {
  const sections = readSections(site, lang);
  const all = questions(sections, count);
  const byPath = sectionsByPath(sections);
  for (const [scheme, root] of Object.entries(roots)) {
    const note = notes(byPath, root);
    for (let start = 0; start < all.length; start += VISIT) {
      await visit(pagePath, all.slice(start, start + VISIT), { root, server }, note);
    }
    console.log(`${browserName}, ${lang}, ${scheme}: ${sections.length} sections, ${all.length} questions, ${note.opening.length} visits`);
    report(scheme, note);
  }
}
server.close();
await closeBrowsers();
