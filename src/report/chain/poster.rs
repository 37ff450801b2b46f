//! The picture as a sheet of its own: with title, legend, and what it was made from.

use super::{Chosen, Detail, Layout, layout, legend, picture};
use crate::{
    domain::plan::Plan,
    ledger::chain_map::ChainMap,
    report::scene::{Anchor, Ink, Label, Scene, Stroke, point},
    text::{Lang, Say as _, chain::ChainText as T},
};

/// What stands around the picture.
#[derive(Debug, Clone, Copy)]
pub struct Poster<'a> {
    /// Title of the workspace.
    pub workspace: &'a str,
    /// The day it shows, as it is written.
    pub day: &'a str,
    /// Everything in the workspace is made up.
    pub fictional: bool,
}

/// Width to height of the paper: A3 and A4, landscape.
const PAPER: f32 = std::f32::consts::SQRT_2;
/// Empty around everything.
const MARGIN: f32 = 40.0;
/// For the title.
const HEAD: f32 = 76.0;
/// For legend and source.
const FOOT: f32 = 76.0;

/// A sheet in the proportions of A3, with everything written on it.
pub fn poster(plan: &Plan, map: &ChainMap, chosen: &Chosen, around: Poster<'_>, lang: Lang) -> Scene {
    let layout = layout(plan, map, chosen, PAPER * 1.2);
    let drawn = picture(plan, map, &layout, Detail::Near, lang);
    let legend = legend(lang);
    let Layout { width, height, .. } = layout;
    let inner = width.max(legend.width);
    // As wide as the picture, or as wide as its height asks for.
    let whole_width = (inner + 2.0 * MARGIN).max((height + HEAD + FOOT + 2.0 * MARGIN) * PAPER);
    let whole_height = (height + HEAD + FOOT + 2.0 * MARGIN).max(whole_width / PAPER);
    let mut scene = Scene::new(whole_width, whole_height, T::Title.say(lang));
    let right = whole_width - MARGIN;
    scene.text(Label::new(point(MARGIN, MARGIN + 16.0), T::Title.say(lang), 28.0, Ink::Text).bold());
    let under = Label::new(point(MARGIN, MARGIN + 46.0), plan.name.in_lang(lang), 14.0, Ink::TextSoft);
    scene.text(under.within(right - MARGIN));
    // What is left out stands on a line of its own: it must not be what is cut.
    let narrowed = Label::new(point(MARGIN, MARGIN + 66.0), chosen.narrowed(plan, map, lang), 14.0, Ink::Text);
    scene.text(narrowed.within(right - MARGIN));
    let made = T::Made { workspace: around.workspace.to_owned(), day: around.day.to_owned() }.say(lang);
    let made = if around.fictional { T::Fictional { made }.say(lang) } else { made };
    scene.text(Label::new(point(right, MARGIN + 16.0), made, 13.0, Ink::TextSoft).anchored(Anchor::End));
    let left = (whole_width - width) / 2.0;
    let spare = whole_height - HEAD - FOOT - 2.0 * MARGIN - height;
    scene.place(&drawn, point(left, MARGIN + HEAD + spare.max(0.0) / 2.0));
    let foot = whole_height - MARGIN - FOOT + 20.0;
    scene.line(point(MARGIN, foot), point(right, foot), Stroke::new(Ink::Line, 1.0));
    scene.place(&legend, point(MARGIN, foot + 8.0));
    let source = Label::new(point(MARGIN, foot + 46.0), T::Source.say(lang), 11.0, Ink::TextSoft);
    scene.text(source.within(right - MARGIN));
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ledger::seeds,
        report::scene::{PictureFormat, Shape, write},
    };

    #[test]
    fn everything_is_on_the_sheet_in_both_languages() {
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        for lang in [Lang::Zh, Lang::En] {
            let around = Poster { workspace: "台账", day: "2026-11-27", fictional: true };
            let scene = poster(&plan, &ChainMap::default(), &Chosen::default(), around, lang);
            assert!((scene.width / scene.height - PAPER).abs() < 0.02, "{} × {}", scene.width, scene.height);
            for shape in &scene.shapes {
                if let Shape::Text(label) = shape {
                    let end = label.left() + crate::report::scene::advance(&label.text, label.size, label.weight);
                    assert!(label.left() >= 0.0 && end <= scene.width, "{label:?}");
                }
            }
            assert!(!write(&scene, PictureFormat::Svg).unwrap().is_empty());
        }
    }

    #[test]
    fn the_sheet_says_what_it_is_narrowed_to() {
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let around = Poster { workspace: "台账", day: "2026-11-27", fictional: false };
        let (base, sector) = (&plan.bases[0], &plan.sectors[0]);
        let map = ChainMap { base: Some(base.id.clone()), ..ChainMap::default() };
        let chosen = Chosen { sector: Some(sector.id.clone()), ..Chosen::default() };
        let says = |map: &ChainMap, chosen: &Chosen, name: &str| {
            poster(&plan, map, chosen, around, Lang::Zh)
                .shapes
                .iter()
                .any(|shape| matches!(shape, Shape::Text(label) if (label.size - 14.0).abs() < 0.1 && label.text.contains(name)))
        };
        assert!(says(&map, &Chosen::default(), &base.name.zh));
        assert!(says(&map, &chosen, &base.name.zh) && says(&map, &chosen, &sector.name.zh));
        assert!(!says(&ChainMap::default(), &Chosen::default(), &base.name.zh));
    }
}
