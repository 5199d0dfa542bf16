//! What the pages of letters and of the index draw on, as digests: a page whose digest is as it was needs no view, and those of letters
//! are nearly all.
//!
//! A page of a letter draws on all of that letter. Of the other letters it shows no text, only what tells them apart, and how they are
//! tied; and anything of the records. Whoever lets such a page show more of another letter must add it to `Face`: the walks of edits in
//! `tests/it/warm.rs` fail where that is forgotten.

use std::collections::{BTreeMap, HashMap};

use memchr::memmem;
use rayon::prelude::*;

use super::page::{LISTS, Stage};
use super::plan::{Kind, Planned};
use crate::digest::{Digest, Digester};
use crate::model::date::Edtf;
use crate::model::lang::Lang;
use crate::model::letter::{Gaps, Letter, LetterId, Number, Parties};
use crate::site::SitePath;

/// What the pages of letters draw on.
pub(super) struct Drawn<'a> {
    /// By language, what all of its pages draw on.
    common: BTreeMap<&'a Lang, Digester>,
    /// What the pages of each letter draw on of that letter; none where they draw on more than can be told here. Nothing hangs on the order.
    letters: HashMap<&'a LetterId, Option<Digest>>,
}

/// What a page of one letter can show of another.
#[derive(Hash)]
struct Face<'a> {
    /// Its id.
    id: &'a LetterId,
    /// Its kind.
    kind: &'a str,
    /// Its date.
    date: &'a Edtf,
    /// From whom and to whom it is.
    parties: &'a Parties,
    /// Its official numbers.
    numbers: &'a [Number],
    /// The language of its original.
    original: &'a Lang,
    /// Its editions: language, title and what it lacks.
    editions: Vec<(&'a Lang, &'a str, Gaps<'a>)>,
    /// Where its pages lie, by language: the letter, its source, both languages side by side.
    paths: Vec<[Option<&'a str>; 3]>,
}

impl<'a> Drawn<'a> {
    /// Works out what pages draw on; `made_of` is, by language, what all pages are made of beside their views.
    pub(super) fn new(stage: &Stage<'a>, made_of: &BTreeMap<&'a Lang, Digester>) -> Self {
        let shared = shared(stage);
        let of_language = |(lang, made_of): (&&'a Lang, &Digester)| {
            let mut digester = made_of.clone();
            digester.add(&shared.0);
            digester.add_hash(&stage.inputs.locales.get(*lang));
            (*lang, digester)
        };
        let letters = stage.inputs.dossier.letters.par_iter().map(|letter| (&letter.id, of_letter(stage, letter)));
        Self { common: made_of.iter().map(of_language).collect(), letters: letters.collect() }
    }

    /// The digest of all that a page draws on; none where that cannot be told.
    pub(super) fn of(&self, stage: &Stage<'_>, planned: &Planned<'_>) -> Option<Digest> {
        if matches!(planned.kind, Kind::Index) {
            return self.of_index(stage, planned);
        }
        let other = match &planned.kind {
            Kind::Letter(..) | Kind::Stub(_) | Kind::Source(_) => "",
            Kind::Parallel(_, other) => other.tag(),
            _ => return None,
        };
        let letter = self.letters.get(&planned.letter?.id)?.as_ref()?;
        let digester = self.common.get(planned.lang?)?.clone().with(&letter.0);
        let parts = [planned.kind.name(), planned.path.as_str(), &planned.title, other];
        Some(parts.into_iter().fold(digester, |digester, part| digester.with(part.as_bytes())).digest())
    }

    /// The digest of all that a page of the index draws on; none where the publisher introduces it, which can show anything.
    fn of_index(&self, stage: &Stage<'_>, planned: &Planned<'_>) -> Option<Digest> {
        let lang = planned.lang.filter(|lang| stage.inputs.dossier.page(planned.kind.name(), lang).is_none())?;
        let digester = self.common.get(lang)?.clone().with(&stage.index.made_of(lang)?.0);
        let mut digester = digester.with(planned.path.as_str().as_bytes()).with(planned.title.as_bytes());
        let programmes = stage.inputs.dossier.funding.programmes.iter().map(|programme| (&programme.id, &programme.name));
        digester.add_hash(&(planned.part_idx, programmes.collect::<Vec<_>>()));
        Some(digester.digest())
    }
}

/// What all pages of letters draw on, in every language.
fn shared(stage: &Stage<'_>) -> Digest {
    let inputs = stage.inputs;
    let (dossier, links, languages) = (inputs.dossier, inputs.links, &inputs.dossier.settings.languages);
    let mut digester = Digester::default().with(dossier.settings.file.text().as_bytes()).with(stage.honest.as_bytes());
    digester.add_hash(&(&dossier.pages, &dossier.actors, &dossier.externals, &dossier.terms));
    digester.add_hash(&(&links.unrecorded, &links.outgoing, &links.incoming, &links.external, &links.users));
    digester.add_hash(&(inputs.routes.pages(), &inputs.ledger.amounts));
    for lang in languages {
        digester.add_hash(&inputs.ledger.amounts.iter().map(|amount| stage.amount_path(&amount.id, lang)).collect::<Vec<_>>());
        LISTS.iter().for_each(|list| digester.add_hash(&stage.suffixes(list, lang)));
    }
    let faces: Vec<Face<'_>> = dossier.letters.iter().map(|letter| face(stage, letter)).collect();
    digester.add_hash(&faces);
    digester.digest()
}

/// What a page of another letter can show of a letter.
fn face<'b>(stage: &Stage<'b>, letter: &'b Letter) -> Face<'b> {
    let (routes, id) = (stage.inputs.routes, &letter.id);
    let path = |lang: &Lang| [routes.letter(id, lang), routes.source(id, lang), routes.parallel(id, lang)];
    Face {
        id,
        kind: &letter.kind,
        date: &letter.date.value,
        parties: &letter.parties,
        numbers: &letter.numbers,
        original: &letter.original,
        editions: letter.editions.iter().map(|edition| (&edition.lang, edition.title.as_str(), letter.gaps_of(edition))).collect(),
        paths: stage.inputs.dossier.settings.languages.iter().map(|lang| path(lang).map(|path| path.map(SitePath::as_str))).collect(),
    }
}

/// What the pages of a letter draw on of it: all, with how its source leads to its edition and which terms it uses. None where it shows
/// a data file, which can hold anything.
fn of_letter(stage: &Stage<'_>, letter: &Letter) -> Option<Digest> {
    if letter.editions.iter().any(|edition| may_show_file(&edition.body())) {
        return None;
    }
    let inputs = stage.inputs;
    let uses = letter.editions.iter().map(|edition| inputs.links.terms.get(&(letter.id.clone(), edition.lang.clone())));
    let mut digester = Digester::default().with(&letter.digest().0);
    digester.add_hash(&(inputs.proofs.get(&letter.id), uses.collect::<Vec<_>>()));
    Some(digester.digest())
}

/// Whether a text may have a code block that shows a data file: a fence with two words after it.
fn may_show_file(text: &str) -> bool {
    let is_fence = |line: &str| {
        let at = line.find("```").or_else(|| line.find("~~~"));
        at.and_then(|at| line.get(at..)).is_some_and(|fence| 1 < fence.split_ascii_whitespace().filter(|word| !is_marks(word)).count())
    };
    // Most texts have none at all, which is seen at once.
    let has = |marks: &str| memmem::find(text.as_bytes(), marks.as_bytes()).is_some();
    (has("```") || has("~~~")) && text.lines().any(is_fence)
}

/// Whether a word is nothing but the marks of a fence.
fn is_marks(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'`' | b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_show_files_are_seen() {
        let shown = ["```json data/dossier.json", "> ~~~ json data/a.json 1-2", "- ````json data/x.json"];
        assert!(shown.iter().all(|text| may_show_file(&format!("A\n\n{text}\nB"))));
        let other = ["```json", "```", "~~~ json", "text with `code` in it", "a `b` c"];
        assert!(!other.iter().any(|text| may_show_file(text)));
    }
}
