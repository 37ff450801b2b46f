//! Two records side by side: what stays is chosen field by field, then they become one in one step.

use std::collections::BTreeMap;

use eframe::egui::{RichText, ScrollArea, Ui};

use super::Asked;
use crate::{
    domain::{
        company::Company,
        ids::CompanyId,
        record::{Entity, FieldDef, Record, Value},
    },
    identity::Pair,
    ledger::{
        Action, Edit, Snapshot,
        duplicates::{LINES, belongings, proposed},
    },
    text::{Label, Say, fields::field_label, format, history::Names, ui_same::DuplicatesText as T},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::{RowKind, Segment, SmallColumn, SmallTable, UiExt, segments_ui},
    },
};

/// Which of two values stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// That of the company that stays.
    Stays,
    /// That of the record merged in.
    Goes,
    /// The lines of both.
    Both,
}

/// A merge being prepared.
pub(super) struct MergeForm {
    /// The company that stays.
    pub keep: CompanyId,
    /// The record merged in.
    pub merged: CompanyId,
    /// What was chosen otherwise than proposed.
    chosen: BTreeMap<&'static str, Choice>,
}

/// A field in which the two differ.
struct Differing {
    field: &'static FieldDef,
    stays: Value,
    goes: Value,
}

impl MergeForm {
    /// Prepares a merge; the record with a code, else with more in it, else the earlier one is proposed to stay.
    pub fn new(snapshot: &Snapshot, one: CompanyId, other: CompanyId) -> Option<Self> {
        let company = |id: CompanyId| snapshot.companies.get(id.uuid());
        let (a, b) = (company(one)?, company(other)?);
        let weight = |company: &Company| {
            let said =
                company.values().iter().filter(|value| !matches!(value, Value::Null | Value::Integer(0))).count();
            let owned: usize = belongings(snapshot, company.id).values().sum();
            (!company.credit_code.is_empty(), said + owned)
        };
        let (keep, merged) = if weight(b) > weight(a) { (other, one) } else { (one, other) };
        Some(Self { keep, merged, chosen: BTreeMap::new() })
    }

    /// Whether it is about these two.
    pub fn is_of(&self, pair: &Pair) -> bool {
        [(self.keep, self.merged), (self.merged, self.keep)].contains(&(pair.one, pair.other))
    }

    /// Draws it; what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Asked> {
        let lang = ctx.lang;
        let company = |id: CompanyId| ctx.snapshot.companies.get(id.uuid());
        let (Some(stays), Some(goes)) = (company(self.keep), company(self.merged)) else {
            return Some(Asked::Close);
        };
        let (differing, alike) = compared(stays, goes);
        let mut asked = None;
        ui.horizontal(|ui| {
            ui.section_title(T::MergeTitle.say(lang));
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                ui.add_enabled_ui(ctx.writable, |ui| {
                    if ui.primary_button(T::Unite.say(lang)).clicked() {
                        let edits = self.edits(&differing);
                        out.push(Post::act(Action::MergeCompanies { keep: self.keep, merged: self.merged, edits }));
                        asked = Some(Asked::Close);
                    }
                });
                if ui.button(T::Cancel.say(lang)).clicked() {
                    asked = Some(Asked::Close);
                }
            });
        });
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.secondary(T::MergeNote.say(lang));
            ui.add_space(6.0);
            self.keep_ui(ui, stays, goes, ctx);
            ui.add_space(8.0);
            self.fields_ui(ui, &differing, ctx);
            ui.add_space(4.0);
            ui.secondary(T::SameFields { count: format::count(alike) }.say(lang));
            ui.secondary(belongings_words(ctx.snapshot, self.merged, ctx));
        });
        asked
    }

    /// Which of the two stays.
    fn keep_ui(&mut self, ui: &mut Ui, stays: &Company, goes: &Company, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        // The two keep their places, whichever stays.
        let mut both = [stays, goes];
        both.sort_by_key(|company| company.id);
        let mut swap = false;
        for company in both {
            let on = company.id == self.keep;
            let words = T::KeepThis { name: company.name.to_string() }.say(lang);
            if ui.radio(on, words).clicked() && !on {
                swap = true;
            }
        }
        if swap {
            std::mem::swap(&mut self.keep, &mut self.merged);
            self.chosen.clear();
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, differing: &[Differing], ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        let names = Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang };
        let titles = [T::Field.say(lang), T::Stays.say(lang), T::Goes.say(lang), String::new()];
        let columns = [
            SmallColumn::text(&titles[0], 104.0),
            SmallColumn::text(&titles[1], 160.0).stretching(),
            SmallColumn::text(&titles[2], 160.0).stretching(),
            SmallColumn::text(&titles[3], if differing.iter().any(Differing::has_lines) { 84.0 } else { 0.0 }),
        ];
        let table = SmallTable::new(ui.available_width() - 4.0, &columns);
        table.header_ui(ui, &columns);
        for one in differing {
            let label = field_label(Entity::Company, one.field.name, lang);
            let choice = self.choice(one);
            let mut picked = None;
            table.row_ui(ui, 30.0, RowKind::Plain, |ui, column| {
                let mut offer = |ui: &mut Ui, value: &Value, of: Choice| {
                    let words = match value {
                        Value::Null => T::Blank.say(lang),
                        value => names.value(Entity::Company, one.field, value).replace('\n', " · "),
                    };
                    let on = choice == of || choice == Choice::Both && of != Choice::Both;
                    let icon = if on { icons::CHECK_CIRCLE } else { icons::CIRCLE };
                    let ink = if on { ctx.tokens.accent_text } else { ctx.tokens.text_off };
                    ui.label(RichText::new(icon).color(ink));
                    let text =
                        if on { RichText::new(&words) } else { RichText::new(&words).color(ctx.tokens.text_soft) };
                    let named = T::TakeValue { field: label.to_owned(), value: words.clone() }.say(lang);
                    let button = eframe::egui::Button::selectable(false, text).truncate();
                    if ui.add(button).accessible_name(named).clicked() {
                        picked = Some(of);
                    }
                };
                match column {
                    0 => _ = ui.elided(RichText::new(label).color(ctx.tokens.text_soft)),
                    1 => offer(ui, &one.stays, Choice::Stays),
                    2 => offer(ui, &one.goes, Choice::Goes),
                    _ if one.has_lines() => {
                        let choices = [Segment::new(Choice::Both, T::Both.say(lang))];
                        picked = segments_ui(ui, one.field.name, &choices, choice).or(picked);
                    }
                    _ => {}
                }
            });
            if let Some(picked) = picked {
                self.chosen.insert(one.field.name, picked);
            }
        }
    }

    fn choice(&self, one: &Differing) -> Choice {
        self.chosen.get(one.field.name).copied().unwrap_or_else(|| one.proposed())
    }

    /// The new values of the company that stays.
    fn edits(&self, differing: &[Differing]) -> Vec<Edit> {
        let edits = differing.iter().filter_map(|one| {
            let value = match self.choice(one) {
                Choice::Stays => return None,
                Choice::Goes => one.goes.clone(),
                Choice::Both => proposed(one.field.name, &one.stays, &one.goes),
            };
            (value != one.stays).then(|| Edit::new(one.field.name, value))
        });
        edits.collect()
    }
}

impl Differing {
    fn has_lines(&self) -> bool {
        LINES.contains(&self.field.name) && self.stays != Value::Null && self.goes != Value::Null
    }

    fn proposed(&self) -> Choice {
        let value = proposed(self.field.name, &self.stays, &self.goes);
        if value == self.stays {
            Choice::Stays
        } else if value == self.goes {
            Choice::Goes
        } else {
            Choice::Both
        }
    }
}

/// The fields in which two companies differ, and how many others there are.
fn compared(stays: &Company, goes: &Company) -> (Vec<Differing>, usize) {
    let fields = Company::FIELDS.iter().zip(stays.values().into_iter().zip(goes.values()));
    let (mut differing, mut alike) = (Vec::new(), 0);
    for (field, (stays, goes)) in fields {
        if stays == goes {
            alike += 1;
        } else {
            differing.push(Differing { field, stays, goes });
        }
    }
    (differing, alike)
}

/// What moves along with the record merged in.
fn belongings_words(snapshot: &Snapshot, merged: CompanyId, ctx: &PageContext<'_>) -> String {
    let lang = ctx.lang;
    let words: Vec<String> = belongings(snapshot, merged)
        .into_iter()
        .map(|(entity, count)| T::Counted { count: format::count(count), what: entity.label(lang) }.say(lang))
        .collect();
    if words.is_empty() {
        return T::MovesNothing.say(lang);
    }
    T::MovesTo { what: format::list(&words, lang) }.say(lang)
}
