//! The packet of a review meeting (评审会): a summary and a scoring sheet for each company, with the points the office
//! worked out and room for those of the checker and the panel; as a workbook that adds up, and on paper to be signed.

use super::{
    director::{gate_words, reason_facts},
    formula::{Area, At, Formula},
    pdf::{self, Align, Block, Grid, GridCell, GridColumn, Paper, PdfError, Width},
    sheets::{page_footer, page_header, page_word},
    shortlist::{CellState, CriterionCell, CriterionHeading, Released, ShortlistDocument, ShortlistRow},
    table::{Cell, Column, ColumnKind, Layout, Table},
    xlsx::{self, Book, XlsxError},
};
use crate::{
    domain::company::GateState,
    text::{
        Lang, Say as _, format,
        report::{ReportMessage as Message, ReportWord},
        review::{ReviewText as Text, ReviewWord as Word},
    },
};

/// A meeting hears no more companies; a sheet is made for each.
pub const MOST: usize = 60;
/// A panel has no more members.
pub const MOST_JUDGES: usize = 15;
/// Row of the first criterion on a company's sheet: below title, line and headings.
const FIRST: u32 = 3;
/// Columns of a company's sheet.
const OWN: u16 = 4;
const CHECKED: u16 = 5;
const JUDGE: u16 = 6;
/// Height of a line to be written on by hand, in points.
const BY_HAND: f32 = 20.0;

impl Released {
    /// The packet as a workbook.
    pub fn review_xlsx(&self, judges: usize) -> Result<Vec<u8>, XlsxError> {
        let document = self.document();
        let mut sheets = vec![summary(document, judges.min(MOST_JUDGES))];
        sheets.extend(document.rows.iter().take(MOST).map(|row| sheet(document, row)));
        xlsx::write(&Book {
            title: document.title.clone(),
            made_on: document.made_on,
            header: page_header(document),
            footer: page_footer(document),
            page_word: page_word(document.lang),
            sheets,
        })
    }

    /// The packet on paper: a summary, then a page to be signed for each company.
    pub fn review_pdf(&self) -> Result<Vec<u8>, PdfError> {
        let document = self.document();
        let lang = document.lang;
        let mut blocks = vec![
            Block::Title(document.title.clone()),
            Block::Subtitle(
                Text::Line { day: format::date(document.made_on, lang), count: format::count(document.rows.len()) }
                    .say(lang),
            ),
        ];
        if document.fictional {
            blocks.push(Block::Notice(ReportWord::Fictional.say(lang)));
        }
        blocks.push(Block::Note(Word::OwnNote.say(lang)));
        blocks.push(Block::Grid(summary_grid(document)));
        blocks.push(Block::Signatures(vec![Word::Chair.say(lang), Word::Recorder.say(lang), Word::Day.say(lang)]));
        for row in document.rows.iter().take(MOST) {
            blocks.push(Block::NewPage);
            blocks.extend(page(document, row));
        }
        pdf::write(&Paper {
            title: document.title.clone(),
            lang,
            made_on: document.made_on,
            landscape: false,
            scale: 1.0,
            head: page_header(document),
            foot: page_footer(document),
            page_word: page_word(lang),
            blocks,
        })
    }
}

/// Criteria that count for a company, with their cells.
fn criteria<'a>(
    document: &'a ShortlistDocument,
    row: &'a ShortlistRow,
) -> impl Iterator<Item = (&'a CriterionHeading, &'a CriterionCell)> {
    document.criteria.iter().filter_map(|heading| {
        let cell = row.breakdown.iter().find(|cell| cell.criterion == heading.id)?;
        (!matches!(cell.state, CellState::Inactive | CellState::NotApplicable)).then_some((heading, cell))
    })
}

/// One line a company, with the totals of its sheet and a column for each member of the panel.
fn summary(document: &ShortlistDocument, judges: usize) -> Table {
    use ColumnKind::{Number, Text as Plain, Word as Centred};
    let lang = document.lang;
    let mut columns = vec![
        Column::new(ReportWord::Rank.say(lang), Number(0)),
        Column::new(ReportWord::Company.say(lang), Plain),
        Column::new(ReportWord::Project.say(lang), Plain),
        Column::new(ReportWord::Base.say(lang), Plain),
        Column::new(Word::Own.say(lang), Number(1)),
        Column::new(Word::Checked.say(lang), Number(1)),
    ];
    columns.extend((1..=judges).map(|judge| Column::new(Text::Judge { number: judge }.say(lang), Number(1))));
    columns.push(Column::new(Word::PanelMean.say(lang), Number(1)));
    columns.push(Column::new(Word::Outcome.say(lang), Centred));
    columns.push(Column::new(Word::Opinion.say(lang), Plain));
    let rows = document.rows.iter().take(MOST).enumerate().map(|(index, row)| {
        let total = FIRST + count(criteria(document, row).count());
        let on = |column: u16| Area::cell(Some(index + 1), At::new(column, total));
        let line = FIRST + count(index);
        let own: f64 = criteria(document, row).filter_map(|(_, cell)| cell.points).sum();
        let mut cells = vec![
            Cell::count(index + 1),
            Cell::text(&row.name),
            Cell::text(&row.lead_title),
            Cell::text(&row.base),
            Cell::formula(Formula::Same(on(OWN)), own),
            Cell::formula(Formula::Same(on(CHECKED)), 0.0),
        ];
        cells.extend((0..judges).map(|_| Cell::Input(None)));
        let first = u16::try_from(cells.len() - judges).unwrap_or(u16::MAX);
        let last = u16::try_from(cells.len().saturating_sub(1)).unwrap_or(u16::MAX);
        cells.push(if judges == 0 {
            Cell::Input(None)
        } else {
            let panel = Area::new(None, At::new(first, line), At::new(last, line));
            Cell::TextFormula(Box::new(Formula::Mean(panel)), String::new())
        });
        cells.extend([Cell::Input(None), Cell::Input(None)]);
        cells
    });
    Table {
        name: Word::SheetSummary.say(lang),
        title: document.title.clone(),
        subtitle: Word::OwnNote.say(lang),
        columns,
        rows: rows.collect(),
        layout: Layout { frozen_columns: 2, filter: false, printed_columns: None },
    }
}

/// The scoring sheet of a company.
fn sheet(document: &ShortlistDocument, row: &ShortlistRow) -> Table {
    use ColumnKind::{LongText, Number, Text as Plain};
    let lang = document.lang;
    let columns = vec![
        Column::new(ReportWord::Group.say(lang), Plain),
        Column::new(ReportWord::Criterion.say(lang), Plain),
        Column::new(Word::Full.say(lang), Number(1)),
        Column::new(ReportWord::Fact.say(lang), Plain),
        Column::new(Word::Own.say(lang), Number(1)),
        Column::new(Word::Checked.say(lang), Number(1)),
        Column::new(Word::Judge.say(lang), Number(1)),
        Column::new(Word::Remark.say(lang), LongText),
    ];
    let mut rows: Vec<Vec<Cell>> = criteria(document, row)
        .map(|(heading, cell)| {
            let points = cell.points.unwrap_or_default();
            let own = if cell.state == CellState::Estimated { Cell::Estimate(points) } else { Cell::Number(points) };
            let remark =
                if cell.state == CellState::Estimated { Word::Estimated.say(lang) } else { cell.source.clone() };
            vec![
                Cell::text(&heading.group),
                Cell::text(&heading.label),
                Cell::Number(cell.weight * 100.0),
                Cell::text(&cell.shown),
                own,
                Cell::Input(None),
                Cell::Input(None),
                Cell::text(remark),
            ]
        })
        .collect();
    let last = FIRST + count(rows.len()).saturating_sub(1);
    let sum = |column: u16, now: f64| {
        Cell::formula(Formula::Sum(Area::new(None, At::new(column, FIRST), At::new(column, last))), now)
    };
    let own = criteria(document, row).filter_map(|(_, cell)| cell.points).sum();
    let full = criteria(document, row).map(|(_, cell)| cell.weight * 100.0).sum();
    rows.push(vec![
        Cell::Heading(Word::Total.say(lang)),
        Cell::Empty,
        sum(2, full),
        Cell::Empty,
        sum(OWN, own),
        sum(CHECKED, 0.0),
        sum(JUDGE, 0.0),
    ]);
    rows.push(Vec::new());
    rows.push(vec![Cell::Heading(Word::Gates.say(lang))]);
    for gate in &row.gates {
        rows.push(vec![Cell::Empty, Cell::text(gate_words(&gate.label, gate.state, &gate.reason, lang))]);
    }
    if row.gates.is_empty() {
        rows.push(vec![Cell::Empty, Cell::text(GateState::Pass.say(lang))]);
    }
    rows.push(Vec::new());
    rows.push(vec![
        Cell::Heading(Word::JudgeSigns.say(lang)),
        Cell::Empty,
        Cell::Empty,
        Cell::Heading(Word::CheckerSigns.say(lang)),
        Cell::Empty,
        Cell::Empty,
        Cell::Heading(Word::Day.say(lang)),
    ]);
    let rank = format::count(row.rank as usize);
    Table {
        name: Text::SheetName { rank, name: row.name.clone() }.say(lang),
        title: row.name.clone(),
        subtitle: subtitle(row, lang),
        columns,
        rows,
        layout: Layout::default(),
    }
}

fn subtitle(row: &ShortlistRow, lang: Lang) -> String {
    let parts = [row.lead_title.as_str(), row.segment.as_str(), row.base.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { Word::NoLead.say(lang) } else { parts.join(" · ") }
}

fn summary_grid(document: &ShortlistDocument) -> Grid {
    let lang = document.lang;
    let columns = vec![
        GridColumn::new(ReportWord::Rank.say(lang), Width::Fit, Align::Right),
        GridColumn::new(ReportWord::Company.say(lang), Width::Share(2.4), Align::Left),
        GridColumn::new(Word::Own.say(lang), Width::Fixed(46.0), Align::Right),
        GridColumn::new(Word::Checked.say(lang), Width::Fixed(46.0), Align::Right),
        GridColumn::new(Word::PanelMean.say(lang), Width::Fixed(54.0), Align::Right),
        GridColumn::new(Word::Outcome.say(lang), Width::Fixed(66.0), Align::Left),
        GridColumn::new(Word::Opinion.say(lang), Width::Share(1.4), Align::Left),
    ];
    let rows = document.rows.iter().take(MOST).enumerate().map(|(index, row)| {
        vec![
            GridCell::text(format::count(index + 1)),
            GridCell::Pair(row.name.clone(), subtitle(row, lang)),
            GridCell::text(format::score(row.value)),
        ]
    });
    Grid { columns, rows: rows.collect(), ruled: true, least_height: BY_HAND + 8.0, ..Grid::default() }
}

/// A page to be filled in and signed.
fn page(document: &ShortlistDocument, row: &ShortlistRow) -> Vec<Block> {
    let lang = document.lang;
    let columns = vec![
        GridColumn::new(ReportWord::Criterion.say(lang), Width::Share(1.3), Align::Left),
        GridColumn::new(Word::Full.say(lang), Width::Fixed(38.0), Align::Right),
        GridColumn::new(ReportWord::Fact.say(lang), Width::Share(1.0), Align::Left),
        GridColumn::new(Word::Own.say(lang), Width::Fixed(44.0), Align::Right),
        GridColumn::new(Word::Checked.say(lang), Width::Fixed(50.0), Align::Right),
        GridColumn::new(Word::Judge.say(lang), Width::Fixed(50.0), Align::Right),
        GridColumn::new(Word::Remark.say(lang), Width::Share(0.9), Align::Left),
    ];
    let mut rows: Vec<Vec<GridCell>> = criteria(document, row)
        .map(|(heading, cell)| {
            let estimated = cell.state == CellState::Estimated;
            let points = format::fixed(cell.points.unwrap_or_default(), 1);
            vec![
                GridCell::text(&heading.label),
                GridCell::text(format::fixed(cell.weight * 100.0, 1)),
                GridCell::text(&cell.shown),
                if estimated { GridCell::Absent(points) } else { GridCell::Text(points) },
                GridCell::Blank,
                GridCell::Blank,
                if estimated { GridCell::Absent(Word::Estimated.say(lang)) } else { GridCell::Blank },
            ]
        })
        .collect();
    let own: f64 = criteria(document, row).filter_map(|(_, cell)| cell.points).sum();
    let full: f64 = criteria(document, row).map(|(_, cell)| cell.weight * 100.0).sum();
    rows.push(vec![
        GridCell::Pair(Word::Total.say(lang), String::new()),
        GridCell::text(format::fixed(full, 1)),
        GridCell::Blank,
        GridCell::text(format::fixed(own, 1)),
    ]);
    let shown = reason_facts(document, row);
    let gates: Vec<String> =
        row.gates.iter().map(|gate| gate_words(&gate.label, gate.state, &gate.reason, lang)).collect();
    let gates = if gates.is_empty() { GateState::Pass.say(lang) } else { format::clauses(&gates, lang) };
    vec![
        Block::Title(row.name.clone()),
        Block::Subtitle(subtitle(row, lang)),
        Block::Facts(shown),
        Block::Heading(Word::ScoringSheet.say(lang)),
        Block::Grid(Grid { columns, rows, ruled: true, least_height: BY_HAND, ..Grid::default() }),
        Block::Note(Message::FactIs { label: Word::Gates.say(lang), value: gates }.say(lang)),
        Block::Heading(Word::Opinion.say(lang)),
        Block::Space(40.0),
        Block::Signatures(vec![Word::JudgeSigns.say(lang), Word::CheckerSigns.say(lang), Word::Day.say(lang)]),
    ]
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
