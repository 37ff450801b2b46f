//! The import wizard: a list is chosen, its columns are named, every row is shown as what it will become, and one
//! click imports it as one step. Nothing is written before that click; giving up leaves nothing.

mod choice;
mod choose;
mod columns;
mod detail;
mod draft;
mod finished;
mod head;
mod issues;
mod notices;
mod picker;
mod rows;
mod sheet_ui;
mod work;

use std::{path::Path, sync::Arc};

use eframe::egui::Ui;
use uuid::Uuid;

use self::{
    choose::{ChooseForm, Fault},
    draft::{Draft, NOTE},
    finished::Finished,
    sheet_ui::Work,
    work::{Chosen, Exported, Loaded, Origin, PlanEnd, Prepared, Sight},
};
use crate::{
    desk::{Progress, Request},
    domain::ids::FairId,
    exchange::read::{ReadError, Separator, TextEncoding},
    ledger::{Action, list_name},
    text::{
        Say, format,
        ui_import::{ImportText, read_error_words},
    },
    ui::{
        context::{JobEnd, PageContext, Post},
        route::Target,
        settings::Settings,
        toasts::{Toast, ToastAction},
        widgets::{UiExt, progress_row},
    },
};

/// Note of the settings: the fair whose exhibitors are being imported.
const FAIR: &str = "import.fair";

/// What the page holds.
#[derive(Default)]
pub struct ImportPage {
    form: ChooseForm,
    /// The list as chosen; none while one is being chosen.
    chosen: Option<Chosen>,
    stage: Stage,
    /// A draft from before was looked for.
    looked_for_draft: bool,
    /// The draft being brought back: its corrections wait for the list.
    restoring: Option<Draft>,
    /// The draft as last remembered.
    remembered: Option<String>,
    /// The fair whose exhibitors are imported.
    fair: Option<FairId>,
}

#[derive(Default)]
enum Stage {
    #[default]
    Choosing,
    Reading,
    Working(Box<Work>),
    Finished(Box<Finished>),
}

impl ImportPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.come_for_fair(ctx, out);
        self.take_gifts(ctx, out);
        self.take_results(ctx, out);
        self.bring_draft_back(ctx, out);
        match &mut self.stage {
            Stage::Choosing => {
                ui.page_title(ImportText::Title.say(ctx.lang));
                ui.horizontal(|ui| head::fair_choice_ui(ui, &mut self.fair, ctx));
                if let Some(origin) = self.form.ui(ui, ctx, out) {
                    self.begin(Chosen::of(origin), ctx, out);
                } else if self.form.wants_literal_quotes()
                    && let Some(chosen) = self.chosen.clone()
                {
                    self.begin(Chosen { literal_quotes: true, ..chosen }, ctx, out);
                }
            }
            Stage::Reading => {
                ui.page_title(ImportText::Title.say(ctx.lang));
                ui.add_space(8.0);
                let label = ImportText::Reading.say(ctx.lang);
                ui.wide_card(|ui| {
                    if let Some(job) = ctx.running.iter().find(|job| job.key == work::READING) {
                        progress_row(ui, &label, &job.progress, ctx.lang);
                    } else {
                        ui.label(label);
                    }
                });
            }
            Stage::Working(work) => {
                let wish = work.ui(ui, ctx, out);
                self.fair = work.fair;
                self.follow(wish, ctx, out);
            }
            Stage::Finished(finished) => {
                if finished.ui(ui, ctx, out) {
                    self.give_up(out);
                }
            }
        }
        self.remember(ctx, out);
    }

    /// One came from a fair, to import its exhibitors; which one outlives the program, as the list does.
    fn come_for_fair(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let key = |text: &str| Uuid::parse_str(text).ok().map(FairId::from_uuid);
        if let Target::Part(part) = &ctx.target
            && let Some(fair) = part.strip_prefix("fair:").and_then(key)
        {
            if matches!(self.stage, Stage::Finished(_)) {
                self.give_up(out);
            }
            self.fair = Some(fair);
            if let Stage::Working(work) = &mut self.stage {
                work.fair = self.fair;
            }
        } else if !self.looked_for_draft {
            self.fair = ctx.settings.notes.get(FAIR).and_then(|note| key(note));
        }
        self.fair = self.fair.filter(|id| ctx.snapshot.fairs.get(id.uuid()).is_some());
        let kept = ctx.settings.notes.get(FAIR).and_then(|note| key(note));
        if kept != self.fair {
            let fair = self.fair;
            out.push(Post::set(move |settings| {
                match fair {
                    Some(fair) => settings.notes.insert(FAIR.to_owned(), fair.to_string()),
                    None => settings.notes.remove(FAIR),
                };
            }));
        }
    }

    /// Starts reading a list.
    fn begin(&mut self, chosen: Chosen, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.form.fault = None;
        self.form.asked_paste = None;
        if let Origin::File(path) = &chosen.origin {
            self.form.path = path.display().to_string();
        }
        let layouts = ctx.snapshot.list_layouts.iter().cloned().collect();
        out.push(Post::Job(work::reading(chosen.clone(), layouts, ctx.lang)));
        self.chosen = Some(chosen);
        self.stage = Stage::Reading;
    }

    /// Forgets the list; the wizard is as it was before one was chosen.
    fn give_up(&mut self, out: &mut Vec<Post>) {
        self.stage = Stage::Choosing;
        self.chosen = None;
        self.form = ChooseForm::default();
        self.forget(out);
    }

    /// Files dropped on the window and cells pasted: the newest one replaces what was chosen.
    fn take_gifts(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        // What is being written is let to its end.
        if matches!(&self.stage, Stage::Working(work) if work.is_writing()) || !ctx.writable {
            return;
        }
        let mut dropped = ctx.take_dropped().into_iter();
        if let Some(path) = dropped.next() {
            let others = dropped.count();
            if others > 0 {
                let text = ImportText::OneOfSeveral { count: format::count(others) };
                out.push(Post::Toast(Toast::note(text.say(ctx.lang))));
            }
            self.begin(Chosen::of(Origin::File(path)), ctx, out);
        } else if let Some(text) = ctx.take_pasted() {
            self.begin(Chosen::of(Origin::Pasted(Arc::from(text))), ctx, out);
        } else if let Some(path) = self.form.picked(ctx) {
            self.begin(Chosen::of(Origin::File(path)), ctx, out);
        }
    }

    fn take_results(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(end) = ctx.take_result::<Result<Loaded, ReadError>>(work::READING) {
            self.loaded(end, ctx);
        }
        self.take_export(ctx, out);
        let imported = ctx.take_imported();
        let Stage::Working(work) = &mut self.stage else { return };
        if let Some(JobEnd::Done(sight)) = ctx.take_result::<Sight>(work::HEADING) {
            work.see(sight);
        }
        match ctx.take_result::<PlanEnd>(work::PLANNING) {
            Some(JobEnd::Done((key, end))) => work.planned(key, end),
            Some(JobEnd::Broken(words)) => work.broken(words),
            None => {}
        }
        match ctx.take_result::<Prepared>(work::PREPARING) {
            Some(JobEnd::Done(Ok(batch))) => {
                let progress = Progress::default();
                work.writing = Some(progress.clone());
                let action = Box::new(Action::Import(Box::new(batch)));
                out.push(Post::request(Request::ApplyWith(action, progress)));
            }
            Some(JobEnd::Done(Err(error))) => work.broken(error.to_string()),
            Some(JobEnd::Broken(words)) => work.broken(words),
            None => {}
        }
        if let Some(end) = imported {
            work.writing = None;
            if end.is_some()
                && let Some(planned) = work.planned.clone()
            {
                let mapping = work.mapping.clone();
                let fair = work.fair;
                let finished = Finished { name: list_name(&work.list), mapping, planned, revision: ctx.revision, fair };
                self.fair = None;
                self.stage = Stage::Finished(Box::new(finished));
                self.forget(out);
            }
        }
    }

    fn loaded(&mut self, end: JobEnd<Result<Loaded, ReadError>>, ctx: &PageContext<'_>) {
        let fault = match end {
            JobEnd::Done(Ok(loaded)) => {
                let mut work = Work::new(loaded, self.chosen.as_ref());
                work.fair = self.fair;
                if let Some(draft) = self.restoring.take() {
                    work.restore(&draft);
                }
                self.stage = Stage::Working(Box::new(work));
                return;
            }
            JobEnd::Done(Err(ReadError::Cancelled)) => {
                self.restoring = None;
                self.stage = Stage::Choosing;
                return;
            }
            JobEnd::Done(Err(error)) => Fault {
                unclosed_quote: matches!(error, ReadError::UnclosedQuote { .. }),
                words: read_error_words(&error, ctx.lang),
            },
            JobEnd::Broken(words) => Fault { words, unclosed_quote: false },
        };
        self.restoring = None;
        self.form.fault = Some(fault);
        self.stage = Stage::Choosing;
    }

    fn take_export(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let toast = match ctx.take_result::<Exported>(work::EXPORTING) {
            Some(JobEnd::Done(Ok((path, count, draft)))) => {
                if ctx.writable {
                    out.push(Post::request(Request::NoteExport(draft)));
                }
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = ImportText::Exported { file, count: format::count(count) }.say(ctx.lang);
                Toast::note(text).with(ToastAction::Reveal(path))
            }
            Some(JobEnd::Done(Err(why)) | JobEnd::Broken(why)) => {
                Toast::failure(ImportText::NotExported { why }.say(ctx.lang))
            }
            None => return,
        };
        out.push(Post::Toast(toast));
    }

    /// What the working view asked for.
    fn follow(&mut self, wish: Option<Wish>, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        match wish {
            Some(Wish::Another) => self.give_up(out),
            Some(Wish::Sheet(sheet)) => {
                if let Some(chosen) = self.chosen.clone() {
                    self.begin(Chosen { sheet: Some(sheet), ..chosen }, ctx, out);
                }
            }
            Some(Wish::Text(encoding, separator)) => {
                if let Some(chosen) = self.chosen.clone() {
                    self.begin(Chosen { encoding, separator, ..chosen }, ctx, out);
                }
            }
            None => {}
        }
    }

    /// Once, in the first frame: what was being imported when the program ended is taken up again.
    fn bring_draft_back(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if std::mem::replace(&mut self.looked_for_draft, true) || self.chosen.is_some() || !ctx.writable {
            return;
        }
        let note = ctx.settings.notes.get(NOTE);
        let Some(draft) = note.and_then(|text| Draft::read(text, ctx.path)) else { return };
        self.remembered = note.cloned();
        if let Some(chosen) = draft.chosen() {
            self.restoring = Some(draft);
            self.begin(chosen, ctx, out);
        }
    }

    /// Remembers what was chosen and corrected, when it changed.
    fn remember(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let (Stage::Working(work), Some(chosen)) = (&self.stage, &self.chosen) else { return };
        if !work.take_changed() {
            return;
        }
        let Work { sight, mapping, header_said, choices, .. } = &**work;
        let draft = Draft::of(ctx.path, chosen, &sight.guessed, mapping, *header_said, choices, ctx.now);
        let text = draft.and_then(|draft| draft.write());
        if text == self.remembered {
            return;
        }
        self.remembered.clone_from(&text);
        out.push(Post::set(move |settings| {
            settings.notes.remove(NOTE);
            if let Some(text) = text {
                settings.notes.insert(NOTE.to_owned(), text);
            }
        }));
    }

    fn forget(&mut self, out: &mut Vec<Post>) {
        if self.remembered.take().is_some() {
            out.push(Post::set(|settings| {
                settings.notes.remove(NOTE);
            }));
        }
    }
}

/// When the list waiting to be imported into this workspace was last touched, if there is one: milliseconds since 1970.
pub(super) fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    Draft::read(settings.notes.get(NOTE)?, workspace).map(|draft| draft.at_ms())
}

/// What the working view asks of the page.
enum Wish {
    /// Another list.
    Another,
    /// Another sheet of this one.
    Sheet(String),
    /// Another encoding or separator.
    Text(Option<TextEncoding>, Option<Separator>),
}
