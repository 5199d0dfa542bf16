//! `search/<lang>/opensearch.xml` (OpenSearch 1.1): how browsers search the dossier in a language, for sites with a base URL, as the
//! address that it names is a full one.

use super::Inputs;
use super::feeds::{element, escaped};
use crate::model::lang::Lang;
use crate::site::routes::opensearch_path;

/// The most characters of the short name, by OpenSearch.
const MOST_SHORT: usize = 16;
/// The most characters of the long name.
const MOST_LONG: usize = 48;
/// The most characters of the description.
const MOST_DESCRIPTION: usize = 1024;

/// The descriptions, by path; none without a base URL.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let Some(base) = &inputs.dossier.settings.base_url else { return Vec::new() };
    let file = |lang| Some((opensearch_path(lang).to_string(), description(inputs, base, lang)?));
    inputs.dossier.settings.languages.iter().filter_map(file).collect()
}

/// The description of the search in a language.
fn description(inputs: &Inputs<'_>, base: &str, lang: &Lang) -> Option<String> {
    let settings = &inputs.dossier.settings;
    let (page, title) = (inputs.routes.page("search", lang)?, settings.title.text(lang));
    let about = [settings.description.text(lang), title].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let mut text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n".to_owned();
    text.push_str(&element("ShortName", &shortened(title, MOST_SHORT)));
    text.push_str(&element("LongName", &shortened(title, MOST_LONG)));
    text.push_str(&element("Description", &shortened(about, MOST_DESCRIPTION)));
    let template = escaped(&format!("{base}{page}?q={{searchTerms}}"));
    text.push_str(&format!("<Url type=\"text/html\" method=\"get\" template=\"{template}\"/>\n"));
    text.push_str(&element("Language", lang.tag()));
    text.push_str(&element("InputEncoding", "UTF-8"));
    text.push_str("</OpenSearchDescription>\n");
    Some(text)
}

/// The beginning of a text, as many whole words as fit, with a sign that there was more.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most - 1).collect();
    let next = text.chars().nth(most - 1);
    let whole = if next.is_some_and(char::is_whitespace) { Some(start.as_str()) } else { start.rsplit_once(' ').map(|(words, _)| words) };
    format!("{}…", whole.unwrap_or(&start).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_too_long_ends_at_a_word() {
        let found =
            ["Dossier", "Sixteen letters.", "A seventeenth one", "Netcongestiebeleid", "A name of words x"].map(|name| shortened(name, 16));
        assert_eq!(found, ["Dossier", "Sixteen letters.", "A seventeenth…", "Netcongestiebel…", "A name of words…"]);
    }
}
