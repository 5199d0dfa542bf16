//! Finds the words of a language at the beginning of a line.

/// What follows one of some words at the start of a text, without a colon; `None` where none of them stands there.
pub(super) fn after<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    let rests = words.iter().filter_map(|word| {
        let head = text.get(..word.len()).filter(|head| head.to_lowercase() == *word)?;
        let rest = text.get(head.len()..)?;
        let is_whole = !word.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        is_whole.then_some(rest)
    });
    let rest = rests.min_by_key(|rest| rest.len())?;
    Some(rest.trim_start().trim_start_matches(':').trim())
}

/// Whether a text, in lower case, has one of some words as a whole word.
pub(super) fn has(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| find(&text, word).is_some())
}

/// Where a word stands in a text as a whole word; both in the same case.
pub(super) fn find(text: &str, word: &str) -> Option<usize> {
    let is_end = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let (before, behind) = (text.get(..*at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
        is_end(before.chars().next_back()) && is_end(behind.chars().next())
    })
}

/// The number of a text that is digits only, with one letter behind them or none: `3`, `12a`.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits = text.strip_suffix(|char: char| char.is_ascii_lowercase()).unwrap_or(text);
    let is_number = matches!(digits.len(), 1..=3) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// The number of a page, where a text says no more than that: `Pagina 2 van 5`, `- 2 -`, `2/5`.
pub(super) fn page_number(text: &str, page: &[String], of: &[String]) -> Option<u32> {
    let bare = text.trim_matches(['-', '–', '—', ' ', '|', '.']);
    let is_dashed = bare.len() < text.len();
    let (rest, has_word) = after(bare, page).map_or((bare, false), |rest| (rest, true));
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..n_digits).and_then(number)?;
    let behind = rest.get(n_digits..)?.trim();
    let total = after(behind, of).or_else(|| behind.strip_prefix('/')).map(str::trim).and_then(self::number);
    let is_all = behind.is_empty() && (has_word || is_dashed);
    (is_all || total.is_some_and(|total| number <= total)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn words_are_whole_and_in_any_case() {
        assert_eq!(after("Datum: 13 mei", &words("datum")), Some("13 mei"));
        assert_eq!(after("DATUM 13 mei", &words("dat datum")), Some("13 mei"));
        assert_eq!(after("Datumprikker", &words("datum")), None);
        assert_eq!(after("À vous", &words("à")), Some("vous"));
        assert!(has("De Minister van", &words("minister")) && !has("Ministerie", &words("minister")));
    }

    #[test]
    fn page_numbers_say_no_more() {
        let found = |text| page_number(text, &words("pagina"), &words("van"));
        assert_eq!(["Pagina 2 van 2", "pagina 3", "- 4 -", "2/5", "2 van 7"].map(found), [Some(2), Some(3), Some(4), Some(2), Some(2)]);
        assert_eq!(["3", "Pagina", "Pagina 2 van het rapport", "7/5", "2 van de 3"].map(found), [None; 5]);
    }
}
