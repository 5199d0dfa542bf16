//! The timeline as a drawing: a row for each event, numbered as in the list that says the same in words, on an axis of years.
//!
//! Static SVG of attributes only: positions are parts of the width, sizes are pixels, so that no text shrinks on a narrow screen.
//! Shapes tell what colours would: square letters, round events, hollow expectations, arrows to what became of them.

mod scale;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil;

use crate::markdown::escape::attribute;
use scale::{Scale, percent};

/// The most marks of a drawing; more are counted by year.
const MAX_MARKS: usize = 60;

/// The most years that are counted.
const MAX_YEARS: usize = 60;

/// The height of a row, and of the line with the years above them.
const ROW: usize = 22;

/// The least width of what is not a day, in hundredths of a per cent.
const MIN_SPAN: i64 = 250;

/// The words of a mark that ends beyond this place stand before it, in hundredths of a per cent.
const FAR: i64 = 6000;

/// Before a mark that begins here there is no room for words.
const NEAR: i64 = 3000;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A letter.
    Letter,
    /// Something that happened.
    Happened,
    /// Something that was expected.
    Expected,
}

/// A mark of the drawing.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its number in the list.
    pub(super) number: usize,
    /// The address of its row in the list.
    pub(super) href: String,
    /// Its date in words.
    pub(super) date: String,
    /// The first day that it can be.
    pub(super) first: Option<civil::Date>,
    /// The last day that it can be.
    pub(super) last: Option<civil::Date>,
    /// What it stands for.
    pub(super) kind: MarkKind,
    /// The mark of what became of it, from 0.
    pub(super) outcome: Option<usize>,
}

impl Mark {
    /// The days that are known, the earlier one first; nothing for what has no date.
    fn days(&self) -> Option<(civil::Date, civil::Date)> {
        let (first, last) = (self.first.or(self.last)?, self.last.or(self.first)?);
        Some((first, last))
    }
}

/// The words of the drawing.
pub(super) struct Words<'a> {
    /// What the drawing is, and that the list says the same.
    pub(super) intro: String,
    /// What each shape of the key means, in its order.
    pub(super) key: [String; KEY.len()],
    /// What the bars mean, where years are counted.
    pub(super) counts: String,
    /// A count as the language writes it.
    pub(super) write: &'a dyn Fn(usize) -> String,
}

/// The shapes of the key: names of words, and drawings of 24 by 12 pixels.
pub(super) const KEY: [(&str, &str); 8] = [
    ("happened", "<circle cx=\"12\" cy=\"6\" r=\"5\" fill=\"currentColor\"/>"),
    ("expected", "<circle cx=\"12\" cy=\"6\" r=\"5\"/>"),
    ("letter", "<rect x=\"7\" y=\"1\" width=\"10\" height=\"10\" fill=\"currentColor\"/>"),
    ("period", "<rect x=\"1\" y=\"1\" width=\"22\" height=\"10\" rx=\"5\"/>"),
    ("open", "<path d=\"M1 6h13\" stroke-dasharray=\"3 3\"/><circle cx=\"18\" cy=\"6\" r=\"5\"/>"),
    ("outcome", "<path d=\"M1 6h20M15 1l6 5-6 5\"/>"),
    ("gap", "<path d=\"M12 0v12\" stroke-width=\"1\" stroke-dasharray=\"2 3\"/>"),
    ("undated", "<text x=\"12\" y=\"11\" font-size=\"12\" text-anchor=\"middle\" fill=\"currentColor\" stroke=\"none\">?</text>"),
];

/// Draws marks in their order; by year where there are too many of them, and nothing where there are fewer than two.
pub(super) fn draw(marks: &[Mark], words: &Words<'_>) -> String {
    match marks.len() {
        0 | 1 => String::new(),
        n_marks if MAX_MARKS < n_marks => {
            figure(&counts(marks, words.write), n_rows(marks), &format!("<p>{}</p>", attribute(&words.counts)))
        }
        n_marks => figure(&rows(marks), n_marks, &key(words)),
    }
}

/// What the shapes mean.
fn key(words: &Words<'_>) -> String {
    let mut html = format!("<p>{}</p><ul class=\"inline\">", attribute(&words.intro));
    for ((_, drawing), meaning) in KEY.iter().zip(&words.key) {
        let _ = write!(
            html,
            "<li><svg width=\"24\" height=\"12\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\" \
             focusable=\"false\">{drawing}</svg> {}</li>",
            attribute(meaning)
        );
    }
    html.push_str("</ul>");
    html
}

/// The figure around a drawing. It is hidden from screen readers: the list says the same.
fn figure(drawing: &str, n_rows: usize, caption: &str) -> String {
    let height = ROW * (n_rows + 1) + 6;
    format!(
        "<figure class=\"axis\"><figcaption>{caption}</figcaption>\n\
         <svg width=\"100%\" height=\"{height}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" font-size=\"12\" \
         aria-hidden=\"true\" focusable=\"false\">\n\
         <defs><marker id=\"axis-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
         markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" fill=\"currentColor\" stroke=\"none\"/></marker></defs>\n\
         {drawing}</svg></figure>\n"
    )
}

/// The height at which a row has its middle.
fn middle(idx: usize) -> usize {
    ROW * (idx + 1) + ROW / 2
}

/// A text that is not outlined.
fn text(svg: &mut String, attributes: &str, words: &str) {
    let _ = write!(svg, "<text {attributes} fill=\"currentColor\" stroke=\"none\">{}</text>", attribute(words));
}

/// The axis and a row for each mark.
fn rows(marks: &[Mark]) -> String {
    let scale = Scale::new(&marks.iter().filter_map(Mark::days).collect::<Vec<_>>(), marks.iter().any(|mark| mark.days().is_none()));
    let mut svg = String::new();
    axis(&mut svg, &scale, ROW * (marks.len() + 1));
    for (idx, mark) in marks.iter().enumerate() {
        if let Some((to, target)) = mark.outcome.and_then(|to| Some((to, marks.get(to)?))) {
            arrow(&mut svg, (idx, scale.ends(mark.days()).1), (to, scale.ends(target.days()).0));
        }
    }
    for (idx, mark) in marks.iter().enumerate() {
        let _ = write!(svg, "<a href=\"{}\" tabindex=\"-1\" pointer-events=\"all\">", attribute(&mark.href));
        let y = middle(idx);
        text(&mut svg, &format!("x=\"7%\" y=\"{}\" text-anchor=\"end\"", y + 4), &mark.number.to_string());
        let _ = write!(
            svg,
            "<line x1=\"8%\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\" stroke-width=\"1\" stroke-opacity=\".2\"/>",
            percent(scale.ends(mark.days()).0)
        );
        shape(&mut svg, mark, (&scale, y));
        svg.push_str("</a>\n");
    }
    svg
}

/// The years: a line where each begins, broken where years without any date are left out.
fn axis(svg: &mut String, scale: &Scale, height: usize) {
    for year in scale.years() {
        let dashes = if year.is_after_gap { " stroke-dasharray=\"2 4\"" } else { "" };
        let x = percent(year.start);
        let _ = write!(svg, "<line x1=\"{x}\" y1=\"4\" x2=\"{x}\" y2=\"{height}\" stroke-width=\"1\" stroke-opacity=\".4\"{dashes}/>");
        if year.has_room() {
            // So wide and no wider, whatever spacing a reader gives to letters.
            let width = if year.label.len() == 4 { " textLength=\"25\"" } else { "" };
            text(svg, &format!("x=\"{x}\" dx=\"3\" y=\"15\" font-size=\"11\"{width}"), &year.label);
        }
        svg.push('\n');
    }
}

/// An arrow from an expectation to what became of it.
fn arrow(svg: &mut String, (from, x1): (usize, i64), (to, x2): (usize, i64)) {
    let (y1, y2) = if from < to { (middle(from) + 7, middle(to) - 8) } else { (middle(from) - 7, middle(to) + 8) };
    let (x1, x2) = (percent(x1), percent(x2));
    let _ = writeln!(
        svg,
        "<line class=\"outcome\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke-width=\"1.5\" marker-end=\"url(#axis-arrow)\"/>"
    );
}

/// The shape of a mark with its date in words.
fn shape(svg: &mut String, mark: &Mark, (scale, y): (&Scale, usize)) {
    let (start, end) = scale.ends(mark.days());
    let fill = if mark.kind == MarkKind::Expected { "none" } else { "currentColor" };
    let is_day = mark.first.is_none() || mark.last.is_none() || mark.first == mark.last;
    let dashed = |svg: &mut String, x1: i64, x2: i64, end: &str| {
        let (x1, x2) = (percent(x1), percent(x2));
        let _ = write!(svg, "<line x1=\"{x1}\" y1=\"{y}\" x2=\"{x2}\" y2=\"{y}\" stroke-dasharray=\"3 3\"{end}/>");
    };
    let is_dated = mark.days().is_some();
    if is_dated && mark.first.is_none() {
        dashed(svg, start - 400, start - 80, "");
    }
    if is_dated && mark.last.is_none() {
        dashed(svg, end + 80, scale.end(), " marker-end=\"url(#axis-arrow)\"");
    }
    let x = percent(start);
    let _ = match (is_day, mark.kind) {
        (true, MarkKind::Letter) => {
            write!(
                svg,
                "<rect class=\"mark-letter\" x=\"{x}\" y=\"{}\" width=\"10\" height=\"10\" transform=\"translate(-5)\" fill=\"{fill}\"/>",
                y - 5
            )
        }
        (true, kind) => write!(svg, "<circle class=\"mark-{}\" cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{fill}\"/>", name(kind)),
        (false, kind) => {
            let (width, corner) = (percent((end - start).max(MIN_SPAN)), if kind == MarkKind::Letter { 0 } else { 5 });
            write!(
                svg,
                "<rect class=\"mark-{}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"10\" rx=\"{corner}\" fill=\"{fill}\"/>",
                name(kind),
                y - 5
            )
        }
    };
    let end = if is_day { start } else { end.max(start + MIN_SPAN) };
    let place = match (FAR < end || is_dated && mark.last.is_none(), start < NEAR) {
        (true, true) => return,
        (true, false) => format!("class=\"date\" x=\"{x}\" dx=\"-12\" y=\"{}\" text-anchor=\"end\"", y + 4),
        (false, _) => format!("class=\"date\" x=\"{}\" dx=\"12\" y=\"{}\"", percent(end), y + 4),
    };
    text(svg, &place, &mark.date);
}

/// What a mark stands for, as a part of a class.
fn name(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Letter => "letter",
        MarkKind::Happened => "happened",
        MarkKind::Expected => "expected",
    }
}

/// How many marks a year has: all, and those that were expected.
fn by_year(marks: &[Mark]) -> BTreeMap<i16, (i64, i64)> {
    let mut years: BTreeMap<i16, (i64, i64)> = BTreeMap::new();
    for mark in marks {
        let Some((first, _)) = mark.days() else { continue };
        let (n_marks, n_expected) = years.entry(first.year()).or_default();
        *n_marks += 1;
        *n_expected += i64::from(mark.kind == MarkKind::Expected);
    }
    years
}

/// How many rows the counts by year have.
fn n_rows(marks: &[Mark]) -> usize {
    by_year(marks).len().min(MAX_YEARS)
}

/// A bar for each year, the latest ones where there are too many: filled for what happened, hollow for what was expected.
fn counts(marks: &[Mark], write: &dyn Fn(usize) -> String) -> String {
    let write = |count: i64| write(usize::try_from(count).unwrap_or_default());
    let years = by_year(marks);
    let most = years.values().map(|(n_marks, _)| *n_marks).max().unwrap_or(1);
    let mut svg = String::new();
    for (idx, (year, (n_marks, n_expected))) in years.iter().skip(years.len().saturating_sub(MAX_YEARS)).enumerate() {
        let y = middle(idx);
        let (start, width) = (1500, |count: i64| count * 7000 / most);
        let expected_at = start + width(n_marks - n_expected);
        text(&mut svg, &format!("x=\"13%\" y=\"{}\" text-anchor=\"end\"", y + 4), &year.to_string());
        let bar = |svg: &mut String, kind: MarkKind, (x, width): (i64, i64)| {
            let fill = if kind == MarkKind::Expected { "none" } else { "currentColor" };
            let (x, width) = (percent(x), percent(width));
            let _ = write!(
                svg,
                "<rect class=\"mark-{}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"10\" fill=\"{fill}\"/>",
                name(kind),
                y - 5
            );
        };
        bar(&mut svg, MarkKind::Happened, (start, width(n_marks - n_expected)));
        bar(&mut svg, MarkKind::Expected, (expected_at, width(*n_expected)));
        let x = percent(start + width(*n_marks));
        text(
            &mut svg,
            &format!("x=\"{x}\" dx=\"8\" y=\"{}\"", y + 4),
            &format!("{} + {}", write(n_marks - n_expected), write(*n_expected)),
        );
        svg.push('\n');
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(first: &str, last: &str, kind: MarkKind) -> Mark {
        let day = |text: &str| text.parse().ok();
        Mark { number: 1, href: "#x".into(), date: "a <b>".into(), first: day(first), last: day(last), kind, outcome: None }
    }

    fn words() -> Words<'static> {
        Words {
            intro: "key & shapes".into(),
            key: KEY.map(|(name, _)| name.to_owned()),
            counts: "by year".into(),
            write: &|count| format!("n{count}"),
        }
    }

    /// The numbers of an attribute that is a part of the width, in order.
    fn parts(svg: &str, attribute: &str) -> Vec<i64> {
        let found = svg.split(attribute).skip(1).filter_map(|rest| rest.split("%\"").next());
        found.filter_map(|text| text.replace('.', "").parse().ok()).collect()
    }

    #[test]
    fn shapes_tell_what_a_mark_is() {
        let marks = [
            mark("2023-06-01", "2023-06-30", MarkKind::Happened),
            mark("2025-06-20", "2025-06-20", MarkKind::Expected),
            mark("2025-11-13", "", MarkKind::Letter),
            mark("", "2026-01-31", MarkKind::Expected),
            mark("", "", MarkKind::Expected),
        ];
        let html = draw(&marks, &words());
        let (key, svg) = html.split_once("</figcaption>").expect("a caption");
        assert_eq!(key.matches("<svg").count(), KEY.len());
        assert_eq!(svg.matches("<rect class=\"mark-happened\"").count(), 1, "{svg}");
        assert_eq!(svg.matches("<circle class=\"mark-expected\"").count(), 3, "{svg}");
        assert_eq!(svg.matches("<rect class=\"mark-letter\"").count(), 1, "{svg}");
        assert_eq!(svg.matches("stroke-dasharray=\"3 3\"").count(), 2, "an open beginning and an open end\n{svg}");
        assert_eq!(svg.matches("stroke-dasharray=\"2 4\"").count(), 1, "2024 is left out\n{svg}");
        assert!(key.contains("key &amp; shapes") && svg.contains("a &lt;b&gt;") && !html.contains("style="), "{html}");
    }

    #[test]
    fn positions_follow_the_days_and_stay_inside() {
        let days = ["2023-06-01", "2025-01-01", "2025-12-31", "2026-01-01", "2029-12-31"];
        let marks: Vec<Mark> = days.iter().map(|day| mark(day, day, MarkKind::Happened)).collect();
        let found = parts(&draw(&marks, &words()), "cx=\"");
        assert_eq!(found.len(), days.len());
        assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "{found:?}");
        assert!(found.iter().all(|x| (900..=9800).contains(x)), "{found:?}");
    }

    #[test]
    fn an_outcome_has_an_arrow_down_or_up() {
        let mut marks = vec![mark("2025-01-01", "2025-01-01", MarkKind::Expected); 2];
        marks[0].outcome = Some(1);
        let down = draw(&marks, &words());
        assert!(down.contains("class=\"outcome\"") && down.contains("y1=\"40\"") && down.contains("y2=\"47\""), "{down}");
        (marks[0].outcome, marks[1].outcome) = (None, Some(0));
        let up = draw(&marks, &words());
        assert!(up.contains("y1=\"48\"") && up.contains("y2=\"41\""), "{up}");
    }

    #[test]
    fn many_marks_are_counted_by_year_and_years_are_bounded() {
        let many: Vec<Mark> = (0..900).map(|idx| mark(&format!("{}-01-01", 1900 + idx % 90), "", MarkKind::Happened)).collect();
        let svg = draw(&many, &words());
        assert_eq!(svg.matches("<rect class=\"mark-happened\"").count(), MAX_YEARS);
        assert!(svg.contains(">1989<") && !svg.contains(">1900<") && svg.contains("n10 + n0"), "{svg}");
        assert!(parts(&svg, "width=\"").iter().all(|width| *width <= 10000));
        assert!(svg.len() < 50_000);
        assert!(draw(&many[..1], &words()).is_empty());
    }
}
