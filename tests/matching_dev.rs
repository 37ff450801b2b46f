//! How well matching does on the labelled real firms beside the project. Nothing is fitted to them; the floors only
//! keep the figures from falling. Run with `--nocapture` to see the figures, and with `MATCHING_ERRORS=1` to see
//! which rows differ. `MATCHING_FILE=…` adds another labelled file of the same form.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken file")]

use std::{collections::BTreeMap, path::PathBuf};

use zhaoshang::{
    domain::fit::{Fit, TextSource},
    matching::{MatchText, Matcher, Scratch, seed_catalogue},
};

const FOUR: [&str; 4] = ["ev_parts", "smart_equipment", "new_materials", "semiconductor"];

/// A labelled firm and what matching says about it.
struct Row {
    id: String,
    text: String,
    gold: String,
    segment: String,
    high: bool,
    english: bool,
    fit: Fit,
}

impl Row {
    fn found(&self) -> &str {
        let found = self.fit.sector.as_ref().map_or("none", |sector| sector.as_str());
        // The plan lists IGBT under motors, the data under semiconductors; either is right.
        let igbt = self.fit.product.as_ref().is_some_and(|product| product.as_str() == "igbt");
        if igbt && self.gold == "semiconductor" { "semiconductor" } else { found }
    }
}

fn rows(file: &str) -> Option<Vec<Row>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(file);
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    let mut scratch = Scratch::default();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header.trim_start_matches('\u{feff}') == name).unwrap();
    let (id, name, text) = (column("id"), column("company_name"), column("text"));
    let (gold, segment, confidence) = (column("gold_sector"), column("plan_segment"), column("confidence"));
    let rows = reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let source = TextSource::MainBusiness;
            let texts = [
                MatchText { source: TextSource::Name, text: &record[name] },
                MatchText { source, text: &record[text] },
            ];
            Row {
                id: record[id].into(),
                text: record[text].into(),
                gold: record[gold].into(),
                segment: record[segment].into(),
                high: &record[confidence] == "high",
                english: record[text].chars().filter(char::is_ascii_alphabetic).count() * 2
                    > record[text].chars().count(),
                fit: matcher.match_texts(&texts, &mut scratch),
            }
        })
        .collect();
    Some(rows)
}

/// F1 of a class against everything else.
fn f1(rows: &[&Row], class: &str) -> f64 {
    let count = |gold: bool, found: bool| {
        rows.iter().filter(|row| (row.gold == class) == gold && (row.found() == class) == found).count() as f64
    };
    let (hit, missed, wrong) = (count(true, true), count(true, false), count(false, true));
    if hit == 0.0 { 0.0 } else { 2.0 * hit / (2.0 * hit + missed + wrong) }
}

fn macro_f1(rows: &[&Row]) -> f64 {
    let present: Vec<f64> =
        FOUR.iter().filter(|class| rows.iter().any(|row| row.gold == **class)).map(|class| f1(rows, class)).collect();
    present.iter().sum::<f64>() / present.len() as f64
}

fn report(file: &str, rows: &[Row]) -> BTreeMap<&'static str, f64> {
    let show = std::env::var_os("MATCHING_ERRORS").is_some();
    let all: Vec<&Row> = rows.iter().filter(|row| row.gold != "ambiguous").collect();
    let high: Vec<&Row> = all.iter().copied().filter(|row| row.high).collect();
    let english: Vec<&Row> = all.iter().copied().filter(|row| row.english).collect();
    let negatives: Vec<&&Row> = all.iter().filter(|row| !FOUR.contains(&row.gold.as_str())).collect();
    let flagged = negatives.iter().filter(|row| FOUR.contains(&row.found())).count();
    let placed: Vec<&&Row> = all
        .iter()
        .filter(|row| FOUR.contains(&row.gold.as_str()) && row.found() == row.gold && !row.segment.is_empty())
        .collect();
    let right = placed
        .iter()
        .filter(|row| row.fit.segment.as_ref().is_some_and(|segment| segment.as_str() == row.segment))
        .count();
    let same = all.iter().filter(|row| row.found() == row.gold).count();
    if show {
        for row in &all {
            let four = FOUR.contains(&row.gold.as_str()) || FOUR.contains(&row.found());
            let segment_off = row.found() == row.gold
                && !row.segment.is_empty()
                && row.fit.segment.as_ref().is_none_or(|segment| segment.as_str() != row.segment);
            if row.found() != row.gold && (four || std::env::var("MATCHING_ERRORS").as_deref() == Ok("2"))
                || segment_off
            {
                let nodes: Vec<String> =
                    row.fit.nodes.iter().take(4).map(|node| format!("{} {:.2}", node.segment, node.strength)).collect();
                let words: Vec<String> = row
                    .fit
                    .evidence
                    .iter()
                    .filter(|piece| piece.weight > 0.05)
                    .take(14)
                    .map(|piece| format!("{}[{} {} {:.2}]", piece.term, piece.segment, piece.role, piece.weight))
                    .collect();
                let text: String = row.text.chars().take(260).collect();
                eprintln!(
                    "{} {} gold {}/{} found {}\n  {text}\n  {}\n  {}",
                    row.id,
                    if row.high { "high" } else { "medium" },
                    row.gold,
                    row.segment,
                    row.found(),
                    nodes.join(" · "),
                    words.join(" ")
                );
            }
        }
    }
    for class in FOUR {
        eprintln!("{file}: {class} F1 high {:.3} all {:.3}", f1(&high, class), f1(&all, class));
    }
    let figures = BTreeMap::from([
        ("high", macro_f1(&high)),
        ("all", macro_f1(&all)),
        ("english", macro_f1(&english)),
        ("flagged", flagged as f64 / negatives.len() as f64),
        ("segment", right as f64 / placed.len().max(1) as f64),
        ("eight", same as f64 / all.len() as f64),
    ]);
    eprintln!("{file}: {figures:.3?} of {} rows, {} English", all.len(), english.len());
    figures
}

#[test]
fn short_descriptions() {
    let Some(rows) = rows("sectors_dev.csv") else { return };
    let figures = report("sectors_dev.csv", &rows);
    assert!(figures["high"] >= 0.90, "{figures:?}");
    assert!(figures["all"] >= 0.85, "{figures:?}");
    assert!(figures["english"] >= 0.85, "{figures:?}");
    assert!(figures["flagged"] <= 0.03, "{figures:?}");
    assert!(figures["segment"] >= 0.85, "{figures:?}");
}

#[test]
fn long_introductions() {
    let Some(rows) = rows("sectors_dev_intro.csv") else { return };
    let figures = report("sectors_dev_intro.csv", &rows);
    assert!(figures["high"] >= 0.88, "{figures:?}");
    assert!(figures["all"] >= 0.85, "{figures:?}");
    assert!(figures["flagged"] <= 0.03, "{figures:?}");
}

/// Another labelled file, named by whoever runs this.
#[test]
fn another_file() {
    let Some(file) = std::env::var_os("MATCHING_FILE") else { return };
    let file = file.to_string_lossy();
    let rows = rows(&file).unwrap();
    assert!(report(&file, &rows)["flagged"] <= 1.0);
}
