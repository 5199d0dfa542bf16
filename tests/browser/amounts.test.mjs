// What the search of the shipped dossier says of amounts, numbers and words that stand somewhere or nowhere: only what is so.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { find, open } from "./engine.mjs";
import { SITE } from "./lib.mjs";

/** What comes of a question: the hits as they are shown, best first, with the text of the section, and what was tried and missing. */
async function ask(lang, text) {
  const engine = await open(path.join(SITE, "search", lang), lang);
  const { hits, query, tried, missing } = await find.ask(engine, text);
  await find.load(engine, hits);
  const shown = hits.map((hit) => {
    const { letter, block, heading, parts } = find.shown(engine, query, hit);
    const section = letter.sections[hit.section];
    return {
      at: `${letter.id}#${block}`, heading, isWhole: hit.isWhole, label: letter.label,
      marked: parts.filter((part) => part.isMarked).map((part) => part.text),
      text: [section.heading, ...section.blocks.map(([, words]) => words)].join("\n"),
    };
  });
  return { hits: shown, query, tried, missing };
}

const places = ({ hits }) => hits.map(({ at }) => at);

/** Amounts as readers write them, where each stands first, and what is marked there. */
const AMOUNTS = [
  ["nl", "30 miljoen", "progress-ai-factory#p33", /^30mln/],
  ["nl", "€ 2 miljoen", "progress-ai-factory#p33", /^2mln/],
  ["nl", "70,935 miljoen", "progress-ai-factory#p33", /^70\.935\.000/],
  ["nl", "70935000", "progress-ai-factory#p33", /^70\.935\.000/],
  ["nl", "202.635.000", "progress-ai-factory#p32", /^202,635 mln/],
  ["nl", "2,6 biljoen", "progress-ai-factory#p38", /^2,6 en 4,4 biljoen/],
  ["en", "70 935 000", "progress-ai-factory#p33", /^70,935,000/],
  ["en", "\"70 935 000\"", "progress-ai-factory#p33", /^70,935,000/],
  ["nl", "5%", "progress-ai-factory#p6", /^5%/],
  ["nl", "5 procent", "progress-ai-factory#p6", /^5%/],
  ["nl", "\"5%\"", "progress-ai-factory#p6", /^5%/],
];

for (const [lang, text, place, mark] of AMOUNTS) {
  test(`\`${text}\` in ${lang} finds the amount alone, and leads to it`, async () => {
    const { hits, query, missing } = await ask(lang, text);
    assert.equal(hits[0]?.at, place);
    assert.match(hits[0].marked[0], mark);
    assert.equal(hits.length, 1, "no passage with the bare number");
    assert.deepEqual([missing, Boolean(query.isLoose)], [[], false]);
  });
}

test("an amount is found in a range, and a question's number is none", async () => {
  const { hits } = await ask("nl", "3 miljard");
  assert.equal(hits.length, 2);
  for (const { text } of hits) assert.match(text, /3-5 (miljard|mld)/);
});

for (const text of ["1,5 miljard", "202 miljoen", "de zxqvw", "99 procent"]) {
  test(`\`${text}\` stands nowhere, and nothing else is passed off as it`, async () => assert.deepEqual((await ask("nl", text)).hits, []));
}

test("a number that only begins others is told as missing, and no letter has all words", async () => {
  const begun = await ask("nl", "202");
  assert.deepEqual(begun.missing, ["202"]);
  assert.ok(begun.tried.length > 0 && begun.tried.every((word) => word.startsWith("202") && word.length > 3));
  const dated = await ask("nl", "27 juni 2025");
  assert.deepEqual(dated.missing, ["27"]);
  assert.ok(dated.hits.length > 0 && dated.hits.every(({ isWhole }) => !isWhole));
  assert.deepEqual((await ask("nl", "kosten 7 miljoen")).missing, ["7 miljoen"]);
});

test("passages with nothing but a word that says little are not found", async () => {
  const { hits } = await ask("nl", "van Marum");
  assert.ok(hits.length > 0);
  for (const { text } of hits) assert.match(text, /Marum/);
});

test("a passage counts by its own words, and a letter by its title or number is one row", async () => {
  for (const [lang, text, own] of [["nl", "2026Z07494", /2026Z07494/], ["nl", "Groningen", /groning/i], ["en", "AI ", /\bAI\b/]]) {
    const { hits } = await ask(lang, text);
    assert.ok(hits.length > 1);
    for (const hit of hits) assert.match(hit.text, own, `${text}: ${hit.at}`);
  }
});

test("a word one error away is searched before words that only hold what was typed, and that is said", async () => {
  const { hits, tried, missing } = await ask("en", "labor");
  assert.match(hits[0].text, /labour/);
  assert.deepEqual([tried, missing], [["labour"], ["labor"]]);
});

test("a question comes before another that mentions it", async () => {
  assert.equal((await ask("nl", "vraag 12")).hits[0].heading, "Vraag 12");
});

test("a code is found with and without the space in it", async () => {
  assert.deepEqual(places(await ask("nl", "CW3.1")).sort(), places(await ask("nl", "CW 3.1")).sort());
});

test("a letter is found by its date", async () => {
  for (const text of ["19 december 2025", "2025-12-19", "\"19 december 2025\""]) {
    const { hits, query } = await ask("nl", text);
    assert.match(hits[0].label, /19 december 2025/, text);
    assert.deepEqual([hits[0].isWhole, Boolean(query.isLoose)], [true, false], text);
  }
});

test("quoted words come first as they are written, with the piece of the text that has them", async () => {
  const { hits } = await ask("nl", "\"AI-fabrieken\"");
  const isLiteral = hits.map(({ text }) => /AI-fabrieken(?!\p{L})/u.test(text));
  assert.equal(isLiteral[0], true);
  assert.equal(isLiteral.lastIndexOf(true), isLiteral.indexOf(false) - 1, "none of them after another");
  for (const [idx, { marked, at }] of hits.entries()) if (isLiteral[idx]) assert.ok(marked.includes("AI-fabrieken"), at);
});
