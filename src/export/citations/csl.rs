//! CSL-JSON: csl-data.json of the Citation Style Language.

use serde_json::{Value, json};

use super::Cited;
use super::dataset::Dataset;
use crate::model::date::{Edtf, Moment, Precision};
use crate::model::name::Name;

/// An edition as an item. There is no type for letters: `report` is what reference managers file them as, and its `genre` says more.
pub(super) fn item(cited: &Cited<'_>) -> Value {
    let mut item = json!({
        "id": cited.key(),
        "type": "report",
        "genre": cited.genre(),
        "title": cited.edition.title,
        "language": cited.edition.lang.tag(),
        "issued": issued(cited),
    });
    let Some(object) = item.as_object_mut() else { return item };
    let authors: Vec<Value> = cited.authors().iter().map(name).collect();
    let translators: Vec<Value> = cited.translators().iter().map(name).collect();
    for (key, names) in [("author", authors), ("translator", translators)] {
        if !names.is_empty() {
            object.insert(key.into(), names.into());
        }
    }
    let notes: Vec<String> = cited.date_note().into_iter().chain([cited.remarks()]).collect();
    let optional = [
        ("publisher", cited.publisher()),
        ("number", cited.number()),
        ("URL", cited.url()),
        ("original-title", cited.original_title().map(str::to_owned)),
        ("note", Some(notes.join(" "))),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            object.insert(key.into(), value.into());
        }
    }
    item
}

/// The ledger as an item.
pub(super) fn dataset(dataset: &Dataset<'_>) -> Value {
    let mut item = json!({
        "id": dataset.key,
        "type": "dataset",
        "title": dataset.title,
        "language": dataset.locale.lang.tag(),
        "version": dataset.version,
    });
    let optional = [
        ("issued", dataset.published.as_ref().map(|moment| json!({ "date-parts": [parts(moment)] }))),
        ("URL", dataset.url.clone().map(Value::from)),
    ];
    if let Some(object) = item.as_object_mut() {
        object.extend(optional.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    }
    item
}

/// The name of a person or an organisation.
fn name(name: &Name<'_>) -> Value {
    match name {
        Name::Parts { family, given, suffix: None } => json!({ "family": family, "given": given }),
        Name::Parts { family, given, suffix: Some(suffix) } => json!({ "family": family, "given": given, "suffix": suffix }),
        Name::Whole(name) => json!({ "literal": name }),
    }
}

/// A date: a day, month or year as parts. Bounds, those of a season too, stand in words: as two dates they would say that it was sent from then until then.
fn issued(cited: &Cited<'_>) -> Value {
    match &cited.letter.date.value {
        Edtf::At(moment) if moment.precision != Precision::Season => json!({ "date-parts": [parts(moment)] }),
        _ => json!({ "literal": cited.date() }),
    }
}

/// A moment as year, month and day, as far as it goes.
fn parts(moment: &Moment) -> Vec<i64> {
    let mut parts = vec![i64::from(moment.first.year())];
    if moment.precision <= Precision::Month {
        parts.push(i64::from(moment.first.month()));
    }
    if moment.precision == Precision::Day {
        parts.push(i64::from(moment.first.day()));
    }
    parts
}
