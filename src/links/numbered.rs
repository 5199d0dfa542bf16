//! Which document has which official number.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::dossier::Dossier;
use crate::model::letter::{Letter, Number};
use crate::model::place::Place;
use crate::model::reference::Target;
use crate::problem::Problems;
use crate::problem::kinds::links::shared_number;

/// A document that has a number.
#[derive(Clone)]
struct Holder<'a> {
    /// The document.
    target: Target,
    /// Where its record begins.
    record: Place,
    /// The number as recorded.
    value: &'a str,
}

impl Holder<'_> {
    /// Where the number is recorded.
    fn place(&self) -> Place {
        self.record.find("numbers").find_quoted(self.value)
    }

    /// Whether it is a letter.
    fn is_letter(&self) -> bool {
        matches!(self.target, Target::Letter(..))
    }

    /// The document's id.
    fn id(&self) -> &str {
        match &self.target {
            Target::Letter(id, _) => id.as_str(),
            Target::External(id) => id,
        }
    }
}

/// The documents of official numbers.
pub(super) struct Numbered<'a> {
    /// By kind and number in the form that its patterns give it: the letters first, then the documents outside the dossier.
    by_number: BTreeMap<(&'a str, Cow<'a, str>), Vec<Holder<'a>>>,
    /// By kind and number as recorded, where that is another: whoever records the form in which it is known says no less.
    as_recorded: BTreeMap<(&'a str, Cow<'a, str>), Vec<Holder<'a>>>,
}

/// What a number names in a letter.
pub(super) enum Named<'a> {
    /// A document that is recorded.
    Document(&'a Target),
    /// The letter itself.
    Itself,
    /// None that is recorded.
    Nothing,
}

impl<'a> Numbered<'a> {
    /// The documents of a dossier that have numbers.
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        let (mut by_number, mut as_recorded): (BTreeMap<_, Vec<Holder<'a>>>, BTreeMap<_, Vec<Holder<'a>>>) = Default::default();
        let mut add = |number: &'a Number, (target, record): (Target, Place)| {
            let holder = Holder { target, record, value: &number.value };
            let kind = dossier.settings.number_kinds.get(&number.kind);
            let form = kind.map_or(Cow::Borrowed(number.value.as_str()), |kind| kind.form(&number.value));
            if form != number.value {
                as_recorded.entry((number.kind.as_str(), Cow::Borrowed(number.value.as_str()))).or_default().push(holder.clone());
            }
            by_number.entry((number.kind.as_str(), form)).or_default().push(holder);
        };
        for letter in &dossier.letters {
            let target = || Target::Letter(letter.id.clone(), None);
            letter.numbers.iter().for_each(|number| add(number, (target(), Place::start_of(&letter.file))));
        }
        for external in &dossier.externals {
            let target = || Target::External(external.id.clone());
            external.numbers.iter().for_each(|number| add(number, (target(), external.place.clone())));
        }
        Self { by_number, as_recorded }
    }

    /// What a number names in a letter. A letter of the dossier comes before a document outside it. Answers may have the number of the
    /// questions, and mean those where they are a document outside the dossier; the number of a letter never names another letter in it.
    pub(super) fn named<'b>(&'b self, letter: &Letter, (kind, number): (&'b str, &'b str)) -> Named<'b> {
        let key = (kind, Cow::Borrowed(number));
        let Some(holders) = self.by_number.get(&key).or_else(|| self.as_recorded.get(&key)) else { return Named::Nothing };
        let is_own = holders.iter().any(|holder| matches!(&holder.target, Target::Letter(id, _) if *id == letter.id));
        let named = holders.iter().find(|holder| !is_own || !holder.is_letter());
        named.map_or(Named::Itself, |holder| Named::Document(&holder.target))
    }

    /// Warns of numbers that two letters have, or two documents outside the dossier: in a text they can name only one. Numbers that are not
    /// looked for in texts may be shared.
    pub(super) fn report_shared(&self, dossier: &Dossier, problems: &mut Problems) {
        let is_sought = |kind: &str| dossier.settings.number_kinds.get(kind).is_some_and(|kind| !kind.written.is_empty());
        for ((_, number), holders) in self.by_number.iter().filter(|((kind, _), _)| is_sought(kind)) {
            for is_of_letters in [true, false] {
                let mut alike = holders.iter().filter(|holder| holder.is_letter() == is_of_letters);
                let Some(first) = alike.next() else { continue };
                for other in alike.filter(|other| other.target != first.target) {
                    problems.add(shared_number(other.place(), number, (first.id(), &first.place())));
                }
            }
        }
    }
}
