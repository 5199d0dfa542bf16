// The validity of every page and style sheet, as the W3C's validator and html-validate see it: node html.mjs SITE...
// The last line is `html: N passed, M failed`, counted in files.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { accepted, rules } from "./html-rules.mjs";

const sites = (process.argv.length > 2 ? process.argv.slice(2) : ["target/site-test"]).map((site) => path.resolve(site));
const vnu = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** How Java runs it: what runs for seconds takes half the work where code is compiled quickly and not well; such code needs a larger stack. */
const JAVA = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar"];

/** What the W3C's validator says wrongly, and why that is so. */
const ACCEPTED = [
  // It takes every file for an origin of its own, so that 'self' matches nothing; browsers do not (open.test.mjs shows it).
  /^Resource violates Content Security Policy \(meta tag\): external \S+ “(\.\.\/|[a-z0-9-]+[\/.])[^:]*” blocked/,
  // It does not know the property, which is of SVG 2 and which browsers have.
  /^CSS: “paint-order”: Property “paint-order” doesn't exist\.$/,
];

/**
 * Whether the validator takes a data block for a script: HTML leaves a `script` of another type alone before it asks the policy
 * ("prepare the script element"), and so do browsers (open.test.mjs shows it).
 */
function isDataBlock(file, line, message) {
  const start = fs.readFileSync(file, "utf8").split("\n")[line - 1] ?? "";
  return message.startsWith("Inline script violates Content Security Policy") && /^<script type="application\/ld\+json">[^<]*<\/script>$/.test(start);
}

/** Whether the validator forbids code in a page that its policy allows by its hash: it looks at no hash. (copy.test.mjs shows that browsers do.) */
function isAllowed(file, message) {
  if (!/^Inline (style|script) violates Content Security Policy/.test(message)) return false;
  const text = fs.readFileSync(file, "utf8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? "";
  const code = [...text.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)];
  const hasOther = /<script(?! type="application\/(ld\+)?json")[^>]+>/.test(text);
  return !hasOther && code.length > 0 && code.every(([, name, own]) => {
    const directive = policy.split(";").find((part) => part.trim().startsWith(`${name}-src `)) ?? "";
    return directive.includes(`'sha256-${createHash("sha256").update(own).digest("base64")}'`);
  });
}

/** Every file below a folder whose name ends so. */
function files(folder, ending) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return files(name, ending);
    return name.endsWith(ending) ? [name] : [];
  });
}

/** What a validator says of a place in a file. */
const remark = (file, line, column, message) => ({ file, line: line ?? 1, column: column ?? 1, message });

/** What the W3C's validator says of the files; its list of arguments is short enough for a system. */
function validate(kind, list) {
  const found = [];
  for (let at = 0; at < list.length; at += 500) {
    const run = spawnSync("java", [...JAVA, vnu, ...kind, "--format", "json", "--stdout", "--exit-zero-always", ...list.slice(at, at + 500)],
      { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(`the validator failed: ${run.error ?? run.stderr}`);
    found.push(...JSON.parse(run.stdout).messages);
  }
  return found.filter(isFault).map(({ url, lastLine, firstColumn, message }) => remark(pathOf(url), lastLine, firstColumn, message));
}

/** The file that an address of a message means. */
const pathOf = (url) => (url?.startsWith("file:") ? fileURLToPath(url) : String(url));

/** Whether a message of the W3C's validator tells of a fault. */
function isFault({ url, type, subType, lastLine, message }) {
  const isTold = type !== "info" || subType === "warning";
  const isKnown = () => ACCEPTED.some((known) => known.test(message)) || (lastLine && isDataBlock(pathOf(url), lastLine, message));
  return isTold && !isKnown() && !isAllowed(pathOf(url), message);
}

/** What html-validate says of the files. */
function check(list) {
  const checker = new HtmlValidate(new StaticConfigLoader(rules));
  const isAccepted = ({ ruleId, selector }) => accepted.some((known) => known.rule === ruleId && known.selector === selector);
  return list.flatMap((file) => checker.validateFileSync(file).results)
    .flatMap(({ filePath, messages }) => messages.filter((message) => !isAccepted(message))
      .map(({ line, column, ruleId, message, selector }) => remark(filePath, line, column, `${ruleId}: ${message} (${selector ?? ""})`)));
}

const pages = sites.flatMap((site) => files(site, ".html"));
const styles = sites.flatMap((site) => files(site, ".css"));
const remarks = [...validate([], pages), ...validate(["--css"], styles), ...check(pages)];
for (const { file, line, column, message } of remarks) console.log(`${path.relative("", file)}:${line}:${column}: ${message}`);
const faulty = new Set(remarks.map(({ file }) => file)).size;
console.log(`html: ${pages.length + styles.length - faulty} passed, ${faulty} failed`);
process.exitCode = faulty === 0 && sites.every((site) => files(site, ".html").length > 0) ? 0 : 1;
