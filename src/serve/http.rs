//! Answers requests: a file of the site, made from the newest state; the server's own script; news of what changes.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, Response, StatusCode, Uri};
use tokio::sync::mpsc;

use super::address::{decoded, is_ours, site_path};
use super::body::Content;
use super::news;
use super::page::{self, Marks};
use super::site::{Found, Site};
use crate::site::assets::without_styles;
use crate::site::media::media_type;

/// What every answer says: it holds for now only, is what it says it is, and is for pages of this server alone.
const ALWAYS: [(header::HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Answers a request.
pub(super) async fn answer(request: Request<Incoming>, site: Arc<Site>) -> Result<Response<Content>, Infallible> {
    let mut response = match refusal(&request, site.port) {
        Some((status, why)) => plain(status, why),
        None => found(&request, &site).await,
    };
    for (name, value) in ALWAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    Ok(response)
}

/// Why a request is not answered, if it is not: it changes something, was meant for another host, or asks for no file of a site.
fn refusal(request: &Request<Incoming>, port: u16) -> Option<(StatusCode, &'static str)> {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_meant = is_ours(named, port) && request.uri().authority().is_none_or(|authority| is_ours(authority.as_str(), port));
    if !is_meant {
        return Some((StatusCode::FORBIDDEN, "this server answers to its own name only\n"));
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "this server only shows\n"));
    }
    site_path(request.uri().path()).is_none().then_some((StatusCode::BAD_REQUEST, "no site has such an address\n"))
}

/// Answers a request that is answered.
async fn found(request: &Request<Incoming>, site: &Arc<Site>) -> Response<Content> {
    let path = site_path(request.uri().path()).unwrap_or_default();
    match path.strip_prefix(page::OWN) {
        Some("live.js") => file("live.js", page::SCRIPT.into()),
        Some("live.css") => file("live.css", page::STYLES.into()),
        Some("news") => news(request, site),
        Some(_) => plain(StatusCode::NOT_FOUND, "not here\n"),
        None => {
            site.settle().await;
            site_file((&path, request.uri()), site).await
        }
    }
}

/// A file of the site, the way to the page of a folder, or the page that says that there is none.
async fn site_file((path, address): (&str, &Uri), site: &Site) -> Response<Content> {
    let (status, name, bytes) = match site.find(path).await {
        Found::File(bytes) => (StatusCode::OK, path, bytes),
        Found::Folder => return to_folder(address),
        Found::Missing(bytes) => (StatusCode::NOT_FOUND, "404.html", bytes),
        Found::Nothing => (StatusCode::SERVICE_UNAVAILABLE, "503.html", NOTHING.into()),
    };
    let bytes = match String::from_utf8(bytes) {
        Ok(html) if name.ends_with(".html") => page::with_script(&html, marks(&html, site)).into_bytes(),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let mut response = file(name, bytes);
    *response.status_mut() = status;
    response
}

/// The way to the page of a folder that was asked for without the `/` at its end, as ordinary hosts have it.
fn to_folder(address: &Uri) -> Response<Content> {
    let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut response = plain(StatusCode::MOVED_PERMANENTLY, "this is a folder\n");
    // An address that was read is one that a header can have.
    if let Ok(location) = HeaderValue::from_str(&format!("{}/{query}", address.path())) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// The page that stands where none can be made.
pub(super) const NOTHING: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
                       initial-scale=1\">\n<title>No page yet</title>\n</head>\n<body>\n<main>\n<h1>No page yet</h1>\n<p>This page cannot be made \
                       before the errors are mended. It will then appear by itself.</p>\n</main>\n</body>\n</html>\n";

/// The marks of a page.
fn marks(html: &str, site: &Site) -> Marks {
    let look = site.look();
    Marks { page: page_hash(html.as_bytes()), styles: look.styles, rest: look.rest }
}

/// A hash of a page, the same in whatever styles: new ones are taken without loading the page anew.
pub(super) fn page_hash(page: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    without_styles(page).hash(&mut hasher);
    hasher.finish()
}

/// News for a page, as long as its browser listens.
fn news(request: &Request<Incoming>, site: &Arc<Site>) -> Response<Content> {
    let query = request.uri().query().and_then(|query| query.strip_prefix("page="));
    let path = query.and_then(decoded).and_then(|address| site_path(&address)).unwrap_or_default();
    let (events, content) = mpsc::channel(1);
    tokio::spawn(news::tell(path, Arc::clone(site), events));
    let mut response = Response::new(Content::events(content));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response
}

/// A file.
fn file(path: &str, bytes: Vec<u8>) -> Response<Content> {
    let mut response = Response::new(Content::whole(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    response
}

/// A few words.
fn plain(status: StatusCode, words: &str) -> Response<Content> {
    let mut response = file("words.txt", words.into());
    *response.status_mut() = status;
    response
}
