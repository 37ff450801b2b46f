//! The tab Versions: every version of plan, model, catalogue, peer means and pipeline rules; adopt one again, compare
//! two.

use std::sync::Arc;

use eframe::egui::{Button, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{changes::differences_ui, parts::right_pane, ranking::movement_ui};
use crate::{
    domain::{plan::Plan, record::Text, workspace::SettingName},
    ledger::{
        Action, Snapshot, View,
        assessment::RankBy,
        compare::{CompareError, Difference, Format, differences},
        movers::Shifted,
        trial::{Movement, Trial},
    },
    scoring::Model,
    text::{Say, format, ui_plan::PlanPageText, ui_rules::RulesEditText},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        theme::{
            fonts, icons,
            tokens::{ROW, SIZE_SMALL},
        },
        widgets::{SplitPane, UiExt, choice_box, line_in, row_ground, split_ui},
    },
};

const COMPARE: &str = "plan.compare";
/// How many of the top are compared.
const TOP: usize = 30;

/// What there are versions of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plan,
    Model,
    Catalogue,
    Peers,
    Rules,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Plan, Self::Model, Self::Catalogue, Self::Peers, Self::Rules];

    const fn title(self) -> PlanPageText {
        match self {
            Self::Plan => PlanPageText::KindPlan,
            Self::Model => PlanPageText::KindModel,
            Self::Catalogue => PlanPageText::KindCatalogue,
            Self::Peers => PlanPageText::KindPeers,
            Self::Rules => PlanPageText::KindRules,
        }
    }

    const fn setting(self) -> SettingName {
        match self {
            Self::Plan => SettingName::ActivePlan,
            Self::Model => SettingName::ActiveModel,
            Self::Catalogue => SettingName::ActiveCatalogue,
            Self::Peers => SettingName::ActivePeers,
            Self::Rules => SettingName::ActiveRules,
        }
    }

    fn adopt(self, title: Text, content: Text) -> Action {
        match self {
            Self::Plan => Action::AdoptPlan { title, content },
            Self::Model => Action::AdoptModel { title, content },
            Self::Catalogue => Action::AdoptCatalogue { title, content },
            Self::Peers => Action::AdoptPeers { title, content },
            Self::Rules => Action::AdoptRules { title, content },
        }
    }

    /// All versions, newest first.
    fn versions(self, snapshot: &Snapshot) -> Vec<Version<'_>> {
        macro_rules! rows {
            ($table:ident) => {
                snapshot
                    .$table
                    .iter()
                    .rev()
                    .map(|version| Version {
                        key: version.id.uuid(),
                        title: &version.title,
                        content: &version.content,
                        sha256: &version.sha256,
                    })
                    .collect()
            };
        }
        match self {
            Self::Plan => rows!(plans),
            Self::Model => rows!(models),
            Self::Catalogue => rows!(catalogues),
            Self::Peers => rows!(peers),
            Self::Rules => rows!(rules),
        }
    }

    fn active(self, snapshot: &Snapshot) -> Option<Uuid> {
        Uuid::parse_str(snapshot.setting(self.setting())?).ok()
    }
}

/// A version of any kind.
#[derive(Debug, Clone, Copy)]
struct Version<'a> {
    key: Uuid,
    title: &'a Text,
    content: &'a Text,
    sha256: &'a Text,
}

/// What two versions do differently.
struct Comparison {
    pair: (Uuid, Uuid),
    differences: Result<Vec<Difference>, CompareError>,
    /// Who moves; plan and model only, and only where both can be read.
    movement: Option<(Arc<View>, Movement, Vec<Shifted>)>,
}

/// What the tab holds.
#[derive(Default)]
pub(super) struct VersionsTab {
    /// The version looked at, and the one it is compared with.
    chosen: Option<(Kind, Uuid)>,
    with: Option<Uuid>,
    asked: Option<((Uuid, Uuid), u64)>,
    comparison: Option<Comparison>,
}

impl VersionsTab {
    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(comparison)) = ctx.take_result::<Comparison>(COMPARE) {
            self.comparison = Some(comparison);
        }
        // A version that was undone is no longer there.
        if let Some((kind, key)) = self.chosen
            && !kind.versions(ctx.snapshot).iter().any(|version| version.key == key)
        {
            self.chosen = None;
        }
        let pane = SplitPane { name: "plan.versions", share: 0.5, least: (460.0, 400.0), right_most: 1000.0 };
        let mut chosen = self.chosen;
        let mut adopted = Vec::new();
        split_ui(
            ui,
            pane,
            ctx.lang,
            |ui| {
                ScrollArea::vertical().id_salt("versions").auto_shrink(false).show(ui, |ui| {
                    ui.set_max_width(ui.available_width() - 8.0);
                    for kind in Kind::ALL {
                        kind_ui(ui, ctx, kind, &mut chosen, &mut adopted);
                    }
                });
            },
            |ui| right_pane(ui, |ui| self.comparison_ui(ui, ctx, out)),
        );
        out.append(&mut adopted);
        if chosen != self.chosen {
            self.chosen = chosen;
            self.with = None;
        }
    }

    fn comparison_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some((kind, key)) = self.chosen else {
            ui.add_space(16.0);
            ui.vertical_centered(|ui| ui.secondary(ctx.say(&PlanPageText::ChooseVersion)));
            return;
        };
        let versions = kind.versions(ctx.snapshot);
        let Some(chosen) = versions.iter().find(|version| version.key == key).copied() else { return };
        let active = kind.active(ctx.snapshot);
        let others: Vec<Version<'_>> = versions.iter().filter(|version| version.key != key).copied().collect();
        // With the one in force, or with the one before when it is itself in force.
        let before = others.iter().find(|version| version.key < key).or(others.first());
        let proposed = active.filter(|active| *active != key).or(before.map(|version| version.key));
        let with = self.with.filter(|with| others.iter().any(|version| version.key == *with)).or(proposed);
        ui.horizontal(|ui| {
            ui.section_title(&**chosen.title);
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                if active != Some(key) {
                    let words = ctx.say(&PlanPageText::Adopt);
                    let button = ui.add_enabled_ui(ctx.writable, |ui| ui.primary_icon_button(icons::CHECK, &words));
                    if button.inner.on_hover_text(ctx.say(&PlanPageText::AdoptNote)).clicked() {
                        out.push(Post::act(kind.adopt(chosen.title.clone(), chosen.content.clone())));
                    }
                }
                if ui.icon_button(icons::COPY, &ctx.say(&PlanPageText::CopyText)).clicked() {
                    ui.ctx().copy_text(chosen.content.to_string());
                }
            });
        });
        ui.secondary(ctx.say(&PlanPageText::Fingerprint { hash: chosen.sha256.to_string() }));
        ui.add_space(8.0);
        let Some(with) = with.and_then(|with| others.iter().find(|version| version.key == with).copied()) else {
            ui.secondary(ctx.say(&PlanPageText::OnlyVersion));
            return;
        };
        ui.horizontal(|ui| {
            ui.label(ctx.say(&PlanPageText::ComparedWith));
            let mut picked = with.key;
            let combo = choice_box("compare with")
                .width(260.0)
                .truncate()
                .selected_text(named(with, active, ctx))
                .show_ui(ui, |ui| {
                    for version in &others {
                        ui.selectable_value(&mut picked, version.key, named(*version, active, ctx));
                    }
                });
            combo.response.accessible_name(ctx.say(&PlanPageText::ComparedWith));
            if picked != with.key {
                self.with = Some(picked);
            }
        });
        ui.add_space(8.0);
        let pair = (with.key, key);
        self.ask(ctx, kind, with, chosen, out);
        let Some(comparison) = self.comparison.as_ref().filter(|comparison| comparison.pair == pair) else {
            ui.secondary(ctx.say(&PlanPageText::Comparing));
            return;
        };
        let differences = match &comparison.differences {
            Ok(differences) => differences,
            Err(error) => {
                let words = PlanPageText::NotComparable { detail: error.to_string() };
                ui.label(RichText::new(ctx.say(&words)).color(ctx.tokens.error));
                return;
            }
        };
        let count = format::count(differences.len());
        ui.strong_text(ctx.say(&PlanPageText::Differences { count }));
        ui.add_space(4.0);
        let height = if comparison.movement.is_some() {
            (ui.available_height() * 0.5).max(120.0)
        } else {
            ui.available_height()
        };
        ScrollArea::vertical()
            .id_salt("version differences")
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| differences_ui(ui, ctx, differences));
        if let Some((view, movement, shifted)) = &comparison.movement {
            ui.add_space(12.0);
            let words = if kind == Kind::Plan { PlanPageText::WhoMovesByPriority } else { PlanPageText::WhoMoves };
            ui.strong_text(ctx.say(&words));
            ui.add_space(4.0);
            movement_ui(ui, ctx, view, movement, ranked_by(kind), shifted, out);
        }
    }

    /// Asks for the comparison unless it was asked for.
    fn ask(&mut self, ctx: &PageContext<'_>, kind: Kind, before: Version<'_>, after: Version<'_>, out: &mut Vec<Post>) {
        let pair = (before.key, after.key);
        if self.asked == Some((pair, ctx.view_revision)) {
            return;
        }
        self.asked = Some((pair, ctx.view_revision));
        let (before, after) = (before.content.clone(), after.content.clone());
        let view = ctx.view.map(Arc::clone);
        out.push(Post::Job(JobRequest::new(COMPARE, "", move |_| compare(kind, pair, &before, &after, view))));
    }
}

/// A changed seat changes needs, not values; a changed model changes values.
const fn ranked_by(kind: Kind) -> RankBy {
    match kind {
        Kind::Plan => RankBy::Priority,
        Kind::Model | Kind::Catalogue | Kind::Peers | Kind::Rules => RankBy::Value,
    }
}

fn compare(kind: Kind, pair: (Uuid, Uuid), before: &str, after: &str, view: Option<Arc<View>>) -> Comparison {
    let format = if kind == Kind::Peers { Format::Json } else { Format::Toml };
    let trial = |view: &View, text: &str| -> Option<Trial> {
        match kind {
            Kind::Plan => Some(view.trial(&Plan::from_toml(text, "").ok()?, &view.policy.model)),
            Kind::Model => Some(view.trial(&view.policy.plan, &Model::from_toml(text, "").ok()?)),
            Kind::Catalogue | Kind::Peers | Kind::Rules => None,
        }
    };
    let movement = view.and_then(|view| {
        let movement = view.movement(&trial(&view, before)?, &trial(&view, after)?, ranked_by(kind), TOP);
        let rows: Vec<usize> = movement.top.iter().chain(&movement.out).map(|entry| entry.row).collect();
        let shifted = match kind {
            Kind::Plan => {
                let (before, after) = (Plan::from_toml(before, "").ok()?, Plan::from_toml(after, "").ok()?);
                view.shifted(&rows, (&before, &view.policy.model), (&after, &view.policy.model))
            }
            _ => {
                let (before, after) = (Model::from_toml(before, "").ok()?, Model::from_toml(after, "").ok()?);
                view.shifted(&rows, (&view.policy.plan, &before), (&view.policy.plan, &after))
            }
        };
        Some((view, movement, shifted))
    });
    Comparison { pair, differences: differences(before, after, format), movement }
}

fn named(version: Version<'_>, active: Option<Uuid>, ctx: &PageContext<'_>) -> String {
    let title = version.title.to_string();
    let day = moment(version.key);
    if active == Some(version.key) {
        PlanPageText::VersionActive { title, day }.say(ctx.lang)
    } else {
        PlanPageText::VersionNamed { title, day }.say(ctx.lang)
    }
}

/// When a key was made, on this computer's clock.
fn moment(key: Uuid) -> String {
    if key.get_version_num() != 7 {
        return format::ABSENT.to_owned();
    }
    // The first 48 bits of a version 7 key are milliseconds since 1970 (RFC 9562).
    let ms = i64::try_from(key.as_u128() >> 80).unwrap_or_default();
    Timestamp::from_millisecond(ms).map_or_else(
        |_| format::ABSENT.to_owned(),
        |at| format::date_time(at.to_zoned_datetime(TimeZone::system()).datetime()),
    )
}

fn kind_ui(ui: &mut Ui, ctx: &PageContext<'_>, kind: Kind, chosen: &mut Option<(Kind, Uuid)>, out: &mut Vec<Post>) {
    let versions = kind.versions(ctx.snapshot);
    let active = kind.active(ctx.snapshot);
    ui.wide_card(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal(|ui| {
            ui.set_min_height(ROW);
            ui.strong_text(ctx.say(&kind.title()));
            ui.secondary(ctx.say(&PlanPageText::VersionCount { count: format::count(versions.len()) }));
        });
        if versions.is_empty() {
            ui.secondary(if kind == Kind::Rules {
                ctx.say(&RulesEditText::NoVersions)
            } else {
                ctx.say(&PlanPageText::NoVersions)
            });
        }
        for version in versions {
            let is_active = active == Some(version.key);
            let selected = *chosen == Some((kind, version.key));
            if row_ui(ui, ctx, kind, version, is_active, selected, out) {
                *chosen = Some((kind, version.key));
            }
        }
    });
    ui.add_space(8.0);
}

/// A version; true when it was chosen.
fn row_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    kind: Kind,
    version: Version<'_>,
    is_active: bool,
    selected: bool,
    out: &mut Vec<Post>,
) -> bool {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), Sense::click());
    let day = moment(version.key);
    let title = version.title.to_string();
    let words = if is_active {
        PlanPageText::VersionActive { title, day: day.clone() }
    } else {
        PlanPageText::VersionNamed { title, day: day.clone() }
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, ctx.say(&words)));
    ui.ctx().accesskit_node_builder(response.id, |builder| builder.set_selected(selected));
    if !ui.is_rect_visible(rect) {
        return false;
    }
    row_ground(ui, rect, &response, selected);
    let mut right = rect.right() - 8.0;
    let mut part = |width: f32| {
        let part = Rect::from_min_max(pos2(right - width, rect.top()), pos2(right, rect.bottom()));
        right -= width + 12.0;
        part
    };
    let action = part(76.0);
    if is_active {
        let text = RichText::new(ctx.say(&PlanPageText::Active)).small().color(tokens.accent_text);
        line_in(ui, action, true, text);
    } else {
        let label = PlanPageText::AdoptOf { title: version.title.to_string(), day: day.clone() };
        let mut inner = ui.new_child(
            eframe::egui::UiBuilder::new()
                .id_salt(("adopt", version.key))
                .max_rect(action)
                .layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center)),
        );
        let text = RichText::new(ctx.say(&PlanPageText::Adopt)).size(SIZE_SMALL);
        let button = Button::new(text).min_size(vec2(0.0, 24.0));
        let button = inner.add_enabled(ctx.writable, button).accessible_name(ctx.say(&label));
        if button.on_hover_text(ctx.say(&PlanPageText::AdoptNote)).clicked() {
            out.push(Post::act(kind.adopt(version.title.clone(), version.content.clone())));
        }
    }
    let hash = RichText::new(format::short_hash(version.sha256)).small().color(tokens.text_soft);
    line_in(ui, part(92.0), false, hash);
    line_in(ui, part(118.0), false, RichText::new(day).small().color(tokens.text_soft));
    let title = Rect::from_min_max(pos2(rect.left() + 8.0, rect.top()), pos2(right, rect.bottom()));
    let mut text = RichText::new(&**version.title);
    if is_active {
        text = text.text_style(fonts::strong());
    }
    line_in(ui, title, false, text);
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moment_is_read_from_a_version_seven_key_only() {
        // 2022-02-22 19:22:22 UTC, the example of RFC 9562.
        let key = Uuid::parse_str("017F22E2-79B0-7CC3-98C4-DC0C0C07398F").unwrap();
        let day = moment(key);
        assert!(day.starts_with("2022-02-2"), "{day}");
        assert_eq!(moment(Uuid::from_u128(5)), format::ABSENT);
    }
}
