// A reference to another letter is a link in its block, and the other letter links back to that block.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, eachPage, findLink, follow, pageOf, pages, schemes, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

const known = (letter) => (letter.references ?? []).filter((reference) => reference.to);
const inside = (letter) => known(letter).filter(({ to }) => to !== letter.id);
const ownPlaces = (letter) => known(letter).filter(({ to }) => to === letter.id);

test("letters refer to each other", () => {
  assert.ok(dossier.letters.some((letter) => inside(letter).length > 0));
});

for (const letter of dossier.letters) {
  for (const { to, block } of inside(letter)) {
    test(`${to} knows that ${letter.id} refers to it in ${block}`, () => {
      const target = dossier.letters.find((other) => other.id === to);
      assert.ok(target, `${to} is a letter of the dossier`);
      const knows = target.referenced_by.some((back) => Object.values(back).includes(letter.id) && back.block === block);
      assert.ok(knows, JSON.stringify(target.referenced_by));
    });
  }
}

for (const scheme of schemes) {
  for (const letter of dossier.letters) {
    for (const [lang, edition] of Object.entries(letter.editions)) {
      for (const reference of firstPerTarget(inside(letter))) {
        const name = `${edition.path}#${reference.block} to ${reference.to} and back over ${scheme}`;
        test(name, () => thereAndBack(edition.path, reference, lang, scheme));
      }
    }
  }
}

for (const letter of dossier.letters) {
  for (const [lang, edition] of Object.entries(letter.editions)) {
    for (const { block, to_block } of ownPlaces(letter)) {
      test(`${edition.path}#${block} leads to #${to_block} (${lang})`, async () => {
        await visit(edition.path, {}, async (page) => {
          const link = await findLink(page, `#${block} a`, (a) => within(a.href) === edition.path && a.href.endsWith(`#${to_block}`));
          assert.ok(link, `a visible link from ${block} to ${to_block}`);
          assert.ok(await page.$(`#${to_block}`), "the block that is meant");
        });
      });
    }
  }
}

/** One reference for each letter that is referred to. */
function firstPerTarget(references) {
  return references.filter((one, at) => references.findIndex((other) => other.to === one.to) === at);
}

async function thereAndBack(path, { to, block }, lang, scheme) {
  const target = pageOf("letter", lang, to);
  assert.ok(target, `${to} has a page in ${lang}`);
  await visit(path, { scheme }, async (page) => {
    const link = await findLink(page, `#${block} a`, (a) => within(a.href) === target.path);
    assert.ok(link, `a visible link to ${target.path} in ${path}#${block}`);
    await follow(page, link);
    const back = await findLink(page, "main a", (a) => within(a.href) === path && a.href.endsWith(`#${block}`));
    assert.ok(back, `a visible link from ${target.path} back to ${path}#${block}`);
    await follow(page, back);
    assert.ok(await page.$(`#${block}`), "the block that refers");
  });
}

for (const letter of dossier.letters) {
  const cited = letter.referenced_by
    .map(({ from, block }) => dossier.letters.find(({ id }) => id === from)?.references.filter((one) => one.to === letter.id && one.block === block) ?? [])
    .flat().filter(({ to_block, type }) => to_block && !["same-sentence-as", "related-passage"].includes(type));
  for (const [lang, edition] of Object.entries(letter.editions)) {
    for (const { to_block, block } of cited) {
      test(`${edition.path}#${to_block} leads back to what refers to it (${lang})`, () =>
        visit(edition.path, { script: false }, async (page) => {
          const link = await findLink(page, `#${to_block} a.cited`, (a) => a.href.includes("#from-"));
          assert.ok(link, "a link at the passage");
          const entry = await page.evaluate((a) => document.getElementById(a.hash.slice(1)).textContent, link);
          assert.match(entry, new RegExp(`\\b${block}\\b`));
        }));
    }
  }
}

eachPage(pages.filter(({ kind }) => kind === "documents"), ["http"], "counts each passage that names a document once", ({ path }) =>
  visit(path, { script: false }, async (page) => {
    const counted = await page.$$eval(".mentions details", (all) => all.map((one) => ({
      said: Number(one.querySelector("summary").textContent.match(/\d+/)[0]),
      links: [...one.querySelectorAll(".snippets a.block")].map(({ href }) => href),
    })));
    assert.ok(counted.length > 0, "some document is named in several passages");
    assert.ok(counted.some(({ links }) => new Set(links).size < links.length), "some passage names one twice");
    for (const { said, links } of counted) assert.equal(said, new Set(links).size, links.join(" "));
  }));

for (const letter of dossier.letters) {
  for (const { lang, path, to_block } of Object.entries(letter.editions)
    .flatMap(([lang, { path }]) => ownPlaces(letter).filter(({ type }) => type === "has-annex").map(({ to_block }) => ({ lang, path, to_block })))) {
    test(`${path} calls its own annex by its heading (${lang})`, () =>
      visit(path, { script: false }, async (page) => {
        const [heading, links] = await page.evaluate((id) => [
          document.getElementById(id).textContent,
          [...document.querySelectorAll(`main p:has(> .relation) > a[href='#${id}']`)].map((link) => link.textContent),
        ], to_block);
        assert.ok(links.length > 0 && links.every((words) => heading.includes(words) && words !== ""), `${links} for ${heading}`);
      }));
  }
}
