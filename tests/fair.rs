//! From an organiser's workbook to a walk: read, matched, scored, planned; twice the same list changes nothing.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/exhibition.rs"]
mod exhibition;
mod support;

use std::collections::BTreeMap;

use zhaoshang::{
    capacity::optimise::NoPlan,
    clock::Surroundings,
    domain::{
        activity::Contact,
        fair::Fair,
        ids::{AuthorId, ContactId, VisitId},
        paper::Level,
        record::Value,
    },
    ledger::{
        Action, Edit, IdSource, Item, ItemKind,
        fair::{Outing, roster},
    },
    report::{fair as papers, seen::Seen, table::Table},
    text::Lang,
};
#[test]
fn an_organisers_list_becomes_a_walk() {
    let (ledger, _folder, _) = exhibition::run(240);
    assert!(ledger.check().unwrap().is_sound());
}

#[test]
fn papers_of_a_fair_say_what_they_must_and_no_more() {
    let (_folder, mut ledger) = support::demonstration("展会");
    let fair = ledger.snapshot().fairs.iter().next().unwrap().clone();
    let talk = ledger.snapshot().talks.iter().next().unwrap().clone();
    let person = Contact {
        id: ContactId::from_uuid(ledger.new_id()),
        company: talk.company,
        name: "验收甲".into(),
        position: "经理".into(),
        phone: "13800000000".into(),
        wechat: "".into(),
        email: "".into(),
        main: true,
        source: "".into(),
        collected_on: None,
        notes: "".into(),
    };
    ledger.apply(Action::Add(Item::from(person))).unwrap();
    let said = Edit::new("content", Value::Text("验收甲说回电 13800000000，想看厂房".into()));
    let key = talk.activity.uuid();
    ledger.apply(Action::Edit { kind: ItemKind::Activity, key, edits: vec![said] }).unwrap();
    let (snapshot, view) = (ledger.snapshot(), support::judged(&ledger));
    let at = |level| papers::Source { snapshot: &snapshot, view: Some(&view), fair: &fair, level, lang: Lang::Zh };
    let source = at(Level::Leader);
    let rows = roster(&snapshot, Some(&view), &fair);
    let words = |table: &Table| format!("{table:?}");

    let walk = papers::walk(&source, &rows, &BTreeMap::new());
    assert_eq!(walk.rows.len(), snapshot.visits.len());
    let talks = papers::talks(&source, None);
    assert_eq!(talks.rows.len(), snapshot.talks.len());
    let thanks = papers::thanks(&source, None);
    for table in [&walk, &talks, &thanks] {
        assert!(!words(table).contains("13800000000") && !words(table).contains("验收甲"), "{}", table.title);
    }
    assert!(words(&talks).contains("想看厂房"));
    let below = papers::thanks(&source, Some("寄感谢信"));
    assert_eq!(below, thanks, "phones are for the full level");
    let full = papers::thanks(&at(Level::Full), Some("寄感谢信"));
    assert!(words(&full).contains("13800000000") && words(&full).contains("验收甲"));
    assert!(full.subtitle.contains("寄感谢信"), "a list with phones says what it is for");
    let seen = |table: Table| Seen::new(table, support::TODAY, Lang::Zh);
    let sheets = seen(walk.clone()).pdf_as(papers::walk_on_paper).unwrap();
    let mut turns: Vec<_> = snapshot.visits.iter().map(|visit| (visit.on_day, visit.officer)).collect();
    turns.sort_unstable();
    turns.dedup();
    if let Some(text) = support::pdf_text(&sheets) {
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() >= turns.len(), "{} pages for {} officers and days", pages.len(), turns.len());
        let flat = text.replace([' ', '\n'], "");
        for row in rows.iter().filter(|row| row.visit.is_some()) {
            let name: String = row.name.chars().take(6).collect();
            assert!(flat.contains(&name), "{name} is on a sheet");
        }
        assert!(flat.contains("值得问的三个问题") && flat.contains("记录") && flat.contains("席位需求"));
        assert!(!flat.contains("13800000000") && !flat.contains("验收甲"));
    }

    for table in [walk, talks, thanks, full] {
        assert!(seen(table).xlsx().unwrap().starts_with(b"PK"));
    }
}

#[test]
fn papers_of_a_fair_say_nothing_of_talks_to_the_public() {
    let (_folder, ledger) = support::demonstration("展会");
    let (snapshot, view) = (ledger.snapshot(), support::judged(&ledger));
    let fair = snapshot.fairs.iter().next().unwrap();
    let rows = roster(&snapshot, Some(&view), fair);
    let source = papers::Source { snapshot: &snapshot, view: Some(&view), fair, level: Level::Public, lang: Lang::Zh };
    let held = |table: Table| Seen::new(table, support::TODAY, Lang::Zh).held(Level::Public);
    let walk = held(papers::walk(&source, &rows, &BTreeMap::new()));
    let talks = held(papers::talks(&source, None));
    let thanks = held(papers::thanks(&source, Some("寄感谢信")));
    let headings =
        |seen: &Seen| seen.table.columns.iter().map(|column| column.heading.clone()).collect::<Vec<_>>().join(" ");
    assert_eq!(headings(&walk), "日期 顺序 展位 企业 赛道 席位 评分 记录");
    assert_eq!(headings(&talks), "展位 企业 赛道 评分");
    assert_eq!(headings(&thanks), "企业 已致谢");
    let told = &talks.table.subtitle;
    assert!(told.contains("洽谈") && !told.contains("、温 ") && !told.contains("承诺"), "{told}");
    assert!(thanks.table.subtitle.contains("不含联系方式"));
    let names: Vec<String> = snapshot.authors.iter().map(|author| author.name.to_string()).collect();
    let sheets = walk.pdf_as(papers::walk_on_paper).unwrap();
    if let Some(text) = support::pdf_text(&sheets) {
        let flat = text.replace([' ', '\n'], "");
        assert!(flat.contains("展位"), "rows and columns where sheets of officers may not be");
        assert!(names.iter().all(|name| !flat.contains(name.as_str())), "{flat}");
    }
}

#[test]
fn the_walk_is_the_best_there_is_within_its_bound() {
    let (_folder, ledger) = support::demonstration("展会");
    let (snapshot, view) = (ledger.snapshot(), support::judged(&ledger));
    let fair = snapshot.fairs.iter().next().unwrap();
    let rows = roster(&snapshot, Some(&view), fair);
    let officers: Vec<AuthorId> = snapshot.authors.iter().take(2).map(|author| author.id).collect();
    let mut ids = IdSource::new(Surroundings::system());
    let mut new_id = || VisitId::from_uuid(ids.next());
    // A day so short that it matters whom one meets.
    let fair = Fair { meetings_per_day: 3, walking_minutes: 0, ..fair.clone() };
    let outing =
        Outing { view: &view, fair: &fair, rows: &rows, known: &[], officers: &officers, today: support::TODAY };
    let proposal = outing.propose(&mut new_id, &|_| true).unwrap();
    let at_most = proposal.at_most.unwrap();
    assert!((0.0..0.05).contains(&at_most), "{at_most}");
    assert!(proposal.value.0 > 0.0);
    assert_eq!(proposal.visits.len(), 2 * 2 * 3, "two officers, two days left, three meetings");
    // Fewer meetings are never worth more, and ways between the halls take their share; the bound is that of no ways.
    let far = Fair { walking_minutes: 60, day_minutes: 120, ..fair.clone() };
    let slow = Outing { fair: &far, ..outing }.propose(&mut new_id, &|_| true).unwrap();
    assert!(slow.visits.len() <= proposal.visits.len() && slow.value.0 <= proposal.value.0 + 1e-9);
    assert!(slow.at_most.unwrap() >= 0.0);
    // The same companies asked for by a person make the same walk.
    let companies: Vec<_> = proposal
        .visits
        .iter()
        .filter_map(|visit| rows.iter().find(|row| row.exhibitor == visit.exhibitor))
        .map(|row| row.company)
        .collect();
    let asked = outing.to(&companies, &mut new_id);
    let turns = |visits: &[zhaoshang::domain::fair::Visit]| {
        let mut turns: Vec<_> =
            visits.iter().map(|visit| (visit.exhibitor, visit.officer, visit.on_day, visit.place)).collect();
        turns.sort_unstable();
        turns
    };
    assert_eq!(turns(&asked.visits), turns(&proposal.visits));
    // More than there is time for: they stay on the walk without a day.
    let all: Vec<_> = rows.iter().map(|row| row.company).collect();
    let many = outing.to(&all, &mut new_id);
    assert_eq!((many.visits.len(), many.unplaced), (rows.len(), rows.len() - 12));
    assert!(matches!(outing.propose(&mut new_id, &|_| false), Err(NoPlan::Stopped)));
}
