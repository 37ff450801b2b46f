//! Which records are of one company.
//!
//! A name is taken apart ([`NameParts`]); what identifies a company is brought into one form ([`Profile`]) and two are
//! compared with reasons ([`Corpus::compare`]); a [`Roll`] finds the pairs worth comparing among very many. Only an equal
//! valid credit code says *the same*; whatever else is alike is put before a person (`scoring.md` 8). The module knows
//! no store, no files, no window, and decides nothing about records.

mod compare;
mod parts;
mod places;
mod profile;
mod scan;
mod words;

pub use compare::{Bits, Chance, Comparison, Corpus, Evidence, Level, Likeness, Rule, Weight};
pub use parts::{FormClass, NameParts};
pub use places::{Places, Region};
pub use profile::Profile;
pub use scan::{Entry, Pair, Roll};
pub use words::Trades;
