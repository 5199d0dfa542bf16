//! Numbers as letters and as Roman numbers.

/// The largest number that is written so; one that is larger is written with figures.
const MAX: usize = 3_999;

/// A number as letters: `a` to `z`, then `aa`.
pub(super) fn letters(number: usize) -> String {
    let mut rest = number;
    let mut signs: Vec<char> = Vec::new();
    while 0 < rest {
        let sign = u8::try_from((rest - 1) % 26).map_or('a', |idx| char::from(b'a' + idx));
        signs.push(sign);
        rest = (rest - 1) / 26;
    }
    signs.iter().rev().collect()
}

/// A Roman number.
pub(super) fn roman(number: usize) -> String {
    const PARTS: &[(usize, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if MAX < number {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in PARTS {
        while *value <= rest {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_figures() {
        assert_eq!([1, 26, 27, 702, 703].map(letters), ["a", "z", "aa", "zz", "aaa"]);
        assert_eq!([4, 14, 1994, 3999, 4000].map(roman), ["IV", "XIV", "MCMXCIV", "MMMCMXCIX", "4000"]);
    }
}
