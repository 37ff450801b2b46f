//! The leads as a table.

use std::sync::Arc;

use eframe::egui::Ui;

use super::{
    listing::Listing,
    rows::{LeadRow, Rows},
    words::{mark_ui, mark_words, money_words, owner_words, stage_name},
};
use crate::{
    domain::ids::LeadId,
    text::{Label, Lang, Say, format, ui_pipeline::PipelineText as T},
    ui::{
        context::PageContext,
        widgets::{ColumnSpec, TableOutput, TableState, UiExt, sector_badge, table_ui, tier_badge},
    },
};

/// All columns.
pub fn columns(lang: Lang) -> Vec<ColumnSpec> {
    let say = |text: T| text.say(lang);
    vec![
        ColumnSpec::text("title", say(T::ColumnTitle), 190.0).growing(340.0),
        ColumnSpec::text("company", say(T::ColumnCompany), 164.0),
        ColumnSpec::text("stage", say(T::FacetStage), 80.0),
        ColumnSpec::text("colour", say(T::FacetColour), 128.0).explained(say(T::ColumnColourTip)),
        ColumnSpec::text("owner", say(T::FacetOwner), 96.0),
        ColumnSpec::number("money", say(T::ColumnMoney), 104.0),
        ColumnSpec::number("age", say(T::ColumnAge), 76.0).explained(say(T::ColumnAgeTip)),
        ColumnSpec::text("next", say(T::ColumnNext), 140.0),
        ColumnSpec::text("next_on", say(T::ColumnNextOn), 92.0),
        ColumnSpec::text("sector", say(T::FacetSector), 46.0),
        ColumnSpec::text("base", say(T::FacetBase), 140.0),
        ColumnSpec::text("source", say(T::FacetSource), 120.0),
        ColumnSpec::text("tier", say(T::ColumnTier), 96.0).optional(),
    ]
}

/// Draws the table.
pub fn ui(
    ui: &mut Ui,
    table: &mut TableState<LeadId>,
    columns: &[ColumnSpec],
    listing: &Arc<Listing>,
    ctx: &PageContext<'_>,
) -> TableOutput {
    let nobody = LeadId::from_uuid(uuid::Uuid::nil());
    let key = |row: usize| listing.row(row).map_or(nobody, |row| row.id);
    table_ui(ui, table, columns, listing.listed.len(), ctx.lang, key, |ui, row, column| {
        if let Some(row) = listing.row(row) {
            cell_ui(ui, row, &listing.rows, column.id, ctx);
        }
    })
}

fn cell_ui(ui: &mut Ui, row: &LeadRow, rows: &Rows, column: &str, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    match column {
        "colour" => mark_ui(ui, row, &rows.rules, lang),
        "sector" => {
            let sector = row.sector.as_ref().zip(ctx.plan()).and_then(|(id, plan)| Some((plan, plan.sector(id)?)));
            match sector {
                Some((plan, sector)) => _ = sector_badge(ui, plan, sector, lang),
                None => _ = ui.secondary(format::ABSENT),
            }
        }
        "tier" => {
            if let Some(tier) = row.tier {
                tier_badge(ui, tier, lang);
            }
        }
        "money" | "age" => {
            ui.label(cell_text(row, rows, column, ctx));
        }
        "next_on" => {
            let late = row.next_on.is_some_and(|day| day < ctx.today);
            let words = cell_text(row, rows, column, ctx);
            let tokens = ui.tokens();
            let colour = if late { tokens.estimate_text } else { tokens.text };
            ui.elided(eframe::egui::RichText::new(words).color(colour));
        }
        _ => {
            ui.elided(cell_text(row, rows, column, ctx));
        }
    }
}

/// A cell as text, for the clipboard too.
pub fn cell_text(row: &LeadRow, rows: &Rows, column: &str, ctx: &PageContext<'_>) -> String {
    let lang = ctx.lang;
    let named = |name: Option<&crate::domain::plan::Name>| name.map_or("", |name| name.in_lang(lang)).to_owned();
    let text = match column {
        "title" => row.title.to_string(),
        "company" => row.name.to_string(),
        "stage" => stage_name(&rows.rules, row.stage, lang),
        "colour" => mark_words(row, lang),
        "owner" => owner_words(row, lang),
        "money" => money_words(row, lang),
        "age" => row.age.map(|count| T::Days { count }.say(lang)).unwrap_or_default(),
        "next" => row.next.to_string(),
        "next_on" => row.next_on.map(format::iso_date).unwrap_or_default(),
        "base" => named(row.base.as_ref().and_then(|id| ctx.plan()?.base(id)).map(|base| &base.name)),
        "sector" => named(row.sector.as_ref().and_then(|id| ctx.plan()?.sector(id)).map(|one| &one.name)),
        "tier" => row.tier.map(|tier| tier.label(lang).to_owned()).unwrap_or_default(),
        "source" => row.source.to_string(),
        _ => String::new(),
    };
    text.replace(['\t', '\n', '\r'], " ")
}
