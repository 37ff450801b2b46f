//! Figures of metrics in every unit people write: 万元 and 亿元, dollars at a stated rate, per mu, hectare or square
//! metre, per tonne of coal equivalent and the other way round.

use super::{HeaderUnit, Parsed, Unreadable, amount, folded, is_missing, number, percent};
use crate::domain::{
    fact::Metric,
    units::{Currency, Unit},
};

/// A figure in the unit of its metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The figure.
    pub number: f64,
    /// It was written in another unit; the text as written belongs into the fact's note.
    pub converted: bool,
}

/// A bare number of a money metric is 万元 where nothing else is said (forms; never lists, whose headers must say it).
const WAN: HeaderUnit = HeaderUnit { scale: 1e4, currency: None, percent: false };

/// Reads a figure of a metric.
///
/// A foreign amount needs its rate behind an @: `1200万美元@7.12` (and best its day: `@7.12 2026-05-30`). Without one it
/// is not read: no rate is ever guessed.
pub fn measure(text: &str, metric: Metric, header: Option<HeaderUnit>) -> Parsed<Measured> {
    if is_missing(text) {
        return Parsed::Missing;
    }
    let read = match metric.unit() {
        Unit::WanYuan | Unit::WanYuanPerMu | Unit::WanYuanPerPlant | Unit::WanYuanPerTce => {
            match money(text, metric.unit(), header) {
                Ok(number) => Parsed::Value(number),
                Err(reason) => Parsed::Unreadable(reason),
            }
        }
        Unit::Percent => match percent(text) {
            Parsed::Value((number, _)) => Parsed::Value(number),
            Parsed::Missing => Parsed::Missing,
            Parsed::Unreadable(reason) => Parsed::Unreadable(reason),
        },
        _ => number(text),
    };
    match read {
        Parsed::Value(number) if number.is_finite() => {
            let plain = text.trim().parse::<f64>().is_ok_and(|written| written.to_bits() == number.to_bits());
            Parsed::Value(Measured { number, converted: !plain })
        }
        Parsed::Value(_) => Parsed::Unreadable(Unreadable::Number),
        Parsed::Missing => Parsed::Missing,
        Parsed::Unreadable(reason) => Parsed::Unreadable(reason),
    }
}

/// As [`measure`], where a bare number is in the metric's own unit.
pub fn measure_typed(text: &str, metric: Metric) -> Parsed<Measured> {
    measure(text, metric, Some(WAN))
}

/// In 万元, per what the unit says.
fn money(text: &str, unit: Unit, header: Option<HeaderUnit>) -> Result<f64, Unreadable> {
    let folded = folded(text);
    let (figure, rate) = match folded.split_once('@') {
        Some((figure, rate)) => (figure, Some(rate_of(rate)?)),
        None => (folded.as_str(), None),
    };
    let (numerator, denominator) = figure.split_once(['/', '每']).map_or((figure, ""), |(a, b)| (a.trim(), b.trim()));
    if unit == Unit::WanYuanPerTce
        && let Some(energy) = ["吨标准煤", "吨标煤", "tce"].iter().find_map(|word| numerator.strip_suffix(word))
    {
        // Energy per value: the reciprocal, and only per 万元.
        let per_wan = matches!(denominator.trim_end_matches("增加值"), "万元" | "万");
        return match number(energy) {
            Parsed::Value(energy) if energy > 0.0 && per_wan => Ok(1.0 / energy),
            _ => Err(Unreadable::UnitUnknown),
        };
    }
    let share = denominator_share(denominator, unit).ok_or(Unreadable::UnitUnknown)?;
    match amount(numerator, header) {
        Parsed::Value(money) => {
            let rate = match (money.currency, rate) {
                (None | Some(Currency::Cny), None) => 1.0,
                (Some(_), Some(rate)) if money.currency != Some(Currency::Cny) => rate,
                (Some(_), None) => return Err(Unreadable::ForeignCurrency),
                // A rate for what is no foreign amount: somebody meant something else.
                _ => return Err(Unreadable::Amount),
            };
            Ok(money.amount.wan().0 * rate * share)
        }
        Parsed::Missing => Err(Unreadable::Amount),
        Parsed::Unreadable(reason) => Err(reason),
    }
}

/// 元 for one unit of the currency; a day may follow.
fn rate_of(text: &str) -> Result<f64, Unreadable> {
    let rate = text.split_whitespace().next().and_then(|rate| rate.parse::<f64>().ok());
    rate.filter(|rate| rate.is_finite() && *rate > 0.0).ok_or(Unreadable::ForeignCurrency)
}

/// What a figure per this denominator is per the metric's own; none = it measures something else.
fn denominator_share(written: &str, unit: Unit) -> Option<f64> {
    let word = written.trim_end_matches("用地").trim_end_matches("土地").trim().to_lowercase();
    match (unit, word.as_str()) {
        (_, "") | (Unit::WanYuan, "年" | "年度" | "year") | (Unit::WanYuanPerTce, "吨标准煤" | "吨标煤" | "tce") => {
            Some(1.0)
        }
        (Unit::WanYuanPerMu, word) => area_share(word),
        (Unit::WanYuanPerPlant, word) => plant_share(word),
        _ => None,
    }
}

/// What a figure per this area is per mu: 1 公顷 = 15 亩, 1 亩 = 2000/3 ㎡.
pub(super) fn area_share(word: &str) -> Option<f64> {
    match word {
        "亩" | "mu" => Some(1.0),
        "公顷" | "ha" | "hectare" => Some(1.0 / 15.0),
        "m2" | "平方米" | "平米" => Some(2000.0 / 3.0),
        "平方公里" | "km2" => Some(1.0 / 1500.0),
        _ => None,
    }
}

/// What a figure per this area of plant is per thousand square metres. Land is not plant: no mu.
fn plant_share(word: &str) -> Option<f64> {
    match word {
        "千m2" | "千平方米" | "千平米" | "1000m2" | "1000平方米" => Some(1.0),
        "万m2" | "万平方米" => Some(0.1),
        "m2" | "平方米" | "平米" => Some(1000.0),
        _ => None,
    }
}

/// What was probably meant, when a figure looks ten thousand times too large or too small: 元 taken for 万元, or 亿元
/// typed where 万元 are kept. None when the figure can be true as it stands.
///
/// To be asked about, never corrected by itself.
pub fn ten_thousandfold(metric: Metric, number: f64) -> Option<f64> {
    let (low, high) = usual(metric)?;
    let can_be = |number: f64| (low..=high).contains(&number);
    if !number.is_finite() || number <= 0.0 || can_be(number) {
        return None;
    }
    [number / 1e4, number * 1e4].into_iter().find(|meant| can_be(*meant))
}

/// Between what figures of real firms lie (假设, wide on purpose); none where a factor of ten thousand cannot slip in.
fn usual(metric: Metric) -> Option<(f64, f64)> {
    match metric {
        // 10 万元 to 1 万亿元.
        Metric::Revenue => Some((10.0, 1e8)),
        Metric::TaxPaid => Some((0.1, 1e7)),
        Metric::OutputPerMu | Metric::FixedInvestmentPerMu | Metric::TotalInvestmentPerMu => Some((1.0, 5e4)),
        Metric::TaxPerMu => Some((0.02, 5e3)),
        Metric::TaxPerPlant => Some((0.02, 1e4)),
        Metric::FixedInvestmentPerPlant => Some((1.0, 1e5)),
        Metric::ValueAddedPerTce => Some((0.005, 500.0)),
        Metric::InsuredStaff => Some((1.0, 2e6)),
        Metric::InventionPatents => Some((0.0, 2e5)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::read_header_unit, *};

    fn read(text: &str, metric: Metric) -> Option<f64> {
        measure_typed(text, metric).value().map(|found| found.number)
    }

    fn close(a: Option<f64>, b: f64) {
        assert!(a.is_some_and(|a| (a - b).abs() <= 1e-9 * b.abs().max(1.0)), "{a:?} is not {b}");
    }

    #[test]
    fn money_in_every_unit() {
        for (text, expected) in [
            ("3.2亿元", 32_000.0),
            ("32000", 32_000.0),
            ("３２０００万元", 32_000.0),
            ("320,000,000元", 32_000.0),
            ("3.2 亿", 32_000.0),
            ("800万元/年", 800.0),
            ("1200万美元@7.12", 8_544.0),
            ("1200万美元 @ 7.12 2026-05-30", 8_544.0),
            ("USD 1.5 million@7", 1_050.0),
        ] {
            close(read(text, Metric::Revenue), expected);
        }
        assert_eq!(measure_typed("1200万美元", Metric::Revenue), Parsed::Unreadable(Unreadable::ForeignCurrency));
        assert_eq!(measure_typed("1200万美元@", Metric::Revenue), Parsed::Unreadable(Unreadable::ForeignCurrency));
        assert_eq!(measure_typed("1200万美元@-7", Metric::Revenue), Parsed::Unreadable(Unreadable::ForeignCurrency));
        assert_eq!(measure_typed("3亿元@7", Metric::Revenue), Parsed::Unreadable(Unreadable::Amount));
        assert_eq!(measure_typed("3亿元/亩", Metric::Revenue), Parsed::Unreadable(Unreadable::UnitUnknown));
        assert_eq!(measure("500", Metric::Revenue, None), Parsed::Unreadable(Unreadable::UnitUnknown));
        assert_eq!(measure_typed("—", Metric::Revenue), Parsed::Missing);
    }

    #[test]
    fn land_in_every_unit() {
        // A published standard prints all three of its figures both ways.
        close(read("2250万元/公顷", Metric::FixedInvestmentPerMu), 150.0);
        close(read("2370 万元/公顷", Metric::OutputPerMu), 158.0);
        close(read("88万元/公顷", Metric::TaxPerMu), 88.0 / 15.0);
        close(read("150万元/亩", Metric::FixedInvestmentPerMu), 150.0);
        close(read("每亩", Metric::TaxPerMu).or(Some(0.0)), 0.0);
        close(read("300元/㎡", Metric::OutputPerMu), 20.0);
        close(read("15亿元/平方公里", Metric::OutputPerMu), 100.0);
        assert_eq!(read("15万元/千㎡", Metric::TaxPerMu), None, "rented plant has no mu");
        assert_eq!(read("15万元/亩", Metric::TaxPerPlant), None, "land is no plant");
        close(read("15万元/千㎡", Metric::TaxPerPlant), 15.0);
        close(read("200元/平方米", Metric::TaxPerPlant), 20.0);
        assert_eq!(read("15万元/人", Metric::TaxPerMu), None);
    }

    #[test]
    fn energy_both_ways() {
        close(read("2.24万元/吨标煤", Metric::ValueAddedPerTce), 2.24);
        close(read("0.446吨标煤/万元", Metric::ValueAddedPerTce), 1.0 / 0.446);
        close(read("0.446 tce/万元增加值", Metric::ValueAddedPerTce), 1.0 / 0.446);
        assert_eq!(read("0吨标煤/万元", Metric::ValueAddedPerTce), None);
        assert_eq!(read("0.03tce/亿元", Metric::ValueAddedPerTce), None);
    }

    #[test]
    fn headers_say_the_area_too() {
        let header = read_header_unit("万元/公顷");
        close(measure("2250", Metric::FixedInvestmentPerMu, header).value().map(|found| found.number), 150.0);
        let header = read_header_unit("万元/亩");
        close(measure("150", Metric::FixedInvestmentPerMu, header).value().map(|found| found.number), 150.0);
    }

    #[test]
    fn factors_of_ten_thousand_are_suspected_and_nothing_else() {
        assert_eq!(ten_thousandfold(Metric::Revenue, 3.2), Some(32_000.0));
        assert_eq!(ten_thousandfold(Metric::Revenue, 3.2e8), Some(32_000.0));
        assert_eq!(ten_thousandfold(Metric::TaxPerMu, 250_000.0), Some(25.0));
        for (metric, number) in [
            (Metric::Revenue, 32_000.0),
            (Metric::Revenue, 0.0),
            (Metric::Revenue, -3.0),
            (Metric::RdIntensity, 0.000_1),
            (Metric::OutputPerMu, 350.0),
        ] {
            assert_eq!(ten_thousandfold(metric, number), None, "{metric:?} {number}");
        }
    }

    #[test]
    fn what_is_written_plainly_is_not_called_converted() {
        let converted = |text| measure_typed(text, Metric::Revenue).value().unwrap().converted;
        assert!(converted("3.2亿元") && converted("32,000"));
        assert!(!converted("32000") && !converted(" 32000 "));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(text in ".{0,24}", place in 0_usize..Metric::ALL.len()) {
            if let Parsed::Value(found) = measure_typed(&text, Metric::ALL[place]) {
                prop_assert!(found.number.is_finite());
            }
        }

        #[test]
        fn hectares_and_mu_agree(wan in 1_u32..1_000_000) {
            let mu = read(&format!("{wan}万元/亩"), Metric::OutputPerMu).unwrap();
            let hectare = read(&format!("{}万元/公顷", u64::from(wan) * 15), Metric::OutputPerMu).unwrap();
            prop_assert!((mu - hectare).abs() <= 1e-9 * mu);
        }
    }
}
