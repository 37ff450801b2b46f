//! Sheets in which a reader changes a weight and sees the order change: weights and ranking on one, the values of the
//! criteria on the other, both with formulas. The order is that of the list: by value, by priority or by a bound.

use std::ops::Range;

use super::{
    formula::{Area, At, Formula},
    shortlist::{CellState, CriterionCell, CriterionHeading, NeedFigure, Order, ShortlistDocument, ShortlistRow},
    table::{Cell, Column, ColumnKind, Layout, Table},
};
use crate::ledger::assessment::RankBy;
use crate::text::{
    Lang, Say as _,
    papers::PaperWord as Word,
    report::{ReportMessage, ReportWord},
};

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
/// Column of the figure that gives the order, where that is not the value.
const FIGURE: u16 = 5;
/// Columns behind a priority: what the rows go by, and what makes it of the value.
const KEY: u16 = 6;
const FACTOR: u16 = 7;
const SHIFT: u16 = 8;
/// Columns of the sheet of weights beside the ranking.
const NUMBER: u16 = 5;
/// Put below every priority, which is never negative: p × V ÷ 100 is at most 1.
const BELOW_ALL: f64 = -2.0;

/// What the rows go by, and so what must follow the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// The value.
    Value,
    /// The value times what does not depend on weights: chance, worth of the seat and need. Companies without a need
    /// follow, by chance × value.
    Priority,
    /// The value with every unknown at its worst.
    Low,
    /// The value with every unknown at its best.
    High,
}

impl Basis {
    fn of(document: &ShortlistDocument) -> Self {
        match document.order {
            Order::By(RankBy::Priority) if document.level.shows_negotiation() => Self::Priority,
            Order::By(RankBy::Cautious) => Self::Low,
            Order::By(RankBy::Optimistic) => Self::High,
            // What people arranged, and what was so on another day, follows no weight of today.
            Order::By(_) | Order::ByThen(..) | Order::ByHand => Self::Value,
        }
    }

    /// Heading of the figure; none where it is the value itself.
    fn heading(self, lang: Lang) -> Option<String> {
        let word = match self {
            Self::Value => return None,
            Self::Priority => ReportWord::PriorityNow,
            Self::Low => ReportWord::LowNow,
            Self::High => ReportWord::HighNow,
        };
        Some(word.say(lang))
    }

    const fn kind(self) -> ColumnKind {
        match self {
            Self::Priority => ColumnKind::Number(2),
            Self::Value | Self::Low | Self::High => ColumnKind::Number(1),
        }
    }

    /// Column of what the rows go by.
    const fn key(self) -> u16 {
        match self {
            Self::Value => VALUE,
            Self::Priority => KEY,
            Self::Low | Self::High => FIGURE,
        }
    }

    /// Column of the first criterion.
    const fn first_criterion(self) -> u16 {
        match self {
            Self::Value => FIGURE,
            Self::Priority => SHIFT + 1,
            Self::Low | Self::High => FIGURE + 1,
        }
    }

    /// The bound of a criterion that is shown beside its value.
    fn bound(self, cell: &CriterionCell) -> Option<f64> {
        match self {
            Self::Low => cell.low,
            Self::High => cell.high,
            Self::Value | Self::Priority => None,
        }
    }

    fn has_bounds(self) -> bool {
        matches!(self, Self::Low | Self::High)
    }
}

/// Factor and shift that make of a value what the row goes by in an order by priority.
fn scale(row: &ShortlistRow, rows: &[ShortlistRow]) -> (f64, f64) {
    let chance = row.attainability.unwrap_or(1.0);
    let (factor, shift) = match row.priority {
        None => (chance / 100.0, BELOW_ALL),
        Some(priority) if row.value > 0.0 => (priority / row.value, 0.0),
        // Of nothing no factor can be told; chance and need are known, and what a seat of the tier is worth is seen
        // from another company of it.
        Some(_) => (chance * need(row) / 100.0 * worth(row, rows), 0.0),
    };
    (if factor.is_finite() { factor } else { 0.0 }, shift)
}

fn need(row: &ShortlistRow) -> f64 {
    match row.need {
        Some(NeedFigure::Known(need)) => need,
        Some(NeedFigure::Absent(_)) | None => 1.0,
    }
}

fn worth(row: &ShortlistRow, rows: &[ShortlistRow]) -> f64 {
    let of = |other: &ShortlistRow| {
        let base = other.attainability? * other.value / 100.0 * need(other);
        let worth = other.priority? / base;
        (base > 0.0 && worth.is_finite()).then_some(worth)
    };
    rows.iter().filter(|other| other.tier == row.tier).find_map(of).unwrap_or(1.0)
}

/// What a row goes by with the weights as they were made.
fn key(row: &ShortlistRow, rows: &[ShortlistRow], basis: Basis) -> f64 {
    match basis {
        Basis::Value => row.value,
        Basis::Low => row.low,
        Basis::High => row.high,
        Basis::Priority => {
            let (factor, shift) = scale(row, rows);
            row.value * factor + shift
        }
    }
}

/// The rows as the sheet first shows them.
struct Standing {
    basis: Basis,
    /// Rows, best first; equal ones in their order.
    order: Vec<usize>,
    /// Place of each row, from 1.
    places: Vec<usize>,
}

impl Standing {
    fn of(document: &ShortlistDocument) -> Self {
        let (basis, rows) = (Basis::of(document), &document.rows);
        // To the digit the formula of the place compares to.
        let keys: Vec<f64> = rows.iter().map(|row| (key(row, rows, basis) * 1e9).round() + 0.0).collect();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by(|one, other| keys[*other].total_cmp(&keys[*one]));
        let mut places = vec![0; rows.len()];
        for (place, row) in (1..).zip(&order) {
            places[*row] = place;
        }
        Self { basis, order, places }
    }
}

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
    let (criteria, standing) = (criteria(document), Standing::of(document));
    [weights(document, &criteria, &standing, at), values(document, &criteria, &standing, at)]
}

fn weights(document: &ShortlistDocument, criteria: &[&CriterionHeading], standing: &Standing, at: Sheets) -> Table {
    use ColumnKind::{Number, Share, Text};
    let (lang, basis) = (document.lang, standing.basis);
    let mut columns = vec![
        Column::new(ReportWord::Group.say(lang), Text),
        Column::new(ReportWord::Criterion.say(lang), Text),
        Column::new(ReportWord::Weight.say(lang), Share(2)),
        Column::new(Word::OriginalWeight.say(lang), Share(2)),
        Column::new("", Text),
        Column::new(Word::PlaceNow.say(lang), Number(0)),
        Column::new(ReportWord::Company.say(lang), Text),
        Column::new(Word::ValueNow.say(lang), Number(1)).with_bar(0.0, 100.0),
    ];
    columns.extend(basis.heading(lang).map(|heading| Column::new(heading, basis.kind())));
    columns.extend([
        Column::new(Word::OriginalPlace.say(lang), Number(0)),
        Column::new(Word::PlaceChange.say(lang), Number(0)),
    ]);
    let last = FIRST_WEIGHT + len(criteria.len()).saturating_sub(1);
    let total = Area::new(None, At::new(WEIGHT, FIRST_WEIGHT), At::new(WEIGHT, last));
    let lines = (criteria.len() + 1).max(document.rows.len());
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
        if let Some(row) = standing.order.get(line).and_then(|row| document.rows.get(*row)) {
            cells.extend(ranked(document, row, line, basis, at));
        }
        cells
    });
    Table {
        name: Word::SheetWeights.say(lang),
        title: document.title.clone(),
        subtitle: note(document, basis),
        columns,
        rows: rows.collect(),
        layout: Layout { frozen_columns: 0, filter: false, printed_columns: None },
    }
}

/// How the sheet is used, and what its places go by.
fn note(document: &ShortlistDocument, basis: Basis) -> String {
    let lang = document.lang;
    match document.order {
        Order::By(rank) if basis != Basis::Value => {
            Word::WeightsNote.say(lang) + &ReportMessage::PlacesBy { figure: rank.say(lang) }.say(lang)
        }
        Order::By(RankBy::Value) => Word::WeightsNote.say(lang),
        Order::By(_) | Order::ByThen(..) | Order::ByHand => Word::WeightsNoteByValue.say(lang),
    }
}

/// A line of the ranking: place, company, value, the figure it goes by, place as made, change.
fn ranked(document: &ShortlistDocument, row: &ShortlistRow, line: usize, basis: Basis, at: Sheets) -> Vec<Cell> {
    let companies = rows(document.rows.len());
    let below = |column: u16| column_of(at.values, column, companies.clone());
    let sheet_row = FIRST_WEIGHT + len(line);
    let number = Area::cell(None, At::new(NUMBER, sheet_row));
    let lookup = |column: u16| Formula::Lookup { number, places: below(PLACE), values: below(column) };
    let mut cells = vec![
        Cell::count(line + 1),
        Cell::TextFormula(Box::new(lookup(NAME)), row.name.clone()),
        Cell::formula(lookup(VALUE), row.value),
    ];
    match basis {
        Basis::Value => {}
        Basis::Low => cells.push(Cell::formula(lookup(FIGURE), row.low)),
        Basis::High => cells.push(Cell::formula(lookup(FIGURE), row.high)),
        Basis::Priority => cells.push(match row.priority {
            Some(priority) => Cell::formula(lookup(FIGURE), priority),
            None => Cell::TextFormula(Box::new(lookup(FIGURE)), no_priority(row, document.lang)),
        }),
    }
    let original = Area::cell(None, At::new(NUMBER + u16::try_from(cells.len()).unwrap_or(0), sheet_row));
    cells.push(Cell::formula(lookup(ORIGINAL_PLACE), (line + 1) as f64));
    cells.push(Cell::formula(Formula::Minus(original, number), 0.0));
    cells
}

fn no_priority(row: &ShortlistRow, lang: Lang) -> String {
    match &row.need {
        Some(NeedFigure::Absent(why)) => why.clone(),
        Some(NeedFigure::Known(_)) | None => ReportWord::Unknown.say(lang),
    }
}

fn values(document: &ShortlistDocument, criteria: &[&CriterionHeading], standing: &Standing, at: Sheets) -> Table {
    use ColumnKind::Number;
    let (lang, basis) = (document.lang, standing.basis);
    let first = basis.first_criterion();
    let weight_cells = criteria.iter().enumerate().map(|(index, criterion)| {
        let from = Area::cell(Some(at.weights), At::new(WEIGHT, FIRST_WEIGHT + len(index)));
        Cell::formula(Formula::Same(from), criterion.weight)
    });
    let mut head = vec![Cell::Heading(ReportWord::Weight.say(lang))];
    head.resize(usize::from(first), Cell::Empty);
    head.extend(weight_cells);
    let mut table_rows = vec![head];
    let places = standing.places.iter().copied();
    for ((index, row), place) in document.rows.iter().enumerate().zip(places) {
        table_rows.push(company(document, criteria, basis, (index, row, place)));
    }
    let mut columns = columns_before(basis, lang);
    columns.extend(criteria.iter().map(|criterion| Column::new(criterion.label.clone(), Number(4))));
    if basis.has_bounds() {
        let word = if basis == Basis::Low { ReportWord::Low } else { ReportWord::High };
        columns.extend(criteria.iter().map(|criterion| {
            let (label, bound) = (criterion.label.clone(), word.say(lang));
            Column::new(ReportMessage::BoundOf { label, bound }.say(lang), Number(4))
        }));
    }
    Table {
        name: Word::SheetValues.say(lang),
        title: String::new(),
        subtitle: String::new(),
        columns,
        rows: table_rows,
        layout: Layout {
            frozen_columns: 3,
            filter: false,
            printed_columns: Some(if basis == Basis::Value { FIGURE } else { FIGURE + 1 }),
        },
    }
}

/// Columns before those of the criteria.
fn columns_before(basis: Basis, lang: Lang) -> Vec<Column> {
    use ColumnKind::{Number, Text};
    let mut columns = vec![
        Column::new(ReportWord::Company.say(lang), Text),
        Column::new(Word::ValueNow.say(lang), Number(1)).with_bar(0.0, 100.0),
        Column::new(Word::PlaceNow.say(lang), Number(0)),
        Column::new(Word::OriginalValue.say(lang), Number(1)),
        Column::new(Word::OriginalPlace.say(lang), Number(0)),
    ];
    columns.extend(basis.heading(lang).map(|heading| Column::new(heading, basis.kind())));
    if basis == Basis::Priority {
        let words = [ReportWord::SortKey, ReportWord::PerPoint, ReportWord::Shift];
        columns.extend(words.map(|word| Column::new(word.say(lang), Number(6))));
    }
    columns
}

/// A company on the sheet of values: its number among the rows, the row, and its place.
fn company(
    document: &ShortlistDocument,
    criteria: &[&CriterionHeading],
    basis: Basis,
    (index, row, place): (usize, &ShortlistRow, usize),
) -> Vec<Cell> {
    let companies = rows(document.rows.len());
    let sheet_row = FIRST_COMPANY + len(index);
    let first = basis.first_criterion();
    let count = u16::try_from(criteria.len()).unwrap_or(u16::MAX);
    let groups = groups(criteria);
    let side = |group: &Range<usize>, row: u32, first: u16| {
        let column = |index: usize| first.saturating_add(u16::try_from(index).unwrap_or(u16::MAX));
        Area::new(None, At::new(column(group.start), row), At::new(column(group.end - 1), row))
    };
    let weighted = |values: u16| {
        let parts = groups.iter().map(|group| (side(group, WEIGHT_ROW, first), side(group, sheet_row, values)));
        Formula::Weighted { groups: parts.collect() }
    };
    let own = |column: u16| Area::cell(None, At::new(column, sheet_row));
    let key_column = basis.key();
    let among = Area::new(None, At::new(key_column, companies.start), At::new(key_column, companies.end - 1));
    let mut cells = vec![
        Cell::text(&row.name),
        Cell::formula(weighted(first), row.value),
        Cell::formula(Formula::Place { of: own(key_column), among }, place as f64),
        Cell::Number(row.value),
        Cell::Number(place as f64),
    ];
    match basis {
        Basis::Value => {}
        Basis::Low | Basis::High => {
            let bound = if basis == Basis::Low { row.low } else { row.high };
            cells.push(Cell::formula(weighted(first.saturating_add(count)), bound));
        }
        Basis::Priority => {
            let (factor, shift) = scale(row, &document.rows);
            cells.push(match row.priority {
                Some(priority) => Cell::formula(Formula::Same(own(KEY)), priority),
                None => Cell::Absent(no_priority(row, document.lang)),
            });
            let scaled = Formula::Scaled { of: own(VALUE), by: own(FACTOR), plus: own(SHIFT) };
            cells.push(Cell::formula(scaled, key(row, &document.rows, basis)));
            cells.extend([Cell::Number(factor), Cell::Number(shift)]);
        }
    }
    cells.extend(criteria.iter().map(|criterion| criterion_cell(row, &criterion.id, document.lang)));
    if basis.has_bounds() {
        let found = |criterion: &&CriterionHeading| row.breakdown.iter().find(|cell| cell.criterion == criterion.id);
        cells.extend(criteria.iter().map(|criterion| {
            let bound = found(criterion).filter(|cell| counts(cell)).and_then(|cell| basis.bound(cell));
            Cell::number_or(bound, ReportWord::NotApplicable.say(document.lang))
        }));
    }
    cells
}

fn counts(cell: &CriterionCell) -> bool {
    !matches!(cell.state, CellState::NotApplicable | CellState::Inactive)
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
