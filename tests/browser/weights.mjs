// What a page of the site weighs with all that it loads when it opens: node weights.mjs SITE prints that of every page.
// Each file counts as it is and as a host sends it, compressed by itself (gzip, level 9).
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { parse } from "parse5";

/** The most that a letter may weigh: compressed, and as it is. */
export const LIMITS = { packed: 60_000, raw: 200_000 };

/** The elements that make a browser load a file at once, and where they name it. A link does so only by its relation. */
const LOADS = { script: "src", img: "src", source: "src", video: "src", audio: "src", iframe: "src", object: "data", embed: "src", link: "href", image: "href" };
const RELATIONS = ["stylesheet", "icon", "preload", "modulepreload", "manifest"];

/** Every element of a parsed page. */
function elements(node) {
  return [node, ...(node.childNodes ?? []).flatMap(elements)].filter((one) => one.tagName);
}

/** The addresses that a page names for files to load at once, as written. */
function named(text) {
  return elements(parse(text)).flatMap(({ tagName, attrs }) => {
    const value = (name) => attrs.find((attribute) => attribute.name === name)?.value;
    const isLoaded = tagName !== "link" || (value("rel") ?? "").split(" ").some((relation) => RELATIONS.includes(relation));
    return isLoaded && value(LOADS[tagName]) ? [value(LOADS[tagName])] : [];
  });
}

/** The addresses in a style sheet: of further sheets, pictures and fonts. */
const inStyle = (text) => [...text.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map((found) => found[1] ?? found[2]);

/** The files of the site that a page loads when it opens, itself first, by their paths from the site's root. */
export function loaded(site, page, found = []) {
  if (found.includes(page)) return found;
  found.push(page);
  const text = fs.readFileSync(path.join(site, page), "utf8");
  const addresses = { ".html": named, ".css": inStyle }[path.extname(page)]?.(text) ?? [];
  for (const address of addresses.filter((one) => !one.startsWith("data:"))) {
    loaded(site, path.posix.join(path.posix.dirname(page), address.split(/[?#]/)[0]), found);
  }
  return found;
}

/** What files weigh together. */
export function weight(site, files) {
  const bodies = files.map((file) => fs.readFileSync(path.join(site, file)));
  const sum = (size) => bodies.reduce((total, body) => total + size(body), 0);
  return { raw: sum((body) => body.length), packed: sum((body) => zlib.gzipSync(body, { level: 9 }).length) };
}

/** Prints a line for every page of the site that `data/dossier.json` names, the heaviest last. */
function table(site) {
  const { pages } = JSON.parse(fs.readFileSync(path.join(site, "data/dossier.json"), "utf8"));
  const rows = pages.map(({ kind, path: page }) => ({ kind, page, files: loaded(site, page) })).map((row) => ({ ...row, ...weight(site, row.files) }));
  console.log("compressed      raw  files  page");
  for (const { kind, page, files, raw, packed } of rows.sort((a, b) => a.packed - b.packed)) {
    const isOver = kind === "letter" && (packed > LIMITS.packed || raw > LIMITS.raw);
    console.log(`${String(packed).padStart(10)} ${String(raw).padStart(8)} ${String(files.length).padStart(6)}  ${page} (${kind})${isOver ? ": TOO HEAVY" : ""}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) table(path.resolve(process.argv[2] ?? "target/site-test"));
