//! Slips put into the shipped English one at a time: a figure, a letter of a name, a hedge. Says how many of them the build would stop.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use dossier::model::dossier::Dossier;
use dossier::model::lang::Lang;
use dossier::model::records::ActorKind;
use dossier::problem::Problems;
use dossier::theme::Theme;
use dossier::{links, parity, pipeline, reading};
use expect_test::expect;
use rayon::prelude::*;

/// The shipped dossier and its theme.
static SHIPPED: LazyLock<(Dossier, Theme)> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    pipeline::load(root, None, &mut Problems::default()).expect("settings")
});

/// Words that English hedges with where the Dutch of the dossier hedges.
const HEDGES: &[&str] = &["just over ", "approximately ", "at most ", "in principle", "for the time being ", "a maximum of ", "up to "];

/// A slip: letter, block, the bytes of its text, and what stands there instead.
type Slip = (usize, usize, Range<usize>, String);

/// English.
fn english() -> Lang {
    Lang::parse("en").expect("a language")
}

/// The slips that a finder makes in the blocks of the English editions; what stands in square brackets is an addition and no slip.
fn slips(find: impl Fn(&str) -> Vec<(Range<usize>, String)>) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (letter_idx, letter) in SHIPPED.0.letters.iter().enumerate() {
        for (block_idx, block) in letter.edition(&english()).expect("an edition").blocks.iter().enumerate() {
            let is_added = |at: usize| block.text.read()[..at].matches('[').count() > block.text.read()[..at].matches(']').count();
            let found = find(&block.text.read()).into_iter().filter(|(span, _)| !is_added(span.start));
            slips.extend(found.map(|(span, text)| (letter_idx, block_idx, span, text)));
        }
    }
    slips
}

/// How many of some slips are found, and the first words of those that are not.
fn measure(what: &str, slips: &[Slip]) -> String {
    let is_found = |(letter_idx, block_idx, span, text): &Slip| {
        let mut dossier = SHIPPED.0.clone();
        // The other letters are as they were.
        dossier.letters = vec![dossier.letters.swap_remove(*letter_idx)];
        let edition = dossier.letters[0].editions.iter_mut().find(|edition| edition.lang == english()).expect("an edition");
        let block = &mut edition.blocks[*block_idx];
        let mut changed = block.text.read().to_string();
        changed.replace_range(span.clone(), text);
        block.text = changed.as_str().into();
        let mut problems = Problems::default();
        let links = links::resolve(&dossier, &SHIPPED.1.locales, &[], &mut Problems::default());
        parity::check(&dossier, &links, &reading::languages(&dossier, &SHIPPED.1.locales), &mut problems);
        problems.has_errors()
    };
    let n_found = slips.par_iter().filter(|slip| is_found(slip)).count();
    format!("{what}: {n_found} of {}", slips.len())
}

/// Every run of digits with its last digit changed.
fn figures(text: &str) -> Vec<(Range<usize>, String)> {
    let is_end = |at: usize| !text[at + 1..].starts_with(|char: char| char.is_ascii_digit());
    let digits = text.char_indices().filter(|(at, char)| char.is_ascii_digit() && is_end(*at));
    digits.map(|(at, char)| (at..at + 1, if char == '9' { "8".to_owned() } else { "9".to_owned() })).collect()
}

/// Every name of a person with two letters in the middle exchanged.
fn names(text: &str) -> Vec<(Range<usize>, String)> {
    let people = SHIPPED.0.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
    let aliases = people.flat_map(|actor| actor.wording.aliases(&english()));
    let mut found = Vec::new();
    for alias in aliases.filter(|alias| alias.is_ascii() && 4 < alias.len()) {
        let middle = alias.len() / 2;
        let (one, other) = (&alias[middle - 1..middle], &alias[middle..middle + 1]);
        if one != other {
            found.extend(text.match_indices(alias.as_str()).map(|(at, _)| (at + middle - 1..at + middle + 1, format!("{other}{one}"))));
        }
    }
    found
}

/// Every hedge left out.
fn hedges(text: &str) -> Vec<(Range<usize>, String)> {
    HEDGES.iter().flat_map(|hedge| text.match_indices(hedge).map(|(at, _)| (at..at + hedge.len(), String::new()))).collect()
}

#[test]
fn slips_in_the_shipped_translations_are_found() {
    let found = [measure("figures", &slips(figures)), measure("names", &slips(names)), measure("hedges", &slips(hedges))];
    expect![[r#"
        figures: 156 of 156
        names: 9 of 9
        hedges: 10 of 10"#]]
    .assert_eq(&found.join("\n"));
}
