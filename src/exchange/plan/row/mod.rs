//! One row of the list → what it says about one company.

mod reading;

use reading::Reading;

use super::{CellIssue, CellIssueKind, PlanOptions, RejectReason, RejectedRow, place};
use crate::{
    domain::{
        company::{Company, Honour},
        credit_code,
        fact::Fact,
        ids::CompanyId,
        name,
        record::Text,
        units::Unit,
    },
    exchange::{
        aliases::header_key,
        formula_guard::unguard,
        mapping::{ColumnMap, Mapping, TargetField},
        parse::{self, Parsed, Unreadable},
        sheet::{Cell, Row, Sheet},
    },
};
use uuid::Uuid;

/// What a row says; keys are still nil.
pub(super) struct Draft {
    pub row: u32,
    pub company: Company,
    pub facts: Vec<Fact>,
    pub honours: Vec<Honour>,
    pub booth: Text,
    pub issues: Vec<CellIssue>,
}

/// Reads rows by a mapping.
pub(super) struct RowReader<'a> {
    mapping: &'a Mapping,
    options: &'a PlanOptions,
    columns: Vec<(&'a ColumnMap, TargetField)>,
    /// Columns of percentages whose bare numbers are fractions of 1.
    fractions: Vec<u32>,
    counts_from_1904: bool,
    /// Whether texts may carry the guard against formulas.
    guarded: bool,
    /// Headers in compared form, by column.
    header_keys: Vec<String>,
}

/// Headers longer than this many bytes are not looked for among the rows.
const LONGEST_HEADER: usize = 120;
/// Rows looked at to tell fractions from percentages.
const FRACTION_SAMPLE: usize = 2_000;

impl<'a> RowReader<'a> {
    pub(super) fn new(list: &Sheet, mapping: &'a Mapping, options: &'a PlanOptions) -> Self {
        let columns: Vec<_> = mapping.columns.iter().filter_map(|column| Some((column, column.field?))).collect();
        let fractions = columns
            .iter()
            .filter(|(column, field)| {
                matches!(field, TargetField::Metric(metric) if metric.unit() == Unit::Percent) && column.unit.is_none()
            })
            .map(|(column, _)| column.index)
            .filter(|index| holds_fractions(list, mapping, *index))
            .collect();
        let header_keys = mapping.columns.iter().map(|column| header_key(&column.header)).collect();
        Self {
            mapping,
            options,
            columns,
            fractions,
            counts_from_1904: list.counts_from_1904,
            guarded: list.guarded,
            header_keys,
        }
    }

    /// Whether nothing is written in the row, or nothing but a running number outside the mapped columns.
    pub(super) fn is_blank(&self, row: &Row<'_>) -> bool {
        let filled: Vec<u32> = row.cells().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| column).collect();
        filled.is_empty()
            || (filled.len() == 1
                && !self.columns.iter().any(|(column, _)| column.index == filled[0])
                && !matches!(row.cell(filled[0]), Cell::Text(text) if text.chars().count() > 8))
    }

    /// Rows that are plainly something else than a company.
    pub(super) fn not_a_company(&self, row: &Row<'_>) -> Option<RejectedRow> {
        let rejected = |column: u32, raw: &str, reason| {
            Some(RejectedRow { row: row.number(), column: Some(column), raw: raw.to_owned(), reason })
        };
        let filled: Vec<(u32, Cell<'_>)> = row.cells().filter(|(_, cell)| !cell.is_blank()).collect();
        let repeats = filled
            .iter()
            .filter(|(column, cell)| {
                matches!(cell, Cell::Text(text) if text.len() <= LONGEST_HEADER && self.header_keys.get(*column as usize).is_some_and(|key| {
                    !key.is_empty() && text.chars().find(|c| !c.is_whitespace()).is_some_and(|c| !c.is_alphanumeric() || first_fits(key, c))
                        && *key == header_key(text)
                }))
            })
            .count();
        let (first_column, first_cell) = filled.first()?;
        let first = first_cell.display();
        if repeats > 0 && repeats * 2 > filled.len() {
            return rejected(*first_column, &first, RejectReason::RepeatedHeader);
        }
        let (name_column, name_text) = self.cell_of(row, TargetField::Name);
        let summed = if name_text.trim().is_empty() { &first } else { &name_text };
        if is_sum(summed) || (is_sum(&first) && parse::number(&name_text).value().is_some()) {
            return rejected(*first_column, &first, RejectReason::SumRow);
        }
        if filled.len() == 1 && is_remark(&first, name_column == Some(*first_column)) {
            return rejected(*first_column, &first, RejectReason::Remark);
        }
        None
    }

    /// The cell as a value: a text without the guard that kept it from being read as a formula.
    fn cell<'r>(&self, row: &Row<'r>, column: u32) -> Cell<'r> {
        match row.cell(column) {
            Cell::Text(text) if self.guarded => Cell::Text(unguard(text)),
            other => other,
        }
    }

    /// Column and text of the first cell that feeds the field.
    pub(super) fn cell_of(&self, row: &Row<'_>, field: TargetField) -> (Option<u32>, String) {
        let column = self.mapping.columns_for(field).next().map(|column| column.index);
        (column, column.map(|column| self.cell(row, column).display()).unwrap_or_default())
    }

    /// Whether the row has a valid credit code and no name.
    pub(super) fn names_by_code_alone(&self, row: &Row<'_>) -> bool {
        let (Some(_), code) = self.cell_of(row, TargetField::CreditCode) else { return false };
        if code.is_empty() || credit_code::check(&credit_code::normalize(&code)).is_err() {
            return false;
        }
        let (column, _) = self.cell_of(row, TargetField::Name);
        column.is_none_or(|column| reading::name_text(&self.cell(row, column)).is_empty())
    }

    /// Why the row has no name, when it has none.
    pub(super) fn name_fault(&self, row: &Row<'_>) -> RejectReason {
        let (_, raw) = self.cell_of(row, TargetField::Name);
        if raw.trim().is_empty() {
            RejectReason::NoName
        } else if parse::is_missing(&raw) || is_failed_look_up(&raw) {
            RejectReason::LookupFailed
        } else {
            RejectReason::NotAName
        }
    }

    pub(super) fn read(&self, row: &Row<'_>) -> Draft {
        let mut company = Company::named(CompanyId::from_uuid(Uuid::nil()), "");
        company.origin = self.options.source.clone();
        let mut reading = Reading {
            reader: self,
            row: row.number(),
            draft: Draft {
                row: row.number(),
                company,
                facts: Vec::new(),
                honours: Vec::new(),
                booth: Text::default(),
                issues: Vec::new(),
            },
            capital: (String::new(), String::new()),
            hall: String::new(),
        };
        for (column, field) in &self.columns {
            let cell = self.cell(row, column.index);
            match cell {
                Cell::Empty => {}
                Cell::Error(text) => reading.issue(column, text, CellIssueKind::Unreadable(Unreadable::ErrorValue)),
                _ => reading.take(column, *field, &cell),
            }
        }
        reading.finish()
    }
}

/// Whether a header in compared form can begin with this character; saves comparing nearly every cell.
fn first_fits(key: &str, c: char) -> bool {
    key.chars().next().is_some_and(|first| first == c || !matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9'))
}

/// Whether the bare numbers of a column of percentages all lie between 0 and 1, and some are not whole.
fn holds_fractions(list: &Sheet, mapping: &Mapping, column: u32) -> bool {
    let mut some = false;
    for row in list.rows().filter(|row| row.number() >= mapping.first_data_row).take(FRACTION_SAMPLE) {
        let value = match row.cell(column) {
            Cell::Number(number) => number,
            Cell::Text(text) => match parse::percent(text) {
                Parsed::Value((value, false)) => value,
                _ => continue,
            },
            _ => continue,
        };
        if value.abs() > 1.0 {
            return false;
        }
        some |= value.fract() != 0.0;
    }
    some
}

fn is_sum(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["合计", "总计", "小计", "共计", "累计", "total", "Total", "TOTAL", "Subtotal"].iter().any(|word| {
        compact.strip_prefix(word).is_some_and(|rest| {
            rest.chars().all(|c| {
                c.is_ascii_digit()
                    || matches!(c, ':' | '：' | '(' | ')' | '（' | '）' | '家' | '户' | '个' | '.' | ',' | '，')
            })
        })
    })
}

fn is_remark(text: &str, in_name_column: bool) -> bool {
    let text = text.trim();
    let opens = [
        "注：",
        "注:",
        "备注",
        "说明",
        "数据来源",
        "资料来源",
        "来源：",
        "制表",
        "填表",
        "统计时间",
        "截至",
        "※",
        "*注",
        "Note",
        "Source",
    ];
    opens.iter().any(|word| text.starts_with(word)) && (!in_name_column || !name::looks_like_company(text))
        || text.chars().count() > 120
}

fn is_failed_look_up(text: &str) -> bool {
    ["未查询到", "未匹配", "查无", "没有找到", "未找到", "查询失败", "匹配失败", "未查到", "无结果"]
        .iter()
        .any(|word| text.contains(word))
}
