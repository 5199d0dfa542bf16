//! What a document says of itself: subject, date, numbers, kind, who wrote it to whom; each with the passage that says it.

use regex::Regex;

use super::body::Body;
use super::draft::{Draft, Shape};
use super::parties::{self, Parties};
use super::{headings, names, words};
use crate::model::dossier::Settings;
use crate::model::letter::LetterId;
use crate::model::locale::Locale;
use crate::model::slug;

/// The most characters of a title and of a summary that are proposed.
const MAX_TITLE: usize = 160;

/// The most bytes of an id that is made of a title.
const MAX_ID: usize = 40;

/// A value with the passage that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said<T> {
    /// The value.
    pub(super) value: T,
    /// The index of the block; none where it was taken out as belonging to the page.
    pub(super) draft: Option<usize>,
    /// The words.
    pub(super) quote: String,
    /// Whether there is little doubt.
    pub(super) is_sure: bool,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Its title.
    pub(super) title: Option<Said<String>>,
    /// Its first sentence.
    pub(super) summary: String,
    /// Its date, as EDTF.
    pub(super) date: Option<Said<String>>,
    /// The dates that it names, where none is its own.
    pub(super) dates: Vec<Said<String>>,
    /// Its kind, as the dossier declares it.
    pub(super) kind: Option<Said<String>>,
    /// Its numbers, with their kinds.
    pub(super) numbers: Vec<Said<(String, String)>>,
    /// Who wrote it to whom.
    pub(super) parties: Parties,
}

/// Finds what a document says of itself.
pub(super) fn of(body: &Body, (settings, locale): (&Settings, &Locale)) -> Known {
    let date = date(body, locale);
    let dates = if date.is_none() { named_dates(body, locale) } else { Vec::new() };
    Known {
        title: title(body, locale),
        summary: summary(body, locale),
        date,
        dates,
        kind: kind(body, (settings, locale)),
        numbers: numbers(body, (settings, locale)),
        parties: parties::of(body, locale),
    }
}

impl Known {
    /// The letter's id: of its title, or of the file's name.
    pub(super) fn id(&self, path: &str) -> Option<LetterId> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let stem = name.split('.').next().unwrap_or(name);
        let title = self.title.as_ref().map(|title| slug::of(&title.value, MAX_ID)).unwrap_or_default();
        LetterId::parse(&title).or_else(|| LetterId::parse(&slug::of(stem, MAX_ID)))
    }
}

/// The subject line, or the first heading, or the first sentence.
fn title(body: &Body, locale: &Locale) -> Option<Said<String>> {
    let subject = body.front().enumerate().flat_map(|(idx, draft)| draft.text.split('\n').map(move |line| (idx, line)));
    let mut subject = subject
        .filter_map(|(idx, line)| words::after(line, &locale.import.subject).filter(|rest| rest.len() > 3).map(|rest| (idx, line, rest)));
    if let Some((idx, line, rest)) = subject.next() {
        return Some(Said { value: capitalised(&shortened(rest, MAX_TITLE)), draft: Some(idx), quote: line.to_owned(), is_sure: true });
    }
    let first = body.drafts.iter().position(|draft| matches!(draft.shape, Shape::Heading(_)));
    let heading = first.filter(|idx| *idx <= 2).and_then(|idx| body.drafts.get(idx).map(|draft| (idx, draft)));
    // A word or two head a section, not a letter.
    if let Some((idx, draft)) = heading.filter(|(_, draft)| 3 <= draft.text.split(' ').count()) {
        return Some(Said { value: shortened(&draft.text, MAX_TITLE), draft: Some(idx), quote: draft.text.clone(), is_sure: false });
    }
    let idx = first_text(body, locale)?;
    let sentence = first_sentence(&body.drafts.get(idx)?.text);
    Some(Said { value: shortened(sentence, 100), draft: Some(idx), quote: sentence.to_owned(), is_sure: false })
}

/// The first sentence behind the salutation.
fn summary(body: &Body, locale: &Locale) -> String {
    let text = first_text(body, locale).and_then(|idx| body.drafts.get(idx)).map(|draft| first_sentence(&draft.text)).unwrap_or_default();
    let unmarked: String = text.chars().filter(|char| super::notes::raised(*char).is_none()).collect();
    shortened(&unmarked, 300)
}

/// The index of the first block of running text.
fn first_text(body: &Body, locale: &Locale) -> Option<usize> {
    let first = headings::after_salutation(&body.drafts, locale);
    let is_text = |draft: &Draft| (draft.is_paragraph() || draft.is_item()) && 40 <= draft.text.len() && !draft.text.contains('\n');
    (first..body.drafts.len())
        .find(|idx| body.drafts.get(*idx).is_some_and(is_text))
        .or_else(|| body.drafts.iter().position(|draft| !draft.text.is_empty()))
}

/// A text up to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(['.', '?', '!']).map(|(at, _)| at + 1);
    let mut ends = ends.filter(|end| {
        40 <= *end && text.get(*end..).is_some_and(|rest| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase))
    });
    ends.next().and_then(|end| text.get(..end)).unwrap_or(text)
}

/// A text of whole words that is not too long.
fn shortened(text: &str, max: usize) -> String {
    let text = text.replace('\n', " ");
    if text.chars().count() <= max {
        return text;
    }
    let head: String = text.chars().take(max).collect();
    format!("{} …", head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head))
}

/// A text with a capital at its beginning.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The date that the document prints as its own: behind a label, or in a line with no more than a place; one only.
fn date(body: &Body, locale: &Locale) -> Option<Said<String>> {
    let lines = || {
        body.drafts
            .iter()
            .enumerate()
            .filter(|(_, draft)| draft.is_paragraph())
            .flat_map(|(idx, draft)| draft.text.split('\n').map(move |line| (idx, line)))
    };
    let labelled = lines().take(60).filter_map(|(idx, line)| {
        let rest = words::after(line, &locale.import.date)?;
        let date = names::dates(rest, locale).into_iter().next().filter(|date| date.start <= 30)?;
        Some(Said { value: date.value, draft: Some(idx), quote: line.to_owned(), is_sure: true })
    });
    let alone = lines().filter_map(|(idx, line)| {
        names::date_line(line, locale).map(|date| Said { value: date.value, draft: Some(idx), quote: line.to_owned(), is_sure: false })
    });
    let one = |found: Vec<Said<String>>| {
        let is_one = found.windows(2).all(|pair| pair.first().map(|said| &said.value) == pair.last().map(|said| &said.value));
        found.into_iter().next().filter(|_| is_one)
    };
    one(labelled.collect()).or_else(|| one(alone.collect()))
}

/// The first dates that the text names.
fn named_dates(body: &Body, locale: &Locale) -> Vec<Said<String>> {
    let dates =
        body.drafts.iter().enumerate().flat_map(|(idx, draft)| names::dates(&draft.text, locale).into_iter().map(move |date| (idx, date)));
    dates.take(6).map(|(idx, date)| Said { value: date.value, draft: Some(idx), quote: date.quote, is_sure: false }).collect()
}

/// The kind: where questions are answered, that whose name says so; else one by whose name the letter calls itself.
fn kind(body: &Body, (settings, locale): (&Settings, &Locale)) -> Option<Said<String>> {
    let kinds: Vec<(&String, String)> = settings.kinds.iter().map(|(id, kind)| (id, kind.name.text(&locale.lang).to_lowercase())).collect();
    if let Some(idx) = body.drafts.iter().position(|draft| draft.shape == Shape::Answer) {
        let answers = kinds.iter().filter(|(_, name)| locale.import.answer.iter().any(|word| name.starts_with(word.as_str())));
        let quote = body.drafts.get(idx).map(|draft| draft.text.clone()).unwrap_or_default();
        return answers.take(1).map(|(id, _)| Said { value: (*id).clone(), draft: Some(idx), quote: quote.clone(), is_sure: true }).next();
    }
    let front = body.drafts.iter().take(3).enumerate().filter(|(_, draft)| draft.text.len() < 200);
    for (idx, draft) in front {
        if let Some((id, _)) = kinds.iter().find(|(_, name)| !name.is_empty() && words::find(&draft.text.to_lowercase(), name).is_some()) {
            return Some(Said { value: (*id).clone(), draft: Some(idx), quote: draft.first_line().to_owned(), is_sure: false });
        }
    }
    body.drafts.iter().enumerate().find_map(|(idx, draft)| {
        let lower = draft.text.to_lowercase();
        kinds.iter().find_map(|(id, name)| {
            let quote =
                locale.import.this.iter().map(|this| format!("{this} {name}")).find(|quote| words::find(&lower, quote).is_some())?;
            Some(Said { value: (*id).clone(), draft: Some(idx), quote, is_sure: false })
        })
    })
}

/// The official numbers in a text: kind, number, the words that write it.
pub(super) fn numbers_in(text: &str, settings: &Settings) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (kind, number) in &settings.number_kinds {
        for (pattern, _) in &number.written {
            let Ok(pattern) = Regex::new(pattern) else { continue };
            for captures in pattern.captures_iter(text) {
                let mut value = String::new();
                captures.expand(&number.number, &mut value);
                found.push((kind.clone(), value, captures.get(0).map(|whole| whole.as_str().to_owned()).unwrap_or_default()));
            }
        }
    }
    found
}

/// The document's own numbers: those that stand alone in a line, and those behind the name of their kind, in the page furniture too.
fn numbers(body: &Body, (settings, locale): (&Settings, &Locale)) -> Vec<Said<(String, String)>> {
    let mut found: Vec<Said<(String, String)>> = Vec::new();
    let lines = body.drafts.iter().enumerate().flat_map(|(idx, draft)| draft.text.split('\n').map(move |line| (Some(idx), line)));
    let removed = body.removed.iter().map(|removed| (None, removed.text.as_str()));
    let lines: Vec<(Option<usize>, &str)> = lines.chain(removed).collect();
    for (at, (draft, line)) in lines.iter().enumerate() {
        let alone = numbers_in(line, settings).into_iter().find(|(_, _, whole)| whole == line);
        let next = lines.get(at + 1).map(|(_, next)| *next).unwrap_or_default();
        let said = alone.map(|(kind, value, _)| (kind, value)).or_else(|| labelled(line, next, (settings, locale)));
        if let Some(value) = said.filter(|value| found.iter().all(|known| known.value != *value)) {
            let is_label = !line.contains(value.1.as_str());
            let quote = if is_label { format!("{line} {next}") } else { (*line).to_owned() };
            found.push(Said { value, draft: *draft, quote, is_sure: false });
        }
    }
    found
}

/// The number behind the name of its kind, in the same line or the next.
fn labelled(line: &str, next: &str, (settings, locale): (&Settings, &Locale)) -> Option<(String, String)> {
    settings.number_kinds.iter().find_map(|(kind, number)| {
        let name = [number.name.text(&locale.lang).to_lowercase()];
        let rest = if name.first().is_some_and(|name| name.is_empty()) { None } else { words::after(line, &name) }?;
        let value = if rest.is_empty() { next } else { rest };
        let is_number = value.chars().any(|char| char.is_ascii_digit()) && value.chars().count() <= 40 && !super::line::is_finished(value);
        is_number.then(|| (kind.clone(), value.to_owned()))
    })
}
