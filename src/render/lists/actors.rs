//! People and organisations, with the letters that name them.

use serde::Serialize;

use super::{Group, PartsView, ROW_BYTES, grouped, initial, parts_view, shown, sort_key};
use crate::links::Mention;
use crate::model::dossier::{Actor, ActorKind};
use crate::model::lang::Lang;
use crate::problem::Problem;
use crate::render::LinkView;
use crate::render::frame::{Frame, frame};
use crate::render::page::{Page, Stage};
use crate::render::text;

/// How many letters are listed for an actor.
const MAX_LETTERS: usize = 50;
/// How many blocks are listed for a letter.
const MAX_BLOCKS: usize = 12;

/// People and organisations.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ActorsView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The pages of the list.
    parts: PartsView,
    /// The actors by initial.
    initials: Vec<Group<Row>>,
}

/// An actor.
#[derive(Debug, Serialize)]
struct Row {
    /// Its id, the anchor.
    id: String,
    /// Its name.
    name: String,
    /// Its role.
    role: String,
    /// Person or organisation, in words.
    kind: String,
    /// The letters that name it.
    mentions: Vec<MentionView>,
    /// How many more letters name it, in words; nothing where all are listed.
    more: String,
}

/// A letter that names an actor.
#[derive(Debug, Serialize)]
struct MentionView {
    /// The letter.
    letter: LinkView,
    /// Kind and date.
    label: String,
    /// The blocks.
    blocks: Vec<LinkView>,
    /// How many more blocks name it, in words; nothing where all are listed.
    more: String,
}

/// The actors in the order of their names in a language.
fn sorted<'a>(stage: &Stage<'a>, lang: &Lang) -> Vec<&'a Actor> {
    let mut actors: Vec<&Actor> = stage.inputs.dossier.actors.iter().collect();
    actors.sort_by_cached_key(|actor| {
        let key = sort_key(actor.sort_name(lang));
        (initial(actor.sort_name(lang)), key)
    });
    actors
}

/// The groups and weights of the rows.
pub(super) fn weights(stage: &Stage<'_>, lang: &Lang) -> Vec<(String, usize)> {
    let weight = |actor: &Actor| {
        let n_mentions = stage.inputs.links.mentions.get(&actor.id).map_or(0, |mentions| mentions.len().min(MAX_LETTERS));
        ROW_BYTES + n_mentions * 2 * ROW_BYTES
    };
    sorted(stage, lang).into_iter().map(|actor| (initial(actor.sort_name(lang)), weight(actor))).collect()
}

/// People and organisations.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> ActorsView {
    let actors = sorted(page.stage, page.lang);
    ActorsView {
        page: frame(page, &page.word("actors.intro")),
        body: text::body(page, "actors", problems),
        parts: parts_view(page),
        initials: grouped(shown(page, &actors).iter().map(|actor| (initial(actor.sort_name(page.lang)), row(page, actor)))),
    }
}

/// A row of the list.
fn row(page: &Page<'_>, actor: &Actor) -> Row {
    let mentions = page.stage.inputs.links.mentions.get(&actor.id).map(Vec::as_slice).unwrap_or_default();
    let n_more = mentions.len().saturating_sub(MAX_LETTERS);
    let kind = match actor.kind {
        ActorKind::Person => "actors.person",
        ActorKind::Organisation => "actors.organisation",
    };
    Row {
        id: actor.id.clone(),
        name: page.text(&actor.name),
        role: page.text(&actor.role),
        kind: page.word(kind),
        mentions: mentions.iter().take(MAX_LETTERS).filter_map(|mention| mention_view(page, mention)).collect(),
        more: if n_more == 0 { String::new() } else { page.count("actors.more", n_more) },
    }
}

/// A letter that names an actor, with the blocks.
fn mention_view(page: &Page<'_>, mention: &Mention) -> Option<MentionView> {
    let letter = page.stage.letter(&mention.letter)?;
    let lang = page.reading(letter);
    let blocks = mention.blocks.get(lang).map(Vec::as_slice).unwrap_or_default();
    let n_more = blocks.len().saturating_sub(MAX_BLOCKS);
    let link = |block: &String| LinkView { href: page.to_letter(letter, Some(block)), label: block.clone(), lang: None };
    let blocks: Vec<LinkView> = blocks.iter().take(MAX_BLOCKS).map(link).collect();
    let more = if n_more == 0 { String::new() } else { page.count("actors.more_passages", n_more) };
    (!blocks.is_empty()).then(|| MentionView { letter: page.letter(letter), label: page.label_of(letter), blocks, more })
}
