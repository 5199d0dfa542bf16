//! Which kind of automaton finds many words in texts: one that is made quickly for little text, one that searches quickly for much.

use aho_corasick::AhoCorasickKind;

/// From how many bytes of text on an automaton pays that searches quicker than it is made: with the names of a dossier, one that is quick
/// to search takes some milliseconds to make, and saves as much in a few megabytes of text.
const MUCH: usize = 1 << 20;

/// Whether so many bytes of text are too few for automata that only search quickly.
#[must_use]
pub fn is_little(n_bytes: usize) -> bool {
    n_bytes < MUCH
}

/// Returns the kind of automaton that is made quickly, where there are few bytes of text to search; none for much text.
#[must_use]
pub fn quick_to_make(n_bytes: usize) -> Option<AhoCorasickKind> {
    is_little(n_bytes).then_some(AhoCorasickKind::ContiguousNFA)
}
