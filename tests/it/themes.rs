//! Themes: what templates get is documented in `themes/README.md`, and the shipped templates use nothing else.

mod code;
mod example;
mod flow;
pub(crate) mod overrides;
mod plain;
mod reference;
mod template;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

use code::Code;
use flow::Flow;
use reference::Reference;
use views::Views;

/// The themes that ship.
pub(crate) const SHIPPED: &[&str] = &["dossier", "plain"];

/// The folder of the themes.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes")
}

/// The templates of a shipped theme by name.
fn templates(theme: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder().join(theme).join("templates")).expect("a folder of templates");
    let files =
        entries.map(|entry| entry.expect("a readable folder")).filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    files
        .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read_to_string(file.path()).expect("a readable template")))
        .collect()
}

/// The words of the interface in a language, and the tables that hold them, dotted.
fn words(lang: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(folder().join(format!("dossier/i18n/{lang}.toml"))).expect("a readable file");
    let file: toml::Table = toml::from_str(&text).expect("a valid file");
    keys(file["words"].as_table().expect("a table of words"), "")
}

/// The dotted keys of a table's texts.
fn keys(table: &toml::Table, prefix: &str) -> BTreeSet<String> {
    let inside = |(name, value): (&String, &toml::Value)| match value {
        toml::Value::Table(inside) => keys(inside, &format!("{prefix}{name}.")),
        _ => BTreeSet::from([format!("{prefix}{name}")]),
    };
    table.iter().flat_map(inside).collect()
}

/// The templates that a theme need not have.
fn skipped(theme: &str) -> &'static [&'static str] {
    let settings = fs::read_to_string(folder().join(theme).join("theme.toml")).unwrap_or_default();
    if settings.contains("search = false") { &["search.html"] } else { &[] }
}

/// Follows the values through all pages of a theme.
fn followed(theme: &str, code: &Code) -> Flow {
    let (templates, views, words) = (templates(theme), Views::new(code), words("en"));
    let followed = flow::Theme { templates: &templates, views: &views, words: &words };
    let mut flow = Flow::default();
    let skipped = skipped(theme);
    for filled in code.filled().into_iter().filter(|filled| !skipped.contains(&filled.template.as_str())) {
        let view = views.kind(&filled.view, (&filled.module, &[]));
        followed.follow(&filled.template, views.fields(&view), &mut flow);
    }
    flow
}

#[test]
fn shipped_templates_use_only_what_the_program_gives() {
    let code = code::read();
    for theme in SHIPPED {
        let flow = followed(theme, &code);
        assert!(flow.faults.is_empty(), "{theme}: {:#?}", flow.faults);
        let used: BTreeSet<String> = code.filled().into_iter().map(|filled| filled.template).chain(flow.takers.into_keys()).collect();
        let all: BTreeSet<String> = templates(theme).into_keys().collect();
        assert_eq!(all.difference(&used).collect::<Vec<_>>(), [""; 0], "{theme}: templates of no page");
    }
}

#[test]
fn the_reference_tells_what_every_template_gets() {
    let code = code::read();
    let (views, filled, flow) = (Views::new(&code), code.filled(), followed("dossier", &code));
    let path = folder().join("README.md");
    let text = fs::read_to_string(&path).expect("a reference");
    let (renewed, named) = reference::renewed(&text, &Reference { code: &code, views: &views, filled: &filled, flow: &flow });
    let expected: BTreeSet<String> = templates("dossier").into_keys().chain(["page", "views"].map(str::to_owned)).collect();
    assert_eq!(named, expected, "one table a template in themes/README.md: add `<!-- values: NAME -->` and `<!-- end of values -->`");
    let missing: Vec<&str> = filled.iter().map(|filled| filled.template.as_str()).filter(|name| !named.contains(*name)).collect();
    assert_eq!(missing, [""; 0], "templates without a section");
    expect_file![path].assert_eq(&renewed);
}
