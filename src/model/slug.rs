//! Words as they can stand in an address: lower-case ASCII with hyphens between.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lang::Lang;

/// Letters, each with what stands for it in an address.
type Letters = &'static [(char, &'static str)];

/// What stands in an address for letters that have no place there, in some languages and in all others.
const SPELT: &[(&[&str], Letters)] = &[
    (&["de"], &[('ä', "ae"), ('ö', "oe"), ('ü', "ue")]),
    (&["da", "nb", "nn", "no"], &[('å', "aa"), ('æ', "ae"), ('ø', "oe")]),
    (&[], &[('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('đ', "d"), ('ð', "d"), ('þ', "th"), ('ł', "l"), ('ı', "i"), ('ĳ', "ij")]),
];

/// The words of a text of a language in ASCII, as that language spells them without its own letters; as many as fit into some bytes.
/// Nothing where no letter is Latin.
#[must_use]
pub fn in_language(text: &str, lang: &Lang, max_bytes: usize) -> String {
    let rows = SPELT.iter().filter(|(languages, _)| languages.contains(&lang.primary()));
    // Letters in one piece, however they were typed.
    let composed: String = text.to_lowercase().nfc().collect();
    of(&rows.fold(composed, |text, (_, letters)| spelt(&text, letters)), max_bytes)
}

/// A text with letters in the place of others.
fn spelt(text: &str, letters: Letters) -> String {
    letters.iter().fold(text.to_owned(), |text, (letter, ascii)| text.replace(*letter, ascii))
}

/// The words of a text in ASCII, as many as fit into some bytes; nothing where it has none.
#[must_use]
pub fn of(text: &str, max_bytes: usize) -> String {
    let everywhere = SPELT.iter().filter(|(languages, _)| languages.is_empty());
    let text = everywhere.fold(text.to_lowercase(), |text, (_, letters)| spelt(&text, letters));
    let folded: String = text.nfd().filter(|char| !is_combining_mark(*char)).collect();
    let mut slug = String::new();
    for word in folded.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if max_bytes < slug.len() + 1 + word.len() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_words_as_fit() {
        assert_eq!(of("Großes « Über » 1ʳᵉ", 80), "grosses-uber-1");
        assert_eq!(of("een twee drie", 9), "een-twee");
        assert_eq!(of("Γέφυρα", 80), "");
        assert_eq!(of("Œuvres à Łódź", 80), "oeuvres-a-lodz");
    }

    #[test]
    fn each_language_spells_its_own_letters() {
        let slug = |tag: &str, text: &str| in_language(text, &Lang::parse(tag).unwrap(), 80);
        assert_eq!(slug("de", "Straßen für Öl und Ärzte"), "strassen-fuer-oel-und-aerzte");
        assert_eq!(slug("de-be", "U\u{308}ber Brücken"), "ueber-bruecken");
        assert_eq!(slug("da", "Færøerne på Ålborg"), "faeroeerne-paa-aalborg");
        assert_eq!(slug("fr-be", "L’été à Liège : œuvre"), "l-ete-a-liege-oeuvre");
        assert_eq!(slug("nl", "coördinatie över Ĳ"), "coordinatie-over-ij");
        assert_eq!(slug("ar", "الجسر"), "");
    }
}
