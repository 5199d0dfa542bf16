// What Lighthouse says of the site on a telephone: node lighthouse.mjs SITE [--some] [--without-time].
// It looks at the home page, the heaviest letter and the funding page in every language, prints their scores and each audit that is
// not perfect, and ends with 1 where a score is below 100. With `--some` it looks at each kind in one language, in turn. With
// `--without-time` a low performance is told and no failure: how fast a page shows depends on what else the machine does.
// The last line is `lighthouse: N passed, M failed`, counted in pages.
import path from "node:path";

const [site = "target/site-test", ...options] = process.argv.slice(2);
process.env.SITE = path.resolve(site);
const [{ launch, samples }, { packed, serve }, { default: lighthouse }] = await Promise.all([import("./lib.mjs"), import("./server.mjs"), import("lighthouse")]);

/** What has to be perfect, in the order of the table. */
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const ASSERTED = options.includes("--without-time") ? CATEGORIES.slice(1) : CATEGORIES;

/** Lighthouse's report on an address, in the browser that readers have. */
async function report(browser, url) {
  const port = Number(new URL(browser.wsEndpoint()).port);
  const { lhr } = await lighthouse(url, { port, logLevel: "silent", output: [], onlyCategories: CATEGORIES });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  return lhr;
}

/** The score of a category in percent. */
const percent = ({ categories }, name) => Math.round(categories[name].score * 100);

/** The audits of a report that say what could be better: those that count in a score, and those that only tell. */
function remarks({ audits, categories }) {
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
  return Object.values(audits).filter(({ score }) => score !== null && score < 1)
    .map(({ id, title, displayValue }) => `    ${counted.includes(id) ? "counts" : "tells"}: ${id}: ${title}${displayValue ? `, ${displayValue}` : ""}`);
}

/** Looks at one page; tells whether it is perfect. */
async function look(browser, root, page) {
  const found = await report(browser, root + page);
  const scores = CATEGORIES.map((name) => percent(found, name));
  console.log(`${scores.map((score) => String(score).padStart(4)).join("")}  ${page}`);
  for (const remark of remarks(found)) console.log(remark);
  return ASSERTED.every((name) => percent(found, name) === 100);
}

const server = await serve(process.env.SITE, packed);
const browser = await launch({ isWhole: true });
let passed = 0;
const kinds = ["home", "letter", "funding"];
const every = kinds.map((kind) => samples.filter((page) => page.kind === kind));
const looked = every.flatMap((found, at) => (options.includes("--some") ? [found[at % found.length]] : found));
try {
  console.log(CATEGORIES.join(", "));
  for (const { path: page } of looked) passed += (await look(browser, server.root, page)) ? 1 : 0;
} finally {
  await browser.close();
  server.close();
}
console.log(`lighthouse: ${passed} passed, ${looked.length - passed} failed`);
process.exitCode = passed === looked.length && passed > 0 ? 0 : 1;
