//! Names that stay the same: UUIDs of version 5, made of what they name.

use uuid::Uuid;

use super::Inputs;

/// A name for a part of the dossier, or of a copy of it: the same for the same dossier, whatever its version.
#[must_use]
pub fn of(inputs: &Inputs<'_>, part: &str) -> String {
    let settings = &inputs.resolved.dossier.settings;
    let titles: Vec<&str> = settings.languages.iter().map(|lang| settings.title.text(lang)).collect();
    let own = settings.base_url.clone().unwrap_or_else(|| titles.join("\n"));
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{own}\n{part}").as_bytes()).to_string()
}
