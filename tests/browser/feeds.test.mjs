// The feeds and the sitemap of a site with an address: readers of such files take them, and every address in them leads to a page.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseAtomFeed } from "feedsmith";
import { validateXML } from "xmllint-wasm";
import { BASED, BASE_URL, SITE, dossier } from "./lib.mjs";
import { elements } from "./links.mjs";

const SCHEMAS = path.join(path.dirname(fileURLToPath(import.meta.url)), "../schemas");
const read = (name) => fs.readFileSync(path.join(BASED, name), "utf8");
const schema = (name) => ({ fileName: name, contents: fs.readFileSync(path.join(SCHEMAS, name), "utf8") });
const languages = dossier.languages.map((lang) => lang.tag ?? lang.lang ?? lang);

/** What libxml2 finds wrong with a file: its form, and what a schema says. */
async function faults(contents, schemas = []) {
  const needs = schemas.length > 0 ? { schema: [schemas[0]], preload: schemas.slice(1) } : { extraArgs: ["--noout"], normalization: "format" };
  const { errors } = await validateXML({ xml: [{ fileName: "file.xml", contents }], ...needs });
  return errors.map(({ message }) => message);
}

/** Whether an address leads to a page of the site with an address. */
const isThere = (address) => address.startsWith(BASE_URL) && fs.existsSync(path.join(BASED, address.slice(BASE_URL.length).split("#")[0]));

test("without an address there is neither", () => {
  assert.ok(!fs.existsSync(path.join(SITE, "sitemap.xml")));
  for (const lang of languages) assert.ok(!fs.existsSync(path.join(SITE, lang, "feed.xml")));
});

test("the sitemap is what its schema says", async () => {
  const schemas = [schema("sitemap.xsd"), schema("xhtml-link.xsd")];
  assert.deepEqual(await faults(read("sitemap.xml"), schemas), []);
  for (const [from, to] of [["<loc>https", "<loc>ftp"], ["hreflang=", "lang="], ["<urlset", "<urls"], ["</url>", ""]]) {
    assert.notDeepEqual(await faults(read("sitemap.xml").replace(from, to), schemas), [], `with ${to} for ${from}`);
  }
});

test("pages of the sitemap name each other, and each address leads to a page", () => {
  const entries = new Map(read("sitemap.xml").split("<url>").slice(1).map((entry) => [
    /<loc>([^<]*)/.exec(entry)[1],
    [...entry.matchAll(/hreflang="([^"]*)" href="([^"]*)"/g)].map(([, lang, href]) => `${lang} ${href}`),
  ]));
  assert.ok(entries.size > 10);
  for (const [address, links] of entries) {
    assert.ok(isThere(address), address);
    if (links.length > 0) assert.ok(links.some((link) => link.endsWith(` ${address}`)), `${address} names itself`);
    for (const link of links) assert.deepEqual(entries.get(link.split(" ")[1]), links, `${address} and ${link}`);
  }
});

for (const lang of languages) {
  const name = `${lang}/feed.xml`;

  test(`${name} is a feed to a reader of feeds`, async () => {
    assert.deepEqual(await faults(read(name)), []);
    const feed = parseAtomFeed(read(name));
    const letters = dossier.letters.filter((letter) => letter.editions[lang]);
    assert.deepEqual(feed.entries.map((entry) => entry.title?.value ?? entry.title), letters.toReversed?.().map((letter) => letter.editions[lang].title)
      ?? [...letters].reverse().map((letter) => letter.editions[lang].title));
    assert.equal(feed.id, `${BASE_URL}${name}`);
    assert.equal(new Set(feed.entries.map(({ id }) => id)).size, letters.length);
    for (const entry of feed.entries) entryIsSound(entry, letters, lang);
    const dated = feed.entries.filter((entry) => entry.published).map((entry) => entry.published);
    assert.deepEqual(dated, [...dated].sort().reverse(), "newest first");
  });

  test(`the pages in ${lang} lead to their feed`, () => {
    for (const page of dossier.pages.filter((page) => page.lang === lang && !["not-found", "stub", "redirect"].includes(page.kind))) {
      const feeds = elements(read(page.path)).filter(({ name, attributes }) => name === "link" && attributes.type === "application/atom+xml");
      assert.deepEqual(feeds.map(({ attributes }) => path.posix.join(path.posix.dirname(page.path), attributes.href)), [name], page.path);
    }
  });
}

/** Fails unless an entry says of its letter what the dossier says, and no more. */
function entryIsSound(entry, letters, lang) {
  const letter = letters.find(({ id }) => entry.id === `${BASE_URL}data/letters/${id}.json#${lang}`);
  assert.ok(letter && isThere(entry.id), entry.id);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(letter.date) ? `${letter.date}T00:00:00Z` : undefined;
  assert.equal(entry.published, day, letter.id);
  assert.match(entry.updated, /^\d{4}-\d{2}-\d{2}T00:00:00Z$/);
  assert.ok(!day || day <= entry.updated);
  const links = entry.links.map(({ rel, hreflang, href }) => [rel, hreflang, href]);
  const others = Object.keys(letter.editions).filter((other) => other !== lang);
  assert.deepEqual(links, [lang, ...others].map((other) => ["alternate", other, `${BASE_URL}${letter.editions[other].path}`]));
  assert.ok(links.every(([, , href]) => isThere(href)));
  const isTranslation = !letter.editions[lang].is_original;
  assert.equal(/^(Onofficiële vertaling|Unofficial translation)\. /.test(entry.summary?.value ?? entry.summary), isTranslation);
}
