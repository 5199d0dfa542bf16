//! Draws a map: letters in a column by date, documents outside the dossier in a second one, lines between them. Static SVG of attributes
//! and classes; the words beside it tell the same, so the drawing is no stop for screen readers and keyboards.

use std::collections::BTreeMap;

use crate::markdown::escape::attribute;

/// The width of the drawing, in its own units: at 360 pixels its type is over eleven pixels high.
const WIDTH: usize = 400;
/// Where the column of letters begins and ends.
const LETTERS: (usize, usize) = (44, 196);
/// Where the column of other documents begins and ends.
const OUTSIDE: (usize, usize) = (247, 399);
/// The middle between the columns.
const ACROSS: usize = usize::midpoint(LETTERS.1, OUTSIDE.0);
/// The height of a line of type.
const LINE: usize = 17;
/// The space in a box above and below its type.
const PAD: usize = 6;
/// The space between boxes.
const GAP: usize = 12;
/// The most lines of a label.
const MAX_LINES: usize = 3;
/// The most letters on a line of type.
const MAX_CHARS: usize = 18;

/// A document on the map.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is called.
    pub(super) label: String,
    /// Its date.
    pub(super) date: String,
    /// Where it leads.
    pub(super) href: Option<String>,
    /// The language of that page, where it is another.
    pub(super) lang: Option<String>,
    /// Whether it is outside the dossier.
    pub(super) is_outside: bool,
    /// Whether it is the letter of the page.
    pub(super) is_this: bool,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    /// It refers to it.
    Plain,
    /// It answers it, has it as an annex, or elaborates on it.
    Strong,
    /// Two passages say the same.
    Same,
}

/// A line between two documents, by their places in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Where it begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// How it is drawn.
    pub(super) stroke: Stroke,
}

/// A box with the lines of type in it.
struct Placed<'a> {
    /// The document.
    node: &'a Node,
    /// Its type.
    lines: Vec<String>,
    /// The top of the box.
    top: usize,
    /// The height of the box.
    height: usize,
}

impl Placed<'_> {
    /// The column.
    fn column(&self) -> (usize, usize) {
        if self.node.is_outside { OUTSIDE } else { LETTERS }
    }

    /// The middle of the box.
    fn middle(&self) -> usize {
        self.top + self.height / 2
    }
}

/// Draws a map.
pub(super) fn draw(nodes: &[Node], edges: &[Edge]) -> String {
    let placed = place(nodes, edges);
    let height = placed.iter().map(|place| place.top + place.height).max().unwrap_or_default() + 2;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" aria-hidden=\"true\" focusable=\"false\">\
         <defs><marker id=\"map-end\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
         markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"end\" d=\"M0 0L8 4L0 8Z\"/></marker></defs>\n"
    );
    for (edge, (y1, y2)) in edges.iter().zip(heights(&placed, edges)) {
        if let (Some(from), Some(to)) = (placed.get(edge.from), placed.get(edge.to)) {
            svg.push_str(&line((from, y1), (to, y2), edge.stroke));
        }
    }
    for place in &placed {
        svg.push_str(&boxed(place));
    }
    svg.push_str("</svg>");
    svg
}

/// Gives every document its box: letters as they come, the others by where their lines lead, so that few lines cross.
fn place<'a>(nodes: &'a [Node], edges: &[Edge]) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed<'a>> = nodes
        .iter()
        .map(|node| {
            let mut lines = wrapped(&node.label);
            lines.extend(Some(node.date.clone()).filter(|date| !date.is_empty()));
            let height = lines.len() * LINE + 2 * PAD;
            Placed { node, lines, top: 0, height }
        })
        .collect();
    let letters: Vec<usize> = (0..nodes.len()).filter(|idx| nodes.get(*idx).is_some_and(|node| !node.is_outside)).collect();
    let mut others: Vec<usize> = (0..nodes.len()).filter(|idx| !letters.contains(idx)).collect();
    others.sort_by_cached_key(|idx| {
        let ends = edges.iter().filter_map(|edge| match (edge.from == *idx, edge.to == *idx) {
            (true, _) => Some(edge.to),
            (_, true) => Some(edge.from),
            _ => None,
        });
        let ends: Vec<usize> = ends.collect();
        ends.iter().sum::<usize>() * 1000 / ends.len().max(1)
    });
    let height = |column: &[usize]| column.iter().filter_map(|idx| placed.get(*idx)).map(|place| place.height + GAP).sum::<usize>();
    let tallest = height(&letters).max(height(&others));
    for column in [letters, others] {
        let n_gaps = column.len().max(1);
        let free = tallest - column.iter().filter_map(|idx| placed.get(*idx)).map(|place| place.height + GAP).sum::<usize>();
        let mut top = 1 + free / n_gaps / 2;
        for idx in column {
            let Some(place) = placed.get_mut(idx) else { continue };
            place.top = top;
            top += place.height + GAP + free / n_gaps;
        }
    }
    placed
}

/// A text in few lines, cut between words; what does not fit is left out and shown as left out.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= MAX_CHARS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = MAX_LINES < lines.len();
    lines.truncate(MAX_LINES);
    for line in &mut lines {
        if MAX_CHARS < line.chars().count() {
            *line = line.chars().take(MAX_CHARS - 1).chain(['…']).collect();
        }
    }
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = last.chars().take(MAX_CHARS - 1).chain(['…']).collect();
    }
    lines
}

/// The end of a line at a box: the height of its other end, which line it is, and whether it begins there.
type LineEnd = (usize, usize, bool);

/// The heights at which each line meets its two boxes: the lines of a side are spread over it, in the order of where they lead.
fn heights(placed: &[Placed<'_>], edges: &[Edge]) -> Vec<(usize, usize)> {
    let middle = |idx: usize| placed.get(idx).map_or(0, Placed::middle);
    let is_across =
        |edge: &Edge| placed.get(edge.from).map(|place| place.node.is_outside) != placed.get(edge.to).map(|place| place.node.is_outside);
    let mut sides: BTreeMap<(usize, bool), Vec<LineEnd>> = BTreeMap::new();
    for (idx, edge) in edges.iter().enumerate() {
        sides.entry((edge.from, is_across(edge))).or_default().push((middle(edge.to), idx, true));
        sides.entry((edge.to, is_across(edge))).or_default().push((middle(edge.from), idx, false));
    }
    let mut heights = vec![(0, 0); edges.len()];
    for ((node, _), mut ends) in sides {
        let Some(place) = placed.get(node) else { continue };
        ends.sort_unstable();
        for (number, (_, idx, is_from)) in ends.iter().enumerate() {
            let y = place.top + place.height * (number + 1) / (ends.len() + 1);
            if let Some(height) = heights.get_mut(*idx) {
                *(if *is_from { &mut height.0 } else { &mut height.1 }) = y;
            }
        }
    }
    heights
}

/// A line: between letters an arc to the left of them, between other documents one too, else across.
fn line((from, y1): (&Placed<'_>, usize), (to, y2): (&Placed<'_>, usize), stroke: Stroke) -> String {
    let class = match stroke {
        Stroke::Plain => "plain",
        Stroke::Strong => "strong",
        Stroke::Same => "same",
    };
    let end = if stroke == Stroke::Same { "" } else { " marker-end=\"url(#map-end)\"" };
    let reach = (12 + y1.abs_diff(y2) / 8).min(42);
    let (x1, out1, out2, x2) = match (from.node.is_outside, to.node.is_outside) {
        (false, false) => (LETTERS.0, LETTERS.0 - reach, LETTERS.0 - reach, LETTERS.0),
        (true, true) => (OUTSIDE.0, OUTSIDE.0 - reach, OUTSIDE.0 - reach, OUTSIDE.0),
        (false, true) => (LETTERS.1, ACROSS, ACROSS, OUTSIDE.0),
        (true, false) => (OUTSIDE.0, ACROSS, ACROSS, LETTERS.1),
    };
    format!("<path class=\"{class}\" d=\"M{x1} {y1}C{out1} {y1} {out2} {y2} {x2} {y2}\"{end}/>\n")
}

/// A box, as a link for the pointer.
fn boxed(place: &Placed<'_>) -> String {
    let (left, right) = place.column();
    let class = match (place.node.is_outside, place.node.is_this) {
        (true, _) => "outside",
        (_, true) => "this",
        _ => "inside",
    };
    let mut text = String::new();
    for (idx, line) in place.lines.iter().enumerate() {
        let y = place.top + PAD + LINE * idx + 13;
        text.push_str(&format!("<text x=\"{}\" y=\"{y}\">{}</text>", left + 7, attribute(line)));
    }
    let (top, width, height) = (place.top, right - left, place.height);
    let group = format!("<g class=\"{class}\"><rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>{text}</g>");
    match &place.node.href {
        Some(href) => {
            let lang = place.node.lang.as_ref().map(|lang| format!(" hreflang=\"{lang}\"")).unwrap_or_default();
            format!("<a href=\"{}\"{lang} tabindex=\"-1\">{group}</a>\n", attribute(href))
        }
        None => format!("{group}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(label: &str, is_outside: bool) -> Node {
        Node { label: label.into(), date: String::new(), href: Some("a.html".into()), lang: None, is_outside, is_this: false }
    }

    #[test]
    fn labels_are_wrapped_between_words_and_cut_where_there_is_no_room() {
        assert_eq!(wrapped("Antwoorden op Kamervragen"), ["Antwoorden op", "Kamervragen"]);
        assert_eq!(wrapped(&"een twee drie vier ".repeat(9)).len(), MAX_LINES);
        assert!(wrapped(&"een twee drie vier ".repeat(9)).last().is_some_and(|line| line.ends_with('…')));
        assert!(wrapped(&"x".repeat(90)).iter().all(|line| line.chars().count() <= MAX_CHARS));
    }

    #[test]
    fn boxes_of_a_column_never_overlap_and_every_line_is_drawn() {
        let nodes: Vec<Node> = (0..21).map(|idx| node("een twee drie vier vijf", 12 <= idx)).collect();
        let edges: Vec<Edge> = (0..12).map(|from| Edge { from, to: 12 + from % 9, stroke: Stroke::Plain }).collect();
        let placed = place(&nodes, &edges);
        for one in &placed {
            let overlaps = |other: &&Placed<'_>| one.top < other.top + other.height && other.top < one.top + one.height;
            let n_same = placed.iter().filter(|other| other.node.is_outside == one.node.is_outside).filter(overlaps).count();
            assert_eq!(n_same, 1, "a box overlaps only itself");
        }
        let svg = draw(&nodes, &edges);
        assert_eq!((svg.matches("<rect").count(), svg.matches("marker-end").count()), (21, 12));
        assert!(!svg.contains("style="));
    }

    #[test]
    fn lines_of_a_side_do_not_meet() {
        let nodes = [node("a", false), node("b", true), node("c", true)];
        let edges = [(0, 2), (0, 1), (1, 0)].map(|(from, to)| Edge { from, to, stroke: Stroke::Plain });
        let placed = place(&nodes, &edges);
        let [(to_c, c), (to_b, b), (from_b, back)] = heights(&placed, &edges)[..] else { panic!("three lines") };
        let (top, bottom) = (placed[0].top, placed[0].top + placed[0].height);
        let mut at_a = [to_c, to_b, back];
        at_a.sort_unstable();
        assert!(top < at_a[0] && at_a[0] < at_a[1] && at_a[1] < at_a[2] && at_a[2] < bottom, "{at_a:?}");
        assert!(b != from_b && b < c && to_b < to_c, "a line higher up leads higher up");
    }

    #[test]
    fn texts_are_escaped() {
        let svg = draw(&[node("<script>", false), node("a\"b", true)], &[Edge { from: 0, to: 1, stroke: Stroke::Same }]);
        assert!(svg.contains("&lt;script&gt;") && !svg.contains("<script>") && !svg.contains("marker-end"), "{svg}");
    }
}
