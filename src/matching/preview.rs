//! Which companies a changed catalogue would move, before anybody saves it.
//!
//! Only companies whose text holds a word that changed are matched again: a small dictionary of just those words is
//! run over the texts first. A word that does not occur cannot change a fit, so the answer is the same as matching
//! everybody twice (tested).

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use super::{
    fold::{Alphabet, Folded},
    lexicon::{Lexicon, Met},
    matcher::{MatchText, Matcher, Scratch},
    spec::{CatalogueError, CatalogueSpec, NodeSpec},
    weigh::Verdict,
};
use crate::domain::{
    fit::TermKind,
    ids::{ProductId, SectorId, SegmentId},
};

/// Where a company stands by one catalogue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// The sector; none = outside the plan.
    pub sector: Option<SectorId>,
    /// Its segment.
    pub segment: Option<SegmentId>,
    /// Its product.
    pub product: Option<ProductId>,
    /// Strength of the segment in [0, 1].
    pub strength: f64,
    /// A person should look.
    pub unclear: bool,
    /// All evidence is trade.
    pub trader: bool,
}

/// A company that would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Its place among the companies given.
    pub company: usize,
    /// As it stands now.
    pub before: Standing,
    /// As it would stand.
    pub after: Standing,
}

impl Moved {
    /// Whether it would change its sector, not merely segment, product or strength.
    pub fn changes_sector(&self) -> bool {
        self.before.sector != self.after.sector
    }
}

/// Two catalogues and the words in which they differ.
#[derive(Debug)]
pub struct Preview<'old> {
    old: &'old Matcher,
    new: Matcher,
    words: usize,
    /// The changed words; none when every company has to be matched again.
    probe: Option<Lexicon>,
}

impl<'old> Preview<'old> {
    /// Compiles the new catalogue; `matcher` is the compiled old one.
    pub fn new(old: &CatalogueSpec, matcher: &'old Matcher, new: &CatalogueSpec) -> Result<Self, CatalogueError> {
        let compiled = Matcher::new(new)?;
        let (words, reordered) = changed_words(old, new)?;
        let probe = if reordered { None } else { Some(probe(&words)?) };
        Ok(Self { old: matcher, new: compiled, words: words.len(), probe })
    }

    /// Number of words that changed: added, removed, or speaking for something else.
    pub fn changed_words(&self) -> usize {
        self.words
    }

    /// The new catalogue, compiled: what it would show as evidence.
    pub fn matcher(&self) -> &Matcher {
        &self.new
    }

    /// Compares every company. `go_on` hears how many were read so far and may stop, which gives `None`.
    pub fn moved<'t, T: AsRef<[MatchText<'t>]>>(
        &self,
        companies: impl IntoIterator<Item = T>,
        mut go_on: impl FnMut(usize) -> ControlFlow<()>,
    ) -> Option<Vec<Moved>> {
        let mut moved = Vec::new();
        let (mut scratch, mut folded) = (Scratch::default(), Folded::default());
        for (company, texts) in companies.into_iter().enumerate() {
            if company % STEP == 0 && go_on(company).is_break() {
                return None;
            }
            let texts = texts.as_ref();
            if !self.concerns(texts, &mut folded) {
                continue;
            }
            let before = standing(self.old, self.old.verdict(texts, &mut scratch));
            let after = standing(&self.new, self.new.verdict(texts, &mut scratch));
            if before != after {
                moved.push(Moved { company, before, after });
            }
        }
        Some(moved)
    }

    /// Whether a changed word occurs in one of the texts.
    fn concerns(&self, texts: &[MatchText<'_>], folded: &mut Folded) -> bool {
        let Some(probe) = &self.probe else { return true };
        self.words > 0
            && texts.iter().any(|text| {
                probe.alphabet().fold(text.text, folded);
                let mut found = false;
                probe.scan(&folded.units, |met| found |= matches!(met, Met::Pattern(_)));
                found
            })
    }
}

/// Companies between two reports of progress.
const STEP: usize = 256;

fn standing(matcher: &Matcher, verdict: Verdict) -> Standing {
    Standing {
        sector: verdict.sector.and_then(|at| matcher.sector(at)).cloned(),
        segment: verdict.segment.and_then(|at| matcher.segment(at)).cloned(),
        product: verdict.product.and_then(|at| matcher.product(at)).cloned(),
        strength: verdict.strength,
        unclear: verdict.unclear,
        trader: verdict.trader,
    }
}

/// What a node is, words aside.
type NodeKey = (SectorId, SegmentId, Option<ProductId>, bool, bool);
/// What each word stands for.
type Meanings = BTreeMap<String, BTreeSet<(NodeKey, Option<TermKind>)>>;

fn key(node: &NodeSpec) -> NodeKey {
    (node.sector.clone(), node.segment.clone(), node.product.clone(), node.any_role, node.general)
}

fn meanings(spec: &CatalogueSpec) -> Result<Meanings, CatalogueError> {
    let mut meanings = Meanings::new();
    for node in &spec.nodes {
        for (kind, _, words) in node.counting_terms()? {
            for word in words {
                meanings.entry(word).or_default().insert((key(node), kind));
            }
        }
    }
    Ok(meanings)
}

/// The words whose meaning differs, and whether nodes that both have stand in another order (ties go by order).
fn changed_words(old: &CatalogueSpec, new: &CatalogueSpec) -> Result<(Vec<String>, bool), CatalogueError> {
    let (before, after) = (meanings(old)?, meanings(new)?);
    let words: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let words = words.into_iter().filter(|word| before.get(*word) != after.get(*word)).cloned().collect();
    let order = |of: &CatalogueSpec, other: &CatalogueSpec| -> Vec<NodeKey> {
        let known: BTreeSet<NodeKey> = other.nodes.iter().map(key).collect();
        let mut seen = BTreeSet::new();
        of.nodes.iter().map(key).filter(|key| known.contains(key) && seen.insert(key.clone())).collect()
    };
    Ok((words, order(old, new) != order(new, old)))
}

fn probe(words: &[String]) -> Result<Lexicon, CatalogueError> {
    let too_large = CatalogueError::TooLarge { what: "terms" };
    // Digits and the plural s decide where a word ends, so the probe must know them even if no changed word has them.
    let letters = words.iter().map(String::as_str).chain(["0123456789", "es"]);
    let alphabet = Alphabet::new(letters).ok_or_else(|| too_large.clone())?;
    let mut folded = Folded::default();
    let patterns: BTreeSet<Vec<u16>> = words
        .iter()
        .map(|word| {
            alphabet.fold(word, &mut folded);
            folded.units.clone()
        })
        .filter(|units| !units.is_empty())
        .collect();
    let patterns: Vec<Vec<u16>> = patterns.into_iter().collect();
    Lexicon::new(alphabet, &patterns).ok_or(too_large)
}

#[cfg(test)]
mod tests {
    use super::{super::seed_catalogue, *};
    use crate::domain::fit::TextSource;

    const KINDS: &str = include_str!("../../tests/samples/kinds_of_firms.txt");

    fn texts() -> Vec<[MatchText<'static>; 1]> {
        let lines = KINDS.lines().filter_map(|line| line.split_once('|'));
        lines.map(|(_, text)| [MatchText { source: TextSource::MainBusiness, text }]).collect()
    }

    /// Everybody matched twice, without the shortcut.
    fn by_hand(old: &Matcher, new: &Matcher) -> Vec<Moved> {
        let mut scratch = Scratch::default();
        let mut moved = Vec::new();
        for (company, texts) in texts().iter().enumerate() {
            let before = standing(old, old.verdict(texts, &mut scratch));
            let after = standing(new, new.verdict(texts, &mut scratch));
            if before != after {
                moved.push(Moved { company, before, after });
            }
        }
        moved
    }

    #[test]
    fn the_shortcut_finds_what_matching_everybody_finds() {
        let old = seed_catalogue().unwrap();
        let matcher = Matcher::new(&old).unwrap();
        // Several kinds of change: words gone, a node gone, a word that speaks for more, a flag turned.
        let mut fewer = old.clone();
        for node in fewer.nodes.iter_mut().step_by(3) {
            node.core.truncate(node.core.len() / 2);
            if node.core.is_empty() && node.part.is_empty() {
                node.core.push("一个没有的词".to_owned());
            }
        }
        let mut without = old.clone();
        without.nodes.retain(|node| node.segment.as_str() != "batteries");
        let mut more = old.clone();
        more.nodes[0].core.push("房地产".to_owned());
        more.nodes[0].part.push("software".to_owned());
        let mut turned = old.clone();
        for node in &mut turned.nodes {
            node.any_role = !node.any_role;
        }
        let mut order = old.clone();
        order.nodes.reverse();
        let mut off = old.clone();
        for node in off.nodes.iter_mut().step_by(2) {
            node.off.clone_from(&node.core);
        }
        for new in [fewer, without, more, turned, order, off] {
            let preview = Preview::new(&old, &matcher, &new).unwrap();
            let found = preview.moved(texts(), |_| ControlFlow::Continue(())).unwrap();
            assert_eq!(found, by_hand(&matcher, &preview.new));
            assert!(preview.changed_words() > 0 || preview.probe.is_none());
        }
    }

    #[test]
    fn an_unchanged_catalogue_moves_nobody() {
        let old = seed_catalogue().unwrap();
        let matcher = Matcher::new(&old).unwrap();
        let preview = Preview::new(&old, &matcher, &old.clone()).unwrap();
        assert_eq!(preview.changed_words(), 0);
        assert_eq!(preview.moved(texts(), |_| ControlFlow::Continue(())), Some(Vec::new()));
    }

    #[test]
    fn a_new_word_moves_those_who_use_it_and_can_be_stopped() {
        let old = seed_catalogue().unwrap();
        let matcher = Matcher::new(&old).unwrap();
        let mut new = old.clone();
        let motors = new.nodes.iter_mut().find(|node| node.segment.as_str() == "motors").unwrap();
        motors.core.push("磁悬浮转盘".to_owned());
        let preview = Preview::new(&old, &matcher, &new).unwrap();
        assert_eq!(preview.changed_words(), 1);
        let text = |text| [MatchText { source: TextSource::MainBusiness, text }];
        let companies = [text("白酒酿造"), text("磁悬浮转盘的研发和生产"), text("磁悬浮列车")];
        let moved = preview.moved(companies, |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(moved.len(), 1);
        assert_eq!((moved[0].company, moved[0].changes_sector()), (1, true));
        assert_eq!(moved[0].before.sector, None);
        assert_eq!(moved[0].after.segment.as_ref().unwrap().as_str(), "motors");
        assert_eq!(preview.moved(companies, |_| ControlFlow::Break(())), None);
    }
}
