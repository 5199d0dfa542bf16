//! A static site generator for dossiers of official letters.

pub mod config;
pub mod content;
pub mod data;
pub mod funding;
pub mod links;
pub mod lock;
pub mod markdown;
pub mod model;
pub mod problem;
pub mod render;
pub mod site;
pub mod theme;
//! x

pub mod search;
