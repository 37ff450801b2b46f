//! Finding companies: 100 000 with everything the window knows of them, 1 000 000 names alone, and what is noted of
//! 20 000 leads and 100 000 calls and visits.
//!
//! `cargo bench --bench search`

#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use zhaoshang::search::{Builder, Field, Index};

const QUERIES: &[&str] = &["有", "中际微", "zjw", "zhongji", "z", "semicondutcor", "915001", "中际 dianzi", "查无此名"];
const SIGNS: &str =
    "中际微电子重庆长江成都北湾南岭精密传动智能装备新材料芯源半导体航空动力机械科技实业华盛通达宏远金属轴承";
const WORDS: &[&str] =
    &["north", "bay", "river", "semiconductor", "precision", "motors", "bearing", "alloy", "systems"];

static COMPANIES: LazyLock<Index> = LazyLock::new(|| build(100_000, true));
static NOTES: LazyLock<Index> = LazyLock::new(build_notes);
static NAMES: LazyLock<Index> = LazyLock::new(|| build(1_000_000, false));

fn main() {
    divan::main();
}

fn build(rows: usize, full: bool) -> Index {
    let signs: Vec<char> = SIGNS.chars().collect();
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut builder = Builder::default();
    let name = |random: &mut ChaCha8Rng, len: usize| -> String {
        (0..len).map(|_| signs[random.random_range(0..signs.len())]).collect()
    };
    for row in 0..rows {
        builder.next_row();
        builder.add(Field::Name, &format!("{}有限公司", name(&mut random, 8)));
        if full {
            builder.add(Field::Name, &name(&mut random, 4));
            builder.add(Field::OtherName, &format!("{}有限责任公司", name(&mut random, 6)));
            let words: Vec<&str> = (0..4).map(|_| WORDS[random.random_range(0..WORDS.len())]).collect();
            builder.add(Field::OtherName, &format!("{} Co., Ltd.", words.join(" ")));
            builder.add(Field::Code, &format!("91500105MA5U{row:06}"));
            builder.add(Field::Person, &name(&mut random, 3));
            builder.add(Field::Note, &name(&mut random, 60));
        }
    }
    builder.finish()
}

/// Titles and progress of leads, then what was said in calls and visits: the parts that change all day.
fn build_notes() -> Index {
    let signs: Vec<char> = SIGNS.chars().collect();
    let mut random = ChaCha8Rng::seed_from_u64(8);
    let mut text = |len: usize| -> String { (0..len).map(|_| signs[random.random_range(0..signs.len())]).collect() };
    let mut builder = Builder::default();
    for _ in 0..20_000 {
        builder.next_row();
        builder.add(Field::Title, &text(12));
        builder.add(Field::Note, &text(40));
    }
    for _ in 0..100_000 {
        builder.next_row();
        builder.add(Field::Note, &text(60));
    }
    builder.finish()
}

#[divan::bench(args = QUERIES, sample_count = 20)]
fn of_120_000_notes(bencher: Bencher, query: &str) {
    let index = &*NOTES;
    bencher.bench_local(|| index.best(black_box(query), 8));
}

#[divan::bench(sample_count = 3)]
fn build_for_120_000_notes() -> Index {
    build_notes()
}

#[divan::bench(args = QUERIES, sample_count = 20)]
fn of_100_000_companies(bencher: Bencher, query: &str) {
    let index = &*COMPANIES;
    bencher.bench_local(|| index.best(black_box(query), 8));
}

#[divan::bench(args = QUERIES, sample_count = 10)]
fn of_1_000_000_names(bencher: Bencher, query: &str) {
    let index = &*NAMES;
    bencher.bench_local(|| index.best(black_box(query), 8));
}

#[divan::bench(sample_count = 3)]
fn build_for_100_000_companies() -> Index {
    build(black_box(100_000), true)
}
