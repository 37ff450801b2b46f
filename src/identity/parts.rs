//! The parts of a company's name: 行政区划 + 字号 + 行业 + 组织形式, and what sets branches and groups apart.

use unicode_normalization::UnicodeNormalization;

use super::{
    places::{Places, Region},
    words::{self, BRANCHES, LATIN_FORMS, LATIN_TRADES, Trades},
};
use crate::{domain::name, words};

words! {
    /// Form of organisation, as far as it tells legal persons apart.
    pub enum FormClass {
        /// 有限公司
        Company = "company",
        /// 股份有限公司
        Stock = "stock",
        /// 厂
        Works = "works",
        /// A trader: 经营部, 商行, 店 …
        Individual = "individual",
        /// 合作社
        Cooperative = "cooperative",
        /// 合伙企业, 事务所
        Partnership = "partnership",
        /// 研究院, 大学, 医院 …
        Institution = "institution",
        /// 中心 and others that may be anything.
        Other = "other",
        /// The name says none.
        Unsaid = "unsaid",
    }
}

/// A name taken apart. Texts are in compared form: letters and digits, lower case, simplified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameParts {
    /// The whole name in compared form.
    pub whole: Box<str>,
    /// 行政区划, from the head or from brackets.
    pub region: Region,
    /// 字号
    pub brand: Box<str>,
    /// 行业, and what is said in its place.
    pub trade: Box<str>,
    /// 组织形式 as written.
    pub form: Box<str>,
    /// Its class.
    pub class: FormClass,
    /// What of the name says that it is a branch: `南岸分公司`; empty for the firm itself.
    pub branch: Box<str>,
    /// 集团 or 控股
    pub group: bool,
}

impl NameParts {
    /// Takes a name apart; `places` knows the short names of places, `trades` what names end with.
    pub fn of(raw: &str, places: &Places, trades: &Trades) -> Self {
        let (text, brackets) = without_brackets(raw);
        let whole: Box<str> = name::key(raw).into();
        let text = name::key(&text);
        let mut parts = Self {
            whole,
            region: Region::default(),
            brand: Box::default(),
            trade: Box::default(),
            form: Box::default(),
            class: FormClass::Unsaid,
            branch: Box::default(),
            group: false,
        };
        if text.is_ascii() {
            parts.take_latin(raw);
            return parts;
        }
        let mut text = parts.take_brackets(text, &brackets, places);
        if let Some(at) = branch_start(&text) {
            parts.branch = text[at..].into();
            text.truncate(at);
        }
        let mut core = text.as_str();
        if let Some((at, class)) = words::form(core) {
            parts.form = core[at..].into();
            parts.class = class;
            core = &core[..at];
        }
        core = places.strip(core, &mut parts.region);
        while let Some(shorter) = ["集团", "控股"].iter().find_map(|flag| core.strip_suffix(flag)) {
            if shorter.chars().nth(1).is_none() {
                break;
            }
            parts.group = true;
            core = shorter;
        }
        parts.group |= parts.form.contains("集团");
        if words::is_trade(core) && !parts.region.is_empty() {
            // 龙口市再生资源有限公司: the place is the name.
            let Region { province, city, county, .. } = &parts.region;
            parts.brand =
                [county, city, province].into_iter().find(|place| !place.is_empty()).cloned().unwrap_or_default();
            parts.trade = core.into();
        } else {
            let (brand, trade) = core.split_at(trades.start(core, 2));
            parts.brand = brand.into();
            parts.trade = trade.into();
        }
        parts
    }

    /// 字号 and 行业 together.
    pub fn core(&self) -> String {
        format!("{}{}", self.brand, self.trade)
    }

    /// What stands in brackets goes where it belongs; what is neither place nor form stays in the name.
    fn take_brackets(&mut self, text: String, brackets: &[String], places: &Places) -> String {
        let mut text = text;
        for inside in brackets.iter().map(|inside| name::key(inside)).filter(|inside| !inside.is_empty()) {
            if places.is_place(&inside) {
                let of_bracket = places.region(&inside);
                self.region = std::mem::take(&mut self.region).or(&of_bracket);
            } else if inside.contains("集团") || inside.contains("控股") {
                self.group = true;
            } else if inside.contains("合伙") {
                self.class = FormClass::Partnership;
            } else if branch_start(&format!("公司{inside}")).is_some() {
                self.branch = inside.into();
            } else if !IDLE.contains(&inside.as_str()) && text.chars().count() < 3 {
                text.push_str(&inside);
            }
        }
        text
    }

    fn take_latin(&mut self, raw: &str) {
        let lower: String = raw.nfkc().flat_map(char::to_lowercase).collect();
        let mut tokens: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is_group = |word: &str| matches!(word, "group" | "holding" | "holdings");
        while let Some(last) = tokens.last().copied().filter(|_| tokens.len() > 1) {
            if is_group(last) {
                self.group = true;
            } else if !LATIN_FORMS.contains(&last) {
                break;
            }
            self.form = last.into();
            self.class = FormClass::Company;
            tokens.pop();
        }
        let mut first_trade = tokens.len();
        while first_trade > 1 && LATIN_TRADES.contains(&tokens[first_trade - 1]) {
            first_trade -= 1;
        }
        self.brand = tokens[..first_trade].concat().into();
        self.trade = tokens[first_trade..].concat().into();
    }
}

/// What may stand in brackets without saying anything.
const IDLE: &[&str] = &["中国", "筹", "个人独资", "个体工商户", "普通", "注销", "吊销", "存续", "在业"];

/// The text outside brackets, and what stands in each of them.
fn without_brackets(raw: &str) -> (String, Vec<String>) {
    let mut outside = String::new();
    let mut inside: Vec<String> = Vec::new();
    let mut depth = 0_u32;
    for c in raw.nfkc() {
        match c {
            '(' | '[' | '〔' | '【' | '﹙' => {
                if depth == 0 {
                    inside.push(String::new());
                }
                depth += 1;
            }
            ')' | ']' | '〕' | '】' | '﹚' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {
                if let Some(open) = inside.last_mut() {
                    open.push(c);
                }
            }
            _ => outside.push(c),
        }
    }
    // A name that is nothing but a bracket is the name.
    if outside.trim().is_empty() { (inside.concat(), Vec::new()) } else { (outside, inside) }
}

/// Where the branch begins in a name that is one.
fn branch_start(text: &str) -> Option<usize> {
    let ending = BRANCHES.iter().find(|ending| text.ends_with(**ending))?;
    // The firm ends with its form: 甲乙有限公司 | 南岸经营部.
    let before = &text[..text.len() - ending.len()];
    let firm = before.rfind("公司").map(|at| at + "公司".len());
    match firm {
        Some(at) => Some(at),
        // 中国石化重庆分公司: only these words say so by themselves.
        None if ["分公司", "支行", "分行", "办事处", "代表处"].contains(ending) && before.chars().count() >= 4 => {
            Some(before.len())
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(name: &str) -> (String, String, String, String) {
        let mut places = Places::default();
        places.learn("武城县");
        let NameParts { region, brand, trade, form, .. } = NameParts::of(name, &places, &Trades::default());
        (region.words(), brand.into(), trade.into(), form.into())
    }

    #[test]
    fn names_are_taken_apart() {
        for (name, region, brand, trade, form) in [
            ("重庆市垫江县鑫源建材有限公司", "重庆垫江", "鑫源", "建材", "有限公司"),
            ("鑫源建材（垫江）有限责任公司", "垫江", "鑫源", "建材", "有限责任公司"),
            ("重慶長安汽車股份有限公司", "重庆", "长安", "汽车", "股份有限公司"),
            ("武城县老城镇嘉鑫机械厂", "武城老城", "嘉鑫", "机械", "厂"),
            ("武城嘉鑫机械厂", "武城", "嘉鑫", "机械", "厂"),
            ("龙口市再生资源有限公司", "龙口", "龙口", "再生资源", "有限公司"),
            ("长安汽车", "", "长安", "汽车", ""),
            ("莱阳市和平汽车贸易有限责任公司", "莱阳", "和平", "汽车贸易", "有限责任公司"),
            ("鑫源建材经营部", "", "鑫源", "建材", "经营部"),
            ("North Bay Technology Co., Ltd.", "", "northbay", "technology", "co"),
        ] {
            let expected = (region.to_owned(), brand.to_owned(), trade.to_owned(), form.to_owned());
            assert_eq!(parts(name), expected, "{name}");
        }
    }

    #[test]
    fn branches_and_groups_are_told() {
        let of = |name: &str| NameParts::of(name, &Places::default(), &Trades::default());
        assert_eq!(&*of("江岸芯源有限公司南岸分公司").branch, "南岸分公司");
        assert_eq!(&*of("江岸芯源有限公司经营部").branch, "经营部");
        assert_eq!(&*of("江岸石化重庆分公司").branch, "分公司");
        assert_eq!(&*of("鑫源建材经营部").branch, "");
        assert!(of("江岸芯源集团有限公司").group && of("江岸芯源（集团）有限公司").group);
        assert!(!of("江岸芯源有限公司").group);
        assert_eq!(of("江岸资本管理中心（有限合伙）").class, FormClass::Other);
    }

    proptest! {
        #[test]
        fn any_name_can_be_taken_apart(text in "\\PC{0,24}", tail in "[重庆市垫江县鑫源建材有限公司分（）()集团一二]{0,14}") {
            let places = Places::default();
            for name in [text.clone(), tail.clone(), format!("{text}{tail}"), format!("{tail}{text}")] {
                let parts = NameParts::of(&name, &places, &Trades::default());
                prop_assert!(parts.whole.len() >= parts.brand.len() || parts.brand.is_empty() || !parts.region.is_empty());
            }
        }
    }
}
