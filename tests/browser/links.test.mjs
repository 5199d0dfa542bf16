// Every address in every file of the site leads somewhere, and no page holds what its policy forbids.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { dossier, json, pages, SITE } from "./lib.mjs";
import { addresses, elements, fault, files, inline, styleAddresses } from "./links.mjs";

const read = (name) => fs.readFileSync(path.join(SITE, name), "utf8");
const all = files();
const parsed = new Map(all.filter((name) => name.endsWith(".html")).map((name) => [name, elements(read(name))]));
const idList = (page) => page.map(({ attributes }) => attributes.id).filter((id) => id !== undefined);
const ids = new Map([...parsed].map(([name, page]) => [name, new Set(idList(page))]));

test("the site lists every page, and only pages that exist", () => {
  const listed = pages.map((page) => page.path);
  assert.deepEqual(listed.filter((name) => !parsed.has(name)), [], "listed, but no file");
  assert.equal(new Set(listed).size, listed.length, "no page is listed twice");
});

test("file names are lower-case ASCII", () => {
  assert.deepEqual(all.filter((name) => !/^[a-z0-9./_-]+$/.test(name) && !/(^|\/)(LICENSE|VERSION|CHECKSUMS)/.test(name)), []);
});

for (const [name, page] of parsed) {
  test(`every address leads somewhere: ${name}`, () => {
    const links = page.flatMap((element) => addresses(element).map((address) => fault(address, name, element.name, ids)));
    assert.deepEqual(links.filter(Boolean), []);
  });
  test(`well made: ${name}`, () => wellMade(name, page));
}

for (const name of all.filter((file) => file.endsWith(".css"))) {
  test(`every address leads somewhere: ${name}`, () => {
    assert.deepEqual(styleAddresses(read(name)).map((address) => fault(address, name, "style", ids)).filter(Boolean), []);
  });
}

test("404.html has no link and no asset, as no base address is set, nor has that of a language", () => {
  const missing = [...parsed.keys()].filter((name) => name.endsWith("404.html"));
  assert.equal(missing.length, dossier.languages.length + 1);
  for (const name of missing) assert.deepEqual(parsed.get(name).flatMap(addresses), [], name);
});

for (const letter of dossier.letters) {
  test(`the editions of ${letter.id} have the same blocks`, () => {
    const blocks = (path) => [...ids.get(path)].filter((id) => /^[a-z]+[0-9]+$/.test(id)).sort();
    const [first, ...others] = Object.values(letter.editions);
    assert.notEqual(blocks(first.path).length, 0, "an edition has blocks");
    for (const other of others) assert.deepEqual(blocks(other.path), blocks(first.path));
    assert.ok(json(`data/letters/${letter.id}.json`), "the blocks as data");
  });
}

/** One heading of the first level, a language, a title, a strict policy before any asset, no id twice, nothing inline. */
function wellMade(name, page) {
  const named = (tag) => page.filter((element) => element.name === tag);
  const { lang } = named("html")[0].attributes;
  const listed = pages.find((other) => other.path === name);
  assert.ok(lang, "a language");
  if (listed?.lang) assert.equal(lang, listed.lang);
  assert.equal(named("h1").length, 1, "one h1");
  assert.equal(named("main").length, 1, "one main");
  assert.ok(named("title")[0]?.text.trim(), "a title");
  const found = idList(page);
  assert.deepEqual(found.filter((id, at) => found.indexOf(id) !== at), [], "ids that occur twice");
  assert.deepEqual(page.flatMap(inline), []);
  policy(page);
}

/** The policy stands before anything that it must hold for, and allows nothing inline and no evaluation. */
function policy(page) {
  const at = page.findIndex(({ attributes }) => attributes["http-equiv"]?.toLowerCase() === "content-security-policy");
  assert.notEqual(at, -1, "a Content-Security-Policy");
  const firstAsset = page.findIndex(({ name }) => ["script", "link", "img"].includes(name));
  assert.ok(firstAsset === -1 || at < firstAsset, "the policy comes before the first asset");
  const { content } = page[at].attributes;
  assert.match(content, /default-src '(none|self)'/);
  assert.doesNotMatch(content, /unsafe|https?:|\*|frame-ancestors|data:|blob:/);
}
