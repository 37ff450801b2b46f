//! Queried data → documents.
