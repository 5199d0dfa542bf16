//! The elements of HTML that a publisher may allow in Markdown: marks inside a line of text, none of which does anything by itself.

use super::named::named;

named! {
    /// An element that may be allowed.
    Element {
        /// An abbreviation; its `title` says in full what it stands for.
        Abbr = "abbr",
        /// Words that stand out.
        Bold = "b",
        /// A line end.
        Break = "br",
        /// The title of a work.
        Cite = "cite",
        /// Words that were taken out.
        Deleted = "del",
        /// A term where it is explained.
        Definition = "dfn",
        /// Emphasis.
        Emphasis = "em",
        /// Words in another voice.
        Italic = "i",
        /// Words that were put in.
        Inserted = "ins",
        /// What is typed on a keyboard.
        Keyboard = "kbd",
        /// Words that were marked.
        Mark = "mark",
        /// Words that hold no longer.
        Struck = "s",
        /// What a program prints.
        Sample = "samp",
        /// Side remarks.
        Small = "small",
        /// Importance.
        Strong = "strong",
        /// A subscript.
        Subscript = "sub",
        /// A superscript.
        Superscript = "sup",
        /// Words that are underlined.
        Underlined = "u",
        /// A variable.
        Variable = "var",
    }
}

/// A set of elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Elements(u32);

impl Elements {
    /// Whether it has an element.
    #[must_use]
    pub fn has(self, element: Element) -> bool {
        self.0 & bit(element) != 0
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Element> for Elements {
    fn from_iter<T: IntoIterator<Item = Element>>(elements: T) -> Self {
        Self(elements.into_iter().fold(0, |bits, element| bits | bit(element)))
    }
}

/// The place of an element in a set: there are fewer than 32.
fn bit(element: Element) -> u32 {
    1 << (element as u32)
}
