//! The ledger: amounts with who pays whom for what, proven by the words that state them, and the sums that must hold, to the cent.

mod status;
mod sums;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::cache::sound::Sound;
use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::model::money::{Amount, Role};
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};
use crate::reading::language::Language;

/// Where money is recorded.
const FILE: &str = "content/funding.toml";

/// The ledger after its sums were checked.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The amounts, in the publisher's order.
    pub amounts: Vec<Amount>,
    /// The sums, with what they come to.
    pub sums: Vec<CheckedSum>,
    /// The restatements, with what they differ by.
    pub restatements: Vec<Restatement>,
    /// How firm each amount is, by its id: the id of a status, or `mixed` of a total whose parts differ.
    pub statuses: BTreeMap<String, String>,
    /// What the letters' originals state, and how much of it is in the ledger; letters that state nothing are left out.
    pub coverage: Vec<Coverage>,
    /// Where each amount stands among them, by its id.
    amount_idx: BTreeMap<String, usize>,
    /// Where the exact sums of each total stand among them, by its id.
    sum_idx: BTreeMap<String, Vec<usize>>,
}

impl Ledger {
    /// Finds an amount.
    #[must_use]
    pub fn amount(&self, id: &str) -> Option<&Amount> {
        self.amounts.get(*self.amount_idx.get(id)?)
    }

    /// How firm an amount is: the id of a status, or `mixed`; nothing where a problem was reported.
    #[must_use]
    pub fn status(&self, amount: &Amount) -> &str {
        self.statuses.get(&amount.id).map(String::as_str).unwrap_or_default()
    }

    /// The statuses that an amount is made of, in the order in which they are met: of a total those of its parts, of an amount that
    /// says a total again those of that total's.
    #[must_use]
    pub fn statuses_of<'a>(&'a self, amount: &'a Amount) -> Vec<&'a str> {
        let (mut open, mut seen, mut found) = (vec![amount], BTreeSet::new(), Vec::new());
        while let Some(amount) = open.pop() {
            // A total that is part of itself was reported: here it must not go round for ever.
            if !seen.insert(amount.id.as_str()) {
                continue;
            }
            let total = amount.restates.as_deref().filter(|_| amount.role == Role::Restatement).unwrap_or(&amount.id);
            match self.sum_of(total) {
                Some(sum) => open.extend(sum.parts.iter().rev().filter_map(|id| self.amount(id))),
                None if found.contains(&self.status(amount)) => {}
                None => found.push(self.status(amount)),
            }
        }
        found
    }

    /// The exact sum that an amount is the total of: of several the first, from which its status follows.
    #[must_use]
    pub fn sum_of(&self, id: &str) -> Option<&CheckedSum> {
        self.sums.get(*self.sum_idx.get(id)?.first()?)
    }

    /// The exact sums that an amount is the total of, in the publisher's order.
    pub fn sums_of<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a CheckedSum> {
        self.sum_idx.get(id).into_iter().flatten().filter_map(|idx| self.sums.get(*idx))
    }
}

/// A sum that was checked.
#[derive(Clone, Debug)]
pub struct CheckedSum {
    /// The id of the total.
    pub total: String,
    /// The ids of the parts.
    pub parts: Vec<String>,
    /// Whether its figures are rounded.
    pub is_rounded: bool,
    /// What the parts add up to, in hundredths.
    pub sum_cents: i64,
    /// Total minus parts, in hundredths: zero, or what rounding explains, or a problem was reported.
    pub difference_cents: i64,
    /// Which of the dossier's sums it is, counted from 0.
    pub idx: usize,
}

/// A restatement that was checked.
#[derive(Clone, Debug)]
pub struct Restatement {
    /// The id of the amount that restates.
    pub id: String,
    /// The id of the amount that it restates.
    pub restates: String,
    /// Restated value minus original value, in hundredths.
    pub difference_cents: i64,
}

/// The amounts and percentages that a letter's original states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The letter.
    pub letter: LetterId,
    /// How many it states.
    pub n_stated: usize,
    /// How many of them an amount of the ledger quotes.
    pub n_listed: usize,
}

/// Checks every amount against its words, its status, every sum and every restatement; finds what the letters state and the ledger lacks.
pub fn tally(dossier: &Dossier, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) -> Ledger {
    tally_after(Sound::nothing(), (dossier, languages), problems)
}

/// Does what `tally` does, but for letters that were found before to state what the ledger has.
pub fn tally_after(sound: &Sound, (dossier, languages): (&Dossier, &BTreeMap<&Lang, Language<'_>>), problems: &mut Problems) -> Ledger {
    let funding = &dossier.funding;
    if funding.amounts.is_empty() && !funding.is_complete {
        return Ledger::default();
    }
    for amount in &funding.amounts {
        check_programme(dossier, &amount.programme, &amount.passage.place, problems);
        check_actors(dossier, amount, problems);
    }
    for statement in &funding.statements {
        check_programme(dossier, &statement.programme, &statement.place, problems);
    }
    check_missing(dossier, problems);
    let coverage = words::check(sound, (dossier, languages), problems);
    let amounts = Amounts::new(dossier);
    let sums = sums::check(&amounts, problems);
    let restatements = sums::check_restatements(&amounts, problems);
    let statuses = status::check(&amounts, &sums, languages, problems);
    let amount_idx = funding.amounts.iter().enumerate().map(|(idx, amount)| (amount.id.clone(), idx)).collect();
    let mut sum_idx: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (idx, sum) in sums.iter().enumerate().filter(|(_, sum)| !sum.is_rounded) {
        sum_idx.entry(sum.total.clone()).or_default().push(idx);
    }
    Ledger { amounts: funding.amounts.clone(), sums, restatements, statuses, coverage, amount_idx, sum_idx }
}

/// The amounts of a dossier, ready to be found.
#[derive(Debug)]
struct Amounts<'a> {
    /// The dossier.
    dossier: &'a Dossier,
    /// The amounts by id.
    by_id: BTreeMap<&'a str, &'a Amount>,
}

impl<'a> Amounts<'a> {
    /// The amounts of a dossier.
    fn new(dossier: &'a Dossier) -> Self {
        Self { dossier, by_id: dossier.funding.amounts.iter().map(|amount| (amount.id.as_str(), amount)).collect() }
    }

    /// Finds an amount that a key of a record names; reported if there is none.
    fn find(&self, id: &str, (record, key): (&Place, &str), problems: &mut Problems) -> Option<&'a Amount> {
        let found = self.by_id.get(id).copied();
        if found.is_none() && !self.dossier.is_broken(FILE) {
            let place = keys::within(record, key, &format!("\"{id}\""));
            problems.add(kinds::money::unknown_amount(place, id, nearest(id, self.by_id.keys().copied())));
        }
        found
    }
}

/// Whether there is a programme of a name.
fn has_programme(dossier: &Dossier, name: &str) -> bool {
    dossier.funding.programmes.iter().any(|programme| programme.id == name)
}

/// Reports a programme that does not exist.
fn check_programme(dossier: &Dossier, name: &str, place: &Place, problems: &mut Problems) {
    let names = || dossier.funding.programmes.iter().map(|programme| programme.id.as_str());
    if !has_programme(dossier, name) && !dossier.is_broken(FILE) {
        problems.add(kinds::money::unknown_programme(keys::of(place, "programme"), name, nearest(name, names())));
    }
}

/// Reports payers and payees that are no actors of the dossier.
fn check_actors(dossier: &Dossier, amount: &Amount, problems: &mut Problems) {
    for (id, place) in amount.about.payers.iter().chain(&amount.about.payees) {
        let names = || dossier.actors.iter().map(|actor| actor.id.as_str());
        if names().all(|name| name != id) && !dossier.is_broken("content/actors.toml") {
            problems.add(kinds::links::unknown_actor(place.clone(), id, nearest(id, names())));
        }
    }
}

/// Reports missing documents that are no documents of the dossier's records.
fn check_missing(dossier: &Dossier, problems: &mut Problems) {
    let names = || dossier.externals.iter().map(|external| external.id.as_str());
    for missing in &dossier.funding.missing {
        if names().all(|name| name != missing.document) && !dossier.is_broken("content/external.toml") {
            problems.add(kinds::unknown_external(missing.place.clone(), &missing.document, nearest(&missing.document, names())));
        }
    }
}
