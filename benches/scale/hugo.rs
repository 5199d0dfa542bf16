//! The same letters as a site of Hugo, with what our site has too: language switch, table of contents, related letters, the one before
//! and after, list by date, feed, sitemap, and an index of all texts for a search in the browser.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::written::letter::{self, Corpus, KINDS, Letter};
use super::written::{LANGS, markdown};

/// The settings and templates, by their names in the project.
const FILES: [(&str, &str); 6] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/_default/single.html", include_str!("hugo/single.html")),
    ("layouts/_default/list.html", include_str!("hugo/list.html")),
    ("layouts/home.feed.xml", include_str!("hugo/home.feed.xml")),
    ("layouts/home.index.json", include_str!("hugo/home.index.json")),
];

/// The words of the templates in each language.
const WORDS: [[&str; 2]; 5] = [
    ["letters", "Brieven|Letters"],
    ["other", "English|Nederlands"],
    ["related", "Verwante brieven|Related letters"],
    ["from", "van|from"],
    ["to", "aan|to"],
];

/// Writes the project.
pub fn write(root: &Path, n_letters: usize) -> io::Result<()> {
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)
    };
    for (name, text) in FILES {
        put(name, text)?;
    }
    put("static/style.css", "body { margin: auto; max-width: 60rem; font: 1rem/1.5 serif }\n")?;
    for (side, lang) in LANGS.iter().enumerate() {
        let word = |text: &str| text.split('|').nth(side).unwrap_or_default().to_owned();
        let words: String = WORDS.iter().map(|[id, text]| format!("[{id}]\nother = \"{}\"\n", word(text))).collect();
        put(&format!("i18n/{lang}.toml"), &words)?;
        put(&format!("content/{lang}/_index.md"), &format!("+++\ntitle = \"{}\"\n+++\n", word("Begin|Home")))?;
        put(&format!("content/{lang}/letters/_index.md"), &format!("+++\ntitle = \"{}\"\n+++\n", word("Brieven|Letters")))?;
    }
    let corpus = Corpus::new(n_letters);
    (0..n_letters).into_par_iter().try_for_each(|idx| {
        let letter = letter::letter(&corpus, idx);
        LANGS.iter().enumerate().try_for_each(|(side, lang)| {
            fs::write(root.join(format!("content/{lang}/letters/{}.md", letter::id(idx))), edition(&corpus, &letter, (idx, side)))
        })
    })
}

/// A letter in one language.
fn edition(corpus: &Corpus, letter: &Letter, (idx, side): (usize, usize)) -> String {
    let (title, summary) = (&letter.title[side], &letter.summary[side]);
    let related = corpus.related(idx).map(|other| format!("\"{}\"", letter::id(other))).join(", ");
    let sender = corpus.actor(idx % corpus.n_actors());
    let recipient = corpus.actor((idx * 7 + 3) % corpus.n_actors());
    let mut text = format!(
        "+++\ntitle = \"{title}\"\ndate = {}\ndescription = \"{summary}\"\ndoctype = \"{}\"\nnumber = \"{}\"\nsender = \"{}\"\n\
         recipient = \"{}\"\nrelated = [{related}]\n+++\n\n",
        corpus.date(idx, 0),
        KINDS[idx % 4].1[side],
        corpus.number(idx),
        sender[side],
        recipient[side],
    );
    let body = markdown(&letter.blocks, side);
    let mut rest = body.as_str();
    while let Some((before, after)) = rest.split_once("](letter:") {
        let (id, after) = after.split_once(')').unwrap_or((after, ""));
        _ = write!(text, "{before}]({{{{< relref \"/letters/{id}\" >}}}})");
        rest = after;
    }
    text + rest
}
