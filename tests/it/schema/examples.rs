//! Files with every key that a description has, and what can be wrong in them.

use dossier::schema::{Key, Keys, Shape};
use serde_json::Value as Json;
use toml::{Table, Value};

/// A step into a file.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// To the value of a key.
    Key(String),
    /// To an entry of a list.
    Entry(usize),
}

/// Something that is changed in a file, at the end of a path.
#[derive(Clone, Debug)]
pub(super) enum Mutation {
    /// A key is left out.
    LeaveOut(Vec<Step>),
    /// A value is of another kind.
    Misread(Vec<Step>, Value),
    /// A table has a key that nobody knows.
    Misspell(Vec<Step>),
}

/// Values that only some texts can be.
const TEXTS: &[(&str, &str)] = &[
    ("address", "https://x.example/{number}"),
    ("base-url", "https://x.example/"),
    // A slip of the author has no `edition`.
    ("class", "ocr"),
    ("contact", "mailto:x@x.example"),
    ("count", "5"),
    ("currency", "EUR"),
    ("encryption", "https://x.example/y"),
    // No record names itself.
    ("external", "y"),
    ("see-also", "y"),
    ("expires", "2027-05-13T00:00:00Z"),
    ("file", "source.txt"),
    ("lines", "1"),
    ("licence-url", "https://x.example/y"),
    ("path", "https://x.example/y"),
    ("policy", "https://x.example/y"),
    ("publisher-uri", "https://identifier.overheid.nl/tooi/id/ministerie/mnre1045"),
    ("problem", "skipped-level"),
    ("published", "2026-05-13"),
    ("rule", "join-lines"),
    ("share", "65"),
    ("uri", "https://x.example/y"),
    ("url", "https://x.example/y"),
    ("value", "1.00"),
];

/// A file with every key. A list of tables has an entry for each set of keys of which one must be there.
pub(super) fn whole(keys: &Keys) -> Value {
    Value::Table(variants(keys).remove(0))
}

/// A table with every key, for each set of keys of which one must be there.
fn variants(keys: &Keys) -> Vec<Table> {
    let whole: Table = keys.keys.iter().map(|key| (key.name.to_owned(), value(key))).collect();
    if keys.one_of.is_empty() {
        return vec![whole];
    }
    let only = |set: &&[&str]| {
        let is_of_another = |name: &str| keys.one_of.iter().any(|other| other.contains(&name)) && !set.contains(&name);
        whole.iter().filter(|(name, _)| !is_of_another(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    keys.one_of.iter().map(only).collect()
}

/// A value of a key.
fn value(key: &Key) -> Value {
    let text = |text: &str| Value::String(text.to_owned());
    let named = |value: Value| Value::Table([("nl".to_owned(), value)].into_iter().collect());
    let known = TEXTS.iter().find(|(name, _)| *name == key.name).map_or("x", |(_, text)| text);
    match key.shape {
        Shape::Text | Shape::Words => text(known),
        Shape::Slug => text("x"),
        Shape::Name(names) => text(if names.contains(&known) { known } else { names[0] }),
        Shape::Language => text("nl"),
        Shape::Languages => Value::Array(vec![text("nl")]),
        Shape::Date => text("2026-05-13"),
        Shape::FlatTexts if key.name == "categories" => named(text("007")),
        Shape::LangText | Shape::LangWords | Shape::FlatTexts => named(text("x")),
        Shape::Texts if key.name == "months" => Value::Array(vec![text("x"); 12]),
        Shape::Texts => Value::Array(vec![text(known)]),
        Shape::Names(names) => Value::Array(vec![text(names[0])]),
        Shape::TextsByLanguage | Shape::NamedTexts => named(Value::Array(vec![text("x")])),
        Shape::NamedNumbers => named(Value::Integer(1)),
        Shape::Count => Value::Integer(1),
        Shape::Flag => Value::Boolean(true),
        Shape::Table(keys) => Value::Table(variants(keys).remove(0)),
        Shape::Tables(keys) => Value::Array(variants(keys).into_iter().map(Value::Table).collect()),
        Shape::NamedTables(keys) => named(Value::Table(variants(keys).remove(0))),
    }
}

/// Everything that can be wrong in a whole file.
pub(super) fn mutations(keys: &Keys, whole: &Value) -> Vec<Mutation> {
    let mut mutations = Vec::new();
    visit(keys, whole, &[], &mut mutations);
    mutations
}

/// Adds what can be wrong in a table and in those in it.
fn visit(keys: &Keys, table: &Value, path: &[Step], into: &mut Vec<Mutation>) {
    into.push(Mutation::Misspell(path.to_vec()));
    for key in keys.keys {
        let Some(value) = table.get(key.name) else { continue };
        let at: Vec<Step> = path.iter().cloned().chain([Step::Key(key.name.to_owned())]).collect();
        into.push(Mutation::LeaveOut(at.clone()));
        let wrong = if matches!(key.shape, Shape::Flag) { Value::String("x".into()) } else { Value::Boolean(true) };
        into.push(Mutation::Misread(at.clone(), wrong));
        if matches!(key.shape, Shape::Words | Shape::LangWords) {
            into.push(Mutation::Misread(at.clone(), Value::String(" ".into())));
        }
        if matches!(key.shape, Shape::Name(_) | Shape::Slug | Shape::Language) {
            into.push(Mutation::Misread(at.clone(), Value::String("No such name".into())));
        }
        let below = |step: Step| at.iter().cloned().chain([step]).collect::<Vec<_>>();
        match (key.shape, value) {
            (Shape::Table(inner), value) => visit(inner, value, &at, into),
            (Shape::Tables(inner), Value::Array(entries)) => {
                entries.iter().enumerate().for_each(|(entry_idx, entry)| visit(inner, entry, &below(Step::Entry(entry_idx)), into));
            }
            (Shape::NamedTables(inner), value) => visit(inner, &value["nl"], &below(Step::Key("nl".into())), into),
            _ => {}
        }
    }
}

impl Mutation {
    /// The file with the change.
    pub(super) fn applied(&self, whole: &Value) -> Value {
        let mut changed = whole.clone();
        match self {
            Self::LeaveOut(path) => {
                let (table, name) = last(&mut changed, path);
                table.remove(&name);
            }
            Self::Misread(path, value) => {
                let (table, name) = last(&mut changed, path);
                table.insert(name, value.clone());
            }
            Self::Misspell(path) => {
                let table = path.iter().fold(&mut changed, step).as_table_mut().expect("a table");
                table.insert("zzz-unknown".into(), Value::Boolean(true));
            }
        }
        changed
    }
}

/// The table in which a path ends, and the key.
fn last<'a>(value: &'a mut Value, path: &[Step]) -> (&'a mut Table, String) {
    let (end, way) = path.split_last().expect("a step");
    let name = match end {
        Step::Key(name) => Some(name),
        Step::Entry(_) => None,
    };
    let name = name.expect("a key at the end");
    (way.iter().fold(value, step).as_table_mut().expect("a table"), name.clone())
}

/// The value one step further.
fn step<'a>(value: &'a mut Value, step: &Step) -> &'a mut Value {
    match step {
        Step::Key(name) => value.get_mut(name.as_str()).expect("a key"),
        Step::Entry(entry_idx) => value.get_mut(*entry_idx).expect("an entry"),
    }
}

/// TOML as JSON, as editors hand it to a validator.
pub(super) fn as_json(value: &Value) -> Json {
    match value {
        Value::String(text) => Json::String(text.clone()),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(flag) => (*flag).into(),
        Value::Datetime(date) => Json::String(date.to_string()),
        Value::Array(values) => values.iter().map(as_json).collect(),
        Value::Table(table) => table.iter().map(|(name, value)| (name.clone(), as_json(value))).collect(),
    }
}
