//! Files that are packed in advance: beside `page.html` also `page.html.gz` and `page.html.br`, for hosts that send those as they are.
//!
//! What is packed hangs on nothing but a file's bytes: no time, no name and no system is written into it.

use std::io::{self, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression as Level, GzBuilder};

use crate::cache::sound::Sound;
use crate::digest::{Digest, Digester};
use crate::model::hosting::Compression;
use crate::site::{Built, Sink, SitePath};

/// Files with fewer bytes fit into one packet of the network as they are.
pub const MIN_BYTES: usize = 1_024;

/// Endings of files that are text; all others have been packed by those who made them.
const ENDINGS: &[&str] = &["html", "css", "js", "json", "svg", "xml", "txt", "csv", "bib", "ris"];

/// The file of GZIP that names no system.
const NO_SYSTEM: u8 = 255;

/// Hands files on, and beside each that is worth it the same file packed.
pub struct Packed<'a> {
    /// Where the files go.
    sink: &'a dyn Sink,
    /// How they are packed.
    ways: &'a [Compression],
}

impl<'a> Packed<'a> {
    /// Packs what goes to a sink.
    #[must_use]
    pub fn new(sink: &'a dyn Sink, ways: &'a [Compression]) -> Self {
        Self { sink, ways }
    }

    /// Whether files of this name are packed.
    fn is_wanted(&self, path: &SitePath) -> bool {
        !self.ways.is_empty() && is_text(path.as_str())
    }

    /// Puts a file packed, if that is worth it, in every way; what was made of the same bytes before is kept.
    fn pack_all(&self, path: &SitePath, bytes: &[u8]) {
        for way in self.ways.iter().filter(|_| is_worth_it(path.as_str(), bytes)) {
            let packed = SitePath::new(format!("{path}{}", way.ending()));
            let made_of = || Digester::default().with(way.name().as_bytes()).with(bytes).digest();
            if !self.sink.keep(&packed, &made_of) {
                self.sink.put(packed, pack(bytes, *way));
            }
        }
    }

    /// Puts a file packed that was kept.
    fn pack_kept(&self, path: &SitePath) {
        let earlier = self.sink.earlier().filter(|_| self.is_wanted(path));
        if let Some(bytes) = earlier.and_then(|earlier| earlier.read(path)) {
            self.pack_all(path, &bytes);
        }
    }
}

/// Whether a name is that of a file of text.
fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// Whether some bytes are worth it to be packed.
#[must_use]
pub fn is_worth_it(path: &str, bytes: &[u8]) -> bool {
    is_text(path) && MIN_BYTES <= bytes.len()
}

/// Packs some bytes.
#[must_use]
pub fn pack(bytes: &[u8], way: Compression) -> Vec<u8> {
    // Writing into memory cannot fail.
    let packed = match way {
        Compression::Gzip => gzip(bytes),
        Compression::Brotli => brotli(bytes),
    };
    packed.unwrap_or_default()
}

/// The bytes as GZIP, as small as it can be.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(NO_SYSTEM).write(Vec::new(), Level::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The bytes as Brotli, as small as it can be.
fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut bytes, &mut packed, &parameters)?;
    Ok(packed)
}

impl Sink for Packed<'_> {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        self.pack_all(&path, &bytes);
        self.sink.put(path, bytes);
    }

    fn keep(&self, path: &SitePath, made_of: &dyn Fn() -> Digest) -> bool {
        let is_kept = self.sink.keep(path, made_of);
        if is_kept {
            self.pack_kept(path);
        }
        is_kept
    }

    fn keep_drawn(&self, path: &SitePath, drawn_from: &dyn Fn() -> Option<Digest>) -> bool {
        let is_kept = self.sink.keep_drawn(path, drawn_from);
        if is_kept {
            self.pack_kept(path);
        }
        is_kept
    }

    fn must_draw(&self, path: &SitePath) {
        self.sink.must_draw(path);
    }

    fn expect_pages(&self, n_pages: usize) {
        self.sink.expect_pages(n_pages);
    }

    fn begins(&self, stage: &'static str) {
        self.sink.begins(stage);
    }

    fn sound(&self) -> &Sound {
        self.sink.sound()
    }

    fn read_back(&self, path: &SitePath) -> Option<Vec<u8>> {
        self.sink.read_back(path)
    }

    fn earlier(&self) -> Option<&dyn Built> {
        self.sink.earlier()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_is_what_was_put_and_nothing_else() {
        let text = "één brief, ".repeat(500);
        let (gzip, brotli) = (pack(text.as_bytes(), Compression::Gzip), pack(text.as_bytes(), Compression::Brotli));
        let mut unpacked = [String::new(), String::new()];
        flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut unpacked[0]).expect("GZIP");
        brotli::Decompressor::new(brotli.as_slice(), 4_096).read_to_string(&mut unpacked[1]).expect("Brotli");
        assert_eq!(unpacked, [text.clone(), text.clone()]);
        assert!(brotli.len() < gzip.len() && gzip.len() < text.len() / 20, "{} {}", brotli.len(), gzip.len());
        // Neither a time nor a name nor a system stands in the ten bytes with which GZIP begins.
        assert_eq!(gzip.first_chunk::<10>(), Some(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]));
        assert_eq!(gzip, pack(text.as_bytes(), Compression::Gzip));
        assert_eq!(brotli, pack(text.as_bytes(), Compression::Brotli));
    }

    #[test]
    fn small_files_and_pictures_are_left_as_they_are() {
        let large = [b'x'; MIN_BYTES];
        assert!(is_worth_it("nl/index.html", &large) && is_worth_it("data/letters/x.csl.json", &large));
        assert!(!is_worth_it("nl/index.html", &large[1..]) && !is_worth_it("sources/x.pdf", &large) && !is_worth_it("html", &large));
    }
}
