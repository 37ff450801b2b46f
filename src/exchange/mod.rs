//! Files ↔ neutral rows: one sheet for every format, header mapping, import plans. Knows the domain, not the store.
//!
//! The reading road: [`read::read_list`] turns any list into a [`sheet::Sheet`]; [`mapping::recognize`] says which column
//! is what; [`plan::build_plan`] says, row by row, what would happen to which company. Nothing on this road writes.

pub mod aliases;
pub mod block;
pub mod card;
pub mod cell;
pub mod formula_guard;
pub mod mapping;
pub mod papers;
pub mod parse;
pub mod plan;
pub mod read;
pub mod sheet;
