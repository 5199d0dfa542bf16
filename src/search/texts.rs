//! The texts that the browser shows of a letter, in files of a few sections: `letter-<n>.js`, and `letter-<n>-<m>.js` for what follows.

use serde::Serialize;

use super::{Block, Letter, Section};
use crate::model::text::Text;

/// After how many bytes of text the next section begins a new file.
pub(super) const FULL: usize = 4_500;

/// What a file shows of a letter.
#[derive(Serialize)]
pub struct Shown<'a> {
    /// Its permanent name.
    id: &'a str,
    /// Path of its page in the site.
    path: &'a str,
    /// Its title.
    title: &'a str,
    /// The line under the title.
    label: &'a str,
    /// Anchor, heading and blocks of each section of the file.
    sections: Vec<(&'a str, Text, &'a [Block<'a>])>,
}

/// Returns the files of a letter, each by its name; one at least.
pub fn files<'a>(letter: &'a Letter<'a>) -> impl Iterator<Item = (String, Shown<'a>)> {
    let Letter { number, id, path, title, label, numbers: _, sections } = letter;
    let runs = runs(sections).into_iter().enumerate();
    runs.map(move |(file, run)| {
        let name = if file == 0 { format!("letter-{number}") } else { format!("letter-{number}-{file}") };
        let sections = run.iter().map(|Section { anchor, heading, blocks }| (anchor.as_str(), heading.read(), blocks.as_slice()));
        (name, Shown { id, path, title, label, sections: sections.collect() })
    })
}

/// Returns the sections of a letter as they share files; one run at least.
pub fn runs<'a, 'b>(sections: &'b [Section<'a>]) -> Vec<&'b [Section<'a>]> {
    let mut runs = Vec::new();
    let (mut start, mut n_bytes) = (0, 0);
    for (idx, section) in sections.iter().enumerate() {
        if FULL <= n_bytes {
            runs.extend(sections.get(start..idx));
            (start, n_bytes) = (idx, 0);
        }
        n_bytes += section.heading.len() + section.blocks.iter().map(|(_, text)| text.len()).sum::<usize>();
    }
    runs.extend(sections.get(start..));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Heading;

    /// How many sections share each file, for sections of so many bytes.
    fn shares(sizes: &[usize]) -> Vec<usize> {
        let texts: Vec<String> = sizes.iter().map(|size| "x".repeat(*size)).collect();
        let section = |text: &str| Section { anchor: String::new(), heading: Heading::None, blocks: vec![("p1", text.into())] };
        let sections: Vec<Section<'_>> = texts.iter().map(|text| section(text.as_str())).collect();
        runs(&sections).iter().map(|run| run.len()).collect()
    }

    #[test]
    fn a_file_is_full_before_the_next_begins() {
        assert_eq!(shares(&[1_000, 3_499, 1, 10, 9_000, 5]), [3, 2, 1]);
        assert_eq!(shares(&[100; 5]), [5]);
        assert_eq!(shares(&[]), [0], "a letter has a file though it has no sections");
    }
}
