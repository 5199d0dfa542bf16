//! What the formats and languages of letters are called in the lists of others.

use crate::model::lang::Lang;
use crate::model::letter::Letter;

/// A format: its name in the list of file types of the European Union, what that list's copy in DiWoo calls it; its name and identifier in
/// the register PRONOM.
pub(super) struct Format {
    /// The file type; none where DiWoo's list has no such type.
    pub(super) file_type: Option<(&'static str, &'static str)>,
    /// The name and the identifier in PRONOM; none where the ending leaves it open.
    pub(super) pronom: Option<(&'static str, &'static str)>,
}

/// The versions of PDF, with their identifiers in PRONOM.
const PDF: &[(&str, &str)] = &[
    ("1.0", "fmt/14"),
    ("1.1", "fmt/15"),
    ("1.2", "fmt/16"),
    ("1.3", "fmt/17"),
    ("1.4", "fmt/18"),
    ("1.5", "fmt/19"),
    ("1.6", "fmt/20"),
    ("1.7", "fmt/276"),
    ("2.0", "fmt/1129"),
];

/// The ending of a letter's source, as it is published.
pub(super) fn ending(letter: &Letter) -> &str {
    letter.source.file.rsplit_once('.').map_or("txt", |(_, ending)| ending)
}

/// The format of a letter's source.
pub(super) fn format(letter: &Letter) -> Format {
    let (file_type, pronom) = match ending(letter) {
        "txt" => (Some(("TXT", "Plain text")), Some(("Plain Text File", "x-fmt/111"))),
        "pdf" => (Some(("PDF", "PDF")), pdf(&letter.source.bytes())),
        "doc" => (Some(("DOC", "Word DOC")), None),
        "docx" => (Some(("DOCX", "Word DOCX")), Some(("Microsoft Word for Windows", "fmt/412"))),
        "odt" => (Some(("ODT", "ODT")), None),
        "rtf" => (Some(("RTF", "RTF")), None),
        _ => (None, None),
    };
    Format { file_type, pronom }
}

/// The format of a PDF, by the version that it begins with.
fn pdf(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let version = bytes.strip_prefix(b"%PDF-")?.get(..3)?;
    let found = PDF.iter().find(|(known, _)| known.as_bytes() == version);
    found.map(|(_, code)| ("Acrobat PDF", *code))
}

/// The languages of the list, by the first part of their tags.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("nl", "NLD", "Nederlands"),
    ("en", "ENG", "Engels"),
    ("de", "DEU", "Duits"),
    ("fr", "FRA", "Frans"),
    ("fy", "FRY", "Fries"),
    ("bg", "BUL", "Bulgaars"),
    ("cs", "CES", "Tsjechisch"),
    ("da", "DAN", "Deens"),
    ("el", "ELL", "Grieks"),
    ("es", "SPA", "Spaans"),
    ("et", "EST", "Estisch"),
    ("fi", "FIN", "Fins"),
    ("ga", "GLE", "Iers"),
    ("hr", "HRV", "Kroatisch"),
    ("hu", "HUN", "Hongaars"),
    ("it", "ITA", "Italiaans"),
    ("lt", "LIT", "Litouws"),
    ("lv", "LAV", "Lets"),
    ("mt", "MLT", "Maltees"),
    ("pl", "POL", "Pools"),
    ("pt", "POR", "Portugees"),
    ("ro", "RON", "Roemeens"),
    ("sk", "SLK", "Slowaaks"),
    ("sl", "SLV", "Sloveens"),
    ("sv", "SWE", "Zweeds"),
];

/// The code and the name of a language in the list; none for one that it does not have.
pub(super) fn language(lang: &Lang) -> Option<(&'static str, &'static str)> {
    let first = lang.tag().split('-').next().unwrap_or_default();
    LANGUAGES.iter().find(|(tag, _, _)| *tag == first).map(|(_, code, name)| (*code, *name))
}
