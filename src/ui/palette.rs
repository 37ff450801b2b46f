//! The palette: one field that finds any page, action, company or lead.

use std::sync::Arc;

use eframe::egui::{
    Align, Align2, Area, Color32, Context, CornerRadius, Frame, Id, Key, Label, Layout, Margin, Modal, Modifiers,
    RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::{
    commands::{Command, State},
    context::{JobEnd, JobRequest, Post},
    finder::{Found, FoundLead},
    route::{PageId, Place, Target},
    session::Session,
    theme::{
        icons,
        tokens::{ROW, Tokens},
    },
    widgets::{UiExt, search_field},
};
use crate::{
    search::{Builder, Field},
    text::{Label as _, Lang, Say, ui::UiText},
};

/// The job that looks for companies and leads.
const FIND: &str = "palette find";
/// Companies listed.
const MOST_COMPANIES: usize = 8;
/// Leads listed.
const MOST_LEADS: usize = 4;

/// What the palette holds while it is open.
pub struct Palette {
    query: String,
    chosen: usize,
    entries: Vec<Entry>,
    /// The companies of the query last answered.
    found: Vec<Found>,
    /// The leads of it.
    leads: Vec<FoundLead>,
    /// The commands whose Chinese words are read as typed in it.
    read: Vec<Command>,
    /// What companies are being looked for.
    asked: Option<String>,
    /// Enter was pressed before the answer was there.
    run_first: bool,
    fresh: bool,
}

/// What was found of a query.
struct Answer {
    query: String,
    found: Vec<Found>,
    leads: Vec<FoundLead>,
    read: Vec<Command>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Command(Command),
    Company(Found),
    Lead(FoundLead),
    SearchAll(String),
}

impl Palette {
    /// A palette just opened.
    pub fn new(state: State, lang: Lang) -> Self {
        let mut palette = Self {
            query: String::new(),
            chosen: 0,
            entries: Vec::new(),
            found: Vec::new(),
            leads: Vec::new(),
            read: Vec::new(),
            asked: None,
            run_first: false,
            fresh: true,
        };
        palette.list(state, lang);
        palette
    }

    /// Has companies and leads looked for off the window's thread; what was found before stands until then.
    fn find(&mut self, session: Option<&Session>, out: &mut Vec<Post>) {
        self.chosen = 0;
        self.run_first = false;
        let query = self.query.trim().to_owned();
        self.asked = None;
        let Some(finder) = session.and_then(|session| session.finder.as_ref()).filter(|_| !query.is_empty()) else {
            self.found.clear();
            self.leads.clear();
            self.read.clear();
            return;
        };
        let finder = Arc::clone(finder);
        self.asked = Some(query.clone());
        out.push(Post::Job(JobRequest::new(FIND, "", move |_| Answer {
            found: finder.best_of_all(&query, MOST_COMPANIES),
            leads: finder.best_leads(&query, MOST_LEADS),
            read: read_commands(&query),
            query,
        })));
    }

    /// Takes the answer in.
    pub(super) fn take_in(&mut self, session: &Session) {
        let mut results = session.mail.results.borrow_mut();
        while let Some(at) = results.iter().position(|(key, _)| *key == FIND) {
            let (_, end) = results.remove(at);
            let JobEnd::Done(value) = end else {
                self.asked = None;
                continue;
            };
            if let Ok(answer) = value.downcast::<Answer>()
                && self.asked.as_ref() == Some(&answer.query)
            {
                (self.found, self.leads, self.read) = (answer.found, answer.leads, answer.read);
                self.asked = None;
            }
        }
    }

    /// What can be chosen now.
    fn list(&mut self, state: State, lang: Lang) {
        let query = self.query.trim().to_lowercase();
        let mut commands: Vec<Command> = found_commands(&query, state, lang).collect();
        let also = self.read.iter().copied().filter(|command| is_offered(*command, state));
        commands.extend(also.filter(|command| !commands.contains(command)).collect::<Vec<_>>());
        let commands = commands.into_iter().map(Entry::Command);
        if !state.open || query.is_empty() {
            self.entries = commands.collect();
            return;
        }
        // A company's name is what one types most; actions follow, then what is only noted somewhere. Only a page called
        // by its whole name goes before.
        let (pages, commands): (Vec<_>, Vec<_>) =
            commands.partition(|entry| matches!(entry, Entry::Command(command) if is_called(*command, &query)));
        let (named, noted): (Vec<Found>, Vec<Found>) = self.found.iter().cloned().partition(|found| found.by_name);
        let (titled, mentioned): (Vec<FoundLead>, Vec<FoundLead>) =
            self.leads.iter().cloned().partition(|found| found.by_title);
        let all = Entry::SearchAll(self.query.trim().to_owned());
        let called = named.into_iter().map(Entry::Company).chain(titled.into_iter().map(Entry::Lead));
        let spoken_of = noted.into_iter().map(Entry::Company).chain(mentioned.into_iter().map(Entry::Lead));
        self.entries = pages.into_iter().chain(called).chain(commands).chain(spoken_of).chain([all]).collect();
    }

    /// Draws it; true when it shall close.
    pub fn ui(
        &mut self,
        ctx: &Context,
        state: State,
        lang: Lang,
        session: Option<&Session>,
        out: &mut Vec<Post>,
    ) -> bool {
        let area = Area::new(Id::unique("palette"))
            .anchor(Align2::CENTER_TOP, vec2(0.0, 56.0))
            .order(eframe::egui::Order::Foreground);
        let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(8));
        let mut close = false;
        let modal = Modal::new(Id::unique("palette"))
            .area(area)
            .frame(frame)
            .backdrop_color(Color32::TRANSPARENT)
            .show(ctx, |ui| {
                ui.set_width(560.0_f32.min(ctx.content_rect().width() - 48.0));
                close = self.content_ui(ui, state, lang, session, out);
            });
        close || modal.should_close()
    }

    fn content_ui(
        &mut self,
        ui: &mut Ui,
        state: State,
        lang: Lang,
        session: Option<&Session>,
        out: &mut Vec<Post>,
    ) -> bool {
        let tokens = ui.tokens();
        // Keys that choose must not move the text cursor.
        let (up, down, enter, escape) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.key_pressed(Key::Enter),
                input.consume_key(Modifiers::NONE, Key::Escape),
            )
        });
        if escape {
            return true;
        }
        let width = ui.available_width();
        let (field, changed) =
            search_field(ui, Id::unique("palette field"), &mut self.query, &UiText::PaletteHint.say(lang), width, lang);
        if std::mem::take(&mut self.fresh) || !field.has_focus() {
            field.request_focus();
        }
        if changed {
            self.find(session, out);
        }
        self.list(state, lang);
        let last = self.entries.len().saturating_sub(1);
        if down {
            self.chosen = if self.chosen >= last { 0 } else { self.chosen + 1 };
        }
        if up {
            self.chosen = self.chosen.checked_sub(1).unwrap_or(last);
        }
        ui.add_space(4.0);
        let mut run = None;
        let height = ui.ctx().content_rect().height() * 0.6;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if self.entries.is_empty() {
                ui.add_space(8.0);
                ui.secondary(UiText::PaletteNothing { query: self.query.clone() }.say(lang));
                ui.add_space(8.0);
            }
            for (index, entry) in self.entries.iter().enumerate() {
                let response = entry_ui(ui, entry, index == self.chosen, lang, tokens);
                if index == self.chosen && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    run = Some(index);
                }
            }
        });
        ui.separator();
        ui.secondary(UiText::PaletteKeys.say(lang));
        if enter && !super::widgets::is_composing(ui.ctx()) {
            self.run_first = self.asked.is_some() && run.is_none();
            run = run.or((!self.run_first).then_some(self.chosen));
        }
        // Entered before the answer was there: the best one is meant.
        if self.run_first && self.asked.is_none() {
            self.run_first = false;
            run = run.or(Some(0));
        }
        match run.and_then(|index| self.entries.get(index)) {
            None => false,
            Some(entry) => {
                out.push(match entry {
                    Entry::Command(command) => Post::Run(*command),
                    Entry::Company(found) => Post::Go(Place::company(found.company)),
                    Entry::Lead(found) => Post::Go(Place::lead(found.lead)),
                    Entry::SearchAll(query) => {
                        Post::Go(Place { page: PageId::Companies, target: Target::Search(query.clone()) })
                    }
                });
                true
            }
        }
    }
}

fn entry_ui(ui: &mut Ui, entry: &Entry, chosen: bool, lang: Lang, tokens: &Tokens) -> eframe::egui::Response {
    let (icon, label, note) = match entry {
        Entry::Command(command) => (command.icon(), command.label(lang).to_owned(), command.keys().unwrap_or_default()),
        Entry::Company(found) => (icons::BUILDINGS, found.name.clone(), found.place.clone()),
        Entry::Lead(found) => (icons::KANBAN, found.title.clone(), found.company.clone()),
        Entry::SearchAll(query) => {
            (icons::MAGNIFYING_GLASS, UiText::PaletteAll { query: query.clone() }.say(lang), String::new())
        }
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &label));
    if ui.is_rect_visible(rect) {
        let fill = if chosen {
            tokens.selected
        } else if response.hovered() {
            tokens.hover
        } else {
            Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        let mut inner = ui.new_child(
            eframe::egui::UiBuilder::new()
                .max_rect(rect.shrink2(vec2(8.0, 0.0)))
                .layout(Layout::left_to_right(Align::Center)),
        );
        inner.icon(icon, tokens.text_soft);
        inner.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.secondary(note);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(label)).truncate());
            });
        });
    }
    response
}

/// The commands that can be run now and whose words contain what was typed, in either language; those that begin with
/// it first.
fn found_commands(query: &str, state: State, lang: Lang) -> impl Iterator<Item = Command> {
    let mut found: Vec<(bool, Command)> = Command::ALL
        .iter()
        .copied()
        .filter(|command| is_offered(*command, state))
        .filter_map(|command| {
            let words = [
                command.label(lang).to_lowercase(),
                command.label(Lang::Zh).to_lowercase(),
                command.label(Lang::En).to_lowercase(),
            ];
            words.iter().any(|words| words.contains(query)).then(|| (!words[0].starts_with(query), command))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, command)| command)
}

fn is_offered(command: Command, state: State) -> bool {
    command != Command::Palette && command.enabled(state)
}

/// The commands whose Chinese words are read as typed, in full or by their first letters, the best first. For a job: the
/// table of readings takes its time to make.
fn read_commands(query: &str) -> Vec<Command> {
    let mut builder = Builder::default();
    for command in Command::ALL {
        builder.next_row();
        builder.add(Field::Name, command.label(Lang::Zh));
    }
    let found = builder.finish().best(query, Command::ALL.len());
    found.into_iter().filter_map(|row| Command::ALL.get(row).copied()).collect()
}

/// Whether the command leads to the page of this name, in lower case and either language.
fn is_called(command: Command, query: &str) -> bool {
    let named = |page: PageId| [Lang::Zh, Lang::En].iter().any(|lang| page.label(*lang).to_lowercase() == query);
    command.page().is_some_and(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: State = State {
        open: true,
        writable: true,
        can_undo: false,
        can_redo: false,
        can_go_back: false,
        can_go_forward: false,
        busy: false,
    };

    #[test]
    fn actions_are_found_in_either_language() {
        for query in ["导入", "import"] {
            assert_eq!(found_commands(query, OPEN, Lang::Zh).next(), Some(Command::Import), "{query}");
        }
    }

    #[test]
    fn actions_are_found_by_how_they_are_read() {
        for query in ["duibi", "db", "daorumd"] {
            let found = read_commands(query);
            let wanted = if query == "daorumd" { Command::Import } else { Command::Compare };
            assert!(found.contains(&wanted), "{query}: {found:?}");
        }
        assert!(read_commands("qqq").is_empty());
    }

    fn found(name: &str, by_name: bool) -> Found {
        let company = crate::domain::ids::CompanyId::from_uuid(uuid::Uuid::nil());
        Found { company, name: name.into(), place: String::new(), by_name }
    }

    #[test]
    fn a_page_called_by_its_whole_name_stands_before_companies_that_are_read_so() {
        let found = found("璞岚", true);
        for (query, first) in [("plan", Entry::Command(Command::GoPlan)), ("pla", Entry::Company(found.clone()))] {
            let mut palette = Palette::new(OPEN, Lang::Zh);
            (palette.query, palette.found) = (query.to_owned(), vec![found.clone()]);
            palette.list(OPEN, Lang::Zh);
            assert_eq!(palette.entries.first(), Some(&first), "{query}");
        }
    }

    #[test]
    fn what_is_so_called_stands_before_actions_and_what_is_noted_behind_them() {
        let lead = |by_title| FoundLead {
            lead: crate::domain::ids::LeadId::from_uuid(uuid::Uuid::nil()),
            title: "导入项目".into(),
            company: "导入厂".into(),
            by_title,
        };
        let mut palette = Palette::new(OPEN, Lang::Zh);
        palette.query = "导".to_owned();
        palette.found = vec![found("导入厂", true), found("别的厂", false)];
        palette.leads = vec![lead(true), lead(false)];
        palette.list(OPEN, Lang::Zh);
        let place = |wanted: &Entry| palette.entries.iter().position(|entry| entry == wanted).unwrap();
        let action = place(&Entry::Command(Command::Import));
        assert_eq!(place(&Entry::Company(found("导入厂", true))), 0);
        assert_eq!(place(&Entry::Lead(lead(true))), 1);
        assert!(place(&Entry::Company(found("别的厂", false))) > action);
        assert!(place(&Entry::Lead(lead(false))) > action);
        assert!(matches!(palette.entries.last(), Some(Entry::SearchAll(_))));
    }

    #[test]
    fn what_cannot_be_done_now_is_not_offered() {
        assert!(found_commands("undo", OPEN, Lang::En).next().is_none());
        assert!(found_commands("import", State::default(), Lang::En).next().is_none());
    }

    #[test]
    fn without_companies_only_actions_are_listed() {
        let palette = Palette::new(OPEN, Lang::Zh);
        assert!(palette.entries.iter().all(|entry| matches!(entry, Entry::Command(_))));
        assert!(!palette.entries.is_empty());
    }
}
