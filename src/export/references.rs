//! References in the data files: both ends, the words that say so, and documents outside the dossier.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Inputs, quoted, texts};
use crate::links::Incoming;
use crate::model::letter::{Letter, LetterId, Number, Passage};
use crate::model::records::External;
use crate::model::reference::{End, Reference, Target};

/// A reference.
#[derive(Serialize)]
pub(super) struct ReferenceView {
    /// The letter to which it points.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// The block to which it points.
    #[serde(skip_serializing_if = "Option::is_none")]
    to_block: Option<String>,
    /// The document outside the dossier to which it points.
    #[serde(skip_serializing_if = "Option::is_none")]
    external: Option<String>,
    /// How, and the words that say so.
    #[serde(flatten)]
    said: SaidView,
    /// The words of the other end, by language, where the relation holds between two passages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    to_quote: BTreeMap<String, String>,
}

/// How a document refers to another, and the words that say so.
#[derive(Serialize)]
struct SaidView {
    /// How.
    r#type: &'static str,
    /// How it was found.
    found_by: &'static str,
    /// The letter whose words say so, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
    /// The block that refers.
    block: String,
    /// The words that refer, by language.
    quote: BTreeMap<String, String>,
}

/// A reference seen from its target.
#[derive(Serialize)]
pub(super) struct IncomingView {
    /// The letter that refers.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// The document outside the dossier that refers.
    #[serde(skip_serializing_if = "Option::is_none")]
    external: Option<String>,
    /// How, and the words that say so.
    #[serde(flatten)]
    said: SaidView,
}

/// A document outside the dossier.
#[derive(Serialize)]
pub(super) struct ExternalView {
    /// Its id.
    id: String,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// What it is called, by language.
    title: BTreeMap<String, String>,
    /// Its date, as EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// Its official numbers.
    numbers: Vec<NumberView>,
    /// What the dossier knows of it, by language.
    note: BTreeMap<String, String>,
    /// Whether a record of the dossier tells of it; else its number is all that is known.
    is_recorded: bool,
    /// What it is to other documents, as letters say.
    references: Vec<ReferenceView>,
    /// What refers to it.
    referenced_by: Vec<IncomingView>,
}

/// An official number.
#[derive(Serialize)]
pub(super) struct NumberView {
    /// Its kind.
    kind: String,
    /// The number.
    value: String,
    /// The address of the official publication, derived from the number and not checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

/// Official numbers.
pub(super) fn numbers(inputs: &Inputs<'_>, numbers: &[Number]) -> Vec<NumberView> {
    let kinds = &inputs.dossier.settings.number_kinds;
    let view = |number: &Number| NumberView {
        kind: number.kind.clone(),
        value: number.value.clone(),
        address: kinds.get(&number.kind).and_then(|kind| kind.address(&number.value)),
    };
    numbers.iter().map(view).collect()
}

/// What a letter refers to.
pub(super) fn outgoing(inputs: &Inputs<'_>, letter: &Letter) -> Vec<ReferenceView> {
    let all = inputs.links.outgoing.get(&letter.id).into_iter().flatten();
    all.map(|reference| outgoing_view(inputs, reference, Some(&letter.id))).collect()
}

/// What refers to a letter.
pub(super) fn incoming(inputs: &Inputs<'_>, letter: &Letter) -> Vec<IncomingView> {
    inputs.links.incoming.get(&letter.id).into_iter().flatten().map(|incoming| incoming_view(inputs, incoming)).collect()
}

/// The documents outside the dossier.
pub(super) fn externals(inputs: &Inputs<'_>) -> Vec<ExternalView> {
    let recorded = inputs.dossier.externals.iter().map(|external| (external, true));
    let unrecorded = inputs.links.unrecorded.iter().map(|external| (external, false));
    recorded.chain(unrecorded).map(|(external, is_recorded)| external_view(inputs, external, is_recorded)).collect()
}

/// The view of a document outside the dossier.
fn external_view(inputs: &Inputs<'_>, external: &External, is_recorded: bool) -> ExternalView {
    let languages = &inputs.dossier.settings.languages;
    ExternalView {
        id: external.id.clone(),
        kind: external.kind.as_ref().map(|(kind, _)| kind.clone()),
        title: texts(&external.title, languages),
        date: external.date.as_ref().map(ToString::to_string),
        numbers: numbers(inputs, &external.numbers),
        note: texts(&external.note, languages),
        is_recorded,
        references: external.references.iter().map(|reference| outgoing_view(inputs, reference, None)).collect(),
        referenced_by: inputs.links.external.get(&external.id).into_iter().flatten().map(|of| incoming_view(inputs, of)).collect(),
    }
}

/// The view of a reference of a document; `owner` is the letter whose words say so, where nothing else is said.
fn outgoing_view(inputs: &Inputs<'_>, reference: &Reference, owner: Option<&LetterId>) -> ReferenceView {
    let (to, to_block, external) = match &reference.target {
        Target::Letter(id, block) => (Some(id.to_string()), block.clone(), None),
        Target::External(id) => (None, None, Some(id.clone())),
    };
    ReferenceView {
        to,
        to_block,
        external,
        said: said(inputs, reference, owner),
        to_quote: reference.counterpart.as_ref().map(|passage| quoted(inputs, passage)).unwrap_or_default(),
    }
}

/// The view of a reference from its target.
fn incoming_view(inputs: &Inputs<'_>, incoming: &Incoming) -> IncomingView {
    let (from, external) = match &incoming.from {
        End::Letter(id) => (Some(id), None),
        End::External(id) => (None, Some(id.clone())),
    };
    IncomingView { from: from.map(ToString::to_string), external, said: said(inputs, &incoming.reference, from) }
}

/// How a reference says so, and in which words; `owner` is the letter in which they stand where nothing else is said.
fn said(inputs: &Inputs<'_>, reference: &Reference, owner: Option<&LetterId>) -> SaidView {
    let Passage { letter, block, .. } = &reference.evidence;
    SaidView {
        r#type: reference.relation.name(),
        found_by: reference.found_by.name(),
        letter: (owner != Some(letter)).then(|| letter.to_string()),
        block: block.to_string(),
        quote: quoted(inputs, &reference.evidence),
    }
}
