//! Follows values through the templates of a theme: each that a template uses must be one that the program gives.

use std::collections::{BTreeMap, BTreeSet};

use super::template::{Dotted, Step, steps};
use super::views::{Fields, Type, Value, Views};

/// What Tera tells inside a loop.
const LOOP: &[&str] = &["index", "index0", "first", "last", "length"];

/// What is known of the templates of a theme, after all pages were followed.
#[derive(Default)]
pub(crate) struct Flow {
    /// For each template that another takes in, the values that it uses and did not set itself.
    pub(crate) given: BTreeMap<String, BTreeMap<String, BTreeSet<Value>>>,
    /// For each template that another takes in, which do.
    pub(crate) takers: BTreeMap<String, BTreeSet<String>>,
    /// What is used and not given, a line each.
    pub(crate) faults: BTreeSet<String>,
}

/// A theme's templates with what the program gives them.
pub(crate) struct Theme<'a> {
    /// The texts, by name.
    pub(crate) templates: &'a BTreeMap<String, String>,
    /// The views.
    pub(crate) views: &'a Views<'a>,
    /// The words of the interface, dotted, without the first `w`.
    pub(crate) words: &'a BTreeSet<String>,
}

/// The names at one point of a template.
#[derive(Clone, Default)]
struct Names {
    /// What came from outside.
    outer: BTreeMap<String, Value>,
    /// What the template named, innermost loop last.
    own: Vec<BTreeMap<String, Value>>,
}

impl Names {
    /// All names with what they stand for; the template's own hide those from outside.
    fn all(&self) -> BTreeMap<String, Value> {
        self.own.iter().fold(self.outer.clone(), |all, names| all.into_iter().chain(names.clone()).collect())
    }

    /// What a name of the template's own stands for.
    fn own(&self, name: &str) -> Option<&Value> {
        self.own.iter().rev().find_map(|names| names.get(name))
    }
}

impl Theme<'_> {
    /// Follows the values of a page's view through its template.
    pub(crate) fn follow(&self, template: &str, view: Fields, flow: &mut Flow) {
        self.walk((template, template), &view.into_iter().collect(), flow);
    }

    /// Follows the values through a template; `taker` is the one that takes it in, or itself.
    fn walk(&self, (template, taker): (&str, &str), outer: &BTreeMap<String, Value>, flow: &mut Flow) {
        let Some(text) = self.templates.get(template) else {
            flow.faults.insert(format!("{taker}: no template `{template}`"));
            return;
        };
        if template != taker {
            flow.takers.entry(template.to_owned()).or_default().insert(taker.to_owned());
            flow.given.entry(template.to_owned()).or_default();
        }
        let mut names = Names { outer: outer.clone(), own: vec![BTreeMap::new()] };
        for step in steps(text) {
            match step {
                Step::Use(paths) => paths.iter().for_each(|path| _ = self.value((template, taker), (&names, path), flow)),
                Step::Write(paths) => paths.iter().for_each(|path| self.write((template, taker), (&names, path), flow)),
                Step::Set(name, path) => {
                    let value = match path {
                        Some(path) => self.value((template, taker), (&names, &path), flow),
                        None => Some(Value { kind: Type::Flag, doc: "What the template that takes it in says.".to_owned() }),
                    };
                    names.own.last_mut().expect("a scope").extend(value.map(|value| (name, value)));
                }
                Step::For(name, path) => {
                    let list = self.value((template, taker), (&names, &path), flow);
                    let item = list.and_then(|list| self.views.item(&list));
                    if item.is_none() {
                        flow.faults.insert(format!("{template}: `{}` is no list", path.join(".")));
                    }
                    names.own.push(item.into_iter().map(|item| (name.clone(), item)).collect());
                }
                Step::EndFor => _ = names.own.pop(),
                Step::Include(other) | Step::Extends(other) => self.walk((&other, template), &names.all(), flow),
            }
        }
    }

    /// Notes that a value is written; a list or a view is no text.
    fn write(&self, (template, taker): (&str, &str), (names, path): (&Names, &Dotted), flow: &mut Flow) {
        let written = self.value((template, taker), (names, path), flow);
        if written.is_some_and(|value| matches!(value.kind.some(), Type::List(_) | Type::View(..))) {
            flow.faults.insert(format!("{template}: `{}` is no text", path.join(".")));
        }
    }

    /// What a path stands for; what is not there is a fault.
    fn value(&self, (template, taker): (&str, &str), (names, path): (&Names, &Dotted), flow: &mut Flow) -> Option<Value> {
        let (first, rest) = path.split_first()?;
        if first == "loop" || first == "w" {
            let is_known =
                if first == "w" { self.words.contains(&rest.join(".")) } else { rest.iter().all(|name| LOOP.contains(&name.as_str())) };
            let found = is_known.then(|| Value { kind: Type::Text, doc: "A word of the interface.".to_owned() });
            return noted(found, (template, path), flow);
        }
        let root = names.own(first).or_else(|| names.outer.get(first));
        if template != taker && names.own(first).is_none() {
            let given = flow.given.entry(template.to_owned()).or_default().entry(first.clone()).or_default();
            given.extend(root.map(|value| Value { kind: value.kind.some().clone(), ..value.clone() }));
        }
        let inside = |value: Value, name: &String| {
            let mut fields = self.views.fields(&value.kind).into_iter();
            fields.find_map(|(field, value)| (field == *name).then_some(value))
        };
        noted(root.cloned().and_then(|root| rest.iter().try_fold(root, inside)), (template, path), flow)
    }
}

/// The value that was found; none is a fault.
fn noted(found: Option<Value>, (template, path): (&str, &Dotted), flow: &mut Flow) -> Option<Value> {
    if found.is_none() {
        flow.faults.insert(format!("{template}: nobody gives `{}`", path.join(".")));
    }
    found
}
