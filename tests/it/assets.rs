//! The theme's files in the site: each is named by what it holds, and everything that names one finds it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dossier::site::SitePath;
use dossier::site::assets::without_digest;
use dossier::site::page::{facts, resolve};

use crate::cases::{Files, asset, build, sha256, text};
use crate::themes::{SHIPPED, overrides};
use crate::{cli, render};

/// The paths of the theme's files in a site.
fn assets(files: &Files) -> BTreeSet<String> {
    files.keys().filter(|path| path.starts_with("assets/")).cloned().collect()
}

/// Writes a file of a dossier.
fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

/// What the style sheets and pages of a site name, where they do so, with what it is seen from there.
fn named(files: &Files) -> Vec<(String, String)> {
    let mut named = Vec::new();
    for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".css")) {
        let text = text(files, path);
        if path.ends_with(".css") {
            let addresses = text.split("url(").skip(1).filter_map(|part| part.split(')').next());
            named.extend(addresses.map(|address| (path.clone(), address.trim_matches(['"', '\'']).to_owned())));
            continue;
        }
        named.extend(facts(text).links.iter().map(|link| (path.clone(), link.to_owned())));
        let of_scripts = ["engine", "box", "marks"].map(|name| format!(" data-{name}=\""));
        let named_for_scripts = of_scripts.iter().flat_map(|name| text.split(name.as_str()).skip(1));
        named.extend(named_for_scripts.filter_map(|part| Some((path.clone(), part.split('"').next()?.to_owned()))));
    }
    named
}

#[test]
fn everything_that_names_a_file_of_the_theme_finds_it() {
    for theme in SHIPPED {
        let files = build(overrides::shipped_with(theme).path(), None);
        let mut found = BTreeSet::new();
        for (from, address) in named(&files) {
            let target = resolve(&SitePath::new(from.clone()), &address).map(|(path, _)| path.to_string());
            assert!(target.as_ref().is_some_and(|path| files.contains_key(path) || path == "manifest-sha512.txt"), "{from}: {address}");
            found.extend(target.filter(|path| path.starts_with("assets/")));
        }
        assert_eq!(found, assets(&files), "{theme}: files of the theme that nothing names");
    }
}

#[test]
fn a_name_begins_the_sha_256_of_what_it_names() {
    let files = build(overrides::shipped_with("dossier").path(), None);
    assert!(10 < assets(&files).len());
    for path in assets(&files) {
        let digest = sha256(&files[&path]);
        let (before, ending) =
            without_digest(&path).rsplit_once('.').map(|(before, ending)| (before.to_owned(), ending.to_owned())).expect("an ending");
        assert_eq!(path, format!("{before}.{}.{ending}", &digest[..16]));
    }
}

#[test]
fn a_new_style_has_a_new_name_that_pages_lead_to_and_the_old_one_is_gone() {
    let root = render::dossier(&[]);
    let said = |files: &Files| (assets(files), asset(files, "style.css").to_owned());
    let (before, old) = said(&build(root.path(), None));
    assert_eq!(said(&build(render::dossier(&[]).path(), None)), (before.clone(), old.clone()), "in any folder");
    write(root.path(), "themes/dossier/styles/own.css", "a { margin: 3px; }\n");
    let files = build(root.path(), None);
    let (after, new) = said(&files);
    assert_eq!(before.difference(&after).collect::<Vec<_>>(), [&old]);
    assert_eq!(after.difference(&before).collect::<Vec<_>>(), [&new]);
    let pages: Vec<&str> =
        files.keys().filter(|path| path.ends_with(".html") && !path.ends_with("404.html")).map(|path| text(&files, path)).collect();
    assert!(10 < pages.len() && pages.iter().all(|page| page.contains(&format!("{new}\">")) && !page.contains(&old)));
    // The same over an earlier site: no file stays behind, no page keeps the old name.
    let built = |path: &str| cli::run(root.path(), &["build", "--output", path]).code;
    fs::remove_file(root.path().join("themes/dossier/styles/own.css")).expect("a file");
    assert_eq!(built("site"), 0);
    assert_eq!(cli::asset(&root.path().join("site"), "style.css"), old);
    write(root.path(), "themes/dossier/styles/own.css", "a { margin: 3px; }\n");
    assert_eq!(built("site"), 0);
    assert_eq!(cli::asset(&root.path().join("site"), "style.css"), new);
    assert!(!root.path().join("site").join(&old).exists());
    let page = fs::read_to_string(root.path().join("site/en/index.html")).expect("a page");
    assert!(page.contains(&new) && !page.contains(&old));
}

#[test]
fn what_a_style_shows_is_a_part_of_its_name() {
    let root = render::dossier(&[]);
    let files = |picture: &str| {
        write(root.path(), "themes/dossier/static/own/seal.svg", picture);
        write(root.path(), "themes/dossier/styles/own.css", "a { background: url( 'own/seal.svg#top' ); }\n");
        build(root.path(), None)
    };
    let (one, other) = (files("<svg/>"), files("<svg></svg>"));
    for files in [&one, &other] {
        let shown = asset(files, "own/seal.svg").trim_start_matches("assets/");
        assert!(text(files, asset(files, "style.css")).contains(&format!("url( '{shown}#top' )")), "{shown}");
    }
    assert_ne!(asset(&one, "style.css"), asset(&other, "style.css"));
}

#[test]
fn a_text_of_the_publisher_shows_a_file_of_the_theme_by_its_name_there() {
    let page = "+++\ntitle = \"Own\"\nsummary = \"Own.\"\n+++\n\n![Seal](file:assets/own/seal.svg) [Top](file:assets/own/seal.svg#top)\n";
    let root = render::dossier(
        &["nl", "en", "fr"]
            .map(|lang| (format!("content/pages/own/{lang}.md"), page))
            .each_ref()
            .map(|(path, page)| (path.as_str(), *page)),
    );
    write(root.path(), "themes/dossier/static/own/seal.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"top\"/></svg>");
    let (files, problems) = render::built(root.path(), None);
    let found: Vec<&str> = problems.list.iter().map(|problem| problem.message.as_str()).collect();
    let path = asset(&files, "own/seal.svg");
    assert!(files["en/own.html"].contains(&format!("src=\"../{path}\"")), "{}", files["en/own.html"]);
    assert!(files["en/own.html"].contains(&format!("href=\"../{path}#top\"")), "{found:?}");
}

/// What is said of a template that asks for a file.
fn told(template: &str) -> Vec<(&'static str, (usize, usize), String, String)> {
    let text = format!("{{% extends \"base.html\" %}}\n{{% block main %}}\n<h1>{{{{ page.title }}}}</h1>{template}{{% endblock main %}}\n");
    let root = render::dossier(&[("themes/dossier/templates/stub.html", &text)]);
    let (_, problems) = render::built(root.path(), None);
    let told = problems.list.iter().map(|problem| {
        assert_eq!(problem.place.file.path, "themes/dossier/templates/stub.html");
        (problem.id, problem.place.line_and_column(), problem.message.clone(), problem.hints.join("; "))
    });
    told.collect()
}

#[test]
fn a_template_that_asks_for_no_file_of_the_theme_is_told_which_there_are() {
    let found = told("{{ \"quotes.js\" | asset }}");
    let [(id, (line, _), message, hints)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((*id, *line, message.as_str()), ("template-error", 3, "the theme has no file `quotes.js` in `assets/`"));
    assert!(hints.starts_with("did you mean `quote.js`?; there is icon.svg, ledger.js, "), "{hints}");
    let found = told("{{ seal | asset }}");
    let [("template-error", (3, _), message, _)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(message, "`seal` is not defined");
    assert_eq!(told("<img src=\"{{ \"icon.svg\" | asset }}\" alt=\"\">"), []);
}

#[test]
fn the_page_for_missing_addresses_asks_for_files_where_the_site_lies() {
    let link = "{% if has_links %}<link rel=\"preload\" as=\"image\" href=\"{{ \"icon.svg\" | asset }}\">{% endif %}</head>";
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/dossier/templates/not-found.html");
    let page = fs::read_to_string(shipped).expect("a template").replace("</head>", link);
    let root = render::dossier(&[("themes/dossier/templates/not-found.html", &page)]);
    let files = overrides_built(root.path());
    let icon = asset(&files, "icon.svg");
    for path in ["404.html", "en/404.html"] {
        assert!(files[path].contains(&format!("as=\"image\" href=\"https://x.example/d/{icon}\"")), "{path}: {}", files[path]);
    }
}

/// The files of a site with an address, which must have no problem.
fn overrides_built(root: &Path) -> BTreeMap<String, String> {
    let (files, problems) = render::built(root, Some("https://x.example/d/"));
    assert_eq!(problems.list.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(), [""; 0]);
    files
}
