//! The packet of a review meeting as a workbook: points typed on the sheet of a company add up in the summary.

use super::{
    formula::{Area, At, Formula},
    review::{MOST, MOST_JUDGES, Packet, PacketIds, criteria, gates, notes, subtitle},
    sheets::{page_footer, page_header, page_word},
    shortlist::{CellState, ShortlistDocument, ShortlistRow},
    table::{Cell, Column, ColumnKind, Layout, Table},
    xlsx::{self, Book, SheetRules, Typed, XlsxError},
};
use crate::{
    domain::{company::GateState, paper::ReviewOutcome},
    text::{
        Label as _, Lang, Say as _, format,
        report::ReportWord,
        review::{ReviewText as Text, ReviewWord as Word},
    },
};

/// Row of the first line of every sheet: below title, line and headings.
pub(super) const FIRST: u32 = 3;
/// Columns of a company's sheet and, by chance of their order, of the summary; a column for each judge from `JUDGE` on.
const OWN: u16 = 4;
pub(super) const CHECKED: u16 = 5;
pub(super) const JUDGE: u16 = 6;
/// What the hidden column of a packet is headed by, before the keys of the list and of the company; the number is that
/// of the way the sheets are laid out.
pub(super) const MARK: &str = "zhaoshang-review-1";
/// Columns between those of the judges and the hidden one: of the summary, and of the sheet of a company.
pub(super) const BEHIND_SUMMARY: u32 = 3;
pub(super) const BEHIND_SHEET: u32 = 1;
/// Heights of rows to be written on and to be signed in, in points.
const BY_HAND: f64 = 27.0;
const TO_SIGN: f64 = 45.0;

/// Writes the packet.
pub(super) fn write(document: &ShortlistDocument, packet: &Packet) -> Result<Vec<u8>, XlsxError> {
    let judges = packet.judges.clamp(1, MOST_JUDGES);
    let mut sheets = vec![summary(document, packet, judges)];
    let mut rules = vec![summary_rules(document, judges)];
    for row in document.rows.iter().take(MOST) {
        let table = sheet(document, row, packet, judges);
        rules.push(sheet_rules(document, row, judges, table.rows.len()));
        sheets.push(table);
    }
    if let Some(ids) = &packet.ids {
        with_keys(document, ids, &mut sheets, &mut rules);
    }
    let book = Book {
        title: document.title.clone(),
        made_on: document.made_on,
        header: page_header(document),
        footer: page_footer(document),
        page_word: page_word(document.lang),
        sheets,
    };
    xlsx::write_ruled(&book, &rules)
}

/// Adds to every sheet a column that is neither shown nor printed, with the keys of what its rows are about: rows may be
/// sorted and columns added for more judges, and the packet is still understood.
fn with_keys(document: &ShortlistDocument, ids: &PacketIds, sheets: &mut [Table], rules: &mut [SheetRules]) {
    let mut sheets = sheets.iter_mut().zip(rules);
    let Some(summary) = sheets.next() else { return };
    let companies = ids.companies.iter().take(document.rows.len().min(MOST)).map(ToString::to_string);
    add_column(summary, format!("{MARK} {}", ids.list), companies);
    for ((sheet, company), row) in sheets.zip(&ids.companies).zip(&document.rows) {
        let criteria = criteria(document, row).map(|(heading, _)| heading.id.clone());
        add_column(sheet, format!("{MARK} {} {company}", ids.list), criteria);
    }
}

fn add_column((table, rules): (&mut Table, &mut SheetRules), heading: String, keys: impl Iterator<Item = String>) {
    let at = table.columns.len();
    table.layout.printed_columns = u16::try_from(at).ok();
    rules.hidden = u16::try_from(at).ok();
    table.columns.push(Column::new(heading, ColumnKind::Code));
    for (row, key) in table.rows.iter_mut().zip(keys) {
        row.resize(at, Cell::Empty);
        row.push(Cell::Text(key));
    }
}

/// The column behind those of the judges.
fn after_judges(judges: usize) -> u16 {
    JUDGE.saturating_add(u16::try_from(judges).unwrap_or(u16::MAX))
}

fn judge_columns(judges: usize, lang: Lang) -> impl Iterator<Item = Column> {
    (1..=judges).map(move |number| Column::new(Text::Judge { number }.say(lang), ColumnKind::Number(1)))
}

/// One line a company, with the totals of its sheet.
fn summary(document: &ShortlistDocument, packet: &Packet, judges: usize) -> Table {
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
    columns.extend(judge_columns(judges, lang));
    columns.push(Column::new(Word::PanelMean.say(lang), Number(1)));
    columns.push(Column::new(Word::Outcome.say(lang), Centred));
    columns.push(Column::new(Word::Opinion.say(lang), Plain));
    let after = after_judges(judges);
    let mut rows: Vec<Vec<Cell>> = document
        .rows
        .iter()
        .take(MOST)
        .enumerate()
        .map(|(index, row)| {
            let total = FIRST + count(criteria(document, row).count());
            let on = |column: u16| Area::cell(Some(index + 1), At::new(column, total));
            let line = FIRST + count(index);
            let own: f64 = criteria(document, row).filter_map(|(_, cell)| cell.points).sum();
            let empty = |formula: Formula| Cell::TextFormula(Box::new(formula), String::new());
            let mut cells = vec![
                Cell::count(index + 1),
                Cell::text(&row.name),
                Cell::text(&row.lead_title),
                Cell::text(&row.base),
                Cell::formula(Formula::Same(on(OWN)), own),
                empty(Formula::SameIfAny(on(CHECKED))),
            ];
            cells.extend((JUDGE..after).map(|column| empty(Formula::SameIfAny(on(column)))));
            let panel = Area::new(None, At::new(JUDGE, line), At::new(after.saturating_sub(1), line));
            cells.push(empty(Formula::Mean(panel)));
            cells.extend([Cell::Input(None), Cell::Input(None)]);
            cells
        })
        .collect();
    rows.push(Vec::new());
    let mut signing = vec![Cell::Empty];
    signing.extend([Word::Chair, Word::Recorder, Word::Day].map(|word| Cell::Heading(word.say(lang))));
    rows.push(signing);
    let said = [Word::OwnNote.say(lang)].into_iter().chain(notes(document, packet));
    rows.extend(said.map(|note| vec![Cell::Empty, Cell::Text(note)]));
    Table {
        name: Word::SheetSummary.say(lang),
        title: document.title.clone(),
        subtitle: Word::SheetNote.say(lang),
        columns,
        rows,
        layout: Layout { frozen_columns: 2, filter: false, printed_columns: None },
    }
}

/// The scoring sheet of a company.
fn sheet(document: &ShortlistDocument, row: &ShortlistRow, packet: &Packet, judges: usize) -> Table {
    use ColumnKind::{LongText, Number, Text as Plain};
    let lang = document.lang;
    let mut columns = vec![
        Column::new(ReportWord::Group.say(lang), Plain),
        Column::new(ReportWord::Criterion.say(lang), Plain),
        Column::new(Word::Full.say(lang), Number(1)),
        Column::new(ReportWord::Fact.say(lang), Plain),
        Column::new(Word::Own.say(lang), Number(1)),
        Column::new(Word::Checked.say(lang), Number(1)),
    ];
    columns.extend(judge_columns(judges, lang));
    columns.push(Column::new(Word::Remark.say(lang), LongText));
    let mut rows = scores(document, row, judges);
    rows.push(total(document, row, judges));
    rows.push(Vec::new());
    rows.push(vec![Cell::Heading(Word::Gates.say(lang))]);
    let gates = gates(row, lang);
    let gates = if gates.is_empty() { vec![GateState::Pass.say(lang)] } else { gates };
    rows.extend(gates.into_iter().map(|gate| vec![Cell::Empty, Cell::Text(gate)]));
    if packet.bare.contains(&row.rank) {
        rows.push(vec![Cell::Heading(Word::KeptOnly.say(lang)), Cell::Text(Word::KeptOnlyIs.say(lang))]);
    }
    rows.push(Vec::new());
    // Each signs below the points he gave.
    let mut signing = vec![Cell::Heading(Word::JudgeSigns.say(lang))];
    signing.resize(usize::from(JUDGE), Cell::Empty);
    signing.resize(usize::from(after_judges(judges)), Cell::Input(None));
    rows.push(signing);
    rows.push(vec![
        Cell::Heading(Word::CheckerSigns.say(lang)),
        Cell::Empty,
        Cell::Empty,
        Cell::Heading(Word::Day.say(lang)),
    ]);
    Table {
        name: Text::SheetName { rank: format::count(row.rank as usize), name: row.name.clone() }.say(lang),
        title: row.name.clone(),
        // Never empty: the sheets count on a line below the title.
        subtitle: Some(subtitle(document, row, packet))
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| Word::KeptOnlyIs.say(lang)),
        columns,
        rows,
        layout: Layout::default(),
    }
}

/// A line for each criterion.
fn scores(document: &ShortlistDocument, row: &ShortlistRow, judges: usize) -> Vec<Vec<Cell>> {
    let lang = document.lang;
    let lines = criteria(document, row).map(|(heading, cell)| {
        let points = cell.points.unwrap_or_default();
        let estimated = cell.state == CellState::Estimated;
        let mut cells = vec![
            Cell::text(&heading.group),
            Cell::text(&heading.label),
            Cell::Number(cell.weight * 100.0),
            Cell::text(&cell.shown),
            if estimated { Cell::Estimate(points) } else { Cell::Number(points) },
            Cell::Input(None),
        ];
        cells.extend((0..judges).map(|_| Cell::Input(None)));
        cells.push(Cell::text(if estimated { Word::Estimated.say(lang) } else { cell.source.clone() }));
        cells
    });
    lines.collect()
}

/// The sums below them.
fn total(document: &ShortlistDocument, row: &ShortlistRow, judges: usize) -> Vec<Cell> {
    let last = FIRST + count(criteria(document, row).count()).saturating_sub(1);
    let column = |column: u16| Area::new(None, At::new(column, FIRST), At::new(column, last));
    let own = criteria(document, row).filter_map(|(_, cell)| cell.points).sum();
    let full = criteria(document, row).map(|(_, cell)| cell.weight * 100.0).sum();
    let mut cells = vec![
        Cell::Heading(Word::Total.say(document.lang)),
        Cell::Empty,
        Cell::formula(Formula::Sum(column(2)), full),
        Cell::Empty,
        Cell::formula(Formula::Sum(column(OWN)), own),
    ];
    let typed = CHECKED..after_judges(judges);
    cells.extend(typed.map(|at| Cell::TextFormula(Box::new(Formula::SumIfAny(column(at))), String::new())));
    cells
}

/// Room to write and to sign in the summary, and what may be typed there.
fn summary_rules(document: &ShortlistDocument, judges: usize) -> SheetRules {
    let lang = document.lang;
    let lines = count(document.rows.len().min(MOST));
    let mut rules = SheetRules { heights: vec![(FIRST + lines + 1, TO_SIGN)], ..SheetRules::default() };
    if lines == 0 {
        return rules;
    }
    let last = FIRST + lines - 1;
    rules.heights.extend((FIRST..=last).map(|line| (line, BY_HAND)));
    let after = after_judges(judges);
    let points = Area::new(None, At::new(CHECKED, FIRST), At::new(after.saturating_sub(1), last));
    rules.typed.push(points_to(points, 100.0, lang));
    let words: Vec<String> = ReviewOutcome::ALL.iter().map(|outcome| outcome.label(lang).to_owned()).collect();
    let message = Text::OneOf { words: format::list(&words, lang) }.say(lang);
    let outcome = Area::new(None, At::new(after + 1, FIRST), At::new(after + 1, last));
    rules.typed.push((outcome, Typed::OneOf(words), message));
    rules
}

/// Room to sign below the table of a company, of so many rows, and what may be typed there.
fn sheet_rules(document: &ShortlistDocument, row: &ShortlistRow, judges: usize, rows: usize) -> SheetRules {
    let end = FIRST + count(rows);
    let last = after_judges(judges).saturating_sub(1);
    let typed = (FIRST..).zip(criteria(document, row)).map(|(line, (_, cell))| {
        points_to(Area::new(None, At::new(CHECKED, line), At::new(last, line)), most_points(cell.weight), document.lang)
    });
    SheetRules {
        heights: [end.saturating_sub(2), end.saturating_sub(1)].map(|line| (line, TO_SIGN)).to_vec(),
        typed: typed.collect(),
        hidden: None,
    }
}

/// Most points for a criterion of a weight in [0, 1]: what is shown as full, with one decimal, may be given.
pub(super) fn most_points(weight: f64) -> f64 {
    ((weight * 1000.0 - 1e-6).ceil() / 10.0).max(0.0)
}

/// Points from nothing to so many.
fn points_to(area: Area, most: f64, lang: Lang) -> (Area, Typed, String) {
    (area, Typed::UpTo(most), Text::PointsUpTo { most: format::number(most, 1) }.say(lang))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
