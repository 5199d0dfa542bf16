//! What every finished site must be, whatever it was made of: whole, well formed, without code in its pages.

use std::collections::BTreeMap;

use dossier::site::{SitePath, page};
use html5gum::{Token, Tokenizer};
use serde_json::Value;

/// Elements that have no end.
const VOID: &[&[u8]] = &[b"area", b"base", b"br", b"col", b"hr", b"img", b"input", b"link", b"meta", b"source", b"wbr"];

/// Checks a site: every page that it lists is there, every file of data can be read, every page is well formed.
pub(crate) fn check_site(files: &BTreeMap<SitePath, Vec<u8>>) -> Result<(), String> {
    for (path, bytes) in files {
        let text = || std::str::from_utf8(bytes).map_err(|_| format!("{path} is no text"));
        if path.as_str().ends_with(".html") {
            check_page(text()?).map_err(|error| format!("{path}: {error}"))?;
        } else if path.as_str().ends_with(".json") {
            serde_json::from_str::<Value>(text()?).map_err(|error| format!("{path}: {error}"))?;
        }
    }
    let described = files.get(&SitePath::new("data/dossier.json")).ok_or("no data/dossier.json")?;
    let described: Value = serde_json::from_slice(described).map_err(|error| error.to_string())?;
    let pages = described["pages"].as_array().ok_or("no pages")?;
    let missing = pages.iter().filter_map(|page| page["path"].as_str()).find(|path| !files.contains_key(&SitePath::new(*path)));
    missing.map_or(Ok(()), |path| Err(format!("there is no page {path}")))
}

/// Checks a page: no code in it, and every element that begins ends where it should.
pub(crate) fn check_page(html: &str) -> Result<(), String> {
    let facts = page::facts(html);
    if !facts.code.is_empty() || !facts.requests.is_empty() || !facts.repeated.is_empty() {
        return Err(format!("{:?} {:?} {:?}", facts.code, facts.requests, facts.repeated));
    }
    let mut open: Vec<Vec<u8>> = Vec::new();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) if !tag.self_closing && !VOID.contains(&tag.name.as_slice()) => open.push(tag.name.to_vec()),
            Token::EndTag(tag) => {
                let last = open.pop().unwrap_or_default();
                if last != tag.name.as_slice() {
                    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    return Err(format!("`</{}>` ends `<{}>`, inside {} others", name(&tag.name), name(&last), open.len()));
                }
            }
            Token::Error(error) => return Err(format!("{error:?}")),
            _ => {}
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{} elements have no end", open.len())) }
}
