//! How well records of one company are found, on names made for the purpose: firms of one county with all that makes
//! their names alike, each written in other ways, labelled by how they were made. The figures are printed.
//!
//! `cargo test --test identity_variants -- --nocapture`

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap, HashSet};

use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;
use zhaoshang::{
    domain::{company::Company, credit_code, ids::CompanyId},
    identity::{Entry, Likeness, Roll},
};

/// Signs that names of firms are made of; those at the end of the list are taken for each other.
const SIGNS: &[&str] = &[
    "鑫", "源", "兴", "达", "宏", "盛", "华", "泰", "恒", "利", "德", "昌", "福", "荣", "瑞", "祥", "嘉", "信", "诚",
    "安", "康", "隆", "丰", "裕", "顺", "通", "美", "佳", "金", "银", "龙", "腾", "飞", "鸿", "博", "远", "景", "明",
    "辉", "亿", "众", "力", "新", "欣", "弘", "洪", "胜", "圣", "玉", "钰", "峰", "锋",
];
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
    "再生资源回收",
    "门窗",
];
const COUNTIES: &[(&str, &str)] = &[("垫江县", "垫江"), ("忠县", "忠县"), ("梁平区", "梁平")];
const TOWNS: &[&str] = &["高安镇", "澄溪镇", "普顺镇", "沙坪镇"];
/// Miswritten as, by sound or by shape.
const SLIPS: &[(&str, &str)] =
    &[("鑫", "新"), ("宏", "弘"), ("盛", "胜"), ("玉", "钰"), ("峰", "锋"), ("源", "原"), ("佳", "嘉"), ("荣", "容")];

/// A firm as its register has it.
#[derive(Clone)]
struct Firm {
    province: bool,
    county: usize,
    brand: String,
    trade: &'static str,
    form: &'static str,
    phone: String,
    person: String,
}

impl Firm {
    fn name(&self) -> String {
        let province = if self.province { "重庆市" } else { "" };
        format!("{province}{}{}{}{}", COUNTIES[self.county].0, self.brand, self.trade, self.form)
    }
}

/// A record, the firm it is of, and the way it is written.
struct Record {
    company: Company,
    firm: usize,
    way: &'static str,
}

struct Maker {
    dice: ChaCha8Rng,
    firms: Vec<Firm>,
    records: Vec<Record>,
}

impl Maker {
    fn record(&mut self, firm: usize, way: &'static str, name: &str, fields: impl FnOnce(&mut Company, &Firm)) {
        let key = Uuid::from_u128(self.records.len() as u128 + 1);
        let mut company = Company::named(CompanyId::from_uuid(key), name);
        fields(&mut company, &self.firms[firm]);
        self.records.push(Record { company, firm, way });
    }

    /// A firm of its own that resembles another.
    fn rival(&mut self, firm: Firm, way: &'static str, name: &str) {
        self.firms.push(firm);
        self.record(self.firms.len() - 1, way, name, |_, _| {});
    }

    fn brand(&mut self) -> String {
        let signs = if self.dice.random_bool(0.8) { 2 } else { 3 };
        (0..signs).map(|_| *SIGNS.choose(&mut self.dice).unwrap()).collect()
    }
}

fn traditional(name: &str) -> String {
    let pairs = [
        ('华', '華'),
        ('兴', '興'),
        ('达', '達'),
        ('龙', '龍'),
        ('丰', '豐'),
        ('县', '縣'),
        ('机', '機'),
        ('电', '電'),
        ('车', '車'),
    ];
    name.chars().map(|c| pairs.iter().find(|(simple, _)| *simple == c).map_or(c, |(_, old)| *old)).collect()
}

/// Firms of one county and its neighbours, written in every way; and firms that only look like them.
#[allow(clippy::too_many_lines)] // a list of ways to write a name
fn records() -> Vec<Record> {
    let mut maker = Maker { dice: ChaCha8Rng::seed_from_u64(6), firms: Vec::new(), records: Vec::new() };
    let mut taken = HashSet::new();
    while maker.firms.len() < 1_500 {
        let firm = Firm {
            province: maker.dice.random_bool(0.3),
            county: if maker.dice.random_bool(0.8) { 0 } else { maker.dice.random_range(1..COUNTIES.len()) },
            brand: maker.brand(),
            trade: TRADES.choose(&mut maker.dice).unwrap(),
            form: if maker.dice.random_bool(0.75) { "有限公司" } else { "厂" },
            phone: format!("1{:010}", maker.dice.random_range(3_000_000_000_u64..9_999_999_999)),
            person: (0..3).map(|_| *SIGNS.choose(&mut maker.dice).unwrap()).collect(),
        };
        if taken.insert((firm.county, firm.brand.clone(), firm.trade, firm.form)) {
            let name = firm.name();
            maker.firms.push(firm);
            let all = maker.firms.len() - 1;
            maker.record(all, "register", &name, |_, _| {});
        }
    }
    for index in 0..1_500 {
        let firm = maker.firms[index].clone();
        let Firm { county, brand, trade, form, .. } = &firm;
        let (county, short) = COUNTIES[*county];
        match index % 25 {
            0 => maker.record(index, "region left out", &format!("{brand}{trade}{form}"), |_, _| {}),
            1 => maker.record(index, "region in short", &format!("{short}{brand}{trade}{form}"), |_, _| {}),
            2 => maker.record(index, "region in brackets", &format!("{brand}{trade}（{short}）{form}"), |_, _| {}),
            3 => maker.record(index, "province added", &format!("重庆{county}{brand}{trade}{form}"), |_, _| {}),
            4 if *form == "有限公司" => {
                maker.record(
                    index,
                    "another word for the form",
                    &format!("{county}{brand}{trade}有限责任公司"),
                    |_, _| {},
                );
            }
            5 => maker.record(index, "form left out", &format!("{county}{brand}{trade}"), |_, _| {}),
            6 => maker.record(index, "short", &format!("{brand}{trade}"), |_, _| {}),
            7 => maker.record(index, "traditional", &traditional(&firm.name()), |_, _| {}),
            8 => maker.record(
                index,
                "spaces",
                &firm.name().chars().flat_map(|c| [c, ' ']).collect::<String>(),
                |_, _| {},
            ),
            9 | 10 => {
                // A slip of the pen, with a phone number and without.
                let Some((right, wrong)) = SLIPS.iter().find(|(right, _)| brand.contains(right)) else { continue };
                let name = firm.name().replacen(right, wrong, 1);
                let known = maker
                    .firms
                    .iter()
                    .any(|other| other.brand == brand.replacen(right, wrong, 1) && other.trade == *trade);
                if known {
                    continue;
                }
                let with_phone = index % 25 == 10;
                let way = if with_phone { "slip, same phone and person" } else { "slip" };
                if with_phone {
                    let first = maker.records.iter_mut().find(|record| record.firm == index).unwrap();
                    first.company.phone = firm.phone.as_str().into();
                    first.company.legal_representative = firm.person.as_str().into();
                }
                maker.record(index, way, &name, |company, firm| {
                    if with_phone {
                        company.phone = firm.phone.as_str().into();
                        company.legal_representative = firm.person.as_str().into();
                    }
                });
            }
            11 => {
                // Renamed; the list knows the name before.
                let brand = maker.brand();
                if !taken.insert((firm.county, brand.clone(), trade, form)) {
                    continue;
                }
                let name = format!("{county}{brand}{trade}{form}");
                maker.record(index, "renamed", &name, |company, firm| company.former_names = firm.name().into());
            }
            12 => {
                let code = credit_code::complete(&format!("91500231MA{index:07}")).unwrap();
                let first = maker.records.iter_mut().find(|record| record.firm == index).unwrap();
                first.company.credit_code = code.as_str().into();
                let name = format!("{brand}{form}");
                maker.record(index, "same code, name cut", &name, |company, _| {
                    company.credit_code = code.as_str().into();
                });
            }
            13 => maker.rival(Firm { form: "经营部", ..firm.clone() }, "trader", &format!("{brand}{trade}经营部")),
            14 => {
                let other = TRADES.iter().find(|other| *other != trade).unwrap();
                if taken.insert((firm.county, brand.clone(), other, form)) {
                    let rival = Firm { trade: other, ..firm.clone() };
                    let name = rival.name();
                    maker.rival(rival, "another trade", &name);
                }
            }
            15 => {
                let rival = Firm { county: (firm.county + 1) % COUNTIES.len(), ..firm.clone() };
                if taken.insert((rival.county, brand.clone(), trade, form)) {
                    let name = rival.name();
                    maker.rival(rival, "another county", &name);
                }
            }
            16 => maker.rival(firm.clone(), "branch", &format!("{}{}分公司", firm.name(), TOWNS[index % 4])),
            17 => {
                let Some((right, wrong)) = SLIPS.iter().find(|(right, _)| brand.contains(right)) else { continue };
                let other = brand.replacen(right, wrong, 1);
                if taken.insert((firm.county, other.clone(), trade, form)) {
                    let rival = Firm { brand: other, ..firm.clone() };
                    let name = rival.name();
                    maker.rival(rival, "one sign apart", &name);
                }
            }
            18 => {
                maker.rival(firm.clone(), "numbered", &format!("{county}{brand}二{form}"));
                maker.rival(firm.clone(), "numbered", &format!("{county}{brand}三{form}"));
            }
            19 => maker.rival(firm.clone(), "group", &format!("{county}{brand}集团有限公司")),
            20 => {
                for town in &TOWNS[..2] {
                    maker.rival(firm.clone(), "another town", &format!("{county}{town}{brand}{trade}{form}"));
                }
            }
            21 => {
                // One owner, two firms under one phone.
                let first = maker.records.iter_mut().find(|record| record.firm == index).unwrap();
                first.company.phone = firm.phone.as_str().into();
                let other = TRADES.iter().rev().find(|other| *other != trade).unwrap();
                if taken.insert((firm.county, brand.clone(), other, form)) {
                    let rival = Firm { trade: other, ..firm.clone() };
                    let name = rival.name();
                    maker.firms.push(rival);
                    let last = maker.firms.len() - 1;
                    maker.record(last, "sister, same phone", &name, |company, firm| {
                        company.phone = firm.phone.as_str().into();
                    });
                }
            }
            22 => maker.record(index, "phone and place field", &format!("{brand}{trade}{form}"), |company, firm| {
                company.phone = firm.phone.as_str().into();
                company.district = county.into();
            }),
            _ => {}
        }
    }
    maker.records
}

#[derive(Default)]
struct Count {
    pairs: usize,
    likely: usize,
    queued: usize,
}

#[test]
fn one_company_is_found_and_two_are_not_joined() {
    let records = records();
    let entries: Vec<Entry<'_>> = records.iter().map(|record| Entry::of(&record.company)).collect();
    let roll = Roll::new(&entries, &|_| true).unwrap();
    let pairs = roll.pairs(0, &|_| true).unwrap();
    let row: HashMap<CompanyId, usize> =
        records.iter().enumerate().map(|(row, record)| (record.company.id, row)).collect();
    let found: HashMap<(usize, usize), Likeness> =
        pairs.iter().map(|pair| ((row[&pair.one], row[&pair.other]), pair.comparison.likeness)).collect();

    // Every pair of records of one firm counts; so does every pair found.
    let mut of_firm: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, record) in records.iter().enumerate() {
        of_firm.entry(record.firm).or_default().push(row);
    }
    let mut ways: BTreeMap<&str, Count> = BTreeMap::new();
    let mut all = Count::default();
    for rows in of_firm.values() {
        for pair in rows.windows(2) {
            let count = ways.entry(records[pair[1]].way).or_default();
            let likeness = found.get(&(pair[0], pair[1]));
            for count in [count, &mut all] {
                count.pairs += 1;
                count.queued += usize::from(likeness.is_some());
                count.likely += usize::from(likeness.is_some_and(|likeness| *likeness <= Likeness::Likely));
            }
        }
    }
    let mut wrong: BTreeMap<(&str, &str), Count> = BTreeMap::new();
    let (mut likely, mut likely_right, mut queued_right) = (0, 0, 0);
    for ((one, other), likeness) in &found {
        let is_right = records[*one].firm == records[*other].firm;
        let is_likely = *likeness <= Likeness::Likely;
        likely += usize::from(is_likely);
        likely_right += usize::from(is_likely && is_right);
        queued_right += usize::from(is_right);
        if !is_right {
            let mut ways = [records[*one].way, records[*other].way];
            ways.sort_unstable();
            let count = wrong.entry((ways[0], ways[1])).or_default();
            count.queued += 1;
            count.likely += usize::from(is_likely);
            if is_likely || std::env::var_os("SHOW").is_some() {
                println!("  joined: {} / {}", records[*one].company.name, records[*other].company.name);
            }
        }
    }
    println!("{} records of {} firms", records.len(), of_firm.len());
    println!("{:>30} {:>6} {:>8} {:>8}", "written as", "pairs", "likely", "queued");
    for (way, Count { pairs, likely, queued }) in &ways {
        println!("{way:>30} {pairs:>6} {:>7.1}% {:>7.1}%", percent(*likely, *pairs), percent(*queued, *pairs));
    }
    println!("two firms put before a person:");
    for ((one, other), Count { likely, queued, .. }) in &wrong {
        println!("{:>30} {queued:>6}, of them called likely {likely}", format!("{one} / {other}"));
    }
    let precision = percent(likely_right, likely);
    let recall = percent(all.likely, all.pairs);
    let (queued_precision, queued_recall) = (percent(queued_right, found.len()), percent(all.queued, all.pairs));
    println!("likely: precision {precision:.1} %, recall {recall:.1} %");
    println!("likely or unsure: precision {queued_precision:.1} %, recall {queued_recall:.1} %");
    assert!(precision >= 97.0 && queued_precision >= 80.0, "different firms are joined");
    assert!(recall >= 75.0 && queued_recall >= 88.0, "too many are missed");
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
