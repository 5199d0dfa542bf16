//! The scale of the timeline: each year gets width by the number of its marks, and years without any are left out.

use std::collections::BTreeMap;

use jiff::civil;

/// Where the axis begins and ends, in hundredths of a per cent of the width.
const AXIS: (i64, i64) = (900, 9800);

/// The share of a year without the marks that begin in it, in marks.
const BASE: i64 = 11;

/// The least width of a year that has room for its figures.
const MIN_LABEL: i64 = 850;

/// A year of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Year {
    /// Its figures.
    pub(super) label: String,
    /// Where it begins.
    pub(super) start: i64,
    /// How wide it is.
    width: i64,
    /// Whether years before it are left out.
    pub(super) is_after_gap: bool,
}

impl Year {
    /// Whether it has room for its figures.
    pub(super) fn has_room(&self) -> bool {
        MIN_LABEL <= self.width
    }
}

/// Where days lie.
#[derive(Debug)]
pub(super) struct Scale {
    /// The years, by their number; what has no date comes after all of them.
    years: BTreeMap<i16, Year>,
}

impl Scale {
    /// A scale for periods, with room at the end for what has no date where there is such.
    pub(super) fn new(periods: &[(civil::Date, civil::Date)], has_undated: bool) -> Self {
        let mut shares: BTreeMap<i16, i64> = BTreeMap::new();
        for (first, last) in periods {
            *shares.entry(first.year()).or_insert(BASE) += 1;
            shares.entry(last.year()).or_insert(BASE);
        }
        if has_undated {
            shares.insert(i16::MAX, BASE);
        }
        let whole: i64 = shares.values().sum::<i64>().max(1);
        let mut before = 0;
        let mut years: BTreeMap<i16, Year> = BTreeMap::new();
        let place = |share: i64| AXIS.0 + share * (AXIS.1 - AXIS.0) / whole;
        for (number, share) in shares {
            let is_after_gap = number != i16::MAX && years.keys().next_back().is_some_and(|last| *last < number - 1);
            let label = if number == i16::MAX { "?".to_owned() } else { number.to_string() };
            let (start, end) = (place(before), place(before + share));
            years.insert(number, Year { label, start, width: end - start, is_after_gap });
            before += share;
        }
        Self { years }
    }

    /// The years, in order.
    pub(super) fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// Where a period begins and ends; the middle of the room for what has no date.
    pub(super) fn ends(&self, period: Option<(civil::Date, civil::Date)>) -> (i64, i64) {
        match period {
            Some((day, last)) if day == last => (self.place(day, 0), self.place(day, 0)),
            Some((first, last)) => (self.place(first, 0), self.place(last, 1)),
            None => self.years.values().next_back().map_or(AXIS, |year| (year.start + year.width / 2, year.start + year.width / 2)),
        }
    }

    /// Where the axis ends.
    pub(super) fn end(&self) -> i64 {
        AXIS.1
    }

    /// Where a day begins, or the one some days after it.
    fn place(&self, day: civil::Date, n_after: i64) -> i64 {
        let n_days = i64::from(day.days_in_year());
        let idx = i64::from(day.day_of_year()) - 1 + n_after;
        self.years.get(&day.year()).map_or(AXIS.0, |year| year.start + year.width * idx / n_days)
    }
}

/// A place as an attribute has it: `12.34%`.
pub(super) fn percent(hundredths: i64) -> String {
    let hundredths = hundredths.max(0);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> civil::Date {
        text.parse().expect("a day")
    }

    #[test]
    fn years_share_the_width_by_their_marks() {
        let period = |text: &str| (day(text), day(text));
        let scale = Scale::new(&[period("2023-06-01"), period("2025-01-01"), period("2025-12-31"), period("2026-02-01")], true);
        let years: Vec<(String, bool)> = scale.years().map(|year| (year.label.clone(), year.is_after_gap)).collect();
        let expected = [("2023", false), ("2025", true), ("2026", false), ("?", false)].map(|(label, gap)| (label.to_owned(), gap));
        assert_eq!(years, expected);
        let widths: Vec<i64> = scale.years().map(|year| year.width).collect();
        assert!(widths[0] < widths[1] && widths[2] < widths[1], "{widths:?}");
        assert_eq!(scale.ends(Some(period("2023-01-01"))).0, AXIS.0);
        let end = scale.ends(None).0;
        assert!(scale.ends(Some(period("2026-12-31"))).1 < end && end < AXIS.1);
    }

    #[test]
    fn places_are_written_without_floats() {
        assert_eq!([0, 5, 1234, 10000, -3].map(percent), ["0.00%", "0.05%", "12.34%", "100.00%", "0.00%"]);
    }
}
