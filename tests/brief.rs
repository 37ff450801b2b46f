//! The brief of a company is one page, whoever the company is.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use zhaoshang::{
    ledger::assessment::RankBy,
    report::{brief::brief, compose::Wish, level::Level},
    text::Lang,
};

fn wish(lang: Lang, level: Level) -> Wish {
    Wish {
        lang,
        top: 1,
        base: None,
        sector: None,
        tier: None,
        rank: RankBy::Value,
        level,
        reason: "局务会".to_owned(),
        author: "王晓".to_owned(),
        title: "示例".to_owned(),
        fictional: true,
    }
}

#[test]
fn every_company_of_the_demonstration_fits_on_one_page() {
    let (_folder, ledger) = support::demonstration("简报");
    let (snapshot, view) = (ledger.snapshot(), support::judged(&ledger));
    assert!(snapshot.companies.len() > 50);
    let mut most = 0;
    for row in 0..snapshot.companies.len() {
        for (lang, level) in [(Lang::Zh, Level::Full), (Lang::En, Level::Full), (Lang::Zh, Level::Leader)] {
            // All in Chinese and with everything; of the others every fourth.
            if (lang, level) != (Lang::Zh, Level::Full) && row % 4 != 0 {
                continue;
            }
            let document = brief(&view, row, &wish(lang, level)).unwrap().release();
            let told = document.document();
            most = most.max(told.facts.len() + told.history.len() + told.contacts.len());
            let name = snapshot.companies.row(row).unwrap().name.clone();
            assert_eq!(document.pages().unwrap(), 1, "{name} {lang:?} {level:?}");
        }
    }
    assert!(most > 15, "some have much to tell: {most}");
}

#[test]
fn what_does_not_fit_is_counted_never_dropped_in_silence() {
    let (_folder, ledger) = support::demonstration("简报");
    let (snapshot, view) = (ledger.snapshot(), support::judged(&ledger));
    let documents = (0..snapshot.companies.len()).filter_map(|row| brief(&view, row, &wish(Lang::Zh, Level::Full)));
    let longest = documents.max_by_key(|one| one.history.len() + one.facts.len()).unwrap();
    let days: Vec<String> = longest.history.iter().map(|event| event.day.to_string()).collect();
    // The beginning of a name: the rest may stand on another line.
    let metrics: Vec<String> = longest.facts.iter().map(|fact| fact.metric.chars().take(4).collect()).collect();
    let Some(text) = support::pdf_text(&longest.release().pdf().unwrap()) else { return };
    let flat = text.replace([' ', '\n'], "");
    // Everything is there, or it says how much is not.
    let says_more = flat.contains("另有");
    let told = |words: &String| flat.contains(&words.replace(' ', ""));
    assert!(says_more || days.iter().all(told) && metrics.iter().all(told), "{days:?} {metrics:?}\n{text}");
}

#[test]
fn ranges_are_written_one_way() {
    let (_folder, ledger) = support::demonstration("简报");
    let (snapshot, view) = (ledger.snapshot(), support::judged(&ledger));
    let mut ranges = 0;
    for row in 0..snapshot.companies.len() {
        let document = brief(&view, row, &wish(Lang::Zh, Level::Full)).unwrap();
        let cells = document.list.rows.iter().flat_map(|row| &row.breakdown).map(|cell| &cell.shown);
        for shown in cells.chain(document.facts.iter().map(|fact| &fact.value)) {
            assert!(!shown.contains("–-") && !shown.contains("%–"), "{shown}");
            ranges += usize::from(shown.contains('～'));
        }
    }
    assert!(ranges > 0, "the demonstration has ranges");
}
