//! Dates as EDTF level 1 (ISO 8601-2) writes them: days, months, seasons, years, and intervals that may be open.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

/// The number of the first season in EDTF: spring.
const SPRING: i8 = 21;

/// A calendar day, month, season or year of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The first day of it.
    pub first: civil::Date,
    /// How exact it is.
    pub precision: Precision,
}

/// How exact a moment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2025-12-19`
    Day,
    /// `2025-12`
    Month,
    /// `2025-22`: 21 is spring, 22 summer, 23 autumn, 24 winter.
    Season,
    /// `2025`
    Year,
}

/// A date: one moment, or an interval of which at least one end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One moment.
    At(Moment),
    /// Between two moments, both included.
    Between(Moment, Moment),
    /// At or after a moment.
    From(Moment),
    /// At or before a moment.
    Until(Moment),
}

impl Edtf {
    /// Reads `2025-12-19`, `2025-12`, `2025-22`, `2025`, `A/B`, `A/..` or `../B`; the error says what is wrong.
    ///
    /// # Errors
    /// If it is none of these, a day does not exist, or an interval ends before it begins or has one date at both ends.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.split_once('/') {
            None => moment(text).map(Self::At),
            Some(("..", "..")) => Err("an interval needs one known end".into()),
            Some((from, "..")) => moment(from).map(Self::From),
            Some(("..", until)) => moment(until).map(Self::Until),
            Some((from, until)) => {
                let (from, until) = (moment(from)?, moment(until)?);
                if until.first < from.first {
                    return Err("the interval ends before it begins".into());
                }
                if from == until {
                    return Err(format!("an interval from {from} to {until} is that one date: write `{from}`"));
                }
                Ok(Self::Between(from, until))
            }
        }
    }

    /// The day by which it is sorted: the earliest possible one, or the end of an interval without a beginning.
    #[must_use]
    pub fn sort_day(&self) -> civil::Date {
        match self {
            Self::At(at) | Self::From(at) | Self::Between(at, _) | Self::Until(at) => at.first,
        }
    }

    /// What is certain of it: the day, the month or the year in which it must lie; `None` where its bounds leave the year open. A season is
    /// no more than bounds; that of a winter leave the year open.
    #[must_use]
    pub fn certain(&self) -> Option<Moment> {
        let (from, until) = match self {
            Self::At(at) if at.precision == Precision::Season => (at, at),
            Self::At(at) => return Some(*at),
            Self::Between(from, until) => (from, until),
            Self::From(_) | Self::Until(_) => return None,
        };
        let coarsest = from.precision.max(until.precision);
        let in_month = from.first.first_of_month() == until.first.first_of_month() && coarsest <= Precision::Month;
        if from == until && coarsest != Precision::Season {
            Some(*from)
        } else if in_month {
            Some(Moment { first: from.first.first_of_month(), precision: Precision::Month })
        } else {
            let is_in_year = from.first.year() == until.last().year();
            is_in_year.then(|| Moment { first: from.first.first_of_year(), precision: Precision::Year })
        }
    }

    /// The day on which it must lie; `None` where it is less exact.
    #[must_use]
    pub fn day(&self) -> Option<civil::Date> {
        self.certain().filter(|moment| moment.precision == Precision::Day).map(|moment| moment.first)
    }

    /// The first day that it can be; `None` where it has no beginning.
    #[must_use]
    pub fn first_day(&self) -> Option<civil::Date> {
        match self {
            Self::At(at) | Self::From(at) | Self::Between(at, _) => Some(at.first),
            Self::Until(_) => None,
        }
    }

    /// The last day that it can be; `None` where it has no end.
    #[must_use]
    pub fn last_day(&self) -> Option<civil::Date> {
        match self {
            Self::At(at) | Self::Until(at) | Self::Between(_, at) => Some(at.last()),
            Self::From(_) => None,
        }
    }

    /// The moments that it names: one, or both ends.
    #[must_use]
    pub fn moments(&self) -> Vec<Moment> {
        match self {
            Self::At(at) | Self::From(at) | Self::Until(at) => vec![*at],
            Self::Between(from, until) => vec![*from, *until],
        }
    }

    /// The precision as a word: `day`, `month`, `season`, `year` or `interval`.
    #[must_use]
    pub fn precision(&self) -> &'static str {
        match self {
            Self::At(at) => match at.precision {
                Precision::Day => "day",
                Precision::Month => "month",
                Precision::Season => "season",
                Precision::Year => "year",
            },
            _ => "interval",
        }
    }
}

impl Moment {
    /// The last day of it.
    ///
    /// A season ends with the month in which the next one begins by the sun: so it holds what either calendar calls summer.
    #[must_use]
    pub fn last(&self) -> civil::Date {
        let n_months = match self.precision {
            Precision::Day => return self.first,
            Precision::Month => 1,
            Precision::Season => 4,
            Precision::Year => 12,
        };
        let next = self.first.checked_add(jiff::Span::new().months(n_months)).and_then(civil::Date::yesterday);
        next.unwrap_or(civil::Date::MAX)
    }

    /// Which season it is, from 0 for spring.
    #[must_use]
    pub fn season_idx(&self) -> usize {
        usize::try_from(self.first.month() / 3 - 1).unwrap_or_default()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Day => write!(formatter, "{year:04}-{month:02}-{day:02}"),
            Precision::Month => write!(formatter, "{year:04}-{month:02}"),
            Precision::Season => write!(formatter, "{year:04}-{:02}", SPRING + month / 3 - 1),
            Precision::Year => write!(formatter, "{year:04}"),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => write!(formatter, "{at}"),
            Self::Between(from, until) => write!(formatter, "{from}/{until}"),
            Self::From(from) => write!(formatter, "{from}/.."),
            Self::Until(until) => write!(formatter, "../{until}"),
        }
    }
}

/// Reads a day, a month, a season or a year.
fn moment(text: &str) -> Result<Moment, String> {
    let wrong = || format!("`{text}` is not a date such as `2025-12-19`, `2025-12` or `2025`");
    let season = text.split_once('-').and_then(|(year, season)| Some((year, season.parse::<i8>().ok()? - SPRING)));
    let is_written_right = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let (whole, precision) = match text.len() {
        10 => (text.to_owned(), Precision::Day),
        7 if let Some((year, idx @ 0..4)) = season => (format!("{year}-{:02}-01", 3 * (idx + 1)), Precision::Season),
        7 => (format!("{text}-01"), Precision::Month),
        4 => (format!("{text}-01-01"), Precision::Year),
        _ => return Err(wrong()),
    };
    if !is_written_right {
        return Err(wrong());
    }
    let first = civil::Date::from_str(&whole).map_err(|_| format!("there is no such day as `{text}`"))?;
    Ok(Moment { first, precision })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_printed_as_written() {
        for text in ["2025-12-19", "2025-12", "2025-21", "2025-24", "2025", "2025-11-13/..", "../2025-06-19", "2025-04-18/2025-06-19"] {
            assert_eq!(Edtf::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn no_more_is_certain_than_the_bounds_say() {
        for (text, certain) in [
            ("2025-12-19", Some("2025-12-19")),
            ("2025-12", Some("2025-12")),
            ("2025", Some("2025")),
            ("2025-22", Some("2025")),
            ("2025-24", None),
            ("2025-04-18/2025-06-19", Some("2025")),
            ("2025-04-18/2025-04-19", Some("2025-04")),
            ("2025-04/2025-04-18", Some("2025-04")),
            ("2025/2025-01-18", Some("2025")),
            ("2025-12-31/2026-01-01", None),
            ("2025-11-13/..", None),
            ("../2025-06-19", None),
        ] {
            assert_eq!(Edtf::parse(text).unwrap().certain().map(|moment| moment.to_string()).as_deref(), certain, "{text}");
        }
    }

    #[test]
    fn the_days_that_a_date_can_be() {
        let days = |text: &str| {
            let date = Edtf::parse(text).unwrap();
            [date.first_day(), date.last_day()].map(|day| day.map_or("..".into(), |day| day.to_string())).join("/")
        };
        let found = ["2024-02", "9999", "2025-22", "2025-24", "2025", "2025-11-13/..", "../2026-01", "2026-01/2026-03"].map(days);
        let expected = [
            "2024-02-01/2024-02-29",
            "9999-01-01/9999-12-31",
            "2025-06-01/2025-09-30",
            "2025-12-01/2026-03-31",
            "2025-01-01/2025-12-31",
            "2025-11-13/..",
            "../2026-01-31",
            "2026-01-01/2026-03-31",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn wrong_dates_are_refused() {
        for text in [
            "",
            "19-12-2025",
            "2025-02-30",
            "2025-13",
            "2025-20",
            "2025-25",
            "../..",
            "2025-06-19/2025-04-18",
            "2026-01-02/2026-01-02",
            "2025/2025",
            "2025-12-19x",
            "20251219",
            "２０２５",
        ] {
            assert!(Edtf::parse(text).is_err(), "{text}");
        }
    }
}
