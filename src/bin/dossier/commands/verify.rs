//! `dossier verify`

use dossier::verify::{self, Report};

use crate::arguments::{ReportForm, Verify};
use crate::exit::Exit;
use crate::report;

/// The most faults that are told one by one to a reader; JSON has them all.
const MAX_TOLD: usize = 200;

/// Proves each copy in turn, and ends as the worst of them does.
pub fn run(arguments: &Verify) -> Exit {
    let mut worst = Exit::Done;
    let (mut reports, mut n_whole) = (Vec::new(), 0);
    for path in &arguments.paths {
        let exit = match verify::verify(path, arguments.fingerprint.as_deref()) {
            Ok(found) => {
                n_whole += usize::from(found.is_whole);
                let exit = exit_of(&found);
                match arguments.format {
                    ReportForm::Json => {
                        reports.push(found);
                        exit
                    }
                    ReportForm::Human => report::told(&told(&found), exit),
                }
            }
            Err(error) => {
                report::line(&format!("error: {}", report::visible(&error.to_string())));
                if error.is_of_machine() { Exit::Machine } else { Exit::Usage }
            }
        };
        worst = worst.max(exit);
    }
    match (arguments.format, arguments.paths.len(), reports.as_slice()) {
        (ReportForm::Json, 1, []) | (ReportForm::Human, 1, _) => worst,
        (ReportForm::Json, 1, [only]) => report::result(&serde_json::to_string_pretty(only).unwrap_or_default(), worst),
        (ReportForm::Json, ..) => report::result(&serde_json::to_string_pretty(&reports).unwrap_or_default(), worst),
        (ReportForm::Human, n_copies, _) => report::result(&format!("{n_whole} of {n_copies} copies are whole"), worst),
    }
}

/// How it ends for a copy.
fn exit_of(found: &Report) -> Exit {
    match found.is_whole {
        _ if found.has_unreadable() => Exit::Machine,
        true => Exit::Done,
        false => Exit::Problems,
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
