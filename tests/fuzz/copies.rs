//! Copies that strangers made: a ZIP archive is opened and proven, or refused with a reason.

use std::io::{Cursor, Write};

use dossier::{copy, verify};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::choice;
use super::scratch::in_empty;

/// The most bytes of a file that is read whole.
const MAX_READ: u64 = 1 << 20;

/// A copy as an archive: as it is, or made of texts, each with its name before it.
pub(super) fn copy(data: &[u8]) {
    let (which, text) = choice(data, 2);
    let bytes = if which == 0 { data.get(1..).unwrap_or_default().to_vec() } else { packed(&text) };
    in_empty(|scratch| {
        scratch.write("copy.zip", &bytes);
        let path = scratch.root().join("copy.zip");
        match copy::open(&path) {
            Err(error) => assert!(!error.to_string().is_empty()),
            Ok(copy) => {
                for name in copy.paths().filter(|name| copy.n_bytes(name).is_some_and(|n_bytes| n_bytes < MAX_READ)) {
                    let leads_out = name.starts_with('/') || name.split('/').any(|part| part == "..");
                    assert!(!leads_out, "{name:?} leads out of the copy");
                    if let Ok(bytes) = copy.read(name) {
                        assert_eq!(Some(bytes.len() as u64), copy.n_bytes(name), "{name:?}");
                    }
                }
            }
        }
        match verify::verify(&path, None) {
            Err(error) => assert!(!error.to_string().is_empty()),
            Ok(report) => {
                assert_eq!(report.is_whole, report.faults.is_empty());
                assert!(report.faults.iter().all(|fault| !fault.message.is_empty()), "{:?}", report.faults);
                assert!(serde_json::to_string(&report).is_ok());
            }
        }
    });
}

/// An archive of files, which are parted by lines `=== NAME`.
fn packed(text: &str) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut archive = ZipWriter::new(&mut bytes);
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for file in text.split("=== ").skip(1) {
        let (name, content) = file.split_once('\n').unwrap_or((file, ""));
        // The library refuses what no archive can hold: a name twice.
        if archive.start_file(name, options).is_ok() {
            archive.write_all(content.as_bytes()).expect("a file");
        }
    }
    _ = archive.finish().expect("an archive");
    bytes.into_inner()
}
