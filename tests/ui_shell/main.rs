//! The frame of the window, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

mod gallery;
mod support;

use eframe::egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use zhaoshang::{
    text::Lang,
    ui::{Command, PageId, SettingsFile},
};

use support::{demo, start, window};

#[test]
fn the_start_page_offers_new_open_and_demonstration() {
    let harness = start(Lang::Zh);
    for label in ["新建台账", "打开台账", "看示例"] {
        assert!(harness.query_by_role_and_label(Role::Button, label).is_some(), "no {label}");
    }
    assert!(harness.query_by_label_contains("打开过的台账会列在这里").is_some());
}

#[test]
fn the_demonstration_opens_and_is_judged() {
    let harness = demo(Lang::Zh);
    let app = harness.state();
    assert_eq!(app.page(), Some(PageId::Overview));
    let session = app.session().expect("open");
    assert_eq!(session.snapshot.companies.len(), 300);
    let view = session.view.as_ref().expect("judged");
    assert_eq!(view.assessment.prospects.len(), 300);
    assert!(harness.query_all_by_label_contains("企业 300 家").next().is_some());
}

#[test]
fn the_rail_goes_to_every_page_and_back_returns() {
    let mut harness = demo(Lang::Zh);
    for (label, page) in [
        ("企业", PageId::Companies),
        ("项目", PageId::Pipeline),
        ("短名单", PageId::Shortlist),
        ("规划", PageId::Plan),
        ("数据", PageId::Data),
        ("总览", PageId::Overview),
    ] {
        // A page may have a tab of the same name; the rail comes first.
        let rail = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
            harness.get_all_by_role_and_label(Role::Tab, label).next().map(|tab| {
                tab.click();
                tab.accesskit_node().is_selected()
            })
        };
        rail(&harness);
        harness.run();
        assert_eq!(harness.state().page(), Some(page));
        assert_eq!(rail(&harness), Some(Some(true)));
        harness.run();
    }
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Data));
}

#[test]
fn shortcuts_go_to_pages() {
    let mut harness = demo(Lang::Zh);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num5);
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Plan));
}

#[test]
fn the_palette_runs_actions_and_finds_companies() {
    const PALETTE: &str = "Search companies, leads, pages, actions";
    let mut harness = demo(Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, PALETTE).type_text("shortl");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Shortlist));
    assert!(harness.query_by_role_and_label(Role::TextInput, PALETTE).is_none(), "the palette closed");

    let name: String = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        snapshot.companies.iter().nth(5).expect("a company").name.to_string()
    };
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, PALETTE).type_text(&name);
    harness.run();
    harness.get_by_role_and_label(Role::Button, &name).click();
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Companies));
}

#[test]
fn the_language_switches_without_restart() {
    let mut harness = demo(Lang::Zh);
    harness.state_mut().post(zhaoshang::ui::context::Post::Run(Command::SwitchLanguage));
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Tab, "Overview").is_some());
    assert!(harness.query_by_role_and_label(Role::Tab, "总览").is_none());
    assert!(harness.query_all_by_label_contains("300 companies").next().is_some());
}

#[test]
fn settings_are_reached_by_keyboard_and_take_effect_at_once() {
    let mut harness = demo(Lang::Zh);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    harness.run();
    harness.get_by_label("深色").click();
    harness.run();
    assert_eq!(harness.ctx.theme(), Theme::Dark);
    harness.get_by_label("125%").click();
    harness.run();
    assert!((harness.state().settings().text_size - 1.25).abs() < 1e-6);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("深色").is_none(), "closed by Esc");
}

#[test]
fn undo_is_named_after_the_step_and_the_toast_takes_it_back() {
    use zhaoshang::{
        domain::{company::Company, ids::CompanyId},
        ledger::Action,
        ui::context::Post,
    };
    let mut harness = demo(Lang::Zh);
    let company = Company::named(CompanyId::from_uuid(uuid::Uuid::from_u128(7)), "试验企业");
    harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(company))));
    harness.run();
    let count = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        harness.state().session().expect("open").snapshot.companies.len()
    };
    assert_eq!(count(&harness), 301);
    assert!(harness.query_by_label("撤销：新增企业（试验企业）").is_some(), "the button names the step");
    harness.get_by_role_and_label(Role::Link, "撤销").click();
    harness.run();
    assert_eq!(count(&harness), 300);
    assert!(harness.query_by_label("重做：新增企业（试验企业）").is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    harness.run();
    assert_eq!(count(&harness), 301);
}

#[test]
fn a_refused_action_says_why_and_stays() {
    use zhaoshang::{
        domain::{company::Company, ids::CompanyId},
        ledger::Action,
        ui::context::Post,
    };
    let mut harness = demo(Lang::Zh);
    let nameless = Company::named(CompanyId::from_uuid(uuid::Uuid::from_u128(8)), " ");
    harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(nameless))));
    harness.run();
    assert!(harness.query_by_label("名称不能为空。").is_some());
    for _ in 0..600 {
        harness.step();
    }
    assert!(harness.query_by_label("名称不能为空。").is_some(), "a failure stays until it is closed");
}

#[test]
fn a_new_workspace_is_made_and_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("settings.json");
    let path = folder.path().join("mine.zhaoshang");
    {
        let mut harness = window(Lang::Zh, None, SettingsFile::at(file.clone()));
        harness.get_by_role_and_label(Role::Button, "新建台账").click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, "建立台账").click();
        harness.run();
        assert!(harness.query_by_label_contains("请填写姓名").is_some());
        for (label, text) in [("姓名", "甲"), ("台账名称", "试验台账")] {
            let field = harness.get_by_role_and_label(Role::TextInput, label);
            field.focus();
            field.type_text(text);
            harness.run();
        }
        let field = harness.get_by_role_and_label(Role::TextInput, "台账文件的完整路径");
        field.focus();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run();
        let field = harness.get_by_role_and_label(Role::TextInput, "台账文件的完整路径");
        field.type_text(path.to_str().expect("a text"));
        harness.run();
        harness.get_by_role_and_label(Role::Button, "建立台账").click();
        harness.run();
        let session = harness.state().session().expect("open");
        assert_eq!(session.title(), "试验台账");
        assert!(path.exists());
        let mut settings = SettingsFile::at(file.clone());
        settings.save(harness.state().settings());
    }
    let harness = window(Lang::Zh, None, SettingsFile::at(file));
    assert!(harness.query_by_role_and_label(Role::Button, "mine").is_some(), "listed among the recent ones");
}

#[test]
fn a_file_that_is_no_workspace_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.zhaoshang");
    std::fs::write(&path, "no workspace").expect("written");
    let opening = Some(zhaoshang::ui::Opening::Existing(path.clone()));
    let harness = window(Lang::Zh, opening, SettingsFile::nowhere());
    assert!(harness.query_by_label_contains("不是招商工作台的台账").is_some());
    assert_eq!(std::fs::read_to_string(path).expect("still there"), "no workspace");
}

#[test]
fn pasted_cells_and_dropped_lists_lead_to_the_import() {
    let mut harness = demo(Lang::Zh);
    harness.event(eframe::egui::Event::Paste("企业名称\t注册资本\n某公司\t100\n".into()));
    harness.run();
    assert_eq!(harness.state().page(), Some(PageId::Import));
}

#[test]
fn a_demonstration_file_is_marked_wherever_it_is_opened() {
    use zhaoshang::{
        clock::Surroundings,
        domain::plan::Plan,
        ledger::{Ledger, Who, demo, seeds},
        ui::Opening,
    };
    let folder = tempfile::tempdir().expect("a folder");
    let today = jiff::civil::date(2026, 11, 23);
    let options = demo::DemoOptions { companies: 12, leads: 2, ..demo::DemoOptions::new(today) };
    let set = demo::generate(&Plan::shipped().expect("the plan"), &options);
    for (name, changes, marked) in [("demo", set.changes(), true), ("own", Vec::new(), false)] {
        let path = folder.path().join(format!("{name}.zhaoshang"));
        let who = Who { author: "甲".into(), unit: String::new(), device: "乙".into() };
        let beginning = seeds::beginning("招商", today, changes);
        drop(Ledger::create(&path, beginning, who, Surroundings::system()).expect("a workspace"));
        let harness = window(Lang::Zh, Some(Opening::Existing(path)), SettingsFile::nowhere());
        assert_eq!(harness.query_by_label("虚构数据").is_some(), marked, "{name}");
    }
}

#[test]
fn seats_changed_at_the_start_are_a_version_beside_the_shipped_one() {
    use zhaoshang::{
        domain::plan::Plan,
        ui::{Opening, workspace::NewWorkspace},
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut plan = Plan::shipped().expect("the plan");
    plan.bases[0].seats[0].max = 7;
    let new = NewWorkspace {
        path: folder.path().join("new.zhaoshang"),
        title: "新".into(),
        target_date: jiff::civil::date(2030, 12, 31),
        plan: Some(plan.to_toml().expect("a text")),
    };
    let mut harness = window(Lang::Zh, Some(Opening::New(new)), SettingsFile::nowhere());
    let most = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        let session = harness.state().session().expect("open");
        session.view.as_ref().expect("judged").policy.plan.bases[0].seats[0].max
    };
    assert_eq!(harness.state().session().expect("open").snapshot.plans.len(), 2);
    assert_eq!(most(&harness), 7);
    harness.state_mut().post(zhaoshang::ui::context::Post::Run(Command::Undo));
    harness.run();
    assert_eq!(most(&harness), 2, "as the plan has it");
}

#[test]
fn the_new_workspace_form_shows_the_seats_of_the_plan_and_leaves_by_escape() {
    let mut harness = start(Lang::Zh);
    harness.get_by_role_and_label(Role::Button, "新建台账").click();
    harness.run();
    for label in ["各基地席位", "智能装备基地", "未设目标"] {
        assert!(harness.query_by_label(label).is_some(), "no {label}");
    }
    assert!(harness.query_by_label("智能装备基地 · 成长型 席位上限").is_some());
    // The first Esc leaves the field the cursor waits in, the second the form.
    for _ in 0..2 {
        harness.key_press(Key::Escape);
        harness.run();
    }
    assert!(harness.query_by_role_and_label(Role::Button, "看示例").is_some());
}
