//! The page that leads from a letter's source to its edition: every correction with its place, and the source line by line.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::LinkView;
use super::frame::{Frame, frame};
use super::page::Page;
use crate::markdown::escape::attribute;
use crate::model::correction::{Correction, CorrectionClass, Rule};
use crate::model::letter::Letter;
use crate::model::source::SourceText;
use crate::proof::{self, Proof, Spot};

/// The way from source to edition.
#[derive(Debug, Serialize)]
pub(super) struct SourcePage {
    /// The frame.
    page: Frame,
    /// The letter, in the page's language.
    letter: LinkView,
    /// Kind and date.
    label: String,
    /// The file as received.
    file: LinkView,
    /// Its checksum.
    sha256: String,
    /// The program that took the text out of it; nothing where it is a text.
    extracted_with: String,
    /// Why edition and source were not compared; nothing where they were.
    not_compared: String,
    /// How often each class of correction occurs.
    counts: Vec<CountView>,
    /// The sums of the counts: by rule, single, all.
    sums: [String; 3],
    /// The rules.
    rules: Vec<RuleView>,
    /// The records.
    records: Vec<RecordView>,
    /// The language of the source, where it is not the page's.
    source_lang: Option<String>,
    /// The lines of the source as HTML.
    lines: Vec<String>,
}

/// How often a class of correction occurs.
#[derive(Debug, Serialize)]
struct CountView {
    /// What the class is called.
    label: String,
    /// Places of rules, single places, both.
    counts: [String; 3],
}

/// A rule.
#[derive(Debug, Serialize)]
struct RuleView {
    /// What its class is called.
    class_label: String,
    /// What it does.
    text: String,
    /// The pattern of a rule that is the publisher's own.
    find: String,
    /// What it puts instead.
    replace: String,
    /// In how many places it applies, in words.
    count: String,
    /// Where: lines of the source.
    places: Vec<LinkView>,
    /// Where it would apply and must not.
    exceptions: Vec<LinkView>,
}

/// A record.
#[derive(Debug, Serialize)]
struct RecordView {
    /// What its class is called.
    class_label: String,
    /// The lines of the source.
    lines: LinkView,
    /// The block of the edition; none for what was left out.
    block: Option<LinkView>,
    /// The source's reading.
    source: String,
    /// The edition's reading; nothing where it is as the source has it.
    edition: String,
    /// Whether the source's reading was left out.
    is_left_out: bool,
    /// How certain it is, in words; nothing where no judgement was needed.
    certainty: String,
    /// The reason.
    note: String,
}

/// The page of a letter's source.
pub(super) fn view(page: &Page<'_>, letter: &Letter) -> SourcePage {
    let none = Proof::default();
    let proof = page.stage.inputs.proofs.get(&letter.id).map_or(&none, AsRef::as_ref);
    let counts = counts(letter, proof);
    let (extracted_with, not_compared) = match &letter.source.text {
        SourceText::Received(_) => (String::new(), String::new()),
        SourceText::Extracted { with, .. } => (with.clone(), String::new()),
        SourceText::None(why) => (String::new(), page.text(why)),
    };
    SourcePage {
        page: frame(page, &page.word("source.intro")),
        letter: page.letter(letter),
        label: page.label_of(letter),
        file: LinkView {
            href: page.to_file(&crate::site::routes::source_path(letter)),
            label: letter.source.received_as.clone(),
            lang: None,
        },
        sha256: letter.source.sha256.clone(),
        extracted_with,
        not_compared,
        sums: counts.values().fold([0; 3], |sums, count| add(sums, *count)).map(|count| page.figures.count(count)),
        counts: counts.into_iter().map(|row| count_view(page, row)).collect(),
        rules: letter.rules.iter().zip(&proof.rules).map(|(rule, spots)| rule_view(page, rule, spots)).collect(),
        records: letter
            .corrections
            .iter()
            .zip(&proof.records)
            .map(|(record, spot)| record_view(page, letter, (record, spot.as_ref())))
            .collect(),
        source_lang: page.foreign(&letter.original),
        lines: lines(letter, proof),
    }
}

/// Adds counts.
fn add(one: [usize; 3], other: [usize; 3]) -> [usize; 3] {
    let ([a, b, c], [d, e, f]) = (one, other);
    [a + d, b + e, c + f]
}

/// How often each class of correction occurs, by the order of classes: in places of rules, in single places, in both.
fn counts(letter: &Letter, proof: &Proof) -> BTreeMap<&'static str, [usize; 3]> {
    let mut counts: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
    let of_rules = letter.rules.iter().zip(&proof.rules).map(|(rule, spots)| (rule.class, [spots.len(), 0, spots.len()]));
    let of_records = letter.corrections.iter().map(|record| (record.class, [0, 1, 1]));
    for (class, count) in of_rules.chain(of_records) {
        let sum = counts.entry(class.name()).or_default();
        *sum = add(*sum, count);
    }
    counts
}

/// The counts of a class of correction.
fn count_view(page: &Page<'_>, (class, counts): (&str, [usize; 3])) -> CountView {
    CountView { label: page.word(&format!("correction.{class}")), counts: counts.map(|count| page.figures.count(count)) }
}

/// A link to lines of the source.
fn line_link((first, last): (usize, usize)) -> LinkView {
    let label = if first == last { first.to_string() } else { format!("{first}–{last}") };
    LinkView { href: format!("#l{first}"), label, lang: None }
}

/// A rule with its places; lines that follow one another are one link.
fn rule_view(page: &Page<'_>, rule: &Rule, spots: &[Spot]) -> RuleView {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in spots.iter().map(|spot| spot.lines.0) {
        match runs.last_mut() {
            Some((_, last)) if line <= *last + 1 => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let text = rule.name.map_or_else(String::new, |name| page.word(&format!("rule.{name}")));
    let note = page.text(&rule.note);
    RuleView {
        class_label: page.word(&format!("correction.{}", rule.class.name())),
        text: [text, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        find: if rule.name.is_some() { String::new() } else { rule.find.clone() },
        replace: visible(&rule.replace),
        count: page.count("source.places", spots.len()),
        places: runs.into_iter().map(line_link).collect(),
        exceptions: rule.exceptions.iter().map(|exception| line_link((exception.lines.first, exception.lines.last))).collect(),
    }
}

/// A record with its place.
fn record_view(page: &Page<'_>, letter: &Letter, (record, spot): (&Correction, Option<&Spot>)) -> RecordView {
    let edition = letter.original_edition();
    let found = spot.and_then(|spot| edition?.blocks.get(spot.block_idx)).map(|block| block.id.0.as_str());
    let block = record.passage.as_ref().map(|passage| passage.block.0.as_str()).or(found);
    let is_left_out = record.edition.as_deref() == Some("");
    let href = page.to_letter(letter, block);
    let lines = spot.map_or((record.lines.first, record.lines.last), |spot| spot.lines);
    RecordView {
        class_label: page.word(&format!("correction.{}", record.class.name())),
        lines: line_link(lines),
        block: block.filter(|_| !is_left_out).map(|block| LinkView { href, label: block.to_owned(), lang: None }),
        source: letter
            .source
            .text
            .file()
            .zip(spot)
            .map(|(file, spot)| reading(&proof::source_text(file), spot))
            .unwrap_or_else(|| record.source.clone()),
        edition: record.edition.as_deref().map(visible).unwrap_or_default(),
        is_left_out,
        certainty: record
            .judgement
            .as_ref()
            .map(|judgement| page.word(&format!("certainty.{}", judgement.certainty.name())))
            .unwrap_or_default(),
        note: record.judgement.as_ref().map(|judgement| page.text(&judgement.note)).unwrap_or_default(),
    }
}

/// A place of the source with its line ends as signs.
fn reading(text: &str, spot: &Spot) -> String {
    let lines: Vec<&str> = text.get(spot.source.clone()).unwrap_or_default().split('\n').map(str::trim).collect();
    lines.join(" ↵ ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A reading with its line ends as signs.
fn visible(reading: &str) -> String {
    reading.replace("\n\n", "¶ ").replace('\n', "↵ ")
}

/// The lines of a source as HTML, with what the edition has otherwise.
fn lines(letter: &Letter, proof: &Proof) -> Vec<String> {
    let Some(file) = letter.source.text.file() else { return Vec::new() };
    let text = proof::source_text(file);
    let mut html = String::with_capacity(file.len() * 2);
    let n_before = file.len() - file.text().trim_start().len();
    html.push_str(&attribute(file.text().get(..n_before).unwrap_or_default()));
    let mut at = 0;
    for (range, reading) in edits(letter, proof) {
        html.push_str(&attribute(text.get(at..range.start).unwrap_or_default()));
        html.push_str(&edit(text.get(range.clone()).unwrap_or_default(), reading));
        at = range.end;
    }
    html.push_str(&attribute(text.get(at..).unwrap_or_default()));
    html.split('\n').map(str::to_owned).collect()
}

/// The edits of a source in order: the bytes and the edition's reading.
fn edits<'a>(letter: &'a Letter, proof: &Proof) -> Vec<(Range<usize>, &'a str)> {
    let of_rules = letter.rules.iter().zip(&proof.rules).flat_map(|(rule, spots)| spots.iter().map(|spot| (spot, rule.replace.as_str())));
    let of_records =
        letter.corrections.iter().zip(&proof.records).filter_map(|(record, spot)| Some((spot.as_ref()?, record.edition.as_deref()?)));
    let mut edits: Vec<(Range<usize>, &str)> = of_rules.chain(of_records).map(|(spot, reading)| (spot.source.clone(), reading)).collect();
    edits.sort_by_key(|(range, _)| range.start);
    edits
}

/// An edit as HTML: what goes out, what comes in. White space shows in the lines themselves.
fn edit(source: &str, edition: &str) -> String {
    let n_same: usize = source.chars().zip(edition.chars()).take_while(|(one, other)| one == other).map(|(char, _)| char.len_utf8()).sum();
    let (start, source) = source.split_at_checked(n_same).unwrap_or((source, ""));
    let edition = edition.get(n_same..).unwrap_or_default();
    let same_end = source.chars().rev().zip(edition.chars().rev()).take_while(|(one, other)| one == other);
    let n_end: usize = same_end.map(|(char, _)| char.len_utf8()).sum();
    let (source, end) = source.split_at_checked(source.len() - n_end).unwrap_or((source, ""));
    let edition = edition.get(..edition.len() - n_end).unwrap_or_default();
    let mut html = attribute(start);
    if source.trim().is_empty() && edition.trim().is_empty() {
        html.push_str(&attribute(source));
    } else {
        let gone: Vec<String> = source
            .split('\n')
            .map(|line| if line.is_empty() { String::new() } else { format!("<del>{}</del>", attribute(line)) })
            .collect();
        html.push_str(&gone.join("\n"));
        if !edition.is_empty() {
            html.push_str(&format!("<ins>{}</ins>", attribute(&visible(edition))));
        }
    }
    html + &attribute(end)
}

/// The link from a letter's page to the way from its source, in words.
pub(super) fn summary(page: &Page<'_>, letter: &Letter) -> Option<LinkView> {
    let path = page.stage.inputs.routes.source(&letter.id, page.lang)?;
    let proof = page.stage.inputs.proofs.get(&letter.id).filter(|proof| proof.is_compared);
    let n_rules: usize = proof.map(|proof| proof.rules.iter().map(Vec::len).sum()).unwrap_or_default();
    let n_kept = letter.corrections.iter().filter(|correction| correction.class == CorrectionClass::Sic).count();
    let n_changed = n_rules + letter.corrections.len() - n_kept;
    let kept = || page.count("source.link_kept", n_kept);
    let label = match (proof, n_changed, n_kept) {
        (None, _, _) => page.word("source.link_not_compared"),
        (Some(_), _, 0) => page.count("source.link", n_changed),
        (Some(_), 0, _) => format!("{}: {}", page.word("source.title"), kept()),
        (Some(_), _, _) => format!("{}; {}", page.count("source.link", n_changed), kept()),
    };
    Some(LinkView { href: page.to(path), label, lang: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_shows_only_what_differs() {
        assert_eq!(edit("Ca/l", "Call"), "Ca<del>/</del><ins>l</ins>l");
        assert_eq!(edit("a\n\nb", "a b"), "a\n\nb");
        assert_eq!(edit("x\n<b>", ""), "<del>x</del>\n<del>&lt;b&gt;</del>");
        assert_eq!(edit("besluit U", "besluit\n\nU"), "besluit U");
        assert_eq!(edit("zorg?", "zorg²"), "zorg<del>?</del><ins>²</ins>");
    }
}
