//! `dossier verify`

use dossier::verify::{self, Report};

use crate::arguments::{ReportForm, Verify};
use crate::exit::Exit;
use crate::report;

/// The most faults that are told one by one to a reader; JSON has them all.
const MAX_TOLD: usize = 200;

/// Proves a copy.
pub fn run(arguments: &Verify) -> Exit {
    match verify::verify(&arguments.path, arguments.fingerprint.as_deref()) {
        Ok(found) => {
            let exit = if found.has_unreadable() {
                Exit::Machine
            } else if found.is_whole {
                Exit::Done
            } else {
                Exit::Problems
            };
            match arguments.format {
                ReportForm::Json => report::result(&serde_json::to_string_pretty(&found).unwrap_or_default(), exit),
                ReportForm::Human => report::result(&told(&found), exit),
            }
        }
        Err(error) => {
            report::line(&format!("error: {}", report::visible(&error.to_string())));
            if error.is_of_machine() { Exit::Machine } else { Exit::Usage }
        }
    }
}

/// A report for reading.
fn told(found: &Report) -> String {
    let mut lines = Vec::new();
    if let Some(about) = &found.dossier {
        lines.push(format!("{}, version {}, published on {}", about.title, about.version, about.published));
    }
    for fault in found.faults.iter().take(MAX_TOLD) {
        let at = if fault.path.is_empty() { String::new() } else { format!("{}: ", fault.path) };
        lines.push(format!("{}: {at}{}", fault.kind, fault.message));
    }
    if MAX_TOLD < found.faults.len() {
        lines.push(format!("… and {} more; `--format json` lists all", found.faults.len() - MAX_TOLD));
    }
    lines.extend(found.notes.iter().map(|note| format!("note: {note}")));
    for fingerprint in &found.fingerprints {
        let is_expected = if fingerprint.is_expected == Some(true) { ", as expected" } else { "" };
        lines.push(format!("SHA-512 of {}{is_expected}: {}", fingerprint.of, fingerprint.sha512));
    }
    let checked = &found.checked;
    lines.push(format!(
        "{}: {}, {} bytes, {}, {}, {}",
        match found.kind {
            "copies" => "a folder of copies",
            "bag" => "a bag",
            "data" => "data files",
            "site" => "a site",
            "folder" => "a folder of files",
            _ => "a file",
        },
        report::counted(checked.files, "file"),
        checked.bytes,
        report::counted(checked.manifest_lines, "line") + " of manifests",
        report::counted(checked.links, "link"),
        report::counted(checked.sums, "sum")
    ));
    lines.push(match found.faults.len() {
        0 => format!("{} is whole", found.path),
        number => format!("{} is not whole: {}", found.path, report::counted(number, "fault")),
    });
    lines.iter().map(|line| report::visible(line).replace('\n', "\\n")).collect::<Vec<_>>().join("\n")
}
