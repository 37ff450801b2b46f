//! The bound's own model in whole firms, solved by HiGHS: the last word on the firms that could still make a better plan.
//!
//! Only with the cargo feature `exact`. The model is the one whose bound [`super::bound`] explains: the worth of the
//! seats of a slot is at most the first slopes together, as many as its firms count units. Its best plan in whole firms
//! is often better than what exchanges find, and no plan of the true problem is worth more than its own bound.
//! One thread and a number of nodes instead of a time: the answer does not depend on the machine's mood.

use std::{
    collections::BTreeMap,
    sync::mpsc::{RecvTimeoutError, channel},
    time::Duration,
};

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

/// Between two looks whether somebody said stop.
const PAUSE: Duration = Duration::from_millis(50);

/// What HiGHS says of a model.
struct Answer {
    /// No plan keeps the limits.
    infeasible: bool,
    /// What no plan is worth more than, as far as it got.
    bound: Option<f64>,
    /// Share of each column in the best plan found.
    shares: Vec<f64>,
}

/// The better of what is known and what HiGHS finds in a part, under the lower of the two bounds. `part` must hold every
/// column of every plan that is better than the one known. None when `go_on` says no.
pub(super) fn improve(
    layout: &Layout,
    part: &Part,
    units: &Units,
    known: Searched,
    go_on: &dyn Fn() -> bool,
) -> Option<Searched> {
    let (problem, columns) = model(layout, part, units);
    let Some(answer) = wait(problem, go_on)? else { return Some(known) };
    let mut best = known;
    // Where no plan of the part keeps the limits, none is better than the one known.
    if let Some(ceiling) = if answer.infeasible { Some(best.value) } else { answer.bound } {
        let ceiling = part.worth + ceiling + ROUNDING * ceiling.abs().max(1.0);
        best.bound = best.bound.min(ceiling.max(best.value));
    }
    let chosen: Vec<usize> =
        columns.iter().zip(&answer.shares).filter(|(_, share)| **share > 0.5).map(|(column, _)| *column).collect();
    let mut draft = Draft::of(layout, &chosen);
    let staying: Vec<usize> = branch::musts(layout, part).collect();
    if draft.room.is_overdrawn() || staying.iter().any(|firm| draft.chosen(*firm).is_none()) {
        return Some(best);
    }
    choose::improve(&mut draft, &part.columns, &staying, &|| true);
    if !draft.room.is_overdrawn() && draft.value() > best.value {
        (best.value, best.columns) = (draft.value(), draft.columns());
        best.bound = best.bound.max(best.value);
    }
    Some(best)
}

/// Has HiGHS solve a model. It hears nothing while it works, so it works beside: told to stop, nobody waits for it any
/// more, and it ends by itself after its nodes. None when told to stop, nothing in it when there is no answer.
fn wait(problem: RowProblem, go_on: &dyn Fn() -> bool) -> Option<Option<Answer>> {
    let (sender, receiver) = channel();
    #[allow(clippy::disallowed_methods)] // see above: a thread of its own is the only way to leave it
    std::thread::spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(solve(problem));
    });
    while go_on() {
        match receiver.recv_timeout(PAUSE) {
            Ok(answer) => return Some(answer),
            Err(RecvTimeoutError::Disconnected) => return Some(None),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
    None
}

fn solve(problem: RowProblem) -> Option<Answer> {
    let mut model = problem.try_optimise(Sense::Maximise).ok()?;
    model.make_quiet();
    model.try_set_option("mip_max_nodes", NODES).ok()?;
    model.try_set_option("threads", 1).ok()?;
    model.try_set_option("mip_rel_gap", GAP).ok()?;
    model.try_set_option("parallel", "off").ok()?;
    let solved = model.try_solve().ok()?;
    let status = solved.status();
    let counts = matches!(
        status,
        HighsModelStatus::Optimal | HighsModelStatus::ReachedIterationLimit | HighsModelStatus::ReachedSolutionLimit
    );
    let bound = counts.then(|| solved.double_info_value(c"mip_dual_bound").ok()).flatten();
    Some(Answer {
        infeasible: matches!(status, HighsModelStatus::Infeasible),
        bound: bound.filter(|bound| bound.is_finite()),
        shares: solved.get_solution().columns().to_vec(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two of three fit, the best two of them are worth 5.
    fn small() -> RowProblem {
        let mut problem = RowProblem::default();
        let columns = [1.0, 2.0, 3.0].map(|worth| (problem.add_integer_column(worth, 0.0..=1.0), 1.0));
        problem.add_row(..=2.0, columns);
        problem
    }

    #[test]
    fn an_answer_is_waited_for_until_somebody_says_stop() {
        let answer = wait(small(), &|| true).flatten().expect("solved");
        assert!(!answer.infeasible && answer.bound.is_some_and(|bound| (bound - 5.0).abs() < 1e-6));
        assert_eq!(answer.shares.iter().map(|share| share.round()).collect::<Vec<_>>(), [0.0, 1.0, 1.0]);
        assert!(wait(small(), &|| false).is_none());
    }
}
