//! The application core: actions in, answers out.
