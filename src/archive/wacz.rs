//! The site as a web archive (WACZ 1.1.1 with WARC 1.1): as a crawler would have taken it from its address on the day of publication.
//!
//! Only of a site that knows its address. Nothing is fetched: what a server would answer is what the files say.

mod index;
mod warc;

use std::io::{self, Write};

use rayon::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::pack::{Pack, Packer};
use super::{Folder, Inputs, read, uuid};
use crate::site::SitePath;
use crate::site::media::media_type;
use index::Line;
use warc::{Answer, Record, Warc};

/// Writes the web archive; nothing where the site does not know its address.
///
/// # Errors
/// If it cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    let Some(base_url) = inputs.resolved.dossier.settings.base_url.as_deref() else { return Ok(()) };
    let web = Web { inputs, base_url };
    folder.file(&format!("{}.wacz", inputs.stem()), &mut |out| web.write(Pack::begin(Packer::new(inputs), out)))
}

/// How many files are made into records side by side: more would only take memory.
const N_SIDE_BY_SIDE: usize = 128;

/// A site on the web.
struct Web<'a> {
    /// What it is made of.
    inputs: &'a Inputs<'a>,
    /// Its address.
    base_url: &'a str,
}

/// A file of the archive, for the list of them.
struct Resource {
    /// Where it lies.
    path: &'static str,
    /// Its SHA-256, in hexadecimal.
    sha256: String,
    /// How many bytes it has.
    n_bytes: u64,
}

impl Web<'_> {
    /// Writes the files of the archive.
    fn write(&self, mut pack: Pack<'_>) -> io::Result<()> {
        let mut lines = Vec::new();
        let mut warc = None;
        pack.add_stored("archive/data.warc.gz", &mut |out| {
            let mut hashed = Hashed { out, hash: Sha256::new(), n_bytes: 0 };
            lines = self.records(&mut hashed)?;
            warc = Some(Resource { path: "archive/data.warc.gz", sha256: hex(&hashed.hash.finalize()), n_bytes: hashed.n_bytes });
            Ok(())
        })?;
        lines.sort();
        let index: String = lines.iter().map(|line| line.text() + "\n").collect();
        let others = [("indexes/index.cdx", index), ("pages/pages.jsonl", self.pages())];
        let mut resources: Vec<Resource> = warc.into_iter().collect();
        for (path, text) in others {
            pack.add(path, text.as_bytes())?;
            resources.push(Resource { path, sha256: hex(&Sha256::digest(&text)), n_bytes: u64::try_from(text.len()).unwrap_or(u64::MAX) });
        }
        let package = pretty(&self.package(&resources));
        pack.add("datapackage.json", package.as_bytes())?;
        let digest = json!({"path": "datapackage.json", "hash": format!("sha256:{}", hex(&Sha256::digest(&package)))});
        pack.add("datapackage-digest.json", pretty(&digest).as_bytes())?;
        pack.finish()
    }

    /// Writes the records; what the index says of each answer.
    fn records(&self, out: &mut dyn Write) -> io::Result<Vec<Line>> {
        let settings = &self.inputs.resolved.dossier.settings;
        let date = self.date();
        let mut lines = Vec::new();
        let mut warc = Warc::begin(out, &date, &self.id("warc"), &format!("{}.warc.gz", settings.version))?;
        let paths = self.inputs.site.paths();
        // The entrance is found at two addresses.
        let urls = paths
            .iter()
            .flat_map(|path| [Some(self.url(path)), (*path == "index.html").then(|| self.base_url.to_owned())].map(|url| (*path, url)));
        let urls: Vec<(&str, String)> = urls.filter_map(|(path, url)| Some((path, url?))).collect();
        for some in urls.chunks(N_SIDE_BY_SIDE) {
            let record = |(path, url): &(&str, String)| {
                let body = read(self.inputs.site, path)?;
                Record::of_answer(&Answer { url, media_type: media_type(path), body: &body }, &date, &self.id(url))
            };
            let records: Vec<Record> = some.par_iter().map(record).collect::<io::Result<_>>()?;
            for ((path, url), record) in some.iter().zip(&records) {
                lines.push(Line::new((url, media_type(path)), &date, (record, warc.add(record)?)));
            }
        }
        Ok(lines)
    }

    /// The pages of the site, one a line.
    fn pages(&self) -> String {
        let mut lines = vec![json!({"format": "json-pages-1.0", "id": "pages", "title": "Pages"})];
        let date = self.date();
        let mut page = |url: String, title: &str| {
            let id = self.id(&format!("page {url}"));
            lines.push(json!({"id": id, "url": url, "ts": date, "title": title}));
        };
        for entry in self.inputs.resolved.listing.pages.iter().filter(|entry| !matches!(entry.kind.as_str(), "not-found" | "redirect")) {
            page(self.url(entry.path.as_str()), &entry.title);
        }
        lines.into_iter().map(|line| format!("{line}\n")).collect()
    }

    /// What the archive says of itself.
    fn package(&self, resources: &[Resource]) -> Value {
        let settings = &self.inputs.resolved.dossier.settings;
        let first = settings.languages.first();
        let resources: Vec<Value> = resources
            .iter()
            .map(|Resource { path, sha256, n_bytes }| {
                let name = path.rsplit('/').next().unwrap_or(path);
                json!({"name": name, "path": path, "hash": format!("sha256:{sha256}"), "bytes": n_bytes})
            })
            .collect();
        json!({
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": first.map(|lang| settings.title.text(lang)),
            "description": first.map(|lang| settings.description.text(lang)),
            "created": self.date(),
            "modified": self.date(),
            "software": concat!("dossier ", env!("CARGO_PKG_VERSION")),
            "mainPageUrl": self.url("index.html"),
            "mainPageDate": self.date(),
            "resources": resources,
        })
    }

    /// The moment of every record: the beginning of the day of publication.
    fn date(&self) -> String {
        format!("{}T00:00:00Z", self.inputs.resolved.dossier.settings.published)
    }

    /// The full address of a file.
    fn url(&self, path: &str) -> String {
        format!("{}{}", self.base_url, SitePath::new(path))
    }

    /// The name of a part of the archive.
    fn id(&self, part: &str) -> String {
        uuid::of(self.inputs, &format!("wacz {} {part}", self.inputs.resolved.dossier.settings.version))
    }
}

/// Hands bytes on, and hashes and counts them.
struct Hashed<'a> {
    /// Where they go.
    out: &'a mut dyn Write,
    /// Their hash.
    hash: Sha256,
    /// How many there were.
    n_bytes: u64,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..n_written).unwrap_or(bytes));
        self.n_bytes += u64::try_from(n_written).unwrap_or(u64::MAX);
        Ok(n_written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Bytes in hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A value as indented JSON with a line feed at the end.
fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
