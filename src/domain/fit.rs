//! What matching found out about a company's text, with the words that show it.

use serde::{Deserialize, Serialize};

use super::ids::{ProductId, SectorId, SegmentId};
use crate::words;

words! {
    /// Which text of a company a piece of evidence stands in.
    pub enum TextSource {
        /// Company name.
        Name = "name",
        /// 主营业务
        MainBusiness = "main_business",
        /// Products.
        Products = "products",
        /// 经营范围
        BusinessScope = "business_scope",
        /// Introduction.
        Introduction = "introduction",
        /// Booth notes.
        BoothNotes = "booth_notes",
    }
}

words! {
    /// How directly a term names a product.
    pub enum TermKind {
        /// Names the product.
        Core = "core",
        /// Component, process or close family.
        Part = "part",
        /// Only supports a core term nearby.
        Context = "context",
    }
}

words! {
    /// What the company does with the thing named, strongest first.
    pub enum Role {
        /// 生产 制造 加工
        Makes = "makes",
        /// 研发 设计
        Develops = "develops",
        /// 安装 维修 检测 技术服务
        Serves = "serves",
        /// 销售 代理 贸易
        Trades = "trades",
        /// 持有 出租
        Owns = "owns",
    }
}

/// One term found in a company's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Index of the text among those given to the matcher.
    pub text: usize,
    /// First Unicode scalar of the term in the raw text.
    pub start: usize,
    /// One past its last scalar.
    pub end: usize,
    /// The term as the catalogue has it.
    pub term: String,
    /// Level of the term.
    pub kind: TermKind,
    /// Role of its clause.
    pub role: Role,
    /// Struck through: negated or out of scope.
    pub negated: bool,
    /// Segment it speaks for.
    pub segment: SegmentId,
    /// Product it speaks for.
    pub product: Option<ProductId>,
    /// Its weight in [0, 1] after level, specificity, source and role.
    pub weight: f64,
}

/// Strength of one segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NodeStrength {
    /// Sector of the segment.
    pub sector: SectorId,
    /// Segment.
    pub segment: SegmentId,
    /// Strongest product within it.
    pub product: Option<ProductId>,
    /// Noisy-or of its evidence, in [0, 1].
    pub strength: f64,
    /// Strongest role its evidence shows.
    pub role: Role,
}

/// What matching concluded about one company.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Fit {
    /// The sector, or none of the plan's.
    pub sector: Option<SectorId>,
    /// Its segment.
    pub segment: Option<SegmentId>,
    /// Its product.
    pub product: Option<ProductId>,
    /// Strength of the best segment of that sector, in [0, 1].
    pub strength: f64,
    /// Role in that segment; none when there is no sector.
    pub role: Option<Role>,
    /// The sector that came second, if any evidence speaks for one.
    pub runner_up: Option<SectorId>,
    /// The two are close, or the evidence is thin: a person should look.
    pub unclear: bool,
    /// All evidence is trade: 渠道/贸易商.
    pub trader: bool,
    /// Set by a person, not by matching.
    pub confirmed: bool,
    /// Every segment with evidence, strongest first.
    pub nodes: Vec<NodeStrength>,
    /// Every term found, in text order; left out of [`Fit::brief`].
    pub evidence: Vec<Evidence>,
    /// Roles the evidence showed, in a brief fit.
    #[serde(default)]
    pub roles: Roles,
}

/// A set of roles, a bit each: every company has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(u8);

impl Roles {
    /// No role.
    pub const EMPTY: Self = Self(0);

    /// Whether the role is among them.
    pub fn contains(self, role: Role) -> bool {
        self.0 & Self::bit(role) != 0
    }

    const fn bit(role: Role) -> u8 {
        1 << role as u8
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | Self::bit(role)))
    }
}

/// What the texts say for one sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Silent,
    /// Only words that are struck through: negated or out of scope.
    StruckOut,
    /// Only words that support others, none that names a product.
    Supporting,
    /// Only trade.
    Traded,
    /// Words that count.
    Speaks,
}

/// The case for one sector, whether it won or not.
#[derive(Debug, Clone, PartialEq)]
pub struct SectorCase<'f> {
    /// What kind of words speak for it.
    pub standing: Standing,
    /// Strength of its best segment, in [0, 1].
    pub strength: f64,
    /// The best evidence of that standing, one piece a term, the weightiest first.
    pub evidence: Vec<&'f Evidence>,
}

impl Fit {
    /// The best case the texts make for the sector that has these segments.
    pub fn case_for(&self, is_its: impl Fn(&SegmentId) -> bool) -> SectorCase<'_> {
        let mut evidence: Vec<&Evidence> = self.evidence.iter().filter(|one| is_its(&one.segment)).collect();
        let standing = |counts: &[&Evidence]| match counts {
            [] => Standing::Silent,
            all if all.iter().all(|one| one.negated) => Standing::StruckOut,
            all if all.iter().all(|one| one.negated || one.kind == TermKind::Context) => Standing::Supporting,
            all if all.iter().all(|one| one.negated || one.role == Role::Trades) => Standing::Traded,
            _ => Standing::Speaks,
        };
        let standing = standing(&evidence);
        evidence.retain(|one| standing == Standing::StruckOut || !one.negated);
        evidence.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        let mut terms: Vec<&str> = Vec::new();
        evidence.retain(|one| {
            let is_new = !terms.contains(&one.term.as_str());
            terms.push(&one.term);
            is_new
        });
        let strength = self.nodes.iter().filter(|node| is_its(&node.segment)).map(|node| node.strength);
        SectorCase { standing, strength: strength.fold(0.0, f64::max), evidence }
    }

    /// Whether some evidence that is not struck through shows this role.
    pub fn shows(&self, role: Role) -> bool {
        self.roles.contains(role)
            || self.evidence.iter().any(|evidence| evidence.role == role && !evidence.negated)
            || self.nodes.iter().any(|node| node.role == role)
    }

    /// The conclusions without the evidence, for long lists; judged by it, a company gets the same figures.
    #[must_use]
    pub fn brief(mut self) -> Self {
        self.roles = Role::ALL.iter().copied().filter(|role| self.shows(*role)).collect();
        self.evidence = Vec::new();
        self.nodes.shrink_to_fit();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(term: &str, segment: &str, weight: f64) -> Evidence {
        Evidence {
            text: 0,
            start: 0,
            end: 1,
            term: term.into(),
            kind: TermKind::Core,
            role: Role::Makes,
            negated: false,
            segment: SegmentId::new(segment),
            product: None,
            weight,
        }
    }

    fn case(evidence: Vec<Evidence>) -> (Standing, Vec<String>) {
        let fit = Fit { evidence, ..Fit::default() };
        let case = fit.case_for(|segment| segment.as_str() == "a");
        (case.standing, case.evidence.iter().map(|one| one.term.clone()).collect())
    }

    #[test]
    fn a_case_is_told_by_its_best_words() {
        assert_eq!(case(vec![evidence("x", "b", 1.0)]), (Standing::Silent, vec![]));
        let negated = Evidence { negated: true, ..evidence("x", "a", 0.9) };
        assert_eq!(case(vec![negated.clone()]), (Standing::StruckOut, vec!["x".into()]));
        let context = Evidence { kind: TermKind::Context, ..evidence("y", "a", 0.2) };
        assert_eq!(case(vec![negated.clone(), context.clone()]), (Standing::Supporting, vec!["y".into()]));
        let traded = Evidence { role: Role::Trades, ..evidence("z", "a", 0.3) };
        assert_eq!(case(vec![traded.clone(), negated]), (Standing::Traded, vec!["z".into()]));
        let words = case(vec![traded, context, evidence("w", "a", 0.5), evidence("w", "a", 0.4)]);
        assert_eq!(words, (Standing::Speaks, vec!["w".into(), "z".into(), "y".into()]));
    }

    #[test]
    fn the_strength_is_that_of_its_best_segment() {
        let node = |segment: &str, strength| NodeStrength {
            sector: SectorId::new("s"),
            segment: SegmentId::new(segment),
            product: None,
            strength,
            role: Role::Makes,
        };
        let fit = Fit { nodes: vec![node("b", 0.9), node("a", 0.4), node("a2", 0.6)], ..Fit::default() };
        let case = fit.case_for(|segment| segment.as_str().starts_with('a'));
        assert!((case.strength - 0.6).abs() < 1e-12);
    }
}
