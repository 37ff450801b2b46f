//! The chain, the reports and what changed over 100 000 companies and 20 000 leads: what their jobs take, and what a
//! picture takes.
//!
//! `cargo bench --bench reports`

#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::{Arc, OnceLock};

use divan::Bencher;
use jiff::civil::{Date, date};
use zhaoshang::{
    clock::Surroundings,
    domain::plan::Plan,
    ledger::{Ledger, Policy, View, Who, chain_map::ChainMap, demo, seeds},
    report::{
        chain::{Chosen, Detail, Poster, layout, picture, poster},
        scene::{PictureFormat, write},
        statistics::{Dimension, Span, Wanted, statistics},
    },
    text::Lang,
};

const TODAY: Date = date(2026, 11, 23);

fn main() {
    divan::main();
}

fn view() -> &'static View {
    static VIEW: OnceLock<View> = OnceLock::new();
    VIEW.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let options = demo::DemoOptions { companies: 100_000, leads: 20_000, ..demo::DemoOptions::new(TODAY) };
        let set = demo::generate(&plan, &options);
        let who = Who { author: "bench".into(), unit: String::new(), device: "bench".into() };
        let beginning = seeds::beginning("bench", TODAY, set.changes());
        let path = folder.path().join("bench.zhaoshang");
        let ledger = Ledger::create(&path, beginning, who, Surroundings::system()).unwrap();
        let snapshot = ledger.snapshot();
        let policy = Policy::of(&snapshot).unwrap();
        View::of(snapshot, policy, TODAY, &|_| true).unwrap()
    })
}

/// What the Overview says of the slots, where no forecast was kept to compare with.
#[divan::bench]
fn what_changed_in_a_week(bencher: Bencher) {
    let view = view();
    bencher.bench(|| view.forecast_changes(TODAY.saturating_sub(jiff::ToSpan::days(7))));
}

#[divan::bench]
fn chain_counted(bencher: Bencher) {
    let view = view();
    bencher.bench(|| ChainMap::of(view, None));
}

#[divan::bench]
fn chain_laid_out(bencher: Bencher) {
    let plan = &view().policy.plan;
    bencher.bench(|| layout(plan, &ChainMap::default(), &Chosen::default(), 1.5));
}

#[divan::bench]
fn chain_drawn(bencher: Bencher) {
    let view = view();
    let map = ChainMap::of(view, None);
    let laid_out = layout(&view.policy.plan, &map, &Chosen::default(), 1.5);
    bencher.bench(|| picture(&view.policy.plan, &map, &laid_out, Detail::Near, Lang::Zh));
}

#[divan::bench(args = [PictureFormat::Png, PictureFormat::Svg])]
fn chain_written(bencher: Bencher, format: PictureFormat) {
    let view = view();
    let map = ChainMap::of(view, None);
    let around = Poster { workspace: "bench", day: "2026-11-23", fictional: true };
    let scene = poster(&view.policy.plan, &map, &Chosen::default(), around, Lang::Zh);
    bencher.bench(|| write(&scene, format).unwrap());
}

#[divan::bench]
fn all_reports(bencher: Bencher) {
    let view = view();
    let wanted = Wanted {
        span: Span::AllTime,
        dimension: Dimension::Officer,
        only: None,
        owners: Arc::default(),
        today: TODAY,
        fictional: true,
        lang: Lang::Zh,
    };
    bencher.bench(|| statistics(view, &view.snapshot, wanted.clone(), &|| true).unwrap());
}
