//! Who sent a letter to whom, and who of them are its authors for other programs.

use crate::model::lang::{Lang, LangText};
use crate::model::name::Name;

/// A sender or a recipient.
#[derive(Clone, Debug, Hash)]
pub struct Party {
    /// The name of a person.
    pub name: Option<String>,
    /// In which role.
    pub role: LangText,
    /// The organisation.
    pub organisation: LangText,
}

/// Who sent a letter to whom.
#[derive(Clone, Debug, Default, Hash)]
pub struct Parties {
    /// The senders, as signed.
    pub senders: Vec<Party>,
    /// The recipients.
    pub recipients: Vec<Party>,
}

impl Party {
    /// What it is known by where no person is named: the organisation or, without one, the role.
    #[must_use]
    pub fn office(&self, lang: &Lang) -> Option<&str> {
        self.organisation.find(lang).or_else(|| self.role.find(lang))
    }
}

impl Parties {
    /// Those who sent it, for lists of authors: the persons by name, those of whom only the role is known by that, and, beside persons,
    /// organisations of their own. Organisations alone are its institutions.
    #[must_use]
    pub fn authors<'a>(&'a self, lang: &Lang) -> Vec<Name<'a>> {
        let name = |sender: &'a Party| match &sender.name {
            Some(name) => Some(Name::of(name)),
            None => sender.office(lang).map(Name::Whole),
        };
        self.signers().filter_map(name).collect()
    }

    /// The names of the authors as they are written.
    #[must_use]
    pub fn signed(&self, lang: &Lang) -> Vec<&str> {
        self.signers().filter_map(|sender| sender.name.as_deref().or_else(|| sender.office(lang))).collect()
    }

    /// The organisations that sent it, in a language, each once: those of the persons or, where these have none, those without a person.
    #[must_use]
    pub fn institutions(&self, lang: &Lang) -> Vec<&str> {
        let of = |is_person: bool| {
            let senders = self.senders.iter().filter(|sender| sender.name.is_some() == is_person);
            let mut found: Vec<&str> = Vec::new();
            for name in senders.filter_map(|sender| sender.organisation.find(lang)) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            found
        };
        let of_persons = of(true);
        if of_persons.is_empty() { of(false) } else { of_persons }
    }

    /// The senders that are authors: all where one of them is a person by name, else those of whom only the role is known.
    fn signers(&self) -> impl Iterator<Item = &Party> {
        let has_person = self.senders.iter().any(|sender| sender.name.is_some());
        self.senders.iter().filter(move |sender| has_person || sender.organisation.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sender of a name and an organisation; one that is empty is none.
    fn sender(name: &str, organisation: &str) -> Party {
        let organisation = if organisation.is_empty() { LangText::default() } else { LangText::same(organisation) };
        Party { name: (!name.is_empty()).then(|| name.to_owned()), role: LangText::default(), organisation }
    }

    /// The authors and the institutions of a letter.
    fn told(senders: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let senders = senders.iter().map(|(name, organisation)| sender(name, organisation)).collect();
        let parties = Parties { senders, recipients: Vec::new() };
        let lang = Lang::parse("nl").expect("a language");
        let authors = parties.authors(&lang).iter().map(Name::inverted).collect();
        (authors, parties.institutions(&lang).into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn no_sender_is_left_out() {
        for (senders, authors, institutions) in [
            (&[("", "SURF"), ("", "TNO")][..], &[][..] as &[&str], &["SURF", "TNO"][..]),
            (&[("", "SURF"), ("", "SURF")], &[], &["SURF"]),
            (&[("Jan Jansen", "SURF"), ("", "Smith and Wesson, Inc.")], &["Jansen, Jan", "Smith and Wesson, Inc."], &["SURF"]),
            (&[("", "TNO"), ("Jan Jansen", "SURF"), ("Piet Smit", "RVO")], &["TNO", "Jansen, Jan", "Smit, Piet"], &["SURF", "RVO"]),
            (&[("Jan Jansen", ""), ("", "TNO")], &["Jansen, Jan", "TNO"], &["TNO"]),
            (&[("Jan Jansen", ""), ("", "")], &["Jansen, Jan"], &[]),
        ] {
            let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            assert_eq!(told(senders), (texts(authors), texts(institutions)), "{senders:?}");
        }
    }
}
