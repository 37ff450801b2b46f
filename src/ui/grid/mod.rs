//! What tables of records have in common beyond drawing: writing into cells, pasting, filling, replacing, and what is
//! shown of it before it is done; gathering rows under heads, marking cells, sums. Companies and leads alike.

pub mod cells;
pub mod change;
pub mod group;
pub mod marks;
pub mod order;
pub mod output;
pub mod preview;
pub mod sheet;
mod sums;
pub mod values;
pub mod views;
mod write;
