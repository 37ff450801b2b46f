//! What the forms of the card have in common: rows with a label, save and give up by key, dates and numbers as people
//! write them.

use eframe::egui::{
    Align, ComboBox, CornerRadius, Frame, Key, Layout, Modifiers, Popup, Response, RichText, TextEdit, Ui,
};
use jiff::civil::Date;

use crate::{
    domain::{
        day::{self, Lean},
        fact::Metric,
        units::{Amount, Currency, Unit},
    },
    exchange::parse::{self, HeaderUnit, Measured, Money, Parsed, Unreadable},
    text::{
        Label, Lang, Say, format,
        ui::UiText,
        ui_companies::CompaniesText as T,
        ui_lead::{LeadText, UnitText},
    },
    ui::{
        theme::{card_margin, icons, tokens::RADIUS},
        widgets::{UiExt, is_composing},
    },
};

/// Width of the labels of a form.
const LABEL: f32 = 104.0;

/// Kept free below a form just opened, and at the end of the card.
pub const BELOW: f32 = 96.0;

/// What became of a form in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FormEnd {
    /// It stays open.
    #[default]
    Open,
    /// Save it.
    Save,
    /// Give it up.
    Cancel,
}

/// A form brought back wants the cursor like one just opened.
pub const fn fresh() -> bool {
    true
}

/// The ground of a form; a form just opened is brought into view as a whole.
pub fn panel(ui: &mut Ui, fresh: bool, content: impl FnOnce(&mut Ui)) {
    let tokens = ui.tokens();
    let frame = Frame::new().fill(tokens.sunken).corner_radius(CornerRadius::same(RADIUS)).inner_margin(card_margin());
    let shown = frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        content(ui);
    });
    if fresh {
        // With room below: notes in passing stand at the bottom and must not lie on its buttons.
        let mut whole = shown.response.rect;
        whole.max.y += BELOW;
        ui.scroll_to_rect(whole, None);
    }
}

/// A row of a form: the label, then the control, which gets the label's words as its name.
pub fn row(ui: &mut Ui, label: &str, control: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(eframe::egui::vec2(LABEL, 24.0), eframe::egui::Sense::hover());
        ui.place(rect, |ui: &mut Ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let colour = ui.tokens().text_soft;
                ui.elided(RichText::new(label).small().color(colour))
            })
            .inner
        });
        control(ui).accessible_name(label)
    })
    .inner
}

/// A row with a text field; `Save` on Enter.
pub fn text_row(ui: &mut Ui, label: &str, text: &mut String, hint: &str, end: &mut FormEnd) -> Response {
    let response = row(ui, label, |ui| {
        ui.add(TextEdit::singleline(text).hint_text(hint.to_owned()).desired_width(ui.available_width().min(320.0)))
    });
    note_keys(ui, &response, end);
    response
}

/// A row with a narrow text field and a unit behind it.
pub fn figure_row(ui: &mut Ui, label: &str, text: &mut String, unit: &str, end: &mut FormEnd) -> Response {
    let response = row(ui, label, |ui| {
        let response = ui.add(TextEdit::singleline(text).desired_width(120.0));
        ui.secondary(unit);
        response
    });
    note_keys(ui, &response, end);
    response
}

/// A row with a text field for money, and how it is read; a bare number is ten thousands of the currency held.
pub fn money_row(
    ui: &mut Ui,
    label: &str,
    text: &mut String,
    held: Option<Currency>,
    lang: Lang,
    end: &mut FormEnd,
) -> Response {
    let response = row(ui, label, |ui| {
        let response = ui.add(TextEdit::singleline(text).desired_width(120.0));
        let is_bare = parse::amount(text, None).value().is_none();
        let words = match (money(text, held, lang), foreign(held)) {
            (Ok(Some(Money { amount, currency })), _) if !is_bare => {
                LeadText::MoneyRead { amount: format::money(amount, currency, lang) }.say(lang)
            }
            (_, Some(currency)) => T::WanOf { currency: currency.label(lang) }.say(lang),
            _ => Unit::WanYuan.label(lang).to_owned(),
        };
        ui.secondary(words);
        response
    });
    note_keys(ui, &response, end);
    response
}

/// A row with a choice among words.
pub fn choice_row<V: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    salt: &str,
    value: &mut V,
    options: &[(V, String)],
) -> Response {
    // Esc with the list open closes the list, not the form.
    let open = Popup::is_any_open(ui.ctx());
    let response = row(ui, label, |ui| {
        let shown =
            options.iter().find(|(option, _)| option == value).map_or_else(String::new, |(_, name)| name.clone());
        ComboBox::from_id_salt(salt)
            .selected_text(shown)
            .width(ui.available_width().min(280.0))
            .truncate()
            .show_ui(ui, |ui| {
                for (option, name) in options {
                    ui.selectable_value(value, option.clone(), name);
                }
            })
            .response
    });
    if open {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }
    response
}

/// Whether keys are meant for this part of the window: no dialog lies over it.
pub fn has_keys(ui: &Ui) -> bool {
    !is_composing(ui.ctx())
        && ui.memory(eframe::egui::Memory::top_modal_layer).is_none_or(|layer| layer == ui.layer_id())
}

/// Enter in a field saves, unless an input method is still composing.
pub fn note_keys(ui: &Ui, response: &Response, end: &mut FormEnd) {
    if response.lost_focus() && has_keys(ui) && ui.input(|input| input.key_pressed(Key::Enter)) {
        *end = FormEnd::Save;
    }
}

/// What is wrong with a form, if anything, and its two buttons; Esc gives up.
pub fn end_ui(ui: &mut Ui, fault: Option<&str>, verb: &str, lang: Lang, end: &mut FormEnd) {
    if let Some(fault) = fault {
        let tokens = ui.tokens();
        ui.horizontal_wrapped(|ui| {
            ui.icon(icons::WARNING_CIRCLE, tokens.error);
            ui.label(RichText::new(fault).color(tokens.error));
        });
    }
    ui.horizontal(|ui| {
        ui.add_space(LABEL + 8.0);
        if ui.primary_button(verb).clicked() {
            *end = FormEnd::Save;
        }
        if ui.button(UiText::Cancel.say(lang)).clicked() {
            *end = FormEnd::Cancel;
        }
    });
    if has_keys(ui) && ui.input(|input| input.key_pressed(Key::Escape)) {
        *end = FormEnd::Cancel;
    }
}

/// A day as written or said (昨天, 3-15, 下周三), seen from today; empty = none.
pub fn date(text: &str, today: Date, lean: Lean, lang: Lang) -> Result<Option<Date>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match parse::date(text) {
        Parsed::Value(day) => Ok(Some(day)),
        Parsed::Missing => Ok(None),
        Parsed::Unreadable(_) => match day::day(text, today, lean) {
            Some(day) => Ok(Some(day)),
            None => Err(T::BadDate.say(lang)),
        },
    }
}

/// A row with a text field for a day, and the day it is read as where it is not written in full.
pub fn day_row(
    ui: &mut Ui,
    label: &str,
    text: &mut String,
    (today, lean): (Date, Lean),
    lang: Lang,
    end: &mut FormEnd,
) -> Response {
    let response = row(ui, label, |ui| {
        let response = ui.add(TextEdit::singleline(text).desired_width(120.0).hint_text(T::DateHint.say(lang)));
        day_read_ui(ui, text, today, lean, lang);
        response
    });
    note_keys(ui, &response, end);
    response
}

/// The day that half a date is read as.
pub fn day_read_ui(ui: &mut Ui, text: &str, today: Date, lean: Lean, lang: Lang) {
    if let Ok(Some(day)) = date(text, today, lean, lang)
        && text.trim() != format::iso_date(day)
    {
        ui.secondary(format::day_with_weekday(day, lang));
    }
}

/// A number as written, in the unit of a metric: `1.2 亿` is 12,000 for one kept in 万元.
pub fn number(text: &str, unit: Unit, lang: Lang) -> Result<f64, String> {
    let read = match unit {
        Unit::WanYuan | Unit::WanYuanPerMu | Unit::WanYuanPerPlant | Unit::WanYuanPerTce => {
            parse::scaled_number(text, Some(WAN))
        }
        Unit::Percent => match parse::percent(text) {
            Parsed::Value((number, _)) => Parsed::Value(number),
            Parsed::Missing => Parsed::Missing,
            Parsed::Unreadable(reason) => Parsed::Unreadable(reason),
        },
        _ => parse::number(text),
    };
    match read {
        Parsed::Value(number) if number.is_finite() => Ok(number),
        Parsed::Missing => Err(T::NeedNumber.say(lang)),
        _ => Err(T::BadNumber.say(lang)),
    }
}

/// A figure of a metric as written, in whatever unit; a bare number is in the metric's own.
pub fn figure(text: &str, metric: Metric, lang: Lang) -> Result<Measured, String> {
    match parse::measure_typed(text, metric) {
        Parsed::Value(found) => Ok(found),
        Parsed::Missing => Err(T::NeedNumber.say(lang)),
        Parsed::Unreadable(reason @ Unreadable::ForeignCurrency) => Err(reason.say(lang)),
        Parsed::Unreadable(_) => Err(T::BadNumber.say(lang)),
    }
}

/// Money as written; a bare number is ten thousands, and what names no currency is in the one held. Empty = none.
pub fn money(text: &str, held: Option<Currency>, lang: Lang) -> Result<Option<Money>, String> {
    match parse::amount(text, Some(WAN)) {
        Parsed::Value(Money { amount, currency }) => {
            let is_yuan = text.contains(['¥', '￥']) || text.contains(&UnitText::Yuan.say(Lang::Zh));
            let named = if currency.is_none() && !is_yuan { held } else { foreign(currency) };
            // Nothing said and yuan are the same: what is held stays as it is written.
            let currency = if foreign(named) == foreign(held) { held } else { named };
            Ok(Some(Money { amount, currency }))
        }
        Parsed::Missing => Ok(None),
        Parsed::Unreadable(_) => Err(T::BadMoney.say(lang)),
    }
}

/// Ten thousand yuan, where nothing else is said.
const WAN: HeaderUnit = HeaderUnit { scale: 1e4, currency: None, percent: false };

/// A number as one would type it again.
pub fn typed(number: f64) -> String {
    format::number(number, 6).replace(',', "")
}

/// A currency that is not yuan.
pub fn foreign(currency: Option<Currency>) -> Option<Currency> {
    currency.filter(|currency| *currency != Currency::Cny)
}

/// Money as one would type it again: yuan in 万元 without its unit, any other with its currency.
pub fn typed_money(amount: Option<Amount>, currency: Option<Currency>, lang: Lang) -> String {
    let Some(amount) = amount else { return String::new() };
    if foreign(currency).is_some() { money_in_full(amount, currency, lang) } else { typed(amount.wan().0) }
}

/// Money as one would type it again, to the last unit, always with its unit.
pub fn money_in_full(amount: Amount, currency: Option<Currency>, lang: Lang) -> String {
    let (number, named) = match lang {
        Lang::Zh => (amount.wan().0, foreign(currency).map(|currency| currency.label(lang))),
        Lang::En => (amount.0 as f64 / 1e6, foreign(currency).map(Currency::word)),
    };
    let unit = named.map_or_else(|| UnitText::Yuan.say(lang), str::to_owned);
    LeadText::TypedMoney { number: typed(number), unit }.say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_unit_of_their_metric() {
        let read = |text: &str, unit| number(text, unit, Lang::En).ok();
        assert_eq!(read("1.2亿", Unit::WanYuan), Some(12_000.0));
        assert_eq!(read("1,200", Unit::WanYuan), Some(1_200.0));
        assert_eq!(read("2.6%", Unit::Percent), Some(2.6));
        assert_eq!(read("35", Unit::Count), Some(35.0));
        assert_eq!(read("many", Unit::Count), None);
        assert_eq!(read("", Unit::Percent), None);
    }

    #[test]
    fn money_and_days_may_be_left_empty_but_not_be_wrong() {
        let money = |text: &str| money(text, None, Lang::En);
        assert_eq!(money("3000"), Ok(Some(Money { amount: Amount(30_000_000), currency: None })));
        assert_eq!(money(""), Ok(None));
        assert!(money("later").is_err());
        let today = jiff::civil::date(2026, 11, 23);
        let date = |text: &str, lean| date(text, today, lean, Lang::En);
        assert_eq!(date(" 2026年3月5日 ", Lean::Near), Ok(Some(jiff::civil::date(2026, 3, 5))));
        assert_eq!(date("昨天", Lean::Past), Ok(Some(jiff::civil::date(2026, 11, 22))));
        assert_eq!(date("3-15", Lean::Ahead), Ok(Some(jiff::civil::date(2027, 3, 15))));
        assert_eq!(date("", Lean::Near), Ok(None));
        assert!(date("3/5/26", Lean::Near).is_err());
        assert_eq!(typed(1234.5), "1234.5");
    }

    #[test]
    fn money_keeps_the_currency_it_is_written_in() {
        use Currency::{Cny, Usd};
        let read =
            |text: &str, held| money(text, held, Lang::Zh).unwrap().map(|money| (money.amount.0, money.currency));
        for (text, held, expected) in [
            ("300万美元", None, (3_000_000, Some(Usd))),
            ("3000", None, (30_000_000, None)),
            ("3000万元", Some(Cny), (30_000_000, Some(Cny))),
            ("500", Some(Usd), (5_000_000, Some(Usd))),
            ("500万", Some(Usd), (5_000_000, Some(Usd))),
            ("500万元", Some(Usd), (5_000_000, None)),
            ("500万人民币", Some(Usd), (5_000_000, None)),
        ] {
            assert_eq!(read(text, held), Some(expected), "{text}");
        }
        for lang in [Lang::Zh, Lang::En] {
            for held in [None, Some(Usd)] {
                let text = typed_money(Some(Amount(3_000_001)), held, lang);
                let again = money(&text, held, lang).unwrap();
                assert_eq!(again, Some(Money { amount: Amount(3_000_001), currency: held }), "{text}");
            }
        }
        assert_eq!(typed_money(Some(Amount(3_000_000)), Some(Usd), Lang::Zh), "300万美元");
    }
}
