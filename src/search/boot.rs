//! What every search of a language needs before its first result: `boot.js`.

use super::index::Whole;
use super::shards::Shards;
use super::{Search, json, texts};

/// Writes the data of a small dossier: with the whole index.
pub fn small(search: &Search<'_>, whole: &Whole, data: &mut Vec<u8>) {
    let head = head(search, &whole.lengths, &average(&whole.lengths));
    data.extend_from_slice(format!("{{{head},\n\"index\":").as_bytes());
    whole.write(data);
    data.extend_from_slice(format!(",\n\"stems\":{}}}", json(&whole.stems)).as_bytes());
}

/// Returns the data of a large dossier: with what says in which file to look.
pub fn large(search: &Search<'_>, lengths: &[Vec<usize>], shards: &Shards, lists: &[String]) -> String {
    let Shards { starts, heavy } = shards;
    // A digit a section would be most of what is loaded before the first answer; without, it is one digit again and again.
    let flat: Vec<Vec<usize>> = lengths.iter().map(|lengths| vec![0; lengths.len()]).collect();
    let average = average(lengths);
    let (head, starts, heavy) = (head(search, &flat, &average), json(starts), json(heavy));
    format!("{{{head},\n\"shards\":{starts},\n\"heavy\":{heavy},\n\"lists\":{}}}", json(lists))
}

/// Returns the members that every dossier has; `lengths` are the tokens in the body of each section, by letter. In what the browser gets
/// each section has a digit, `,` parts letters, and `.` the sections whose texts are in the next file.
fn head(search: &Search<'_>, lengths: &[Vec<usize>], average: &str) -> String {
    let Search { tag: _, n_letters, letters, hints, words, facets: _, memo: _ } = search;
    let mut levels = vec![String::new(); *n_letters];
    for (letter, lengths) in letters.iter().zip(lengths) {
        if let Some(of_letter) = levels.get_mut(letter.number) {
            let mut digits = lengths.iter().map(|n_tokens| digit(level(*n_tokens)));
            let runs = texts::runs(&letter.sections).into_iter().map(|run| digits.by_ref().take(run.len()).collect());
            *of_letter = runs.collect::<Vec<String>>().join(".");
        }
    }
    let levels = levels.join(",");
    format!("\"lengths\":\"{levels}\",\"average\":{average},\n\"hints\":{},\n\"words\":{}", json(hints), json(words))
}

/// Returns the mean number of tokens of a section, with one decimal; 1 for no sections.
fn average(lengths: &[Vec<usize>]) -> String {
    let n_sections: usize = lengths.iter().map(Vec::len).sum();
    let n_tokens: usize = lengths.iter().flatten().sum();
    // Rounded to tenths: ten times the mean and a half, cut off.
    let tenths = (20 * n_tokens + n_sections).checked_div(2 * n_sections).unwrap_or(10);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The fewest tokens of each level from the first on: the levels are the whole numbers nearest to the logarithm of base 1.3.
const LEVELS: [usize; 61] = [
    2, 2, 2, 3, 4, 5, 6, 8, 10, 13, 16, 21, 27, 35, 45, 59, 76, 99, 129, 167, 217, 282, 367, 477, 619, 805, 1046, 1360, 1768, 2298, 2988,
    3884, 5049, 6563, 8532, 11092, 14419, 18745, 24368, 31679, 41182, 53537, 69598, 90477, 117620, 152906, 198777, 258410, 335933, 436713,
    567727, 738045, 959459, 1247296, 1621485, 2107930, 2740309, 3562401, 4631121, 6020458, 7826595,
];

/// Returns the level of a number of tokens.
fn level(n_tokens: usize) -> usize {
    LEVELS.partition_point(|least| *least <= n_tokens)
}

/// Returns the character that stands for a level.
fn digit(level: usize) -> char {
    let digits = ('0'..='9').chain('A'..='Z').chain('a'..='z');
    digits.clone().nth(level).unwrap_or('z')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_logarithms() {
        let of_formula = |n_tokens: f64| (n_tokens.max(1.0).ln() / 1.3f64.ln()).round().min(61.0);
        for (n_tokens, float) in (0..20_000).chain((20_000..9_000_000).step_by(997)).map(|number| (number, f64::from(number))) {
            let level = level(usize::try_from(n_tokens).unwrap());
            assert_eq!(f64::from(u32::try_from(level).unwrap()), of_formula(float), "{n_tokens}");
        }
    }

    #[test]
    fn every_level_has_a_character() {
        let found: String = [0, 9, 10, 35, 36, 61].map(digit).iter().collect();
        assert_eq!(found, "09AZaz");
    }

    #[test]
    fn the_average_is_rounded() {
        assert_eq!(average(&[vec![1, 2], vec![], vec![2]]), "1.7");
        assert_eq!((average(&[]), average(&[vec![0]]), average(&[vec![71]])), ("1.0".into(), "0.0".into(), "71.0".into()));
        assert_eq!(average(&[vec![1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]]), "1.1", "a half goes up");
    }
}
