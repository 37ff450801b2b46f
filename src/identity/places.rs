//! Names of places at the head of company names: provinces, cities, counties and towns.
//!
//! A name says a place in full (`垫江县`) or in short (`垫江`). What is said in full is told by its ending; short names
//! are known for cities, and learned for counties from the records themselves.

use std::collections::{HashMap, HashSet};

use super::words;
use crate::domain::place::PROVINCES;

/// Cities and prefectures by province, in short form (GB/T 2260).
const CITIES: &[(&str, &str)] = &[
    ("河北", "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安"),
    ("山西", "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁"),
    ("内蒙古", "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善"),
    ("辽宁", "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛"),
    ("吉林", "长春 吉林 四平 辽源 通化 白山 松原 白城 延边"),
    ("黑龙江", "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭"),
    ("江苏", "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁"),
    ("浙江", "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水"),
    ("安徽", "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城"),
    ("福建", "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德"),
    ("江西", "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶"),
    ("山东", "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 莱芜 临沂 德州 聊城 滨州 菏泽"),
    ("河南", "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源"),
    ("湖北", "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 神农架"),
    ("湖南", "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西"),
    (
        "广东",
        "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮",
    ),
    ("广西", "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左"),
    ("海南", "海口 三亚 三沙 儋州"),
    (
        "重庆",
        "万州 涪陵 渝中 大渡口 江北 沙坪坝 九龙坡 南岸 北碚 綦江 大足 渝北 巴南 黔江 长寿 江津 合川 永川 南川 璧山 \
         铜梁 潼南 荣昌 开州 梁平 武隆 城口 丰都 垫江 忠县 云阳 奉节 巫山 巫溪 石柱 秀山 酉阳 彭水 两江",
    ),
    (
        "四川",
        "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山",
    ),
    ("贵州", "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南"),
    ("云南", "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆"),
    ("西藏", "拉萨 日喀则 昌都 林芝 山南 那曲 阿里"),
    ("陕西", "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛"),
    ("甘肃", "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南"),
    ("青海", "西宁 海东 海北 黄南 海南 果洛 玉树 海西"),
    ("宁夏", "银川 石嘴山 吴忠 固原 中卫"),
    ("新疆", "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子"),
];

/// Endings of the names of provinces.
const OF_PROVINCES: &[&str] = &["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"];
/// Endings of cities, counties and districts, longest first.
const OF_COUNTIES: &[&str] =
    &["自治州", "自治县", "自治旗", "地区", "新区", "林区", "特区", "县", "区", "市", "旗", "盟"];
/// Endings of towns and of what lies in them.
const OF_TOWNS: &[&str] = &["街道办事处", "街道", "镇", "乡"];
/// Endings that look like those of places and are none.
const NO_PLACES: &[&str] = &["社区", "小区", "园区", "景区", "校区", "超市", "开发区"];
/// Zones, which may stand after a place and say no other.
const ZONES: &[&str] = &[
    "经济技术开发区",
    "经济开发区",
    "高新技术产业开发区",
    "高新技术开发区",
    "工业园区",
    "产业园区",
    "保税区",
    "开发区",
];
/// What follows an ending that is none: 市政, 市场, 区域, 县域.
const NO_ENDINGS: &[&str] = &["政", "场", "民", "容", "域", "间"];
/// Longest name of a county or town without its ending.
const LONGEST: usize = 6;

/// The places a company is said to be at; each in short form, empty = not said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Region {
    /// Province.
    pub province: Box<str>,
    /// City or prefecture.
    pub city: Box<str>,
    /// County or district; a city of county rank too.
    pub county: Box<str>,
    /// Town, township or street.
    pub town: Box<str>,
}

impl Region {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.province.is_empty() && self.city.is_empty() && self.county.is_empty() && self.town.is_empty()
    }

    /// With what another source says where this one says nothing.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        // Two places of one rank that differ say that the sources speak of different things.
        if differ(&self.province, &other.province) || differ(&self.city, &other.city) {
            return self;
        }
        let fill = |place: &mut Box<str>, more: &str| {
            if place.is_empty() {
                *place = more.into();
            }
        };
        fill(&mut self.province, &other.province);
        fill(&mut self.city, &other.city);
        if !differ(&self.county, &other.county) {
            fill(&mut self.county, &other.county);
            fill(&mut self.town, &other.town);
        }
        self
    }

    /// The places in their order, as they would be read.
    pub fn words(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        for place in [&self.province, &self.city, &self.county, &self.town] {
            if !place.is_empty() && words.last() != Some(&&**place) {
                words.push(place);
            }
        }
        words.concat()
    }
}

/// Whether what follows a short place can be the name of a firm: `和平汽车贸易` is not at 和平.
fn names_a_firm(rest: &str) -> bool {
    rest.chars().nth(1).is_some() && !words::is_trade(rest)
}

/// Whether both are said and are different.
pub(super) fn differ(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && one != other
}

/// The places that are known, in short form.
#[derive(Debug, Clone)]
pub struct Places {
    /// City → province.
    cities: HashMap<&'static str, &'static str>,
    /// Counties learned from records.
    learned: HashSet<Box<str>>,
}

impl Default for Places {
    fn default() -> Self {
        let cities = CITIES
            .iter()
            .flat_map(|(province, cities)| cities.split_ascii_whitespace().map(move |city| (city, *province)));
        Self { cities: cities.collect(), learned: HashSet::new() }
    }
}

/// A place at the head of a text, and where the text goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head<'t> {
    name: &'t str,
    rank: Rank,
    end: usize,
    /// Said with its ending.
    full: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Province,
    City,
    County,
    Town,
    Zone,
}

impl Places {
    /// Takes in the counties that a text names in full at its head, so that their short names are known.
    pub fn learn(&mut self, text: &str) {
        let mut rest = text;
        while let Some(head) = self.head(rest, true) {
            // Towns and streets are called as firms are (新华, 和平): their short names say nothing.
            if head.rank == Rank::County && head.name.chars().count() >= 2 && !self.cities.contains_key(head.name) {
                self.learned.insert(head.name.into());
            }
            rest = &rest[head.end..];
        }
    }

    /// The places at the head of an address or of the text of a place field.
    pub fn region(&self, text: &str) -> Region {
        let mut region = Region::default();
        self.take(text, &mut region, true);
        region
    }

    /// Takes the places at the head of a name off it. What is left is never empty.
    pub(super) fn strip<'t>(&self, name: &'t str, region: &mut Region) -> &'t str {
        let end = self.take(name, region, false);
        &name[end..]
    }

    /// Whether the whole text is one place, in full or in short.
    pub(super) fn is_place(&self, text: &str) -> bool {
        let mut rest = text;
        while let Some(head) = self.head(rest, true).or_else(|| self.head(rest, false)) {
            rest = &rest[head.end..];
            if rest.is_empty() {
                return true;
            }
        }
        false
    }

    /// Takes places from the head of a text into a region; returns where they end.
    fn take(&self, text: &str, region: &mut Region, to_the_end: bool) -> usize {
        let mut end = 0;
        while end < text.len() {
            let rest = &text[end..];
            let Some(head) = self.head(rest, true).or_else(|| self.head(rest, false)) else { break };
            let after = &rest[head.end..];
            if !to_the_end && (after.is_empty() || (!head.full && !names_a_firm(after))) {
                break;
            }
            let place: Box<str> = head.name.into();
            let slot = match head.rank {
                Rank::Zone => {
                    end += head.end;
                    continue;
                }
                Rank::Province => &mut region.province,
                Rank::City => &mut region.city,
                Rank::County => &mut region.county,
                Rank::Town => &mut region.town,
            };
            // A second place of the same rank is part of the name.
            if slot.is_empty() {
                *slot = place;
            } else if **slot != *place {
                break;
            }
            if let Some(province) = self.cities.get(head.name).filter(|_| head.rank == Rank::City) {
                if region.province.is_empty() {
                    region.province = (*province).into();
                } else if *region.province != **province {
                    // A district that is called like a city elsewhere (朝阳).
                    region.county = std::mem::take(&mut region.city);
                }
            }
            end += head.end;
        }
        end
    }

    fn head<'t>(&self, text: &'t str, full: bool) -> Option<Head<'t>> {
        if full { self.full_head(text) } else { self.short_head(text) }
    }

    /// A place said with its ending.
    fn full_head<'t>(&self, text: &'t str) -> Option<Head<'t>> {
        if let Some(province) = PROVINCES.iter().find(|province| text.starts_with(**province)) {
            let after = &text[province.len()..];
            if let Some(ending) = OF_PROVINCES.iter().find(|ending| after.starts_with(**ending)) {
                let is_city = *ending == "市" && self.cities.contains_key(province);
                let rank = if is_city { Rank::City } else { Rank::Province };
                let end = province.len() + ending.len();
                return Some(Head { name: &text[..province.len()], rank, end, full: true });
            }
        }
        if let Some(zone) = ZONES.iter().find(|zone| text.starts_with(**zone)) {
            return Some(Head { name: zone, rank: Rank::Zone, end: zone.len(), full: true });
        }
        let ends = text.char_indices().map(|(at, _)| at).take(LONGEST + 1).skip(1);
        for at in ends {
            let (name, after) = text.split_at(at);
            let county = OF_COUNTIES.iter().find(|ending| after.starts_with(**ending));
            let town = OF_TOWNS.iter().find(|ending| after.starts_with(**ending));
            let Some(ending) = county.or(town) else { continue };
            let whole = &text[..at + ending.len()];
            let next = &after[ending.len()..];
            if NO_PLACES.iter().any(|none| whole.ends_with(none)) || NO_ENDINGS.iter().any(|no| next.starts_with(no)) {
                return None;
            }
            // One character and an ending: only a few counties are called so (忠县, 单县, 冠县).
            if name.chars().count() < 2 && !matches!(*ending, "县" | "旗") {
                return None;
            }
            let known_city = self.cities.contains_key(name) && matches!(*ending, "市" | "地区" | "自治州" | "盟");
            let rank = match (known_city, town.is_some() && county.is_none()) {
                (true, _) => Rank::City,
                (false, true) => Rank::Town,
                (false, false) => Rank::County,
            };
            // 重庆垫江县, 武城老城镇: a place in short stands before it.
            if self.short_head(name).is_some_and(|before| before.end < name.len()) {
                return None;
            }
            let name = if name.chars().count() < 2 { whole } else { name };
            return Some(Head { name, rank, end: whole.len(), full: true });
        }
        None
    }

    /// A place said in short.
    fn short_head<'t>(&self, text: &'t str) -> Option<Head<'t>> {
        let starts = |most: usize| {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.skip(2).take(most - 1).collect::<Vec<_>>()
        };
        if let Some(province) = PROVINCES.iter().find(|province| text.starts_with(**province)) {
            let end = province.len();
            return Some(Head { name: &text[..end], rank: Rank::Province, end, full: false });
        }
        for end in starts(4).into_iter().rev() {
            let name = &text[..end];
            if let Some(province) = self.cities.get(name) {
                let rank = if *province == "重庆" { Rank::County } else { Rank::City };
                return Some(Head { name, rank, end, full: false });
            }
            if self.learned.contains(name) {
                return Some(Head { name, rank: Rank::County, end, full: false });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(region: &Region) -> [&str; 4] {
        [&region.province, &region.city, &region.county, &region.town]
    }

    #[test]
    fn places_are_taken_off_in_full_and_in_short() {
        let mut places = Places::default();
        places.learn("山东省武城县老城镇幸福路");
        let expect = |name: &str, region: [&str; 4], rest: &str| {
            let mut found = Region::default();
            assert_eq!(places.strip(name, &mut found), rest, "{name}");
            assert_eq!(parts(&found), region, "{name}");
        };
        expect("武城县老城镇嘉鑫机械厂", ["", "", "武城", "老城"], "嘉鑫机械厂");
        expect("武城嘉鑫机械厂", ["", "", "武城", ""], "嘉鑫机械厂");
        expect("山东省潍坊市坊子区锡耀机械厂", ["山东", "潍坊", "坊子", ""], "锡耀机械厂");
        expect("潍坊永发贸易", ["山东", "潍坊", "", ""], "永发贸易");
        expect("重庆市忠县鑫源建材", ["重庆", "", "忠县", ""], "鑫源建材");
        expect("垫江鑫源建材", ["", "", "垫江", ""], "鑫源建材");
        expect("城市之光文化", ["", "", "", ""], "城市之光文化");
        expect("重庆垫江县鑫源建材", ["重庆", "", "垫江", ""], "鑫源建材");
        expect("武城老城镇嘉鑫机械厂", ["", "", "武城", "老城"], "嘉鑫机械厂");
        expect("聊城市众和机械", ["山东", "聊城", "", ""], "众和机械");
        expect("武城县经济开发区北盛彩钢", ["", "", "武城", ""], "北盛彩钢");
        expect("九宏市政工程", ["", "", "", ""], "九宏市政工程");
        expect("社区超市", ["", "", "", ""], "社区超市");
    }

    #[test]
    fn regions_of_several_sources_are_joined_unless_they_contradict() {
        let places = Places::default();
        let name = places.region("潍坊市");
        let address = places.region("山东省潍坊市昌乐县乔官镇工业园");
        assert_eq!(parts(&name.clone().or(&address)), ["山东", "潍坊", "昌乐", "乔官"]);
        let other = places.region("重庆市渝北区");
        assert_eq!(name.clone().or(&other), name);
    }
}
