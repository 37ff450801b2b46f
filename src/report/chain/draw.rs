//! Drawing the laid-out chain.

use super::{
    Layout, Node,
    layout::{SECTOR_HEAD, SEGMENT_HEAD},
};
use crate::{
    domain::plan::{Horizon, Plan, Product, Sector, SectorAim, Segment},
    ledger::chain_map::{ChainMap, Cover, ProductNode, Tally},
    report::scene::{Anchor, Area, Colour, Ink, Label, Point, Scene, Shape, Stroke, Weight, advance, lines, point},
    scoring::ChainRelation,
    text::{Label as _, Lang, Say as _, chain::ChainText as T},
};

/// How much is written on the picture, and how large; as much as can be read at the size it is shown. Cover, horizon
/// and relation of a product are marked at every size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Names, the largest; a product has a line for its own, as much of it as fits.
    Farthest,
    /// Names, large; a product has two lines.
    Far,
    /// Figures of sectors and segments too.
    Middle,
    /// Figures of products too.
    Near,
}

impl Detail {
    /// What can be read at so many points of the screen per unit.
    pub fn at(scale: f32) -> Self {
        if scale < 0.45 {
            Self::Farthest
        } else if scale < 0.7 {
            Self::Far
        } else if scale < 1.15 {
            Self::Middle
        } else {
            Self::Near
        }
    }
}

/// The sign that stands for a cover beside its colour.
pub const fn cover_sign(cover: Cover) -> &'static str {
    match cover {
        Cover::Local => "●",
        Cover::Landed => "◆",
        Cover::Pipeline => "◐",
        Cover::Nothing => "○",
        Cover::Unknown => "?",
    }
}

/// Ground, text on it and outline of a cover: the more is here, the more ink.
pub fn cover_ink(cover: Cover) -> (Colour, Ink, Option<Stroke>) {
    match cover {
        Cover::Local => (Ink::Tick.into(), Ink::Paper, None),
        Cover::Landed => (Ink::Accent.into(), Ink::OnAccent, None),
        Cover::Pipeline => (Ink::Span.into(), Ink::Text, None),
        Cover::Nothing => (Ink::Paper.into(), Ink::Text, Some(Stroke::new(Ink::Text, 1.2))),
        Cover::Unknown => (Ink::Sunken.tint(60), Ink::TextSoft, Some(Stroke::dashed(Ink::Unknown, 0.8))),
    }
}

/// 补链, 强链 or 延链.
pub fn relation_words(relation: ChainRelation, lang: Lang) -> String {
    match relation {
        ChainRelation::Fill => T::Fill,
        ChainRelation::Strengthen => T::Strengthen,
        ChainRelation::Extend => T::Extend,
    }
    .say(lang)
}

/// The same in one sign, for a tile.
fn relation_mark(relation: ChainRelation, lang: Lang) -> String {
    match relation {
        ChainRelation::Fill => T::FillMark,
        ChainRelation::Strengthen => T::StrengthenMark,
        ChainRelation::Extend => T::ExtendMark,
    }
    .say(lang)
}

/// When the plan wants a product, in its own word.
pub fn horizon_words(product: &Product, lang: Lang) -> String {
    match (product.horizon_word.as_str(), lang) {
        ("", _) => product.horizon.label(lang).to_owned(),
        (word, Lang::Zh) => word.to_owned(),
        (word, Lang::En) => T::HorizonEn { class: product.horizon.label(lang), word: word.to_owned() }.say(lang),
    }
}

/// What a node is and shows, in words.
pub fn words_of(plan: &Plan, map: &ChainMap, node: Node, lang: Lang) -> String {
    let Some((sector, segment, product)) = found(plan, node) else { return String::new() };
    let mut parts = Vec::new();
    match (segment, product) {
        (Some(_), Some(product)) => {
            parts.push(product.name.in_lang(lang).to_owned());
            if let Some(node) = map.products.get(&product.id) {
                parts.push(node.cover.label(lang).to_owned());
                parts.extend(node.relation().map(|relation| relation_words(relation, lang)));
                parts.push(horizon_words(product, lang));
                parts.extend(counts(&node.tally, lang));
            }
        }
        (Some(segment), None) => {
            parts.push(segment.name.in_lang(lang).to_owned());
            if let Some(node) = map.segments.get(&segment.id) {
                parts.push(if node.complete { T::ListComplete } else { T::ListIncomplete }.say(lang));
                parts.extend(counts(&node.tally, lang));
            }
        }
        _ => {
            parts.push(sector.name.in_lang(lang).to_owned());
            parts.push(sector.aim.label(lang).to_owned());
            parts.extend(map.sectors.get(&sector.id).map(|tally| counts(tally, lang)).unwrap_or_default());
        }
    }
    parts.join(" · ")
}

/// Sector, segment and product of a node.
pub(super) fn found(plan: &Plan, node: Node) -> Option<(&Sector, Option<&Segment>, Option<&Product>)> {
    let sector = plan.sectors.get(node.sector())?;
    Some(match node {
        Node::Sector(_) => (sector, None, None),
        Node::Segment(_, segment) => (sector, Some(sector.segments.get(segment)?), None),
        Node::Product(_, segment, product) => {
            let segment = sector.segments.get(segment)?;
            (sector, Some(segment), Some(segment.products.get(product)?))
        }
    })
}

/// What is there, each in words; what is none is left out, except prospects.
fn counts(tally: &Tally, lang: Lang) -> Vec<String> {
    let mut parts = Vec::new();
    if !tally.local.is_empty() {
        parts.push(T::LocalCount { count: tally.local.len() }.say(lang));
    }
    if !tally.landed.is_empty() {
        parts.push(T::LandedCount { count: tally.landed.len() }.say(lang));
    }
    if !tally.open.is_empty() {
        parts.push(T::OpenCount { count: tally.open.len() }.say(lang));
    }
    parts.push(T::ProspectCount { count: tally.prospects.len() }.say(lang));
    parts
}

/// The picture; the keys of its regions are places in the layout's list of nodes.
pub fn picture(plan: &Plan, map: &ChainMap, layout: &Layout, detail: Detail, lang: Lang) -> Scene {
    let mut scene = Scene::new(layout.width, layout.height, T::Title.say(lang));
    for (key, (node, area)) in layout.nodes.iter().enumerate() {
        let Some((sector, segment, product)) = found(plan, *node) else { continue };
        match (segment, product) {
            (Some(_), Some(product)) => {
                if let Some(node) = map.products.get(&product.id) {
                    draw_product(&mut scene, *area, product, node, detail, lang);
                }
            }
            (Some(segment), None) => draw_segment(&mut scene, *area, segment, map, detail, lang),
            _ => draw_sector(&mut scene, *area, plan, sector, map, detail, lang),
        }
        let head = match node {
            Node::Sector(_) => Area::new(area.left, area.top, area.width, SECTOR_HEAD),
            Node::Segment(..) => Area::new(area.left, area.top, area.width, SEGMENT_HEAD),
            Node::Product(..) => *area,
        };
        scene.region(head, words_of(plan, map, *node, lang), key);
    }
    scene
}

/// The colour of a sector.
pub(super) fn sector_ink(plan: &Plan, sector: &Sector) -> Ink {
    let of_aim = plan.sectors.iter().filter(|other| other.aim == sector.aim);
    let index = of_aim.take_while(|other| other.id != sector.id).count();
    Ink::of_sector(sector.aim == SectorAim::Attract, index)
}

fn draw_sector(
    scene: &mut Scene,
    area: Area,
    plan: &Plan,
    sector: &Sector,
    map: &ChainMap,
    detail: Detail,
    lang: Lang,
) {
    let hue = sector_ink(plan, sector);
    scene.fill(area, 8.0, hue.tint(9));
    scene.outline(area, 8.0, Stroke::new(hue.tint(45), 1.0));
    let middle = area.top + SECTOR_HEAD / 2.0;
    let badge = Area::new(area.left + 8.0, middle - 11.0, 22.0, 22.0);
    scene.fill(badge, 4.0, hue);
    let letter = Label::new(badge.centre(), sector.letter.clone(), 13.0, Ink::OnSector);
    scene.text(letter.bold().anchored(Anchor::Middle));
    let left = badge.right() + 8.0;
    let room = area.right() - 10.0 - left;
    let name = sector.name.in_lang(lang);
    let size = match detail {
        Detail::Farthest | Detail::Far => fitted(name, 22.0, 14.0, room),
        Detail::Middle | Detail::Near => fitted(name, 16.0, 12.0, room),
    };
    let title = Label::new(point(left, middle), name, size, Ink::Text).bold().within(room);
    let used = advance(&title.text, size, Weight::Bold);
    scene.text(title);
    if detail <= Detail::Far {
        return;
    }
    let mut words = vec![sector.aim.label(lang).to_owned()];
    words.extend(map.sectors.get(&sector.id).map(|tally| counts(tally, lang)).unwrap_or_default());
    let note = words.join(" · ");
    let spare = room - used - 14.0;
    // Half a line of figures says less than none.
    if advance(&note, 11.0, Weight::Regular) <= spare {
        let at = point(area.right() - 10.0, middle + 1.0);
        scene.text(Label::new(at, note, 11.0, Ink::TextSoft).anchored(Anchor::End));
    } else if advance(&words[0], 11.0, Weight::Regular) <= spare {
        let at = point(area.right() - 10.0, middle + 1.0);
        scene.text(Label::new(at, words[0].clone(), 11.0, Ink::TextSoft).anchored(Anchor::End));
    }
}

fn draw_segment(scene: &mut Scene, area: Area, segment: &Segment, map: &ChainMap, detail: Detail, lang: Lang) {
    scene.fill(area, 6.0, Ink::Paper);
    scene.outline(area, 6.0, Stroke::new(Ink::Line, 1.0));
    let middle = area.top + SEGMENT_HEAD / 2.0;
    let (left, right) = (area.left + 8.0, area.right() - 8.0);
    let name = segment.name.in_lang(lang);
    if detail <= Detail::Far {
        let size = fitted(name, 18.0, 12.0, right - left);
        scene.text(Label::new(point(left, middle), name, size, Ink::Text).bold().within(right - left));
        return;
    }
    let nodes = segment.products.iter().filter_map(|product| map.products.get(&product.id));
    let here = nodes.filter(|node| matches!(node.cover, Cover::Local | Cover::Landed)).count();
    let complete = map.segments.get(&segment.id).is_some_and(|node| node.complete);
    let share = T::Covered { here, all: segment.products.len() }.say(lang);
    let note = if complete { share } else { T::IncompleteMark { share }.say(lang) };
    let width = advance(&note, 10.0, Weight::Regular);
    let room = right - left - width - 8.0;
    let size = fitted(name, 13.0, 11.0, room);
    if room > 40.0 {
        scene.text(Label::new(point(left, middle), name, size, Ink::Text).bold().within(room));
        scene.text(Label::new(point(right, middle + 1.0), note, 10.0, Ink::TextSoft).anchored(Anchor::End));
    } else {
        let size = fitted(name, 13.0, 11.0, right - left);
        scene.text(Label::new(point(left, middle), name, size, Ink::Text).bold().within(right - left));
    }
}

/// How a tile is written on.
struct Hand {
    /// Width of the column of marks at its left.
    marks: f32,
    /// Sizes of cover and relation.
    sign: f32,
    relation: f32,
    /// Radius of the dots of the horizon.
    dot: f32,
    /// Size and leading of the name, and its lines at most.
    name: f32,
    leading: f32,
    lines: usize,
}

impl Hand {
    const fn of(detail: Detail) -> Self {
        match detail {
            Detail::Farthest => {
                Self { marks: 30.0, sign: 20.0, relation: 0.0, dot: 3.4, name: 24.0, leading: 26.0, lines: 1 }
            }
            Detail::Far => {
                Self { marks: 24.0, sign: 15.0, relation: 12.0, dot: 2.5, name: 15.5, leading: 18.0, lines: 2 }
            }
            Detail::Middle => {
                Self { marks: 19.0, sign: 11.0, relation: 9.5, dot: 1.7, name: 11.5, leading: 14.0, lines: 2 }
            }
            Detail::Near => {
                Self { marks: 18.0, sign: 11.0, relation: 0.0, dot: 1.6, name: 10.5, leading: 12.5, lines: 2 }
            }
        }
    }
}

fn draw_product(scene: &mut Scene, area: Area, product: &Product, node: &ProductNode, detail: Detail, lang: Lang) {
    let (ground, ink, stroke) = cover_ink(node.cover);
    scene.fill(area, 4.0, ground);
    if let Some(stroke) = stroke {
        scene.outline(area.inset(stroke.width / 2.0), 4.0, stroke);
    }
    let hand = Hand::of(detail);
    let middle = area.left + 1.0 + hand.marks / 2.0;
    let write = |scene: &mut Scene, at: f32, text: &str, size: f32| {
        scene.text(Label::new(point(middle, at), text, size, ink).anchored(Anchor::Middle));
    };
    let dots = area.bottom() - 4.0 - hand.dot;
    let sign = area.top + 3.0 + hand.sign * 0.6;
    write(scene, sign, cover_sign(node.cover), hand.sign);
    draw_horizon(scene, point(middle, dots), product.horizon, (hand.dot, ink));
    let relation = node.relation().filter(|_| hand.relation > 0.0);
    if let Some(relation) = relation {
        let between = f32::midpoint(sign + hand.sign / 2.0, dots - hand.dot);
        write(scene, between, &relation_mark(relation, lang), hand.relation);
    }
    let left = area.left + hand.marks;
    let right = area.right() - 5.0;
    let name = product.name.in_lang(lang);
    let near = detail == Detail::Near;
    let broken = lines(name, hand.name, Weight::Regular, right - left, hand.lines);
    let block = broken.len() as f32 * hand.leading;
    let top = match (near, broken.len()) {
        (true, 1) => area.top + 7.0,
        (true, _) => area.top + 3.0,
        (false, _) => area.centre().y - block / 2.0,
    };
    for (index, line) in broken.into_iter().enumerate() {
        let middle = top + (index as f32 + 0.5) * hand.leading;
        scene.text(Label::new(point(left, middle), line, hand.name, ink));
    }
    if near {
        let at = point(left, area.bottom() - 7.0);
        scene.text(Label::new(at, product_note(node, lang), 8.0, ink).within(right - left));
    }
}

/// Relation and counts.
fn product_note(node: &ProductNode, lang: Lang) -> String {
    let mut parts = Vec::new();
    parts.extend(node.relation().map(|relation| relation_words(relation, lang)));
    let tally = &node.tally;
    parts.push(T::ShortProspects { count: tally.prospects.len() }.say(lang));
    if !tally.open.is_empty() {
        parts.push(T::ShortOpen { count: tally.open.len() }.say(lang));
    }
    parts.join(" · ")
}

/// Three dots for now, two for when opportune, one for later, none where the plan does not say.
fn draw_horizon(scene: &mut Scene, middle: Point, horizon: Horizon, (radius, ink): (f32, Ink)) {
    let filled = match horizon {
        Horizon::Now => 3,
        Horizon::Opportune => 2,
        Horizon::Later => 1,
        Horizon::Unstated => return,
    };
    let step = 2.75 * radius;
    for dot in 0_u8..3 {
        let at = point(middle.x - step + step * f32::from(dot), middle.y);
        if dot < filled {
            scene.dot(at, radius, ink);
        } else {
            let stroke = Some(Stroke::new(ink, 0.4 * radius));
            scene.shapes.push(Shape::Circle { centre: at, radius: 0.8 * radius, fill: None, stroke });
        }
    }
}

/// The size in which a text fits a width, between two sizes.
fn fitted(text: &str, most: f32, least: f32, width: f32) -> f32 {
    let at_most = advance(text, most, Weight::Bold);
    if at_most <= width { most } else { (most * width / at_most).max(least) }
}

/// What the colours and marks mean, in one line.
pub fn legend(lang: Lang) -> Scene {
    const HEIGHT: f32 = 26.0;
    const SIZE: f32 = 12.0;
    let mut scene = Scene::new(0.0, HEIGHT, T::Legend.say(lang));
    let middle = HEIGHT / 2.0;
    let mut left = 0.0;
    for cover in Cover::ALL {
        let (ground, ink, stroke) = cover_ink(*cover);
        let area = Area::new(left, middle - 8.0, 22.0, 16.0);
        scene.fill(area, 3.0, ground);
        if let Some(stroke) = stroke {
            scene.outline(area.inset(stroke.width / 2.0), 3.0, stroke);
        }
        scene.text(Label::new(area.centre(), cover_sign(*cover), 10.0, ink).anchored(Anchor::Middle));
        left = write(&mut scene, left + 28.0, middle, cover.label(lang), SIZE) + 16.0;
    }
    left += 8.0;
    for horizon in [Horizon::Now, Horizon::Opportune, Horizon::Later] {
        draw_horizon(&mut scene, point(left + 6.0, middle), horizon, (1.6, Ink::Text));
        left = write(&mut scene, left + 16.0, middle, horizon.label(lang), SIZE) + 14.0;
    }
    left += 8.0;
    for relation in ChainRelation::ALL {
        // Its first letter is the mark on the tiles.
        left = write(&mut scene, left, middle, &relation_words(*relation, lang), SIZE) + 14.0;
    }
    scene.width = left;
    scene
}

fn write(scene: &mut Scene, left: f32, middle: f32, text: &str, size: f32) -> f32 {
    scene.text(Label::new(point(left, middle), text, size, Ink::TextSoft));
    left + advance(text, size, Weight::Regular)
}
