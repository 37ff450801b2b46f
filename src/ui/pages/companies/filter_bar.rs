//! The line above the table: search, what the list is narrowed to, columns.

use eframe::egui::{Align, Button, Id, Layout, Popup, PopupCloseBehavior, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::{
    columns::{class_range, verdict_name},
    filter::{Choice, Facet, Filter, Verdict, active},
    listing::Listing,
};
use crate::{
    domain::{
        company::GateState,
        lead::Stage,
        plan::{Plan, Tier},
    },
    ledger::{Policy, chain_map::Spot},
    scoring::{Class, ClassRange},
    text::{Label, Lang, Say, format, scoring::SeatText, ui_companies::CompaniesText as T},
    ui::{
        theme::icons,
        widgets::{UiExt, chip},
    },
};

/// The search field's id, for Ctrl+F.
pub fn search_id() -> Id {
    Id::unique("companies search")
}

/// Draws the chips of all facets; true when something was chosen or given up.
pub fn chips_ui(ui: &mut Ui, filter: &mut Filter, listing: &Listing, policy: Option<&Policy>, lang: Lang) -> bool {
    let before = filter.clone();
    for facet in Facet::ALL {
        let chosen: Vec<&Choice> = filter.chosen.iter().filter(|choice| choice.facet() == facet).collect();
        if chosen.is_empty() && !facet.is_offered() {
            continue;
        }
        let title = match chosen.as_slice() {
            [] => facet_name(facet, lang),
            [one] => T::Chosen { facet: facet_name(facet, lang), choice: choice_name(one, policy, lang) }.say(lang),
            many => T::ChosenMany { facet: facet_name(facet, lang), count: format::count(many.len()) }.say(lang),
        };
        let button = chip(ui, &title, !chosen.is_empty());
        Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(260.0);
            choices_ui(ui, facet, filter, listing, policy, lang);
        });
    }
    if !filter.is_open() {
        let clear = ui.add(
            Button::new(RichText::new(T::ClearFilters.say(lang)).small().color(ui.tokens().accent_text)).frame(false),
        );
        if clear.clicked() {
            *filter = Filter::default();
        }
    }
    before != *filter
}

fn choices_ui(ui: &mut Ui, facet: Facet, filter: &mut Filter, listing: &Listing, policy: Option<&Policy>, lang: Lang) {
    let height = ui.ctx().content_rect().height() * 0.6;
    let counts = listing.counts.get(&facet);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for choice in choices(facet, filter, policy) {
            let count = counts.and_then(|counts| counts.get(&choice)).copied().unwrap_or_default();
            let on = filter.chosen.contains(&choice);
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.secondary(format::count(count));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let name = choice_name(&choice, policy, lang);
                        let mark = if on { icons::CHECK_SQUARE } else { icons::SQUARE };
                        let mark = RichText::new(mark).color(ui.tokens().accent_text);
                        let item = Button::selectable(false, (mark, name.as_str())).truncate();
                        let item = ui.add(item);
                        item.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
                        if item.clicked() && !filter.chosen.remove(&choice) {
                            filter.chosen.insert(choice);
                        }
                    });
                });
            });
        }
    });
    if filter.narrows(facet) {
        ui.separator();
        if ui.icon_text_button(icons::X, &T::ClearFacet.say(lang)).clicked() {
            filter.chosen.retain(|choice| choice.facet() != facet);
        }
    }
}

/// What a facet is called.
fn facet_name(facet: Facet, lang: Lang) -> String {
    match facet {
        Facet::Sector => T::Sector,
        Facet::Segment => T::Segment,
        Facet::Verdict => T::Verdict,
        Facet::Tier => T::Tier,
        Facet::Base => T::Base,
        Facet::Gate => T::Gate,
        Facet::Class => T::Class,
        Facet::Coverage => T::Knowledge,
        Facet::Missing => T::MissingFacts,
        Facet::Lead => T::LeadStage,
        Facet::Local => T::Kind,
        Facet::Chain => T::ChainProspects,
    }
    .say(lang)
}

/// What an option is called.
fn choice_name(choice: &Choice, policy: Option<&Policy>, lang: Lang) -> String {
    let plan = policy.map(|policy| &*policy.plan);
    let named = |name: Option<&crate::domain::plan::Name>, word: &str| {
        name.map_or_else(|| word.to_owned(), |name| name.in_lang(lang).to_owned())
    };
    match choice {
        Choice::Outside => T::Outside.say(lang),
        Choice::Unplaced => T::Unplaced.say(lang),
        Choice::Sector(id) => named(plan.and_then(|plan| plan.sector(id)).map(|one| &one.name), id.as_str()),
        Choice::Segment(id) => named(plan.and_then(|plan| plan.segment(id)).map(|(_, one)| &one.name), id.as_str()),
        Choice::Product(id) => named(plan.and_then(|plan| plan.product(id)).map(|(_, _, one)| &one.name), id.as_str()),
        Choice::Verdict(verdict) => verdict_name(*verdict, lang),
        Choice::Tier(tier) => tier.label(lang).to_owned(),
        Choice::Base(id) => named(plan.and_then(|plan| plan.base(id)).map(|one| &one.name), id.as_str()),
        Choice::Gate(state) => state.label(lang).to_owned(),
        Choice::Class(best, worst) => class_range(ClassRange { best: *best, worst: *worst }),
        Choice::Enough(true) => T::EnoughKnown.say(lang),
        Choice::Enough(false) => SeatText::LowCoverage.say(lang),
        Choice::Missing(place) => policy
            .and_then(|policy| active(&policy.model).nth(*place))
            .map_or_else(String::new, |criterion| criterion.name.in_lang(lang).to_owned()),
        Choice::Stage(None) => T::NoLead.say(lang),
        Choice::Stage(Some(stage)) => stage.label(lang).to_owned(),
        Choice::Chain(Spot::Sector(id)) => choice_name(&Choice::Sector(id.clone()), policy, lang),
        Choice::Chain(Spot::Segment(id)) => choice_name(&Choice::Segment(id.clone()), policy, lang),
        Choice::Chain(Spot::Product(id)) => choice_name(&Choice::Product(id.clone()), policy, lang),
        Choice::Local(true) => T::LocalFirm.say(lang),
        Choice::Local(false) => T::Prospect.say(lang),
    }
}

/// All options of a facet; of one that is not offered, those chosen.
fn choices(facet: Facet, filter: &Filter, policy: Option<&Policy>) -> Vec<Choice> {
    let plan = policy.map(|policy| &*policy.plan);
    match facet {
        Facet::Sector => plan
            .into_iter()
            .flat_map(|plan| &plan.sectors)
            .map(|one| Choice::Sector(one.id.clone()))
            .chain([Choice::Outside, Choice::Unplaced])
            .collect(),
        Facet::Segment => {
            plan.into_iter().flat_map(Plan::segments).map(|(_, one)| Choice::Segment(one.id.clone())).collect()
        }
        Facet::Verdict => Verdict::ALL.into_iter().map(Choice::Verdict).collect(),
        Facet::Tier => Tier::ALL.iter().map(|tier| Choice::Tier(*tier)).collect(),
        Facet::Base => plan.into_iter().flat_map(|plan| &plan.bases).map(|one| Choice::Base(one.id.clone())).collect(),
        Facet::Gate => GateState::ALL.iter().map(|state| Choice::Gate(*state)).collect(),
        Facet::Class => Class::ALL
            .iter()
            .flat_map(|best| {
                Class::ALL.iter().filter(move |worst| *worst >= best).map(|worst| Choice::Class(*best, *worst))
            })
            .collect(),
        Facet::Coverage => vec![Choice::Enough(true), Choice::Enough(false)],
        Facet::Missing => policy.map_or(0..0, |policy| 0..active(&policy.model).count()).map(Choice::Missing).collect(),
        Facet::Lead => [None].into_iter().chain(Stage::ALL.iter().copied().map(Some)).map(Choice::Stage).collect(),
        Facet::Local => vec![Choice::Local(false), Choice::Local(true)],
        Facet::Chain => filter.chosen.iter().filter(|choice| choice.facet() == facet).cloned().collect(),
    }
}
