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
    let words = zhaoshang::text::format::fixed(best, 2);
    assert!(harness.query_all_by_label(&words).count() >= 1, "the highest priority {words} is on screen");
    let parts = harness
        .get_all_by_role(Role::Tab)
        .filter(|tab| tab.accesskit_node().label().is_some_and(|label| label.starts_with("待问")));
    assert_eq!(parts.count(), 1, "a card is open");
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
    // The whole row, not only the cell.
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Space);
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
        plan: None,
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

/// Names in the order of the list, as many as asked for, by priority as the page sorts at first.
fn first_names(harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>, count: usize) -> Vec<String> {
    let session = harness.state().session().expect("open");
    let view = session.view.as_ref().expect("judged");
    let mut rows: Vec<usize> = (0..view.assessment.prospects.len()).collect();
    let prospects = &view.assessment.prospects;
    rows.sort_by(|one, other| {
        let key = |row: usize| (prospects[row].priority.unwrap_or(-1.0), prospects[row].value);
        key(*other).partial_cmp(&key(*one)).expect("figures")
    });
    rows.into_iter()
        .take(count)
        .map(|row| session.snapshot.companies.row(row).expect("a row").name.to_string())
        .collect()
}

/// The cell with this name in the table; the card has the name as its title.
fn row<'h>(harness: &'h egui_kittest::Harness<'_, zhaoshang::ui::App>, name: &'h str) -> egui_kittest::Node<'h> {
    harness
        .get_all_by_label(name)
        .min_by(|one, other| one.rect().left().total_cmp(&other.rect().left()))
        .expect("a row")
}

#[test]
fn rows_are_selected_with_shift_and_control_and_by_key() {
    let mut harness = companies(Lang::Zh);
    let names = first_names(&harness, 6);
    row(&harness, &names[0]).click();
    harness.run();
    row(&harness, &names[3]).click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert!(status(&harness).contains("已选 4"), "{}", status(&harness));
    row(&harness, &names[1]).click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert!(status(&harness).contains("已选 3"), "{}", status(&harness));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!status(&harness).contains("已选"), "Esc lets go");
    row(&harness, &names[0]).click();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(harness.query_all_by_label(&names[1]).count() >= 2, "the card follows the cursor");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert!(status(&harness).contains("已选 2"), "{}", status(&harness));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert!(status(&harness).ends_with("已选 300"), "{}", status(&harness));
    // So many are asked about first.
    harness.key_press(Key::Delete);
    harness.run();
    assert!(harness.query_by_label("删除 300 家企业？").is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().expect("open").snapshot.companies.len(), 300);
}

#[test]
fn enter_opens_the_card_over_the_page_and_f2_edits_the_name() {
    let mut harness = companies(Lang::Zh);
    let names = first_names(&harness, 2);
    row(&harness, &names[1]).click();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "返回列表").is_some());
    assert!(harness.query_all_by_label(&names[0]).next().is_none(), "the table is gone");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "返回列表").is_none());
    row(&harness, &names[1]).click();
    harness.run();
    harness.key_press(Key::F2);
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, "企业");
    assert!(field.is_focused(), "one can type at once");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(eframe::egui::Event::Text("改过的名字".into()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
    let renamed = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        let session = harness.state().session().expect("open");
        session.snapshot.companies.iter().filter(|company| *company.name == *"改过的名字").count()
    };
    assert_eq!(renamed(&harness), 1);
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(renamed(&harness), 0, "one step of undo");
}

#[test]
fn columns_are_chosen_and_remembered() {
    let mut harness = companies(Lang::Zh);
    let header = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>, name: &str| {
        harness.query_by_role_and_label(Role::Button, &format!("按“{name}”排序")).is_some()
    };
    assert!(header(&harness, "等级") && !header(&harness, "来源"));
    harness.get_by_role_and_label(Role::Button, "列").click();
    harness.run();
    let boxes: Vec<_> = harness.get_all_by_role_and_label(Role::CheckBox, "等级").collect();
    // The chip that filters by class is a box of the same name, further up.
    boxes.iter().max_by(|one, other| one.rect().top().total_cmp(&other.rect().top())).expect("a box").click();
    drop(boxes);
    harness.run();
    harness.run();
    assert!(!header(&harness, "等级"), "it is gone");
    let hidden = harness.state().settings().tables.get("companies").map(|layout| layout.hidden.clone());
    assert!(hidden.is_some_and(|hidden| hidden.contains(&"class".to_owned())), "and stays so");
    press(&mut harness, "恢复默认");
    harness.run();
    assert!(header(&harness, "等级"), "the design comes back");
}

#[test]
fn corrections_are_listed() {
    let mut harness = companies(Lang::Zh);
    let count = |harness: &egui_kittest::Harness<'_, zhaoshang::ui::App>| {
        let session = harness.state().session().expect("open");
        let view = session.view.as_ref().expect("judged");
        let others = view.assessment.prospects.iter().zip(view.fits.iter()).filter(|(prospect, fit)| {
            prospect.placed_by == zhaoshang::scoring::PlacementBasis::Confirmed && prospect.sector != fit.sector
        });
        others.count()
    };
    let before = count(&harness);
    let id = super::with_company(&mut harness, |_| {});
    super::tab(&mut harness, "依据");
    harness.key_press(Key::Num4);
    harness.run();
    harness.run();
    assert_eq!(count(&harness), before + 1);
    harness.get_by_role_and_label(Role::CheckBox, "判定").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "人工改判").click();
    harness.run();
    harness.run();
    assert_eq!(status(&harness), format!("列出 {} / 301 家", before + 1));
    // What is matched anew does not take a person's word away.
    let edits =
        vec![zhaoshang::ledger::Edit::new("products", zhaoshang::domain::record::Value::Text("新能源汽车电机".into()))];
    harness.state_mut().post(Post::act(zhaoshang::ledger::Action::EditCompany { company: id, edits }));
    harness.run();
    harness.run();
    assert_eq!(count(&harness), before + 1);
    assert_eq!(status(&harness), format!("列出 {} / 301 家", before + 1));
}

#[test]
fn ties_stand_in_order_of_value() {
    let harness = companies(Lang::Zh);
    let names = first_names(&harness, 12);
    let mut last = 0.0;
    for name in &names {
        let top = row(&harness, name).rect().top();
        assert!(top > last, "{name}");
        last = top;
    }
}

/// Has the table written at the public level.
fn publish(harness: &mut egui_kittest::Harness<'_, zhaoshang::ui::App>, path: &std::path::Path) {
    press(harness, "导出看到的表格");
    harness.get_by_role_and_label(Role::TextInput, "文件").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_into(harness, "文件", &path.display().to_string());
    harness.get_all_by_label("公开").last().expect("the level").click();
    support::settle(harness);
    press(harness, "导出");
    support::settle(harness);
}

#[test]
fn a_lead_changes_nothing_in_a_published_table() {
    let mut harness = companies(Lang::Zh);
    let folder = tempfile::tempdir().expect("a folder");
    let (before, after) = (folder.path().join("before.csv"), folder.path().join("after.csv"));
    publish(&mut harness, &before);
    let lead = {
        let session = harness.state().session().expect("open");
        let view = session.view.as_ref().expect("judged");
        let free = view.assessment.prospects.iter().find(|one| one.lead.is_none() && one.slot.is_some());
        let free = free.expect("a company without a lead");
        let seat = &free.slot.as_ref().expect("it has one").base;
        let other = view.policy.plan.bases.iter().find(|base| base.id != *seat).expect("another base");
        let id = zhaoshang::domain::ids::LeadId::from_uuid(uuid::Uuid::from_u128(u128::MAX - 3));
        let mut lead = zhaoshang::domain::lead::Lead::new(id, free.company, "年产十万套电机控制器");
        lead.stage = zhaoshang::domain::lead::Stage::Talks;
        lead.base = Some(other.id.clone());
        lead
    };
    harness.state_mut().post(Post::act(zhaoshang::ledger::Action::CreateLead(Box::new(lead))));
    support::settle(&mut harness);
    support::settle(&mut harness);
    publish(&mut harness, &after);
    let [before, after] = [before, after].map(|path| std::fs::read_to_string(path).expect("written"));
    assert!(before.lines().count() > 100 && before.contains("基地"), "{before}");
    for (one, other) in before.lines().zip(after.lines()) {
        assert_eq!(one, other, "what is published tells of the lead");
    }
    // Chosen by leads, it is not written at all.
    let stage = zhaoshang::domain::lead::Stage::Talks;
    let filter = Filter::of(FilterKey::Stage, stage.word());
    go(&mut harness, filter.on(PageId::Companies));
    support::settle(&mut harness);
    let chosen = folder.path().join("chosen.csv");
    publish(&mut harness, &chosen);
    assert!(!chosen.exists());
    assert!(harness.query_by_label_contains("不能按公开级导出").is_some(), "nothing says why");
}
