//! The files beside a letter's text: settings, metadata, records, corrections. What cannot be read is a problem, with its place.

use dossier::model::lang::Lang;
use dossier::model::letter::LetterId;
use dossier::model::markup::Elements;
use dossier::problem::Problems;
use dossier::{config, content, lock, proof};

use super::scratch::{Scratch, in_base};
use super::{choice, errors};

/// The settings of a dossier: they are taken whole, or there is an error; the site's address is one that browsers know.
pub(super) fn settings(data: &[u8]) {
    in_base(|scratch| {
        let kept = scratch.read("content/dossier.toml");
        scratch.write("content/dossier.toml", data);
        let mut problems = Problems::default();
        let settings = config::load(scratch.root(), &mut problems);
        let errors = errors(&problems);
        match &settings {
            None => assert!(!errors.is_empty(), "no settings, and no error"),
            Some(settings) => {
                assert!(!settings.languages.is_empty());
                if let Some(base) = &settings.base_url {
                    assert_eq!(config::checked_base_url(base).as_ref(), Some(base));
                }
                assert!(settings.languages.iter().all(|lang| Lang::parse(lang.tag()).as_ref() == Some(lang)));
            }
        }
        scratch.write("content/dossier.toml", kept.as_bytes());
    });
}

/// The front matter of an edition or a page, or the metadata of a letter: they are taken, or there is an error.
pub(super) fn front_matter(data: &[u8]) {
    let (which, text) = choice(data, 3);
    let (path, text) = match which {
        0 => ("content/letters/first/letter.toml", text),
        1 => ("content/letters/first/nl.md", format!("+++\n{text}\n+++\n\nDe Oude Brug.\n")),
        _ => ("content/pages/about/nl.md", format!("+++\n{text}\n+++\n\nOver.\n")),
    };
    in_base(|scratch| {
        let (n_letters, n_pages, errors) = with_file(scratch, (path, text.as_bytes()), |scratch| {
            let mut problems = Problems::default();
            let settings = config::load(scratch.root(), &mut problems).expect("settings");
            let dossier = content::load(scratch.root(), settings, &mut problems);
            let n_editions = dossier.letters.iter().map(|letter| letter.editions.len()).sum::<usize>();
            (n_editions, dossier.pages.len(), errors(&problems))
        });
        assert!((n_letters, n_pages) == (2, 2) || !errors.is_empty(), "{n_letters} editions, {n_pages} pages, and no error: {text:?}");
    });
}

/// The records beside the letters, and the file of locked ids: the dossier is loaded whatever they hold.
pub(super) fn records(data: &[u8]) {
    let (which, text) = choice(data, 6);
    let names = ["funding.toml", "external.toml", "timeline.toml", "actors.toml", "glossary.toml", "letters/first/letter.lock"];
    let path = format!("content/{}", names[which]);
    in_base(|scratch| {
        with_file(scratch, (&path, text.as_bytes()), |scratch| {
            let mut problems = Problems::default();
            let settings = config::load(scratch.root(), &mut problems).expect("settings");
            let mut dossier = content::load(scratch.root(), settings, &mut problems);
            lock::apply(scratch.root(), &mut dossier, &mut problems);
            _ = errors(&problems);
            // Every block has an id of its own, whatever the lock file says.
            for edition in dossier.letters.iter().flat_map(|letter| &letter.editions) {
                let mut ids: Vec<&str> = edition.blocks.iter().map(|block| block.id.0.as_str()).collect();
                ids.sort_unstable();
                let n_blocks = ids.len();
                ids.dedup();
                assert!(ids.len() == n_blocks && !ids.contains(&""), "{ids:?} of {n_blocks} blocks: {text:?}");
            }
        });
    });
}

/// The corrections of a letter: what they make of the source is the edition, or there is an error that says where it is not.
pub(super) fn corrections(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    in_base(|scratch| {
        let path = "content/letters/first/corrections.toml";
        with_file(scratch, (path, text.as_bytes()), |scratch| {
            let mut problems = Problems::default();
            let settings = config::load(scratch.root(), &mut problems).expect("settings");
            let Some(letter) = content::load_letter(scratch.root(), "first", &settings, &mut problems) else {
                panic!("a broken file of corrections costs the letter: {text:?}");
            };
            let (n_rules, n_records) = (letter.rules.len(), letter.corrections.len());
            let beside = content::load_beside(scratch.root(), &[], Elements::default(), &mut Problems::default());
            let mut dossier = content::assemble(settings, vec![letter], beside, &mut Problems::default());
            lock::apply(scratch.root(), &mut dossier, &mut problems);
            let id = LetterId::parse("first").expect("an id");
            let proofs = proof::prove(&dossier, &mut problems);
            let proof = proofs.get(&id).expect("a proof");
            let errors = errors(&problems);
            let source = String::from_utf8_lossy(&dossier.letters[0].source.bytes()).into_owned();
            let spots = proof.rules.iter().flatten().chain(proof.records.iter().flatten());
            for spot in spots {
                assert!(spot.source.end <= source.len() && spot.lines.0 <= spot.lines.1, "{spot:?}: {text:?}");
            }
            if errors.is_empty() {
                assert!(proof.is_compared, "nothing was compared, and there is no error: {text:?}");
                assert_eq!((proof.rules.len(), proof.records.len()), (n_rules, n_records), "{text:?}");
                assert!(proof.records.iter().all(Option::is_some), "a record without a place, and no error: {text:?}");
            }
        });
    });
}

/// Does something while a file of the dossier is another.
fn with_file<T>(scratch: &Scratch, (path, bytes): (&str, &[u8]), action: impl FnOnce(&Scratch) -> T) -> T {
    let is_there = scratch.root().join(path).exists();
    let kept = is_there.then(|| scratch.read(path));
    scratch.write(path, bytes);
    let result = action(scratch);
    match kept {
        Some(kept) => scratch.write(path, kept.as_bytes()),
        None => scratch.remove(path),
    }
    result
}
