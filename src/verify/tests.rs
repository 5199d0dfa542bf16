use super::manifests::parse;

#[test]
fn lines_of_manifests() {
    let hash = "0".repeat(128);
    let text = format!(
        "{hash}  a b.txt\n{hash} *c.bin\n{hash}\td\n{hash}  ../e\n{hash}  /f\n{hash}  g//h\n{hash}  a b.txt\nhello\n0  i\n{hash}  j"
    );
    let (lines, bad) = parse(text.as_bytes(), "x/");
    assert_eq!(lines.keys().collect::<Vec<_>>(), ["x/a b.txt", "x/c.bin", "x/d", "x/j"]);
    assert_eq!(bad.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(parse(b"", ""), Default::default());
    assert_eq!(parse(&[0xff, b'\n'], "").1.len(), 1);
}
