//! What the site's pages load, taken into the file: style sheets and pictures.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::rules::{lowered, without_wide};
use crate::site::assets::{FOLDER, without_digest};
use crate::site::media::media_type;
use crate::site::page::resolve;
use crate::site::{Built, SitePath};

/// The theme's style sheets, one after the other, with what they show in them.
pub(super) fn style(site: &dyn Built) -> String {
    let is_sheet = |path: &&str| path.starts_with(FOLDER) && path.ends_with(".css");
    let mut sheets: Vec<&str> = site.paths().into_iter().filter(is_sheet).collect();
    // What follows what must not hang on digests.
    sheets.sort_by_cached_key(|path| without_digest(path));
    let sheets: Vec<SitePath> = sheets.into_iter().map(SitePath::new).collect();
    let sheets =
        sheets.iter().filter_map(|path| Some(with_files(site, path, &without_wide(&lowered(&String::from_utf8(site.read(path)?).ok()?)))));
    // What ends the element in HTML is in CSS the same with the stroke escaped.
    sheets.collect::<Vec<_>>().join("\n").replace("</", "<\\/")
}

/// A style sheet with the files that it names in it; what the site has not is left empty.
fn with_files(site: &dyn Built, sheet: &SitePath, css: &str) -> String {
    let mut out = String::new();
    let mut parts = css.split("url(");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (address, rest) = part.split_once(')').unwrap_or((part, ""));
        let address = address.trim().trim_matches(['"', '\'']);
        let data = resolve(sheet, address).and_then(|(file, _)| data(site, &file));
        let shown = if address.starts_with("data:") || address.starts_with('#') {
            address.to_owned()
        } else {
            data.unwrap_or_else(|| "data:,".to_owned())
        };
        out.push_str(&format!("url(\"{shown}\"){rest}"));
    }
    out
}

/// A picture of the site as an address that holds it.
pub(super) fn picture(site: &dyn Built, file: &SitePath) -> Option<String> {
    media_type(file.as_str()).starts_with("image/").then(|| data(site, file))?
}

/// A file of the site as an address that holds it.
fn data(site: &dyn Built, file: &SitePath) -> Option<String> {
    let bytes = site.read(file)?;
    Some(format!("data:{};base64,{}", media_type(file.as_str()), STANDARD.encode(bytes)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_sheet_holds_what_it_shows() {
        let files = [("assets/a.css", "a{b:url(i.svg) 0}c{d:url('none.png')}"), ("assets/i.svg", "<svg/>"), ("x.css", "no")];
        let site: BTreeMap<SitePath, Vec<u8>> = files.map(|(path, text)| (SitePath::new(path), text.as_bytes().to_vec())).into();
        assert_eq!(style(&site), "a{b:url(\"data:image/svg+xml;base64,PHN2Zy8+\") 0}c{d:url(\"data:,\")}");
    }
}
