//! The integration tests, one file per feature.

mod search;
mod vendor;
