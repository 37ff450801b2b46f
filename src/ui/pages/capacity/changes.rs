//! What the forecast said earlier, what it says now, and which leads, plan and dates made the difference.

use eframe::egui::{Label, RichText, ScrollArea, Ui};
use jiff::{ToSpan as _, civil::Date};

use super::{
    asked::{Asked, Made},
    tables::{number, of_talks, open},
};
use crate::{
    domain::{ids::ForecastRecordId, plan::Plan},
    ledger::{
        Action, Item, ItemKind, View,
        assessment::SlotKey,
        forecast::history::{Cause, CauseKind, Changes, KeptSlot, Past, SlotChange},
    },
    report::{
        seen::Seen,
        table::{Cell, ColumnKind},
    },
    text::{
        Label as _, format,
        ui_capacity::{CapacityText, ChangeText as Text},
    },
    ui::{
        context::{PageContext, Post},
        pages::slots::name_of,
        route::Place,
        table_form::seen,
        theme::{
            icons,
            tokens::{ROW, ROW_DENSE},
        },
        widgets::{RowKind, Segment, SmallColumn, SmallTable, UiExt, choice_box, segments_ui},
    },
};

/// Name of the job.
const CHANGES: &str = "capacity changes";
/// Causes listed for a slot.
const LISTED: usize = 30;
/// Causes named in the row of a slot.
const NAMED: usize = 2;

/// Compared with when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Since {
    #[default]
    Week,
    Month,
    Quarter,
    /// A kept forecast.
    Kept(ForecastRecordId),
}

/// What is looked at.
#[derive(Default)]
pub struct ChangesView {
    since: Since,
    made: Asked<Since, Changes>,
    open: Option<SlotKey>,
}

impl ChangesView {
    /// Lets go of what was compared.
    pub fn rest(&mut self) {
        self.made.rest();
    }

    /// The comparison as a table for a file; none while it is being worked out.
    pub fn seen(&self, ctx: &PageContext<'_>, title: &str) -> Option<Seen> {
        let made = self.made.made()?;
        let both = |text: Text| {
            let title = ctx.say(&text);
            [CapacityText::Earlier { title: title.clone() }, CapacityText::Present { title }].map(|text| ctx.say(&text))
        };
        let mut columns = vec![open(ctx.say(&Text::Slot), ColumnKind::Text)];
        columns.extend(both(Text::Landed).map(|heading| open(heading, ColumnKind::Number(0))));
        for (text, kind) in [
            (Text::Min, ColumnKind::Share(1)),
            (Text::Max, ColumnKind::Share(1)),
            (Text::Expected, ColumnKind::Number(1)),
        ] {
            columns.extend(both(text).map(|heading| of_talks(heading, kind)));
        }
        columns.push(of_talks(ctx.say(&Text::Causes), ColumnKind::LongText));
        let rows = made.value.slots.iter().map(|change| {
            let (before, now) = (change.before.as_ref(), &change.now);
            let then = |of: fn(&KeptSlot) -> f64| Cell::number_or(before.map(of), format::ABSENT);
            vec![
                Cell::text(slot_name(&made.view.policy.plan, &change.slot, ctx)),
                then(|slot| f64::from(slot.landed)),
                number(now.landed),
                then(|slot| slot.reaches_min),
                Cell::Number(now.reaches_min),
                then(|slot| slot.reaches_max),
                Cell::Number(now.reaches_max),
                then(|slot| slot.expected),
                Cell::Number(now.expected),
                Cell::text(main_causes(&made.view, change, ctx)),
            ]
        });
        let mut subtitle = vec![past_words(&made.value, ctx)];
        subtitle.extend(not_leads(&made.view, &made.value, ctx));
        Some(seen(ctx, title, &subtitle, columns, rows.collect()))
    }

    /// Draws the comparison.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let gone = matches!(self.since, Since::Kept(id) if ctx.snapshot.forecasts.get(id.uuid()).is_none());
        if gone {
            self.since = Since::Week;
        }
        let made = self.made.look(CHANGES, &self.since, ctx, out, |view, since, _| changes(view, *since));
        self.head_ui(ui, ctx, made.as_deref(), out);
        let Some(made) = made else { return };
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 10.0).min(1280.0));
            let other = not_leads(&made.view, &made.value, ctx);
            if !other.is_empty() {
                ui.card(|ui| {
                    ui.set_width(ui.available_width());
                    ui.strong_text(ctx.say(&Text::NotLeads));
                    for words in other {
                        ui.add(Label::new(words).wrap());
                    }
                });
                ui.add_space(8.0);
            }
            ui.card(|ui| {
                ui.set_width(ui.available_width());
                self.table_ui(ui, &made.view, &made.value, ctx, out);
            });
            ui.add_space(8.0);
            ui.card(|ui| {
                ui.set_width(ui.available_width());
                self.kept_ui(ui, ctx, out);
            });
        });
    }

    fn head_ui(
        &mut self,
        ui: &mut Ui,
        ctx: &PageContext<'_>,
        made: Option<&Made<Since, Changes>>,
        out: &mut Vec<Post>,
    ) {
        ui.horizontal(|ui| {
            let choices = [(Since::Week, Text::Week), (Since::Month, Text::Month), (Since::Quarter, Text::Quarter)]
                .map(|(since, text)| Segment::new(since, ctx.say(&text)));
            if let Some(since) = segments_ui(ui, "since", &choices, self.since) {
                self.since = since;
            }
            if !ctx.snapshot.forecasts.is_empty() {
                self.kept_choice_ui(ui, ctx);
            }
            if let Some(view) = ctx.view.filter(|_| ctx.writable) {
                let button = ui.button(ctx.say(&Text::Keep)).on_hover_text(ctx.say(&Text::KeepTip));
                if button.clicked() {
                    let record = view.forecast_record(ForecastRecordId::from_uuid(ctx.new_id()), false, "");
                    out.push(Post::act(Action::Add(Item::from(record))));
                }
            }
        });
        if let Some(made) = made {
            ui.secondary(past_words(&made.value, ctx));
        }
        ui.add_space(4.0);
    }

    fn kept_choice_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        let mut records: Vec<_> = ctx.snapshot.forecasts.iter().collect();
        records.sort_by_key(|record| std::cmp::Reverse((record.as_of, record.id)));
        let shown = match self.since {
            Since::Kept(id) => ctx
                .snapshot
                .forecasts
                .get(id.uuid())
                .map_or_else(String::new, |record| ctx.say(&Text::KeptOn { day: format::iso_date(record.as_of) })),
            _ => ctx.say(&Text::KeptList { count: records.len() }),
        };
        let kept = choice_box("kept forecasts").selected_text(shown).show_ui(ui, |ui| {
            for record in records.iter().take(60) {
                let chosen = self.since == Since::Kept(record.id);
                let words = ctx.say(&Text::KeptOn { day: format::iso_date(record.as_of) });
                if ui.selectable_label(chosen, words).clicked() {
                    self.since = Since::Kept(record.id);
                }
            }
        });
        kept.response.accessible_name(ctx.say(&Text::KeptList { count: records.len() }));
    }

    fn table_ui(&mut self, ui: &mut Ui, view: &View, changes: &Changes, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let titles =
            [Text::Slot, Text::Landed, Text::Min, Text::Max, Text::Expected, Text::Causes].map(|text| ctx.say(&text));
        let columns = [
            SmallColumn::text(&titles[0], 240.0).stretching(),
            SmallColumn::number(&titles[1], 84.0),
            SmallColumn::number(&titles[2], 132.0),
            SmallColumn::number(&titles[3], 132.0),
            SmallColumn::number(&titles[4], 112.0),
            SmallColumn::text(&titles[5], 240.0).stretching(),
        ];
        let table = SmallTable::new(ui.available_width(), &columns);
        ui.spacing_mut().item_spacing.y = 0.0;
        table.header_ui(ui, &columns);
        for change in &changes.slots {
            let name = slot_name(&view.policy.plan, &change.slot, ctx);
            let open = self.open.as_ref() == Some(&change.slot);
            let figures = Figures::of(change, ctx);
            let words = ctx.say(&Text::RowNamed {
                slot: name.clone(),
                min: figures.min.clone(),
                expected: figures.expected.clone(),
            });
            let response = table.row_ui(ui, ROW, RowKind::Opener { words: &words, open }, |ui, column| {
                let tokens = ui.tokens();
                match column {
                    0 => {
                        let caret = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
                        ui.label(RichText::new(caret).size(12.0).color(tokens.text_soft));
                        ui.elided(&name);
                    }
                    1 => {
                        ui.label(&figures.landed);
                    }
                    2 => {
                        ui.label(&figures.min);
                    }
                    3 => {
                        ui.label(&figures.max);
                    }
                    4 => {
                        ui.label(&figures.expected);
                    }
                    _ => {
                        ui.elided(RichText::new(main_causes(view, change, ctx)).color(tokens.text_soft));
                    }
                }
            });
            if response.clicked() {
                self.open = (!open).then(|| change.slot.clone());
            }
            if open {
                causes_ui(ui, view, change, &name, ctx, out);
            }
        }
    }

    /// The kept forecasts, each of which can be gone back to or deleted.
    fn kept_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let mut records: Vec<_> = ctx.snapshot.forecasts.iter().collect();
        records.sort_by_key(|record| std::cmp::Reverse((record.as_of, record.id)));
        ui.horizontal(|ui| {
            ui.strong_text(ctx.say(&Text::Kept));
            ui.secondary(ctx.say(&Text::KeepTip));
        });
        if records.is_empty() {
            ui.secondary(ctx.say(&Text::KeptNone));
            return;
        }
        ui.horizontal_wrapped(|ui| {
            for record in records.iter().take(40) {
                let day = format::iso_date(record.as_of);
                let how = if record.automatic { Text::KeptAutomatic } else { Text::KeptByHand };
                if ui.link(&day).on_hover_text(ctx.say(&Text::KeptTip)).clicked() {
                    self.since = Since::Kept(record.id);
                }
                ui.secondary(ctx.say(&how));
                if ctx.writable {
                    let words = ctx.say(&Text::DeleteKept { day });
                    if ui.icon_button(icons::X, &words).clicked() {
                        let key = record.id.uuid();
                        out.push(Post::act(Action::Delete { kind: ItemKind::ForecastRecord, key }));
                    }
                }
            }
        });
    }
}

/// What it is compared with.
fn past_words(changes: &Changes, ctx: &PageContext<'_>) -> String {
    let day = format::iso_date(changes.since);
    ctx.say(&match changes.past {
        Past::Kept(_) => Text::FromKept { day, target: format::iso_date(changes.target) },
        Past::Counted => Text::Counted { day },
    })
}

/// What else has changed than the leads: plan, model, target date, numbers wanted. One line each.
fn not_leads(view: &View, changes: &Changes, ctx: &PageContext<'_>) -> Vec<String> {
    let plan = &view.policy.plan;
    let mut lines = Vec::new();
    for (replaced, what) in [(&changes.plan, Text::ThePlan), (&changes.model, Text::TheModel)] {
        let Some(replaced) = replaced else { continue };
        let (what, now) = (ctx.say(&what), replaced.now.to_string());
        lines.push(ctx.say(&match &replaced.before {
            Some(before) if *before == replaced.now => Text::Edited { what, now },
            Some(before) => Text::Replaced { what, before: before.to_string(), now },
            None => Text::ReplacedUnknown { what, now },
        }));
    }
    let moved = changes.slots.iter().filter_map(|change| {
        let slot = slot_name(plan, &change.slot, ctx);
        Some(Text::RangeOf { slot, before: range_words(change.range_before()?), now: range_words(change.now.wanted()) })
    });
    let moved: Vec<String> = moved.map(|text| ctx.say(&text)).collect();
    if !moved.is_empty() {
        lines.push(ctx.say(&Text::RangesMoved { slots: format::list(&moved, ctx.lang) }));
    }
    let gone = changes.gone.iter().map(|slot| SlotKey { base: slot.base.clone(), tier: slot.tier });
    let gone: Vec<String> = gone.map(|slot| slot_name(plan, &slot, ctx)).collect();
    if !gone.is_empty() {
        lines.push(ctx.say(&Text::TargetsGone { slots: format::list(&gone, ctx.lang) }));
    }
    if changes.target != changes.target_now {
        let change = signed(changes.slots.iter().filter_map(|change| change.by_target).sum(), ctx);
        let [before, now] = [changes.target, changes.target_now].map(format::iso_date);
        lines.push(ctx.say(&if changes.target < view.as_of {
            Text::TargetMovedPassed { before, now, change }
        } else {
            Text::TargetMoved { before, now, change }
        }));
    }
    lines
}

fn range_words((min, max): (u32, u32)) -> String {
    if min == max { max.to_string() } else { format!("{min}–{max}") }
}

fn changes(view: &View, since: Since) -> Option<Changes> {
    let back = |span: jiff::Span| view.as_of.checked_sub(span).ok();
    let day: Date = match since {
        Since::Kept(id) => return view.changes_since(view.snapshot.forecasts.get(id.uuid())?),
        Since::Week => back(7.days())?,
        Since::Month => back(1.month())?,
        Since::Quarter => back(3.months())?,
    };
    Some(view.forecast_changes(day))
}

struct Figures {
    landed: String,
    min: String,
    max: String,
    expected: String,
}

impl Figures {
    fn of(change: &SlotChange, ctx: &PageContext<'_>) -> Self {
        let now = &change.now;
        let landed = |landed: u32| landed.to_string();
        let expected = |expected: f64| format::fixed(expected, 1);
        let Some(before) = &change.before else {
            return Self {
                landed: landed(now.landed),
                min: format::share(now.reaches_min),
                max: format::share(now.reaches_max),
                expected: expected(now.expected),
            };
        };
        let arrow = |before: String, after: String| {
            if before == after { after } else { ctx.say(&Text::Arrow { before, after }) }
        };
        Self {
            landed: arrow(landed(before.landed), landed(now.landed)),
            min: arrow(format::share(before.reaches_min), format::share(now.reaches_min)),
            max: arrow(format::share(before.reaches_max), format::share(now.reaches_max)),
            expected: arrow(expected(before.expected), expected(now.expected)),
        }
    }
}

/// The name of a slot: base and tier.
pub fn slot_name(plan: &Plan, slot: &SlotKey, ctx: &PageContext<'_>) -> String {
    let base = plan.base(&slot.base).map_or(slot.base.as_str(), |base| base.name.in_lang(ctx.lang)).to_owned();
    ctx.say(&CapacityText::SlotTitle { base, tier: slot.tier.label(ctx.lang) })
}

fn what(kind: CauseKind, ctx: &PageContext<'_>) -> String {
    let stage = |stage: crate::domain::lead::Stage| stage.label(ctx.lang).to_owned();
    ctx.say(&match kind {
        CauseKind::Entered => Text::Entered,
        CauseKind::Left => Text::Left,
        CauseKind::Filled => Text::Filled,
        CauseKind::Advanced { from, to } => Text::Advanced { from: stage(from), to: stage(to) },
        CauseKind::WentBack { from, to } => Text::WentBack { from: stage(from), to: stage(to) },
        CauseKind::Reweighed => Text::Reweighed,
    })
}

fn main_causes(view: &View, change: &SlotChange, ctx: &PageContext<'_>) -> String {
    if change.before.is_none() {
        return ctx.say(&Text::New);
    }
    let seen = change.causes.iter().filter(|cause| cause.change().abs() >= 0.005);
    let range = change.range_before().map(|before| {
        ctx.say(&Text::RangeMoved { before: range_words(before), now: range_words(change.now.wanted()) })
    });
    let causes = seen.take(NAMED).map(|cause| {
        let company = name_of(view, cause.company);
        let company = view
            .snapshot
            .companies
            .get(cause.company.uuid())
            .map_or(company, |found| if found.short_name.is_empty() { company } else { &found.short_name });
        ctx.say(&Text::CauseNamed {
            company: company.to_owned(),
            what: what(cause.kind, ctx),
            change: signed(cause.change(), ctx),
        })
    });
    let words: Vec<String> = range.into_iter().chain(causes).collect();
    if words.is_empty() { ctx.say(&Text::NoChange) } else { format::clauses(&words, ctx.lang) }
}

fn signed(change: f64, ctx: &PageContext<'_>) -> String {
    let size = format::fixed(change.abs(), 2);
    ctx.say(&if change < 0.0 { CapacityText::Minus { points: size } } else { CapacityText::Plus { points: size } })
}

/// What the other range and the other target date make of a slot.
fn apart(change: &SlotChange, ctx: &PageContext<'_>) -> Vec<String> {
    let range = change.range_before().zip(change.by_old_range.as_ref()).map(|(range, outlook)| Text::ByOldRange {
        range: range_words(range),
        min: format::share(outlook.reaches_min),
        max: format::share(outlook.reaches_max),
    });
    let target = change.by_target.map(|part| Text::ByTarget { change: signed(part, ctx) });
    range.into_iter().chain(target).map(|text| ctx.say(&text)).collect()
}

fn causes_ui(ui: &mut Ui, view: &View, change: &SlotChange, name: &str, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    ui.indent(("causes", name), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(4.0);
        for words in apart(change, ctx) {
            ui.secondary(words);
        }
        ui.secondary(ctx.say(&Text::CausesTitle { slot: name.to_owned() }));
        let titles = [Text::ColumnLead, Text::ColumnWhat, Text::ColumnBefore, Text::ColumnAfter, Text::ColumnChange]
            .map(|text| ctx.say(&text));
        let columns = [
            SmallColumn::text(&titles[0], 220.0).stretching(),
            SmallColumn::text(&titles[1], 180.0),
            SmallColumn::number(&titles[2], 84.0),
            SmallColumn::number(&titles[3], 84.0),
            SmallColumn::number(&titles[4], 96.0),
        ];
        let table = SmallTable::new(ui.available_width().min(980.0), &columns);
        table.header_ui(ui, &columns);
        for cause in change.causes.iter().take(LISTED) {
            cause_ui(ui, &table, view, cause, ctx, out);
        }
        let hidden: f64 = change.causes.iter().skip(LISTED).map(Cause::change).sum();
        let rest = hidden + change.others;
        let plain = |title: String, figure: String| {
            move |ui: &mut Ui, column: usize| match column {
                0 => {
                    ui.secondary(&title);
                }
                4 => {
                    ui.label(&figure);
                }
                _ => {}
            }
        };
        if rest.abs() >= 0.005 {
            table.row_ui(ui, ROW_DENSE, RowKind::Plain, plain(ctx.say(&Text::Others), signed(rest, ctx)));
        }
        if let Some(before) = &change.before {
            let sum = signed(change.now.expected - before.expected, ctx);
            table.row_ui(ui, ROW_DENSE, RowKind::Plain, plain(ctx.say(&Text::Sum), sum));
            ui.secondary(ctx.say(&Text::SumNote));
        }
        ui.add_space(8.0);
    });
}

fn cause_ui(ui: &mut Ui, table: &SmallTable, view: &View, cause: &Cause, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let company = name_of(view, cause.company);
    let change = signed(cause.change(), ctx);
    let happened = what(cause.kind, ctx);
    let words = Text::CauseNamed { company: company.to_owned(), what: happened.clone(), change: change.clone() };
    let words = ctx.say(&words);
    let response = table.row_ui(ui, ROW_DENSE, RowKind::Button(&words), |ui, column| match column {
        0 => {
            ui.elided(company);
        }
        1 => {
            ui.elided(&happened);
        }
        2 => {
            ui.label(format::share(cause.before));
        }
        3 => {
            ui.label(format::share(cause.after));
        }
        _ => {
            ui.label(&change);
        }
    });
    if response.clicked() {
        out.push(Post::Go(Place::lead(cause.lead)));
    }
}
