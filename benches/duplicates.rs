//! Looking through 100 000 companies for those entered twice: one run in full, then the parts.
//!
//! `cargo bench --bench duplicates`. One company in fifty is a second record of another, written in another way.

#![allow(missing_docs, clippy::unwrap_used)]

use std::time::Instant;

use divan::Bencher;
use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;
use zhaoshang::{
    domain::{company::Company, ids::CompanyId},
    identity::{Entry, Likeness, Roll},
};

const COMPANIES: usize = 100_000;

const SIGNS: &str = "鑫源兴达宏盛华泰恒利德昌福荣瑞祥嘉信诚安康隆丰裕顺通美佳金银龙腾飞鸿博远景明辉亿众力新欣弘洪胜圣玉\
                     钰峰锋海江山川云天地东南西北中正和平万千百大小长永久光耀星晨阳春秋夏冬雨雪风雷";
const TRADES: &[&str] = &[
    "建材",
    "商贸",
    "机械",
    "石材",
    "食品",
    "包装",
    "汽车配件",
    "水泥制品",
    "装饰工程",
    "农业开发",
    "物流",
    "电子科技",
    "塑料制品",
    "五金",
    "家具",
    "服装",
    "建筑劳务",
    "环保科技",
    "新材料",
    "生物科技",
    "自动化设备",
    "精密机械",
];
const PLACES: &[&str] = &[
    "重庆市垫江县",
    "重庆市",
    "深圳市",
    "苏州市",
    "东莞市",
    "成都市",
    "武汉",
    "宁波市",
    "济南市章丘区",
    "无锡",
    "佛山市",
];
const FORMS: &[&str] = &["有限公司", "有限公司", "股份有限公司", "厂"];

fn companies(count: usize) -> Vec<Company> {
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let signs: Vec<char> = SIGNS.chars().filter(|sign| !sign.is_whitespace()).collect();
    let mut made: Vec<String> = Vec::with_capacity(count);
    (1..=count)
        .map(|key| {
            let id = CompanyId::from_uuid(Uuid::from_u128(key as u128));
            if key % 50 == 0 {
                return Company::named(id, &format!("{}有限责任公司", made.choose(&mut dice).unwrap()));
            }
            let length = if dice.random_bool(0.7) { 2 } else { 3 };
            let brand: String = (0..length).map(|_| *signs.choose(&mut dice).unwrap()).collect();
            let place = PLACES.choose(&mut dice).unwrap();
            let core = format!("{brand}{}", TRADES.choose(&mut dice).unwrap());
            let name = format!("{place}{core}{}", FORMS.choose(&mut dice).unwrap());
            let mut company = Company::named(id, &name);
            company.phone = format!("1{:010}", dice.random_range(3_000_000_000_u64..9_999_999_999)).into();
            company.address = format!("{place}工业园{}号", dice.random_range(1..999)).into();
            made.push(core);
            company
        })
        .collect()
}

fn main() {
    let companies = companies(COMPANIES);
    let entries: Vec<Entry<'_>> = companies.iter().map(Entry::of).collect();
    let began = Instant::now();
    let roll = Roll::new(&entries, &|_| true).unwrap();
    let made = began.elapsed();
    let pairs = roll.pairs(0, &|_| true).unwrap();
    let all = began.elapsed();
    let likely = pairs.iter().filter(|pair| pair.comparison.likeness <= Likeness::Likely).count();
    println!(
        "{COMPANIES} companies: {all:.2?} (making ready {made:.2?}), {} pairs, {likely} of them likely",
        pairs.len()
    );
    divan::main();
}

/// 3 000 further companies against 100 000 that are known, as an import asks.
#[divan::bench(sample_count = 5)]
fn list_of_3000_against_100000(bencher: Bencher) {
    let companies = companies(COMPANIES + 3_000);
    let entries: Vec<Entry<'_>> = companies.iter().map(Entry::of).collect();
    bencher.bench_local(|| {
        let roll = Roll::new(&entries, &|_| true).unwrap();
        roll.pairs(COMPANIES, &|_| true).unwrap().len()
    });
}

/// A list of 50 000 companies in an empty workspace.
#[divan::bench(sample_count = 5)]
fn list_of_50000(bencher: Bencher) {
    let companies = companies(50_000);
    let entries: Vec<Entry<'_>> = companies.iter().map(Entry::of).collect();
    bencher.bench_local(|| Roll::new(&entries, &|_| true).unwrap().pairs(0, &|_| true).unwrap().len());
}
