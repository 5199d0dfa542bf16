//! The manifests of a BagIt bag.

use super::Report;
use super::contents::Contents;
use super::manifests::{self, Scope};
use crate::copy::Copy;
use crate::site::manifest::MANIFEST;

/// The manifest of everything that is not payload.
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha512.txt";

/// The file by which a bag says that it is one.
const DECLARATION: &str = "bagit.txt";

/// The folder of the payload.
const PAYLOAD: &str = "data/";

/// The most bytes of a file about the bag that are read.
const MAX_INFO: u64 = 1 << 20;

/// Checks the manifests of a bag, what it says of itself, and the manifest of the site in it.
pub(super) fn check(copy: &Copy, contents: &Contents, prefix: &str, report: &mut Report) {
    let payload = Scope { folder: "", file: MANIFEST.to_owned(), must_list: Box::new(|path| path.starts_with(PAYLOAD)) };
    manifests::check((copy, contents), &payload, prefix, report);
    let is_tag = |path: &str| !path.starts_with(PAYLOAD) && path != TAG_MANIFEST;
    let tags = Scope { folder: "", file: TAG_MANIFEST.to_owned(), must_list: Box::new(is_tag) };
    let tagged = manifests::check((copy, contents), &tags, prefix, report);
    if !copy.has(DECLARATION) && !tagged.contains_key(DECLARATION) {
        report.fault("missing", &format!("{prefix}{DECLARATION}"), "every bag has this file, and it is not there".to_owned());
    }
    if let Some(text) = read(copy, DECLARATION).filter(|text| !text.starts_with("BagIt-Version: ")) {
        let first: String = text.lines().next().unwrap_or_default().chars().take(80).collect();
        report.fault("bad-manifest", &format!("{prefix}bagit.txt"), format!("begins with `{first}`, not with `BagIt-Version: `"));
    }
    if let Some(info) = read(copy, "bag-info.txt") {
        check_size(copy, &info, prefix, report);
    }
    let site = copy.of_site("");
    if copy.has(&copy.of_site(MANIFEST)) && !site.is_empty() {
        manifests::check((copy, contents), &Scope::folder(&site, MANIFEST), prefix, report);
    }
}

/// Holds the size of the payload against what the bag says of it.
fn check_size(copy: &Copy, info: &str, prefix: &str, report: &mut Report) {
    let Some(said) = info.lines().find_map(|line| line.strip_prefix("Payload-Oxum:")) else { return };
    let sizes: Vec<u64> = copy.paths().filter(|path| path.starts_with(PAYLOAD)).filter_map(|path| copy.n_bytes(path)).collect();
    let found = format!("{}.{}", sizes.iter().map(|size| u128::from(*size)).sum::<u128>(), sizes.len());
    if said.trim() != found {
        let said: String = said.trim().chars().take(80).collect();
        report.fault(
            "size-differs",
            &format!("{prefix}bag-info.txt"),
            format!("says `Payload-Oxum: {said}`, and the payload is `{found}`"),
        );
    }
}

/// A small text file; none if it is missing, large or no text.
fn read(copy: &Copy, path: &str) -> Option<String> {
    copy.n_bytes(path).filter(|n_bytes| *n_bytes <= MAX_INFO)?;
    String::from_utf8(copy.read(path).ok()?).ok()
}
