//! Which companies a draft would change, from what to what and why; and what the draft consists of.

use eframe::egui::{RichText, ScrollArea, Ui};

use super::{
    STUDY, place_words,
    work::{MovedRow, Outcome, Study},
};
use crate::{
    domain::plan::Plan,
    matching::{TermEdit, preview::Standing},
    text::{Label as _, Lang, Say, format, ui_companies::CompaniesText, ui_terms::TermsText as T},
    ui::{
        context::{PageContext, Post},
        route::{PageId, Place, Target},
        theme::{icons, tokens::ROW},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt, progress_row},
    },
};

/// Draws what the draft would do; true when it shall be worked out again.
pub(super) fn ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    plan: &Plan,
    study: Option<&Study>,
    broken: Option<&str>,
    out: &mut Vec<Post>,
) -> bool {
    if let Some(job) = ctx.running.iter().find(|job| job.key == STUDY && !job.progress.is_cancelled()) {
        progress_row(ui, &job.label, &job.progress, ctx.lang);
        return false;
    }
    if let Some(detail) = broken {
        let words = T::Broken { detail: detail.to_owned() };
        ui.label(RichText::new(ctx.say(&words)).color(ctx.tokens.error));
        return ui.button(ctx.say(&T::RehearseAgain)).clicked();
    }
    let Some(study) = study else {
        ui.secondary(ctx.say(&T::Rehearsing));
        return false;
    };
    let outcome = match &study.outcome {
        Ok(outcome) => outcome,
        Err(fault) => {
            ui.label(RichText::new(ctx.say(fault)).color(ctx.tokens.error));
            return false;
        }
    };
    let Some(moved) = &outcome.moved else {
        ui.secondary(ctx.say(&T::NotRehearsed));
        return ui.button(ctx.say(&T::RehearseAgain)).clicked();
    };
    head_ui(ui, ctx, outcome, moved);
    if !moved.is_empty() {
        table_ui(ui, ctx, plan, moved, out);
    }
    false
}

fn head_ui(ui: &mut Ui, ctx: &PageContext<'_>, outcome: &Outcome, moved: &[MovedRow]) {
    let words = format::count(outcome.words);
    ui.horizontal_wrapped(|ui| {
        let head = if moved.is_empty() {
            T::NobodyMoves { words }
        } else {
            let (companies, sectors) = (format::count(moved.len()), format::count(outcome.sectors));
            T::Moved { words, companies, sectors }
        };
        ui.strong_text(ctx.say(&head));
        if outcome.settled > 0 {
            ui.secondary(ctx.say(&T::Settled { count: format::count(outcome.settled) }));
        }
    });
}

fn table_ui(ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, moved: &[MovedRow], out: &mut Vec<Post>) {
    let titles = [T::Company, T::Now, T::Then, T::Strength, T::Because].map(|title| ctx.say(&title));
    let columns = [
        SmallColumn::text(&titles[0], 170.0).stretching(),
        SmallColumn::text(&titles[1], 160.0).stretching(),
        SmallColumn::text(&titles[2], 150.0).stretching(),
        SmallColumn::number(&titles[3], 112.0),
        SmallColumn::text(&titles[4], 150.0).stretching(),
    ];
    let table = SmallTable::new(ui.available_width() - 12.0, &columns);
    table.header_ui(ui, &columns);
    let area = ScrollArea::vertical().id_salt("terms moved").auto_shrink(false);
    area.show_rows(ui, ROW, moved.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in moved.get(range).unwrap_or_default() {
            let (before, after) =
                (standing_words(plan, &row.before, ctx.lang), standing_words(plan, &row.after, ctx.lang));
            let because = because(row, ctx.lang);
            let name = row.name.to_string();
            let words = ctx.say(&T::MovedRow { name: name.clone(), before: before.clone(), after: after.clone() });
            let response = table.row_ui(ui, ROW, RowKind::Button(&words), |ui, column| {
                let text = match column {
                    0 => RichText::new(&name),
                    1 => RichText::new(&before).color(ctx.tokens.text_soft),
                    2 if before == after => RichText::new(ctx.say(&T::SamePlace)).small().color(ctx.tokens.text_soft),
                    2 => RichText::new(&after),
                    3 => RichText::new(ctx.say(&strength_words(row))).small(),
                    _ => RichText::new(&because).small().color(ctx.tokens.text_soft),
                };
                ui.elided(text);
            });
            if response.clicked() {
                out.push(Post::Go(Place { page: PageId::Companies, target: Target::Company(row.company) }));
            }
        }
    });
}

/// Sector, segment and product.
fn standing_words(plan: &Plan, standing: &Standing, lang: Lang) -> String {
    let Some(sector) = standing.sector.as_ref().and_then(|id| plan.sector(id)) else {
        return if standing.unclear { T::OutsideUnclear } else { T::Outside }.say(lang);
    };
    let segment = standing.segment.as_ref().and_then(|id| plan.segment(id));
    let product = standing.product.as_ref().and_then(|id| plan.product(id));
    let names = [
        Some(sector.letter.as_str()),
        segment.map(|(_, segment)| segment.name.in_lang(lang)),
        product.map(|(.., product)| product.name.in_lang(lang)),
    ];
    let path = names.into_iter().flatten().collect::<Vec<_>>().join(" › ");
    if standing.unclear { T::StandingUnclear { path }.say(lang) } else { path }
}

/// How the strength moves.
fn strength_words(row: &MovedRow) -> T {
    let (before, after) = (format::share(row.before.strength), format::share(row.after.strength));
    T::StrengthMoves { before, after }
}

/// The terms that make the difference.
fn because(row: &MovedRow, lang: Lang) -> String {
    let quoted = |terms: &[String]| {
        let terms: Vec<String> =
            terms.iter().map(|term| CompaniesText::Quoted { term: term.clone() }.say(lang)).collect();
        format::list(&terms, lang)
    };
    let mut parts = Vec::new();
    if !row.gained.is_empty() {
        parts.push(T::NowSpeaks { terms: quoted(&row.gained) }.say(lang));
    }
    if !row.lost.is_empty() {
        parts.push(T::NoLonger { terms: quoted(&row.lost) }.say(lang));
    }
    if parts.is_empty() { T::Weighs.say(lang) } else { format::clauses(&parts, lang) }
}

/// Draws what the draft consists of; what is left when one change is dropped.
pub(super) fn edits_ui(ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, edits: &[TermEdit]) -> Option<Vec<TermEdit>> {
    let mut dropped = None;
    ui.strong_text(ctx.say(&T::Edits));
    ScrollArea::vertical().id_salt("term edits").auto_shrink(false).show_rows(ui, ROW, edits.len(), |ui, range| {
        for (place, edit) in edits.iter().enumerate().skip(range.start).take(range.len()) {
            let what = edit_words(plan, edit, ctx.lang);
            ui.horizontal(|ui| {
                let words = ctx.say(&T::DropEdit { what: what.clone() });
                if ui.icon_button(icons::ARROW_U_UP_LEFT, &words).clicked() {
                    dropped = Some(place);
                }
                ui.elided(what);
            });
        }
    });
    let dropped = dropped?;
    let mut left = edits.to_vec();
    left.remove(dropped);
    Some(left)
}

fn edit_words(plan: &Plan, edit: &TermEdit, lang: Lang) -> String {
    let place = |node| place_words(plan, node, lang);
    match edit {
        TermEdit::Add { node, kind, term } => {
            T::EditAdd { term: term.clone(), kind: kind.label(lang).to_owned(), place: place(node) }
        }
        TermEdit::Change { term, to_node, to_kind, to_term, .. } => T::EditChange {
            term: term.clone(),
            to: to_term.clone(),
            kind: to_kind.label(lang).to_owned(),
            place: place(to_node),
        },
        TermEdit::Off { node, term } => T::EditOff { term: term.clone(), place: place(node) },
        TermEdit::On { node, term } => T::EditOn { term: term.clone(), place: place(node) },
    }
    .say(lang)
}
