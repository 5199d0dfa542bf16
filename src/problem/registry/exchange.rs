//! Kinds of problems of texts that come back from a translator.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[];
