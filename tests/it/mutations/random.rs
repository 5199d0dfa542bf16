//! What chance does to a dossier: the same for the same number, on every machine.

use super::Files;

/// A generator of numbers by Marsaglia's xorshift, scrambled by a multiplication.
pub(crate) struct Random(u64);

impl Random {
    /// A generator whose numbers follow from one.
    pub(crate) fn new(number: u64) -> Self {
        let mut random = Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        random.below(2);
        random
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let scrambled = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(scrambled).unwrap_or_default() % end.max(1)
    }

    /// One of some things.
    pub(crate) fn one<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// Pieces that are odd anywhere.
const ODD: &[&str] = &[
    "\0",
    "\u{feff}",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\u{202e}",
    "😀",
    "e\u{301}",
    "\u{fffd}",
    "\u{10ffff}",
    "\t",
    "\u{b}",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    "#",
    "\\",
    "\\u0000",
    "\\uD800",
    "+++\n",
    "+++",
    "---\n",
    "<",
    ">",
    "&",
    "&#0;",
    "&#1;",
    "<b>",
    "<!--",
    "-->",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 1 }}",
    "{% if %}",
    "..",
    "/",
    "../../x",
    "file:",
    "letter:first",
    "letter:first#p1",
    "page:about",
    "page:home#x",
    "#p1",
    "#q1",
    "9223372036854775807",
    "-1",
    "99999999999999999999",
    "0.00",
    "1e400",
    "nan",
    "2024-02-30",
    "../..",
    "2024-06/..",
    "p1",
    "h1",
    "first",
    "total",
    "nl",
    "en",
    "xx",
];

/// Pieces of Markdown that a text may hold.
const MARKDOWN: &[&str] = &[
    "\n\n# One\n",
    "\n\n## 1 {.question}\n\nWhy?\n\n### Answer {.answer}\n\nSo.\n",
    "\n\n## {.question}\n\n## a b {.question}\n\n## Answer {.answer}\n",
    "\n\n###### Deep {#id .x a=b}\n",
    "\n\nSetext\n===\n\nOther\n---\n",
    "\n\n- a\n  - b\n\n    c\n- d\n\n  e\n",
    "\n\n1. a\n1. b\n   > c\n   > - d\n",
    "\n\n> - a\n>   ```\n>   b\n\nc\n",
    "\n\n| a | b |\n|:-:|--:|\n| **c** | `d` |\n| e |\n| f | g | h |\n",
    "\n\n| a |\n|---|\n\n- | b |\n  |---|\n  | [c](#p1) |\n",
    "\n\na[^1] b[^1] c[^x y] d[^nothing]\n\n[^1]: One\n\n    two\n\n[^x y]: > a\n    > b\n",
    "\n\n[^a]: [^b]: x[^a]\n\n[^b]: - [^a]\n\n- [^c]: in a list\n\n  x[^c]\n\n> [^d]: y[^d]\n",
    "\n\n[^e]:\n\n[^e]: twice[^e]\n\n[^f]: ## Heading {.question}\n\nx[^f]\n",
    "\n\n```json data/dossier.json 1-3\n```\n\n```html\"><script>\n<script>alert(1)</script>\n```\n\n    indented\n",
    "\n\n```json data/nothing.json\n```\n\n```rust 1 2 3\nfn main() { \"\n```\n\n~~~\nopen",
    "\n\n![a](file:assets/icon.svg \"t\") ![b *c* [d](page:about)](file:assets/icon.svg) [![e](file:assets/icon.svg)](page:about)\n",
    "\n\n[a](page:about 'x\"y') [b][c] <https://x.example/?a=\"&b> <a@b.example>\n\n[c]: page:home \"d\"\n",
    "\n\n**a *b** c* _d_e `` ` `` \\* \\\n\nx  \ny\\\nz\n",
    "\n\n***\n\n---\n\n- - - a\n",
    "\n\n<div>\n\na <b onclick=x>c</b> <!-- d -->\n\n</div>\n",
    "\n\n&lt;script&gt; &quot; &amp;lt; &NotAnEntity; &#x110000;\n",
];

/// Breaks a dossier in one way; says in which.
pub(crate) fn mutate(files: &mut Files, random: &mut Random) -> String {
    let paths: Vec<String> = files.keys().cloned().collect();
    if paths.is_empty() {
        return "nothing left".into();
    }
    let path = random.one(&paths).clone();
    if random.below(4) == 0 {
        return add_markdown(files, random);
    }
    if random.below(25) == 0 {
        let other = random.one(&paths).clone();
        return change_files(files, (&path, &other), random);
    }
    let bytes = files.entry(path.clone()).or_default();
    let what = match random.below(3) {
        0 => change_lines(bytes, random),
        1 => change_bytes(bytes, random),
        _ => grow(bytes, random),
    };
    format!("{path}: {what}")
}

/// Adds the same Markdown to every edition of the letter, or of the page.
fn add_markdown(files: &mut Files, random: &mut Random) -> String {
    let folder = *random.one(&["letters/", "pages/"]);
    let piece = match random.below(5) {
        0 => large(random),
        _ => (*random.one(MARKDOWN)).to_owned(),
    };
    let is_first = random.below(3) == 0;
    for (_, bytes) in files.iter_mut().filter(|(path, _)| path.contains(folder) && path.ends_with(".md")) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let front = text.rfind("+++\n").map_or(0, |at| at + 4);
        let at = if is_first { front } else { text.len() };
        *bytes = [&text[..at], &piece, &text[at..]].concat().into_bytes();
    }
    format!("{folder}: {}", piece.chars().take(60).collect::<String>().escape_debug())
}

/// Deletes, swaps or copies whole files.
fn change_files(files: &mut Files, (path, other): (&str, &str), random: &mut Random) -> String {
    match random.below(4) {
        0 => {
            files.remove(path);
            format!("{path} is gone")
        }
        1 => {
            let bytes = files.get(other).cloned().unwrap_or_default();
            files.insert(path.to_owned(), bytes);
            format!("{path} is {other}")
        }
        2 => {
            let bytes = files.remove(path).unwrap_or_default();
            let name = format!("{path}{}", random.one(&["x", " ", ".md", "\n", "é", "\"", "/x.md"]));
            let said = format!("{path} is called {name:?}");
            files.insert(name, bytes);
            said
        }
        _ => {
            let name = *random.one(&["more", "home", "letters", "letter", "nul"]);
            let other = path.replace("first", "second").replace("about", name);
            let bytes = files.get(path).cloned().unwrap_or_default();
            let said = format!("{path} is also {other}");
            files.insert(other, bytes);
            said
        }
    }
}

/// Deletes, doubles, swaps or moves lines.
fn change_lines(bytes: &mut Vec<u8>, random: &mut Random) -> String {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return "no lines".into();
    }
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    let what = match random.below(4) {
        0 => {
            lines.remove(one);
            "deleted"
        }
        1 => {
            lines.insert(other, lines[one].clone());
            "doubled at"
        }
        2 => {
            lines.swap(one, other);
            "swapped with"
        }
        _ => {
            lines.drain(one.min(other)..one.max(other));
            "deleted to"
        }
    };
    *bytes = lines.concat();
    format!("line {one} {what} {other}")
}

/// Cuts, changes and inserts bytes.
fn change_bytes(bytes: &mut Vec<u8>, random: &mut Random) -> String {
    let at = random.below(bytes.len() + 1);
    match random.below(4) {
        0 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        1 if at < bytes.len() => {
            bytes[at] = u8::try_from(random.below(256)).unwrap_or_default();
            format!("byte {at} changed")
        }
        _ => {
            let piece = *random.one(ODD);
            let end = if random.below(2) == 0 { at } else { (at + random.below(12)).min(bytes.len()) };
            bytes.splice(at..end, piece.bytes());
            format!("{piece:?} for {at}..{end}")
        }
    }
}

/// Makes a file long.
fn grow(bytes: &mut Vec<u8>, random: &mut Random) -> String {
    let piece = large(random);
    let at = random.below(bytes.len() + 1);
    let said = format!("{} bytes of {:?} at {at}", piece.len(), piece.chars().take(20).collect::<String>());
    bytes.splice(at..at, piece.bytes());
    said
}

/// A long piece: one odd thing many times, deep nesting, a large table.
fn large(random: &mut Random) -> String {
    let n_times = [50, 500, 2000][random.below(3)];
    match random.below(9) {
        0 => format!("\n\n{} x\n", ">".repeat(n_times)),
        1 => (0..n_times.min(500)).map(|depth| format!("\n{}- x", "  ".repeat(depth))).collect(),
        2 => format!("\n\n{}x\n", "- ".repeat(n_times)),
        3 => format!("\n\n|{}|\n|{}|\n{}\n", "a|".repeat(n_times), "-|".repeat(n_times), "|b|c|\n".repeat(50)),
        4 => format!("\n\n| a | b |\n|---|---|\n{}\n", "| c | d |\n".repeat(n_times)),
        5 => format!("\n\n{}x{}\n", "[".repeat(n_times), "](#p1)".repeat(n_times)),
        6 => format!("{}1{}", "[".repeat(n_times), "]".repeat(n_times)),
        7 => format!("a{} = 1\n", ".a".repeat(n_times)),
        _ => random.one(ODD).repeat(n_times),
    }
}
