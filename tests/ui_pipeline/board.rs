//! The board: new leads, moves by mouse and by keyboard, marks that say why.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use zhaoshang::{
    domain::lead::Stage,
    text::Lang,
    ui::{context::Post, route::PageId},
};

use super::{choose, go, key, lead_at, leads, new_lead_by_keys, pipeline, press, type_into, typed, undo};

#[test]
fn a_new_lead_is_made_by_keyboard_alone() {
    let mut harness = pipeline(Lang::Zh);
    let officer = harness.state().session().expect("open").snapshot.authors.iter().next().expect("one").clone();
    let name = officer.name.to_string();
    harness.state_mut().post(Post::set(move |settings| settings.person.name = name));
    go(&mut harness, PageId::Overview);
    new_lead_by_keys(&mut harness, "样例微电机有限公司", "寄送资料", "周五");
    let made = leads(&harness).into_iter().find(|lead| &*lead.title == "样例微电机有限公司项目").expect("made");
    let snapshot = &harness.state().session().expect("open").snapshot;
    assert_eq!(&*snapshot.companies.get(made.company.uuid()).expect("its company").name, "样例微电机有限公司");
    assert_eq!((made.stage, &*made.next_action), (Stage::Clue, "寄送资料"));
    assert_eq!(made.next_action_on, Some(jiff::civil::date(2026, 11, 27)));
    assert_eq!(made.received_on, Some(jiff::civil::date(2026, 11, 23)));
    assert_eq!(made.owner, Some(officer.id), "the one at the keyboard");
    assert_eq!(harness.state().page(), Some(PageId::Pipeline));
    assert!(harness.query_by_label_contains("样例微电机有限公司项目，").is_some(), "its card is on screen");
}

#[test]
fn tab_takes_the_company_that_is_marked_and_ctrl_enter_saves() {
    let mut harness = pipeline(Lang::Zh);
    go(&mut harness, zhaoshang::ui::Place::part(PageId::Pipeline, "new"));
    typed(&mut harness, "样例微电机有限公司");
    key(&mut harness, Key::Tab);
    typed(&mut harness, "一期");
    // Ctrl is up again before the frame is drawn: what counts is that it was down when Enter was pressed.
    for pressed in [true, false] {
        let modifiers = Modifiers::COMMAND;
        harness.event(Event::Key { key: Key::Enter, physical_key: None, pressed, repeat: false, modifiers });
    }
    harness.run();
    harness.run();
    let made = leads(&harness).into_iter().find(|lead| lead.title.contains("样例微电机有限公司项目")).expect("made");
    assert_eq!(&*made.title, "样例微电机有限公司项目一期", "Tab goes to the field that follows");
}

#[test]
fn a_company_somebody_works_on_is_noticed_while_typing_and_asked_about() {
    let mut harness = pipeline(Lang::Zh);
    let lead = lead_at(&harness, Stage::Talks);
    let before = leads(&harness).len();
    let name = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        snapshot.companies.get(lead.company.uuid()).expect("its company").name.to_string()
    };
    go(&mut harness, zhaoshang::ui::Place::part(PageId::Pipeline, "new"));
    typed(&mut harness, &name);
    assert!(harness.query_by_label_contains("新增企业“").is_none(), "the company is known");
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label_contains("已有 1 个在办项目").is_some());
    assert!(harness.query_all_by_label_contains("· 在谈 ·").next().is_some(), "who, and at which stage");
    press(&mut harness, "新建");
    assert_eq!(leads(&harness).len(), before, "asked first");
    press(&mut harness, "仍要新建");
    assert_eq!(leads(&harness).len(), before + 1);
}

#[test]
fn a_company_must_be_chosen() {
    let mut harness = pipeline(Lang::Zh);
    let before = leads(&harness).len();
    go(&mut harness, zhaoshang::ui::Place::part(PageId::Pipeline, "new"));
    press(&mut harness, "新建");
    assert!(harness.query_by_label("请先选定企业。").is_some());
    type_into(&mut harness, "企业", "半截名");
    assert!(harness.state().settings().notes.get("pipeline.new").is_some_and(|note| note.contains("半截名")));
    key(&mut harness, Key::Escape);
    assert_eq!(leads(&harness).len(), before);
    assert!(!harness.state().settings().notes.contains_key("pipeline.new"), "given up on purpose");
}

#[test]
fn the_keyboard_moves_a_lead_to_where_the_rules_let_it_go() {
    let mut harness = pipeline(Lang::Zh);
    let lead = lead_at(&harness, Stage::Talks);
    harness.get_by_label_contains(&format!("{}，", lead.title)).click();
    harness.run();
    key(&mut harness, Key::M);
    assert!(harness.query_by_label(&format!("移动“{}”", lead.title)).is_some());
    harness.get_by_role_and_label(Role::ComboBox, "移到").click();
    harness.run();
    assert!(harness.query_all_by_role_and_label(Role::Button, "投产").next().is_none(), "not from talks");
    harness.get_by_role_and_label(Role::Button, "签约").click();
    harness.run();
    type_into(&mut harness, "依据", "协议 7 号");
    press(&mut harness, "移动");
    let moved = leads(&harness).into_iter().find(|other| other.id == lead.id).expect("there");
    assert_eq!(moved.stage, Stage::Signed);
    {
        let snapshot = &harness.state().session().expect("open").snapshot;
        let step = snapshot.stage_moves.of_lead(lead.id).max_by_key(|step| step.id).expect("a move");
        assert_eq!((step.to_stage, &*step.proof), (Stage::Signed, "协议 7 号"));
    }
    undo(&mut harness);
    assert_eq!(leads(&harness).into_iter().find(|other| other.id == lead.id), Some(lead));
}

#[test]
fn a_card_is_dragged_to_another_column() {
    let mut harness = pipeline(Lang::Zh);
    let lead = lead_at(&harness, Stage::Talks);
    let card = harness.get_by_label_contains(&format!("{}，", lead.title)).rect().center();
    let column = harness.get_by_label_contains("意向：").rect().center() + eframe::egui::vec2(0.0, 200.0);
    harness.drag_at(card);
    harness.run_steps(2);
    harness.hover_at(card + eframe::egui::vec2(30.0, 10.0));
    harness.run_steps(2);
    harness.hover_at(column);
    harness.run_steps(2);
    harness.drop_at(column);
    harness.run_steps(4);
    assert!(harness.query_by_label(&format!("移动“{}”", lead.title)).is_some(), "the panel asks for the day");
    press(&mut harness, "移动");
    let moved = leads(&harness).into_iter().find(|other| other.id == lead.id).expect("there");
    assert_eq!(moved.stage, Stage::Intent);
}

#[test]
fn ending_a_lead_asks_for_the_reason() {
    let mut harness = pipeline(Lang::Zh);
    let lead = lead_at(&harness, Stage::Talks);
    harness.get_by_label_contains(&format!("{}，", lead.title)).click();
    harness.run();
    key(&mut harness, Key::M);
    choose(&mut harness, "移到", "终止");
    press(&mut harness, "移动");
    assert!(harness.query_by_label("请写明原因。").is_some());
    type_into(&mut harness, "原因", "改投外地");
    press(&mut harness, "移动");
    let ended = leads(&harness).into_iter().find(|other| other.id == lead.id).expect("there");
    assert_eq!((ended.stage, &*ended.loss_reason), (Stage::Lost, "改投外地"));
}

#[test]
fn a_colour_says_clock_days_and_source() {
    let mut harness = pipeline(Lang::Zh);
    let mark = harness
        .get_all_by_role(Role::Button)
        .find(|node| NodeT::accesskit_node(node).label().is_some_and(|label| label.starts_with("督办：滞后")));
    mark.expect("a lead that is behind").click();
    harness.run();
    assert!(harness.query_all_by_label_contains("期限依据：江门 2024").next().is_some());
    assert!(harness.query_all_by_label_contains("依据：假设").next().is_some(), "the limits of the colours");
}

#[test]
fn stages_of_one_short_name_stand_together() {
    let mut harness = pipeline(Lang::Zh);
    let all = leads(&harness);
    let count = |stages: &[Stage]| all.iter().filter(|lead| stages.contains(&lead.stage)).count();
    assert!(harness.query_by_label_contains("研判：").is_some());
    harness.get_by_role_and_label(Role::CheckBox, "合并阶段").click();
    harness.run();
    harness.run();
    assert!(harness.query_by_label_contains("研判：").is_none());
    let expected = format!("在谈：{} 个", count(&[Stage::Talks, Stage::Intent, Stage::Review]));
    assert!(harness.query_by_label_contains(&expected).is_some(), "{expected}");
}
