// What the program says of a dossier in which one text alone means harm.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { write } from "./dossier.mjs";

/** Runs the program; its exit code and what it said. */
const run = (program, words) => new Promise((resolve, reject) => {
  const child = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (more) => { said += more; });
  child.on("error", reject).on("close", (code) => resolve({ code, said }));
});

/** The first error about a dossier with harm in one text. */
async function refusal(program, root, known, name) {
  const numbered = write(program, root, { known, only: name });
  if (!Object.values(numbered).includes(name)) throw new Error(`${name} has no value in skeleton.mjs`);
  let { code, said } = await run(program, ["lock", "--root", root]);
  if (code === 0) ({ code, said } = await run(program, ["check", "--root", root]));
  fs.rmSync(root, { recursive: true });
  const [, file, line, column, id] = said.match(/^(\S+?):(\d+):(\d+): error\[([\w-]+)\]/m) ?? [];
  return { code, id, file, line: Number(line), column: Number(column) };
}

/** The first error of each of some texts, by name. */
export async function refusals(program, folder, known, names) {
  const told = {};
  const rest = [...names];
  const work = async (_, worker) => {
    for (let name = rest.shift(); name; name = rest.shift()) {
      told[name] = await refusal(program, path.join(folder, `refusal-${worker}`), known, name);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
  return told;
}
