//! Citations of every edition: CSL-JSON, BibLaTeX and RIS. Written by us: converters give translations the wrong title.

use serde_json::{Value, json};

use super::Inputs;
use crate::model::date::{Edtf, Precision};
use crate::model::letter::{Edition, Letter};

/// An edition to cite.
struct Cited<'a> {
    /// Everything.
    inputs: &'a Inputs<'a>,
    /// The letter.
    letter: &'a Letter,
    /// The edition.
    edition: &'a Edition,
}

/// Every edition, by letter.
fn cited<'a>(inputs: &'a Inputs<'a>) -> impl Iterator<Item = Cited<'a>> {
    inputs.dossier.letters.iter().flat_map(move |letter| letter.editions.iter().map(move |edition| Cited { inputs, letter, edition }))
}

impl Cited<'_> {
    /// The citation's key.
    fn key(&self) -> String {
        format!("{}-{}", self.letter.id, self.edition.lang)
    }

    /// The kind of letter, in the edition's language; a translation says that it is one.
    fn genre(&self) -> String {
        let lang = &self.edition.lang;
        let kind = self.inputs.dossier.settings.kinds.get(&self.letter.kind).map(|name| name.text(lang)).unwrap_or_default();
        if *lang == self.letter.original {
            return kind.to_owned();
        }
        let label = self.inputs.locales.get(lang).map(|locale| locale.word("parallel.translation")).unwrap_or_default();
        format!("{kind} ({label})")
    }

    /// The names of those who sent it.
    fn authors(&self) -> Vec<&str> {
        self.letter.parties.senders.iter().filter_map(|sender| sender.name.as_deref()).collect()
    }

    /// The organisation that sent it.
    fn institution(&self) -> Option<&str> {
        self.letter.parties.senders.iter().find_map(|sender| sender.organisation.find(&self.edition.lang))
    }

    /// Its first official number.
    fn number(&self) -> Option<&str> {
        self.letter.numbers.first().map(|number| number.value.as_str())
    }

    /// Its full address, where the site has one.
    fn url(&self) -> Option<String> {
        let base = self.inputs.dossier.settings.base_url.as_ref()?;
        Some(format!("{base}{}", self.inputs.routes.letter(&self.letter.id, &self.edition.lang)?))
    }

    /// The date in words, for formats that know no bounds.
    fn date_in_words(&self) -> String {
        let date = &self.letter.date.value;
        self.inputs.locales.get(&self.edition.lang).map_or_else(|| date.to_string(), |locale| locale.date(date))
    }
}

/// CSL-JSON (csl-data.json of the Citation Style Language).
#[must_use]
pub fn csl(inputs: &Inputs<'_>) -> Vec<Value> {
    cited(inputs).map(|cited| csl_item(&cited)).collect()
}

/// An edition as a CSL item.
fn csl_item(cited: &Cited<'_>) -> Value {
    let mut item = json!({
        "id": cited.key(),
        "type": "report",
        "genre": cited.genre(),
        "title": cited.edition.title,
        "language": cited.edition.lang.tag(),
        "issued": csl_date(cited),
    });
    let Some(object) = item.as_object_mut() else { return item };
    let authors: Vec<Value> = cited.authors().iter().map(|name| csl_name(name)).collect();
    if !authors.is_empty() {
        object.insert("author".into(), authors.into());
    }
    let optional =
        [("publisher", cited.institution().map(str::to_owned)), ("number", cited.number().map(str::to_owned)), ("URL", cited.url())];
    for (key, value) in optional {
        if let Some(value) = value {
            object.insert(key.into(), value.into());
        }
    }
    if cited.edition.lang != cited.letter.original
        && let Some(original) = cited.letter.original_edition()
    {
        object.insert("original-title".into(), original.title.clone().into());
    }
    item
}

/// A name with its last word as family name, with the particles before it.
fn csl_name(name: &str) -> Value {
    let (given, family) = split_name(name);
    if given.is_empty() { json!({ "literal": name }) } else { json!({ "family": family, "given": given }) }
}

/// A name's given part and family name: particles in lower case belong to the family name.
fn split_name(name: &str) -> (String, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_particle = |word: &&str| word.chars().all(char::is_lowercase);
    let family_start = words.iter().position(is_particle).unwrap_or(words.len().saturating_sub(1));
    let (given, family) = words.split_at_checked(family_start).unwrap_or_default();
    (given.join(" "), family.join(" "))
}

/// A date as CSL knows it: exact as parts, bounds in words.
fn csl_date(cited: &Cited<'_>) -> Value {
    match cited.letter.date.value {
        Edtf::At(moment) => {
            let mut parts = vec![i64::from(moment.first.year())];
            if moment.precision <= Precision::Month {
                parts.push(i64::from(moment.first.month()));
            }
            if moment.precision == Precision::Day {
                parts.push(i64::from(moment.first.day()));
            }
            json!({ "date-parts": [parts] })
        }
        _ => json!({ "literal": cited.date_in_words() }),
    }
}

/// BibLaTeX; its `date` field takes EDTF as it is.
#[must_use]
pub fn biblatex(inputs: &Inputs<'_>) -> String {
    let mut text = String::new();
    for cited in cited(inputs) {
        let authors = cited.authors().iter().map(|name| bib_name(name)).collect::<Vec<_>>().join(" and ");
        let fields = [
            ("title", Some(cited.edition.title.clone())),
            ("type", Some(cited.genre())),
            ("institution", cited.institution().map(str::to_owned)),
            ("number", cited.number().map(str::to_owned)),
            ("date", Some(cited.letter.date.value.to_string().replace("..", ""))),
            ("langid", Some(cited.edition.lang.tag().to_owned())),
            ("url", cited.url()),
        ];
        text.push_str(&format!("@report{{{},\n", cited.key()));
        if !authors.is_empty() {
            text.push_str(&format!("  author = {{{authors}}},\n"));
        }
        for (key, value) in fields {
            if let Some(value) = value {
                text.push_str(&format!("  {key} = {{{}}},\n", tex(&value)));
            }
        }
        text.push_str("}\n\n");
    }
    text
}

/// A name as BibLaTeX reads it; one with marks that would split it is kept whole by braces.
fn bib_name(name: &str) -> String {
    if name.contains(',') || name.split_whitespace().any(|word| word.eq_ignore_ascii_case("and")) {
        return format!("{{{}}}", tex(name));
    }
    let (given, family) = split_name(name);
    if given.is_empty() { format!("{{{}}}", tex(&family)) } else { tex(&format!("{family}, {given}")) }
}

/// A text without characters that TeX would read as commands.
fn tex(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, char| {
        match char {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            char if char.is_whitespace() => out.push(' '),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => out.extend(['\\', char]),
            other => out.push(other),
        }
        out
    })
}

/// RIS: a line a field, `ER` at the end of each record.
#[must_use]
pub fn ris(inputs: &Inputs<'_>) -> String {
    let mut text = String::new();
    for cited in cited(inputs) {
        let mut line = |tag: &str, value: &str| text.push_str(&format!("{tag}  - {}\r\n", value.replace(['\n', '\r'], " ")));
        line("TY", "RPRT");
        line("ID", &cited.key());
        for name in cited.authors() {
            let (given, family) = split_name(name);
            line("AU", &format!("{family}, {given}"));
        }
        line("TI", &cited.edition.title);
        line("M3", &cited.genre());
        let date = &cited.letter.date.value;
        line("PY", &date.sort_day().year().to_string());
        match date {
            Edtf::At(moment) if moment.precision == Precision::Day => line("DA", &format!("{}/", moment.to_string().replace('-', "/"))),
            _ => line("N1", &cited.date_in_words()),
        }
        let optional = [("PB", cited.institution().map(str::to_owned)), ("SN", cited.number().map(str::to_owned)), ("UR", cited.url())];
        line("LA", cited.edition.lang.tag());
        for (tag, value) in optional {
            if let Some(value) = value {
                line(tag, &value);
            }
        }
        line("ER", "");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_whole_in_bibliographies() {
        for (name, expected) in [
            ("Jan van der Berg", "van der Berg, Jan"),
            ("Research and Co", "{Research and Co}"),
            ("Berg, J.", "{Berg, J.}"),
            ("SURF", "{SURF}"),
            ("A {b} ~^\\ C", "C, A \\{b\\} \\textasciitilde{}\\textasciicircum{}\\textbackslash{}"),
        ] {
            assert_eq!(bib_name(name), expected, "{name}");
        }
    }
}
