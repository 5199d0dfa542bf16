//! Rules for nginx, to be taken into a `server` block with `include`.

use super::rules::{ASKED, CACHING, HSTS, KEPT, MISSING, Rules, TYPES};
use crate::model::hosting::Compression;
use crate::site::assets::FOLDER;

/// The rules.
pub(super) fn snippet(rules: &Rules<'_>) -> String {
    let prefix = &rules.prefix;
    let mut text = format!(
        "# Taken in by `include` in a `server` block whose `root` is the folder {}.\n",
        if prefix == "/" { "of the site".to_owned() } else { format!("in which the site lies as `{}`", prefix.trim_matches('/')) }
    );
    if let Some(bare) = prefix.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        text.push_str(&format!("location = {bare} {{\n    absolute_redirect off;\n    return 301 {prefix};\n}}\n"));
    }
    let missing = |page: &str, indent: &str| {
        // A folder without a front page is nothing to see either.
        format!("{indent}error_page 404 {prefix}{page};\n{indent}error_page 403 =404 {prefix}{page};\n")
    };
    text.push_str(&format!("location ^~ {prefix} {{\n    index index.html;\n    absolute_redirect off;\n{}\n", missing(MISSING, "    ")));
    text.push_str(&types());
    text.push_str(&format!("    charset utf-8;\n    charset_types {};\n\n", list(Rules::text_types().filter(|name| *name != "text/html"))));
    text.push_str(&packing(rules));
    for (name, value) in rules.default_headers() {
        text.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
    }
    let (name, value) = HSTS;
    text.push_str(&format!("    # If the host is only ever reached over HTTPS:\n    # add_header {name} \"{value}\" always;\n\n"));
    text.push_str(&assets(rules));
    for (folder, page) in &rules.missing {
        text.push_str(&format!("    location {prefix}{folder} {{\n{}    }}\n", missing(page, "        ")));
    }
    for path in &rules.unmarked {
        text.push_str(&format!("    location = {prefix}{path} {{\n        charset off;\n    }}\n"));
    }
    for (from, to) in &rules.redirects {
        text.push_str(&format!("    location = {prefix}{from} {{\n        return 301 {prefix}{to};\n    }}\n"));
    }
    text.push_str("}\n");
    text
}

/// The theme's files. A block with headers of its own has none of those around it, so that they stand here again; without `always`
/// the one for caching is left out of answers that tell of a fault. The page that is shown then comes with the headers of its own place.
/// That a file does not have the part which is asked for turns out too late for that: nobody keeps parts.
fn assets(rules: &Rules<'_>) -> String {
    if rules.assets.is_empty() {
        return String::new();
    }
    let mut text = format!("    location {}{FOLDER} {{\n", rules.prefix);
    for (name, value) in &rules.headers {
        text.push_str(&format!("        add_header {name} \"{value}\" always;\n"));
    }
    let (name, value) = HSTS;
    text.push_str(&format!("        # add_header {name} \"{value}\" always;\n        set $dossier_caching \"{KEPT}\";\n"));
    text.push_str(&format!("        if ($http_range) {{\n            set $dossier_caching \"{ASKED}\";\n        }}\n"));
    text.push_str(&format!("        add_header {CACHING} $dossier_caching;\n    }}\n"));
    text
}

/// The types of files.
fn types() -> String {
    let lines: String = TYPES.iter().map(|kind| format!("        {} {};\n", kind.name, kind.endings.join(" "))).collect();
    format!("    types {{\n{lines}    }}\n    default_type application/octet-stream;\n")
}

/// How answers are packed. What nginx packs itself when asked begins where a file is worth it.
fn packing(rules: &Rules<'_>) -> String {
    let types = list(Rules::text_types().filter(|name| *name != "text/html"));
    let mut text = format!("    gzip on;\n    gzip_vary on;\n    gzip_min_length 1024;\n    gzip_proxied any;\n    gzip_types {types};\n");
    if rules.compress.contains(&Compression::Gzip) {
        text.push_str("    gzip_static on;\n");
    }
    if rules.compress.contains(&Compression::Brotli) {
        text.push_str("    # With the module ngx_brotli:\n    # brotli_static on;\n");
    }
    text.push('\n');
    text
}

/// Some names in one line.
fn list(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(" ")
}
