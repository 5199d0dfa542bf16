//! Plants one error in a ledger that holds, and knows which problem must tell it, and of what.

use super::draft::{Draft, OPEN, Quote, Row, STATUSES, Sentence, round};
use super::words::{CODES, Figure, HEDGES, speak, speak_in};
use crate::mutations::random::Random;

/// What a problem must name.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// A row of the ledger, by its id, or a place in its record.
    Row(String),
    /// One of these words of a letter.
    Words([String; 2]),
}

/// A way to plant an error: what must be named; nothing where a ledger has no place for it.
pub(super) type Plant = fn(&mut Draft, &mut Random) -> Option<Target>;

/// A kind of error: its name, the problem that tells it, how it is planted.
pub(super) type Error = (&'static str, &'static str, Plant);

/// Every kind.
pub(super) const ERRORS: [Error; 20] = [
    ("a cent in a value", "amount-differs", value),
    ("a cent in the text of both languages", "amount-differs", text),
    ("a cent in the text of one language", "amount-differs", text_of_one),
    ("a figure that is wrong everywhere", "sum-differs", everywhere),
    ("the status of one component", "unproven-status", status),
    ("a recorded status of a total", "status-differs", status_of_total),
    ("a row that is there twice", "repeated-amount", doubled),
    ("another currency in the record", "amount-differs", currency),
    ("another currency in the text", "amount-differs", currency_of_text),
    ("a wrong qualifier in the record", "qualifier-differs", qualifier),
    ("a hedge lost in one language", "qualifier-differs", hedge),
    ("a lost part of a sum", "sum-differs", lost_part),
    ("a part that is there twice", "duplicate-id", part_twice),
    ("an amount that only the text has", "unlisted-amount", added),
    ("a lost row", "unlisted-amount", lost_row),
    ("a restatement that does not round", "restatement-differs", restatement),
    ("a part of another programme", "mixed-sum", programme),
    ("sources and uses in one sum", "mixed-sum", side),
    ("a restatement as a part", "mixed-sum", restated_part),
    ("a total that is part of its part", "mixed-sum", circle),
];

/// The id of a row that passes.
fn pick(draft: &Draft, random: &mut Random, is_fit: impl Fn(&Row) -> bool) -> Option<String> {
    let fit: Vec<&Row> = draft.rows.iter().filter(|row| is_fit(row)).collect();
    (!fit.is_empty()).then(|| random.one(&fit).id.clone())
}

/// Whether a row has one value.
fn is_one(row: &Row) -> bool {
    row.figure.low == row.figure.high
}

/// Whether a row is money of one value.
fn is_money(row: &Row) -> bool {
    is_one(row) && row.figure.unit != "%"
}

/// The place of a sum to the cent that passes.
fn sum(draft: &Draft, random: &mut Random, is_fit: impl Fn(&[String]) -> bool) -> Option<usize> {
    let fit: Vec<usize> = (0..draft.sums.len()).filter(|idx| !draft.sums[*idx].is_rounded && is_fit(&draft.sums[*idx].parts)).collect();
    (!fit.is_empty()).then(|| *random.one(&fit))
}

/// A row that is part of a sum to the cent.
fn part(draft: &Draft, random: &mut Random) -> Option<String> {
    let idx = sum(draft, random, |_| true)?;
    Some(random.one(&draft.sums[idx].parts).clone())
}

/// Makes the letter and the quote of a row say another figure; the record stays.
fn say(draft: &mut Draft, id: &str, figure: &Figure, random: &mut Random) {
    let spoken = speak(figure, random);
    draft.row_mut(id).spoken.clone_from(&spoken);
    draft.stated(id).spoken = spoken;
}

/// A figure that is a hundredth more, or less.
fn moved(figure: &Figure, random: &mut Random) -> Figure {
    let by = if figure.low > 1 && random.below(2) == 0 { -1 } else { 1 };
    Figure { low: figure.low + by, high: figure.high + by, ..figure.clone() }
}

/// A cent in the record.
fn value(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |_| true)?;
    let row = draft.row_mut(&id);
    row.figure = moved(&row.figure, random);
    Some(Target::Row(id))
}

/// A cent in the letter and in what is quoted of it.
fn text(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, is_one)?;
    let figure = moved(&draft.row(&id).figure, random);
    say(draft, &id, &figure, random);
    Some(Target::Row(id))
}

/// A cent in one edition and in what is quoted of it.
fn text_of_one(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, is_one)?;
    let figure = moved(&draft.row(&id).figure, random);
    let lang = random.below(2);
    let spoken = speak_in(&figure, lang, random);
    draft.row_mut(&id).spoken[lang] = spoken.clone();
    draft.stated(&id).spoken[lang] = spoken;
    Some(Target::Row(id))
}

/// A cent in the record, in the letter and in what is quoted of it.
fn everywhere(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let idx = sum(draft, random, |_| true)?;
    let (total, id) = (draft.sums[idx].total.clone(), random.one(&draft.sums[idx].parts).clone());
    let figure = moved(&draft.row(&id).figure, random);
    say(draft, &id, &figure, random);
    draft.row_mut(&id).figure = figure;
    Some(Target::Row(total))
}

/// A status that the words do not say.
fn status(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |row| row.role == "component")?;
    let row = draft.row_mut(&id);
    let others: Vec<&str> = STATUSES[..OPEN].iter().map(|(name, _)| *name).filter(|name| Some(*name) != row.status).collect();
    row.status = Some(random.one::<&'static str>(&others));
    Some(Target::Row(id))
}

/// The status that a row has by its parts.
fn resolved(draft: &Draft, id: &str) -> &'static str {
    let Some(sum) = draft.sums.iter().find(|sum| sum.total == id && !sum.is_rounded) else {
        return draft.row(id).status.expect("a status");
    };
    let found: Vec<&str> = sum.parts.iter().map(|part| resolved(draft, part)).collect();
    if found.iter().all(|status| *status == found[0]) {
        draft.row(&sum.parts[0]).status.unwrap_or_else(|| resolved(draft, &sum.parts[0]))
    } else {
        "mixed"
    }
}

/// A status of a total that is not that of its parts.
fn status_of_total(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let idx = sum(draft, random, |_| true)?;
    let id = draft.sums[idx].total.clone();
    let found = resolved(draft, &id);
    let others: Vec<&'static str> = STATUSES.iter().map(|(name, _)| *name).chain(["mixed"]).filter(|name| *name != found).collect();
    draft.row_mut(&id).status = Some(*random.one(&others));
    Some(Target::Row(id))
}

/// A row again, by another name, with as many words or others.
fn doubled(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |_| true)?;
    let quote = *random.one(&[Quote::Figure, Quote::Named, Quote::Sentence]);
    let copy = Row { id: "copy".into(), quote, ..draft.row(&id).clone() };
    draft.rows.push(copy);
    Some(Target::Row("copy".into()))
}

/// Another currency than that of a row.
fn other(unit: &str, random: &mut Random) -> &'static str {
    let others: Vec<&'static str> = CODES.into_iter().filter(|code| *code != unit).collect();
    random.one::<&'static str>(&others)
}

/// Another currency in the record.
fn currency(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |row| row.figure.unit != "%")?;
    let row = draft.row_mut(&id);
    row.figure.unit = other(row.figure.unit, random);
    Some(Target::Row(id))
}

/// Another currency in the letter and in what is quoted of it.
fn currency_of_text(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |row| row.figure.unit != "%")?;
    let mut figure = draft.row(&id).figure.clone();
    figure.unit = other(figure.unit, random);
    say(draft, &id, &figure, random);
    Some(Target::Row(id))
}

/// Another qualifier in the record.
fn qualifier(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |_| true)?;
    let row = draft.row_mut(&id);
    let all = HEDGES.iter().map(|(name, _)| *name).chain(["exact", "range"]);
    let others: Vec<&'static str> = all.filter(|name| *name != row.figure.qualifier).collect();
    row.figure.qualifier = *random.one(&others);
    Some(Target::Row(id))
}

/// A hedge that one edition lacks.
fn hedge(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |row| !row.spoken[0].0.is_empty())?;
    let lang = random.below(2);
    draft.row_mut(&id).spoken[lang].0.clear();
    draft.stated(&id).spoken[lang].0.clear();
    Some(Target::Row(id))
}

/// A part that its sum no longer names.
fn lost_part(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let idx = sum(draft, random, |_| true)?;
    let part = random.below(draft.sums[idx].parts.len());
    draft.sums[idx].parts.remove(part);
    Some(Target::Row(draft.sums[idx].total.clone()))
}

/// A part that its sum names again.
fn part_twice(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let idx = random.below(draft.sums.len());
    let id = random.one(&draft.sums[idx].parts).clone();
    draft.sums[idx].parts.push(id.clone());
    Some(Target::Row(id))
}

/// A sentence with an amount or a percentage that the ledger lacks.
fn added(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let mut figure = random.one(&draft.rows).figure.clone();
    if figure.low == figure.high {
        let cents = round(figure.low, 10) + 3;
        (figure.low, figure.high) = (cents, cents);
    }
    let spoken = speak(&figure, random);
    let words = [0, 1].map(|lang| {
        let sentence = ["Daarnaast kost iets #, zo is gezegd.", "Besides, something costs #, it was said."][lang];
        sentence.replace('#', &format!("{}{}", spoken[lang].0, spoken[lang].1))
    });
    let letter = random.below(draft.letters.len());
    let paragraph = random.below(draft.letters[letter].len());
    let at = random.below(draft.letters[letter][paragraph].len() + 1);
    draft.letters[letter][paragraph].insert(at, Sentence::Beside(words));
    Some(Target::Words(spoken.map(|(_, figure)| named(&figure))))
}

/// A figure as a problem names it: without the word that opens a range.
fn named(figure: &str) -> String {
    figure.trim_start_matches("tussen ").trim_start_matches("between ").to_owned()
}

/// A row that the ledger no longer has, nor anything that names it.
fn lost_row(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let is_named =
        |id: &str| draft.rows.iter().any(|row| row.restates.as_deref() == Some(id)) || draft.sums.iter().any(|sum| sum.total == id);
    let id = pick(draft, random, |row| !is_named(&row.id))?;
    let spoken = draft.row(&id).spoken.clone();
    draft.rows.retain(|row| row.id != id);
    for sum in &mut draft.sums {
        sum.parts.retain(|part| *part != id);
    }
    Some(Target::Words(spoken.map(|(_, figure)| named(&figure))))
}

/// A restatement, in the letter too, that is more than half a unit of its last figure away from the original.
fn restatement(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |row| row.restates.is_some())?;
    let row = draft.row(&id);
    let original = draft.row(row.restates.as_ref().expect("an original")).figure.low;
    let unit = unit(row.figure.low);
    let away = |by: i64| row.figure.low + by * unit;
    let is_wrong = |cents: &i64| *cents > 0 && (*cents - original).abs() * 2 > self::unit(*cents);
    let wrong: Vec<i64> = (-9..=9).map(away).filter(is_wrong).collect();
    let cents = *(!wrong.is_empty()).then(|| random.one(&wrong))?;
    let figure = Figure { low: cents, high: cents, unit: row.figure.unit, qualifier: "exact" };
    say(draft, &id, &figure, random);
    draft.row_mut(&id).figure = figure;
    Some(Target::Row(id))
}

/// The unit of the last figure of a number that is not zero.
fn unit(number: i64) -> i64 {
    let mut unit = 1;
    while number % (unit * 10) == 0 {
        unit *= 10;
    }
    unit
}

/// A part that is said to be of another programme.
fn programme(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = part(draft, random).filter(|_| draft.n_programmes > 1)?;
    let n_programmes = draft.n_programmes;
    let row = draft.row_mut(&id);
    row.programme = (row.programme + 1 + random.below(n_programmes - 1)) % n_programmes;
    Some(Target::Row(id))
}

/// A part that is said to look at the money from the other side.
fn side(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = part(draft, random)?;
    draft.row_mut(&id).side = "uses";
    Some(Target::Row(id))
}

/// A restatement among the parts of a sum.
fn restated_part(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let id = pick(draft, random, |row| row.restates.is_some() && is_money(row))?;
    let programme = draft.row(&id).programme;
    let of_it = |parts: &[String]| draft.row(&parts[0]).programme == programme;
    let idx = sum(draft, random, of_it)?;
    draft.sums[idx].parts.push(id.clone());
    Some(Target::Row(id))
}

/// A total among the parts of one of its parts.
fn circle(draft: &mut Draft, random: &mut Random) -> Option<Target> {
    let totals: Vec<String> = draft.sums.iter().filter(|sum| !sum.is_rounded).map(|sum| sum.total.clone()).collect();
    let idx = sum(draft, random, |parts| parts.iter().any(|part| totals.contains(part)))?;
    let (total, parts) = (draft.sums[idx].total.clone(), draft.sums[idx].parts.clone());
    let inner = draft.sums.iter_mut().find(|sum| parts.contains(&sum.total) && !sum.is_rounded)?;
    inner.parts.push(total.clone());
    Some(Target::Row(total))
}
