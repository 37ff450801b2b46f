//! Capturing a talk at a stand: large, by keyboard, mouse or finger; a draft at every moment, one step when saved.

mod about;
mod draft;
mod find;
mod form;
mod pad;
mod photo;
mod queue;
mod save;
mod slot;

use std::path::Path;

use eframe::egui::{
    Align, Event, Frame, Key, Layout, Margin, Memory, Modifiers, RichText, ScrollArea, Ui, UiBuilder, ViewportCommand,
    pos2,
};

use about::About;
use draft::{Draft, Picked};
use find::Search;
use photo::Photos;

use crate::{
    domain::ids::FairId,
    exchange::card::read_card,
    text::{Say, ui_fair_capture::CaptureText as T},
    ui::{
        commands::Command,
        context::{PageContext, Post, Question},
        pages::fair,
        route::{PageId, Place, Target},
        settings::Settings,
        theme::icons,
        toasts::Toast,
        widgets::{UiExt, choice_box},
    },
};

/// Note of the settings: scores are hidden.
const PRIVATE: &str = "capture.private";
/// Parts of the page that a question leads back to: the draft is thrown away, another company is chosen for it, the
/// company tapped is next.
const CLEAR: &str = "clear";
const ANOTHER: &str = "another";
const NEXT: &str = "next";
/// How much larger letters are than elsewhere on a screen of this width, and at most.
const LARGER: (f32, f32, f32) = (1.14, 1366.0, 1.4);

/// When a talk that was being captured in this workspace was last touched, if there is one: milliseconds since 1970.
pub(super) fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    Draft::kept(settings, workspace).map(|draft| draft.at_ms())
}

/// Where the cursor goes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Search,
    Stand,
    Pad,
}

/// What the page holds.
#[derive(Default)]
pub struct CapturePage {
    draft: Draft,
    photos: Photos,
    /// The talk is saved as soon as its photographs are there.
    saving: bool,
    /// Whom the talk after this one is with, where it was asked.
    next: Option<Picked>,
    loaded: bool,
    search: Search,
    about: Option<About>,
    fault: Option<String>,
    focus: Option<Focus>,
    private: bool,
    full: bool,
}

impl CapturePage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.load(ctx);
        let before = self.draft.clone();
        match &ctx.target {
            Target::Part(part) if part == CLEAR => self.begin_anew(),
            Target::Part(part) if part == ANOTHER => self.choose_another(),
            Target::Part(part) if part == NEXT => self.go_to_next(ctx, out),
            _ => {}
        }
        self.take_card(ui, ctx, out);
        self.photos.take_in(ui, self.saving, ctx, out);
        self.absorb(ctx, out);
        let save = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        enlarge(ui);
        self.head_ui(ui, ctx, out);
        ui.add_space(8.0);
        let mut pressed = false;
        self.body_ui(ui, ctx, out, &mut pressed);
        if (save || pressed) && ctx.writable && !self.saving {
            self.next = None;
            self.save(ctx, out);
            if let Some(field) = ui.memory(Memory::focused).filter(|_| self.saving) {
                // What is typed now is meant for the next talk.
                ui.memory_mut(|memory| memory.surrender_focus(field));
            }
        }
        self.keep(&before, ctx, out);
        if !ui.ctx().text_edit_focused()
            && ui.memory(Memory::top_modal_layer).is_none()
            && ui.input(|input| input.key_pressed(Key::Escape))
        {
            self.leave(ui, out);
        }
        match self.focus.take() {
            Some(Focus::Search) => ui.memory_mut(|memory| memory.request_focus(find::field_id())),
            Some(Focus::Stand) => ui.memory_mut(|memory| memory.request_focus(form::Field::Stand.id())),
            Some(Focus::Pad) => ui.memory_mut(|memory| memory.request_focus(pad::pad_id())),
            None => {}
        }
    }

    /// While another page is shown: photographs still come in, and a save that waits for them is done.
    pub fn behind(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if self.photos.in_work() {
            self.load(ctx);
            let before = self.draft.clone();
            self.absorb(ctx, out);
            self.keep(&before, ctx, out);
        }
    }

    /// Keeps the draft where it changed. A demonstration goes when it is closed, and what was written in it.
    fn keep(&mut self, before: &Draft, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if self.draft != *before && !ctx.passing {
            self.draft.keep(ctx.path, ctx.now.as_millisecond(), out);
        }
    }

    /// Takes in photographs, and goes on with a save that waits for them.
    fn absorb(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let all_kept = self.photos.absorb(&mut self.draft, ctx, out);
        if !all_kept {
            // Whether the talk is saved without it is for whoever writes to say.
            self.stop_saving();
        } else if self.saving && !self.photos.in_work() {
            self.saving = false;
            self.save(ctx, out);
        }
    }

    /// Once: what was being written when the program ended comes back.
    fn load(&mut self, ctx: &PageContext<'_>) {
        if !std::mem::replace(&mut self.loaded, true) {
            self.private = ctx.settings.notes.contains_key(PRIVATE);
            self.draft = Draft::kept(ctx.settings, ctx.path).unwrap_or_default();
            if self.draft.fair.is_none() {
                self.draft.fair = fair::current(ctx);
            }
            self.focus = Some(if self.draft.picked.is_some() { Focus::Pad } else { Focus::Search });
        }
        let picked = self.draft.picked.clone();
        let current = self.about.as_ref().zip(picked.as_ref()).is_some_and(|(about, picked)| about.is_of(picked, ctx));
        if !current {
            self.about = picked.as_ref().and_then(|picked| About::new(picked, &self.draft, ctx));
            if picked.is_some() && self.about.is_none() {
                // The company went meanwhile.
                self.draft.picked = None;
            }
        }
        if let Some(about) = &mut self.about {
            about.follow(&self.draft, ctx);
        }
    }

    /// A card that is pasted fills the person, wherever the cursor is, unless it is where one writes.
    fn take_card(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        let Some(text) = pasted else { return };
        if self.saving {
            out.push(Post::Toast(Toast::note(T::StillSaving.say(ctx.lang))));
            return;
        }
        let writing = ui.memory(|memory| {
            memory.has_focus(form::Field::Content.id()) || memory.has_focus(form::Field::Promised.id())
        });
        let marked = ["BEGIN:VCARD", "MECARD:"].iter().any(|mark| text.trim_start().to_uppercase().starts_with(mark));
        let typing = ui.ctx().text_edit_focused();
        // A line pasted into a field is that field's; a card is more than one line, or marked as one.
        let is_card = marked || (!writing && text.trim().lines().count() > 1) || !typing;
        if !is_card {
            return;
        }
        match read_card(&text) {
            Some(card) => {
                let name = card.name.clone();
                self.draft.take_card(card);
                ui.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Paste(_))));
                out.push(Post::Toast(Toast::note(T::CardRead { name }.say(ctx.lang))));
            }
            None if !typing => out.push(Post::Toast(Toast::note(T::NoCard.say(ctx.lang)))),
            None => {}
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            if ui.icon_button(icons::ARROW_LEFT, &T::Leave.say(lang)).clicked() {
                self.leave(ui, out);
            }
            ui.page_title(crate::text::Label::label(PageId::Capture, lang));
            ui.add_space(8.0);
            ui.add_enabled_ui(!self.saving, |ui| self.fair_ui(ui, ctx, out));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let full = ui.icon_text_button(icons::MONITOR, &T::FullScreen.say(lang));
                if full.clicked() {
                    self.full = !self.full;
                    ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(self.full));
                }
                let words = if self.private { T::Shown } else { T::Private };
                let private = ui.icon_text_button(icons::EYE, &words.say(lang)).on_hover_text(T::PrivateTip.say(lang));
                if private.clicked() {
                    self.private = !self.private;
                    let private = self.private;
                    out.push(Post::set(move |settings| {
                        if private {
                            settings.notes.insert(PRIVATE.to_owned(), String::new());
                        } else {
                            settings.notes.remove(PRIVATE);
                        }
                    }));
                }
                ui.secondary(T::SaveKeys.say(lang));
            });
        });
    }

    fn fair_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let name = |id: Option<FairId>| {
            let fair = id.and_then(|id| ctx.snapshot.fairs.get(id.uuid()));
            fair.map_or_else(|| T::NoFair.say(lang), |fair| fair.name.to_string())
        };
        let mut chosen = self.draft.fair;
        let combo = choice_box("capture fair").selected_text(name(chosen)).width(240.0).truncate();
        let response = combo.show_ui(ui, |ui| {
            let mut fairs: Vec<_> = ctx.snapshot.fairs.iter().collect();
            fairs.sort_by_key(|fair| std::cmp::Reverse((fair.first_day, fair.id)));
            for id in fairs.iter().map(|fair| Some(fair.id)).chain([None]) {
                ui.selectable_value(&mut chosen, id, name(id));
            }
        });
        response.response.accessible_name(T::FairOf.say(lang));
        if chosen != self.draft.fair {
            self.draft.fair = chosen;
            out.extend(chosen.map(fair::remember));
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>, pressed: &mut bool) {
        let whole = ui.available_rect_before_wrap();
        let gap = 12.0;
        let right = (whole.width() * 0.21).clamp(240.0, 440.0);
        let left = (whole.width() * 0.33).clamp(360.0, 680.0);
        let middle = (whole.width() - left - right - 2.0 * gap).min(1040.0);
        // On a wide screen the three stand together in its middle.
        let first = whole.left() + ((whole.width() - left - middle - right - 2.0 * gap) / 2.0).max(0.0);
        let second = first + left + gap;
        let columns = [(first, left), (second, middle), (second + middle + gap, right)];
        // What is being saved is not changed any more.
        let saving = self.saving;
        let child = |ui: &mut Ui, at: usize, draw: &mut dyn FnMut(&mut Ui)| {
            let Some((x, width)) = columns.get(at).copied() else { return };
            let rect = eframe::egui::Rect::from_min_max(pos2(x, whole.top()), pos2(x + width, whole.bottom()));
            let mut inner = ui.new_child(UiBuilder::new().id_salt(("capture", at)).max_rect(rect));
            if saving && at != 1 {
                inner.disable();
            }
            panel(&mut inner, |ui| draw(ui));
        };
        child(ui, 0, &mut |ui| self.company_ui(ui, ctx, out));
        child(ui, 1, &mut |ui| {
            let room = (ui.available_height() - 54.0).max(80.0);
            ScrollArea::vertical().id_salt("capture form").max_height(room).auto_shrink([false, false]).show(
                ui,
                |ui| {
                    if saving {
                        ui.disable();
                    }
                    // The bar of the scroll stands beside the fields, not over them.
                    ui.set_max_width(ui.available_width() - 8.0);
                    let products = self.about.as_ref().map(|about| about.products.clone()).unwrap_or_default();
                    if !saving && pad::keys(ui, &mut self.draft, &products) {
                        ui.memory_mut(|memory| memory.request_focus(form::Field::Step.id()));
                    }
                    // Room for the ring around what the keys go to.
                    ui.add_space(8.0);
                    form::new_ui(ui, &mut self.draft, ctx);
                    pad::ui(ui, &mut self.draft, &products, ctx);
                    ui.add_space(8.0);
                    form::ui(ui, &mut self.draft, ctx);
                    ui.add_space(4.0);
                    self.photos.ui(ui, &mut self.draft, ctx, out);
                },
            );
            *pressed = self.end_ui(ui, ctx, out);
        });
        child(ui, 2, &mut |ui| {
            if let Some(picked) = queue::ui(ui, self.draft.fair, self.private, ctx, out) {
                self.move_on(picked, ctx, out);
            }
        });
        ui.allocate_rect(whole, eframe::egui::Sense::hover());
    }

    /// The company: found, or what we know of it with the questions.
    fn company_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(about) = &self.about else {
            if let Some(picked) = self.search.ui(ui, &mut self.draft, self.private, ctx, out) {
                self.pick(picked, ctx);
            }
            return;
        };
        let another = ScrollArea::vertical().id_salt("capture company").auto_shrink([false, false]).show(ui, |ui| {
            let another = about.ui(ui, &self.draft, self.private, ctx);
            ui.add_space(8.0);
            ui.separator();
            ui.add_space(4.0);
            about.questions_ui(ui, &mut self.draft, self.private, ctx);
            another
        });
        if another.inner && self.draft.answers.is_empty() {
            self.choose_another();
        } else if another.inner {
            let words = (T::AnotherAsk, T::AnotherNote, T::Another);
            out.push(ask(&words, true, ANOTHER, ctx));
        }
    }

    fn choose_another(&mut self) {
        self.draft.picked = None;
        self.draft.person = None;
        self.draft.answers.clear();
        self.draft.value_before = None;
        self.about = None;
        self.focus = Some(Focus::Search);
    }

    /// On to a company of the day by one tap, which carries nothing written about one company over to another.
    fn move_on(&mut self, picked: Picked, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let current = self.draft.picked.as_ref().map(Picked::id);
        if current == Some(picked.id()) {
            self.focus = Some(Focus::Pad);
            return;
        }
        if !self.says_something() {
            self.begin_anew();
            self.pick(picked, ctx);
            return;
        }
        let company = ctx.snapshot.companies.get(picked.id().uuid());
        let company = company.map(|company| company.name.to_string()).unwrap_or_default();
        let words = if current.is_some() {
            let written = self.about.as_ref().map(|about| about.company.name.to_string()).unwrap_or_default();
            (T::NextAsk { company: written }, T::NextNote { company }, T::NextVerb)
        } else {
            (T::PickAsk { company }, T::PickNote, T::PickVerb)
        };
        self.next = Some(picked);
        out.push(ask(&words, false, NEXT, ctx));
    }

    /// What was asked before was said yes to.
    fn go_to_next(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if self.draft.picked.is_some() {
            if self.next.is_some() && ctx.writable && !self.saving {
                self.save(ctx, out);
            }
        } else if let Some(next) = self.next.take() {
            self.pick(next, ctx);
        }
    }

    fn pick(&mut self, picked: Picked, ctx: &PageContext<'_>) {
        self.fault = None;
        self.draft.person = None;
        self.draft.answers.clear();
        self.about = About::new(&picked, &self.draft, ctx);
        self.draft.value_before = match &picked {
            Picked::Known(_) => self.about.as_ref().and_then(About::base),
            Picked::New { .. } => None,
        };
        // A new company wants its stand first.
        let is_new = matches!(picked, Picked::New { .. });
        self.draft.query = String::new();
        self.draft.picked = Some(picked);
        if let Some(about) = &mut self.about {
            about.follow(&self.draft, ctx);
        }
        self.focus = Some(if is_new { Focus::Stand } else { Focus::Pad });
    }

    fn end_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> bool {
        let lang = ctx.lang;
        let mut pressed = false;
        ui.add_space(4.0);
        ui.separator();
        ui.horizontal(|ui| {
            let ready = ctx.writable && self.draft.picked.is_some() && !self.saving;
            let save = ui.add_enabled_ui(ready, |ui| ui.primary_icon_button(icons::FLOPPY_DISK, &T::Save.say(lang)));
            pressed = save.inner.clicked();
            let some = !self.draft.is_empty() || self.photos.in_work();
            if ui.add_enabled_ui(some, |ui| ui.button(T::Discard.say(lang))).inner.clicked() {
                self.clear(ctx, out);
            }
            if self.saving {
                if ui.button(T::StopWaiting.say(lang)).clicked() {
                    self.stop_saving();
                }
                ui.icon(icons::HOURGLASS, ctx.tokens.text_soft);
                ui.elided(T::PhotosWait.say(lang));
            } else if let Some(fault) = &self.fault {
                ui.icon(icons::WARNING_CIRCLE, ctx.tokens.error);
                ui.elided(RichText::new(fault).color(ctx.tokens.error));
            }
        });
        pressed
    }

    /// Saves the talk, and goes on to the next one; waits for photographs that are still on their way.
    fn save(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let waits = self.photos.in_work();
        match save::action(&self.draft, waits, self.about.as_ref(), ctx) {
            Ok(_) if waits => {
                self.fault = None;
                self.saving = true;
            }
            Ok(action) => {
                out.push(Post::act(action));
                let next = self.next.take();
                self.begin_anew();
                if let Some(next) = next {
                    self.pick(next, ctx);
                }
            }
            Err(fault) => {
                self.fault = Some(fault);
                self.next = None;
            }
        }
    }

    fn stop_saving(&mut self) {
        if std::mem::take(&mut self.saving) {
            self.next = None;
            self.focus = Some(Focus::Pad);
        }
    }

    fn begin_anew(&mut self) {
        self.draft = Draft::at(self.draft.fair);
        self.photos.forget();
        self.saving = false;
        self.next = None;
        self.about = None;
        self.fault = None;
        self.focus = Some(Focus::Search);
    }

    /// Whether more than the company is there, or on its way.
    fn says_something(&self) -> bool {
        self.draft.says_something() || self.photos.in_work()
    }

    /// Throws the draft away; asked before where more than the company was written.
    fn clear(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if self.says_something() {
            out.push(ask(&(T::DiscardAsk, T::DiscardNote, T::Discard), true, CLEAR, ctx));
        } else {
            self.begin_anew();
        }
    }

    fn leave(&mut self, ui: &Ui, out: &mut Vec<Post>) {
        if std::mem::take(&mut self.full) {
            ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        out.push(Post::Run(Command::GoBack));
    }
}

/// Asks by title, text and verb; yes leads to a part of the page.
fn ask((title, text, verb): &(T, T, T), destructive: bool, part: &str, ctx: &PageContext<'_>) -> Post {
    let lang = ctx.lang;
    Post::Ask(Box::new(Question {
        title: title.say(lang),
        text: text.say(lang),
        verb: verb.say(lang),
        destructive,
        then: vec![Post::Go(Place::part(PageId::Capture, part))],
    }))
}

/// Letters and controls one can read and hit while standing.
fn enlarge(ui: &mut Ui) {
    let (usual, width, most) = LARGER;
    let larger = (usual * ui.available_width() / width).clamp(usual, most);
    let style = ui.style_mut();
    for font in style.text_styles.values_mut() {
        font.size = (font.size * larger).round();
    }
    let control = (30.0 * larger).round();
    style.spacing.interact_size = eframe::egui::vec2(control, control);
    style.spacing.button_padding.y = 6.0;
}

fn panel(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let tokens = ui.tokens();
    let height = ui.available_height();
    Frame::new()
        .fill(tokens.raised)
        .stroke(eframe::egui::Stroke::new(1.0, tokens.line))
        .corner_radius(eframe::egui::CornerRadius::same(crate::ui::theme::tokens::RADIUS))
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.set_height((height - 26.0).max(40.0));
            content(ui);
        });
}
