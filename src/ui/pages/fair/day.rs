//! What the talks came to: figures of a day, every talk in a line, tasks and letters of thanks to follow.

use std::sync::Arc;

use eframe::egui::{Align, Layout, RichText, ScrollArea, TextEdit, Ui};
use jiff::civil::Date;

use super::{Scene, follow::FollowForm, sheets::Wanted, words};
use crate::{
    domain::{
        fair::{Fair, Heat},
        record::Cell,
    },
    ledger::{
        Action, Edit, ItemKind,
        fair::{DaySummary, TalkLine, day_summary, outstanding},
    },
    text::{
        Label, Lang, Say, format,
        ui_fair::{FairText as T, moved_words, products_words, sectors_words, slots_words, stand, time_words},
    },
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        pages::pipeline::dialog,
        route::Place,
        theme::icons,
        widgets::{EmptyState, Segment, SheetColumn, UiExt, Width, segments_ui, sheet_ui},
    },
};

/// The job that sums up.
const SUM: &str = "fair talks";

/// What a summary is of.
type Of = (u64, u64, Option<Date>, crate::domain::ids::FairId);

/// What the view holds.
#[derive(Default)]
pub struct DayView {
    /// Which day is shown; none = not chosen yet, `Some(None)` = all.
    day: Option<Option<Date>>,
    asked: Option<Of>,
    summary: Option<Arc<DaySummary>>,
    follow: Option<FollowForm>,
    thanks: Option<ThanksForm>,
}

/// How much a thank-you list says.
#[derive(Debug, Default)]
struct ThanksForm {
    phones: bool,
    reason: String,
    fault: bool,
}

impl DayView {
    /// Draws it; what shall be written to a file, if anything.
    pub fn ui(&mut self, ui: &mut Ui, scene: Scene<'_, '_>, out: &mut Vec<Post>) -> Option<Wanted> {
        let Scene { fair, ctx, .. } = scene;
        let lang = ctx.lang;
        if let Some(JobEnd::Done(summary)) = ctx.take_result::<Arc<DaySummary>>(SUM) {
            self.summary = Some(summary);
        }
        let day = *self.day.get_or_insert_with(|| fair.is_on(ctx.today).then_some(ctx.today));
        self.ask(fair, day, ctx, out);
        let mut wanted = None;
        ui.horizontal(|ui| {
            let mut days = vec![Segment::new(None, T::AllDays.say(lang))];
            days.extend(
                fair.days().into_iter().take(8).map(|day| Segment::new(Some(day), day.strftime("%m-%d").to_string())),
            );
            if let Some(day) = segments_ui(ui, "fair day", &days, day) {
                self.day = Some(day);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let some = self.summary.as_ref().is_some_and(|summary| !summary.talks.is_empty());
                ui.add_enabled_ui(some && ctx.writable, |ui| {
                    let count = outstanding(ctx.snapshot, fair).len();
                    let words = T::FollowUp { count: format::count(count) }.say(lang);
                    if ui.primary_icon_button(icons::CHECK_SQUARE, &words).clicked() {
                        self.follow = Some(FollowForm::new(fair, ctx));
                    }
                });
                ui.add_enabled_ui(some, |ui| {
                    if ui.icon_text_button(icons::EXPORT, &T::ExportTalks.say(lang)).clicked() {
                        wanted = Some(Wanted::Talks(day));
                    }
                    if ui.icon_text_button(icons::USERS, &T::Thanks.say(lang)).clicked() {
                        self.thanks = Some(ThanksForm::default());
                    }
                });
            });
        });
        ui.add_space(8.0);
        if let Some(summary) = self.summary.clone() {
            if summary.talks.is_empty() {
                let empty = EmptyState {
                    icon: icons::NOTE,
                    title: &T::NoTalks.say(lang),
                    note: &T::NoTalksNote.say(lang),
                    action: None,
                };
                empty.ui(ui);
            } else {
                ScrollArea::vertical().id_salt("fair talks").auto_shrink([false, false]).show(ui, |ui| {
                    figures_ui(ui, &summary, ctx);
                    ui.add_space(8.0);
                    ui.wide_card(|ui| talks_ui(ui, &summary, ctx, out));
                });
            }
        }
        if let Some(form) = &mut self.follow
            && form.ui(ui, scene, out)
        {
            self.follow = None;
        }
        wanted.or(self.thanks_ui(ui, ctx))
    }

    fn ask(&mut self, fair: &Fair, day: Option<Date>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let of = (ctx.revision, ctx.view_revision, day, fair.id);
        if self.asked == Some(of) {
            return;
        }
        self.asked = Some(of);
        let (snapshot, view, fair) = (Arc::clone(ctx.snapshot), ctx.view.cloned(), fair.clone());
        out.push(Post::Job(JobRequest::new(SUM, "", move |_| {
            Arc::new(day_summary(&snapshot, view.as_deref(), &fair, day))
        })));
    }

    fn thanks_ui(&mut self, ui: &Ui, ctx: &PageContext<'_>) -> Option<Wanted> {
        let form = self.thanks.as_mut()?;
        let lang = ctx.lang;
        let mut wanted = None;
        let closed = dialog::ui(ui, "fair thanks", &T::ThanksTitle.say(lang), |ui| {
            let choices =
                [Segment::new(false, T::ThanksWithout.say(lang)), Segment::new(true, T::ThanksWith.say(lang))];
            if let Some(phones) = segments_ui(ui, "thanks level", &choices, form.phones) {
                form.phones = phones;
                form.fault = false;
            }
            if form.phones {
                ui.add_space(8.0);
                let hint = T::ThanksReasonHint.say(lang);
                let field = TextEdit::singleline(&mut form.reason).hint_text(hint).desired_width(f32::INFINITY);
                ui.add(field).accessible_name(T::ThanksReason.say(lang));
                if form.fault {
                    ui.label(RichText::new(T::NeedReason.say(lang)).color(ctx.tokens.error));
                }
            }
            ui.add_space(12.0);
            ui.buttons_at_end(|ui| {
                if ui.primary_button(T::Next.say(lang)).clicked() {
                    let reason = form.reason.trim().to_owned();
                    if form.phones && reason.is_empty() {
                        form.fault = true;
                    } else {
                        wanted = Some(Wanted::Thanks(form.phones.then_some(reason)));
                    }
                }
            });
        });
        if closed || wanted.is_some() {
            self.thanks = None;
        }
        wanted
    }
}

/// The key figures, and where those met belong.
fn figures_ui(ui: &mut Ui, summary: &DaySummary, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    let unit = T::FirmsUnit.say(lang);
    ui.wide_card(|ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 32.0;
            let [hot, warm, cold, open] = summary.heats;
            let mut figures = vec![
                (T::Met, format::count(summary.met)),
                (T::Hot, format::count(hot)),
                (T::Warm, format::count(warm)),
                (T::Cold, format::count(cold)),
            ];
            if open > 0 {
                figures.push((T::Unjudged, format::count(open)));
            }
            figures.push((T::Promised, format::count(summary.promised)));
            for (label, figure) in figures {
                ui.vertical(|ui| {
                    ui.secondary(label.say(lang));
                    ui.key_figure(figure, &unit);
                });
            }
            if summary.visits.0 > 0 {
                ui.vertical(|ui| {
                    ui.secondary(T::Planned.say(lang));
                    let (all, done) = summary.visits;
                    let words = T::PlannedOf { done: format::count(done), all: format::count(all) };
                    ui.key_figure(words.say(lang), "");
                });
            }
        });
        let Some(plan) = ctx.plan() else { return };
        ui.add_space(8.0);
        counted_ui(ui, &T::BySector.say(lang), &sectors_words(summary, plan, lang), ctx);
        counted_ui(ui, &T::BySlot.say(lang), &slots_words(summary, plan, lang), ctx);
    });
}

fn counted_ui(ui: &mut Ui, label: &str, counted: &[(String, usize)], ctx: &PageContext<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.secondary(label);
        for (name, count) in counted {
            ui.label(format!("{name} {}", format::count(*count)));
            ui.label(RichText::new(" ").color(ctx.tokens.text_soft));
        }
    });
}

fn talks_ui(ui: &mut Ui, summary: &DaySummary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    // Three chips side by side: English words are longer.
    let heat = if lang == Lang::Zh { 96.0 } else { 140.0 };
    let columns = [
        SheetColumn::text(T::ColumnTime.say(lang), Width::Fixed(84.0)),
        SheetColumn::text(T::ColumnStand.say(lang), Width::Fixed(80.0)),
        SheetColumn::text(T::ColumnName.say(lang), Width::Share(1.4, 140.0)),
        SheetColumn::text(T::ColumnHeat.say(lang), Width::Fixed(heat)),
        SheetColumn::text(T::ColumnProducts.say(lang), Width::Share(1.0, 80.0)),
        SheetColumn::text(T::ColumnNext.say(lang), Width::Share(1.2, 110.0)),
        SheetColumn::text(T::ColumnMoved.say(lang), Width::Fixed(132.0)),
        SheetColumn::text(T::ColumnOfficer.say(lang), Width::Fixed(96.0)),
    ];
    sheet_ui(ui, "fair talks", &columns, summary.talks.len(), |ui, at, column| {
        let Some(line) = summary.talks.get(at) else { return };
        match column {
            0 => _ = ui.elided(time_words(line.at_ms)),
            1 => _ = ui.elided(stand(&line.hall, &line.booth, lang)),
            2 => {
                let tip = if line.promised.is_empty() {
                    line.content.to_string()
                } else {
                    format!("{}\n{}", line.content, T::PromisedWords { what: line.promised.to_string() }.say(lang))
                };
                let link = ui.link(RichText::new(&*line.name));
                if link.on_hover_text(tip.trim()).clicked() {
                    out.push(Post::Go(Place::dealings(line.company)));
                }
            }
            3 => heat_ui(ui, line, ctx, out),
            4 => _ = ui.elided(products_words(&line.products, ctx.plan(), lang)),
            5 => {
                let day = line.next_on.map(format::iso_date).unwrap_or_default();
                ui.elided(format!("{} {day}", line.next_step).trim());
            }
            6 => _ = ui.elided(moved_words(line.moved, lang)).on_hover_text(T::ColumnMovedTip.say(lang)),
            _ => _ = ui.elided(words::officer(ctx.snapshot, line.officer)),
        }
    });
}

/// The heat of a talk, to be changed by a click.
fn heat_ui(ui: &mut Ui, line: &TalkLine, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    ui.spacing_mut().item_spacing.x = 2.0;
    for heat in Heat::ALL {
        let on = line.heat == Some(*heat);
        let chip = crate::ui::widgets::chip(ui, heat.label(lang), on);
        if chip.clicked() && ctx.writable {
            let value = Some(*heat).filter(|_| !on);
            let edits = vec![Edit::new("heat", value.to_value())];
            out.push(Post::act(Action::Edit { kind: ItemKind::Talk, key: line.talk.uuid(), edits }));
        }
    }
}
