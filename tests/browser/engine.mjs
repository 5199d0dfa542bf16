// The search of a built site, opened in Node as its page opens it in a browser.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const scripts = fileURLToPath(new URL("../../themes/dossier/scripts/search/", import.meta.url));
const require = createRequire(import.meta.url);
for (const name of fs.readdirSync(scripts).sort()) require(scripts + name);

/** The functions of the search scripts. */
export const find = globalThis.dossierFind;

/** What a data file of a language's folder sets. */
export function data(folder, lang, name) {
  const context = vm.createContext({});
  vm.runInContext(fs.readFileSync(path.join(folder, `${name}.js`), "utf8"), context);
  return JSON.parse(JSON.stringify(context.dossierSearch[`${lang}/${name}`]));
}

/** Opens the search data in a folder; `asked` gets the name of each file that is read. */
export const open = (folder, lang, asked = []) => find.open(async (name) => {
  asked.push(name);
  return data(folder, lang, name);
});
