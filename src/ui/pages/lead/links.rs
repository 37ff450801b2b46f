//! Links between leads and between companies, each leading to the other; referrals to partner zones with their outcome.

use eframe::egui::Ui;

use super::{
    Forms, Subject,
    form::{FormScene, RecordForm},
    list::{ListRow, Section, section_ui},
};
use crate::{
    domain::{
        deal::{CompanyLink, CompanyLinkKind, LeadLink, LeadLinkKind},
        ids::{CompanyId, LeadId},
        lead::{Lead, Stage},
        record::{Cell, Entity},
    },
    text::{Label, Say, format, history::Names, ui_lead::LeadText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
    },
};

const LEAD_LINK: &[&str] = &["kind", "earlier", "note"];
const COMPANY_LINK: &[&str] = &["kind", "other", "share", "source"];
const REFERRAL: &[&str] = &["zone", "on_day", "person", "outcome", "outcome_on", "note"];

/// Draws links and referrals.
pub(super) fn ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, out: &mut Vec<Post>) {
    if let Some(lead) = subject.lead {
        lead_links_ui(ui, subject.ctx, lead, forms, out);
        ui.add_space(16.0);
        referrals_ui(ui, subject.ctx, lead, forms, out);
        ui.add_space(16.0);
    }
    company_links_ui(ui, subject, forms, out);
}

fn lead_links_ui(ui: &mut Ui, ctx: &PageContext<'_>, lead: &Lead, forms: &mut Forms, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let snapshot = ctx.snapshot;
    let name = |id: LeadId| snapshot.leads.get(id.uuid()).map(|lead| lead.title.to_string()).unwrap_or_default();
    let row = |link: &LeadLink| {
        // Of another lead: it continues this one, and is corrected there.
        let fixed = link.lead != lead.id;
        let other = if fixed { link.lead } else { link.earlier };
        let kind = link.kind.label(lang);
        let title =
            if fixed { T::ContinuedBy { kind, title: name(other) } } else { T::Continues { kind, title: name(other) } };
        ListRow {
            key: link.id.uuid(),
            title: title.say(lang),
            lines: vec![link.note.to_string()],
            go: Some(Place::lead(other)),
            fixed,
            ..ListRow::default()
        }
    };
    let own = snapshot.lead_links.of_lead(lead.id).map(row);
    let later = snapshot.lead_links.iter().filter(|link| link.earlier == lead.id).map(row);
    let rows: Vec<ListRow> = own.chain(later).collect();
    let given = [("lead", lead.id.to_value())];
    // Most often it continues another lead of the same company.
    let sibling = snapshot.leads.of(lead.company).find(|other| other.id != lead.id);
    let earlier = sibling.map(|other| other.id.uuid().to_string()).unwrap_or_default();
    let section = Section {
        scene: FormScene { ctx, entity: Entity::LeadLink, fields: LEAD_LINK, given: &given },
        title: T::LeadLinks.say(lang),
        add: Some(T::AddLeadLink.say(lang)),
        nothing: T::NoLeadLinks.say(lang),
        rows: &rows,
        open: &|key| snapshot.lead_links.get(key).map(|link| RecordForm::of(link, LEAD_LINK, lang)),
        new: &|| {
            let kind = LeadLinkKind::Increase.word().to_owned();
            RecordForm::new(LEAD_LINK, &[("kind", kind), ("earlier", earlier.clone())])
        },
    };
    section_ui(ui, &section, &mut forms.records, out);
}

fn company_links_ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, out: &mut Vec<Post>) {
    let Subject { ctx, company, .. } = subject;
    let lang = ctx.lang;
    let snapshot = ctx.snapshot;
    let name =
        |id: CompanyId| snapshot.companies.get(id.uuid()).map(|company| company.name.to_string()).unwrap_or_default();
    let row = |link: &CompanyLink| {
        let fixed = link.company != company.id;
        let other = if fixed { link.company } else { link.other };
        let kind = link.kind.label(lang);
        let title = if fixed { T::IsOf { kind, name: name(other) } } else { T::HasAs { kind, name: name(other) } };
        let share = link.share.map(|share| T::ShareHeld { share: format::percent(share) }.say(lang));
        let source = Some(link.source.to_string()).filter(|source| !source.is_empty());
        ListRow {
            key: link.id.uuid(),
            title: title.say(lang),
            lines: vec![[share, source].into_iter().flatten().collect::<Vec<_>>().join(" · ")],
            go: Some(Place::company(other)),
            fixed,
            ..ListRow::default()
        }
    };
    let own = snapshot.company_links.of(company.id).map(row);
    let of_others = snapshot.company_links.iter().filter(|link| link.other == company.id).map(row);
    let rows: Vec<ListRow> = own.chain(of_others).collect();
    let given = [("company", company.id.to_value())];
    let section = Section {
        scene: FormScene { ctx, entity: Entity::CompanyLink, fields: COMPANY_LINK, given: &given },
        title: T::CompanyLinks.say(lang),
        add: Some(T::AddCompanyLink.say(lang)),
        nothing: T::NoCompanyLinks.say(lang),
        rows: &rows,
        open: &|key| snapshot.company_links.get(key).map(|link| RecordForm::of(link, COMPANY_LINK, lang)),
        new: &|| RecordForm::new(COMPANY_LINK, &[("kind", CompanyLinkKind::Parent.word().to_owned())]),
    };
    section_ui(ui, &section, &mut forms.records, out);
}

/// A referral of today.
pub(super) fn new_referral(ctx: &PageContext<'_>) -> RecordForm {
    RecordForm::new(REFERRAL, &[("on_day", format::iso_date(ctx.today))])
}

fn referrals_ui(ui: &mut Ui, ctx: &PageContext<'_>, lead: &Lead, forms: &mut Forms, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let snapshot = ctx.snapshot;
    let names = Names { snapshot, plan: ctx.plan(), lang };
    let rows: Vec<ListRow> = snapshot
        .referrals
        .of_lead(lead.id)
        .map(|referral| {
            let zone = Entity::Referral
                .field("zone")
                .map(|(_, def)| names.value(Entity::Referral, def, &referral.zone.to_value()));
            let outcome = match (referral.outcome, referral.outcome_on) {
                (Some(outcome), Some(day)) => {
                    T::OutcomeOn { outcome: outcome.label(lang), day: format::iso_date(day) }.say(lang)
                }
                (Some(outcome), None) => outcome.label(lang).to_owned(),
                (None, _) => T::NoOutcome.say(lang),
            };
            let day = format::iso_date(referral.on_day);
            let person = Some(referral.person.to_string()).filter(|person| !person.is_empty());
            ListRow {
                key: referral.id.uuid(),
                title: T::ReferredTo { zone: zone.unwrap_or_default(), outcome }.say(lang),
                lines: vec![
                    [Some(day), person].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                    referral.note.to_string(),
                ],
                ..ListRow::default()
            }
        })
        .collect();
    let given = [("lead", lead.id.to_value())];
    let nothing = if lead.stage == Stage::Referred { T::ReferralMissing } else { T::NoReferrals };
    let section = Section {
        scene: FormScene { ctx, entity: Entity::Referral, fields: REFERRAL, given: &given },
        title: T::Referrals.say(lang),
        add: Some(T::AddReferral.say(lang)),
        nothing: nothing.say(lang),
        rows: &rows,
        open: &|key| snapshot.referrals.get(key).map(|referral| RecordForm::of(referral, REFERRAL, lang)),
        new: &|| new_referral(ctx),
    };
    section_ui(ui, &section, &mut forms.records, out);
}
