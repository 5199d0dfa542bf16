// Lines have the length of a book's: in windows that are wide enough, 60 to 75 characters on average.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachPage, samples, useBrowser, visit } from "./lib.mjs";

useBrowser();

const prose = samples.filter(({ kind }) => ["letter", "about"].includes(kind));

test("there are pages of prose", () => assert.notEqual(prose.length, 0));

for (const width of [768, 1280]) {
  eachPage(prose, ["http"], `has lines of 60 to 75 characters at ${width} px`, ({ path }) =>
    visit(path, { width }, async (page) => {
      const { lines, characters } = await page.evaluate(measured);
      assert.ok(lines > 20, `${lines} lines`);
      const mean = characters / lines;
      assert.ok(mean >= 60 && mean <= 75, `${mean.toFixed(1)} characters a line`);
    }));
}

/** In the page: the full lines of its paragraphs and the characters on them; the last line of a paragraph is left out. */
function measured() {
  const found = { lines: 0, characters: 0 };
  for (const paragraph of document.querySelectorAll(":is(.text, .sheet) > p")) {
    const lines = [0];
    let last = 0;
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("sup, .own")) continue;
      for (let at = 0; at < node.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width === 0) continue;
        if (box.left < last) lines.push(0);
        last = box.left;
        lines[lines.length - 1] += 1;
      }
    }
    lines.pop();
    found.lines += lines.length;
    found.characters += lines.reduce((sum, count) => sum + count, 0);
  }
  return found;
}
