// The list of letters can be narrowed by kind, year and sender: with a script, which counts, and by styles alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, eachPage, open, base, pages, schemes, useBrowser, visit } from "./lib.mjs";

useBrowser();

const lists = pages.filter(({ kind }) => kind === "letters");

test("there are letters of several kinds to choose from", () => {
  assert.ok(new Set(dossier.letters.map(({ kind }) => kind)).size > 1);
});

for (const script of [true, false]) {
  eachPage(lists, schemes, `shows the letters of each value, ${script ? "with" : "without"} JavaScript`, ({ path, lang }, scheme) =>
    visit(path, { scheme, script }, async (page) => {
      const every = await page.evaluate(rows);
      const all = every.length;
      assert.equal(all, dossier.letters.length);
      for (const { name, values } of await choices(page)) {
        for (const { value, label } of values) {
          await page.select(`#sift [name=${name}]`, value);
          const shown = await page.evaluate(rows);
          const expected = fitting(every, lang, { name, value, label });
          assert.deepEqual(shown.map(({ title }) => title).sort(), expected.sort(), `${name}: ${label}`);
          assert.ok(expected.length > 0 && expected.length < all, `${name}: ${label} narrows the list`);
          if (script) assert.match(await status(page), new RegExp(`^${shown.length} .*${all}`));
        }
        await page.select(`#sift [name=${name}]`, "");
      }
      assert.equal((await page.evaluate(rows)).length, all, "all letters again");
    }));
}

eachPage(lists, schemes, "keeps the choice in the address, hides empty years", ({ path }, scheme) =>
  visit(path, { scheme }, async (page) => {
    const [, years] = await choices(page);
    // Of no later year: letters without a last day are of each of those too.
    const { value } = years.values.at(-1);
    await page.select("#sift [name=year]", value);
    assert.equal(new URL(page.url()).searchParams.get("year"), value);
    const headings = await page.$$eval(".year h2", (all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
    assert.deepEqual(headings, [value]);
    const said = await status(page);
    await open(page, `${base[scheme]}${path}?year=${value}`);
    assert.equal(await page.$eval("#sift [name=year]", (select) => select.value), value);
    assert.equal(await status(page), said);
  }));

/** The choices of the page and their values but for "all". */
function choices(page) {
  return page.$$eval("#sift select", (selects) => selects.map(({ name, options }) => ({
    name,
    values: [...options].slice(1).map(({ value, label }) => ({ value, label })),
  })));
}

/** In the page: the letters that one can see. */
function rows() {
  const visible = [...document.querySelectorAll(".letter-row")].filter((row) => row.checkVisibility());
  return visible.map((row) => ({
    title: row.querySelector("h3").textContent.trim(),
    from: [...row.querySelectorAll(".small")].map((line) => line.textContent).join(" "),
  }));
}

/** The newest year that a date of a letter names. */
const newest = dossier.letters.flatMap(({ date }) => date.match(/\b\d{4}\b/g)).sort().at(-1);

/** Whether a date, which can be an interval and without an end, can be of a year. */
function canBeOf(year, date) {
  const [first, last = first] = date.split("/").map((end) => end.slice(0, 4));
  return first <= year && year <= (last === ".." ? newest : last);
}

/** The titles of the letters that have a value: kind and year by what the site says of its letters elsewhere, the sender by the row. */
function fitting(all, lang, { name, value, label }) {
  const titles = (letters) => letters.map(({ editions }) => editions[lang].title);
  if (name === "kind") return titles(dossier.letters.filter(({ kind }) => kind === value));
  if (name === "year") return titles(dossier.letters.filter(({ date }) => canBeOf(value, date)));
  // A person with a record may sign in several ways; the last name is the same.
  const signed = /^[a-z0-9-]+$/.test(value) ? label.split(" ").at(-1) : label;
  return all.filter(({ from }) => from.includes(signed)).map(({ title }) => title);
}

/** What the page says of how many letters it shows. */
const status = (page) => page.$eval("#sift [role=status]", (said) => said.textContent);
