//! What comes back from a translator: taken whole or not at all, and read as it was written.

use std::sync::{Arc, LazyLock};

use dossier::exchange::{self, Form, Imported};
use dossier::markdown::blocks;
use dossier::model::dossier::Dossier;
use dossier::model::file::SourceFile;
use dossier::problem::Problems;
use dossier::{config, content, lock};

use super::scratch::in_base;
use super::{choice, errors};

/// The small dossier, and its letter as it goes to the translator.
static HANDED_OUT: LazyLock<(Dossier, String)> = LazyLock::new(|| {
    in_base(|scratch| {
        let mut problems = Problems::default();
        let settings = config::load(scratch.root(), &mut problems).expect("settings");
        let mut dossier = content::load(scratch.root(), settings, &mut problems);
        lock::apply(scratch.root(), &mut dossier, &mut problems);
        assert!(!problems.has_errors(), "{:?}", problems.list);
        let lang = dossier.settings.languages[1].clone();
        let text = exchange::export(&dossier, &dossier.letters[0], &lang, Form::Xliff);
        (dossier, text)
    })
});

/// A file that came back, whole; or the words of one unit after the other, a line each.
pub(super) fn translation(data: &[u8]) {
    let (which, text) = choice(data, 2);
    if which == 0 {
        _ = taken(text);
        return;
    }
    let words: Vec<&str> = text.lines().collect();
    let written = with_words(&HANDED_OUT.1, &words);
    let Some(imported) = taken(written.clone()) else { return };
    let export = |text: &str| {
        let file = Arc::new(SourceFile::new(imported.path.clone(), text.to_owned()));
        let body_start = text.rfind("\n+++\n").expect("front matter") + 5;
        blocks::find(&file, body_start, &mut Problems::default())
    };
    // Words without marks stand in the edition as they were written.
    let blocks = export(&imported.text);
    let ids: Vec<String> = HANDED_OUT.0.letters[0].editions[1].blocks.iter().map(|block| block.id.0.clone()).collect();
    assert_eq!(blocks.len(), ids.len(), "{:?}", imported.text);
    for (id, block) in ids.iter().zip(&blocks) {
        let unit = written.split("<trans-unit ").find(|unit| unit.starts_with(&format!("id=\"{id}\"")));
        let target = unit.and_then(|unit| unit.split_once("<target")).and_then(|(_, rest)| rest.split_once('>')).map(|(_, rest)| rest);
        let target = target.and_then(|rest| rest.split_once("</target>")).map_or("", |(words, _)| words);
        // Blanks are no translation.
        if !target.trim().is_empty() && !target.contains('<') {
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(plain(&block.text.read()), plain(&unescaped(target)), "{id} in {:?}", imported.text);
        }
    }
}

/// The file with other words in its targets, as far as there are words.
fn with_words(file: &str, words: &[&str]) -> String {
    let mut out = String::new();
    for (idx, rest) in file.split("<target").enumerate() {
        let word = idx.checked_sub(1).and_then(|idx| words.get(idx)).filter(|word| !word.is_empty());
        match (idx, word, rest.split_once("</target>")) {
            (0, ..) => out.push_str(rest),
            (_, Some(word), Some((_, after))) => {
                let escaped = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                out.push_str(&format!("<target state=\"translated\">{escaped}</target>{after}"));
            }
            _ => out.push_str(&format!("<target{rest}")),
        }
    }
    out
}

/// Words without the references of XML.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// Takes a file back: nothing is taken where there is a problem, and what is taken is an edition without errors.
fn taken(text: String) -> Option<Imported> {
    let dossier = &HANDED_OUT.0;
    let file = Arc::new(SourceFile::new("back.xlf".into(), text));
    let mut problems = Problems::default();
    let received = exchange::read(&file, &mut problems);
    let imported = received.as_ref().and_then(|received| {
        let (letter, lang) = exchange::find(dossier, received, &mut problems)?;
        exchange::import(dossier, (letter, &lang), (&file, received), &mut problems)
    });
    let errors = errors(&problems);
    assert_eq!(imported.is_none(), !errors.is_empty(), "{errors:?}: {:?}", file.text());
    let imported = imported?;
    in_base(|scratch| {
        let kept = scratch.read(&imported.path);
        scratch.write(&imported.path, imported.text.as_bytes());
        let mut problems = Problems::default();
        let mut loaded = content::load(scratch.root(), dossier.settings.clone(), &mut problems);
        lock::apply(scratch.root(), &mut loaded, &mut problems);
        let errors = super::errors(&problems);
        let said: Vec<&str> = problems.list.iter().map(|problem| problem.message.as_str()).collect();
        scratch.write(&imported.path, kept.as_bytes());
        assert!(errors.iter().all(|id| matches!(*id, "unlocked-path")), "{errors:?} {said:?}: {:?}", imported.text);
    });
    Some(imported)
}
