//! What the list is narrowed to: a text, and any of some options in each of several facets.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{
        company::{Company, GateState},
        ids::{BaseId, SectorId, SegmentId},
        lead::{Lead, Stage},
        plan::Tier,
    },
    ledger::assessment::Prospect,
    scoring::Class,
};

/// What companies are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// 赛道
    Sector,
    /// 环节
    Segment,
    /// 梯队
    Tier,
    /// 基地
    Base,
    /// 准入
    Gate,
    /// 等级
    Class,
    /// 资料
    Coverage,
    /// 项目
    Lead,
    /// 本地企业 or prospect
    Local,
}

impl Facet {
    /// All of them, in the order of the chips.
    pub const ALL: [Self; 9] = [
        Self::Sector,
        Self::Segment,
        Self::Tier,
        Self::Base,
        Self::Gate,
        Self::Class,
        Self::Coverage,
        Self::Lead,
        Self::Local,
    ];
}

/// One option of a facet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// A sector; none = outside the plan or not known.
    Sector(Option<SectorId>),
    /// A segment.
    Segment(SegmentId),
    /// A tier.
    Tier(Tier),
    /// A base.
    Base(BaseId),
    /// The worst of the gates.
    Gate(GateState),
    /// A class it can have.
    Class(Class),
    /// Whether enough is known.
    Enough(bool),
    /// Stage of its lead; none = it has none.
    Stage(Option<Stage>),
    /// A local firm, or a prospect.
    Local(bool),
}

impl Choice {
    /// The facet it belongs to.
    pub const fn facet(&self) -> Facet {
        match self {
            Self::Sector(_) => Facet::Sector,
            Self::Segment(_) => Facet::Segment,
            Self::Tier(_) => Facet::Tier,
            Self::Base(_) => Facet::Base,
            Self::Gate(_) => Facet::Gate,
            Self::Class(_) => Facet::Class,
            Self::Enough(_) => Facet::Coverage,
            Self::Stage(_) => Facet::Lead,
            Self::Local(_) => Facet::Local,
        }
    }

    /// The option another page names in a place: `sector:ev_parts`, `tier:leader`, `gate:fail`, `class:A`,
    /// `coverage:low`, `stage:talks`, `stage:none`, `local:yes`; `sector:none` = outside the plan.
    pub fn from_part(part: &str) -> Option<Self> {
        let (facet, word) = part.split_once(':')?;
        Some(match facet {
            "sector" => Self::Sector((word != "none").then(|| SectorId::new(word))),
            "segment" => Self::Segment(SegmentId::new(word)),
            "tier" => Self::Tier(Tier::from_word(word)?),
            "base" => Self::Base(BaseId::new(word)),
            "gate" => Self::Gate(GateState::from_word(word)?),
            "class" => Self::Class(Class::from_word(word)?),
            "coverage" => Self::Enough(word != "low"),
            "stage" if word == "none" => Self::Stage(None),
            "stage" => Self::Stage(Some(Stage::from_word(word)?)),
            "local" => Self::Local(word == "yes"),
            _ => return None,
        })
    }
}

/// Who is listed: those whose texts hold every word of `text` and who have one of the options chosen in each facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words to look for.
    pub text: String,
    /// Options chosen.
    pub chosen: BTreeSet<Choice>,
}

impl Filter {
    /// Whether anything is chosen in a facet.
    pub fn narrows(&self, facet: Facet) -> bool {
        self.chosen.iter().any(|option| option.facet() == facet)
    }

    /// Whether everybody is listed.
    pub fn is_open(&self) -> bool {
        self.chosen.is_empty() && self.text.trim().is_empty()
    }

    /// The words to look for, in lower case.
    pub fn terms(&self) -> Vec<String> {
        self.text.split_whitespace().map(str::to_lowercase).collect()
    }

    /// The options a company has.
    pub fn options_of(
        company: &Company,
        prospect: Option<&Prospect>,
        lead: Option<&Lead>,
        is_local: bool,
        low_coverage: f64,
        options: &mut Vec<Choice>,
    ) {
        options.clear();
        options.push(Choice::Local(is_local));
        options.push(Choice::Stage(lead.map(|lead| lead.stage)));
        let Some(prospect) = prospect else {
            options.push(Choice::Sector(company.confirmed_sector.clone()));
            return;
        };
        options.push(Choice::Sector(prospect.sector.clone()));
        options.extend(prospect.segment.clone().map(Choice::Segment));
        options.push(Choice::Tier(prospect.tier.tier));
        options.extend(prospect.slot.as_ref().map(|slot| Choice::Base(slot.base.clone())));
        options.push(Choice::Gate(prospect.gate));
        let classes = prospect.class.best..=prospect.class.worst;
        options.extend(Class::ALL.iter().filter(|class| classes.contains(class)).map(|class| Choice::Class(*class)));
        options.push(Choice::Enough(prospect.coverage >= low_coverage));
    }

    /// Whether a company with these options is listed; counts for each of them that other facets do not rule out.
    pub fn admits(&self, options: &[Choice], counts: &mut BTreeMap<Facet, BTreeMap<Choice, usize>>) -> bool {
        let fails = |facet: Facet| self.narrows(facet) && !options.iter().any(|has| self.has(has, facet));
        let mut failed = None;
        for facet in Facet::ALL {
            if fails(facet) {
                if failed.is_some() {
                    return false;
                }
                failed = Some(facet);
            }
        }
        for option in options {
            let facet = option.facet();
            if failed.is_none_or(|failed| failed == facet) {
                let of_facet = counts.entry(facet).or_default();
                match of_facet.get_mut(option) {
                    Some(count) => *count += 1,
                    None => {
                        of_facet.insert(option.clone(), 1);
                    }
                }
            }
        }
        failed.is_none()
    }

    fn has(&self, option: &Choice, facet: Facet) -> bool {
        option.facet() == facet && self.chosen.contains(option)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(tier: Tier, local: bool) -> Vec<Choice> {
        vec![Choice::Tier(tier), Choice::Local(local)]
    }

    #[test]
    fn facets_are_joined_by_and_their_options_by_or() {
        let mut filter = Filter::default();
        let mut counts = BTreeMap::new();
        assert!(filter.admits(&options(Tier::Growth, true), &mut counts));
        filter.chosen =
            BTreeSet::from([Choice::Tier(Tier::Leader), Choice::Tier(Tier::Specialized), Choice::Local(false)]);
        assert!(filter.admits(&options(Tier::Leader, false), &mut counts));
        assert!(filter.admits(&options(Tier::Specialized, false), &mut counts));
        assert!(!filter.admits(&options(Tier::Leader, true), &mut counts));
        assert!(!filter.admits(&options(Tier::Growth, false), &mut counts));
    }

    #[test]
    fn counts_leave_the_own_facet_out() {
        let filter = Filter { chosen: BTreeSet::from([Choice::Tier(Tier::Leader)]), ..Filter::default() };
        let mut counts = BTreeMap::new();
        for (tier, local) in [(Tier::Leader, false), (Tier::Growth, false), (Tier::Growth, true)] {
            filter.admits(&options(tier, local), &mut counts);
        }
        assert_eq!(counts[&Facet::Tier][&Choice::Tier(Tier::Growth)], 2, "what one could choose besides");
        assert_eq!(counts[&Facet::Local].get(&Choice::Local(true)), None);
        assert_eq!(counts[&Facet::Local][&Choice::Local(false)], 1);
    }

    #[test]
    fn words_are_all_looked_for() {
        let filter = Filter { text: "  电机 IGBT ".into(), ..Filter::default() };
        assert_eq!(filter.terms(), ["电机", "igbt"]);
        assert!(!filter.is_open());
    }
}
