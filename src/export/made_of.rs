//! What the large files of the whole dossier are made of, as digests: none of them has the text of a letter, and one is changed more often
//! than all else.
//!
//! Whoever lets such a file tell more must add it here: the walks of edits in `tests/it/warm.rs` fail where that is forgotten.

use super::Inputs;
use crate::digest::{Digest, Digester};
use crate::model::letter::{Edition, Letter};
use crate::site::SitePath;

/// The digest of all that the citations are made of.
pub(super) fn citations(inputs: &Inputs<'_>) -> Digest {
    let mut digester = metadata(inputs);
    digester.add_hash(&inputs.ledger.amounts.is_empty());
    let funding = inputs.dossier.settings.languages.iter().map(|lang| inputs.routes.page("funding", lang));
    digester.add_hash(&funding.collect::<Vec<_>>());
    digester.digest()
}

/// The digest of all that the file of the dossier is made of.
pub(super) fn dossier(inputs: &Inputs<'_>) -> Digest {
    let links = inputs.links;
    let mut digester = metadata(inputs);
    digester.add_hash(&inputs.listing.pages);
    digester.add_hash(&inputs.dossier.externals);
    digester.add_hash(&(&links.unrecorded, &links.outgoing, &links.incoming, &links.external));
    digester.digest()
}

/// Takes in the settings, the words of the languages, and all of the letters but their texts.
fn metadata(inputs: &Inputs<'_>) -> Digester {
    let settings = &inputs.dossier.settings;
    let mut digester = Digester::default().with(settings.file.text().as_bytes());
    digester.add_hash(&(&settings.base_url, inputs.locales));
    inputs.dossier.letters.iter().for_each(|letter| of_letter(inputs, letter, &mut digester));
    digester
}

/// Takes in a letter without its texts.
fn of_letter(inputs: &Inputs<'_>, letter: &Letter, digester: &mut Digester) {
    let source = &letter.source;
    digester.add_hash(&(&letter.id, &letter.file, &letter.kind, &letter.date, &letter.parties, &letter.numbers, &letter.original));
    digester.add_hash(&(&letter.reviews, &letter.references, &letter.lacks));
    digester.add_hash(&(&source.file, &source.received_as, &source.sha256, source.text.file().is_some()));
    let path = |edition: &Edition| inputs.routes.letter(&letter.id, &edition.lang).map(SitePath::as_str);
    let editions = letter
        .editions
        .iter()
        .map(|edition| (&edition.lang, &edition.title, &edition.summary, &edition.slug, path(edition), letter.gaps_of(edition)));
    digester.add_hash(&editions.collect::<Vec<_>>());
}
