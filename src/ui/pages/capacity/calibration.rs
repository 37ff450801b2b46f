//! Where chances come from, how good they were, and how long stages take.

use eframe::egui::Ui;

use super::{asked::Asked, tables};
use crate::{
    capacity::{
        Odds,
        calibration::Calibration,
        closing::{FEWEST_CLOSED, FEWEST_FOR_SIGNALS, Level, Point, Signal},
        pace::STATED_WEIGHT,
    },
    domain::{ids::SegmentId, lead::InvestmentKind, plan::Plan},
    ledger::View,
    report::{
        curves::{self, ReliabilityDot},
        seen::Seen,
    },
    text::{
        Label, format,
        statistics::StatisticsText,
        ui_capacity::{CalibrationText as Text, CapacityText},
    },
    ui::{
        context::{PageContext, Post},
        picture_form::PictureForm,
        table_form::TableForm,
        theme::{icons, tokens::ROW_DENSE},
        widgets::{RowKind, SmallColumn, SmallTable, UiExt, charts::reliability_ui},
    },
};

/// Points of signals shown.
const POINTS: usize = 12;
/// From this width on two columns stand beside each other.
const WIDE: f32 = 1080.0;

/// Name of the job.
const KEPT: &str = "kept calibration";
/// The question where a picture goes.
const PICTURE: &str = "calibration picture";
/// The job and question of a table.
const FILE: &str = "calibration table";

/// What is looked at.
#[derive(Default)]
pub struct CalibrationView {
    kept: Asked<usize, Option<Calibration>>,
    picture: PictureForm,
    file: TableForm,
}

/// What shall be written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Picture,
    Bins,
    Pace,
    Points,
}

impl CalibrationView {
    /// Lets go of what was judged.
    pub fn rest(&mut self) {
        self.kept.rest();
    }

    /// Draws it all.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, view: &View, out: &mut Vec<Post>) {
        let kept = ctx.snapshot.forecasts.len();
        let kept = self.kept.look(KEPT, &kept, ctx, out, |view, _, _| Some(view.kept_calibration()));
        match parts_ui(ui, ctx, view, kept.as_ref().and_then(|made| made.value.as_ref())) {
            Some(Wanted::Picture) => self.save_picture(ctx, view),
            Some(table) => {
                if let Some(seen) = table.seen(ctx, view) {
                    self.file.open(seen, ctx);
                }
            }
            None => {}
        }
        self.picture.ui(ui, PICTURE, ctx, out);
        self.file.ui(ui, FILE, ctx, out);
    }

    fn save_picture(&mut self, ctx: &PageContext<'_>, view: &View) {
        let Some(found) = &view.odds.closing.calibration else { return };
        let title = ctx.say(&Text::Reliability);
        let axes = (ctx.say(&Text::Predicted), ctx.say(&Text::Happened));
        let chart = curves::reliability(&title, (&axes.0, &axes.1), &dots(found, ctx));
        self.picture.open_dated(&chart, &title, &ctx.say(&Text::ReliabilityNote), ctx);
    }
}

impl Wanted {
    const fn title(self) -> Text {
        match self {
            Self::Picture | Self::Bins => Text::Reliability,
            Self::Pace => Text::Pace,
            Self::Points => Text::Points,
        }
    }

    /// The table; none of what is none, or has nothing in it.
    fn seen(self, ctx: &PageContext<'_>, view: &View) -> Option<Seen> {
        let (title, odds) = (ctx.say(&CapacityText::TableTitle { part: ctx.say(&self.title()) }), &view.odds);
        Some(match self {
            Self::Picture => return None,
            Self::Bins => tables::bins(ctx, &title, odds.closing.calibration.as_ref()?),
            Self::Pace => tables::pace(ctx, &title, odds.pace.as_ref()?),
            Self::Points => tables::points(ctx, &title, &view.policy.plan, &odds.closing.points(&odds.words)),
        })
    }

    /// A title with the button that writes its table to a file.
    fn head_ui(self, ui: &mut Ui, ctx: &PageContext<'_>, wanted: &mut Option<Self>) {
        ui.horizontal(|ui| {
            let title = ctx.say(&self.title());
            ui.strong_text(&title);
            ui.buttons_at_end(|ui| {
                if ui.icon_button(icons::TABLE, &ctx.say(&Text::TableOf { title })).clicked() {
                    *wanted = Some(self);
                }
            });
        });
    }
}

/// Draws the parts; gives what shall be written to a file.
fn parts_ui(ui: &mut Ui, ctx: &PageContext<'_>, view: &View, kept: Option<&Calibration>) -> Option<Wanted> {
    let mut wanted = None;
    ui.set_max_width((ui.available_width() - 10.0).min(1500.0));
    let odds = &view.odds;
    let width = ui.available_width();
    let mut draw = |ui: &mut Ui, column: usize| match column {
        0 => {
            card(ui, |ui| level_ui(ui, ctx, odds));
            card(ui, |ui| stages_ui(ui, ctx, odds));
            let points = odds.closing.points(&odds.words);
            if !points.is_empty() {
                card(ui, |ui| points_ui(ui, ctx, &view.policy.plan, &points, &mut wanted));
            }
        }
        _ => {
            card(ui, |ui| quality_ui(ui, ctx, odds, kept, &mut wanted));
            card(ui, |ui| pace_ui(ui, ctx, odds, &mut wanted));
        }
    };
    if width >= WIDE {
        let half = (width - 12.0) / 2.0;
        crate::ui::pages::overview::frame::columns_ui(ui, &[half, half], draw);
    } else {
        draw(ui, 0);
        draw(ui, 1);
    }
    wanted
}

fn card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.card(|ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
    ui.add_space(4.0);
}

fn level_ui(ui: &mut Ui, ctx: &PageContext<'_>, odds: &Odds) {
    let closing = &odds.closing;
    ui.section_title(ctx.say(&Text::Title));
    ui.secondary(ctx.say(&Text::LevelTitle));
    ui.strong_text(closing.level.label(ctx.lang));
    let count = |number: u32| format::integer(i64::from(number));
    ui.label(ctx.say(&Text::Closed { closed: count(closing.closed), won: count(closing.won) }));
    ui.label(ctx.say(&match closing.level {
        Level::Assumption => Text::WhyAssumption { needed: FEWEST_CLOSED },
        Level::Rates => Text::WhyRates,
        Level::Signals => Text::WhySignals,
    }));
    let (closed, won) = FEWEST_FOR_SIGNALS;
    let signals = match &closing.contest {
        None => Text::NoSignals { closed, won },
        Some(contest) => {
            let (gain, error) = (format::fixed(contest.gain, 4), format::fixed(contest.error, 4));
            if contest.is_won() { Text::SignalsWon { gain, error } } else { Text::SignalsLost { gain, error } }
        }
    };
    ui.secondary(ctx.say(&signals));
    ui.secondary(ctx.say(&Text::OverrideNote));
}

fn stages_ui(ui: &mut Ui, ctx: &PageContext<'_>, odds: &Odds) {
    ui.strong_text(ctx.say(&Text::Stages));
    let titles =
        [Text::Stage, Text::Assumed, Text::Of, Text::Mean, Text::Interval, Text::Used].map(|text| ctx.say(&text));
    let columns = [
        SmallColumn::text(&titles[0], 80.0).stretching(),
        SmallColumn::number(&titles[1], 64.0),
        SmallColumn::number(&titles[2], 112.0),
        SmallColumn::number(&titles[3], 72.0),
        SmallColumn::number(&titles[4], 112.0),
        SmallColumn::number(&titles[5], 72.0),
    ];
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.header_ui(ui, &columns);
    let level = odds.closing.level;
    for rate in &odds.closing.stages {
        table.row_ui(ui, ROW_DENSE, RowKind::Plain, |ui, column| {
            let words = match column {
                0 => rate.stage.label(ctx.lang).to_owned(),
                1 => format::share(rate.assumed),
                2 if rate.of == 0 => ctx.say(&Text::None),
                2 => ctx.say(&Text::OfWords { won: rate.won, of: rate.of }),
                3 => format::share(rate.rate.mean),
                4 => format!("{}–{}", format::share(rate.rate.low), format::share(rate.rate.high)),
                _ if level == Level::Assumption => format::share(rate.assumed),
                _ => format::share(rate.rate.mean),
            };
            ui.label(words);
        });
    }
}

fn quality_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    odds: &Odds,
    kept: Option<&Calibration>,
    wanted: &mut Option<Wanted>,
) {
    let Some(found) = &odds.closing.calibration else {
        ui.strong_text(ctx.say(&Text::Quality));
        ui.secondary(ctx.say(&Text::QualityNone));
        return;
    };
    ui.horizontal(|ui| {
        ui.strong_text(ctx.say(&Text::Quality));
        ui.buttons_at_end(|ui| {
            if ui.icon_button(icons::EXPORT, &ctx.say(&StatisticsText::SavePicture)).clicked() {
                *wanted = Some(Wanted::Picture);
            }
        });
    });
    ui.secondary(ctx.say(&Text::QualityNote { count: format::integer(i64::from(found.count)) }));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 28.0;
        let skill = found.skill.map_or_else(|| ctx.say(&Text::None), |skill| format::fixed(skill, 2));
        let figures = [
            (Text::Brier, Text::BrierTip, format::fixed(found.brier, 3)),
            (Text::Skill, Text::SkillTip, skill),
            (Text::Ece, Text::EceTip, format::fixed(found.error, 3)),
        ];
        for (title, tip, figure) in figures {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.secondary(ctx.say(&title)).on_hover_text(ctx.say(&tip));
                ui.key_figure(figure, "");
            });
        }
    });
    if let Some(plain) = odds.closing.assumed_calibration.as_ref().filter(|_| odds.closing.level != Level::Assumption) {
        ui.secondary(ctx.say(&Text::AssumptionDid { brier: format::fixed(plain.brier, 3) }));
    }
    if let Some(peer) = &odds.closing.peer_calibration {
        ui.secondary(ctx.say(&Text::PeerDid { brier: format::fixed(peer.brier, 3) }))
            .on_hover_text(ctx.say(&Text::PeerTip));
    }
    ui.secondary(ctx.say(&match kept {
        Some(kept) => Text::KeptDid {
            count: format::integer(i64::from(kept.count)),
            brier: format::fixed(kept.brier, 3),
            error: format::fixed(kept.error, 3),
        },
        None => Text::KeptNone,
    }));
    ui.add_space(8.0);
    ui.horizontal_top(|ui| {
        let dots = dots(found, ctx);
        let axes = (ctx.say(&Text::Predicted), ctx.say(&Text::Happened));
        reliability_ui(ui, &ctx.say(&Text::Reliability), (&axes.0, &axes.1), &dots, 220.0);
        ui.add_space(8.0);
        ui.vertical(|ui| bins_ui(ui, ctx, found, wanted));
    });
}

fn dots(found: &Calibration, ctx: &PageContext<'_>) -> Vec<ReliabilityDot> {
    let filled = found.bins.iter().filter(|bin| bin.count > 0);
    filled
        .map(|bin| ReliabilityDot {
            predicted: bin.predicted,
            happened: bin.happened,
            count: bin.count,
            words: ctx.say(&Text::BinNamed {
                from: format::share(bin.from),
                to: format::share(bin.to),
                count: bin.count,
                predicted: format::share(bin.predicted),
                happened: format::share(bin.happened),
            }),
        })
        .collect()
}

fn bins_ui(ui: &mut Ui, ctx: &PageContext<'_>, found: &Calibration, wanted: &mut Option<Wanted>) {
    ui.set_max_width(ui.available_width().min(320.0));
    Wanted::Bins.head_ui(ui, ctx, wanted);
    ui.secondary(ctx.say(&Text::ReliabilityNote));
    let titles = [Text::Bin, Text::Count, Text::Predicted, Text::Happened].map(|text| ctx.say(&text));
    let columns = [
        SmallColumn::text(&titles[0], 84.0),
        SmallColumn::number(&titles[1], 52.0),
        SmallColumn::number(&titles[2], 68.0),
        SmallColumn::number(&titles[3], 68.0),
    ];
    let table = SmallTable::new(ui.available_width().min(320.0), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.header_ui(ui, &columns);
    for bin in &found.bins {
        table.row_ui(ui, ROW_DENSE, RowKind::Plain, |ui, column| {
            let none = bin.count == 0;
            let words = match column {
                0 => format!("{}–{}", format::share(bin.from), format::share(bin.to)),
                1 => format::integer(i64::from(bin.count)),
                _ if none => ctx.say(&Text::None),
                2 => format::share(bin.predicted),
                _ => format::share(bin.happened),
            };
            ui.label(words);
        });
    }
}

fn pace_ui(ui: &mut Ui, ctx: &PageContext<'_>, odds: &Odds, wanted: &mut Option<Wanted>) {
    Wanted::Pace.head_ui(ui, ctx, wanted);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number
    let weight = STATED_WEIGHT as u32;
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(crate::ui::theme::tokens::TEXT_WIDTH));
        ui.secondary(ctx.say(&Text::PaceNote { weight }));
    });
    let Some(pace) = &odds.pace else { return };
    let titles = [Text::Stage, Text::Usual, Text::Cases, Text::Median, Text::Stops].map(|text| ctx.say(&text));
    let tip = ctx.say(&Text::StopsTip);
    let columns = [
        SmallColumn::text(&titles[0], 80.0).stretching(),
        SmallColumn::number(&titles[1], 84.0),
        SmallColumn::number(&titles[2], 84.0),
        SmallColumn::number(&titles[3], 84.0),
        SmallColumn::number(&titles[4], 84.0).explained(&tip),
    ];
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.header_ui(ui, &columns);
    for stay in tables::shown(pace) {
        table.row_ui(ui, ROW_DENSE, RowKind::Plain, |ui, column| {
            let words = match column {
                0 => stay.stage.label(ctx.lang).to_owned(),
                1 => ctx.say(&Text::Days { days: stay.stated }),
                2 => format::integer(i64::from(stay.cases)),
                3 => stay.median.map_or_else(|| ctx.say(&Text::None), |days| ctx.say(&Text::Days { days })),
                _ => format::share(stay.stops),
            };
            ui.label(words);
        });
    }
}

fn points_ui(ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, points: &[Point], wanted: &mut Option<Wanted>) {
    Wanted::Points.head_ui(ui, ctx, wanted);
    ui.secondary(ctx.say(&Text::PointsNote));
    let titles = [Text::Signal, Text::Word, Text::Of, Text::Points].map(|text| ctx.say(&text));
    let columns = [
        SmallColumn::text(&titles[0], 96.0),
        SmallColumn::text(&titles[1], 120.0).stretching(),
        SmallColumn::number(&titles[2], 112.0),
        SmallColumn::number(&titles[3], 112.0),
    ];
    let table = SmallTable::new(ui.available_width(), &columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.header_ui(ui, &columns);
    for point in points.iter().take(POINTS) {
        table.row_ui(ui, ROW_DENSE, RowKind::Plain, |ui, column| {
            let words = match column {
                0 => point.signal.label(ctx.lang).to_owned(),
                1 => word_of(plan, point, ctx),
                2 => ctx.say(&Text::OfWords { won: point.won, of: point.of }),
                _ => format!("{}{}", if point.points > 0.0 { "+" } else { "" }, format::fixed(point.points, 2)),
            };
            ui.elided(words);
        });
    }
}

/// The value of a signal in words.
pub(super) fn word_of(plan: &Plan, point: &Point, ctx: &PageContext<'_>) -> String {
    match point.signal {
        Signal::Segment => plan
            .segment(&SegmentId::new(&point.word))
            .map_or_else(|| point.word.clone(), |(_, segment)| segment.name.in_lang(ctx.lang).to_owned()),
        Signal::Investor => InvestmentKind::from_word(&point.word)
            .map_or_else(|| point.word.clone(), |kind| kind.label(ctx.lang).to_owned()),
        Signal::Size => size_words(&point.word),
        Signal::Source | Signal::Region => point.word.clone(),
    }
}

/// Classes of investment in 亿元.
fn size_words(word: &str) -> String {
    match word {
        "1" => "< 1".to_owned(),
        "5" => "1–5".to_owned(),
        "10" => "5–10".to_owned(),
        _ => "≥ 10".to_owned(),
    }
}
