// Tests of the search script's own functions, on data that the Rust side has just written.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { before, test } from "node:test";
import vm from "node:vm";

const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(import.meta.url);
const theme = `${root}themes/dossier/static/`;
const search = require(`${theme}search.js`);
const elasticlunr = require(`${theme}vendor/elasticlunr/elasticlunr.min.js`);
const made = `${process.env.CARGO_TARGET_DIR || `${root}target`}/tmp/search/`;

before(() => {
  execFileSync("cargo", ["test", "--quiet", "--test", "it", "for_the_browser"], { cwd: root, stdio: "pipe" });
});

/** What a data script sets for a language. */
function data(file, tag) {
  const context = vm.createContext({});
  vm.runInContext(readFileSync(made + file, "utf8"), context);
  return JSON.parse(JSON.stringify(context.dossierSearch[tag]));
}

const letters = () => search.open(elasticlunr, data("letters.js", "nl"));

/** The same letters, with what the theme knows of the language. */
const hinted = () => search.open(elasticlunr, data("hinted.js", "nl"));

/** The addresses found, best first, each at its best block. */
function found(engine, query) {
  const { hits, query: asked } = search.find(engine, query);
  return hits.map((hit) => search.shown(engine, asked, hit.section).address);
}

/** Every term of a field's trie, by section: term and how often. */
function counts(field) {
  const bySection = new Map();
  const walk = (node, term) => {
    for (const [key, value] of Object.entries(node)) {
      if (key === "df") continue;
      if (key !== "docs") { walk(value, term + key); continue; }
      for (const [number, { tf }] of Object.entries(value)) {
        if (!bySection.has(number)) bySection.set(number, new Map());
        bySection.get(number).set(term, Math.round(tf * tf));
      }
    }
  };
  walk(field.root, "");
  return bySection;
}

/** How often each stem stands in a text, in the browser's view. */
function countsHere(engine, text) {
  const count = new Map();
  for (const token of search.tokens(text)) {
    const stem = search.stem(engine, token);
    count.set(stem, (count.get(stem) || 0) + 1);
  }
  return count;
}

const sorted = (map) => Array.from(map).sort((a, b) => (a[0] < b[0] ? -1 : 1));

for (const tag of ["nl", "en", "x-none"]) {
  test(`tokens and stems are the build's own, for every text (${tag})`, () => {
    const raw = data(`${tag}.js`, tag);
    const engine = search.open(elasticlunr, raw);
    const [body, heading] = [counts(raw.index.index.body), counts(raw.index.index.heading)];
    for (const [idx, section] of raw.sections.entries()) {
      const text = section.blocks.map((block) => block[1]).join("\n");
      assert.deepEqual(sorted(countsHere(engine, text)), sorted(body.get(String(idx)) || new Map()), text);
      assert.deepEqual(sorted(countsHere(engine, section.heading)), sorted(heading.get(String(idx)) || new Map()));
    }
    assert.ok(raw.sections.length >= 8, "the traps were compared");
  });
}

test("stock elasticlunr loads the index and finds", () => {
  const { index: written, sections } = data("letters.js", "nl");
  const index = elasticlunr.Index.load(written);
  const refs = (query) => index.search(query).map((hit) => sections[hit.ref].address).sort();
  assert.deepEqual(refs("brief"), ["nl/brieven/a.html#h1", "nl/brieven/b.html#q3"]);
  assert.deepEqual(refs("2026z07494"), ["nl/brieven/b.html#q3", "nl/brieven/b.html#q4"]);
});

const FINDS = [
  ["71,7", "nl/brieven/a.html#p2"],
  ["71.7", "nl/brieven/a.html#p2"],
  ["70935000", "nl/brieven/a.html#p2"],
  ["70,935,000", "nl/brieven/a.html#p2"],
  ["70 935 000", "nl/brieven/a.html#p2"],
  ["65%", "nl/brieven/a.html#p2"],
  ["65", "nl/brieven/a.html#p2"],
  ["2026Z07494", "nl/brieven/b.html#q3"],
  ["26643 1499", "nl/brieven/b.html#p1"],
  ["26643-1499", "nl/brieven/b.html#p1"],
  ["kst-26643-1499", "nl/brieven/b.html#p1"],
  ["rekenkracht", "nl/brieven/a.html#p3"],
  ["cofinancieringsaanvraag", "nl/brieven/a.html#p3"],
  ["aanvraag", "nl/brieven/a.html#p3"],
  ["gpu", "nl/brieven/a.html#p1"],
  ["GPU's", "nl/brieven/a.html#p1"],
  ["gpus", "nl/brieven/a.html#p1"],
  ["CW 3.1", "nl/brieven/a.html#p1"],
  ["scenario’s", "nl/brieven/b.html#p2"],
  ["high performance", "nl/brieven/b.html#p1"],
  ["huis", "nl/brieven/b.html#p1"],
  ["gigafabriken", "nl/brieven/a.html#p2"],
  ["gigafabreiken", "nl/brieven/a.html#p2"],
  ["gigaf", "nl/brieven/a.html#p2"],
  ["minister", "nl/brieven/a.html#p1"],
  ["financien", "nl/brieven/a.html#h1"],
  ["vraag 4", "nl/brieven/b.html#q4"],
];

for (const [query, address] of FINDS) {
  test(`"${query}" finds its block`, () => assert.equal(found(letters(), query)[0], address));
}

const FINDS_HINTED = [
  ["70,935 mln", "nl/brieven/a.html#p2"],
  ["70,935 miljoen", "nl/brieven/a.html#p2"],
  ["71.700.000", "nl/brieven/a.html#p2"],
  ["65 procent", "nl/brieven/a.html#p2"],
  ["reken kracht", "nl/brieven/a.html#p3"],
  ["hoeveel rekenkracht", "nl/brieven/a.html#p3"],
];

for (const [query, address] of FINDS_HINTED) {
  test(`"${query}" finds its block, as the language writes it`, () => assert.equal(found(hinted(), query)[0], address));
}

test("a number with a word that multiplies is one number, and that word demands nothing", () => {
  const engine = hinted();
  assert.deepEqual(found(engine, "70,935 mln"), found(engine, "70.935.000"));
  assert.deepEqual(found(engine, "9 miljard"), []);
});

test("a part of a longer word finds that word, and a word that was put together its parts", () => {
  const engine = letters();
  assert.deepEqual(new Set(found(engine, "congestie")), new Set(found(engine, "netcongestie")));
  assert.deepEqual(found(engine, "geenruimte"), found(engine, "geen ruimte"));
});

test("words that say little do not decide", () => {
  const engine = hinted();
  assert.equal(found(engine, "wat de netcongestie ")[0], found(engine, "netcongestie ")[0]);
  assert.ok(found(engine, "de").length > 0, "alone they are looked for all the same");
});

test("inflections find each other", () => {
  const engine = letters();
  assert.deepEqual(new Set(found(engine, "brief")), new Set(found(engine, "brieven")));
  assert.equal(found(engine, "brief").length, 2);
});

test("sections with all words come first, those with some after them", () => {
  const { hits } = search.find(letters(), "ruimte beslisnota");
  assert.deepEqual(hits.map((hit) => [hit.section.address, hit.isWhole]),
    [["nl/brieven/b.html#q3", true], ["nl/brieven/b.html#q4", false]]);
});

test("a section with all words comes before one that is full of the rarest", () => {
  const sections = (query) => search.find(letters(), query).hits.map((hit) => hit.section.address);
  assert.equal(sections("netcongestie")[0], "nl/brieven/c.html#h1");
  assert.equal(sections("de netcongestie ")[0], "nl/brieven/c.html#h2");
  const [first, second] = search.find(letters(), "de netcongestie ").hits;
  assert.ok(first.score < second.score, "the score alone would say otherwise");
});

test("an exact word comes before a longer one", () => {
  assert.deepEqual(found(letters(), "rekenkracht"), ["nl/brieven/a.html#p3", "nl/brieven/b.html#p2"]);
});

test("a known code is not looked for by its parts", () => {
  assert.equal(found(letters(), "2026Z07494").length, 2);
  assert.equal(found(letters(), "2025Z00001").length, 2);
});

test("quoted words stand together", () => {
  const engine = letters();
  assert.equal(found(engine, "\"geen ruimte\"").length, 1);
  assert.equal(found(engine, "“Kamerstuk 26643-1499”").length, 1);
  assert.equal(found(engine, "geen ruimte").length, 2);
  assert.equal(search.find(engine, "\"geen ruimte\"").query.isLoose, undefined);
});

test("quoted words that stand nowhere together are looked for apart, and that is said", () => {
  const engine = letters();
  assert.equal(found(engine, "\"ruimte geen\"").length, 2);
  assert.equal(search.find(engine, "\"ruimte geen\"").query.isLoose, true);
  assert.equal(found(engine, "\"xqzwv xqzwx\"").length, 0);
});

test("a correction says what was searched, an exact word does not", () => {
  const engine = letters();
  assert.deepEqual(search.find(engine, "gigafabriken").tried, ["gigafabrieken"]);
  assert.deepEqual(search.find(engine, "vast").tried, ["kast", "mast"]);
  assert.deepEqual(search.find(engine, "brief").tried, []);
  assert.deepEqual(search.find(engine, "brief xqzwv").tried, ["brief"]);
});

test("nothing, marks alone and names of object members find nothing and never throw", () => {
  const engine = letters();
  for (const query of ["", "   ", "…", "\"", "\"\"", "xqzwvk", "__proto__", "constructor", "99999999", "-", "%", "'"]) {
    assert.deepEqual(found(engine, query), [], query);
  }
});

test("the snippet shows the text unchanged, with the words marked", () => {
  const engine = letters();
  const { hits, query } = search.find(engine, "rekenkracht gpu kader");
  for (const hit of hits) {
    const { parts } = search.shown(engine, query, hit.section);
    const text = parts.map((part) => part.text).join("").replace(/^… | …$/g, "");
    assert.ok(hit.section.blocks.some((block) => block[1].includes(text)), text);
  }
  const marked = hits.flatMap((hit) => search.shown(engine, query, hit.section).parts).filter((part) => part.isMarked);
  const texts = new Set(marked.map((part) => part.text));
  for (const text of ["rekenkracht", "GPU’s", "kader"]) assert.ok(texts.has(text), text);
});

test("a long text is cut around the word", () => {
  const long = `${"vooraf ".repeat(80)}rekenkracht ${"achteraf ".repeat(80)}`;
  const query = { terms: new Map([["rekenkracht", 1]]) };
  const parts = search.snippet(long, [{ start: 560, end: 571, term: "rekenkracht" }], query, 240);
  assert.equal(parts.find((part) => part.isMarked).text, "rekenkracht");
  assert.ok(parts.map((part) => part.text).join("").length < 260);
});

test("typing errors: one letter more, less, other, or two swapped", () => {
  for (const word of ["brieff", "brie", "bri3f", "breif"]) assert.equal(search.distance(word, "brief", 2), 1);
  assert.ok(search.distance("brief", "kamer", 2) > 2);
});
