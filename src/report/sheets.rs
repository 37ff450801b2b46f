//! The three sheets of a shortlist: the list, the breakdown by criterion, and how it was made.

use super::{
    level::Level,
    shortlist::{
        CellState, CriterionCell, CriterionHeading, GateFinding, NeedFigure, Order, ShortlistDocument, ShortlistRow,
        VersionStamp,
    },
    table::{Cell, Column, ColumnKind, Layout, Table},
    xlsx::{PAGE, PAGES},
};
use crate::{
    domain::company::GateState,
    text::{
        Lang, Say as _,
        format::{clauses, count, date, list as joined, share, short_hash},
        report::{ReportMessage as Message, ReportWord as Word},
    },
};

/// A column of the list: its heading, kind, and what it shows of a company.
struct Field {
    heading: Word,
    kind: ColumnKind,
    bar: Option<(f64, f64)>,
    cell: fn(&ShortlistRow, Lang) -> Cell,
}

fn field(heading: Word, kind: ColumnKind, cell: fn(&ShortlistRow, Lang) -> Cell) -> Field {
    Field { heading, kind, bar: None, cell }
}

/// The list: first what is printed, then what is for the screen.
pub fn list(document: &ShortlistDocument) -> Table {
    let ShortlistDocument { lang, level, .. } = *document;
    let mut printed = printed_fields(level);
    if has_stability(document) {
        let after = printed.iter().position(|field| field.heading == Word::Class).map_or(printed.len(), |at| at + 1);
        let share = field(Word::Stability, ColumnKind::Share(0), |row, lang| number(row.stability, lang));
        printed.insert(after, share);
    }
    if document.rows.iter().any(|row| !row.moved.is_empty()) {
        let after = printed.iter().position(|field| field.heading == Word::Flags).map_or(printed.len(), |at| at + 1);
        printed.insert(after, field(Word::Moved, ColumnKind::Text, |row, _| Cell::text(&row.moved)));
    }
    let printed_columns = u16::try_from(printed.len()).ok();
    let fields: Vec<Field> = printed.into_iter().chain(screen_fields(level)).collect();
    Table {
        name: Word::SheetList.say(lang),
        title: document.title.clone(),
        subtitle: subtitle(document),
        columns: fields
            .iter()
            .map(|field| Column { bar: field.bar, ..Column::new(field.heading.say(lang), field.kind) })
            .collect(),
        rows: document.rows.iter().map(|row| fields.iter().map(|field| (field.cell)(row, lang)).collect()).collect(),
        layout: Layout { frozen_columns: 2, filter: true, printed_columns },
    }
}

/// Whether it was worked out how firmly the places stand.
fn has_stability(document: &ShortlistDocument) -> bool {
    document.rows.iter().any(|row| row.stability.is_some())
}

/// What a reader of the printed list needs: no more than is readable side by side on A4.
fn printed_fields(level: Level) -> Vec<Field> {
    use ColumnKind::{LongText, Number, Text, Word as Centred};
    let mut fields = vec![
        field(Word::Rank, Number(0), |row, _| Cell::Number(f64::from(row.rank))),
        field(Word::Company, Text, |row, _| Cell::text(&row.name)),
        field(Word::Segment, Text, |row, lang| known(&row.segment, lang)),
        field(Word::Tier, Centred, |row, lang| Cell::text(row.tier.say(lang))),
        field(Word::Base, Text, |row, lang| match row.base.as_str() {
            "" => Cell::Absent(Word::NoSlot.say(lang)),
            base => Cell::text(base),
        }),
        field(Word::Gates, Centred, |row, lang| Cell::text(gates(&row.gates, lang))),
        field(Word::Flags, LongText, |row, lang| Cell::text(flags(row, lang))),
        Field { bar: Some((0.0, 100.0)), ..field(Word::Value, Number(1), |row, lang| number(Some(row.value), lang)) },
        field(Word::Class, Centred, |row, _| Cell::text(row.class.replace('-', "–"))),
    ];
    if level.shows_negotiation() {
        fields.push(field(Word::Priority, Number(2), priority));
    }
    fields
}

fn screen_fields(level: Level) -> Vec<Field> {
    use ColumnKind::{Code, LongText, Number, Share, Text, Word as Centred};
    let mut fields = vec![
        field(Word::Low, Number(1), |row, lang| number(Some(row.low), lang)),
        field(Word::High, Number(1), |row, lang| number(Some(row.high), lang)),
        field(Word::Coverage, Share(0), |row, lang| number(Some(row.coverage), lang)),
    ];
    if level.shows_negotiation() {
        fields.extend([
            field(Word::Need, Number(2), need),
            field(Word::Attainability, Share(1), |row, lang| number(row.attainability, lang)),
            field(Word::Stage, Centred, |row, lang| match row.stage {
                Some(stage) => Cell::text(stage.say(lang)),
                None => Cell::Absent(Word::NoStage.say(lang)),
            }),
            field(Word::Owner, Text, |row, _| Cell::text(&row.owner)),
        ]);
    }
    fields.extend([
        field(Word::Place, Text, |row, lang| known(&row.place, lang)),
        field(Word::Sector, Text, |row, lang| known(&row.sector, lang)),
        field(Word::CreditCode, Code, |row, lang| known(&row.credit_code, lang)),
        field(Word::Product, Text, |row, lang| known(&row.product, lang)),
        field(Word::Evidence, LongText, |row, lang| Cell::text(clauses(&row.evidence, lang))),
        field(Word::GateReasons, LongText, |row, lang| Cell::text(gate_reasons(&row.gates, lang))),
    ]);
    if level.shows_negotiation() {
        fields.extend([
            field(Word::TierReason, LongText, |row, _| Cell::text(&row.tier_reason)),
            field(Word::Missing, LongText, |row, lang| Cell::text(joined(&row.missing, lang))),
            field(Word::AttainabilitySource, Text, |row, _| Cell::text(&row.attainability_source)),
        ]);
    }
    fields.extend([
        field(Word::MainBusiness, LongText, |row, lang| known(&row.main_business, lang)),
        field(Word::Website, Text, |row, _| Cell::text(&row.website)),
    ]);
    if level.shows_negotiation() {
        fields.extend([
            field(Word::Project, Text, |row, _| Cell::text(&row.lead_title)),
            field(Word::Negotiation, LongText, |row, lang| {
                let facts: Vec<String> = row
                    .negotiation
                    .iter()
                    .map(|fact| Message::FactIs { label: fact.label.clone(), value: fact.value.clone() }.say(lang))
                    .collect();
                Cell::text(clauses(&facts, lang))
            }),
        ]);
    }
    if level.shows_contacts() {
        fields.extend([
            field(Word::LegalRepresentative, Text, |row, _| Cell::text(&row.legal_representative)),
            field(Word::Phone, Code, |row, _| Cell::text(&row.phone)),
            field(Word::Email, Text, |row, _| Cell::text(&row.email)),
            field(Word::Notes, LongText, |row, _| Cell::text(&row.notes)),
        ]);
    }
    fields
}

/// One row per company and criterion, so that it can be filtered and summed.
pub fn breakdown(document: &ShortlistDocument) -> Table {
    use ColumnKind::{LongText, Number, Share, Text, Word as Centred};
    let ShortlistDocument { lang, level, .. } = *document;
    let mut columns = vec![
        Column::new(Word::Rank.say(lang), Number(0)),
        Column::new(Word::Company.say(lang), Text),
        Column::new(Word::Group.say(lang), Text),
        Column::new(Word::Criterion.say(lang), Text),
        Column::new(Word::Weight.say(lang), Share(1)),
        Column::new(Word::ValueOfCriterion.say(lang), Number(3)).with_bar(0.0, 1.0),
        Column::new(Word::Points.say(lang), Number(2)),
        Column::new(Word::PointsLow.say(lang), Number(2)),
        Column::new(Word::PointsHigh.say(lang), Number(2)),
        Column::new(Word::State.say(lang), Centred),
    ];
    if level.shows_negotiation() {
        columns.push(Column::new(Word::Fact.say(lang), Text));
        columns.push(Column::new(Word::Source.say(lang), LongText));
    }
    let rows = document.rows.iter().flat_map(|row| {
        row.breakdown.iter().map(|cell| {
            let heading = document.criteria.iter().find(|heading| heading.id == cell.criterion);
            let (group, label) = heading
                .map_or((String::new(), cell.criterion.clone()), |found| (found.group.clone(), found.label.clone()));
            let mut cells =
                vec![Cell::Number(f64::from(row.rank)), Cell::text(&row.name), Cell::Text(group), Cell::Text(label)];
            cells.extend(criterion_figures(cell, lang));
            if level.shows_negotiation() {
                cells.push(known(&cell.shown, lang));
                cells.push(Cell::text(&cell.source));
            }
            cells
        })
    });
    Table {
        name: Word::SheetBreakdown.say(lang),
        title: String::new(),
        subtitle: String::new(),
        columns,
        rows: rows.collect(),
        layout: Layout { frozen_columns: 2, filter: true, printed_columns: None },
    }
}

fn criterion_figures(cell: &CriterionCell, lang: Lang) -> [Cell; 6] {
    let absent = match cell.state {
        CellState::NotApplicable => Word::NotApplicable.say(lang),
        CellState::Inactive => cell.state.say(lang),
        CellState::Known | CellState::Range | CellState::Estimated => Word::Unknown.say(lang),
    };
    let points = |value: Option<f64>| Cell::number_or(value.map(|value| 100.0 * cell.weight * value), &absent);
    [
        Cell::number_or(Some(cell.weight), &absent),
        Cell::number_or(cell.value, &absent),
        Cell::number_or(cell.points, &absent),
        points(cell.low),
        points(cell.high),
        Cell::text(cell.state.say(lang)),
    ]
}

/// With what, when, for whom it was made, what was left out, and how to read it.
pub fn notes(document: &ShortlistDocument) -> Table {
    let ShortlistDocument { lang, level, .. } = *document;
    let mut rows = Vec::new();
    let mut say = |item: String, content: String| rows.push(vec![Cell::Text(item), Cell::Text(content)]);

    say(Word::MadeOn.say(lang), date(document.made_on, lang));
    if level.shows_negotiation() {
        say(Word::Author.say(lang), or_not_said(&document.author, lang));
    }
    if level == Level::Full {
        say(Word::Purpose.say(lang), or_not_said(&document.purpose, lang));
    }
    let target = document.target_date.map_or_else(|| Word::NoTarget.say(lang), |day| date(day, lang));
    say(Word::TargetDate.say(lang), target);
    say(Word::Order.say(lang), order(document));
    let meaning = match level {
        Level::Full => Word::FullSays,
        Level::Leader => Word::LeaderSays,
        Level::Public => Word::PublicSays,
    };
    say(
        Word::PrivacyLevel.say(lang),
        Message::LevelIs { level: level.say(lang), meaning: meaning.say(lang) }.say(lang),
    );
    let filters = if document.filters.is_empty() { Word::EveryCompany.say(lang) } else { document.filters.clone() };
    say(Word::Filters.say(lang), filters);
    say(Word::Companies.say(lang), count(document.rows.len()));
    if document.fictional {
        say(Word::Notes.say(lang), Word::Fictional.say(lang));
    }

    heading(&mut rows, &Word::Versions, lang);
    for (word, stamp) in
        [(Word::Plan, &document.plan), (Word::Model, &document.model), (Word::Catalogue, &document.catalogue)]
    {
        rows.push(vec![Cell::Text(word.say(lang)), Cell::Text(version(stamp, lang))]);
    }

    heading(&mut rows, &Word::LeftOut, lang);
    if document.left_out.is_empty() {
        rows.push(vec![Cell::Empty, Cell::Text(Word::NobodyLeftOut.say(lang))]);
    }
    for left_out in &document.left_out {
        let count = count(left_out.count);
        let said = if left_out.examples.is_empty() {
            Message::LeftOutOne { count }
        } else {
            Message::LeftOutSome { count, examples: joined(&left_out.examples, lang) }
        };
        rows.push(vec![Cell::Text(left_out.reason.clone()), Cell::Text(said.say(lang))]);
    }

    heading(&mut rows, &Word::Weights, lang);
    let (counting, silent) = weighed(&document.criteria);
    for (criterion, weight) in counting {
        let item = Message::FactIs { label: criterion.group.clone(), value: criterion.label.clone() }.say(lang);
        let weight = Message::WeightIs { weight: share(weight) }.say(lang);
        rows.push(vec![Cell::Text(item), Cell::Text(weight)]);
    }
    if !silent.is_empty() {
        rows.push(vec![Cell::Empty, Cell::Text(Message::NoWeight { names: joined(&silent, lang) }.say(lang))]);
    }

    heading(&mut rows, &Word::HowToRead, lang);
    let mut reading = reading(document);
    reading.push((Word::SheetList, Word::ReadPrint));
    for (item, sentence) in reading {
        rows.push(vec![Cell::Text(item.say(lang)), Cell::Text(sentence.say(lang))]);
    }

    Table {
        name: Word::SheetNotes.say(lang),
        title: String::new(),
        subtitle: String::new(),
        columns: vec![
            Column::new(Word::Item.say(lang), ColumnKind::Text),
            Column::new(Word::Content.say(lang), ColumnKind::LongText),
        ],
        rows,
        layout: Layout::default(),
    }
}

/// Criteria that count, with weights as they are shown, and the names of those that do not.
pub fn weighed(criteria: &[CriterionHeading]) -> (Vec<(&CriterionHeading, f64)>, Vec<String>) {
    let (counting, silent): (Vec<&CriterionHeading>, Vec<_>) =
        criteria.iter().partition(|criterion| criterion.weight > 0.0);
    let weights: Vec<f64> = counting.iter().map(|criterion| criterion.weight).collect();
    let shown = rounded_together(&weights);
    (counting.into_iter().zip(shown).collect(), silent.into_iter().map(|criterion| criterion.label.clone()).collect())
}

/// Shares rounded to a tenth of a per cent so that they still add up to one where they did: what is lacking goes to
/// those that lost most by rounding down.
pub fn rounded_together(shares: &[f64]) -> Vec<f64> {
    const PARTS: f64 = 1000.0;
    let total: f64 = shares.iter().sum();
    if (total - 1.0).abs() > 1e-6 || shares.iter().any(|share| *share < 0.0) {
        return shares.to_vec();
    }
    // A hair, so that what is a whole number of parts is not taken for less.
    let mut parts: Vec<f64> = shares.iter().map(|share| (share * PARTS + 1e-6).floor()).collect();
    let mut lost: Vec<(usize, f64)> =
        shares.iter().zip(&parts).map(|(share, part)| share * PARTS - part).enumerate().collect();
    lost.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut lacking = PARTS - parts.iter().sum::<f64>();
    for (index, _) in lost {
        if lacking < 0.5 {
            break;
        }
        if let Some(part) = parts.get_mut(index) {
            *part += 1.0;
            lacking -= 1.0;
        }
    }
    parts.into_iter().map(|part| part / PARTS).collect()
}

/// A word of the catalogue inside a sentence: in English it begins small.
pub fn within(word: String, lang: Lang) -> String {
    match lang {
        Lang::Zh => word,
        Lang::En => {
            let mut signs = word.chars();
            signs.next().map_or_else(String::new, |first| first.to_lowercase().chain(signs).collect())
        }
    }
}

/// What is to be known for reading the figures.
pub fn reading(document: &ShortlistDocument) -> Vec<(Word, Word)> {
    let mut reading = vec![
        (Word::Value, Word::ReadValue),
        (Word::State, Word::ReadEstimate),
        (Word::Gates, Word::ReadGates),
        (Word::Coverage, Word::ReadCoverage),
        (Word::Class, Word::ReadClass),
    ];
    if has_stability(document) {
        reading.push((Word::Stability, Word::ReadStability));
    }
    if document.level.shows_negotiation() {
        reading.push((Word::Priority, Word::ReadPriority));
    }
    reading
}

fn heading(rows: &mut Vec<Vec<Cell>>, word: &Word, lang: Lang) {
    rows.push(Vec::new());
    rows.push(vec![Cell::Heading(word.say(lang))]);
}

/// Left and right of every page's head.
pub fn page_header(document: &ShortlistDocument) -> [String; 2] {
    [document.title.clone(), date(document.made_on, document.lang)]
}

/// Left and right of every page's foot: with which plan and model.
pub fn page_footer(document: &ShortlistDocument) -> [String; 2] {
    versions_line(&document.plan, &document.model, document.lang)
}

/// Plan and model with their fingerprints.
pub fn versions_line(plan: &VersionStamp, model: &VersionStamp, lang: Lang) -> [String; 2] {
    [
        Message::PlanLine { title: plan.title.clone(), hash: short_hash(&plan.sha256) }.say(lang),
        Message::ModelLine { title: model.title.clone(), hash: short_hash(&model.sha256) }.say(lang),
    ]
}

/// “第 1 页，共 3 页”, with marks where the numbers go.
pub fn page_word(lang: Lang) -> String {
    Message::PageOf { page: PAGE.to_owned(), pages: PAGES.to_owned() }.say(lang)
}

pub fn subtitle(document: &ShortlistDocument) -> String {
    let lang = document.lang;
    let line = Message::Subtitle {
        date: date(document.made_on, lang),
        count: count(document.rows.len()),
        order: order(document),
        level: document.level.say(lang),
    }
    .say(lang);
    if document.fictional { clauses(&[line, Word::Fictional.say(lang)], lang) } else { line }
}

/// What gave the list its order.
fn order(document: &ShortlistDocument) -> String {
    let lang = document.lang;
    match document.order {
        Order::By(rank) => Message::OrderedBy { figure: rank.say(lang) },
        Order::ByThen(rank, day) => Message::OrderedByThen { figure: rank.say(lang), day: date(day, lang) },
        Order::ByHand => Message::OrderedByHand,
    }
    .say(lang)
}

fn version(stamp: &VersionStamp, lang: Lang) -> String {
    let VersionStamp { title, version, sha256 } = stamp.clone();
    if version.is_empty() {
        Message::StampIs { title, sha256 }.say(lang)
    } else {
        Message::VersionIs { title, version, sha256 }.say(lang)
    }
}

fn or_not_said(text: &str, lang: Lang) -> String {
    if text.is_empty() { Word::NotSaid.say(lang) } else { text.to_owned() }
}

fn known(text: &str, lang: Lang) -> Cell {
    if text.trim().is_empty() { Cell::Absent(Word::Unknown.say(lang)) } else { Cell::text(text) }
}

fn number(value: Option<f64>, lang: Lang) -> Cell {
    Cell::number_or(value, Word::Unknown.say(lang))
}

/// What a reader should notice before the figures.
pub fn flags(row: &ShortlistRow, lang: Lang) -> String {
    let mut flags = row.flags.clone();
    if row.little_known {
        flags.insert(0, Word::LowCoverage.say(lang));
    }
    joined(&flags, lang)
}

fn need(row: &ShortlistRow, lang: Lang) -> Cell {
    match &row.need {
        Some(NeedFigure::Known(need)) => number(Some(*need), lang),
        Some(NeedFigure::Absent(why)) => Cell::Absent(why.clone()),
        None => number(None, lang),
    }
}

/// A company without a need value has no priority; the word says why.
fn priority(row: &ShortlistRow, lang: Lang) -> Cell {
    match (row.priority, &row.need) {
        (None, Some(NeedFigure::Absent(why))) => Cell::Absent(why.clone()),
        (priority, _) => number(priority, lang),
    }
}

/// The worst finding, with how many are still to be checked.
pub fn gates(gates: &[GateFinding], lang: Lang) -> String {
    let of = |state: GateState| gates.iter().filter(|gate| gate.state == state).count();
    if of(GateState::Fail) > 0 {
        GateState::Fail.say(lang)
    } else if of(GateState::Unknown) > 0 {
        let state = within(GateState::Unknown.say(lang), lang);
        Message::GatesToCheck { state, count: count(of(GateState::Unknown)) }.say(lang)
    } else if gates.is_empty() {
        Word::Unknown.say(lang)
    } else {
        GateState::Pass.say(lang)
    }
}

fn gate_reasons(gates: &[GateFinding], lang: Lang) -> String {
    let said: Vec<String> = gates
        .iter()
        .filter(|gate| gate.state != GateState::Pass)
        .map(|gate| {
            let state = within(gate.state.say(lang), lang);
            let (name, reason) = (gate.label.clone(), gate.reason.clone());
            if reason.is_empty() {
                Message::GateIs { gate: name, state }.say(lang)
            } else {
                Message::GateBecause { gate: name, state, reason }.say(lang)
            }
        })
        .collect();
    clauses(&said, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_weights_still_add_up() {
        for weights in [vec![1.0 / 3.0; 3], vec![0.0625; 16], vec![0.35, 0.0875, 0.0875, 0.475], vec![1.0]] {
            let shown = rounded_together(&weights);
            let tenths = |share: &f64| (share * 1000.0).round();
            assert!((shown.iter().map(tenths).sum::<f64>() - 1000.0).abs() < 1e-9, "{shown:?}");
            assert!(shown.iter().zip(&weights).all(|(shown, exact)| (shown - exact).abs() < 0.001), "{shown:?}");
        }
        assert_eq!(rounded_together(&[0.3, 0.3]), [0.3, 0.3], "what is not a whole is not made one");
        assert!(rounded_together(&[]).is_empty());
    }

    #[test]
    fn a_word_begins_small_in_a_sentence() {
        assert_eq!(within("To check".into(), Lang::En), "to check");
        assert_eq!(within("待核".into(), Lang::Zh), "待核");
        let open = GateFinding { label: "a".into(), state: GateState::Unknown, reason: String::new() };
        assert_eq!(gates(&vec![open; 5], Lang::En), "5 to check");
    }
}
