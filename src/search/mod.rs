//! Texts → the rows they belong to, best first: substrings from one sign on, Chinese readings in full or by their first
//! letters, Latin words with a slip of the finger.
//!
//! Everything is found by passing over memory once: no tree has to be kept up to date, a query of one sign is as quick
//! as any other, and a million names are 60 MB that a processor reads in a few hundredths of a second.

mod corpus;
mod fold;
mod index;
mod order;
mod readings;
mod typo;

pub use fold::fold;
pub use index::{BY_NOTE, BY_TITLE, Builder, Field, Index, NOT_FOUND};
pub use order::text_order;
