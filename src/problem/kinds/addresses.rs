//! Makes the problems of addresses: of what they are made of, and of those that are kept.

use super::super::Problem;
use super::unlocked_path;
use crate::model::lang::Lang;
use crate::model::letter::{Letter, LetterId, MAX_NAME, has_plain_characters, is_device};
use crate::model::place::Place;

/// A folder name or slug has characters that an address should not have.
#[must_use]
pub fn bad_name(place: Place, name: &str) -> Problem {
    let (why, way_out) = if is_device(name) {
        (": Windows keeps this name for a device".to_owned(), format!("make it longer, such as `{name}-1`"))
    } else if has_plain_characters(name) {
        (format!(": it has {} characters, and may have at most {MAX_NAME}", name.len()), "shorten it".to_owned())
    } else {
        (String::new(), "use lower-case letters a to z, digits, and single hyphens between them".to_owned())
    };
    Problem::error("bad-name", place, format!("`{name}` cannot be part of an address{why}")).hint(way_out)
}

/// The address of what stands for an edition that there is not is not recorded.
#[must_use]
pub fn unlocked_stub(letter: &Letter, lang: &Lang) -> Problem {
    let mut problem = unlocked_path(Place::start_of(&letter.file), letter.slug(lang));
    problem.hints = vec![format!("run `dossier lock`: an edition in `{lang}` may come, and this address will then lead to it")];
    problem
}

/// A letter has an address that another letter has or had.
#[must_use]
pub fn taken_address(place: Place, slug: &str, owner: &LetterId) -> Problem {
    let message = format!("the address `{slug}` is one of letter `{owner}`, which keeps it");
    Problem::error("duplicate-address", place, message).hint("write another slug")
}

/// The address of a text page is not recorded.
#[must_use]
pub fn unlocked_page(place: Place, path: &str) -> Problem {
    Problem::warning("unlocked-page", place, format!("the address `{path}` is not in `pages.lock`"))
        .hint("run `dossier lock`: any former address will then lead to it")
}

/// A text page has an address that another page had.
#[must_use]
pub fn taken_page(place: Place, path: &str, owner: &str) -> Problem {
    let message = format!("the address `{path}` is one of page `{owner}`, which keeps it");
    Problem::error("duplicate-address", place, message).hint("write another slug")
}

/// The lock file of a letter has an address of another letter.
#[must_use]
pub fn copied_lock(place: Place, slug: &str, (letter, owner): (&LetterId, &LetterId)) -> Problem {
    let message = format!("the lock file of letter `{letter}` has the address `{slug}`, which is one of letter `{owner}` too");
    Problem::error("duplicate-address", place, message).hint(format!(
        "if the folder `{letter}` was copied from `{owner}`, delete this lock file, whose ids and addresses are those of `{owner}`, and run `dossier lock`; if not, restore it from your version control"
    ))
}
