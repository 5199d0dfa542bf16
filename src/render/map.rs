//! Maps of references: how the letters hang together, and what lies around one letter. A drawing, and the same in words.

mod drawing;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::page::Page;
use super::references::{self, DocumentView};
use crate::links::Links;
use crate::model::date::Edtf;
use crate::model::letter::{Letter, LetterId};
use crate::model::reference::{End, Reference, RelationKind, Target};
use drawing::{Edge, Node, Stroke};

/// The most letters on a map.
const MAX_LETTERS: usize = 12;
/// The most documents outside the dossier on a map.
const MAX_OUTSIDE: usize = 9;
/// How many of the letters that name a document are looked at for the map around one of them.
const MAX_SHARED: usize = 100;

/// A map.
#[derive(Debug, Serialize)]
pub(super) struct MapView {
    /// The drawing.
    svg: String,
    /// How much of the dossier it shows, in words; nothing where it shows all.
    partial: String,
    /// Which strokes it has, for the key.
    has_strong: bool,
    /// Whether any two passages are tied.
    has_same: bool,
    /// Whether it shows documents outside the dossier.
    has_outside: bool,
    /// Whether it marks the letter of the page.
    has_this: bool,
    /// What is drawn, in words; on a letter's page its references tell it.
    relations: Vec<RelationView>,
}

/// A line of the map in words.
#[derive(Debug, Serialize)]
struct RelationView {
    /// Where it begins.
    from: DocumentView,
    /// How the two relate.
    relation: String,
    /// Where it ends.
    to: DocumentView,
    /// How many passages say so, in words.
    count: String,
}

/// Lines between documents: both ends and how they relate, with the passages that say so.
type Lines<'links> = BTreeMap<(End, End, RelationKind), BTreeSet<references::Spot<'links>>>;

/// The map of the dossier: all letters, or those with most references; documents outside it that tie two of them.
pub(super) fn whole(page: &Page<'_>) -> Option<MapView> {
    let inputs = page.stage.inputs;
    let all = &inputs.dossier.letters;
    let degree = |letter: &&Letter| {
        let n_incoming = inputs.links.incoming.get(&letter.id).map_or(0, Vec::len);
        let outgoing = inputs.links.outgoing.get(&letter.id).into_iter().flatten();
        n_incoming + outgoing.filter(|of| matches!(&of.target, Target::Letter(id, _) if *id != letter.id)).count()
    };
    let mut letters: Vec<&Letter> = all.iter().collect();
    letters.sort_by_cached_key(|letter| std::cmp::Reverse(degree(letter)));
    let letters: BTreeSet<&LetterId> = letters.into_iter().take(MAX_LETTERS).map(|letter| &letter.id).collect();
    let map = view(page, &letters, None)?;
    let (n_shown, n_all) = (page.figures.count(letters.len()), page.figures.count(all.len()));
    let is_partial = letters.len() < all.len();
    let partial = if is_partial { page.fill("map.partial", &[("shown", &n_shown), ("all", &n_all)]) } else { String::new() };
    Some(MapView { partial, ..map })
}

/// The map around a letter: the letters at the other ends of its references, then those that name the same documents.
pub(super) fn around(page: &Page<'_>, letter: &Letter) -> Option<MapView> {
    let links = page.stage.inputs.links;
    let mut letters: BTreeSet<&LetterId> = BTreeSet::from([&letter.id]);
    let mut outside: Vec<&String> = Vec::new();
    for reference in links.outgoing.get(&letter.id).into_iter().flatten() {
        match &reference.target {
            Target::Letter(id, _) => add(&mut letters, id),
            Target::External(id) => outside.push(id),
        }
    }
    for incoming in links.incoming.get(&letter.id).into_iter().flatten() {
        match &incoming.from {
            End::Letter(id) => add(&mut letters, id),
            End::External(id) => outside.push(id),
        }
    }
    for incoming in outside.into_iter().filter_map(|id| links.external.get(id)).flat_map(|all| all.iter().take(MAX_SHARED)) {
        if let End::Letter(id) = &incoming.from {
            add(&mut letters, id);
        }
    }
    view(page, &letters, Some(&letter.id))
}

/// Adds a letter while there is room.
fn add<'a>(letters: &mut BTreeSet<&'a LetterId>, id: &'a LetterId) {
    if letters.len() < MAX_LETTERS {
        letters.insert(id);
    }
}

/// The map of some letters with the documents outside the dossier that tie two of them; `None` where nothing ties them.
fn view(page: &Page<'_>, letters: &BTreeSet<&LetterId>, this: Option<&LetterId>) -> Option<MapView> {
    let all = lines(page, letters);
    let outside = outside(&all);
    let is_shown = |end: &End| match end {
        End::Letter(id) => letters.contains(id),
        End::External(id) => outside.contains(id),
    };
    let lines: Lines<'_> = all.into_iter().filter(|((from, to, _), _)| is_shown(from) && is_shown(to)).collect();
    if lines.is_empty() {
        return None;
    }
    let mut dated: Vec<(usize, &Letter)> = letters.iter().filter_map(|id| page.stage.position(id)).collect();
    dated.sort_by_key(|(place, _)| *place);
    let mut nodes: Vec<(End, Node)> =
        dated.iter().map(|(_, letter)| (End::Letter(letter.id.clone()), letter_node(page, letter, this))).collect();
    nodes.extend(outside.iter().filter_map(|id| Some((End::External(id.clone()), outside_node(page, id)?))));
    let position = |end: &End| nodes.iter().position(|(known, _)| known == end);
    let edges: Vec<Edge> = lines
        .keys()
        .filter_map(|(from, to, relation)| Some(Edge { from: position(from)?, to: position(to)?, stroke: stroke(*relation) }))
        .collect();
    let nodes: Vec<Node> = nodes.iter().map(|(_, node)| node.clone()).collect();
    Some(MapView {
        svg: drawing::draw(&nodes, &edges),
        partial: String::new(),
        has_strong: edges.iter().any(|edge| edge.stroke == Stroke::Strong),
        has_same: edges.iter().any(|edge| edge.stroke == Stroke::Same),
        has_outside: !outside.is_empty(),
        has_this: this.is_some(),
        relations: if this.is_some() { Vec::new() } else { words(page, &lines) },
    })
}

/// The lines from and to some letters.
fn lines<'links>(page: &Page<'links>, letters: &BTreeSet<&LetterId>) -> Lines<'links> {
    let links: &'links Links = page.stage.inputs.links;
    let mut lines = Lines::new();
    let mut draw = |from: End, reference: &'links Reference| {
        let to = reference.target.end();
        if from != to {
            lines.entry((from, to, reference.relation)).or_default().insert(references::spot(reference));
        }
    };
    for id in letters {
        for reference in links.outgoing.get(*id).into_iter().flatten() {
            draw(End::Letter((*id).clone()), reference);
        }
        for incoming in links.incoming.get(*id).into_iter().flatten() {
            if let End::External(_) = incoming.from {
                draw(incoming.from.clone(), &incoming.reference);
            }
        }
    }
    lines
}

/// The documents outside the dossier that tie two letters, those with most letters first, as many as there is room for; those that
/// point at a letter themselves always tie.
fn outside(lines: &Lines<'_>) -> Vec<String> {
    let mut ties: BTreeMap<&String, BTreeSet<&LetterId>> = BTreeMap::new();
    let mut sources: BTreeSet<&String> = BTreeSet::new();
    for (from, to, _) in lines.keys() {
        match (from, to) {
            (End::Letter(letter), End::External(id)) => _ = ties.entry(id).or_default().insert(letter),
            (End::External(id), End::Letter(letter)) => {
                ties.entry(id).or_default().insert(letter);
                sources.insert(id);
            }
            _ => {}
        }
    }
    let mut ties: Vec<(&String, usize)> = ties.into_iter().map(|(id, letters)| (id, letters.len())).collect();
    ties.retain(|(id, n_letters)| 1 < *n_letters || sources.contains(id));
    ties.sort_by_key(|(id, n_letters)| (std::cmp::Reverse(*n_letters), *id));
    ties.into_iter().take(MAX_OUTSIDE).map(|(id, _)| id.clone()).collect()
}

/// How a relation is drawn.
fn stroke(relation: RelationKind) -> Stroke {
    match relation {
        RelationKind::ReactionTo | RelationKind::HasAnnex | RelationKind::Elaborates => Stroke::Strong,
        RelationKind::RefersTo => Stroke::Plain,
        RelationKind::SameSentence | RelationKind::Related => Stroke::Same,
    }
}

/// A letter on the map: its kind and, short, its date.
fn letter_node(page: &Page<'_>, letter: &Letter, this: Option<&LetterId>) -> Node {
    Node {
        label: page.kind_of(letter),
        date: short_date(page, &letter.date.value),
        href: if this == Some(&letter.id) { None } else { Some(page.to_letter(letter, None)) },
        lang: page.foreign(page.reading(letter)),
        is_outside: false,
        is_this: this == Some(&letter.id),
    }
}

/// A date where there is little room: of bounds no more than the year.
fn short_date(page: &Page<'_>, date: &Edtf) -> String {
    match date {
        Edtf::At(_) => page.locale.date(date),
        Edtf::Between(from, until) if from.first.year() == until.first.year() => from.first.year().to_string(),
        Edtf::Between(from, until) => format!("{}–{}", from.first.year(), until.first.year()),
        Edtf::From(from) => page.fill("map.or_later", &[("year", &from.first.year().to_string())]),
        Edtf::Until(until) => page.fill("map.or_earlier", &[("year", &until.first.year().to_string())]),
    }
}

/// A document outside the dossier on the map.
fn outside_node(page: &Page<'_>, id: &str) -> Option<Node> {
    let (record, _) = page.stage.document(id)?;
    let label = record.label.find(page.lang).unwrap_or_else(|| record.title.text(page.lang)).to_owned();
    Some(Node { label, date: String::new(), href: page.to_item("documents", id), lang: None, is_outside: true, is_this: false })
}

/// The lines in words.
fn words(page: &Page<'_>, lines: &Lines<'_>) -> Vec<RelationView> {
    lines.iter().filter_map(|(line, spots)| relation(page, line, spots.len())).collect()
}

/// A line in words.
fn relation(page: &Page<'_>, (from, to, relation): &(End, End, RelationKind), count: usize) -> Option<RelationView> {
    Some(RelationView {
        from: references::document(page, from)?,
        relation: page.word(&format!("relation.{}", relation.name())),
        to: references::document(page, to)?,
        count: page.count("actors.passages", count),
    })
}
