// Reads the built site as files: what each page links to, which ids it has, and what it must not hold.
import fs from "node:fs";
import path from "node:path";
import { parse } from "parse5";
import { SITE } from "./lib.mjs";

/** The attributes that hold an address. */
const ADDRESSES = ["href", "src", "action", "formaction", "poster", "data", "cite", "srcset", "xlink:href", "data-engine", "data-box", "data-marks"];

/** Every file of the site, as paths from its root, in order. */
export function files(folder = "") {
  return fs.readdirSync(path.join(SITE, folder), { withFileTypes: true })
    .map((entry) => [entry, path.posix.join(folder, entry.name)])
    .flatMap(([entry, name]) => (entry.isDirectory() ? files(name) : [name]))
    .sort();
}

/** A page of the site as a list of elements: name, attributes, text. */
export function elements(html) {
  const found = [];
  const walk = (node) => {
    if (node.tagName) {
      const attributes = Object.fromEntries(node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]));
      const text = node.childNodes.map((child) => child.value ?? "").join("");
      found.push({ name: node.tagName, attributes, text });
    }
    for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) walk(child);
  };
  walk(parse(html));
  return found;
}

/** Every address that an element holds. */
export function addresses({ name, attributes }) {
  const own = ADDRESSES.filter((key) => key in attributes && !(name === "meta" || (name === "form" && key === "data")))
    .flatMap((key) => (key === "srcset" ? attributes[key].split(",").map((part) => part.trim().split(/\s+/)[0]) : attributes[key]));
  const refresh = attributes["http-equiv"]?.toLowerCase() === "refresh" ? /url=(.*)$/i.exec(attributes.content) : null;
  return refresh ? [...own, refresh[1].replace(/^['"]|['"]$/g, "")] : own;
}

/** Every address in a style sheet. */
export function styleAddresses(css) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...bare.matchAll(/url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']+)["']/g)].map((hit) => hit[1] ?? hit[2]);
}

/**
 * Why an address does not lead to a file (and a place in it), or nothing.
 * `ids` maps each page to the set of its ids; only a link for readers may leave the site.
 */
export function fault(address, from, name, ids) {
  if (address === "") return "empty address";
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) {
    const mayLeave = name === "a" && /^(https?|mailto):/i.test(address);
    return mayLeave ? undefined : `\`${address}\` is not relative`;
  }
  if (address.startsWith("/")) return `\`${address}\` is not relative`;
  const [, file, fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(address);
  const target = file === "" ? from : path.posix.join(path.posix.dirname(from), decodeURIComponent(file));
  if (file !== "" && !/\.[a-z0-9-]+$/i.test(file)) return `\`${address}\` does not end in a file name`;
  if (target.startsWith("../") || !fs.statSync(path.join(SITE, target), { throwIfNoEntry: false })?.isFile()) {
    return `\`${address}\` leads to no file`;
  }
  const isMissing = fragment && ids.has(target) && !ids.get(target).has(decodeURIComponent(fragment));
  return isMissing ? `\`${address}\` leads to no id` : undefined;
}

/** What an element must not be or have under a policy that allows nothing inline. */
export function inline({ name, attributes }) {
  const handlers = Object.keys(attributes).filter((key) => key.startsWith("on"));
  const isData = attributes.type === "application/ld+json" || attributes.type === "application/json";
  return [
    ...handlers.map((key) => `<${name} ${key}>`),
    ...("style" in attributes ? [`<${name} style>`] : []),
    ...(name === "style" ? ["<style>"] : []),
    ...(name === "base" ? ["<base>"] : []),
    ...(name === "script" && !attributes.src && !isData ? ["<script> without src"] : []),
    ...(name === "script" && attributes.type === "module" ? ["<script type=module>"] : []),
  ];
}
