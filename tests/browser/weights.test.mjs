// A letter is light, with all that it loads when it opens. (open.test.mjs sees that a browser asks for no more than is counted here.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, SITE } from "./lib.mjs";
import { LIMITS, loaded, weight } from "./weights.mjs";

for (const { path } of pages.filter((page) => page.kind === "letter")) {
  test(`weighs little: ${path}`, () => {
    const { packed, raw } = weight(SITE, loaded(SITE, path));
    assert.ok(packed <= LIMITS.packed, `${packed} bytes compressed, and at most ${LIMITS.packed}`);
    assert.ok(raw <= LIMITS.raw, `${raw} bytes as it is, and at most ${LIMITS.raw}`);
  });
}
