// Which pages look otherwise than before: node shots-compare.mjs OLD NEW FOLDER, with two folders that shots.mjs has filled.
// Says of each picture how many of its pixels differ, and writes what to look at into FOLDER: index.html shows every changed picture,
// before, now, and the difference. Nothing fails: whether a change is meant is for someone to judge. Pictures compare only on the machine
// that took them: fonts and browsers draw differently elsewhere.
import fs from "node:fs";
import path from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const [before, now, folder] = process.argv.slice(2);
if (![before, now].every((one) => one && fs.existsSync(one)) || !folder) {
  console.error("usage: node shots-compare.mjs OLD NEW FOLDER");
  process.exit(2);
}

/** The pictures of a folder. */
const pictures = (dir) => fs.readdirSync(dir).filter((name) => name.endsWith(".png"));

/** A picture with room on the right and below, so that two of different size can be compared. */
function padded(picture, width, height) {
  const larger = new PNG({ width, height });
  PNG.bitblt(picture, larger, 0, 0, picture.width, picture.height, 0, 0);
  return larger;
}

/** How many pixels of a picture differ from what they were; writes the difference. */
function compare(name) {
  const bytes = [before, now].map((dir) => fs.readFileSync(path.join(dir, name)));
  if (bytes[0].equals(bytes[1])) return 0;
  const [one, other] = bytes.map((body) => PNG.sync.read(body));
  const [width, height] = [Math.max(one.width, other.width), Math.max(one.height, other.height)];
  const difference = new PNG({ width, height });
  const count = pixelmatch(padded(one, width, height).data, padded(other, width, height).data, difference.data, width, height, { threshold: 0.1 });
  if (count > 0) fs.writeFileSync(path.join(folder, name), PNG.sync.write(difference));
  return count;
}

/** A row of the sheet: a picture as it was, as it is, and what differs. */
function row({ name, count }) {
  const image = (file, what) => `<td><a href="${file}"><img src="${file}" alt="${name}, ${what}" loading="lazy" width="300"></a></td>`;
  const places = [[path.join(before, name), "before"], [path.join(now, name), "now"], [path.join(folder, name), "difference"]];
  const cells = places.map(([file, what]) => (fs.existsSync(file) ? image(encodeURI(path.relative(folder, file)), what) : `<td>none ${what}</td>`));
  return `<tr><th scope="row">${name}<br>${count === undefined ? "only in one" : `${count} px`}</th>${cells.join("")}</tr>`;
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const names = [...new Set([...pictures(before), ...pictures(now)])].sort();
const isIn = (dir, name) => fs.existsSync(path.join(dir, name));
const found = names.map((name) => ({ name, count: isIn(before, name) && isIn(now, name) ? compare(name) : undefined }));
const changed = found.filter(({ count }) => count !== 0);
for (const { name, count } of changed) console.log(`${name}: ${count === undefined ? `only in ${isIn(now, name) ? now : before}` : `${count} pixels differ`}`);
const sheet = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Pictures that changed</title></head><body>
<h1>${changed.length} of ${names.length} pictures changed</h1>
<table><thead><tr><th scope="col">Picture</th><th scope="col">Before</th><th scope="col">Now</th><th scope="col">Difference</th></tr></thead>
<tbody>${changed.map(row).join("\n")}</tbody></table></body></html>\n`;
fs.writeFileSync(path.join(folder, "index.html"), sheet);
console.log(`${changed.length} of ${names.length} pictures changed: ${path.join(folder, "index.html")}`);
