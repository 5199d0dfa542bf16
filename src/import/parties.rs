//! Finds who wrote a letter, by its signatures, and to whom, by its address or its salutation.

use super::body::Body;
use super::known::Said;
use super::line::is_finished;
use super::{headings, names, words};
use crate::model::locale::{ImportWords, Locale};

/// The most lines of a signature.
const MAX_LINES: usize = 4;

/// A person or an office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Party {
    /// The name.
    pub(super) name: Option<String>,
    /// The office.
    pub(super) role: Option<String>,
}

/// Who wrote a letter, and to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parties {
    /// Those who signed.
    pub(super) senders: Vec<Said<Party>>,
    /// Those who are addressed.
    pub(super) recipients: Vec<Said<Party>>,
}

/// Finds who wrote a letter, and to whom.
pub(super) fn of(body: &Body, locale: &Locale) -> Parties {
    let first = headings::after_salutation(&body.drafts, locale);
    let signed = body.drafts.iter().enumerate().skip(first).filter(|(_, draft)| draft.is_paragraph());
    let senders = signed.filter_map(|(idx, draft)| {
        let value = signature(&draft.text, &locale.import)?;
        Some(Said { value, draft: Some(idx), quote: draft.text.clone(), is_sure: false })
    });
    let senders: Vec<Said<Party>> = senders.take(6).collect();
    let addressed = body.drafts.iter().enumerate().take(first).find_map(|(idx, draft)| {
        let value = address(&draft.text, locale)?;
        Some(Said { value, draft: Some(idx), quote: draft.text.clone(), is_sure: false })
    });
    let greeted = || {
        let (idx, draft) = first.checked_sub(1).and_then(|idx| body.drafts.get(idx).map(|draft| (idx, draft)))?;
        let line = draft.text.lines().last()?;
        let role = words::after(line, &locale.import.salutation)?.trim_end_matches([',', ':', '!']).trim();
        let is_office = words::has(role, &locale.import.offices);
        is_office.then(|| Said {
            value: Party { name: None, role: Some(role.to_owned()) },
            draft: Some(idx),
            quote: line.to_owned(),
            is_sure: false,
        })
    };
    Parties { senders, recipients: addressed.or_else(greeted).into_iter().collect() }
}

/// Who signed, in a block of short lines of which one is an office; one line may be the office alone.
fn signature(text: &str, import: &ImportWords) -> Option<Party> {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches(',').trim()).filter(|line| !line.is_empty()).collect();
    let is_short = |line: &&str| line.chars().count() <= 90 && !line.ends_with(['?', ':', ';', '!']);
    let is_sentence = |line: &&str| line.ends_with('.') && 60 < line.len();
    let is_alone = lines.len() == 1 && text.ends_with('.');
    if MAX_LINES < lines.len() || is_alone || !lines.iter().all(is_short) || lines.iter().any(is_sentence) {
        return None;
    }
    let is_office = |line: &&&str| names::begins_with_office(line, import);
    let role = lines.iter().find(is_office)?;
    let is_closing = |line: &&&str| words::after(line, &import.closing).is_some();
    let name = lines.iter().filter(|line| !is_office(line) && !is_closing(line)).find(|line| is_name(line));
    Some(Party { name: name.map(|name| (*name).to_owned()), role: Some((*role).to_owned()) })
}

/// Whether a line can be the name of a person.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let begins_high = |word: &&&str| word.starts_with(char::is_uppercase);
    let n_high = words.iter().filter(begins_high).count();
    (1..=6).contains(&words.len())
        && 1 <= n_high
        && words.len() <= 2 * n_high + 1
        && !line.chars().any(|char| char.is_ascii_digit())
        && !is_finished(line)
}

/// Who is addressed, in a block of lines that begins with an office or the word for it.
fn address(text: &str, locale: &Locale) -> Option<Party> {
    let mut lines = text.split('\n').map(str::trim);
    let first = lines.next()?;
    let first = words::after(first, &locale.import.recipient).filter(|rest| !rest.is_empty()).unwrap_or(first);
    if !names::begins_with_office(first, &locale.import) {
        return None;
    }
    let behind: Vec<&str> = lines.take_while(|line| !line.chars().any(|char| char.is_ascii_digit())).take(2).collect();
    let role = std::iter::once(first).chain(behind.into_iter().take_while(|line| !line.is_empty())).collect::<Vec<_>>().join(" ");
    (role.chars().count() <= 160).then_some(Party { name: None, role: Some(role) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_is_no_name() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let import =
            ImportWords { offices: words(&["burgemeester"]), closing: words(&["met vriendelijke groet"]), ..ImportWords::default() };
        let party = |name: Option<&str>| Some(Party { name: name.map(str::to_owned), role: Some("burgemeester".into()) });
        assert_eq!(signature("Met vriendelijke groet,\nJan de Vries\nburgemeester", &import), party(Some("Jan de Vries")));
        assert_eq!(signature("Met vriendelijke groet\nburgemeester", &import), party(None));
    }
}
