//! The files of the theme, as they lie under `assets/`: each is named by what it holds, so that a browser that has one need not ask
//! whether it is still the same.
//!
//! Here alone it is known how the name of a file in the theme (`style.css`) and that in the site (`assets/style.9f86d081884c7d65.css`)
//! hang together. Copies that older versions made have the first under `assets/` too: what looks for a file finds either.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::SitePath;

/// The folder in which they lie.
pub const FOLDER: &str = "assets/";

/// How many hexadecimal digits of a file's SHA-256 its name has: the first 64 bits.
///
/// A name must not come back for other bytes while a browser may still keep what it had: a year. Only versions of one file of one theme
/// meet under a name. Of a million of them, two would share 64 bits once in some 37 million such themes; and nobody gains by a file that
/// is made to collide, as only who publishes the site can put it there.
const N_DIGITS: usize = 16;

/// The files of a theme by their names in it, each with its place in the site.
#[derive(Debug, Default)]
pub struct Assets {
    /// The files.
    files: BTreeMap<String, Asset>,
}

/// A file of a theme.
#[derive(Debug)]
pub struct Asset {
    /// Where it lies in the site.
    pub path: SitePath,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Assets {
    /// Takes in a file under its name in the theme.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), Asset { path: path(name, &bytes), bytes });
    }

    /// Where a file lies of which the path is known, for one of the theme with its name there: `assets/style.css`. A theme that has no
    /// such file has none there either.
    #[must_use]
    pub fn place(&self, path: &str) -> SitePath {
        path.strip_prefix(FOLDER).and_then(|name| self.path(name)).cloned().unwrap_or_else(|| SitePath::new(path))
    }

    /// Where a file lies in the site, by its name in the theme.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<&SitePath> {
        self.files.get(name).map(|asset| &asset.path)
    }

    /// Finds a file by its name in the theme.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Asset> {
        self.files.get(name)
    }

    /// The files with their names in the theme, in the order of these.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.files.iter().map(|(name, asset)| (name.as_str(), asset))
    }
}

/// Where a file with a name in the theme lies: its digest stands before the ending, by which hosts and disks know what it is.
fn path(name: &str, bytes: &[u8]) -> SitePath {
    let digest: String = Sha256::digest(bytes).iter().take(N_DIGITS / 2).map(|byte| format!("{byte:02x}")).collect();
    let (folder, file) = name.rfind('/').map_or(("", name), |at| name.split_at(at + 1));
    let mut path = format!("{FOLDER}{folder}");
    // Nothing can go wrong in writing to a text.
    _ = match file.rsplit_once('.') {
        Some((stem, ending)) => write!(path, "{stem}.{digest}.{ending}"),
        None => write!(path, "{file}.{digest}"),
    };
    SitePath::new(path)
}

/// The path of a file of the theme without its digest: what it would be called by its name in the theme. Any other path, and that of a
/// file in a copy of an older version, is as it was.
#[must_use]
pub fn without_digest(path: &str) -> String {
    let Some(name) = path.strip_prefix(FOLDER) else { return path.to_owned() };
    let (before, last) = name.rsplit_once('.').unwrap_or((name, ""));
    match before.rsplit_once('.') {
        _ if is_digest(last) => format!("{FOLDER}{before}"),
        Some((stem, digest)) if is_digest(digest) => format!("{FOLDER}{stem}.{last}"),
        _ => path.to_owned(),
    }
}

/// The path of a file of the theme among those of a site, by its name in the theme.
#[must_use]
pub fn find<'a>(paths: &[&'a str], name: &str) -> Option<&'a str> {
    let wanted = format!("{FOLDER}{name}");
    paths.iter().copied().find(|path| without_digest(path) == wanted)
}

/// A page without the digests in the names of its style sheets: what it says, however its styles look.
#[must_use]
pub fn without_styles(page: &[u8]) -> Vec<u8> {
    const ENDING: &[u8] = b".css";
    let mut left = Vec::with_capacity(page.len());
    for byte in page {
        left.push(*byte);
        let Some(before) = left.strip_suffix(ENDING) else { continue };
        let start = before.len().saturating_sub(N_DIGITS + 1);
        let digest = before.get(start..).and_then(|digest| digest.strip_prefix(b"."));
        if digest.and_then(|digest| std::str::from_utf8(digest).ok()).is_some_and(is_digest) {
            left.truncate(start);
            left.extend_from_slice(ENDING);
        }
    }
    left
}

/// Whether a part of a name is a digest.
fn is_digest(part: &str) -> bool {
    part.len() == N_DIGITS && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_what_it_holds() {
        for (name, expected) in [
            ("style.css", "assets/style.9f86d081884c7d65.css"),
            ("own/a.min.js", "assets/own/a.min.9f86d081884c7d65.js"),
            ("own.v2/LICENCE", "assets/own.v2/LICENCE.9f86d081884c7d65"),
        ] {
            assert_eq!(path(name, b"test").as_str(), expected);
            assert_eq!(without_digest(expected), format!("{FOLDER}{name}"));
        }
        assert_ne!(path("style.css", b"test"), path("style.css", b"test "));
    }

    #[test]
    fn a_file_is_found_in_new_sites_and_old_ones() {
        let new = ["assets/own/search.js", "assets/search-box.9f86d081884c7d65.js", "assets/search.9f86d081884c7d65.js"];
        assert_eq!(find(&new, "search.js"), Some(new[2]));
        assert_eq!(find(&["assets/search.js"], "search.js"), Some("assets/search.js"));
        assert_eq!(find(&["search/search.js"], "search.js"), None);
        assert_eq!(without_digest("en/a.9f86d081884c7d65.html"), "en/a.9f86d081884c7d65.html");
        assert_eq!(without_digest("assets/a.9F86d081884c7d65.js"), "assets/a.9F86d081884c7d65.js");
    }

    #[test]
    fn a_page_is_the_same_in_other_styles() {
        let page =
            |digest: &str| format!("<link href=\"../assets/style{digest}.css\"><script src=\"a.9f86d081884c7d65.js\">é").into_bytes();
        assert_eq!(without_styles(&page(".9f86d081884c7d65")), page(""));
        assert_eq!(without_styles(&page("-9f86d081884c7d65")), page("-9f86d081884c7d65"));
        assert_eq!(without_styles(b".css"), b".css");
    }
}
