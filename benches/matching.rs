//! Throughput of matching on generated registry entries of realistic length (about 230 characters).
//!
//! `cargo bench --bench matching` prints texts per second per core: 2 000 texts a round. Where the real registry list
//! lies beside the project, its entries are measured too.

use divan::{Bencher, counter::ItemsCount};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use zhaoshang::{
    domain::fit::TextSource,
    matching::{MatchText, Matcher, Scratch, seed_catalogue},
};

const TEXTS: usize = 2_000;

/// Things a registry entry lists; most of them, as in life, are neither in the plan nor far from it.
const THINGS: &[&str] = &[
    "电子元器件",
    "汽车零部件及配件",
    "通用设备",
    "专用设备（不含许可类专业设备）",
    "机械零件、零部件",
    "五金产品",
    "塑料制品",
    "橡胶制品",
    "金属材料",
    "集成电路芯片及产品",
    "半导体分立器件",
    "电机及其控制系统",
    "新能源汽车电附件",
    "智能车载设备",
    "工业机器人",
    "第二类医疗器械",
    "仪器仪表",
    "计算机软硬件及辅助设备",
    "建筑材料",
    "轻质建筑材料",
    "数控机床",
    "增材制造装备",
    "3D打印基础材料",
    "石墨烯材料",
    "日用百货",
    "办公用品",
    "化工产品（不含许可类化工产品）",
    "模具",
    "轴承、齿轮和传动部件",
    "摩托车零配件",
    "农业机械",
    "液压动力机械及元件",
    "家用电器",
    "纺织品",
    "光伏设备及元器件",
    "电池零配件",
    "配电开关控制设备",
    "机床功能部件及附件",
    "高性能有色金属及合金材料",
    "劳动保护用品",
];
const DEEDS: &[&str] = &[
    "制造",
    "销售",
    "研发",
    "批发",
    "零售",
    "加工",
    "的研发、生产和销售",
    "制造（分支机构经营）",
    "维修",
    "租赁",
    "技术服务",
    "专业设计服务",
    "进出口",
];
const GENERAL: &[&str] = &[
    "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广",
    "货物进出口",
    "技术进出口",
    "信息技术咨询服务",
    "普通货物仓储服务",
    "国内贸易代理",
    "以自有资金从事投资活动",
    "物业管理",
    "非居住房地产租赁",
    "机械设备租赁",
    "软件开发",
    "企业管理咨询",
];

/// Registry entries like real ones, always the same.
fn texts() -> Vec<String> {
    let mut random = ChaCha8Rng::seed_from_u64(20_250_101);
    (0..TEXTS)
        .map(|_| {
            let goal = random.random_range(120..340);
            let mut text = String::from(if random.random_bool(0.5) { "一般项目：" } else { "" });
            while text.chars().count() < goal - 50 {
                if random.random_bool(0.25) {
                    text.push_str(GENERAL[random.random_range(0..GENERAL.len())]);
                } else {
                    text.push_str(THINGS[random.random_range(0..THINGS.len())]);
                    text.push_str(DEEDS[random.random_range(0..DEEDS.len())]);
                }
                text.push('；');
            }
            text.push_str("（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）许可项目：第三类医疗器械生产（依法须经批准的项目，经相关部门批准后方可开展经营活动）");
            text
        })
        .collect()
}

fn matcher() -> Matcher {
    match seed_catalogue().and_then(|spec| Matcher::new(&spec)) {
        Ok(matcher) => matcher,
        Err(error) => panic!("the shipped catalogue: {error}"),
    }
}

/// Sector, segment and strength, without writing out the evidence.
#[divan::bench(sample_count = 40)]
fn verdicts(bencher: Bencher) {
    let (matcher, texts, mut scratch) = (matcher(), texts(), Scratch::default());
    bencher.counter(ItemsCount::new(TEXTS)).bench_local(|| {
        texts
            .iter()
            .filter(|text| {
                let text = MatchText { source: TextSource::BusinessScope, text };
                matcher.verdict(&[text], &mut scratch).sector.is_some()
            })
            .count()
    });
}

/// The same on real registry entries, if there are any here.
#[divan::bench(sample_count = 40)]
fn verdicts_of_real_entries(bencher: Bencher) {
    let (matcher, texts, mut scratch) = (matcher(), real_entries(), Scratch::default());
    bencher.counter(ItemsCount::new(texts.len())).bench_local(|| {
        texts
            .iter()
            .filter(|text| {
                let text = MatchText { source: TextSource::BusinessScope, text };
                matcher.verdict(&[text], &mut scratch).sector.is_some()
            })
            .count()
    });
}

/// 经营范围 of the real registry list beside the project; empty where it is absent.
fn real_entries() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/lists/registry_2000_rows.csv");
    let Ok(mut reader) = csv::Reader::from_path(file) else { return Vec::new() };
    let scope = reader.headers().ok().and_then(|headers| headers.iter().position(|header| header == "经营范围"));
    let Some(scope) = scope else { return Vec::new() };
    reader.records().filter_map(Result::ok).filter_map(|row| row.get(scope).map(str::to_owned)).collect()
}

/// The whole fit with all evidence.
#[divan::bench(sample_count = 20)]
fn fits(bencher: Bencher) {
    let (matcher, texts, mut scratch) = (matcher(), texts(), Scratch::default());
    bencher.counter(ItemsCount::new(TEXTS)).bench_local(|| {
        texts
            .iter()
            .map(|text| {
                let text = MatchText { source: TextSource::BusinessScope, text };
                matcher.match_texts(&[text], &mut scratch).evidence.len()
            })
            .sum::<usize>()
    });
}

/// Compiling the shipped catalogue.
#[divan::bench(sample_count = 5)]
fn compile() -> usize {
    matcher().term_count()
}

fn main() {
    let matcher = matcher();
    let texts = texts();
    let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
    println!(
        "{} terms, {:.1} MB compiled, {} characters a text on average",
        matcher.term_count(),
        matcher.bytes() as f64 / 1e6,
        characters / texts.len()
    );
    let real = real_entries();
    if real.is_empty() {
        println!("no real registry entries beside the project; that bench measures nothing");
    } else {
        let characters: usize = real.iter().map(|text| text.chars().count()).sum();
        println!("{} real entries of {} characters on average", real.len(), characters / real.len());
    }
    divan::main();
}
