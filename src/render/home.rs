//! The home page: what the dossier is about, its key figures, the most cited and the newest letters.

use serde::Serialize;

use super::frame::{Frame, frame};
use super::funding::StatusView;
use super::lists::{LetterRow, letter_row};
use super::map::{self, MapView};
use super::page::Page;
use super::passage::PassageView;
use super::{LinkView, funding, references, text};
use crate::model::letter::Letter;
use crate::model::money::{Measure, Role};
use crate::problem::Problem;

/// How many letters the home page shows.
pub(super) const MAX_LETTERS: usize = 12;

/// How many of the most cited letters it shows.
const MAX_CITED: usize = 5;

/// The home page.
#[derive(Debug, Serialize)]
pub(super) struct HomeView {
    /// The frame.
    page: Frame,
    /// One sentence about the dossier.
    description: String,
    /// What the publisher says first: what this is about.
    intro: String,
    /// The rest of the publisher's text, from its first heading: how to read this.
    reading: String,
    /// What all the figures are for, where that is the same.
    purpose: String,
    /// The figures to know.
    figures: Vec<Figure>,
    /// How the letters hang together; nothing where they do not.
    map: Option<MapView>,
    /// The letters that others cite most, those with most passages first.
    cited: Vec<Cited>,
    /// The newest letters, newest first.
    letters: Vec<LetterRow>,
    /// How many letters there are, in words.
    n_letters: String,
    /// The list of all letters.
    all_letters: Option<String>,
    /// The funding page.
    funding: Option<String>,
    /// The about page.
    about: Option<String>,
}

/// A letter that others cite.
#[derive(Debug, Serialize)]
struct Cited {
    /// The letter.
    link: LinkView,
    /// Its kind and date.
    label: String,
    /// In how many passages it is cited, in words, with the link to their list.
    count: LinkView,
}

/// A figure to know.
#[derive(Debug, Serialize)]
struct Figure {
    /// The amount, short.
    number: String,
    /// The word for a total, where it is one.
    role: String,
    /// What it is for; nothing where that is said once for all.
    purpose: String,
    /// What a share or a number is of.
    of: String,
    /// Whether it is a share.
    is_share: bool,
    /// Who pays; for an amount of which nothing says so, the programme.
    payer: String,
    /// The words that state it, where nothing else tells it from all that the programme gets.
    quote: String,
    /// How firm it is.
    status: StatusView,
    /// Its row on the funding page.
    href: String,
    /// The passage that states it.
    passage: Option<PassageView>,
}

/// The home page.
pub(super) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> HomeView {
    let dossier = page.stage.inputs.dossier;
    let description = page.text(&dossier.settings.description);
    let body = text::body(page, "home", problems);
    let (intro, reading) = body.split_at(body.find("<h2").unwrap_or(body.len()));
    let (purpose, figures) = figures(page);
    HomeView {
        page: frame(page, &description),
        description,
        intro: text::marked(intro),
        reading: text::marked(reading),
        cited: cited(page),
        purpose,
        figures,
        map: map::whole(page),
        letters: dossier.letters.iter().rev().take(MAX_LETTERS).map(|letter| letter_row(page, letter)).collect(),
        n_letters: page.count("letters.count", dossier.letters.len()),
        all_letters: page.to_kind("letters"),
        funding: page.to_kind("funding"),
        about: page.to_kind("about"),
    }
}

/// The letters that others cite most: by the passages that name them, then oldest first.
fn cited(page: &Page<'_>) -> Vec<Cited> {
    let inputs = page.stage.inputs;
    let count = |letter: &Letter| {
        let incoming = inputs.links.incoming.get(&letter.id).into_iter().flatten();
        let references = incoming.map(|incoming| &incoming.reference);
        references::n_passages(references.filter(|reference| !reference.relation.is_mutual()))
    };
    let mut counted: Vec<(&Letter, usize)> = inputs.dossier.letters.iter().map(|letter| (letter, count(letter))).collect();
    counted.retain(|(_, count)| *count > 0);
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let view = |(letter, count): (&Letter, usize)| Cited {
        link: page.letter(letter),
        label: page.label_of(letter),
        count: LinkView {
            href: page.to_letter(letter, Some("from-1")),
            label: page.count("home.cited_in", count),
            lang: page.foreign(page.reading(letter)),
        },
    };
    counted.into_iter().take(MAX_CITED).map(view).collect()
}

/// The key figures with what they are for: said once where that is the same for all.
fn figures(page: &Page<'_>) -> (String, Vec<Figure>) {
    let mut figures: Vec<Figure> = page.stage.inputs.dossier.settings.key_figures.iter().filter_map(|(id, _)| figure(page, id)).collect();
    let first = figures.first().map(|figure| figure.purpose.clone()).unwrap_or_default();
    if figures.iter().any(|figure| figure.purpose != first) {
        return (String::new(), figures);
    }
    for figure in &mut figures {
        figure.purpose.clear();
    }
    (first, figures)
}

/// A key figure, from the ledger.
fn figure(page: &Page<'_>, id: &str) -> Option<Figure> {
    let amount = page.stage.amount(id)?;
    let payer = Some(page.text(&amount.about.payer)).filter(|payer| !payer.is_empty());
    let programmes = &page.stage.inputs.dossier.funding.programmes;
    let programme = || programmes.iter().find(|programme| programme.id == amount.programme).map(|programme| page.text(&programme.name));
    let purpose = Some(page.text(&amount.about.purpose)).filter(|purpose| !purpose.is_empty());
    let passage = page.amount_passage(amount);
    let is_bare = payer.is_none() && purpose.is_none() && matches!(amount.measure, Measure::Money(_)) && amount.role != Role::Total;
    let quote = passage.as_ref().filter(|_| is_bare).map(|passage| passage.quote.clone()).unwrap_or_default();
    // What is named by its programme need not name it again.
    let purpose = purpose.or_else(|| payer.is_some().then(programme).flatten());
    Some(Figure {
        number: page.figures.short(amount),
        role: if amount.role == Role::Total { page.word("role.total") } else { String::new() },
        purpose: purpose.unwrap_or_default(),
        of: page.text(&amount.about.of),
        is_share: matches!(amount.measure, Measure::Share),
        payer: payer.or_else(programme).unwrap_or_default(),
        quote,
        status: funding::status(page, amount),
        href: page.to_amount(&amount.id)?,
        passage,
    })
}
