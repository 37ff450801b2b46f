//! What review meetings gave a company or a lead.

use eframe::egui::{RichText, Ui};

use crate::{
    domain::{
        ids::{CompanyId, LeadId},
        paper::Review,
    },
    ledger::{Action, ItemKind},
    text::{Label as _, Say as _, format, ui_kept::ReviewEntryText as T},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::UiExt,
    },
};

/// Draws the reviews of a lead, or those of a company that belong to none; nothing where there are none.
pub fn ui(ui: &mut Ui, company: CompanyId, lead: Option<LeadId>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let mut reviews: Vec<&Review> = ctx.snapshot.reviews.of(company).filter(|review| review.lead == lead).collect();
    if reviews.is_empty() {
        return;
    }
    reviews.sort_by(|one, other| other.held_on.cmp(&one.held_on).then(other.id.cmp(&one.id)));
    ui.strong_text(T::Reviews.say(lang));
    for review in reviews {
        ui.horizontal_wrapped(|ui| {
            let meeting = review.meeting.to_string();
            ui.label(T::Shown { meeting: meeting.clone(), day: format::iso_date(review.held_on) }.say(lang));
            if let Some(outcome) = review.outcome {
                ui.strong_text(outcome.label(lang));
            }
            let score = |points: crate::domain::units::Points| format::score(points.0);
            let members = review.panel.lines().filter(|line| !line.trim().is_empty()).count();
            let parts = [
                review.self_points.map(|points| T::OwnIs { points: score(points) }),
                review.checked_points.map(|points| T::CheckedIs { points: score(points) }),
                review.panel_mean.map(|points| T::MeanIs { points: score(points), count: members.to_string() }),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.say(lang)).collect();
            let colour = ctx.tokens.text_soft;
            let panel = review.panel.replace('\t', " ");
            let figures = ui.label(RichText::new(format::clauses(&parts, lang)).color(colour));
            if !panel.is_empty() {
                figures.on_hover_text(panel);
            }
            if ctx.writable && ui.icon_button(icons::TRASH, &T::DeleteReview { meeting }.say(lang)).clicked() {
                out.push(Post::act(Action::Delete { kind: ItemKind::Review, key: review.id.uuid() }));
            }
        });
        if !review.note.is_empty() {
            ui.secondary(review.note.to_string());
        }
    }
    ui.add_space(8.0);
}
