//! Everything else a model assumes: slot values, chances by stage, limits, classes, tiers, and the peer means.

use eframe::egui::{DragValue, RichText, Ui, vec2};

use super::{
    curve_edit::field,
    parts::{EDITED_ROW, source_ui, tag_ui},
    scales::source_field,
};
use crate::{
    ledger::View,
    scoring::{
        Model, Source,
        model::{Figure, Veto},
    },
    text::{Label, Say, format, ui_model::ModelEditText, ui_plan::PlanPageText},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{SheetColumn, UiExt, Width, tall_sheet_ui, tier_badge},
    },
};

/// What a figure may be, and how it is shown.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A share in [0, 1], shown as per cent.
    Share,
    /// A number of points, at most so many.
    Points(f64),
}

/// Draws the parameters; true when the peer means shall be computed anew.
pub(super) fn parameters_ui(ui: &mut Ui, ctx: &PageContext<'_>, view: &View, model: &mut Model) -> bool {
    let lang = ctx.lang;
    card_ui(ui, ctx, PlanPageText::SlotValues, PlanPageText::SlotValuesNote, |ui| {
        let Model { slot_values, .. } = model;
        let mut rows: Vec<(String, &mut f64, &mut Source)> = slot_values
            .iter_mut()
            .map(|entry| (entry.tier.label(lang).to_owned(), &mut entry.value, &mut entry.source))
            .collect();
        figures_ui(ui, ctx, "slot values", Kind::Points(100_000.0), &mut rows);
    });
    card_ui(ui, ctx, PlanPageText::StageChances, PlanPageText::StageChancesNote, |ui| {
        let mut rows: Vec<(String, &mut f64, &mut Source)> = model
            .stages
            .iter_mut()
            .map(|entry| (entry.stage.label(lang).to_owned(), &mut entry.p, &mut entry.source))
            .collect();
        figures_ui(ui, ctx, "stages", Kind::Share, &mut rows);
    });
    card_ui(ui, ctx, PlanPageText::Limits, PlanPageText::LimitsNote, |ui| {
        let Model { beta, low_coverage, peers_needed, .. } = model;
        let mut shares =
            [(PlanPageText::Beta, beta), (PlanPageText::LowCoverage, low_coverage)].map(|(words, figure)| {
                let Figure { value, source } = figure;
                (ctx.say(&words), value, source)
            });
        figures_ui(ui, ctx, "limits", Kind::Share, &mut shares);
        let Figure { value, source } = peers_needed;
        let mut needed = [(ctx.say(&PlanPageText::PeersNeeded), value, source)];
        figures_ui(ui, ctx, "peers needed", Kind::Points(1_000.0), &mut needed);
    });
    card_ui(ui, ctx, PlanPageText::Classes, PlanPageText::ClassesNote, |ui| classes_ui(ui, ctx, model));
    card_ui(ui, ctx, PlanPageText::TierRules, PlanPageText::TierRulesNote, |ui| tiers_ui(ui, ctx, model));
    let mut recompute = false;
    card_ui(ui, ctx, PlanPageText::PeerMeans, PlanPageText::PeerMeansNote, |ui| {
        recompute = peers_ui(ui, ctx, view);
    });
    recompute
}

fn card_ui(ui: &mut Ui, ctx: &PageContext<'_>, title: PlanPageText, note: PlanPageText, content: impl FnOnce(&mut Ui)) {
    ui.wide_card(|ui| {
        ui.strong_text(ctx.say(&title));
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(crate::ui::theme::tokens::TEXT_WIDTH));
            ui.secondary(ctx.say(&note));
        });
        ui.add_space(4.0);
        content(ui);
    });
    ui.add_space(8.0);
}

/// Rows of name, figure and source, all editable.
fn figures_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    salt: &str,
    kind: Kind,
    rows: &mut [(String, &mut f64, &mut Source)],
) {
    let columns = [
        SheetColumn::text("", Width::Fixed(150.0)),
        SheetColumn::number("", 84.0),
        SheetColumn::text("", Width::Share(1.0, 160.0)),
    ];
    let count = rows.len();
    tall_sheet_ui(ui, ("figures", salt), &columns, count, EDITED_ROW, |ui, row, column| {
        let Some((name, value, source)) = rows.get_mut(row) else { return };
        match column {
            0 => {
                ui.elided(name.as_str());
            }
            1 => figure_ui(ui, ctx, name, kind, value),
            _ => source_field(ui, ctx, name, source),
        }
    });
}

fn figure_ui(ui: &mut Ui, ctx: &PageContext<'_>, name: &str, kind: Kind, value: &mut f64) {
    ui.spacing_mut().interact_size = vec2(80.0, 24.0);
    let name = ctx.say(&PlanPageText::FigureOf { name: name.to_owned() });
    match kind {
        Kind::Share => {
            let mut percent = (*value * 1000.0).round() / 10.0;
            let before = percent;
            let field = DragValue::new(&mut percent).range(0.0..=100.0).speed(0.2).max_decimals(1).suffix("%");
            ui.add(field).accessible_name(name);
            if (percent - before).abs() > 1e-9 {
                *value = (percent * 10.0).round() / 1000.0;
            }
        }
        Kind::Points(most) => {
            let field = DragValue::new(&mut *value)
                .range(0.0..=most)
                .speed(0.5)
                .max_decimals(1)
                .custom_formatter(|value, _| format::number(value, 1));
            ui.add(field).accessible_name(name);
        }
    }
}

fn classes_ui(ui: &mut Ui, ctx: &PageContext<'_>, model: &mut Model) {
    let Model { sorting, groups, .. } = model;
    ui.horizontal(|ui| {
        ui.label(ctx.say(&ModelEditText::MajorityOf));
        let name = ctx.say(&ModelEditText::MajorityOf);
        figure_ui(ui, ctx, &name, Kind::Share, &mut sorting.majority);
        source_ui(ui, ctx, &sorting.source);
    });
    let mut columns = vec![SheetColumn::text(ctx.say(&PlanPageText::Group), Width::Fixed(150.0))];
    columns.extend(sorting.classes.iter().map(|profile| {
        SheetColumn::number(PlanPageText::ReachClass { class: profile.class.word() }.say(ctx.lang), 84.0)
    }));
    columns.push(SheetColumn::number(ctx.say(&PlanPageText::VetoBelow), 96.0));
    columns.push(SheetColumn::text(ctx.say(&PlanPageText::Source), Width::Share(1.0, 80.0)));
    let classes = sorting.classes.len();
    tall_sheet_ui(ui, "classes", &columns, groups.len(), EDITED_ROW, |ui, row, column| {
        let Some(group) = groups.get(row) else { return };
        let name = group.name.in_lang(ctx.lang).to_owned();
        match column {
            0 => {
                ui.elided(name);
            }
            column if column <= classes => {
                let Some(profile) = sorting.classes.get_mut(column - 1) else { return };
                let class = profile.class.word().to_owned();
                if let Some(reach) = profile.reach.get_mut(&group.id) {
                    field(ui, ctx, reach, (0.0, 1.0), 2, &ModelEditText::Reach { class, group: name });
                }
            }
            column if column == classes + 1 => veto_ui(ui, ctx, &mut sorting.vetoes, &group.id, name),
            _ => {
                if let Some(veto) = sorting.vetoes.iter_mut().find(|veto| veto.group == group.id) {
                    source_field(ui, ctx, &name, &mut veto.source);
                } else if let Some(profile) = sorting.classes.first() {
                    source_ui(ui, ctx, &profile.source);
                }
            }
        }
    });
}

/// The limit below which a group is fatal; at 0 there is none.
fn veto_ui(ui: &mut Ui, ctx: &PageContext<'_>, vetoes: &mut Vec<Veto>, group: &str, name: String) {
    let place = vetoes.iter().position(|veto| veto.group == group);
    let mut below = place.and_then(|place| vetoes.get(place)).map_or(0.0, |veto| veto.below);
    if !field(ui, ctx, &mut below, (0.0, 1.0), 2, &ModelEditText::VetoOf { group: name }) {
        return;
    }
    match place {
        Some(place) if below <= 0.0 => {
            vetoes.remove(place);
        }
        Some(place) => {
            if let Some(veto) = vetoes.get_mut(place) {
                veto.below = below;
            }
        }
        None => {
            let source = Source(ModelEditText::NewVeto.say(crate::text::Lang::Zh));
            vetoes.push(Veto { group: group.to_owned(), below, source });
        }
    }
}

fn tiers_ui(ui: &mut Ui, ctx: &PageContext<'_>, model: &Model) {
    let lang = ctx.lang;
    for (place, rule) in model.tiers.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.secondary(format!("{}.", place + 1));
            ui.scope(|ui| {
                ui.set_width(112.0);
                tier_badge(ui, rule.tier, lang);
            });
            source_ui(ui, ctx, &rule.source);
        });
        ui.horizontal_wrapped(|ui| {
            ui.add_space(24.0);
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for honour in &rule.honours {
                tag_ui(ui, honour.label(lang));
            }
            if let Some(least) = rule.revenue_at_least {
                let amount = format::wan_yuan(crate::domain::units::WanYuan(least), lang);
                tag_ui(ui, &ctx.say(&PlanPageText::RevenueAtLeast { amount }));
            }
            if rule.honours.is_empty() && rule.revenue_at_least.is_none() {
                ui.secondary(ctx.say(&PlanPageText::EverybodyElse));
            }
        });
        ui.add_space(4.0);
    }
}

fn peers_ui(ui: &mut Ui, ctx: &PageContext<'_>, view: &View) -> bool {
    let policy = &view.policy;
    let state = match policy.peers.made_on {
        Some(day) => PlanPageText::PeersMade {
            title: policy.peers_stamp.title.clone(),
            day: format::iso_date(day),
            count: format::count(policy.peers.means.len()),
        },
        None => PlanPageText::PeersNone,
    };
    ui.label(ctx.say(&state));
    ui.add_space(4.0);
    let mut pressed = false;
    ui.horizontal(|ui| {
        let can = ctx.writable && !ctx.is_running("plan.peers") && !view.snapshot.companies.is_empty();
        let button = ui.add_enabled_ui(can, |ui| {
            ui.icon_text_button(icons::ARROWS_CLOCKWISE, &ctx.say(&PlanPageText::RecomputePeers))
        });
        pressed = button.inner.clicked();
        ui.elided(RichText::new(ctx.say(&PlanPageText::RecomputeNote)).small().color(ctx.tokens.text_soft));
    });
    pressed
}
