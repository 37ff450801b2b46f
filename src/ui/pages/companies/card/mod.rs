//! The card of one company: four outputs on top, and what they rest on.

mod criteria;
mod drafts;
mod evidence;
mod fact_form;
mod facts;
mod gates;
mod history;
mod honours;
mod lead;
mod lead_form;
mod outputs;
mod profile;
mod suggestion;
mod unknowns;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui::{Align, Id, Layout, ScrollArea, Ui};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use drafts::{changed_since_ui, stamp};
pub use history::steps_ui;
pub use profile::code_warning;

use self::{
    drafts::{Drafts, Offer},
    fact_form::FactForm,
    gates::GateForm,
    honours::HonourForm,
    lead_form::LeadForm,
    profile::{FieldForm, TierForm},
    suggestion::Advice,
};
use super::{columns::place, forms::BELOW};
use crate::{
    domain::{
        company::Company,
        ids::{CompanyId, LeadId, SectorId, SegmentId},
        paper::{ExportFormat, ExportKind},
        record::{Cell, Entity, Record, Value},
    },
    ledger::{Action, Detail, Edit},
    text::{Say, ui_companies::CompaniesText as T, ui_outgoing::OutgoingText},
    ui::{
        context::{PageContext, Post},
        outgoing::Outgoing,
        pages::lead::LeadPanel,
        papers,
        theme::icons,
        widgets::{UiExt, sector_badge, tabs_ui},
    },
};

/// Name of the job that writes the brief, and of the question where to.
const BRIEF: &str = "company brief";

/// A part of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The criteria.
    #[default]
    Score,
    /// What is not known, the weightiest first.
    Unknowns,
    /// The words that made the match.
    Evidence,
    /// Gates.
    Gates,
    /// Facts and honours.
    Facts,
    /// Who it is.
    Profile,
    /// Its leads.
    Lead,
    /// What is going on with it, whichever lead it is about.
    Dealings,
    /// What was done to it.
    History,
}

impl Tab {
    const ALL: [Self; 9] = [
        Self::Score,
        Self::Unknowns,
        Self::Evidence,
        Self::Gates,
        Self::Facts,
        Self::Profile,
        Self::Lead,
        Self::Dealings,
        Self::History,
    ];

    fn label(self) -> T {
        match self {
            Self::Score => T::TabScore,
            Self::Unknowns => T::TabUnknowns,
            Self::Evidence => T::TabEvidence,
            Self::Gates => T::TabGates,
            Self::Facts => T::TabFacts,
            Self::Profile => T::TabProfile,
            Self::Lead => T::TabLead,
            Self::Dealings => T::TabDealings,
            Self::History => T::TabHistory,
        }
    }
}

/// What is being written about one company; kept while one looks at another.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Forms {
    fact: Option<FactForm>,
    honour: Option<HonourForm>,
    gate: Option<GateForm>,
    field: Option<FieldForm>,
    tier: Option<TierForm>,
    lead: Option<LeadForm>,
}

impl Forms {
    fn is_empty(&self) -> bool {
        let Self { fact, honour, gate, field, tier, lead } = self;
        fact.is_none() && honour.is_none() && gate.is_none() && field.is_none() && tier.is_none() && lead.is_none()
    }

    /// The part of the card the first open form stands in.
    fn tab(&self) -> Tab {
        if self.fact.is_some() || self.honour.is_some() {
            Tab::Facts
        } else if self.gate.is_some() {
            Tab::Gates
        } else if self.lead.is_some() {
            Tab::Lead
        } else {
            Tab::Profile
        }
    }

    /// What is written, as it is kept; equal texts say the same.
    fn written(&self) -> String {
        if self.is_empty() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }
}

/// What the card keeps.
#[derive(Debug, Default)]
pub struct CardPane {
    tab: Tab,
    forms: BTreeMap<CompanyId, Forms>,
    /// The same, as it outlives the window.
    drafts: Drafts,
    /// Details of the company shown, made once per company and judging.
    judged: Option<Judged>,
    /// Criteria opened to their reasons.
    opened: BTreeSet<String>,
    /// Whether the priority is opened to its factors.
    factors: bool,
    /// The lead looked at, of the company it belongs to.
    chosen: Option<LeadId>,
    lead: LeadPanel,
    dealings: LeadPanel,
    /// What people settled suggests.
    advice: Advice,
    /// The form for the brief.
    paper: Outgoing,
}

#[derive(Debug)]
struct Judged {
    company: CompanyId,
    view_revision: u64,
    detail: Option<Detail>,
}

/// What the parts of the card draw from.
#[derive(Clone, Copy)]
struct Scene<'a, 'c> {
    ctx: &'a PageContext<'c>,
    company: &'a Company,
    /// None until it is judged.
    detail: Option<&'a Detail>,
}

impl CardPane {
    /// The part shown.
    pub const fn tab(&self) -> Tab {
        self.tab
    }

    /// Shows a lead.
    pub fn show_lead(&mut self, company: CompanyId, lead: LeadId) {
        // A form of another lead would hide it.
        if let Some(forms) = self.forms.get_mut(&company)
            && forms.lead.as_ref().is_some_and(|form| form.lead.is_some())
        {
            forms.lead = None;
        }
        self.tab = Tab::Lead;
        self.chosen = Some(lead);
    }

    /// Shows what is going on with the company.
    pub const fn show_dealings(&mut self) {
        self.tab = Tab::Dealings;
    }

    /// The lead or company whose unfinished forms are on screen.
    pub fn in_view(&self) -> Option<Uuid> {
        match self.tab {
            Tab::Lead => self.lead.of(),
            Tab::Dealings => self.dealings.of(),
            _ => None,
        }
    }

    /// Whether a form of this company is open.
    pub fn is_editing(&self, company: CompanyId) -> bool {
        let panel = match self.tab {
            Tab::Lead => self.lead.is_editing(),
            Tab::Dealings => self.dealings.is_editing(),
            _ => false,
        };
        panel || self.forms.contains_key(&company)
    }

    /// Offers to go on with what an earlier run left unfinished; the company chosen.
    pub fn offer_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<CompanyId> {
        self.forms.extend(self.drafts.load(ctx));
        let (resumed, dropped) = self.drafts.offer_ui(ui, ctx, out);
        if let Some(company) = dropped {
            self.forms.remove(&company);
        }
        let Offer { company, tab } = resumed?;
        self.tab = tab;
        Some(company)
    }

    /// Draws the card.
    pub fn ui(&mut self, ui: &mut Ui, id: CompanyId, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(company) = ctx.snapshot.companies.get(id.uuid()) else { return };
        self.judge(id, ctx);
        self.advice.follow(ctx, out);
        let Self { tab, forms, drafts, judged, opened, factors, chosen, lead: panel, dealings, advice, paper } = self;
        let detail = judged.as_ref().and_then(|judged| judged.detail.as_ref());
        let scene = Scene { ctx, company, detail };
        let mut own = forms.remove(&id).unwrap_or_default();
        let written = own.written();
        header_ui(ui, scene, paper, out);
        if let Some(view) = ctx.view {
            paper.ui(ui, BRIEF, ctx, out, || papers::brief_of(Arc::clone(view), id));
        }
        advice.ui(ui, scene, *tab == Tab::Evidence, out);
        ui.add_space(4.0);
        outputs::ui(ui, scene, tab, factors);
        ui.add_space(8.0);
        let unknown = detail.map_or(0, unknowns::count);
        let names: Vec<String> = Tab::ALL
            .iter()
            .map(|tab| match tab {
                Tab::Unknowns if unknown > 0 => T::TabUnknownsCount { count: unknown }.say(ctx.lang),
                tab => tab.label().say(ctx.lang),
            })
            .collect();
        let place = Tab::ALL.iter().position(|other| other == tab).unwrap_or_default();
        if let Some(chosen) = tabs_ui(ui, &names, place).and_then(|chosen| Tab::ALL.get(chosen)) {
            *tab = *chosen;
        }
        ui.add_space(8.0);
        let scroll = Id::unique(("company card", id, *tab as u8));
        ScrollArea::vertical().id_salt(scroll).auto_shrink([false, false]).show(ui, |ui| {
            // Room for the scroll bar.
            ui.set_max_width((ui.available_width() - 10.0).max(0.0));
            match *tab {
                Tab::Score => criteria::ui(ui, scene, opened, tab, &mut own.fact),
                Tab::Unknowns => unknowns::ui(ui, scene, tab, &mut own.fact, out),
                Tab::Evidence => evidence::ui(ui, scene, out),
                Tab::Gates => gates::ui(ui, scene, &mut own.gate, out),
                Tab::Facts => {
                    facts::ui(ui, scene, &mut own.fact, out);
                    ui.add_space(16.0);
                    honours::ui(ui, scene, &mut own.honour, out);
                }
                Tab::Profile => profile::ui(ui, scene, &mut own.field, &mut own.tier, out),
                Tab::Lead => lead::ui(ui, scene, &mut own.lead, chosen, panel, out),
                Tab::Dealings => dealings.company_ui(ui, id, ctx, out),
                Tab::History => history::ui(ui, scene, out),
            }
            ui.add_space(BELOW);
        });
        // A form nobody has typed into yet is no draft.
        let now = own.written();
        if now != written && (now.is_empty() || !written.is_empty()) {
            drafts.keep(id, &own, ctx.now, out);
        }
        if !own.is_empty() {
            forms.insert(id, own);
        }
    }

    /// The parts of the figures: about a millisecond, so once per company and judging.
    fn judge(&mut self, company: CompanyId, ctx: &PageContext<'_>) {
        let view_revision = ctx.view_revision;
        let is_known =
            self.judged.as_ref().is_some_and(|kept| kept.company == company && kept.view_revision == view_revision);
        if !is_known {
            let detail = ctx.view.and_then(|view| view.detail(view.row_of(company)?));
            self.judged = Some(Judged { company, view_revision, detail });
        }
    }
}

/// Name, where it is, where it stands in the plan.
fn header_ui(ui: &mut Ui, scene: Scene<'_, '_>, paper: &mut Outgoing, out: &mut Vec<Post>) {
    let Scene { ctx, company, detail } = scene;
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        let sector = detail.and_then(|detail| detail.prospect.sector.as_ref());
        if let (Some(plan), Some(sector)) = (ctx.plan(), sector)
            && let Some(sector) = plan.sector(sector)
        {
            sector_badge(ui, plan, sector, lang);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ctx.writable && ui.icon_button(icons::TRASH, &T::DeleteCompany.say(lang)).clicked() {
                out.push(Post::act(Action::DeleteCompanies(vec![company.id])));
            }
            if ctx.view.is_some() && ui.icon_button(icons::EXPORT, &OutgoingText::Brief.say(lang)).clicked() {
                paper.open(ExportKind::Brief, &company.name, &[ExportFormat::Pdf], ctx);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = eframe::egui::RichText::new(&*company.name).text_style(crate::ui::theme::fonts::section());
                ui.elided(title);
            });
        });
    });
    let mut line: Vec<String> = Vec::new();
    if let (Some(plan), Some(detail)) = (ctx.plan(), detail)
        && let Some((_, segment)) = detail.prospect.segment.as_ref().and_then(|id| plan.segment(id))
    {
        line.push(segment.name.in_lang(lang).to_owned());
    }
    if company.local {
        line.push(T::LocalFirm.say(lang));
    }
    if detail.is_some_and(|detail| detail.fit.trader) {
        line.push(T::Trader.say(lang));
    }
    line.extend([place(company), company.credit_code.to_string()].into_iter().filter(|part| !part.is_empty()));
    let colour = ui.tokens().text_soft;
    ui.elided(eframe::egui::RichText::new(line.join(" · ")).small().color(colour));
}

/// The edits that confirm (or take back) where a company stands.
pub fn confirmation(sector: Option<SectorId>, segment: Option<SegmentId>) -> Vec<Edit> {
    vec![Edit::new("confirmed_sector", sector.to_value()), Edit::new("confirmed_segment", segment.to_value())]
}

/// Whether edits change a company at all.
pub fn changes(company: &Company, edits: &[Edit]) -> bool {
    let values = company.values();
    edits.iter().any(|edit| {
        let old = Entity::Company.field(&edit.field).and_then(|(index, _)| values.get(index));
        old.is_none_or(|old| *old != edit.value && !(matches!(old, Value::Null) && is_empty(&edit.value)))
    })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}

/// A quiet sentence where figures will stand.
fn judging_ui(ui: &mut Ui, scene: Scene<'_, '_>) {
    ui.secondary(T::NotJudged.say(scene.ctx.lang));
}
