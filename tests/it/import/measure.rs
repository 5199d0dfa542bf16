//! Imports the sources of the shipped letters and holds the result to the final editions and their corrections.
//!
//! Blocks: those of the final edition, as `dossier blocks` lists them. One is right where the import has it in its place, with the same
//! kind and the same text. Corrections: a rule counts at each of its places, and each change is taken apart
//! into the runs of signs that it changes, so that a rule and a record that do the same are the same. A change is right where the final corrections make it too, wrong where they do not,
//! missed where only they make it. Slips of the author that the editor marked are no change and are not counted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use dossier::content::corrections;
use dossier::content::walk::LetterFolder;
use dossier::import::{self, Imported, Request};
use dossier::markdown::blocks;
use dossier::model::correction::CorrectionClass;
use dossier::model::dossier::Dossier;
use dossier::model::file::SourceFile;
use dossier::model::letter::{Edition, Letter};
use dossier::pipeline;
use dossier::problem::Problems;
use dossier::proof::{self, Proof};
use dossier::theme::Theme;
use expect_test::expect;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The shipped dossier with its theme.
static SHIPPED: LazyLock<(Dossier, Theme)> = LazyLock::new(|| {
    let mut problems = Problems::default();
    pipeline::load(Path::new(env!("CARGO_MANIFEST_DIR")), None, &mut problems).expect("settings")
});

/// A change of a source: where, and what comes instead.
type Change = (usize, usize, String);

/// What a letter's source becomes when it is imported as it was received.
fn imported(letter: &Letter) -> Imported {
    let (dossier, theme) = &*SHIPPED;
    let request = Request { path: &letter.source.received_as, bytes: &letter.source.bytes(), lang: None, id: Some(&letter.id) };
    import::letter(&request, &dossier.settings, &theme.locales).expect("a letter")
}

/// The imported edition.
fn edition(letter: &Letter, imported: &Imported) -> Edition {
    let text = String::from_utf8(imported.files[&format!("{}.md", imported.lang)].clone()).expect("UTF-8");
    let body_start = text.find("\n+++\n").expect("front matter") + 6;
    let file = Arc::new(SourceFile::new(format!("{}.md", letter.id), text));
    let mut problems = Problems::default();
    let blocks = blocks::find(&file, body_start, &mut problems);
    assert!(problems.list.is_empty(), "{:?}", problems.list);
    Edition { blocks, file, body_start, ..letter.original_edition().expect("an original").clone() }
}

/// Blocks by kind and text.
fn listed(edition: &Edition) -> Vec<String> {
    edition.blocks.iter().map(|block| format!("{}\t{}", block.kind.name(), block.text.read())).collect()
}

/// Blocks by their text without white space.
fn squeezed(edition: &Edition) -> Vec<String> {
    edition.blocks.iter().map(|block| block.text.read().split_whitespace().collect()).collect()
}

/// How many of some lines are in others too, in the same order; and those that are not.
fn shared(expected: &[String], found: &[String]) -> (usize, Vec<String>) {
    let mut missing = Vec::new();
    let mut count = 0;
    for op in capture_diff_slices(Algorithm::Myers, expected, found) {
        match op {
            DiffOp::Equal { len, .. } => count += len,
            op => missing.extend(expected[op.old_range()].iter().cloned()),
        }
    }
    (count, missing)
}

/// A letter as it was imported, in the place of the final one.
fn as_imported(letter: &Letter) -> (Letter, Problems) {
    let imported = imported(letter);
    let edition = edition(letter, &imported);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = format!("content/letters/{}", letter.id);
    std::fs::create_dir_all(folder.path().join(&path)).expect("a folder");
    let mut files = Vec::new();
    if let Some(bytes) = imported.files.get("corrections.toml") {
        std::fs::write(folder.path().join(&path).join("corrections.toml"), bytes).expect("a file");
        files.push("corrections.toml".to_owned());
    }
    let found = LetterFolder { id: letter.id.clone(), path, editions: vec![letter.original.clone()], files };
    let (rules, corrections) = corrections::load(folder.path(), &found, &mut Problems::default());
    let mut problems = Problems::default();
    let mut letter = letter.clone();
    (letter.rules, letter.corrections, letter.editions) = (rules, corrections, vec![edition]);
    prove(&letter, &mut problems);
    (letter, problems)
}

/// The proof of one letter.
fn prove(letter: &Letter, problems: &mut Problems) -> Arc<Proof> {
    let dossier = Dossier { letters: vec![letter.clone()], broken: BTreeSet::new(), ..SHIPPED.0.clone() };
    proof::prove(&dossier, problems).remove(&letter.id).expect("a proof")
}

/// The changes that a letter's corrections make, cut to the signs that change, with their classes.
fn changes(letter: &Letter) -> BTreeMap<Change, CorrectionClass> {
    let proof = prove(letter, &mut Problems::default());
    let source = proof::source_text(letter.source.text.file().expect("a text"));
    let mut changes = BTreeMap::new();
    for (rule, spots) in letter.rules.iter().zip(&proof.rules) {
        for spot in spots {
            changes.extend(parts(&source, spot.source.clone(), &rule.replace).map(|change| (change, rule.class)));
        }
    }
    for (record, spot) in letter.corrections.iter().zip(&proof.records) {
        if let (Some(edition), Some(spot)) = (&record.edition, spot) {
            changes.extend(parts(&source, spot.source.clone(), edition).map(|change| (change, record.class)));
        }
    }
    changes
}

/// The parts of a change in which signs change, each for itself.
fn parts(source: &str, range: Range<usize>, with: &str) -> impl Iterator<Item = Change> {
    let before: Vec<char> = source[range.clone()].chars().collect();
    let after: Vec<char> = with.chars().collect();
    let bytes = |chars: &[char]| chars.iter().map(|char| char.len_utf8()).sum::<usize>();
    let mut found: Vec<Change> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (start, end) = (range.start + bytes(&before[..op.old_range().start]), range.start + bytes(&before[..op.old_range().end]));
        let words: String = after[op.new_range()].iter().collect();
        match found.last_mut().filter(|last| last.1 == start) {
            Some(last) => *last = (last.0, end, format!("{}{words}", last.2)),
            None => found.push((start, end, words)),
        }
    }
    found.into_iter()
}

/// Whether a class is about how a text is set, not about what it says.
fn is_setting(class: CorrectionClass) -> bool {
    matches!(
        class,
        CorrectionClass::LineBreak
            | CorrectionClass::Heading
            | CorrectionClass::ListMark
            | CorrectionClass::PageFurniture
            | CorrectionClass::Typography
    )
}

/// What was measured of a letter, in one line; with `IMPORT_SHOW` all that is not right.
fn measured(letter: &Letter) -> String {
    let is_shown = std::env::var_os("IMPORT_SHOW").is_some();
    let (found, problems) = as_imported(letter);
    let (final_edition, edition) = (letter.original_edition().expect("an original"), &found.editions[0]);
    let (n_right, missing) = shared(&listed(final_edition), &listed(edition));
    let (n_texts, _) = shared(&squeezed(final_edition), &squeezed(edition));
    let n_blocks = final_edition.blocks.len();
    if is_shown {
        let (_, extra) = shared(&listed(edition), &listed(final_edition));
        missing.iter().for_each(|block| eprintln!("{}: MISSING {block}", letter.id));
        extra.iter().for_each(|block| eprintln!("{}: EXTRA {block}", letter.id));
    }
    let (expected, proposed) = (changes(letter), changes(&found));
    let count = |is_setting_wanted: bool| {
        let right =
            expected.iter().filter(|(change, class)| is_setting(**class) == is_setting_wanted && proposed.contains_key(*change)).count();
        let missed = expected.iter().filter(|(change, class)| is_setting(**class) == is_setting_wanted && !proposed.contains_key(*change));
        let wrong = proposed.iter().filter(|(change, class)| is_setting(**class) == is_setting_wanted && !expected.contains_key(*change));
        if is_shown {
            missed.clone().for_each(|change| eprintln!("{}: MISSED {change:?}", letter.id));
            wrong.clone().for_each(|change| eprintln!("{}: WRONG {change:?}", letter.id));
        }
        format!("{right} right, {} wrong, {} missed", wrong.count(), missed.count())
    };
    format!(
        "{}: {n_right} of {n_blocks} blocks right ({}%), {n_texts} texts; readings {}; setting {}; {} differences unexplained",
        letter.id,
        n_right * 100 / n_blocks,
        count(false),
        count(true),
        problems.list.iter().filter(|problem| problem.id == "edition-differs").count()
    )
}

#[test]
fn the_shipped_sources_become_their_editions() {
    let lines: Vec<String> = SHIPPED.0.letters.iter().map(measured).collect();
    expect![[r#"
        note-ai-factory-questions: 17 of 17 blocks right (100%), 17 texts; readings 0 right, 2 wrong, 0 missed; setting 62 right, 0 wrong, 3 missed; 0 differences unexplained
        answers-jansen-ai-factory: 41 of 41 blocks right (100%), 41 texts; readings 0 right, 0 wrong, 0 missed; setting 25 right, 0 wrong, 0 missed; 0 differences unexplained
        progress-ai-factory: 52 of 57 blocks right (91%), 52 texts; readings 162 right, 1 wrong, 17 missed; setting 336 right, 1 wrong, 1 missed; 0 differences unexplained
        note-gigafactory-position: 17 of 17 blocks right (100%), 17 texts; readings 25 right, 0 wrong, 0 missed; setting 39 right, 0 wrong, 0 missed; 0 differences unexplained
        answers-vermeer-gigafactories: 89 of 89 blocks right (100%), 89 texts; readings 0 right, 0 wrong, 0 missed; setting 12 right, 0 wrong, 0 missed; 0 differences unexplained"#]].assert_eq(&lines.join("\n"));
}
