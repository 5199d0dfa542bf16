// Tests of the search script's own functions, on data that the Rust side has just written.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { before, test } from "node:test";
import { data, find, open } from "./engine.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const elasticlunr = createRequire(import.meta.url)("elasticlunr");
const made = `${process.env.CARGO_TARGET_DIR || `${root}target`}/tmp/search/`;

/** The short letters, the same with what the theme knows of the language, and these cut in many files as a large dossier is. */
let letters;
let hinted;
const cut = () => open(`${made}cut`, "nl");

before(async () => {
  // With the features of the step `test`, so that nothing is compiled anew.
  execFileSync("cargo", ["test", "--quiet", "--features", "pdf", "--test", "it", "for_the_browser"], { cwd: root, stdio: "pipe" });
  letters = await open(`${made}letters`, "nl");
  hinted = await open(`${made}hinted`, "nl");
});

/** What is found, best first, with all texts at hand. */
async function ask(engine, query) {
  const answer = await find.ask(engine, query);
  await find.load(engine, answer.hits);
  return answer;
}

/** The addresses found, best first, each at its best block. */
async function found(engine, query) {
  const { hits, query: asked } = await ask(engine, query);
  return hits.map((hit) => find.shown(engine, asked, hit).address);
}

/** The addresses of the sections found, best first. */
async function sections(engine, query) {
  const { hits } = await ask(engine, query);
  return hits.map((hit) => {
    const letter = find.letter(engine, hit.number);
    return `${letter.path}#${letter.sections[hit.section].anchor}`;
  });
}

/** Every term of a field's trie, by the reference of its section: term and how often. */
function counts(field) {
  const byReference = new Map();
  const walk = (node, term) => {
    for (const [key, value] of Object.entries(node)) {
      if (key === "df") continue;
      if (key !== "docs") { walk(value, term + key); continue; }
      for (const [reference, { tf }] of Object.entries(value)) {
        if (!byReference.has(reference)) byReference.set(reference, new Map());
        byReference.get(reference).set(term, Math.round(tf * tf));
      }
    }
  };
  walk(field.root, "");
  return byReference;
}

/** How often each stem stands in a text, in the browser's view. */
function countsHere(engine, text) {
  const count = new Map();
  for (const token of find.tokens(text)) {
    const stem = find.stem(engine, token);
    count.set(stem, (count.get(stem) || 0) + 1);
  }
  return count;
}

const sorted = (map) => Array.from(map).sort((a, b) => (a[0] < b[0] ? -1 : 1));

for (const tag of ["nl", "en", "x-none"]) {
  test(`tokens and stems are the build's own, for every text (${tag})`, async () => {
    const folder = made + tag;
    const engine = await open(folder, tag);
    const [body, heading] = ["body", "heading"].map((field) => counts(engine.boot.index.index[field]));
    let compared = 0;
    for (const number of new Set(engine.letterOf)) {
      for (const [idx, [, title, blocks]] of data(folder, tag, `letter-${number}`).sections.entries()) {
        const text = blocks.map((block) => block[1]).join("\n");
        assert.deepEqual(sorted(countsHere(engine, text)), sorted(body.get(`${number}.${idx}`) || new Map()), text);
        assert.deepEqual(sorted(countsHere(engine, title)), sorted(heading.get(`${number}.${idx}`) || new Map()));
        compared += 1;
      }
    }
    assert.ok(compared >= 8, "the traps were compared");
  });
}

test("stock elasticlunr loads the index and finds", () => {
  const index = elasticlunr.Index.load(data(`${made}letters`, "nl", "boot").index);
  const references = (query) => index.search(query).map((hit) => hit.ref).sort();
  assert.deepEqual(references("brief"), ["0.0", "1.0"]);
  assert.deepEqual(references("2026z07494"), ["1"], "a letter's number is in the letter's own document");
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
  test(`"${query}" finds its block`, async () => assert.equal((await found(letters, query))[0], address));
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
  test(`"${query}" finds its block, as the language writes it`, async () => assert.equal((await found(hinted, query))[0], address));
}

for (const [query, address] of FINDS.concat(FINDS_HINTED)) {
  test(`"${query}" finds its block in an index of many files`, async () => assert.equal((await found(await cut(), query))[0], address));
}

test("an index of many files is the one that stock elasticlunr loads", async () => {
  const whole = data(`${made}hinted`, "nl", "boot").index;
  const engine = await cut();
  const node = () => ({ docs: {}, df: 0 });
  const index = Object.fromEntries(["body", "heading", "numbers", "title"].map((field) => [field, { root: node() }]));
  for (const number of engine.boot.shards.keys()) {
    const { terms } = data(`${made}cut`, "nl", String(number));
    for (const term of Object.keys(terms)) {
      for (const { letter, section, field, count } of find.unpack(terms, term)) {
        const at = Array.from(term).reduce((above, char) => (above[char] ??= node()), index[field].root);
        at.docs[section === undefined ? letter : `${letter}.${section}`] = { tf: Math.sqrt(count) };
        at.df += 1;
      }
    }
  }
  assert.deepEqual(index, whole.index);
  assert.ok(elasticlunr.Index.load({ ...whole, index }).search("brief").length > 0);
});

test("of an index of many files a search loads what it asks for", async () => {
  const asked = [];
  const engine = await open(`${made}cut`, "nl", asked);
  const { hits } = await find.ask(engine, "netcongestie");
  assert.equal(hits.length, 2);
  assert.ok(engine.boot.shards.length > 15, "many files");
  assert.ok(asked.filter((name) => /^[0-9]/.test(name)).length <= 3, asked.join(" "));
  assert.deepEqual(asked.filter((name) => name.startsWith("letter")), ["letter-2"]);
  await find.ask(engine, "netcongestie");
  assert.equal(new Set(asked).size, asked.length, "each once");
});

test("the file of a word that many sections have is loaded only where nothing else finds", async () => {
  const asked = [];
  const engine = await open(`${made}cut`, "nl", asked);
  const [heavy] = Object.keys(engine.boot.heavy).filter((term) => !engine.hints.weak.has(term));
  const file = String(engine.boot.shards.indexOf(heavy));
  assert.deepEqual(await sections(engine, `${heavy} netcongestie`), await sections(engine, "netcongestie"));
  assert.ok(!asked.includes(file), heavy);
  assert.ok((await find.ask(engine, `${heavy} xqzwvk`)).hits.length > 0);
  assert.ok(asked.includes(file), heavy);
});

test("an index of many files knows what was perhaps meant, and what a word or code ends in", async () => {
  const engine = await cut();
  assert.deepEqual((await find.ask(engine, "gigafabriken")).tried, ["gigafabrieken"]);
  assert.deepEqual(await sections(engine, "capaciteit"), ["nl/brieven/b.html#q4"], "rekenkrachtcapaciteit");
  assert.deepEqual(await sections(engine, "Z07494"), ["nl/brieven/b.html#q3"]);
  assert.deepEqual(new Set(await sections(engine, "geenruimte")), new Set(await sections(engine, "geen ruimte")));
  assert.deepEqual(new Set(await sections(engine, "brief")), new Set(await sections(engine, "brieven")));
});

test("words are completed as the letters spell them", async () => {
  for (const engine of [letters, await cut()]) {
    await find.ask(engine, "financien");
    assert.deepEqual(await find.complete(engine, "de gigaf"), ["de gigafabrieken"]);
    assert.deepEqual(await find.complete(engine, "vra"), ["vraag"], "no stem that is no word");
    assert.deepEqual(await find.complete(engine, ""), []);
  }
});

test("the best hit is known before all texts are there", async () => {
  const engine = await cut();
  const early = [];
  const { hits } = await find.ask(engine, "netcongestie", { early: ({ hits: first }) => early.push(first[0].number, engine.pieces.has(engine.fileOf[first[0].number])) });
  assert.deepEqual(early, [hits[0].number, true]);
});

test("a number with a word that multiplies is one number, and that word demands nothing", async () => {
  const engine = hinted;
  assert.deepEqual(await found(engine, "70,935 mln"), await found(engine, "70.935.000"));
  assert.deepEqual(await found(engine, "9 miljard"), []);
});

test("a part of a longer word finds that word, and a word that was put together its parts", async () => {
  const engine = letters;
  assert.deepEqual(new Set(await found(engine, "congestie")), new Set(await found(engine, "netcongestie")));
  assert.deepEqual(await found(engine, "geenruimte"), await found(engine, "geen ruimte"));
});

test("words that say little do not decide", async () => {
  const engine = hinted;
  assert.equal((await found(engine, "wat de netcongestie "))[0], (await found(engine, "netcongestie "))[0]);
  assert.ok((await found(engine, "de")).length > 0, "alone they are looked for all the same");
});

test("inflections find each other", async () => {
  const engine = letters;
  assert.deepEqual(new Set(await found(engine, "brief")), new Set(await found(engine, "brieven")));
  assert.equal((await found(engine, "brief")).length, 2);
});

test("sections with all words come first, those with some after them", async () => {
  const { hits } = await find.ask(letters, "ruimte beslisnota");
  assert.deepEqual(hits.map((hit) => hit.isWhole), [true, false]);
  assert.deepEqual(await sections(letters, "ruimte beslisnota"), ["nl/brieven/b.html#q3", "nl/brieven/b.html#q4"]);
});

test("a section with all words comes before one that is full of the rarest", async () => {
  assert.equal((await sections(letters, "netcongestie"))[0], "nl/brieven/c.html#h1");
  assert.equal((await sections(letters, "de netcongestie "))[0], "nl/brieven/c.html#h2");
  const [first, second] = (await find.ask(letters, "de netcongestie ")).hits;
  assert.ok(first.score < second.score, "the score alone would say otherwise");
});

test("an exact word comes before a longer one", async () => {
  assert.deepEqual(await found(letters, "rekenkracht"), ["nl/brieven/a.html#p3", "nl/brieven/b.html#p2"]);
});

test("a known code is not looked for by its parts", async () => {
  assert.deepEqual(await sections(letters, "2026Z07494"), ["nl/brieven/b.html#q3"], "the beginning stands for the letter");
  assert.deepEqual(await sections(letters, "2025Z00001"), ["nl/brieven/a.html#h1"]);
});

test("quoted words stand together", async () => {
  const engine = letters;
  assert.equal((await found(engine, "\"geen ruimte\"")).length, 1);
  assert.equal((await found(engine, "“Kamerstuk 26643-1499”")).length, 1);
  assert.equal((await found(engine, "geen ruimte")).length, 2);
  assert.equal((await find.ask(engine, "\"geen ruimte\"")).query.isLoose, undefined);
});

test("quoted words that stand nowhere together are looked for apart, and that is said", async () => {
  const engine = letters;
  assert.equal((await found(engine, "\"ruimte geen\"")).length, 2);
  assert.equal((await find.ask(engine, "\"ruimte geen\"")).query.isLoose, true);
  assert.equal((await found(engine, "\"xqzwv xqzwx\"")).length, 0);
});

test("a correction says what was searched, an exact word does not", async () => {
  const engine = letters;
  assert.deepEqual((await find.ask(engine, "gigafabriken")).tried, ["gigafabrieken"]);
  assert.deepEqual((await find.ask(engine, "vast")).tried, ["kast", "mast"]);
  assert.deepEqual((await find.ask(engine, "brief")).tried, []);
  assert.deepEqual((await find.ask(engine, "brief xqzwv")).tried, ["brief"]);
});

test("nothing, marks alone and names of object members find nothing and never throw", async () => {
  const engine = letters;
  for (const query of ["", "   ", "…", "\"", "\"\"", "xqzwvk", "__proto__", "constructor", "99999999", "-", "%", "'"]) {
    assert.deepEqual(await found(engine, query), [], query);
  }
});

test("the snippet shows the text unchanged, with the words marked", async () => {
  const engine = letters;
  const { hits, query } = await ask(engine, "rekenkracht gpu kader");
  for (const hit of hits) {
    const { letter, parts } = find.shown(engine, query, hit);
    const text = parts.map((part) => part.text).join("").replace(/^… | …$/g, "");
    assert.ok(letter.sections[hit.section].blocks.some((block) => block[1].includes(text)), text);
  }
  const marked = hits.flatMap((hit) => find.shown(engine, query, hit).parts).filter((part) => part.isMarked);
  const texts = new Set(marked.map((part) => part.text));
  for (const text of ["rekenkracht", "GPU’s", "kader"]) assert.ok(texts.has(text), text);
});

test("a long text is cut around the word", () => {
  const long = `${"vooraf ".repeat(80)}rekenkracht ${"achteraf ".repeat(80)}`;
  const query = { terms: new Map([["rekenkracht", 1]]), phrases: [], amounts: [] };
  const parts = find.snippet(long, [{ start: 560, end: 571, term: "rekenkracht" }], query, 240);
  assert.equal(parts.find((part) => part.isMarked).text, "rekenkracht");
  assert.ok(parts.map((part) => part.text).join("").length < 260);
});

test("typing errors: one letter more, less, other, or two swapped", () => {
  for (const word of ["brieff", "brie", "bri3f", "breif"]) assert.equal(find.distance(word, "brief", 2), 1);
  assert.ok(find.distance("brief", "kamer", 2) > 2);
});
