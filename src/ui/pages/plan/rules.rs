//! The tab Pipeline rules: clocks, colours, the days that count and usual stays, edited as a draft; stages to be read.

use std::sync::Arc;

use eframe::egui::{Align2, Id, RichText, ScrollArea, TextEdit, TextStyle, Ui};

use super::{
    changes::differences_ui,
    draft::Draft,
    parts::{DraftBar, EDITED_ROW, Pressed, proposed_title},
    rules_form::{At, Fault, Form, Limit},
};
use crate::{
    domain::lead::Stage,
    ledger::{
        Action, View,
        compare::{Difference, Format, differences},
    },
    pipeline::{Clock, Rules, calendar::DayCount},
    scoring::Source,
    text::{
        Label, Lang, format,
        ui_plan::PlanPageText,
        ui_rules::{RulesEditText as T, count_text},
    },
    ui::{
        context::{PageContext, Post},
        theme::tokens::TEXT_WIDTH,
        widgets::{RowKind, SheetColumn, SmallColumn, SmallTable, UiExt, Width, chip, sheet_ui},
    },
};

/// A draft that can be read.
struct Ready {
    rules: Rules,
    /// As it will be written.
    content: String,
    differences: Vec<Difference>,
}

/// A draft that was looked through.
struct Checked {
    /// Of which draft, over which version.
    of: (u64, String),
    outcome: Result<Ready, Vec<Fault>>,
    /// It cannot be written, in the program's own words.
    broken: Option<String>,
}

/// What the tab holds.
#[derive(Default)]
pub(super) struct RulesTab {
    /// The rules as typed.
    pub draft: Draft<Form>,
    checked: Option<Checked>,
    /// The draft that was asked to be saved.
    saved: Option<u64>,
    show_changes: bool,
}

impl RulesTab {
    /// Keeps up with what is in force; in every frame of the page.
    pub fn follow(&mut self, ctx: &PageContext<'_>) {
        let Some(view) = ctx.view else { return };
        self.check(ctx, view);
        let in_force = self.ready().is_some_and(|ready| ready.rules == *view.policy.rules);
        if in_force && self.saved == Some(self.draft.revision) {
            self.draft.forget();
            self.checked = None;
            self.saved = None;
        }
        self.show_changes &= self.draft.is_edited();
    }

    /// Looks the draft through unless that was done; true when it was.
    fn check(&mut self, ctx: &PageContext<'_>, view: &View) -> bool {
        let Some(form) = self.draft.edited() else {
            self.checked = None;
            return false;
        };
        let of = (self.draft.revision, view.policy.rules_stamp.sha256.clone());
        if self.checked.as_ref().is_some_and(|checked| checked.of == of) {
            return false;
        }
        let (outcome, broken) = match form.read(&view.policy.rules, ctx.today) {
            Err(faults) => (Err(faults), None),
            Ok(rules) => match written(&view.policy.rules, rules, ctx) {
                Ok(ready) => (Ok(ready), None),
                Err(words) => (Err(Vec::new()), Some(words)),
            },
        };
        self.checked = Some(Checked { of, outcome, broken });
        true
    }

    fn ready(&self) -> Option<&Ready> {
        self.checked.as_ref()?.outcome.as_ref().ok()
    }

    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, view: &Arc<View>, out: &mut Vec<Post>) {
        ui.scope(|ui| self.draft_ui(ui, ctx, out));
        let rules = &*view.policy.rules;
        let in_force = Form::of(rules);
        let mut form = self.draft.current(&in_force).clone();
        let checked = self.checked.as_ref();
        let faults = checked.and_then(|checked| checked.outcome.as_ref().err()).map(Vec::as_slice);
        let faults = faults.unwrap_or_default();
        let shown = self.ready().filter(|_| self.show_changes);
        ScrollArea::vertical().id_salt("pipeline rules").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 12.0).min(1100.0));
            if let Some(ready) = shown {
                ui.wide_card(|ui| {
                    ui.strong_text(ctx.say(&PlanPageText::WhatDiffers));
                    ui.add_space(4.0);
                    differences_ui(ui, ctx, &ready.differences);
                });
                ui.add_space(8.0);
            }
            let mut typing = Typing { ctx, rules, form: &mut form, faults };
            typing.clocks_ui(ui);
            typing.colours_ui(ui);
            typing.calendar_ui(ui);
            typing.stays_ui(ui);
            stages_ui(ui, ctx, rules);
            ui.add_space(24.0);
        });
        if !ctx.writable {
            out.push(Post::Status(ctx.say(&PlanPageText::TryOnly)));
        }
        // What says the same in other signs is no change once nobody is typing.
        let idle = ui.memory(|memory| memory.focused().is_none()) && self.draft.edited() == Some(&form);
        let same = self.ready().is_some_and(|ready| ready.differences.is_empty());
        if idle && same && self.saved != Some(self.draft.revision) {
            form.clone_from(&in_force);
        }
        self.draft.set(form, &in_force);
        if self.check(ctx, view) {
            ui.ctx().request_repaint();
        }
    }

    fn draft_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if self.draft.can_take_back() {
            ui.horizontal(|ui| {
                ui.secondary(ctx.say(&PlanPageText::Discarded));
                if ui.link(ctx.say(&PlanPageText::TakeBack)).clicked() {
                    self.draft.take_back();
                }
            });
            ui.add_space(4.0);
        }
        let Some(checked) = &self.checked else { return };
        let changes = self.ready().map(|ready| ready.differences.len());
        if changes == Some(0) {
            return;
        }
        let first = checked.outcome.as_ref().err().and_then(|faults| faults.first());
        let fault = first.map(|fault| ctx.say(&fault.problem)).or_else(|| checked.broken.clone());
        let proposed = proposed_title(ctx, &ctx.say(&PlanPageText::KindRules));
        let saving = self.draft.is_saving(ctx.now);
        let bar = DraftBar {
            changes,
            fault,
            title: &mut self.draft.title,
            proposed: proposed.clone(),
            showing: self.show_changes,
            saving,
            read_only: !ctx.writable,
        };
        match bar.ui(ui, ctx) {
            Some(Pressed::Save) => {
                if let Some(content) = self.ready().map(|ready| ready.content.as_str().into()) {
                    let title = self.draft.title_or(&proposed);
                    out.push(Post::act(Action::AdoptRules { title, content }));
                    self.saved = Some(self.draft.revision);
                    self.draft.saving(ctx.now);
                }
            }
            Some(Pressed::Discard) => self.draft.discard(),
            Some(Pressed::Changes) => self.show_changes = !self.show_changes,
            None => {}
        }
        ui.add_space(8.0);
    }
}

/// The draft as text, read once more; or why it cannot be written.
fn written(before: &Rules, rules: Rules, ctx: &PageContext<'_>) -> Result<Ready, String> {
    let cannot = |detail: String| ctx.say(&PlanPageText::CannotWrite { detail });
    let content = rules.to_toml().map_err(|error| cannot(error.to_string()))?;
    Rules::from_toml(&content, "").map_err(|error| ctx.say(&error.problem))?;
    let before = before.to_toml().map_err(|error| cannot(error.to_string()))?;
    let differences = differences(&before, &content, Format::Toml).map_err(|error| cannot(error.to_string()))?;
    Ok(Ready { rules, content, differences })
}

/// The form being typed into.
struct Typing<'t> {
    ctx: &'t PageContext<'t>,
    rules: &'t Rules,
    form: &'t mut Form,
    faults: &'t [Fault],
}

/// A row of figures: what stands before the figure, and the figure, if it has one.
struct Row {
    cells: [String; 2],
    limit: Option<Limit>,
    /// Of rows without a figure.
    source: String,
}

impl Typing<'_> {
    fn clocks_ui(&mut self, ui: &mut Ui) {
        let (ctx, lang) = (self.ctx, self.ctx.lang);
        let mut rows = Vec::new();
        for rule in &self.rules.stages {
            let name = rule.name.in_lang(lang);
            let clocks = [(Limit::Clock(rule.stage), &rule.clock), (Limit::Also(rule.stage), &rule.also)];
            for (limit, clock) in clocks {
                let Some(Clock { kind, days, source }) = clock else { continue };
                let limit = days.map(|_| limit);
                let cells = [name.to_owned(), kind.label(lang).to_owned()];
                rows.push(Row { cells, limit, source: source.clone() });
            }
        }
        let cells = [ctx.say(&T::Standstill), ctx.say(&T::StandstillKind)];
        rows.push(Row { cells, limit: Some(Limit::Standstill), source: String::new() });
        card_ui(ui, ctx, &T::Clocks, &T::ClocksNote, |ui| self.figures_ui(ui, &rows));
    }

    fn colours_ui(&mut self, ui: &mut Ui) {
        let ctx = self.ctx;
        let rows = [(Limit::Red, T::RedDays), (Limit::Blue, T::BlueShare)].map(|(limit, words)| Row {
            cells: [ctx.say(&words), String::new()],
            limit: Some(limit),
            source: String::new(),
        });
        card_ui(ui, ctx, &T::Colours, &T::ColoursNote, |ui| {
            for row in &rows {
                let name = row.cells[0].clone();
                ui.horizontal(|ui| {
                    ui.set_min_height(EDITED_ROW);
                    ui.scope(|ui| {
                        ui.set_width(220.0);
                        ui.elided(name.as_str());
                    });
                    if let Some(limit) = row.limit {
                        self.figure_ui(ui, limit, &name);
                        ui.add_space(12.0);
                        self.source_ui(ui, limit, &name);
                    }
                });
                faults_ui(ui, ctx, self.faults, row.limit.map(At::Figure));
            }
        });
    }

    fn stays_ui(&mut self, ui: &mut Ui) {
        let (ctx, lang) = (self.ctx, self.ctx.lang);
        let rows: Vec<Row> = self
            .rules
            .stages
            .iter()
            .filter(|rule| rule.stay.is_some())
            .map(|rule| Row {
                cells: [rule.name.in_lang(lang).to_owned(), ctx.say(&T::StayKind)],
                limit: Some(Limit::Stay(rule.stage)),
                source: String::new(),
            })
            .collect();
        card_ui(ui, ctx, &T::Stays, &T::StaysNote, |ui| self.figures_ui(ui, &rows));
    }

    /// Stage, what is timed, days, source; what is wrong with a row stands under it.
    fn figures_ui(&mut self, ui: &mut Ui, rows: &[Row]) {
        let ctx = self.ctx;
        let titles = [ctx.say(&T::Stage), ctx.say(&T::Kind), ctx.say(&T::Days), ctx.say(&PlanPageText::Source)];
        let columns = [
            SmallColumn::text(&titles[0], 128.0),
            SmallColumn::text(&titles[1], 210.0),
            SmallColumn::number(&titles[2], 72.0),
            SmallColumn::text(&titles[3], 160.0).stretching(),
        ];
        let table = SmallTable::new(ui.available_width(), &columns);
        table.header_ui(ui, &columns);
        for row in rows {
            let [stage, kind] = &row.cells;
            let name = ctx.say(&T::LimitName { stage: stage.clone(), kind: kind.clone() });
            table.row_ui(ui, EDITED_ROW, RowKind::Plain, |ui, column| match (column, row.limit) {
                (0, _) => _ = ui.elided(stage.as_str()),
                (1, _) => _ = ui.elided(kind.as_str()),
                (2, Some(limit)) => self.figure_ui(ui, limit, &name),
                (2, None) => _ = ui.secondary(format::ABSENT),
                (_, Some(limit)) => self.source_ui(ui, limit, &name),
                (_, None) => _ = ui.elided(RichText::new(&row.source).small().color(ctx.tokens.text_soft)),
            });
            faults_ui(ui, ctx, self.faults, row.limit.map(At::Figure));
        }
    }

    fn figure_ui(&mut self, ui: &mut Ui, limit: Limit, name: &str) {
        let ctx = self.ctx;
        let wrong = self.faults.iter().any(|fault| fault.at == At::Figure(limit));
        let Some(figure) = self.form.figures.iter_mut().find(|figure| figure.limit == limit) else { return };
        let colour = if wrong { ctx.tokens.error } else { ctx.tokens.text };
        let field = TextEdit::singleline(&mut figure.text)
            .id(Id::unique(("rules figure", limit)))
            .desired_width(56.0)
            .align(Align2::RIGHT_CENTER)
            .text_color(colour);
        ui.add(field).accessible_name(ctx.say(&T::DaysOf { name: name.to_owned() }));
    }

    fn source_ui(&mut self, ui: &mut Ui, limit: Limit, name: &str) {
        let ctx = self.ctx;
        if !limit.has_source() {
            return;
        }
        let Some(figure) = self.form.figures.iter_mut().find(|figure| figure.limit == limit) else { return };
        let assumed = Source(figure.source.clone()).is_assumption();
        let colour = if assumed { ctx.tokens.estimate_text } else { ctx.tokens.text_soft };
        let field = TextEdit::singleline(&mut figure.source)
            .id(Id::unique(("rules source", limit)))
            .desired_width((ui.available_width() - 8.0).min(420.0))
            .font(TextStyle::Small)
            .text_color(colour)
            .hint_text(RichText::new(ctx.say(&PlanPageText::SourceHint)).color(ctx.tokens.error));
        ui.add(field).accessible_name(ctx.say(&PlanPageText::SourceOf { name: name.to_owned() }));
    }

    fn calendar_ui(&mut self, ui: &mut Ui) {
        let ctx = self.ctx;
        card_ui(ui, ctx, &T::Calendar, &T::CalendarNote, |ui| {
            ui.horizontal(|ui| {
                for (working, count) in [(false, DayCount::Calendar), (true, DayCount::Working)] {
                    let words = ctx.say(&count_text(count));
                    if chip(ui, &words, self.form.working == working).clicked() {
                        self.form.working = working;
                    }
                }
            });
            ui.add_space(8.0);
            ui.secondary(ctx.say(&T::DaysHint));
            ui.add_space(4.0);
            ui.horizontal_top(|ui| {
                self.days_ui(ui, At::Holidays, &ctx.say(&T::Holidays));
                ui.add_space(24.0);
                self.days_ui(ui, At::Workdays, &ctx.say(&T::Workdays));
            });
        });
    }

    fn days_ui(&mut self, ui: &mut Ui, at: At, name: &str) {
        let ctx = self.ctx;
        let faults = self.faults;
        let wrong = faults.iter().any(|fault| fault.at == at);
        let text = if at == At::Holidays { &mut self.form.holidays } else { &mut self.form.workdays };
        let colour = if wrong { ctx.tokens.error } else { ctx.tokens.text };
        ui.vertical(|ui| {
            ui.set_width(280.0);
            ui.label(name);
            let field = TextEdit::multiline(text)
                .id(Id::unique(("rules days", name)))
                .desired_rows(6)
                .desired_width(272.0)
                .text_color(colour);
            ui.add(field).accessible_name(name);
            faults_ui(ui, ctx, faults, Some(at));
        });
    }
}

/// What is wrong there, in red.
fn faults_ui(ui: &mut Ui, ctx: &PageContext<'_>, faults: &[Fault], at: Option<At>) {
    for fault in faults.iter().filter(|fault| Some(fault.at) == at) {
        ui.label(RichText::new(ctx.say(&fault.problem)).small().color(ctx.tokens.error));
    }
}

/// The stages in order, with the moves from each.
fn stages_ui(ui: &mut Ui, ctx: &PageContext<'_>, rules: &Rules) {
    let lang = ctx.lang;
    let counting = &rules.counting;
    let (won, seat) = (stage_name(rules, counting.won, lang), stage_name(rules, counting.seat, lang));
    let note = T::StagesNote { won, seat };
    let columns = [
        SheetColumn::number("", 24.0),
        SheetColumn::text(ctx.say(&T::Stage), Width::Fixed(128.0)),
        SheetColumn::text(ctx.say(&T::ShortName), Width::Fixed(112.0)),
        SheetColumn::text(ctx.say(&T::MovesTo), Width::Share(1.0, 200.0)),
        SheetColumn::text(ctx.say(&T::Asks), Width::Fixed(96.0)),
    ];
    card_ui(ui, ctx, &T::Stages, &note, |ui| {
        sheet_ui(ui, "stages of the rules", &columns, rules.stages.len(), |ui, row, column| {
            let Some(rule) = rules.stages.get(row) else { return };
            match column {
                0 => _ = ui.secondary((row + 1).to_string()),
                1 => _ = ui.elided(rule.name.in_lang(lang)),
                2 => _ = ui.elided(rule.short.in_lang(lang)),
                3 => {
                    let names: Vec<String> = rule.moves.iter().map(|stage| stage_name(rules, *stage, lang)).collect();
                    ui.elided(format::list(&names, lang));
                }
                _ => {
                    let asked = [(rule.proof, T::Proof), (rule.reason, T::Reason)];
                    let words: Vec<String> =
                        asked.iter().filter(|(on, _)| *on).map(|(_, words)| ctx.say(words)).collect();
                    ui.secondary(format::list(&words, lang));
                }
            }
        });
    });
}

fn stage_name(rules: &Rules, stage: Stage, lang: Lang) -> String {
    rules.stage(stage).map_or_else(|| stage.label(lang).to_owned(), |rule| rule.name.in_lang(lang).to_owned())
}

fn card_ui(ui: &mut Ui, ctx: &PageContext<'_>, title: &T, note: &T, content: impl FnOnce(&mut Ui)) {
    ui.wide_card(|ui| {
        ui.strong_text(ctx.say(title));
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(TEXT_WIDTH));
            ui.secondary(ctx.say(note));
        });
        ui.add_space(4.0);
        content(ui);
    });
    ui.add_space(8.0);
}
