// A letter that was opened from the search: its words are marked, the reader goes from one to the next, and the text is the same.
import assert from "node:assert/strict";
import { base, eachPage, follow, open, pages, samples, schemes, useBrowser, visit, withhold } from "./lib.mjs";

useBrowser();

/** What is asked in each language, and what every mark says. */
const ASKED = { nl: ["AI-fabriek", /^(AI-fabriek|AI|fabriek)/i], en: ["AI factory", /^(AI|factor)/i] };
const ask = (lang) => `?q=${encodeURIComponent(ASKED[lang][0])}`;
const letters = pages.filter((page) => page.kind === "letter");
const longest = samples.filter((page) => page.kind === "letter");

eachPage(letters, schemes, "marks the words, and the text is the same", async ({ path, lang }, scheme) => {
  let [text, html, pieces] = ["", "", 0];
  await visit(path, { scheme }, async (page) => {
    [text, html] = await page.$eval("#text", (all) => [all.textContent, all.innerHTML]);
    pieces = await page.evaluate(countPieces);
  });
  await visit(path + ask(lang), { scheme }, async (page) => {
    await page.waitForSelector(".hits");
    const found = await page.$$eval("mark.hit", (marks) => marks.map((mark) => ({
      text: mark.textContent,
      isForeign: mark.closest(".own, .tools, .notes, .note-mark, .footnote-mark, button") !== null,
      isInText: mark.closest("#text [id]") !== null,
    })));
    assert.notEqual(found.length, 0);
    for (const mark of found) {
      assert.match(mark.text, ASKED[lang][1]);
      assert.ok(mark.isInText && !mark.isForeign, mark.text);
    }
    assert.equal(await page.$eval("#text", (all) => all.textContent), text, "character by character");
    await page.click(".hits button:last-of-type");
    assert.equal(await page.$(".hits"), null);
    assert.equal(await page.$("mark.hit"), null);
    assert.equal(await page.$eval("#text", (all) => all.innerHTML), html, "without a trace");
    assert.equal(await page.evaluate(countPieces), pieces, "in as many pieces");
    if (scheme === "http") assert.equal(page.url(), base[scheme] + path, "the question is out of the address");
  });
});

/** In the page: in how many pieces the text is kept. */
function countPieces() {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count;
}

eachPage(letters, ["http"], "loads nothing of the search without a question", async ({ path }) => {
  for (const address of [path, `${path}?q=`]) {
    await visit(address, {}, async (page) => {
      assert.deepEqual(await page.$$eval("script", (all) => all.map((one) => one.src).filter((src) => /search/.test(src))), []);
      assert.equal(await page.$("mark.hit"), null);
    });
  }
});

eachPage(longest, schemes, "goes from one to the next, from the passage on", async ({ path, lang }, scheme) => {
  let top = 0;
  let block = "";
  await visit(path, { scheme }, async (page) => {
    block = await page.$$eval("#text p[id]", (all) => all.filter((p) => /AI/.test(p.textContent)).at(2).id);
    await open(page, `${base[scheme]}${path}#${block}`);
    await page.reload();
    top = await page.$eval(`#${block}`, (place) => place.getBoundingClientRect().top);
  });
  await visit(`${path}${ask(lang)}#${block}`, { scheme }, async (page) => {
    await page.waitForSelector(".hits");
    const opened = await page.$eval(`#${block}`, (place) => place.getBoundingClientRect().top);
    assert.ok(Math.abs(opened - top) <= 1, `the page opens at the passage, as without marks: ${opened}, ${top}`);
    const place = () => page.evaluate((id) => {
      const all = [...document.querySelectorAll("mark.hit")];
      const current = document.querySelectorAll("mark.hit[aria-current=true]");
      const box = current[0].getBoundingClientRect();
      const bar = document.querySelector(".hits").getBoundingClientRect();
      const style = getComputedStyle(current[0]);
      return {
        at: all.indexOf(current[0]),
        said: document.querySelector(".hits [role=status]").textContent.match(/\d+/g).map(Number),
        isInBlock: document.getElementById(id).contains(current[0]),
        isSeen: box.top >= 0 && box.bottom <= bar.top,
        outline: style.outlineStyle,
      };
    }, block);
    const first = await place();
    assert.ok(first.isInBlock, "the first is in the passage");
    assert.notEqual(first.outline, "none", "it is seen without colours");
    await page.focus(".hits button");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const next = await place();
    assert.ok(next.at > first.at && next.isSeen, JSON.stringify(next));
    assert.deepEqual(next.said, [(first.said[0] % first.said[1]) + 1, first.said[1]]);
    await page.click(".hits button");
    assert.equal((await place()).at, first.at, "and back");
    for (let steps = first.said[0]; steps > 1; steps -= 1) await page.click(".hits button");
    assert.equal((await place()).said[0], 1);
    await page.click(".hits button");
    const last = await place();
    assert.equal(last.said[0], last.said[1], "round to the last");
    assert.ok(last.isSeen);
  });
});

eachPage(longest, ["http"], "has a bar with a name, a way back to the results, and none on paper", async ({ path, lang }) => {
  for (const width of [320, 1280]) {
    await visit(path + ask(lang), { width }, async (page) => {
      await page.waitForSelector(".hits");
      const tree = await page.accessibility.snapshot({ interestingOnly: false });
      const all = (node) => [node, ...(node.children ?? []).flatMap(all)];
      const [bar] = all(tree).filter((node) => node.role === "region" && all(node).some((child) => child.role === "button"));
      assert.ok(bar?.name, "a region with a name");
      assert.equal(all(bar).filter((node) => node.role === "button" && node.name).length, 3);
      assert.equal(all(bar).filter((node) => node.role === "status").length, 1);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
      await page.emulateMediaType("print");
      assert.equal(await page.$eval(".hits", (one) => one.checkVisibility()), false);
      await page.emulateMediaType("screen");
      await Promise.all([page.waitForNavigation(), page.click(".hits a")]);
      assert.equal(pages.find((other) => page.url().startsWith(`${base.http}${other.path}?`))?.kind, "search");
      assert.equal(new URL(page.url()).searchParams.get("q"), ASKED[lang][0]);
    });
  }
}, ["accessibility-tree", "print"]);

eachPage(longest, schemes, "is there where the address names a place that cannot be read", async ({ path, lang }, scheme) => {
  await visit(`${path}${ask(lang)}#%E0`, { scheme }, async (page) => {
    await page.waitForSelector(".hits");
    assert.equal(await page.$eval(".hits [role=status]", (status) => Number(status.textContent.match(/\d+/)[0])), 1);
  });
});

eachPage(pages.filter((page) => page.kind === "search"), ["http"], "leads back to the results as they were narrowed", async ({ path }) => {
  const choice = "q=AI&kind=answers&year=2025&all=1";
  await visit(`${path}?${choice}`, {}, async (page) => {
    await page.waitForSelector("html[data-search=done]");
    await follow(page, await page.$("#search-results > li > a"));
    await page.waitForSelector(".hits");
    const back = await page.$eval(".hits a", (a) => a.href);
    assert.deepEqual(Object.fromEntries(new URL(back).searchParams), Object.fromEntries(new URLSearchParams(choice)));
    assert.equal(back.split("?")[0], base.http + path);
    await page.click(".hits button:last-of-type");
    assert.equal(new URL(page.url()).search, "");
  });
});

eachPage(longest, ["http"], "no citation and no copied link has the question", async ({ path, lang }) => {
  await visit(path + ask(lang), {}, async (page) => {
    await page.waitForSelector(".hits");
    const links = await page.$$eval("#text .own", (all) => all.slice(0, 5).map((own) => {
      const written = own.getAttribute("href");
      own.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
      return { copied: own.href, written };
    }));
    for (const { copied, written } of links) assert.equal(copied, base.http + path + written);
    await page.waitForFunction(() => document.querySelector("#text .own").getAttribute("href").startsWith("#"));
    await page.evaluate(() => document.querySelectorAll("#text .own")[1].click());
    const cited = await page.$eval(".cite", (box) => box.textContent);
    assert.ok(cited.length > 40 && !cited.includes("?q=") && !cited.includes(encodeURIComponent("q=")), cited);
    const passage = await page.$eval(".cite [data-does=quote]", (button) => {
      let text = "";
      Object.defineProperty(navigator, "clipboard", { value: { writeText: async (copied) => { text = copied; } } });
      button.click();
      return text;
    });
    assert.ok(passage.length > 40 && !passage.includes("?q="), passage);
  });
});

eachPage(pages.filter((page) => page.kind === "parallel").slice(0, 2), schemes, "marks side by side in the page's language", async ({ path, lang }, scheme) => {
  await visit(path + ask(lang), { scheme }, async (page) => {
    await page.waitForSelector(".hits");
    const langs = await page.$$eval("mark.hit", (marks) => marks.map((mark) => mark.closest("[lang]").lang));
    assert.deepEqual([...new Set(langs)], [lang]);
  });
});

eachPage(longest, ["http"], "stays as it is where files of the search are missing", async ({ path, lang }) => {
  await visit(path, {}, async (page, faults) => {
    await withhold(page, (url) => url.endsWith("boot.js"));
    await page.goto(base.http + path + ask(lang));
    await page.waitForNetworkIdle({ idleTime: 60 });
    assert.equal(await page.$("mark.hit, .hits"), null);
    assert.ok(faults.every((fault) => /^(failed|console): .*(ERR_FAILED|NS_ERROR_ABORT)/.test(fault)), faults.join());
    faults.length = 0;
  });
});
