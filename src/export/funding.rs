//! The ledger as data: `data/funding.json` with all that is known of it, `data/funding.csv` with its amounts, and
//! `data/datapackage.json`, which describes that table.

mod amount;
mod package;
mod table;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Inputs, pretty, quoted, texts};
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Letter, LetterId, Passage};
use crate::model::money::{Missing, Programme, Statement, Status, plain_cents};
use amount::AmountView;

/// The ledger's files, by path.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> [(String, String); 3] {
    let source = Source { inputs, letters: inputs.dossier.letters_by_id() };
    let view = view(&source);
    let csv = table::csv(inputs, &view.amounts);
    let package = package::view(&source, &view.amounts, &csv);
    [("data/funding.json", pretty(&view)), ("data/datapackage.json", pretty(&package)), ("data/funding.csv", csv)]
        .map(|(path, text)| (path.to_owned(), text))
}

/// What the files are made of.
struct Source<'a> {
    /// Everything.
    inputs: &'a Inputs<'a>,
    /// The letters by id.
    letters: BTreeMap<&'a LetterId, &'a Letter>,
}

impl Source<'_> {
    /// A text in each language of the dossier.
    fn texts(&self, text: &LangText) -> BTreeMap<String, String> {
        texts(text, &self.inputs.dossier.settings.languages)
    }

    /// Where a passage lies, by language: the path of the page and the block; absent in a language without an edition of the letter.
    fn addresses(&self, passage: &Passage) -> BTreeMap<String, String> {
        let address = |lang: &Lang| {
            self.letters.get(&passage.letter)?.edition_with(lang, &passage.block.0)?;
            let path = self.inputs.routes.letter(&passage.letter, lang)?;
            Some((lang.to_string(), format!("{path}#{}", passage.block)))
        };
        self.inputs.dossier.settings.languages.iter().filter_map(address).collect()
    }

    /// The view of a passage.
    fn passage(&self, passage: &Passage) -> PassageView {
        PassageView {
            letter: passage.letter.to_string(),
            block: passage.block.to_string(),
            quote: quoted(self.inputs, passage),
            passage: self.addresses(passage),
        }
    }
}

/// The whole file.
#[derive(Serialize)]
struct FundingView {
    /// The version of the format.
    schema_version: &'static str,
    /// Whether it lists every amount and share that the letters state.
    is_complete: bool,
    /// The newest letter: of what came after it, nothing is known here.
    newest_letter: Option<String>,
    /// The amounts, in the order of the letters in time.
    amounts: Vec<AmountView>,
    /// The programmes; their money is never added together.
    programmes: Vec<ProgrammeView>,
    /// How firm amounts can be, the firmest first.
    statuses: Vec<StatusView>,
    /// The sums, as checked.
    sums: Vec<SumView>,
    /// The restatements, as checked.
    restatements: Vec<RestatementView>,
    /// What the letters say of money without an amount.
    statements: Vec<StatementView>,
    /// Documents about money that the dossier lacks.
    missing: Vec<MissingView>,
    /// What a reader must know, by language.
    limits: Vec<BTreeMap<String, String>>,
    /// How much of what the letters state is listed.
    coverage: Vec<CoverageView>,
}

/// A programme.
#[derive(Serialize)]
struct ProgrammeView {
    /// Its id.
    id: String,
    /// Its name, by language.
    name: BTreeMap<String, String>,
    /// What a reader must know about it, by language.
    note: BTreeMap<String, String>,
}

/// A status.
#[derive(Serialize)]
struct StatusView {
    /// Its id.
    id: String,
    /// Its name, by language.
    name: BTreeMap<String, String>,
    /// What it means, by language.
    meaning: BTreeMap<String, String>,
    /// Words of which one stands in what shows it, by language; none where it is the publisher's judgement.
    words: BTreeMap<String, Vec<String>>,
    /// Whether money of this status has been granted.
    is_grant: bool,
}

/// A passage.
#[derive(Serialize)]
struct PassageView {
    /// The letter.
    letter: String,
    /// The block.
    block: String,
    /// The words, by language.
    quote: BTreeMap<String, String>,
    /// Path from the site's root and block, by language.
    passage: BTreeMap<String, String>,
}

/// A sum.
#[derive(Serialize)]
struct SumView {
    /// The total's id.
    total: String,
    /// The parts' ids.
    parts: Vec<String>,
    /// Whether its figures are rounded: then a difference is no fault.
    is_rounded: bool,
    /// What the parts add up to.
    sum: String,
    /// Total minus sum.
    difference: String,
    /// What a reader must know about it, by language.
    note: BTreeMap<String, String>,
}

/// A restatement.
#[derive(Serialize)]
struct RestatementView {
    /// The amount's id.
    id: String,
    /// The id of the amount that it restates.
    restates: String,
    /// Restated minus original value.
    difference: String,
}

/// A statement.
#[derive(Serialize)]
struct StatementView {
    /// Its programme.
    programme: String,
    /// Whether it says that there is no money.
    absence: bool,
    /// The publisher's line before it, by language.
    lead: BTreeMap<String, String>,
    /// The words.
    #[serde(flatten)]
    passage: PassageView,
}

/// A document that the dossier lacks.
#[derive(Serialize)]
struct MissingView {
    /// Its id among the documents outside the dossier.
    document: String,
    /// What money it is about, by language.
    about: BTreeMap<String, String>,
}

/// What a letter's original states.
#[derive(Serialize)]
struct CoverageView {
    /// The letter.
    letter: String,
    /// How many amounts and shares it states.
    stated: usize,
    /// How many of them an amount here quotes.
    listed: usize,
}

/// Builds the JSON file.
fn view(source: &Source<'_>) -> FundingView {
    let (dossier, ledger) = (source.inputs.dossier, source.inputs.ledger);
    let funding = &dossier.funding;
    let restatement = |of: &crate::funding::Restatement| RestatementView {
        id: of.id.clone(),
        restates: of.restates.clone(),
        difference: plain_cents(of.difference_cents),
    };
    let coverage = |of: &crate::funding::Coverage| CoverageView { letter: of.letter.to_string(), stated: of.n_stated, listed: of.n_listed };
    let missing = |of: &Missing| MissingView { document: of.document.clone(), about: source.texts(&of.about) };
    FundingView {
        schema_version: "1",
        is_complete: funding.is_complete,
        newest_letter: dossier.letters.last().map(|letter| letter.id.to_string()),
        amounts: amount::views(source),
        programmes: funding.programmes.iter().map(|of| programme(source, of)).collect(),
        statuses: funding.statuses.iter().map(|of| status(source, of)).collect(),
        sums: ledger.sums.iter().map(|of| sum(source, of)).collect(),
        restatements: ledger.restatements.iter().map(restatement).collect(),
        statements: funding.statements.iter().map(|of| statement(source, of)).collect(),
        missing: funding.missing.iter().map(missing).collect(),
        limits: funding.limits.iter().map(|limit| source.texts(limit)).collect(),
        coverage: ledger.coverage.iter().map(coverage).collect(),
    }
}

/// The view of a programme.
fn programme(source: &Source<'_>, programme: &Programme) -> ProgrammeView {
    ProgrammeView { id: programme.id.clone(), name: source.texts(&programme.name), note: source.texts(&programme.note) }
}

/// The view of a status.
fn status(source: &Source<'_>, status: &Status) -> StatusView {
    StatusView {
        id: status.id.clone(),
        name: source.texts(&status.name),
        meaning: source.texts(&status.meaning),
        words: status.words.iter().map(|(lang, words)| (lang.to_string(), words.clone())).collect(),
        is_grant: status.is_grant,
    }
}

/// The view of a sum.
fn sum(source: &Source<'_>, sum: &crate::funding::CheckedSum) -> SumView {
    let recorded = source.inputs.dossier.funding.sums.get(sum.idx);
    SumView {
        total: sum.total.clone(),
        parts: sum.parts.clone(),
        is_rounded: sum.is_rounded,
        sum: plain_cents(sum.sum_cents),
        difference: plain_cents(sum.difference_cents),
        note: recorded.map(|sum| source.texts(&sum.note)).unwrap_or_default(),
    }
}

/// The view of a statement.
fn statement(source: &Source<'_>, statement: &Statement) -> StatementView {
    StatementView {
        programme: statement.programme.clone(),
        absence: statement.is_absence,
        lead: source.texts(&statement.lead),
        passage: source.passage(&statement.passage),
    }
}
