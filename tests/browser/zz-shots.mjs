import { launch, emulate } from "./browsers.mjs";
const browser = await launch({});
const page = await browser.newPage();
for (const [width, dark] of [[360, false], [1280, true], [360, true]]) {
  await page.setViewport({ width, height: 800 });
  await emulate(page, { "prefers-color-scheme": dark ? "dark" : "light" });
  await page.goto("file:///tmp/book-one/dossier-1.0.0.html");
  for (const id of ["top", "nl-progress-ai-factory-p32", "en_funding", "sources", "en_parallel_answers-jansen-ai-factory"]) {
    await page.evaluate((id) => { location.hash = id; }, id);
    await new Promise((r) => setTimeout(r, 500));
    await page.screenshot({ path: `/tmp/book-one/s-${width}-${dark ? "dark" : "light"}-${id}.png` });
    console.log(id, await page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, id));
  }
}
await page.emulateMediaType?.("print");
await page.pdf({ path: "/tmp/book-one/print.pdf", format: "A4" });
await browser.close();
