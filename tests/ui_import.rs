//! Import wizard and data page, driven without display by what a screen reader would hear.

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

use eframe::egui::{DroppedFile, Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use tempfile::TempDir;
use zhaoshang::{
    clock::Surroundings,
    ledger::Ledger,
    text::Lang,
    ui::{App, Command, Opening, PageId, Place, SettingsFile, context::Post},
};

use builders::{beginning, who};
use support::{demo, window};

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
        // Two seconds pass in which nothing moves, then the process is gone without a word.
        harness.run_steps(8);
        assert!(fs::read_to_string(&settings).expect("written").contains("registered_capital"));
    }
    let mut harness = workspace(&folder, SettingsFile::at(settings));
    assert!(toast(&harness, "“导入”里有没做完的内容"), "it is offered, and not forced on anyone");
    assert_eq!(harness.state().page(), Some(PageId::Overview));
    harness.get_by_role_and_label(Role::Link, "继续").click();
    harness.run();
    assert!(says(&harness, "list.csv"));
    assert!(says(&harness, "已对应 2 / 2 列"), "the correction is there again");
    assert_eq!(companies(&harness), 0);
}

#[test]
fn an_unclosed_quote_offers_its_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("list.csv");
    fs::write(&list, "企业名称,产品\n江岸芯源科技有限公司,\"电机\n北岭机电有限公司,减速器\n").expect("written");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    go(&mut harness, PageId::Import);
    let field = harness.get_by_role_and_label(Role::TextInput, "名单文件的完整路径");
    field.focus();
    field.type_text(&list.display().to_string());
    harness.run();
    harness.get_by_role_and_label(Role::Button, "读取").click();
    harness.run();
    assert!(says(&harness, "第 2 行有一个引号没有配对"));
    harness.get_by_role_and_label(Role::Button, "把引号当作普通字符读取").click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::CheckBox, "新增 2").is_some());
    assert!(says(&harness, "引号按普通字符"), "how it was read is said");
}

/// Writes into the field of this name, in place of what stands there.
fn write_into(harness: &mut Harness<'static, App>, name: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, name).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, name).type_text(text);
    harness.run();
}

fn part(harness: &mut Harness<'static, App>, word: &'static str) {
    harness.state_mut().post(Post::Go(Place::part(PageId::Data, word)));
    harness.run();
}

fn click(harness: &mut Harness<'static, App>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
}

#[test]
fn the_workspace_is_renamed_and_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    paste(&mut harness, LIST);
    click_button(&mut harness, "导入（");
    part(&mut harness, "workspace");
    click(&mut harness, "检查");
    assert!(says(&harness, "完好：文件结构、引用、操作记录"));

    write_into(&mut harness, "台账名称", "新的名称");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().session().expect("open").title(), "新的名称");

    write_into(&mut harness, "目标日期", "2031 年底");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(says(&harness, "日期写成 2030-12-31 这样"));
    let day = |harness: &Harness<'static, App>| harness.state().session().expect("open").snapshot.target_date();
    assert_eq!(day(&harness), Some(jiff::civil::date(2030, 12, 31)), "what cannot be read changes nothing");
    write_into(&mut harness, "目标日期", "2031-12-31");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(day(&harness), Some(jiff::civil::date(2031, 12, 31)));
}

#[test]
fn a_backup_is_made_and_put_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    paste(&mut harness, LIST);
    click_button(&mut harness, "导入（");
    part(&mut harness, "backups");
    assert!(says(&harness, "还没有备份"));
    harness.get_all_by_role_and_label(Role::Button, "立即备份").next().expect("the button").click();
    harness.run();
    assert!(toast(&harness, "已备份并核验"));
    assert!(says(&harness, "手动"));
    harness.state_mut().post(Post::Run(Command::Undo));
    harness.run();
    assert_eq!(companies(&harness), 0);

    harness.get_by_label("手动").click();
    harness.run();
    click(&mut harness, "恢复到这一份…");
    assert!(says(&harness, "备份里有 2 家企业"), "the question says what will happen");
    click(&mut harness, "恢复");
    assert_eq!(companies(&harness), 2);
    assert_eq!(harness.state().page(), Some(PageId::Data));
    assert!(toast(&harness, "原来的文件保留为"));
    let kept = fs::read_dir(folder.path()).expect("the folder").flatten();
    assert!(kept.into_iter().any(|entry| entry.file_name().to_string_lossy().contains("replaced-")));
}

#[test]
fn the_log_tells_who_did_what_field_by_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = workspace(&folder, SettingsFile::nowhere());
    paste(&mut harness, LIST);
    click_button(&mut harness, "导入（");
    part(&mut harness, "imports");
    assert!(says(&harness, "粘贴的内容") && says(&harness, "有效"));
    harness.state_mut().post(Post::Run(Command::Undo));
    harness.run();
    assert!(says(&harness, "已撤销") && !says(&harness, "有效"));

    part(&mut harness, "log");
    // The row; the note about the undo comes after it.
    harness.get_all_by_label_contains("撤销：导入名单").next().expect("a row").click();
    harness.run();
    assert!(says(&harness, "删除"), "what undoing did");
    write_into(&mut harness, "查找操作", "新建");
    assert!(says(&harness, "新建台账"));
    write_into(&mut harness, "查找操作", "没有这样的操作");
    assert!(!says(&harness, "新建台账"));
}

#[test]
fn the_demonstration_can_be_restored_too() {
    let mut harness = demo(Lang::En);
    part(&mut harness, "backups");
    harness.get_all_by_role_and_label(Role::Button, "Back up now").next().expect("the button").click();
    harness.run();
    harness.get_by_label("asked for").click();
    harness.run();
    click(&mut harness, "Restore this one…");
    click(&mut harness, "Restore");
    assert_eq!(companies(&harness), 300);
    let path = harness.state().session().expect("open").path().to_owned();
    assert!(path.exists() && !harness.state().settings().recent.iter().any(|recent| Path::new(recent) == path));
    assert!(says(&harness, "Fictional data"), "the mark is in the file");
}
