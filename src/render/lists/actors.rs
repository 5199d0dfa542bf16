//! People and organisations: in which roles letters show them, and every passage that names them.

use serde::Serialize;

use super::{EntriesView, MAX_LETTERS, MAX_PASSAGES, ROW_BYTES, entries, shown};
use crate::links::Mention;
use crate::model::lang::Lang;
use crate::model::records::{Actor, ActorKind, Role};
use crate::problem::Problem;
use crate::render::LinkView;
use crate::render::funding::{self, MoneyView};
use crate::render::page::{Page, Stage};
use crate::render::passage::PassageView;
use crate::render::snippet::{self, SnippetView};

/// An actor.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Row {
    /// Its id, the anchor.
    id: String,
    /// Its name.
    name: String,
    /// Person or organisation, in words.
    kind: String,
    /// The roles in which letters show it.
    roles: Vec<RoleView>,
    /// What the publisher says of it.
    note: String,
    /// What it pays and receives.
    money: Vec<MoneyView>,
    /// Others that a reader may look for.
    see_also: Vec<LinkView>,
    /// The letters that name it.
    mentions: Vec<MentionView>,
    /// How many more letters name it, in words; nothing where all are listed.
    more: String,
}

/// A role, with the passage that says so.
#[derive(Debug, Serialize)]
struct RoleView {
    /// The role, with the party.
    role: String,
    /// The organisation for which it is a role, where it has an entry.
    organisation: Option<LinkView>,
    /// The passage.
    passage: Option<PassageView>,
}

/// A letter that names an actor.
#[derive(Debug, Serialize)]
struct MentionView {
    /// The letter.
    letter: LinkView,
    /// Kind and date.
    label: String,
    /// How many passages name it, in words.
    count: String,
    /// The passages.
    passages: Vec<SnippetView>,
    /// How many more passages name it, in words; nothing where all are listed.
    more: String,
}

/// The actors in the order of their names in a language, each with its initial.
fn sorted<'s>(stage: &'s Stage<'_>, lang: &Lang) -> &'s [(String, usize)] {
    stage.lists.actors.get(lang, || stage.sorted(lang, stage.inputs.dossier.actors.iter(), |actor| actor.sort_name(lang)))
}

/// The groups, ids and weights of the rows.
pub(super) fn items<'a>(stage: &Stage<'a>, lang: &Lang) -> Vec<super::Item<'a>> {
    let weight = |actor: &Actor| {
        let mentions = stage.inputs.links.mentions.get(&actor.id).into_iter().flatten().take(MAX_LETTERS);
        let n_passages = |mention: &Mention| mention.passages.get(lang).map_or(1, |passages| passages.len().min(MAX_PASSAGES));
        ROW_BYTES * (1 + actor.roles.len()) + mentions.map(|mention| ROW_BYTES * (1 + n_passages(mention))).sum::<usize>()
    };
    let item = |(group, idx): &(String, usize)| {
        let actor = stage.inputs.dossier.actors.get(*idx)?;
        Some(super::Item { group: group.clone(), id: actor.id.as_str(), bytes: weight(actor), place: *idx })
    };
    sorted(stage, lang).iter().filter_map(item).collect()
}

/// People and organisations.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> EntriesView<Row> {
    let actors = &page.stage.inputs.dossier.actors;
    let shown = shown(page, sorted(page.stage, page.lang)).iter();
    let rows = shown.filter_map(|(initial, idx)| Some((initial.clone(), row(page, actors.get(*idx)?))));
    entries(page, ("actors", &page.word("actors.intro")), rows, problems)
}

/// A row of the list.
fn row<'a>(page: &Page<'a>, actor: &'a Actor) -> Row {
    let mentions = page.stage.inputs.links.mentions.get(&actor.id).map(Vec::as_slice).unwrap_or_default();
    let n_more = mentions.len().saturating_sub(MAX_LETTERS);
    let kind = match actor.kind {
        ActorKind::Person => "actors.person",
        ActorKind::Organisation => "actors.organisation",
    };
    Row {
        id: actor.id.clone(),
        name: page.text(&actor.name),
        kind: page.word(kind),
        roles: actor.roles.iter().map(|role| role_view(page, role)).collect(),
        note: page.text(&actor.note),
        money: funding::money_of(page, &actor.id),
        see_also: actor.see_also.iter().filter_map(|(id, _)| link(page, id)).collect(),
        mentions: mentions.iter().take(MAX_LETTERS).filter_map(|mention| mention_view(page, mention)).collect(),
        more: if n_more == 0 { String::new() } else { page.count("actors.more", n_more) },
    }
}

/// The link to an actor's entry.
fn link(page: &Page<'_>, id: &str) -> Option<LinkView> {
    let actor = page.stage.inputs.dossier.actors.iter().find(|actor| actor.id == *id)?;
    Some(LinkView { href: page.to_item("actors", id)?, label: page.text(&actor.name), lang: None })
}

/// A role, with the passage that says so.
fn role_view(page: &Page<'_>, role: &Role) -> RoleView {
    let party = page.text(&role.party);
    let text = page.text(&role.role);
    RoleView {
        role: if party.is_empty() { text } else { format!("{text} ({party})") },
        organisation: role.organisation.as_ref().and_then(|(id, _)| link(page, id)),
        passage: page.passage(&role.evidence),
    }
}

/// A letter that names an actor, with the passages.
fn mention_view(page: &Page<'_>, mention: &Mention) -> Option<MentionView> {
    let letter = page.stage.letter(&mention.letter)?;
    let lang = page.reading(letter);
    let all = mention.passages.get(lang).map(Vec::as_slice).unwrap_or_default();
    let n_more = all.len().saturating_sub(MAX_PASSAGES);
    let passages = all.iter().take(MAX_PASSAGES).filter_map(|naming| snippet::at(page, letter, (&naming.block, &naming.words)));
    let passages: Vec<SnippetView> = passages.collect();
    (!passages.is_empty()).then(|| MentionView {
        letter: page.letter(letter),
        label: page.label_of(letter),
        count: page.count("actors.passages", all.len()),
        passages,
        more: if n_more == 0 { String::new() } else { page.count("actors.more_passages", n_more) },
    })
}
