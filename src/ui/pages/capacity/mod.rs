//! The page 基地 Capacity: how full every slot will be by a chosen day, and everything that bears on it.

mod asked;
mod board;
mod calibration;
mod changes;
mod ground;
mod indicators;
mod readings;
mod slot;
mod tables;
mod targets;

use std::sync::Arc;

use eframe::egui::{Align, Layout, ScrollArea, Ui};
use jiff::{ToSpan as _, civil::Date};

pub use self::changes::slot_name;

use self::{
    asked::{Asked, Made},
    calibration::CalibrationView,
    changes::ChangesView,
    ground::GroundView,
    indicators::IndicatorsView,
    slot::SlotView,
    targets::TargetsView,
};
use crate::{
    domain::{
        ids::BaseId,
        paper::{ExportFormat, ExportKind},
        plan::Tier,
    },
    ledger::{assessment::SlotKey, forecast::Forecast},
    report::seen::Seen,
    text::{
        Label, Say, format, ui_capacity::CapacityText as Text, ui_outgoing::OutgoingText, ui_overview::OverviewText,
    },
    ui::{
        context::{PageContext, Post},
        outgoing::Outgoing,
        papers,
        route::{PageId, Target},
        session::JUDGING,
        table_form::{TableForm, table_button_ui},
        theme::icons,
        widgets::{
            EmptyState, SplitPane, UiExt,
            day_axis::{NamedDay, day_axis_ui},
            progress_row, split_ui, tabs_ui,
        },
    },
};

/// Name of the job that makes the forecast.
const FORECAST: &str = "forecast";
/// The job and question of the report of the day chosen.
const PAPER: &str = "capacity report of a day";
/// The job and question of the table written to a file.
const FILE: &str = "capacity table";
/// Years the axis of days reaches beyond the target date, at least from today.
const YEARS_AHEAD: i16 = 3;

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Slots,
    Ground,
    Indicators,
    Changes,
    Targets,
    Calibration,
}

impl Part {
    const ALL: [Self; 6] =
        [Self::Slots, Self::Ground, Self::Indicators, Self::Changes, Self::Targets, Self::Calibration];

    /// The word it is reached by.
    const fn word(self) -> &'static str {
        match self {
            Self::Slots => "slots",
            Self::Ground => "ground",
            Self::Indicators => "indicators",
            Self::Changes => "changes",
            Self::Targets => "targets",
            Self::Calibration => "calibration",
        }
    }

    const fn title(self) -> Text {
        match self {
            Self::Slots => Text::TabSlots,
            Self::Ground => Text::TabGround,
            Self::Indicators => Text::TabIndicators,
            Self::Changes => Text::TabChanges,
            Self::Targets => Text::TabTargets,
            Self::Calibration => Text::TabCalibration,
        }
    }

    /// Whether it hangs on the day counted to.
    const fn counts_to_a_day(self) -> bool {
        matches!(self, Self::Slots | Self::Ground | Self::Indicators | Self::Targets)
    }
}

/// What the page holds.
#[derive(Default)]
pub struct CapacityPage {
    part: Part,
    /// The day counted to; none = the workspace's 目标日期.
    until: Option<Date>,
    /// The day the handle stands at while it is dragged.
    dragged: Option<Date>,
    forecast: Asked<Date, Forecast>,
    /// The slot that is looked at.
    chosen: Option<SlotKey>,
    slot: SlotView,
    ground: GroundView,
    indicators: IndicatorsView,
    changes: ChangesView,
    targets: TargetsView,
    calibration: CalibrationView,
    /// The form of the report, and the day it was asked for.
    paper: Outgoing,
    paper_until: Option<Date>,
    /// The form of the table written to a file.
    file: TableForm,
}

impl CapacityPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Target::Part(word) = &ctx.target {
            if let Some(part) = Part::ALL.into_iter().find(|part| part.word() == word) {
                self.part = part;
            } else if let Some(slot) = slot_of(word) {
                (self.part, self.chosen) = (Part::Slots, Some(slot));
            }
        }
        let Some(view) = ctx.view else {
            waiting_ui(ui, ctx, out);
            return;
        };
        let target = view.target_date;
        let until = self.until.unwrap_or(target);
        let forecast = self.forecast.look(FORECAST, &until, ctx, out, |view, until, progress| {
            view.forecast(*until, |done| progress.step(done))
        });
        self.head_ui(ui, ctx, target, until);
        let paper_until = self.paper_until.unwrap_or(until);
        self.paper.ui(ui, PAPER, ctx, out, || papers::capacity_by(Arc::clone(view), paper_until));
        self.file.ui(ui, FILE, ctx, out);
        ui.add_space(8.0);
        match self.part {
            Part::Slots => match forecast {
                Some(made) => self.slots_ui(ui, ctx, &made, out),
                None => {
                    ui.secondary(ctx.say(&Text::Counting));
                }
            },
            Part::Ground => self.ground.ui(ui, ctx, until, out),
            Part::Indicators => self.indicators.ui(ui, ctx, until, out),
            Part::Changes => self.changes.ui(ui, ctx, out),
            Part::Targets => self.targets.ui(ui, ctx, forecast.as_deref(), out),
            Part::Calibration => {
                let calibration = &mut self.calibration;
                ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| calibration.ui(ui, ctx, view, out));
            }
        }
    }

    /// One went to another page.
    pub fn leave(&mut self) {
        self.forecast.rest();
        self.ground.rest();
        self.indicators.rest();
        self.changes.rest();
        self.targets.rest();
        self.calibration.rest();
    }

    fn head_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, target: Date, until: Date) {
        ui.horizontal(|ui| {
            ui.page_title(PageId::Capacity.label(ctx.lang));
            ui.add_space(8.0);
            let names = Part::ALL.map(|part| ctx.say(&part.title()));
            let place = Part::ALL.iter().position(|part| *part == self.part).unwrap_or_default();
            ui.scope(|ui| {
                // The axis of days keeps its room at the right.
                ui.set_max_width((ui.available_width() - 440.0).max(320.0));
                if let Some(part) = tabs_ui(ui, &names, place).and_then(|chosen| Part::ALL.get(chosen)) {
                    self.part = *part;
                }
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.files_ui(ui, ctx, until);
                if self.part.counts_to_a_day() {
                    self.axis_ui(ui, ctx, target, until);
                }
            });
        });
    }

    /// The buttons that write the table in sight, and the report of the day chosen.
    fn files_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, until: Date) {
        if table_button_ui(ui, ctx, false)
            && let Some(seen) = self.seen(ctx, until)
        {
            self.file.open(seen, ctx);
        }
        let day = format::iso_date(until);
        if self.part.counts_to_a_day() && ui.icon_button(icons::EXPORT, &ctx.say(&Text::ExportPaper { day })).clicked()
        {
            self.paper_until = Some(until);
            self.paper.open(ExportKind::Capacity, &ctx.say(&OutgoingText::Capacity), &[ExportFormat::Pdf], ctx);
        }
    }

    /// The table of the part in sight; none while it is being worked out.
    fn seen(&self, ctx: &PageContext<'_>, until: Date) -> Option<Seen> {
        let title = ctx.say(&Text::TableTitle { part: ctx.say(&self.part.title()) });
        let forecast = self.forecast.made();
        let day = |day: Date| ctx.say(&Text::ByDay { day: format::iso_date(day) });
        Some(match self.part {
            Part::Slots => tables::board(ctx, &title, forecast?),
            Part::Ground => self.ground.seen(ctx, &title, &day(until))?,
            Part::Indicators => self.indicators.seen(ctx, &title)?,
            Part::Changes => self.changes.seen(ctx, &title)?,
            Part::Targets => self.targets.seen(ctx, &title, forecast?)?,
            Part::Calibration => tables::stages(ctx, &title, ctx.view?),
        })
    }

    /// The day that everything is counted to.
    fn axis_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, target: Date, until: Date) {
        let shown = self.dragged.unwrap_or(until);
        let last = ctx.today.checked_add(YEARS_AHEAD.years()).unwrap_or(target).max(target).max(until);
        let mut marks = vec![NamedDay { day: target, name: ctx.say(&Text::IsTarget) }];
        if let Some(view) = ctx.view {
            let mut dates: Vec<Date> =
                view.policy.plan.bases.iter().flat_map(|base| base.seats.iter().map(|seats| seats.by)).collect();
            dates.sort_unstable();
            dates.dedup();
            let named = dates.into_iter().filter(|day| *day != target && *day >= ctx.today);
            marks.extend(named.map(|day| NamedDay { day, name: ctx.say(&Text::ByDay { day: format::iso_date(day) }) }));
        }
        let day = format::iso_date(shown);
        if shown == target {
            ui.secondary(ctx.say(&Text::IsTarget));
        } else {
            let back = ctx.say(&Text::ToTarget { day: format::iso_date(target) });
            if ui.icon_button(icons::ARROW_U_UP_LEFT, &back).clicked() {
                (self.until, self.dragged) = (None, None);
            }
        }
        ui.strong_text(&day);
        let words = ctx.say(&Text::AxisNamed { day });
        // Where there is little room left beside the tabs, the axis has it and its name is only spoken.
        let room = ui.available_width();
        let is_named = room >= 230.0;
        let width = (room - if is_named { 90.0 } else { 12.0 }).clamp(100.0, 320.0);
        if let Some((day, settled)) = day_axis_ui(ui, &words, (ctx.today, last), shown, &marks, width) {
            self.dragged = (!settled).then_some(day);
            if settled {
                self.until = (day != target).then_some(day);
            }
        }
        if is_named {
            ui.secondary(ctx.say(&Text::CountedTo));
        }
    }

    fn slots_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, made: &Arc<Made<Date, Forecast>>, out: &mut Vec<Post>) {
        let forecast = &made.value;
        let known = |key: &SlotKey| forecast.slots.iter().any(|slot| slot.state.slot == *key);
        if !self.chosen.as_ref().is_some_and(known) {
            self.chosen = forecast.slots.first().map(|slot| slot.state.slot.clone());
        }
        let pane = SplitPane { name: "capacity", share: 0.5, least: (520.0, 460.0), right_most: 1100.0 };
        let chosen = self.chosen.clone();
        let found = chosen.as_ref().and_then(|key| forecast.slots.iter().find(|slot| slot.state.slot == *key));
        let (mut picked, mut day) = (None, None);
        let mut asked_left = Vec::new();
        let view = &made.view;
        split_ui(
            ui,
            pane,
            ctx.lang,
            |ui| {
                ScrollArea::vertical().id_salt("board").auto_shrink([false, false]).show(ui, |ui| {
                    picked = board::ui(ui, view, forecast, chosen.as_ref(), ctx, &mut asked_left);
                });
            },
            |ui| {
                ScrollArea::vertical().id_salt("slot").auto_shrink([false, false]).show(ui, |ui| {
                    if let Some(found) = found {
                        day = self.slot.ui(ui, view, forecast, found, ctx, out);
                    }
                });
            },
        );
        out.append(&mut asked_left);
        if picked.is_some() {
            self.chosen = picked;
        }
        if let Some(day) = day {
            self.until = (day != made.view.target_date).then_some(day);
        }
    }
}

/// The slot of a part of the page: `slot:base/tier`.
fn slot_of(word: &str) -> Option<SlotKey> {
    let (base, tier) = word.strip_prefix("slot:")?.split_once('/')?;
    let tier = Tier::from_word(tier)?;
    Some(SlotKey { base: BaseId::new(base), tier })
}

/// The part of the page that shows a slot.
pub fn part_of_slot(slot: &SlotKey) -> String {
    format!("slot:{}/{}", slot.base, slot.tier)
}

/// While companies are being scored for the first time, or cannot be.
fn waiting_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    ui.page_title(PageId::Capacity.label(ctx.lang));
    ui.add_space(16.0);
    if let Some(job) = ctx.running.iter().find(|job| job.key == JUDGING) {
        ui.set_max_width(480.0);
        ui.card(|ui| {
            ui.set_width(456.0);
            progress_row(ui, &Text::Counting.say(ctx.lang), &job.progress, ctx.lang);
        });
        return;
    }
    let empty = EmptyState {
        icon: PageId::Plan.icon(),
        title: &ctx.say(&OverviewText::NoView),
        note: &ctx.say(&OverviewText::NoViewNote),
        action: Some(&ctx.say(&OverviewText::OpenPlan)),
    };
    if empty.ui(ui) {
        out.push(Post::go(PageId::Plan));
    }
}
