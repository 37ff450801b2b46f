//! What the list is narrowed to: a text, and any of some options in each of several facets.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        company::GateState,
        fit::Fit,
        ids::{BaseId, ProductId, SectorId, SegmentId},
        lead::{Lead, Stage},
        plan::Tier,
    },
    ledger::{assessment::Prospect, chain_map::Spot},
    scoring::{Class, Criterion, Model, PlacementBasis},
    ui::route::FilterKey,
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
    /// 判定: who says so.
    Verdict,
    /// A criterion that is not known.
    Missing,
    /// 项目
    Lead,
    /// 本地企业 or prospect
    Local,
    /// 产业链: where it could come.
    Chain,
}

impl Facet {
    /// All of them, in the order of the chips.
    pub const ALL: [Self; 12] = [
        Self::Sector,
        Self::Segment,
        Self::Verdict,
        Self::Tier,
        Self::Base,
        Self::Gate,
        Self::Class,
        Self::Coverage,
        Self::Missing,
        Self::Lead,
        Self::Local,
        Self::Chain,
    ];

    /// Whether it is offered where nothing is chosen in it; the other is asked for by the picture of the chain.
    pub const fn is_offered(self) -> bool {
        !matches!(self, Self::Chain)
    }
}

/// Whose word a company's place in the plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A person said otherwise than its text: 改判.
    Corrected,
    /// A person said the same as its text.
    Confirmed,
    /// Its text, but a person should look.
    Doubtful,
    /// Its text.
    Matched,
}

impl Verdict {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Corrected, Self::Confirmed, Self::Doubtful, Self::Matched];

    /// Whose word it is; none where there is nothing to judge by.
    pub fn of(prospect: &Prospect, fit: &Fit) -> Option<Self> {
        match prospect.placed_by {
            PlacementBasis::Confirmed if prospect.sector == fit.sector => Some(Self::Confirmed),
            PlacementBasis::Confirmed => Some(Self::Corrected),
            PlacementBasis::NameOnly => Some(Self::Doubtful),
            PlacementBasis::Matched | PlacementBasis::Outside if fit.unclear => Some(Self::Doubtful),
            PlacementBasis::Matched | PlacementBasis::Outside => Some(Self::Matched),
            PlacementBasis::NoText => None,
        }
    }
}

/// One option of a facet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// A sector.
    Sector(SectorId),
    /// Outside the plan's sectors.
    Outside,
    /// No text to judge the sector by.
    Unplaced,
    /// A segment.
    Segment(SegmentId),
    /// A product.
    Product(ProductId),
    /// Who says so.
    Verdict(Verdict),
    /// A tier.
    Tier(Tier),
    /// A base.
    Base(BaseId),
    /// The worst of the gates.
    Gate(GateState),
    /// The best and the worst class it can have.
    Class(Class, Class),
    /// Whether enough is known.
    Enough(bool),
    /// The active criterion in this place of the model is not (fully) known.
    Missing(usize),
    /// Stage of one of its leads; none = it has none.
    Stage(Option<Stage>),
    /// A local firm, or a prospect.
    Local(bool),
    /// Could come at this node of the chain.
    Chain(Spot),
}

impl Choice {
    /// The facet it belongs to.
    pub const fn facet(&self) -> Facet {
        match self {
            Self::Sector(_) | Self::Outside | Self::Unplaced => Facet::Sector,
            Self::Segment(_) | Self::Product(_) => Facet::Segment,
            Self::Verdict(_) => Facet::Verdict,
            Self::Tier(_) => Facet::Tier,
            Self::Base(_) => Facet::Base,
            Self::Gate(_) => Facet::Gate,
            Self::Class(..) => Facet::Class,
            Self::Enough(_) => Facet::Coverage,
            Self::Missing(_) => Facet::Missing,
            Self::Stage(_) => Facet::Lead,
            Self::Local(_) => Facet::Local,
            Self::Chain(_) => Facet::Chain,
        }
    }

    /// The option that a condition of another page names.
    pub fn asked_for(key: FilterKey, word: &str, model: Option<&Model>) -> Option<Self> {
        Some(match key {
            FilterKey::Sector if word == "none" => Self::Outside,
            FilterKey::Sector if word == "unknown" => Self::Unplaced,
            FilterKey::Sector => Self::Sector(SectorId::new(word)),
            FilterKey::Segment => Self::Segment(SegmentId::new(word)),
            FilterKey::Product => Self::Product(ProductId::new(word)),
            FilterKey::Tier => Self::Tier(Tier::from_word(word)?),
            FilterKey::Class => {
                let (best, worst) = word.split_once('-').unwrap_or((word, word));
                Self::Class(Class::from_word(best)?, Class::from_word(worst)?)
            }
            FilterKey::Gate => Self::Gate(GateState::from_word(word)?),
            FilterKey::Base => Self::Base(BaseId::new(word)),
            FilterKey::Stage => Self::Stage(Some(Stage::from_word(word)?)),
            FilterKey::Local => Self::Local(word == "yes"),
            FilterKey::Chain => Self::Chain(Spot::from_word(word)?),
            FilterKey::Missing => Self::Missing(active(model?).position(|criterion| criterion.id == word)?),
        })
    }
}

/// The criteria that take part in the score, in their order.
pub fn active(model: &Model) -> impl Iterator<Item = &Criterion> {
    model.criteria().map(|(_, criterion)| criterion).filter(|criterion| criterion.is_active())
}

/// What is known of a company, for telling it apart.
pub struct Traits<'a> {
    /// Its figures; none until it is judged.
    pub prospect: Option<&'a Prospect>,
    /// What matching found.
    pub fit: Option<&'a Fit>,
    /// Its leads.
    pub leads: &'a [&'a Lead],
    /// It is a local firm.
    pub is_local: bool,
    /// Places of the active criteria that are not (fully) known.
    pub open: &'a [usize],
    /// Nodes of the chain at which it could come; nobody asks for them as long as none is chosen.
    pub spots: &'a [Spot],
    /// Share of known weight below which too little is known.
    pub low_coverage: f64,
}

/// Who is listed: those whose texts hold every word of `text` and who have one of the options chosen in each facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words to look for.
    pub text: String,
    /// Options chosen.
    pub chosen: BTreeSet<Choice>,
    /// For columns that are narrowed: the values kept, as they are shown.
    pub columns: BTreeMap<String, BTreeSet<String>>,
}

impl Filter {
    /// Whether anything is chosen in a facet.
    pub fn narrows(&self, facet: Facet) -> bool {
        self.chosen.iter().any(|option| option.facet() == facet)
    }

    /// Whether everybody is listed.
    pub fn is_open(&self) -> bool {
        self.chosen.is_empty() && self.columns.is_empty() && self.text.trim().is_empty()
    }

    /// The words to look for, in lower case.
    pub fn terms(&self) -> Vec<String> {
        self.text.split_whitespace().map(str::to_lowercase).collect()
    }

    /// The options a company has.
    pub fn options_of(traits: &Traits<'_>, options: &mut Vec<Choice>) {
        let Traits { prospect, fit, leads, is_local, open, spots, low_coverage } = traits;
        options.clear();
        options.push(Choice::Local(*is_local));
        if leads.is_empty() {
            options.push(Choice::Stage(None));
        }
        for lead in *leads {
            let choice = Choice::Stage(Some(lead.stage));
            if !options.contains(&choice) {
                options.push(choice);
            }
        }
        let Some(prospect) = prospect else { return };
        options.push(match &prospect.sector {
            Some(sector) => Choice::Sector(sector.clone()),
            None if prospect.placed_by == PlacementBasis::NoText => Choice::Unplaced,
            None => Choice::Outside,
        });
        options.extend(fit.and_then(|fit| Verdict::of(prospect, fit)).map(Choice::Verdict));
        options.extend(prospect.segment.clone().map(Choice::Segment));
        options.extend(prospect.product.clone().map(Choice::Product));
        options.push(Choice::Tier(prospect.tier.tier));
        options.extend(prospect.slot.as_ref().map(|slot| Choice::Base(slot.base.clone())));
        options.push(Choice::Gate(prospect.gate));
        options.push(Choice::Class(prospect.class.best, prospect.class.worst));
        options.push(Choice::Enough(prospect.coverage >= *low_coverage));
        // Local firms are not asked.
        if !is_local {
            options.extend(open.iter().map(|place| Choice::Missing(*place)));
        }
        options.extend(spots.iter().cloned().map(Choice::Chain));
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
