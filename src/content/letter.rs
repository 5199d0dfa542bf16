//! Letters: `letter.toml`, `corrections.toml`, the editions and the source as received.

use std::path::Path;

use super::review::{self, WrittenReview};
use super::walk::LetterFolder;
use super::{corrections, edition, marks, passage, reference, source};
use crate::data::{self, Table, file};
use crate::model::date::{Edtf, Moment, Precision};
use crate::model::dossier::Settings;
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Basis, Lack, Letter, LetterDate, LetterId, LetterParts, Number, Parties, Party, Passage};
use crate::model::memo::{Kept, Memo};
use crate::model::place::Place;
use crate::model::reference::Reference;
use crate::problem::{Problems, kinds};

/// Loads a letter's folder; `None` if its metadata is missing or not complete enough.
pub fn load(root: &Path, folder: &LetterFolder, (settings, memo): (&Settings, &Memo), problems: &mut Problems) -> Option<Letter> {
    let path = format!("{}/letter.toml", folder.path);
    if !folder.files.iter().any(|name| name == "letter.toml") {
        problems.add(kinds::missing_file(Place::of_path(&path), "letter.toml", "the letter's metadata"));
        return None;
    }
    let file = file::text(root, &path, problems)?;
    let written = data::read(&file, 0..file.len(), problems, |table| written(table, &folder.id));
    marks::report(&file, 0..file.len(), problems);
    let (rules, corrections) = corrections::load(root, folder, problems);
    let editions = folder.editions.iter().filter_map(|lang| {
        let path = format!("{}/{lang}.md", folder.path);
        edition::load(root, &path, (lang, settings.html, memo), problems)
    });
    let editions: Vec<_> = editions.collect();
    let (original, source) = (written.original?, written.source?);
    report_files(folder, source.file(), problems);
    report_missing(folder, &original, settings, problems);
    let transcription = editions.iter().find(|edition| edition.lang == original.0);
    let source = source.load(root, (folder, transcription), problems)?;
    let parts = LetterParts {
        id: folder.id.clone(),
        kind: written.kind?,
        date: written.date?,
        parties: written.parties,
        numbers: written.numbers,
        source,
        lacks: written.lacks,
        references: written.references,
        rules,
        corrections,
        original: original.0,
        reviews: review::settle(written.reviews, (&editions, &settings.published), problems),
        editions,
        retired: Vec::new(),
        paths: Vec::new(),
        kept: Kept::default(),
        file,
    };
    Some(parts.into())
}

/// The metadata as written.
struct Written {
    /// The kind.
    kind: Option<String>,
    /// The original's language.
    original: Option<(Lang, Place)>,
    /// The date.
    date: Option<LetterDate>,
    /// Who sent it to whom.
    parties: Parties,
    /// Its numbers.
    numbers: Vec<Number>,
    /// Its source.
    source: Option<source::Written>,
    /// What the source lacks.
    lacks: Vec<Lack>,
    /// Its references.
    references: Vec<Reference>,
    /// Who made and who checked its editions.
    reviews: Vec<WrittenReview>,
}

/// Reads the metadata.
fn written(table: &Table<'_>, id: &LetterId) -> Written {
    Written {
        kind: table.need_text("kind", "one of the kinds in `dossier.toml`").map(|(kind, _)| kind),
        original: original(table),
        date: table.need_table("date", "the letter's date, or its bounds", date).flatten(),
        parties: Parties { senders: parties(table, "senders", "this sender"), recipients: parties(table, "recipients", "this recipient") },
        numbers: numbers(table),
        source: table.need_table("source", "the file as received", source::read).flatten(),
        lacks: table.tables("lacks", lack).into_iter().flatten().collect(),
        references: table.tables("references", |table| reference::read(table, Some(id))).into_iter().flatten().collect(),
        reviews: table.tables("reviews", review::read).into_iter().flatten().collect(),
    }
}

/// Reads the language of the original.
fn original(table: &Table<'_>) -> Option<(Lang, Place)> {
    let (tag, place) = table.need_text("original", "the language of the original, such as \"nl\"")?;
    let lang = Lang::parse(&tag);
    if lang.is_none() {
        table.report(kinds::bad_language(place.clone(), &tag));
    }
    lang.map(|lang| (lang, place))
}

/// Reads the date.
fn date(table: &Table<'_>) -> Option<LetterDate> {
    if !table.has("value") {
        table.report(kinds::missing_key(table.place(), "value", "the date as EDTF"));
    }
    let value = table.date("value");
    let basis = table.need_name("basis", Basis::NAMES, Basis::find);
    if let (Some((Edtf::At(Moment { precision: Precision::Day, .. }), _)), Some(Basis::Bounds)) = (&value, basis) {
        let place = table.place_of_value("basis").unwrap_or_else(|| table.place());
        let expected =
            "`printed` or `derived`: the value is one day; bounds are an interval, such as \"2025-04-18/2025-06-19\" or \"../2025-06-19\"";
        table.report(kinds::wrong_value(place, "basis", expected));
    }
    let note = table.lang_text("note");
    let evidence: Vec<Passage> = table.tables("evidence", passage::read).into_iter().flatten().collect();
    if basis.is_some_and(|basis| basis != Basis::Printed) && evidence.is_empty() {
        table.report(kinds::missing_key(table.place(), "evidence", "the passages from which the date is derived"));
    }
    Some(LetterDate { value: value?.0, basis: basis?, note, evidence })
}

/// Reads senders or recipients, each of which is there once.
fn parties(table: &Table<'_>, key: &'static str, what: &str) -> Vec<Party> {
    let texts = |text: &LangText| (text.shared.clone(), text.by_lang.clone());
    let is_same = |one: &Party, other: &Party| {
        let said = |party: &Party| (party.name.clone(), texts(&party.role), texts(&party.organisation));
        said(one) == said(other)
    };
    distinct(table.tables(key, |table| (party(table), table.place())), is_same, |place| {
        table.report(kinds::records::duplicate_record(place, what))
    })
}

/// Reads official numbers, each of which is there once.
pub(super) fn numbers(table: &Table<'_>) -> Vec<Number> {
    let numbers = table.tables("numbers", |table| Some((number(table)?, table.place())));
    distinct(numbers.into_iter().flatten().collect(), Number::eq, |place| {
        table.report(kinds::records::duplicate_record(place, "this number"))
    })
}

/// Records with their places, each once; the places of those that are there again are handed to a reporter.
fn distinct<T>(records: Vec<(T, Place)>, is_same: impl Fn(&T, &T) -> bool, mut report: impl FnMut(Place)) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(records.len());
    for (record, place) in records {
        if kept.iter().any(|other| is_same(other, &record)) {
            report(place);
        } else {
            kept.push(record);
        }
    }
    kept
}

/// Reads a sender or recipient.
fn party(table: &Table<'_>) -> Party {
    let name = table.text("name").map(|(name, _)| name);
    let party = Party { name, role: table.lang_text("role"), organisation: table.lang_text("organisation") };
    let has_any = ["name", "role", "organisation"].iter().any(|key| table.has(key));
    if !has_any {
        table.report(kinds::missing_key(table.place(), "name", "a name, a role or an organisation"));
    }
    party
}

/// Reads an official number.
pub(super) fn number(table: &Table<'_>) -> Option<Number> {
    let kind = table.need_text("kind", "one of the kinds of numbers in `dossier.toml`");
    let value = table.need_text("value", "the number as printed");
    Some(Number { kind: kind?.0, value: value?.0 })
}

/// Reads what the source lacks.
fn lack(table: &Table<'_>) -> Option<Lack> {
    let what = table.need_text("what", "what the source lacks, such as \"date\"");
    let note = table.need_lang_text("note", "what a reader must know, in each language");
    Some(Lack { what: what?.0, note })
}

/// Reports files of the folder that belong to nothing.
fn report_files(folder: &LetterFolder, source: &str, problems: &mut Problems) {
    let is_source = |name: &str| name == source || name == "source.txt" || name.starts_with("source.");
    for name in &folder.files {
        if !matches!(name.as_str(), "letter.toml" | "corrections.toml" | "letter.lock") && !is_source(name) {
            let what = "a letter's folder holds `letter.toml`, `LANGUAGE.md`, `source.…`, `corrections.toml` and `letter.lock`";
            problems.add(kinds::stray_file(Place::of_path(&format!("{}/{name}", folder.path)), what, None));
        }
    }
}

/// Reports editions that are missing.
fn report_missing(folder: &LetterFolder, original: &(Lang, Place), settings: &Settings, problems: &mut Problems) {
    let (original, place) = original;
    if !settings.languages.contains(original) {
        problems.add(kinds::unknown_language(place.clone(), original.tag()));
    }
    for lang in settings.languages.iter().filter(|lang| !folder.editions.contains(lang)) {
        if lang == original {
            problems.add(kinds::missing_original(place.clone(), lang.tag()));
        } else {
            problems.add(kinds::missing_translation(place.clone(), lang.tag()));
        }
    }
}
