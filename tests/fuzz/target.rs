//! One target of `cargo fuzz`: which one is the name of the binary that this file is compiled as. `README.md` beside it says how to run it.
#![no_main]

#[path = "../it/mutations/page.rs"]
mod page;
#[path = "targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run(env!("CARGO_BIN_NAME"), data));
