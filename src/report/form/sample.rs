//! The sample template: a form as bureaus print it, with a second sheet that names every field and is left out of what is
//! filled in.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet};

use super::{FormError, FormField};
use crate::{
    report::xlsx::XlsxError,
    text::{
        Label as _, Lang, Say as _,
        forms::{FormText as Text, field_named, heading},
    },
};

/// Columns of the sample: field, width, whether it is summed.
const COLUMNS: [(FormField, f64, bool); 10] = [
    (FormField::Number, 9.0, false),
    (FormField::Title, 26.0, false),
    (FormField::Company, 26.0, false),
    (FormField::Segment, 18.0, false),
    (FormField::InvestmentYi, 12.0, true),
    (FormField::Land, 10.0, true),
    (FormField::Stage, 14.0, false),
    (FormField::Progress, 28.0, false),
    (FormField::NextAction, 22.0, false),
    (FormField::Owner, 10.0, false),
];
const FONT: &str = "SimSun";
/// Row of the leads, from 0.
const ROW: u32 = 3;

/// The sample in a language.
pub fn sample(lang: Lang) -> Result<Vec<u8>, FormError> {
    Ok(workbook(lang).map_err(XlsxError::from)?)
}

fn workbook(lang: Lang) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = Workbook::new();
    // The same sample each time.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(Text::SampleTitle.say(lang)).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(Text::SampleSheet.say(lang))?;
    form(sheet, lang)?;
    let sheet = book.add_worksheet();
    sheet.set_name(Text::SampleFields.say(lang))?;
    fields(sheet, lang)?;
    book.save_to_buffer()
}

fn form(sheet: &mut Worksheet, lang: Lang) -> Result<(), rust_xlsxwriter::XlsxError> {
    let base = Format::new().set_font_name(FONT).set_font_size(11.0);
    let boxed = base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap();
    let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    let title = base.clone().set_bold().set_font_size(20.0).set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, last, &Text::SampleTitle.say(lang), &title)?;
    sheet.set_row_height(0, 36.0)?;
    sheet.merge_range(1, 0, 1, last, &Text::SampleHead.say(lang), &base)?;
    let head = boxed.clone().set_bold().set_align(FormatAlign::Center);
    for (column, (field, width, summed)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(2, column, heading(field, lang), &head)?;
        let cell = match field {
            FormField::Number | FormField::Stage | FormField::Owner => boxed.clone().set_align(FormatAlign::Center),
            _ if summed => boxed.clone().set_num_format("#,##0.00"),
            _ => boxed.clone(),
        };
        sheet.write_string_with_format(ROW, column, placeholder(field, lang), &cell)?;
        if summed {
            let letters = crate::exchange::sheet::column_letters(u32::from(column));
            let sum = Formula::new(format!("=SUM({letters}{0}:{letters}{0})", ROW + 1));
            sheet.write_formula_with_format(ROW + 1, column, sum, &cell.set_bold())?;
        } else if column > 2 {
            sheet.write_blank(ROW + 1, column, &boxed)?;
        }
    }
    sheet.set_row_height(2, 32.0)?;
    // The row of the leads has no height of its own: each gets one from what is written into it.
    sheet.merge_range(ROW + 1, 0, ROW + 1, 2, &Text::SampleTotal.say(lang), &head)?;
    let sentence = boxed.clone().set_align(FormatAlign::Left);
    sheet.merge_range(ROW + 2, 0, ROW + 2, last, &placeholder(FormField::Summary, lang), &sentence)?;
    sheet.set_row_height(ROW + 2, 30.0)?;
    let note = base.clone().set_font_size(9.0);
    sheet.merge_range(ROW + 3, 0, ROW + 3, last, &Text::SampleFoot.say(lang), &note)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 2)?;
    sheet.set_print_area(0, 0, ROW + 3, last)?;
    sheet.set_freeze_panes(3, 0)?;
    Ok(())
}

fn fields(sheet: &mut Worksheet, lang: Lang) -> Result<(), rust_xlsxwriter::XlsxError> {
    let base = Format::new().set_font_name(FONT).set_font_size(11.0);
    let head = base.clone().set_bold();
    sheet.write_string_with_format(0, 0, note(lang), &base)?;
    for (column, word) in (0_u16..).zip([Text::ColumnName, Text::ColumnEnglish, Text::ColumnUse]) {
        sheet.write_string_with_format(2, column, word.say(lang), &head)?;
        sheet.set_column_width(column, 30.0)?;
    }
    for (row, field) in (3_u32..).zip(FormField::ALL) {
        let kind = if field.is_of_lead() { Text::OfLead } else { Text::OfAll };
        sheet.write_string_with_format(row, 0, field.label(Lang::Zh), &base)?;
        sheet.write_string_with_format(row, 1, field.label(Lang::En), &base)?;
        sheet.write_string_with_format(row, 2, kind.say(lang), &base)?;
    }
    Ok(())
}

/// The note shows what a placeholder looks like; a sheet of explanations is not to be filled.
fn note(lang: Lang) -> String {
    Text::SampleFieldsNote.say(lang).replace("{{", "{ {").replace("}}", "} }")
}

/// Whether a sheet is the sample's list of fields as it was written, whatever the program that saved it since: by its name,
/// its note, its headings, and nothing below them but fields. Rows from 1, columns from 0.
pub(super) fn is_field_list(name: &str, texts: &[(u32, i64, &str)]) -> bool {
    let at = |row: u32, column: i64| {
        texts.iter().find(|(found, other, _)| (*found, *other) == (row, column)).map_or("", |(_, _, text)| *text)
    };
    let lang = [Lang::Zh, Lang::En].into_iter().find(|lang| Text::SampleFields.say(*lang) == name);
    let Some(lang) = lang.filter(|lang| at(1, 0) == note(*lang)) else { return false };
    let headings = [Text::ColumnName, Text::ColumnEnglish, Text::ColumnUse];
    let headed = (0..).zip(headings).all(|(column, word)| at(3, column) == word.say(lang));
    let fields = texts.iter().filter(|(row, ..)| *row > 3).all(|(row, ..)| {
        let field = field_named(at(*row, 0));
        field.is_some() && field == field_named(at(*row, 1))
    });
    let only_these =
        texts.iter().all(|(row, column, _)| (*row, *column) == (1, 0) || *row > 2 && (0..=2).contains(column));
    headed && only_these && fields && texts.iter().any(|(row, ..)| *row > 3)
}

fn placeholder(field: FormField, lang: Lang) -> String {
    format!("{{{{{}}}}}", field.label(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_list_of_fields_is_recognised() {
        let lang = Lang::Zh;
        let (name, note) = (Text::SampleFields.say(lang), note(lang));
        let heads = [Text::ColumnName, Text::ColumnEnglish, Text::ColumnUse].map(|word| word.say(lang));
        let mut texts: Vec<(u32, i64, &str)> = vec![(1, 0, &note)];
        texts.extend((0..).zip(&heads).map(|(column, head)| (3, column, head.as_str())));
        assert!(!is_field_list(&name, &texts), "no field");
        texts.extend([(4, 0, "项目名称"), (4, 1, "title"), (4, 2, "每个项目")]);
        assert!(is_field_list(&name, &texts));
        assert!(!is_field_list("说明", &texts), "another name");
        for more in [(5, 0, "请于周五前报送"), (5, 3, "说明"), (2, 0, "说明"), (1, 1, "说明")] {
            let mut written: Vec<_> = texts.clone();
            written.push(more);
            assert!(!is_field_list(&name, &written), "{more:?} was written into it");
        }
    }

    #[test]
    fn headings_are_words_and_placeholders_are_names() {
        assert_eq!(heading(FormField::Number, Lang::En), "No.");
        assert_eq!(heading(FormField::InvestmentYi, Lang::En), "Investment (100 million)");
        assert_eq!(heading(FormField::Title, Lang::Zh), FormField::Title.label(Lang::Zh));
        assert_eq!(placeholder(FormField::Title, Lang::En), "{{title}}");
        for (field, ..) in COLUMNS {
            assert!(heading(field, Lang::En).starts_with(char::is_uppercase), "{field}");
        }
    }
}
