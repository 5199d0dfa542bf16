//! Takes the text out of a file as received: a text, a PDF, a Word document or a web page. The file itself is kept byte for byte.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::draft::{Draft, Note};
use super::line::{self, Line};
use super::{docx, html, pdf, signs};
use crate::model::place::Place;
use crate::problem::{Problem, kinds};

/// The most bytes of a file that is imported.
const MAX_BYTES: usize = 100_000_000;

/// What took the text out of a file whose lines end with carriage returns alone.
const WITH_LINE_FEEDS: &str = "dossier (a line feed for each carriage return)";
/// With what a compound file begins: a document of Word before 2007, or a newer one that is encrypted.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a file holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Lines, whose blocks are to be found.
    Lines(Vec<Line>),
    /// Blocks and footnotes, as the document itself tells them apart.
    Blocks(Vec<Draft>, Vec<Note>),
}

/// A file as received.
#[derive(Clone, Debug)]
pub(super) struct Received {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Its name, as received.
    pub(super) name: String,
    /// Its name in the letter's folder.
    pub(super) kept_as: &'static str,
    /// Its text, as `source.txt` has it.
    pub(super) text: String,
    /// What took the text out of it, with its version; none where the file is the text.
    pub(super) with: Option<String>,
    /// The text as lines or as blocks.
    pub(super) content: Content,
    /// What is not sure about the whole.
    pub(super) doubts: Vec<String>,
}

/// Why nothing can be made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is none of the kinds that can be read.
    Unknown,
    /// It is broken: what is wrong.
    Broken(String),
    /// A password is needed.
    Locked,
    /// A password is needed, or it has the form of Word before 2007.
    LockedOrOld,
    /// It has pages, and no text on them.
    NoText,
    /// It has no text, for another reason.
    Textless(String),
    /// It is larger than a letter can be.
    TooLarge,
}

impl Fault {
    /// The fault as a problem.
    pub(super) fn problem(&self, place: Place) -> Problem {
        match self {
            Self::Unknown => kinds::import::unknown_format(place),
            Self::Broken(reason) => kinds::import::broken_source(place, reason),
            Self::Locked => kinds::import::locked_source(place),
            Self::LockedOrOld => kinds::import::locked_or_old_source(place),
            Self::NoText => kinds::import::no_text(place),
            Self::Textless(reason) => kinds::import::textless_source(place, reason),
            Self::TooLarge => kinds::import::too_large(place),
        }
    }
}

/// Takes the text out of a file, which is known by its first bytes, or by the ending of its name.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Received, Fault> {
    if MAX_BYTES < bytes.len() {
        return Err(Fault::TooLarge);
    }
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let received = |kept_as, text, with: Option<&str>, content| Received {
        bytes: bytes.to_vec(),
        name: name.clone(),
        kept_as,
        text,
        with: with.map(str::to_owned),
        content,
        doubts: Vec::new(),
    };
    let mut found = if head.windows(5).any(|five| five == b"%PDF-") {
        let (text, lines, doubts) = pdf::read(bytes)?;
        Received { doubts, ..received("source.pdf", text, Some(pdf::WITH), Content::Lines(lines)) }
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let (drafts, notes, doubts) = docx::read(bytes)?;
        Received { doubts, ..received("source.docx", text_of(&drafts, &notes), Some(docx::WITH), Content::Blocks(drafts, notes)) }
    } else if head.starts_with(b"{\\rtf") {
        return Err(Fault::Unknown);
    } else if head.starts_with(COMPOUND) && matches!(ending.as_str(), "" | "doc" | "docx" | "docm" | "dot" | "dotx") {
        return Err(Fault::LockedOrOld);
    } else if matches!(ending.as_str(), "doc" | "docx" | "odt" | "rtf" | "pdf" | "xls" | "xlsx" | "msg") {
        return Err(if matches!(ending.as_str(), "docx" | "pdf") {
            Fault::Broken(format!("it does not begin as a file of `.{ending}` does"))
        } else {
            Fault::Unknown
        });
    } else if matches!(ending.as_str(), "html" | "htm" | "xhtml") || html::is_page(head) {
        let (drafts, notes, doubts) = html::read(bytes)?;
        Received { doubts, ..received("source.html.txt", text_of(&drafts, &notes), Some(html::WITH), Content::Blocks(drafts, notes)) }
    } else {
        plain(bytes, received)?
    };
    if found.text.trim().is_empty() {
        let is_pdf = found.kept_as == "source.pdf";
        return Err(if is_pdf { Fault::NoText } else { Fault::Textless("it is empty, or holds nothing but space and pictures".into()) });
    }
    found.doubts.extend(signs::doubts(&found));
    Ok(found)
}

/// A text, in whatever encoding.
fn plain(bytes: &[u8], received: impl Fn(&'static str, String, Option<&str>, Content) -> Received) -> Result<Received, Fault> {
    let n_zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if let Ok(text) = std::str::from_utf8(bytes)
        && n_zeros == 0
    {
        let text = text.trim_start_matches('\u{feff}').to_owned();
        return Ok(told_of_mail(match with_line_feeds(&text) {
            Some(lined) => {
                let content = Content::Lines(line::of(&lined));
                received("source.received.txt", lined, Some(WITH_LINE_FEEDS), content)
            }
            None => {
                let content = Content::Lines(line::of(&text));
                received("source.txt", text, None, content)
            }
        }));
    }
    let (encoding, is_sure) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, true),
        None if n_zeros == 0 => (WINDOWS_1252, false),
        None => return Err(Fault::Unknown),
    };
    let (text, _, has_errors) = encoding.decode(bytes);
    if has_errors {
        return Err(Fault::Unknown);
    }
    let text = text.replace("\r\n", "\n");
    let text = with_line_feeds(&text).unwrap_or(text);
    let content = Content::Lines(line::of(&text));
    let with = format!("encoding_rs 0.8 ({})", encoding.name());
    let mut found = received("source.received.txt", text, Some(&with), content);
    if !is_sure {
        found.doubts.push(format!("the file is not UTF-8; it was read as {}", encoding.name()));
    }
    Ok(told_of_mail(found))
}

/// A text whose lines end as those of old Macs, with line feeds; `None` where they do not.
fn with_line_feeds(text: &str) -> Option<String> {
    let n_feeds = text.matches('\n').count();
    let n_lone = text.matches('\r').count() - text.matches("\r\n").count();
    (n_feeds < n_lone).then(|| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text that is told of where it is an e-mail as it was sent.
fn told_of_mail(mut found: Received) -> Received {
    const HEADERS: &[&str] = &["from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path", "content-type"];
    let is_header = |line: &&str| {
        line.starts_with([' ', '\t'])
            || line.split_once(':').is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic()))
    };
    let head: Vec<String> = found.text.lines().take_while(is_header).map(str::to_lowercase).collect();
    let named = |name: &&&str| head.iter().any(|line| line.strip_prefix(**name).is_some_and(|rest| rest.starts_with(':')));
    let is_sent = head.iter().any(|line| line.starts_with("mime-version:") || line.starts_with("message-id:"));
    if is_sent && 3 <= HEADERS.iter().filter(named).count() {
        let mail = "the file is an e-mail as it was sent: its headers, and whatever is encoded in it, stand here as they are; \
                    save the message as a text from a program for mail, its annexes apart, and import that";
        found.doubts.push(mail.into());
    }
    found
}

/// The text of blocks, a blank line between them, the footnotes at the end: what the edition is held to.
fn text_of(drafts: &[Draft], notes: &[Note]) -> String {
    let blocks = drafts.iter().map(|draft| draft.text.as_str()).chain(notes.iter().map(|note| note.text.as_str()));
    let texts: Vec<&str> = blocks.filter(|text| !text.is_empty()).collect();
    format!("{}\n", texts.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_their_encoding() {
        let found = |bytes: &[u8]| read("a/b.txt", bytes).map(|found| (found.kept_as, found.text, found.doubts.len()));
        assert_eq!(found("één".as_bytes()), Ok(("source.txt", "één".into(), 0)));
        assert_eq!(found(b"\xe9\xe9n"), Ok(("source.received.txt", "één".into(), 1)));
        assert_eq!(found(b"\xff\xfea\0b\0"), Ok(("source.received.txt", "ab".into(), 0)));
    }

    #[test]
    fn lines_of_old_macs_are_lines() {
        let found = read("a.txt", b"Een\r\rTwee\r\nDrie\r").unwrap();
        assert_eq!((found.kept_as, found.text.as_str()), ("source.received.txt", "Een\n\nTwee\nDrie\n"));
        assert_eq!(read("a.txt", b"Een\r\nTwee\r").unwrap().text, "Een\r\nTwee\r");
    }

    #[test]
    fn a_mail_as_it_was_sent_is_told() {
        let told = |text: &str| read("a.eml", text.as_bytes()).unwrap().doubts.len();
        assert_eq!(told("From: a@b.nl\r\nTo: c@d.nl\r\nSubject: Brug\r\nMIME-Version: 1.0\r\n\r\nRGUga29zdGVu"), 1);
        assert_eq!(told("From: the province\nTo: the council\nSubject: Bridge\nDate: 4 May\n\nThe costs are high."), 0);
    }

    #[test]
    fn signs_that_say_nothing_are_told() {
        let told = |text: &str| read("a.txt", text.as_bytes()).unwrap().doubts;
        assert_eq!(
            told("De kosten zijn \u{fffd} 500.\n"),
            ["1 sign of the text is `\u{fffd}`, which stands for what could not be read: in line 1, “De kosten zijn \u{fffd} 500.”"]
        );
        assert_eq!(
            told("a\nDe \u{f035}00 en \u{f035}."),
            [
                "2 signs of the text mean something in one font alone (private use), the first U+F035: in line 2, “De \u{f035}00 en \u{f035}.”"
            ]
        );
        assert_eq!(told("Gewoon."), [""; 0]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let found = |name, bytes: &[u8]| read(name, bytes).map(|found| found.kept_as);
        assert!(matches!(found("a.txt", b" \n\t\n"), Err(Fault::Textless(_))));
        assert_eq!(found("a.txt", b"{\\rtf1 abc}"), Err(Fault::Unknown));
        assert_eq!(found("a.txt", b"PKO heeft een plan."), Ok("source.txt"));
        assert_eq!(found("a.txt", b"\0\x01\x02"), Err(Fault::Unknown));
        assert_eq!(found("a.doc", b"abc"), Err(Fault::Unknown));
        assert!(matches!(found("a.docx", b"abc"), Err(Fault::Broken(_))));
        assert!(matches!(found("a.docx", b"PK\x03\x04"), Err(Fault::Broken(_))));
    }
}
