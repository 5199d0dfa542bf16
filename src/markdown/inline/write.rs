//! Writes pieces as Markdown that is read as these pieces again.

use super::{Mark, MarkKind, Piece};
use crate::model::letter::BlockKind;
use crate::model::markup::Elements;

/// How much of the words is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    /// Nothing.
    Nothing,
    /// What would be a block's mark at the beginning of a line.
    Starts,
    /// Everything that could be a mark.
    Everything,
}

/// Pieces as Markdown that can take the place of a block's inline text, where some elements of HTML are allowed; `None` where no Markdown
/// would be read as these pieces. Escapes stand only where they are needed: words in angle brackets are never raw HTML.
#[must_use]
pub fn to_markdown(pieces: &[Piece], kind: &BlockKind, elements: Elements) -> Option<String> {
    if *kind == BlockKind::Code {
        return Some(pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.as_str() } else { "" }).collect());
    }
    [Escape::Nothing, Escape::Starts, Escape::Everything].into_iter().find_map(|escape| {
        let markdown = written(pieces, escape);
        is_read_as(&markdown, pieces, kind, elements).then_some(markdown)
    })
}

/// How a link or an image ends that says itself where it leads, and its title.
pub(super) fn link_end(destination: &str, title: &str) -> String {
    let inside = |text: &str, ends: &[char]| {
        let mut out = String::with_capacity(text.len());
        for char in text.chars() {
            if ends.contains(&char) || "\\&".contains(char) {
                out.push('\\');
            }
            out.push(if char == '\n' { ' ' } else { char });
        }
        out
    };
    let title = if title.is_empty() { String::new() } else { format!(" \"{}\"", inside(title, &['"'])) };
    format!("](<{}>{title})", inside(destination, &['<', '>']))
}

/// Whether Markdown in a block of this kind is read as these pieces.
fn is_read_as(markdown: &str, pieces: &[Piece], kind: &BlockKind, elements: Elements) -> bool {
    let n_cells = 1 + pieces.iter().filter(|piece| matches!(piece, Piece::Mark(mark) if mark.kind == MarkKind::Cell)).count();
    let mut text = match kind {
        BlockKind::Heading(..) => format!("## {markdown} {{.x}}\n"),
        BlockKind::Row => format!("| {markdown} |\n|{}\n", "---|".repeat(n_cells)),
        _ => format!("{markdown}\n"),
    };
    for piece in pieces {
        if let Piece::Mark(Mark { kind: MarkKind::Note, raw, .. }) = piece {
            text.push_str(&format!("\n{raw}:\n"));
        }
    }
    let mut refused = Vec::new();
    let found = super::find_and_refuse(&text, 0, elements, &mut refused);
    // The notes that follow have no text, and the row below the first has none.
    refused.is_empty() && found.iter().filter(|inline| !inline.pieces.is_empty()).map(|inline| &inline.pieces).eq([&pieces])
}

/// Pieces as Markdown.
fn written(pieces: &[Piece], escape: Escape) -> String {
    let mut out = String::new();
    let mut open = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&escaped(text, escape, out.is_empty() || out.ends_with('\n'))),
            Piece::Mark(mark) => out.push_str(&mark.raw),
            Piece::Open(mark) => {
                out.push_str(&mark.raw);
                open.push(mark);
            }
            Piece::Close => out.push_str(open.pop().map(|mark| mark.close.as_str()).unwrap_or_default()),
        }
    }
    out
}

/// Words with what could be marks escaped.
fn escaped(text: &str, escape: Escape, is_start: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (idx, char) in text.char_indices() {
        let is_first = is_start && (idx == 0 && ">#+-*=~|:`_".contains(char) || idx == n_digits && 0 < idx && ".)".contains(char));
        let is_needed = match escape {
            Escape::Nothing => false,
            Escape::Starts => is_first,
            Escape::Everything => is_first || "\\`*_[]<>&~|{}#!".contains(char),
        };
        if is_needed {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag};

    use super::*;

    #[test]
    fn links_lead_where_they_led() {
        for (destination, title) in [("page:home", ""), ("a\\", "b\\"), ("<a>?b&amp;c) d", "\"e\" 'f' &amp; <g>"), ("", "h")] {
            let markdown = format!("[x{}", link_end(destination, title));
            let found = Parser::new(&markdown).find_map(|event| match event {
                Event::Start(Tag::Link { dest_url, title, .. }) => Some((dest_url.to_string(), title.to_string())),
                _ => None,
            });
            assert_eq!(found, Some((destination.into(), title.into())), "{markdown}");
        }
    }
}
