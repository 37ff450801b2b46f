//! One row of the list → what it says about one company.

use jiff::civil::Date;
use uuid::Uuid;

use super::{CellIssue, CellIssueKind, PlanOptions, RejectReason, RejectedRow, place};
use crate::{
    domain::{
        company::{Company, Honour, HonourKind},
        fact::{Fact, FactState, Metric},
        ids::{CompanyId, FactId, HonourId},
        name,
        record::Text,
        units::{Amount, Currency, Unit},
    },
    exchange::{
        aliases::header_key,
        mapping::{ColumnMap, Mapping, TargetField},
        parse::{self, HeaderUnit, Parsed, Unreadable},
        sheet::{Cell, Row, Sheet},
    },
};

/// What a row says; keys are still nil.
pub(super) struct Draft {
    pub row: u32,
    pub company: Company,
    pub facts: Vec<Fact>,
    pub honours: Vec<Honour>,
    pub booth: Box<str>,
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
}

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
        Self { mapping, options, columns, fractions, counts_from_1904: list.counts_from_1904 }
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
                matches!(cell, Cell::Text(text) if self.mapping.columns.get(*column as usize).is_some_and(|map| {
                    !map.header.is_empty() && header_key(&map.header) == header_key(text)
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

    /// Column and text of the first cell that feeds the field.
    pub(super) fn cell_of(&self, row: &Row<'_>, field: TargetField) -> (Option<u32>, String) {
        let column = self.mapping.columns_for(field).next().map(|column| column.index);
        (column, column.map(|column| row.cell(column).display()).unwrap_or_default())
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
                booth: Box::default(),
                issues: Vec::new(),
            },
            capital: (String::new(), String::new()),
            hall: String::new(),
        };
        for (column, field) in &self.columns {
            let cell = row.cell(column.index);
            match cell {
                Cell::Empty => {}
                Cell::Error(text) => reading.issue(column, text, CellIssueKind::Unreadable(Unreadable::ErrorValue)),
                _ => reading.take(column, *field, &cell),
            }
        }
        reading.finish()
    }
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

/// A row being read.
struct Reading<'a, 'b> {
    reader: &'b RowReader<'a>,
    row: u32,
    draft: Draft,
    /// Registered and paid-in capital as written.
    capital: (String, String),
    hall: String,
}

impl Reading<'_, '_> {
    fn take(&mut self, column: &ColumnMap, field: TargetField, cell: &Cell<'_>) {
        use TargetField as F;
        match field {
            F::Name => self.draft.company.name = self.name_text(cell),
            F::CreditCode => self.code(column, cell),
            F::RegisteredCapital | F::PaidInCapital => self.capital(column, field, cell),
            F::CapitalCurrency => {
                let known = parse::read_header_unit(&cell.display()).and_then(|unit| unit.currency);
                self.draft.company.capital_currency = known.or(self.draft.company.capital_currency);
            }
            F::Founded => match self.date(cell) {
                Parsed::Value(date) => self.draft.company.founded = Some(date),
                Parsed::Unreadable(reason) => self.issue(column, &cell.display(), CellIssueKind::Unreadable(reason)),
                Parsed::Missing => {}
            },
            F::Region => self.region(&text_of(cell)),
            F::Industry => self.industry(&text_of(cell)),
            F::Phone => self.contacts(column, cell, parse::phone_list, |company| &mut company.phone),
            F::Email => self.contacts(column, cell, parse::email_list, |company| &mut company.email),
            F::FormerNames => {
                let text = text_of(cell);
                let names = text
                    .split([';', '；', '、', '|', '\n', '，', '→'])
                    .map(name::clean)
                    .filter(|name| !parse::is_missing(name));
                for name in names {
                    add_line(&mut self.draft.company.former_names, &name);
                }
            }
            F::Honours => self.honours(column, &cell.display()),
            F::HonourFlag(kind) => self.honour_flag(column, kind, &cell.display()),
            F::StockCode => self.stock_code(cell),
            F::Metric(metric) => self.metric(column, metric, cell),
            F::Hall => self.hall = text_of(cell).into(),
            F::Booth => self.draft.booth = text_of(cell),
            _ => {
                let text = text_of(cell);
                if !text.is_empty()
                    && let Some(place) = self.text_field(field)
                {
                    *place = text;
                }
            }
        }
    }

    fn text_field(&mut self, field: TargetField) -> Option<&mut Text> {
        use TargetField as F;
        let company = &mut self.draft.company;
        Some(match field {
            F::ShortName => &mut company.short_name,
            F::EnglishName => &mut company.english_name,
            F::RegistrationStatus => &mut company.registration_status,
            F::LegalRepresentative => &mut company.legal_representative,
            F::CompanyType => &mut company.company_type,
            F::Province => &mut company.province,
            F::City => &mut company.city,
            F::District => &mut company.district,
            F::Address => &mut company.address,
            F::IndustryCode => &mut company.industry_code,
            F::SizeClass => &mut company.size_class,
            F::MainBusiness => &mut company.main_business,
            F::Products => &mut company.products,
            F::BusinessScope => &mut company.business_scope,
            F::Introduction => &mut company.introduction,
            F::BoothNotes => &mut company.booth_notes,
            F::Website => &mut company.website,
            F::Notes => &mut company.notes,
            _ => return None,
        })
    }

    fn issue(&mut self, column: &ColumnMap, raw: &str, kind: CellIssueKind) {
        self.draft.issues.push(CellIssue { row: self.row, column: column.index, raw: raw.to_owned(), kind });
    }

    /// The name, or nothing when what is written is no name.
    fn name_text(&self, cell: &Cell<'_>) -> Text {
        let Cell::Text(raw) = cell else { return Text::default() };
        let cleaned = name::clean(raw);
        if parse::is_missing(&cleaned) || is_failed_look_up(&cleaned) || !cleaned.chars().any(char::is_alphabetic) {
            return Text::default();
        }
        cleaned.into()
    }

    fn code(&mut self, column: &ColumnMap, cell: &Cell<'_>) {
        let raw = cell.display();
        let parsed = match cell {
            // A number of more than 15 digits has already lost some of them.
            Cell::Number(number) if number.abs() >= 1e15 => Parsed::Unreadable(Unreadable::DamagedCode),
            _ => parse::credit_code(&raw),
        };
        match parsed {
            Parsed::Missing => {}
            Parsed::Unreadable(reason) => self.issue(column, &raw, CellIssueKind::Unreadable(reason)),
            Parsed::Value(reading) => {
                if let Some(fault) = reading.fault {
                    self.issue(column, &raw, CellIssueKind::CodeFault { fault, suggestion: reading.suggestion });
                }
                self.draft.company.credit_code = reading.code.into();
            }
        }
    }

    fn capital(&mut self, column: &ColumnMap, field: TargetField, cell: &Cell<'_>) {
        let raw = cell.display();
        if parse::is_missing(&raw) {
            return;
        }
        let bare = parse::number(&raw).value().is_some() && column.unit.is_some();
        let written = if bare { format!("{} [{}]", raw.trim(), column.header) } else { raw.trim().to_owned() };
        let registered = field == TargetField::RegisteredCapital;
        *(if registered { &mut self.capital.0 } else { &mut self.capital.1 }) = written;
        let parsed = money(cell, column.unit);
        let company = &mut self.draft.company;
        match parsed {
            Parsed::Value((amount, currency)) if currencies_agree(currency, company.capital_currency) => {
                company.capital_currency = company.capital_currency.or(currency);
                *(if registered { &mut company.registered_capital } else { &mut company.paid_in_capital }) =
                    Some(amount);
            }
            // Two capitals in two currencies cannot stand in one record; the text keeps both.
            Parsed::Value(_) => self.issue(column, &raw, CellIssueKind::Unreadable(Unreadable::Amount)),
            Parsed::Unreadable(reason) => self.issue(column, &raw, CellIssueKind::Unreadable(reason)),
            Parsed::Missing => {}
        }
    }

    fn date(&self, cell: &Cell<'_>) -> Parsed<Date> {
        match cell {
            Cell::Date(moment) => Parsed::Value(moment.date()),
            Cell::Number(number) => parse::excel_date(*number, self.reader.counts_from_1904),
            other => parse::date(&other.display()),
        }
    }

    fn region(&mut self, text: &str) {
        let place::Region { province, city, district, elsewhere } = place::region(text);
        let company = &mut self.draft.company;
        // Columns of their own say it better than a region taken apart.
        for (field, part) in [
            (&mut company.province, province),
            (&mut company.city, city),
            (&mut company.district, district),
            (&mut company.address, elsewhere),
        ] {
            if field.is_empty() {
                *field = part.into();
            }
        }
    }

    fn industry(&mut self, text: &str) {
        let mut chars = text.chars();
        let section =
            chars.next().is_some_and(|c| c.is_ascii_uppercase()) && chars.next().is_some_and(|c| c == ' ' || c == '-');
        let plain = if section { text[2..].trim() } else { text };
        if plain.is_empty() {
            return;
        }
        if (2..=4).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_digit()) {
            self.draft.company.industry_code = plain.into();
        } else {
            self.draft.company.industry = plain.into();
        }
    }

    fn contacts(
        &mut self,
        column: &ColumnMap,
        cell: &Cell<'_>,
        split: fn(&str) -> String,
        field: fn(&mut Company) -> &mut Text,
    ) {
        let raw = match cell {
            // Written out in full: a phone number in scientific notation is of no use.
            Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
            other => other.display(),
        };
        if parse::is_missing(&raw) {
            return;
        }
        let found = split(&raw);
        if found.is_empty() {
            self.issue(column, &raw, CellIssueKind::Unreadable(Unreadable::Number));
        }
        for line in found.lines() {
            add_line(field(&mut self.draft.company), line);
        }
    }

    fn honours(&mut self, column: &ColumnMap, raw: &str) {
        let reading = parse::honours(raw);
        for kind in reading.held {
            self.honour(kind, "");
        }
        if !reading.unclear.is_empty() {
            self.issue(column, raw, CellIssueKind::HonourUnclear);
        }
    }

    fn honour_flag(&mut self, column: &ColumnMap, kind: HonourKind, raw: &str) {
        match parse::honour_flag(raw) {
            Parsed::Value((true, number)) => self.honour(kind, &number),
            Parsed::Unreadable(reason) => self.issue(column, raw, CellIssueKind::Unreadable(reason)),
            Parsed::Value((false, _)) | Parsed::Missing => {}
        }
    }

    fn stock_code(&mut self, cell: &Cell<'_>) {
        let code = match cell {
            // Excel drops the zeros in front.
            Cell::Number(number) if number.fract() == 0.0 && (1.0..1e6).contains(number) => format!("{number:06.0}"),
            other => other.display().trim().to_owned(),
        };
        if parse::stock_code_is_listed(&code) {
            self.honour(HonourKind::Listed, &code);
        }
    }

    fn honour(&mut self, kind: HonourKind, number: &str) {
        if let Some(known) = self.draft.honours.iter_mut().find(|honour| honour.kind == kind) {
            if known.number.is_empty() {
                known.number = number.into();
            }
            return;
        }
        self.draft.honours.push(Honour {
            id: HonourId::from_uuid(Uuid::nil()),
            company: CompanyId::from_uuid(Uuid::nil()),
            kind,
            number: number.into(),
            issued: None,
            expires: None,
            source: self.reader.options.source.clone(),
        });
    }

    fn metric(&mut self, column: &ColumnMap, metric: Metric, cell: &Cell<'_>) {
        let raw = cell.display();
        let mut fact = Fact {
            id: FactId::from_uuid(Uuid::nil()),
            company: CompanyId::from_uuid(Uuid::nil()),
            metric,
            state: FactState::Known,
            number: None,
            low: None,
            high: None,
            choice: Text::default(),
            unit: metric.unit(),
            as_of: Some(column.year.and_then(|year| Date::new(year, 12, 31).ok()).unwrap_or(self.reader.options.today)),
            source: self.reader.options.source.clone(),
            note: Text::default(),
            author: self.reader.options.author,
        };
        let parsed = if metric.unit() == Unit::Choice {
            choice(metric, &raw).map(|parsed| match parsed {
                Ok(word) => fact.choice = word.into(),
                Err(reason) => {
                    fact.state = FactState::Unparsed;
                    self.issue(column, &raw, CellIssueKind::Unreadable(reason));
                }
            })
        } else {
            match self.metric_number(column, metric, cell) {
                Parsed::Missing => None,
                Parsed::Value(number) => {
                    fact.number = Some(number);
                    Some(())
                }
                Parsed::Unreadable(reason) => {
                    fact.state = FactState::Unparsed;
                    self.issue(column, &raw, CellIssueKind::Unreadable(reason));
                    Some(())
                }
            }
        };
        if parsed.is_some() {
            let plain = fact.number.is_some_and(|number| number.to_string() == raw.trim());
            if !plain {
                fact.note = raw.trim().into();
            }
            self.draft.facts.push(fact);
        }
    }

    fn metric_number(&mut self, column: &ColumnMap, metric: Metric, cell: &Cell<'_>) -> Parsed<f64> {
        let raw = cell.display();
        match metric.unit() {
            Unit::WanYuan | Unit::WanYuanPerMu => match (cell, column.unit) {
                (Cell::Number(number), Some(unit)) if !unit.percent => Parsed::Value(number * unit.scale / 1e4),
                _ => parse::scaled_number(&raw, column.unit),
            },
            Unit::Percent => match parse::percent(&raw) {
                Parsed::Value((value, false)) if self.reader.fractions.contains(&column.index) => {
                    self.issue(column, &raw, CellIssueKind::TakenAsFraction);
                    Parsed::Value(value * 100.0)
                }
                Parsed::Value((value, _)) => Parsed::Value(value),
                Parsed::Missing => Parsed::Missing,
                Parsed::Unreadable(reason) => Parsed::Unreadable(reason),
            },
            _ => parse::number(&raw),
        }
    }

    fn finish(mut self) -> Draft {
        let (registered, paid_in) = self.capital;
        self.draft.company.capital_text = match (registered.as_str(), paid_in.as_str()) {
            (_, "") => registered.into(),
            ("", _) => paid_in.into(),
            _ => format!("{registered} / {paid_in}").into(),
        };
        if !self.hall.is_empty() && !self.draft.booth.contains(&self.hall) {
            self.draft.booth = format!("{} {}", self.hall, self.draft.booth).trim().into();
        }
        self.draft
    }
}

/// The text of a cell, cleaned; empty when it says that nothing is known. Line breaks inside stay.
fn text_of(cell: &Cell<'_>) -> Text {
    let raw = match cell {
        Cell::Text(text) => std::borrow::Cow::Borrowed(*text),
        other => std::borrow::Cow::Owned(other.display()),
    };
    if parse::is_missing(&raw) {
        return Text::default();
    }
    if raw.contains('\n') {
        let lines: Vec<_> = raw.lines().map(name::clean).filter(|line| !line.is_empty()).collect();
        return lines.join("\n").into();
    }
    name::clean(&raw).into()
}

fn add_line(field: &mut Text, line: &str) {
    if field.is_empty() {
        *field = line.into();
    } else if !field.lines().any(|known| known == line) {
        *field = format!("{field}\n{line}").into();
    }
}

fn money(cell: &Cell<'_>, unit: Option<HeaderUnit>) -> Parsed<(Amount, Option<Currency>)> {
    if let Cell::Number(number) = cell {
        let Some(unit) = unit.filter(|unit| !unit.percent) else { return Parsed::Unreadable(Unreadable::UnitUnknown) };
        if *number < 0.0 {
            return Parsed::Unreadable(Unreadable::Amount);
        }
        return Amount::from_wan(number * unit.scale / 1e4)
            .map_or(Parsed::Unreadable(Unreadable::Amount), |amount| Parsed::Value((amount, unit.currency)));
    }
    match parse::amount(&cell.display(), unit) {
        Parsed::Value(money) => Parsed::Value((money.amount, money.currency)),
        Parsed::Missing => Parsed::Missing,
        Parsed::Unreadable(reason) => Parsed::Unreadable(reason),
    }
}

/// Whether two capitals can be in one currency. One that is not named is yuan, and so fits what is not foreign.
fn currencies_agree(said: Option<Currency>, known: Option<Currency>) -> bool {
    match (said, known) {
        (Some(said), Some(known)) => said == known,
        _ => true,
    }
}

/// A word of the metric's scale, in the program's words or as lists say it.
fn choice(metric: Metric, raw: &str) -> Option<Result<&'static str, Unreadable>> {
    let text = raw.trim();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if let Some(word) = metric.choices().iter().find(|word| text.eq_ignore_ascii_case(word)) {
        return Some(Ok(word));
    }
    if metric != Metric::FinancingStage && matches!(text, "无" | "否" | "没有") {
        return Some(Ok("none"));
    }
    if parse::is_missing(text) {
        return None;
    }
    let word = match metric {
        Metric::RdBody if has(&["国家"]) => "national",
        Metric::RdBody if has(&["市级", "省级", "省部级"]) => "municipal",
        Metric::RdBody if has(&["企业", "自建", "有", "是"]) => "company",
        Metric::GreenFactory if has(&["国家"]) => "national",
        Metric::GreenFactory if has(&["市级", "省级"]) => "municipal",
        Metric::CoreTechnology if has(&["认定", "领先", "认证"]) => "certified",
        Metric::CoreTechnology if has(&["引进", "许可", "授权使用"]) => "licensed",
        Metric::CoreTechnology if has(&["自主", "自有"]) => "own",
        Metric::PlatformLink if has(&["意向", "拟"]) => "intended",
        Metric::PlatformLink if has(&["合作", "客户"]) => "partner",
        Metric::FinancingStage if has(&["已上市", "上市公司"]) => "listed",
        Metric::FinancingStage if has(&["种子", "天使"]) => "seed",
        Metric::FinancingStage if has(&["初创", "A轮", "A+轮", "Pre-A"]) => "startup",
        Metric::FinancingStage if has(&["成果", "B轮", "C轮", "D轮", "E轮", "Pre-IPO", "B+轮", "战略"]) => {
            "fruition"
        }
        _ => return Some(Err(Unreadable::Choice)),
    };
    Some(Ok(word))
}
