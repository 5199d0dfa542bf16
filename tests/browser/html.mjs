// The validity of every page and style sheet of some sites, as the W3C's validator sees it: node html.mjs SITE….
// The last line is `html: N passed, M failed`, counted in files.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const given = process.argv.slice(2);
const sites = (given.length > 0 ? given : ["target/site-test"]).map((site) => path.resolve(site));
const vnu = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** What the validator says wrongly, and why that is so. */
const ACCEPTED = [
  // It takes every file for an origin of its own, so that 'self' matches nothing; browsers do not (open.test.mjs shows it).
  /^Resource violates Content Security Policy \(meta tag\): external \S+ “(\.\.\/|[a-z0-9-]+[\/.])[^:]*” blocked/,
  // Its style checker does not know container queries (CSS Containment 3) yet.
  /^CSS: “container(-type|-name)?”: Property “container(-type|-name)?” doesn't exist\.$/,
];

/**
 * Whether the validator takes a data block for a script: HTML leaves a `script` of another type alone before it asks the policy
 * ("prepare the script element"), and so do browsers (open.test.mjs shows it).
 */
function isDataBlock(file, line, message) {
  const start = fs.readFileSync(file, "utf8").split("\n")[line - 1] ?? "";
  return message.startsWith("Inline script violates Content Security Policy") && /^<script type="application\/ld\+json">[^<]*<\/script>$/.test(start);
}

/** Every file below a folder whose name ends so. */
function files(folder, ending) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return files(name, ending);
    return name.endsWith(ending) ? [name] : [];
  });
}

/** What the validator says of the files, as a list of messages; its list of arguments is short enough for a system. */
function validate(kind, list) {
  const found = [];
  for (let at = 0; at < list.length; at += 500) {
    const run = spawnSync("java", ["-jar", vnu, ...kind, "--format", "json", "--stdout", "--exit-zero-always", ...list.slice(at, at + 500)],
      { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(`the validator failed: ${run.error ?? run.stderr}`);
    found.push(...JSON.parse(run.stdout).messages);
  }
  return found;
}

const pages = sites.flatMap((site) => files(site, ".html"));
const styles = sites.flatMap((site) => files(site, ".css"));
const messages = [...validate([], pages), ...validate(["--css"], styles)];
const faulty = new Set();
for (const { url, type, subType, lastLine, firstColumn, message } of messages) {
  const file = url?.startsWith("file:") ? fileURLToPath(url) : String(url);
  const isRemark = type === "info" && subType !== "warning";
  if (isRemark || ACCEPTED.some((known) => known.test(message)) || (lastLine && isDataBlock(file, lastLine, message))) continue;
  faulty.add(file);
  console.log(`${path.relative(process.cwd(), file)}:${lastLine ?? 1}:${firstColumn ?? 1}: ${message}`);
}
console.log(`html: ${pages.length + styles.length - faulty.size} passed, ${faulty.size} failed`);
process.exitCode = faulty.size === 0 && pages.length > 0 ? 0 : 1;
