//! The cover of a book: its name, drawn.

use super::Book;
use crate::archive::book::tags::escaped;
use crate::archive::readme;

/// How wide the words may be, in the drawing's own units.
const WIDTH: usize = 500;

/// The cover.
pub(super) fn drawing(book: &Book<'_>) -> String {
    let n_titles = book.words.len().max(1);
    let size = if n_titles > 1 { 36 } else { 48 };
    let mut parts = String::new();
    let mut top = 170;
    for words in &book.words {
        for line in lines(words.title, size) {
            // A word too long for the cover is drawn narrower.
            let n_signs = line.chars().count();
            let fit = if n_signs * size * 11 / 20 > WIDTH {
                format!(" textLength=\"{WIDTH}\" lengthAdjust=\"spacingAndGlyphs\"")
            } else {
                String::new()
            };
            parts.push_str(&format!(
                "<text x=\"50\" y=\"{top}\" font-size=\"{size}\" font-weight=\"bold\"{fit}>{}</text>\n",
                escaped(&line)
            ));
            top += size * 6 / 5;
        }
        parts.push_str(&format!(
            "<text x=\"50\" y=\"{}\" font-size=\"20\" fill=\"#5d594f\">{}</text>\n",
            top + 4,
            escaped(&words.edition())
        ));
        top += 90;
    }
    let height = 800.max(top);
    let name = escaped(&book.words.iter().map(|words| words.title).collect::<Vec<_>>().join(" · "));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 {height}\" width=\"600\" height=\"{height}\" role=\"img\">\n\
         <title>{name}</title>\n\
         <rect width=\"600\" height=\"{height}\" fill=\"#fbfaf6\"/>\n\
         <rect x=\"50\" y=\"80\" width=\"500\" height=\"3\" fill=\"#1c1b18\"/>\n<rect x=\"50\" y=\"87\" width=\"500\" height=\"1\" fill=\"#1c1b18\"/>\n\
         <g font-family=\"Georgia, serif\" fill=\"#1c1b18\">\n{parts}</g>\n</svg>\n"
    )
}

/// A name in lines that fit, at a size of letters.
fn lines(text: &str, size: usize) -> Vec<String> {
    readme::lines(text, (WIDTH * 20 / 11 / size).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_between_words() {
        assert_eq!(lines("De AI-fabriek in Groningen", 50), ["De AI-fabriek in", "Groningen"]);
        assert_eq!(lines("Hulpverleningsgemeenschapsgebied x", 50), ["Hulpverleningsgemeenschapsgebied", "x"]);
        assert_eq!(lines("", 50), Vec::<String>::new());
    }
}
