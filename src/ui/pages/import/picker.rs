//! The list of fields a column can stand for: by group, found by typing.

use eframe::egui::{
    Align, Align2, Key, Layout, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, TextEdit, Ui, vec2,
};

use crate::{
    domain::{company::HonourKind, fact::Metric},
    exchange::{
        aliases::{ALIASES, header_key},
        mapping::{Mapping, TargetField},
        sheet::column_letters,
    },
    text::{Lang, Say, fields::target_label, ui_import::ImportText},
    ui::{
        theme::tokens::GRID,
        widgets::{UiExt, is_composing},
    },
};

/// What the picker holds: what is typed, and for which column.
#[derive(Default)]
pub(super) struct FieldPicker {
    column: Option<u32>,
    query: String,
}

/// The fields by group, those most lists have first.
fn groups() -> [(ImportText, Vec<TargetField>); 7] {
    use TargetField as F;
    let honours = HonourKind::ALL.iter().map(|kind| F::HonourFlag(*kind));
    [
        (
            ImportText::GroupIdentity,
            vec![
                F::Name,
                F::CreditCode,
                F::ShortName,
                F::EnglishName,
                F::FormerNames,
                F::RegistrationStatus,
                F::LegalRepresentative,
                F::RegisteredCapital,
                F::PaidInCapital,
                F::CapitalCurrency,
                F::Founded,
                F::CompanyType,
                F::SizeClass,
            ],
        ),
        (ImportText::GroupPlace, vec![F::Region, F::Province, F::City, F::District, F::Address]),
        (
            ImportText::GroupBusiness,
            vec![F::MainBusiness, F::Products, F::BusinessScope, F::Introduction, F::Industry, F::IndustryCode],
        ),
        (ImportText::GroupContact, vec![F::Phone, F::Email, F::Website, F::Notes]),
        (ImportText::GroupFair, vec![F::Hall, F::Booth, F::BoothNotes]),
        (ImportText::GroupHonour, [F::Honours, F::StockCode].into_iter().chain(honours).collect()),
        (ImportText::GroupMetric, Metric::ALL.iter().map(|metric| F::Metric(*metric)).collect()),
    ]
}

/// Whether a field is found by what is typed: by its name or by a header it is known under.
fn is_found(field: TargetField, query: &str, lang: Lang) -> bool {
    let query = header_key(query);
    header_key(target_label(field, lang)).contains(&query)
        || ALIASES.iter().any(|(known, words)| *known == field && words.iter().any(|word| word.contains(&query)))
}

impl FieldPicker {
    /// Draws the list under its button when it is open; gives the field chosen, `Some(None)` = left out.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        button: &Response,
        column: u32,
        current: Option<TargetField>,
        mapping: &Mapping,
        lang: Lang,
    ) -> Option<Option<TargetField>> {
        let mut chosen = None;
        let popup = Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(280.0);
        popup.show(|ui| {
            ui.spacing_mut().button_padding = vec2(2.0 * GRID, GRID);
            let opened = self.column != Some(column);
            if opened {
                self.column = Some(column);
                self.query.clear();
            }
            let hint = ImportText::FindField.say(lang);
            let edit = TextEdit::singleline(&mut self.query).hint_text(&hint).align(Align2::LEFT_CENTER);
            let field = ui.add(edit.desired_width(f32::INFINITY));
            let field = field.accessible_name(hint);
            if opened {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let query = if is_composing(ui.ctx()) { String::new() } else { self.query.trim().to_owned() };
            let height = (ui.ctx().content_rect().height() * 0.55).clamp(160.0, 420.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                chosen = fields_ui(ui, &query, current, column, mapping, entered, lang);
            });
            if chosen.is_some() {
                self.column = None;
                ui.close();
            }
        });
        if self.column == Some(column) && !Popup::is_id_open(ui.ctx(), Popup::default_response_id(button)) {
            self.column = None;
        }
        chosen.filter(|field| *field != current)
    }
}

fn fields_ui(
    ui: &mut Ui,
    query: &str,
    current: Option<TargetField>,
    column: u32,
    mapping: &Mapping,
    take_first: bool,
    lang: Lang,
) -> Option<Option<TargetField>> {
    let mut chosen = None;
    let mut first = None;
    if query.is_empty() && ui.selectable_label(current.is_none(), ImportText::Skip.say(lang)).clicked() {
        chosen = Some(None);
    }
    for (title, fields) in groups() {
        let found: Vec<TargetField> =
            fields.into_iter().filter(|field| query.is_empty() || is_found(*field, query, lang)).collect();
        if found.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        ui.secondary(title.say(lang));
        for field in found {
            first.get_or_insert(field);
            let user = mapping.columns_for(field).find(|other| other.index != column);
            let response = ui.selectable_label(current == Some(field), target_label(field, lang));
            if let Some(user) = user {
                let tokens = ui.tokens();
                let words = ImportText::UsedBy { letters: column_letters(user.index) }.say(lang);
                let mut note = ui.new_child(
                    eframe::egui::UiBuilder::new()
                        .max_rect(response.rect.with_max_x(ui.max_rect().right() - 8.0))
                        .layout(Layout::right_to_left(Align::Center)),
                );
                note.label(RichText::new(words).small().color(tokens.text_soft));
            }
            if response.clicked() {
                chosen = Some(Some(field));
            }
        }
    }
    if first.is_none() && !query.is_empty() {
        ui.secondary(ImportText::NoSuchField.say(lang));
    }
    if take_first && !query.is_empty() { first.map(Some).or(chosen) } else { chosen }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_is_offered_once() {
        let offered: Vec<TargetField> = groups().into_iter().flat_map(|(_, fields)| fields).collect();
        let distinct: BTreeSet<TargetField> = offered.iter().copied().collect();
        assert_eq!(distinct.len(), offered.len());
        let known: BTreeSet<TargetField> =
            TargetField::words().into_iter().filter_map(TargetField::from_word).collect();
        assert_eq!(distinct, known);
    }

    #[test]
    fn fields_are_found_by_name_and_by_header() {
        assert!(is_found(TargetField::CreditCode, "信用", Lang::Zh));
        assert!(is_found(TargetField::CreditCode, "uscc", Lang::Zh), "a header lists use");
        assert!(is_found(TargetField::RegisteredCapital, "Capital", Lang::En));
        assert!(!is_found(TargetField::Phone, "信用", Lang::Zh));
    }
}
