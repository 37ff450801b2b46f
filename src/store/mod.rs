//! The only module that names the database.
