// The search page is asked: by typing, by keys, narrowed by what letters are, again where a file was missing; the newest question counts.
import assert from "node:assert/strict";
import { asset, base, dossier, eachPage, pages, schemes, useBrowser, visit, withhold } from "./lib.mjs";
import { count, settled, state } from "./search-page.mjs";

useBrowser();

const searching = pages.filter((page) => page.kind === "search");

/** A pause of so many ms between keys may be told as a rest: 120 ms after a key a question is asked, 400 ms later its answer is told. */
const REST = 510;

eachPage(searching, schemes, "is ready without a question", async ({ path }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await state(page, "ready");
    assert.equal((await page.$$("#search-results > li")).length, 0);
    assert.equal(await page.$eval("#search-status", (status) => status.textContent), "");
    const example = await page.$eval("#search-hint a", (a) => ({ text: a.textContent, asked: new URL(a.href).searchParams.get("q") }));
    assert.equal(example.asked, example.text, "the example is searched as it stands");
    const newest = dossier.letters.filter((letter) => letter.numbers.length).at(-1);
    assert.equal(example.text, newest.numbers[0].value ?? newest.numbers[0]);
    assert.ok(await page.$eval("#search-hint", (hint) => hint.checkVisibility()));
  });
});

eachPage(searching, schemes, "finds what is typed", async ({ path }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await state(page, "ready");
    await page.type("#q", "71,7");
    await page.keyboard.press("Enter");
    await state(page, "done");
    assert.notEqual((await page.$$("#search-results > li > a")).length, 0);
  });
});

eachPage(searching, schemes, "looks past small words", async ({ path, lang }, scheme) => {
  const small = { nl: "wat doet de", en: "what does the" }[lang];
  await visit(`${path}?q=supercomputer`, { scheme }, async (page) => {
    await state(page, "done");
    const alone = await count(page);
    await page.$eval("#q", (field, words) => { field.value = words; }, `${small} supercomputer`);
    await page.focus("#q");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.ok(alone > 0);
    assert.equal(await count(page), alone);
  });
});

eachPage(searching, schemes, "counts in the notation of the page's language", async ({ path, lang }, scheme) => {
  await visit(path, { scheme }, async (page) => {
    await state(page, "ready");
    assert.match(await asked(page, (tag) => `(1 in ${tag})`), new RegExp(`\\(1 in ${lang}\\)`));
    assert.match(await asked(page, () => { throw new RangeError("no such language"); }), /\d/, "where the tag is unknown");
  });
});

eachPage(searching, schemes, "is narrowed by kind, year and sender, which stay in the address", async ({ path }, scheme) => {
  await visit(`${path}?q=AI`, { scheme }, async (page) => {
    await state(page, "done");
    const every = await count(page);
    for (const name of ["kind", "year", "sender"]) {
      const values = await page.$$eval(`[name=${name}] option`, (options) => options.map((option) => option.value));
      assert.equal(values[0], "");
      assert.ok(values.length > 2, `several values of ${name}`);
      for (const value of values.slice(1)) {
        await page.select(`[name=${name}]`, value);
        await settled(page);
        const found = await count(page);
        assert.ok(found > 0 && found < every, `${name} ${value}: ${found} of ${every}`);
        if (scheme === "http") assert.equal(new URL(page.url()).searchParams.get(name), value);
      }
      await page.select(`[name=${name}]`, "");
      await settled(page);
      assert.equal(await count(page), every, `without ${name}`);
      assert.equal(new URL(page.url()).searchParams.has(name), false);
    }
  });
});

eachPage(searching, schemes, "opens narrowed where the address says so, and leads out of nothing", async ({ path }, scheme) => {
  await visit(`${path}?q=Karolina&kind=decision-note`, { scheme }, async (page) => {
    await state(page, "empty");
    assert.equal(await page.$eval("[name=kind]", (select) => select.value), "decision-note");
    await page.click("#search-none button");
    await state(page, "done");
    assert.equal(await page.$eval("[name=kind]", (select) => select.value), "");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  });
});

eachPage(searching, ["http"], "loads what narrows only when something does", async ({ path }) => {
  await visit(`${path}?q=EuroHPC`, {}, async (page) => {
    await state(page, "done");
    const has = () => page.$$eval("script", (all) => all.some((script) => script.src.endsWith("/facets.js")));
    assert.equal(await has(), false);
    await page.select("[name=year]", "2026");
    await settled(page);
    assert.equal(await has(), true);
  });
});

for (const [name, missing] of [["search.js", asset("search.js")], ["search-page.js", asset("search-page.js")], ["boot.js", "boot.js"]]) {
  eachPage(searching, ["http"], `says that ${name} is missing, and tries again`, async ({ path }) => {
    await visit(path, {}, async (page, faults) => {
      let isMissing = true;
      await withhold(page, (url) => isMissing && url.endsWith(missing));
      await page.goto(`${page.url()}?q=EuroHPC`);
      await state(page, "error");
      assert.ok(await page.$eval("#search-error", (notice) => notice.checkVisibility() && notice.querySelector("a[href]") !== null));
      isMissing = false;
      await page.click("#search-error button");
      await state(page, "done");
      assert.equal(await page.$eval("#search-error", (notice) => notice.checkVisibility()), false);
      assert.ok(await count(page) > 3);
      faults.length = 0;
    });
  });
}

eachPage(searching, ["http"], "answers the newest question, however long an older one takes", async ({ path }) => {
  await visit(path, {}, async (page) => {
    await page.evaluate(() => {
      const { ask } = globalThis.dossierFind;
      globalThis.asked = [];
      globalThis.dossierFind.ask = async (engine, text, options) => {
        const found = await ask(engine, text, options);
        await new Promise((resolve) => { setTimeout(resolve, text.trim() === "EuroHPC" ? 600 : 0); });
        globalThis.asked.push(text);
        return found;
      };
    });
    await page.evaluate(() => {
      const form = document.getElementById("search-form");
      for (const text of ["EuroHPC", "Karolina"]) {
        form.elements.q.value = text;
        form.requestSubmit();
      }
    });
    await page.waitForFunction(() => globalThis.asked.includes("EuroHPC"));
    await state(page, "done");
    const marked = await page.$$eval("#search-results mark", (marks) => marks.map((mark) => mark.textContent));
    assert.deepEqual([...new Set(marked)], ["Karolina"]);
  });
});

eachPage(searching, ["http"], "tells what was found once, when typing rests", async ({ path }) => {
  await visit(path, {}, async (page) => {
    await page.evaluate(() => {
      globalThis.told = [];
      globalThis.typed = [];
      document.getElementById("q").addEventListener("input", () => globalThis.typed.push(performance.now()));
      new MutationObserver(() => globalThis.told.push(document.getElementById("search-status").textContent))
        .observe(document.getElementById("search-status"), { childList: true });
    });
    await page.type("#q", "EuroHPC", { delay: 160 });
    await page.waitForFunction(() => globalThis.told.some(Boolean));
    await new Promise((resolve) => { setTimeout(resolve, 800); });
    const { told, typed } = await page.evaluate(() => ({ told: globalThis.told.filter(Boolean), typed: globalThis.typed }));
    // A machine that is busy types with rests of its own; each of them may be told, and no more.
    const rests = 1 + typed.slice(1).filter((at, idx) => at - typed[idx] > REST).length;
    assert.ok(told.length >= 1 && told.length <= rests, `${rests} rests: ${told.join(" | ")}`);
    assert.equal(await page.$eval("#search-status", (status) => status.getAttribute("role")), "status");
  });
});

eachPage(searching, schemes, "is walked with the arrow keys", async ({ path }, scheme) => {
  await visit(`${path}?q=EuroHPC`, { scheme }, async (page) => {
    await state(page, "done");
    const at = () => page.evaluate(() => {
      if (document.activeElement.id === "q") return "field";
      return [...document.querySelectorAll("#search-results > li > a")].indexOf(document.activeElement);
    });
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("/");
    assert.equal(await at(), "field");
    const walk = [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", "field"], ["ArrowDown", 0], ["Escape", "field"]];
    for (const [key, place] of walk) {
      await page.keyboard.press(key);
      assert.equal(await at(), place, key);
    }
    assert.equal(await page.$eval("#q", (field) => field.value), "EuroHPC", "a key that moves writes nothing");
  });
});

eachPage(searching, ["http"], "keeps the question in the address and in the links to other languages", async ({ path }) => {
  await visit(path, {}, async (page) => {
    await page.type("#q", "71,7");
    await page.keyboard.press("Enter");
    await state(page, "done");
    assert.equal(new URL(page.url()).searchParams.get("q"), "71,7");
    for (const href of await page.$$eval("a[data-switch]", (links) => links.map((a) => a.href))) {
      assert.equal(new URL(href).searchParams.get("q"), "71,7");
    }
    await page.reload();
    await state(page, "done");
    assert.equal(await page.$eval("#q", (field) => field.value), "71,7");
  });
});

/** What the page says of what it found. */
const said = (page) => page.$eval("#search-status", (status) => status.textContent);

eachPage(searching, ["http"], "keeps what narrows in the links to other languages", async ({ path }) => {
  await visit(`${path}?q=AI`, {}, async (page) => {
    await state(page, "done");
    const senders = await page.$$eval("[name=sender] option", (options) => options.map(({ value, text }) => ({ value, text })));
    assert.equal(senders.filter(({ text }) => text.includes("Karremans")).length, 1, "one person once");
    for (const { value } of senders.slice(1)) {
      await page.select("[name=sender]", value);
      await settled(page);
      const found = await count(page);
      const [other] = await page.$$eval("a[data-switch]", (links) => links.map((a) => a.href));
      await visit(other.slice(base.http.length), {}, async (there) => {
        await settled(there);
        assert.equal(await there.$eval("[name=sender]", (select) => select.value), value);
        assert.ok(found > 0 && await count(there) > 0, value);
      });
    }
  });
});

eachPage(searching, ["http"], "says of a choice that no letter has that it was left aside", async ({ path }) => {
  await visit(`${path}?q=EuroHPC&year=1999&sender=Nobody`, {}, async (page) => {
    await state(page, "done");
    assert.match(await said(page), /1999, Nobody/);
    await page.select("[name=year]", "2025");
    await settled(page);
    assert.doesNotMatch(await said(page), /1999/);
  });
});

eachPage(searching, schemes, "names the words that stand nowhere", async ({ path }, scheme) => {
  await visit(`${path}?q=EuroHPC%20qqqxqqqx`, { scheme }, async (page) => {
    await state(page, "done");
    assert.match(await said(page), /(Nergens gevonden|Found nowhere): qqqxqqqx\./);
  });
});

/** What the page says of a question, when numbers are written by a notation. */
async function asked(page, notation) {
  await page.evaluate(`Number.prototype.toLocaleString = ${notation}`);
  await page.$eval("#q", (field) => { field.value = ""; });
  await page.type("#q", "EuroHPC");
  await page.keyboard.press("Enter");
  await state(page, "done");
  return page.$eval("#search-status", (status) => status.textContent);
}
