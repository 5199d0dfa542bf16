//! A bar chart of amounts as static SVG: classes and attributes only, with a text alternative.

use crate::markdown::html::attribute;

/// The width of the drawing, in its own units.
const WIDTH: i64 = 360;
/// The longest bar: beside it there is room for the amount.
const MAX_BAR: i64 = 236;
/// The height of a bar with its label.
const STEP: i64 = 46;

/// A bar.
pub(super) struct Bar {
    /// What it stands for.
    pub(super) label: String,
    /// Its amount in words.
    pub(super) number: String,
    /// Its value.
    pub(super) cents: i64,
    /// The class that tells how firm it is.
    pub(super) status: &'static str,
}

/// Draws bars; nothing for fewer than two.
pub(super) fn draw(bars: &[Bar], (id, title, description): (&str, &str, &str)) -> String {
    let Some(longest) = bars.iter().map(|bar| bar.cents).max().filter(|longest| 0 < *longest && 1 < bars.len()) else {
        return String::new();
    };
    let height = i64::try_from(bars.len()).unwrap_or_default() * STEP;
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        attribute(title),
        attribute(description)
    );
    let mut y = 0;
    for bar in bars {
        let width = (i128::from(bar.cents.max(0)) * i128::from(MAX_BAR) / i128::from(longest)).max(2);
        svg.push_str(&format!(
            "<text class=\"label\" x=\"0\" y=\"{}\">{}</text><rect class=\"bar {}\" x=\"0\" y=\"{}\" width=\"{width}\" height=\"16\"/>\
             <text class=\"number\" x=\"{}\" y=\"{}\">{}</text>",
            y + 14,
            attribute(&bar.label),
            bar.status,
            y + 20,
            width + 7,
            y + 33,
            attribute(&bar.number),
        ));
        y += STEP;
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_one_is_no_chart() {
        let bar = |cents| Bar { label: "a <b>".into(), number: "1".into(), cents, status: "granted" };
        let svg = draw(&[bar(200), bar(100)], ("c", "t", "d"));
        assert!(svg.contains("width=\"236\"") && svg.contains("width=\"118\"") && svg.contains("a &lt;b&gt;"), "{svg}");
        assert!(draw(&[bar(200)], ("c", "t", "d")).is_empty());
    }
}
