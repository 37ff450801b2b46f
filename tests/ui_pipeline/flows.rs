//! Table and bulk work, and that everything can be taken back to the last byte.

use std::{collections::BTreeMap, path::Path};

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use jiff::Timestamp;
use uuid::Uuid;
use zhaoshang::{
    domain::{
        company::Company,
        credit_code,
        ids::{AuthorId, CompanyId, LeadId},
        lead::{Lead, Stage},
        record::{Entity, Value},
        workspace::Author,
    },
    ledger::Action,
    store::{Access, Store},
    text::Lang,
    ui::{App, Opening, SettingsFile, context::Post, route::PageId, workspace::NewWorkspace},
};

use super::{
    choose, close_notes, go, key, leads, new_lead_by_keys, pipeline, press, support, type_into, typed, undo, view,
};

type Dump = BTreeMap<Entity, BTreeMap<Uuid, Vec<Value>>>;

fn status(harness: &Harness<'_, App>) -> String {
    let node = harness.get_by_label_contains("个项目");
    NodeT::accesskit_node(&node).value().unwrap_or_default()
}

/// All rows of the table, selected.
fn select_all(harness: &mut Harness<'_, App>) {
    let first = leads(harness).first().expect("a lead").title.to_string();
    harness.get_all_by_label(&first).next().expect("its row").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
}

#[test]
fn many_leads_change_owner_in_one_step() {
    let mut harness = pipeline(Lang::Zh);
    view(&mut harness, "table");
    let before = leads(&harness);
    let officer = harness.state().session().expect("open").snapshot.authors.iter().last().expect("one").clone();
    let row = harness.get_all_by_role(Role::Grid).next().expect("the table").rect();
    harness.hover_at(row.min + eframe::egui::vec2(60.0, 44.0));
    harness.run();
    harness.drag_at(row.min + eframe::egui::vec2(60.0, 44.0));
    harness.drop_at(row.min + eframe::egui::vec2(60.0, 44.0));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    press(&mut harness, "改负责人");
    press(&mut harness, &format!("负责人：{}", officer.name));
    assert!(leads(&harness).iter().all(|lead| lead.owner == Some(officer.id)));
    undo(&mut harness);
    assert_eq!(leads(&harness), before);
}

#[test]
fn chips_narrow_the_list() {
    let mut harness = pipeline(Lang::Zh);
    let expected = leads(&harness).iter().filter(|lead| lead.stage == Stage::Talks).count();
    harness.get_by_role_and_label(Role::CheckBox, "阶段").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "在谈").click();
    harness.run();
    harness.run();
    let total = leads(&harness).len();
    assert!(status(&harness).contains(&format!("列出 {expected} / {total} 个项目")), "{}", status(&harness));
    assert!(harness.query_by_role_and_label(Role::CheckBox, "阶段：在谈").is_some());
}

#[test]
fn leads_are_deleted_and_brought_back() {
    let mut harness = pipeline(Lang::Zh);
    let before = leads(&harness);
    let lead = before.iter().find(|lead| lead.stage == Stage::Talks).cloned().expect("a lead");
    harness.get_by_label_contains(&format!("{}，", lead.title)).click();
    harness.run();
    key(&mut harness, Key::Delete);
    assert_eq!(leads(&harness).len(), before.len() - 1);
    undo(&mut harness);
    assert_eq!(leads(&harness), before);
}

fn window_in(folder: &Path) -> Harness<'static, App> {
    let path = folder.join("one.zhaoshang");
    let open = if path.exists() {
        Opening::Existing(path)
    } else {
        let target_date = jiff::civil::date(2030, 12, 31);
        Opening::New(NewWorkspace { path, title: "台账".into(), target_date, plan: None })
    };
    let mut harness = support::window(Lang::Zh, Some(open), SettingsFile::at(folder.join("settings.json")));
    go(&mut harness, PageId::Pipeline);
    harness
}

fn dump(folder: &Path) -> Dump {
    let store = Store::open(&folder.join("one.zhaoshang"), Access::Read, Timestamp::UNIX_EPOCH).expect("opens");
    let mut dump = store.dump().expect("a dump");
    // What the forecast says is kept once a day by the program itself, and is nobody's work.
    dump.remove(&Entity::ForecastRecord);
    dump
}

/// A workspace with two companies and a lead of each, and an officer.
fn begin(folder: &Path) {
    let mut harness = window_in(folder);
    let id = |number: u128| Uuid::from_u128(u128::MAX - number);
    for (number, name) in [(1, "甲样机械有限公司"), (2, "乙样材料有限公司")] {
        let company = CompanyId::from_uuid(id(number));
        harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(Company::named(company, name)))));
        let lead = Lead {
            stage_since: Some(jiff::civil::date(2026, 11, 1)),
            stage: Stage::Talks,
            ..Lead::new(LeadId::from_uuid(id(number + 10)), company, &format!("{name}一期"))
        };
        harness.state_mut().post(Post::act(Action::CreateLead(Box::new(lead))));
    }
    let author = Author { id: AuthorId::from_uuid(id(30)), name: "丙专员".into(), unit: "一科".into() };
    harness.state_mut().post(Post::act(Action::AddAuthor(Box::new(author))));
    harness.run();
    harness.run();
    assert_eq!(leads(&harness).len(), 2);
}

#[test]
fn a_day_of_work_is_undone_to_an_identical_dump() {
    let folder = tempfile::tempdir().expect("a folder");
    begin(folder.path());
    let before = dump(folder.path());
    let mut harness = window_in(folder.path());
    // New lead of a new company: one step.
    new_lead_by_keys(&mut harness, "丁样电子有限公司", "约见", "明天");
    assert_eq!(leads(&harness).len(), 3);
    // To 签约 by keyboard: one step.
    close_notes(&mut harness);
    harness.get_by_label_contains("甲样机械有限公司一期，").click();
    harness.run();
    key(&mut harness, Key::M);
    choose(&mut harness, "移到", "签约");
    press(&mut harness, "移动");
    assert!(leads(&harness).iter().any(|lead| lead.stage == Stage::Signed));
    // Bulk: one step.
    view(&mut harness, "table");
    close_notes(&mut harness);
    select_all(&mut harness);
    press(&mut harness, "改负责人");
    press(&mut harness, "负责人：丙专员");
    assert!(
        leads(&harness).iter().all(|lead| lead.owner == Some(AuthorId::from_uuid(Uuid::from_u128(u128::MAX - 30))))
    );
    for _ in 0..3 {
        undo(&mut harness);
    }
    drop(harness);
    assert!(dump(folder.path()) == before, "something is left of the work undone");
}

#[test]
fn rows_below_the_last_one_become_leads_of_known_and_of_new_companies() {
    let folder = tempfile::tempdir().expect("a folder");
    begin(folder.path());
    let code = credit_code::complete("91510100MA6CA1B2C").expect("a code");
    {
        let mut harness = window_in(folder.path());
        let company = Company {
            short_name: "戊样电机".into(),
            credit_code: code.as_str().into(),
            ..Company::named(CompanyId::from_uuid(Uuid::from_u128(u128::MAX - 3)), "戊样电机制造有限公司")
        };
        harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(company))));
        harness.run();
    }
    let before = dump(folder.path());
    let mut harness = window_in(folder.path());
    view(&mut harness, "table");
    close_notes(&mut harness);
    let known = leads(&harness);
    let top = |title: &str| harness.get_all_by_label(title).next().expect("its row").rect().top();
    let last = known.iter().max_by(|one, other| top(&one.title).total_cmp(&top(&other.title))).expect("two").clone();
    harness.get_all_by_label(&last.title).next().expect("its row").click();
    harness.run();
    // Title, company, stage, colour, owner; the first row is the last of the list as it stands.
    let block = [
        format!("{}\t{}", last.title, last.title.trim_end_matches("一期")),
        "戊样扩产\t戊样电机\t在谈\t—\t丙专员".to_owned(),
        format!("\t{code}"),
        "\t甲样机械有限公司".to_owned(),
        "己样一期\t己样新材料有限公司\t没有的阶段".to_owned(),
        "己样二期\t 己样新材料有限公司".to_owned(),
        "无企业的项目\t".to_owned(),
        "错码的项目\t91510100MA6CA1B2CX".to_owned(),
    ];
    harness.event(Event::Paste(block.join("\r\n")));
    harness.run();
    harness.run();
    assert_eq!(leads(&harness), known, "nothing is done before it is agreed to");
    for words in [
        "新增 5 行",
        "其中新企业 1 家",
        "新项目要有企业",
        "没有这个信用代码的企业",
        "撞单：甲样机械有限公司",
        "3 个不能写入",
    ] {
        assert!(harness.query_all_by_label_contains(words).next().is_some(), "{words}");
    }
    // The preview finds its place once it knows its size.
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "写入").click();
    harness.run();
    harness.run();
    let snapshot = harness.state().session().expect("open").snapshot.clone();
    assert_eq!((snapshot.leads.len(), snapshot.companies.len()), (7, 4));
    let lead = |title: &str| snapshot.leads.iter().find(|lead| &*lead.title == title).expect(title).clone();
    let of = |title: &str| snapshot.companies.get(lead(title).company.uuid()).expect("a company").name.to_string();
    assert_eq!(of("戊样扩产"), "戊样电机制造有限公司", "by short name");
    assert_eq!(lead("戊样扩产").stage, Stage::Talks);
    assert_eq!(lead("戊样扩产").owner, Some(AuthorId::from_uuid(Uuid::from_u128(u128::MAX - 30))));
    assert_eq!(of("戊样电机制造有限公司项目"), "戊样电机制造有限公司", "by credit code, called after its company");
    assert_eq!(lead("戊样电机制造有限公司项目").received_on, Some(jiff::civil::date(2026, 11, 23)));
    assert_eq!(of("己样一期"), "己样新材料有限公司");
    assert_eq!(lead("己样一期").company, lead("己样二期").company, "made once");
    undo(&mut harness);
    assert_eq!(leads(&harness), known);
    drop(harness);
    assert!(dump(folder.path()) == before, "something is left of the paste");
}

#[test]
fn what_is_typed_in_a_dialog_outlives_the_process_and_is_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    begin(folder.path());
    {
        let mut harness = window_in(folder.path());
        close_notes(&mut harness);
        harness.get_by_label_contains("甲样机械有限公司一期，").click();
        harness.run();
        key(&mut harness, Key::M);
        choose(&mut harness, "移到", "签约");
        type_into(&mut harness, "依据", "协议 7");
        type_into(&mut harness, "依据", " 号");
        // Nobody moves, and a few seconds pass.
        for _ in 0..40 {
            harness.step();
        }
        let written = std::fs::read_to_string(folder.path().join("settings.json")).expect("settings");
        assert!(written.contains("协议 7 号"), "on disk while the dialog is open");
        std::mem::forget(harness);
    }
    let copy = tempfile::tempdir().expect("a folder");
    let path = copy.path().join("one.zhaoshang");
    for journal in ["one.zhaoshang", "one.zhaoshang-wal", "one.zhaoshang-shm"] {
        let _ = std::fs::copy(folder.path().join(journal), copy.path().join(journal));
    }
    // The draft belongs to the file at its old place.
    let file = SettingsFile::at(folder.path().join("settings.json"));
    let mut harness = support::window(Lang::Zh, Some(Opening::Existing(path)), file);
    go(&mut harness, PageId::Pipeline);
    assert!(harness.query_by_label_contains("上次没有填完").is_none(), "another workspace");
    let text = std::fs::read_to_string(folder.path().join("settings.json")).expect("settings");
    drop(harness);
    let place = |folder: &Path| serde_json::to_string(&folder.join("one.zhaoshang")).expect("a path");
    let (old, new) = (place(folder.path()), place(copy.path()));
    let (old, new) = (old.trim_matches('"').to_owned(), new.trim_matches('"').to_owned());
    std::fs::write(copy.path().join("settings.json"), text.replace(&old, &new)).expect("settings");
    let mut harness = window_in(copy.path());
    assert!(harness.query_by_label_contains("上次没有填完：移动“甲样机械有限公司一期”").is_some());
    press(&mut harness, "接着填");
    press(&mut harness, "移动");
    let moved = leads(&harness).into_iter().find(|lead| lead.title.starts_with("甲样")).expect("it");
    assert_eq!(moved.stage, Stage::Signed);
    assert!(!harness.state().settings().notes.contains_key("pipeline.dialogs"), "what is saved is no draft");
}

#[test]
fn a_new_lead_left_unfinished_is_offered_in_its_own_workspace() {
    let folder = tempfile::tempdir().expect("a folder");
    begin(folder.path());
    {
        let mut harness = window_in(folder.path());
        go(&mut harness, zhaoshang::ui::Place::part(PageId::Pipeline, "new"));
        typed(&mut harness, "庚样半");
        // Nobody moves, and a few seconds pass.
        for _ in 0..40 {
            harness.step();
        }
        let note = harness.state().settings().notes.get("pipeline.new").cloned().expect("kept");
        assert!(note.contains("one.zhaoshang"), "{note}");
    }
    let mut harness = window_in(folder.path());
    assert!(harness.query_by_label_contains("上次没有填完：新项目 · 庚样半").is_some());
    press(&mut harness, "丢弃草稿");
    assert!(!harness.state().settings().notes.contains_key("pipeline.new"));
}
