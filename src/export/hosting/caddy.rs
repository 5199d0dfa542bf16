//! Rules for Caddy, to be taken into a site's block with `import`.

use super::rules::{CACHING, HSTS, KEPT, MISSING, Rules, TYPES, Type};
use crate::site::assets::FOLDER;

/// The rules.
pub(super) fn snippet(rules: &Rules<'_>) -> String {
    let prefix = &rules.prefix;
    let mut text = format!(
        "# Taken in by `import` in the block of a site whose `root` is the folder {}.\n",
        if prefix == "/" { "of the site".to_owned() } else { format!("in which the site lies as `{}`", prefix.trim_matches('/')) }
    );
    if let Some(bare) = prefix.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        text.push_str(&format!("redir {bare} {prefix} 301\n"));
    }
    text.push_str(&format!("handle {prefix}* {{\n\theader {{\n"));
    for (name, value) in rules.default_headers() {
        text.push_str(&format!("\t\t{name} \"{value}\"\n"));
    }
    let (name, value) = HSTS;
    text.push_str(&format!("\t\t# If the host is only ever reached over HTTPS:\n\t\t# {name} \"{value}\"\n\t}}\n\tencode gzip\n"));
    for (from, to) in &rules.redirects {
        text.push_str(&format!("\tredir {prefix}{from} {prefix}{to} 301\n"));
    }
    text.push_str(&missing(rules));
    text.push_str(&found(rules));
    text.push_str("}\n");
    text
}

/// What is answered where nothing lies.
fn missing(rules: &Rules<'_>) -> String {
    let prefix = &rules.prefix;
    let answer = |page: &str| format!("\t\t\trewrite * {prefix}{page}\n\t\t\tfile_server {{\n\t\t\t\tstatus 404\n\t\t\t}}\n\t\t}}\n");
    let mut text = "\t@missing not file {path} {path}/index.html\n\thandle @missing {\n".to_owned();
    for (folder, page) in &rules.missing {
        text.push_str(&format!("\t\thandle {prefix}{folder}* {{\n{}", answer(page)));
    }
    text.push_str(&format!("\t\thandle {{\n{}\t}}\n", answer(MISSING)));
    text
}

/// What is answered where a file lies.
fn found(rules: &Rules<'_>) -> String {
    let prefix = &rules.prefix;
    let mut text = "\thandle {\n".to_owned();
    for kind @ Type { endings, .. } in TYPES {
        let name = endings.first().copied().unwrap_or_default();
        let paths: Vec<String> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        let but = if name == "txt" && !rules.unmarked.is_empty() {
            let paths: Vec<String> = rules.unmarked.iter().map(|path| format!("{prefix}{path}")).collect();
            text.push_str(&format!("\t\t@unmarked path {}\n\t\theader @unmarked Content-Type \"{}\"\n", paths.join(" "), kind.name));
            format!("\t\t\tnot path {}\n", paths.join(" "))
        } else {
            String::new()
        };
        text.push_str(&format!("\t\t@{name} {{\n\t\t\tpath {}\n{but}\t\t}}\n", paths.join(" ")));
        text.push_str(&format!("\t\theader @{name} Content-Type \"{}\"\n", kind.full()));
    }
    if !rules.assets.is_empty() {
        // A folder is no file of the theme, and a part that a file does not have is refused.
        text.push_str(&format!("\t\t@assets {{\n\t\t\tpath {prefix}{FOLDER}*\n\t\t\tnot path */\n\t\t\tnot header Range *\n\t\t}}\n"));
        text.push_str(&format!("\t\theader @assets {CACHING} \"{KEPT}\"\n"));
    }
    // The smaller one first.
    let ways: Vec<&str> =
        rules.compress.iter().map(|way| way.ending().trim_start_matches('.')).map(|way| if way == "gz" { "gzip" } else { way }).collect();
    match ways.as_slice() {
        [] => text.push_str("\t\tfile_server\n"),
        ways => text.push_str(&format!("\t\tfile_server {{\n\t\t\tprecompressed {}\n\t\t}}\n", ways.join(" "))),
    }
    text.push_str("\t}\n");
    text
}
