//! The comparison as a table for a file: points, and between which they may lie.

use super::{
    answer::{Answer, Side},
    share,
    table::{Row, rows},
};
use crate::{
    report::{
        seen::Seen,
        table::{Cell, Column, ColumnKind},
    },
    scoring::{CellState, Standing},
    text::{Label as _, format, ui_compare::CompareText as T},
    ui::{context::PageContext, table_form},
};

/// What a row says of a company: its figure, and between which it may lie.
type Figures = [Cell; 3];

/// The table as it stands.
pub(super) fn seen_of(ctx: &PageContext<'_>, answer: &Answer) -> Seen {
    let mut columns = vec![Column::new(ctx.say(&T::Criterion), ColumnKind::Text).standing()];
    for side in &answer.sides {
        let name = || side.name.clone();
        let headings = [name(), ctx.say(&T::LowOf { name: name() }), ctx.say(&T::HighOf { name: name() })];
        columns.extend(headings.map(|heading| Column::new(heading, ColumnKind::Number(1)).standing()));
    }
    let rows = rows(answer).into_iter().map(|row| {
        let mut cells = vec![Cell::text(head(ctx, answer, &row))];
        for (place, side) in answer.sides.iter().enumerate() {
            cells.extend(figures(ctx, answer, &row, place, side));
        }
        cells
    });
    let note = ctx.say(&T::FileNote { top: format::count(answer.asked.top) });
    table_form::seen(ctx, &ctx.say(&T::Title), &[note], columns, rows.collect())
}

fn head(ctx: &PageContext<'_>, answer: &Answer, row: &Row<'_>) -> String {
    let model = &answer.view.policy.model;
    match row {
        Row::Value => ctx.say(&T::Value),
        Row::Coverage => ctx.say(&T::Coverage),
        Row::Class => ctx.say(&T::ClassOf),
        Row::Gate => ctx.say(&T::GateOf),
        Row::InTop => ctx.say(&T::InTop { top: format::count(answer.asked.top) }),
        Row::Places => ctx.say(&T::Places),
        Row::Above(other) => {
            let name = answer.sides.get(*other).map(|side| side.name.clone()).unwrap_or_default();
            ctx.say(&T::Above { name })
        }
        Row::Group(_, line) => {
            let group = model.groups.iter().find(|group| group.id == line.group);
            group.map_or_else(String::new, |group| group.name.in_lang(ctx.lang).to_owned())
        }
        Row::Line(_, line) => {
            let criterion = model.criteria().find(|(_, criterion)| criterion.id == line.criterion);
            criterion.map_or_else(String::new, |(_, criterion)| criterion.name.in_lang(ctx.lang).to_owned())
        }
    }
}

fn figures(ctx: &PageContext<'_>, answer: &Answer, row: &Row<'_>, place: usize, side: &Side) -> Figures {
    let card = &side.detail.card.scorecard;
    let words = |words: String| [Cell::text(words), Cell::Empty, Cell::Empty];
    let nothing = || [Cell::Empty, Cell::Empty, Cell::Empty];
    let numbers = |numbers: [f64; 3]| numbers.map(Cell::Number);
    match row {
        Row::Value => numbers([card.value, card.low, card.high]),
        Row::Coverage => words(format::share(card.coverage)),
        Row::Class => words(card.class.to_string()),
        Row::Gate => words(side.detail.prospect.gate.label(ctx.lang).to_owned()),
        Row::InTop => answer.counted.share(side.row).map_or_else(nothing, |in_top| {
            let standing = match Standing::of(in_top) {
                Standing::Stable => T::Stable,
                Standing::Depends => T::Depends,
                Standing::Out => T::Out,
            };
            words(format::clauses(&[share(in_top), ctx.say(&standing)], ctx.lang))
        }),
        Row::Places => answer.counted.usual_places(place).map_or_else(nothing, |[from, middle, to]| {
            let [from, middle, to] = [from, middle, to].map(|place| format::count(place as usize));
            words(ctx.say(&T::PlaceRange { from, to, middle }))
        }),
        Row::Above(other) if *other == place => nothing(),
        Row::Above(other) => {
            answer.counted.above_share(place, *other).map_or_else(nothing, |above| words(share(above)))
        }
        Row::Group(group, _) => card.groups.get(*group).map_or_else(nothing, |line| {
            let most = line.weight * 100.0;
            numbers([line.points, line.low * most, line.high * most])
        }),
        Row::Line(line, _) => match card.lines.get(*line) {
            Some(line) if line.state == CellState::NotApplicable => {
                [Cell::Absent(ctx.say(&T::NotApplicable)), Cell::Empty, Cell::Empty]
            }
            Some(line) => {
                let most = line.weight * 100.0;
                numbers([line.points, line.low * most, line.high * most])
            }
            None => nothing(),
        },
    }
}
