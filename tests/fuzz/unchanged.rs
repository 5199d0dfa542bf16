//! Letters that go to a translator who changes nothing: what comes back says what went out.

use std::path::Path;

use dossier::exchange::Form;
use dossier::lock::Looked;
use dossier::model::letter::{Block, BlockKind, Edition};
use dossier::pipeline::{self, translate};
use dossier::problem::Problems;
use dossier::{config, content};

use super::errors;
use super::scratch::in_base;

/// The original that is handed out, the translation that comes back, and what is written beside them.
const FILES: [&str; 3] = ["content/letters/first/nl.md", "content/letters/first/en.md", "content/letters/first/letter.lock"];

/// An edition's Markdown, handed out without a translation.
pub(super) fn unchanged(data: &[u8]) {
    // Of a carriage return alone XML makes a blank, and Markdown, in braces, none.
    let text = String::from_utf8_lossy(data).replace('\r', "\n");
    in_base(|scratch| {
        let before = FILES.map(|path| scratch.read(path));
        let original = format!("+++\ntitle = \"Brug\"\nslug = \"brug\"\nsummary = \"Over de brug.\"\n+++\n\n{text}");
        scratch.write(FILES[0], original.as_bytes());
        FILES[1..].iter().for_each(|path| scratch.remove(path));
        let back = there_and_back(scratch.root(), &|path, text| scratch.write(path, text.as_bytes()));
        FILES.iter().zip(&before).for_each(|(path, text)| scratch.write(path, text.as_bytes()));
        if let Some((went, came)) = back {
            assert_eq!(went, came, "{text:?}");
        }
    });
}

/// Blocks by what they are and say.
type Said = Vec<(BlockKind, String)>;

/// What went out and what came back; nothing where the letter has errors.
fn there_and_back(root: &Path, write: &dyn Fn(&str, &str)) -> Option<(Said, Said)> {
    let (locks, problems) = pipeline::renew_locks(root, &Looked { at: &[], to: None });
    // A tag that is shown as text can end a paragraph, and have a line end in it: as text that is written it cannot.
    let has_html = problems.list.iter().any(|problem| problem.id == "raw-html");
    if has_html || !errors(&problems).is_empty() {
        return None;
    }
    locks.iter().for_each(|file| write(&file.path, &file.text));
    let (out, problems) = translate::export(root, ("first", "en"), Form::Xliff);
    let _ = errors(&problems);
    write("back.xlf", &with_own_words(&out?));
    let (imported, problems) = translate::import(root, &root.join("back.xlf").to_string_lossy());
    let said: Vec<&str> = problems.list.iter().map(|problem| problem.message.as_str()).collect();
    assert!(imported.is_some(), "not taken back: {said:?}\n{:?}", std::fs::read_to_string(root.join(FILES[0])));
    let imported = imported?;
    write(&imported.path, &imported.text);
    let mut problems = Problems::default();
    let settings = config::load(root, &mut problems)?;
    let dossier = content::load(root, settings, &mut problems);
    let letter = dossier.letters.iter().find(|letter| letter.id.as_str() == "first")?;
    // Of blanks and tabs in a line of prose one blank between two words is as good.
    let words = |line: &str| line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let prose = |text: &str| text.lines().map(words).collect::<Vec<_>>().join("\n");
    let text = |block: &Block| if block.kind == BlockKind::Code { block.text.read().to_string() } else { prose(&block.text.read()) };
    let said = |edition: &Edition| edition.blocks.iter().map(|block| (block.kind.clone(), text(block))).collect();
    let of = |lang: &str| letter.editions.iter().find(|edition| edition.lang.tag() == lang).map(said).unwrap_or_default();
    Some((of("nl"), of("en")))
}

/// A file with the words of the original as their translation.
fn with_own_words(file: &str) -> String {
    let words = |unit: &str| unit.split_once("<source")?.1.split_once('>')?.1.split_once("</source>").map(|(words, _)| words.to_owned());
    let units = file.split_inclusive("</trans-unit>").map(|unit| {
        let Some((start, (words, at))) = unit.find("<target").map(|at| &unit[..at]).zip(words(unit).zip(unit.rfind("</trans-unit>")))
        else {
            return unit.to_owned();
        };
        format!("{start}<target state=\"translated\">{words}</target>\n{}", &unit[at..])
    });
    units.collect()
}
