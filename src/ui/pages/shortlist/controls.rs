//! What the list shall be: which base, sector and tier, in which order, how many, for whom.

use eframe::egui::{Align2, ComboBox, DragValue, FontId, Rect, TextEdit, Ui, style::WidgetVisuals};

use super::{MOST, Wanted};
use crate::{
    domain::plan::Tier,
    ledger::assessment::RankBy,
    report::level::Level,
    text::{Label, ui_shortlist::ShortlistText as Text},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{Segment, UiExt, segments_ui},
    },
};

/// Base, sector and tier.
pub fn filters_ui(ui: &mut Ui, wanted: &mut Wanted, ctx: &PageContext<'_>) {
    let Some(plan) = ctx.plan() else { return };
    let lang = ctx.lang;
    let bases: Vec<_> = plan.bases.iter().map(|base| (base.id.clone(), base.name.in_lang(lang))).collect();
    choice_ui(ui, &ctx.say(&Text::Base), &ctx.say(&Text::AllBases), 208.0, &bases, &mut wanted.base);
    let sectors: Vec<_> = plan.sectors.iter().map(|sector| (sector.id.clone(), sector.name.in_lang(lang))).collect();
    choice_ui(ui, &ctx.say(&Text::Sector), &ctx.say(&Text::AllSectors), 208.0, &sectors, &mut wanted.sector);
    let tiers: Vec<_> = Tier::ALL.iter().map(|tier| (*tier, tier.label(lang))).collect();
    choice_ui(ui, &ctx.say(&Text::ColumnTier), &ctx.say(&Text::AllTiers), 120.0, &tiers, &mut wanted.tier);
    let narrowed = wanted.base.is_some() || wanted.sector.is_some() || wanted.tier.is_some();
    if narrowed && ui.button(ctx.say(&Text::Clear)).clicked() {
        wanted.base = None;
        wanted.sector = None;
        wanted.tier = None;
    }
}

fn choice_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &str,
    width: f32,
    entries: &[(T, &str)],
    chosen: &mut Option<T>,
) {
    let named = entries.iter().find(|(id, _)| Some(id) == chosen.as_ref());
    let shown = named.map_or(all, |(_, name)| *name);
    let caret = |ui: &Ui, rect: Rect, visuals: &WidgetVisuals, _: bool| {
        let font = FontId::proportional(14.0);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icons::CARET_DOWN, font, visuals.text_color());
    };
    let combo = ComboBox::from_id_salt(label).width(width).selected_text(shown).truncate().icon(caret);
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, all);
        for (id, name) in entries {
            ui.selectable_value(chosen, Some(id.clone()), *name);
        }
    });
    response.response.accessible_name(format!("{label} {shown}")).on_hover_text(shown);
}

/// Order, number, level.
pub fn options_ui(ui: &mut Ui, wanted: &mut Wanted, ctx: &PageContext<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.secondary(ctx.say(&Text::Rank));
        let ranks = RankBy::ALL.iter().map(|rank| {
            let (label, tip) = match rank {
                RankBy::Value => (Text::RankValue, Text::RankValueTip),
                RankBy::Cautious => (Text::RankCautious, Text::RankCautiousTip),
                RankBy::Optimistic => (Text::RankOptimistic, Text::RankOptimisticTip),
                RankBy::Priority => (Text::RankPriority, Text::RankPriorityTip),
            };
            Segment::new(*rank, ctx.say(&label)).explained(ctx.say(&tip))
        });
        if let Some(rank) = segments_ui(ui, "rank", &ranks.collect::<Vec<_>>(), wanted.rank) {
            wanted.rank = rank;
        }
        ui.add_space(8.0);
        ui.secondary(ctx.say(&Text::Top));
        ui.add(DragValue::new(&mut wanted.top).range(1..=MOST).speed(0.2).update_while_editing(false))
            .accessible_name(ctx.say(&Text::Top))
            .on_hover_text(ctx.say(&Text::TopTip));
        ui.add_space(8.0);
        ui.secondary(ctx.say(&Text::Level));
        let levels = [Level::Leader, Level::Public, Level::Full].map(|level| {
            let tip = match level {
                Level::Leader => Text::LevelLeaderTip,
                Level::Public => Text::LevelPublicTip,
                Level::Full => Text::LevelFullTip,
            };
            Segment::new(level, level.label(ctx.lang)).explained(ctx.say(&tip))
        });
        if let Some(level) = segments_ui(ui, "level", &levels, wanted.level) {
            wanted.level = level;
        }
        if wanted.level == Level::Public && wanted.rank == RankBy::Priority {
            ui.secondary(ctx.say(&Text::PriorityNotPublic));
        }
        if wanted.level == Level::Full {
            let width = (ui.available_width() - 8.0).clamp(80.0, 420.0);
            let field = TextEdit::singleline(&mut wanted.reason)
                .hint_text(ctx.say(&Text::ReasonHint))
                .desired_width(width)
                .char_limit(200);
            ui.add(field).accessible_name(ctx.say(&Text::Reason));
        }
    });
}
