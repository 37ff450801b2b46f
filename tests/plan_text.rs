//! The shipped plan against the plan text: fixed figures always, and word for word where the text is at hand.

#![allow(clippy::expect_used)] // a test may fail

use std::{collections::BTreeSet, fs, path::Path};

use zhaoshang::{
    domain::plan::{Horizon, Plan, SectorAim, Tier},
    text::{Lang, Say},
};

fn plan() -> Plan {
    Plan::shipped().unwrap_or_else(|error| panic!("{}", error.say(Lang::En)))
}

/// The plan text without white space, or none (with a reason) where it is not at hand.
fn text() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/plan/plan-2021-2025.zh.txt");
    match fs::read_to_string(&path) {
        Ok(text) => Some(squeeze(&text)),
        Err(error) => {
            eprintln!("skipped: {}: {error}", path.display());
            None
        }
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where each heading begins in the squeezed text, in plan order.
fn heading_positions(plan: &Plan, text: &str) -> Vec<usize> {
    let mut from = 0;
    let position = |heading: &zhaoshang::domain::plan::HeadingTitle| {
        let title = squeeze(&heading.title);
        let at = text[from..].find(&title).map(|at| at + from);
        let at = at.unwrap_or_else(|| panic!("heading {} {title} not found after byte {from}", heading.id));
        from = at + title.len();
        at
    };
    plan.headings.iter().map(position).collect()
}

/// The text under a heading, up to the next one.
fn section<'t>(plan: &Plan, text: &'t str, positions: &[usize], heading: &str) -> &'t str {
    let index = plan.headings.iter().position(|known| known.id == heading).expect("listed heading");
    &text[positions[index]..positions.get(index + 1).copied().unwrap_or(text.len())]
}

#[test]
fn sectors_segments_and_products_are_complete() {
    let plan = plan();
    let counts: Vec<(&str, &str, usize)> = plan
        .segments()
        .map(|(sector, segment)| (sector.id.as_str(), segment.id.as_str(), segment.products.len()))
        .collect();
    assert_eq!(
        counts,
        [
            ("ev_parts", "auto_electronics", 8),
            ("ev_parts", "motors", 8),
            ("smart_equipment", "battery_swap", 3),
            ("smart_equipment", "cnc_core_parts", 3),
            ("smart_equipment", "smart_medical", 14),
            ("smart_equipment", "additive_equipment", 5),
            ("new_materials", "biomedical_materials", 5),
            ("new_materials", "additive_materials", 3),
            ("new_materials", "graphene", 6),
            ("semiconductor", "semi_manufacturing", 10),
            ("semiconductor", "packaging_test", 5),
            ("traditional_auto_moto", "motorcycles", 7),
            ("traditional_auto_moto", "vehicles", 7),
            ("traditional_auto_moto", "key_parts", 3),
            ("traditional_equipment", "general_farm_machinery", 10),
            ("traditional_equipment", "construction_machinery", 8),
            ("traditional_equipment", "computers", 2),
            ("building_materials", "green_building_materials", 4),
        ]
    );
    let attract: Vec<bool> = plan.sectors.iter().map(|sector| sector.aim == SectorAim::Attract).collect();
    assert_eq!(attract, [true, true, true, true, false, false, false]);
    assert_eq!(plan.headings.len(), 53);
}

#[test]
fn horizons_and_their_words_are_those_of_the_text() {
    let plan = plan();
    let count = |horizon| plan.products().filter(|(_, _, product)| product.horizon == horizon).count();
    assert_eq!(
        [Horizon::Now, Horizon::Opportune, Horizon::Later, Horizon::Unstated].map(count),
        [78, 3, 6, 24],
        "now, opportune, later, unstated"
    );
    let words: BTreeSet<&str> = plan.products().map(|(_, _, product)| product.horizon_word.as_str()).collect();
    let expected = [
        "",
        "近期布局",
        "中远期布局",
        "择机布局",
        "适时布局",
        "重点布局",
        "重点发展",
        "聚焦",
        "大力发展",
        "积极引育",
        "积极引进培育",
        "做精",
        "做强",
        "持续提升",
        "进一步提升",
        "加快发展",
        "延伸发展",
        "积极研发",
    ];
    assert_eq!(words, BTreeSet::from(expected));
    let opportune: Vec<&str> =
        plan.products().filter(|(_, _, p)| p.horizon == Horizon::Opportune).map(|(_, _, p)| p.id.as_str()).collect();
    assert_eq!(opportune, ["swap_robot", "blood_purification", "regenerative_material"]);
}

#[test]
fn upgrading_is_named_only_in_traditional_sectors() {
    let plan = plan();
    for (sector, _, product) in plan.products() {
        assert!(!product.upgrade || sector.aim == SectorAim::Consolidate, "{}", product.id);
    }
    assert_eq!(plan.products().filter(|(_, _, product)| product.upgrade).count(), 27);
}

#[test]
fn a_product_of_two_sectors_points_both_ways() {
    let plan = plan();
    let mut pairs = 0;
    for (_, segment, product) in plan.products() {
        for other in &product.also {
            let (_, other_segment, other) = plan.product(other).expect("checked reference");
            assert!(other.also.contains(&product.id), "{}", product.id);
            assert_ne!(segment.id, other_segment.id);
            pairs += 1;
        }
    }
    assert_eq!(pairs, 2);
}

#[test]
fn bases_and_seats_are_those_of_the_text() {
    let plan = plan();
    let seats: Vec<(&str, Tier, u32, u32, bool)> = plan
        .bases
        .iter()
        .flat_map(|base| base.seats.iter().map(move |seats| (base, seats)))
        .map(|(base, seats)| (base.id.as_str(), seats.tier, seats.min, seats.max, seats.requires.is_some()))
        .collect();
    assert_eq!(
        seats,
        [
            ("ev_parts_base", Tier::Leader, 1, 2, true),
            ("ev_parts_base", Tier::Specialized, 3, 5, false),
            ("ev_parts_base", Tier::Growth, 5, 10, false),
            ("smart_equipment_base", Tier::Leader, 1, 1, false),
            ("smart_equipment_base", Tier::Specialized, 2, 3, false),
            ("smart_equipment_base", Tier::Growth, 10, 20, false),
            ("new_materials_base", Tier::Leader, 1, 2, true),
            ("new_materials_base", Tier::Specialized, 3, 5, false),
            ("new_materials_base", Tier::Growth, 10, 20, false),
        ]
    );
    assert_eq!(plan.bases.len(), 4);
    assert!(plan.bases[3].seats.is_empty() && plan.bases[3].id.as_str() == "xiyong");
    assert!(plan.bases.iter().flat_map(|base| &base.seats).all(|seats| seats.by == plan.ends_on));
    // Every sector to attract has a base; no traditional one has.
    for sector in &plan.sectors {
        assert_eq!(plan.base_for(&sector.id).is_some(), sector.aim == SectorAim::Attract, "{}", sector.id);
    }
}

#[test]
fn table_1_has_its_eighteen_values() {
    let values: Vec<(i16, f64, bool)> = plan()
        .indicators
        .iter()
        .flat_map(|indicator| &indicator.values)
        .map(|value| (value.year, value.value, value.actual))
        .collect();
    let rows = [
        [254.8, 350.0, 500.0],
        [23.4, 25.0, 30.0],
        [2.6, 3.0, 5.0],
        [20.5, 50.0, 100.0],
        [1.0, 3.0, 6.0],
        [24.0, 28.0, 35.0],
    ];
    let expected: Vec<(i16, f64, bool)> =
        rows.iter().flat_map(|row| [(2020, row[0], true), (2022, row[1], false), (2025, row[2], false)]).collect();
    assert_eq!(values, expected);
}

#[test]
fn the_rest_is_complete() {
    let plan = plan();
    let zones: Vec<&str> = plan.partner_zones.iter().map(|zone| zone.name.zh.as_str()).collect();
    assert_eq!(zones, ["成都高新区", "内江经开区", "遂宁经开区", "大足高新区", "铜梁高新区", "永川高新区"]);
    let gates: Vec<&str> = plan.gates.iter().map(|gate| gate.id.as_str()).collect();
    assert_eq!(
        gates,
        [
            "obsolete_capacity",
            "scattered_polluting",
            "environment_admission",
            "safety_admission",
            "outside_manufacturing",
            "struck_off",
            "high_energy",
        ]
    );
    let baseline: f64 = plan.baseline.iter().map(|fact| fact.value).sum();
    assert_eq!(plan.baseline.len(), 15);
    assert!((baseline - 862.1).abs() < 1e-9, "{baseline}");
    assert_eq!((plan.platforms.len(), plan.places.len(), plan.funds.len(), plan.outlook.len()), (10, 6, 7, 4));
    let outside: Vec<&str> = plan
        .segments()
        .filter(|(_, segment)| plan.counts_in_totals(&segment.id) == Some(false))
        .map(|(_, segment)| segment.id.as_str())
        .collect();
    assert_eq!(outside, ["semi_manufacturing", "packaging_test", "computers"]);
}

#[test]
fn every_product_stands_word_for_word_under_its_heading() {
    let (plan, Some(text)) = (plan(), text()) else { return };
    let positions = heading_positions(&plan, &text);
    for (sector, segment, product) in plan.products() {
        // The paragraph that opens a sector names some products and horizon words for all its segments.
        let own = section(&plan, &text, &positions, &segment.heading);
        let opening = section(&plan, &text, &positions, &sector.heading);
        let stands = |words: &str| own.contains(&squeeze(words)) || opening.contains(&squeeze(words));
        let stated = if product.stated.is_empty() { &product.name.zh } else { &product.stated };
        assert!(stands(stated), "{}: {stated}", product.id);
        assert!(stands(&product.horizon_word), "{}: {}", product.id, product.horizon_word);
        assert!(stands(&product.group), "{}: {}", product.id, product.group);
        for bound in &product.bounds {
            assert!(stands(bound), "{}: {bound}", product.id);
        }
    }
    for (sector, segment) in plan.segments() {
        assert!(section(&plan, &text, &positions, &sector.heading).contains(&sector.name.zh), "{}", sector.id);
        let own = section(&plan, &text, &positions, &segment.heading);
        assert!(own.contains(&segment.name.zh), "{}", segment.id);
        for technique in &segment.techniques {
            assert!(own.contains(&squeeze(technique)), "{}: {technique}", segment.id);
        }
    }
}

#[test]
fn every_other_entry_stands_word_for_word_under_its_heading() {
    let (plan, Some(text)) = (plan(), text()) else { return };
    let positions = heading_positions(&plan, &text);
    let stands = |id: &str, heading: &str, words: &str| {
        assert!(section(&plan, &text, &positions, heading).contains(&squeeze(words)), "{id} under {heading}: {words}");
    };
    for base in &plan.bases {
        stands(base.id.as_str(), &base.heading, &base.name.zh);
        for seats in &base.seats {
            stands(base.id.as_str(), &base.heading, &seats.text);
            let range = if seats.min == seats.max {
                format!("{}家", seats.min)
            } else {
                format!("{}-{}家", seats.min, seats.max)
            };
            assert!(seats.text.ends_with(&range), "{}: {}", base.id, seats.text);
            assert_eq!(seats.requires.is_some(), seats.text.contains("高新技术企业"), "{}", seats.text);
        }
        assert!(base.seats.is_empty() || text.contains(&format!("至{}年，力争引进培育", plan.ends_on.year())));
    }
    for platform in &plan.platforms {
        let words = if platform.stated.is_empty() { &platform.name.zh } else { &platform.stated };
        stands(platform.id.as_str(), &platform.heading, words);
    }
    for place in &plan.places {
        stands(place.id.as_str(), &place.heading, &place.name.zh);
    }
    for zone in &plan.partner_zones {
        stands(&zone.id, &zone.heading, &zone.name.zh);
    }
    for statement in plan.funds.iter().chain(&plan.outlook) {
        stands(&statement.id, &statement.heading, &statement.text.zh);
    }
}

#[test]
fn every_number_stands_beside_its_name() {
    let (plan, Some(text)) = (plan(), text()) else { return };
    let positions = heading_positions(&plan, &text);
    for indicator in &plan.indicators {
        let row: String = indicator.values.iter().map(|value| value.value.to_string()).collect();
        let row = format!("{}（{}）{row}{}", indicator.name.zh, indicator.unit, indicator.attribute);
        assert!(section(&plan, &text, &positions, &indicator.heading).contains(&row), "{row}");
        assert!(text.contains(&indicator.category), "{}", indicator.category);
        assert!(text.contains(&indicator.scope), "{}", indicator.scope);
    }
    for fact in &plan.baseline {
        let own = section(&plan, &text, &positions, &fact.heading);
        let figure = format!("{}{}{}", if fact.approximate { "约" } else { "" }, fact.value, fact.unit);
        assert!(own.contains(&figure), "{}: {figure}", fact.id);
        assert!(own.contains(&fact.name.zh), "{}: {}", fact.id, fact.name.zh);
        assert_eq!(fact.approximate, own.contains(&format!("约{}{}", fact.value, fact.unit)), "{}", fact.id);
    }
    // And the other way round: no figure of 二、 is missing.
    let diagnosis: String = ["二、(一)", "二、(二)"].map(|heading| section(&plan, &text, &positions, heading)).concat();
    let known: BTreeSet<String> = plan.baseline.iter().map(|fact| fact.value.to_string()).collect();
    let figures: Vec<&str> = diagnosis
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter(|figure| !figure.is_empty() && *figure != "2020")
        .collect();
    assert_eq!(figures.len(), 15, "{figures:?}");
    for figure in figures {
        assert!(known.contains(figure), "{figure} is in the text, not in the data");
    }
}
