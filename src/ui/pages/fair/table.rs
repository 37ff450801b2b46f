//! The exhibitors as a table: every one with its score, tier and need, who has it, and whether we visit it.

use eframe::egui::{Align, Key, Layout, Modifiers, RichText, Ui};
use uuid::Uuid;

use super::{
    Scene, chosen,
    listing::{Listing, need_of},
    words,
};
use crate::{
    domain::ids::ExhibitorId,
    ledger::fair::RosterRow,
    text::{
        Label, Lang, Say, format,
        ui_fair::{FairText as T, stand},
    },
    ui::{
        context::Post,
        route::Place,
        theme::icons,
        widgets::{
            ColumnSpec, IntervalBar, Selection, TableState, UiExt, sector_badge, table::focus_id, table_ui, tier_badge,
        },
    },
};

/// All columns.
fn columns(lang: Lang) -> Vec<ColumnSpec> {
    let say = |text: T| text.say(lang);
    vec![
        ColumnSpec::text("pick", "", 36.0),
        ColumnSpec::text("stand", say(T::ColumnStand), 92.0),
        ColumnSpec::text("name", say(T::ColumnName), 216.0).growing(440.0),
        ColumnSpec::text("sector", say(T::ColumnSector), 48.0),
        ColumnSpec::text("tier", say(T::ColumnTier), if lang == Lang::Zh { 96.0 } else { 112.0 }),
        ColumnSpec::number("value", say(T::ColumnValue), 140.0).explained(say(T::ColumnValueTip)),
        ColumnSpec::number("need", say(T::ColumnNeed), 76.0).explained(say(T::ColumnNeedTip)),
        ColumnSpec::number("priority", say(T::ColumnPriority), 72.0).explained(say(T::ColumnPriorityTip)),
        ColumnSpec::text("owner", say(T::ColumnOwner), 104.0),
        ColumnSpec::text("last", say(T::ColumnLast), 176.0),
        ColumnSpec::text("talk", say(T::ColumnTalk), 88.0),
        ColumnSpec::text("business", say(T::ColumnBusiness), 260.0).optional(),
        ColumnSpec::text("city", say(T::ColumnCity), 84.0).optional(),
    ]
}

/// Draws the table.
pub fn ui(
    ui: &mut Ui,
    table: &mut TableState<ExhibitorId>,
    kept: &mut Option<(Lang, Vec<ColumnSpec>)>,
    listing: &Listing,
    scene: Scene<'_, '_>,
    out: &mut Vec<Post>,
) {
    let ctx = scene.ctx;
    let lang = ctx.lang;
    if kept.as_ref().is_none_or(|(made, _)| *made != lang) {
        *kept = Some((lang, columns(lang)));
    }
    let Some((_, columns)) = kept else { return };
    selection_ui(ui, &table.selection, scene, out);
    let nobody = ExhibitorId::from_uuid(Uuid::nil());
    let key = |row: usize| listing.row(row).map_or(nobody, |row| row.exhibitor);
    let focused = ui.memory(|memory| memory.has_focus(focus_id(ui, table)));
    let space = ctx.writable
        && focused
        && !table.selection.is_empty()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    let mut toggled: Option<(ExhibitorId, bool)> = None;
    let output = table_ui(ui, table, columns, listing.listed.len(), lang, key, |ui, at, column| {
        if let Some(row) = listing.row(at) {
            cell_ui(ui, row, column.id, scene, &mut toggled);
        }
    });
    if listing.listed.is_empty() {
        let rect = ui.min_rect();
        ui.said_over(rect, T::NobodyListed.say(lang));
    }
    let ids: Vec<ExhibitorId> = table.selection.iter().collect();
    let is_chosen = |id: &ExhibitorId| scene.roster.row_of(*id).is_some_and(|row| row.visit.is_some());
    if let Some((id, wanted)) = toggled {
        out.extend(chosen(scene.roster, &[id], wanted, ctx).map(Post::act));
    } else if space {
        let wanted = !ids.iter().all(is_chosen);
        out.extend(chosen(scene.roster, &ids, wanted, ctx).map(Post::act));
    }
    if let Some(row) = output.opened.and_then(|at| listing.row(at)) {
        out.push(Post::Go(Place::company(row.company)));
    }
}

/// What can be done with those selected; as high without any, so that nothing jumps.
fn selection_ui(ui: &mut Ui, selection: &Selection<ExhibitorId>, scene: Scene<'_, '_>, out: &mut Vec<Post>) {
    let Scene { roster, ctx, .. } = scene;
    let lang = ctx.lang;
    if selection.is_empty() {
        return;
    }
    let ids: Vec<ExhibitorId> = selection.iter().collect();
    let is_chosen = |id: &&ExhibitorId| roster.row_of(**id).is_some_and(|row| row.visit.is_some());
    let on = ids.iter().filter(is_chosen).count();
    let off = ids.len() - on;
    ui.horizontal(|ui| {
        ui.add_enabled_ui(ctx.writable, |ui| {
            if off > 0
                && ui
                    .icon_text_button(icons::CHECK_SQUARE, &T::PickMany { count: format::count(off) }.say(lang))
                    .clicked()
            {
                out.extend(chosen(roster, &ids, true, ctx).map(Post::act));
            }
            if on > 0
                && ui.icon_text_button(icons::SQUARE, &T::UnpickMany { count: format::count(on) }.say(lang)).clicked()
            {
                out.extend(chosen(roster, &ids, false, ctx).map(Post::act));
            }
        });
        if let [id] = ids.as_slice()
            && let Some(row) = roster.row_of(*id)
            && ui.icon_text_button(icons::ARROW_SQUARE_OUT, &T::OpenCard.say(lang)).clicked()
        {
            out.push(Post::Go(Place::company(row.company)));
        }
    });
    ui.add_space(4.0);
}

fn cell_ui(
    ui: &mut Ui,
    row: &RosterRow,
    column: &str,
    scene: Scene<'_, '_>,
    toggled: &mut Option<(ExhibitorId, bool)>,
) {
    let ctx = scene.ctx;
    let lang = ctx.lang;
    let tokens = ctx.tokens;
    let view = ctx.view;
    let prospect = view.and_then(|view| view.assessment.prospects.get(row.row?));
    match column {
        "pick" => {
            let on = row.visit.is_some();
            let name = row.name.to_string();
            let (icon, words) =
                if on { (icons::CHECK_SQUARE, T::Unpick { name }) } else { (icons::SQUARE, T::Pick { name }) };
            ui.add_enabled_ui(ctx.writable, |ui| {
                if ui.icon_button(icon, &words.say(lang)).clicked() {
                    *toggled = Some((row.exhibitor, !on));
                }
            });
        }
        "sector" => {
            let sector = prospect.and_then(|one| one.sector.as_ref()).zip(ctx.plan());
            match sector.and_then(|(id, plan)| Some((plan, plan.sector(id)?))) {
                Some((plan, sector)) => _ = sector_badge(ui, plan, sector, lang),
                None => _ = ui.secondary(format::ABSENT),
            }
        }
        "tier" => {
            if let Some(prospect) = prospect {
                tier_badge(ui, prospect.tier.tier, lang);
            }
        }
        "value" => {
            if let Some(prospect) = prospect {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(format::score(prospect.value));
                    let bar = IntervalBar::new(prospect.low, prospect.value, prospect.high, lang);
                    ui.add(bar.estimated(prospect.low_coverage));
                });
            }
        }
        "owner" => {
            let name = words::officer(ctx.snapshot, row.owner);
            let own = row.owner.is_some() && row.owner == ctx.author();
            let colour = if own || name.is_empty() { tokens.text } else { tokens.estimate_text };
            ui.elided(RichText::new(name).color(colour));
        }
        "talk" => {
            let words = match (row.talks, row.heat) {
                (0, _) => return,
                (_, Some(heat)) => T::TalkedHeat { heat: heat.label(lang).to_owned() },
                (_, None) => T::Talked,
            };
            ui.elided(words.say(lang));
        }
        "need" => {
            ui.label(
                prospect.and_then(need_of).map_or_else(|| format::ABSENT.to_owned(), |need| format::fixed(need, 2)),
            );
        }
        "priority" => {
            let priority = prospect.and_then(|one| one.priority);
            ui.label(priority.map_or_else(|| format::ABSENT.to_owned(), |priority| format::fixed(priority, 3)));
        }
        "stand" => {
            ui.elided(stand(&row.hall, &row.booth, lang));
        }
        "name" => {
            ui.elided(&*row.name);
        }
        "last" => {
            let words = row.last.map(|(day, who)| {
                let who = words::officer(ctx.snapshot, who);
                T::LastBy { day: format::iso_date(day), who }.say(lang)
            });
            ui.elided(words.unwrap_or_default().trim());
        }
        "business" | "city" => {
            if let Some(company) = ctx.snapshot.companies.get(row.company.uuid()) {
                let text = if column == "city" { &company.city } else { &company.main_business };
                ui.elided(text.replace('\n', " "));
            }
        }
        _ => {}
    }
}
