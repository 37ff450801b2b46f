//! The amounts of a lead by kind, each with its history. Kinds and currencies are never added to each other; money that
//! arrives adds up, what was agreed is replaced by what is agreed later.

use std::collections::BTreeMap;

use eframe::egui::{Align, Layout, RichText, TextEdit, Ui};

use super::{
    Forms, RecordForm,
    form::{FormScene, finish, form_ui, money_read_ui},
};
use crate::{
    domain::{
        day::Lean,
        deal::{AmountKind, LeadAmount},
        lead::Lead,
        record::{Cell, Entity},
        units::{Amount, Currency},
    },
    ledger::{Action, ItemKind},
    text::{Label, Lang, Say, fields::field_label, format, ui_lead::LeadText as T},
    ui::{
        context::{PageContext, Post},
        pages::companies::forms::{FormEnd, day_read_ui, note_keys},
        theme::icons,
        widgets::{UiExt, choice_box},
    },
};

const FIELDS: &[&str] = &["kind", "amount", "on_day", "proof", "note"];

/// What an amount of a kind is now: the sum where it adds up, else the latest; by currency.
pub(super) fn standing(kind: AmountKind, entries: &[&LeadAmount]) -> Vec<(Currency, Amount)> {
    let mut sums: BTreeMap<Currency, Amount> = BTreeMap::new();
    let mut of_kind: Vec<&&LeadAmount> = entries.iter().filter(|entry| entry.kind == kind).collect();
    of_kind.sort_by_key(|entry| (entry.on_day, entry.id));
    for entry in of_kind {
        let sum = sums.entry(entry.currency.unwrap_or(Currency::Cny)).or_default();
        *sum = if kind.adds_up() { Amount(sum.0.saturating_add(entry.amount.0)) } else { entry.amount };
    }
    sums.into_iter().collect()
}

/// Draws the amounts.
pub(super) fn ui(ui: &mut Ui, ctx: &PageContext<'_>, lead: &Lead, forms: &mut Forms, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let given = [("lead", lead.id.to_value())];
    let scene = FormScene { ctx, entity: Entity::LeadAmount, fields: FIELDS, given: &given };
    let mut kept = forms.records.remove(&Entity::LeadAmount);
    if ctx.writable {
        let is_new = kept.as_ref().is_none_or(|form| form.key.is_none());
        if is_new {
            // The line is always there; the kind stays for the next one.
            let mut form = kept.take();
            let line =
                form.get_or_insert_with(|| RecordForm::new(FIELDS, &[("kind", AmountKind::Intent.word().to_owned())]));
            let kind = line.text("kind").clone();
            let end = line_ui(ui, line, ctx);
            if finish(&mut form, scene, end, out) || form.is_none() {
                form = Some(RecordForm::new(FIELDS, &[("kind", kind)]));
            }
            kept = form;
        }
    }
    ui.secondary(T::AmountsNote.say(lang));
    ui.add_space(8.0);
    let entries: Vec<&LeadAmount> = ctx.snapshot.amounts.of_lead(lead.id).collect();
    for kind in AmountKind::ALL {
        kind_ui(ui, scene, *kind, &entries, &mut kept, out);
    }
    if let Some(form) = kept {
        forms.records.insert(Entity::LeadAmount, form);
    }
}

/// A new amount in one line.
fn line_ui(ui: &mut Ui, form: &mut RecordForm, ctx: &PageContext<'_>) -> FormEnd {
    let lang = ctx.lang;
    let name = |field: &'static str| field_label(Entity::LeadAmount, field, lang).to_owned();
    let mut end = FormEnd::Open;
    ui.horizontal_wrapped(|ui| {
        let chosen = AmountKind::from_word(form.text("kind")).unwrap_or(AmountKind::Intent);
        choice_box("amount kind")
            .selected_text(chosen.label(lang))
            .width(96.0)
            .show_ui(ui, |ui| {
                for kind in AmountKind::ALL {
                    ui.selectable_value(form.text("kind"), kind.word().to_owned(), kind.label(lang));
                }
            })
            .response
            .accessible_name(name("kind"));
        let mut field = |ui: &mut Ui, form: &mut RecordForm, field: &'static str, width: f32, hint: String| {
            let edit = TextEdit::singleline(form.text(field)).desired_width(width).hint_text(hint);
            let response = ui.add(edit).accessible_name(name(field));
            note_keys(ui, &response, &mut end);
        };
        field(ui, form, "amount", 120.0, T::MoneyHint.say(lang));
        field(ui, form, "on_day", 76.0, T::Today.say(lang));
        field(ui, form, "proof", 120.0, T::AmountProofHint.say(lang));
        if ui.primary_button(T::AddAmount.say(lang)).clicked() {
            end = FormEnd::Save;
        }
    });
    ui.horizontal(|ui| {
        money_read_ui(ui, &form.text("amount").clone(), lang);
        day_read_ui(ui, &form.text("on_day").clone(), ctx.today, Lean::Past, lang);
        if let Some(fault) = &form.fault {
            let colour = ui.tokens().error;
            ui.label(RichText::new(fault).color(colour));
        }
    });
    if end == FormEnd::Save && form.text("on_day").trim().is_empty() {
        *form.text("on_day") = format::iso_date(ctx.today);
    }
    end
}

fn kind_ui(
    ui: &mut Ui,
    scene: FormScene<'_, '_>,
    kind: AmountKind,
    entries: &[&LeadAmount],
    kept: &mut Option<RecordForm>,
    out: &mut Vec<Post>,
) {
    let ctx = scene.ctx;
    let lang = ctx.lang;
    let tokens = ui.tokens();
    let mut own: Vec<&&LeadAmount> = entries.iter().filter(|entry| entry.kind == kind).collect();
    own.sort_by_key(|entry| std::cmp::Reverse((entry.on_day, entry.id)));
    let now = standing(kind, entries);
    ui.horizontal(|ui| {
        ui.strong_text(kind.label(lang));
        ui.secondary(if kind.adds_up() { T::AddsUp } else { T::Replaces }.say(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words: Vec<String> = now.iter().map(|(currency, amount)| money(*amount, *currency, lang)).collect();
            if words.is_empty() {
                ui.label(RichText::new(format::ABSENT).color(tokens.text_off));
            } else {
                ui.strong_text(words.join(" + "));
            }
        });
    });
    for entry in own {
        if kept.as_ref().is_some_and(|form| form.key == Some(entry.id.uuid())) {
            form_ui(ui, scene, kept, out);
            continue;
        }
        let amount = money(entry.amount, entry.currency.unwrap_or(Currency::Cny), lang);
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ctx.writable {
                    let title = T::AmountOf { kind: kind.label(lang), amount: amount.clone() }.say(lang);
                    if ui.icon_button(icons::TRASH, &T::DeleteOne { title: title.clone() }.say(lang)).clicked() {
                        let (kind, key) = (ItemKind::LeadAmount, entry.id.uuid());
                        out.push(Post::act(Action::Delete { kind, key }));
                    }
                    if ui.icon_button(icons::PENCIL_SIMPLE, &T::EditOne { title }.say(lang)).clicked() {
                        *kept = Some(RecordForm::of(*entry, FIELDS, lang));
                    }
                }
                ui.label(&amount);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.secondary(format::iso_date(entry.on_day));
                    let who = entry.author.and_then(|id| ctx.snapshot.authors.get(id.uuid()));
                    let who = who.map(|author| author.name.to_string());
                    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
                    let parts: Vec<String> =
                        [said(&entry.proof), said(&entry.note), who].into_iter().flatten().collect();
                    ui.elided(RichText::new(parts.join(" · ")).small().color(tokens.text_soft));
                });
            });
        });
    }
    ui.add_space(8.0);
}

fn money(amount: Amount, currency: Currency, lang: Lang) -> String {
    format::money(amount, Some(currency), lang)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::{LeadAmountId, LeadId};

    #[test]
    fn what_was_agreed_is_replaced_and_what_arrived_adds_up_each_in_its_currency() {
        let entry = |number, kind, units, currency, day| LeadAmount {
            id: LeadAmountId::from_uuid(Uuid::from_u128(number)),
            lead: LeadId::from_uuid(Uuid::nil()),
            kind,
            amount: Amount(units),
            currency,
            on_day: date(2026, 5, day),
            proof: "".into(),
            author: None,
            note: "".into(),
        };
        let all = [
            entry(3, AmountKind::Contract, 120, None, 9),
            entry(1, AmountKind::Contract, 100, None, 1),
            entry(2, AmountKind::Received, 30, None, 2),
            entry(4, AmountKind::Received, 20, Some(Currency::Cny), 3),
            entry(5, AmountKind::Received, 7, Some(Currency::Usd), 4),
        ];
        let entries: Vec<&LeadAmount> = all.iter().collect();
        assert_eq!(standing(AmountKind::Contract, &entries), [(Currency::Cny, Amount(120))], "by day, not by entry");
        let received = [(Currency::Cny, Amount(50)), (Currency::Usd, Amount(7))];
        assert_eq!(standing(AmountKind::Received, &entries), received);
        assert_eq!(standing(AmountKind::Intent, &entries), []);
    }
}
