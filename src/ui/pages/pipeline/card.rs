//! A lead as a card of the board.

use eframe::egui::{
    Align2, CornerRadius, FontId, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    rows::{LeadRow, Rows},
    words::{line, line_to, mark_of, mark_words, money_words, owner_words, reasons_ui, stage_name},
};
use crate::{
    domain::plan::{Plan, Tier},
    text::{Label, Lang, Say, format, ui_pipeline::PipelineText as T},
    ui::{
        theme::{
            fonts::bold_family,
            tokens::{RADIUS, SIZE_BODY, SIZE_SMALL, Tokens},
        },
        widgets::{UiExt, badge::sector_colour},
    },
};

/// Height of a card.
pub const HEIGHT: f32 = 92.0;

/// How a card is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Among the selected.
    pub selected: bool,
    /// The one the keys act on.
    pub cursor: bool,
    /// Being dragged.
    pub dragged: bool,
    /// It says its stage: where cards of several stages stand together.
    pub says_stage: bool,
}

/// Draws a card over the width there is.
pub fn ui(ui: &mut Ui, row: &LeadRow, rows: &Rows, plan: Option<&Plan>, look: Look, lang: Lang) -> Response {
    let tokens = ui.tokens();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::HOVER);
    let id = ui.scope_id().with(row.id.uuid());
    // Not a stop of the Tab key: the board has the focus, arrows go from card to card.
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    let mark = mark_words(row, lang);
    response.widget_info(|| {
        let words = T::CardWords {
            title: row.title.to_string(),
            company: row.name.to_string(),
            stage: stage_name(&rows.rules, row.stage, lang),
            mark: mark.clone(),
        };
        WidgetInfo::selected(Role::ListItem, true, look.selected, words.say(lang))
    });
    ground(ui, rect, look, response.hovered(), tokens);
    let inner = rect.shrink2(vec2(10.0, 8.0));
    title_ui(ui, row, plan, inner, tokens);
    facts_ui(ui, row, inner, tokens, lang);
    let mark_rect = mark_line_ui(ui, row, rows, look, &mark, inner, lang);
    let why = ui.interact(mark_rect, id.with("mark"), Sense::CLICK);
    why.widget_info(|| WidgetInfo::labeled(Role::Button, true, T::MarkWords { mark: mark.clone() }.say(lang)));
    Popup::menu(&why).show(|ui| reasons_ui(ui, row, &rows.rules, lang));
    why.on_hover_ui(|ui| reasons_ui(ui, row, &rows.rules, lang));
    response
}

fn ground(ui: &Ui, rect: Rect, look: Look, hovered: bool, tokens: &Tokens) {
    let fill = if look.selected {
        tokens.selected
    } else if hovered {
        tokens.hover
    } else {
        tokens.raised
    };
    let stroke = if look.cursor { Stroke::new(1.5, tokens.accent) } else { Stroke::new(1.0, tokens.line) };
    ui.painter().rect(rect, CornerRadius::same(RADIUS), fill, stroke, StrokeKind::Inside);
    if look.dragged {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), tokens.sunken.gamma_multiply(0.6));
    }
}

/// Sector, title, tier.
fn title_ui(ui: &Ui, row: &LeadRow, plan: Option<&Plan>, inner: Rect, tokens: &Tokens) {
    let painter = ui.painter();
    let mut left = inner.left();
    let sector = row.sector.as_ref().and_then(|id| plan?.sector(id));
    if let (Some(plan), Some(sector)) = (plan, sector) {
        let square = Rect::from_min_size(pos2(left, inner.top() + 1.0), vec2(16.0, 16.0));
        painter.rect_filled(square, CornerRadius::same(4), sector_colour(plan, sector, tokens));
        let font = FontId::new(11.0, bold_family());
        painter.text(square.center(), Align2::CENTER_CENTER, &sector.letter, font, tokens.on_sector);
        left += 22.0;
    }
    let mut right = inner.right();
    if let Some(tier) = row.tier {
        let steps = match tier {
            Tier::Leader => 3,
            Tier::Specialized => 2,
            Tier::Growth => 1,
        };
        for step in 0..3_u8 {
            let height = 4.0 + 4.0 * f32::from(step);
            let x = right - 13.0 + 5.0 * f32::from(step);
            let bar = Rect::from_min_max(pos2(x, inner.top() + 15.0 - height), pos2(x + 3.0, inner.top() + 15.0));
            let colour = if step < steps { tokens.text_soft } else { tokens.line };
            painter.rect_filled(bar, CornerRadius::same(1), colour);
        }
        right -= 19.0;
    }
    let font = FontId::new(SIZE_BODY, bold_family());
    line(painter, pos2(left, inner.top() - 1.0), &row.title, font, tokens.text, right - left);
}

/// Company and owner; money and age.
fn facts_ui(ui: &Ui, row: &LeadRow, inner: Rect, tokens: &Tokens, lang: Lang) {
    let painter = ui.painter();
    let small = || FontId::proportional(SIZE_SMALL);
    let width = inner.width();
    let top = inner.top() + 20.0;
    let owner = owner_words(row, lang);
    let ink = if row.officer.is_empty() { tokens.estimate_text } else { tokens.text_soft };
    let used = line_to(painter, inner.right(), top, &owner, small(), ink, width * 0.46);
    line(painter, pos2(inner.left(), top), &row.name, small(), tokens.text_soft, width - used - 8.0);
    let top = inner.top() + 37.0;
    let age = row.age.map(|count| T::AgeWords { count }.say(lang)).unwrap_or_default();
    let used = line_to(painter, inner.right(), top + 2.0, &age, small(), tokens.text_soft, width * 0.5);
    let money = money_words(row, lang);
    line(painter, pos2(inner.left(), top), &money, FontId::proportional(SIZE_BODY), tokens.text, width - used - 8.0);
}

/// The mark, then the next action or the stage; gives the place of the mark.
fn mark_line_ui(ui: &Ui, row: &LeadRow, rows: &Rows, look: Look, mark: &str, inner: Rect, lang: Lang) -> Rect {
    let tokens = ui.tokens();
    let painter = ui.painter();
    let top = inner.top() + 60.0;
    let (icon, colour) = mark_of(row.colour(), tokens);
    line(painter, pos2(inner.left(), top - 1.0), icon, FontId::proportional(SIZE_BODY), colour, 20.0);
    let small = FontId::proportional(SIZE_SMALL);
    let used = line(painter, pos2(inner.left() + 18.0, top), mark, small.clone(), tokens.text, inner.width() * 0.6);
    let mark_rect = Rect::from_min_max(pos2(inner.left(), top - 3.0), pos2(inner.left() + 18.0 + used, top + 17.0));
    let left = inner.width() - used - 28.0;
    let words = if look.says_stage {
        stage_name(&rows.rules, row.stage, lang)
    } else {
        match row.next_on {
            // The day first: it is never cut.
            Some(day) => format!("{:02}-{:02} {}", day.month(), day.day(), row.next),
            None => row.next.to_string(),
        }
    };
    line_to(painter, inner.right(), top, &words, small, tokens.text_soft, left);
    mark_rect
}

/// What is said of a card where there is room: title, company, tier, next action in full.
pub fn hover_ui(ui: &mut Ui, row: &LeadRow, lang: Lang) {
    ui.set_max_width(320.0);
    ui.strong_text(&*row.title);
    ui.label(&*row.name);
    if let Some(tier) = row.tier {
        ui.secondary(tier.label(lang));
    }
    if !row.next.is_empty() {
        ui.label(T::ReasonNext { action: row.next.to_string() }.say(lang));
    }
    if let Some(day) = row.next_on {
        ui.secondary(T::OnDay { day: format::iso_date(day) }.say(lang));
    }
}
