//! How long the search of a large dossier takes to make, and how much memory and how large files: `cargo bench --bench search`.
//!
//! The letters are made up, the same ones each time; what is measured is without the time and memory that their texts take. Only one
//! core works: a language is indexed in one thread. Memory is measured in a process of its own.
#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a benchmark that cannot begin says so, and reads its own memory")]

#[path = "corpus/written.rs"]
mod written;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dossier::model::memo::Memo;
use dossier::search::facets::Facets;
use dossier::search::{Hints, Letter, Limits, Search, Section};
use dossier::site::{Memory, Sink, SitePath};
use written::letter::{self, Corpus, Kind};

/// How often each measurement is made; the shortest counts, as anything else is the machine's.
const N_RUNS: usize = 5;

/// How many letters there are.
const N_LETTERS: usize = 10_000;

/// The texts of a letter.
#[derive(Clone)]
struct Texts {
    /// Its id, which is also its path here.
    id: String,
    /// Its title.
    title: String,
    /// Its numbers.
    numbers: String,
    /// Heading and blocks of each section.
    sections: Vec<(String, Vec<String>)>,
}

/// The Dutch texts of made-up letters, a section for each heading.
fn texts(n_letters: usize) -> Vec<Texts> {
    let corpus = Corpus::new(n_letters);
    let texts = |idx| {
        let letter = letter::letter(&corpus, idx);
        let mut sections = vec![(String::new(), Vec::new())];
        for block in &letter.blocks {
            let text = written::plain(&block.text[0]);
            match (block.kind, sections.last_mut()) {
                (Kind::Heading(..), _) => sections.push((text, Vec::new())),
                (_, Some((_, blocks))) => blocks.push(text),
                _ => (),
            }
        }
        let [title, _] = letter.title;
        Texts { id: letter::id(idx), title, numbers: corpus.number(idx), sections }
    };
    (0..n_letters).map(texts).collect()
}

/// The search of such letters.
fn search<'a>(texts: &'a [Texts]) -> Search<'a> {
    let section = |(heading, blocks): &'a (String, Vec<String>)| -> Section<'a> {
        let blocks = blocks.iter().map(|text| ("p1", text.as_str().into())).collect();
        Section { anchor: "h1".to_owned(), heading: heading.as_str().into(), blocks }
    };
    let letter = |(number, texts): (usize, &'a Texts)| Letter {
        number,
        id: &texts.id,
        path: &texts.id,
        title: &texts.title,
        label: "Brief · 1 januari 2026".to_owned(),
        numbers: texts.numbers.clone(),
        sections: texts.sections.iter().map(section).collect(),
    };
    Search {
        tag: "nl",
        n_letters: texts.len(),
        letters: texts.iter().enumerate().map(letter).collect(),
        hints: Hints::default(),
        words: BTreeMap::new(),
        facets: Facets::default(),
        memo: Memo::default(),
    }
}

/// Counts what it takes.
#[derive(Default)]
struct Counter {
    /// Files.
    n_files: AtomicUsize,
    /// Their bytes.
    n_bytes: AtomicUsize,
}

impl Sink for Counter {
    fn put(&self, _path: SitePath, bytes: Vec<u8>) {
        self.n_files.fetch_add(1, Ordering::Relaxed);
        self.n_bytes.fetch_add(black_box(bytes).len(), Ordering::Relaxed);
    }
}

/// The shortest time that something takes.
fn shortest(n_runs: usize, mut act: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        act();
        start.elapsed()
    };
    (0..n_runs).map(once).min().unwrap_or_default()
}

/// The most memory that this process had so far, in kibibytes; 0 where the system does not say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// Prints how much memory one way of making the files takes above the documents; in a process of its own.
fn print_memory(way: &str) {
    let texts = texts(N_LETTERS);
    let search = search(&texts);
    let before = peak();
    let sink = Counter::default();
    if way == "small" {
        search.put_small(&sink)
    } else {
        search.put_large(&Limits::default(), &sink)
    };
    println!("  memory above the documents ({} MiB): {} MiB", before / 1024, (peak() - before) / 1024);
}

/// Has another process measure memory.
fn measure_memory(way: &str) {
    let program = std::env::current_exe().expect("this program");
    Command::new(program).arg(way).status().expect("a process that measures");
}

/// How many bytes a file has after `gzip -9`.
fn zipped(bytes: &[u8]) -> usize {
    let mut child = Command::new("gzip").arg("-9c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("gzip");
    let mut input = child.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().expect("output");
    writer.join().expect("a writer").expect("a whole file");
    output.stdout.len()
}

/// Prints how many files of a sort there are, and how large.
fn print_sizes(name: &str, files: &[&Vec<u8>]) {
    let mut sorted = files.to_vec();
    sorted.sort_by_key(|bytes| bytes.len());
    let (Some(median), Some(largest)) = (sorted.get(sorted.len() / 2), sorted.last()) else { return };
    let sum: usize = sorted.iter().map(|bytes| bytes.len()).sum();
    let (zipped_median, zipped_largest) = (zipped(median), zipped(largest));
    println!(
        "  {name}: {} files, {sum} bytes; median {} bytes, {zipped_median} by gzip; largest {}, {zipped_largest} by gzip",
        sorted.len(),
        median.len(),
        largest.len()
    );
}

/// Prints the sizes of the files of a large dossier.
fn print_files(search: &Search<'_>) {
    let memory = Memory::default();
    search.put_large(&Limits::default(), &memory);
    let files = memory.into_files();
    let of = |test: &dyn Fn(&str) -> bool| -> Vec<&Vec<u8>> {
        let name = |path: &SitePath| path.as_str().trim_start_matches("search/nl/").trim_end_matches(".js").to_owned();
        files.iter().filter(|(path, _)| test(&name(path))).map(|(_, bytes)| bytes).collect()
    };
    print_sizes("boot", &of(&|name| name == "boot"));
    print_sizes("shards", &of(&|name| name.bytes().all(|byte| byte.is_ascii_digit())));
    print_sizes("lists of words", &of(&|name| name.starts_with("words-")));
    print_sizes("letters", &of(&|name| name.starts_with("letter-")));
}

fn main() {
    if let Some(way) = std::env::args().nth(1).filter(|way| ["small", "large"].contains(&way.as_str())) {
        return print_memory(&way);
    }
    let texts = texts(N_LETTERS);
    let search = search(&texts);
    let blocks = texts.iter().flat_map(|texts| &texts.sections).flat_map(|(_, blocks)| blocks);
    println!("{N_LETTERS} letters, {} bytes of text; one core", blocks.map(String::len).sum::<usize>());
    println!("  copying the texts: {:.0?}", shortest(N_RUNS, || drop(black_box(texts.clone()))));
    let large = || {
        black_box(search.put_large(&Limits::default(), &Counter::default()));
    };
    println!("all files of the search: {:.2?}", shortest(N_RUNS, large));
    measure_memory("large");
    print_files(&search);
    let small = || {
        black_box(search.put_small(&Counter::default()));
    };
    println!("with elasticlunr's own index in one file, once: {:.2?}", shortest(1, small));
    measure_memory("small");
}
