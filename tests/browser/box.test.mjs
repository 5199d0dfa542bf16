// The search field on every page: nothing of the search is loaded before the reader turns to it; then it suggests, as a combobox.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { asset, eachPage, pages, samplesInTurn, schemes, useBrowser, visit, withhold, within } from "./lib.mjs";

useBrowser();

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const homes = pages.filter((page) => page.kind === "home");
const searching = pages.filter((page) => page.kind === "search");
const FIELD = "form.find[data-root] [type=search]";
/** What holds of the search before and after its field is touched. */
const TOUCHED = "loads nothing of the search before the field is touched, by a slash from anywhere";

/** The beginning of words that each language of the dossier has. */
const BEGUN = { nl: "giga", en: "giga" };

// From a disk one page of a language is enough: that no page loads more than it names is told in open.test.mjs.
eachPage(samplesInTurn.filter((page) => page.kind !== "choice"), ["http"], TOUCHED, loadsWhenTouched);
eachPage(homes, ["file"], TOUCHED, loadsWhenTouched);

/** The search is loaded with the first touch of its field, each script once, and not before; a slash leads to that field. */
async function loadsWhenTouched({ path, kind }, scheme) {
  await visit(path, { scheme }, async (page) => {
    const loaded = () => page.$$eval("script", (all) => all.map((script) => script.src).filter((src) => /search/.test(src.split("/").pop()) || /\/search\//.test(src)));
    const before = await loaded();
    if (kind !== "search") assert.deepEqual(before, []);
    assert.ok(before.every((src) => !/\/search\//.test(src) && !/search-box/.test(src)), `${before}`);
    await page.evaluate(() => document.activeElement.blur());
    const isThere = () => page.evaluate((field) => document.activeElement.matches(field), FIELD);
    assert.equal(await isThere(), false);
    await page.keyboard.press("/");
    assert.equal(await isThere(), true, "a slash leads to the field from anywhere");
    assert.equal(await page.$eval(FIELD, (field) => field.value), "");
    await page.keyboard.press("/");
    assert.equal(await page.$eval(FIELD, (field) => field.value), "/", "in the field it is a character");
    await page.waitForNetworkIdle({ idleTime: 60 });
    assert.ok((await loaded()).some((src) => src.endsWith(asset("search-box.js"))), "loaded with the focus");
    const twice = await loaded();
    assert.equal(new Set(twice).size, twice.length, "each script once");
  });
}

eachPage(homes, schemes, "suggests questions and passages, taken with the keyboard", async ({ path, lang }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    const closed = await facts(page);
    assert.deepEqual([closed.role, closed.autocomplete, closed.expanded, closed.active], ["combobox", "list", "false", null]);
    await suggest(page, BEGUN[lang]);
    const opened = await facts(page);
    assert.equal(opened.list, "listbox");
    assert.ok(opened.listName, "the list has a name");
    assert.equal(opened.active, null, "no option is active by itself");
    const texts = opened.options.filter((option) => !option.isPassage);
    assert.ok(texts.length > 0 && texts.length <= 4 && texts.every(({ text }) => text.toLowerCase().startsWith(BEGUN[lang])), JSON.stringify(texts));
    const passages = opened.options.length - texts.length;
    assert.ok(passages > 0 && passages <= 4);

    const { options } = opened;
    await page.keyboard.press("ArrowDown");
    assert.equal((await facts(page)).active, options[0].text);
    await page.keyboard.press("ArrowUp");
    assert.equal((await facts(page)).active, null, "back in the field");
    await page.keyboard.press("ArrowUp");
    assert.equal((await facts(page)).active, options.at(-1).text, "round to the last");
    await page.keyboard.press("ArrowDown");
    assert.equal((await facts(page)).active, null);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    const home = await page.$eval(FIELD, (field) => ({ at: field.selectionStart, isFocus: field === document.activeElement, text: field.value }));
    assert.deepEqual(home, { at: 0, isFocus: true, text: BEGUN[lang] }, "Home is the text's");
    assert.equal((await facts(page)).active, null);
    await page.keyboard.press("Escape");
    assert.equal((await facts(page)).expanded, "false");
    assert.equal(await page.$eval(FIELD, (field) => field.value), BEGUN[lang], "the first Escape closes");
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval(FIELD, (field) => field.value), "", "the second clears");
  });
});

eachPage(homes, schemes, "takes a suggested question to the search page", async ({ path, lang }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await suggest(page, BEGUN[lang]);
    await page.keyboard.press("ArrowDown");
    const { active } = await facts(page);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(within(page.url()), searching.find((other) => other.lang === lang).path);
    assert.equal(new URL(page.url()).searchParams.get("q"), active);
    await page.waitForSelector("html[data-search=done]");
  });
});

eachPage(homes, schemes, "opens a suggested passage at its block", async ({ path, lang }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await suggest(page, BEGUN[lang]);
    await page.keyboard.press("ArrowUp");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(pages.find((other) => other.path === within(page.url()))?.kind, "letter");
    assert.equal(new URL(page.url()).searchParams.get("q"), BEGUN[lang]);
    assert.ok(await page.evaluate(() => document.getElementById(location.hash.slice(1)) !== null));
  });
});

eachPage(homes, ["http"], "keeps the list in which the reader goes, though more was typed", async ({ path, lang }) => {
  await visit(path, {}, async (page) => {
    const begun = BEGUN[lang].slice(0, 2);
    await suggest(page, begun);
    const { options } = await facts(page);
    // Both at once, as on a slow machine: the suggestions for what was typed come after the arrow key.
    await page.$eval(FIELD, (field, typed) => {
      field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    }, BEGUN[lang]);
    await new Promise((done) => { setTimeout(done, 1000); });
    const after = await facts(page);
    assert.deepEqual([after.active, after.options], [options[0].text, options]);
    await page.keyboard.type("f");
    await page.waitForFunction((field) => document.querySelector(field).getAttribute("aria-activedescendant") === null, {}, FIELD);
  });
});

eachPage(homes, ["http"], "searches what was typed with Enter alone, and leaves with Tab", async ({ path, lang }) => {
  await visit(path, {}, async (page) => {
    await suggest(page, BEGUN[lang]);
    await page.keyboard.press("Tab");
    assert.equal((await facts(page)).expanded, "false");
    assert.notEqual(await page.evaluate(() => document.activeElement.type), "search");
    await page.focus(FIELD);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(new URL(page.url()).searchParams.get("q"), BEGUN[lang]);
  });
});

eachPage(homes.concat(searching), ["http"], "opens right under the field", async ({ path, lang }) => {
  for (const width of [360, 1280]) {
    await visit(path, { width }, async (page) => {
      await suggest(page, BEGUN[lang]);
      const gap = await page.$eval(FIELD, (field) => document.querySelector("[role=listbox]").getBoundingClientRect().top - field.getBoundingClientRect().bottom);
      assert.ok(Math.abs(gap) <= 2, `${gap} px at ${width}`);
    });
  }
});

eachPage(homes, ["http"], "is taken with the mouse, and shifts nothing", async ({ path, lang }) => {
  for (const width of [360, 1280]) {
    await visit(path, { width }, async (page) => {
      const place = () => page.$eval("main", (main) => main.getBoundingClientRect().top);
      const before = await place();
      await suggest(page, BEGUN[lang]);
      assert.equal(await place(), before);
      const box = await page.$eval("[role=listbox]", (list) => ({ left: list.getBoundingClientRect().left, right: list.getBoundingClientRect().right }));
      assert.ok(box.left >= 0 && box.right <= width, `${JSON.stringify(box)} in ${width}`);
      await Promise.all([page.waitForNavigation(), page.click("[role=option]")]);
      assert.equal(within(page.url()), searching.find((other) => other.lang === lang).path);
    });
  }
});

eachPage(searching, schemes, "completes in place on the search page", async ({ path, lang }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await suggest(page, BEGUN[lang]);
    const { options } = await facts(page);
    assert.ok(options.every((option) => !option.isPassage), "the passages stand in the list below");
    await page.keyboard.press("ArrowDown");
    const { active } = await facts(page);
    await page.keyboard.press("Enter");
    await page.waitForSelector("html[data-search=done]");
    assert.equal(await page.$eval(FIELD, (field) => field.value), active);
    assert.equal(within(page.url()), path, "the same page");
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.evaluate(() => document.activeElement.matches("#search-results > li > a")), "then the arrow leads to the results");
  });
});

eachPage(homes, ["http"], "leads to the search page where its scripts are missing", async ({ path, lang }) => {
  await visit(path, {}, async (page, faults) => {
    await withhold(page, (url) => /search/.test(url.split("/").pop()) && url.endsWith(".js"));
    await page.type(FIELD, BEGUN[lang]);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(new URL(page.url()).searchParams.get("q"), BEGUN[lang]);
    faults.length = 0;
  });
});

for (const dark of [false, true]) {
  for (const width of [320, 1280]) {
    const title = `accessible with suggestions and with results, ${dark ? "dark" : "light"}, ${width} px`;
    eachPage(homes.concat(searching), ["http"], title, async ({ path, lang, kind }) => {
      await visit(path, { dark, width }, async (page) => {
        await suggest(page, BEGUN[lang]);
        await page.keyboard.press("ArrowDown");
        if (kind === "search") await page.waitForSelector("html[data-search=done]");
        await page.evaluate(AXE);
        const violations = await page.evaluate(async () => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const result = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
          return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
        });
        assert.deepEqual(violations, []);
      });
    });
  }
}

eachPage(homes, ["http"], "is a combobox with a name and options to screen readers", async ({ path, lang }) => {
  await visit(path, {}, async (page) => {
    await suggest(page, BEGUN[lang]);
    await page.keyboard.press("ArrowDown");
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    const all = (node) => [node, ...(node.children ?? []).flatMap(all)];
    const [field] = all(tree).filter((node) => node.role === "combobox");
    assert.ok(field.name && field.expanded && field.focused, JSON.stringify({ ...field, children: [] }));
    const [list] = all(tree).filter((node) => node.role === "listbox");
    assert.ok(list.name);
    const options = all(list).filter((node) => node.role === "option");
    assert.equal(options.filter((option) => option.selected).length, 1);
    assert.ok(options.every((option) => option.name.length >= BEGUN[lang].length));
  });
}, ["accessibility-tree"]);

eachPage(homes, ["http"], "an older suggestion never replaces a newer one", async ({ path }) => {
  await visit(path, {}, async (page) => {
    await page.focus(FIELD);
    await page.waitForFunction(() => globalThis.dossierFind?.complete && document.querySelector("[role=listbox]"));
    await page.evaluate(() => {
      const { complete } = globalThis.dossierFind;
      globalThis.asked = [];
      globalThis.completed = [];
      globalThis.dossierFind.complete = async (engine, text) => {
        globalThis.asked.push(text);
        const found = await complete(engine, text);
        await new Promise((resolve) => { setTimeout(resolve, text === "giga" ? 700 : 0); });
        globalThis.completed.push(text);
        return found;
      };
    });
    await page.type(FIELD, "giga");
    await page.waitForFunction(() => globalThis.asked.includes("giga"));
    await page.$eval(FIELD, (field) => { field.value = "Karol"; field.dispatchEvent(new Event("input")); });
    await page.waitForFunction(() => globalThis.completed.includes("giga") && globalThis.completed.includes("Karol"));
    const { options } = await facts(page);
    assert.ok(options.length && options.every(({ text, isPassage }) => isPassage || /^karol/i.test(text)), JSON.stringify(options));
  });
});

/** Types into the field and waits for suggestions. Only the last sign is typed alone: on a busy machine a pause between two would suggest for half the text first. */
async function suggest(page, text) {
  await page.focus(FIELD);
  await page.waitForFunction(() => document.querySelector("[role=listbox]") !== null);
  await page.waitForNetworkIdle({ idleTime: 60 });
  await page.$eval(FIELD, (field, start) => { field.value = start; }, text.slice(0, -1));
  await page.keyboard.sendCharacter(text.at(-1));
  await page.waitForSelector("[role=listbox]:not([hidden]) [role=option]");
  await page.waitForNetworkIdle({ idleTime: 60 });
}

/** What the field and its list tell. */
const facts = (page) => page.$eval(FIELD, (field) => {
  const list = document.getElementById(field.getAttribute("aria-controls") ?? "");
  const active = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
  const options = [...(list?.querySelectorAll("[role=option]") ?? [])];
  return {
    role: field.getAttribute("role"),
    autocomplete: field.getAttribute("aria-autocomplete"),
    expanded: field.getAttribute("aria-expanded"),
    active: active?.getAttribute("aria-selected") === "true" ? active.textContent : null,
    list: list?.getAttribute("role"),
    listName: list?.getAttribute("aria-label"),
    options: options.map((option) => ({ text: option.textContent, isPassage: option.querySelector("small") !== null })),
  };
});
