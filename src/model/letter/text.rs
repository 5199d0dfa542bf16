//! The text of a block, kept small: of a large dossier those of all blocks are known at once, beside the files in which their words stand.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;
use serde::{Deserialize, Serialize, Serializer};

use crate::model::file::SourceFile;
use crate::model::text::Text;

/// A text whose words stand in a file for the most part.
#[derive(Clone)]
pub struct BlockText {
    /// The file.
    file: Arc<SourceFile>,
    /// How its words stand there.
    form: Form,
}

/// How the words of a text stand in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// As they are, from one byte to another.
    Written(u32, u32),
    /// In pieces, which are written one after the other in postcard's format.
    Pieced(Box<[u8]>),
}

/// A piece of a text: words that stand in the file, then words that do not stand there like that. The first two numbers are the bytes from
/// the words of the piece before, or from the start of the file, and how many bytes the words have.
type Piece<'a> = (u32, u32, &'a str);

/// The shortest words, in bytes, for which a place in the file is looked for.
const MIN_WRITTEN: usize = 8;

/// How often a place in the file is looked for in vain, for one block: what then follows is kept as it is.
const MAX_SOUGHT: usize = 256;

impl BlockText {
    /// The text of a block that has these bytes of a file.
    #[must_use]
    pub fn of(text: &str, (file, span): (&Arc<SourceFile>, &Range<usize>)) -> Self {
        let written = file.text().part(span.clone()).unwrap_or_default();
        let at = find(written.as_bytes(), text.as_bytes()).map(|at| span.start + at);
        let as_it_stands = at.and_then(|at| Some(Form::Written(u32::try_from(at).ok()?, u32::try_from(at + text.len()).ok()?)));
        let form = as_it_stands.unwrap_or_else(|| Form::Pieced(pieces(text, (&written, span.start)).into()));
        Self { file: Arc::clone(file), form }
    }

    /// The text whose words stand in a file as they did when it had another build find them; none if they cannot stand there.
    #[must_use]
    pub fn found_again(file: &Arc<SourceFile>, form: Form) -> Option<Self> {
        let found = Self { file: Arc::clone(file), form };
        found.try_read().is_some().then_some(found)
    }

    /// How its words stand in the file.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// How many bytes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.form {
            Form::Written(start, end) => (*end - *start) as usize,
            Form::Pieced(bytes) => Pieces(bytes).map(|(_, len, other)| len as usize + other.len()).sum(),
        }
    }

    /// Whether it has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text.
    #[must_use]
    pub fn read(&self) -> Text {
        self.try_read().unwrap_or_default()
    }

    /// The text; none if its words cannot stand in the file.
    fn try_read(&self) -> Option<Text> {
        let file = self.file.text();
        let Form::Pieced(bytes) = &self.form else { return file.part(self.span()?) };
        let (mut text, mut at) = (String::with_capacity(self.len()), 0_usize);
        for (gap, len, other) in Pieces(bytes) {
            let start = at.checked_add(gap as usize)?;
            at = start.checked_add(len as usize)?;
            text.push_str(file.get(start..at)?);
            text.push_str(other);
        }
        Some(Arc::new(text).into())
    }

    /// The bytes of the file that it is; none where it does not stand there as it is.
    fn span(&self) -> Option<Range<usize>> {
        if let Form::Written(start, end) = self.form { Some(start as usize..end as usize) } else { None }
    }
}

/// The pieces of a text, in order.
struct Pieces<'a>(&'a [u8]);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let (piece, rest) = postcard::take_from_bytes(self.0).ok()?;
        self.0 = rest;
        Some(piece)
    }
}

/// The pieces of a text most of which is written in the same order in another, which begins at a byte of a file.
fn pieces(text: &str, (written, start): (&str, usize)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut add = |(gap, len): (usize, usize), other: &str| {
        // No file of an edition has so many bytes that they need more than four to count. Memory takes all that is written.
        let [gap, len] = [gap, len].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        bytes.extend(postcard::to_allocvec::<Piece<'_>>(&(gap, len, other)).unwrap_or_default());
    };
    let (mut last, mut other) = ((start, 0), String::new());
    let (mut rest, mut left, mut n_sought) = (text, written, 0);
    while let Some(char) = rest.chars().next() {
        let words = rest.get(..rest.floor_char_boundary(MIN_WRITTEN)).unwrap_or(rest);
        let found = if n_sought < MAX_SOUGHT { left.find(words) } else { None };
        let (len, after) = match found {
            Some(gap) => {
                let from = left.get(gap..).unwrap_or_default();
                let n_same = from.bytes().zip(rest.bytes()).take_while(|(one, other)| one == other).count();
                let len = rest.floor_char_boundary(n_same);
                if last == (start, 0) && other.is_empty() {
                    last = (start + gap, len);
                } else {
                    add(last, &std::mem::take(&mut other));
                    last = (gap, len);
                }
                (len, from.get(len..).unwrap_or_default())
            }
            None => {
                n_sought += 1;
                other.push(char);
                (char.len_utf8(), left)
            }
        };
        (rest, left) = (rest.get(len..).unwrap_or_default(), after);
    }
    add(last, &other);
    bytes
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

impl From<&str> for BlockText {
    /// A text that stands in no file of a dossier.
    fn from(text: &str) -> Self {
        Self::of(text, (&Arc::new(SourceFile::new(String::new(), text.to_owned())), &(0..text.len())))
    }
}

impl Hash for BlockText {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.read().hash(hasher);
    }
}

impl Serialize for BlockText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.read())
    }
}

impl fmt::Debug for BlockText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.read(), formatter)
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
    fn a_text_is_the_same_however_it_stands_in_the_file() {
        let file = Arc::new(SourceFile::new("x.md".into(), "Één **twee** drie en meer [vier](x)\n\n- vijf\n".into()));
        let texts =
            ["Één twee drie en meer vier", "drie en meer", "", "vijf", "geheel andere woorden", "¹ drie en meer ²", "twee** drie en"];
        for text in texts {
            let found = BlockText::of(text, (&file, &(0..38)));
            assert_eq!((&*found.read(), found.len(), found.is_empty()), (text, text.len(), text.is_empty()));
            let bytes = postcard::to_allocvec(found.form()).unwrap();
            let again = BlockText::found_again(&file, postcard::from_bytes(&bytes).unwrap()).unwrap();
            assert_eq!(&*again.read(), text);
        }
        assert_eq!(BlockText::of("drie en", (&file, &(0..38))).form(), &Form::Written(15, 22));
        let form = |text| BlockText::of(text, (&file, &(38..46))).form().clone();
        assert_eq!(form("vijf"), Form::Written(41, 45));
        assert!(matches!(form("drie en meer"), Form::Pieced(bytes) if bytes.len() == 12 + 3), "not in these bytes");
        // What cannot stand in a file was found in another.
        let short = Arc::new(SourceFile::new("x.md".into(), "Één".into()));
        for form in [form("vijf"), Form::Written(1, 3), Form::Written(3, 1), BlockText::of(texts[0], (&file, &(0..38))).form().clone()] {
            assert!(BlockText::found_again(&short, form).is_none());
        }
    }
}
