//! Writes a ledger and the letters that state it as a dossier, and checks that dossier.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dossier::problem::{Problem, Problems};
use dossier::site::routes::Routes;
use dossier::theme::Theme;
use dossier::{check, config, content, funding, links, lock, parity, proof, reading, theme};

use super::draft::{Draft, OPEN, Quote, Row, STATUSES, Sentence, Stated};

/// The settings.
const SETTINGS: &str = r#"version = "1"
published = "2026-01-02"
languages = ["nl", "en"]
title = { nl = "Dossier", en = "File" }
description = { nl = "Over geld.", en = "About money." }

[kinds.letter]
name = { nl = "Brief", en = "Letter" }
"#;

/// A letter.
const LETTER: &str = r#"kind = "letter"
original = "nl"

[date]
value = "2025-12"
basis = "printed"

[source]
file = "source.pdf"
not-compared = { nl = "Een scan.", en = "A scan." }
sha256 = "c939b135717436f0186aabcd8142b119dd2427c1ebcaead21754fddb862cff83"
"#;

/// The languages.
const LANGS: [&str; 2] = ["nl", "en"];

/// The sentences that say a status, the neutral one last: `N` is the name, `#` the figure.
const SENTENCES: [[&str; 2]; 5] = [
    ["Aan N is # toegekend.", "N was granted #."],
    ["Voor N is # gereserveerd.", "For N, # has been reserved."],
    ["Het plan voor N rekent met #.", "The plan for N counts on #."],
    ["N vraagt #.", "N asks for #."],
    ["N komt op #.", "N comes to #."],
];

/// The shipped theme, loaded once.
static THEME: LazyLock<Theme> = LazyLock::new(|| {
    let root = tempfile::tempdir().expect("a scratch folder");
    write(root.path(), "content/dossier.toml", SETTINGS);
    let mut problems = Problems::default();
    let settings = config::load(root.path(), &mut problems).expect("settings");
    theme::load(root.path(), &settings, &mut problems)
});

/// Writes a file.
fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

/// Writes a ledger as a dossier into a folder, with its lock files.
pub(super) fn lay(draft: &Draft) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a scratch folder");
    write(root.path(), "content/dossier.toml", SETTINGS);
    for (number, letter) in draft.letters.iter().enumerate() {
        let folder = format!("content/letters/letter-{number}");
        write(root.path(), &format!("{folder}/letter.toml"), LETTER);
        write(root.path(), &format!("{folder}/source.pdf"), "Klopt het? Ja.\n");
        for (lang, tag) in LANGS.iter().enumerate() {
            let head = format!("+++\ntitle = \"T {number}\"\nslug = \"t-{number}\"\nsummary = \"S.\"\n+++\n");
            let paragraphs: Vec<String> = letter.iter().map(|paragraph| text(paragraph, lang)).collect();
            let note = if paragraphs.iter().any(|text| text.contains("[^1]")) { "\n\n[^1]:\n" } else { "\n" };
            write(root.path(), &format!("{folder}/{tag}.md"), &format!("{head}\n{}{note}", paragraphs.join("\n\n")));
        }
    }
    write(root.path(), "content/funding.toml", &ledger(draft));
    root
}

/// The problems of a dossier that has its lock files renewed: of every check of the content, without those of pages.
pub(super) fn problems(root: &Path) -> Vec<Problem> {
    let mut problems = Problems::default();
    let settings = config::load(root, &mut problems).expect("settings");
    let mut dossier = content::load(root, settings, &mut problems);
    let locks = lock::renew(root, &dossier, &lock::Looked::default(), &mut problems);
    lock::write(root, &locks).expect("lock files");
    lock::apply(root, &mut dossier, &mut problems);
    proof::prove(&dossier, &mut problems);
    let links = links::resolve(&dossier, &THEME.locales, &[], &mut problems);
    let languages = reading::languages(&dossier, &THEME.locales);
    funding::tally(&dossier, &languages, &mut problems);
    check::run(&dossier, &Routes::new(&dossier, &THEME.locales), &mut problems);
    parity::check(&dossier, &links, &languages, &mut problems);
    problems.settle(&[]);
    problems.list
}

/// A paragraph in a language.
fn text(paragraph: &[Sentence], lang: usize) -> String {
    let sentences = paragraph.iter().map(|sentence| match sentence {
        Sentence::Of(stated) => said(stated, lang),
        Sentence::Beside(words) => words[lang].clone(),
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// The sentence of a row in a language.
fn said(stated: &Stated, lang: usize) -> String {
    let (hedge, figure) = &stated.spoken[lang];
    let sentence = SENTENCES[stated.said.unwrap_or(4)][lang].replace('N', &stated.name).replace('#', &format!("{hedge}{figure}"));
    // What ends with a point needs no other one.
    if sentence.ends_with("..") { sentence[..sentence.len() - 1].to_owned() } else { sentence }
}

/// Where the sentence of a row stands: letter, block, the paragraph's text in each language.
fn block_of(draft: &Draft, id: &str) -> (usize, String, [String; 2]) {
    let is_here = |sentence: &Sentence| matches!(sentence, Sentence::Of(stated) if stated.id == id);
    let find = |(letter, paragraphs): (usize, &Vec<Vec<Sentence>>)| {
        let idx = paragraphs.iter().position(|paragraph| paragraph.iter().any(is_here))?;
        Some((letter, format!("p{}", idx + 1), [0, 1].map(|lang| text(&paragraphs[idx], lang))))
    };
    draft.letters.iter().enumerate().find_map(find).expect("a sentence")
}

/// What a row quotes in each language: as little as it wants, but enough of it.
fn quotes(row: &Row, texts: &[String; 2]) -> [String; 2] {
    let is_once = |lang: usize| texts[lang].matches(&row.spoken[lang].1).count() == 1;
    [0, 1].map(|lang| {
        let sentence = said(&row.stated(), lang);
        let figure = &row.spoken[lang].1;
        match row.quote {
            Quote::Figure if is_once(0) && is_once(1) => figure.clone(),
            Quote::Sentence => sentence,
            _ => {
                let start = sentence.find(&row.name).expect("a name");
                let end = sentence.find(figure.as_str()).expect("a figure") + figure.len();
                sentence[start..end].to_owned()
            }
        }
    })
}

/// A text of two languages as TOML.
fn both(texts: &[String; 2]) -> String {
    format!("{{ nl = \"{}\", en = \"{}\" }}", texts[0], texts[1])
}

/// The ledger's file.
fn ledger(draft: &Draft) -> String {
    let mut file = String::new();
    for (status, (id, words)) in STATUSES.iter().enumerate() {
        write!(file, "[[statuses]]\nid = \"{id}\"\nname = \"S\"\nmeaning = \"M\"\n").expect("a text");
        if status != OPEN {
            writeln!(file, "words = {{ nl = [\"{}\"], en = [\"{}\"] }}", words[0], words[1]).expect("a text");
        }
    }
    for programme in 0..draft.n_programmes {
        write!(file, "[[programmes]]\nid = \"programme-{programme}\"\nname = \"P\"\n").expect("a text");
    }
    for row in &draft.rows {
        file.push_str(&record(draft, row));
    }
    for sum in &draft.sums {
        let parts: Vec<String> = sum.parts.iter().map(|part| format!("\"{part}\"")).collect();
        write!(file, "[[sums]]\ntotal = \"{}\"\nparts = [{}]\n", sum.total, parts.join(", ")).expect("a text");
        if sum.is_rounded {
            file.push_str("rounded = true\n");
        }
    }
    file
}

/// The record of a row.
fn record(draft: &Draft, row: &Row) -> String {
    let (letter, block, texts) = block_of(draft, &row.sentence_of);
    let place = format!("letter = \"letter-{letter}\", block = \"{block}\"");
    let cents = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    let (low, high) = (cents(row.figure.low), cents(row.figure.high));
    let value = if low == high { low } else { format!("{low}-{high}") };
    let measure = match row.figure.unit {
        "%" => format!("share = \"{value}\"\nof = \"O\""),
        code => format!("value = \"{value}\"\ncurrency = \"{code}\""),
    };
    let mut keys: BTreeMap<&str, String> = BTreeMap::new();
    keys.extend(row.status.map(|status| ("status", format!("\"{status}\""))));
    keys.extend(row.restates.as_ref().map(|id| ("restates", format!("\"{id}\""))));
    if row.status == Some(STATUSES[OPEN].0) {
        keys.insert("note", "\"N\"".into());
    }
    if row.has_passage {
        let sentence = [0, 1].map(|lang| said(&row.stated(), lang));
        keys.insert("status-passage", format!("{{ {place}, quote = {} }}", both(&sentence)));
    }
    let keys: String = keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    let quote = both(&quotes(row, &texts));
    format!(
        "[[amounts]]\nid = \"{}\"\nprogramme = \"programme-{}\"\nrole = \"{}\"\nside = \"{}\"\nqualifier = \"{}\"\n{measure}\n{keys}letter = \"letter-{letter}\"\nblock = \"{block}\"\nquote = {quote}\n",
        row.id, row.programme, row.role, row.side, row.figure.qualifier
    )
}
