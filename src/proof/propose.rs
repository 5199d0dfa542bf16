//! Proposes what a letter's `corrections.toml` lacks.
