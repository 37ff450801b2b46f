//! The columns of the board: heads, folded ones, and what may be dropped where.

use std::collections::BTreeSet;

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, DragAndDrop, FontId, Id, LayerId, Order, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, epaint::TextShape, pos2, vec2,
};

use super::{
    Scene, Wish,
    moving::targets,
    rows::{Rows, Stack},
    words::{line, line_to, stage_name},
};
use crate::{
    domain::{ids::LeadId, lead::Stage},
    text::{Lang, Say, format, ui_pipeline::PipelineText as T},
    ui::{
        grid::sheet::money_words,
        theme::{
            fonts::bold_family,
            icons,
            tokens::{RADIUS, ROW, SIZE_BODY, SIZE_SMALL},
        },
        widgets::{Selection, UiExt},
    },
};

/// Height of a column's head.
pub const HEAD: f32 = 48.0;
/// Within so much of the edge a drag scrolls.
const EDGE: f32 = 48.0;

/// A column: a stage, or all stages of one short name.
#[derive(Debug)]
pub struct Pile {
    pub stages: Vec<Stage>,
    pub stack: Stack,
}

impl Pile {
    /// Whether it stands off the chain.
    pub fn is_aside(&self) -> bool {
        self.stages.iter().all(|stage| stage.is_aside())
    }

    /// Its name.
    pub fn name(&self, rows: &Rows, short: bool, lang: Lang) -> String {
        let Some(first) = self.stages.first() else { return String::new() };
        match rows.rules.stage(*first) {
            Some(rule) if short => rule.short.in_lang(lang).to_owned(),
            _ => stage_name(&rows.rules, *first, lang),
        }
    }
}

/// What is being dragged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dragged {
    leads: Vec<LeadId>,
    /// Stages they stand at.
    from: BTreeSet<Stage>,
    /// Where they may go.
    to: Vec<Stage>,
    words: String,
}

/// Begins to drag the selected leads.
pub fn drag(card: &Response, selection: &Selection<LeadId>, rows: &Rows, lang: Lang) {
    let leads: Vec<LeadId> = selection.iter().collect();
    let from: BTreeSet<Stage> = leads.iter().filter_map(|lead| rows.get(*lead)).map(|row| row.stage).collect();
    let to = targets(&rows.rules, &from);
    let words = match leads.as_slice() {
        [one] => rows.get(*one).map(|row| row.title.to_string()).unwrap_or_default(),
        many => T::DragMany { count: format::count(many.len()) }.say(lang),
    };
    card.dnd_set_drag_payload(Dragged { leads, from, to, words });
}

/// Takes what is dropped on a column.
pub fn drop_ui(
    ui: &Ui,
    rect: Rect,
    pile: &Pile,
    scene: &Scene<'_, '_>,
    dragged: Option<&Dragged>,
    wishes: &mut Vec<Wish>,
) {
    let tokens = ui.tokens();
    ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), tokens.sunken.gamma_multiply(0.5));
    if dragged.is_none() {
        return;
    }
    let zone = ui.interact(rect, ui.scope_id().with(("drop", pile.stages.first())), Sense::HOVER);
    if let Some(dropped) = zone.dnd_release_payload::<Dragged>()
        && !pile.stages.iter().all(|stage| dropped.from.contains(stage))
    {
        let legal: Vec<Stage> = pile.stages.iter().copied().filter(|stage| dropped.to.contains(stage)).collect();
        if legal.is_empty() {
            wishes.push(Wish::Refuse(pile.name(&scene.listing.rows, pile.stages.len() > 1, scene.ctx.lang)));
        } else {
            wishes.push(Wish::Move(dropped.leads.clone(), legal));
        }
    }
}

/// Lights the column where what is dragged may go, and says where it may not.
pub fn legal_ui(ui: &Ui, rect: Rect, dragged: Option<(&Dragged, &Pile)>, lang: Lang) {
    let Some((dragged, pile)) = dragged else { return };
    let tokens = ui.tokens();
    let is_legal = pile.stages.iter().any(|stage| dragged.to.contains(stage));
    let over = ui.ctx().pointer_latest_pos().is_some_and(|at| rect.contains(at));
    let painter = ui.painter();
    if is_legal {
        let fill = if over { tokens.selected } else { tokens.hover };
        painter.rect_filled(rect, CornerRadius::same(RADIUS), fill);
        let stroke = Stroke::new(if over { 2.0 } else { 1.0 }, tokens.accent);
        painter.rect_stroke(rect, CornerRadius::same(RADIUS), stroke, StrokeKind::Inside);
    }
    if over && !pile.stages.iter().all(|stage| dragged.from.contains(stage)) {
        let text = if is_legal { T::DropHere } else { T::NotAllowedHere };
        let icon = if is_legal { icons::ARROW_DOWN } else { icons::PROHIBIT };
        let words = format!("{icon} {}", text.say(lang));
        let ink = if is_legal { tokens.accent_text } else { tokens.error };
        let at = pos2(rect.left() + 12.0, rect.top() + 27.0);
        line(painter, at, &words, FontId::proportional(SIZE_SMALL), ink, rect.width() - 24.0);
        ui.ctx().set_cursor_icon(if is_legal { CursorIcon::Grabbing } else { CursorIcon::NotAllowed });
    }
}

/// Name, count and money of a column; true when it is to be folded.
pub fn head_ui(ui: &mut Ui, rect: Rect, name: &str, pile: &Pile, lang: Lang) -> bool {
    let tokens = ui.tokens();
    let left = rect.left() + 12.0;
    let mut right = rect.right() - 12.0;
    let mut fold = false;
    if pile.is_aside() {
        let button = Rect::from_min_size(pos2(right - 20.0, rect.top() + 2.0), vec2(ROW, ROW));
        fold = ui.place(button, |ui: &mut Ui| ui.icon_button(icons::CARET_RIGHT, &T::Fold.say(lang))).clicked();
        right -= 28.0;
    }
    let count = format::count(pile.stack.leads.len());
    let money = money_words(&pile.stack.sums, lang);
    let painter = ui.painter();
    let used =
        line_to(painter, right, rect.top() + 7.0, &count, FontId::proportional(SIZE_BODY), tokens.text_soft, 80.0);
    let font = FontId::new(SIZE_BODY, bold_family());
    line(painter, pos2(left, rect.top() + 7.0), name, font, tokens.text, right - left - used - 8.0);
    if DragAndDrop::has_any_payload(ui.ctx()) {
        // The line of the money tells where what is dragged may go.
        return fold;
    }
    let small = FontId::proportional(SIZE_SMALL);
    line(painter, pos2(left, rect.top() + 27.0), &money, small, tokens.text_soft, rect.right() - left - 8.0);
    let head = Rect::from_min_max(pos2(left, rect.top() + 4.0), pos2(right, rect.top() + HEAD - 4.0));
    let response = ui.interact(head, ui.scope_id().with("head"), Sense::HOVER);
    let words = T::ColumnWords { stage: name.to_owned(), count, money }.say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_text(words);
    fold
}

/// A folded column: its name downwards; true when it is to be opened.
pub fn folded_ui(ui: &mut Ui, rect: Rect, name: &str, count: usize, lang: Lang) -> bool {
    let tokens = ui.tokens();
    let response = ui.interact(rect, ui.scope_id().with("folded"), Sense::click());
    let count = format::count(count);
    let words = T::FoldedWords { stage: name.to_owned(), count: count.clone() }.say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::same(RADIUS), tokens.hover);
    }
    let centre = Align2::CENTER_TOP;
    let font = FontId::proportional(SIZE_SMALL);
    let mut top = rect.top() + 10.0;
    painter.text(pos2(rect.center().x, top), centre, count, font.clone(), tokens.text_soft);
    top += 24.0;
    // Chinese stands sign below sign; other names are turned.
    if lang == Lang::Zh {
        for sign in name.chars() {
            painter.text(pos2(rect.center().x, top), centre, sign, FontId::proportional(SIZE_BODY), tokens.text);
            top += 18.0;
        }
    } else {
        let galley = painter.layout_no_wrap(name.to_owned(), FontId::proportional(SIZE_BODY), tokens.text);
        let at = pos2(rect.center().x + galley.size().y / 2.0, top);
        let shape = TextShape::new(at, galley, tokens.text);
        painter.add(shape.with_angle(std::f32::consts::FRAC_PI_2));
    }
    response.on_hover_text(words).clicked()
}

/// What is dragged, beside the pointer.
pub fn ghost_ui(ui: &Ui, dragged: &Dragged) {
    let Some(at) = ui.ctx().pointer_latest_pos() else { return };
    let tokens = ui.tokens();
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("dragged lead")));
    // Left of the pointer where there is no room at its right.
    let right = ui.ctx().content_rect().right();
    let left = if at.x + 212.0 > right { at.x - 212.0 } else { at.x + 12.0 };
    let rect = Rect::from_min_size(pos2(left, at.y + 8.0), vec2(200.0, ROW));
    let stroke = Stroke::new(1.0, tokens.accent);
    painter.rect(rect, CornerRadius::same(RADIUS), tokens.raised, stroke, StrokeKind::Inside);
    let font = FontId::proportional(SIZE_BODY);
    line(&painter, rect.min + vec2(8.0, 5.0), &dragged.words, font, tokens.text, rect.width() - 16.0);
}

/// Scrolls while something is dragged to the left or right edge.
pub fn scroll_at_edge(ui: &Ui) {
    let clip = ui.clip_rect();
    let Some(at) = ui.ctx().pointer_latest_pos().filter(|at| clip.contains(*at)) else { return };
    let push = if at.x < clip.left() + EDGE {
        12.0
    } else if at.x > clip.right() - EDGE {
        -12.0
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(push, 0.0));
    ui.ctx().request_repaint();
}
