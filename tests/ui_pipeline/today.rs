//! Today: each duty with the one click that deals with it.

use egui_kittest::kittest::Queryable;
use zhaoshang::{domain::activity::ActivityKind, text::Lang};

use super::{pipeline, press, type_into, undo, view};

#[test]
fn a_standstill_is_explained_and_gone() {
    let mut harness = pipeline(Lang::Zh);
    // Only the leads that wait for it.
    view(&mut harness, "today");
    let open = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        let session = harness.state().session().expect("open");
        let rules = session.snapshot.pipeline_rules().expect("rules");
        let today = jiff::civil::date(2026, 11, 23);
        let leads: Vec<_> = session
            .snapshot
            .leads
            .iter()
            .filter(|lead| rules.standstill(&session.snapshot.lead_dates(lead), today).is_some())
            .cloned()
            .collect();
        leads
    };
    let waiting = open(&harness);
    let lead = waiting.first().expect("a lead that stands still");
    type_into(&mut harness, "项目、企业、负责人、来源", &lead.title);
    press(&mut harness, "说明原因…");
    type_into(&mut harness, "原因", "总部在调整投资计划");
    press(&mut harness, "保存");
    let left = open(&harness);
    assert_eq!(left.len() + 1, waiting.len());
    let snapshot = harness.state().session().expect("open").snapshot.clone();
    let entry = snapshot.activities.iter().find(|entry| &*entry.content == "总部在调整投资计划").expect("kept");
    assert_eq!(entry.kind, ActivityKind::Standstill);
    undo(&mut harness);
    assert_eq!(open(&harness).len(), waiting.len());
}

#[test]
fn a_task_is_ticked_off() {
    let mut harness = pipeline(Lang::Zh);
    let today = jiff::civil::date(2026, 11, 23);
    let task = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        let due = snapshot.tasks.iter().filter(|task| task.done_on.is_none() && task.due <= Some(today));
        due.min_by_key(|task| task.due).cloned().expect("a task")
    };
    let title = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        let lead = task.lead.and_then(|lead| snapshot.leads.get(lead.uuid())).expect("its lead");
        lead.title.to_string()
    };
    view(&mut harness, "today");
    type_into(&mut harness, "项目、企业、负责人、来源", &title);
    press(&mut harness, "完成");
    let snapshot = harness.state().session().expect("open").snapshot.clone();
    let done = snapshot.tasks.iter().filter(|task| task.done_on == Some(today)).count();
    assert!(done >= 1);
    undo(&mut harness);
    assert_eq!(harness.state().session().expect("open").snapshot.tasks.get(task.id.uuid()), Some(&task));
}

#[test]
fn the_view_says_how_much_waits() {
    let mut harness = pipeline(Lang::Zh);
    assert!(harness.query_by_label_contains("今日 ").is_some(), "the count stands in the tab");
    view(&mut harness, "today");
    assert!(harness.query_by_label_contains("已逾期（").is_some());
}
