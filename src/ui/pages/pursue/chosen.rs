//! The chosen: how good the plan is in one line, and the table of those in it.

use eframe::egui::{RichText, Ui};

use super::{base_name, places_names, visits, work::Found, worth_words};
use crate::{
    capacity::optimise::{Limit, Pick, Pin},
    domain::{company::GateState, ids::CompanyId, plan::Tier},
    ledger::{
        assessment::Prospect,
        pursuit::{PursuitQuestion, PursuitWish},
    },
    text::{Label, Lang, format, ui_pursue::PursueText as T},
    ui::{
        context::{PageContext, Post},
        route::{PageId, Place},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui, tier_badge},
    },
};

/// A row of the table.
pub(super) struct Row<'a> {
    pub place: usize,
    pub pick: &'a Pick,
    pub prospect: &'a Prospect,
    pub name: &'a str,
    pub base: String,
    pub tier: Tier,
    pub quality: f64,
    pub minutes: u32,
    /// It stands for another base than its own.
    is_second: bool,
    /// Worth of a seat that is certainly wanted.
    full_seat: f64,
}

/// Draws them; gives the company to be looked at, and the one to be pinned.
pub(super) fn ui(
    ui: &mut Ui,
    table: &mut TableState<CompanyId>,
    found: &Found,
    wish: &PursuitWish,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) -> (Option<CompanyId>, Option<(CompanyId, Pin)>) {
    headline_ui(ui, found, ctx, out);
    ui.add_space(6.0);
    let mut rows = rows(found, ctx);
    if rows.is_empty() {
        let (title, note) = (ctx.say(&T::NobodyFits), ctx.say(&T::NobodyFitsNote));
        EmptyState { icon: icons::TARGET, title: &title, note: &note, action: None }.ui(ui);
        return (None, None);
    }
    // Of one base every row would say the same.
    let one_base = wish.bases.len() == 1;
    let columns = columns(one_base, ctx);
    let (sort, down) = table.sort_or(ui.ctx(), "worth", true);
    order(&mut rows, &sort, down);
    let first = rows.first().map(|row| row.prospect.company);
    let key = |at: usize| rows.get(at).map(|row| row.prospect.company).or(first).unwrap_or(NOBODY);
    let output = table_ui(ui, table, &columns, rows.len(), ctx.lang, key, |ui, at, column| {
        if let Some(row) = rows.get(at) {
            cell_ui(ui, row, column.id, (wish, one_base), ctx);
        }
    });
    let (mut wanted, mut pin) = (None, None);
    if output.selected {
        wanted = table.selection.cursor();
    }
    if let Some(row) = output.opened.and_then(|at| rows.get(at)) {
        out.push(Post::Go(Place::company(row.prospect.company)));
    }
    if output.copy {
        let chosen: Vec<String> = rows
            .iter()
            .filter(|row| table.selection.contains(&row.prospect.company))
            .map(|row| as_cells(row, ctx))
            .collect();
        if !chosen.is_empty() {
            ui.ctx().copy_text(chosen.join("\n"));
        }
    }
    if let Some((at, response)) = output.menu
        && let Some(row) = rows.get(at)
    {
        let company = row.prospect.company;
        response.context_menu(|ui| {
            if ui.button(ctx.say(&T::Open)).clicked() {
                out.push(Post::Go(Place::company(company)));
                ui.close();
            }
            pin = pin.or(pin_buttons_ui(ui, wish, company, ctx).inspect(|_| ui.close()));
        });
    }
    let status = T::Status {
        chosen: format::count(rows.len()),
        of: format::count(found.pursuit.question.notes.candidates),
        selected: format::count(table.selection.len()),
    };
    out.push(Post::Status(ctx.say(&status)));
    (wanted, pin)
}

/// Stands in where there is no row; never drawn.
const NOBODY: CompanyId = CompanyId::from_uuid(uuid::Uuid::nil());

/// Buttons that pin a company or free it.
pub(super) fn pin_buttons_ui(
    ui: &mut Ui,
    wish: &PursuitWish,
    company: CompanyId,
    ctx: &PageContext<'_>,
) -> Option<(CompanyId, Pin)> {
    let now = wish.pin(company);
    let mut chosen = None;
    if now != Pin::In && ui.icon_text_button(icons::PUSH_PIN, &ctx.say(&T::PinIn)).clicked() {
        chosen = Some(Pin::In);
    }
    if now != Pin::Out && ui.icon_text_button(icons::PROHIBIT, &ctx.say(&T::PinOut)).clicked() {
        chosen = Some(Pin::Out);
    }
    if now != Pin::Free && ui.icon_text_button(icons::X, &ctx.say(&T::Unpin)).clicked() {
        chosen = Some(Pin::Free);
    }
    chosen.map(|pin| (company, pin))
}

fn headline_ui(ui: &mut Ui, found: &Found, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let plan = found.pursuit.solved.plan();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.section_title(ctx.say(&T::Chosen { count: format::count(plan.picks.len()) }));
        let value = T::ValueWords { value: worth_words(plan.value.0) };
        ui.strong_text(ctx.say(&value)).on_hover_text(ctx.say(&T::ValueTip));
        let tip = ctx.say(&T::AtMostTip { bound: worth_words(plan.bound.0) });
        match plan.gap() {
            Some(gap) if gap < 1e-4 => ui.secondary(ctx.say(&T::Best)).on_hover_text(tip),
            Some(gap) => {
                let share = format!("{} %", format::fixed(100.0 * gap, 1));
                ui.secondary(ctx.say(&T::AtMost { share })).on_hover_text(tip)
            }
            None => ui.secondary(""),
        };
        ui.secondary(used_words(found, ctx)).on_hover_text(land_words(found, ctx));
        let binding = plan.use_of_limits.binding.iter().map(|limit| match limit {
            Limit::Meetings => ctx.say(&T::BindingMeetings),
            Limit::Time => ctx.say(&T::BindingTime),
            Limit::Land(stock) => {
                let places = plan.use_of_limits.land.get(*stock).map_or(&[][..], |land| &land.places);
                ctx.say(&T::BindingLand { places: places_names(found, places, ctx) })
            }
        });
        let names: Vec<String> = binding.collect();
        let words = if names.is_empty() {
            ctx.say(&T::BindingNone)
        } else {
            ctx.say(&T::Binding { limits: format::list(&names, ctx.lang) })
        };
        ui.secondary(words);
        if ui.icon_text_button(icons::COPY, &ctx.say(&T::CopyList)).clicked() {
            let rows = rows(found, ctx);
            let text: Vec<String> = rows.iter().map(|row| as_cells(row, ctx)).collect();
            ui.ctx().copy_text(text.join("\n"));
        }
        let can_keep = ctx.writable && !plan.picks.is_empty();
        if can_keep
            && ui
                .icon_text_button(icons::RANKING, &ctx.say(&T::KeepList))
                .on_hover_text(ctx.say(&T::KeepListTip))
                .clicked()
        {
            out.push(Post::Go(Place::part(PageId::Shortlist, &keep_part(found))));
        }
        if can_keep {
            visits::button_ui(ui, found, ctx, out);
        }
    });
    if !plan.shut_out.is_empty() {
        let rows = plan.shut_out.iter().filter_map(|place| found.pursuit.question.rows.get(*place));
        let names: Vec<String> = rows.filter_map(|row| name_of(found, *row)).map(str::to_owned).collect();
        ui.label(RichText::new(ctx.say(&T::ShutOut { names: format::list(&names, ctx.lang) })).color(ctx.tokens.error));
    }
}

/// The part of the shortlist page that asks to keep the chosen as a list.
fn keep_part(found: &Found) -> String {
    let keys: Vec<String> = visits::companies(found).iter().map(ToString::to_string).collect();
    format!("keep={}", keys.join(","))
}

fn used_words(found: &Found, ctx: &PageContext<'_>) -> String {
    let plan = found.pursuit.solved.plan();
    let limits = found.pursuit.solved.problem().limits;
    let count = |number: u32| format::count(number as usize);
    let used = count(plan.use_of_limits.meetings);
    let meetings = match limits.meetings {
        Some(of) => ctx.say(&T::UsedMeetings { used, of: count(of) }),
        None => ctx.say(&T::UsedMeetingsOpen { used }),
    };
    let used = count(plan.use_of_limits.time.0);
    let time = match limits.time {
        Some(of) => ctx.say(&T::UsedTime { used, of: count(of.0) }),
        None => ctx.say(&T::UsedTimeOpen { used }),
    };
    ctx.say(&T::Used { meetings, time })
}

fn land_words(found: &Found, ctx: &PageContext<'_>) -> String {
    let plan = found.pursuit.solved.plan();
    let lines = plan.use_of_limits.land.iter().map(|land| {
        ctx.say(&T::UsedLand {
            places: places_names(found, &land.places, ctx),
            used: format::number(land.taken.0, 1),
            of: format::number(land.free.0, 1),
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn name_of(found: &Found, row: usize) -> Option<&str> {
    found.view.snapshot.companies.row(row).map(|company| &*company.name)
}

/// The chosen, those that add most first.
pub(super) fn rows<'f>(found: &'f Found, ctx: &PageContext<'_>) -> Vec<Row<'f>> {
    let question = &found.pursuit.question;
    let picks = &found.pursuit.solved.plan().picks;
    let ranked = found.pursuit.ranked();
    let rows = (1..).zip(ranked).filter_map(|(place, at)| {
        let pick = picks.get(at)?;
        let row = *question.rows.get(pick.candidate)?;
        let candidate = question.problem.candidates.get(pick.candidate)?;
        let seat = candidate.seats.get(pick.seat)?;
        let slot = question.slots.get(seat.slot)?;
        Some(Row {
            place,
            pick,
            prospect: found.view.assessment.prospects.get(row)?,
            name: name_of(found, row)?,
            base: base_name(found, &slot.base, ctx),
            tier: slot.tier,
            quality: seat.quality,
            minutes: candidate.minutes.0,
            is_second: pick.seat > 0,
            full_seat: full_seat(question, seat.slot),
        })
    });
    rows.collect()
}

fn order(rows: &mut [Row<'_>], column: &str, down: bool) {
    rows.sort_by(|one, other| {
        let by = match column {
            "name" => one.name.cmp(other.name),
            "base" => one.base.cmp(&other.base),
            "tier" => one.tier.cmp(&other.tier),
            "chance" => one.pick.chance.total_cmp(&other.pick.chance),
            "value" => one.quality.total_cmp(&other.quality),
            "seat" => one.pick.by_seat.0.total_cmp(&other.pick.by_seat.0),
            "minutes" => one.minutes.cmp(&other.minutes),
            _ => other.place.cmp(&one.place),
        };
        if down { by.reverse() } else { by }.then(one.place.cmp(&other.place))
    });
}

fn columns(one_base: bool, ctx: &PageContext<'_>) -> Vec<ColumnSpec> {
    let say = |text: T| ctx.say(&text);
    let tier = if ctx.lang == Lang::Zh { 86.0 } else { 108.0 };
    let mut columns = vec![
        ColumnSpec::text("name", say(T::ColumnName), 148.0).growing(320.0),
        ColumnSpec::number("worth", say(T::ColumnWorth), 56.0).explained(say(T::ColumnWorthTip)),
        ColumnSpec::text("base", say(T::ColumnBase), 92.0).growing(220.0),
        ColumnSpec::text("tier", say(T::ColumnTier), tier),
        ColumnSpec::number("chance", say(T::ColumnChance), 76.0).explained(say(T::ColumnChanceTip)),
        ColumnSpec::number("value", say(T::ColumnValue), 52.0).explained(say(T::ColumnValueTip)),
        ColumnSpec::number("seat", say(T::ColumnSeat), 52.0).explained(say(T::ColumnSeatTip)),
        ColumnSpec::text("why", say(T::ColumnWhy), 140.0).growing(320.0).unsorted(),
        ColumnSpec::number("minutes", say(T::ColumnMinutes), 52.0).optional(),
    ];
    columns.retain(|column| !(one_base && column.id == "base"));
    columns
}

fn cell_ui(ui: &mut Ui, row: &Row<'_>, column: &str, (wish, one_base): (&PursuitWish, bool), ctx: &PageContext<'_>) {
    let second_ui = |ui: &mut Ui| {
        let mark = RichText::new(icons::ARROWS_LEFT_RIGHT).color(ctx.tokens.text_soft);
        ui.label(mark).on_hover_text(ctx.say(&T::SecondBase));
    };
    match column {
        "name" => {
            if wish.pin(row.prospect.company) == Pin::In {
                let mark = RichText::new(icons::PUSH_PIN).color(ctx.tokens.accent_text);
                ui.label(mark).on_hover_text(ctx.say(&T::PinnedIn));
            }
            if one_base && row.is_second {
                second_ui(ui);
            }
            ui.elided(row.name);
        }
        "worth" => {
            ui.strong_text(worth_words(row.pick.contribution.0));
        }
        "base" => {
            ui.elided(row.base.as_str());
            if row.is_second {
                second_ui(ui);
            }
        }
        "tier" => {
            tier_badge(ui, row.tier, ctx.lang);
        }
        "chance" => {
            ui.label(format::share(row.pick.chance));
            if row.prospect.gate == GateState::Unknown {
                // The sign alone: the column is one of figures.
                let mark = RichText::new(icons::CIRCLE_DASHED).color(ctx.tokens.text_soft);
                ui.label(mark).on_hover_text(row.prospect.gate.label(ctx.lang));
            }
        }
        "value" => {
            ui.label(format::score(100.0 * row.quality));
        }
        "seat" => {
            ui.label(worth_words(row.pick.by_seat.0));
        }
        "why" => {
            ui.elided(RichText::new(why(row, wish, ctx)).color(ctx.tokens.text_soft));
        }
        "minutes" => {
            ui.label(format::count(row.minutes as usize));
        }
        _ => {}
    }
}

/// Worth of a seat of a slot that is certainly wanted.
fn full_seat(question: &PursuitQuestion, slot: usize) -> f64 {
    let share = question.problem.objective.seat_share.0 / 100.0;
    question.problem.slots.get(slot).map_or(0.0, |slot| share * slot.worth.0)
}

/// Why it is in, in a few words.
pub(super) fn why(row: &Row<'_>, wish: &PursuitWish, ctx: &PageContext<'_>) -> String {
    if wish.pin(row.prospect.company) == Pin::In {
        return ctx.say(&T::WhyPinned);
    }
    let value = format::score(100.0 * row.quality);
    let part = if row.pick.contribution.0 > 0.0 { row.pick.by_seat.0 / row.pick.contribution.0 } else { 0.0 };
    // How much the seat is still wanted with all the others that are chosen.
    let full = row.full_seat * row.pick.chance;
    let need = (full > 0.0).then(|| format::share((row.pick.by_seat.0 / full).clamp(0.0, 1.0)));
    let tier = row.tier.label(ctx.lang).to_owned();
    match need {
        Some(need) if part >= 0.6 => ctx.say(&T::WhySeat { tier, need }),
        Some(need) if part >= 0.25 => ctx.say(&T::WhyBoth { tier, need, value }),
        _ => ctx.say(&T::WhyValue { value }),
    }
}

/// A row as spreadsheets paste it.
fn as_cells(row: &Row<'_>, ctx: &PageContext<'_>) -> String {
    let cells = [
        row.place.to_string(),
        row.name.to_owned(),
        row.base.clone(),
        row.tier.label(ctx.lang).to_owned(),
        format::share(row.pick.chance),
        format::score(100.0 * row.quality),
        worth_words(row.pick.contribution.0),
        worth_words(row.pick.by_seat.0),
        row.minutes.to_string(),
    ];
    cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t")
}
