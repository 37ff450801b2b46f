//! What was said and done, typed in seconds, and what is to be done by when.

use eframe::egui::{Align, Event, Key, Label as TextLabel, Layout, Modifiers, RichText, TextEdit, Ui};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Forms, Subject,
    form::{FormScene, RecordForm, form_ui, note_command_enter},
    list::{ListRow, Section, section_ui},
};
use crate::{
    domain::{
        activity::{Activity, ActivityKind, Task},
        day::Lean,
        ids::ActivityId,
        lead::StageMove,
        record::{Cell, Entity, Value},
    },
    ledger::{Action, Edit, Item, ItemKind},
    text::{Label, Lang, Say, format, ui_companies::CompaniesText, ui_lead::LeadText as T},
    ui::{
        context::Post,
        pages::companies::forms::{self, FormEnd, day_read_ui, has_keys},
        theme::icons,
        widgets::{UiExt, chip, focus_fresh},
    },
};

/// Entries shown before the rest is asked for.
const SHOWN: usize = 30;

/// An entry being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub kind: ActivityKind,
    pub day: String,
    pub content: String,
    pub people: String,
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip)]
    focus: bool,
    /// The cursor was in it in the frame before.
    #[serde(skip)]
    is_typed_into: bool,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            kind: ActivityKind::Call,
            day: String::new(),
            content: String::new(),
            people: String::new(),
            fault: None,
            focus: false,
            is_typed_into: false,
        }
    }
}

impl Entry {
    /// Whether anything was typed.
    pub fn is_touched(&self) -> bool {
        !self.content.trim().is_empty() || !self.people.trim().is_empty()
    }

    /// The cursor is put into the text.
    pub fn wants_focus(&mut self) {
        self.focus = true;
    }

    /// The activity as typed; no day is today.
    fn read(&self, subject: Subject<'_, '_>, lang: Lang) -> Result<Activity, String> {
        let ctx = subject.ctx;
        if self.content.trim().is_empty() {
            return Err(T::NeedContent.say(lang));
        }
        let on_day = forms::date(&self.day, ctx.today, Lean::Past, lang)?.unwrap_or(ctx.today);
        Ok(Activity {
            id: ActivityId::from_uuid(ctx.new_id()),
            company: subject.company.id,
            lead: subject.lead.map(|lead| lead.id),
            kind: self.kind,
            on_day,
            content: self.content.trim().into(),
            people: self.people.trim().into(),
            author: ctx.author(),
        })
    }
}

/// Draws entry, tasks and timeline.
pub(super) fn ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, all: &mut bool, out: &mut Vec<Post>) {
    if subject.ctx.writable {
        entry_ui(ui, subject, &mut forms.entry, out);
        ui.add_space(12.0);
    }
    tasks_ui(ui, subject, forms, out);
    ui.add_space(16.0);
    timeline_ui(ui, subject, forms, all, out);
}

fn entry_ui(ui: &mut Ui, subject: Subject<'_, '_>, entry: &mut Entry, out: &mut Vec<Post>) {
    let ctx = subject.ctx;
    let lang = ctx.lang;
    let mut end = FormEnd::Open;
    // Before the text is drawn: it would take the digit for itself.
    if entry.is_typed_into && has_keys(ui) {
        kind_by_key(ui, entry);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = eframe::egui::vec2(4.0, 4.0);
        for (place, kind) in ActivityKind::ALL.iter().enumerate() {
            let response = chip(ui, kind.label(lang), entry.kind == *kind);
            if response.on_hover_text(T::KindKey { key: place + 1 }.say(lang)).clicked() {
                entry.kind = *kind;
                entry.focus = true;
            }
        }
    });
    let words = T::EntryText.say(lang);
    let text = TextEdit::multiline(&mut entry.content)
        .desired_rows(2)
        .desired_width(ui.available_width() - 4.0)
        .hint_text(T::EntryHint.say(lang));
    let text = ui.add(text).accessible_name(&words);
    focus_fresh(&text, &mut entry.focus);
    note_command_enter(ui, &text, &mut end);
    let mut has_focus = text.has_focus();
    ui.horizontal(|ui| {
        let day = TextEdit::singleline(&mut entry.day).desired_width(96.0).hint_text(T::Today.say(lang));
        let day = ui.add(day).accessible_name(T::EntryDay.say(lang));
        day_read_ui(ui, &entry.day, ctx.today, Lean::Past, lang);
        forms::note_keys(ui, &day, &mut end);
        let people = TextEdit::singleline(&mut entry.people).desired_width(120.0).hint_text(T::EntryPeople.say(lang));
        let people = ui.add(people).accessible_name(T::EntryPeople.say(lang));
        forms::note_keys(ui, &people, &mut end);
        has_focus |= day.has_focus() || people.has_focus();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let save = ui.add_enabled_ui(entry.is_touched(), |ui| ui.primary_button(T::EntrySave.say(lang))).inner;
            if save.on_hover_text(T::EntryKeys.say(lang)).clicked() {
                end = FormEnd::Save;
            }
        });
    });
    if let Some(fault) = &entry.fault {
        let colour = ui.tokens().error;
        ui.label(RichText::new(fault).color(colour));
    }
    entry.is_typed_into = has_focus;
    if end == FormEnd::Save {
        match entry.read(subject, lang) {
            Ok(activity) => {
                out.push(Post::act(Action::Add(Item::from(activity))));
                *entry = Entry { kind: entry.kind, focus: true, ..Entry::default() };
            }
            Err(fault) => entry.fault = Some(fault),
        }
    }
}

/// Alt and a digit choose the kind without leaving the text.
fn kind_by_key(ui: &Ui, entry: &mut Entry) {
    const KEYS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    let pressed = ui.input_mut(|input| {
        let pressed = KEYS.iter().position(|key| input.consume_key(Modifiers::ALT, *key))?;
        // Some systems send the digit as text, too.
        input
            .events
            .retain(|event| !matches!(event, Event::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit())));
        Some(pressed)
    });
    if let Some(kind) = pressed.and_then(|place| ActivityKind::ALL.get(place)) {
        entry.kind = *kind;
    }
}

/// Fields of a task.
const TASK: &[&str] = &["title", "due", "remind_on", "owner", "note"];

fn tasks_ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, out: &mut Vec<Post>) {
    let Subject { ctx, company, lead } = subject;
    let lang = ctx.lang;
    let mut tasks: Vec<&Task> = match lead {
        Some(lead) => ctx.snapshot.tasks.of_lead(lead.id).collect(),
        None => ctx.snapshot.tasks.of(company.id).collect(),
    };
    // Open ones by their day, those without one last; then what was done lately.
    tasks.sort_by_key(|task| {
        (task.done_on.is_some(), task.due.is_none(), task.due, task.done_on.map(std::cmp::Reverse))
    });
    let done = tasks.iter().filter(|task| task.done_on.is_some()).count();
    let open = tasks.len() - done;
    tasks.truncate(open + 3);
    let rows: Vec<ListRow> = tasks.iter().map(|task| task_row(task, subject)).collect();
    let given = given(subject);
    let scene = FormScene { ctx, entity: Entity::Task, fields: TASK, given: &given };
    let owner = ctx.author().map(|author| author.uuid().to_string()).unwrap_or_default();
    let section = Section {
        scene,
        title: T::Tasks { open }.say(lang),
        add: Some(T::AddTask.say(lang)),
        nothing: T::NoTasks.say(lang),
        rows: &rows,
        open: &|key| ctx.snapshot.tasks.get(key).map(|task| RecordForm::of(task, TASK, lang)),
        new: &|| RecordForm::new(TASK, &[("owner", owner.clone())]),
    };
    if let Some(key) = section_ui(ui, &section, &mut forms.records, out)
        && let Some(task) = ctx.snapshot.tasks.get(key)
    {
        let done_on: Option<Date> = if task.done_on.is_some() { None } else { Some(ctx.today) };
        let edits = vec![Edit::new("done_on", done_on.to_value())];
        out.push(Post::act(Action::Edit { kind: ItemKind::Task, key, edits }));
    }
}

fn task_row(task: &Task, subject: Subject<'_, '_>) -> ListRow {
    let ctx = subject.ctx;
    let lang = ctx.lang;
    let late = task.done_on.is_none() && task.due.is_some_and(|due| due < ctx.today);
    let owner = task.owner.and_then(|id| ctx.snapshot.authors.get(id.uuid())).map(|author| author.name.to_string());
    let due = match (task.done_on, task.due) {
        (Some(day), _) => Some(T::DoneOn { day: format::iso_date(day) }.say(lang)),
        (None, Some(due)) if late => Some(T::TaskLate { day: format::iso_date(due) }.say(lang)),
        (None, due) => due.map(|due| T::DueOn { day: format::day_with_weekday(due, lang) }.say(lang)),
    };
    let remind = task.remind_on.filter(|_| task.done_on.is_none());
    let remind = remind.map(|day| T::RemindOn { day: format::iso_date(day) }.say(lang));
    let parts: Vec<String> = [due, remind, owner].into_iter().flatten().collect();
    ListRow {
        key: task.id.uuid(),
        title: task.title.to_string(),
        lines: vec![parts.join(" · "), task.note.to_string()],
        tick: Some(task.done_on.is_some()),
        late,
        ..ListRow::default()
    }
}

/// Company and lead of a new record.
pub(super) fn given(subject: Subject<'_, '_>) -> Vec<(&'static str, Value)> {
    vec![("company", subject.company.id.to_value()), ("lead", subject.lead.map(|lead| lead.id).to_value())]
}

/// Something on the timeline.
enum Moment<'a> {
    Activity(&'a Activity),
    Move(&'a StageMove),
}

impl Moment<'_> {
    fn order(&self) -> (Date, Uuid) {
        match self {
            Self::Activity(activity) => (activity.on_day, activity.id.uuid()),
            Self::Move(step) => (step.moved_on.unwrap_or(Date::MIN), step.id.uuid()),
        }
    }
}

const ACTIVITY: &[&str] = &["kind", "on_day", "content", "people"];

fn timeline_ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, all: &mut bool, out: &mut Vec<Post>) {
    let Subject { ctx, company, lead } = subject;
    let lang = ctx.lang;
    let snapshot = ctx.snapshot;
    let mut moments: Vec<Moment<'_>> = match lead {
        Some(lead) => {
            let moves = snapshot.stage_moves.of_lead(lead.id).map(Moment::Move);
            snapshot.activities.of_lead(lead.id).map(Moment::Activity).chain(moves).collect()
        }
        None => snapshot.activities.of(company.id).map(Moment::Activity).collect(),
    };
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.order()));
    ui.strong_text(T::Timeline.say(lang));
    if moments.is_empty() {
        ui.secondary(T::NoTimeline.say(lang));
    }
    let shown = if *all { moments.len() } else { SHOWN };
    let mut kept = forms.records.remove(&Entity::Activity);
    for moment in moments.iter().take(shown) {
        match moment {
            Moment::Activity(activity) if kept.as_ref().is_some_and(|form| form.key == Some(activity.id.uuid())) => {
                let scene = FormScene { ctx, entity: Entity::Activity, fields: ACTIVITY, given: &[] };
                form_ui(ui, scene, &mut kept, out);
            }
            Moment::Activity(activity) => activity_ui(ui, subject, activity, &mut kept, out),
            Moment::Move(step) => move_ui(ui, subject, step),
        }
    }
    if let Some(form) = kept {
        forms.records.insert(Entity::Activity, form);
    }
    if moments.len() > shown && ui.button(T::ShowAll { count: moments.len() }.say(lang)).clicked() {
        *all = true;
    }
}

fn activity_ui(
    ui: &mut Ui,
    subject: Subject<'_, '_>,
    activity: &Activity,
    kept: &mut Option<RecordForm>,
    out: &mut Vec<Post>,
) {
    let Subject { ctx, lead, .. } = subject;
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let day = format::iso_date(activity.on_day);
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ctx.writable {
                let title = T::ActivityOf { kind: activity.kind.label(lang), day: day.clone() }.say(lang);
                if ui.icon_button(icons::TRASH, &T::DeleteOne { title: title.clone() }.say(lang)).clicked() {
                    let (kind, key) = (ItemKind::Activity, activity.id.uuid());
                    out.push(Post::act(Action::Delete { kind, key }));
                }
                if ui.icon_button(icons::PENCIL_SIMPLE, &T::EditOne { title }.say(lang)).clicked() {
                    *kept = Some(RecordForm::of(activity, ACTIVITY, lang));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.secondary(&day);
                ui.strong_text(activity.kind.label(lang));
                let who = activity.author.and_then(|id| ctx.snapshot.authors.get(id.uuid()));
                let who = who.map(|author| author.name.to_string());
                let with = Some(activity.people.to_string()).filter(|people| !people.is_empty());
                let with = with.map(|people| T::With { people }.say(lang));
                // Among the dealings with a company: about which lead it was.
                let about = activity.lead.filter(|_| lead.is_none());
                let about = about.and_then(|id| ctx.snapshot.leads.get(id.uuid())).map(|lead| lead.title.to_string());
                let parts: Vec<String> = [who, with, about].into_iter().flatten().collect();
                ui.elided(RichText::new(parts.join(" · ")).small().color(tokens.text_soft));
            });
        });
    });
    ui.add(TextLabel::new(RichText::new(&*activity.content)).wrap().selectable(true));
    ui.add_space(4.0);
}

fn move_ui(ui: &mut Ui, subject: Subject<'_, '_>, step: &StageMove) {
    let ctx = subject.ctx;
    let lang = ctx.lang;
    let tokens = ui.tokens();
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.secondary(step.moved_on.map_or_else(|| CompaniesText::Undated.say(lang), format::iso_date));
        ui.icon(icons::ARROW_RIGHT, tokens.accent_text);
        let to = step.to_stage.label(lang);
        let words = match step.from_stage {
            Some(from) => T::Moved { from: from.label(lang), to },
            None => T::BeganAt { stage: to },
        };
        ui.label(RichText::new(words.say(lang)).color(tokens.accent_text));
        let who = step.author.and_then(|id| ctx.snapshot.authors.get(id.uuid())).map(|author| author.name.to_string());
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let parts: Vec<String> = [who, said(&step.proof), said(&step.note)].into_iter().flatten().collect();
        ui.elided(RichText::new(parts.join(" · ")).small().color(tokens.text_soft));
    });
}
