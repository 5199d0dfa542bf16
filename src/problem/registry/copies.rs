//! Kinds of problems of copies of a site.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[Kind {
    id: "unusable-copy",
    can_be_accepted: false,
    summary: "The earlier copy, with which the site is to be compared, cannot be used.",
    explanation: "The page “What changed” is made of an earlier copy of the site and of the dossier as it is now. Without the copy, or with a damaged one, it would not be true.",
    remedy: "Name the folder of an earlier site, a ZIP archive of it, or a bag, in `previous` of `dossier.toml` or with `--previous`; or leave it out, and the site has no such page.",
}];
