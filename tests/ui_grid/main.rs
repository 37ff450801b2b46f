//! The table as one would leave a spreadsheet for: search, filters, sorting, writing, pasting; driven by what a screen
//! reader would hear.

#![allow(clippy::expect_used)]

#[path = "../ui_shell/support.rs"]
mod support;

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use support::go;
use zhaoshang::{
    domain::{company::Company, ids::CompanyId, record::Value},
    ledger::{Action, Edit},
    text::Lang,
    ui::{
        App,
        context::Post,
        route::{PageId, Place},
        settings::TableLayout,
    },
};

type Window = Harness<'static, App>;

/// Columns of the tests, so that all of them are on screen.
const SHOWN: [&str; 5] = ["name", "city", "capital", "founded", "value"];

const HIDDEN: [&str; 30] = [
    "sector",
    "class",
    "need",
    "attainability",
    "priority",
    "gate",
    "tier",
    "coverage",
    "segment",
    "base",
    "stage",
    "place",
    "industry",
    "verdict",
    "product",
    "low",
    "high",
    "next",
    "code",
    "status",
    "size",
    "local",
    "english",
    "origin",
    "short",
    "province",
    "district",
    "business",
    "products",
    "notes",
];

/// Companies whose names begin so are made by the tests.
const OURS: &str = "午夜";

fn window() -> Window {
    let mut harness = support::demo(Lang::Zh);
    let layout = TableLayout {
        order: SHOWN.iter().chain(&HIDDEN).map(|id| (*id).to_owned()).collect(),
        hidden: HIDDEN.iter().map(|id| (*id).to_owned()).collect(),
        sort: Some(("name".into(), false)),
        ..TableLayout::default()
    };
    zhaoshang::ui::widgets::memory::keep_table(&harness.ctx, "companies", &layout);
    for number in 0..4_u128 {
        let id = CompanyId::from_uuid(uuid::Uuid::from_u128(u128::MAX - 9 + number));
        let mut company = Company::named(id, &name(&(number + 1).to_string()));
        company.city = ["成都", "成都", "遂宁", ""][number as usize].into();
        harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(company))));
        harness.run();
    }
    go(&mut harness, PageId::Companies);
    search(&mut harness, OURS);
    harness
}

fn settle(harness: &mut Window) {
    harness.run();
    harness.run();
}

fn search(harness: &mut Window, text: &str) {
    let field = harness.get_by_label("名称、信用代码、业务、地区");
    field.focus();
    field.type_text(text);
    settle(harness);
}

/// A row of the table by the name in it.
fn click(harness: &mut Window, label: &str) {
    let cells: Vec<_> = harness.get_all_by_label(label).collect();
    // The card shows the same words further right.
    cells.iter().min_by(|one, other| one.rect().left().total_cmp(&other.rect().left())).expect("a cell").click();
    drop(cells);
    settle(harness);
}

fn key(harness: &mut Window, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn write(harness: &mut Window, text: &str) {
    harness.event(Event::Text(text.into()));
    settle(harness);
}

fn ours(harness: &Window) -> Vec<Company> {
    let snapshot = &harness.state().session().expect("open").snapshot;
    snapshot.companies.iter().filter(|company| company.id.uuid().as_u128() >= u128::MAX - 9).cloned().collect()
}

fn cities(harness: &Window) -> Vec<String> {
    ours(harness).iter().map(|company| company.city.to_string()).collect()
}

fn status(harness: &Window) -> String {
    let node = harness.get_by_label_contains("列出");
    NodeT::accesskit_node(&node).value().unwrap_or_default()
}

fn name(number: &str) -> String {
    format!("{OURS}{number}号精密电机有限公司")
}

#[test]
fn companies_are_found_by_how_they_are_read() {
    let mut harness = window();
    assert_eq!(status(&harness), "列出 4 / 304 家");
    key(&mut harness, Modifiers::NONE, Key::Escape);
    search(&mut harness, "wy2hjmdj");
    assert_eq!(status(&harness), "列出 1 / 304 家");
    assert!(harness.query_all_by_label(&name("2")).count() > 0);
}

#[test]
fn a_composition_is_not_searched_for() {
    let mut harness = window();
    let field = harness.get_by_label("名称、信用代码、业务、地区");
    field.focus();
    settle(&mut harness);
    harness.event(Event::Ime(eframe::egui::ImeEvent::Preedit { text: "qqqqq".into(), active_range_chars: None }));
    settle(&mut harness);
    assert_eq!(status(&harness), "列出 4 / 304 家");
}

#[test]
fn the_palette_finds_by_first_letters() {
    let mut harness = window();
    key(&mut harness, Modifiers::COMMAND, Key::K);
    write(&mut harness, "wy2hjm");
    assert!(harness.query_by_role_and_label(Role::Button, &name("2")).is_some());
    key(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().page(), Some(PageId::Companies));
}

#[test]
fn a_cell_is_written_by_typing_and_the_cursor_goes_down() {
    let mut harness = window();
    click(&mut harness, &name("1"));
    key(&mut harness, Modifiers::NONE, Key::ArrowRight);
    write(&mut harness, "内江");
    key(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(cities(&harness)[0], "内江");
    // Down: the next row is written without a click.
    write(&mut harness, "自贡");
    key(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(cities(&harness)[1], "自贡");
    // Right: money of which nobody says the unit is refused and stays open.
    write(&mut harness, "500");
    key(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(ours(&harness)[1].registered_capital, None);
    assert!(harness.query_by_role_and_label(Role::TextInput, "注册资本").is_some(), "one goes on writing");
    key(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_role_and_label(Role::TextInput, "注册资本").is_none());
    key(&mut harness, Modifiers::COMMAND, Key::Z);
    key(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(cities(&harness), ["成都", "成都", "遂宁", ""]);
}

#[test]
fn fill_down_and_clear_are_one_step_each() {
    let mut harness = window();
    let before = ours(&harness);
    click(&mut harness, &name("1"));
    key(&mut harness, Modifiers::NONE, Key::ArrowRight);
    for _ in 0..3 {
        key(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    }
    key(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(cities(&harness), ["成都"; 4]);
    key(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(cities(&harness), [""; 4]);
    assert_eq!(ours(&harness).len(), 4, "no company goes");
    key(&mut harness, Modifiers::COMMAND, Key::Z);
    key(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(ours(&harness), before);
}

#[test]
fn a_block_is_shown_before_it_is_pasted_and_undone_as_one() {
    let mut harness = window();
    let before = ours(&harness);
    click(&mut harness, &name("1"));
    key(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let block = "绵阳\t1,200 万元\t2020年3月5日\r\n\"德\n阳\"\t待定\t2021/3/5\r\n-\t８００万\t20220305\r\n泸州\t900\t2023-03-05\r\n";
    harness.event(Event::Paste(block.into()));
    settle(&mut harness);
    assert_eq!(ours(&harness), before, "nothing is done before it is agreed to");
    assert!(harness.query_by_label_contains("1 个不能写入").is_some(), "900 of what?");
    harness.get_by_role_and_label(Role::Button, "写入").click();
    settle(&mut harness);
    let now = ours(&harness);
    assert_eq!(cities(&harness), ["绵阳", "德\n阳", "", "泸州"]);
    let capital: Vec<Option<i64>> = now.iter().map(|one| one.registered_capital.map(|amount| amount.0)).collect();
    assert_eq!(capital, [Some(12_000_000), None, Some(8_000_000), None]);
    let years: Vec<_> = now.iter().map(|one| one.founded.map(jiff::civil::Date::year)).collect();
    assert_eq!(years, [Some(2020), Some(2021), Some(2022), Some(2023)]);
    key(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(ours(&harness), before);
}

#[test]
fn find_and_replace_counts_first() {
    let mut harness = window();
    click(&mut harness, &name("1"));
    key(&mut harness, Modifiers::NONE, Key::ArrowRight);
    key(&mut harness, Modifiers::COMMAND, Key::H);
    write(&mut harness, "成都");
    let with = harness.get_by_role_and_label(Role::TextInput, "替换为");
    with.focus();
    with.type_text("雅安");
    settle(&mut harness);
    key(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_label_contains("将修改 2 个单元格").is_some());
    harness.get_by_role_and_label(Role::Button, "写入").click();
    settle(&mut harness);
    assert_eq!(cities(&harness), ["雅安", "雅安", "遂宁", ""]);
}

#[test]
fn a_column_is_narrowed_to_values_and_sorted_by_two() {
    let mut harness = window();
    harness.get_by_role_and_label(Role::Button, "筛选“市”").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::CheckBox, "成都").click();
    settle(&mut harness);
    assert_eq!(status(&harness), "列出 2 / 304 家");
    key(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_role_and_label(Role::Button, "按“市”排序").click();
    settle(&mut harness);
    let head = harness.get_by_role_and_label(Role::Button, "按“企业”排序");
    head.click_modifiers(Modifiers::SHIFT);
    settle(&mut harness);
    assert!(harness.query_by_role_and_label(Role::Button, "市，升序").is_some());
    assert!(harness.query_by_role_and_label(Role::Button, "企业，升序").is_some());
}

#[test]
fn a_step_is_taken_back_from_the_log_unless_something_later_builds_on_it() {
    let mut harness = window();
    let id = ours(&harness)[0].id;
    for city in ["绵阳", "德阳"] {
        let edits = vec![Edit::new("city", Value::Text(city.into()))];
        harness.state_mut().post(Post::act(Action::EditCompany { company: id, edits }));
        harness.run();
    }
    go(&mut harness, Place::part(PageId::Data, "log"));
    // Newest first.
    let step = |harness: &mut Window, at: usize| {
        let ours = name("1");
        let mut rows: Vec<_> = harness
            .get_all_by_label_contains(&ours)
            .filter(|node| NodeT::accesskit_node(node).role() != Role::Button)
            .collect();
        rows.sort_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
        rows[at].click();
        drop(rows);
        settle(harness);
        harness.get_by_role_and_label(Role::Button, "撤回这一步").click();
        settle(harness);
    };
    step(&mut harness, 1);
    assert_eq!(cities(&harness)[0], "德阳", "a later step builds on it");
    assert!(harness.state().toasts().texts().any(|text| text.contains("市")), "and the reason is said");
    step(&mut harness, 0);
    assert_eq!(cities(&harness)[0], "绵阳");
}

/// Where a cell of the table with these words stands: the leftmost, for the card repeats them.
fn at(harness: &Window, label: &str) -> Pos2 {
    let cells = harness.get_all_by_label(label).map(|cell| cell.rect());
    cells.min_by(|one, other| one.left().total_cmp(&other.left())).expect("a cell").center()
}

fn pointer(harness: &mut Window, pos: Pos2, pressed: Option<bool>) {
    harness.event(Event::PointerMoved(pos));
    if let Some(pressed) = pressed {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    // Beyond an edge it goes on for as long as the button is held.
    harness.run_steps(2);
}

#[test]
fn a_rectangle_of_cells_is_selected_by_dragging() {
    let mut harness = window();
    // The city of the third row is dragged to the name of the first one.
    let (from, to) = (at(&harness, "遂宁"), at(&harness, &name("1")));
    pointer(&mut harness, from, Some(true));
    for step in 1..=4 {
        pointer(&mut harness, from + (to - from) * (step as f32 / 4.0), None);
    }
    pointer(&mut harness, to, Some(false));
    settle(&mut harness);
    assert!(status(&harness).contains("已选 3"), "{}", status(&harness));
    // Both columns are in the range: one text goes into every cell of it, as with Shift and the arrows.
    harness.event(Event::Paste("绵阳".into()));
    settle(&mut harness);
    assert!(harness.query_by_label_contains("将修改 6 个单元格").is_some(), "names and cities of three rows");
    key(&mut harness, Modifiers::NONE, Key::Escape);
    // A click afterwards is one cell again.
    click(&mut harness, "遂宁");
    assert!(!status(&harness).contains("已选"), "{}", status(&harness));
}

#[test]
fn dragging_below_the_table_scrolls_on() {
    let mut harness = window();
    let field = harness.get_by_label("名称、信用代码、业务、地区");
    field.focus();
    settle(&mut harness);
    key(&mut harness, Modifiers::COMMAND, Key::A);
    key(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(status(&harness), "列出 304 / 304 家");
    let from = pos_of_first_row(&harness);
    pointer(&mut harness, from, Some(true));
    let below = Pos2::new(from.x, 766.0);
    pointer(&mut harness, from + vec2(0.0, 60.0), None);
    pointer(&mut harness, below, None);
    for _ in 0..60 {
        harness.step();
    }
    pointer(&mut harness, below, Some(false));
    settle(&mut harness);
    let words = status(&harness);
    let selected: usize =
        words.split("已选 ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok()).expect(&words);
    assert!(selected > 60, "more than were on screen: {words}");
}

/// The first row of the table, in the column of names.
fn pos_of_first_row(harness: &Window) -> Pos2 {
    let head = harness.get_by_role_and_label(Role::Button, "企业，升序").rect();
    head.center() + vec2(0.0, head.height() + 8.0)
}
