//! Checks the links that authors wrote in editions and pages: by name, so that they work in every language.
//!
//! `letter:ID`, `letter:ID#BLOCK`, `page:NAME`, `file:PATH`, `#BLOCK` and full addresses; anything else would break on some copy.

use std::sync::Arc;

use rayon::prelude::*;

use super::evidence::{knows_blocks, unknown_letter};
use crate::digest::Digester;
use crate::markdown::{self, Link};
use crate::model::dossier::Dossier;
use crate::model::file::SourceFile;
use crate::model::letter::{Edition, Letter, LetterId};
use crate::model::place::Place;
use crate::problem::{Problem, Problems, kinds, nearest};

/// Checks every written link.
pub fn check(dossier: &Dossier, pages: &[&str], problems: &mut Problems) {
    let links_of = |letter: &Letter| {
        dossier.memo.recall(
            || Digester::default().with(b"written links").with(&letter.digest().0).digest(),
            || (letter.editions.iter().map(|edition| links_in(&edition.file, edition.body_start)).collect(), true),
        )
    };
    let written: Vec<Arc<OfLetter>> =
        dossier.letters.par_iter().map(|letter| dossier.memo.alone(letter, || -> OfLetter { links_of(letter) })).collect();
    let check_letter = |(letter, of_letter): (&Letter, &Arc<OfLetter>)| {
        let mut found = Problems::default();
        for (edition, links) in letter.editions.iter().zip(of_letter.iter()) {
            check_text(dossier, (&edition.file, links), Some(edition), (pages, &mut found));
        }
        found
    };
    let found: Vec<Problems> = dossier.letters.par_iter().zip(&written).map(check_letter).collect();
    found.into_iter().for_each(|found| problems.append(found));
    for page in &dossier.pages {
        check_text(dossier, (&page.file, &links_in(&page.file, page.body_start)), None, (pages, problems));
    }
}

/// The links of a letter's editions, in their order.
type OfLetter = Vec<Vec<Link>>;

/// The links of a text, each with its bytes in the file.
fn links_in(file: &SourceFile, body_start: usize) -> Vec<Link> {
    let links = markdown::links(&file.text().rest(body_start)).into_iter();
    links.map(|link| Link { span: body_start + link.span.start..body_start + link.span.end, ..link }).collect()
}

/// Checks the links of one text.
fn check_text(dossier: &Dossier, text: (&Arc<SourceFile>, &[Link]), edition: Option<&Edition>, rest: (&[&str], &mut Problems)) {
    let ((file, links), (pages, problems)) = (text, rest);
    for link in links {
        let span = link.span.clone();
        let written = file.text().part(span.clone()).unwrap_or_default();
        let place = match written.rfind(&link.destination).filter(|_| !link.destination.is_empty()) {
            Some(at) => Place::new(file, span.start + at..span.start + at + link.destination.len()),
            None => Place::new(file, span),
        };
        problems.list.extend(if link.is_image {
            image_fault(&link.destination, place)
        } else {
            fault(dossier, &link.destination, place, (edition, pages))
        });
    }
}

/// What is wrong with an image: it is a file of the site.
fn image_fault(destination: &str, place: Place) -> Option<Problem> {
    match destination.split_once(':') {
        Some(("file", path)) if is_path(path) => None,
        Some(("https" | "http", _)) => Some(kinds::outside_request(place, destination)),
        _ => Some(kinds::unknown_link(place, destination)),
    }
}

/// Whether a text is a path from the site's root.
fn is_path(path: &str) -> bool {
    !path.is_empty() && !path.contains("..") && !path.starts_with('/') && !path.contains(':')
}

/// What is wrong with a link, if anything.
fn fault(dossier: &Dossier, destination: &str, place: Place, around: (Option<&Edition>, &[&str])) -> Option<Problem> {
    let (edition, pages) = around;
    match destination.split_once(':') {
        Some(("letter", target)) => letter_fault(dossier, target, place),
        Some(("page", name)) => {
            let name = name.split('#').next().unwrap_or(name);
            (!pages.contains(&name)).then(|| kinds::unknown_page(place, name, nearest(name, pages.iter().copied())))
        }
        Some(("file", path)) if is_path(path) => None,
        Some(("https" | "http", rest)) if rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) => None,
        Some(("mailto", rest)) if rest.contains('@') => None,
        _ => match (destination.strip_prefix('#'), edition) {
            (Some(block), Some(edition)) if edition.find_block(block).is_some() => None,
            (Some(block), Some(edition)) => Some(kinds::unknown_block(place, &edition.slug, block)),
            _ => Some(kinds::unknown_link(place, destination)),
        },
    }
}

/// What is wrong with a link to a letter.
fn letter_fault(dossier: &Dossier, target: &str, place: Place) -> Option<Problem> {
    let (name, block) = target.split_once('#').map_or((target, None), |(name, block)| (name, Some(block)));
    let Some(letter) = LetterId::parse(name).and_then(|id| dossier.letter(&id)) else {
        return unknown_letter(dossier, name, place);
    };
    if !knows_blocks(dossier, letter) {
        return None;
    }
    let block = block?;
    let is_known = letter.original_edition().is_some_and(|edition| edition.find_block(block).is_some());
    (!is_known).then(|| kinds::unknown_block(place, name, block))
}
