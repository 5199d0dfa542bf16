// Measures the search of a built site: what it loads, how long an answer takes, and whether what was asked for comes first.
// Times are of questions asked again in the same page. Of the hits: how often the first has what was asked for (right), how often it is
// the passage that the question was drawn from (own), and how often that is among the first ten.
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
import { answered, ask, noteFirst, target, within } from "./asking.mjs";
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
    note.opened({ early: seen?.files, files: server.asked.slice(start), time: seen?.time });
    note.answered(first, await ask(page, first.ask));
    for (const question of others) {
      start = server.asked.length;
      const { early } = await ask(page, question.ask);
      note.loaded(early, server.asked.slice(start));
      note.answered(question, await ask(page, question.ask));
    }
  } finally {
    await page.close();
  }
}

/** What was measured of a language, one way. */
function notes(lang, byPath, root) {
  const found = { early: [], program: [], boot: [], parts: [], excerpts: [], whole: [], page: [], opening: [], further: [], index: [], texts: [], others: [], soon: [], times: [], judged: [] };
  const inSite = (addresses) => addresses.map((address) => within(address, root));
  return {
    ...found,
    opened({ early, files, time }) {
      if (early) this.first(inSite(early).filter(isScript));
      found.whole.push(total(files.filter(isScript)));
      found.page.push(total(files));
      if (time) found.opening.push(time);
    },
    first(files) {
      const data = files.filter((name) => name.startsWith("search/"));
      const texts = data.filter((name) => name.includes("/letter-"));
      const boot = data.filter((name) => name.endsWith("/boot.js"));
      found.early.push(total(files));
      found.program.push(total(files) - total(data));
      found.boot.push(total(boot));
      found.excerpts.push(total(texts));
      found.parts.push(total(data) - total(boot) - total(texts));
    },
    loaded(early, files) {
      const own = files.filter((name) => name.startsWith(`search/${lang}/`));
      const texts = own.filter((name) => name.includes("/letter-"));
      found.soon.push(total(inSite(early)));
      found.further.push(total(files));
      found.texts.push(total(texts));
      found.index.push(total(own) - total(texts));
      found.others.push(total(files) - total(own));
    },
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

/** A line of the table: what, and some values. */
const line = (what, ...values) => console.log(`  ${what.padEnd(58)} ${values.map((value) => String(value).padStart(7)).join(" ")}`);

/** The values that stand for a list: the median, what 95 of 100 are not above, the most. */
const spread = (list, say) => [0.5, 0.95, 1].map((share) => say(quantile(list, share)));

/** Prints what was loaded. */
function reportBytes({ early, program, boot, parts, excerpts, whole, page, soon, further, index, texts, others }) {
  line("kB before the first result: scripts and data", ...spread(early, kilo));
  line("  programs", ...spread(program, kilo));
  line("  what every question needs (boot)", ...spread(boot, kilo));
  line("  index and lists of words", ...spread(parts, kilo));
  line("  texts", ...spread(excerpts, kilo));
  line("kB until the first answer is whole: scripts and data", ...spread(whole, kilo));
  line("  with page, styles and pictures", ...spread(page, kilo));
  line("kB of a further question, until its first result", ...spread(soon, kilo));
  line("kB of a further question, whole", ...spread(further, kilo));
  line("  index and lists of words", ...spread(index, kilo));
  line("  texts", ...spread(texts, kilo));
  line("  other languages", ...spread(others, kilo));
}

/** Prints what was measured. */
function report(scheme, found) {
  const { opening, times, judged } = found;
  line("", "median", "p95", "most");
  if (scheme === "http") reportBytes(found);
  line("ms from opening the page to the first result", ...spread(opening, milli));
  line("ms of an answer from what is there", ...spread(times, milli));
  line("", "right", "own", "in ten", "of");
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  for (const kind of [...kinds, "all"]) {
    const some = judged.filter((one) => kind === "all" || one.kind === kind);
    const counts = [
      some.filter(({ verdicts }) => verdicts[0]?.isRight).length,
      some.filter(({ verdicts }) => verdicts[0]?.isSource).length,
      some.filter(({ verdicts }) => verdicts.some(({ isSource }) => isSource)).length,
    ];
    line(kind, ...counts, some.length);
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
    const note = notes(lang, byPath, root);
    for (let start = 0; start < all.length; start += VISIT) {
      await visit(pagePath, all.slice(start, start + VISIT), { root, server }, note);
    }
    console.log(`${browserName}, ${lang}, ${scheme}: ${sections.length} sections, ${all.length} questions, ${note.opening.length} visits`);
    report(scheme, note);
  }
}
server.close();
await closeBrowsers();
