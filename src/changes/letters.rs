//! Which letters differ, and in them which blocks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::fields::{self, Fields};
use super::records::{self, OF_LETTER, REFERENCES};
use super::side::{Object, Side, list, text, texts};
use super::{BlockChange, Change, Detail, Fault, LetterChange};

/// What is compared in a way of its own, or follows from what is.
const APART: &[&str] = &["id", "source", "editions", "references", "referenced_by"];

/// Which letters differ. What the older site says of no letter is not compared, and named.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>, not_compared: &mut Vec<String>) -> Result<Vec<LetterChange>, Fault> {
    let (before, after) = (by_id(old), by_id(new));
    let unknown = lacking(old, new);
    let without: Vec<&str> = APART.iter().copied().chain(unknown.iter().map(String::as_str)).collect();
    let mut changes = Vec::new();
    let renamed = renamed(&before, &after);
    for id in new.list("letters").iter().filter_map(id_of) {
        let Some(now) = after.get(id) else { continue };
        let earlier = renamed.get(id).copied().unwrap_or(id);
        match before.get(earlier) {
            Some(was) => changes.extend(changed((earlier, id), (old, was), (new, now), &without)?),
            None => changes.push(alone(id, (new, now), Change::Added)?),
        }
    }
    let kept: BTreeSet<&str> = renamed.into_values().collect();
    for id in old.list("letters").iter().filter_map(id_of).filter(|id| !after.contains_key(id) && !kept.contains(id)) {
        if let Some(was) = before.get(id) {
            changes.push(alone(id, (old, was), Change::Removed)?);
        }
    }
    not_compared.extend(unknown);
    Ok(changes)
}

/// The letters by id.
fn by_id<'a>(side: &'a Side<'_>) -> BTreeMap<&'a str, &'a Object> {
    side.list("letters").iter().filter_map(|letter| Some((id_of(letter)?, letter.as_object()?))).collect()
}

/// The letters that have another id and lie at an address of before, each with the id that it had: an address is of one letter for good.
fn renamed<'a>(before: &BTreeMap<&'a str, &'a Object>, after: &BTreeMap<&'a str, &'a Object>) -> BTreeMap<&'a str, &'a str> {
    let gone = before.iter().filter(|(id, _)| !after.contains_key(*id));
    let at: BTreeMap<String, &str> = gone.flat_map(|(id, was)| of_editions(was, "path").into_values().map(|path| (path, *id))).collect();
    let new = after.iter().filter(|(id, _)| !before.contains_key(*id));
    let mut taken = BTreeSet::new();
    new.filter_map(|(id, now)| {
        let was = of_editions(now, "path").values().find_map(|path| at.get(path).copied()).filter(|was| taken.insert(*was))?;
        Some((*id, was))
    })
    .collect()
}

/// The id of a record; one that would lead to another file is none.
fn id_of(record: &Value) -> Option<&str> {
    record.get("id")?.as_str().filter(|id| !id.is_empty() && !id.contains(['/', '\\', '\0']))
}

/// What the newer site says of letters and the older of none: it was made when that was not said.
fn lacking(old: &Side<'_>, new: &Side<'_>) -> Vec<String> {
    let said = |side: &Side<'_>| -> BTreeSet<String> {
        side.list("letters").iter().filter_map(Value::as_object).flat_map(|letter| letter.keys().cloned()).collect()
    };
    let before = said(old);
    if before.is_empty() { Vec::new() } else { said(new).difference(&before).cloned().collect() }
}

/// A letter that only one site has.
fn alone(id: &str, (side, letter): (&Side<'_>, &Object), change: Change) -> Result<LetterChange, Fault> {
    let data = side.data(&format!("data/letters/{id}.json"))?;
    Ok(LetterChange {
        id: id.to_owned(),
        change,
        date: text(letter, "date"),
        title: of_editions(letter, "title"),
        path: of_editions(letter, "path"),
        n_blocks: list(&data, "blocks").len(),
        details: Vec::new(),
        blocks: Vec::new(),
        records: Vec::new(),
    })
}

/// What the editions of a letter say, by language.
fn of_editions(letter: &Object, name: &str) -> BTreeMap<String, String> {
    let editions = letter.get("editions").and_then(Value::as_object).into_iter().flatten();
    editions.filter_map(|(lang, edition)| Some((lang.clone(), edition.get(name)?.as_str()?.to_owned()))).collect()
}

/// What changed of a letter that both sites have, by the id that it had and the one that it has; nothing where it is the same.
fn changed(
    (earlier, id): (&str, &str),
    (old, was): (&Side<'_>, &Object),
    (new, now): (&Side<'_>, &Object),
    without: &[&str],
) -> Result<Option<LetterChange>, Fault> {
    let path = |id: &str| format!("data/letters/{id}.json");
    let (before, after) = (old.data(&path(earlier))?, new.data(&path(id))?);
    let details = fields::compare(&about((old, was), &before, without), &about((new, now), &after, without));
    let mut records = records::compare(&REFERENCES, (old, list(was, "references")), (new, list(now, "references")));
    for group in OF_LETTER {
        records.extend(records::compare(group, (old, list(&before, group.name)), (new, list(&after, group.name))));
    }
    let blocks = blocks((old, list(&before, "blocks")), (new, list(&after, "blocks")));
    if details.is_empty() && records.is_empty() && blocks.is_empty() {
        return Ok(None);
    }
    let n_blocks = list(&after, "blocks").len();
    Ok(Some(LetterChange { details, records, blocks, n_blocks, ..head(id, now) }))
}

/// A letter that changed, of which nothing is told yet.
fn head(id: &str, letter: &Object) -> LetterChange {
    LetterChange {
        id: id.to_owned(),
        change: Change::Changed,
        date: text(letter, "date"),
        title: of_editions(letter, "title"),
        path: of_editions(letter, "path"),
        n_blocks: 0,
        details: Vec::new(),
        blocks: Vec::new(),
        records: Vec::new(),
    }
}

/// The metadata of a letter, with the titles and addresses of its editions and the sum of its source.
fn about((side, letter): (&Side<'_>, &Object), data: &Object, without: &[&str]) -> Fields {
    let mut fields = side.fields(&Value::Object(letter.clone()), without);
    for (name, member) in [("title", "title"), ("address", "path")] {
        for (lang, text) in of_editions(letter, member) {
            fields.insert((name.to_owned(), Some(lang)), text);
        }
    }
    fields.insert(("id".to_owned(), None), text(letter, "id"));
    fields.insert(("original".to_owned(), None), text(data, "original"));
    if let Some(source) = letter.get("source").and_then(Value::as_object) {
        fields.insert(("source".to_owned(), None), text(source, "sha256"));
        fields.insert(("received_as".to_owned(), None), text(source, "received_as"));
    }
    fields
}

/// Which blocks differ: those that are gone at the place where they stood.
fn blocks((old, before): (&Side<'_>, &[Value]), (new, after): (&Side<'_>, &[Value])) -> Vec<BlockChange> {
    let known: BTreeMap<&str, &Value> = before.iter().filter_map(|block| Some((id_of(block)?, block))).collect();
    let kept: BTreeSet<&str> = after.iter().filter_map(id_of).collect();
    let moved = moved(before, after);
    // Each block that is gone is told before the first that stood after it and is still there.
    let mut gone: BTreeMap<Option<&str>, Vec<&Value>> = BTreeMap::new();
    let mut next = None;
    for block in before.iter().rev() {
        match id_of(block) {
            Some(id) if kept.contains(id) => next = Some(id),
            _ => gone.entry(next).or_default().insert(0, block),
        }
    }
    let mut changes = Vec::new();
    for (id, block) in after.iter().filter_map(|block| Some((id_of(block)?, block))) {
        let gone = gone.remove(&Some(id)).unwrap_or_default();
        changes.extend(gone.into_iter().filter_map(|block| block_change((Some((old, block)), None), false)));
        let earlier = known.get(id).map(|block| (old, *block));
        changes.extend(block_change((earlier, Some((new, block))), moved.contains(id)));
    }
    let gone = gone.remove(&None).unwrap_or_default();
    changes.extend(gone.into_iter().filter_map(|block| block_change((Some((old, block)), None), false)));
    changes
}

/// The blocks that both have and that stand elsewhere: all but a longest row that keeps its order.
fn moved<'a>(before: &'a [Value], after: &'a [Value]) -> BTreeSet<&'a str> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.iter().filter_map(id_of).collect(), after.iter().filter_map(id_of).collect());
    let (in_old, in_new): (BTreeSet<&str>, BTreeSet<&str>) = (old.iter().copied().collect(), new.iter().copied().collect());
    let places: BTreeMap<&str, usize> = old.iter().filter(|id| in_new.contains(*id)).enumerate().map(|(idx, id)| (*id, idx)).collect();
    let row: Vec<(&str, usize)> = new.iter().filter(|id| in_old.contains(*id)).filter_map(|id| Some((*id, *places.get(id)?))).collect();
    // Ends of the best rows by their length, and for each block the one before it in its best row.
    let mut ends: Vec<usize> = Vec::new();
    let mut earlier: Vec<Option<usize>> = Vec::with_capacity(row.len());
    let place = |idx: usize| row.get(idx).map_or(0, |(_, place)| *place);
    for (idx, (_, at)) in row.iter().enumerate() {
        let n_before = ends.partition_point(|end| place(*end) < *at);
        earlier.push(n_before.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(n_before) {
            Some(end) => *end = idx,
            None => ends.push(idx),
        }
    }
    let mut stays = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(idx) = at {
        stays.insert(idx);
        at = earlier.get(idx).copied().flatten();
    }
    row.iter().enumerate().filter(|(idx, _)| !stays.contains(idx)).map(|(_, (id, _))| *id).collect()
}

/// A block as one site has it.
type Standing<'a, 'b> = Option<(&'a Side<'b>, &'a Value)>;

/// What became of a block; nothing where it is the same.
fn block_change((old, new): (Standing<'_, '_>, Standing<'_, '_>), is_moved: bool) -> Option<BlockChange> {
    let (_, block) = new.or(old)?;
    let fields = |(side, block): (&Side<'_>, &Value)| side.fields(block, &["id", "opens", "text", "kind"]);
    let kind = |(_, block): (&Side<'_>, &Value)| block.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
    let text_in = |standing: Standing<'_, '_>| standing.map(|(_, block)| texts(block.get("text"))).unwrap_or_default();
    let mut details = texts_of(&text_in(old), &text_in(new));
    if let (Some(old), Some(new)) = (old, new) {
        details.extend(Detail::of("kind", None, (Some(&kind(old)), Some(&kind(new)))));
        details.extend(fields::compare(&fields(old), &fields(new)));
    }
    let change = match (old, new) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ if !details.is_empty() => Change::Changed,
        _ if is_moved => Change::Moved,
        _ => return None,
    };
    let standing = new.or(old)?;
    Some(BlockChange { id: id_of(block)?.to_owned(), kind: kind(standing), change, is_moved, details })
}

/// Which texts of a block differ.
fn texts_of(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<Detail> {
    let languages: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let detail = |lang: &String| Detail::of("text", Some(lang), (old.get(lang).map(String::as_str), new.get(lang).map(String::as_str)));
    languages.into_iter().filter_map(detail).collect()
}
