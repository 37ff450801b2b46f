//! What a person said about the columns of a list, where the program had guessed otherwise: kept with a draft, and
//! remembered for lists with the same headers.

use serde::{Deserialize, Serialize};

use super::{Mapping, SKIP, TargetField, recognize_under};
use crate::{
    domain::units::Currency,
    exchange::{
        parse::{DayOrder, HeaderUnit},
        sheet::Sheet,
    },
};

/// Corrections of a guessed mapping.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Corrections {
    /// Header row when a person said it; 0 = there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    header: Option<u32>,
    /// The columns that were corrected.
    #[serde(default)]
    columns: Vec<Column>,
}

/// A column a person corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Column {
    index: u32,
    field: String,
    unit: Option<(f64, Option<String>, bool)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<DayOrder>,
}

impl Corrections {
    /// What `mapping` says otherwise than `guessed`, which was guessed under the same header row.
    pub fn of(guessed: &Mapping, mapping: &Mapping, header_said: bool) -> Self {
        let corrected = mapping.columns.iter().zip(&guessed.columns).filter(|(said, guessed)| {
            said.field != guessed.field || said.unit != guessed.unit || said.days != guessed.days
        });
        let columns = corrected.map(|(said, _)| Column {
            index: said.index,
            field: said.field.map_or(SKIP, TargetField::word).to_owned(),
            unit: said
                .unit
                .map(|unit| (unit.scale, unit.currency.map(|currency| currency.word().to_owned()), unit.percent)),
            days: said.days,
        });
        Self { header: header_said.then(|| mapping.header_row.unwrap_or_default()), columns: columns.collect() }
    }

    /// Whether nothing was corrected.
    pub fn is_empty(&self) -> bool {
        self.header.is_none() && self.columns.is_empty()
    }

    /// How many columns were corrected.
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// The header row a person said; `Some(None)` = there is none.
    pub fn header(&self) -> Option<Option<u32>> {
        self.header.map(|row| Some(row).filter(|row| *row > 0))
    }

    /// Corrects the columns as a person had.
    pub fn correct(&self, mapping: &mut Mapping) {
        for Column { index, field, unit, days } in &self.columns {
            let field = match field.as_str() {
                SKIP => None,
                word => match TargetField::from_word(word) {
                    Some(field) => Some(field),
                    None => continue,
                },
            };
            mapping.set(*index, field, None);
            let unit = unit.as_ref().map(|(scale, currency, percent)| HeaderUnit {
                scale: *scale,
                currency: currency.as_deref().and_then(Currency::from_word),
                percent: *percent,
            });
            mapping.set_unit(*index, unit);
            mapping.set_days(*index, *days);
        }
    }

    /// The mapping of a list of this kind, corrected; with what was guessed under its header row. None when the list
    /// has another header where a person had said it to be.
    pub fn apply(&self, sheet: &Sheet, first_guess: &Mapping, signature: &str) -> Option<(Mapping, Mapping)> {
        let guessed = match self.header() {
            Some(header) if header != first_guess.header_row => {
                if header.is_some_and(|row| sheet.row(row).is_none()) {
                    return None;
                }
                recognize_under(sheet, header)
            }
            _ => first_guess.clone(),
        };
        (is_telling(signature) && first_guess.signature() == signature).then(|| {
            let mut mapping = guessed.clone();
            self.correct(&mut mapping);
            (mapping, guessed)
        })
    }

    /// As it is kept.
    pub fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// As it was kept, if it can be read.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// Whether headers in compared form are enough to know a kind of list by: at least two of them are words.
pub fn is_telling(signature: &str) -> bool {
    signature.split('|').filter(|header| !header.is_empty()).count() >= 2
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::exchange::{
        mapping::recognize,
        read::{ReadOptions, read_pasted},
    };

    fn sheet(text: &str) -> Sheet {
        read_pasted(text, "x", &ReadOptions::default(), &mut |_| ControlFlow::Continue(())).unwrap().sheet
    }

    #[test]
    fn what_was_said_about_a_list_holds_for_the_next_of_its_kind() {
        let first = sheet("单位\t金额\t甲说法\n江岸芯源有限公司\t500\tx\n");
        let guessed = recognize(&first);
        let mut mapping = guessed.clone();
        mapping.set(1, Some(TargetField::RegisteredCapital), None);
        mapping.set_unit(1, Some(HeaderUnit { scale: 1e4, currency: Some(Currency::Usd), percent: false }));
        mapping.set(2, Some(TargetField::Products), None);
        let said = Corrections::of(&guessed, &mapping, false);
        assert_eq!((said.columns(), said.header(), said.is_empty()), (2, None, false));
        let kept = Corrections::read(&said.write().unwrap()).unwrap();
        let next = sheet("单位\t金额\t甲说法\n北湾机电有限公司\t700\ty\n云岭材料有限公司\t800\tz\n");
        let seen = recognize(&next);
        let (again, _) = kept.apply(&next, &seen, &guessed.signature()).unwrap();
        assert_eq!(again.columns[1].field, Some(TargetField::RegisteredCapital));
        assert_eq!(again.columns[1].unit, mapping.columns[1].unit);
        assert_eq!(again.columns[2].field, Some(TargetField::Products));
        let other = sheet("单位\t金额\t乙说法\n北湾机电有限公司\t700\ty\n");
        assert_eq!(kept.apply(&other, &recognize(&other), &guessed.signature()), None);
    }

    #[test]
    fn a_header_row_that_was_said_is_looked_for_again() {
        let text = "甲\t乙\n企业名称\t主营业务\n江岸芯源有限公司\t电机\n";
        let first = sheet(text);
        let seen = recognize(&first);
        let guessed = recognize_under(&first, Some(1));
        let said = Corrections::of(&guessed, &guessed, true);
        assert_eq!(said.header(), Some(Some(1)));
        let (again, _) = said.apply(&first, &seen, &seen.signature()).unwrap();
        assert_eq!(again.header_row, Some(1));
        assert_eq!(Corrections::read(r#"{"columns":1}"#), None);
    }
}
