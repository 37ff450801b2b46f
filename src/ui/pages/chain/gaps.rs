//! Beside the whole picture: how much is covered, what is missing, and where that cannot be said yet.

use std::collections::BTreeMap;

use eframe::egui::{RichText, ScrollArea, Ui};

use super::{Counted, Spot};
use crate::{
    domain::plan::{Plan, Product, Sector, Segment},
    ledger::chain_map::{ChainMap, Cover},
    report::chain::{Chosen, cover_ink, cover_sign, horizon_words},
    text::{Label, Say, chain::ChainText as T, format},
    ui::{
        context::PageContext,
        widgets::{Bar, BarScale, UiExt, bar_ui, line_ui},
    },
};

/// The shown products of the plan.
fn shown<'p>(plan: &'p Plan, chosen: &Chosen) -> Vec<(&'p Sector, &'p Segment, &'p Product)> {
    plan.products().filter(|(sector, ..)| chosen.shows(plan, sector)).collect()
}

/// Products shown, gaps among them, and segments whose list is not complete.
pub fn counts(plan: &Plan, map: &ChainMap, chosen: &Chosen) -> (usize, usize, usize) {
    let products = shown(plan, chosen);
    let gaps = products.iter().filter(|(_, _, product)| cover(map, product) == Some(Cover::Nothing)).count();
    let segments = plan.segments().filter(|(sector, _)| chosen.shows(plan, sector));
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
    let products = shown(plan, chosen);
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
        let mut gaps: Vec<_> =
            products.iter().filter(|(_, _, product)| cover(map, product) == Some(Cover::Nothing)).collect();
        // What the plan wants first, then where somebody could come.
        gaps.sort_by_key(|(_, _, product)| {
            let prospects = map.products.get(&product.id).map_or(0, |node| node.tally.prospects.len());
            (product.horizon, std::cmp::Reverse(prospects))
        });
        if gaps.is_empty() {
            ui.label(RichText::new(T::NoGaps.say(lang)).color(ui.tokens().text_soft));
        }
        for (_, _, product) in gaps {
            let count = map.products.get(&product.id).map_or(0, |node| node.tally.prospects.len());
            let note = format!("{} · {}", horizon_words(product, lang), T::ProspectCount { count }.say(lang));
            if line_ui(ui, product.name.in_lang(lang), &note) {
                picked = Some(Spot::Product(product.id.clone()));
            }
        }
        let open: Vec<_> = plan
            .segments()
            .filter(|(sector, segment)| chosen.shows(plan, sector) && !is_complete(map, segment))
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
