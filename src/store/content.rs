//! The bytes of attachments, under their SHA-256: once, however often they are used, and never changed.

use rusqlite::OptionalExtension;

use super::{Access, Store, StoreError, fault};

impl Store {
    /// Keeps bytes under their name; what is there already stays.
    pub fn keep_content(&mut self, sha256: &str, bytes: &[u8]) -> Result<(), StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly { path: self.path.clone() });
        }
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO attachment_content (sha256, bytes) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute((sha256, bytes)))
            .map(|_| ())
            .map_err(|error| fault(&self.path, &error))
    }

    /// The bytes with this name.
    pub fn content(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.conn
            .prepare_cached("SELECT bytes FROM attachment_content WHERE sha256 = ?1")
            .and_then(|mut statement| statement.query_row((sha256,), |row| row.get(0)).optional())
            .map_err(|error| fault(&self.path, &error))
    }
}
