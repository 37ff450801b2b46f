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
    pub roles: Vec<Role>,
}

impl Fit {
    /// Whether some evidence that is not struck through shows this role.
    pub fn shows(&self, role: Role) -> bool {
        self.roles.contains(&role)
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
