//! Proposes what a language's text recognition often misreads. Nothing of it goes unsaid: each becomes a rule that waits for its reason.

use regex::Regex;

use super::draft::Draft;
use crate::model::locale::Suspect;

/// Applies what a language's table suspects to the blocks; says of each how often.
pub(super) fn apply(drafts: &mut [Draft], suspects: &[Suspect]) -> Vec<(Suspect, usize)> {
    let mut applied = Vec::new();
    for suspect in suspects {
        // A pattern that cannot be read is told where it is used as a rule.
        let Ok(pattern) = Regex::new(&suspect.find) else { continue };
        let count: usize = drafts.iter_mut().map(|draft| replace(&mut draft.text, &pattern, &suspect.replace)).sum();
        if 0 < count {
            applied.push((suspect.clone(), count));
        }
    }
    applied
}

/// Replaces the first group of a pattern, or the whole where it has none, everywhere in a text; says how often.
fn replace(text: &mut String, pattern: &Regex, with: &str) -> usize {
    let (mut at, mut count) = (0, 0);
    while let Some(found) =
        pattern.captures_at(text, at).and_then(|captures| captures.get(1).or_else(|| captures.get(0)).map(|found| found.range()))
    {
        if found.is_empty() {
            break;
        }
        if text.get(found.clone()) != Some(with) {
            text.replace_range(found.clone(), with);
            count += 1;
            at = found.start + with.len();
        } else {
            at = found.end;
        }
        if text.len() < at {
            break;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::Shape;

    #[test]
    fn suspects_are_applied_and_counted() {
        let mut drafts = vec![Draft::new(Shape::Paragraph, "De Al-fabriek, al de Al", 1)];
        let suspect = |find: &str, replace: &str| Suspect { find: find.into(), replace: replace.into() };
        let applied = apply(&mut drafts, &[suspect(r"\b(Al)\b", "AI"), suspect("x*", "y"), suspect("(", "")]);
        assert_eq!((drafts[0].text.as_str(), applied.len(), applied[0].1), ("De AI-fabriek, al de AI", 1, 2));
    }
}
