//! Companies and leads counted, as bars; each opens what it counts on the companies page.

use eframe::egui::{Align, Color32, Layout, Ui};

use super::summary::{SectorGroup, Summary};
use crate::{
    ledger::View,
    text::{Label, Lang, format, ui_overview::OverviewText as Text},
    ui::{
        context::{PageContext, Post},
        grid::sheet::money_words,
        route::{Filter, FilterKey, PageId},
        widgets::{Bar, BarScale, UiExt, badge::sector_colour, bar_ui},
    },
};

/// Criteria shown.
const MISSING_SHOWN: usize = 8;

/// Title of a card with a quiet note at its right end.
pub fn heading_ui(ui: &mut Ui, title: &str, note: &str) {
    ui.horizontal(|ui| {
        ui.section_title(title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let tokens = ui.tokens();
            ui.elided(eframe::egui::RichText::new(note).small().color(tokens.text_soft));
        });
    });
    ui.add_space(4.0);
}

/// One line of a chart: label, letter, colour, count, and what it opens.
struct Line {
    label: String,
    letter: String,
    colour: Option<Color32>,
    count: usize,
    note: String,
    filter: Filter,
}

impl Line {
    fn new(label: impl Into<String>, count: usize, filter: Filter) -> Self {
        Self { label: label.into(), letter: String::new(), colour: None, count, note: String::new(), filter }
    }
}

fn lines_ui(ui: &mut Ui, lines: &[Line], label: f32, note: f32, out: &mut Vec<Post>) {
    let most = lines.iter().map(|line| line.count).max().unwrap_or_default() as f64;
    let scale = BarScale { label, figure: 56.0, note, most };
    for line in lines {
        let figure = format::count(line.count);
        let bar = Bar {
            label: &line.label,
            value: line.count as f64,
            figure: &figure,
            note: &line.note,
            letter: &line.letter,
            colour: line.colour,
            opens: line.count > 0,
        };
        if bar_ui(ui, bar, scale).clicked() {
            out.push(Post::Go(line.filter.on(PageId::Companies)));
        }
    }
}

/// Companies by sector.
pub fn sectors_ui(ui: &mut Ui, view: &View, summary: &Summary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let plan = &view.policy.plan;
    let note = Text::CountsNote { companies: format::count(summary.companies), local: format::count(summary.local) };
    heading_ui(ui, &ctx.say(&Text::BySector), &ctx.say(&note));
    let tokens = ui.tokens();
    let lines: Vec<Line> = summary
        .sectors
        .iter()
        .filter_map(|(group, count)| {
            Some(match group {
                SectorGroup::In(id) => {
                    let sector = plan.sector(id)?;
                    Line {
                        letter: sector.letter.clone(),
                        colour: Some(sector_colour(plan, sector, tokens)),
                        ..Line::new(sector.name.in_lang(ctx.lang), *count, Filter::of(FilterKey::Sector, id.as_str()))
                    }
                }
                SectorGroup::Outside => {
                    Line::new(ctx.say(&Text::SectorOutside), *count, Filter::of(FilterKey::Sector, "none"))
                }
                SectorGroup::Unknown => {
                    Line::new(ctx.say(&Text::SectorUnknown), *count, Filter::of(FilterKey::Sector, "unknown"))
                }
            })
        })
        .collect();
    lines_ui(ui, &lines, (ui.available_width() * 0.56).min(300.0), 0.0, out);
}

/// Companies by tier, class and state of the gates.
pub fn kinds_ui(ui: &mut Ui, summary: &Summary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let colour = Some(tokens.span);
    let label = 96.0;
    heading_ui(ui, &ctx.say(&Text::ByTier), "");
    let tiers = summary.tiers.iter().map(|(tier, count)| Line {
        colour,
        ..Line::new(tier.label(lang), *count, Filter::of(FilterKey::Tier, tier.word()))
    });
    lines_ui(ui, &tiers.collect::<Vec<_>>(), label, 0.0, out);
    ui.add_space(8.0);
    heading_ui(ui, &ctx.say(&Text::ByClass), &ctx.say(&Text::ClassTip));
    let classes = summary.classes.iter().map(|(class, count)| {
        let word = class.to_string();
        Line { colour, ..Line::new(word.replace('-', "–"), *count, Filter::of(FilterKey::Class, word)) }
    });
    lines_ui(ui, &classes.collect::<Vec<_>>(), label, 0.0, out);
    ui.add_space(8.0);
    heading_ui(ui, &ctx.say(&Text::ByGate), "");
    let gates = summary.gates.iter().map(|(state, count)| Line {
        colour: if *state == crate::domain::company::GateState::Fail { Some(tokens.error) } else { colour },
        ..Line::new(state.label(lang), *count, Filter::of(FilterKey::Gate, state.word()))
    });
    lines_ui(ui, &gates.collect::<Vec<_>>(), label, 0.0, out);
}

/// Leads by stage.
pub fn funnel_ui(ui: &mut Ui, summary: &Summary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let note = ctx.say(&Text::FunnelNote { open: format::count(summary.open_leads) });
    heading_ui(ui, &ctx.say(&Text::Funnel), &note);
    if summary.stages.iter().all(|line| line.leads == 0) {
        ui.secondary(ctx.say(&Text::NoLeads));
        return;
    }
    let tokens = ui.tokens();
    let lines: Vec<Line> = summary
        .stages
        .iter()
        .map(|line| Line {
            colour: Some(if line.stage.is_landed() {
                tokens.accent
            } else if line.stage.is_open() {
                tokens.span
            } else {
                tokens.line_strong
            }),
            note: if line.investment.is_empty() { String::new() } else { money_words(&line.investment, ctx.lang) },
            ..Line::new(line.stage.label(ctx.lang), line.leads, Filter::of(FilterKey::Stage, line.stage.word()))
        })
        .collect();
    let (label, note) = if ctx.lang == Lang::Zh { (56.0, 88.0) } else { (136.0, 116.0) };
    lines_ui(ui, &lines, label, note, out);
}

/// What is missing most.
pub fn missing_ui(ui: &mut Ui, view: &View, summary: &Summary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let note = ctx.say(&Text::MissingNote { prospects: format::count(summary.prospects) });
    heading_ui(ui, &ctx.say(&Text::Missing), &note);
    if summary.missing.is_empty() {
        ui.secondary(ctx.say(&Text::MissingNone));
        return;
    }
    let colour = Some(ui.tokens().estimate);
    let most = summary.missing.first().map_or(0.0, |line| line.points);
    let scale = BarScale {
        label: (ui.available_width() * 0.36).min(240.0),
        figure: 72.0,
        note: if ctx.lang == Lang::Zh { 96.0 } else { 124.0 },
        most,
    };
    for line in summary.missing.iter().take(MISSING_SHOWN) {
        let name = view.policy.model.criteria().find(|(_, criterion)| criterion.id == line.criterion);
        let name = name.map_or(line.criterion.as_str(), |(_, criterion)| criterion.name.in_lang(ctx.lang));
        let bar = Bar {
            label: name,
            value: line.points,
            figure: &ctx.say(&Text::MissingFigure { points: format::fixed(line.points, 1) }),
            note: &ctx.say(&Text::MissingCompanies { count: format::count(line.companies) }),
            letter: "",
            colour,
            opens: true,
        };
        if bar_ui(ui, bar, scale).clicked() {
            let filter = Filter::of(FilterKey::Missing, line.criterion.as_str());
            out.push(Post::Go(filter.on(PageId::Companies)));
        }
    }
}
