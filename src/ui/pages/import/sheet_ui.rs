//! A list being worked on: its columns on one side, what its rows become on the other, and the one click that imports.

use std::{cell::Cell, sync::Arc};

use eframe::egui::{Ui, UiBuilder};

use super::{
    Wish,
    choice::Choice,
    columns::{ColumnsView, Correction},
    draft::Draft,
    head, notices,
    rows::RowsView,
    work::{self, Chosen, Loaded, Origin, PlanKey, Planned, Sight},
};
use crate::{
    desk::Progress,
    domain::{ids::FairId, intake::ListLayout},
    exchange::{
        mapping::{Corrections, Mapping},
        plan::{ImportCounts, PlanError, RowChoices},
        read::{List, Separator, TextEncoding},
    },
    ledger::{ListMemory, Recalled, list_memory},
    text::{
        Say,
        ui_import::{ImportText, plan_error_words},
    },
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::{SplitPane, UiExt, progress_row, split_ui},
    },
};

/// Narrower than this, columns and rows are shown one at a time.
const BOTH: f32 = 780.0;
/// Width of the columns as designed.
const COLUMNS_WIDTH: f32 = 424.0;

/// A list being worked on.
pub(super) struct Work {
    pub list: Arc<List>,
    pub sight: Sight,
    /// Rows that may be the header, with their words.
    pub heads: Vec<(u32, String)>,
    /// The columns as they stand, corrections included.
    pub mapping: Mapping,
    /// The fair whose exhibitors these are.
    pub fair: Option<FairId>,
    /// A person said which row is the header.
    pub header_said: bool,
    /// Quotation marks were read as ordinary characters.
    pub literal_quotes: bool,
    /// Encoding and separator of a text file when a person chose them.
    pub encoding: Option<TextEncoding>,
    pub separator: Option<Separator>,
    /// The list came from the clipboard.
    pub pasted: bool,
    /// Headers as the program first saw them.
    signature: String,
    /// What is remembered of lists of this kind, while the columns are read by it.
    pub recalled: Option<Recalled>,
    /// What was decided about single rows and cells.
    pub choices: RowChoices,
    /// Corrections waiting for the columns under another header row.
    pending: Option<Draft>,
    /// Grows with every correction.
    version: u64,
    /// Something changed since the draft was last remembered.
    changed: Cell<bool>,
    asked: Option<PlanKey>,
    known: Option<PlanKey>,
    pub planned: Option<Arc<Planned>>,
    fault: Option<PlanFault>,
    preparing: bool,
    /// The handle of the writing under way.
    pub writing: Option<Progress>,
    columns: ColumnsView,
    rows: RowsView,
    pub export: head::ExportForm,
    /// In a narrow window: the rows are shown, not the columns.
    shows_rows: bool,
}

/// Why there is no plan.
enum PlanFault {
    Refused(PlanError),
    Broken(String),
}

impl Work {
    pub fn new(loaded: Loaded, chosen: Option<&Chosen>) -> Self {
        let Loaded { list, sight, heads, signature, recalled } = loaded;
        Self {
            list,
            mapping: recalled.as_ref().map_or_else(|| sight.guessed.clone(), |recalled| recalled.mapping.clone()),
            sight,
            heads,
            fair: None,
            header_said: recalled.as_ref().is_some_and(|recalled| recalled.header_said),
            literal_quotes: chosen.is_some_and(|chosen| chosen.literal_quotes),
            encoding: chosen.and_then(|chosen| chosen.encoding),
            separator: chosen.and_then(|chosen| chosen.separator),
            pasted: chosen.is_some_and(|chosen| matches!(chosen.origin, Origin::Pasted(_))),
            signature,
            recalled,
            choices: RowChoices::default(),
            pending: None,
            version: 0,
            changed: Cell::new(true),
            asked: None,
            known: None,
            planned: None,
            fault: None,
            preparing: false,
            writing: None,
            columns: ColumnsView::default(),
            rows: RowsView::default(),
            export: head::ExportForm::default(),
            shows_rows: false,
        }
    }

    /// Brings corrections of before back; under a header row a person chose they wait for its columns.
    pub fn restore(&mut self, draft: &Draft) {
        self.choices = draft.choices().clone();
        match draft.corrections().header() {
            Some(header) if header != self.mapping.header_row => {
                self.header_said = true;
                self.mapping.header_row = header;
                self.pending = Some(draft.clone());
            }
            header => {
                self.header_said |= header.is_some();
                draft.corrections().correct(&mut self.mapping);
            }
        }
        self.touch();
    }

    /// Takes in the columns under another header row.
    pub fn see(&mut self, sight: Sight) {
        self.mapping = sight.guessed.clone();
        self.sight = sight;
        if let Some(draft) = self.pending.take() {
            draft.corrections().correct(&mut self.mapping);
        }
        self.touch();
    }

    /// Takes in what the rows become, if nothing changed meanwhile.
    pub fn planned(&mut self, key: PlanKey, end: Result<Planned, PlanError>) {
        if self.asked != Some(key) {
            return;
        }
        self.known = Some(key);
        match end {
            Ok(planned) => {
                self.planned = Some(Arc::new(planned));
                self.fault = None;
                self.rows.outdated();
            }
            Err(error) => {
                // What was worked out for other columns would mislead.
                self.planned = None;
                self.fault = Some(PlanFault::Refused(error));
                self.rows.outdated();
            }
        }
    }

    /// A job ended by a fault of the program.
    pub fn broken(&mut self, words: String) {
        self.known = self.asked;
        self.preparing = false;
        self.fault = Some(PlanFault::Broken(words));
    }

    /// Whether the workspace is being written.
    pub const fn is_writing(&self) -> bool {
        self.writing.is_some() || self.preparing
    }

    /// Whether something changed since this was last asked.
    pub fn take_changed(&self) -> bool {
        self.changed.replace(false)
    }

    fn touch(&mut self) {
        self.version += 1;
        self.changed.set(true);
    }

    /// The counts, when they are those of the columns and the workspace as they are now.
    pub fn counts(&self, ctx: &PageContext<'_>) -> Option<ImportCounts> {
        let current = self.known == Some((self.version, ctx.revision));
        self.planned.as_ref().filter(|_| current).map(|planned| planned.counts)
    }

    /// Draws it; gives what the page shall do.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Wish> {
        self.plan_when_stale(ctx, out);
        let head = head::ui(ui, self, ctx, out);
        if head.import
            && let Some(planned) = &self.planned
        {
            self.preparing = true;
            out.push(Post::Job(work::preparing(planned, self.memory(planned, ctx), self.fair, ctx.lang)));
        }
        if let Some(header) = head.header {
            self.header_said = true;
            self.mapping.header_row = header;
            self.changed.set(true);
            out.push(Post::Job(work::heading(&self.list, header)));
        }
        ui.add_space(8.0);
        let notices = ui.add_enabled_ui(!self.is_writing(), |ui| notices::ui(ui, self, ctx, out)).inner;
        if notices.forget {
            self.recalled = None;
            self.mapping = self.sight.guessed.clone();
            self.touch();
        }
        self.decide(notices.choices);
        self.work_under_way_ui(ui, ctx, out);
        ui.add_enabled_ui(!self.is_writing(), |ui| self.panes_ui(ui, ctx, out));
        head.wish
    }

    fn decide(&mut self, choices: Vec<Choice>) {
        if !choices.is_empty() {
            for choice in choices {
                choice.apply(&mut self.choices);
            }
            self.touch();
        }
    }

    /// What the import shall leave behind about the list.
    fn memory(&self, planned: &Planned, ctx: &PageContext<'_>) -> ListMemory {
        let corrections = Corrections::of(&self.sight.guessed, &self.mapping, self.header_said);
        let layouts: Vec<ListLayout> = ctx.snapshot.list_layouts.iter().cloned().collect();
        let said = (self.signature.as_str(), &corrections);
        list_memory(&planned.list, &planned.rows_sha256, planned.counts, said, &layouts, ctx.surroundings)
    }

    fn plan_when_stale(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(draft) = &self.pending
            && !ctx.is_running(work::HEADING)
        {
            out.push(Post::Job(work::heading(&self.list, draft.corrections().header().flatten())));
            return;
        }
        if self.preparing && self.writing.is_some() {
            self.preparing = false;
        }
        let key = (self.version, ctx.revision);
        if self.is_writing() || self.pending.is_some() || self.asked == Some(key) {
            return;
        }
        self.asked = Some(key);
        let Self { list, mapping, choices, .. } = &*self;
        out.push(Post::Job(work::planning(key, list, mapping, choices, ctx.snapshot, ctx.surroundings, ctx.lang)));
    }

    fn work_under_way_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let label = |text: ImportText| text.say(lang);
        if let Some(progress) = &self.writing {
            ui.wide_card(|ui| progress_row(ui, &label(ImportText::Writing), progress, lang));
            ui.ctx().request_repaint_after_secs(0.1);
        } else if let Some(job) = ctx.running.iter().find(|job| [work::PLANNING, work::PREPARING].contains(&job.key)) {
            ui.wide_card(|ui| progress_row(ui, &job.label, &job.progress, lang));
        } else if let Some(fault) = &self.fault {
            let (words, again) = match fault {
                PlanFault::Refused(error) => (plan_error_words(error, lang), *error == PlanError::Cancelled),
                PlanFault::Broken(words) => (words.clone(), true),
            };
            let mut retry = false;
            ui.wide_card(|ui| {
                ui.horizontal(|ui| {
                    ui.icon(icons::WARNING_CIRCLE, ctx.tokens.error);
                    ui.label(words);
                    retry = again && ui.button(label(ImportText::Again)).clicked();
                });
            });
            if retry {
                self.fault = None;
                self.asked = None;
                self.plan_when_stale(ctx, out);
            }
        } else {
            return;
        }
        ui.add_space(8.0);
    }

    fn panes_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let width = ui.available_width();
        let (mut correction, mut decided) = (None, Vec::new());
        let Self { columns, rows, sight, mapping, planned, list, shows_rows, choices, .. } = self;
        let sheet = &list.sheet;
        if width < BOTH {
            ui.horizontal(|ui| {
                ui.selectable_value(shows_rows, false, ImportText::Columns.say(ctx.lang));
                ui.selectable_value(shows_rows, true, ImportText::Preview.say(ctx.lang));
            });
            if *shows_rows {
                decided = rows.ui(ui, mapping, choices, planned.as_ref(), ctx, out);
            } else {
                correction = columns.ui(ui, sight, mapping, sheet, ctx.lang);
            }
        } else {
            let pane = SplitPane {
                name: "import",
                share: (COLUMNS_WIDTH / width).clamp(0.15, 0.6),
                least: (340.0, 400.0),
                right_most: f32::INFINITY,
            };
            let mapping: &Mapping = mapping;
            split_ui(
                ui,
                pane,
                ctx.lang,
                |ui| correction = columns.ui(ui, sight, mapping, sheet, ctx.lang),
                |ui| {
                    let rect = ui.available_rect_before_wrap();
                    let inner = rect.with_min_x(rect.left() + 8.0);
                    let mut right = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(inner));
                    decided = rows.ui(&mut right, mapping, choices, planned.as_ref(), ctx, out);
                },
            );
        }
        self.decide(decided);
        match correction {
            Some(Correction::Field(index, field)) => self.mapping.set(index, field, None),
            Some(Correction::Unit(index, unit)) => self.mapping.set_unit(index, unit),
            Some(Correction::Days(index, days)) => self.mapping.set_days(index, days),
            Some(Correction::Reset) => {
                self.mapping = self.sight.guessed.clone();
                self.recalled = None;
            }
            None => return,
        }
        self.touch();
    }
}
