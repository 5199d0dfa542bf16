//! Compares what a page shows with what was printed; `…` stands for anything.

/// Whether a text is what a page shows: line by line; a line `…` stands for any lines, a `…` in a line for anything there.
pub(crate) fn is_as_shown(shown: &str, printed: &str) -> bool {
    let lines = |text: &str| text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    are_as_shown(&lines(shown), &lines(printed))
}

/// Whether lines are as shown.
fn are_as_shown(shown: &[String], printed: &[String]) -> bool {
    match (shown.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((first, rest)), _) if first.trim() == "…" => (0..=printed.len()).any(|n_lines| are_as_shown(rest, &printed[n_lines..])),
        (Some((first, rest)), Some((line, others))) => is_line_as_shown(first, line) && are_as_shown(rest, others),
        _ => false,
    }
}

/// Whether a line is as shown.
fn is_line_as_shown(shown: &str, line: &str) -> bool {
    let Some((start, pieces)) = shown.split_once('…') else { return shown == line };
    let Some(rest) = line.strip_prefix(start) else { return false };
    rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| is_line_as_shown(pieces, &rest[at..]))
}

#[test]
fn dots_stand_for_anything() {
    for (shown, printed, expected) in [
        ("a\nb\n", "a\nb", true),
        ("a\nb", "a\nc", false),
        ("a", "a\nb", false),
        ("a\n…", "a", true),
        ("…\nb\n…\n", "a\na\nb\nc\n", true),
        ("…\nd\n…\n", "a\na\nb\nc\n", false),
        ("in … ms", "in 12 ms", true),
        ("in … ms, … kB", "in 12 ms, 3 MB", false),
        ("in…", "in ", true),
    ] {
        assert_eq!(is_as_shown(shown, printed), expected, "{shown:?} {printed:?}");
    }
}
