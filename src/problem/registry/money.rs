//! Kinds of problems of money.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "sum-differs",
        can_be_accepted: false,
        summary: "The parts of a sum do not add up to its total.",
        explanation: "Components must add up to the printed total, to the cent. Where `rounded = true` says that the figures are rounded, what they can stand for must meet: half a unit of the last figure that is not zero up or down, a whole one in the direction that ‘more than’ or ‘at most’ gives.",
        remedy: "Compare each part with its passage: one value is wrong, one is missing, or one is counted twice. If the letter’s own sum is wrong, take the `[[sums]]` record out and say so in a `note`; never change an amount.",
    },
    Kind {
        id: "amount-differs",
        can_be_accepted: false,
        summary: "An amount's value is not what its quoted words say.",
        explanation: "The figure in the quoted words must be the one in the ledger, with the same currency, in every language. The ledger holds no amounts below zero.",
        remedy: "Write in `value` what the quoted words say. If the edition has another figure than the source, mend the edition. Where no figure is read although one is there, the language file may lack the currency: the message says what to add.",
    },
    Kind {
        id: "qualifier-differs",
        can_be_accepted: false,
        summary: "The words at a figure say something else of its exactness than the ledger.",
        explanation: "‘Ruim 200 miljoen’ is not 200 million: `qualifier` must be what the words directly at the figure say, in every language.",
        remedy: "Write the `qualifier` that the words at the figure give, and `exact` where there are none. If the two languages differ, mend the translation.",
    },
    Kind {
        id: "unclear-amount",
        can_be_accepted: false,
        summary: "Which figure an amount quotes is not clear.",
        explanation: "An amount of the ledger is one figure in one place. Its quote states one figure, and stands in its block once.",
        remedy: "Quote the words around one figure only, and enough of them that they stand in the block once.",
    },
    Kind {
        id: "repeated-amount",
        can_be_accepted: false,
        summary: "Two amounts of the ledger quote the same figure.",
        explanation: "What a letter prints once stands in the ledger once: a row that is there twice is added twice.",
        remedy: "Keep one of the rows. If the second is another amount that looks the same, quote the words that are its own.",
    },
    Kind {
        id: "unlisted-amount",
        can_be_accepted: true,
        summary: "A letter states an amount that the ledger does not have.",
        explanation: "The ledger promises every amount of money and every percentage of every edition, unless `funding.toml` says `complete = false`. In a table, numbers count in the unit that the caption, the head of the column or the first cell of the row gives them, such as `x € 1.000`. What is no money can be accepted with a reason, figure by figure.",
        remedy: "Add the amount to `funding.toml` with the passage. If it is no money, such as a share of computing power, accept it for that block and those words.",
    },
    Kind {
        id: "unknown-amount",
        can_be_accepted: false,
        summary: "An amount is named that does not exist.",
        explanation: "Sums and restatements name amounts by id.",
        remedy: "Write the id of an amount of `funding.toml`, or add the amount.",
    },
    Kind {
        id: "unknown-programme",
        can_be_accepted: false,
        summary: "A programme is named that does not exist.",
        explanation: "Amounts of different programmes are never added.",
        remedy: "Write the id of a programme of `funding.toml`, or declare it in `[[programmes]]`.",
    },
    Kind {
        id: "unknown-status",
        can_be_accepted: false,
        summary: "An amount has a status that the dossier does not declare.",
        explanation: "A dossier declares its own statuses, the firmest first, each with its meaning for the reader and the words that show it.",
        remedy: "Write the id of a status of `funding.toml`, or declare it in `[[statuses]]` with `name`, `meaning` and `words`.",
    },
    Kind {
        id: "unproven-status",
        can_be_accepted: false,
        summary: "Nothing shows the status of an amount.",
        explanation: "That money was granted, or only reserved, is a statement of its own: the quoted words must say so, in every language, and not deny it (‘not yet granted’). A status that rests on the publisher's judgement has no words, and needs a note with the reason.",
        remedy: "Quote the words that show the status in the amount’s `quote` or `status-passage`. If nothing shows it, the status is another one, or your judgement: then give the reason in `note`.",
    },
    Kind {
        id: "status-differs",
        can_be_accepted: false,
        summary: "A total has another status than its parts.",
        explanation: "The status of a total follows from its parts: theirs, or mixed where they differ. A total is never firmer than what it consists of.",
        remedy: "Take `status` out of the total: it follows from the parts.",
    },
    Kind {
        id: "mixed-sum",
        can_be_accepted: false,
        summary: "A sum mixes what must not be added.",
        explanation: "Currencies, programmes, sources and uses, ranges, shares, and amounts that only say another one again are never added together; no amount is part of itself, and none is added twice, once by itself and once as part of another.",
        remedy: "Make the sum of amounts that belong together: one currency, one programme, all sources or all uses. Leave the others out of `parts`, and what is part of another part too.",
    },
    Kind {
        id: "restatement-differs",
        can_be_accepted: false,
        summary: "A restated amount is not the rounded original.",
        explanation: "A restatement says the same amount again, at most rounded to the figures that it prints.",
        remedy: "Name in `restates` the amount that is really said again. If the letter gives another amount, it is a row of its own with another `role`.",
    },
];
