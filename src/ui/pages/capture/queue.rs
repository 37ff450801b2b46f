//! The talks of today, the newest first, and where the walk goes next.

use eframe::egui::{CornerRadius, RichText, ScrollArea, Ui};
use jiff::tz::TimeZone;

use super::{draft::Picked, find};
use crate::{
    domain::{
        fair::{Heat, Talk},
        ids::FairId,
    },
    text::{Label, Say, format, ui_fair_capture::CaptureText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::icons,
        widgets::UiExt,
    },
};

/// Next stops shown.
const NEXT: usize = 4;

/// Draws the queue; a company chosen for a further talk.
pub fn ui(
    ui: &mut Ui,
    fair: Option<FairId>,
    private: bool,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) -> Option<Picked> {
    let lang = ctx.lang;
    let snapshot = ctx.snapshot;
    let today = |talk: &&Talk| {
        talk.fair == fair
            && snapshot.activities.get(talk.activity.uuid()).is_some_and(|activity| activity.on_day == ctx.today)
    };
    let mut talks: Vec<&Talk> = snapshot.talks.iter().filter(today).collect();
    talks.sort_by_key(|talk| std::cmp::Reverse((talk.at_ms, talk.id)));
    let mut picked = None;
    if private {
        // The visitor looks on, and nothing here is about them.
        ui.strong_text(T::Today { count: format::count(talks.len()) }.say(lang));
        ui.secondary(T::Hidden.say(lang));
        return None;
    }
    let next = find::next_visits(fair, ctx);
    if !next.is_empty() {
        ui.strong_text(T::NextStops.say(lang));
        for offer in next.iter().take(NEXT) {
            if find::offer_ui(ui, icons::MAP_PIN, &offer.name, &offer.note(lang), false) {
                picked = Some(Picked::Known(offer.company));
            }
        }
        ui.add_space(8.0);
    }
    ui.strong_text(T::Today { count: format::count(talks.len()) }.say(lang));
    if talks.is_empty() {
        ui.secondary(T::NoneToday.say(lang));
    }
    ScrollArea::vertical().id_salt("capture queue").auto_shrink([false, false]).show(ui, |ui| {
        for talk in talks {
            let Some(company) = snapshot.companies.get(talk.company.uuid()) else { continue };
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                heat_ui(ui, talk.heat, lang);
                let time = jiff::Timestamp::from_millisecond(talk.at_ms)
                    .map(|at| at.to_zoned_datetime(TimeZone::system()).strftime("%H:%M").to_string());
                ui.secondary(time.unwrap_or_default());
                let name =
                    ui.add(eframe::egui::Label::new(&*company.name).truncate().sense(eframe::egui::Sense::click()));
                if name.clicked() {
                    picked = Some(Picked::Known(company.id));
                } else if name.double_clicked() {
                    out.push(Post::Go(Place::dealings(company.id)));
                }
            });
            if !talk.next_step.is_empty() {
                let day = talk.next_on.map(format::iso_date).unwrap_or_default();
                let words = format!("{} {day}", talk.next_step);
                ui.elided(RichText::new(words.trim()).small().color(ctx.tokens.text_soft));
            }
        }
    });
    picked
}

/// A heat as a word on a ground of its strength.
fn heat_ui(ui: &mut Ui, heat: Option<Heat>, lang: crate::text::Lang) {
    let tokens = ui.tokens();
    let (word, fill, ink) = match heat {
        Some(heat @ Heat::Hot) => (heat.label(lang), tokens.accent, tokens.on_accent),
        Some(heat @ Heat::Warm) => (heat.label(lang), tokens.selected, tokens.accent_text),
        Some(heat @ Heat::Cold) => (heat.label(lang), tokens.sunken, tokens.text_soft),
        None => (format::ABSENT, tokens.raised, tokens.text_soft),
    };
    let font = eframe::egui::TextStyle::Small.resolve(ui.style());
    let text = ui.painter().layout_no_wrap(word.to_owned(), font, ink);
    let size = eframe::egui::vec2((text.size().x + 12.0).max(28.0), text.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, ink);
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, word));
}
