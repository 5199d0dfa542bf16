//! Money in minor units, and the ledger's rows as a publisher writes them.

use std::collections::BTreeMap;
use std::fmt;

use super::lang::{Lang, LangText};
use super::letter::Passage;
use super::named::named;
use super::place::Place;

/// A currency as its ISO 4217 code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// What an amount is worth: one value, or a range, in hundredths of what it is counted in: cents, hundredths of a per cent or of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// What an amount is counted in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Money of a currency.
    Money(Currency),
    /// Per cent of something that costs money.
    Share,
    /// Pieces of something that costs money.
    Count,
}

impl Measure {
    /// Every measure as it stands in files.
    pub const NAMES: &'static [&'static str] = &["money", "share", "count"];

    /// The measure as it stands in files: `money`, `share`, `count`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Money(_) => "money",
            Self::Share => "share",
            Self::Count => "count",
        }
    }

    /// What a value is counted in, for messages: `EUR`, `per cent`.
    #[must_use]
    pub fn unit(&self) -> &str {
        match self {
            Self::Money(currency) => currency.code(),
            Self::Share => "per cent",
            Self::Count => "in number",
        }
    }
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
        /// "bijna"
        Nearly = "nearly",
        /// "minder dan"
        LessThan = "less-than",
        /// "minimaal"
        AtLeast = "at-least",
        /// "maximaal"
        AtMost = "at-most",
        /// "tussen … en …"
        Range = "range",
    }
}

/// What stands for the status of a total whose parts differ in status.
pub const MIXED: &str = "mixed";

/// How firm an amount can be, as the dossier declares it.
#[derive(Clone, Debug)]
pub struct Status {
    /// Its id.
    pub id: String,
    /// Where it is recorded.
    pub place: Place,
    /// Its name.
    pub name: LangText,
    /// What it means, and what not.
    pub meaning: LangText,
    /// Words of which one must stand in what shows that an amount has this status; none where it is the publisher's judgement.
    pub words: BTreeMap<Lang, Vec<String>>,
    /// Whether money of this status has been granted: other programs are told of it as a grant.
    pub is_grant: bool,
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
#[derive(Clone, Debug, Hash)]
pub struct Amount {
    /// Its permanent name in the ledger.
    pub id: String,
    /// Where it is recorded.
    pub place: Place,
    /// The passage that states it.
    pub passage: Passage,
    /// Its value.
    pub value: Value,
    /// What the value is counted in.
    pub measure: Measure,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// The id of its status, as recorded; that of a total follows from its parts.
    pub status: Option<(String, Place)>,
    /// The passage that shows its status, where its own words do not.
    pub status_passage: Option<Passage>,
    /// What it is to the sums.
    pub role: Role,
    /// The amount that a restatement says again.
    pub restates: Option<String>,
    /// The programme it belongs to.
    pub programme: String,
    /// Who, to whom, for what.
    pub about: AmountAbout,
}

impl Amount {
    /// Its currency, where it is money.
    #[must_use]
    pub fn currency(&self) -> Option<&Currency> {
        match &self.measure {
            Measure::Money(currency) => Some(currency),
            Measure::Share | Measure::Count => None,
        }
    }
}

/// Who pays an amount to whom, for what, seen from which side.
#[derive(Clone, Debug, Hash)]
pub struct AmountAbout {
    /// From which side it looks at the money.
    pub side: Side,
    /// What a share or a count is of.
    pub of: LangText,
    /// Who pays.
    pub payer: LangText,
    /// Who receives.
    pub payee: LangText,
    /// The ids of the actors that pay.
    pub payers: Vec<(String, Place)>,
    /// The ids of the actors that receive.
    pub payees: Vec<(String, Place)>,
    /// What for.
    pub purpose: LangText,
    /// A remark for the reader.
    pub note: LangText,
    /// The date for which it holds, as EDTF.
    pub as_of: Option<super::date::Edtf>,
}

/// A sum that must hold: the parts add up to the total, to the cent, or as far as rounded figures can.
#[derive(Clone, Debug)]
pub struct Sum {
    /// Where it is recorded.
    pub place: Place,
    /// The id of the total.
    pub total: String,
    /// The ids of the parts.
    pub parts: Vec<String>,
    /// Whether its figures are rounded: then it holds if what they can stand for does.
    pub is_rounded: bool,
    /// What a reader must know about it.
    pub note: LangText,
}

/// A subject of funding that is never added to another.
#[derive(Clone, Debug)]
pub struct Programme {
    /// What stands above the statements that it has no money, where the theme's words do not say whose.
    pub absence: LangText,
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
    /// Whether it says that there is no money.
    pub is_absence: bool,
}

/// A document about money that the dossier does not have.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The id of the document among those outside the dossier.
    pub document: String,
    /// Where it is recorded.
    pub place: Place,
    /// What money it is about, as far as the letters tell.
    pub about: LangText,
}

/// Everything that the publisher wrote about money.
#[derive(Clone, Debug, Default)]
pub struct Funding {
    /// Whether it lists every amount and share that the letters state; not where there is no ledger, or it says that it does not.
    pub is_complete: bool,
    /// How firm amounts can be, the firmest first.
    pub statuses: Vec<Status>,
    /// The programmes, in the order of the page.
    pub programmes: Vec<Programme>,
    /// The amounts.
    pub amounts: Vec<Amount>,
    /// The sums that must hold.
    pub sums: Vec<Sum>,
    /// The statements.
    pub statements: Vec<Statement>,
    /// The documents about money that the dossier does not have.
    pub missing: Vec<Missing>,
    /// What the reader must know about gaps.
    pub limits: Vec<LangText>,
}
