//! A scene of `report::scene` in the window: drawn in the theme in use, its parts named, under the pointer and by keys.

use eframe::egui::{
    Color32, CornerRadius, FontFamily, FontId, Mesh, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::text::{UiExt, drawn};
use crate::{
    report::scene::{self, Area, Label, Point, Scene, Weight},
    ui::theme::{fonts, tokens::Tokens},
};

/// Text smaller than this on the screen is not drawn: it cannot be read.
const SMALLEST_TEXT: f32 = 5.0;

/// Where a scene lies on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SceneView {
    /// Where the scene's upper left corner is.
    pub origin: Pos2,
    /// Points of the screen per unit of the scene.
    pub scale: f32,
}

impl SceneView {
    /// Where a point of the scene is.
    pub fn at(&self, point: Point) -> Pos2 {
        self.origin + vec2(point.x, point.y) * self.scale
    }

    /// Which point of the scene is there.
    pub fn back(&self, at: Pos2) -> Point {
        let offset = (at - self.origin) / self.scale;
        scene::point(offset.x, offset.y)
    }

    /// Where an area of the scene is.
    pub fn rect(&self, area: Area) -> Rect {
        let size = vec2(area.width, area.height) * self.scale;
        Rect::from_min_size(self.at(scene::point(area.left, area.top)), size)
    }

    fn stroke(&self, stroke: &scene::Stroke, tokens: &Tokens) -> Stroke {
        Stroke::new((stroke.width * self.scale).max(0.5), tokens.ink(stroke.colour))
    }
}

/// Draws a scene; what lies outside the painter's clip is left out.
pub fn paint_scene(painter: &Painter, tokens: &Tokens, scene: &Scene, view: SceneView) {
    for shape in &scene.shapes {
        paint(painter, tokens, shape, view);
    }
}

/// A whole picture in the width there is, no larger than its own size: each part can be pointed at, and clicked where
/// `opens` says so. The key of the part clicked.
pub fn scene_ui(ui: &mut Ui, scene: &Scene, opens: bool) -> Option<usize> {
    let scale = (ui.available_width() / scene.width.max(1.0)).clamp(0.1, 1.0);
    let (rect, response) = drawn(ui, vec2(scene.width, scene.height) * scale);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &scene.title));
    let view = SceneView { origin: rect.min, scale };
    if ui.is_rect_visible(rect) {
        paint_scene(ui.painter(), ui.tokens(), scene, view);
    }
    let sense = if opens { Sense::click() } else { Sense::hover() };
    let role = if opens { Role::Button } else { Role::Label };
    let mut clicked = None;
    for (index, region) in scene.regions.iter().enumerate() {
        let part = view.rect(region.area);
        let response = ui.interact(part, ui.scope_id().with(("part", &scene.title, index)), sense);
        response.widget_info(|| WidgetInfo::labeled(role, true, &region.words));
        if opens {
            mark_part(ui, &response, part);
        }
        if response.clicked() {
            clicked = Some(region.key);
        }
        response.on_hover_text(&region.words);
    }
    clicked
}

/// Shows that a part is under the pointer or has the focus.
pub(super) fn mark_part(ui: &Ui, response: &Response, part: Rect) {
    let tokens = ui.tokens();
    let stroke = if response.has_focus() {
        Stroke::new(2.0, tokens.accent)
    } else if response.hovered() {
        Stroke::new(1.0, tokens.text_soft)
    } else {
        return;
    };
    ui.painter().rect_stroke(part, CornerRadius::same(3), stroke, StrokeKind::Inside);
}

fn paint(painter: &Painter, tokens: &Tokens, shape: &scene::Shape, view: SceneView) {
    let clip = painter.clip_rect();
    match shape {
        scene::Shape::Line { points, stroke } => {
            let points: Vec<Pos2> = points.iter().map(|at| view.at(*at)).collect();
            if !clip.intersects(Rect::from_points(&points).expand(2.0)) {
                return;
            }
            let pen = view.stroke(stroke, tokens);
            match stroke.dash {
                Some([dash, gap]) => {
                    painter.extend(Shape::dashed_line(&points, pen, dash * view.scale, gap * view.scale));
                }
                None => {
                    painter.add(Shape::line(points, pen));
                }
            }
        }
        scene::Shape::Box { area, radius, fill, stroke } => {
            let rect = view.rect(*area);
            if !clip.intersects(rect.expand(2.0)) {
                return;
            }
            let radius = corner(*radius * view.scale);
            if let Some(fill) = fill {
                painter.rect_filled(rect, radius, tokens.ink(*fill));
            }
            let Some(stroke) = stroke else { return };
            let pen = view.stroke(stroke, tokens);
            match stroke.dash {
                Some([dash, gap]) => {
                    let mut around: Vec<Pos2> = area.corners().iter().map(|at| view.at(*at)).collect();
                    around.extend(around.first().copied());
                    painter.extend(Shape::dashed_line(&around, pen, dash * view.scale, gap * view.scale));
                }
                None => {
                    painter.rect_stroke(rect, radius, pen, StrokeKind::Middle);
                }
            }
        }
        scene::Shape::Circle { centre, radius, fill, stroke } => {
            let (at, radius) = (view.at(*centre), radius * view.scale);
            if !clip.intersects(Rect::from_center_size(at, Vec2::splat(2.0 * radius + 2.0))) {
                return;
            }
            if let Some(fill) = fill {
                painter.circle_filled(at, radius, tokens.ink(*fill));
            }
            if let Some(stroke) = stroke {
                painter.circle_stroke(at, radius, view.stroke(stroke, tokens));
            }
        }
        scene::Shape::Polygon { points, fill, stroke } => {
            let points: Vec<Pos2> = points.iter().map(|at| view.at(*at)).collect();
            let fill = fill.map_or(Color32::TRANSPARENT, |fill| tokens.ink(fill));
            let stroke = stroke.as_ref().map_or(Stroke::NONE, |stroke| view.stroke(stroke, tokens));
            painter.add(Shape::convex_polygon(points, fill, stroke));
        }
        scene::Shape::Band { one, other, fill } => {
            let edge = |points: &[Point]| points.iter().map(|at| view.at(*at)).collect::<Vec<_>>();
            band(painter, edge(one), edge(other), tokens.ink(*fill));
        }
        scene::Shape::Text(label) => text(painter, tokens, label, view),
    }
}

/// Triangles between two edges; the edges themselves are drawn as lines, because triangles have hard ones.
fn band(painter: &Painter, one: Vec<Pos2>, other: Vec<Pos2>, colour: Color32) {
    let mut mesh = Mesh::default();
    for (near, far) in one.iter().zip(&other) {
        mesh.colored_vertex(*near, colour);
        mesh.colored_vertex(*far, colour);
    }
    let pairs = u32::try_from(one.len().min(other.len())).unwrap_or_default();
    for pair in 0..pairs.saturating_sub(1) {
        let first = 2 * pair;
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    painter.add(Shape::mesh(mesh));
    let mut around = one;
    around.extend(other.into_iter().rev());
    painter.add(Shape::closed_line(around, Stroke::new(1.0, colour)));
}

fn text(painter: &Painter, tokens: &Tokens, label: &Label, view: SceneView) {
    let wanted = label.size * view.scale;
    if wanted < SMALLEST_TEXT {
        return;
    }
    let at = view.at(scene::point(label.left(), label.at.y));
    let clip = painter.clip_rect();
    if at.y < clip.top() || at.y - wanted > clip.bottom() || at.x > clip.right() {
        return;
    }
    // In half points, so that zooming does not fill the atlas with sizes nobody sees again; never wider than laid out.
    let size = (wanted * 2.0).floor() / 2.0;
    let family = match label.weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Bold => fonts::bold_family(),
    };
    let galley = painter.layout_no_wrap(label.text.clone(), FontId::new(size, family), tokens.ink(label.colour));
    let Some((row, glyph)) = galley.rows.first().and_then(|row| Some((row, row.glyphs.first()?))) else { return };
    let baseline = row.pos.y + glyph.pos.y;
    // The anchored point stays in its place when the size was rounded.
    let width = scene::advance(&label.text, label.size, label.weight) * view.scale;
    let spare = (width - galley.size().x).max(0.0);
    let shift = match label.anchor {
        scene::Anchor::Start => 0.0,
        scene::Anchor::Middle => spare / 2.0,
        scene::Anchor::End => spare,
    };
    painter.galley(pos2(at.x + shift, at.y - baseline), galley, tokens.ink(label.colour));
}

/// A radius as the toolkit has it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn corner(radius: f32) -> CornerRadius {
    CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same_place() {
        let view = SceneView { origin: pos2(10.0, -4.0), scale: 1.5 };
        assert_eq!(view.at(scene::point(2.0, 4.0)), pos2(13.0, 2.0));
        assert_eq!(view.back(pos2(13.0, 2.0)), scene::point(2.0, 4.0));
        assert_eq!(view.rect(Area::new(2.0, 4.0, 10.0, 2.0)).size(), vec2(15.0, 3.0));
    }
}
