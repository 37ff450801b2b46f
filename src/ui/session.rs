//! An open workspace as the window sees it: the desk, the last commit, what undo would do, jobs, answers.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{
    answers::Answers,
    context::{JobEnd, JobRequest, Mailbox, RunningJob},
    finder::{self, Finder},
};
use crate::{
    clock::Surroundings,
    desk::{Desk, JobId, JobState, Outcome, Request},
    domain::{record::Entity, workspace::SettingName},
    ledger::{Action, ActionKind, Done, LedgerError, Policy, PolicyError, Snapshot, View},
};

/// Name of the job that judges all companies.
pub const JUDGING: &str = "judging";

/// Name of the job that makes the search ready.
const FINDING: &str = "finding";

/// Name of the writer's long work in the job list.
pub const WRITER: &str = "writer";

/// What judging every company came to: nothing when it was stopped.
type Judged = Option<Result<Arc<View>, PolicyError>>;

/// A step undo or redo would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it was.
    pub kind: Option<ActionKind>,
    /// To what.
    pub subject: Option<String>,
}

/// Something the window must speak about.
#[derive(Debug)]
pub enum News {
    /// A step was written.
    Done {
        /// What.
        done: Done,
        /// It was an undo (`Some(true)`), a redo (`Some(false)`) or an action (`None`).
        undone: Option<bool>,
    },
    /// A step was refused or failed.
    Failed(LedgerError),
    /// A backup was made.
    BackedUp(PathBuf),
    /// A check ended; whether the file is sound.
    Checked(bool),
    /// Something in the program went wrong.
    Broken(String),
}

struct Running {
    id: JobId,
    seen: RunningJob,
    /// A newer job of the same name runs: the value is thrown away.
    superseded: bool,
}

/// A question the writer has not answered yet, as far as somebody waits for its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Import,
    Check,
    Other,
}

impl Asked {
    fn of(request: &Request) -> Self {
        match request {
            Request::Apply(action) | Request::ApplyWith(action, _) if matches!(**action, Action::Import(_)) => {
                Self::Import
            }
            Request::Check(_) => Self::Check,
            _ => Self::Other,
        }
    }
}

/// A question to the writer; what takes long is in the job list until it is answered.
struct Question {
    asked: Asked,
    seen: Option<RunningJob>,
}

impl Question {
    fn new(request: &Request, label: String) -> Self {
        let progress = match request {
            Request::ApplyWith(_, progress) | Request::Check(progress) => Some(progress.clone()),
            _ => None,
        };
        let seen = progress.filter(|_| !label.is_empty());
        Self { asked: Asked::of(request), seen: seen.map(|progress| RunningJob { key: WRITER, label, progress }) }
    }
}

/// An open workspace.
pub struct Session {
    desk: Desk,
    /// What was asked of the writer, oldest first: it answers in order, each question once.
    asked: VecDeque<Question>,
    path: PathBuf,
    writable: bool,
    surroundings: Surroundings,
    /// The records as of the last commit.
    pub snapshot: Arc<Snapshot>,
    /// Grows with every commit.
    pub revision: u64,
    /// Every company judged, as of the newest judging that ended; may be a revision or two behind.
    pub view: Option<Arc<View>>,
    /// Revision the view belongs to.
    pub view_revision: u64,
    /// Why companies cannot be judged.
    pub policy_error: Option<PolicyError>,
    /// Revision the judging under way belongs to.
    judging: u64,
    /// The search over all companies; may be a revision or two behind.
    pub finder: Option<Arc<Finder>>,
    /// The records the search is being made of.
    finding: Option<Arc<Snapshot>>,
    /// What undo would take back.
    pub undo: Option<Step>,
    /// What redo would do again.
    pub redo: Option<Step>,
    /// When something was last written.
    pub saved_at: Option<Timestamp>,
    /// Answers for pages.
    pub answers: Answers,
    /// Values for pages.
    pub mail: Mailbox,
    running: Vec<Running>,
    /// What is running, as pages and job list see it.
    pub listed: Vec<RunningJob>,
}

impl Session {
    /// Takes a desk over.
    pub fn new(desk: Desk, path: PathBuf, surroundings: Surroundings) -> Self {
        let snapshot = desk.snapshot();
        let writable = desk.is_writable();
        let mut session = Self {
            desk,
            asked: VecDeque::new(),
            path,
            writable,
            surroundings,
            snapshot,
            revision: 1,
            view: None,
            view_revision: 0,
            policy_error: None,
            judging: 0,
            finder: None,
            finding: None,
            undo: None,
            redo: None,
            saved_at: None,
            answers: Answers::default(),
            mail: Mailbox::default(),
            running: Vec::new(),
            listed: Vec::new(),
        };
        session.answers.outdated(session.revision);
        session.post(Request::UndoState);
        session
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be written.
    pub const fn is_writable(&self) -> bool {
        self.writable
    }

    /// The title of the workspace; its file's name where it has none.
    pub fn title(&self) -> String {
        self.snapshot
            .setting(SettingName::Title)
            .map_or_else(|| self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), str::to_owned)
    }

    /// Asks the writer.
    pub fn post(&mut self, request: Request) {
        self.post_listed(request, String::new());
    }

    /// Asks the writer for something long, which the job list calls so.
    pub fn post_listed(&mut self, request: Request, label: String) {
        self.asked.push_back(Question::new(&request, label));
        self.desk.post(request);
        self.list();
    }

    /// Whether the file is being checked.
    pub fn is_checking(&self) -> bool {
        self.asked.iter().any(|question| question.asked == Asked::Check)
    }

    /// Starts a job; an older one of the same name is stopped and its value thrown away.
    pub fn start(&mut self, request: JobRequest) {
        let JobRequest { key, label, work } = request;
        for running in self.running.iter_mut().filter(|running| running.seen.key == key) {
            running.superseded = true;
            running.seen.progress.cancel();
        }
        self.mail.results.borrow_mut().retain(|(found, _)| *found != key);
        let jobs = self.desk.jobs();
        let id = jobs.start(work);
        let progress = jobs
            .running()
            .iter()
            .find(|(running, _)| *running == id)
            .map(|(_, progress)| progress.clone())
            .unwrap_or_default();
        self.running.push(Running { id, seen: RunningJob { key, label, progress }, superseded: false });
        self.list();
    }

    /// Asks every listed job to stop.
    pub fn cancel_all(&self) {
        for job in self.listed.iter().filter(|job| !job.label.is_empty()) {
            job.progress.cancel();
        }
    }

    /// Starts judging every company anew.
    pub fn judge(&mut self, label: String) {
        let snapshot = Arc::clone(&self.snapshot);
        let today = (self.surroundings.today)();
        // Plan, model, catalogue and peer means are compiled anew only when another version became active.
        let before = self.view.clone();
        self.judging = self.revision;
        self.start(JobRequest::new(JUDGING, label, move |progress| -> Judged {
            progress.set_total(snapshot.companies.len());
            let known = before.as_ref().filter(|view| same_versions(&view.snapshot, &snapshot));
            let policy = match known {
                Some(view) => Ok(view.policy.clone()),
                None => Policy::after(before.as_ref().map(|view| &view.policy), &snapshot),
            };
            let policy = match policy {
                Ok(policy) => policy,
                Err(error) => return Some(Err(error)),
            };
            let go_on = |done| progress.step(done);
            let view = match &before {
                Some(before) => View::after(before, snapshot, policy, today, &go_on),
                None => View::of(snapshot, policy, today, &go_on),
            };
            view.map(|view| Ok(Arc::new(view)))
        }));
    }

    /// Whether the view does not show the newest records yet and nobody is working on it.
    pub const fn needs_judging(&self) -> bool {
        self.judging < self.revision
    }

    /// Whether companies, or what is noted of them, are not searched as they are, and nobody is working on it.
    pub fn needs_finder(&self) -> bool {
        let is_made = self.finder.as_ref().is_some_and(|finder| finder.is_of(&self.snapshot));
        let in_work = self.finding.as_ref().is_some_and(|of| finder::is_same(of, &self.snapshot));
        !is_made && !in_work
    }

    /// Starts taking in what changed for the search.
    pub fn make_finder(&mut self) {
        let snapshot = Arc::clone(&self.snapshot);
        self.finding = Some(Arc::clone(&snapshot));
        let before = self.finder.clone();
        self.start(JobRequest::new(FINDING, "", move |progress| Finder::after(before.as_deref(), snapshot, progress)));
    }

    fn keep_view(&mut self, judged: Judged) {
        match judged {
            Some(Ok(view)) => {
                self.view = Some(view);
                self.view_revision = self.judging;
                self.policy_error = None;
            }
            Some(Err(error)) => self.policy_error = Some(error),
            None => {}
        }
    }

    /// Takes in what happened since the last frame.
    pub fn absorb(&mut self) -> Vec<News> {
        let mut news = Vec::new();
        // Without threads an answer may have been given to what was asked while taking in the one before.
        loop {
            let outcomes = self.desk.drain();
            if outcomes.is_empty() {
                break;
            }
            self.take_in(outcomes, &mut news);
        }
        self.take_in_jobs(&mut news);
        self.list();
        news
    }

    fn take_in(&mut self, outcomes: Vec<Outcome>, news: &mut Vec<News>) {
        for outcome in outcomes {
            let asked = self.asked.pop_front().map(|question| question.asked);
            if asked == Some(Asked::Import) {
                let done = match &outcome {
                    Outcome::Done { done, .. } => Some(done.clone()),
                    _ => None,
                };
                *self.mail.imported.borrow_mut() = Some(done);
            }
            if let Outcome::Checked(report) = &outcome {
                news.push(News::Checked(report.is_sound()));
            }
            let Some(outcome) = self.answers.keep(outcome) else { continue };
            match outcome {
                Outcome::Done { done, undone } => {
                    self.saved_at = Some((self.surroundings.now)());
                    self.commit_landed(&done.changed);
                    news.push(News::Done { done, undone });
                }
                Outcome::Failed(error) => news.push(News::Failed(error)),
                Outcome::UndoState { undo, redo } => {
                    let step = |row: crate::desk::BatchRow| Step {
                        kind: ActionKind::from_word(&row.label),
                        subject: row.subject,
                    };
                    self.undo = undo.map(step);
                    self.redo = redo.map(step);
                }
                Outcome::ForecastKept(true) => self.commit_landed(&[Entity::ForecastRecord]),
                Outcome::BackedUp(info) => {
                    self.answers.backups_changed();
                    news.push(News::BackedUp(info.path));
                }
                Outcome::Broken(words) => news.push(News::Broken(words)),
                Outcome::ExportNoted => self.commit_landed(&[Entity::ExportRecord, Entity::Author, Entity::Device]),
                // Kept above, or of no interest to the window.
                _ => {}
            }
        }
    }

    fn take_in_jobs(&mut self, news: &mut Vec<News>) {
        for (id, state) in self.desk.jobs().drain() {
            let Some(index) = self.running.iter().position(|running| running.id == id) else { continue };
            let running = self.running.remove(index);
            if running.superseded {
                continue;
            }
            let end = match state {
                JobState::Finished(value) if running.seen.key == JUDGING => {
                    if let Ok(judged) = value.downcast::<Judged>() {
                        self.keep_view(*judged);
                    }
                    continue;
                }
                JobState::Finished(value) if running.seen.key == FINDING => {
                    if let Ok(finder) = value.downcast::<Option<Finder>>() {
                        self.finder = finder.map(Arc::new).or(self.finder.take());
                    }
                    continue;
                }
                JobState::Finished(value) => JobEnd::Done(value),
                JobState::Broken(words) => {
                    news.push(News::Broken(words.clone()));
                    JobEnd::Broken(words)
                }
            };
            self.mail.results.borrow_mut().push((running.seen.key, end));
        }
    }

    fn commit_landed(&mut self, changed: &[Entity]) {
        let was_judged = !self.needs_judging() && self.judging > 0;
        self.snapshot = self.desk.snapshot();
        self.revision += 1;
        if was_judged && changed.iter().all(|entity| !changes_figures(*entity)) {
            self.judging = self.revision;
        }
        self.answers.outdated(self.revision);
        self.post(Request::UndoState);
    }

    fn list(&mut self) {
        let jobs = self.running.iter().filter(|running| !running.superseded).map(|running| &running.seen);
        let asked = self.asked.iter().filter_map(|question| question.seen.as_ref());
        self.listed = jobs.chain(asked).cloned().collect();
    }
}

/// Whether records of this kind go into any figure of a company or seat.
const fn changes_figures(entity: Entity) -> bool {
    match entity {
        Entity::Author
        | Entity::Device
        | Entity::Contact
        | Entity::Activity
        | Entity::Task
        | Entity::Attachment
        | Entity::LeadAmount
        | Entity::LeadLink
        | Entity::CompanyLink
        | Entity::Referral
        | Entity::SavedView
        | Entity::ImportedList
        | Entity::ListLayout
        | Entity::Fair
        | Entity::Exhibitor
        | Entity::Visit
        | Entity::Talk
        | Entity::Shortlist
        | Entity::Review
        | Entity::ExportRecord
        | Entity::CompanyPair
        | Entity::CompanyAlias => false,
        Entity::Site
        | Entity::LocalNeed
        | Entity::ForecastRecord
        | Entity::IndicatorReading
        | Entity::Setting
        | Entity::PlanVersion
        | Entity::ModelVersion
        | Entity::CatalogueVersion
        | Entity::PeerVersion
        | Entity::RulesVersion
        | Entity::Company
        | Entity::Fact
        | Entity::Honour
        | Entity::GateCheck
        | Entity::LocalProduct
        | Entity::SegmentCoverage
        | Entity::Lead
        | Entity::StageMove => true,
    }
}

/// Whether two snapshots are judged by the same plan, model, catalogue and peer means.
fn same_versions(one: &Snapshot, other: &Snapshot) -> bool {
    let versions = |snapshot: &Snapshot| {
        [
            SettingName::ActivePlan,
            SettingName::ActiveModel,
            SettingName::ActiveCatalogue,
            SettingName::ActivePeers,
            SettingName::ActiveRules,
        ]
        .map(|name| snapshot.setting(name).map(str::to_owned))
    };
    versions(one) == versions(other)
}
