//! One company: why it is in, or why not; what the best plan would be otherwise; and deciding about it by hand.

use std::sync::{Arc, Weak};

use eframe::egui::{Id, RichText, Ui};

use super::{
    chosen::pin_buttons_ui,
    work::{Found, Looked},
    worth_words,
};
use crate::{
    capacity::optimise::{Otherwise, Pick, Pin, Why},
    domain::{company::GateState, ids::CompanyId},
    ledger::{
        assessment::{Need, NoNeed, Prospect},
        pursuit::{OpenLeads, PursuitWish},
    },
    scoring::PlacementBasis,
    text::{format, ui_pursue::PursueText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        finder::{self, Finder},
        route::Place,
        theme::icons,
        widgets::{UiExt, search_field},
    },
};

/// The job that looks for companies of a name.
const FIND: &str = "pursue.names";
/// Most names proposed.
const PROPOSED: usize = 6;
/// Less than this part of the plan's worth is no difference.
const SAME: f64 = 1e-6;

/// What one looks for by name, and what was found.
#[derive(Debug, Default)]
pub(super) struct Search {
    typed: String,
    /// What was last looked for, and in which search.
    asked: Option<(String, Weak<Finder>)>,
    answer: Option<Answer>,
}

/// What was found for a text.
#[derive(Debug)]
struct Answer {
    query: String,
    names: Vec<finder::Found>,
}

impl Search {
    /// Has a text looked for off the window's thread, once in each search; what was found before stands until then.
    fn follow(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(answer)) = ctx.take_result::<Answer>(FIND) {
            self.answer = Some(answer);
        }
        let query = self.typed.trim();
        let Some(finder) = ctx.finder.filter(|_| !query.is_empty()) else {
            (self.asked, self.answer) = (None, None);
            return;
        };
        let is_of = |of: &Weak<Finder>| std::ptr::eq(of.as_ptr(), Arc::as_ptr(finder));
        if self.asked.as_ref().is_some_and(|(asked, of)| *asked == query && is_of(of)) {
            return;
        }
        let (query, finder) = (query.to_owned(), Arc::clone(finder));
        self.asked = Some((query.clone(), Arc::downgrade(&finder)));
        out.push(Post::Job(JobRequest::new(FIND, "", move |_| Answer { names: finder.best(&query, PROPOSED), query })));
    }
}

/// Draws the search and the company; gives the company to be looked at, and the one to be pinned.
pub(super) fn ui(
    ui: &mut Ui,
    search: &mut Search,
    looked: Option<&Looked>,
    found: &Found,
    wish: &PursuitWish,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) -> (Option<CompanyId>, Option<(CompanyId, Pin)>) {
    ui.section_title(ctx.say(&T::WhyTitle));
    let wanted = search_ui(ui, search, ctx, out);
    ui.add_space(6.0);
    let Some(looked) = looked else {
        ui.secondary(ctx.say(&T::Pick));
        return (wanted, None);
    };
    let pin = ui.wide_card(|ui| company_ui(ui, looked, found, wish, ctx, out)).inner;
    (wanted, pin)
}

fn search_ui(ui: &mut Ui, search: &mut Search, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<CompanyId> {
    let width = ui.available_width();
    search_field(ui, Id::unique("pursue search"), &mut search.typed, &ctx.say(&T::Search), width, ctx.lang);
    search.follow(ctx, out);
    let answer = search.answer.as_ref()?;
    if answer.names.is_empty() && answer.query == search.typed.trim() {
        ui.secondary(ctx.say(&T::NotFound));
    }
    let mut wanted = None;
    for name in &answer.names {
        if ui.link(name.name.as_str()).clicked() {
            wanted = Some(name.company);
        }
    }
    if wanted.is_some() {
        search.typed.clear();
    }
    wanted
}

fn company_ui(
    ui: &mut Ui,
    looked: &Looked,
    found: &Found,
    wish: &PursuitWish,
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) -> Option<(CompanyId, Pin)> {
    let name = ctx.snapshot.companies.get(looked.company.uuid()).map_or("", |company| &*company.name);
    ui.horizontal(|ui| {
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            if ui.icon_button(icons::ARROW_SQUARE_OUT, &ctx.say(&T::Open)).clicked() {
                out.push(Post::Go(Place::company(looked.company)));
            }
            ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                ui.elided(RichText::new(name).text_style(crate::ui::theme::fonts::strong()));
            });
        });
    });
    ui.add_space(2.0);
    verdict_ui(ui, looked, found, ctx);
    ui.add_space(6.0);
    let is_candidate = found.view.row_of(looked.company).and_then(|row| found.pursuit.question.candidate_of(row));
    if is_candidate.is_none() && wish.pin(looked.company) == Pin::Free {
        return None;
    }
    match wish.pin(looked.company) {
        Pin::In => {
            ui.secondary(ctx.say(&T::PinnedIn));
        }
        Pin::Out => {
            ui.secondary(ctx.say(&T::PinnedOut));
        }
        Pin::Free => {}
    }
    ui.horizontal(|ui| pin_buttons_ui(ui, wish, looked.company, ctx)).inner
}

fn verdict_ui(ui: &mut Ui, looked: &Looked, found: &Found, ctx: &PageContext<'_>) {
    let row = found.view.row_of(looked.company);
    let candidate = row.and_then(|row| found.pursuit.question.candidate_of(row));
    let Some(candidate) = candidate else {
        let prospect = row.and_then(|row| found.view.assessment.prospects.get(row));
        let reason = prospect.map_or(T::NotAskedSlot, |prospect| not_asked(found, prospect));
        let words = match reason {
            T::GateFails => ctx.say(&T::GateFails),
            reason => format!("{}{}", ctx.say(&T::NotAsked), ctx.say(&reason)),
        };
        ui.label(words);
        return;
    };
    let plan = found.pursuit.solved.plan();
    if let Some(pick) = plan.picks.iter().find(|pick| pick.candidate == candidate) {
        ui.label(in_words(pick, ctx));
    }
    if looked.is_working {
        ui.secondary(ctx.say(&T::Thinking));
        return;
    }
    let Some(why) = &looked.why else { return };
    match why {
        Why::GateFails => {
            ui.label(ctx.say(&T::GateFails));
        }
        Why::Nowhere => {
            ui.label(format!("{}{}", ctx.say(&T::NotAsked), ctx.say(&T::NotAskedSlot)));
        }
        Why::DoesNotFit => {
            ui.label(ctx.say(&T::DoesNotFit));
        }
        Why::In(other) | Why::Out(other) => {
            let whole = plan.value.0;
            let is_in = matches!(why, Why::In(_));
            let loss = worth_words(other.loss.0);
            let share = format!("{} %", format::fixed(100.0 * other.loss.0 / whole.max(f64::MIN_POSITIVE), 1));
            let words = match (is_in, other.loss.0 <= SAME * whole) {
                (true, true) => T::WithoutItSame,
                (true, false) => T::WithoutIt { loss, share },
                (false, true) => T::IsOutSame,
                (false, false) => T::IsOut { loss, share },
            };
            ui.label(ctx.say(&words));
            others_ui(ui, looked.company, other, found, ctx);
        }
    }
}

fn in_words(pick: &Pick, ctx: &PageContext<'_>) -> String {
    let (worth, seat) = (pick.contribution.0, pick.by_seat.0);
    ctx.say(&T::IsIn { worth: worth_words(worth), seat: worth_words(seat), own: worth_words(worth - seat) })
}

fn others_ui(ui: &mut Ui, company: CompanyId, other: &Otherwise, found: &Found, ctx: &PageContext<'_>) {
    let names = |candidates: &[usize]| {
        let rows = candidates.iter().filter_map(|candidate| found.pursuit.question.rows.get(*candidate));
        let companies = rows.filter_map(|row| found.view.snapshot.companies.row(*row));
        let names: Vec<String> =
            companies.filter(|other| other.id != company).map(|company| company.name.to_string()).collect();
        (!names.is_empty()).then(|| format::list(&names, ctx.lang))
    };
    let lines = [
        names(&other.leaves).map(|names| T::Leaves { names }),
        names(&other.joins).map(|names| T::Joins { names }),
        names(&other.moves).map(|names| T::Moves { names }),
    ];
    for line in lines.into_iter().flatten() {
        ui.add(eframe::egui::Label::new(RichText::new(ctx.say(&line)).color(ctx.tokens.text_soft)).wrap());
    }
}

/// Why a company is no candidate.
fn not_asked(found: &Found, prospect: &Prospect) -> T {
    let view = &found.view;
    let landed = view.snapshot.leads.of(prospect.company).any(|lead| lead.stage.is_landed());
    let trades = view
        .row_of(prospect.company)
        .and_then(|row| view.fits.get(row))
        .is_some_and(|fit| fit.trader && prospect.placed_by != PlacementBasis::Confirmed);
    let bases = &found.pursuit.wish.bases;
    let elsewhere = prospect.slot.as_ref().is_some_and(|slot| !bases.is_empty() && !bases.contains(&slot.base));
    if view.local_firms().contains(&prospect.company) {
        T::NotAskedLocal
    } else if landed {
        T::NotAskedLanded
    } else if prospect.lead.is_some() && found.pursuit.wish.leads == OpenLeads::GoOn {
        T::NotAskedLead
    } else if prospect.gate == GateState::Fail {
        T::GateFails
    } else if trades {
        T::NotAskedTrader
    } else if elsewhere {
        T::NotAskedBase
    } else {
        match prospect.need {
            Need::Unknown(NoNeed::NoTarget) => T::NotAskedTarget,
            Need::Unknown(NoNeed::NotEligible(_)) => T::NotAskedHonour,
            Need::Unknown(_) | Need::Known { .. } => T::NotAskedSlot,
        }
    }
}
