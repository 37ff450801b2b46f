//! What is written in a cell → a value of the domain.
//!
//! Every parser gives [`Parsed`]: nothing was said, a value, or a text that is no such value. Unknown is never zero, and
//! a guess is never a value: a number whose unit nobody stated stays unread.

mod amount;
mod code;
mod date;
mod measure;
mod words;

pub use amount::{HeaderUnit, Money, amount, header_unit, number, percent, read_header_unit, scaled_number};
pub use code::{CodeReading, credit_code};
pub use date::{DayOrder, date, date_ordered, days_of, excel_date, excel_moment};
pub use measure::{Measured, measure, measure_typed, ten_thousandfold};
pub use words::{HonourReading, email_list, honour_flag, honours, phone_list, stock_code_is_listed};

use unicode_normalization::UnicodeNormalization;

/// What a cell says about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parsed<T> {
    /// Nothing: empty, a dash, 待定, 空 …
    Missing,
    /// A value.
    Value(T),
    /// Something that is not a value of this kind, and why.
    Unreadable(Unreadable),
}

impl<T> Parsed<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Unreadable(_) => None,
        }
    }
}

/// Why a text is not a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreadable {
    /// Not an amount.
    Amount,
    /// A number without a unit, neither in the cell nor in the header.
    UnitUnknown,
    /// A foreign amount without its rate.
    ForeignCurrency,
    /// Not a number.
    Number,
    /// Not a date.
    Date,
    /// Only a year, or a year and a month.
    DateIncomplete,
    /// Day and month cannot be told apart.
    DateAmbiguous,
    /// A number that a spreadsheet has already rounded: digits are lost.
    DamagedCode,
    /// An error value of the spreadsheet.
    ErrorValue,
    /// Neither yes nor no, and no known honour.
    Honour,
    /// Not a word of the metric's scale.
    Choice,
}

/// Half width, compatibility form, without white space at the ends and without invisible characters.
pub(crate) fn folded(text: &str) -> String {
    let trimmed = text.trim();
    if trimmed.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return trimmed.to_owned();
    }
    let folded: String = trimmed.nfkc().filter(|c| !crate::domain::name::is_invisible(*c)).collect();
    folded.trim().to_owned()
}

/// Whether the text says that nothing is known: empty, dashes, 空, 待定, nan and their like.
///
/// `无` counts too: as a number or a name it says nothing, as an honour it says none.
pub fn is_missing(text: &str) -> bool {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return true;
    }
    // Nearly every cell is decided by its first character: none of the words below begins with one like it.
    let first = trimmed.chars().next().unwrap_or_default();
    if first.is_ascii_digit() || (('\u{4e00}'..='\u{9fff}').contains(&first) && !"空无暂没待未不保".contains(first))
    {
        return false;
    }
    // The longest of the words below; anything longer is an answer.
    if trimmed.len() > 24 {
        return false;
    }
    let text = folded(trimmed);
    if text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '—'
                    | '–'
                    | '―'
                    | '−'
                    | '─'
                    | 'ー'
                    | '/'
                    | '\\'
                    | '.'
                    | '·'
                    | '_'
                    | '*'
                    | '?'
                    | '…'
                    | '~'
                    | '、'
                    | '。'
            )
    }) {
        return true;
    }
    matches!(
        text.to_ascii_lowercase().as_str(),
        "空" | "无"
            | "暂无"
            | "没有"
            | "待定"
            | "未定"
            | "未知"
            | "不详"
            | "未明确"
            | "未公开"
            | "未披露"
            | "未填"
            | "待核"
            | "待补充"
            | "无数据"
            | "暂无数据"
            | "保密"
            | "(空)"
            | "(空白)"
            | "空白"
            | "nan"
            | "null"
            | "none"
            | "nil"
            | "n/a"
            | "#n/a"
            | "na"
            | "tbd"
            | "tba"
            | "unknown"
            | "undefined"
            | "nat"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_is_said_in_many_ways() {
        for text in ["", "  ", "-", "—", "——", " / ", "空", "待定", "NaN", "NULL", "n/a", "－", "\u{200b}", "无"]
        {
            assert!(is_missing(text), "{text:?}");
        }
        for text in ["0", "空气压缩机", "-5", "无锡", "A/B"] {
            assert!(!is_missing(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = is_missing(&text);
            let _ = amount(&text, None);
            let _ = number(&text);
            let _ = percent(&text);
            let _ = scaled_number(&text, None);
            let _ = header_unit(&text);
            let _ = date(&text);
            let _ = credit_code(&text);
            let _ = phone_list(&text);
            let _ = email_list(&text);
            let _ = honours(&text);
            let _ = honour_flag(&text);
        }

        #[test]
        fn no_number_like_text_panics(text in "[0-9.,，万亿千百元美人民币()（）% 年月日/:eE+-]{0,24}") {
            let _ = amount(&text, None);
            let _ = number(&text);
            let _ = percent(&text);
            let _ = header_unit(&text);
            let _ = date(&text);
            let _ = credit_code(&text);
        }
    }
}
