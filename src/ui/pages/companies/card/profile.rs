//! Who the company is: every field edited where it stands, the tier with its reason, the mark of a local firm.

use eframe::egui::{Align, Key, Label as TextLabel, Layout, RichText, Sense, Stroke, TextEdit, Ui};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::{Scene, changes, drafts::changed_since_ui, fact_form::edit};
use crate::{
    domain::{
        company::{Company, HonourKind},
        credit_code::{self, CodeFault},
        day::Lean,
        plan::Tier,
        record::{Cell, Entity, Record, Text, Value},
        units::Amount,
    },
    ledger::{Action, Edit},
    text::{
        Label, Lang, Say, fields::field_label, format, scoring, ui_companies::CompaniesText as T, ui_lead::LeadText,
    },
    ui::{
        context::{PageContext, Post},
        pages::companies::forms::{self, FormEnd, choice_row, end_ui, text_row},
        theme::icons,
        widgets::{UiExt, focus_fresh, tier_badge},
    },
};

/// Width of the names of fields.
const NAME: f32 = 104.0;

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Lines,
    Code,
    Money,
    Day,
}

/// The fields in the order of the card.
const FIELDS: &[(&str, Kind)] = &[
    ("name", Kind::Line),
    ("short_name", Kind::Line),
    ("english_name", Kind::Line),
    ("former_names", Kind::Lines),
    ("credit_code", Kind::Code),
    ("registration_status", Kind::Line),
    ("registered_capital", Kind::Money),
    ("founded", Kind::Day),
    ("company_type", Kind::Line),
    ("size_class", Kind::Line),
    ("industry", Kind::Line),
    ("industry_code", Kind::Line),
    ("province", Kind::Line),
    ("city", Kind::Line),
    ("district", Kind::Line),
    ("address", Kind::Line),
    ("main_business", Kind::Lines),
    ("products", Kind::Lines),
    ("business_scope", Kind::Lines),
    ("introduction", Kind::Lines),
    ("booth_notes", Kind::Lines),
    ("legal_representative", Kind::Line),
    ("phone", Kind::Lines),
    ("email", Kind::Lines),
    ("website", Kind::Line),
    ("notes", Kind::Lines),
    ("origin", Kind::Line),
];

/// A field being edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldForm {
    #[serde(deserialize_with = "known_field")]
    field: String,
    text: String,
    /// What the field held when it was opened.
    #[serde(default)]
    was: String,
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

impl FieldForm {
    /// Opens a field with what it holds.
    pub fn open(company: &Company, field: &str, lang: Lang) -> Option<Self> {
        let (field, kind) = FIELDS.iter().find(|(name, _)| *name == field)?;
        let was = typed(company, field, *kind, lang);
        Some(Self { field: (*field).to_owned(), text: was.clone(), was, fault: None, fresh: true })
    }

    /// What one is told once, where the field would replace a value saved since it was opened.
    fn overtaken(&self, company: &Company, edits: &[Edit], ctx: &PageContext<'_>) -> Option<String> {
        let lang = ctx.lang;
        let kind = FIELDS.iter().find(|(name, _)| *name == self.field).map_or(Kind::Line, |(_, kind)| *kind);
        if typed(company, &self.field, kind, lang) == self.was || !changes(company, edits) {
            return None;
        }
        let now = shown(company, &self.field, kind, lang);
        let words = T::ChangedField {
            field: field_label(Entity::Company, &self.field, lang).to_owned(),
            now: if now.is_empty() { format::ABSENT.to_owned() } else { now },
            mine: self.text.trim().to_owned(),
        };
        Some(words.say(lang)).filter(|words| self.fault.as_ref() != Some(words))
    }

    /// The edits that keep what was written, or what is wrong with it.
    fn read(&self, company: &Company, today: Date, lang: Lang) -> Result<Vec<Edit>, String> {
        let kind = FIELDS.iter().find(|(name, _)| *name == self.field).map_or(Kind::Line, |(_, kind)| *kind);
        let text = self.text.trim();
        // Opened and left: what was saved elsewhere in between stays, as does what a list said of the capital.
        if self.text == self.was {
            return Ok(Vec::new());
        }
        let value = match kind {
            Kind::Line | Kind::Lines if self.field == "name" && text.is_empty() => return Err(T::NeedName.say(lang)),
            Kind::Line | Kind::Lines => Text::from(text).to_value(),
            Kind::Code => Text::from(credit_code::normalize(text)).to_value(),
            Kind::Money => {
                let held = company.capital_currency;
                let (amount, currency) = match forms::money(text, held, lang)? {
                    Some(money) => (Some(money.amount), money.currency),
                    None => (None, if company.paid_in_capital.is_some() { held } else { None }),
                };
                let recasts = forms::foreign(currency) != forms::foreign(held);
                if recasts && company.paid_in_capital.is_some() {
                    return Err(LeadText::OtherCurrency.say(lang));
                }
                // What was written in the list no longer says the same.
                let written = Edit::new("capital_text", Text::from(text).to_value());
                return Ok(vec![edit(&self.field, &amount), edit("capital_currency", &currency), written]
                    .into_iter()
                    .filter(|edit| changes(company, std::slice::from_ref(edit)) || edit.field == self.field)
                    .collect());
            }
            Kind::Day => forms::date(text, today, Lean::Past, lang)?.to_value(),
        };
        Ok(vec![Edit::new(&self.field, value)])
    }
}

/// A field by its name; one the card does not have is no draft.
fn known_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let word = String::deserialize(deserializer)?;
    if FIELDS.iter().any(|(name, _)| *name == word) { Ok(word) } else { Err(D::Error::custom("no field of the card")) }
}

/// A tier being set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierForm {
    tier: Tier,
    reason: String,
    #[serde(skip)]
    fault: Option<String>,
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

/// Draws the profile.
pub fn ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    field: &mut Option<FieldForm>,
    tier: &mut Option<TierForm>,
    out: &mut Vec<Post>,
) {
    local_ui(ui, scene, out);
    tier_ui(ui, scene, tier, out);
    ui.separator();
    let mut wanted = None;
    for (place, (name, kind)) in FIELDS.iter().enumerate() {
        if field.as_ref().is_some_and(|form| form.field == *name) {
            if let Some(next) = edit_ui(ui, scene, field, *kind, out) {
                wanted = FIELDS.get(place + 1).filter(|_| next).map(|(name, _)| *name);
            }
        } else if field_ui(ui, scene, name, *kind) {
            wanted = Some(*name);
        }
    }
    if let Some(wanted) = wanted {
        *field = FieldForm::open(scene.company, wanted, scene.ctx.lang);
    }
}

fn local_ui(ui: &mut Ui, scene: Scene<'_, '_>, out: &mut Vec<Post>) {
    let Scene { ctx, company, .. } = scene;
    let mut local = company.local;
    ui.add_enabled_ui(ctx.writable, |ui| {
        let mark = ui.checkbox(&mut local, T::MarkLocal.say(ctx.lang)).on_hover_text(T::MarkLocalNote.say(ctx.lang));
        if mark.changed() {
            out.push(Post::act(Action::EditCompany { company: company.id, edits: vec![edit("local", &local)] }));
        }
    });
}

fn tier_ui(ui: &mut Ui, scene: Scene<'_, '_>, kept: &mut Option<TierForm>, out: &mut Vec<Post>) {
    let Scene { ctx, company, detail } = scene;
    let lang = ctx.lang;
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ctx.writable {
                if ui.icon_button(icons::PENCIL_SIMPLE, &T::SetTier.say(lang)).clicked() {
                    let now = company.tier_override.or(detail.map(|detail| detail.card.tier.tier));
                    *kept = Some(TierForm {
                        tier: now.unwrap_or(Tier::Growth),
                        reason: company.tier_reason.to_string(),
                        fault: None,
                        fresh: true,
                    });
                }
                if company.tier_override.is_some()
                    && ui.icon_button(icons::ARROW_U_UP_LEFT, &T::TierByRule.say(lang)).clicked()
                {
                    let edits = vec![Edit::new("tier_override", Value::Null), Edit::new("tier_reason", Value::Null)];
                    out.push(Post::act(Action::EditCompany { company: company.id, edits }));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.secondary(T::Tier.say(lang));
                if let Some(detail) = detail {
                    let honour = |kind: HonourKind| kind.label(lang).to_owned();
                    let why = scoring::tier(&detail.card.tier, &company.tier_reason, lang, honour).say(lang);
                    ui.scope(|ui| {
                        ui.set_max_width(110.0);
                        tier_badge(ui, detail.card.tier.tier, lang);
                    });
                    let colour = ui.tokens().text_soft;
                    ui.elided(RichText::new(why).small().color(colour));
                }
            });
        });
    });
    let Some(form) = kept else { return };
    let mut end = FormEnd::Open;
    let tiers: Vec<(Tier, String)> = Tier::ALL.iter().map(|tier| (*tier, tier.label(lang).to_owned())).collect();
    choice_row(ui, &T::Tier.say(lang), "tier", &mut form.tier, &tiers);
    let reason = text_row(ui, &T::Reason.say(lang), &mut form.reason, &T::TierReasonHint.say(lang), &mut end);
    focus_fresh(&reason, &mut form.fresh);
    end_ui(ui, form.fault.as_deref(), &T::Save.say(lang), lang, &mut end);
    match end {
        FormEnd::Open => {}
        FormEnd::Cancel => *kept = None,
        FormEnd::Save if form.reason.trim().is_empty() => form.fault = Some(T::NeedReason.say(lang)),
        FormEnd::Save => {
            let edits = vec![
                edit("tier_override", &Some(form.tier)),
                Edit::new("tier_reason", Text::from(form.reason.trim()).to_value()),
            ];
            if changes(company, &edits) {
                out.push(Post::act(Action::EditCompany { company: company.id, edits }));
            }
            *kept = None;
        }
    }
}

/// A field as it is; true when it shall be edited.
fn field_ui(ui: &mut Ui, scene: Scene<'_, '_>, name: &'static str, kind: Kind) -> bool {
    let Scene { ctx, company, .. } = scene;
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let label = field_label(Entity::Company, name, lang);
    let shown = shown(company, name, kind, lang);
    let mut edit = false;
    let row = ui.horizontal_top(|ui| {
        ui.set_min_height(24.0);
        ui.allocate_ui_with_layout(eframe::egui::vec2(NAME, 20.0), Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_width(NAME);
            ui.elided(RichText::new(label).small().color(tokens.text_soft));
        });
        let text = if shown.is_empty() {
            RichText::new(format::ABSENT).color(tokens.text_off)
        } else {
            RichText::new(&shown).color(tokens.text)
        };
        let width = ui.available_width() - 4.0;
        ui.allocate_ui_with_layout(eframe::egui::vec2(width, 20.0), Layout::top_down(Align::Min), |ui| {
            ui.add(TextLabel::new(text).wrap());
            if kind == Kind::Code
                && let Some(warning) = code_warning(&company.credit_code, lang)
            {
                ui.label(RichText::new(warning).small().color(tokens.estimate_text));
            }
        });
    });
    let id = ui.scope_id().with(("field", name));
    let response = ui.interact(row.response.rect, id, if ctx.writable { Sense::click() } else { Sense::hover() });
    let words = T::EditField { field: label.to_owned(), value: shown }.say(lang);
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, ctx.writable, words.clone()));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(
            row.response.rect.expand(2.0),
            4,
            Stroke::new(1.0, if response.has_focus() { tokens.accent } else { tokens.line_strong }),
            eframe::egui::StrokeKind::Inside,
        );
    }
    if ctx.writable {
        let asked = response.has_focus() && ui.input(|input| input.key_pressed(Key::F2));
        edit = response.clicked() || asked;
    }
    edit
}

/// Edits a field; when it ends, whether the next one is to be edited.
fn edit_ui(
    ui: &mut Ui,
    scene: Scene<'_, '_>,
    kept: &mut Option<FieldForm>,
    kind: Kind,
    out: &mut Vec<Post>,
) -> Option<bool> {
    let form = kept.as_mut()?;
    let Scene { ctx, company, .. } = scene;
    let lang = ctx.lang;
    let label = field_label(Entity::Company, &form.field, lang);
    let hint = match kind {
        Kind::Money => T::MoneyHint.say(lang),
        Kind::Day => T::DateHint.say(lang),
        _ => String::new(),
    };
    let response = forms::row(ui, label, |ui| {
        let width = ui.available_width() - 4.0;
        let editor = match kind {
            Kind::Lines => TextEdit::multiline(&mut form.text).desired_rows(3),
            _ => TextEdit::singleline(&mut form.text),
        };
        ui.add(editor.desired_width(width).hint_text(hint))
    });
    if form.fresh {
        response.scroll_to_me(None);
    }
    focus_fresh(&response, &mut form.fresh);
    let tokens = ui.tokens();
    if kind == Kind::Code
        && let Some(warning) = code_warning(&credit_code::normalize(&form.text), lang)
    {
        ui.label(RichText::new(warning).small().color(tokens.estimate_text));
    }
    changed_since_ui(ui, &form.was, &typed(company, &form.field, kind, lang), lang);
    if let Some(fault) = &form.fault {
        ui.label(RichText::new(fault).color(tokens.error));
    }
    let (enter, escape) = ui.input(|input| {
        let enter = input.key_pressed(Key::Enter) && (kind != Kind::Lines || input.modifiers.command);
        (enter, input.key_pressed(Key::Escape))
    });
    if !forms::has_keys(ui) {
        return None;
    }
    if escape {
        *kept = None;
        return Some(false);
    }
    // Going elsewhere keeps what was written, as in a spreadsheet.
    let left = response.lost_focus() && !enter;
    if !(enter || left) {
        return None;
    }
    let read = form.read(company, ctx.today, lang);
    match read.and_then(|edits| form.overtaken(company, &edits, ctx).map_or(Ok(edits), Err)) {
        Ok(edits) => {
            if changes(company, &edits) {
                out.push(Post::act(Action::EditCompany { company: company.id, edits }));
            }
            *kept = None;
            Some(enter)
        }
        Err(fault) => {
            form.fault = Some(fault);
            form.fresh = enter;
            None
        }
    }
}

/// What is wrong with a credit code, in words; none when it is right or not known.
pub fn code_warning(code: &str, lang: Lang) -> Option<String> {
    if code.is_empty() {
        return None;
    }
    let words = match credit_code::check(code).err()? {
        CodeFault::Length(length) => T::CodeLength { length },
        CodeFault::Character(position) => T::CodeCharacter { position },
        CodeFault::LastCharacter(right) => T::CodeLast { right },
        CodeFault::Checks => T::CodeChecks,
    };
    Some(words.say(lang))
}

fn value_of(company: &Company, field: &str) -> Value {
    let index = Entity::Company.field(field).map(|(index, _)| index);
    index.and_then(|index| company.values().into_iter().nth(index)).unwrap_or_default()
}

/// A field as one reads it.
fn shown(company: &Company, field: &str, kind: Kind, lang: Lang) -> String {
    match (kind, value_of(company, field)) {
        (Kind::Money, Value::Integer(units)) => {
            let amount = format::money(Amount(units), company.capital_currency, lang);
            if company.capital_text.is_empty() {
                amount
            } else {
                T::AsWritten { amount, text: company.capital_text.to_string() }.say(lang)
            }
        }
        (Kind::Money, _) => company.capital_text.to_string(),
        (_, Value::Text(text)) => text.to_string(),
        _ => String::new(),
    }
}

/// A field as one would type it again.
fn typed(company: &Company, field: &str, kind: Kind, lang: Lang) -> String {
    match (kind, value_of(company, field)) {
        (Kind::Money, Value::Integer(units)) => forms::typed_money(Some(Amount(units)), company.capital_currency, lang),
        (_, Value::Text(text)) => text.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::CompanyId;

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn company() -> Company {
        Company::named(CompanyId::from_uuid(Uuid::nil()), "Some Works")
    }

    #[test]
    fn every_field_of_the_card_is_a_field_of_the_record() {
        for (name, _) in FIELDS {
            assert!(Entity::Company.field(name).is_some(), "{name}");
            for lang in [Lang::Zh, Lang::En] {
                assert_ne!(field_label(Entity::Company, name, lang), *name, "{name} has no label");
            }
        }
    }

    #[test]
    fn a_field_left_as_it_was_changes_nothing() {
        let company = company();
        for (name, _) in FIELDS {
            let form = FieldForm::open(&company, name, Lang::En).unwrap();
            let edits = form.read(&company, TODAY, Lang::En).unwrap();
            assert!(!changes(&company, &edits), "{name}: {edits:?}");
        }
    }

    #[test]
    fn a_name_cannot_be_emptied_and_a_code_is_normalised() {
        let company = company();
        let mut form = FieldForm::open(&company, "name", Lang::En).unwrap();
        form.text = "  ".into();
        assert!(form.read(&company, TODAY, Lang::En).is_err());
        let mut form = FieldForm::open(&company, "credit_code", Lang::En).unwrap();
        form.text = " 9111 0000-600037341l ".into();
        let edits = form.read(&company, TODAY, Lang::En).unwrap();
        assert_eq!(edits, [Edit::new("credit_code", Value::Text("91110000600037341L".into()))]);
        assert_eq!(code_warning("91110000600037341L", Lang::En), None);
        assert!(code_warning("91110000600037341M", Lang::En).unwrap().contains('L'));
    }

    #[test]
    fn capital_keeps_the_currency_it_is_written_in() {
        let usd = Some(crate::domain::units::Currency::Usd);
        let mut form = FieldForm::open(&company(), "registered_capital", Lang::Zh).unwrap();
        form.text = "300万美元".into();
        let edits = form.read(&company(), TODAY, Lang::Zh).unwrap();
        assert!(edits.contains(&Edit::new("registered_capital", Value::Integer(3_000_000))));
        assert!(edits.contains(&edit("capital_currency", &usd)), "{edits:?}");
        let held = Company { registered_capital: Some(Amount(3_000_000)), capital_currency: usd, ..company() };
        let mut form = FieldForm::open(&held, "registered_capital", Lang::Zh).unwrap();
        assert_eq!(form.text, "300万美元");
        form.text = "400".into();
        let edits = form.read(&held, TODAY, Lang::Zh).unwrap();
        assert!(edits.iter().all(|edit| edit.field != "capital_currency"), "it stays");
        form.text = "400万元".into();
        let edits = form.read(&held, TODAY, Lang::Zh).unwrap();
        assert!(edits.contains(&Edit::new("capital_currency", Value::Null)), "{edits:?}");
        let paid = Company { paid_in_capital: Some(Amount(1)), ..held };
        assert!(form.read(&paid, TODAY, Lang::Zh).is_err(), "the other capital is in dollars");
    }
}
