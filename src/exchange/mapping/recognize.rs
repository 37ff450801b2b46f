//! Finding the header row, and the field of each column: by header word, by likeness, by content.

use std::collections::HashMap;

use super::{ColumnMap, Mapping, TargetField};
use crate::{
    domain::{credit_code, fact, name},
    exchange::{
        aliases::{ALIASES, KNOWN_UNUSED, header_key},
        parse,
        sheet::{Cell, Row, Sheet},
    },
};

/// Rows looked at for a header.
const HEADER_SEARCH: usize = 20;
/// Rows looked at for the kind of content.
const CONTENT_SAMPLE: usize = 200;

/// Finds the header row and says what each column is.
pub fn recognize(sheet: &Sheet) -> Mapping {
    let known = known_headers();
    let head: Vec<Row<'_>> = sheet.rows().filter(|row| !row.is_blank()).take(HEADER_SEARCH).collect();
    let (headers, header_row, first_data_row) = match find_header(&head, &known) {
        Some((first, last)) => {
            let rows = &head[first..=last];
            (header_texts(rows, sheet.width()), rows.last().map(Row::number), head[last].number() + 1)
        }
        None => match unknown_header(&head) {
            Some(row) => {
                (header_texts(&head[row..=row], sheet.width()), Some(head[row].number()), head[row].number() + 1)
            }
            None => (vec![String::new(); sheet.width() as usize], None, head.first().map_or(1, Row::number)),
        },
    };
    mapped(sheet, &headers, header_row, first_data_row, &known)
}

/// Says what each column is when a person has said which row is the header; none = the list begins with data.
pub fn recognize_under(sheet: &Sheet, header_row: Option<u32>) -> Mapping {
    let known = known_headers();
    let header = header_row.and_then(|number| sheet.row(number));
    let headers = header.map_or_else(
        || vec![String::new(); sheet.width() as usize],
        |row| header_texts(std::slice::from_ref(&row), sheet.width()),
    );
    let first = sheet.rows().find(|row| !row.is_blank()).map_or(1, |row| row.number());
    let first_data_row = header_row.map_or(first, |number| number.saturating_add(1));
    mapped(sheet, &headers, header_row, first_data_row, &known)
}

fn mapped(
    sheet: &Sheet,
    headers: &[String],
    header_row: Option<u32>,
    first_data_row: u32,
    known: &KnownHeaders,
) -> Mapping {
    let mut mapping = Mapping { header_row, first_data_row, columns: columns_of(headers, known) };
    by_likeness(&mut mapping);
    doubt_status(&mut mapping, sheet);
    doubt_name(&mut mapping, sheet);
    keep_one_per_field(&mut mapping);
    by_content(&mut mapping, sheet);
    name_from_short_name(&mut mapping);
    mapping
}

type KnownHeaders = HashMap<&'static str, Meaning>;

/// What a known header stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Field(TargetField),
    /// Something the program does not keep.
    Unused,
}

fn known_headers() -> KnownHeaders {
    let used = ALIASES.iter().flat_map(|(field, words)| words.iter().map(|word| (*word, Meaning::Field(*field))));
    used.chain(KNOWN_UNUSED.iter().map(|word| (*word, Meaning::Unused))).collect()
}

/// Index of the first and last of the rows that are the header.
fn find_header(head: &[Row<'_>], known: &KnownHeaders) -> Option<(usize, usize)> {
    let scores: Vec<usize> = head.iter().map(|row| header_words(row, known)).collect();
    let best = scores.iter().copied().max().filter(|score| *score > 0)?;
    let row = scores.iter().position(|score| *score == best)?;
    // One known word among many cells is more likely a value (产品, 公司) than a header, unless it opens the list.
    let filled = filled_cells(&head[row]);
    if best == 1 && filled > 2 && row > 0 && !has_name_word(&head[row], known) {
        return None;
    }
    let joined_above = row > 0 && best_is_second_line(&head[row - 1], &head[row], known);
    let joined_below = head.get(row + 1).is_some_and(|next| best_is_second_line(&head[row], next, known));
    Some((if joined_above { row - 1 } else { row }, if joined_below { row + 1 } else { row }))
}

/// Whether two rows are one header whose upper cells are merged over several lower ones: the lower one names things,
/// the upper one is more than a title, and together they fill each other's gaps.
fn best_is_second_line(upper: &Row<'_>, lower: &Row<'_>, known: &KnownHeaders) -> bool {
    lower.number() == upper.number() + 1
        && filled_cells(upper) >= 2
        && header_words(upper, known) > 0
        && header_words(lower, known) > 0
        && labels_only(upper)
        && labels_only(lower)
        && lower.cells().filter(|(_, cell)| !cell.is_blank()).any(|(column, _)| upper.cell(column).is_blank())
        && upper.cells().filter(|(_, cell)| !cell.is_blank()).any(|(column, _)| lower.cell(column).is_blank())
}

fn labels_only(row: &Row<'_>) -> bool {
    row.cells().filter(|(_, cell)| !cell.is_blank()).all(|(_, cell)| match cell {
        Cell::Text(text) => {
            text.chars().count() <= 20 && !name::looks_like_company(text) && parse::number(text).value().is_none()
        }
        _ => false,
    })
}

fn filled_cells(row: &Row<'_>) -> usize {
    row.cells().filter(|(_, cell)| !cell.is_blank()).count()
}

fn lookup(text: &str, known: &KnownHeaders) -> Option<Meaning> {
    if text.len() > 120 {
        return None;
    }
    let whole = header_key(text);
    let without_unit = || {
        let (bare, _) = parse::header_unit(text);
        let key = header_key(&bare);
        let key =
            key.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('年').trim_start_matches('度');
        known.get(key).copied()
    };
    let without_remark = || {
        let key = header_key(without_remark(text)?);
        known.get(key.as_str()).copied()
    };
    let found = known.get(whole.as_str()).copied().or_else(without_unit).or_else(without_remark);
    found.or_else(|| of_alternatives(text, known))
}

/// A header without a remark in brackets to whoever fills the list in: `企业名称（必填）`. Other brackets may change what
/// is meant, as in `企业名称（英文）`.
fn without_remark(text: &str) -> Option<&str> {
    const REMARKS: &[&str] = &[
        "必填",
        "选填",
        "可不填",
        "如有",
        "没有",
        "单选",
        "多选",
        "下拉",
        "请",
        "格式",
        "示例",
        "例如",
        "例：",
        "营业执照",
        "全称",
        "文本",
        "盖章",
        "精确到",
        "保留",
        "截至",
        "required",
        "optional",
    ];
    let open = text.find(['(', '（', '[', '【'])?;
    let (bare, remark) = text.split_at(open);
    let remark = remark.to_lowercase();
    REMARKS.iter().any(|word| remark.contains(word)).then_some(bare)
}

/// A header of alternatives that mean the same, or nothing the program keeps beside it: `联系电话/手机`,
/// `统一社会信用代码或注册号`.
fn of_alternatives(text: &str, known: &KnownHeaders) -> Option<Meaning> {
    let parts: Vec<&str> =
        text.split(['/', '／', '、', '|', '或']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if !(2..=4).contains(&parts.len()) {
        return None;
    }
    let mut meant = Meaning::Unused;
    for part in parts {
        let meaning = known.get(header_key(part).as_str()).copied()?;
        match (meaning, meant) {
            (Meaning::Field(_), Meaning::Unused) => meant = meaning,
            (Meaning::Field(one), Meaning::Field(other)) if one != other => return None,
            _ => {}
        }
    }
    Some(meant)
}

fn header_words(row: &Row<'_>, known: &KnownHeaders) -> usize {
    row.cells().filter(|(_, cell)| matches!(cell, Cell::Text(text) if lookup(text, known).is_some())).count()
}

fn has_name_word(row: &Row<'_>, known: &KnownHeaders) -> bool {
    row.cells().any(|(_, cell)| {
        matches!(cell, Cell::Text(text) if matches!(lookup(text, known), Some(Meaning::Field(TargetField::Name | TargetField::ShortName))))
    })
}

/// A first row of words nobody knows over columns that are plainly something else.
fn unknown_header(head: &[Row<'_>]) -> Option<usize> {
    let first = head.first()?;
    let below: Vec<&Row<'_>> = head.iter().skip(1).collect();
    if below.len() < 2 || !labels_only(first) {
        return None;
    }
    let differs = first.cells().filter(|(_, cell)| !cell.is_blank()).any(|(column, _)| {
        let data = below
            .iter()
            .filter(|row| match row.cell(column) {
                Cell::Text(text) => {
                    name::looks_like_company(text)
                        || parse::number(text).value().is_some()
                        || parse::date(text).value().is_some()
                }
                Cell::Number(_) | Cell::Date(_) => true,
                _ => false,
            })
            .count();
        data * 10 >= below.len() * 6
    });
    differs.then_some(0)
}

/// Header of every column: the lowest text, so that of a merged header the particular word counts; a repeated header
/// is numbered.
fn header_texts(rows: &[Row<'_>], width: u32) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    (0..width)
        .map(|column| {
            let text = rows
                .iter()
                .rev()
                .map(|row| name::clean(row.cell(column).display().trim()).into_owned())
                .find(|text| !text.is_empty())
                .unwrap_or_default();
            if text.is_empty() {
                return text;
            }
            let times = seen.entry(text.clone()).or_insert(0);
            *times += 1;
            if *times == 1 { text } else { format!("{text}({times})") }
        })
        .collect()
}

fn columns_of(headers: &[String], known: &KnownHeaders) -> Vec<ColumnMap> {
    headers
        .iter()
        .zip(0_u32..)
        .map(|(header, index)| {
            let plain = header
                .rsplit_once('(')
                .filter(|(_, tail)| is_repeat_number(tail))
                .map_or(header.as_str(), |(plain, _)| plain);
            let (_, unit) = parse::header_unit(plain);
            let field = match lookup(plain, known) {
                Some(Meaning::Field(field)) => Some(field),
                Some(Meaning::Unused) | None => None,
            };
            let confidence = if field.is_some() { 1.0 } else { 0.0 };
            ColumnMap { index, header: header.clone(), field, unit, days: None, year: year_of(plain), confidence }
        })
        .collect()
}

fn is_repeat_number(tail: &str) -> bool {
    tail.strip_suffix(')').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn year_of(header: &str) -> Option<i16> {
    let digits: String =
        header_key(header).chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|year| (1990..=2100).contains(year))
}

/// Headers that end in a known word after something else (`入驻企业名称`, `2024年企业营业收入(万元)`), unless what comes
/// before makes it another thing.
fn by_likeness(mapping: &mut Mapping) {
    const OTHERS: &[&str] = &[
        "提供",
        "母公司",
        "股东",
        "保荐",
        "客户",
        "供应商",
        "查询",
        "上级",
        "控股",
        "投资",
        "关联",
        "担保",
        "集团",
        "原始",
        "主管",
        "推荐",
        "审计",
        "联系人",
        "企查查",
    ];
    const LIKELY: &[TargetField] = &[
        TargetField::Name,
        TargetField::CreditCode,
        TargetField::BusinessScope,
        TargetField::MainBusiness,
        TargetField::RegisteredCapital,
        TargetField::Founded,
        TargetField::Introduction,
        TargetField::Metric(fact::Metric::Revenue),
    ];
    for column in &mut mapping.columns {
        let (bare, _) = parse::header_unit(&column.header);
        let key = header_key(&bare);
        if column.field.is_some()
            || KNOWN_UNUSED.contains(&key.as_str())
            || OTHERS.iter().any(|word| key.contains(word))
        {
            continue;
        }
        let found = ALIASES.iter().filter(|(field, _)| LIKELY.contains(field)).find(|(_, words)| {
            words.iter().any(|word| word.chars().count() >= 4 && !word.is_ascii() && key.ends_with(word))
        });
        if let Some((field, _)) = found {
            column.field = Some(*field);
            column.confidence = 0.7;
        }
    }
}

/// `状态` may be anything (of a listing, of a talk); it is the registration status only when such words stand in it, for
/// a wrong one could shut a company out.
fn doubt_status(mapping: &mut Mapping, sheet: &Sheet) {
    const WORDS: &[&str] = &[
        "存续",
        "在业",
        "开业",
        "正常",
        "在营",
        "注销",
        "吊销",
        "撤销",
        "迁出",
        "迁入",
        "停业",
        "歇业",
        "清算",
        "登记成立",
        "active",
        "dissolved",
    ];
    let first = mapping.first_data_row;
    for column in mapping.columns.iter_mut().filter(|column| column.field == Some(TargetField::RegistrationStatus)) {
        let rows = sheet.rows().filter(|row| row.number() >= first).take(CONTENT_SAMPLE);
        let texts: Vec<String> =
            rows.map(|row| row.cell(column.index).display()).filter(|text| !parse::is_missing(text)).collect();
        let known = texts.iter().filter(|text| WORDS.iter().any(|word| text.to_lowercase().contains(word))).count();
        if known * 2 < texts.len() {
            column.field = None;
            column.confidence = 0.0;
        }
    }
}

/// `单位` may head units of measure and `名称` numbers; a column mostly of such holds no names.
fn doubt_name(mapping: &mut Mapping, sheet: &Sheet) {
    let first = mapping.first_data_row;
    for column in mapping.columns.iter_mut().filter(|column| column.field == Some(TargetField::Name)) {
        let rows = sheet.rows().filter(|row| row.number() >= first).take(CONTENT_SAMPLE);
        let texts: Vec<String> =
            rows.map(|row| row.cell(column.index).display()).filter(|text| !parse::is_missing(text)).collect();
        let others = texts
            .iter()
            .filter(|text| parse::read_header_unit(text).is_some() || parse::number(text).value().is_some())
            .count();
        if others * 2 > texts.len() {
            column.field = None;
            column.confidence = 0.0;
        }
    }
}

/// Of several columns for a field that holds one value the surest stays, of equally sure ones the most usual header.
fn keep_one_per_field(mapping: &mut Mapping) {
    let rank = |column: &ColumnMap| {
        let key = header_key(&parse::header_unit(&column.header).0);
        let words = ALIASES.iter().find(|(field, _)| Some(*field) == column.field).map_or(&[][..], |(_, words)| *words);
        words.iter().position(|word| *word == key).unwrap_or(usize::MAX)
    };
    let mut best: HashMap<TargetField, (usize, f64, usize)> = HashMap::new();
    for (position, column) in mapping.columns.iter().enumerate() {
        let Some(field) = column.field.filter(|field| !field.takes_several()) else { continue };
        // Facts of several years: the latest one counts first.
        let age = column.year.map_or(0, |year| usize::from(2100_u16.saturating_sub(year.unsigned_abs())));
        let candidate = (position, column.confidence, rank(column).saturating_add(age));
        let entry = best.entry(field).or_insert(candidate);
        if candidate.1 > entry.1 || ((candidate.1 - entry.1).abs() < f64::EPSILON && candidate.2 < entry.2) {
            *entry = candidate;
        }
    }
    for (position, column) in mapping.columns.iter_mut().enumerate() {
        if let Some(field) = column.field
            && best.get(&field).is_some_and(|(kept, ..)| *kept != position)
        {
            column.field = None;
            column.confidence = 0.0;
        }
    }
}

/// Columns without a known header, by what is in them.
fn by_content(mapping: &mut Mapping, sheet: &Sheet) {
    let needs_name = !mapping.has_name();
    let needs_code = mapping.columns_for(TargetField::CreditCode).next().is_none();
    let headless = mapping.header_row.is_none();
    let sample: Vec<Row<'_>> = sheet
        .rows()
        .filter(|row| row.number() >= mapping.first_data_row && !row.is_blank())
        .take(CONTENT_SAMPLE)
        .collect();
    let mut names: Vec<(usize, usize)> = Vec::new();
    for position in 0..mapping.columns.len() {
        let column = &mapping.columns[position];
        let key = header_key(&parse::header_unit(&column.header).0);
        if column.field.is_some() || KNOWN_UNUSED.contains(&key.as_str()) {
            continue;
        }
        let texts: Vec<String> =
            sample.iter().map(|row| row.cell(column.index).display()).filter(|text| !parse::is_missing(text)).collect();
        if texts.is_empty() {
            continue;
        }
        let share = |fits: &dyn Fn(&str) -> bool| texts.iter().filter(|text| fits(text)).count() * 100 / texts.len();
        let looks_like_name = share(&name::looks_like_company);
        if needs_name && looks_like_name >= 50 {
            names.push((position, looks_like_name * texts.len()));
        }
        let content = if needs_code && share(&is_code_like) >= 70 {
            Some(TargetField::CreditCode)
        } else if !headless {
            None
        } else if share(&|text| text.contains('@') && text.contains('.')) >= 80 {
            Some(TargetField::Email)
        } else if share(&|text| text.starts_with("http") || text.starts_with("www.")) >= 80 {
            Some(TargetField::Website)
        } else if share(&is_phone_like) >= 80 {
            Some(TargetField::Phone)
        } else if share(&|text| matches!(parse::amount(text, None), parse::Parsed::Value(_))) >= 80 {
            Some(TargetField::RegisteredCapital)
        } else if share(&|text| parse::date(text).value().is_some()) >= 80 {
            Some(TargetField::Founded)
        } else if share(&is_scope_like) >= 60 {
            Some(TargetField::BusinessScope)
        } else {
            None
        };
        if let Some(field) = content
            && (field.takes_several() || mapping.columns_for(field).next().is_none())
        {
            mapping.columns[position].field = Some(field);
            mapping.columns[position].confidence = 0.5;
        }
    }
    let best = names.into_iter().rev().max_by_key(|(_, weight)| *weight);
    if let Some((position, _)) = best {
        mapping.columns[position].field = Some(TargetField::Name);
        mapping.columns[position].confidence = 0.5;
    }
}

fn is_code_like(text: &str) -> bool {
    let code = credit_code::normalize(text);
    code.len() == 18
        && code.is_ascii()
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && code.bytes().take(8).skip(2).all(|byte| byte.is_ascii_digit())
}

fn is_phone_like(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=40).contains(&digits)
        && text.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '-' | '+' | ' ' | '(' | ')' | ';' | '；' | ',' | '，' | '/' | '、')
        })
        && (text.starts_with(['1', '0', '+']) || text.contains('-'))
        && parse::date(text).value().is_none()
}

fn is_scope_like(text: &str) -> bool {
    text.chars().count() >= 20
        && ["销售", "生产", "制造", "经营", "研发", "服务", "加工"].iter().any(|word| text.contains(word))
}

/// A list that knows companies only by their short names is imported by those.
fn name_from_short_name(mapping: &mut Mapping) {
    if mapping.has_name() {
        return;
    }
    if let Some(column) = mapping.columns.iter_mut().find(|column| column.field == Some(TargetField::ShortName)) {
        column.field = Some(TargetField::Name);
        column.confidence = 0.5;
    } else if let Some(column) =
        mapping.columns.iter_mut().find(|column| column.field == Some(TargetField::EnglishName))
    {
        column.field = Some(TargetField::Name);
        column.confidence = 0.5;
    }
}
