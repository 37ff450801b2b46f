//! Who is on the list, who may still change sides, who is not on it and why: one group is in sight.

use eframe::egui::Ui;

use super::{
    Preview,
    table::{ROOMY, columns},
};
use crate::{
    domain::ids::CompanyId,
    ledger::assessment::RankBy,
    report::choice::{Choice, Exclusion},
    text::{format, ui_kept::KeptText, ui_shortlist::ShortlistText as Text},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{TableState, UiExt, chip, column_chooser},
    },
};

/// A group of companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// On the list.
    Chosen,
    /// On it, but their interval crosses the cut-off.
    MayFall,
    /// Not on it, but their interval crosses the cut-off.
    MayRise,
    /// Not on it, for this reason.
    Out(Exclusion),
}

impl Group {
    const ALL: [Self; 8] = [
        Self::Chosen,
        Self::MayFall,
        Self::MayRise,
        Self::Out(Exclusion::Rank),
        Self::Out(Exclusion::Gate),
        Self::Out(Exclusion::Trader),
        Self::Out(Exclusion::Local),
        Self::Out(Exclusion::Filter),
    ];

    /// Its companies, as rows of the view.
    pub fn rows(self, choice: &Choice) -> &[usize] {
        match self {
            Self::Chosen => &choice.chosen,
            Self::MayFall => &choice.may_fall,
            Self::MayRise => &choice.may_rise,
            Self::Out(reason) => choice.left_out.get(&reason).map_or(&[], Vec::as_slice),
        }
    }

    fn words(self, preview: &Preview) -> (Text, Text) {
        let count = format::count(self.rows(&preview.choice).len());
        let cut = preview.choice.cut_off.map_or_else(String::new, format::score);
        match self {
            Self::Chosen => (Text::GroupChosen { count }, Text::ChosenTip),
            Self::MayFall => (Text::GroupMayFall { count }, Text::MayFallTip { cut }),
            Self::MayRise => (Text::GroupMayRise { count }, Text::MayRiseTip { cut }),
            Self::Out(Exclusion::Rank) => (Text::GroupRank { count }, Text::RankTip { top: preview.wish.top }),
            Self::Out(Exclusion::Gate) => (Text::GroupGate { count }, Text::GateTip),
            Self::Out(Exclusion::Trader) => (Text::GroupTrader { count }, Text::TraderTip),
            Self::Out(Exclusion::Local) => (Text::GroupLocal { count }, Text::LocalTip),
            Self::Out(Exclusion::Filter) => (Text::GroupFilter { count }, Text::FilterTip),
        }
    }
}

/// Draws the groups there are, and the cut-off; gives the group now in sight. `keep` is set where the list is to be kept.
pub fn ui(
    ui: &mut Ui,
    preview: &Preview,
    current: Group,
    table: &mut TableState<CompanyId>,
    keep: &mut bool,
    ctx: &PageContext<'_>,
) -> Group {
    let roomy = ui.available_width() >= ROOMY;
    let mut shown = current;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for group in Group::ALL {
            if group != Group::Chosen && group != current && group.rows(&preview.choice).is_empty() {
                continue;
            }
            let (label, tip) = group.words(preview);
            if chip(ui, &ctx.say(&label), group == current).on_hover_text(ctx.say(&tip)).clicked() {
                shown = group;
            }
        }
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            column_chooser(ui, table, &columns(ctx, roomy), ctx.lang);
            if ctx.writable && preview.wish.top > 0 {
                let selected = table.selection.len();
                let words = if selected > 0 {
                    KeptText::KeepSelected { count: format::count(selected) }
                } else {
                    KeptText::Keep
                };
                *keep |= ui.icon_text_button(icons::FLOPPY_DISK, &ctx.say(&words)).clicked();
            }
            let words = match preview.choice.cut_off {
                Some(cut) => Text::CutOff { cut: format::score(cut) },
                None if preview.wish.order() == RankBy::Priority => Text::NoCutOffPriority,
                None => Text::NoCutOff,
            };
            ui.secondary(ctx.say(&words)).on_hover_text(ctx.say(&Text::CutOffTip));
        });
    });
    shown
}
