//! Makes the problems: one function a kind, so that all wording lives here.

pub mod addresses;
pub mod copies;
pub mod exchange;
pub mod import;
pub mod links;
pub mod losses;
pub mod money;
pub mod parity;
pub mod proof;
pub mod records;
pub mod theme;
pub mod timeline;

use super::Problem;
use crate::model::place::Place;

/// A file in TOML has a syntax error.
#[must_use]
pub fn broken_toml(place: Place, reason: &str) -> Problem {
    Problem::error("broken-toml", place, reason.to_owned())
}

/// A file has a key that means nothing.
#[must_use]
pub fn unknown_key(place: Place, key: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-key", place, format!("unknown key `{key}`")).nearest(nearest)
}

/// A file lacks a required key.
#[must_use]
pub fn missing_key(place: Place, key: &str, what: &str) -> Problem {
    Problem::error("missing-key", place, format!("`{key}` is missing: {what}"))
}

/// A value is not what its key needs.
#[must_use]
pub fn wrong_value(place: Place, key: &str, expected: &str) -> Problem {
    Problem::error("wrong-value", place, format!("`{key}` must be {expected}"))
}

/// A text has nothing but white space.
#[must_use]
pub fn blank_text(place: Place, key: &str) -> Problem {
    wrong_value(place, key, "a text that is not blank").hint("where there is nothing to say, leave it out")
}

/// A file cannot be read.
#[must_use]
pub fn unreadable_file(place: Place, reason: &str) -> Problem {
    Problem::error("unreadable-file", place, format!("cannot read this file: {reason}"))
}

/// A text has two bytes for each sign, as some programs write it.
#[must_use]
pub fn utf_16_file(place: Place) -> Problem {
    unreadable_file(place, "it is UTF-16, expected UTF-8").hint("save it as UTF-8 in the program that made it")
}

/// A text has a character that no page can show.
#[must_use]
pub fn control_character(place: Place, char: char) -> Problem {
    Problem::error("control-character", place, format!("the character U+{:04X} cannot be shown", u32::from(char)))
        .hint("delete it; it often comes from a conversion that read the text in another encoding")
}

/// A needed file does not exist.
#[must_use]
pub fn missing_file(place: Place, name: &str, what: &str) -> Problem {
    Problem::error("missing-file", place, format!("there is no file `{name}`: {what}"))
}

/// A file is in no place that the tool knows.
#[must_use]
pub fn stray_file(place: Place, what: &str, nearest: Option<&str>) -> Problem {
    Problem::error("stray-file", place, format!("this file belongs to nothing: {what}"))
        .nearest(nearest)
        .hint("mend its name, or move it out of `content/`")
}

/// A date is not EDTF, or the day does not exist.
#[must_use]
pub fn bad_date(place: Place, reason: &str) -> Problem {
    Problem::error("bad-date", place, reason.to_owned())
        .hint("write it as EDTF: `2025-12-19`, `2025-12`, `2025`, `2025-11-13/..` or `2025-04-18/2025-06-19`")
}

/// A language tag is malformed.
#[must_use]
pub fn bad_language(place: Place, tag: &str) -> Problem {
    Problem::error("bad-language", place, format!("`{tag}` is not a language tag"))
        .hint("use a BCP 47 tag in lower case, such as `nl` or `fr-be`")
}

/// An edition or page has no front matter.
#[must_use]
pub fn missing_front_matter(place: Place) -> Problem {
    Problem::error("missing-front-matter", place, "the file does not begin with front matter between two lines `+++`".into())
        .hint("begin the file with a line `+++`, keys such as `title = \"…\"`, and another line `+++`")
}

/// The front matter of an edition or page does not end.
#[must_use]
pub fn endless_front_matter(place: Place) -> Problem {
    Problem::error("missing-front-matter", place, "the front matter that begins here does not end".into())
        .hint("put a line `+++` between the keys and the text")
}

/// A letter is of a kind that the dossier does not declare.
#[must_use]
pub fn unknown_kind(place: Place, kind: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-kind", place, format!("no kind `{kind}` in `dossier.toml`")).nearest(nearest)
}

/// Letters of a kind have no category of information.
#[must_use]
pub fn unsettled_category(place: Place, kind: &str) -> Problem {
    let message = format!("the category of information of letters of the kind `{kind}` is not settled");
    Problem::error("undecided-metadata", place, message).hint(format!(
        "add `{kind} = \"007\"`, or another number from 001 to 017, to `[government.diwoo.categories]`, or name the letters in `leave-out`"
    ))
}

/// The day of a letter is not known, and its metadata need it.
#[must_use]
pub fn unknown_day(place: Place, letter: &str, handling: &str) -> Problem {
    let message = format!("the day of the {handling} of letter `{letter}` is not known, and the Woo-index wants it");
    Problem::error("undecided-metadata", place, message)
        .hint("give the day once a document shows it, or name the letter in `leave-out` of `[government.diwoo]`")
}

/// The site's address is not one that the Woo-index reads.
#[must_use]
pub fn insecure_address(place: Place) -> Problem {
    Problem::error(
        "undecided-metadata",
        place,
        "the Woo-index reads only addresses that begin with `https://`, and that of the site does not".into(),
    )
    .hint("give the address with `https://`, in `base-url` or with `--base-url`")
}

/// A letter is named that does not exist.
#[must_use]
pub fn unknown_letter(place: Place, name: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-letter", place, format!("no letter `{name}` in this dossier")).nearest(nearest)
}

/// A block is named that does not exist.
#[must_use]
pub fn unknown_block(place: Place, letter: &str, block: &str) -> Problem {
    Problem::error("unknown-block", place, format!("no block `{block}` in letter `{letter}`"))
        .hint("`letter.lock` lists the blocks; `dossier blocks LETTER` prints them with their text")
}

/// A reference names a record that does not exist.
#[must_use]
pub fn unknown_external(place: Place, name: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-external", place, format!("no document `{name}` in `external.toml`")).nearest(nearest)
}

/// A link names a page that does not exist.
#[must_use]
pub fn unknown_page(place: Place, name: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-page", place, format!("no page `{name}` on this site")).nearest(nearest)
}

/// A link is neither a name of the dossier nor a full address.
#[must_use]
pub fn unknown_link(place: Place, destination: &str) -> Problem {
    Problem::error("unknown-link", place, format!("a link to `{destination}` will not work on every copy of the site"))
        .hint("write `letter:ID#BLOCK`, `page:NAME`, `file:PATH`, `#BLOCK` or a full `https://` address")
}

/// The Markdown has raw HTML that is not allowed.
#[must_use]
pub fn raw_html(place: Place) -> Problem {
    Problem::warning("raw-html", place, "HTML is shown to readers as text".into())
        .hint("if it is meant as text, write `\\<` or put it between backticks; if it is a mark, write it as Markdown")
        .hint("what Markdown cannot say, such as `<sub>`, can be allowed with `html` in `content/dossier.toml`")
}

/// The text has a first-level heading.
#[must_use]
pub fn first_level_heading(place: Place) -> Problem {
    Problem::error("first-level-heading", place, "a heading of the first level: the title is the page's only one".into())
        .hint("begin with `##`")
}

/// A heading is more than one level below the one before it.
#[must_use]
pub fn skipped_level(place: Place, level: u8, before: u8) -> Problem {
    Problem::warning("skipped-level", place, format!("a heading of level {level} follows one of level {before}"))
        .hint("readers who move from heading to heading miss a level; take `#` signs out")
}

/// A heading has a class that means nothing.
#[must_use]
pub fn unknown_class(place: Place, class: &str) -> Problem {
    Problem::error("unknown-class", place, format!("unknown heading class `{class}`")).hint("use `.question` or `.answer`")
}

/// A heading in a list, a quote or a footnote is of a class that means something only outside of it.
#[must_use]
pub fn inner_class(place: Place, class: &str) -> Problem {
    Problem::error("unknown-class", place, format!("the heading class `{class}` means nothing in a list, a quote or a footnote"))
        .hint("put the heading outside of it, or take the class out")
}

/// A heading of class answer follows no question.
#[must_use]
pub fn answer_without_question(place: Place) -> Problem {
    Problem::error("answer-without-question", place, "an answer without a question before it".into())
        .hint("put it after the heading of its question, or take `.answer` out")
}

/// A question's heading has no number.
#[must_use]
pub fn question_without_number(place: Place) -> Problem {
    Problem::error("question-without-number", place, "a question's heading must be its number".into())
        .hint("write the printed number, such as `## 3 {.question}`")
}

/// Two questions have the same number.
#[must_use]
pub fn duplicate_question(place: Place, number: &str) -> Problem {
    Problem::error("duplicate-question", place, format!("question {number} occurs twice"))
        .hint("give each question the number that the letter prints")
}

/// A letter has no edition in its original language.
#[must_use]
pub fn missing_original(place: Place, tag: &str) -> Problem {
    Problem::error("missing-original", place, format!("the original edition `{tag}.md` is missing"))
        .hint("add it, or name the language of the original that the letter has")
}

/// A letter has no edition in one of the languages.
#[must_use]
pub fn missing_translation(place: Place, tag: &str) -> Problem {
    Problem::error("missing-translation", place, format!("letter has no edition `{tag}.md`"))
        .hint("add it, or accept the gap in `dossier.toml`; readers then get a page that says so")
}

/// A text page has no text in one of the languages.
#[must_use]
pub fn missing_page_translation(place: Place, id: &str, tag: &str) -> Problem {
    Problem::error("missing-translation", place, format!("page `{id}` has no text `{tag}.md`"))
        .hint("add it, or accept the gap in `dossier.toml`")
}

/// A text lacks one of the languages.
#[must_use]
pub fn missing_text(place: Place, tag: &str) -> Problem {
    Problem::error("missing-text", place, format!("this text is not there in `{tag}`"))
        .hint(format!("add `{tag} = \"…\"`, or write one text in quotes that is the same in every language"))
}

/// A file or text is in a language that the dossier does not have.
#[must_use]
pub fn unknown_language(place: Place, tag: &str) -> Problem {
    Problem::error("unknown-language", place, format!("language `{tag}` is not one of the dossier's"))
        .hint("add it to `languages` in `content/dossier.toml`, or mend the tag")
}

/// A translation does not have the blocks of its original.
#[must_use]
pub fn structure_differs(place: Place, original: &str, translation: &str) -> Problem {
    Problem::error("structure-differs", place, format!("the translation has {translation} where the original has {original}"))
        .hint("blocks must follow one another as in the original; declare what the translation lacks in `gaps`")
}

/// Quoted words do not stand in their block.
#[must_use]
pub fn quote_not_found(place: Place, words: &str, at: &str) -> Problem {
    Problem::error("quote-not-found", place, format!("`{words}` does not stand in {at}"))
        .hint("quote the words exactly as that edition has them")
}

/// A passage quotes no words of an edition that must say it.
#[must_use]
pub fn missing_quote(place: Place, tag: &str) -> Problem {
    Problem::error("quote-not-found", place, format!("no words are quoted in `{tag}`"))
        .hint("quote the words exactly as that edition has them")
}

/// The source file is not the one whose checksum is recorded.
#[must_use]
pub fn checksum_differs(place: Place, found: &str) -> Problem {
    Problem::error("checksum-differs", place, format!("the source's SHA-256 is {found}"))
        .hint("if the source is the one that was received, write this checksum")
}

/// A block is not in the lock file.
#[must_use]
pub fn unlocked_block(place: Place, what: &str) -> Problem {
    Problem::error("unlocked-block", place, format!("this {what} has no permanent id yet")).hint("run `dossier lock`")
}

/// A block of the original changed after it was locked.
#[must_use]
pub fn changed_block(place: Place, id: &str) -> Problem {
    Problem::warning("changed-block", place, format!("block `{id}` differs from what was locked"))
        .hint("look at its translations, then run `dossier lock`")
}

/// The original of a translated block changed.
#[must_use]
pub fn stale_translation(place: Place, id: &str) -> Problem {
    Problem::warning("stale-translation", place, format!("block `{id}` was translated from an earlier text"))
        .hint("mend the translation, then run `dossier lock --translated LETTER`")
}

/// A letter's address is not recorded.
#[must_use]
pub fn unlocked_path(place: Place, slug: &str) -> Problem {
    Problem::error("unlocked-path", place, format!("the address `{slug}` is not in `letter.lock`"))
        .hint("run `dossier lock`: any former address will then lead to it")
}

/// The lock file cannot be read.
#[must_use]
pub fn broken_lock(place: Place, reason: &str) -> Problem {
    Problem::error("broken-lock", place, reason.to_owned())
        .hint("restore the file from your version control; after a merge, that of the side that was published, then run `dossier lock`")
}

/// Two records have the same id.
#[must_use]
pub fn duplicate_id(place: Place, id: &str) -> Problem {
    Problem::error("duplicate-id", place, format!("`{id}` occurs twice"))
}

/// Two pages have the same address.
#[must_use]
pub fn duplicate_address(place: Place, path: &str) -> Problem {
    Problem::error("duplicate-address", place, format!("two pages would be written to `{path}`")).hint("change one of the slugs")
}

/// A record accepts what does not occur.
#[must_use]
pub fn unused_accept(place: Place, problem: &str) -> Problem {
    Problem::error("unused-accept", place, format!("this accepts a problem `{problem}` that does not occur")).hint("take the record out")
}

/// A record accepts an unknown kind of problem.
#[must_use]
pub fn unknown_problem(place: Place, id: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-problem", place, format!("there is no kind of problem `{id}` that can be accepted")).nearest(nearest)
}

/// A finished page links to a file or anchor that does not exist.
#[must_use]
pub fn broken_link(place: Place, link: &str, page: &str) -> Problem {
    Problem::error("broken-link", place, format!("the link `{link}` on page `{page}` leads to nothing"))
}

/// A finished page has an anchor twice.
#[must_use]
pub fn duplicate_anchor(place: Place, anchor: &str, page: &str) -> Problem {
    Problem::error("duplicate-anchor", place, format!("the anchor `{anchor}` occurs twice on page `{page}`"))
}

/// The id of a record is the anchor of another part of a finished page.
#[must_use]
pub fn taken_id(place: Place, id: &str, page: &str) -> Problem {
    duplicate_anchor(place, id, page).hint("another part of that page has this name: give the record another `id`")
}

/// A finished page has code in it.
#[must_use]
pub fn inline_code(place: Place, what: &str, page: &str) -> Problem {
    Problem::error("inline-code", place, format!("page `{page}` would have {what}")).hint("put scripts and styles in files of the theme")
}

/// A page asks another host for something.
#[must_use]
pub fn outside_request(place: Place, address: &str) -> Problem {
    Problem::error("outside-request", place, format!("`{address}` would be asked of another host"))
        .hint("put the file in `static/own/` of the theme's folder in `themes/` and write `file:assets/own/NAME`")
}

/// A code block quotes a file that the build does not make.
#[must_use]
pub fn missing_excerpt(place: Place, path: &str, nearest: Option<&str>) -> Problem {
    Problem::error("missing-excerpt", place, format!("no data file or lines `{path}` to quote from")).nearest(nearest)
}
