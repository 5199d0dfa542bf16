// The search of a large dossier, whose index stands in many files, finds what a small one would: 300 letters that are made up.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { find, open as engineOf } from "./engine.mjs";
import { answered, ask, target } from "./scale/asking.mjs";
import { judge, questions, readSections, sectionsByPath } from "./scale/questions.mjs";

// The site of those letters takes the place of the dossier's, from the variable SCALED.
process.env.SITE = process.env.SCALED ?? path.join(path.dirname(fileURLToPath(import.meta.url)), "../../target/site-scaled");
const { SITE, base, pages, schemes, useBrowser, visit } = await import("./lib.mjs");

useBrowser();

/** How many questions are asked: all kinds of them. */
const N_QUESTIONS = 20;

for (const { path: searchPage, lang } of pages.filter(({ kind }) => kind === "search")) {
  const sections = readSections(SITE, lang);
  const byPath = sectionsByPath(sections);
  const asked = questions(sections, N_QUESTIONS);
  const files = fs.readdirSync(path.join(SITE, "search", lang));
  const shards = files.filter((name) => /^\d+\.js$/.test(name));

  test(`the index stands in many files: ${lang}`, () => {
    assert.ok(5 < shards.length, `${shards.length} files`);
    assert.ok(files.some((name) => /^words-\d+\.js$/.test(name)));
  });

  for (const scheme of schemes) {
    test(`finds passages in ${lang} over ${scheme}`, async () => {
      await visit(`${searchPage}?q=${encodeURIComponent(asked[0].ask)}`, { scheme }, async (page) => {
        await answered(page);
        for (const question of asked) {
          const { state, hits } = await ask(page, question.ask);
          const said = `${question.kind} \`${question.ask}\``;
          assert.equal(state, "done", said);
          const verdicts = hits.map((href) => judge(question, target(href, base[scheme]), byPath));
          // What is mistyped may stand for several words.
          const isFound = question.kind === "typo" ? verdicts.some(({ isRight }) => isRight) : verdicts[0].isRight;
          assert.ok(isFound, `${said} finds ${hits[0]}`);
        }
      });
    });

    test(`what is found nowhere is said to be, in ${lang} over ${scheme}`, async () => {
      await visit(`${searchPage}?q=qqqxqqqx`, { scheme }, async (page) => {
        await answered(page);
        assert.equal(await page.$eval("html", (html) => html.dataset.search), "empty");
      });
    });
  }

  test(`of quoted words nothing is said that was not looked for: ${lang}`, async () => {
    const engine = await engineOf(path.join(SITE, "search", lang), lang);
    const many = { en: "\"parliamentary paper\"", nl: "\"kamerstuk\"" }[lang];
    const { hits, query } = await find.ask(engine, many);
    assert.ok(hits.length >= 50, `${hits.length} passages`);
    assert.equal(query.isOpen, true, "there are more");
    let n_open = 0;
    for (const { text } of sections.filter((_, idx) => idx % 40 === 0)) {
      const [pair] = text.match(/(?<![\p{L}\p{N}'’-])\p{Ll}{4,} \p{Ll}{4,}(?![\p{L}\p{N}'’-])/u) ?? [];
      if (!pair) continue;
      const { hits: found, query: asked } = await find.ask(engine, `"${pair}"`);
      assert.ok(found.length > 0, pair);
      assert.ok(!asked.isLoose || asked.isOpen, `\`${pair}\` is not nowhere`);
      n_open += asked.isOpen;
    }
    assert.ok(n_open > 0, "some were not looked for everywhere");
  });

  test(`a question loads few files: ${lang}`, async () => {
    const { ask: number } = asked.find(({ kind }) => kind === "number");
    await visit(`${searchPage}?q=${number}`, { scheme: "http" }, async (page) => {
      await answered(page);
      const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
      const own = shards.filter((name) => loaded.includes(`${base.http}search/${lang}/${name}`));
      assert.ok(0 < own.length && own.length <= 3, `${own.length} of ${shards.length} files of the index`);
    });
  });
}
