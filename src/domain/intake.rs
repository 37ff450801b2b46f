//! What the workspace remembers of the lists that were imported into it.

use jiff::civil::Date;

use super::{
    ids::{AuthorId, ImportedListId, ListLayoutId},
    record::Text,
};
use crate::record;

record! {
    /// A list that was imported: the same one is recognised by its bytes, and by its rows when it was saved anew.
    pub struct ImportedList(ImportedListId) in ImportedList {
        /// File and sheet as they were called.
        name: Text,
        /// SHA-256 of the file, in hexadecimal.
        file_sha256: Text,
        /// Sheet of the file.
        sheet: Text,
        /// SHA-256 of what stands in its data rows, in hexadecimal, whatever the format of the file.
        rows_sha256: Text,
        /// On which day.
        imported_on: Date,
        /// Data rows.
        rows: i64,
        /// Companies it added.
        created: i64,
        /// Rows that changed a company.
        updated: i64,
        /// Rows that were left out.
        rejected: i64,
        /// Who imported it.
        author: Option<AuthorId>,
    }
}

record! {
    /// How the columns of a kind of list were corrected by a person: a list with the same headers is read that way.
    pub struct ListLayout(ListLayoutId) in ListLayout {
        /// The list it was learnt from.
        name: Text,
        /// Its headers as the program saw them, in compared form: what makes two lists the same kind.
        signature: Text,
        /// What the person said, as text.
        corrections: Text,
        /// Since when.
        remembered_on: Date,
    }
}
