//! What is said of how an edition was made and who has checked it: no more than the records say.

use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::model::locale::Locale;
use crate::model::review::{Review, ReviewState};

/// The kind of letter as the kind of an edition: a translation says that it is one.
#[must_use]
pub fn genre(locale: &Locale, kind: &str, is_translation: bool) -> String {
    if is_translation { format!("{kind} ({})", locale.word("parallel.translation")) } else { kind.to_owned() }
}

/// How an edition was made and who has checked it, in the words of a language.
#[must_use]
pub fn state(locale: &Locale, letter: &Letter, lang: &Lang) -> String {
    let is_original = *lang == letter.original;
    let reviews: Vec<&Review> = letter.reviews.iter().filter(|review| review.lang == *lang).collect();
    // Nobody is told of a comparison that was not made.
    let of_original = |key: &str| if letter.source.text.file().is_some() { key.to_owned() } else { format!("{key}_not_compared") };
    let made = |original: &str, translation: &str| {
        locale.word(&if is_original { of_original(original) } else { translation.to_owned() }).to_owned()
    };
    if reviews.is_empty() {
        return made("letter.state_original", "letter.state_translation");
    }
    let by = |key: &str, review: &Review| locale.fill(key, &[("name", &review.by), ("date", &locale.date(&review.date))]);
    let mut sentences = Vec::new();
    if reviews.iter().all(|review| review.state != ReviewState::Made) {
        sentences.push(made("letter.made_original", "letter.made_translation"));
    }
    for review in &reviews {
        sentences.push(match review.state {
            ReviewState::Made if is_original => by(&of_original("letter.made_by_original"), review),
            ReviewState::Made => by("letter.made_by_translation", review),
            ReviewState::Proofread => by("letter.proofread", review),
            ReviewState::Validated => by("letter.validated", review),
        });
    }
    if !letter.is_checked(lang) {
        sentences.push(locale.word("letter.unchecked").to_owned());
    }
    if !is_original {
        sentences.push(locale.word("letter.prevails").to_owned());
    }
    sentences.join(" ")
}

/// What every page says of the editions: the name of the word.
#[must_use]
pub fn honest(dossier: &Dossier) -> &'static str {
    let editions = || dossier.letters.iter().flat_map(|letter| letter.editions.iter().map(move |edition| (letter, &edition.lang)));
    if dossier.letters.iter().all(|letter| letter.reviews.is_empty()) {
        "frame.honest"
    } else if editions().all(|(letter, lang)| letter.is_checked(lang)) {
        "frame.honest_all"
    } else {
        "frame.honest_some"
    }
}
