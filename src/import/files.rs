//! Writes the files of an imported letter: metadata with its evidence, the edition, the corrections, the source as received.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::body::Body;
use super::draft::Draft;
use super::known::{Known, Said};
use super::parties::Party;
use super::received::Received;
use super::{Imported, Report, markdown, propose, report};
use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::model::locale::Locale;
use crate::model::slug;

/// With what a mark for review begins.
const REVIEW: &str = "# review: ";

/// The most bytes of a slug.
const MAX_SLUG: usize = 60;

/// The most characters of the words that a mark for review quotes.
const MAX_QUOTE: usize = 60;

/// The files of a letter's folder, and a report.
pub(super) fn of(received: &Received, (id, lang): (LetterId, Lang), (body, known): (&Body, &Known), locale: &Locale) -> Imported {
    let (edition, body_start) = edition(body, known, &lang);
    let proposal = propose::corrections(&received.text, (&edition, body_start), (&id, &lang), locale);
    let letter = letter(received, (&id, &lang), (body, known));
    let corrections = corrections(body, &proposal);
    let report: Report = report::of(body, known, &[&letter, &edition, &corrections], propose::counts(&proposal));
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.insert("letter.toml".into(), letter.into_bytes());
    files.insert(format!("{lang}.md"), edition.into_bytes());
    files.insert(received.kept_as.into(), received.bytes.clone());
    if !corrections.is_empty() {
        files.insert("corrections.toml".into(), corrections.into_bytes());
    }
    if received.with.is_some() {
        files.insert("source.txt".into(), received.text.clone().into_bytes());
    }
    Imported { id, lang, files, report }
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    toml::Value::String(text.replace(['\n', '\r', '\t'], " ")).to_string()
}

/// A mark for review.
fn review(what: &str) -> String {
    format!("{REVIEW}{}\n", what.replace(['\n', '\r', '\t'], " ").replace(|char: char| char.is_control(), ""))
}

/// The first words of a text, in quotes, for a mark.
fn shown(text: &str) -> String {
    let head: String = text.chars().take(MAX_QUOTE).collect();
    let line = head.replace(['\n', '\t'], " ");
    if head.len() == text.len() { format!("“{line}”") } else { format!("“{}…”", line.trim_end()) }
}

/// The edition, and where its text begins.
fn edition(body: &Body, known: &Known, lang: &Lang) -> (String, usize) {
    let title = known.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default();
    let mut front = String::from("+++\n");
    if known.title.as_ref().is_none_or(|title| !title.is_sure) {
        front.push_str(&review("the title was taken from the text: the source has no line for its subject that was recognised"));
    }
    front.push_str(&format!("title = {}\n", quoted(title)));
    front.push_str(&format!("slug = {}\n", quoted(&slug::in_language(title, lang, MAX_SLUG))));
    front.push_str(&review("the summary is the first sentence of the text; write one or two sentences of your own"));
    front.push_str(&format!("summary = {}\n", quoted(&known.summary)));
    for doubt in &body.doubts {
        front.push_str(&review(doubt));
    }
    for draft in &body.drafts {
        let shown = shown(&draft.text);
        for doubt in &draft.doubts {
            front.push_str(&review(&format!("{}, {shown}: {doubt}", draft.id)));
        }
    }
    let text = markdown::of(body);
    let written: BTreeSet<&str> =
        text.lines().skip(1).filter_map(|line| line.strip_prefix("[^")?.split_once("]:")).map(|(number, _)| number).collect();
    let empty = body.notes.iter().filter(|note| note.text.is_empty()).map(|note| note.number.to_string());
    let empty: Vec<String> = empty.filter(|number| written.contains(number.as_str())).collect();
    if !empty.is_empty() {
        front.push_str(&review(&format!("the source has no text for footnote {}", empty.join(", "))));
    }
    front.push_str("+++\n\n");
    let body_start = front.len();
    (front + &text, body_start)
}

/// The corrections: what is proposed, with what was taken out in doubt marked.
fn corrections(body: &Body, proposal: &str) -> String {
    let mut text = String::new();
    for removed in &body.removed {
        if let Some(doubt) = removed.doubt {
            text.push_str(&review(&format!(
                "line {} of the source, {}, was taken out as belonging to the page: {doubt}",
                removed.line,
                shown(&removed.text)
            )));
        }
    }
    for (suspect, count) in &body.suspects {
        text.push_str(&review(&format!(
            "`{}` was read as `{}` in {count} places of the edition; the source keeps what it has",
            suspect.find, suspect.replace
        )));
    }
    if !text.is_empty() && !proposal.is_empty() {
        text.push('\n');
    }
    text + proposal
}

/// The metadata.
fn letter(received: &Received, (id, lang): (&LetterId, &Lang), (body, known): (&Body, &Known)) -> String {
    let mut text = String::new();
    match &known.kind {
        Some(kind) => {
            if !kind.is_sure {
                text.push_str(&review(&format!("the kind was proposed because the text says {}", shown(&kind.quote))));
            }
            text.push_str(&format!("kind = {}\n", quoted(&kind.value)));
        }
        None => text.push_str("# The text does not say what it is: one of the kinds of `dossier.toml`.\nkind = \"\"\n"),
    }
    text.push_str(&format!("original = \"{lang}\"\n\n"));
    text.push_str(&date(known, (id, lang), body));
    for (list, parties) in [("senders", &known.parties.senders), ("recipients", &known.parties.recipients)] {
        parties.iter().for_each(|said| text.push_str(&party(list, said, lang, body)));
    }
    for number in &known.numbers {
        text.push_str(&review(&format!(
            "the number was proposed because the text says {}{}",
            shown(&number.quote),
            at(number.draft, body)
        )));
        text.push_str(&format!("[[numbers]]\nkind = {}\nvalue = {}\n\n", quoted(&number.value.0), quoted(&number.value.1)));
    }
    text.push_str(&source(received));
    text
}

/// Where a passage stands, for a mark.
fn at(draft: Option<usize>, body: &Body) -> String {
    let found: Option<&Draft> = draft.and_then(|idx| body.drafts.get(idx));
    found.map_or_else(|| " in what was taken out as belonging to the page".to_owned(), |draft| format!(" in block {}", draft.id))
}

/// The date, with the passage that shows it; one that is not printed is left open.
fn date(known: &Known, (id, lang): (&LetterId, &Lang), body: &Body) -> String {
    let Some(date) = &known.date else {
        let mut text = String::from(
            "[date]\n# No date of the letter was recognised. Say what you know, with evidence: `2026-05`, `2026-01-12/..`, `../2026-03-01`.\n\
             # value = \"\"\n# basis = \"bounds\"\n",
        );
        for named in &known.dates {
            text.push_str(&format!("# The text names {}{}.\n", shown(&named.quote), at(named.draft, body)));
        }
        text.push('\n');
        return text;
    };
    let mut text = String::new();
    if !date.is_sure {
        text.push_str(&review("the date stands alone in a line, without a word that says it is the letter's"));
    }
    text.push_str(&format!("[date]\nvalue = {}\nbasis = \"printed\"\n\n", quoted(&date.value)));
    if let Some(draft) = date.draft.and_then(|idx| body.drafts.get(idx)) {
        let block = quoted(&draft.id);
        text.push_str(&format!(
            "[[date.evidence]]\nletter = \"{id}\"\nblock = {block}\nquote = {{ {lang} = {} }}\n\n",
            quoted(&date.quote)
        ));
    }
    text
}

/// A sender or a recipient.
fn party(list: &str, said: &Said<Party>, lang: &Lang, body: &Body) -> String {
    let mut text = review(&format!("proposed because the text says {}{}", shown(&said.quote), at(said.draft, body)));
    text.push_str(&format!("[[{list}]]\n"));
    if let Some(name) = &said.value.name {
        text.push_str(&format!("name = {}\n", quoted(name)));
    }
    if let Some(role) = &said.value.role {
        text.push_str(&format!("role = {{ {lang} = {} }}\n", quoted(role)));
    }
    text.push('\n');
    text
}

/// The source, with its checksum.
fn source(received: &Received) -> String {
    let sum: String = Sha256::digest(&received.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut text = format!("[source]\nfile = \"{}\"\nreceived-as = {}\nsha256 = \"{sum}\"\n", received.kept_as, quoted(&received.name));
    if let Some(with) = &received.with {
        text.push_str(&format!("extracted-with = {}\n", quoted(with)));
    }
    text
}
