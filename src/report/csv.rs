//! CSV that Excel and WPS open as it was meant: UTF-8 with BOM, CRLF, RFC 4180, no formulas.

use thiserror::Error;

use super::table::{Cell, Column, ColumnKind, Table};
use crate::{exchange::formula_guard::guard, text::format::iso_date};

/// The byte order mark by which Excel knows UTF-8.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// A table that could not be written as CSV.
#[derive(Debug, Error)]
#[error("CSV could not be written: {0}")]
pub struct CsvError(#[from] ::csv::Error);

/// Headings and rows; title and subtitle are left to formats that have a place for them.
pub fn write(table: &Table) -> Result<Vec<u8>, CsvError> {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(false).from_writer(BOM.to_vec());
    writer.write_record(table.columns.iter().map(|column| guard(&column.heading).into_owned()))?;
    for row in &table.rows {
        writer.write_record(
            table
                .columns
                .iter()
                .enumerate()
                .map(|(index, column)| row.get(index).map_or_else(String::new, |cell| field(cell, column))),
        )?;
    }
    writer.into_inner().map_err(|error| CsvError(error.into_error().into()))
}

/// A cell as a CSV field. Only text is guarded: `-5` as a number stays a number.
fn field(cell: &Cell, column: &Column) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Absent(text) | Cell::Heading(text) | Cell::TextFormula(_, text) => {
            guard(text).into_owned()
        }
        Cell::Input(number) => number.map_or_else(String::new, |number| plain(number, column.kind)),
        Cell::Number(number) | Cell::Estimate(number) | Cell::Formula(_, number) => plain(*number, column.kind),
        Cell::Date(day) => iso_date(*day),
    }
}

/// Without separators, rounded as the column shows it; shares keep their fraction.
fn plain(number: f64, kind: ColumnKind) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let decimals = match kind {
        ColumnKind::Number(decimals) => usize::from(decimals),
        ColumnKind::Share(decimals) => usize::from(decimals) + 2,
        _ => return number.to_string(),
    };
    let text = format!("{number:.decimals$}");
    if text.trim_start_matches(['-', '0', '.']).is_empty() { text.trim_start_matches('-').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::formula_guard::unguard;

    fn texts(rows: Vec<Vec<String>>) -> Table {
        let width = rows.first().map_or(0, Vec::len);
        Table {
            columns: (0..width).map(|index| Column::new(format!("c{index}"), ColumnKind::Text)).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(Cell::Text).collect()).collect(),
            ..Table::default()
        }
    }

    fn read_back(bytes: &[u8]) -> Vec<Vec<String>> {
        let body = bytes.strip_prefix(BOM).expect("the file begins with a BOM");
        ::csv::ReaderBuilder::new()
            .has_headers(true)
            .from_reader(body)
            .records()
            .map(|record| record.expect("a row").iter().map(|field| unguard(field).to_owned()).collect())
            .collect()
    }

    #[test]
    fn it_is_what_excel_expects() {
        let table = Table {
            title: "not in the file".into(),
            columns: vec![
                Column::new("名称", ColumnKind::Text),
                Column::new("值", ColumnKind::Number(1)),
                Column::new("率", ColumnKind::Share(0)),
                Column::new("日", ColumnKind::Date),
                Column::new("码", ColumnKind::Code),
            ],
            rows: vec![
                vec![
                    Cell::text("=cmd|'/C calc'!A0"),
                    Cell::Number(-5.04),
                    Cell::Number(0.423),
                    Cell::Date(Date::constant(2026, 3, 5)),
                    Cell::text("0123"),
                ],
                vec![Cell::text("a \"b\", c\nd"), Cell::Absent("未知".into()), Cell::Number(-0.001)],
            ],
            ..Table::default()
        };
        let bytes = write(&table).expect("written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}名称,值,率,日,码\r\n'=cmd|'/C calc'!A0,-5.0,0.42,2026-03-05,0123\r\n\"a \"\"b\"\", c\nd\",未知,0.00,,\r\n"
        );
    }

    proptest! {
        #[test]
        fn texts_come_back_as_they_were(
            rows in (1..5_usize).prop_flat_map(|width| {
                prop::collection::vec(
                    // A row whose only field is empty is a blank line, which CSV readers skip.
                    prop::collection::vec("[=+@'\",;\\-\\t\\r\\n \u{feff}＝＠a-z汉]{1,8}", width..=width),
                    0..6,
                )
            })
        ) {
            let bytes = write(&texts(rows.clone())).expect("written");
            if !rows.is_empty() {
                prop_assert_eq!(read_back(&bytes), rows);
            }
        }

        #[test]
        fn numbers_come_back_as_numbers(number in -1e9..1e9_f64) {
            let table = Table {
                columns: vec![Column::new("x", ColumnKind::Number(3))],
                rows: vec![vec![Cell::Number(number)]],
                ..Table::default()
            };
            let back = read_back(&write(&table).expect("written"));
            let parsed: f64 = back[0][0].parse().expect("a number");
            prop_assert!((parsed - number).abs() <= 0.000_501);
        }
    }
}
