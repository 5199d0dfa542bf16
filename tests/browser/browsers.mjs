// Which browser the tests run in, how it starts, and what it cannot do: the variable BROWSER says `chromium` or `firefox`.
import fs from "node:fs";
import path from "node:path";
import puppeteer from "puppeteer-core";

const BROWSERS = {
  chromium: {
    variable: "CHROMIUM",
    commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    // The same engine without windows, tabs and extensions: a page opens in it with two thirds of the work, an empty one with half.
    bare: ["chromium-headless-shell"],
    // What Chromium cannot do of what the tests ask.
    lacks: [],
    isOwn: () => false,
    // One is enough: each page is told for itself what the reader wishes.
    start: () => "",
    options: () => ({
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
        // A mouse, as a desk has one: headless it would be a browser without any pointer.
        "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // One process for all pages: an eighth to a quarter less work. No page here holds another site's.
        "--renderer-process-limit=1",
      ],
    }),
    async prepare(page, { dark, script, media }) {
      await emulate(page, { "prefers-color-scheme": dark ? "dark" : "light", "prefers-reduced-motion": "reduce" }, media);
      await page.setJavaScriptEnabled(script);
    },
  },
  firefox: {
    variable: "FIREFOX",
    commands: ["firefox-esr", "firefox"],
    bare: [],
    // It shows no accessibility tree, prints nothing, measures no jumps, takes a reader's wishes only at its start,
    // and tells of no request for a file of the disk.
    lacks: ["accessibility-tree", "print", "layout-shift", "wishes", "file-requests"],
    // The font of its bullets. (A page that wants such a thing breaks its policy, and that is told.)
    isOwn: (url) => url.startsWith("data:font/"),
    // One for each colour, and one without scripts: it learns of both by its preferences only.
    start: ({ dark, script }) => `${dark ? "dark" : "light"} ${script ? "script" : "plain"}`,
    options: ({ dark, script }) => ({
      browser: "firefox",
      extraPrefsFirefox: {
        "javascript.enabled": script,
        "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
        "ui.prefersReducedMotion": 1,
        // A mouse that can point finely (2) and hover (4).
        "ui.primaryPointerCapabilities": 6,
        "ui.allPointerCapabilities": 6,
        // It would ask for icons by requests of its own.
        "browser.chrome.site_icons": false,
        // The same here, and none in advance for the next.
        "fission.autostart": false,
        "dom.ipc.processCount": 1,
        "dom.ipc.processPrelaunch.enabled": false,
        "dom.ipc.keepProcessesAlive.web": 1,
      },
    }),
    async prepare(page, { media }) {
      if (media) throw new Error(`Firefox shows no page as for ${media}`);
      await page.evaluateOnNewDocument(tellMissing);
    },
  },
};

/** The name of the browser of this run. */
export const browserName = process.env.BROWSER || "chromium";

const chosen = BROWSERS[browserName];
if (!chosen) throw new Error(`no browser \`${browserName}\`: BROWSER says ${Object.keys(BROWSERS).join(" or ")}`);

/** Tells whether the browser of this run cannot do a thing: the reason to skip a test, or false. */
export const lacks = (thing) => (chosen.lacks.includes(thing) ? `${browserName} lacks: ${thing}` : false);

/** Tells whether a request is the browser's own and not the page's. */
export const isOwn = (url) => chosen.isOwn(url);

/** Tells of a file that could not be had: Firefox says nothing of it when the file is on the disk. What a page gives up by leaving is no fault. */
function tellMissing() {
  let isLeaving = false;
  addEventListener("beforeunload", () => { isLeaving = true; });
  const tell = ({ target }) => {
    const name = target instanceof Element ? target.src || target.href : undefined;
    if (name?.startsWith("file:") && !isLeaving) console.error(`failed: ${name}`);
  };
  addEventListener("error", tell, true);
}

/** Finds the browser: its variable (CHROMIUM, FIREFOX), or the first of the usual names on the path; the bare one first, unless the whole one is asked for. */
function browserFile(isWhole) {
  const { variable, bare } = chosen;
  const commands = [...(isWhole ? [] : bare), ...chosen.commands];
  if (process.env[variable]) return process.env[variable];
  const files = commands.flatMap((name) => process.env.PATH.split(path.delimiter).map((dir) => path.join(dir, name)));
  const found = files.find((file) => fs.existsSync(file));
  if (!found) throw new Error(`no ${browserName} found: install it, or set ${variable} to its path`);
  return found;
}

/** How long one call may take, in ms: the rules for access need half a minute for the copy in one file, and the machine may be busy. */
const LONGEST = 600_000;

/** Starts a headless browser with a profile of its own. Settings as those of `visit`; `isWhole`: the one that readers have, with all its parts. */
export const launch = ({ dark = false, script = true, isWhole = false } = {}) =>
  puppeteer.launch({ executablePath: browserFile(isWhole), headless: true, protocolTimeout: LONGEST, ...chosen.options({ dark, script }) });

const running = new Map();
let takesWhole = false;

/** From now on `browserFor` starts whole browsers. */
export function takeWhole() {
  takesWhole = true;
}

/** The browser in which a page with these settings can be opened; started when the first page needs it. */
export function browserFor(settings) {
  const key = chosen.start(settings);
  if (!running.has(key)) running.set(key, launch({ ...settings, isWhole: takesWhole }));
  return running.get(key);
}

/** Ends every browser that `browserFor` has started. */
export async function closeBrowsers() {
  for (const started of running.values()) await started.then((browser) => browser.close(), () => {});
  running.clear();
}

/** Tells a new page what its reader wishes. */
export const prepare = (page, settings) => chosen.prepare(page, settings);

/** Sets what the style sheets ask about. In one message: the browser forgets the one when it is told the other. */
export async function emulate(page, wishes, media = "") {
  if (lacks("wishes")) throw new Error(lacks("wishes"));
  const session = await page.createCDPSession();
  const features = Object.entries(wishes).map(([name, value]) => ({ name, value }));
  await session.send("Emulation.setEmulatedMedia", { media, features });
}
