//! One group that all reports of the page are held to.

use eframe::egui::Ui;

use crate::{
    report::statistics::{Choice, Dimension, Group, Only},
    text::statistics::StatisticsText as T,
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{UiExt, choice_box},
    },
};

/// What was chosen.
#[derive(Debug, Default)]
pub struct Filter {
    dimension: Option<Dimension>,
    group: Option<Group>,
}

impl Filter {
    /// The group that counts; none until both choices are made.
    pub fn only(&self) -> Option<Only> {
        Some(Only { dimension: self.dimension?, group: self.group.clone()? })
    }

    /// Draws the two choices, of what and which.
    pub fn ui(&mut self, ui: &mut Ui, choices: &[Choice], ctx: &PageContext<'_>) {
        let before = self.dimension;
        let shown = ctx.say(&self.dimension.map_or(T::OnlyAll, Dimension::word_of));
        let response = choice_box("report cut").width(96.0).selected_text(&shown).show_ui(ui, |ui| {
            ui.selectable_value(&mut self.dimension, None, ctx.say(&T::OnlyAll));
            for dimension in Dimension::CUTS {
                ui.selectable_value(&mut self.dimension, Some(dimension), ctx.say(&dimension.word_of()));
            }
        });
        response.response.accessible_name(format!("{} {shown}", ctx.say(&T::OnlyBy)));
        if self.dimension != before {
            self.group = None;
        }
        let Some(dimension) = self.dimension else { return };
        let of_dimension = || choices.iter().filter(move |choice| choice.only.dimension == dimension);
        let chosen = of_dimension().find(|choice| Some(&choice.only.group) == self.group.as_ref());
        let shown = match (chosen, &self.group) {
            (Some(choice), _) => choice.name.clone(),
            // What was chosen is gone from the records: nothing is counted, and one sees why.
            (None, Some(_)) => ctx.say(&T::GoneLead),
            (None, None) => ctx.say(&T::OnlyChoose),
        };
        let list = choice_box("report group").width(168.0).height(320.0).truncate().selected_text(&shown);
        let response = list.show_ui(ui, |ui| {
            for choice in of_dimension() {
                let group = Some(choice.only.group.clone());
                ui.selectable_value(&mut self.group, group, choice.name.as_str());
            }
        });
        response.response.accessible_name(format!("{} {shown}", ctx.say(&T::OnlyWhich)));
        if ui.icon_button(icons::X, &ctx.say(&T::OnlyClear)).clicked() {
            *self = Self::default();
        }
    }
}
