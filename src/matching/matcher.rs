//! The compiled catalogue and the way from texts to a [`Fit`].

use std::collections::HashMap;

use super::{
    clauses::{self, Reading, SmallWords, Token, What},
    cues::{CUES, Cue},
    fold::{Alphabet, Folded, unit},
    lexicon::{Lexicon, Met},
    spec::{CatalogueError, CatalogueSpec, OUT_OF_SCOPE, expand},
    weigh::{self, Hit, NodePlace, Shape, Sums, Verdict},
};
use crate::domain::{
    fit::{Evidence, Fit, NodeStrength, Role, Roles, TermKind, TextSource},
    ids::{ProductId, SectorId, SegmentId},
};

/// A context term counts when a stronger term of its sector stands within this many units.
const NEARBY: u32 = 80;

/// Ends of terms that name machines.
const MACHINES: &[&str] = &["机", "床", "仪", "站", "柜", "机器人", "中心", "系统", "装置", "器械", "robot", "machine"];
/// Ends of terms that say by themselves that something is made.
const MAKING: &[&str] = &[
    "制造",
    "生产",
    "加工",
    "铸造",
    "锻造",
    "产销",
    "代工",
    "封装",
    "封测",
    "测试",
    "manufacturing",
    "fabrication",
    "assembly",
    "packaging",
];

fn ends_in(term: &str, ends: &[&str]) -> bool {
    let term = term.to_lowercase();
    ends.iter().any(|end| term.ends_with(end))
}

/// One text of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchText<'a> {
    /// What the text is.
    pub source: TextSource,
    /// The text as written.
    pub text: &'a str,
}

/// What a word of the dictionary stands for.
#[derive(Debug, Default, Clone)]
struct Pattern {
    /// As the catalogue has it.
    term: Box<str>,
    cue: Option<Cue>,
    /// Nodes it speaks for.
    speaks: Vec<(u16, TermKind)>,
    /// 1 / number of segments it speaks for.
    specificity: f64,
    /// Names a machine: 设备 after it adds nothing.
    machine: bool,
    /// Ends in a verb of making of its own (晶圆制造, 封装测试).
    makes: bool,
}

/// A compiled catalogue. Immutable; share it between threads, give each its own [`Scratch`].
#[derive(Debug)]
pub struct Matcher {
    lexicon: Lexicon,
    words: SmallWords,
    patterns: Vec<Pattern>,
    places: Vec<NodePlace>,
    products: Vec<Option<ProductId>>,
    segments: Vec<SegmentId>,
    owners: Vec<u16>,
    sectors: Vec<SectorId>,
    outside: Option<u16>,
}

/// Working memory of the matcher, reused from company to company.
#[derive(Debug, Default)]
pub struct Scratch {
    folded: Folded,
    tokens: Vec<Token>,
    work: clauses::Work,
    readings: Vec<Reading>,
    hits: Vec<Hit>,
    sums: Sums,
}

/// Collects patterns and gives each a number.
#[derive(Default)]
struct Patterns {
    list: Vec<Pattern>,
    by_units: HashMap<Vec<u16>, usize>,
    units: Vec<Vec<u16>>,
    folded: Folded,
}

impl Patterns {
    fn entry(&mut self, alphabet: &Alphabet, term: &str) -> &mut Pattern {
        alphabet.fold(term, &mut self.folded);
        let at = if let Some(at) = self.by_units.get(&self.folded.units) {
            *at
        } else {
            let at = self.list.len();
            self.by_units.insert(self.folded.units.clone(), at);
            self.units.push(self.folded.units.clone());
            self.list.push(Pattern { term: term.into(), ..Pattern::default() });
            at
        };
        &mut self.list[at]
    }
}

impl Matcher {
    /// Compiles a catalogue.
    pub fn new(spec: &CatalogueSpec) -> Result<Self, CatalogueError> {
        let mut written: Vec<(usize, Option<TermKind>, &str, Vec<String>)> = Vec::new();
        for (at, node) in spec.nodes.iter().enumerate() {
            let before = written.len();
            written.extend(node.counting_terms()?.into_iter().map(|(kind, term, words)| (at, kind, term, words)));
            if written.len() == before {
                return Err(CatalogueError::EmptyNode { segment: node.segment.as_str().to_owned() });
            }
        }
        let cues: Vec<(Cue, String)> = CUES
            .iter()
            .flat_map(|(cue, list)| list.iter().map(|word| (*cue, *word)))
            .flat_map(|(cue, word)| expand(word).unwrap_or_default().into_iter().map(move |word| (cue, word)))
            .collect();
        let alphabet = Alphabet::new(
            written
                .iter()
                .flat_map(|(_, _, _, terms)| terms.iter().map(String::as_str))
                .chain(cues.iter().map(|(_, word)| word.as_str()))
                .chain([SmallWords::LETTERS, "es"]),
        )
        .ok_or(CatalogueError::TooLarge { what: "characters" })?;

        let mut patterns = Patterns::default();
        for (cue, word) in &cues {
            patterns.entry(&alphabet, word).cue = Some(*cue);
        }
        for (at, kind, _, terms) in &written {
            let node = u16::try_from(*at).map_err(|_| CatalogueError::TooLarge { what: "nodes" })?;
            for expanded in terms {
                let pattern = patterns.entry(&alphabet, expanded);
                if let Some(kind) = kind {
                    // Kinds come strongest first, so a term listed twice for a node keeps its stronger kind.
                    if pattern.speaks.iter().all(|(other, _)| *other != node) {
                        pattern.speaks.push((node, *kind));
                    }
                }
            }
        }
        let mut matcher = Self::with_nodes(spec, &alphabet)?;
        for pattern in &mut patterns.list {
            matcher.once_per_segment(&mut pattern.speaks);
            let mut segments: Vec<u16> =
                pattern.speaks.iter().map(|(node, _)| matcher.places[usize::from(*node)].segment).collect();
            segments.sort_unstable();
            segments.dedup();
            pattern.specificity = 1.0 / segments.len().max(1) as f64;
            pattern.speaks.shrink_to_fit();
            pattern.machine = ends_in(&pattern.term, MACHINES);
            pattern.makes = ends_in(&pattern.term, MAKING);
        }
        matcher.lexicon = Lexicon::new(alphabet, &patterns.units).ok_or(CatalogueError::TooLarge { what: "terms" })?;
        matcher.patterns = patterns.list;
        Ok(matcher)
    }

    /// A word counts once for a segment, however many of its nodes list it: as the strongest kind, then for a product.
    fn once_per_segment(&self, speaks: &mut Vec<(u16, TermKind)>) {
        let place = |node: u16| self.places[usize::from(node)];
        speaks.sort_by_key(|(node, kind)| (place(*node).segment, *kind, !place(*node).has_product, *node));
        speaks.dedup_by_key(|(node, _)| place(*node).segment);
    }

    /// The nodes of a catalogue, its dictionary still empty.
    fn with_nodes(spec: &CatalogueSpec, alphabet: &Alphabet) -> Result<Self, CatalogueError> {
        let mut sectors: Vec<SectorId> = Vec::new();
        let mut segments: Vec<SegmentId> = Vec::new();
        let mut owners = Vec::new();
        let mut places = Vec::new();
        let number = |at: usize| u16::try_from(at).map_err(|_| CatalogueError::TooLarge { what: "nodes" });
        for node in &spec.nodes {
            let sector = sectors.iter().position(|sector| *sector == node.sector).unwrap_or_else(|| {
                sectors.push(node.sector.clone());
                sectors.len() - 1
            });
            let sector = number(sector)?;
            let segment = segments.iter().position(|segment| *segment == node.segment).unwrap_or_else(|| {
                segments.push(node.segment.clone());
                owners.push(sector);
                segments.len() - 1
            });
            if owners[segment] != sector {
                return Err(CatalogueError::SegmentTwice {
                    segment: node.segment.as_str().to_owned(),
                    first: sectors[usize::from(owners[segment])].as_str().to_owned(),
                    second: node.sector.as_str().to_owned(),
                });
            }
            places.push(NodePlace {
                sector,
                segment: number(segment)?,
                has_product: node.product.is_some(),
                any_role: node.any_role,
                general: node.general,
            });
        }
        let outside = sectors.iter().position(|sector| sector.as_str() == OUT_OF_SCOPE).map(number).transpose()?;
        Ok(Self {
            lexicon: Lexicon::empty(),
            words: SmallWords::new(alphabet),
            patterns: Vec::new(),
            products: spec.nodes.iter().map(|node| node.product.clone()).collect(),
            places,
            segments,
            owners,
            sectors,
            outside,
        })
    }

    /// Number of terms and cues.
    pub fn term_count(&self) -> usize {
        self.patterns.len()
    }

    /// Bytes the compiled catalogue holds, allocator overhead aside.
    pub fn bytes(&self) -> usize {
        let patterns: usize = self
            .patterns
            .iter()
            .map(|pattern| {
                size_of::<Pattern>() + pattern.term.len() + pattern.speaks.capacity() * size_of::<(u16, TermKind)>()
            })
            .sum();
        patterns + self.lexicon.bytes() + self.places.len() * size_of::<NodePlace>()
    }

    /// The sector a [`Verdict`] speaks of.
    pub fn sector(&self, index: u16) -> Option<&SectorId> {
        self.sectors.get(usize::from(index))
    }

    /// The segment a [`Verdict`] speaks of.
    pub fn segment(&self, index: u16) -> Option<&SegmentId> {
        self.segments.get(usize::from(index))
    }

    /// The product a [`Verdict`] speaks of.
    pub fn product(&self, index: u16) -> Option<&ProductId> {
        self.products.get(usize::from(index)).and_then(Option::as_ref)
    }

    /// Decides without writing the evidence out: the quick way for long lists.
    pub fn verdict(&self, texts: &[MatchText<'_>], scratch: &mut Scratch) -> Verdict {
        scratch.hits.clear();
        for (at, text) in (0u16..).zip(texts) {
            self.read(at, *text, scratch);
        }
        let Scratch { hits, sums, .. } = scratch;
        hits.sort_unstable_by(|a, b| {
            (a.node, a.pattern, a.negated)
                .cmp(&(b.node, b.pattern, b.negated))
                .then(b.weight.total_cmp(&a.weight))
                .then((a.text, a.start).cmp(&(b.text, b.start)))
        });
        sums.add_up(hits, &self.places, self.segments.len(), self.sectors.len());
        sums.decide(hits, &self.places, &self.owners, self.outside)
    }

    /// Matches the texts of one company.
    pub fn match_texts(&self, texts: &[MatchText<'_>], scratch: &mut Scratch) -> Fit {
        let mut fit = self.conclude(texts, scratch);
        let Scratch { hits, .. } = scratch;
        hits.sort_unstable_by_key(|hit| (hit.text, hit.start, hit.end, hit.node));
        fit.evidence = hits.iter().map(|hit| self.evidence(hit)).collect();
        fit
    }

    /// The same conclusions as [`Matcher::match_texts`] followed by [`Fit::brief`], without writing the evidence out.
    pub fn match_brief(&self, texts: &[MatchText<'_>], scratch: &mut Scratch) -> Fit {
        let mut fit = self.conclude(texts, scratch);
        let shown = |role: Role| scratch.hits.iter().any(|hit| hit.role == role && !hit.negated);
        fit.roles = Role::ALL
            .iter()
            .copied()
            .filter(|role| shown(*role) || fit.nodes.iter().any(|node| node.role == *role))
            .collect();
        fit
    }

    /// Sector, segments and strengths; the hits stay in the scratch.
    fn conclude(&self, texts: &[MatchText<'_>], scratch: &mut Scratch) -> Fit {
        let verdict = self.verdict(texts, scratch);
        let Scratch { sums, .. } = scratch;
        let mut nodes: Vec<NodeStrength> = (0..self.segments.len())
            .filter(|segment| sums.segments[*segment] > 0.0)
            .map(|segment| NodeStrength {
                sector: self.sectors[usize::from(self.owners[segment])].clone(),
                segment: self.segments[segment].clone(),
                product: self.best_product(segment, sums),
                strength: sums.strength(segment),
                role: sums.segment_roles[segment].unwrap_or(Role::Makes),
            })
            .collect();
        // Kept for every company; a vector that grows by itself has room for four.
        nodes.shrink_to_fit();
        nodes.sort_by(|a, b| b.strength.total_cmp(&a.strength).then_with(|| a.segment.cmp(&b.segment)));
        let role = verdict.segment.map(|segment| sums.segment_roles[usize::from(segment)].unwrap_or(Role::Makes));
        Fit {
            sector: verdict.sector.and_then(|at| self.sector(at)).cloned(),
            segment: verdict.segment.and_then(|at| self.segment(at)).cloned(),
            product: verdict.product.and_then(|at| self.product(at)).cloned(),
            strength: verdict.strength,
            role,
            runner_up: verdict.runner_up.and_then(|at| self.sector(at)).cloned(),
            unclear: verdict.unclear,
            trader: verdict.trader,
            confirmed: false,
            nodes,
            evidence: Vec::new(),
            roles: Roles::EMPTY,
        }
    }

    fn best_product(&self, segment: usize, sums: &Sums) -> Option<ProductId> {
        let mut best: Option<(f64, &ProductId)> = None;
        for ((place, product), mass) in self.places.iter().zip(&self.products).zip(&sums.nodes) {
            if let Some(product) = product
                && usize::from(place.segment) == segment
                && *mass > best.map_or(0.0, |best| best.0)
            {
                best = Some((*mass, product));
            }
        }
        best.map(|(_, product)| product.clone())
    }

    fn evidence(&self, hit: &Hit) -> Evidence {
        let node = usize::from(hit.node);
        Evidence {
            text: usize::from(hit.text),
            start: hit.start as usize,
            end: hit.end as usize,
            term: self.patterns[hit.pattern as usize].term.to_string(),
            kind: hit.kind,
            role: hit.role,
            negated: hit.negated,
            segment: self.segments[usize::from(self.places[node].segment)].clone(),
            product: self.products[node].clone(),
            weight: hit.weight,
        }
    }

    /// Reads one text and appends its hits.
    fn read(&self, at: u16, text: MatchText<'_>, scratch: &mut Scratch) {
        let Scratch { folded, tokens, work, readings, hits, .. } = scratch;
        self.lexicon.alphabet().fold(text.text, folded);
        tokens.clear();
        readings.clear();
        let mut skipping = false;
        let mut sentences = 0usize;
        let mut items = 0usize;
        let mut registry = false;
        self.lexicon.scan(&folded.units, |met| {
            let token = match met {
                Met::Mark(mark, at) => {
                    items += 1;
                    if mark == unit::HARD {
                        sentences += 1;
                        skipping = false;
                        clauses::read(&folded.units, tokens, &self.words, work, readings);
                        tokens.clear();
                        return;
                    }
                    if mark == unit::CLOSE {
                        skipping = false;
                    }
                    (at, at + 1, What::Mark(mark))
                }
                Met::Pattern(found) => {
                    let pattern = &self.patterns[found.pattern as usize];
                    match pattern.cue {
                        Some(Cue::Boilerplate) => {
                            skipping = true;
                            registry = true;
                            return;
                        }
                        Some(Cue::Registry) => {
                            registry = true;
                            return;
                        }
                        Some(cue) if !skipping => push(tokens, found.start, found.end, What::Cue(cue)),
                        _ => {}
                    }
                    if pattern.speaks.is_empty() {
                        return;
                    }
                    (found.start, found.end, What::Term(found.pattern))
                }
            };
            if !skipping {
                push(tokens, token.0, token.1, token.2);
            }
        });
        clauses::read(&folded.units, tokens, &self.words, work, readings);
        self.settle_roles(readings);
        let length = folded.units.len();
        // A list of permitted activities has many short sentences; prose has few long ones.
        let registry =
            registry || text.source == TextSource::BusinessScope || (sentences >= 6 && length / (sentences + 1) < 24);
        let shape = Shape { source: text.source, length, items, registry };
        self.weigh(at, shape, readings, folded, hits);
    }

    /// Settles what single sentences leave open.
    fn settle_roles(&self, readings: &mut [Reading]) {
        for reading in readings.iter_mut() {
            let pattern = &self.patterns[reading.pattern as usize];
            // A term with a verb of its own is made, also where the sale follows (X加工销售); a trade verb elsewhere wins.
            if pattern.makes && (reading.verb_close || reading.role != Some(Role::Trades)) {
                reading.role = Some(Role::Makes);
            }
            reading.modifies |= reading.machine_follows && !pattern.machine;
        }
        // “It distributes X. The company offers Y and Z.”: who says of nothing that it makes it deals in the rest too.
        let makes = readings.iter().any(|reading| matches!(reading.role, Some(Role::Makes | Role::Develops)));
        let trades = readings.iter().any(|reading| reading.role == Some(Role::Trades));
        if trades && !makes {
            for reading in readings.iter_mut().filter(|reading| reading.role.is_none()) {
                reading.role = Some(Role::Trades);
            }
        }
    }

    fn weigh(&self, text: u16, shape: Shape, readings: &[Reading], folded: &Folded, hits: &mut Vec<Hit>) {
        let raw = |at: u32| folded.raw.get(at as usize).copied().unwrap_or(0);
        for (index, reading) in readings.iter().enumerate() {
            let pattern = &self.patterns[reading.pattern as usize];
            for (node, kind) in &pattern.speaks {
                let place = self.places[usize::from(*node)];
                if *kind == TermKind::Context && !self.supported(readings, index, place.sector) {
                    continue;
                }
                let (weight, role) = weigh::weight_of(reading, *kind, place, shape);
                hits.push(Hit {
                    node: *node,
                    pattern: reading.pattern,
                    weight: weight * pattern.specificity,
                    text,
                    start: raw(reading.start),
                    end: raw(reading.end.saturating_sub(1)) + 1,
                    role,
                    kind: *kind,
                    negated: reading.negated,
                    name: shape.source == TextSource::Name,
                });
            }
        }
    }

    /// Whether a core or part term of the sector stands near the reading.
    fn supported(&self, readings: &[Reading], index: usize, sector: u16) -> bool {
        let here = readings[index];
        let supports = |other: &&Reading| {
            !other.negated
                && self.patterns[other.pattern as usize]
                    .speaks
                    .iter()
                    .any(|(node, kind)| *kind != TermKind::Context && self.places[usize::from(*node)].sector == sector)
        };
        let before = readings[..index].iter().rev().take_while(|other| here.start.saturating_sub(other.end) <= NEARBY);
        let after = readings[index + 1..].iter().take_while(|other| other.start.saturating_sub(here.end) <= NEARBY);
        before.chain(after).any(|other| supports(&other))
    }
}

fn push(tokens: &mut Vec<Token>, start: usize, end: usize, what: What) {
    // Texts beyond four thousand million units do not occur; such positions are dropped rather than wrapped.
    if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) {
        tokens.push(Token { start, end, what });
    }
}
