//! How long the checks of editions take: `cargo bench --bench checks`. Holds them to the time that loading the same letters takes.
#![expect(clippy::expect_used, reason = "a benchmark that cannot begin says so")]

use std::path::Path;
use std::time::{Duration, Instant};

use dossier::model::dossier::Dossier;
use dossier::model::letter::LetterId;
use dossier::problem::Problems;
use dossier::theme::Theme;
use dossier::{links, parity, pipeline, proof};

/// How often each measurement is made; the shortest counts, as anything else is the machine's.
const N_RUNS: usize = 7;

/// How many letters the long measurement has.
const N_LETTERS: usize = 1_000;

/// The shortest time that something takes.
fn shortest(mut act: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        act();
        start.elapsed()
    };
    (0..N_RUNS).map(once).min().unwrap_or_default()
}

/// Loads the shipped dossier.
fn load() -> (Dossier, Theme) {
    let mut problems = Problems::default();
    let loaded = pipeline::load(Path::new(env!("CARGO_MANIFEST_DIR")), None, &mut problems);
    assert!(problems.list.is_empty(), "the shipped dossier has problems");
    loaded.expect("settings")
}

/// A dossier of many letters: the shipped ones again and again, each with an id of its own and without words about other letters.
fn many(shipped: &Dossier) -> Dossier {
    let mut many = shipped.clone();
    many.letters = shipped.letters.iter().cycle().take(N_LETTERS).cloned().collect();
    for (idx, letter) in many.letters.iter_mut().enumerate() {
        letter.id = LetterId::parse(&format!("{}-{idx}", letter.id)).expect("a name");
        letter.references.clear();
        letter.date.evidence.clear();
        for passage in letter.corrections.iter_mut().filter_map(|record| record.passage.as_mut()) {
            passage.letter = letter.id.clone();
        }
    }
    many.timeline.events.clear();
    many.timeline.complete = None;
    many.terms.iter_mut().for_each(|term| term.evidence = None);
    many.funding.amounts.clear();
    many.funding.statements.clear();
    many
}

fn main() {
    let (shipped, theme) = load();
    let many = many(&shipped);
    let prove = |dossier: &Dossier| {
        let mut problems = Problems::default();
        proof::prove(dossier, &mut problems);
        assert!(problems.list.is_empty(), "{:?}", problems.list.first().map(|problem| &problem.message));
    };
    let resolve = |dossier: &Dossier| links::resolve(dossier, &[], &mut Problems::default());
    let (few_links, many_links) = (resolve(&shipped), resolve(&many));
    let compare = |dossier: &Dossier| {
        let mut problems = Problems::default();
        let links = if dossier.letters.len() == many.letters.len() { &many_links } else { &few_links };
        parity::check(dossier, links, &theme.locales, &mut problems);
        assert!(problems.list.is_empty(), "{:?}", problems.list.first().map(|problem| &problem.message));
    };
    let loading = shortest(|| drop(load()));
    println!("loading the {} shipped letters: {loading:.1?}", shipped.letters.len());
    for (name, act) in [("proof", &prove as &dyn Fn(&Dossier)), ("parity", &compare)] {
        let (few, thousand) = (shortest(|| act(&shipped)), shortest(|| act(&many)));
        let ratio = few.as_secs_f64() / loading.as_secs_f64();
        println!("{name}: shipped {few:.1?} ({ratio:.2} of loading); {N_LETTERS} letters {thousand:.1?}");
    }
}
