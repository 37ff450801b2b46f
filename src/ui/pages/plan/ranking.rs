//! The ranking under the edited model: who is in the top, who came in, who fell out, and by how many places.

use eframe::egui::{
    Align2, CornerRadius, DragValue, FontId, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::study::Study;
use crate::{
    ledger::{
        View,
        assessment::RankBy,
        movers::Shifted,
        trial::{Move, Movement},
    },
    text::{Label, Say, format, ui_model::ModelEditText, ui_plan::PlanPageText},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::{
            fonts, icons,
            tokens::{ROW, SIZE_BODY, SIZE_SMALL},
        },
        widgets::{IntervalBar, UiExt, badge::sector_colour, chip, line_in, row_ground},
    },
};

/// Longest top one can ask for.
const LONGEST: usize = 500;

/// How the ranking is looked at.
pub(super) struct RankingPane {
    /// Ranked by.
    pub by: RankBy,
    /// Length of the top.
    pub length: usize,
}

impl Default for RankingPane {
    fn default() -> Self {
        Self { by: RankBy::Value, length: 30 }
    }
}

impl RankingPane {
    /// Draws the pane.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &PageContext<'_>,
        study: Option<&Study>,
        is_edited: bool,
        out: &mut Vec<Post>,
    ) {
        ui.horizontal(|ui| {
            ui.strong_text(ctx.say(&if is_edited { PlanPageText::LiveRanking } else { PlanPageText::Ranking }));
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                ui.spacing_mut().interact_size.x = 44.0;
                ui.add(DragValue::new(&mut self.length).range(1..=LONGEST).speed(0.2))
                    .accessible_name(ctx.say(&PlanPageText::TopLength));
                ui.secondary(ctx.say(&PlanPageText::Top));
            });
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for by in RankBy::ALL {
                if chip(ui, by_name(ctx, *by), self.by == *by).on_hover_text(by.label(ctx.lang)).clicked() {
                    self.by = *by;
                }
            }
        });
        ui.add_space(4.0);
        match study {
            None => skeleton_ui(ui, ctx),
            Some(study) => movement_ui(ui, ctx, &study.view, &study.movement, study.by, &[], out),
        }
    }
}

/// Short names for the chips; the whole name is on hover.
fn by_name(ctx: &PageContext<'_>, by: RankBy) -> &'static str {
    ctx.label(by).split(['（', '(']).next().unwrap_or_default().trim()
}

fn skeleton_ui(ui: &mut Ui, ctx: &PageContext<'_>) {
    for _ in 0..8 {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        ui.painter().rect_filled(rect.shrink2(vec2(4.0, 8.0)), CornerRadius::same(4), ctx.tokens.sunken);
    }
}

/// How a top changes: in words, then row by row. Also used where two versions are compared.
pub(super) fn movement_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    view: &View,
    movement: &Movement,
    by: RankBy,
    shifted: &[Shifted],
    out: &mut Vec<Post>,
) {
    if movement.candidates == 0 {
        ui.secondary(ctx.say(&PlanPageText::NobodyToRank));
        return;
    }
    let entered = movement.entered().count();
    let words = if movement.moved() == 0 {
        PlanPageText::NobodyMoved { candidates: format::count(movement.candidates) }
    } else {
        PlanPageText::Moved {
            entered: format::count(entered),
            out: format::count(movement.out.len()),
            moved: format::count(movement.moved()),
        }
    };
    ui.label(RichText::new(ctx.say(&words)).color(ctx.tokens.text_soft));
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    // A caption stands between the top and those that fell out.
    let gap = usize::from(!movement.out.is_empty());
    let rows = movement.top.len() + gap + movement.out.len();
    ScrollArea::vertical().id_salt("ranking").auto_shrink(false).show_rows(ui, ROW, rows, |ui, range| {
        for row in range {
            if let Some(entry) = movement.top.get(row) {
                row_ui(ui, ctx, view, entry, (movement.length, by, shifted), out);
            } else if row == movement.top.len() && gap == 1 {
                let words = PlanPageText::FellOut { length: format::count(movement.length) };
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                let text = RichText::new(ctx.say(&words)).text_style(fonts::strong_small()).color(ctx.tokens.text_soft);
                line_in(ui, rect.with_min_x(rect.left() + 8.0), false, text);
                ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, ctx.tokens.cut));
            } else if let Some(entry) = movement.out.get(row - movement.top.len() - gap) {
                row_ui(ui, ctx, view, entry, (movement.length, by, shifted), out);
            }
        }
    });
}

fn row_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    view: &View,
    entry: &Move,
    (length, by, shifted): (usize, RankBy, &[Shifted]),
    out: &mut Vec<Post>,
) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let Some(company) = view.snapshot.companies.row(entry.row) else { return };
    let mut words = told(ctx, &company.name, entry);
    if let Some(why) = shifted.iter().find(|one| one.row == entry.row).and_then(|one| moved_by(ctx, view, one)) {
        words.push('\n');
        words.push_str(&why);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if !ui.is_rect_visible(rect) {
        return;
    }
    row_ground(ui, rect, &response, false);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let font = FontId::proportional(SIZE_BODY);
    let place = entry.after.map_or_else(|| format::ABSENT.to_owned(), format::count);
    let middle = rect.center().y;
    ui.painter().text(pos2(rect.left() + 36.0, middle), Align2::RIGHT_CENTER, place, font.clone(), tokens.text);
    let mark = Rect::from_min_size(pos2(rect.left() + 44.0, rect.top()), vec2(48.0, ROW));
    mark_ui(ui, ctx, mark, entry, length);
    // Right: the bar, then the figure it is ranked by.
    let bar = Rect::from_min_size(pos2(rect.right() - 88.0, middle - 5.0), vec2(80.0, 10.0));
    IntervalBar::new(entry.is.low, entry.is.value, entry.is.high, ctx.lang).paint(ui.painter(), bar, tokens);
    let figure = match by {
        RankBy::Value => format::score(entry.is.value),
        RankBy::Cautious => format::score(entry.is.low),
        RankBy::Optimistic => format::score(entry.is.high),
        RankBy::Priority => {
            entry.is.priority.map_or_else(|| format::ABSENT.to_owned(), |priority| format::number(priority, 2))
        }
    };
    let at = pos2(bar.left() - 10.0, middle);
    ui.painter().text(at, Align2::RIGHT_CENTER, figure, font, tokens.text);
    let mut left = mark.right() + 4.0;
    let sector = view.assessment.prospects.get(entry.row).and_then(|prospect| prospect.sector.as_ref());
    let badge = Rect::from_center_size(pos2(left + 9.0, middle), vec2(18.0, 18.0));
    if let Some(sector) = sector.and_then(|id| view.policy.plan.sector(id)) {
        ui.painter().rect_filled(badge, CornerRadius::same(4), sector_colour(&view.policy.plan, sector, tokens));
        let font = FontId::new(SIZE_SMALL, fonts::bold_family());
        ui.painter().text(badge.center(), Align2::CENTER_CENTER, &sector.letter, font, tokens.on_sector);
    }
    left = badge.right() + 8.0;
    let name = Rect::from_min_max(pos2(left, rect.top()), pos2(bar.left() - 64.0, rect.bottom()));
    line_in(ui, name, false, &*company.name);
    if response.clicked() {
        out.push(Post::go(Place::company(company.id)));
    }
    response.on_hover_text(words);
}

/// Places up or down, in or out, as icon and figure.
fn mark_ui(ui: &Ui, ctx: &PageContext<'_>, rect: Rect, entry: &Move, length: usize) {
    let tokens = ctx.tokens;
    let font = FontId::proportional(SIZE_SMALL);
    let came = entry.before.is_none_or(|place| place > length) && entry.after.is_some_and(|place| place <= length);
    let (icon, figure, ink) = match (entry.before, entry.after) {
        (Some(before), Some(after)) if before > after => {
            (icons::ARROW_UP, format::count(before - after), tokens.accent_text)
        }
        (Some(before), Some(after)) if before < after => {
            (icons::ARROW_DOWN, format::count(after - before), tokens.text_soft)
        }
        (None, Some(_)) => (icons::PLUS, String::new(), tokens.accent_text),
        (Some(_), None) => (icons::X, String::new(), tokens.text_soft),
        _ => return,
    };
    let ground = rect.shrink2(vec2(0.0, 5.0));
    if came {
        ui.painter().rect_filled(ground, CornerRadius::same(9), tokens.selected);
    }
    let text = if figure.is_empty() { icon.to_owned() } else { format!("{icon} {figure}") };
    ui.painter().text(ground.center(), Align2::CENTER_CENTER, text, font, ink);
}

/// The criteria that moved a company most, in a sentence.
fn moved_by(ctx: &PageContext<'_>, view: &View, shifted: &Shifted) -> Option<String> {
    /// More would not be read.
    const NAMED: usize = 3;
    let named: Vec<String> = shifted
        .shifts
        .iter()
        .take(NAMED)
        .map(|shift| {
            let criterion = view.policy.model.criteria().find(|(_, one)| one.id == shift.criterion);
            let name = criterion.map_or(shift.criterion.as_str(), |(_, one)| one.name.in_lang(ctx.lang));
            let sign = if shift.change() > 0.0 { "+" } else { "" };
            format!("{name} {sign}{}", format::score(shift.change()))
        })
        .collect();
    let criteria = format::list(&named, ctx.lang);
    (!named.is_empty()).then(|| ModelEditText::MovedBy { criteria }.say(ctx.lang))
}

/// A row in a sentence: place, name, and where it was.
fn told(ctx: &PageContext<'_>, name: &str, entry: &Move) -> String {
    let place = |place: Option<usize>| place.map_or_else(|| format::ABSENT.to_owned(), format::count);
    let value = format::score(entry.is.value);
    if entry.before == entry.after && (entry.was.value - entry.is.value).abs() < 0.05 {
        PlanPageText::RankRow { place: place(entry.after), name: name.to_owned(), value }
    } else {
        PlanPageText::RankRowMoved {
            place: place(entry.after),
            name: name.to_owned(),
            value,
            before: place(entry.before),
            was: format::score(entry.was.value),
        }
    }
    .say(ctx.lang)
}
