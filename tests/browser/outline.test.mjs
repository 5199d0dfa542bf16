// The outline of each page: one heading of the first level, no level skipped, and landmarks that one can tell apart.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parse } from "parse5";
import { pages, SITE } from "./lib.mjs";

/** Pages that are little more than a link or two need no landmarks but their main part. */
const SMALL = ["choice", "not-found"];

for (const page of pages) {
  const all = elements(parse(fs.readFileSync(path.join(SITE, page.path), "utf8")));
  test(`headings in order: ${page.path}`, () => {
    const headings = all.filter(({ tagName }) => /^h[1-6]$/.test(tagName));
    assert.deepEqual(headings.filter((heading) => !text(heading).trim()).length, 0, "no heading is empty");
    const levels = headings.map(({ tagName }) => Number(tagName[1]));
    assert.equal(levels.filter((level) => level === 1).length, 1, "one heading of the first level");
    assert.equal(levels[0], 1, "the first heading");
    const skipped = headings.slice(1).filter((_, at) => levels[at + 1] > levels[at] + 1);
    assert.deepEqual(skipped.map((heading) => `${heading.tagName} ${text(heading).trim()}`), [], "headings that skip a level");
  });
  test(`landmarks: ${page.path}`, () => {
    const named = (name) => all.filter(({ tagName }) => tagName === name);
    assert.equal(named("main").length, 1, "one main part");
    if (SMALL.includes(page.kind)) return;
    const top = (name) => named(name).filter(({ parentNode }) => parentNode.tagName === "body").length;
    assert.deepEqual([top("header"), top("footer")], [1, 1], "one masthead and one colophon");
    const parts = all.filter((one) => one.tagName === "nav" || attribute(one, "role") === "search");
    const labels = parts.map((one) => label(one, all));
    assert.deepEqual(labels.filter((words, at) => labels.indexOf(words) !== at), [], "navigations of the same name");
    assert.deepEqual(all.filter((one) => broken(one, all)).map((one) => attribute(one, "aria-labelledby") ?? attribute(one, "aria-describedby")), [], "names that point nowhere");
  });
}

/** Every element of a parsed page, but those in templates. */
function elements(node) {
  return [node, ...(node.childNodes ?? []).flatMap(elements)].filter((one) => one.tagName);
}

/** The value of an attribute. */
function attribute(element, name) {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** The text of an element. */
function text(node) {
  return node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(text).join("");
}

/** How a landmark is called; a search box needs no name beside navigations. */
function label(element, all) {
  const id = attribute(element, "aria-labelledby");
  const words = attribute(element, "aria-label") ?? (id ? text(all.find((one) => attribute(one, "id") === id)) : "");
  return `${element.tagName} ${words.trim()}`;
}

/** Whether an element takes its name or description from one that is not there. */
function broken(element, all) {
  const names = ["aria-labelledby", "aria-describedby", "aria-controls"].flatMap((name) => attribute(element, name)?.split(/\s+/) ?? []);
  return names.some((id) => all.every((one) => attribute(one, "id") !== id));
}
