//! How firmly the places of the list stand: worked out beside the list, only while the column is in sight.

use std::{collections::BTreeSet, sync::Arc};

use super::{ShortlistPage, table::shows_stability};
use crate::{
    desk::Progress,
    ledger::{
        View,
        assessment::RankBy,
        confidence::{Drawing, QUICK_DRAWS},
    },
    report::choice::{Choice, Exclusion},
    scoring::Firmness,
    ui::context::{JobEnd, JobRequest, PageContext, Post},
};

const KEY: &str = "shortlist stability";

/// Shares of the rows chosen, in their order, with the choice they belong to.
type Steadied = (Arc<Choice>, Option<Vec<Option<f64>>>);

impl ShortlistPage {
    /// Takes in what was worked out, and asks for it where it is in sight. What is drawn depends on the companies
    /// alone: the same list has the same shares.
    pub(super) fn steady(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done((choice, Some(shares)))) = ctx.take_result::<Steadied>(KEY)
            && let Some(preview) = self.preview.as_mut().filter(|preview| Arc::ptr_eq(&preview.choice, &choice))
        {
            for (row, share) in Arc::make_mut(&mut preview.rows).iter_mut().zip(shares) {
                row.stability = share;
            }
        }
        let Some(preview) = &self.preview else { return };
        // The share is counted by value; a list in another order would be told about another list.
        if preview.wish.order() != RankBy::Value || !shows_stability(&self.table, ctx) {
            return;
        }
        if self.steadied.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, &preview.choice)) {
            return;
        }
        self.steadied = Some(Arc::clone(&preview.choice));
        let (view, choice) = (Arc::clone(&preview.view), Arc::clone(&preview.choice));
        out.push(Post::Job(JobRequest::new(KEY, "", move |progress| {
            let shares = shares(&view, &choice, progress);
            (choice, shares)
        })));
    }

    /// The shares to be written with a list of this view: those in sight.
    pub(super) fn steadiness(&self, view: &Arc<View>, ctx: &PageContext<'_>) -> Option<(Vec<usize>, Vec<Option<f64>>)> {
        let preview = self.preview.as_ref().filter(|preview| Arc::ptr_eq(&preview.view, view))?;
        let shares: Vec<Option<f64>> = preview.rows.iter().map(|row| row.stability).collect();
        shows_stability(&self.table, ctx).then(|| (preview.choice.chosen.clone(), shares))
    }
}

/// Among those on the list and those others came before.
fn shares(view: &View, choice: &Choice, progress: &Progress) -> Option<Vec<Option<f64>>> {
    let behind = choice.left_out.get(&Exclusion::Rank).map_or(&[][..], Vec::as_slice);
    let competing: BTreeSet<usize> = choice.chosen.iter().chain(behind).copied().collect();
    let drawing = Drawing { firmness: Firmness::Usual, draws: QUICK_DRAWS, top: choice.chosen.len() };
    let competes = |row: usize| competing.contains(&row);
    let go_on = |done: u32| progress.step(done as usize);
    let counted = view.acceptability_among(drawing, &[], &competes, &go_on)?;
    Some(choice.chosen.iter().map(|row| counted.share(*row)).collect())
}
