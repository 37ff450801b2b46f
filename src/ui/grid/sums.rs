//! What the cells of a range come to, as spreadsheets say it: how many are filled, their sum and average where their
//! figures can be put together, else column by column.

use std::collections::BTreeMap;

use super::sheet::{Figure, Sheet, money_words};
use crate::{
    desk::Progress,
    domain::units::{Amount, Currency},
    exchange::cell::{CellKind, CellSpec},
    text::{Lang, Say, format, ui_grid::GridText as T},
};

/// Between two questions whether to go on.
const STEP: usize = 1_024;
/// Columns whose figures are said one by one: the line stays short.
const NAMED: usize = 2;

/// What figures are counted in: those of one unit can be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Money,
    Score,
    Share,
    /// A unit as it is written, or a column of its own.
    Of(&'static str),
}

impl Unit {
    /// None for days, which are no figures here.
    fn of(figure: Figure, column: &'static str, spec: Option<&CellSpec>) -> Option<Self> {
        match figure {
            Figure::Money(..) => Some(Self::Money),
            Figure::Score(_) => Some(Self::Score),
            Figure::Share(_) => Some(Self::Share),
            Figure::Number(_) => {
                let written = spec.and_then(|spec| match spec.kind {
                    CellKind::Quantity(spellings) => spellings.first().copied(),
                    _ => None,
                });
                Some(Self::Of(written.unwrap_or(column)))
            }
            Figure::Day(_) => None,
        }
    }
}

/// Figures put together.
#[derive(Debug, Clone, Default)]
struct Total {
    unit: Option<Unit>,
    count: usize,
    number: f64,
    /// Sum and count of each currency.
    money: BTreeMap<Currency, (i128, usize)>,
}

impl Total {
    fn add(&mut self, figure: Figure) {
        match figure {
            Figure::Money(Amount(units), currency) => {
                let entry = self.money.entry(currency).or_default();
                *entry = (entry.0 + i128::from(units), entry.1 + 1);
            }
            Figure::Number(one) | Figure::Score(one) | Figure::Share(one) => self.number += one,
            Figure::Day(_) => return,
        }
        self.count += 1;
    }

    fn join(mut self, other: &Self) -> Self {
        self.unit = self.unit.or(other.unit);
        self.count += other.count;
        self.number += other.number;
        for (currency, (sum, count)) in &other.money {
            let entry = self.money.entry(*currency).or_default();
            *entry = (entry.0 + sum, entry.1 + count);
        }
        self
    }

    /// Sum, where it means anything, and average.
    fn words(&self, lang: Lang) -> (Option<String>, String) {
        let mean = self.number / self.count.max(1) as f64;
        match self.unit {
            Some(Unit::Money) => {
                let sums = self.money.iter().map(|(currency, (sum, _))| (*currency, *sum)).collect();
                let means = self.money.iter().map(|(currency, (sum, count))| {
                    let count = i128::try_from((*count).max(1)).unwrap_or(1);
                    (*currency, sum / count)
                });
                (Some(money_words(&sums, lang)), money_words(&means.collect(), lang))
            }
            Some(Unit::Score) => (None, format::number(mean, 2)),
            Some(Unit::Share) => (None, format::share(mean)),
            Some(Unit::Of(_)) | None => (Some(format::number(self.number, 2)), format::number(mean, 2)),
        }
    }
}

/// What a range comes to, in words; empty where no cell is filled. None when asked to stop.
pub fn range_words<S: Sheet>(
    sheet: &S,
    keys: impl Iterator<Item = S::Key>,
    columns: &[(&'static str, String)],
    lang: Lang,
    progress: &Progress,
) -> Option<String> {
    let mut filled = 0;
    let specs: Vec<Option<CellSpec>> = columns.iter().map(|(id, _)| sheet.spec(id).ok()).collect();
    let mut totals: Vec<(&str, Total)> = columns.iter().map(|(_, title)| (title.as_str(), Total::default())).collect();
    for (number, key) in keys.enumerate() {
        if number % STEP == 0 && progress.is_cancelled() {
            return None;
        }
        for (((id, _), spec), (_, total)) in columns.iter().zip(&specs).zip(&mut totals) {
            let id = *id;
            if !sheet.is_figure(id) {
                let text = sheet.text(key, id);
                filled += usize::from(!text.is_empty() && text != format::ABSENT);
            } else if let Some(figure) = sheet.figure(key, id) {
                filled += 1;
                total.unit = total.unit.or_else(|| Unit::of(figure, id, spec.as_ref()));
                total.add(figure);
            }
        }
    }
    totals.retain(|(_, total)| total.count > 0);
    Some(words(filled, &totals, lang))
}

fn words(filled: usize, totals: &[(&str, Total)], lang: Lang) -> String {
    if filled == 0 {
        return String::new();
    }
    let count = format::count(filled);
    let unit = totals.first().and_then(|(_, total)| total.unit);
    if totals.is_empty() {
        return T::SumCount { count }.say(lang);
    }
    if totals.iter().all(|(_, total)| total.unit == unit) {
        let whole = totals.iter().fold(Total::default(), |whole, (_, total)| whole.join(total));
        let (sum, mean) = whole.words(lang);
        return T::Sum { count, sum: sum.unwrap_or_else(|| format::ABSENT.to_owned()), mean }.say(lang);
    }
    let mut parts = vec![T::SumCount { count }.say(lang)];
    for (column, total) in totals.iter().take(NAMED) {
        let column = (*column).to_owned();
        parts.push(match total.words(lang) {
            (Some(sum), mean) => T::SumColumn { column, sum, mean }.say(lang),
            (None, mean) => T::SumMean { column, mean }.say(lang),
        });
    }
    if totals.len() > NAMED {
        parts.push(T::SumMore { columns: format::count(totals.len() - NAMED) }.say(lang));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(figures: &[Figure]) -> Total {
        let mut total = Total::default();
        for figure in figures {
            total.unit = total.unit.or_else(|| Unit::of(*figure, "column", None));
            total.add(*figure);
        }
        total
    }

    fn money(units: i64, currency: Currency) -> Figure {
        Figure::Money(Amount(units), currency)
    }

    #[test]
    fn sums_keep_currencies_apart_and_add_no_shares() {
        let amounts =
            [money(10_000_000, Currency::Cny), money(30_000_000, Currency::Cny), money(2_000_000, Currency::Usd)];
        let one = words(3, &[("资本", total(&amounts))], Lang::Zh);
        assert!(one.contains("计数 3") && one.contains("4,000 万元 + 200 万美元"), "{one}");
        let shares = total(&[Figure::Share(0.2), Figure::Share(0.4)]);
        let one = words(2, &[("覆盖率", shares)], Lang::Zh);
        assert!(one.contains("合计 —") && one.contains("平均 30%"), "{one}");
        assert_eq!(words(0, &[], Lang::Zh), "");
    }

    #[test]
    fn columns_of_one_unit_are_one_range_and_texts_are_counted() {
        let one = ("总投资", total(&[money(10_000_000, Currency::Cny)]));
        let other = ("固定资产投资", total(&[money(30_000_000, Currency::Cny)]));
        let both = words(5, &[one, other], Lang::Zh);
        assert_eq!(both, "计数 5 · 合计 4,000 万元 · 平均 2,000 万元");
        assert_eq!(words(7, &[], Lang::Zh), "计数 7");
    }

    #[test]
    fn columns_of_several_units_are_named_up_to_two() {
        let capital = ("资本", total(&[money(10_000_000, Currency::Cny)]));
        let value = ("价值", total(&[Figure::Score(40.0), Figure::Score(60.0)]));
        let share = ("覆盖率", total(&[Figure::Share(0.5)]));
        assert_eq!(
            words(3, &[capital.clone(), value.clone()], Lang::Zh),
            "计数 3 · 资本合计 1,000 万元、平均 1,000 万元 · 价值平均 50"
        );
        let all = words(4, &[capital, value, share], Lang::Zh);
        assert!(all.ends_with("价值平均 50 · 另 1 列"), "{all}");
        assert!(!all.contains("覆盖率"), "{all}");
    }

    #[test]
    fn quantities_are_of_their_unit_other_numbers_of_their_column() {
        let spec = CellSpec::new("land", CellKind::Quantity(&["亩", "mu"]));
        let number = Figure::Number(3.0);
        assert_eq!(Unit::of(number, "land", Some(&spec)), Some(Unit::Of("亩")));
        assert_eq!(Unit::of(number, "jobs", Some(&CellSpec::new("jobs", CellKind::Whole))), Some(Unit::Of("jobs")));
        assert_eq!(Unit::of(number, "priority", None), Some(Unit::Of("priority")));
    }
}
