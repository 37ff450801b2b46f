//! The bound's own model in whole firms, solved by HiGHS: the last word on the firms that could still make a better plan.
//!
//! Only with the cargo feature `exact`. The model is the one whose bound [`super::bound`] explains: the worth of the
//! seats of a slot is at most the first slopes together, as many as its firms count units. Its best plan in whole firms
//! is often better than what exchanges find, and no plan of the true problem is worth more than its own bound.
//! One thread and a number of nodes instead of a time: the answer does not depend on the machine's mood.

use std::collections::BTreeMap;

use highs::{Col, HighsModelStatus, RowProblem, Sense};

use super::{
    bound::{Part, Units},
    branch::{self, Searched},
    choose,
    draft::Draft,
    layout::{Layout, UNLIMITED},
};

/// Nodes of the search tree: small questions end long before, large ones take some twenty seconds.
const NODES: i32 = 4_000;
/// Good enough, as a part of the worth.
const GAP: f64 = 1e-6;
/// What HiGHS may be off by, as a part of the worth.
const ROUNDING: f64 = 1e-7;
/// Slopes the model knows one by one.
const SLOPES: usize = 120;

/// The better of what is known and what HiGHS finds in a part, under the lower of the two bounds. `part` must hold every
/// column of every plan that is better than the one known.
pub(super) fn improve(layout: &Layout, part: &Part, units: &Units, known: Searched) -> Searched {
    let (problem, columns) = model(layout, part, units);
    let Ok(mut model) = problem.try_optimise(Sense::Maximise) else { return known };
    model.make_quiet();
    let set = [model.try_set_option("mip_max_nodes", NODES), model.try_set_option("threads", 1)];
    let set =
        set.into_iter().chain([model.try_set_option("mip_rel_gap", GAP), model.try_set_option("parallel", "off")]);
    if set.into_iter().any(|set| set.is_err()) {
        return known;
    }
    let Ok(solved) = model.try_solve() else { return known };
    let mut best = known;
    // Where no plan of the part keeps the limits, none is better than the one known.
    let ceiling = match solved.status() {
        HighsModelStatus::Infeasible => Some(best.value),
        HighsModelStatus::Optimal
        | HighsModelStatus::ReachedIterationLimit
        | HighsModelStatus::ReachedSolutionLimit => {
            solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite())
        }
        _ => None,
    };
    if let Some(ceiling) = ceiling {
        let ceiling = part.worth + ceiling + ROUNDING * ceiling.abs().max(1.0);
        best.bound = best.bound.min(ceiling.max(best.value));
    }
    let solution = solved.get_solution();
    let chosen: Vec<usize> =
        columns.iter().zip(solution.columns()).filter(|(_, share)| **share > 0.5).map(|(column, _)| *column).collect();
    let mut draft = Draft::of(layout, &chosen);
    let staying: Vec<usize> = branch::musts(layout, part).collect();
    if draft.room.is_overdrawn() || staying.iter().any(|firm| draft.chosen(*firm).is_none()) {
        return best;
    }
    choose::improve(&mut draft, &part.columns, &staying, &|| true);
    if !draft.room.is_overdrawn() && draft.value() > best.value {
        (best.value, best.columns) = (draft.value(), draft.columns());
        best.bound = best.bound.max(best.value);
    }
    best
}

/// The model, and which of the layout's columns its first ones are.
fn model(layout: &Layout, part: &Part, units: &Units) -> (RowProblem, Vec<usize>) {
    let mut problem = RowProblem::default();
    let mut all: Vec<(usize, Col)> = Vec::with_capacity(part.columns.len());
    for firm in &part.firms {
        let first = all.len();
        for column in &part.columns[firm.first..firm.end] {
            let worth = layout.columns[*column].direct;
            let col = problem.add_integer_column(worth, 0.0..=1.0);
            all.push((*column, col));
        }
        let once: Vec<(Col, f64)> = all[first..].iter().map(|(_, col)| (*col, 1.0)).collect();
        if firm.must {
            problem.add_row(1.0..=1.0, once);
        } else if once.len() > 1 {
            problem.add_row(..=1.0, once);
        }
    }
    let sum = |amount: &dyn Fn(usize) -> f64| -> Vec<(Col, f64)> {
        all.iter().map(|(column, col)| (*col, amount(*column))).filter(|(_, amount)| *amount != 0.0).collect()
    };
    let room = &part.room;
    if room.meetings < UNLIMITED {
        problem.add_row(..=room.meetings as f64, sum(&|_| 1.0));
    }
    if room.minutes < UNLIMITED {
        problem.add_row(..=room.minutes as f64, sum(&|column| layout.columns[column].minutes as f64));
    }
    for (stock, free) in room.land.iter().enumerate() {
        let takes = |column: usize| {
            let entry = &layout.columns[column];
            if layout.stocks_of(entry).contains(&stock) { entry.land as f64 / 1000.0 } else { 0.0 }
        };
        problem.add_row(..=*free as f64 / 1000.0, sum(&takes));
    }
    let mut links: BTreeMap<(usize, usize), Vec<(Col, f64)>> = BTreeMap::new();
    for (column, col) in &all {
        for (which, counts) in units.of_column(*column).into_iter().enumerate().filter(|(_, counts)| *counts > 0.0) {
            links.entry((layout.columns[*column].slot, which)).or_default().push((*col, -counts));
        }
    }
    for ((slot, which), mut link) in links {
        let slopes = units.slopes(layout, slot, which, &part.starts[slot]);
        let known = slopes.len().min(SLOPES);
        for (place, slope) in slopes.iter().take(known).enumerate() {
            // Beyond those known one by one the last is continued, which is still a bound.
            let col = if place + 1 < known {
                problem.add_column(*slope, 0.0..=1.0)
            } else {
                problem.add_column(*slope, 0.0..)
            };
            link.push((col, 1.0));
        }
        problem.add_row(..=0.0, link);
    }
    (problem, all.into_iter().map(|(column, _)| column).collect())
}
