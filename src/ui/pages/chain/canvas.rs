//! The picture in the window: zoomed by wheel and keys, moved by dragging, walked through tile by tile.

use std::sync::Arc;

use eframe::egui::{
    CornerRadius, CursorIcon, Key, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, epaint::CubicBezierShape, vec2,
};

use super::{Counted, spot_of};
use crate::{
    ledger::chain_map::{ChainMap, Spot},
    report::{
        chain::{Chosen, Detail, Layout, Node, layout, picture},
        scene::{Area, Point, Scene, point},
    },
    text::{Lang, Say, chain::ChainText as T},
    ui::{
        context::PageContext,
        widgets::{SceneView, UiExt, paint_scene},
    },
};

/// Smallest and largest scale one can zoom to.
const SCALES: (f32, f32) = (0.25, 4.0);
/// A segment looked at closely is drawn no larger than this.
const CLOSE: f32 = 2.2;
/// The whole picture is drawn no larger than this.
const WHOLE_MOST: f32 = 2.2;
/// Around the whole picture.
const MARGIN: f32 = 12.0;

/// Where one looks: the point of the picture in the middle, and the scale; none = the whole picture.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    middle: Point,
    scale: f32,
}

/// What the laid-out picture was made for.
#[derive(Debug, Clone, PartialEq)]
struct Made {
    /// Proportions of the place, in tenths.
    aspect: u32,
    chosen: Chosen,
}

/// The picture with what was made for drawing it.
#[derive(Default)]
pub struct Canvas {
    look: Option<Look>,
    layout: Option<(Made, Layout)>,
    scene: Option<(Arc<ChainMap>, Detail, Lang, Scene)>,
    /// To be brought into sight.
    reveal: Option<Spot>,
    /// Zooming asked for by a button.
    zoom: Option<f32>,
}

impl Canvas {
    /// Shows everything again.
    pub fn whole(&mut self) {
        self.look = None;
        self.zoom = None;
        self.reveal = None;
    }

    /// Zooms around the middle.
    pub fn zoom_by(&mut self, factor: f32) {
        self.zoom = Some(factor);
    }

    /// Brings a node into sight, as soon as it is in the picture.
    pub fn reveal(&mut self, spot: Spot) {
        self.reveal = Some(spot);
    }

    /// Draws the picture over all there is; the node that was clicked.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        counted: &Counted,
        chosen: &Chosen,
        selected: Option<&Spot>,
        ctx: &PageContext<'_>,
    ) -> Option<Spot> {
        let tokens = ui.tokens();
        let rect = ui.available_rect_before_wrap();
        let ground = ui.allocate_rect(rect, Sense::drag());
        ground.widget_info(|| WidgetInfo::labeled(Role::Image, true, T::Title.say(ctx.lang)));
        ui.painter().rect(
            rect,
            CornerRadius::same(6),
            tokens.raised,
            Stroke::new(1.0, tokens.line),
            StrokeKind::Inside,
        );
        let room = rect.shrink(MARGIN);
        self.lay_out(counted, chosen, room);
        let Some((_, layout)) = &self.layout else { return None };
        let fit = (room.width() / layout.width.max(1.0)).min(room.height() / layout.height.max(1.0)).min(WHOLE_MOST);
        let whole = Look { middle: point(layout.width / 2.0, layout.height / 2.0), scale: fit };
        let mut look = self.look.unwrap_or(whole);
        let moved = steer(ui, &ground, rect, &mut look, self.zoom.take());
        if let Some(area) = self.reveal.as_ref().and_then(|spot| area_of(layout, counted, spot)) {
            self.reveal = None;
            look.bring_in(area, rect);
            self.look = Some(look);
        }
        if moved {
            look.hold(layout, rect);
            // Zoomed out to everything is the whole picture, whatever the window does later.
            self.look = (look.scale > fit * 1.001).then_some(look);
            if self.look.is_none() {
                look = whole;
            }
        }
        let view = look.view(rect);
        let scene = draw(&mut self.scene, &counted.map, layout, (look.scale, ctx.lang), counted);
        let painter = ui.painter().with_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
        paint_scene(&painter, tokens, scene, view);
        let clicked = parts_ui(ui, rect, view, layout, scene, counted, selected);
        if let Some(area) = clicked.focused {
            look.bring_in(area, rect);
            if look.scale > fit * 1.001 {
                self.look = Some(look);
            }
        }
        if let Some(node) = clicked.entered {
            // A product is looked at among the others of its segment.
            let whole = match node {
                Node::Product(sector, segment, _) => Node::Segment(sector, segment),
                other => other,
            };
            if let Some((_, area)) = layout.nodes.iter().find(|(other, _)| *other == whole) {
                self.look = Some(Look::at(*area, rect));
            }
        }
        if let Some(spot) = selected {
            mark(ui, rect, view, layout, counted, spot);
        }
        clicked.clicked.and_then(|node| spot_of(&counted.view.policy.plan, node))
    }

    fn lay_out(&mut self, counted: &Counted, chosen: &Chosen, room: Rect) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small positive number
        let aspect = ((room.width() / room.height().max(1.0)).clamp(0.4, 4.0) * 10.0).round() as u32;
        let made = Made { aspect, chosen: chosen.clone() };
        let same_map = self.scene.as_ref().is_none_or(|(map, ..)| Arc::ptr_eq(map, &counted.map));
        if same_map && self.layout.as_ref().is_some_and(|(before, _)| *before == made) {
            return;
        }
        #[allow(clippy::cast_precision_loss)] // tenths
        let found = layout(&counted.view.policy.plan, &counted.map, chosen, aspect as f32 / 10.0);
        self.layout = Some((made, found));
        self.scene = None;
    }
}

impl Look {
    /// Onto an area, as large as it can be.
    fn at(area: Area, rect: Rect) -> Self {
        let room = rect.shrink(2.0 * MARGIN);
        let scale = (room.width() / area.width.max(1.0)).min(room.height() / area.height.max(1.0));
        Self { middle: area.centre(), scale: scale.clamp(SCALES.0, CLOSE) }
    }

    fn view(&self, rect: Rect) -> SceneView {
        let origin = rect.center() - vec2(self.middle.x, self.middle.y) * self.scale;
        // Whole points: lines stay sharp.
        SceneView { origin: origin.round(), scale: self.scale }
    }

    /// Moves so far that an area is in sight.
    fn bring_in(&mut self, area: Area, rect: Rect) {
        let (half_width, half_height) = (rect.width() / self.scale / 2.0, rect.height() / self.scale / 2.0);
        let pad = MARGIN / self.scale;
        let into = |middle: f32, half: f32, low: f32, high: f32| {
            if high - low > 2.0 * (half - pad) {
                f32::midpoint(low, high)
            } else {
                middle.clamp(high + pad - half, low - pad + half)
            }
        };
        self.middle.x = into(self.middle.x, half_width, area.left, area.right());
        self.middle.y = into(self.middle.y, half_height, area.top, area.bottom());
    }

    /// Keeps the picture from being pushed out of sight.
    fn hold(&mut self, layout: &Layout, rect: Rect) {
        let within = |middle: f32, extent: f32, room: f32| {
            let half = room / 2.0;
            if extent <= room { extent / 2.0 } else { middle.clamp(half * 0.6, extent - half * 0.6) }
        };
        self.middle.x = within(self.middle.x, layout.width, rect.width() / self.scale);
        self.middle.y = within(self.middle.y, layout.height, rect.height() / self.scale);
    }
}

/// Takes in wheel, pinch, dragging and keys; whether anything moved.
fn steer(ui: &Ui, ground: &Response, rect: Rect, look: &mut Look, button: Option<f32>) -> bool {
    let before = *look;
    if ground.dragged() {
        let by = ground.drag_delta() / look.scale;
        look.middle = point(look.middle.x - by.x, look.middle.y - by.y);
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    let pointer =
        ui.input(|input| input.pointer.hover_pos()).filter(|at| ui.rect_contains_pointer(rect) && rect.contains(*at));
    if let Some(at) = pointer {
        let (pinch, wheel) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().y));
        let factor = pinch * (wheel * 0.004).exp();
        zoom(look, factor, at, rect);
    }
    zoom(look, button.unwrap_or(1.0), rect.center(), rect);
    if !ui.ctx().text_edit_focused() {
        let pressed = |key: Key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
        if pressed(Key::Plus) || pressed(Key::Equals) {
            zoom(look, 1.25, rect.center(), rect);
        }
        if pressed(Key::Minus) {
            zoom(look, 0.8, rect.center(), rect);
        }
        if pressed(Key::Num0) {
            look.scale = SCALES.0;
        }
    }
    before != *look
}

/// Zooms so that what is under a point of the screen stays there.
fn zoom(look: &mut Look, factor: f32, at: Pos2, rect: Rect) {
    if (factor - 1.0).abs() < 1e-4 {
        return;
    }
    let scale = (look.scale * factor).clamp(SCALES.0, SCALES.1);
    let offset = at - rect.center();
    let under = look.middle;
    let keep = 1.0 / look.scale - 1.0 / scale;
    look.middle = point(under.x + offset.x * keep, under.y + offset.y * keep);
    look.scale = scale;
}

fn draw<'s>(
    kept: &'s mut Option<(Arc<ChainMap>, Detail, Lang, Scene)>,
    map: &Arc<ChainMap>,
    layout: &Layout,
    (scale, lang): (f32, Lang),
    counted: &Counted,
) -> &'s Scene {
    let detail = Detail::at(scale);
    let fresh = kept.as_ref().is_some_and(|(of, at, said, _)| Arc::ptr_eq(of, map) && *at == detail && *said == lang);
    if !fresh {
        *kept = None;
    }
    let (.., scene) = kept.get_or_insert_with(|| {
        let scene = picture(&counted.view.policy.plan, map, layout, detail, lang);
        (Arc::clone(map), detail, lang, scene)
    });
    scene
}

/// What was done with the parts of the picture.
#[derive(Default)]
struct Touched {
    clicked: Option<Node>,
    /// Double-clicked: to be looked at closely.
    entered: Option<Node>,
    /// Got the focus by a key.
    focused: Option<Area>,
}

fn parts_ui(
    ui: &mut Ui,
    rect: Rect,
    view: SceneView,
    layout: &Layout,
    scene: &Scene,
    counted: &Counted,
    selected: Option<&Spot>,
) -> Touched {
    let mut touched = Touched::default();
    let mut inner = ui.new_child(UiBuilder::new().id_salt("chain parts").max_rect(rect));
    inner.set_clip_rect(rect.intersect(ui.clip_rect()));
    let plan = &counted.view.policy.plan;
    for region in &scene.regions {
        let Some((node, _)) = layout.nodes.get(region.key) else { continue };
        let part = view.rect(region.area);
        let response = inner.interact(part, inner.scope_id().with(node_salt(*node)), Sense::click());
        let is_open = selected.is_some() && spot_of(plan, *node).as_ref() == selected;
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &region.words));
        if response.hovered() || response.has_focus() {
            let tokens = inner.tokens();
            let (width, ink) = if response.has_focus() { (2.0, tokens.accent) } else { (1.5, tokens.text_soft) };
            let corner = CornerRadius::same(4);
            inner.painter().rect_stroke(part, corner, Stroke::new(width, ink), StrokeKind::Outside);
        }
        if response.gained_focus() && !response.clicked() {
            touched.focused = Some(region.area);
        }
        if response.double_clicked() {
            touched.entered = Some(*node);
        } else if response.clicked() {
            touched.clicked = Some(*node);
        }
        response.on_hover_text(&region.words);
    }
    touched
}

const fn node_salt(node: Node) -> (usize, usize, usize) {
    match node {
        Node::Sector(sector) => (sector, usize::MAX, usize::MAX),
        Node::Segment(sector, segment) => (sector, segment, usize::MAX),
        Node::Product(sector, segment, product) => (sector, segment, product),
    }
}

fn area_of(layout: &Layout, counted: &Counted, spot: &Spot) -> Option<Area> {
    let plan = &counted.view.policy.plan;
    layout.nodes.iter().find(|(node, _)| spot_of(plan, *node).as_ref() == Some(spot)).map(|(_, area)| *area)
}

/// Outlines what is open, and draws lines to the same product elsewhere in the plan.
fn mark(ui: &Ui, rect: Rect, view: SceneView, layout: &Layout, counted: &Counted, spot: &Spot) {
    let tokens = ui.tokens();
    let painter = ui.painter().with_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
    let Some(area) = area_of(layout, counted, spot) else { return };
    let part = view.rect(area);
    painter.rect_stroke(part, CornerRadius::same(5), Stroke::new(2.5, tokens.accent_text), StrokeKind::Outside);
    let Spot::Product(product) = spot else { return };
    let Some((_, _, product)) = counted.view.policy.plan.product(product) else { return };
    for (.., twin) in counted.view.policy.plan.twins(product) {
        let Some(other) = area_of(layout, counted, &Spot::Product(twin.id.clone())) else { continue };
        let other = view.rect(other);
        let (from, to) = (part.center(), other.center());
        let bend = vec2(0.0, -(40.0 + (to - from).length() * 0.15));
        let line = CubicBezierShape::from_points_stroke(
            [from, from + bend, to + bend, to],
            false,
            eframe::egui::Color32::TRANSPARENT,
            Stroke::new(1.5, tokens.accent_text),
        );
        painter.add(Shape::CubicBezier(line));
        painter.rect_stroke(other, CornerRadius::same(5), Stroke::new(1.5, tokens.accent_text), StrokeKind::Outside);
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let rect = Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
        let mut look = Look { middle: point(500.0, 400.0), scale: 0.8 };
        let pointer = pos2(250.0, 500.0);
        let before = look.view(rect).back(pointer);
        zoom(&mut look, 1.7, pointer, rect);
        let after = look.view(rect).back(pointer);
        assert!((before.x - after.x).abs() < 1.0 && (before.y - after.y).abs() < 1.0, "{before:?} {after:?}");
    }

    #[test]
    fn what_is_asked_for_comes_into_sight_and_what_is_there_does_not_move() {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 300.0));
        let mut look = Look { middle: point(200.0, 150.0), scale: 1.0 };
        let before = look;
        look.bring_in(Area::new(100.0, 100.0, 50.0, 20.0), rect);
        assert_eq!(look, before);
        let far = Area::new(900.0, 700.0, 50.0, 20.0);
        look.bring_in(far, rect);
        assert!(rect.contains_rect(look.view(rect).rect(far)));
    }
}
