//! The shortlist page: what is shown is what is written; nothing is replaced unasked; faults are said in words.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "support/filled.rs"]
mod filled;
#[path = "ui_shell/support.rs"]
mod support;

use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
    sync::Arc,
};

use calamine::{Data, Reader as _, Xlsx};
use eframe::egui::{DroppedFile, Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use tempfile::TempDir;
use zhaoshang::{
    ledger::assessment::RankBy,
    report::{
        choice::{Choice, Exclusion, choose},
        compose::Wish,
        level::Level,
    },
    text::Lang,
    ui::{App, Opening, PageId, SettingsFile},
};

use filled::{Typed, filled};
use support::{close_notes, demo, press, settle, type_into, window};

fn shortlist() -> Harness<'static, App> {
    let mut harness = demo(Lang::Zh);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num4);
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Shortlist));
    harness
}

fn wish(rank: RankBy, top: usize) -> Wish {
    Wish {
        lang: Lang::Zh,
        top,
        base: None,
        sector: None,
        tier: None,
        rank,
        level: Level::Leader,
        reason: String::new(),
        author: String::new(),
        title: String::new(),
        fictional: true,
    }
}

fn chosen(harness: &Harness<'_, App>, wish: &Wish) -> Choice {
    let session = harness.state().session().expect("open");
    choose(session.view.as_ref().expect("judged"), wish)
}

fn name(harness: &Harness<'_, App>, row: usize) -> String {
    harness.state().session().expect("open").snapshot.companies.row(row).expect("listed").name.to_string()
}

/// Types a path into the field.
fn save_as(harness: &mut Harness<'_, App>, path: &Path) {
    let field = harness.get_by_role_and_label(Role::TextInput, "保存到");
    field.click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "保存到").type_text(&path.display().to_string());
    harness.run();
}

fn make(harness: &mut Harness<'_, App>) {
    harness.get_by_role_and_label(Role::Button, "生成短名单").click();
    harness.run();
}

fn somewhere(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    (folder, path)
}

#[test]
fn groups_say_who_is_on_the_list_who_is_not_and_who_may_change_sides() {
    let mut harness = shortlist();
    let choice = chosen(&harness, &wish(RankBy::Value, 30));
    let out = |reason: Exclusion| choice.left_out.get(&reason).map_or(0, Vec::len);
    for words in [
        "名单 30".to_owned(),
        format!("可能掉出 {}", choice.may_fall.len()),
        format!("可能入围 {}", choice.may_rise.len()),
        format!("排名靠后 {}", out(Exclusion::Rank)),
        format!("准入不通过 {}", out(Exclusion::Gate)),
        format!("本地企业 {}", out(Exclusion::Local)),
    ] {
        assert!(harness.query_by_label(&words).is_some(), "nothing says {words}");
    }
    let first = name(&harness, choice.chosen[0]);
    assert!(harness.query_by_label(&first).is_some(), "the first of the list is in sight");
    let local = choice.left_out[&Exclusion::Local][0];
    assert!(harness.query_by_label(&name(&harness, local)).is_none());
    harness.get_by_label(&format!("本地企业 {}", out(Exclusion::Local))).click();
    harness.run();
    assert!(harness.query_by_label(&name(&harness, local)).is_some(), "who was left out can be looked at");
}

#[test]
fn every_company_is_either_on_the_list_or_left_out_once_and_straddling_is_as_defined() {
    let harness = demo(Lang::En);
    let all = harness.state().session().expect("open").snapshot.companies.len();
    let view = harness.state().session().and_then(|session| session.view.clone()).expect("judged");
    for rank in RankBy::ALL {
        let choice = chosen(&harness, &wish(*rank, 30));
        let mut rows: Vec<usize> = choice.chosen.iter().chain(choice.left_out.values().flatten()).copied().collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..all).collect::<Vec<_>>(), "{rank}");
        let prospects = &view.assessment.prospects;
        if let Some(cut) = choice.cut_off {
            for row in choice.may_fall.iter().chain(&choice.may_rise) {
                assert!(prospects[*row].low < cut && cut < prospects[*row].high);
            }
        } else {
            assert_eq!(*rank, RankBy::Priority);
        }
        // What is ordered by its worst cannot fall out by turning out worse; by its best, nobody can rise.
        assert!(*rank != RankBy::Cautious || choice.may_fall.is_empty());
        assert!(*rank != RankBy::Optimistic || choice.may_rise.is_empty());
    }
    assert_eq!(chosen(&harness, &wish(RankBy::Value, 100_000)).cut_off, None, "with room for all there is no cut-off");
}

#[test]
fn the_file_holds_what_the_page_shows_and_a_record_is_kept() {
    let mut harness = shortlist();
    let choice = chosen(&harness, &wish(RankBy::Value, 30));
    let names: Vec<String> = choice.chosen.iter().map(|row| name(&harness, *row)).collect();
    let (_folder, path) = somewhere("名单.xlsx");
    save_as(&mut harness, &path);
    make(&mut harness);
    let said: Vec<&str> = harness.state().toasts().texts().collect();
    assert!(said.iter().any(|text| text.contains("已写出 30 家") && text.contains("名单.xlsx")), "{said:?}");
    let mut book: Xlsx<_> = calamine::open_workbook(&path).expect("a workbook");
    let sheet = book.worksheet_range("短名单").expect("the list");
    let written: Vec<String> = sheet
        .rows()
        .flat_map(|row| row.iter().take(3))
        .filter_map(|cell| match cell {
            Data::String(text) if names.contains(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(written, names);
    assert!(harness.query_by_label("打开文件夹").is_some());

    // The record is in the workspace, under the stamps of what it was judged by.
    let file = harness.state().session().expect("open").path().to_owned();
    let copy = tempfile::tempdir().expect("a folder");
    let copied = copy.path().join("copy.zhaoshang");
    std::fs::copy(&file, &copied).expect("copied");
    let store = zhaoshang::store::Store::open(&copied, zhaoshang::store::Access::Read, jiff::Timestamp::UNIX_EPOCH)
        .expect("opens");
    let records = store.score_records().expect("records");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].purpose, "shortlist");
    let content: serde_json::Value = serde_json::from_str(&records[0].content).expect("json");
    assert_eq!(content["rows"].as_array().map(Vec::len), Some(30));
    assert_eq!(content["rank"], "value");
}

#[test]
fn nothing_is_replaced_unasked() {
    let mut harness = shortlist();
    let (_folder, path) = somewhere("名单.csv");
    std::fs::write(&path, "mine").expect("written");
    save_as(&mut harness, &path);
    make(&mut harness);
    assert_eq!(std::fs::read(&path).expect("there"), b"mine", "replaced before anybody was asked");
    assert!(harness.query_by_label("替换已有的文件？").is_some());
    harness.get_by_role_and_label(Role::Button, "替换").click();
    harness.run();
    let bytes = std::fs::read(&path).expect("there");
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"), "not the list");
}

#[test]
fn a_full_list_needs_a_reason_and_a_missing_folder_is_said() {
    let mut harness = shortlist();
    let (folder, path) = somewhere("名单.xlsx");
    save_as(&mut harness, &path);
    harness.get_by_label("完整").click();
    harness.run();
    make(&mut harness);
    assert!(harness.query_by_label_contains("请先写明用途").is_some());
    assert!(!path.exists());
    harness.get_by_label("领导").click();
    harness.run();
    save_as(&mut harness, &folder.path().join("没有").join("名单.xlsx"));
    make(&mut harness);
    assert!(harness.query_by_label_contains("不存在").is_some(), "the missing folder is not named");
}

#[test]
fn the_public_level_shows_nothing_from_talks() {
    let mut harness = shortlist();
    let choice = chosen(&harness, &wish(RankBy::Value, 30));
    let view = harness.state().session().and_then(|session| session.view.clone()).expect("judged");
    let first = &view.assessment.prospects[choice.chosen[0]];
    let chance = zhaoshang::text::format::share(first.attainability.p);
    assert!(harness.query_all_by_label(&chance).next().is_some(), "{chance}");
    harness.get_by_label("公开").click();
    harness.run();
    assert!(harness.query_all_by_label(&chance).next().is_none(), "{chance} is shown at the public level");
}

#[test]
fn a_company_of_the_list_opens_its_card() {
    let mut harness = shortlist();
    let choice = chosen(&harness, &wish(RankBy::Value, 30));
    let first = name(&harness, choice.chosen[0]);
    harness.get_by_label(&first).click();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Companies));
}

#[test]
fn a_workspace_without_companies_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = zhaoshang::ui::workspace::NewWorkspace {
        path: folder.path().join("new.zhaoshang"),
        title: "空".into(),
        target_date: jiff::civil::date(2030, 12, 31),
        plan: None,
    };
    let mut harness = window(Lang::Zh, Some(Opening::New(new)), SettingsFile::nowhere());
    assert!(harness.query_by_label("还没有企业").is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num4);
    harness.run();
    assert!(harness.query_by_label("还没有企业").is_some());
}

#[test]
fn stability_is_worked_out_when_its_column_is_chosen_and_written_with_the_list() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = shortlist();
    harness.get_by_role_and_label(Role::Button, "列").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "稳定度").click();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    let path = folder.path().join("list.xlsx");
    save_as(&mut harness, &path);
    make(&mut harness);
    let mut book: Xlsx<_> = calamine::open_workbook(&path).expect("a workbook");
    let sheet = book.worksheet_range("短名单").expect("the list");
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let heading = rows.iter().position(|row| row.contains(&Data::String("稳定度".into()))).expect("a column");
    let column = rows[heading].iter().position(|cell| *cell == Data::String("稳定度".into())).expect("there");
    let shares: Vec<f64> = rows[heading + 1..]
        .iter()
        .map(|row| match row[column] {
            Data::Float(share) => share,
            ref other => panic!("{other:?}"),
        })
        .collect();
    assert!(shares.len() > 10 && shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    // The first stays on the list more surely than the last.
    assert!(shares[0] > shares[shares.len() - 1], "{shares:?}");
}

/// The page with the list of the demonstration kept, and the name of its first company.
fn kept() -> (Harness<'static, App>, String) {
    let mut harness = shortlist();
    settle(&mut harness);
    press(&mut harness, "保存名单…");
    press(&mut harness, "保存");
    settle(&mut harness);
    let choice = chosen(&harness, &wish(RankBy::Value, 30));
    let first = name(&harness, choice.chosen[0]);
    (harness, first)
}

fn reviews(harness: &Harness<'_, App>) -> usize {
    harness.state().session().expect("open").snapshot.reviews.len()
}

#[test]
fn a_review_being_typed_in_waits_and_is_kept_once() {
    let (mut harness, first) = kept();
    press(&mut harness, "录入评审…");
    type_into(&mut harness, &format!("{first} 复核分"), "81");
    // Put away, and offered again.
    press(&mut harness, "录入评审…");
    assert!(harness.query_by_label_contains("上次没有填完：录入评审").is_some(), "the draft is not offered");
    press(&mut harness, "接着填");
    press(&mut harness, "保存评审");
    assert_eq!(reviews(&harness), 1, "what was typed had gone");
    close_notes(&mut harness);
    assert!(harness.query_by_label_contains("上次没有填完").is_none(), "it was saved");
    // The same meeting is not kept twice.
    press(&mut harness, "录入评审…");
    assert!(harness.query_by_label_contains("名单中 1 家已有 2026-11-23 的评审结果").is_some());
    type_into(&mut harness, &format!("{first} 复核分"), "82");
    press(&mut harness, "保存评审");
    assert!(harness.query_by_label_contains("不重复保存").is_some(), "nothing says that it was entered before");
    assert_eq!(reviews(&harness), 1);
    // Another meeting of the day is asked about.
    type_into(&mut harness, "评审会名称", "二");
    press(&mut harness, "保存评审");
    assert_eq!(reviews(&harness), 1);
    press(&mut harness, "仍要保存");
    assert_eq!(reviews(&harness), 2);
}

#[test]
fn a_kept_list_is_written_as_kept_unless_today_is_asked_for() {
    let (mut harness, first) = kept();
    let folder = TempDir::new().expect("a folder");
    for (today, words) in [(false, "存档数据 2026-11-23"), (true, "今日数据 2026-11-23")] {
        press(&mut harness, "导出…");
        if today {
            harness.get_by_label("今日数据 2026-11-23").click();
            settle(&mut harness);
        }
        let path = folder.path().join(format!("{today}.xlsx"));
        let mut book = exported(&mut harness, &path);
        let sheet = format!("{:?}", book.worksheet_range("短名单").expect("the list").rows().collect::<Vec<_>>());
        assert!(sheet.contains(words) && sheet.contains(&first), "{words} in {sheet}");
    }
}

/// The workbook an open export dialog writes.
fn exported(harness: &mut Harness<'_, App>, path: &Path) -> Xlsx<BufReader<File>> {
    harness.get_by_role_and_label(Role::TextInput, "文件").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    type_into(harness, "文件", &path.display().to_string());
    press(harness, "导出");
    settle(harness);
    calamine::open_workbook(path).expect("a workbook")
}

#[test]
fn the_packet_has_room_for_as_many_judges_as_are_said() {
    let (mut harness, _) = kept();
    harness.state_mut().post(zhaoshang::ui::context::Post::set(|settings| {
        settings.notes.insert("shortlist.judges".into(), "3".into());
    }));
    settle(&mut harness);
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("packet.xlsx");
    press(&mut harness, "评审表…");
    let mut book = exported(&mut harness, &path);
    let sheet = format!("{:?}", book.worksheet_range("汇总").expect("the summary").rows().collect::<Vec<_>>());
    assert!(sheet.contains("评委3") && !sheet.contains("评委4"), "{sheet}");
    press(&mut harness, "录入评审…");
    assert!(harness.query_by_label("评委3").is_some() && harness.query_by_label("评委4").is_none());
}

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(harness: &mut Harness<'_, App>, path: &Path) {
    harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    settle(harness);
    settle(harness);
}

#[test]
fn a_filled_packet_is_proposed_and_kept_once_when_it_is_accepted() {
    let (mut harness, first) = kept();
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("packet.xlsx");
    press(&mut harness, "评审表…");
    drop(exported(&mut harness, &path));
    let packet = std::fs::read(&path).expect("the packet");
    let typed = [
        (1, "F4", Typed::Number(81.5)),
        (1, "G4", Typed::Number(90.0)),
        (1, "H4", Typed::Text("弃权")),
        (1, "H3", Typed::Text("王主任")),
    ];
    std::fs::write(&path, filled(&packet, &typed)).expect("written");
    press(&mut harness, "录入评审…");
    // Something else first: it is refused in words, and nothing changes.
    let other = folder.path().join("other.xlsx");
    std::fs::write(&other, "a,b").expect("written");
    drop_file(&mut harness, &other);
    assert_eq!(harness.state().page(), Some(PageId::Shortlist), "it is not taken for a list of companies");
    assert!(harness.query_by_label_contains("不是本程序导出的评审表").is_some(), "nothing says what is wrong");
    drop_file(&mut harness, &path);
    assert!(harness.query_by_label_contains("企业 1 家，分数 2 个").is_some(), "nothing says what was read");
    assert!(harness.query_by_label_contains("H4（弃权）：不是数字").is_some(), "the cell is not named");
    assert!(harness.query_by_label("王主任").is_some(), "the name of the judge is not taken over");
    assert_eq!(reviews(&harness), 0, "nothing is kept before it is accepted");
    press(&mut harness, "保存评审");
    let session = harness.state().session().expect("open");
    let review = session.snapshot.reviews.iter().next().expect("kept");
    assert_eq!(session.snapshot.companies.get(review.company.uuid()).map(|company| &*company.name), Some(&*first));
    assert_eq!(review.checked_points.map(|points| points.0), Some(81.5));
    assert_eq!((&*review.panel, review.panel_mean.map(|points| points.0)), ("评委1\t90", Some(90.0)));
    assert_eq!(reviews(&harness), 1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(reviews(&harness), 0, "one step takes it back");
}

#[test]
fn the_packet_of_another_list_is_refused_by_its_name() {
    let (mut harness, _) = kept();
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("packet.xlsx");
    press(&mut harness, "评审表…");
    drop(exported(&mut harness, &path));
    close_notes(&mut harness);
    harness.get_by_label("排名").click();
    settle(&mut harness);
    press(&mut harness, "保存名单…");
    type_into(&mut harness, "名称", "第二份");
    press(&mut harness, "保存");
    settle(&mut harness);
    press(&mut harness, "录入评审…");
    drop_file(&mut harness, &path);
    assert!(
        harness.query_by_label_contains("这是另一份名单“短名单 2026-11-23”的评审表").is_some(),
        "nothing says whose packet it is"
    );
    assert_eq!(reviews(&harness), 0);
}
