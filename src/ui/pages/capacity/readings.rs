//! Values of indicators from statistics: those entered, and the form for another.

use eframe::egui::{RichText, TextEdit, Ui};
use jiff::civil::Date;

use crate::{
    domain::{
        forecast::IndicatorReading,
        ids::{IndicatorId, IndicatorReadingId},
        plan::{Indicator, IndicatorKind},
        record::Record as _,
    },
    ledger::{Action, Edit, Item, ItemKind, forecast::indicators::NoBase},
    text::{
        format,
        ui_capacity::IndicatorText as Text,
        ui_overview::{HUNDRED_MILLION_YUAN, unit},
    },
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::UiExt,
    },
};

/// The form where it is open.
#[derive(Default)]
pub struct Readings {
    draft: Option<Draft>,
}

/// A value being entered.
struct Draft {
    indicator: IndicatorId,
    value: String,
    whole: String,
    day: String,
    source: String,
    tried: bool,
    /// The reading that it corrects.
    corrects: Option<IndicatorReading>,
}

impl Readings {
    /// Gives up what was being entered.
    pub fn close(&mut self) {
        self.draft = None;
    }

    /// The button that opens the form with the reading whose denominator is missing.
    pub fn complete_ui(&mut self, ui: &mut Ui, missing: NoBase, ctx: &PageContext<'_>) {
        let NoBase::NoWhole { reading, .. } = missing else { return };
        let Some(reading) = ctx.snapshot.readings.get(reading.uuid()).filter(|_| ctx.writable) else { return };
        if ui.button(ctx.say(&Text::CompleteWhole)).clicked() {
            self.draft = Some(Draft::of(reading));
        }
    }

    /// The values entered, and a form for another.
    pub fn ui(&mut self, ui: &mut Ui, indicator: &Indicator, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let mut readings: Vec<&IndicatorReading> =
            ctx.snapshot.readings.iter().filter(|reading| reading.indicator == indicator.id).collect();
        readings.sort_by_key(|reading| std::cmp::Reverse((reading.as_of, reading.id)));
        ui.add_space(4.0);
        if !readings.is_empty() {
            ui.strong_text(ctx.say(&Text::Readings));
        }
        for reading in readings {
            ui.horizontal(|ui| {
                let day = format::iso_date(reading.as_of);
                ui.label(format::number(reading.value, 2));
                ui.secondary(unit(&indicator.unit, ctx.lang));
                ui.secondary(&day);
                ui.secondary(&*reading.source);
                if ctx.writable && ui.icon_button(icons::X, &ctx.say(&Text::Delete { day })).clicked() {
                    out.push(Post::act(Action::Delete { kind: ItemKind::IndicatorReading, key: reading.id.uuid() }));
                }
            });
        }
        if !ctx.writable {
            return;
        }
        let entering = self.draft.as_ref().is_some_and(|draft| draft.indicator == indicator.id);
        if !entering {
            if ui.button(ctx.say(&Text::Enter)).clicked() {
                let day = format::iso_date(ctx.today);
                self.draft = Some(Draft::new(indicator.id.clone(), day));
            }
            return;
        }
        let Some(draft) = &mut self.draft else { return };
        match form_ui(ui, draft, indicator, ctx) {
            Some(true) => {
                draft.tried = true;
                if let Some(reading) = draft.reading(ctx) {
                    out.push(Post::act(draft.action(reading)));
                    self.draft = None;
                }
            }
            Some(false) => self.draft = None,
            None => {}
        }
    }
}

impl Draft {
    fn new(indicator: IndicatorId, day: String) -> Self {
        let empty = String::new;
        Self { indicator, value: empty(), whole: empty(), day, source: empty(), tried: false, corrects: None }
    }

    /// The values of a reading, to be completed.
    fn of(reading: &IndicatorReading) -> Self {
        Self {
            value: format::number(reading.value, 6),
            whole: reading.whole.map_or_else(String::new, |whole| format::number(whole, 6)),
            source: reading.source.to_string(),
            corrects: Some(reading.clone()),
            ..Self::new(reading.indicator.clone(), format::iso_date(reading.as_of))
        }
    }

    fn action(&self, reading: IndicatorReading) -> Action {
        match &self.corrects {
            None => Action::Add(Item::from(reading)),
            Some(old) => {
                let fields = IndicatorReading::FIELDS.iter().zip(old.values().into_iter().zip(reading.values()));
                let changed = fields.filter(|(_, (before, after))| before != after);
                let edits = changed.map(|(field, (_, after))| Edit::new(field.name, after)).collect();
                Action::Edit { kind: ItemKind::IndicatorReading, key: old.id.uuid(), edits }
            }
        }
    }

    fn number(text: &str) -> Option<f64> {
        text.trim().replace(',', "").parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
    }

    fn day(&self, ctx: &PageContext<'_>) -> Option<Date> {
        self.day.trim().parse::<Date>().ok().filter(|day| *day <= ctx.today)
    }

    fn reading(&self, ctx: &PageContext<'_>) -> Option<IndicatorReading> {
        let whole = if self.whole.trim().is_empty() { None } else { Some(Self::number(&self.whole)?) };
        Some(IndicatorReading {
            id: self.corrects.as_ref().map_or_else(|| IndicatorReadingId::from_uuid(ctx.new_id()), |old| old.id),
            indicator: self.indicator.clone(),
            as_of: self.day(ctx)?,
            value: Self::number(&self.value)?,
            whole,
            source: self.source.trim().into(),
            note: self.corrects.as_ref().map(|old| old.note.clone()).unwrap_or_default(),
        })
    }
}

/// The form; yes = enter, no = give up.
fn form_ui(ui: &mut Ui, draft: &mut Draft, indicator: &Indicator, ctx: &PageContext<'_>) -> Option<bool> {
    let mut end = None;
    let is_ratio = indicator.kind == IndicatorKind::Ratio;
    let title = Text::EnterTitle { indicator: indicator.name.in_lang(ctx.lang).to_owned() };
    ui.strong_text(ctx.say(&title));
    ui.horizontal(|ui| {
        let field = |ui: &mut Ui, name: &Text, text: &mut String, hint: &str, width: f32| {
            ui.secondary(ctx.say(name));
            let edit = TextEdit::singleline(text).hint_text(hint).desired_width(width);
            ui.add(edit).accessible_name(ctx.say(name))
        };
        field(ui, &Text::Value, &mut draft.value, unit(&indicator.unit, ctx.lang), 88.0);
        if is_ratio {
            let hint = if indicator.id.as_str() == "rd_body_share" {
                Text::WholeFirms
            } else {
                Text::WholeHint { unit: unit(HUNDRED_MILLION_YUAN, ctx.lang).to_owned() }
            };
            let hint = ctx.say(&hint);
            field(ui, &Text::Whole, &mut draft.whole, &hint, 160.0);
        }
        field(ui, &Text::Day, &mut draft.day, "2026-12-31", 96.0);
        let hint = ctx.say(&Text::SourceHint);
        let last = field(ui, &Text::Source, &mut draft.source, &hint, 200.0);
        if last.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter)) {
            end = Some(true);
        }
    });
    ui.horizontal(|ui| {
        if ui.primary_button(ctx.say(&Text::Save)).clicked() {
            end = Some(true);
        }
        if ui.button(ctx.say(&Text::Cancel)).clicked() {
            end = Some(false);
        }
        if draft.tried {
            let bad = if Draft::number(&draft.value).is_none() {
                Some(Text::BadValue)
            } else if draft.day(ctx).is_none() {
                Some(Text::BadDay)
            } else {
                draft.reading(ctx).is_none().then_some(Text::BadValue)
            };
            if let Some(bad) = bad {
                ui.label(RichText::new(ctx.say(&bad)).color(ui.tokens().error));
            }
        }
    });
    end
}
