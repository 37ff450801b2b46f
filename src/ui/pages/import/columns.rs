//! The columns of the list: header, samples, and the field each stands for.

use eframe::egui::{Align, Atom, Button, Layout, Popup, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{picker::FieldPicker, work::Sight};
use crate::{
    domain::units::{Currency, Unit},
    exchange::{
        mapping::{ColumnMap, Mapping, TargetField},
        parse::{DayOrder, HeaderUnit},
        sheet::{Sheet, column_letters},
    },
    text::{Label, Lang, Say, fields::target_label, format, ui_import::ImportText, ui_intake::IntakeText},
    ui::{
        theme::{
            icons,
            tokens::{GRID, SIZE_SMALL},
        },
        widgets::UiExt,
    },
};

/// Height of a column's row: two lines and their padding.
const HEIGHT: f32 = 64.0;
/// Room for the letters of a column.
const LETTERS: f32 = 24.0;
/// Width of the buttons for field and unit.
const CHOICE: f32 = 164.0;

/// What a person said about a column.
pub(super) enum Correction {
    /// It stands for this field, or is left out.
    Field(u32, Option<TargetField>),
    /// Its bare numbers have this unit, or one said nowhere.
    Unit(u32, Option<HeaderUnit>),
    /// Which comes first in its days, or only plain ones are read.
    Days(u32, Option<DayOrder>),
    /// Everything as it was recognised.
    Reset,
}

/// What the view holds.
#[derive(Default)]
pub(super) struct ColumnsView {
    picker: FieldPicker,
}

impl ColumnsView {
    /// Draws the columns; gives a correction.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        sight: &Sight,
        mapping: &Mapping,
        sheet: &Sheet,
        lang: Lang,
    ) -> Option<Correction> {
        let mut correction = None;
        ui.horizontal(|ui| {
            ui.set_min_height(32.0);
            ui.strong_text(ImportText::Columns.say(lang));
            let mapped = mapping.columns.iter().filter(|column| column.field.is_some()).count();
            let hint =
                ImportText::ColumnsHint { mapped: format::count(mapped), all: format::count(mapping.columns.len()) };
            ui.secondary(hint.say(lang));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(GRID * 2.0);
                let corrected = mapping.columns != sight.guessed.columns;
                if corrected && ui.icon_button(icons::ARROWS_CLOCKWISE, &ImportText::ResetMapping.say(lang)).clicked() {
                    correction = Some(Correction::Reset);
                }
            });
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        let ground = ui.available_rect_before_wrap();
        let ground = ground.with_max_x(ground.right() - 8.0);
        let tokens = ui.tokens();
        ui.painter().rect_filled(ground, 0, tokens.raised);
        let scroll = ScrollArea::vertical().auto_shrink([false, false]);
        scroll.show_rows(ui, HEIGHT, mapping.columns.len(), |ui, shown| {
            for column in &mapping.columns[shown] {
                let samples = sight.samples.get(column.index as usize).map_or(&[][..], Vec::as_slice);
                let said = self.column_ui(ui, column, (samples, sheet), mapping, lang);
                correction = said.or(correction.take());
            }
        });
        correction
    }

    fn column_ui(
        &mut self,
        ui: &mut Ui,
        column: &ColumnMap,
        (samples, sheet): (&[String], &Sheet),
        mapping: &Mapping,
        lang: Lang,
    ) -> Option<Correction> {
        let tokens = ui.tokens();
        let (rect, _) =
            ui.allocate_exact_size(vec2((ui.available_width() - 8.0).max(0.0), HEIGHT), eframe::egui::Sense::hover());
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
        let letters = column_letters(column.index);
        let header = if column.header.is_empty() { ImportText::NoHeaderName.say(lang) } else { column.header.clone() };
        let right = Rect::from_min_max(pos2(rect.right() - CHOICE - 12.0, rect.top()), rect.max);
        let left = Rect::from_min_max(rect.min, pos2(right.left() - 8.0, rect.bottom())).shrink2(vec2(8.0, 8.0));

        let mut texts = ui.new_child(UiBuilder::new().id_salt(column.index).max_rect(left));
        texts.spacing_mut().item_spacing.y = 4.0;
        texts.spacing_mut().interact_size.y = 18.0;
        texts.horizontal(|ui| {
            ui.allocate_ui_with_layout(vec2(LETTERS, 18.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(LETTERS);
                ui.label(RichText::new(&letters).size(SIZE_SMALL).color(tokens.text_soft));
            });
            marks_ui(ui, column.index, sheet, lang);
            let ink = if column.field.is_some() { tokens.text } else { tokens.text_soft };
            ui.elided(RichText::new(&header).color(ink));
        });
        texts.horizontal(|ui| {
            ui.add_space(LETTERS + 8.0);
            let words = if samples.is_empty() { ImportText::NoSamples.say(lang) } else { samples.join(" · ") };
            ui.elided(RichText::new(words).size(SIZE_SMALL).color(tokens.text_soft));
        });

        let mut choices =
            ui.new_child(UiBuilder::new().id_salt((column.index, "choices")).max_rect(right.shrink2(vec2(0.0, 3.0))));
        choices.spacing_mut().item_spacing.y = 2.0;
        let mut correction = None;
        let name = ImportText::Column { letters: letters.clone(), header: header.clone() }.say(lang);
        if let Some(field) = self.field_ui(&mut choices, column, mapping, &name, lang) {
            correction = Some(Correction::Field(column.index, field));
        }
        let units = column.field.map_or(&[][..], units_for);
        if column.field == Some(TargetField::Founded) {
            let name = IntakeText::ColumnDays { letters, header }.say(lang);
            if let Some(days) = days_ui(&mut choices, column, &name, lang) {
                correction = Some(Correction::Days(column.index, days));
            }
        } else if !units.is_empty() {
            let name = ImportText::ColumnUnit { letters, header }.say(lang);
            if let Some(unit) = unit_ui(&mut choices, column, units, &name, lang) {
                correction = Some(Correction::Unit(column.index, unit));
            }
        }
        correction
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        column: &ColumnMap,
        mapping: &Mapping,
        name: &str,
        lang: Lang,
    ) -> Option<Option<TargetField>> {
        let tokens = ui.tokens();
        let words =
            column.field.map_or_else(|| ImportText::Skip.say(lang), |field| target_label(field, lang).to_owned());
        let ink = if column.field.is_some() { tokens.text } else { tokens.text_soft };
        let guessed = column.field.is_some() && column.confidence < 1.0;
        let caret = RichText::new(icons::CARET_DOWN).size(12.0).color(tokens.text_soft);
        let mut text = RichText::new(&words).color(ink);
        if guessed {
            text = text.color(tokens.estimate_text);
        }
        let mark = RichText::new(icons::SEAL_QUESTION).size(14.0).color(tokens.estimate_text);
        let button = if guessed {
            Button::new((mark, text, Atom::grow(), caret))
        } else {
            Button::new((text, Atom::grow(), caret))
        };
        let mut response = ui.add(button.truncate().min_size(vec2(CHOICE, 26.0)));
        response = response.accessible_name(name);
        if guessed {
            response = response.on_hover_text(ImportText::Guessed.say(lang));
        }
        self.picker.ui(ui, &response, column.index, column.field, mapping, lang)
    }
}

/// What is odd about a column as it stands in the file: that it is hidden, that its values are calculated.
fn marks_ui(ui: &mut Ui, column: u32, sheet: &Sheet, lang: Lang) {
    let tokens = ui.tokens();
    if sheet.hidden_columns.binary_search(&column).is_ok() {
        let mark = RichText::new(icons::EYE).size(SIZE_SMALL).color(tokens.estimate_text);
        ui.label(mark).on_hover_text(IntakeText::HiddenColumn.say(lang));
    }
    if let Ok(at) = sheet.formulas.binary_search_by_key(&column, |(formula, _)| *formula) {
        let count = format::count(sheet.formulas[at].1 as usize);
        let mark = RichText::new("fx").size(SIZE_SMALL).color(tokens.text_soft);
        ui.label(mark).on_hover_text(IntakeText::Formulas { count }.say(lang));
    }
}

/// A unit one can say, by scale, currency and whether it is per cent.
type UnitChoice = (f64, Option<Currency>, bool);

const YUAN: UnitChoice = (1.0, None, false);
const THOUSAND: UnitChoice = (1e3, None, false);
const WAN: UnitChoice = (1e4, None, false);
const MILLION: UnitChoice = (1e6, None, false);
const YI: UnitChoice = (1e8, None, false);
const WAN_USD: UnitChoice = (1e4, Some(Currency::Usd), false);
const PERCENT: UnitChoice = (1.0, None, true);

/// The units that make sense for a field; none where numbers carry no unit.
fn units_for(field: TargetField) -> &'static [UnitChoice] {
    match field {
        TargetField::RegisteredCapital | TargetField::PaidInCapital => &[WAN, YUAN, THOUSAND, MILLION, YI, WAN_USD],
        TargetField::Metric(metric) => match metric.unit() {
            Unit::WanYuan | Unit::WanYuanPerMu | Unit::WanYuanPerPlant => &[WAN, YUAN, THOUSAND, MILLION, YI],
            Unit::Percent => &[PERCENT],
            _ => &[],
        },
        _ => &[],
    }
}

fn header_unit((scale, currency, percent): UnitChoice) -> HeaderUnit {
    HeaderUnit { scale, currency, percent }
}

fn unit_words(unit: Option<HeaderUnit>, lang: Lang) -> String {
    let Some(HeaderUnit { scale, currency, percent }) = unit else { return ImportText::UnitAsWritten.say(lang) };
    let yuan = matches!(currency, None | Some(Currency::Cny));
    let known = [
        (YUAN, ImportText::UnitYuan),
        (THOUSAND, ImportText::UnitThousand),
        (WAN, ImportText::UnitWan),
        (MILLION, ImportText::UnitMillion),
        (YI, ImportText::UnitYi),
    ];
    if percent {
        return ImportText::UnitPercent.say(lang);
    }
    if currency == WAN_USD.1 && is_scale(scale, WAN_USD.0) {
        return ImportText::UnitWanUsd.say(lang);
    }
    match known.into_iter().find(|((known, ..), _)| yuan && is_scale(scale, *known)) {
        Some((_, words)) => words.say(lang),
        None => {
            let currency = currency.unwrap_or(Currency::Cny).label(lang).to_owned();
            ImportText::UnitOther { scale: format::number(scale, 2), currency }.say(lang)
        }
    }
}

fn is_scale(scale: f64, known: f64) -> bool {
    (scale - known).abs() < known * 1e-9
}

fn days_words(days: Option<DayOrder>, lang: Lang) -> String {
    match days {
        None => IntakeText::DaysPlain,
        Some(DayOrder::MonthFirst) => IntakeText::DaysMonthFirst,
        Some(DayOrder::DayFirst) => IntakeText::DaysDayFirst,
    }
    .say(lang)
}

fn days_ui(ui: &mut Ui, column: &ColumnMap, name: &str, lang: Lang) -> Option<Option<DayOrder>> {
    let tokens = ui.tokens();
    let words = RichText::new(days_words(column.days, lang)).size(SIZE_SMALL).color(tokens.text_soft);
    let caret = RichText::new(icons::CARET_DOWN).size(12.0).color(tokens.text_soft);
    let button = Button::new((words, Atom::grow(), caret)).frame_when_inactive(false).min_size(vec2(CHOICE, 22.0));
    let response = ui.add(button).accessible_name(name);
    let mut chosen = None;
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(CHOICE);
        for days in std::iter::once(None).chain(DayOrder::ALL.iter().copied().map(Some)) {
            if ui.selectable_label(days == column.days, days_words(days, lang)).clicked() {
                chosen = Some(days);
                ui.close();
            }
        }
    });
    chosen.filter(|days| *days != column.days)
}

fn unit_ui(
    ui: &mut Ui,
    column: &ColumnMap,
    units: &[UnitChoice],
    name: &str,
    lang: Lang,
) -> Option<Option<HeaderUnit>> {
    let tokens = ui.tokens();
    let words = RichText::new(unit_words(column.unit, lang)).size(SIZE_SMALL).color(tokens.text_soft);
    let caret = RichText::new(icons::CARET_DOWN).size(12.0).color(tokens.text_soft);
    let button = Button::new((words, Atom::grow(), caret)).frame_when_inactive(false).min_size(vec2(CHOICE, 22.0));
    let response = ui.add(button).accessible_name(name);
    let mut chosen = None;
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(CHOICE);
        let choices = std::iter::once(None).chain(units.iter().map(|unit| Some(header_unit(*unit))));
        for unit in choices {
            if ui.selectable_label(unit == column.unit, unit_words(unit, lang)).clicked() {
                chosen = Some(unit);
                ui.close();
            }
        }
    });
    chosen.filter(|unit| *unit != column.unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fact::Metric;

    #[test]
    fn every_unit_one_can_choose_has_a_name_of_its_own() {
        let fields = [
            TargetField::RegisteredCapital,
            TargetField::Metric(Metric::Revenue),
            TargetField::Metric(Metric::RdIntensity),
        ];
        for lang in [Lang::Zh, Lang::En] {
            for field in fields {
                let choices = std::iter::once(None).chain(units_for(field).iter().map(|unit| Some(header_unit(*unit))));
                let mut words: Vec<String> = choices.map(|unit| unit_words(unit, lang)).collect();
                let all = words.len();
                words.sort();
                words.dedup();
                assert_eq!(words.len(), all, "{words:?}");
                assert!(words.iter().all(|word| !word.contains('×')), "{words:?}");
            }
        }
        let odd = HeaderUnit { scale: 1e5, currency: Some(Currency::Eur), percent: false };
        assert_eq!(unit_words(Some(odd), Lang::Zh), "×100,000 欧元");
        assert!(units_for(TargetField::Metric(Metric::InsuredStaff)).is_empty());
    }
}
