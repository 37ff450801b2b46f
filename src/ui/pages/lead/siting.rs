//! Which sites suit the lead, and why not.

use eframe::egui::{Align, Label as TextLabel, Layout, RichText, Ui};

use crate::{
    domain::{
        lead::{LandMode, Lead},
        site::{Site, SiteKind},
    },
    pipeline::siting::{self, Finding, Need, SiteMatch},
    text::{
        Label, Lang, Say, format,
        ui_lead::{LeadText as T, UnitText},
    },
    ui::{
        context::{PageContext, Post},
        route::{PageId, Place},
        theme::icons,
        widgets::UiExt,
    },
};

/// Sites shown before the rest is asked for.
const SHOWN: usize = 6;

/// Draws the sites, the best first.
pub(super) fn ui(ui: &mut Ui, ctx: &PageContext<'_>, lead: &Lead, all: &mut bool, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        ui.strong_text(T::Siting.say(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.icon_text_button(icons::MAP_PIN, &T::GoSites.say(lang)).clicked() {
                out.push(Post::Go(Place::part(PageId::Data, "sites")));
            }
        });
    });
    if lead.land_mode == Some(LandMode::None) {
        ui.secondary(T::NeedsNoSite.say(lang));
        return;
    }
    let matches = siting::sites(lead, ctx.snapshot.sites.iter());
    if matches.is_empty() {
        ui.secondary(T::NoSites.say(lang));
    }
    let silent: Vec<&str> = matches
        .iter()
        .flat_map(|found| &found.findings)
        .filter(|(_, finding)| *finding == Finding::LeadSilent)
        .map(|(need, _)| *need)
        .collect::<std::collections::BTreeSet<Need>>()
        .into_iter()
        .map(|need| need.label(lang))
        .collect();
    if !silent.is_empty() {
        ui.add(
            TextLabel::new(
                RichText::new(T::LeadSilent { needs: format::list(&silent, lang) }.say(lang))
                    .small()
                    .color(ui.tokens().estimate_text),
            )
            .wrap(),
        );
    }
    ui.add_space(4.0);
    let shown = if *all { matches.len() } else { SHOWN };
    for found in matches.iter().take(shown) {
        if let Some(site) = ctx.snapshot.sites.get(found.site.uuid()) {
            site_ui(ui, ctx, site, found);
        }
    }
    if matches.len() > shown && ui.button(T::ShowAll { count: matches.len() }.say(lang)).clicked() {
        *all = true;
    }
}

fn site_ui(ui: &mut Ui, ctx: &PageContext<'_>, site: &Site, found: &SiteMatch) {
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let (icon, ink, verdict) = match (found.against(), found.open()) {
        (0, 0) => (icons::CHECK_CIRCLE, tokens.accent_text, T::SiteFits.say(lang)),
        (0, open) => (icons::CIRCLE_DASHED, tokens.text_soft, T::SiteOpen { count: open }.say(lang)),
        (against, _) => (icons::PROHIBIT, tokens.text_soft, T::SiteAgainst { count: against }.say(lang)),
    };
    ui.wide_card(|ui| {
        ui.horizontal(|ui| {
            ui.icon(icon, ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.secondary(verdict);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(&*site.name).text_style(crate::ui::theme::fonts::strong()));
                    ui.secondary(facts(site, ctx));
                });
            });
        });
        let lines = |want: fn(Finding) -> bool| -> Vec<String> {
            found
                .findings
                .iter()
                .filter(|(_, finding)| want(*finding))
                .map(|(need, finding)| words(*need, *finding, lang))
                .collect()
        };
        let against = lines(Finding::is_against);
        if !against.is_empty() {
            let text = T::WhyNot { reasons: format::clauses(&against, lang) }.say(lang);
            ui.add(TextLabel::new(RichText::new(text).small().color(tokens.text)).wrap());
        }
        let open = lines(|finding| finding.is_open() && finding != Finding::LeadSilent);
        if !open.is_empty() {
            let text = T::StillOpen { reasons: format::clauses(&open, lang) }.say(lang);
            ui.add(TextLabel::new(RichText::new(text).small().color(tokens.text_soft)).wrap());
        }
        let met: Vec<&str> = found
            .findings
            .iter()
            .filter(|(_, finding)| *finding == Finding::Met)
            .map(|(need, _)| need.label(lang))
            .collect();
        if !met.is_empty() {
            let text = T::MetNeeds { needs: format::list(&met, lang) }.say(lang);
            ui.add(TextLabel::new(RichText::new(text).small().color(tokens.text_soft)).wrap());
        }
    });
    ui.add_space(4.0);
}

/// Kind, size and place of a site.
fn facts(site: &Site, ctx: &PageContext<'_>) -> String {
    let lang = ctx.lang;
    let with =
        |number: f64, unit: UnitText| T::WithUnit { number: format::number(number, 2), unit: unit.say(lang) }.say(lang);
    let size = match site.kind {
        SiteKind::Land => site.land.map(|land| with(land.0, UnitText::Mu)),
        SiteKind::Plant => site.floor_area.map(|area| with(area.0, UnitText::SquareMetre)),
    };
    let place = site.place.as_ref().and_then(|id| ctx.plan()?.places.iter().find(|place| place.id == *id));
    let place = place.map(|place| place.name.in_lang(lang).to_owned());
    let parts = [Some(site.kind.label(lang).to_owned()), size, place, Some(site.state.label(lang).to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A need that is not met or not known, in words.
fn words(need: Need, finding: Finding, lang: Lang) -> String {
    let unit = match need {
        Need::Land => Some(UnitText::Mu),
        Need::FloorArea => Some(UnitText::SquareMetre),
        Need::Height => Some(UnitText::Metre),
        Need::FloorLoad => Some(UnitText::TonnePerSquareMetre),
        Need::Power => Some(UnitText::KiloVoltAmpere),
        Need::Energy => Some(UnitText::Tce),
        Need::Kind | Need::State | Need::Discharge | Need::Place | Need::Base => None,
    };
    let unit = unit.map(|unit| unit.say(lang)).unwrap_or_default();
    let is_state = need == Need::State;
    let need = need.label(lang);
    match finding {
        Finding::Met => T::NeedMet { need },
        Finding::Short { wanted, offered } => {
            T::NeedShort { need, wanted: format::number(wanted, 2), offered: format::number(offered, 2), unit }
        }
        Finding::Other if is_state => T::SiteTaken,
        Finding::Ask if is_state => T::SiteReserved,
        Finding::Other => T::NeedOther { need },
        Finding::LeadSilent => T::NeedLeadSilent { need },
        Finding::SiteSilent => T::NeedSiteSilent { need },
        Finding::Ask => T::NeedAsk { need },
    }
    .say(lang)
}
