//! The table of the group in sight.

use eframe::egui::{RichText, Ui};

use super::{
    Preview, ShortlistPage,
    groups::Group,
    rows::{Figure, RowView},
};
use crate::{
    domain::{company::GateState, ids::CompanyId},
    text::{Lang, format, report::ReportWord as Word, ui_shortlist::ShortlistText as Text},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::icons,
        widgets::{ColumnSpec, EmptyState, IntervalBar, TableState, UiExt, gate_mark, table_ui, tier_badge},
    },
};

/// From this width on there is room for the reasons of the match.
pub(super) const ROOMY: f32 = 1700.0;

/// The column that says how firmly the places stand.
const STABILITY: &str = "stability";

/// Whether it is in sight; only then it is worked out.
pub(super) fn shows_stability(table: &TableState<CompanyId>, ctx: &PageContext<'_>) -> bool {
    columns(ctx, false).iter().any(|column| column.id == STABILITY && table.is_shown(column))
}

impl ShortlistPage {
    /// Draws the table.
    pub(super) fn table_ui(&mut self, ui: &mut Ui, preview: &Preview, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let group = self.group;
        let rows = group.rows(&preview.choice);
        if rows.is_empty() {
            let (title, note) = if group == Group::Chosen {
                (Text::Empty, ctx.say(&Text::EmptyNote))
            } else {
                (Text::GroupEmpty, String::new())
            };
            EmptyState { icon: icons::RANKING, title: &ctx.say(&title), note: &note, action: None }.ui(ui);
            return;
        }
        let prospects = &preview.view.assessment.prospects;
        let company = |row: usize| prospects.get(*rows.get(row)?).map(|prospect| prospect.company);
        let Some(first) = company(0) else { return };
        let columns = columns(ctx, ui.available_width() >= ROOMY);
        let lang = ctx.lang;
        let shown = |row: usize| {
            if group == Group::Chosen {
                return preview.rows.get(row).map(|listed| RowView::listed(listed, lang));
            }
            let place = preview.choice.chosen.iter().position(|chosen| Some(chosen) == rows.get(row));
            let off = RowView::off_list(&preview.view, *rows.get(row)?, lang);
            off.map(|off| RowView { place: place.and_then(|place| u32::try_from(place + 1).ok()), ..off })
        };
        let cut = preview.choice.cut_off;
        // The cells of a row are drawn one after the other: the row is put into words once.
        let mut current: Option<(usize, RowView)> = None;
        let output = table_ui(
            ui,
            &mut self.table,
            &columns,
            rows.len(),
            lang,
            |row| company(row).unwrap_or(first),
            |ui, row, column| {
                if current.as_ref().is_none_or(|(known, _)| *known != row) {
                    current = shown(row).map(|view| (row, view));
                }
                if let Some((_, view)) = &current {
                    cell_ui(ui, view, column.id, cut, ctx);
                }
            },
        );
        if let Some(company) = output.opened.and_then(company) {
            out.push(Post::Go(Place::company(company)));
        }
        if output.copy {
            let selected: Vec<String> = (0..rows.len())
                .filter(|row| company(*row).is_some_and(|company| self.table.selection.contains(&company)))
                .filter_map(shown)
                .map(|view| as_cells(&view))
                .collect();
            if !selected.is_empty() {
                ui.ctx().copy_text(selected.join("\n"));
            }
        }
        if let Some((row, response)) = output.menu {
            response.context_menu(|ui| {
                if ui.button(ctx.say(&Text::OpenCompany)).clicked() {
                    if let Some(company) = company(row) {
                        out.push(Post::Go(Place::company(company)));
                    }
                    ui.close();
                }
            });
        }
    }
}

pub(super) fn columns(ctx: &PageContext<'_>, roomy: bool) -> Vec<ColumnSpec> {
    let say = |text: Text| ctx.say(&text);
    let extra = |column: ColumnSpec| if roomy { column } else { column.optional() };
    // English words for gates are longer, those for bases are cut in any case.
    let (base, gates) = if ctx.lang == Lang::Zh { (164.0, 84.0) } else { (132.0, 116.0) };
    let word = |word: Word| ctx.say(&word);
    vec![
        ColumnSpec::number("rank", say(Text::ColumnRank), 40.0).unsorted(),
        ColumnSpec::text("name", say(Text::ColumnName), 232.0).unsorted(),
        ColumnSpec::number("value", say(Text::ColumnValue), 52.0).explained(say(Text::ValueTip)).unsorted(),
        ColumnSpec::text("bar", say(Text::ColumnBar), 96.0).explained(say(Text::BarTip)).unsorted(),
        ColumnSpec::text("class", say(Text::ColumnClass), 48.0).unsorted(),
        ColumnSpec::number(STABILITY, say(Text::ColumnStability), 64.0)
            .explained(say(Text::StabilityTip))
            .optional()
            .unsorted(),
        ColumnSpec::text("tier", say(Text::ColumnTier), 104.0).unsorted(),
        ColumnSpec::text("base", say(Text::ColumnBase), base).unsorted(),
        extra(ColumnSpec::text("segment", word(Word::Segment), 140.0).unsorted()),
        extra(ColumnSpec::text("place", word(Word::Place), 140.0).unsorted()),
        ColumnSpec::number("need", say(Text::ColumnNeed), 64.0).explained(say(Text::NeedTip)).unsorted(),
        ColumnSpec::number("chance", say(Text::ColumnChance), 60.0).explained(say(Text::ChanceTip)).unsorted(),
        ColumnSpec::number("priority", say(Text::ColumnPriority), 60.0).explained(say(Text::PriorityTip)).unsorted(),
        ColumnSpec::text("gates", say(Text::ColumnGates), gates).unsorted(),
        ColumnSpec::text("flags", say(Text::ColumnFlags), 150.0).unsorted(),
        extra(ColumnSpec::text("evidence", word(Word::Evidence), 280.0).unsorted()),
        extra(ColumnSpec::text("missing", word(Word::Missing), 280.0).unsorted()),
    ]
}

fn cell_ui(ui: &mut Ui, view: &RowView, column: &str, cut: Option<f64>, ctx: &PageContext<'_>) {
    let tokens = ui.tokens();
    match column {
        "rank" => {
            if let Some(place) = view.place {
                ui.label(RichText::new(place.to_string()).color(tokens.text_soft));
            }
        }
        "name" => {
            ui.elided(&view.name);
        }
        "value" => {
            ui.label(format::score(view.value));
        }
        "bar" => {
            let bar = IntervalBar::new(view.low, view.value, view.high, ctx.lang);
            ui.add(bar.estimated(view.little_known).cut_off(cut));
        }
        "class" => {
            ui.label(view.class.replace('-', "–"));
        }
        STABILITY => figure_ui(ui, &view.stability, ""),
        "tier" => {
            tier_badge(ui, view.tier, ctx.lang);
        }
        "base" => {
            ui.elided(if view.base.is_empty() { ctx.say(&Text::NoBase) } else { view.base.clone() });
        }
        "segment" => {
            ui.elided(&view.segment);
        }
        "place" => {
            ui.elided(&view.located);
        }
        "need" => figure_ui(ui, &view.need, ""),
        "chance" => figure_ui(ui, &view.chance, &view.chance_basis),
        "priority" => figure_ui(ui, &view.priority, ""),
        "gates" => gates_ui(ui, view, ctx),
        "flags" => {
            ui.elided(RichText::new(&view.flags).color(tokens.text_soft));
        }
        "evidence" => {
            ui.elided(&view.evidence);
        }
        "missing" => {
            ui.elided(RichText::new(&view.missing).color(tokens.text_soft));
        }
        _ => {}
    }
}

fn figure_ui(ui: &mut Ui, figure: &Figure, basis: &str) {
    let tokens = ui.tokens();
    let (response, why) = match figure {
        Figure::Known(text) => (ui.label(text), basis),
        Figure::Absent(why) => (ui.label(RichText::new(format::ABSENT).color(tokens.text_off)), why.as_str()),
    };
    if !why.is_empty() {
        response.on_hover_text(why);
    }
}

fn gates_ui(ui: &mut Ui, view: &RowView, ctx: &PageContext<'_>) {
    let tokens = ui.tokens();
    let response = if view.gate == GateState::Unknown && view.gates_open > 0 {
        let words = ctx.say(&Text::GatesOpen { count: view.gates_open });
        ui.label(RichText::new(icons::CIRCLE_DASHED).color(tokens.text_soft));
        ui.elided(words)
    } else {
        gate_mark(ui, view.gate, ctx.lang)
    };
    if !view.gates_words.is_empty() {
        response.on_hover_text(&view.gates_words);
    }
}

/// A row as spreadsheets paste it.
fn as_cells(view: &RowView) -> String {
    let place = view.place.map_or_else(String::new, |place| place.to_string());
    let cells = [
        place.as_str(),
        &view.name,
        &format::score(view.value),
        &format::score(view.low),
        &format::score(view.high),
        &view.class,
        &view.base,
        view.need.text(),
        view.chance.text(),
        view.priority.text(),
        &view.flags,
    ];
    cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t")
}
