//! What the page shows, worked out off the window's thread.

use std::sync::Arc;

use crate::{
    desk::Progress,
    domain::ids::CompanyId,
    ledger::{
        Detail, View,
        confidence::{Drawing, QuestionWorth, WeightRoom},
    },
    scoring::{Acceptability, Firmness},
};

/// The job of the first figures.
pub(super) const QUICK: &str = "compare.quick";
/// The job of the final ones.
pub(super) const CAREFUL: &str = "compare.careful";

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub view: u64,
    pub companies: Vec<CompanyId>,
    pub firmness: Firmness,
    pub top: usize,
    /// Number of draws; left out when questions are compared.
    pub draws: usize,
}

/// One company of the comparison.
pub(super) struct Side {
    pub row: usize,
    pub name: String,
    pub detail: Detail,
    pub rooms: Vec<WeightRoom>,
    pub questions: Vec<QuestionWorth>,
}

/// The answer.
pub(super) struct Answer {
    pub asked: Asked,
    pub view: Arc<View>,
    pub sides: Vec<Side>,
    pub counted: Acceptability,
}

impl Answer {
    /// Whether it answers this question, whatever the number of draws.
    pub fn answers(&self, asked: &Asked) -> bool {
        Asked { draws: asked.draws, ..self.asked.clone() } == *asked
    }
}

/// Works it out; none when it was stopped.
pub(super) fn answer(view: Arc<View>, asked: Asked, progress: &Progress) -> Option<Answer> {
    progress.set_total(asked.draws);
    let rows: Vec<usize> = asked.companies.iter().filter_map(|company| view.row_of(*company)).collect();
    let sides: Vec<Side> = rows
        .iter()
        .filter_map(|row| {
            let name = view.snapshot.companies.row(*row)?.name.to_string();
            let detail = view.detail(*row)?;
            let rooms = view.weight_room(*row, asked.top);
            Some(Side { row: *row, name, detail, rooms, questions: view.questions(*row, asked.top) })
        })
        .collect();
    let drawing = Drawing { firmness: asked.firmness, draws: asked.draws, top: asked.top };
    let counted = view.acceptability(drawing, &rows, &|done| progress.step(done as usize))?;
    Some(Answer { asked, view, sides, counted })
}
