//! Beside the whole picture: how much is covered, what is missing, and where that cannot be said yet.

use std::collections::BTreeMap;

use eframe::egui::{RichText, ScrollArea, Ui};

use super::Counted;
use crate::{
    domain::plan::{Plan, Product, Sector, Segment},
    ledger::chain_map::{ChainMap, Cover, ProductNode, Spot},
    report::chain::{Chosen, cover_ink, cover_sign, horizon_words, relation_words},
    scoring::ChainRelation,
    text::{Label, Say, chain::ChainText as T, format},
    ui::{
        context::PageContext,
        widgets::{Bar, BarScale, UiExt, bar_ui, line_ui},
    },
};

/// The shown products of the plan.
fn shown<'p>(plan: &'p Plan, map: &ChainMap, chosen: &Chosen) -> Vec<(&'p Sector, &'p Segment, &'p Product)> {
    plan.products().filter(|(sector, ..)| chosen.shows(plan, map, sector)).collect()
}

/// Products shown, gaps among them, and segments whose list is not complete.
pub fn counts(plan: &Plan, map: &ChainMap, chosen: &Chosen) -> (usize, usize, usize) {
    let products = shown(plan, map, chosen);
    let gaps = products.iter().filter(|(_, _, product)| cover(map, product) == Some(Cover::Nothing)).count();
    let segments = plan.segments().filter(|(sector, _)| chosen.shows(plan, map, sector));
    let open = segments.filter(|(_, segment)| !is_complete(map, segment)).count();
    (products.len(), gaps, open)
}

fn cover(map: &ChainMap, product: &Product) -> Option<Cover> {
    map.products.get(&product.id).map(|node| node.cover)
}

fn is_complete(map: &ChainMap, segment: &Segment) -> bool {
    map.segments.get(&segment.id).is_some_and(|node| node.complete)
}

/// Draws the overview; the node that was chosen.
pub fn ui(ui: &mut Ui, counted: &Counted, chosen: &Chosen, ctx: &PageContext<'_>) -> Option<Spot> {
    let (plan, map, lang) = (&counted.view.policy.plan, &counted.map, ctx.lang);
    let products = shown(plan, map, chosen);
    let mut picked = None;
    ScrollArea::vertical().id_salt("chain gaps").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.set_max_width(ui.available_width() - 10.0);
        ui.section_title(T::CoverTitle.say(lang));
        ui.secondary(T::Products { count: products.len() }.say(lang));
        covers_ui(ui, map, &products, ctx);
        ui.add_space(12.0);
        ui.section_title(T::GapsTitle.say(lang));
        ui.secondary(T::GapsNote.say(lang));
        let called = called(map, &products);
        if called.is_empty() {
            ui.label(RichText::new(T::NoGaps.say(lang)).color(ui.tokens().text_soft));
        }
        for (relation, products) in called {
            ui.add_space(6.0);
            let title = T::RelationTitle { relation: relation_words(relation, lang), count: products.len() };
            let tip = match relation {
                ChainRelation::Fill => T::FillTip,
                ChainRelation::Strengthen => T::StrengthenTip,
                ChainRelation::Extend => T::ExtendTip,
            };
            ui.strong_text(title.say(lang)).on_hover_text(tip.say(lang));
            for (product, node) in products {
                let count = T::ProspectCount { count: node.tally.prospects.len() }.say(lang);
                let title = format!("{} {}", cover_sign(node.cover), product.name.in_lang(lang));
                if line_ui(ui, &title, &format!("{} · {count}", horizon_words(product, lang))) {
                    picked = Some(Spot::Product(product.id.clone()));
                }
            }
        }
        let open: Vec<_> = plan
            .segments()
            .filter(|(sector, segment)| chosen.shows(plan, map, sector) && !is_complete(map, segment))
            .collect();
        if !open.is_empty() {
            ui.add_space(12.0);
            ui.section_title(T::ListsTitle.say(lang));
            ui.secondary(T::ListsNote.say(lang));
            for (_, segment) in open {
                let count = map.segments.get(&segment.id).map_or(0, |node| node.tally.local.len());
                if line_ui(ui, segment.name.in_lang(lang), &T::LocalCount { count }.say(lang)) {
                    picked = Some(Spot::Segment(segment.id.clone()));
                }
            }
        }
    });
    picked
}

/// The products of which it is certain what one more maker would be: what the plan wants first, then where most could
/// come.
fn called<'a>(
    map: &'a ChainMap,
    products: &[(&'a Sector, &'a Segment, &'a Product)],
) -> BTreeMap<ChainRelation, Vec<(&'a Product, &'a ProductNode)>> {
    let mut called: BTreeMap<ChainRelation, Vec<(&Product, &ProductNode)>> = BTreeMap::new();
    for (.., product) in products {
        if let Some((node, relation)) = map.products.get(&product.id).and_then(|node| Some((node, node.relation()?))) {
            called.entry(relation).or_default().push((product, node));
        }
    }
    for products in called.values_mut() {
        products.sort_by_key(|(product, node)| (product.horizon, std::cmp::Reverse(node.tally.prospects.len())));
    }
    called
}

/// How many products are covered how far, as bars.
fn covers_ui(ui: &mut Ui, map: &ChainMap, products: &[(&Sector, &Segment, &Product)], ctx: &PageContext<'_>) {
    let mut tally: BTreeMap<Cover, usize> = Cover::ALL.iter().map(|cover| (*cover, 0)).collect();
    for (_, _, product) in products {
        if let Some(count) = cover(map, product).and_then(|cover| tally.get_mut(&cover)) {
            *count += 1;
        }
    }
    let most = tally.values().copied().max().unwrap_or_default().max(1) as f64;
    let scale = BarScale { label: 168.0, figure: 36.0, note: 0.0, most };
    for (cover, count) in tally {
        let (ground, ..) = cover_ink(cover);
        let colour = match cover {
            Cover::Nothing | Cover::Unknown => ctx.tokens.unknown,
            Cover::Local | Cover::Landed | Cover::Pipeline => ctx.tokens.ink(ground),
        };
        let label = format!("{} {}", cover_sign(cover), cover.label(ctx.lang));
        let bar = Bar {
            label: &label,
            value: count as f64,
            figure: &format::count(count),
            note: "",
            letter: "",
            colour: Some(colour),
            opens: false,
        };
        bar_ui(ui, bar, scale);
    }
}
