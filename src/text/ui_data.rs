//! Words of the data page.

use crate::messages;

messages! {
    /// Words of the data page.
    pub enum DataText {
        Title => "数据", "Data";
    }
}
