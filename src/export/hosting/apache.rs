//! Rules for Apache: an `.htaccess` in the site's folder, and one in each folder that differs.

use super::rules::{CACHING, HSTS, KEPT, MISSING, Rules, TYPES};
use crate::site::assets::FOLDER;

/// The files.
pub(super) fn files(rules: &Rules<'_>) -> Vec<(String, String)> {
    let prefix = &rules.prefix;
    let mut files = vec![(".htaccess".to_owned(), whole(rules))];
    for (folder, page) in &rules.missing {
        files.push((format!("{folder}.htaccess"), format!("ErrorDocument 403 {prefix}{page}\nErrorDocument 404 {prefix}{page}\n")));
    }
    if !rules.assets.is_empty() {
        // Instead of what the site's folder says, but only where a file, a part of it, or that it is still the same is told.
        let condition = "expr=%{REQUEST_STATUS} -in {'200', '206', '304'}";
        let header = format!("Header always set {CACHING} \"{KEPT}\" \"{condition}\"");
        files.push((format!("{FOLDER}.htaccess"), format!("<IfModule mod_headers.c>\n    {header}\n</IfModule>\n")));
    }
    if !rules.unmarked.is_empty() {
        let names: Vec<String> = rules.unmarked.iter().filter_map(|path| Some(path.rsplit('/').next()?.replace('.', "\\."))).collect();
        let text = format!(
            "# Not in UTF-8: a browser looks for itself.\n<FilesMatch \"^({})$\">\n    RemoveCharset .txt\n    AddDefaultCharset Off\n</FilesMatch>\n",
            names.join("|")
        );
        files.push(("sources/.htaccess".to_owned(), text));
    }
    files
}

/// The rules of the whole site.
fn whole(rules: &Rules<'_>) -> String {
    let prefix = &rules.prefix;
    let mut text = format!("DirectoryIndex index.html\nErrorDocument 403 {prefix}{MISSING}\nErrorDocument 404 {prefix}{MISSING}\n\n");
    for kind in TYPES {
        let endings: Vec<String> = kind.endings.iter().map(|ending| format!(".{ending}")).collect();
        text.push_str(&format!("AddType {} {}\n", kind.name, endings.join(" ")));
    }
    let endings: Vec<String> =
        TYPES.iter().filter(|kind| kind.is_text).flat_map(|kind| kind.endings).map(|ending| format!(".{ending}")).collect();
    text.push_str(&format!("AddCharset utf-8 {}\n\n<IfModule mod_headers.c>\n", endings.join(" ")));
    for (name, value) in rules.default_headers() {
        text.push_str(&format!("    Header always set {name} \"{value}\"\n"));
    }
    let (name, value) = HSTS;
    text.push_str(&format!(
        "    # If the host is only ever reached over HTTPS:\n    # Header always set {name} \"{value}\"\n</IfModule>\n\n"
    ));
    let types: Vec<&str> = Rules::text_types().collect();
    text.push_str(&format!(
        "<IfModule mod_deflate.c>\n    <IfModule mod_filter.c>\n        AddOutputFilterByType DEFLATE {}\n    </IfModule>\n</IfModule>\n",
        types.join(" ")
    ));
    if !rules.redirects.is_empty() {
        text.push('\n');
    }
    for (from, to) in &rules.redirects {
        text.push_str(&format!("Redirect 301 {prefix}{from} {prefix}{to}\n"));
    }
    text
}
