//! What the shipped site says of money: no figure that no letter states, and none of the claims that the letters do not make.
//!
//! Every rule is broken on purpose once, so that it is known to see what it forbids.

mod page;
mod rules;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use dossier::funding::{self, Ledger};
use dossier::model::dossier::Dossier;
use dossier::problem::Problems;
use dossier::theme::Theme;
use dossier::{pipeline, reading};

use crate::cases;
use rules::{recorded, violations, violations_of};

/// The files of the shipped site that speak of money, by path.
pub(crate) type Files = BTreeMap<String, String>;

/// The pages that speak of money, with their languages.
pub(crate) const PAGES: [(&str, &str); 6] = [
    ("nl", "nl/financiering.html"),
    ("en", "en/funding.html"),
    ("nl", "nl/register.html"),
    ("en", "en/ledger.html"),
    ("nl", "nl/index.html"),
    ("en", "en/index.html"),
];

/// The ledger as data.
pub(crate) const DATA: &str = "data/funding.json";

/// The shipped site, built once.
static SHIPPED: LazyLock<Shipped> = LazyLock::new(shipped);

/// The shipped dossier, its ledger, and the files of its site.
pub(crate) struct Shipped {
    /// The dossier.
    pub dossier: Dossier,
    /// The theme.
    pub theme: Theme,
    /// The ledger.
    pub ledger: Ledger,
    /// The pages and the data that speak of money.
    pub files: Files,
}

/// Builds the shipped site.
fn shipped() -> Shipped {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut problems = Problems::default();
    let (dossier, theme) = pipeline::load(root, None, &mut problems).expect("settings");
    let ledger = funding::tally(&dossier, &reading::languages(&dossier, &theme.locales), &mut problems);
    let paths: Vec<&str> = PAGES.iter().map(|(_, path)| *path).chain([DATA]).collect();
    let files = cases::shipped().iter().filter(|(path, _)| paths.contains(&path.as_str()));
    let files: Files = files.map(|(path, bytes)| (path.clone(), str::from_utf8(bytes).expect("text").to_owned())).collect();
    assert_eq!(files.len(), paths.len(), "all pages that speak of money");
    Shipped { dossier, theme, ledger, files }
}

/// What somebody could write on a page by mistake: the rule that forbids it, the page, what stands there, what stands there instead.
const MISTAKES: [(&str, &str, &str, &str); 17] = [
    ("no letter states", "nl/financiering.html", "</main>", "<p>Er is € 143 miljoen.</p></main>"),
    ("no letter states", "en/ledger.html", "</main>", "<p>The share is 33%.</p></main>"),
    ("no letter states", "data/funding.json", "€202.635 million had", "€202.636 million had"),
    ("total minus 50 million", "en/funding.html", "</main>", "<p class=\"computed\">€152.635 million</p></main>"),
    ("total minus 50 million", "nl/register.html", "</main>", "<p class=\"computed\">€ 152.635.000</p></main>"),
    ("zero", "nl/index.html", "</main>", "<p class=\"computed\">€ 0</p></main>"),
    ("zero", "en/funding.html", "</main>", "<p class=\"computed\">€0.00</p></main>"),
    ("the share of the EU as a fact", "nl/financiering.html", "</main>", "<p>De EU betaalt 35,4%.</p></main>"),
    ("the share of the EU as a fact", "en/index.html", "</main>", "<p>The EU pays 35.4 per cent.</p></main>"),
    ("all gigafactories together", "en/funding.html", "</main>", "<p class=\"computed\">15–25 billion</p></main>"),
    ("all gigafactories together", "nl/financiering.html", "</main>", "<p class=\"computed\">€ 20 miljard</p></main>"),
    ("an amount a year", "nl/financiering.html", "</main>", "<p>De EU betaalt € 60 miljoen per jaar.</p></main>"),
    ("an amount a year", "en/index.html", "</main>", "<p>An annual €60 million.</p></main>"),
    ("the total as granted", "nl/index.html", "deels toegekend, deels gereserveerd", "toegekend"),
    ("the total as granted", "en/ledger.html", "partly granted, partly reserved</span>", "granted</span>"),
    (
        "a payer of 200 million",
        "nl/financiering.html",
        "<li id=\"question-total\">",
        "<li id=\"question-total\"><span class=\"payer\">Rijk</span>",
    ),
    (
        "a total of the gigafactories",
        "en/funding.html",
        "<tr id=\"gigafactory-each-2025\"",
        "<tr class=\"total depth-0\" id=\"gigafactory-each-2025\"",
    ),
];

#[test]
fn the_site_says_of_money_what_the_letters_say() {
    let found = violations(&SHIPPED);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_claim_that_no_letter_makes_is_seen() {
    for (rule, path, from, to) in MISTAKES {
        let file = &SHIPPED.files[path];
        assert!(file.contains(from), "{path} has no `{from}`");
        let found = violations_of(&SHIPPED, (path, &file.replacen(from, to, 1)));
        assert!(found.iter().any(|line| line.starts_with(&format!("{path}: {rule}"))), "{rule}, {path}: {to}\n{}", found.join("\n"));
    }
}

#[test]
fn a_sum_of_two_subjects_is_seen() {
    let mut ledger = SHIPPED.ledger.clone();
    let other = ledger.amounts.iter().find(|amount| amount.programme == "ai-gigafactories").expect("a gigafactory").id.clone();
    ledger.sums[0].parts.push(other);
    ledger.statuses.insert("total".into(), "granted".into());
    let payer = ledger.amount("total").expect("the total").about.payer.clone();
    ledger.amounts.iter_mut().filter(|amount| amount.id == "question-total").for_each(|amount| amount.about.payer = payer.clone());
    let found = recorded(&ledger);
    for rule in ["a sum of two subjects", "the total is recorded as granted", "a payer of 200 million is recorded: question-total"] {
        assert!(found.iter().any(|line| line.starts_with(rule)), "{rule}: {found:?}");
    }
}
