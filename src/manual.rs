//! The manual as the program carries it: its pages by name, so that it is at hand without a network, as long as the program is.

use rust_embed::RustEmbed;

/// The pages, as they stand in the project.
#[derive(RustEmbed)]
#[folder = "src/manual"]
struct Pages;

/// The page on themes, which stands beside them.
const THEMES: &str = include_str!("../themes/README.md");

/// The name of the page on themes.
const THEMES_NAME: &str = "themes";

/// The names of all pages, in order: the path without its ending, such as `how-to/translate`.
#[must_use]
pub fn names() -> Vec<String> {
    let pages = Pages::iter().filter_map(|path| path.strip_suffix(".md").map(str::to_owned));
    let mut names: Vec<String> = pages.chain([THEMES_NAME.to_owned()]).collect();
    names.sort();
    names
}

/// The text of a page.
#[must_use]
pub fn find(name: &str) -> Option<String> {
    if name == THEMES_NAME {
        return Some(THEMES.to_owned());
    }
    let file = Pages::get(&format!("{name}.md"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

/// The title of a page: its first heading.
#[must_use]
pub fn title(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_title() {
        assert!(names().iter().any(|name| name == "tutorial"));
        for name in names() {
            assert_ne!(title(&find(&name).unwrap()), "", "{name}");
        }
        assert_eq!(find("nonsense"), None);
    }
}
