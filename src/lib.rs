//! A static site generator for dossiers of official letters.

pub mod funding;
pub mod links;
pub mod markdown;
pub mod model;
pub mod problem;
pub mod render;
pub mod site;
