//! Where one can be: the pages of the rail and what is open on them.

use crate::domain::ids::CompanyId;

use super::theme::icons;

/// A page of the rail, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageId {
    /// 总览
    Overview,
    /// 企业
    Companies,
    /// 短名单
    Shortlist,
    /// 规划
    Plan,
    /// 数据
    Data,
    /// The import wizard: reached by command, button and drop, not by the rail.
    Import,
}

impl PageId {
    /// The pages of the rail.
    pub const RAIL: &[Self] = &[Self::Overview, Self::Companies, Self::Shortlist, Self::Plan, Self::Data];

    /// Its icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Overview => icons::SQUARES_FOUR,
            Self::Companies => icons::BUILDINGS,
            Self::Shortlist => icons::RANKING,
            Self::Plan => icons::TREE_STRUCTURE,
            Self::Data => icons::DATABASE,
            Self::Import => icons::DOWNLOAD_SIMPLE,
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
    /// The companies that match a text.
    Search(String),
    /// A part of a page by a word the page knows (`settings`, `backups`, a plan node, a filter).
    Part(String),
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
    fn a_target_is_given_once() {
        let mut router = Router::default();
        router.go(Place::part(PageId::Data, "backups"));
        assert_eq!(router.take_target(), Target::Part("backups".into()));
        assert_eq!(router.take_target(), Target::AsLeft);
    }
}
