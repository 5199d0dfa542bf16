//! All targets of `cargo fuzz` in one binary, as its sanitizers make each binary large: `TARGET` in the environment says which is run.
//! `README.md` beside it says how.
#![no_main]

#[path = "../it/mutations/page.rs"]
mod page;
#[path = "targets.rs"]
mod targets;

use std::sync::LazyLock;

/// The name of the target.
static NAME: LazyLock<String> = LazyLock::new(|| std::env::var("TARGET").expect("the name of a target in `TARGET`"));

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run(&NAME, data));
