//! The companies side by side: value, standing, and every criterion with its points and interval.

use eframe::egui::{Button, CornerRadius, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{
    answer::{Answer, Side},
    share,
};
use crate::{
    scoring::{
        CellState, Standing,
        card::{GroupLine, Line},
        robustness::necessarily_above,
    },
    text::{Say, format, ui_compare::CompareText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::{fonts, icons},
        widgets::{IntervalBar, SheetColumn, UiExt, Width, gate_mark, sheet_ui, tier_badge},
    },
};

/// Width of the figures, which stand right-aligned under each other.
const FIGURE: f32 = 84.0;

/// What stands in a row.
pub(super) enum Row<'a> {
    Value,
    Coverage,
    Class,
    Gate,
    InTop,
    Places,
    Above(usize),
    Group(usize, &'a GroupLine),
    Line(usize, &'a Line),
}

/// Draws the table; a click on a name shows its weights and questions below.
pub(super) fn table_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, shown: &mut usize, out: &mut Vec<Post>) {
    names_ui(ui, ctx, answer, shown, out);
    let rows = rows(answer);
    let mut columns = vec![SheetColumn::text("", Width::Fixed(210.0))];
    columns.extend(answer.sides.iter().map(|_| SheetColumn::text("", Width::Share(1.0, 150.0))));
    sheet_ui(ui, "compare table", &columns, rows.len(), |ui, row, column| {
        let Some(row) = rows.get(row) else { return };
        match column.checked_sub(1).and_then(|place| answer.sides.get(place).map(|side| (place, side))) {
            None => head_ui(ui, ctx, answer, row),
            Some((place, side)) => cell_ui(ui, ctx, answer, row, place, side),
        }
    });
}

/// The rows of the table.
pub(super) fn rows(answer: &Answer) -> Vec<Row<'_>> {
    let mut rows = vec![Row::Value, Row::Coverage, Row::Class, Row::Gate, Row::InTop, Row::Places];
    rows.extend((0..answer.sides.len()).map(Row::Above));
    let Some(first) = answer.sides.first() else { return rows };
    let card = &first.detail.card.scorecard;
    for (place, group) in card.groups.iter().enumerate() {
        let lines: Vec<(usize, &Line)> =
            card.lines.iter().enumerate().filter(|(_, line)| line.group == group.group && line.active).collect();
        if lines.is_empty() {
            continue;
        }
        rows.push(Row::Group(place, group));
        if lines.len() > 1 {
            rows.extend(lines.into_iter().map(|(place, line)| Row::Line(place, line)));
        }
    }
    rows
}

fn names_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, shown: &mut usize, out: &mut Vec<Post>) {
    let columns: Vec<SheetColumn> = std::iter::once(SheetColumn::text("", Width::Fixed(210.0)))
        .chain(answer.sides.iter().map(|_| SheetColumn::text("", Width::Share(1.0, 150.0))))
        .collect();
    sheet_ui(ui, "compare names", &columns, 1, |ui, _, column| {
        let Some((place, side)) =
            column.checked_sub(1).and_then(|place| answer.sides.get(place).map(|one| (place, one)))
        else {
            ui.label(
                RichText::new(ctx.say(&T::Criterion)).text_style(fonts::strong_small()).color(ctx.tokens.text_soft),
            );
            return;
        };
        if ui.icon_button(icons::ARROW_SQUARE_OUT, &side.name).clicked() {
            out.push(Post::Go(Place::company(side.detail.prospect.company)));
        }
        tier_badge(ui, side.detail.card.tier.tier, ctx.lang);
        let name = RichText::new(&side.name).text_style(fonts::strong());
        let button = Button::selectable(*shown == place, name).truncate();
        if ui.add(button).on_hover_text(&side.name).clicked() {
            *shown = place;
        }
    });
}

fn head_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, row: &Row<'_>) {
    let model = &answer.view.policy.model;
    let soft = |words: String| RichText::new(words).color(ctx.tokens.text_soft);
    match row {
        Row::Value => {
            ui.strong_text(ctx.say(&T::Value));
        }
        Row::Coverage => {
            ui.elided(soft(ctx.say(&T::Coverage)));
        }
        Row::Class => {
            ui.elided(soft(ctx.say(&T::ClassOf)));
        }
        Row::Gate => {
            ui.elided(soft(ctx.say(&T::GateOf)));
        }
        Row::InTop => {
            let words = T::InTop { top: format::count(answer.asked.top) };
            let note = T::InTopNote { draws: format::count(answer.counted.draws as usize) };
            ui.elided(RichText::new(ctx.say(&words)).text_style(fonts::strong())).on_hover_text(ctx.say(&note));
        }
        Row::Places => {
            ui.elided(soft(ctx.say(&T::Places)));
        }
        Row::Above(other) => {
            let name = answer.sides.get(*other).map(|side| side.name.clone()).unwrap_or_default();
            ui.elided(soft(ctx.say(&T::Above { name })));
        }
        Row::Group(_, line) => {
            let name = model.groups.iter().find(|group| group.id == line.group);
            let name = name.map_or("", |group| group.name.in_lang(ctx.lang));
            ui.elided(RichText::new(name).text_style(fonts::strong()));
        }
        Row::Line(_, line) => {
            let name = model.criteria().find(|(_, criterion)| criterion.id == line.criterion);
            ui.add_space(12.0);
            ui.elided(soft(name.map_or("", |(_, criterion)| criterion.name.in_lang(ctx.lang)).to_owned()));
        }
    }
}

fn cell_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, row: &Row<'_>, place: usize, side: &Side) {
    let card = &side.detail.card.scorecard;
    match row {
        Row::Value => {
            let width = (ui.available_width() - FIGURE - 16.0).clamp(48.0, 200.0);
            figure_ui(ui, &format::score(card.value), FIGURE, true);
            let bar = IntervalBar::new(card.low, card.value, card.high, ctx.lang);
            ui.add(bar.estimated(card.low_coverage).size(vec2(width, 12.0)));
        }
        Row::Coverage => {
            figure_ui(ui, &format::share(card.coverage), FIGURE, false);
        }
        Row::Class => {
            figure_ui(ui, &card.class.to_string(), FIGURE, false);
        }
        Row::Gate => {
            gate_mark(ui, side.detail.prospect.gate, ctx.lang);
        }
        Row::InTop => in_top_ui(ui, ctx, answer, side),
        Row::Places => {
            if let Some([from, middle, to]) = answer.counted.usual_places(place) {
                let [from, middle, to] = [from, middle, to].map(|place| format::count(place as usize));
                ui.elided(ctx.say(&T::PlaceRange { from, to, middle }));
            }
        }
        Row::Above(other) => above_ui(ui, ctx, answer, place, *other),
        Row::Group(group, _) => {
            if let Some(line) = card.groups.get(*group) {
                points_ui(ui, ctx, answer, side, Points::of_group(line), true);
            }
        }
        Row::Line(line, _) => {
            if let Some(line) = card.lines.get(*line) {
                if line.state == CellState::NotApplicable {
                    ui.secondary(ctx.say(&T::NotApplicable));
                } else {
                    points_ui(ui, ctx, answer, side, Points::of_line(line), false);
                }
            }
        }
    }
}

fn in_top_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, side: &Side) {
    let Some(share_in) = answer.counted.share(side.row) else { return };
    let standing = Standing::of(share_in);
    let (words, ink) = match standing {
        Standing::Stable => (T::Stable, ctx.tokens.accent_text),
        Standing::Depends => (T::Depends, ctx.tokens.estimate_text),
        Standing::Out => (T::Out, ctx.tokens.text_soft),
    };
    figure_ui(ui, &share(share_in), FIGURE, true);
    let (rect, response) = ui.allocate_exact_size(vec2(72.0, 10.0), Sense::hover());
    let told = format!("{} {}", share(share_in), ctx.say(&words));
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &told));
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(2), ctx.tokens.sunken);
    #[allow(clippy::cast_possible_truncation)] // points on the screen
    let right = rect.left() + rect.width() * share_in as f32;
    let ground = if standing == Standing::Stable { ctx.tokens.accent } else { ctx.tokens.span };
    painter.rect_filled(rect.with_max_x(right), CornerRadius::same(2), ground);
    ui.elided(RichText::new(ctx.say(&words)).small().color(ink));
}

fn above_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, one: usize, other: usize) {
    let (Some(mine), Some(theirs)) = (answer.sides.get(one), answer.sides.get(other)) else { return };
    if one == other {
        ui.secondary(format::ABSENT);
        return;
    }
    let Some(above) = answer.counted.above_share(one, other) else { return };
    figure_ui(ui, &share(above), FIGURE, false);
    let (mine, theirs) = (&mine.detail.card.scorecard, &theirs.detail.card.scorecard);
    if necessarily_above(mine.low, theirs.high) {
        ui.elided(RichText::new(ctx.say(&T::Necessarily)).small().color(ctx.tokens.accent_text));
    }
}

/// Points of a criterion or group, on its own scale.
struct Points<'a> {
    word: &'a str,
    value: f64,
    low: f64,
    high: f64,
    most: f64,
    earned: f64,
}

impl<'a> Points<'a> {
    fn of_group(line: &'a GroupLine) -> Self {
        let most = line.weight * 100.0;
        let value = if most > 0.0 { line.points / most } else { 0.0 };
        Self { word: &line.group, value, low: line.low, high: line.high, most, earned: line.points }
    }

    fn of_line(line: &'a Line) -> Self {
        let most = line.weight * 100.0;
        Self { word: &line.criterion, value: line.value, low: line.low, high: line.high, most, earned: line.points }
    }
}

fn points_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, side: &Side, points: Points<'_>, strong: bool) {
    let (figure, most) = (format::score(points.earned), format::score(points.most));
    figure_ui(ui, &ctx.say(&T::Score { points: figure.clone(), of: most.clone() }), FIGURE, strong);
    let width = (ui.available_width() - 8.0).clamp(32.0, 140.0);
    let (low, value, high) = (points.low * 100.0, points.value * 100.0, points.high * 100.0);
    let bar = IntervalBar::new(low, value, high, ctx.lang).estimated(points.high - points.low > 1e-9);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 10.0), Sense::hover());
    if ui.is_rect_visible(rect) {
        let rect = Rect::from_min_max(pos2(rect.left(), rect.top()), pos2(rect.right(), rect.bottom()));
        bar.paint(ui.painter(), rect, ctx.tokens);
    }
    let model = &answer.view.policy.model;
    let criterion = model.criteria().find(|(_, one)| one.id == points.word).map(|(_, one)| &one.name);
    let name = criterion.or_else(|| model.groups.iter().find(|one| one.id == points.word).map(|one| &one.name));
    let words = T::CellWords {
        criterion: name.map_or("", |name| name.in_lang(ctx.lang)).to_owned(),
        name: side.name.clone(),
        points: figure,
        of: most,
        low: format::score(points.low * points.most),
        high: format::score(points.high * points.most),
    }
    .say(ctx.lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &words));
    response.on_hover_text(words);
}

/// A figure in a column of its own, right-aligned.
fn figure_ui(ui: &mut Ui, figure: &str, width: f32, strong: bool) {
    ui.scope(|ui| {
        ui.allocate_ui_with_layout(
            vec2(width, ui.available_height()),
            eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
            |ui| {
                ui.set_width(width);
                let text = RichText::new(figure);
                ui.label(if strong { text.text_style(fonts::strong()) } else { text });
            },
        );
    });
}
