//! Writes a made-up dossier of many letters: `cargo run --release --example corpus -- LETTERS FOLDER`, a folder that does not yet exist.
//!
//! `dossier lock --root FOLDER` then gives its blocks their ids.

#[path = "written.rs"]
mod written;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let n_letters = args.next().and_then(|text| text.to_str()?.parse().ok()).unwrap_or(0);
    match args.next().map(PathBuf::from) {
        Some(folder) if 0 < n_letters && !folder.exists() => match written::write(&folder, n_letters) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("cannot write {}: {error}", folder.display());
                ExitCode::from(3)
            }
        },
        _ => {
            eprintln!("usage: corpus LETTERS FOLDER, a folder that does not yet exist");
            ExitCode::from(2)
        }
    }
}
