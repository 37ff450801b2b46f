//! The window over 100 000 companies and 20 000 leads: what a frame of each page costs, without a display.
//!
//! `cargo bench --bench window`. A frame is everything the window does for one picture on its own thread: the page, and
//! cutting its shapes into triangles; what the graphics card does comes after it. First come what it takes to open,
//! and the frames around a search and a sort; then a frame of each page as it stands.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/list.rs"]
mod list;

use std::{
    cell::RefCell,
    path::PathBuf,
    time::{Duration, Instant},
};

use divan::Bencher;
use eframe::{
    App as _,
    egui::{
        Context, Event, FullOutput, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput,
        Rect, Shape, TouchPhase, Vec2,
    },
};
use jiff::civil::date;
use zhaoshang::{
    clock::Surroundings,
    domain::plan::Plan,
    ledger::{Ledger, Who, demo, insertions, seeds},
    text::{Label, Lang},
    ui::{App, Launch, Opening, PageId, Place, SettingsFile, Target, context::Post},
};

const COMPANIES: usize = 100_000;
const LEADS: usize = 20_000;
const SIZE: Vec2 = Vec2::new(1366.0, 768.0);

thread_local! {
    static WINDOW: RefCell<Window> = RefCell::new(Window::open());
}

fn main() {
    WINDOW.with_borrow_mut(Window::report);
    divan::main();
}

/// A workspace of made-up companies, made once.
fn workspace() -> PathBuf {
    let path = list::folder().join("window-100000.zhaoshang");
    if !path.exists() {
        let today = date(2026, 1, 1);
        let plan = Plan::from_toml(seeds::PLAN, "plan.toml").unwrap();
        let set = demo::generate(&plan, &demo::DemoOptions { companies: COMPANIES, leads: LEADS, seed: 1, today });
        let mut records = insertions(&set.authors);
        records.extend(insertions(&set.companies));
        records.extend(insertions(&set.facts));
        records.extend(insertions(&set.honours));
        records.extend(insertions(&set.gate_checks));
        records.extend(insertions(&set.local_products));
        records.extend(insertions(&set.coverage));
        records.extend(insertions(&set.leads));
        records.extend(insertions(&set.moves));
        let who = Who { author: "bench".into(), unit: String::new(), device: "bench".into() };
        Ledger::create(&path, seeds::beginning("bench", today, records), who, Surroundings::system()).unwrap();
    }
    path
}

struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    begun: Instant,
    /// From opening until every company was judged and drawn.
    opened_in: Duration,
}

impl Window {
    fn open() -> Self {
        let path = workspace();
        let begun = Instant::now();
        let ctx = Context::default();
        let launch = Launch {
            open: Some(Opening::Existing(path)),
            reopen_last: false,
            settings: SettingsFile::nowhere(),
            lang: Lang::Zh,
            surroundings: Surroundings::system(),
            threaded: true,
        };
        let app = App::new(&ctx, launch);
        let mut window = Self { ctx, app, frame: eframe::Frame::_new_kittest(), begun, opened_in: Duration::ZERO };
        // Elsewhere than on the overview, so that going there loads it for the first time.
        window.go(PageId::Plan, Target::AsLeft);
        window.opened_in = begun.elapsed();
        window
    }

    /// One frame.
    fn frame(&mut self, events: Vec<Event>) -> FullOutput {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.begun.elapsed().as_secs_f64()),
            events,
            focused: true,
            ..RawInput::default()
        };
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui, frame);
            app.ui(ui, frame);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let triangles = self.ctx.tessellate(shapes.clone(), output.pixels_per_point);
        divan::black_box(&triangles);
        output.shapes = shapes;
        // The pictures of letters go to the graphics card.
        output.textures_delta.clear();
        output
    }

    fn is_busy(&self) -> bool {
        self.app.session().is_none_or(|session| {
            session.view.is_none() || session.view_revision < session.revision || !session.listed.is_empty()
        })
    }

    /// Frames until nothing is being worked on and none is asked for any more; the slowest of them, and when the last work ended.
    fn settle(&mut self) -> (Duration, Duration) {
        let begun = Instant::now();
        let (mut slowest, mut ended, mut quiet) = (Duration::ZERO, Duration::ZERO, 0);
        while quiet < 5 {
            let start = Instant::now();
            let output = self.frame(Vec::new());
            slowest = slowest.max(start.elapsed());
            let asks_for_more = output.viewport_output.values().any(|viewport| viewport.repaint_delay.is_zero());
            if self.is_busy() {
                (quiet, ended) = (0, begun.elapsed());
                std::thread::sleep(Duration::from_millis(4));
            } else if !asks_for_more {
                quiet += 1;
            }
        }
        (slowest, ended)
    }

    fn go(&mut self, page: PageId, target: Target) {
        self.app.post(Post::go(Place { page, target }));
        self.settle();
    }

    /// Where a text is drawn.
    fn place_of(&mut self, text: &str) -> Option<Pos2> {
        self.frame(Vec::new()).shapes.iter().find_map(|clipped| match &clipped.shape {
            Shape::Text(shape) if shape.galley.text() == text => Some(shape.visual_bounding_rect().center()),
            _ => None,
        })
    }

    fn click(&mut self, pos: Pos2) -> Duration {
        let press =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        [vec![Event::PointerMoved(pos)], vec![press(true)], vec![press(false)]]
            .into_iter()
            .map(|events| {
                let start = Instant::now();
                self.frame(events);
                start.elapsed()
            })
            .max()
            .unwrap_or_default()
    }

    /// A frame in which a key is pressed.
    fn press(&mut self, key: Key, modifiers: Modifiers) -> usize {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.frame(vec![Event::ModifiersChanged(modifiers), event(true), event(false)]).shapes.len()
    }

    /// A frame in which the pointer moves, and its button goes down (true) or up.
    fn pointer(&mut self, pos: Pos2, pressed: Option<bool>) -> usize {
        let button =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        let moved = [Event::ModifiersChanged(Modifiers::NONE), Event::PointerMoved(pos)];
        self.frame(moved.into_iter().chain(pressed.map(button)).collect()).shapes.len()
    }

    /// To the list of companies, with a click into a cell, so that keys go to the table.
    fn focus_companies(&mut self) {
        self.go(PageId::Companies, Target::AsLeft);
        self.click(Pos2::new(300.0, 400.0));
        self.settle();
    }

    fn report(&mut self) {
        println!("{COMPANIES} companies, {LEADS} leads; milliseconds");
        println!("  opened and judged       {:8.1}", millis(self.opened_in));
        // The first time letters are drawn that were not drawn before.
        self.tour("to");
        self.tour("again");
        for text in ["电", "电机", "电机 重庆"] {
            self.app.post(Post::go(Place { page: PageId::Companies, target: Target::Search(text.to_owned()) }));
            let (slowest, ended) = self.settle();
            println!("  search {text:16} {:8.1} slowest frame {:6.2}", millis(ended), millis(slowest));
        }
        self.go(PageId::Companies, Target::Search(String::new()));
        for column in ["价值", "企业"] {
            let Some(pos) = self.place_of(column) else {
                println!("  column {column} is not in sight");
                continue;
            };
            let click = self.click(pos);
            let (slowest, ended) = self.settle();
            println!("  sort by {column:15} {:8.1} slowest frame {:6.2}", millis(ended), millis(slowest.max(click)));
        }
    }

    /// To every page in turn.
    fn tour(&mut self, word: &str) {
        for page in PageId::RAIL {
            let start = Instant::now();
            self.app.post(Post::go(*page));
            let (slowest, ended) = self.settle();
            let name = format!("{word} {}", page.label(Lang::En));
            println!("  {name:23} {:8.1} slowest frame {:6.2}", millis(ended.min(start.elapsed())), millis(slowest));
        }
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

#[divan::bench(args = PageId::RAIL.iter().copied(), sample_count = 100)]
fn a_frame(bencher: Bencher, page: PageId) {
    WINDOW.with_borrow_mut(|window| window.go(page, Target::AsLeft));
    bencher.bench_local(|| WINDOW.with_borrow_mut(|window| window.frame(Vec::new()).shapes.len()));
}

/// The wheel over the list of companies: other rows in every frame.
#[divan::bench(sample_count = 100)]
fn scrolling_companies(bencher: Bencher) {
    WINDOW.with_borrow_mut(|window| window.go(PageId::Companies, Target::AsLeft));
    bencher.bench_local(|| {
        WINDOW.with_borrow_mut(|window| {
            let over = Event::PointerMoved(Pos2::new(500.0, 400.0));
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::new(0.0, -120.0),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            };
            window.frame(vec![over, wheel]).shapes.len()
        })
    });
}

/// Every company selected: Ctrl+A itself, then frames in which everything stays so.
#[divan::bench(sample_count = 20)]
fn selecting_all_companies(bencher: Bencher) {
    WINDOW.with_borrow_mut(Window::focus_companies);
    bencher
        .with_inputs(|| WINDOW.with_borrow_mut(|window| window.press(Key::Escape, Modifiers::NONE)))
        .bench_local_values(|_| WINDOW.with_borrow_mut(|window| window.press(Key::A, Modifiers::COMMAND)));
}

#[divan::bench(sample_count = 100)]
fn a_frame_with_all_companies_selected(bencher: Bencher) {
    WINDOW.with_borrow_mut(|window| {
        window.focus_companies();
        window.press(Key::A, Modifiers::COMMAND);
        window.settle();
    });
    bencher.bench_local(|| WINDOW.with_borrow_mut(|window| window.frame(Vec::new()).shapes.len()));
    WINDOW.with_borrow_mut(|window| window.press(Key::Escape, Modifiers::NONE));
}

/// One step of a drag that began in the first row and has reached the last ones.
#[divan::bench(sample_count = 100)]
fn dragging_over_all_companies(bencher: Bencher) {
    const HELD: [f32; 2] = [400.0, 500.0];
    let (first, last) = (Pos2::new(300.0, 0.0), Pos2::new(420.0, 0.0));
    WINDOW.with_borrow_mut(|window| {
        window.focus_companies();
        window.press(Key::Home, Modifiers::COMMAND);
        window.settle();
        window.pointer(Pos2 { y: HELD[0], ..first }, Some(true));
        window.pointer(Pos2 { y: HELD[1], ..last }, None);
        // To the last row while the button is held.
        window.press(Key::End, Modifiers::SHIFT);
        window.pointer(Pos2 { y: HELD[0], ..last }, None);
    });
    let mut step = 0;
    bencher.bench_local(|| {
        step += 1;
        WINDOW.with_borrow_mut(|window| window.pointer(Pos2 { y: HELD[step % 2], ..last }, None))
    });
    WINDOW.with_borrow_mut(|window| {
        window.pointer(Pos2 { y: HELD[1], ..last }, Some(false));
        window.press(Key::Escape, Modifiers::NONE);
        window.settle();
    });
}

/// Everything about one company, as its card asks for it.
#[divan::bench(sample_count = 100)]
fn the_detail_of_a_company(bencher: Bencher) {
    let view = WINDOW.with_borrow(|window| window.app.session().unwrap().view.clone().unwrap());
    let mut row = 0;
    bencher.bench_local(|| {
        row = (row + 7_919) % COMPANIES;
        view.detail(row).unwrap().card.scorecard.lines.len()
    });
}
