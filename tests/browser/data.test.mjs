// The data files are what their schemas say, the schemas are strict, and the citations are CSL-JSON.
import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { dossier, json } from "./lib.mjs";
import { files } from "./links.mjs";

const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
ajv.addFormat("date", (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text));
const schemas = new Map(
  ["actors", "changes", "dossier", "funding", "glossary", "letter", "timeline"].map((name) => [name, ajv.compile(json(`data/${name}.schema.json`))]),
);

/** Whether a file holds citations, which have a schema of their own (citations.test.mjs). */
const isCitations = (name) => name === "data/citations.json" || name.endsWith(".csl.json");

/** Whether a file describes a table, which Frictionless checks (tests/datapackage/check.py). */
const isPackage = (name) => name === "data/datapackage.json";

/** The files that a schema describes. */
const described = files()
  .filter((name) => /^data\/.*\.json$/.test(name) && !name.endsWith(".schema.json") && !isCitations(name) && !isPackage(name))
  .map((name) => [name, name.startsWith("data/letters/") ? "letter" : name.slice("data/".length, -".json".length)]);

/** What a schema finds wrong with a value, one line a fault. */
function faults(schema, value) {
  const validate = schemas.get(schema);
  assert.ok(validate, `no schema ${schema}`);
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
}

test("every letter has its file", () => {
  const names = described.filter(([, schema]) => schema === "letter").map(([name]) => name).sort();
  assert.deepEqual(names, dossier.letters.map((letter) => `data/letters/${letter.id}.json`).sort());
});

for (const [name, schema] of described) {
  test(`${name} is what its schema says`, () => assert.deepEqual(faults(schema, json(name)), []));

  test(`the schema of ${name} misses nothing that is missing, added or of another type`, () => {
    const value = json(name);
    for (const key of Object.keys(value)) {
      const { [key]: gone, ...rest } = value;
      assert.notDeepEqual(faults(schema, rest), [], `without ${key}`);
      assert.notDeepEqual(faults(schema, { ...value, [key]: typeof gone === "number" ? "x" : 7 }), [], `${key} as another type`);
    }
    assert.notDeepEqual(faults(schema, { ...value, "no-such-key": 1 }), [], "with a key that means nothing");
  });
}

// The types of CSL 1.0.2 (csl-data.json).
const TYPES = `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document
  entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map
  motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog
  regulation report review review-book software song speech standard thesis treaty webpage`.split(/\s+/);

// The variables that we write, with the test of each.
const isText = (value) => typeof value === "string" && value !== "";
const isNames = (value) => Array.isArray(value) && value.every((name) => isText(name.literal) || (isText(name.family) && isText(name.given)));
const isDate = (value) => isText(value.literal)
  || (value["date-parts"]?.length >= 1 && value["date-parts"].every((parts) => parts.length <= 3 && parts.every(Number.isInteger)));
const VARIABLES = {
  id: isText, type: (value) => TYPES.includes(value), genre: isText, version: isText, title: isText, "original-title": isText, language: isText,
  publisher: isText, number: isText, URL: isText, issued: isDate, author: isNames, translator: isNames, note: isText,
};

/** What is wrong with an item of CSL-JSON. */
function itemFaults(item) {
  const missing = ["id", "type", "title", "issued"].filter((name) => !(name in item)).map((name) => `no ${name}`);
  const wrong = Object.entries(item).filter(([name, value]) => !VARIABLES[name]?.(value));
  return [...missing, ...wrong.map(([name, value]) => `${name}: ${JSON.stringify(value)}`)];
}

test("the citations are CSL-JSON, one for each edition and one for the ledger in each language", () => {
  const items = json("data/citations.json");
  const editions = dossier.letters.flatMap((letter) => Object.keys(letter.editions).map((lang) => `${letter.id}-${lang}`));
  const ledgers = dossier.languages.map((lang) => `ledger:${lang}`);
  assert.deepEqual(items.map((item) => item.id).sort(), [...editions, ...ledgers].sort());
  assert.deepEqual(items.flatMap((item) => itemFaults(item).map((fault) => `${item.id}: ${fault}`)), []);
});

test("what is no citation is seen", () => {
  assert.deepEqual(itemFaults({ id: "x", type: "letter", title: "y", issued: { literal: "2024" } }), ['type: "letter"']);
  assert.deepEqual(itemFaults({ id: "x", type: "report", title: "y" }), ["no issued"]);
  assert.deepEqual(itemFaults({ id: "x", type: "report", title: "", issued: {} }), ['title: ""', "issued: {}"]);
});
