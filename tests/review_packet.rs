//! A review packet is written, filled in by another program and read back.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

#[path = "support/filled.rs"]
mod filled;
#[path = "support/office.rs"]
mod office;
mod support;

use filled::{Typed, filled};
use zhaoshang::{
    domain::{
        ids::{CompanyId, ShortlistId},
        paper::ReviewOutcome,
    },
    exchange::read::workbook_of,
    ledger::{View, assessment::RankBy},
    report::{
        choice::choose,
        kept::{KeptList, meant},
        kept_paper::Source,
        review_read::{FilledPacket, NotThisPacket, Unusable, read},
    },
    text::{Lang, Say as _},
};

/// Members of the panel in the packet.
const JUDGES: usize = 2;

fn packet(view: &View, list: &KeptList) -> Vec<u8> {
    let source = Source { view, made: list, list, order: &[] };
    let (released, packet) = source.packet(&support::wish(4), support::a_list(), JUDGES);
    released.packet_xlsx(&packet).unwrap()
}

fn read_back(bytes: &[u8], list: &KeptList) -> Result<FilledPacket, NotThisPacket> {
    read(&workbook_of(bytes).unwrap(), support::a_list(), list, |company| company)
}

/// Rows of the criteria on the sheet of a company: from the fourth on.
fn criteria(list: &KeptList, company: usize) -> usize {
    list.rows[company].cells.len()
}

#[test]
fn what_another_program_filled_in_is_read_and_what_cannot_be_used_is_said() {
    let (_folder, ledger) = support::demonstration("演示");
    let view = support::judged(&ledger);
    let list = KeptList::of(&view, &choose(&view, &support::wish(4)).chosen, RankBy::Value, Some(4));
    let bytes = packet(&view, &list);
    // Column F is the checker's, G and H are the panel's; sheet 2 is that of the first company.
    let mut cells: Vec<(usize, String, Typed<'_>)> = Vec::new();
    for line in 0..criteria(&list, 0) {
        cells.push((2, format!("F{}", line + 4), Typed::Number(1.5)));
        cells.push((2, format!("G{}", line + 4), Typed::Number(0.5)));
    }
    cells.push((2, "H4".into(), Typed::Text("八分")));
    cells.push((3, "G4".into(), Typed::Number(99.0)));
    cells.push((3, "H4".into(), Typed::Number(1.0)));
    // Totals typed over the formulas, a decision, an opinion, and names over the columns.
    cells.push((1, "H6".into(), Typed::Number(77.0)));
    cells.push((1, "F7".into(), Typed::Number(-3.0)));
    cells.push((1, "J4".into(), Typed::Text("有条件通过")));
    cells.push((1, "J5".into(), Typed::Text("也许")));
    cells.push((1, "K4".into(), Typed::Text("先谈用地")));
    cells.push((1, "G3".into(), Typed::Text("王 主任")));
    let cells: Vec<_> = cells.iter().map(|(sheet, cell, typed)| (*sheet, cell.as_str(), clone(typed))).collect();
    let edited = filled(&bytes, &cells);
    let folder = tempfile::tempdir().unwrap();
    let saved = office::converted(folder.path(), "packet", &edited, "xlsx");
    for bytes in [Some(edited), saved].into_iter().flatten() {
        let found = read_back(&bytes, &list).unwrap();
        assert_eq!(found.judges, ["王主任", "评委2"]);
        assert!(found.named);
        let line = |company: usize| found.lines.get(&list.rows[company].company);
        let all = criteria(&list, 0) as f64;
        let first = line(0).unwrap();
        assert_eq!((first.checked, &first.panel), (Some(1.5 * all), &vec![Some(0.5 * all), None]), "{first:?}");
        assert_eq!((first.outcome, first.opinion.as_str()), (Some(ReviewOutcome::Conditional), "先谈用地"));
        assert_eq!(line(1).unwrap().panel, [None, Some(1.0)]);
        assert_eq!(line(2).unwrap().panel, [None, Some(77.0)]);
        assert!(line(3).is_none(), "nothing was filled in");
        let said: Vec<(String, &Unusable)> =
            found.remarks.iter().map(|remark| (format!("{}{}", remark.column, remark.row), &remark.why)).collect();
        let has = |place: &str, why: fn(&Unusable) -> bool| said.iter().any(|(at, found)| at == place && why(found));
        assert!(has("H4", |why| *why == Unusable::NotANumber), "{said:?}");
        assert!(has("G4", |why| matches!(why, Unusable::AboveMost(most) if *most < 990)), "{said:?}");
        assert!(has("H4", |why| matches!(why, Unusable::Incomplete(1, _))), "{said:?}");
        assert!(has("F7", |why| *why == Unusable::Negative), "{said:?}");
        assert!(has("J5", |why| *why == Unusable::NoSuchOutcome), "{said:?}");
        assert_eq!(said.len(), 5, "{said:?}");
        let words = found.remarks[0].say(Lang::Zh);
        assert!(words.contains("H4") && words.contains("八分") && words.contains("不是数字"), "{words}");
    }
    // Nothing was filled in at all.
    let empty = read_back(&bytes, &list).unwrap();
    assert!(empty.lines.is_empty() && empty.remarks.is_empty() && !empty.named, "{empty:?}");
}

fn clone<'a>(typed: &Typed<'a>) -> Typed<'a> {
    match typed {
        Typed::Number(number) => Typed::Number(*number),
        Typed::Text(text) => Typed::Text(text),
    }
}

#[test]
fn a_workbook_of_something_else_is_refused_and_merged_companies_are_followed() {
    let (_folder, ledger) = support::demonstration("演示");
    let view = support::judged(&ledger);
    let list = KeptList::of(&view, &choose(&view, &support::wish(4)).chosen, RankBy::Value, Some(4));
    let bytes = filled(&packet(&view, &list), &[(1, "F4", Typed::Number(60.0))]);
    let sheets = workbook_of(&bytes).unwrap();
    let other = ShortlistId::from_uuid(uuid::Uuid::from_u128(5));
    let refused = read(&sheets, other, &list, |company| company);
    assert_eq!(refused, Err(NotThisPacket::OtherList(support::a_list())));
    let source = Source { view: &view, made: &list, list: &list, order: &[] };
    let no_packet = workbook_of(&source.paper(&support::wish(4)).xlsx().unwrap()).unwrap();
    assert_eq!(read(&no_packet, other, &list, |company| company), Err(NotThisPacket::NoPacket));
    // The first company became another one; the second is no longer on the list.
    let stays = CompanyId::from_uuid(uuid::Uuid::from_u128(77));
    let mut now = list.clone();
    let before = std::mem::replace(&mut now.rows[0].company, stays);
    now.rows.remove(1);
    let found = read(&sheets, support::a_list(), &now, |key| if key == before { stays } else { key }).unwrap();
    assert_eq!(found.lines.get(&stays).and_then(|line| line.checked), Some(60.0));
    assert!(found.remarks.iter().all(|remark| remark.why == Unusable::UnknownCompany), "{:?}", found.remarks);
    assert_eq!(found.remarks.len(), 2, "its sheet and its row: {:?}", found.remarks);
    // Nobody was merged in the records.
    assert_eq!(meant(&ledger.snapshot())(before), before);
}
