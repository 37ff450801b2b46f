//! The words people see for the words that are stored: tiers, stages, gates, metrics and the like.

use super::{Catalogue, Lang, Say};
use crate::{
    domain::{
        company::{GateState, HonourKind},
        fact::{FactState, Metric},
        fit::{Role, TermKind, TextSource},
        lead::Stage,
        plan::{Horizon, SectorAim, Tier},
        units::Unit,
    },
    report::{
        level::Level,
        shortlist::{CellState, RankMode},
    },
};

macro_rules! labels {
    ($($type:ident { $($variant:ident => $zh:literal, $en:literal;)+ })+) => {
        $(impl Say for $type {
            fn say(&self, lang: Lang) -> String {
                let (zh, en) = match self { $(Self::$variant => ($zh, $en)),+ };
                match lang {
                    Lang::Zh => zh,
                    Lang::En => en,
                }
                .to_owned()
            }
        })+

        /// Every label of this module, by type.
        pub fn catalogues() -> Vec<(&'static str, Catalogue)> {
            vec![$((stringify!($type), &[$((stringify!($variant), $zh, $en)),+])),+]
        }
    };
}

labels! {
    Tier {
        Leader => "龙头型", "leader";
        Specialized => "专精特新", "specialized";
        Growth => "成长型", "growth";
    }
    Stage {
        Clue => "线索", "clue";
        Appraisal => "研判", "appraisal";
        Talks => "在谈", "in talks";
        Intent => "意向", "intent";
        Review => "评审", "review";
        Signed => "签约", "signed";
        Landed => "落地", "landed";
        Started => "开工", "construction started";
        Building => "在建", "under construction";
        Completed => "竣工", "completed";
        Producing => "投产", "producing";
        FullOutput => "达产", "full output";
        Paused => "暂缓", "paused";
        Lost => "终止", "ended";
        Referred => "转介", "referred";
    }
    GateState {
        Pass => "通过", "passed";
        Unknown => "待核", "to be checked";
        Fail => "不通过", "failed";
    }
    Horizon {
        Now => "近期/重点", "now";
        Opportune => "适时/择机", "when opportune";
        Later => "中远期", "later";
        Unstated => "未注明", "not stated";
    }
    SectorAim {
        Attract => "引进培育", "attract";
        Consolidate => "巩固升级", "consolidate";
    }
    Role {
        Makes => "制造", "makes";
        Develops => "研发", "develops";
        Serves => "服务", "serves";
        Trades => "贸易", "trades";
        Owns => "持有/出租", "owns or rents out";
    }
    TermKind {
        Core => "核心词", "core term";
        Part => "部件词", "part term";
        Context => "语境词", "context term";
    }
    TextSource {
        Name => "企业名称", "company name";
        MainBusiness => "主营业务", "main business";
        Products => "产品", "products";
        BusinessScope => "经营范围", "business scope";
        Introduction => "企业简介", "introduction";
        BoothNotes => "展位记录", "booth notes";
    }
    Metric {
        Revenue => "营业收入", "revenue";
        RevenueGrowth => "营业收入三年复合增速", "revenue growth, 3-year";
        RdIntensity => "研发投入强度", "R&D intensity";
        RdBody => "自建研发机构", "own R&D body";
        InventionPatents => "有效发明专利", "invention patents in force";
        CoreTechnology => "自主核心技术", "own core technology";
        PlatformLink => "与平台的联系", "link to a platform";
        OutputPerMu => "亩均产值", "output per mu";
        TaxPerMu => "亩均税收", "tax per mu";
        FixedInvestmentPerMu => "亩均固定资产投资", "fixed-asset investment per mu";
        TotalInvestmentPerMu => "亩均总投资", "total investment per mu";
        ValueAddedRate => "增加值率", "value-added rate";
        ValueAddedPerTce => "单位能耗增加值", "value added per tce";
        WaterPerOutput => "万元产值取水量", "water per output";
        GreenFactory => "绿色工厂", "green factory";
        FinancingStage => "融资阶段", "financing stage";
        InsuredStaff => "参保人数", "insured staff";
        TaxPaid => "纳税额", "tax paid";
    }
    FactState {
        Known => "已知", "known";
        Range => "区间", "range";
        NotAsked => "未询问", "not asked";
        Refused => "未提供", "not disclosed";
        NotApplicable => "不适用", "not applicable";
        Unparsed => "未能识别", "could not be read";
    }
    Unit {
        Count => "个", "items";
        Percent => "%", "%";
        WanYuan => "万元", "CNY 10,000";
        WanYuanPerMu => "万元/亩", "CNY 10,000 per mu";
        WanYuanPerTce => "万元/吨标煤", "CNY 10,000 per tce";
        CubicMetrePerWanYuan => "m³/万元", "m³ per CNY 10,000";
        Mu => "亩", "mu";
        SquareMetre => "㎡", "㎡";
        Person => "人", "persons";
        Choice => "档", "grade";
    }
    HonourKind {
        Listed => "上市公司", "listed company";
        SingleChampion => "制造业单项冠军", "national single-product champion";
        LittleGiant => "专精特新“小巨人”", "“little giant”";
        Specialized => "专精特新中小企业", "specialized SME";
        HighTech => "高新技术企业", "high-tech enterprise";
        HiddenChampion => "隐形冠军", "hidden champion";
        Unicorn => "独角兽", "unicorn";
        Gazelle => "瞪羚企业", "gazelle";
        TechSme => "科技型中小企业", "technology SME";
        InnovativeSme => "创新型中小企业", "innovative SME";
        ChainLeader => "链主企业", "chain leader";
    }
    Level {
        Full => "完整", "full";
        Leader => "领导", "leader";
        Public => "公开", "public";
    }
    RankMode {
        Value => "价值", "value";
        Cautious => "稳健（价值下限）", "cautious (lower bound)";
        Optimistic => "乐观（价值上限）", "optimistic (upper bound)";
        Priority => "优先级", "priority";
    }
    CellState {
        Known => "已知", "known";
        Range => "区间", "range";
        Estimated => "估计（资料缺）", "estimated (missing)";
        NotApplicable => "不适用", "not applicable";
        Inactive => "未启用（无标尺）", "inactive (no anchors)";
    }
}
