//! The addresses of the pages that are not of a letter, kept over time in `content/pages.lock`: text pages, lists and their parts.
//!
//! A line a page, `page LANG KIND PATH` with the path from the site's root and without its ending, oldest first; at last `end N` with the
//! number of those lines, as in the lock file of a letter.

use std::path::Path;
use std::sync::Arc;

use super::Renewed;
use crate::data;
use crate::data::put::Before;
use crate::model::dossier::{LockedPage, PAGES_LOCK};
use crate::model::file::SourceFile;
use crate::model::lang::Lang;
use crate::model::letter::is_slug;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// How the file begins.
const HEAD: &str = "# Permanent addresses of the pages that are not of a letter. Written by `dossier lock`; do not edit.\nversion 1\n";

/// The addresses that the file keeps; none where there is no such file yet, or it is broken, which is a problem.
pub fn load(root: &Path, problems: &mut Problems) -> Option<Vec<LockedPage>> {
    parse(&read(root, problems)?, problems)
}

/// The file, if there is one that can be read.
fn read(root: &Path, problems: &mut Problems) -> Option<Arc<SourceFile>> {
    if !data::file::exists(root, PAGES_LOCK) {
        return None;
    }
    data::file::text(root, PAGES_LOCK, problems)
}

/// Reads the file; a line that is none is a problem.
fn parse(file: &Arc<SourceFile>, problems: &mut Problems) -> Option<Vec<LockedPage>> {
    let (mut pages, mut at, mut end) = (Vec::new(), 0, None);
    let whole = file.text();
    let n_before = problems.list.len();
    if !whole.lines().any(|line| line == "version 1") {
        problems.add(kinds::broken_lock(Place::start_of(file), "there is no line `version 1`"));
    }
    for line in whole.split_inclusive('\n') {
        let text = line.trim_end();
        let place = Place::new(file, at..at + text.len());
        at += line.len();
        if text.is_empty() || text.starts_with('#') || text == "version 1" {
            continue;
        }
        let page = page(text, &place);
        let fault = match text.strip_prefix("end ") {
            _ if end.is_some() => Some("this line stands after the last one"),
            Some(n_lines) => {
                end = Some(n_lines.parse::<usize>().ok());
                (end != Some(Some(pages.len()))).then_some("this is not the number of lines before it: some were lost or added")
            }
            None => page.is_none().then_some("this line is not one of a lock file"),
        };
        problems.list.extend(fault.map(|fault| kinds::broken_lock(place, fault)));
        pages.extend(page);
    }
    if end.is_none() {
        problems.add(kinds::broken_lock(Place::start_of(file), "the last line, `end` with a number, is missing: the file lost its end"));
    }
    (n_before == problems.list.len()).then_some(pages)
}

/// The page of a line.
fn page(line: &str, place: &Place) -> Option<LockedPage> {
    let mut words = line.strip_prefix("page ")?.split(' ');
    let (lang, kind, path) = (Lang::parse(words.next()?)?, words.next()?, words.next()?);
    let is_page = words.next().is_none() && is_slug(kind) && path.split('/').all(is_slug) && path.contains('/');
    is_page.then(|| LockedPage { lang, kind: kind.to_owned(), path: path.to_owned(), place: place.clone() })
}

/// The file with the addresses that pages have now, as language, kind and path, after those that it keeps; none where it keeps them all.
pub fn renew(root: &Path, now: &[(Lang, String, String)], problems: &mut Problems) -> Option<Renewed> {
    let file = read(root, problems);
    let before = file.as_ref().map_or(Before::Nothing, |file| Before::text(&file.text()));
    let kept = file.and_then(|file| parse(&file, problems));
    let mut lines: Vec<String> = kept.iter().flatten().map(|page| line(&page.lang, &page.kind, &page.path)).collect();
    let n_kept = lines.len();
    for (lang, kind, path) in now {
        let line = line(lang, kind, path);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let is_needed = !lines.is_empty() && (kept.is_none() || n_kept < lines.len());
    let text = || format!("{HEAD}{}end {}\n", lines.concat(), lines.len());
    is_needed.then(|| Renewed { path: PAGES_LOCK.to_owned(), text: text(), before })
}

/// The line of a page.
fn line(lang: &Lang, kind: &str, path: &str) -> String {
    format!("page {lang} {kind} {path}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<usize>, usize) {
        let file = Arc::new(SourceFile::new(PAGES_LOCK.into(), text.into()));
        let mut problems = Problems::default();
        (super::parse(&file, &mut problems).map(|pages| pages.len()), problems.list.len())
    }

    #[test]
    fn broken_lines_are_problems() {
        let lines = ["version 1", "page nl about nl/over", "page nl letters nl/brieven/index", "end 2"];
        assert_eq!(parse(&lines.join("\n")), (Some(2), 0));
        for (from, to) in [
            ("page nl about", "page nl"),
            ("nl/over", "over"),
            ("nl/over", "nl/Over"),
            ("nl/over", "nl/over x"),
            ("version 1\n", ""),
            ("end 2", "end 3"),
            ("end 2", ""),
            ("end 2", "end 2\npage en about en/about"),
        ] {
            assert_eq!(
                parse(&lines.join("\n").replacen(from, to, 1)),
                (None, if from.starts_with("page") || from.starts_with("nl") { 2 } else { 1 }),
                "{from}: {to}"
            );
        }
    }
}
