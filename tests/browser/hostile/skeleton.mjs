// A dossier with a value for every key that a publisher can write, in which nothing means harm yet; and which texts refuse to.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { payload } from "./payload.mjs";

const both = (text) => ({ nl: text, en: text });

/** A passage; its words are put in by whoever makes the dossier hostile. */
const passage = (words = "betaalt") => ({ letter: "first", block: "p1", quote: both(words) });

/** What the second letter's source has that its edition has not. */
const FURNITURE = payload(9001).replaceAll("\u2028", "").replaceAll("\u2029", "");

/** The second letter as received, and what its corrections say of its lines. */
const SOURCE = `${FURNITURE}\nGeachte raad,\n\nDe brug is smaal en\noudd.\n\nDe provincie betaalt.\nNu\nzo.\n`;

/** The checksum of a text. */
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** The tables of a language's file that hold a text for each key, such as `words`: as the theme has them. */
function shipped(lang, name) {
  const text = fs.readFileSync(new URL(`../../../themes/dossier/i18n/${lang}.toml`, import.meta.url), "utf8");
  const found = {};
  let table;
  for (const line of text.split("\n")) {
    if (line.startsWith("[")) {
      const [first, ...rest] = line.replace(/[[\]]/g, "").split(".");
      table = first === name ? rest.reduce((outer, key) => (outer[key] ??= {}), found) : undefined;
    }
    const entry = table && line.match(/^(\w[\w-]*) = "(.*)"$/);
    if (entry) table[entry[1]] = entry[2];
  }
  return found;
}

const FORMS = {
  say: ["ongeveer"], "say-before-number": ["zo"], may: ["wel"], "may-before-number": ["wel"], "after-number": ["of zo"], topic: "negation",
};

/** A language of the publisher's own, with every key. */
const language = (lang) => ({
  name: lang === "nl" ? "Nederlands" : "English",
  words: shipped(lang, "words"),
  paths: shipped(lang, "paths"),
  suspects: [{ find: "\\d(l)\\d", replace: "1" }],
  dates: {
    months: "januari februari maart april mei juni juli augustus september oktober november december".split(" "),
    seasons: ["lente", "zomer", "herfst", "winter"], day: "{day} {month} {year}", month: "{month} {year}", between: "{from} – {until}",
    from: "vanaf {from}", until: "tot {until}", "first-day": "{day}e {month} {year}", "between-days": "{from} – {until}",
    "from-day": "vanaf {from}", "until-day": "tot {until}",
  },
  references: { answers: ["antwoord (\\d+)"], questions: ["vraag (\\d+)"] },
  numbers: {
    decimal: ",", group: ".", amount: "{symbol} {number}", percent: "{number}%", scales: { miljoen: 6 }, "range-words": ["tot"],
    ranges: ["{low} tot {high}"], short: { one: { miljoen: 6 }, many: { miljoen: 6 }, symbols: { EUR: "EUR" } },
  },
  search: { weak: ["de"] },
  parity: {
    numbers: { 2: ["twee"] }, "unsure-numbers": { 1: ["een"] }, joiners: ["en"], "ordinal-suffixes": ["e"], "unsure-suffixes": ["ste"],
    percent: ["%", "procent"], points: ["procentpunt"], currencies: { EUR: ["€", "euro"] }, quantities: ["bruggen"], vague: ["enkele"], minus: ["min"],
    skipped: ["de"], never: ["De"], hedges: { about: FORMS, not: { say: ["not", "niet"], topic: "negation" } }, openings: { no: FORMS },
    calendar: {
      months: { 5: ["mei"] }, "unsure-months": ["mei"], weekdays: ["maandag"], "day-suffixes": ["e"], joins: ["van"], order: "any",
      relative: ["morgen"], periods: ["kwartaal"], hours: ["uur"], morning: ["ochtend"], afternoon: ["middag"],
      parts: { 22: ["zomer"] }, before: ["uiterlijk"], after: ["vanaf"],
    },
  },
  import: {
    question: ["vraag"], answer: ["antwoord"], date: ["datum"], subject: ["betreft"], recipient: ["aan"], salutation: ["geachte"],
    page: ["pagina"], "page-of": ["van"], offices: ["wethouder"], this: ["deze"], hyphenated: ["oud"], suspended: ["en"], closing: ["groet"],
  },
});

const CONCEPT = { label: "Blijvend te bewaren", code: "B", list: "Selectielijst" };

const SETTINGS = {
  version: "1.0.0",
  published: "2024-06-01",
  languages: ["nl", "en"],
  title: both("De Oude Brug"),
  description: both("Een brief."),
  "base-url": "https://example.org/dossier/",
  theme: "dossier",
  html: ["abbr", "b", "br", "i", "sub", "sup"],
  "key-figures": ["total"],
  licence: both("Vrij"),
  "licence-url": "https://creativecommons.org/publicdomain/zero/1.0/",
  publisher: { name: both("Gemeente"), url: "https://example.org/", uri: "https://example.org/id/1", contact: "records@example.org" },
  "data-licence": { name: "CC0-1.0", path: "https://example.org/licence", title: both("Vrij") },
  kinds: { proposal: { name: both("Raadsvoorstel"), uri: "https://example.org/kind" } },
  "number-kinds": {
    reference: { name: both("Kenmerk"), written: ["K-\\d+"], number: "$0", address: "https://example.org/{number}" },
  },
  hosting: {
    hosts: ["apache", "caddy", "cloudflare", "netlify", "nginx", "s3"],
    compress: ["gzip"],
    "security-txt": {
      contact: ["mailto:security@example.org"], expires: "2025-05-31T00:00:00Z", languages: ["nl"],
      policy: "https://example.org/policy", encryption: "https://example.org/key",
    },
  },
  government: {
    diwoo: {
      publisher: "gemeente Groningen", "publisher-uri": "https://identifier.overheid.nl/tooi/id/gemeente/gm0014",
      handling: "vaststelling", categories: { proposal: "006" }, "leave-out": ["second"],
    },
    mdto: { identification: "Archief", archiefvormer: "Gemeente", waardering: CONCEPT, "beperking-gebruik": [CONCEPT] },
  },
  accept: [{ problem: "parity-negation", letter: "second", block: "p3", words: "not", reason: "Zo is het." }],
};

const LETTER = {
  kind: "proposal",
  original: "nl",
  date: { value: "2024-05-14", basis: "printed", note: both("Gedrukt."), evidence: [passage()] },
  senders: [{ name: "A", role: both("wethouder"), organisation: both("College") }],
  recipients: [{ name: "B", role: both("lid"), organisation: both("Raad") }],
  numbers: [{ kind: "reference", value: "K-17" }],
  source: { file: "source.pdf", "received-as": "brief.pdf", sha256: sha256("%PDF-"), "not-compared": both("Scan.") },
  lacks: [{ what: "letterhead", note: both("Zonder.") }],
  references: [
    { to: "second", "to-block": "p1", "to-quote": both("Geachte raad"), type: "refers-to", letter: "first", ...passage() },
    { external: "survey", type: "refers-to", ...passage() },
  ],
};

const { references, ...REST } = LETTER;
/** The second letter: its text stays as it is, so that its checksum is known. */
const SECOND = {
  ...REST,
  source: { file: "source.pdf", sha256: sha256("%PDF-"), "extracted-with": "x 1" },
  reviews: [{ lang: "nl", state: "made", by: "Wie", date: "2024-05-16", text: "ca1b56ba404bb1cf" }],
};

const CORRECTIONS = {
  rules: [
    { rule: "join-lines", count: 2, note: both("Regels."), except: [{ lines: "8-9", source: "Nu\nzo" }] },
    { class: "ocr", find: "ou(dd)", replace: "d", count: 1, note: both("Fout.") },
  ],
  corrections: [
    { class: "page-furniture", source: FURNITURE, edition: "", lines: "1" },
    { class: "ocr", block: "p2", words: both("smal"), source: "smaal", edition: "smal", lines: "4", certainty: "certain", note: both("Fout.") },
  ],
};

const AMOUNT = {
  id: "total", value: "5.00", currency: "EUR", qualifier: "exact", role: "total", status: "promised", programme: "bridge",
  side: "sources", payer: both("Wie"), payee: both("Wie"), payers: ["alderman"], payees: ["alderman"], purpose: both("Brug"),
  note: both("Noot"), "as-of": "2024-05-14", ...passage(" zegt toe: € 5"), "status-passage": passage(" zegt toe"),
};
const { value, currency, status, "status-passage": shown, ...UNPRICED } = AMOUNT;

const FUNDING = {
  complete: false,
  statuses: [{ id: "promised", name: both("toegezegd"), meaning: both("Betaalt."), words: { nl: ["zegt toe"], en: ["zegt toe"] } }],
  programmes: [{ id: "bridge", name: both("Brug"), note: both("Noot"), absence: both("Niets") }],
  amounts: [
    AMOUNT,
    { ...AMOUNT, id: "part", role: "component" },
    { ...AMOUNT, id: "again", role: "restatement", restates: "total" },
    { ...UNPRICED, id: "share", role: "context", status, share: "65", of: both("kosten"), ...passage(" zegt toe: 65%") },
    { ...UNPRICED, id: "count", role: "context", status, count: "5", of: both("bruggen"), ...passage(" zegt toe: 5 bruggen") },
  ],
  sums: [{ total: "total", parts: ["part"], note: both("Noot") }],
  statements: [{ programme: "bridge", lead: both("Zegt"), absence: true, ...passage() }],
  missing: [{ document: "survey", about: both("Geld") }],
  limits: [{ text: both("Grens") }],
};

const TIMELINE = {
  complete: false,
  events: [
    {
      id: "built", status: "expected", date: "2024-05-14", when: both("14 mei"), text: both("Gebouwd"), reason: both("Zo."),
      outcome: "not-told", "outcome-note": both("Noot"), ...passage(), grounds: [passage()],
    },
    { id: "undated", status: "expected", when: both("ooit"), reason: both("Zo."), text: both("Gebouwd"), outcome: "not-told", ...passage() },
  ],
};

const ACTORS = {
  actors: [
    {
      id: "alderman", kind: "person", name: both("Wethouder"), "listed-as": "Wethouder, De", note: both("Noot"),
      roles: [{ role: both("wethouder"), party: both("Partij"), organisation: "town", ...passage() }],
      "see-also": ["town"], aliases: { nl: ["Oude"], en: ["Oude"] }, except: { nl: ["Oude x"], en: ["Oude x"] }, passages: [passage()],
    },
    { id: "town", kind: "organisation", name: both("Gemeente") },
  ],
};

const GLOSSARY = {
  terms: [{
    id: "lane", term: both("rijbaan"), definition: both("Baan"), forms: { nl: ["Brug"], en: ["Brug"] },
    except: { nl: ["Brug x"], en: ["Brug x"] }, ...passage(),
  }],
};

const EXTERNAL = {
  externals: [{
    id: "survey", kind: "proposal", title: both("Keuring"), label: both("Keuring"), date: "2024-05-14",
    numbers: [{ kind: "reference", value: "K-18" }], note: both("Noot"), aliases: { nl: ["smal"], en: ["smal"] },
    except: { nl: ["smal x"], en: ["smal x"] },
    references: [
      { to: "first", "to-block": "p1", "to-quote": both("Oude"), type: "refers-to", ...passage() },
      { external: "other", type: "refers-to", ...passage() },
    ],
  }, { id: "other", title: both("Ander") }],
};

const head = (rest = {}) => ({ title: "Brief", summary: "Samenvatting.", ...rest });

/** What stands on a page that is no letter: it has no block that can be cited. */
const page = (lang, hostile) => `\nTekst.\n${hostile}`;

/** The files: which schema each fits, what it holds, what follows it, whether each language has one. */
export function skeleton(only) {
  const settings = only === "dossier: previous" ? { ...SETTINGS, previous: "x" } : SETTINGS;
  const edition = only === "edition: gaps" ? { gaps: ["x"] } : {};
  return {
    "content/dossier.toml": { kind: "dossier", value: settings },
    "content/funding.toml": { kind: "funding", value: FUNDING },
    "content/timeline.toml": { kind: "timeline", value: TIMELINE },
    "content/actors.toml": { kind: "actors", value: ACTORS },
    "content/glossary.toml": { kind: "glossary", value: GLOSSARY },
    "content/external.toml": { kind: "external", value: EXTERNAL },
    "content/letters/first/letter.toml": { kind: "letter", value: LETTER },
    "content/letters/first/LANG.md": {
      kind: "edition", value: head({ slug: "brief", ...edition }), each: true,
      body: (lang, hostile) => `\nDe Oude Brug is smal; wie betaalt?\n\n## Kop\n\n#### Kop\n\nPASSAGES\n${hostile}`,
    },
    "content/letters/second/letter.toml": {
      kind: "letter", value: SECOND,
    },
    "content/letters/second/corrections.toml": { kind: "corrections", value: CORRECTIONS },
    "content/letters/second/LANG.md": {
      kind: "edition", value: head({ slug: "tweede" }), each: true, isKept: true, 
      body: (lang) => `\nGeachte raad,\n\nDe brug is smal en oud.\n\nDe provincie betaalt. Nu\\\n${lang === "nl" ? "zo" : "not"}.\n`,
    },
    "content/pages/about/LANG.md": { kind: "page", value: { title: "Over", summary: "Wat." }, each: true, body: page },
    "content/pages/own/LANG.md": { kind: "page", value: { title: "Eigen", slug: "eigen", former: ["oud"], summary: "Wat." }, each: true, body: page },
    "themes/dossier/theme.toml": { kind: "theme", value: { search: true } },
    "themes/dossier/i18n/nl.toml": { kind: "language", value: language("nl") },
    "themes/dossier/i18n/en.toml": { kind: "language", value: language("en") },
  };
}


/** The second letter's source, and the file of the first. */
export const SOURCES = { "content/letters/second/source.txt": SOURCE, "content/letters/second/source.pdf": "%PDF-", "content/letters/first/source.pdf": "%PDF-" };
