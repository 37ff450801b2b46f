//! Facts: a value is never a bare number. Each carries its unit, date, source and author.

use jiff::civil::Date;

use super::{
    ids::{AuthorId, CompanyId, FactId},
    record::Text,
    units::Unit,
};
use crate::{record, words};

words! {
    /// What a fact is about.
    pub enum Metric {
        /// 营业收入
        Revenue = "revenue",
        /// 营业收入三年复合增速
        RevenueGrowth = "revenue_growth",
        /// 研发投入强度 (R&D expenditure ÷ revenue)
        RdIntensity = "rd_intensity",
        /// 自建研发机构, on the scale none · company · municipal · national
        RdBody = "rd_body",
        /// 有效发明专利
        InventionPatents = "invention_patents",
        /// 自主核心技术, on the scale none · licensed · own · certified
        CoreTechnology = "core_technology",
        /// 与平台的联系, on the scale none · intended · partner
        PlatformLink = "platform_link",
        /// 亩均产值
        OutputPerMu = "output_per_mu",
        /// 亩均税收
        TaxPerMu = "tax_per_mu",
        /// 固定资产投资强度
        FixedInvestmentPerMu = "fixed_investment_per_mu",
        /// 总投资强度
        TotalInvestmentPerMu = "total_investment_per_mu",
        /// Tax from rented plant, per thousand square metres: what is rented has no mu.
        TaxPerPlant = "tax_per_plant",
        /// Fixed-asset investment in rented plant, per thousand square metres.
        FixedInvestmentPerPlant = "fixed_investment_per_plant",
        /// 增加值率
        ValueAddedRate = "value_added_rate",
        /// 单位能耗增加值
        ValueAddedPerTce = "value_added_per_tce",
        /// 万元产值取水量
        WaterPerOutput = "water_per_output",
        /// 绿色工厂, on the scale none · municipal · national
        GreenFactory = "green_factory",
        /// 融资阶段, on the scale seed · startup · fruition · listed
        FinancingStage = "financing_stage",
        /// 参保人数
        InsuredStaff = "insured_staff",
        /// 纳税额
        TaxPaid = "tax_paid",
    }
}

impl Metric {
    /// The unit the metric is stored in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Revenue | Self::TaxPaid => Unit::WanYuan,
            Self::RevenueGrowth | Self::RdIntensity | Self::ValueAddedRate => Unit::Percent,
            Self::RdBody | Self::CoreTechnology | Self::PlatformLink | Self::GreenFactory | Self::FinancingStage => {
                Unit::Choice
            }
            Self::InventionPatents => Unit::Count,
            Self::OutputPerMu | Self::TaxPerMu | Self::FixedInvestmentPerMu | Self::TotalInvestmentPerMu => {
                Unit::WanYuanPerMu
            }
            Self::TaxPerPlant | Self::FixedInvestmentPerPlant => Unit::WanYuanPerPlant,
            Self::ValueAddedPerTce => Unit::WanYuanPerTce,
            Self::WaterPerOutput => Unit::CubicMetrePerWanYuan,
            Self::InsuredStaff => Unit::Person,
        }
    }

    /// The words of a metric measured on a scale, weakest first; empty for numbers.
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Self::RdBody => &["none", "company", "municipal", "national"],
            Self::CoreTechnology => &["none", "licensed", "own", "certified"],
            Self::PlatformLink => &["none", "intended", "partner"],
            Self::GreenFactory => &["none", "municipal", "national"],
            Self::FinancingStage => &["seed", "startup", "fruition", "listed"],
            _ => &[],
        }
    }
}

words! {
    /// What is known of a fact.
    pub enum FactState {
        /// The value is `number` or `choice`.
        Known = "known",
        /// The value lies between `low` and `high`.
        Range = "range",
        /// Nobody asked yet.
        NotAsked = "not_asked",
        /// The company did not say.
        Refused = "refused",
        /// The question does not apply to it.
        NotApplicable = "not_applicable",
        /// Something was written, but it could not be read as a value; the text is in `note`.
        Unparsed = "unparsed",
    }
}

record! {
    /// One dated, sourced statement about a company. Later `as_of` wins; older facts stay as history.
    pub struct Fact(FactId) in Fact {
        /// Company it is about.
        company: CompanyId,
        /// What it is about.
        metric: Metric,
        /// What is known.
        state: FactState,
        /// The number, in `unit`.
        number: Option<f64>,
        /// Lower end of a range, in `unit`.
        low: Option<f64>,
        /// Upper end of a range, in `unit`.
        high: Option<f64>,
        /// The word on the metric's scale.
        choice: Text,
        /// Unit of the numbers.
        unit: Unit,
        /// The day the value holds for.
        as_of: Option<Date>,
        /// Where it was read or heard.
        source: Text,
        /// What was written in the source, when the value was converted or could not be read.
        note: Text,
        /// Who entered it.
        author: Option<AuthorId>,
    }
}
