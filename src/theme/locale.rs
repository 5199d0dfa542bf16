//! Reads the theme's language files: words, names of paths, dates, numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::vocabulary;
use crate::data::{self, Located, Table};
use crate::model::dossier::Settings;
use crate::model::lang::Lang;
use crate::model::letter::is_slug;
use crate::model::locale::{DateWords, ImportWords, Locale, NumberNotation, ShortNotation, Suspect};
use crate::model::place::{Place, SourceFile};
use crate::problem::{Problems, kinds};

/// Reads the language files of a dossier's languages, layer over layer: a word that a nearer file lacks is that of the one below.
/// A region falls back on its language: `fr-be` on `fr`.
pub fn load(layers: &[BTreeMap<String, Arc<SourceFile>>], settings: &Settings, problems: &mut Problems) -> BTreeMap<Lang, Locale> {
    let mut locales = BTreeMap::new();
    for lang in &settings.languages {
        let mut found: Option<(Locale, Arc<SourceFile>)> = None;
        for file in layers.iter().filter_map(|layer| file_of(layer, lang)) {
            let base = found.take().map(|(locale, _)| locale);
            let locale = data::read(file, 0..file.text.len(), problems, |table| locale(table, lang, base));
            found = Some((locale, Arc::clone(file)));
        }
        match found {
            Some(found) => _ = locales.insert(lang.clone(), found),
            None => {
                let at = settings.file.text.find(&format!("\"{lang}\"")).unwrap_or_default();
                let place = Place::new(&settings.file, at..at + lang.tag().len() + 2);
                problems.add(kinds::theme::missing_locale(place, lang.tag(), &settings.theme.0));
            }
        }
    }
    report_missing_words(&mut locales, &settings.theme.0, problems);
    locales.into_iter().map(|(lang, (locale, _))| (lang, locale)).collect()
}

/// Returns the file of a language in a layer, or of the language of which it is a region.
fn file_of<'a>(layer: &'a BTreeMap<String, Arc<SourceFile>>, lang: &Lang) -> Option<&'a Arc<SourceFile>> {
    layer.get(&format!("{lang}.toml")).or_else(|| layer.get(&format!("{}.toml", lang.primary())))
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
            vocabulary: table.table("parity", vocabulary::read),
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
        numbers: table.table("numbers", numbers).or(base.numbers),
        weak_words: table.table("search", weak_words).unwrap_or(base.weak_words),
        vocabulary: table.table("parity", vocabulary::read).or(base.vocabulary),
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
            table.report(kinds::bad_name(place, &name));
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
    DateWords {
        seasons: table.texts("seasons").into_iter().map(|(name, _)| name).collect(),
        months: months.into_iter().map(|(name, _)| name).collect(),
        day: pattern("day", "a pattern with `{day}`, `{month}` and `{year}`"),
        month: pattern("month", "a pattern with `{month}` and `{year}`"),
        between: pattern("between", "a pattern with `{from}` and `{until}`"),
        from: pattern("from", "a pattern with `{from}`"),
        until: pattern("until", "a pattern with `{until}`"),
    }
}

/// Reads how numbers are written.
fn numbers(table: &Table<'_>) -> NumberNotation {
    let char = |key, what| table.need_text(key, what).and_then(|(text, _)| text.chars().next()).unwrap_or(' ');
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

/// Reports words that one language of the theme has and another lacks, and lends them, so that templates find them.
fn report_missing_words(locales: &mut BTreeMap<Lang, (Locale, Arc<SourceFile>)>, theme: &str, problems: &mut Problems) {
    let mut words: BTreeMap<String, (Lang, String)> = BTreeMap::new();
    let mut paths: BTreeMap<String, (Lang, String)> = BTreeMap::new();
    for (lang, (locale, _)) in locales.iter() {
        for (all, own) in [(&mut words, &locale.words), (&mut paths, &locale.paths)] {
            for (key, word) in own {
                all.entry(key.clone()).or_insert_with(|| (lang.clone(), word.clone()));
            }
        }
    }
    for (locale, file) in locales.values_mut() {
        let own_file = format!("themes/{theme}/i18n/{}.toml", locale.lang);
        for (name, all, own) in [("words", &words, &mut locale.words), ("paths", &paths, &mut locale.paths)] {
            for (key, (lang, word)) in all.iter().filter(|(key, _)| !own.contains_key(*key)).collect::<Vec<_>>() {
                let key_path = format!("{name}.{key}");
                let table = key_path.rsplit_once('.').map_or(name, |(table, _)| table);
                problems.add(kinds::theme::missing_word(
                    Place::start_of(file).find(&format!("[{table}]")),
                    (&key_path, lang.tag(), word),
                    &own_file,
                ));
                own.insert(key.clone(), word.clone());
            }
        }
    }
}
