//! Where a lead stands: its stages with the moves the rules allow, the clock and its colour, what is to be explained.

use eframe::egui::{
    Align, Align2, CornerRadius, FontId, Layout, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Forms, Part, Subject, links};
use crate::{
    domain::{
        activity::ActivityKind,
        day::Lean,
        ids::LeadId,
        lead::{Lead, Stage},
        record::Entity,
    },
    ledger::Action,
    pipeline::{Colour, Rules, Timing, clock::NoClock},
    text::{Label, Lang, Say, format, ui_companies::CompaniesText, ui_lead::LeadText as T},
    ui::{
        context::{PageContext, Post},
        pages::companies::forms::{self, FormEnd, day_row, end_ui, panel, text_row},
        theme::{fonts, icons},
        widgets::{Supervision, UiExt, focus_fresh, supervision_mark},
    },
};

/// A lead being moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveForm {
    pub to: Stage,
    pub on: String,
    pub proof: String,
    pub note: String,
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

impl MoveForm {
    /// To a stage, today.
    pub fn new(to: Stage, today: Date) -> Self {
        Self { to, on: format::iso_date(today), proof: String::new(), note: String::new(), fault: None, fresh: true }
    }

    /// Whether anything was written that would be missed.
    pub fn is_touched(&self) -> bool {
        !self.proof.trim().is_empty() || !self.note.trim().is_empty()
    }

    /// The move, or what is missing.
    fn read(&self, lead: LeadId, rules: &Rules, today: Date, lang: Lang) -> Result<Action, String> {
        let on = forms::date(&self.on, today, Lean::Past, lang)?;
        let on = on.ok_or_else(|| CompaniesText::NeedDay.say(lang))?;
        if needs_reason(rules, self.to) && self.note.trim().is_empty() {
            return Err(CompaniesText::NeedReason.say(lang));
        }
        let (proof, note) = (self.proof.trim().into(), self.note.trim().into());
        Ok(Action::MoveLead { lead, to: self.to, on, proof, note })
    }
}

/// Whether the rules ask for a reason; ending always does.
fn needs_reason(rules: &Rules, to: Stage) -> bool {
    to == Stage::Lost || rules.stage(to).is_some_and(|rule| rule.reason)
}

/// Draws the head.
pub fn ui(ui: &mut Ui, subject: Subject<'_, '_>, lead: &Lead, forms: &mut Forms, part: &mut Part, out: &mut Vec<Post>) {
    let ctx = subject.ctx;
    let lang = ctx.lang;
    ui.elided(RichText::new(&*lead.title).text_style(fonts::section()));
    let owner = lead.owner.and_then(|id| ctx.snapshot.authors.get(id.uuid())).map(|author| author.name.to_string());
    let since = lead.stage_since.map(|day| T::Since { day: format::iso_date(day) }.say(lang));
    let owner = owner.map_or_else(|| T::NoOwner.say(lang), |name| T::OwnedBy { name }.say(lang));
    let line: Vec<String> =
        [Some(subject.company.name.to_string()), Some(owner), since].into_iter().flatten().collect();
    let colour = ui.tokens().text_soft;
    ui.elided(RichText::new(line.join(" · ")).small().color(colour));
    let Some(rules) = ctx.rules() else {
        ui.label(lead.stage.label(lang));
        return;
    };
    ui.add_space(4.0);
    if let Some(to) = stepper_ui(ui, rules, lead.stage, ctx.writable, lang) {
        forms.stage = Some(MoveForm::new(to, ctx.today));
    }
    if move_ui(ui, ctx, rules, lead, &mut forms.stage, out) == Some(Stage::Referred) {
        // To whom it goes is the very next thing to say.
        *part = Part::Links;
        forms.records.entry(Entity::Referral).or_insert_with(|| links::new_referral(ctx));
    }
    clock_ui(ui, ctx, rules, lead, forms, part);
}

/// The stages in their order, side states at the end; the one that was chosen to go to.
fn stepper_ui(ui: &mut Ui, rules: &Rules, now: Stage, writable: bool, lang: Lang) -> Option<Stage> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 4.0);
        let mut aside = false;
        for rule in &rules.stages {
            if rule.stage.is_aside() && !std::mem::replace(&mut aside, true) {
                ui.add_space(8.0);
            }
            let state = Step {
                now: rule.stage == now,
                past: !rule.stage.is_aside() && !now.is_aside() && rules.place(rule.stage) < rules.place(now),
                legal: writable && rules.allow(now, rule.stage),
            };
            if step_ui(ui, rule.name.in_lang(lang), state, lang).clicked() && state.legal {
                chosen = Some(rule.stage);
            }
        }
    });
    chosen
}

#[derive(Clone, Copy)]
struct Step {
    now: bool,
    past: bool,
    legal: bool,
}

fn step_ui(ui: &mut Ui, name: &str, state: Step, lang: Lang) -> Response {
    let tokens = ui.tokens();
    let Step { now, past, legal } = state;
    let (fill, ink) = if now {
        (tokens.accent, tokens.on_accent)
    } else if past {
        (tokens.selected, tokens.accent_text)
    } else if legal {
        (tokens.sunken, tokens.text)
    } else {
        (tokens.base, tokens.text_off)
    };
    let font = FontId::proportional(12.0);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), font.clone(), ink);
    let sense = if legal { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 12.0, 22.0), sense);
    if ui.is_rect_visible(rect) {
        let strong = legal && (response.hovered() || response.has_focus());
        let line = if strong { tokens.accent_text } else { tokens.line };
        let radius = CornerRadius::same(4);
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, name, font, ink);
    }
    let name = name.to_owned();
    if legal {
        let words = T::MoveTo { stage: name }.say(lang);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words.clone()));
        response.on_hover_text(words)
    } else {
        let words = if now { T::StageNow { stage: name } } else { T::StageShut { stage: name } }.say(lang);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.clone()));
        response.on_hover_text(words)
    }
}

fn move_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    rules: &Rules,
    lead: &Lead,
    kept: &mut Option<MoveForm>,
    out: &mut Vec<Post>,
) -> Option<Stage> {
    let form = kept.as_mut()?;
    let lang = ctx.lang;
    let name =
        rules.stage(form.to).map_or_else(|| form.to.label(lang).to_owned(), |rule| rule.name.in_lang(lang).to_owned());
    let mut end = FormEnd::Open;
    ui.add_space(4.0);
    panel(ui, form.fresh, |ui| {
        ui.strong_text(T::MoveTo { stage: name }.say(lang));
        day_row(ui, &CompaniesText::MovedOn.say(lang), &mut form.on, (ctx.today, Lean::Past), lang, &mut end);
        let proof_asked = rules.stage(form.to).is_some_and(|rule| rule.proof);
        let hint = if proof_asked { T::ProofAsked } else { T::ProofHint };
        let proof = text_row(ui, &CompaniesText::Proof.say(lang), &mut form.proof, &hint.say(lang), &mut end);
        let reason = needs_reason(rules, form.to);
        let label = if reason { CompaniesText::Reason } else { CompaniesText::Note };
        let note = text_row(ui, &label.say(lang), &mut form.note, "", &mut end);
        focus_fresh(if reason { &note } else { &proof }, &mut form.fresh);
        end_ui(ui, form.fault.as_deref(), &CompaniesText::Move.say(lang), lang, &mut end);
    });
    match end {
        FormEnd::Open => {}
        FormEnd::Cancel => *kept = None,
        FormEnd::Save => match form.read(lead.id, rules, ctx.today, lang) {
            Ok(action) => {
                let to = form.to;
                out.push(Post::act(action));
                *kept = None;
                return Some(to);
            }
            Err(fault) => form.fault = Some(fault),
        },
    }
    None
}

/// The clock with its colour and reason; where a standstill is to be explained, the way to do it.
fn clock_ui(ui: &mut Ui, ctx: &PageContext<'_>, rules: &Rules, lead: &Lead, forms: &mut Forms, part: &mut Part) {
    let lang = ctx.lang;
    let dates = ctx.snapshot.lead_dates(lead);
    ui.add_space(4.0);
    match rules.timing(&dates, ctx.today) {
        Ok(timing) => {
            ui.horizontal_wrapped(|ui| {
                supervision_mark(ui, supervision(timing.colour), timing.colour.label(lang));
                ui.secondary(clock_words(&timing, lang));
            });
        }
        Err(NoClock::StartUnknown) => {
            ui.secondary(T::ClockNoStart.say(lang));
        }
        Err(NoClock::NotPlanned) => {
            ui.secondary(T::ClockNoPlan.say(lang));
        }
        Err(NoClock::None) => {}
    }
    if let Some(since) = rules.standstill(&dates, ctx.today) {
        ui.horizontal(|ui| {
            let tokens = ui.tokens();
            ui.icon(icons::WARNING, tokens.estimate_text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ctx.writable && ui.button(T::ExplainStandstill.say(lang)).clicked() {
                    *part = Part::Work;
                    forms.entry.kind = ActivityKind::Standstill;
                    forms.entry.wants_focus();
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = T::Standstill { day: format::iso_date(since) }.say(lang);
                    ui.elided(RichText::new(words).color(tokens.estimate_text));
                });
            });
        });
    }
}

const fn supervision(colour: Colour) -> Supervision {
    match colour {
        Colour::Red => Supervision::Lagging,
        Colour::Yellow => Supervision::Overdue,
        Colour::Green => Supervision::OnTrack,
        Colour::Blue => Supervision::Ahead,
    }
}

/// Which clock, from when, until when, and how much is left.
fn clock_words(timing: &Timing, lang: Lang) -> String {
    let clock = timing.kind.label(lang);
    let (from, due) = (format::iso_date(timing.from), format::iso_date(timing.due));
    match timing.done {
        Some(done) => T::ClockDone { clock, from, due, done: format::iso_date(done) },
        None if timing.left < 0 => T::ClockLate { clock, from, due, days: -timing.left },
        None => T::ClockLeft { clock, from, due, days: timing.left },
    }
    .say(lang)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn ending_a_lead_needs_a_reason_and_every_move_a_day() {
        let rules = Rules::shipped().unwrap();
        let lead = LeadId::from_uuid(Uuid::nil());
        let today = jiff::civil::date(2026, 1, 2);
        let mut form = MoveForm::new(Stage::Lost, today);
        assert!(form.read(lead, &rules, today, Lang::En).is_err());
        form.note = "went elsewhere".into();
        assert!(matches!(form.read(lead, &rules, today, Lang::En), Ok(Action::MoveLead { to: Stage::Lost, .. })));
        form.on = "昨天".into();
        let Ok(Action::MoveLead { on, .. }) = form.read(lead, &rules, today, Lang::En) else { panic!("a move") };
        assert_eq!(on, jiff::civil::date(2026, 1, 1));
        form.on = String::new();
        assert!(form.read(lead, &rules, today, Lang::En).is_err());
    }
}
