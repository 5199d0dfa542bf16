//! `dossier serve`: what it serves is what a build makes, whatever was just saved; it shows what is wrong, and survives it.
//!
//! No test waits for the server to have seen a change: a request that comes after a file was saved must show it.

mod links;
mod server;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use dossier::pipeline;
use dossier::site::Memory;

use crate::cli;
use server::Server;

/// A dossier of four letters, which name each other by their order.
fn dossier() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    cli::copy(&base, root.path());
    cli::list_some_amounts(root.path());
    (2..=4).for_each(|number| add_letter(root.path(), number));
    root
}

/// Adds a copy of the first letter, with a day and an address of its own.
fn add_letter(root: &Path, number: u32) {
    let letter = root.join(format!("content/letters/letter-{number}"));
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base/content/letters/first"), &letter);
    let changes = [("herstel-oude-brug", "herstel"), ("repair-old-bridge", "repair"), ("2024-05-14", "2024-06-0")];
    for name in ["nl.md", "en.md", "letter.lock", "letter.toml"] {
        let text = fs::read_to_string(letter.join(name)).expect("a file of the base");
        let changed = changes.iter().fold(text, |text, (from, to)| {
            let end = if to.ends_with('0') { number.to_string() } else { format!("-{number}") };
            text.replace(from, &format!("{to}{end}"))
        });
        fs::write(letter.join(name), changed).expect("a writable file");
    }
}

/// The files that a build makes for the address of a server; it must find no error.
#[track_caller]
fn built(server: &Server) -> BTreeMap<String, Vec<u8>> {
    let memory = Memory::default();
    let (_, problems) = pipeline::build(&server.root, Some(&format!("http://127.0.0.1:{}/", server.port)), &memory);
    assert!(!problems.has_errors(), "{:?}", problems.list.iter().map(|problem| &problem.message).collect::<Vec<_>>());
    memory.into_files().into_iter().map(|(path, bytes)| (path.to_string(), bytes)).collect()
}

/// A page without what the server adds: its script, and the words of the policy.
fn plain(path: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    if !path.ends_with(".html") {
        return text.into_owned();
    }
    let mut lines: Vec<&str> = text.split_inclusive('\n').filter(|line| !line.starts_with("<script src=\"/_dossier/")).collect();
    lines.retain(|line| !line.contains("http-equiv=\"Content-Security-Policy\""));
    lines.concat()
}

/// Asks for every file that a build makes, and holds the two against each other.
#[track_caller]
fn check_all(server: &Server) {
    let built = built(server);
    assert!(30 < built.len());
    for (path, bytes) in &built {
        let reply = server.get(path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(plain(path, &reply.body) == plain(path, bytes), "{path} is not what a build makes");
        let is_page = path.ends_with(".html");
        assert_eq!(is_page, reply.text().contains("<script src=\"/_dossier/live.js\""), "{path}");
        assert_eq!(is_page, reply.headers["content-type"].starts_with("text/html"), "{path}");
        assert_eq!(reply.headers["cache-control"], "no-store", "{path}");
    }
}

#[test]
fn the_shipped_dossier_is_served_as_it_is_built() {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.path().join("content"));
    let server = Server::start(root.path());
    check_all(&server);
    // The manifest is made of all other files.
    let manifest = server.get("manifest-sha512.txt").text();
    assert_eq!(manifest.lines().count(), built(&server).len());
    assert!(!root.path().join("site").exists());
}

#[test]
fn whatever_was_saved_is_served() {
    let root = dossier();
    let server = Server::start(root.path());
    check_all(&server);
    server.edit("content/letters/letter-2/en.md", "one lane wide", "one narrow lane wide");
    check_all(&server);
    server.edit("content/letters/letter-3/en.md", "title = \"Repair of", "title = \"Full repair of");
    check_all(&server);
    server.edit("content/dossier.toml", "The Old Bridge", "The Very Old Bridge");
    check_all(&server);
    server.edit("content/pages/about/en.md", "One letter", "A letter");
    check_all(&server);
    server.write("themes/dossier/styles/own.css", "h1 { color: #123456 }\n");
    check_all(&server);
    add_letter(root.path(), 5);
    check_all(&server);
    server.edit("content/letters/letter-4/letter.toml", "2024-06-04", "2023-01-01");
    check_all(&server);
    fs::remove_dir_all(root.path().join("content/letters/letter-3")).expect("a folder");
    check_all(&server);
    fs::rename(root.path().join("content/letters/letter-2"), root.path().join("content/letters/letter-9")).expect("a folder");
    check_all(&server);
    server.write(
        "content/actors.toml",
        "[[actors]]\nid = \"province\"\nkind = \"organisation\"\nname = { nl = \"de provincie\", en = \"the province\" }\n",
    );
    check_all(&server);
}

#[test]
fn a_new_title_is_everywhere_at_once() {
    let root = dossier();
    let server = Server::start(root.path());
    let paths = [
        "en/letters/repair-3.html",
        "en/letters/repair-2.html",
        "en/letters/index.html",
        "en/feed.xml",
        "search/en/letter-2.js",
        "data/dossier.json",
    ];
    for (number, path) in paths.iter().enumerate() {
        let word = format!("word-{number}");
        assert!(!server.get(path).text().contains(&word), "{path}");
        server.edit("content/letters/letter-3/en.md", "title = \"", &format!("title = \"{word} "));
        assert!(server.get(path).text().contains(&word), "{path}");
    }
    server.edit("content/letters/letter-3/en.md", "title = \"", "title = \"zyxwords ");
    assert!(server.get("search/en/boot.js").text().contains("zyxword"));
}

#[test]
fn files_that_editors_replace_are_seen() {
    let root = dossier();
    let server = Server::start(root.path());
    let path = root.path().join("content/letters/first/en.md");
    for word in ["one", "two", "three"] {
        let text = fs::read_to_string(&path).expect("an edition").replace("title = \"", &format!("title = \"{word} "));
        fs::write(path.with_extension("tmp"), text).expect("a new file");
        fs::rename(path.with_extension("tmp"), &path).expect("a renamed file");
        assert!(server.get("en/letters/repair-old-bridge.html").text().contains(&format!("<h1>{word} ")), "{word}");
    }
}

#[test]
fn errors_are_shown_over_the_last_good_page() {
    let root = dossier();
    let server = Server::start(root.path());
    let page = "en/letters/repair-old-bridge.html";
    let good = server.get(page).text();
    assert_eq!(server.problems(0), Vec::<String>::new());
    let letter = "content/letters/first/en.md";
    let text = fs::read_to_string(root.path().join(letter)).expect("an edition");
    let title = "+++\ntitle = \"Repair of the Old Bridge\"";
    for (from, to, problem) in [
        (title, "+++\ntitle = \"Repair of <b>", "broken-toml"),
        (title, "title = \"Repair of the Old Bridge\"", "missing-front-matter"),
        ("Since the survey", "Since the [survey](page:nowhere)", "unknown-page"),
    ] {
        server.edit(letter, from, to);
        assert_eq!(server.get(page).text(), good, "{problem}");
        let found = server.news(page, |news| news["n_errors"] != 0);
        assert!(found["problems"].as_array().expect("a list").iter().any(|found| found["id"] == problem), "{found}");
        fs::write(root.path().join(letter), &text).expect("a writable file");
        assert_eq!(server.get(page).text(), good);
        assert_eq!(server.problems(0), Vec::<String>::new());
    }
    server.edit(letter, "Dear councillors", "Dear all");
    assert!(server.get(page).text().contains("Dear all"));
}

#[test]
fn a_problem_is_told_with_its_line() {
    let root = dossier();
    let server = Server::start(root.path());
    server.edit("content/letters/first/en.md", "Since the survey", "Since the [survey](page:abuot)");
    server.get("");
    let news = server.news("en/index.html", |news| news["n_errors"] == 1);
    let expected = serde_json::json!([{
        "severity": "error", "id": "unknown-page", "place": "content/letters/first/en.md:9:20", "message": "no page `abuot` in this dossier",
        "line": ["Since the [survey](page:", "abuot", ") the Old Bridge has been one lane wide."],
        "other": null, "hints": ["did you mean `about`?"],
    }]);
    let mut problems = news["problems"].clone();
    problems.as_array_mut().expect("a list").retain(|problem| problem["severity"] == "error");
    let place = problems[0]["place"].as_str().expect("a place").to_owned();
    assert!(place.starts_with("content/letters/first/en.md:9:"), "{place}");
    problems[0]["place"] = expected[0]["place"].clone();
    assert_eq!((&problems[0]["id"], &problems[0]["hints"]), (&expected[0]["id"], &expected[0]["hints"]), "{problems}");
    assert_eq!(problems[0]["line"].as_array().expect("three parts").len(), 3, "{problems}");
}

#[test]
fn what_only_later_checks_find_is_told_too() {
    let root = dossier();
    let server = Server::start(root.path());
    // Parity, and a link that no text shows to be dead.
    server.edit("content/letters/letter-2/en.md", "€800,000", "€900,000");
    server.edit("content/pages/about/en.md", "a [list]", "a [file](file:data/nothing.json) and a [list]");
    server.get("");
    let news = server.news("en/index.html", |news| news["n_errors"] != 0);
    assert!(news["problems"].to_string().contains("parity-number"), "{news}");
    server.edit("content/letters/letter-2/en.md", "€900,000", "€800,000");
    server.get("");
    let news = server.news("en/index.html", |news| news["n_errors"] != 0);
    assert!(news["problems"].to_string().contains("broken-link"), "{news}");
    server.edit("content/pages/about/en.md", "data/nothing.json", "data/dossier.json");
    server.get("");
    assert_eq!(server.problems(0), Vec::<String>::new());
}

#[test]
fn a_broken_theme_leaves_the_last_good_page() {
    let root = dossier();
    let server = Server::start(root.path());
    let good = server.get("en/index.html").text();
    for (template, problem) in [("{{ page.title", "broken-template"), ("{{ nothing.there }}", "unknown-variable")] {
        server.write("themes/dossier/templates/home.html", template);
        assert_eq!(server.get("en/index.html").text(), good, "{template}");
        let news = server.news("en/index.html", |news| news["n_errors"] != 0);
        assert!(
            news["problems"][0]["place"].as_str().expect("a place").starts_with("themes/dossier/templates/home.html"),
            "{problem}: {news}"
        );
    }
    fs::remove_dir_all(root.path().join("themes")).expect("a folder");
    assert_eq!(server.get("en/index.html").text(), good);
    assert_eq!(server.problems(0), Vec::<String>::new());
}

#[test]
fn folders_may_go_and_come_back() {
    let root = dossier();
    let server = Server::start(root.path());
    let good = server.get("en/letters/index.html").text();
    let (content, away) = (root.path().join("content"), root.path().join("away"));
    for _ in 0..2 {
        fs::rename(&content, &away).expect("a moved folder");
        assert_eq!(server.get("en/letters/index.html").text(), good);
        assert_ne!(server.news("en/index.html", |news| news["n_errors"] != 0)["problems"], serde_json::json!([]));
        fs::rename(&away, &content).expect("a moved folder");
        assert_eq!(server.get("en/letters/index.html").text(), good);
    }
    server.edit("content/letters/first/en.md", "Dear councillors", "Dear all");
    assert!(server.get("en/letters/repair-old-bridge.html").text().contains("Dear all"));
}

#[test]
fn a_dossier_that_begins_broken_is_shown_once_it_is_mended() {
    let root = dossier();
    let settings = fs::read_to_string(root.path().join("content/dossier.toml")).expect("settings");
    fs::write(root.path().join("content/dossier.toml"), "title = ").expect("a writable file");
    let server = Server::start(root.path());
    let reply = server.get("en/index.html");
    assert_eq!(reply.status, 503);
    assert!(reply.text().contains("_dossier/live.js"));
    fs::write(root.path().join("content/dossier.toml"), settings).expect("a writable file");
    assert_eq!(server.get("en/index.html").status, 200);
}

#[test]
fn nothing_outside_the_site_is_served() {
    let root = dossier();
    fs::write(root.path().join("secret.txt"), "secret").expect("a new file");
    symlink(root.path().join("secret.txt"), root.path().join("content/letters/first/source.lnk")).expect("a new link");
    symlink("/etc", root.path().join("content/pages/etc")).expect("a new link");
    let server = Server::start(root.path());
    server.get("");
    for path in [
        "../secret.txt",
        "en/../../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "en/..%2f..%2fsecret.txt",
        "%2e%2e%5csecret.txt",
        "//etc/passwd",
        "/etc/passwd",
        "etc/passwd",
        "secret.txt",
        "content/dossier.toml",
        "sources/first.lnk",
        "assets/../../secret.txt",
        "index.html%00.txt",
        "en/%zz",
    ] {
        let reply = server.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.text().contains("secret\n") && reply.text() != "secret" && !reply.text().contains("root:"), "{path}");
    }
    // A link instead of a file is a problem, and is not read.
    fs::rename(root.path().join("content/letters/first/en.md"), root.path().join("elsewhere.md")).expect("a moved file");
    symlink(root.path().join("elsewhere.md"), root.path().join("content/letters/first/en.md")).expect("a new link");
    server.get("");
    let news = server.news("en/index.html", |news| news["n_errors"] != 0);
    assert!(news["problems"].to_string().contains("it is a link"), "{news}");
}

#[test]
fn only_requests_for_this_server_are_answered() {
    let root = dossier();
    let server = Server::start(root.path());
    let port = server.port;
    let ask = |line: &str, host: &str| server.ask(&format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(ask("GET /", &host).status, 200, "{host}");
    }
    for host in ["evil.example".to_owned(), format!("evil.example:{port}"), format!("127.0.0.1:{}", port - 1), "127.0.0.1".to_owned()] {
        assert_eq!(ask("GET /", &host).status, 403, "{host}");
        assert_eq!(ask("GET /_dossier/news?page=/", &host).status, 403, "{host}");
    }
    assert_eq!(ask("GET http://evil.example/", &format!("localhost:{port}")).status, 403);
    assert_eq!(server.ask("GET / HTTP/1.0\r\n\r\n").status, 403);
    let own = format!("localhost:{port}");
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = ask(&format!("{method} /"), &own);
        assert_eq!((reply.status, reply.headers["allow"].as_str()), (405, "GET, HEAD"), "{method}");
    }
    let (head, whole) = (ask("HEAD /en/index.html", &own), ask("GET /en/index.html", &own));
    assert_eq!((head.status, head.body.len(), &head.headers["content-length"]), (200, 0, &whole.body.len().to_string()));
    assert_eq!(whole.headers["cross-origin-resource-policy"], "same-origin");
}

#[test]
fn an_address_without_a_page_gets_that_of_the_dossier() {
    let root = dossier();
    let server = Server::start(root.path());
    let reply = server.get("en/letters/nothing.html");
    assert_eq!(reply.status, 404);
    assert!(reply.text().contains("<h1>404</h1>") && reply.text().contains("_dossier/live.js"), "{}", reply.text());
    assert_eq!(server.get("_dossier/nothing").status, 404);
    assert_eq!((server.get("").status, server.get("en/").status, server.get("en/letters/").status), (200, 200, 200));
    for (path, location) in [("en", "/en/"), ("en/letters", "/en/letters/"), ("en/letters?q=a%20b", "/en/letters/?q=a%20b")] {
        let reply = server.get(path);
        assert_eq!((reply.status, reply.headers["location"].as_str()), (301, location), "as ordinary hosts have it");
    }
    assert_eq!((server.get("en/nothing").status, server.get("en/search.html/").status), (404, 404));
}

#[test]
fn it_ends_when_told_and_leaves_nothing() {
    let root = dossier();
    for signal in ["-TERM", "-INT"] {
        let server = Server::start(root.path());
        let port = server.port;
        // Somebody listens and will not go.
        let listener = std::net::TcpStream::connect(("127.0.0.1", port)).expect("a connection");
        std::io::Write::write_all(
            &mut &listener,
            format!("GET /_dossier/news?page=/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes(),
        )
        .expect("a request");
        server.get("");
        assert_eq!(server.end(signal), Some(0), "{signal}");
        std::net::TcpListener::bind(("127.0.0.1", port)).expect("the port is free");
    }
    let mut left: Vec<_> = fs::read_dir(root.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    left.sort();
    assert_eq!(left, ["content"]);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let root = dossier();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let outcome = cli::run(root.path(), &["serve", "--port", &port]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.problems.contains(&format!("cannot serve at port {port}")) && outcome.problems.contains("--port"),
        "{}",
        outcome.problems
    );
    // The usual port may be taken by whoever uses this machine: another is found.
    let _usual = std::net::TcpListener::bind(("127.0.0.1", dossier::serve::PORT));
    let server = Server::start_with(root.path(), &["serve"]);
    assert_ne!(server.port, dossier::serve::PORT);
    assert_eq!(server.get("").status, 200);
}
