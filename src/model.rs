//! What a dossier is, as plain data. Knows nothing of HTML, addresses or templates, and reads no file.

pub mod automaton;
pub mod correction;
pub mod date;
pub mod dossier;
pub mod file;
pub mod government;
pub mod hosting;
pub mod lang;
pub mod lasting;
pub mod letter;
pub mod locale;
pub mod markup;
pub mod memo;
pub mod money;
pub mod name;
pub(crate) mod named;
pub mod place;
pub mod records;
pub mod reference;
pub mod review;
pub mod rules;
pub mod slug;
pub mod source;
pub mod text;
pub mod timeline;
pub mod vocabulary;
