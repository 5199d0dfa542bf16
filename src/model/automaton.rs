//! How automata are made that find many words or a pattern in texts: quickly for little text, so that they search quickly for much.

use aho_corasick::AhoCorasickKind;
use regex_automata::meta::{BuildError, Regex};

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

/// Makes a pattern ready that may take so many bytes, for little text or for much. The error is what is wrong in it.
pub fn pattern(find: &str, max_size: usize, is_little: bool) -> Result<Regex, String> {
    // For each place in which a pattern stands in a text these find its groups quicker; both take longer to make than all else, and
    // memory that is new.
    let config = Regex::config().onepass(!is_little).dfa(!is_little);
    Regex::builder().configure(config.nfa_size_limit(Some(max_size))).build(find).map_err(|error| fault(&error))
}

/// What is wrong in a pattern.
fn fault(error: &BuildError) -> String {
    let size = || error.size_limit().map(|limit| format!("Compiled regex exceeds size limit of {limit} bytes."));
    error.syntax_error().map(ToString::to_string).or_else(size).unwrap_or_else(|| error.to_string())
}
