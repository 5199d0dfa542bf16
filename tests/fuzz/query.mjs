// Asks the search of a built site whatever chance types: `node tests/fuzz/query.mjs SITE [RUNS] [SEED]`.
// Every query is split into words and read; every twentieth is answered, shown and completed. Nothing throws, nothing takes long,
// every place lies in the text, every hit in the dossier. A query that breaks this is printed, and belongs into `tests/fuzz/found/query`.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { find, open } from "../browser/engine.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The longest that an answer may take of the processor, in milliseconds: the machine may be busy. */
const LONGEST = 2000;

/** Of how many queries one is answered. */
const ANSWERED = 20;

/** Pieces that are odd in a query. */
const ODD = [
  '"', "“", "”", "„", "«", "»", "''", "'", "’", "-", "‐", "–", "−", ".", ",", "%", " %", "€", "/", "\\", "(", ")", "[", "]", "*", "+", "?", "^", "$", "|", "{", "}",
  " ", "  ", "\t", "\n", "\u00a0", "\u00ad", "\u200b", "\ufeff", "\u2028", "\u0000", "\ud800", "\udc00", "\ud83d\ude00", "e\u0301", "\u0301", "İ", "ı", "ſ", "ß", "ẞ",
  "ﬁ", "Ǆ", "½", "²", "٣", "１２", "𝟘", "0", "00", "1", "1.000", "1,5", "70.935", "3 miljard", "million", "mln", "99999999999999999999", "1e9", "0.0.0", "__proto__", "constructor",
  "toString", "hasOwnProperty", "NaN", "null", "undefined", "<script>", "&amp;", "$1", "$&", "\\u0041", "de", "the", "het", "of", "and",
];

/** Numbers that look random and are the same at every run. */
function numbers(seed) {
  let state = (seed >>> 0) || 1;
  return (end) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % end;
  };
}

/** The queries of the measure of the search, and words of the letters: what is changed. */
function typed(site, lang) {
  const asked = JSON.parse(fs.readFileSync(path.join(root, `tests/search/${lang}.json`), "utf8")).map(({ q }) => q);
  const letters = fs.readdirSync(path.join(site, "data/letters")).filter((name) => name.endsWith(".json"));
  const text = letters.map((name) => fs.readFileSync(path.join(site, "data/letters", name), "utf8")).join(" ");
  return asked.concat(text.split(/[\s"]+/).filter((word, idx) => word && idx % 7 === 0));
}

/** A query that chance makes. */
function query(below, known) {
  let text = "";
  for (let n_parts = 1 + below(4); n_parts; n_parts -= 1) {
    const one = below(3) ? known[below(known.length)] : ODD[below(ODD.length)];
    text += (below(3) ? " " : "") + one;
  }
  for (let n_changes = below(4); n_changes; n_changes -= 1) {
    const at = below(text.length + 1);
    const end = at + below(6);
    const piece = [ODD[below(ODD.length)], "", text.slice(below(text.length + 1), at), String.fromCharCode(below(0x10000))][below(4)];
    text = text.slice(0, at) + piece + text.slice(end);
  }
  return below(500) ? text : text.repeat(1 + below(60));
}

/** Holds the words of a query to where they stand. */
function read(engine, text) {
  let last = 0;
  for (const { start, end, wholes, atoms } of find.words(text)) {
    // A character may fold to more than one word: `½` to `1` and `2`, which then stand at the same place.
    assert.ok(last <= start && start < end && end <= text.length, `a word at ${start}–${end}`);
    assert.ok(wholes.length && wholes.every((whole) => typeof whole === "string" && whole), "a word without a form");
    for (const atom of atoms) assert.ok(start <= atom.start && atom.end <= end && atom.start < atom.end, `a part at ${atom.start}–${atom.end}`);
    last = start;
  }
  assert.ok(find.tokens(text).every((token) => token), "an empty token");
  const asked = find.readQuery(engine, text, true);
  assert.ok(asked.asked.every(({ wholes }) => wholes.length), "a word without a form");
}

/** Answers a query, shows what is found, completes it. */
async function answer(engine, text) {
  const start = process.cpuUsage();
  const { hits, query: asked, tried } = await find.ask(engine, text);
  assert.ok(Array.isArray(tried), "no list of what was tried");
  const shown = hits.slice(0, 10);
  await find.load(engine, shown);
  let last = null;
  for (const hit of shown) {
    assert.ok(Number.isFinite(hit.score) && hit.score > 0, `a score of ${hit.score}`);
    const { block, address, parts } = find.shown(engine, asked, hit);
    assert.ok(block && address.includes("#") && parts.every((part) => part.text), "a hit without a place");
    if (last && last.isWhole === hit.isWhole) assert.ok(shown.indexOf(hit) >= 10 || Number.isFinite(last.score), "no order");
    last = hit;
  }
  for (const completed of await find.complete(engine, text)) assert.equal(typeof completed, "string");
  const { user, system } = process.cpuUsage(start);
  const time = (user + system) / 1000;
  assert.ok(time < LONGEST, `it took ${Math.round(time)} ms`);
}

/** The cases that were found. */
function found() {
  const folder = path.join(root, "tests/fuzz/found/query");
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort().map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"))) : [];
}

/** Asks so many queries of each language; returns how many were answered. */
export async function fuzz(site, n_runs, seed) {
  let n_answered = 0;
  const languages = fs.readdirSync(path.join(site, "search")).sort().filter((lang) => fs.existsSync(path.join(root, `tests/search/${lang}.json`)));
  assert.ok(languages.length, "no language");
  for (const lang of languages) {
    const engine = await open(path.join(site, "search", lang), lang);
    const below = numbers(seed);
    const known = typed(site, lang);
    const kept = found();
    for (let run = 0; run < n_runs + kept.length; run += 1) {
      const text = run < kept.length ? kept[run] : query(below, known);
      try {
        read(engine, text);
        if (run < kept.length || run % ANSWERED === 0) {
          await answer(engine, text);
          n_answered += 1;
        }
      } catch (error) {
        throw new Error(`${lang}, query ${JSON.stringify(text)}: ${error.message}`, { cause: error });
      }
    }
  }
  return n_answered;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [site, n_runs = "100000", seed = "1"] = process.argv.slice(2);
  const start = performance.now();
  const n_answered = await fuzz(site, Number(n_runs), Number(seed));
  console.log(`${n_runs} queries in each language read, ${n_answered} answered, in ${Math.round((performance.now() - start) / 1000)} s`);
}
