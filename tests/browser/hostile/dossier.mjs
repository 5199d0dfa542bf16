// Writes a dossier whose every text means harm: `node tests/browser/hostile/dossier.mjs PROGRAM FOLDER`, then `dossier lock` and `build`.
// Which texts there are, the program itself says with `dossier schema`: a key that is new must have a value here too.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { escaped, markdown, payload } from "./payload.mjs";
import { SOURCES, skeleton } from "./skeleton.mjs";
import { REFUSED } from "./refused.mjs";
import { toToml } from "./toml.mjs";

const LANGS = ["nl", "en"];

/** Words that the dossier needs for its amounts to be read. */
const KEPT = ["€", "%", "not"];
const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));

/** The schemas of all files that a publisher writes, as the program prints them. */
export function schemas(program) {
  const run = (...words) => execFileSync(program, ["schema", ...words], { encoding: "utf8" });
  const names = run().split("\n").map((line) => line.split(/\s+/)[0]).filter(Boolean);
  return Object.fromEntries(names.map((name) => [name, JSON.parse(run(name))]));
}

/** Every text of a file of a kind: the path of its keys, with what is asked of it. */
export function texts(schema, at = "") {
  if (schema.anyOf && !schema.properties) return texts(schema.anyOf[0], at);
  if (schema.properties) return Object.entries(schema.properties).flatMap(([key, inner]) => texts(inner, at ? `${at}.${key}` : key));
  if (schema.type === "array") return texts(schema.items, at);
  if (schema.type === "object") return texts(schema.additionalProperties, at);
  return [schema.type].flat().includes("string") ? [at] : [];
}

/**
 * Puts a text that means harm into each text of a value that takes one; hands over the paths that have it. `choose` says what goes in
 * at a path, or nothing.
 */
export function poison(schema, value, choose, at = "") {
  if (schema.anyOf && !schema.properties) {
    const fits = schema.anyOf.find(({ type }) => type === (typeof value === "string" ? "string" : "object"));
    return poison(fits, value, choose, at);
  }
  const into = (inner, key, name) => (value[key] = poison(inner, value[key], choose, name));
  if (schema.type === "array") value.forEach((_, key) => into(schema.items, key, at));
  else if (schema.properties) {
    for (const [key, inner] of Object.entries(schema.properties)) if (key in value) into(inner, key, at ? `${at}.${key}` : key);
  } else if (schema.type === "object") Object.keys(value).forEach((key) => into(schema.additionalProperties, key, at));
  else if (typeof value === "string") return choose(at, value) ?? value;
  else if (typeof value === "object") Object.keys(value).forEach((key) => into(schema, key, at));
  return value;
}

/** Passages: each has a paragraph of its own in the letter, with words that mean harm; what it quotes is all of it. */
class Passages {
  #said = [];

  /** The paragraph that follows those of the letter's first text. */
  take(start, rest) {
    const words = start + rest;
    this.#said.push(words);
    return { block: `p${this.#said.length + 1}`, words };
  }

  markdown() {
    return this.#said.map((words) => `${escaped(words)}\n`).join("\n");
  }
}

/**
 * The files of the dossier, and what each number stands for. Settings: `only` puts words that mean harm into this one text, `first` is
 * what the numbers follow, `known` are the schemas.
 */
export function files(program, { only, first = 0, known = schemas(program) } = {}) {
  const [passages, plain] = [new Passages(), skeleton(only)];
  let number = first;
  const numbered = {};
  const take = (kind, value) => poison(known[kind], value, (at, word) => {
    if (kind === "language" && KEPT.includes(word)) return undefined;
    number += 1;
    const name = `${kind}: ${at}`;
    if (only ? only !== name : name in REFUSED) return undefined;
    numbered[number] = name;
    return payload(number);
  });
  const quote = (value) => {
    if (Array.isArray(value)) value.forEach(quote);
    else if (value && typeof value === "object") {
      if (value.quote && value.block) {
        number += 1;
        numbered[number] = "a quoted passage";
        const { block, words } = passages.take(only || value.count ? "Er staat" : payload(number), value.quote.nl);
        Object.assign(value, { letter: "first", block, quote: words });
      }
      Object.values(value).forEach(quote);
    }
  };
  const out = {};
  for (const [file, { kind, value, body, each, isKept }] of Object.entries(plain)) {
    const whole = structuredClone(value);
    quote(whole);
    const before = number;
    for (const lang of each ? LANGS : [""]) {
      // What stands in every language has the same numbers: translations must agree in them.
      number = before;
      const toml = toToml(isKept ? whole : take(kind, structuredClone(whole)));
      const text = body === undefined ? toml : `+++\n${toml}+++\n${body(lang, only ? "" : markdown(number))}`;
      out[file.replace("LANG", lang)] = text;
    }
  }
  for (const lang of LANGS) {
    const edition = `content/letters/first/${lang}.md`;
    out[edition] = out[edition].replace("PASSAGES\n", passages.markdown());
  }
  return { files: out, numbered };
}

/** Writes the dossier. */
export function write(program, folder, settings) {
  const { files: all, numbered } = files(program, settings);
  for (const [file, text] of Object.entries({ ...all, ...SOURCES })) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return numbered;
}

/** The checksum of a text. */
export const sha256 = (text) => createHash("sha256").update(text).digest("hex");

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [program = path.join(PROJECT, "target/release/dossier"), folder] = process.argv.slice(2);
  write(path.resolve(program), folder);
}
