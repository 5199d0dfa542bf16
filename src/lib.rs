//! x

pub mod search;
