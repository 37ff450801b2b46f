//! A record being written: any of its fields, in one form; also one field where it stands.

use std::collections::BTreeMap;

use eframe::egui::{Response, TextEdit, Ui};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::field::{self, Kind};
use crate::{
    domain::{
        activity::{Activity, Attachment, Contact, Task},
        deal::{CompanyLink, LeadAmount, LeadLink, Referral},
        ids::LocalProductId,
        lead::Lead,
        local_firm::LocalProduct,
        record::{Entity, FieldDef, Record, Value},
        site::{LocalNeed, Site},
        units::{Amount, Currency},
    },
    ledger::{Action, Edit, Item, ItemKind},
    text::{Lang, Say, fields::field_label, format, ui_companies::CompaniesText, ui_lead::LeadText as T},
    ui::{
        context::{PageContext, Post},
        pages::companies::{
            card::{changed_since_ui, stamp},
            forms::{self, FormEnd, choice_row, day_row, end_ui, has_keys, panel, row, text_row},
        },
        widgets::{UiExt, save_pressed},
    },
};

/// A record being written. Texts are kept as typed; stored words and keys where one chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    /// The record corrected; none = a new one.
    pub key: Option<Uuid>,
    /// Field → text, of the fields this form shows.
    pub texts: BTreeMap<String, String>,
    /// The same as it was opened: a form nobody has typed into is no draft.
    first: BTreeMap<String, String>,
    /// What the record said when it was opened.
    was: String,
    /// What is wrong with it.
    #[serde(skip)]
    pub fault: Option<String>,
    #[serde(skip)]
    settled: bool,
}

/// What a form is about and how it reads.
#[derive(Clone, Copy)]
pub struct FormScene<'a, 'c> {
    /// What the page is given.
    pub ctx: &'a PageContext<'c>,
    /// Kind of record.
    pub entity: Entity,
    /// Fields in the order they are shown.
    pub fields: &'a [&'static str],
    /// What a new record is given besides.
    pub given: &'a [(&'static str, Value)],
}

impl RecordForm {
    /// A new record with some texts filled in.
    pub fn new(fields: &[&str], filled: &[(&str, String)]) -> Self {
        let mut texts: BTreeMap<String, String> =
            fields.iter().map(|field| ((*field).to_owned(), String::new())).collect();
        texts.extend(filled.iter().map(|(field, text)| ((*field).to_owned(), text.clone())));
        Self { first: texts.clone(), texts, ..Self::default() }
    }

    /// A record to be corrected, in these fields.
    pub fn of<R: Record>(record: &R, fields: &[&str], lang: Lang) -> Self {
        let values = record.values();
        let currency = currency_of::<R>(&values);
        let text = |name: &&str| {
            let (at, field) = R::ENTITY.field(name)?;
            let text = field::typed(field::kind(R::ENTITY, field), values.get(at)?, currency, lang);
            Some(((*name).to_owned(), text))
        };
        let texts: BTreeMap<String, String> = fields.iter().filter_map(text).collect();
        Self { key: Some(record.key()), first: texts.clone(), texts, was: stamp(record), ..Self::default() }
    }

    /// Whether anything was written into it.
    pub fn is_touched(&self) -> bool {
        self.texts != self.first
    }

    /// Text of a field.
    pub fn text(&mut self, field: &str) -> &mut String {
        self.texts.entry(field.to_owned()).or_default()
    }

    /// The values as written, by field; what is wrong with them. Of a record that exists, only what somebody changed:
    /// what was saved elsewhere since stays.
    fn values(&self, entity: Entity, ctx: &PageContext<'_>) -> Result<Vec<(&'static FieldDef, Value)>, String> {
        let lang = ctx.lang;
        let mut values: Vec<(&'static FieldDef, Value)> = Vec::new();
        let mut named: Option<Option<Currency>> = None;
        for (name, text) in &self.texts {
            let Some((_, def)) = entity.field(name) else { continue };
            if self.key.is_some() && self.first.get(name) == Some(text) {
                continue;
            }
            let kind = field::kind(entity, def);
            let (value, currency) = field::read(kind, def, text, ctx.today, lang).map_err(|fault| {
                T::FieldFault { field: field_label(entity, def.name, lang).to_owned(), fault }.say(lang)
            })?;
            if kind == Kind::Money && value != Value::Null {
                if named.is_some_and(|named| named != currency) || currency.is_some() && entity == Entity::Site {
                    return Err(T::OtherCurrency.say(lang));
                }
                named = Some(currency);
            }
            values.push((def, value));
        }
        if let Some(currency) = named
            && let Some((_, def)) = entity.field("currency")
        {
            let word = currency.map_or(Value::Null, |currency| Value::Text(currency.word().into()));
            values.retain(|(other, _)| other.name != "currency");
            values.push((def, word));
        }
        Ok(values)
    }

    /// The action that keeps what was written; none when nothing changes.
    pub fn save(&self, scene: FormScene<'_, '_>) -> Result<Option<Action>, String> {
        let FormScene { ctx, entity, given, .. } = scene;
        let lang = ctx.lang;
        let values = self.values(entity, ctx)?;
        let Some(key) = self.key else {
            let mut all = vec![Value::Null; entity.fields().len()];
            for (name, value) in values
                .iter()
                .map(|(def, value)| (def.name, value))
                .chain(given.iter().map(|(name, value)| (*name, value)))
            {
                if let Some((at, _)) = entity.field(name) {
                    all[at] = value.clone();
                }
            }
            return added(entity, ctx.new_id(), &all)
                .map(Some)
                .map_err(|field| T::FieldMissing { field: field_label(entity, field, lang).to_owned() }.say(lang));
        };
        let old = values_of(entity, key, ctx).ok_or_else(|| T::RecordGone.say(lang))?;
        let now = |name: &str| entity.field(name).and_then(|(at, _)| old.get(at)).unwrap_or(&Value::Null);
        let edits: Vec<Edit> = values
            .into_iter()
            .filter(|(def, value)| now(def.name) != value)
            .filter(|(def, value)| {
                def.name != "currency" || !(field::is_yuan(value) && field::is_yuan(now("currency")))
            })
            .map(|(def, value)| Edit::new(def.name, value))
            .collect();
        if edits.is_empty() {
            return Ok(None);
        }
        let recasts = edits.iter().any(|edit| edit.field == "currency");
        if entity == Entity::Lead && recasts && field::other_money(&old, &edits) {
            return Err(T::OtherCurrency.say(lang));
        }
        let late: Vec<Edit> = edits.iter().filter(|edit| self.is_overtaken(entity, &old, edit, ctx)).cloned().collect();
        let asked = field::overtaken(entity, &old, &late, ctx);
        if !asked.is_empty() && self.fault.as_ref() != Some(&asked) {
            return Err(asked);
        }
        if entity == Entity::Lead {
            return Ok(Some(Action::EditLead { lead: crate::domain::ids::LeadId::from_uuid(key), edits }));
        }
        let kind = ItemKind::ALL.iter().copied().find(|kind| kind.entity() == entity);
        Ok(kind.map(|kind| Action::Edit { kind, key, edits }))
    }

    /// Whether the field of an edit holds something else than when the form was opened.
    fn is_overtaken(&self, entity: Entity, now: &[Value], edit: &Edit, ctx: &PageContext<'_>) -> bool {
        let Some((at, def)) = entity.field(&edit.field) else { return false };
        let (Some(opened), Some(value)) = (self.first.get(def.name), now.get(at)) else { return false };
        let (kind, currency) = (field::kind(entity, def), field::currency_in(entity, now));
        // The language may have been changed in between: then the text differs, but not what it says.
        let is_read_so = || {
            field::read(kind, def, opened, ctx.today, ctx.lang).is_ok_and(|(read, named)| {
                read == *value && (kind != Kind::Money || *value == Value::Null || named == forms::foreign(currency))
            })
        };
        field::typed(kind, value, currency, ctx.lang) != *opened && !is_read_so()
    }
}

/// The currency a record's amounts are in.
pub fn currency_of<R: Record>(values: &[Value]) -> Option<Currency> {
    field::currency_in(R::ENTITY, values)
}

/// The action that adds a record; else the name of the field that is missing.
fn added(entity: Entity, key: Uuid, values: &[Value]) -> Result<Action, &'static str> {
    fn item<R: Record + Into<Item>>(key: Uuid, values: &[Value]) -> Result<Action, &'static str> {
        R::from_values(key, values).map(|record| Action::Add(record.into())).map_err(|error| error.field)
    }
    match entity {
        Entity::Contact => item::<Contact>(key, values),
        Entity::Activity => item::<Activity>(key, values),
        Entity::Task => item::<Task>(key, values),
        Entity::LeadAmount => item::<LeadAmount>(key, values),
        Entity::LeadLink => item::<LeadLink>(key, values),
        Entity::CompanyLink => item::<CompanyLink>(key, values),
        Entity::Referral => item::<Referral>(key, values),
        Entity::Site => item::<Site>(key, values),
        Entity::LocalNeed => item::<LocalNeed>(key, values),
        Entity::LocalProduct => LocalProduct::from_values(key, values)
            .map(|product| {
                Action::AddLocalProduct(Box::new(LocalProduct { id: LocalProductId::from_uuid(key), ..product }))
            })
            .map_err(|error| error.field),
        _ => Err("id"),
    }
}

/// The values of a record as it is now.
fn values_of(entity: Entity, key: Uuid, ctx: &PageContext<'_>) -> Option<Vec<Value>> {
    let snapshot = ctx.snapshot;
    Some(match entity {
        Entity::Contact => snapshot.contacts.get(key)?.values(),
        Entity::Activity => snapshot.activities.get(key)?.values(),
        Entity::Task => snapshot.tasks.get(key)?.values(),
        Entity::LeadAmount => snapshot.amounts.get(key)?.values(),
        Entity::LeadLink => snapshot.lead_links.get(key)?.values(),
        Entity::CompanyLink => snapshot.company_links.get(key)?.values(),
        Entity::Referral => snapshot.referrals.get(key)?.values(),
        Entity::Site => snapshot.sites.get(key)?.values(),
        Entity::LocalNeed => snapshot.local_needs.get(key)?.values(),
        Entity::Attachment => snapshot.attachments.get(key)?.values(),
        Entity::Lead => snapshot.leads.get(key)?.values(),
        _ => return None,
    })
}

/// What a record says now, to be compared with what it said when its form was opened.
fn stamp_now(entity: Entity, key: Uuid, ctx: &PageContext<'_>) -> Option<String> {
    values_of(entity, key, ctx).map(|values| format!("{values:?}"))
}

/// Draws a form; when it is saved or given up, it is gone. True when it was saved.
pub fn form_ui(ui: &mut Ui, scene: FormScene<'_, '_>, kept: &mut Option<RecordForm>, out: &mut Vec<Post>) -> bool {
    let Some(form) = kept else { return false };
    let lang = scene.ctx.lang;
    let mut end = FormEnd::Open;
    let fresh = !std::mem::replace(&mut form.settled, true);
    panel(ui, fresh, |ui| {
        if let Some(now) = form.key.and_then(|key| stamp_now(scene.entity, key, scene.ctx)) {
            changed_since_ui(ui, &form.was, &now, lang);
        }
        let mut first = fresh;
        for name in scene.fields {
            let Some((_, def)) = scene.entity.field(name) else { continue };
            if !form.texts.contains_key(*name) {
                continue;
            }
            let response = field_row_ui(ui, scene, def, form.text(name), &mut end);
            if std::mem::take(&mut first) {
                response.request_focus();
            }
        }
        end_ui(ui, form.fault.as_deref(), &CompaniesText::Save.say(lang), lang, &mut end);
    });
    finish(kept, scene, end, out)
}

/// Carries out how a form ended. True when it was saved.
pub fn finish(kept: &mut Option<RecordForm>, scene: FormScene<'_, '_>, end: FormEnd, out: &mut Vec<Post>) -> bool {
    let Some(form) = kept else { return false };
    match end {
        FormEnd::Open => false,
        FormEnd::Cancel => {
            *kept = None;
            false
        }
        FormEnd::Save => match form.save(scene) {
            Ok(action) => {
                out.extend(action.map(Post::act));
                *kept = None;
                true
            }
            Err(fault) => {
                form.fault = Some(fault);
                false
            }
        },
    }
}

/// A row of a form for a field.
pub fn field_row_ui(
    ui: &mut Ui,
    scene: FormScene<'_, '_>,
    def: &FieldDef,
    text: &mut String,
    end: &mut FormEnd,
) -> Response {
    let FormScene { ctx, entity, .. } = scene;
    let lang = ctx.lang;
    let label = field_label(entity, def.name, lang).to_owned();
    match field::kind(entity, def) {
        Kind::Line => text_row(ui, &label, text, "", end),
        Kind::Lines => {
            let response = row(ui, &label, |ui| {
                let width = ui.available_width().min(420.0);
                ui.add(TextEdit::multiline(text).desired_rows(2).desired_width(width))
            });
            note_command_enter(ui, &response, end);
            response
        }
        Kind::Money => {
            let response = row(ui, &label, |ui| {
                let response =
                    ui.add(TextEdit::singleline(text).desired_width(140.0).hint_text(T::MoneyHint.say(lang)));
                money_read_ui(ui, text, lang);
                response
            });
            forms::note_keys(ui, &response, end);
            response
        }
        Kind::Day(lean) => day_row(ui, &label, text, (ctx.today, lean), lang, end),
        Kind::Real(unit) => forms::figure_row(ui, &label, text, &unit.text().say(lang), end),
        Kind::Whole => forms::figure_row(ui, &label, text, "", end),
        Kind::Flag => {
            let mut set = text == "1";
            let response = row(ui, &label, |ui| ui.checkbox(&mut set, ""));
            *text = if set { "1".to_owned() } else { String::new() };
            response
        }
        Kind::Choice => {
            let options = field::options(entity, def, ctx);
            if text.is_empty()
                && let Some((first, _)) = options.first()
            {
                text.clone_from(first);
            }
            choice_row(ui, &label, def.name, text, &options)
        }
        Kind::Company | Kind::Lead => {
            row(ui, &label, |ui| super::pick::pick_ui(ui, field::kind(entity, def) == Kind::Lead, text, ctx))
        }
    }
}

/// Ctrl+Enter in a field of several lines saves.
pub fn note_command_enter(ui: &Ui, response: &Response, end: &mut FormEnd) {
    if response.has_focus() && has_keys(ui) && save_pressed(ui) {
        *end = FormEnd::Save;
    }
}

/// The money that is read, in the unit everything else is shown in.
pub fn money_read_ui(ui: &mut Ui, text: &str, lang: Lang) {
    if let Some(money) = crate::exchange::parse::amount(text, None).value() {
        ui.secondary(T::MoneyRead { amount: format::money(Amount(money.amount.0), money.currency, lang) }.say(lang));
    }
}

/// One field of a lead, edited where it stands.
pub fn lead_field(lead: &Lead, field: &str, lang: Lang) -> RecordForm {
    RecordForm::of(lead, &[field], lang)
}

/// A paper, to be renamed or annotated.
pub fn paper(attachment: &Attachment, lang: Lang) -> RecordForm {
    RecordForm::of(attachment, &["name", "note"], lang)
}
