//! The links of a page of the manual: to other pages, to headings of them, to files of the project.

use std::fs;

use super::{Page, folder, page};

/// The destinations of a page's links that stay in the project.
pub(crate) fn targets(page: &Page) -> Vec<String> {
    let links = prose(&page.text);
    let found = links.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned());
    found.filter(|target| !target.contains("://") && !target.starts_with("mailto:")).collect()
}

/// The links of a page that lead nowhere.
pub(crate) fn faults(page: &Page) -> Vec<String> {
    let here = folder().join(&page.path);
    let is_broken = |target: &String| {
        let (path, anchor) = target.split_once('#').map_or((target.as_str(), None), |(path, anchor)| (path, Some(anchor)));
        let file = if path.is_empty() { here.clone() } else { here.parent().expect("a folder").join(path) };
        let Some(anchor) = anchor else { return !file.exists() };
        !fs::read_to_string(file).is_ok_and(|text| anchors(&text).iter().any(|known| known == anchor))
    };
    let broken = targets(page).into_iter().filter(is_broken);
    broken.map(|target| format!("{}: `{target}` leads nowhere", page.path)).collect()
}

/// A page without its blocks between fences.
pub(crate) fn prose(text: &str) -> String {
    let mut prose = text.to_owned();
    for (_, span) in page::blocks(text).into_iter().rev() {
        prose.replace_range(span, "");
    }
    prose
}

/// The anchors of a page's headings, as the hosts of repositories make them.
fn anchors(text: &str) -> Vec<String> {
    let headings = prose(text);
    let headings = headings.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim().to_lowercase());
    headings
        .map(|heading| {
            let kept = heading.chars().filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
            kept.map(|char| if char == ' ' { '-' } else { char }).collect()
        })
        .collect()
}

#[test]
fn headings_have_anchors_and_code_has_no_links() {
    assert_eq!(anchors("# A `dossier.toml`: what?\n\n```md\n# b\n```\n\n## x_y-z\n"), ["a-dossiertoml-what", "x_y-z"]);
    let text = "[a](b.md#c) [d](https://e.example)\n\n```md\n[f](g)\n```\n".to_owned();
    assert_eq!(targets(&Page { path: "x.md".into(), text }), ["b.md#c"]);
}

#[test]
fn a_broken_link_is_found_out() {
    let text = "[a](README.md) [b](README.md#no-such-heading) [c](no-such-page.md) [d](#no)".to_owned();
    let found = faults(&Page { path: "x.md".into(), text });
    assert_eq!(found.len(), 3, "{found:?}");
}
