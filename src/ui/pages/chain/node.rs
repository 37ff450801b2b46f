//! Beside the picture: everything about the node that is open, and the ways on from it.

use eframe::egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::{Counted, prospects::Prospects};
use crate::{
    domain::{
        ids::{BaseId, SegmentCoverageId},
        local_firm::SegmentCoverage,
        plan::{Plan, Product, Segment},
    },
    ledger::{
        Action, View,
        chain_map::{ChainMap, Cover, ProductNode, Spot, Tally},
    },
    report::chain::{cover_sign, horizon_words, relation_words},
    scoring::ChainRelation,
    text::{Label, Lang, Say, chain::ChainText as T, format},
    ui::{
        context::{PageContext, Post},
        route::{Filter, FilterKey, PageId, Place},
        theme::icons,
        widgets::{IntervalBar, UiExt, line_ui, sector_badge},
    },
};

/// Where to go on from the panel: to another node, or back to the overview.
pub type Walk = Option<Option<Spot>>;

/// Draws the panel.
pub fn ui(
    ui: &mut Ui,
    counted: &Counted,
    spot: &Spot,
    prospects: &Prospects,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) -> Walk {
    let mut walk = None;
    ScrollArea::vertical().id_salt(format!("chain node {spot:?}")).auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.set_max_width(ui.available_width() - 10.0);
        let plan = &counted.view.policy.plan;
        let mut panel = Panel { counted, plan, ctx, walk: None };
        match spot {
            Spot::Sector(id) => {
                if let Some(sector) = plan.sector(id) {
                    panel.head_ui(
                        ui,
                        sector.name.in_lang(ctx.lang),
                        &[sector.aim.label(ctx.lang).to_owned()],
                        &sector.heading,
                        id,
                    );
                    panel.segments_ui(ui, &sector.segments);
                    if let Some(tally) = counted.map.sectors.get(id) {
                        panel.firms_ui(ui, tally, None, out);
                        panel.leads_ui(ui, tally, &[], out);
                        panel.prospects_ui(ui, spot, tally, prospects, out);
                    }
                }
            }
            Spot::Segment(id) => {
                if let Some((sector, segment)) = plan.segment(id) {
                    let above = [sector.name.in_lang(ctx.lang).to_owned()];
                    panel.head_ui(ui, segment.name.in_lang(ctx.lang), &above, &segment.heading, &sector.id);
                    panel.segment_ui(ui, segment, out);
                    if let Some(node) = counted.map.segments.get(id) {
                        panel.firms_ui(ui, &node.tally, Some(segment), out);
                        panel.needs_ui(ui, &node.tally, out);
                        panel.platforms_ui(ui, segment);
                        panel.leads_ui(ui, &node.tally, &node.unsaid, out);
                        panel.prospects_ui(ui, spot, &node.tally, prospects, out);
                    }
                }
            }
            Spot::Product(id) => {
                if let (Some((sector, segment, product)), Some(node)) = (plan.product(id), counted.map.products.get(id))
                {
                    let path = T::Path {
                        sector: sector.name.in_lang(ctx.lang).to_owned(),
                        segment: segment.name.in_lang(ctx.lang).to_owned(),
                    };
                    panel.head_ui(
                        ui,
                        product.name.in_lang(ctx.lang),
                        &[path.say(ctx.lang)],
                        &segment.heading,
                        &sector.id,
                    );
                    panel.product_ui(ui, product, node);
                    panel.firms_ui(ui, &node.tally, None, out);
                    panel.needs_ui(ui, &node.tally, out);
                    panel.neighbours_ui(ui, segment, product, out);
                    panel.platforms_ui(ui, segment);
                    panel.leads_ui(ui, &node.tally, &[], out);
                    panel.unsaid_ui(ui, segment, out);
                    panel.prospects_ui(ui, spot, &node.tally, prospects, out);
                }
            }
        }
        walk = panel.walk;
    });
    walk
}

pub(super) struct Panel<'a, 'c> {
    counted: &'a Counted,
    pub(super) plan: &'a Plan,
    ctx: &'a PageContext<'c>,
    walk: Walk,
}

impl Panel<'_, '_> {
    pub(super) fn say(&self, text: &T) -> String {
        text.say(self.ctx.lang)
    }

    pub(super) fn lang(&self) -> Lang {
        self.ctx.lang
    }

    pub(super) fn view(&self) -> &View {
        &self.counted.view
    }

    pub(super) fn map(&self) -> &ChainMap {
        &self.counted.map
    }

    fn head_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        above: &[String],
        heading: &str,
        sector: &crate::domain::ids::SectorId,
    ) {
        ui.horizontal(|ui| {
            if let Some(sector) = self.plan.sector(sector) {
                sector_badge(ui, self.plan, sector, self.lang());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.icon_button(icons::X, &self.say(&T::Back)).clicked() {
                    self.walk = Some(None);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(above.join(" · ")).small().color(ui.tokens().text_soft));
                });
            });
        });
        ui.section_title(name);
        let title = self.plan.heading(heading).map(|found| found.title.clone()).unwrap_or_default();
        ui.secondary(self.say(&T::Heading { heading: heading.to_owned() })).on_hover_text(title);
    }

    /// Cover, relation and what the plan says of a product.
    fn product_ui(&mut self, ui: &mut Ui, product: &Product, node: &ProductNode) {
        let lang = self.lang();
        ui.add_space(4.0);
        let mut words = vec![format!("{} {}", cover_sign(node.cover), node.cover.label(lang))];
        words.extend(node.relation().map(|relation| relation_words(relation, lang)));
        ui.strong_text(words.join(" · "));
        let outlook = node.outlook;
        let (makers, neighbours) = (outlook.makers as usize, outlook.neighbours as usize);
        let note = match (outlook.possible, node.relation()) {
            (_, Some(ChainRelation::Fill)) => T::FillNote,
            (_, Some(ChainRelation::Strengthen)) => T::StrengthenNote { makers, neighbours },
            (_, Some(ChainRelation::Extend)) => T::ExtendNote { makers },
            ([ChainRelation::Fill], None) => T::LandedNote { landed: node.landed },
            ([], None) => T::UnknownNote,
            (_, None) => T::OpenNote,
        };
        ui.label(self.say(&note));
        let at_others = node.landed.saturating_sub(node.tally.landed.len());
        if at_others > 0 {
            ui.label(self.say(&T::LandedAtOthers { count: at_others }));
        }
        let horizon = if product.horizon_word.is_empty() {
            T::NoHorizon
        } else {
            T::WordOfPlan { word: horizon_words(product, lang) }
        };
        ui.secondary(self.say(&horizon));
        if !product.bounds.is_empty() {
            ui.secondary(self.say(&T::Bounds { bounds: format::list(&product.bounds, lang) }));
        }
        if !product.group.is_empty() {
            ui.secondary(self.say(&T::Group { group: product.group.clone() }));
        }
        for (sector, segment, twin) in self.plan.twins(product) {
            let names =
                format!("{} › {} › {}", sector.name.in_lang(lang), segment.name.in_lang(lang), twin.name.in_lang(lang));
            if ui.link(self.say(&T::Also { names })).clicked() {
                self.walk = Some(Some(Spot::Product(twin.id.clone())));
            }
        }
    }

    /// Whether the local list is complete, and the button that says so.
    fn segment_ui(&mut self, ui: &mut Ui, segment: &Segment, out: &mut Vec<Post>) {
        let lang = self.lang();
        let Some(node) = self.counted.map.segments.get(&segment.id) else { return };
        ui.add_space(4.0);
        ui.strong_text(self.say(if node.complete { &T::ListComplete } else { &T::ListIncomplete }));
        if let Some(day) = node.complete_on {
            ui.secondary(self.say(&T::CompleteOn { day: format::date(day, lang) }));
        }
        if !node.complete {
            ui.label(self.say(&T::UnknownNote));
        }
        if self.ctx.writable {
            let (icon, verb) = if node.complete {
                (icons::CIRCLE_DASHED, T::MarkIncomplete)
            } else {
                (icons::SEAL_CHECK, T::MarkComplete)
            };
            let button = ui.icon_text_button(icon, &self.say(&verb)).on_hover_text(self.say(&T::MarkTip));
            if button.clicked() {
                out.push(Post::act(Action::MarkCoverage(Box::new(SegmentCoverage {
                    id: SegmentCoverageId::from_uuid(self.ctx.new_id()),
                    segment: segment.id.clone(),
                    complete: !node.complete,
                    as_of: Some(self.ctx.today),
                    source: self.say(&T::MarkSource).into(),
                }))));
            }
        }
        if !segment.techniques.is_empty() {
            ui.secondary(self.say(&T::Techniques { names: format::list(&segment.techniques, lang) }));
        }
        let products: Vec<&Product> = segment.products.iter().collect();
        ui.add_space(8.0);
        self.products_ui(ui, &products);
    }

    fn products_ui(&mut self, ui: &mut Ui, products: &[&Product]) {
        let lang = self.lang();
        for product in products {
            let Some(node) = self.counted.map.products.get(&product.id) else { continue };
            let title = format!("{} {}", cover_sign(node.cover), product.name.in_lang(lang));
            let note = T::ProspectCount { count: node.tally.prospects.len() }.say(lang);
            if line_ui(ui, &title, &note) {
                self.walk = Some(Some(Spot::Product(product.id.clone())));
            }
        }
    }

    fn segments_ui(&mut self, ui: &mut Ui, segments: &[Segment]) {
        let lang = self.lang();
        ui.add_space(4.0);
        for segment in segments {
            let here = segment
                .products
                .iter()
                .filter_map(|product| self.counted.map.products.get(&product.id))
                .filter(|node| matches!(node.cover, Cover::Local | Cover::Landed))
                .count();
            let note = T::Covered { here, all: segment.products.len() }.say(lang);
            if line_ui(ui, segment.name.in_lang(lang), &note) {
                self.walk = Some(Some(Spot::Segment(segment.id.clone())));
            }
        }
    }

    fn prospects_ui(&self, ui: &mut Ui, spot: &Spot, tally: &Tally, prospects: &Prospects, out: &mut Vec<Post>) {
        let lang = self.lang();
        let count = format::count(tally.prospects.len());
        ui.add_space(10.0);
        ui.strong_text(self.say(&T::ProspectsTitle { count: count.clone() }));
        if tally.prospects.is_empty() {
            ui.secondary(self.say(&T::NoProspects));
            return;
        }
        if ui.primary_icon_button(icons::TABLE, &self.say(&T::OpenCompanies { count })).clicked() {
            out.push(Post::Go(filter_of(spot, self.counted.map.base.as_ref()).on(PageId::Companies)));
        }
        let Some(lines) = prospects.of(spot) else {
            ui.add_space(4.0);
            return;
        };
        ui.secondary(self.say(&T::ProspectsNote { shown: lines.len() }));
        for line in lines {
            let (low, value, high) = line.value;
            let words = if line.confirmed {
                self.say(&T::EvidenceConfirmed)
            } else if line.words.is_empty() {
                self.say(&T::EvidenceNone)
            } else {
                format::list(&line.words, lang)
            };
            if line_ui(ui, &line.name, &format::score(value)) {
                out.push(Post::Go(Place::company(line.company)));
            }
            ui.horizontal(|ui| {
                ui.add(IntervalBar::new(low, value, high, lang));
                ui.elided(RichText::new(words).small().color(ui.tokens().text_soft));
            });
        }
    }
}

/// The companies that could come at a node, as they are counted.
fn filter_of(spot: &Spot, base: Option<&BaseId>) -> Filter {
    let filter = Filter::of(FilterKey::Chain, spot.to_word());
    match base {
        Some(base) => filter.and(FilterKey::Base, base.as_str()),
        None => filter,
    }
}
