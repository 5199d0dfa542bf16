// How well the search of the built site finds what readers look for: `node tests/browser/relevance.mjs [SITE] [--misses]`.
// The queries stand in tests/search/*.json, a query a line; the half set aside was never looked at while the ranking was made.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { find, open } from "./engine.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The halves of a set of queries. */
export const HALVES = ["seen", "aside"];

/** The languages that have queries. */
export const languages = fs.readdirSync(`${root}tests/search`).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).sort();

/** The queries of a language. */
export const queries = (lang) => JSON.parse(fs.readFileSync(`${root}tests/search/${lang}.json`, "utf8"));

/** The passages that a hit holds, as `letter#block`: its own anchor and its blocks. */
function passages(engine, hit) {
  const letter = find.letter(engine, hit.number);
  const { anchor, blocks } = letter.sections[hit.section];
  return [anchor, ...blocks.map(([id]) => id)].map((block) => `${letter.id}#${block}`);
}

/** Asks every query of a language: each with the rank of the first right section (0: none), and whether the first opens at a right block. */
export async function ask(site, lang) {
  const engine = await open(path.join(site, "search", lang), lang);
  const answers = [];
  for (const query of queries(lang)) {
    const { hits, query: asked } = await find.ask(engine, query.q);
    await find.load(engine, hits);
    const isRight = (hit) => passages(engine, hit).some((passage) => query.expect.includes(passage));
    const rank = hits.findIndex(isRight) + 1;
    const first = hits.length ? find.shown(engine, asked, hits[0]).block : "";
    answers.push({ ...query, n: hits.length, rank, isExact: rank === 1 && query.expect.some((passage) => passage.endsWith(`#${first}`)) });
  }
  return answers;
}

/** What came of some queries: how many, right first, right among three, the mean of one by the rank, none found, first at the very block. */
export function sum(asked) {
  const share = (some) => some / Math.max(1, asked.length);
  const count = (test) => asked.filter(test).length;
  return {
    queries: asked.length,
    first: share(count(({ rank }) => rank === 1)),
    three: share(count(({ rank }) => rank >= 1 && rank <= 3)),
    mrr: share(asked.reduce((total, { rank }) => total + (rank ? 1 / rank : 0), 0)),
    none: count(({ n }) => n === 0),
    block: share(count(({ isExact }) => isExact)),
  };
}

/** Prints the figures of a site; of the half that may be looked at, the queries that were not answered first. */
async function print(site, showsMisses) {
  const percent = (share) => `${(share * 100).toFixed(1)} %`.padStart(8);
  for (const lang of languages) {
    const asked = await ask(site, lang);
    for (const half of HALVES) {
      const { queries: n, first, three, mrr, none, block } = sum(asked.filter((one) => one.half === half));
      console.log(`${lang} ${half.padEnd(5)} ${n} queries: right first${percent(first)}, in three${percent(three)}, MRR ${mrr.toFixed(3)}, nothing found ${none}, at the very block${percent(block)}`);
    }
    for (const one of asked.filter(({ half, rank }) => showsMisses && half === "seen" && rank !== 1)) {
      console.log(`  ${String(one.rank || "-").padStart(3)} of ${String(one.n).padEnd(3)} ${one.kind.padEnd(10)} ${one.q}  → ${one.expect.join(", ")}`);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  await print(args.find((arg) => !arg.startsWith("--")) ?? `${root}target/site-test`, args.includes("--misses"));
}
