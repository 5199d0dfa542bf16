//! The words for who finds a copy, today or in twenty years: what it is, how to open it, what is in it, how to check it, how it was made.
//! Plain text, in each language of the site.

use super::{INDEX, Inputs, Made, SUMS, licences};
use crate::model::date::Edtf;
use crate::model::locale::Locale;
use crate::render::reviews;
use crate::site::manifest::MANIFEST;

/// The length of a line.
const WIDTH: usize = 78;

/// What the words lie beside.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// The site.
    Site,
    /// A bag.
    Bag,
    /// The data files.
    Data,
    /// Copies.
    Copies(&'a [Made]),
}

/// The words, in each language.
#[must_use]
pub fn text(inputs: &Inputs<'_>, kind: &Kind<'_>) -> String {
    let settings = &inputs.resolved.dossier.settings;
    let locales = settings.languages.iter().filter_map(|lang| inputs.resolved.locales.get(lang));
    locales.map(|locale| in_language(inputs, locale, kind)).collect::<Vec<_>>().join(&format!("\n{}\n\n", "-".repeat(WIDTH)))
}

/// The words in a language.
fn in_language(inputs: &Inputs<'_>, locale: &Locale, kind: &Kind<'_>) -> String {
    let settings = &inputs.resolved.dossier.settings;
    let title = locale.fill("copy.title", &[("title", settings.title.text(&locale.lang))]);
    let date = Edtf::parse(&settings.published).map_or_else(|_| settings.published.clone(), |date| locale.date(&date));
    let version = locale.fill("copy.version", &[("version", &settings.version), ("date", &date)]);
    let mut text = format!("{}\n{}\n\n{}\n", wrapped(&title), "=".repeat(WIDTH.min(title.chars().count())), wrapped(&version));
    let mut section = |heading: &str, paragraphs: &[String]| {
        text.push_str(&format!("\n{heading}\n{}\n\n", "-".repeat(heading.chars().count())));
        text.push_str(&format!("{}\n", paragraphs.join("\n\n")));
    };
    let what = if matches!(kind, Kind::Data) { locale.word("copy.what_data") } else { locale.word("copy.what_text") };
    section(locale.word("copy.what"), &[wrapped(settings.description.text(&locale.lang)), wrapped(what)]);
    section(locale.word("copy.open"), &opened(locale, kind).map(|text| wrapped(&text)));
    section(locale.word("copy.holds"), &[held(locale, kind)]);
    section(locale.word("copy.check"), &checked(locale, kind));
    let program = concat!("dossier ", env!("CARGO_PKG_VERSION"));
    let honest = [locale.word(reviews::honest(inputs.resolved.dossier)), locale.word("frame.translations")].join(" ");
    section(locale.word("copy.made"), &[wrapped(&locale.fill("copy.made_text", &[("program", program)])), wrapped(&honest)]);
    text
}

/// How a copy is opened.
fn opened(locale: &Locale, kind: &Kind<'_>) -> [String; 2] {
    let page = match kind {
        Kind::Site | Kind::Copies(_) => "index.html",
        Kind::Bag => "data/site/index.html",
        Kind::Data => return [locale.word("copy.open_data").to_owned(), locale.word("copy.open_table").to_owned()],
    };
    let first = match kind {
        Kind::Copies(_) => locale.word("copy.open_copies").to_owned(),
        _ => locale.fill("copy.open_page", &[("page", page)]),
    };
    [first, locale.word("copy.no_scripts").to_owned()]
}

/// What is in a copy, one a line.
fn held(locale: &Locale, kind: &Kind<'_>) -> String {
    let site = |folder: &str| {
        vec![
            (format!("{folder}index.html"), locale.word("copy.pages")),
            (format!("{folder}data/"), locale.word("copy.data")),
            (format!("{folder}sources/"), locale.word("copy.sources")),
        ]
    };
    let mut lines = match kind {
        Kind::Site => site(""),
        Kind::Data => vec![("data/".to_owned(), locale.word("copy.data"))],
        Kind::Bag => {
            let mut lines = site("data/site/");
            lines.push(("data/sources/".into(), locale.word("copy.sources")));
            lines.push(("data/content/".into(), locale.word("copy.content")));
            lines.push(("data/ro-crate-metadata.json".into(), locale.word("copy.crate")));
            lines.push(("bagit.txt".into(), locale.word("copy.bag")));
            lines
        }
        Kind::Copies(made) => {
            let mut lines: Vec<(String, &str)> = made.iter().map(|made| (made.path.clone(), made.standard)).collect();
            lines.push((INDEX.to_owned(), locale.word("copy.index")));
            lines
        }
    };
    lines.push((licences::NAME.to_owned(), locale.word("copy.licences")));
    lines.iter().map(|(path, what)| format!("{path}\n{}", indented(what))).collect::<Vec<_>>().join("\n")
}

/// How a copy is checked.
fn checked(locale: &Locale, kind: &Kind<'_>) -> [String; 3] {
    let manifests: &[&str] = match kind {
        Kind::Copies(_) => &[SUMS],
        Kind::Bag => &[MANIFEST, "tagmanifest-sha512.txt"],
        Kind::Site | Kind::Data => &[MANIFEST],
    };
    let commands: Vec<String> = manifests.iter().map(|manifest| format!("    sha512sum -c {manifest}")).collect();
    let last = manifests.last().copied().unwrap_or(MANIFEST);
    [
        wrapped(locale.word("copy.check_text")),
        commands.join("\n"),
        wrapped(&locale.fill("copy.check_after", &[("manifest", manifests.first().copied().unwrap_or(MANIFEST)), ("last", last)])),
    ]
}

/// A text in lines of the usual length.
fn wrapped(text: &str) -> String {
    lines(text, WIDTH).join("\n")
}

/// A text in lines that begin with spaces.
fn indented(text: &str) -> String {
    lines(text, WIDTH - 4).iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// A text in lines of at most so many characters; a longer word has a line of its own.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_of_whole_words() {
        assert_eq!(lines("één twee  drie", 8), ["één twee", "drie"]);
        assert_eq!(lines("onverkort", 3), ["onverkort"]);
        assert_eq!(indented("a b"), "    a b");
    }
}
