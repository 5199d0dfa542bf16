// A letter is light: with all that it loads when it opens. And the weights count every file that a browser asks for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { base, eachPage, pages, samples, SITE, useBrowser, visit } from "./lib.mjs";
import { LIMITS, loaded, weight } from "./weights.mjs";

useBrowser();

for (const { path } of pages.filter((page) => page.kind === "letter")) {
  test(`weighs little: ${path}`, () => {
    const { packed, raw } = weight(SITE, loaded(SITE, path));
    assert.ok(packed <= LIMITS.packed, `${packed} bytes compressed, and at most ${LIMITS.packed}`);
    assert.ok(raw <= LIMITS.raw, `${raw} bytes as it is, and at most ${LIMITS.raw}`);
  });
}

eachPage(samples, ["http"], "loads no more than its weight counts", async ({ path }) => {
  const asked = new Set();
  await visit("index.html", {}, async (page) => {
    page.on("request", (request) => asked.add(decodeURIComponent(request.url().slice(base.http.length))));
    await page.goto(base.http + path, { waitUntil: "networkidle0" });
  });
  const counted = loaded(SITE, path);
  assert.deepEqual([...asked].filter((name) => !counted.includes(name)), []);
});
