//! The one binary of integration tests: a module for each feature.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what a test reads is there, or the test fails"
)]

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod addresses;
mod anchors;
mod archive;
mod assets;
mod automata;
mod books;
mod cases;
mod claims;
mod cli;
mod corpus;
mod dataset;
mod dependencies;
mod diff;
mod drift;
mod editions;
mod entries;
mod exchange;
mod figures;
mod filters;
mod fuzz;
mod gaps;
mod government;
mod help;
mod hostile;
mod hosting;
mod import;
mod index;
mod install;
mod interface;
mod keys;
mod kill;
mod ledger;
mod links;
mod lock;
#[cfg(feature = "serve")]
mod manual;
mod map;
mod meanwhile;
mod messages;
mod metadata;
mod money;
mod mutations;
mod output;
mod parity;
#[cfg(feature = "pdf")]
mod pdf;
mod problems;
mod proof;
mod quoting;
mod raw_html;
mod reading;
mod readme;
mod records;
mod render;
mod sarif;
mod scaffold;
mod schema;
mod search;
mod senders;
#[cfg(feature = "serve")]
mod serve;
mod shards;
mod shipped;
mod slips;
mod small;
mod themes;
mod tidy;
mod timeline;
mod timings;
mod trie;
mod verify;
mod warm;
mod weather;
