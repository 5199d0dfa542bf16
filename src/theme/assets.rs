//! Gives each file of a theme its name in the site. A style sheet comes after the files that it names, as it holds their names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::layers::Files;
use super::sheet;
use crate::model::file::SourceFile;
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};
use crate::site::SitePath;
use crate::site::assets::{Assets, FOLDER};

/// The style sheet that the files in `styles/` become.
pub(super) const STYLE: &str = "style.css";

/// Names files, by their names in the theme, for the site. What a style sheet names and the theme has not is a problem where it was
/// `written`: the files of the theme, by path inside it.
pub(super) fn named(statics: &Files, (theme, written): (&str, &Files), problems: &mut Problems) -> Assets {
    let mut naming = Naming { statics, assets: Assets::default(), open: BTreeSet::new(), circles: BTreeSet::new() };
    statics.keys().for_each(|name| naming.name(name));
    let Naming { assets, circles, .. } = naming;
    for (path, bytes) in written.iter().filter(|(path, _)| path.ends_with(".css")) {
        let Some((sheet, Ok(text))) = becomes(path).map(|sheet| (sheet, String::from_utf8(bytes.clone()))) else { continue };
        let file = Arc::new(SourceFile::new(format!("themes/{theme}/{path}"), text));
        let text = file.text();
        for range in sheet::addresses(&text) {
            let meant = text.get(range.clone()).and_then(|address| sheet::target(sheet, address));
            let Some((name, _)) = meant else { continue };
            if !statics.contains_key(&name) {
                let near = nearest(&name, statics.keys().map(String::as_str));
                problems.add(kinds::theme::unknown_asset(Place::new(&file, range), &name, near));
            } else if circles.contains(&(sheet.to_owned(), name.clone())) {
                problems.add(kinds::theme::circular_asset(Place::new(&file, range), sheet, &name));
            }
        }
    }
    assets
}

/// Returns the name in the theme of the style sheet that a file of the theme becomes.
fn becomes(path: &str) -> Option<&str> {
    match path.split_once('/')? {
        ("styles", _) => Some(STYLE),
        ("static" | "scripts", name) => Some(name),
        _ => None,
    }
}

/// Files that are being named.
struct Naming<'a> {
    /// The files, by their names in the theme.
    statics: &'a BTreeMap<String, Vec<u8>>,
    /// Those that have a name in the site.
    assets: Assets,
    /// Style sheets whose files are being named.
    open: BTreeSet<String>,
    /// Style sheets with what they name that leads back to them.
    circles: BTreeSet<(String, String)>,
}

impl Naming<'_> {
    /// Names a file, and before it all that it names.
    fn name(&mut self, name: &str) {
        let Some(bytes) = self.statics.get(name).filter(|_| self.assets.path(name).is_none()) else { return };
        let bytes = match std::str::from_utf8(bytes) {
            Ok(css) if name.ends_with(".css") => {
                self.open.insert(name.to_owned());
                let css = self.with_names(name, css);
                self.open.remove(name);
                css.into_bytes()
            }
            _ => bytes.clone(),
        };
        self.assets.insert(name, bytes);
    }

    /// Returns a style sheet with the names in the site of the files that it names.
    fn with_names(&mut self, sheet: &str, css: &str) -> String {
        let mut out = String::with_capacity(css.len());
        let mut at = 0;
        for range in sheet::addresses(css) {
            let Some((name, rest)) = css.get(range.clone()).and_then(|address| sheet::target(sheet, address)) else { continue };
            if self.open.contains(&name) {
                self.circles.insert((sheet.to_owned(), name));
                continue;
            }
            self.name(&name);
            let Some(path) = self.assets.path(&name) else { continue };
            out.push_str(css.get(at..range.start).unwrap_or_default());
            out.push_str(&path.from(&SitePath::new(format!("{FOLDER}{sheet}"))));
            out.push_str(rest);
            at = range.end;
        }
        out.push_str(css.get(at..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names the files of `static/` of a theme, and says what is wrong with them.
    fn check(files: &[(&str, &str)]) -> (BTreeMap<String, String>, Vec<String>) {
        let statics = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        let written = files.iter().map(|(name, text)| (format!("static/{name}"), text.as_bytes().to_vec())).collect();
        let mut problems = Problems::default();
        let assets = named(&statics, ("x", &written), &mut problems);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let made = assets.iter().map(|(name, asset)| (name.to_owned(), format!("{} {}", asset.path, text(&asset.bytes)))).collect();
        let told = problems.list.iter().map(|found| format!("{}:{:?} {}", found.place.file.path, found.place.span, found.message));
        (made, told.collect())
    }

    #[test]
    fn a_sheet_holds_the_names_of_what_it_names() {
        let (old, told) = check(&[("a.css", "@import 'own/b.css';"), ("i.svg", "<svg/>"), ("own/b.css", "a{b:url(../i.svg#c)}")]);
        assert_eq!(told, [""; 0]);
        let path =
            |made: &BTreeMap<String, String>, name: &str| made[name].split(' ').next().unwrap().trim_start_matches(FOLDER).to_owned();
        assert!(old["own/b.css"].ends_with(&format!(" a{{b:url(../{}#c)}}", path(&old, "i.svg"))), "{old:?}");
        assert!(old["a.css"].ends_with(&format!(" @import '{}';", path(&old, "own/b.css"))), "{old:?}");
        let (new, _) = check(&[("a.css", "@import 'own/b.css';"), ("i.svg", "<svg> </svg>"), ("own/b.css", "a{b:url(../i.svg#c)}")]);
        for name in ["a.css", "i.svg", "own/b.css"] {
            assert_ne!(path(&old, name), path(&new, name), "what a sheet shows is a part of what it holds");
        }
    }

    #[test]
    fn what_is_not_there_and_what_leads_back_is_told() {
        let (made, told) = check(&[("a.css", "@import 'b.css';"), ("b.css", "@import 'a.css';a{b:url(a.css) url(c.svg)}")]);
        assert_eq!(made.len(), 2);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with("themes/x/static/b.css:9..14 "), "{told:?}");
        assert!(told[2].contains("`c.svg`"), "{told:?}");
        assert_eq!(check(&[("a.css", "@import 'a.css';")]).1.len(), 1);
    }
}
