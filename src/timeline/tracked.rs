//! Whether the timeline holds every date that the original editions name.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::date::{Edtf, Precision};
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::{Block, Letter, LetterId, Passage};
use crate::model::place::Place;
use crate::model::timeline::Timeline;
use crate::problem::{Problems, kinds};
use crate::reading::dates::{self, NamedDate};
use crate::reading::language::Language;

/// What covers a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// The words that an event quotes.
    Event,
    /// The words that show the date of a letter, which has a row of its own.
    Letter,
    /// The words of a ground of an event.
    Ground,
    /// Nothing.
    None,
}

/// A date that an original edition names.
#[derive(Clone, Debug)]
pub struct Tracked {
    /// The letter.
    pub letter: LetterId,
    /// The block.
    pub block: String,
    /// The words.
    pub words: String,
    /// Where they stand.
    pub place: Place,
    /// What covers it.
    pub coverage: Coverage,
}

/// Passages by letter and block.
type Passages<'a> = BTreeMap<(&'a LetterId, &'a str), Vec<Quoted<'a>>>;

/// A passage, what it covers as, and the date of the letter that it shows.
type Quoted<'a> = (&'a Passage, Coverage, Option<Edtf>);

/// Reports the dates that a complete timeline lacks, and languages in which none can be read.
pub fn check(dossier: &Dossier, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) {
    let Timeline { complete: Some(place), .. } = &dossier.timeline else { return };
    let mut unread: Vec<&Lang> = dossier.letters.iter().map(|letter| &letter.original).collect();
    unread.retain(|lang| !languages.contains_key(*lang));
    unread.sort();
    unread.dedup();
    for lang in unread {
        problems.add(kinds::timeline::unreadable_dates(place.clone(), lang.tag()));
    }
    if dossier.is_broken("content/timeline.toml") {
        return;
    }
    for date in tracked(dossier, languages).into_iter().filter(|date| date.coverage == Coverage::None) {
        problems.add(kinds::timeline::untracked_date(date.place, &date.words, (date.letter.as_str(), &date.block)));
    }
}

/// Every date that the original editions name, with what covers it.
#[must_use]
pub fn tracked(dossier: &Dossier, languages: &BTreeMap<&Lang, Language<'_>>) -> Vec<Tracked> {
    let passages = passages(dossier);
    let of_letter = |letter: &Letter| of_letter(letter, &dossier.memo.beside(letter, || Dates::read(letter, languages)), &passages);
    let found: Vec<Vec<Tracked>> = dossier.letters.par_iter().map(of_letter).collect();
    found.into_iter().flatten().collect()
}

/// The passages that cover dates.
fn passages(dossier: &Dossier) -> Passages<'_> {
    let events = dossier.timeline.events.iter().flat_map(|event| {
        let grounds = event.grounds.iter().map(|ground| (ground, Coverage::Ground, None));
        std::iter::once((&event.evidence, Coverage::Event, None)).chain(grounds)
    });
    let letters = dossier.letters.iter().flat_map(|letter| {
        let date = Some(letter.date.value);
        letter.date.evidence.iter().map(move |passage| (passage, Coverage::Letter, date))
    });
    let mut passages: Passages<'_> = BTreeMap::new();
    for quoted in events.chain(letters) {
        let key = (&quoted.0.letter, quoted.0.block.0.as_str());
        passages.entry(key).or_default().push(quoted);
    }
    passages
}

/// The dates that the blocks of a letter's original name, block for block.
struct Dates(Vec<Vec<NamedDate>>);

impl Dates {
    /// Reads the blocks; none where the language cannot be read.
    fn read(letter: &Letter, languages: &BTreeMap<&Lang, Language<'_>>) -> Self {
        let (Some(edition), Some(language)) = (letter.original_edition(), languages.get(&letter.original)) else { return Self(Vec::new()) };
        Self(edition.blocks.iter().map(|block| dates::read(&block.text.read(), language)).collect())
    }
}

/// The dates of a letter's original, with what covers them.
fn of_letter(letter: &Letter, dates: &Dates, passages: &Passages<'_>) -> Vec<Tracked> {
    let Some(edition) = letter.original_edition() else { return Vec::new() };
    let mut all = Vec::new();
    for (block, dates) in edition.blocks.iter().zip(&dates.0) {
        let quoted = passages.get(&(&letter.id, block.id.0.as_str())).map(Vec::as_slice).unwrap_or_default();
        for date in dates {
            let coverage = quoted.iter().filter_map(|quoted| covers(quoted, (block, date), &letter.original)).min();
            all.push(Tracked {
                letter: letter.id.clone(),
                block: block.id.0.clone(),
                words: block.text.read().get(date.span.clone()).unwrap_or_default().replace('\n', " "),
                place: edition.place_in(block, &date.span),
                coverage: coverage.unwrap_or(Coverage::None),
            });
        }
    }
    all
}

/// As what a passage covers a date of its block, if it does: its words hold those of the date.
fn covers((passage, coverage, shown): &Quoted<'_>, (block, date): (&Block, &NamedDate), lang: &Lang) -> Option<Coverage> {
    let words = passage.quote.find(lang).filter(|words| !words.is_empty())?;
    let holds = |at: usize| at <= date.span.start && date.span.end <= at + words.len();
    let is_quoted = block.text.read().match_indices(words).any(|(at, _)| holds(at));
    // What shows the date of a letter often says other dates too: those are not told by its row.
    let is_told = shown.is_none_or(|shown| is_date(&shown, date));
    (is_quoted && is_told).then_some(*coverage)
}

/// Whether words name the date of a letter: as exact as it is, and of no other year.
fn is_date(shown: &Edtf, date: &NamedDate) -> bool {
    let Edtf::At(moment) = shown else { return false };
    let (month, day) = (moment.first.month(), moment.first.day());
    let is_named = match moment.precision {
        Precision::Day => date.day.as_deref() == Some(format!("{month:02}-{day:02}").as_str()),
        Precision::Month => date.day.as_deref() == Some(format!("{month:02}").as_str()),
        Precision::Season => date.period.is_some_and(|part| part.is_season(moment)),
        Precision::Year => date.day.is_none() && date.period.is_none() && date.year.is_some(),
    };
    is_named && date.may_be_of(moment.first.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::dates::Part;

    /// Whether a day or month, a year and a part of a year are the date of a letter.
    #[track_caller]
    fn check(shown: &str, (day, year, period): (&str, &str, Option<Part>), expected: bool) {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let date = NamedDate { day: text(day), year: text(year), period, ..NamedDate::default() };
        assert_eq!(is_date(&Edtf::parse(shown).expect("a date"), &date), expected, "{shown} {date:?}");
    }

    #[test]
    fn words_of_another_year_or_of_another_exactness_are_not_the_date_of_a_letter() {
        check("2025-06-20", ("06-20", "2025", None), true);
        check("2025-06-20", ("06-20", "", None), true);
        check("2025-06-20", ("06-20", "2019", None), false);
        check("2025-06-20", ("06", "2025", None), false);
        check("2025-06", ("06", "2025", None), true);
        check("2025-06", ("06", "2019", None), false);
        check("2025-01", ("", "2025", None), false);
        check("2025", ("", "2025", None), true);
        check("2025", ("", "2019", None), false);
        check("2025", ("01", "2019", None), false);
        check("2025", ("01", "2025", None), false);
        check("2025-22", ("", "2025", Some(Part::Season(1))), true);
        check("2025-22", ("", "2025", Some(Part::Season(2))), false);
        check("2025-22", ("06", "2025", None), false);
    }
}
