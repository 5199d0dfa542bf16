// Measures how long `dossier serve` takes from the saving of a file to the new file of the site:
// `node tests/browser/scale/serve.mjs FOLDER [BINARY [EDITS]]`. FOLDER is a dossier without errors whose letters have an edition `en.md`
// (`corpus.mjs` makes one of any size); it is edited, and put back as it was.
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import readline from "node:readline";

const [folder, binary = "target/release/dossier", count = "20"] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node serve.mjs FOLDER [BINARY [EDITS]]");
  process.exit(2);
}

const agent = new http.Agent({ keepAlive: true });

/** The text of a file of the site. */
const get = (root, file) => new Promise((resolve, reject) => {
  const request = http.get(new URL(file, root), { agent }, (response) => {
    const pieces = [];
    response.on("data", (piece) => pieces.push(piece));
    response.on("end", () => resolve(Buffer.concat(pieces).toString()));
  });
  request.on("error", reject);
});

/** What the system says of the memory of a program, in MB. */
const memory = (pid, key) => Math.round(Number(new RegExp(`${key}:\\s+(\\d+)`).exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1000);

const begin = performance.now();
const server = spawn(binary, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
const [line] = await new Promise((resolve) => readline.createInterface(server.stdout).once("line", (...found) => resolve(found)));
const root = /http:\S+/.exec(line)[0];
await get(root, "index.html");
console.log(`loaded after ${Math.round(performance.now() - begin)} ms, ${memory(server.pid, "VmRSS")} MB`);

const dossier = JSON.parse(await get(root, "data/dossier.json"));
const letters = dossier.letters.map(({ id, editions }) => ({ id, page: editions.en?.path })).filter(({ page }) => page);
const list = dossier.pages.find(({ kind, lang }) => kind === "letters" && lang === "en").path;
const year = (letter) => dossier.letters.find(({ id }) => id === letter.id).date.slice(0, 4);
const parts = dossier.pages.filter(({ kind, lang, path: at }) => kind === "letters" && lang === "en" && at !== list);
/** The page of the list on which a letter stands. */
async function listOf(letter) {
  for (const { path: at } of parts.filter(({ path: at }) => at.includes(year(letter)))) {
    if ((await get(root, at)).includes(path.basename(letter.page))) return at;
  }
  return list;
}

let nEdits = 0;

/** Times one edit: `change` makes the new text of the edition, `file` is what must show it. */
async function once(letter, change, file) {
  const name = path.join(folder, "content/letters", letter.id, "en.md");
  const before = fs.readFileSync(name, "utf8");
  const word = `zyx${"abcdefghij"[nEdits % 10].repeat(3)}${String.fromCharCode(97 + (nEdits++ / 10) % 26)}`;
  const after = change(before, word);
  const start = performance.now();
  fs.writeFileSync(name, after);
  const found = await get(root, file);
  const time = performance.now() - start;
  if (!found.includes(word)) throw new Error(`${file} is stale: no ${word}`);
  fs.writeFileSync(name, before);
  if ((await get(root, file)).includes(word)) throw new Error(`${file} is stale: still ${word}`);
  return time;
}

/** How many errors there are, once what was saved is taken in. */
async function errors(page) {
  await get(root, page);
  return new Promise((resolve, reject) => {
    const request = http.get(new URL(`_dossier/news?page=/${page}`, root), { agent: false }, (response) => {
      response.once("data", (news) => {
        request.destroy();
        resolve(JSON.parse(news.toString().slice("data: ".length)).n_errors);
      });
    });
    request.on("error", (error) => error.code === "ECONNRESET" || reject(error));
  });
}

/** Puts a word at the end of a line. */
const atEnd = (text, line, word) => text.split("\n").map((old, idx) => (idx === line ? `${old} ${word}` : old)).join("\n");

/** For each letter, the last line that can have one more word: no evidence quotes it to its end. */
const lines = new Map();
async function lineOf(letter) {
  if (lines.has(letter.id)) return lines.get(letter.id);
  const name = path.join(folder, "content/letters", letter.id, "en.md");
  const before = fs.readFileSync(name, "utf8");
  const all = before.split("\n");
  for (let line = all.length - 1; 0 < line; line--) {
    if (!/^[A-Z].*[.]$/.test(all[line])) continue;
    fs.writeFileSync(name, atEnd(before, line, "zyx"));
    const found = await errors(letter.page);
    fs.writeFileSync(name, before);
    if (found === 0) {
      lines.set(letter.id, line);
      return line;
    }
  }
  throw new Error(`no paragraph of ${letter.id} can be changed`);
}

/** A word at the end of a paragraph. */
const paragraph = async (letter) => {
  const line = await lineOf(letter);
  return (text, word) => atEnd(text, line, word);
};
/** A word at the end of the title. */
const title = async () => (text, word) => text.replace(/^title = "(.*)"/m, (_, old) => `title = "${old} ${word}"`);

const ways = [
  ["paragraph: its page", paragraph, (idx) => letters[idx].page],
  ["title: its page", title, (idx) => letters[idx].page],
  ["title: the page of its neighbour", title, (idx) => letters[idx + 1 < letters.length ? idx + 1 : idx - 1].page],
  ["title: the list of letters", title, (idx) => listOf(letters[idx])],
  ["title: the feed (newest letters)", title, () => "en/feed.xml", true],
  ["title: data/dossier.json", title, () => "data/dossier.json"],
  ["title: its search text", title, (idx) => `search/en/letter-${dossier.letters.findIndex(({ id }) => id === letters[idx].id)}.js`],
];

console.log(`${letters.length} letters; milliseconds from saving to served, ${count} edits each`);
for (const [name, change, file, isNewest] of ways) {
  const times = [];
  for (let idx = 0; idx < Number(count); idx++) {
    const at = isNewest ? letters.length - 1 - (idx % Math.min(letters.length, 20)) : Math.floor((idx * letters.length) / Number(count));
    times.push(await once(letters[at], await change(letters[at]), await file(at)));
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(36)} median ${times[times.length >> 1].toFixed(1)}  worst ${times.at(-1).toFixed(1)}`);
}

/** The first question for the index of a language after an edit. */
const start = performance.now();
const name = path.join(folder, "content/letters", letters[0].id, "en.md");
const before = fs.readFileSync(name, "utf8");
fs.writeFileSync(name, (await title())(before, "zyxq"));
await get(root, "search/en/boot.js");
console.log(`title: the index of a language        ${(performance.now() - start).toFixed(1)}`);
fs.writeFileSync(name, before);
await get(root, "index.html");
console.log(`${memory(server.pid, "VmRSS")} MB now, ${memory(server.pid, "VmHWM")} MB at most`);
const stopped = new Promise((resolve) => server.once("exit", (code) => resolve(code)));
server.kill("SIGTERM");
console.log(`ended with ${await stopped}`);
agent.destroy();
