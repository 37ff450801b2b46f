//! The application core: actions in, answers out.

pub mod demo;
