//! The nouns of investment promotion: companies, facts, leads, the plan.
//!
//! Knows no SQL, no window, no files, no clock: whoever needs a date is given one.

pub mod activity;
pub mod booth;
pub mod company;
pub mod credit_code;
pub mod day;
pub mod deal;
pub mod entities;
pub mod fact;
pub mod fair;
pub mod fit;
pub mod forecast;
pub mod ids;
pub mod intake;
pub mod lead;
pub mod local_firm;
pub mod name;
pub mod paper;
pub mod place;
pub mod plan;
pub mod record;
pub mod same;
pub mod script;
pub mod site;
pub mod units;
pub mod versions;
pub mod workspace;
