//! Amounts as bars: a list whose words are the text alternative, each with a static SVG bar of classes and attributes only.

use crate::markdown::html::attribute;

/// The length of the longest bar, in the drawing's own units.
const MAX_BAR: i64 = 1000;

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
    /// The same in words.
    pub(super) status_label: String,
}

/// Draws bars, the longest first; nothing for fewer than two.
pub(super) fn draw(mut bars: Vec<Bar>, title: &str) -> String {
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.cents));
    let Some(longest) = bars.first().map(|bar| bar.cents).filter(|longest| 0 < *longest && 1 < bars.len()) else {
        return String::new();
    };
    let mut html = format!("<figure class=\"chart\"><figcaption>{}</figcaption><ul>\n", attribute(title));
    for bar in &bars {
        let width = (i128::from(bar.cents.max(0)) * i128::from(MAX_BAR) / i128::from(longest)).max(4);
        html.push_str(&format!(
            "<li><span class=\"label\">{}</span> \
             <svg class=\"gauge {}\" viewBox=\"0 0 {MAX_BAR} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
             <rect width=\"{width}\" height=\"10\"/></svg> <span class=\"figures\"><span class=\"value\">{}</span> \
             <span class=\"status {}\">{}</span></span></li>\n",
            attribute(&bar.label),
            bar.status,
            attribute(&bar.number),
            bar.status,
            attribute(&bar.status_label),
        ));
    }
    html.push_str("</ul></figure>\n");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_one_is_no_chart() {
        let bar = |cents| Bar { label: "a <b>".into(), number: "1".into(), cents, status: "granted", status_label: "yes".into() };
        let html = draw(vec![bar(100), bar(200)], "t");
        assert!(html.contains("width=\"1000\"") && html.contains("width=\"500\"") && html.contains("a &lt;b&gt;"), "{html}");
        assert!(draw(vec![bar(200)], "t").is_empty());
    }
}
