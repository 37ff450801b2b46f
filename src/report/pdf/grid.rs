//! Tables on paper: columns that share the width, rows as high as their longest cell, headings on every page.

use super::{
    breaking,
    mark::{Drawing, Ink, Interval, Mark, Pen},
    setting::{Fill, Set, Style},
};
use crate::{
    report::{
        face::Faces,
        table::{Cell, CellMark, CellMarks, ColumnKind, MarkSign, Table},
    },
    text::format,
};

/// Left and right inside a cell.
const PAD_X: f32 = 4.0;
/// Above and below inside a cell.
const PAD_Y: f32 = 3.0;
/// What the sign of a marked cell takes of its width.
const SIGN: f32 = 8.0;
/// The same where a table is set tightly.
const TIGHT_Y: f32 = 1.2;
/// Type is not set smaller than this part of its size to keep a word whole: that of a heading, and that of a cell.
const LEAST_HEADING: f32 = 0.75;
const LEAST_CELL: f32 = 0.78;
/// A word of a heading widens its column up to this part of the table.
const MOST_OF_WORD: f32 = 0.25;
/// A word of a cell keeps its column from becoming narrower, up to this part of the table.
const MOST_OF_CELL: f32 = 0.12;
/// A column of text is not narrower than this many signs.
const LEAST_SIGNS: f32 = 2.2;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// This many points.
    Fixed(f32),
    /// As wide as its widest cell in one line.
    Fit,
    /// The same, but not more than a tenth of the table: longer words wrap.
    FitTenth,
    /// This part of what the others leave.
    Share(f32),
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Flush left: text.
    #[default]
    Left,
    /// In the middle: short words.
    Middle,
    /// Flush right: figures.
    Right,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct GridColumn {
    /// Heading.
    pub heading: String,
    /// Width.
    pub width: Width,
    /// Where its cells stand.
    pub align: Align,
}

impl GridColumn {
    /// A column.
    pub fn new(heading: impl Into<String>, width: Width, align: Align) -> Self {
        Self { heading: heading.into(), width, align }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum GridCell {
    /// Room to write by hand.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// Text in bold, and below it text in small grey type; either may be empty.
    Pair(String, String),
    /// Text, and below it text in small grey type.
    Plain(String, String),
    /// A word in place of what is not known.
    Absent(String),
    /// Text in the ink of errors.
    Alarm(String),
    /// An interval.
    Interval(Interval),
}

impl GridCell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Columns, left to right.
    pub columns: Vec<GridColumn>,
    /// Rows; a row that is too short is filled with blanks.
    pub rows: Vec<Vec<GridCell>>,
    /// No row is lower than this: room to write by hand.
    pub least_height: f32,
    /// Lines between the columns too, as in a form to be filled in.
    pub ruled: bool,
    /// Size of type; 0 = the usual one.
    pub size: f32,
    /// Less blank above and below each row.
    pub tight: bool,
    /// Marked cells.
    pub marks: CellMarks,
}

impl Grid {
    /// A table as it goes into a workbook: the columns it prints.
    pub fn of(table: &Table) -> Self {
        let printed = table.layout.printed_columns.map_or(table.columns.len(), usize::from).min(table.columns.len());
        let columns = table.columns.iter().take(printed);
        let kinds: Vec<ColumnKind> = columns.clone().map(|column| column.kind).collect();
        // What a row is about: the first text.
        let head = kinds.iter().position(|kind| *kind == ColumnKind::Text);
        let columns = columns.enumerate().map(|(index, column)| {
            let (width, align) = match column.kind {
                ColumnKind::Text if head == Some(index) => (Width::Share(1.8), Align::Left),
                ColumnKind::Text => (Width::Share(1.0), Align::Left),
                ColumnKind::LongText => (Width::Share(2.5), Align::Left),
                ColumnKind::Code | ColumnKind::Date => (Width::Fit, Align::Left),
                ColumnKind::Word => (Width::FitTenth, Align::Middle),
                ColumnKind::Number(_) | ColumnKind::Share(_) => (Width::Fit, Align::Right),
            };
            GridColumn::new(column.heading.clone(), width, align)
        });
        let rows = table.rows.iter().map(|row| {
            let cells = kinds.iter().enumerate();
            cells.map(|(index, kind)| row.get(index).map_or(GridCell::Blank, |cell| grid_cell(cell, *kind))).collect()
        });
        Self { columns: columns.collect(), rows: rows.collect(), ..Self::default() }
    }

    /// The same table with marked cells.
    #[must_use]
    pub fn marked(self, marks: &CellMarks) -> Self {
        Self { marks: marks.clone(), ..self }
    }
}

fn grid_cell(cell: &Cell, kind: ColumnKind) -> GridCell {
    match cell {
        Cell::Empty | Cell::Input(None) => GridCell::Blank,
        Cell::Text(text) | Cell::TextFormula(_, text) => GridCell::Text(text.clone()),
        Cell::Heading(text) => GridCell::Pair(text.clone(), String::new()),
        Cell::Absent(word) => GridCell::Absent(word.clone()),
        Cell::Date(day) => GridCell::Text(format::iso_date(*day)),
        Cell::Number(number) | Cell::Estimate(number) | Cell::Input(Some(number)) | Cell::Formula(_, number) => {
            GridCell::Text(figure(*number, kind))
        }
    }
}

fn figure(number: f64, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Number(decimals) => format::fixed(number, usize::from(decimals)),
        ColumnKind::Share(decimals) => format!("{}%", format::fixed(number * 100.0, usize::from(decimals))),
        _ => format::number(number, 6),
    }
}

/// A table with its columns measured and its cells cut into lines.
pub(super) struct SetGrid {
    lefts: Vec<f32>,
    widths: Vec<f32>,
    total: f32,
    /// Headings.
    pub head: SetRow,
    /// Rows.
    pub rows: Vec<SetRow>,
    ruled: bool,
    pad_y: f32,
}

/// A row cut into lines.
pub(super) struct SetRow {
    cells: Vec<SetCell>,
    /// Marks by column; empty where no cell is marked.
    marks: Vec<Option<CellMark>>,
    /// Its height.
    pub height: f32,
    heading: bool,
}

enum SetCell {
    Blank,
    Lines(Vec<Set>),
    Interval(Interval),
}

impl SetCell {
    fn height(&self) -> f32 {
        match self {
            Self::Blank => 0.0,
            Self::Lines(parts) => parts.iter().map(Set::height).sum(),
            Self::Interval(_) => 10.0,
        }
    }
}

impl SetGrid {
    /// Measures a table for a width.
    pub fn new(grid: &Grid, total: f32, faces: &Faces) -> Self {
        let size = if grid.size > 0.0 { grid.size } else { 8.5 };
        let body = Style::new(size, size * 1.4, Ink::Text);
        let heading = Style::new(size - 0.5, size * 1.35, Ink::Soft).bold();
        let pad_y = if grid.tight { TIGHT_Y } else { PAD_Y };
        let widths = widths(grid, total, body, heading, faces);
        let mut lefts = Vec::with_capacity(widths.len());
        let mut left = 0.0;
        for width in &widths {
            lefts.push(left);
            left += width;
        }
        let fills: Vec<Fill> = grid
            .columns
            .iter()
            .map(|column| match column.align {
                Align::Left => Fill::Left,
                Align::Middle => Fill::Middle,
                Align::Right => Fill::Right,
            })
            .collect();
        let set = |text: &str, style: Style, column: usize, sign: f32| {
            let width = widths.get(column).copied().unwrap_or(0.0) - 2.0 * PAD_X - sign;
            Set::balanced(text, style, width.max(size), fills.get(column).copied().unwrap_or_default(), faces)
        };
        // Where a word of a cell has no room, the cell is set smaller; where that does not do, the word gets a hyphen.
        let set_whole = |text: &str, style: Style, column: usize, sign: f32| {
            let room = widths.get(column).copied().unwrap_or(0.0) - 2.0 * PAD_X - sign;
            let part = 0.999 * room.max(size) / widest_part(text, style, faces).max(0.1);
            let style =
                if (LEAST_CELL..1.0).contains(&part) { Style { size: style.size * part, ..style } } else { style };
            set(text, style, column, sign)
        };
        // Where a word of a heading has no room, the heading is set smaller before the word is cut.
        let head = |(index, column): (usize, &GridColumn)| {
            let room = widths.get(index).copied().unwrap_or(0.0) - 2.0 * PAD_X;
            let word = widest_part(&column.heading, heading, faces).max(0.1);
            let style = Style { size: heading.size * (0.999 * room / word).clamp(LEAST_HEADING, 1.0), ..heading };
            SetCell::Lines(vec![set(&column.heading, style, index, 0.0)])
        };
        let head_cells: Vec<SetCell> = grid.columns.iter().enumerate().map(head).collect();
        let rows = grid.rows.iter().enumerate().map(|(row_at, row)| {
            let marks: Vec<Option<CellMark>> = match grid.marks.range((row_at, 0)..(row_at + 1, 0)).next() {
                Some(_) => (0..grid.columns.len()).map(|index| grid.marks.get(&(row_at, index)).copied()).collect(),
                None => Vec::new(),
            };
            let set = |text: &str, style: Style, column: usize| {
                set_whole(text, style, column, if mark_at(&marks, column).is_some() { SIGN } else { 0.0 })
            };
            let cells: Vec<SetCell> = (0..grid.columns.len())
                .map(|index| match row.get(index) {
                    None | Some(GridCell::Blank) => SetCell::Blank,
                    Some(GridCell::Text(text)) => SetCell::Lines(vec![set(text, body, index)]),
                    Some(GridCell::Absent(text)) => {
                        SetCell::Lines(vec![set(text, Style { ink: Ink::Soft, ..body }, index)])
                    }
                    Some(GridCell::Alarm(text)) => {
                        SetCell::Lines(vec![set(text, Style { ink: Ink::Error, ..body }, index)])
                    }
                    Some(GridCell::Pair(strong, small) | GridCell::Plain(strong, small)) => SetCell::Lines(
                        [
                            (
                                strong,
                                if matches!(row.get(index), Some(GridCell::Pair(..))) { body.bold() } else { body },
                            ),
                            (small, Style::new(size - 1.0, size * 1.3, Ink::Soft)),
                        ]
                        .into_iter()
                        .filter(|(text, _)| !text.is_empty())
                        .map(|(text, style)| set(text, style, index))
                        .collect(),
                    ),
                    Some(GridCell::Interval(interval)) => SetCell::Interval(*interval),
                })
                .collect();
            let height = cells.iter().map(SetCell::height).fold(0.0, f32::max) + 2.0 * pad_y;
            let height = height.max(grid.least_height).max(body.leading + 2.0 * pad_y);
            SetRow { cells, marks, height, heading: false }
        });
        let head_height = head_cells.iter().map(SetCell::height).fold(0.0, f32::max) + 2.0 * pad_y;
        Self {
            rows: rows.collect(),
            head: SetRow { cells: head_cells, marks: Vec::new(), height: head_height, heading: true },
            lefts,
            widths,
            total,
            ruled: grid.ruled,
            pad_y,
        }
    }

    /// Marks of a row with its left upper corner at a point. Of a row that is higher than `room`, what fits; what is
    /// left comes back as a row of its own.
    pub fn draw(&self, row: &SetRow, x: f32, y: f32, room: f32) -> (Vec<Mark>, f32, Option<SetRow>) {
        let cut = row.height > room;
        let height = if cut { room } else { row.height };
        let mut drawing = Drawing::new(self.total, height);
        if row.heading {
            drawing.fill([x, y, self.total, height], Ink::Band);
            drawing.line([x, y], [x + self.total, y], Pen::new(Ink::Strong, 0.8));
        }
        let mut rest = Vec::with_capacity(row.cells.len());
        for (index, cell) in row.cells.iter().enumerate() {
            let (Some(left), Some(width)) = (self.lefts.get(index), self.widths.get(index)) else { continue };
            let mark = mark_at(&row.marks, index);
            if let Some(mark) = mark {
                drawing.fill([x + left, y, *width, height], Ink::Rgb(mark.ground));
                drawing.sign([x + left + PAD_X, y + self.pad_y + 3.0], mark.sign);
            }
            let inset = if mark.is_some() { PAD_X + SIGN } else { PAD_X };
            match cell {
                SetCell::Blank => rest.push(SetCell::Blank),
                SetCell::Interval(interval) => {
                    drawing.interval([x + left + inset, y + self.pad_y + 1.0, width - inset - PAD_X, 9.0], interval);
                    rest.push(SetCell::Blank);
                }
                SetCell::Lines(parts) => {
                    // Headings stand on the lower edge, as they may have different numbers of lines.
                    let lift = if row.heading { (height - cell.height() - 2.0 * self.pad_y).max(0.0) } else { 0.0 };
                    let mut at = y + self.pad_y + lift;
                    let mut left_over = Vec::new();
                    for part in parts {
                        let mut kept = 0;
                        for line in 0..part.len() {
                            if cut && at + part.leading() > y + height - self.pad_y {
                                break;
                            }
                            drawing.marks.extend(part.line(line, x + left + inset, at).map(Mark::Run));
                            at += part.leading();
                            kept += 1;
                        }
                        if kept < part.len() {
                            left_over.push(part.rest(kept));
                        }
                    }
                    rest.push(if left_over.is_empty() { SetCell::Blank } else { SetCell::Lines(left_over) });
                }
            }
        }
        let bottom = y + height;
        let pen = if row.heading { Pen::new(Ink::Strong, 0.6) } else { Pen::new(Ink::Line, 0.5) };
        drawing.line([x, bottom], [x + self.total, bottom], pen);
        if self.ruled {
            for left in self.lefts.iter().copied().chain([self.total]) {
                drawing.line([x + left, y], [x + left, bottom], Pen::new(Ink::Line, 0.5));
            }
        }
        let rest = cut.then(|| {
            let left = rest.iter().map(SetCell::height).fold(0.0, f32::max) + 2.0 * self.pad_y;
            SetRow { cells: rest, marks: row.marks.clone(), height: left, heading: false }
        });
        (drawing.marks, height, rest.filter(|row| row.cells.iter().any(|cell| cell.height() > 0.0)))
    }
}

fn mark_at(marks: &[Option<CellMark>], column: usize) -> Option<CellMark> {
    marks.get(column).copied().flatten()
}

impl Drawing {
    /// Adds the sign of a marked cell, as high as a small letter, its left upper corner at a point.
    fn sign(&mut self, [left, top]: [f32; 2], sign: MarkSign) {
        let at = |points: &[(f32, f32)]| points.iter().map(|(x, y)| [left + x, top + y]).collect();
        let shape: Vec<[f32; 2]> = match sign {
            MarkSign::Flag => at(&[(0.6, 0.0), (5.2, 1.6), (1.2, 3.2), (1.2, 6.0), (0.6, 6.0)]),
            MarkSign::Diamond => at(&[(2.8, 0.0), (5.6, 3.0), (2.8, 6.0), (0.0, 3.0)]),
            MarkSign::Triangle => at(&[(2.8, 0.3), (5.6, 5.6), (0.0, 5.6)]),
            MarkSign::Dot => (0_u8..16)
                .map(|step| f32::from(step) / 16.0 * std::f32::consts::TAU)
                .map(|turn| [left + 2.8 + 2.5 * turn.cos(), top + 3.0 + 2.5 * turn.sin()])
                .collect(),
        };
        self.marks.push(Mark::Path { points: shape, closed: true, fill: Some(Ink::Text), pen: None });
    }
}

/// Widths of the columns, which together are `total`.
fn widths(grid: &Grid, total: f32, body: Style, heading: Style, faces: &Faces) -> Vec<f32> {
    let natural = |index: usize| {
        let marked = grid.marks.keys().any(|(_, column)| *column == index);
        let sign = if marked { SIGN } else { 0.0 };
        let cells = grid.rows.iter().filter_map(|row| row.get(index)).map(|cell| match cell {
            GridCell::Blank => 0.0,
            GridCell::Interval(_) => 60.0,
            GridCell::Text(text) | GridCell::Absent(text) | GridCell::Alarm(text) => widest(text, body, faces),
            GridCell::Pair(strong, small) | GridCell::Plain(strong, small) => {
                widest(strong, body.bold(), faces).max(widest(small, Style { size: body.size - 1.0, ..body }, faces))
            }
        });
        cells.fold(0.0, f32::max) + sign
    };
    // What a column needs so that no word of its heading is cut.
    let words: Vec<f32> = grid
        .columns
        .iter()
        .map(|column| widest_part(&column.heading, heading, faces).min(total * MOST_OF_WORD))
        .collect();
    let mut widths: Vec<f32> = Vec::with_capacity(grid.columns.len());
    let mut shares = 0.0;
    for (index, column) in grid.columns.iter().enumerate() {
        // A heading may wrap over two lines.
        let title = widest(&column.heading, heading, faces);
        let title =
            if title > 4.2 * heading.size { (title / 2.0).max(3.2 * heading.size) + heading.size * 0.2 } else { title };
        let word = words.get(index).copied().unwrap_or(0.0);
        widths.push(match column.width {
            Width::Fixed(width) => width,
            Width::Fit => natural(index).max(title).min(total * 0.3).max(word) + 2.0 * PAD_X + 0.5,
            Width::FitTenth => natural(index).max(title).min(total * 0.1).max(word) + 2.0 * PAD_X + 0.5,
            Width::Share(share) => {
                shares += share;
                0.0
            }
        });
    }
    // What its cells need so that no word is cut, within limits.
    let parts: Vec<f32> = (0..grid.columns.len())
        .map(|index| {
            let cells = grid.rows.iter().filter_map(|row| row.get(index)).map(|cell| part_of(cell, body, faces));
            cells.fold(0.0, f32::max).min(total * MOST_OF_CELL)
        })
        .collect();
    let taken: f32 = widths.iter().sum();
    let left = (total - taken).max(0.0);
    for (index, (width, column)) in widths.iter_mut().zip(&grid.columns).enumerate() {
        if let Width::Share(share) = column.width {
            // With something to spare: all columns give way a little where together they are too wide.
            let word = (1.06 * parts.get(index).copied().unwrap_or(0.0)).min(total * MOST_OF_CELL);
            let word = word.max(words.get(index).copied().unwrap_or(0.0));
            *width = (left * share / shares).max(word.max(LEAST_SIGNS * body.size) + 2.0 * PAD_X);
        }
    }
    if widths.iter().sum::<f32>() > total {
        let needed = words.iter().zip(&parts).map(|(word, part)| word.max(*part) + 2.0 * PAD_X + 0.5);
        let needed: Vec<f32> = needed.collect();
        give_way(&mut widths, &needed, total);
    }
    // Whatever the columns ask for, together they fill the page.
    let asked: f32 = widths.iter().sum();
    if asked > total + 0.01 || shares == 0.0 && asked > 0.0 {
        let scale = total / asked;
        for width in &mut widths {
            *width *= scale;
        }
    }
    widths
}

/// Where columns ask for too much, those give way that have more than their longest words and figures need.
fn give_way(widths: &mut [f32], needed: &[f32], total: f32) {
    let too_much = widths.iter().sum::<f32>() - total;
    let spare: Vec<f32> = widths.iter().zip(needed).map(|(width, needed)| (width - needed).max(0.0)).collect();
    let all: f32 = spare.iter().sum();
    if too_much > 0.0 && too_much <= all {
        for (width, spare) in widths.iter_mut().zip(&spare) {
            *width -= too_much * spare / all;
        }
    }
}

/// Width of what of a cell is not cut.
fn part_of(cell: &GridCell, body: Style, faces: &Faces) -> f32 {
    match cell {
        GridCell::Blank => 0.0,
        GridCell::Interval(_) => 40.0,
        GridCell::Text(text) | GridCell::Absent(text) | GridCell::Alarm(text) => widest_part(text, body, faces),
        GridCell::Pair(strong, small) | GridCell::Plain(strong, small) => {
            let small = widest_part(small, Style { size: body.size - 1.0, ..body }, faces);
            widest_part(strong, body.bold(), faces).max(small)
        }
    }
}

/// Width of the widest part of a text that is not cut.
fn widest_part(text: &str, style: Style, faces: &Faces) -> f32 {
    breaking::widest_part(&breaking::signs(text, style.weight, faces)) * style.size
}

/// Width of the widest line of a text.
fn widest(text: &str, style: Style, faces: &Faces) -> f32 {
    text.lines().map(|line| Set::new(line, style, f32::MAX, Fill::Left, faces).widest()).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::Privacy;

    #[test]
    fn no_word_of_a_heading_is_cut() {
        let headings =
            ["No.", "Company", "Value", "Interval", "Class", "Gates", "Attainability", "Priority", "Companies"];
        let columns = headings.map(|heading| {
            let width = if heading == "Company" { Width::Share(1.7) } else { Width::Fit };
            GridColumn::new(heading, width, Align::Right)
        });
        let row: Vec<GridCell> = headings.iter().map(|_| GridCell::text("1")).collect();
        let grid = Grid { columns: columns.to_vec(), rows: vec![row; 3], ..Grid::default() };
        let faces = Faces::embedded().unwrap();
        for total in [500.0, 420.0, 380.0] {
            let set = SetGrid::new(&grid, total, &faces);
            for (cell, heading) in set.head.cells.iter().zip(headings) {
                let SetCell::Lines(parts) = cell else { panic!("a heading has lines") };
                assert_eq!(parts.iter().map(Set::len).sum::<usize>(), 1, "{heading} at {total}");
            }
            assert!(set.widths.iter().sum::<f32>() <= total + 0.1);
        }
    }

    #[test]
    fn a_long_word_stays_whole_in_a_narrow_cell_or_gets_a_hyphen() {
        let columns = vec![GridColumn::new("a", Width::Share(1.0), Align::Left); 7];
        let row = |word: &str| {
            let others = (1..7).map(|_| GridCell::text("some words of a length that fills a line"));
            [GridCell::text(word)].into_iter().chain(others).collect::<Vec<_>>()
        };
        let faces = Faces::embedded().unwrap();
        let lines = |word: &str, total: f32| {
            let grid = Grid { columns: columns.clone(), rows: vec![row(word)], ..Grid::default() };
            let set = SetGrid::new(&grid, total, &faces);
            let Some(SetCell::Lines(parts)) = set.rows[0].cells.first() else { panic!("it has lines") };
            parts.iter().map(Set::len).sum::<usize>()
        };
        assert_eq!(lines("Microelectronics", 560.0), 1);
        assert_eq!(lines("Microelectronics", 480.0), 1, "set smaller");
        assert!(lines("Microelectronicsmanufacturing", 480.0) > 1, "too long for any size");
    }

    #[test]
    fn a_marked_cell_has_its_ground_and_sign_and_its_text_beside_them() {
        let columns = vec![GridColumn::new("a", Width::Share(1.0), Align::Left); 2];
        let rows = vec![vec![GridCell::text("one"), GridCell::text("two")]; 2];
        let mark = CellMark { ground: 0x00FD_E68A, sign: MarkSign::Flag, privacy: Privacy::Open };
        let plain = Grid { columns, rows, ..Grid::default() };
        let marked = plain.clone().marked(&CellMarks::from([((1, 1), mark)]));
        let faces = Faces::embedded().unwrap();
        let drawn = |grid: &Grid, row: usize| {
            let set = SetGrid::new(grid, 200.0, &faces);
            set.draw(&set.rows[row], 10.0, 20.0, 100.0).0
        };
        assert_eq!(drawn(&plain, 0), drawn(&marked, 0), "other rows are as they were");
        let marks = drawn(&marked, 1);
        let ground = |mark: &&Mark| matches!(mark, Mark::Box { fill: Some(Ink::Rgb(0x00FD_E68A)), .. });
        let Some(Mark::Box { at, .. }) = marks.iter().find(ground) else { panic!("no ground: {marks:?}") };
        let height = SetGrid::new(&marked, 200.0, &faces).rows[1].height;
        assert!(
            at.iter().zip([110.0, 20.0, 100.0, height]).all(|(at, expected)| (at - expected).abs() < 1e-3),
            "{at:?}"
        );
        let starts = |marks: &[Mark]| -> Vec<f32> {
            marks.iter().filter_map(|mark| if let Mark::Run(run) = mark { Some(run.at[0]) } else { None }).collect()
        };
        let (before, after) = (starts(&drawn(&plain, 1)), starts(&marks));
        assert!(
            (after[0] - before[0]).abs() < 1e-3 && (after[1] - before[1] - SIGN).abs() < 1e-3,
            "{before:?} {after:?}"
        );
        assert_eq!(marks.len(), drawn(&plain, 1).len() + 2);
    }
}
