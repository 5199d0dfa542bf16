//! The words of a paragraph: runs, line ends, marks of notes, signs; not what was deleted or hidden.

use std::ops::Range;

use super::fields::{self, Said};
use super::story::{Story, quoted, words_of};
use super::{math, objects, symbols};
use crate::import::certain;
use crate::import::xml::Element;

/// The endings of numbers that stand high in some languages and not in others, and signs behind names.
const ENDINGS: &[&str] = &["e", "de", "ste", "st", "nd", "rd", "th", "er", "re", "ère", "ème", "eme", "o", "a", "º", "ª", "°", "TM", "SM"];

/// What a paragraph says.
#[derive(Debug, Default)]
pub(super) struct Written<'a> {
    /// Its text.
    pub(super) text: String,
    /// Whether all of it is bold.
    pub(super) is_bold: bool,
    /// The text boxes that hang on it.
    pub(super) boxes: Vec<&'a Element>,
    /// What is not sure about it.
    pub(super) doubts: Vec<String>,
    /// Whether something of it is not bold.
    has_plain: bool,
    /// Its words that are hidden.
    hidden: String,
    /// Which bytes of its text are struck through.
    struck: Vec<Range<usize>>,
    /// Words that lead to an address.
    links: Vec<(String, String)>,
}

impl Written<'_> {
    /// How much there is so far.
    fn size(&self) -> (usize, usize, usize) {
        (self.text.len(), self.boxes.len(), self.hidden.len())
    }

    /// Ends it: what its words say beside themselves is told.
    fn end(&mut self) {
        self.is_bold = !self.has_plain && !self.text.trim().is_empty();
        if !self.hidden.trim().is_empty() {
            self.doubts.push(format!("hidden words of the document are not in the text: {}", quoted([self.hidden.as_str()])));
        }
        for span in std::mem::take(&mut self.struck) {
            let words = self.text.get(span).unwrap_or_default();
            if !words.trim().is_empty() {
                let words = quoted([words]);
                self.doubts.push(format!(
                    "{words} is struck through in the document, and stands in the text all the same: take it out if it is not to be read"
                ));
            }
        }
        self.links.retain(|(words, address)| !shows(words, address));
        let link = |(idx, (words, address)): (usize, &(String, String))| {
            format!("{}{} to {address}", quoted([words.as_str()]), if idx == 0 { " led" } else { "" })
        };
        let links: Vec<String> = self.links.iter().enumerate().map(link).collect();
        match links.len() {
            0 => {}
            1 => self.doubts.push(format!("a link of the document is words only: {}", links.concat())),
            n_links => self.doubts.push(format!("{n_links} links of the document are words only: {}", links.join(", "))),
        }
    }
}

/// Whether words show the address to which they lead.
fn shows(words: &str, address: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_start_matches("mailto:").trim_start_matches("https://").trim_start_matches("http://");
        text.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
    };
    bare(&certain::plain(words)) == bare(address)
}

/// How a run looks.
struct Look<'a> {
    /// Whether it stands high.
    is_raised: bool,
    /// Whether it stands low.
    is_lowered: bool,
    /// Whether it is hidden.
    is_hidden: bool,
    /// Its font, where it says that.
    font: &'a str,
    /// The number of the note before it whose mark it is.
    mark_of: Option<usize>,
}

/// What a paragraph, or an equation between paragraphs, says. The ids of its notes are added to those that have marks so far.
pub(super) fn of<'a>(paragraph: &'a Element, story: &mut Story) -> Written<'a> {
    let mut written = Written::default();
    if paragraph.name == "p" {
        take(paragraph, style(paragraph), story, &mut written);
    } else {
        take_equation(paragraph, story, &mut written);
    }
    written.end();
    written
}

/// The words of all paragraphs in an element and in its text boxes, in one line; what is not sure is added to what was not so far.
pub(super) fn words(element: &Element, story: &mut Story, doubts: &mut Vec<String>) -> String {
    let mut written = Written::default();
    take(element, None, story, &mut written);
    if story.fields.hides() {
        // A field that does not end hides nothing.
        story.fields = fields::Fields::broken();
        written = Written::default();
        take(element, None, story, &mut written);
    }
    written.end();
    doubts.append(&mut written.doubts);
    let mut texts = vec![certain::plain(&written.text)];
    texts.extend(written.boxes.into_iter().map(|text_box| words(text_box, story, doubts)));
    super::story::single_spaced(&texts.join(" "))
}

/// The forms in which an element says the same, the best first: one of them is to be taken.
pub(super) fn forms(element: &Element) -> impl Iterator<Item = &Element> {
    let named = |name: &'static str| element.elements().filter(move |form| form.name == name);
    named("Choice").chain(named("Fallback"))
}

/// The style of a paragraph.
fn style(paragraph: &Element) -> Option<&str> {
    paragraph.find("pPr").and_then(|properties| properties.value("pStyle"))
}

/// Takes the first form of an element that says something; if none does, what is not sure about the first.
fn take_form<'a>(element: &'a Element, written: &mut Written<'a>, take: &mut dyn FnMut(&'a Element, &mut Written<'a>)) {
    let (before, n_doubts) = (written.size(), written.doubts.len());
    let mut doubts = Vec::new();
    for form in forms(element) {
        take(form, written);
        if written.size() != before {
            return;
        }
        let found = written.doubts.split_off(n_doubts);
        if doubts.is_empty() {
            doubts = found;
        }
    }
    written.doubts.extend(doubts);
}

/// Takes what stands in an element of a style of paragraphs.
fn take<'a>(element: &'a Element, own: Option<&str>, story: &mut Story, written: &mut Written<'a>) {
    for child in element.elements() {
        match child.name.as_str() {
            "r" => take_run(child, own, story, written),
            "p" => {
                take(child, style(child), story, written);
                written.text.push(' ');
            }
            "AlternateContent" => take_form(child, written, &mut |form, written| take(form, own, story, written)),
            "oMath" | "oMathPara" => take_equation(child, story, written),
            "hyperlink" | "fldSimple" => {
                let start = written.text.len();
                take(child, own, story, written);
                let relation = child.attribute("id").and_then(|id| story.relations.get(id)).filter(|relation| relation.is_outside);
                let address = relation.map(|relation| relation.target.clone());
                if let Some(address) = address.or_else(|| child.attribute("instr").and_then(fields::address)) {
                    let words = written.text.get(start..).unwrap_or_default().to_owned();
                    written.links.push((words, address));
                }
            }
            "altChunk" | "subDoc" | "contentPart" => written.doubts.extend(story.taken_in(child)),
            "pPr" | "del" | "moveFrom" | "sdtPr" | "sdtEndPr" | "rPr" | "fldData" => {}
            "t" => written.text.push_str(&certain::plain(&child.text())),
            _ => take(child, own, story, written),
        }
    }
}

/// Takes an equation.
fn take_equation(element: &Element, story: &Story, written: &mut Written<'_>) {
    let text = certain::plain(&math::written(element));
    if text.trim().is_empty() || story.fields.hides() {
        return;
    }
    written.doubts.push(format!("an equation of the document is written as {}", quoted([text.as_str()])));
    written.text.push_str(&text);
    written.has_plain = true;
}

/// Takes a run.
fn take_run<'a>(run: &'a Element, own: Option<&str>, story: &mut Story, written: &mut Written<'a>) {
    let properties = run.find("rPr");
    let of_run = |name: &str| properties.and_then(|properties| properties.find(name));
    let is_set = |on: &Element| !matches!(on.attribute("val"), Some("0" | "false" | "none" | "off"));
    let character = properties.and_then(|properties| properties.value("rStyle"));
    let property = |name: &str| of_run(name).or_else(|| story.styles.look(character, name)).or_else(|| story.styles.look(own, name));
    let stands = property("vertAlign").and_then(|place| place.attribute("val"));
    let mut look = Look {
        is_raised: stands == Some("superscript"),
        is_lowered: stands == Some("subscript"),
        is_hidden: property("vanish").is_some_and(is_set),
        font: of_run("rFonts").and_then(|fonts| fonts.attribute("ascii")).unwrap_or_default(),
        mark_of: None,
    };
    let is_struck = ["strike", "dstrike"].iter().any(|name| property(name).is_some_and(is_set));
    let start = written.text.len();
    for child in run.elements() {
        take_part(child, &mut look, story, written);
    }
    let end = written.text.len();
    if is_struck && start < end {
        match written.struck.last_mut().filter(|last| last.end == start) {
            Some(last) => last.end = end,
            None => written.struck.push(start..end),
        }
    }
    let has_letters = written.text.get(start..).is_some_and(|text| text.chars().any(char::is_alphanumeric));
    written.has_plain |= has_letters && !of_run("b").is_some_and(is_set);
}

/// Takes a part of a run.
fn take_part<'a>(part: &'a Element, look: &mut Look<'_>, story: &mut Story, written: &mut Written<'a>) {
    match part.name.as_str() {
        "t" => take_words(&part.text(), look, story, written),
        "tab" | "ptab" => put(" ", look, story, written),
        "br" if part.attribute("type").is_none_or(|kind| kind == "textWrapping") => put("\n", look, story, written),
        "br" => put(" ", look, story, written),
        "cr" => put("\n", look, story, written),
        "noBreakHyphen" => put("-", look, story, written),
        "sym" | "symEx" => take_sign(part, look, story, written),
        "footnoteReference" | "endnoteReference" => take_mark(part, look, story, written),
        "fldChar" => match story.fields.mark(part) {
            Said::Nothing => {}
            Said::Words(words) => add(&words, look, written),
            Said::Link(words, address) => written.links.push((words, address)),
        },
        "instrText" => story.fields.instruct(&part.text()),
        "ruby" => take_ruby(part, story, written),
        "commentReference" => {
            let comment = part.attribute("id").and_then(|id| story.comments.remove(id));
            written.doubts.extend(comment.map(|comment| comment.told()));
        }
        "AlternateContent" => {
            take_form(part, written, &mut |form, written| form.elements().for_each(|child| take_part(child, look, story, written)));
        }
        "pict" | "drawing" | "object" => objects::take(part, story, written),
        "altChunk" | "subDoc" | "contentPart" => written.doubts.extend(story.taken_in(part)),
        name if name.starts_with("day") || name.starts_with("month") || name.starts_with("year") || name == "pgNum" => {
            written.doubts.push(format!("a date or number that Word fills in (`{name}`) is not in the text"));
        }
        // What looks, or was deleted, or only says where pages ended.
        "rPr" | "delText" | "delInstrText" | "lastRenderedPageBreak" | "softHyphen" | "annotationRef" => {}
        _ => written.doubts.extend(story.unknown(part)),
    }
}

/// Puts words into the text, or where hidden ones are kept.
fn put(words: &str, look: &Look<'_>, story: &mut Story, written: &mut Written<'_>) {
    if story.fields.hides() {
        return;
    }
    story.fields.hear(words);
    add(words, look, written);
}

/// Adds words to the text, or to those that are hidden.
fn add(words: &str, look: &Look<'_>, written: &mut Written<'_>) {
    if look.is_hidden { written.hidden.push_str(words) } else { written.text.push_str(words) }
}

/// Takes words.
fn take_words(words: &str, look: &mut Look<'_>, story: &mut Story, written: &mut Written<'_>) {
    let text = symbols::readable(&certain::plain(words), look.font);
    let is_seen = !look.is_hidden && !story.fields.hides();
    if let Some(number) = look.mark_of.take().filter(|_| is_seen) {
        return written.doubts.push(format!("the note that has the mark {} in the document is note {number} here", quoted([words])));
    }
    let number = certain::number(&text).filter(|_| look.is_raised);
    if is_seen {
        if number.is_none() {
            written.doubts.extend(place_told(&text, look, &written.text));
        }
        written.doubts.extend(symbols::told(&text, look.font));
    }
    put(&number.unwrap_or(text), look, story, written);
}

/// What is said of words that stand high or low, behind others that they would change if they did not.
fn place_told(text: &str, look: &Look<'_>, before: &str) -> Option<String> {
    let last = before.chars().next_back()?;
    let words = text.trim();
    let has_sign = words.chars().any(|char| char.is_ascii_digit() || matches!(char, '+' | '-' | '−'));
    let is_ending = ENDINGS.iter().any(|ending| words.trim_end_matches('.').eq_ignore_ascii_case(ending));
    let changes = if look.is_raised {
        !is_ending && (last.is_ascii_digit() || last.is_alphabetic() && (has_sign || words.chars().count() == 1))
    } else {
        last.is_ascii_digit()
    };
    if !(look.is_raised || look.is_lowered) || !changes || !words.starts_with(|char: char| char.is_alphanumeric() || "+-−".contains(char))
    {
        return None;
    }
    let n_before = before.chars().rev().take_while(|char| char.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let behind = before.get(before.len() - n_before..).unwrap_or_default();
    let place = if look.is_raised { "high" } else { "low" };
    Some(format!("{} stands {place} in the document, behind {}: here it does not", quoted([words]), quoted([behind])))
}

/// Takes the mark of a note, which is a number here, whatever it was.
fn take_mark(part: &Element, look: &mut Look<'_>, story: &mut Story, written: &mut Written<'_>) {
    let is_footnote = part.name == "footnoteReference";
    let Some(id) = part.attribute("id").filter(|_| !look.is_hidden && !story.fields.hides()) else { return };
    let list = if is_footnote { &mut story.footnotes } else { &mut story.endnotes };
    list.push(id.to_owned());
    let number = list.len();
    if part.attribute("customMarkFollows").is_some_and(|follows| !matches!(follows, "0" | "false" | "off")) {
        story.has_own_marks = true;
        look.mark_of = Some(number);
    }
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    written.text.push_str(&if is_footnote { certain::footnote(number) } else { certain::endnote(number) });
}

/// Takes words with their reading above them, which stands behind them in brackets.
fn take_ruby<'a>(ruby: &'a Element, story: &mut Story, written: &mut Written<'a>) {
    let start = written.text.len();
    if let Some(base) = ruby.find("rubyBase") {
        take(base, None, story, written);
    }
    let above = ruby.find("rt").map(words_of).unwrap_or_default();
    if above.is_empty() || story.fields.hides() {
        return;
    }
    let base = written.text.get(start..).unwrap_or_default();
    written.doubts.push(format!("{} stands above {} in the document", quoted([above.as_str()]), quoted([base])));
    written.text.push_str(&format!(" ({})", certain::plain(&above)));
}

/// Takes a sign of a font: one that is not known is shown as such.
fn take_sign(part: &Element, look: &mut Look<'_>, story: &mut Story, written: &mut Written<'_>) {
    let (font, code) = (part.attribute("font").unwrap_or_default(), part.attribute("char").unwrap_or_default());
    let found = u32::from_str_radix(code, 16).ok().and_then(|code| symbols::sign(font, code));
    let sign = certain::plain(&found.unwrap_or(symbols::UNKNOWN).to_string());
    if story.fields.hides() {
        return;
    }
    if let Some(number) = look.mark_of.take() {
        return written
            .doubts
            .push(format!("the note that has the mark {} in the document is note {number} here", quoted([sign.as_str()])));
    }
    put(&sign, look, story, written);
    if found.is_none() {
        written
            .doubts
            .push(format!("the sign {code} of the font “{font}” is not known, and stands as “{}”: write what it is", symbols::UNKNOWN));
    }
}
