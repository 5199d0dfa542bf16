//! The files of a made-up dossier besides its letters: settings, ledger, timeline, actors, glossary, a page.

use std::fmt::Write;

use super::both;
use super::letter::{self, Corpus, KINDS, amounts, date_words, euros};
use super::words::Both;

/// Of how many letters one has its amounts in the ledger, and another one its date in the timeline.
pub const EVERY: usize = 10;

/// How many of the letters with amounts make a programme.
const PER_PROGRAMME: usize = 10;

/// The number of the first row of the table of amounts among the paragraphs of a letter.
const FIRST_ROW: usize = 14;

/// Whether the amounts of a letter stand in the ledger.
pub fn has_amounts(idx: usize) -> bool {
    idx % EVERY == 3
}

/// Whether the date that a letter names stands in the timeline.
pub fn has_event(idx: usize) -> bool {
    idx % EVERY == 7
}

/// The files, by their names below `content`.
pub fn files(corpus: &Corpus) -> Vec<(String, String)> {
    let page = |lang: &str, title: &str| {
        let text = format!("+++\ntitle = \"{title}\"\nsummary = \"{title}.\"\n+++\n\n{title}.\n");
        (format!("pages/about/{lang}.md"), text)
    };
    vec![
        ("dossier.toml".into(), settings()),
        ("funding.toml".into(), funding(corpus)),
        ("timeline.toml".into(), timeline(corpus)),
        ("actors.toml".into(), actors(corpus)),
        ("glossary.toml".into(), glossary(corpus)),
        page("nl", "Over dit dossier"),
        page("en", "About this dossier"),
    ]
}

/// A text in both languages as TOML.
fn pair(nl: &str, en: &str) -> String {
    both(&[nl.to_owned(), en.to_owned()])
}

/// The settings.
fn settings() -> String {
    let kinds: String = KINDS.iter().map(|(id, [nl, en])| format!("\n[kinds.{id}]\nname = {}\n", pair(nl, en))).collect();
    format!(
        "version = \"1.0.0\"\npublished = \"2026-11-21\"\nlanguages = [\"nl\", \"en\"]\ntitle = {}\ndescription = {}\n{kinds}\n\
         [number-kinds.question]\nname = {}\nwritten = ['\\d{{4}}Z\\d{{5}}']\n",
        pair("Een verzonnen dossier", "A made-up dossier"),
        pair("Brieven zonder betekenis, om mee te meten.", "Letters without meaning, to measure with."),
        pair("Vraagnummer", "Question number"),
    )
}

/// The ledger: the table of one letter in ten, with its sum.
fn funding(corpus: &Corpus) -> String {
    let mut text = format!(
        "complete = false\n\n[[statuses]]\nid = \"stated\"\nname = {}\nmeaning = {}\n\n",
        pair("genoemd", "stated"),
        pair("Een brief noemt het.", "A letter states it.")
    );
    let note = pair("De brief zegt niet of het is toegekend.", "The letter does not say whether it was granted.");
    for (count, idx) in (0..corpus.n_letters).filter(|idx| has_amounts(*idx)).enumerate() {
        let programme = count / PER_PROGRAMME + 1;
        if count.is_multiple_of(PER_PROGRAMME) {
            let name = pair(&format!("Programma {programme}"), &format!("Programme {programme}"));
            _ = write!(text, "[[programmes]]\nid = \"programme-{programme}\"\nname = {name}\n\n");
        }
        let actor = idx % corpus.n_actors();
        for (row, value) in amounts(idx).into_iter().enumerate() {
            let role = match row {
                4 => "role = \"total\"".to_owned(),
                _ => format!("role = \"component\"\nstatus = \"stated\"\npayers = [\"actor-{actor}\"]\nnote = {note}"),
            };
            _ = write!(
                text,
                "[[amounts]]\nid = \"{}\"\nprogramme = \"programme-{programme}\"\n{role}\nside = \"sources\"\nqualifier = \"exact\"\n\
                 value = \"{value}.00\"\ncurrency = \"EUR\"\n{}\n",
                amount_id(idx, row),
                passage(idx, &format!("p{}", FIRST_ROW + row), &euros(value))
            );
        }
        let parts: Vec<String> = (0..4).map(|row| format!("\"{}\"", amount_id(idx, row))).collect();
        _ = write!(text, "[[sums]]\ntotal = \"{}\"\nparts = [{}]\n\n", amount_id(idx, 4), parts.join(", "));
    }
    text
}

/// The id of an amount: its letter's number, and its row from 1.
pub fn amount_id(idx: usize, row: usize) -> String {
    format!("amount-{}-{}", idx + 1, row + 1)
}

/// A passage of a letter as TOML.
fn passage(idx: usize, block: &str, quote: &Both) -> String {
    format!("letter = \"{}\"\nblock = \"{block}\"\nquote = {}\n", letter::id(idx), both(quote))
}

/// The timeline: what one letter in ten says that happened.
fn timeline(corpus: &Corpus) -> String {
    let mut text = String::new();
    for idx in (0..corpus.n_letters).filter(|idx| has_event(*idx)) {
        let date = corpus.date(idx, 30);
        let [nl, en] = date_words(date);
        _ = write!(
            text,
            "[[events]]\nid = \"talks-{}\"\ndate = \"{date}\"\ntext = {}\nstatus = \"happened\"\n{}\n",
            idx + 1,
            pair("Het overleg begint.", "The talks begin."),
            passage(idx, "p3", &[format!("Op {nl}"), format!("On {en}")])
        );
    }
    text
}

/// The organisations, each in the role in which its first letter shows it.
fn actors(corpus: &Corpus) -> String {
    let actor = |idx: usize| {
        let name = corpus.actor(idx);
        let [nl, en] = &name;
        format!(
            "[[actors]]\nid = \"actor-{idx}\"\nkind = \"organisation\"\nname = {}\n[[actors.roles]]\nrole = {}\n{}[actors.aliases]\n\
             nl = [\"{nl}\"]\nen = [\"{en}\"]\n\n",
            both(&name.clone().map(|name| super::words::capital(&name))),
            pair("afzender", "sender"),
            passage(idx, "p1", &[format!("Deze brief van de {nl}"), format!("This letter of the {en}")])
        )
    };
    (0..corpus.n_actors()).map(actor).collect()
}

/// The terms.
fn glossary(corpus: &Corpus) -> String {
    let term = |idx: usize| {
        let term = corpus.term(idx);
        let [nl, en] = term.clone();
        let meaning = [format!("Wat een brief {nl} noemt."), format!("What a letter calls {en}.")];
        format!("[[terms]]\nid = \"term-{idx}\"\nterm = {}\ndefinition = {}\n\n", both(&term), both(&meaning))
    };
    (0..corpus.n_terms()).map(term).collect()
}
