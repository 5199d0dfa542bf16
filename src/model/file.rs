//! Text files as read.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::text::Text;
use crate::digest::Digest;

/// A text file of the dossier or the theme, as read.
pub struct SourceFile {
    /// The path from the dossier's root, with `/`; as given where the file lies elsewhere.
    pub path: String,
    /// Its text.
    body: Body,
    /// What stands for the text, worked out when it is first wanted: much is made of files.
    digest: OnceLock<Digest>,
}

/// The text of a file.
enum Body {
    /// As it is.
    Plain(Arc<String>),
    /// As what it has more than another file.
    Packed(Packed),
}

/// A text that was packed with another before it.
struct Packed {
    /// What unpacks to the text.
    bytes: Box<[u8]>,
    /// The bytes of the text.
    len: usize,
    /// The file with the other text, which is plain.
    beside: Arc<SourceFile>,
}

impl SourceFile {
    /// A file of a path and a text.
    #[must_use]
    pub fn new(path: String, text: String) -> Self {
        Self { path, body: Body::Plain(Arc::new(text)), digest: OnceLock::new() }
    }

    /// The same file, which is now kept as what it says that another does not: a source beside the edition that transcribes it takes a fifth
    /// of its bytes. Its text is unpacked each time that it is asked for, which takes as long as reading it from the disk.
    #[must_use]
    pub fn beside(self: Arc<Self>, other: &Arc<Self>) -> Arc<Self> {
        let (Body::Plain(text), Body::Plain(model)) = (&self.body, &other.body) else { return self };
        let bytes = lz4_flex::block::compress_with_dict(text.as_bytes(), model.as_bytes());
        // A copy, as what is cut to its length mostly keeps the room that it had.
        let packed = Packed { bytes: bytes.as_slice().into(), len: text.len(), beside: Arc::clone(other) };
        // Worked out while the text is at hand: every build asks for it.
        Arc::new(Self { path: self.path.clone(), body: Body::Packed(packed), digest: self.digest().into() })
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> Text {
        match &self.body {
            Body::Plain(text) => Arc::clone(text).into(),
            Body::Packed(packed) => packed.text(),
        }
    }

    /// How many bytes the text has.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.body {
            Body::Plain(text) => text.len(),
            Body::Packed(packed) => packed.len,
        }
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands for the text.
    #[must_use]
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(self.text().as_bytes()))
    }
}

impl Packed {
    /// The text, unpacked.
    fn text(&self) -> Text {
        let unpacked = lz4_flex::block::decompress_with_dict(&self.bytes, self.len, self.beside.text().as_bytes());
        // What this program packed in its own memory is what it unpacks.
        Arc::new(String::from_utf8(unpacked.unwrap_or_default()).unwrap_or_default()).into()
    }
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SourceFile").field("path", &self.path).field("text", &self.text()).finish()
    }
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && *self.text() == *other.text()
    }
}

impl Eq for SourceFile {}

impl Hash for SourceFile {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (&self.path, self.digest()).hash(hasher);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_file_reads_as_before_and_is_small() {
        // With more than 64 KiB before it, the farthest that a packed text can look back.
        for n in [0, 1, 400, 9_000] {
            let line = |n: usize| format!("Één zin, **nog** een zin {}. ", n * n);
            let text: String = (0..n).map(line).collect();
            let edition = Arc::new(SourceFile::new("nl.md".into(), text.clone()));
            let source = Arc::new(SourceFile::new("source.txt".into(), text.replace('*', "")));
            let packed = Arc::clone(&source).beside(&edition);
            assert_eq!((&packed, packed.len(), packed.digest()), (&source, source.len(), source.digest()));
            let Body::Packed(body) = &packed.body else { panic!("packed") };
            assert!(n != 400 || body.bytes.len() * 2 < source.len());
            // What is packed is not packed again, nor anything beside it.
            assert!(Arc::ptr_eq(&packed, &Arc::clone(&packed).beside(&edition)));
            assert!(Arc::ptr_eq(&source, &Arc::clone(&source).beside(&packed)));
        }
    }
}
