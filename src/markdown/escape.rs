//! Texts as HTML has them.

/// A text as an attribute's value or as text: no character of it is markup.
#[must_use]
pub fn attribute(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, sign, after)) = first_sign(rest) {
        written.push_str(before);
        written.push_str(sign);
        rest = after;
    }
    written.push_str(rest);
    written
}

/// What stands before the first character that could be markup, how that is written, and what follows it; nothing where there is none.
fn first_sign(text: &str) -> Option<(&str, &'static str, &str)> {
    let written = |byte: u8| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    };
    let (at, sign) = text.bytes().enumerate().find_map(|(at, byte)| Some((at, written(byte)?)))?;
    Some((text.get(..at)?, sign, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_markup() {
        assert_eq!(attribute("“a” & <b c=\"d\">&amp;é</b>"), "“a” &amp; &lt;b c=&quot;d&quot;&gt;&amp;amp;é&lt;/b&gt;");
        assert_eq!([attribute(""), attribute("é"), attribute("\"")], ["", "é", "&quot;"]);
    }
}
