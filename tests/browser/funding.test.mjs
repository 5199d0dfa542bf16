// Every figure of the funding page and of the ledger leads to the very words that print it, and these lead back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, eachPage, follow, json, pageOf, pages, plain, schemes, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

/** Every record of the ledger, at any depth, that quotes a block of a letter. */
function evidence(value) {
  if (value === null || typeof value !== "object") return [];
  const own = value.letter && value.block && value.quote ? [value] : [];
  return [...own, ...Object.values(value).flatMap(evidence)];
}

const ledger = json("data/funding.json");
const quoted = evidence(ledger);
const places = new Map();
const inside = new Map();

test("the ledger quotes passages", () => assert.notEqual(quoted.length, 0));

for (const scheme of schemes) {
  for (const funding of pages.filter((page) => page.kind === "funding")) {
    test(`${funding.path} links every figure and statement to its passage over ${scheme}`, async () => {
      const linked = await links(funding.path, scheme);
      for (const { letter, block } of quoted) {
        const path = pageOf("letter", funding.lang, letter)?.path;
        const inBlock = [...(await placesIn(path, block))].map((id) => `${path}#${id}`);
        assert.ok(inBlock.some((address) => linked.includes(address)), `no link to ${path}#${block}`);
      }
    });
  }
}

eachPage(pages.filter(({ kind }) => kind === "funding" || kind === "ledger"), schemes, "shows every amount with a link to its figure", ({ path, lang }, scheme) =>
  visit(path, { scheme, script: false }, async (page) => {
    for (const { id, letter, block, quote } of ledger.amounts) {
      const hrefs = await page.$$eval(`[id="${id}"] a.source`, (all) => all.filter((a) => a.checkVisibility()).map((a) => a.href));
      assert.deepEqual(hrefs.map((href) => `${within(href)}${new URL(href).hash}`), [`${pageOf("letter", lang, letter).path}#amount-${id}`]);
      const shown = await page.$eval(`[id="${id}"]`, (row) => row.textContent);
      assert.ok(plain(shown).includes(plain(quote[lang])), `${id} shows its words`);
      assert.ok(plain(shown).includes(`, ${block}`), `${id} names its passage`);
    }
  }));

eachPage(pages.filter(({ kind }) => kind === "funding"), schemes, "leads to the figure, highlighted, and back", ({ path }, scheme) =>
  visit(path, { scheme, script: false }, async (page) => {
    for (const { id } of ledger.amounts.filter((_, idx) => idx % 7 === 0)) {
      await follow(page, await page.$(`[id="${id}"] a.source`));
      const target = await page.$eval(":target", (one) => {
        const paper = getComputedStyle(document.body).backgroundColor;
        const box = one.getBoundingClientRect();
        return { text: one.textContent, isMarked: getComputedStyle(one).backgroundColor !== paper, isSeen: box.top >= 0 && box.bottom <= innerHeight };
      });
      assert.ok(target.isMarked && target.isSeen, `${id}: ${JSON.stringify(target)}`);
      await follow(page, await page.$(":target a.amount, a.amount:target"));
      assert.equal(await page.evaluate(() => document.querySelector(":target").id), id);
      assert.equal(within(page.url()), path);
    }
  }));

eachPage(pages.filter(({ kind }) => kind === "ledger"), schemes, "sorts and filters its rows", ({ path, lang }, scheme) =>
  visit(path, { scheme }, async (page) => {
    const rows = () => page.$$eval("#ledger tbody tr", (all) => all.filter((row) => row.checkVisibility()).map((row) => ({ id: row.id, ...row.dataset })));
    const said = () => page.$eval("#sieve [role=status]", (one) => one.textContent);
    const all = await rows();
    assert.deepEqual(all.map((row) => row.id).sort(), ledger.amounts.map((amount) => amount.id).sort());
    await page.select("#sieve [name=order]", "largest");
    const euros = (await rows()).filter((row) => row.unit === "EUR").map((row) => Number(row.cents));
    assert.deepEqual(euros, [...euros].sort((a, b) => b - a));
    assert.ok(euros.length > 10 && euros[0] > euros.at(-1));
    await page.select("#sieve [name=order]", "");
    assert.deepEqual((await rows()).map((row) => row.id), all.map((row) => row.id), "back to the order of the documents");
    const status = all[0].status;
    await page.select("#sieve [name=status]", status);
    const some = await rows();
    assert.ok(some.length > 0 && some.length < all.length && some.every((row) => row.status === status));
    assert.ok((await said()).includes(String(some.length)), await said());
    await page.select("#sieve [name=status]", "");
    await page.type("#sieve [name=words]", { nl: "ministerie dÉfensie", en: "ministry dÉfence" }[lang]);
    assert.deepEqual((await rows()).map((row) => row.id), ["defence"]);
    await page.keyboard.press("Enter");
    assert.equal(within(page.url()), path, "Enter leaves the page as it is");
  }));

eachPage(pages.filter(({ kind }) => kind === "ledger"), schemes, "filters its rows without JavaScript", ({ path }, scheme) =>
  visit(path, { scheme, script: false }, async (page) => {
    const rows = () => page.$$eval("#ledger tbody tr", (all) => all.filter((row) => row.checkVisibility()).map((row) => ({ ...row.dataset })));
    const all = await rows();
    const choices = await page.$$eval("#sieve select", (selects) => selects.filter((select) => select.checkVisibility()).map(({ name, options }) => ({
      name, values: [...options].slice(1).map(({ value }) => value),
    })));
    assert.deepEqual(choices.map(({ name }) => name), ["status", "programme"], "what needs a script is not there");
    for (const { name, values } of choices) {
      for (const value of values) {
        await page.select(`#sieve [name=${name}]`, value);
        const expected = all.filter((row) => row[name] === value);
        assert.ok(expected.length > 0 && expected.length < all.length, `${name}: ${value} narrows the ledger`);
        assert.deepEqual(await rows(), expected, `${name}: ${value}`);
      }
      await page.select(`#sieve [name=${name}]`, "");
    }
    assert.equal((await rows()).length, all.length);
  }));

for (const lang of dossier.languages) {
  for (const { letter, block, quote } of quoted) {
    const path = dossier.letters.find((one) => one.id === letter)?.editions[lang]?.path;
    test(`${path}#${block} says \`${quote[lang]}\``, async () => {
      assert.ok(path, `an edition of ${letter} in ${lang}`);
      assert.ok(quote[lang], `words in ${lang}`);
      const text = (await texts(path)).get(block);
      assert.ok(text !== undefined, "the block is there");
      assert.ok(plain(text).includes(plain(quote[lang])), `the block says: ${plain(text)}`);
    });
  }
}

/** The visible links of a page to places in other pages of the site, as `path#id`. */
async function links(path, scheme) {
  let found = [];
  await visit(path, { scheme }, async (page) => {
    const all = await page.$$eval("main a[href]", (list) => list.filter((a) => a.checkVisibility()).map((a) => a.href));
    found = all.map((href) => `${within(href)}${new URL(href).hash}`);
  });
  return found;
}

/** The ids of a block and of the places inside it. */
async function placesIn(path, block) {
  await texts(path);
  return inside.get(path).get(block) ?? new Set();
}

/** The text of every element with an id, by id, without the signs of editors' notes; each page is opened once. */
async function texts(path) {
  if (!places.has(path)) {
    await visit(path, {}, async (page) => {
      const all = await page.evaluate(() => {
        for (const mark of document.querySelectorAll(".note-mark, .notes")) mark.remove();
        return Array.from(document.querySelectorAll("[id]"), (element) => [element.id, element.textContent]);
      });
      places.set(path, new Map(all));
      const ids = await page.$$eval("[id]", (list) => list.map((one) => [one.id, [one, ...one.querySelectorAll("[id]")].map((inner) => inner.id)]));
      inside.set(path, new Map(ids.map(([id, inner]) => [id, new Set(inner)])));
    });
  }
  return places.get(path);
}

eachPage(pages.filter(({ kind }) => kind === "funding"), ["http"], "draws all bars of a subject on one scale and in one order", ({ path }) =>
  visit(path, { script: false }, async (page) => {
    const programmes = await page.$$eval(".programme", (all) => all.map((programme) => {
      const stretches = (gauge) => [...(gauge?.querySelectorAll("rect:not(.ground)") ?? [])];
      const kinds = (gauge) => stretches(gauge).map((one) => one.getAttribute("class")).filter((kind, at, whole) => kind !== whole[at - 1]);
      const rows = [...programme.querySelectorAll("tr[id]:has(.gauge)")];
      return {
        glance: kinds(programme.querySelector(".glance .gauge")),
        total: kinds(programme.querySelector("tr.total .gauge")),
        bars: rows.map((row) => [row.id.replace(/^amount-/, ""), stretches(row.querySelector(".gauge")).reduce((sum, one) => sum + Number(one.getAttribute("width")), 0)]),
      };
    }));
    assert.ok(programmes.some(({ bars }) => bars.length > 10));
    for (const { glance, total, bars } of programmes) {
      assert.deepEqual(glance, total, "the total is drawn in one order");
      const cents = (id) => Number(ledger.amounts.find((amount) => amount.id === id).value_low);
      const scales = bars.filter(([, width]) => width > 50).map(([id, width]) => cents(id) / width);
      assert.ok(scales.every((scale) => Math.abs(scale / scales[0] - 1) < 0.05), `${bars}`);
    }
  }));
