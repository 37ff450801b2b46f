//! A reader changes a weight in the workbook, and the order follows: worked out by another office program.
#![allow(clippy::expect_used, missing_docs)]

#[path = "support/office.rs"]
mod office;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _, Write as _},
    path::Path,
};

use calamine::{Data, Reader as _, Xlsx};
use zhaoshang::{
    clock::Surroundings,
    domain::plan::Plan,
    ledger::{
        Ledger, Policy, View, Who,
        assessment::RankBy,
        demo::{self, DemoOptions},
        seeds,
    },
    report::{
        compose::{self, Wish},
        level::Level,
    },
    store::Access,
    text::Lang,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A list of the demonstration, as the program writes it.
fn workbook(folder: &Path, rank: RankBy) -> Vec<u8> {
    let surroundings = Surroundings::system();
    let path = folder.join("a.zhaoshang");
    let plan = Plan::from_toml(seeds::PLAN, "plan.toml").expect("the plan");
    let today = jiff::civil::date(2026, 3, 5);
    let set = demo::generate(&plan, &DemoOptions { companies: 200, leads: 40, seed: 7, today });
    let who = Who { author: "甲".into(), unit: String::new(), device: "d".into() };
    let beginning = seeds::beginning("a", today, set.changes());
    drop(Ledger::create(&path, beginning, who.clone(), surroundings).expect("a workspace"));
    let ledger = Ledger::open(&path, Access::Read, who, surroundings).expect("opened");
    let snapshot = ledger.snapshot();
    let policy = Policy::of(&snapshot).expect("a policy");
    let view = View::of(snapshot, policy, today, &|_| true).expect("a view");
    let wish = Wish {
        lang: Lang::Zh,
        top: 20,
        base: None,
        sector: None,
        tier: None,
        rank,
        level: Level::Leader,
        reason: String::new(),
        author: String::new(),
        title: "名单".into(),
        fictional: true,
    };
    compose::shortlist(&view, &wish).0.release().xlsx().expect("a workbook")
}

/// The same workbook with the weights of the sheet changed as a reader would: the first to 100 %, the others to nothing.
fn with_one_weight(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("read");
        if name == "xl/worksheets/sheet3.xml" {
            let mut sheet = String::from_utf8(text).expect("UTF-8");
            for row in 4..=40 {
                let Some(at) = sheet.find(&format!("<c r=\"C{row}\"")) else { continue };
                let cell = &sheet[at..at + sheet[at..].find("</c>").expect("an end")];
                // A sum, or an empty cell that ends where it begins: what follows is another's.
                if cell.contains("<f>") || cell.split('>').next().is_some_and(|opening| opening.ends_with('/')) {
                    continue;
                }
                let value = at + cell.find("<v>").expect("a value") + 3;
                let end = value + sheet[value..].find("</v>").expect("an end");
                sheet.replace_range(value..end, if row == 4 { "1" } else { "0" });
            }
            text = sheet.into_bytes();
        }
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        writer.write_all(&text).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

/// The workbook as LibreOffice works it out; none where it is not installed.
fn recalculated(folder: &Path, name: &str, bytes: &[u8]) -> Option<Xlsx<Cursor<Vec<u8>>>> {
    let bytes = office::converted(folder, name, bytes, "xlsx")?;
    Some(Xlsx::new(Cursor::new(bytes)).expect("a workbook"))
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn the_order_follows_the_weights() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = workbook(folder.path(), RankBy::Value);
    let Some(mut same) = recalculated(folder.path(), "same", &bytes) else {
        return;
    };
    // Worked out elsewhere, every value is the one the program wrote.
    let values = same.worksheet_range("准则值").expect("the sheet");
    let mut companies = 0;
    for row in values.rows().skip(2) {
        assert!((number(&row[1]) - number(&row[3])).abs() < 1e-6, "{row:?}");
        assert!((number(&row[2]) - number(&row[4])).abs() < 1e-9, "{row:?}");
        companies += 1;
    }
    assert_eq!(companies, 20);

    let mut changed = recalculated(folder.path(), "changed", &with_one_weight(&bytes)).expect("converted");
    let values = changed.worksheet_range("准则值").expect("the sheet");
    let known: BTreeMap<String, f64> = values.rows().skip(2).map(|row| (row[0].to_string(), number(&row[1]))).collect();
    for row in values.rows().skip(2) {
        let value = known[&row[0].to_string()];
        // The value is the first criterion alone, where it applies.
        if let Data::Float(first) = row[5] {
            assert!((value - 100.0 * first).abs() < 1e-6, "{row:?}");
        }
    }
    let ranking = changed.worksheet_range("调权重").expect("the sheet");
    let shown: Vec<String> = ranking.rows().skip(3).take(20).map(|row| row[6].to_string()).collect();
    // Everybody stands there once, the better before the worse; who is equal stands in any order.
    assert_eq!(shown.iter().collect::<BTreeSet<_>>(), known.keys().collect::<BTreeSet<_>>());
    assert!(shown.windows(2).all(|pair| known[&pair[0]] >= known[&pair[1]] - 1e-6), "{shown:?}");
    let before: Vec<String> = values.rows().skip(2).map(|row| row[0].to_string()).collect();
    assert_ne!(shown, before, "the order changes");
}

/// Every order a list can have.
const ORDERS: [RankBy; 4] = [RankBy::Value, RankBy::Cautious, RankBy::Optimistic, RankBy::Priority];

/// Column of a heading on a sheet whose headings stand in this row.
fn column(rows: &[Vec<Data>], row: usize, heading: &str) -> usize {
    rows[row]
        .iter()
        .position(|cell| matches!(cell, Data::String(text) if text == heading))
        .unwrap_or_else(|| panic!("no {heading}"))
}

fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).expect("the sheet").rows().map(<[Data]>::to_vec).collect()
}

/// Before a weight is touched the sheet shows the list: its order, its figures, and nobody who has moved.
fn shows_the_list(book: &mut Xlsx<Cursor<Vec<u8>>>, rank: RankBy) {
    let list = rows(book, "短名单");
    let ranking = rows(book, "调权重");
    let of = |heading: &str| column(&ranking, 2, heading);
    let (now, company, was, up) = (of("现名次"), of("企业名称"), of("原名次"), of("上升"));
    let listed = column(&list, 2, "企业名称");
    let figure = match rank {
        RankBy::Value => ("现价值", "价值"),
        RankBy::Cautious => ("现价值下限", "价值下限"),
        RankBy::Optimistic => ("现价值上限", "价值上限"),
        RankBy::Priority => ("现优先级", "优先级"),
    };
    let (shown, own) = (of(figure.0), column(&list, 2, figure.1));
    let lines: Vec<&Vec<Data>> = ranking.iter().skip(3).filter(|row| !row[company].to_string().is_empty()).collect();
    assert_eq!(lines.len(), 20, "{rank:?}");
    for (place, (row, expected)) in (1..).zip(lines.iter().zip(list.iter().skip(3))) {
        assert!((number(&row[now]) - f64::from(place)).abs() < 1e-9, "{rank:?} {row:?}");
        assert!((number(&row[was]) - f64::from(place)).abs() < 1e-9, "{rank:?} {row:?}");
        assert!(number(&row[up]).abs() < 1e-9, "{rank:?} {row:?}");
        assert_eq!(row[company].to_string(), expected[listed].to_string(), "{rank:?}");
        match &expected[own] {
            Data::String(why) => assert_eq!(row[shown].to_string(), *why, "no figure, and the same reason"),
            known => assert!((number(&row[shown]) - number(known)).abs() < 1e-6, "{rank:?} {row:?}"),
        }
    }
}

/// As the program wrote it: what a reader sees who opens the file without calculating.
#[test]
fn the_sheet_as_written_is_the_list() {
    for rank in ORDERS {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = workbook(folder.path(), rank);
        shows_the_list(&mut Xlsx::new(Cursor::new(bytes)).expect("a workbook"), rank);
    }
}

/// As another program works it out: whatever a list goes by, nobody has risen or fallen before a weight was touched.
#[test]
fn nobody_moves_before_a_weight_is_touched() {
    for rank in ORDERS {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = workbook(folder.path(), rank);
        let Some(mut same) = recalculated(folder.path(), "same", &bytes) else { return };
        shows_the_list(&mut same, rank);
    }
}

/// With other weights the priorities change as the values do, and the order is theirs.
#[test]
fn priorities_follow_the_weights() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = workbook(folder.path(), RankBy::Priority);
    let Some(mut changed) = recalculated(folder.path(), "changed", &with_one_weight(&bytes)) else { return };
    let (values, ranking) = (rows(&mut changed, "准则值"), rows(&mut changed, "调权重"));
    let of = |heading: &str| column(&values, 0, heading);
    let (now, was, key, figure) = (of("现价值"), of("原价值"), of("排序值"), of("现优先级"));
    let list = rows(&mut changed, "短名单");
    let own = column(&list, 2, "优先级");
    for (row, listed) in values.iter().skip(2).zip(list.iter().skip(3)) {
        let Data::Float(priority) = listed[own] else { continue };
        let expected = priority * number(&row[now]) / number(&row[was]);
        assert!((number(&row[figure]) - expected).abs() < 1e-6, "{row:?}");
    }
    let keys: BTreeMap<String, f64> =
        values.iter().skip(2).map(|row| (row[0].to_string(), number(&row[key]))).collect();
    let name = column(&ranking, 2, "企业名称");
    let shown: Vec<String> = ranking.iter().skip(3).take(20).map(|row| row[name].to_string()).collect();
    assert_eq!(shown.iter().collect::<BTreeSet<_>>(), keys.keys().collect::<BTreeSet<_>>());
    assert!(shown.windows(2).all(|pair| keys[&pair[0]] >= keys[&pair[1]] - 1e-6), "{shown:?}");
}
