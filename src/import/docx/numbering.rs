//! The numbers and bullets of a Word document's lists, which it does not print but count.

use std::collections::BTreeMap;

use crate::import::xml::Element;

/// The deepest level of a list.
const MAX_LEVEL: usize = 8;

/// What stands before an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// A bullet.
    #[default]
    Bullet,
    /// A number.
    Decimal,
    /// A letter, a Roman number, or a number of several levels.
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
            let levels = list.elements().filter(|level| level.name == "lvl").map(|level| Level {
                format: level.value("numFmt").unwrap_or("bullet").to_owned(),
                pattern: level.value("lvlText").unwrap_or_default().to_owned(),
                start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            });
            defined.insert(list.attribute("abstractNumId").unwrap_or_default(), levels.take(MAX_LEVEL + 1).collect());
        }
        let used = part.elements().filter(|list| list.name == "num").filter_map(|list| {
            let definition = list.value("abstractNumId")?;
            // A list that begins anew counts by itself.
            let own = if list.find("lvlOverride").is_some() { list.attribute("numId")? } else { definition };
            Some((list.attribute("numId")?.to_owned(), (own.to_owned(), defined.get(definition)?.clone())))
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
        let is_plain = level.pattern.matches('%').count() <= 1;
        let format = match level.format.as_str() {
            "bullet" | "none" | "" => Format::Bullet,
            "decimal" if is_plain => Format::Decimal,
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
    let letter = |first: u8| u8::try_from(count.saturating_sub(1) % 26).map(|idx| char::from(first + idx).to_string()).unwrap_or_default();
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        _ => count.to_string(),
    }
}

/// A Roman number.
fn roman(count: usize) -> String {
    const PARTS: &[(usize, &str)] = &[(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = count.min(399);
    let mut text = String::new();
    for (value, sign) in PARTS {
        while *value <= rest {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
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
        assert_eq!(roman(14), "XIV");
    }
}
