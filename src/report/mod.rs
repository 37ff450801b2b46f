//! Queried data → documents.
//!
//! A document is made of plain values by whoever asked the questions; here it is held to its privacy level, laid out
//! and written. Nothing here knows the store, and no shortlist can be written that has not passed [`level`].

pub mod brief;
mod brief_paper;
pub mod capacity;
pub mod chain;
pub mod choice;
pub mod compose;
pub mod csv;
pub mod curves;
mod director;
pub mod face;
pub mod fair;
pub mod file;
pub mod form;
pub mod formula;
pub mod kept;
pub mod kept_paper;
pub mod level;
mod live;
pub mod pdf;
mod personal;
pub mod persons;
pub mod rejected;
pub mod review;
mod review_book;
pub mod review_read;
pub mod scene;
pub mod seen;
mod sheets;
pub mod shortlist;
pub mod statistics;
pub mod table;
pub mod xlsx;
