//! The text of a block, kept small: of a large dossier those of all blocks are held at once, beside the files that most of them stand in.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use memchr::memmem;

use crate::model::place::SourceFile;

/// A text that stands in a file as it is, or one of its own.
#[derive(Clone)]
pub struct BlockText(Form);

/// Where a text is.
#[derive(Clone)]
enum Form {
    /// In a file, from one byte to another.
    Written(Arc<SourceFile>, u32, u32),
    /// Nowhere else.
    Own(Box<str>),
}

impl BlockText {
    /// The text of a block that has these bytes of a file.
    #[must_use]
    pub fn of(text: &str, (file, span): (&Arc<SourceFile>, &Range<usize>)) -> Self {
        let at = file.text.get(span.clone()).and_then(|written| find(written.as_bytes(), text.as_bytes()));
        let written = at.and_then(|at| Self::written(file, span.start + at..span.start + at + text.len()));
        written.unwrap_or_else(|| text.into())
    }

    /// The text that these bytes of a file are; none if they are no text.
    #[must_use]
    pub fn written(file: &Arc<SourceFile>, bytes: Range<usize>) -> Option<Self> {
        file.text.get(bytes.clone())?;
        Some(Self(Form::Written(Arc::clone(file), u32::try_from(bytes.start).ok()?, u32::try_from(bytes.end).ok()?)))
    }

    /// The bytes of a file that it is; none for one of its own.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        if let Form::Written(_, start, end) = &self.0 { Some(*start as usize..*end as usize) } else { None }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Written(file, start, end) => file.text.get(*start as usize..*end as usize).unwrap_or_default(),
            Form::Own(text) => text,
        }
    }
}

/// How many bytes may have to be compared without anything being prepared.
const LITTLE: usize = 1 << 20;

/// Where a text first stands in what is written. Mostly it is nearly as long: there are few places to look at, and preparing a search
/// takes longer than that.
fn find(written: &[u8], text: &[u8]) -> Option<usize> {
    let last = written.len().checked_sub(text.len())?;
    if LITTLE < last.saturating_mul(text.len()) {
        return memmem::find(written, text);
    }
    (0..=last).find(|at| written.get(*at..).is_some_and(|rest| rest.starts_with(text)))
}

impl Deref for BlockText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for BlockText {
    fn from(text: &str) -> Self {
        Self(Form::Own(text.into()))
    }
}

impl From<String> for BlockText {
    fn from(text: String) -> Self {
        Self(Form::Own(text.into()))
    }
}

impl fmt::Debug for BlockText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl fmt::Display for BlockText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_and_much_is_found_alike() {
        for len in [3, 2 << 10, 2 << 20] {
            let written = ["x".repeat(len), "y".to_owned(), "x".repeat(len)].concat();
            let of = |text: &str| find(written.as_bytes(), text.as_bytes());
            assert_eq!([of(""), of("xyx"), of("xyy"), of("yxx")], [Some(0), Some(len - 1), None, Some(len)], "{len}");
            assert_eq!([of(&"x".repeat(len)), of(&written[1..]), of(&format!("{written}x"))], [Some(0), Some(1), None], "{len}");
        }
    }

    #[test]
    fn a_text_is_the_same_wherever_it_is() {
        let file = Arc::new(SourceFile::new("x.md".into(), "één **twee** drie\n\n- vier\n".into()));
        let of = |text: &str, span| BlockText::of(text, (&file, &span));
        let (own, written) = (of("één twee drie", 0..19), of("vier", 21..28));
        assert_eq!((own.as_str(), written.as_str(), of("", 0..2).as_str()), ("één twee drie", "vier", ""));
        assert!(matches!(own.0, Form::Own(_)) && matches!(written.0, Form::Written(_, 23, 27)));
        assert_eq!((own.span(), written.span()), (None, Some(23..27)));
        assert!(matches!(of("vier", 0..19).0, Form::Own(_)), "not in these bytes");
    }
}
