// The home page says what the dossier is about, leads to the key figures, and to the letters that others cite most.
import assert from "node:assert/strict";
import { dossier, eachPage, json, pageOf, pages, plain, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

const homes = pages.filter(({ kind }) => kind === "home");
const MUTUAL = ["same-sentence-as", "related-passage"];

eachPage(homes, ["http"], "begins with what the dossier is about, then the key figures", ({ path }) =>
  visit(path, { width: 360, script: false }, async (page) => {
    const order = await page.$$eval("h1, .about > p:first-child, .figures h2, .reading h2, #map, #cited, #newest", (all) => all.map((one) => one.id || one.localName));
    assert.deepEqual(order, ["h1", "p", "figures", order[3], "map", "cited", "newest"]);
    const tops = await page.$$eval("h1, .about, .figures, .reading, .map", (all) => all.map((one) => one.getBoundingClientRect().top));
    assert.deepEqual(tops, [...tops].sort((one, other) => one - other), "on a telephone they stand in that order");
  }));

eachPage(homes, ["http"], "leads each key figure to its row and its passage", ({ path, lang }) =>
  visit(path, { script: false }, async (page) => {
    const figures = await page.$$eval(".figure", (all) => all.map((one) => [...one.querySelectorAll("a")].map((link) => link.href)));
    const { amounts } = json("data/funding.json");
    assert.ok(figures.length > 0);
    for (const [row, passage] of figures) {
      const amount = amounts.find(({ id }) => `#${id}` === new URL(row).hash);
      assert.equal(within(passage), pageOf("letter", lang, amount.letter).path);
      assert.equal(new URL(passage).hash, `#amount-${amount.id}`);
    }
  }));

eachPage(homes, ["http"], "says what the key figures are for, and which of them is a total", ({ path, lang }) =>
  visit(path, { script: false }, async (page) => {
    const figures = await page.$$eval(".figure", (all) => all.map((one) => ({
      id: new URL(one.querySelector("a").href).hash.slice(1),
      role: one.querySelector(".role")?.textContent ?? "",
    })));
    const said = plain(await page.$eval(".figures > .purpose", (one) => one.textContent));
    const { amounts } = json("data/funding.json");
    for (const { id, role } of figures) {
      const amount = amounts.find((own) => own.id === id);
      assert.equal(plain(amount.purpose[lang]), said, `what ${id} is for`);
      assert.equal(role !== "", amount.role === "total", `${id} is ${role || "no total"}`);
    }
  }));

eachPage(homes, ["http"], "names the most cited letters with the number of passages", ({ path, lang }) =>
  visit(path, { script: false }, async (page) => {
    const shown = await page.$$eval(".cited-most li", (rows) => rows.map((row) => ({
      href: row.querySelector("h3 a").href,
      references: row.querySelector(".small a").href,
      count: Number(row.querySelector(".small a").textContent.match(/\d+/)[0]),
    })));
    const counted = dossier.letters.map(({ id, referenced_by: from }) => ({
      path: pageOf("letter", lang, id).path,
      count: new Set(from.filter(({ type }) => !MUTUAL.includes(type)).map(({ letter, from: id, block }) => `${letter ?? id} ${block}`)).size,
    })).filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
    assert.deepEqual(shown.map(({ href, count }) => ({ path: within(href), count })), counted.slice(0, 5));
    for (const { href, references } of shown) {
      assert.equal(references, `${href}#from-1`);
      await page.goto(references);
      assert.ok(await page.$("#from-1"), `${href} begins to list there what names it`);
    }
  }));

eachPage(pages.filter(({ kind }) => kind === "letter"), ["http"], "tells in its head what it answers and what answers it", ({ path, letter }) =>
  visit(path, { script: false }, async (page) => {
    const facts = await page.$$eval(".facts dd a, .facts dd cite", (all) => all.map((one) => one.closest("a").href));
    const { references, referenced_by: from } = dossier.letters.find(({ id }) => id === letter);
    const ties = ["is-reaction-to", "has-annex", "elaborates"];
    const ends = [...references.map(({ to, external, type }) => ({ id: to ?? external, type })), ...from.map(({ from: id, external, type }) => ({ id: id ?? external, type }))];
    for (const { id, type } of ends.filter(({ id: end, type: tie }) => ties.includes(tie) && end !== letter)) {
      const isThere = facts.some((href) => new URL(href).hash === `#${id}` || within(href) === pageOf("letter", path.slice(0, 2), id)?.path);
      assert.ok(isThere, `${type} ${id} is in the head of ${path}`);
    }
  }));
