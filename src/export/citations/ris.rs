//! RIS: a line a field, `ER` at the end of each record.

use super::Cited;
use super::dataset::Dataset;
use crate::model::date::{Moment, Precision};

/// An edition as a record.
pub(super) fn record(cited: &Cited<'_>) -> String {
    let certain = cited.letter.date.value.certain();
    let fields = [
        ("ID", Some(cited.key())),
        ("TI", Some(cited.edition.title.clone())),
        ("M3", Some(cited.genre())),
        ("PY", certain.map(|moment| format!("{:04}", moment.first.year()))),
        ("DA", certain.map(|moment| day(&moment))),
        ("LA", Some(cited.edition.lang.tag().to_owned())),
        ("PB", cited.publisher()),
        ("SN", cited.number()),
        ("UR", cited.url()),
        ("N1", cited.date_note()),
        ("N1", Some(cited.remarks())),
    ];
    let mut text = line("TY", "RPRT");
    text.extend(cited.authors().iter().map(|author| line("AU", &author.inverted())));
    text.extend(cited.translators().iter().map(|by| line("A4", &by.inverted())));
    text.extend(fields.into_iter().filter_map(|(tag, value)| Some(line(tag, &value?))));
    text.push_str(&line("ER", ""));
    text
}

/// The ledger as a record.
pub(super) fn dataset(dataset: &Dataset<'_>) -> String {
    let fields = [
        ("TY", Some("DATA".to_owned())),
        ("ID", Some(dataset.key.clone())),
        ("TI", Some(dataset.title.clone())),
        ("PY", dataset.published.map(|moment| format!("{:04}", moment.first.year()))),
        ("DA", dataset.published.map(|moment| day(&moment))),
        ("LA", Some(dataset.locale.lang.tag().to_owned())),
        ("ET", Some(dataset.version.to_owned())),
        ("UR", dataset.url.clone()),
        ("ER", Some(String::new())),
    ];
    fields.into_iter().filter_map(|(tag, value)| Some(line(tag, &value?))).collect()
}

/// A field.
fn line(tag: &str, value: &str) -> String {
    // Some programs end a line at the separators of Unicode, too.
    format!("{tag}  - {}\r\n", value.replace(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], " "))
}

/// A date as `YYYY/MM/DD/`, with what is not certain left empty.
fn day(moment: &Moment) -> String {
    let (year, month, day) = (moment.first.year(), moment.first.month(), moment.first.day());
    match moment.precision {
        Precision::Day => format!("{year:04}/{month:02}/{day:02}/"),
        Precision::Month => format!("{year:04}/{month:02}//"),
        Precision::Season | Precision::Year => format!("{year:04}///"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_one_line() {
        assert_eq!(line("TI", "a\nb\u{2028}ER  - \u{2029}c\u{85}d"), "TI  - a b ER  -  c d\r\n");
    }
}
