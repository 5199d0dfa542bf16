//! Tests: what is found wrong in records.

use super::*;

/// Compares what is found wrong in a text with what is expected.
fn check(text: &str, expected: &[&str]) {
    let file = Arc::new(SourceFile::new("x.toml".into(), text.into()));
    let mut problems = Problems::default();
    read(&file, 0..text.len(), &mut problems, |table| {
        table.need_text("title", "the title");
        table.date("date");
        table.tables("rows", |row| row.need_name("kind", &["big", "small"], |name| matches!(name, "big" | "small").then_some(())));
    });
    problems.sort();
    let found: Vec<String> = problems
        .list
        .iter()
        .map(|problem| format!("{:?} {}: {} {}", problem.place.line_and_column(), problem.id, problem.message, problem.hints.join("; ")))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn all_faults_are_found_at_once() {
    let text = "tilte = 'x'\ndate = '2025-02-30'\n[[rows]]\nkind = 'bog'\n[[rows]]\n";
    check(
        text,
        &[
            "(1, 1) missing-key: `title` is missing: the title ",
            "(1, 1) unknown-key: unknown key `tilte` did you mean `title`?",
            "(2, 8) bad-date: there is no such day as `2025-02-30` write it as EDTF: `2025-12-19`, `2025-12`, `2025`, `2025-11-13/..` or `2025-04-18/2025-06-19`",
            "(4, 8) wrong-value: `kind` must be one of `big`, `small` did you mean `big`?",
            "(5, 1) missing-key: `kind` is missing: one of `big`, `small` ",
        ],
    );
}

#[test]
fn a_syntax_error_hides_no_line_number() {
    check("title = 'x\ndate = 1", &["(1, 11) broken-toml: a text in quotes does not end: `'` is missing "]);
}
