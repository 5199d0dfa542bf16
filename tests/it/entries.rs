//! The address of an entry of a list outlives the splitting of the list: `actors.html#jansen` leads to the entry, wherever it stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::render;

/// Many actors, one of them before all others, and one after them.
fn many(n_actors: usize) -> String {
    let mut actors = String::new();
    let mut add = |id: &str, name: &str| {
        _ = writeln!(actors, "[[actors]]\nid = \"{id}\"\nkind = \"person\"\nname = \"{name}\"\n");
    };
    add("jansen", "Jansen");
    for (number, letter) in (0..n_actors).zip(('a'..='z').cycle()) {
        add(&format!("person-with-a-long-name-{number}"), &format!("{}erson {number}", letter.to_uppercase()));
    }
    add("zwart", "Zwart");
    actors
}

/// The site with some actors, in a theme; a page of the publisher says where the list lay before.
#[track_caller]
fn built(n_actors: usize, theme: &str) -> BTreeMap<String, String> {
    let settings = format!("theme = \"{theme}\"\n{}", render::SETTINGS);
    let page = "+++\ntitle = \"People\"\nformer = [\"who-is-who\"]\n+++\n\nPeople.\n";
    let pages = ["nl", "en", "fr"].map(|lang| (format!("content/pages/actors/{lang}.md"), page));
    let mut files = vec![("content/dossier.toml", settings.as_str())];
    let actors = many(n_actors);
    files.push(("content/actors.toml", &actors));
    files.extend(pages.iter().map(|(path, text)| (path.as_str(), *text)));
    let (files, problems) = render::built(render::dossier(&files).path(), None);
    assert!(!problems.has_errors(), "{:?}", problems.list);
    files
}

/// The file, by the definition of FNV-1a, that says where an entry of the English list of actors stands.
fn told<'a>(files: &'a BTreeMap<String, String>, id: &str) -> &'a str {
    let n_files = files.keys().filter(|path| path.starts_with("entries/en/actors-")).count();
    let sum = id.bytes().fold(2_166_136_261_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(16_777_619));
    &files[&format!("entries/en/actors-{}.js", 1 + sum as usize % n_files)]
}

/// The entries of a list that stands on a page.
fn link(id: &str, href: &str) -> String {
    format!("<li id=\"{id}\"><a href=\"{href}#{id}\">")
}

#[test]
fn an_entry_is_found_under_the_address_of_the_list_before_and_after_it_is_split() {
    for (theme, entry) in [("dossier", "<div class=\"actor\" id=\"jansen\">"), ("plain", "<h3 id=\"jansen\">")] {
        let small = built(3, theme);
        assert!(small["en/actors.html"].contains(entry) && !small["en/actors.html"].contains("data-entries"), "{theme}");
        assert!(small["en/who-is-who.html"].contains(&link("jansen", "actors.html")), "{theme}: {}", small["en/who-is-who.html"]);
        assert!(small.keys().all(|path| !path.starts_with("entries/")), "{theme}");

        let large = built(1300, theme);
        assert!(large["en/actors-j.html"].contains(entry), "{theme}");
        for former in ["en/actors.html", "en/who-is-who.html"] {
            assert!(large[former].contains(&link("jansen", "actors-j.html")), "{theme}: {former}");
        }
        assert!(!large["en/actors-j.html"].contains("class=\"moved\""), "{theme}: a part has its own entries alone");
        for id in ["jansen", "person-with-a-long-name-0", "zwart"] {
            let line = told(&large, id);
            let part = large.iter().find(|(path, html)| path.starts_with("en/actors-") && html.contains(&format!(" id=\"{id}\"")));
            let suffix = part.map(|(path, _)| path.trim_start_matches("en/actors").trim_end_matches(".html")).unwrap_or_default();
            let ids = line.split_once(&format!("\"{suffix}\":\"")).map(|(_, rest)| rest.split('"').next().unwrap_or_default());
            assert!(line.starts_with("dossierEntries({") && ids.is_some_and(|ids| ids.split(' ').any(|known| known == id)), "{id}: {line}");
        }
    }
}

#[test]
fn the_first_page_of_a_list_of_any_size_stays_small_and_has_the_entries_that_were_recorded_first() {
    let files = built(4500, "dossier");
    let overview = &files["en/actors.html"];
    assert!((250_000..500_000).contains(&overview.len()), "{}", overview.len());
    assert!(
        overview.contains(&link("jansen", "actors-j.html")) && overview.contains(&link("person-with-a-long-name-1200", "actors-e.html"))
    );
    assert!(!overview.contains("id=\"zwart\""), "the entries that were recorded last have no room");
    assert!(told(&files, "zwart").contains(" zwart") && files.keys().filter(|path| path.starts_with("entries/en/actors-")).count() == 3);
    let tag = "<div data-entries=\"../entries/en/actors-\" data-files=\"3\" data-stem=\"actors\"";
    assert!(overview.contains(&format!("{tag}>")) && files["en/actors-z.html"].contains(&format!("{tag} hidden>")));
}
