//! Files as received become letters: how much of the shipped letters an import gets right, and what becomes of any file.

mod broken;
mod documents;
mod losses;
mod measure;
mod numbers;
mod pages;
mod sheets;
mod texts;
mod word;
