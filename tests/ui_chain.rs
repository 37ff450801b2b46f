//! The chain page, driven by what a screen reader would hear, on the demonstration.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use zhaoshang::{
    domain::{
        company::Company,
        ids::{BaseId, CompanyId, LeadId, ProductId},
        lead::{Lead, Stage},
        plan::{Plan, Product},
    },
    ledger::{
        Action, View,
        chain_map::{ChainMap, Cover, Spot},
    },
    report::{chain::relation_words, scene::PictureFormat},
    scoring::ChainRelation,
    text::{Label, Lang, format},
    ui::{App, PageId, context::Post},
};

use support::{close_notes, demo, go, nothing_is_missing, press, settle, type_into};

fn chain(lang: Lang) -> Harness<'static, App> {
    let mut harness = demo(lang);
    go(&mut harness, PageId::Chain);
    harness
}

fn view<'h>(harness: &'h Harness<'_, App>) -> &'h View {
    harness.state().session().expect("open").view.as_ref().expect("judged")
}

fn map(harness: &Harness<'_, App>) -> ChainMap {
    ChainMap::of(view(harness), None)
}

fn act(harness: &mut Harness<'_, App>, action: Action) {
    harness.state_mut().post(Post::act(action));
    settle(harness);
    settle(harness);
}

/// A company from elsewhere with nothing but this text.
fn come(harness: &mut Harness<'_, App>, number: u128, text: &str) -> CompanyId {
    let mut company = Company::named(CompanyId::from_uuid(uuid::Uuid::from_u128(number)), "测试来客有限公司");
    company.main_business = text.into();
    let id = company.id;
    act(harness, Action::CreateCompany(Box::new(company)));
    id
}

fn pursue(harness: &mut Harness<'_, App>, company: CompanyId, stage: Stage) -> LeadId {
    let mut lead = Lead::new(LeadId::from_uuid(company.uuid()), company, "测试项目");
    lead.stage = stage;
    let id = lead.id;
    act(harness, Action::CreateLead(Box::new(lead)));
    id
}

/// What the buttons of the page say.
fn buttons(harness: &Harness<'_, App>) -> Vec<String> {
    let all = harness.query_all_by_role(Role::Button);
    all.filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label()).collect()
}

/// Follows the one link of a name.
fn follow(harness: &mut Harness<'_, App>, name: &str) {
    close_notes(harness);
    harness.get_by_label(name).scroll_to_me();
    harness.run();
    harness.get_by_label(name).click();
    settle(harness);
}

/// Chooses a base in the head of the page.
fn narrow(harness: &mut Harness<'_, App>, base: &BaseId) {
    let name = view(harness).policy.plan.base(base).expect("a base").name.zh.clone();
    harness.get_by_role_and_label(Role::ComboBox, "基地").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, &name).click();
    settle(harness);
    settle(harness);
}

/// Whether the tile of a product says what is counted at it.
fn says(tiles: &[String], product: &Product, map: &ChainMap, lang: Lang) -> bool {
    let node = &map.products[&product.id];
    let start = format!("{} · {}", product.name.in_lang(lang), node.cover.label(lang));
    let (prospects, landed, open) = (node.tally.prospects.len(), node.tally.landed.len(), node.tally.open.len());
    let mut parts = vec![];
    parts.extend(node.relation().map(|relation| relation_words(relation, lang)));
    match lang {
        Lang::Zh => {
            parts.push(format!("候选 {prospects} 家"));
            parts.extend((landed > 0).then(|| format!("落地 {landed} 项")));
            parts.extend((open > 0).then(|| format!("在推进 {open} 项")));
        }
        Lang::En => {
            parts.push(format!("{prospects} {}", if prospects == 1 { "prospect" } else { "prospects" }));
            parts.extend((landed > 0).then(|| format!("{landed} landed")));
            parts.extend((open > 0).then(|| format!("{open} in work")));
        }
    }
    tiles.iter().any(|tile| tile.starts_with(&start) && parts.iter().all(|part| tile.contains(part)))
}

/// A product of a cover with most prospects: its Chinese name.
fn product(harness: &Harness<'_, App>, cover: Option<Cover>) -> (String, usize) {
    let map = map(harness);
    let plan = &view(harness).policy.plan;
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
fn every_product_of_the_plan_is_a_tile_that_says_how_it_stands_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let harness = chain(lang);
        let (map, tiles) = (map(&harness), buttons(&harness));
        for (_, _, product) in view(&harness).policy.plan.products() {
            assert!(says(&tiles, product, &map, lang), "{} {:?}", product.id, map.products[&product.id].tally);
        }
    }
}

#[test]
fn a_base_narrows_what_is_counted_and_the_page_says_so() {
    let mut harness = chain(Lang::Zh);
    let whole = map(&harness);
    let base = view(&harness).policy.plan.bases[0].clone();
    narrow(&mut harness, &base.id);
    assert!(harness.query_by_label_contains(&format!("只看{}", base.name.zh)).is_some());
    let of_base = ChainMap::of(view(&harness), Some(&base.id));
    let tiles = buttons(&harness);
    let plan = view(&harness).policy.plan.clone();
    let mut others = 0;
    for (sector, _, product) in plan.products().filter(|(sector, ..)| base.sectors.contains(&sector.id)) {
        assert!(says(&tiles, product, &of_base, Lang::Zh), "{} in {}", product.id, sector.id);
        others += usize::from(whole.products[&product.id].tally != of_base.products[&product.id].tally);
    }
    assert!(others > 0, "the whole picture counts more");
    let (spot, count) = of_base
        .products
        .iter()
        .map(|(id, node)| (id.clone(), node.tally.prospects.len()))
        .max_by_key(|(_, count)| *count)
        .expect("a product");
    let name = plan.product(&spot).expect("of the plan").2.name.zh.clone();
    harness.get_by_label(&tile(&harness, &name)).click();
    settle(&mut harness);
    press(&mut harness, &format!("在企业页看 {} 家", format::count(count)));
    settle(&mut harness);
    assert!(harness.query_by_label_contains(&format!("产业链候选：{name}")).is_some());
    assert!(harness.query_by_label_contains(&format!("基地：{}", base.name.zh)).is_some());
    go(&mut harness, PageId::Chain);
    follow(&mut harness, "看全部基地");
    settle(&mut harness);
    assert!(harness.query_by_label_contains("只看").is_none());
    let tiles = buttons(&harness);
    assert!(plan.products().all(|(.., product)| says(&tiles, product, &whole, Lang::Zh)));
}

fn twins(plan: &Plan) -> [&Product; 2] {
    ["igbt", "power_devices"].map(|word| plan.product(&ProductId::new(word)).expect("of the plan").2)
}

#[test]
fn a_product_told_twice_has_the_same_prospects_and_projects_at_both_places() {
    let mut harness = chain(Lang::Zh);
    let before = map(&harness);
    let came = come(&mut harness, 1, "功率器件制造");
    let plan = view(&harness).policy.plan.clone();
    let count = |map: &ChainMap, product: &Product| {
        let tally = &map.products[&product.id].tally;
        (tally.prospects.len(), tally.open.len())
    };
    let after = map(&harness);
    for twin in twins(&plan) {
        assert_eq!(count(&after, twin).0, count(&before, twin).0 + 1);
        assert!(says(&buttons(&harness), twin, &after, Lang::Zh), "{}", twin.id);
    }
    pursue(&mut harness, came, Stage::Talks);
    let worked_on = map(&harness);
    for twin in twins(&plan) {
        assert_eq!(count(&worked_on, twin), (count(&before, twin).0, count(&before, twin).1 + 1));
        assert!(says(&buttons(&harness), twin, &worked_on, Lang::Zh), "{}", twin.id);
    }
    // From each of them one gets to the other.
    let [one, other] = twins(&plan);
    harness.get_by_label(&tile(&harness, &one.name.zh)).click();
    settle(&mut harness);
    assert!(buttons(&harness).iter().any(|line| line.starts_with("测试项目")));
    harness.get_by_label_contains("规划在别处也列了").click();
    settle(&mut harness);
    let back = harness.query_all_by_label_contains(&format!("› {}", one.name.zh)).count();
    assert!(back > 0, "at {} now, which names the other", other.id);
    assert!(buttons(&harness).iter().any(|line| line.starts_with("测试项目")));
}

#[test]
fn where_a_project_has_landed_nobody_is_missing_and_its_firm_is_no_prospect() {
    let mut harness = chain(Lang::Zh);
    let (name, count) = product(&harness, Some(Cover::Nothing));
    assert!(count > 0, "a gap somebody could close");
    let (company, id) = {
        let (map, view) = (map(&harness), view(&harness));
        let (.., product) = view.policy.plan.products().find(|(.., one)| one.name.zh == name).expect("it");
        let row = map.products[&product.id].tally.prospects[0];
        (view.assessment.prospects[row].company, product.id.clone())
    };
    pursue(&mut harness, company, Stage::Landed);
    let after = map(&harness);
    assert_eq!(after.products[&id].cover, Cover::Landed);
    assert_eq!(after.products[&id].tally.prospects.len(), count - 1);
    let tile = tile(&harness, &name);
    assert!(tile.contains("项目已落地") && !tile.contains("补链"), "{tile}");
    harness.get_by_label(&tile).click();
    settle(&mut harness);
    assert!(harness.query_by_label_contains("已有落地项目 1 个").is_some());
    assert!(harness.query_by_label_contains("本地没有企业生产").is_none());
}

#[test]
fn all_three_kinds_are_listed_and_open() {
    let mut harness = chain(Lang::Zh);
    let map = map(&harness);
    let plan = view(&harness).policy.plan.clone();
    for relation in ChainRelation::ALL {
        let called = || plan.products().filter(|(.., product)| map.products[&product.id].relation() == Some(*relation));
        let Some((.., product)) = called().next() else { continue };
        let title = format!("{} {}", relation_words(*relation, Lang::Zh), called().count());
        assert!(harness.query_by_label(&title).is_some(), "{title}");
        let sign = zhaoshang::report::chain::cover_sign(map.products[&product.id].cover);
        let line = buttons(&harness).into_iter().find(|line| line.starts_with(&format!("{sign} {}", product.name.zh)));
        press(&mut harness, &line.expect("its line"));
        assert!(harness.query_by_label("缺口与短板").is_none(), "it opens");
        harness.key_press(Key::Escape);
        settle(&mut harness);
    }
    let kinds = plan.products().filter_map(|(.., product)| map.products[&product.id].relation());
    assert!(kinds.collect::<std::collections::BTreeSet<_>>().len() > 1, "the demonstration has more than one kind");
}

#[test]
fn a_long_list_shows_all_of_itself() {
    let mut harness = chain(Lang::Zh);
    let map = map(&harness);
    let plan = view(&harness).policy.plan.clone();
    let count = |id| map.sectors[id].landed.len() + map.sectors[id].open.len();
    let sector = plan.sectors.iter().max_by_key(|sector| count(&sector.id)).expect("a sector");
    let all = count(&sector.id);
    assert!(all > 9, "{all}");
    let tally = map.tally(&Spot::Sector(sector.id.clone())).expect("counted");
    let ninth = *tally.landed.iter().chain(&tally.open).nth(8).expect("a ninth");
    let ninth = {
        let lead = view(&harness).snapshot.leads.get(ninth.uuid()).expect("a lead");
        format!("{} {}", lead.title, lead.stage.label(Lang::Zh))
    };
    let tile = buttons(&harness).into_iter().find(|tile| tile.starts_with(&format!("{} · ", sector.name.zh)));
    harness.get_by_label(&tile.expect("the sector")).click();
    settle(&mut harness);
    let listed = |harness: &Harness<'_, App>| buttons(harness).contains(&ninth);
    assert!(!listed(&harness));
    let more = format!("项目 {all} · 全部 {all}");
    follow(&mut harness, &more);
    assert!(listed(&harness), "{ninth}");
    follow(&mut harness, &format!("项目 {all} · 收起"));
    assert!(!listed(&harness));
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
        let plan = &view(&harness).policy.plan;
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
    harness.state_mut().post(Post::Run(zhaoshang::ui::Command::Undo));
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
