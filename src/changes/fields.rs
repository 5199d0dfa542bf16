//! A record of a data file as a flat list of fields, and what differs between two such lists.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Detail;

/// The texts of a record, by field and by language where they have one.
pub(super) type Fields = BTreeMap<(String, Option<String>), String>;

/// Addresses and places that follow from what else is compared, wherever they stand.
const DERIVED: &[&str] = &["date_precision", "path", "passage_path"];

/// The fields of a record but those `without`; an object whose keys are `languages` is a text in each of them.
pub(super) fn of(record: &Value, (languages, without): (&BTreeSet<String>, &[&str])) -> Fields {
    let mut fields = Fields::new();
    let members = record.as_object().into_iter().flatten();
    for (name, value) in members.filter(|(name, _)| !without.contains(&name.as_str()) && !DERIVED.contains(&name.as_str())) {
        take(name, value, languages, &mut fields);
    }
    // An amount has one value, or the two ends of a range.
    let ends = ["value_low", "value_high"].map(|name| fields.remove(&(name.to_owned(), None)));
    if let [Some(low), Some(high)] = ends {
        let value = if low == high { low } else { format!("{low} – {high}") };
        fields.insert(("value".to_owned(), None), value);
    }
    fields
}

/// Takes a value into the fields.
fn take(name: &str, value: &Value, languages: &BTreeSet<String>, fields: &mut Fields) {
    match value {
        Value::Object(members) if !members.is_empty() && members.keys().all(|key| languages.contains(key)) => {
            // Addresses by language: they follow from those of the letters.
            let is_address = |text: &str| text.split_once('#').is_some_and(|(path, _)| path.ends_with(".html"));
            for (lang, text) in members.iter().filter(|(_, text)| !text.as_str().is_some_and(is_address)) {
                fields.insert((name.to_owned(), Some(lang.clone())), plain(text));
            }
        }
        Value::Object(_) => {
            for ((inner, lang), text) in of(value, (languages, &[])) {
                fields.insert((format!("{name}.{inner}"), lang), text);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for item in items {
                for ((_, lang), text) in of(item, (languages, &[])) {
                    add(fields, (name, lang), " · ", &text);
                }
                end_lines(fields, name);
            }
        }
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().map(plain).collect();
            if !texts.is_empty() {
                fields.insert((name.to_owned(), None), texts.join(", "));
            }
        }
        Value::Null => {}
        _ => _ = fields.insert((name.to_owned(), None), plain(value)),
    }
}

/// Adds a text to what a field has on its last line.
fn add(fields: &mut Fields, (name, lang): (&str, Option<String>), between: &str, text: &str) {
    let field = fields.entry((name.to_owned(), lang)).or_default();
    if !field.is_empty() && !field.ends_with('\n') {
        field.push_str(between);
    }
    field.push_str(text);
}

/// Ends the lines of a field, in every language.
fn end_lines(fields: &mut Fields, name: &str) {
    for (_, text) in fields.iter_mut().filter(|((field, _), text)| field == name && !text.ends_with('\n')) {
        text.push('\n');
    }
}

/// A value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// What differs between the fields of two records, in order of the names.
pub(super) fn compare(old: &Fields, new: &Fields) -> Vec<Detail> {
    let names: BTreeSet<&(String, Option<String>)> = old.keys().chain(new.keys()).collect();
    let trimmed = |fields: &Fields, name: &(String, Option<String>)| {
        fields.get(name).map(|text| text.trim_end_matches('\n').to_owned()).filter(|text| !text.is_empty())
    };
    let detail = |name: &(String, Option<String>)| {
        let (old, new) = (trimmed(old, name), trimmed(new, name));
        Detail::of(&name.0, name.1.as_deref(), (old.as_deref(), new.as_deref()))
    };
    names.into_iter().filter_map(detail).collect()
}
