//! What a batch is made of.

use uuid::Uuid;

use crate::{
    domain::{
        ids::{AuthorId, DeviceId},
        record::{Entity, Record, Value},
    },
    words,
};

/// One change to one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A new record with all its values, in field order.
    Insert {
        /// Entity.
        entity: Entity,
        /// Key.
        key: Uuid,
        /// Values in field order.
        values: Vec<Value>,
    },
    /// A new value of one field.
    Set {
        /// Entity.
        entity: Entity,
        /// Key.
        key: Uuid,
        /// Field name.
        field: &'static str,
        /// New value.
        value: Value,
    },
    /// The record goes; its history stays.
    Delete {
        /// Entity.
        entity: Entity,
        /// Key.
        key: Uuid,
    },
    /// A deleted record comes back as it was.
    Restore {
        /// Entity.
        entity: Entity,
        /// Key.
        key: Uuid,
    },
}

impl Change {
    /// The insertion of a record.
    pub fn insert<R: Record>(record: &R) -> Self {
        Self::Insert { entity: R::ENTITY, key: record.key(), values: record.values() }
    }

    /// Which record it touches.
    pub fn target(&self) -> (Entity, Uuid) {
        match self {
            Self::Insert { entity, key, .. }
            | Self::Set { entity, key, .. }
            | Self::Delete { entity, key }
            | Self::Restore { entity, key } => (*entity, *key),
        }
    }
}

words! {
    /// Kind of an operation in the log.
    pub enum OpKind {
        /// A whole record.
        Insert = "insert",
        /// One field.
        Set = "set",
        /// The record went.
        Delete = "delete",
        /// The record came back.
        Undelete = "undelete",
    }
}

words! {
    /// Kind of a batch.
    pub enum BatchKind {
        /// Made when the file was created; cannot be undone.
        Setup = "setup",
        /// A person's action.
        Do = "do",
        /// Reverses another batch.
        Undo = "undo",
        /// Reverses an undo.
        Redo = "redo",
    }
}

/// Who makes a batch, when and why.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchHeader {
    /// 128 random bits.
    pub id: [u8; 16],
    /// Kind.
    pub kind: BatchKind,
    /// The batch an undo or redo reverses.
    pub target: Option<i64>,
    /// Word of the action.
    pub label: String,
    /// What it was done to.
    pub subject: Option<String>,
    /// Who.
    pub author: AuthorId,
    /// On which device.
    pub device: DeviceId,
    /// Milliseconds since 1970 by this device's clock.
    pub at_ms: i64,
    /// Reason, when one was asked for.
    pub why: Option<String>,
}
