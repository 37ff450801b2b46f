//! The leads as a table: its columns, the derived ones and every field of the record, and how a cell is drawn.

use std::sync::Arc;

use eframe::egui::Ui;

use super::{
    listing::Listing,
    look::{Look, field_of},
    rows::LeadRow,
    words::mark_ui,
};
use crate::{
    domain::{ids::LeadId, record::Entity},
    text::{Lang, Say, fields::field_label, format, ui_pipeline::PipelineText as T},
    ui::{
        context::PageContext,
        grid::marks::Marks,
        pages::lead::field::{self, Kind},
        widgets::{
            ColumnSpec, Dressing, Lines, TableOutput, TableState, UiExt, dressed_table_ui, sector_badge, tier_badge,
        },
    },
};

/// Columns of their own; the other fields of a lead follow, hidden until chosen.
const OWN: [&str; 16] = [
    "title",
    "company",
    "stage",
    "stage_since",
    "total_investment",
    "owner",
    "next_action",
    "next_action_on",
    "base",
    "source",
    "currency",
    "sector",
    "tier",
    "colour",
    "age",
    "money",
];

/// All columns.
pub fn columns(lang: Lang) -> Vec<ColumnSpec> {
    let say = |text: T| text.say(lang);
    let mut columns = vec![
        ColumnSpec::text("title", say(T::ColumnTitle), 190.0).growing(340.0).editable(),
        ColumnSpec::text("company", say(T::ColumnCompany), 164.0).filterable(),
        ColumnSpec::text("stage", say(T::FacetStage), 80.0).filterable(),
        ColumnSpec::text("colour", say(T::FacetColour), 128.0).explained(say(T::ColumnColourTip)),
        ColumnSpec::text("owner", say(T::FacetOwner), 96.0).editable().filterable(),
        ColumnSpec::number("money", say(T::ColumnMoney), 104.0).editable(),
        ColumnSpec::number("age", say(T::ColumnAge), 76.0).explained(say(T::ColumnAgeTip)),
        ColumnSpec::text("next", say(T::ColumnNext), 140.0).editable().filterable(),
        ColumnSpec::text("next_on", say(T::ColumnNextOn), 92.0).editable().filterable(),
        ColumnSpec::text("sector", say(T::FacetSector), if lang == Lang::Zh { 46.0 } else { 56.0 }).filterable(),
        ColumnSpec::text("base", say(T::FacetBase), 140.0).editable().filterable(),
        ColumnSpec::text("source", say(T::FacetSource), 120.0).editable().filterable(),
        ColumnSpec::text("tier", say(T::ColumnTier), 96.0).optional().filterable(),
    ];
    columns.extend(Entity::Lead.fields().iter().filter(|field| !OWN.contains(&field.name)).map(|field| {
        let title = field_label(Entity::Lead, field.name, lang);
        let column = match field::kind(Entity::Lead, field) {
            Kind::Money | Kind::Real(_) | Kind::Whole => ColumnSpec::number(field.name, title, 104.0),
            Kind::Day(_) => ColumnSpec::text(field.name, title, 92.0).filterable(),
            Kind::Lines => ColumnSpec::text(field.name, title, 180.0),
            Kind::Choice | Kind::Flag => ColumnSpec::text(field.name, title, 110.0).filterable(),
            _ => ColumnSpec::text(field.name, title, 120.0).filterable(),
        };
        column.editable().optional()
    }));
    columns
}

/// Draws the table.
pub fn ui(
    ui: &mut Ui,
    table: &mut TableState<LeadId>,
    columns: &[ColumnSpec],
    listing: &Arc<Listing>,
    lines: &Lines,
    ctx: &PageContext<'_>,
) -> TableOutput {
    let nobody = LeadId::from_uuid(uuid::Uuid::nil());
    let key = |row: usize| listing.row(row).map_or(nobody, |row| row.id);
    let look = Look::new(ctx.snapshot, ctx.plan(), &listing.rows, ctx.lang);
    let rules = table.layout.marks.clone();
    let marks = Marks::new(&rules, ctx.today);
    let mark = |row: usize, column: &ColumnSpec| {
        let row = if marks.is_empty() { None } else { listing.row(row) }?;
        marks.of(column.id, |column| look.text(row, column), |column| look.figure(row, column))
    };
    let dressing = Dressing { lines, mark: &mark };
    dressed_table_ui(ui, table, columns, &dressing, ctx.lang, key, |ui, row, column| {
        if let Some(row) = listing.row(row) {
            cell_ui(ui, row, &look, column, ctx);
        }
    })
}

fn cell_ui(ui: &mut Ui, row: &LeadRow, look: &Look<'_>, column: &ColumnSpec, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    match column.id {
        "colour" => mark_ui(ui, row, &look.rows.rules, lang),
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
        "owner" if row.owner.is_none() => {
            ui.secondary(look.text(row, "owner"));
        }
        "next_on" => {
            let late = row.next_on.is_some_and(|day| day < ctx.today);
            let words = look.text(row, column.id);
            let tokens = ui.tokens();
            let colour = if late { tokens.estimate_text } else { tokens.text };
            ui.elided(eframe::egui::RichText::new(words).color(colour));
        }
        id if column.numeric => {
            ui.label(look.text(row, id));
        }
        id => {
            ui.elided(look.text(row, id));
        }
    }
}

/// How a column is written into a file.
pub fn kind_of(column: &str) -> crate::report::table::ColumnKind {
    use crate::report::table::ColumnKind;
    match column {
        "age" => ColumnKind::Number(0),
        "stage" | "sector" | "tier" => ColumnKind::Word,
        "code" => ColumnKind::Code,
        other => match field_of(other).map(|field| field::kind(Entity::Lead, field)) {
            Some(Kind::Real(field::Measure::Percent)) => ColumnKind::Share(0),
            Some(Kind::Money | Kind::Real(_)) => ColumnKind::Number(2),
            Some(Kind::Whole) => ColumnKind::Number(0),
            Some(Kind::Day(_)) => ColumnKind::Date,
            Some(Kind::Lines) => ColumnKind::LongText,
            _ => ColumnKind::Text,
        },
    }
}

/// Whether the cells of a column are money.
pub fn is_money(column: &str) -> bool {
    field_of(column).is_some_and(|field| field::kind(Entity::Lead, field) == Kind::Money)
}

#[cfg(test)]
mod tests {
    use super::{super::look, *};

    #[test]
    fn every_field_of_a_lead_has_one_column() {
        let columns = columns(Lang::Zh);
        let mut shown: Vec<&str> =
            columns.iter().filter_map(|column| field_of(column.id)).map(|one| one.name).collect();
        shown.sort_unstable();
        let mut fields: Vec<&str> = Entity::Lead.fields().iter().map(|field| field.name).collect();
        fields.retain(|name| !matches!(*name, "company" | "stage" | "stage_since" | "currency"));
        fields.sort_unstable();
        assert_eq!(shown, fields);
        assert!(look::is_figure("land") && look::is_day("start_on") && !look::is_figure("title"));
    }
}
