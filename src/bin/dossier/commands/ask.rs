//! Gathers what a command needs: from the arguments, or else from the person at the terminal, or else it is told what is missing.

use std::io::BufRead;

use crate::exit::Exit;
use crate::report;

/// Something that a command needs to know.
pub struct Question<'a> {
    /// The option that answers it.
    pub option: String,
    /// The question.
    pub text: String,
    /// What an answer may be.
    pub hint: String,
    /// The answer of who types none.
    pub default: Option<&'a str>,
}

/// Who is asked.
pub struct Asker<'a> {
    /// What the person types; nobody is there without it.
    input: Option<&'a mut dyn BufRead>,
    /// What is missing, and nobody could be asked.
    missing: Vec<String>,
    /// What is wrong in the arguments.
    wrong: Vec<String>,
}

impl<'a> Asker<'a> {
    /// Asks whoever types the input, if anybody does.
    pub fn new(input: Option<&'a mut dyn BufRead>) -> Self {
        Self { input, missing: Vec::new(), wrong: Vec::new() }
    }

    /// Something that must be known.
    pub fn need<T>(&mut self, question: &Question<'_>, given: Option<&str>, check: &dyn Fn(&str) -> Result<T, String>) -> Option<T> {
        if given.is_some() || self.input.is_some() {
            return self
                .may(question, given, &|answer| if answer.is_empty() { Err("this is needed".into()) } else { check(answer).map(Some) });
        }
        self.missing.push(if question.hint.is_empty() {
            question.option.clone()
        } else {
            format!("{}: {}", question.option, question.hint)
        });
        None
    }

    /// Says that something is missing that cannot be asked.
    pub fn lacks(&mut self, what: &str) {
        self.missing.push(what.to_owned());
    }

    /// Something that may stay unknown: then the answer is empty, or there is none.
    pub fn may<T>(&mut self, question: &Question<'_>, given: Option<&str>, check: &dyn Fn(&str) -> Result<Option<T>, String>) -> Option<T> {
        if let Some(given) = given {
            return check(given).unwrap_or_else(|reason| {
                self.wrong.push(format!("{}: {reason}", question.option));
                None
            });
        }
        let input = self.input.as_mut()?;
        let hint = if question.hint.is_empty() { String::new() } else { format!(" ({})", question.hint) };
        let default = question.default.map(|default| format!(" [{default}]")).unwrap_or_default();
        loop {
            report::question(&format!("{}{hint}{default}: ", question.text));
            let mut line = String::new();
            if !input.read_line(&mut line).is_ok_and(|n_bytes| 0 < n_bytes) {
                report::line("");
                self.missing.push(question.option.clone());
                self.input = None;
                return None;
            }
            let typed = line.trim();
            match check(if typed.is_empty() { question.default.unwrap_or_default() } else { typed }) {
                Ok(answer) => return answer,
                Err(reason) => report::line(&reason),
            }
        }
    }

    /// Tells what is wrong or missing, if anything is.
    pub fn end(self) -> Result<(), Exit> {
        for reason in &self.wrong {
            report::line(&format!("error: {reason}"));
        }
        if !self.missing.is_empty() {
            report::line(&format!("error: this is needed, and nobody can be asked:\n  {}", self.missing.join("\n  ")));
        }
        if self.wrong.is_empty() && self.missing.is_empty() { Ok(()) } else { Err(Exit::Usage) }
    }
}

/// An answer that is one of a list of names.
pub fn one_of(answer: &str, names: &[&str]) -> Result<String, String> {
    if names.contains(&answer) {
        return Ok(answer.to_owned());
    }
    let near = dossier::problem::nearest(answer, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    Err(format!("`{answer}` is not one of {}; {}", listed(names), near.unwrap_or_else(|| "choose one".into())))
}

/// Names in backticks.
pub fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(default: Option<&str>) -> Question<'_> {
        Question { option: "--kind".into(), text: "Kind".into(), hint: String::new(), default }
    }

    fn check(answer: &str) -> Result<String, String> {
        one_of(answer, &["letter", "note"])
    }

    #[test]
    fn a_wrong_answer_is_asked_again() {
        let mut typed = "lettre\n\n note \n".as_bytes();
        let mut asker = Asker::new(Some(&mut typed));
        assert_eq!(asker.need(&question(None), None, &check).as_deref(), Some("note"));
        assert_eq!(asker.end(), Ok(()));
    }

    #[test]
    fn an_empty_answer_is_the_default_or_unknown() {
        let mut typed = "\n\n".as_bytes();
        let mut asker = Asker::new(Some(&mut typed));
        assert_eq!(asker.need(&question(Some("letter")), None, &check).as_deref(), Some("letter"));
        assert_eq!(asker.may(&question(None), None, &|answer| Ok((!answer.is_empty()).then_some(()))), None);
        assert_eq!(asker.end(), Ok(()));
    }

    #[test]
    fn who_leaves_or_is_not_there_is_told_what_is_missing() {
        let mut nothing = "".as_bytes();
        for input in [None, Some(&mut nothing as &mut dyn BufRead)] {
            let mut asker = Asker::new(input);
            assert_eq!(asker.need(&question(Some("letter")), None, &check), None);
            assert_eq!(asker.end(), Err(Exit::Usage));
        }
    }

    #[test]
    fn a_wrong_option_is_not_asked_again() {
        let mut typed = "note\n".as_bytes();
        let mut asker = Asker::new(Some(&mut typed));
        assert_eq!(asker.need(&question(None), Some("lettre"), &check), None);
        assert_eq!(asker.end(), Err(Exit::Usage));
    }
}
