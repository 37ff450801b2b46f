//! The brief of one company as a page: figures, who it is, why it fits, how the value is made, what to ask.

use super::{
    brief::{BriefDocument, BriefFact, ReleasedBrief, word_border, worst},
    director::gate_words,
    level::Level,
    pdf::{
        self, Align, Block, Drawing, Grid, GridCell, GridColumn, Ink, Paper, PdfError, Width,
        mark::{Anchor, Interval},
    },
    scene::{Weight, advance},
    sheets::{flags, page_footer, page_word, rounded_together, within},
    shortlist::{CellState, CriterionCell, NeedFigure, ShortlistRow},
};
use crate::{
    domain::company::GateState,
    text::{
        Say as _, format,
        papers::{PaperText as Sentence, PaperWord as Heading},
        report::{ReportMessage as Message, ReportWord as Word},
    },
};

/// Place of the WeChat name among the parts of a contact; the others say themselves what they are.
const WECHAT: usize = 3;
/// Height of a line of the score.
const LINE: f32 = 12.0;

/// How much of the brief goes on the page, and how small it is set.
#[derive(Debug, Clone, Copy)]
struct Measure {
    scale: f32,
    passages: usize,
    facts: usize,
    questions: usize,
    history: usize,
    contacts: usize,
    /// Signs of what a company says of itself.
    signs: usize,
}

/// From everything in the usual size to the least that is still a brief; the first that fits on one page is taken.
const MEASURES: [Measure; 9] = [
    Measure { scale: 1.0, passages: 3, facts: 24, questions: 8, history: 8, contacts: 4, signs: 400 },
    Measure { scale: 0.93, passages: 3, facts: 24, questions: 8, history: 8, contacts: 4, signs: 400 },
    Measure { scale: 0.87, passages: 3, facts: 24, questions: 8, history: 8, contacts: 4, signs: 400 },
    Measure { scale: 0.87, passages: 3, facts: 16, questions: 6, history: 6, contacts: 3, signs: 300 },
    Measure { scale: 0.87, passages: 3, facts: 12, questions: 5, history: 5, contacts: 3, signs: 200 },
    Measure { scale: 0.87, passages: 2, facts: 10, questions: 4, history: 4, contacts: 2, signs: 150 },
    Measure { scale: 0.85, passages: 2, facts: 8, questions: 3, history: 3, contacts: 2, signs: 120 },
    Measure { scale: 0.82, passages: 1, facts: 6, questions: 3, history: 2, contacts: 1, signs: 80 },
    Measure { scale: 0.78, passages: 1, facts: 4, questions: 2, history: 1, contacts: 1, signs: 50 },
];

/// The page.
pub(super) fn paper(brief: &ReleasedBrief) -> Result<Paper, PdfError> {
    let [measures @ .., least] = MEASURES;
    for measure in measures {
        let paper = paper_of(brief, measure);
        if pdf::page_count(&paper)? == 1 {
            return filled_up(brief, measure, paper);
        }
    }
    // What cannot be cut (a name of a hundred signs, dozens of gates) goes on to a second page.
    Ok(paper_of(brief, least))
}

/// The page with as many more facts and as much more history as there is room for.
fn filled_up(brief: &ReleasedBrief, mut measure: Measure, mut paper: Paper) -> Result<Paper, PdfError> {
    let (facts, history) = (brief.document().facts.len(), brief.document().history.len());
    loop {
        let before = (measure.facts, measure.history);
        for of_facts in [true, false] {
            let wider = match of_facts {
                true if measure.facts < facts => Measure { facts: measure.facts + 2, ..measure },
                false if measure.history < history => Measure { history: measure.history + 1, ..measure },
                _ => continue,
            };
            let tried = paper_of(brief, wider);
            if pdf::page_count(&tried)? == 1 {
                (measure, paper) = (wider, tried);
            }
        }
        if before == (measure.facts, measure.history) {
            return Ok(paper);
        }
    }
}

fn paper_of(brief: &ReleasedBrief, measure: Measure) -> Paper {
    let document = brief.document();
    let list = &document.list;
    let lang = list.lang;
    let name = brief.row().map_or_else(String::new, |row| row.name.clone());
    let mut blocks = vec![Block::Title(name.clone())];
    if let Some(row) = brief.row() {
        blocks.push(Block::Subtitle(subtitle(document, row)));
        if list.fictional {
            blocks.push(Block::Notice(Word::Fictional.say(lang)));
        }
        if list.level == Level::Full && !list.purpose.is_empty() {
            blocks.push(Block::Note(Sentence::PurposeIs { purpose: list.purpose.clone() }.say(lang)));
        }
        blocks.push(Block::Figures(figures(document, row)));
        blocks.push(Block::Columns(identity(document, measure).to_vec(), fit(document, row, measure)));
        blocks.push(Block::Heading(Heading::Score.say(lang)));
        blocks.push(Block::Drawing(score(document, row, measure)));
        blocks.push(Block::Columns(left(document, row), right(document, measure)));
    }
    blocks.extend(facts(document, measure));
    Paper {
        title: name.clone(),
        lang,
        made_on: list.made_on,
        landscape: false,
        scale: measure.scale,
        head: [name, format::date(list.made_on, lang)],
        foot: page_footer(list),
        page_word: page_word(lang),
        blocks,
    }
}

fn subtitle(document: &BriefDocument, row: &ShortlistRow) -> String {
    let lang = document.list.lang;
    let day = format::date(document.list.made_on, lang);
    let mut parts = vec![Sentence::OwnOf { day, level: document.list.level.say(lang) }.say(lang)];
    parts.extend((!row.place.is_empty()).then(|| row.place.clone()));
    let remarks = flags(row, lang);
    parts.extend((!remarks.is_empty()).then_some(remarks));
    parts.join(" · ")
}

/// The four outputs side by side.
fn figures(document: &BriefDocument, row: &ShortlistRow) -> Vec<[String; 3]> {
    let lang = document.list.lang;
    let gates = match worst(&document.gates) {
        GateState::Pass => Heading::AllGatesPass.say(lang),
        worst => {
            // Those that fail and those nobody checked are told apart.
            let states = [GateState::Fail, GateState::Unknown].into_iter().filter(|state| *state <= worst);
            let counted = states.filter_map(|state| {
                let count = document.gates.iter().filter(|gate| gate.state == state).count();
                let state = within(state.say(lang), lang);
                (count > 0).then(|| Message::GatesToCheck { state, count: format::count(count) }.say(lang))
            });
            format::list(&counted.collect::<Vec<_>>(), lang)
        }
    };
    let interval = Sentence::IntervalOf { low: format::score(row.low), high: format::score(row.high) }.say(lang);
    let class = Sentence::ClassOf { class: row.class.replace('-', "–") }.say(lang);
    let mut figures = vec![
        [worst(&document.gates).say(lang), Heading::Admission.say(lang), gates],
        [format::score(row.value), Heading::Value.say(lang), format::clauses(&[interval, class], lang)],
    ];
    if let Some(chance) = row.attainability {
        figures.push([format::share(chance), Heading::Chance.say(lang), row.attainability_source.clone()]);
    }
    match &row.need {
        Some(NeedFigure::Known(need)) => {
            let seat = format!("{} · {}", row.base, row.tier.say(lang));
            figures.push([format::fixed(*need, 2), Heading::Need.say(lang), seat]);
        }
        Some(NeedFigure::Absent(why)) => {
            figures.push([why.clone(), Heading::Need.say(lang), Heading::NoPriority.say(lang)]);
        }
        None => {}
    }
    if let Some(priority) = row.priority {
        figures.push([
            format::fixed(priority, 2),
            Heading::Priority.say(lang),
            row.flags.first().cloned().unwrap_or_default(),
        ]);
    }
    figures
}

fn identity(document: &BriefDocument, measure: Measure) -> [Block; 2] {
    let facts = document.identity.iter().map(|fact| (fact.label.clone(), shortened(&fact.value, measure.signs)));
    [Block::Heading(Heading::Identity.say(document.list.lang)), Block::Facts(facts.collect())]
}

/// A text of at most so many signs, cut behind a word.
fn shortened(text: &str, most: usize) -> String {
    let signs: Vec<char> = text.chars().collect();
    if signs.len() <= most {
        return text.to_owned();
    }
    let kept: String = signs.iter().take(word_border(&signs, most, 0)).collect();
    format!("{}…", kept.trim_end())
}

/// What of a list goes on the page, and how many more there are.
fn cut<T>(all: &[T], most: usize) -> (&[T], usize) {
    // A line that says one more takes as much room as the one.
    let most = if all.len() == most + 1 { all.len() } else { most.min(all.len()) };
    (all.get(..most).unwrap_or(all), all.len() - most)
}

/// Says how many more there are.
fn more(count: usize, document: &BriefDocument) -> Option<String> {
    (count > 0).then(|| Sentence::AndMore { count: format::count(count) }.say(document.list.lang))
}

fn fit(document: &BriefDocument, row: &ShortlistRow, measure: Measure) -> Vec<Block> {
    let lang = document.list.lang;
    let path: Vec<&str> = [&row.sector, &row.segment, &row.product]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let mut facts = vec![(Heading::Segment.say(lang), path.join(" › "))];
    let tier = row.tier.say(lang);
    let tier = if row.tier_reason.is_empty() {
        tier
    } else {
        Message::FactIs { label: tier, value: row.tier_reason.clone() }.say(lang)
    };
    facts.push((Heading::Tier.say(lang), tier));
    if document.passages.is_empty() {
        facts.push((Heading::WhyMatched.say(lang), Heading::NoEvidence.say(lang)));
    } else {
        facts.push((Heading::WhyMatched.say(lang), cut(&document.passages, measure.passages).0.join("\n")));
    }
    vec![Block::Heading(Heading::Fit.say(lang)), Block::Facts(facts)]
}

/// A line for each criterion: weight, interval, points, the fact and where it is from.
fn score(document: &BriefDocument, row: &ShortlistRow, measure: Measure) -> Drawing {
    let lang = document.list.lang;
    let width = Paper::text_width_at(false, measure.scale);
    let shown: Vec<(&str, &CriterionCell)> = document
        .list
        .criteria
        .iter()
        .filter_map(|heading| {
            let cell = row.breakdown.iter().find(|cell| cell.criterion == heading.id)?;
            (cell.state != CellState::Inactive).then_some((heading.label.as_str(), cell))
        })
        .collect();
    let mut drawing = Drawing::new(width, LINE * (shown.len() + 1) as f32 + 14.0);
    let negotiation = document.list.level.shows_negotiation();
    let [weight, bar, points, fact, source] = stops(&shown, negotiation, width);
    let weights = rounded_together(&shown.iter().map(|(_, cell)| cell.weight).collect::<Vec<_>>());
    let head = [
        (0.0, Anchor::Start, Word::Criterion),
        (weight, Anchor::End, Word::Weight),
        (bar, Anchor::Start, Word::ValueOfCriterion),
        (points, Anchor::End, Word::Points),
        (fact, Anchor::Start, Word::Fact),
        (source, Anchor::Start, Word::Source),
    ];
    for (x, anchor, word) in head.into_iter().take(if negotiation { 6 } else { 4 }) {
        drawing.label([x, 8.0], 7.5, Ink::Soft, anchor, word.say(lang));
    }
    for ((index, (label, cell)), share) in shown.iter().enumerate().zip(weights) {
        let top = LINE * (index + 1) as f32;
        let base = top + 8.6;
        drawing.fitted([0.0, base], 8.0, Ink::Text, label, weight - 32.0);
        drawing.label([weight, base], 8.0, Ink::Soft, Anchor::End, format::share(share));
        if let (Some(value), Some(low), Some(high)) = (cell.value, cell.low, cell.high) {
            let estimated = cell.state == CellState::Estimated;
            let interval =
                Interval { low: low * 100.0, value: value * 100.0, high: high * 100.0, estimated, cut: None };
            drawing.interval([bar, top + 2.5, 90.0, 7.0], &interval);
            drawing.label(
                [points, base],
                8.0,
                Ink::Text,
                Anchor::End,
                format::fixed(cell.points.unwrap_or_default(), 1),
            );
        } else {
            drawing.word([bar, base], 8.0, Ink::Soft, cell.state.say(lang));
        }
        if negotiation {
            drawing.fitted([fact, base], 8.0, Ink::Text, &cell.shown, source - fact - 6.0);
            drawing.fitted([source, base], 7.0, Ink::Soft, &cell.source, width - source);
        }
    }
    let total = LINE * (shown.len() + 1) as f32 + 10.0;
    drawing.word([0.0, total], 7.5, Ink::Soft, Sentence::MadeOfCriteria.say(lang));
    drawing
}

/// Where the columns of the score begin or, of figures, end: names have the room they need, facts no more than they
/// need, and what is left is for the sources.
fn stops(shown: &[(&str, &CriterionCell)], negotiation: bool, width: f32) -> [f32; 5] {
    const SIZE: f32 = 8.0;
    fn widest<'t>(texts: impl Iterator<Item = &'t str>) -> f32 {
        texts.map(|text| advance(text, SIZE, Weight::Regular)).fold(0.0, f32::max)
    }
    let most = if negotiation { width * 0.36 } else { width * 0.6 };
    let name = widest(shown.iter().map(|(label, _)| *label)).clamp(102.0, most);
    let facts = widest(shown.iter().map(|(_, cell)| cell.shown.as_str())).clamp(40.0, 84.0);
    let weight = name + 34.0;
    let fact = weight + 134.0;
    [weight, weight + 8.0, weight + 126.0, fact, fact + facts + 8.0]
}

fn left(document: &BriefDocument, row: &ShortlistRow) -> Vec<Block> {
    let lang = document.list.lang;
    let mut blocks = vec![Block::Heading(Heading::Gates.say(lang))];
    let open = document.gates.iter().filter(|gate| gate.state != GateState::Pass);
    let mut gates: Vec<String> = open.map(|gate| gate_words(&gate.label, gate.state, &gate.reason, lang)).collect();
    let passed: Vec<&str> =
        document.gates.iter().filter(|gate| gate.state == GateState::Pass).map(|gate| gate.label.as_str()).collect();
    if !passed.is_empty() {
        gates.push(gate_words(&format::list(&passed, lang), GateState::Pass, "", lang));
    }
    blocks.push(Block::Points(gates));
    if row.stage.is_some() {
        blocks.push(Block::Heading(Heading::State.say(lang)));
        let mut lines = vec![
            Sentence::StageOnly {
                title: row.lead_title.clone(),
                stage: row.stage.map_or_else(String::new, |stage| stage.say(lang)),
            }
            .say(lang),
        ];
        lines.extend(
            row.negotiation
                .iter()
                .map(|fact| Message::FactIs { label: fact.label.clone(), value: fact.value.clone() }.say(lang)),
        );
        blocks.push(Block::Points(lines));
    }
    blocks
}

fn right(document: &BriefDocument, measure: Measure) -> Vec<Block> {
    let lang = document.list.lang;
    if !document.list.level.shows_negotiation() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(Heading::Questions.say(lang))];
    let (shown, others) = cut(&document.questions, measure.questions);
    let questions = shown.iter().map(|(question, points)| {
        Sentence::Moves { question: question.clone(), points: format::score(*points) }.say(lang)
    });
    let questions: Vec<String> = questions.chain(more(others, document)).collect();
    blocks.push(Block::Points(if questions.is_empty() { vec![Heading::NothingMissing.say(lang)] } else { questions }));
    blocks.push(Block::Heading(Heading::History.say(lang)));
    let (shown, others) = cut(&document.history, measure.history);
    let history = shown.iter().map(|event| {
        let line = Sentence::Event {
            day: format::iso_date(event.day),
            what: event.what.clone(),
            author: event.author.clone(),
        }
        .say(lang);
        if event.content.is_empty() {
            line
        } else {
            let said = shortened(&event.content, measure.signs);
            Sentence::EventSaid { event: line, said }.say(lang)
        }
    });
    let history: Vec<String> = history.chain(more(others, document)).collect();
    blocks.push(Block::Points(if history.is_empty() { vec![Heading::NoHistory.say(lang)] } else { history }));
    blocks.extend(contacts(document, measure));
    blocks
}

/// Facts with where they are from.
fn facts(document: &BriefDocument, measure: Measure) -> Vec<Block> {
    let lang = document.list.lang;
    if !document.list.level.shows_negotiation() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(Heading::Facts.say(lang))];
    if document.facts.is_empty() {
        blocks.push(Block::Note(Heading::NoFacts.say(lang)));
        return blocks;
    }
    let (shown, others) = cut(&document.facts, measure.facts);
    let grid = |facts: &[BriefFact]| {
        let rows = facts.iter().map(|fact| {
            let known = [&fact.as_of, &fact.source, &fact.author].into_iter().filter(|part| !part.is_empty());
            let known: Vec<&str> = known.map(String::as_str).collect();
            vec![GridCell::text(&fact.metric), GridCell::text(&fact.value), GridCell::Absent(known.join(" "))]
        });
        let columns = vec![
            GridColumn::new(Heading::Metric.say(lang), Width::Share(0.9), Align::Left),
            GridColumn::new(Word::Fact.say(lang), Width::Share(0.75), Align::Left),
            GridColumn::new(Heading::Source.say(lang), Width::Share(1.35), Align::Left),
        ];
        vec![Block::Grid(Grid { columns, rows: rows.collect(), size: 7.5, tight: true, ..Grid::default() })]
    };
    // Two tables beside each other, read down the left one first.
    let (left, right) = shown.split_at(shown.len().div_ceil(2));
    blocks.push(Block::Columns(grid(left), if right.is_empty() { Vec::new() } else { grid(right) }));
    let others = (others > 0).then(|| Message::AndMoreFacts { count: format::count(others) }.say(lang));
    blocks.extend(others.map(Block::Note));
    blocks
}

/// People at the company, one a line; there are none below the full level.
fn contacts(document: &BriefDocument, measure: Measure) -> Vec<Block> {
    let lang = document.list.lang;
    if document.contacts.is_empty() {
        return Vec::new();
    }
    let (shown, others) = cut(&document.contacts, measure.contacts);
    let people = shown.iter().map(|contact| {
        let parts = contact.iter().enumerate().filter(|(_, part)| !part.is_empty()).map(|(place, part)| match place {
            WECHAT => format!("{} {part}", Heading::WeChat.say(lang)),
            _ => part.clone(),
        });
        parts.collect::<Vec<_>>().join(" · ")
    });
    let people: Vec<String> = people.chain(more(others, document)).collect();
    vec![Block::Heading(Heading::Contacts.say(lang)), Block::Points(people)]
}
