//! The packet of a review meeting (评审会): a summary and a scoring sheet for each company, with the points the office
//! worked out and room for those of the checker and the panel; as a workbook that adds up, and on paper to be signed.

use std::collections::BTreeSet;

use super::{
    director::{gate_words, reason_facts},
    pdf::{self, Align, Block, Grid, GridCell, GridColumn, Paper, PdfError, Width},
    review_book,
    sheets::{page_footer, page_header, page_word},
    shortlist::{CellState, CriterionCell, CriterionHeading, Released, ShortlistDocument, ShortlistRow},
    xlsx::XlsxError,
};
use crate::{
    domain::{
        company::GateState,
        ids::{CompanyId, ShortlistId},
    },
    text::{
        Lang, Say as _, format,
        papers::PaperWord,
        report::{ReportMessage as Message, ReportWord},
        review::{ReviewText as Text, ReviewWord as Word},
    },
};

/// A packet has no more companies; a sheet is made for each.
pub const MOST: usize = 500;
/// Members of a panel where nobody said how many there are.
pub const JUDGES: usize = 5;
/// A panel has no more members.
pub const MOST_JUDGES: usize = 15;
/// Height of a line of the summary, to be written on by hand, in points.
const BY_HAND: f32 = 28.0;

/// What a packet says beside its list.
#[derive(Debug, Clone, PartialEq)]
pub struct Packet {
    /// Members of the panel.
    pub judges: usize,
    /// From when its figures are, who is gone …: a line each.
    pub notes: Vec<String>,
    /// Places of companies of which nothing but what was kept is known.
    pub bare: BTreeSet<u32>,
    /// By which the workbook is known again when it comes back filled in; none = it is not read back.
    pub ids: Option<PacketIds>,
}

/// What a packet is about, in keys: they say nothing of anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketIds {
    /// The kept list.
    pub list: ShortlistId,
    /// Its companies, in the order of the packet.
    pub companies: Vec<CompanyId>,
}

impl Packet {
    /// A packet of today's data for so many members of a panel.
    pub fn of(judges: usize) -> Self {
        Self { judges, notes: Vec::new(), bare: BTreeSet::new(), ids: None }
    }
}

/// How tightly the page of a company is set.
struct Density {
    /// No line is lower.
    line: f32,
    /// Size of type of the table.
    size: f32,
    /// Room for the opinion.
    opinion: f32,
    /// Signs of a fact.
    longest: usize,
    /// With a heading over the table.
    headed: bool,
}

/// From comfortable to as tight as can still be read and written on: a company shall have one page.
const DENSITIES: [Density; 4] = [
    Density { line: 20.0, size: 8.5, opinion: 40.0, longest: usize::MAX, headed: true },
    Density { line: 18.0, size: 8.0, opinion: 34.0, longest: 240, headed: true },
    Density { line: 16.0, size: 7.5, opinion: 28.0, longest: 120, headed: false },
    Density { line: 15.0, size: 7.0, opinion: 24.0, longest: 70, headed: false },
];

impl Released {
    /// The packet as a workbook.
    pub fn review_xlsx(&self, judges: usize) -> Result<Vec<u8>, XlsxError> {
        self.packet_xlsx(&Packet::of(judges))
    }

    /// The packet on paper: a summary, then a page to be signed for each company.
    pub fn review_pdf(&self) -> Result<Vec<u8>, PdfError> {
        self.packet_pdf(&Packet::of(JUDGES))
    }

    /// The packet as a workbook, with what it says beside the list.
    pub fn packet_xlsx(&self, packet: &Packet) -> Result<Vec<u8>, XlsxError> {
        review_book::write(self.document(), packet)
    }

    /// The packet on paper, with what it says beside the list.
    pub fn packet_pdf(&self, packet: &Packet) -> Result<Vec<u8>, PdfError> {
        pdf::write(&packet_paper(self.document(), packet)?)
    }

    /// How many companies a packet has a sheet for.
    pub fn packet_rows(&self) -> usize {
        self.document().rows.len().min(MOST)
    }
}

fn packet_paper(document: &ShortlistDocument, packet: &Packet) -> Result<Paper, PdfError> {
    let lang = document.lang;
    let count = format::count(document.rows.len());
    let mut blocks = vec![
        Block::Title(document.title.clone()),
        Block::Subtitle(Text::Line { day: format::date(document.made_on, lang), count }.say(lang)),
    ];
    if document.fictional {
        blocks.push(Block::Notice(ReportWord::Fictional.say(lang)));
    }
    blocks.push(Block::Note(Word::OwnNote.say(lang)));
    blocks.extend(notes(document, packet).into_iter().map(Block::Note));
    blocks.push(Block::Grid(summary_grid(document, packet)));
    blocks.push(Block::Signatures(vec![Word::Chair.say(lang), Word::Recorder.say(lang), Word::Day.say(lang)]));
    for row in document.rows.iter().take(MOST) {
        blocks.push(Block::NewPage);
        blocks.extend(fitted(document, row, packet)?);
    }
    Ok(paper(document, blocks))
}

fn paper(document: &ShortlistDocument, blocks: Vec<Block>) -> Paper {
    Paper {
        title: document.title.clone(),
        lang: document.lang,
        made_on: document.made_on,
        landscape: false,
        scale: 1.0,
        head: page_header(document),
        foot: page_footer(document),
        page_word: page_word(document.lang),
        blocks,
    }
}

/// What is said beside the list, and that it is not whole where it is not.
pub(super) fn notes(document: &ShortlistDocument, packet: &Packet) -> Vec<String> {
    let all = document.rows.len();
    let mut notes = packet.notes.clone();
    if all > MOST {
        let text = Text::OnlyFirst { all: format::count(all), count: format::count(MOST) };
        notes.push(text.say(document.lang));
    }
    notes
}

/// Criteria that count for a company, with their cells.
pub(super) fn criteria<'a>(
    document: &'a ShortlistDocument,
    row: &'a ShortlistRow,
) -> impl Iterator<Item = (&'a CriterionHeading, &'a CriterionCell)> {
    document.criteria.iter().filter_map(|heading| {
        let cell = row.breakdown.iter().find(|cell| cell.criterion == heading.id)?;
        (!matches!(cell.state, CellState::Inactive | CellState::NotApplicable)).then_some((heading, cell))
    })
}

/// What a company is heard about.
pub(super) fn subtitle(document: &ShortlistDocument, row: &ShortlistRow, packet: &Packet) -> String {
    let parts = [row.lead_title.as_str(), row.segment.as_str(), row.base.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        parts.join(" · ")
    } else if packet.bare.contains(&row.rank) {
        // Whether it has a lead was not kept.
        String::new()
    } else if document.level.shows_negotiation() {
        Word::NoLead.say(document.lang)
    } else {
        // Whether it has a lead is not for the public.
        row.sector.clone()
    }
}

/// Its gates that are not simply passed.
pub(super) fn gates(row: &ShortlistRow, lang: Lang) -> Vec<String> {
    row.gates.iter().map(|gate| gate_words(&gate.label, gate.state, &gate.reason, lang)).collect()
}

fn summary_grid(document: &ShortlistDocument, packet: &Packet) -> Grid {
    let lang = document.lang;
    let columns = vec![
        GridColumn::new(ReportWord::Rank.say(lang), Width::Fit, Align::Right),
        GridColumn::new(ReportWord::Company.say(lang), Width::Share(2.4), Align::Left),
        GridColumn::new(Word::Own.say(lang), Width::Fixed(46.0), Align::Right),
        GridColumn::new(Word::Checked.say(lang), Width::Fixed(46.0), Align::Right),
        GridColumn::new(Word::PanelMean.say(lang), Width::Fixed(54.0), Align::Right),
        GridColumn::new(Word::Outcome.say(lang), Width::Fixed(66.0), Align::Left),
        GridColumn::new(Word::Opinion.say(lang), Width::Share(1.4), Align::Left),
    ];
    let rows = document.rows.iter().take(MOST).enumerate().map(|(index, row)| {
        vec![
            GridCell::text(format::count(index + 1)),
            GridCell::Pair(row.name.clone(), subtitle(document, row, packet)),
            GridCell::text(format::score(row.value)),
        ]
    });
    Grid { columns, rows: rows.collect(), ruled: true, least_height: BY_HAND, ..Grid::default() }
}

/// The page of a company, set so that it is one page; where even the tightest is more, what goes over names the company.
fn fitted(document: &ShortlistDocument, row: &ShortlistRow, packet: &Packet) -> Result<Vec<Block>, PdfError> {
    let mut blocks = Vec::new();
    for density in &DENSITIES {
        blocks = page(document, row, packet, density, Word::Opinion.say(document.lang));
        if pdf::page_count(&paper(document, blocks.clone()))? <= 1 {
            return Ok(blocks);
        }
    }
    if let Some(tightest) = DENSITIES.last() {
        let opinion = Text::OpinionOn { name: row.name.clone() }.say(document.lang);
        blocks = page(document, row, packet, tightest, opinion);
    }
    Ok(blocks)
}

/// A page to be filled in and signed. The gates stand below the table alone; opinion and signatures stay together.
fn page(
    document: &ShortlistDocument,
    row: &ShortlistRow,
    packet: &Packet,
    density: &Density,
    opinion: String,
) -> Vec<Block> {
    let lang = document.lang;
    let mut blocks = vec![Block::Title(row.name.clone())];
    let about = subtitle(document, row, packet);
    if !about.is_empty() {
        blocks.push(Block::Subtitle(about));
    }
    blocks.push(Block::Facts(facts(document, row, packet, density.longest)));
    if density.headed {
        blocks.push(Block::Heading(Word::ScoringSheet.say(lang)));
    }
    blocks.push(Block::Grid(scores(document, row, density)));
    let gates = gates(row, lang);
    let gates = if gates.is_empty() { GateState::Pass.say(lang) } else { format::clauses(&gates, lang) };
    let gates = shortened(gates, density.longest.saturating_mul(2));
    let mut remarks = vec![Message::FactIs { label: Word::Gates.say(lang), value: gates }.say(lang)];
    if criteria(document, row).any(|(_, cell)| cell.state == CellState::Estimated) {
        remarks.push(Word::EstimatedMeans.say(lang));
    }
    blocks.push(Block::Note(format::clauses(&remarks, lang)));
    blocks.push(Block::Together(vec![
        Block::Heading(opinion),
        Block::Space(density.opinion),
        Block::Signatures(vec![Word::JudgeSigns.say(lang), Word::CheckerSigns.say(lang), Word::Day.say(lang)]),
    ]));
    blocks
}

/// What is known of a company: what stands elsewhere on the page and what was not kept is left out.
fn facts(document: &ShortlistDocument, row: &ShortlistRow, packet: &Packet, longest: usize) -> Vec<(String, String)> {
    let lang = document.lang;
    let bare = packet.bare.contains(&row.rank);
    let mut left_out = vec![PaperWord::Admission.say(lang)];
    if bare {
        left_out.extend([PaperWord::WhyMatched, PaperWord::State, PaperWord::Open].map(|word| word.say(lang)));
    }
    let facts = reason_facts(document, row).into_iter().filter(|(label, _)| !left_out.contains(label));
    let mut facts: Vec<(String, String)> = facts.map(|(label, text)| (label, shortened(text, longest))).collect();
    if bare {
        facts.push((Word::KeptOnly.say(lang), Word::KeptOnlyIs.say(lang)));
    }
    facts
}

fn shortened(text: String, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// The table of criteria, with room for the points of the checker and of a member of the panel.
fn scores(document: &ShortlistDocument, row: &ShortlistRow, density: &Density) -> Grid {
    let lang = document.lang;
    let columns = vec![
        GridColumn::new(ReportWord::Criterion.say(lang), Width::Share(1.7), Align::Left),
        GridColumn::new(Word::Full.say(lang), Width::Fixed(38.0), Align::Right),
        GridColumn::new(ReportWord::Fact.say(lang), Width::Share(1.0), Align::Left),
        GridColumn::new(Word::Own.say(lang), Width::Fixed(44.0), Align::Right),
        GridColumn::new(Word::Checked.say(lang), Width::Fixed(50.0), Align::Right),
        GridColumn::new(Word::Judge.say(lang), Width::Fixed(50.0), Align::Right),
        GridColumn::new(Word::Remark.say(lang), Width::Share(0.5), Align::Left),
    ];
    let mut rows: Vec<Vec<GridCell>> = criteria(document, row)
        .map(|(heading, cell)| {
            let estimated = cell.state == CellState::Estimated;
            let points = format::fixed(cell.points.unwrap_or_default(), 1);
            vec![
                GridCell::text(&heading.label),
                GridCell::text(format::fixed(cell.weight * 100.0, 1)),
                GridCell::text(&cell.shown),
                if estimated { GridCell::Absent(points) } else { GridCell::Text(points) },
                GridCell::Blank,
                GridCell::Blank,
                if estimated { GridCell::Absent(Word::EstimatedShort.say(lang)) } else { GridCell::Blank },
            ]
        })
        .collect();
    let own: f64 = criteria(document, row).filter_map(|(_, cell)| cell.points).sum();
    let full: f64 = criteria(document, row).map(|(_, cell)| cell.weight * 100.0).sum();
    rows.push(vec![
        GridCell::Pair(Word::Total.say(lang), String::new()),
        GridCell::text(format::fixed(full, 1)),
        GridCell::Blank,
        GridCell::text(format::fixed(own, 1)),
    ]);
    Grid { columns, rows, ruled: true, least_height: density.line, size: density.size, ..Grid::default() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        clock::Surroundings,
        domain::plan::Plan,
        ledger::{Ledger, Policy, View, Who, assessment::RankBy, demo, seeds},
        report::{
            compose::{self, Wish},
            level::Level,
        },
    };

    fn view() -> View {
        let folder = tempfile::tempdir().unwrap();
        let today = date(2026, 11, 23);
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let set = demo::generate(&plan, &demo::DemoOptions { companies: 200, leads: 40, seed: 7, today });
        let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
        let beginning = seeds::beginning("demo", today, set.changes());
        let path = folder.path().join("demo.zhaoshang");
        let ledger = Ledger::create(&path, beginning, who, Surroundings::system()).unwrap();
        let snapshot = ledger.snapshot();
        let policy = Policy::of(&snapshot).unwrap();
        View::of(snapshot, policy, today, &|_| true).unwrap()
    }

    fn list(view: &View, lang: Lang, top: usize) -> ShortlistDocument {
        let wish = Wish {
            lang,
            top,
            base: None,
            sector: None,
            tier: None,
            rank: RankBy::Value,
            level: Level::Leader,
            reason: String::new(),
            author: String::new(),
            title: "评审".into(),
            fictional: true,
        };
        compose::shortlist(view, &wish).0.release().document().clone()
    }

    #[test]
    fn a_company_has_one_page_in_either_language() {
        let view = view();
        for lang in [Lang::Zh, Lang::En] {
            let document = list(&view, lang, 8);
            assert_eq!(document.rows.len(), 8);
            let paper = packet_paper(&document, &Packet::of(JUDGES)).unwrap();
            assert_eq!(pdf::page_count(&paper).unwrap(), 9, "{lang:?}");
        }
    }

    #[test]
    fn what_does_not_fit_names_the_company_and_keeps_opinion_and_signatures_together() {
        let view = view();
        let mut document = list(&view, Lang::Zh, 1);
        let row = document.rows.first_mut().unwrap();
        let line = row.breakdown.iter().find(|cell| cell.points.is_some()).cloned().unwrap();
        let heading = document.criteria.iter().find(|heading| heading.id == line.criterion).cloned().unwrap();
        for number in 0..80 {
            let criterion = format!("more {number}");
            row.breakdown.push(CriterionCell { criterion: criterion.clone(), ..line.clone() });
            document.criteria.push(CriterionHeading { id: criterion, ..heading.clone() });
        }
        let row = &document.rows[0];
        let blocks = fitted(&document, row, &Packet::of(JUDGES)).unwrap();
        let Some(Block::Together(end)) = blocks.last() else { panic!("{:?}", blocks.last()) };
        assert!(matches!(end.first(), Some(Block::Heading(text)) if text.contains(&row.name)), "{end:?}");
        assert!(matches!(end.last(), Some(Block::Signatures(_))));
    }

    #[test]
    fn gates_are_said_once_and_what_was_not_kept_is_not_said_to_be_missing() {
        let view = view();
        let document = list(&view, Lang::Zh, 3);
        let labels = |packet: &Packet| -> Vec<String> {
            facts(&document, &document.rows[0], packet, usize::MAX).into_iter().map(|(label, _)| label).collect()
        };
        let whole = labels(&Packet::of(JUDGES));
        assert!(!whole.contains(&"准入".to_owned()) && whole.contains(&"匹配依据".to_owned()), "{whole:?}");
        let bare = labels(&Packet { bare: [1].into(), ..Packet::of(JUDGES) });
        assert!(!bare.contains(&"匹配依据".to_owned()) && !bare.contains(&"项目".to_owned()), "{bare:?}");
        assert!(bare.contains(&"存档说明".to_owned()));
        assert_eq!(shortened("一二三四".into(), 2), "一二…");
        assert_eq!(shortened("一二".into(), 2), "一二");
    }
}
