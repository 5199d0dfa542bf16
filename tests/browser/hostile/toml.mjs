// Writes TOML: each key on a line of its own, so that a problem's line says which value it means.

/** A text in quotes. */
const quoted = (text) =>
  `"${text.replace(/["\\]/g, "\\$&").replace(/[\u0000-\u001f\u007f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;

/** A key, in quotes where it needs them. */
const name = (key) => (/^[\w-]+$/.test(key) ? key : quoted(key));

/** A value in one line. */
function inline(value) {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value === "object") return `{ ${Object.entries(value).map(([key, inner]) => `${name(key)} = ${inline(inner)}`).join(", ")} }`;
  return String(value);
}

/** Tells whether a value is written as a table, or as tables. */
const isTable = (value) => typeof value === "object" && !Array.isArray(value);
const isTables = (value) => Array.isArray(value) && value.length > 0 && value.every(isTable);

/** A table with those in it. */
export function toToml(table, at = []) {
  const entries = Object.entries(table);
  const isBelow = ([, value]) => isTables(value) || (isTable(value) && Object.values(value).some((inner) => typeof inner === "object"));
  const lines = entries.filter((entry) => !isBelow(entry)).map(([key, value]) => `${name(key)} = ${inline(value)}\n`);
  const below = entries.filter(isBelow).flatMap(([key, value]) => {
    const path = [...at, key];
    const head = path.map(name).join(".");
    return isTables(value)
      ? value.map((inner) => `\n[[${head}]]\n${toToml(inner, path)}`)
      : [`\n[${head}]\n${toToml(value, path)}`];
  });
  return lines.join("") + below.join("");
}
