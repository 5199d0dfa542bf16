//! Reads who made and who checked the editions of a letter, and holds it against the editions: a record is of one text and no other.

use sha2::{Digest, Sha256};

use crate::data::{Located, Table};
use crate::model::date::{Edtf, Precision};
use crate::model::lang::Lang;
use crate::model::letter::Edition;
use crate::model::place::Place;
use crate::model::review::{Review, ReviewState};
use crate::problem::{Problems, kinds};

/// A record as written.
pub(super) struct WrittenReview {
    /// What it says.
    review: Review,
    /// Where its language stands.
    lang_place: Place,
    /// Where the record stands.
    place: Place,
    /// Where its day stands.
    date_place: Place,
    /// Where the person's name stands.
    by_place: Place,
    /// The hash of the text that the person saw.
    text: Located,
}

/// Reads a record.
pub(super) fn read(table: &Table<'_>) -> Option<WrittenReview> {
    let lang = table.need_text("lang", "the language of the edition");
    let state = table.need_name("state", ReviewState::NAMES, ReviewState::find);
    let by = table.need_text("by", "the name of the person who answers for it");
    let text = table.need_text("text", "the checksum of the text that the person saw; any text, and `dossier check` gives the right one");
    if !table.has("date") {
        table.report(kinds::missing_key(table.place(), "date", "the day on which it was done"));
    }
    let date = table.date("date");
    let (tag, lang_place) = lang?;
    let Some(lang) = Lang::parse(&tag) else {
        table.report(kinds::bad_language(lang_place, &tag));
        return None;
    };
    let (date, date_place) = date?;
    if !matches!(date, Edtf::At(moment) if moment.precision == Precision::Day) {
        table.report(kinds::wrong_value(date_place.clone(), "date", "a day, such as \"2026-05-13\""));
        return None;
    }
    let (by, by_place) = by?;
    Some(WrittenReview {
        review: Review { lang, state: state?, by, date },
        lang_place,
        place: table.place(),
        date_place,
        by_place,
        text: text?,
    })
}

/// The records that hold: of an edition that exists, of its text as it is, and validated only by a second person.
pub(super) fn settle(written: Vec<WrittenReview>, (editions, published): (&[Edition], &str), problems: &mut Problems) -> Vec<Review> {
    for (idx, one) in written.iter().enumerate() {
        if written.iter().take(idx).any(|other| other.review == one.review) {
            problems.add(kinds::records::duplicate_record(one.place.clone(), "this review"));
        }
        // Days in ISO 8601 compare as texts.
        if published < one.review.date.to_string().as_str() {
            problems.add(kinds::wrong_value(one.date_place.clone(), "date", &format!("no later than {published}, the day of publication")));
        }
        let Some(edition) = editions.iter().find(|edition| edition.lang == one.review.lang) else {
            problems.add(kinds::exchange::unknown_edition(one.lang_place.clone(), one.review.lang.tag()));
            continue;
        };
        let hash = hash(edition);
        if one.text.0 != hash {
            problems.add(kinds::exchange::outdated_review(one.text.1.clone(), one.review.state.name(), &hash));
        }
        let is_by_second = |other: &&WrittenReview| {
            other.review.lang == one.review.lang
                && other.review.state == ReviewState::Proofread
                && !is_same(&other.review.by, &one.review.by)
        };
        if one.review.state == ReviewState::Validated && !written.iter().any(|other| is_by_second(&other)) {
            problems.add(kinds::exchange::single_reviewer(one.by_place.clone(), &one.review.by));
        }
    }
    let mut reviews: Vec<Review> = written.into_iter().map(|one| one.review).collect();
    reviews.sort_by_key(|review| (review.state, review.date.sort_day()));
    reviews
}

/// Whether two names are of the same person: case and white space do not make another.
fn is_same(one: &str, other: &str) -> bool {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}

/// The hash of what a reader of an edition sees: 16 hexadecimal digits of the SHA-256 of title, summary and blocks.
fn hash(edition: &Edition) -> String {
    let mut digest = Sha256::new();
    let mut add = |text: &str| digest.update([text.as_bytes(), &[0]].concat());
    [&edition.title, &edition.summary].into_iter().for_each(|text| add(text));
    edition.blocks.iter().for_each(|block| add(&block.text.read()));
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
