//! Descriptions as JSON Schemas, draft 7: the one that editors of TOML read.

use serde_json::{Map, Value, json};

use super::{File, Key, Keys, Shape};

/// A language tag.
const LANGUAGE: &str = "^[a-z]{2,3}(-[a-z0-9]{1,8})*$";

/// A name that can be part of an address.
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// A text with something to read.
const NOT_EMPTY: &str = "\\S";

/// The schema of a kind of file.
pub(super) fn schema(file: &File) -> Value {
    let Value::Object(rest) = table(file.keys) else { return Value::Null };
    let mut schema = Map::new();
    schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".into(), file.about.into());
    schema.insert("description".into(), format!("Of `{}`.", file.path).into());
    schema.extend(rest);
    Value::Object(schema)
}

/// The schema of a table.
fn table(keys: &Keys) -> Value {
    let properties: Map<String, Value> = keys.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let needed: Vec<&str> = keys.keys.iter().filter(|key| key.is_needed).map(|key| key.name).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let Some(fields) = schema.as_object_mut() {
        if !needed.is_empty() {
            fields.insert("required".into(), needed.into());
        }
        if !keys.one_of.is_empty() {
            let sets: Vec<Value> = keys.one_of.iter().map(|set| json!({ "required": set })).collect();
            fields.insert("anyOf".into(), sets.into());
        }
        if !keys.with.is_empty() {
            let others: Map<String, Value> = keys.with.iter().map(|(name, others)| ((*name).to_owned(), json!(others))).collect();
            fields.insert("dependencies".into(), others.into());
        }
    }
    schema
}

/// The schema of a key’s value.
fn property(key: &Key) -> Value {
    let mut schema = value(key.shape);
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("description".into(), key.about.into());
    }
    schema
}

/// The schema of a shape.
fn value(shape: Shape) -> Value {
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Words => words(),
        Shape::Slug => json!({ "type": "string", "pattern": SLUG, "maxLength": 100 }),
        Shape::Name(names) => json!({ "type": "string", "enum": names }),
        Shape::Language => json!({ "type": "string", "pattern": LANGUAGE }),
        Shape::Languages => json!({ "type": "array", "items": { "type": "string", "pattern": LANGUAGE }, "minItems": 1 }),
        Shape::Date => json!({ "type": ["string", "integer"], "examples": ["2025-12-19", "2025-12", "2025-11-13/.."] }),
        Shape::LangText => by_language(json!({ "type": "string" })),
        Shape::LangWords => by_language(words()),
        Shape::Texts => texts(),
        Shape::Names(names) => json!({ "type": "array", "items": { "type": "string", "enum": names } }),
        Shape::TextsByLanguage => {
            json!({ "type": "object", "propertyNames": { "pattern": LANGUAGE }, "additionalProperties": texts() })
        }
        Shape::NamedTexts => json!({ "type": "object", "additionalProperties": texts() }),
        Shape::FlatTexts => json!({ "type": "object", "additionalProperties": { "type": ["string", "object"] } }),
        Shape::NamedNumbers => json!({ "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Shape::NamedTables(keys) => json!({ "type": "object", "additionalProperties": table(keys) }),
    }
}

/// The schema of a text that is not empty.
fn words() -> Value {
    json!({ "type": "string", "pattern": NOT_EMPTY })
}

/// The schema of a text in each language, or one for all.
fn by_language(text: Value) -> Value {
    let table = json!({ "type": "object", "propertyNames": { "pattern": LANGUAGE }, "additionalProperties": text.clone() });
    json!({ "anyOf": [text, table] })
}
