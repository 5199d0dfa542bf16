//! The marks of quotations that a web page leaves to the browser.

/// Marks by language: of a quotation, and of one in it.
const MARKS: &[(&str, [&str; 4])] =
    &[("nl", ["‘", "’", "“", "”"]), ("en", ["‘", "’", "“", "”"]), ("de", ["„", "“", "‚", "‘"]), ("fr", ["«\u{a0}", "\u{a0}»", "“", "”"])];

/// The quotations that are open.
#[derive(Default)]
pub(super) struct Quotes {
    /// The language of the page, as it says it first.
    lang: Option<String>,
    /// How many are open.
    n_open: usize,
}

impl Quotes {
    /// Learns the language of the page.
    pub(super) fn language(&mut self, lang: Option<&str>) {
        if self.lang.is_none() {
            self.lang = lang.and_then(|lang| lang.split(['-', '_']).next()).map(str::to_lowercase);
        }
    }

    /// Opens a quotation.
    pub(super) fn open(&mut self) -> &'static str {
        self.n_open += 1;
        self.mark(0)
    }

    /// Closes one; nothing where none is open.
    pub(super) fn close(&mut self) -> &'static str {
        if self.n_open == 0 {
            return "";
        }
        let mark = self.mark(1);
        self.n_open -= 1;
        mark
    }

    /// Ends what nobody closed.
    pub(super) fn end(&mut self) {
        self.n_open = 0;
    }

    /// The mark of the quotation that is open.
    fn mark(&self, side: usize) -> &'static str {
        let by_lang = MARKS.iter().find(|(lang, _)| self.lang.as_deref() == Some(lang)).or(MARKS.first());
        let at = if self.n_open % 2 == 1 { side } else { side + 2 };
        by_lang.and_then(|(_, marks)| marks.get(at)).copied().unwrap_or_default()
    }
}
