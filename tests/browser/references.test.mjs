// A reference to another letter is a link in its block, and the other letter links back to that block.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, findLink, follow, pageOf, schemes, useBrowser, visit, within } from "./lib.mjs";

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
