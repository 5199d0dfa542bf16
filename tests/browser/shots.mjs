// Pictures of the site, to look at and to compare: node shots.mjs SITE FOLDER [--some].
// Every kind of page in every language, 360, 768 and 1280 px wide, light, dark and on paper (that needs `pdftoppm`). With `--some` two of
// the six pictures of each page, chosen in turn, so that every kind, language, width and scheme is there; on paper letters and funding.
// A picture ends after 8,000 px. Fonts and browser are the machine's: compare only pictures of one machine (shots-compare.mjs).
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [site, folder, ...options] = process.argv.slice(2);
if (!site || !folder || options.some((option) => option !== "--some")) {
  console.error("usage: node shots.mjs SITE FOLDER [--some]");
  process.exit(2);
}
process.env.SITE = path.resolve(site);
const { emulate, launch, open, samples } = await import("./lib.mjs");

/** The highest picture, in px. */
const HIGHEST = 8_000;

/** The ways to show a page, those that differ most next to each other. */
const WAYS = [[360, "light"], [1280, "dark"], [768, "light"], [360, "dark"], [1280, "light"], [768, "dark"]];
const isSome = options.includes("--some");

/** The pictures to take: of which page, and how. */
const wanted = samples.flatMap((sample, at) => {
  const ways = isSome ? [WAYS[(2 * at) % 6], WAYS[(2 * at + 1) % 6]] : WAYS;
  const isPrinted = !isSome || ["letter", "funding"].includes(sample.kind);
  const screens = ways.map(([width, scheme]) => (browser) => shoot(browser, sample, { width, scheme }));
  return [...screens, ...(isPrinted ? [(browser) => print(browser, sample)] : [])];
});

fs.mkdirSync(folder, { recursive: true });
await Promise.all([takeAll(), takeAll()]);
console.log(`${fs.readdirSync(folder).filter((name) => name.endsWith(".png")).length} pictures in ${folder}`);

/** Takes pictures as long as there are any to take. In a browser of its own: one that shows two pages draws but the one in front. */
async function takeAll() {
  const browser = await launch({ isWhole: true });
  for (let take = wanted.shift(); take; take = wanted.shift()) await take(browser);
  await browser.close();
}

/** A page of the site, opened from the disk, handed over, and closed. A search page gets something to find. */
async function withPage(browser, { kind, path: name }, { width, scheme }, body) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await emulate(page, { "prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce" });
  await open(page, `${pathToFileURL(path.resolve(site, name)).href}${kind === "search" ? "?q=71%2C7" : ""}`);
  if (kind === "search") await page.waitForSelector("html[data-search=done]", { timeout: 5000 }).catch(() => {});
  await body(page);
  await page.close();
}

/** Takes a picture of a page on a screen. */
function shoot(browser, sample, { width, scheme }) {
  return withPage(browser, sample, { width, scheme }, async (page) => {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(height, HIGHEST) };
    await page.screenshot({ path: path.join(folder, `${called(sample)}-${width}-${scheme}.png`), clip, captureBeyondViewport: true });
  });
}

/** Prints a page, and takes a picture of each sheet. */
function print(browser, sample) {
  return withPage(browser, sample, { width: 1280, scheme: "light" }, async (page) => {
    const file = path.join(folder, `${called(sample)}-print`);
    await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true, printBackground: false, format: "A4" });
    if (spawnSync("pdftoppm", ["-png", "-r", "60", "-l", "8", `${file}.pdf`, file]).status === 0) fs.rmSync(`${file}.pdf`);
  });
}

/** The beginning of a picture's name. */
function called({ kind, lang }) {
  return lang ? `${kind}-${lang}` : kind;
}
