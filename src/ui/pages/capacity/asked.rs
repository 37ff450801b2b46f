//! A part of the page that a job makes, asked for again when records or the question change.

use std::sync::Arc;

use crate::{
    desk::Progress,
    ledger::View,
    ui::context::{JobEnd, JobRequest, PageContext, Post},
};

/// What a job made, for which question, of which view. The view stays beside it: rows and leads belong to that one.
pub struct Made<K, T> {
    /// Question.
    pub key: K,
    /// View.
    pub view: Arc<View>,
    /// Answer.
    pub value: T,
}

/// The newest answer, and what was asked last.
pub struct Asked<K, T> {
    asked: Option<(u64, K)>,
    made: Option<Arc<Made<K, T>>>,
}

impl<K, T> Default for Asked<K, T> {
    fn default() -> Self {
        Self { asked: None, made: None }
    }
}

impl<K: Clone + PartialEq + Send + Sync + 'static, T: Send + Sync + 'static> Asked<K, T> {
    /// The answer as it is; asks for it (again) where it is not of this question and the newest view. Until then the old
    /// one stays in sight.
    pub fn look(
        &mut self,
        name: &'static str,
        key: &K,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        work: impl FnOnce(&View, &K, &Progress) -> Option<T> + Send + 'static,
    ) -> Option<Arc<Made<K, T>>> {
        match ctx.take_result::<Option<Arc<Made<K, T>>>>(name) {
            Some(JobEnd::Done(Some(made))) => self.made = Some(made),
            Some(JobEnd::Done(None) | JobEnd::Broken(_)) | None => {}
        }
        if let Some(view) = ctx.view
            && self.asked.as_ref() != Some(&(ctx.view_revision, key.clone()))
        {
            self.asked = Some((ctx.view_revision, key.clone()));
            let (view, key) = (Arc::clone(view), key.clone());
            out.push(Post::Job(JobRequest::new(name, "", move |progress| {
                let value = work(&view, &key, progress)?;
                Some(Arc::new(Made { key, view, value }))
            })));
        }
        self.made.clone()
    }

    /// The newest answer, without asking.
    pub fn made(&self) -> Option<&Made<K, T>> {
        self.made.as_deref()
    }

    /// Lets go of the answer, and of the view with it: a page out of sight keeps none alive.
    pub fn rest(&mut self) {
        *self = Self::default();
    }
}
