//! The window's own state, split by role: `logic` takes in what happened, `ui` draws, posts are carried out after.

use std::{path::PathBuf, sync::Arc};

use eframe::egui::{CentralPanel, Context, Event, Frame, Margin, OpenUrl, Theme, ThemePreference, Ui, ViewportCommand};

use super::{
    commands::{Command, State},
    context::{PageContext, PickKind, PickRequest, Post, Question},
    dialogs::{
        confirm,
        picker::{Picking, folder_address},
        settings as settings_dialog, shortcuts,
    },
    keeper::Keeper,
    pages::{Pages, drafts},
    palette::Palette,
    route::{PageId, Place, Router},
    session::{News, Session, Step},
    settings::{Settings, SettingsFile, ThemeChoice},
    shell,
    start::{PICK_NEW, PICK_OPEN, StartPage},
    theme::{self, ahead::Ahead, tokens::Tokens},
    toasts::{Toast, ToastAction, Toasts},
    widgets::memory,
    workspace::{ENDING, Opened, Opening, Pending, Restoring},
};
use crate::{
    clock::Surroundings,
    desk::{Progress, Request, Wake},
    ledger::LedgerError,
    text::{Label as _, Lang, Say, format, ui::UiText},
};

/// How the window starts.
pub struct Launch {
    /// What to open at once; none = the last workspace, else the start page.
    pub open: Option<Opening>,
    /// Whether the workspace open last is opened again when nothing else is asked for.
    pub reopen_last: bool,
    /// What is remembered, and where.
    pub settings: SettingsFile,
    /// Language when the settings name none.
    pub lang: Lang,
    /// Clock and randomness.
    pub surroundings: Surroundings,
    /// Threads for the writer, jobs and dialogs; without, everything is done where it is asked for (tests).
    pub threaded: bool,
}

impl Launch {
    /// The window of this user: what is remembered, threads, the system's clock.
    pub fn of_user(lang: Lang, open: Option<Opening>) -> Self {
        Self {
            open,
            reopen_last: true,
            settings: SettingsFile::of_user(),
            lang,
            surroundings: Surroundings::system(),
            threaded: true,
        }
    }
}

/// The dialog in front of the page.
enum Dialog {
    Confirm(Question),
    Settings,
    Shortcuts,
}

/// The window.
pub struct App {
    settings: Settings,
    keeper: Keeper,
    system_lang: Lang,
    surroundings: Surroundings,
    wake: Option<Wake>,
    session: Option<Session>,
    /// The folder of the demonstration, gone when it is closed.
    passing: Option<tempfile::TempDir>,
    pending: Option<Pending>,
    start: StartPage,
    router: Router,
    pages: Pages,
    toasts: Toasts,
    palette: Option<Palette>,
    dialog: Option<Dialog>,
    picking: Vec<Picking>,
    posts: Vec<Post>,
    status: String,
    find: bool,
    /// A dropped file being held over the window.
    hovering: bool,
    /// Letters to draw while there is time; none without threads, where nobody waits for a frame.
    ahead: Option<Ahead>,
}

impl App {
    /// A window over a context whose faces and styles it sets.
    pub fn new(ctx: &Context, launch: Launch) -> Self {
        let Launch { open, reopen_last, settings: mut file, lang, surroundings, threaded } = launch;
        theme::install(ctx);
        let settings = file.load();
        memory::load(ctx, &settings);
        let repaint = ctx.clone();
        let wake: Option<Wake> = threaded.then(|| Arc::new(move || repaint.request_repaint()) as Wake);
        let last = settings.last.clone().filter(|path| reopen_last && path.exists()).map(Opening::Existing);
        let mut app = Self {
            settings,
            keeper: Keeper::new(file, wake.clone()),
            system_lang: lang,
            surroundings,
            wake,
            session: None,
            passing: None,
            pending: None,
            start: StartPage::default(),
            router: Router::default(),
            pages: Pages::default(),
            toasts: Toasts::default(),
            palette: None,
            dialog: None,
            picking: Vec::new(),
            posts: Vec::new(),
            status: String::new(),
            find: false,
            hovering: false,
            ahead: threaded.then(Ahead::default),
        };
        app.apply_settings(ctx);
        if let Some(opening) = open.or(last) {
            app.open(opening);
        }
        app
    }

    /// The language in use.
    pub fn lang(&self) -> Lang {
        self.settings.lang.unwrap_or(self.system_lang)
    }

    /// The page shown; none on the start page.
    pub fn page(&self) -> Option<PageId> {
        self.session.is_some().then(|| self.router.page())
    }

    /// The open workspace.
    pub const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// What is remembered.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The notes on screen.
    pub const fn toasts(&self) -> &Toasts {
        &self.toasts
    }

    /// Asks for something as a page would.
    pub fn post(&mut self, post: Post) {
        self.posts.push(post);
    }

    fn state(&self) -> State {
        let session = self.session.as_ref();
        State {
            open: session.is_some(),
            writable: session.is_some_and(Session::is_writable),
            can_undo: session.is_some_and(|session| session.undo.is_some()),
            can_redo: session.is_some_and(|session| session.redo.is_some()),
            can_go_back: self.router.has_back(),
            can_go_forward: self.router.has_forward(),
            busy: session.is_some_and(|session| session.listed.iter().any(|job| !job.label.is_empty())),
        }
    }

    fn apply_settings(&self, ctx: &Context) {
        ctx.set_theme(match self.settings.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        });
        if (ctx.zoom_factor() - self.settings.text_size).abs() > 0.001 {
            ctx.set_zoom_factor(self.settings.text_size);
        }
    }

    fn open(&mut self, opening: Opening) {
        self.start.error = None;
        // The demonstration's own backups lie in its folder, which must outlive putting one in place.
        let passing = matches!(opening, Opening::Restored { .. }).then(|| self.passing.take()).flatten();
        self.close();
        self.passing = passing;
        let (lang, wake) = (self.lang(), self.wake.clone());
        self.pending = Some(Pending::start(opening, &self.settings.person, lang, self.surroundings, wake));
    }

    fn close(&mut self) {
        // Dropping the desk waits until everything posted is written.
        self.session = None;
        self.passing = None;
        self.router = Router::default();
        self.pages = Pages::default();
        self.palette = None;
        self.dialog = None;
        self.settings.last = None;
    }

    fn opened(&mut self, ctx: &Context, opened: Opened) {
        let Opened { desk, path, passing, then, restoring } = opened;
        self.passing = passing.or(self.passing.take());
        if self.passing.is_none() {
            self.settings.opened(&path);
        }
        if let Some(restoring) = restoring {
            self.router.go(Place::part(PageId::Data, "backups"));
            self.toasts.push(restored(restoring, self.lang()));
        }
        let mut session = Session::new(desk, path, self.surroundings);
        if let Some(action) = then {
            session.post(Request::Apply(Box::new(action)));
        }
        for (page, at) in drafts(&self.settings, session.path()).into_iter().filter(|_| session.is_writable()) {
            let lang = self.lang();
            let text = UiText::DraftWaits { page: page.label(lang), when: format::moment(at) }.say(lang);
            self.toasts.push(Toast::note(text).with(ToastAction::Go(UiText::GoOn.say(lang), page.into())));
        }
        let title = format!("{} · {}", session.title(), UiText::ProgramName.say(self.lang()));
        ctx.send_viewport_cmd(ViewportCommand::Title(title));
        if let Some(ahead) = &mut self.ahead {
            ahead.want(self.settings.lang.unwrap_or(self.system_lang), &session.snapshot);
        }
        self.session = Some(session);
        self.start = StartPage::default();
    }

    /// Takes in what happened outside the window since the last frame.
    fn absorb(&mut self, ctx: &Context) {
        let lang = self.lang();
        if let Some(outcome) = self.pending.as_mut().and_then(Pending::take) {
            self.pending = None;
            match outcome {
                Ok(opened) => self.opened(ctx, opened),
                Err(error) => self.start.error = Some(error.say(lang)),
            }
        }
        self.absorb_picked(lang);
        let Some(session) = &mut self.session else { return };
        let news = session.absorb();
        if session.needs_judging() {
            session.judge(if session.view.is_none() { UiText::Judging.say(lang) } else { String::new() });
            // Without threads it has ended already.
            if self.wake.is_none() {
                session.absorb();
            }
        }
        if session.needs_finder() {
            session.make_finder();
            if self.wake.is_none() {
                session.absorb();
            }
        }
        if let Some(palette) = &mut self.palette {
            palette.take_in(session);
        }
        for news in news {
            let toast = speak(news, lang);
            if matches!(toast.action, Some(ToastAction::Run(Command::Undo | Command::Redo))) {
                self.toasts.withdraw_undo();
            }
            self.toasts.push(toast);
        }
    }

    fn absorb_picked(&mut self, lang: Lang) {
        let mut answers = Vec::new();
        self.picking.retain_mut(|picking| match picking.take() {
            Some(answer) => {
                answers.push((picking.key, answer));
                false
            }
            None => true,
        });
        for (key, answer) in answers {
            if answer.is_none() {
                self.toasts.push(Toast::note(UiText::NoDialog.say(lang)));
            }
            if key == PICK_OPEN || key == PICK_NEW {
                if let Some(opening) = answer.and_then(|path| self.start.picked(key, path)) {
                    self.open(opening);
                }
            } else if let Some(session) = &self.session {
                session.mail.picked.borrow_mut().push((key, answer));
            }
        }
    }

    /// Files dropped and cells pasted: a list is imported, a workspace is opened.
    fn absorb_gifts(&mut self, ctx: &Context) {
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            self.hovering = !input.raw.hovered_files.is_empty();
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect()
        });
        if let Some(workspace) = dropped.iter().find(|path| path.extension().is_some_and(|ending| ending == ENDING)) {
            self.open(Opening::Existing(workspace.clone()));
            return;
        }
        let Some(session) = &self.session else { return };
        if !dropped.is_empty() {
            session.mail.dropped.borrow_mut().extend(dropped);
            if !session.mail.takes_files.get() {
                self.router.go(PageId::Import.into());
            }
        }
        // Pasting into a text field is the field's business.
        let free = !ctx.egui_wants_keyboard_input() || ctx.memory(|memory| memory.focused().is_none());
        // What is pasted while a talk is captured is somebody's card.
        if free && self.router.page() != PageId::Capture {
            let pasted = ctx.input(|input| {
                input.events.iter().find_map(|event| match event {
                    Event::Paste(text) if text.contains('\t') || text.trim().lines().count() > 1 => Some(text.clone()),
                    _ => None,
                })
            });
            if let Some(text) = pasted {
                session.mail.pasted.set(Some(text));
                self.router.go(PageId::Import.into());
            }
        }
    }

    fn shortcuts(&mut self, ctx: &Context) {
        if self.dialog.is_some() || self.palette.is_some() {
            return;
        }
        let state = self.state();
        let typing = ctx.text_edit_focused();
        for (shortcut, command) in Command::by_keys() {
            if typing && command.yields_to_text() {
                continue;
            }
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) && command.enabled(state) {
                self.posts.push(Post::Run(command));
            }
        }
    }

    fn carry_out(&mut self, ctx: &Context) {
        for post in std::mem::take(&mut self.posts) {
            match post {
                Post::Act(action) => self.request(Request::Apply(action)),
                Post::Request(request) => self.request(*request),
                Post::Ask(question) => self.dialog = Some(Dialog::Confirm(*question)),
                Post::Job(job) => {
                    if let Some(session) = &mut self.session {
                        session.start(job);
                    }
                }
                Post::Go(place) => self.router.go(place),
                Post::Run(command) => self.run(ctx, command),
                Post::Toast(toast) => self.toasts.push(toast),
                Post::Status(words) => self.status = words,
                Post::Set(change) => change(&mut self.settings),
                Post::Pick(request) => self.pick(request),
                Post::Open(opening) => self.open(opening),
                Post::Reveal(path) => {
                    if let Some(address) = folder_address(&path) {
                        ctx.open_url(OpenUrl::new_tab(address));
                    }
                }
            }
        }
    }

    fn request(&mut self, request: Request) {
        let lang = self.lang();
        if let Some(session) = &mut self.session {
            let label = match &request {
                Request::Check(_) => UiText::CheckingFile.say(lang),
                Request::ApplyWith(..) => UiText::Writing.say(lang),
                _ => String::new(),
            };
            session.post_listed(request, label);
        }
    }

    fn pick(&mut self, request: PickRequest) {
        let folder =
            self.session.as_ref().filter(|_| self.passing.is_none()).and_then(|session| session.path().parent());
        let proposed = super::workspace::proposed_folder();
        self.picking.push(Picking::start(request, folder.or(proposed.as_deref()), self.wake.clone()));
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        let state = self.state();
        if !command.enabled(state) {
            return;
        }
        let today = (self.surroundings.today)();
        match command {
            Command::Palette => {
                self.palette = Some(Palette::new(state, self.lang()));
            }
            Command::GoBack => self.router.back(),
            Command::GoForward => self.router.forward(),
            Command::Find => self.find = true,
            Command::AddCompany => self.router.go(Place::part(PageId::Companies, "new")),
            Command::AddLead => self.router.go(Place::part(PageId::Pipeline, "new")),
            Command::FindDuplicates => self.router.go(Place::part(PageId::Data, "duplicates")),
            Command::Undo => self.request(Request::Undo),
            Command::Redo => self.request(Request::Redo),
            Command::NewWorkspace => {
                self.close();
                self.start.ask_new(today);
            }
            Command::OpenWorkspace => {
                let filter = UiText::WorkspaceFiles.say(self.lang());
                let title = UiText::StartOpen.say(self.lang());
                let kind = PickKind::Open { filter, endings: &[ENDING] };
                if self.session.is_none() {
                    self.start.ask_open();
                }
                self.pick(PickRequest { key: PICK_OPEN, title, kind });
            }
            Command::OpenDemo => self.open(Opening::Demo),
            Command::CloseWorkspace => self.close(),
            Command::BackUp => self.request(Request::BackUp { folder: None }),
            Command::CheckFile => self.request(Request::Check(Progress::default())),
            Command::CancelJobs => {
                if let Some(session) = &self.session {
                    session.cancel_all();
                }
            }
            Command::Settings => self.dialog = Some(Dialog::Settings),
            Command::SwitchTheme => {
                let dark = ctx.theme() == Theme::Dark;
                self.settings.theme = if dark { ThemeChoice::Light } else { ThemeChoice::Dark };
            }
            Command::SwitchLanguage => {
                self.settings.lang = Some(if self.lang() == Lang::Zh { Lang::En } else { Lang::Zh });
            }
            Command::LargerText => self.settings.step_text_size(true),
            Command::SmallerText => self.settings.step_text_size(false),
            Command::NormalText => self.settings.text_size = 1.0,
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::GoOverview
            | Command::GoCompanies
            | Command::GoPipeline
            | Command::GoCapacity
            | Command::GoChain
            | Command::GoFair
            | Command::CaptureTalk
            | Command::GoShortlist
            | Command::GoReports
            | Command::GoPlan
            | Command::GoData
            | Command::Compare
            | Command::Pursue
            | Command::Import => {
                if let Some(page) = command.page() {
                    self.router.go(page.into());
                }
            }
        }
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let lang = self.lang();
        let now = (self.surroundings.now)();
        let today = (self.surroundings.today)();
        let state = self.state();
        let target = self.router.take_target();
        let Self { session: Some(session), settings, pages, router, posts, status, find, passing, .. } = self else {
            return;
        };
        let shown = std::mem::take(status);
        let status = shell::Status { page: &shown, now, read_only: !session.is_writable() };
        // At a stand the whole window belongs to the talk.
        if router.page() != PageId::Capture {
            shell::top_bar_ui(ui, session, state, lang, posts);
            shell::status_bar_ui(ui, session, &status, lang, posts);
            shell::rail_ui(ui, router.page(), lang, posts);
        }
        let tokens = Tokens::of(ui.visuals().dark_mode);
        let margin = Margin::same(theme::tokens::PAGE_PADDING);
        CentralPanel::default().frame(Frame::new().fill(tokens.base).inner_margin(margin)).show(ui, |ui| {
            let context = PageContext {
                lang,
                tokens,
                snapshot: &session.snapshot,
                revision: session.revision,
                view: session.view.as_ref(),
                finder: session.finder.as_ref(),
                view_revision: session.view_revision,
                today,
                now,
                surroundings: self.surroundings,
                settings,
                path: session.path(),
                writable: session.is_writable(),
                fictional: session.snapshot.is_fictional(),
                passing: passing.is_some(),
                answers: &session.answers,
                checking: session.is_checking(),
                running: &session.listed,
                target,
                find: std::mem::take(find),
                mail: &session.mail,
            };
            let page = router.page();
            session.mail.takes_files.set(false);
            ui.push_id(page, |ui| pages.ui(page, ui, &context, posts));
        });
        // What the page said holds until it says something else.
        if !posts.iter().any(|post| matches!(post, Post::Status(_))) {
            posts.push(Post::Status(String::new()));
        }
    }

    fn overlays_ui(&mut self, ctx: &Context) {
        let lang = self.lang();
        let state = self.state();
        if let Some(palette) = &mut self.palette
            && palette.ui(ctx, state, lang, self.session.as_ref(), &mut self.posts)
        {
            self.palette = None;
        }
        let answered = match &mut self.dialog {
            Some(Dialog::Confirm(question)) => confirm::ui(ctx, question, lang, &mut self.posts),
            Some(Dialog::Settings) => settings_dialog::ui(ctx, &mut self.settings, lang),
            Some(Dialog::Shortcuts) => shortcuts::ui(ctx, lang),
            None => false,
        };
        if answered {
            self.dialog = None;
        }
        self.toasts.ui(ctx, lang, &mut self.posts);
        if self.hovering && self.session.is_some() {
            drop_hint_ui(ctx, lang);
        }
    }

    /// Remembers where things stand.
    fn remember(&mut self, ctx: &Context) {
        memory::store(ctx, &mut self.settings);
        ctx.input(|input| {
            let viewport = input.viewport();
            self.settings.maximized = viewport.maximized.unwrap_or(self.settings.maximized);
            if !self.settings.maximized
                && let Some(rect) = viewport.inner_rect
            {
                self.settings.window = Some((rect.width().round(), rect.height().round()));
            }
        });
        self.keeper.keep(ctx, &self.settings);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.absorb_gifts(ctx);
        self.shortcuts(ctx);
        self.carry_out(ctx);
        self.absorb(ctx);
        self.apply_settings(ctx);
        if let Some(ahead) = &mut self.ahead {
            ahead.step(ctx);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if self.session.is_some() {
            self.page_ui(ui);
        } else {
            let today = (self.surroundings.today)();
            let lang = self.lang();
            let pending = self.pending.as_ref().map(|pending| pending.name.as_str());
            let wanted = self.start.ui(ui, &mut self.settings, pending, today, lang, &mut self.posts);
            if let Some(opening) = wanted {
                self.open(opening);
                ctx.request_repaint();
            }
        }
        self.overlays_ui(&ctx);
        // What was asked for in this frame is carried out at the beginning of the next one.
        if self.posts.iter().any(|post| !matches!(post, Post::Status(_)))
            || self.pending.is_some() && self.wake.is_none()
        {
            ctx.request_repaint();
        } else {
            self.carry_out(&ctx);
        }
        // After everything that may have changed it: nothing may draw a frame afterwards.
        self.remember(&ctx);
    }

    fn clear_color(&self, visuals: &eframe::egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let open = self.session.as_ref().filter(|_| self.passing.is_none()).map(|session| session.path().to_owned());
        self.settings.last = open;
        self.keeper.finish(&self.settings);
        // Dropping the desk waits until everything posted is written.
        self.session = None;
        self.passing = None;
    }
}

/// What is said about news.
fn speak(news: News, lang: Lang) -> Toast {
    match news {
        News::Done { done, undone } => {
            let step = if let (Some((created, updated)), Some(list)) = (done.imported, &done.subject) {
                let (created, updated) = (format::count(created), format::count(updated));
                UiText::Imported { list: list.clone(), created, updated }.say(lang)
            } else if done.records > 1 && done.subject.is_none() {
                UiText::ManyStep { kind: done.kind.label(lang), records: format::count(done.records) }.say(lang)
            } else {
                Step { kind: Some(done.kind), subject: done.subject }.say(lang)
            };
            match undone {
                None => Toast::note(UiText::StepDone { step }.say(lang)).with(ToastAction::Run(Command::Undo)),
                Some(true) => Toast::note(UiText::StepUndone { step }.say(lang)).with(ToastAction::Run(Command::Redo)),
                Some(false) => Toast::note(UiText::StepRedone { step }.say(lang)).with(ToastAction::Run(Command::Undo)),
            }
        }
        // Who stops something knows that it stopped.
        News::Failed(error @ LedgerError::Cancelled) => Toast::note(error.say(lang)),
        News::Failed(error) => Toast::failure(error.say(lang)),
        News::BackedUp(path) => {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Toast::note(UiText::BackupMade { file }.say(lang)).with(ToastAction::Reveal(path))
        }
        News::Checked(true) => Toast::note(UiText::CheckedSound.say(lang)),
        News::Checked(false) => Toast::failure(UiText::CheckedFaulty.say(lang)),
        News::Broken(words) => Toast::failure(UiText::Broken { words }.say(lang)),
    }
}

/// What is said when a backup was put in place, or was not.
fn restored(restoring: Restoring, lang: Lang) -> Toast {
    match restoring {
        Ok(None) => Toast::note(UiText::Restored.say(lang)),
        Ok(Some(kept)) => {
            let file = kept.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Toast::note(UiText::RestoredBeside { file }.say(lang)).with(ToastAction::Reveal(kept))
        }
        Err(error) => Toast::failure(UiText::NotRestored { why: error.say(lang) }.say(lang)),
    }
}

/// While a file is held over the window: what letting go will do.
fn drop_hint_ui(ctx: &Context, lang: Lang) {
    let tokens = Tokens::of(ctx.global_style().visuals.dark_mode);
    let layer = eframe::egui::LayerId::new(eframe::egui::Order::Foreground, eframe::egui::Id::unique("drop hint"));
    let painter = ctx.layer_painter(layer);
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0, tokens.backdrop);
    let card = eframe::egui::Rect::from_center_size(rect.center(), eframe::egui::vec2(360.0, 96.0));
    painter.rect(
        card,
        8,
        tokens.raised,
        eframe::egui::Stroke::new(2.0, tokens.accent),
        eframe::egui::StrokeKind::Inside,
    );
    painter.text(
        card.center(),
        eframe::egui::Align2::CENTER_CENTER,
        UiText::DropHere.say(lang),
        eframe::egui::FontId::proportional(16.0),
        tokens.text,
    );
}
