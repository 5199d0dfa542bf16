//! The rules of what a page may say of money.

use std::collections::BTreeSet;

use dossier::funding::Ledger;
use dossier::model::money::{Amount, Measure};
use dossier::reading::amounts::{NamedAmount, Unit, read};
use dossier::reading::{self, language::Language};
use regex::Regex;
use serde_json::Value;

use super::page::{self, Text};
use super::{DATA, PAGES, Shipped};

/// What there is of amounts: lower end, upper end, what they count.
type Values = BTreeSet<(String, String, String)>;

/// Everything that the site says and should not: `PATH: RULE: WORDS`.
pub(super) fn violations(shipped: &Shipped) -> Vec<String> {
    let paths = PAGES.iter().map(|(_, path)| *path).chain([DATA]);
    let mut found: Vec<String> = paths.flat_map(|path| violations_of(shipped, (path, &shipped.files[path]))).collect();
    found.extend(recorded(&shipped.ledger));
    found
}

/// What a file of the site says and should not.
pub(super) fn violations_of(shipped: &Shipped, (path, file): (&str, &str)) -> Vec<String> {
    let values = values(shipped);
    let text_of = |tag: &str| match path {
        DATA => Text { told: data_text(file, tag), computed: String::new() },
        _ => page::text(page::part(file, "<main", &["</main>"])),
    };
    let tags: Vec<&str> = PAGES.iter().filter(|(_, known)| *known == path).map(|(tag, _)| *tag).collect();
    let tags = if tags.is_empty() { vec!["nl", "en"] } else { tags };
    let mut found = parts(file);
    let languages = reading::languages(&shipped.dossier, &shipped.theme.locales);
    for (lang, language) in languages.iter().filter(|(lang, _)| tags.contains(&lang.tag())) {
        found.extend(said(&text_of(lang.tag()), &values, language));
    }
    found.iter().map(|line| format!("{path}: {line}")).collect()
}

/// The texts of a language in the data.
fn data_text(file: &str, tag: &str) -> String {
    let mut told = String::new();
    texts(&serde_json::from_str(file).expect("valid JSON"), tag, &mut told);
    told
}

/// The values of the ledger.
fn values(shipped: &Shipped) -> Values {
    let plain = |hundredths: i64| {
        let text = dossier::model::money::plain_cents(hundredths);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let unit = |amount: &Amount| match &amount.measure {
        Measure::Money(currency) => currency.code().to_owned(),
        Measure::Share => "%".into(),
        Measure::Count => String::new(),
    };
    shipped.ledger.amounts.iter().map(|amount| (plain(amount.value.low_cents), plain(amount.value.high_cents), unit(amount))).collect()
}

/// What counts what an amount counts.
fn unit(amount: &NamedAmount) -> &str {
    match &amount.unit {
        Unit::Money(code) => code,
        Unit::Percent | Unit::Points => "%",
        Unit::None => "",
    }
}

/// What a text says and should not.
fn said(text: &Text, values: &Values, language: &Language<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for amount in read(&text.told, language).iter().filter(|amount| amount.unit != Unit::None) {
        let words = &text.told[amount.span.clone()];
        let is_known = values.contains(&(amount.low.clone(), amount.high.clone(), unit(amount).to_owned()));
        if !is_known {
            found.push(format!("no letter states: {words}"));
        }
    }
    let all = format!("{} | {}", text.told, text.computed);
    for amount in read(&all, language).iter().filter(|amount| matches!(amount.unit, Unit::Money(_))) {
        let billions = |number: &str| number.strip_suffix("000000000").and_then(|number| number.parse::<u32>().ok());
        let products: Vec<u32> = (2..=5).flat_map(|count| [3 * count, 5 * count]).collect();
        if [&amount.low, &amount.high].into_iter().filter_map(|number| billions(number)).any(|number| products.contains(&number)) {
            found.push(format!("all gigafactories together: {}", &all[amount.span.clone()]));
        }
    }
    let patterns = [
        ("total minus 50 million", r"152[.,]635", &all),
        ("zero", r"(?:€|EUR) ?0(?:[.,][0-]+)?(?:[^.,\d]|$)", &all),
        ("zero", r"(?:^|[^\d.,])0(?:[.,]0+)? ?(?:euro|%|procent|per cent)", &all),
        ("the share of the EU as a fact", r"35[.,]4 ?(?:%|procent|per ?cent)", &text.told),
        ("all gigafactories together", r"15 ?(?:–|-|tot|to|en|and|à) ?€? ?25", &all),
    ];
    for (rule, pattern, text) in patterns.map(|(rule, pattern, text)| (rule, Regex::new(pattern).expect("a pattern"), text)) {
        found.extend(pattern.find_iter(text).map(|words| format!("{rule}: {}", words.as_str())));
    }
    found.extend(yearly(&all, language));
    found
}

/// Amounts a year, but for the sentence that says that there is none.
fn yearly(text: &str, language: &Language<'_>) -> Vec<String> {
    let pattern = Regex::new(r"(?i)per jaar|jaarlijks|a year|per year|annual|yearly").expect("a pattern");
    let text = text.replace("geen bedrag per jaar", "").replace("no amount per year", "");
    let sentences = text.split(" | ").flat_map(|piece| piece.split(". ")).filter(|sentence| pattern.is_match(sentence));
    let with_money = sentences.filter(|sentence| read(sentence, language).iter().any(|amount| matches!(amount.unit, Unit::Money(_))));
    with_money.map(|sentence| format!("an amount a year: {sentence}")).collect()
}

/// What the rows and sections of a page say and should not.
fn parts(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let granted = Regex::new(r#"class="status[^"]*">(?:toegekend|granted)<"#).expect("a pattern");
    let total = page::part(html, "<tr id=\"total\"", &["</tr>"]);
    let figures = html.split("<div class=\"figure\">").skip(1).map(|figure| page::part(figure, "", &["</div>"]));
    for part in figures.filter(|figure| figure.contains("#total\"")).chain([total]).filter(|part| granted.is_match(part)) {
        found.push(format!("the total as granted: {}", page::text(part).told));
    }
    for id in ["question-total", "total-in-letter"] {
        for start in [format!("<li id=\"{id}\""), format!("<tr id=\"{id}\"")] {
            let row = page::part(html, &start, &["</li>", "</tr>"]);
            if row.contains("class=\"payer\"") || row.contains("actors.html") || row.contains("betrokkenen.html") {
                found.push(format!("a payer of 200 million: {}", page::text(row).told));
            }
        }
    }
    let total = r#"<tr [^>]*class="(?:[a-z0-9-]+ )*(?:total|subtotal)\b|class="glance"|class="equation""#;
    let total = Regex::new(total).expect("a pattern");
    for programme in ["ai-gigafactories", "world-economy"] {
        let section = page::part(html, &format!("aria-labelledby=\"programme-{programme}\""), &["<section class=\"programme\"", "</main>"]);
        if total.is_match(section) {
            found.push(format!("a total of the gigafactories or the world economy: {programme}"));
        }
    }
    found
}

/// What the ledger itself records and should not.
pub(super) fn recorded(ledger: &Ledger) -> Vec<String> {
    let programme = |id: &str| ledger.amount(id).map(|amount| amount.programme.as_str());
    let is_mixed = |total: &str, parts: &[String]| parts.iter().any(|part| programme(part) != programme(total));
    let mixed = ledger.sums.iter().filter(|sum| is_mixed(&sum.total, &sum.parts));
    let mut found: Vec<String> = mixed.map(|sum| format!("a sum of two subjects: {}", sum.total)).collect();
    let total = ledger.amount("total").expect("the total");
    if ledger.status(total) != "mixed" {
        found.push(format!("the total is recorded as {}", ledger.status(total)));
    }
    let of_200 = ledger.amounts.iter().filter(|amount| amount.value.low_cents == 20_000_000_000);
    let paid = of_200.filter(|amount| !amount.about.payer.is_empty() || !amount.about.payers.is_empty());
    found.extend(paid.map(|amount| format!("a payer of 200 million is recorded: {}", amount.id)));
    found
}

/// Every text of a language in some data, one after the other.
fn texts(data: &Value, tag: &str, told: &mut String) {
    match data {
        Value::Object(members) => {
            if let Some(Value::String(text)) = members.get(tag) {
                told.push_str(&text.replace(['\u{a0}', '\u{202f}'], " "));
                told.push_str(" | ");
            }
            members.values().for_each(|member| texts(member, tag, told));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, tag, told)),
        _ => {}
    }
}
