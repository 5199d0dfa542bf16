//! The index: its entries lead to blocks that hold their words, stand in order, and find room on as many pages as they need.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use dossier::links::{self, Links};
use dossier::model::dossier::Dossier;
use dossier::model::lang::Lang;
use dossier::pipeline;
use dossier::problem::Problems;

use crate::cases;
use crate::render;

/// The project's own folder, which is a dossier.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shipped dossier.
static DOSSIER: LazyLock<(Dossier, Links)> = LazyLock::new(|| {
    let (dossier, theme) = pipeline::load(root(), None, &mut Problems::default()).expect("settings");
    let links = links::resolve(&dossier, &theme.locales, &[], &mut Problems::default());
    (dossier, links)
});

/// The index of each language of the shipped site.
const PAGES: [(&str, &str); 2] = [("nl", "nl/trefwoordenregister.html"), ("en", "en/index-of-terms.html")];

/// An entry as it stands on a page.
#[derive(Debug)]
struct Entry {
    /// The heading of its section.
    group: String,
    /// Its anchor.
    id: String,
    /// Its words, then the other words by which letters name it.
    words: Vec<String>,
    /// The addresses of its links.
    links: Vec<String>,
    /// The addresses of those links that lead to blocks.
    blocks: Vec<String>,
}

/// The text between two marks, and what follows.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<(&'t str, &'t str)> {
    text.split_once(from)?.1.split_once(to)
}

/// A text of a page as a reader sees it.
fn plain(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("\u{a0}", " "), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The entries of a page.
fn entries(html: &str) -> Vec<Entry> {
    let sections = html.split("<section").skip(1);
    sections
        .flat_map(|section| {
            let (_, rest) = between(section, "<h2", ">").expect("a heading");
            let group = plain(rest.split_once("</h2>").expect("a heading").0);
            section.split("<dt id=\"").skip(1).map(move |entry| self::entry(&group, entry)).collect::<Vec<_>>()
        })
        .collect()
}

/// An entry from after the beginning of its anchor.
fn entry(group: &str, text: &str) -> Entry {
    let text = text.split("</dl>").next().unwrap_or_default();
    let (words, _) = between(text, ">", "</dt>").expect("words");
    let small = text.split("<p class=\"small\">").skip(1).filter_map(|small| small.split("<a").next());
    let forms = small.filter_map(|small| small.strip_suffix(" · "));
    let words = std::iter::once(words).chain(forms.flat_map(|forms| forms.split("; "))).map(plain).collect();
    let hrefs = |tag: &str| text.split(tag).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    Entry {
        group: group.to_owned(),
        id: text.split('"').next().unwrap_or_default().to_owned(),
        words,
        links: hrefs("href=\""),
        blocks: hrefs("class=\"block\" href=\""),
    }
}

/// The entries of the shipped index in a language.
fn shipped(page: &str) -> Vec<Entry> {
    entries(cases::text(cases::shipped(), page))
}

/// What a reader compares: lower case, plain apostrophes, one line.
fn folded(text: &str) -> String {
    text.to_lowercase().replace(['\n', '\u{a0}'], " ")
}

/// Letters and figures only.
fn signs(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The letter and block of an address, and the text of the block.
fn block<'d>(lang: &Lang, href: &str) -> (&'d str, &'d str, String) {
    let (path, anchor) = href.split_once('#').expect("an anchor");
    let slug = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
    let letters = DOSSIER.0.letters.iter();
    let mut editions = letters.filter_map(|letter| Some((letter, letter.edition(lang)?)));
    let (letter, edition) = editions.find(|(_, edition)| edition.slug == slug).expect("a letter of this address");
    let block = edition.find_block(anchor).expect("a block of this id");
    (letter.id.as_str(), block.id.0.as_str(), folded(&block.text.read()))
}

/// The passages that publishers recorded as being about a document or a person, with the words that say so.
fn recorded(lang: &Lang) -> BTreeMap<(&'static str, &'static str), Vec<String>> {
    let (dossier, links) = &*DOSSIER;
    let references = links.incoming.values().chain(links.external.values()).flatten().map(|one| &one.reference.evidence);
    let passages = references.chain(dossier.actors.iter().flat_map(|actor| &actor.passages));
    let mut recorded: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for passage in passages {
        let quote = folded(passage.quote.find(lang).unwrap_or_default());
        recorded.entry((passage.letter.as_str(), passage.block.0.as_str())).or_default().push(quote);
    }
    recorded
}

#[test]
fn every_entry_leads_to_blocks_that_hold_its_words() {
    for (tag, page) in PAGES {
        let lang = Lang::parse(tag).expect("a language");
        let recorded = recorded(&lang);
        let mut n_blocks = 0;
        for entry in shipped(page) {
            for href in &entry.blocks {
                let (letter, block, text) = block(&lang, href);
                let holds = |words: &String| text.contains(&folded(words));
                let is_number = entry.words[0].chars().any(|char| char.is_ascii_digit());
                let says_number = || is_number && entry.words[0].split('-').all(|part| signs(&text).contains(&signs(part)));
                let is_recorded = || recorded.get(&(letter, block)).is_some_and(|quotes| quotes.iter().any(holds));
                assert!(
                    entry.words.iter().any(holds) || says_number() || is_recorded(),
                    "{tag}: {:?} is not in {letter} {block}: {text}",
                    entry.words
                );
                n_blocks += 1;
            }
        }
        assert!(700 < n_blocks, "{tag}: {n_blocks} links to blocks");
    }
}

#[test]
fn no_use_of_a_term_and_no_mention_of_an_actor_is_left_out() {
    let (dossier, links) = &*DOSSIER;
    for (tag, page) in PAGES {
        let lang = Lang::parse(tag).expect("a language");
        let entries = shipped(page);
        let has = |words: &str, path: &str| {
            let entry = entries.iter().find(|entry| folded(&entry.words[0]) == folded(words)).expect(words);
            assert!(entry.blocks.iter().any(|href| href.ends_with(path)), "{words}: {path} is not among {:?}", entry.blocks);
        };
        for letter in &dossier.letters {
            let edition = letter.edition(&lang).expect("an edition");
            for found in &links.terms[&(letter.id.clone(), lang.clone())] {
                let term = &dossier.terms[found.term as usize];
                has(term.term.text(&lang), &format!("/{}.html#{}", edition.slug, edition.blocks[found.block as usize].id));
            }
        }
        for actor in &dossier.actors {
            for mention in &links.mentions[&actor.id] {
                let letter = dossier.letters.iter().find(|letter| letter.id == mention.letter).expect("a letter");
                let slug = &letter.edition(&lang).expect("an edition").slug;
                mention.passages[&lang].iter().for_each(|naming| has(actor.sort_name(&lang), &format!("/{slug}.html#{}", naming.block)));
            }
        }
    }
}

#[test]
fn other_words_lead_to_the_entry_that_has_the_blocks() {
    for (page, from, to) in [
        (PAGES[0].1, "expertisecentrum", "AI-expertisecentrum"),
        (PAGES[0].1, "V.P.G. Karremans", "Karremans, Vincent"),
        (PAGES[0].1, "26643", "26643-1499"),
        (PAGES[1].1, "1499", "26643-1499"),
        (PAGES[1].1, "tender", "procurement"),
    ] {
        let entries = shipped(page);
        let find = |words: &str| entries.iter().find(|entry| entry.words[0] == words).expect(words);
        assert!(find(from).links.contains(&format!("#{}", find(to).id)), "{from} leads to {:?}", find(from).links);
        assert!(!find(to).blocks.is_empty(), "{to} leads to blocks");
    }
}

#[test]
fn nothing_stands_without_a_link_and_no_words_stand_twice() {
    for (_, page) in PAGES {
        let entries = shipped(page);
        let ids: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        let words: BTreeSet<String> = entries.iter().map(|entry| folded(&entry.words[0])).collect();
        assert_eq!((ids.len(), words.len()), (entries.len(), entries.len()), "{page}");
        for entry in &entries {
            assert!(!entry.links.is_empty(), "{page}: {:?} leads nowhere", entry.words);
            let own = entry.links.iter().filter_map(|href| href.strip_prefix('#'));
            own.for_each(|id| assert!(ids.contains(id) && id != entry.id, "{page}: {:?} leads to #{id}", entry.words));
        }
    }
}

/// What the words of an entry are sorted by in a language of Latin letters.
fn alphabetical(words: &str) -> String {
    let unmarked = words.to_lowercase().replace(['é', 'ë', 'è'], "e").replace('ï', "i").replace('ö', "o").replace('-', " ");
    unmarked.chars().filter(|char| char.is_alphanumeric() || *char == ' ').collect()
}

#[test]
fn the_order_is_that_of_the_language() {
    for ((_, page), last) in PAGES.into_iter().zip([["Nummers en codes", "Bedragen"], ["Numbers and codes", "Amounts"]]) {
        let entries = shipped(page);
        let mut groups: Vec<&str> = entries.iter().map(|entry| entry.group.as_str()).collect();
        groups.dedup();
        assert_eq!(groups.split_off(groups.len() - 2), last, "{page}");
        assert!(groups.is_sorted() && groups.iter().all(|group| group.len() == 1), "{page}: {groups:?}");
        let words = entries.iter().filter(|entry| entry.group.len() == 1).map(|entry| alphabetical(&entry.words[0]));
        let words: Vec<String> = words.collect();
        assert!(words.is_sorted(), "{page}: {:?}", words.windows(2).find(|pair| pair[1] < pair[0]));
        let of = |group: &str| -> Vec<&str> {
            entries.iter().filter(|entry| entry.group == group).map(|entry| entry.words[0].as_str()).collect()
        };
        assert_eq!(of(last[0])[..4], ["1499", "2025Z19779", "2026Z07494", "26643"], "{page}");
    }
    let amounts: Vec<String> =
        shipped(PAGES[1].1).into_iter().filter(|entry| entry.group == "Amounts").map(|entry| entry.words[0].clone()).collect();
    assert_eq!(amounts[..4], ["€2 million", "€3.935 million", "€30 million", "€31 million"]);
    assert_eq!(
        amounts[14..],
        ["US$2.6–4.4 trillion", "35% · capital expenditure (CAPEX)", "65% · capital expenditure (CAPEX)", "5 · AI gigafactories"]
    );
}

#[test]
fn the_search_page_leads_to_the_index_without_scripts() {
    for (_, path) in PAGES {
        let (lang, name) = path.split_once('/').expect("a folder");
        let search = cases::text(cases::shipped(), if lang == "nl" { "nl/zoeken.html" } else { "en/search.html" });
        let (inside, _) = between(search, "<noscript>", "</noscript>").expect("words for readers without scripts");
        let outside = search.replace(inside, "");
        let (main, footer) =
            (between(&outside, "<main", "</main>").expect("a text"), between(&outside, "<footer", "</footer>").expect("a footer"));
        for part in [inside, main.0, footer.0] {
            assert!(part.contains(&format!("href=\"{name}\"")), "{lang}: {part}");
        }
    }
}

/// A dossier whose letter uses many terms, each in thirty blocks, with some initials; the first has thirty forms that begin with z.
fn many_terms(n_terms: usize, initials: &str) -> tempfile::TempDir {
    let mut terms = String::new();
    let mut text = render::NL.to_owned();
    for (number, initial) in (0..n_terms).zip(initials.chars().cycle()) {
        _ = writeln!(terms, "[[terms]]\nid = \"t{number}\"\nterm = \"{initial}woord{number}\"\ndefinition = \"Iets.\"");
        if number == 0 {
            let forms: Vec<String> = (0..30).map(|form| format!("Zwoordvorm{form}")).collect();
            _ = writeln!(terms, "forms = {{ nl = {forms:?} }}");
            _ = writeln!(text, "\n{}", forms.join(" "));
        }
        for _ in 0..30 {
            _ = writeln!(text, "\n{initial}woord{number}");
        }
    }
    render::dossier(&[("content/glossary.toml", &terms), ("content/letters/first/nl.md", &text), ("content/letters/first/en.md", &text)])
}

/// The pages of the Dutch index of a dossier, with what they hold.
fn parts(root: &Path) -> BTreeMap<String, String> {
    let (mut pages, _) = render::built(root, None);
    pages.retain(|path, _| path.starts_with("nl/trefwoordenregister"));
    pages
}

#[test]
fn a_big_index_is_split_by_initial_and_no_letter_has_more_than_its_share_of_blocks() {
    let pages = parts(many_terms(208, "abcdefghijklmnopqrstuvwxyz").path());
    assert_eq!(pages.len(), 27, "{:?}", pages.keys());
    let words = ["<dt id=\"entry-cwoord2\">cwoord2</dt>", "en nog 6 passages", "href=\"trefwoordenregister-d.html\""];
    render::check(&pages, "nl/trefwoordenregister-c.html", &words);
    let other = ["Zwoordvorm0</dt>", "zie <a href=\"trefwoordenregister-a.html#entry-awoord0\">awoord0</a>"];
    render::check(&pages, "nl/trefwoordenregister-z.html", &other);
    render::check(&pages, "nl/trefwoordenregister-a.html", &["; en nog 6 · "]);
    let entries_of_c = entries(&pages["nl/trefwoordenregister-c.html"]);
    assert!(entries_of_c.iter().all(|entry| entry.blocks.len() == 24), "{entries_of_c:?}");
    assert!(entries(&pages["nl/trefwoordenregister.html"]).is_empty(), "the overview only leads to the parts");
}

#[test]
fn an_initial_with_too_many_entries_has_several_pages_none_of_them_too_big() {
    let pages = parts(many_terms(400, "a").path());
    let sizes: Vec<(&str, usize)> = pages.iter().map(|(path, html)| (path.as_str(), html.len())).collect();
    assert!(2 < sizes.len() && sizes.iter().all(|(_, size)| *size < 500_000), "{sizes:?}");
    let n_entries: usize = pages.values().map(|html| entries(html).iter().filter(|entry| entry.group == "A").count()).sum();
    assert_eq!(n_entries, 400, "every term has one entry");
    assert!(sizes.iter().any(|(_, size)| 300_000 < *size), "a page is not split long before it is full: {sizes:?}");
}
