//! Applies rules: finds their places in the source, leaves out exceptions and what others have claimed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::edits::{Edits, Origin};
use super::pattern::Pattern;
use super::records;
use super::texts::SourceText;
use crate::model::automaton;
use crate::model::correction::Rule;
use crate::model::letter::Letter;
use crate::problem::{Problems, kinds};

/// The patterns of all rules of a dossier, each made ready once; or why it cannot be read.
pub(super) struct Patterns(BTreeMap<String, Result<Pattern, String>>);

impl Patterns {
    /// Makes the patterns of letters ready.
    pub(super) fn new(letters: &[Letter]) -> Self {
        let found: BTreeSet<&String> = letters.iter().flat_map(|letter| &letter.rules).map(|rule| &rule.find).collect();
        let editions = letters.iter().flat_map(|letter| &letter.editions);
        let is_little = automaton::is_little(editions.map(|edition| edition.file.len()).sum());
        let compiled = |find: &&String| ((*find).clone(), Pattern::new(find, is_little));
        Self(found.par_iter().map(compiled).collect())
    }
}

/// Claims the places of a rule.
pub(super) fn apply((idx, rule): (usize, &Rule), (source, patterns): (&SourceText, &Patterns), edits: &mut Edits, problems: &mut Problems) {
    let pattern = match patterns.0.get(&rule.find) {
        Some(Ok(pattern)) => pattern,
        Some(Err(reason)) => {
            problems.add(kinds::proof::bad_pattern(rule.place.find(&rule.find), reason));
            return;
        }
        None => return,
    };
    let mut exceptions: Vec<(Vec<Range<usize>>, bool)> = rule
        .exceptions
        .iter()
        .map(|exception| (records::occurrences(&exception.source, exception.lines, source).collect(), false))
        .collect();
    for range in pattern.places(&source.text) {
        if source.text.get(range.clone()) == Some(rule.replace.as_str()) {
            continue;
        }
        let mut is_excepted = false;
        for (_, is_used) in exceptions.iter_mut().filter(|(words, _)| words.iter().any(|words| covers(words, &range))) {
            (*is_used, is_excepted) = (true, true);
        }
        if !is_excepted {
            edits.claim(range, rule.replace.clone(), Origin::Rule(idx));
        }
    }
    for (exception, _) in rule.exceptions.iter().zip(&exceptions).filter(|(_, (_, is_used))| !is_used) {
        problems.add(kinds::proof::unused_exception(exception.place.clone(), &exception.source));
    }
}

/// Whether an exception's words have the whole of a place.
fn covers(words: &Range<usize>, place: &Range<usize>) -> bool {
    words.start <= place.start && place.end <= words.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rules::find;

    fn check(name: &str, text: &str, expected: &str) {
        let rule = find(name).unwrap();
        let pattern = Pattern::new(rule.find, true).unwrap();
        let mut edits = Edits::default();
        for range in pattern.places(text) {
            assert!(edits.claim(range, rule.replace.to_owned(), Origin::Rule(0)));
        }
        assert_eq!(edits.apply(text).text, expected, "{name}");
    }

    #[test]
    fn the_rules_of_the_tool() {
        check("join-lines", "a\nb\nc \n d\n\ne", "a b c d\n\ne");
        check("join-spaced-lines", "a\n\nb \n \nc\n\n\nd", "a b c\n\n\nd");
        check("join-hyphens", "pre-\n\ncommercieel, 3-\n5, Noord- \nDrenthe", "pre-commercieel, 3-\n5, Noord-Drenthe");
        check("paragraphs", "a\nb\n\nc \n\n\n d", "a\nb\n\nc\n\nd");
        check("bullets", "x\n• a\n• b\nc\n\n• d", "x\n\na\n\nb\nc\n\nd");
        check("hard-breaks", "a  \nb\nc", "a\nb\nc");
        check("spaces", "a  b c   d\n  e", "a b c d\n  e");
    }
}
