//! A template as a list of what it does with values: uses them, names them, walks over them, hands them to another template.

/// A dotted path: `page.title` is `["page", "title"]`.
pub(crate) type Dotted = Vec<String>;

/// A step of a template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Values are used.
    Use(Vec<Dotted>),
    /// Values are written as they are.
    Write(Vec<Dotted>),
    /// A name is set to a value, or to a yes or no of the template's own.
    Set(String, Option<Dotted>),
    /// A name is each of a list.
    For(String, Dotted),
    /// The list ends.
    EndFor,
    /// Another template goes on with the names that there are.
    Include(String),
    /// Another template is the frame.
    Extends(String),
}

/// The words of expressions that are no values.
const KEYWORDS: &[&str] = &["and", "or", "not", "in", "is", "true", "false", "none", "defined", "odd", "even"];

/// The steps of a template, in order.
pub(crate) fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{']) {
        let start = &rest[at..];
        let close = match start.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                rest = &start[1..];
                continue;
            }
        };
        let (inside, after) = start[2..].split_once(close).expect("a tag that ends");
        let inside = inside.trim_matches('-').trim();
        match close {
            "}}" => steps.push(Step::Write(values(inside))),
            "%}" => steps.extend(step(inside)),
            _ => {}
        }
        rest = after;
    }
    steps
}

/// The step of a tag `{% … %}`; none for tags that only hold others together.
fn step(tag: &str) -> Option<Step> {
    let (word, rest) = tag.split_once(' ').unwrap_or((tag, ""));
    match word {
        "if" | "elif" => Some(Step::Use(values(rest))),
        "set" => rest.split_once('=').map(|(name, value)| Step::Set(name.trim().to_owned(), values(value).pop())),
        "for" => rest.split_once(" in ").map(|(name, value)| Step::For(name.trim().to_owned(), one(value))),
        "endfor" => Some(Step::EndFor),
        "include" => Some(Step::Include(quoted(rest))),
        "extends" => Some(Step::Extends(quoted(rest))),
        "block" | "endblock" | "else" | "endif" => None,
        other => {
            assert_eq!(other, "", "a tag that this test does not know");
            None
        }
    }
}

/// The text in quotes.
fn quoted(text: &str) -> String {
    text.trim().trim_matches('"').to_owned()
}

/// The one value of an expression.
fn one(expression: &str) -> Dotted {
    let mut found = values(expression);
    assert_eq!(found.len(), 1, "one value in `{expression}`");
    found.remove(0)
}

/// The values that an expression uses.
pub(crate) fn values(expression: &str) -> Vec<Dotted> {
    let parts: Vec<&str> = expression.split('"').collect();
    let outside = parts.iter().step_by(2).copied().collect::<Vec<_>>().join(" ");
    let is_in_name = |char: char| char.is_ascii_alphanumeric() || "_.".contains(char);
    let mut found = Vec::new();
    let mut is_filter = false;
    for word in outside.split_inclusive(|char| !is_in_name(char)) {
        let name = word.trim_matches(|char: char| !is_in_name(char));
        let is_value = name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_') && !KEYWORDS.contains(&name);
        if is_value && !is_filter {
            found.push(name.split('.').map(str::to_owned).collect());
        }
        is_filter = (is_filter && name.is_empty()) || word.ends_with('|');
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the values of an expression, dotted.
    #[track_caller]
    fn check(expression: &str, expected: &[&str]) {
        assert_eq!(values(expression).iter().map(|path| path.join(".")).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn values_are_found_in_expressions() {
        check("body | safe", &["body"]);
        check("row.level > 0 and not cell.is_gap", &["row.level", "cell.is_gap"]);
        check("a.b|length > 3 or c == \"not d\"", &["a.b", "c"]);
        check("loop.first", &["loop.first"]);
    }

    #[test]
    fn tags_are_steps() {
        let dotted = |path: &str| path.split('.').map(str::to_owned).collect::<Dotted>();
        let text = "{% extends \"base.html\" %}{ {{- a }}{# b #}{%- for x in c.d -%}{% set y = x %}{% include \"e.html\" %}{% endfor %}";
        let expected = [
            Step::Extends("base.html".into()),
            Step::Write(vec![dotted("a")]),
            Step::For("x".into(), dotted("c.d")),
            Step::Set("y".into(), Some(dotted("x"))),
            Step::Include("e.html".into()),
            Step::EndFor,
        ];
        assert_eq!(steps(text), expected);
    }
}
