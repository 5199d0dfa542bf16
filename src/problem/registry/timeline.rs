//! Kinds of problems of the timeline.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "untracked-date",
        can_be_accepted: true,
        summary: "A letter names a date that is not on the timeline.",
        explanation: "With `complete = true`, `timeline.toml` promises every date and period that the original editions name: days, months, quarters, seasons, years. Each must stand in words that an event quotes, or in those that show the date of a letter.",
        remedy: "Add the date to `timeline.toml` as an event, or quote its words as ground of an event. If it is no date, accept it for that block and those words.",
    },
    Kind {
        id: "unproven-date",
        can_be_accepted: false,
        summary: "The date of an event is not what its quoted words say.",
        explanation: "Day, month and year of an event must stand in the words that it quotes. What they leave to the reader, such as the year of ‘19 december jl.’, needs a reason on record. A season or quarter is the one that the words name, and a day or month is of the year that stands with it. Words such as ‘after’ do not say by when.",
        remedy: "Mend the date, or quote the words that give it. What another passage gives, such as the year, is quoted in `[[events.grounds]]`, with the `reason`.",
    },
    Kind {
        id: "unknown-event",
        can_be_accepted: false,
        summary: "An event is named that does not exist.",
        explanation: "The outcome of an expectation is the id of another event of `timeline.toml`, or `not-told`.",
        remedy: "Write the id of an event of `timeline.toml`, or `not-told` where no later letter says what became of it.",
    },
    Kind {
        id: "earlier-outcome",
        can_be_accepted: false,
        summary: "The outcome of an expectation comes before it.",
        explanation: "An outcome is told by a letter that is later than the one that expected it, and did not happen before. Nor does an outcome lead, over its own outcome, back to the expectation.",
        remedy: "Name an event that a later letter tells, or write `outcome = \"not-told\"`.",
    },
    Kind {
        id: "outcome-of-fact",
        can_be_accepted: false,
        summary: "An event that is no expectation has an outcome.",
        explanation: "Only what was expected can turn out one way or another.",
        remedy: "Take `outcome` out, or write `status = \"expected\"` if the letter only expected it.",
    },
];
