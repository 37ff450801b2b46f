//! Editing a value function: points are dragged in the drawing or typed beside it.

use eframe::egui::{CursorIcon, DragValue, Id, Pos2, Rect, RichText, Sense, Ui, pos2, vec2};

use super::{parts::EDITED_ROW, scales::source_field};
use crate::{
    scoring::{
        Criterion, Source,
        model::{Breakpoint, Choice},
    },
    text::{Say, format, ui_model::ModelEditText as T},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{SheetColumn, UiExt, Width, tall_sheet_ui},
    },
};

/// Fewer points make no curve.
const LEAST: usize = 2;
/// More points than anybody could give a reason for.
const MOST: usize = 12;
/// Size of what can be grabbed around a point.
const GRAB: f32 = 18.0;

/// Where the drawing lies: its plot, and the numbers at its left and right edge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    /// The area of the curve.
    pub rect: Rect,
    /// Number at the left edge.
    pub from: f64,
    /// Number at the right edge.
    pub to: f64,
}

impl Plot {
    fn at(&self, x: f64, v: f64) -> Pos2 {
        #[allow(clippy::cast_possible_truncation)] // points on the screen
        let (x, v) = (((x - self.from) / (self.to - self.from)) as f32, v as f32);
        pos2(self.rect.left() + self.rect.width() * x, self.rect.bottom() - self.rect.height() * v)
    }

    fn back(&self, at: Pos2) -> (f64, f64) {
        let x = f64::from((at.x - self.rect.left()) / self.rect.width().max(1.0));
        let v = f64::from((self.rect.bottom() - at.y) / self.rect.height().max(1.0));
        (self.from + (self.to - self.from) * x, v.clamp(0.0, 1.0))
    }
}

/// Lets the points in a drawing be dragged.
pub(super) fn drag_ui(ui: &Ui, id: &str, plot: Plot, points: &mut [Breakpoint]) {
    let step = neat_step((plot.to - plot.from) / 200.0);
    for place in 0..points.len() {
        let Some(point) = points.get(place) else { break };
        let grab = Rect::from_center_size(plot.at(point.x, point.v), vec2(GRAB, GRAB));
        let id = Id::unique(("curve", id, place));
        let response = ui.interact(grab, id, Sense::drag()).on_hover_cursor(CursorIcon::Grab);
        let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) else { continue };
        // From where it was taken: what appears above the drawing while it is edited must not move the point.
        let taken = if response.drag_started() { None } else { ui.data(|data| data.get_temp::<(Pos2, Pos2)>(id)) };
        let (from, pointer) = taken.unwrap_or_else(|| (plot.at(point.x, point.v) - plot.rect.min.to_vec2(), at));
        ui.data_mut(|data| data.insert_temp(id, (from, pointer)));
        let (x, v) = plot.back(plot.rect.min + from.to_vec2() + (at - pointer));
        let x = within(points, place, (x / step).round() * step, step);
        move_to(points, place, x, (v * 100.0).round() / 100.0);
    }
}

/// Between the neighbours, at least a step from each.
fn within(points: &[Breakpoint], place: usize, x: f64, step: f64) -> f64 {
    let low = place.checked_sub(1).and_then(|before| points.get(before)).map(|point| point.x + step);
    let high = points.get(place + 1).map(|point| point.x - step);
    let x = high.map_or(x, |high| x.min(high));
    low.map_or(x, |low| x.max(low))
}

/// A changed figure is no longer what its source said.
fn move_to(points: &mut [Breakpoint], place: usize, x: f64, v: f64) {
    let Some(point) = points.get_mut(place) else { return };
    if (point.x - x).abs() < 1e-12 && (point.v - v).abs() < 1e-12 {
        return;
    }
    (point.x, point.v) = (x, v);
    adjusted(&mut point.source);
}

/// Says that a figure was changed by hand, with what its source was.
fn adjusted(source: &mut Source) {
    let mark = T::Adjusted { was: String::new() }.say(crate::text::Lang::Zh);
    if !source.0.starts_with(&mark) {
        let was = source.0.clone();
        // Sources are data, written in the language of the model.
        source.0 = T::Adjusted { was }.say(crate::text::Lang::Zh);
    }
}

/// 1, 2 or 5 times a power of ten, not below what is given.
fn neat_step(least: f64) -> f64 {
    if !(least.is_finite() && least > 0.0) {
        return 0.01;
    }
    let power = 10_f64.powi(exponent(least));
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= least).unwrap_or(power)
}

#[allow(clippy::cast_possible_truncation)] // a handful of digits
fn exponent(v: f64) -> i32 {
    v.log10().floor() as i32
}

/// Draws the points as figures with their sources.
pub(super) fn points_ui(ui: &mut Ui, ctx: &PageContext<'_>, criterion: &mut Criterion, number: String, worth: String) {
    let name = criterion.name.in_lang(ctx.lang).to_owned();
    let columns = [
        SheetColumn::number(number, 92.0),
        SheetColumn::number(worth, 64.0),
        SheetColumn::text("", Width::Share(1.0, 90.0)),
        SheetColumn::text("", Width::Fixed(28.0)),
    ];
    let count = criterion.points.len();
    let points = &mut criterion.points;
    let mut removed = None;
    tall_sheet_ui(ui, ("points", criterion.id.as_str()), &columns, count, EDITED_ROW, |ui, row, column| {
        let Some(point) = points.get(row) else { return };
        let place = format::count(row + 1);
        match column {
            0 => {
                let mut x = point.x;
                let words = T::PointX { name: name.clone(), place };
                if field(ui, ctx, &mut x, (-1e12, 1e12), 3, &words) {
                    let x = within(points, row, x, 1e-6);
                    let v = points.get(row).map_or(0.0, |point| point.v);
                    move_to(points, row, x, v);
                }
            }
            1 => {
                let (x, mut v) = (point.x, point.v);
                let words = T::PointV { name: name.clone(), place };
                if field(ui, ctx, &mut v, (0.0, 1.0), 2, &words) {
                    move_to(points, row, x, v);
                }
            }
            2 => {
                if let Some(point) = points.get_mut(row) {
                    source_field(ui, ctx, &format!("{name} {place}"), &mut point.source);
                }
            }
            _ => {
                let words = T::RemovePoint { name: name.clone(), place };
                if count > LEAST && ui.icon_button(icons::MINUS_CIRCLE, &ctx.say(&words)).clicked() {
                    removed = Some(row);
                }
            }
        }
    });
    if let Some(row) = removed {
        points.remove(row);
    }
    ui.horizontal(|ui| {
        let add = ui.add_enabled_ui(points.len() < MOST, |ui| {
            let words = ctx.say(&T::AddPoint { name: name.clone() });
            ui.icon_text_button(icons::PLUS, &ctx.say(&T::AddPointShort)).accessible_name(words).clicked()
        });
        if add.inner {
            add_point(points);
        }
        ui.elided(RichText::new(ctx.say(&T::DragNote)).small().color(ctx.tokens.text_soft));
    });
}

/// A point in the middle of the widest gap, on the line as it is; the first two of a new curve.
fn add_point(points: &mut Vec<Breakpoint>) {
    if points.is_empty() {
        let source = || Source(T::NewPoint.say(crate::text::Lang::Zh));
        points.extend([0.0, 1.0].map(|at| Breakpoint { x: at, v: at, source: source() }));
        return;
    }
    let widest = points.windows(2).enumerate().max_by(|(_, a), (_, b)| gap(a).total_cmp(&gap(b)));
    let Some((place, [a, b])) = widest.and_then(|(place, pair)| match pair {
        [a, b] => Some((place, [a.clone(), b.clone()])),
        _ => None,
    }) else {
        return;
    };
    let middle = Breakpoint {
        x: f64::midpoint(a.x, b.x),
        v: f64::midpoint(a.v, b.v),
        source: Source(T::NewPoint.say(crate::text::Lang::Zh)),
    };
    points.insert(place + 1, middle);
}

fn gap(pair: &[Breakpoint]) -> f64 {
    match pair {
        [a, b] => b.x - a.x,
        _ => 0.0,
    }
}

/// Draws the words of a scale with a worth that can be edited; `names` are the words in the user's language.
pub(super) fn words_ui(ui: &mut Ui, ctx: &PageContext<'_>, criterion: &mut Criterion, names: &[String], worth: String) {
    let name = criterion.name.in_lang(ctx.lang).to_owned();
    let columns = [
        SheetColumn::text("", Width::Fixed(118.0)),
        SheetColumn::number(worth, 64.0),
        SheetColumn::text("", Width::Share(1.0, 110.0)),
    ];
    let choices: &mut Vec<Choice> = &mut criterion.choices;
    tall_sheet_ui(ui, ("words", criterion.id.as_str()), &columns, choices.len(), EDITED_ROW, |ui, row, column| {
        let (Some(choice), Some(word)) = (choices.get_mut(row), names.get(row)) else { return };
        match column {
            0 => {
                ui.elided(word);
            }
            1 => {
                let words = T::WordV { name: name.clone(), word: word.clone() };
                if field(ui, ctx, &mut choice.v, (0.0, 1.0), 2, &words) {
                    adjusted(&mut choice.source);
                }
            }
            _ => source_field(ui, ctx, &format!("{name} {word}"), &mut choice.source),
        }
    });
}

/// A figure one can type or drag; true when it changed.
pub(super) fn field(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    value: &mut f64,
    (low, high): (f64, f64),
    digits: usize,
    words: &T,
) -> bool {
    ui.spacing_mut().interact_size = vec2(60.0, 24.0);
    let before = *value;
    let speed = if high <= 1.0 { 0.005 } else { 0.1 };
    let field = DragValue::new(value).range(low..=high).speed(speed).max_decimals(digits);
    ui.add(field.custom_formatter(move |value, _| format::number(value, digits))).accessible_name(ctx.say(words));
    // Rounding to what is written changes nothing by itself.
    (before - *value).abs() > 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Vec<Breakpoint> {
        [(0.0, 0.0), (2.6, 0.3), (5.0, 1.0)].map(|(x, v)| Breakpoint { x, v, source: Source("表1".into()) }).to_vec()
    }

    #[test]
    fn a_point_stays_between_its_neighbours_and_says_that_it_was_moved() {
        let mut all = points();
        let x = within(&all, 1, 9.0, 0.1);
        assert!((x - 4.9).abs() < 1e-12);
        assert!((within(&all, 1, -3.0, 0.1) - 0.1).abs() < 1e-12);
        move_to(&mut all, 1, x, 0.3);
        assert!(all[1].source.is_assumption() && all[1].source.0.contains("表1"), "{:?}", all[1].source);
        let before = all.clone();
        move_to(&mut all, 0, 0.0, 0.0);
        assert_eq!(all, before, "nothing moved");
    }

    #[test]
    fn a_new_point_changes_no_value() {
        let mut all = points();
        add_point(&mut all);
        let line =
            |points: &[Breakpoint]| -> Vec<(f64, f64)> { points.iter().map(|point| (point.x, point.v)).collect() };
        let (old, new) = (line(&points()), line(&all));
        assert_eq!(all.len(), 4);
        for step in 0..=50 {
            let x = f64::from(step) / 10.0;
            let (a, b) = (crate::scoring::curve::value_at(&old, x), crate::scoring::curve::value_at(&new, x));
            assert!((a.unwrap() - b.unwrap()).abs() < 1e-12);
        }
    }

    #[test]
    fn screen_and_numbers_are_inverse() {
        let plot = Plot { rect: Rect::from_min_size(pos2(10.0, 20.0), vec2(300.0, 100.0)), from: -2.0, to: 8.0 };
        let (x, v) = plot.back(plot.at(3.0, 0.25));
        assert!((x - 3.0).abs() < 1e-4 && (v - 0.25).abs() < 1e-4);
        assert!((neat_step(0.03) - 0.05).abs() < 1e-12 && (neat_step(2.0) - 2.0).abs() < 1e-12);
        assert!((neat_step(0.0) - 0.01).abs() < 1e-12);
    }
}
