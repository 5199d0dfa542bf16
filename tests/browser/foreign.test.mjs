// What is in another language than its page is marked so, and nothing is marked with a language that it is not in.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parse } from "parse5";
import { dossier, pages, SITE } from "./lib.mjs";
import { guess, names, Phrases, texts } from "./tongue.mjs";

const phrases = new Phrases(texts(SITE, dossier));
const named = names(SITE, dossier);

/** Pieces of a text as received, cut anywhere: what they say is looked for, but their language cannot be guessed. */
const isPiece = (node) => ["del", "ins"].includes(node.nodeName)
  || node.attrs?.some(({ name, value }) => name === "class" && value.split(" ").includes("source-lines"));

/** Elements that do not end a sentence. */
const INLINE = ["a", "abbr", "b", "bdi", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "tspan"];

/** Elements whose text is no text: scripts, and files shown as they are. */
const SKIPPED = ["script", "style", "template", "pre", "code"];

/** Attributes that a reader gets to hear or see. */
const SAID = ["alt", "aria-label", "title", "placeholder"];

for (const page of pages) {
  test(`every passage is marked with its language: ${page.path}`, () => {
    const html = parse(fs.readFileSync(path.join(SITE, page.path), "utf8"));
    assert.deepEqual(runs(html).flatMap(faults), []);
  });
}

test("each language's own texts are told apart", () => {
  for (const [lang, all] of texts(SITE, dossier)) {
    const long = all.filter((text) => text.split(" ").length >= 20);
    const wrong = long.filter((text) => ![lang, undefined].includes(guess(text)));
    assert.deepEqual(wrong, []);
    const known = long.filter((text) => guess(text) === lang).length;
    assert.ok(known >= long.length * 0.9, `${known} of ${long.length} in ${lang}`);
  }
});

test("a sentence in the wrong language is found", () => {
  const [one, other] = [...texts(SITE, dossier)];
  const sentence = one[1].find((text) => guess(text) === one[0]);
  assert.notEqual(faults({ lang: other[0], text: sentence }).length, 0);
  assert.deepEqual(faults({ lang: one[0], text: sentence }), []);
});

/** What is wrong with a run of text that is marked with one language. */
function faults({ lang, text, piece = false }) {
  const said = phrases.foreign(text, lang).map((phrase) => `marked ${lang}, but ${phrase}`);
  const guessed = piece ? undefined : guess(named.reduce((rest, name) => rest.replaceAll(name, ""), text));
  const isOther = guessed !== undefined && guessed !== lang;
  return isOther ? [...said, `marked ${lang}, but reads as ${guessed}: ${text.trim().slice(0, 100)}`] : said;
}

/** The texts of a page, each with the language that it is marked with: sentences are whole, but end where the language changes. */
function runs(root) {
  const found = [];
  let current;
  const end = () => { current = undefined; };
  const add = (lang, piece, text) => {
    if (current?.lang !== lang || current.piece !== piece) found.push(current = { lang, piece, text: "" });
    current.text += text;
  };
  const walk = (node, above, within) => {
    if (node.nodeName === "#text") return node.value.trim() || current ? add(above, within, node.value) : undefined;
    const attribute = (name) => node.attrs?.find((one) => one.name === name)?.value;
    const lang = attribute("lang") ?? above;
    if (SKIPPED.includes(node.nodeName)) return undefined;
    if (!INLINE.includes(node.nodeName)) end();
    for (const name of SAID.filter((one) => attribute(one))) found.push({ lang, text: attribute(name) });
    for (const child of node.childNodes ?? []) walk(child, lang, within || isPiece(node));
    if (!INLINE.includes(node.nodeName)) end();
    return undefined;
  };
  walk(root, undefined, false);
  return found;
}
