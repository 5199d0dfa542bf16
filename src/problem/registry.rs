//! The closed list of kinds of problems, with what each means and whether a publisher can accept it.

mod copies;
mod dossier;
mod exchange;
mod import;
mod links;
mod money;
mod parity;
mod proof;
mod theme;
mod timeline;

/// A kind of problem.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its permanent id.
    pub id: &'static str,
    /// Whether an `[[accept]]` record can let it pass.
    pub can_be_accepted: bool,
    /// What it is.
    pub summary: &'static str,
    /// Why it is a problem.
    pub explanation: &'static str,
    /// How to mend it.
    pub remedy: &'static str,
}

impl Kind {
    /// The record with which a publisher accepts such a problem; `None` if it cannot be accepted.
    #[must_use]
    pub fn accept_record(&self) -> Option<String> {
        let place = if needs_block(self.id) { "letter = \"…\"\nblock = \"…\"\nwords = \"…\"\n" } else { "" };
        self.can_be_accepted.then(|| format!("[[accept]]\nproblem = \"{}\"\n{place}reason = \"…\"\n", self.id))
    }

    /// What a publisher is told on request: why it is a problem, how to mend it, and whether it can be accepted.
    #[must_use]
    pub fn explained(&self) -> String {
        let accept = self.accept_record().map_or_else(String::new, |record| {
            format!("\n\nIt can be accepted with a reason, by a record in `content/dossier.toml`:\n\n{}", record.trim_end())
        });
        format!("{}: {}\n\n{}\n\nTo mend it: {}{accept}", self.id, self.summary, self.explanation, self.remedy)
    }
}

/// All kinds, by what they are about.
pub const GROUPS: &[(&str, &[Kind])] = &[
    ("Files, texts and pages", dossier::KINDS),
    ("Source and edition", proof::KINDS),
    ("Original and translation", parity::KINDS),
    ("Translators and reviewers", exchange::KINDS),
    ("Imported files", import::KINDS),
    ("Names and links", links::KINDS),
    ("Copies", copies::KINDS),
    ("Money", money::KINDS),
    ("Dates", timeline::KINDS),
    ("Themes and languages", theme::KINDS),
];

/// All kinds.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    GROUPS.iter().flat_map(|(_, kinds)| kinds.iter())
}

/// Whether an acceptance must name the letter and the block: one of a whole dossier would switch a check off.
#[must_use]
pub fn needs_block(id: &str) -> bool {
    ["untracked-date", "unlisted-amount"].contains(&id) || parity::KINDS.iter().any(|kind| kind.id == id && kind.id != "no-parity-data")
}

/// Finds a kind by its id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.id == id)
}
