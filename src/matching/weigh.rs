//! From readings to strengths: what each hit is worth, how hits add up, and which sector wins.
//!
//! Weight of a hit = level × specificity × source × role × place in the text; strength of a node = noisy-or of its
//! hits, so each has a visible marginal contribution. The numbers are judgements about language, set by hand and
//! rounded; none is fitted to a list of firms.

use super::clauses::{Reading, Use};
use crate::domain::fit::{Role, TermKind, TextSource};

/// No hit alone settles a node completely.
const CEILING: f64 = 0.95;
/// A plan sector below this mass (= −ln(1 − strength)) is not assigned.
const THINNEST: f64 = 0.30;
/// Below this mass a decision is called unclear.
const THIN: f64 = 0.60;
/// A rival with this share of the winner's mass makes the decision unclear.
const CLOSE: f64 = 0.6;
/// What out-of-scope evidence has to reach, as a share of the plan sector's mass, to win.
const OUTSIDE_WINS: f64 = 0.9;
/// Share at which out-of-scope families other than the largest count.
const OTHER_FAMILIES: f64 = 0.3;
/// Nodes known only from trade are capped here.
const TRADE_CAP: f64 = 0.3;

/// Which sector, and how it stands to its rivals; indices into the compiled catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Verdict {
    /// Index of the sector in catalogue order; none = outside the plan.
    pub sector: Option<u16>,
    /// Index of the segment.
    pub segment: Option<u16>,
    /// Index of the node that holds the strongest product.
    pub product: Option<u16>,
    /// Strength of the segment in [0, 1].
    pub strength: f64,
    /// Second sector.
    pub runner_up: Option<u16>,
    /// A person should look.
    pub unclear: bool,
    /// All evidence is trade.
    pub trader: bool,
}

/// What the shape of a text says about its terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub source: TextSource,
    /// Units.
    pub length: usize,
    /// List items.
    pub items: usize,
    /// A list of permitted activities rather than prose.
    pub registry: bool,
}

/// One hit on one node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub node: u16,
    pub pattern: u32,
    pub weight: f64,
    pub text: u16,
    pub start: u32,
    pub end: u32,
    pub role: Role,
    pub kind: TermKind,
    pub negated: bool,
    /// From the company's name, which only supports.
    pub name: bool,
}

/// What the weighing needs to know about a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct NodePlace {
    pub sector: u16,
    pub segment: u16,
    pub has_product: bool,
    pub any_role: bool,
    pub general: bool,
}

fn level(kind: TermKind) -> f64 {
    match kind {
        TermKind::Core => 0.80,
        TermKind::Part => 0.40,
        TermKind::Context => 0.12,
    }
}

fn source(source: TextSource) -> f64 {
    match source {
        TextSource::MainBusiness | TextSource::Products | TextSource::BoothNotes => 1.0,
        TextSource::Introduction => 0.9,
        TextSource::BusinessScope => 0.75,
        TextSource::Name => 0.4,
    }
}

/// Share of a hit that a role leaves (methods d.1).
fn role_share(role: Role) -> f64 {
    match role {
        Role::Makes => 1.0,
        Role::Develops => 0.8,
        Role::Serves => 0.4,
        Role::Trades => 0.15,
        Role::Owns => 0.1,
    }
}

fn purpose_share(purpose: Use) -> f64 {
    match purpose {
        Use::Product => 1.0,
        Use::ForTail => 0.75,
        Use::For => 0.5,
        Use::Field => 0.25,
        Use::UsedIn => 0.1,
    }
}

/// What a hit is worth before specificity, and the role it shows.
pub(super) fn weight_of(reading: &Reading, kind: TermKind, place: NodePlace, shape: Shape) -> (f64, Role) {
    let any_role = place.any_role;
    let is_name = shape.source == TextSource::Name;
    let role = reading.role.filter(|_| !is_name).unwrap_or(Role::Makes);
    let certainty = if reading.role.is_some() || any_role || is_name { 1.0 } else { 0.9 };
    let by_role = if any_role { 1.0 } else { role_share(role) };
    // In prose a service word (software, logistics) is mostly mentioned in passing.
    let passing = if any_role && !shape.registry && !reading.focus && shape.length >= 160 { 0.4 } else { 1.0 };
    let head_share = if reading.modifies { 0.25 } else { 1.0 };
    let generality = if place.general { 0.75 } else { 1.0 };
    let weight = level(kind)
        * generality
        * source(shape.source)
        * by_role
        * certainty
        * purpose_share(reading.purpose)
        * head_share
        * passing
        * place_share(reading, shape);
    (weight.clamp(0.0, CEILING), role)
}

/// Long prose drifts away from the business; a padded registry entry says little with each item.
fn place_share(reading: &Reading, shape: Shape) -> f64 {
    let at = f64::from(reading.start);
    if shape.registry {
        let padding = if shape.items > 12 { (12.0 / shape.items as f64).sqrt() } else { 1.0 };
        return if at < 40.0 { padding.max(0.9) } else { padding };
    }
    // The first words and what the company calls its business count fully; the rest of a long text less and less.
    if shape.length < 160 || reading.focus || at < 80.0 {
        return 1.0;
    }
    0.8 - 0.5 * ((at - 80.0) / 520.0).clamp(0.0, 1.0)
}

/// Sums of one company, kept between calls to spare allocations.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Mass per node.
    pub nodes: Vec<f64>,
    /// Mass per segment.
    pub segments: Vec<f64>,
    /// Mass per sector.
    pub sectors: Vec<f64>,
    /// Strongest role per segment, names aside.
    pub segment_roles: Vec<Option<Role>>,
    /// Strongest role per sector, names aside.
    pub sector_roles: Vec<Option<Role>>,
}

fn keep_stronger(kept: &mut Option<Role>, role: Role) {
    *kept = Some(kept.map_or(role, |kept| kept.min(role)));
}

impl Sums {
    /// Adds up hits, which must be sorted by node, pattern and falling weight. Repetition of the same words adds
    /// little: their weights are lowered in place, so that the evidence shows what was counted.
    pub(super) fn add_up(&mut self, hits: &mut [Hit], places: &[NodePlace], segments: usize, sectors: usize) {
        self.nodes.clear();
        self.nodes.resize(places.len(), 0.0);
        self.segments.clear();
        self.segments.resize(segments, 0.0);
        self.sectors.clear();
        self.sectors.resize(sectors, 0.0);
        self.segment_roles.clear();
        self.segment_roles.resize(segments, None);
        self.sector_roles.clear();
        self.sector_roles.resize(sectors, None);
        let mut last = None;
        let mut times = 0;
        for hit in hits.iter_mut().filter(|hit| !hit.negated) {
            let key = Some((hit.node, hit.pattern));
            times = if key == last { times + 1 } else { 0 };
            last = key;
            hit.weight *= match times {
                0 => 1.0,
                1 => 0.3,
                2 => 0.1,
                _ => 0.0,
            };
            let place = places[usize::from(hit.node)];
            let (segment, sector) = (usize::from(place.segment), usize::from(place.sector));
            let mass = -(-hit.weight).ln_1p();
            self.nodes[usize::from(hit.node)] += mass;
            self.segments[segment] += mass;
            self.sectors[sector] += mass;
            if !hit.name && hit.weight > 0.0 {
                let role = if place.any_role { Role::Makes } else { hit.role };
                keep_stronger(&mut self.segment_roles[segment], role);
                keep_stronger(&mut self.sector_roles[sector], role);
            }
        }
    }

    /// Noisy-or strength of a segment, capped where only trade speaks for it.
    pub(super) fn strength(&self, segment: usize) -> f64 {
        let strength = -(-self.segments[segment]).exp_m1();
        match self.segment_roles[segment] {
            Some(Role::Trades | Role::Owns) => strength.min(TRADE_CAP),
            _ => strength.clamp(0.0, 1.0),
        }
    }

    /// Decides; `outside` is the index of the out-of-scope sector, `owners` the sector of each segment.
    pub(super) fn decide(&self, hits: &[Hit], places: &[NodePlace], owners: &[u16], outside: Option<u16>) -> Verdict {
        let is_outside = |sector: usize| outside.is_some_and(|outside| usize::from(outside) == sector);
        let (largest, sum) = owners
            .iter()
            .zip(&self.segments)
            .filter(|(owner, _)| is_outside(usize::from(**owner)))
            .fold((0.0f64, 0.0), |(largest, sum), (_, mass)| (largest.max(*mass), sum + mass));
        let against = largest + OTHER_FAMILIES * (sum - largest);
        let dealt = |sector: usize| matches!(self.sector_roles[sector], Some(Role::Trades | Role::Owns));
        let mut ranked: [(f64, Option<usize>); 2] = [(0.0, None); 2];
        for (sector, mass) in self.sectors.iter().enumerate() {
            if is_outside(sector) || *mass <= 0.0 {
                continue;
            }
            let mass = if dealt(sector) { mass.min(THINNEST / 2.0) } else { *mass };
            if mass > ranked[0].0 {
                ranked[1] = ranked[0];
                ranked[0] = (mass, Some(sector));
            } else if mass > ranked[1].0 {
                ranked[1] = (mass, Some(sector));
            }
        }
        let index = |at: usize| u16::try_from(at).ok();
        let mut counted = hits.iter().filter(|hit| !hit.negated && !hit.name && hit.weight > 0.0).peekable();
        let trader = counted.peek().is_some()
            && counted.all(|hit| matches!(hit.role, Role::Trades) && !places[usize::from(hit.node)].any_role);
        let [(best_mass, best), (second_mass, second)] = ranked;
        let accepted =
            best.filter(|sector| best_mass >= THINNEST && best_mass > OUTSIDE_WINS * against && !dealt(*sector));
        let Some(sector) = accepted else {
            let unclear = best_mass > 0.0 && !trader && best_mass > CLOSE * against.max(THINNEST);
            return Verdict { runner_up: best.and_then(index), unclear, trader, ..Verdict::default() };
        };
        let best_of = |count: usize, mass: &dyn Fn(usize) -> f64| {
            (0..count).fold(None, |best: Option<usize>, at| match best {
                Some(best) if mass(best) >= mass(at) => Some(best),
                _ if mass(at) > 0.0 => Some(at),
                best => best,
            })
        };
        let segment = best_of(owners.len(), &|at| {
            if usize::from(owners[at]) == sector { self.segments[at] } else { 0.0 }
        });
        let product = best_of(places.len(), &|at| {
            let place = places[at];
            if place.has_product && Some(usize::from(place.segment)) == segment { self.nodes[at] } else { 0.0 }
        });
        let runner_up = if second_mass >= against { second.and_then(index) } else { outside };
        let rival = second_mass.max(against);
        Verdict {
            sector: index(sector),
            segment: segment.and_then(index),
            product: product.and_then(index),
            strength: segment.map_or(0.0, |segment| self.strength(segment)),
            runner_up,
            unclear: best_mass < THIN || rival > CLOSE * best_mass,
            trader,
        }
    }
}
