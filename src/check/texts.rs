//! A text that is written in one language of the dossier is written in all of them: a page must not have a hole.

use std::collections::BTreeSet;

use crate::model::dossier::Dossier;
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Letter, Passage};
use crate::model::place::Place;
use crate::model::source::SourceText;
use crate::model::timeline::Event;
use crate::problem::{Problems, kinds};

/// Reports texts that lack a language, or have one that the dossier does not have.
pub fn check(dossier: &Dossier, problems: &mut Problems) {
    let languages = &dossier.settings.languages;
    let texts =
        of_settings(dossier).chain(dossier.letters.iter().flat_map(of_letter)).chain(of_records(dossier)).chain(of_funding(dossier));
    for text in texts {
        let Some(place) = &text.place else { continue };
        for lang in languages.iter().filter(|lang| text.find(lang).is_none()) {
            problems.add(kinds::missing_text(place.clone(), lang.tag()));
        }
        for lang in text.by_lang.keys().filter(|lang| !languages.contains(lang)) {
            problems.add(kinds::unknown_language(place.find(lang.tag()), lang.tag()));
        }
    }
    for (lang, place) in of_words(dossier).filter(|(lang, _)| !languages.contains(lang)) {
        problems.add(kinds::unknown_language(place.clone(), lang.tag()));
    }
    let letters = dossier.letters_by_id();
    for passage in passages(dossier) {
        if let Some(letter) = letters.get(&passage.letter) {
            check_quote(letter, passage, problems);
        }
    }
    check_pages(dossier, problems);
}

/// The languages in which records have words that editions use, with the places of the records.
fn of_words(dossier: &Dossier) -> impl Iterator<Item = (&Lang, &Place)> {
    let actors = dossier.actors.iter().map(|actor| (&actor.wording, &actor.place));
    let terms = dossier.terms.iter().map(|term| (&term.forms, &term.place));
    let externals = dossier.externals.iter().map(|external| (&external.wording, &external.place));
    let wordings = actors.chain(terms).chain(externals);
    let of_records =
        wordings.flat_map(|(wording, place)| wording.aliases.keys().chain(wording.except.keys()).map(move |lang| (lang, place)));
    let statuses = dossier.funding.statuses.iter().flat_map(|status| status.words.keys().map(move |lang| (lang, &status.place)));
    of_records.chain(statuses)
}

/// Reports quoted words that lack the language of an edition.
fn check_quote(letter: &Letter, passage: &Passage, problems: &mut Problems) {
    for edition in letter.editions.iter().filter(|edition| edition.lang != letter.original) {
        if let Some(place) =
            passage.quote.place.as_ref().filter(|_| !edition.lacks(&passage.block.0) && passage.quote.find(&edition.lang).is_none())
        {
            problems.add(kinds::missing_text(place.clone(), edition.lang.tag()).in_block(&passage.block.0));
        }
    }
}

/// Reports text pages that lack a language, once for each language.
fn check_pages(dossier: &Dossier, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for page in dossier.pages.iter().filter(|page| seen.insert(page.id.as_str())) {
        let is_told = |lang: &Lang| dossier.is_broken(&format!("content/pages/{}/{lang}.md", page.id));
        for lang in dossier.settings.languages.iter().filter(|lang| dossier.page(&page.id, lang).is_none() && !is_told(lang)) {
            problems.add(kinds::missing_page_translation(Place::start_of(&page.file), &page.id, lang.tag()));
        }
    }
}

/// The texts of the settings.
fn of_settings(dossier: &Dossier) -> impl Iterator<Item = &LangText> {
    let settings = &dossier.settings;
    [&settings.title, &settings.description, &settings.licence]
        .into_iter()
        .chain(settings.kinds.values().map(|kind| &kind.name))
        .chain(settings.number_kinds.values().map(|kind| &kind.name))
}

/// The texts of a letter's metadata.
fn of_letter(letter: &Letter) -> impl Iterator<Item = &LangText> {
    let parties = letter.parties.senders.iter().chain(&letter.parties.recipients);
    let not_compared = match &letter.source.text {
        SourceText::None(why) => Some(why),
        SourceText::Received(_) | SourceText::Extracted { .. } => None,
    };
    [&letter.date.note]
        .into_iter()
        .chain(parties.flat_map(|party| [&party.role, &party.organisation]))
        .chain(letter.lacks.iter().map(|lack| &lack.note))
        .chain(letter.corrections.iter().filter_map(|record| record.judgement.as_ref()).map(|judgement| &judgement.note))
        .chain(letter.rules.iter().map(|rule| &rule.note))
        .chain(not_compared)
}

/// The texts of the records.
fn of_records(dossier: &Dossier) -> impl Iterator<Item = &LangText> {
    let externals = dossier.externals.iter().flat_map(|external| [&external.title, &external.label, &external.note]);
    let events = dossier.timeline.events.iter().flat_map(of_event);
    let actors = dossier.actors.iter().flat_map(|actor| {
        let roles = actor.roles.iter().flat_map(|role| [&role.role, &role.party]);
        [&actor.name, &actor.note].into_iter().chain(roles)
    });
    let terms = dossier.terms.iter().flat_map(|term| [&term.term, &term.definition]);
    externals.chain(events).chain(actors).chain(terms)
}

/// The texts of an event.
fn of_event(event: &Event) -> impl Iterator<Item = &LangText> {
    [&event.when, &event.text, &event.reason].into_iter().chain(event.outcome.as_ref().map(|outcome| &outcome.note))
}

/// The texts about money.
fn of_funding(dossier: &Dossier) -> impl Iterator<Item = &LangText> {
    let funding = &dossier.funding;
    let programmes = funding.programmes.iter().flat_map(|programme| [&programme.name, &programme.note, &programme.absence]);
    let abouts = funding.amounts.iter().map(|amount| &amount.about);
    let amounts = abouts.flat_map(|about| [&about.payer, &about.payee, &about.purpose, &about.note]);
    programmes.chain(amounts).chain(funding.statements.iter().map(|statement| &statement.lead)).chain(&funding.limits)
}

/// The passages that the publisher shows to readers in every language.
fn passages(dossier: &Dossier) -> impl Iterator<Item = &Passage> {
    let letters = dossier.letters.iter();
    let of_letters =
        letters.flat_map(|letter| letter.date.evidence.iter().chain(letter.references.iter().map(|reference| &reference.evidence)));
    of_letters
        .chain(dossier.timeline.events.iter().flat_map(Event::passages))
        .chain(dossier.terms.iter().filter_map(|term| term.evidence.as_ref()))
        .chain(dossier.actors.iter().flat_map(|actor| actor.roles.iter().map(|role| &role.evidence)))
        .chain(dossier.externals.iter().flat_map(|external| external.references.iter().map(|reference| &reference.evidence)))
        .chain(dossier.funding.amounts.iter().map(|amount| &amount.passage))
        .chain(dossier.funding.statements.iter().map(|statement| &statement.passage))
}
