// How well the search of the built site finds what readers look for: `node tests/browser/relevance.mjs [SITE] [--misses]`.
// The queries stand in tests/search/*.json, a query a line; the half set aside was never looked at while the ranking was made.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(import.meta.url);
const theme = `${root}themes/dossier/static/`;
const search = require(`${theme}search.js`);
const elasticlunr = require(`${theme}vendor/elasticlunr/elasticlunr.min.js`);

/** The halves of a set of queries. */
export const HALVES = ["seen", "aside"];

/** The languages that have queries. */
export const languages = fs.readdirSync(`${root}tests/search`).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).sort();

/** The queries of a language. */
export const queries = (lang) => JSON.parse(fs.readFileSync(`${root}tests/search/${lang}.json`, "utf8"));

/** The search of a language, as its page opens it. */
function engine(site, lang) {
  const context = vm.createContext({});
  vm.runInContext(fs.readFileSync(path.join(site, "search", `${lang}.js`), "utf8"), context);
  return search.open(elasticlunr, JSON.parse(JSON.stringify(context.dossierSearch[lang])));
}

/** The passages that each section of a language holds, by the section's address: its own anchor and its blocks, as `letter#block`. */
function holds(site, lang) {
  const { letters } = JSON.parse(fs.readFileSync(path.join(site, "data", "dossier.json"), "utf8"));
  const ids = new Map(letters.filter((letter) => letter.editions[lang]).map((letter) => [letter.editions[lang].path, letter.id]));
  return (section) => {
    const [page, anchor] = section.address.split("#");
    return [anchor, ...section.blocks.map(([id]) => id)].map((block) => `${ids.get(page)}#${block}`);
  };
}

/** Asks every query of a language: each with the rank of the first right section (0: none), and whether the first opens at a right block. */
export function ask(site, lang) {
  const found = engine(site, lang);
  const passages = holds(site, lang);
  return queries(lang).map((query) => {
    const { hits, query: asked } = search.find(found, query.q);
    const rank = hits.findIndex((hit) => passages(hit.section).some((passage) => query.expect.includes(passage))) + 1;
    const first = hits.length ? search.shown(found, asked, hits[0].section).address.split("#")[1] : "";
    return { ...query, n: hits.length, rank, isExact: rank === 1 && query.expect.some((passage) => passage.endsWith(`#${first}`)) };
  });
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
function print(site, showsMisses) {
  const percent = (share) => `${(share * 100).toFixed(1)} %`.padStart(8);
  for (const lang of languages) {
    const asked = ask(site, lang);
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
  print(args.find((arg) => !arg.startsWith("--")) ?? `${root}target/site-test`, args.includes("--misses"));
}
