//! One slot: how full it will be, its course, what one more lead would do, and what losing each would cost.

use eframe::egui::{RichText, Slider, Ui};
use jiff::civil::Date;

use crate::{
    capacity::{Outlook, poisson_binomial::in_sight},
    domain::{lead::Stage, plan::Base},
    ledger::{
        View,
        assessment::{SlotLead, SlotState},
        forecast::{Forecast, SlotForecast, days_between},
    },
    report::{
        curves::{self, BarKind, CourseLine, DistributionBar, Mark},
        scene::Ink,
    },
    text::{
        Label, format,
        statistics::StatisticsText,
        ui_capacity::{CapacityText as Text, stages as by_stage},
        ui_overview::OverviewText,
    },
    ui::{
        context::{PageContext, Post},
        pages::slots,
        picture_form::PictureForm,
        route::{Filter, FilterKey, PageId, Place},
        theme::{icons, tokens::ROW_DENSE},
        widgets::{
            RowKind, Segment, SmallColumn, SmallTable, UiExt,
            charts::{course_ui, distribution_ui},
            segments_ui,
        },
    },
};

/// Leads listed; the others are on the companies page.
const LISTED: usize = 40;

/// The question where a picture goes.
const PICTURE: &str = "slot picture";

/// What is looked at.
pub struct SlotView {
    /// Chance of one more lead, in per cent.
    chance: f64,
    /// Open leads of this stage only.
    stage: Option<Stage>,
    picture: PictureForm,
}

impl Default for SlotView {
    fn default() -> Self {
        Self { chance: 25.0, stage: None, picture: PictureForm::default() }
    }
}

impl SlotView {
    /// Draws a slot; the day that was chosen in its course.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View,
        forecast: &Forecast,
        slot: &SlotForecast,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> Option<Date> {
        let base = view.policy.plan.base(&slot.state.slot.base)?;
        ui.set_max_width(ui.available_width() - 10.0);
        ui.card(|ui| {
            ui.set_width(ui.available_width());
            head_ui(ui, base, slot, ctx);
            figures_ui(ui, slot, ctx);
            rules_ui(ui, slot, view, ctx);
        });
        ui.add_space(8.0);
        let mut day = None;
        let name = slot_title(base, slot, ctx);
        ui.card(|ui| {
            ui.set_width(ui.available_width());
            self.shape_ui(ui, &name, forecast, slot, ctx);
            ui.add_space(8.0);
            day = self.time_ui(ui, &name, forecast, slot, ctx);
        });
        self.picture.ui(ui, PICTURE, ctx, out);
        ui.add_space(8.0);
        ui.card(|ui| {
            ui.set_width(ui.available_width());
            self.one_more_ui(ui, view, slot, ctx);
        });
        ui.add_space(8.0);
        ui.card(|ui| {
            ui.set_width(ui.available_width());
            self.leads_ui(ui, view, forecast, slot, ctx, out);
            slots::firms_ui(ui, view, &slot.state, &slot.stages.holders, ctx, out);
        });
        ui.add_space(8.0);
        day
    }

    /// The distribution, as far as it can be seen.
    fn shape_ui(&mut self, ui: &mut Ui, name: &str, forecast: &Forecast, slot: &SlotForecast, ctx: &PageContext<'_>) {
        let state = &slot.state;
        let title = ctx.say(&Text::Distribution);
        let wanted = chart_head_ui(ui, &title, &ctx.say(&Text::DistributionNote { leads: state.open.len() }), ctx);
        let landed = u32::try_from(state.landed.len()).unwrap_or(u32::MAX);
        let (min, max) = (state.range.min, state.range.max);
        let at = |firms: u32| usize::try_from(firms.saturating_sub(landed)).unwrap_or(0);
        let seen = in_sight(&slot.distribution, (at(min.saturating_sub(1)), at(max)));
        let first = *seen.start();
        let bars: Vec<DistributionBar> = seen
            .map(|count| {
                let firms = landed.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
                let p = slot.distribution.get(count).copied().unwrap_or(0.0);
                DistributionBar {
                    label: firms.to_string(),
                    p,
                    words: ctx.say(&Text::BarNamed { firms, p: format::share(p) }),
                    kind: match firms {
                        firms if firms < min => BarKind::Short,
                        firms if firms < max => BarKind::Within,
                        _ => BarKind::Full,
                    },
                }
            })
            .collect();
        let mark = |firms: u32, words: Text| {
            let place = usize::try_from(firms.checked_sub(landed)?).ok()?.checked_sub(first)?;
            Some(Mark { before: place, words: ctx.say(&words) })
        };
        let marks: Vec<Mark> = if min == max {
            mark(min, Text::MarkMin).into_iter().collect()
        } else {
            [mark(min, Text::MarkMin), mark(max, Text::MarkMax)].into_iter().flatten().collect()
        };
        distribution_ui(ui, &title, &bars, &marks, 132.0);
        if wanted {
            let title = format!("{name} · {title}");
            let foot = ctx.say(&Text::ByDay { day: format::iso_date(forecast.until) });
            self.picture.open_dated(&curves::distribution(&title, &bars, &marks), &title, &foot, ctx);
        }
    }

    /// Both probabilities over the days; the day clicked.
    fn time_ui(
        &mut self,
        ui: &mut Ui,
        slot_name: &str,
        forecast: &Forecast,
        slot: &SlotForecast,
        ctx: &PageContext<'_>,
    ) -> Option<Date> {
        let name = ctx.say(&Text::Course);
        let wanted = chart_head_ui(ui, &name, &ctx.say(&Text::CourseNote), ctx);
        let line = |name: Text, ink, of: fn(&Outlook) -> f64| CourseLine {
            name: ctx.say(&name),
            points: slot.course.iter().map(|point| of(&point.outlook)).collect(),
            ink,
        };
        let lines = [
            line(Text::FigureMin, Ink::Tick, |outlook| outlook.reaches_min),
            line(Text::FigureMax, Ink::TextSoft, |outlook| outlook.reaches_max),
        ];
        let words: Vec<String> = slot
            .course
            .iter()
            .map(|point| {
                ctx.say(&Text::CourseNamed {
                    day: format::iso_date(point.day),
                    min: format::share(point.outlook.reaches_min),
                    max: format::share(point.outlook.reaches_max),
                    expected: format::fixed(point.outlook.expected, 1),
                })
            })
            .collect();
        let (first, last) = (slot.course.first()?.day, slot.course.last()?.day);
        let (all, done) = (days_between(first, last).max(1), days_between(first, forecast.until));
        #[allow(clippy::cast_precision_loss)] // a few thousand days
        let cursor = (done as f32 / all as f32).clamp(0.0, 1.0) * slot.course.len().saturating_sub(1) as f32;
        let (from, to) = (format::iso_date(first), format::iso_date(last));
        if wanted {
            let title = format!("{slot_name} · {name}");
            let picture = curves::course(&title, &lines, (&from, &to), cursor);
            self.picture.open_dated(&picture, &title, "", ctx);
        }
        let clicked = course_ui(ui, &name, &lines, &words, (&from, &to), cursor, 140.0);
        clicked.and_then(|step| slot.course.get(step)).map(|point| point.day)
    }

    /// The open leads with what losing each would cost.
    fn leads_ui(
        &mut self,
        ui: &mut Ui,
        view: &View,
        forecast: &Forecast,
        slot: &SlotForecast,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let open = &slot.state.open;
        let title = match open.len() {
            0 => Text::CarriedByNone,
            count => Text::CarriedBy { count: format::count(count) },
        };
        ui.horizontal(|ui| {
            ui.strong_text(ctx.say(&title));
            ways_on_ui(ui, &slot.state, ctx, out);
        });
        if open.is_empty() {
            return;
        }
        ui.secondary(ctx.say(&Text::LossNote));
        let chosen = self.stage_ui(ui, slot, ctx);
        let titles = [
            Text::ColumnCompany,
            Text::ColumnStage,
            Text::ColumnByThen,
            Text::ColumnEver,
            Text::ColumnLossMin,
            Text::ColumnLossMax,
        ]
        .map(|text| ctx.say(&text));
        let day = format::iso_date(forecast.until);
        let tips =
            [Text::ByThenTip { day }, Text::EverTip, Text::LossMinTip, Text::LossMaxTip].map(|text| ctx.say(&text));
        let columns = [
            SmallColumn::text(&titles[0], 140.0).stretching(),
            SmallColumn::text(&titles[1], if ctx.lang == crate::text::Lang::Zh { 44.0 } else { 84.0 }),
            SmallColumn::number(&titles[2], 64.0).explained(&tips[0]),
            SmallColumn::number(&titles[3], 64.0).explained(&tips[1]),
            SmallColumn::number(&titles[4], 64.0).explained(&tips[2]),
            SmallColumn::number(&titles[5], 64.0).explained(&tips[3]),
        ];
        let table = SmallTable::new(ui.available_width(), &columns);
        ui.spacing_mut().item_spacing.y = 0.0;
        table.header_ui(ui, &columns);
        let stage_of = |lead: &SlotLead| view.snapshot.leads.get(lead.lead.uuid()).map(|lead| lead.stage);
        let of_stage = |lead: &&SlotLead| chosen.is_none() || stage_of(lead) == chosen;
        let leads: Vec<&SlotLead> = slot.state.open.iter().filter(of_stage).collect();
        let others = leads.len().saturating_sub(LISTED);
        for lead in worth_most(&slot.state, leads) {
            lead_ui(ui, &table, view, (&slot.state, lead), ctx, out);
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        if others > 0 && ui.link(ctx.say(&Text::MoreLeads { count: format::count(others) })).clicked() {
            let all = slots::of_slot(&slot.state);
            let all = chosen.map_or(all.clone(), |stage| all.and(FilterKey::Stage, stage.word()));
            out.push(Post::Go(all.on(PageId::Companies)));
        }
    }

    /// How many open leads stand at each stage; the one of which alone they are listed.
    fn stage_ui(&mut self, ui: &mut Ui, slot: &SlotForecast, ctx: &PageContext<'_>) -> Option<Stage> {
        let groups = &slot.stages.open;
        let mut choices =
            vec![Segment::new(None, ctx.say(&Text::AllStages { count: format::count(slot.state.open.len()) }))];
        choices
            .extend(groups.iter().map(|group| Segment::new(Some(group.stage), by_stage([group.counted()], ctx.lang))));
        let current = self.stage.filter(|stage| groups.iter().any(|group| group.stage == *stage));
        if let Some(stage) = segments_ui(ui, "stage of open leads", &choices, current) {
            self.stage = stage;
        }
        current
    }

    fn one_more_ui(&mut self, ui: &mut Ui, view: &View, slot: &SlotForecast, ctx: &PageContext<'_>) {
        ui.strong_text(ctx.say(&Text::OneMore));
        ui.horizontal(|ui| {
            ui.secondary(ctx.say(&Text::OneMoreChance));
            let slider = Slider::new(&mut self.chance, 1.0..=100.0).suffix("%").fixed_decimals(0);
            ui.add(slider).accessible_name(ctx.say(&Text::OneMoreChance));
        });
        let now = &slot.state.outlook;
        let then = slot.with_one_more(view.policy.model.beta.value, self.chance / 100.0);
        ui.horizontal_wrapped(|ui| {
            ui.label(ctx.say(&Text::OneMoreSays {
                min: format::share(then.reaches_min),
                max: format::share(then.reaches_max),
                expected: format::fixed(then.expected, 1),
            }));
            let plus = |difference: f64| plus(difference, ctx);
            ui.secondary(ctx.say(&Text::OneMoreAdds {
                min: plus(then.reaches_min - now.reaches_min),
                max: plus(then.reaches_max - now.reaches_max),
            }));
        });
    }
}

/// Title and note of a chart; true when it shall be written to a file.
fn chart_head_ui(ui: &mut Ui, title: &str, note: &str, ctx: &PageContext<'_>) -> bool {
    let mut wanted = false;
    ui.horizontal(|ui| {
        ui.strong_text(title);
        ui.secondary(note);
        ui.buttons_at_end(|ui| {
            let words = ctx.say(&StatisticsText::SavePicture);
            let name = format!("{words} {title}");
            wanted = ui.icon_button(icons::EXPORT, &words).accessible_name(name).clicked();
        });
    });
    wanted
}

fn slot_title(base: &Base, slot: &SlotForecast, ctx: &PageContext<'_>) -> String {
    let base = base.name.in_lang(ctx.lang).to_owned();
    ctx.say(&Text::SlotTitle { base, tier: slot.state.slot.tier.label(ctx.lang) })
}

fn head_ui(ui: &mut Ui, base: &Base, slot: &SlotForecast, ctx: &PageContext<'_>) {
    let title = slot_title(base, slot, ctx);
    ui.elided(RichText::new(title).text_style(crate::ui::theme::fonts::section()));
    ui.add_space(4.0);
}

/// Where one goes on from here.
fn ways_on_ui(ui: &mut Ui, slot: &SlotState, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    ui.buttons_at_end(|ui| {
        if ui.button(ctx.say(&OverviewText::ShowCompanies)).clicked() {
            out.push(Post::Go(slots::of_slot(slot).on(PageId::Companies)));
        }
        if ui.button(ctx.say(&OverviewText::MakeShortlist)).clicked() {
            out.push(Post::Go(slots::of_slot(slot).on(PageId::Shortlist)));
        }
        let pursue = ui.button(ctx.say(&Text::PursueHere)).on_hover_text(ctx.say(&Text::PursueHereTip));
        if pursue.clicked() {
            out.push(Post::Go(Filter::of(FilterKey::Base, slot.slot.base.as_str()).on(PageId::Pursue)));
        }
    });
}

/// The three figures one came for.
fn figures_ui(ui: &mut Ui, slot: &SlotForecast, ctx: &PageContext<'_>) {
    let outlook = &slot.state.outlook;
    let range = &slot.state.range;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 28.0;
        let figures = [
            (Text::FigureMin, format::share(outlook.reaches_min), format!("≥ {}", range.min)),
            (Text::FigureMax, format::share(outlook.reaches_max), format!("≥ {}", range.max)),
            (Text::FigureExpected, format::fixed(outlook.expected, 1), ctx.say(&Text::Firms)),
            (Text::FigureNeed, format::fixed(outlook.need, 2), String::new()),
        ];
        for (title, figure, unit) in figures {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.secondary(ctx.say(&title));
                ui.key_figure(figure, &unit);
            });
        }
    });
}

/// What holds for the seat: how it counts, the date that has passed, the honour it asks for.
fn rules_ui(ui: &mut Ui, slot: &SlotForecast, view: &View, ctx: &PageContext<'_>) {
    let state = &slot.state;
    let lang = ctx.lang;
    let stage = state.filled_at.label(lang).to_owned();
    let own = state.filled_at != view.odds.seat;
    ui.secondary(ctx.say(&if own { Text::CountsFromOwn { stage } } else { Text::CountsFrom { stage } }));
    if state.passed {
        let mut words = ctx.say(&Text::PassedReached {
            day: format::iso_date(state.by),
            reached: slot.reached.firms,
            range: slots::range_words(state, lang),
        });
        if slot.reached.undated > 0 {
            let undated = ctx.say(&Text::PassedUndated { count: slot.reached.undated });
            words = format::clauses(&[words, undated], lang);
        }
        ui.secondary(words);
    }
    slots::requires_ui(ui, state, ctx);
}

/// The leads whose loss would cost most, first.
fn worth_most<'s>(slot: &SlotState, mut leads: Vec<&'s SlotLead>) -> Vec<&'s SlotLead> {
    // Differences too small to be shown are no reason to stand higher: the likelier lead does then.
    let visible = |difference: f64| (difference * 1e4).round();
    let worth = |lead: &SlotLead| {
        let (all, without) = (&slot.outlook, &lead.without);
        (visible(all.reaches_min - without.reaches_min), visible(all.reaches_max - without.reaches_max))
    };
    leads.sort_by(|one, other| {
        let (a, b) = (worth(one), worth(other));
        b.0.total_cmp(&a.0)
            .then_with(|| b.1.total_cmp(&a.1))
            .then_with(|| other.p.total_cmp(&one.p))
            .then_with(|| one.company.cmp(&other.company))
    });
    leads.truncate(LISTED);
    leads
}

fn lead_ui(
    ui: &mut Ui,
    table: &SmallTable,
    view: &View,
    (slot, lead): (&SlotState, &SlotLead),
    ctx: &PageContext<'_>,
    out: &mut Vec<Post>,
) {
    let lang = ctx.lang;
    let name = slots::name_of(view, lead.company);
    let (stage, basis) = slots::standing(view, lead, lang);
    let min = minus(slot.outlook.reaches_min - lead.without.reaches_min, ctx);
    let max = minus(slot.outlook.reaches_max - lead.without.reaches_max, ctx);
    let words = ctx.say(&Text::LeadNamed {
        company: name.to_owned(),
        stage: stage.to_owned(),
        p: format::share(lead.p),
        min: min.clone(),
    });
    let response = table.row_ui(ui, ROW_DENSE, RowKind::Button(&words), |ui, column| match column {
        0 => {
            ui.elided(name);
        }
        1 => {
            ui.elided(stage);
        }
        2 => {
            ui.label(format::share(lead.p));
        }
        3 => {
            let figure = ui.label(format::share(lead.eventually));
            if let Some(basis) = &basis {
                figure.on_hover_text(basis);
            }
        }
        4 => {
            ui.label(&min);
        }
        _ => {
            ui.label(&max);
        }
    });
    if response.clicked() {
        out.push(Post::Go(Place::company(lead.company)));
    }
}

/// What is lost of a probability.
fn minus(difference: f64, ctx: &PageContext<'_>) -> String {
    if difference < 1e-9 {
        return format::share(0.0);
    }
    ctx.say(&Text::Minus { points: format::share(difference) })
}

/// What is added to a probability.
fn plus(difference: f64, ctx: &PageContext<'_>) -> String {
    if difference < 1e-9 {
        return ctx.say(&Text::NoChange);
    }
    ctx.say(&Text::Plus { points: format::share(difference) })
}
