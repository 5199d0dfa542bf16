// What readers would ask of a built dossier, drawn from its passages, and what an answer must hold. The same site, the same questions.
import fs from "node:fs";
import path from "node:path";
import { random } from "./words.mjs";

/** How many questions of each kind stand in twenty. */
const MIX = { word: 5, "two words": 5, "three words": 3, number: 2, amount: 1, name: 2, typo: 1, phrase: 1 };

/** A word of a text: letters only. */
const WORD = /\p{L}+/gu;

/** The facts of a text that are asked for as they are written. */
const FACTS = {
  number: /\b\d{4}Z\d{5}\b/g,
  amount: /\b\d{1,3}(?:[.,]\d{3})+\b|\b\d{1,3}[.,]\d (?:miljoen|million)\b/g,
  name: /(?<=gemeente |municipality of )\p{Lu}\p{L}+/gu,
};

const wordsOf = (text) => text.match(WORD) ?? [];

/** The sections in a file of texts: {path, blocks, text, all}. */
function sectionsOf(file) {
  const script = fs.readFileSync(file, "utf8");
  const { path: page, title, sections } = JSON.parse(script.slice(script.indexOf("]=") + 2).replace(/;\s*$/, ""));
  const section = ([anchor, heading, blocks]) => {
    const text = blocks.map(([, words]) => words).join("\n");
    return { path: page, blocks: [anchor, ...blocks.map(([id]) => id)], text, all: [title, heading, text].join("\n") };
  };
  return sections.map(section);
}

/** Every section of the site in a language: a letter's texts stand in one file or several. */
export function readSections(site, lang) {
  const folder = path.join(site, "search", lang);
  const files = fs.readdirSync(folder).filter((name) => /^letter-\d+(-\d+)?\.js$/.test(name));
  const inOrder = new Intl.Collator("en", { numeric: true }).compare;
  return files.sort(inOrder).flatMap((name) => sectionsOf(path.join(folder, name)));
}

/** Words of a section that say something, so many, in an order of their own; fewer where it has fewer. */
function someWords({ text }, count, numbers) {
  const long = [...new Set(wordsOf(text).filter((word) => 4 < word.length).map((word) => word.toLowerCase()))];
  return Array.from({ length: Math.min(count, long.length) }, () => long.splice(numbers.below(long.length), 1)[0]);
}

/** A word with one slip: a letter left out, doubled, or two in the wrong order. */
function slip(word, numbers) {
  const at = 1 + numbers.below(word.length - 3);
  const [before, letter, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
  return before + numbers.pick([next + after, letter + letter + next + after, next + letter + after]);
}

/** How a question of a kind is drawn from a section: what is asked, and what must be held; nothing where the section has none. */
const DRAW = {
  word: (section, numbers) => words(someWords(section, 1, numbers)),
  "two words": (section, numbers) => words(someWords(section, 2, numbers)),
  "three words": (section, numbers) => words(someWords(section, 3, numbers)),
  number: (section, numbers) => fact(section, "number", numbers),
  amount: (section, numbers) => fact(section, "amount", numbers),
  name: (section, numbers) => fact(section, "name", numbers),
  typo: (section, numbers) => {
    const word = someWords(section, 40, numbers).find((one) => 8 < one.length);
    const wrong = word && slip(word, numbers);
    return word && wrong !== word ? { ask: wrong, holds: [word] } : undefined;
  },
  phrase: ({ text }, numbers) => {
    const phrases = text.match(/\p{L}+(?: \p{L}+){3}(?=[ .,?])/gu);
    if (!phrases) return undefined;
    const phrase = numbers.pick(phrases);
    return { ask: `"${phrase}"`, holds: [phrase] };
  },
};

const words = (list) => (list.length ? { ask: list.join(" "), holds: list } : undefined);

function fact({ text }, kind, numbers) {
  const found = text.match(FACTS[kind]);
  const ask = found && numbers.pick(found);
  return ask ? { ask, holds: [ask] } : undefined;
}

/** How many sections are tried for one that a question of a kind can be drawn from; a dossier without any is asked for words. */
const TRIES = 2000;

/** So many questions in the mix of readers, each with the section that it was drawn from: {kind, ask, holds, from}. */
export function questions(sections, count) {
  const numbers = random(2026);
  const kinds = Object.entries(MIX).flatMap(([kind, times]) => Array(times).fill(kind));
  const all = Array.from({ length: count }, (_, idx) => kinds[(idx * 7) % kinds.length]);
  return all.map((kind) => {
    for (let tries = 0; ; tries += 1) {
      const from = numbers.pick(sections);
      const drawn = DRAW[tries < TRIES ? kind : "word"](from, numbers);
      if (drawn) return { kind, from, ...drawn };
    }
  });
}

/** The beginning that a word shares with its other forms. */
const beginning = (word) => word.toLowerCase().slice(0, Math.max(5, word.length - 6));

/** Tells whether a text has what was asked for: each word in one of its forms, everything else as it is written. */
function holds(text, wanted) {
  if (!/^\p{L}+$/u.test(wanted)) return text.includes(wanted);
  return wordsOf(text).some((word) => word.toLowerCase().startsWith(beginning(wanted)));
}

/** Judges a hit, {path, block}: whether it has all that was asked for, and whether the question was drawn from it. */
export function judge(question, hit, byPath) {
  const section = byPath.get(hit?.path)?.find((one) => one.blocks.includes(hit.block));
  const isRight = Boolean(section) && question.holds.every((wanted) => holds(section.all, wanted));
  return { isRight, isSource: section !== undefined && section === question.from };
}

/** The sections of each page. */
export function sectionsByPath(sections) {
  const found = new Map();
  for (const section of sections) {
    if (!found.has(section.path)) found.set(section.path, []);
    found.get(section.path).push(section);
  }
  return found;
}
