//! What every tile of the picture shows.

use super::{Chosen, Detail, Layout, cover_sign, draw::found, layout, picture, relation_words};
use crate::{
    domain::plan::{Horizon, Plan},
    ledger::{
        chain_map::{ChainMap, Cover, ProductNode, Tally},
        seeds,
    },
    report::scene::{Label, Point, Shape, advance},
    scoring::{ChainRelation, Outlook},
    text::{Lang, Say as _, chain::ChainText as T},
};

/// Every product a gap that the plan wants now.
fn all_gaps() -> (Plan, ChainMap, Layout) {
    let mut plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
    for sector in &mut plan.sectors {
        for product in sector.segments.iter_mut().flat_map(|segment| &mut segment.products) {
            product.horizon = Horizon::Now;
        }
    }
    let outlook = Outlook { possible: &[ChainRelation::Fill], makers: 0, neighbours: 0 };
    let gap = ProductNode { tally: Tally::default(), outlook, landed: 0, cover: Cover::Nothing };
    let products = plan.products().map(|(.., product)| (product.id.clone(), gap.clone())).collect();
    let map = ChainMap { products, ..ChainMap::default() };
    let layout = layout(&plan, &map, &Chosen::default(), 1.6);
    (plan, map, layout)
}

#[test]
fn every_tile_has_name_cover_and_horizon_at_every_size_and_nothing_leaves_it() {
    let (plan, map, layout) = all_gaps();
    for detail in [Detail::Farthest, Detail::Far, Detail::Middle, Detail::Near] {
        for lang in [Lang::Zh, Lang::En] {
            let scene = picture(&plan, &map, &layout, detail, lang);
            for (node, area) in &layout.nodes {
                let Some((_, Some(_), Some(product))) = found(&plan, *node) else { continue };
                let inside = |at: Point| area.contains(at);
                let dots = scene
                    .shapes
                    .iter()
                    .filter(|shape| matches!(shape, Shape::Circle { centre, .. } if inside(*centre)))
                    .count();
                assert_eq!(dots, 3, "{detail:?} {lang:?} {}", product.id);
                let labels: Vec<&Label> = scene
                    .shapes
                    .iter()
                    .filter_map(|shape| match shape {
                        Shape::Text(label) if inside(label.at) => Some(label),
                        _ => None,
                    })
                    .collect();
                let first = product.name.in_lang(lang).chars().next().unwrap();
                assert!(labels.iter().any(|label| label.text == cover_sign(Cover::Nothing)));
                assert!(labels.iter().any(|label| label.text.starts_with(first)), "{detail:?}: {labels:?}");
                for label in labels {
                    let end = label.left() + advance(&label.text, label.size, label.weight);
                    assert!(
                        label.left() >= area.left - 0.5 && end <= area.right() + 0.5,
                        "{detail:?}: {label:?} in {area:?}"
                    );
                    // Labels stand on their baseline.
                    let middle = label.at.y - 0.37 * label.size;
                    let (top, bottom) = (middle - label.size / 2.0, middle + label.size / 2.0);
                    assert!(
                        top >= area.top - 0.5 && bottom <= area.bottom() + 0.5,
                        "{detail:?}: {label:?} in {area:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_a_further_maker_would_be_is_on_the_tile_at_any_size_it_can_be_read() {
    let (plan, map, layout) = all_gaps();
    let (mark, words) = (T::FillMark.say(Lang::Zh), relation_words(ChainRelation::Fill, Lang::Zh));
    for (detail, words) in [(Detail::Far, &mark), (Detail::Middle, &mark), (Detail::Near, &words)] {
        let scene = picture(&plan, &map, &layout, detail, Lang::Zh);
        let said = scene.shapes.iter().filter(|shape| match shape {
            Shape::Text(label) => label.text.starts_with(words),
            _ => false,
        });
        assert_eq!(said.count(), map.products.len(), "{detail:?}");
    }
}
