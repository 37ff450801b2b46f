//! The table: list, sort, search, filter, delete, new company.

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use zhaoshang::{
    domain::{company::GateState, ids::CompanyId},
    text::Lang,
    ui::{
        Command,
        context::Post,
        route::{Filter, FilterKey, PageId},
    },
};

use super::{companies, go, press, status, support, type_into};

#[test]
fn everybody_is_listed_and_the_best_has_the_card() {
    let harness = companies(Lang::Zh);
    assert_eq!(status(&harness), "列出 300 / 300 家");
    let session = harness.state().session().expect("open");
    let view = session.view.as_ref().expect("judged");
    let best = view.assessment.prospects.iter().filter_map(|prospect| prospect.priority).fold(0.0, f64::max);
    let words = format!("{}", zhaoshang::text::format::score(best));
    assert!(harness.query_all_by_label(&words).count() >= 1, "the highest priority {words} is on screen");
    assert!(harness.query_by_label_contains("待问").is_some(), "a card is open");
}

#[test]
fn sorting_by_name_puts_the_first_name_first() {
    let mut harness = companies(Lang::Zh);
    harness.get_by_role_and_label(Role::Button, "按“企业”排序").click();
    harness.run();
    harness.run();
    let first = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        snapshot.companies.iter().map(|company| company.name.to_string()).min().expect("a company")
    };
    assert!(harness.query_all_by_label(&first).count() >= 1, "{first} is drawn");
    harness.get_by_role_and_label(Role::Button, "企业，升序").click();
    harness.run();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "企业，降序").is_some());
}

#[test]
fn search_narrows_the_list_and_escape_widens_it() {
    let mut harness = companies(Lang::Zh);
    let (name, twins) = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        let name = snapshot.companies.iter().nth(40).expect("a company").name.to_string();
        let twins = snapshot.companies.iter().filter(|company| company.name.contains(&name)).count();
        (name, twins)
    };
    type_into(&mut harness, "名称、信用代码、业务、地区", &name);
    harness.run();
    assert_eq!(status(&harness), format!("列出 {twins} / 300 家"));
    harness.key_press(Key::Escape);
    harness.run();
    harness.run();
    assert_eq!(status(&harness), "列出 300 / 300 家");
}

#[test]
fn a_chip_keeps_those_with_the_option() {
    let mut harness = companies(Lang::Zh);
    let expected = {
        let view = harness.state().session().expect("open").view.clone().expect("judged");
        view.assessment.prospects.iter().filter(|prospect| prospect.gate == GateState::Fail).count()
    };
    harness.get_by_role_and_label(Role::CheckBox, "准入").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "不通过").click();
    harness.run();
    harness.run();
    assert_eq!(status(&harness), format!("列出 {expected} / 300 家"));
    assert!(harness.query_by_role_and_label(Role::CheckBox, "准入：不通过").is_some());
}

#[test]
fn other_pages_may_ask_for_a_filter() {
    let mut harness = companies(Lang::Zh);
    let view = harness.state().session().expect("open").view.clone().expect("judged");
    let criterion = "rd_intensity";
    let filter = Filter::of(FilterKey::Missing, criterion);
    go(&mut harness, filter.on(PageId::Companies));
    harness.run();
    let locals = view.local_firms();
    let missing = (0..view.assessment.prospects.len())
        .filter(|row| !locals.contains(&view.assessment.prospects[*row].company))
        .filter(|row| {
            let detail = view.detail(*row).expect("a company");
            let line = detail.card.scorecard.lines.iter().find(|line| line.criterion == criterion).expect("a line");
            line.low < line.high
        })
        .count();
    assert_eq!(status(&harness), format!("列出 {missing} / 300 家"));
}

#[test]
fn deleting_can_be_undone() {
    let mut harness = companies(Lang::Zh);
    press(&mut harness, "删除这家企业");
    harness.run();
    assert_eq!(harness.state().session().expect("open").snapshot.companies.len(), 299);
    assert_eq!(status(&harness), "列出 299 / 299 家");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.run();
    assert_eq!(harness.state().session().expect("open").snapshot.companies.len(), 300);
}

#[test]
fn a_new_company_needs_a_name_and_tells_of_its_twin() {
    let mut harness = companies(Lang::Zh);
    let known = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        snapshot.companies.iter().next().expect("a company").name.to_string()
    };
    harness.state_mut().post(Post::Run(Command::AddCompany));
    harness.run();
    press(&mut harness, "新增");
    assert!(harness.query_by_label("请填写企业名称。").is_some());
    type_into(&mut harness, "名称", &known);
    harness.run();
    assert!(harness.query_by_label(&format!("已有“{known}”。")).is_some());
    type_into(&mut harness, "名称", "二厂");
    harness.run();
    assert!(harness.query_by_label_contains("已有“").is_none(), "another name is another company");
    press(&mut harness, "新增");
    harness.run();
    let session = harness.state().session().expect("open");
    let made = session.snapshot.companies.iter().find(|company| *company.name == *format!("{known}二厂"));
    assert!(made.is_some());
    assert_eq!(status(&harness), "列出 301 / 301 家");
    assert!(!harness.state().settings().notes.contains_key("companies.new"), "nothing to resume");
}

#[test]
fn what_is_typed_of_a_new_company_is_kept() {
    let mut harness = companies(Lang::Zh);
    harness.state_mut().post(Post::Run(Command::AddCompany));
    harness.run();
    type_into(&mut harness, "名称", "半截名字");
    harness.run();
    let note = harness.state().settings().notes.get("companies.new").cloned().expect("a draft");
    assert!(note.contains("半截名字"));
}

#[test]
fn the_selected_rows_are_copied_as_cells() {
    let mut harness = companies(Lang::Zh);
    let id: CompanyId = {
        let session = harness.state().session().expect("open");
        session.snapshot.companies.iter().nth(3).expect("a company").id
    };
    go(&mut harness, zhaoshang::ui::Place::company(id));
    harness.run();
    let name = harness.state().session().expect("open").snapshot.companies.get(id.uuid()).expect("it").name.to_string();
    let row = harness.query_all_by_label(&name).next().expect("its row");
    row.click();
    harness.run();
    harness.event(eframe::egui::Event::Copy);
    harness.step();
    let mut copied = None;
    for _ in 0..4 {
        harness.step();
        copied = copied.or_else(|| {
            harness.output().platform_output.commands.iter().find_map(|command| match command {
                eframe::egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
        });
    }
    let copied = copied.expect("something was copied");
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 2, "{copied}");
    assert!(lines[0].starts_with("企业\t") && lines[1].starts_with(&format!("{name}\t")), "{copied}");
}

#[test]
fn an_empty_workspace_says_what_belongs_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = zhaoshang::ui::workspace::NewWorkspace {
        path: folder.path().join("empty.zhaoshang"),
        title: "空".into(),
        target_date: jiff::civil::date(2030, 12, 31),
    };
    let open = zhaoshang::ui::Opening::New(new);
    let mut harness = support::window(Lang::Zh, Some(open), zhaoshang::ui::SettingsFile::nowhere());
    go(&mut harness, PageId::Companies);
    assert!(harness.query_by_label("还没有企业").is_some());
    let import = harness
        .get_all_by_role(Role::Button)
        .filter(|node| node.accesskit_node().label().is_some_and(|label| label.contains("导入名单")));
    assert!(import.count() >= 1);
}
