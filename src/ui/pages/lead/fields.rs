//! The form of a project: every field, in groups that open; edited where it stands.

use std::collections::BTreeSet;

use eframe::egui::{Key, Label as TextLabel, Layout, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::{
    Forms, field,
    form::{FormScene, currency_of, form_ui, lead_field},
};
use crate::{
    domain::{
        lead::{LandMode, Lead},
        record::{Entity, Record, Value},
        units::Amount,
    },
    text::{Say, fields::field_label, format, ui_lead::LeadText as T},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::UiExt,
    },
};

/// Width of the names of fields.
const NAME: f32 = 112.0;

/// The groups with their fields. Stage and company are changed elsewhere, the currency with the amounts.
const GROUPS: &[(T, &[&str])] = &[
    (
        T::GroupBasics,
        &[
            "title",
            "segment",
            "second_segment",
            "base",
            "place",
            "content",
            "main_products",
            "nature",
            "investment_kind",
            "origin_region",
            "source",
            "referrer",
            "received_on",
            "code",
            "statistics_name",
            "existing_firm",
            "spillover",
            "enclave",
        ],
    ),
    (
        T::GroupMoney,
        &[
            "total_investment",
            "fixed_investment",
            "phase",
            "phase_investment",
            "year_investment",
            "output",
            "tax",
            "jobs",
            "win_estimate",
        ],
    ),
    (
        T::GroupLand,
        &["land_mode", "land", "plant", "height", "floor_load", "power", "land_procedure", "farmland", "red_line"],
    ),
    (T::GroupEnergy, &["energy", "discharge", "energy_hungry", "energy_review", "environment_review"]),
    (T::GroupProcedure, &["filing", "safety_review", "start_on", "finish_on", "produce_on"]),
    (T::GroupResearch, &["rd_platform", "rd_share", "invention_patents", "utility_patents"]),
    (T::GroupPeople, &["owner", "leader", "assigned_by", "city_liaison", "report_liaison", "verified_on"]),
    (
        T::GroupProgress,
        &["next_action", "next_action_on", "progress", "problems", "year_progress", "loss_reason", "notes"],
    ),
];

/// Draws the groups; the first is open unless something else was.
pub(super) fn ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    lead: &Lead,
    forms: &mut Forms,
    closed: &mut BTreeSet<usize>,
    out: &mut Vec<Post>,
) {
    let lang = ctx.lang;
    let values = lead.values();
    let value = |name: &str| Entity::Lead.field(name).and_then(|(at, _)| values.get(at));
    let mut kept = forms.records.remove(&Entity::Lead);
    for (at, (title, names)) in GROUPS.iter().enumerate() {
        let filled = names.iter().filter(|name| value(name).is_some_and(|value| *value != Value::Null)).count();
        // The first two stand open, the others wait; the set holds those that were switched.
        let edited = kept.as_ref().is_some_and(|form| names.iter().any(|name| form.texts.contains_key(*name)));
        let open = edited || (at < 2) != closed.contains(&at);
        if group_ui(ui, &title.say(lang), open, filled, names.len(), lang) && !closed.insert(at) {
            closed.remove(&at);
        }
        if !open {
            continue;
        }
        let mut next = None;
        for (place, name) in names.iter().enumerate() {
            if kept.as_ref().is_some_and(|form| form.texts.contains_key(*name)) {
                let scene = FormScene { ctx, entity: Entity::Lead, fields: &[*name], given: &[] };
                let entered = ui.input(|input| input.key_pressed(Key::Enter));
                if form_ui(ui, scene, &mut kept, out) && entered {
                    next = names.get(place + 1).copied();
                }
            } else if row_ui(ui, ctx, lead, &values, name) {
                next = Some(*name);
            }
        }
        if let Some(name) = next {
            kept = Some(lead_field(lead, name, lang));
        }
        if matches!(title, T::GroupMoney) {
            intensity_ui(ui, ctx, lead);
        }
        ui.add_space(8.0);
    }
    if let Some(form) = kept {
        forms.records.insert(Entity::Lead, form);
    }
}

fn group_ui(ui: &mut Ui, title: &str, open: bool, filled: usize, of: usize, lang: crate::text::Lang) -> bool {
    let icon = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    let mut clicked = false;
    ui.horizontal(|ui| {
        let words = T::GroupNamed { title: title.to_owned(), filled, of }.say(lang);
        let button = eframe::egui::Button::new((
            RichText::new(icon),
            RichText::new(title).text_style(crate::ui::theme::fonts::strong()),
        ))
        .frame_when_inactive(false);
        clicked = ui.add(button).accessible_name(words).clicked();
        ui.secondary(T::Filled { filled, of }.say(lang));
    });
    clicked
}

/// A field as it is; true when it shall be edited.
fn row_ui(ui: &mut Ui, ctx: &PageContext<'_>, lead: &Lead, values: &[Value], name: &'static str) -> bool {
    let Some((at, def)) = Entity::Lead.field(name) else { return false };
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let value = values.get(at).unwrap_or(&Value::Null);
    let label = field_label(Entity::Lead, name, lang);
    let shown = field::shown(Entity::Lead, def, value, currency_of::<Lead>(values), ctx);
    let needed = is_needed(lead, name) && shown.is_empty();
    let row = ui.horizontal_top(|ui| {
        ui.set_min_height(24.0);
        ui.allocate_ui_with_layout(vec2(NAME, 20.0), Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            ui.set_min_width(NAME);
            ui.elided(RichText::new(label).small().color(tokens.text_soft));
        });
        let text = match (shown.is_empty(), needed) {
            (true, true) => RichText::new(T::StillNeeded.say(lang)).color(tokens.estimate_text),
            (true, false) => RichText::new(format::ABSENT).color(tokens.text_off),
            _ => RichText::new(&shown).color(tokens.text),
        };
        let width = (ui.available_width() - 4.0).max(40.0);
        ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::top_down(eframe::egui::Align::Min), |ui| {
            ui.add(TextLabel::new(text).wrap());
        });
    });
    let id = ui.scope_id().with(("lead field", name));
    let response = ui.interact(row.response.rect, id, if ctx.writable { Sense::click() } else { Sense::hover() });
    let words = crate::text::ui_companies::CompaniesText::EditField { field: label.to_owned(), value: shown }.say(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ctx.writable, words.clone()));
    if response.hovered() || response.has_focus() {
        let line = if response.has_focus() { tokens.accent } else { tokens.line_strong };
        let stroke = Stroke::new(1.0, line);
        ui.painter().rect_stroke(row.response.rect.expand(2.0), 4, stroke, eframe::egui::StrokeKind::Inside);
    }
    ctx.writable && (response.clicked() || response.has_focus() && ui.input(|input| input.key_pressed(Key::F2)))
}

/// What must not be missing when a project has come this far (a lead to be submitted says investor, investment, land and
/// energy, output and tax). Nothing is refused without it; it is marked.
fn is_needed(lead: &Lead, name: &str) -> bool {
    use crate::domain::lead::Stage;
    match name {
        "title" | "owner" | "source" => true,
        "total_investment" | "segment" | "content" => lead.stage >= Stage::Talks,
        "fixed_investment" | "land_mode" | "energy" | "output" | "tax" => lead.stage >= Stage::Review,
        "land" => lead.stage >= Stage::Review && lead.land_mode == Some(LandMode::NewLand),
        "plant" => lead.stage >= Stage::Review && lead.land_mode == Some(LandMode::Plant),
        "start_on" => (Stage::Signed..Stage::Started).contains(&lead.stage),
        "produce_on" => (Stage::Started..Stage::Producing).contains(&lead.stage),
        _ => false,
    }
}

/// Investment per mu by both numerators: which one a threshold means decides whether a project passes.
fn intensity_ui(ui: &mut Ui, ctx: &PageContext<'_>, lead: &Lead) {
    let lang = ctx.lang;
    let Some(land) = lead.land.filter(|land| land.0 > 0.0) else {
        ui.secondary(T::IntensityUnknown.say(lang));
        return;
    };
    let per_mu = |amount: Option<Amount>| {
        amount.map_or_else(
            || format::ABSENT.to_owned(),
            |amount| {
                let units = amount.0 as f64 / land.0;
                let each = Amount::from_wan(units / 1e4);
                each.map_or_else(|| format::ABSENT.to_owned(), |each| format::money(each, lead.currency, lang))
            },
        )
    };
    let (total, fixed) = (per_mu(lead.total_investment), per_mu(lead.fixed_investment));
    ui.secondary(T::Intensity { total, fixed }.say(lang));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{field::Kind, *};

    #[test]
    fn every_field_of_the_form_stands_in_one_group() {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for name in GROUPS.iter().flat_map(|(_, names)| names.iter()) {
            assert!(Entity::Lead.field(name).is_some(), "{name}");
            *seen.entry(name).or_default() += 1;
        }
        for field in Entity::Lead.fields() {
            let elsewhere = matches!(field.name, "company" | "stage" | "stage_since" | "currency");
            assert_eq!(seen.get(field.name).copied().unwrap_or_default(), usize::from(!elsewhere), "{}", field.name);
            let kind = field::kind(Entity::Lead, field);
            let amounts =
                ["total_investment", "fixed_investment", "phase_investment", "year_investment", "output", "tax"];
            assert_eq!(kind == Kind::Money, amounts.contains(&field.name), "{}", field.name);
        }
    }
}
