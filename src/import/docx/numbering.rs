//! The numbers and bullets of a Word document's lists, which it does not print but count.

use std::collections::BTreeMap;

use super::styles::Styles;
use crate::import::xml::Element;
use crate::import::{certain, letters};

/// The deepest level of a list.
const MAX_LEVEL: usize = 8;

/// How often a letter is repeated at most.
const MAX_REPEATED: usize = 20;

/// The most characters of what stands before an item, which is made anew for each: Word itself takes far fewer.
const MAX_PATTERN: usize = 200;

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

/// How numbers can be written that are known here, beside `none` and bullets.
const FORMATS: &[&str] = &["decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"];

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    /// How its numbers are written.
    format: String,
    /// What stands before an item: `%1.`
    pattern: String,
    /// The first number.
    start: usize,
    /// Above which level an item lets it begin anew: 0 for none, nothing for every higher one.
    restart: Option<usize>,
    /// Whether the numbers in it are figures, whatever those of their levels are.
    is_legal: bool,
    /// The style whose paragraphs stand at this level.
    style: Option<String>,
}

impl Level {
    /// Reads a level.
    fn of(level: &Element) -> Self {
        let whole = certain::plain(level.value("lvlText").unwrap_or_default());
        let mut pattern: String = whole.chars().take(MAX_PATTERN).collect();
        // Who reads the text sees that something is missing.
        pattern.push_str(if pattern.len() < whole.len() { "…" } else { "" });
        // A format that only newer programs know stands beside one for all.
        let newer = level.find("AlternateContent").and_then(|forms| forms.find("Choice")).and_then(|form| form.value("numFmt"));
        let without = if pattern.contains('%') { "decimal" } else { "bullet" };
        let is_on = |on: &Element| !matches!(on.attribute("val"), Some("0" | "false" | "off"));
        Self {
            format: level.value("numFmt").or(newer).unwrap_or(without).to_owned(),
            pattern,
            start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            restart: level.value("lvlRestart").and_then(|restart| restart.parse().ok()),
            is_legal: level.find("isLgl").is_some_and(is_on),
            style: level.value("pStyle").map(str::to_owned),
        }
    }

    /// How numbers of another level are written in it.
    fn format_of<'a>(&self, other: &'a Self) -> &'a str {
        if self.is_legal && other.format != "none" { "decimal" } else { &other.format }
    }
}

/// How deep an element is in its list, by its attribute `ilvl`.
fn depth(element: &Element) -> Option<usize> {
    element.attribute("ilvl").and_then(|depth| depth.parse::<usize>().ok()).filter(|depth| *depth <= MAX_LEVEL)
}

/// The levels of a list.
fn levels(list: &Element) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for level in list.elements().filter(|level| level.name == "lvl").take(MAX_LEVEL + 1) {
        let at = depth(level).unwrap_or(levels.len()).min(MAX_LEVEL);
        levels.resize(levels.len().max(at + 1), Level::default());
        if let Some(slot) = levels.get_mut(at) {
            *slot = Level::of(level);
        }
    }
    levels
}

/// Changes a level of a list as one that is made of it does: another first number, or another level.
fn change(levels: &mut Vec<Level>, changed: &Element) {
    let at = depth(changed).unwrap_or_default();
    levels.resize(levels.len().max(at + 1), Level::default());
    let Some(level) = levels.get_mut(at) else { return };
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
    /// How the document writes a number in it that is written with figures here.
    pub(super) unknown: Option<String>,
}

/// The lists of a document, and how far each is counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    /// The levels of each list, by its id.
    lists: BTreeMap<String, (String, Vec<Level>)>,
    /// The last number of each level, by the list's definition.
    counts: BTreeMap<String, Vec<Option<usize>>>,
}

impl Numbering {
    /// Reads the lists, some of which are those of styles.
    pub(super) fn of(part: &Element, styles: &Styles) -> Self {
        let named = |name: &'static str| part.elements().filter(move |list| list.name == name);
        let (mut defined, mut links, mut of_styles) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
        for list in named("abstractNum") {
            let id = list.attribute("abstractNumId").unwrap_or_default();
            of_styles.extend(list.value("styleLink").map(|style| (style, id)));
            links.extend(list.value("numStyleLink").map(|style| (id, style)));
            defined.insert(id, (id, levels(list)));
        }
        for (id, style) in links {
            let by_style = || {
                let used = styles.list(Some(style)).and_then(|list| list.value("numId"))?;
                named("num").find(|list| list.attribute("numId") == Some(used)).and_then(|list| list.value("abstractNumId"))
            };
            let other = of_styles.get(style).copied().or_else(by_style);
            if let Some(found) = other.and_then(|other| defined.get(other)).cloned() {
                defined.insert(id, found);
            }
        }
        let used = named("num").filter_map(|list| {
            let (definition, levels) = defined.get(list.value("abstractNumId")?)?;
            // A list that begins anew counts by itself.
            let own = if list.find("lvlOverride").is_some() { list.attribute("numId")? } else { definition };
            let mut levels = levels.clone();
            list.elements().filter(|changed| changed.name == "lvlOverride").for_each(|changed| change(&mut levels, changed));
            Some((list.attribute("numId")?.to_owned(), (own.to_owned(), levels)))
        });
        Self { lists: used.collect(), counts: BTreeMap::new() }
    }

    /// In which list a paragraph stands, and how deep: as it says itself, or its style does; `None` if it is in none.
    pub(super) fn place(&self, own: Option<&Element>, styles: &Styles, style: Option<&str>) -> Option<(String, usize)> {
        let of_style = styles.list(style);
        let value = |list: Option<&Element>, name: &str| list.and_then(|list| list.value(name)).map(str::to_owned);
        let id = value(own, "numId").or_else(|| value(of_style, "numId")).filter(|id| id != "0")?;
        let levels = self.lists.get(&id).map(|(_, levels)| levels.as_slice()).unwrap_or_default();
        let bound = |style: &str| levels.iter().position(|level| level.style.as_deref() == Some(style));
        let said = |list: Option<&Element>| value(list, "ilvl").and_then(|level| level.parse::<usize>().ok());
        let depth = said(own).or_else(|| styles.ids(style).find_map(bound)).or_else(|| said(of_style)).unwrap_or(0);
        Some((id, depth.min(MAX_LEVEL)))
    }

    /// Counts the next item of a list.
    pub(super) fn next(&mut self, (id, depth): (&str, usize)) -> Number {
        let Some((definition, levels)) = self.lists.get(id) else {
            return Number { format: Format::Bullet, depth, count: 0, printed: String::new(), unknown: None };
        };
        let level = levels.get(depth).cloned().unwrap_or_default();
        let counts = self.counts.entry(definition.clone()).or_insert_with(|| vec![None; MAX_LEVEL + 1]);
        let mut count = 0;
        for (idx, slot) in counts.iter_mut().enumerate() {
            let own = levels.get(idx);
            let start = own.map_or(1, |level| level.start);
            if idx < depth {
                slot.get_or_insert(start);
            } else if idx == depth {
                count = slot.map_or(start, |last| last.saturating_add(1));
                *slot = Some(count);
            } else if own.and_then(|level| level.restart).is_none_or(|above| depth < above) {
                *slot = None;
            }
        }
        let printed = printed(&level, levels, counts).trim_end().to_owned();
        let n_letters = printed.chars().filter(|char| char.is_alphanumeric()).count();
        let format = match level.format.as_str() {
            // A bullet is a sign, which may be a letter of a font of signs.
            "bullet" | "" if n_letters < 2 => Format::Bullet,
            "none" if printed.is_empty() => Format::Bullet,
            "decimal" if is_plain(&level.pattern, depth) => Format::Decimal,
            _ => Format::Other,
        };
        let shown = |(idx, other): &(usize, &Level)| {
            level.pattern.contains(&format!("%{}", idx + 1)) && !FORMATS.contains(&level.format_of(other)) && other.format != "none"
        };
        let unknown = levels.iter().enumerate().find(shown).map(|(_, other)| other.format.clone()).filter(|_| format != Format::Bullet);
        let printed = if format == Format::Bullet { String::new() } else { format!("{printed} ") };
        Number { format, depth, count, printed, unknown }
    }
}

/// What stands before an item of a level, with the numbers of its levels in it.
fn printed(level: &Level, levels: &[Level], counts: &[Option<usize>]) -> String {
    (0..=MAX_LEVEL).fold(level.pattern.clone(), |text, idx| {
        let format = levels.get(idx).map(|other| level.format_of(other)).unwrap_or_default();
        text.replace(&format!("%{}", idx + 1), &spelled(counts.get(idx).copied().flatten().unwrap_or(1), format))
    })
}

/// A number as a format writes it.
fn spelled(count: usize, format: &str) -> String {
    match format {
        "none" => String::new(),
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
        let mut numbering = Numbering::of(&part, &Styles::default());
        let mut next = |depth: usize| numbering.next(("1", depth)).printed;
        assert_eq!([next(0), next(1), next(1), next(2), next(0), next(1)], ["1. ", "a) ", "b) ", "1.1 ", "2. ", "a) "]);
    }

    /// What stands before the first items of two lists that are made of one definition.
    #[track_caller]
    fn check(pattern: &str, changed: &str, expected: [(Format, &str); 3]) {
        let level = format!("<lvl ilvl='0'><start val='1'/><numFmt val='decimal'/><lvlText val='{pattern}'/></lvl>");
        let lists = format!("<num numId='1'><abstractNumId val='7'/></num><num numId='2'><abstractNumId val='7'/>{changed}</num>");
        let part = xml::read(&format!("<n><abstractNum abstractNumId='7'>{level}</abstractNum>{lists}</n>")).unwrap();
        let mut numbering = Numbering::of(&part, &Styles::default());
        let mut next = |id: usize| {
            let number = numbering.next((&id.to_string(), 0));
            (number.format, number.printed)
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
    fn a_pattern_without_an_end_is_cut() {
        let (pattern, expected) = ("x".repeat(100_000), "x".repeat(MAX_PATTERN) + "… ");
        check(&pattern, "", [(Format::Other, &expected), (Format::Other, &expected), (Format::Other, &expected)]);
    }

    #[test]
    fn words_before_a_number_are_kept() {
        check("Artikel %1", "", [(Format::Other, "Artikel 1 "), (Format::Other, "Artikel 2 "), (Format::Other, "Artikel 3 ")]);
        assert_eq!([1, 26, 27, 53].map(repeated), ["a", "z", "aa", "aaa"]);
    }
}
