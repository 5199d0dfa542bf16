//! The one binary of integration tests: a module for each feature.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "what a test reads is there, or the test fails")]

mod interface;
mod search;
mod tidy;
mod vendor;
