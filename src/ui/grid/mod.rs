//! What tables of records have in common beyond drawing: writing into cells, pasting, filling, replacing, and what is
//! shown of it before it is done. Companies and leads alike.

pub mod change;
pub mod output;
pub mod preview;
pub mod values;
pub mod views;
