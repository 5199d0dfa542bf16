//! The search of the site, taken into the file: its engine, its data as blocks that are read when something is asked.

use super::Single;
use crate::search::value;
use crate::site::{Built, SitePath, assets};

/// The script of the file: what brings readers to their place and, where the theme has search, its engine and what asks it here.
pub(super) fn script(engine: Option<&str>) -> String {
    let search = engine.map(|engine| format!("{engine}\n{}", include_str!("search.js"))).unwrap_or_default();
    // What ends the element in HTML is in a script the same with the stroke escaped.
    format!("\n{}{search}", include_str!("arrive.js")).replace("</script", "<\\/script")
}

/// The theme's engine of search, where it has one.
pub(super) fn engine(site: &dyn Built) -> Option<String> {
    let path = assets::find(&site.paths(), "search.js")?;
    String::from_utf8(site.read(&SitePath::new(path))?).ok()
}

/// The data of the search, by language: an object with all its files.
pub(super) fn data(single: &Single<'_>) -> Vec<(String, String)> {
    let site = single.inputs.site;
    let paths = site.paths();
    let of_lang = |tag: &str| {
        let folder = format!("search/{tag}/");
        let names = paths.iter().filter_map(|path| Some((*path, path.strip_prefix(&folder)?.strip_suffix(".js")?)));
        let members: Vec<String> = names
            .filter_map(|(path, name)| {
                let script = String::from_utf8(site.read(&SitePath::new(path))?).ok()?;
                Some(format!("\"{name}\":{}", value(&script)?))
            })
            .collect();
        // Nothing in a string may end the element that holds it.
        (!members.is_empty()).then(|| (tag.to_owned(), format!("{{{}}}", members.join(",").replace('<', "\\u003c"))))
    };
    single.words.iter().filter_map(|words| of_lang(words.locale.lang.tag())).collect()
}
