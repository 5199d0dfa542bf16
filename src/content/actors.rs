//! Reads people and organisations, and the words by which editions name things.

use std::collections::BTreeMap;

use super::passage;
use super::records::Ids;
use crate::data::Table;
use crate::model::lang::Lang;
use crate::model::records::{Actor, ActorKind, Role, Wording};
use crate::problem::kinds;

/// Reads an actor.
pub(super) fn actor(table: &Table<'_>, ids: &mut Ids) -> Option<Actor> {
    let id = ids.read(table);
    let kind = table.need_name("kind", ActorKind::NAMES, ActorKind::find);
    let name = table.need_lang_text("name", "the name");
    let listed_as = table.text("listed-as").map(|(name, _)| name);
    let note = table.lang_text("note");
    let roles = table.tables("roles", role).into_iter().flatten().collect();
    let see_also = table.distinct_texts("see-also");
    let wording = wording(table, "aliases");
    let passages = table.tables("passages", passage::read).into_iter().flatten().collect();
    let (id, place) = id?;
    for (other, place) in see_also.iter().filter(|(other, _)| *other == id) {
        table.report(kinds::records::points_to_itself(place.clone(), "see-also", other));
    }
    Some(Actor { id, place, kind: kind?, name, listed_as, note, roles, see_also, wording, passages })
}

/// Reads a role.
fn role(table: &Table<'_>) -> Option<Role> {
    let role = table.need_lang_text("role", "the role, in each language");
    let party = table.lang_text("party");
    let organisation = table.text("organisation");
    let evidence = passage::read(table);
    Some(Role { role, party, organisation, evidence: evidence? })
}

/// Reads the words by which editions name something, and the phrases in which they mean something else.
pub(super) fn wording(table: &Table<'_>, aliases: &'static str) -> Wording {
    Wording {
        aliases: table.table(aliases, words_by_lang).unwrap_or_default(),
        except: table.table("except", words_by_lang).unwrap_or_default(),
    }
}

/// Reads lists of words by language.
pub(super) fn words_by_lang(table: &Table<'_>) -> BTreeMap<Lang, Vec<String>> {
    let mut by_lang = BTreeMap::new();
    for (tag, words) in table.named_texts() {
        match Lang::parse(&tag) {
            Some(lang) => {
                let words = table.distinct(&tag, words);
                by_lang.insert(lang, words.into_iter().map(|(word, _)| word).collect());
            }
            None => table.report(kinds::bad_language(table.place(), &tag)),
        }
    }
    by_lang
}
