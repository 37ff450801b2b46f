//! What the program ships: plan, model and catalogue as readable files, each figure with its source.

use jiff::civil::{Date, date};

use super::Beginning;
use crate::store::Change;

/// The plan file.
pub const PLAN: &str = include_str!("../../seeds/plan.toml");

/// The model file.
pub const MODEL: &str = include_str!("../../seeds/model.toml");

/// The catalogue, one file per part; together they are one catalogue.
pub const CATALOGUE: &[&str] = &[
    include_str!("../../seeds/catalogue/ev_parts.toml"),
    include_str!("../../seeds/catalogue/smart_equipment.toml"),
    include_str!("../../seeds/catalogue/new_materials.toml"),
    include_str!("../../seeds/catalogue/semiconductor.toml"),
    include_str!("../../seeds/catalogue/traditional.toml"),
    include_str!("../../seeds/catalogue/out_of_scope.toml"),
];

/// The catalogue as one text.
pub fn catalogue() -> String {
    CATALOGUE.join("\n")
}

/// A workspace on the shipped plan, model and catalogue.
pub fn beginning(title: &str, today: Date, records: Vec<Change>) -> Beginning {
    Beginning {
        title: title.to_owned(),
        target_date: end_of_period(today),
        plan: ("重庆高新区先进制造业“十四五”规划".to_owned(), PLAN.to_owned()),
        model: ("默认模型".to_owned(), MODEL.to_owned()),
        catalogue: ("默认词库".to_owned(), catalogue()),
        records,
    }
}

/// The end of the five-year period a day lies in: 2025, 2030, 2035 …
pub fn end_of_period(today: Date) -> Date {
    let year = today.year();
    let end = year + (5 - year.rem_euclid(5)) % 5;
    // A year outside the calendar's range is left as it is.
    Date::new(end, 12, 31).unwrap_or_else(|_| date(9999, 12, 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_end_in_years_divisible_by_five() {
        assert_eq!(end_of_period(date(2026, 1, 1)), date(2030, 12, 31));
        assert_eq!(end_of_period(date(2025, 12, 31)), date(2025, 12, 31));
        assert_eq!(end_of_period(date(2021, 6, 1)), date(2025, 12, 31));
    }
}
