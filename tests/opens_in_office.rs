//! Every kind of workbook the program makes is opened by another office program and says there what it says here.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

#[path = "support/office.rs"]
mod office;
mod support;

use std::{collections::BTreeMap, io::Cursor, sync::Arc};

use calamine::{Data, Reader as _, Xlsx};
use zhaoshang::{
    domain::paper::Level,
    ledger::{Ledger, View, assessment::RankBy, fair::roster},
    report::{
        choice::choose,
        compose, fair as papers, form,
        kept::KeptList,
        kept_paper::Source,
        seen::Seen,
        statistics::{self, Dimension, Report, Span},
        table::Table,
    },
    text::Lang,
};

/// Texts looked at in each sheet.
const LOOKED_AT: usize = 400;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn book(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// Texts and numbers of a sheet that no formula gives, by row and column.
fn written(book: &mut Book, sheet: &str) -> BTreeMap<(u32, u32), Data> {
    let formulas = book.worksheet_formula(sheet).expect("the sheet");
    let cells = book.worksheet_range(sheet).expect("the sheet");
    let (top, left) = cells.start().unwrap_or_default();
    let places = cells.used_cells().map(|(row, column, cell)| {
        ((u32::try_from(row).unwrap() + top, u32::try_from(column).unwrap() + left), cell.clone())
    });
    let is_written = |at: (u32, u32)| formulas.get_value(at).is_none_or(String::is_empty);
    let says = |cell: &Data| match cell {
        Data::String(text) => !text.is_empty(),
        cell => matches!(cell, Data::Float(_)),
    };
    places.filter(|(at, cell)| is_written(*at) && says(cell)).collect()
}

/// Whether two cells say the same.
fn same(one: &Data, other: Option<&Data>) -> bool {
    match (one, other) {
        (Data::String(one), Some(Data::String(other))) => one.replace("\r\n", "\n") == other.replace("\r\n", "\n"),
        (Data::Float(one), Some(Data::Float(other))) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (Data::Float(one), Some(Data::Int(other))) => (one - *other as f64).abs() < 1e-9,
        _ => false,
    }
}

/// Converts a workbook and compares it with what came of it; no when the other program is not there.
fn opens(name: &str, bytes: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let Some(converted) = office::converted(folder.path(), "book", bytes, "xlsx") else { return false };
    let (mut ours, mut theirs) = (book(bytes.to_vec()), book(converted));
    assert_eq!(ours.sheet_names(), theirs.sheet_names(), "{name}");
    let mut compared = 0;
    for sheet in ours.sheet_names() {
        let told = theirs.worksheet_range(&sheet).unwrap();
        for (at, cell) in written(&mut ours, &sheet).into_iter().take(LOOKED_AT) {
            let found = told.get_value(at);
            assert!(same(&cell, found), "{name}, {sheet} {at:?}: {cell:?} became {found:?}");
            compared += 1;
        }
    }
    assert!(compared > 3, "{name} says something");
    true
}

fn form_data(view: &View, lang: Lang) -> form::FormData {
    let day = jiff::civil::date;
    let wanted = form::Wanted {
        from: day(2026, 1, 1),
        to: day(2026, 12, 31),
        scope: form::Scope::Open,
        level: Level::Leader,
        lang,
        author: "甲".into(),
        unit: "某局".into(),
        today: support::TODAY,
    };
    form::data(view, &wanted).unwrap()
}

fn demonstration() -> (tempfile::TempDir, Ledger, View) {
    let (folder, ledger) = support::demonstration("演示");
    let view = support::judged(&ledger);
    (folder, ledger, view)
}

#[test]
fn a_shortlist_and_a_packet() {
    let (_folder, _ledger, view) = demonstration();
    if !opens("shortlist", &compose::shortlist(&view, &support::wish(12)).0.release().xlsx().unwrap()) {
        return;
    }
    let list = KeptList::of(&view, &choose(&view, &support::wish(12)).chosen, RankBy::Value, Some(12));
    let source = Source { view: &view, made: &list, list: &list, order: &[] };
    opens("kept list", &source.paper(&support::wish(12)).xlsx().unwrap());
    let (released, packet) = source.packet(&support::wish(12), support::a_list(), 5);
    opens("packet", &released.packet_xlsx(&packet).unwrap());
}

#[test]
fn a_filled_form_and_what_another_sheet_makes_of_it() {
    use rust_xlsxwriter::{Formula, Workbook};
    let (_folder, _ledger, view) = demonstration();
    for lang in [Lang::Zh, Lang::En] {
        let sample = form::sample(lang).unwrap();
        if !opens("sample", &sample) {
            return;
        }
        let filled = form::fill(&sample, &form_data(&view, lang)).unwrap();
        opens("filled sample", &filled.bytes);
        let folder = tempfile::tempdir().unwrap();
        let pages = office::converted(folder.path(), "form", &filled.bytes, "pdf").expect("it is there");
        assert!(pages.starts_with(b"%PDF-"));
    }
    let mut template = Workbook::new();
    let sheet = template.add_worksheet();
    sheet.set_name("报送表").unwrap();
    sheet.write_string(1, 0, "{{项目名称}}").unwrap();
    sheet.write_string(1, 1, "{{计划总投资（亿元）}}").unwrap();
    sheet.write_formula(2, 1, Formula::new("=SUM(B2:B2)")).unwrap();
    let sheet = template.add_worksheet();
    sheet.set_name("汇总").unwrap();
    for (row, formula) in (0..).zip(["=报送表!B3", "=SUM('报送表'!B2:B2)"]) {
        sheet.write_formula(row, 0, Formula::new(formula)).unwrap();
    }
    let data = form_data(&view, Lang::Zh);
    assert!(data.leads.len() > 2, "the rows do move");
    let filled = form::fill(&template.save_to_buffer().unwrap(), &data).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let counted = office::converted(folder.path(), "sums", &filled.bytes, "xlsx").expect("it is there");
    let mut counted = book(counted);
    let rows = counted.worksheet_range("报送表").unwrap();
    let number = |cell: Option<&Data>| match cell {
        Some(Data::Float(number)) => *number,
        Some(Data::Int(number)) => *number as f64,
        _ => 0.0,
    };
    let leads = u32::try_from(data.leads.len()).unwrap();
    let sum: f64 = (1..=leads).map(|row| number(rows.get_value((row, 1)))).sum();
    assert!(sum > 1.0 && (number(rows.get_value((leads + 1, 1))) - sum).abs() < 1e-6);
    let sums = counted.worksheet_range("汇总").unwrap();
    for row in 0..2 {
        let found = number(sums.get_value((row, 0)));
        assert!((found - sum).abs() < 1e-6, "row {row} says {found}, not {sum}");
    }
}

#[test]
fn tables_of_every_report() {
    let (_folder, ledger, view) = demonstration();
    let snapshot = ledger.snapshot();
    let wanted = statistics::Wanted {
        span: Span::AllTime,
        dimension: Dimension::Officer,
        only: None,
        owners: Arc::default(),
        today: support::TODAY,
        fictional: true,
        lang: Lang::Zh,
    };
    for report in Report::ALL {
        let card = statistics::card(&view, &snapshot, &wanted, *report, Level::Leader).unwrap();
        let table = card.seen(&snapshot, support::TODAY, Lang::Zh).held(Level::Leader);
        if !opens(report.word(), &table.xlsx().unwrap()) {
            return;
        }
    }
}

#[test]
fn papers_of_a_fair() {
    let (_folder, ledger, view) = demonstration();
    let snapshot = ledger.snapshot();
    let fair = snapshot.fairs.iter().next().unwrap();
    let source = papers::Source { snapshot: &snapshot, view: Some(&view), fair, level: Level::Leader, lang: Lang::Zh };
    let rows = roster(&snapshot, Some(&view), fair);
    let sheet = |table: Table| Seen::new(table, support::TODAY, Lang::Zh).held(Level::Leader).xlsx().unwrap();
    for (name, table) in [
        ("walk", papers::walk(&source, &rows, &BTreeMap::new())),
        ("talks", papers::talks(&source, None)),
        ("thanks", papers::thanks(&source, None)),
    ] {
        if !opens(name, &sheet(table)) {
            return;
        }
    }
}
