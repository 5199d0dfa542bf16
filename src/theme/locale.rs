//! Reads the theme's language files: words, names of paths, dates, numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::placeholders;
use super::vocabulary;
use super::words::{self, Missing};
use crate::data::{self, Located, Table};
use crate::model::dossier::Settings;
use crate::model::file::SourceFile;
use crate::model::keys;
use crate::model::lang::Lang;
use crate::model::letter::is_slug;
use crate::model::locale::{DateWords, DayWords, ImportWords, Locale, NumberNotation, ShortNotation, Suspect};
use crate::model::place::Place;
use crate::model::vocabulary::Vocabulary;
use crate::problem::{Problems, kinds};

/// The language files of a theme by name, layer over layer: the nearest last.
pub type Layers = [BTreeMap<String, Arc<SourceFile>>];

/// Reads the language files of a dossier's languages. What one lacks is a problem, and lent by another, so that templates find it.
pub fn load(layers: &Layers, settings: &Settings, problems: &mut Problems) -> BTreeMap<Lang, Locale> {
    let mut found = Vec::new();
    for lang in &settings.languages {
        match read(layers, lang, problems) {
            Some(read) => found.push(read),
            None => report_missing_locale(layers, (settings, lang), problems),
        }
    }
    placeholders::check(layers, settings, problems);
    // It lends nothing where it is one of the languages.
    let is_there = found.iter().any(|(locale, _)| locale.lang.tag() == words::LENDER);
    let lender = if is_there { None } else { words::lender(layers) };
    let lenders: Vec<&Locale> = found.iter().map(|(locale, _)| locale).chain(lender.iter()).collect();
    let missing: Vec<Vec<Missing>> = found.iter().map(|(locale, _)| words::missing(Some(locale), &lenders)).collect();
    let mut locales = BTreeMap::new();
    for ((locale, file), missing) in found.into_iter().zip(missing) {
        report_missing_words((&locale, &file), &missing, (&settings.theme.0, problems));
        let lent = missing.into_iter().fold(locale, words::lend);
        locales.insert(lent.lang.clone(), lent);
    }
    locales
}

/// Reads the files of a language, with the nearest of them; none where there is none. A word that a nearer file lacks is that of the one
/// below. A region falls back on its language, `fr-be` on `fr`, in each layer.
pub fn read(layers: &Layers, lang: &Lang, problems: &mut Problems) -> Option<(Locale, Arc<SourceFile>)> {
    let tags: Vec<String> = lang.wider().map(|tag| format!("{tag}.toml")).collect();
    let files = layers.iter().flat_map(|layer| tags.iter().filter_map(|name| layer.get(name)));
    files.fold(None, |below: Option<(Locale, _)>, file| {
        let base = below.map(|(locale, _)| locale);
        Some((data::read(file, 0..file.len(), problems, |table| locale(table, lang, base)), Arc::clone(file)))
    })
}

/// Reports a language without words, at its tag in the settings.
fn report_missing_locale(layers: &Layers, (settings, lang): (&Settings, &Lang), problems: &mut Problems) {
    let place = keys::within(&Place::start_of(&settings.file), "languages", &format!("\"{lang}\""));
    let n_missing = words::lender(layers).map_or(0, |lender| words::missing(None, &[&lender]).len());
    let known: BTreeSet<&str> = layers.iter().flat_map(|layer| layer.keys()).filter_map(|name| name.strip_suffix(".toml")).collect();
    let known: Vec<&str> = known.into_iter().collect();
    problems.add(kinds::theme::missing_locale(place, (lang.tag(), n_missing), (&settings.theme.0, &known)));
}

/// Reports the words that a language lacks, all at once.
fn report_missing_words((locale, file): (&Locale, &Arc<SourceFile>), missing: &[Missing], (theme, problems): (&str, &mut Problems)) {
    let Some(first) = missing.first() else { return };
    let table = first.key.rsplit_once('.').map_or(first.key.as_str(), |(table, _)| table);
    let place = Place::start_of(file).find(&format!("[{table}]"));
    let keys: Vec<&str> = missing.iter().map(|missing| missing.key.as_str()).collect();
    let own_file = format!("themes/{theme}/i18n/{}.toml", locale.lang);
    problems.add(kinds::theme::missing_word(place, (locale.lang.tag(), &keys), (first.lang.tag(), &first.word), &own_file));
}

/// Reads a language file over what is known of the language: words and names of paths fall back one by one. A file with the language's
/// `name` says all else anew; one without it changes only what it has.
fn locale(table: &Table<'_>, lang: &Lang, base: Option<Locale>) -> Locale {
    let (words, paths) = base.as_ref().map(|base| (base.words.clone(), base.paths.clone())).unwrap_or_default();
    let words = words.into_iter().chain(table.flat_texts("words").into_iter().map(|(key, (text, _))| (key, text))).collect();
    let paths = paths.into_iter().chain(own_paths(table)).collect();
    match base.filter(|_| !table.has("name")) {
        Some(base) => over(table, Locale { words, paths, ..base }),
        None => Locale {
            lang: lang.clone(),
            name: table.need_text("name", "the language's name in itself").map(|(name, _)| name).unwrap_or_default(),
            words,
            paths,
            suspects: table.tables("suspects", suspect).into_iter().flatten().collect(),
            dates: table.need_table("dates", "how dates are written", dates).unwrap_or_default(),
            inner_references: table.table("references", inner_references).unwrap_or_default(),
            numbers: table.table("numbers", numbers),
            weak_words: table.table("search", weak_words).unwrap_or_default(),
            vocabulary: table.table("parity", |words| vocabulary::read(words, Vocabulary::default())),
            import: table.table("import", import_words).unwrap_or_default(),
        },
    }
}

/// A language with the tables that a file has instead of its own.
fn over(table: &Table<'_>, base: Locale) -> Locale {
    Locale {
        suspects: if table.has("suspects") { table.tables("suspects", suspect).into_iter().flatten().collect() } else { base.suspects },
        dates: table.table("dates", dates).unwrap_or(base.dates),
        inner_references: table.table("references", inner_references).unwrap_or(base.inner_references),
        numbers: match base.numbers {
            Some(known) if table.has("numbers") => table.table("numbers", |notation| numbers_over(notation, known)),
            Some(known) => Some(known),
            None => table.table("numbers", numbers),
        },
        weak_words: table.table("search", weak_words).unwrap_or(base.weak_words),
        vocabulary: match base.vocabulary {
            Some(known) if !table.has("parity") => Some(known),
            known => table.table("parity", |words| vocabulary::read(words, known.unwrap_or_default())),
        },
        import: table.table("import", import_words).unwrap_or(base.import),
        ..base
    }
}

/// Reads the words that say little of what a reader looks for.
fn weak_words(table: &Table<'_>) -> Vec<String> {
    table.texts("weak").into_iter().map(|(word, _)| word.to_lowercase()).collect()
}

/// Reads the words by which the parts of a letter are known that is imported.
fn import_words(table: &Table<'_>) -> ImportWords {
    let words = |key| table.texts(key).into_iter().map(|(word, _)| word.to_lowercase()).collect();
    ImportWords {
        question: words("question"),
        answer: words("answer"),
        date: words("date"),
        subject: words("subject"),
        recipient: words("recipient"),
        salutation: words("salutation"),
        closing: words("closing"),
        page: words("page"),
        page_of: words("page-of"),
        offices: words("offices"),
        this: words("this"),
        hyphenated: words("hyphenated"),
        suspended: words("suspended"),
    }
}

/// Reads the names of folders and files.
fn own_paths(table: &Table<'_>) -> BTreeMap<String, String> {
    let mut paths = BTreeMap::new();
    for (key, (name, place)) in table.flat_texts("paths") {
        if is_slug(&name) {
            paths.insert(key, name);
        } else {
            table.report(kinds::addresses::bad_name(place, &name));
        }
    }
    paths
}

/// Reads what text recognition often misreads.
fn suspect(table: &Table<'_>) -> Option<Suspect> {
    let find = table.need_text("find", "a regular expression; its first group is what was misread");
    let replace = table.need_text("replace", "what it should be");
    Some(Suspect { find: find?.0, replace: replace?.0 })
}

/// Reads how a letter names its own questions and answers.
fn inner_references(table: &Table<'_>) -> Vec<(char, String, Place)> {
    let patterns = |prefix: char, key| table.texts(key).into_iter().map(move |(pattern, place)| (prefix, pattern, place));
    patterns('a', "answers").chain(patterns('q', "questions")).collect()
}

/// Reads how dates are written.
fn dates(table: &Table<'_>) -> DateWords {
    let months: Vec<Located> = table.texts("months");
    if months.len() != 12 {
        table.report(kinds::wrong_value(table.place(), "months", "a list of the twelve months' names"));
    }
    let pattern = |key, what| table.need_text(key, what).map(|(text, _)| text).unwrap_or_default();
    let own = |key| table.text(key).map(|(text, _)| text).unwrap_or_default();
    DateWords {
        seasons: table.texts("seasons").into_iter().map(|(name, _)| name).collect(),
        months: months.into_iter().map(|(name, _)| name).collect(),
        day: pattern("day", "a pattern with `{day}`, `{month}` and `{year}`"),
        month: pattern("month", "a pattern with `{month}` and `{year}`"),
        between: pattern("between", "a pattern with `{from}` and `{until}`"),
        from: pattern("from", "a pattern with `{from}`"),
        until: pattern("until", "a pattern with `{until}`"),
        days: DayWords { first: own("first-day"), between: own("between-days"), from: own("from-day"), until: own("until-day") },
    }
}

/// Reads how numbers are written over what is known of it: what the table lacks stays.
fn numbers_over(table: &Table<'_>, base: NumberNotation) -> NumberNotation {
    let mark = |key, known| table.any_text(key).and_then(|(text, _)| text.chars().next()).unwrap_or(known);
    let text = |key, known| table.text(key).map_or(known, |(text, _)| text);
    let list = |key: &'static str, known| if table.has(key) { table.texts(key).into_iter().map(|(word, _)| word).collect() } else { known };
    NumberNotation {
        decimal: mark("decimal", base.decimal),
        group: mark("group", base.group),
        amount: text("amount", base.amount),
        percent: text("percent", base.percent),
        short: table.table("short", short).unwrap_or(base.short),
        scales: base.scales.into_iter().chain(table.named_numbers("scales")).collect(),
        range_words: list("range-words", base.range_words),
        ranges: list("ranges", base.ranges),
    }
}

/// Reads how numbers are written.
fn numbers(table: &Table<'_>) -> NumberNotation {
    // A mark can be a space.
    let mark = |key, what| table.any_text(key).filter(|(text, _)| !text.is_empty()).or_else(|| table.need_text(key, what));
    let char = |key, what| mark(key, what).and_then(|(text, _)| text.chars().next()).unwrap_or(' ');
    NumberNotation {
        decimal: char("decimal", "the decimal mark"),
        group: char("group", "the mark between groups of three digits"),
        amount: table.need_text("amount", "a pattern with `{symbol}` and `{number}`").map(|(text, _)| text).unwrap_or_default(),
        percent: table.need_text("percent", "a pattern with `{number}`").map(|(text, _)| text).unwrap_or_default(),
        short: table.table("short", short).unwrap_or_default(),
        scales: table.named_numbers("scales").into_iter().collect(),
        range_words: table.texts("range-words").into_iter().map(|(word, _)| word).collect(),
        ranges: table.texts("ranges").into_iter().map(|(form, _)| form).collect(),
    }
}

/// Reads how large amounts are written shortly.
fn short(table: &Table<'_>) -> ShortNotation {
    let words = |key| table.named_numbers(key).into_iter().map(|(word, power)| (power, word)).collect();
    ShortNotation {
        one: words("one"),
        many: words("many"),
        symbols: table.flat_texts("symbols").into_iter().map(|(code, (text, _))| (code, text)).collect(),
    }
}
