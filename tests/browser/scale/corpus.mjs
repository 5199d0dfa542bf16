// Writes a made-up dossier of many letters, to measure with: `node tests/browser/scale/corpus.mjs LETTERS FOLDER`, then
// `dossier lock --root FOLDER` and `dossier build --root FOLDER`. Each letter has some 600 words in about six sections, in Dutch and in
// an English that says it word for word; the same count gives the same bytes.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { drawing, names, random, vocabulary } from "./words.mjs";

const DOSSIER = `version = "1.0.0"
published = "2026-11-21"
languages = ["nl", "en"]
title = { nl = "Een dossier op maat", en = "A dossier to measure" }
description = { nl = "Brieven zonder betekenis, om de maat te nemen.", en = "Letters without meaning, to take the measure." }

[number-kinds.question]
name = { nl = "Vraagnummer", en = "Question number" }
written = ['\\d{4}Z\\d{5}']
`;

const ABOUT = { nl: ["Over dit dossier", "Brieven zonder betekenis."], en: ["About this dossier", "Letters without meaning."] };

/** Kinds of letters, each with its name in Dutch and in English. */
const KINDS = { letter: ["Brief", "Letter"], note: ["Nota", "Note"], answers: ["Antwoorden", "Answers"], report: ["Verslag", "Report"] };

/** Who sends letters. */
const SENDERS = "Havens Bruggen Wegen Warmte Water Scholen Bodem Energie".split(" ");

const MONTHS = "februari February,maart March,april April,juni June,september September,oktober October"
  .split(",").map((pair) => pair.split(" "));

const LANGS = ["nl", "en"];

/** The official number of one of so many letters: no two are alike, and each year has its share. */
export const numberOf = (idx, count) => `${2017 + Math.floor((idx * 10) / count)}Z${String(10_000 + ((idx * 3) % 90_000)).padStart(5, "0")}`;

/** A number as each language writes it: digits in threes, and a decimal sign. */
function figure(whole, decimal = "") {
  const threes = (mark) => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);
  return [threes(".") + (decimal && `,${decimal}`), threes(",") + (decimal && `.${decimal}`)];
}

/** What letters say besides words, each as a pair: amounts, dates, numbers, places. */
const FACTS = [
  ({ below }) => {
    const [nl, en] = figure(10_000 + below(99_990_000));
    return [`€ ${nl}`, `€${en}`];
  },
  ({ below }) => {
    const [nl, en] = figure(1 + below(900), String(1 + below(9)));
    return [`${nl} miljoen euro`, `${en} million euros`];
  },
  ({ below, pick }) => {
    const [day, year, [nl, en]] = [1 + below(28), 2018 + below(9), pick(MONTHS)];
    return [`${day} ${nl} ${year}`, `${day} ${en} ${year}`];
  },
  ({ below }) => {
    const paper = `${20 + below(17)} ${100 + below(900)}`;
    const number = 1 + below(1900);
    return [`Kamerstuk ${paper}, nr. ${number}`, `Parliamentary Paper ${paper}, no. ${number}`];
  },
  ({ below }, { count }) => {
    const number = numberOf(below(count), count);
    return [number, number];
  },
];

/** Writes one letter: what it says is drawn from numbers of its own. */
class Writer {
  constructor(idx, source) {
    Object.assign(this, { numbers: random(1_000_003 * (idx + 1)), source });
  }

  /** So many words, as pairs. */
  words(count) {
    return Array.from({ length: count }, () => this.source.draw(this.numbers));
  }

  /** A heading or a title: some words, with a capital. */
  title(count) {
    return this.joined(this.words(count));
  }

  /** Pairs as one text a language, with a capital at its beginning. */
  joined(pairs) {
    return [0, 1].map((side) => capital(pairs.map((pair) => pair[side]).join(" ")));
  }

  /** A place, or a fact that is no word. */
  fact() {
    const name = this.numbers.pick(this.source.names);
    if (this.numbers.below(3) === 0) return [`de gemeente ${name}`, `the municipality of ${name}`];
    return this.numbers.pick(FACTS)(this.numbers, this.source);
  }

  /** A sentence; one in four says a fact. */
  sentence(count) {
    const pairs = this.words(count);
    if (this.numbers.below(4) === 0) pairs.splice(2 + this.numbers.below(count - 3), 1, this.fact());
    if (12 < count) pairs[count >> 1] = pairs[count >> 1].map((word) => `${word},`);
    return this.joined(pairs).map((text) => `${text}.`);
  }

  /** A length about another: from two fifths of it to eight. */
  about(count) {
    return Math.round(count * (0.4 + 1.2 * this.numbers.next()));
  }

  /** A paragraph of about so many words. */
  paragraph(count) {
    const sentences = [];
    for (let left = Math.max(7, this.about(count)); 6 < left; ) {
      const size = Math.min(left, 9 + this.numbers.below(12));
      sentences.push(this.sentence(Math.max(size, 6)));
      left -= size;
    }
    return [0, 1].map((side) => sentences.map((pair) => pair[side]).join(" "));
  }
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** The blocks of a letter: {mark, text} with what Markdown puts before and after the text. */
function blocks(writer, number) {
  const said = (count) => ({ text: writer.paragraph(count) });
  const headed = (count) => ({ before: "## ", text: writer.title(count) });
  const question = (nth) => [
    { before: "### ", text: [String(nth), String(nth)], after: " {.question}" },
    { text: writer.joined(writer.words(writer.about(20))).map((text) => `${text}?`) },
    { before: "#### ", text: ["Antwoord", "Answer"], after: " {.answer}" },
    said(70),
  ];
  const opening = said(60);
  opening.text = [`Deze brief heeft het nummer ${number}. ${opening.text[0]}`, `This letter has the number ${number}. ${opening.text[1]}`];
  const questions = Array.from({ length: 1 + writer.numbers.below(5) }, (_, idx) => question(idx + 1));
  return [opening, headed(4), said(65), said(65), headed(3), ...questions.flat(), headed(5), said(60), said(60)];
}

/** Writes a letter's folder. */
function writeLetter(folder, idx, source) {
  const writer = new Writer(idx, source);
  const number = numberOf(idx, source.count);
  const id = `letter-${String(idx + 1).padStart(5, "0")}`;
  const titles = writer.title(4);
  const all = blocks(writer, number);
  const plain = `${all.map(({ text }) => text[0]).join("\n\n")}\n`;
  const kind = writer.numbers.pick(Object.keys(KINDS));
  const sender = writer.numbers.pick(SENDERS);
  const day = new Date(Date.UTC(2017, 0, 1 + Math.floor((idx * 3560) / source.count))).toISOString().slice(0, 10);
  fs.mkdirSync(path.join(folder, id), { recursive: true });
  const put = (name, text) => fs.writeFileSync(path.join(folder, id, name), text);
  put("source.txt", plain);
  put("letter.toml", `kind = "${kind}"
original = "nl"

[date]
value = "${day}"
basis = "printed"

[[senders]]
organisation = { nl = "Dienst ${sender}", en = "${sender} Service" }

[[numbers]]
kind = "question"
value = "${number}"

[source]
file = "source.txt"
sha256 = "${createHash("sha256").update(plain).digest("hex")}"
`);
  LANGS.forEach((lang, side) => {
    const texts = all.map(({ before = "", text, after = "" }) => before + text[side] + after);
    const front = `+++\ntitle = "${titles[side]}"\nslug = "${id}"\nsummary = "${titles[side]}."\n+++`;
    put(`${lang}.md`, `${[front, ...texts].join("\n\n")}\n`);
  });
}

/** Writes a dossier of so many letters into a folder. */
export function write(count, folder) {
  const content = path.join(folder, "content");
  const kinds = Object.entries(KINDS).map(([id, [nl, en]]) => `\n[kinds.${id}]\nname = { nl = "${nl}", en = "${en}" }\n`);
  fs.mkdirSync(path.join(content, "pages", "about"), { recursive: true });
  fs.writeFileSync(path.join(content, "dossier.toml"), DOSSIER + kinds.join(""));
  fs.writeFileSync(path.join(content, "funding.toml"), "complete = false\n");
  for (const [lang, [title, text]] of Object.entries(ABOUT)) {
    const page = `+++\ntitle = "${title}"\nsummary = "${text}"\n+++\n\n${text}\n`;
    fs.writeFileSync(path.join(content, "pages", "about", `${lang}.md`), page);
  }
  const source = { count, draw: drawing(vocabulary()), names: names(6000) };
  for (let idx = 0; idx < count; idx++) writeLetter(path.join(content, "letters"), idx, source);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [count, folder] = process.argv.slice(2);
  if (!(0 < Number(count)) || !folder || fs.existsSync(folder)) {
    console.error("usage: node corpus.mjs LETTERS FOLDER, a folder that does not yet exist");
    process.exit(2);
  }
  write(Number(count), folder);
}
