//! What the import wizard knows of a list: that it was imported, that its columns are remembered, what it hides; and
//! mending it in place. Driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

#[path = "ui_shell/support.rs"]
mod support;

#[path = "support/mod.rs"]
mod builders;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{DroppedFile, Event, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use jiff::civil::date;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
use zhaoshang::{
    clock::Surroundings,
    domain::company::Company,
    ledger::Ledger,
    text::Lang,
    ui::{App, Command, Opening, SettingsFile, context::Post},
};

use builders::{beginning, who};
use support::{nothing_is_missing, settle, window};

const LIST: &str = "企业名称\t注册资本\t成立日期\t主营业务\n\
    江岸芯源科技有限公司\t500\t2019-04-05\t功率半导体封装测试\n\
    北岭机电有限公司\t待定\t3/4/2021\t数控机床核心零部件\n\
    云岭材料有限公司\t很多\t2020-01-02\t石墨烯\n";

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn workspace(folder: &TempDir) -> Harness<'static, App> {
    let path = folder.path().join("台账.zhaoshang");
    if !path.exists() {
        drop(Ledger::create(&path, beginning(), who(), Surroundings::system()).expect("a workspace"));
    }
    window(Lang::Zh, Some(Opening::Existing(path)), SettingsFile::nowhere())
}

fn paste(harness: &mut Harness<'static, App>, cells: &str) {
    harness.event(Event::Paste(cells.to_owned()));
    settle(harness);
}

fn let_go(harness: &mut Harness<'static, App>, path: &Path) {
    harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    settle(harness);
}

fn company(harness: &Harness<'static, App>, begins: &str) -> Option<Company> {
    let snapshot = &harness.state().session().expect("open").snapshot;
    snapshot.companies.iter().find(|company| company.name.starts_with(begins)).cloned()
}

fn says(harness: &Harness<'static, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// The button whose name begins so; its rest holds counts.
fn click(harness: &mut Harness<'static, App>, begins: &str) {
    let found: Vec<_> = harness
        .get_all_by_role(Role::Button)
        .filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begins)))
        .collect();
    assert_eq!(found.len(), 1, "buttons that begin with {begins}");
    found[0].click();
    drop(found);
    settle(harness);
}

#[test]
fn a_cell_is_mended_where_it_is_named_and_a_row_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = workspace(&folder);
    paste(&mut harness, LIST);
    click(&mut harness, "问题");
    // The day may be two days; one click says which.
    assert!(says(&harness, "分不清月和日"));
    click(&mut harness, "2021-03-04");
    assert!(!says(&harness, "分不清月和日") && says(&harness, "已更正 1 格"));
    nothing_is_missing(&harness);
    // 很多 is no amount: its row is left out, and taken in again.
    // The button stands in the line of the text it is about.
    let line = harness.get_all_by_label("很多").last().expect("the cell").rect().center().y;
    let away = |node: &egui_kittest::Node<'_>| (node.rect().center().y - line).abs();
    let skips = harness.get_all_by_role_and_label(Role::Button, "跳过");
    let skip = skips.min_by(|one, other| away(one).total_cmp(&away(other)));
    skip.expect("a row to leave out").click();
    settle(&mut harness);
    assert!(says(&harness, "跳过 1 行") && says(&harness, "已选择不导入"));
    click(&mut harness, "导入（");
    assert_eq!(company(&harness, "北岭").expect("imported").founded, Some(date(2021, 3, 4)));
    let names: Vec<String> = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        snapshot.companies.iter().map(|company| company.name.to_string()).collect()
    };
    assert_eq!(names, ["江岸芯源科技有限公司", "北岭机电有限公司"], "one is left out");
    harness.state_mut().post(Post::Run(Command::Undo));
    settle(&mut harness);
    assert_eq!(company(&harness, "江岸"), None, "one step back takes all of it back");
}

#[test]
fn the_same_list_is_known_and_its_columns_are_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("参展企业.csv");
    fs::write(&list, LIST.replace('\t', ",")).expect("written");
    let mut harness = workspace(&folder);
    let_go(&mut harness, &list);
    assert!(!says(&harness, "导入过") && !says(&harness, "按上次"));
    harness.get_by_label("B 列“注册资本”的单位").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::Button, "万元").click();
    settle(&mut harness);
    click(&mut harness, "导入（");
    assert_eq!(company(&harness, "江岸").expect("imported").registered_capital.map(|amount| amount.0), Some(5_000_000));

    // The same file: said, with what came of it then; the unit is remembered.
    let_go(&mut harness, &list);
    assert!(says(&harness, "这份文件已在 2026-11-23 导入过") && says(&harness, "当时新增 3 家"));
    assert!(says(&harness, "按上次导入同样表头"));
    nothing_is_missing(&harness);

    // Another list with the same headers is read the same way, until that is forgotten.
    let other = folder.path().join("第二批.csv");
    fs::write(&other, "企业名称,注册资本,成立日期,主营业务\n石桥医疗有限公司,700,2022-01-02,医疗器械\n")
        .expect("written");
    let_go(&mut harness, &other);
    assert!(!says(&harness, "导入过") && says(&harness, "按上次导入同样表头"));
    click(&mut harness, "导入（");
    assert_eq!(company(&harness, "石桥").expect("imported").registered_capital.map(|amount| amount.0), Some(7_000_000));
    let third = folder.path().join("第三批.csv");
    fs::write(&third, "企业名称,注册资本,成立日期,主营业务\n南屏智造有限公司,800,2022-01-02,机床\n").expect("written");
    let_go(&mut harness, &third);
    click(&mut harness, "忘掉");
    assert!(!says(&harness, "按上次导入同样表头"));
    click(&mut harness, "导入（");
    assert_eq!(company(&harness, "南屏").expect("imported").registered_capital, None, "a number without a unit");
}

#[test]
fn hidden_rows_are_counted_and_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("筛过的名单.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in
        (0_u32..).zip([["企业名称", "主营业务"], ["江岸芯源有限公司", "电机"], ["北湾机电有限公司", "机床"]])
    {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).expect("written");
        }
    }
    sheet.set_row_hidden(2).expect("hidden");
    workbook.save(&list).expect("saved");
    let mut harness = workspace(&folder);
    let_go(&mut harness, &list);
    assert!(says(&harness, "表里有 1 行被隐藏或筛掉") && says(&harness, "导入（新增 1 行"));
    nothing_is_missing(&harness);
    harness.get_by_label("一并导入").click();
    settle(&mut harness);
    click(&mut harness, "导入（新增 2 行");
    assert!(company(&harness, "北湾").is_some());
}

#[test]
fn a_text_is_read_as_a_person_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("竖线.txt");
    fs::write(&list, "企业名称|主营业务|数\n江岸芯源有限公司|电机;机床|1\n北湾机电有限公司|机床|2\n").expect("written");
    let mut harness = workspace(&folder);
    let_go(&mut harness, &list);
    assert!(says(&harness, "竖线分隔"));
    harness.get_by_label("分隔").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::Button, "不分列").click();
    settle(&mut harness);
    assert!(says(&harness, "单列") && !says(&harness, "竖线分隔"));
}
