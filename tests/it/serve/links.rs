//! What lies behind links is served as it is built.

use std::fs;
use std::os::unix::fs::symlink;

use super::server::Server;
use super::{check_all, dossier};

#[test]
fn what_was_saved_in_folders_that_are_linked_is_served() {
    let (root, elsewhere) = (dossier(), tempfile::tempdir().expect("a temporary folder"));
    let [content, theme, other] = ["content", "theme", "other"].map(|name| elsewhere.path().join(name));
    fs::create_dir(root.path().join("themes")).expect("a new folder");
    fs::create_dir_all(theme.join("styles")).expect("a new folder");
    fs::create_dir_all(other.join("styles")).expect("a new folder");
    symlink(&theme, root.path().join("themes/dossier")).expect("a link");
    crate::cli::copy(&root.path().join("content"), &content);
    fs::remove_dir_all(root.path().join("content")).expect("removed");
    symlink(&content, root.path().join("content")).expect("a link");
    let server = Server::start(root.path());
    check_all(&server);
    for color in ["#123456", "#654321"] {
        fs::write(theme.join("styles/own.css"), format!("h1 {{ color: {color} }}\n")).expect("written");
        check_all(&server);
    }
    let page = content.join("pages/about/en.md");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(page, text.replace("One letter", "A letter")).expect("written");
    check_all(&server);
    // The link leads elsewhere, and from then on what is there is shown.
    fs::remove_file(root.path().join("themes/dossier")).expect("removed");
    symlink(&other, root.path().join("themes/dossier")).expect("a link");
    check_all(&server);
    fs::write(other.join("styles/own.css"), "h1 { color: #abcdef }\n").expect("written");
    check_all(&server);
}
