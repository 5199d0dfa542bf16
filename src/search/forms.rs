//! The forms of one atom: a run of letters and digits with the marks inside it.

/// An atom: forms that stand for all of it, and smaller parts that it can be found by.
#[derive(Debug, Default, PartialEq)]
pub struct Atom {
    /// Forms that each stand for the whole atom, the printed one first.
    pub wholes: Vec<String>,
    /// Parts that only together stand for it.
    pub parts: Vec<String>,
}

/// Returns the forms of an atom; a percentage also has forms with the sign.
pub fn atom(text: &str, is_percentage: bool) -> Atom {
    let mut atom = plain(text);
    if is_percentage && is_number(text) {
        atom.wholes = atom.wholes.into_iter().flat_map(|form| [format!("{form}%"), form]).collect();
    }
    atom
}

/// Says whether a part is worth finding by itself: two letters or more, or a number.
pub fn is_kept(part: &str) -> bool {
    part.chars().nth(1).is_some() || part.chars().any(char::is_numeric)
}

/// Returns the forms of an atom as it is printed.
fn plain(text: &str) -> Atom {
    if text.contains('\'') {
        return with_apostrophe(text);
    }
    if is_number(text) {
        return Atom { wholes: number_forms(text), parts: Vec::new() };
    }
    if text.starts_with(char::is_numeric) || text.contains(is_separator) {
        let parts = runs(text).iter().filter(|run| is_kept(run)).flat_map(|run| number_forms(run)).collect();
        return Atom { wholes: vec![text.to_owned()], parts };
    }
    Atom { wholes: vec![text.to_owned()], parts: Vec::new() }
}

/// Returns the forms of a word with an apostrophe: `gpu's` is `gpus`, and is found by `gpu`.
fn with_apostrophe(text: &str) -> Atom {
    let parts = text.split('\'').filter(|part| is_kept(part)).map(str::to_owned).collect();
    Atom { wholes: vec![text.replace('\'', "")], parts }
}

/// Says whether an atom is digits and separators only.
fn is_number(text: &str) -> bool {
    text.chars().all(|char| char.is_numeric() || is_separator(char))
}

/// Says whether a character parts the digits of a number.
fn is_separator(char: char) -> bool {
    matches!(char, '.' | ',')
}

/// Splits an atom where digits and letters meet: `2025z19779` is `2025`, `z`, `19779`.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut was_number = None;
    for char in text.chars() {
        let now_number = char.is_numeric() || is_separator(char);
        match runs.last_mut() {
            Some(run) if was_number == Some(now_number) => run.push(char),
            _ => runs.push(char.into()),
        }
        was_number = Some(now_number);
    }
    runs
}

/// Returns the ways to write a number: as printed, without separators of thousands, with a decimal point.
///
/// `3,935` may be either, so it has both.
fn number_forms(printed: &str) -> Vec<String> {
    let mut forms = vec![printed.to_owned()];
    let marks: Vec<char> = printed.chars().filter(|char| is_separator(*char)).collect();
    let groups: Vec<&str> = printed.split(is_separator).collect();
    let Some((last_mark, thousands)) = marks.split_last() else {
        return forms;
    };
    let is_uniform = |marks: &[char]| marks.iter().all(|mark| marks.first() == Some(mark));
    if is_uniform(&marks) && is_grouped(&groups) {
        forms.push(groups.concat());
    }
    let (decimals, whole) = groups.split_last().unwrap_or((&"", &[]));
    let is_decimal =
        if thousands.is_empty() { *last_mark == ',' } else { is_uniform(thousands) && !thousands.contains(last_mark) && is_grouped(whole) };
    if is_decimal {
        forms.push(format!("{}.{decimals}", whole.concat()));
    }
    forms
}

/// Says whether all groups of digits but the first have three.
fn is_grouped(groups: &[&str]) -> bool {
    let mut lengths = groups.iter().map(|group| group.chars().count());
    lengths.next().is_some_and(|first| first <= 3) && lengths.all(|length| length == 3)
}
