//! The backups: how old, why, how large, how much is in them; make one, or put one in place.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use eframe::egui::{Align, Key, Layout, RichText, TextEdit, Ui};

use crate::{
    desk::{BackupInfo, Progress, Request},
    domain::record::Entity,
    ledger::backup::counts_of,
    text::{
        Label, Say, format,
        store::made_at,
        ui_data::{DataText, age_words},
    },
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post, Question},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui},
        workspace::Opening,
    },
};

/// Name of the job that looks into backups.
const COUNTING: &str = "data backups";
/// Name of the question for a folder.
const PICK: &str = "data backup folder";

/// Records of each kind, or why a backup cannot be opened.
type Counts = Result<BTreeMap<Entity, u64>, String>;

/// What looking into backups gives.
struct Counted {
    counts: Vec<(PathBuf, Counts)>,
    stopped: bool,
}

/// What the view holds.
pub(super) struct BackupsView {
    table: TableState<usize>,
    counts: HashMap<PathBuf, Counts>,
    folder: String,
    /// The field for another folder is shown.
    elsewhere: bool,
    /// Looking into the backups was stopped, or went wrong: it is not begun again by itself.
    stopped: bool,
}

impl Default for BackupsView {
    fn default() -> Self {
        Self {
            table: TableState::new("data backups"),
            counts: HashMap::new(),
            folder: String::new(),
            elsewhere: false,
            stopped: false,
        }
    }
}

impl BackupsView {
    /// Draws the backups.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        match ctx.take_result::<Counted>(COUNTING) {
            Some(JobEnd::Done(Counted { counts, stopped })) => {
                self.counts.extend(counts);
                self.stopped = stopped;
            }
            Some(JobEnd::Broken(_)) => self.stopped = true,
            None => {}
        }
        if let Some(path) = ctx.take_picked(PICK).flatten() {
            self.folder = path.display().to_string();
            self.elsewhere = true;
        }
        let backups = ctx.answers.backups(out);
        self.buttons_ui(ui, backups.unwrap_or_default(), ctx, out);
        if self.elsewhere {
            self.folder_ui(ui, ctx, out);
        }
        ui.secondary(DataText::BackupsNote.say(ctx.lang));
        ui.add_space(8.0);
        let Some(backups) = backups else { return };
        self.count(backups, ctx, out);
        if backups.is_empty() {
            let empty = EmptyState {
                icon: icons::FLOPPY_DISK,
                title: &DataText::NoBackups.say(ctx.lang),
                note: &DataText::NoBackupsNote.say(ctx.lang),
                action: Some(&DataText::BackUpNow.say(ctx.lang)),
            };
            if empty.ui(ui) {
                out.push(Post::Run(Command::BackUp));
            }
            return;
        }
        self.table_ui(ui, backups, ctx);
    }

    fn buttons_ui(&mut self, ui: &mut Ui, backups: &[BackupInfo], ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            if ui.primary_icon_button(icons::FLOPPY_DISK, &DataText::BackUpNow.say(lang)).clicked() {
                out.push(Post::Run(Command::BackUp));
            }
            if ui.selectable_label(self.elsewhere, DataText::BackUpTo.say(lang)).clicked() {
                self.elsewhere = !self.elsewhere;
            }
            if let Some(folder) = backups.first().and_then(|backup| backup.path.parent())
                && ui.button(DataText::OpenFolder.say(lang)).clicked()
            {
                out.push(Post::Reveal(folder.to_owned()));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let chosen = self.table.selection.cursor().and_then(|index| backups.get(index));
                let readable = chosen.filter(|backup| !matches!(self.counts.get(&backup.path), Some(Err(_))));
                let button = ui.add_enabled_ui(readable.is_some() && ctx.writable, |ui| {
                    ui.icon_text_button(icons::CLOCK_COUNTER_CLOCKWISE, &DataText::Restore.say(lang))
                });
                if button.inner.clicked()
                    && let Some(backup) = readable
                {
                    out.push(Post::Ask(Box::new(self.question(backup, ctx))));
                }
                if ctx.is_running(COUNTING) {
                    ui.secondary(DataText::Counting.say(lang));
                }
            });
        });
    }

    fn folder_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            let hint = DataText::FolderHint.say(lang);
            let width = (ui.available_width() - 200.0).clamp(160.0, 560.0);
            let field = ui.add(TextEdit::singleline(&mut self.folder).hint_text(&hint).desired_width(width));
            let field = field.accessible_name(hint);
            let mut go = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if ui.button(DataText::Browse.say(lang)).clicked() {
                let title = DataText::FolderTitle.say(lang);
                out.push(Post::Pick(PickRequest { key: PICK, title, kind: PickKind::Folder }));
            }
            go |= ui.button(DataText::BackUp.say(lang)).clicked();
            let folder = self.folder.trim().trim_matches('"');
            if go && !folder.is_empty() {
                out.push(Post::request(Request::BackUp { folder: Some(folder.into()) }));
                self.elsewhere = false;
            }
        });
    }

    /// Looks into the backups nobody looked into yet.
    fn count(&self, backups: &[BackupInfo], ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let unknown: Vec<PathBuf> = backups
            .iter()
            .map(|backup| &backup.path)
            .filter(|path| !self.counts.contains_key(*path))
            .cloned()
            .collect();
        if unknown.is_empty() || self.stopped || ctx.is_running(COUNTING) {
            return;
        }
        let lang = ctx.lang;
        let work = move |progress: &Progress| -> Counted {
            progress.set_total(unknown.len());
            let mut counts = Vec::new();
            for (done, path) in unknown.into_iter().enumerate() {
                if !progress.step(done) {
                    return Counted { counts, stopped: true };
                }
                let found = counts_of(&path).map_err(|error| error.say(lang));
                counts.push((path, found));
            }
            Counted { counts, stopped: false }
        };
        out.push(Post::Job(JobRequest::new(COUNTING, DataText::Counting.say(lang), work)));
    }

    fn table_ui(&mut self, ui: &mut Ui, backups: &[BackupInfo], ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        let columns = [
            ColumnSpec::text("made", DataText::ColumnMade.say(lang), 136.0).unsorted(),
            ColumnSpec::text("age", DataText::ColumnAge.say(lang), 96.0).unsorted(),
            ColumnSpec::text("reason", DataText::ColumnReason.say(lang), 120.0).unsorted(),
            ColumnSpec::number("size", DataText::ColumnSize.say(lang), 80.0).unsorted(),
            ColumnSpec::number("companies", DataText::ColumnCompanies.say(lang), 88.0).unsorted(),
            ColumnSpec::number("leads", DataText::ColumnLeads.say(lang), 72.0).unsorted(),
            ColumnSpec::number("records", DataText::ColumnRecords.say(lang), 88.0).unsorted(),
            ColumnSpec::text("file", DataText::ColumnFile.say(lang), 380.0).unsorted(),
        ];
        let Self { table, counts, .. } = self;
        table_ui(
            ui,
            table,
            &columns,
            backups.len(),
            lang,
            |row| row,
            |ui, row, column| {
                let backup = &backups[row];
                let soft = |text: String| RichText::new(text).color(ctx.tokens.text_soft);
                let number = |ui: &mut Ui, count: &dyn Fn(&BTreeMap<Entity, u64>) -> u64| match counts.get(&backup.path)
                {
                    Some(Ok(counts)) => {
                        ui.label(format::integer(i64::try_from(count(counts)).unwrap_or(i64::MAX)));
                    }
                    Some(Err(why)) => {
                        let words = DataText::NotCounted { why: why.clone() }.say(lang);
                        ui.label(RichText::new(icons::WARNING_CIRCLE).color(ctx.tokens.error)).on_hover_text(words);
                    }
                    None => {
                        ui.label(soft(format::ABSENT.to_owned()));
                    }
                };
                match column.id {
                    "made" => {
                        ui.elided(made_at(backup));
                    }
                    "age" => {
                        let seconds = ctx.now.as_second().saturating_sub(backup.made_at.as_second());
                        ui.elided(age_words(seconds, lang));
                    }
                    "reason" => {
                        let reason = backup.reason.map(|reason| reason.label(lang).to_owned());
                        ui.elided(reason.unwrap_or_else(|| DataText::ReasonOther.say(lang)));
                    }
                    "size" => {
                        ui.label(format::bytes(backup.bytes));
                    }
                    "companies" => number(ui, &|counts| of(counts, Entity::Company)),
                    "leads" => number(ui, &|counts| of(counts, Entity::Lead)),
                    "records" => number(ui, &|counts| counts.values().sum()),
                    _ => {
                        ui.elided(soft(file_name(&backup.path)));
                    }
                }
            },
        );
    }

    fn question(&self, backup: &BackupInfo, ctx: &PageContext<'_>) -> Question {
        let lang = ctx.lang;
        let there = |entity: Entity| match self.counts.get(&backup.path) {
            Some(Ok(counts)) => format::integer(i64::try_from(of(counts, entity)).unwrap_or(i64::MAX)),
            _ => DataText::Unknown.say(lang),
        };
        let text = DataText::RestoreText {
            companies: there(Entity::Company),
            leads: there(Entity::Lead),
            now_companies: format::count(ctx.snapshot.companies.len()),
            now_leads: format::count(ctx.snapshot.leads.len()),
        };
        Question {
            title: DataText::RestoreTitle { made: made_at(backup) }.say(lang),
            text: text.say(lang),
            verb: DataText::RestoreVerb.say(lang),
            destructive: true,
            then: vec![Post::Open(Opening::Restored { path: ctx.path.to_owned(), backup: backup.path.clone() })],
        }
    }
}

fn of(counts: &BTreeMap<Entity, u64>, entity: Entity) -> u64 {
    counts.get(&entity).copied().unwrap_or_default()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
