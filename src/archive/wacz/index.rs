//! The index of a web archive (CDXJ): a line for each answer, found by an address turned round.

use serde_json::json;

use super::warc::Record;

/// A line of the index; lines are sorted by what stands before their data.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    /// The address, turned round, and the moment.
    key: String,
    /// What is known of the answer.
    data: String,
}

impl Line {
    /// What the index says of an answer, whose record begins at a byte of the archive.
    pub(super) fn new((url, media_type): (&str, &str), date: &str, (record, offset): (&Record, usize)) -> Self {
        let moment: String = date.chars().filter(char::is_ascii_digit).collect();
        let mime = media_type.split(';').next().unwrap_or_default();
        let data = json!({
            "url": url,
            "mime": mime,
            "status": "200",
            "digest": record.digest,
            "length": record.member.len().to_string(),
            "offset": offset.to_string(),
            "filename": "data.warc.gz",
        });
        Self { key: format!("{} {moment}", turned(url)), data: data.to_string() }
    }

    /// The line.
    pub(super) fn text(&self) -> String {
        format!("{} {}", self.key, self.data)
    }
}

/// An address turned round (SURT), so that those of one host stand together: `org,example)/dossier/nl`.
fn turned(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).to_ascii_lowercase();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => (name, Some(port)),
        _ => (host.as_str(), None),
    };
    let usual = if scheme == "http" { "80" } else { "443" };
    let port = port.filter(|port| *port != usual).map(|port| format!(":{port}")).unwrap_or_default();
    let name = without_www(name);
    let is_number = name.starts_with('[') || name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let name = if is_number { name.to_owned() } else { name.split('.').rev().collect::<Vec<_>>().join(",") };
    let path = path.strip_suffix('/').unwrap_or(path).to_lowercase();
    format!("{name}{port})/{path}")
}

/// A host without `www.`, `www2.` and the like before it.
fn without_www(host: &str) -> &str {
    let rest = host.strip_prefix("www").map(|rest| rest.trim_start_matches(|char: char| char.is_ascii_digit()));
    rest.and_then(|rest| rest.strip_prefix('.')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_turned_round_as_crawlers_do() {
        for (url, expected) in [
            ("https://example.org/", "org,example)/"),
            ("https://www.Example.org/dossier/", "org,example)/dossier"),
            ("https://www2.example.org/nl/A.html", "org,example)/nl/a.html"),
            ("http://example.org:8080/x", "org,example:8080)/x"),
            ("https://example.org:443/x", "org,example)/x"),
            ("http://127.0.0.1:4280/x", "127.0.0.1:4280)/x"),
        ] {
            assert_eq!(turned(url), expected, "{url}");
        }
    }
}
