//! The form for the items of the officers' work.

use eframe::egui::{
    Button, DragValue, Id, Modal, Popup, PopupCloseBehavior, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
};

use crate::{
    domain::plan::Name,
    ledger::Action,
    pipeline::{
        Rules,
        report::{EventKind, KpiItem},
    },
    text::{Label, Lang, Say, format, statistics::StatisticsText as T, ui::UiText},
    ui::{
        context::{PageContext, Post},
        theme::{dialog_frame, icons},
        widgets::UiExt,
    },
};

/// The items being edited, with the rules they belong to.
pub struct KpiForm {
    rules: Rules,
    problem: Option<String>,
}

impl KpiForm {
    /// Begins with the items in force.
    pub fn new(rules: &Rules) -> Self {
        Self { rules: rules.clone(), problem: None }
    }

    /// Draws the form; true when it is done.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let lang = ctx.lang;
        let (mut save, mut cancel) = (false, false);
        let modal =
            Modal::new(Id::unique("kpi items")).backdrop_color(ctx.tokens.backdrop).frame(dialog_frame(ctx.tokens));
        let modal = modal.show(ui.ctx(), |ui| {
            let room = ui.ctx().content_rect();
            ui.set_width(760.0_f32.min(room.width() - 64.0));
            ui.section_title(T::KpiEditTitle.say(lang));
            ui.secondary(T::KpiEditNote.say(lang));
            ui.add_space(8.0);
            ScrollArea::vertical().max_height(room.height() * 0.6).show(ui, |ui| self.items_ui(ui, lang));
            ui.add_space(4.0);
            ui.checkbox(&mut self.rules.counting.passed_over, T::KpiPassedOver.say(lang));
            if ui.icon_text_button(icons::PLUS, &T::KpiAdd.say(lang)).clicked() {
                let name = Name { zh: String::new(), en: String::new() };
                self.rules.kpi.push(KpiItem { name, points: 1, events: Vec::new(), source: String::new() });
            }
            if let Some(problem) = &self.problem {
                ui.label(RichText::new(problem).color(ctx.tokens.error));
            }
            ui.add_space(8.0);
            ui.buttons_at_end(|ui| {
                save = ui.primary_button(T::KpiSave.say(lang)).clicked();
                cancel = ui.button(UiText::Cancel.say(lang)).clicked();
            });
        });
        if save {
            return self.save(ctx, out);
        }
        cancel || modal.should_close()
    }

    fn items_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let mut gone = None;
        for index in 0..self.rules.kpi.len() {
            let others: Vec<EventKind> = self
                .rules
                .kpi
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .flat_map(|(_, item)| item.events.iter().copied())
                .collect();
            let Some(item) = self.rules.kpi.get_mut(index) else { continue };
            ui.push_id(index, |ui| {
                ui.horizontal(|ui| {
                    let name = match lang {
                        Lang::Zh => &mut item.name.zh,
                        Lang::En => &mut item.name.en,
                    };
                    let label = T::KpiName.say(lang);
                    let field = TextEdit::singleline(name).hint_text(&label).desired_width(150.0);
                    ui.add(field).accessible_name(&label);
                    let label = T::KpiPoints.say(lang);
                    ui.add(DragValue::new(&mut item.points).range(0..=1000)).accessible_name(&label);
                    ui.secondary(&label);
                    events_ui(ui, item, &others, lang);
                    let label = T::KpiSource.say(lang);
                    let field = TextEdit::singleline(&mut item.source).hint_text(&label).desired_width(110.0);
                    ui.add(field).accessible_name(&label);
                    if ui.icon_button(icons::TRASH, &T::KpiDelete.say(lang)).clicked() {
                        gone = Some(index);
                    }
                });
            });
        }
        if let Some(index) = gone {
            self.rules.kpi.remove(index);
        }
    }

    fn save(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let lang = ctx.lang;
        for item in &mut self.rules.kpi {
            // A name in one language stands for the other too until somebody writes it.
            for name in [&mut item.name.zh, &mut item.name.en] {
                let trimmed = name.trim().to_owned();
                *name = trimmed;
            }
            if item.name.zh.is_empty() {
                item.name.zh.clone_from(&item.name.en);
            } else if item.name.en.is_empty() {
                item.name.en.clone_from(&item.name.zh);
            }
        }
        if self.rules.kpi.iter().any(|item| item.name.zh.is_empty()) {
            self.problem = Some(T::KpiNameMissing.say(lang));
            return false;
        }
        let text = match self.rules.to_toml() {
            Ok(text) => text,
            Err(error) => {
                self.problem = Some(error.to_string());
                return false;
            }
        };
        if let Err(error) = Rules::from_toml(&text, "") {
            self.problem = Some(error.problem.say(lang));
            return false;
        }
        let title = T::KpiVersion { day: format::iso_date(ctx.today) }.say(lang);
        out.push(Post::act(Action::AdoptRules { title: title.into(), content: text.into() }));
        true
    }
}

/// The kinds that count, as a list one can tick; those of other items are off.
fn events_ui(ui: &mut Ui, item: &mut KpiItem, others: &[EventKind], lang: Lang) {
    let names: Vec<&str> = item.events.iter().map(|kind| kind.label(lang)).collect();
    let title = if names.is_empty() { T::EventsNone.say(lang) } else { format::list(&names, lang) };
    let button = Button::new(RichText::new(title)).truncate().min_size(eframe::egui::vec2(220.0, 0.0));
    let response = ui.add_sized([220.0, ui.spacing().interact_size.y], button);
    let response = response.accessible_name(T::KpiEvents.say(lang));
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(220.0);
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for kind in EventKind::ALL {
                let on = item.events.contains(kind);
                let name = kind.label(lang);
                let mark = RichText::new(if on { icons::CHECK_SQUARE } else { icons::SQUARE });
                let mark = mark.color(ui.tokens().accent_text);
                let choice = ui.add_enabled(!others.contains(kind), Button::selectable(false, (mark, name)));
                choice.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
                if choice.clicked() {
                    if on {
                        item.events.retain(|other| other != kind);
                    } else {
                        item.events.push(*kind);
                        item.events.sort_unstable();
                    }
                }
            }
        });
    });
}
