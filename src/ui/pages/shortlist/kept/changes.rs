//! What differs between a kept list and now, or another one: who came, who left, who moved, and why.

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use super::{Prepared, rows::change};
use crate::{
    report::{
        choice::Exclusion,
        kept::{Step, Why},
    },
    text::{Lang, Say as _, format, ui_kept::KeptText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::icons,
        widgets::UiExt,
    },
};

/// Draws the differences.
pub fn ui(ui: &mut Ui, prepared: &Prepared, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let found = &prepared.differences;
    ui.strong_text(T::Differences.say(lang));
    ui.add_space(4.0);
    let changed: Vec<String> = [T::ThePlan, T::TheModel, T::TheCatalogue]
        .into_iter()
        .zip(found.versions)
        .filter(|(_, changed)| *changed)
        .map(|(what, _)| what.say(lang))
        .collect();
    if !changed.is_empty() {
        ui.horizontal(|ui| {
            ui.icon(icons::INFO, ctx.tokens.text_soft);
            ui.secondary(T::VersionsChanged { what: format::list(&changed, lang) }.say(lang));
        });
    }
    if found.is_empty() {
        ui.secondary(T::Same.say(lang));
        return;
    }
    ScrollArea::vertical().id_salt("kept changes").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width((ui.available_width() - 10.0).max(0.0));
        let came = T::Came { count: format::count(found.came.len()) };
        let left = T::Left { count: format::count(found.left.len()) };
        let moved = T::Moved { count: format::count(found.moved.len()) };
        let icon = [icons::PLUS, icons::MINUS, icons::ARROWS_LEFT_RIGHT];
        for ((title, steps), icon) in
            [(came, &found.came), (left, &found.left), (moved, &found.moved)].into_iter().zip(icon)
        {
            if steps.is_empty() {
                continue;
            }
            ui.horizontal(|ui| {
                ui.icon(icon, ctx.tokens.text_soft);
                ui.strong_text(title.say(lang));
            });
            for step in steps {
                step_ui(ui, step, prepared, ctx, out);
            }
            ui.add_space(8.0);
        }
        ui.secondary(T::Stayed { count: format::count(found.stayed) }.say(lang));
    });
}

fn step_ui(ui: &mut Ui, step: &Step, prepared: &Prepared, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let name = step.name.clone();
    let line = match (step.from, step.to) {
        (Some(from), Some(to)) => T::MovedFrom { from: from.to_string(), to: to.to_string(), name },
        (None, Some(to)) => T::CameAt { place: to.to_string(), name },
        (from, None) => T::LeftFrom { place: from.map_or_else(String::new, |from| from.to_string()), name },
    };
    if ui.link(line.say(lang)).clicked() {
        out.push(Post::Go(Place::company(step.company)));
    }
    let colour = ctx.tokens.text_soft;
    ui.indent(("kept step", step.company), |ui| {
        ui.add(Label::new(RichText::new(why(step, prepared, lang)).small().color(colour)).wrap());
    });
}

fn why(step: &Step, prepared: &Prepared, lang: Lang) -> String {
    match &step.why {
        Why::Value { from, to, parts } => {
            let name = |id: &str| {
                let found = prepared.list.criteria.iter().find(|criterion| criterion.id == id);
                found.map_or_else(
                    || id.to_owned(),
                    |found| if lang == Lang::Zh { found.zh.clone() } else { found.en.clone() },
                )
            };
            let parts: Vec<String> = parts
                .iter()
                .map(|(id, points)| T::Part { criterion: name(id), change: change(*points) }.say(lang))
                .collect();
            let (from, to) = (format::score(*from), format::score(*to));
            if parts.is_empty() {
                T::WhyValueOnly { from, to }.say(lang)
            } else {
                T::WhyValue { from, to, parts: format::list(&parts, lang) }.say(lang)
            }
        }
        Why::Others => T::WhyOthers.say(lang),
        Why::New => T::WhyNew.say(lang),
        Why::Gone => T::WhyGone.say(lang),
        Why::ByHand(reason) => T::ByHand { reason: reason.clone() }.say(lang),
        Why::LeftOut(reason) => match reason {
            Exclusion::Gate => T::WhyGate,
            Exclusion::Trader => T::WhyTrader,
            Exclusion::Local => T::WhyLocal,
            Exclusion::Filter => T::WhyFilter,
            Exclusion::Rank => T::WhyOthers,
        }
        .say(lang),
    }
}
