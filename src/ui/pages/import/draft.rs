//! What was chosen and corrected, remembered until it is imported or given up: also when the program is killed.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::work::{Chosen, Origin};
use crate::{
    domain::units::Currency,
    exchange::{
        mapping::{Mapping, SKIP, TargetField},
        parse::HeaderUnit,
    },
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
    /// Header row when a person said it; 0 = there is none.
    header: Option<u32>,
    columns: Vec<DraftColumn>,
}

/// A column a person corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct DraftColumn {
    index: u32,
    field: String,
    unit: Option<(f64, Option<String>, bool)>,
}

impl Draft {
    /// What to remember of a list and its columns; nothing when the list is too large to keep.
    pub fn of(
        workspace: &Path,
        chosen: &Chosen,
        guessed: &Mapping,
        mapping: &Mapping,
        header_said: bool,
        at: Timestamp,
    ) -> Option<Self> {
        let (file, pasted) = match &chosen.origin {
            Origin::File(path) => (Some(path.to_str()?.to_owned()), None),
            Origin::Pasted(text) if text.len() <= LONGEST_PASTE => (None, Some(text.to_string())),
            Origin::Pasted(_) => return None,
        };
        let corrected = mapping
            .columns
            .iter()
            .zip(&guessed.columns)
            .filter(|(said, guessed)| said.field != guessed.field || said.unit != guessed.unit);
        let columns = corrected.map(|(said, _)| DraftColumn {
            index: said.index,
            field: said.field.map_or(SKIP, TargetField::word).to_owned(),
            unit: said
                .unit
                .map(|unit| (unit.scale, unit.currency.map(|currency| currency.word().to_owned()), unit.percent)),
        });
        Some(Self {
            workspace: workspace.to_str()?.to_owned(),
            at_ms: at.as_millisecond(),
            file,
            pasted,
            sheet: chosen.sheet.clone(),
            literal_quotes: chosen.literal_quotes,
            header: header_said.then(|| mapping.header_row.unwrap_or_default()),
            columns: columns.collect(),
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
        Some(Chosen { origin, sheet: self.sheet.clone(), literal_quotes: self.literal_quotes })
    }

    /// The header row a person said; `Some(None)` = there is none.
    pub fn header(&self) -> Option<Option<u32>> {
        self.header.map(|row| Some(row).filter(|row| *row > 0))
    }

    /// Corrects the columns as a person had.
    pub fn correct(&self, mapping: &mut Mapping) {
        for DraftColumn { index, field, unit } in &self.columns {
            let field = match field.as_str() {
                SKIP => None,
                word => match TargetField::from_word(word) {
                    Some(field) => Some(field),
                    None => continue,
                },
            };
            mapping.set(*index, field, None);
            let unit = unit.as_ref().map(|(scale, currency, percent)| HeaderUnit {
                scale: *scale,
                currency: currency.as_deref().and_then(Currency::from_word),
                percent: *percent,
            });
            mapping.set_unit(*index, unit);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::exchange::{
        mapping::recognize,
        read::{ReadOptions, read_pasted},
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
        let written =
            Draft::of(here, &chosen, &guessed, &mapping, false, Timestamp::UNIX_EPOCH).unwrap().write().unwrap();
        assert_eq!(Draft::read(&written, Path::new("b.zhaoshang")), None, "meant for another workspace");
        let draft = Draft::read(&written, here).unwrap();
        assert_eq!(draft.chosen(), Some(chosen));
        assert_eq!(draft.header(), None);
        let mut again = guessed.clone();
        draft.correct(&mut again);
        assert_eq!(again.columns[1].field, Some(TargetField::RegisteredCapital));
        assert_eq!(again.columns[1].unit, mapping.columns[1].unit);
        assert_eq!(again.columns[0].field, None);
        for spoilt in ["", "{}", "[1]", r#"{"workspace": 1}"#] {
            assert_eq!(Draft::read(spoilt, here), None);
        }
    }
}
