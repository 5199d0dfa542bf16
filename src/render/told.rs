//! What changed since an earlier copy, as views: for the page of the site, and for a page that stands alone.

mod pieces;

use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::Figures;
use crate::changes::{BlockChange, Change, Changes, Detail, LetterChange, PageChange, Piece, RecordChange, Version};
use crate::model::date::Edtf;
use crate::model::locale::Locale;
use pieces::PieceView;

/// What a row weighs at least, in bytes: its markup.
const ROW_BYTES: usize = 300;
/// What a piece of text weighs at least: its markup.
const PIECE_BYTES: usize = 120;
/// The most bytes of rows under one heading: what has more goes on under the same heading.
const MAX_BYTES: usize = 150_000;
/// Fields that are decimal numbers.
const NUMBERS: &[&str] = &["value", "sum", "difference"];
/// What is told of a record that is new or gone.
const BRIEF: &[&str] = &["value", "currency", "status", "quote", "date", "text", "definition", "name", "note", "payer", "payee"];
/// The most signs of a title.
const MAX_TITLE: usize = 120;

/// Something that changed, under a heading of its own.
pub(super) struct Entry<'a> {
    /// What.
    what: What<'a>,
    /// What changed of it.
    rows: Vec<Row<'a>>,
    /// What it weighs, about.
    pub(super) bytes: usize,
}

/// What changed.
#[derive(Clone, Copy)]
enum What<'a> {
    /// The dossier as a whole.
    Dossier,
    /// A letter.
    Letter(&'a LetterChange),
    /// A record.
    Record(&'a RecordChange),
    /// A text page.
    Page(&'a PageChange),
}

/// A part of it.
#[derive(Clone, Copy)]
enum Row<'a> {
    /// Details.
    Details(&'a [Detail]),
    /// A block of a letter.
    Block(&'a BlockChange),
    /// A record of a letter.
    Record(&'a RecordChange),
    /// Words of a page.
    Words(&'a PageChange),
}

impl Row<'_> {
    /// What it weighs, about, in bytes.
    fn bytes(&self) -> usize {
        let pieces = |pieces: &[Piece]| pieces.iter().map(|piece| PIECE_BYTES + piece.text.len() + piece.text.len() / 8).sum::<usize>();
        let details = |details: &[Detail]| details.iter().map(|detail| PIECE_BYTES + pieces(&detail.pieces)).sum::<usize>();
        ROW_BYTES
            + match self {
                Self::Details(of) => details(of),
                Self::Block(block) => details(&block.details),
                Self::Record(record) => record.id.len() + details(&record.details),
                Self::Words(page) => pieces(&page.pieces),
            }
    }
}

/// Everything that changed, in the order in which it is told.
pub(super) fn entries(changes: &Changes) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    if !changes.dossier.is_empty() {
        add(&mut entries, What::Dossier, vec![Row::Details(&changes.dossier)]);
    }
    for letter in &changes.letters {
        let details = (!letter.details.is_empty()).then_some(Row::Details(&letter.details));
        let rows = details.into_iter().chain(letter.blocks.iter().map(Row::Block)).chain(letter.records.iter().map(Row::Record));
        add(&mut entries, What::Letter(letter), rows.collect());
    }
    for record in &changes.records {
        add(&mut entries, What::Record(record), vec![Row::Details(&record.details)]);
    }
    for page in &changes.pages {
        add(&mut entries, What::Page(page), vec![Row::Words(page)]);
    }
    entries
}

/// Adds what changed of something, under several headings where it is long.
fn add<'a>(entries: &mut Vec<Entry<'a>>, what: What<'a>, rows: Vec<Row<'a>>) {
    let mut entry = Entry { what, rows: Vec::new(), bytes: ROW_BYTES };
    for row in rows {
        if MAX_BYTES < entry.bytes + row.bytes() && !entry.rows.is_empty() {
            entries.push(std::mem::replace(&mut entry, Entry { what, rows: Vec::new(), bytes: ROW_BYTES }));
        }
        entry.bytes += row.bytes();
        entry.rows.push(row);
    }
    entries.push(entry);
}

/// Where what changed can be read now; nowhere by default.
pub(super) trait Ways {
    /// A block of a letter in a language, or in that of the page; without a block the letter.
    fn letter(&self, _id: &str, _block: Option<&str>, _lang: Option<&str>) -> Option<String> {
        None
    }
    /// A record.
    fn record(&self, _group: &str, _id: &str) -> Option<String> {
        None
    }
    /// A file of the site.
    fn file(&self, _path: &str) -> Option<String> {
        None
    }
}

/// Nowhere.
pub(super) struct Nowhere;

impl Ways for Nowhere {}

/// What tells what changed, in one language.
pub(super) struct Teller<'a> {
    /// The words of the language.
    pub(super) locale: &'a Locale,
    /// What writes figures in it.
    pub(super) figures: &'a Figures<'a>,
    /// The names of languages, by tag.
    pub(super) names: BTreeMap<&'a str, &'a str>,
    /// Where what changed can be read.
    pub(super) ways: &'a dyn Ways,
}

/// Something that changed.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    /// Its anchor.
    id: String,
    /// What it is called.
    title: String,
    /// The language of that, where it is not the page's.
    lang: Option<String>,
    /// Where it can be read.
    href: Option<String>,
    /// What became of it, in a word.
    state: String,
    /// What else is to be known: date, id, number of passages.
    about: String,
    /// What changed of it.
    rows: Vec<RowView>,
}

/// A part of what changed.
#[derive(Debug, Serialize)]
struct RowView {
    /// Which: a block's id, or what a record is one of; nothing for details of the whole.
    label: String,
    /// Where it can be read.
    href: Option<String>,
    /// What became of it, in a word; nothing for details of the whole.
    state: String,
    /// Its texts that changed.
    texts: Vec<ChangedText>,
}

/// A text that changed.
#[derive(Debug, Serialize)]
struct ChangedText {
    /// What it is, in words, with its language.
    label: String,
    /// The language of its words, where it is not the page's.
    lang: Option<String>,
    /// Where it can be read.
    href: Option<String>,
    /// Its words.
    pieces: Vec<PieceView>,
}

impl Teller<'_> {
    /// What this is, in a sentence.
    pub(super) fn intro(&self, changes: &Changes) -> String {
        let date =
            |version: &Version| Edtf::parse(&version.published).map_or_else(|_| version.published.clone(), |date| self.locale.date(&date));
        let (old, new) = (&changes.old, &changes.new);
        let values = [("old", old.version.as_str()), ("old_date", &date(old)), ("new", &new.version), ("new_date", &date(new))];
        self.locale.fill("changes.intro", &values)
    }

    /// What else must be said: that nothing changed, what was not compared.
    pub(super) fn remarks(&self, changes: &Changes) -> Vec<String> {
        let fields: Vec<String> = changes.not_compared.iter().map(|field| self.field(field)).collect();
        let not_compared = (!fields.is_empty()).then(|| self.locale.fill("changes.not_compared", &[("fields", &fields.join(", "))]));
        let none = (!changes.has_changes).then(|| self.locale.word("changes.none").to_owned());
        none.into_iter().chain(not_compared).collect()
    }

    /// Under which heading something stands.
    pub(super) fn group(&self, entry: &Entry<'_>) -> String {
        let word = |key: &str| self.locale.word(key).to_owned();
        match entry.what {
            What::Dossier => word("changes.group.dossier"),
            What::Letter(letter) => {
                let year = letter.date.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
                year.map_or_else(|| word("nav.letters"), |year| format!("{}, {year}", word("nav.letters")))
            }
            What::Record(record) => self.of_group(record.group),
            What::Page(_) => word("changes.group.pages"),
        }
    }

    /// What records of a group are called.
    fn of_group(&self, group: &str) -> String {
        let key = match group {
            "events" => "nav.timeline".to_owned(),
            "actors" => "nav.actors".to_owned(),
            "externals" => "nav.documents".to_owned(),
            "terms" => "nav.glossary".to_owned(),
            other => format!("changes.group.{other}"),
        };
        self.locale.word(&key).to_owned()
    }

    /// The view of something that changed, which is the one of this number.
    pub(super) fn view(&self, idx: usize, entry: &Entry<'_>) -> ChangeView {
        let rows = entry.rows.iter().map(|row| self.row(entry.what, *row)).collect();
        let id = format!("change-{}", idx + 1);
        let own = |lang: &str| (lang != self.locale.lang.tag()).then(|| lang.to_owned());
        match entry.what {
            What::Dossier => {
                let title = self.locale.word("changes.group.dossier").to_owned();
                ChangeView { id, title, lang: None, href: None, state: self.state(Change::Changed, false), about: String::new(), rows }
            }
            What::Letter(letter) => {
                let (title, lang) = self.title(&letter.title).unwrap_or((&letter.id, None));
                let href = (letter.change != Change::Removed).then(|| self.ways.letter(&letter.id, None, None)).flatten();
                let state = self.state(letter.change, false);
                ChangeView { id, title: title.to_owned(), lang, href, state, about: self.about(letter), rows }
            }
            What::Record(record) => {
                let (title, lang) = self.title(&record.title).unwrap_or((&record.id, None));
                let href = (record.change != Change::Removed).then(|| self.way_to(record)).flatten();
                let about = if title == record.id { String::new() } else { shortened(&record.id) };
                let state = self.state(record.change, false);
                ChangeView { id, title: shortened(title), lang, href, state, about, rows }
            }
            What::Page(page) => {
                let href = (page.change != Change::Removed).then(|| self.ways.file(&page.path)).flatten();
                let about = self.names.get(page.lang.as_str()).map_or(page.lang.as_str(), |name| *name).to_owned();
                let state = self.state(page.change, false);
                ChangeView { id, title: page.title.clone(), lang: own(&page.lang), href, state, about, rows }
            }
        }
    }

    /// A title in the page's language or the nearest to it, with its language where that is another.
    fn title<'b>(&self, title: &'b BTreeMap<String, String>) -> Option<(&'b str, Option<String>)> {
        let tag = self.locale.lang.tag();
        if let Some(own) = title.get(tag).or_else(|| title.get("")) {
            return Some((own, None));
        }
        title.iter().next().map(|(lang, text)| (text.as_str(), Some(lang.clone())))
    }

    /// Date and size of a letter.
    fn about(&self, letter: &LetterChange) -> String {
        let date = Edtf::parse(&letter.date).map_or_else(|_| letter.date.clone(), |date| self.locale.date(&date));
        if letter.change == Change::Changed {
            return date;
        }
        let own = format!("actors.passages.{}", self.figures.form(letter.n_blocks));
        let form = if self.locale.words.contains_key(&own) { own.as_str() } else { "actors.passages.many" };
        format!("{date} · {}", self.locale.fill(form, &[("count", &self.figures.count(letter.n_blocks))]))
    }

    /// What became of something, in a word.
    fn state(&self, change: Change, is_moved: bool) -> String {
        let word = self.locale.word(match change {
            Change::Added => "changes.added",
            Change::Removed => "changes.removed",
            Change::Changed => "changes.changed",
            Change::Moved => "changes.moved",
        });
        let moved = if is_moved && change != Change::Moved { format!(", {}", self.locale.word("changes.moved")) } else { String::new() };
        format!("{word}{moved}")
    }

    /// Where a record can be read: on its own page, or in the passage on which it rests.
    fn way_to(&self, record: &RecordChange) -> Option<String> {
        let passage = || self.ways.letter(record.letter.as_deref()?, record.block.as_deref(), None);
        self.ways.record(record.group, &record.id).or_else(passage)
    }

    /// The view of a part.
    fn row(&self, what: What<'_>, row: Row<'_>) -> RowView {
        let plain = |texts| RowView { label: String::new(), href: None, state: String::new(), texts };
        match row {
            Row::Details(details) => {
                let is_whole = |record: &RecordChange| matches!(record.change, Change::Added | Change::Removed);
                let is_brief = matches!(what, What::Record(record) if is_whole(record));
                let told = details.iter().filter(|detail| !is_brief || BRIEF.contains(&detail.field.as_str()));
                plain(told.map(|detail| self.text(detail, None)).collect())
            }
            Row::Words(page) => {
                let lang = (page.lang != self.locale.lang.tag()).then(|| page.lang.clone());
                plain(vec![ChangedText { label: self.field("text"), lang, href: None, pieces: pieces::views(&page.pieces) }])
            }
            Row::Block(block) => {
                let letter = match what {
                    What::Letter(letter) if block.change != Change::Removed => Some(letter.id.as_str()),
                    _ => None,
                };
                RowView {
                    label: block.id.clone(),
                    href: letter.and_then(|letter| self.ways.letter(letter, Some(&block.id), None)),
                    state: self.state(block.change, block.is_moved),
                    texts: self.texts(&block.details, letter.map(|letter| (letter, block.id.as_str()))),
                }
            }
            Row::Record(record) => {
                let title = self.title(&record.title).map_or(record.id.as_str(), |(title, _)| title);
                RowView {
                    label: format!("{}: {}", self.of_group(record.group), shortened(title)),
                    href: None,
                    state: self.state(record.change, false),
                    texts: self.texts(&record.details, None),
                }
            }
        }
    }

    /// The texts that changed; those of a block with the way to it in their language.
    fn texts(&self, details: &[Detail], block: Option<(&str, &str)>) -> Vec<ChangedText> {
        details.iter().map(|detail| self.text(detail, block)).collect()
    }

    /// A text that changed.
    fn text(&self, detail: &Detail, block: Option<(&str, &str)>) -> ChangedText {
        let lang = detail.lang.as_deref();
        let name = lang.map(|lang| self.names.get(lang).copied().unwrap_or(lang));
        let label = self.field(&detail.field);
        let way = |(letter, id)| self.ways.letter(letter, Some(id), lang);
        ChangedText {
            label: name.map_or_else(|| label.clone(), |name| format!("{label}, {name}")),
            lang: lang.filter(|lang| *lang != self.locale.lang.tag()).map(str::to_owned),
            href: block.filter(|_| lang.is_some() && detail.change != Change::Removed).and_then(way),
            pieces: pieces::views(&self.in_figures(detail)),
        }
    }

    /// The pieces of a text that changed; a number as readers of the language write it.
    fn in_figures(&self, detail: &Detail) -> Vec<Piece> {
        let is_number = NUMBERS.contains(&detail.field.as_str());
        let word = |word: &str| self.figures.decimal(word).filter(|_| is_number).unwrap_or_else(|| word.to_owned());
        let written = |text: &str| text.split(' ').map(word).collect::<Vec<_>>().join(" ");
        detail.pieces.iter().map(|piece| Piece { text: written(&piece.text), ..piece.clone() }).collect()
    }

    /// The name of a field; as the data have it where the theme has no word for it.
    fn field(&self, field: &str) -> String {
        if field == "pages" {
            return self.locale.word("changes.group.pages").to_owned();
        }
        let name = match field.rsplit('.').next().unwrap_or(field) {
            "payers" => "payer",
            "payees" => "payee",
            name => name,
        };
        let word = |name: &str| self.locale.words.get(&format!("changes.field.{name}"));
        word(&field.replace('.', "_")).or_else(|| word(name)).cloned().unwrap_or_else(|| field.replace(['_', '.'], " "))
    }
}

/// A title of which the beginning is enough.
fn shortened(text: &str) -> String {
    if text.chars().count() <= MAX_TITLE { text.to_owned() } else { text.chars().take(MAX_TITLE).chain(['…']).collect() }
}
