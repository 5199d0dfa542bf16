//! A page that stands alone: what changed between two copies, in one file that asks for nothing, with the look of the shipped theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::direction::Directions;
use super::{lists, templates};
use crate::changes::Changes;
use crate::model::file::SourceFile;
use crate::model::locale::Locale;

/// The signs of base64.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What changed, as a page.
///
/// # Errors
/// If the template cannot be filled: with what is wrong in it.
pub fn changes(changes: &Changes, locale: &Locale, (files, style): (&BTreeMap<String, Arc<SourceFile>>, &str)) -> Result<String, String> {
    let view = lists::alone(changes, locale);
    let list = templates::fill_alone(files, (locale, "changes-list.html"), &view)?;
    let title = format!("{} {} → {}", locale.word("nav.changes"), changes.old.version, changes.new.version);
    let title = escaped(&changes.new.title.get(locale.lang.tag()).map_or_else(|| title.clone(), |dossier| format!("{title} – {dossier}")));
    let attributes = Directions::new([&locale.lang].into_iter()).attributes(locale.lang.tag());
    let policy = format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", base64(&Sha256::digest(style)));
    Ok(format!(
        "<!DOCTYPE html>\n<html{attributes}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body class=\"is-changes\">\n<main id=\"content\">\n\
         <article class=\"list\">\n<header class=\"head\"><h1>{}</h1></header>\n{list}\n</article>\n</main>\n</body>\n</html>\n",
        escaped(locale.word("nav.changes"))
    ))
}

/// A text that is safe in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Bytes in base64.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().chain([0, 0].iter()).take(3).fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
        for place in 0..4 {
            let sign = SIGNS.get(number >> (18 - 6 * place) & 63).copied().unwrap_or(b'=');
            text.push(char::from(if place <= three.len() { sign } else { b'=' }));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_in_base64() {
        let found = ["", "f", "fo", "foo", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(found, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]);
    }
}
