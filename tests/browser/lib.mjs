// What every browser test needs: the built site, and a browser that reports every fault.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { browserFor, browserName, closeBrowsers, isOwn, lacks, prepare, takeWhole } from "./browsers.mjs";
import { serve } from "./server.mjs";

export { emulate, launch } from "./browsers.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The folder of the built site, from the variable SITE. */
export const SITE = path.resolve(process.env.SITE ?? path.join(HERE, "../../target/site-test"));

/** The same site built with a base URL, from the variable BASED: it has what needs full addresses. */
export const BASED = path.resolve(process.env.BASED ?? path.join(HERE, "../../target/site-based"));

/** The base URL of that site. */
export const BASE_URL = "https://example.org/dossier/";

/** Reads a file of the site as JSON. */
export const json = (name) => JSON.parse(fs.readFileSync(path.join(SITE, name), "utf8"));

/** The path of a file of the theme in a site, by its name in the theme: a digest stands before its ending. */
export function asset(name, site = SITE) {
  const { dir, name: stem, ext } = path.posix.parse(path.posix.join("assets", name));
  const digest = (file) => (file.startsWith(`${stem}.`) && file.endsWith(ext) ? file.slice(stem.length + 1, -ext.length) : "");
  const found = fs.readdirSync(path.join(site, dir)).filter((file) => /^[0-9a-f]{16}$/.test(digest(file)));
  if (found.length !== 1) throw new Error(`${site} has ${found.length} files for ${name}`);
  return path.posix.join(dir, found[0]);
}

/** What the site says of itself. */
export const dossier = json("data/dossier.json");

/** Every page of the site that `data/dossier.json` names, then the two that belong to no language. */
export const pages = [
  ...dossier.pages,
  ...[
    { kind: "choice", path: "index.html", title: "" },
    { kind: "not-found", path: "404.html", title: "" },
  ].filter((extra) => dossier.pages.every((page) => page.path !== extra.path)),
];

/** The pages that a reader can walk to: all but those that are served in place of a missing page. */
export const walkable = pages.filter((page) => page.kind !== "not-found");

/** The largest page of each kind in each language. */
export const samples = [...walkable.reduce(largest, new Map()).values()];

function largest(found, page) {
  const key = `${page.kind} ${page.lang ?? ""}`;
  const size = ({ path: name }) => fs.statSync(path.join(SITE, name)).size;
  return found.has(key) && size(found.get(key)) >= size(page) ? found : found.set(key, page);
}

/** The page of one kind (and letter) in one language; a letter without an edition has a stub. */
export const pageOf = (kind, lang, letter) =>
  pages.find((page) => isSame(page, { kind, letter }) && page.lang === lang);

/** Tells whether two pages say the same, each in its own language. */
export function isSame(one, other) {
  const kind = (page) => (page.kind === "stub" ? "letter" : page.kind);
  return kind(one) === kind(other) && one.letter === other.letter;
}

/** The languages in which the page exists besides its own. */
export const otherLanguages = (page) =>
  dossier.languages
    .map((lang) => lang.tag ?? lang.lang ?? lang)
    .filter((lang) => lang !== page.lang && pages.some((other) => other.lang === lang && isSame(page, other)));

/** The two ways to read the site; `base.http` is known once `useBrowser` has started the server. */
export const base = { http: "", file: `${pathToFileURL(SITE).href}/` };
export const schemes = ["http", "file"];

let server;

/** Starts the browser and the server before the tests of a file, and ends them after. `isWhole`: the browser that readers have. */
export function useBrowser({ isWhole = false } = {}) {
  if (isWhole) takeWhole();
  before(async () => {
    server = await serve(SITE);
    base.http = server.root;
    await browserFor({ dark: false, script: true });
  });
  after(async () => {
    await closeBrowsers();
    server?.close();
  });
}

/**
 * Collects what a page does wrong: console errors, breaches of its policy, failed and foreign requests; and the files it asks for.
 * A page without an icon makes the browser ask the host for one: `ownIcon` says that this page cannot help it.
 */
async function watch(page, root, ownIcon) {
  const [faults, asked] = [[], []];
  const isIcon = (url) => ownIcon && new URL(url, root).pathname === "/favicon.ico";
  page.on("console", (message) => {
    const isFault = ["error", "warn", "warning"].includes(message.type()) && !isIcon(message.location().url ?? "");
    if (isFault) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    asked.push(within(url));
    if (!url.startsWith(root) && !isIcon(url) && !isOwn(url)) faults.push(`request outside the site: ${url.slice(0, 200)}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    if (!["net::ERR_ABORTED", "NS_BINDING_ABORTED"].includes(reason)) faults.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !isIcon(response.url())) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy ${event.effectiveDirective} forbids ${event.blockedURI || "inline"}`);
    });
  });
  return { faults, asked };
}

/**
 * Opens a page of the site, hands it over, and closes it; every fault on the way fails the test. The visitor also gets the faults so
 * far, and the paths of the files that were asked for.
 * Settings: scheme, width, height, scale, dark, script (false turns JavaScript off), media, isLive (a page that always awaits news).
 */
export async function visit(address, settings, visitor) {
  const { scheme = "http", width = 1280, height = 900, scale = 1, dark = false, script = true, media, isLive } = settings;
  const page = await (await browserFor({ dark, script })).newPage();
  try {
    const { faults, asked } = await watch(page, base[scheme], address.endsWith("404.html"));
    await page.setViewport({ width, height, deviceScaleFactor: scale });
    await prepare(page, { dark, script, media });
    if (isLive) await page.goto(base[scheme] + address, { waitUntil: "load" });
    else await open(page, base[scheme] + address);
    await visitor(page, faults, asked);
    if (faults.length > 0) throw new Error(`${address}: ${faults.join("\n")}`);
  } finally {
    await page.close();
  }
}

/** Goes to an address and waits until nothing is under way. */
export async function open(page, url) {
  await page.goto(url, { waitUntil: "load" });
  await page.waitForNetworkIdle({ idleTime: 60 });
}

/** Keeps files from a page: those whose address the test names. What a page asked for and gives up by leaving needs no answer. */
export async function withhold(page, isWithheld) {
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const answered = isWithheld(request.url()) ? request.abort() : request.continue();
    answered.catch(() => {});
  });
}

/** Clicks a link and waits for the page (or place in the page) that it leads to. */
export async function follow(page, link) {
  const target = await link.evaluate((a) => a.href);
  await link.click();
  // Asked from here: a page that draws nothing new does not look by itself, and one without scripts may not at all.
  const isThere = () => page.evaluate((url) => location.href === url && document.readyState === "complete", target).catch(() => false);
  for (const end = Date.now() + 30_000; !(await isThere()); await new Promise((resolve) => setTimeout(resolve, 25))) {
    if (Date.now() > end) throw new Error(`a click on ${target} led to ${page.url()}`);
  }
  await page.waitForNetworkIdle({ idleTime: 60 });
}

/** The path within the site of an address, without question and fragment. */
export function within(url) {
  const root = Object.values(base).find((start) => start && url.startsWith(start));
  return root ? decodeURIComponent(url.slice(root.length).split(/[?#]/)[0]) : undefined;
}

/** The first visible link of the page that the test accepts; `accepts` gets {href, hreflang, lang}. */
export async function findLink(page, selector, accepts) {
  const all = await page.$$eval(selector, (links) => links.map((a) => {
    const { width, height } = a.getBoundingClientRect();
    const isVisible = width > 0 && height > 0 && getComputedStyle(a).visibility === "visible";
    return { href: a.href, hreflang: a.hreflang, lang: a.lang, isVisible };
  }));
  const found = all.findIndex((link) => link.isVisible && accepts(link));
  if (found < 0) return undefined;
  return (await page.evaluateHandle((links, at) => document.querySelectorAll(links)[at], selector, found)).asElement();
}

/** Whether a page has one of the schemes instead of all. */
const takesTurns = browserName !== "chromium" && !process.env.EVERY_WAY;

/** The samples; a browser that has turns takes each kind of page in one language, the next kind in the next. */
export const samplesInTurn = samples.filter(({ kind, lang }) => {
  const kinds = [...new Set(samples.map((page) => page.kind))];
  const langs = [...new Set(samples.filter((page) => page.kind === kind).map((page) => page.lang))];
  return !takesTurns || lang === langs[kinds.indexOf(kind) % langs.length];
});

/** How often `eachPage` was called: so that no page has all its turns over the same scheme. */
let turn = 0;

/**
 * Declares one test for each page and, where asked, each scheme; none runs in a browser that lacks what the test needs.
 * A browser that is not the first takes each page over one of the schemes, by turns; over all of them with `EVERY_WAY=1`.
 */
export function eachPage(list, ways, title, body, needs = []) {
  const skip = needs.map(lacks).find(Boolean) ?? false;
  turn += 1;
  for (const [way, scheme] of ways.entries()) {
    for (const page of takesTurns ? list.filter((_, at) => (at + turn) % ways.length === way) : list) {
      test(`${title}: ${page.path} over ${scheme}`, { skip }, () => body(page, scheme));
    }
  }
}

/** Text as one compares it: no soft hyphens, and every run of white space is one space. */
export const plain = (text) => text.replace(/[\u00ad\u200b]/g, "").replace(/\s+/g, " ").trim();

/** In the page: the parts that moved since it began to load. */
export function shifts() {
  return new Promise((resolve) => {
    const found = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        found.push(`${entry.value}: ${entry.sources.map(({ node }) => node?.nodeName).join(" ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(found), 200);
  });
}

/**
 * Waits for a page to which another leads. Asked from here: a page that draws nothing new does not look by itself, and what a page that is
 * left still asked for is never said to be answered.
 */
export async function arrived(page, end) {
  const isThere = () => page.evaluate((path) => location.pathname.endsWith(path) && document.readyState === "complete", end).catch(() => false);
  for (const latest = Date.now() + 20_000; !(await isThere()); await new Promise((resolve) => setTimeout(resolve, 25))) {
    assert.ok(Date.now() < latest, `it stays at ${page.url()}`);
  }
}
