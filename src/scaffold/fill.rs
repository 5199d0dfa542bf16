//! Fills the gaps `{{name}}` of a file of the scaffold.

use toml::Value;

/// A text as TOML writes it in one line, with its quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// A list of texts as TOML.
#[must_use]
pub fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// Values by language as one inline table.
#[must_use]
pub fn by_lang<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = values.into_iter().map(|(tag, value)| format!("{tag} = {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// Fills the gaps of a file; a name that has no value stays as it is, so that a test sees it.
#[must_use]
pub fn fill(form: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut parts = form.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("}}").and_then(|(name, rest)| Some((value(name)?, rest))) {
            Some((value, rest)) => {
                filled.push_str(&value);
                filled.push_str(rest);
            }
            None => {
                filled.push_str("{{");
                filled.push_str(part);
            }
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_unknown_ones_stay() {
        let value = |name: &str| (name == "a").then(|| "1".to_owned());
        assert_eq!(fill("{{a}} {{b}} {{a}}}", &value), "1 {{b}} 1}");
    }

    #[test]
    fn texts_become_toml() {
        for text in ["plain", "it’s “so”", "a \"b\" 'c' \\d", "two\nlines"] {
            let written = format!("x = {}", quoted(text));
            let read: toml::Table = written.parse().unwrap();
            assert_eq!(read["x"].as_str(), Some(text), "{written}");
        }
        assert_eq!(by_lang([("nl", quoted("x")), ("fr-be", list(["y", "z"]))]), r#"{ nl = "x", fr-be = ["y", "z"] }"#);
    }
}
