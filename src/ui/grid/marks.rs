//! Marked cells: rules as data, kept with the table's layout and its views; which cell a rule marks, and the form.

use std::hash::Hash;

use eframe::egui::{
    Align, Button, Id, Key, Layout, Popup, PopupCloseBehavior, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
    vec2,
};
use jiff::civil::Date;

use super::{cells::title_of, sheet::Figure};
use crate::{
    domain::{
        day::{self, Lean},
        units::{Amount, Currency},
    },
    exchange::parse::{self, HeaderUnit},
    text::{Lang, Say, format, ui_grid::GridText as T},
    ui::{
        settings::{MarkRule, MarkTest, Tone},
        theme::{
            icons,
            tokens::{ROW, SIZE_SECTION},
        },
        widgets::{ColumnSpec, TableState, UiExt, choice_box, mark_of},
    },
};

/// Most rules of a table.
const MOST: usize = 12;
/// Ten thousand units, where an amount is typed without saying so.
const WAN: HeaderUnit = HeaderUnit { scale: 1e4, currency: None, percent: false };

/// What a rule compares with, as it was typed.
#[derive(Debug, Clone, PartialEq)]
struct Compared {
    number: Option<f64>,
    /// Amounts of another currency are neither above nor below it.
    money: Option<(Amount, Currency)>,
    share: Option<f64>,
    day: Option<Date>,
}

/// The rules of a table, ready to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Marks<'r> {
    rules: Vec<(&'r MarkRule, Compared)>,
}

impl<'r> Marks<'r> {
    /// Rules as of a day, against which 今天 and the like are meant.
    pub fn new(rules: &'r [MarkRule], today: Date) -> Self {
        let compared = |rule: &MarkRule| Compared {
            number: parse::number(&rule.value).value(),
            money: parse::amount(&rule.value, Some(WAN))
                .value()
                .map(|money| (money.amount, money.currency.unwrap_or(Currency::Cny))),
            share: parse::percent(&rule.value).value().map(|(share, _)| share / 100.0),
            day: parse::date(&rule.value).value().or_else(|| day::day(&rule.value, today, Lean::Near)),
        };
        Self { rules: rules.iter().map(|rule| (rule, compared(rule))).collect() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// How a cell is marked: by the first rule that holds. `text` and `figure` answer for any column of the row.
    pub fn of(
        &self,
        column: &str,
        text: impl Fn(&str) -> String,
        figure: impl Fn(&str) -> Option<Figure>,
    ) -> Option<Tone> {
        self.rule_of(column, text, figure).map(|rule| rule.tone)
    }

    /// The rule that marks a cell.
    pub fn rule_of(
        &self,
        column: &str,
        text: impl Fn(&str) -> String,
        figure: impl Fn(&str) -> Option<Figure>,
    ) -> Option<&'r MarkRule> {
        let holds = |(rule, compared): &&(&MarkRule, Compared)| {
            (rule.row || rule.column == column) && is_marked(rule, compared, &text, &figure)
        };
        self.rules.iter().find(holds).map(|(rule, _)| *rule)
    }
}

fn is_marked(
    rule: &MarkRule,
    compared: &Compared,
    text: &impl Fn(&str) -> String,
    figure: &impl Fn(&str) -> Option<Figure>,
) -> bool {
    let says = || text(&rule.column);
    let is_blank = |text: &str| text.is_empty() || text == format::ABSENT;
    match rule.test {
        MarkTest::Empty => is_blank(&says()),
        MarkTest::Filled => !is_blank(&says()),
        MarkTest::Is => says().trim() == rule.value.trim(),
        MarkTest::Holds => {
            !rule.value.trim().is_empty() && says().to_lowercase().contains(&rule.value.trim().to_lowercase())
        }
        MarkTest::Above | MarkTest::Below => {
            let order = match figure(&rule.column) {
                None => None,
                Some(Figure::Day(day)) => compared.day.map(|other| day.cmp(&other)),
                Some(Figure::Money(amount, currency)) => {
                    let other = compared.money.filter(|(_, of)| *of == currency);
                    other.map(|(other, _)| amount.cmp(&other))
                }
                Some(Figure::Share(share)) => compared.share.and_then(|other| share.partial_cmp(&other)),
                Some(Figure::Number(one) | Figure::Score(one)) => {
                    compared.number.and_then(|other| one.partial_cmp(&other))
                }
            };
            let wanted =
                if rule.test == MarkTest::Above { std::cmp::Ordering::Greater } else { std::cmp::Ordering::Less };
            order == Some(wanted)
        }
    }
}

/// The button with the rules of a table; true when they changed.
pub fn marks_ui<K: Copy + Ord + Hash>(
    ui: &mut Ui,
    table: &mut TableState<K>,
    columns: &[ColumnSpec],
    lang: Lang,
) -> bool {
    let before = table.layout.marks.clone();
    let words = if before.is_empty() {
        T::Marks.say(lang)
    } else {
        T::MarksCount { count: format::count(before.len()) }.say(lang)
    };
    let button = ui.icon_text_button(icons::PALETTE, &words).on_hover_text(T::MarksTip.say(lang));
    // Open until it is closed: the lists of its fields lie over it, and a press there is no press beside it.
    let id = Id::unique(("marks of", table.name));
    let mut open: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let was_open = open;
    if button.clicked() {
        open = !open;
    }
    let mut done = false;
    let shown = Popup::from_response(&button).open_bool(&mut open).close_behavior(PopupCloseBehavior::IgnoreClicks);
    shown.show(|ui| {
        ui.set_width(652.0);
        if table.layout.marks.is_empty() {
            ui.secondary(T::NoMarks.say(lang));
        }
        let mut gone = None;
        let height = ui.ctx().content_rect().height() * 0.5;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for (at, rule) in table.layout.marks.iter_mut().enumerate() {
                if rule_ui(ui, at, rule, columns, lang) {
                    gone = Some(at);
                }
            }
        });
        if let Some(at) = gone {
            table.layout.marks.remove(at);
        }
        ui.separator();
        ui.horizontal(|ui| {
            let room = table.layout.marks.len() < MOST;
            let add = ui.add_enabled_ui(room, |ui| ui.icon_text_button(icons::PLUS, &T::AddMark.say(lang))).inner;
            if add.clicked() {
                let column = table.column().or(columns.first().map(|column| column.id)).unwrap_or_default();
                let used = table.layout.marks.len() % Tone::ALL.len();
                table.layout.marks.push(MarkRule {
                    column: column.to_owned(),
                    test: MarkTest::Holds,
                    value: String::new(),
                    tone: Tone::ALL[used],
                    row: false,
                });
            }
            ui.secondary(T::MarksNote.say(lang));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                done = ui.button(T::MarksDone.say(lang)).clicked();
            });
        });
    });
    // Esc with a list open closes the list.
    let escape = was_open && !Popup::is_any_open(ui.ctx()) && ui.input(|input| input.key_pressed(Key::Escape));
    ui.data_mut(|data| data.insert_temp(id, open && !done && !escape));
    before != table.layout.marks
}

/// One rule; true when it is to go.
fn rule_ui(ui: &mut Ui, at: usize, rule: &mut MarkRule, columns: &[ColumnSpec], lang: Lang) -> bool {
    ui.push_id(("mark", at), |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(ROW);
            let shown = title_of(columns, &rule.column);
            let name = T::MarkColumn { number: at + 1 }.say(lang);
            let choice = choice_box(&name).selected_text(shown).width(128.0).height(320.0).truncate();
            choice
                .show_ui(ui, |ui| {
                    for column in columns {
                        ui.selectable_value(&mut rule.column, column.id.to_owned(), &column.title);
                    }
                })
                .response
                .accessible_name(name);
            let name = T::MarkTest { number: at + 1 }.say(lang);
            let choice = choice_box(&name).selected_text(test_words(rule.test).say(lang)).width(92.0);
            choice
                .show_ui(ui, |ui| {
                    for test in MarkTest::ALL {
                        ui.selectable_value(&mut rule.test, *test, test_words(*test).say(lang));
                    }
                })
                .response
                .accessible_name(name);
            let needs = !matches!(rule.test, MarkTest::Empty | MarkTest::Filled);
            let name = T::MarkValue { number: at + 1 }.say(lang);
            let field = TextEdit::singleline(&mut rule.value).desired_width(124.0).hint_text(T::MarkHint.say(lang));
            ui.add_enabled(needs, field).accessible_name(name);
            ui.spacing_mut().item_spacing.x = 2.0;
            for tone in Tone::ALL {
                tone_ui(ui, *tone, &mut rule.tone, lang);
            }
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.checkbox(&mut rule.row, T::MarkRow.say(lang));
            ui.icon_button(icons::TRASH, &T::DeleteMark { number: at + 1 }.say(lang)).clicked()
        })
        .inner
    })
    .inner
}

fn tone_ui(ui: &mut Ui, tone: Tone, chosen: &mut Tone, lang: Lang) {
    let tokens = ui.tokens();
    let (icon, ground) = mark_of(tone, tokens);
    let on = *chosen == tone;
    let line = if on { tokens.accent } else { tokens.line };
    let button = Button::new(RichText::new(icon).size(SIZE_SECTION - 2.0).color(tokens.text))
        .fill(ground)
        .stroke(eframe::egui::Stroke::new(if on { 2.0 } else { 1.0 }, line))
        .min_size(vec2(24.0, 24.0));
    let words = tone_words(tone).say(lang);
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &words));
    if response.on_hover_text(words).clicked() {
        *chosen = tone;
    }
}

const fn test_words(test: MarkTest) -> T {
    match test {
        MarkTest::Is => T::TestIs,
        MarkTest::Holds => T::TestHolds,
        MarkTest::Above => T::TestAbove,
        MarkTest::Below => T::TestBelow,
        MarkTest::Empty => T::TestEmpty,
        MarkTest::Filled => T::TestFilled,
    }
}

const fn tone_words(tone: Tone) -> T {
    match tone {
        Tone::Flag => T::ToneFlag,
        Tone::Tag => T::ToneTag,
        Tone::Pin => T::TonePin,
        Tone::Bell => T::ToneBell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn rule(column: &str, test: MarkTest, value: &str) -> MarkRule {
        MarkRule { column: column.into(), test, value: value.into(), tone: Tone::Flag, row: false }
    }

    fn marked(rule: &MarkRule, column: &str) -> bool {
        let text = |column: &str| match column {
            "name" => "样例 IGBT 有限公司".to_owned(),
            "money" => "3 亿元".to_owned(),
            _ => String::new(),
        };
        let figure = |column: &str| match column {
            "money" => Some(Figure::Money(Amount(300_000_000), Currency::Cny)),
            "dollars" => Some(Figure::Money(Amount(30_000_000), Currency::Usd)),
            "share" => Some(Figure::Share(0.62)),
            "on" => Some(Figure::Day(TODAY)),
            _ => None,
        };
        Marks::new(std::slice::from_ref(rule), TODAY).of(column, text, figure).is_some()
    }

    #[test]
    fn rules_are_compared_in_the_measure_of_the_cell() {
        for (value, holds) in [("1亿元", true), ("20000", true), ("5亿", false), ("", false)] {
            assert_eq!(marked(&rule("money", MarkTest::Above, value), "money"), holds, "{value}");
        }
        for (value, holds) in [("1000", false), ("1000万元", false), ("1000万美元", true), ("4000万美元", false)]
        {
            assert_eq!(marked(&rule("dollars", MarkTest::Above, value), "dollars"), holds, "{value}");
        }
        assert!(!marked(&rule("dollars", MarkTest::Below, "1亿元"), "dollars"), "dollars are not below yuan");
        assert!(marked(&rule("share", MarkTest::Above, "60%"), "share"));
        assert!(!marked(&rule("share", MarkTest::Above, "70"), "share"));
        assert!(marked(&rule("on", MarkTest::Below, "明天"), "on"));
        assert!(!marked(&rule("on", MarkTest::Below, "今天"), "on"));
        assert!(marked(&rule("name", MarkTest::Holds, "igbt"), "name"));
        assert!(
            marked(&rule("none", MarkTest::Empty, ""), "none") && marked(&rule("name", MarkTest::Filled, ""), "name")
        );
        assert!(!marked(&rule("none", MarkTest::Above, "1"), "none"), "unknown is not below or above");
    }

    #[test]
    fn a_rule_marks_its_cell_or_its_row() {
        let mut one = rule("money", MarkTest::Above, "1亿元");
        assert!(!marked(&one, "name"));
        one.row = true;
        assert!(marked(&one, "name"));
    }
}
