//! The walk: who visits whom on which day in which order, proposed for the time there is or chosen by hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui::{Align, Layout, RichText, ScrollArea, Ui};
use jiff::civil::Date;

use super::{
    Scene, chosen,
    listing::{Roster, need_of},
    words,
};
use crate::{
    capacity::optimise::Worth,
    domain::{
        fair::Visit,
        ids::{AuthorId, ExhibitorId, VisitId},
    },
    ledger::{
        Action, IdSource,
        fair::{Outing, Proposal, RosterRow},
    },
    text::{
        Lang, Say, format,
        ui_fair::{FairText as T, question, stand},
        ui_pursue::PursueText,
    },
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        pages::pursue::worth_words,
        route::Place,
        theme::{fonts, icons},
        toasts::Toast,
        widgets::{EmptyState, IntervalBar, UiExt, choice_box, sector_badge, tier_badge},
    },
};

/// The job that proposes a walk.
const PROPOSE: &str = "fair walk";

/// What the view holds.
#[derive(Debug, Default)]
pub struct WalkView {
    /// What each proposed visit adds, as it was when it was proposed.
    gains: BTreeMap<ExhibitorId, f64>,
    /// How good the walk proposed last is.
    good: Option<Good>,
}

/// How good a walk is.
#[derive(Debug)]
struct Good {
    value: Worth,
    /// At most this part of its worth is missing.
    share: f64,
    /// The walk it is said of.
    visits: BTreeSet<ExhibitorId>,
}

/// A visit with its place in the order of walking.
type Placed<'a> = (usize, &'a Visit, &'a RosterRow);

/// Who goes on which day; either may be open.
type Turn = (Option<AuthorId>, Option<Date>);

impl WalkView {
    /// Draws the walk; true when it shall be written to a file.
    pub fn ui(&mut self, ui: &mut Ui, scene: Scene<'_, '_>, out: &mut Vec<Post>) -> bool {
        let Scene { fair, roster, ctx } = scene;
        let lang = ctx.lang;
        self.take_in(scene, out);
        let officers = words::officers(ctx.snapshot, fair);
        let mut export = false;
        ui.horizontal(|ui| {
            let ready = ctx.writable && !officers.is_empty() && ctx.view.is_some() && !ctx.is_running(PROPOSE);
            let button = ui.add_enabled_ui(ready, |ui| ui.primary_icon_button(icons::LIGHTBULB, &T::Propose.say(lang)));
            if button.inner.on_hover_text(T::ProposeTip.say(lang)).clicked() {
                out.push(proposing(scene, officers.clone()));
            }
            let proposed = roster.visits.iter().any(|visit| !visit.pinned && !visit.done);
            if ui.add_enabled_ui(ctx.writable && proposed, |ui| ui.button(T::ClearProposed.say(lang))).inner.clicked() {
                let visits = roster.visits.iter().filter(|visit| visit.pinned || visit.done).cloned().collect();
                out.push(Post::act(Action::PlanVisits { fair: fair.id, visits }));
            }
            let some = !roster.visits.is_empty();
            export = ui
                .add_enabled_ui(some, |ui| ui.icon_text_button(icons::EXPORT, &T::ExportWalk.say(lang)))
                .inner
                .clicked();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if officers.is_empty() {
                    let ink = ctx.tokens.estimate_text;
                    ui.label(RichText::new(T::NoOfficers.say(lang)).small().color(ink));
                    return;
                }
                let count = |count: usize| format::count(count);
                let days = fair.days().len();
                let meetings = usize::try_from(fair.meetings_per_day).unwrap_or(0);
                let note = T::CapacityNote {
                    meeting: fair.meeting_minutes.to_string(),
                    walking: fair.walking_minutes.to_string(),
                    day: fair.day_minutes.to_string(),
                };
                let words = T::Capacity {
                    officers: count(officers.len()),
                    days: count(days),
                    meetings: count(meetings),
                    total: count(officers.len() * days * meetings),
                };
                let soft = ctx.tokens.text_soft;
                ui.elided(RichText::new(words.say(lang)).small().color(soft)).on_hover_text(note.say(lang));
            });
        });
        ui.add_space(4.0);
        if roster.visits.is_empty() {
            let empty = EmptyState {
                icon: icons::MAP_PIN,
                title: &T::NoVisits.say(lang),
                note: &T::NoVisitsNote.say(lang),
                action: None,
            };
            empty.ui(ui);
            return export;
        }
        self.good_ui(ui, scene);
        let turns = turns(roster);
        ScrollArea::vertical().id_salt("fair walk").auto_shrink([false, false]).show(ui, |ui| {
            for (turn, visits) in &turns {
                self.turn_ui(ui, *turn, visits, &officers, scene, out);
                ui.add_space(8.0);
            }
        });
        export
    }

    /// Says how good the walk is, as long as it is the one that was proposed.
    fn good_ui(&self, ui: &mut Ui, scene: Scene<'_, '_>) {
        let Scene { roster, ctx, .. } = scene;
        let Some(good) = &self.good else { return };
        let same = roster.visits.len() == good.visits.len()
            && roster.visits.iter().all(|visit| good.visits.contains(&visit.exhibitor));
        if !same {
            return;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let value = PursueText::ValueWords { value: worth_words(good.value.0) };
            ui.strong_text(ctx.say(&value)).on_hover_text(ctx.say(&T::WalkValueTip));
            let words = if good.share < 1e-4 {
                PursueText::Best
            } else {
                PursueText::AtMost { share: format!("{} %", format::fixed(100.0 * good.share, 1)) }
            };
            ui.secondary(ctx.say(&words)).on_hover_text(ctx.say(&T::WalkAtMostTip));
        });
        ui.add_space(4.0);
    }

    fn take_in(&mut self, scene: Scene<'_, '_>, out: &mut Vec<Post>) {
        let lang = scene.ctx.lang;
        match scene.ctx.take_result::<Option<Proposal>>(PROPOSE) {
            Some(JobEnd::Done(Some(proposal))) => {
                let Proposal { visits, gains, eligible, unplaced, value, at_most } = proposal;
                let (added, eligible) = (format::count(gains.len()), format::count(eligible));
                let mut words = T::Proposed { added, eligible }.say(lang);
                if unplaced > 0 {
                    words.push_str(&T::ProposedUnplaced { count: format::count(unplaced) }.say(lang));
                }
                out.push(Post::Toast(Toast::note(words)));
                self.gains = gains;
                self.good = at_most.map(|share| Good {
                    value,
                    share,
                    visits: visits.iter().map(|visit| visit.exhibitor).collect(),
                });
                let same = visits.len() == scene.roster.visits.len()
                    && visits.iter().all(|visit| scene.roster.visits.contains(visit));
                if !same {
                    out.push(Post::act(Action::PlanVisits { fair: scene.fair.id, visits }));
                }
            }
            Some(JobEnd::Broken(words)) => out.push(Post::Toast(Toast::failure(words))),
            // Nothing yet, or it was stopped.
            Some(JobEnd::Done(None)) | None => {}
        }
    }

    fn turn_ui(
        &self,
        ui: &mut Ui,
        turn: Turn,
        visits: &[(&Visit, &RosterRow)],
        officers: &[AuthorId],
        scene: Scene<'_, '_>,
        out: &mut Vec<Post>,
    ) {
        let Scene { fair, ctx, .. } = scene;
        let lang = ctx.lang;
        ui.wide_card(|ui| {
            ui.horizontal(|ui| {
                let count = format::count(visits.len());
                let words = match turn {
                    (None, None) => T::Unsettled { count },
                    (officer, day) => T::WalkOf {
                        officer: or(words::officer(ctx.snapshot, officer), &T::Nobody, ctx),
                        day: day.map_or_else(|| T::NoDay.say(lang), |day| format::day_with_weekday(day, lang)),
                        count,
                    },
                };
                ui.strong_text(words.say(lang));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if turn.1.is_some() {
                        let halls = visits.windows(2).filter(|pair| pair[0].1.hall != pair[1].1.hall).count();
                        let whole = |number: i64| usize::try_from(number).unwrap_or(0);
                        let used = visits.len() * whole(fair.meeting_minutes) + halls * whole(fair.walking_minutes);
                        let over = used > whole(fair.day_minutes) || visits.len() > whole(fair.meetings_per_day);
                        let ink = if over { ctx.tokens.error } else { ctx.tokens.text_soft };
                        let words = T::WalkTime { used: format::count(used), all: fair.day_minutes.to_string() };
                        ui.label(RichText::new(words.say(lang)).small().color(ink));
                    }
                });
            });
            for (number, (visit, row)) in visits.iter().enumerate() {
                ui.separator();
                self.visit_ui(ui, number + 1, visit, row, officers, scene, out);
            }
        });
    }

    #[allow(clippy::too_many_arguments)] // one row with all that stands in it
    fn visit_ui(
        &self,
        ui: &mut Ui,
        number: usize,
        visit: &Visit,
        row: &RosterRow,
        officers: &[AuthorId],
        scene: Scene<'_, '_>,
        out: &mut Vec<Post>,
    ) {
        let Scene { roster, ctx, .. } = scene;
        let lang = ctx.lang;
        let prospect = ctx.view.and_then(|view| view.assessment.prospects.get(row.row?));
        let name = row.name.to_string();
        ui.push_id(visit.id, |ui| {
            ui.horizontal(|ui| {
                fixed(ui, 24.0, |ui| ui.secondary(number.to_string()));
                fixed(ui, 88.0, |ui| {
                    ui.elided(RichText::new(stand(&row.hall, &row.booth, lang)).text_style(fonts::strong()))
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_enabled_ui(ctx.writable, |ui| {
                        if ui.icon_button(icons::X, &T::Remove { name: name.clone() }.say(lang)).clicked() {
                            out.extend(chosen(roster, &[row.exhibitor], false, ctx).map(Post::act));
                        }
                        assign_ui(ui, visit, officers, scene, out);
                        let (icon, ink) = if visit.pinned {
                            (icons::PUSH_PIN, ctx.tokens.accent_text)
                        } else {
                            (icons::PUSH_PIN, ctx.tokens.text_off)
                        };
                        let words = T::Pin.say(lang);
                        let pin = eframe::egui::Button::new(RichText::new(icon).size(16.0).color(ink))
                            .frame_when_inactive(false);
                        if ui.add(pin).accessible_name(&words).on_hover_text(&words).clicked() {
                            out.push(changed(roster, Visit { pinned: !visit.pinned, ..visit.clone() }));
                        }
                        let icon = if visit.done { icons::CHECK_CIRCLE } else { icons::CIRCLE };
                        if ui.icon_button(icon, &T::MarkDone { name: name.clone() }.say(lang)).clicked() {
                            out.push(changed(roster, Visit { done: !visit.done, ..visit.clone() }));
                        }
                    });
                    if let Some(gain) = self.gains.get(&row.exhibitor) {
                        let no_target = prospect.is_some_and(|one| need_of(one).is_none());
                        let (words, tip) = if no_target {
                            (format::ABSENT.to_owned(), T::NoTargetGain)
                        } else {
                            (T::Gain { gain: worth_words(*gain) }.say(lang), T::GainTip)
                        };
                        ui.secondary(words).on_hover_text(tip.say(lang));
                    }
                    if let Some(prospect) = prospect {
                        ui.label(format::score(prospect.value));
                        let bar = IntervalBar::new(prospect.low, prospect.value, prospect.high, lang);
                        ui.add(bar.estimated(prospect.low_coverage));
                        fixed(ui, if lang == Lang::Zh { 92.0 } else { 112.0 }, |ui| {
                            tier_badge(ui, prospect.tier.tier, lang)
                        });
                        let sector = prospect.sector.as_ref().zip(ctx.plan());
                        if let Some((plan, sector)) = sector.and_then(|(id, plan)| Some((plan, plan.sector(id)?))) {
                            sector_badge(ui, plan, sector, lang);
                        }
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let ink = if visit.done { ctx.tokens.text_soft } else { ctx.tokens.text };
                        if ui.link(RichText::new(&name).color(ink)).clicked() {
                            out.push(Post::Go(Place::company(row.company)));
                        }
                        let owner = words::officer(ctx.snapshot, row.owner);
                        if !owner.is_empty() && row.owner != ctx.author() {
                            ui.label(RichText::new(owner).small().color(ctx.tokens.estimate_text));
                        }
                        if visit.done {
                            ui.secondary(T::Done.say(lang));
                        }
                    });
                });
            });
            let asked = roster.questions.get(&row.company).map(Vec::as_slice).unwrap_or_default();
            let asked: Vec<String> = asked.iter().map(|one| question(one.metric, lang)).collect();
            let words = if asked.is_empty() {
                T::NoQuestions.say(lang)
            } else {
                T::Asks { questions: asked.join(" ") }.say(lang)
            };
            ui.horizontal(|ui| {
                ui.add_space(128.0);
                ui.elided(RichText::new(words).small().color(ctx.tokens.text_soft));
            });
        });
    }
}

/// A part of a row with a width of its own.
fn fixed<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let size = eframe::egui::vec2(width, crate::ui::theme::tokens::ROW);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        content(ui)
    })
    .inner
}

fn or(text: String, otherwise: &T, ctx: &PageContext<'_>) -> String {
    if text.is_empty() { otherwise.say(ctx.lang) } else { text }
}

/// The visits by officer and day, each in its order; those not settled come last.
pub(super) fn turns(roster: &Roster) -> Vec<(Turn, Vec<(&Visit, &RosterRow)>)> {
    let mut turns: BTreeMap<(bool, Option<Date>, Option<AuthorId>), Vec<Placed<'_>>> = BTreeMap::new();
    for visit in &roster.visits {
        let Some(place) = roster.place_of(visit.exhibitor) else { continue };
        let Some(row) = roster.rows.get(place) else { continue };
        let unsettled = visit.officer.is_none() || visit.on_day.is_none();
        turns.entry((unsettled, visit.on_day, visit.officer)).or_default().push((place, visit, row));
    }
    turns
        .into_iter()
        .map(|((_, day, officer), mut visits)| {
            // By hall and stand, whatever was added meanwhile.
            visits.sort_by_key(|(place, ..)| *place);
            ((officer, day), visits.into_iter().map(|(_, visit, row)| (visit, row)).collect())
        })
        .collect()
}

/// The choice of officer and day of one visit.
fn assign_ui(ui: &mut Ui, visit: &Visit, officers: &[AuthorId], scene: Scene<'_, '_>, out: &mut Vec<Post>) {
    let Scene { fair, roster, ctx } = scene;
    let lang = ctx.lang;
    let words = |(officer, day): Turn| T::AssignTo {
        officer: or(words::officer(ctx.snapshot, officer), &T::Nobody, ctx),
        day: day.map_or_else(|| T::NoDay.say(lang), |day| day.strftime("%m-%d").to_string()),
    };
    let current: Turn = (visit.officer, visit.on_day);
    let mut wanted = None;
    let combo = choice_box("assign").selected_text(words(current).say(lang)).width(128.0).truncate();
    let response = combo.show_ui(ui, |ui| {
        let mut turns: Vec<Turn> = vec![(None, None)];
        let people = officers.iter().map(|officer| Some(*officer));
        turns.extend(people.flat_map(|officer| fair.days().into_iter().map(move |day| (officer, Some(day)))));
        for turn in turns {
            if ui.selectable_label(turn == current, words(turn).say(lang)).clicked() && turn != current {
                wanted = Some(turn);
            }
        }
    });
    response.response.accessible_name(T::Assign.say(lang));
    if let Some((officer, on_day)) = wanted {
        // Who is given a turn by hand keeps it.
        out.push(changed(roster, Visit { officer, on_day, place: None, pinned: true, ..visit.clone() }));
    }
}

/// The walk with one visit changed.
fn changed(roster: &Roster, visit: Visit) -> Post {
    let same = |other: &Visit| other.id == visit.id;
    let visits = roster.visits.iter().map(|other| if same(other) { visit.clone() } else { other.clone() }).collect();
    Post::act(Action::PlanVisits { fair: roster.fair, visits })
}

/// Has a walk proposed.
fn proposing(scene: Scene<'_, '_>, officers: Vec<AuthorId>) -> Post {
    let Scene { fair, roster, ctx } = scene;
    let (view, fair, today, surroundings) = (ctx.view.cloned(), fair.clone(), ctx.today, ctx.surroundings);
    let (rows, known) = (roster.rows.clone(), roster.visits.clone());
    Post::Job(JobRequest::new(PROPOSE, T::Proposing.say(ctx.lang), move |progress| -> Option<Proposal> {
        let view: Arc<_> = view?;
        progress.set_total(1000);
        let mut ids = IdSource::new(surroundings);
        let outing = Outing { view: &view, fair: &fair, rows: &rows, known: &known, officers: &officers, today };
        outing.propose(&mut || VisitId::from_uuid(ids.next()), &|done| progress.step(done)).ok()
    }))
}
