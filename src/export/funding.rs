//! `data/funding.json` and `data/funding.csv`: the ledger, with the passage of every amount.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Inputs, texts};
use crate::model::lang::{Lang, LangText};
use crate::model::money::{Amount, Statement, plain_cents};

/// The whole file.
#[derive(Serialize)]
pub struct FundingView {
    /// The version of the format.
    schema_version: &'static str,
    /// The programmes; their money is never added together.
    programmes: Vec<ProgrammeView>,
    /// The amounts.
    amounts: Vec<AmountView>,
    /// The sums, as checked.
    sums: Vec<SumView>,
    /// The restatements, as checked.
    restatements: Vec<RestatementView>,
    /// What the letters say of money without an amount.
    statements: Vec<StatementView>,
    /// What a reader must know, by language.
    limits: Vec<BTreeMap<String, String>>,
}

/// A programme.
#[derive(Serialize)]
struct ProgrammeView {
    /// Its id.
    id: String,
    /// Its name, by language.
    name: BTreeMap<String, String>,
}

/// An amount. Values are decimal numbers as texts, in units of the currency.
#[derive(Serialize)]
struct AmountView {
    /// Its id.
    id: String,
    /// Its programme.
    programme: String,
    /// What it is to the sums.
    role: &'static str,
    /// The amount that it restates.
    #[serde(skip_serializing_if = "Option::is_none")]
    restates: Option<String>,
    /// From which side it looks at the money.
    side: &'static str,
    /// How firm it is.
    status: String,
    /// How exact it is.
    qualifier: &'static str,
    /// Its currency.
    currency: String,
    /// The value, or the lower end of a range.
    value_low: String,
    /// The value, or the upper end of a range.
    value_high: String,
    /// Who pays, by language.
    payer: BTreeMap<String, String>,
    /// Who receives, by language.
    payee: BTreeMap<String, String>,
    /// What for, by language.
    purpose: BTreeMap<String, String>,
    /// The date for which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    /// The letter that states it.
    letter: String,
    /// The block that states it.
    block: String,
    /// The words that state it, by language.
    quote: BTreeMap<String, String>,
    /// The passage, by language: path from the site's root and block.
    passage: BTreeMap<String, String>,
}

/// A sum.
#[derive(Serialize)]
struct SumView {
    /// The total's id.
    total: String,
    /// The parts' ids.
    parts: Vec<String>,
    /// What the parts add up to.
    sum: String,
    /// Total minus sum.
    difference: String,
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
    /// The publisher's line before it, by language.
    lead: BTreeMap<String, String>,
    /// The letter that says it.
    letter: String,
    /// The block that says it.
    block: String,
    /// The words, by language.
    quote: BTreeMap<String, String>,
}

/// Builds the JSON file.
#[must_use]
pub fn view(inputs: &Inputs<'_>) -> FundingView {
    let languages = &inputs.dossier.settings.languages;
    let sum = |sum: &crate::funding::CheckedSum| SumView {
        total: sum.total.clone(),
        parts: sum.parts.clone(),
        sum: plain_cents(sum.sum_cents),
        difference: plain_cents(sum.difference_cents),
    };
    let restatement = |of: &crate::funding::Restatement| RestatementView {
        id: of.id.clone(),
        restates: of.restates.clone(),
        difference: plain_cents(of.difference_cents),
    };
    let programme = |of: &crate::model::money::Programme| ProgrammeView { id: of.id.clone(), name: texts(&of.name, languages) };
    FundingView {
        schema_version: "1",
        programmes: inputs.dossier.funding.programmes.iter().map(programme).collect(),
        amounts: inputs.ledger.amounts.iter().map(|of| amount(inputs, of)).collect(),
        sums: inputs.ledger.sums.iter().map(sum).collect(),
        restatements: inputs.ledger.restatements.iter().map(restatement).collect(),
        statements: inputs.dossier.funding.statements.iter().map(|of| statement(of, languages)).collect(),
        limits: inputs.dossier.funding.limits.iter().map(|limit| texts(limit, languages)).collect(),
    }
}

/// The view of a statement.
fn statement(statement: &Statement, languages: &[Lang]) -> StatementView {
    StatementView {
        programme: statement.programme.clone(),
        lead: texts(&statement.lead, languages),
        letter: statement.passage.letter.to_string(),
        block: statement.passage.block.to_string(),
        quote: texts(&statement.passage.quote, languages),
    }
}

/// The view of an amount.
fn amount(inputs: &Inputs<'_>, amount: &Amount) -> AmountView {
    let languages = &inputs.dossier.settings.languages;
    let local = |text: &LangText| texts(text, languages);
    let passage = |lang: &Lang| Some((lang.to_string(), passage_link(inputs, amount, lang)?));
    AmountView {
        id: amount.id.clone(),
        programme: amount.programme.clone(),
        role: amount.role.name(),
        restates: amount.restates.clone(),
        side: amount.about.side.name(),
        status: inputs.ledger.status(amount).to_owned(),
        qualifier: amount.qualifier.name(),
        currency: amount.currency().map(|currency| currency.code().to_owned()).unwrap_or_default(),
        value_low: plain_cents(amount.value.low_cents),
        value_high: plain_cents(amount.value.high_cents),
        payer: local(&amount.about.payer),
        payee: local(&amount.about.payee),
        purpose: local(&amount.about.purpose),
        as_of: amount.about.as_of.map(|date| date.to_string()),
        letter: amount.passage.letter.to_string(),
        block: amount.passage.block.to_string(),
        quote: local(&amount.passage.quote),
        passage: languages.iter().filter_map(passage).collect(),
    }
}

/// The path and block of an amount's passage in a language; nothing where the letter has no such edition.
fn passage_link(inputs: &Inputs<'_>, amount: &Amount, lang: &Lang) -> Option<String> {
    let passage = &amount.passage;
    inputs.dossier.letter(&passage.letter)?.edition(lang)?;
    Some(format!("{}#{}", inputs.routes.letter(&passage.letter, lang)?, passage.block))
}

/// Builds the CSV file (RFC 4180): a row an amount, with the words and the passage in each language.
#[must_use]
pub fn csv(inputs: &Inputs<'_>) -> String {
    let languages = &inputs.dossier.settings.languages;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut head: Vec<String> = [
        "id",
        "programme",
        "role",
        "restates",
        "side",
        "status",
        "qualifier",
        "currency",
        "value_low",
        "value_high",
        "as_of",
        "letter",
        "block",
    ]
    .map(str::to_owned)
    .into();
    for lang in languages {
        head.extend(["payer", "payee", "purpose", "quote", "passage"].map(|name| format!("{name}_{lang}")));
    }
    // Writing to memory cannot fail.
    let _ = writer.write_record(&head);
    for amount in &inputs.ledger.amounts {
        let _ = writer.write_record(row(inputs, amount));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A text as a cell that no spreadsheet takes for a formula: one that begins like it gets an apostrophe. The JSON file has it as it is.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// The row of an amount.
fn row(inputs: &Inputs<'_>, of: &Amount) -> Vec<String> {
    let view = amount(inputs, of);
    let mut row = vec![
        view.id,
        view.programme,
        view.role.to_owned(),
        view.restates.unwrap_or_default(),
        view.side.to_owned(),
        view.status,
        view.qualifier.to_owned(),
        view.currency,
        view.value_low,
        view.value_high,
        view.as_of.unwrap_or_default(),
        view.letter,
        view.block,
    ];
    for lang in &inputs.dossier.settings.languages {
        let in_lang = |texts: &BTreeMap<String, String>| cell(texts.get(lang.tag()).map(String::as_str).unwrap_or_default());
        row.extend([&view.payer, &view.payee, &view.purpose, &view.quote, &view.passage].map(in_lang));
    }
    row
}
