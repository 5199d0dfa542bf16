//! What changed since an earlier copy of the dossier, on a page of the site and on one that stands alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Group, PartsView, grouped, parts_view};
use crate::changes::Changes;
use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::model::locale::Locale;
use crate::render::figures::Figures;
use crate::render::frame::{Frame, frame};
use crate::render::page::{Page, Stage};
use crate::render::told::{self, ChangeView, Entry, Nowhere, Teller, Ways};
use crate::site::SitePath;

/// What changed since an earlier copy.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ChangesView {
    /// The frame.
    page: Frame,
    /// The language of the page.
    lang: String,
    /// Between which versions.
    summary: String,
    /// What else must be said: that nothing changed, what was not compared.
    remarks: Vec<String>,
    /// The pages of the list.
    parts: PartsView,
    /// What changed, in groups.
    groups: Vec<Group<ChangeView>>,
    /// The same as data.
    json: String,
}

/// The same on a page that stands alone.
#[derive(Debug, Serialize)]
pub(in crate::render) struct AloneView {
    /// The language of the page.
    lang: String,
    /// Between which versions.
    summary: String,
    /// What else must be said: that nothing changed, what was not compared.
    remarks: Vec<String>,
    /// What changed, in groups.
    groups: Vec<Group<ChangeView>>,
}

/// The groups and weights of what changed.
pub(super) fn weights(stage: &Stage<'_>, lang: &Lang) -> Vec<(String, usize)> {
    let (Some(changes), Some(locale), Some(figures)) = (stage.inputs.changes, stage.inputs.locales.get(lang), stage.figures_of(lang))
    else {
        return Vec::new();
    };
    let teller = Teller { locale, figures, names: BTreeMap::new(), ways: &Nowhere };
    told::entries(changes).iter().map(|entry| (teller.group(entry), entry.bytes)).collect()
}

/// Leads to what is on the site.
struct OnSite<'a, 'b> {
    /// The page from which the links go.
    page: &'b Page<'a>,
}

impl Ways for OnSite<'_, '_> {
    fn letter(&self, id: &str, block: Option<&str>, lang: Option<&str>) -> Option<String> {
        let letter = self.page.stage.letter(&LetterId::parse(id)?)?;
        let Some(lang) = lang.and_then(Lang::parse) else {
            let edition = letter.nearest_edition(self.page.lang)?;
            let block = block.filter(|block| edition.find_block(block).is_some());
            return Some(self.page.to_letter(letter, block));
        };
        letter.edition(&lang)?.find_block(block?)?;
        let path = self.page.stage.inputs.routes.letter(&letter.id, &lang)?;
        Some(self.page.to_entry(path, block?))
    }

    fn record(&self, group: &str, id: &str) -> Option<String> {
        let dossier = self.page.stage.inputs.dossier;
        match group {
            "amounts" => self.page.stage.amount(id).and_then(|amount| self.page.to_amount(&amount.id)),
            "actors" => dossier.actors.iter().find(|actor| actor.id == id).and_then(|actor| self.page.to_item("actors", &actor.id)),
            "externals" => self.page.stage.document(id).and_then(|(document, _)| self.page.to_item("documents", &document.id)),
            "terms" => dossier.terms.iter().find(|term| term.id == id).and_then(|term| self.page.to_item("glossary", &term.id)),
            _ => None,
        }
    }

    fn file(&self, path: &str) -> Option<String> {
        Some(self.page.to(&SitePath::new(path)))
    }
}

/// The page; without an earlier copy there is none.
pub(in crate::render) fn view(page: &Page<'_>, changes: &Changes) -> ChangesView {
    let inputs = page.stage.inputs;
    let names = inputs.locales.iter().map(|(lang, locale)| (lang.tag(), locale.name.as_str())).collect();
    let teller = Teller { locale: page.locale, figures: page.figures, names, ways: &OnSite { page } };
    let all: Vec<(usize, Entry<'_>)> = told::entries(changes).into_iter().enumerate().collect();
    let intro = teller.intro(changes);
    ChangesView {
        page: frame(page, &intro),
        lang: page.lang.tag().to_owned(),
        summary: intro,
        remarks: teller.remarks(changes),
        parts: parts_view(page),
        groups: groups(&teller, super::shown(page, &all)),
        json: page.to_file("data/changes.json"),
    }
}

/// The page that stands alone: it leads nowhere.
pub(in crate::render) fn alone(changes: &Changes, locale: &Locale) -> AloneView {
    let figures = Figures::new(locale);
    let names = BTreeMap::from([(locale.lang.tag(), locale.name.as_str())]);
    let teller = Teller { locale, figures: &figures, names, ways: &Nowhere };
    let all: Vec<(usize, Entry<'_>)> = told::entries(changes).into_iter().enumerate().collect();
    AloneView {
        lang: locale.lang.tag().to_owned(),
        summary: teller.intro(changes),
        remarks: teller.remarks(changes),
        groups: groups(&teller, &all),
    }
}

/// What changed, in groups.
fn groups(teller: &Teller<'_>, entries: &[(usize, Entry<'_>)]) -> Vec<Group<ChangeView>> {
    grouped(entries.iter().map(|(idx, entry)| (teller.group(entry), teller.view(*idx, entry))))
}
