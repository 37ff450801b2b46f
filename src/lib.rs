//! 招商工作台 · Zhaoshang: who to court, for which base, and why.
//!
//! # The map
//! Modules in the order in which they may depend on each other; each is explained by what it does *not* know.
//!
//! | module | is | does not know |
//! |---|---|---|
//! | [`clock`] | the only reader of clock and randomness | anything else |
//! | [`chance`] | draws and functions that are the same on every machine | anything else |
//! | [`domain`] | the nouns: companies, facts, leads, plan, units | SQL, files, windows, clock |
//! | [`identity`] | names and codes → which records are of one company, with reasons | store, files, what is done about it |
//! | [`matching`] | text → segments with evidence | companies' facts, slots |
//! | [`search`] | texts → the rows they belong to | companies, files, windows |
//! | [`scoring`] | facts → value with intervals | text, slots, pipeline |
//! | [`capacity`] | slots, need, attainability | text, facts |
//! | [`pipeline`] | stages, moves, clocks, counting of leads | text, facts, scores |
//! | [`exchange`] | files ↔ neutral rows, import plans | the store |
//! | [`store`] | the only module that names the database | plan, scores, words on screen |
//! | [`ledger`] | actions → one transaction; queries → answers; undo | threads, files to read, windows |
//! | [`desk`] | the threads | what an action means |
//! | [`text`] | every visible word in both languages | how anything is computed |
//! | [`report`] | answers → documents | the store |
//! | [`ui`] | the window: the only module that names egui | SQL, files, how a number is computed |
//! | [`cli`] | commands over the same ledger | SQL |
//!
//! # What always holds
//! Unknown is not zero. A change is one transaction, is in the operation log, and can be undone. The same facts, plan
//! and model give the same number to the last digit.

pub mod capacity;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod identity;
pub mod ledger;
pub mod matching;
pub mod pipeline;
pub mod report;
pub mod scoring;
pub mod search;
pub mod store;
pub mod text;
pub mod ui;
