//! Import wizard and data page, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

#[path = "ui_shell/support.rs"]
#[allow(dead_code)] // this file uses its own part
mod support;

#[path = "support/mod.rs"]
mod builders;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{DroppedFile, Event, Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use tempfile::TempDir;
use zhaoshang::{
    clock::Surroundings,
    ledger::Ledger,
    text::Lang,
    ui::{App, Command, Opening, PageId, SettingsFile, context::Post},
};

use builders::{beginning, who};
use support::window;

const LIST: &str = "企业名称\t注册资本\t成立日期\t主营业务\n\
    江岸芯源科技有限公司\t500\t2019-04-05\t功率半导体封装测试\n\
    北岭机电有限公司\t待定\t3/4/2021\t数控机床核心零部件\n\
    空\t\t\t\n\
    合计\t500\t\t\n";

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

/// A workspace of its own in a folder that goes with it. Its plan is no plan, so nothing is judged: these pages show
/// no figures, and judging takes longer than all else here.
fn workspace(folder: &TempDir, settings: SettingsFile) -> Harness<'static, App> {
    let path = folder.path().join("台账.zhaoshang");
    if !path.exists() {
        drop(Ledger::create(&path, beginning(), who(), Surroundings::system()).expect("a workspace"));
    }
    window(Lang::Zh, Some(Opening::Existing(path)), settings)
}

fn go(harness: &mut Harness<'static, App>, page: PageId) {
    harness.state_mut().post(Post::Go(page.into()));
    harness.run();
}

fn paste(harness: &mut Harness<'static, App>, cells: &str) {
    harness.event(Event::Paste(cells.to_owned()));
    harness.run();
}

fn companies(harness: &Harness<'static, App>) -> usize {
    harness.state().session().expect("open").snapshot.companies.len()
}

/// The button whose name begins so; its rest holds counts.
fn click_button(harness: &mut Harness<'static, App>, begins: &str) {
    let found: Vec<_> = harness
        .get_all_by_role(Role::Button)
        .filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begins)))
        .collect();
    assert_eq!(found.len(), 1, "buttons that begin with {begins}");
    found[0].click();
    drop(found);
    harness.run();
}

fn says(harness: &Harness<'static, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn toast(harness: &Harness<'static, App>, words: &str) -> bool {
    harness.state().toasts().texts().any(|text| text.contains(words))
}

#[test]
fn pasted_cells_are_previewed_corrected_imported_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    paste(&mut harness, LIST);
    assert_eq!(harness.state().page(), Some(PageId::Import));
    assert!(says(&harness, "江岸芯源科技有限公司") && says(&harness, "制表符分隔"));
    for chip in ["全部 4", "新增 2", "不能导入 2"] {
        assert!(harness.query_by_role_and_label(Role::CheckBox, chip).is_some(), "no {chip}");
    }
    assert_eq!(companies(&harness), 0, "nothing is written before the click");

    // Every issue with its cell, what stands there, and why.
    click_button(&mut harness, "问题");
    for words in ["B2", "金额没有单位", "C3", "3/4/2021", "合计行", "没有可导入的企业"] {
        assert!(says(&harness, words), "no {words}");
    }
    // Saying the unit settles one of them at once.
    harness.get_by_label("B 列“注册资本”的单位").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "万元").click();
    harness.run();
    assert!(!says(&harness, "金额没有单位"), "the plan was worked out anew");

    click_button(&mut harness, "导入（");
    assert_eq!(companies(&harness), 2);
    let capital = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        let company = snapshot.companies.iter().find(|company| company.name.starts_with("江岸")).expect("imported");
        company.registered_capital
    };
    assert_eq!(capital.map(|amount| amount.0), Some(5_000_000));
    assert!(toast(&harness, "新增 2 家，更新 0 家"));
    assert!(says(&harness, "已导入"));
    let step = harness.state().session().expect("open").undo.clone().expect("one step");
    assert!(step.subject.is_some_and(|subject| subject.contains("粘贴的内容")));

    harness.get_by_role_and_label(Role::Button, "查看企业");
    harness.state_mut().post(Post::Run(Command::Undo));
    harness.run();
    assert_eq!(companies(&harness), 0, "one step back takes all of it back");
    assert!(says(&harness, "这一步已不是最近的一步"));
}

#[test]
fn a_field_is_chosen_by_typing_and_giving_up_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    paste(&mut harness, "甲栏\t乙栏\n江岸芯源科技有限公司\t功率半导体\n北岭机电有限公司\t机床\n");
    harness.get_by_label("B 列“乙栏”的字段").click();
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, "查找字段");
    field.type_text("主营");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();

    assert!(harness.query_by_role_and_label(Role::TextInput, "查找字段").is_none(), "closed by Enter");
    assert!(says(&harness, "已对应 2 / 2 列"));
    click_button(&mut harness, "换一份名单");
    assert!(says(&harness, "选一份名单"));
    assert_eq!(companies(&harness), 0);
    assert!(harness.state().session().expect("open").undo.is_none());
    assert!(harness.state().settings().notes.is_empty(), "no draft is left");
}

#[test]
fn a_dropped_file_is_read_and_what_is_left_out_is_exported() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("参展企业.csv");
    fs::write(&list, LIST.replace('\t', ",")).expect("written");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    harness.input_mut().dropped_files.push(Arc::new(Dropped(list.clone())));
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Import));
    assert!(says(&harness, "参展企业.csv") && says(&harness, "逗号分隔"));

    harness.get_by_role_and_label(Role::Button, "导出未导入的行…").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "保存").click();
    harness.run();
    let written = fs::read_to_string(folder.path().join("参展企业-未导入.csv")).expect("beside the workspace");
    assert!(written.starts_with('\u{feff}') && written.contains("4,不能导入,A4,空,"), "{written}");
    assert!(toast(&harness, "参展企业-未导入.csv"));
}

#[test]
fn the_header_row_can_be_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    paste(&mut harness, "企业名称\t产品\n江岸芯源科技有限公司\t电机\n北岭机电有限公司\t机床\n");
    assert!(harness.query_by_role_and_label(Role::CheckBox, "新增 2").is_some());
    harness.get_by_role(Role::ComboBox).click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "没有表头").click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::CheckBox, "全部 3").is_some(), "the header became a row");
}

#[test]
fn a_draft_outlives_the_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("list.csv");
    fs::write(&list, "企业名称,数\n江岸芯源科技有限公司,500\n").expect("written");
    let settings = folder.path().join("settings.json");
    {
        let mut harness = workspace(&folder, SettingsFile::at(settings.clone()));
        harness.input_mut().dropped_files.push(Arc::new(Dropped(list.clone())));
        harness.run();
        harness.get_by_label("B 列“数”的字段").click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, "注册资本").click();
        harness.run();
        // Some seconds pass, then the process is gone without a word.
        harness.run_steps(4 * 60);
        assert!(fs::read_to_string(&settings).expect("written").contains("registered_capital"));
    }
    let mut harness = workspace(&folder, SettingsFile::at(settings));
    go(&mut harness, PageId::Import);
    assert!(says(&harness, "list.csv"));
    assert!(says(&harness, "已对应 2 / 2 列"), "the correction is there again");
    assert_eq!(companies(&harness), 0);
}
