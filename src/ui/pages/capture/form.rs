//! What is noted of a talk: next step and day, the person, what was promised and said.

use eframe::egui::{Event, Id, Key, Modifiers, Response, TextEdit, Ui, ViewportCommand};

use super::{
    draft::{Draft, Picked},
    pad::chip,
};
use crate::{
    domain::day::Lean,
    text::{Say, ui_fair_capture::CaptureText as T},
    ui::{
        context::PageContext,
        pages::companies::forms,
        theme::icons,
        widgets::{UiExt, is_composing},
    },
};

/// Width of the labels, in letters.
const LABEL: f32 = 4.8;

/// Fields in the order in which Enter goes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Where a new company stands.
    Stand,
    /// What it makes.
    Business,
    /// Next step.
    Step,
    /// Its day.
    On,
    /// Name of the person.
    Name,
    /// Position.
    Position,
    /// Phone.
    Phone,
    /// 微信
    WeChat,
    /// E-mail.
    Email,
    /// What we promised.
    Promised,
    /// What was said.
    Content,
}

impl Field {
    /// Id of the field, for the cursor.
    pub fn id(self) -> Id {
        Id::unique(("capture field", self as u8))
    }
}

/// The usual next steps, by number keys.
const STEPS: [T; 5] = [T::StepSend, T::StepWeChat, T::StepInvite, T::StepVisit, T::StepPass];

/// Draws the fields below heat and products.
pub fn ui(ui: &mut Ui, draft: &mut Draft, ctx: &PageContext<'_>) {
    step_ui(ui, draft, ctx);
    ui.add_space(6.0);
    person_ui(ui, draft, ctx);
    ui.add_space(6.0);
    let lang = ctx.lang;
    line_ui(ui, &T::Promised.say(lang), |ui| {
        single(ui, Field::Promised, &mut draft.promised, &T::PromisedHint.say(lang), Some(Field::Content))
    });
    line_ui(ui, &T::Note.say(lang), |ui| {
        let field = TextEdit::multiline(&mut draft.content)
            .id(Field::Content.id())
            .hint_text(T::NoteHint.say(lang))
            .desired_rows(2)
            .desired_width(f32::INFINITY);
        ui.add(field)
    });
}

/// Stand and business of a company nobody knows yet.
pub fn new_ui(ui: &mut Ui, draft: &mut Draft, ctx: &PageContext<'_>) {
    if !matches!(draft.picked, Some(Picked::New { .. })) {
        return;
    }
    let lang = ctx.lang;
    line_ui(ui, &T::Stand.say(lang), |ui| {
        let field = TextEdit::singleline(&mut draft.stand).id(Field::Stand.id()).desired_width(120.0);
        let field = ui.add(field);
        go_on(ui, &field, Some(Field::Business));
        field
    });
    line_ui(ui, &T::Business.say(lang), |ui| {
        single(ui, Field::Business, &mut draft.business, &T::BusinessHint.say(lang), None)
    });
    ui.add_space(4.0);
}

fn step_ui(ui: &mut Ui, draft: &mut Draft, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    // A number in the empty field takes a usual step and goes on to its day.
    if draft.next_step.is_empty() && ui.memory(|memory| memory.has_focus(Field::Step.id())) {
        let mut taken = None;
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Text(text) = event else { return true };
                let step = text.parse::<usize>().ok().and_then(|number| STEPS.get(number.checked_sub(1)?));
                if let Some(step) = step {
                    taken = Some(step.say(lang));
                }
                step.is_none()
            });
        });
        if let Some(step) = taken {
            draft.next_step = step;
            ui.memory_mut(|memory| memory.request_focus(Field::On.id()));
        }
    }
    line_ui(ui, &T::Step.say(lang), |ui| {
        single(ui, Field::Step, &mut draft.next_step, &T::StepHint.say(lang), Some(Field::On))
    });
    line_ui(ui, "", |ui| {
        let shown = ui.horizontal_wrapped(|ui| {
            for (number, step) in (1..).zip(&STEPS) {
                let words = step.say(lang);
                let on = draft.next_step == words;
                if chip(ui, &format!("{number} {words}"), on).clicked() {
                    draft.next_step = if on { String::new() } else { words };
                }
            }
        });
        shown.response
    });
    line_ui(ui, &T::StepOn.say(lang), |ui| {
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut draft.next_on)
                .id(Field::On.id())
                .hint_text(T::StepOnHint.say(lang))
                .desired_width(200.0);
            let field = ui.add(field);
            go_on(ui, &field, Some(Field::Name));
            match forms::date(&draft.next_on, ctx.today, Lean::Ahead, lang) {
                Ok(_) => forms::day_read_ui(ui, &draft.next_on, ctx.today, Lean::Ahead, lang),
                Err(_) => {
                    ui.icon(icons::WARNING_CIRCLE, ctx.tokens.error);
                }
            }
            field
        })
        .inner
    });
}

fn person_ui(ui: &mut Ui, draft: &mut Draft, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    let known = draft.picked.as_ref().map(Picked::id);
    line_ui(ui, &T::Person.say(lang), |ui| {
        let shown = ui.horizontal_wrapped(|ui| {
            for contact in known.into_iter().flat_map(|id| ctx.snapshot.contacts.of(id)).take(5) {
                let words = format!("{} {}", contact.name, contact.position);
                let on = draft.person == Some(contact.id);
                if chip(ui, words.trim(), on).clicked() {
                    draft.person = if on { None } else { Some(contact.id) };
                }
            }
            let paste = ui.icon_text_button(icons::CLIPBOARD_TEXT, &T::PasteCard.say(lang));
            if paste.on_hover_text(T::PasteCardTip.say(lang)).clicked() {
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
        });
        shown.response
    });
    line_ui(ui, "", |ui| {
        let shown = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            // Names and numbers need about as much room; four stand in a row where there is enough.
            let width = ((ui.available_width() - 3.0 * 6.0) / 4.0 - 1.0).max(104.0);
            for field in [Field::Name, Field::Position, Field::Phone, Field::WeChat, Field::Email] {
                let (text, hint, next) = match field {
                    Field::Name => (&mut draft.name, T::Name, Field::Position),
                    Field::Position => (&mut draft.position, T::Position, Field::Phone),
                    Field::Phone => (&mut draft.phone, T::Phone, Field::WeChat),
                    Field::WeChat => (&mut draft.wechat, T::WeChat, Field::Email),
                    _ => (&mut draft.email, T::Email, Field::Promised),
                };
                // Addresses are long.
                let width = if field == Field::Email { 2.0 * width } else { width };
                let hint = hint.say(lang);
                let edit = TextEdit::singleline(text).id(field.id()).hint_text(&hint).desired_width(width);
                let response = ui.add(edit).accessible_name(&hint);
                go_on(ui, &response, Some(next));
                if response.changed() && field == Field::Name {
                    draft.person = None;
                }
            }
        });
        shown.response
    });
}

/// A label with its control beside it.
fn line_ui(ui: &mut Ui, label: &str, control: impl FnOnce(&mut Ui) -> Response) {
    ui.horizontal_top(|ui| {
        let letter = eframe::egui::TextStyle::Body.resolve(ui.style()).size;
        let size = eframe::egui::vec2((LABEL * letter).round(), ui.spacing().interact_size.y);
        let (rect, _) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
        ui.place(rect, |ui: &mut Ui| {
            let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
            ui.with_layout(layout, |ui| {
                let colour = ui.tokens().text_soft;
                ui.elided(eframe::egui::RichText::new(label).color(colour))
            })
            .inner
        });
        let response = control(ui);
        if !label.is_empty() {
            response.accessible_name(label);
        }
    });
}

fn single(ui: &mut Ui, field: Field, text: &mut String, hint: &str, next: Option<Field>) -> Response {
    let edit = TextEdit::singleline(text).id(field.id()).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(edit);
    go_on(ui, &response, next);
    response
}

/// Enter goes on to the next field; after the last one to heat and products.
fn go_on(ui: &Ui, response: &Response, next: Option<Field>) {
    // Taken out of the input: the next field is drawn in this very frame and would go on, too.
    let enter = response.lost_focus()
        && !is_composing(ui.ctx())
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    if enter {
        let id = next.map_or_else(super::pad::pad_id, Field::id);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}
