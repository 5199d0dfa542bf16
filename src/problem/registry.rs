//! The closed list of kinds of problems, with what each means and whether a publisher can accept it.

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
}

/// All kinds.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    [dossier::KINDS, proof::KINDS, parity::KINDS, timeline::KINDS, exchange::KINDS, import::KINDS, links::KINDS, money::KINDS, theme::KINDS]
        .into_iter()
        .flatten()
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
