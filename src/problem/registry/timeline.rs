//! Kinds of problems of the timeline.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "untracked-date",
        can_be_accepted: true,
        summary: "A letter names a date that is not on the timeline.",
        explanation: "With `complete = true`, `timeline.toml` promises every date and period that the original editions name: days, months, quarters, seasons, years. Each must stand in words that an event quotes, or in those that show the date of a letter.",
    },
    Kind {
        id: "unproven-date",
        can_be_accepted: false,
        summary: "The date of an event is not what its quoted words say.",
        explanation: "Day, month and year of an event must stand in the words that it quotes. What they leave to the reader, such as the year of ‘19 december jl.’, needs a reason on record.",
    },
    Kind {
        id: "unknown-event",
        can_be_accepted: false,
        summary: "An event is named that does not exist.",
        explanation: "The outcome of an expectation is the id of another event of `timeline.toml`, or `not-told`.",
    },
    Kind {
        id: "earlier-outcome",
        can_be_accepted: false,
        summary: "The outcome of an expectation comes before it.",
        explanation: "An outcome is told by a letter that is later than the one that expected it, and did not happen before.",
    },
    Kind {
        id: "outcome-of-fact",
        can_be_accepted: false,
        summary: "An event that is no expectation has an outcome.",
        explanation: "Only what was expected can turn out one way or another.",
    },
];
