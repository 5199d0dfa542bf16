// The search of the built site keeps what it was measured to find; `node tests/browser/relevance.mjs` prints the figures.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { SITE, dossier } from "./lib.mjs";
import { HALVES, ask, languages, queries, sum } from "./relevance.mjs";

/** The least share of right passages that come first, and the least mean of one by the rank: one query of sixty below what was measured. */
const FLOORS = {
  en: { seen: { first: 0.88, mrr: 0.92 }, aside: { first: 0.93, mrr: 0.95 } },
  nl: { seen: { first: 0.93, mrr: 0.95 }, aside: { first: 0.95, mrr: 0.97 } },
};

test("every language of the dossier has queries", () => assert.deepEqual(languages, [...dossier.languages].sort()));

for (const lang of languages) {
  test(`the queries in ${lang} name blocks that are there, and both halves are large`, () => {
    for (const { q, expect, half } of queries(lang)) {
      assert.ok(HALVES.includes(half) && expect.length > 0, q);
      for (const passage of expect) {
        const [letter, id] = passage.split("#");
        const { blocks } = JSON.parse(fs.readFileSync(path.join(SITE, "data", "letters", `${letter}.json`), "utf8"));
        assert.ok(blocks.some((block) => block.id === id), `${q}: ${passage}`);
      }
    }
    for (const half of HALVES) assert.ok(queries(lang).filter((query) => query.half === half).length >= 40, half);
    assert.equal(new Set(queries(lang).map(({ q }) => q)).size, queries(lang).length, "no query twice");
  });

  test(`the search in ${lang} finds the right passages first`, async () => {
    const asked = await ask(SITE, lang);
    assert.deepEqual(asked.filter(({ n }) => n === 0).map(({ q }) => q), [], "queries without a result");
    for (const half of HALVES) {
      const { first, mrr } = sum(asked.filter((one) => one.half === half));
      assert.ok(first >= FLOORS[lang][half].first && mrr >= FLOORS[lang][half].mrr, `${half}: ${first} first, MRR ${mrr}`);
    }
  });
}
