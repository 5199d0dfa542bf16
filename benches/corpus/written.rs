//! Writes a made-up dossier of any number of letters in Dutch and English, for tests and benchmarks: the same count gives the same bytes.
//!
//! A letter has some 900 words a language: sections, four questions with their answers, a table with a sum, a list, footnotes, links to
//! three other letters, and in one of five code. It names organisations and terms, and states amounts, dates and official numbers, the
//! same in both languages. Its source is wrapped as a scan would be; corrections lead from it to the edition. The amounts of one letter
//! in ten stand in the ledger, the date of another one in the timeline. `dossier lock` gives its blocks their ids.
#![allow(clippy::indexing_slicing, dead_code, reason = "tables of fixed size; some of it is used by tests, some by benchmarks")]

#[path = "letter.rs"]
pub mod letter;
#[path = "records.rs"]
pub mod records;
#[path = "words.rs"]
pub mod words;

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use letter::{Block, Corpus, KINDS, Kind, Letter};
use words::Both;

/// The languages, in the order in which everything is said.
pub const LANGS: [&str; 2] = ["nl", "en"];

/// How wide the lines of sources are.
const WIDTH: usize = 72;

/// What a heading says, and what is read in its place.
const MISREAD: [&str; 2] = ["Vervolgstappen", "VervoIgstappen"];

/// Writes the dossier into a folder.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn write(root: &Path, n_letters: usize) -> io::Result<()> {
    let corpus = Corpus::new(n_letters);
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    for (name, text) in records::files(&corpus) {
        let path = content.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    (0..n_letters).into_par_iter().try_for_each(|idx| {
        let folder = content.join("letters").join(letter::id(idx));
        fs::create_dir_all(&folder)?;
        files(&corpus, idx).into_iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
    })
}

/// The files of a letter.
fn files(corpus: &Corpus, idx: usize) -> Vec<(String, String)> {
    let letter = letter::letter(corpus, idx);
    let (source, corrections) = source(&letter);
    let mut files: Vec<(String, String)> =
        LANGS.iter().enumerate().map(|(side, lang)| (format!("{lang}.md"), edition(&letter, (idx, side)))).collect();
    files.push(("letter.toml".into(), metadata(corpus, idx, &source)));
    files.push(("source.txt".into(), source));
    files.push(("corrections.toml".into(), corrections));
    files
}

/// A text in both languages as TOML.
pub fn both([nl, en]: &Both) -> String {
    format!("{{ nl = \"{nl}\", en = \"{en}\" }}")
}

/// An edition: front matter and text.
fn edition(letter: &Letter, (idx, side): (usize, usize)) -> String {
    let (title, summary) = (&letter.title[side], &letter.summary[side]);
    let slug = format!("{}-{:05}", KINDS[idx % 4].1[side].to_lowercase(), idx + 1);
    format!("+++\ntitle = \"{title}\"\nslug = \"{slug}\"\nsummary = \"{summary}\"\n+++\n\n{}", markdown(&letter.blocks, side))
}

/// The blocks of a letter in one language as Markdown.
pub fn markdown(blocks: &[Block], side: usize) -> String {
    let mut text = String::new();
    let mut before = None;
    for Block { kind, text: said } in blocks {
        let said = &said[side];
        let is_same = before == Some(*kind) && matches!(kind, Kind::Item | Kind::Row);
        text.push_str(if text.is_empty() || is_same { "" } else { "\n" });
        _ = match kind {
            Kind::Heading(level, "") => writeln!(text, "{} {said}", "#".repeat(*level)),
            Kind::Heading(level, class) => writeln!(text, "{} {said} {{.{class}}}", "#".repeat(*level)),
            Kind::Paragraph => writeln!(text, "{said}"),
            Kind::Item => writeln!(text, "- {said}"),
            Kind::Row => writeln!(text, "| {} |", said.replace('\t', " | ")),
            Kind::Code(language) => writeln!(text, "```{language}\n{said}\n```"),
            Kind::Note(number) => writeln!(text, "[^{number}]: {said}"),
        };
        if *kind == Kind::Row && !is_same {
            text.push_str("|---|---:|---:|---|\n");
        }
        before = Some(*kind);
    }
    text
}

/// The source of a letter and what makes it the edition. A letter with code was never wrapped.
fn source(letter: &Letter) -> (String, String) {
    let is_wrapped = !letter.blocks.iter().any(|block| matches!(block.kind, Kind::Code(_)));
    let (mut text, mut corrections, mut n_joined) = (String::new(), String::new(), 0);
    for Block { kind, text: said } in &letter.blocks {
        let said = plain(&said[0]);
        if !text.is_empty() {
            text.push('\n');
        }
        if said == MISREAD[0] {
            let line = text.matches('\n').count() + 1;
            let [right, wrong] = MISREAD;
            corrections = format!("[[corrections]]\nclass = \"ocr\"\nsource = \"{wrong}\"\nedition = \"{right}\"\nlines = \"{line}\"\n");
            text.push_str(wrong);
        } else if is_wrapped && matches!(kind, Kind::Paragraph | Kind::Item | Kind::Note(_)) {
            n_joined += wrap(&mut text, &said);
        } else {
            text.push_str(&said);
        }
        text.push('\n');
    }
    if 0 < n_joined {
        corrections = format!("[[rules]]\nrule = \"join-lines\"\ncount = {n_joined}\n\n{corrections}");
    }
    (text, corrections)
}

/// Adds a text in lines; returns how many line breaks that takes.
fn wrap(text: &mut String, said: &str) -> usize {
    let (mut width, mut n_breaks) = (0, 0);
    for word in said.split(' ') {
        let length = word.chars().count();
        if WIDTH < width + 1 + length {
            text.push('\n');
            (width, n_breaks) = (length, n_breaks + 1);
        } else {
            text.push_str(if width == 0 { "" } else { " " });
            width += length + usize::from(width != 0);
        }
        text.push_str(word);
    }
    n_breaks
}

/// A text without the marks of Markdown, footnote marks as superscript figures.
pub fn plain(marked: &str) -> String {
    let marked = [("[^1]", "¹"), ("[^2]", "²"), ("[^3]", "³"), ("*", "")]
        .iter()
        .fold(marked.to_owned(), |text, (mark, sign)| text.replace(mark, sign));
    let Some((before, rest)) = marked.split_once('[') else { return marked };
    match rest.split_once("](letter:").and_then(|(name, rest)| Some((name, rest.split_once(')')?.1))) {
        Some((name, after)) => format!("{before}{name}{after}"),
        None => marked,
    }
}

/// The metadata of a letter.
fn metadata(corpus: &Corpus, idx: usize, source: &str) -> String {
    let (kind, _) = KINDS[idx % 4];
    let sender = both(&corpus.actor(idx % corpus.n_actors()));
    let recipient = both(&corpus.actor((idx * 7 + 3) % corpus.n_actors()));
    let sha256: String = Sha256::digest(source).iter().map(|byte| format!("{byte:02x}")).collect();
    let [to, ..] = corpus.related(idx);
    format!(
        "kind = \"{kind}\"\noriginal = \"nl\"\n\n[date]\nvalue = \"{}\"\nbasis = \"printed\"\n\n[[senders]]\norganisation = {sender}\n\n\
         [[recipients]]\norganisation = {recipient}\n\n[[numbers]]\nkind = \"question\"\nvalue = \"{}\"\n\n[source]\nfile = \"source.txt\"\n\
         sha256 = \"{sha256}\"\n\n[[references]]\nto = \"{}\"\ntype = \"refers-to\"\nblock = \"p2\"\nquote = {}\n",
        corpus.date(idx, 0),
        corpus.number(idx),
        letter::id(to),
        both(&letter::name(to))
    )
}
