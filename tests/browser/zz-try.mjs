import { launch, browserName } from "./browsers.mjs";
import fs from "node:fs";
import { createRequire } from "node:module";
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const file = "file:///tmp/book-one/dossier-1.0.0.html";
const browser = await launch({});
const page = await browser.newPage();
page.on("console", (m) => console.log("console:", m.type(), m.text().slice(0, 300)));
page.on("pageerror", (e) => console.log("error:", e.message));
const shot = async (name) => page.screenshot({ path: `/tmp/book-one/${browserName}-${name}.png` });
await page.setViewport({ width: 1280, height: 900 });
let t = Date.now();
await page.goto(file);
console.log("load", Date.now() - t, "ms", await page.evaluate(() => document.documentElement.dataset.search + " " + document.querySelectorAll("*").length));
await shot("top");
for (const q of ["71,7", "2026Z07494", "subsidie", "202.635", "gigafabriek"]) {
  t = Date.now();
  await page.$eval("#q", (f) => { f.value = ""; });
  await page.type("#q", q);
  await page.waitForFunction(() => ["done", "empty", "error"].includes(document.documentElement.dataset.search), { timeout: 20000 });
  await new Promise((r) => setTimeout(r, 500));
  console.log(q, await page.evaluate(() => [document.documentElement.dataset.search, document.getElementById("search-status").textContent, ...Array.from(document.querySelectorAll("#search-results a"), (a) => `${a.getAttribute("href")} ${Boolean(document.getElementById(a.hash.slice(1)))}`).slice(0, 4)]));
}
await shot("search");
await page.$eval("#search-results a", (a) => a.click());
await new Promise((r) => setTimeout(r, 300));
console.log("hash", await page.evaluate(() => [location.hash, document.querySelector(":target")?.getBoundingClientRect().top]));
await shot("block");
for (const [name, id] of [["letters", "nl_letters"], ["funding", "en_funding"], ["timeline", "nl_timeline"], ["sources", "sources"], ["letter", "nl-note-ai-factory-questions"], ["parallel", "en_parallel_answers-jansen-ai-factory"], ["source", "nl_source_progress-ai-factory"], ["home", "nl"], ["ledger","en_ledger"]]) {
  await page.evaluate((id) => { location.hash = id; }, id);
  await new Promise((r) => setTimeout(r, 400));
  const top = await page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, id);
  console.log(name, top);
  await shot(name);
}
if (browserName === "chromium" && process.argv[2] === "axe") {
  t = Date.now();
  if (process.argv[3]) await page.evaluate(() => document.querySelectorAll(".page").forEach((p) => { p.style.contentVisibility = "visible"; }));
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations.map((v) => [v.id, v.nodes.length, v.nodes.slice(0, 12).map((n) => n.target.join(" ") + " " + n.failureSummary.slice(0, 150))]));
  console.log("axe", Date.now() - t, JSON.stringify(found, null, 1));
}
await browser.close();
