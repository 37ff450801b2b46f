//! Papers in the window: lists are kept, arranged and compared, exports are asked about and logged, a review is typed in.

#![allow(clippy::expect_used, missing_docs)]

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    domain::paper::{ExportFormat, ExportKind, Level, ReviewOutcome},
    ledger::Action,
    report::kept::{KeptList, arrangement, read},
    text::Lang,
    ui::{App, Command, PageId, Place, context::Post},
};

use support::{close_notes, demo, go, nothing_is_missing, press, settle, type_into};

fn snapshot(harness: &Harness<'_, App>) -> std::sync::Arc<zhaoshang::ledger::Snapshot> {
    std::sync::Arc::clone(&harness.state().session().expect("open").snapshot)
}

/// The shortlist page with the list of the demonstration kept.
fn kept(lang: Lang) -> Harness<'static, App> {
    let mut harness = demo(lang);
    go(&mut harness, PageId::Shortlist);
    settle(&mut harness);
    press(&mut harness, "保存名单…");
    press(&mut harness, "保存");
    settle(&mut harness);
    harness
}

#[test]
fn a_list_is_kept_with_its_figures_and_can_be_taken_back() {
    let mut harness = kept(Lang::Zh);
    let lists = snapshot(&harness).shortlists.clone();
    assert_eq!(lists.len(), 1);
    let record = lists.iter().next().expect("a list");
    let list = KeptList::from_json(&record.content).expect("readable");
    assert_eq!(list.rows.len(), 30);
    assert_eq!(list.top, Some(30));
    assert!(harness.query_all_by_label(&list.rows[0].name).next().is_some(), "the first company is in sight");
    assert!(harness.query_by_label("名单没有变化").is_some(), "made just now, nothing differs");
    nothing_is_missing(&harness);
    close_notes(&mut harness);
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::Z);
    settle(&mut harness);
    assert_eq!(snapshot(&harness).shortlists.len(), 0, "one step back");
}

#[test]
fn a_review_is_typed_in_once_and_shown_on_the_card() {
    let mut harness = kept(Lang::Zh);
    let list = snapshot(&harness).shortlists.iter().next().map(|list| list.content.clone()).expect("a list");
    let list = KeptList::from_json(&list).expect("readable");
    let first = list.rows[0].clone();
    press(&mut harness, "录入评审…");
    type_into(&mut harness, "评委姓名（用顿号或逗号分开）", "甲、乙");
    type_into(&mut harness, &format!("{} 复核分", first.name), "80");
    type_into(&mut harness, &format!("{} 甲", first.name), "82");
    type_into(&mut harness, &format!("{} 乙", first.name), "88");
    press(&mut harness, "保存评审");
    let reviews = snapshot(&harness).reviews.clone();
    assert_eq!(reviews.len(), 1, "companies left empty are not recorded");
    let review = reviews.iter().next().expect("a review").clone();
    assert_eq!(review.company, first.company);
    assert_eq!(review.panel_mean.map(|points| points.0), Some(85.0));
    assert_eq!(review.checked_points.map(|points| points.0), Some(80.0));
    assert_eq!(&*review.panel, "甲\t82\n乙\t88");
    assert_eq!(review.outcome, None::<ReviewOutcome>);
    go(&mut harness, Place::company(first.company));
    // The rail has a page of that name too.
    harness.get_all_by_role_and_label(Role::Tab, "项目").last().expect("the part of the card").click();
    settle(&mut harness);
    assert!(harness.query_by_label_contains("评委均分 85.0（2 人）").is_some(), "the card shows it");
}

#[test]
fn an_export_asks_for_its_level_and_is_logged() {
    let mut harness = kept(Lang::Zh);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("名单.pdf");
    press(&mut harness, "导出…");
    let field = harness.get_by_role_and_label(Role::TextInput, "文件");
    field.focus();
    harness.run();
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::A);
    harness.run();
    type_into(&mut harness, "文件", &path.display().to_string());
    // The full level is not given without a purpose.
    harness.get_all_by_label("完整").last().expect("the level").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::Button, "导出").click();
    settle(&mut harness);
    assert!(!path.exists());
    assert!(harness.query_by_label("完整级须写明用途。").is_some());
    harness.get_all_by_label("领导").last().expect("the level").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::Button, "导出").click();
    settle(&mut harness);
    settle(&mut harness);
    let bytes = std::fs::read(&path).expect("written");
    assert!(bytes.starts_with(b"%PDF-"));
    let exports = snapshot(&harness).exports.clone();
    let record = exports.iter().next().expect("logged");
    assert_eq!((record.kind, record.format, record.level), (ExportKind::Shortlist, ExportFormat::Pdf, Level::Leader));
    assert_eq!((record.row_count, record.byte_count), (30, i64::try_from(bytes.len()).expect("small")));
    assert_eq!(&*record.file, "名单.pdf");
    go(&mut harness, Place::part(PageId::Data, "exports"));
    settle(&mut harness);
    assert!(harness.query_by_label("名单.pdf").is_some(), "the data page lists it");
    nothing_is_missing(&harness);
}

#[test]
fn an_arrangement_is_a_step_with_a_reason() {
    let mut harness = kept(Lang::Zh);
    let record = snapshot(&harness).shortlists.iter().next().cloned().expect("a list");
    assert_eq!(arrangement(&record).expect("readable"), []);
    let list = KeptList::from_json(&record.content).expect("readable");
    let second = &list.rows[1];
    close_notes(&mut harness);
    harness.get_all_by_label(&second.name).next().expect("the row").click_secondary();
    settle(&mut harness);
    harness.get_by_label_contains("上移…").click();
    settle(&mut harness);
    press(&mut harness, "调整");
    assert!(harness.query_by_label("调整次序须写明理由。").is_some());
    type_into(&mut harness, "理由（必填）", "已约好来访");
    press(&mut harness, "调整");
    let record = snapshot(&harness).shortlists.iter().next().cloned().expect("a list");
    let order = arrangement(&record).expect("readable");
    assert_eq!((order[0].company, order[0].reason.as_str()), (second.company, "已约好来访"));
}

#[test]
fn a_merged_company_stays_on_the_list_as_the_one_that_stayed() {
    let mut harness = kept(Lang::Zh);
    let record = snapshot(&harness).shortlists.iter().next().cloned().expect("a list");
    let list = KeptList::from_json(&record.content).expect("readable");
    let merged = list.rows[1].company;
    let keep = snapshot(&harness).companies.iter().map(|company| company.id).find(|id| list.place(*id).is_none());
    let keep = keep.expect("another company");
    close_notes(&mut harness);
    harness.state_mut().post(Post::act(Action::MergeCompanies { keep, merged, edits: Vec::new() }));
    settle(&mut harness);
    settle(&mut harness);
    let (now, _) = read(&record, &snapshot(&harness)).expect("readable");
    assert_eq!((now.rows.len(), now.rows[1].company), (list.rows.len(), keep));
    assert!(harness.query_by_label("企业已删除").is_none());
    harness.state_mut().post(Post::Run(Command::Undo));
    settle(&mut harness);
    let (back, _) = read(&record, &snapshot(&harness)).expect("readable");
    assert_eq!(back, list);
}
