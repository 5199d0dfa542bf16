//! What kinds of files a site has, as browsers and archives name them.

/// The media type of a file.
#[must_use]
pub fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match (name, name.rsplit_once('.').map_or("", |(_, ending)| ending)) {
        ("feed.xml", _) => "application/atom+xml",
        ("opensearch.xml", _) => "application/opensearchdescription+xml",
        (_, "html") => "text/html; charset=utf-8",
        (_, "css") => "text/css; charset=utf-8",
        (_, "js") => "text/javascript; charset=utf-8",
        (_, "json") => "application/json",
        (_, "xml") => "application/xml",
        (_, "svg") => "image/svg+xml",
        (_, "png") => "image/png",
        (_, "jpg" | "jpeg") => "image/jpeg",
        (_, "webp") => "image/webp",
        (_, "ico") => "image/x-icon",
        (_, "woff2") => "font/woff2",
        (_, "pdf") => "application/pdf",
        (_, "csv") => "text/csv; charset=utf-8",
        (_, "txt" | "md" | "toml") => "text/plain; charset=utf-8",
        (_, "bib") => "application/x-bibtex; charset=utf-8",
        (_, "ris") => "application/x-research-info-systems; charset=utf-8",
        _ => "application/octet-stream",
    }
}
