//! Which records differ: of the ledger, the timeline, the names, and those of a letter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::fields::{self, Fields};
use super::side::{Object, Side, list, text, texts};
use super::{Change, Fault, RecordChange};

/// A group of records: how they are told from one another and what of them is not compared.
pub(super) struct Group {
    /// Its name.
    pub(super) name: &'static str,
    /// The members that are the name of a record; without any of them a record is known by all that it says.
    keys: &'static [&'static str],
    /// The member that is its title.
    title: &'static str,
    /// What follows from something else that is compared.
    without: &'static [&'static str],
    /// What older copies do not say of any record: it is not compared where that is so, and named.
    later: &'static [&'static str],
}

/// The groups of each data file, in the order in which they are told.
const FILES: &[(&str, &[Group])] = &[
    (
        "data/funding.json",
        &[
            Group { name: "amounts", keys: &["id"], title: "purpose", without: &["row", "figure", "passage"], later: &[] },
            Group { name: "sums", keys: &["total"], title: "note", without: &[], later: &[] },
            Group { name: "restatements", keys: &["amount", "restates"], title: "note", without: &[], later: &[] },
            Group { name: "programmes", keys: &["id"], title: "name", without: &[], later: &[] },
            Group { name: "statuses", keys: &["id"], title: "name", without: &[], later: &[] },
            Group { name: "statements", keys: &["programme", "passage.letter", "passage.block"], title: "lead", without: &[], later: &[] },
            Group { name: "missing", keys: &[], title: "title", without: &[], later: &[] },
            Group { name: "limits", keys: &[], title: "", without: &[], later: &[] },
        ],
    ),
    ("data/timeline.json", &[Group { name: "events", keys: &["id"], title: "text", without: &[], later: &[] }]),
    ("data/actors.json", &[Group { name: "actors", keys: &["id"], title: "name", without: &["mentions"], later: &["listed_as"] }]),
    ("data/dossier.json", &[Group { name: "externals", keys: &["id"], title: "title", without: &["referenced_by"], later: &[] }]),
    ("data/glossary.json", &[Group { name: "terms", keys: &["id"], title: "term", without: &[], later: &[] }]),
];

/// What a letter refers to.
pub(super) const REFERENCES: Group =
    Group { name: "references", keys: &["to", "external", "type", "block"], title: "quote", without: &[], later: &[] };

/// The groups of the file of a letter.
pub(super) const OF_LETTER: &[Group] = &[
    Group { name: "corrections", keys: &["class", "block", "source"], title: "source", without: &["lines"], later: &[] },
    Group { name: "rules", keys: &["class", "find"], title: "find", without: &["lines"], later: &[] },
    Group { name: "reviews", keys: &["lang", "state", "by"], title: "by", without: &[], later: &[] },
];

/// Which records of the dossier differ. What the older site says of no record is not compared, and named.
pub(super) fn of_dossier(old: &Side<'_>, new: &Side<'_>, not_compared: &mut Vec<String>) -> Result<Vec<RecordChange>, Fault> {
    let mut changes = Vec::new();
    for (path, groups) in FILES {
        let (before, after) = (old.data(path)?, new.data(path)?);
        for group in *groups {
            not_compared.extend(unknown(group, list(&before, group.name)).map(str::to_owned));
            changes.extend(compare(group, (old, list(&before, group.name)), (new, list(&after, group.name))));
        }
    }
    Ok(changes)
}

/// Which records of two lists differ, in the order of the newer; those that are gone come last.
pub(super) fn compare(group: &Group, (old, before): (&Side<'_>, &[Value]), (new, after): (&Side<'_>, &[Value])) -> Vec<RecordChange> {
    let without: Vec<&str> = group.without.iter().copied().chain(unknown(group, before)).chain(["id"]).collect();
    let (before, after) = (keyed(group, before), keyed(group, after));
    let known: BTreeMap<&str, &Value> = before.iter().map(|(key, record)| (key.as_str(), *record)).collect();
    let kept: BTreeSet<&str> = after.iter().map(|(key, _)| key.as_str()).collect();
    let mut changes = Vec::new();
    for (key, record) in &after {
        let earlier = known.get(key.as_str());
        let was = earlier.map(|record| old.fields(record, &without)).unwrap_or_default();
        let change = if earlier.is_some() { Change::Changed } else { Change::Added };
        changes.extend(told(group, (key, record, change), (&was, &new.fields(record, &without))));
    }
    for (key, record) in before.iter().filter(|(key, _)| !kept.contains(key.as_str())) {
        changes.extend(told(group, (key, record, Change::Removed), (&old.fields(record, &without), &Fields::new())));
    }
    changes
}

/// What the older copy says of none of its records, as it was made when that was not said.
fn unknown(group: &Group, before: &[Value]) -> impl Iterator<Item = &'static str> {
    group.later.iter().copied().filter(|name| !before.is_empty() && before.iter().all(|record| record.get(*name).is_none()))
}

/// The records of a list, each with what it is known by; of several that are known by the same, those after the first with a number.
fn keyed<'a>(group: &Group, records: &'a [Value]) -> Vec<(String, &'a Value)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut key_of = |record: &Value| {
        let parts: Vec<&str> = group.keys.iter().filter_map(|key| member(record, key)).filter(|part| !part.is_empty()).collect();
        let key = if parts.is_empty() { record.to_string() } else { parts.join(" ") };
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        if *count == 1 { key } else { format!("{key} ({count})") }
    };
    records.iter().map(|record| (key_of(record), record)).collect()
}

/// A text of a record, by its name or by that of an object and a name in it.
fn member<'a>(record: &'a Value, name: &str) -> Option<&'a str> {
    name.split('.').try_fold(record, |value, part| value.get(part))?.as_str()
}

/// What became of a record; nothing where it is the same.
fn told(group: &Group, (key, record, change): (&str, &Value, Change), (old, new): (&Fields, &Fields)) -> Option<RecordChange> {
    let details = fields::compare(old, new);
    if details.is_empty() && change == Change::Changed {
        return None;
    }
    let none = Object::new();
    let object = record.as_object().unwrap_or(&none);
    let mut title = texts(object.get(group.title));
    if group.title.is_empty() {
        title = texts(Some(record));
    } else if title.is_empty() {
        let text = text(object, group.title);
        title.extend((!text.is_empty()).then(|| (String::new(), text)));
    }
    // What has no name of its own is called by its title.
    let id = if key.starts_with('{') { title.values().next().cloned().unwrap_or_default() } else { key.to_owned() };
    let at = |name: &str| member(record, name).or_else(|| member(record, &format!("passage.{name}"))).map(str::to_owned);
    Some(RecordChange { group: group.name, id, change, title, letter: at("letter"), block: at("block"), details })
}
