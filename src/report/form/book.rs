//! What a workbook says of its sheets, edited as text: names of areas follow their rows, a sheet is taken out, formulas
//! are to be worked out anew, nobody is named.

use quick_xml::{
    Reader,
    escape::{partial_escape, unescape},
    events::Event,
};

use super::{
    FormError,
    refs::{self, Sheets},
    sheet::{attributes, position, tag_text},
};

/// The formulas within elements of a name, carried along with the rows they point to: names of areas, series of charts.
pub fn with_formulas_moved(xml: &str, element: &str, sheets: Sheets<'_>) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let mut out = String::with_capacity(xml.len() + 64);
    let mut rest = xml;
    while let Some(at) = rest.find(&open) {
        let Some(start) = rest[at..].find('>').map(|end| at + end + 1) else { break };
        let is_other = !rest[at + open.len()..].starts_with(|c: char| c == '>' || c.is_whitespace());
        let end = rest[start..].find(&close).map(|end| start + end);
        let (Some(end), false) = (end, is_other || rest[..start].ends_with("/>")) else {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            continue;
        };
        out.push_str(&rest[..start]);
        let said = &rest[start..end];
        match unescape(said) {
            Ok(said) => {
                let moved = refs::formula(&said, Sheets { at: None, ..sheets }, None, (0, 0));
                out.push_str(&partial_escape(moved.as_str()));
            }
            Err(_) => out.push_str(said),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The workbook without one of its sheets, counted from 0: names that belong to it go, the others and the sheet shown
/// first are counted anew.
pub fn without_sheet(workbook: &str, at: usize) -> Result<String, FormError> {
    let mut reader = Reader::from_str(workbook);
    reader.config_mut().check_end_names = false;
    let mut out = String::with_capacity(workbook.len());
    let (mut from, mut sheet) = (0, 0);
    // Element that is left out up to its end, and where it began.
    let mut gone: Option<(String, usize)> = None;
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|error| FormError::Xml(error.to_string()))?;
        let after = position(&reader);
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(tag) => {
                if let Some((_, start)) = gone.take_if(|(name, _)| tag.name().as_ref() == name.as_str()) {
                    out.push_str(workbook.get(from..start).unwrap_or_default());
                    from = after;
                }
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        if gone.is_some() {
            continue;
        }
        let leave_out = match tag.local_name().as_ref() {
            "sheet" => {
                sheet += 1;
                sheet - 1 == at
            }
            "definedName" | "workbookView" => {
                let mut said = attributes(tag)?;
                let goes =
                    said.iter().any(|(name, index)| name == "localSheetId" && index.parse::<usize>().ok() == Some(at));
                if !goes && counted_anew(&mut said, at) {
                    out.push_str(workbook.get(from..before).unwrap_or_default());
                    tag_text(&mut out, tag.name().as_ref(), &said, empty);
                    from = after;
                }
                goes
            }
            _ => false,
        };
        if leave_out && empty {
            out.push_str(workbook.get(from..before).unwrap_or_default());
            from = after;
        } else if leave_out {
            gone = Some((tag.name().as_ref().to_owned(), before));
        }
    }
    out.push_str(workbook.get(from..).unwrap_or_default());
    // A list of names is not empty.
    Ok(out.replace("<definedNames></definedNames>", ""))
}

/// Numbers of sheets behind the one that goes; whether any changed. In its place the one before it is shown.
fn counted_anew(said: &mut [(String, String)], at: usize) -> bool {
    let mut changed = false;
    for (name, value) in said {
        let shown = matches!(name.as_str(), "activeTab" | "firstSheet");
        if !shown && name != "localSheetId" {
            continue;
        }
        let Ok(number) = value.parse::<usize>() else { continue };
        if number > at || shown && number == at {
            *value = number.saturating_sub(1).to_string();
            changed = true;
        }
    }
    changed
}

/// Has whoever opens the form work its formulas out.
pub fn recalculated(workbook: &str) -> String {
    let tag = "<calcPr fullCalcOnLoad=\"1\"/>";
    match workbook.find("<calcPr") {
        Some(start) => {
            let end = workbook[start..].find('>').map_or(workbook.len(), |end| start + end + 1);
            let closing = if workbook[start..end].ends_with("/>") { "" } else { "</calcPr>" };
            let rest = workbook[end..].strip_prefix(closing).unwrap_or(&workbook[end..]);
            format!("{}{tag}{rest}", &workbook[..start])
        }
        // Its place in the order of the format: behind the names of areas, or behind the sheets.
        None => ["</definedNames>", "</sheets>"]
            .into_iter()
            .find_map(|behind| workbook.find(behind).map(|at| at + behind.len()))
            .map_or_else(|| workbook.to_owned(), |at| format!("{}{tag}{}", &workbook[..at], &workbook[at..])),
    }
}

/// The text without the tags that name a word.
pub fn without_tag(xml: &str, word: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        out.push_str(&rest[..start]);
        if !rest[start..end].contains(word) {
            out.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The text without an element that stands in it once, with what is in it.
pub fn without_element(xml: &str, element: &str) -> String {
    let close = format!("</{element}>");
    match (xml.find(&format!("<{element}>")), xml.find(&close)) {
        (Some(start), Some(end)) if start < end => format!("{}{}", &xml[..start], &xml[end + close.len()..]),
        _ => xml.to_owned(),
    }
}

/// Document properties without who made and who changed the template.
pub fn without_people(core: &str) -> String {
    let mut out = core.to_owned();
    for tag in ["dc:creator", "cp:lastModifiedBy"] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        if let (Some(start), Some(end)) = (out.find(&open), out.find(&close))
            && start < end
        {
            out.replace_range(start + open.len()..end, "");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::form::refs::{Shift, Shifts};

    #[test]
    fn names_of_areas_and_series_move_with_their_sheet() {
        let shifts = Shifts(vec![Shift { first: 4, last: 4, copies: 3 }]);
        let all = [("a b".to_owned(), shifts)];
        let sheets = Sheets { all: &all, at: None };
        let book = "<definedNames><definedName name=\"_xlnm.Print_Area\">'a b'!$A$1:$J$7</definedName><definedName name=\"x\">c!$A$9</definedName><definedName name=\"y\">OFFSET('A B'!$A$5,0,0)&amp;\"!\"</definedName></definedNames><calcPr calcId=\"1\"/>";
        let moved = recalculated(&with_formulas_moved(book, "definedName", sheets));
        assert!(moved.contains(">'a b'!$A$1:$J$9<") && moved.contains(">c!$A$9<"), "{moved}");
        assert!(moved.contains(">OFFSET('A B'!$A$7,0,0)&amp;\"!\"<"), "{moved}");
        assert!(moved.ends_with("<calcPr fullCalcOnLoad=\"1\"/>"), "{moved}");
        let chart = "<c:formatCode>A4</c:formatCode><c:f>'a b'!$E$4:$E$4</c:f><c:f/>";
        let moved = with_formulas_moved(chart, "c:f", sheets);
        assert_eq!(moved, chart.replace("$E$4:$E$4", "$E$4:$E$6"));
    }

    #[test]
    fn a_sheet_goes_with_what_belongs_to_it() {
        let book = r#"<workbook><bookViews><workbookView firstSheet="1" activeTab="2"/></bookViews><sheets><sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId2"></sheet><sheet name="c" r:id="rId3"/></sheets><definedNames><definedName name="x" localSheetId="0">a!$A$1</definedName><definedName name="x" localSheetId="1">b!$A$1</definedName><definedName name="x" localSheetId="2">c!$A$1</definedName></definedNames></workbook>"#;
        let left = without_sheet(book, 1).unwrap();
        assert_eq!(
            left,
            r#"<workbook><bookViews><workbookView firstSheet="0" activeTab="1"/></bookViews><sheets><sheet name="a" r:id="rId1"/><sheet name="c" r:id="rId3"/></sheets><definedNames><definedName name="x" localSheetId="0">a!$A$1</definedName><definedName name="x" localSheetId="1">c!$A$1</definedName></definedNames></workbook>"#
        );
        assert!(without_sheet("<a", 0).is_err());
        let one = r#"<x><sheets><sheet name="a"/></sheets><definedNames><definedName localSheetId="0">a</definedName></definedNames></x>"#;
        assert_eq!(without_sheet(one, 0).unwrap(), "<x><sheets></sheets></x>");
    }

    #[test]
    fn an_element_goes_with_what_is_in_it() {
        assert_eq!(without_element("<a><b><c/></b></a>", "b"), "<a></a>");
        assert_eq!(without_element("<a><b/></a>", "b"), "<a><b/></a>");
    }
}
