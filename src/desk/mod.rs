//! The threads: one writer that owns the one connection, and its inline twin.
