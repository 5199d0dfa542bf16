//! The tags and words of a page, in which a script or a style is one text, whatever it holds.

use html5gum::{State, Token, Tokenizer};

/// Whether what is in an element is no markup, whatever it looks like. What browsers without scripts are shown is markup here.
pub(super) fn is_raw(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style")
}

/// The tags and words of a page.
pub fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut tokenizer = Tokenizer::new(html);
    std::iter::from_fn(move || {
        let Ok(token) = tokenizer.next()?;
        if let Token::StartTag(tag) = &token
            && !tag.self_closing
        {
            match tag.name.as_slice() {
                b"script" => tokenizer.set_state(State::ScriptData),
                b"style" => tokenizer.set_state(State::RawText),
                _ => {}
            }
        }
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_end_where_they_end() {
        for script in ["<script>for(i=0;i<n;i++){}</script>", "<style>a<b{}</style>", "<script>\"<script x=y>\"</script>"] {
            let html = format!("<p id=\"a\">{script}<p id=\"b\">");
            let n_paragraphs = tokens(&html).filter(|token| matches!(token, Token::StartTag(tag) if tag.name.as_slice() == b"p")).count();
            assert_eq!(n_paragraphs, 2, "{html}");
        }
    }
}
