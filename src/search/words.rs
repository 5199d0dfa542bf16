//! Splits text into the words that search knows, with the other forms and the parts of each.
//!
//! `themes/dossier/scripts/search/1-words.js` does the same, step by step; change both together.

use super::fold::folded;
use super::forms::{Atom, atom, is_kept};

/// A word: its forms as a whole, and the atoms that it is joined from.
///
/// `AI-gigafabriek` is the whole `ai-gigafabriek` and the atoms `ai` and `gigafabriek`.
#[derive(Debug, Default, PartialEq)]
struct Word {
    /// Forms that each stand for the whole word, the printed one first.
    wholes: Vec<String>,
    /// What the word is joined from: itself alone, or two or more.
    atoms: Vec<Atom>,
}

/// Returns the tokens of a text in order: per word its wholes, then its parts, each once.
pub fn tokens(text: &str) -> Vec<String> {
    let chars = folded(text);
    let scan = Scan { chars: &chars };
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if let Some(end) = scan.plain_end(at) {
            tokens.push(scan.text(at, end));
            at = end;
        } else if scan.is_alphanumeric(at) {
            let (word, end) = scan.word(at);
            word.add_tokens(&mut tokens);
            at = end;
        } else {
            at += 1;
        }
    }
    tokens
}

impl Word {
    /// Adds the tokens of this word, leaving out what it already has.
    fn add_tokens(self, tokens: &mut Vec<String>) {
        let start = tokens.len();
        let parts = self.atoms.into_iter().flat_map(|atom| atom.wholes.into_iter().chain(atom.parts));
        for token in self.wholes.into_iter().chain(parts) {
            if !tokens.iter().skip(start).any(|known| *known == token) {
                tokens.push(token);
            }
        }
    }
}

/// What can join two atoms of one word.
const LINKS: &str = "()[]'\"-&";

/// The folded characters being split, looked at by position.
struct Scan<'a> {
    /// All folded characters of the text.
    chars: &'a [char],
}

impl Scan<'_> {
    /// Returns the character at a position, a space beyond the end.
    fn char(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or(' ')
    }

    /// Says whether a letter or digit stands at a position.
    fn is_alphanumeric(&self, at: usize) -> bool {
        self.char(at).is_alphanumeric()
    }

    /// Says whether a digit stands at a position.
    fn is_numeric(&self, at: usize) -> bool {
        self.char(at).is_numeric()
    }

    /// Returns the characters between two positions as text.
    fn text(&self, start: usize, end: usize) -> String {
        self.chars.iter().take(end).skip(start).collect()
    }

    /// Returns where a word ends that starts here and is small letters of ASCII alone, with nothing that joins it to others: it is its only
    /// token. Nearly all words are.
    fn plain_end(&self, start: usize) -> Option<usize> {
        let end = start + self.chars.iter().skip(start).take_while(|char| char.is_ascii_lowercase()).count();
        let after = self.char(end);
        (start < end && !after.is_alphanumeric() && !LINKS.contains(after)).then_some(end)
    }

    /// Reads the word that starts at a letter or digit; returns it and where it ends.
    fn word(&self, start: usize) -> (Word, usize) {
        let mut end = self.atom_end(start);
        let first = self.text(start, end);
        let mut whole = first.replace('\'', "");
        let mut is_grouped = is_group_start(&first);
        let mut printed = vec![first];
        while let Some((next, glue)) = self.link(end, is_grouped) {
            end = self.atom_end(next);
            is_grouped = is_grouped && self.is_group(next);
            let text = self.text(next, end);
            whole.push_str(glue);
            whole.push_str(&text.replace('\'', ""));
            printed.push(text);
        }
        let percent_end = self.percent_end(end);
        let last = printed.len() - 1;
        let atoms = printed.iter().enumerate();
        let atoms: Vec<Atom> = atoms.map(|(idx, text)| atom(text, idx == last && percent_end.is_some())).collect();
        (joined(whole, atoms), percent_end.unwrap_or(end))
    }

    /// Returns where the atom that starts here ends: letters and digits, `.` and `,` between digits, inner apostrophes.
    fn atom_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        while self.is_alphanumeric(end) || self.is_inner_mark(end) {
            end += 1;
        }
        end
    }

    /// Says whether the mark after a letter or digit belongs to the atom.
    fn is_inner_mark(&self, at: usize) -> bool {
        let before = at.saturating_sub(1);
        match self.char(at) {
            '.' | ',' => self.is_numeric(before) && self.is_numeric(at + 1),
            '\'' => self.is_alphanumeric(before) && self.is_alphanumeric(at + 1),
            _ => false,
        }
    }

    /// Finds what joins the atom that ends here to a next one: where that starts, and what to write between them.
    fn link(&self, end: usize, is_grouped: bool) -> Option<(usize, &'static str)> {
        if is_grouped && self.char(end) == ' ' && self.is_group(end + 1) {
            return Some((end + 1, ""));
        }
        let length = self.chars.iter().skip(end).take_while(|char| LINKS.contains(**char)).count();
        let next = end + length;
        if length == 0 || !self.is_alphanumeric(next) {
            return None;
        }
        glue(&self.text(end, next)).map(|glue| (next, glue))
    }

    /// Says whether exactly three digits stand here, as in numbers written with spaces (`70 935 000`).
    fn is_group(&self, at: usize) -> bool {
        (at..at + 3).all(|digit| self.char(digit).is_ascii_digit()) && !self.is_alphanumeric(at + 3) && !self.is_inner_mark(at + 3)
    }

    /// Returns where the percent sign ends that follows a number, directly or after one space.
    fn percent_end(&self, end: usize) -> Option<usize> {
        let sign = if self.char(end) == ' ' { end + 1 } else { end };
        (self.is_numeric(end.saturating_sub(1)) && self.char(sign) == '%').then_some(sign + 1)
    }
}

/// Returns what to write between two atoms for the marks that stand between them; none where they part words.
fn glue(marks: &str) -> Option<&'static str> {
    let n_hyphens = marks.matches('-').count();
    match marks {
        "&" => Some("&"),
        _ if marks.contains('&') || 1 < n_hyphens => None,
        _ if n_hyphens == 1 && (marks.contains("-)") || marks.contains("-]")) => Some(""),
        _ if n_hyphens == 1 => Some("-"),
        "(" | ")" | "[" | "]" => Some(""),
        _ => None,
    }
}

/// Says whether an atom is one to three digits alone, so that groups of three may follow.
fn is_group_start(text: &str) -> bool {
    text.len() <= 3 && text.chars().all(|char| char.is_ascii_digit())
}

/// Makes the word: an atom alone is the word itself; of several, those that are one letter alone are left out.
fn joined(whole: String, atoms: Vec<Atom>) -> Word {
    match atoms.as_slice() {
        [only] => Word { wholes: only.wholes.clone(), atoms },
        _ => {
            let kept = |atom: &Atom| atom.wholes.first().is_some_and(|form| is_kept(form));
            Word { wholes: vec![whole], atoms: atoms.into_iter().filter(kept).collect() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(tokens(text).join(" "), expected);
    }

    #[test]
    fn numbers_survive() {
        check("€ 71,7 miljoen", "71,7 71.7 miljoen");
        check("€ 70.935.000,-", "70.935.000 70935000");
        check("70,935,000 euro", "70,935,000 70935000 euro");
        check("1.469,84", "1.469,84 1469.84");
        check("202,635 mln.", "202,635 202635 202.635 mln");
        check("70 935 000 euro", "70935000 70 935 000 euro");
        check("26 643, nr. 1499", "26643 26 643 nr 1499");
        check("in 2025 100 mensen", "in 2025 100 mensen");
        check("CW 3.1).", "cw 3.1");
        check("CW3.1", "cw3.1 cw 3.1");
        check("31mln.", "31mln 31 mln");
    }

    #[test]
    fn percentages_are_found_with_and_without_their_sign() {
        check("65% van", "65% 65 van");
        check("65 % van", "65% 65 van");
        check("0,5%", "0,5% 0,5 0.5% 0.5");
    }

    #[test]
    fn codes_whole_and_in_parts() {
        check("(2025Z19779 ingezonden", "2025z19779 2025 19779 ingezonden");
        check("26643-1499", "26643-1499 26643 1499");
        check("26643 1499", "26643 1499");
        check("kst-26643-1499.", "kst-26643-1499 kst 26643 1499");
        check("DGED-DE / 99507134", "dged-de dged de 99507134");
        check("GPU4 B200 AIC4NL", "gpu4 b200 aic4nl");
    }

    #[test]
    fn hyphens_brackets_and_slashes() {
        check("AI-gigafabriek", "ai-gigafabriek ai gigafabriek");
        check("high-performance", "high-performance high performance");
        check("(cofinancierings-)aanvraag", "cofinancieringsaanvraag cofinancierings aanvraag");
        check("innovatie(onderzoeks)kansen", "innovatieonderzoekskansen innovatie onderzoeks kansen");
        check("AI-(neo)cloud", "ai-neocloud ai neo cloud");
        check("‘edge’-oplossingen", "edge-oplossingen edge oplossingen");
        check("zorg, landbouw/veiligheid", "zorg landbouw veiligheid");
        check("scale-ups).Het", "scale-ups scale ups het");
        check("€ 3–5 miljard", "3-5 3 5 miljard");
        check("e-mail R&D woord--woord", "e-mail mail r&d woord woord");
    }

    #[test]
    fn apostrophes() {
        check("GPU’s scenario's", "gpus gpu scenarios scenario");
        check("l’usine 's-Gravenhage", "lusine usine s-gravenhage gravenhage");
        check("GPU's-cluster", "gpus-cluster gpus gpu cluster");
    }

    #[test]
    fn punctuation_and_footnote_marks() {
        check("zorg?, defensie³. (HPC)", "zorg defensie hpc");
        check("“Ja.” … „nee”", "ja nee");
    }
}
