//! What a person decided about single rows and cells of a list before importing it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::exchange::{
    formula_guard::unguard,
    mapping::Mapping,
    read::{List, hex},
    sheet::{Cell, Sheet, SheetBuilder},
};

/// Decisions about rows and cells.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowChoices {
    /// Cells (row from 1, column from 0) that a person wrote anew; an empty text clears the cell.
    #[serde(default, with = "cells")]
    pub cells: BTreeMap<(u32, u32), String>,
    /// Rows that shall not be imported.
    #[serde(default)]
    pub skipped: BTreeSet<u32>,
    /// Rows that the file hides are imported too.
    #[serde(default)]
    pub hidden_rows: bool,
}

impl RowChoices {
    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The list with the cells as they were written anew; what was said about them while reading holds no more. None
    /// when no cell was.
    pub fn corrected(&self, list: &List) -> Option<List> {
        if self.cells.is_empty() {
            return None;
        }
        let issues = list
            .issues
            .iter()
            .filter(|issue| issue.column.is_none_or(|column| !self.cells.contains_key(&(issue.row, column))));
        Some(List {
            sheet: rewritten(&list.sheet, &self.cells)?,
            issues: issues.cloned().collect(),
            file_name: list.file_name.clone(),
            sha256: list.sha256.clone(),
            format: list.format,
            sheets: list.sheets.clone(),
        })
    }
}

/// SHA-256 of what stands in the data rows of a list, in hexadecimal, whatever the format of its file: the same list
/// saved anew is known by it.
pub fn rows_sha256(sheet: &Sheet, mapping: &Mapping) -> String {
    let mut sum = Sha256::new();
    for row in sheet.rows().filter(|row| row.number() >= mapping.first_data_row && !row.is_blank()) {
        for (column, cell) in row.cells().filter(|(_, cell)| !cell.is_blank()) {
            sum.update(column.to_le_bytes());
            match cell {
                Cell::Text(text) if sheet.guarded => sum.update(unguard(text).trim()),
                Cell::Text(text) => sum.update(text.trim()),
                other => sum.update(other.display()),
            }
            sum.update([0]);
        }
        sum.update([0]);
    }
    hex(&sum.finalize())
}

/// A sheet with some cells written anew. None when it would outgrow what a sheet may hold.
fn rewritten(sheet: &Sheet, cells: &BTreeMap<(u32, u32), String>) -> Option<Sheet> {
    let mut builder = SheetBuilder::new(&sheet.name).counting_from_1904(sheet.counts_from_1904);
    if sheet.guarded {
        builder = builder.guarded();
    }
    for row in &sheet.hidden_rows {
        builder.hide_row(*row);
    }
    for column in &sheet.hidden_columns {
        builder.hide_columns(*column..column + 1);
    }
    for (column, count) in &sheet.formulas {
        builder.formulas(*column, *count);
    }
    for row in sheet.rows() {
        for (column, cell) in row.cells().filter(|(column, _)| !cells.contains_key(&(row.number(), *column))) {
            builder.push(row.number(), column, cell).ok()?;
        }
    }
    for ((row, column), text) in cells {
        builder.push(*row, *column, Cell::Text(text)).ok()?;
    }
    Some(builder.finish().0)
}

/// Keys of two numbers are no keys of a text format, so they are kept as triples.
mod cells {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(cells: &BTreeMap<(u32, u32), String>, to: S) -> Result<S::Ok, S::Error> {
        let triples: Vec<(u32, u32, &String)> =
            cells.iter().map(|((row, column), text)| (*row, *column, text)).collect();
        triples.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<(u32, u32), String>, D::Error> {
        let triples = Vec::<(u32, u32, String)>::deserialize(from)?;
        Ok(triples.into_iter().map(|(row, column, text)| ((row, column), text)).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::exchange::read::{ReadOptions, read_pasted};

    #[test]
    fn cells_are_written_anew_and_cleared() {
        let text = "企业名称\t电话\n江岸芯源有限公司\t一\n北湾机电有限公司\t二\n";
        let list = read_pasted(text, "x", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let mut choices = RowChoices::default();
        assert_eq!(choices.corrected(&list), None);
        choices.cells.insert((2, 1), "023-68120000".into());
        choices.cells.insert((3, 1), String::new());
        choices.cells.insert((4, 0), "云岭材料有限公司".into());
        let mended = choices.corrected(&list).unwrap();
        let shown = |row, column| mended.sheet.row(row).map(|row| row.cell(column).display()).unwrap_or_default();
        assert_eq!(
            (shown(2, 1), shown(3, 1), shown(3, 0)),
            ("023-68120000".into(), String::new(), "北湾机电有限公司".into())
        );
        assert_eq!(shown(4, 0), "云岭材料有限公司");
        choices.skipped.insert(3);
        let kept = serde_json::to_string(&choices).unwrap();
        assert_eq!(serde_json::from_str::<RowChoices>(&kept).unwrap(), choices);
    }
}
