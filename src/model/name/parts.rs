//! The words of a name, and which of them are the family name.

use super::Name;

/// Particles of family names, in lower case. Elsewhere in a name they would be a guess.
const PARTICLES: &[&str] = &[
    "van", "de", "den", "der", "het", "'t", "te", "ten", "ter", "op", "in", "aan", "bij", "onder", "over", "uit", "uyt", "voor", "tot",
    "vanden", "vander", "vande", "van't", "vd", "v.d.", "v.", "d.", "'s", "thoe", "von", "vom", "zu", "zum", "zur", "dem", "am", "auf",
    "aus", "af", "av", "du", "des", "la", "le", "les", "di", "del", "della", "dello", "dei", "degli", "dal", "dalla", "da", "das", "do",
    "dos", "los", "las", "el", "al", "ó", "ní", "nic",
];

/// Those that are written with a capital too, in lower case. Of the others a capital may make a given name: `Al`, `Do`.
const CAPITAL_PARTICLES: &[&str] = &[
    "van", "de", "den", "der", "het", "'t", "te", "ten", "ter", "op", "in", "aan", "uit", "uyt", "vanden", "vander", "vande", "von", "vom",
    "zu", "zum", "zur", "du", "des", "la", "le", "les", "di", "del", "della", "dello", "dei", "degli", "da", "dos", "los", "las", "el",
    "ó", "ní", "nic",
];

/// Particles that no given name has: `María del Carmen` has another. What follows them is one family name, of however many words.
const SURE_PARTICLES: &[&str] = &["van", "'t", "ten", "ter", "vanden", "vander", "vd", "v.d.", "von", "vom", "zu", "zum", "zur", "thoe"];

/// Titles before a name, without their full stops, in lower case. They have a full stop or no capital, as some are names too: `Ing`.
const TITLES: &[&str] = &[
    "dr", "drs", "mr", "mrs", "ms", "ir", "ing", "prof", "ds", "jhr", "jkvr", "bc", "dhr", "mw", "mevr", "mevrouw", "dipl", "univ", "rev",
    "hon",
];

/// Those that need no full stop.
const BARE_TITLES: &[&str] = &["Dr", "Mr", "Mrs", "Ms", "Prof"];

/// Titles after a name, without their full stops.
const DEGREES: &[&str] = &[
    "MSc", "MA", "MBA", "MPA", "MPhil", "MEd", "MEng", "MPP", "MPM", "MD", "MCM", "MMC", "MRE", "BSc", "BA", "BBA", "BEd", "BEng", "LLM",
    "LLB", "PhD", "DPhil", "EMBA", "EMPA", "EMFC", "PDEng", "EngD", "RA", "RE", "RC", "RO", "RT", "AA", "CPA", "CISA", "CISM", "MMO",
    "MIM",
];

/// What tells a person from others of the name, without full stops.
const SUFFIXES: &[&str] = &["jr", "Jr", "JR", "sr", "Sr", "SR", "junior", "senior", "II", "III", "IV"];

/// What shows that a text is not a name alone: a party, a list, a number.
const SIGNS: &[char] = &['(', ')', '[', ']', '/', '&', ';', ':', '"', '+', '@', ','];

/// The most letters of a last word in capitals that may be a title or a party: `SP`.
const MAX_ABBREVIATION: usize = 4;

/// The words of a name without its titles.
pub(super) struct Words<'a> {
    /// The given names and the family name.
    words: Vec<&'a str>,
    /// What tells the person from others of the name.
    suffix: Option<&'a str>,
}

impl<'a> Words<'a> {
    /// The words of a name, without the titles before and after it and with its suffix apart; none where some are no words of a name.
    pub(super) fn of(name: &'a str) -> Option<Self> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let mut rest = words.as_slice();
        while let [first, after @ ..] = rest
            && is_title(first)
        {
            rest = after;
        }
        while let [before @ .., last] = rest
            && is_degree(last, before)
        {
            rest = before;
        }
        let mut suffix = None;
        if let [before @ .., last] = rest
            && SUFFIXES.contains(&last.trim_end_matches('.'))
        {
            (suffix, rest) = (Some(*last), before);
        }
        let mut words = rest.to_vec();
        if let Some(last) = words.last_mut().filter(|_| suffix.is_some()) {
            *last = last.strip_suffix(',').unwrap_or(last);
        }
        let is_more = words.iter().any(|word| word.contains(SIGNS) || word.contains(char::is_numeric));
        (!is_more).then_some(Self { words, suffix })
    }

    /// The parts of the name; none where it cannot be taken apart without guessing.
    pub(super) fn into_parts(self) -> Option<Name<'a>> {
        let (given, family) = self.words.split_at_checked(self.family_start()?)?;
        let (last, particles) = family.split_last()?;
        let is_family = is_family_name(last) && !(particles.is_empty() && is_abbreviation(last, given));
        let is_known = |word: &&str| is_particle(word) || ends_in_particle(word) || starts_with_capital(word);
        if given.is_empty() || !is_family || !given.iter().all(|word| starts_with_capital(word)) || !particles.iter().all(is_known) {
            return None;
        }
        Some(Name::Parts { family: family.join(" "), given: given.join(" "), suffix: self.suffix })
    }

    /// Where the family name begins: at the particles right before the last word, or at an earlier one that no given name has.
    fn family_start(&self) -> Option<usize> {
        let (_, before) = self.words.split_last()?;
        let is_inside = |word: &&&str| is_particle(word) || ends_in_particle(word);
        let start = before.len() - before.iter().rev().take_while(is_inside).count();
        let Some((first, word)) = before.iter().enumerate().find(|(_, word)| is_particle(word)).filter(|(idx, _)| *idx < start) else {
            return Some(start);
        };
        let has_initials = before.iter().take(first).all(|word| word.ends_with('.'));
        let is_sure = !word.starts_with(char::is_uppercase) && (has_initials || SURE_PARTICLES.contains(&plain(word).as_str()));
        is_sure.then_some(first)
    }
}

/// A word with straight apostrophes.
fn plain(word: &str) -> String {
    word.replace(['’', '‘', '\u{2bc}'], "'")
}

/// Whether a word is a particle of a family name.
fn is_particle(word: &str) -> bool {
    let plain = plain(word);
    PARTICLES.contains(&plain.as_str())
        || starts_with_capital(word.trim_start_matches(['\'', '’', '‘', '\u{2bc}'])) && {
            let lower = plain.to_lowercase();
            CAPITAL_PARTICLES.contains(&lower.as_str())
        }
}

/// Whether a word is the end of one family name and the particle of the next: `Berg-de` of `Berg-de Vries`.
fn ends_in_particle(word: &str) -> bool {
    word.rsplit_once(['-', '‐', '\u{2011}']).is_some_and(|(name, particle)| starts_with_capital(name) && is_particle(particle))
}

/// Whether a word is one or more titles before a name: `mr.`, `prof.dr.`.
fn is_title(word: &str) -> bool {
    let is_marked = word.ends_with('.') || !word.contains(char::is_uppercase);
    let mut titles = word.split(['.', '-']).filter(|title| !title.is_empty());
    BARE_TITLES.contains(&word) || is_marked && titles.all(|title| TITLES.contains(&title.to_lowercase().as_str()))
}

/// Whether a word is a title after a name. In a name all in capitals it may be a family name.
fn is_degree(word: &str, before: &[&str]) -> bool {
    let is_mixed = before.iter().any(|word| word.contains(char::is_lowercase));
    is_mixed && DEGREES.contains(&word.replace('.', "").as_str())
}

/// Whether a last word may be a title or a party: short and in capitals after names that are not.
fn is_abbreviation(word: &str, given: &[&str]) -> bool {
    let is_mixed = given.iter().any(|word| word.contains(char::is_lowercase));
    is_mixed && word.chars().count() <= MAX_ABBREVIATION && word.chars().all(char::is_uppercase)
}

/// Whether a word starts with a capital.
fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word can be a family name: with a capital, or what is joined to it before one (`d'Artagnan`, `'s-Gravesande`), and no initials.
fn is_family_name(word: &str) -> bool {
    let joints = ['\'', '’', '‘', '\u{2bc}', '-', '‐', '\u{2011}'];
    let mut parts = word.split(joints).skip_while(|part| part.chars().all(char::is_lowercase));
    let is_initials = word.contains('.') || word.chars().count() < 2;
    !is_initials && parts.next().is_some_and(starts_with_capital)
}
