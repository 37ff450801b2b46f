//! The page Shortlist: whom the list names and why not others, and the file it is written to.

mod controls;
mod groups;
pub mod keeping;
mod kept;
mod output;
mod rows;
mod stability;
mod table;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Weak},
};

use eframe::egui::Ui;

use crate::{
    domain::{
        ids::{BaseId, CompanyId, SectorId},
        plan::Tier,
    },
    ledger::{View, assessment::RankBy},
    report::{
        choice::{Choice, choose},
        compose::{self, Wish},
        level::Level,
        shortlist::ShortlistRow,
    },
    text::{Label, Say, format, run::RunText, ui::UiText, ui_kept::KeptText, ui_shortlist::ShortlistText as Text},
    ui::{
        commands::Command,
        context::{JobEnd, JobRequest, PageContext, Post},
        route::{Filter, FilterKey, PageId, Target},
        settings::Settings,
        widgets::{EmptyState, TableState, UiExt, tabs_ui},
        workspace::who,
    },
};
use groups::Group;
use keeping::Keeping;
use kept::KeptView;

/// Name of the job that ranks.
const RANKING: &str = "shortlist";
/// A list in the window is not longer: its words are made for reading.
const MOST: usize = 500;

/// What the page holds.
#[derive(Debug)]
pub struct ShortlistPage {
    wanted: Wanted,
    preview: Option<Preview>,
    /// The view the list was made from when one left the page: a page out of sight keeps no view alive.
    resting: Option<(Weak<View>, Resting)>,
    /// What was last asked for, and over which view.
    asked: Option<(u64, Wish)>,
    group: Group,
    table: TableState<CompanyId>,
    output: Output,
    /// The choice whose stability was asked for.
    steadied: Option<Arc<Choice>>,
    /// The kept lists are in sight, not the ranking.
    shows_kept: bool,
    kept: KeptView,
    /// A list about to be kept.
    keeping: Option<Keeping>,
}

/// What the list shall be.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    base: Option<BaseId>,
    sector: Option<SectorId>,
    tier: Option<Tier>,
    rank: RankBy,
    level: Level,
    top: usize,
    reason: String,
}

/// Where it shall be written, and what came of it.
#[derive(Debug, Default)]
struct Output {
    /// The path as it stands in the field; none = not proposed yet.
    path: Option<String>,
    /// Path the native dialog gave: it has asked about replacing already.
    confirmed: Option<PathBuf>,
    /// Why nothing was written, and another name that is free.
    problem: Option<(String, Option<PathBuf>)>,
    /// What was written last.
    written: Option<PathBuf>,
}

/// A list as it would be written now. The view is kept beside it: rows are those of that view.
#[derive(Debug, Clone)]
struct Preview {
    view: Arc<View>,
    wish: Wish,
    choice: Arc<Choice>,
    rows: Arc<Vec<ShortlistRow>>,
}

/// A list without its view.
type Resting = (Wish, Arc<Choice>, Arc<Vec<ShortlistRow>>);

impl Default for ShortlistPage {
    fn default() -> Self {
        Self {
            wanted: Wanted {
                base: None,
                sector: None,
                tier: None,
                rank: RankBy::Value,
                level: Level::Leader,
                top: 30,
                reason: String::new(),
            },
            preview: None,
            resting: None,
            asked: None,
            group: Group::Chosen,
            table: TableState::new("shortlist"),
            output: Output::default(),
            steadied: None,
            shows_kept: false,
            kept: KeptView::default(),
            keeping: None,
        }
    }
}

impl ShortlistPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        self.heed_target(ctx);
        self.keeping_ui(ui, ctx, out);
        self.rank(ctx, out);
        self.steady(ctx, out);
        self.absorb_output(ctx, out);
        if ctx.snapshot.companies.is_empty() {
            ui.page_title(PageId::Shortlist.label(ctx.lang));
            let empty = EmptyState {
                icon: PageId::Shortlist.icon(),
                title: &ctx.say(&UiText::NoCompanies),
                note: &ctx.say(&UiText::NoCompaniesNote),
                action: ctx.writable.then_some(ctx.label(Command::Import)),
            };
            if empty.ui(ui) {
                out.push(Post::Run(Command::Import));
            }
            return;
        }
        ui.horizontal(|ui| {
            ui.page_title(PageId::Shortlist.label(ctx.lang));
            ui.add_space(12.0);
            let count = format::count(ctx.snapshot.shortlists.len());
            let parts = [ctx.say(&KeptText::Ranking), ctx.say(&KeptText::Kept { count })];
            if let Some(part) = tabs_ui(ui, &parts, usize::from(self.shows_kept)) {
                self.shows_kept = part == 1;
            }
            if !self.shows_kept {
                ui.add_space(12.0);
                controls::filters_ui(ui, &mut self.wanted, ctx);
            }
        });
        if self.kept.offer_ui(ui, ctx, out) {
            self.shows_kept = true;
        }
        if self.shows_kept {
            ui.add_space(8.0);
            self.kept.ui(ui, ctx, out);
            return;
        }
        ui.add_space(4.0);
        controls::options_ui(ui, &mut self.wanted, ctx);
        ui.add_space(4.0);
        self.output_ui(ui, ctx, out);
        ui.add_space(8.0);
        let Some(preview) = self.preview.clone() else {
            ui.secondary(ctx.say(&Text::Working));
            return;
        };
        let mut keep = false;
        self.group = groups::ui(ui, &preview, self.group, &mut self.table, &mut keep, ctx);
        if keep {
            self.keep(&preview, ctx);
        }
        ui.add_space(4.0);
        self.table_ui(ui, &preview, ctx, out);
        let listed = preview.choice.chosen.len();
        let left = preview.choice.left_out.values().map(Vec::len).sum();
        out.push(Post::Status(ctx.say(&Text::Status { listed: format::count(listed), left: format::count(left) })));
    }

    /// One went to another page.
    pub fn leave(&mut self) {
        self.resting = self
            .preview
            .take()
            .map(|Preview { view, wish, choice, rows }| (Arc::downgrade(&view), (wish, choice, rows)));
    }

    /// Takes over base, sector and tier one came here with.
    fn heed_target(&mut self, ctx: &PageContext<'_>) {
        let Target::Part(part) = &ctx.target else { return };
        if let Some(companies) = keeping::companies_of(part) {
            self.keep_companies(companies, ctx);
            return;
        }
        self.shows_kept = false;
        let Some(filter) = Filter::from_part(part) else { return };
        self.wanted.base = filter.word(FilterKey::Base).map(BaseId::new);
        self.wanted.sector = filter.word(FilterKey::Sector).map(SectorId::new);
        self.wanted.tier = filter.word(FilterKey::Tier).and_then(Tier::from_word);
        self.group = Group::Chosen;
    }

    /// Has the list made anew when another one is wanted or the companies were judged anew; the old one stays in sight
    /// until then.
    fn rank(&mut self, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some((view, (wish, choice, rows))) = self.resting.take() {
            match view.upgrade() {
                Some(view) => self.preview = Some(Preview { view, wish, choice, rows }),
                None => self.asked = None,
            }
        }
        if let Some(JobEnd::Done(preview)) = ctx.take_result::<Preview>(RANKING) {
            self.preview = Some(preview);
        }
        let Some(view) = ctx.view else { return };
        self.forget_what_the_plan_lacks(view);
        let wish = self.wish(ctx);
        let asked = (ctx.view_revision, wish);
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        let wish = asked.1.clone();
        self.asked = Some(asked);
        let view = Arc::clone(view);
        out.push(Post::Job(JobRequest::new(RANKING, "", move |_| preview(view, wish))));
    }

    /// Another plan may have become the active one.
    fn forget_what_the_plan_lacks(&mut self, view: &View) {
        let plan = &view.policy.plan;
        if self.wanted.base.as_ref().is_some_and(|base| plan.base(base).is_none()) {
            self.wanted.base = None;
        }
        if self.wanted.sector.as_ref().is_some_and(|sector| plan.sector(sector).is_none()) {
            self.wanted.sector = None;
        }
    }

    /// The list wanted, without what only the file says.
    fn wish(&self, ctx: &PageContext<'_>) -> Wish {
        let Wanted { base, sector, tier, rank, level, top, reason: _ } = self.wanted.clone();
        Wish {
            lang: ctx.lang,
            top,
            base,
            sector,
            tier,
            rank,
            level,
            reason: String::new(),
            author: String::new(),
            title: String::new(),
            fictional: ctx.fictional,
        }
    }

    /// The list wanted, with what stands in the file.
    fn wish_to_write(&self, ctx: &PageContext<'_>) -> Wish {
        let title = ctx.snapshot.setting(crate::domain::workspace::SettingName::Title).filter(|_| ctx.fictional);
        Wish {
            reason: if self.wanted.level == Level::Full { self.wanted.reason.trim().to_owned() } else { String::new() },
            author: who(&ctx.settings.person).author,
            title: title.map_or_else(|| RunText::ShortlistTitle.say(ctx.lang), str::to_owned),
            ..self.wish(ctx)
        }
    }
}

/// When a review of this workspace was last typed at and not saved, in milliseconds since 1970.
pub(super) fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    kept::draft::waiting(settings, workspace)
}

/// Makes a list as it would be written.
fn preview(view: Arc<View>, wish: Wish) -> Preview {
    let choice = choose(&view, &wish);
    let released = compose::document(&view, &wish, &choice).release();
    let rows = released.document().rows.clone();
    Preview { view, wish, choice: Arc::new(choice), rows: Arc::new(rows) }
}
