// The search of the shipped dossier finds figures, codes and words, shows them letter by letter, and a hit opens at its block.
import assert from "node:assert/strict";
import { dossier, eachPage, follow, pages, plain, schemes, useBrowser, visit, within } from "./lib.mjs";
import { state } from "./search-page.mjs";

useBrowser();

const searching = pages.filter((page) => page.kind === "search");

/** What a reader asks, and what the passage that opens must hold (or the letter, for its own number). */
const QUESTIONS = [
  { ask: "71,7", holds: /71[.,]7/ },
  { ask: "2026Z07494", holds: /2026Z07494/ },
  { ask: "26643 1499", holds: /26\s?643[\s\S]{0,8}1499/ },
];

eachPage(searching, schemes, "says when nothing is found", async ({ path }, scheme) => {
  await visit(`${path}?q=qqqxqqqx`, { scheme }, async (page) => {
    await state(page, "empty");
    assert.match(await page.$eval("#search-status", (status) => status.textContent.trim()), /qqqxqqqx/);
    const ways = await page.$$eval("#search-none a", (links) => links.filter((a) => a.checkVisibility()).map((a) => a.href));
    assert.equal(ways.length, 2, "ways on");
    assert.equal(await page.$eval("#search-none button", (button) => button.checkVisibility()), false, "no filter to leave out");
  });
});

for (const { ask, holds } of QUESTIONS) {
  eachPage(searching, schemes, `finds \`${ask}\``, (page, scheme) => finds(page, scheme, ask, holds));
}

eachPage(searching, schemes, "finds a word of the first letter", async (page, scheme) => {
  const word = await longWord(page.lang);
  await finds(page, scheme, word, new RegExp(word.slice(0, 6), "i"));
});

eachPage(searching, schemes, "shows the hits of a letter together, each letter once", async ({ path }, scheme) => {
  await visit(`${path}?q=EuroHPC`, { scheme }, async (page) => {
    await state(page, "done");
    const rows = await page.$$eval("#search-results > li", (all) => all.map((li) => ({
      title: li.querySelector("h2")?.textContent,
      page: li.querySelector(":scope > a")?.href.split("?")[0],
      isMore: Boolean(li.querySelector(":scope > button")),
    })));
    assert.ok(rows[0].title, "the first row has the title of its letter");
    const groups = [];
    for (const row of rows) {
      if (row.title) groups.push([]);
      groups.at(-1).push(row);
    }
    const starts = groups.map(([first]) => first.page);
    assert.ok(groups.length > 1, "several letters");
    assert.equal(new Set(starts).size, starts.length, "each letter once");
    for (const group of groups) {
      assert.ok(group.length <= 4 && group.filter((row) => row.page).length <= 3, "three hits of a letter at most");
      assert.ok(group.every((row) => row.isMore || row.page === group[0].page), "a group is of one letter");
    }
    assert.ok(await page.$("#search-results > li > button"), "a letter with more hits");
  });
});

eachPage(searching, schemes, "shows the other hits of a letter in their place", async ({ path }, scheme) => {
  await visit(`${path}?q=EuroHPC`, { scheme }, async (page) => {
    await state(page, "done");
    const button = await page.$("#search-results > li > button");
    const before = (await page.$$("#search-results > li > a")).length;
    const announced = Number((await button.evaluate((one) => one.textContent)).match(/\d+/)[0]);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((row) => !row.isConnected, {}, button);
    assert.equal((await page.$$("#search-results > li > a")).length, before + announced);
    const focus = await page.evaluate(() => {
      const links = [...document.querySelectorAll("#search-results > li > a")];
      return { at: links.indexOf(document.activeElement), isThere: document.activeElement.matches("#search-results > li > a") };
    });
    assert.ok(focus.isThere, "the focus is on a hit");
    const hrefs = await page.$$eval("#search-results > li > a", (links) => links.map((a) => a.href));
    assert.equal(new Set(hrefs).size, hrefs.length, "no hit twice");
    assert.equal(focus.at, 3, "the first new one of the first letter");
  });
});

eachPage(searching, ["http"], "shows every letter found, step by step", async ({ path }) => {
  await visit(`${path}?q=AI`, {}, async (page) => {
    await state(page, "done");
    for (let steps = 0; steps < 20 && await page.$eval("#search-more", (more) => more.checkVisibility()); steps += 1) {
      // A click there may come just when more is shown without one.
      await page.$eval("#search-more button", (button) => button.click());
      await page.waitForNetworkIdle({ idleTime: 60 });
    }
    const titles = await page.$$eval("#search-results h2", (all) => all.map((h2) => h2.textContent));
    assert.ok(titles.length >= 3 && new Set(titles).size === titles.length);
  });
});

eachPage(searching, schemes, "searches the other languages where its own has little, and says so", async ({ path, lang }, scheme) => {
  const word = { nl: "government", en: "rekenkracht" }[lang];
  await visit(`${path}?q=${word}`, { scheme }, async (page) => {
    await state(page, "done");
    const foreign = await page.$$eval("#search-results > li > a[hreflang]", (links) => links.map((a) => ({
      lang: a.hreflang, href: a.getAttribute("href"), name: a.parentNode.querySelector(".mark")?.textContent, textLang: a.nextElementSibling.lang,
    })));
    const other = lang === "nl" ? "en" : "nl";
    assert.notEqual(foreign.length, 0);
    for (const hit of foreign) {
      assert.equal(hit.lang, other);
      assert.equal(hit.textLang, other, "the text has its language");
      assert.equal(hit.name, { nl: "Nederlands", en: "English" }[other]);
      assert.match(hit.href, new RegExp(`^\\.\\./${other}/`), "it opens in its language");
    }
    const said = await page.$eval("#search-status", (status) => status.textContent);
    assert.match(said, { nl: /ook buiten het Nederlands gezocht/, en: /the rest of the dossier’s languages were searched as well/ }[lang]);
  });
});

eachPage(searching, schemes, "shows a passage that two languages have once, in the page's", async ({ path }, scheme) => {
  await visit(`${path}?q=EuroHPC&all=1`, { scheme }, async (page) => {
    await state(page, "done");
    for (let button = await page.$("#search-results > li > button"); button; button = await page.$("#search-results > li > button")) {
      await button.click();
      await page.waitForFunction((row) => !row.isConnected, {}, button);
    }
    const hits = await page.$$eval("#search-results > li > a", (links) => links.map((a) => ({ lang: a.hreflang })));
    assert.ok(hits.filter((hit) => !hit.lang).length > 10, "in the page's language");
    const ids = await page.evaluate(() => {
      let title = "";
      return [...document.querySelectorAll("#search-results > li")].flatMap((li) => {
        title = li.querySelector("h2")?.textContent ?? title;
        const link = li.querySelector("a");
        return link ? [`${title}${link.hash}`] : [];
      });
    });
    assert.equal(new Set(ids).size, ids.length, "no passage twice");
    assert.ok(await page.$eval("[name=all]", (box) => box.checked));
  });
});

eachPage(searching, ["http"], "shows a passage once where languages cut their sections in other ways", async ({ path, lang }) => {
  await visit(`${path}?q=EuroHPC`, {}, async (page) => {
    await state(page, "done");
    const rows = await page.evaluate(async (tag) => {
      const { find, root } = { find: globalThis.dossierFind, root: document.getElementById("search-form").dataset.root };
      const engine = await find.engine(root, tag);
      const { hits: [hit], query } = await find.ask(engine, "EuroHPC");
      const entries = [tag, "x-other"].map((of) => ({ hit, from: { engine, query, lang: of, name: of } }));
      const made = find.results.rows({ entries, blocks: new Set() }, { root, lang: tag, asked: "EuroHPC", words: engine.boot.words });
      return made.map((row) => row.querySelector("a").hreflang);
    }, lang);
    assert.deepEqual(rows, [""], "the page's language wins");
  });
});

eachPage(searching, schemes, "takes half a character and a long text, and leads on with a short address", async ({ path }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    for (const text of ["EuroHPC \ud83d", "EuroHPC Groningen ".repeat(1200)]) {
      await page.$eval("#q", (field, value) => {
        field.value = value;
        field.form.requestSubmit();
      }, "");
      await state(page, "ready");
      await page.evaluate((value) => {
        const field = document.getElementById("q");
        field.value = JSON.parse(value);
        field.form.requestSubmit();
      }, JSON.stringify(text));
      await state(page, "done");
      const href = await page.$eval("#search-results > li > a", (a) => a.href);
      assert.ok(href.length < 1000, `${href.length} characters`);
      assert.match(new URL(href).searchParams.get("q"), /^EuroHPC/);
    }
  });
});

/** Asks, opens the first hit, and looks whether the block is there, on screen, and what was asked for. */
async function finds({ path, lang }, scheme, ask, holds) {
  await visit(`${path}?q=${encodeURIComponent(ask)}`, { scheme }, async (page) => {
    await state(page, "done");
    const first = await page.$("#search-results > li > a");
    assert.ok(first, "a result");
    const href = await first.evaluate((a) => a.getAttribute("href"));
    assert.match(href, /^\.\.\/[^?#:]+\.html\?q=[^?#]+#[a-z][0-9a-z]*$/, "a result leads to a block, with what was asked");
    assert.equal(new URL(href, page.url()).searchParams.get("q"), ask);
    await follow(page, first);
    const hit = await page.evaluate(() => {
      const block = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!block) return undefined;
      const { top, bottom } = block.getBoundingClientRect();
      const section = block.closest("section, article, main") ?? document.body;
      return { isOnScreen: bottom > 0 && top < innerHeight, around: section.textContent };
    });
    assert.ok(hit, `${href} is a place in its page`);
    assert.ok(hit.isOnScreen, `${href} is on screen`);
    assert.match(plain(hit.around), holds);
    assert.equal(pages.find((other) => other.path === within(page.url()))?.lang, lang, "a hit in the reader's language");
  });
}

/** The longest plain word of the first paragraph of the first letter in the language. */
async function longWord(lang) {
  const letter = dossier.letters.find((one) => one.editions[lang]);
  let text = "";
  await visit(letter.editions[lang].path, {}, async (page) => {
    text = await page.$$eval("main p[id]", (all) => all.map((p) => p.textContent).join(" "));
  });
  const words = plain(text).split(/[^\p{L}]+/u);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}
