//! How many companies stand at each node of the plan, counted once for each view, off the window's thread.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::ids::{BaseId, ProductId, SectorId, SegmentId},
    ledger::View,
    ui::context::{JobEnd, JobRequest, PageContext, Post},
};

const KEY: &str = "plan.counts";

/// Companies by node. Each is counted at its sector, segment and product, and at the base it would stand for.
#[derive(Debug, Default)]
pub(super) struct Counts {
    sectors: BTreeMap<SectorId, usize>,
    segments: BTreeMap<SegmentId, usize>,
    products: BTreeMap<ProductId, usize>,
    bases: BTreeMap<BaseId, usize>,
}

impl Counts {
    fn of(view: &View) -> Self {
        let mut counts = Self::default();
        for prospect in &view.assessment.prospects {
            add(&mut counts.sectors, prospect.sector.as_ref());
            add(&mut counts.segments, prospect.segment.as_ref());
            add(&mut counts.products, prospect.product.as_ref());
            add(&mut counts.bases, prospect.slot.as_ref().map(|slot| &slot.base));
        }
        counts
    }

    /// Companies of a sector.
    pub fn sector(&self, id: &SectorId) -> usize {
        self.sectors.get(id).copied().unwrap_or_default()
    }

    /// Companies of a segment.
    pub fn segment(&self, id: &SegmentId) -> usize {
        self.segments.get(id).copied().unwrap_or_default()
    }

    /// Companies of a product.
    pub fn product(&self, id: &ProductId) -> usize {
        self.products.get(id).copied().unwrap_or_default()
    }

    /// Companies that would stand for a base.
    pub fn base(&self, id: &BaseId) -> usize {
        self.bases.get(id).copied().unwrap_or_default()
    }
}

fn add<K: Ord + Clone>(counts: &mut BTreeMap<K, usize>, key: Option<&K>) {
    let Some(key) = key else { return };
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            counts.insert(key.clone(), 1);
        }
    }
}

/// The counts with the view they belong to.
#[derive(Default)]
pub(super) struct Counted {
    /// None until first counted.
    pub counts: Option<Arc<Counts>>,
    /// How often was counted.
    pub times: u64,
    asked: u64,
}

impl Counted {
    /// Takes in what was counted and asks for what is stale.
    pub fn follow(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(counts)) = ctx.take_result::<Counts>(KEY) {
            self.counts = Some(Arc::new(counts));
            self.times += 1;
        }
        if let Some(view) = ctx.view
            && self.asked != ctx.view_revision
        {
            self.asked = ctx.view_revision;
            let view = Arc::clone(view);
            out.push(Post::Job(JobRequest::new(KEY, "", move |_| Counts::of(&view))));
        }
    }
}
