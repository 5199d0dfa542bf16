//! Applies rules: finds their places in the source, leaves out exceptions and what others have claimed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use regex::Regex;

use super::edits::{Edits, Origin};
use super::records;
use super::texts::SourceText;
use crate::model::correction::Rule;
use crate::model::letter::Letter;
use crate::problem::{Problems, kinds};

/// The patterns of all rules of a dossier, each made ready once; or why it cannot be read.
pub(super) struct Patterns(BTreeMap<String, Result<Regex, String>>);

impl Patterns {
    /// Makes the patterns of letters ready.
    pub(super) fn new(letters: &[Letter]) -> Self {
        let found: BTreeSet<&String> = letters.iter().flat_map(|letter| &letter.rules).map(|rule| &rule.find).collect();
        let compiled = |find: &&String| ((*find).clone(), Regex::new(find).map_err(|error| error.to_string()));
        Self(found.par_iter().map(compiled).collect())
    }
}

/// Claims the places of a rule.
pub(super) fn apply(
    (idx, rule): (usize, &Rule),
    (source, patterns): (&SourceText<'_>, &Patterns),
    edits: &mut Edits,
    problems: &mut Problems,
) {
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
    for range in places(pattern, source.text) {
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

/// The places of a pattern: its first group, or the whole where it has none. What stands around one place can stand around the next.
pub(super) fn places<'a>(pattern: &'a Regex, text: &'a str) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at <= text.len() {
            let captures = pattern.captures_at(text, at)?;
            let found = captures.get(1).or_else(|| captures.get(0))?;
            // An empty place claims nothing: go on behind it, in the end behind the text.
            let end = found.end().max(at);
            let is_stuck = end == at || found.is_empty();
            at = if is_stuck {
                text.get(end..).and_then(|rest| rest.chars().next()).map_or(text.len() + 1, |char| end + char.len_utf8())
            } else {
                end
            };
            if !found.is_empty() {
                return Some(found.range());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rules::find;

    fn check(name: &str, text: &str, expected: &str) {
        let rule = find(name).unwrap();
        let pattern = Regex::new(rule.find).unwrap();
        let mut edits = Edits::default();
        for range in places(&pattern, text) {
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

    #[test]
    fn places_end_where_the_text_ends() {
        let all =
            |pattern: &str, text| places(&Regex::new(pattern).unwrap(), text).map(|range| (range.start, range.end)).collect::<Vec<_>>();
        assert_eq!(all("", "aé"), []);
        assert_eq!(all("x*", "xaéx"), [(0, 1), (4, 5)]);
        assert_eq!(all("(x*)é?", "é"), []);
    }
}
