//! By what years letters can be chosen: every year of which a letter can be, so that no choice hides one that may belong to it.

use std::collections::BTreeSet;

use crate::model::date::Edtf;
use crate::model::dossier::Dossier;

/// Of a longer time only those years are listed that another date of the dossier names.
const MOST: i16 = 200;

/// The years of a dossier's letters.
#[derive(Debug)]
pub struct Years {
    /// The years that the dates of its letters name, and that in which it was published.
    named: BTreeSet<i16>,
}

impl Years {
    /// Those of a dossier.
    #[must_use]
    pub fn new(dossier: &Dossier) -> Self {
        let moments = dossier.letters.iter().flat_map(|letter| letter.date.value.moments());
        let mut named: BTreeSet<i16> = moments.flat_map(|moment| [moment.first.year(), moment.last().year()]).collect();
        named.extend(Edtf::parse(&dossier.settings.published).ok().and_then(|day| day.first_day()).map(|day| day.year()));
        Self { named }
    }

    /// Every year in which a date can be, in order. One without an end can be as late as the newest of the dossier's years, one without
    /// a beginning as early as the oldest.
    #[must_use]
    pub fn of(&self, date: &Edtf) -> Vec<String> {
        let sorted = date.sort_day().year();
        let first = date.first_day().map(|day| day.year()).or_else(|| self.named.first().copied()).unwrap_or(sorted);
        let last = date.last_day().map(|day| day.year()).or_else(|| self.named.last().copied()).unwrap_or(sorted).max(first);
        if last.saturating_sub(first) <= MOST {
            return (first..=last).map(|year| year.to_string()).collect();
        }
        self.named.range(first..=last).map(i16::to_string).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_of_every_year_in_which_it_can_be() {
        let years = Years { named: BTreeSet::from([1900, 2021, 2025, 2026]) };
        for (date, expected) in [
            ("2025-12-19", "2025"),
            ("2025-24", "2025 2026"),
            ("2023-11/2025-01", "2023 2024 2025"),
            ("2025-11-13/..", "2025 2026"),
            ("2027/..", "2027"),
            ("../1902", "1900 1901 1902"),
            ("1650/2025", "1900 2021 2025"),
        ] {
            assert_eq!(years.of(&Edtf::parse(date).unwrap()).join(" "), expected, "{date}");
        }
    }
}
