//! Problems as SARIF 2.1.0, the standard of OASIS that code hosts and editors read.

use std::collections::BTreeSet;

use dossier::model::place::Place;
use dossier::problem::registry::{self, Kind};
use dossier::problem::{Problem, Problems, Severity};
use serde_json::{Value, json};

/// Problems as one SARIF log.
pub fn log(problems: &Problems) -> String {
    let ids: BTreeSet<&str> = problems.list.iter().map(|problem| problem.id).collect();
    let kinds: Vec<&Kind> = ids.iter().filter_map(|id| registry::find(id)).collect();
    let results: Vec<Value> = problems.list.iter().map(|problem| result(problem, &kinds)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dossier",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": kinds.iter().map(|kind| rule(kind)).collect::<Vec<_>>(),
            } },
            // A column counts characters as Unicode does, not the units of UTF-16.
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "The folder that holds `content/` and `themes/`." } } },
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

/// A kind of problem as a rule.
fn rule(kind: &Kind) -> Value {
    json!({
        "id": kind.id,
        "shortDescription": { "text": kind.summary },
        "fullDescription": { "text": kind.explanation },
        "help": { "text": kind.remedy, "markdown": kind.remedy },
        "properties": { "canBeAccepted": kind.can_be_accepted },
    })
}

/// A problem as a result.
fn result(problem: &Problem, kinds: &[&Kind]) -> Value {
    let hints: String = problem.hints.iter().map(|hint| format!("\nhint: {hint}")).collect();
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut result = json!({
        "ruleId": problem.id,
        "level": level,
        "message": { "text": format!("{}{hints}", problem.message) },
        "locations": [{ "physicalLocation": location(&problem.place) }],
    });
    if let Some(fields) = result.as_object_mut() {
        if let Some(rule_idx) = kinds.iter().position(|kind| kind.id == problem.id) {
            fields.insert("ruleIndex".into(), rule_idx.into());
        }
        if let Some((what, place)) = &problem.other {
            let related = json!([{ "message": { "text": what }, "physicalLocation": location(place) }]);
            fields.insert("relatedLocations".into(), related);
        }
    }
    result
}

/// A place: the file, and where in it unless all of it is meant.
fn location(place: &Place) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": address(&place.file.path), "uriBaseId": "ROOT" } });
    let text = &place.file.text();
    if let Some(fields) = location.as_object_mut().filter(|_| !text.is_empty()) {
        let (line, column) = place.line_and_column();
        let marked = text.get(place.span.clone()).unwrap_or_default();
        let (n_lines, last) = (marked.matches('\n').count(), marked.rsplit('\n').next().unwrap_or_default());
        let before_end = if n_lines == 0 { column } else { 1 };
        let region = json!({
            "startLine": line,
            "startColumn": column,
            "endLine": line + n_lines,
            "endColumn": before_end + last.chars().count(),
        });
        fields.insert("region".into(), region);
    }
    location
}

/// A path as a relative address.
fn address(path: &str) -> String {
    path.bytes().fold(String::new(), |mut address, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
        address
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dossier::model::file::SourceFile;

    use super::*;

    fn check(text: &str, words: &str, expected: &Value) {
        let file = Arc::new(SourceFile::new("a é.md".into(), text.into()));
        let at = text.find(words).unwrap();
        let found = location(&Place::new(&file, at..at + words.len()));
        assert_eq!(found["region"], *expected, "{words}");
        assert_eq!(found["artifactLocation"]["uri"], "a%20%C3%A9.md");
    }

    #[test]
    fn columns_count_characters() {
        check("ab\n𝄞é bad x", "bad", &json!({ "startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 7 }));
        check("one\ntwo é\nthree", "o é\nthr", &json!({ "startLine": 2, "startColumn": 3, "endLine": 3, "endColumn": 4 }));
    }

    #[test]
    fn a_whole_file_has_no_region() {
        assert!(location(&Place::of_path("x.md")).get("region").is_none());
    }
}
