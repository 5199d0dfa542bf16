//! Makes the theme's scripts and styles ready for readers: files that belong together are joined, and what only their writers need is
//! left out.

use std::collections::BTreeMap;

/// Returns the scripts of a theme by the name of what they become: `search/1-words.js` and the others of its folder become `search.js`,
/// in the order of their names; a file that is in no folder keeps its name.
pub fn scripts(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let mut scripts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (path, bytes) in files {
        let name = path.split_once('/').map_or_else(|| path.clone(), |(folder, _)| format!("{folder}.js"));
        let script = scripts.entry(name).or_default();
        append(script, bytes);
    }
    scripts
}

/// The styles of a dossier's own, which come last whatever the theme's are called.
const OWN: &str = "own.css";

/// Returns the style sheet that the style files of a theme become, in the order of their names, the dossier's own last.
pub fn style(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut style = Vec::new();
    let theirs = files.iter().filter(|(name, _)| *name != OWN).map(|(_, bytes)| bytes);
    theirs.chain(files.get(OWN)).for_each(|bytes| append(&mut style, bytes));
    String::from_utf8(style).map_or_else(|error| error.into_bytes(), |text| tightened(&text).into_bytes())
}

/// Returns a style sheet without the white space that only its writers need; what stands in quotation marks or in a comment stays as it is.
fn tightened(text: &str) -> String {
    let mut tight = String::with_capacity(text.len());
    let mut quote = None;
    for char in text.chars() {
        let last = tight.chars().next_back().unwrap_or('{');
        match (quote, char) {
            (Some('*'), '/') if last == '*' => quote = None,
            (Some('*'), _) => {}
            (None, '*') if last == '/' => quote = Some('*'),
            (Some(open), _) if open == char && last != '\\' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(char),
            (None, ' ' | '\n') if "{};,:\n".contains(last) => continue,
            (None, '{' | '}') if matches!(last, ' ' | '\n') || (last, char) == (';', '}') => _ = tight.pop(),
            _ => {}
        }
        tight.push(if char == '\n' && quote.is_none() { ' ' } else { char });
        if char == '}' && quote.is_none() {
            tight.push('\n');
        }
    }
    format!("{}\n", tight.trim_end())
}

/// Adds a file to what it becomes; one that is not text stays as it is.
fn append(to: &mut Vec<u8>, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => to.extend(compacted(text).into_bytes()),
        Err(_) => to.extend(bytes),
    }
}

/// Returns a script or style sheet without empty lines, indentation, and the comments that stand on lines of their own.
///
/// One in which a text may run over several lines stays as it is: white space means something there. So does a comment that
/// begins with `/*!`, as licences do.
fn compacted(text: &str) -> String {
    if text.lines().any(|line| line.matches('`').count() % 2 == 1 || line.ends_with('\\')) {
        return format!("{}\n", text.trim_end());
    }
    let mut compact = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines() {
        let mut line = line.trim();
        if is_comment || (line.starts_with("/*") && !line.starts_with("/*!")) {
            let end = line.find("*/");
            is_comment = end.is_none();
            line = end.and_then(|at| line.get(at + 2..)).unwrap_or_default().trim_start();
        }
        if !line.is_empty() && !line.starts_with("//") {
            compact.push_str(line);
            compact.push('\n');
        }
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_folder_are_one_script_in_the_order_of_their_names() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let files = BTreeMap::from([file("search/2-b.js", "b();"), file("search/1-a.js", "a();\n"), file("site.js", "c();\n")]);
        let scripts = scripts(&files);
        assert_eq!(scripts.get("search.js").unwrap(), b"a();\nb();\n");
        assert_eq!(scripts.get("site.js").unwrap(), b"c();\n");
        assert_eq!(scripts.len(), 2);
    }

    #[test]
    fn style_files_are_one_sheet_without_notes() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let ink = file("1-ink.css", "/* Ink. */\na {\n  color: #000; /* black */\n}\n");
        let files = BTreeMap::from([ink, file("2-paper.css", "@media print {\n  a { color: red; }\n}\n")]);
        let sheet = "a{color:#000;/* black */}\n@media print{a{color:red}}\n";
        assert_eq!(String::from_utf8(style(&files)).unwrap(), sheet);
    }

    #[test]
    fn own_styles_come_last() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let files = BTreeMap::from([file("1-a.css", "a{x:y}\n"), file("own.css", "c{x:y}\n"), file("plain.css", "b{x:y}\n")]);
        assert_eq!(String::from_utf8(style(&files)).unwrap(), "a{x:y}\nb{x:y}\nc{x:y}\n");
    }

    #[test]
    fn styles_lose_no_space_that_means_something() {
        let keeps = |text: &str, expected: &str| assert_eq!(tightened(text), format!("{expected}\n"));
        keeps("a :hover,\nb > c { margin: 0 auto; }", "a :hover,b > c{margin:0 auto}");
        keeps("a::after { content: \": {  }\"; width: calc(1px + 2px); }", "a::after{content:\": {  }\";width:calc(1px + 2px)}");
        keeps("a { content: '\\'; }'; }\n\nb { }", "a{content:'\\'; }'}\nb{}");
        keeps("a { b: c; /* don't: x */ }\nd { content: 'e: f'; }", "a{b:c;/* don't: x */}\nd{content:'e: f'}");
        keeps("@media (a) and (b: c) { a { x: y } }", "@media (a) and (b:c){a{x:y}}");
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(compacted(text), expected);
    }

    #[test]
    fn what_only_writers_need_is_left_out() {
        check("// Says.\n\n  /** What.\n   *  More.\n   */\n  a(); // kept\n", "a(); // kept\n");
        check("/* one */ b();\n/*! licence */\nc = \"/* no comment */\";\n", "b();\n/*! licence */\nc = \"/* no comment */\";\n");
    }

    #[test]
    fn texts_over_several_lines_stay() {
        check("a = `x\n  // y\n`;\n\n", "a = `x\n  // y\n`;\n");
        check("a = 'x\\\n  y';", "a = 'x\\\n  y';\n");
        check("a = `x`;\n  b = 'y';", "a = `x`;\nb = 'y';\n");
    }
}
