//! What a draft would do, worked out off the window's thread: who moves, what differs, whether it can be saved.

use std::sync::{Arc, Mutex, PoisonError};

use thiserror::Error;

use crate::{
    domain::plan::{Plan, PlanError},
    ledger::{
        View,
        assessment::RankBy,
        compare::{Difference, Format, differences},
        rehearsal::Rehearsal,
        trial::Movement,
    },
    scoring::{Model, ModelError},
    text::{Lang, Say, scoring::model_problem, ui_plan::PlanPageText},
    ui::context::{JobEnd, JobRequest, PageContext, Post},
};

/// What is edited.
pub(super) enum Edited {
    /// Nothing: the order as it is.
    Nothing,
    /// The plan.
    Plan(Box<Plan>),
    /// The model.
    Model(Box<Model>),
}

/// Why a draft cannot be saved.
#[derive(Debug, Error)]
pub(super) enum Fault {
    /// The plan does not hold together.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The model does not hold together.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// It cannot be written down.
    #[error(transparent)]
    Write(#[from] toml::ser::Error),
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Plan(error) => error.say(lang),
            // The text is the program's own: its lines tell nobody anything.
            Self::Model(error) => model_problem(&error.problem).say(lang),
            Self::Write(error) => PlanPageText::CannotWrite { detail: error.to_string() }.say(lang),
        }
    }
}

/// What a draft would do.
pub(super) struct Study {
    /// The companies it speaks of.
    pub view: Arc<View>,
    /// Revision of the draft.
    pub draft: u64,
    /// How the top changes.
    pub movement: Movement,
    /// How it was ordered.
    pub by: RankBy,
    /// What differs from what is in force.
    pub differences: Vec<Difference>,
    /// The text to save, or why there is none.
    pub content: Result<String, Fault>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    draft: u64,
    view: u64,
    by: RankBy,
    length: usize,
}

/// The newest study of a draft; a newer question replaces an older one.
pub(super) struct Studies {
    key: &'static str,
    asked: Option<Asked>,
    /// The newest that came.
    pub newest: Option<Study>,
    /// What does not depend on the draft, kept from one study to the next.
    rehearsal: Arc<Mutex<Option<Rehearsal>>>,
}

impl Studies {
    pub fn new(key: &'static str) -> Self {
        Self { key, asked: None, newest: None, rehearsal: Arc::default() }
    }

    /// Takes in what came, and asks when something changed.
    pub fn follow(
        &mut self,
        ctx: &PageContext<'_>,
        draft: u64,
        (by, length): (RankBy, usize),
        edited: impl FnOnce() -> Edited,
        out: &mut Vec<Post>,
    ) {
        if let Some(JobEnd::Done(study)) = ctx.take_result::<Study>(self.key) {
            self.newest = Some(study);
        }
        let Some(view) = ctx.view else { return };
        let asked = Asked { draft, view: ctx.view_revision, by, length };
        if self.asked == Some(asked) {
            return;
        }
        self.asked = Some(asked);
        let (view, edited, rehearsal) = (Arc::clone(view), edited(), Arc::clone(&self.rehearsal));
        out.push(Post::Job(JobRequest::new(self.key, "", move |_| study(view, &edited, asked, &rehearsal))));
    }

    /// The study of this very draft.
    pub fn of(&self, draft: u64) -> Option<&Study> {
        self.newest.as_ref().filter(|study| study.draft == draft)
    }
}

fn study(view: Arc<View>, edited: &Edited, asked: Asked, rehearsal: &Mutex<Option<Rehearsal>>) -> Study {
    let policy = &view.policy;
    let movement = {
        let mut kept = rehearsal.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = kept.take().filter(|kept| Arc::ptr_eq(kept.view(), &view));
        let rehearsal = kept.insert(fresh.unwrap_or_else(|| Rehearsal::new(Arc::clone(&view))));
        let (plan, model) = match edited {
            Edited::Nothing => (&*policy.plan, &*policy.model),
            Edited::Plan(plan) => (&**plan, &*policy.model),
            Edited::Model(model) => (&*policy.plan, &**model),
        };
        rehearsal.movement(plan, model, asked.by, asked.length)
    };
    let (before, content) = match edited {
        Edited::Nothing => (Ok(String::new()), Ok(String::new())),
        Edited::Plan(plan) => (policy.plan.to_toml(), plan_text(plan)),
        Edited::Model(model) => (policy.model.to_toml(), model_text(model)),
    };
    // What cannot be saved can still be compared.
    let after = match (&content, edited) {
        (Ok(text), _) => text.clone(),
        (Err(_), Edited::Plan(plan)) => plan.to_toml().unwrap_or_default(),
        (Err(_), Edited::Model(model)) => model.to_toml().unwrap_or_default(),
        (Err(_), Edited::Nothing) => String::new(),
    };
    let differences = before.map(|before| differences(&before, &after, Format::Toml).unwrap_or_default());
    let differences = differences.unwrap_or_default();
    Study { movement, by: asked.by, draft: asked.draft, differences, content, view }
}

/// The text of a plan, read back to be sure that it can be.
fn plan_text(plan: &Plan) -> Result<String, Fault> {
    let text = plan.to_toml()?;
    Plan::from_toml(&text, &plan.name.zh)?;
    Ok(text)
}

/// The text of a model, read back to be sure that it can be.
fn model_text(model: &Model) -> Result<String, Fault> {
    let text = model.to_toml()?;
    Model::from_toml(&text, &model.name.zh)?;
    Ok(text)
}
