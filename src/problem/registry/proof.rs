//! Kinds of problems of the proof that source and corrections give the edition.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[];
