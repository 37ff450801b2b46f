//! The word file and the plan, made ready for choosing.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::companies::Profile;
use crate::{
    domain::{
        fit::Role,
        ids::SegmentId,
        lead::Stage,
        plan::{Plan, Sector, SectorAim, Segment, Tier},
        units::Currency,
    },
    pipeline::Rules,
};

/// The shipped word file.
const WORDS: &str = include_str!("../../../seeds/demo.toml");

/// Words of the fair.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct FairWords {
    pub name: String,
    pub city: String,
    pub steps: Vec<String>,
    pub promises: Vec<String>,
}

/// `seeds/demo.toml`; its comments say what each list is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Words {
    pub officers: Vec<Officer>,
    pub cities: Vec<City>,
    pub local_areas: Vec<String>,
    pub streets: Vec<String>,
    pub brand_first: Vec<String>,
    pub brand_second: Vec<String>,
    pub surnames: Vec<String>,
    pub given_names: Vec<String>,
    pub foreign_brands: Vec<String>,
    pub foreign_places: Vec<ForeignPlace>,
    pub origin: String,
    pub finished_names: Vec<String>,
    pub maker_middles: Vec<String>,
    pub trader_middles: Vec<String>,
    pub leader_forms: Vec<String>,
    pub forms: Vec<Weighted>,
    pub english_lines: Vec<String>,
    pub foreign_lines: Vec<String>,
    pub ordinals: Vec<String>,
    pub local: LocalWords,
    pub branch: BranchWords,
    pub address: String,
    pub statuses: Vec<Weighted>,
    pub ended_statuses: Vec<String>,
    pub company_types: Vec<Weighted>,
    pub share_types: Vec<String>,
    pub foreign_type: String,
    pub capital_units: Vec<String>,
    pub foreign_capital_units: Vec<CapitalUnit>,
    pub capital_unknown: Vec<String>,
    pub sizes: BTreeMap<Tier, Vec<String>>,
    pub trader_industries: Vec<String>,
    pub company_notes: Vec<String>,
    pub tier_reasons: Vec<String>,
    pub honour_sources: Vec<String>,
    pub honour_number: String,
    pub pass_proofs: Vec<String>,
    pub fail_proofs: Vec<String>,
    pub unreadable_values: Vec<String>,
    pub coverage_complete: String,
    pub coverage_partial: String,
    pub lead_projects: Vec<String>,
    pub pause_note: String,
    pub referral_note: String,
    pub move_proofs: BTreeMap<Stage, String>,
    pub self_name: String,
    pub scope_heads: Vec<Weighted>,
    pub english_makes: Vec<String>,
    pub english_trades: Vec<String>,
    pub english_applications: Vec<String>,
    pub boilerplate: Vec<String>,
    pub padding: Vec<String>,
    pub maker_main: Vec<String>,
    pub maker_scope: Vec<String>,
    pub developer_main: Vec<String>,
    pub server_main: Vec<String>,
    pub trader_main: Vec<String>,
    pub trader_scope: Vec<String>,
    pub plain_main: Vec<String>,
    pub plain_scope: Vec<String>,
    pub plain_introductions: Vec<String>,
    pub negations: Vec<String>,
    pub introductions: Vec<String>,
    pub trader_introductions: Vec<String>,
    pub english_introductions: Vec<String>,
    pub english_trader: Vec<String>,
    pub booth_notes: Vec<String>,
    pub lead_notes: Vec<String>,
    pub next_actions: Vec<String>,
    pub lead_sources: Vec<String>,
    pub loss_reasons: Vec<String>,
    pub fact_sources: Vec<String>,
    pub local_customers: Vec<String>,
    pub local_wants: Vec<String>,
    pub referrers: Vec<String>,
    pub positions: Vec<String>,
    pub talks: Vec<String>,
    pub task_titles: Vec<String>,
    pub progress: Vec<String>,
    pub year_progress: Vec<String>,
    pub reviews: Vec<String>,
    pub discharges: Vec<String>,
    pub fair: FairWords,
    pub land_name: String,
    pub plant_name: String,
    pub trader_names: Vec<String>,
    pub trades: Vec<Trade>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Officer {
    pub name: String,
    pub unit: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct City {
    pub province: String,
    pub name: String,
    pub english: String,
    pub districts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignPlace {
    pub country: String,
    pub city: String,
    pub form: String,
    pub currency: Currency,
}

/// A weight and a word.
pub(super) type Weighted = (u32, String);

/// How firms of the zone are named and where they lie.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LocalWords {
    pub prefix: String,
    pub short: String,
    pub english: String,
    pub province: String,
    pub city: String,
    pub district: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BranchWords {
    pub suffix: String,
    pub parent: String,
}

/// A foreign currency in which a Chinese firm states its capital.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CapitalUnit {
    pub weight: u32,
    pub currency: Currency,
    pub unit: String,
}

/// What a kind of firm makes and how it speaks of it.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trade {
    /// Segment of the plan; none = outside it.
    pub segment: Option<SegmentId>,
    /// Words for the line of business in company names.
    pub names: Vec<String>,
    pub goods: Vec<String>,
    /// What traders and repair shops deal in; empty = the goods.
    #[serde(default)]
    stock: Vec<String>,
    #[serde(default)]
    pub processes: Vec<String>,
    #[serde(default)]
    pub applications: Vec<String>,
    #[serde(default)]
    pub english: Vec<String>,
    #[serde(default)]
    pub industry: Industry,
    /// Manufactures, though outside the plan.
    #[serde(default)]
    manufacturing: bool,
    /// Only ever trades.
    #[serde(default)]
    pub deals_only: bool,
}

impl Trade {
    /// What a firm with this role deals in.
    pub(super) fn dealt_in(&self, role: Role) -> &[String] {
        if self.stock.is_empty() || matches!(role, Role::Makes | Role::Develops) { &self.goods } else { &self.stock }
    }

    /// Whether firms of this trade make things; those of the plan's segments do.
    pub(super) fn manufactures(&self) -> bool {
        self.manufacturing || self.segment.is_some()
    }
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Industry {
    pub name: String,
    pub code: String,
}

/// Words and plan together.
pub(super) struct World<'a> {
    pub plan: &'a Plan,
    pub words: Words,
    /// How leads move; none if the shipped rules cannot be read, which a test rules out.
    pub rules: Option<Rules>,
    /// Positions in `words.trades` of trades the plan wants to attract, to consolidate, and of all others.
    pub attract: Vec<usize>,
    pub consolidate: Vec<usize>,
    pub outside: Vec<usize>,
    /// A trade without words, for a plan and word file that have none.
    blank: Trade,
}

impl<'a> World<'a> {
    /// Trades whose segment this plan does not have are left out; segments without a trade get one from the plan's own
    /// product names, so that a demo can be made for any plan.
    pub(super) fn new(plan: &'a Plan) -> Self {
        // The file is part of the program and a test reads it; a broken one would give a demo without words.
        let mut words: Words = toml::from_str(WORDS).unwrap_or_default();
        words.trades.retain(|trade| trade.segment.as_ref().is_none_or(|id| plan.segment(id).is_some()));
        for (_, segment) in plan.segments() {
            if words.trades.iter().all(|trade| trade.segment.as_ref() != Some(&segment.id)) {
                words.trades.push(Trade {
                    segment: Some(segment.id.clone()),
                    names: vec![segment.name.zh.clone()],
                    goods: segment.products.iter().map(|product| product.name.zh.clone()).collect(),
                    english: segment.products.iter().map(|product| product.name.en.clone()).collect(),
                    applications: vec![segment.name.zh.clone()],
                    processes: segment.techniques.clone(),
                    ..Trade::default()
                });
            }
        }
        let aims: Vec<Option<SectorAim>> = words
            .trades
            .iter()
            .map(|trade| trade.segment.as_ref().and_then(|id| plan.segment(id)).map(|(sector, _)| sector.aim))
            .collect();
        let with = |aim| (0..aims.len()).filter(|at| aims[*at] == aim).collect();
        Self {
            plan,
            attract: with(Some(SectorAim::Attract)),
            consolidate: with(Some(SectorAim::Consolidate)),
            outside: with(None),
            words,
            rules: Rules::shipped().ok(),
            blank: Trade::default(),
        }
    }

    /// The trade at a position.
    pub(super) fn trade(&self, at: Option<usize>) -> &Trade {
        at.and_then(|at| self.words.trades.get(at)).unwrap_or(&self.blank)
    }

    /// Sector and segment of a company's trade, when it is in the plan.
    pub(super) fn segment(&self, profile: &Profile) -> Option<(&'a Sector, &'a Segment)> {
        self.trade(profile.trade).segment.as_ref().and_then(|id| self.plan.segment(id))
    }
}

/// A template with its parts, written `{a}`, put in; parts without a value are left out.
pub(super) fn fill(template: &str, parts: &[(char, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 64);
    let mut rest = template.chars();
    while let Some(c) = rest.next() {
        if c == '{' {
            let name = rest.next();
            let value = parts.iter().find(|(known, _)| Some(*known) == name);
            text.push_str(value.map_or("", |(_, value)| value));
            rest.next();
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::expect_used)] // a test may fail
mod tests {
    use super::*;

    #[test]
    fn the_word_file_reads_and_no_list_is_empty() {
        let words: Words = toml::from_str(WORDS).expect("seeds/demo.toml");
        for list in [
            &words.local_areas,
            &words.streets,
            &words.brand_first,
            &words.brand_second,
            &words.surnames,
            &words.given_names,
            &words.foreign_brands,
            &words.finished_names,
            &words.maker_middles,
            &words.trader_middles,
            &words.leader_forms,
            &words.english_lines,
            &words.foreign_lines,
            &words.ordinals,
            &words.ended_statuses,
            &words.share_types,
            &words.capital_units,
            &words.company_notes,
            &words.referrers,
            &words.positions,
            &words.talks,
            &words.task_titles,
            &words.progress,
            &words.year_progress,
            &words.reviews,
            &words.local_wants,
            &words.tier_reasons,
            &words.honour_sources,
            &words.pass_proofs,
            &words.fail_proofs,
            &words.unreadable_values,
            &words.lead_projects,
            &words.english_makes,
            &words.english_trades,
            &words.english_applications,
            &words.boilerplate,
            &words.padding,
            &words.maker_main,
            &words.maker_scope,
            &words.developer_main,
            &words.server_main,
            &words.trader_main,
            &words.trader_scope,
            &words.plain_main,
            &words.plain_scope,
            &words.plain_introductions,
            &words.negations,
            &words.introductions,
            &words.trader_introductions,
            &words.english_introductions,
            &words.english_trader,
            &words.booth_notes,
            &words.lead_notes,
            &words.next_actions,
            &words.lead_sources,
            &words.loss_reasons,
            &words.fact_sources,
            &words.local_customers,
            &words.trader_names,
            &words.fair.steps,
            &words.fair.promises,
        ] {
            assert!(!list.is_empty());
            assert!(list.iter().all(|word| !word.trim().is_empty()));
        }
        for brand in words.brand_first.iter().chain(&words.brand_second) {
            let (sign, latin) = brand.split_once(' ').expect("character and latin");
            assert!(sign.chars().count() == 1 && latin.chars().all(|c| c.is_ascii_lowercase()), "{brand}");
        }
        for list in [&words.forms, &words.statuses, &words.company_types, &words.scope_heads] {
            assert_eq!(list.iter().map(|(weight, _)| weight).sum::<u32>(), 100, "{list:?}");
        }
        assert!(Tier::ALL.iter().all(|tier| words.sizes.get(tier).is_some_and(|sizes| !sizes.is_empty())));
        assert!(words.officers.len() >= 6 && !words.cities.is_empty() && !words.foreign_places.is_empty());
        for trade in &words.trades {
            assert!(!trade.names.is_empty() && !trade.english.is_empty(), "{:?}", trade.names);
            assert!(trade.goods.len() >= 5, "{:?}", trade.names);
        }
    }

    #[test]
    fn every_segment_of_the_shipped_plan_has_words_of_its_own() {
        let plan = Plan::shipped().expect("shipped plan");
        let words: Words = toml::from_str(WORDS).expect("seeds/demo.toml");
        for (_, segment) in plan.segments() {
            assert!(words.trades.iter().any(|trade| trade.segment.as_ref() == Some(&segment.id)), "{}", segment.id);
        }
        for trade in &words.trades {
            assert!(trade.segment.as_ref().is_none_or(|id| plan.segment(id).is_some()), "{:?}", trade.segment);
        }
    }

    #[test]
    fn templates_are_filled() {
        assert_eq!(fill("{a}、{b}制造{z}", &[('a', "甲"), ('b', "乙")]), "甲、乙制造");
        assert_eq!(fill("{a", &[('a', "甲")]), "甲");
        assert_eq!(fill("没有", &[]), "没有");
    }
}
