//! Cell by cell into the fields of one company.

use jiff::civil::Date;
use uuid::Uuid;

use super::{CellIssue, CellIssueKind, Draft, RowReader, is_failed_look_up, place};
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
        mapping::{ColumnMap, TargetField},
        parse::{self, HeaderUnit, Parsed, Unreadable},
        sheet::Cell,
    },
};

/// A row being read.
pub(super) struct Reading<'a, 'b> {
    pub reader: &'b RowReader<'a>,
    pub row: u32,
    pub draft: Draft,
    /// Registered and paid-in capital as written.
    pub capital: (String, String),
    pub hall: String,
}

impl Reading<'_, '_> {
    pub(super) fn take(&mut self, column: &ColumnMap, field: TargetField, cell: &Cell<'_>) {
        use TargetField as F;
        match field {
            F::Name => self.draft.company.name = name_text(cell),
            F::CreditCode => self.code(column, cell),
            F::RegisteredCapital | F::PaidInCapital => self.capital(column, field, cell),
            F::CapitalCurrency => {
                let known = parse::read_header_unit(&cell.display()).and_then(|unit| unit.currency);
                self.draft.company.capital_currency = known.or(self.draft.company.capital_currency);
            }
            F::Founded => match self.date(column, cell) {
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
            F::Hall => self.hall = text_of(cell).to_string(),
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

    pub(super) fn issue(&mut self, column: &ColumnMap, raw: &str, kind: CellIssueKind) {
        self.draft.issues.push(CellIssue { row: self.row, column: column.index, raw: raw.to_owned(), kind });
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

    fn date(&self, column: &ColumnMap, cell: &Cell<'_>) -> Parsed<Date> {
        match cell {
            Cell::Date(moment) => Parsed::Value(moment.date()),
            Cell::Number(number) => parse::excel_date(*number, self.reader.counts_from_1904),
            other => parse::date_ordered(&other.display(), column.days),
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
                    if let Some(meant) = parse::ten_thousandfold(metric, number) {
                        let unit = match metric.unit() {
                            Unit::WanYuan => "万元",
                            Unit::WanYuanPerMu => "万元/亩",
                            _ => "",
                        };
                        let [written, meant] = [number, meant].map(|number| format!("{number}{unit}"));
                        self.issue(column, &raw, CellIssueKind::TenThousandfold { written, meant });
                    }
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
            Unit::WanYuan | Unit::WanYuanPerMu | Unit::WanYuanPerPlant | Unit::WanYuanPerTce => {
                match (cell, column.unit) {
                    (Cell::Number(number), Some(unit)) if !unit.percent && is_yuan(unit.currency) => {
                        Parsed::Value(number * unit.scale / 1e4)
                    }
                    // A bare figure per tonne of coal equivalent has always been 万元: nobody keeps it in 元.
                    _ if metric.unit() == Unit::WanYuanPerTce && column.unit.is_none() => {
                        figure(parse::measure_typed(&raw, metric))
                    }
                    _ => figure(parse::measure(&raw, metric, column.unit)),
                }
            }
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

    pub(super) fn finish(mut self) -> Draft {
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

fn is_yuan(currency: Option<Currency>) -> bool {
    matches!(currency, None | Some(Currency::Cny))
}

fn figure(read: Parsed<parse::Measured>) -> Parsed<f64> {
    match read {
        Parsed::Value(found) => Parsed::Value(found.number),
        Parsed::Missing => Parsed::Missing,
        Parsed::Unreadable(reason) => Parsed::Unreadable(reason),
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

/// The name, or nothing when what is written is no name.
pub(super) fn name_text(cell: &Cell<'_>) -> Text {
    let Cell::Text(raw) = cell else { return Text::default() };
    let cleaned = name::clean(raw);
    // A name that is compared as nothing would be another company each time it is imported.
    if parse::is_missing(&cleaned)
        || is_failed_look_up(&cleaned)
        || !cleaned.chars().any(char::is_alphabetic)
        || name::normalize(&cleaned).is_empty()
    {
        return Text::default();
    }
    cleaned.into()
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
        Metric::RdBody | Metric::GreenFactory if has(&["国家"]) => "national",
        Metric::RdBody | Metric::GreenFactory if has(&["市级", "省级", "省部级"]) => "municipal",
        Metric::RdBody if has(&["企业", "自建", "有", "是"]) => "company",
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
