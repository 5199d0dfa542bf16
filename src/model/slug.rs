//! Words as they can stand in an address: lower-case ASCII with hyphens between.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text in ASCII, as many as fit into some bytes; nothing where it has none.
#[must_use]
pub fn of(text: &str, max_bytes: usize) -> String {
    let folded: String = text.to_lowercase().replace('ß', "ss").nfd().filter(|char| !is_combining_mark(*char)).collect();
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
    }
}
