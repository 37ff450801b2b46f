//! In which order rows stand, and what they are gathered under.

use std::{borrow::Cow, cmp::Ordering, collections::HashMap};

use jiff::civil::Date;

use crate::{
    domain::units::{Amount, Currency},
    search::text_order,
};

/// What a row is sorted by; what is not known stands last both ways.
#[derive(Debug, Clone, PartialEq)]
pub enum SortKey<'a> {
    /// A figure; none = not known.
    Figure(Option<f64>),
    /// A word; empty = not known.
    Word(Cow<'a, str>),
    /// Money; none = not known. Amounts of different currencies are not compared: yuan stand first both ways, then the
    /// other currencies by their word.
    Money(Option<(Currency, Amount)>),
}

impl<'a> SortKey<'a> {
    /// A word.
    pub fn word(word: &'a str) -> Self {
        Self::Word(Cow::Borrowed(word))
    }

    /// Money in a currency.
    pub fn money(amount: Option<Amount>, currency: Currency) -> Self {
        Self::Money(amount.map(|amount| (currency, amount)))
    }

    fn is_known(&self) -> bool {
        match self {
            Self::Figure(figure) => figure.is_some(),
            Self::Word(word) => !word.is_empty(),
            Self::Money(money) => money.is_some(),
        }
    }

    /// A day.
    pub fn day(day: Option<Date>) -> Self {
        Self::Figure(day.map(days))
    }
}

/// A day as a figure: later days are larger.
pub fn days(day: Date) -> f64 {
    f64::from(day.year()) * 372.0 + f64::from(day.month()) * 31.0 + f64::from(day.day())
}

/// The order of two keys of one column.
pub fn compare(one: &SortKey<'_>, other: &SortKey<'_>, down: bool) -> Ordering {
    let turned = |order: Ordering| if down { order.reverse() } else { order };
    let group = |currency: Currency| (currency != Currency::Cny, currency.word());
    other.is_known().cmp(&one.is_known()).then_with(|| match (one, other) {
        (SortKey::Figure(Some(one)), SortKey::Figure(Some(other))) => turned(one.total_cmp(other)),
        (SortKey::Word(one), SortKey::Word(other)) => turned(text_order(one, other)),
        (SortKey::Money(Some((of, one))), SortKey::Money(Some((of_other, other)))) => {
            group(*of).cmp(&group(*of_other)).then_with(|| turned(one.cmp(other)))
        }
        _ => Ordering::Equal,
    })
}

/// Gathers sorted rows under their labels; within a label they stay in order. Labels stand in the order of their
/// column, what has none last.
pub fn gather<'k, T>(
    rows: Vec<T>,
    label: impl Fn(&T) -> String,
    key: impl Fn(&T) -> SortKey<'k>,
    down: bool,
) -> Vec<(String, Vec<T>)> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<(SortKey<'k>, String, Vec<T>)> = Vec::new();
    for row in rows {
        let label = label(&row);
        let place = places.get(&label).copied().unwrap_or_else(|| {
            places.insert(label.clone(), groups.len());
            groups.push((key(&row), label, Vec::new()));
            groups.len() - 1
        });
        if let Some((.., gathered)) = groups.get_mut(place) {
            gathered.push(row);
        }
    }
    groups.sort_by(|(one, label, _), (other, other_label, _)| {
        let unnamed = label.is_empty().cmp(&other_label.is_empty());
        unnamed.then_with(|| compare(one, other, down)).then_with(|| text_order(label, other_label))
    });
    groups.into_iter().map(|(_, label, rows)| (label, rows)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_figures_and_words_stand_last_both_ways() {
        for down in [false, true] {
            let known = SortKey::Figure(Some(1.0));
            assert_eq!(compare(&known, &SortKey::Figure(None), down), Ordering::Less);
            assert_eq!(compare(&SortKey::word("x"), &SortKey::word(""), down), Ordering::Less);
        }
        assert_eq!(compare(&SortKey::Figure(Some(1.0)), &SortKey::Figure(Some(2.0)), true), Ordering::Greater);
        assert_eq!(compare(&SortKey::word("a"), &SortKey::word("b"), false), Ordering::Less);
        assert_eq!(compare(&SortKey::Figure(Some(f64::NAN)), &SortKey::Figure(Some(f64::NAN)), true), Ordering::Equal);
    }

    #[test]
    fn words_stand_as_they_are_read_and_money_by_currency() {
        let mut cities = ["重庆", "上海", "", "北京"];
        cities.sort_by(|one, other| compare(&SortKey::word(one), &SortKey::word(other), false));
        assert_eq!(cities, ["北京", "重庆", "上海", ""]);
        let money = |currency, units| SortKey::money(Some(Amount(units)), currency);
        let unknown = SortKey::money(None, Currency::Cny);
        let mut sums = [
            money(Currency::Usd, 9),
            unknown.clone(),
            money(Currency::Cny, 1),
            money(Currency::Cny, 5),
            money(Currency::Eur, 7),
        ];
        sums.sort_by(|one, other| compare(one, other, true));
        let right = [
            money(Currency::Cny, 5),
            money(Currency::Cny, 1),
            money(Currency::Eur, 7),
            money(Currency::Usd, 9),
            unknown,
        ];
        assert_eq!(sums, right);
        assert_eq!(compare(&money(Currency::Cny, 1), &SortKey::Figure(None), true), Ordering::Less);
    }

    #[test]
    fn rows_are_gathered_in_the_order_of_their_column() {
        let rows = vec![("b", 1), ("", 2), ("a", 3), ("b", 4)];
        let gathered = |down| gather(rows.clone(), |row| row.0.to_owned(), |row| SortKey::word(row.0), down);
        let expected = [("a", vec![("a", 3)]), ("b", vec![("b", 1), ("b", 4)]), ("", vec![("", 2)])];
        assert_eq!(gathered(false), expected.clone().map(|(label, rows)| (label.to_owned(), rows)));
        assert_eq!(gathered(true)[0].0, "b");
        assert_eq!(gathered(true)[2].0, "");
    }
}
