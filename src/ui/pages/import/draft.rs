//! What was chosen and corrected, remembered until it is imported or given up: also when the program is killed.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::work::{Chosen, Origin};
use crate::exchange::{
    mapping::{Corrections, Mapping},
    plan::RowChoices,
    read::{Separator, TextEncoding},
};

/// Entry of the settings it is kept in.
pub(super) const NOTE: &str = "import.draft";

/// Longest block of pasted cells that is kept, in bytes: the settings are no place for a whole list.
const LONGEST_PASTE: usize = 256 << 10;

/// A draft as it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The workspace it is meant for.
    workspace: String,
    /// When it was written, in milliseconds since 1970.
    #[serde(default)]
    at_ms: i64,
    /// File; none = pasted.
    file: Option<String>,
    pasted: Option<String>,
    sheet: Option<String>,
    literal_quotes: bool,
    #[serde(default)]
    encoding: Option<TextEncoding>,
    #[serde(default)]
    separator: Option<Separator>,
    #[serde(flatten)]
    corrections: Corrections,
    #[serde(default, skip_serializing_if = "RowChoices::is_empty")]
    choices: RowChoices,
}

impl Draft {
    /// What to remember of a list and its columns; nothing when the list is too large to keep.
    pub fn of(
        workspace: &Path,
        chosen: &Chosen,
        guessed: &Mapping,
        mapping: &Mapping,
        header_said: bool,
        choices: &RowChoices,
        at: Timestamp,
    ) -> Option<Self> {
        let (file, pasted) = match &chosen.origin {
            Origin::File(path) => (Some(path.to_str()?.to_owned()), None),
            Origin::Pasted(text) if text.len() <= LONGEST_PASTE => (None, Some(text.to_string())),
            Origin::Pasted(_) => return None,
        };
        Some(Self {
            workspace: workspace.to_str()?.to_owned(),
            at_ms: at.as_millisecond(),
            file,
            pasted,
            sheet: chosen.sheet.clone(),
            literal_quotes: chosen.literal_quotes,
            encoding: chosen.encoding,
            separator: chosen.separator,
            corrections: Corrections::of(guessed, mapping, header_said),
            choices: choices.clone(),
        })
    }

    /// The draft for this workspace, if there is one that can be read.
    pub fn read(text: &str, workspace: &Path) -> Option<Self> {
        let draft: Self = serde_json::from_str(text).ok()?;
        (Path::new(&draft.workspace) == workspace).then_some(draft)
    }

    /// When it was written, in milliseconds since 1970.
    pub const fn at_ms(&self) -> i64 {
        self.at_ms
    }

    /// As it is written.
    pub fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// The list.
    pub fn chosen(&self) -> Option<Chosen> {
        let origin = match (&self.file, &self.pasted) {
            (Some(file), _) => Origin::File(file.into()),
            (None, Some(text)) => Origin::Pasted(Arc::from(text.as_str())),
            (None, None) => return None,
        };
        let Self { sheet, literal_quotes, encoding, separator, .. } = self;
        Some(Chosen {
            origin,
            sheet: sheet.clone(),
            literal_quotes: *literal_quotes,
            encoding: *encoding,
            separator: *separator,
        })
    }

    /// What a person had said about the columns.
    pub const fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// What a person had decided about single rows and cells.
    pub const fn choices(&self) -> &RowChoices {
        &self.choices
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::{
        domain::units::Currency,
        exchange::{
            mapping::{TargetField, recognize},
            parse::HeaderUnit,
            read::{ReadOptions, read_pasted},
        },
    };

    #[test]
    fn a_draft_brings_list_and_corrections_back() {
        let text = "单位\t金额\t备注\n甲公司\t500\tx\n";
        let list = read_pasted(text, "x", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let guessed = recognize(&list.sheet);
        let mut mapping = guessed.clone();
        mapping.set(1, Some(TargetField::RegisteredCapital), None);
        mapping.set_unit(1, Some(HeaderUnit { scale: 1e4, currency: Some(Currency::Usd), percent: false }));
        mapping.set(0, None, None);
        let chosen = Chosen::of(Origin::Pasted(text.into()));
        let here = Path::new("a.zhaoshang");
        let mut choices = RowChoices::default();
        choices.cells.insert((2, 1), "700".into());
        choices.skipped.insert(2);
        let draft = Draft::of(here, &chosen, &guessed, &mapping, false, &choices, Timestamp::UNIX_EPOCH).unwrap();
        let written = draft.write().unwrap();
        assert_eq!(Draft::read(&written, Path::new("b.zhaoshang")), None, "meant for another workspace");
        let draft = Draft::read(&written, here).unwrap();
        assert_eq!(draft.chosen(), Some(chosen));
        assert_eq!((draft.corrections().header(), draft.choices()), (None, &choices));
        let mut again = guessed.clone();
        draft.corrections().correct(&mut again);
        assert_eq!(again.columns[1].field, Some(TargetField::RegisteredCapital));
        assert_eq!(again.columns[1].unit, mapping.columns[1].unit);
        assert_eq!(again.columns[0].field, None);
        for spoilt in ["", "{}", "[1]", r#"{"workspace": 1}"#] {
            assert_eq!(Draft::read(spoilt, here), None);
        }
    }
}
