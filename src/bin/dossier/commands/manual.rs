//! Runs `dossier manual`.

use dossier::manual;
use dossier::problem::nearest;

use crate::arguments::Manual;
use crate::exit::Exit;
use crate::report;

/// `dossier manual`
pub fn run(arguments: &Manual) -> Exit {
    let names = manual::names();
    let Some(name) = &arguments.page else { return report::result(&listed(&names), Exit::Done) };
    if let Some(text) = manual::find(name) {
        return report::result(text.trim_end(), Exit::Done);
    }
    let hint = nearest(name, names.iter().map(String::as_str)).map(|near| format!("; did you mean `{near}`?"));
    report::line(&format!("error: the manual has no page `{name}`{}", hint.unwrap_or_default()));
    Exit::Usage
}

/// The pages with their titles, one a line; the page of each kind of problem is found by `problems`.
fn listed(names: &[String]) -> String {
    let shown: Vec<&String> = names.iter().filter(|name| !name.starts_with("problems/")).collect();
    let width = shown.iter().map(|name| name.len()).max().unwrap_or_default();
    let line = |name: &&String| {
        let text = manual::find(name).unwrap_or_default();
        format!("{name:width$}  {}", manual::title(&text))
    };
    shown.iter().map(line).collect::<Vec<_>>().join("\n")
}
