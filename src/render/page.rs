//! What every view draws on: the dossier by name, and the page that is being made with its language and address.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::direction::Directions;
use super::figures::Figures;
use super::funding::Direction;
use super::index::Indexes;
use super::order::Order;
use super::passage::PassageView;
use super::plan::{Kind, Planned};
use super::{Inputs, LinkView, annotations, filters, funding, lists, reviews};
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Letter, LetterId, Passage};
use crate::model::locale::Locale;
use crate::model::money::Amount;
use crate::model::records::External;
use crate::site::SitePath;

/// The ending of the file of each entry of a list.
type Suffixes = BTreeMap<String, String>;

/// The lists that can be split.
pub(super) const LISTS: [&str; 4] = ["actors", "documents", "glossary", "ledger"];

/// The inputs with what is looked up often, by name.
pub(super) struct Stage<'a> {
    /// The inputs.
    pub(super) inputs: &'a Inputs<'a>,
    /// The letters by id. Nothing hangs on their order, nor on that of the documents.
    letters: HashMap<&'a LetterId, (usize, &'a Letter)>,
    /// The documents outside the dossier by id, each with whether a record tells of it; of the others only the number is known.
    documents: HashMap<&'a str, (&'a External, bool)>,
    /// The actors by what they are called in each language.
    actors: BTreeMap<(&'a Lang, &'a str), &'a str>,
    /// By what senders and years letters can be chosen.
    pub(super) choices: filters::Choices<'a>,
    /// The amounts by id.
    amounts: BTreeMap<&'a str, &'a Amount>,
    /// For lists that are split, by kind and language, the ending of each entry's file.
    suffixes: BTreeMap<(&'static str, &'a Lang), OnceLock<Suffixes>>,
    /// The amounts by the letter that states them.
    stated: BTreeMap<&'a LetterId, Vec<&'a Amount>>,
    /// The amounts that each actor pays or receives.
    money: BTreeMap<(&'a str, Direction), Vec<&'a Amount>>,
    /// The programmes whose amounts the funding page has room for.
    detailed: BTreeSet<&'a str>,
    /// What writes figures, by language.
    figures: BTreeMap<&'a Lang, Figures<'a>>,
    /// In which direction each language is written.
    pub(super) directions: Directions,
    /// What sorts names, by language.
    orders: BTreeMap<&'a Lang, Order>,
    /// The other lists.
    pub(super) lists: lists::Sorted<'a>,
    /// The index of every language.
    pub(super) index: Indexes<'a>,
    /// What every page says of the editions: the name of the word.
    pub(super) honest: &'static str,
}

impl<'a> Stage<'a> {
    /// Looks everything up once.
    pub(super) fn new(inputs: &'a Inputs<'a>) -> Self {
        let mut stage = Self::without_index(inputs);
        stage.index = Indexes::new(&stage);
        stage
    }

    /// Looks everything up once, with all entries of the index.
    pub(super) fn whole(inputs: &'a Inputs<'a>) -> Self {
        let mut stage = Self::without_index(inputs);
        stage.index = Indexes::whole(&stage);
        stage
    }

    /// Looks everything up but the index, which takes long: no page needs it but its own.
    pub(super) fn without_index(inputs: &'a Inputs<'a>) -> Self {
        let letters = inputs.dossier.letters.iter().enumerate().map(|(idx, letter)| (&letter.id, (idx, letter))).collect();
        let recorded = inputs.dossier.externals.iter().map(|document| (document, true));
        let unrecorded = inputs.links.unrecorded.iter().map(|document| (document, false));
        let documents = recorded.chain(unrecorded).map(|entry| (entry.0.id.as_str(), entry)).collect();
        let amounts = inputs.ledger.amounts.iter().map(|amount| (amount.id.as_str(), amount)).collect();
        let mut stated: BTreeMap<&LetterId, Vec<&Amount>> = BTreeMap::new();
        for amount in &inputs.ledger.amounts {
            stated.entry(&amount.passage.letter).or_default().push(amount);
        }
        let languages = &inputs.dossier.settings.languages;
        let split = languages.iter().flat_map(|lang| LISTS.map(|name| (name, lang)));
        Self {
            inputs,
            letters,
            documents,
            actors: actors_by_name(inputs),
            choices: filters::Choices::new(inputs.dossier),
            amounts,
            stated,
            suffixes: split.map(|list| (list, OnceLock::new())).collect(),
            money: money_by_actor(inputs),
            detailed: funding::detailed(inputs.dossier),
            figures: inputs.locales.iter().map(|(lang, locale)| (lang, Figures::new(locale))).collect(),
            directions: Directions::new(inputs.locales.keys()),
            orders: inputs.dossier.settings.languages.iter().map(|lang| (lang, Order::new(lang))).collect(),
            lists: lists::Sorted::new(languages),
            index: Indexes::default(),
            honest: reviews::honest(inputs.dossier),
        }
    }

    /// What writes figures in a language.
    pub(super) fn figures_of(&self, lang: &Lang) -> Option<&Figures<'a>> {
        self.figures.get(lang)
    }

    /// The places of entries in the order of what they are called in a language, each with the initial of that.
    pub(super) fn sorted<Entry>(
        &self,
        lang: &Lang,
        entries: impl Iterator<Item = Entry>,
        name: impl Fn(&Entry) -> &str,
    ) -> Vec<(String, usize)> {
        let Some(order) = self.orders.get(lang) else { return Vec::new() };
        let mut sorted: Vec<(usize, Entry)> = entries.enumerate().collect();
        sorted.sort_by_cached_key(|(_, entry)| order.place(name(entry)));
        sorted.iter().map(|(idx, entry)| (order.initial(name(entry)), *idx)).collect()
    }

    /// The words, figures and order of a language.
    pub(super) fn writing(&self, lang: &Lang) -> Option<(&'a Locale, &Figures<'a>, &Order)> {
        Some((self.inputs.locales.get(lang)?, self.figures.get(lang)?, self.orders.get(lang)?))
    }

    /// The endings of the files of a list's entries; worked out when they are first wanted.
    pub(super) fn suffixes(&self, list: &'static str, lang: &Lang) -> Option<&Suffixes> {
        let (_, found) = self.suffixes.iter().find(|((of, tag), _)| *of == list && *tag == lang)?;
        Some(found.get_or_init(|| lists::suffixes(self, &lists::kind_of(list), lang)))
    }

    /// Finds a letter with its place in the dossier's list.
    pub(super) fn position(&self, id: &LetterId) -> Option<(usize, &'a Letter)> {
        self.letters.get(id).copied()
    }

    /// Finds a letter.
    pub(super) fn letter(&self, id: &LetterId) -> Option<&'a Letter> {
        self.letters.get(id).map(|(_, letter)| *letter)
    }

    /// The letter before and the one after, in time.
    pub(super) fn around(&self, id: &LetterId) -> (Option<&'a Letter>, Option<&'a Letter>) {
        let Some((idx, _)) = self.letters.get(id) else { return (None, None) };
        let letters = &self.inputs.dossier.letters;
        (idx.checked_sub(1).and_then(|before| letters.get(before)), letters.get(idx + 1))
    }

    /// Finds a document outside the dossier, and whether a record tells of it.
    pub(super) fn document(&self, id: &str) -> Option<(&'a External, bool)> {
        self.documents.get(id).copied()
    }

    /// Finds an amount of the ledger.
    pub(super) fn amount(&self, id: &str) -> Option<&'a Amount> {
        self.amounts.get(id).copied()
    }

    /// Whether an amount has its row on the funding page.
    pub(super) fn is_on_funding_page(&self, id: &str) -> bool {
        self.amount(id).is_some_and(|amount| self.detailed.contains(amount.programme.as_str()))
    }

    /// The page on which an entry of a list stands: `actors`, `documents`, `glossary` or `ledger`.
    pub(super) fn item_path(&self, kind: &'static str, lang: &Lang, id: &str) -> Option<SitePath> {
        let path = self.inputs.routes.page(kind, lang)?;
        let suffix = self.suffixes(kind, lang).and_then(|suffixes| suffixes.get(id));
        Some(
            suffix
                .map_or_else(|| path.clone(), |suffix| SitePath::new(format!("{}{suffix}.html", path.as_str().trim_end_matches(".html")))),
        )
    }

    /// The page on which an amount has its row: the funding page, or the ledger where the funding page has no room for it.
    pub(super) fn amount_path(&self, id: &str, lang: &Lang) -> Option<SitePath> {
        let on_funding_page = self.is_on_funding_page(id).then(|| self.inputs.routes.page("funding", lang).cloned());
        on_funding_page.unwrap_or_else(|| self.item_path("ledger", lang, id))
    }

    /// The amounts that an actor pays or receives.
    pub(super) fn money_of(&self, id: &'a str, direction: Direction) -> &[&'a Amount] {
        self.money.get(&(id, direction)).map_or(&[], Vec::as_slice)
    }

    /// The amounts that a letter states.
    pub(super) fn amounts_in(&self, id: &LetterId) -> &[&'a Amount] {
        self.stated.get(id).map_or(&[], Vec::as_slice)
    }
}

/// The amounts of the ledger by the actors that pay or receive them.
fn money_by_actor<'a>(inputs: &Inputs<'a>) -> BTreeMap<(&'a str, Direction), Vec<&'a Amount>> {
    let mut money: BTreeMap<(&str, Direction), Vec<&Amount>> = BTreeMap::new();
    for amount in &inputs.ledger.amounts {
        for (direction, actors) in [(Direction::Pays, &amount.about.payers), (Direction::Receives, &amount.about.payees)] {
            actors.iter().for_each(|(id, _)| money.entry((id, direction)).or_default().push(amount));
        }
    }
    money
}

/// The ids of the actors by their names and aliases in each language; the first has a name that two claim.
fn actors_by_name<'a>(inputs: &Inputs<'a>) -> BTreeMap<(&'a Lang, &'a str), &'a str> {
    let mut names = BTreeMap::new();
    let languages = &inputs.dossier.settings.languages;
    for (lang, actor) in languages.iter().flat_map(|lang| inputs.dossier.actors.iter().map(move |actor| (lang, actor))) {
        for name in actor.name.find(lang).into_iter().chain(actor.wording.aliases(lang).iter().map(String::as_str)) {
            names.entry((lang, name)).or_insert(actor.id.as_str());
        }
    }
    names
}

/// The page that is being made.
pub(super) struct Page<'a> {
    /// What it draws on.
    pub(super) stage: &'a Stage<'a>,
    /// What it is.
    pub(super) planned: &'a Planned<'a>,
    /// Its language; the dossier's first where it has none.
    pub(super) lang: &'a Lang,
    /// What belongs to its language.
    pub(super) locale: &'a Locale,
    /// What writes figures in its language.
    pub(super) figures: &'a Figures<'a>,
    /// What sorts names in its language.
    pub(super) order: &'a Order,
}

impl<'a> Page<'a> {
    /// The page of a plan; none where its language has no words, which is a problem by then.
    pub(super) fn new(stage: &'a Stage<'a>, planned: &'a Planned<'a>) -> Option<Self> {
        let lang = planned.lang.or_else(|| stage.inputs.dossier.settings.languages.first())?;
        let (locale, figures, order) = stage.writing(lang)?;
        Some(Self { stage, planned, lang, locale, figures, order })
    }

    /// The address of the page.
    pub(super) fn path(&self) -> &'a SitePath {
        &self.planned.path
    }

    /// A word of the interface.
    pub(super) fn word(&self, key: &str) -> String {
        self.locale.word(key).to_owned()
    }

    /// A word of the interface with values in its braces.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.locale.fill(key, values)
    }

    /// A count with its noun, in the form that the language has beside it: `key.one`, `key.many` or another; `key.many` for want of it.
    pub(super) fn count(&self, key: &str, count: usize) -> String {
        let own = format!("{key}.{}", self.figures.form(count));
        let form = if self.locale.words.contains_key(&own) { own } else { format!("{key}.many") };
        self.fill(&form, &[("count", &self.figures.count(count))])
    }

    /// The relative link to a file of the site.
    pub(super) fn to(&self, path: &SitePath) -> String {
        path.from(self.path())
    }

    /// The relative link to a file that every site has, or of the theme, by its name there: `assets/style.css`.
    pub(super) fn to_file(&self, path: &str) -> String {
        self.to(&self.stage.inputs.assets.place(path))
    }

    /// The relative link to a page of a kind in the page's language.
    pub(super) fn to_kind(&self, kind: &str) -> Option<String> {
        self.stage.inputs.routes.page(kind, self.lang).map(|path| self.to(path))
    }

    /// The relative link to an entry of a list: `actors`, `documents` or `glossary`.
    pub(super) fn to_item(&self, kind: &'static str, id: &str) -> Option<String> {
        Some(self.to_entry(&self.stage.item_path(kind, self.lang, id)?, id))
    }

    /// The relative link to an entry of a page.
    pub(super) fn to_entry(&self, path: &SitePath, id: &str) -> String {
        let href = if path == self.path() { String::new() } else { self.to(path) };
        format!("{href}#{id}")
    }

    /// The relative link to the entry of the actor that a name means, if one has it.
    pub(super) fn to_actor(&self, name: &str) -> Option<String> {
        self.to_item("actors", self.stage.actors.get(&(self.lang, name))?)
    }

    /// A text in the page's language.
    pub(super) fn text(&self, text: &LangText) -> String {
        text.text(self.lang).to_owned()
    }

    /// The language in which a letter can be read from here: the page's, or that of its original.
    pub(super) fn reading<'b>(&self, letter: &'b Letter) -> &'b Lang {
        letter.nearest_edition(self.lang).map_or(&letter.original, |edition| &edition.lang)
    }

    /// The tag of a language, where it is not the page's.
    pub(super) fn foreign(&self, lang: &Lang) -> Option<String> {
        (lang != self.lang).then(|| lang.tag().to_owned())
    }

    /// The link to a letter, with its title.
    pub(super) fn letter(&self, letter: &Letter) -> LinkView {
        let lang = self.reading(letter);
        let label = letter.nearest_edition(self.lang).map_or_else(|| letter.id.to_string(), |edition| edition.title.clone());
        LinkView { href: self.to_letter(letter, None), label, lang: self.foreign(lang) }
    }

    /// The address of a letter or of a block of it, in the page's language or that of the original.
    pub(super) fn to_letter(&self, letter: &Letter, block: Option<&str>) -> String {
        let lang = block.map_or_else(|| self.reading(letter), |block| letter.lang_with(self.lang, block));
        let path = self.stage.inputs.routes.letter(&letter.id, lang);
        let mut href = match path {
            Some(path) if path == self.path() && block.is_some() => String::new(),
            Some(path) => self.to(path),
            None => String::new(),
        };
        if let Some(block) = block.filter(|block| !block.is_empty()) {
            href.push('#');
            href.push_str(block);
        }
        if href.is_empty() { "#".into() } else { href }
    }

    /// The name of a letter's kind.
    pub(super) fn kind_of(&self, letter: &Letter) -> String {
        let kinds = &self.stage.inputs.dossier.settings.kinds;
        kinds.get(&letter.kind).map_or_else(|| letter.kind.clone(), |kind| self.text(&kind.name))
    }

    /// Kind and date of a letter.
    pub(super) fn label_of(&self, letter: &Letter) -> String {
        format!("{}, {}", self.kind_of(letter), self.locale.date(&letter.date.value))
    }

    /// A passage with its words and the link to its block.
    pub(super) fn passage(&self, passage: &Passage) -> Option<PassageView> {
        let letter = self.stage.letter(&passage.letter)?;
        let block = passage.block.0.as_str();
        let lang = letter.lang_with(self.lang, block);
        Some(PassageView {
            href: self.to_letter(letter, Some(block)),
            label: self.label_of(letter),
            block: block.to_owned(),
            title: letter.nearest_edition(lang).map(|edition| edition.title.clone()).unwrap_or_default(),
            quote: passage.quote.text(lang).to_owned(),
            lang: self.foreign(lang),
        })
    }

    /// The relative link to an amount: its row on the funding page, or in the ledger where the funding page has no room for it.
    pub(super) fn to_amount(&self, id: &str) -> Option<String> {
        Some(self.to_entry(&self.stage.amount_path(id, self.lang)?, id))
    }

    /// The passage of an amount, with the link to the very figure where it is marked in the letter's text.
    pub(super) fn amount_passage(&self, amount: &Amount) -> Option<PassageView> {
        let mut passage = self.passage(&amount.passage)?;
        let letter = self.stage.letter(&amount.passage.letter)?;
        if let Some(anchor) =
            letter.edition(letter.lang_with(self.lang, &passage.block)).and_then(|edition| annotations::figure(edition, amount))
        {
            passage.href.truncate(passage.href.rfind('#').unwrap_or_default());
            passage.href.extend(["#", &anchor]);
        }
        Some(passage)
    }

    /// Where the same page lies in another language.
    pub(super) fn twin(&self, lang: &Lang) -> Option<&'a SitePath> {
        let routes = self.stage.inputs.routes;
        let letter = self.planned.letter;
        match &self.planned.kind {
            Kind::Source(_) => letter.and_then(|letter| routes.source(&letter.id, lang)),
            Kind::Parallel(..) => letter.and_then(|letter| routes.parallel(&letter.id, lang)),
            _ => match letter {
                Some(letter) => routes.letter(&letter.id, lang),
                None => routes.page(self.planned.kind.name(), lang).or_else(|| routes.page("home", lang)),
            },
        }
    }
}
