//! What a number is made of: each lead and each contact behind it, and the way to it.

use eframe::egui::{Align, Layout, ScrollArea, Ui};

use crate::{
    report::statistics::{Drill, Happened, Part},
    text::{Label, format, statistics::StatisticsText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::{icons, tokens::ROW_DENSE},
        widgets::{UiExt, line_ui},
    },
};

/// The list beside the reports.
pub struct Detail {
    drill: Drill,
}

impl Detail {
    /// Of one number; newest first where there are days.
    pub fn new(mut drill: Drill) -> Self {
        drill.parts.reverse();
        Self { drill }
    }

    /// Draws it; true when it was closed.
    pub fn ui(&self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let Drill { title, parts } = &self.drill;
        let mut closed = ui.input(|input| input.key_pressed(eframe::egui::Key::Escape));
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                closed |= ui.icon_button(icons::X, &ctx.say(&T::Close)).clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let count = format::count(parts.len());
                    ui.section_title(ctx.say(&T::DetailTitle { title: title.clone(), count }));
                });
            });
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("report detail").auto_shrink([false, false]).show_rows(
            ui,
            ROW_DENSE,
            parts.len(),
            |ui, rows| {
                ui.set_max_width(ui.available_width() - 10.0);
                for part in parts.get(rows).unwrap_or_default() {
                    part_ui(ui, *part, ctx, out);
                }
            },
        );
        closed
    }
}

fn part_ui(ui: &mut Ui, part: Part, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let snapshot = ctx.snapshot;
    match part {
        Part::Lead(lead, happened) => {
            let found = snapshot.leads.get(lead.uuid());
            let title = found.map_or_else(|| ctx.say(&T::GoneLead), |lead| lead.title.to_string());
            let stage = found.map(|lead| lead.stage.label(ctx.lang)).unwrap_or_default();
            // What counts that day, and where the lead stands now.
            let words = happened.map(|Happened { day, kind, passed }| {
                let kind = kind.label(ctx.lang).to_owned();
                let passed = passed.then(|| ctx.say(&T::Passed));
                [Some(format::iso_date(day)), Some(kind), passed]
            });
            let mut words: Vec<String> = words.into_iter().flatten().flatten().collect();
            words.push(stage.to_owned());
            let note = words.join(" · ");
            if line_ui(ui, &title, &note) && found.is_some() {
                out.push(Post::Go(Place::lead(lead)));
            }
        }
        Part::Contact(company, kind, day) => {
            let found = snapshot.companies.get(company.uuid());
            let title = found.map_or_else(|| ctx.say(&T::GoneLead), |company| company.name.to_string());
            let note = format!("{} · {}", format::iso_date(day), kind.label(ctx.lang));
            if line_ui(ui, &title, &note) && found.is_some() {
                out.push(Post::Go(Place::dealings(company)));
            }
        }
    }
}
