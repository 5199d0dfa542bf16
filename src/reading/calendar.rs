//! Reads dates and times of the day.

use super::facts::{Detail, Fact, FactKind, Reading};
use super::language::Month;
use super::numbers::Value;
use super::spelled::ordinal_end;
use super::text::Kind;

/// The most days that share a month: `19, 20 en 21 juni`.
const MAX_DAYS: usize = 4;

/// Reads a time: `17:00`, `17.00 uur`, `5 pm`, `17h30`. A number with only the word for hours stays a number that may be a time.
pub fn time(reading: &Reading<'_>, at: usize, facts: &mut Vec<Fact>) -> Option<usize> {
    if let Some(code) = reading.of_kind(at, Kind::Code) {
        let (hour, minute) = code.text.split_once(|char: char| char.is_ascii_alphabetic())?;
        let key = clock(hour, minute, false)?;
        facts.push(reading.fact(FactKind::Time, key, (at, at + 1)));
        return Some(at + 1);
    }
    let figures = reading.of_kind(at, Kind::Number)?.text;
    let (hour, minute, after) = written(reading, at, figures);
    let half = reading.language.phrases.hours.find(reading.tokens, after);
    let is_afternoon = half.is_some_and(|(half, _)| half == "pm");
    let key = clock(hour, minute.unwrap_or("00"), is_afternoon)?;
    let (is_hours, mut next) = half.map_or((false, after), |(half, next)| (half == "clock", next));
    let is_colon = at + 1 < after;
    if is_hours && minute.is_none() {
        let Some(minute) = minutes_after(reading, (after, next)) else {
            let fact = reading.fact(FactKind::Number, Value::of_whole(hour).scaled(0), (at, next));
            facts.push(Fact { detail: Detail::Clock(key), ..fact });
            return Some(next);
        };
        next += 1;
        facts.push(reading.fact(FactKind::Time, clock(hour, minute, false)?, (at, next)));
        return Some(next);
    }
    let is_range_of_times = || {
        let other = reading.after_range(after)?;
        let (_, minute, after) = written(reading, other, reading.of_kind(other, Kind::Number)?.text);
        minute.and(reading.language.phrases.hours.find(reading.tokens, after))
    };
    if half.is_none() && !is_colon && (minute.is_none() || is_range_of_times().is_none()) {
        return None;
    }
    facts.push(reading.fact(FactKind::Time, key, (at, next)));
    Some(next)
}

/// Hour and minutes as written, with the piece after them.
fn written<'a>(reading: &Reading<'a>, at: usize, figures: &'a str) -> (&'a str, Option<&'a str>, usize) {
    let is_colon = reading.of_kind(at + 1, Kind::Sign).is_some_and(|sign| sign.text == ":" && sign.is_glued);
    let minute = reading.of_kind(at + 2, Kind::Number).filter(|minute| is_colon && minute.is_glued && minute.text.len() == 2);
    match minute {
        Some(minute) => (figures, Some(minute.text), at + 3),
        None => match figures.split_once('.') {
            Some((hour, minute)) => (hour, Some(minute), at + 1),
            None => (figures, None, at + 1),
        },
    }
}

/// The minutes after a one-letter word for hours: `17 h 30`.
fn minutes_after<'a>(reading: &Reading<'a>, (word, next): (usize, usize)) -> Option<&'a str> {
    let is_short = reading.of_kind(word, Kind::Word).is_some_and(|word| word.text.len() == 1);
    reading.of_kind(next, Kind::Number).map(|token| token.text).filter(|minute| is_short && minute.len() == 2)
}

/// A time of the day as `17:00`; `None` if there is none such.
fn clock(hour: &str, minute: &str, is_afternoon: bool) -> Option<String> {
    let is_short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_short(hour) || !is_short(minute) || minute.len() != 2 {
        return None;
    }
    let hour: u32 = hour.parse().ok()?;
    let hour = if is_afternoon && hour < 12 { hour + 12 } else { hour };
    (hour <= 24 && minute.parse::<u32>().ok()? < 60).then(|| format!("{hour:02}:{minute}"))
}

/// Reads a date: in figures, a day with its month, days that share one, or a month.
pub fn date(reading: &Reading<'_>, at: usize, facts: &mut Vec<Fact>) -> Option<usize> {
    if let Some(found) = in_figures(reading, at, facts) {
        return Some(found);
    }
    let mut found = Vec::new();
    let next = days(reading, at, &mut found).or_else(|| month_first(reading, at, &mut found))?;
    let detail = year_after(reading, next);
    facts.extend(found.into_iter().map(|fact| Fact { detail: detail.clone(), ..fact }));
    Some(next)
}

/// A day of a month in figures.
fn day(reading: &Reading<'_>, at: usize) -> Option<(u32, usize)> {
    let token = reading.of_kind(at, Kind::Number).filter(|token| token.text.len() <= 2)?;
    let day = token.text.parse().ok().filter(|day| (1..=31).contains(day))?;
    let next = ordinal_end(reading, at + 1);
    let is_glued = reading.tokens.get(next).is_some_and(|token| token.is_glued);
    let suffix = reading.language.phrases.days.find(reading.tokens, next).filter(|_| is_glued);
    Some((day, suffix.map_or(next, |(_, next)| next)))
}

/// Reads a day and its month, or several days and their month.
fn days(reading: &Reading<'_>, at: usize, found: &mut Vec<Fact>) -> Option<usize> {
    let mut days = Vec::new();
    let mut idx = at;
    loop {
        let (number, next) = day(reading, idx)?;
        days.push((number, idx, next));
        let joined = reading
            .of_kind(next, Kind::Word)
            .filter(|word| reading.language.vocabulary.calendar.joins.iter().any(|join| *join == word.lower));
        let month_at = next + usize::from(joined.is_some());
        if let Some((month, end, _)) = month(reading, month_at, true) {
            let last = days.len() - 1;
            found.extend(days.iter().enumerate().map(|(which, (day, from, next))| {
                let end = if which == last { end } else { *next };
                reading.fact(FactKind::Date, format!("{month:02}-{day:02}"), (*from, end))
            }));
            return Some(end);
        }
        let is_comma = reading.of_kind(next, Kind::Sign).is_some_and(|sign| sign.text == ",");
        idx = reading.after_range(next).or(is_comma.then_some(next + 1)).filter(|_| days.len() < MAX_DAYS)?;
    }
}

/// Reads a month, with a day after it where the language writes so.
fn month_first(reading: &Reading<'_>, at: usize, found: &mut Vec<Fact>) -> Option<usize> {
    let calendar = &reading.language.vocabulary.calendar;
    if calendar.has_month_first
        && let Some((month, next, _)) = month(reading, at, true)
        && let Some((day, end)) = day(reading, next)
        && !is_counting(reading, end)
    {
        found.push(reading.fact(FactKind::Date, format!("{month:02}-{day:02}"), (at, end)));
        return Some(end);
    }
    let (month, next, is_sure) = month(reading, at, false)?;
    let is_with_year = matches!(year_after(reading, next), Detail::Year(_));
    let fact = reading.fact(FactKind::Date, format!("{month:02}"), (at, next));
    found.push(Fact { is_stated: fact.is_stated && (is_sure || is_with_year), ..fact });
    Some(next)
}

/// Whether the number before a piece counts something: `in March 20 million euros`.
fn is_counting(reading: &Reading<'_>, at: usize) -> bool {
    let phrases = &reading.language.phrases;
    [&phrases.scales, &phrases.units].into_iter().any(|list| list.find(reading.tokens, at).is_some())
}

/// Reads a month's name, or its beginning where a day stands beside it; whether it is surely a month.
fn month(reading: &Reading<'_>, at: usize, has_day: bool) -> Option<(usize, usize, bool)> {
    let token = reading.of_kind(at, Kind::Word).filter(|token| reading.language.month_starts.may_begin(&token.lower))?;
    let (word, lower) = (token.text, token.lower.as_ref());
    let (months, calendar) = (&reading.language.months, &reading.language.vocabulary.calendar);
    let is_name = |name: &str| word == name || word == capitalised(name) || word == name.to_uppercase();
    if let Some(idx) = months.iter().position(|month| month.lower == lower && is_name(month.name)) {
        let is_unsure = calendar.unsure_months.iter().any(|name| is_name(name));
        return Some((idx + 1, at + 1, !is_unsure));
    }
    let is_another_word = |name: &str| name.len() == word.len() && calendar.unsure_months.iter().any(|unsure| unsure == name);
    let beginning = |month: &Month<'_>| 3 <= word.len() && month.lower.starts_with(lower) && !is_another_word(month.name);
    let number = match calendar.months.get(lower) {
        Some(number) => number.parse().ok()?,
        None => months.iter().position(beginning)? + 1,
    };
    let is_point = reading.of_kind(at + 1, Kind::Sign).is_some_and(|sign| sign.text == "." && sign.is_glued);
    has_day.then_some((number, at + 1 + usize::from(is_point), true))
}

/// A word with a capital.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The year after a date, also in brackets or after a comma, or that the reader has to know it.
fn year_after(reading: &Reading<'_>, at: usize) -> Detail {
    let is_mark = |at: usize| reading.of_kind(at, Kind::Sign).is_some_and(|sign| matches!(sign.text, "[" | ","));
    let idx = at + usize::from(is_mark(at));
    let year = reading.of_kind(idx, Kind::Number).map(|token| token.text).filter(|text| text.len() == 4);
    if let Some(year) = year.filter(|year| year.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))) {
        return Detail::Year(year.to_owned());
    }
    let is_relative = reading.language.phrases.relative.find(reading.tokens, at).is_some();
    if is_relative { Detail::Relative } else { Detail::None }
}

/// Reads a date in figures: `20-06-2025`, `20/06/2025`, `20.06.2025`, `2025-06-20`. The day stands before the month unless it cannot.
fn in_figures(reading: &Reading<'_>, at: usize, facts: &mut Vec<Fact>) -> Option<usize> {
    let first = reading.of_kind(at, Kind::Number)?;
    let parts: Vec<&str> = first.text.split('.').collect();
    let (parts, next) = if let [_, _, _] = parts.as_slice() {
        (parts, at + 1)
    } else {
        let sign = reading.of_kind(at + 1, Kind::Sign).filter(|sign| sign.is_glued && matches!(sign.text, "-" | "/"))?;
        let same = reading.of_kind(at + 3, Kind::Sign).is_some_and(|other| other.text == sign.text && other.is_glued);
        let number = |at: usize| reading.of_kind(at, Kind::Number).filter(|token| same && token.is_glued).map(|token| token.text);
        (vec![first.text, number(at + 2)?, number(at + 4)?], at + 5)
    };
    let [one, two, three] = parts.as_slice() else { return None };
    let (day, month, year) = if one.len() == 4 { (three, two, one) } else { (one, two, three) };
    let (mut day, mut month): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    if 12 < month {
        (day, month) = (month, day);
    }
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = (1..=31).contains(&day) && (1..=12).contains(&month) && is_year;
    let year = Some(year).filter(|_| is_date)?;
    let fact = reading.fact(FactKind::Date, format!("{month:02}-{day:02}"), (at, next));
    facts.push(Fact { detail: Detail::Year((*year).to_owned()), ..fact.clone() });
    facts.push(Fact { kind: FactKind::Year, key: (*year).to_owned(), ..fact });
    Some(next)
}
