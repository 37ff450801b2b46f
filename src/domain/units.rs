//! Quantities with their unit in the type.
//!
//! Money is kept in whole currency units ([`Amount`]), so sums are exact and do not depend on their order;
//! 万元 and 亿元 are ways to read and show it, never ways to store it.

use serde::{Deserialize, Serialize};

use super::record::{Cell, CellError, FieldKind, Value};
use crate::words;

/// Whole units of a currency that is named beside it (元 when none is).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub i64);

impl Amount {
    /// From ten-thousands (万), rounded to whole units. `None` when it is not a finite, storable number.
    pub fn from_wan(wan: f64) -> Option<Self> {
        let units = (wan * 1e4).round();
        // 9e15 keeps every whole unit exact in f64 and is a thousand times any national economy.
        #[allow(clippy::cast_possible_truncation)]
        (units.is_finite() && units.abs() < 9e15).then_some(Self(units as i64))
    }

    /// In ten-thousands (万).
    pub fn wan(self) -> WanYuan {
        WanYuan(self.0 as f64 / 1e4)
    }
}

impl Cell for Amount {
    const KIND: FieldKind = FieldKind::Integer;
    fn to_value(&self) -> Value {
        Value::Integer(self.0)
    }
    fn from_value(value: &Value) -> Result<Self, CellError> {
        i64::from_value(value).map(Self)
    }
}

words! {
    /// Currency of an amount, by ISO 4217 word.
    pub enum Currency {
        /// 人民币
        Cny = "CNY",
        /// 美元
        Usd = "USD",
        /// 欧元
        Eur = "EUR",
        /// 港元
        Hkd = "HKD",
        /// 日元
        Jpy = "JPY",
        /// 新台币
        Twd = "TWD",
        /// 英镑
        Gbp = "GBP",
        /// 韩元
        Krw = "KRW",
        /// 新加坡元
        Sgd = "SGD",
    }
}

macro_rules! quantities {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl Cell for $name {
            const KIND: FieldKind = FieldKind::Real;
            fn to_value(&self) -> Value {
                Value::Real(self.0)
            }
            fn from_value(value: &Value) -> Result<Self, CellError> {
                f64::from_value(value).map(Self)
            }
        }
    )+};
}

quantities! {
    /// Points of a scoring sheet, 0–100.
    Points,
    /// Ten thousand yuan, 万元.
    WanYuan,
    /// Land area, 亩; 15 to a hectare.
    Mu,
    /// Floor or land area, ㎡.
    SquareMetre,
    /// Per cent: 2.6 means 2.6 %.
    Percent,
    /// Tonnes of coal equivalent, 吨标煤.
    Tce,
    /// Connected electric power, kVA.
    KiloVoltAmpere,
    /// Rent, yuan a square metre and month.
    Rent,
    /// Clear height, m.
    Metre,
    /// Load a floor carries, t/㎡.
    TonnePerSquareMetre,
}

impl Mu {
    /// From hectares (1 公顷 = 15 亩).
    pub fn from_hectares(hectares: f64) -> Self {
        Self(hectares * 15.0)
    }
    /// From square metres (1 亩 = 2000/3 ㎡).
    pub fn from_square_metres(area: SquareMetre) -> Self {
        Self(area.0 * 3.0 / 2000.0)
    }
}

words! {
    /// Unit of a fact; the word is stored, the label is in the message catalogue.
    pub enum Unit {
        /// Plain number.
        Count = "count",
        /// Per cent.
        Percent = "percent",
        /// Ten thousand yuan.
        WanYuan = "wan_yuan",
        /// Ten thousand yuan per mu.
        WanYuanPerMu = "wan_yuan_per_mu",
        /// Ten thousand yuan per thousand square metres of plant.
        WanYuanPerPlant = "wan_yuan_per_thousand_m2",
        /// Ten thousand yuan per tonne of coal equivalent (of value added).
        WanYuanPerTce = "wan_yuan_per_tce",
        /// Cubic metres of water per ten thousand yuan of output.
        CubicMetrePerWanYuan = "m3_per_wan_yuan",
        /// Mu.
        Mu = "mu",
        /// Square metres.
        SquareMetre = "m2",
        /// Persons.
        Person = "person",
        /// A word from the metric's own scale instead of a number.
        Choice = "choice",
    }
}
