//! A letter as JSON-LD.
//!
//! There is no letter in schema.org: a `Message` has a sender, a recipient and a day on which it was sent, a `DigitalDocument` is one.
//! Questions and answers are named by their place on the page and not said again: their words stand there, and would make the page
//! of nineteen questions a fifth heavier (13 kB more, 2.4 kB compressed). Amounts are not told here: the funding page tells those that were granted.
//! What lies outside the dossier is a `Thing`, as some of it are debates and not documents.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::page::Page;
use super::super::reviews;
use super::graph::{self, put, put_all};
use crate::model::letter::{BlockKind, Edition, Letter, Number, Opens};
use crate::model::reference::Target;
use crate::model::review::ReviewState;
use crate::site::routes::source_path;

/// The most works that a letter is said to name.
const MOST_NAMED: usize = 60;

/// The graph of a letter.
pub(super) fn graph(page: &Page<'_>, letter: &Letter, edition: &Edition) -> Value {
    let settings = &page.stage.inputs.dossier.settings;
    let dossier = json!({ "@type": "Collection", "@id": graph::dossier(page), "name": page.text(&settings.title) });
    let mut thing = json!({
        "@context": graph::CONTEXT,
        "@type": ["Message", "DigitalDocument"],
        "@id": graph::address(page, page.path(), "text"),
        "name": edition.title,
        "inLanguage": edition.lang.tag(),
        "genre": page.kind_of(letter),
        "abstract": edition.summary,
        "creativeWorkStatus": reviews::state(page.locale, letter, &edition.lang),
        "isPartOf": dossier,
        "encoding": { "@type": "MediaObject", "encodingFormat": "application/json", "contentUrl": graph::file(page, &format!("data/letters/{}.json", letter.id)) },
    });
    let parties = &letter.parties;
    put(&mut thing, "additionalType", settings.kinds.get(&letter.kind).and_then(|kind| kind.uri.clone()).map(Value::from));
    put(&mut thing, "url", settings.base_url.as_ref().map(|_| graph::address(page, page.path(), "").into()));
    put(&mut thing, "dateSent", letter.date.value.day().map(|day| day.to_string().into()));
    put_all(&mut thing, "sender", parties.senders.iter().map(|party| graph::party(page, party)).collect());
    put_all(&mut thing, "recipient", parties.recipients.iter().map(|party| graph::party(page, party)).collect());
    put_all(&mut thing, "identifier", numbers(page, &letter.numbers));
    translations(page, (letter, edition), &mut thing);
    named(page, letter, &mut thing);
    put_all(&mut thing, "hasPart", questions(page, edition));
    thing
}

/// Official numbers, each with what kind of number it is.
fn numbers(page: &Page<'_>, numbers: &[Number]) -> Vec<Value> {
    let kinds = &page.stage.inputs.dossier.settings.number_kinds;
    let name = |kind: &str| kinds.get(kind).map_or_else(|| kind.to_owned(), |kind| page.text(&kind.name));
    let number = |number: &Number| json!({ "@type": "PropertyValue", "propertyID": name(&number.kind), "value": number.value });
    numbers.iter().map(number).collect()
}

/// Of what it is a translation and by whom, or what translations it has and on what file it rests. Software is no translator.
fn translations(page: &Page<'_>, (letter, edition): (&Letter, &Edition), thing: &mut Value) {
    if edition.lang == letter.original {
        let others = letter.editions.iter().filter(|other| other.lang != edition.lang);
        put_all(thing, "workTranslation", others.filter_map(|other| graph::letter(page, letter, &other.lang)).collect());
        let source = json!({
            "@type": "MediaObject",
            "name": letter.source.received_as,
            "contentUrl": graph::file(page, &source_path(letter)),
            "sha256": letter.source.sha256,
        });
        put(thing, "isBasedOn", Some(source));
        return;
    }
    put(thing, "translationOfWork", graph::letter(page, letter, &letter.original));
    let made = letter.reviews.iter().filter(|review| review.lang == edition.lang && review.state == ReviewState::Made);
    put_all(thing, "translator", made.map(|review| json!({ "@type": "Person", "name": review.by })).collect());
}

/// What it refers to: letters of the dossier by their names in it, in the page's language or that of their original, and the rest by title.
fn named(page: &Page<'_>, letter: &Letter, thing: &mut Value) {
    let mut seen = BTreeSet::new();
    let (mut letters, mut others) = (Vec::new(), Vec::new());
    for reference in page.stage.inputs.links.outgoing.get(&letter.id).into_iter().flatten() {
        match &reference.target {
            Target::Letter(id, _) if *id != letter.id && seen.insert(id.as_str()) => {
                let target = page.stage.letter(id);
                letters.extend(target.and_then(|target| graph::letter(page, target, page.reading(target))));
            }
            Target::External(id) if seen.insert(id.as_str()) => {
                let Some((external, _)) = page.stage.document(id) else { continue };
                let mut other = json!({ "@type": "Thing", "name": page.text(&external.title) });
                put_all(&mut other, "identifier", numbers(page, &external.numbers));
                others.push(other);
            }
            _ => {}
        }
    }
    letters.truncate(MOST_NAMED);
    others.truncate(MOST_NAMED);
    put_all(thing, "citation", letters);
    put_all(thing, "mentions", others);
}

/// The questions with their answers.
fn questions(page: &Page<'_>, edition: &Edition) -> Vec<Value> {
    let has_answer =
        |number: &str| edition.blocks.iter().any(|block| matches!(&block.kind, BlockKind::Heading(_, Opens::Answer(of)) if of == number));
    let question = |number: &str| {
        let id = |kind: char| graph::address(page, page.path(), &format!("{kind}{number}"));
        let mut question = json!({ "@type": "Question", "@id": id('q'), "position": number });
        put(&mut question, "acceptedAnswer", has_answer(number).then(|| json!({ "@type": "Answer", "@id": id('a') })));
        question
    };
    let numbers = edition.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(_, Opens::Question(number)) => Some(question(number)),
        _ => None,
    });
    numbers.collect()
}
