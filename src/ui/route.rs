//! Where one can be: the pages of the rail and what is open on them.

use crate::domain::ids::{CompanyId, LeadId};

use super::theme::icons;

/// A page of the rail, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageId {
    /// 总览
    Overview,
    /// 企业
    Companies,
    /// 项目
    Pipeline,
    /// 展会
    Fair,
    /// 基地
    Capacity,
    /// 产业链
    Chain,
    /// 短名单
    Shortlist,
    /// 统计
    Reports,
    /// 规划
    Plan,
    /// 数据
    Data,
    /// The import wizard: reached by command, button and drop, not by the rail.
    Import,
    /// A talk at a fair being captured, over the whole window: reached by command and from the fair, not by the rail.
    Capture,
    /// Companies side by side: reached by command and from the table, not by the rail.
    Compare,
    /// Whom to pursue: reached by command and from the bases, not by the rail.
    Pursue,
}

impl PageId {
    /// The pages of the rail.
    pub const RAIL: &[Self] = &[
        Self::Overview,
        Self::Companies,
        Self::Pipeline,
        Self::Fair,
        Self::Capacity,
        Self::Chain,
        Self::Shortlist,
        Self::Reports,
        Self::Plan,
        Self::Data,
    ];

    /// Its icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Overview => icons::SQUARES_FOUR,
            Self::Companies => icons::BUILDINGS,
            Self::Pipeline => icons::KANBAN,
            Self::Fair => icons::STOREFRONT,
            Self::Capture => icons::NOTE,
            Self::Capacity | Self::Pursue => icons::TARGET,
            Self::Chain => icons::LINK,
            Self::Shortlist => icons::RANKING,
            Self::Reports => icons::CHART_BAR,
            Self::Plan => icons::TREE_STRUCTURE,
            Self::Data => icons::DATABASE,
            Self::Import => icons::DOWNLOAD_SIMPLE,
            Self::Compare => icons::COLUMNS,
        }
    }
}

/// A page with what shall be open on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Page.
    pub page: PageId,
    /// What to show on it.
    pub target: Target,
}

/// What to show on a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Target {
    /// As it was left.
    #[default]
    AsLeft,
    /// The card of a company.
    Company(CompanyId),
    /// A lead, in full.
    Lead(LeadId),
    /// The dealings with a company.
    Dealings(CompanyId),
    /// The companies that match a text.
    Search(String),
    /// A part of a page by a word the page knows (`settings`, `backups`, a plan node). What begins with `filter:` is a
    /// [`Filter`], for the companies and the shortlist.
    Part(String),
}

/// What a filter of companies asks of one of their properties; stored words on the right.
///
/// As text `sector=ev_parts`; several, which must all hold, are joined by `&`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilterKey {
    /// `sector=ev_parts`; `none` = outside the plan, `unknown` = no text to judge by.
    Sector,
    /// `segment=motors`
    Segment,
    /// `product=pm_motor`
    Product,
    /// `tier=leader`
    Tier,
    /// `class=A`, or a range as it is written: `class=A-C`.
    Class,
    /// `gate=pass`, `unknown`, `fail`: the worst of the gates.
    Gate,
    /// `base=ev_parts_base`: the base whose seat it would take.
    Base,
    /// `stage=talks`: the stage of any of its leads.
    Stage,
    /// `missing=rd_intensity`: the criterion of the model is not (fully) known of it; not of local firms.
    Missing,
    /// `local=no`: prospects; `local=yes`: local firms.
    Local,
    /// `chain=segment:motors`: the companies that could come, as the picture of the chain counts them at a node.
    Chain,
}

impl FilterKey {
    const ALL: [(Self, &str); 11] = [
        (Self::Sector, "sector"),
        (Self::Segment, "segment"),
        (Self::Product, "product"),
        (Self::Tier, "tier"),
        (Self::Class, "class"),
        (Self::Gate, "gate"),
        (Self::Base, "base"),
        (Self::Stage, "stage"),
        (Self::Missing, "missing"),
        (Self::Local, "local"),
        (Self::Chain, "chain"),
    ];
}

/// Conditions that must all hold, as a page is asked for them: `filter:base=ev_parts_base&tier=leader`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Property and the stored word it must have.
    pub conditions: Vec<(FilterKey, String)>,
}

impl Filter {
    /// A filter of one condition.
    pub fn of(key: FilterKey, word: impl Into<String>) -> Self {
        Self { conditions: vec![(key, word.into())] }
    }

    /// With one more condition.
    #[must_use]
    pub fn and(mut self, key: FilterKey, word: impl Into<String>) -> Self {
        self.conditions.push((key, word.into()));
        self
    }

    /// The filter of a [`Target::Part`]; none when it is something else or names a property nobody knows.
    pub fn from_part(part: &str) -> Option<Self> {
        let conditions = part.strip_prefix("filter:")?.split('&').map(|condition| {
            let (key, word) = condition.split_once('=')?;
            let key = FilterKey::ALL.iter().find(|(_, name)| *name == key)?.0;
            Some((key, word.to_owned()))
        });
        Some(Self { conditions: conditions.collect::<Option<_>>()? })
    }

    /// As the part of a page.
    pub fn to_part(&self) -> String {
        let name = |key: FilterKey| FilterKey::ALL.iter().find(|(other, _)| *other == key).map_or("", |(_, name)| name);
        let conditions: Vec<String> =
            self.conditions.iter().map(|(key, word)| format!("{}={word}", name(*key))).collect();
        format!("filter:{}", conditions.join("&"))
    }

    /// The word asked for of a property.
    pub fn word(&self, key: FilterKey) -> Option<&str> {
        self.conditions.iter().find(|(other, _)| *other == key).map(|(_, word)| word.as_str())
    }

    /// A page with this filter on.
    pub fn on(&self, page: PageId) -> Place {
        Place::part(page, &self.to_part())
    }
}

impl From<PageId> for Place {
    fn from(page: PageId) -> Self {
        Self { page, target: Target::AsLeft }
    }
}

impl Place {
    /// The card of a company.
    pub const fn company(company: CompanyId) -> Self {
        Self { page: PageId::Companies, target: Target::Company(company) }
    }

    /// A lead, on the card of its company.
    pub const fn lead(lead: LeadId) -> Self {
        Self { page: PageId::Companies, target: Target::Lead(lead) }
    }

    /// The dealings with a company, on its card.
    pub const fn dealings(company: CompanyId) -> Self {
        Self { page: PageId::Companies, target: Target::Dealings(company) }
    }

    /// A part of a page.
    pub fn part(page: PageId, part: &str) -> Self {
        Self { page, target: Target::Part(part.to_owned()) }
    }
}

/// Where one is and was, for going back.
#[derive(Debug, Clone)]
pub struct Router {
    current: Place,
    back: Vec<PageId>,
    forward: Vec<PageId>,
}

/// Longer trails help nobody.
const TRAIL: usize = 50;

impl Default for Router {
    fn default() -> Self {
        Self { current: PageId::Overview.into(), back: Vec::new(), forward: Vec::new() }
    }
}

impl Router {
    /// The page shown.
    pub const fn page(&self) -> PageId {
        self.current.page
    }

    /// What the page shall show, once: afterwards the page is as it was left.
    pub fn take_target(&mut self) -> Target {
        std::mem::take(&mut self.current.target)
    }

    /// Goes somewhere.
    pub fn go(&mut self, place: Place) {
        if place.page != self.current.page {
            self.back.push(self.current.page);
            self.forward.clear();
            if self.back.len() > TRAIL {
                self.back.remove(0);
            }
        }
        self.current = place;
    }

    /// Goes back to the page before.
    pub fn back(&mut self) {
        if let Some(page) = self.back.pop() {
            self.forward.push(self.current.page);
            self.current = page.into();
        }
    }

    /// Goes forward again.
    pub fn forward(&mut self) {
        if let Some(page) = self.forward.pop() {
            self.back.push(self.current.page);
            self.current = page.into();
        }
    }

    /// Whether there is a page to go back to.
    pub const fn has_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a page to go forward to.
    pub const fn has_forward(&self) -> bool {
        !self.forward.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_are_inverse() {
        let mut router = Router::default();
        router.go(PageId::Companies.into());
        router.go(PageId::Plan.into());
        router.back();
        assert_eq!(router.page(), PageId::Companies);
        router.forward();
        assert_eq!(router.page(), PageId::Plan);
        router.back();
        router.back();
        assert_eq!(router.page(), PageId::Overview);
        assert!(!router.has_back());
        router.go(PageId::Data.into());
        assert!(!router.has_forward(), "a new way forgets the old one");
    }

    #[test]
    fn filters_are_written_and_read_the_same() {
        let filter = Filter::of(FilterKey::Base, "ev_parts_base").and(FilterKey::Tier, "leader");
        assert_eq!(filter.to_part(), "filter:base=ev_parts_base&tier=leader");
        assert_eq!(Filter::from_part(&filter.to_part()), Some(filter));
        for (key, _) in FilterKey::ALL {
            let filter = Filter::of(key, "word");
            assert_eq!(Filter::from_part(&filter.to_part()), Some(filter));
        }
        for part in ["new", "filter:", "filter:sector", "filter:shoe=7", "filter:sector=a&x"] {
            assert_eq!(Filter::from_part(part), None, "{part}");
        }
    }

    #[test]
    fn a_target_is_given_once() {
        let mut router = Router::default();
        router.go(Place::part(PageId::Data, "backups"));
        assert_eq!(router.take_target(), Target::Part("backups".into()));
        assert_eq!(router.take_target(), Target::AsLeft);
    }
}
