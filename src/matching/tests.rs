//! Tests of the whole way from text to fit.

use proptest::prelude::*;

use super::*;
use crate::domain::fit::{Evidence, Fit, Role, TermKind, TextSource};

/// A small catalogue of its own, so that these tests speak of the engine and not of the shipped terms.
const SMALL: &str = r#"
[[node]]
sector = "ev_parts"
segment = "motors"
product = "reducer"
core = ["减速器", "speed reducer"]
part = ["齿轮"]
context = ["汽车"]

[[node]]
sector = "semiconductor"
segment = "semi_manufacturing"
core = ["芯片", "IGBT", "积体电路", "silicon carbide", "SiC"]
not = ["芯片卡"]

[[node]]
sector = "new_materials"
segment = "graphene"
core = ["石墨烯{薄膜,}", "stent"]

[[node]]
sector = "none"
segment = "others"
core = [
  "锂电池", "正极材料", "光伏组件", "储能系统", "工业机器人", "化工产品", "医疗器械", "氢燃料电池", "稀土永磁", "锂电池正极材料",
]

[[node]]
sector = "none"
segment = "services"
any_role = true
core = ["房地产开发"]
"#;

fn small() -> Matcher {
    Matcher::new(&CatalogueSpec::from_toml(SMALL, "small.toml").unwrap()).unwrap()
}

fn fit(matcher: &Matcher, source: TextSource, text: &str) -> Fit {
    matcher.match_texts(&[MatchText { source, text }], &mut Scratch::default())
}

fn main_business(text: &str) -> Fit {
    fit(&small(), TextSource::MainBusiness, text)
}

fn nth<'a>(fit: &'a Fit, term: &str, n: usize) -> &'a Evidence {
    fit.evidence.iter().filter(|piece| piece.term == term).nth(n).unwrap_or_else(|| panic!("{term} in {fit:?}"))
}

/// The golden sentences of the method notes (d.1): text, term, which occurrence, role, struck through.
#[test]
fn golden_sentences() {
    let cases: &[(&str, &str, usize, Option<Role>, bool)] = &[
        ("锂电池正极材料的研发、生产和销售", "锂电池正极材料", 0, Some(Role::Makes), false),
        ("锂电池制造；锂电池销售", "锂电池", 0, Some(Role::Makes), false),
        ("锂电池制造；锂电池销售", "锂电池", 1, Some(Role::Trades), false),
        ("销售：光伏组件、储能系统；技术咨询", "光伏组件", 0, Some(Role::Trades), false),
        ("销售：光伏组件、储能系统；技术咨询", "储能系统", 0, Some(Role::Trades), false),
        ("代理进口工业机器人及减速器", "减速器", 0, Some(Role::Trades), false),
        ("工业机器人制造；工业机器人安装、维修", "工业机器人", 0, Some(Role::Makes), false),
        ("工业机器人制造；工业机器人安装、维修", "工业机器人", 1, Some(Role::Serves), false),
        ("化工产品销售（不含许可类化工产品）", "化工产品", 0, Some(Role::Trades), false),
        ("化工产品销售（不含许可类化工产品）", "化工产品", 1, None, true),
        ("半导体芯片设计，不从事芯片生产", "芯片", 0, Some(Role::Develops), false),
        ("半导体芯片设计，不从事芯片生产", "芯片", 1, Some(Role::Makes), true),
        ("医疗器械批发、零售", "医疗器械", 0, Some(Role::Trades), false),
        ("主要研发生产氢燃料电池", "氢燃料电池", 0, Some(Role::Makes), false),
        ("从事稀土永磁的进出口业务", "稀土永磁", 0, Some(Role::Trades), false),
        ("公司已停止光伏组件生产", "光伏组件", 0, Some(Role::Makes), true),
        ("生产各类减速器，配套工业机器人", "减速器", 0, Some(Role::Makes), false),
    ];
    for (text, term, n, role, negated) in cases {
        let fit = main_business(text);
        let piece = nth(&fit, term, *n);
        assert_eq!(piece.negated, *negated, "{text} {term} {n}: {piece:?}");
        if let Some(role) = role {
            assert_eq!(piece.role, *role, "{text} {term} {n}: {piece:?}");
        }
    }
    // What the reducers are supplied for is not made.
    let fit = main_business("生产各类减速器，配套工业机器人");
    assert!(nth(&fit, "工业机器人", 0).weight < nth(&fit, "减速器", 0).weight / 2.0, "{fit:?}");
}

#[test]
fn english_clauses_have_roles_too() {
    for (text, role) in [
        ("The company designs, develops and manufactures speed reducers.", Role::Makes),
        ("Manufacturer of speed reducers", Role::Makes),
        ("It is a distributor of speed reducers.", Role::Trades),
        ("Speed reducer design", Role::Develops),
        ("Speed reducer maintenance and repair", Role::Serves),
    ] {
        assert_eq!(nth(&main_business(text), "speed reducer", 0).role, role, "{text}");
    }
    assert!(nth(&main_business("It does not manufacture speed reducers."), "speed reducer", 0).negated);
    assert!(!nth(&main_business("It does not pay, but makes speed reducers."), "speed reducer", 0).negated);
}

#[test]
fn exceptions_strike_through_what_precedes() {
    let fit = main_business("减速器制造，芯片除外");
    assert!(nth(&fit, "芯片", 0).negated);
    assert!(!nth(&fit, "减速器", 0).negated);
    assert_eq!(fit.sector.as_ref().unwrap().as_str(), "ev_parts");
    assert!(fit.nodes.iter().all(|node| node.segment.as_str() != "semi_manufacturing"), "{fit:?}");
}

#[test]
fn what_has_ended_is_struck_through() {
    for text in [
        "减速器业务已停止",
        "减速器业务已停止。",
        "芯片制造，减速器已停产",
        "芯片制造；减速器业务已于2021年已剥离，",
        "减速器业务（已关停）",
        "已停止减速器业务",
        "已注销减速器业务",
        "减速器已停产",
        "减速器已于2020年停产",
        "减速器业务已于2021年停止，芯片制造",
        "减速器已停止生产",
        "减速器产品已不再生产",
        "芯片制造，减速器市场已全面退出",
        "The speed reducer business was discontinued.",
        "The speed reducer business was divested in 2019.",
        "The speed reducer business has been sold.",
        "Speed reducers are no longer produced.",
    ] {
        let word = if text.is_ascii() { "speed reducer" } else { "减速器" };
        assert!(nth(&main_business(text), word, 0).negated, "{text}");
    }
    let fit = main_business("芯片制造，减速器、减速机业务已停止");
    assert!(nth(&fit, "减速器", 0).negated && !nth(&fit, "芯片", 0).negated);
}

#[test]
fn what_goes_on_is_not_struck_through() {
    for text in [
        "减速器业务从未停止",
        "减速器业务从未停止生产",
        "减速器已量产，从未停产",
        "已停产企业的减速器改造服务",
        "减速器制造，为已停产企业服务",
        "减速器停产改造后恢复生产",
        "减速器生产，亏损业务已停止",
        "减速器制造，原有非主营的贸易类低效业务已剥离",
        "It makes speed reducers; its bakery was discontinued.",
        "A million speed reducers have been sold.",
        "Its bakery was discontinued in favour of speed reducers.",
    ] {
        let word = if text.is_ascii() { "speed reducer" } else { "减速器" };
        assert!(!nth(&main_business(text), word, 0).negated, "{text}");
    }
}

#[test]
fn longer_phrases_use_up_the_span() {
    assert!(main_business("芯片卡制造").evidence.is_empty());
    let fit = main_business("锂电池正极材料制造");
    assert_eq!(fit.evidence.len(), 1, "{fit:?}");
}

#[test]
fn offsets_point_into_the_raw_text() {
    let cases: &[(&str, &str, &str)] = &[
        ("ＩＧＢＴ模块的生产", "IGBT", "ＩＧＢＴ"),
        ("😀😀生产石墨烯薄膜", "石墨烯薄膜", "石墨烯薄膜"),
        ("積體電路之製造", "积体电路", "積體電路"),
        ("生产 SiC\u{200b} 器件", "SiC", "SiC"),
        ("Ｓｉｌｉｃｏｎ－Ｃａｒｂｉｄｅ wafers", "silicon carbide", "Ｓｉｌｉｃｏｎ－Ｃａｒｂｉｄｅ"),
        ("①减速器；②芯片", "芯片", "芯片"),
        ("Stents and more", "stent", "Stents"),
    ];
    let matcher = small();
    for (text, term, written) in cases {
        let fit = fit(&matcher, TextSource::Products, text);
        let piece = nth(&fit, term, 0);
        let found: String = text.chars().skip(piece.start).take(piece.end - piece.start).collect();
        assert_eq!(found, *written, "{text}");
    }
}

#[test]
fn latin_terms_need_word_boundaries() {
    for text in ["basic materials", "consistent quality", "musical", "sich"] {
        assert!(main_business(text).evidence.is_empty(), "{text}");
    }
    assert_eq!(main_business("SiC、stents").evidence.len(), 2);
}

#[test]
fn registry_boilerplate_says_nothing() {
    let plain = fit(&small(), TextSource::BusinessScope, "减速器制造");
    let padded = fit(
        &small(),
        TextSource::BusinessScope,
        "许可项目：减速器制造（依法须经批准的项目，经相关部门批准后方可开展芯片经营活动，具体经营项目以审批结果为准）",
    );
    assert_eq!(plain.sector, padded.sector);
    assert!(padded.evidence.iter().all(|piece| piece.term != "芯片"), "{padded:?}");
}

#[test]
fn padding_lowers_each_item() {
    let short = fit(&small(), TextSource::BusinessScope, "五金制造；减速器制造");
    let many = "五金制造；木器制造；纸箱制造；".repeat(12) + "减速器制造";
    let long = fit(&small(), TextSource::BusinessScope, &many);
    assert!(nth(&long, "减速器", 0).weight < nth(&short, "减速器", 0).weight);
}

#[test]
fn who_only_trades_is_a_trader_and_has_no_sector() {
    let fit = main_business("芯片销售；减速器批发");
    assert!(fit.trader, "{fit:?}");
    assert_eq!(fit.sector, None);
    assert!(fit.nodes.iter().all(|node| node.strength <= 0.3), "{fit:?}");
    let maker = main_business("芯片制造；减速器批发");
    assert!(!maker.trader);
    assert_eq!(maker.sector.unwrap().as_str(), "semiconductor");
}

#[test]
fn what_is_outside_the_plan_competes() {
    let fit = main_business("主要从事锂电池、光伏组件、储能系统的研发、生产，少量减速器销售");
    assert_eq!(fit.sector, None, "{fit:?}");
    let fit = main_business("减速器、石墨烯的生产");
    assert!(fit.unclear, "{fit:?}");
    assert!(fit.runner_up.is_some());
}

#[test]
fn context_only_supports() {
    assert!(main_business("汽车").evidence.is_empty());
    let alone = main_business("生产减速器");
    let with = main_business("生产汽车减速器");
    assert!(with.strength > alone.strength);
    assert_eq!(nth(&with, "汽车", 0).kind, TermKind::Context);
}

#[test]
fn a_name_only_supports() {
    let name = fit(&small(), TextSource::Name, "某某芯片有限公司");
    let text = fit(&small(), TextSource::MainBusiness, "芯片制造");
    assert!(name.strength < text.strength / 1.5, "{name:?}");
    let texts = [
        MatchText { source: TextSource::Name, text: "某某芯片有限公司" },
        MatchText { source: TextSource::MainBusiness, text: "芯片销售" },
    ];
    let fit = small().match_texts(&texts, &mut Scratch::default());
    assert_eq!(fit.sector, None, "{fit:?}");
    assert!(fit.trader);
}

#[test]
fn fields_of_use_are_not_products() {
    let fit = main_business("公司生产减速器，产品广泛应用于锂电池、芯片、光伏组件等领域");
    assert_eq!(fit.sector.as_ref().unwrap().as_str(), "ev_parts", "{fit:?}");
    assert!(nth(&fit, "芯片", 0).weight < 0.2);
    let fit = main_business("芯片设备的生产");
    assert!(nth(&fit, "芯片", 0).weight < 0.3, "{fit:?}");
}

#[test]
fn repetition_adds_little() {
    let once = main_business("减速器");
    let often = main_business(&"减速器、".repeat(200));
    let mass = |fit: &Fit| -(1.0 - fit.nodes[0].strength).ln();
    assert!(mass(&often) < 1.5 * mass(&once), "{} {}", mass(&once), mass(&often));
}

#[test]
fn empty_huge_and_odd_input() {
    let matcher = small();
    assert_eq!(fit(&matcher, TextSource::MainBusiness, ""), Fit::default());
    assert_eq!(matcher.match_texts(&[], &mut Scratch::default()), Fit::default());
    let huge = "减速器的研发、生产和销售，".repeat(20_000);
    let found = fit(&matcher, TextSource::Introduction, &huge);
    assert_eq!(found.sector.unwrap().as_str(), "ev_parts");
    for odd in [
        "\0\u{1}\u{2}",
        "（（（（",
        "、、、、，，，；；",
        "。",
        ".",
        "减",
        "\u{301}\u{301}",
        "﷽ﷺ㍿",
        "𝐒𝐢𝐂",
        "不含",
        "除外",
    ] {
        fit(&matcher, TextSource::BusinessScope, odd);
    }
    assert_eq!(nth(&fit(&matcher, TextSource::Products, "𝐒𝐢𝐂"), "SiC", 0).end, 3);
}

#[test]
fn the_shipped_catalogue_compiles_small() {
    let spec = seed_catalogue().unwrap_or_else(|error| panic!("{error}"));
    let matcher = Matcher::new(&spec).unwrap();
    assert!(matcher.term_count() > 20_000, "{}", matcher.term_count());
    assert!(matcher.bytes() < 20_000_000, "{}", matcher.bytes());
    for sector in [
        "ev_parts",
        "smart_equipment",
        "new_materials",
        "semiconductor",
        "traditional_auto_moto",
        "traditional_equipment",
        "building_materials",
    ] {
        assert!(spec.nodes.iter().any(|node| node.sector.as_str() == sector), "{sector}");
    }
}

#[test]
fn the_shipped_catalogue_knows_every_segment() {
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    let cases: &[(&str, &str, &str)] = &[
        ("车载毫米波雷达的研发、生产和销售", "auto_electronics", "mmwave_radar"),
        ("Designs and manufactures automotive lidar sensors", "auto_electronics", "lidar"),
        ("新能源汽车永磁同步电机制造", "motors", "permanent_magnet_motor"),
        ("换电机器人及换电站设备研发、制造", "battery_swap", "swap_robot"),
        ("生产五轴数控系统、滚珠丝杠、直线导轨", "cnc_core_parts", "cnc_core_part"),
        ("腹腔镜手术机器人的研发与生产", "smart_medical", "surgical_robot"),
        ("Develops lower limb exoskeleton rehabilitation robots", "smart_medical", "rehab_robot"),
        ("SLM金属3D打印机制造", "additive_equipment", "slm_printer"),
        ("人工髋关节、膝关节假体的研发、生产", "biomedical_materials", "orthopaedic_implant"),
        (
            "The company manufactures bare-metal stents and drug-eluting stents",
            "biomedical_materials",
            "cardiovascular_implant",
        ),
        ("增材制造用钛合金粉末的生产", "additive_materials", "titanium_powder"),
        ("石墨烯导热膜制造", "graphene", "graphene_thermal_film"),
        ("功率半导体芯片及IGBT模块的设计、制造", "semi_manufacturing", "power_devices"),
        ("Pure-play semiconductor foundry offering wafer fabrication", "semi_manufacturing", "analog_wafer"),
        ("An OSAT that provides wafer level chip scale packaging", "packaging_test", "wlcsp"),
        ("集成电路封装测试，产品包括BGA、LGA", "packaging_test", "bga"),
    ];
    for (text, segment, product) in cases {
        let fit = fit(&matcher, TextSource::MainBusiness, text);
        assert_eq!(fit.segment.as_ref().map(crate::domain::ids::SegmentId::as_str), Some(*segment), "{text}: {fit:?}");
        assert!(
            fit.nodes[0].product.as_ref().is_some_and(|found| found.as_str() == *product)
                || fit
                    .evidence
                    .iter()
                    .any(|piece| piece.product.as_ref().is_some_and(|found| found.as_str() == *product)),
            "{text}: {fit:?}"
        );
    }
}

#[test]
fn the_shipped_catalogue_leaves_outsiders_out() {
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    for text in [
        "动力锂电池、正极材料的研发、生产和销售，产品应用于新能源汽车",
        "电子元器件分销，代理功率半导体、IGBT、MCU等产品",
        "LED芯片、LED外延片的研发、生产",
        "光伏组件、太阳能电池片制造",
        "印制电路板的研发、生产和销售，应用于汽车电子、医疗设备",
        "一次性注射器、医用手套、口罩的生产",
        "房地产开发；物业管理；汽车租赁",
        "Develops enterprise software for the automotive industry",
        "Operates restaurants and hotels",
        "白酒生产、销售",
        "创新药的研发、生产，心血管药物",
    ] {
        let fit = fit(&matcher, TextSource::MainBusiness, text);
        assert_eq!(fit.sector, None, "{text}: {fit:?}");
    }
}

fn fragments() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "减速器",
            "芯片",
            "IGBT",
            "ＩＧＢＴ",
            "積體電路",
            "生产",
            "制造",
            "销售",
            "不含",
            "除外",
            "、",
            "，",
            "；",
            "（",
            "）",
            "：",
            "的",
            "和",
            "应用于",
            "领域",
            "设备",
            "汽车",
            "依法须经批准",
            "SiC",
            "stents",
            " for ",
            " manufactures ",
            ". ",
            "\n",
            "😀",
            "①",
            "é",
            "石墨烯",
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_gives_a_sound_fit(text in fragments(), name in ".{0,20}", scope in fragments()) {
        let matcher = shared();
        let texts = [
            MatchText { source: TextSource::Name, text: &name },
            MatchText { source: TextSource::MainBusiness, text: &text },
            MatchText { source: TextSource::BusinessScope, text: &scope },
        ];
        let mut scratch = Scratch::default();
        let fit = matcher.match_texts(&texts, &mut scratch);
        let again = matcher.match_texts(&texts, &mut scratch);
        prop_assert_eq!(&fit, &again);
        for piece in &fit.evidence {
            let length = texts[piece.text].text.chars().count();
            prop_assert!(piece.start < piece.end && piece.end <= length, "{:?} of {}", piece, length);
            prop_assert!((0.0..=1.0).contains(&piece.weight));
        }
        for node in &fit.nodes {
            prop_assert!((0.0..=1.0).contains(&node.strength));
        }
        prop_assert!((0.0..=1.0).contains(&fit.strength));
        prop_assert!(fit.sector.is_some() == fit.role.is_some());
        prop_assert!(fit.sector.is_none() || fit.segment.is_some());

        // The order in which the texts are handed over does not matter.
        let turned = matcher.match_texts(&[texts[2], texts[0], texts[1]], &mut scratch);
        prop_assert_eq!(&fit.nodes, &turned.nodes);
        prop_assert_eq!(&fit.sector, &turned.sector);
        prop_assert_eq!(fit.strength.to_bits(), turned.strength.to_bits());
    }
}

fn shared() -> &'static Matcher {
    static SHARED: std::sync::OnceLock<Matcher> = std::sync::OnceLock::new();
    SHARED.get_or_init(small)
}

#[test]
fn a_brief_fit_is_the_whole_one_without_its_evidence() {
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    for text in [
        "车载毫米波雷达的研发、生产和销售",
        "销售：半导体芯片、电子元器件；不从事芯片生产",
        "Designs and manufactures automotive lidar sensors",
        "餐饮服务；食品销售",
        "金属3D打印设备及钛合金粉末的研发、制造；机床维修",
        "",
    ] {
        let texts = [MatchText { source: TextSource::MainBusiness, text }];
        let whole = matcher.match_texts(&texts, &mut Scratch::default());
        assert_eq!(matcher.match_brief(&texts, &mut Scratch::default()), whole.brief(), "{text}");
    }
}
