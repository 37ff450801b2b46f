//! A packet of a review meeting that comes back filled in: what it gives for each company and member of the panel, and
//! of every cell that cannot be used, why.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use uuid::Uuid;

use super::{
    kept::{KeptList, KeptRow},
    review::MOST_JUDGES,
    review_book::{BEHIND_SHEET, BEHIND_SUMMARY, CHECKED, FIRST, JUDGE, MARK, most_points},
};
use crate::{
    domain::{
        ids::{CompanyId, ShortlistId},
        paper::ReviewOutcome,
    },
    exchange::{
        read::{FilledCell, FilledSheet, FilledValue},
        sheet::column_letters,
    },
    text::{Label as _, Lang, Say as _, review::ReviewText},
};

/// Row of the headings.
const HEADINGS: u32 = FIRST - 1;
/// Signs of a value that are shown.
const SHOWN: usize = 40;

/// What a filled packet gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilledPacket {
    /// Members of the panel, each named once: as its columns are headed, or by their numbers.
    pub judges: Vec<String>,
    /// Whether somebody wrote a name over a column.
    pub named: bool,
    /// Companies of which something was filled in.
    pub lines: BTreeMap<CompanyId, FilledLine>,
    /// Cells that cannot be used, and what else is to be known.
    pub remarks: Vec<Remark>,
}

/// What was filled in about a company.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilledLine {
    /// Points of the checker, 0–100.
    pub checked: Option<f64>,
    /// Points of each member of the panel, 0–100.
    pub panel: Vec<Option<f64>>,
    /// Decision.
    pub outcome: Option<ReviewOutcome>,
    /// Opinion.
    pub opinion: String,
}

/// A cell, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Letters of the column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong.
    pub why: Unusable,
}

/// Why a cell is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// It holds no number.
    NotANumber,
    /// It is less than nothing.
    Negative,
    /// It is more than may be given; holds how much that is, in tenths of a point.
    AboveMost(u32),
    /// No decision that is known.
    NoSuchOutcome,
    /// The row or sheet is about a company that is not on the list.
    UnknownCompany,
    /// The company stands in the workbook twice; the first is taken.
    Twice,
    /// The row has points, and a criterion the list does not have.
    UnknownCriterion,
    /// A column has points for some criteria only; the sum of these is taken. Holds how many, and of how many.
    Incomplete(usize, usize),
    /// Columns of this sheet were added or taken away; nothing of it is taken.
    OtherColumns,
}

/// Why a workbook is not taken at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotThisPacket {
    /// No workbook of this program, or of a list that was never kept.
    #[error("no packet of a review meeting")]
    NoPacket,
    /// A packet of another list.
    #[error("the packet of another list: {0}")]
    OtherList(ShortlistId),
    /// Its summary has no columns for judges any more.
    #[error("the columns of the summary were changed")]
    Columns,
}

/// What a workbook gives for a list; `meant` says which company is meant by a key of earlier.
pub fn read(
    sheets: &[FilledSheet],
    record: ShortlistId,
    list: &KeptList,
    meant: impl Fn(CompanyId) -> CompanyId,
) -> Result<FilledPacket, NotThisPacket> {
    let mut books = sheets.iter().filter_map(Marked::of);
    let summary = books.clone().find(|sheet| sheet.company.is_none()).ok_or(NotThisPacket::NoPacket)?;
    if summary.list != record {
        return Err(NotThisPacket::OtherList(summary.list));
    }
    let judges = summary.judges(BEHIND_SUMMARY).ok_or(NotThisPacket::Columns)?;
    let mut packet = FilledPacket::default();
    (packet.judges, packet.named) = names(&summary, judges.clone());
    let on_list = |key: &str| {
        let company = meant(CompanyId::from_uuid(Uuid::parse_str(key).ok()?));
        list.rows.iter().find(|row| row.company == company)
    };
    let mut seen = BTreeSet::new();
    for sheet in books.by_ref().filter(|sheet| sheet.list == record) {
        let Some(company) = &sheet.company else { continue };
        let mut remark = |why| packet.remarks.push(sheet.remark((0, 0), why));
        match on_list(company) {
            None => remark(Unusable::UnknownCompany),
            Some(row) if !seen.insert(row.company) => remark(Unusable::Twice),
            Some(_) if sheet.judges(BEHIND_SHEET) != Some(judges.clone()) => remark(Unusable::OtherColumns),
            Some(row) => {
                let line = sums(&sheet, row, &judges, &mut packet.remarks);
                packet.lines.insert(row.company, line);
            }
        }
    }
    totals(&summary, &judges, on_list, &mut packet);
    packet.lines.retain(|_, line| !line.is_empty());
    Ok(packet)
}

impl FilledLine {
    fn is_empty(&self) -> bool {
        self.checked.is_none()
            && self.panel.iter().all(Option::is_none)
            && self.outcome.is_none()
            && self.opinion.is_empty()
    }

    /// Where the points of a column go.
    fn points(&mut self, column: u32, judges: &Range<u32>) -> Option<&mut Option<f64>> {
        if column == u32::from(CHECKED) {
            return Some(&mut self.checked);
        }
        self.panel.resize((judges.end - judges.start) as usize, None);
        self.panel.get_mut(column.checked_sub(judges.start)? as usize)
    }
}

/// A sheet with the column of keys.
#[derive(Clone)]
struct Marked<'a> {
    sheet: &'a FilledSheet,
    keys: u32,
    list: ShortlistId,
    /// The company it is about; none = the summary.
    company: Option<&'a str>,
}

impl<'a> Marked<'a> {
    fn of(sheet: &'a FilledSheet) -> Option<Self> {
        let (at, text) = sheet.cells.range((HEADINGS, 0)..(FIRST, 0)).find_map(|(at, cell)| match &cell.value {
            FilledValue::Text(text) if text.starts_with(MARK) => Some((at, text.as_str())),
            _ => None,
        })?;
        let mut words = text.split_whitespace().skip(1);
        let list = ShortlistId::from_uuid(Uuid::parse_str(words.next()?).ok()?);
        Some(Self { sheet, keys: at.1, list, company: words.next() })
    }

    /// Columns of the judges: what stands between their first one and those behind them. None where there is none.
    fn judges(&self, behind: u32) -> Option<Range<u32>> {
        let first = u32::from(JUDGE);
        let end = self.keys.checked_sub(behind)?;
        (end > first && (end - first) as usize <= MOST_JUDGES).then_some(first..end)
    }

    fn cell(&self, at: (u32, u32)) -> Option<&'a FilledCell> {
        self.sheet.cells.get(&at)
    }

    /// Rows that have a key.
    fn rows(&self) -> impl Iterator<Item = (u32, &'a str)> {
        let keys = self.keys;
        self.sheet.cells.range((FIRST, 0)..).filter_map(move |((row, column), cell)| match &cell.value {
            FilledValue::Text(key) if *column == keys => Some((*row, key.as_str())),
            _ => None,
        })
    }

    fn remark(&self, at: (u32, u32), why: Unusable) -> Remark {
        let value = self.cell(at).map(|cell| shown(&cell.value)).unwrap_or_default();
        let value = value.chars().take(SHOWN).collect();
        Remark { sheet: self.sheet.name.clone(), row: at.0 + 1, column: column_letters(at.1), value, why }
    }

    /// Points in a cell that is not empty, up to `most`.
    fn points(&self, at: (u32, u32), most: f64) -> Option<Result<f64, Unusable>> {
        let number = match &self.cell(at)?.value {
            FilledValue::Number(number) => Some(*number),
            // A formula that gives nothing is an empty cell.
            FilledValue::Text(text) if text.is_empty() => return None,
            FilledValue::Text(text) => text.parse().ok(),
            FilledValue::Other(_) => None,
        };
        Some(match number.filter(|number| number.is_finite()) {
            None => Err(Unusable::NotANumber),
            Some(number) if number < 0.0 => Err(Unusable::Negative),
            // As much as two programs may differ in the last digit.
            Some(number) if number > most + 1e-9 => Err(Unusable::AboveMost(tenths(most))),
            Some(number) => Ok(number),
        })
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most a hundred points
fn tenths(points: f64) -> u32 {
    (points.clamp(0.0, 100.0) * 10.0).round() as u32
}

fn shown(value: &FilledValue) -> String {
    match value {
        FilledValue::Number(number) => number.to_string(),
        FilledValue::Text(text) | FilledValue::Other(text) => text.clone(),
    }
}

/// Names of the judges as their columns are headed, each once; whether one of them is not its number.
fn names(summary: &Marked<'_>, judges: Range<u32>) -> (Vec<String>, bool) {
    let mut names: Vec<String> = Vec::new();
    let mut named = false;
    for (number, column) in (1..).zip(judges) {
        let said = summary.cell((HEADINGS, column)).map(|cell| shown(&cell.value)).unwrap_or_default();
        let said: String = said.split_whitespace().collect();
        let own = [Lang::Zh, Lang::En].map(|lang| ReviewText::Judge { number }.say(lang).replace(' ', ""));
        let is_own = said.is_empty() || own.contains(&said);
        named |= !is_own;
        let [zh, _] = own;
        let mut name = if is_own { zh } else { said };
        if names.contains(&name) {
            name = format!("{name}{number}");
        }
        names.push(name);
    }
    (names, named)
}

/// Sums of the columns of a company's sheet. A column with a cell that cannot be used has none: it would be wrong.
fn sums(sheet: &Marked<'_>, row: &KeptRow, judges: &Range<u32>, remarks: &mut Vec<Remark>) -> FilledLine {
    let most: BTreeMap<&str, f64> = row.cells.iter().map(|cell| (cell.id.as_str(), most_points(cell.weight))).collect();
    let rows: Vec<(u32, &str)> = sheet.rows().collect();
    let mut line = FilledLine::default();
    for column in [u32::from(CHECKED)].into_iter().chain(judges.clone()) {
        let (mut sum, mut given, mut good) = (0.0, 0, true);
        let mut last = 0;
        for (at, key) in &rows {
            let Some(most) = most.get(key).copied() else {
                if sheet.cell((*at, column)).is_some() {
                    remarks.push(sheet.remark((*at, column), Unusable::UnknownCriterion));
                    good = false;
                }
                continue;
            };
            match sheet.points((*at, column), most) {
                Some(Ok(points)) => {
                    sum += points;
                    given += 1;
                    last = *at;
                }
                Some(Err(why)) => {
                    remarks.push(sheet.remark((*at, column), why));
                    good = false;
                }
                None => {}
            }
        }
        if given == 0 || !good {
            continue;
        }
        if given < most.len() {
            remarks.push(sheet.remark((last, column), Unusable::Incomplete(given, most.len())));
        }
        if let Some(points) = line.points(column, judges) {
            // Each criterion is rounded up to what is shown as full.
            *points = Some(rounded(sum.min(100.0)));
        }
    }
    line
}

/// What is typed in the summary: totals in the place of the formulas, decisions, opinions.
fn totals<'a>(
    summary: &Marked<'_>,
    judges: &Range<u32>,
    on_list: impl Fn(&str) -> Option<&'a KeptRow>,
    packet: &mut FilledPacket,
) {
    let mut seen = BTreeSet::new();
    for (at, key) in summary.rows() {
        let outcome_at = (at, judges.end + 1);
        let opinion_at = (at, judges.end + 2);
        let Some(row) = on_list(key) else {
            packet.remarks.push(summary.remark((at, 1), Unusable::UnknownCompany));
            continue;
        };
        if !seen.insert(row.company) {
            packet.remarks.push(summary.remark((at, 1), Unusable::Twice));
            continue;
        }
        let line = packet.lines.entry(row.company).or_default();
        for column in [u32::from(CHECKED)].into_iter().chain(judges.clone()) {
            let is_ours = |cell: &FilledCell| cell.formula.as_ref().is_some_and(|formula| formula.contains('!'));
            // A formula that looks at another sheet is the one that was there.
            if summary.cell((at, column)).is_none_or(is_ours) {
                continue;
            }
            let Some(points) = line.points(column, judges) else { continue };
            match summary.points((at, column), 100.0) {
                Some(Ok(given)) => *points = Some(rounded(given)),
                Some(Err(why)) => {
                    packet.remarks.push(summary.remark((at, column), why));
                    *points = None;
                }
                None => {}
            }
        }
        if let Some(cell) = summary.cell(outcome_at) {
            let said = shown(&cell.value);
            line.outcome = ReviewOutcome::ALL
                .iter()
                .copied()
                .find(|outcome| [Lang::Zh, Lang::En].iter().any(|lang| outcome.label(*lang) == said));
            if line.outcome.is_none() && !said.is_empty() {
                packet.remarks.push(summary.remark(outcome_at, Unusable::NoSuchOutcome));
            }
        }
        if let Some(cell) = summary.cell(opinion_at) {
            line.opinion = shown(&cell.value).replace(['\n', '\r', '\t'], " ");
        }
    }
}

/// To hundredths: sums of what was typed with one decimal have no tail.
fn rounded(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}
