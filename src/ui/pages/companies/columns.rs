//! The columns of the table and how one cell is drawn.

use eframe::egui::{RichText, Ui};

use super::filter::Verdict;
use crate::{
    domain::{company::Company, fit::Fit, lead::Lead, plan::Plan, record::Entity, units::Currency},
    exchange::cell::{CellKind, CellSpec},
    ledger::assessment::{Need, Prospect},
    scoring::PlacementBasis,
    text::{Label, Lang, Say, fields::field_label, format, scoring, ui_companies::CompaniesText as T},
    ui::{
        grid::sheet::Figure,
        widgets::{ColumnSpec, IntervalBar, UiExt, gate_mark, sector_badge, tier_badge},
    },
};

/// All columns; those that decide stand first, so that they are seen without scrolling.
pub fn columns(lang: Lang) -> Vec<ColumnSpec> {
    let say = |text: T| text.say(lang);
    let field = |name: &'static str| field_label(Entity::Company, name, lang);
    let by_lang = |zh: f32, en: f32| if lang == Lang::Zh { zh } else { en };
    vec![
        ColumnSpec::text("name", say(T::Name), 168.0).growing(300.0).editable(),
        ColumnSpec::text("sector", say(T::Sector), by_lang(40.0, 46.0)).explained(say(T::SectorNote)).filterable(),
        ColumnSpec::number("value", say(T::Value), 126.0).explained(say(T::ValueNote)),
        ColumnSpec::text("class", say(T::Class), 42.0).explained(say(T::ClassNote)).filterable(),
        ColumnSpec::number("need", say(T::Need), by_lang(60.0, 62.0)).explained(say(T::NeedNote)),
        ColumnSpec::number("attainability", say(T::Attainability), 56.0).explained(say(T::AttainabilityNote)),
        ColumnSpec::number("priority", say(T::Priority), by_lang(60.0, 66.0)).explained(say(T::PriorityNote)),
        ColumnSpec::text("gate", say(T::Gate), by_lang(68.0, 84.0)).explained(say(T::GateNote)).filterable(),
        ColumnSpec::text("tier", say(T::Tier), by_lang(86.0, 104.0)).filterable(),
        ColumnSpec::number("coverage", say(T::Coverage), 62.0).explained(say(T::CoverageNote)),
        ColumnSpec::text("segment", say(T::Segment), 132.0).filterable(),
        ColumnSpec::text("base", say(T::Base), 150.0).filterable(),
        ColumnSpec::text("stage", say(T::LeadStage), 72.0).filterable(),
        ColumnSpec::text("place", say(T::Place), 120.0).filterable(),
        ColumnSpec::text("industry", say(T::Industry), 150.0).editable().filterable(),
        ColumnSpec::text("verdict", say(T::Verdict), 84.0).explained(say(T::VerdictNote)).optional().filterable(),
        ColumnSpec::text("product", say(T::Product), 132.0).optional().filterable(),
        ColumnSpec::number("low", say(T::Low), 64.0).optional(),
        ColumnSpec::number("high", say(T::High), 64.0).optional(),
        ColumnSpec::text("next", say(T::NextAction), 150.0).optional().filterable(),
        ColumnSpec::text("code", say(T::CreditCode), 160.0).optional().editable().filterable(),
        ColumnSpec::text("status", say(T::RegistrationStatus), 90.0).optional().editable().filterable(),
        ColumnSpec::number("founded", say(T::Founded), 90.0).optional().editable().filterable(),
        ColumnSpec::number("capital", say(T::Capital), 110.0).optional().editable(),
        ColumnSpec::text("size", say(T::SizeClass), 80.0).optional().editable().filterable(),
        ColumnSpec::text("local", say(T::LocalFirm), 72.0).optional().editable().filterable(),
        ColumnSpec::text("english", say(T::EnglishName), 160.0).optional().editable(),
        ColumnSpec::text("origin", say(T::Origin), 150.0).optional().editable().filterable(),
        ColumnSpec::text("short", field("short_name"), 96.0).editable().optional(),
        ColumnSpec::text("province", field("province"), 84.0).editable().filterable().optional(),
        ColumnSpec::text("city", field("city"), 84.0).editable().filterable().optional(),
        ColumnSpec::text("district", field("district"), 84.0).editable().filterable().optional(),
        ColumnSpec::text("business", field("main_business"), 180.0).editable().optional(),
        ColumnSpec::text("products", field("products"), 180.0).editable().optional(),
        ColumnSpec::text("notes", field("notes"), 180.0).editable().optional(),
    ]
}

/// The field that a column shows and can be written; none for what is computed.
pub fn spec(column: &str) -> Option<CellSpec> {
    let money = CellKind::Money { currency: Some("capital_currency"), written: Some("capital_text") };
    Some(match column {
        "name" => CellSpec::new("name", CellKind::Name),
        "short" => CellSpec::new("short_name", CellKind::Text),
        "english" => CellSpec::new("english_name", CellKind::Text),
        "code" => CellSpec::new("credit_code", CellKind::Code),
        "status" => CellSpec::new("registration_status", CellKind::Text),
        "founded" => CellSpec::new("founded", CellKind::Day),
        "capital" => CellSpec::new("registered_capital", money),
        "size" => CellSpec::new("size_class", CellKind::Text),
        "local" => CellSpec::new("local", CellKind::Flag),
        "industry" => CellSpec::new("industry", CellKind::Text),
        "origin" => CellSpec::new("origin", CellKind::Text),
        "province" => CellSpec::new("province", CellKind::Text),
        "city" => CellSpec::new("city", CellKind::Text),
        "district" => CellSpec::new("district", CellKind::Text),
        "business" => CellSpec::new("main_business", CellKind::Text),
        "products" => CellSpec::new("products", CellKind::Text),
        "notes" => CellSpec::new("notes", CellKind::Text),
        _ => return None,
    })
}

/// Whether a column holds figures that can be summed or averaged.
pub fn is_figure(column: &str) -> bool {
    matches!(column, "value" | "low" | "high" | "coverage" | "need" | "attainability" | "priority" | "capital")
}

/// The figure or day in a cell, where it is known.
pub fn figure(row: Row<'_>, column: &str) -> Option<Figure> {
    let prospect = row.prospect;
    let score = |get: fn(&Prospect) -> f64| prospect.map(|one| Figure::Score(get(one)));
    match column {
        "capital" => {
            let currency = row.company.capital_currency.unwrap_or(Currency::Cny);
            row.company.registered_capital.map(|amount| Figure::Money(amount, currency))
        }
        "founded" => row.company.founded.map(Figure::Day),
        "next" => row.lead.and_then(|lead| lead.next_action_on).map(Figure::Day),
        "value" => score(|one| one.value),
        "low" => score(|one| one.low),
        "high" => score(|one| one.high),
        "coverage" => prospect.map(|one| Figure::Share(one.coverage)),
        "attainability" => prospect.map(|one| Figure::Share(one.attainability.p)),
        "priority" => prospect.and_then(|one| one.priority).map(Figure::Number),
        "need" => prospect.and_then(|one| match one.need {
            Need::Known { need, .. } => Some(Figure::Number(need)),
            Need::Unknown(_) => None,
        }),
        _ => None,
    }
}

/// What a cell is drawn from.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The company as it is now.
    pub company: &'a Company,
    /// Its figures; none until it is judged.
    pub prospect: Option<&'a Prospect>,
    /// What matching found, without the evidence.
    pub fit: Option<&'a Fit>,
    /// The lead that counts, else its first one.
    pub lead: Option<&'a Lead>,
}

/// Draws one cell.
pub fn cell_ui(ui: &mut Ui, row: Row<'_>, column: &str, plan: Option<&Plan>, lang: Lang) {
    let Row { company, prospect, fit, lead } = row;
    match column {
        "name" => {
            ui.elided(&*company.name);
        }
        "stage" => {
            if let Some(lead) = lead {
                ui.elided(lead.stage.label(lang)).on_hover_text(&*lead.title);
            }
        }
        "verdict" => {
            ui.elided(verdict_words(prospect, fit, lang));
        }
        "next" => {
            if let Some(lead) = lead {
                ui.elided(next_action(lead, lang));
            }
        }
        "place" => {
            ui.elided(place(company));
        }
        "industry" => {
            ui.elided(&*company.industry);
        }
        "code" => {
            ui.elided(&*company.credit_code);
        }
        "status" => {
            ui.elided(&*company.registration_status);
        }
        "size" => {
            ui.elided(&*company.size_class);
        }
        "origin" => {
            ui.elided(&*company.origin);
        }
        "english" => {
            ui.elided(&*company.english_name);
        }
        "short" => {
            ui.elided(&*company.short_name);
        }
        "province" => {
            ui.elided(&*company.province);
        }
        "city" => {
            ui.elided(&*company.city);
        }
        "district" => {
            ui.elided(&*company.district);
        }
        "business" => {
            ui.elided(&*company.main_business);
        }
        "products" => {
            ui.elided(&*company.products);
        }
        "notes" => {
            ui.elided(&*company.notes);
        }
        "founded" => {
            ui.elided(company.founded.map(format::iso_date).unwrap_or_default());
        }
        "capital" => {
            let capital =
                company.registered_capital.map(|amount| format::money(amount, company.capital_currency, lang));
            ui.elided(capital.unwrap_or_default()).on_hover_text(&*company.capital_text);
        }
        "local" => {
            if company.local {
                ui.elided(T::LocalFirm.say(lang));
            }
        }
        figure => match prospect {
            Some(prospect) => figure_ui(ui, prospect, company, figure, plan, lang),
            None => skeleton(ui),
        },
    }
}

/// A grey bar where a figure will stand.
fn skeleton(ui: &mut Ui) {
    let colour = ui.tokens().sunken;
    let size = eframe::egui::vec2(ui.available_width().min(48.0), 8.0);
    let (rect, _) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
    ui.painter().rect_filled(rect, 4, colour);
}

fn figure_ui(ui: &mut Ui, prospect: &Prospect, company: &Company, column: &str, plan: Option<&Plan>, lang: Lang) {
    match column {
        "sector" => sector_ui(ui, prospect, plan, lang),
        "segment" => {
            let segment = prospect.segment.as_ref().and_then(|id| plan?.segment(id));
            ui.elided(segment.map_or("", |(_, segment)| segment.name.in_lang(lang)));
        }
        "product" => {
            let product = prospect.product.as_ref().and_then(|id| plan?.product(id));
            ui.elided(product.map_or("", |(_, _, product)| product.name.in_lang(lang)));
        }
        "base" => {
            let base = prospect.slot.as_ref().and_then(|slot| plan?.base(&slot.base));
            ui.elided(base.map_or("", |base| base.name.in_lang(lang)));
        }
        "value" => {
            ui.add(
                IntervalBar::new(prospect.low, prospect.value, prospect.high, lang).estimated(prospect.low_coverage),
            );
            ui.label(format::score(prospect.value));
        }
        "low" => {
            ui.label(format::score(prospect.low));
        }
        "high" => {
            ui.label(format::score(prospect.high));
        }
        "class" => {
            ui.label(class_range(prospect.class));
        }
        "coverage" => {
            let tokens = ui.tokens();
            // One decimal in every row, so that the figures stand under each other.
            let figure = RichText::new(format!("{}%", format::fixed(prospect.coverage * 100.0, 1)));
            if prospect.low_coverage {
                ui.label(figure.color(tokens.estimate_text)).on_hover_text(scoring::SeatText::LowCoverage.say(lang));
            } else {
                ui.label(figure);
            }
        }
        "tier" => {
            let honour = |kind: crate::domain::company::HonourKind| kind.label(lang).to_owned();
            let why = scoring::tier(&prospect.tier, &company.tier_reason, lang, honour).say(lang);
            tier_badge(ui, prospect.tier.tier, lang).on_hover_text(why);
        }
        "need" => need_ui(ui, prospect.need, lang),
        "attainability" => {
            let stage = |stage: crate::domain::lead::Stage| stage.label(lang).to_owned();
            let chance = prospect.attainability;
            let why = scoring::chance(chance.basis, chance.by_stage, stage).say(lang);
            ui.label(format::share(chance.p)).on_hover_text(why);
        }
        "priority" => match prospect.priority {
            Some(priority) => {
                ui.label(format::fixed(priority, 2));
            }
            None => {
                ui.secondary(format::ABSENT);
            }
        },
        "gate" => {
            gate_mark(ui, prospect.gate, lang);
        }
        _ => {}
    }
}

fn sector_ui(ui: &mut Ui, prospect: &Prospect, plan: Option<&Plan>, lang: Lang) {
    match (&prospect.sector, plan) {
        (Some(sector), Some(plan)) => {
            if let Some(sector) = plan.sector(sector) {
                sector_badge(ui, plan, sector, lang);
            }
        }
        (None, _) if prospect.placed_by == PlacementBasis::NoText => {
            ui.secondary("?").on_hover_text(scoring::placement(prospect.placed_by).say(lang));
        }
        _ => {
            ui.secondary(format::ABSENT).on_hover_text(scoring::placement(prospect.placed_by).say(lang));
        }
    }
}

/// The need, or in a word why there is none.
fn need_ui(ui: &mut Ui, need: Need, lang: Lang) {
    let honour = |kind: crate::domain::company::HonourKind| kind.label(lang).to_owned();
    match need {
        Need::Known { need, eligibility } => {
            ui.label(format::fixed(need, 2)).on_hover_text(scoring::eligibility(eligibility, honour).say(lang));
        }
        Need::Unknown(reason) => {
            let why = scoring::no_need(reason, honour).say(lang);
            ui.secondary(T::NoTarget.say(lang)).on_hover_text(why);
        }
    }
}

/// `A`, or `A–C` where the unknown facts leave it open.
pub fn class_range(class: crate::scoring::ClassRange) -> String {
    if class.best == class.worst { class.best.word().to_owned() } else { format!("{}–{}", class.best, class.worst) }
}

/// What a verdict is called.
pub fn verdict_name(verdict: Verdict, lang: Lang) -> String {
    match verdict {
        Verdict::Corrected => T::Corrected,
        Verdict::Confirmed => T::Confirmed,
        Verdict::Doubtful => T::Doubtful,
        Verdict::Matched => T::ByText,
    }
    .say(lang)
}

fn verdict_words(prospect: Option<&Prospect>, fit: Option<&Fit>, lang: Lang) -> String {
    let verdict = prospect.zip(fit).and_then(|(prospect, fit)| Verdict::of(prospect, fit));
    verdict.map_or_else(String::new, |verdict| verdict_name(verdict, lang))
}

/// Province, city, district, without repeats.
pub fn place(company: &Company) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in [&company.province, &company.city, &company.district] {
        if !part.is_empty() && !parts.contains(&&**part) {
            parts.push(part);
        }
    }
    parts.join(" ")
}

/// What is next, and by when.
pub fn next_action(lead: &Lead, lang: Lang) -> String {
    match lead.next_action_on {
        Some(day) if !lead.next_action.is_empty() => {
            T::NextBy { action: lead.next_action.to_string(), day: format::iso_date(day) }.say(lang)
        }
        Some(day) => format::iso_date(day),
        None => lead.next_action.to_string(),
    }
}

/// One cell as text, as it is copied into a spreadsheet.
pub fn cell_text(row: Row<'_>, column: &str, plan: Option<&Plan>, lang: Lang) -> String {
    let Row { company, prospect, fit, lead } = row;
    let one_line = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let named =
        |name: Option<&crate::domain::plan::Name>| name.map_or_else(String::new, |name| name.in_lang(lang).to_owned());
    let text = match column {
        "name" => return one_line(&company.name),
        "stage" => return lead.map_or_else(String::new, |lead| lead.stage.label(lang).to_owned()),
        "next" => return lead.map_or_else(String::new, |lead| one_line(&next_action(lead, lang))),
        "verdict" => return verdict_words(prospect, fit, lang),
        "place" => return place(company),
        "industry" => &company.industry,
        "code" => &company.credit_code,
        "status" => &company.registration_status,
        "size" => &company.size_class,
        "origin" => &company.origin,
        "english" => &company.english_name,
        "short" => &company.short_name,
        "province" => &company.province,
        "city" => &company.city,
        "district" => &company.district,
        "business" => &company.main_business,
        "products" => &company.products,
        "notes" => &company.notes,
        "founded" => return company.founded.map(format::iso_date).unwrap_or_default(),
        "capital" => {
            let capital = company.registered_capital;
            return capital.map_or_else(String::new, |amount| format::money(amount, company.capital_currency, lang));
        }
        "local" if company.local => return T::LocalFirm.say(lang),
        figure => {
            let Some(prospect) = prospect else { return String::new() };
            return match figure {
                "sector" => named(prospect.sector.as_ref().and_then(|id| plan?.sector(id)).map(|one| &one.name)),
                "segment" => {
                    named(prospect.segment.as_ref().and_then(|id| plan?.segment(id)).map(|(_, one)| &one.name))
                }
                "product" => {
                    named(prospect.product.as_ref().and_then(|id| plan?.product(id)).map(|(_, _, one)| &one.name))
                }
                "base" => named(prospect.slot.as_ref().and_then(|slot| plan?.base(&slot.base)).map(|one| &one.name)),
                "value" => format::score(prospect.value),
                "low" => format::score(prospect.low),
                "high" => format::score(prospect.high),
                "class" => class_range(prospect.class),
                "coverage" => format::share(prospect.coverage),
                "tier" => prospect.tier.tier.label(lang).to_owned(),
                "need" => match prospect.need {
                    Need::Known { need, .. } => format::fixed(need, 2),
                    Need::Unknown(_) => T::NoTarget.say(lang),
                },
                "attainability" => format::share(prospect.attainability.p),
                "priority" => prospect.priority.map(|priority| format::fixed(priority, 2)).unwrap_or_default(),
                "gate" => prospect.gate.label(lang).to_owned(),
                _ => String::new(),
            };
        }
    };
    one_line(text)
}
