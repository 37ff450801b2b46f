//! The catalogue as it is written: which words speak for which node of the chain.
//!
//! The text form is TOML with one `[[node]]` table per product, segment or out-of-scope family, so several files can
//! simply be joined. Terms may use braces for alternatives: `{车载,汽车}摄像头` stands for two terms.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::fold::TermCheck;
use crate::domain::{
    fit::TermKind,
    ids::{ProductId, SectorId, SegmentId},
};

/// Word of the sector that holds everything outside the plan; its nodes compete with those of the plan.
pub const OUT_OF_SCOPE: &str = "none";

/// Terms one brace expression may stand for; more is a slip of the pen.
const MAX_ALTERNATIVES: usize = 3000;

/// Every node with its terms.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueSpec {
    /// Nodes in file order.
    #[serde(default, rename = "node")]
    pub nodes: Vec<NodeSpec>,
}

/// One product, segment or out-of-scope family and the words that speak for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeSpec {
    /// Sector; [`OUT_OF_SCOPE`] for what the plan does not look for.
    pub sector: SectorId,
    /// Segment of the plan, or the word of an out-of-scope family.
    pub segment: SegmentId,
    /// Product; without one the terms speak for the segment as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// The business itself is the role (retail, software, transport): verbs around its terms do not lower them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub any_role: bool,
    /// So general a trade (bearings, moulds) that a special product named beside it says more.
    #[serde(default, skip_serializing_if = "is_false")]
    pub general: bool,
    /// Names of the product.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub core: Vec<String>,
    /// Components, processes, close family.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part: Vec<String>,
    /// Words that only support a core or part term of the same sector nearby.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<String>,
    /// Longer harmless phrases that use up the span of a term.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// Words of the lists above that do not count for now; kept so that they can be switched on again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Why a catalogue cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// The text is not a catalogue.
    #[error("{file}:{line}: {reason}")]
    Syntax {
        /// File name as given.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// A term is written wrongly.
    #[error("{file}:{line}: {segment}: {term:?}: {fault}")]
    Term {
        /// File name as given; empty when the catalogue was not read from text.
        file: String,
        /// Line, from 1; 0 when not read from text.
        line: usize,
        /// Segment of the node.
        segment: String,
        /// The term.
        term: String,
        /// What is wrong with it.
        fault: TermFault,
    },
    /// A node has no terms.
    #[error("{segment}: a node without terms")]
    EmptyNode {
        /// Segment of the node.
        segment: String,
    },
    /// A segment stands under two sectors.
    #[error("{segment}: under {first} and under {second}")]
    SegmentTwice {
        /// Segment.
        segment: String,
        /// Sector met first.
        first: String,
        /// Sector met later.
        second: String,
    },
    /// More nodes or terms than the compiled form can number.
    #[error("the catalogue has too many {what}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
    },
}

/// What is wrong with a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermFault {
    /// Nothing is left after folding.
    Empty,
    /// A brace is open, closed twice or nested.
    Braces,
    /// The braces stand for too many terms.
    TooMany,
    /// One Chinese character alone would match everywhere.
    TooShort,
    /// The term contains a mark that ends a clause, so it could never be found.
    Punctuation,
}

impl std::fmt::Display for TermFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::Braces => "unbalanced braces",
            Self::TooMany => "braces stand for too many terms",
            Self::TooShort => "too short",
            Self::Punctuation => "contains a mark that separates clauses",
        })
    }
}

/// Kind, entry as written, and its words; no kind marks a harmless phrase.
pub(super) type CountingTerm<'a> = (Option<TermKind>, &'a str, Vec<String>);

/// What makes an entry unusable, if anything: braces, then each word it stands for.
pub fn fault_of(written: &str) -> Option<TermFault> {
    let words = match expand(written) {
        Ok(words) => words,
        Err(fault) => return Some(fault),
    };
    let check = TermCheck::new();
    words.iter().find_map(|word| check.fault_of(word))
}

impl CatalogueSpec {
    /// Reads a catalogue; `file` is only used in messages.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, CatalogueError> {
        let spec: Self = toml::from_str(text).map_err(|error| CatalogueError::Syntax {
            file: file.to_owned(),
            line: error.span().map_or(1, |span| line_of(text, span.start)),
            reason: error.message().to_owned(),
        })?;
        spec.check().map_err(|error| error.located(text, file))?;
        Ok(spec)
    }

    /// One catalogue of several, in order.
    pub fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        Self { nodes: parts.into_iter().flat_map(|part| part.nodes).collect() }
    }

    /// The catalogue as text.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }

    fn check(&self) -> Result<(), CatalogueError> {
        let check = TermCheck::new();
        for node in &self.nodes {
            for written in &node.off {
                expand(written).map_err(|fault| node.fault(written, fault))?;
            }
            for (_, written) in node.written_terms() {
                for term in expand(written).map_err(|fault| node.fault(written, fault))? {
                    if let Some(fault) = check.fault_of(&term) {
                        return Err(node.fault(written, fault));
                    }
                }
            }
        }
        Ok(())
    }
}

impl NodeSpec {
    /// Every entry as written with its kind; `None` marks a harmless phrase.
    pub(super) fn written_terms(&self) -> impl Iterator<Item = (Option<TermKind>, &str)> {
        let of = |kind, list| -> Box<dyn Iterator<Item = (Option<TermKind>, &str)>> {
            let list: &Vec<String> = list;
            Box::new(list.iter().map(move |term| (kind, term.as_str())))
        };
        of(Some(TermKind::Core), &self.core)
            .chain(of(Some(TermKind::Part), &self.part))
            .chain(of(Some(TermKind::Context), &self.context))
            .chain(of(None, &self.not))
    }

    /// The words that are switched off.
    pub(super) fn words_off(&self) -> Result<BTreeSet<String>, CatalogueError> {
        let mut off = BTreeSet::new();
        for written in &self.off {
            off.extend(expand(written).map_err(|fault| self.fault(written, fault))?);
        }
        Ok(off)
    }

    /// Every entry that counts, with its kind and the words it stands for; those switched off are left out.
    pub(super) fn counting_terms(&self) -> Result<Vec<CountingTerm<'_>>, CatalogueError> {
        let off = self.words_off()?;
        self.written_terms()
            .map(|(kind, written)| {
                let mut words = expand(written).map_err(|fault| self.fault(written, fault))?;
                words.retain(|word| !off.contains(word));
                Ok((kind, written, words))
            })
            .collect()
    }

    pub(super) fn fault(&self, term: &str, fault: TermFault) -> CatalogueError {
        CatalogueError::Term {
            file: String::new(),
            line: 0,
            segment: self.segment.as_str().to_owned(),
            term: term.to_owned(),
            fault,
        }
    }
}

impl CatalogueError {
    /// Adds file and line, found by looking for the term in the text.
    fn located(self, text: &str, file: &str) -> Self {
        match self {
            Self::Term { segment, term, fault, .. } => {
                let at = text.find(&format!("\"{term}\"")).or_else(|| text.find(&term)).unwrap_or(0);
                Self::Term { file: file.to_owned(), line: line_of(text, at), segment, term, fault }
            }
            other => other,
        }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// The terms an entry stands for: every choice of every brace group, in order. Choices that leave a single character
/// are dropped, so `{铜,不锈钢}{制品,}` may be written without standing for 铜 alone.
pub(super) fn expand(written: &str) -> Result<Vec<String>, TermFault> {
    let mut done = vec![String::new()];
    let mut rest = written;
    while let Some(open) = rest.find(['{', '}']) {
        let (plain, braces) = rest.split_at(open);
        let inner = braces.strip_prefix('{').ok_or(TermFault::Braces)?;
        let close = inner.find('}').ok_or(TermFault::Braces)?;
        let (choices, after) = inner.split_at(close);
        if choices.contains('{') {
            return Err(TermFault::Braces);
        }
        let choices: Vec<&str> = choices.split(',').collect();
        if done.len() * choices.len() > MAX_ALTERNATIVES {
            return Err(TermFault::TooMany);
        }
        done =
            done.iter().flat_map(|stem| choices.iter().map(move |choice| format!("{stem}{plain}{choice}"))).collect();
        rest = after.strip_prefix('}').unwrap_or(after);
    }
    for term in &mut done {
        term.push_str(rest);
    }
    if done.len() > 1 {
        done.retain(|term| term.chars().nth(1).is_some());
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_stand_for_every_choice() {
        assert_eq!(
            expand("{车载,汽车}摄像{头,机}"),
            Ok(vec!["车载摄像头".into(), "车载摄像机".into(), "汽车摄像头".into(), "汽车摄像机".into()])
        );
        assert_eq!(expand("{,车用}电机"), Ok(vec!["电机".into(), "车用电机".into()]));
        assert_eq!(expand("a{b"), Err(TermFault::Braces));
        assert_eq!(expand("a}b"), Err(TermFault::Braces));
        assert_eq!(expand("{a{b}}"), Err(TermFault::Braces));
        let wide = format!("{{{}}}", vec!["x"; 60].join(","));
        assert_eq!(expand(&format!("{wide}{wide}")), Err(TermFault::TooMany));
    }

    #[test]
    fn a_term_is_judged_before_it_enters_a_catalogue() {
        assert_eq!(fault_of("{水下,深海}推进器"), None);
        assert_eq!(fault_of("{水下,深海推进器"), Some(TermFault::Braces));
        assert_eq!(fault_of("泵"), Some(TermFault::TooShort));
        assert_eq!(fault_of("泵，阀"), Some(TermFault::Punctuation));
    }

    #[test]
    fn errors_name_file_and_line() {
        let text = "[[node]]\nsector = \"none\"\nsegment = \"food\"\ncore = [\"啤酒\",\n \"酱{油\"]\n";
        let error = CatalogueSpec::from_toml(text, "food.toml").unwrap_err();
        assert_eq!(
            error,
            CatalogueError::Term {
                file: "food.toml".into(),
                line: 5,
                segment: "food".into(),
                term: "酱{油".into(),
                fault: TermFault::Braces,
            }
        );
        let error = CatalogueSpec::from_toml("[[node]]\nsector = \"none\"\nbad = 1\n", "x.toml").unwrap_err();
        assert!(matches!(&error, CatalogueError::Syntax { file, .. } if file == "x.toml"), "{error}");
        assert!(error.to_string().starts_with("x.toml:"), "{error}");
        let error = CatalogueSpec::from_toml("\n\n[[node]\n", "y.toml").unwrap_err();
        assert!(error.to_string().starts_with("y.toml:3"), "{error}");
        for (term, fault) in [("车", TermFault::TooShort), ("", TermFault::Empty), ("电；机", TermFault::Punctuation)]
        {
            let text = format!("[[node]]\nsector = \"none\"\nsegment = \"x\"\ncore = [\"{term}\"]\n");
            let error = CatalogueSpec::from_toml(&text, "z.toml").unwrap_err();
            assert!(matches!(&error, CatalogueError::Term { line: 4, fault: found, .. } if *found == fault), "{error}");
        }
    }

    #[test]
    fn a_catalogue_survives_writing_and_reading() {
        let text =
            "[[node]]\nsector = \"ev_parts\"\nsegment = \"motors\"\nproduct = \"reducer\"\ncore = [\"减速器\"]\n";
        let spec = CatalogueSpec::from_toml(text, "a.toml").unwrap();
        let again = CatalogueSpec::from_toml(&toml::to_string(&spec).unwrap(), "b.toml").unwrap();
        assert_eq!(spec, again);
        assert_eq!(CatalogueSpec::joined([spec.clone(), again]).nodes.len(), 2);
    }
}
