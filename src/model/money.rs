//! Money in minor units, and the ledger's rows as a publisher writes them.

use std::fmt;

use super::lang::LangText;
use super::letter::Passage;
use super::named::named;
use super::place::Place;

/// A currency as its ISO 4217 code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency(String);

impl Currency {
    /// Takes a code of three capital letters; `None` for anything else.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| Self(code.to_owned()))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// What an amount is worth: one value, or a range, in hundredths of the currency's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The value, or the lower end.
    pub low_cents: i64,
    /// The value again, or the upper end.
    pub high_cents: i64,
}

impl Value {
    /// A single value.
    #[must_use]
    pub fn exactly(cents: i64) -> Self {
        Self { low_cents: cents, high_cents: cents }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", plain_cents(self.low_cents))?;
        if self.high_cents != self.low_cents {
            write!(formatter, "-{}", plain_cents(self.high_cents))?;
        }
        Ok(())
    }
}

/// Cents as a plain decimal number: `70935000.00`.
#[must_use]
pub fn plain_cents(cents: impl Into<i128>) -> String {
    let cents: i128 = cents.into();
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

named! {
    /// What words around a figure say about its exactness.
    Qualifier {
        /// The figure as it stands.
        Exact = "exact",
        /// "circa"
        About = "about",
        /// "ruim"
        MoreThan = "more-than",
        /// "maximaal"
        AtMost = "at-most",
        /// "tussen … en …"
        Range = "range",
    }
}

named! {
    /// How firm an amount is.
    Status {
        /// Given by a decision.
        Granted = "granted",
        /// Set aside, not yet given.
        Reserved = "reserved",
        /// Expected or planned.
        Estimated = "estimated",
        /// The most that a policy allows.
        PolicyCeiling = "policy-ceiling",
        /// Suggested.
        Proposed = "proposed",
        /// What a third party says.
        ThirdPartyClaim = "third-party-claim",
        /// A total whose parts differ in status.
        Mixed = "mixed",
    }
}

named! {
    /// What an amount is to the sums.
    Role {
        /// The sum of all parts.
        Total = "total",
        /// A sum inside a total.
        Subtotal = "subtotal",
        /// A part.
        Component = "component",
        /// The same amount said again, often rounded.
        Restatement = "restatement",
        /// Money that belongs to no sum.
        Context = "context",
    }
}

named! {
    /// From which side an amount looks at the money.
    Side {
        /// Who pays.
        Sources = "sources",
        /// What it is spent on.
        Uses = "uses",
        /// Neither.
        Neither = "neither",
    }
}

/// An amount of the ledger: what one passage says of money.
#[derive(Clone, Debug)]
pub struct Amount {
    /// Its permanent name in the ledger.
    pub id: String,
    /// Where it is recorded.
    pub place: Place,
    /// The passage that states it.
    pub passage: Passage,
    /// Its value.
    pub value: Value,
    /// Its currency.
    pub currency: Currency,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// How firm it is.
    pub status: Status,
    /// What it is to the sums, and which amount it restates.
    pub role: Role,
    /// The amount that a restatement says again.
    pub restates: Option<String>,
    /// The programme it belongs to.
    pub programme: String,
    /// Who, to whom, for what.
    pub about: AmountAbout,
}

/// Who pays an amount to whom, for what, seen from which side.
#[derive(Clone, Debug)]
pub struct AmountAbout {
    /// From which side it looks at the money.
    pub side: Side,
    /// Who pays.
    pub payer: LangText,
    /// Who receives.
    pub payee: LangText,
    /// What for.
    pub purpose: LangText,
    /// A remark for the reader.
    pub note: LangText,
    /// The date for which it holds, as EDTF.
    pub as_of: Option<super::date::Edtf>,
}

/// A sum that must hold: the parts add up to the total, to the cent.
#[derive(Clone, Debug)]
pub struct Sum {
    /// Where it is recorded.
    pub place: Place,
    /// The id of the total.
    pub total: String,
    /// The ids of the parts.
    pub parts: Vec<String>,
}

/// A subject of funding that is never added to another.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: LangText,
    /// What a reader must know about it.
    pub note: LangText,
}

/// A statement about money without an amount, in the letters' own words.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Where it is recorded.
    pub place: Place,
    /// The programme it is about.
    pub programme: String,
    /// The words.
    pub passage: Passage,
    /// Our one-line introduction.
    pub lead: LangText,
}

/// Everything that the publisher wrote about money.
#[derive(Clone, Debug, Default)]
pub struct Funding {
    /// The programmes, in the order of the page.
    pub programmes: Vec<Programme>,
    /// The amounts.
    pub amounts: Vec<Amount>,
    /// The sums that must hold.
    pub sums: Vec<Sum>,
    /// The statements.
    pub statements: Vec<Statement>,
    /// What the reader must know about gaps.
    pub limits: Vec<LangText>,
}
