//! Queried data → documents.
//!
//! A document is made of plain values by whoever asked the questions; here it is held to its privacy level, laid out
//! and written. Nothing here knows the store, and no shortlist can be written that has not passed [`level`].

pub mod choice;
pub mod compose;
pub mod csv;
pub mod fair;
pub mod file;
pub mod level;
mod personal;
pub mod rejected;
pub mod scene;
pub mod seen;
mod sheets;
pub mod shortlist;
pub mod table;
pub mod xlsx;
