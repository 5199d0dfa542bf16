//! A static site generator for dossiers of official letters.
//!
//! Markdown editions of each letter plus metadata become a bilingual, cross-linked static site with a search index and a funding
//! summary. One pipeline, one direction:
//!
//! `config` → `content` (+ `data`, `markdown`) → `lock` → `links`, `funding` → `check` → `theme`, `render`, `export`, `search` → `site` → `output`
//!
//! Invariants:
//! 1. A module imports only modules that the table in `tests/it/tidy.rs` allows it.
//! 2. Only `data`, `content`, `theme`, `lock` and `output` touch files; only the binary prints, exits, or looks at the environment.
//! 3. A build is a function of its input files: no clock, no locale, no environment, no order of a hash map, no floats.
//! 4. A problem in the content never stops a stage. Each returns what it could make and adds to `problems`.
//! 5. Nothing is put in place until the whole site exists and has no errors.
//! 6. The model knows nothing of HTML, addresses or templates. Templates see views, never the model.
//! 7. Every page works from a disk: relative links only, nothing fetched.

pub mod check;
pub mod config;
pub mod content;
pub mod data;
pub mod export;
pub mod funding;
pub mod links;
pub mod lock;
pub mod markdown;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod problem;
pub mod render;
pub mod search;
pub mod site;
pub mod theme;
