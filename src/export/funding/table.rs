//! The amounts as a table: its columns, each with what it holds, and the CSV file.
//!
//! The description of the table and the table itself are made of the same columns, so that they cannot differ.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::amount::AmountView;
use crate::export::Inputs;
use crate::model::lang::Lang;
use crate::model::money::{MIXED, Measure, Programme, Qualifier, Role, Side, Status};

/// A column that is the same in every language.
struct Plain {
    /// Its name.
    name: &'static str,
    /// Its type, as Frictionless names types.
    kind: &'static str,
    /// What it holds.
    about: &'static str,
    /// Its cell of an amount.
    cell: fn(&AmountView) -> String,
}

/// The columns that are the same in every language, in order.
const PLAIN: &[Plain] = &[
    Plain { name: "id", kind: "string", about: "The amount's permanent id.", cell: |of| of.id.clone() },
    Plain {
        name: "programme",
        kind: "string",
        about: "What the money is about. Never add amounts of different programmes.",
        cell: |of| of.programme.clone(),
    },
    Plain {
        name: "measure",
        kind: "string",
        about: "What the value counts: `money` (units of `currency`), `share` (per cent) or `count` (pieces). Never add different measures.",
        cell: |of| of.measure.to_owned(),
    },
    Plain {
        name: "role",
        kind: "string",
        about: "What the amount is to the sums. A `total` or `subtotal` contains its components, a `restatement` says the amount named in `restates` again, `context` counts in no sum. Never add amounts of different roles; `sums` in funding.json says what adds up to what.",
        cell: |of| of.role.to_owned(),
    },
    Plain {
        name: "restates",
        kind: "string",
        about: "The id of the amount that a restatement says again.",
        cell: |of| of.restates.clone().unwrap_or_default(),
    },
    Plain {
        name: "side",
        kind: "string",
        about: "Whether it says where money comes from (`sources`), what it is spent on (`uses`), or neither. The two sides are the same money: never add them.",
        cell: |of| of.side.to_owned(),
    },
    Plain { name: "status", kind: "string", about: "How firm the amount is, in the publisher's terms.", cell: |of| of.status.clone() },
    Plain {
        name: "qualifier",
        kind: "string",
        about: "What the words at the figure say of its exactness.",
        cell: |of| of.qualifier.to_owned(),
    },
    Plain {
        name: "currency",
        kind: "string",
        about: "ISO 4217 code; empty where the measure is not money.",
        cell: |of| of.currency.clone().unwrap_or_default(),
    },
    Plain {
        name: "value_low",
        kind: "number",
        about: "The value, or the lower end of a range. A rounded or hedged figure stands as printed; see `qualifier`.",
        cell: |of| of.value_low.clone(),
    },
    Plain { name: "value_high", kind: "number", about: "The value again, or the upper end of a range.", cell: |of| of.value_high.clone() },
    Plain {
        name: "as_of",
        kind: "string",
        about: "The date for which the publisher records the amount: EDTF, a day, month, year or interval.",
        cell: |of| of.as_of.clone().unwrap_or_default(),
    },
    Plain {
        name: "letter",
        kind: "string",
        about: "The id of the letter that states it; see letters/<id>.json.",
        cell: |of| of.stated.letter.clone(),
    },
    Plain {
        name: "block",
        kind: "string",
        about: "The block of the letter that states it, the same in every language.",
        cell: |of| of.stated.block.clone(),
    },
    Plain {
        name: "payers",
        kind: "string",
        about: "Ids of the actors that pay, where the publisher has a record of them, with `;` between; see actors.json.",
        cell: |of| of.payers.join(";"),
    },
    Plain {
        name: "payees",
        kind: "string",
        about: "Ids of the actors that receive, where the publisher has a record of them, with `;` between; see actors.json.",
        cell: |of| of.payees.join(";"),
    },
];

/// A column of which each language has one.
struct Local {
    /// Its name without the language.
    name: &'static str,
    /// What it holds.
    about: &'static str,
    /// Its cells of an amount, by language.
    cells: fn(&AmountView) -> &BTreeMap<String, String>,
}

/// The columns of each language, in order.
const LOCAL: &[Local] = &[
    Local { name: "of", about: "What a share or a count is of", cells: |of| &of.of },
    Local { name: "payer", about: "Who pays", cells: |of| &of.payer },
    Local { name: "payee", about: "Who receives", cells: |of| &of.payee },
    Local { name: "purpose", about: "What the money is for", cells: |of| &of.purpose },
    Local { name: "note", about: "The publisher's remark", cells: |of| &of.note },
    Local { name: "quote", about: "The words of the letter that state the amount", cells: |of| &of.stated.quote },
    Local { name: "passage", about: "Where they stand: path from the site's root, `#` and the block", cells: |of| &of.stated.passage },
];

/// The amounts as CSV (RFC 4180): a row an amount.
pub(super) fn csv(inputs: &Inputs<'_>, amounts: &[AmountView]) -> String {
    let languages = &inputs.dossier.settings.languages;
    let locals = |lang: &Lang| LOCAL.iter().map(|column| name(column, lang)).collect::<Vec<_>>();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = PLAIN.iter().map(|column| column.name.to_owned()).chain(languages.iter().flat_map(locals));
    // Writing to memory cannot fail.
    let _ = writer.write_record(head);
    for amount in amounts {
        let plain = PLAIN.iter().map(|column| (column.cell)(amount));
        let local = languages.iter().flat_map(|lang| LOCAL.iter().map(move |column| (column.cells)(amount).get(lang.tag())));
        let _ = writer.write_record(plain.chain(local.map(|text| cell(text.map(String::as_str).unwrap_or_default()))));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The name of a column in a language.
fn name(column: &Local, lang: &Lang) -> String {
    format!("{}_{lang}", column.name)
}

/// A text as a cell that no spreadsheet takes for a formula: one that begins like it gets an apostrophe. The JSON file has it as it is.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// The columns as fields of a Table Schema.
pub(super) fn fields(inputs: &Inputs<'_>) -> Vec<Value> {
    let plain = PLAIN.iter().map(|column| {
        let about = match column.name {
            "status" => format!("{}{}", column.about, statuses(inputs)),
            "programme" => format!("{}{}", column.about, programmes(inputs)),
            _ => column.about.to_owned(),
        };
        json!({ "name": column.name, "type": column.kind, "description": about, "constraints": constraints(inputs, column.name) })
    });
    let local = |lang: &Lang| {
        let field = |column: &Local| json!({ "name": name(column, lang), "type": "string", "description": format!("{} (language: {lang}).", column.about) });
        LOCAL.iter().map(field).collect::<Vec<_>>()
    };
    plain.chain(inputs.dossier.settings.languages.iter().flat_map(local)).collect()
}

/// What must hold of the cells of a column.
fn constraints(inputs: &Inputs<'_>, name: &str) -> Value {
    let funding = &inputs.dossier.funding;
    let one_of = |names: &[&str]| if names.is_empty() { json!({ "required": true }) } else { json!({ "required": true, "enum": names }) };
    match name {
        "id" => json!({ "required": true, "unique": true }),
        "programme" => one_of(&funding.programmes.iter().map(|programme| programme.id.as_str()).collect::<Vec<_>>()),
        "measure" => one_of(Measure::NAMES),
        "role" => one_of(Role::NAMES),
        "side" => one_of(Side::NAMES),
        "status" => one_of(&funding.statuses.iter().map(|status| status.id.as_str()).chain([MIXED]).collect::<Vec<_>>()),
        "qualifier" => one_of(Qualifier::NAMES),
        "currency" => json!({ "pattern": "[A-Z]{3}" }),
        "value_low" | "value_high" => json!({ "required": true, "minimum": 0 }),
        "letter" | "block" => json!({ "required": true }),
        _ => json!({}),
    }
}

/// The programmes with their names in each language.
fn programmes(inputs: &Inputs<'_>) -> String {
    let languages = &inputs.dossier.settings.languages;
    let programme = |of: &Programme| {
        let told = |lang: &Lang| Some(format!("{lang}: {}", of.name.find(lang)?));
        format!("\n- `{}`: {}", of.id, languages.iter().filter_map(told).collect::<Vec<_>>().join("; "))
    };
    inputs.dossier.funding.programmes.iter().map(programme).collect()
}

/// The statuses with their names and meanings in each language.
fn statuses(inputs: &Inputs<'_>) -> String {
    let languages = &inputs.dossier.settings.languages;
    let status = |of: &Status| {
        let told = |lang: &Lang| Some(format!("{lang}: {} ({})", of.name.find(lang)?, of.meaning.find(lang)?));
        format!("\n- `{}`: {}", of.id, languages.iter().filter_map(told).collect::<Vec<_>>().join("; "))
    };
    let declared: String = inputs.dossier.funding.statuses.iter().map(status).collect();
    format!("{declared}\n- `{MIXED}`: a total whose parts differ in status; `status_parts` in funding.json names theirs.")
}
