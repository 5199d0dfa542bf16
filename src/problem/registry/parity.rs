//! Kinds of problems of what a translation says otherwise than its original.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[];
