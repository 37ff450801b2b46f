//! Honours with their validity: they decide tiers and seats, and most expire.

use eframe::egui::{Align, Layout, RichText, Stroke, Ui};

use serde::{Deserialize, Serialize};

use super::{
    Scene,
    drafts::{changed_since_ui, stamp},
    fact_form::edits_between,
};
use crate::{
    domain::{
        company::{Honour, HonourKind},
        day::Lean,
        ids::HonourId,
    },
    ledger::Action,
    text::{Label, Lang, Say, format, ui_companies::CompaniesText as T},
    ui::{
        context::{PageContext, Post},
        pages::companies::forms::{self, FormEnd, choice_row, day_row, end_ui, figure_row, panel, text_row},
        theme::icons,
        widgets::UiExt,
    },
};

/// An honour being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HonourForm {
    honour: Option<HonourId>,
    kind: HonourKind,
    number: String,
    issued: String,
    expires: String,
    source: String,
    /// What the record said when it was opened; empty for a new one.
    #[serde(default)]
    was: String,
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

impl HonourForm {
    fn new() -> Self {
        Self {
            honour: None,
            kind: HonourKind::HighTech,
            number: String::new(),
            issued: String::new(),
            expires: String::new(),
            source: String::new(),
            was: String::new(),
            fault: None,
            fresh: true,
        }
    }

    fn of(honour: &Honour) -> Self {
        let day = |day: Option<jiff::civil::Date>| day.map(format::iso_date).unwrap_or_default();
        Self {
            honour: Some(honour.id),
            kind: honour.kind,
            number: honour.number.to_string(),
            issued: day(honour.issued),
            expires: day(honour.expires),
            source: honour.source.to_string(),
            was: stamp(honour),
            fault: None,
            fresh: true,
        }
    }

    fn read(&self, scene: Scene<'_, '_>, lang: Lang) -> Result<Honour, String> {
        let today = scene.ctx.today;
        let issued = forms::date(&self.issued, today, Lean::Past, lang)?;
        let expires = forms::date(&self.expires, today, Lean::Ahead, lang)?;
        if issued.zip(expires).is_some_and(|(issued, expires)| expires < issued) {
            return Err(T::ExpiresBeforeIssue.say(lang));
        }
        Ok(Honour {
            id: self.honour.unwrap_or_else(|| HonourId::from_uuid(scene.ctx.new_id())),
            company: scene.company.id,
            kind: self.kind,
            number: self.number.trim().into(),
            issued,
            expires,
            source: self.source.trim().into(),
        })
    }
}

/// Draws the honours.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, form: &mut Option<HonourForm>, out: &mut Vec<Post>) {
    let Scene { ctx, company, .. } = scene;
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        ui.section_title(T::Honours.say(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_text_button(icons::PLUS, &T::RecordHonour.say(lang)).clicked() {
                    *form = Some(HonourForm::new());
                }
            });
        });
    });
    if form.as_ref().is_some_and(|form| form.honour.is_none()) {
        form_ui(ui, scene, form, out);
    }
    let honours: Vec<&Honour> = ctx.snapshot.honours.of(company.id).collect();
    if honours.is_empty() && form.is_none() {
        ui.secondary(T::NoHonours.say(lang));
    }
    for honour in honours {
        honour_ui(ui, honour, ctx, form, out);
        if form.as_ref().is_some_and(|form| form.honour == Some(honour.id)) {
            form_ui(ui, scene, form, out);
        }
    }
}

fn honour_ui(ui: &mut Ui, honour: &Honour, ctx: &PageContext<'_>, form: &mut Option<HonourForm>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let expired = honour.expires.is_some_and(|day| day < ctx.today);
    let row = ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ctx.writable {
                let name = honour.kind.label(lang);
                if ui.icon_button(icons::TRASH, &T::DeleteHonour { name }.say(lang)).clicked() {
                    out.push(Post::act(Action::DeleteHonour(honour.id)));
                }
                if ui.icon_button(icons::PENCIL_SIMPLE, &T::EditHonour { name }.say(lang)).clicked() {
                    *form = Some(HonourForm::of(honour));
                }
            }
            match honour.expires {
                Some(day) if expired => {
                    let words = T::ExpiredOn { day: format::iso_date(day) }.say(lang);
                    ui.label(RichText::new(words).small().color(tokens.estimate_text));
                    ui.icon(icons::CLOCK, tokens.estimate_text);
                }
                Some(day) => {
                    ui.secondary(T::ValidTo { day: format::iso_date(day) }.say(lang));
                }
                None => {
                    ui.secondary(T::NoExpiry.say(lang));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let ink = if expired { tokens.text_soft } else { tokens.text };
                ui.label(RichText::new(honour.kind.label(lang)).color(ink));
                let issued = honour.issued.map(|day| T::IssuedOn { day: format::iso_date(day) }.say(lang));
                let parts = [Some(honour.number.to_string()), issued, Some(honour.source.to_string())];
                let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
                ui.elided(RichText::new(parts.join(" · ")).small().color(tokens.text_soft));
            });
        });
    });
    ui.painter().hline(row.response.rect.x_range(), row.response.rect.bottom() + 1.0, Stroke::new(1.0, tokens.line));
}

fn form_ui(ui: &mut Ui, scene: Scene<'_, '_>, kept: &mut Option<HonourForm>, out: &mut Vec<Post>) {
    let Some(form) = kept else { return };
    let lang = scene.ctx.lang;
    let mut end = FormEnd::Open;
    panel(ui, form.fresh, |ui| {
        let kinds: Vec<(HonourKind, String)> =
            HonourKind::ALL.iter().map(|kind| (*kind, kind.label(lang).to_owned())).collect();
        form.fresh = false;
        if let Some(honour) = form.honour.and_then(|id| scene.ctx.snapshot.honours.get(id.uuid())) {
            changed_since_ui(ui, &form.was, &stamp(honour), lang);
        }
        choice_row(ui, &T::Honour.say(lang), "honour kind", &mut form.kind, &kinds);
        text_row(ui, &T::Number.say(lang), &mut form.number, "", &mut end);
        day_row(ui, &T::Issued.say(lang), &mut form.issued, (scene.ctx.today, Lean::Past), lang, &mut end);
        figure_row(ui, &T::Expires.say(lang), &mut form.expires, &T::ExpiresHint.say(lang), &mut end);
        text_row(ui, &T::FactSource.say(lang), &mut form.source, "", &mut end);
        end_ui(ui, form.fault.as_deref(), &T::Save.say(lang), lang, &mut end);
    });
    match end {
        FormEnd::Open => {}
        FormEnd::Cancel => *kept = None,
        FormEnd::Save => match form.read(scene, lang) {
            Ok(honour) => {
                match scene.ctx.snapshot.honours.get(honour.id.uuid()) {
                    None => out.push(Post::act(Action::RecordHonour(Box::new(honour)))),
                    Some(old) => {
                        let edits = edits_between(old, &honour);
                        if !edits.is_empty() {
                            out.push(Post::act(Action::EditHonour { honour: honour.id, edits }));
                        }
                    }
                }
                *kept = None;
            }
            Err(fault) => form.fault = Some(fault),
        },
    }
}
