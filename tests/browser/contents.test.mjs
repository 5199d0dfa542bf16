// The contents beside a page follow the reader: they mark the part that is being read, and stay in sight in wide windows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachPage, samples, useBrowser, visit } from "./lib.mjs";

useBrowser();

const KINDS = ["letter", "funding", "timeline", "actors", "documents", "glossary", "index", "source", "about", "data"];
/** What is tested of each page. */
const MARKS = "marks the part that is being read";

const withContents = samples.filter(({ kind }) => KINDS.includes(kind));

test("every long kind of page is here", () => assert.deepEqual([...new Set(withContents.map(({ kind }) => kind))].sort(), [...KINDS].sort()));

eachPage(withContents, ["http"], MARKS, marksWhatIsRead);
eachPage(withContents.filter(({ kind }) => kind === "letter"), ["file"], MARKS, marksWhatIsRead);

/** Whatever part one goes to, the contents mark it, where one can see it. */
function marksWhatIsRead({ path }, scheme) {
  return visit(path, { scheme }, async (page) => {
    const parts = await page.$$eval(".contents a[href^='#']", (links) => links.map((link) => link.hash.slice(1)));
    assert.ok(parts.length > 1, "several parts");
    assert.deepEqual(await marked(page), [], "nothing is marked above the first part");
    const tried = [parts[0], parts[Math.floor(parts.length / 2)], parts.at(-1)];
    for (const part of tried) {
      const { isTop, isInSight } = await page.evaluate(goTo, part);
      if (isTop) assert.deepEqual(await marked(page), [`#${part}`]);
      assert.ok(isInSight, `${part}: the mark can be seen`);
    }
  });
}

/** The parts that the contents mark. */
const marked = (page) => page.$$eval(".contents [aria-current=location]", (links) => links.map((link) => link.hash));

/** In the page: brings a part to the top of the window, as far as the page goes; tells whether it is there, and the mark in the window. */
async function goTo(id) {
  document.getElementById(id).scrollIntoView({ behavior: "instant", block: "start" });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const link = document.querySelector(".contents [aria-current=location]")?.getBoundingClientRect();
  const top = document.getElementById(id).getBoundingClientRect().top;
  return { isTop: top < 100, isInSight: link !== undefined && link.top >= 0 && link.bottom <= innerHeight };
}
