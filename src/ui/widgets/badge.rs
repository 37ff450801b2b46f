//! Small marks: sector, tier, gate, supervision, chips. None speaks by colour alone.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::text::{UiExt, drawn};
use crate::{
    domain::{
        company::GateState,
        plan::{Plan, Sector, SectorAim, Tier},
    },
    text::{Label, Lang, Say, ui::UiText},
    ui::theme::{
        fonts::bold_family,
        icons,
        tokens::{ROW_DENSE, SIZE_SMALL, Tokens},
    },
};

/// A small rounded word on a quiet ground; `selected` draws it as a filter that is on.
pub fn chip(ui: &mut Ui, text: &str, selected: bool) -> Response {
    let tokens = ui.tokens();
    let (fill, ink, line) = if selected {
        (tokens.selected, tokens.accent_text, tokens.accent_text)
    } else {
        (tokens.sunken, tokens.text, tokens.sunken)
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(SIZE_SMALL), ink);
    let size = vec2(galley.size().x + 16.0, ROW_DENSE - 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        let line = if response.hovered() || response.has_focus() { tokens.line_strong } else { line };
        let radius = CornerRadius::same(11);
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, selected, text));
    response
}

/// The colour of a sector: one of four hues in plan order for those to attract, muted for the traditional ones.
pub fn sector_colour(plan: &Plan, sector: &Sector, tokens: &Tokens) -> Color32 {
    let place = plan
        .sectors
        .iter()
        .filter(|other| other.aim == sector.aim)
        .position(|other| other.id == sector.id)
        .unwrap_or_default();
    match sector.aim {
        SectorAim::Attract => tokens.sector[place % tokens.sector.len()],
        SectorAim::Consolidate => tokens.traditional[place % tokens.traditional.len()],
    }
}

/// The letter of a sector on its colour; the name on hover and for screen readers.
pub fn sector_badge(ui: &mut Ui, plan: &Plan, sector: &Sector, lang: Lang) -> Response {
    let tokens = ui.tokens();
    let name = sector.name.in_lang(lang);
    let (rect, response) = drawn(ui, vec2(20.0, 20.0));
    if ui.is_rect_visible(rect) {
        let square = rect.shrink(1.0);
        ui.painter().rect_filled(square, CornerRadius::same(4), sector_colour(plan, sector, tokens));
        let font = FontId::new(SIZE_SMALL, bold_family());
        ui.painter().text(square.center(), Align2::CENTER_CENTER, &sector.letter, font, tokens.on_sector);
    }
    let words = UiText::SectorNamed { letter: sector.letter.clone(), name: name.to_owned() }.say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.clone()));
    response.on_hover_text(name)
}

/// The tier as one, two or three steps beside its name.
pub fn tier_badge(ui: &mut Ui, tier: Tier, lang: Lang) -> Response {
    let tokens = ui.tokens();
    let steps = match tier {
        Tier::Leader => 3,
        Tier::Specialized => 2,
        Tier::Growth => 1,
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = drawn(ui, vec2(13.0, 12.0));
        for step in 0..3_u8 {
            let height = 4.0 + 4.0 * f32::from(step);
            let left = rect.left() + 5.0 * f32::from(step);
            let bar = eframe::egui::Rect::from_min_max(
                eframe::egui::pos2(left, rect.bottom() - height),
                eframe::egui::pos2(left + 3.0, rect.bottom()),
            );
            let colour = if step < steps { tokens.text_soft } else { tokens.line };
            ui.painter().rect_filled(bar, CornerRadius::same(1), colour);
        }
        ui.elided(tier.label(lang))
    })
    .inner
}

/// The state of a gate, as icon and word; red only where it failed.
pub fn gate_mark(ui: &mut Ui, state: GateState, lang: Lang) -> Response {
    let tokens = ui.tokens();
    let (icon, ink) = match state {
        GateState::Pass => (icons::CHECK_CIRCLE, tokens.text_soft),
        GateState::Unknown => (icons::CIRCLE_DASHED, tokens.text_soft),
        GateState::Fail => (icons::PROHIBIT, tokens.error),
    };
    marked(ui, icon, ink, state.label(lang), if state == GateState::Fail { tokens.error } else { tokens.text })
}

/// The zone's four supervision colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supervision {
    /// 绿 推进正常
    OnTrack,
    /// 黄 超期预警
    Overdue,
    /// 红 滞后督办
    Lagging,
    /// 蓝 超前示范
    Ahead,
}

/// A supervision colour with its icon and the word for it.
pub fn supervision_mark(ui: &mut Ui, state: Supervision, word: &str) -> Response {
    let tokens = ui.tokens();
    let (icon, index) = match state {
        Supervision::OnTrack => (icons::CHECK_CIRCLE, 0),
        Supervision::Overdue => (icons::CLOCK, 1),
        Supervision::Lagging => (icons::WARNING, 2),
        Supervision::Ahead => (icons::STAR, 3),
    };
    marked(ui, icon, tokens.supervision[index], word, tokens.text)
}

fn marked(ui: &mut Ui, icon: &str, icon_colour: Color32, word: &str, ink: Color32) -> Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(icon).color(icon_colour));
        ui.elided(RichText::new(word).color(ink))
    })
    .inner
}
