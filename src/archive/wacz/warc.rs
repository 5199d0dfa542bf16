//! Records of a web archive (WARC 1.1), each compressed by itself, so that one can be read without those before it.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};

/// What a server answers.
pub(super) struct Answer<'a> {
    /// The address that is asked for.
    pub(super) url: &'a str,
    /// The media type.
    pub(super) media_type: &'static str,
    /// The bytes.
    pub(super) body: &'a [u8],
}

/// A record, compressed.
pub(super) struct Record {
    /// Its bytes.
    pub(super) member: Vec<u8>,
    /// The digest of what it holds; of an answer that of the answer's body.
    pub(super) digest: String,
}

impl Record {
    /// The record of an answer that was given at a moment.
    ///
    /// # Errors
    /// If it cannot be compressed.
    pub(super) fn of_answer(answer: &Answer<'_>, date: &str, id: &str) -> io::Result<Self> {
        let Answer { url, media_type, body } = answer;
        let digest = digest(body);
        let mut block = format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes();
        block.extend_from_slice(body);
        let head = format!("WARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Payload-Digest: {digest}\r\n");
        Ok(Self { member: member((&head, date, id), "application/http; msgtype=response", &block)?, digest })
    }

    /// The record that says what an archive is.
    fn of_archive(date: &str, id: &str, name: &str) -> io::Result<Self> {
        let software = concat!("dossier/", env!("CARGO_PKG_VERSION"));
        let fields = format!(
            "software: {software}\r\nformat: WARC File Format 1.1\r\n\
                              conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        );
        let head = format!("WARC-Type: warcinfo\r\nWARC-Filename: {name}\r\n");
        Ok(Self { member: member((&head, date, id), "application/warc-fields", fields.as_bytes())?, digest: digest(fields.as_bytes()) })
    }
}

/// A record as a member of a gzip file.
fn member((head, date, id): (&str, &str, &str), media_type: &str, block: &[u8]) -> io::Result<Vec<u8>> {
    let mut record = format!(
        "WARC/1.1\r\n{head}WARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: {date}\r\nWARC-Block-Digest: {}\r\n\
         Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        digest(block),
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    // No time, no name of a file, no system: the same bytes on every machine.
    let mut member = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    member.write_all(&record)?;
    member.finish()
}

/// A web archive that is being written.
pub(super) struct Warc<'a> {
    /// Where it goes.
    out: &'a mut dyn Write,
    /// How many bytes were written.
    n_bytes: usize,
}

impl<'a> Warc<'a> {
    /// Begins an archive with the record that says what it is.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn begin(out: &'a mut dyn Write, date: &str, id: &str, name: &str) -> io::Result<Self> {
        let mut warc = Self { out, n_bytes: 0 };
        warc.add(&Record::of_archive(date, id, name)?)?;
        Ok(warc)
    }

    /// Adds a record; the byte at which it begins.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn add(&mut self, record: &Record) -> io::Result<usize> {
        let offset = self.n_bytes;
        self.out.write_all(&record.member)?;
        self.n_bytes += record.member.len();
        Ok(offset)
    }
}

/// The digest of some bytes as web archives write it: in base 32, filled up with `=`.
fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", base32(&Sha256::digest(bytes)))
}

/// Bytes in base 32 (RFC 4648), filled up with `=`.
fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for group in bytes.chunks(5) {
        let number = (0..5).fold(0u64, |number, idx| number << 8 | u64::from(group.get(idx).copied().unwrap_or_default()));
        let n_digits = (group.len() * 8).div_ceil(5);
        for idx in 0..8 {
            let digit = usize::try_from(number >> (35 - 5 * idx) & 31).unwrap_or_default();
            text.push(if idx < n_digits { char::from(DIGITS.get(digit).copied().unwrap_or(b'=')) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_32_is_that_of_the_standard() {
        let written = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base32(text.as_bytes()));
        assert_eq!(written, ["", "MY======", "MZXQ====", "MZXW6===", "MZXW6YQ=", "MZXW6YTB", "MZXW6YTBOI======"]);
    }

    #[test]
    fn each_record_is_compressed_by_itself() {
        let mut bytes = Vec::new();
        let mut warc = Warc::begin(&mut bytes, "2026-11-21T00:00:00Z", "id", "x.warc.gz").unwrap();
        let answer = Answer { url: "https://example.org/", media_type: "text/plain", body: b"x" };
        let record = Record::of_answer(&answer, "2026-11-21T00:00:00Z", "id").unwrap();
        let (offset, length) = (warc.add(&record).unwrap(), record.member.len());
        assert_eq!((bytes.len(), bytes.get(offset..offset + 4).unwrap()), (offset + length, &[0x1f, 0x8b, 8, 0][..]));
        assert_eq!(bytes.get(offset + 4..offset + 8).unwrap(), [0; 4], "no time in it");
    }
}
