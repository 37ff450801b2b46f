//! What is being written survives going elsewhere, and the end of the process.

use std::path::Path;

use eframe::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    domain::{
        company::Company,
        ids::CompanyId,
        record::{Cell, Value},
    },
    ledger::{Action, Edit},
    text::Lang,
    ui::{App, Opening, Place, SettingsFile, context::Post, route::PageId, workspace::NewWorkspace},
};

use super::{companies, go, press, support::window, tab, type_into, with_company};

fn value(harness: &Harness<'_, App>, field: &str) -> Option<String> {
    harness.query_by_role_and_label(Role::TextInput, field).and_then(|node| node.value())
}

#[test]
fn a_form_survives_other_companies_and_other_pages() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "数据");
    press(&mut harness, "录入数据");
    type_into(&mut harness, "来源", "电话询问");
    let other = harness.state().session().expect("open").snapshot.companies.iter().next().expect("one").id;
    go(&mut harness, Place::company(other));
    assert_eq!(value(&harness, "来源"), None, "it belongs to the other one");
    go(&mut harness, PageId::Data);
    go(&mut harness, Place::company(id));
    tab(&mut harness, "数据");
    assert_eq!(value(&harness, "来源").as_deref(), Some("电话询问"));
    press(&mut harness, "取消");
    assert!(!harness.state().settings().notes.contains_key("companies.forms"), "given up, nothing is kept");
}

/// A window over a workspace in a folder, with settings that outlive it.
fn window_in(folder: &Path) -> Harness<'static, App> {
    let path = folder.join("one.zhaoshang");
    let open = if path.exists() {
        Opening::Existing(path)
    } else {
        let target_date = jiff::civil::date(2030, 12, 31);
        Opening::New(NewWorkspace { path, title: "台账".into(), target_date, plan: None })
    };
    let mut harness = window(Lang::Zh, Some(open), SettingsFile::at(folder.join("settings.json")));
    go(&mut harness, PageId::Companies);
    harness
}

/// Writes half a fact about a new company and leaves the process as if its power were cut.
fn interrupted(folder: &Path) -> CompanyId {
    let mut harness = window_in(folder);
    let id = with_company(&mut harness, |_| {});
    tab(&mut harness, "数据");
    press(&mut harness, "录入数据");
    type_into(&mut harness, "数值", "3.5亿");
    type_into(&mut harness, "来源", "电话询");
    type_into(&mut harness, "来源", "问");
    // Nobody moves, and a few seconds pass.
    for _ in 0..40 {
        harness.step();
    }
    let written = std::fs::read_to_string(folder.join("settings.json")).expect("settings");
    assert!(written.contains("电话询问"), "on disk while the form is open");
    std::mem::forget(harness);
    id
}

#[test]
fn a_draft_outlives_the_process_and_is_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let id = interrupted(folder.path());
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["one.zhaoshang", "settings.json"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).expect("a copy");
    }
    for journal in ["one.zhaoshang-wal", "one.zhaoshang-shm"] {
        let _ = std::fs::copy(folder.path().join(journal), copy.path().join(journal));
    }
    let mut harness = window_in(copy.path());
    assert!(harness.query_by_label_contains("上次没有填完：数据 · ").is_some());
    press(&mut harness, "接着填");
    harness.run();
    assert_eq!(value(&harness, "数值").as_deref(), Some("3.5亿"));
    assert_eq!(value(&harness, "来源").as_deref(), Some("电话询问"));
    assert!(harness.query_by_label_contains("上次没有填完").is_none(), "offered once");
    press(&mut harness, "保存");
    harness.run();
    let session = harness.state().session().expect("open");
    let fact = session.snapshot.facts.of(id).next().expect("saved");
    assert_eq!(fact.number, Some(35_000.0));
    assert!(!harness.state().settings().notes.contains_key("companies.forms"), "what is saved is no draft");
}

#[test]
fn a_draft_can_be_thrown_away() {
    let folder = tempfile::tempdir().expect("a folder");
    interrupted(folder.path());
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["one.zhaoshang", "one.zhaoshang-wal", "one.zhaoshang-shm", "settings.json"] {
        let _ = std::fs::copy(folder.path().join(name), copy.path().join(name));
    }
    let mut harness = window_in(copy.path());
    press(&mut harness, "丢弃草稿");
    harness.run();
    assert!(harness.query_by_label_contains("上次没有填完").is_none());
    assert!(!harness.state().settings().notes.contains_key("companies.forms"));
    tab(&mut harness, "数据");
    assert_eq!(value(&harness, "来源"), None);
}

#[test]
fn a_draft_says_when_something_newer_was_saved() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |company: &mut Company| company.city = "甲市".into());
    tab(&mut harness, "项目");
    press(&mut harness, "新建项目");
    press(&mut harness, "保存");
    harness.run();
    let lead = harness.state().session().expect("open").snapshot.leads.of(id).next().cloned().expect("a lead");
    press(&mut harness, &format!("修改项目“{}”", lead.title));
    type_into(&mut harness, "线索来源", "展会");
    assert!(harness.query_by_label_contains("已有新的保存内容").is_none());
    let edits = vec![Edit::new("next_action", Value::Text("回访".into()))];
    harness.state_mut().post(Post::act(Action::EditLead { lead: lead.id, edits }));
    harness.run();
    harness.run();
    assert!(harness.query_by_label_contains("已有新的保存内容").is_some());
    assert_eq!(value(&harness, "线索来源").as_deref(), Some("展会"), "the draft is as it was");
}

#[test]
fn what_was_not_changed_in_a_form_keeps_its_newer_value() {
    let mut harness = companies(Lang::Zh);
    let id = with_company(&mut harness, |_| {});
    let officer = harness.state().session().expect("open").snapshot.authors.iter().next().expect("one").id;
    tab(&mut harness, "项目");
    press(&mut harness, "新建项目");
    press(&mut harness, "保存");
    harness.run();
    let lead = |harness: &Harness<'_, App>| {
        harness.state().session().expect("open").snapshot.leads.of(id).next().cloned().expect("a lead")
    };
    let before = lead(&harness);
    let elsewhere = |harness: &mut Harness<'_, App>, edits: Vec<Edit>| {
        harness.state_mut().post(Post::act(Action::EditLead { lead: before.id, edits }));
        harness.run();
        harness.run();
    };
    press(&mut harness, &format!("修改项目“{}”", before.title));
    type_into(&mut harness, "线索来源", "展会");
    elsewhere(&mut harness, vec![Edit::new("owner", Some(officer).to_value())]);
    press(&mut harness, "保存");
    harness.run();
    let after = lead(&harness);
    assert_eq!((&*after.source, after.owner), ("展会", Some(officer)), "the owner keeps the newer value");
    // A field changed on both sides is asked about once.
    press(&mut harness, &format!("修改项目“{}”", before.title));
    type_into(&mut harness, "线索来源", "推荐");
    elsewhere(&mut harness, vec![Edit::new("source", Value::Text("来电".into()))]);
    press(&mut harness, "保存");
    assert!(harness.query_by_label_contains("“来源”在打开之后已改为“来电”").is_some());
    assert_eq!(&*lead(&harness).source, "来电", "nothing is replaced unasked");
    press(&mut harness, "保存");
    harness.run();
    assert!(lead(&harness).source.contains("推荐"), "said twice, it is meant");
}
