//! Citations of every edition and of the ledger, for other programs: CSL-JSON, BibLaTeX and RIS, of the whole dossier and letter by letter.
//!
//! Written by us: converters give translations the wrong title. A field that takes a date gets only what is certain of it;
//! bounds stand in words, in a note.

mod biblatex;
mod csl;
mod dataset;
mod ris;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Inputs, pretty};
use crate::model::date::Precision;
use crate::model::letter::{Basis, Edition, Letter};
use crate::model::locale::Locale;
use crate::model::name::Name;
use crate::model::review::ReviewState;
use crate::render::reviews;
use crate::site::routes::CitationFormat;

/// The files of citations of a letter, by path: one for each format.
#[must_use]
pub fn of_letter(inputs: &Inputs<'_>, letter: &Letter) -> [(String, String); 3] {
    let editions = Cited::of_letter(inputs, letter);
    let items: Vec<Value> = editions.iter().map(csl::item).collect();
    let entries = editions.iter().map(biblatex::entry).collect();
    let records = editions.iter().map(ris::record).collect();
    [(CitationFormat::CSL, pretty(&items)), (CitationFormat::BIBLATEX, entries), (CitationFormat::RIS, records)]
        .map(|(format, text)| (format.of_letter(&letter.id), text))
}

/// The files of citations of the dossier, by path: one for each format.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let (mut bib, mut ris) = (String::new(), String::new());
    for edition in Cited::all(inputs) {
        bib.push_str(&biblatex::entry(&edition));
        ris.push_str(&ris::record(&edition));
    }
    for ledger in dataset::all(inputs) {
        bib.push_str(&biblatex::dataset(&ledger));
        ris.push_str(&ris::dataset(&ledger));
    }
    let all = [(CitationFormat::CSL, pretty(&Items(inputs))), (CitationFormat::BIBLATEX, bib), (CitationFormat::RIS, ris)];
    all.map(|(format, text)| (format.all.to_owned(), text)).into()
}

/// The CSL-JSON of every edition and of the ledger, each made when it is written.
struct Items<'a>(&'a Inputs<'a>);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let editions = Cited::all(self.0).map(|edition| csl::item(&edition));
        serializer.collect_seq(editions.chain(dataset::all(self.0).iter().map(csl::dataset)))
    }
}

/// An edition to cite.
struct Cited<'a> {
    /// Everything.
    inputs: &'a Inputs<'a>,
    /// The letter.
    letter: &'a Letter,
    /// The edition.
    edition: &'a Edition,
    /// What belongs to its language.
    locale: &'a Locale,
}

impl<'a> Cited<'a> {
    /// All editions.
    fn all(inputs: &'a Inputs<'a>) -> impl Iterator<Item = Self> {
        inputs.dossier.letters.iter().flat_map(|letter| Cited::of_letter(inputs, letter))
    }

    /// The editions of a letter.
    fn of_letter(inputs: &'a Inputs<'a>, letter: &'a Letter) -> Vec<Self> {
        letter.editions.iter().filter_map(|edition| Cited::new(inputs, letter, edition)).collect()
    }

    /// An edition; none where its language has no words, which is a problem by then.
    fn new(inputs: &'a Inputs<'a>, letter: &'a Letter, edition: &'a Edition) -> Option<Self> {
        let locale = inputs.locales.get(&edition.lang)?;
        Some(Self { inputs, letter, edition, locale })
    }

    /// The citation's key.
    fn key(&self) -> String {
        format!("{}-{}", self.letter.id, self.edition.lang)
    }

    /// Whether it is a translation.
    fn is_translation(&self) -> bool {
        self.edition.lang != self.letter.original
    }

    /// The kind of letter, in the edition's language; a translation says that it is one.
    fn genre(&self) -> String {
        let kinds = &self.inputs.dossier.settings.kinds;
        let kind = kinds.get(&self.letter.kind).map(|kind| kind.name.text(&self.edition.lang)).unwrap_or_default();
        reviews::genre(self.locale, kind, self.is_translation())
    }

    /// Those who sent it, for lists of authors.
    fn authors(&self) -> Vec<Name<'a>> {
        self.letter.parties.authors(&self.edition.lang)
    }

    /// The organisations that sent it.
    fn institutions(&self) -> Vec<&'a str> {
        self.letter.parties.institutions(&self.edition.lang)
    }

    /// The organisations that sent it as one text, for formats that have one publisher.
    fn publisher(&self) -> Option<String> {
        let names: Vec<String> = self.institutions().into_iter().map(str::to_owned).collect();
        (!names.is_empty()).then(|| self.locale.listed(&names))
    }

    /// Its first official number.
    fn number(&self) -> Option<String> {
        self.letter.numbers.first().map(|number| number.value.clone())
    }

    /// Its full address, where the site has one.
    fn url(&self) -> Option<String> {
        let base = self.inputs.dossier.settings.base_url.as_ref()?;
        Some(format!("{base}{}", self.inputs.routes.letter(&self.letter.id, &self.edition.lang)?))
    }

    /// The title of the original, where it is a translation.
    fn original_title(&self) -> Option<&str> {
        self.letter.original_edition().filter(|_| self.is_translation()).map(|original| original.title.as_str())
    }

    /// The persons who translated it, where records name them, each once: software is nobody.
    fn translators(&self) -> Vec<Name<'a>> {
        let reviews = self.letter.reviews.iter().filter(|review| review.lang == self.edition.lang && review.state == ReviewState::Made);
        let mut found: Vec<Name<'a>> = Vec::new();
        for name in reviews.filter(|_| self.is_translation()).map(|review| Name::of(&review.by)) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }

    /// What no field of a format says: what each official number is a number of, how the edition was made and who has checked it.
    fn remarks(&self) -> String {
        let kinds = &self.inputs.dossier.settings.number_kinds;
        let name = |kind: &str| kinds.get(kind).map(|kind| kind.name.text(&self.edition.lang)).unwrap_or_default();
        let numbers = self.letter.numbers.iter().map(|number| format!("{} {}. ", name(&number.kind), number.value).trim_start().to_owned());
        numbers.chain([reviews::state(self.locale, self.letter, &self.edition.lang)]).collect()
    }

    /// The date in words.
    fn date(&self) -> String {
        self.locale.date(&self.letter.date.value)
    }

    /// The date and on what it rests, where the letter does not print it or a field for dates does not hold all of it.
    fn date_note(&self) -> Option<String> {
        let date = &self.letter.date;
        let is_whole = date.value.certain().is_some_and(|certain| certain.precision == Precision::Day);
        let basis = match date.basis {
            Basis::Printed if is_whole => return None,
            Basis::Printed => "letter.basis_printed",
            Basis::Derived => "letter.basis_derived",
            Basis::Bounds => "letter.basis_bounds",
        };
        Some(self.locale.fill("cite.date", &[("date", &self.date()), ("basis", self.locale.word(basis))]))
    }
}
