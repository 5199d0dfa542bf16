//! The home page: what the dossier is about, its key figures, the newest letters.

use serde::Serialize;

use super::frame::{Frame, frame};
use super::funding::StatusView;
use super::lists::{LetterRow, letter_row};
use super::map::{self, MapView};
use super::page::{Page, PassageView};
use super::{funding, text};
use crate::problem::Problem;

/// How many letters the home page shows.
pub(super) const MAX_LETTERS: usize = 12;

/// The home page.
#[derive(Debug, Serialize)]
pub(super) struct HomeView {
    /// The frame.
    page: Frame,
    /// One sentence about the dossier.
    description: String,
    /// The publisher's introduction.
    body: String,
    /// The figures to know.
    figures: Vec<Figure>,
    /// How the letters hang together; nothing where they do not.
    map: Option<MapView>,
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

/// A figure to know.
#[derive(Debug, Serialize)]
struct Figure {
    /// The amount, short.
    number: String,
    /// What it is for.
    purpose: String,
    /// Who pays.
    payer: String,
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
    HomeView {
        page: frame(page, &description),
        description,
        body: text::body(page, "home", problems),
        figures: dossier.settings.key_figures.iter().filter_map(|(id, _)| figure(page, id)).collect(),
        map: map::whole(page),
        letters: dossier.letters.iter().rev().take(MAX_LETTERS).map(|letter| letter_row(page, letter)).collect(),
        n_letters: page.count("letters.count", dossier.letters.len()),
        all_letters: page.to_kind("letters"),
        funding: page.to_kind("funding"),
        about: page.to_kind("about"),
    }
}

/// A key figure, from the ledger.
fn figure(page: &Page<'_>, id: &str) -> Option<Figure> {
    let amount = page.stage.amount(id)?;
    Some(Figure {
        number: page.figures.short(amount),
        purpose: page.text(&amount.about.purpose),
        payer: page.text(&amount.about.payer),
        status: funding::status(page, amount),
        href: page.to_amount(&amount.id)?,
        passage: page.amount_passage(amount),
    })
}
