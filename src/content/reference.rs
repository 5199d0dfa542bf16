//! Reads references: to what, how, and the words that say so.

use super::passage;
use crate::data::{Located, Table};
use crate::model::lang::LangText;
use crate::model::letter::{BlockId, LetterId, Passage};
use crate::model::reference::{FoundBy, Reference, RelationKind, Target};
use crate::problem::kinds;

/// Reads a reference; `owner` is the letter in whose file it stands, and whose words say so unless the record names another letter.
pub fn read(table: &Table<'_>, owner: Option<&LetterId>) -> Option<Reference> {
    let to_block = table.text("to-block");
    let target = target(table, to_block.as_ref());
    let relation = table.need_name("type", RelationKind::NAMES, RelationKind::find);
    let evidence = match owner {
        Some(owner) if !table.has("letter") => passage::read_in(table, owner),
        _ => passage::read(table),
    };
    let to_quote = table.lang_text("to-quote");
    let (target, relation, evidence) = (target?, relation?, evidence?);
    if let Some(owner) = owner {
        check_target(table, (owner, &target), relation);
    }
    let counterpart = if relation.is_mutual() { counterpart(table, &target, (to_block, to_quote), &evidence)? } else { None };
    Some(Reference { target, relation, evidence, counterpart, found_by: FoundBy::Record })
}

/// Reads a reference of a document outside the dossier, which is to another.
pub fn of_external(table: &Table<'_>, own: Option<&str>) -> Option<Reference> {
    let reference = read(table, None)?;
    if let (Target::External(to), Some(own)) = (&reference.target, own)
        && to == own
    {
        table.report(kinds::records::points_to_itself(reference.evidence.place.find_quoted(to), "external", to));
    }
    Some(reference)
}

/// Reports a letter that is said to be an annex of itself, a reaction to itself, or the like. A passage of its own can be an annex, or what another passage works out.
fn check_target(table: &Table<'_>, (owner, target): (&LetterId, &Target), relation: RelationKind) {
    let is_itself = match (relation, target) {
        (RelationKind::ReactionTo, Target::Letter(to, _)) => to == owner,
        (RelationKind::HasAnnex | RelationKind::Elaborates, Target::Letter(to, None)) => to == owner,
        _ => false,
    };
    if is_itself && !table.has("letter") {
        table.report(kinds::records::points_to_itself(table.place().find("to").find_quoted(owner.as_str()), "to", owner.as_str()));
    }
}

/// Reads what a reference points to.
fn target(table: &Table<'_>, to_block: Option<&Located>) -> Option<Target> {
    match (table.text("to"), table.text("external")) {
        (Some((name, place)), None) => {
            let to = LetterId::parse(&name);
            if to.is_none() {
                table.report(kinds::unknown_letter(place, &name, None));
            }
            Some(Target::Letter(to?, to_block.map(|(block, _)| block.clone())))
        }
        (None, Some((name, _))) => Some(Target::External(name)),
        _ => {
            table.report(kinds::missing_key(table.place(), "to", "either `to`, a letter, or `external`, a record of `external.toml`"));
            None
        }
    }
}

/// The passage at the other end of a relation between two passages: the same words, or those of `to-quote`.
fn counterpart(
    table: &Table<'_>,
    target: &Target,
    (to_block, to_quote): (Option<Located>, LangText),
    evidence: &Passage,
) -> Option<Option<Passage>> {
    let (Target::Letter(letter, _), Some((block, _))) = (target, to_block) else {
        table.report(kinds::missing_key(table.place(), "to-block", "the block of the letter `to` in which the other passage stands"));
        return None;
    };
    let quote = if to_quote.is_empty() { evidence.quote.clone() } else { to_quote };
    Some(Some(Passage { letter: letter.clone(), block: BlockId(block), quote, place: table.place() }))
}
