//! What cannot be done without: reads the editions of a dossier, parses their Markdown, fills a small template and writes the pages; on
//! request with an index of the words. Nothing is checked, proven, linked to a block or compared.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;
use tera::{Context, Tera};

use super::index::Index;
use super::written::LANGS;

/// The template of a page.
const PAGE: &str = include_str!("floor.html");

/// The front matter of an edition.
#[derive(Deserialize)]
struct Front {
    /// Its title.
    title: String,
    /// The last part of its address.
    slug: String,
    /// What it is about.
    summary: String,
}

/// A heading of a page.
#[derive(Serialize)]
struct Heading {
    /// Its anchor.
    anchor: String,
    /// Its text.
    text: String,
}

/// What the template shows.
#[derive(Serialize)]
struct View<'a> {
    /// The language.
    lang: &'a str,
    /// The title.
    title: &'a str,
    /// What it is about.
    summary: &'a str,
    /// The table of contents.
    contents: &'a [Heading],
    /// The text as HTML.
    body: &'a str,
}

/// A section for the index: the address of its heading, and its words.
pub struct Section {
    /// The page and the anchor.
    pub address: String,
    /// Its text.
    pub text: String,
}

/// What the pages are made with.
struct Maker {
    /// The template.
    tera: Tera,
    /// The languages of code.
    syntaxes: SyntaxSet,
}

/// Builds the pages of a dossier into a folder, and an index for each language if asked.
pub fn build(root: &Path, output: &Path, is_indexed: bool) {
    let mut tera = Tera::default();
    tera.add_raw_template("floor.html", PAGE).expect("a template");
    let maker = Maker { tera, syntaxes: SyntaxSet::load_defaults_newlines() };
    for lang in LANGS {
        fs::create_dir_all(output.join(lang)).expect("a folder");
    }
    let name = |lang: &str| format!("{lang}.md");
    let found = walkdir::WalkDir::new(root.join("content/letters")).sort_by_file_name();
    let files: Vec<PathBuf> = found.into_iter().map(|entry| entry.expect("a readable folder").into_path()).collect();
    let pages = |lang: &str| {
        let files: Vec<&PathBuf> = files.iter().filter(|path| path.ends_with(name(lang))).collect();
        let sections: Vec<Vec<Section>> = files.par_iter().map(|path| maker.page((path, lang), output)).collect();
        if is_indexed {
            let index = Index::new(lang, &sections);
            fs::write(output.join(format!("search-{lang}.json")), index.written()).expect("a written index");
        }
    };
    rayon::join(|| pages(LANGS[0]), || pages(LANGS[1]));
}

impl Maker {
    /// Makes a page of an edition; its sections.
    fn page(&self, (path, lang): (&Path, &str), output: &Path) -> Vec<Section> {
        let text = fs::read_to_string(path).expect("an edition");
        let (front, body) = text.trim_start_matches("+++\n").split_once("\n+++\n").expect("front matter");
        let front: Front = toml::from_str(front).expect("TOML");
        let name = format!("{}.html", front.slug);
        let (body, contents, sections) = self.body(body, &name);
        let view = View { lang, title: &front.title, summary: &front.summary, contents: &contents, body: &body };
        let page = self.tera.render("floor.html", &Context::from_serialize(&view).expect("a view")).expect("a page");
        fs::write(output.join(lang).join(name), page).expect("a written page");
        sections
    }

    /// The text of an edition as HTML, with an anchor for each heading.
    fn body(&self, markdown: &str, name: &str) -> (String, Vec<Heading>, Vec<Section>) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut headings: Vec<Heading> = Vec::new();
        let mut sections = vec![Section { address: name.to_owned(), text: String::new() }];
        let mut events = Vec::new();
        let (mut code, mut is_heading) = (None, false);
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                    let anchor = format!("h{}", headings.len() + 1);
                    sections.push(Section { address: format!("{name}#{anchor}"), text: String::new() });
                    headings.push(Heading { anchor: anchor.clone(), text: String::new() });
                    is_heading = true;
                    let level = if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level };
                    events.push(Event::Start(Tag::Heading { level, id: Some(anchor.into()), classes, attrs }));
                }
                Event::Start(Tag::CodeBlock(kind)) => code = Some((kind, String::new())),
                Event::End(TagEnd::CodeBlock) => events.extend(code.take().map(|(kind, code)| Event::Html(self.coloured(&kind, &code)))),
                Event::Text(text) => {
                    if let Some(section) = sections.last_mut() {
                        section.text.push_str(&text);
                        section.text.push(' ');
                    }
                    match (&mut code, headings.last_mut()) {
                        (Some((_, code)), _) => code.push_str(&text),
                        (None, Some(heading)) if is_heading => {
                            heading.text.push_str(&text);
                            events.push(Event::Text(text));
                        }
                        _ => events.push(Event::Text(text)),
                    }
                }
                other => {
                    is_heading &= !matches!(other, Event::End(TagEnd::Heading(_)));
                    events.push(other);
                }
            }
        }
        let mut body = String::with_capacity(markdown.len() * 3 / 2);
        html::push_html(&mut body, events.into_iter());
        (body, headings, sections)
    }

    /// Code with classes for its colours.
    fn coloured(&self, kind: &CodeBlockKind<'_>, code: &str) -> CowStr<'static> {
        let name = if let CodeBlockKind::Fenced(name) = kind { name.as_ref() } else { "" };
        let syntax = self.syntaxes.find_syntax_by_token(name).unwrap_or_else(|| self.syntaxes.find_syntax_plain_text());
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &self.syntaxes, ClassStyle::Spaced);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).expect("a line of code");
        }
        format!("<pre><code>{}</code></pre>\n", generator.finalize()).into()
    }
}
