// Nothing jumps while a page comes in. Each page is sent in pieces and painted after each: a slow line or a busy machine
// shows a reader any of these half-read pages, so whatever moves between two of them jumps for someone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, pages, samples, SITE } from "./lib.mjs";
import { inPieces, serve } from "./server.mjs";

/** So many pieces of the text are single lines; the others have at least so many letters. */
const FINE = 20;
const PIECE = 10_000;

let browser;

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
});

const letters = pages.filter((page) => page.kind === "letter" && !samples.includes(page));

// Several at once: they wait for frames most of the time.
describe("stands still, however it comes in", { concurrency: 4 }, () => {
  for (const width of [360, 1280]) {
    for (const { path } of [...samples, ...letters]) {
      test(`at ${width} px: ${path}`, async () => assert.deepEqual(await shifts(path, width), []));
    }
  }
});

/**
 * A page in pieces: its head, then its masthead tag by tag, for a browser draws as soon as it can; then whole lines of its text,
 * first one each, later some kilobytes. None of these ends within a sentence: what is not yet there of a line of text can only show
 * by that line's filling up.
 */
function pieces(text) {
  const [body, main] = ["<body", "<main"].map((tag) => text.indexOf(tag));
  return [text.slice(0, body), ...text.slice(body, main).split(/(?<=>)/), ...lines(text.slice(main))];
}

/** The text of a page in pieces. */
function lines(text) {
  const found = [];
  let piece = "";
  for (const line of text.split(/(?<=\n)/)) {
    piece += line;
    if (!/>\n$/.test(piece) || /<\/(a|span|q|abbr|em|strong|small)>\n$/.test(piece)) continue;
    if (found.length >= FINE && piece.length < PIECE) continue;
    found.push(piece);
    piece = "";
  }
  return [...found, piece];
}

/** What moves while a page comes in: each jump with its elements, and from where to where. */
async function shifts(path, width) {
  const page = await browser.newPage();
  // Two frames: the first lays out what has come in, the second shows that it did.
  const painted = () => page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); })).catch(() => {});
  const server = await serve(SITE, inPieces(pieces, painted));
  try {
    await page.setViewport({ width, height: 900 });
    await page.evaluateOnNewDocument(watch);
    await page.goto(server.root + path, { waitUntil: "load" });
    await painted();
    return await page.evaluate(() => globalThis.jumps);
  } finally {
    await page.close();
    server.close();
  }
}

/** In the page: keeps what jumps, from the beginning. */
function watch() {
  globalThis.jumps = [];
  const name = (node) => (node?.localName ? `${node.localName}#${node.id}.${node.className}` : `text \`${String(node?.data).slice(0, 30)}\``);
  const place = ({ x, y, width, height }) => `${Math.round(x)},${Math.round(y)} ${Math.round(width)}x${Math.round(height)}`;
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const moved = sources.map(({ node, previousRect, currentRect }) => `${name(node)} ${place(previousRect)} -> ${place(currentRect)}`);
      globalThis.jumps.push(`${value.toFixed(4)}: ${moved.join("; ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}
