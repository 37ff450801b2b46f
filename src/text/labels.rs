//! Display names of the fixed words, in both languages.

use super::{Catalogue, Lang, Say};
use crate::{
    domain::{
        activity::ActivityKind,
        company::{GateState, HonourKind},
        deal::{AmountKind, CompanyLinkKind, LeadLinkKind, ReferralOutcome},
        fact::{FactState, Metric},
        fair::Heat,
        fit::{Role, TermKind, TextSource},
        lead::{BuildNature, InvestmentKind, LandMode, Stage},
        paper::{ExportKind, Level, ReviewOutcome},
        plan::{GateRule, Horizon, IndicatorKind, PlanList, SectorAim, Tier},
        same::PairVerdict,
        site::{SiteKind, SiteState},
        units::{Currency, Unit},
    },
    identity::{Evidence, Level as Closeness, Likeness},
    ledger::assessment::RankBy,
    pipeline::{ClockKind, Colour, report::EventKind, siting::Need},
    report::shortlist::CellState,
};

/// A word that has a display name.
pub trait Label: Copy {
    /// The display name.
    fn label(self, lang: Lang) -> &'static str;
}

macro_rules! labels {
    ($($name:ident { $($variant:ident => $zh:literal, $en:literal;)+ })+) => {
        $(impl Label for $name {
            fn label(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$variant, Lang::Zh) => $zh,
                        (Self::$variant, Lang::En) => $en,
                    )+
                }
            }
        }

        impl Say for $name {
            fn say(&self, lang: Lang) -> String {
                self.label(lang).to_owned()
            }
        })+

        /// Every label of this module, by type.
        pub(super) fn catalogues() -> Vec<(&'static str, Catalogue)> {
            vec![$((stringify!($name), &[$((stringify!($variant), $zh, $en)),+])),+]
        }

        /// Every labelled word: type, stored word, Chinese, English.
        #[cfg(test)]
        fn all() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
            let mut all = Vec::new();
            $(all.extend($name::ALL.iter().map(|variant| {
                (stringify!($name), variant.word(), variant.label(Lang::Zh), variant.label(Lang::En))
            }));)+
            all
        }
    };
}

labels! {
    EventKind {
        Received => "新增线索", "New leads";
        Talks => "进入在谈", "Came to talks";
        Intent => "达成意向", "Came to an intent";
        Review => "进入评审", "Came to review";
        Won => "签约项目", "Signed projects";
        Increase => "增资签约", "Signed increases";
        Landed => "落地", "Landed";
        Started => "开工", "Broke ground";
        Completed => "竣工", "Completed";
        Producing => "投产", "Producing";
        Lost => "终止", "Ended";
        Referred => "转介", "Referred";
        Call => "电话", "Calls";
        Visit => "拜访", "Visits";
        Reception => "接待", "Receptions";
        Meeting => "会议", "Meetings";
        FairTalk => "展会洽谈", "Fair talks";
        Message => "邮件微信", "Messages";
        Progress => "进展记录", "Progress entries";
    }
    Tier {
        Leader => "龙头型", "Leader";
        Specialized => "专精特新", "Specialized";
        Growth => "成长型", "Growth";
    }
    Horizon {
        Now => "近期", "Now";
        Opportune => "择机", "When opportune";
        Later => "中远期", "Later";
        Unstated => "未注明", "Not stated";
    }
    SectorAim {
        Attract => "引进培育", "Attract";
        Consolidate => "巩固升级", "Consolidate";
    }
    IndicatorKind {
        Sum => "合计", "Sum";
        Ratio => "比率", "Ratio";
        Count => "个数", "Count";
    }
    GateRule {
        Manual => "人工核查", "Checked by a person";
        Registration => "按登记状态", "From the registration status";
        Manufacturing => "按是否制造业", "From the trade";
    }
    PlanList {
        Headings => "标题", "Headings";
        Sectors => "赛道", "Sectors";
        Segments => "环节", "Segments";
        Products => "产品", "Products";
        Bases => "基地", "Bases";
        Seats => "席位", "Seats";
        Indicators => "指标", "Indicators";
        Values => "指标值", "Values";
        Baseline => "本底数据", "Baseline facts";
        Gates => "准入", "Gates";
        Platforms => "平台", "Platforms";
        Places => "片区", "Places";
        PartnerZones => "协同区域", "Partner zones";
        Funds => "资金政策", "Funds and policies";
        Outlook => "远景", "Outlook";
    }
    HonourKind {
        Listed => "上市公司", "Listed company";
        SingleChampion => "制造业单项冠军", "Manufacturing champion";
        LittleGiant => "专精特新“小巨人”", "Little Giant";
        Specialized => "专精特新中小企业", "Specialized SME";
        HighTech => "高新技术企业", "High-tech enterprise";
        HiddenChampion => "隐形冠军", "Hidden champion";
        Unicorn => "独角兽", "Unicorn";
        Gazelle => "瞪羚企业", "Gazelle";
        TechSme => "科技型中小企业", "Technology SME";
        InnovativeSme => "创新型中小企业", "Innovative SME";
        ChainLeader => "链主企业", "Chain leader";
    }
    Heat {
        Hot => "热", "Hot";
        Warm => "温", "Warm";
        Cold => "冷", "Cold";
    }
    GateState {
        Pass => "通过", "Pass";
        Unknown => "待核", "To check";
        Fail => "不通过", "Fail";
    }
    Stage {
        Clue => "线索", "Clue";
        Appraisal => "研判", "Appraisal";
        Talks => "在谈", "In talks";
        Intent => "意向", "Intent";
        Review => "评审", "Review";
        Signed => "签约", "Signed";
        Landed => "落地", "Landed";
        Started => "开工", "Ground broken";
        Building => "在建", "Under construction";
        Completed => "竣工", "Completed";
        Producing => "投产", "In production";
        FullOutput => "达产", "At full output";
        Paused => "暂缓", "Paused";
        Lost => "终止", "Lost";
        Referred => "转介", "Referred";
    }
    InvestmentKind {
        Domestic => "内资", "Domestic";
        Foreign => "外资", "Foreign";
        Joint => "中外合资", "Joint venture";
    }
    BuildNature {
        New => "新建", "New";
        Extension => "扩建", "Extension";
        Renewal => "技改", "Renewal";
        Relocation => "迁建", "Relocation";
    }
    LandMode {
        NewLand => "新增用地", "New land";
        Plant => "存量厂房", "Existing plant";
        None => "不用地", "No land";
    }
    ActivityKind {
        Call => "电话", "Call";
        Visit => "拜访", "Visit";
        Reception => "接待", "Reception";
        Meeting => "会议", "Meeting";
        FairTalk => "展会洽谈", "Fair talk";
        Message => "书面往来", "Message";
        Progress => "进展", "Progress";
        Standstill => "无进展说明", "Standstill explained";
        Note => "便签", "Note";
    }
    AmountKind {
        Intent => "意向金额", "Intended";
        Agreement => "协议金额", "Agreed";
        Contract => "合同金额", "Contracted";
        FixedAssets => "固投完成", "Fixed assets";
        Received => "到位资金", "Received";
    }
    LeadLinkKind {
        Repeat => "重复签约", "Signed again";
        Increase => "增资", "Increase";
        NewInvestor => "更换投资方", "New investor";
        Sister => "同一集团", "Same group";
    }
    CompanyLinkKind {
        Parent => "母公司", "Parent";
        Group => "所属集团", "Group";
        HeadOffice => "总公司", "Head office";
        Supplier => "供应商", "Supplier";
        Customer => "客户", "Customer";
    }
    PairVerdict {
        Open => "待判断", "Open";
        Different => "不是同一家", "Different";
    }
    Likeness {
        Same => "同一家", "The same";
        Likely => "很可能", "Likely";
        Unsure => "不确定", "Unsure";
        Different => "不同", "Different";
    }
    Evidence {
        Prior => "比对前", "To begin with";
        Code => "信用代码", "Credit code";
        OtherName => "其他名称", "Other names";
        Brand => "字号", "Trade name";
        Trade => "行业", "Line of business";
        Region => "行政区划", "Place";
        Form => "组织形式", "Form";
        Branch => "分支机构", "Branch";
        Whole => "全名", "Whole name";
        Phone => "电话", "Phone";
        Site => "网址", "Website";
        Email => "邮箱", "E-mail";
        Person => "法定代表人", "Legal representative";
        Address => "地址", "Address";
        Founded => "成立日期", "Founded";
    }
    Closeness {
        Base => "千对中约有一对", "One pair in a thousand";
        Equal => "相同", "Equal";
        Near => "相近", "Close";
        Contained => "一方包含另一方", "One holds the other";
        Partly => "部分相同", "Partly equal";
        Missing => "一方没有写", "Only one says it";
        Different => "不同", "Different";
        Apart => "不同，足以判定为两家", "Different, which decides";
    }
    ReferralOutcome {
        Accepted => "已接收", "Accepted";
        Landed => "已落地", "Landed";
        Declined => "未接收", "Declined";
    }
    SiteKind {
        Land => "空置用地", "Vacant land";
        Plant => "空置厂房", "Vacant plant";
    }
    SiteState {
        Free => "可用", "Free";
        Reserved => "已预留", "Reserved";
        Taken => "已占用", "Taken";
    }
    Colour {
        Red => "滞后督办", "Behind, supervised";
        Yellow => "超期预警", "Overdue";
        Green => "推进正常", "On track";
        Blue => "超前示范", "Ahead";
    }
    ClockKind {
        Response => "首次响应", "First response";
        Stage => "阶段时限", "Stage";
        Progress => "进展记录", "Progress entry";
        Start => "签约至开工", "Signing to ground-breaking";
        Planned => "按项目计划", "By its own plan";
        Feedback => "答复引荐方", "Answer to the referrer";
    }
    Need {
        Kind => "用地或厂房", "Land or plant";
        State => "可用状态", "On offer";
        Land => "土地面积", "Land";
        FloorArea => "建筑面积", "Floor area";
        Height => "净高", "Clear height";
        FloorLoad => "楼面荷载", "Floor load";
        Power => "用电容量", "Power";
        Energy => "年能耗", "Energy a year";
        Discharge => "环境容量", "Environmental capacity";
        Place => "片区", "Place";
        Base => "基地", "Base";
    }
    Role {
        Makes => "生产", "Makes";
        Develops => "研发", "Develops";
        Serves => "服务", "Serves";
        Trades => "贸易", "Trades";
        Owns => "持有", "Owns";
    }
    TermKind {
        Core => "核心词", "Core term";
        Part => "相关词", "Related term";
        Context => "语境词", "Context term";
    }
    TextSource {
        Name => "企业名称", "Name";
        MainBusiness => "主营业务", "Main business";
        Products => "产品", "Products";
        BusinessScope => "经营范围", "Business scope";
        Introduction => "简介", "Introduction";
        BoothNotes => "展台记录", "Booth notes";
    }
    Metric {
        Revenue => "营业收入", "Revenue";
        RevenueGrowth => "营业收入三年复合增速", "Revenue growth, 3-year compound";
        RdIntensity => "研发投入强度", "R&D intensity";
        RdBody => "自建研发机构", "Own R&D body";
        InventionPatents => "有效发明专利", "Invention patents in force";
        CoreTechnology => "自主核心技术", "Own core technology";
        PlatformLink => "与平台的联系", "Link to a platform";
        OutputPerMu => "亩均产值", "Output per mu";
        TaxPerMu => "亩均税收", "Tax per mu";
        FixedInvestmentPerMu => "亩均固定资产投资", "Fixed investment per mu";
        TotalInvestmentPerMu => "亩均总投资", "Total investment per mu";
        TaxPerPlant => "租用厂房每千㎡税收", "Tax per 1000 m² rented";
        FixedInvestmentPerPlant => "租用厂房每千㎡固定资产投资", "Fixed investment per 1000 m² rented";
        ValueAddedRate => "增加值率", "Value-added rate";
        ValueAddedPerTce => "单位能耗增加值", "Value added per tonne of coal equivalent";
        WaterPerOutput => "万元产值取水量", "Water per ten thousand yuan of output";
        GreenFactory => "绿色工厂", "Green factory";
        FinancingStage => "融资阶段", "Financing stage";
        InsuredStaff => "参保人数", "Insured staff";
        TaxPaid => "纳税额", "Tax paid";
    }
    FactState {
        Known => "已知", "Known";
        Range => "区间", "Range";
        NotAsked => "未询问", "Not asked";
        Refused => "未提供", "Refused";
        NotApplicable => "不适用", "Not applicable";
        Unparsed => "无法识别", "Unreadable";
    }
    Unit {
        Count => "个", "items";
        Percent => "%", "%";
        WanYuan => "万元", "10k yuan";
        WanYuanPerMu => "万元/亩", "10k yuan per mu";
        WanYuanPerPlant => "万元/千㎡", "10k yuan per 1000 m²";
        WanYuanPerTce => "万元/吨标煤", "10k yuan per tce";
        CubicMetrePerWanYuan => "立方米/万元", "m³ per 10k yuan";
        Mu => "亩", "mu";
        SquareMetre => "㎡", "m²";
        Person => "人", "persons";
        Choice => "等级", "grade";
    }
    Currency {
        Cny => "人民币", "CNY";
        Usd => "美元", "USD";
        Eur => "欧元", "EUR";
        Hkd => "港元", "HKD";
        Jpy => "日元", "JPY";
        Twd => "新台币", "TWD";
        Gbp => "英镑", "GBP";
        Krw => "韩元", "KRW";
        Sgd => "新加坡元", "SGD";
    }
    ReviewOutcome {
        Passed => "通过", "passed";
        Conditional => "有条件通过", "passed on conditions";
        Deferred => "暂缓", "deferred";
        Declined => "不通过", "declined";
    }
    ExportKind {
        Shortlist => "短名单", "shortlist";
        Brief => "企业简报", "company brief";
        Capacity => "基地席位报告", "capacity report";
        Table => "表格", "table";
        ReviewSheet => "评审表", "review sheet";
        Form => "报表", "form";
        Rejected => "未导入的行", "rows not imported";
        Picture => "图片", "picture";
    }
    Level {
        Full => "完整", "Full";
        Leader => "领导", "Leader";
        Public => "公开", "Public";
    }
    RankBy {
        Value => "价值", "Value";
        Cautious => "稳健（价值下限）", "Cautious (lower bound)";
        Optimistic => "乐观（价值上限）", "Optimistic (upper bound)";
        Priority => "优先级", "Priority";
    }
    CellState {
        Known => "已知", "Known";
        Range => "区间", "Range";
        Estimated => "估计（资料缺）", "Estimated (missing)";
        NotApplicable => "不适用", "Not applicable";
        Inactive => "未启用（无标尺）", "Inactive (no anchors)";
    }
}

/// The display name of a word on a metric's own scale ([`Metric::choices`]); none when the scale has no such word.
pub fn choice(metric: Metric, word: &str, lang: Lang) -> Option<&'static str> {
    let (zh, en) = match (metric, word) {
        (Metric::RdBody | Metric::CoreTechnology | Metric::PlatformLink | Metric::GreenFactory, "none") => {
            ("无", "None")
        }
        (Metric::RdBody, "company") => ("企业级", "Company level"),
        (Metric::RdBody | Metric::GreenFactory, "municipal") => ("市级", "Municipal"),
        (Metric::RdBody | Metric::GreenFactory, "national") => ("国家级", "National"),
        (Metric::CoreTechnology, "licensed") => ("引进授权", "Licensed"),
        (Metric::CoreTechnology, "own") => ("自主", "Own"),
        (Metric::CoreTechnology, "certified") => ("自主且经认定领先", "Own and certified leading"),
        (Metric::PlatformLink, "intended") => ("有意向", "Intended"),
        (Metric::PlatformLink, "partner") => ("客户或合作伙伴", "Customer or partner"),
        (Metric::FinancingStage, "seed") => ("种子期", "Seed"),
        (Metric::FinancingStage, "startup") => ("初创期", "Start-up"),
        (Metric::FinancingStage, "fruition") => ("成果期", "Fruition"),
        (Metric::FinancingStage, "listed") => ("已上市", "Listed"),
        _ => return None,
    };
    Some(match lang {
        Lang::Zh => zh,
        Lang::En => en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn every_word_is_labelled_in_both_languages() {
        for (kind, word, zh, en) in all() {
            assert!(!zh.is_empty() && !en.is_empty(), "{kind} {word}");
            // A unit sign is the same in every language.
            assert!(is_chinese(zh) || ["%", "㎡"].contains(&zh), "{kind} {word}: {zh}");
            assert!(!is_chinese(en), "{kind} {word}: {en}");
        }
    }

    #[test]
    fn labels_of_one_kind_differ() {
        let all = all();
        for (index, (kind, word, zh, en)) in all.iter().enumerate() {
            for (other_kind, other_word, other_zh, other_en) in &all[index + 1..] {
                assert!(kind != other_kind || (zh != other_zh && en != other_en), "{kind}: {word} and {other_word}");
            }
        }
    }

    #[test]
    fn every_choice_of_every_metric_is_labelled() {
        for metric in Metric::ALL {
            for word in metric.choices() {
                assert!(choice(*metric, word, Lang::Zh).is_some_and(is_chinese), "{metric} {word}");
                assert!(choice(*metric, word, Lang::En).is_some_and(|text| !is_chinese(text)), "{metric} {word}");
            }
        }
        assert_eq!(choice(Metric::Revenue, "none", Lang::Zh), None);
    }
}
