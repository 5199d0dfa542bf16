// Pictures of the site, to look at: node shots.mjs SITE FOLDER. Every kind of page, narrow and wide, light and dark;
// letters and the funding page also as printed (that needs `pdftoppm`).
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [site, folder] = process.argv.slice(2);
if (!site || !folder) {
  console.error("usage: node shots.mjs SITE FOLDER");
  process.exit(2);
}
process.env.SITE = path.resolve(site);
const { launch, open, samples } = await import("./lib.mjs");
fs.mkdirSync(folder, { recursive: true });

const browser = await launch();
for (const sample of samples) {
  for (const width of [360, 1280]) {
    for (const scheme of ["light", "dark"]) await shoot(sample, width, scheme);
  }
  if (["letter", "funding"].includes(sample.kind)) await print(sample);
}
await browser.close();

/** A page of the site, opened from the disk. A search page gets something to find. */
async function opened({ kind, path: name }, width, scheme) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await open(page, `${pathToFileURL(path.resolve(site, name)).href}${kind === "search" ? "?q=71%2C7" : ""}`);
  return page;
}

async function shoot(sample, width, scheme) {
  const page = await opened(sample, width, scheme);
  if (sample.kind === "search") await page.waitForSelector("html[data-search=done]", { timeout: 3000 }).catch(() => {});
  const file = path.join(folder, `${name(sample)}-${width}-${scheme}.png`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
  console.log(file);
}

async function print(sample) {
  const page = await opened(sample, 1280, "light");
  const file = path.join(folder, `${name(sample)}-print`);
  await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true, printBackground: false, format: "A4" });
  await page.close();
  execFileSync("pdftoppm", ["-png", "-r", "60", `${file}.pdf`, file]);
  console.log(`${file}-*.png`);
}

function name({ kind, lang }) {
  return lang ? `${kind}-${lang}` : kind;
}
