//! Official numbers as a reader meets them: with what kind of number it is, and the address of the official publication.

use serde::Serialize;

use super::page::Page;
use crate::model::letter::Number;

/// An official number.
#[derive(Debug, Serialize)]
pub(super) struct NumberView {
    /// What kind of number.
    kind: String,
    /// The number.
    value: String,
    /// The address of the official publication, derived from the number; none where the dossier has no pattern for it.
    address: Option<String>,
    /// The host of that address.
    host: String,
}

/// Official numbers.
pub(super) fn of(page: &Page<'_>, numbers: &[Number]) -> Vec<NumberView> {
    numbers.iter().map(|number| view(page, number)).collect()
}

/// An official number.
fn view(page: &Page<'_>, number: &Number) -> NumberView {
    let kind = page.stage.inputs.dossier.settings.number_kinds.get(&number.kind);
    let address = kind.and_then(|kind| kind.address(&number.value));
    let host = address.as_ref().and_then(|address| address.split("//").nth(1)?.split('/').next().map(str::to_owned));
    NumberView {
        kind: kind.map_or_else(|| number.kind.clone(), |kind| page.text(&kind.name)),
        value: number.value.clone(),
        address,
        host: host.unwrap_or_default(),
    }
}
