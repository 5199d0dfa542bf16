//! Reads XLIFF 1.2 as a tool gave it back. No document type, no entities but XML's own five; what a tool added to a unit is passed over.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::handed;
use crate::model::file::SourceFile;
use crate::model::place::{Place, find_control};
use crate::problem::{Problems, kinds};

/// What a file says.
#[derive(Clone, Debug)]
pub struct Received {
    /// The letter's id.
    pub letter: (String, Place),
    /// The language of the original.
    pub source_lang: (String, Place),
    /// The language of the translation.
    pub target_lang: (String, Place),
    /// The units.
    pub(super) units: Vec<ReceivedUnit>,
}

/// A unit as it came back.
#[derive(Clone, Debug)]
pub(super) struct ReceivedUnit {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// The original from which it was made.
    pub source: Vec<Token>,
    /// The translation.
    pub target: Vec<Token>,
    /// What the tool says of it; empty if it says nothing.
    pub state: String,
    /// What it was when it was handed out, where the tool gave that back.
    pub handed_out: Option<String>,
    /// Whether it has an original, and a translation, however empty.
    has: (bool, bool),
}

/// A part of a unit's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Words.
    Text(String),
    /// A mark that stands alone.
    Mark(usize),
    /// A pair opens.
    Open(usize),
    /// The pair that was opened last closes.
    Close,
}

/// Reads a file; `None` if it is no XLIFF 1.2 of one letter.
pub(super) fn read(file: &Arc<SourceFile>, problems: &mut Problems) -> Option<Received> {
    let mut finder = Finder { file, received: None, unit: None, part: None, skipped: 0, n_open: 0, has_root: false };
    let text = file.text();
    let mut reader = Reader::from_str(&text);
    let place = |start: u64, end: u64| Place::new(file, bytes(start)..bytes(end));
    loop {
        let start = reader.buffer_position();
        let result = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => finder.take(&event, bytes(start)..bytes(reader.buffer_position())).map_err(|reason| (start, reason)),
            Err(error) => Err((reader.error_position(), error.to_string())),
        };
        if let Err((at, reason)) = result {
            let end = reader.buffer_position().max(at);
            problems.add(kinds::exchange::broken_xml(place(at, end), &reason));
            return None;
        }
    }
    if finder.received.is_none() || 0 < finder.n_open {
        problems.add(kinds::exchange::broken_xml(Place::start_of(file), "there is no whole `file` with units in it"));
        return None;
    }
    finder.received
}

/// A position as an index.
fn bytes(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The text of a unit that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The original.
    Source,
    /// The translation.
    Target,
}

/// What is known while the events pass.
struct Finder<'a> {
    /// The file.
    file: &'a Arc<SourceFile>,
    /// What was found.
    received: Option<Received>,
    /// The unit that is open.
    unit: Option<ReceivedUnit>,
    /// Its text that is open.
    part: Option<Part>,
    /// How many elements are open of what is passed over.
    skipped: usize,
    /// How many elements are open in all.
    n_open: usize,
    /// Whether the first element was seen.
    has_root: bool,
}

/// The attributes of an element.
type Attributes = BTreeMap<String, String>;

impl Finder<'_> {
    /// Takes the next event, or says what is wrong with it.
    fn take(&mut self, event: &Event<'_>, span: Range<usize>) -> Result<(), String> {
        match event {
            Event::DocType(_) => Err("a document type is not allowed here".into()),
            Event::Decl(declared) => match declared.encoding() {
                Some(Ok(encoding)) if !encoding.eq_ignore_ascii_case("utf-8") => {
                    Err(format!("the encoding is `{encoding}`, expected UTF-8"))
                }
                _ => Ok(()),
            },
            Event::Start(tag) => self.start(tag, span),
            Event::Empty(tag) => {
                self.start(tag, span)?;
                self.end(tag.local_name().into_inner());
                Ok(())
            }
            Event::End(tag) => {
                self.end(tag.local_name().into_inner());
                Ok(())
            }
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(name) => self.text(&resolved(name)?),
            _ => Ok(()),
        }
    }

    /// An element opens.
    fn start(&mut self, tag: &BytesStart<'_>, span: Range<usize>) -> Result<(), String> {
        let name = tag.local_name().into_inner().to_owned();
        let attributes = attributes(tag)?;
        let place = Place::new(self.file, span);
        self.n_open += 1;
        if !std::mem::replace(&mut self.has_root, true)
            && (name != "xliff" || attributes.get("version").is_none_or(|version| version != "1.2"))
        {
            return Err(format!("this is `{name}`, expected `xliff` of version 1.2"));
        }
        if 0 < self.skipped {
            self.skipped += 1;
            return Ok(());
        }
        match (name.as_str(), self.part, &self.unit) {
            ("file", None, None) => self.file(attributes, &place),
            ("trans-unit", None, None) => {
                let id = attributes.get("id").cloned().ok_or("a unit without `id`")?;
                let handed_out = attributes.get(handed::ATTRIBUTE).filter(|value| handed::is_ours(value)).cloned();
                let (source, target, state) = (Vec::new(), Vec::new(), String::new());
                self.unit = Some(ReceivedUnit { id, place, source, target, state, handed_out, has: (false, false) });
                Ok(())
            }
            ("source", None, Some(_)) => self.open(Part::Source, &attributes),
            ("target", None, Some(_)) => self.open(Part::Target, &attributes),
            // A tool's segments inside a unit.
            ("mrk", Some(_), _) => Ok(()),
            ("x", Some(_), _) => self.push(Token::Mark(number(&attributes)?)),
            ("g", Some(_), _) => self.push(Token::Open(number(&attributes)?)),
            (_, Some(_), _) => Err(format!("`{name}` is no mark that was handed out: only `x` and `g` are")),
            (_, None, Some(_)) => {
                self.skipped = 1;
                Ok(())
            }
            (_, None, None) => Ok(()),
        }
    }

    /// The original or the translation of a unit opens, of which there is one.
    fn open(&mut self, part: Part, attributes: &Attributes) -> Result<(), String> {
        let Some(unit) = &mut self.unit else { return Ok(()) };
        let (name, seen) = if part == Part::Source { ("source", &mut unit.has.0) } else { ("target", &mut unit.has.1) };
        if std::mem::replace(seen, true) {
            return Err(format!("the unit `{}` has more than one `{name}`", unit.id));
        }
        self.part = Some(part);
        if let Some(state) = attributes.get("state").filter(|_| part == Part::Target) {
            unit.state.clone_from(state);
        }
        Ok(())
    }

    /// A file opens: one letter.
    fn file(&mut self, attributes: Attributes, place: &Place) -> Result<(), String> {
        if self.received.is_some() {
            return Err("there is more than one `file`; import one letter at a time".into());
        }
        let need = |name: &str| {
            let value = attributes.get(name).cloned().ok_or_else(|| format!("`file` has no `{name}`"))?;
            let place = place.find(&format!("{name}=")).find(&value);
            Ok::<(String, Place), String>((value, place))
        };
        let (letter, source_lang, target_lang) = (need("original")?, need("source-language")?, need("target-language")?);
        self.received = Some(Received { letter, source_lang, target_lang, units: Vec::new() });
        Ok(())
    }

    /// An element closes.
    fn end(&mut self, name: &str) {
        self.n_open = self.n_open.saturating_sub(1);
        if 0 < self.skipped {
            self.skipped -= 1;
            return;
        }
        match name {
            "source" | "target" => self.part = None,
            "g" => _ = self.push(Token::Close),
            "trans-unit" => {
                if let (Some(unit), Some(received)) = (self.unit.take(), &mut self.received) {
                    received.units.push(unit);
                }
            }
            _ => {}
        }
    }

    /// Words.
    fn text(&mut self, text: &str) -> Result<(), String> {
        if let Some((_, char)) = find_control(text) {
            return Err(format!("the character {} cannot be shown on a page", char.escape_unicode()));
        }
        self.push(Token::Text(text.to_owned()))
    }

    /// Adds to the text that is open.
    fn push(&mut self, token: Token) -> Result<(), String> {
        let (0, Some(part), Some(unit)) = (self.skipped, self.part, &mut self.unit) else { return Ok(()) };
        let tokens = if part == Part::Source { &mut unit.source } else { &mut unit.target };
        match (tokens.last_mut(), token) {
            (Some(Token::Text(before)), Token::Text(more)) => before.push_str(&more),
            (_, token) => tokens.push(token),
        }
        Ok(())
    }
}

/// The number of a mark.
fn number(attributes: &Attributes) -> Result<usize, String> {
    let id = attributes.get("id").ok_or("a mark without `id`")?;
    id.parse().map_err(|_| format!("no mark `{id}` was handed out"))
}

/// The attributes of an element, by their names without prefix.
fn attributes(tag: &BytesStart<'_>) -> Result<Attributes, String> {
    let mut found = Attributes::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        found.insert(attribute.key.into_inner().to_owned(), value.into_owned());
    }
    Ok(found)
}

/// The character that a reference stands for.
fn resolved(name: &BytesRef<'_>) -> Result<String, String> {
    if let Some(char) = name.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(char.to_string());
    }
    resolve_xml_entity(name).map(str::to_owned).ok_or_else(|| format!("the entity `&{};` is not allowed here", &**name))
}
