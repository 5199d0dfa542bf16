//! Files for hosts: what every site has, and the rules for the hosts that a publisher names. Real servers take them in
//! `tests/browser/hosting.test.mjs`.

use std::fs;
use std::path::Path;

use crate::cases::{Files, build, sha256, text};
use crate::cli;

/// All hosts.
const HOSTS: &str = "\n[hosting]\nhosts = [\"s3\", \"nginx\", \"netlify\", \"cloudflare\", \"caddy\", \"apache\"]\n";

/// Where faults of security are told.
const SECURITY: &str = "\n[hosting.security-txt]\ncontact = [\"mailto:safety@x.example\", \"https://x.example/report\"]\n\
                        expires = \"2025-05-31T12:00:00+02:00\"\nlanguages = [\"nl\", \"en\"]\npolicy = \"https://x.example/policy\"\n";

/// A dossier with more settings, in which the first letter once had another address.
fn dossier(settings: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    change(root.path(), "content/dossier.toml", &|text| format!("{text}{settings}"));
    change(root.path(), "content/letters/first/nl.md", &|text| text.replace("herstel-oude-brug", "brug-hersteld"));
    assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
    root
}

/// Changes a file.
fn change(root: &Path, path: &str, by: &dyn Fn(&str) -> String) {
    let text = fs::read_to_string(root.join(path)).expect("a readable file");
    fs::write(root.join(path), by(&text)).expect("a writable file");
}

/// The files for hosts, by path.
fn for_hosts(files: &Files) -> Vec<&str> {
    let is_for_hosts =
        |path: &str| path.starts_with("hosting/") || path == "robots.txt" || path.starts_with(['.', '_']) || path.contains("/.");
    files.keys().map(String::as_str).filter(|path| is_for_hosts(path)).collect()
}

/// Compares texts that a file must have and must not have.
#[track_caller]
fn check(files: &Files, path: &str, parts: &[&str], others: &[&str]) {
    let text = text(files, path);
    for part in parts {
        assert!(text.contains(part), "{path} lacks `{part}`:\n{text}");
    }
    for part in others {
        assert!(!text.contains(part), "{path} has `{part}`:\n{text}");
    }
}

#[test]
fn every_site_has_what_every_host_can_bear() {
    let root = dossier("");
    assert_eq!(for_hosts(&build(root.path(), None)), [".nojekyll"]);
    let files = build(root.path(), Some("https://x.example/d/"));
    assert_eq!(for_hosts(&files), [".nojekyll", "robots.txt"]);
    assert_eq!(text(&files, "robots.txt"), "User-agent: *\nDisallow:\n\nSitemap: https://x.example/d/sitemap.xml\n");
    check(&files, "nl/404.html", &["Deze pagina is er niet", "href=\"https://x.example/d/nl/index.html\""], &["en/index.html"]);
    check(&files, "404.html", &["Deze pagina is er niet", "There is no such page"], &[]);
    check(&build(root.path(), None), "en/404.html", &["<html lang=\"en\"", "There is no such page"], &["href=", "Deze pagina"]);
}

#[test]
fn faults_of_security_are_told_where_the_publisher_says() {
    let root = dossier(&format!("\n[hosting]{SECURITY}"));
    let own = "Contact: mailto:safety@x.example\nContact: https://x.example/report\nExpires: 2025-05-31T12:00:00+02:00\n\
               Preferred-Languages: nl, en\nPolicy: https://x.example/policy\n";
    for (base, more) in [
        (None, ""),
        (Some("https://x.example/d/"), ""),
        (Some("http://x.example/"), ""),
        (Some("https://x.example/"), "Canonical: https://x.example/.well-known/security.txt\n"),
    ] {
        assert_eq!(text(&build(root.path(), base), ".well-known/security.txt"), format!("{own}{more}"), "{base:?}");
    }
}

#[test]
fn what_a_host_is_told_stands_in_its_own_words() {
    let root = dossier(HOSTS);
    let odd = b"Ge\xefnteresseerd, ".repeat(3);
    let hash = sha256(&odd);
    fs::write(root.path().join("content/letters/first/source.html.txt"), odd).expect("a new file");
    change(root.path(), "content/letters/first/letter.toml", &|text| {
        let (before, rest) = text.split_once("[source]").expect("a source");
        let (_, after) = rest.split_once("\n\n").expect("more");
        format!("{before}[source]\nfile = \"source.html.txt\"\nsha256 = \"{hash}\"\nextracted-with = \"x 1\"\n\n{after}")
    });
    let files = build(root.path(), Some("https://x.example:8080/a/b/"));
    let rules = ["hosting/caddy.conf", "hosting/nginx.conf", "hosting/rules.json"];
    let expected = [
        &[".htaccess", ".nojekyll", "_headers", "_redirects", "assets/.htaccess", "en/.htaccess"][..],
        &rules[..],
        &["nl/.htaccess", "robots.txt", "sources/.htaccess"][..],
    ];
    assert_eq!(for_hosts(&files), expected.concat());
    let (old, new) = ("nl/brieven/herstel-oude-brug.html", "nl/brieven/brug-hersteld.html");
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
                  form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    for path in [".htaccess", "_headers", "hosting/caddy.conf", "hosting/nginx.conf", "hosting/rules.json"] {
        check(&files, path, &[policy, "nosniff", "same-origin"], &[]);
    }
    for path in [".htaccess", "hosting/caddy.conf", "hosting/nginx.conf", "hosting/rules.json"] {
        check(&files, path, &["no-cache"], &[]);
    }
    let moved = format!("location = /a/b/{old} {{\n        return 301 /a/b/{new};");
    check(&files, "hosting/nginx.conf", &[&moved, "location = /a/b {", "gzip on;"], &["gzip_static", "brotli"]);
    check(&files, "hosting/nginx.conf", &["location /a/b/nl/ {\n        error_page 404 /a/b/nl/404.html;"], &[]);
    check(&files, "hosting/nginx.conf", &["location = /a/b/sources/first.txt {\n        charset off;"], &[]);
    check(&files, "hosting/caddy.conf", &["redir /a/b /a/b/ 301", &format!("redir /a/b/{old} /a/b/{new} 301")], &["precompressed"]);
    check(&files, "hosting/caddy.conf", &["@unmarked path /a/b/sources/first.txt", "not path /a/b/sources/first.txt"], &[]);
    check(&files, ".htaccess", &[&format!("Redirect 301 /a/b/{old} /a/b/{new}\n"), "ErrorDocument 404 /a/b/404.html"], &[]);
    check(&files, "en/.htaccess", &["ErrorDocument 404 /a/b/en/404.html"], &[]);
    check(&files, "sources/.htaccess", &["^(first\\.txt)$", "RemoveCharset .txt"], &[]);
    check(&files, "_redirects", &[&format!("/{old} /{new} 301\n"), "/nl/* /nl/404.html 404\n"], &["/a/b"]);
    let rules: serde_json::Value = serde_json::from_str(text(&files, "hosting/rules.json")).expect("JSON");
    assert_eq!((&rules["redirects"][0]["from"], &rules["redirects"][0]["to"]), (&old.into(), &new.into()));
    assert_eq!((&rules["missing"]["nl/"], &rules["missing"][""]), (&"nl/404.html".into(), &"404.html".into()));
    assert_eq!((&rules["types"]["csv"], &rules["unmarked"][0]), (&"text/csv; charset=utf-8".into(), &"sources/first.txt".into()));
}

/// What is told of files that a browser may keep.
const KEPT: &str = "public, max-age=31536000, immutable";

#[test]
fn files_of_the_theme_may_be_kept_and_nothing_else() {
    let files = build(dossier(HOSTS).path(), Some("https://x.example/d/"));
    let around = |path: &str| {
        let (before, after) = text(&files, path).split_once(KEPT).expect("what may be kept");
        assert!(!after.contains(KEPT), "{path}: said once");
        (before.rsplit("{\n").next().unwrap_or_default(), after)
    };
    let (block, after) = around("hosting/nginx.conf");
    assert!(text(&files, "hosting/nginx.conf").contains("    location /d/assets/ {\n        add_header Content-Security-Policy "));
    for header in ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"] {
        assert!(block.contains(&format!("add_header {header} \"")), "{header}: a block has no headers but its own");
    }
    let (_, after) = after.split_once("        add_header Cache-Control $").expect("the header itself");
    assert!(after.starts_with("dossier_caching;\n    }\n"), "not with answers that tell of a fault: {after}");
    let (before, _) = around("hosting/caddy.conf");
    assert!(before.contains("\t\t\tpath /d/assets/*\n\t\t\tnot path */\n"), "{before}");
    assert!(around("assets/.htaccess").1.starts_with("\" \"expr=%{REQUEST_STATUS} -in {'200', '206', '304'}\"\n"));
    let rules: serde_json::Value = serde_json::from_str(text(&files, "hosting/rules.json")).expect("JSON");
    assert_eq!((&rules["assets"]["folder"], &rules["assets"]["headers"]["Cache-Control"]), (&"assets/".into(), &KEPT.into()));
    assert_eq!(rules["headers"]["Cache-Control"], "no-cache");
    let listed: Vec<&str> = rules["assets"]["files"].as_array().expect("a list").iter().filter_map(|path| path.as_str()).collect();
    let expected: Vec<&str> =
        files.keys().map(String::as_str).filter(|path| path.starts_with("assets/") && !path.ends_with(".htaccess")).collect();
    assert_eq!(listed.iter().collect::<std::collections::BTreeSet<_>>(), expected.iter().collect());
}

/// The rules of `_headers`: an address or a pattern, with its headers.
fn header_rules(text: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
    let mut rules: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        match line.strip_prefix("  ") {
            None => rules.push((line, Vec::new())),
            Some(header) => rules.last_mut().expect("a rule").1.push(header.split_once(": ").expect("a header")),
        }
    }
    rules
}

#[test]
fn no_two_rules_for_netlify_and_cloudflare_give_one_file_one_header() {
    let root = dossier(HOSTS);
    let own = root.path().join("themes/dossier/static/own");
    fs::create_dir_all(&own).expect("a folder");
    for number in 0..120 {
        fs::write(own.join(format!("{number}.svg")), format!("<svg id=\"a{number}\"/>")).expect("a new file");
    }
    let files = build(root.path(), Some("https://x.example/"));
    let rules = header_rules(text(&files, "_headers"));
    assert!(rules.len() <= 100, "Cloudflare takes no more: {}", rules.len());
    let holds = |rule: &str, path: &str| match rule.split_once('*') {
        Some((before, after)) => format!("/{path}").starts_with(before) && path.ends_with(after),
        None => rule == format!("/{path}"),
    };
    let mut kept = 0;
    for path in files.keys() {
        let headers: Vec<(&str, &str)> =
            rules.iter().filter(|(rule, _)| holds(rule, path)).flat_map(|(_, headers)| headers.clone()).collect();
        let names: std::collections::BTreeSet<&str> = headers.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), headers.len(), "{path}: {headers:?}");
        assert!(names.contains("Content-Security-Policy"), "{path}");
        let caching = headers.iter().find(|(name, _)| *name == "Cache-Control");
        assert!(caching.is_none_or(|(_, value)| path.starts_with("assets/") && *value == KEPT), "{path}: {caching:?}");
        kept += usize::from(caching.is_some());
    }
    assert!(80 < kept, "{kept}");
    let former = "assets/style.0000000000000000.css";
    assert!(
        rules.iter().filter(|(rule, _)| holds(rule, former)).all(|(_, headers)| headers.iter().all(|(name, _)| *name != "Cache-Control"))
    );
}

#[test]
fn rules_begin_at_the_root_where_nothing_else_is_known() {
    let root = dossier("\n[hosting]\nhosts = [\"nginx\", \"caddy\", \"netlify\"]\ncompress = [\"gzip\", \"brotli\"]\n");
    let files = build(root.path(), None);
    check(
        &files,
        "hosting/nginx.conf",
        &["location ^~ / {", "error_page 404 /404.html;", "gzip_static on;", "brotli_static"],
        &["location = / {"],
    );
    check(&files, "hosting/caddy.conf", &["handle /* {", "precompressed br gzip"], &["redir / "]);
    // Netlify alone is told to lead on although a page lies there.
    check(&files, "_redirects", &["/nl/brieven/herstel-oude-brug.html /nl/brieven/brug-hersteld.html 301!\n"], &[]);
}

#[test]
fn a_theme_with_another_policy_is_not_held_to_ours() {
    let root = dossier("\n[hosting]\nhosts = [\"nginx\"]\n");
    change(root.path(), "content/dossier.toml", &|text| format!("theme = \"plain\"\n{text}"));
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    check(&build(root.path(), None), "hosting/nginx.conf", &[policy], &["script-src"]);
    let shipped = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/plain/templates/base.html")).expect("a template");
    let own = root.path().join("themes/plain/templates");
    fs::create_dir_all(&own).expect("a folder");
    fs::write(own.join("base.html"), shipped.replace("default-src 'none'; style-src 'self'", "{{ page.lang }}")).expect("a new file");
    check(&build(root.path(), None), "hosting/nginx.conf", &["Content-Security-Policy \"frame-ancestors 'none'\""], &["default-src"]);
}

#[test]
fn settings_that_no_host_could_follow_are_problems() {
    for (settings, message) in [
        ("hosts = [\"ngnix\"]", "`hosts` must be a list of names of `apache`, `caddy`, `cloudflare`, `netlify`, `nginx`, `s3`"),
        ("hosts = [\"ngnix\"]", "did you mean `nginx`?"),
        ("compress = [\"zip\"]", "`compress` must be a list of names of `brotli`, `gzip`"),
        ("[hosting.security-txt]\nexpires = \"2027-01-01T00:00:00Z\"", "`contact` is missing"),
        ("[hosting.security-txt]\ncontact = []\nexpires = \"2027-01-01T00:00:00Z\"", "`contact` must be a list of addresses"),
        (
            "[hosting.security-txt]\ncontact = [\"x@x.example\"]\nexpires = \"2027-01-01T00:00:00Z\"",
            "`contact` must be a list of addresses",
        ),
        ("[hosting.security-txt]\ncontact = [\"tel:1\"]", "`expires` is missing: until when this holds"),
        ("[hosting.security-txt]\ncontact = [\"tel:1\"]\nexpires = \"2027-01-01\"", "`expires` must be a moment with its time zone"),
        ("[hosting.security-txt]\ncontact = [\"tel:1\"]\nexpires = \"2024-06-01T00:00:00Z\"", "after the day of publication"),
        ("[hosting.security-txt]\ncontact = [\"tel:1\"]\nexpires = \"2027-01-01T00:00:00Z\\nX\"", "`expires` must be a moment"),
        (
            "[hosting.security-txt]\ncontact = [\"tel:1\"]\nexpires = \"2027-01-01T00:00:00Z\"\nlanguages = [\"Dutch\"]",
            "`Dutch` is not a language tag",
        ),
    ] {
        let root = tempfile::tempdir().expect("a temporary folder");
        cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
        change(root.path(), "content/dossier.toml", &|text| format!("{text}\n[hosting]\n{settings}\n"));
        let outcome = cli::run(root.path(), &["check"]);
        assert!(outcome.code == 1 && outcome.problems.contains(message), "{settings}:\n{}", outcome.problems);
    }
}
