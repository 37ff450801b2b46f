//! When a list was last imported and a backup last made, and which next steps are due.

use eframe::egui::{Align, Layout, RichText, Ui};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    counts::heading_ui,
    summary::{Due, Summary},
};
use crate::{
    ledger::{ActionKind, View},
    text::{Label as _, Lang, Say, format, ui_overview::OverviewText as Text, ui_pipeline::PipelineText},
    ui::{
        commands::Command,
        context::{PageContext, Post},
        pages::slots,
        route::{PageId, Place},
        theme::{icons, tokens::ROW},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Steps of the log in which an import is looked for.
const STEPS: usize = 200;

/// Draws last import and last backup.
pub fn ui(ui: &mut Ui, summary: &Summary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    ui.horizontal(|ui| {
        ui.section_title(ctx.say(&Text::Upkeep));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.link(ctx.say(&Text::AllLogs)).clicked() {
                out.push(Post::Go(Place::part(PageId::Data, "log")));
            }
        });
    });
    let note = Text::CountsNote { companies: format::count(summary.companies), local: format::count(summary.local) };
    ui.secondary(ctx.say(&note));
    ui.add_space(8.0);
    import_ui(ui, ctx, out);
    ui.add_space(8.0);
    backup_ui(ui, ctx, out);
}

fn import_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let words = ctx.answers.log(STEPS, out).map(|rows| {
        // What undo and redo wrote names the step it reverses; the import itself names none.
        let import = rows.iter().find(|row| row.label == ActionKind::Import.word() && row.target.is_none());
        match import {
            Some(row) => {
                let at = Timestamp::from_millisecond(row.at_ms).unwrap_or(ctx.now);
                let list = row.subject.clone().unwrap_or_default();
                ctx.say(&Text::Imported { list, when: when(at, ctx.today, ctx.lang) })
            }
            None if rows.len() >= STEPS => ctx.say(&Text::NotLately { steps: STEPS }),
            None => ctx.say(&Text::NeverImported),
        }
    });
    let act = ctx.writable.then(|| ctx.say(&Text::ImportNow));
    let line = Fact { icon: icons::DOWNLOAD_SIMPLE, title: &ctx.say(&Text::LastImport), words: words.as_deref() };
    if line.ui(ui, act.as_deref()) {
        out.push(Post::Run(Command::Import));
    }
}

fn backup_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let words = ctx.answers.backups(out).map(|rows| match rows.first() {
        Some(backup) => {
            let when = when(backup.made_at, ctx.today, ctx.lang);
            ctx.say(&Text::BackedUp { when, size: format::bytes(backup.bytes) })
        }
        None => ctx.say(&Text::NeverBackedUp),
    });
    let act = ctx.say(&Text::BackUpNow);
    let line = Fact { icon: icons::FLOPPY_DISK, title: &ctx.say(&Text::LastBackup), words: words.as_deref() };
    if line.ui(ui, Some(&act)) {
        out.push(Post::Run(Command::BackUp));
    }
}

/// An icon, what it is about, what is known, and what one can do.
struct Fact<'a> {
    icon: &'a str,
    title: &'a str,
    /// None = not answered yet.
    words: Option<&'a str>,
}

impl Fact<'_> {
    fn ui(&self, ui: &mut Ui, act: Option<&str>) -> bool {
        let tokens = ui.tokens();
        let mut acted = false;
        ui.horizontal(|ui| {
            ui.icon(self.icon, tokens.text_soft);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(act) = act {
                    acted = ui.button(act).clicked();
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.secondary(self.title);
                    ui.elided(self.words.unwrap_or(" "));
                });
            });
        });
        acted
    }
}

/// The steps that are due.
pub fn due_ui(ui: &mut Ui, view: &View, summary: &Summary, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let note = if summary.due_count == 0 {
        String::new()
    } else {
        ctx.say(&Text::DueCount { count: format::count(summary.due_count) })
    };
    heading_ui(ui, &ctx.say(&Text::Due), &note);
    if summary.due.is_empty() {
        ui.secondary(ctx.say(&Text::DueNone));
        return;
    }
    let columns = [
        SmallColumn::text("", 180.0).stretching(),
        SmallColumn::text("", 150.0).stretching(),
        SmallColumn::number("", 104.0),
    ];
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    for line in &summary.due {
        let name = slots::name_of(view, line.company);
        let when = due(line.on, ctx.today, ctx.lang);
        let action = match &line.what {
            Due::Said(words) => words.clone(),
            Due::Clock(kind) => ctx.say(&PipelineText::ReasonClock { kind: kind.label(ctx.lang) }),
        };
        let words = ctx.say(&Text::DueNamed { company: name.to_owned(), action: action.clone(), when: when.clone() });
        let response = table.row_ui(ui, ROW, RowKind::Button(&words), |ui, column| match column {
            0 => {
                ui.elided(name);
            }
            1 => {
                let tokens = ui.tokens();
                ui.elided(RichText::new(&action).color(tokens.text_soft));
            }
            _ => {
                ui.label(&when).on_hover_text(format::iso_date(line.on));
            }
        });
        if response.clicked() {
            out.push(Post::Go(Place::company(line.company)));
        }
    }
    if summary.due_count > summary.due.len() && ui.link(ctx.say(&Text::DueAll)).clicked() {
        out.push(Post::Go(Place::part(PageId::Pipeline, "today")));
    }
}

/// How long something is overdue.
fn due(on: Date, today: Date, lang: Lang) -> String {
    match days_between(on, today) {
        0 => Text::DueToday.say(lang),
        days => Text::DueSince { days }.say(lang),
    }
}

/// When something happened, as one says it.
pub(super) fn when(at: Timestamp, today: Date, lang: Lang) -> String {
    let at = at.to_zoned_datetime(TimeZone::system());
    let time = at.strftime("%H:%M").to_string();
    match days_between(at.date(), today) {
        0 => Text::Today { time }.say(lang),
        1 => Text::Yesterday { time }.say(lang),
        days => Text::DaysAgo { days, day: format::iso_date(at.date()) }.say(lang),
    }
}

/// Calendar days from one day to another; none for days still to come.
fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days().max(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_over_months_and_never_below_none() {
        assert_eq!(days_between(date(2026, 2, 27), date(2026, 3, 2)), 3);
        assert_eq!(days_between(date(2025, 3, 2), date(2026, 3, 2)), 365);
        assert_eq!(days_between(date(2026, 3, 5), date(2026, 3, 2)), 0);
        assert_eq!(due(date(2026, 3, 2), date(2026, 3, 2), Lang::En), "today");
        assert_eq!(due(date(2026, 2, 20), date(2026, 3, 2), Lang::En), "10 days overdue");
    }
}
