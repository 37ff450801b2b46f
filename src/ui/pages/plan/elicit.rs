//! Help with the weights of the groups: swings, orders, and what the data's own dispersion would say.

use eframe::egui::{Button, CollapsingHeader, Id, RichText, Ui};

use super::{curve_edit::field, parts::EDITED_ROW};
use crate::{
    ledger::View,
    scoring::{
        Model, Scorer,
        diagnostics::critic_weights,
        elicit::{rank_sum, swing},
        weights::{rank_order_centroid, to_whole},
    },
    text::{format, ui_model::ModelEditText as T},
    ui::{
        context::PageContext,
        widgets::{SheetColumn, UiExt, Width, tall_sheet_ui},
    },
};

/// Draws the help; weights taken over are written into the model.
pub(super) fn elicit_ui(ui: &mut Ui, ctx: &PageContext<'_>, view: &View, model: &mut Model) {
    let title = RichText::new(ctx.say(&T::HelpTitle));
    CollapsingHeader::new(title).id_salt("elicit").show(ui, |ui| {
        ui.secondary(ctx.say(&T::HelpNote));
        ui.add_space(4.0);
        let now: Vec<f64> = model.groups.iter().map(|group| group.weight).collect();
        let id = Id::unique("swing ratings");
        let mut ratings: Vec<f64> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if ratings.len() != now.len() {
            let greatest = now.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
            ratings = now.iter().map(|weight| (100.0 * weight / greatest).round()).collect();
        }
        let by_swing = swing(&ratings).map_or_else(|| now.clone(), |weights| to_whole(&weights));
        let ways = [
            (T::Now, now.clone()),
            (T::BySwing, by_swing),
            (T::ByCentroid, in_order(&ratings, &rank_order_centroid(now.len()))),
            (T::ByRankSum, in_order(&ratings, &rank_sum(now.len()))),
            (T::Spread, dispersion(ui, ctx, view)),
        ];
        let mut columns =
            vec![SheetColumn::text("", Width::Share(1.0, 110.0)), SheetColumn::number(ctx.say(&T::Rating), 64.0)];
        columns.extend(ways.iter().map(|(way, _)| SheetColumn::number(ctx.say(way), 86.0)));
        let groups = &model.groups;
        tall_sheet_ui(ui, "elicit", &columns, groups.len(), EDITED_ROW, |ui, row, column| {
            let Some(group) = groups.get(row) else { return };
            let name = group.name.in_lang(ctx.lang);
            match column {
                0 => {
                    ui.elided(name);
                }
                1 => {
                    if let Some(rating) = ratings.get_mut(row) {
                        field(ui, ctx, rating, (0.0, 100.0), 0, &T::RatingOf { group: name.to_owned() });
                    }
                }
                column => {
                    let weight = ways.get(column - 2).and_then(|(_, weights)| weights.get(row));
                    ui.label(weight.map_or_else(|| format::ABSENT.to_owned(), |weight| format::share(*weight)));
                }
            }
        });
        ui.data_mut(|data| data.insert_temp(id, ratings));
        ui.add_space(4.0);
        let mut taken = None;
        ui.horizontal_wrapped(|ui| {
            for (way, weights) in ways.iter().skip(1).take(3) {
                let words = ctx.say(&T::TakeWeights { way: ctx.say(way) });
                if ui.add_enabled(*weights != now, Button::new(words)).clicked() {
                    taken = Some(weights.clone());
                }
            }
        });
        ui.secondary(ctx.say(&T::SpreadNote));
        for (group, weight) in model.groups.iter_mut().zip(taken.into_iter().flatten()) {
            group.weight = weight;
        }
    });
    ui.add_space(8.0);
}

/// Weights by place, given to the groups in the order of their ratings; equals keep their order.
fn in_order(ratings: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..ratings.len()).collect();
    let rating = |place: usize| ratings.get(place).copied().unwrap_or_default();
    order.sort_by(|a, b| rating(*b).total_cmp(&rating(*a)).then(a.cmp(b)));
    let mut given = vec![0.0; ratings.len()];
    for (place, weight) in order.into_iter().zip(weights) {
        if let Some(entry) = given.get_mut(place) {
            *entry = *weight;
        }
    }
    to_whole(&given)
}

/// CRITIC weights of the groups over the companies as judged; made once per view.
fn dispersion(ui: &Ui, ctx: &PageContext<'_>, view: &View) -> Vec<f64> {
    /// As many companies tell the dispersion; more would hold up the window.
    const SAMPLE: usize = 2_000;
    let id = Id::unique(("dispersion", ctx.view_revision));
    if let Some(made) = ui.data(|data| data.get_temp::<Vec<f64>>(id)) {
        return made;
    }
    let scorer = Scorer::new(&view.policy.plan, &view.policy.model);
    let weights = scorer.weights();
    let columns = &view.assessment.columns;
    let step = columns.len().div_ceil(SAMPLE).max(1);
    let rows: Vec<Vec<f64>> = (0..columns.len())
        .step_by(step)
        .map(|row| {
            let mut groups = vec![(0.0, 0.0); weights.groups()];
            for (place, (cell, points)) in columns.cells_of(row).zip(weights.points()).enumerate() {
                if let Some((sum, all)) = groups.get_mut(weights.group_of(place)) {
                    *sum += points * cell.1;
                    *all += points;
                }
            }
            groups.into_iter().map(|(sum, all)| if all > 0.0 { sum / all } else { 0.0 }).collect()
        })
        .collect();
    let made = to_whole(&critic_weights(&rows, weights.groups()));
    ui.data_mut(|data| data.insert_temp(id, made.clone()));
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_follow_the_order_of_the_ratings() {
        assert_eq!(in_order(&[20.0, 100.0, 50.0], &rank_order_centroid(3)), [0.111, 0.611, 0.278]);
        assert_eq!(in_order(&[1.0, 1.0], &rank_sum(2)), [0.667, 0.333]);
    }
}
