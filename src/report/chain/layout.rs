//! Where sectors, segments and products stand in the picture.
//!
//! Sectors stand side by side on shelves, segments side by side in their sector, products in rows of tiles. How many
//! shelves and rows there are is chosen so that the picture is as large as it can be where it is shown.

use crate::{
    domain::plan::{Plan, Sector, SectorAim},
    ledger::chain_map::ChainMap,
    report::scene::Area,
};

use super::Chosen;

/// Width of a tile before the shelves are stretched to one width.
const TILE: f32 = 116.0;
/// Height of a tile.
pub(super) const TILE_HEIGHT: f32 = 42.0;
/// Between two tiles, and between two segments.
const GAP: f32 = 4.0;
const SEGMENT_GAP: f32 = 8.0;
/// Around the tiles of a segment.
const SEGMENT_PAD: f32 = 6.0;
/// Height of the name of a segment.
pub(super) const SEGMENT_HEAD: f32 = 24.0;
/// Around the segments of a sector.
const SECTOR_PAD: f32 = 8.0;
/// Height of the name of a sector.
pub(super) const SECTOR_HEAD: f32 = 34.0;
/// Between two sectors.
const SECTOR_GAP: f32 = 12.0;
/// A sector is at least this wide, for its name.
const SECTOR_LEAST: f32 = 210.0;
/// Tiles are stretched by no more than this.
const STRETCH: f32 = 1.35;
/// More sectors of one aim than these stand on shelves of their own, without trying what else could be.
const TRIED: usize = 8;
/// Rows of tiles at most.
const ROWS: usize = 16;

/// What a node of the picture is, by places in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A sector.
    Sector(usize),
    /// A segment of a sector.
    Segment(usize, usize),
    /// A product of a segment of a sector.
    Product(usize, usize, usize),
}

impl Node {
    /// The sector it is, or belongs to.
    pub const fn sector(self) -> usize {
        match self {
            Self::Sector(sector) | Self::Segment(sector, _) | Self::Product(sector, _, _) => sector,
        }
    }
}

/// Nodes with their areas, each before what it contains.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Width of the whole.
    pub width: f32,
    /// Height of the whole.
    pub height: f32,
    /// Where everything stands.
    pub nodes: Vec<(Node, Area)>,
}

/// Lays the chosen sectors out for a place this many times as wide as high.
pub fn layout(plan: &Plan, map: &ChainMap, chosen: &Chosen, aspect: f32) -> Layout {
    let of_aim = |aim: SectorAim| -> Vec<usize> {
        let all = plan.sectors.iter().enumerate();
        all.filter(|(_, sector)| sector.aim == aim && chosen.shows(plan, map, sector)).map(|(index, _)| index).collect()
    };
    let (attracted, traditional) = (of_aim(SectorAim::Attract), of_aim(SectorAim::Consolidate));
    let mut best: Option<(f32, Vec<Shelf>)> = None;
    for first in shelvings(&attracted) {
        for second in shelvings(&traditional) {
            let shelves: Vec<&[usize]> = first.iter().chain(&second).map(Vec::as_slice).collect();
            for columns in 4_u8..=40 {
                let width = f32::from(columns) * (TILE + GAP);
                let found: Option<Vec<Shelf>> =
                    shelves.iter().map(|sectors| Shelf::within(plan, sectors, width)).collect();
                let Some(found) = found else { continue };
                let (width, height) = extent(&found);
                // How large it can be shown in a place of height 1.
                let scale = (aspect / width.max(1.0)).min(1.0 / height.max(1.0));
                if best.as_ref().is_none_or(|(most, _)| scale > *most) {
                    best = Some((scale, found));
                }
            }
        }
    }
    best.map_or_else(Layout::default, |(_, shelves)| placed(plan, &shelves))
}

/// Every way to put sectors on shelves one after the other.
fn shelvings(sectors: &[usize]) -> Vec<Vec<Vec<usize>>> {
    if sectors.is_empty() {
        return vec![Vec::new()];
    }
    if sectors.len() > TRIED {
        return vec![sectors.iter().map(|sector| vec![*sector]).collect()];
    }
    (0..(1_usize << (sectors.len() - 1)))
        .map(|cuts| {
            let mut shelves = vec![Vec::new()];
            for (at, sector) in sectors.iter().enumerate() {
                if at > 0 && (cuts >> (at - 1)) & 1 == 1 {
                    shelves.push(Vec::new());
                }
                if let Some(shelf) = shelves.last_mut() {
                    shelf.push(*sector);
                }
            }
            shelves
        })
        .collect()
}

/// Sectors side by side, with so many rows of tiles each.
#[derive(Debug, Clone)]
struct Shelf {
    sectors: Vec<usize>,
    rows: usize,
    width: f32,
}

impl Shelf {
    /// With as few rows as the width allows.
    fn within(plan: &Plan, sectors: &[usize], most: f32) -> Option<Self> {
        (1..=ROWS).find_map(|rows| {
            let width = shelf_width(plan, sectors, rows, TILE);
            (width <= most || rows == ROWS).then(|| Self { sectors: sectors.to_vec(), rows, width })
        })
    }

    fn height(&self) -> f32 {
        let rows = self.rows as f32;
        SECTOR_HEAD + SECTOR_PAD + SEGMENT_HEAD + rows * TILE_HEIGHT + (rows - 1.0) * GAP + SEGMENT_PAD
    }
}

fn shelf_width(plan: &Plan, sectors: &[usize], rows: usize, tile: f32) -> f32 {
    let sectors = sectors.iter().filter_map(|index| plan.sectors.get(*index));
    sectors.map(|sector| sector_width(sector, rows, tile) + SECTOR_GAP).sum::<f32>() - SECTOR_GAP
}

fn sector_width(sector: &Sector, rows: usize, tile: f32) -> f32 {
    let segments = sector.segments.iter().map(|segment| segment_width(segment.products.len(), rows, tile));
    (segments.map(|width| width + SEGMENT_GAP).sum::<f32>() - SEGMENT_GAP + 2.0 * SECTOR_PAD).max(SECTOR_LEAST)
}

fn columns(products: usize, rows: usize) -> usize {
    products.div_ceil(rows.max(1)).max(1)
}

fn segment_width(products: usize, rows: usize, tile: f32) -> f32 {
    let columns = columns(products, rows) as f32;
    columns * tile + (columns - 1.0) * GAP + 2.0 * SEGMENT_PAD
}

fn extent(shelves: &[Shelf]) -> (f32, f32) {
    let width = shelves.iter().map(|shelf| shelf.width).fold(0.0, f32::max);
    let height = shelves.iter().map(|shelf| shelf.height() + SECTOR_GAP).sum::<f32>() - SECTOR_GAP;
    (width, height.max(0.0))
}

/// Places everything; the tiles of a shelf are stretched until it is as wide as the widest.
fn placed(plan: &Plan, shelves: &[Shelf]) -> Layout {
    let (width, height) = extent(shelves);
    let mut nodes = Vec::new();
    let mut top = 0.0;
    for shelf in shelves {
        let tile = stretched(plan, shelf, width);
        let mut left = 0.0;
        for index in &shelf.sectors {
            let Some(sector) = plan.sectors.get(*index) else { continue };
            let area = Area::new(left, top, sector_width(sector, shelf.rows, tile), shelf.height());
            nodes.push((Node::Sector(*index), area));
            place_segments(*index, sector, shelf.rows, area, tile, &mut nodes);
            left += area.width + SECTOR_GAP;
        }
        top += shelf.height() + SECTOR_GAP;
    }
    Layout { width, height, nodes }
}

fn stretched(plan: &Plan, shelf: &Shelf, width: f32) -> f32 {
    let tiles: usize = shelf
        .sectors
        .iter()
        .filter_map(|index| plan.sectors.get(*index))
        .flat_map(|sector| &sector.segments)
        .map(|segment| columns(segment.products.len(), shelf.rows))
        .sum();
    let mut tile = TILE;
    // A sector that is wider than its tiles need takes up the first of the stretching.
    for _ in 0..4 {
        let missing = width - shelf_width(plan, &shelf.sectors, shelf.rows, tile);
        tile = (tile + missing / tiles.max(1) as f32).min(TILE * STRETCH);
    }
    tile
}

fn place_segments(
    sector_index: usize,
    sector: &Sector,
    rows: usize,
    area: Area,
    tile: f32,
    nodes: &mut Vec<(Node, Area)>,
) {
    let (mut left, top) = (area.left + SECTOR_PAD, area.top + SECTOR_HEAD);
    for (segment_index, segment) in sector.segments.iter().enumerate() {
        let width = segment_width(segment.products.len(), rows, tile);
        let inner = Area::new(left, top, width, area.bottom() - SECTOR_PAD - top);
        nodes.push((Node::Segment(sector_index, segment_index), inner));
        let across = columns(segment.products.len(), rows);
        for product in 0..segment.products.len() {
            let (column, row) = ((product % across) as f32, (product / across) as f32);
            let at = Area::new(
                left + SEGMENT_PAD + column * (tile + GAP),
                top + SEGMENT_HEAD + row * (TILE_HEIGHT + GAP),
                tile,
                TILE_HEIGHT,
            );
            nodes.push((Node::Product(sector_index, segment_index, product), at));
        }
        left += width + SEGMENT_GAP;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::seeds;

    fn plan() -> Plan {
        Plan::from_toml(seeds::PLAN, "plan").unwrap()
    }

    fn overlap(one: &Area, other: &Area) -> bool {
        one.left < other.right() && other.left < one.right() && one.top < other.bottom() && other.top < one.bottom()
    }

    #[test]
    fn everything_stands_once_within_what_it_belongs_to_and_over_nothing_else() {
        let plan = plan();
        for aspect in [0.6, 1.0, 1.414, 1.9, 3.0] {
            let layout = layout(&plan, &ChainMap::default(), &Chosen::default(), aspect);
            let products: Vec<_> =
                layout.nodes.iter().filter(|(node, _)| matches!(node, Node::Product(..))).map(|(_, at)| *at).collect();
            assert_eq!(products.len(), plan.products().count());
            for (index, one) in products.iter().enumerate() {
                assert!(products.iter().skip(index + 1).all(|other| !overlap(one, other)), "{aspect}: {one:?}");
            }
            let area = |wanted: Node| layout.nodes.iter().find(|(node, _)| *node == wanted).unwrap().1;
            let inside = |inner: &Area, outer: &Area| {
                inner.left >= outer.left - 0.01
                    && inner.right() <= outer.right() + 0.01
                    && inner.top >= outer.top - 0.01
                    && inner.bottom() <= outer.bottom() + 0.01
            };
            for (node, at) in &layout.nodes {
                let whole = Area::new(0.0, 0.0, layout.width, layout.height);
                let outer = match node {
                    Node::Sector(_) => whole,
                    Node::Segment(sector, _) => area(Node::Sector(*sector)),
                    Node::Product(sector, segment, _) => area(Node::Segment(*sector, *segment)),
                };
                assert!(inside(at, &outer), "{aspect}: {node:?} {at:?} in {outer:?}");
            }
        }
    }

    #[test]
    fn the_picture_suits_the_place() {
        let plan = plan();
        for aspect in [1.0, 1.414, 1.9] {
            let layout = layout(&plan, &ChainMap::default(), &Chosen::default(), aspect);
            let scale = (aspect / layout.width).min(1.0 / layout.height);
            let used = scale * scale * layout.width * layout.height / aspect;
            assert!(used > 0.6, "{aspect}: {used}");
        }
    }
}
