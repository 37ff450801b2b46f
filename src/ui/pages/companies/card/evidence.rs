//! The words that made the match, in the company's own texts; and a person's word on it.

use eframe::egui::{Align, ComboBox, Grid, Label, Layout, RichText, Ui};

use super::{Scene, changes, confirmation, judging_ui};
use crate::{
    domain::{
        company::Company,
        fit::{Evidence, Fit, Role, SectorCase, Standing},
        ids::{SectorId, SegmentId},
        plan::Plan,
    },
    ledger::{Action, texts_of},
    matching::MatchText,
    scoring::PlacementBasis,
    text::{Label as _, Lang, Say, format, scoring, ui_companies::CompaniesText as T},
    ui::{
        context::Post,
        theme::icons,
        widgets::{UiExt, evidence_ui, sector_badge},
    },
};

/// Draws where the company stands, who says so, and its texts.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, out: &mut Vec<Post>) {
    let (Some(detail), Some(view)) = (scene.detail, scene.ctx.view) else { return judging_ui(ui, scene) };
    let lang = scene.ctx.lang;
    let plan = &view.policy.plan;
    let placement = &detail.card.placement;
    let path = path(plan, placement.sector.as_ref(), placement.segment.as_ref(), lang);
    ui.horizontal(|ui| {
        if let Some(sector) = placement.sector.as_ref().and_then(|id| plan.sector(id)) {
            sector_badge(ui, plan, sector, lang);
        }
        ui.strong_text(path.unwrap_or_else(|| scoring::placement(placement.basis).say(lang)));
        let colour = ui.tokens().text_soft;
        let basis = scoring::placement(placement.basis).say(lang);
        let role = placement.role.map(|role| role.label(lang).to_owned());
        let strength = T::Strength { share: format::share(placement.strength) }.say(lang);
        let words: Vec<String> = [Some(basis), Some(strength), role].into_iter().flatten().collect();
        ui.elided(RichText::new(words.join(" · ")).small().color(colour));
    });
    doubts_ui(ui, &detail.fit, plan, lang);
    if scene.ctx.writable {
        person_ui(ui, scene, plan, placement.basis, &detail.fit, out);
    }
    ui.add_space(8.0);
    texts_ui(ui, scene, &detail.fit);
    nodes_ui(ui, &detail.fit, plan, lang);
    why_not_ui(ui, scene, &detail.fit, plan);
}

/// Sector › segment, by name.
fn path(plan: &Plan, sector: Option<&SectorId>, segment: Option<&SegmentId>, lang: Lang) -> Option<String> {
    let sector = plan.sector(sector?)?;
    let segment = segment.and_then(|id| plan.segment(id));
    Some(match segment {
        Some((_, segment)) => {
            T::Path { sector: sector.name.in_lang(lang).to_owned(), segment: segment.name.in_lang(lang).to_owned() }
                .say(lang)
        }
        None => sector.name.in_lang(lang).to_owned(),
    })
}

/// Why a person should look.
fn doubts_ui(ui: &mut Ui, fit: &Fit, plan: &Plan, lang: Lang) {
    let tokens = ui.tokens();
    let mut doubts = Vec::new();
    if fit.unclear {
        let second = fit.runner_up.as_ref().and_then(|id| plan.sector(id)).map(|one| one.name.in_lang(lang).to_owned());
        doubts.push(second.map_or(T::Unclear, |second| T::UnclearBeside { second }).say(lang));
    }
    if fit.trader {
        doubts.push(T::TraderNote.say(lang));
    }
    for doubt in doubts {
        ui.horizontal(|ui| {
            ui.icon(icons::WARNING_CIRCLE, tokens.estimate_text);
            ui.label(RichText::new(doubt).color(tokens.estimate_text));
        });
    }
}

/// Confirm, name another, take back.
fn person_ui(ui: &mut Ui, scene: Scene<'_, '_>, plan: &Plan, basis: PlacementBasis, fit: &Fit, out: &mut Vec<Post>) {
    let Scene { ctx, company, .. } = scene;
    let lang = ctx.lang;
    let mut edits = None;
    ui.horizontal_wrapped(|ui| {
        if basis == PlacementBasis::Confirmed {
            if ui.icon_text_button(icons::ARROW_U_UP_LEFT, &T::TakeBack.say(lang)).clicked() {
                edits = Some(confirmation(None, None));
            }
        } else if fit.sector.is_some() && ui.icon_text_button(icons::SEAL_CHECK, &T::Confirm.say(lang)).clicked() {
            edits = Some(confirmation(fit.sector.clone(), fit.segment.clone()));
        }
        let now = path(plan, company.confirmed_sector.as_ref(), company.confirmed_segment.as_ref(), lang);
        ComboBox::from_id_salt("correct sector")
            .selected_text(now.unwrap_or_else(|| T::Correct.say(lang)))
            .width(200.0)
            .truncate()
            .height(420.0)
            .show_ui(ui, |ui| {
                for sector in &plan.sectors {
                    let name = sector.name.in_lang(lang);
                    let here = company.confirmed_sector.as_ref() == Some(&sector.id);
                    if ui.selectable_label(here && company.confirmed_segment.is_none(), name).clicked() {
                        edits = Some(confirmation(Some(sector.id.clone()), None));
                    }
                    for segment in &sector.segments {
                        let chosen = here && company.confirmed_segment.as_ref() == Some(&segment.id);
                        let label = T::SubItem { name: segment.name.in_lang(lang).to_owned() }.say(lang);
                        if ui.selectable_label(chosen, label).clicked() {
                            edits = Some(confirmation(Some(sector.id.clone()), Some(segment.id.clone())));
                        }
                    }
                }
            })
            .response
            .accessible_name(T::Correct.say(lang));
        ui.secondary(T::ClassifyKeys { last: plan.sectors.len().min(9) }.say(lang));
    });
    if let Some(edits) = edits.filter(|edits| changes(company, edits)) {
        out.push(Post::act(Action::EditCompany { company: company.id, edits }));
    }
}

/// The company as it was judged: the evidence names places in those texts, not in what they may be by now.
fn judged<'a>(scene: Scene<'a, '_>) -> &'a Company {
    let judged = scene.ctx.view.and_then(|view| view.snapshot.companies.get(scene.company.id.uuid()));
    judged.unwrap_or(scene.company)
}

/// The texts that were matched, with the evidence in them.
fn texts_ui(ui: &mut Ui, scene: Scene<'_, '_>, fit: &Fit) {
    let lang = scene.ctx.lang;
    let texts = texts_of(judged(scene));
    let mut any = false;
    for (index, text) in texts.iter().enumerate().filter(|(_, text)| !text.text.is_empty()) {
        any = true;
        let spans: Vec<&Evidence> = fit.evidence.iter().filter(|evidence| evidence.text == index).collect();
        let colour = ui.tokens().text_soft;
        ui.horizontal(|ui| {
            ui.label(
                RichText::new(text.source.label(lang))
                    .text_style(crate::ui::theme::fonts::strong_small())
                    .color(colour),
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.secondary(T::Spans { count: spans.len() }.say(lang));
            });
        });
        evidence_ui(ui, text.text, &spans, lang);
        roles_ui(ui, &spans, &texts, lang);
        ui.add_space(8.0);
    }
    if !any {
        ui.secondary(T::NoTexts.say(lang));
    }
}

/// What is said to be done with the marked words, role by role: no colour alone, and nothing only on hover.
fn roles_ui(ui: &mut Ui, spans: &[&Evidence], texts: &[MatchText<'_>], lang: Lang) {
    let mut lines = Vec::new();
    for role in Role::ALL {
        let terms = terms(spans.iter().copied().filter(|span| !span.negated && span.role == *role), texts, lang);
        if !terms.is_empty() {
            lines.push(T::RoleWords { role: role.label(lang), terms }.say(lang));
        }
    }
    let struck = terms(spans.iter().copied().filter(|span| span.negated), texts, lang);
    if !struck.is_empty() {
        lines.push(T::StruckWords { terms: struck }.say(lang));
    }
    if !lines.is_empty() {
        let colour = ui.tokens().text_soft;
        ui.add(Label::new(RichText::new(format::clauses(&lines, lang)).small().color(colour)).wrap());
    }
}

/// The terms of some evidence, each once, as quotations; a long list is cut.
fn terms<'e>(evidence: impl Iterator<Item = &'e Evidence>, texts: &[MatchText<'_>], lang: Lang) -> String {
    const MOST: usize = 4;
    let mut terms: Vec<String> = Vec::new();
    for one in evidence {
        // As the text has it; the catalogue may write it in another case.
        let text = texts.get(one.text).map_or("", |text| text.text);
        let written: String = text.chars().skip(one.start).take(one.end.saturating_sub(one.start)).collect();
        let term = if written.is_empty() { one.term.clone() } else { written };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    let more = terms.len() > MOST;
    terms.truncate(MOST);
    let quoted: Vec<String> = terms.into_iter().map(|term| T::Quoted { term }.say(lang)).collect();
    let mut words = format::list(&quoted, lang);
    if more {
        words.push('…');
    }
    words
}

/// For every other sector the best its texts can say, and why that is not enough.
fn why_not_ui(ui: &mut Ui, scene: Scene<'_, '_>, fit: &Fit, plan: &Plan) {
    let lang = scene.ctx.lang;
    let texts = texts_of(judged(scene));
    ui.add_space(8.0);
    ui.strong_text(T::WhyNot.say(lang));
    for sector in plan.sectors.iter().filter(|sector| fit.sector.as_ref() != Some(&sector.id)) {
        let case = fit.case_for(|segment| sector.segments.iter().any(|one| one.id == *segment));
        let colour = ui.tokens().text_soft;
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            sector_badge(ui, plan, sector, lang);
            ui.label(sector.name.in_lang(lang));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(format::share(case.strength));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(why_not(&case, fit, &texts, lang)).small().color(colour));
                });
            });
        });
    }
}

/// Why a sector is not the one.
fn why_not(case: &SectorCase<'_>, fit: &Fit, texts: &[MatchText<'_>], lang: Lang) -> String {
    let terms = terms(case.evidence.iter().copied(), texts, lang);
    match case.standing {
        Standing::Silent => T::NotSilent,
        Standing::StruckOut => T::NotStruck { terms },
        Standing::Supporting => T::NotSupporting { terms },
        Standing::Traded => T::NotTraded { terms },
        Standing::Speaks if fit.sector.is_some() => T::NotWeaker { terms, own: format::share(fit.strength) },
        Standing::Speaks => T::NotEnough { terms },
    }
    .say(lang)
}

/// Every segment the texts speak for.
fn nodes_ui(ui: &mut Ui, fit: &Fit, plan: &Plan, lang: Lang) {
    if fit.nodes.len() < 2 {
        return;
    }
    ui.strong_text(T::AlsoSpeaksFor.say(lang));
    Grid::new("nodes").num_columns(4).spacing([12.0, 4.0]).show(ui, |ui| {
        for node in &fit.nodes {
            let Some((sector, segment)) = plan.segment(&node.segment) else { continue };
            sector_badge(ui, plan, sector, lang);
            ui.label(segment.name.in_lang(lang));
            ui.number_cell(format::share(node.strength));
            ui.secondary(node.role.label(lang));
            ui.end_row();
        }
    });
}
