// Metadata for the Dutch government is what the schemas of its standards say, and what they refuse is refused.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { validateXML } from "xmllint-wasm";
import { PROGRAM } from "./program.mjs";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const SETTINGS = `
[government.diwoo]
publisher = "ministerie van Economische Zaken"
publisher-uri = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1045"
handling = "vaststelling"
leave-out = ["answers-jansen-ai-factory", "note-ai-factory-questions"]
[government.diwoo.categories]
letter-to-parliament = "007"
decision-note = "007"
answers = "007"

[government.mdto]
identification = "dossier"
archiefvormer = "ministerie van Economische Zaken"
waardering = { label = "Blijvend te bewaren", code = "B", list = "Begrippenlijst Waarderingen MDTO" }

[[government.mdto.beperking-gebruik]]
label = "Openbaar"
list = "Lijst van de publicist"

[[government.mdto.beperking-gebruik]]
label = "Auteursrechtvrij (art. 11 Auteurswet)"
code = "11"
list = "Lijst van de publicist"
`;
const BASE_URL = "https://example.org/dossier/";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dossier-government-test-"));
const site = path.join(folder, "site");
const read = (name) => fs.readFileSync(path.join(site, name), "utf8");
const schema = (name) => ({ fileName: name, contents: fs.readFileSync(path.join(ROOT, "tests/schemas/diwoo", name), "utf8") });

/** The schemas of DiWoo, with those that they name, and the one of MDTO alone. */
const DIWOO = ["all.xsd", "sitemap.xsd", "diwoo-metadata.xsd", "diwoo-metadata-lijsten.xsd", "MDTO-XML1.0.1.xsd"].map(schema);
const MDTO = [schema("MDTO-XML1.0.1.xsd")];
const INDEX = [{ fileName: "index.xsd", contents: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9"><xs:element name="sitemapindex"><xs:complexType><xs:sequence>
  <xs:element name="sitemap" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="loc" type="xs:anyURI"/>
  <xs:element name="lastmod" type="xs:date"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>` }];

/** What libxml2 finds wrong with a file by schemas. */
async function faults(contents, [own, ...others]) {
  const { errors } = await validateXML({ xml: [{ fileName: "file.xml", contents }], schema: [own], preload: others });
  return errors.map(({ message }) => message);
}

before(() => {
  fs.cpSync(path.join(ROOT, "content"), path.join(folder, "content"), { recursive: true });
  fs.appendFileSync(path.join(folder, "content/dossier.toml"), SETTINGS);
  const { status, stderr } = spawnSync(PROGRAM, ["build", "--root", folder, "--output", site, "--base-url", BASE_URL], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
});

after(() => fs.rmSync(folder, { recursive: true }));

test("sitemaps for the Woo-index are what DiWoo 0.9.8 says", async () => {
  const sitemap = read("sitemap-diwoo-infocat007-1.xml");
  assert.deepEqual(await faults(sitemap, DIWOO), []);
  const wrong = [
    ["<diwoo:publisher", "<diwoo:uitgever", "</diwoo:publisher>", "</diwoo:uitgever>"],
    ["mnre1045", "mnre9999"],
    ["kern/c_c76862ab", "kern/c_00000000"],
    ["T00:00:00</diwoo:atTime>", "</diwoo:atTime>"],
    ["language/NLD", "language/NL"],
    ["file-type/TXT", "file-type/TEXT"],
    ["kern/c_641ecd76", "kern/c_49599e6c"],
    [/<diwoo:titelcollectie>[^]*?<\/diwoo:titelcollectie>/, ""],
    [/<diwoo:documenthandelingen>[^]*?<\/diwoo:documenthandelingen>/, ""],
    [/<lastmod>[^<]*/, "<lastmod>gisteren"],
  ];
  for (const [from, to, from2, to2] of wrong) {
    const changed = from2 ? sitemap.replace(from, to).replace(from2, to2) : sitemap.replace(from, to);
    assert.notEqual(changed, sitemap, `${from} is there`);
    assert.notDeepEqual(await faults(changed, DIWOO), [], `${from} becomes ${to}`);
  }
});

test("the way from robots.txt leads to the documents themselves", async () => {
  const named = read("robots.txt").match(/^Sitemap: .*diwoo.*$/gm).map((line) => line.slice("Sitemap: ".length));
  assert.deepEqual(named, [`${BASE_URL}sitemapindex-diwoo-infocat007.xml`]);
  const index = read("sitemapindex-diwoo-infocat007.xml");
  assert.deepEqual(await faults(index, INDEX), []);
  const locs = (text) => [...text.matchAll(/<loc>([^<]*)/g)].map(([, loc]) => loc.slice(BASE_URL.length));
  const sources = locs(index).flatMap((name) => locs(read(name)));
  assert.deepEqual(sources.sort(), ["answers-vermeer-gigafactories", "note-gigafactory-position", "progress-ai-factory"].map((id) => `sources/${id}.txt`));
  for (const name of sources) {
    const id = path.basename(name, ".txt");
    assert.ok(fs.readFileSync(path.join(site, name)).equals(fs.readFileSync(path.join(ROOT, "content/letters", id, "source.txt"))), name);
  }
});

test("letters name each other where both are listed", () => {
  const sitemap = read("sitemap-diwoo-infocat007-1.xml");
  const relations = [...sitemap.matchAll(/<diwoo:relation resource="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(relations.length > 0);
  for (const address of relations) assert.ok(sitemap.includes(`<loc>${address}</loc>`), address);
});

test("records for archives are what MDTO says", async () => {
  const names = fs.readdirSync(path.join(site, "data/mdto")).sort();
  assert.equal(names.length, 2 * fs.readdirSync(path.join(ROOT, "content/letters")).length);
  for (const name of names) assert.deepEqual(await faults(read(`data/mdto/${name}`), MDTO), [], name);
  const wrong = {
    "progress-ai-factory.mdto.xml": [/<waardering>[^]*?<\/waardering>/, /<archiefvormer>[^]*?<\/archiefvormer>/, /<beperkingGebruik>[^]*<\/beperkingGebruik>/,
      /<naam>[^<]*<\/naam>/, /<begripBegrippenlijst>[^]*?<\/begripBegrippenlijst>/],
    "progress-ai-factory.txt.bestand.mdto.xml": [/<omvang>\d+/, /T00:00:00/, /<checksum>[^]*<\/checksum>/, /<isRepresentatieVan>[^]*<\/isRepresentatieVan>/],
  };
  for (const [name, parts] of Object.entries(wrong)) {
    const record = read(`data/mdto/${name}`);
    for (const part of parts) {
      const changed = record.replace(part, part.source.startsWith("<omvang") ? "<omvang>veel" : "");
      assert.notEqual(changed, record, `${name} has ${part}`);
      assert.notDeepEqual(await faults(changed, MDTO), [], `${name} without ${part}`);
    }
  }
});
