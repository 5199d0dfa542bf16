//! A page of the manual as steps: what a reader types, writes and sees.
//!
//! The notation is told to readers in `src/manual/README.md`.

use std::ops::Range;

/// What a reader does, and where the page says so.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The line of the page, from 1.
    pub line_number: usize,
    /// What is done.
    pub deed: Deed,
}

/// What a reader does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Begins anew, in a folder that holds something: `<!-- with: NAME -->`.
    Begin(String),
    /// Types commands, and sees what they print, where the page shows it.
    Type {
        /// The commands, one after another.
        commands: Vec<Typed>,
        /// What they print together; `…` stands for anything.
        shown: Option<String>,
        /// Whether the last one runs until it is stopped with Ctrl+C.
        is_stopped: bool,
    },
    /// Writes a file anew.
    Write(String, String),
    /// Adds to the end of a file.
    Append(String, String),
    /// Takes out lines of a file and puts in others, as a diff shows them.
    Change(String, String),
}

/// A command as typed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The command.
    pub command: String,
    /// The exit code with which it ends.
    pub code: i32,
}

/// A block between two fences.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    /// The line of the opening fence, from 1.
    pub line_number: usize,
    /// What stands behind the opening fence.
    pub info: &'a str,
    /// The text between the fences.
    pub text: &'a str,
    /// The last line before the block that is not empty.
    pub before: &'a str,
    /// Whether nothing but empty lines stands between the block and the one before it.
    pub follows: bool,
}

/// Finds the blocks between fences, and the bytes that each takes, its fences with it.
pub(crate) fn blocks(page: &str) -> Vec<(Block<'_>, Range<usize>)> {
    let mut found: Vec<(Block<'_>, Range<usize>)> = Vec::new();
    let (mut at, mut before, mut follows) = (0, "", false);
    let mut open: Option<(usize, usize, &str)> = None;
    for (line_idx, line) in page.split_inclusive('\n').enumerate() {
        let (start, bare) = (at, line.trim_end());
        at += line.len();
        match open {
            None if bare.starts_with("```") => open = Some((line_idx, at, bare.trim_start_matches('`'))),
            None if bare.is_empty() => {}
            None => (before, follows) = (bare, false),
            Some((opened, from, info)) if bare == "```" => {
                let text = page.get(from..start).unwrap_or_default();
                let begin = page[..from].trim_end_matches('\n').rfind('\n').map_or(0, |end| end + 1);
                found.push((Block { line_number: opened + 1, info, text, before, follows }, begin..at));
                (before, follows, open) = ("", true, None);
            }
            Some(_) => {}
        }
    }
    assert!(open.is_none(), "a block does not end: {:?}", open.map(|(line_idx, ..)| line_idx + 1));
    found
}

/// Reads the steps of a page; faults are sentences with the line.
pub(crate) fn steps(page: &str) -> (Vec<Step>, Vec<String>) {
    let (mut steps, mut faults) = (begins(page), Vec::new());
    let mut last = None;
    for (block, _) in blocks(page) {
        let line_number = block.line_number;
        match (block.info.split_whitespace().collect::<Vec<_>>().as_slice(), file(block.before)) {
            (["sh"], None) => steps.push(Step { line_number, deed: typed(block.text, false) }),
            (["sh", "stopped"], None) => steps.push(Step { line_number, deed: typed(block.text, true) }),
            (["sh", "other"], None) => {}
            (["sh", ..], None) => faults.push(format!("{line_number}: `sh` is followed by nothing, `stopped` or `other`")),
            (["text"], None) => match steps.iter_mut().find(|step| block.follows && Some(step.line_number) == last) {
                Some(Step { deed: Deed::Type { shown, .. }, .. }) => *shown = Some(block.text.to_owned()),
                _ => faults.push(format!("{line_number}: `text` is what the commands right before it print; there are none")),
            },
            (_, Some((deed, path))) => steps.push(Step { line_number, deed: deed(path.to_owned(), block.text.to_owned()) }),
            (_, None) => {}
        }
        last = Some(line_number);
    }
    steps.sort_by_key(|step| step.line_number);
    (steps, faults)
}

/// Where a page begins anew.
fn begins(page: &str) -> Vec<Step> {
    let lines = page.lines().enumerate();
    lines
        .filter_map(|(line_idx, line)| {
            let name = line.strip_prefix("<!-- with: ")?.strip_suffix(" -->")?;
            Some(Step { line_number: line_idx + 1, deed: Deed::Begin(name.to_owned()) })
        })
        .collect()
}

/// What is done with a file.
type ToFile = fn(String, String) -> Deed;

/// What is done with which file by the line before a block: ``Write `PATH`:``, ``Append to `PATH`:`` or ``Change `PATH`:``.
fn file(before: &str) -> Option<(ToFile, &str)> {
    let kinds: [(&str, ToFile); 3] = [("Write `", Deed::Write), ("Append to `", Deed::Append), ("Change `", Deed::Change)];
    kinds.into_iter().find_map(|(start, deed)| {
        let (path, rest) = before.strip_prefix(start)?.split_once('`')?;
        rest.ends_with(':').then_some((deed, path))
    })
}

/// Reads the commands of a block: one a line; a comment `# ends with N` tells the exit code.
fn typed(text: &str, is_stopped: bool) -> Deed {
    let joined = text.replace("\\\n", "");
    let lines = joined.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let commands = lines.map(|line| {
        let (command, comment) = line.split_once(" # ").unwrap_or((line, ""));
        let code = comment.trim().strip_prefix("ends with ").map_or(0, |code| code.parse().expect("an exit code"));
        Typed { command: command.trim().to_owned(), code }
    });
    Deed::Type { commands: commands.collect(), shown: None, is_stopped }
}

#[test]
fn a_page_is_read_as_steps() {
    let page = "# A\n\n<!-- with: nothing -->\n\nDo:\n\n```sh\ndossier lock  # why\ndossier check # ends with 1\n```\n\n```text\nno …\n```\n\n\
                Write `a/b.toml`, as it is:\n\n```toml\nx = 1\n```\n\n```sh other\nnginx\n```\n";
    let (steps, faults) = steps(page);
    let one = |command: &str, code| Typed { command: command.into(), code };
    let typed =
        Deed::Type { commands: vec![one("dossier lock", 0), one("dossier check", 1)], shown: Some("no …\n".into()), is_stopped: false };
    let expected = [(3, Deed::Begin("nothing".into())), (7, typed), (18, Deed::Write("a/b.toml".into(), "x = 1\n".into()))];
    assert_eq!(steps, expected.map(|(line_number, deed)| Step { line_number, deed }));
    assert_eq!(faults, [""; 0]);
}

#[test]
fn what_nobody_printed_is_a_fault() {
    for (page, fault) in [
        ("```text\na\n```\n", "1: `text`"),
        ("```sh\nls\n```\n\nSo:\n\n```text\na\n```\n", "7: `text`"),
        ("```sh otehr\nls\n```\n", "1: `sh`"),
    ] {
        let (_, faults) = steps(page);
        assert!(faults.len() == 1 && faults[0].starts_with(fault), "{page}: {faults:?}");
    }
}
