//! The leads in a month: next actions, tasks, clocks that run out, planned days; a click opens.

use eframe::egui::{
    CornerRadius, FontId, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::{
    Scene, Wish,
    rows::{Entry, Happening},
    words::line,
};
use crate::{
    text::{Say, format, ui_pipeline::PipelineText as T},
    ui::{
        route::Place,
        theme::{
            fonts::bold_family,
            icons,
            tokens::{SIZE_BODY, SIZE_SMALL},
        },
        widgets::UiExt,
    },
};

/// Height of a line in a day.
const LINE: f32 = 18.0;
/// Height of a day's own line.
const DAY: f32 = 22.0;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct Calendar {
    /// First day of the month shown; none = this month.
    month: Option<Date>,
}

impl Calendar {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>) {
        let lang = scene.ctx.lang;
        let this = scene.ctx.today.first_of_month();
        let mut month = self.month.unwrap_or(this);
        ui.horizontal(|ui| {
            if ui.icon_button(icons::CARET_LEFT, &T::PreviousMonth.say(lang)).clicked() {
                month = month.saturating_sub(1.month());
            }
            if ui.icon_button(icons::CARET_RIGHT, &T::NextMonth.say(lang)).clicked() {
                month = month.saturating_add(1.month());
            }
            if ui.add_enabled(month != this, eframe::egui::Button::new(T::ThisMonth.say(lang))).clicked() {
                month = this;
            }
            ui.section_title(T::MonthTitle { year: month.year(), month: month.month() }.say(lang));
        });
        self.month = Some(month).filter(|month| *month != this);
        ui.add_space(4.0);
        month_ui(ui, month, scene, wishes);
    }
}

fn month_ui(ui: &mut Ui, month: Date, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>) {
    let tokens = ui.tokens();
    let lang = scene.ctx.lang;
    let area = ui.available_rect_before_wrap();
    let back = i64::from(month.weekday().since(Weekday::Monday));
    let first = month.saturating_sub(back.days());
    let weeks = (back + i64::from(month.days_in_month()) + 6) / 7;
    let head = 24.0;
    let size = vec2((area.width() / 7.0).floor(), ((area.height() - head) / weeks as f32).floor().max(64.0));
    let names = [T::Monday, T::Tuesday, T::Wednesday, T::Thursday, T::Friday, T::Saturday, T::Sunday];
    for (column, name) in names.into_iter().enumerate() {
        let at = pos2(area.left() + size.x * column as f32 + 8.0, area.top() + 4.0);
        line(ui.painter(), at, &name.say(lang), FontId::proportional(SIZE_SMALL), tokens.text_soft, size.x - 12.0);
    }
    let entries = &scene.listing.rows.entries;
    for number in 0..weeks * 7 {
        let day = first.saturating_add(number.days());
        let (column, week) = ((number % 7) as f32, (number / 7) as f32);
        let min = pos2(area.left() + size.x * column, area.top() + head + size.y * week);
        let rect = Rect::from_min_size(min, size);
        let from = entries.partition_point(|entry| entry.on < day);
        let to = entries.partition_point(|entry| entry.on <= day);
        let found: Vec<&Entry> =
            entries.get(from..to).unwrap_or_default().iter().filter(|entry| is_listed(entry, scene)).collect();
        let inner = UiBuilder::new().id_salt(("day", number)).max_rect(rect);
        let mut inner = ui.new_child(inner);
        inner.shrink_clip_rect(rect);
        day_ui(&mut inner, rect, day, day.month() == month.month(), &found, scene, wishes);
    }
    ui.advance_cursor_after_rect(area);
}

fn is_listed(entry: &Entry, scene: &Scene<'_, '_>) -> bool {
    match entry.lead {
        Some(place) => scene.listing.admitted.get(place as usize).copied().unwrap_or_default(),
        None => scene.listing.query.filter.is_open(),
    }
}

fn day_ui(
    ui: &mut Ui,
    rect: Rect,
    day: Date,
    within: bool,
    entries: &[&Entry],
    scene: &Scene<'_, '_>,
    wishes: &mut Vec<Wish>,
) {
    let tokens = ui.tokens();
    let lang = scene.ctx.lang;
    let is_today = day == scene.ctx.today;
    let fill = if within { tokens.raised } else { tokens.base };
    ui.painter().rect(rect, CornerRadius::ZERO, fill, Stroke::new(0.5, tokens.line), StrokeKind::Inside);
    let ink = if within { tokens.text } else { tokens.text_soft };
    let number = pos2(rect.left() + 8.0, rect.top() + 3.0);
    if is_today {
        let mark = Rect::from_min_size(rect.min + vec2(3.0, 3.0), vec2(26.0, 19.0));
        ui.painter().rect_filled(mark, CornerRadius::same(4), tokens.accent);
        let font = FontId::new(SIZE_BODY, bold_family());
        line(ui.painter(), number, &day.day().to_string(), font, tokens.on_accent, 24.0);
    } else {
        line(ui.painter(), number, &day.day().to_string(), FontId::proportional(SIZE_BODY), ink, 24.0);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // lines in a day
    let room = ((rect.height() - DAY - 4.0) / LINE).floor().max(0.0) as usize;
    let shown = if entries.len() > room { room.saturating_sub(1) } else { entries.len() };
    for (at, entry) in entries.iter().take(shown).enumerate() {
        let top = rect.top() + DAY + LINE * at as f32;
        let place = Rect::from_min_size(pos2(rect.left() + 4.0, top), vec2(rect.width() - 8.0, LINE));
        entry_ui(ui, place, at, entry, scene, wishes);
    }
    if entries.len() > shown {
        let top = rect.top() + DAY + LINE * shown as f32;
        let place = Rect::from_min_size(pos2(rect.left() + 4.0, top), vec2(rect.width() - 8.0, LINE));
        let words = T::More { count: format::count(entries.len() - shown) }.say(lang);
        let more = ui.interact(place, ui.scope_id().with("more"), Sense::click());
        let label = T::DayWords { day: format::iso_date(day), count: entries.len() }.say(lang);
        more.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        ground_ui(ui, &more);
        let at = place.min + vec2(18.0, 1.0);
        line(ui.painter(), at, &words, FontId::proportional(SIZE_SMALL), tokens.accent_text, place.width() - 20.0);
        Popup::menu(&more).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(320.0);
            ui.strong_text(format::date(day, lang));
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = ui.ctx().content_rect().height() * 0.5;
            ScrollArea::vertical().max_height(height).show_rows(ui, LINE + 4.0, entries.len(), |ui, range| {
                for at in range {
                    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE + 4.0), Sense::HOVER);
                    if let Some(entry) = entries.get(at) {
                        entry_ui(ui, place, at, entry, scene, wishes);
                    }
                }
            });
        });
    }
}

fn ground_ui(ui: &Ui, response: &Response) {
    let tokens = ui.tokens();
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(response.rect, CornerRadius::same(4), tokens.hover);
    }
}

/// Icon and title of something on a day; a click opens its lead, or its company.
fn entry_ui(ui: &mut Ui, rect: Rect, at: usize, entry: &Entry, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>) {
    let tokens = ui.tokens();
    let lang = scene.ctx.lang;
    let lead = entry.lead.and_then(|place| scene.listing.rows.leads.get(place as usize));
    let (icon, what) = match entry.what {
        Happening::Clock => (icons::CLOCK, T::HappenClock),
        Happening::NextAction => (icons::ARROW_RIGHT, T::HappenNext),
        Happening::Task(_) => (icons::CHECK_SQUARE, T::HappenTask),
        Happening::Start => (icons::FLAG, T::HappenStart),
        Happening::Production => (icons::FACTORY, T::HappenProduction),
    };
    let title = match (entry.what, lead) {
        (Happening::Task(task), _) => {
            scene.ctx.snapshot.tasks.get(task.uuid()).map(|task| task.title.to_string()).unwrap_or_default()
        }
        (_, Some(lead)) => lead.title.to_string(),
        (_, None) => String::new(),
    };
    let response = ui.interact(rect, ui.scope_id().with(("entry", at)), Sense::click());
    let words = T::HappenWords { what: what.say(lang), title: title.clone() }.say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    ground_ui(ui, &response);
    let painter = ui.painter();
    let small = || FontId::proportional(SIZE_SMALL);
    line(painter, rect.min + vec2(4.0, 2.0), icon, small(), tokens.text_soft, 16.0);
    line(painter, rect.min + vec2(20.0, 1.0), &title, small(), tokens.text, rect.width() - 22.0);
    let company = lead.map(|lead| lead.name.to_string()).unwrap_or_default();
    let response = response.on_hover_text(format!("{words}\n{company}"));
    if response.clicked() {
        match lead {
            Some(lead) => wishes.push(Wish::Open(lead.id)),
            None => wishes.push(Wish::Go(Place::dealings(entry.company))),
        }
    }
}
