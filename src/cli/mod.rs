//! Commands over the same ledger.
