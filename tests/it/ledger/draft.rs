//! Random ledgers of which the truth is known: trees of sums, restatements, rounded sums, ranges, shares, with the sentences that state them.

use super::words::{CODES, Figure, HEDGES, Spoken, speak};
use crate::mutations::random::Random;

/// The statuses: id, the word that shows it in Dutch and English; the last is the publisher's judgement.
pub(super) const STATUSES: [(&str, [&str; 2]); 4] =
    [("granted", ["toegekend", "granted"]), ("reserved", ["gereserveerd", "reserved"]), ("planned", ["plan", "plan"]), ("open", ["", ""])];

/// The status that is the publisher's judgement.
pub(super) const OPEN: usize = 3;

/// What of a sentence an amount quotes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Quote {
    /// The figure alone, if it stands in its paragraph once.
    Figure,
    /// From the name to the figure.
    Named,
    /// All of it.
    Sentence,
}

/// An amount: what is recorded, and what the letter says.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its id.
    pub id: String,
    /// The name that only its sentence has.
    pub name: String,
    /// Its programme.
    pub programme: usize,
    /// Its role.
    pub role: &'static str,
    /// Its side.
    pub side: &'static str,
    /// The status as recorded.
    pub status: Option<&'static str>,
    /// The status that its sentence says; none in a neutral one.
    pub said: Option<usize>,
    /// The figure as recorded.
    pub figure: Figure,
    /// The figure as the letter says it, in Dutch and English.
    pub spoken: [Spoken; 2],
    /// The row that it restates.
    pub restates: Option<String>,
    /// Whether it has a passage that shows its status.
    pub has_passage: bool,
    /// What it quotes.
    pub quote: Quote,
    /// The row whose sentence it quotes; its own, unless it is there twice.
    pub sentence_of: String,
}

/// A sum.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    /// The total.
    pub total: String,
    /// The parts.
    pub parts: Vec<String>,
    /// Whether its figures are rounded.
    pub is_rounded: bool,
}

/// A ledger with its letters.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// How many programmes there are.
    pub n_programmes: usize,
    /// The amounts.
    pub rows: Vec<Row>,
    /// The sums.
    pub sums: Vec<Sum>,
    /// The sentences of the letters, paragraph by paragraph: those of rows, by id, and those beside them.
    pub letters: Vec<Vec<Vec<Sentence>>>,
}

/// A sentence of a letter.
#[derive(Clone, Debug)]
pub(super) enum Sentence {
    /// That of a row.
    Of(Stated),
    /// Another one, in Dutch and English.
    Beside([String; 2]),
}

/// What the letter says of a row.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    /// The row's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The status that is said.
    pub said: Option<usize>,
    /// The figure, in Dutch and English.
    pub spoken: [Spoken; 2],
}

/// Sentences with numbers that are no amounts.
const BESIDE: [[&str; 2]; 12] = [
    ["In 2025 ging het over Horizon 2020 en CW 3.1.", "In 2025 it was about Horizon 2020 and CW 3.1."],
    ["Het kenmerk is 2025Z19779.", "The reference is 2025Z19779."],
    ["Het adres is Plein 1, 2511 CR Den Haag.", "The address is Plein 1, 2511 CR Den Haag."],
    ["Het nummer is 070 123 45 67.", "The number is 070 123 45 67."],
    ["Op 19 december 2025 is de brief verstuurd.", "The letter was sent on 19 December 2025."],
    ["Zie artikel 3, lid 2.", "See article 3(2)."],
    ["Het rapport telt 128 bladzijden.", "The report has 128 pages."],
    ["Dat staat in de noot[^1].", "The note says so[^1]."],
    ["Om 14.30 uur begint het overleg.", "The meeting starts at 14:30."],
    ["Het gaat om 3 locaties in 2026 en 2027.", "It concerns 3 locations in 2026 and 2027."],
    ["Verordening (EU) 2024/1689 geldt.", "Regulation (EU) 2024/1689 applies."],
    ["Het dossier is 26 643, nr. 1234.", "The file is 26 643, no. 1234."],
];

impl Row {
    /// What the letter says of it.
    pub(super) fn stated(&self) -> Stated {
        Stated { id: self.id.clone(), name: self.name.clone(), said: self.said, spoken: self.spoken.clone() }
    }
}

impl Draft {
    /// The ledger of a number.
    pub(super) fn new(number: u64) -> Self {
        let mut random = Random::new(number);
        let n_programmes = 1 + random.below(3);
        let mut draft = Self { n_programmes, rows: Vec::new(), sums: Vec::new(), letters: Vec::new() };
        let mut budget = 2 + random.below(39);
        for programme in 0..n_programmes {
            let mut maker = Maker { draft: &mut draft, random: &mut random, programme, unit: CODES[0], budget };
            maker.unit = CODES[maker.random.below(CODES.len())];
            maker.fill();
            budget = maker.budget.max(1);
        }
        draft.lay_out(&mut random);
        draft
    }

    /// Finds a row.
    pub(super) fn row(&self, id: &str) -> &Row {
        self.rows.iter().find(|row| row.id == id).expect("a row")
    }

    /// What the letters say of a row.
    pub(super) fn stated(&mut self, id: &str) -> &mut Stated {
        let sentences = self.letters.iter_mut().flatten().flatten();
        let stated = sentences.filter_map(|sentence| if let Sentence::Of(stated) = sentence { Some(stated) } else { None });
        stated.into_iter().find(|stated| stated.id == id).expect("a sentence")
    }

    /// Finds a row, to change it.
    pub(super) fn row_mut(&mut self, id: &str) -> &mut Row {
        self.rows.iter_mut().find(|row| row.id == id).expect("a row")
    }

    /// Puts the sentences into paragraphs of one or two letters, with others between.
    fn lay_out(&mut self, random: &mut Random) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        for idx in (1..order.len()).rev() {
            order.swap(idx, random.below(idx + 1));
        }
        self.letters = vec![Vec::new(); 1 + random.below(2)];
        let n_letters = self.letters.len();
        while !order.is_empty() {
            let mut paragraph = Vec::new();
            for _ in 0..=random.below(3) {
                let Some(row) = order.pop().map(|idx| &self.rows[idx]) else { break };
                paragraph.push(Sentence::Of(row.stated()));
                if random.below(2) == 0 {
                    paragraph.push(Sentence::Beside(random.one(&BESIDE).map(str::to_owned)));
                }
            }
            self.letters[random.below(n_letters)].push(paragraph);
        }
        for letter in &mut self.letters {
            letter.insert(0, vec![Sentence::Beside(["Geachte voorzitter,".into(), "Dear chair,".into()])]);
        }
    }
}

/// Makes the rows of a programme.
struct Maker<'a> {
    /// The ledger.
    draft: &'a mut Draft,
    /// Chance.
    random: &'a mut Random,
    /// The programme.
    programme: usize,
    /// Its currency.
    unit: &'static str,
    /// How many rows may still be made.
    budget: usize,
}

impl Maker<'_> {
    /// Makes a tree of sums with what restates it, rounded uses of it, and amounts in no sum.
    fn fill(&mut self) {
        let total = self.sum(0, None);
        let originals: Vec<String> =
            self.draft.rows.iter().filter(|row| row.programme == self.programme).map(|row| row.id.clone()).collect();
        for _ in 0..self.random.below(4).max(1) {
            let original = self.random.one(&originals).clone();
            self.restate(&original);
        }
        if self.random.below(2) == 0 {
            self.uses(&total);
        }
        for _ in 0..self.random.below(4) {
            self.context();
        }
    }

    /// Makes a sum with its parts; all of one status, if one is given.
    fn sum(&mut self, depth: usize, status: Option<usize>) -> String {
        let status = status.or_else(|| (self.random.below(2) == 0).then(|| self.random.below(STATUSES.len())));
        let n_parts = 2 + self.random.below(3);
        // A sum that says the status of its parts, which then need not say it.
        let says = status.filter(|status| *status != OPEN && self.random.below(2) == 0);
        let mut parts = Vec::new();
        for _ in 0..n_parts {
            self.budget = self.budget.saturating_sub(1);
            let is_inner = depth < 2 && self.budget > 4 && self.random.below(3) == 0;
            parts.push(if is_inner { self.sum(depth + 1, status) } else { self.leaf(status, says.is_some()) });
        }
        let cents = parts.iter().map(|id| self.draft.row(id).figure.low).sum();
        let mut row = self.row(self.figure(cents, "exact"), says);
        row.role = if depth == 0 { "total" } else { "subtotal" };
        row.has_passage = says.is_some();
        let total = self.push(row);
        self.draft.sums.push(Sum { total: total.clone(), parts, is_rounded: false });
        total
    }

    /// Makes a part; one whose total says its status may leave that to it.
    fn leaf(&mut self, status: Option<usize>, is_told: bool) -> String {
        let status = status.unwrap_or_else(|| self.random.below(STATUSES.len()));
        let cents = self.cents();
        let mut row = self.row(self.figure(cents, "exact"), None);
        self.give_status(&mut row, status);
        if is_told && self.random.below(2) == 0 {
            (row.said, row.has_passage, row.quote) = (None, false, Quote::Named);
        }
        self.push(row)
    }

    /// Makes a restatement: the original rounded to its first figures, as its qualifier says.
    fn restate(&mut self, original: &str) {
        let cents = self.draft.row(original).figure.low;
        let unit = 10_i64.pow(cents.ilog10().saturating_sub(u32::try_from(self.random.below(4)).expect("small")));
        let down = cents / unit * unit;
        let (cents, qualifier) = match self.random.below(5) {
            0 => (down, if cents == down { "exact" } else { "more-than" }),
            1 if cents != down => (down + unit, *self.random.one(&["nearly", "less-than", "at-most"])),
            2 => (round(cents, unit), "about"),
            _ => (round(cents, unit), "exact"),
        };
        let mut row = self.row(self.figure(cents, qualifier), None);
        (row.role, row.restates) = ("restatement", Some(original.to_owned()));
        if self.random.below(2) == 0 {
            let status = self.random.below(STATUSES.len());
            self.give_status(&mut row, status);
        }
        self.push(row);
    }

    /// Makes a rounded sum: what the total is spent on, in figures that each round a part of it.
    fn uses(&mut self, total: &str) {
        let cents = self.draft.row(total).figure.low;
        let share = cents / 4 * (1 + i64::try_from(self.random.below(3)).expect("small"));
        let mut parts = Vec::new();
        for part in [share, cents - share].into_iter().filter(|part| *part > 0) {
            let unit = 10_i64.pow(part.ilog10());
            let (figure, qualifier) = match self.random.below(2) {
                0 if part % unit != 0 => (part / unit * unit, "more-than"),
                _ => (round(part, unit), "exact"),
            };
            let mut row = self.row(self.figure(figure, qualifier), None);
            self.give_status(&mut row, OPEN);
            row.side = "uses";
            parts.push(self.push(row));
        }
        self.draft.sums.push(Sum { total: total.to_owned(), parts, is_rounded: true });
    }

    /// Makes an amount in no sum: a range, a share, a hedged amount.
    fn context(&mut self) {
        let figure = match self.random.below(3) {
            0 => {
                let unit = 10_i64.pow(if self.random.below(2) == 0 { 8 } else { 11 });
                let low = 1 + i64::try_from(self.random.below(90)).expect("small");
                let high = low + 1 + i64::try_from(self.random.below(90)).expect("small");
                Figure { low: low * unit, high: high * unit, unit: self.unit, qualifier: "range" }
            }
            1 => {
                let hundredths = 1 + i64::try_from(self.random.below(10_000)).expect("small");
                let qualifier = self.qualifier();
                Figure { low: hundredths, high: hundredths, unit: "%", qualifier }
            }
            _ => {
                let (cents, qualifier) = (self.cents(), self.qualifier());
                self.figure(cents, qualifier)
            }
        };
        let mut row = self.row(figure, None);
        (row.role, row.side) = ("context", "neither");
        let status = self.random.below(STATUSES.len());
        self.give_status(&mut row, status);
        self.push(row);
    }

    /// A qualifier of one value.
    fn qualifier(&mut self) -> &'static str {
        if self.random.below(3) == 0 { "exact" } else { self.random.one(&HEDGES).0 }
    }

    /// An amount of cents: up to 10^12 of them, often round.
    fn cents(&mut self) -> i64 {
        let digits = 3 + u32::try_from(self.random.below(10)).expect("small");
        let low = 10_i64.pow(digits - 1);
        let chance = self.random.below(1 << 30) << 30 | self.random.below(1 << 30);
        let cents = low + i64::try_from(chance).expect("small") % (9 * low);
        let unit = 10_i64.pow(u32::try_from(self.random.below(digits as usize)).expect("small"));
        (cents / unit * unit).max(1)
    }

    /// A figure of one value.
    fn figure(&self, cents: i64, qualifier: &'static str) -> Figure {
        Figure { low: cents, high: cents, unit: self.unit, qualifier }
    }

    /// A row that says a figure.
    fn row(&mut self, figure: Figure, said: Option<usize>) -> Row {
        let number = self.draft.rows.len();
        Row {
            id: format!("row-{number}"),
            name: name(number),
            programme: self.programme,
            role: "component",
            side: "sources",
            status: None,
            said,
            spoken: speak(&figure, self.random),
            figure,
            restates: None,
            has_passage: false,
            quote: *self.random.one(&[Quote::Figure, Quote::Named, Quote::Sentence]),
            sentence_of: String::new(),
        }
    }

    /// Gives a row a status, and the words or the note that show it.
    fn give_status(&mut self, row: &mut Row, status: usize) {
        (row.status, row.said) = (Some(STATUSES[status].0), Some(status));
        row.has_passage = status != OPEN && (row.quote != Quote::Sentence || self.random.below(3) == 0);
    }

    /// Adds a row; its id.
    fn push(&mut self, mut row: Row) -> String {
        let number = self.draft.rows.len();
        (row.id, row.name) = (format!("row-{number}"), name(number));
        row.sentence_of.clone_from(&row.id);
        let id = row.id.clone();
        self.draft.rows.push(row);
        id
    }
}

/// A number rounded to units, halves up.
pub(super) fn round(number: i64, unit: i64) -> i64 {
    (number + unit / 2) / unit * unit
}

/// A name that is no word and that no other number has.
fn name(number: usize) -> String {
    let (consonants, vowels) = (["B", "D", "F", "G", "K", "L", "P", "R", "S", "T", "V", "Z"], ["a", "e", "i", "o", "u"]);
    let syllable = |number: usize| format!("{}{}", consonants[number % 12], vowels[number / 12 % 5]);
    format!("{}{}x", syllable(number), syllable(number / 60 + 7).to_lowercase())
}
