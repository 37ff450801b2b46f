//! Files ↔ neutral rows: one sheet for every format, header mapping, import plans. Knows the domain, not the store.

pub mod formula_guard;
