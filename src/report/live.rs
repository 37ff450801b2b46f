//! Sheets in which a reader changes a weight and sees the order change: weights and ranking on one, the values of the
//! criteria on the other, both with formulas.

use std::ops::Range;

use super::{
    formula::{Area, At, Formula},
    shortlist::{CellState, CriterionHeading, Order, ShortlistDocument, ShortlistRow},
    table::{Cell, Column, ColumnKind, Layout, Table},
};
use crate::ledger::assessment::RankBy;
use crate::text::{Lang, Say as _, papers::PaperWord as Word, report::ReportWord};

/// A longer list is not for turning over by hand.
pub(super) const MOST: usize = 1_000;

/// Numbers of the two sheets in their workbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheets {
    /// Of the weights.
    pub weights: usize,
    /// Of the values.
    pub values: usize,
}

/// Row of the first data on the sheet of weights: below title, line and headings.
const FIRST_WEIGHT: u32 = 3;
/// Row of the weights on the sheet of values: below its headings.
const WEIGHT_ROW: u32 = 1;
/// Row of the first company on the sheet of values.
const FIRST_COMPANY: u32 = 2;
/// Column of the editable weight.
const WEIGHT: u16 = 2;
/// Columns of the sheet of values.
const NAME: u16 = 0;
const VALUE: u16 = 1;
const PLACE: u16 = 2;
const ORIGINAL_PLACE: u16 = 4;
/// Column of the first criterion.
const FIRST_CRITERION: u16 = 5;

/// Criteria that count, in the order of the model.
fn criteria(document: &ShortlistDocument) -> Vec<&CriterionHeading> {
    let counts = |heading: &&CriterionHeading| {
        document.rows.iter().any(|row| {
            row.breakdown.iter().any(|cell| cell.criterion == heading.id && cell.state != CellState::Inactive)
        })
    };
    document.criteria.iter().filter(counts).collect()
}

/// Places of the criteria of each group, side by side.
fn groups(criteria: &[&CriterionHeading]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (index, criterion) in criteria.iter().enumerate() {
        match groups.last_mut() {
            Some(last) if criteria[last.start].group == criterion.group => last.end = index + 1,
            _ => groups.push(index..index + 1),
        }
    }
    groups
}

/// Both sheets: weights with the ranking beside them, values of the criteria.
pub(super) fn sheets(document: &ShortlistDocument, at: Sheets) -> [Table; 2] {
    let criteria = criteria(document);
    [weights(document, &criteria, at), values(document, &criteria, at)]
}

fn weights(document: &ShortlistDocument, criteria: &[&CriterionHeading], at: Sheets) -> Table {
    use ColumnKind::{Number, Share, Text};
    let lang = document.lang;
    let count = document.rows.len();
    let companies = rows(count);
    let below = |column: u16| column_of(at.values, column, companies.clone());
    let columns = vec![
        Column::new(ReportWord::Group.say(lang), Text),
        Column::new(ReportWord::Criterion.say(lang), Text),
        Column::new(ReportWord::Weight.say(lang), Share(2)),
        Column::new(Word::OriginalWeight.say(lang), Share(2)),
        Column::new("", Text),
        Column::new(Word::PlaceNow.say(lang), Number(0)),
        Column::new(ReportWord::Company.say(lang), Text),
        Column::new(Word::ValueNow.say(lang), Number(1)).with_bar(0.0, 100.0),
        Column::new(Word::OriginalPlace.say(lang), Number(0)),
        Column::new(Word::PlaceChange.say(lang), Number(0)),
    ];
    let last = FIRST_WEIGHT + len(criteria.len()).saturating_sub(1);
    let total = Area::new(None, At::new(WEIGHT, FIRST_WEIGHT), At::new(WEIGHT, last));
    let lines = (criteria.len() + 1).max(count);
    let rows = (0..lines).map(|line| {
        let mut cells = match criteria.get(line) {
            Some(criterion) => vec![
                Cell::text(&criterion.group),
                Cell::text(&criterion.label),
                Cell::Input(Some(criterion.weight)),
                Cell::Number(criterion.weight),
            ],
            None if line == criteria.len() => {
                let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
                let sum = Cell::formula(Formula::Sum(total), sum);
                vec![Cell::Heading(Word::Total.say(lang)), Cell::Empty, sum, Cell::Empty]
            }
            None => vec![Cell::Empty; 4],
        };
        cells.push(Cell::Empty);
        if let Some(row) = document.rows.get(by_value(&document.rows, line)) {
            let sheet_row = FIRST_WEIGHT + len(line);
            let number = Area::cell(None, At::new(5, sheet_row));
            let lookup = |column: u16| Formula::Lookup { number, places: below(PLACE), values: below(column) };
            let original = Area::cell(None, At::new(8, sheet_row));
            cells.extend([
                Cell::count(line + 1),
                Cell::TextFormula(Box::new(lookup(NAME)), row.name.clone()),
                Cell::formula(lookup(VALUE), row.value),
                Cell::formula(lookup(ORIGINAL_PLACE), (line + 1) as f64),
                Cell::formula(Formula::Minus(original, number), 0.0),
            ]);
        }
        cells
    });
    Table {
        name: Word::SheetWeights.say(lang),
        title: document.title.clone(),
        subtitle: match document.order {
            Order::By(RankBy::Value) => Word::WeightsNote.say(lang),
            _ => Word::WeightsNoteByValue.say(lang),
        },
        columns,
        rows: rows.collect(),
        layout: Layout { frozen_columns: 0, filter: false, printed_columns: None },
    }
}

/// The row that stands at a place when ordered by value; equal ones in their order.
fn by_value(rows: &[ShortlistRow], place: usize) -> usize {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|one, other| rows[*other].value.total_cmp(&rows[*one].value).then(one.cmp(other)));
    order.get(place).copied().unwrap_or(usize::MAX)
}

fn values(document: &ShortlistDocument, criteria: &[&CriterionHeading], at: Sheets) -> Table {
    use ColumnKind::{Number, Text};
    let lang = document.lang;
    let companies = rows(document.rows.len());
    let mut columns = vec![
        Column::new(ReportWord::Company.say(lang), Text),
        Column::new(Word::ValueNow.say(lang), Number(1)).with_bar(0.0, 100.0),
        Column::new(Word::PlaceNow.say(lang), Number(0)),
        Column::new(Word::OriginalValue.say(lang), Number(1)),
        Column::new(Word::OriginalPlace.say(lang), Number(0)),
    ];
    columns.extend(criteria.iter().map(|criterion| Column::new(criterion.label.clone(), Number(4))));
    let weight_cells = criteria.iter().enumerate().map(|(index, criterion)| {
        let from = Area::cell(Some(at.weights), At::new(WEIGHT, FIRST_WEIGHT + len(index)));
        Cell::formula(Formula::Same(from), criterion.weight)
    });
    let mut head =
        vec![Cell::Heading(ReportWord::Weight.say(lang)), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    head.extend(weight_cells);
    let mut table_rows = vec![head];
    let groups = groups(criteria);
    let order: Vec<usize> = (0..document.rows.len()).map(|place| by_value(&document.rows, place)).collect();
    for (index, row) in document.rows.iter().enumerate() {
        let sheet_row = FIRST_COMPANY + len(index);
        let side = |group: &Range<usize>, row: u32| {
            let column = |index: usize| FIRST_CRITERION + u16::try_from(index).unwrap_or(u16::MAX);
            Area::new(None, At::new(column(group.start), row), At::new(column(group.end - 1), row))
        };
        let parts = groups.iter().map(|group| (side(group, WEIGHT_ROW), side(group, sheet_row))).collect();
        let own = Area::cell(None, At::new(VALUE, sheet_row));
        let among = Area::new(None, At::new(VALUE, companies.start), At::new(VALUE, companies.end - 1));
        let place = order.iter().position(|one| *one == index).unwrap_or_default() + 1;
        let mut cells = vec![
            Cell::text(&row.name),
            Cell::formula(Formula::Weighted { groups: parts }, row.value),
            Cell::formula(Formula::Place { of: own, among }, place as f64),
            Cell::Number(row.value),
            // By value too, whatever the list goes by: only weights are turned here.
            Cell::Number(place as f64),
        ];
        cells.extend(criteria.iter().map(|criterion| criterion_cell(row, &criterion.id, lang)));
        table_rows.push(cells);
    }
    Table {
        name: Word::SheetValues.say(lang),
        title: String::new(),
        subtitle: String::new(),
        columns,
        rows: table_rows,
        layout: Layout { frozen_columns: 3, filter: false, printed_columns: Some(FIRST_CRITERION) },
    }
}

fn criterion_cell(row: &ShortlistRow, id: &str, lang: Lang) -> Cell {
    let Some(cell) = row.breakdown.iter().find(|cell| cell.criterion == id) else { return Cell::Empty };
    match (cell.state, cell.value) {
        (CellState::NotApplicable | CellState::Inactive, _) | (_, None) => {
            Cell::Absent(ReportWord::NotApplicable.say(lang))
        }
        (CellState::Estimated, Some(value)) => Cell::Estimate(value),
        (_, Some(value)) => Cell::Number(value),
    }
}

fn len(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Rows of the companies on the sheet of values.
fn rows(count: usize) -> Range<u32> {
    FIRST_COMPANY..FIRST_COMPANY + len(count.max(1))
}

fn column_of(sheet: usize, column: u16, rows: Range<u32>) -> Area {
    Area::new(Some(sheet), At::new(column, rows.start), At::new(column, rows.end - 1))
}
