//! What the tab needs worked out off the window's thread: reading a catalogue, listing it, trying an edited one.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use crate::{
    desk::Progress,
    domain::{
        company::Company,
        fit::{Evidence, Fit},
        ids::{CompanyId, ProductId, SectorId, SegmentId},
        plan::{Name, Plan},
        record::Text,
    },
    ledger::{View, texts_of},
    matching::{
        CatalogueError, CatalogueSpec, Entry, MatchText, NodeAt, OUT_OF_SCOPE, Scratch, TermEdit,
        preview::{Preview, Standing},
    },
    text::{
        Lang, Say,
        ui_terms::{TermsText, family},
    },
};

/// Companies whose evidence is written out; more are counted only.
const SHOWN: usize = 2_000;
/// Terms named for one company.
const TERMS: usize = 3;

/// The catalogue in force.
pub(super) struct Read {
    pub sha256: Text,
    pub spec: Result<Arc<CatalogueSpec>, CatalogueError>,
}

impl Read {
    pub fn of(title: &str, content: &str, sha256: Text) -> Self {
        Self { sha256, spec: CatalogueSpec::from_toml(content, title).map(Arc::new) }
    }
}

/// A sector, a segment or a product.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scope {
    pub sector: SectorId,
    pub segment: Option<SegmentId>,
    pub product: Option<ProductId>,
}

impl Scope {
    /// Whether a node belongs to it.
    pub fn holds(&self, node: &NodeAt) -> bool {
        self.sector == node.sector
            && self.segment.as_ref().is_none_or(|segment| *segment == node.segment)
            && (self.product.is_none() || self.product == node.product)
    }

    /// The node a new term would go to; a sector alone takes none.
    pub fn node(&self) -> Option<NodeAt> {
        let segment = self.segment.clone()?;
        Some(NodeAt { sector: self.sector.clone(), segment, product: self.product.clone() })
    }
}

/// A row of the tree.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub scope: Scope,
    pub name: Name,
    /// Words that count.
    pub words: usize,
}

/// An entry, ready for searching.
pub(super) struct Listed {
    pub entry: Entry,
    /// Its words in lower case.
    pub haystack: String,
    pub chinese: bool,
}

/// The catalogue as people browse it.
pub(super) struct Index {
    pub entries: Vec<Listed>,
    pub branches: Vec<Branch>,
}

impl Index {
    pub fn of(spec: &CatalogueSpec, edits: &[TermEdit], plan: &Plan) -> Self {
        let edited = spec.edited(edits);
        let entries: Vec<Listed> = edited
            .entries()
            .into_iter()
            .map(|entry| {
                let mut haystack = entry.written.to_lowercase();
                for (word, _) in &entry.words {
                    haystack.push('\n');
                    haystack.push_str(&word.to_lowercase());
                }
                let chinese = entry.written.chars().any(|scalar| !scalar.is_ascii() && scalar.is_alphabetic());
                Listed { entry, haystack, chinese }
            })
            .collect();
        let branches = branches(&entries, plan);
        Self { entries, branches }
    }

    /// Whether a word already counts for a node.
    pub fn knows(&self, node: &NodeAt, term: &str) -> bool {
        let here = self.entries.iter().filter(|listed| listed.entry.node == *node && listed.entry.kind.is_some());
        here.flat_map(|listed| &listed.entry.words).any(|(word, counts)| *counts && word == term)
    }
}

/// Every sector, segment and product of the plan, then what the catalogue has besides.
fn branches(entries: &[Listed], plan: &Plan) -> Vec<Branch> {
    let mut counts: BTreeMap<&NodeAt, usize> = BTreeMap::new();
    for listed in entries.iter().filter(|listed| listed.entry.kind.is_some()) {
        *counts.entry(&listed.entry.node).or_default() += listed.entry.counting();
    }
    let words = |scope: &Scope| counts.iter().filter(|(node, _)| scope.holds(node)).map(|(_, count)| count).sum();
    let mut branches: Vec<Branch> = Vec::new();
    let mut push = |scope: Scope, name: Name| {
        let words = words(&scope);
        branches.push(Branch { scope, name, words });
    };
    for sector in &plan.sectors {
        let of = |segment: Option<&SegmentId>, product: Option<&ProductId>| Scope {
            sector: sector.id.clone(),
            segment: segment.cloned(),
            product: product.cloned(),
        };
        push(of(None, None), sector.name.clone());
        for segment in &sector.segments {
            push(of(Some(&segment.id), None), segment.name.clone());
            for product in &segment.products {
                push(of(Some(&segment.id), Some(&product.id)), product.name.clone());
            }
        }
    }
    let outside = SectorId::new(OUT_OF_SCOPE);
    let of = |segment: Option<SegmentId>| Scope { sector: outside.clone(), segment, product: None };
    push(of(None), named(|lang| TermsText::OutOfScope.say(lang)));
    let mut seen: Vec<&SegmentId> = Vec::new();
    for listed in entries.iter().filter(|listed| listed.entry.node.sector == outside) {
        let segment = &listed.entry.node.segment;
        if !seen.contains(&segment) {
            seen.push(segment);
            push(of(Some(segment.clone())), named(|lang| family(segment.as_str(), lang)));
        }
    }
    branches
}

fn named(of: impl Fn(Lang) -> String) -> Name {
    Name { zh: of(Lang::Zh), en: of(Lang::En) }
}

/// A company that would change.
pub(super) struct MovedRow {
    pub company: CompanyId,
    pub name: Text,
    pub before: Standing,
    pub after: Standing,
    /// Terms that speak for it only afterwards, and those that no longer do.
    pub gained: Vec<String>,
    pub lost: Vec<String>,
}

/// Why an edited catalogue cannot be saved.
pub(super) enum Fault {
    Catalogue(CatalogueError),
    Write(String),
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Catalogue(error) => error.say(lang),
            Self::Write(detail) => TermsText::CannotWrite { detail: detail.clone() }.say(lang),
        }
    }
}

/// What an edited catalogue would do.
pub(super) struct Study {
    pub asked: Asked,
    pub outcome: Result<Outcome, Fault>,
}

/// What was asked for: catalogue, draft, companies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub sha256: Text,
    pub draft: u64,
    pub view: u64,
}

/// What a catalogue that holds together would do.
pub(super) struct Outcome {
    /// Its text.
    pub content: String,
    /// Words that differ.
    pub words: usize,
    /// Who would change, those who change their sector first; none when it was stopped.
    pub moved: Option<Vec<MovedRow>>,
    /// How many change their sector.
    pub sectors: usize,
    /// Would be matched differently, but a person has set their sector.
    pub settled: usize,
}

/// Tries an edited catalogue on every company.
pub(super) fn study(asked: Asked, base: &CatalogueSpec, edits: &[TermEdit], view: &View, progress: &Progress) -> Study {
    Study { asked, outcome: outcome(base, edits, view, progress) }
}

fn outcome(base: &CatalogueSpec, edits: &[TermEdit], view: &View, progress: &Progress) -> Result<Outcome, Fault> {
    let edited = base.edited(edits);
    let content = edited.to_toml().map_err(|error| Fault::Write(error.to_string()))?;
    // Read back as it will be read, so that a fault names its line in the text that would be saved.
    let edited = CatalogueSpec::from_toml(&content, "").map_err(Fault::Catalogue)?;
    let preview = Preview::new(base, &view.policy.matcher, &edited).map_err(Fault::Catalogue)?;
    let companies: Vec<&Company> = view.snapshot.companies.iter().collect();
    progress.set_total(companies.len());
    let moved = preview.moved(companies.iter().map(|company| texts_of(company)), |done| {
        if progress.step(done) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let mut outcome = Outcome { content, words: preview.changed_words(), moved: None, sectors: 0, settled: 0 };
    let Some(mut moved) = moved else { return Ok(outcome) };
    let before = moved.len();
    moved.retain(|one| companies.get(one.company).is_some_and(|company| company.confirmed_sector.is_none()));
    outcome.settled = before - moved.len();
    outcome.sectors = moved.iter().filter(|one| one.changes_sector()).count();
    moved.sort_by_key(|one| !one.changes_sector());
    let mut scratch = Scratch::default();
    let rows = moved.into_iter().enumerate().filter_map(|(place, one)| {
        let company = companies.get(one.company)?;
        let texts = texts_of(company);
        let (gained, lost) = if place < SHOWN {
            let old = view.policy.matcher.match_texts(&texts, &mut scratch);
            let new = preview.matcher().match_texts(&texts, &mut scratch);
            (only_in(&new, &old, &texts), only_in(&old, &new, &texts))
        } else {
            (Vec::new(), Vec::new())
        };
        let name = company.name.clone();
        Some(MovedRow { company: company.id, name, before: one.before, after: one.after, gained, lost })
    });
    outcome.moved = Some(rows.collect());
    Ok(outcome)
}

/// The weightiest terms that speak in one fit and not in the other, as the company writes them.
fn only_in(fit: &Fit, other: &Fit, texts: &[MatchText<'_>]) -> Vec<String> {
    let same = |a: &Evidence, b: &Evidence| {
        (a.text, a.start, a.end, a.negated) == (b.text, b.start, b.end, b.negated) && a.segment == b.segment
    };
    let mut found: Vec<&Evidence> = fit
        .evidence
        .iter()
        .filter(|one| !one.negated && !other.evidence.iter().any(|known| same(one, known)))
        .collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut terms: Vec<String> = Vec::new();
    for one in found {
        let text = texts.get(one.text).map_or("", |text| text.text);
        let written: String = text.chars().skip(one.start).take(one.end.saturating_sub(one.start)).collect();
        if !terms.contains(&written) && terms.len() < TERMS {
            terms.push(written);
        }
    }
    terms
}
