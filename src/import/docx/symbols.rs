//! The signs of fonts that have signs where others have letters, as Unicode has them.

use std::collections::BTreeSet;

use super::story::quoted;

/// What stands for a sign that is not known.
pub(super) const UNKNOWN: char = '\u{fffd}';

/// Where such fonts have their signs in Unicode: behind this number, in the order of the font.
const PRIVATE: u32 = 0xf000;

/// The signs 20 to 7E of the font Symbol.
const SYMBOL_LOW: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

/// The signs A0 to FE of the font Symbol.
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{fffd}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// Signs of the fonts Wingdings and Wingdings 2 that letters have: bullets, arrows, boxes to tick.
const WINGDINGS: &[(&str, u32, char)] = &[
    ("wingdings", 0x4a, '☺'),
    ("wingdings", 0x4c, '☹'),
    ("wingdings", 0x6c, '●'),
    ("wingdings", 0x6e, '■'),
    ("wingdings", 0x6f, '□'),
    ("wingdings", 0x71, '❑'),
    ("wingdings", 0x75, '◆'),
    ("wingdings", 0x76, '❖'),
    ("wingdings", 0x9f, '•'),
    ("wingdings", 0xa7, '▪'),
    ("wingdings", 0xa8, '◻'),
    ("wingdings", 0xd8, '➢'),
    ("wingdings", 0xdf, '←'),
    ("wingdings", 0xe0, '→'),
    ("wingdings", 0xe1, '↑'),
    ("wingdings", 0xe2, '↓'),
    ("wingdings", 0xe8, '➔'),
    ("wingdings", 0xf0, '⇨'),
    ("wingdings", 0xfb, '✗'),
    ("wingdings", 0xfc, '✓'),
    ("wingdings", 0xfd, '☒'),
    ("wingdings", 0xfe, '☑'),
    ("wingdings 2", 0x4f, '✗'),
    ("wingdings 2", 0x50, '✓'),
    ("wingdings 2", 0x51, '☒'),
    ("wingdings 2", 0x52, '☑'),
    ("wingdings 2", 0xa3, '□'),
];

/// A sign of a font, by its code; `None` for one that is not known.
pub(super) fn sign(font: &str, code: u32) -> Option<char> {
    let font = font.to_lowercase();
    let is_own = (PRIVATE..=PRIVATE + 0xff).contains(&code);
    let place = if is_own { code - PRIVATE } else { code };
    let has_own = is_own || has_own_signs(&font);
    let found = match font.as_str() {
        "symbol" => {
            let (signs, first) = if place < 0xa0 { (SYMBOL_LOW, 0x20) } else { (SYMBOL_HIGH, 0xa0) };
            place.checked_sub(first).and_then(|at| signs.chars().nth(usize::try_from(at).ok()?))
        }
        // Other fonts have their signs where Unicode has them.
        _ if !has_own => char::from_u32(code).filter(|char| !char.is_control() && !('\u{e000}'..='\u{f8ff}').contains(char)),
        _ => WINGDINGS.iter().find(|(name, at, _)| *name == font && *at == place).map(|(.., char)| *char),
    };
    found.filter(|char| *char != UNKNOWN)
}

/// Whether a font, in lower case, has signs where others have letters.
fn has_own_signs(font: &str) -> bool {
    font == "symbol" || font.contains("dings") || matches!(font, "mt extra" | "marlett")
}

/// What is said of the words of a run that a page shows otherwise than the document, in its font.
pub(super) fn told(text: &str, font: &str) -> Vec<String> {
    let is_private = |char: &char| ('\u{e000}'..='\u{f8ff}').contains(char);
    let signs: BTreeSet<char> = text.chars().filter(is_private).collect();
    let one = |sign: char| format!("the sign U+{:04X} is one of a font, and no page can show it: write what it is", u32::from(sign));
    let mut told: Vec<String> = signs.into_iter().map(one).collect();
    if has_own_signs(&font.to_lowercase()) && text.chars().any(|char| char.is_ascii_alphanumeric()) {
        told.push(format!("{} is set in the font “{font}”, which shows other signs: write what they are", quoted([text])));
    }
    told
}

/// A text in which the private signs of a font are those of Unicode, as far as they are known.
pub(super) fn readable(text: &str, font: &str) -> String {
    let is_private = |char: char| (PRIVATE..=PRIVATE + 0xff).contains(&u32::from(char));
    text.chars().map(|char| if is_private(char) { sign(font, u32::from(char)).unwrap_or(char) } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_symbol_fonts() {
        assert_eq!((SYMBOL_LOW.chars().count(), SYMBOL_HIGH.chars().count()), (0x5f, 0x5f));
        let found = [0xf0a3, 0xf0b3, 0xf061, 0xf07e, 0xf0fe, 0xf0a0, 0x61].map(|code| sign("Symbol", code).unwrap());
        assert_eq!(found, ['≤', '≥', 'α', '∼', '⎭', '€', 'α']);
        assert_eq!([sign("Symbol", 0xf0f0), sign("Symbol", 0xf0ff), sign("Symbol", 0xf07f), sign("Symbol", 3)], [None; 4]);
        assert_eq!(
            [sign("Wingdings", 0xf0fc), sign("Arial", 0x2264), sign("Webdings", 0xf041), sign("Arial", 0xf041)],
            [Some('✓'), Some('≤'), None, None]
        );
        assert_eq!(readable("x \u{f0a3} 5 \u{f041}", "Symbol"), "x ≤ 5 Α");
    }
}
