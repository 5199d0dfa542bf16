//! The ledger: amounts with who pays whom for what, and the sums that must hold, to the cent.

use crate::model::money::Amount;

/// The ledger after its sums were checked.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The amounts, in the publisher's order.
    pub amounts: Vec<Amount>,
    /// The sums, with what they come to.
    pub sums: Vec<CheckedSum>,
    /// The restatements, with what they differ by.
    pub restatements: Vec<Restatement>,
}

/// A sum that was checked.
#[derive(Clone, Debug)]
pub struct CheckedSum {
    /// The id of the total.
    pub total: String,
    /// The ids of the parts.
    pub parts: Vec<String>,
    /// What the parts add up to, in cents.
    pub sum_cents: i64,
    /// Total minus parts, in cents: zero, or a problem was reported.
    pub difference_cents: i64,
}

/// A restatement that was checked.
#[derive(Clone, Debug)]
pub struct Restatement {
    /// The id of the amount that restates.
    pub id: String,
    /// The id of the amount that it restates.
    pub restates: String,
    /// Restated value minus original value, in cents.
    pub difference_cents: i64,
}
