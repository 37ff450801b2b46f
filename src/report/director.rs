//! The director's list as a paper: who is on it and why, who is not, and how to read it.

use super::{
    level::Level,
    pdf::{Align, Block, Grid, GridCell, GridColumn, Paper, Width, mark::Interval},
    scene::{Weight, advance},
    sheets::{self, flags, page_footer, page_header, page_word, subtitle},
    shortlist::{CellState, NeedFigure, ShortlistDocument, ShortlistRow},
};
use crate::{
    domain::company::GateState,
    text::{
        Lang, Say as _, format,
        papers::{PaperText as Sentence, PaperWord as Heading},
        report::{ReportMessage as Message, ReportWord as Word},
    },
};

/// Criteria named as the main sources of points.
const STRONG: usize = 4;
/// Companies whose reasons are told. A longer list says so, and has the others in its table: nobody reads a hundred pages.
const TOLD: usize = 60;

/// The paper of a list that is held to its level.
pub(super) fn paper(document: &ShortlistDocument) -> Paper {
    let lang = document.lang;
    let mut blocks = vec![Block::Title(document.title.clone()), Block::Subtitle(subtitle(document))];
    if !document.filters.is_empty() {
        let asked = Message::FactIs { label: Word::Filters.say(lang), value: document.filters.clone() };
        blocks.push(Block::Subtitle(asked.say(lang)));
    }
    if document.fictional {
        blocks.push(Block::Notice(Word::Fictional.say(lang)));
    }
    if document.level == Level::Full && !document.purpose.is_empty() {
        blocks.push(Block::Note(Sentence::PurposeIs { purpose: document.purpose.clone() }.say(lang)));
    }
    blocks.push(Block::Heading(Heading::TheList.say(lang)));
    blocks.push(Block::Grid(list(document)));
    blocks.push(Block::Heading(Heading::Reasons.say(lang)));
    if document.rows.len() > TOLD {
        let (count, shown) = (format::count(document.rows.len()), format::count(TOLD));
        blocks.push(Block::Note(Message::OnlyFirst { count, shown }.say(lang)));
    }
    blocks.extend(told(document));
    blocks.extend(left_out(document));
    blocks.extend(weights(document));
    let mut reading = vec![Block::Heading(Word::HowToRead.say(lang))];
    reading.extend(sheets::reading(document).into_iter().map(|(item, sentence)| {
        Block::Note(Message::FactIs { label: item.say(lang), value: sentence.say(lang) }.say(lang))
    }));
    // Short enough for one page, and no sentence of it stands alone on the last.
    blocks.push(Block::Together(reading));
    Paper {
        title: document.title.clone(),
        lang,
        made_on: document.made_on,
        landscape: false,
        scale: 1.0,
        head: page_header(document),
        foot: page_footer(document),
        page_word: page_word(lang),
        blocks,
    }
}

/// Columns of a list on paper; what belongs to negotiations comes last, and only where it may be seen.
pub(super) fn columns(document: &ShortlistDocument) -> Vec<GridColumn> {
    let lang = document.lang;
    let mut columns = vec![
        GridColumn::new(Word::Rank.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::Company.say(lang), Width::Share(1.7), Align::Left),
        GridColumn::new(Word::Value.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Heading::Interval.say(lang), Width::Fixed(78.0), Align::Left),
        GridColumn::new(Word::Class.say(lang), Width::Fit, Align::Middle),
        GridColumn::new(Word::Gates.say(lang), Width::Fit, Align::Middle),
        GridColumn::new(Heading::Where.say(lang), Width::Share(1.0), Align::Left),
    ];
    if document.level.shows_negotiation() {
        columns.push(GridColumn::new(Word::Attainability.say(lang), Width::Fit, Align::Right));
        columns.push(GridColumn::new(Word::Priority.say(lang), Width::Fit, Align::Right));
    }
    columns
}

/// The list itself, one line a company.
fn list(document: &ShortlistDocument) -> Grid {
    let lang = document.lang;
    let negotiation = document.level.shows_negotiation();
    let columns = columns(document);
    let rows = document.rows.iter().map(|row| {
        let under = [row.place.as_str(), row.segment.as_str()].into_iter().filter(|part| !part.is_empty());
        let mut cells = vec![
            GridCell::text(row.rank.to_string()),
            GridCell::Pair(row.name.clone(), under.collect::<Vec<_>>().join(" · ")),
            GridCell::text(format::score(row.value)),
            GridCell::Interval(interval(row)),
            GridCell::text(row.class.replace('-', "–")),
            gate(row, lang),
            seat(row, lang),
        ];
        if negotiation {
            cells.push(row.attainability.map_or(GridCell::Blank, |chance| GridCell::text(format::share(chance))));
            cells.push(match (row.priority, &row.need) {
                (Some(priority), _) => GridCell::text(format::fixed(priority, 2)),
                (None, Some(NeedFigure::Absent(why))) => GridCell::Absent(why.clone()),
                (None, _) => GridCell::Blank,
            });
        }
        cells
    });
    Grid { columns, rows: rows.collect(), ..Grid::default() }
}

fn interval(row: &ShortlistRow) -> Interval {
    Interval { low: row.low, value: row.value, high: row.high, estimated: row.little_known, cut: None }
}

fn gate(row: &ShortlistRow, lang: Lang) -> GridCell {
    let words = sheets::gates(&row.gates, lang);
    let fails = row.gates.iter().any(|gate| gate.state == GateState::Fail);
    if row.gates.is_empty() {
        GridCell::text(GateState::Pass.say(lang))
    } else if fails {
        GridCell::Alarm(words)
    } else {
        GridCell::Absent(words)
    }
}

fn seat(row: &ShortlistRow, lang: Lang) -> GridCell {
    let base = if row.base.is_empty() { Word::NoSlot.say(lang) } else { row.base.clone() };
    GridCell::Plain(base, row.tier.say(lang))
}

/// Why each company is on the list, the labels at the same place for all of them.
fn told(document: &ShortlistDocument) -> Vec<Block> {
    let told: Vec<(&ShortlistRow, Vec<(String, String)>)> =
        document.rows.iter().take(TOLD).map(|row| (row, reason_facts(document, row))).collect();
    let labels = told.iter().flat_map(|(_, facts)| facts.iter().map(|(label, _)| label));
    let width = |label: &str| advance(label, 1.0, Weight::Regular);
    let widest = labels.max_by(|one, other| width(one).total_cmp(&width(other))).cloned().unwrap_or_default();
    told.into_iter().map(|(row, facts)| Block::Together(reasons(document, row, facts, &widest))).collect()
}

/// Why a company is on the list, label by label.
fn reasons(document: &ShortlistDocument, row: &ShortlistRow, facts: Vec<(String, String)>, widest: &str) -> Vec<Block> {
    let lang = document.lang;
    let title = Sentence::RankAndName { rank: row.rank.to_string(), name: row.name.clone() }.say(lang);
    let score = Sentence::ScoreOf {
        value: format::score(row.value),
        interval: format::interval(row.low, row.high),
        class: row.class.replace('-', "–"),
    };
    vec![Block::Lead(title, score.say(lang)), Block::Lines(facts, widest.to_owned())]
}

/// Labels and reasons of one company.
pub(super) fn reason_facts(document: &ShortlistDocument, row: &ShortlistRow) -> Vec<(String, String)> {
    let lang = document.lang;
    let mut facts = Vec::new();
    let mut say = |label: Heading, text: String| {
        if !text.is_empty() {
            facts.push((label.say(lang), text));
        }
    };
    let path: Vec<&str> = [&row.sector, &row.segment, &row.product]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    say(Heading::Moved, row.moved.clone());
    say(Heading::Segment, path.join(" › "));
    let evidence: Vec<String> =
        row.evidence.iter().map(|words| Sentence::Quoted { words: words.clone() }.say(lang)).collect();
    let evidence = if evidence.is_empty() { Heading::NoEvidence.say(lang) } else { evidence.join(quote_gap(lang)) };
    say(Heading::WhyMatched, evidence);
    say(Heading::Strong, format::list(&strong(document, row), lang));
    say(Heading::Seat, seat_words(row, lang));
    let open: Vec<String> =
        row.gates.iter().map(|gate| gate_words(&gate.label, gate.state, &gate.reason, lang)).collect();
    say(
        Heading::Admission,
        if open.is_empty() { Heading::AllGatesPass.say(lang) } else { format::clauses(&open, lang) },
    );
    if document.level.shows_negotiation() {
        say(Heading::State, lead_words(row, lang));
        let missing =
            if row.missing.is_empty() { Heading::NothingMissing.say(lang) } else { format::list(&row.missing, lang) };
        say(Heading::Open, missing);
    }
    say(Heading::Remarks, flags(row, lang));
    facts
}

/// Between two quotations.
fn quote_gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// The criteria that give the most points, with a known value.
fn strong(document: &ShortlistDocument, row: &ShortlistRow) -> Vec<String> {
    let mut cells: Vec<_> = row
        .breakdown
        .iter()
        .filter(|cell| matches!(cell.state, CellState::Known | CellState::Range))
        .filter_map(|cell| Some((cell, cell.points.filter(|points| *points >= 0.05)?)))
        .collect();
    cells.sort_by(|one, other| other.1.total_cmp(&one.1));
    let name = |id: &str| {
        let heading = document.criteria.iter().find(|heading| heading.id == id);
        heading.map_or_else(|| id.to_owned(), |heading| heading.label.clone())
    };
    let strong = cells.into_iter().take(STRONG);
    strong
        .map(|(cell, points)| {
            Sentence::Strong { criterion: name(&cell.criterion), points: format::fixed(points, 1) }.say(document.lang)
        })
        .collect()
}

/// The seat it would take, its need, the chance and what comes of them.
fn seat_words(row: &ShortlistRow, lang: Lang) -> String {
    let base = if row.base.is_empty() { Word::NoSlot.say(lang) } else { row.base.clone() };
    let tier = row.tier.say(lang);
    let mut words = vec![match &row.need {
        Some(NeedFigure::Known(need)) => Sentence::SeatOf { base, tier, need: format::fixed(*need, 2) }.say(lang),
        Some(NeedFigure::Absent(why)) => Sentence::SeatOf { base, tier, need: why.clone() }.say(lang),
        None => format!("{base} · {tier}"),
    }];
    if let Some(chance) = row.attainability {
        words.push(
            Sentence::ChanceOf { chance: format::share(chance), basis: row.attainability_source.clone() }.say(lang),
        );
    }
    if let Some(priority) = row.priority {
        words.push(Sentence::PriorityOf { priority: format::fixed(priority, 2) }.say(lang));
    }
    format::clauses(&words, lang)
}

fn lead_words(row: &ShortlistRow, lang: Lang) -> String {
    let Some(stage) = row.stage else { return Heading::NoLead.say(lang) };
    let (title, stage, owner) = (row.lead_title.clone(), stage.say(lang), row.owner.clone());
    let mut words = vec![if owner.is_empty() {
        Sentence::StageOnly { title, stage }.say(lang)
    } else {
        Sentence::StageOf { title, stage, owner }.say(lang)
    }];
    let fact = |fact: &super::shortlist::LabelledFact| {
        Message::FactIs { label: fact.label.clone(), value: fact.value.clone() }.say(lang)
    };
    words.extend(row.negotiation.iter().map(fact));
    format::clauses(&words, lang)
}

/// A gate with its finding and, where there is one, the reason.
pub(super) fn gate_words(gate: &str, state: GateState, reason: &str, lang: Lang) -> String {
    let (gate, state) = (gate.to_owned(), sheets::within(state.say(lang), lang));
    if reason.is_empty() {
        Message::GateIs { gate, state }.say(lang)
    } else {
        Message::GateBecause { gate, state, reason: reason.to_owned() }.say(lang)
    }
}

/// Who is not on the list, by reason.
fn left_out(document: &ShortlistDocument) -> Vec<Block> {
    let lang = document.lang;
    let mut blocks = vec![Block::Heading(Word::LeftOut.say(lang))];
    if document.left_out.is_empty() {
        blocks.push(Block::Text(Word::NobodyLeftOut.say(lang)));
        return blocks;
    }
    let rows = document.left_out.iter().map(|left_out| {
        vec![
            GridCell::text(&left_out.reason),
            GridCell::text(format::count(left_out.count)),
            GridCell::text(format::list(&left_out.examples, lang)),
        ]
    });
    let mut columns = vec![
        GridColumn::new(Heading::Reason.say(lang), Width::Share(1.0), Align::Left),
        GridColumn::new(Heading::Count.say(lang), Width::Fit, Align::Right),
    ];
    if document.level.shows_negotiation() {
        columns.push(GridColumn::new(Word::Examples.say(lang), Width::Share(1.4), Align::Left));
    }
    blocks.push(Block::Grid(Grid { columns, rows: rows.collect(), ..Grid::default() }));
    blocks
}

fn weights(document: &ShortlistDocument) -> Vec<Block> {
    let lang = document.lang;
    let (counting, silent) = sheets::weighed(&document.criteria);
    let rows = counting.into_iter().map(|(criterion, weight)| {
        vec![GridCell::text(&criterion.group), GridCell::text(&criterion.label), GridCell::text(format::share(weight))]
    });
    let columns = vec![
        GridColumn::new(Word::Group.say(lang), Width::Share(1.0), Align::Left),
        GridColumn::new(Word::Criterion.say(lang), Width::Share(1.6), Align::Left),
        GridColumn::new(Word::Weight.say(lang), Width::Fit, Align::Right),
    ];
    let grid = Grid { columns, rows: rows.collect(), ..Grid::default() };
    let mut blocks = vec![Block::Heading(Word::Weights.say(lang)), Block::Grid(grid)];
    if !silent.is_empty() {
        blocks.push(Block::Note(Message::NoWeight { names: format::list(&silent, lang) }.say(lang)));
    }
    blocks
}
