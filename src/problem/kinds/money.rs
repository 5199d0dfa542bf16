//! Makes the problems of money: figures that the words do not give, sums that fail, statuses that nothing shows.

use super::super::Problem;
use crate::model::place::Place;

/// The parts of a sum do not add up to its total.
#[must_use]
pub fn sum_differs(place: Place, total: &str, sum: &str, (printed, difference): (&str, &str)) -> Problem {
    sum_problem(place, total, sum, (printed, difference))
        .hint("correct the value that is wrong, add the part that is missing, or take out the one that is counted twice")
}

/// What rounded figures can stand for does not meet.
#[must_use]
pub fn rounding_differs(place: Place, total: &str, sum: &str, (printed, difference): (&str, &str)) -> Problem {
    sum_problem(place, total, sum, (printed, difference)).hint("that is more than the rounding of these figures can explain")
}

/// A sum that fails.
fn sum_problem(place: Place, total: &str, sum: &str, (printed, difference): (&str, &str)) -> Problem {
    Problem::error("sum-differs", place, format!("the parts of `{total}` add up to {sum}, it is {printed}: {difference}"))
}

/// An amount's value is not what its quoted words say.
#[must_use]
pub fn amount_differs(place: Place, quote: &str, found: &str, recorded: &str) -> Problem {
    Problem::error("amount-differs", place, format!("`{quote}` reads as {found}, the ledger says {recorded}"))
        .hint("the ledger says what the words say: mend the record, or the edition where it is not what the source prints")
}

/// The words that an amount quotes state less than nothing, which the ledger does not take.
#[must_use]
pub fn amount_below_zero(place: Place, quote: &str, found: &str) -> Problem {
    Problem::error("amount-differs", place, format!("`{quote}` reads as {found}, and the ledger holds no amounts below zero"))
        .hint("take the record out, tell the words as a statement, and where `unlisted-amount` then names them, say why in an `[[accept]]` record")
}

/// The words that an amount quotes state nothing that can be read; `tag` is the language in which the currency is not known, if that is why.
#[must_use]
pub fn amount_not_read(place: Place, (quote, recorded): (&str, &str), unknown: Option<(&str, &str)>) -> Problem {
    let problem = Problem::error("amount-differs", place, format!("`{quote}` reads as no amount, the ledger says {recorded}"));
    match unknown {
        Some((currency, tag)) => problem.hint(format!(
            "no word or sign of `{tag}` means {currency}: add those that the letters use to `[parity.currencies]` in a copy of the theme's `i18n/{tag}.toml`, such as `{currency} = [\"{currency}\"]`"
        )),
        None => problem
            .hint("quote the whole figure, with its currency, as the edition has it; the ledger says what the words say")
            .hint("what the words leave open, such as `a few million`, is no amount: tell it as a statement"),
    }
}

/// The words at a figure do not say what the ledger says of its exactness.
#[must_use]
pub fn qualifier_differs(place: Place, quote: &str, found: &str, recorded: &str) -> Problem {
    Problem::error("qualifier-differs", place, format!("the words at `{quote}` make it `{found}`, the ledger says `{recorded}`"))
        .hint("`qualifier` follows from words directly at the figure, in every language: `exact` where there are none")
}

/// Quoted words state more than one amount, or stand in the block more than once.
#[must_use]
pub fn unclear_amount(place: Place, quote: &str, why: &str) -> Problem {
    Problem::error("unclear-amount", place, format!("which amount `{quote}` means is not clear: {why}"))
        .hint("quote the words around one figure only, and enough of them to stand in the block once")
}

/// Two records quote the same figure.
#[must_use]
pub fn repeated_amount(place: Place, words: &str, (id, other): (&str, &str)) -> Problem {
    Problem::error("repeated-amount", place, format!("`{id}` quotes the same figure as `{other}`: `{words}`"))
        .hint("keep one of them: what a letter prints once stands in the ledger once")
}

/// A letter states an amount that the ledger does not have.
#[must_use]
pub fn unlisted_amount(place: Place, words: &str, (letter, block, tag): (&str, &str, &str)) -> Problem {
    Problem::error("unlisted-amount", place, format!("no amount of the ledger quotes `{words}`"))
        .hint(format!("add it to `content/funding.toml` with `letter = \"{letter}\"`, `block = \"{block}\"` and these words in the `{tag}` of its `quote`"))
        .hint(format!("where it is no money, say why in an `[[accept]]` record with `letter`, `block = \"{block}\"` and `words`"))
        .in_block(block)
}

/// A cell of a table states an amount that the ledger does not have; what it comes to with the unit of the table is told.
#[must_use]
pub fn unlisted_cell(place: Place, (words, value): (&str, &str), at: (&str, &str, &str)) -> Problem {
    unlisted_amount(place, words, at).hint(format!("in its table it is {value}"))
}

/// A letter states an amount below zero, which the ledger does not take.
#[must_use]
pub fn unlisted_below_zero(place: Place, words: &str, (letter, block, tag): (&str, &str, &str)) -> Problem {
    Problem::error("unlisted-amount", place, format!("`{words}` is an amount below zero in `{tag}`, and the ledger holds none"))
        .hint(unquotable(letter, block))
        .in_block(block)
}

/// What can be done with money that no amount of the ledger can quote.
fn unquotable(letter: &str, block: &str) -> String {
    format!("tell it as a statement, and say why in an `[[accept]]` record with `letter = \"{letter}\"`, `block = \"{block}\"` and `words`")
}

/// A letter has what looks like money and could not be read as an amount.
#[must_use]
pub fn unread_amount(place: Place, words: &str, (letter, block, tag): (&str, &str, &str)) -> Problem {
    Problem::error("unlisted-amount", place, format!("`{words}` looks like money, but cannot be read as an amount in `{tag}`"))
        .hint(unquotable(letter, block))
        .in_block(block)
}

/// An amount is named that does not exist.
#[must_use]
pub fn unknown_amount(place: Place, id: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-amount", place, format!("no amount `{id}` in `funding.toml`")).nearest(nearest)
}

/// A programme is named that does not exist.
#[must_use]
pub fn unknown_programme(place: Place, id: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-programme", place, format!("no programme `{id}` in `funding.toml`")).nearest(nearest)
}

/// A status is named that the dossier does not declare.
#[must_use]
pub fn unknown_status(place: Place, id: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-status", place, format!("no status `{id}` in `funding.toml`"))
        .nearest(nearest)
        .hint("declare it in `[[statuses]]`: `id`, `name`, `meaning`, and the `words` that show it")
}

/// A dossier declares a status of a name that means something else.
#[must_use]
pub fn reserved_status(place: Place, id: &str) -> Problem {
    Problem::error("duplicate-id", place, format!("`{id}` is what a total is called whose parts differ in status"))
}

/// Nothing that is quoted shows the status of an amount.
#[must_use]
pub fn unproven_status(place: Place, (id, status): (&str, &str), words: &[String], tag: &str) -> Problem {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    Problem::error(
        "unproven-status",
        place,
        format!("nothing in `{tag}` shows that `{id}` is {status}: its quotes do not say {}", words.join(" or ")),
    )
    .hint("quote the words that say so in `status-passage`, of this amount or of a total that it is part of (words that deny it, as `not yet`, do not); or mend the status")
}

/// The status of a total is not that of its parts.
#[must_use]
pub fn status_differs(place: Place, id: &str, (recorded, found): (&str, &str)) -> Problem {
    Problem::error("status-differs", place, format!("`{id}` is recorded as {recorded}, its parts are {found}"))
        .hint("take `status` out: that of a total follows from its parts")
}

/// A judgement of status has no reason.
#[must_use]
pub fn unexplained_status(place: Place, (id, status): (&str, &str)) -> Problem {
    Problem::error("unproven-status", place, format!("`{id}` is {status}, a status without words to show it, and no `note` says why"))
        .hint("say in `note` what the letter says and what it leaves open")
}

/// A sum mixes what must not be added.
#[must_use]
pub fn mixed_sum(place: Place, part: &str, total: &str, why: &str) -> Problem {
    Problem::error("mixed-sum", place, format!("`{part}` cannot be a part of `{total}`: {why}"))
}

/// An amount of another role says that it restates another.
#[must_use]
pub fn restates_in_role(place: Place, role: &str) -> Problem {
    Problem::error(
        "wrong-value",
        place,
        format!("`restates` is of amounts with `role = \"restatement\"`, and this one is recorded as `{role}`"),
    )
    .hint("what says an amount again counts in no sum: make it a `restatement`, or take `restates` out")
}

/// A restated amount is not the rounded original.
#[must_use]
pub fn restatement_differs(place: Place, (restated, original): (&str, &str), difference: &str) -> Problem {
    Problem::error("restatement-differs", place, format!("{restated} is not a rounding of {original}: {difference}"))
        .hint("what a letter says again may be rounded, no more; another amount is a row of its own, with another role")
}
