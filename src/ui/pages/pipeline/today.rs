//! Today: what is overdue, due, going stale or unassigned, each with the one click that deals with it.

use std::sync::Arc;

use eframe::egui::{
    Align, Layout, Popup, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::{
    Scene, Wish,
    bar::owners_ui,
    listing::Listing,
    words::{mark_of, reasons_ui, stage_name},
};
use crate::{
    domain::ids::AuthorId,
    pipeline::{ClockKind, Duty, Group, Reason},
    text::{Label, Lang, Say, format, ui_pipeline::PipelineText as T},
    ui::{
        context::PageContext,
        theme::{icons, tokens::ROW},
        widgets::{EmptyState, Segment, UiExt, segments_ui},
    },
};

/// However wide the window is.
const WIDEST: f32 = 1_280.0;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct Today {
    /// Only what the one at the keyboard is in charge of.
    mine: bool,
    /// Lines and what they were made from.
    made: Option<Made>,
}

/// The lines and what they were made from.
#[derive(Debug)]
struct Made {
    listing: Arc<Listing>,
    whose: Option<AuthorId>,
    /// Groups that hold something, each with what it holds after it.
    lines: Vec<Line>,
    /// How many things wait today.
    waiting: usize,
}

/// A line of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A group, with how many stand in it.
    Group(Group, usize),
    /// A duty by its place in the agenda.
    Duty(usize),
}

impl Today {
    /// How many things wait today: without what is only due later in the week.
    pub fn count(&mut self, listing: &Arc<Listing>, ctx: &PageContext<'_>) -> usize {
        self.made(listing, ctx).waiting
    }

    /// The lines, made anew only when the list or the choice of whose changed.
    fn made(&mut self, listing: &Arc<Listing>, ctx: &PageContext<'_>) -> &Made {
        let me = self.only(ctx);
        let made = self.made.take().filter(|made| Arc::ptr_eq(&made.listing, listing) && made.whose == me);
        self.made.insert(made.unwrap_or_else(|| Made::new(listing, me)))
    }

    fn only(&self, ctx: &PageContext<'_>) -> Option<AuthorId> {
        ctx.author().filter(|_| self.mine)
    }

    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>) {
        let lang = scene.ctx.lang;
        if scene.ctx.author().is_some() {
            let choices = [Segment::new(false, T::Everyone.say(lang)), Segment::new(true, T::Mine.say(lang))];
            if let Some(mine) = segments_ui(ui, "whose", &choices, self.mine) {
                self.mine = mine;
            }
            ui.add_space(8.0);
        }
        let lines = &self.made(scene.listing, scene.ctx).lines;
        if lines.is_empty() {
            let (title, note) = (T::NothingDue.say(lang), T::NothingDueNote.say(lang));
            EmptyState { icon: icons::CHECK_CIRCLE, title: &title, note: &note, action: None }.ui(ui);
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        // A line reads well only so wide.
        ui.set_max_width(ui.available_width().min(WIDEST));
        ScrollArea::vertical().id_salt("today").auto_shrink([false, false]).show_rows(
            ui,
            ROW + 4.0,
            lines.len(),
            |ui, range| {
                for at in range {
                    match lines.get(at) {
                        Some(Line::Group(group, count)) => group_ui(ui, *group, *count, lang),
                        Some(Line::Duty(place)) => {
                            if let Some(duty) = scene.listing.rows.agenda.get(*place) {
                                duty_ui(ui, *place, duty, scene, wishes);
                            }
                        }
                        None => {}
                    }
                }
            },
        );
    }
}

/// Whether a duty is of a lead that is listed, and of the officer asked for.
fn is_listed(duty: &Duty, lead: Option<u32>, listing: &Listing, me: Option<AuthorId>) -> bool {
    let admitted = match lead {
        Some(place) => listing.admitted.get(place as usize).copied().unwrap_or_default(),
        None => listing.query.filter.is_open(),
    };
    admitted && me.is_none_or(|me| duty.owner == Some(me) || duty.group == Group::Unassigned)
}

impl Made {
    fn new(listing: &Arc<Listing>, whose: Option<AuthorId>) -> Self {
        let agenda = || listing.rows.agenda.iter().zip(&listing.rows.duty_leads).enumerate();
        let (mut lines, mut waiting) = (Vec::new(), 0);
        for group in Group::ALL {
            let found =
                agenda().filter(|(_, (duty, lead))| duty.group == group && is_listed(duty, **lead, listing, whose));
            let duties: Vec<Line> = found.map(|(place, _)| Line::Duty(place)).collect();
            if duties.is_empty() {
                continue;
            }
            if group != Group::Week {
                waiting += duties.len();
            }
            lines.push(Line::Group(group, duties.len()));
            lines.extend(duties);
        }
        Self { listing: Arc::clone(listing), whose, lines, waiting }
    }
}

fn group_ui(ui: &mut Ui, group: Group, count: usize, lang: Lang) {
    let tokens = ui.tokens();
    let (icon, text) = match group {
        Group::Overdue => (icons::WARNING_CIRCLE, T::GroupOverdue),
        Group::Today => (icons::BELL, T::GroupToday),
        Group::Week => (icons::CALENDAR_BLANK, T::GroupWeek),
        Group::Stale => (icons::HOURGLASS, T::GroupStale),
        Group::Unassigned => (icons::USER, T::GroupUnassigned),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), Sense::HOVER);
    let words = T::GroupWords { group: text.say(lang), count: format::count(count) }.say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &words));
    let layout = Layout::left_to_right(Align::Max);
    let mut row = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(4.0, 4.0))).layout(layout));
    row.icon(icon, tokens.text_soft);
    row.strong_text(text.say(lang));
    row.secondary(format::count(count));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line_strong));
}

/// One duty: what it is about, why it stands here, when, who, and the button that deals with it.
fn duty_ui(ui: &mut Ui, place: usize, duty: &Duty, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>) {
    let lang = scene.ctx.lang;
    let tokens = ui.tokens();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), Sense::HOVER);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let lead = duty.lead.and_then(|lead| scene.listing.rows.get(lead));
    let width = rect.width();
    let (buttons, officer, day) = (188.0, 88.0, 176.0);
    let rest = (width - buttons - officer - day - 40.0).max(160.0);
    let mut left = rect.left() + 4.0;
    let mut cell = |width: f32| {
        let cell = Rect::from_min_size(eframe::egui::pos2(left, rect.top()), vec2(width, rect.height()));
        left += width + 8.0;
        cell
    };
    let cells = [cell(rest * 0.46), cell(rest * 0.54), cell(day), cell(officer), cell(buttons)];
    let child = |ui: &mut Ui, column: usize| {
        let layout = Layout::left_to_right(Align::Center);
        let mut inner = ui.new_child(UiBuilder::new().id_salt((place, column)).max_rect(cells[column]).layout(layout));
        inner.shrink_clip_rect(cells[column]);
        inner.spacing_mut().item_spacing.x = 6.0;
        inner
    };
    let company = scene.ctx.snapshot.companies.get(duty.company.uuid());
    let company = company.map(|company| company.name.to_string()).unwrap_or_default();
    let mut inner = child(ui, 0);
    match lead {
        Some(lead) => {
            let link = inner.add(eframe::egui::Link::new(&*lead.title));
            if link.on_hover_text(format!("{}\n{company}", lead.title)).clicked() {
                wishes.push(Wish::Open(lead.id));
            }
        }
        None => _ = inner.elided(company),
    }
    let mut inner = child(ui, 1);
    if let (Some(lead), Reason::Clock(_) | Reason::Standstill) = (lead, duty.reason) {
        let (icon, colour) = mark_of(lead.colour(), tokens);
        inner.icon(icon, colour);
    }
    let words = inner.elided(reason_words(duty, scene));
    if let (Some(lead), Reason::Clock(_) | Reason::Standstill) = (lead, duty.reason) {
        words.on_hover_ui(|ui| reasons_ui(ui, lead, &scene.listing.rows.rules, lang));
    }
    day_ui(&mut child(ui, 2), duty, scene);
    let officer = duty.owner.and_then(|owner| scene.ctx.snapshot.authors.get(owner.uuid()));
    child(ui, 3).elided(officer.map(|officer| officer.name.to_string()).unwrap_or_default());
    let mut inner = child(ui, 4);
    if scene.ctx.writable {
        act_ui(&mut inner, duty, scene, wishes);
    }
}

fn reason_words(duty: &Duty, scene: &Scene<'_, '_>) -> String {
    let lead = duty.lead.and_then(|lead| scene.listing.rows.get(lead));
    let text = match duty.reason {
        Reason::NextAction => match lead.map(|lead| lead.next.to_string()).filter(|next| !next.is_empty()) {
            Some(action) => T::ReasonNext { action },
            None => T::ReasonNextBlank,
        },
        Reason::Task(task) => {
            let task = scene.ctx.snapshot.tasks.get(task.uuid());
            T::ReasonTask { title: task.map(|task| task.title.to_string()).unwrap_or_default() }
        }
        Reason::Clock(kind) => T::ReasonClock { kind: kind.label(scene.ctx.lang) },
        Reason::Standstill => T::ReasonStandstill,
        Reason::Unassigned => {
            let stage = lead.map(|lead| stage_name(&scene.listing.rows.rules, lead.stage, scene.ctx.lang));
            T::ReasonUnassigned { stage: stage.unwrap_or_default() }
        }
    };
    text.say(scene.ctx.lang)
}

/// The day, and how long ago it was.
fn day_ui(ui: &mut Ui, duty: &Duty, scene: &Scene<'_, '_>) {
    let lang = scene.ctx.lang;
    let Some(on) = duty.on else { return };
    let day = format::iso_date(on);
    if matches!(duty.reason, Reason::Standstill | Reason::Unassigned) {
        ui.label(T::SinceDay { day }.say(lang));
        return;
    }
    ui.label(T::OnDay { day }.say(lang));
    let days = on.until(scene.ctx.today).map_or(0, |span| span.get_days());
    match days {
        1.. => {
            let colour = ui.tokens().estimate_text;
            ui.label(RichText::new(T::Late { count: days }.say(lang)).small().color(colour));
        }
        0 => _ = ui.secondary(T::DueToday.say(lang)),
        _ => _ = ui.secondary(T::Left { count: -days }.say(lang)),
    }
}

/// The button that deals with a duty.
fn act_ui(ui: &mut Ui, duty: &Duty, scene: &Scene<'_, '_>, wishes: &mut Vec<Wish>) {
    let lang = scene.ctx.lang;
    if let Reason::Task(task) = duty.reason {
        if ui.icon_text_button(icons::CHECK, &T::TaskDone.say(lang)).clicked() {
            wishes.push(Wish::Done(task));
        }
        return;
    }
    let Some(lead) = duty.lead else { return };
    match duty.reason {
        Reason::NextAction | Reason::Clock(ClockKind::Progress | ClockKind::Response) => {
            if ui.button(T::Progress.say(lang)).clicked() {
                wishes.push(Wish::Progress(lead));
            }
        }
        Reason::Clock(_) => {
            if ui.button(T::Move.say(lang)).clicked() {
                wishes.push(Wish::Move(vec![lead], Vec::new()));
            }
        }
        Reason::Standstill => {
            if ui.button(T::StandstillButton.say(lang)).clicked() {
                wishes.push(Wish::Standstill(lead));
            }
        }
        Reason::Unassigned => {
            let button = ui.icon_text_button(icons::USER, &T::Assign.say(lang));
            Popup::menu(&button).show(|ui| owners_ui(ui, &|| vec![lead], scene.ctx, wishes));
        }
        Reason::Task(_) => {}
    }
}
