//! Makes pieces of tables: as wide as the page if they need it, each column as wide as its words ask, with a head that is shown again
//! on each page that the table goes on to.

use std::rc::Rc;

use super::face::{EDGE, Face, SMALL, WIDE};
use super::flow::{Flow, Frame, Spacing};
use super::markup::{Element, Node};
use super::piece::{Piece, What};
use super::rich::{face, is_skipped};
use super::setting::Looks;
use super::tags::{Kind, NodeId};

/// The space between columns.
const GAP: f32 = 12.0;

/// A row of a table and the part that it stands in.
struct Row<'e> {
    /// The row.
    element: &'e Element,
    /// The part.
    group: NodeId,
    /// Whether it stands in the head.
    is_head: bool,
}

impl Flow<'_> {
    /// Adds a table.
    pub fn table(&mut self, element: &Element, frame: &Frame) {
        let node = self.tags.open(frame.node, Kind::Table, None);
        let size = if frame.is_cell { frame.face.size } else { SMALL + 0.5 };
        let frame = Frame { node, face: Face { size, ..frame.face }, is_cell: true, ..frame.clone() };
        for caption in element.elements().filter(|child| child.name == "caption" && !is_skipped(child)) {
            let node = self.tags.open(node, Kind::Caption, None);
            let children: Vec<&Node> = caption.children.iter().collect();
            self.paragraph(
                &children,
                &Frame { node, ..frame.clone() },
                (Kind::Paragraph, Spacing { keeps_next: true, ..Spacing::of(4.0) }),
            );
        }
        let rows = self.rows(element, node);
        let (frame, columns) = self.columns(&rows, &frame);
        self.after = self.after.max(6.0);
        let start = self.pieces.len();
        let mut head: Option<Rc<[Piece]>> = None;
        for (number, row) in rows.iter().enumerate() {
            let is_last_of_head = row.is_head && rows.get(number + 1).is_some_and(|next| !next.is_head);
            let begins = self.pieces.len();
            self.table_row(row, &frame, &columns);
            self.is_glued = true;
            self.after = 2.0;
            self.add(Piece::new(What::Rule(frame.x, frame.width), if is_last_of_head { 1.0 } else { 0.5 }), 2.5);
            (self.after, self.is_glued) = (3.0, row.is_head);
            self.pieces.iter_mut().skip(begins).for_each(|piece| piece.head.clone_from(&head));
            if is_last_of_head {
                head = self.pieces.get(start..).map(Rc::from);
            }
        }
        self.after = 10.0;
    }

    /// The rows of a table.
    fn rows<'e>(&mut self, element: &'e Element, node: NodeId) -> Vec<Row<'e>> {
        let mut rows = Vec::new();
        for child in element.elements().filter(|child| !is_skipped(child)) {
            let (kind, is_head) = match child.name.as_str() {
                "thead" => (Kind::Head, true),
                "tbody" => (Kind::Rows, false),
                "tfoot" => (Kind::Foot, false),
                "tr" => {
                    rows.push(Row { element: child, group: node, is_head: false });
                    continue;
                }
                _ => continue,
            };
            let group = self.tags.open(node, kind, None);
            let inner = child.elements().filter(|row| row.name == "tr" && !is_skipped(row));
            rows.extend(inner.map(|element| Row { element, group, is_head }));
        }
        rows
    }

    /// Where the table stands, and the widths of its columns.
    fn columns(&mut self, rows: &[Row<'_>], frame: &Frame) -> (Frame, Vec<f32>) {
        let mut needs: Vec<(f32, f32)> = Vec::new();
        for row in rows {
            for (number, cell) in cells(row.element).enumerate() {
                let need = if span(cell) == 1 { self.need(cell, frame.face) } else { (0.0, 0.0) };
                match needs.get_mut(number) {
                    Some(known) => *known = (known.0.max(need.0), known.1.max(need.1)),
                    None => needs.push(need),
                }
            }
        }
        let gaps = GAP * (needs.len().saturating_sub(1)) as f32;
        let wanted: f32 = needs.iter().map(|need| need.1).sum::<f32>() + gaps;
        let mut frame = frame.clone();
        if frame.width < wanted && (frame.x - EDGE).abs() < 80.0 && 300.0 < frame.width {
            (frame.x, frame.width) = (EDGE, WIDE);
        }
        let room = frame.width - gaps;
        let narrowest: f32 = needs.iter().map(|need| need.0).sum();
        let flexible: f32 = needs.iter().map(|need| (need.1 - need.0).min(room)).sum();
        let widen = |(least, most): &(f32, f32)| match (wanted - gaps <= room, narrowest < room && 0.0 < flexible) {
            (true, _) => most + (room - wanted + gaps) * most / (wanted - gaps).max(1.0),
            (_, true) => least + (room - narrowest) * (most - least).min(room) / flexible,
            _ => room * least / narrowest.max(1.0),
        };
        let columns = needs.iter().map(widen).collect();
        (frame, columns)
    }

    /// The narrowest width of a cell and its width in one line.
    fn need(&mut self, cell: &Element, base: Face) -> (f32, f32) {
        let mut need = (0.0_f32, 0.0_f32);
        let base = face(cell, base);
        let mut words = String::new();
        let has_blocks = cell.elements().any(|child| matches!(child.name.as_str(), "p" | "dl" | "ul" | "ol" | "div"));
        if has_blocks {
            for child in cell.elements() {
                let (least, most) = self.need(child, base);
                need = (need.0.max(least), if child.name == "dl" { need.1 + most } else { need.1.max(most) });
            }
            return need;
        }
        words.push_str(&cell.words());
        let looks = [Looks { end: words.len(), face: base }];
        let (least, most) = self.setter.widths(&words, &looks);
        (need.0.max(least + 1.0), need.1.max(most + 1.0))
    }

    /// Adds a row.
    fn table_row(&mut self, row: &Row<'_>, frame: &Frame, columns: &[f32]) {
        self.begin(row.element);
        let node = self.tags.open(row.group, Kind::Row, None);
        let (mut at, mut column, mut pieces) = (0.0, 0_usize, Vec::new());
        for cell in cells(row.element) {
            let span = span(cell);
            let widths = columns.iter().skip(column).take(span as usize);
            let width = widths.sum::<f32>() + GAP * (span.saturating_sub(1)) as f32;
            let x = if frame.is_rtl { frame.x + frame.width - at - width } else { frame.x + at };
            let kind = match cell.attribute("scope") {
                Some(scope) => Kind::Header(scope.starts_with("row"), span),
                None if cell.name == "th" => Kind::Header(!row.is_head, span),
                None => Kind::Cell(span),
            };
            let is_end = cell.has_class("num") && column != 0;
            let face = frame.face.weighing(if row.is_head { 600 } else { frame.face.weight });
            let inset = depth(row.element) * 10.0 * f32::from(u8::from(column == 0));
            let inner = Frame { x, width, face, is_end, node: self.tags.open(node, kind, None), ..frame.clone() }.set_in(inset);
            pieces.push(self.cell(cell, inner));
            at += width + GAP;
            column += span as usize;
        }
        self.row(pieces, 3.0);
    }
}

/// The cells of a row.
fn cells(row: &Element) -> impl Iterator<Item = &Element> {
    row.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th"))
}

/// Over how many columns a cell runs.
fn span(cell: &Element) -> u32 {
    cell.attribute("colspan").and_then(|span| span.parse().ok()).unwrap_or(1)
}

/// How deep a row stands below others, as its class says.
fn depth(row: &Element) -> f32 {
    (1_u8..6).find(|depth| row.has_class(&format!("depth-{depth}"))).map_or(0.0, f32::from)
}
