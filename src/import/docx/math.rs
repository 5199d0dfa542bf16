//! The equations of a Word document, in one line: `(1)/(2)`, `10^6`, `√(2a)`.

use crate::import::xml::Element;

/// An equation in one line.
pub(super) fn written(element: &Element) -> String {
    element.elements().map(one).collect()
}

/// A part of an equation.
fn one(element: &Element) -> String {
    let inner = |name: &str| element.find(name).map(written).unwrap_or_default();
    let sign = |properties: &str, name: &str, otherwise: &str| {
        element.find(properties).and_then(|properties| properties.value(name)).unwrap_or(otherwise).to_owned()
    };
    let all = |name: &'static str| element.elements().filter(move |child| child.name == name).map(written).collect::<Vec<_>>();
    let low = || marked('_', &inner("sub"));
    let high = || marked('^', &inner("sup"));
    match element.name.as_str() {
        "t" => element.text(),
        "f" => format!("({})/({})", inner("num"), inner("den")),
        "sSup" => inner("e") + &high(),
        "sSub" => inner("e") + &low(),
        "sSubSup" => inner("e") + &low() + &high(),
        "sPre" => low() + &high() + &inner("e"),
        "rad" => match inner("deg") {
            degree if degree.trim().is_empty() => format!("√({})", inner("e")),
            degree => format!("({degree})√({})", inner("e")),
        },
        "nary" => format!("{}{}{} {}", sign("naryPr", "chr", "∫"), low(), high(), inner("e")),
        "d" => {
            let between = sign("dPr", "sepChr", "|");
            format!("{}{}{}", sign("dPr", "begChr", "("), all("e").join(&between), sign("dPr", "endChr", ")"))
        }
        "func" => format!("{} {}", inner("fName"), inner("e")),
        "limLow" => inner("e") + &marked('_', &inner("lim")),
        "limUpp" => inner("e") + &marked('^', &inner("lim")),
        "m" => format!("({})", element.elements().filter(|row| row.name == "mr").map(one).collect::<Vec<_>>().join("; ")),
        "mr" => all("e").join(", "),
        "eqArr" => all("e").join("; "),
        "acc" => inner("e") + &sign("accPr", "chr", "\u{302}"),
        "del" | "moveFrom" => String::new(),
        _ => written(element),
    }
}

/// What stands high or low, behind its sign; in brackets where it is more than one word.
fn marked(sign: char, inner: &str) -> String {
    match inner.trim() {
        "" => String::new(),
        word if word.chars().all(char::is_alphanumeric) => format!("{sign}{word}"),
        words => format!("{sign}({words})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::xml;

    #[track_caller]
    fn check(inner: &str, expected: &str) {
        assert_eq!(written(&xml::read(&format!("<oMath>{inner}</oMath>")).unwrap()), expected);
    }

    #[test]
    fn no_sign_of_an_equation_is_lost() {
        let run = |text: &str| format!("<r><rPr/><t>{text}</t></r>");
        let (a, b) = (run("a"), run("b+c"));
        check(&format!("<sPre><sub>{a}</sub><sup>{b}</sup><e>{a}</e></sPre>"), "_a^(b+c)a");
        check(&format!("<rad><deg>{}</deg><e>{b}</e></rad>", run("3")), "(3)√(b+c)");
        check(&format!("<func><fName>{}</fName><e>{a}</e></func>", run("sin")), "sin a");
        check(&format!("<d><dPr><begChr val='['/><endChr val='['/><sepChr val=';'/></dPr><e>{a}</e><e>{b}</e></d>"), "[a;b+c[");
        check(&format!("<m><mr><e>{a}</e><e>{a}</e></mr><mr><e>{a}</e><e>{b}</e></mr></m>"), "(a, a; a, b+c)");
        check(&format!("<acc><e>{a}</e></acc><limLow><e>{a}</e><lim>{b}</lim></limLow><del>{b}</del>"), "a\u{302}a_(b+c)");
    }
}
