//! What the parts of the page have in common: marks with their reasons, money by currency, the words of a lead.

use eframe::egui::{Color32, FontId, Painter, Pos2, Role, Sense, Ui, WidgetInfo, text::LayoutJob, text::TextWrapping};

use jiff::civil::Date;

use super::rows::LeadRow;
use crate::{
    domain::{
        day::{self, Lean},
        lead::Stage,
    },
    pipeline::{ClockKind, Colour, NoClock, Rules, Timing},
    text::{Label, Lang, Say, format, ui_pipeline::PipelineText as T},
    ui::{
        theme::{icons, tokens::Tokens},
        widgets::UiExt,
    },
};

/// Icon and colour of a supervision colour.
pub fn mark_of(colour: Option<Colour>, tokens: &Tokens) -> (&'static str, Color32) {
    match colour {
        Some(Colour::Green) => (icons::CHECK_CIRCLE, tokens.supervision[0]),
        Some(Colour::Yellow) => (icons::CLOCK, tokens.supervision[1]),
        Some(Colour::Red) => (icons::WARNING, tokens.supervision[2]),
        Some(Colour::Blue) => (icons::STAR, tokens.supervision[3]),
        None => (icons::CIRCLE_DASHED, tokens.unknown),
    }
}

/// The state of a lead against its clock in a few words.
pub fn mark_words(row: &LeadRow, lang: Lang) -> String {
    if row.standstill.is_some() {
        return T::MustExplain.say(lang);
    }
    let text = match &row.timing {
        Ok(timing) => match (timing.done, timing.colour) {
            (_, Colour::Blue) => T::Ahead,
            (Some(_), _) => T::DoneInTime,
            (None, Colour::Yellow) => T::Late { count: -timing.left },
            (None, Colour::Red) => T::Behind { count: -timing.left },
            (None, Colour::Green) if timing.left == 0 => T::DueToday,
            (None, Colour::Green) => T::Left { count: timing.left },
        },
        Err(NoClock::None) => T::NoClock,
        Err(NoClock::StartUnknown) => T::StartUnknown,
        Err(NoClock::NotPlanned) => T::NotPlanned,
    };
    text.say(lang)
}

/// Why a lead has its colour: clock, from, due, source of the limit.
pub fn reasons(row: &LeadRow, rules: &Rules, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    match &row.timing {
        Ok(timing) => clock_reasons(row.stage, timing, rules, lang, &mut lines),
        Err(NoClock::None) => lines.push(T::WhyNoClock.say(lang)),
        Err(NoClock::StartUnknown) => lines.push(T::WhyStartUnknown.say(lang)),
        Err(NoClock::NotPlanned) => lines.push(T::WhyNotPlanned.say(lang)),
    }
    if let Some(since) = row.standstill {
        let (days, source) = (rules.standstill.days, rules.standstill.source.clone());
        lines.push(T::WhyStandstill { since: format::iso_date(since), days, source }.say(lang));
    }
    lines
}

fn clock_reasons(stage: Stage, timing: &Timing, rules: &Rules, lang: Lang, lines: &mut Vec<String>) {
    let kind = timing.kind.label(lang);
    let clock = rules.stage(stage).and_then(|rule| rule.clock_of(timing.kind));
    lines.push(timing.colour.label(lang).to_owned());
    // The lead's own plan may have taken the place of the days allowed.
    let days = clock.and_then(|clock| clock.days).filter(|days| rules.calendar.after(timing.from, *days) == timing.due);
    match days {
        Some(days) => lines.push(T::WhyClock { kind, days }.say(lang)),
        None => lines.push(T::WhyPlan { kind }.say(lang)),
    }
    lines.push(T::WhySpan { from: format::iso_date(timing.from), due: format::iso_date(timing.due) }.say(lang));
    match timing.done {
        Some(day) => lines.push(T::WhyDone { day: format::iso_date(day) }.say(lang)),
        None if timing.left < 0 => lines.push(T::Late { count: -timing.left }.say(lang)),
        None if timing.left == 0 => lines.push(T::DueToday.say(lang)),
        None => lines.push(T::Left { count: timing.left }.say(lang)),
    }
    if let (Some(clock), true) = (clock, days.is_some() || timing.kind == ClockKind::Planned) {
        lines.push(T::WhySource { source: clock.source.clone() }.say(lang));
    }
    let colours = &rules.colours;
    let source = colours.source.clone();
    lines.push(T::WhyColours { red: colours.red_days, blue: colours.blue_share, source }.say(lang));
}

/// The name of a stage in these rules.
pub fn stage_name(rules: &Rules, stage: Stage, lang: Lang) -> String {
    rules.stage(stage).map_or_else(|| stage.label(lang).to_owned(), |rule| rule.name.in_lang(lang).to_owned())
}

/// The name of the owner, or that there is none.
pub fn owner_words(row: &LeadRow, lang: Lang) -> String {
    if row.officer.is_empty() { T::NoOwner.say(lang) } else { row.officer.to_string() }
}

/// A day to come as written or said, seen from today; none when nothing is written.
pub fn day_of(text: &str, today: Date, lang: Lang) -> Result<Option<Date>, String> {
    read_day(text, today, Lean::Ahead, lang)
}

/// The day something was done: it must be written, and cannot lie ahead.
pub fn past_day(text: &str, today: Date, lang: Lang) -> Result<Date, String> {
    let day = read_day(text, today, Lean::Past, lang)?.ok_or_else(|| T::BadDay.say(lang))?;
    if day > today { Err(T::FutureDay.say(lang)) } else { Ok(day) }
}

fn read_day(text: &str, today: Date, lean: Lean, lang: Lang) -> Result<Option<Date>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    day::day(text, today, lean).map(Some).ok_or_else(|| T::BadDay.say(lang))
}

/// Money of a lead, or a dash.
pub fn money_words(row: &LeadRow, lang: Lang) -> String {
    row.money.map_or_else(|| format::ABSENT.to_owned(), |amount| format::money(amount, Some(row.currency), lang))
}

/// Writes one line, cut with … where it is too long; gives the width written.
pub fn line(painter: &Painter, at: Pos2, text: &str, font: FontId, colour: Color32, width: f32) -> f32 {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    let galley = painter.layout_job(job);
    let used = galley.size().x;
    painter.galley(at, galley, colour);
    used
}

/// Writes one line that ends at `right`; gives the width written.
pub fn line_to(painter: &Painter, right: f32, top: f32, text: &str, font: FontId, colour: Color32, width: f32) -> f32 {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    let galley = painter.layout_job(job);
    let used = galley.size().x;
    painter.galley(Pos2::new(right - used, top), galley, colour);
    used
}

/// The mark of a lead as a label of a row, with its reasons on hover.
pub fn mark_ui(ui: &mut Ui, row: &LeadRow, rules: &Rules, lang: Lang) {
    let (icon, colour) = mark_of(row.colour(), ui.tokens());
    let words = mark_words(row, lang);
    ui.spacing_mut().item_spacing.x = 4.0;
    let mark = ui.icon(icon, colour);
    let label = ui.elided(words.as_str());
    let name = T::MarkWords { mark: words }.say(lang);
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let whole = ui.interact(mark.rect.union(label.rect), ui.scope_id().with("mark"), Sense::HOVER);
    whole.on_hover_ui(|ui| reasons_ui(ui, row, rules, lang));
}

/// The reasons of a colour, one a line.
pub fn reasons_ui(ui: &mut Ui, row: &LeadRow, rules: &Rules, lang: Lang) {
    ui.set_max_width(360.0);
    for (number, words) in reasons(row, rules, lang).into_iter().enumerate() {
        if number == 0 {
            ui.strong_text(words)
        } else {
            ui.label(words)
        };
    }
}
