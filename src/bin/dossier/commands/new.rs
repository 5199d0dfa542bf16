//! Runs `dossier new`.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::Path;

use dossier::config;
use dossier::content::source;
use dossier::data::file;
use dossier::model::date::Edtf;
use dossier::model::dossier::Settings;
use dossier::model::lang::Lang;
use dossier::model::letter::is_slug;
use dossier::model::slug;
use dossier::problem::Problems;
use dossier::scaffold::{self, letter, page};

use super::ask::{Asker, Question, listed, one_of};
use super::{cannot_make, find_root};
use crate::arguments::Form;
use crate::arguments::scaffold::{New, NewCommand, NewLetter, NewPage};
use crate::exit::Exit;
use crate::report;

/// The most characters of an id that is proposed.
const MAX_ID: usize = 40;

/// `dossier new`
pub fn run(arguments: &New) -> Exit {
    let ended = match &arguments.command {
        NewCommand::Letter(arguments) => new_letter(arguments),
        NewCommand::Page(arguments) => new_page(arguments),
    };
    ended.unwrap_or_else(|exit| exit)
}

/// `dossier new letter`
fn new_letter(arguments: &NewLetter) -> Result<Exit, Exit> {
    let root = find_root(&arguments.root)?;
    let settings = settings(&root)?;
    let mut stdin = std::io::stdin().lock();
    let is_there = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let mut asker = Asker::new(if is_there { Some(&mut stdin) } else { None });
    let titles = titles(&arguments.title, &settings)?;
    let found = gather(arguments, (&settings, titles), &mut asker);
    asker.end()?;
    let letter = found.ok_or(Exit::Usage)?;
    let Some(files) = letter::files(&letter, &settings.languages) else { return Err(Exit::Usage) };
    let path = format!("content/letters/{}", letter.id);
    scaffold::put(&root.join(&path), &files).map_err(|error| cannot_make(&error, "choose another id with --id"))?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let next = format!(
        "next: write the editions and what `letter.toml` lacks, then\n  dossier lock\n  dossier corrections {}\n  dossier check",
        letter.id
    );
    Ok(report::result(&format!("made `{path}`: {}\n{next}", names.join(", ")), Exit::Done))
}

/// The settings; problems in them are told.
fn settings(root: &Path) -> Result<Settings, Exit> {
    let mut problems = Problems::default();
    let settings = config::load(root, &mut problems);
    settings.filter(|_| !problems.has_errors()).ok_or_else(|| report::problems(&problems, Form::Human, Exit::Problems))
}

/// Gathers what is known of a letter.
fn gather(
    arguments: &NewLetter,
    (settings, mut titles): (&Settings, BTreeMap<Lang, String>),
    asker: &mut Asker<'_>,
) -> Option<letter::NewLetter> {
    let kinds: Vec<&str> = settings.kinds.keys().map(String::as_str).collect();
    let tags: Vec<&str> = settings.languages.iter().map(Lang::tag).collect();
    let kind = asker.need(
        &question("--kind", "Kind of document", &format!("one of {}", listed(&kinds)), kinds.first().copied()),
        arguments.kind.as_deref(),
        &|answer| one_of(answer, &kinds),
    );
    let original = asker.need(
        &question("--original", "Language of the original", &format!("one of {}", listed(&tags)), tags.first().copied()),
        arguments.original.as_deref(),
        &|answer| one_of(answer, &tags).map(|tag| Lang::parse(&tag)),
    );
    let original = original.flatten();
    let date = asker.may(
        &question("--date", "Date as printed", "as EDTF, such as 2025-12-19; leave empty if unknown", None),
        arguments.date.as_deref(),
        &|answer| if answer.is_empty() { Ok(None) } else { Edtf::parse(answer).map(|date| Some((date, answer.to_owned()))) },
    );
    ask_titles(&mut titles, (settings, original.as_ref()), asker);
    let text = |answer: &str| Ok((!answer.is_empty()).then(|| answer.to_owned()));
    let ask_party = |asker: &mut Asker<'_>, option, what: &str, given: Option<&str>| {
        asker.may(&question(option, what, "an organisation; leave empty if unknown", None), given, &text)
    };
    let sender = ask_party(asker, "--sender", "Sent by", arguments.sender.as_deref());
    let recipient = ask_party(asker, "--recipient", "Sent to", arguments.recipient.as_deref());
    let given = arguments.source.as_ref().map(|path| path.to_string_lossy());
    let source =
        asker.need(&question("--source", "File as received", "it is copied byte for byte", None), given.as_deref(), &|path| read(path));
    let proposed = original.as_ref().and_then(|lang| titles.get(lang)).map(|title| slug::of(title, MAX_ID)).filter(|id| is_slug(id));
    let id = asker.need(
        &question("--id", "Permanent id", "lower-case letters, digits and hyphens", proposed.as_deref()),
        arguments.id.as_deref(),
        &checked_id,
    );
    let (date, date_text) = date.map_or((None, String::new()), |(date, text)| (Some(date), text));
    let (received_as, source) = source?;
    Some(letter::NewLetter { id: id?, kind: kind?, original: original?, date, date_text, titles, sender, recipient, received_as, source })
}

/// A question.
fn question<'a>(option: &str, text: &str, hint: &str, default: Option<&'a str>) -> Question<'a> {
    Question { option: option.to_owned(), text: text.to_owned(), hint: hint.to_owned(), default }
}

/// Asks for the titles that are not given; the original's must be known.
fn ask_titles(titles: &mut BTreeMap<Lang, String>, (settings, original): (&Settings, Option<&Lang>), asker: &mut Asker<'_>) {
    if original.is_none() && titles.is_empty() {
        // Whose title it is cannot be known before the original's language is.
        asker.lacks("--title LANG=TEXT: Title (at least in the language of the original)");
        return;
    }
    let first = original.into_iter();
    let others = settings.languages.iter().filter(|lang| Some(*lang) != original);
    for lang in first.chain(others) {
        let given = titles.get(lang).map(String::as_str);
        let is_needed = Some(lang) == original;
        let hint = if is_needed { "" } else { "leave empty if unknown" };
        let asked = question(&format!("--title {lang}=TEXT"), &format!("Title in `{lang}`"), hint, None);
        let title = match is_needed {
            true => asker.need(&asked, given, &|answer| Ok(answer.to_owned())),
            false => asker.may(&asked, given, &|answer| Ok((!answer.is_empty()).then(|| answer.to_owned()))),
        };
        if let Some(title) = title {
            titles.insert(lang.clone(), title);
        }
    }
}

/// Reads titles by language.
fn titles(given: &[String], settings: &Settings) -> Result<BTreeMap<Lang, String>, Exit> {
    let refuse = |reason: String| {
        report::line(&format!("error: --title: {reason}"));
        Exit::Usage
    };
    let mut titles = BTreeMap::new();
    for title in given {
        let Some((tag, text)) = title.split_once('=') else {
            return Err(refuse(format!(
                "`{title}` has no language; write it as LANG=TEXT, such as `{}={title}`",
                settings.languages.first().map_or("en", Lang::tag)
            )));
        };
        let tags: Vec<&str> = settings.languages.iter().map(Lang::tag).collect();
        let tag = one_of(tag, &tags).map_err(refuse)?;
        if Lang::parse(&tag).and_then(|lang| titles.insert(lang, text.trim().to_owned())).is_some() {
            return Err(refuse(format!("the title in `{tag}` is given twice")));
        }
    }
    Ok(titles)
}

/// An id that can be one.
fn checked_id(answer: &str) -> Result<String, String> {
    let reason = "an id has lower-case letters, figures and single hyphens between them, at most 100 signs";
    is_slug(answer).then(|| answer.to_owned()).ok_or_else(|| format!("`{answer}` cannot be an id: {reason}"))
}

/// Reads the source: its name and its bytes.
fn read(path: &str) -> Result<(String, Vec<u8>), String> {
    let path = Path::new(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if source::name_for(&name).is_none() {
        return Err(format!("`{name}` is no file that a dossier keeps as a source; it keeps {}, html, md", source::ENDINGS.join(", ")));
    }
    let mut problems = Problems::default();
    let bytes = file::bytes(Path::new(""), &path.to_string_lossy(), &mut problems);
    let reason = || problems.list.first().map(|problem| problem.message.clone()).unwrap_or_default();
    bytes.map(|bytes| (name, bytes)).ok_or_else(|| format!("`{}`: {}", path.display(), reason()))
}

/// `dossier new page`
fn new_page(arguments: &NewPage) -> Result<Exit, Exit> {
    let root = find_root(&arguments.root)?;
    let settings = settings(&root)?;
    let titles = titles(&arguments.title, &settings)?;
    let id = checked_id(&arguments.id).map_err(|reason| {
        report::line(&format!("error: {reason}"));
        Exit::Usage
    })?;
    let path = format!("content/pages/{id}");
    let files = page::files(&id, &titles, &settings.languages);
    scaffold::put(&root.join(&path), &files).map_err(|error| cannot_make(&error, "choose another id"))?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let said = format!(
        "made `{path}`: {}\nnext: write them, link to them with `page:{id}`, then\n  dossier lock\n  dossier check",
        names.join(", ")
    );
    Ok(report::result(&said, Exit::Done))
}
