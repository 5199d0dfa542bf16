//! No address is lost in silence: those of letters are kept by their lock files, those of other pages by whoever writes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli;
use crate::lock::{EN, NL, dossier, edit, lock, read, run};

mod refused;

/// The lock file of the dossier's one letter.
const LOCK: &str = "content/letters/first/letter.lock";

/// The lock file of the other pages.
const PAGES_LOCK: &str = "content/pages.lock";

/// The pages of a site in a folder of the dossier.
fn pages(root: &TempDir, site: &str) -> BTreeSet<String> {
    let site = root.path().join(site);
    let entries = walkdir::WalkDir::new(&site).into_iter().map(|entry| entry.expect("a readable folder"));
    let pages = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "html"));
    pages.map(|entry| cli::below(&site, entry.path())).collect()
}

/// Builds a site, and says which pages of the one before are gone.
#[track_caller]
fn lost(root: &TempDir, before: &BTreeSet<String>) -> Vec<String> {
    run(root, &["build"]);
    before.difference(&pages(root, "site")).cloned().collect()
}

/// Builds a site, and names its pages.
#[track_caller]
fn built(root: &TempDir) -> BTreeSet<String> {
    run(root, &["build"]);
    pages(root, "site")
}

/// Adds text at the end of a file.
fn append(root: &TempDir, path: &str, text: &str) {
    let before = read(root, path);
    fs::write(root.path().join(path), format!("{before}{text}")).expect("a writable file");
}

/// Takes the translation out, as the publisher accepts.
fn withdraw(root: &TempDir) {
    fs::remove_file(root.path().join(EN)).expect("removed");
    append(root, "content/dossier.toml", "\n[[accept]]\nproblem = \"missing-translation\"\nreason = \"Withdrawn.\"\n");
}

/// What `dossier check` says.
fn check(root: &TempDir) -> String {
    cli::run(root.path(), &["check"]).problems
}

/// What a former address says: the page leads there, with its passages where it has them.
#[track_caller]
fn expect_redirect(root: &TempDir, from: &str, to: &str, passage: Option<&str>) {
    let html = read(root, &format!("site/{from}"));
    let is_script = html.contains("/site.") && html.contains("is-moved") && html.contains("script-src 'self'");
    assert!(is_script && html.contains(&format!("<a href=\"{to}\">")), "{from}: {html}");
    let item = passage.map(|id| format!("<li id=\"{id}\"><a href=\"{to}#{id}\">"));
    assert_eq!(html.contains("<li id="), item.is_some(), "{from}: {html}");
    assert!(item.is_none_or(|item| html.contains(&item)), "{from}: {html}");
}

#[test]
fn what_stands_for_an_edition_keeps_its_address() {
    let root = dossier();
    let (settings, translation) = (read(&root, "content/dossier.toml"), read(&root, EN));
    fs::remove_file(root.path().join(LOCK)).expect("removed");
    withdraw(&root);
    lock(&root);
    assert!(read(&root, LOCK).contains("\npath nl herstel-oude-brug\nstub en first\n"), "{}", read(&root, LOCK));
    let before = built(&root);
    assert!(before.contains("en/letters/first.html") && !before.contains("en/letters/first-source.html"));
    fs::write(root.path().join(EN), translation).expect("written");
    fs::write(root.path().join("content/dossier.toml"), settings).expect("written");
    assert!(check(&root).contains("error[unlocked-path]: the address `repair-old-bridge` is not in `letter.lock`"), "{}", check(&root));
    lock(&root);
    assert!(read(&root, LOCK).contains("\nstub en first\npath en repair-old-bridge\n"));
    assert_eq!(lost(&root, &before), Vec::<String>::new());
    expect_redirect(&root, "en/letters/first.html", "repair-old-bridge.html", Some("p3"));
    assert!(!root.path().join("site/en/letters/first-source.html").exists(), "no edition lay there");
}

#[test]
fn what_stands_for_an_edition_is_recorded() {
    let root = dossier();
    withdraw(&root);
    edit(&root, LOCK, "path en repair-old-bridge\n", "");
    edit(&root, LOCK, "end 6", "end 5");
    let said = check(&root);
    assert!(said.starts_with("content/letters/first/letter.toml:1:1: error[unlocked-path]: the address `first` is not in"), "{said}");
    assert!(said.contains("hint: run `dossier lock`: an edition in `en` may come") && said.ends_with("1 error\n"), "{said}");
    lock(&root);
    assert_eq!(check(&root), "no problems\n");
}

#[test]
fn a_withdrawn_translation_leaves_its_addresses() {
    let root = dossier();
    edit(&root, EN, "\"repair-old-bridge\"", "\"old-bridge\"");
    edit(&root, NL, "\"herstel-oude-brug\"", "\"oude-brug\"");
    lock(&root);
    let before = built(&root);
    withdraw(&root);
    assert_eq!(check(&root), "no problems\n");
    assert_eq!(lost(&root, &before), Vec::<String>::new());
    assert!(
        read(&root, "site/data/dossier.json")
            .contains("\"kind\": \"stub\",\n      \"lang\": \"en\",\n      \"path\": \"en/letters/old-bridge.html\"")
    );
    for name in ["old-bridge-source", "old-bridge-side-by-side", "repair-old-bridge", "repair-old-bridge-source"] {
        expect_redirect(&root, &format!("en/letters/{name}.html"), "old-bridge.html", Some("p1"));
    }
    let stub = read(&root, "site/en/letters/old-bridge.html");
    for words in [
        "no longer available in English</h1>",
        "<li id=\"p1\"><a href=\"../../nl/brieven/oude-brug.html#p1\" hreflang=\"nl\">passage p1</a></li>",
    ] {
        assert!(stub.contains(words), "{words}: {stub}");
    }
    for name in ["oude-brug-naast-elkaar", "herstel-oude-brug-naast-elkaar"] {
        expect_redirect(&root, &format!("nl/brieven/{name}.html"), "oude-brug.html", Some("p1"));
    }
    expect_redirect(&root, "nl/brieven/herstel-oude-brug-bron.html", "oude-brug-bron.html", None);
    assert!(!read(&root, "site/nl/brieven/oude-brug.html").contains("naast-elkaar"), "there is nothing beside the original");
    lock(&root);
    let paths = read(&root, LOCK);
    assert!(paths.contains("\npath en repair-old-bridge\n") && !paths.contains("stub"), "{paths}");
    assert_eq!(lost(&root, &before), Vec::<String>::new());
}

#[test]
fn a_folder_that_is_renamed_keeps_all_pages() {
    let root = dossier();
    fs::remove_file(root.path().join(LOCK)).expect("removed");
    withdraw(&root);
    lock(&root);
    let before = built(&root);
    fs::rename(root.path().join("content/letters/first"), root.path().join("content/letters/later")).expect("renamed");
    for name in ["funding.toml", "external.toml"] {
        let text = read(&root, &format!("content/{name}")).replace("\"first\"", "\"later\"");
        fs::write(root.path().join("content").join(name), text).expect("written");
    }
    assert_eq!(lost(&root, &before), Vec::<String>::new());
    assert!(!root.path().join("site/en/letters/later.html").exists());
}

#[test]
fn a_lock_file_of_another_letter_is_told_as_such() {
    let root = dossier();
    let (from, copy) = (root.path().join("content/letters/first"), root.path().join("content/letters/second"));
    cli::copy(&from, &copy);
    let both = cli::run(root.path(), &["lock"]);
    assert_eq!(both.code, 1);
    let said = "error[duplicate-address]: the address `repair-old-bridge` is one of letter `first`, which keeps it";
    assert!(both.problems.contains(said) && both.problems.ends_with("nothing was written\n"), "{}", both.problems);
    edit(&root, "content/letters/second/nl.md", "herstel-oude-brug", "nog-een");
    edit(&root, "content/letters/second/en.md", "repair-old-bridge", "one-more");
    let copied = "content/letters/second/letter.lock:3:1: error[duplicate-address]: the lock file of letter `second` has the address \
                  `herstel-oude-brug`, which is one of letter `first` too";
    let way_out = "delete this lock file, whose ids and addresses are those of `first`, and run `dossier lock`";
    for command in ["check", "lock"] {
        let said = cli::run(root.path(), &[command]);
        assert_eq!((said.code, said.problems.matches("[duplicate-address]").count()), (1, 1), "{command}: {}", said.problems);
        assert!(said.problems.contains(copied) && said.problems.contains(way_out), "{command}: {}", said.problems);
    }
    fs::remove_file(copy.join("letter.lock")).expect("removed");
    assert_eq!(run(&root, &["lock"]).results, "wrote content/letters/second/letter.lock\n");
    assert!(read(&root, "content/letters/second/letter.lock").contains("\npath nl nog-een\npath en one-more\nblock p1 "));
    assert!(!check(&root).contains("duplicate-address"));
}

#[test]
fn an_address_that_another_letter_had_is_not_recorded() {
    let root = dossier();
    edit(&root, EN, "\"repair-old-bridge\"", "\"old-bridge\"");
    lock(&root);
    let copy = root.path().join("content/letters/second");
    cli::copy(&root.path().join("content/letters/first"), &copy);
    fs::remove_file(copy.join("letter.lock")).expect("removed");
    edit(&root, "content/letters/second/nl.md", "herstel-oude-brug", "nog-een");
    edit(&root, "content/letters/second/en.md", "\"old-bridge\"", "\"repair-old-bridge\"");
    for command in ["check", "lock"] {
        let said = cli::run(root.path(), &[command]).problems;
        let taken = "content/letters/second/en.md:3:8: error[duplicate-address]: the address `repair-old-bridge` is one of letter `first`";
        assert!(said.contains(taken) && said.matches("[duplicate-address]").count() == 1, "{command}: {said}");
    }
    assert!(!copy.join("letter.lock").exists());
}

/// Writes a page of the publisher in both languages.
fn write_page(root: &TempDir, keys: &str) {
    let folder = root.path().join("content/pages/extra");
    fs::create_dir_all(&folder).expect("a folder");
    for lang in ["nl", "en"] {
        fs::write(folder.join(format!("{lang}.md")), format!("+++\ntitle = \"Extra\"\n{keys}\n+++\n\nText.\n")).expect("written");
    }
}

#[test]
fn former_addresses_lead_to_a_page() {
    let root = dossier();
    write_page(&root, "slug = \"more\"\nformer = [\"extra\", \"letters/gone\"]");
    run(&root, &["build"]);
    expect_redirect(&root, "en/extra.html", "more.html", None);
    expect_redirect(&root, "en/letters/gone.html", "../more.html", None);
    expect_redirect(&root, "nl/extra.html", "more.html", None);
    assert!(read(&root, "site/data/dossier.json").contains("\"kind\": \"redirect\""));
    write_page(&root, "former = [\"about\", \"letters/repair-old-bridge\", \"Up/../x\", \"old.html\"]");
    let said = check(&root);
    for place in [
        "en.md:3:11: error[duplicate-address]: two pages would be written to `en/about.html`",
        "error[duplicate-address]: two pages would be written to `en/letters/repair-old-bridge.html`",
        "en.md:3:49: error[wrong-value]: `former` must be addresses from the folder of the language, without `.html`",
        "en.md:3:60: error[wrong-value]",
    ] {
        assert!(said.contains(place), "{place}\n{said}");
    }
}

#[test]
fn pages_of_the_earlier_copy_that_are_gone_are_told() {
    let root = dossier();
    write_page(&root, "slug = \"extra\"");
    cli::copy(&root.path().join("content/letters/first"), &root.path().join("content/letters/second"));
    for (lang, from, to) in [("nl", "herstel-oude-brug", "nog-een"), ("en", "repair-old-bridge", "one-more")] {
        edit(&root, &format!("content/letters/second/{lang}.md"), from, to);
    }
    edit(&root, "content/letters/second/letter.toml", "B-24/17", "B-24/18");
    edit(&root, "content/letters/second/letter.toml", "2024-05-14", "2024-06-20");
    cli::list_some_amounts(root.path());
    fs::remove_file(root.path().join("content/letters/second/letter.lock")).expect("removed");
    run(&root, &["lock"]);
    // As if the text page had never been recorded.
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    fs::copy(base.join(PAGES_LOCK), root.path().join(PAGES_LOCK)).expect("copied");
    run(&root, &["build", "--output", "earlier"]);
    let told = |arguments: &[&str]| -> Vec<String> {
        let said = run(&root, arguments).problems;
        let lost =
            said.lines().filter_map(|line| line.split_once("warning[lost-address]: the earlier copy has a page `")?.1.split('`').next());
        lost.map(str::to_owned).collect()
    };
    let build = ["build", "--previous", "earlier"];
    assert_eq!(told(&build), Vec::<String>::new());
    write_page(&root, "slug = \"more\"");
    fs::remove_dir_all(root.path().join("content/letters/second")).expect("removed");
    let of_letter = |folder: &str, name: &str, words: [&str; 2]| {
        [String::new(), format!("-{}", words[0]), format!("-{}", words[1])].map(|word| format!("{folder}/{name}{word}.html"))
    };
    let expected: BTreeSet<String> = ["en/extra.html", "nl/extra.html"]
        .map(str::to_owned)
        .into_iter()
        .chain(of_letter("nl/brieven", "nog-een", ["bron", "naast-elkaar"]))
        .chain(of_letter("en/letters", "one-more", ["source", "side-by-side"]))
        .collect();
    assert_eq!(told(&build).into_iter().collect::<BTreeSet<_>>(), expected);
    let said = run(&root, &build).problems;
    assert!(said.contains("hint: write `former = [\"letters/one-more\"]` in `content/pages/ID/en.md` of the page to which it"), "{said}");
    write_page(
        &root,
        "slug = \"more\"\nformer = [\"extra\", \"letters/one-more\", \"letters/one-more-source\", \"letters/one-more-side-by-side\", \
         \"brieven/nog-een\", \"brieven/nog-een-bron\", \"brieven/nog-een-naast-elkaar\"]",
    );
    assert_eq!(told(&build), Vec::<String>::new());
    // What a site says of the copy before it passes with the next one.
    run(&root, &["build", "--previous", "earlier", "--output", "later"]);
    assert!(root.path().join("later/en/changes.html").exists());
    assert_eq!(told(&["build", "--previous", "later"]), Vec::<String>::new());
}

/// What `dossier check` says of addresses of pages: the head of each problem.
fn heads(root: &TempDir) -> Vec<String> {
    let heads = check(root);
    let heads = heads.lines().filter(|line| line.starts_with("content/") && line.contains("]: "));
    heads.map(str::to_owned).collect()
}

#[test]
fn a_text_page_keeps_every_address_that_is_recorded() {
    let root = dossier();
    write_page(&root, "slug = \"method\"");
    let unlocked = |lang: &str, path: &str| {
        format!("content/pages/extra/{lang}.md:3:8: warning[unlocked-page]: the address `{path}` is not in `pages.lock`")
    };
    assert_eq!(heads(&root), [unlocked("en", "en/method.html"), unlocked("nl", "nl/method.html")]);
    assert_eq!(run(&root, &["lock"]).results, "wrote content/pages.lock\n");
    assert_eq!(heads(&root), Vec::<String>::new());
    let before = built(&root);
    write_page(&root, "slug = \"how\"");
    assert_eq!(heads(&root).len(), 2, "{:?}", heads(&root));
    run(&root, &["lock"]);
    assert!(
        read(&root, PAGES_LOCK).contains("\npage en extra en/method\n") && read(&root, PAGES_LOCK).contains("\npage en extra en/how\n")
    );
    assert_eq!(heads(&root), Vec::<String>::new());
    assert_eq!(lost(&root, &before), Vec::<String>::new());
    expect_redirect(&root, "en/method.html", "how.html", None);

    // Another page does not get it, and what is gone is told.
    for lang in ["nl", "en"] {
        let page = "+++\ntitle = \"Other\"\nslug = \"method\"\n+++\n\nOther.\n";
        fs::create_dir_all(root.path().join("content/pages/other")).expect("a folder");
        fs::write(root.path().join(format!("content/pages/other/{lang}.md")), page).expect("written");
    }
    let taken = "error[duplicate-address]: the address `en/method.html` is one of page `extra`, which keeps it";
    assert!(heads(&root).iter().any(|head| head.ends_with(taken)), "{:?}", heads(&root));
    fs::remove_dir_all(root.path().join("content/pages/other")).expect("removed");
    fs::remove_dir_all(root.path().join("content/pages/extra")).expect("removed");
    let said = check(&root);
    assert!(said.contains("warning[lost-address]: there was a page `en/method.html`, and this site has nothing there"), "{said}");
    assert!(said.contains("hint: write `former = [\"how\"]` in `content/pages/ID/en.md`"), "{said}");
    assert_eq!(heads(&root).len(), 4, "{said}");
    run(&root, &["lock"]);
    assert_eq!(heads(&root).len(), 4, "what is recorded stays recorded");
}

#[test]
fn lists_and_their_parts_keep_every_address_that_is_recorded() {
    let root = dossier();
    let actors: String = ('a'..='z')
        .cycle()
        .zip(0..1200)
        .map(|(letter, idx)| format!("[[actors]]\nid = \"id-{idx}\"\nkind = \"person\"\nname = \"{letter} {idx}\"\n\n"))
        .collect();
    fs::write(root.path().join("content/actors.toml"), &actors).expect("written");
    run(&root, &["lock"]);
    let before = built(&root);
    assert!(before.contains("en/actors-j.html") && read(&root, PAGES_LOCK).contains("\npage en actors en/actors-j\n"));
    let fewer = actors.split_once("[[actors]]\nid = \"id-100\"").expect("a record").0;
    fs::write(root.path().join("content/actors.toml"), fewer).expect("written");
    assert_eq!(lost(&root, &before), Vec::<String>::new());
    let html = read(&root, "site/en/actors-j.html");
    assert!(html.contains("<a href=\"actors.html\">") && html.contains("<li id=\"id-9\"><a href=\"actors.html#id-9\">"), "{html}");
    // A theme without a search, or with other words for addresses, keeps them too.
    let settings = read(&root, "content/dossier.toml");
    fs::write(root.path().join("content/dossier.toml"), format!("theme = \"plain\"\n{settings}")).expect("written");
    assert_eq!(lost(&root, &before), Vec::<String>::new());
    assert!(read(&root, "site/en/search.html").contains("<a href=\"index.html\">"));
}

/// The names in a folder of the dossier that end in `.zip`.
fn archives(root: &TempDir, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root.path().join(folder)).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    entries
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "zip"))
        .collect()
}

#[test]
fn copies_never_take_the_place_of_the_earlier_one() {
    let root = dossier();
    run(&root, &["archive", "--only", "zip"]);
    let names = archives(&root, "copies");
    let name = names.first().expect("an archive");
    std::os::unix::fs::symlink(root.path().join("copies"), root.path().join("link")).expect("a link");
    let settings = read(&root, "content/dossier.toml").replace("\"1.0.0\"", "\"1.1.0\"");
    for previous in ["copies", "link", "content/../copies"] {
        let text = format!("previous = \"{previous}/{name}\"\n{settings}");
        fs::write(root.path().join("content/dossier.toml"), text).expect("written");
        for output in [None, Some("link/../copies"), Some("./copies")] {
            let arguments = ["archive", "--only", "zip"].into_iter().chain(output.into_iter().flat_map(|output| ["--output", output]));
            let outcome = cli::run(root.path(), &arguments.collect::<Vec<_>>());
            assert_eq!(outcome.code, 2, "{previous}, {output:?}: {}", outcome.problems);
            let reason = "it is the earlier copy with which the site is compared, and would be lost; choose another --output";
            assert!(outcome.problems.contains(reason), "{}", outcome.problems);
            assert_eq!(archives(&root, "copies"), names);
        }
    }
    run(&root, &["archive", "--only", "zip", "--output", "newer"]);
    assert_eq!(archives(&root, "newer").len(), 1);
}
