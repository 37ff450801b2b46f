//! The same firm said otherwise has to find the same sector: another order, another verb, synonyms, padding, full width,
//! English. The firms are made up; what is guarded is that matching depends on what is said, not on how.

use zhaoshang::{
    domain::fit::{Fit, TextSource},
    matching::{MatchText, Matcher, Scratch, seed_catalogue},
};

/// A made-up firm: sector, segment, its products in Chinese with a synonym each, and the same in English.
struct Firm {
    sector: &'static str,
    segment: &'static str,
    things: [(&'static str, &'static str); 3],
    english: &'static str,
}

const FIRMS: &[Firm] = &[
    Firm {
        sector: "ev_parts",
        segment: "auto_electronics",
        things: [("车身域控制器", "车身控制模块"), ("组合仪表", "全液晶仪表"), ("车载摄像头", "环视摄像头")],
        english: "body control modules, instrument clusters and surround view cameras for cars",
    },
    Firm {
        sector: "ev_parts",
        segment: "motors",
        things: [("电机控制器", "电驱控制器"), ("驱动电机", "永磁同步电机"), ("电驱动总成", "三合一电驱系统")],
        english: "traction motors, inverters for electric vehicles and electric drive units",
    },
    Firm {
        sector: "smart_equipment",
        segment: "cnc_core_parts",
        things: [("滚珠丝杠", "滚珠丝杠副"), ("直线导轨", "线性滑轨"), ("电主轴", "机床主轴")],
        english: "ball screws, linear guideways and motorized spindles",
    },
    Firm {
        sector: "smart_equipment",
        segment: "smart_medical",
        things: [("手术机器人", "手术导航系统"), ("监护仪", "病人监护仪"), ("彩超", "彩色超声诊断仪")],
        english: "surgical robots, patient monitors and ultrasound scanners",
    },
    Firm {
        sector: "smart_equipment",
        segment: "additive_equipment",
        things: [("金属3D打印机", "SLM设备"), ("光固化成型设备", "光固化打印机"), ("增材制造装备", "增材制造设备")],
        english: "metal 3D printers, stereolithography systems and additive manufacturing equipment",
    },
    Firm {
        sector: "new_materials",
        segment: "biomedical_materials",
        things: [("人工关节", "髋关节假体"), ("接骨板", "髓内钉"), ("牙种植体", "口腔种植体")],
        english: "artificial joints, bone plates and dental implants",
    },
    Firm {
        sector: "new_materials",
        segment: "additive_materials",
        things: [("球形钛粉", "钛合金粉末"), ("高温合金粉末", "镍基合金粉末"), ("3D打印材料", "增材制造用金属粉末")],
        english: "spherical titanium powders, superalloy powders and other additive manufacturing materials",
    },
    Firm {
        sector: "new_materials",
        segment: "graphene",
        things: [("石墨烯薄膜", "石墨烯膜"), ("石墨烯浆料", "石墨烯粉体"), ("石墨烯导热膜", "石墨烯散热膜")],
        english: "graphene films, graphene pastes and graphene heat spreaders",
    },
    Firm {
        sector: "semiconductor",
        segment: "semi_manufacturing",
        things: [("功率半导体器件", "功率器件"), ("IGBT模块", "MOSFET"), ("快恢复二极管", "肖特基二极管")],
        english: "power semiconductors, IGBT modules and fast recovery diodes",
    },
    Firm {
        sector: "semiconductor",
        segment: "packaging_test",
        things: [("集成电路封装", "芯片封装"), ("晶圆测试", "晶圆级封装"), ("倒装封装", "系统级封装")],
        english: "integrated circuit packaging, wafer testing and flip chip assembly",
    },
    Firm {
        sector: "none",
        segment: "",
        things: [("锂电池电芯", "动力电池"), ("电池模组", "电池包"), ("储能系统", "储能电池")],
        english: "lithium-ion battery cells, battery packs and energy storage systems",
    },
    Firm {
        sector: "none",
        segment: "",
        things: [("印制电路板", "线路板"), ("柔性电路板", "FPC"), ("覆铜板", "铜箔基板")],
        english: "printed circuit boards, flexible circuits and copper clad laminates",
    },
    Firm {
        sector: "none",
        segment: "",
        things: [("白酒", "黄酒"), ("酱油", "调味品"), ("饮料", "果汁饮料")],
        english: "liquor, soy sauce and beverages",
    },
    Firm {
        sector: "traditional_equipment",
        segment: "",
        things: [("挖掘机", "液压挖掘机"), ("装载机", "轮式装载机"), ("起重机", "塔式起重机")],
        english: "excavators, wheel loaders and cranes",
    },
    Firm {
        sector: "traditional_auto_moto",
        segment: "",
        things: [("刹车盘", "制动盘"), ("离合器", "离合器总成"), ("减震器", "汽车减振器")],
        english: "brake discs, clutches and shock absorbers for cars",
    },
    Firm {
        sector: "building_materials",
        segment: "",
        things: [("水泥", "水泥熟料"), ("商品混凝土", "预拌混凝土"), ("防水卷材", "防水涂料")],
        english: "cement, ready-mixed concrete and waterproofing membranes",
    },
];

/// Every way in which a firm is said: what was done to the sentence, and the sentence.
fn said(firm: &Firm) -> Vec<(&'static str, TextSource, String)> {
    let first: Vec<&str> = firm.things.iter().map(|(thing, _)| *thing).collect();
    let second: Vec<&str> = firm.things.iter().map(|(_, synonym)| *synonym).collect();
    let turned: Vec<&str> = first.iter().rev().copied().collect();
    let (list, synonyms, turned) = (first.join("、"), second.join("、"), turned.join("、"));
    let wide: String = list
        .chars()
        .map(|letter| match u32::from(letter) {
            code @ 0x21..=0x7e => char::from_u32(code + 0xfee0).unwrap_or(letter),
            _ => letter,
        })
        .collect();
    let main = TextSource::MainBusiness;
    let scope = TextSource::BusinessScope;
    vec![
        ("plain", main, format!("主营业务为{list}的研发、生产和销售。")),
        ("synonyms", main, format!("主营业务为{synonyms}的研发、生产和销售。")),
        ("order", main, format!("主营业务为{turned}的研发、生产和销售。")),
        ("verb in front", main, format!("公司专业生产{list}。")),
        ("verb and colon", scope, format!("生产、销售：{list}。")),
        ("full width", main, format!("{wide}的制造、加工")),
        (
            "padding",
            scope,
            format!(
                "一般项目：{list}的制造；货物进出口；技术进出口；技术服务、技术开发、技术咨询；日用百货销售；普通货物仓储服务；\
                 非居住房地产租赁。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
            ),
        ),
        (
            "praise",
            TextSource::Introduction,
            format!(
                "本公司成立多年，拥有一支经验丰富的研发团队，先后获评高新技术企业。公司主要产品为{list}，质量稳定，远销海内外。\
                 公司秉承以客户为中心的理念，愿与各界朋友携手共进。"
            ),
        ),
        ("where it goes", main, format!("公司生产{list}，产品广泛应用于航空、轨道交通、新能源、食品等领域。")),
        ("English", main, format!("The company designs, manufactures and sells {}.", firm.english)),
        ("English engaged", main, format!("It is principally engaged in the production and sale of {}.", firm.english)),
        (
            "English profile",
            main,
            format!(
                "Together with its subsidiaries, it develops and produces {} in Asia and internationally. It was founded \
                 in 1998 and is headquartered in a harbour town.",
                firm.english
            ),
        ),
    ]
}

fn sector(fit: &Fit) -> &str {
    fit.sector.as_ref().map_or("none", |sector| sector.as_str())
}

#[test]
fn how_it_is_said_does_not_matter() {
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    let mut scratch = Scratch::default();
    let (mut count, mut wrong) = (0, Vec::new());
    for firm in FIRMS {
        for (how, source, text) in said(firm) {
            let fit = matcher.match_texts(&[MatchText { source, text: &text }], &mut scratch);
            count += 1;
            let segment = fit.segment.as_ref().map_or("", |segment| segment.as_str());
            if sector(&fit) != firm.sector || (!firm.segment.is_empty() && segment != firm.segment) {
                wrong.push(format!("{how}: {} {}, not {} {segment}: {text}", firm.sector, firm.segment, sector(&fit)));
            }
        }
    }
    assert!(wrong.len() * 50 <= count, "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn who_only_deals_in_it_or_serves_its_makers_is_not_taken_for_one() {
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    let mut scratch = Scratch::default();
    let (mut count, mut wrong) = (0, Vec::new());
    for firm in FIRMS.iter().filter(|firm| !firm.segment.is_empty()) {
        let list = firm.things.map(|(thing, _)| thing).join("、");
        for text in [
            format!("{list}的批发、零售"),
            format!("代理销售{list}；国内贸易；物流服务"),
            format!("软件开发，产品应用于{list}等领域"),
            format!("房屋租赁；不从事{list}的生产"),
            format!("The company distributes {}.", firm.english),
            format!("Operates restaurants; it does not manufacture {}.", firm.english),
        ] {
            let text = MatchText { source: TextSource::MainBusiness, text: &text };
            let fit = matcher.match_texts(&[text], &mut scratch);
            count += 1;
            if sector(&fit) == firm.sector {
                wrong.push(format!("{}: {}", firm.sector, text.text));
            }
        }
    }
    assert!(wrong.len() * 30 <= count, "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The plan's products with a bound or a horizon of their own: recognised where the text states it, and only there.
#[test]
fn bounds_and_horizons_are_read() {
    let matcher = Matcher::new(&seed_catalogue().unwrap()).unwrap();
    let shows = |text: &str, product: &str| {
        let text = MatchText { source: TextSource::MainBusiness, text };
        let fit = matcher.match_texts(&[text], &mut Scratch::default());
        let is = |found: &zhaoshang::domain::ids::ProductId| found.as_str() == product;
        fit.evidence.iter().any(|piece| !piece.negated && piece.product.as_ref().is_some_and(is))
    };
    for (text, product) in [
        ("摩托车整车制造，排量覆盖250cc至800cc", "large_motorcycle"),
        ("生产312CC水冷发动机摩托车", "large_motorcycle"),
        ("Manufactures motorcycles with 1043 cc engines", "large_motorcycle"),
        ("提供28nm高性能逻辑工艺的晶圆代工", "process_28nm"),
        ("Foundry with a 40 nm low-power process", "process_40nm"),
        ("55纳米超高压工艺平台的流片服务", "process_55nm"),
        ("晶圆级芯片尺寸封装（WLCSP）", "wlcsp"),
        ("球栅阵列封装BGA产品", "bga"),
        ("land grid array packages for radio modules", "lga"),
        ("L4级自动驾驶系统的研发", "adas"),
        ("换电机器人的研制", "swap_robot"),
        ("血管介入手术机器人的研发", "surgical_robot"),
        ("车规级IGBT模块的制造", "igbt"),
    ] {
        assert!(shows(text, product), "{product}: {text}");
    }
    for (text, product) in [
        ("摩托车整车制造，排量110cc、125cc、150cc", "large_motorcycle"),
        ("生产249cc摩托车", "large_motorcycle"),
        ("180纳米工艺的晶圆代工", "process_28nm"),
        ("128nm工艺的晶圆代工", "process_28nm"),
        ("引线框架封装QFN", "wlcsp"),
    ] {
        assert!(!shows(text, product), "{product}: {text}");
    }
}
