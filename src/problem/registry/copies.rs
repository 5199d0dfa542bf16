//! Kinds of problems of copies of a site.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "lost-address",
        can_be_accepted: true,
        summary: "The site has nothing at an address at which there was a page.",
        explanation: "Readers may have linked to it or quoted it. The addresses of letters and of other pages are kept by lock files, as long as the letter, the page and the language are there. So each page that is recorded in `content/pages.lock`, and each page of the earlier copy that is named with `previous`, must be on the new site, or lead to another page.",
        remedy: "If a letter’s folder was copied without its `letter.lock`, bring that back. Otherwise write the address in `former` of the text page on which readers should find what became of it: in `content/pages/ID/LANGUAGE.md`, from the folder of the language and without `.html`. `dossier build` then writes a page there that leads on. A loss that is meant can be accepted, with a reason.",
    },
    Kind {
        id: "unusable-copy",
        can_be_accepted: false,
        summary: "The earlier copy, with which the site is to be compared, cannot be used.",
        explanation: "The page “What changed” is made of an earlier copy of the site and of the dossier as it is now. Without the copy, or with a damaged one, it would not be true.",
        remedy: "Name the folder of an earlier site, a ZIP archive of it, or a bag, in `previous` of `dossier.toml` or with `--previous`; or leave it out, and the site has no such page.",
    },
    Kind {
        id: "version-not-raised",
        can_be_accepted: true,
        summary: "The dossier differs from the earlier copy, and its version is not a later one.",
        explanation: "The page “What changed” says between which versions. Where both have one name, or the later one has the lower number or the earlier day, readers cannot tell which text a citation means.",
        remedy: "Raise `version` and `published` in `dossier.toml`; or name the copy of the version before in `previous` or with `--previous`.",
    },
];
