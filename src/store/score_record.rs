//! Score records: what a shortlist was made from. Insert-only, outside undo: a paper that left the house stays on file.

use uuid::Uuid;

use super::{Access, Store, StoreError, fault};

/// A ranking as it was handed out, with the stamps that reproduce it.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreRecord {
    /// Key.
    pub id: Uuid,
    /// Moment, RFC 3339.
    pub made_at: String,
    /// What for (shortlist, export …).
    pub purpose: String,
    /// Day the facts were judged at.
    pub as_of: String,
    /// SHA-256 of plan, model and catalogue.
    pub stamps: [String; 3],
    /// SHA-256 of the inputs.
    pub input_hash: String,
    /// Program and version.
    pub program: String,
    /// Who made it.
    pub author: Uuid,
    /// JSON of the ranked rows with their parts.
    pub content: String,
}

impl Store {
    /// Keeps a score record.
    pub fn keep_score_record(&mut self, record: &ScoreRecord) -> Result<(), StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::ReadOnly { path: self.path.clone() });
        }
        let [plan, model, catalogue] = &record.stamps;
        self.conn
            .execute(
                "INSERT INTO score_record \
                 (id, made_at, purpose, as_of, plan, model, catalogue, input_hash, program, author, content) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                (
                    record.id.as_bytes(),
                    &record.made_at,
                    &record.purpose,
                    &record.as_of,
                    plan,
                    model,
                    catalogue,
                    &record.input_hash,
                    &record.program,
                    record.author.as_bytes(),
                    &record.content,
                ),
            )
            .map(|_| ())
            .map_err(|error| fault(&self.path, &error))
    }

    /// All score records, oldest first.
    pub fn score_records(&self) -> Result<Vec<ScoreRecord>, StoreError> {
        let run = || -> rusqlite::Result<Vec<ScoreRecord>> {
            self.conn
                .prepare(
                    "SELECT id, made_at, purpose, as_of, plan, model, catalogue, input_hash, program, author, content \
                     FROM score_record ORDER BY id",
                )?
                .query_map((), |row| {
                    Ok(ScoreRecord {
                        id: Uuid::from_bytes(row.get(0)?),
                        made_at: row.get(1)?,
                        purpose: row.get(2)?,
                        as_of: row.get(3)?,
                        stamps: [row.get(4)?, row.get(5)?, row.get(6)?],
                        input_hash: row.get(7)?,
                        program: row.get(8)?,
                        author: Uuid::from_bytes(row.get(9)?),
                        content: row.get(10)?,
                    })
                })?
                .collect()
        };
        run().map_err(|error| fault(&self.path, &error))
    }
}
