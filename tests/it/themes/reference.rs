//! The tables of `themes/README.md`: for each template the values that it gets, and each view once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::code::{Code, Filled};
use super::flow::Flow;
use super::views::{InWords, Key, Type, Value, Views, unique_names};

/// How a table begins in the file; what it is of follows, then ` -->`.
const START: &str = "<!-- values: ";
/// How a table ends.
const END: &str = "<!-- end of values -->";

/// What the tables are made of.
pub(crate) struct Reference<'a> {
    /// The source.
    pub(crate) code: &'a Code,
    /// Its views.
    pub(crate) views: &'a Views<'a>,
    /// The templates that the program fills.
    pub(crate) filled: &'a [Filled],
    /// What the templates of the first theme hand to one another.
    pub(crate) flow: &'a Flow,
}

/// The file with its tables made anew, and for what it has a table.
pub(crate) fn renewed(text: &str, reference: &Reference<'_>) -> (String, BTreeSet<String>) {
    let mut parts = text.split(START);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    let mut names = BTreeSet::new();
    for part in parts {
        let (name, rest) = part.split_once(" -->").expect("a name");
        let (_, after) = rest.split_once(END).expect("an end");
        _ = write!(whole, "{START}{name} -->\n{}{END}{after}", reference.table(name));
        names.insert(name.to_owned());
    }
    (whole, names)
}

impl Reference<'_> {
    /// What a table says: of a template, of the frame, or of all views.
    fn table(&self, name: &str) -> String {
        let names = unique_names(self.code);
        match name {
            "page" => self.view(&(vec!["frame".to_owned()], "Frame".to_owned()), &names),
            "views" => self.all_views(&names),
            _ => match self.filled.iter().filter(|filled| filled.template == name).collect::<Vec<_>>().as_slice() {
                [] => self.taken(name, &names),
                filled => self.filled(filled, &names),
            },
        }
    }

    /// What a template gets that the program fills.
    fn filled(&self, filled: &[&Filled], names: &BTreeMap<Key, String>) -> String {
        let mut table = String::new();
        for filled in filled {
            let kind = self.views.kind(&filled.view, (&filled.module, &[]));
            let fields = self.views.fields(&kind).into_iter().filter(|(name, _)| name != "page");
            _ = write!(table, "\nFor: {}\n\n{}", filled.page, rows(fields, names));
        }
        table + "\n"
    }

    /// What a template gets that others take in.
    fn taken(&self, name: &str, names: &BTreeMap<Key, String>) -> String {
        let takers = self.flow.takers.get(name).expect("a template that another takes in");
        let takers: Vec<String> = takers.iter().map(|taker| format!("`{taker}`")).collect();
        let given = self.flow.given[name].iter().filter(|(name, _)| *name != "page");
        let rows: String = given.map(|(name, values)| self.taken_row((name, values), names)).collect();
        let rows = if rows.is_empty() { "Of its own it needs no more than `page` and `w`.\n".to_owned() } else { format!("{HEAD}{rows}") };
        format!("\nTaken in by {}.\n\n{rows}\n", takers.join(", "))
    }

    /// The row of a value that another template hands over: of a view it is enough to know which.
    fn taken_row(&self, (name, values): (&str, &BTreeSet<Value>), names: &BTreeMap<Key, String>) -> String {
        let kinds: BTreeSet<String> = values.iter().map(|value| InWords(&value.kind.outer(), names).to_string()).collect();
        let doc = |value: &Value| match &value.kind {
            Type::View(key, _) => escaped(&self.views.written(key).doc),
            _ => escaped(&value.doc),
        };
        let docs: BTreeSet<String> = values.iter().map(doc).collect();
        let join = |set: BTreeSet<String>, between: &str| set.into_iter().collect::<Vec<_>>().join(between);
        format!("| `{name}` | {} | {} |\n", join(kinds, " or "), join(docs, " Or: "))
    }

    /// The table of a view.
    fn view(&self, key: &Key, names: &BTreeMap<Key, String>) -> String {
        format!("\n{}\n\n{}\n", self.views.written(key).doc, rows(self.views.declared(key), names))
    }

    /// The tables of all views that templates can reach, but those that are a whole page.
    fn all_views(&self, names: &BTreeMap<Key, String>) -> String {
        let kinds = self.filled.iter().map(|filled| self.views.kind(&filled.view, (&filled.module, &[])));
        let mut todo: Vec<Key> = kinds.flat_map(|kind| self.below(&kind)).collect();
        let mut reached = BTreeMap::new();
        while let Some(key) = todo.pop() {
            if reached.insert(names[&key].clone(), key.clone()).is_none() {
                todo.extend(self.views.declared(&key).iter().flat_map(|(_, value)| value.kind.views()));
            }
        }
        let frame = "Frame".to_owned();
        let tables = reached.iter().filter(|(name, _)| **name != frame);
        let tables: String =
            tables.map(|(name, key)| format!("\n### {name}\n{}", self.view(key, names).trim_end_matches('\n').to_owned() + "\n")).collect();
        tables + "\n"
    }

    /// The views in the fields of a page's view.
    fn below(&self, kind: &Type) -> Vec<Key> {
        self.views.fields(kind).iter().flat_map(|(_, value)| value.kind.views()).collect()
    }
}

/// The head of every table.
const HEAD: &str = "| value | type | what it is |\n|---|---|---|\n";

/// A table of values.
fn rows(values: impl IntoIterator<Item = (String, Value)>, names: &BTreeMap<Key, String>) -> String {
    let row = |(name, value): (String, Value)| format!("| `{name}` | {} | {} |\n", InWords(&value.kind, names), escaped(&value.doc));
    let rows: String = values.into_iter().map(row).collect();
    if rows.is_empty() { "It needs no more than `page` and `w`.\n".to_owned() } else { format!("{HEAD}{rows}") }
}

/// A text that breaks no table.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
