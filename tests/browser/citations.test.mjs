// Other programs read the citations and the heads of letters as they are meant: what a reference manager keeps is what the dossier says.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { BASED, BASE_URL, SITE, dossier, json, pages } from "./lib.mjs";
import { elements } from "./links.mjs";

const SCHEMAS = path.join(path.dirname(fileURLToPath(import.meta.url)), "../schemas");
const ajv = new Ajv({ strict: false, allErrors: true });
const validate = ajv.compile(JSON.parse(fs.readFileSync(path.join(SCHEMAS, "csl-data.json"), "utf8")));
const read = (name, site = SITE) => fs.readFileSync(path.join(site, name), "utf8");
const plain = (value) => JSON.parse(JSON.stringify(value));

/** What the schema of CSL-JSON finds wrong. */
function faults(items) {
  validate(items);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

/** The files of citations: of the dossier, then of each letter. */
const sets = [
  ["data/citations.json", "data/citations.bib", "data/citations.ris"],
  ...dossier.letters.map(({ id }) => ["csl.json", "bib", "ris"].map((ending) => `data/letters/${id}.${ending}`)),
];

/** The year, month and day that are certain of a date as the dossier writes it. */
function certain(date) {
  const [from, until] = date.split("/");
  if (until === undefined) return from.split("-").map(Number);
  const [one, other] = [from, until].map((end) => end.split("-"));
  const isOpen = [from, until].includes("..") || one[0] !== other[0];
  if (isOpen) return [];
  return (one[1] === other[1] ? one.slice(0, 2) : one.slice(0, 1)).map(Number);
}

/** What every format must keep of an item of CSL-JSON. */
function kept(item, date) {
  const names = (item.author ?? []).map(({ family, given, literal, "non-dropping-particle": particle }) =>
    (literal ?? [particle, family].filter(Boolean).join(" ") + (given ? `, ${given}` : "")));
  return { title: item.title, type: item.type, names, number: item.number, version: item.version, publisher: item.publisher, url: item.URL, date };
}

/** Whether an item is the ledger. */
const isLedger = (item) => item.type === "dataset";

/** The letter of which an item is an edition. */
const letterOf = (item) => dossier.letters.find(({ id }) => item.id.startsWith(`${id}-`));

const parts = (item) => plain(item.issued?.["date-parts"]?.[0] ?? []).map(Number);

test("the rule for certain dates is the dossier's", () => {
  assert.deepEqual(["2025-12-19", "2025-12", "2025-04-18/2025-06-19", "2025-04-18/2025-04-20", "2025-11-13/..", "2024-12-31/2025-01-01"].map(certain),
    [[2025, 12, 19], [2025, 12], [2025], [2025, 4], [], []]);
});

for (const [csl, bib, ris] of sets) {
  test(`${csl} is CSL-JSON by its schema`, () => {
    assert.deepEqual(faults(json(csl)), []);
    assert.notDeepEqual(faults(json(csl).map((item) => ({ ...item, type: "letter" }))), [], "`letter` is no type");
  });

  for (const [site, name] of [[SITE, "without an address"], [BASED, "with an address"]]) {
    const items = JSON.parse(read(csl, site));
    const dateOf = (item) => certain(isLedger(item) ? dossier.published : letterOf(item).date);

    test(`${bib} ${name} says the same to a reader of BibLaTeX`, () => {
      const found = new Cite(read(bib, site), { forceType: "@biblatex/text" }).data;
      assert.deepEqual(found.map((item) => kept(item, parts(item))), items.map((item) => kept(item, dateOf(item))));
      assert.deepEqual(found.map((item) => item.id), items.map((item) => item.id));
      assert.deepEqual(found.map((item) => item.genre), items.map((item) => item.genre));
    });

    test(`${ris} ${name} says the same to a reader of RIS`, () => {
      const found = new Cite(read(ris, site), { forceType: "@ris/file" }).data;
      assert.deepEqual(found.map((item) => kept(item, parts(item))), items.map((item) => kept(item, dateOf(item))));
    });
  }
}

test("the dossier's citations are those of its letters, in order, and then that of the ledger in each language", () => {
  const items = json("data/citations.json");
  assert.deepEqual(items.filter((item) => !isLedger(item)), sets.slice(1).flatMap(([csl]) => json(csl)));
  assert.deepEqual(items.filter(isLedger).map(({ language }) => language), dossier.languages);
  assert.ok(items.slice(-dossier.languages.length).every(isLedger), "the ledger comes last");
  for (const [idx, first] of [[1, "@dataset{"], [2, "TY  - DATA"]]) {
    const letters = sets.slice(1).map((set) => read(set[idx])).join("");
    assert.ok(read(sets[0][idx]).startsWith(letters + first), sets[0][idx]);
  }
});

test("a translation says what it is and of what", () => {
  for (const item of json("data/citations.json").filter((item) => !isLedger(item))) {
    const letter = letterOf(item);
    const original = Object.values(letter.editions).find((edition) => edition.is_original);
    const isOriginal = original.title === item.title;
    assert.equal(item["original-title"], isOriginal ? undefined : original.title, item.id);
    assert.equal(/\((Onofficiële vertaling|Unofficial translation)\)$/.test(item.genre), !isOriginal, item.genre);
    assert.match(item.note, /software/, "how it was made");
    for (const { value } of letter.numbers) assert.match(item.note, new RegExp(`(^|\\. )[A-Z][a-z ]+ ${value}\\. `), "what number it is");
    assert.equal(item.translator, undefined, "nobody translated it");
  }
});

/** The `meta` elements of a page: names with their values, in order. */
function metas(name, site) {
  const all = elements(read(name, site)).filter((element) => element.name === "meta" && "content" in element.attributes);
  return all.map(({ attributes }) => [attributes.name ?? attributes.property, attributes.content]);
}

/**
 * The type that Zotero files a page under, by the rules of its translators `Embedded Metadata.js` and `RDF.js`
 * (zotero/translators at 28143701): first the institution, then z:itemType, og:type, and what a title suggests.
 */
function zoteroType(found) {
  const one = (name) => found.find(([key, value]) => key === name && value)?.[1];
  if (one("citation_technical_report_institution")) return "report";
  if (one("z:itemType")) return one("z:itemType");
  if (one("og:type") === "website") return "webpage";
  return one("citation_title") || one("og:type") === "article" ? "journalArticle" : "webpage";
}

for (const [site, name] of [[SITE, "without an address"], [BASED, "with an address"]]) {
  test(`a reference manager files each letter as a report with its data, ${name}`, () => {
    const items = JSON.parse(read("data/citations.json", site));
    for (const page of pages.filter(({ kind }) => kind === "letter")) {
      const item = items.find(({ id }) => id === `${page.letter}-${page.lang}`);
      const found = metas(page.path, site);
      const all = (key) => found.filter(([name]) => name === key).map(([, value]) => value);
      assert.equal(zoteroType(found), "report", page.path);
      const date = certain(dossier.letters.find(({ id }) => id === page.letter).date).map((part) => String(part).padStart(2, "0"));
      const expected = {
        citation_title: [item.title], "DC.title": [item.title], citation_language: [page.lang], "DC.language": [page.lang],
        citation_author: (item.author ?? []).map(({ family, given, literal }) => literal ?? `${family}, ${given}`),
        citation_publication_date: date.length ? [date.join("/")] : [], "DCTERMS.issued": date.length ? [date.join("-")] : [],
        citation_technical_report_institution: item.publisher ? [item.publisher] : [],
        citation_technical_report_number: item.number ? [item.number] : [],
        citation_public_url: site === BASED ? [`${BASE_URL}${page.path}`] : [],
        "DC.type": [item.genre], "DCTERMS.isVersionOf": item["original-title"] ? [item["original-title"]] : [],
      };
      for (const [key, values] of Object.entries(expected)) assert.deepEqual(all(key), values, `${page.path}: ${key}`);
      assert.deepEqual(all("DC.creator"), all("citation_author"));
      const files = elements(read(page.path, site)).filter(({ name, attributes }) => name === "link" && attributes.rel === "alternate" && attributes.type);
      const root = "../".repeat(page.path.split("/").length - 1);
      assert.deepEqual(files.map(({ attributes }) => [attributes.type, attributes.href]).slice(0, 3), [
        ["application/x-research-info-systems", `${root}data/letters/${page.letter}.ris`],
        ["application/x-bibtex", `${root}data/letters/${page.letter}.bib`],
        ["application/vnd.citationstyles.csl+json", `${root}data/letters/${page.letter}.csl.json`],
      ]);
    }
  });

  test(`every other page is a web page to a reference manager, ${name}`, () => {
    for (const page of pages.filter(({ kind }) => !["letter", "not-found", "redirect", "stub"].includes(kind))) {
      assert.equal(zoteroType(metas(page.path, site)), "webpage", page.path);
    }
  });
}

test("the letter page and the page with both languages offer the files where they say how to cite", () => {
  for (const page of pages.filter(({ kind }) => kind === "letter" || kind === "parallel")) {
    const links = elements(read(page.path)).filter(({ name, attributes }) => name === "a" && /data\/letters\/.*\.(ris|bib|csl\.json)$/.test(attributes.href ?? ""));
    assert.deepEqual(links.map(({ text }) => text), ["RIS", "BibLaTeX", "CSL-JSON"], page.path);
  }
});
