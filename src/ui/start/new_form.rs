//! A new workspace: who, what it is called, until when, how many seats, where it is kept.

use std::path::PathBuf;

use eframe::egui::{DragValue, Grid, Key, RichText, TextEdit, Ui, vec2};
use jiff::civil::Date;

use super::{PICK_NEW, buttons_ui, path_row};
use crate::{
    domain::plan::{Plan, Tier},
    ledger::seeds,
    text::{Label, Lang, Say, ui::UiText},
    ui::{
        context::Post,
        settings::Settings,
        widgets::{UiExt, tier_badge},
        workspace::{ENDING, NewWorkspace, proposed_folder, proposed_name},
    },
};

/// More seats than this of one tier are a slip of the pen.
const MOST_SEATS: u32 = 9_999;
/// Width of the column of labels.
const LABELS: f32 = 88.0;

/// The form.
#[derive(Debug)]
pub(super) struct NewForm {
    title: String,
    target: String,
    path: String,
    /// The path was chosen by hand: the title no longer changes it.
    path_chosen: bool,
    complaint: Option<UiText>,
    /// The shipped plan, its seats as accepted or changed here.
    plan: Option<Plan>,
    changed: bool,
    /// It was drawn before: the cursor is where a person put it.
    drawn: bool,
}

impl NewForm {
    pub fn new(today: Date) -> Self {
        Self {
            title: String::new(),
            target: seeds::end_of_period(today).to_string(),
            path: String::new(),
            path_chosen: false,
            complaint: None,
            plan: Plan::shipped().ok(),
            changed: false,
            drawn: false,
        }
    }

    /// A file was picked.
    pub fn chosen(&mut self, path: String) {
        self.path = path;
        self.path_chosen = true;
    }

    /// Draws it; gives the workspace once everything is said.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        today: Date,
        lang: Lang,
        back: &mut bool,
        out: &mut Vec<Post>,
    ) -> Option<NewWorkspace> {
        let mut wanted = None;
        let entered = ui.input(|input| input.key_pressed(Key::Enter));
        let mut committed = false;
        ui.wide_card(|ui| {
            ui.section_title(UiText::StartNew.say(lang));
            ui.add_space(12.0);
            committed = self.fields_ui(ui, settings, lang, out) && entered;
            self.seats_ui(ui, lang);
            if let Some(complaint) = &self.complaint {
                ui.add_space(8.0);
                let colour = ui.tokens().error;
                ui.label(RichText::new(complaint.say(lang)).color(colour));
            }
            ui.add_space(8.0);
            let mut create = committed;
            buttons_ui(ui, &UiText::Create.say(lang), lang, back, || create = true);
            if create {
                match self.checked(settings, today) {
                    Ok(new) => wanted = Some(new),
                    Err(complaint) => self.complaint = Some(complaint),
                }
            }
        });
        self.drawn = true;
        wanted
    }

    /// The fields of one line; whether one of them was left in this frame.
    fn fields_ui(&mut self, ui: &mut Ui, settings: &mut Settings, lang: Lang, out: &mut Vec<Post>) -> bool {
        let mut left = false;
        Grid::new("new workspace").num_columns(2).min_col_width(LABELS).spacing([16.0, 10.0]).show(ui, |ui| {
            let mut field = |ui: &mut Ui, label: UiText, value: &mut String, hint: String, first: bool| {
                let label = ui.label(label.say(lang));
                let field = TextEdit::singleline(value).hint_text(hint).desired_width(320.0);
                let field = ui.add(field).labelled_by(label.id);
                if first {
                    field.request_focus();
                }
                ui.end_row();
                left |= field.lost_focus();
                field.changed()
            };
            // The cursor waits where something is missing.
            let known = !settings.person.name.trim().is_empty();
            let fresh = !self.drawn;
            field(ui, UiText::YourName, &mut settings.person.name, String::new(), fresh && !known);
            field(ui, UiText::YourUnit, &mut settings.person.unit, String::new(), false);
            let hint = UiText::NewTitleHint.say(lang);
            if field(ui, UiText::NewTitle, &mut self.title, hint, fresh && known) && !self.path_chosen {
                self.path = proposed_folder()
                    .map(|folder| folder.join(proposed_name(&self.title)).display().to_string())
                    .unwrap_or_default();
            }
            field(ui, UiText::NewTarget, &mut self.target, String::new(), false);
            ui.label("");
            ui.scope(|ui| {
                ui.set_max_width(520.0);
                ui.secondary(UiText::NewTargetNote.say(lang));
            });
            ui.end_row();
            ui.label(UiText::NewFile.say(lang));
            ui.vertical(|ui| {
                ui.set_width(520.0_f32.min(ui.available_width()));
                self.path_chosen |= path_row(ui, &mut self.path, PICK_NEW, lang, out);
            });
            ui.end_row();
        });
        left
    }

    /// How many firms of each tier the plan wants for each base: to be accepted, or changed.
    fn seats_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let Some(plan) = &mut self.plan else { return };
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            ui.strong_text(UiText::NewSeats.say(lang));
            ui.secondary(UiText::NewSeatsNote.say(lang));
        });
        ui.add_space(4.0);
        let mut changed = false;
        Grid::new("new seats").num_columns(1 + Tier::ALL.len()).spacing([24.0, 6.0]).show(ui, |ui| {
            ui.label("");
            for tier in Tier::ALL {
                tier_badge(ui, *tier, lang);
            }
            ui.end_row();
            for base in &mut plan.bases {
                ui.scope(|ui| {
                    ui.set_max_width(250.0);
                    ui.elided(base.name.in_lang(lang));
                });
                if base.seats.is_empty() {
                    ui.secondary(UiText::SeatsNone.say(lang));
                }
                for tier in Tier::ALL {
                    let Some(seats) = base.seats.iter_mut().find(|seats| seats.tier == *tier) else { continue };
                    let slot = format!("{} · {}", base.name.in_lang(lang), tier.label(lang));
                    changed |= range_ui(ui, &slot, &mut seats.min, &mut seats.max, lang);
                }
                ui.end_row();
            }
        });
        self.changed |= changed;
    }

    /// What was filled in, or what is missing.
    fn checked(&self, settings: &Settings, today: Date) -> Result<NewWorkspace, UiText> {
        if settings.person.name.trim().is_empty() {
            return Err(UiText::NeedName);
        }
        if self.title.trim().is_empty() {
            return Err(UiText::NeedTitle);
        }
        let target_date: Date = self.target.trim().parse().map_err(|_| UiText::BadDate)?;
        if target_date < today {
            return Err(UiText::DatePassed);
        }
        let path = self.path.trim().trim_matches('"');
        if path.is_empty() {
            return Err(UiText::NeedPath);
        }
        let mut path = PathBuf::from(path);
        if path.extension().is_none() {
            path.set_extension(ENDING);
        }
        // A plan that was not changed is the one every workspace begins with.
        let plan = self.plan.as_ref().filter(|_| self.changed).and_then(|plan| plan.to_toml().ok());
        Ok(NewWorkspace { path, title: self.title.trim().to_owned(), target_date, plan })
    }
}

/// Fewest and most; true when one was changed.
fn range_ui(ui: &mut Ui, slot: &str, min: &mut u32, max: &mut u32, lang: Lang) -> bool {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
        ui.spacing_mut().interact_size.x = 44.0;
        let least = ui.add(DragValue::new(min).range(0..=MOST_SEATS).speed(0.1));
        let least = least.accessible_name(UiText::NewSeatsMin { slot: slot.to_owned() }.say(lang));
        ui.secondary("–");
        let most = ui.add(DragValue::new(max).range(1..=MOST_SEATS).speed(0.1));
        let most = most.accessible_name(UiText::NewSeatsMax { slot: slot.to_owned() }.say(lang));
        // The end that was not touched gives way.
        if least.changed() {
            *max = (*max).max(*min);
        } else if most.changed() {
            *min = (*min).min(*max);
        }
        least.changed() || most.changed()
    })
    .inner
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn form() -> (NewForm, Settings) {
        let mut form = NewForm::new(date(2026, 11, 23));
        form.title = "招商".into();
        form.chosen("folder/file".into());
        let mut settings = Settings::default();
        settings.person.name = "甲".into();
        (form, settings)
    }

    #[test]
    fn a_filled_form_is_a_workspace_with_its_ending() {
        let (form, settings) = form();
        let new = form.checked(&settings, date(2026, 11, 23)).unwrap();
        assert_eq!(new.path, PathBuf::from("folder/file.zhaoshang"));
        assert_eq!(new.target_date, date(2030, 12, 31));
        assert_eq!(new.plan, None, "the shipped plan as it is");
    }

    #[test]
    fn changed_seats_make_a_plan_of_their_own() {
        let (mut form, settings) = form();
        form.plan.as_mut().unwrap().bases[0].seats[0].max = 7;
        form.changed = true;
        let text = form.checked(&settings, date(2026, 11, 23)).unwrap().plan.unwrap();
        assert_eq!(Plan::from_toml(&text, "plan").unwrap().bases[0].seats[0].max, 7);
    }

    #[test]
    fn each_gap_is_named() {
        let today = date(2026, 11, 23);
        let complaint = |change: fn(&mut NewForm, &mut Settings)| {
            let (mut form, mut settings) = form();
            change(&mut form, &mut settings);
            form.checked(&settings, today).unwrap_err()
        };
        assert_eq!(complaint(|_, settings| settings.person.name.clear()), UiText::NeedName);
        assert_eq!(complaint(|form, _| form.title = "  ".into()), UiText::NeedTitle);
        assert_eq!(complaint(|form, _| form.target = "31.12.2030".into()), UiText::BadDate);
        assert_eq!(complaint(|form, _| form.target = "2020-01-01".into()), UiText::DatePassed);
        assert_eq!(complaint(|form, _| form.path.clear()), UiText::NeedPath);
    }
}
