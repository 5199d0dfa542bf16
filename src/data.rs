//! Typed reading of TOML with places: every fault of a file is reported at once, each with its line.
//!
//! A `Table` is asked for its keys; what nobody asked for is an unknown key.

pub mod file;
pub mod put;
mod syntax;
#[cfg(test)]
mod tests;
mod texts;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::model::date::Edtf;
use crate::model::file::SourceFile;
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};

/// A text with its place.
pub type Located = (String, Place);

/// Parses TOML and hands its root table to a reader; reports syntax errors and keys that the reader did not ask for.
/// The TOML may be a part of the file that begins at a byte.
pub fn read<T>(file: &Arc<SourceFile>, part: Range<usize>, problems: &mut Problems, reader: impl FnOnce(&Table<'_>) -> T) -> T {
    let text = file.text().part(part.clone()).unwrap_or_default();
    let (root, errors) = DeTable::parse_recoverable(&text);
    let found = RefCell::new(Problems::default());
    syntax::report(file, part.start, &errors, &mut found.borrow_mut());
    syntax::report_escapes(file, part.start, root.get_ref(), &mut found.borrow_mut());
    let table = Table { file, offset: part.start, span: 0..0, entries: root.get_ref(), asked: RefCell::new(Vec::new()), found: &found };
    let value = reader(&table);
    if errors.is_empty() {
        table.finish();
        problems.append(found.into_inner());
    } else {
        // Keys after a syntax error cannot be judged: only the syntax error is certain.
        let mut found = found.into_inner();
        found.list.retain(|problem| problem.id == "broken-toml");
        problems.append(found);
    }
    value
}

/// A TOML table that remembers what it was asked for.
pub struct Table<'a> {
    /// The file.
    file: &'a Arc<SourceFile>,
    /// Where the TOML begins in the file.
    offset: usize,
    /// The table's bytes in the TOML; empty for the root.
    span: Range<usize>,
    /// Its keys and values.
    entries: &'a DeTable<'a>,
    /// The keys it was asked for.
    asked: RefCell<Vec<&'static str>>,
    /// What is wrong.
    found: &'a RefCell<Problems>,
}

impl<'a> Table<'a> {
    /// The file.
    #[must_use]
    pub fn file(&self) -> &'a Arc<SourceFile> {
        self.file
    }

    /// Where the table stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place_at(&self.span)
    }

    /// Reports a problem.
    pub fn report(&self, problem: crate::problem::Problem) {
        self.found.borrow_mut().add(problem);
    }

    /// A text; a missing key is nothing, and a blank text a problem.
    pub fn text(&self, key: &'static str) -> Option<Located> {
        let (text, place) = self.any_text(key)?;
        if text.trim().is_empty() {
            self.report(kinds::blank_text(place, key));
            return None;
        }
        Some((text, place))
    }

    /// A text that may be blank, where that says something; a missing key is nothing.
    pub fn any_text(&self, key: &'static str) -> Option<Located> {
        let value = self.find(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some((text.to_string(), self.place_of(value))),
            _ => self.wrong(value, key, "a text in quotes"),
        }
    }

    /// A text that must be there, and not be empty.
    pub fn need_text(&self, key: &'static str, what: &str) -> Option<Located> {
        self.need(key, what)?;
        let (text, place) = self.any_text(key)?;
        if text.trim().is_empty() {
            self.report(kinds::missing_key(place, key, what));
            return None;
        }
        Some((text, place))
    }

    /// A text that must be there and be one of a list of names.
    pub fn need_name<T>(&self, key: &'static str, names: &[&str], find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let expected = format!("one of {}", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
        let (text, place) = self.need_text(key, &expected)?;
        let value = find(&text);
        if value.is_none() {
            let near = nearest(&text, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let mut problem = kinds::wrong_value(place, key, &expected);
            problem.hints.extend(near);
            self.report(problem);
        }
        value
    }

    /// An EDTF date; a missing key is nothing.
    pub fn date(&self, key: &'static str) -> Option<(Edtf, Place)> {
        let value = self.find(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(year) => year.to_string(),
            _ => return self.wrong(value, key, "a date as EDTF, in quotes"),
        };
        let place = self.place_of(value);
        match Edtf::parse(&text) {
            Ok(date) => Some((date, place)),
            Err(reason) => {
                self.report(kinds::bad_date(place, &reason));
                None
            }
        }
    }

    /// A list of texts; empty if the key is missing.
    pub fn texts(&self, key: &'static str) -> Vec<Located> {
        let Some(array) = self.array(key, "a list of texts") else { return Vec::new() };
        let text = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(text) => Some((text.to_string(), self.place_of(value))),
            _ => self.wrong(value, key, "a list of texts"),
        };
        array.iter().filter_map(text).collect()
    }

    /// A table inside this one, handed to a reader; nothing if the key is missing.
    pub fn table<T>(&self, key: &'static str, reader: impl FnOnce(&Table<'_>) -> T) -> Option<T> {
        let value = self.find(key)?;
        let DeValue::Table(entries) = value.get_ref() else { return self.wrong(value, key, "a table") };
        Some(self.inside(entries, value.span(), reader))
    }

    /// A table that must be there.
    pub fn need_table<T>(&self, key: &'static str, what: &str, reader: impl FnOnce(&Table<'_>) -> T) -> Option<T> {
        self.need(key, what)?;
        self.table(key, reader)
    }

    /// A list of tables (`[[key]]`), each handed to a reader.
    pub fn tables<T>(&self, key: &'static str, mut reader: impl FnMut(&Table<'_>) -> T) -> Vec<T> {
        let Some(array) = self.array(key, "a list of tables, `[[…]]`") else { return Vec::new() };
        let mut values = Vec::new();
        for value in array {
            match value.get_ref() {
                DeValue::Table(entries) => values.push(self.inside(entries, value.span(), &mut reader)),
                _ => _ = self.wrong::<()>(value, key, "a list of tables, `[[…]]`"),
            }
        }
        values
    }

    /// A table of tables with names that the publisher chooses, each handed to a reader.
    pub fn named_tables<T>(&self, key: &'static str, mut reader: impl FnMut(&str, &Table<'_>) -> T) -> Vec<T> {
        self.table(key, |outer| {
            let mut values = Vec::new();
            for (name, value) in outer.entries {
                match value.get_ref() {
                    DeValue::Table(entries) => {
                        values.push(outer.inside(entries, value.span(), |table| reader(name.get_ref(), table)));
                    }
                    _ => _ = outer.wrong::<()>(value, name.get_ref(), "a table"),
                }
            }
            outer.ask_all();
            values
        })
        .unwrap_or_default()
    }

    /// All texts of a table and the tables inside it, with their keys joined by dots.
    pub fn flat_texts(&self, key: &'static str) -> Vec<(String, Located)> {
        self.table(key, |outer| {
            let mut texts = Vec::new();
            outer.flatten("", &mut texts);
            outer.ask_all();
            texts
        })
        .unwrap_or_default()
    }

    /// Lists of texts of this table, with names that the publisher chooses.
    pub fn named_texts(&self) -> Vec<(String, Vec<Located>)> {
        let mut lists = Vec::new();
        let text = |item: &Spanned<DeValue<'_>>| Some((item.get_ref().as_str()?.to_owned(), self.place_of(item)));
        for (name, value) in self.entries {
            match value.get_ref().as_array() {
                Some(array) => lists.push((name.get_ref().to_string(), array.iter().filter_map(text).collect())),
                None => _ = self.wrong::<()>(value, name.get_ref(), "a list of texts"),
            }
        }
        self.ask_all();
        lists
    }

    /// Yes or no; a missing key is nothing.
    pub fn flag(&self, key: &'static str) -> Option<(bool, Place)> {
        let value = self.find(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some((*flag, self.place_of(value))),
            _ => self.wrong(value, key, "`true` or `false`"),
        }
    }

    /// A whole number that must be there.
    pub fn need_count(&self, key: &'static str, what: &str) -> Option<(usize, Place)> {
        self.need(key, what)?;
        let value = self.find(key)?;
        match value.get_ref() {
            DeValue::Integer(number) if number.as_str().parse::<usize>().is_ok() => {
                Some((number.as_str().parse().unwrap_or_default(), self.place_of(value)))
            }
            _ => self.wrong(value, key, "a whole number"),
        }
    }

    /// Whole numbers of a table with names that the publisher chooses.
    pub fn named_numbers(&self, key: &'static str) -> Vec<(String, u32)> {
        self.table(key, |outer| {
            let mut numbers = Vec::new();
            for (name, value) in outer.entries {
                match value.get_ref() {
                    DeValue::Integer(number) if number.as_str().parse::<u32>().is_ok() => {
                        numbers.push((name.get_ref().to_string(), number.as_str().parse().unwrap_or_default()));
                    }
                    _ => _ = outer.wrong::<()>(value, name.get_ref(), "a whole number"),
                }
            }
            outer.ask_all();
            numbers
        })
        .unwrap_or_default()
    }

    /// The place of a key's value; nothing if the key is missing.
    #[must_use]
    pub fn place_of_value(&self, key: &str) -> Option<Place> {
        self.entries.get(key).map(|value| self.place_of(value))
    }

    /// The place of a list that holds nothing; none if the key is missing, or is another value.
    #[must_use]
    pub fn empty_list(&self, key: &str) -> Option<Place> {
        let value = self.entries.get(key)?;
        value.get_ref().as_array().is_some_and(|array| array.is_empty()).then(|| self.place_of(value))
    }

    /// Whether the table has a key; does not count as asking.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Adds the texts of this table and the tables inside it.
    fn flatten(&self, prefix: &str, texts: &mut Vec<(String, Located)>) {
        for (name, value) in self.entries {
            let name = if prefix.is_empty() { name.get_ref().to_string() } else { format!("{prefix}.{}", name.get_ref()) };
            match value.get_ref() {
                DeValue::String(text) => texts.push((name, (text.to_string(), self.place_of(value)))),
                DeValue::Table(entries) => {
                    self.inside(entries, value.span(), |table| {
                        table.flatten(&name, texts);
                        table.ask_all();
                    });
                }
                _ => _ = self.wrong::<()>(value, &name, "a text"),
            }
        }
    }

    /// Opens a table inside this one, and reports what its reader did not ask for.
    fn inside<T>(&self, entries: &DeTable<'_>, span: Range<usize>, reader: impl FnOnce(&Table<'_>) -> T) -> T {
        let table = Table { file: self.file, offset: self.offset, span, entries, asked: RefCell::new(Vec::new()), found: self.found };
        let value = reader(&table);
        table.finish();
        value
    }

    /// A list; nothing if the key is missing or no list.
    fn array(&self, key: &'static str, expected: &str) -> Option<&DeArray<'a>> {
        let value = self.find(key)?;
        match value.get_ref() {
            DeValue::Array(array) => Some(array),
            _ => self.wrong(value, key, expected),
        }
    }

    /// Looks a key up and remembers that it was asked for.
    fn find(&self, key: &'static str) -> Option<&Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(key);
        self.entries.get(key)
    }

    /// Reports a missing key.
    fn need(&self, key: &'static str, what: &str) -> Option<()> {
        if self.has(key) {
            return Some(());
        }
        self.asked.borrow_mut().push(key);
        self.report(kinds::missing_key(self.place(), key, what));
        None
    }

    /// Reports a value that is not what its key needs.
    fn wrong<T>(&self, value: &Spanned<DeValue<'_>>, key: &str, expected: &str) -> Option<T> {
        self.report(kinds::wrong_value(self.place_of(value), key, expected));
        None
    }

    /// Says that every key is known.
    fn ask_all(&self) {
        self.asked.borrow_mut().push("*");
    }

    /// Reports keys that nobody asked for.
    fn finish(&self) {
        let asked = self.asked.borrow();
        if asked.contains(&"*") {
            return;
        }
        for key in self.entries.keys().filter(|key| !asked.contains(&key.get_ref().as_ref())) {
            let near = nearest(key.get_ref(), asked.iter().copied().filter(|name| !self.has(name)));
            self.found.borrow_mut().add(kinds::unknown_key(self.place_at(&key.span()), key.get_ref(), near));
        }
    }

    /// The place of a value.
    fn place_of(&self, value: &Spanned<DeValue<'_>>) -> Place {
        self.place_at(&value.span())
    }

    /// The place of bytes of the TOML.
    fn place_at(&self, span: &Range<usize>) -> Place {
        Place::new(self.file, self.offset + span.start..self.offset + span.end)
    }
}
