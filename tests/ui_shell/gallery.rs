//! The house widgets, each driven by what it says.

use std::{cell::RefCell, rc::Rc};

use eframe::egui::{Event, Id, ImeEvent, Key, Modifiers, Ui, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    domain::{
        company::GateState,
        fit::{Evidence, Role as TextRole, TermKind},
        ids::SegmentId,
        plan::{Plan, Tier},
    },
    ledger::seeds,
    text::Lang,
    ui::{
        theme,
        widgets::{
            ColumnSpec, EmptyState, IntervalBar, SeatsView, Selection, TableOutput, TableState, UiExt, WaterfallRow,
            chip, column_chooser, evidence_ui, gate_mark, search_field, sector_badge, table_ui, tier_badge,
            waterfall_ui,
        },
    },
};

fn harness<'a>(ui: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    Harness::builder().with_size([900.0, 600.0]).with_context_setup(theme::install).build_ui(ui)
}

#[test]
fn marks_are_spoken() {
    let plan = Plan::from_toml(seeds::PLAN, "plan").expect("the shipped plan");
    let evidence = Evidence {
        text: 0,
        start: 0,
        end: 3,
        term: "term".into(),
        kind: TermKind::Core,
        role: TextRole::Makes,
        negated: false,
        segment: SegmentId::new("x"),
        product: None,
        weight: 1.0,
    };
    let mut harness = harness(|ui| {
        ui.add(IntervalBar::new(48.0, 61.2, 71.5, Lang::Zh).estimated(true).cut_off(Some(60.0)));
        ui.add(SeatsView { landed: 1, pipeline: &[0.6, 0.2], range: Some((3, 5)), passed: None, lang: Lang::Zh });
        ui.add(SeatsView { landed: 0, pipeline: &[], range: None, passed: None, lang: Lang::Zh });
        tier_badge(ui, Tier::Leader, Lang::Zh);
        gate_mark(ui, GateState::Fail, Lang::Zh);
        chip(ui, "在谈", true);
        sector_badge(ui, &plan, &plan.sectors[0], Lang::Zh);
        evidence_ui(ui, "锂电池及其组件", &[&evidence], Lang::Zh);
        ui.key_figure("12.5", "亿元");
        let rows = [WaterfallRow {
            name: "研发投入".into(),
            most: 20.0,
            points: 12.0,
            low: 8.0,
            high: 15.0,
            unknown: false,
            estimated: true,
        }];
        waterfall_ui(ui, &rows, Lang::Zh);
    });
    harness.run();
    for words in [
        "61.2，区间 48.0–71.5，含估计，入围线 60.0",
        "已落地 1，目标 3–5，在谈 2",
        "未设目标",
        "龙头型",
        "不通过",
        "锂电池及其组件",
    ] {
        assert!(harness.query_by_label(words).is_some(), "nothing says {words}");
    }
    assert!(harness.query_by_label_contains("研发投入：12.0 分").is_some());
    assert!(harness.query_by_label_contains(&plan.sectors[0].name.zh).is_some());
}

#[test]
fn an_empty_state_offers_its_one_action() {
    let chosen = Rc::new(RefCell::new(0));
    let count = Rc::clone(&chosen);
    let mut harness = harness(move |ui| {
        let empty = EmptyState {
            icon: theme::icons::TRAY, title: "还没有企业", note: "", action: Some("导入名单…")
        };
        if empty.ui(ui) {
            *count.borrow_mut() += 1;
        }
    });
    harness.get_by_role_and_label(Role::Button, "导入名单…").click();
    harness.run();
    assert_eq!(*chosen.borrow(), 1);
}

#[test]
fn searching_waits_for_the_end_of_a_composition() {
    let found: Rc<RefCell<Vec<String>>> = Rc::default();
    let seen = Rc::clone(&found);
    let mut query = String::new();
    let mut harness = harness(move |ui| {
        let (field, changed) = search_field(ui, Id::unique("search"), &mut query, "搜索", 200.0, Lang::Zh);
        if !field.has_focus() {
            field.request_focus();
        }
        if changed {
            seen.borrow_mut().push(query.clone());
        }
    });
    harness.run();
    harness.event(Event::Ime(ImeEvent::Preedit { text: "ce'shi".into(), active_range_chars: None }));
    harness.run();
    assert!(found.borrow().is_empty(), "letters nobody chose were searched for: {:?}", found.borrow());
    harness.event(Event::Ime(ImeEvent::Commit("测试".into())));
    harness.run();
    assert_eq!(*found.borrow(), ["测试"]);
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(found.borrow().last().map(String::as_str), Some(""));
}

struct Table {
    state: TableState<usize>,
    rows: Vec<usize>,
    opened: Option<usize>,
    drawn: usize,
}

fn columns() -> Vec<ColumnSpec> {
    vec![ColumnSpec::text("name", "名称", 200.0), ColumnSpec::number("value", "价值", 90.0)]
}

fn table(rows: usize) -> Harness<'static, Table> {
    let state = Table { state: TableState::new("gallery"), rows: (0..rows).collect(), opened: None, drawn: 0 };
    let mut harness = Harness::builder().with_size([700.0, 500.0]).with_context_setup(theme::install).build_ui_state(
        |ui, table: &mut Table| {
            let Table { state, rows, opened, drawn } = table;
            column_chooser(ui, state, &columns(), Lang::Zh);
            let TableOutput { sorted, opened: open, visible, .. } = table_ui(
                ui,
                state,
                &columns(),
                rows.len(),
                Lang::Zh,
                |row| rows[row],
                |ui, row, column| {
                    if column.numeric {
                        ui.label(rows[row].to_string());
                    } else {
                        ui.elided(format!("第 {} 家", rows[row]));
                    }
                },
            );
            *drawn = visible.len();
            *opened = open.or(*opened);
            if sorted {
                match &state.layout.sort {
                    Some((_, true)) => rows.sort_unstable_by(|one, other| other.cmp(one)),
                    _ => rows.sort_unstable(),
                }
            }
        },
        state,
    );
    harness.run();
    harness
}

fn selected(selection: &Selection<usize>) -> Vec<usize> {
    selection.iter().collect()
}

#[test]
fn only_rows_on_screen_are_drawn() {
    let harness = table(100_000);
    let drawn = harness.state().drawn;
    assert!((10..40).contains(&drawn), "{drawn} rows drawn");
}

#[test]
fn rows_are_selected_by_mouse_and_keyboard() {
    let mut harness = table(1000);
    harness.get_by_label("第 3 家").click();
    harness.run();
    assert_eq!(selected(&harness.state().state.selection), [3], "a click on the text selects the row");
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().state.selection.cursor(), Some(4));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert_eq!(selected(&harness.state().state.selection), [4, 5]);
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().state.selection.cursor(), Some(999));
    assert!(harness.query_by_label("第 999 家").is_some(), "the last row came into view");
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().state.selection.cursor(), Some(0));
    for (end, there) in [(Key::ArrowDown, 999), (Key::Home, 0), (Key::End, 999), (Key::ArrowUp, 0)] {
        harness.key_press_modifiers(Modifiers::COMMAND, end);
        harness.run();
        assert_eq!(harness.state().state.selection.cursor(), Some(there), "{end:?}");
    }
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::End);
    harness.run();
    assert_eq!(harness.state().state.selection.len(), 1000);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(harness.state().state.selection.len(), 1000);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().opened, Some(999), "the cursor stands where Shift and Ctrl took it");
}

#[test]
fn clicks_with_shift_and_ctrl_extend_the_selection() {
    let mut harness = table(100);
    harness.get_by_label("第 2 家").click();
    harness.run();
    harness.get_by_label("第 5 家").click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(selected(&harness.state().state.selection), [2, 3, 4, 5]);
    harness.get_by_label("第 3 家").click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(selected(&harness.state().state.selection), [2, 4, 5]);
}

#[test]
fn headers_sort_and_the_selection_stays_with_its_row() {
    let mut harness = table(100);
    harness.get_by_label("第 7 家").click();
    harness.run();
    harness.get_by_label("按“价值”排序").click();
    harness.run();
    assert_eq!(harness.state().rows[0], 99, "figures are sorted downwards first");
    assert_eq!(selected(&harness.state().state.selection), [7]);
    harness.get_by_label("价值，降序").click();
    harness.run();
    assert_eq!(harness.state().rows[0], 0);
    assert!(harness.query_by_label("价值，升序").is_some());
}

#[test]
fn columns_are_hidden_and_brought_back() {
    let mut harness = table(10);
    harness.get_by_role_and_label(Role::Button, "列").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "价值").click();
    harness.run();
    assert!(harness.query_by_label("按“价值”排序").is_none(), "hidden");
    harness.get_by_role_and_label(Role::Button, "恢复默认").click();
    harness.run();
    assert!(harness.query_by_label("按“价值”排序").is_some(), "back");
}
