//! The search data of each language, as classic scripts that a page can load from a disk, one by one as it needs them.
//!
//! `boot.js` holds what every search needs, `letter-<n>.js` what is shown of a letter, `facets.js` by what letters can be chosen.
//! The index is elasticlunr's: of a small dossier as the crate writes it, in `boot.js`; of a large one in shards, `<n>.js`, packed, as the
//! crate would need twenty seconds and a gigabyte. Tokens and stems are ours, and its pipeline is empty, since a name there that the stock
//! library does not know makes loading throw. A letter has a document of its own with its title and numbers, and one for each section.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::letter::BlockText;
use crate::model::memo::Memo;
use crate::site::Sink;
use facets::Facets;
use files::{BOOT, Files};
pub use heading::Heading;
use kept::Kept;
use keys::Keys;
use terms::Terms;

mod boot;
pub mod facets;
mod files;
mod fold;
mod forms;
mod hash;
mod heading;
mod index;
mod kept;
mod keys;
pub mod letters;
mod lists;
mod merge;
mod packed;
mod pieces;
mod postings;
mod reader;
mod sevens;
mod shards;
mod stems;
mod terms;
mod texts;
mod words;

/// A letter in one language, as the search sees it.
#[derive(Debug)]
pub struct Letter<'a> {
    /// Its place among all letters of the dossier, from 0.
    pub number: usize,
    /// Its permanent name.
    pub id: &'a str,
    /// Path of its page in the site.
    pub path: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What to show under the title, ready to print.
    pub label: String,
    /// Its official numbers and its date, parted by spaces.
    pub numbers: String,
    /// Its sections, in order.
    pub sections: Vec<Section<'a>>,
}

/// Id and plain text of a block.
pub type Block<'a> = (&'a str, BlockText);

/// A section of a letter.
#[derive(Debug, Hash)]
pub struct Section<'a> {
    /// Where it begins on the letter's page.
    pub anchor: String,
    /// Its heading.
    pub heading: Heading,
    /// Its blocks, in order.
    pub blocks: Vec<Block<'a>>,
}

/// What a language's words mean to a query, as the theme knows them.
#[derive(Debug, Default, Hash, Serialize)]
pub struct Hints<'a> {
    /// Words that multiply the number before them, with the power of ten: `mln` = 6.
    pub scales: BTreeMap<&'a str, u32>,
    /// Words and signs for per cent.
    pub percent: &'a [String],
    /// Words that say little of what is looked for: `wie`, `the`.
    pub weak: &'a [String],
}

/// The search of one language: all that its files are made of.
#[derive(Debug)]
pub struct Search<'a> {
    /// The language's tag.
    pub tag: &'a str,
    /// How many letters the dossier has, with those that this language lacks.
    pub n_letters: usize,
    /// The letters of this language, in the dossier's order.
    pub letters: Vec<Letter<'a>>,
    /// What the words of the language mean to a query.
    pub hints: Hints<'a>,
    /// The wording of the search scripts, by key.
    pub words: BTreeMap<&'a str, &'a str>,
    /// By what the letters can be chosen.
    pub facets: Facets,
    /// What keeps what was read of the letters for the next build.
    pub memo: Memo,
}

/// How large the parts of a large dossier's index are, in bytes of JSON.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A shard, unless one term alone has more.
    pub shard: usize,
    /// A term that has more stands alone in its shard.
    pub heavy: usize,
    /// A list of words that goes on with the next first letter.
    pub list: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { shard: 6_000, heavy: 16_000, list: 8_000 }
    }
}

/// The most bytes of text whose index is one file.
const SMALL: usize = 256 * 1024;

/// How many bytes such an index has at most for each byte of text, mostly.
const INDEX: usize = 8;

impl Search<'_> {
    /// Puts the files of this language, or keeps those that an earlier build made of the same; says how many bytes they have.
    pub fn put(&self, sink: &dyn Sink) -> usize {
        let mut files = Files::new(self, sink);
        let is_same = files.keep_boot();
        let leave_again = || {
            if is_same {
                self.memo.leave_again(Kept::name(self.tag))
            }
        };
        if let (Some(n_bytes), ()) = rayon::join(|| files.keep_all(), leave_again) {
            return n_bytes;
        }
        if self.n_bytes() <= SMALL { self.make_small(files) } else { self.make_large(&Limits::default(), files) }
    }

    /// Puts the files with the whole index in one.
    pub fn put_small(&self, sink: &dyn Sink) -> usize {
        self.make_small(Files::new(self, sink))
    }

    /// Puts the files with the index in shards.
    pub fn put_large(&self, limits: &Limits, sink: &dyn Sink) -> usize {
        self.make_large(limits, Files::new(self, sink))
    }

    /// Makes the files with the whole index in one.
    fn make_small(&self, mut files: Files<'_>) -> usize {
        self.put_letters(&mut files);
        let whole = index::whole(self.tag, &self.letters);
        files.put_written(BOOT, INDEX * self.n_bytes(), &|script| boot::small(self, &whole, script));
        files.n_bytes
    }

    /// Makes the files with the index in shards.
    fn make_large(&self, limits: &Limits, mut files: Files<'_>) -> usize {
        self.put_letters(&mut files);
        let name = Kept::name(self.tag);
        let kept = self.memo.last(&name).unwrap_or_default();
        let terms = Terms::read(self.tag, &self.letters, (&Kept::open(&kept), files.texts()));
        if self.memo.is_lasting() {
            self.memo.leave(name, &Kept::to_bytes(&terms, files.texts()));
        }
        let keys = Keys::new(&terms);
        let lists = || {
            let mut made = Vec::new();
            let starts = lists::put(&keys, limits, &mut |name, json| made.push((name.to_owned(), json.to_owned())));
            (starts, made)
        };
        let mut shards = || shards::put(&keys, (&terms.documents, limits), &mut |name, json| files.put(name, json));
        let (shards, (lists, made)) = rayon::join(&mut shards, lists);
        made.iter().for_each(|(name, json)| files.put(name, json));
        files.put(BOOT, &boot::large(self, &terms.lengths, &shards, &lists));
        files.n_bytes
    }

    /// Puts what is shown of each letter, and the facets.
    fn put_letters(&self, files: &mut Files<'_>) {
        for letter in &self.letters {
            let put = |(name, shown): (String, texts::Shown<'_>)| {
                files.put_written(&name, texts::FULL, &|script| script.extend_from_slice(json(&shown).as_bytes()));
            };
            texts::files(letter).for_each(put);
        }
        files.put("facets", &json(&self.facets));
    }

    /// Returns how many bytes of text there are to search.
    fn n_bytes(&self) -> usize {
        let of_section = |section: &Section<'_>| section.heading.len() + section.blocks.iter().map(|(_, text)| text.len()).sum::<usize>();
        let of_letter =
            |letter: &Letter<'_>| letter.title.len() + letter.numbers.len() + letter.sections.iter().map(of_section).sum::<usize>();
        self.letters.iter().map(of_letter).sum()
    }
}

/// Writes a value.
type Write<'a> = dyn Fn(&mut Vec<u8>) + 'a;

/// Returns the script that sets `dossierSearch["<tag>/<name>"]` to a value that has about so many bytes as JSON, and is written by `write`.
fn script(tag: &str, name: &str, (n_bytes, write): (usize, &Write<'_>)) -> String {
    let start = format!("(globalThis.dossierSearch=globalThis.dossierSearch||{{}})[{}]=", json(&format!("{tag}/{name}")));
    let mut script = Vec::with_capacity(start.len() + n_bytes + END.len());
    script.extend_from_slice(start.as_bytes());
    write(&mut script);
    script.extend_from_slice(END.as_bytes());
    let script = String::from_utf8(script).unwrap_or_default();
    if !script.contains('\u{2028}') && !script.contains('\u{2029}') {
        return script;
    }
    // Both are line ends in scripts for old browsers, though not in JSON.
    script.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// What stands after the value.
const END: &str = ";\n";

/// Returns the value in such a script, as JSON.
#[must_use]
pub fn value(script: &str) -> Option<&str> {
    script.split_once("]=")?.1.strip_suffix(END)
}

/// Returns a value as JSON; strings, lists and maps with string keys always have one.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::digest::Digest;
    use crate::site::{Built, Memory, SitePath};

    /// The search of a letter with a section of one block each for some texts.
    fn search<'a>(tag: &'a str, texts: &[&'a str]) -> Search<'a> {
        let section = |text: &&'a str| Section {
            anchor: "q3".to_owned(),
            heading: Heading::Made("Vraag 3".into()),
            blocks: vec![("p12", (*text).into())],
        };
        let letter = Letter {
            number: 1,
            id: "brief",
            path: "nl/brieven/x.html",
            title: "Brief",
            label: "Antwoorden, 13 mei 2026".to_owned(),
            numbers: "2026Z07494".to_owned(),
            sections: texts.iter().map(section).collect(),
        };
        let words = BTreeMap::from([("none", "Niets gevonden.")]);
        Search {
            tag,
            n_letters: 3,
            letters: vec![letter],
            hints: Hints::default(),
            words,
            facets: Facets::default(),
            memo: Memo::default(),
        }
    }

    /// The files of a search.
    fn files(search: &Search<'_>) -> BTreeMap<String, String> {
        let memory = Memory::default();
        let n_bytes = search.put(&memory);
        let files = memory.into_files().into_iter();
        let files: BTreeMap<String, String> = files.map(|(path, bytes)| (path.to_string(), String::from_utf8(bytes).unwrap())).collect();
        assert_eq!(files.values().map(String::len).sum::<usize>(), n_bytes);
        files
    }

    /// The data in a file.
    fn data(search: &Search<'_>, name: &str) -> serde_json::Value {
        let files = files(search);
        let file = &files[&format!("search/{}/{name}.js", search.tag)];
        let start = format!("(globalThis.dossierSearch=globalThis.dossierSearch||{{}})[{}]=", json(&format!("{}/{name}", search.tag)));
        assert!(file.starts_with(&start));
        serde_json::from_str(value(file).unwrap()).unwrap()
    }

    #[test]
    fn the_index_is_what_stock_elasticlunr_loads() {
        let boot = data(&search("nl", &["€ 71,7 miljoen voor brieven"]), "boot");
        assert_eq!(boot["index"]["pipeline"], serde_json::json!([]));
        assert_eq!(boot["index"]["version"], "0.9.5");
        assert_eq!(boot["index"]["fields"], serde_json::json!(["title", "heading", "numbers", "body"]));
        let info = &boot["index"]["documentStore"]["docInfo"];
        assert_eq!(info["1"], serde_json::json!({"title": 1, "heading": 0, "numbers": 3, "body": 0}));
        assert_eq!(info["1.0"], serde_json::json!({"title": 0, "heading": 2, "numbers": 0, "body": 5}));
        assert_eq!(boot["stems"], serde_json::json!({"ven>f": "!brie", "or>r": "vo", "ag>g": "vra"}));
        assert_eq!((&boot["lengths"], &boot["average"]), (&",6,".into(), &5.0.into()));
        assert_eq!(boot["words"], serde_json::json!({"none": "Niets gevonden."}));
    }

    #[test]
    fn a_letter_is_shown_as_it_stands() {
        let shown = data(&search("nl", &["Ja.\u{2028}", "Nee."]), "letter-1");
        let sections = serde_json::json!([["q3", "Vraag 3", [["p12", "Ja.\u{2028}"]]], ["q3", "Vraag 3", [["p12", "Nee."]]]]);
        let expected = serde_json::json!({
            "id": "brief", "path": "nl/brieven/x.html", "title": "Brief", "label": "Antwoorden, 13 mei 2026", "sections": sections
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_word_without_end_is_left_out() {
        let long = format!("{} kort {}", "9".repeat(100_000), "a-".repeat(10_000));
        assert!(files(&search("nl", &[&long]))["search/nl/boot.js"].len() < 3_000);
    }

    #[test]
    fn the_same_letters_make_the_same_bytes() {
        let search = || search("nl", &["een", "twee\u{2028}drie"]);
        assert_eq!(files(&search()), files(&search()));
        assert!(!files(&search())["search/nl/letter-1.js"].contains('\u{2028}'));
    }

    /// Keeps files of an earlier build, but for those after some.
    struct Keeping {
        earlier: BTreeMap<SitePath, Vec<u8>>,
        n_kept: usize,
        kept: Mutex<Vec<SitePath>>,
        put: Mutex<Vec<SitePath>>,
    }

    impl Sink for Keeping {
        fn put(&self, path: SitePath, _: Vec<u8>) {
            self.put.lock().unwrap().push(path);
        }

        fn keep(&self, path: &SitePath, _: &dyn Fn() -> Digest) -> bool {
            let mut kept = self.kept.lock().unwrap();
            let is_kept = kept.len() < self.n_kept && self.earlier.contains_key(path);
            kept.extend(is_kept.then(|| path.clone()));
            is_kept
        }

        fn earlier(&self) -> Option<&dyn Built> {
            Some(&self.earlier)
        }
    }

    #[test]
    fn files_that_are_kept_are_not_put_nor_kept_twice() {
        let search = search("nl", &["een"]);
        let memory = Memory::default();
        let n_bytes = search.put(&memory);
        let mut earlier = memory.into_files();
        let all: Vec<SitePath> = earlier.keys().cloned().collect();
        earlier.insert(SitePath::new("search/nl/opensearch.xml"), b"<x/>".to_vec());
        earlier.insert(SitePath::new("search/nl-be/boot.js"), b"x".to_vec());
        for n_kept in 0..=all.len() {
            let keeping = Keeping { earlier: earlier.clone(), n_kept, kept: Mutex::default(), put: Mutex::default() };
            assert_eq!(search.put(&keeping), n_bytes);
            let (kept, put) = (keeping.kept.into_inner().unwrap(), keeping.put.into_inner().unwrap());
            assert_eq!(kept.len(), n_kept);
            let mut found = [kept, put].concat();
            found.sort();
            assert_eq!(found, all);
        }
    }

    #[test]
    fn a_language_nobody_knows_and_no_sections_work() {
        let boot = data(&search("x-\"y", &[]), "boot");
        assert_eq!((&boot["lengths"], &boot["average"]), (&",,".into(), &1.0.into()));
    }
}
