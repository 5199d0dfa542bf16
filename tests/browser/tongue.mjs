// Which language a text is in: told by what the site's data say in each language, and by the small words of a sentence.
import fs from "node:fs";
import path from "node:path";

/** Small words that one of these languages uses all the time and the others do not. A language without a list is not guessed. */
const SMALL_WORDS = {
  nl: "de het een van en dat voor niet met zijn wordt worden aan bij ook naar uit deze dit heeft kan om te als er op zij hun maar nog dan wel geen".split(" "),
  en: "the and that for not with are by from this which has have its be on it will been their or to as at but can these would".split(" "),
  fr: "le la les des une est dans pour qui que pas sur avec sont au aux ce cette ne du".split(" "),
};

/** A run of so many words has enough small ones to tell its language. */
const GUESSED = 8;

/** The words of a text, in lower case, without what stands between them. */
export const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The language whose small words a text has most, by far; undefined where that is not plain. */
export function guess(text) {
  const all = words(text);
  if (all.length < GUESSED) return undefined;
  const counts = Object.entries(SMALL_WORDS).map(([lang, small]) => [all.filter((word) => small.includes(word)).length, lang]);
  const [[most, lang], [next]] = counts.sort(([a], [b]) => b - a);
  return most >= 2 && most > 2 * next ? lang : undefined;
}

/** Every `{language: text}` in a value. */
function pairs(value, languages) {
  if (typeof value !== "object" || value === null) return [];
  const keys = Object.keys(value);
  const isPair = keys.length > 0 && keys.every((key) => languages.includes(key) && typeof value[key] === "string");
  return isPair ? [value] : Object.values(value).flatMap((inner) => pairs(inner, languages));
}

/** Every text that the site's data give by language. */
function given(site, languages) {
  const folder = path.join(site, "data");
  const files = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json") && !name.includes("schema"));
  return files.flatMap((name) => pairs(JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")), languages));
}

/** The texts of the site's data and the titles of its pages by language. */
export function texts(site, { languages, pages }) {
  const titles = pages.filter(({ lang }) => lang).map(({ lang, title }) => ({ [lang]: title }));
  const all = [...given(site, languages), ...titles];
  return new Map(languages.map((lang) => [lang, all.flatMap((pair) => pair[lang] ?? [])]));
}

/** Names that are the same in every language, such as the title of a document that has no other: they are in none. */
export function names(site, { languages }) {
  const isOne = (pair) => Object.keys(pair).length > 1 && new Set(Object.values(pair)).size === 1;
  return given(site, languages).filter(isOne).map((pair) => Object.values(pair)[0]).filter((name) => name.includes(" "));
}

/**
 * Finds in a text what the data say in another language than the one that it is marked with. Only phrases of two words and more that
 * no text in the marked language holds can tell.
 */
export class Phrases {
  constructor(byLang) {
    const joined = new Map([...byLang].map(([lang, all]) => [lang, ` ${all.map((text) => words(text).join(" ")).join(" | ")} `]));
    this.starts = new Map([...byLang].map(([lang, all]) => {
      const others = [...joined].filter(([other]) => other !== lang).map(([, text]) => text);
      const phrases = [...new Set(all.map((text) => words(text).join(" ")))]
        .filter((phrase) => phrase.includes(" ") && /\p{L}{3}/u.test(phrase) && others.every((text) => !text.includes(` ${phrase} `)));
      return [lang, grouped(phrases)];
    }));
  }

  /** The phrases of other languages in a text that is marked with `lang`. */
  foreign(text, lang) {
    const all = words(text);
    const whole = `${all.join(" ")} `;
    return [...this.starts].filter(([other]) => other !== lang).flatMap(([other, starts]) =>
      all.slice(1).flatMap((word, at) => starts.get(`${all[at]} ${word}`) ?? [])
        .filter((phrase) => ` ${whole}`.includes(` ${phrase} `))
        .map((phrase) => `${other}: ${phrase}`));
  }
}

/** The first two words of a phrase. */
const start = (phrase) => phrase.split(" ", 2).join(" ");

/** Phrases by their first two words. */
function grouped(phrases) {
  const found = new Map();
  for (const phrase of phrases) found.set(start(phrase), [...(found.get(start(phrase)) ?? []), phrase]);
  return found;
}
