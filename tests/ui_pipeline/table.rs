//! The table of leads as one would leave a spreadsheet for.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use uuid::Uuid;
use zhaoshang::{
    domain::{
        activity::Contact,
        ids::ContactId,
        lead::{Lead, Stage},
        record::Value,
    },
    ledger::{Action, Edit, Item},
    text::Lang,
    ui::{App, context::Post, settings::TableLayout},
};

use super::{close_notes, leads, press, support, type_into, typed, undo, view};

const SHOWN: [&str; 6] = ["title", "owner", "money", "next_on", "land", "stage"];
const SEARCH: &str = "项目、企业、负责人、来源";

/// The table with a few columns, all on screen, narrowed to leads in talks.
fn window() -> Harness<'static, App> {
    let mut harness = support::demo(Lang::Zh);
    let hidden = ["company", "colour", "age", "next", "sector", "base", "source"];
    let layout = TableLayout {
        order: SHOWN.iter().chain(&hidden).map(|id| (*id).to_owned()).collect(),
        hidden: hidden.iter().map(|id| (*id).to_owned()).collect(),
        sort: Some(("title".into(), false)),
        ..TableLayout::default()
    };
    zhaoshang::ui::widgets::memory::keep_table(&harness.ctx, "pipeline", &layout);
    view(&mut harness, "table");
    harness.get_by_role_and_label(Role::CheckBox, "阶段").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "在谈").click();
    settle(&mut harness);
    pressed(&mut harness, Modifiers::NONE, Key::Escape);
    harness
}

fn settle(harness: &mut Harness<'_, App>) {
    harness.run();
    harness.run();
}

fn pressed(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

/// The leads in talks in the order of the table.
fn listed(harness: &Harness<'_, App>) -> Vec<Lead> {
    let mut all: Vec<Lead> = leads(harness).into_iter().filter(|lead| lead.stage == Stage::Talks).collect();
    all.sort_by(|one, other| zhaoshang::search::text_order(&one.title, &other.title));
    all
}

fn again(harness: &Harness<'_, App>, lead: &Lead) -> Lead {
    leads(harness).into_iter().find(|other| other.id == lead.id).expect("there")
}

/// The cell of the first lead in a column so many to the right of its title.
fn choose_cell(harness: &mut Harness<'_, App>, lead: &Lead, right: usize) {
    close_notes(harness);
    harness.get_all_by_label(&lead.title).next().expect("its row").click();
    settle(harness);
    for _ in 0..right {
        pressed(harness, Modifiers::NONE, Key::ArrowRight);
    }
}

#[test]
fn cells_of_leads_are_written_with_names_units_and_spoken_days() {
    let mut harness = window();
    let before = leads(&harness);
    let lead = listed(&harness)[0].clone();
    let officer = harness.state().session().expect("open").snapshot.authors.iter().last().expect("one").clone();
    choose_cell(&mut harness, &lead, 1);
    typed(&mut harness, &officer.name);
    pressed(&mut harness, Modifiers::NONE, Key::Tab);
    typed(&mut harness, "1.2亿元");
    pressed(&mut harness, Modifiers::NONE, Key::Tab);
    typed(&mut harness, "周五");
    pressed(&mut harness, Modifiers::NONE, Key::Tab);
    typed(&mut harness, "35 亩");
    pressed(&mut harness, Modifiers::NONE, Key::Enter);
    let now = again(&harness, &lead);
    assert_eq!(now.owner, Some(officer.id));
    assert_eq!(now.total_investment.map(|amount| amount.0), Some(120_000_000));
    assert_eq!(now.next_action_on, Some(jiff::civil::date(2026, 11, 27)));
    assert_eq!(now.land.map(|land| land.0), Some(35.0));
    for _ in 0..4 {
        undo(&mut harness);
    }
    assert_eq!(leads(&harness), before);
}

#[test]
fn what_an_officer_can_be_is_offered_below_the_cell() {
    let mut harness = window();
    let lead = listed(&harness)[0].clone();
    choose_cell(&mut harness, &lead, 1);
    pressed(&mut harness, Modifiers::NONE, Key::F2);
    let officers: Vec<String> = {
        let snapshot = &harness.state().session().expect("open").snapshot;
        snapshot.authors.iter().map(|author| author.name.to_string()).collect()
    };
    for officer in &officers {
        assert!(harness.query_all_by_role_and_label(Role::Button, officer).next().is_some(), "{officer}");
    }
    // The first one offered is nobody.
    pressed(&mut harness, Modifiers::NONE, Key::ArrowDown);
    pressed(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(again(&harness, &lead).owner, None);
}

#[test]
fn writing_into_the_stage_moves_the_lead() {
    let mut harness = window();
    let lead = listed(&harness)[0].clone();
    choose_cell(&mut harness, &lead, 5);
    pressed(&mut harness, Modifiers::NONE, Key::F2);
    assert!(harness.query_by_label(&format!("移动“{}”", lead.title)).is_some());
}

#[test]
fn a_block_of_leads_is_pasted_as_one_step() {
    let mut harness = window();
    let before = leads(&harness);
    let rows = listed(&harness);
    choose_cell(&mut harness, &rows[0], 2);
    // The last column is that of the stages, which are not pasted.
    let block = "3000万元\t3-15\t20\t签约\r\n待定\t2027年1月5日\t１２\t在谈\r\n800\t明天\t-\t在谈\r\n";
    harness.event(Event::Paste(block.into()));
    settle(&mut harness);
    assert_eq!(leads(&harness), before, "nothing is done before it is agreed to");
    assert!(harness.query_by_label_contains("2 个不能写入").is_some(), "800 of what, and the stage");
    harness.get_by_role_and_label(Role::Button, "写入").click();
    settle(&mut harness);
    let now: Vec<Lead> = rows.iter().take(3).map(|lead| again(&harness, lead)).collect();
    assert_eq!(now[0].total_investment.map(|amount| amount.0), Some(30_000_000));
    assert_eq!(now[0].next_action_on, Some(jiff::civil::date(2027, 3, 15)));
    assert_eq!((now[1].total_investment, now[1].land.map(|land| land.0)), (None, Some(12.0)));
    assert_eq!(now[2].total_investment, rows[2].total_investment);
    assert!(now.iter().all(|lead| lead.stage == Stage::Talks));
    undo(&mut harness);
    assert_eq!(leads(&harness), before);
}

#[test]
fn leads_are_gathered_under_heads_that_fold() {
    let mut harness = window();
    let rows = listed(&harness);
    press(&mut harness, "分组");
    harness.get_by_role_and_label(Role::Button, "负责人").click();
    settle(&mut harness);
    let owned = rows.iter().filter(|lead| lead.owner == rows[0].owner).count();
    let name = rows[0].owner.map_or_else(
        || "无人负责".to_owned(),
        |owner| {
            let snapshot = &harness.state().session().expect("open").snapshot;
            snapshot.authors.get(owner.uuid()).expect("there").name.to_string()
        },
    );
    let head = format!("{name} {owned} 个");
    let is_shown = |harness: &Harness<'_, App>| harness.query_all_by_label(&rows[0].title).next().is_some();
    assert!(is_shown(&harness));
    harness.get_by_label_contains(&head).click();
    settle(&mut harness);
    assert!(!is_shown(&harness), "folded");
    harness.get_by_label_contains(&head).click();
    settle(&mut harness);
    assert!(is_shown(&harness), "open again");
}

#[test]
fn cells_are_marked_by_rules_and_views_keep_them() {
    let mut harness = window();
    press(&mut harness, "标色");
    press(&mut harness, "添加规则");
    type_into(&mut harness, "规则 1 的值", "在谈");
    pressed(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, "视图");
    type_into(&mut harness, "视图名称", "本周在谈");
    press(&mut harness, "保存为视图");
    let snapshot = harness.state().session().expect("open").snapshot.clone();
    let kept = snapshot.saved_views.iter().find(|view| &*view.name == "本周在谈").expect("kept");
    assert!(kept.content.contains("\"marks\":[{") && &*kept.page == "pipeline", "{}", kept.content);
    assert!(harness.query_by_role_and_label(Role::Button, "标色 1").is_some());
}

/// A part of a workbook.
fn part(path: &std::path::Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("written")).expect("an archive");
    std::io::read_to_string(archive.by_name(name).expect("the part")).expect("text")
}

/// What stands between two texts, every time.
fn between<'t>(text: &'t str, from: &'t str, to: &'t str) -> Vec<&'t str> {
    text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

#[test]
fn marks_are_written_into_the_workbook() {
    let mut harness = window();
    let rows = listed(&harness);
    press(&mut harness, "标色");
    press(&mut harness, "添加规则");
    // The rule of the first column: titles that hold these words.
    type_into(&mut harness, "规则 1 的值", &rows[1].title);
    pressed(&mut harness, Modifiers::NONE, Key::Escape);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.xlsx");
    press(&mut harness, "导出看到的表格");
    harness.get_by_role_and_label(Role::TextInput, "文件").focus();
    harness.run();
    pressed(&mut harness, Modifiers::COMMAND, Key::A);
    type_into(&mut harness, "文件", &path.display().to_string());
    press(&mut harness, "导出");
    settle(&mut harness);
    let styles = part(&path, "xl/styles.xml");
    let fills = between(&styles, "<fill>", "</fill>");
    let fill = fills.iter().position(|fill| fill.contains("FFFCEFCF")).expect("the amber ground");
    let formats = between(&styles, "<numFmt ", "/>");
    let flagged = formats.iter().find(|format| format.contains("⚑")).expect("the flag");
    let number = between(flagged, "numFmtId=\"", "\"")[0].to_owned();
    let cells = styles.split("<cellXfs").nth(1).expect("formats of cells");
    let style = between(cells, "<xf ", ">")
        .iter()
        .position(|xf| xf.contains(&format!("fillId=\"{fill}\"")) && xf.contains(&format!("numFmtId=\"{number}\"")))
        .expect("a format with both");
    // Titles of leads differ: the title's cell of the second row alone is marked, below title, subtitle and headings.
    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    let marked: Vec<&str> = between(&sheet, "<c ", ">")
        .into_iter()
        .filter(|cell| cell.contains(&format!("s=\"{style}\"")))
        .map(|cell| between(cell, "r=\"", "\"")[0])
        .collect();
    let holding = rows.iter().enumerate().filter(|(_, lead)| lead.title.contains(&*rows[1].title));
    let expected: Vec<String> = holding.map(|(at, _)| format!("A{}", at + 4)).collect();
    assert_eq!(marked, expected);
    let strings = part(&path, "xl/sharedStrings.xml");
    assert!(strings.contains(&*rows[1].title) && !strings.contains('⚑'), "what the cell holds is as it was");
}

/// Asks for the table as a file of its own.
fn export(harness: &mut Harness<'_, App>, path: &std::path::Path, level: &str) {
    press(harness, "导出看到的表格");
    harness.get_by_role_and_label(Role::TextInput, "文件").focus();
    harness.run();
    pressed(harness, Modifiers::COMMAND, Key::A);
    type_into(harness, "文件", &path.display().to_string());
    harness.get_all_by_label(level).last().expect("the level").click();
    settle(harness);
    press(harness, "导出");
    settle(harness);
}

/// Writes the table as a file of its own; what it says.
fn exported(harness: &mut Harness<'_, App>, path: &std::path::Path, level: &str) -> String {
    export(harness, path, level);
    std::fs::read_to_string(path).expect("written")
}

#[test]
fn a_file_names_nobody_and_headings_leave_with_their_column() {
    let mut harness = support::demo(Lang::Zh);
    let layout = TableLayout { group: Some("stage".into()), ..TableLayout::default() };
    zhaoshang::ui::widgets::memory::keep_table(&harness.ctx, "pipeline", &layout);
    let lead = listed(&harness)[0].clone();
    let contact = Contact {
        id: ContactId::from_uuid(Uuid::from_u128(u128::MAX - 9)),
        company: lead.company,
        name: "金丝雀".into(),
        position: "".into(),
        phone: "".into(),
        wechat: "".into(),
        email: "".into(),
        main: true,
        source: "".into(),
        collected_on: None,
        notes: "".into(),
    };
    harness.state_mut().post(Post::act(Action::Add(Item::from(contact))));
    let edits = vec![Edit::new("title", Value::Text("电机项目 金丝雀 13912345678".into()))];
    harness.state_mut().post(Post::act(Action::EditLead { lead: lead.id, edits }));
    settle(&mut harness);
    view(&mut harness, "table");
    settle(&mut harness);
    let folder = tempfile::tempdir().expect("a folder");
    let leader = exported(&mut harness, &folder.path().join("leader.csv"), "领导");
    assert!(leader.contains("电机项目 金** ***") && leader.contains("在谈  "), "{leader}");
    assert!(!leader.contains("金丝雀") && !leader.contains("13912345678"));
    // That a company has a lead is not for the public: there is no such table.
    let path = folder.path().join("public.csv");
    export(&mut harness, &path, "公开");
    assert!(!path.exists(), "the leads are published");
    assert!(harness.query_by_label_contains("不能按公开级导出").is_some(), "nothing says why");
}

#[test]
fn one_field_of_many_leads_is_changed_with_a_choice() {
    let mut harness = window();
    let rows = listed(&harness);
    choose_cell(&mut harness, &rows[0], 1);
    pressed(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    pressed(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(again(&harness, &rows[1]).owner, rows[0].owner, "filled down");
    let node = harness.get_by_label_contains("个项目");
    let status = NodeT::accesskit_node(&node).value().unwrap_or_default();
    assert!(status.contains("已选 2"), "{status}");
}

#[test]
fn letters_of_a_composition_are_not_searched_for() {
    let mut harness = window();
    let status = |harness: &Harness<'_, App>| {
        let node = harness.get_by_label_contains("个项目");
        NodeT::accesskit_node(&node).value().unwrap_or_default()
    };
    let before = status(&harness);
    harness.get_by_label(SEARCH).focus();
    settle(&mut harness);
    harness.event(Event::Ime(eframe::egui::ImeEvent::Preedit { text: "qqqqq".into(), active_range_chars: None }));
    settle(&mut harness);
    assert_eq!(status(&harness), before);
}
