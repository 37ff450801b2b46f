//! What a node of the plan holds: sectors, segments, products and the plan as a whole.

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

use super::{
    counts::Counts,
    parts::{companies_link, heading_title, heading_ui, source_line_ui, tag_ui},
    tree::Node,
};
use crate::{
    domain::plan::{Horizon, Plan, Product, Sector, Segment},
    ledger::View,
    text::{Label, Say, format, ui_plan::PlanPageText},
    ui::{
        context::{PageContext, Post},
        route::{Filter, FilterKey},
        theme::{fonts, icons},
        widgets::{SheetColumn, UiExt, Width, sector_badge, sheet_ui},
    },
};

/// What the detail is drawn from, and what it gives back.
pub(super) struct Shown<'a, 'c> {
    /// Context.
    pub ctx: &'a PageContext<'c>,
    /// The companies judged.
    pub view: &'a Arc<View>,
    /// The plan, as edited.
    pub plan: &'a Plan,
    /// Companies by node.
    pub counts: Option<&'a Counts>,
    /// What is searched for.
    pub needle: &'a str,
    /// The plan with what was edited in this frame.
    pub edited: &'a mut Option<Plan>,
    /// Another node to show.
    pub go: &'a mut Option<Node>,
}

impl Shown<'_, '_> {
    /// Draws a node.
    pub fn ui(&mut self, ui: &mut Ui, node: &Node, out: &mut Vec<Post>) {
        let plan = self.plan;
        match node {
            Node::About => self.about_ui(ui),
            Node::Sector(id) => match plan.sector(id) {
                Some(sector) => self.sector_ui(ui, sector, out),
                None => self.gone_ui(ui),
            },
            Node::Segment(id) => match plan.segment(id) {
                Some((sector, segment)) => self.segment_ui(ui, sector, segment, out),
                None => self.gone_ui(ui),
            },
            Node::Product(id) => match plan.product(id) {
                Some((sector, segment, product)) => self.product_ui(ui, sector, segment, product, out),
                None => self.gone_ui(ui),
            },
            Node::Bases => self.bases_ui(ui, out),
            Node::Base(id) => match plan.base(id) {
                Some(base) => self.base_ui(ui, base, out),
                None => self.gone_ui(ui),
            },
            Node::Indicators => self.indicators_ui(ui),
            Node::Gates => self.gates_ui(ui),
            Node::Platforms => self.platforms_ui(ui),
            Node::Places => self.places_ui(ui),
            Node::Zones => self.zones_ui(ui),
            Node::Baseline => self.baseline_ui(ui),
            Node::Funds => self.statements_ui(ui, PlanPageText::Funds, &plan.funds),
            Node::Outlook => self.statements_ui(ui, PlanPageText::Outlook, &plan.outlook),
        }
        ui.add_space(24.0);
    }

    /// The node is not in this version of the plan.
    fn gone_ui(&self, ui: &mut Ui) {
        ui.secondary(self.ctx.say(&PlanPageText::NotInThisVersion));
    }

    /// Title of a node, with what stands beside it.
    pub(super) fn title_ui(ui: &mut Ui, title: &str, beside: impl FnOnce(&mut Ui)) {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            ui.add(eframe::egui::Label::new(RichText::new(title).text_style(fonts::section())).truncate());
            beside(ui);
        });
    }

    /// A caption above a part.
    pub(super) fn caption_ui(ui: &mut Ui, words: String) {
        ui.add_space(16.0);
        ui.strong_text(words);
        ui.add_space(2.0);
    }

    /// The way down to a node, each step to press.
    fn path_ui(&mut self, ui: &mut Ui, sector: &Sector, segment: Option<&Segment>) {
        let lang = self.ctx.lang;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            sector_badge(ui, self.plan, sector, lang);
            let small = |text: &str| RichText::new(text).small();
            if ui.link(small(sector.name.in_lang(lang))).clicked() {
                *self.go = Some(Node::Sector(sector.id.clone()));
            }
            if let Some(segment) = segment {
                ui.secondary(icons::CARET_RIGHT);
                if ui.link(small(segment.name.in_lang(lang))).clicked() {
                    *self.go = Some(Node::Segment(segment.id.clone()));
                }
            }
        });
    }

    fn about_ui(&self, ui: &mut Ui) {
        let Self { ctx, plan, .. } = self;
        let lang = ctx.lang;
        Self::title_ui(ui, plan.name.in_lang(lang), |_| {});
        let period = PlanPageText::PeriodEnds {
            zone: plan.zone.in_lang(lang).to_owned(),
            day: format::date(plan.ends_on, lang),
        };
        ui.horizontal(|ui| {
            ui.label(ctx.say(&period));
            if plan.ends_on < ctx.today {
                tag_ui(ui, &ctx.say(&PlanPageText::Expired));
            }
        });
        ui.add_space(12.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 32.0;
            let figures = [
                (plan.sectors.len(), PlanPageText::SectorsUnit),
                (plan.segments().count(), PlanPageText::SegmentsUnit),
                (plan.products().count(), PlanPageText::ProductsUnit),
                (plan.bases.len(), PlanPageText::BasesUnit),
                (plan.platforms.len(), PlanPageText::PlatformsUnit),
            ];
            for (count, unit) in figures {
                ui.key_figure(format::count(count), &ctx.say(&unit));
            }
        });
        Self::caption_ui(ui, ctx.say(&PlanPageText::ByHorizon));
        ui.secondary(ctx.say(&PlanPageText::ByHorizonNote));
        let words = |horizon: Horizon| {
            let mut words: Vec<&str> = plan
                .products()
                .filter(|(.., product)| product.horizon == horizon && !product.horizon_word.is_empty())
                .map(|(.., product)| product.horizon_word.as_str())
                .collect();
            words.sort_unstable();
            words.dedup();
            format::list(&words, lang)
        };
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::HorizonClass), Width::Fixed(120.0)),
            SheetColumn::number(ctx.say(&PlanPageText::Products), 72.0),
            SheetColumn::text(ctx.say(&PlanPageText::PlanWords), Width::Share(1.0, 200.0)),
        ];
        sheet_ui(ui, "horizons", &columns, Horizon::ALL.len(), |ui, row, column| {
            let horizon = Horizon::ALL[row];
            match column {
                0 => ui.label(horizon.label(lang)),
                1 => {
                    ui.label(format::count(plan.products().filter(|(.., product)| product.horizon == horizon).count()))
                }
                _ => ui.elided(words(horizon)),
            };
        });
        Self::caption_ui(ui, ctx.say(&PlanPageText::Headings));
        for heading in &plan.headings {
            let depth = if heading.id.ends_with('、') || !heading.id.contains('、') {
                0.0
            } else if heading.id.ends_with(')') {
                1.0
            } else {
                2.0
            };
            ui.horizontal(|ui| {
                ui.add_space(16.0 * depth);
                ui.elided(RichText::new(&heading.title).color(if depth > 1.0 {
                    ctx.tokens.text_soft
                } else {
                    ctx.tokens.text
                }))
                .on_hover_text(heading_title(plan, &heading.id));
            });
        }
    }

    fn sector_ui(&mut self, ui: &mut Ui, sector: &Sector, out: &mut Vec<Post>) {
        let (ctx, plan) = (self.ctx, self.plan);
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            sector_badge(ui, plan, sector, lang);
            ui.add(
                eframe::egui::Label::new(RichText::new(sector.name.in_lang(lang)).text_style(fonts::section()))
                    .truncate(),
            );
        });
        ui.horizontal(|ui| {
            tag_ui(ui, sector.aim.label(lang));
            let totals = if sector.in_totals { PlanPageText::InTotals } else { PlanPageText::OutOfTotals };
            tag_ui(ui, &ctx.say(&totals)).on_hover_text(ctx.say(&PlanPageText::TotalsNote));
            let count = self.counts.map(|counts| counts.sector(&sector.id));
            companies_link(ui, ctx, count, &Filter::of(FilterKey::Sector, sector.id.as_str()), out);
        });
        source_line_ui(ui, ctx, plan, &sector.heading);
        if let Some(base) = plan.base_for(&sector.id) {
            ui.horizontal(|ui| {
                ui.secondary(ctx.say(&PlanPageText::TakenByBase));
                if ui.link(base.name.in_lang(lang)).clicked() {
                    *self.go = Some(Node::Base(base.id.clone()));
                }
            });
        }
        Self::caption_ui(ui, ctx.say(&PlanPageText::Segments));
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::Segment), Width::Share(2.0, 140.0)),
            SheetColumn::number(ctx.say(&PlanPageText::Products), 64.0),
            SheetColumn::text(ctx.say(&PlanPageText::ByHorizonShort), Width::Share(2.0, 120.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Share(1.0, 90.0)),
            SheetColumn::number(ctx.say(&PlanPageText::Companies), 120.0),
        ];
        let mut go = None;
        sheet_ui(ui, sector.id.as_str(), &columns, sector.segments.len(), |ui, row, column| {
            let Some(segment) = sector.segments.get(row) else { return };
            match column {
                0 => {
                    if ui.link(segment.name.in_lang(lang)).clicked() {
                        go = Some(Node::Segment(segment.id.clone()));
                    }
                }
                1 => {
                    ui.label(format::count(segment.products.len()));
                }
                2 => {
                    ui.elided(RichText::new(horizons(segment, self.ctx)).small().color(ctx.tokens.text_soft));
                }
                3 => {
                    heading_ui(ui, ctx, plan, &segment.heading);
                }
                _ => {
                    let count = self.counts.map(|counts| counts.segment(&segment.id));
                    companies_link(ui, ctx, count, &Filter::of(FilterKey::Segment, segment.id.as_str()), out);
                }
            }
        });
        if go.is_some() {
            *self.go = go;
        }
    }

    fn segment_ui(&mut self, ui: &mut Ui, sector: &Sector, segment: &Segment, out: &mut Vec<Post>) {
        let (ctx, plan) = (self.ctx, self.plan);
        let lang = ctx.lang;
        self.path_ui(ui, sector, None);
        Self::title_ui(ui, segment.name.in_lang(lang), |_| {});
        ui.horizontal(|ui| {
            let totals = match plan.counts_in_totals(&segment.id) {
                Some(true) => PlanPageText::InTotals,
                _ => PlanPageText::OutOfTotals,
            };
            tag_ui(ui, &ctx.say(&totals)).on_hover_text(ctx.say(&PlanPageText::TotalsNote));
            let count = self.counts.map(|counts| counts.segment(&segment.id));
            companies_link(ui, ctx, count, &Filter::of(FilterKey::Segment, segment.id.as_str()), out);
        });
        source_line_ui(ui, ctx, plan, &segment.heading);
        if !segment.techniques.is_empty() {
            Self::caption_ui(ui, ctx.say(&PlanPageText::Techniques));
            ui.secondary(ctx.say(&PlanPageText::TechniquesNote));
            ui.add_space(4.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = eframe::egui::vec2(6.0, 6.0);
                for technique in &segment.techniques {
                    tag_ui(ui, technique);
                }
            });
        }
        let platforms: Vec<&str> = plan
            .platforms
            .iter()
            .filter(|platform| platform.segments.contains(&segment.id))
            .map(|platform| platform.name.in_lang(lang))
            .collect();
        if !platforms.is_empty() {
            Self::caption_ui(ui, ctx.say(&PlanPageText::Platforms));
            ui.label(format::list(&platforms, lang));
        }
        Self::caption_ui(ui, ctx.say(&PlanPageText::Products));
        self.products_ui(ui, segment, out);
    }

    fn products_ui(&mut self, ui: &mut Ui, segment: &Segment, out: &mut Vec<Post>) {
        let ctx = self.ctx;
        let lang = ctx.lang;
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::Product), Width::Share(3.0, 150.0)),
            SheetColumn::text(ctx.say(&PlanPageText::HorizonWord), Width::Fixed(96.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Bounds), Width::Share(2.0, 90.0)),
            SheetColumn::text(ctx.say(&PlanPageText::ProductGroup), Width::Share(1.5, 80.0)),
            SheetColumn::number(ctx.say(&PlanPageText::Companies), 120.0),
        ];
        let mut go = None;
        sheet_ui(ui, segment.id.as_str(), &columns, segment.products.len(), |ui, row, column| {
            let Some(product) = segment.products.get(row) else { return };
            match column {
                0 => {
                    if ui.link(product.name.in_lang(lang)).on_hover_text(stated(product, ctx)).clicked() {
                        go = Some(Node::Product(product.id.clone()));
                    }
                }
                1 => {
                    horizon_ui(ui, ctx, product);
                }
                2 => {
                    ui.elided(format::list(&product.bounds, lang));
                }
                3 => {
                    ui.elided(RichText::new(&product.group).color(ctx.tokens.text_soft));
                }
                _ => {
                    let count = self.counts.map(|counts| counts.product(&product.id));
                    companies_link(ui, ctx, count, &Filter::of(FilterKey::Product, product.id.as_str()), out);
                }
            }
        });
        if go.is_some() {
            *self.go = go;
        }
    }

    fn product_ui(&mut self, ui: &mut Ui, sector: &Sector, segment: &Segment, product: &Product, out: &mut Vec<Post>) {
        let (ctx, plan) = (self.ctx, self.plan);
        let lang = ctx.lang;
        self.path_ui(ui, sector, Some(segment));
        Self::title_ui(ui, product.name.in_lang(lang), |_| {});
        ui.horizontal(|ui| {
            let count = self.counts.map(|counts| counts.product(&product.id));
            companies_link(ui, ctx, count, &Filter::of(FilterKey::Product, product.id.as_str()), out);
        });
        source_line_ui(ui, ctx, plan, &segment.heading);
        ui.add_space(8.0);
        let mut rows = vec![
            (PlanPageText::StatedAs, stated(product, ctx)),
            (PlanPageText::HorizonWord, horizon_words(product, ctx)),
            (PlanPageText::Bounds, or_absent(format::list(&product.bounds, lang))),
            (PlanPageText::ProductGroup, or_absent(product.group.clone())),
        ];
        if sector.aim == crate::domain::plan::SectorAim::Consolidate {
            let upgrade = if product.upgrade { PlanPageText::UpgradeNamed } else { PlanPageText::UpgradeNotNamed };
            rows.push((PlanPageText::Upgrade, ctx.say(&upgrade)));
        }
        let columns = [SheetColumn::text("", Width::Fixed(120.0)), SheetColumn::text("", Width::Share(1.0, 200.0))];
        sheet_ui(ui, product.id.as_str(), &columns, rows.len(), |ui, row, column| {
            let Some((label, value)) = rows.get(row) else { return };
            if column == 0 {
                ui.secondary(ctx.say(label));
            } else {
                ui.elided(value);
            }
        });
        if !product.also.is_empty() {
            Self::caption_ui(ui, ctx.say(&PlanPageText::AlsoUnder));
            for id in &product.also {
                let Some((_, segment, other)) = plan.product(id) else { continue };
                let words = format!("{} · {}", segment.name.in_lang(lang), other.name.in_lang(lang));
                if ui.link(words).clicked() {
                    *self.go = Some(Node::Product(id.clone()));
                }
            }
        }
    }
}

/// The plan's own word for when, with its class behind it; what the plan does not say is said to be unstated.
fn horizon_ui(ui: &mut Ui, ctx: &PageContext<'_>, product: &Product) {
    if product.horizon_word.is_empty() {
        ui.label(RichText::new(product.horizon.label(ctx.lang)).color(ctx.tokens.text_off));
    } else {
        ui.elided(&product.horizon_word)
            .on_hover_text(ctx.say(&PlanPageText::HorizonIs { class: product.horizon.label(ctx.lang) }));
    }
}

fn horizon_words(product: &Product, ctx: &PageContext<'_>) -> String {
    let class = product.horizon.label(ctx.lang);
    if product.horizon_word.is_empty() {
        class.to_owned()
    } else {
        PlanPageText::HorizonBoth { word: product.horizon_word.clone(), class }.say(ctx.lang)
    }
}

fn stated(product: &Product, ctx: &PageContext<'_>) -> String {
    let words = if product.stated.is_empty() { &product.name.zh } else { &product.stated };
    PlanPageText::Quoted { words: words.clone() }.say(ctx.lang)
}

fn or_absent(text: String) -> String {
    if text.is_empty() { format::ABSENT.to_owned() } else { text }
}

/// How many products of each horizon a segment has.
fn horizons(segment: &Segment, ctx: &PageContext<'_>) -> String {
    let parts: Vec<String> = Horizon::ALL
        .iter()
        .filter_map(|horizon| {
            let count = segment.products.iter().filter(|product| product.horizon == *horizon).count();
            (count > 0).then(|| format!("{} {count}", horizon.label(ctx.lang)))
        })
        .collect();
    parts.join(" · ")
}
