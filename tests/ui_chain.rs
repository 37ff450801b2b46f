//! The chain page, driven by what a screen reader would hear, on the demonstration.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    ledger::chain_map::{ChainMap, Cover},
    report::scene::PictureFormat,
    text::{Label, Lang, format},
    ui::{App, PageId},
};

use support::{demo, go, nothing_is_missing, press, settle, type_into};

fn chain(lang: Lang) -> Harness<'static, App> {
    let mut harness = demo(lang);
    go(&mut harness, PageId::Chain);
    harness
}

fn map(harness: &Harness<'_, App>) -> ChainMap {
    ChainMap::of(harness.state().session().expect("open").view.as_ref().expect("judged"))
}

/// A product of a cover with most prospects: its Chinese name.
fn product(harness: &Harness<'_, App>, cover: Option<Cover>) -> (String, usize) {
    let map = map(harness);
    let plan = &harness.state().session().expect("open").view.as_ref().expect("judged").policy.plan;
    let found = plan
        .products()
        .filter_map(|(_, _, product)| Some((product.name.zh.clone(), map.products.get(&product.id)?)))
        .filter(|(_, node)| cover.is_none_or(|cover| node.cover == cover))
        .max_by_key(|(_, node)| node.tally.prospects.len());
    let (name, node) = found.expect("a product");
    (name, node.tally.prospects.len())
}

/// What the tile of a product says; a segment may have the same name.
fn tile(harness: &Harness<'_, App>, name: &str) -> String {
    let starts = Cover::ALL.iter().map(|cover| format!("{name} · {}", cover.label(Lang::Zh))).collect::<Vec<_>>();
    harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .find(|label| starts.iter().any(|start| label.starts_with(start)))
        .expect("the tile")
}

#[test]
fn every_product_of_the_plan_is_a_tile_that_says_how_it_stands() {
    let harness = chain(Lang::Zh);
    let map = map(&harness);
    let plan = &harness.state().session().expect("open").view.as_ref().expect("judged").policy.plan;
    for (_, _, product) in plan.products() {
        let start = format!("{} · ", product.name.zh);
        let count = format!("候选 {} 家", map.products[&product.id].tally.prospects.len());
        let tile = harness
            .query_all_by_role(Role::Button)
            .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
            .any(|label| label.starts_with(&start) && label.contains(&count));
        assert!(tile, "{start}{count}");
    }
}

#[test]
fn a_tile_opens_its_companies_and_the_companies_page_lists_as_many() {
    let mut harness = chain(Lang::Zh);
    let (name, count) = product(&harness, None);
    assert!(count > 0);
    harness.get_by_label(&tile(&harness, &name)).click();
    settle(&mut harness);
    settle(&mut harness);
    assert!(harness.query_by_label(&format!("候选企业 {}", format::count(count))).is_some());
    press(&mut harness, &format!("在企业页看 {} 家", format::count(count)));
    assert_eq!(harness.state().page(), Some(PageId::Companies));
    settle(&mut harness);
    let status = harness.query_all_by_label_contains(&format::count(count)).count();
    assert!(status > 0, "the list has {count} rows");
}

#[test]
fn escape_goes_back_to_the_gaps_and_keys_reach_the_tiles() {
    let mut harness = chain(Lang::Zh);
    assert!(harness.query_by_label("缺口与短板").is_some());
    let (name, _) = product(&harness, None);
    harness.get_by_label(&tile(&harness, &name)).focus();
    harness.run();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(harness.query_by_label("缺口与短板").is_none());
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(harness.query_by_label("缺口与短板").is_some());
}

#[test]
fn marking_a_list_complete_calls_its_gaps_and_can_be_undone() {
    let mut harness = chain(Lang::Zh);
    let before = map(&harness);
    let (segment, name) = {
        let plan = &harness.state().session().expect("open").view.as_ref().expect("judged").policy.plan;
        let open = |(_, segment): &(_, &zhaoshang::domain::plan::Segment)| !before.segments[&segment.id].complete;
        let (_, segment) = plan.segments().find(open).expect("a segment whose list is incomplete");
        (segment.id.clone(), segment.name.zh.clone())
    };
    let tile = harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .find(|label| label.starts_with(&format!("{name} · 本地名单未全")))
        .expect("the segment");
    harness.get_by_label(&tile).click();
    settle(&mut harness);
    press(&mut harness, "标为本地名单完整");
    settle(&mut harness);
    assert!(map(&harness).segments[&segment].complete);
    harness.state_mut().post(zhaoshang::ui::context::Post::Run(zhaoshang::ui::Command::Undo));
    settle(&mut harness);
    settle(&mut harness);
    assert!(!map(&harness).segments[&segment].complete);
}

#[test]
fn the_picture_is_written_as_png_and_svg() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = chain(Lang::Zh);
    for ending in PictureFormat::ALL {
        let path = folder.path().join(format!("chain.{ending}"));
        press(&mut harness, "存为图片");
        harness.get_by_label("文件").focus();
        harness.run();
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
        type_into(&mut harness, "文件", &path.display().to_string());
        press(&mut harness, "导出");
        settle(&mut harness);
        let bytes = std::fs::read(&path).expect("written");
        assert!(bytes.len() > 20_000, "{ending}: {}", bytes.len());
    }
}

#[test]
fn both_languages_have_their_glyphs_and_an_empty_workspace_has_its_words() {
    for lang in [Lang::Zh, Lang::En] {
        let harness = chain(lang);
        nothing_is_missing(&harness);
    }
}
