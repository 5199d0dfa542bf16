//! The numbers and bullets of a Word document's lists, which it does not print but count.

use std::collections::BTreeMap;

use crate::import::xml::Element;
use crate::import::{certain, letters};

/// The deepest level of a list.
const MAX_LEVEL: usize = 8;

/// How often a letter is repeated at most.
const MAX_REPEATED: usize = 20;

/// What stands before an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// A bullet.
    #[default]
    Bullet,
    /// A number.
    Decimal,
    /// A letter, a Roman number, a number of several levels, or one with words.
    Other,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    /// How its numbers are written.
    format: String,
    /// What stands before an item: `%1.`
    pattern: String,
    /// The first number.
    start: usize,
}

impl Level {
    /// Reads a level.
    fn of(level: &Element) -> Self {
        Self {
            format: level.value("numFmt").unwrap_or("bullet").to_owned(),
            pattern: certain::plain(level.value("lvlText").unwrap_or_default()),
            start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        }
    }
}

/// Changes a level of a list as one that is made of it does: another first number, or another level.
fn change(levels: &mut [Level], changed: &Element) {
    let depth = changed.attribute("ilvl").and_then(|depth| depth.parse::<usize>().ok()).unwrap_or_default();
    let Some(level) = levels.get_mut(depth) else { return };
    if let Some(other) = changed.find("lvl") {
        *level = Level::of(other);
    }
    if let Some(start) = changed.value("startOverride").and_then(|start| start.parse().ok()) {
        level.start = start;
    }
}

/// What stands before an item, with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// What it is.
    pub(super) format: Format,
    /// How deep the item is.
    pub(super) depth: usize,
    /// The number.
    pub(super) count: usize,
    /// What stands before the item, with a space behind it; nothing for a bullet.
    pub(super) printed: String,
}

/// The lists of a document, and how far each is counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    /// The levels of each list, by its id.
    lists: BTreeMap<String, (String, Vec<Level>)>,
    /// The last number of each level, by the list's definition.
    counts: BTreeMap<String, Vec<usize>>,
}

impl Numbering {
    /// Reads the lists.
    pub(super) fn of(part: &Element) -> Self {
        let mut defined: BTreeMap<&str, Vec<Level>> = BTreeMap::new();
        for list in part.elements().filter(|list| list.name == "abstractNum") {
            let levels = list.elements().filter(|level| level.name == "lvl").map(Level::of);
            defined.insert(list.attribute("abstractNumId").unwrap_or_default(), levels.take(MAX_LEVEL + 1).collect());
        }
        let used = part.elements().filter(|list| list.name == "num").filter_map(|list| {
            let definition = list.value("abstractNumId")?;
            // A list that begins anew counts by itself.
            let own = if list.find("lvlOverride").is_some() { list.attribute("numId")? } else { definition };
            let mut levels = defined.get(definition)?.clone();
            list.elements().filter(|changed| changed.name == "lvlOverride").for_each(|changed| change(&mut levels, changed));
            Some((list.attribute("numId")?.to_owned(), (own.to_owned(), levels)))
        });
        Self { lists: used.collect(), counts: BTreeMap::new() }
    }

    /// Counts the next item of a list; `None` if it is in none.
    pub(super) fn next(&mut self, list: &Element) -> Option<Number> {
        let id = list.value("numId").filter(|id| *id != "0")?;
        let depth: usize = list.value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(MAX_LEVEL);
        let Some((definition, levels)) = self.lists.get(id) else {
            return Some(Number { format: Format::Bullet, depth, count: 0, printed: String::new() });
        };
        let level = levels.get(depth).cloned().unwrap_or_default();
        let counts = self.counts.entry(definition.clone()).or_default();
        counts.truncate(depth + 1);
        while counts.len() <= depth {
            let start = levels.get(counts.len()).map_or(1, |level| level.start);
            counts.push(if counts.len() < depth { start } else { start.saturating_sub(1) });
        }
        if let Some(count) = counts.last_mut() {
            *count = count.saturating_add(1);
        }
        let count = counts.last().copied().unwrap_or(1);
        let format = match level.format.as_str() {
            "bullet" | "none" | "" => Format::Bullet,
            "decimal" if is_plain(&level.pattern, depth) => Format::Decimal,
            _ => Format::Other,
        };
        let printed = if format == Format::Bullet { String::new() } else { format!("{} ", printed(&level.pattern, levels, counts)) };
        Some(Number { format, depth, count, printed })
    }
}

/// A pattern with the numbers of its levels in it.
fn printed(pattern: &str, levels: &[Level], counts: &[usize]) -> String {
    (0..=MAX_LEVEL).fold(pattern.to_owned(), |text, idx| {
        let format = levels.get(idx).map(|level| level.format.as_str()).unwrap_or_default();
        text.replace(&format!("%{}", idx + 1), &spelled(counts.get(idx).copied().unwrap_or(1), format))
    })
}

/// A number as a format writes it.
fn spelled(count: usize, format: &str) -> String {
    match format {
        "lowerLetter" => repeated(count),
        "upperLetter" => repeated(count).to_uppercase(),
        "lowerRoman" => letters::roman(count).to_lowercase(),
        "upperRoman" => letters::roman(count),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

/// A letter, as often as the alphabet was begun: behind `z` come `aa` and `bb`.
fn repeated(count: usize) -> String {
    let before = count.saturating_sub(1);
    letters::letters(before % 26 + 1).repeat((before / 26 + 1).min(MAX_REPEATED))
}

/// Whether a pattern has nothing but the number of its own level, and signs that a list of Markdown has too.
fn is_plain(pattern: &str, depth: usize) -> bool {
    let around = pattern.replacen(&format!("%{}", depth + 1), "", 1);
    around.chars().all(|char| matches!(char, ' ' | '\u{a0}' | '\t' | '.' | ':' | ',' | ')' | '(' | ']' | '[' | '-' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::xml;

    #[test]
    fn items_are_counted_by_level() {
        let level = |idx: usize, format: &str, text: &str| {
            format!("<lvl ilvl='{idx}'><start val='1'/><numFmt val='{format}'/><lvlText val='{text}'/></lvl>")
        };
        let levels = level(0, "decimal", "%1.") + &level(1, "lowerLetter", "%2)") + &level(2, "decimal", "%1.%3");
        let part = xml::read(&format!(
            "<n><abstractNum abstractNumId='7'>{levels}</abstractNum><num numId='1'><abstractNumId val='7'/></num></n>"
        ))
        .unwrap();
        let mut numbering = Numbering::of(&part);
        let mut next = |depth: usize| {
            let list = xml::read(&format!("<numPr><ilvl val='{depth}'/><numId val='1'/></numPr>")).unwrap();
            numbering.next(&list).map(|number| number.printed).unwrap()
        };
        assert_eq!([next(0), next(1), next(1), next(2), next(0), next(1)], ["1. ", "a) ", "b) ", "1.1 ", "2. ", "a) "]);
    }

    /// What stands before the first items of two lists that are made of one definition.
    #[track_caller]
    fn check(pattern: &str, changed: &str, expected: [(Format, &str); 3]) {
        let level = format!("<lvl ilvl='0'><start val='1'/><numFmt val='decimal'/><lvlText val='{pattern}'/></lvl>");
        let lists = format!("<num numId='1'><abstractNumId val='7'/></num><num numId='2'><abstractNumId val='7'/>{changed}</num>");
        let part = xml::read(&format!("<n><abstractNum abstractNumId='7'>{level}</abstractNum>{lists}</n>")).unwrap();
        let mut numbering = Numbering::of(&part);
        let mut next = |id: usize| {
            let list = xml::read(&format!("<numPr><ilvl val='0'/><numId val='{id}'/></numPr>")).unwrap();
            numbering.next(&list).map(|number| (number.format, number.printed)).unwrap()
        };
        assert_eq!([next(1), next(1), next(2)], expected.map(|(format, printed)| (format, printed.to_owned())));
    }

    #[test]
    fn a_list_that_is_made_of_another_begins_where_it_says() {
        let changed = "<lvlOverride ilvl='0'><startOverride val='7'/></lvlOverride>";
        check("%1.", changed, [(Format::Decimal, "1. "), (Format::Decimal, "2. "), (Format::Decimal, "7. ")]);
        check("%1.", "", [(Format::Decimal, "1. "), (Format::Decimal, "2. "), (Format::Decimal, "3. ")]);
        let other = "<lvlOverride ilvl='0'><lvl><numFmt val='decimalZero'/><lvlText val='(%1)'/></lvl></lvlOverride>";
        check("(%1)", other, [(Format::Decimal, "(1) "), (Format::Decimal, "(2) "), (Format::Other, "(01) ")]);
    }

    #[test]
    fn words_before_a_number_are_kept() {
        check("Artikel %1", "", [(Format::Other, "Artikel 1 "), (Format::Other, "Artikel 2 "), (Format::Other, "Artikel 3 ")]);
        assert_eq!([1, 26, 27, 53].map(repeated), ["a", "z", "aa", "aaa"]);
    }
}
