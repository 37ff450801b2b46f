//! The parts of the plan that are lists: indicators, gates, platforms, places, zones, baseline, sentences.

use std::collections::BTreeSet;

use eframe::egui::{Align, Layout, RichText, Ui};

use super::{
    detail::Shown,
    parts::{heading_ui, source_line_ui, tag_ui},
    tree::{Node, matches},
};
use crate::{
    domain::plan::{
        BaselineFact, Gate, Indicator, IndicatorKind, Name, PartnerZone, Place, Platform, Statement, YearValue,
    },
    text::{Label, Say, format, ui_plan::PlanPageText},
    ui::{
        theme::tokens::TEXT_WIDTH,
        widgets::{SheetColumn, UiExt, Width, sheet_ui},
    },
};

impl Shown<'_, '_> {
    /// Title of a list and, while something is searched for, what that does to it.
    fn list_title_ui(&self, ui: &mut Ui, title: PlanPageText, note: Option<PlanPageText>) {
        Self::title_ui(ui, &self.ctx.say(&title), |_| {});
        if let Some(note) = note {
            ui.scope(|ui| {
                ui.set_max_width(TEXT_WIDTH);
                ui.secondary(self.ctx.say(&note));
            });
        }
        ui.add_space(8.0);
    }

    /// Whether a name or another text of the entry is what is searched for.
    fn is_hit(&self, name: &Name, more: &[&str]) -> bool {
        !self.needle.is_empty()
            && (matches(self.needle, &[&name.zh, &name.en]) || matches(self.needle, more) && !more.is_empty())
    }

    /// A name; one that is searched for stands out.
    fn name_ui(&self, ui: &mut Ui, name: &Name, more: &[&str]) {
        let text = name.in_lang(self.ctx.lang);
        if self.is_hit(name, more) {
            ui.elided(RichText::new(text).background_color(self.ctx.tokens.evidence[1]));
        } else {
            ui.elided(text);
        }
    }

    pub(super) fn indicators_ui(&self, ui: &mut Ui) {
        let (ctx, plan) = (self.ctx, self.plan);
        let lang = ctx.lang;
        self.list_title_ui(ui, PlanPageText::Indicators, Some(PlanPageText::IndicatorsNote));
        let years: BTreeSet<i16> =
            plan.indicators.iter().flat_map(|indicator| &indicator.values).map(|value| value.year).collect();
        let years: Vec<i16> = years.into_iter().collect();
        let mut columns = vec![SheetColumn::text(ctx.say(&PlanPageText::Indicator), Width::Share(3.0, 170.0))];
        columns.extend(years.iter().map(|year| SheetColumn::number(year.to_string(), 72.0)));
        columns.extend([
            SheetColumn::text(ctx.say(&PlanPageText::UnitColumn), Width::Fixed(48.0)),
            SheetColumn::text(ctx.say(&PlanPageText::AddsUp), Width::Fixed(56.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Attribute), Width::Fixed(72.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Scope), Width::Share(2.0, 90.0)),
        ]);
        sheet_ui(ui, "indicators", &columns, plan.indicators.len(), |ui, row, column| {
            let Some(indicator) = plan.indicators.get(row) else { return };
            let Indicator { name, category, unit, kind, values, attribute, scope, .. } = indicator;
            let after = column.checked_sub(1 + years.len());
            match (column, after) {
                (0, _) => {
                    self.name_ui(ui, name, &[category]);
                }
                (_, None) => {
                    let value = values.iter().find(|value| Some(&value.year) == years.get(column - 1));
                    let Some(YearValue { value, actual, .. }) = value else {
                        ui.label(RichText::new(format::ABSENT).color(ctx.tokens.text_off));
                        return;
                    };
                    let text = RichText::new(format::number(*value, 2));
                    let words = if *actual { PlanPageText::Actual } else { PlanPageText::Goal };
                    let text = if *actual { text.color(ctx.tokens.text_soft) } else { text };
                    ui.label(text).on_hover_text(ctx.say(&words));
                }
                (_, Some(0)) => {
                    ui.secondary(unit);
                }
                (_, Some(1)) => {
                    ui.secondary(IndicatorKind::label(*kind, lang));
                }
                (_, Some(2)) => {
                    ui.secondary(attribute);
                }
                _ => {
                    ui.elided(RichText::new(scope).small().color(ctx.tokens.text_soft)).on_hover_text(scope);
                }
            }
        });
        ui.add_space(4.0);
        if let Some(first) = plan.indicators.first() {
            source_line_ui(ui, ctx, plan, &first.heading);
        }
    }

    pub(super) fn gates_ui(&self, ui: &mut Ui) {
        let (ctx, plan) = (self.ctx, self.plan);
        self.list_title_ui(ui, PlanPageText::Gates, Some(PlanPageText::GatesNote));
        for Gate { name, text, rule, heading, .. } in &plan.gates {
            ui.wide_card(|ui| {
                ui.set_max_width(TEXT_WIDTH + 200.0);
                ui.horizontal(|ui| {
                    let title = RichText::new(name.in_lang(ctx.lang)).text_style(crate::ui::theme::fonts::strong());
                    if self.is_hit(name, &[]) {
                        ui.label(title.background_color(ctx.tokens.evidence[1]));
                    } else {
                        ui.label(title);
                    }
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        tag_ui(ui, rule.label(ctx.lang)).on_hover_text(ctx.say(&PlanPageText::RuleNote));
                    });
                });
                ui.label(text.in_lang(ctx.lang));
                source_line_ui(ui, ctx, plan, heading);
            });
            ui.add_space(4.0);
        }
    }

    pub(super) fn platforms_ui(&mut self, ui: &mut Ui) {
        let (ctx, plan) = (self.ctx, self.plan);
        self.list_title_ui(ui, PlanPageText::Platforms, Some(PlanPageText::PlatformsNote));
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::Platform), Width::Share(2.0, 200.0)),
            SheetColumn::text(ctx.say(&PlanPageText::TiedTo), Width::Share(1.0, 140.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Fixed(110.0)),
        ];
        let mut go = None;
        sheet_ui(ui, "platforms", &columns, plan.platforms.len(), |ui, row, column| {
            let Some(Platform { name, stated, segments, heading, .. }) = plan.platforms.get(row) else { return };
            match column {
                0 => self.name_ui(ui, name, &[stated]),
                1 => {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    for id in segments {
                        let Some((_, segment)) = plan.segment(id) else { continue };
                        let text = RichText::new(segment.name.in_lang(ctx.lang)).small();
                        if ui.link(text).clicked() {
                            go = Some(Node::Segment(id.clone()));
                        }
                    }
                }
                _ => {
                    heading_ui(ui, ctx, plan, heading);
                }
            }
        });
        if go.is_some() {
            *self.go = go;
        }
    }

    pub(super) fn places_ui(&mut self, ui: &mut Ui) {
        let (ctx, plan) = (self.ctx, self.plan);
        self.list_title_ui(ui, PlanPageText::Places, None);
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::Place), Width::Share(1.0, 140.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Aim), Width::Fixed(110.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Bases), Width::Share(2.0, 160.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Fixed(110.0)),
        ];
        let mut go = None;
        sheet_ui(ui, "places", &columns, plan.places.len(), |ui, row, column| {
            let Some(Place { id, name, aim, heading }) = plan.places.get(row) else { return };
            match column {
                0 => self.name_ui(ui, name, &[]),
                1 => {
                    ui.label(aim.label(ctx.lang));
                }
                2 => {
                    for base in plan.bases.iter().filter(|base| base.places.contains(id)) {
                        if ui.link(RichText::new(base.name.in_lang(ctx.lang)).small()).clicked() {
                            go = Some(Node::Base(base.id.clone()));
                        }
                    }
                }
                _ => {
                    heading_ui(ui, ctx, plan, heading);
                }
            }
        });
        if go.is_some() {
            *self.go = go;
        }
    }

    pub(super) fn zones_ui(&self, ui: &mut Ui) {
        let (ctx, plan) = (self.ctx, self.plan);
        self.list_title_ui(ui, PlanPageText::Zones, Some(PlanPageText::ZonesNote));
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::Zone), Width::Share(1.0, 200.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Fixed(110.0)),
        ];
        sheet_ui(ui, "zones", &columns, plan.partner_zones.len(), |ui, row, column| {
            let Some(PartnerZone { name, heading, .. }) = plan.partner_zones.get(row) else { return };
            if column == 0 {
                self.name_ui(ui, name, &[]);
            } else {
                heading_ui(ui, ctx, plan, heading);
            }
        });
    }

    pub(super) fn baseline_ui(&self, ui: &mut Ui) {
        let (ctx, plan) = (self.ctx, self.plan);
        self.list_title_ui(ui, PlanPageText::Baseline, Some(PlanPageText::BaselineNote));
        let columns = [
            SheetColumn::text(ctx.say(&PlanPageText::What), Width::Share(1.0, 220.0)),
            SheetColumn::number(ctx.say(&PlanPageText::Value), 130.0),
            SheetColumn::text(ctx.say(&PlanPageText::UnitColumn), Width::Fixed(64.0)),
            SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Fixed(90.0)),
        ];
        sheet_ui(ui, "baseline", &columns, plan.baseline.len(), |ui, row, column| {
            let Some(BaselineFact { name, value, unit, approximate, heading, .. }) = plan.baseline.get(row) else {
                return;
            };
            match column {
                0 => self.name_ui(ui, name, &[]),
                1 => {
                    let figure = format::number(*value, 2);
                    let words =
                        if *approximate { PlanPageText::Approximately { figure }.say(ctx.lang) } else { figure };
                    ui.label(words);
                }
                2 => {
                    ui.secondary(unit);
                }
                _ => {
                    heading_ui(ui, ctx, plan, heading);
                }
            }
        });
    }

    pub(super) fn statements_ui(&self, ui: &mut Ui, title: PlanPageText, statements: &[Statement]) {
        let (ctx, plan) = (self.ctx, self.plan);
        self.list_title_ui(ui, title, None);
        for Statement { text, heading, .. } in statements {
            ui.wide_card(|ui| {
                ui.set_max_width(TEXT_WIDTH);
                let words = RichText::new(text.in_lang(ctx.lang));
                if self.is_hit(text, &[]) {
                    ui.label(words.background_color(ctx.tokens.evidence[1]));
                } else {
                    ui.label(words);
                }
                source_line_ui(ui, ctx, plan, heading);
            });
            ui.add_space(4.0);
        }
    }
}
