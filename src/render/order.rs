//! The order of names in a language, and the letters under which they are listed, by the rules of Unicode's data of languages (CLDR).

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::figures::tag;
use crate::model::lang::Lang;

/// The initial of what begins with no letter.
pub(super) const NO_LETTER: &str = "#";

/// What sorts names as a language does; without data for it as they are written.
pub(super) struct Order {
    /// Compares all that tells names apart.
    whole: Option<CollatorBorrowed<'static>>,
    /// Compares letters, whatever their marks and case, where these make no other letter of them.
    letters: Option<CollatorBorrowed<'static>>,
}

/// The place of a name in a list: the place of its initial, then its own.
pub(super) type Place = (Vec<u8>, Vec<u8>);

impl Order {
    /// The order of a language.
    pub(super) fn new(lang: &Lang) -> Self {
        let of = |strength: Strength| {
            let mut preferences = CollatorPreferences::from(&tag(lang));
            preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            CollatorBorrowed::try_new(preferences, options).ok()
        };
        Self { whole: of(Strength::Tertiary), letters: of(Strength::Primary) }
    }

    /// What a name is sorted by, whatever it is listed under: letters, figures and spaces, in the order of the language.
    pub(super) fn key(&self, name: &str) -> Vec<u8> {
        let is_sorted = |char: &char| char.is_alphanumeric() || *char == ' ' || is_combining_mark(*char);
        let plain: String = name.chars().filter(is_sorted).collect();
        written(self.whole.as_ref(), &plain)
    }

    /// The place of a name in a list that is parted by initials.
    pub(super) fn place(&self, name: &str) -> Place {
        (written(self.letters.as_ref(), &self.initial(name)), self.key(name))
    }

    /// The first letter of a name as a capital; without its marks, unless the language counts it as another letter with them.
    pub(super) fn initial(&self, name: &str) -> String {
        let first = name.nfc().find(|char| char.is_alphanumeric()).filter(|char| char.is_alphabetic());
        let Some(first) = first else { return NO_LETTER.to_owned() };
        let parts = parts(first);
        let letter = parts.chars().next().filter(|_| self.is_same(&first.to_string(), &parts)).unwrap_or(first);
        // Turkish has two letters i, each with its own capital.
        let capitals = letter.to_uppercase().chain(Some('İ').filter(|_| letter == 'i'));
        capitals.into_iter().find(|capital| self.is_same(&letter.to_string(), &capital.to_string())).unwrap_or(letter).to_string()
    }

    /// Whether two texts are of the same letters of the language.
    fn is_same(&self, one: &str, other: &str) -> bool {
        self.letters.as_ref().is_none_or(|letters| letters.compare(one, other) == Ordering::Equal)
    }
}

/// What a letter is made of, without marks: the letters of a ligature.
fn parts(letter: char) -> String {
    match letter {
        'œ' | 'Œ' => "oe".to_owned(),
        'æ' | 'Æ' => "ae".to_owned(),
        _ => letter.to_string().nfkd().filter(|part| !is_combining_mark(*part)).collect(),
    }
}

/// A text as bytes that compare as a language compares texts.
fn written(collator: Option<&CollatorBorrowed<'static>>, text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    let is_written = collator.is_some_and(|collator| collator.write_sort_key_to(text, &mut key).is_ok());
    if is_written { key } else { text.to_lowercase().into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(tag: &str) -> Order {
        Order::new(&Lang::parse(tag).unwrap())
    }

    #[track_caller]
    fn check(tag: &str, expected: &str) {
        let order = order(tag);
        let mut names: Vec<&str> = expected.split(' ').collect();
        names.reverse();
        names.sort_by_key(|name| order.place(name));
        assert_eq!(names.join(" "), expected, "{tag}");
    }

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        check("de", "Aachen Ärzte Azur Ober öffnen Öl Strasse Straße Zug");
        check("sv", "Aachen Azur Zug Ångström Ärzte Öl");
        check("fr-be", "cote coté côte côté élan emmen");
        check("nl", "Eemshaven één IJmuiden IJssel Ikea zuid");
        check("es", "nube ñandú oso");
        check("ar", "أحمد باب تاج يوم");
        check("nl", "Besluit2 Besluit10");
    }

    #[test]
    fn a_letter_with_marks_is_listed_under_it_unless_it_is_another() {
        let initials = |tag: &str, names: &[&str]| names.iter().map(|name| order(tag).initial(name)).collect::<String>();
        assert_eq!(initials("de", &["Ärzte", "öl", "Zug"]), "AOZ");
        assert_eq!(initials("sv", &["Ärzte", "öl", "Zug"]), "ÄÖZ");
        assert_eq!(initials("nl", &["Éric", "’t Hooft", "5G", "ijssel", "ĳssel"]), "ET#II");
        assert_eq!(initials("fr", &["œuvre", "à propos", "« État »"]), "OAE");
        assert_eq!(initials("da", &["Æ", "Øst", "Åben"]), "ÆØÅ");
        assert_eq!(initials("tr", &["istanbul", "ırmak", "çay"]), "İIÇ");
        assert_eq!(initials("el", &["άλφα", "Ωμέγα"]), "ΑΩ");
        assert_eq!(initials("ar", &["أحمد", "باب"]), "اب");
    }
}
