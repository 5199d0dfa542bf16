//! Rules for imports: modules of the crate by the table, outside crates by their homes.

use std::collections::BTreeSet;

use super::words::{Word, words};
use super::{HOMES, MODULES, Source};

/// Where a file belongs.
#[derive(Debug, PartialEq, Eq)]
enum Place<'a> {
    /// The root of the library, which may import every module, or the script that builds it.
    Root,
    /// The command line, which is a crate of its own.
    Bin,
    /// A module of the library.
    Module(&'a str),
}

/// Returns where a file belongs, from its path.
fn place(path: &str) -> Place<'_> {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let first = below.split('/').next().unwrap_or(below).trim_end_matches(".rs");
    match (below, first) {
        ("lib.rs" | "embed.rs", _) => Place::Root,
        (_, "bin") => Place::Bin,
        _ => Place::Module(first),
    }
}

/// Returns the imports of a file that the table does not allow. `paths` are all files of the library.
pub(crate) fn faults(source: &Source, paths: &BTreeSet<&str>) -> Vec<String> {
    let Place::Module(module) = place(&source.path) else {
        return Vec::new();
    };
    let Some((_, allowed)) = MODULES.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{}: `{module}` is not in the table of modules", source.path)];
    };
    let words = words(&source.text);
    let (mut found, mut imports) = (Vec::new(), absolute(&words));
    imports.extend(upward(&words, &source.path, paths));
    imports.sort_by_key(|word| word.line_number);
    for Word { text, line_number } in imports {
        let at = format!("{}:{line_number}", source.path);
        if text == module || allowed.contains(&text.as_str()) {
            continue;
        }
        if MODULES.iter().any(|(name, _)| *name == text) {
            found.push(format!("{at}: `{module}` may not import `{text}`"));
        } else {
            found.push(format!("{at}: `crate::{text}` is not in the table of modules"));
        }
    }
    found
}

/// Returns the first name of every path that begins with `crate::`, groups included.
fn absolute(words: &[Word]) -> Vec<Word> {
    (0..words.len()).filter(|at| is(words, *at, "crate") && is(words, at + 1, "::")).flat_map(|at| firsts(words, at + 2)).collect()
}

/// Returns the names that may follow a `::`: one, or the first of each path in a group.
fn firsts(words: &[Word], start: usize) -> Vec<Word> {
    if !is(words, start, "{") {
        return words.get(start).cloned().into_iter().collect();
    }
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for (at, word) in words.iter().enumerate().skip(start) {
        match word.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if depth == 1 && (is(words, at - 1, "{") || is(words, at - 1, ",")) => found.push(word.clone()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// Returns names of modules that a file reaches through `super::`, unless a file beside it has that name.
fn upward(words: &[Word], path: &str, paths: &BTreeSet<&str>) -> Vec<Word> {
    let module = path.split('/').nth(1).unwrap_or(path).trim_end_matches(".rs");
    let is_own =
        |name: &str| paths.iter().any(|other| other.starts_with(&format!("src/{module}/")) && other.ends_with(&format!("/{name}.rs")));
    (0..words.len())
        .filter(|at| is(words, *at, "super") && is(words, at + 1, "::"))
        .flat_map(|at| firsts(words, at + 2))
        .filter(|word| MODULES.iter().any(|(name, _)| *name == word.text) && !is_own(&word.text))
        .collect()
}

/// Tells whether a word is what one expects.
fn is(words: &[Word], at: usize, text: &str) -> bool {
    words.get(at).is_some_and(|word| word.text == text)
}

/// Returns the uses of outside crates away from their homes.
pub(crate) fn strays(source: &Source) -> Vec<String> {
    let home = match place(&source.path) {
        Place::Root => "lib",
        Place::Bin => "bin",
        Place::Module(module) => module,
    };
    let words = words(&source.text);
    let mut found: Vec<String> = (0..words.len())
        .filter(|at| is_crate(&words, *at))
        .filter_map(|at| words.get(at))
        .filter_map(|word| Some((word, HOMES.iter().find(|(name, _)| *name == word.text)?)))
        .filter(|(_, (_, homes))| !homes.contains(&home))
        .map(|(Word { text, line_number }, (_, homes))| {
            format!("{}:{line_number}: `{text}` belongs in {}", source.path, homes.join(" and "))
        })
        .collect();
    found.dedup();
    found
}

/// Tells whether a name begins a path, or is imported whole, as the name of a crate does.
fn is_crate(words: &[Word], at: usize) -> bool {
    let is_below = 1 < at && is(words, at - 1, "::") && words.get(at - 2).is_some_and(|word| is_name(&word.text));
    let is_whole = 0 < at
        && ["use", "crate", "{", ","].iter().any(|before| is(words, at - 1, before))
        && [";", "as", ",", "}"].iter().any(|after| is(words, at + 1, after));
    let is_imported = is_whole && statement_is_use(words, at);
    !is_below && (is(words, at + 1, "::") || is_imported)
}

/// Tells whether the statement around a word is a `use` or an `extern crate`.
fn statement_is_use(words: &[Word], at: usize) -> bool {
    let before = words.iter().take(at).rev().map(|word| word.text.as_str());
    before.take_while(|text| *text != ";").any(|text| text == "use" || text == "extern")
}

/// Tells whether a word is a name that a path can go through.
fn is_name(text: &str) -> bool {
    let is_keyword = ["use", "return", "in", "as", "else", "if", "match", "mut", "pub", "dyn", "impl"].contains(&text);
    text.starts_with(|first: char| first.is_alphabetic() || first == '_') && !is_keyword
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the faults of a text in a file.
    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        let paths = BTreeSet::from(["src/check.rs", "src/check/links.rs", "src/check/sums.rs"]);
        let found: Vec<String> = faults(&source, &paths).into_iter().chain(strays(&source)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn allowed_imports() {
        check("src/problem.rs", "use crate::model::Place; use crate::problem::x;", &[]);
        check("src/check/sums.rs", "use crate::{funding::Ledger, model::{Lang, search}};", &[]);
        check("src/lib.rs", "use crate::{search, output}; pub mod x;", &[]);
        check("src/bin/dossier/main.rs", "use crate::args; use dossier::build;", &[]);
        check("src/model.rs", "pub(crate) fn f() {} // crate::render\n/// [`crate::site`]\nconst A: &str = \"crate::site\";", &[]);
    }

    #[test]
    fn an_import_against_the_table() {
        check("src/model.rs", "\nuse crate::site::Path;", &["src/model.rs:2: `model` may not import `site`"]);
    }

    #[test]
    fn an_import_in_a_group() {
        check(
            "src/links.rs",
            "use crate::{\n    model::{self, Lang},\n    render::Plan,\n    theme,\n};",
            &["src/links.rs:3: `links` may not import `render`", "src/links.rs:4: `links` may not import `theme`"],
        );
        check("src/model.rs", "use {std::fmt, crate::site};", &["src/model.rs:1: `model` may not import `site`"]);
    }

    #[test]
    fn an_inline_path() {
        check("src/model.rs", "fn f() -> crate::site::Path { x }", &["src/model.rs:1: `model` may not import `site`"]);
        check("src/model.rs", "m! { $crate::site::X }", &["src/model.rs:1: `model` may not import `site`"]);
    }

    #[test]
    fn a_way_up() {
        check("src/model.rs", "use super::render::x;", &["src/model.rs:1: `model` may not import `render`"]);
        check("src/check/sums.rs", "use super::links::x; use super::Sum;", &[]);
        check("src/check/sums.rs", "use super::super::render;", &["src/check/sums.rs:1: `check` may not import `render`"]);
    }

    #[test]
    fn a_module_that_nobody_knows() {
        check("src/magic.rs", "", &["src/magic.rs: `magic` is not in the table of modules"]);
        check("src/magic/x.rs", "", &["src/magic/x.rs: `magic` is not in the table of modules"]);
        check("src/model.rs", "use crate::magic;", &["src/model.rs:1: `crate::magic` is not in the table of modules"]);
        check("src/model.rs", "use crate::*;", &["src/model.rs:1: `crate::*` is not in the table of modules"]);
    }

    #[test]
    fn crates_at_home() {
        check("src/content/walk.rs", "use walkdir::WalkDir;", &[]);
        check("src/bin/dossier/args.rs", "use clap::Parser;", &[]);
        check("src/model.rs", "let tera = 1; x.tera; f(tera, 2); crate::model::tera::x();", &[]);
        check("src/model.rs", "use std::fmt; fn f() { let clap = 1; g(clap, 2) }", &[]);
    }

    #[test]
    fn crates_away_from_home() {
        check("src/render.rs", "use walkdir::WalkDir;", &["src/render.rs:1: `walkdir` belongs in content and copy and serve and theme"]);
        check("src/render.rs", "fn f(x: ::clap::Arg) {}", &["src/render.rs:1: `clap` belongs in bin"]);
        check("src/model.rs", "use tera;", &["src/model.rs:1: `tera` belongs in render"]);
        check("src/model.rs", "use {tera, std::fmt};", &["src/model.rs:1: `tera` belongs in render"]);
        check("src/lib.rs", "extern crate syntect;", &["src/lib.rs:1: `syntect` belongs in render"]);
    }
}
