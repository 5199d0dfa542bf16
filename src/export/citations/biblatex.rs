//! BibLaTeX entries.

use super::Cited;
use super::dataset::Dataset;
use crate::model::name::Name;

/// An edition as an entry.
///
/// `date` takes intervals too, but means a time that something lasted; bounds go to `note`, which is printed. Other remarks go to
/// `annotation`, which is not.
pub(super) fn entry(cited: &Cited<'_>) -> String {
    let is_translation = cited.is_translation();
    let fields = [
        ("author", list(cited.authors().iter().map(name))),
        ("translator", list(cited.translators().iter().map(name))),
        ("title", Some(tex(&cited.edition.title))),
        ("origtitle", cited.original_title().map(tex)),
        ("origlanguage", is_translation.then(|| tex(cited.letter.original.tag()))),
        ("type", Some(tex(&cited.genre()))),
        ("institution", list(cited.institutions().into_iter().map(whole))),
        ("number", cited.number().map(|text| tex(&text))),
        ("date", cited.letter.date.value.certain().map(|moment| moment.to_string())),
        ("language", Some(tex(cited.edition.lang.tag()))),
        ("langid", Some(tex(cited.locale.word("machine.babel")))),
        ("url", cited.url().map(|url| tex(&url))),
        ("note", cited.date_note().map(|note| tex(&note))),
        ("annotation", Some(tex(&cited.remarks()))),
    ];
    written("report", &cited.key(), fields)
}

/// The ledger as an entry.
pub(super) fn dataset(dataset: &Dataset<'_>) -> String {
    let fields = [
        ("title", Some(tex(&dataset.title))),
        ("version", Some(tex(dataset.version))),
        ("date", dataset.published.map(|moment| moment.to_string())),
        ("language", Some(tex(dataset.locale.lang.tag()))),
        ("langid", Some(tex(dataset.locale.word("machine.babel")))),
        ("url", dataset.url.as_deref().map(tex)),
    ];
    written("dataset", &dataset.key, fields)
}

/// An entry of a type, without the fields that have no value.
fn written<const N: usize>(kind: &str, key: &str, fields: [(&str, Option<String>); N]) -> String {
    let fields: String =
        fields.into_iter().filter_map(|(key, value)| Some((key, value?))).map(|(key, value)| format!("  {key} = {{{value}}},\n")).collect();
    format!("@{kind}{{{key},\n{fields}}}\n\n")
}

/// The value of a field that is a list; none where it is empty.
fn list(items: impl Iterator<Item = String>) -> Option<String> {
    let items = items.collect::<Vec<_>>().join(" and ");
    (!items.is_empty()).then_some(items)
}

/// A name; one that cannot be taken apart is kept whole by braces.
fn name(name: &Name<'_>) -> String {
    match name {
        Name::Parts { family, given, suffix: Some(suffix) } => tex(&format!("{family}, {suffix}, {given}")),
        Name::Parts { .. } => tex(&name.inverted()),
        Name::Whole(name) => whole(name),
    }
}

/// A text in braces, which keep it whole in a field that is a list: an `and` in it would make it two.
fn whole(text: &str) -> String {
    format!("{{{}}}", tex(text))
}

/// A text without characters that TeX would read as commands.
fn tex(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, char| {
        match char {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            char if char.is_whitespace() => out.push(' '),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => out.extend(['\\', char]),
            other => out.push(other),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_whole_in_bibliographies() {
        for (written, expected) in [
            ("Jan van der Berg", "van der Berg, Jan"),
            ("Research and Co", "{Research and Co}"),
            ("Berg, J.", "{Berg, J.}"),
            ("SURF", "{SURF}"),
            ("Piet Jansen jr.", "Jansen, jr., Piet"),
            ("Gerard 't Hooft", "'t Hooft, Gerard"),
            ("Van Dijk (SP)", "{Van Dijk (SP)}"),
            ("A{b}~^\\ Co", "Co, A\\{b\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}"),
        ] {
            assert_eq!(name(&Name::of(written)), expected, "{written}");
        }
    }
}
