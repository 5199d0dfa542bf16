//! One made-up letter: what it says in both languages, the same structure and the same figures.

use super::words::{Both, Chance, Vocabulary, capital};

/// The months in each language.
const MONTHS: [[&str; 2]; 12] = [
    ["januari", "January"],
    ["februari", "February"],
    ["maart", "March"],
    ["april", "April"],
    ["mei", "May"],
    ["juni", "June"],
    ["juli", "July"],
    ["augustus", "August"],
    ["september", "September"],
    ["oktober", "October"],
    ["november", "November"],
    ["december", "December"],
];

/// How letters are called, by what `idx % 4` says of their kind.
pub const KINDS: [(&str, [&str; 2]); 4] = [
    ("letter", ["Brief", "Letter"]),
    ("note", ["Nota", "Note"]),
    ("answers", ["Antwoorden", "Answers"]),
    ("report", ["Verslag", "Report"]),
];

/// What all letters of a corpus have in common.
pub struct Corpus {
    /// How many letters there are.
    pub n_letters: usize,
    /// Their words.
    pub vocabulary: Vocabulary,
}

/// How many words a letter has, about.
const N_WORDS: usize = 900;

impl Corpus {
    /// A corpus of so many letters.
    pub fn new(n_letters: usize) -> Self {
        Self { n_letters, vocabulary: Vocabulary::new(n_letters * N_WORDS) }
    }

    /// How many organisations letters name: each sends one at least.
    pub fn n_actors(&self) -> usize {
        self.n_letters.min(10 + 3 * self.n_letters.isqrt())
    }

    /// How many terms the glossary has: each stands in one letter at least.
    pub fn n_terms(&self) -> usize {
        self.n_letters.min(5 + self.n_letters.isqrt())
    }

    /// An organisation.
    pub fn actor(&self, idx: usize) -> Both {
        let place = self.vocabulary.place(idx);
        [format!("gemeente {place}"), format!("municipality of {place}")]
    }

    /// A term: a word that is neither among the most frequent nor the rarest.
    pub fn term(&self, idx: usize) -> Both {
        self.vocabulary.word(400 + 3 * idx)
    }

    /// The day of a letter, or some days later: the letters of a corpus are spread over twenty-six years.
    pub fn date(&self, idx: usize, n_days_later: usize) -> jiff::civil::Date {
        let n_days = idx * 9_600 / self.n_letters.max(10) + n_days_later;
        jiff::civil::date(2000, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(n_days).unwrap_or_default()))
    }

    /// The official number of a letter: no two are alike.
    pub fn number(&self, idx: usize) -> String {
        format!("{}Z{:05}", self.date(idx, 0).year(), 10_000 + idx % 90_000)
    }

    /// The letters to which a letter refers: one later, one anywhere, one later still.
    pub fn related(&self, idx: usize) -> [usize; 3] {
        [idx + 6, idx * 31 + 4, idx + 12].map(|other| other % self.n_letters)
    }
}

/// The id of a letter: its folder.
pub fn id(idx: usize) -> String {
    format!("letter-{:05}", idx + 1)
}

/// How a letter is called in running text.
pub fn name(idx: usize) -> Both {
    KINDS[idx % 4].1.map(|kind| format!("{kind} {}", idx + 1))
}

/// A date as each language writes it.
pub fn date_words(date: jiff::civil::Date) -> Both {
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    month.map(|month| format!("{} {month} {}", date.day(), date.year()))
}

/// A whole number as each language groups it.
pub fn figures(number: usize) -> Both {
    let digits = number.to_string();
    [".", ","].map(|mark| {
        let mut text = String::new();
        for (idx, digit) in digits.chars().enumerate() {
            if 0 < idx && (digits.len() - idx).is_multiple_of(3) {
                text.push_str(mark);
            }
            text.push(digit);
        }
        text
    })
}

/// An amount of euros as each language writes it.
pub fn euros(number: usize) -> Both {
    let [nl, en] = figures(number);
    [format!("€ {nl}"), format!("€{en}")]
}

/// The euros in the table of a letter: the last is the sum of the others.
pub fn amounts(idx: usize) -> [usize; 5] {
    let mut chance = Chance::new(7_919 * idx + 3);
    let parts = [(); 4].map(|()| 100_000 + 1_000 * chance.below(90_000) + chance.below(1_000));
    let [one, two, three, four] = parts;
    [one, two, three, four, parts.iter().sum()]
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading of a level; its class.
    Heading(usize, &'static str),
    /// A paragraph.
    Paragraph,
    /// An item of a list; the list ends with what is none.
    Item,
    /// A row of a table, its cells divided by tabs; the first is the head.
    Row,
    /// Code in a language, the same in both editions.
    Code(&'static str),
    /// A footnote with its number.
    Note(usize),
}

/// A block of a letter, with the marks of Markdown inside it.
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub text: Both,
}

/// A letter.
pub struct Letter {
    /// Its title.
    pub title: Both,
    /// What it is about.
    pub summary: Both,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Writes one letter: what it says is drawn from numbers of its own.
struct Writer<'a> {
    /// The corpus.
    corpus: &'a Corpus,
    /// The letter's number, from 0.
    idx: usize,
    /// Its numbers.
    chance: Chance,
    /// What is written.
    blocks: Vec<Block>,
}

/// Both of some pairs, each side joined by spaces.
fn joined(pairs: &[Both]) -> Both {
    [0, 1].map(|side| pairs.iter().map(|pair| pair[side].as_str()).collect::<Vec<_>>().join(" "))
}

/// The same text in both languages, around something.
fn around(before: [&str; 2], text: Both, after: [&str; 2]) -> Both {
    let [nl, en] = text;
    [format!("{}{nl}{}", before[0], after[0]), format!("{}{en}{}", before[1], after[1])]
}

impl Writer<'_> {
    /// So many words.
    fn words(&mut self, n_words: usize) -> Vec<Both> {
        (0..n_words).map(|_| self.corpus.vocabulary.draw(&mut self.chance)).collect()
    }

    /// So many words in a row, with a capital.
    fn phrase(&mut self, n_words: usize) -> Both {
        joined(&self.words(n_words)).map(|text| capital(&text))
    }

    /// What letters say besides words.
    fn fact(&mut self) -> Both {
        let (corpus, below) = (self.corpus, self.chance.below(1 << 20));
        match self.chance.below(7) {
            0 => euros(10_000 + below * 97),
            1 => [
                format!("{},{} miljoen euro", 1 + below % 900, 1 + below % 9),
                format!("{}.{} million euros", 1 + below % 900, 1 + below % 9),
            ],
            2 => date_words(corpus.date(below % corpus.n_letters, below % 28)),
            3 => [1, 2].map(|_| corpus.number(below % corpus.n_letters)),
            4 => [format!("{},{}%", below % 100, 1 + below % 9), format!("{}.{}%", below % 100, 1 + below % 9)],
            5 => corpus.term(below % corpus.n_terms()),
            _ => around(["de ", "the "], corpus.actor(below % corpus.n_actors()), ["", ""]),
        }
    }

    /// A sentence; one in four says a fact.
    fn sentence(&mut self, n_words: usize) -> Both {
        let mut pairs = self.words(n_words);
        match self.chance.below(12) {
            0..3 => pairs[n_words / 2] = self.fact(),
            3 => pairs[n_words / 3] = pairs[n_words / 3].clone().map(|word| format!("**{word}**")),
            4 => pairs[n_words / 3] = pairs[n_words / 3].clone().map(|word| format!("*{word}*")),
            _ => (),
        }
        if 12 < n_words {
            pairs[n_words - 5] = pairs[n_words - 5].clone().map(|word| format!("{word},"));
        }
        joined(&pairs).map(|text| format!("{}.", capital(&text)))
    }

    /// Sentences of so many words in all.
    fn sentences(&mut self, n_words: usize) -> Both {
        let mut found = Vec::new();
        let mut left = n_words;
        while 8 < left {
            let size = left.min(11 + self.chance.below(12));
            found.push(self.sentence(size));
            left -= size;
        }
        joined(&found)
    }

    /// A link to another letter, as a sentence.
    fn see(&self, which: usize) -> Both {
        let other = self.corpus.related(self.idx)[which];
        let text = name(other).map(|name| format!("[{name}](letter:{})", id(other)));
        around(["Zie ook ", "See also "], text, [".", "."])
    }

    /// Adds a block.
    fn put(&mut self, kind: Kind, text: Both) {
        self.blocks.push(Block { kind, text });
    }

    /// Adds a block that is written out.
    fn say(&mut self, kind: Kind, text: [&str; 2]) {
        self.put(kind, text.map(ToOwned::to_owned));
    }

    /// Adds a paragraph.
    fn paragraph(&mut self, n_words: usize, after: &str) {
        let text = self.sentences(n_words);
        self.put(Kind::Paragraph, text.map(|text| text + after));
    }

    /// Who writes, under what number, about what; and what led to it.
    fn open(&mut self) {
        let opening = opening(self.corpus, self.idx);
        let rest = self.sentences(60);
        self.put(Kind::Paragraph, joined(&[opening, rest]).map(|text| text + "[^1]"));
        self.say(Kind::Heading(2, ""), ["Aanleiding", "Background"]);
        let texts = [self.sentences(60), self.see(0), self.sentences(30)];
        self.put(Kind::Paragraph, joined(&texts));
        let texts = [event(self.corpus, self.idx), self.sentences(72)];
        self.put(Kind::Paragraph, joined(&texts));
    }

    /// Four questions with their answers.
    fn answer(&mut self) {
        self.say(Kind::Heading(2, ""), ["Vragen en antwoorden", "Questions and answers"]);
        for number in 1..=4 {
            self.put(Kind::Heading(3, "question"), [number.to_string(), number.to_string()]);
            let question = self.phrase(24).map(|text| format!("*{text}?*"));
            self.put(Kind::Paragraph, question);
            self.say(Kind::Heading(4, "answer"), ["Antwoord", "Answer"]);
            let text = self.sentences(70);
            let text = match number {
                1 => around(["Ja. ", "Yes. "], text, ["", ""]),
                2 => text.map(|text| text + "[^2]"),
                3 => joined(&[text, self.see(1)]),
                _ => text,
            };
            self.put(Kind::Paragraph, text);
        }
    }

    /// The money: a table with its sum.
    fn count(&mut self) {
        self.say(Kind::Heading(2, ""), ["Financiële gevolgen", "Financial consequences"]);
        self.paragraph(40, "[^3]");
        self.say(Kind::Row, ["Post\tJaar\tBedrag\tDekking", "Item\tYear\tAmount\tCover"]);
        let year = self.corpus.date(self.idx, 0).year();
        for (row, amount) in amounts(self.idx).into_iter().enumerate() {
            let item = if row == 4 { ["Totaal".to_owned(), "Total".to_owned()] } else { self.phrase(3) };
            let [nl, en] = euros(amount);
            self.put(Kind::Row, around(["", ""], item, [&format!("\t{year}\t{nl}\trijk"), &format!("\t{year}\t{en}\tstate")]));
        }
    }

    /// An annex with code, in one letter of five.
    fn annex(&mut self) {
        let [one, two, .., sum] = amounts(self.idx);
        let number = self.corpus.number(self.idx);
        self.say(Kind::Heading(2, ""), ["Technische bijlage", "Technical annex"]);
        let (language, code) = match self.idx.is_multiple_of(10) {
            true => (
                "json",
                format!(
                    "{{\n  \"reference\": \"{number}\",\n  \"amounts\": [{one}, {two}],\n  \"total\": {sum},\n  \"approved\": true\n}}"
                ),
            ),
            false => (
                "toml",
                format!(
                    "[letter]\nreference = \"{number}\"\napproved = true\ntotal = {sum}\n\n[letter.amounts]\nown = {one}\nshared = {two} # draft"
                ),
            ),
        };
        self.put(Kind::Code(language), [code.clone(), code]);
    }

    /// What follows from it, and the footnotes.
    fn close(&mut self) {
        self.say(Kind::Heading(2, ""), ["Vervolgstappen", "Next steps"]);
        self.paragraph(40, "");
        for item in 0..5 {
            let text = self.sentence(12);
            let text = if item == 2 { joined(&[text, self.see(2)]) } else { text };
            self.put(Kind::Item, text);
        }
        self.paragraph(44, "");
        for number in 1..=3 {
            let text = self.sentence(14);
            self.put(Kind::Note(number), text);
        }
    }
}

/// The words with which a letter opens.
pub fn opening(corpus: &Corpus, idx: usize) -> Both {
    let [actor, author] = corpus.actor(idx % corpus.n_actors());
    let [term, word] = corpus.term(idx % corpus.n_terms());
    let number = corpus.number(idx);
    [
        format!("Deze brief van de {actor} heeft het nummer {number} en gaat over {term}."),
        format!("This letter of the {author} has the number {number} and is about {word}."),
    ]
}

/// What a letter says that happened.
pub fn event(corpus: &Corpus, idx: usize) -> Both {
    let [nl, en] = date_words(corpus.date(idx, 30));
    [format!("Op {nl} begint het overleg."), format!("On {en} the talks begin.")]
}

/// A letter of a corpus.
pub fn letter(corpus: &Corpus, idx: usize) -> Letter {
    let mut writer = Writer { corpus, idx, chance: Chance::new(1_000_003 * (idx + 1)), blocks: Vec::new() };
    let title = joined(&[name(idx).map(|name| format!("{name}:")), joined(&writer.words(5))]);
    let summary = joined(&writer.words(22)).map(|text| format!("{}.", capital(&text)));
    writer.open();
    writer.answer();
    writer.count();
    if idx.is_multiple_of(5) {
        writer.annex();
    }
    writer.close();
    Letter { title, summary, blocks: writer.blocks }
}
