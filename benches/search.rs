//! How long the search of a large dossier takes to make, and how much memory and how large files: `cargo bench --bench search`.
//!
//! The letters are made up, the same ones each time; what is measured is without the time and memory that their texts take. Only one
//! core works: a language is indexed in one thread. Memory is measured in a process of its own.
#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a benchmark that cannot begin says so, and reads its own memory")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dossier::search::facets::Facets;
use dossier::search::{Hints, Letter, Limits, Search, Section};
use dossier::site::{Memory, Sink, SitePath};

/// How often each measurement is made; the shortest counts, as anything else is the machine's.
const N_RUNS: usize = 5;

/// How many letters there are.
const N_LETTERS: usize = 10_000;

/// How many sections a letter has, and how many words each.
const SECTIONS: (usize, usize) = (6, 100);

/// The commonest words.
const COMMON: &[&str] = &[
    "de", "van", "het", "een", "en", "in", "dat", "is", "op", "te", "voor", "met", "zijn", "die", "aan", "er", "niet", "om", "ook", "als",
    "bij", "worden", "door", "naar", "over", "wordt", "heeft", "kunnen", "deze", "uit", "tot", "maar", "zal", "welke", "tussen", "meer",
];

/// What other words are made of.
const SYLLABLES: &[&str] = &[
    "be", "ge", "ver", "ont", "aan", "af", "in", "op", "uit", "voor", "over", "reken", "net", "stroom", "kamer", "brief", "vraag", "wet",
    "raad", "land", "zorg", "bouw", "markt", "prijs", "klim", "dok", "tra", "mon", "sel", "kol", "pin", "rij", "schap", "werk", "huis",
    "veld", "dijk", "molen", "kracht", "gif", "ban", "dor", "lem", "nis", "pol", "ruim", "stel", "vorm", "wijz", "zak",
];

/// How words end.
const ENDINGS: &[&str] = &["en", "", "s", "ing", "heid", "", "e", "lijk", "er", "", "ingen", "t"];

/// Numbers that follow from each other, the same on every machine.
struct Chance(u64);

impl Chance {
    /// A number below another.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    /// One of some things.
    fn one<'a>(&mut self, things: &[&'a str]) -> &'a str {
        things.get(self.below(things.len())).copied().unwrap_or_default()
    }

    /// A word by Zipf's law: half as often at twice the rank.
    fn word(&mut self, n_words: usize) -> String {
        let octave = self.below(usize::try_from(n_words.ilog2()).unwrap_or_default() + 1);
        let rank = (1 << octave) + self.below(1 << octave) - 1;
        if let Some(word) = COMMON.get(rank) {
            return (*word).to_owned();
        }
        let mut rest = (rank - COMMON.len()) / ENDINGS.len();
        let ending = ENDINGS.get((rank - COMMON.len()) % ENDINGS.len()).copied().unwrap_or_default();
        let mut word = String::new();
        while word.is_empty() || 0 < rest {
            word.push_str(SYLLABLES.get(rest % SYLLABLES.len()).copied().unwrap_or_default());
            rest /= SYLLABLES.len();
        }
        word + ending
    }

    /// A number, an amount or a code, as letters print them.
    fn number(&mut self) -> String {
        match self.below(8) {
            0 => format!("€ {},{} miljoen", self.below(900), self.below(10)),
            1 => format!("€ {}.{:03}.{:03}", 1 + self.below(99), self.below(1000), self.below(1000)),
            2 => format!("{}%", self.below(101)),
            3 => format!("{}Z{:05}", 2010 + self.below(17), self.below(30_000)),
            4 => format!("{}-{}", 20_000 + self.below(17_000), self.below(2_000)),
            5 => format!("{} januari", 1 + self.below(31)),
            _ => (1990 + self.below(40)).to_string(),
        }
    }

    /// Running text of some words.
    fn text(&mut self, n_words: usize, vocabulary: usize) -> String {
        let mut text = String::new();
        let mut is_start = true;
        for number in 0..n_words {
            let mut word = match self.below(60) {
                0 => self.number(),
                1 => format!("AI-{}", self.word(vocabulary)),
                2 => format!("({})", self.word(vocabulary)),
                3 => format!("één{}", self.word(vocabulary)),
                _ => self.word(vocabulary),
            };
            if std::mem::take(&mut is_start)
                && let Some(first) = word.get_mut(..1)
            {
                first.make_ascii_uppercase();
            }
            text.push_str(&word);
            let is_end = self.below(14) == 0;
            text.push_str(if is_end { ". " } else { self.one(&[" ", " ", " ", " ", " ", " ", " ", " ", ", "]) });
            is_start = is_end || number + 1 == n_words;
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// The texts of a letter.
#[derive(Clone)]
struct Texts {
    /// Its id, which is also its path here.
    id: String,
    /// Its title.
    title: String,
    /// Its numbers.
    numbers: String,
    /// Heading and two blocks of each section.
    sections: Vec<[String; 3]>,
}

/// Makes up letters; the more there are the more words they know.
fn texts(n_letters: usize) -> Vec<Texts> {
    let mut chance = Chance(1);
    let (n_sections, n_words) = SECTIONS;
    // Heaps' law, with the numbers of news (Manning, Raghavan, Schütze: 44 times the square root, nearly).
    let vocabulary = 44 * (n_letters * n_sections * n_words).isqrt();
    let text = |chance: &mut Chance, n_words| chance.text(n_words, vocabulary);
    let section = |chance: &mut Chance| [text(chance, 4), text(chance, n_words / 2), text(chance, n_words / 2)];
    let letter = |number| Texts {
        id: format!("letter-{number}"),
        title: text(&mut chance, 7),
        numbers: format!("{}Z{:05}", 2010 + number % 17, number),
        sections: (0..n_sections).map(|_| section(&mut chance)).collect(),
    };
    (0..n_letters).map(letter).collect()
}

/// The search of such letters.
fn search<'a>(texts: &'a [Texts]) -> Search<'a> {
    let section = |[heading, one, other]: &'a [String; 3]| -> Section<'a> {
        Section { anchor: "h1".to_owned(), heading: heading.into(), blocks: vec![("p1", one), ("p2", other)] }
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
    let n_bytes: usize = texts.iter().flat_map(|texts| texts.sections.iter().flatten()).map(String::len).sum();
    println!("{N_LETTERS} letters of {} words, {n_bytes} bytes of text; one core", SECTIONS.0 * SECTIONS.1);
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
