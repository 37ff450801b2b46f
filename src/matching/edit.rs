//! Changing a catalogue term by term, and listing it for people to browse.
//!
//! Edits are kept instead of the edited catalogue: they are few, they say what was done, and they can be put on top of
//! another version than the one they were made on.

use serde::{Deserialize, Serialize};

use super::spec::{CatalogueSpec, NodeSpec, expand};
use crate::domain::{
    fit::TermKind,
    ids::{ProductId, SectorId, SegmentId},
};

/// A place of the chain that terms speak for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NodeAt {
    /// Sector.
    pub sector: SectorId,
    /// Segment.
    pub segment: SegmentId,
    /// Product; none = the segment as a whole.
    pub product: Option<ProductId>,
}

/// One change to one term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermEdit {
    /// A new term.
    Add {
        /// What it speaks for.
        node: NodeAt,
        /// How strongly.
        kind: TermKind,
        /// As written; braces stand for alternatives.
        term: String,
    },
    /// Another wording, kind or place of a term.
    Change {
        /// Where it stands.
        node: NodeAt,
        /// Its kind.
        kind: TermKind,
        /// As written so far.
        term: String,
        /// Where it shall stand.
        to_node: NodeAt,
        /// Its kind to be.
        to_kind: TermKind,
        /// As it shall be written.
        to_term: String,
    },
    /// A word, or all words of an entry, no longer count.
    Off {
        /// Where it stands.
        node: NodeAt,
        /// Word or entry.
        term: String,
    },
    /// They count again.
    On {
        /// Where it stands.
        node: NodeAt,
        /// Word or entry.
        term: String,
    },
}

/// An entry as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it speaks for.
    pub node: NodeAt,
    /// Its kind; none = a harmless phrase that only uses up the span of a term.
    pub kind: Option<TermKind>,
    /// As written.
    pub written: String,
    /// The words it stands for, and whether each counts.
    pub words: Vec<(String, bool)>,
}

impl Entry {
    /// How many of its words count.
    pub fn counting(&self) -> usize {
        self.words.iter().filter(|(_, counts)| *counts).count()
    }

    /// Whether none of its words counts.
    pub fn is_off(&self) -> bool {
        self.counting() == 0
    }
}

impl NodeSpec {
    fn at(&self) -> NodeAt {
        NodeAt { sector: self.sector.clone(), segment: self.segment.clone(), product: self.product.clone() }
    }

    fn is_at(&self, at: &NodeAt) -> bool {
        self.sector == at.sector && self.segment == at.segment && self.product == at.product
    }

    fn list(&mut self, kind: TermKind) -> &mut Vec<String> {
        match kind {
            TermKind::Core => &mut self.core,
            TermKind::Part => &mut self.part,
            TermKind::Context => &mut self.context,
        }
    }

    fn words_of_all(&self) -> impl Iterator<Item = String> {
        self.written_terms().flat_map(|(_, written)| expand(written).unwrap_or_default())
    }
}

impl CatalogueSpec {
    /// The catalogue after some edits, in order. An edit of a term that is not there any more changes nothing.
    #[must_use]
    pub fn edited(&self, edits: &[TermEdit]) -> Self {
        let mut spec = self.clone();
        for edit in edits {
            spec.edit(edit);
        }
        spec
    }

    fn edit(&mut self, edit: &TermEdit) {
        match edit {
            TermEdit::Add { node, kind, term } => self.add(node, *kind, term),
            TermEdit::Change { node, kind, term, to_node, to_kind, to_term } => {
                let Some((at, place)) = self.nodes.iter_mut().enumerate().find_map(|(at, one)| {
                    let place = one.is_at(node).then(|| one.list(*kind).iter().position(|known| known == term));
                    Some((at, place.flatten()?))
                }) else {
                    return;
                };
                let list = self.nodes[at].list(*kind);
                if (node, kind) == (to_node, to_kind) {
                    list[place].clone_from(to_term);
                    return;
                }
                list.remove(place);
                self.drop_empty(at);
                self.add(to_node, *to_kind, to_term);
            }
            TermEdit::Off { node, term } => {
                let words = expand(term).unwrap_or_default();
                for one in self.nodes.iter_mut().filter(|one| one.is_at(node)) {
                    let stands_there = one.words_of_all().any(|word| words.contains(&word));
                    if stands_there && !one.off.contains(term) {
                        one.off.push(term.clone());
                    }
                }
            }
            TermEdit::On { node, term } => {
                let words = expand(term).unwrap_or_default();
                for one in self.nodes.iter_mut().filter(|one| one.is_at(node)) {
                    // An entry that was switched off as a whole is written out, so that its other words stay off.
                    let mut off = Vec::new();
                    for written in std::mem::take(&mut one.off) {
                        let whole = expand(&written).unwrap_or_default();
                        if whole.iter().any(|word| words.contains(word)) {
                            off.extend(whole.into_iter().filter(|word| !words.contains(word)));
                        } else {
                            off.push(written);
                        }
                    }
                    one.off = off;
                }
            }
        }
    }

    fn add(&mut self, at: &NodeAt, kind: TermKind, term: &str) {
        let place = self.nodes.iter().position(|one| one.is_at(at)).unwrap_or_else(|| {
            let node = NodeSpec {
                sector: at.sector.clone(),
                segment: at.segment.clone(),
                product: at.product.clone(),
                any_role: false,
                general: false,
                core: Vec::new(),
                part: Vec::new(),
                context: Vec::new(),
                not: Vec::new(),
                off: Vec::new(),
            };
            let after = self.nodes.iter().rposition(|one| one.sector == at.sector && one.segment == at.segment);
            let place = after.map_or(self.nodes.len(), |after| after + 1);
            self.nodes.insert(place, node);
            place
        });
        let list = self.nodes[place].list(kind);
        if !list.iter().any(|known| known == term) {
            list.push(term.to_owned());
        }
    }

    /// A node without terms is no catalogue.
    fn drop_empty(&mut self, at: usize) {
        if self.nodes.get(at).is_some_and(|node| node.written_terms().next().is_none()) {
            self.nodes.remove(at);
        }
    }

    /// Every entry in order.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for node in &self.nodes {
            let off = node.words_off().unwrap_or_default();
            entries.extend(node.written_terms().map(|(kind, written)| {
                let words = expand(written).unwrap_or_default();
                let words = words.into_iter().map(|word| (!off.contains(&word), word)).map(|(on, word)| (word, on));
                Entry { node: node.at(), kind, written: written.to_owned(), words: words.collect() }
            }));
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{MatchText, Matcher, Scratch},
        *,
    };
    use crate::domain::fit::TextSource;

    fn catalogue() -> CatalogueSpec {
        let text = "[[node]]\nsector = \"ev\"\nsegment = \"motors\"\ncore = [\"{轮毂,永磁}电机\"]\n\
                    [[node]]\nsector = \"ev\"\nsegment = \"motors\"\nproduct = \"gear\"\ncore = [\"减速器\"]\n";
        CatalogueSpec::from_toml(text, "t").unwrap()
    }

    fn at(product: Option<&str>) -> NodeAt {
        NodeAt { sector: SectorId::new("ev"), segment: SegmentId::new("motors"), product: product.map(ProductId::new) }
    }

    fn finds(spec: &CatalogueSpec, text: &str) -> bool {
        let texts = [MatchText { source: TextSource::MainBusiness, text }];
        !Matcher::new(spec).unwrap().match_texts(&texts, &mut Scratch::default()).evidence.is_empty()
    }

    #[test]
    fn a_term_is_added_where_it_belongs_once() {
        let add = |product, term: &str| TermEdit::Add { node: at(product), kind: TermKind::Core, term: term.into() };
        let before = catalogue();
        assert!(!finds(&before, "从事磁轮的生产"));
        let after = before.edited(&[add(None, "磁轮"), add(None, "磁轮"), add(Some("disc"), "盘式电枢")]);
        assert!(finds(&after, "从事磁轮的生产") && finds(&after, "从事盘式电枢的生产"));
        assert_eq!(after.nodes.len(), 3);
        assert_eq!(after.nodes[0].core, ["{轮毂,永磁}电机", "磁轮"]);
        // What is saved is what was edited.
        assert_eq!(CatalogueSpec::from_toml(&after.to_toml().unwrap(), "again").unwrap(), after);
    }

    #[test]
    fn one_word_of_an_entry_is_switched_off_and_on() {
        let off = TermEdit::Off { node: at(None), term: "轮毂电机".into() };
        let after = catalogue().edited(std::slice::from_ref(&off));
        assert!(!finds(&after, "从事轮毂电机的生产") && finds(&after, "从事永磁电机的生产"));
        let entry = &after.entries()[0];
        assert_eq!((entry.words.len(), entry.counting(), entry.is_off()), (2, 1, false));
        assert_eq!(CatalogueSpec::from_toml(&after.to_toml().unwrap(), "again").unwrap(), after);
        let on = TermEdit::On { node: at(None), term: "轮毂电机".into() };
        assert_eq!(after.edited(&[on]), catalogue());
    }

    #[test]
    fn a_whole_entry_off_gives_single_words_back() {
        let off = TermEdit::Off { node: at(None), term: "{轮毂,永磁}电机".into() };
        let after = catalogue().edited(&[off]);
        assert!(after.entries()[0].is_off());
        assert!(!finds(&after, "从事永磁电机的生产"), "all words of the node are off and it still compiles");
        let after = after.edited(&[TermEdit::On { node: at(None), term: "永磁电机".into() }]);
        assert!(finds(&after, "从事永磁电机的生产") && !finds(&after, "从事轮毂电机的生产"));
        let nothing = TermEdit::Off { node: at(None), term: "别的词".into() };
        assert_eq!(catalogue().edited(&[nothing]), catalogue());
    }

    #[test]
    fn a_term_moves_to_another_kind_and_node() {
        let change = |to_node, to_kind, to_term: &str| TermEdit::Change {
            node: at(Some("gear")),
            kind: TermKind::Core,
            term: "减速器".into(),
            to_node,
            to_kind,
            to_term: to_term.into(),
        };
        let reworded = catalogue().edited(&[change(at(Some("gear")), TermKind::Core, "减速箱")]);
        assert_eq!(reworded.nodes[1].core, ["减速箱"]);
        let moved = catalogue().edited(&[change(at(None), TermKind::Part, "减速器")]);
        assert_eq!((moved.nodes.len(), moved.nodes[0].part.as_slice()), (1, ["减速器".to_owned()].as_slice()));
        let twice = [change(at(None), TermKind::Part, "减速器"), change(at(None), TermKind::Part, "减速器")];
        assert_eq!(catalogue().edited(&twice), moved, "what is gone cannot be changed again");
    }
}
