// The data blocks of pages: schema.org knows every type, property and value in them, and a processor of JSON-LD reads them whole.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import jsonld from "jsonld";
import { BASED, BASE_URL, SITE, asset, dossier, json, pageOf, pages } from "./lib.mjs";
import { elements } from "./links.mjs";

const sites = [[SITE, "without an address", "https://a.example/some/folder/"], [BASED, "with an address", BASE_URL]];
const read = (name, site) => fs.readFileSync(path.join(site, name), "utf8");

/** The data blocks of a page. */
const blocks = (name, site) => elements(read(name, site))
  .filter(({ name, attributes }) => name === "script" && attributes.type === "application/ld+json")
  .map(({ text }) => JSON.parse(text));

/** The pages that have one. */
const described = pages.filter(({ kind }) => ["letter", "home", "funding", "ledger"].includes(kind));

// The vocabulary as schema-dts declares it: an interface `XBase` for each type, with what it extends and its properties; one without
// properties of its own has only an `XLeaf`.
const declared = fs.readFileSync(createRequire(import.meta.url).resolve("schema-dts").replace(/schema\.js$/, "schema.d.ts"), "utf8");
function properties(body) {
  const all = [...body.matchAll(/^ {4}"(\w+)"\?: SchemaValue<([^;]*), "\w+">;/gm)];
  return new Map(all.map(([, name, range]) => [name, range.split(" | ").map((part) => part.trim())]));
}
const types = new Map([...declared.matchAll(/^interface (\w+)Base extends ([^{]+)\{\n([\s\S]*?)^\}/gm)].map(([, type, parents, body]) => [type, {
  parents: parents.split(",").map((parent) => parent.trim().replace(/^Partial<|>$/g, "").replace(/Base$/, "")),
  properties: properties(body),
}]));
types.set("Thing", {
  parents: [],
  properties: properties(/interface ThingBase[^{]*\{\n([\s\S]*?)^\}/m.exec(declared)[1]),
});

for (const [, type, parents] of declared.matchAll(/^export interface (\w+)Leaf extends ([^{]+)\{/gm)) {
  if (!types.has(type)) types.set(type, { parents: parents.split(",").map((parent) => parent.trim().replace(/Base$/, "")), properties: new Map() });
}

/** A type with all that it is a kind of. */
function lineage(type) {
  const known = types.get(type);
  return known ? [type, ...known.parents.flatMap(lineage)] : [];
}

const TEXTS = ["Text", "URL", "Date", "DateTime", "Integer", "Number", "CssSelectorType", "PronounceableText"];

/** What schema.org does not know of a thing: its types, its properties, their values. */
function faults(thing, place = "") {
  const own = [thing["@type"] ?? []].flat();
  const unknown = own.filter((type) => !types.has(type)).map((type) => `${place}: no type ${type}`);
  if (own.length === 0 && Object.keys(thing).some((key) => key !== "@id")) unknown.push(`${place}: no type`);
  const rest = Object.entries(thing).filter(([key]) => !key.startsWith("@")).flatMap(([key, value]) => {
    const ranges = own.flatMap(lineage).map((type) => types.get(type).properties.get(key)).filter(Boolean);
    if (ranges.length === 0) return [`${place}: ${own} has no ${key}`];
    return [value].flat().flatMap((one) => valueFaults(one, ranges.flat(), `${place}.${key}`));
  });
  return [...unknown, ...rest];
}

/** What is wrong with a value of a property, and inside it. */
function valueFaults(value, range, place) {
  if (typeof value !== "object") {
    const isText = range.some((type) => TEXTS.includes(type));
    const isDate = !range.every((type) => ["Date", "DateTime"].includes(type)) || /^\d{4}-\d{2}-\d{2}$/.test(value);
    return isText && isDate && value !== "" ? [] : [`${place}: ${JSON.stringify(value)} is none of ${range}`];
  }
  const own = [value["@type"] ?? []].flat().flatMap(lineage);
  const fits = own.length === 0 ? range.includes("IdReference") : own.some((type) => range.includes(type));
  return [...(fits ? [] : [`${place}: ${value["@type"]} is none of ${range}`]), ...faults(value, place)];
}

const things = (block) => block["@graph"] ?? [block];

test("the vocabulary is read whole, and what it does not know is seen", () => {
  assert.ok(types.size > 800, `${types.size} types`);
  assert.ok(lineage("DataDownload").includes("Thing") && lineage("Question").includes("CreativeWork"));
  const seen = (thing) => faults(thing).length;
  assert.deepEqual([{ "@type": "Letter" }, { "@type": "Collection", sender: { "@id": "x" } }, { "@type": "Message", dateSent: "2025-12" },
    { "@type": "Message", sender: "x" }, { "@type": "Message", sender: { "@type": "Question" } }, { name: "x" }, { "@type": "Message", name: "" }].map(seen), [1, 1, 1, 1, 1, 2, 1]);
  assert.equal(seen({ "@type": ["Message", "DigitalDocument"], name: "x", sender: [{ "@type": "Person", name: "y" }], dateSent: "2025-12-19" }), 0);
});

/** The terms that we use as JSON-LD reads them, without asking schema.org for its context. */
const CONTEXT = {
  "@context": {
    "@vocab": "http://schema.org/",
    ...Object.fromEntries(["url", "contentUrl"].map((name) => [name, { "@type": "@id" }])),
    ...Object.fromEntries(["dateSent", "datePublished"].map((name) => [name, { "@type": "http://schema.org/Date" }])),
  },
};
const documentLoader = async (url) => {
  assert.match(url, /^https:\/\/schema\.org\/?$/, "no other context");
  return { contextUrl: null, documentUrl: url, document: CONTEXT };
};

for (const [site, name, root] of sites) {
  test(`each letter, each home page and each page of the ledger has one block in terms of schema.org, ${name}`, () => {
    for (const page of pages.filter(({ kind }) => kind !== "not-found")) {
      const found = blocks(page.path, site);
      assert.equal(found.length, described.includes(page) ? 1 : 0, page.path);
      for (const block of found) {
        assert.equal(block["@context"], "https://schema.org");
        assert.deepEqual(things(block).flatMap((thing) => faults(Object.fromEntries(Object.entries(thing).filter(([key]) => key !== "@context")))), [], page.path);
      }
    }
  });

  test(`a processor reads every statement, ${name}`, async () => {
    for (const page of described) {
      const [block] = blocks(page.path, site);
      const base = root + page.path;
      const [expanded, quads] = [await jsonld.expand(block, { base, documentLoader }), await jsonld.toRDF(block, { base, documentLoader, format: "application/n-quads" })];
      assert.equal(expanded.length, things(block).length, page.path);
      const subjects = new Set([...quads.matchAll(/^<([^>]+)>/gm)].map(([, subject]) => subject));
      assert.ok([...subjects].every((subject) => subject.startsWith(root)), `${[...subjects]}`);
      const letter = page.kind === "letter" && dossier.letters.find(({ id }) => id === page.letter);
      const statement = (property, value) => quads.includes(`<http://schema.org/${property}> ${value}`);
      const ledger = `${root}${pageOf("funding", page.lang)?.path}#data`;
      const named = { letter: `${base}#text`, home: `${root}index.html`, funding: ledger, ledger };
      assert.ok(subjects.has(named[page.kind]), page.path);
      if (!letter) continue;
      assert.ok(statement("name", JSON.stringify(page.title)), page.path);
      for (const edition of Object.values(letter.editions).filter(({ path }) => path !== page.path)) {
        const isOriginal = letter.editions[page.lang].is_original;
        assert.ok(statement(isOriginal ? "workTranslation" : "translationOfWork", `<${root}${edition.path}#text>`), page.path);
      }
      for (const { value } of letter.numbers) assert.ok(statement("value", JSON.stringify(value)), value);
      const day = /^\d{4}-\d{2}-\d{2}$/.test(letter.date);
      assert.equal(quads.includes("<http://schema.org/dateSent>"), day, `${page.path}: ${letter.date}`);
      if (day) assert.ok(statement("dateSent", `"${letter.date}"^^<http://schema.org/Date>`));
    }
  });

  test(`a letter names its questions, its letters and no grant, ${name}`, () => {
    for (const page of described.filter(({ kind }) => kind === "letter")) {
      const [block] = blocks(page.path, site);
      const ids = elements(read(page.path, site)).map(({ attributes }) => attributes.id);
      const questions = ids.filter((id) => /^q\d/.test(id));
      const named = (block.hasPart ?? []).map((question) => [question["@id"], question.acceptedAnswer?.["@id"]].map((id) => id?.split("#")[1]));
      assert.deepEqual(named, questions.map((id) => [id, ids.includes(id.replace("q", "a")) ? id.replace("q", "a") : undefined]), page.path);
      const referred = new Set(dossier.letters.find(({ id }) => id === page.letter).references.map(({ to }) => to).filter((to) => to && to !== page.letter));
      assert.equal((block.citation ?? []).length, referred.size, page.path);
      assert.doesNotMatch(JSON.stringify(block), /Grant|FAQPage/);
      assert.match(block.creativeWorkStatus, /software/);
    }
  });
}

test("the funding page tells of grants what the ledger marks as granted, and of nothing else", () => {
  const { amounts, statuses, sums } = json("data/funding.json");
  const isGrant = (status) => statuses.some(({ id, is_grant: granted }) => id === status && granted);
  const isTotal = (id) => sums.some((sum) => sum.total === id && !sum.is_rounded);
  const granted = amounts.filter(({ id, role, measure, status }) =>
    isGrant(status) && measure === "money" && !["restatement", "context"].includes(role) && !isTotal(id));
  assert.notEqual(granted.length, 0);
  for (const page of pages.filter(({ kind }) => kind === "funding")) {
    const grants = things(blocks(page.path, SITE)[0]).filter((thing) => thing["@type"] === "MonetaryGrant");
    assert.deepEqual(grants.map((grant) => [grant["@id"], grant.amount.currency, grant.amount.value]),
      granted.map(({ id, currency, value_low: value }) => [`#${id}`, currency, value]), page.path);
  }
});

test("a letter page weighs no more than a phone on a train can take", async () => {
  const { gzipSync } = await import("node:zlib");
  const shared = ["style.css", "site.js", "quote.js"].map((name) => read(asset(name), SITE));
  for (const page of described.filter(({ kind }) => kind === "letter" || kind === "home")) {
    const all = [read(page.path, BASED), ...shared];
    const sum = (size) => all.map(size).reduce((one, other) => one + other);
    assert.ok(sum((text) => gzipSync(text).length) <= 60_000, page.path);
    assert.ok(sum((text) => Buffer.byteLength(text)) <= 200_000, page.path);
  }
});
