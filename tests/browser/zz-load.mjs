import { launch, browserName } from "./browsers.mjs";
const browser = await launch({});
for (const name of process.argv.slice(2)) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 800 });
  const t = Date.now();
  await page.goto(`file:///tmp/book-two/${name}.html`, { timeout: 120000 });
  const load = Date.now() - t;
  const t2 = Date.now();
  await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
  const paint = Date.now() - t2;
  const t3 = Date.now();
  await page.evaluate(() => { location.hash = "en-progress-ai-factory-p32"; return new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))); });
  const top = await page.evaluate(() => document.querySelector(":target").getBoundingClientRect().top);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  console.log(browserName, name, { load, paint, jump: Date.now() - t3, top, wide });
  await page.close();
}
await browser.close();
