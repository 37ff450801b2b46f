//! `match`: the sector of every row of a list, with the words that show it.

use std::{io::Write, ops::ControlFlow, path::Path};

use serde_json::{Value as Json, json};

use super::{output::json_line, session::RunError};
use crate::{
    domain::fit::{Fit, TextSource},
    exchange::{
        mapping::{self, Mapping, TargetField},
        read::{ReadOptions, read_list},
        sheet::{Row, Sheet},
    },
    ledger::seeds,
    matching::{CatalogueSpec, MatchText, Matcher, OUT_OF_SCOPE, Scratch},
    text::{Lang, Say, format, run::RunText},
};

pub(super) fn run(
    list: &Path,
    sheet: Option<&str>,
    id: &str,
    name: &str,
    texts: &[String],
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), RunError> {
    let options = ReadOptions { sheet: sheet.map(str::to_owned), ..ReadOptions::default() };
    let list = read_list(list, &options, &mut |_| ControlFlow::Continue(()))
        .map_err(|error| RunError::failed(error.say(lang)))?;
    let mapping = mapping::recognize(&list.sheet);
    let words: Vec<&str> = [id, name].into_iter().chain(texts.iter().map(String::as_str)).collect();
    let (places, first_data_row) = places(&list.sheet, &mapping, &words).map_err(|word| {
        let known = format::list(&mapping.column_names(), lang);
        RunError::usage(RunText::UnknownColumn { word: word.to_owned(), known }.say(lang))
    })?;
    let column = |word: &str| {
        words.iter().position(|known| *known == word).and_then(|at| places.get(at)).copied().unwrap_or_default()
    };
    let (id, name_column) = (column(id), column(name));
    let mut columns = vec![(name.to_owned(), name_column, TextSource::Name)];
    for word in texts {
        let index = column(word);
        let field = mapping.columns.iter().find(|column| column.index == index).and_then(|column| column.field);
        columns.push((word.clone(), index, source_of(field)));
    }
    let matcher = CatalogueSpec::from_toml(&seeds::catalogue(), "catalogue.toml")
        .and_then(|spec| Matcher::new(&spec))
        .map_err(|error| RunError::failed(error.say(lang)))?;
    let mut scratch = Scratch::default();
    for row in list.sheet.rows().filter(|row| row.number() >= first_data_row) {
        let cells: Vec<String> = columns.iter().map(|(_, index, _)| row.cell(*index).display()).collect();
        let parts: Vec<MatchText<'_>> =
            columns.iter().zip(&cells).map(|((_, _, source), text)| MatchText { source: *source, text }).collect();
        let fit = matcher.match_texts(&parts, &mut scratch);
        let headings: Vec<&str> = columns.iter().map(|(heading, _, _)| heading.as_str()).collect();
        json_line(out, &answer(&row.cell(id).display(), &cells[0], &fit, &headings))?;
    }
    Ok(())
}

/// Rows among which a header is looked for.
const HEADER_WITHIN: usize = 30;

/// The columns of these words and the first row below their header; or the word that names no column.
///
/// Where the header that was recognised lacks a word, the first row that holds all of them is the header: whoever names
/// the columns has seen it.
fn places<'w>(sheet: &Sheet, mapping: &Mapping, words: &[&'w str]) -> Result<(Vec<u32>, u32), &'w str> {
    let missing = match words.iter().map(|word| sheet.column_by_header(mapping, word).ok_or(*word)).collect() {
        Ok(places) => return Ok((places, mapping.first_data_row)),
        Err(word) => word,
    };
    let in_row = |row: Row<'_>| -> Option<(Vec<u32>, u32)> {
        let cells: Vec<(u32, String)> =
            row.cells().map(|(column, cell)| (column, cell.display().trim().to_owned())).collect();
        let place = |word: &&str| cells.iter().find(|(_, cell)| cell == word.trim()).map(|(column, _)| *column);
        Some((words.iter().map(place).collect::<Option<_>>()?, row.number() + 1))
    };
    sheet.rows().take(HEADER_WITHIN).find_map(in_row).ok_or(missing)
}

/// What kind of text a column holds, by the field it was recognised as; unknown ones are taken for a description.
fn source_of(field: Option<TargetField>) -> TextSource {
    match field {
        Some(TargetField::Name) => TextSource::Name,
        Some(TargetField::Products) => TextSource::Products,
        Some(TargetField::BusinessScope) => TextSource::BusinessScope,
        Some(TargetField::Introduction) => TextSource::Introduction,
        Some(TargetField::BoothNotes) => TextSource::BoothNotes,
        _ => TextSource::MainBusiness,
    }
}

fn answer(id: &str, name: &str, fit: &Fit, headings: &[&str]) -> Json {
    // Words struck through by a negation speak for nothing.
    let evidence: Vec<Json> = fit
        .evidence
        .iter()
        .filter(|found| !found.negated)
        .map(|found| {
            json!({
                "column": headings.get(found.text),
                "start": found.start,
                "end": found.end,
                "term": found.term,
                "kind": found.kind,
                "role": found.role,
            })
        })
        .collect();
    json!({
        "id": id,
        "name": name,
        "sector": fit.sector.as_ref().map_or(OUT_OF_SCOPE, |sector| sector.as_str()),
        "segment": fit.segment,
        "product": fit.product,
        "strength": fit.strength,
        "runner_up": fit.runner_up,
        "unclear": fit.unclear,
        "evidence": evidence,
    })
}
