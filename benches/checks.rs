//! How long the checks of editions take: `cargo bench --bench checks`. Holds them to the time that loading the same letters takes.
#![expect(clippy::expect_used, reason = "a benchmark that cannot begin says so")]

use std::path::Path;
use std::time::{Duration, Instant};

use dossier::model::dossier::Dossier;
use dossier::model::letter::LetterId;
use dossier::problem::Problems;
use dossier::theme::Theme;
use dossier::{funding, links, parity, pipeline, proof, reading};

/// How often each measurement is made; the shortest counts, as anything else is the machine's.
const N_RUNS: usize = 7;

/// How many letters the long measurement has.
const N_LETTERS: usize = 1_000;

/// How many actors and how many terms the long measurement of names has.
const N_NAMES: usize = 1_000;

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
        let letter = &mut **letter;
        letter.references.clear();
        letter.date.evidence.clear();
        for passage in letter.corrections.iter_mut().filter_map(|record| record.passage.as_mut()) {
            passage.letter = letter.id.clone();
        }
    }
    many.timeline.events.clear();
    many.timeline.complete = None;
    for actor in &mut many.actors {
        actor.roles.clear();
        actor.passages.clear();
    }
    many.externals.iter_mut().for_each(|external| external.references.clear());
    many.terms.iter_mut().for_each(|term| term.evidence = None);
    many.funding.amounts.clear();
    many.funding.statements.clear();
    many
}

/// The same letters with a thousand actors and a thousand terms, each with two names, made of the letters' own words in order.
fn many_names(many: &Dossier, n_texts: usize, name: impl Fn(&[&str], usize) -> String) -> Dossier {
    let mut named = many.clone();
    for lang in &many.settings.languages {
        let editions = many.letters.iter().take(n_texts).filter_map(|letter| letter.edition(lang));
        let blocks: Vec<_> = editions.flat_map(|edition| &edition.blocks).map(|block| block.text.read()).collect();
        let text: Vec<&str> = blocks.iter().flat_map(|block| block.split_whitespace()).collect();
        let names = |idx: usize| vec![name(&text, 2 * idx), name(&text, 2 * idx + 1)];
        named.actors.resize(N_NAMES, many.actors.first().expect("an actor").clone());
        named.terms.resize(N_NAMES, many.terms.first().expect("a term").clone());
        for (idx, actor) in named.actors.iter_mut().enumerate() {
            actor.id = format!("actor-{idx}");
            actor.wording.aliases.insert(lang.clone(), names(idx));
        }
        for (idx, term) in named.terms.iter_mut().enumerate() {
            term.id = format!("term-{idx}");
            term.forms.aliases.insert(lang.clone(), names(idx + N_NAMES));
        }
    }
    named
}

/// A name that no letter has, though it begins as something in one does.
fn strange(text: &[&str], idx: usize) -> String {
    format!("{}x", known(text, idx))
}

/// A name that letters have: two words that stand next to each other.
fn known(text: &[&str], idx: usize) -> String {
    let word = |idx: usize| text.get(idx % text.len()).copied().unwrap_or_default();
    format!("{} {}", word(idx * 13), word(idx * 13 + 1))
}

/// The amounts of the long measurement of the ledger that each letter has: a sum with its parts, two others, and one of them again.
const ROWS: [&str; 10] = ["national", "ez", "defence", "ocw", "bzk", "lvvn", "vws", "eu", "region", "region-in-letter"];

/// A dossier of many letters of which each states amounts that the ledger has, with a sum and a restatement.
fn many_amounts(shipped: &Dossier) -> Dossier {
    let mut many = shipped.clone();
    let rows: Vec<_> = shipped.funding.amounts.iter().filter(|amount| ROWS.contains(&amount.id.as_str())).collect();
    let source = rows.first().and_then(|row| shipped.letter(&row.passage.letter)).expect("the letter of the amounts");
    let sum = shipped.funding.sums.iter().find(|sum| sum.total == "national").expect("a sum");
    many.letters.clear();
    many.funding.amounts.clear();
    many.funding.sums.clear();
    many.funding.statements.clear();
    many.funding.is_complete = false;
    for idx in 0..N_LETTERS {
        let mut letter = source.clone();
        letter.id = LetterId::parse(&format!("letter-{idx}")).expect("a name");
        for row in &rows {
            let mut row = (*row).clone();
            row.id = format!("{}-{idx}", row.id);
            row.restates = row.restates.map(|id| format!("{id}-{idx}"));
            row.passage.letter = letter.id.clone();
            if let Some(passage) = &mut row.status_passage {
                passage.letter = letter.id.clone();
            }
            many.funding.amounts.push(row);
        }
        let mut sum = sum.clone();
        sum.total = format!("{}-{idx}", sum.total);
        sum.parts.iter_mut().for_each(|part| *part = format!("{part}-{idx}"));
        many.funding.sums.push(sum);
        many.letters.push(letter);
    }
    many
}

/// Measures the check of the ledger.
fn measure_ledger(shipped: &Dossier, theme: &Theme) {
    let tally = |dossier: &Dossier| {
        let mut problems = Problems::default();
        funding::tally(dossier, &reading::languages(dossier, &theme.locales), &mut problems);
        problems.settle(&dossier.settings.accepts);
        let wrong = problems.list.iter().find(|problem| problem.id != "unused-accept");
        assert!(wrong.is_none(), "{:?}", wrong.map(|problem| &problem.message));
    };
    let many = many_amounts(shipped);
    let (few, thousand) = (shortest(|| tally(shipped)), shortest(|| tally(&many)));
    println!("ledger: shipped {few:.1?}; {} amounts in {} letters {thousand:.1?}", many.funding.amounts.len(), many.letters.len());
}

fn main() {
    let (shipped, theme) = load();
    measure_ledger(&shipped, &theme);
    let many = many(&shipped);
    let prove = |dossier: &Dossier| {
        let mut problems = Problems::default();
        proof::prove(dossier, &mut problems);
        assert!(problems.list.is_empty(), "{:?}", problems.list.first().map(|problem| &problem.message));
    };
    let resolve = |dossier: &Dossier| links::resolve(dossier, &theme.locales, &[], &mut Problems::default());
    let (few_links, many_links) = (resolve(&shipped), resolve(&many));
    let compare = |dossier: &Dossier| {
        let mut problems = Problems::default();
        let links = if dossier.letters.len() == many.letters.len() { &many_links } else { &few_links };
        parity::check(dossier, links, &reading::languages(dossier, &theme.locales), &mut problems);
        assert!(problems.list.is_empty(), "{:?}", problems.list.first().map(|problem| &problem.message));
    };
    let loading = shortest(|| drop(load()));
    println!("loading the {} shipped letters: {loading:.1?}", shipped.letters.len());
    for (name, act) in [("proof", &prove as &dyn Fn(&Dossier)), ("parity", &compare)] {
        let (few, thousand) = (shortest(|| act(&shipped)), shortest(|| act(&many)));
        let ratio = few.as_secs_f64() / loading.as_secs_f64();
        println!("{name}: shipped {few:.1?} ({ratio:.2} of loading); {N_LETTERS} letters {thousand:.1?}");
    }
    let few = shortest(|| drop(resolve(&shipped)));
    let thousand = shortest(|| drop(resolve(&many)));
    println!("links: shipped {few:.1?}; {N_LETTERS} letters {thousand:.1?}");
    let rare = |text: &[&str], idx: usize| if idx.is_multiple_of(10) { known(text, idx) } else { strange(text, idx) };
    for (what, name) in [("none named", &strange as &dyn Fn(&[&str], usize) -> String), ("one in ten named", &rare)] {
        let named = many_names(&many, shipped.letters.len(), name);
        let time = shortest(|| drop(resolve(&named)));
        let n_mentions: usize = resolve(&named).mentions.values().map(Vec::len).sum();
        let (ratio, each) = (time.as_secs_f64() / thousand.as_secs_f64(), n_mentions / N_LETTERS);
        println!(
            "links: {N_LETTERS} letters, {N_NAMES} actors, {N_NAMES} terms, {what}: {time:.1?} ({ratio:.2}×; a letter names {each} actors)"
        );
    }
}
