//! A new company: its name is enough. What is typed is kept beside the settings, so that nothing is lost.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{Id, Modal, RichText, TextEdit, Ui};
use serde::{Deserialize, Serialize};

use super::{
    NEW_DRAFT,
    card::code_warning,
    forms::{self, FormEnd, end_ui, text_row},
};
use crate::{
    domain::{company::Company, credit_code, ids::CompanyId, name, record::Entity},
    ledger::{Action, Snapshot},
    text::{Label, Say, fields::field_label, ui_companies::CompaniesText as T},
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post},
        route::Place,
        settings::Settings,
        theme::{dialog_frame, icons},
        widgets::{UiExt, focus_fresh, is_composing, save_pressed},
    },
};

/// The job that looks whether it is there already.
const TWIN: &str = "companies twin";

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    name: String,
    credit_code: String,
    province: String,
    city: String,
    industry: String,
    main_business: String,
    products: String,
    origin: String,
    /// The workspace it was typed in.
    workspace: PathBuf,
    /// When, in milliseconds since 1970.
    at_ms: i64,
}

/// When a company that was being added to this workspace was last typed at, if there is one.
pub(in crate::ui::pages) fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    let draft: Draft = serde_json::from_str(settings.notes.get(NEW_DRAFT)?).ok()?;
    (draft.workspace == workspace).then_some(draft.at_ms)
}

/// The form.
#[derive(Debug, Default)]
pub struct NewCompany {
    draft: Draft,
    fault: Option<String>,
    fresh: bool,
    /// Name and code last looked up.
    asked: Option<(String, String)>,
    twin: Option<Twin>,
}

/// A company that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Twin {
    company: CompanyId,
    name: String,
}

impl NewCompany {
    /// The form as it was left.
    pub fn resumed(note: Option<&String>) -> Self {
        let draft = note.and_then(|note| serde_json::from_str(note).ok()).unwrap_or_default();
        Self { draft, fresh: true, ..Self::default() }
    }

    /// Draws it over the page; when it ends, the company made, if one was.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Option<CompanyId>> {
        self.look_for_twin(ctx, out);
        let before = self.draft.clone();
        let mut end = FormEnd::Open;
        let modal = Modal::new(Id::unique("new company"))
            .backdrop_color(ctx.tokens.backdrop)
            .frame(dialog_frame(ctx.tokens))
            .show(ui.ctx(), |ui| {
                ui.set_width(432.0);
                ui.section_title(Command::AddCompany.label(ctx.lang).trim_end_matches('…'));
                ui.add_space(8.0);
                self.fields_ui(ui, ctx, out, &mut end);
                ui.add_space(8.0);
                end_ui(ui, self.fault.as_deref(), &T::Add.say(ctx.lang), ctx.lang, &mut end);
            });
        if modal.should_close() && !is_composing(ui.ctx()) {
            end = FormEnd::Cancel;
        }
        if self.draft != before {
            self.fault = None;
            ctx.path.clone_into(&mut self.draft.workspace);
            self.draft.at_ms = ctx.now.as_millisecond();
            remember(Some(&self.draft), out);
        }
        match end {
            FormEnd::Open => None,
            FormEnd::Cancel => {
                // Given up on purpose: nothing to resume.
                remember(None, out);
                Some(None)
            }
            FormEnd::Save if self.draft.name.trim().is_empty() => {
                self.fault = Some(T::NeedName.say(ctx.lang));
                None
            }
            FormEnd::Save => {
                let company = self.company(ctx);
                let id = company.id;
                out.push(Post::act(Action::CreateCompany(Box::new(company))));
                remember(None, out);
                Some(Some(id))
            }
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>, end: &mut FormEnd) {
        let lang = ctx.lang;
        let label = |field: &'static str| field_label(Entity::Company, field, lang);
        let Draft { name, credit_code, province, city, industry, main_business, products, origin, .. } =
            &mut self.draft;
        let first = text_row(ui, label("name"), name, &T::NameHint.say(lang), end);
        focus_fresh(&first, &mut self.fresh);
        if let Some(twin) = &self.twin {
            let tokens = ui.tokens();
            ui.horizontal(|ui| {
                ui.icon(icons::WARNING_CIRCLE, tokens.estimate_text);
                let words = T::Twin { name: twin.name.clone() }.say(lang);
                ui.label(RichText::new(words).color(tokens.estimate_text));
                if ui.link(T::GoThere.say(lang)).clicked() {
                    out.push(Post::Go(Place::company(twin.company)));
                    *end = FormEnd::Cancel;
                }
            });
        }
        text_row(ui, label("credit_code"), credit_code, "", end);
        let normalized = credit_code::normalize(credit_code);
        if let Some(warning) = code_warning(&normalized, lang) {
            let colour = ui.tokens().estimate_text;
            ui.label(RichText::new(warning).small().color(colour));
        }
        text_row(ui, label("province"), province, "", end);
        text_row(ui, label("city"), city, "", end);
        text_row(ui, label("industry"), industry, "", end);
        for (field, text) in [("main_business", main_business), ("products", products)] {
            forms::row(ui, label(field), |ui| ui.add(TextEdit::multiline(text).desired_rows(2).desired_width(320.0)));
        }
        text_row(ui, label("origin"), origin, &T::OriginHint.say(lang), end);
        if save_pressed(ui) {
            *end = FormEnd::Save;
        }
    }

    fn company(&self, ctx: &PageContext<'_>) -> Company {
        let Draft { name, credit_code, province, city, industry, main_business, products, origin, .. } = &self.draft;
        Company {
            credit_code: credit_code::normalize(credit_code).into(),
            province: province.trim().into(),
            city: city.trim().into(),
            industry: industry.trim().into(),
            main_business: main_business.trim().into(),
            products: products.trim().into(),
            origin: origin.trim().into(),
            ..Company::named(CompanyId::from_uuid(ctx.new_id()), name::clean(name).trim())
        }
    }

    /// Looks off the window's thread whether a company of this name or code is there.
    fn look_for_twin(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(twin)) = ctx.take_result::<Option<Twin>>(TWIN) {
            self.twin = twin;
        }
        let wanted = (name::normalize(&self.draft.name), credit_code::normalize(&self.draft.credit_code));
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        self.asked = Some(wanted.clone());
        let snapshot = Arc::clone(ctx.snapshot);
        out.push(Post::Job(JobRequest::new(TWIN, "", move |progress| {
            twin(&snapshot, &wanted.0, &wanted.1, &|| progress.is_cancelled())
        })));
    }
}

/// The first company of this normalised name or this code.
fn twin(snapshot: &Snapshot, name: &str, code: &str, stop: &dyn Fn() -> bool) -> Option<Twin> {
    snapshot
        .companies
        .iter()
        .take_while(|_| !stop())
        .find(|company| {
            !code.is_empty() && *company.credit_code == *code
                || !name.is_empty() && name::normalize(&company.name) == name
        })
        .map(|company| Twin { company: company.id, name: company.name.to_string() })
}

/// Keeps what is typed, or forgets it.
fn remember(draft: Option<&Draft>, out: &mut Vec<Post>) {
    let note = draft.and_then(|draft| serde_json::to_string(draft).ok());
    out.push(Post::set(move |settings| {
        match note {
            Some(note) => settings.notes.insert(NEW_DRAFT.to_owned(), note),
            None => settings.notes.remove(NEW_DRAFT),
        };
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_survives_and_a_spoilt_one_is_empty() {
        let draft = Draft { name: "Some Works".into(), ..Draft::default() };
        let note = serde_json::to_string(&draft).unwrap();
        assert_eq!(NewCompany::resumed(Some(&note)).draft, draft);
        assert_eq!(NewCompany::resumed(Some(&"{".to_owned())).draft, Draft::default());
        assert_eq!(NewCompany::resumed(None).draft, Draft::default());
    }
}
