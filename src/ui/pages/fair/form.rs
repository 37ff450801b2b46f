//! A fair being entered or changed.

use eframe::egui::{Align, Layout, Ui};
use jiff::civil::Date;

use crate::{
    domain::{
        day::Lean,
        fair::Fair,
        ids::{AuthorId, FairId},
        record::{Record, Text},
        workspace::Author,
    },
    ledger::{Action, Edit, Item, ItemKind},
    text::{Lang, Say, format, ui_fair::FairText as T},
    ui::{
        context::{PageContext, Post},
        pages::{
            companies::forms::{self, FormEnd, day_row, end_ui, figure_row, text_row},
            pipeline::dialog,
        },
        theme::icons,
        widgets::{UiExt, focus_fresh},
    },
};

/// What became of the form in this frame.
pub enum End {
    /// It stays open.
    Open,
    /// It was given up.
    Cancelled,
    /// It was saved.
    Saved(FairId),
    /// The fair shall go.
    Delete(FairId),
}

/// The form.
#[derive(Debug, Clone)]
pub struct FairForm {
    fair: Option<FairId>,
    name: String,
    city: String,
    first_day: String,
    last_day: String,
    halls: String,
    officers: String,
    meetings: String,
    meeting_minutes: String,
    walking_minutes: String,
    day_minutes: String,
    notes: Text,
    fault: Option<String>,
    fresh: bool,
}

impl FairForm {
    /// A new fair; whoever enters it goes.
    pub fn new(ctx: &PageContext<'_>) -> Self {
        let usual = Fair::named(FairId::from_uuid(uuid::Uuid::nil()), "", ctx.today);
        let officers = ctx.settings.person.name.trim().to_owned();
        Self { fair: None, first_day: String::new(), officers, ..Self::of(&usual) }
    }

    /// A fair as it stands.
    pub fn of(fair: &Fair) -> Self {
        let listed = |text: &Text| text.lines().collect::<Vec<_>>().join(", ");
        Self {
            fair: Some(fair.id),
            name: fair.name.to_string(),
            city: fair.city.to_string(),
            first_day: format::iso_date(fair.first_day),
            last_day: fair.last_day.map(format::iso_date).unwrap_or_default(),
            halls: listed(&fair.halls),
            officers: listed(&fair.officers),
            meetings: fair.meetings_per_day.to_string(),
            meeting_minutes: fair.meeting_minutes.to_string(),
            walking_minutes: fair.walking_minutes.to_string(),
            day_minutes: fair.day_minutes.to_string(),
            notes: fair.notes.clone(),
            fault: None,
            fresh: true,
        }
    }

    /// Draws it over the page.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> End {
        let lang = ctx.lang;
        let title = if self.fair.is_none() { T::NewTitle } else { T::EditTitle };
        let mut end = FormEnd::Open;
        let mut delete = false;
        let closed = dialog::ui(ui, "fair form", &title.say(lang), |ui| {
            self.fields_ui(ui, ctx.today, lang, &mut end);
            ui.add_space(8.0);
            end_ui(ui, self.fault.as_deref(), &T::Save.say(lang), lang, &mut end);
            if self.fair.is_some() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    delete = ui.icon_text_button(icons::TRASH, &T::Delete.say(lang)).clicked();
                });
            }
        });
        if let Some(fair) = self.fair.filter(|_| delete) {
            return End::Delete(fair);
        }
        if closed && end == FormEnd::Open {
            end = FormEnd::Cancel;
        }
        match end {
            FormEnd::Open => End::Open,
            FormEnd::Cancel => End::Cancelled,
            FormEnd::Save => match self.read(ctx) {
                Ok(fair) => {
                    let id = fair.id;
                    save(fair, ctx, out);
                    End::Saved(id)
                }
                Err(fault) => {
                    self.fault = Some(fault);
                    End::Open
                }
            },
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, today: Date, lang: Lang, end: &mut FormEnd) {
        let name = text_row(ui, &T::Name.say(lang), &mut self.name, "", end);
        focus_fresh(&name, &mut self.fresh);
        text_row(ui, &T::City.say(lang), &mut self.city, "", end);
        day_row(ui, &T::FirstDay.say(lang), &mut self.first_day, (today, Lean::Ahead), lang, end);
        ui.horizontal(|ui| {
            day_row(ui, &T::LastDay.say(lang), &mut self.last_day, (today, Lean::Ahead), lang, end);
            if self.last_day.is_empty() {
                ui.secondary(T::LastDayHint.say(lang));
            }
        });
        text_row(ui, &T::Halls.say(lang), &mut self.halls, &T::HallsHint.say(lang), end);
        text_row(ui, &T::Officers.say(lang), &mut self.officers, &T::OfficersHint.say(lang), end);
        figure_row(ui, &T::Meetings.say(lang), &mut self.meetings, &T::MeetingsUnit.say(lang), end);
        let minutes = T::MinutesUnit.say(lang);
        figure_row(ui, &T::MeetingMinutes.say(lang), &mut self.meeting_minutes, &minutes, end);
        figure_row(ui, &T::WalkingMinutes.say(lang), &mut self.walking_minutes, &minutes, end);
        figure_row(ui, &T::DayMinutes.say(lang), &mut self.day_minutes, &minutes, end);
    }

    fn read(&self, ctx: &PageContext<'_>) -> Result<Fair, String> {
        let lang = ctx.lang;
        if self.name.trim().is_empty() {
            return Err(T::NeedName.say(lang));
        }
        let day = |text: &str| forms::date(text, ctx.today, Lean::Ahead, lang);
        let Some(first_day) = day(&self.first_day)? else { return Err(T::NeedDay.say(lang)) };
        let last_day = day(&self.last_day)?;
        if last_day.is_some_and(|last| last < first_day) {
            return Err(T::DaysBackwards.say(lang));
        }
        let whole = |text: &str, field: &T, least: i64| {
            let number = text.trim().parse::<i64>().ok().filter(|number| (least..=600).contains(number));
            number.ok_or_else(|| T::BadCount { field: field.say(lang) }.say(lang))
        };
        Ok(Fair {
            id: self.fair.unwrap_or_else(|| FairId::from_uuid(ctx.new_id())),
            name: self.name.trim().into(),
            city: self.city.trim().into(),
            first_day,
            last_day: last_day.filter(|last| *last > first_day),
            halls: lines(&self.halls),
            officers: lines(&self.officers),
            meetings_per_day: whole(&self.meetings, &T::Meetings, 1)?.min(100),
            meeting_minutes: whole(&self.meeting_minutes, &T::MeetingMinutes, 1)?,
            walking_minutes: whole(&self.walking_minutes, &T::WalkingMinutes, 0)?,
            day_minutes: whole(&self.day_minutes, &T::DayMinutes, 1)?,
            notes: self.notes.clone(),
        })
    }
}

/// What is listed with commas, one a line.
fn lines(text: &str) -> Text {
    let parts = text.split(['、', ',', '，', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n").into()
}

/// Saves a fair; officers nobody knows yet become known first.
fn save(fair: Fair, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let unit = ctx.settings.person.unit.trim();
    for name in fair.officers.lines() {
        // Whoever sits here is entered with the first step anyway.
        let own = name == ctx.settings.person.name.trim();
        if !own && !ctx.snapshot.authors.iter().any(|author| *author.name == *name) {
            let author = Author { id: AuthorId::from_uuid(ctx.new_id()), name: name.into(), unit: unit.into() };
            out.push(Post::act(Action::AddAuthor(Box::new(author))));
        }
    }
    let Some(known) = ctx.snapshot.fairs.get(fair.id.uuid()) else {
        out.push(Post::act(Action::Add(Item::from(fair))));
        return;
    };
    let edits: Vec<Edit> = Fair::FIELDS
        .iter()
        .zip(known.values().into_iter().zip(fair.values()))
        .filter(|(_, (old, new))| old != new)
        .map(|(field, (_, new))| Edit::new(field.name, new))
        .collect();
    if !edits.is_empty() {
        out.push(Post::act(Action::Edit { kind: ItemKind::Fair, key: fair.id.uuid(), edits }));
    }
}
