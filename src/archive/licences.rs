//! `LICENCES.txt` of a copy: under which licences the documents, the data, the pages and the fonts in it stand.
//!
//! The MIT licence asks that its text goes with every copy, and the pages have style sheets and scripts of this program. The licences of
//! fonts ask nothing of a document that is set in them; they are named, so that nobody has to guess. The file is in English, as the
//! licences are, but for what the publisher says, which is in every language.

use super::Inputs;
pub(super) use crate::site::manifest::LICENCES as NAME;

/// The licence of the program, and so of what it puts into pages.
const PROGRAM: &str = include_str!("../../LICENSE");

/// The fonts of the PDF files, by name, with their licences as SPDX or their makers call them and where these stand.
const FONTS: &[[&str; 3]] = &[
    ["Libertinus Serif", "SIL Open Font License 1.1 (OFL-1.1)", "https://openfontlicense.org/"],
    ["New Computer Modern", "GUST Font License 1.0", "https://www.gust.org.pl/projects/e-foundry/licenses"],
    ["DejaVu Sans Mono", "Bitstream Vera Licence (Bitstream-Vera)", "https://dejavu-fonts.github.io/License.html"],
];

/// The text of the file for a copy, or for copies; `has_fonts` where PDF files may be among them.
pub(super) fn text(inputs: &Inputs<'_>, has_fonts: bool) -> String {
    let settings = &inputs.resolved.dossier.settings;
    let mut documents: Vec<String> = settings
        .languages
        .iter()
        .map(|lang| (lang, settings.licence.text(lang)))
        .filter(|(_, licence)| !licence.is_empty())
        .map(|(lang, licence)| format!("{lang}: {licence}"))
        .collect();
    documents.extend(settings.licence_url.clone());
    if documents.is_empty() {
        documents.push("The publisher states no terms of use.".to_owned());
    }
    let data = settings.data_licence.as_ref().map(|licence| [Some(&licence.name), licence.path.as_ref()].into_iter().flatten());
    let data = data.map_or_else(
        || "The publisher states no licence for the data.".to_owned(),
        |lines| lines.map(String::as_str).collect::<Vec<_>>().join("\n"),
    );
    let mut sections = vec![
        ("The documents, and the texts about them", documents.join("\n")),
        ("The data of the ledger", data),
        ("Style sheets, scripts and icons of the pages", format!("of the program dossier {}\n\n{}", env!("CARGO_PKG_VERSION"), licence())),
    ];
    if has_fonts {
        let fonts = FONTS.iter().map(|font| font.join("\n    ")).collect::<Vec<_>>().join("\n");
        sections.push(("Fonts in the PDF files", fonts));
    }
    let section = |(heading, text): &(&str, String)| format!("{heading}\n{}\n\n{}\n", "-".repeat(heading.len()), text.trim_end());
    format!("Licences\n========\n\n{}", sections.iter().map(section).collect::<Vec<_>>().join("\n"))
}

/// The licence of the program, without what it says of the texts of the dossier that ships with it.
fn licence() -> &'static str {
    PROGRAM.split_once("\n\nThis licence covers").map_or(PROGRAM, |(licence, _)| licence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licence_is_whole_and_says_nothing_of_other_texts() {
        assert!(licence().starts_with("MIT License\n\nCopyright (c) "), "{}", licence());
        assert!(licence().ends_with("SOFTWARE."), "{}", licence());
    }
}
