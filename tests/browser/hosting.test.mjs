// The site on real servers, in a sub-folder, each with the rules that the site brings for it: headers, missing pages, former addresses,
// types, packing, and pages in a browser that break no policy.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { ask, freePort, has, start } from "./hosts.mjs";
import { asset, base, useBrowser, visit } from "./lib.mjs";
import { PROGRAM } from "./program.mjs";

useBrowser();

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const SETTINGS = `
[hosting]
hosts = ["apache", "caddy", "cloudflare", "netlify", "nginx", "s3"]
compress = ["gzip"]

[hosting.security-txt]
contact = ["mailto:safety@example.org"]
expires = "2027-11-20T00:00:00Z"
`;
/** Of a small dossier: an unoptimised program takes half a minute to pack the shipped one with Brotli. */
const SMALL_SETTINGS = `
[hosting]
hosts = ["caddy"]
compress = ["brotli", "gzip"]
`;
const FORMER = "nl/brieven/voortgang-ai-fabriek";
const PRESENT = "nl/brieven/stand-van-de-ai-fabriek";
/** What is said of files that a browser may keep. */
const KEPT = "public, max-age=31536000, immutable";
/** The servers; nginx and Caddy must be there. */
const KINDS = ["nginx", "caddy", "apache"];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dossier-hosting-test-"));
const www = path.join(folder, "www");
/** The same site for the root of a host, with nothing packed in advance. */
const alone = path.join(folder, "alone");
/** A small dossier, and its site for the root of a host, packed with Brotli too. */
const small = path.join(folder, "small");
const smallSite = path.join(folder, "small-site");
const built = (name) => path.join(www, "dossier", name);
const bytes = (name) => fs.readFileSync(built(name));
/** The path of a file of the theme. */
const ofTheme = (name) => asset(name, built(""));
/** Pages for what does not exist hold full addresses, so all servers serve at one port, one after the other. */
let port;
let root;

/** Runs the program in the dossier. */
function run(...options) {
  const { status, stderr } = spawnSync(PROGRAM, options, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

/** Files of the theme may be kept for good, packed or not; nothing else, and never that nothing is there. `site` is the folder. */
async function kept(get, site) {
  const all = fs.readdirSync(path.join(site, "assets")).filter((name) => !name.startsWith(".")).map((name) => `assets/${name}`);
  assert.ok(all.length > 10, `${all}`);
  for (const name of all) {
    for (const way of ["identity", "gzip"]) {
      const { status, headers, body } = await get(name, { "accept-encoding": way });
      assert.deepEqual([status, headers["cache-control"]], [200, KEPT], `${name}, ${way}`);
      assert.equal(headers["x-content-type-options"], "nosniff", "with the other headers");
      assert.ok(body.equals(fs.readFileSync(path.join(site, name))), name);
    }
  }
  const style = asset("style.css", site);
  const { headers } = await get(style);
  const again = await get(style, { "if-none-match": headers.etag });
  assert.deepEqual([again.status, again.headers["cache-control"]], [304, KEPT]);
  for (const name of ["", "nl/index.html", "index.html", "search/nl/boot.js", "data/dossier.json", "sources/progress-ai-factory.txt", "manifest-sha512.txt"]) {
    const { status, headers: own } = await get(name);
    assert.deepEqual([status, own["cache-control"]], [200, "no-cache"], name);
  }
  for (const name of ["assets/style.css", "assets/style.0123456789abcdef.css", `${style}.map`, `${style}/`, "assets/", "assets", "assets/own/"]) {
    const { status, headers: own } = await get(name);
    assert.ok([301, 308, 403, 404].includes(status), `${name}: ${status}`);
    assert.doesNotMatch(own["cache-control"] ?? "", /immutable|max-age=[1-9]/, name);
  }
  const refused = await get(style, { range: "bytes=99999999-" });
  assert.equal(refused.status, 416);
  assert.doesNotMatch(refused.headers["cache-control"] ?? "", /immutable/);
}

before(async () => {
  fs.cpSync(path.join(ROOT, "content"), path.join(folder, "content"), { recursive: true });
  const settings = path.join(folder, "content/dossier.toml");
  fs.appendFileSync(settings, SETTINGS);
  const edition = path.join(folder, "content/letters/progress-ai-factory/nl.md");
  fs.writeFileSync(edition, fs.readFileSync(edition, "utf8").replace('slug = "voortgang-ai-fabriek"', 'slug = "stand-van-de-ai-fabriek"'));
  run("lock");
  port = await freePort();
  root = `http://127.0.0.1:${port}/dossier/`;
  run("build", "--base-url", root, "--output", built(""));
  fs.writeFileSync(settings, fs.readFileSync(settings, "utf8").replace(/^compress = .*$/m, ""));
  run("build", "--base-url", `http://127.0.0.1:${port}/`, "--output", alone);
  run("init", small, "--languages", "nl,en");
  fs.appendFileSync(path.join(small, "content/dossier.toml"), SMALL_SETTINGS);
  run("build", "--root", small, "--base-url", `http://127.0.0.1:${port}/`, "--output", smallSite);
});

after(() => fs.rmSync(folder, { recursive: true }));

test("nginx and Caddy are there", () => assert.deepEqual(["nginx", "caddy"].filter((kind) => !has(kind)), []));

for (const kind of KINDS.filter(has)) {
  describe(kind, () => {
    const get = (name, headers) => ask(root + name, headers);
    let stop;
    before(async () => (stop = await start(kind, { own: path.join(folder, kind), www, name: "dossier", port })));
    after(() => stop?.());

    test("a page comes with the headers that it cannot set itself", async () => {
      for (const name of ["nl/index.html", "nl/nothing.html", "sources/nothing.txt", ofTheme("style.css"), "assets/nothing.css"]) {
        const { headers } = await get(name);
        const policy = headers["content-security-policy"];
        assert.match(policy, /^default-src 'none'; script-src 'self'; .*; frame-ancestors 'none'$/);
        assert.equal(headers["x-content-type-options"], "nosniff");
        assert.equal(headers["referrer-policy"], "same-origin");
        assert.equal(headers["permissions-policy"], "camera=(), geolocation=(), microphone=()");
        assert.equal(headers["cache-control"], name === ofTheme("style.css") ? KEPT : "no-cache", name);
        assert.equal(headers["strict-transport-security"], undefined, "only a publisher can promise that");
      }
      const { headers } = await get("nl/index.html");
      const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(bytes("nl/index.html").toString())[1];
      assert.equal(headers["content-security-policy"], `${meta}; frame-ancestors 'none'`, "as the page's own");
    });

    test("files of the theme may be kept, packed or not; nothing else, and never that nothing is there", () => kept(get, built("")));

    test("what did not change is not sent again", async () => {
      for (const name of ["nl/index.html", ofTheme("style.css"), "data/dossier.json"]) {
        const first = await get(name);
        assert.equal(first.status, 200);
        const again = await get(name, { "if-none-match": first.headers.etag });
        assert.deepEqual([again.status, again.sent.length], [304, 0], name);
      }
    });

    test("what does not exist is told in the language of its folder", async () => {
      const pages = { "nl/nothing.html": "nl/404.html", "en/a/b/c.html": "en/404.html", "nothing": "404.html", "data/": "404.html", "xx/": "404.html" };
      for (const [name, page] of Object.entries(pages)) {
        const { status, headers, body } = await get(name);
        assert.deepEqual([status, headers["content-type"]], [404, "text/html; charset=utf-8"], name);
        assert.ok(body.equals(bytes(page)), `${name} shows ${page}`);
      }
      assert.notDeepEqual(bytes("nl/404.html"), bytes("en/404.html"));
    });

    test("former addresses lead to the present ones", async () => {
      for (const rest of [".html", "-bron.html", "-naast-elkaar.html"]) {
        const { status, headers } = await get(FORMER + rest);
        assert.deepEqual([status, new URL(headers.location, root).href], [301, `${root}${PRESENT}${rest}`], rest);
        assert.equal((await get(PRESENT + rest)).status, 200);
      }
    });

    test("folders lead to their front pages", async () => {
      for (const name of ["", "nl/", "en/letters/"]) {
        const { status, body } = await get(name);
        assert.ok(status === 200 && body.equals(bytes(`${name}index.html`)), name);
      }
      const { status, headers } = await get("nl");
      assert.ok([301, 308].includes(status));
      assert.equal(new URL(headers.location, `${root}nl`).href, `${root}nl/`);
      const bare = await ask(root.slice(0, -1));
      assert.equal(bare.status, 301);
      assert.equal(new URL(bare.headers.location, root).href, root);
    });

    test("every file has its type", async () => {
      const types = {
        "nl/index.html": "text/html; charset=utf-8",
        [ofTheme("style.css")]: "text/css; charset=utf-8",
        [ofTheme("site.js")]: "text/javascript; charset=utf-8",
        [ofTheme("icon.svg")]: "image/svg+xml; charset=utf-8",
        "data/dossier.json": "application/json; charset=utf-8",
        "data/letters/progress-ai-factory.csl.json": "application/json; charset=utf-8",
        "data/funding.csv": "text/csv; charset=utf-8",
        "data/citations.bib": "application/x-bibtex; charset=utf-8",
        "data/citations.ris": "application/x-research-info-systems; charset=utf-8",
        "sitemap.xml": "application/xml; charset=utf-8",
        "nl/feed.xml": "application/xml; charset=utf-8",
        "robots.txt": "text/plain; charset=utf-8",
        ".well-known/security.txt": "text/plain; charset=utf-8",
        "manifest-sha512.txt": "text/plain; charset=utf-8",
        "sources/progress-ai-factory.txt": "text/plain; charset=utf-8",
      };
      for (const [name, type] of Object.entries(types)) {
        const { status, headers, body } = await get(name);
        assert.deepEqual([status, headers["content-type"]], [200, type], name);
        assert.ok(body.equals(bytes(name)), name);
      }
    });

    test("text is sent packed", async () => {
      for (const name of ["nl/index.html", ofTheme("style.css"), "data/dossier.json", "data/funding.csv", "data/citations.bib"]) {
        const { headers, sent, body } = await get(name, { "accept-encoding": "gzip" });
        assert.equal(headers["content-encoding"], "gzip", name);
        assert.match(headers.vary ?? "", /accept-encoding/i, name);
        assert.ok(body.equals(bytes(name)) && sent.length < body.length / 2, name);
        // nginx and Caddy send what was packed in advance; Apache packs by itself.
        if (kind !== "apache") assert.ok(sent.equals(bytes(`${name}.gz`)), `${name}.gz as it is`);
      }
      const plain = await get("nl/index.html");
      assert.ok(plain.headers["content-encoding"] === undefined && plain.sent.equals(bytes("nl/index.html")));
    });

    test("pages open in a browser without a breach of any policy", async () => {
      base.hosted = root;
      const letter = `${PRESENT}.html`;
      for (const name of ["index.html", "nl/index.html", letter, "nl/zoeken.html?q=Groningen", "en/funding.html", "nl/404.html"]) {
        await visit(name, { scheme: "hosted" }, async (page) => {
          assert.ok((await page.$eval("body", (body) => getComputedStyle(body).fontFamily)) !== "", name);
          const isStyled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.href && sheet.cssRules.length > 10));
          assert.ok(isStyled, `${name} has its style`);
          if (!name.includes("?q=")) return;
          await page.waitForSelector("#search-results li > a");
        });
      }
    });
  });
}

for (const kind of KINDS.filter(has)) {
  test(`${kind}, at the root of a host: files of the theme may be kept, and nothing else`, async () => {
    const stop = await start(kind, { own: path.join(folder, `${kind}-alone`), www: alone, name: ".", port });
    try {
      assert.deepEqual(fs.readdirSync(path.join(alone, "assets")).filter((name) => /\.(gz|br)$/.test(name)), []);
      await kept((name, headers) => ask(`http://127.0.0.1:${port}/${name}`, headers), alone);
    } finally {
      await stop();
    }
  });
}

test("Caddy sends what was packed with Brotli to those who take it", async () => {
  const stop = await start("caddy", { own: path.join(folder, "caddy-small"), www: smallSite, name: ".", port });
  try {
    const { headers, sent, body } = await ask(`http://127.0.0.1:${port}/nl/index.html`, { "accept-encoding": "br, gzip" });
    assert.deepEqual([headers["content-encoding"], headers["content-type"]], ["br", "text/html; charset=utf-8"]);
    const file = path.join(smallSite, "nl/index.html");
    assert.ok(sent.equals(fs.readFileSync(`${file}.br`)) && body.equals(fs.readFileSync(file)));
  } finally {
    await stop();
  }
});

/** Files packed in one way are those that they are made of, and the manifest lists them. */
function checkPacked(site, { ending, unpack, least }) {
  const packed = fs.readdirSync(site, { recursive: true }).map(String).filter((name) => name.endsWith(ending));
  assert.ok(packed.length >= least, `${packed.length} packed files`);
  const listed = fs.readFileSync(path.join(site, "manifest-sha512.txt"), "utf8");
  for (const name of packed) {
    const plain = fs.readFileSync(path.join(site, name.slice(0, -ending.length)));
    assert.ok(plain.length >= 1024 && unpack(fs.readFileSync(path.join(site, name))).equals(plain), name);
    assert.ok(listed.includes(`  ${name}\n`), `the manifest lists ${name}`);
  }
  return packed.map((name) => name.slice(0, -ending.length));
}

test("packed files are the files, and only text of some size is packed", () => {
  const gzip = { ending: ".gz", unpack: zlib.gunzipSync };
  checkPacked(built(""), { ...gzip, least: 100 });
  const both = checkPacked(smallSite, { ...gzip, least: 50 });
  assert.deepEqual(checkPacked(smallSite, { ending: ".br", unpack: zlib.brotliDecompressSync, least: 50 }), both);
});
