//! Companies, their honours and the state of their admission gates.

use jiff::civil::Date;

use super::{
    ids::{CompanyId, GateCheckId, GateId, HonourId, SectorId, SegmentId},
    plan::Tier,
    record::Text,
    units::{Amount, Currency},
};
use crate::{record, words};

record! {
    /// A company; a *prospect* when it is scored, a *local firm* when it already produces in the zone.
    ///
    /// Texts are kept as they were written. Empty text means unknown.
    pub struct Company(CompanyId) in Company {
        /// Full registered name.
        name: Text,
        /// Short name.
        short_name: Text,
        /// English name.
        english_name: Text,
        /// Former names, one a line.
        former_names: Text,
        /// 统一社会信用代码, upper case; check digits are warned about, never enforced.
        credit_code: Text,
        /// 登记状态 as written (存续, 在业, 注销, 吊销 …).
        registration_status: Text,
        /// 法定代表人
        legal_representative: Text => personal,
        /// 注册资本, whole units of `capital_currency`.
        registered_capital: Option<Amount>,
        /// 实缴资本, whole units of `capital_currency`.
        paid_in_capital: Option<Amount>,
        /// Currency of the two capitals.
        capital_currency: Option<Currency>,
        /// Both capitals as written, because conversion may lose what a person would see.
        capital_text: Text,
        /// 成立日期
        founded: Option<Date>,
        /// 企业(机构)类型
        company_type: Text,
        /// Province.
        province: Text,
        /// City.
        city: Text,
        /// District or county.
        district: Text,
        /// Registered address.
        address: Text,
        /// 国标行业, finest level known, by name (GB/T 4754; the name is safer than the code between editions).
        industry: Text,
        /// 国标行业 code with its edition when stated, e.g. `3670`.
        industry_code: Text,
        /// 企业规模 as written.
        size_class: Text,
        /// 主营业务
        main_business: Text,
        /// Products.
        products: Text,
        /// 经营范围
        business_scope: Text,
        /// Introduction.
        introduction: Text,
        /// What was said at the booth.
        booth_notes: Text,
        /// Website.
        website: Text,
        /// Phone numbers, one a line.
        phone: Text => personal,
        /// E-mail addresses, one a line.
        email: Text => personal,
        /// Officer's notes.
        notes: Text => personal,
        /// Where the record came from (file and sheet, or the person who typed it).
        origin: Text,
        /// Already produces in the zone: an anchor of the chain, not a prospect.
        local: bool,
        /// Sector confirmed by a person; overrides matching.
        confirmed_sector: Option<SectorId>,
        /// Segment confirmed by a person.
        confirmed_segment: Option<SegmentId>,
        /// Tier set by a person; overrides the rule.
        tier_override: Option<Tier>,
        /// Why the tier was set.
        tier_reason: Text,
    }
}

impl Company {
    /// A company of which only key and name are known.
    pub fn named(id: CompanyId, name: &str) -> Self {
        Self {
            id,
            name: name.into(),
            short_name: Text::default(),
            english_name: Text::default(),
            former_names: Text::default(),
            credit_code: Text::default(),
            registration_status: Text::default(),
            legal_representative: Text::default(),
            registered_capital: None,
            paid_in_capital: None,
            capital_currency: None,
            capital_text: Text::default(),
            founded: None,
            company_type: Text::default(),
            province: Text::default(),
            city: Text::default(),
            district: Text::default(),
            address: Text::default(),
            industry: Text::default(),
            industry_code: Text::default(),
            size_class: Text::default(),
            main_business: Text::default(),
            products: Text::default(),
            business_scope: Text::default(),
            introduction: Text::default(),
            booth_notes: Text::default(),
            website: Text::default(),
            phone: Text::default(),
            email: Text::default(),
            notes: Text::default(),
            origin: Text::default(),
            local: false,
            confirmed_sector: None,
            confirmed_segment: None,
            tier_override: None,
            tier_reason: Text::default(),
        }
    }
}

words! {
    /// Honours and certificates that decide tiers and gates. Most expire.
    pub enum HonourKind {
        /// 上市公司
        Listed = "listed",
        /// 制造业单项冠军
        SingleChampion = "single_champion",
        /// 国家级专精特新“小巨人”
        LittleGiant = "little_giant",
        /// 专精特新中小企业
        Specialized = "specialized",
        /// 高新技术企业
        HighTech = "high_tech",
        /// 隐形冠军
        HiddenChampion = "hidden_champion",
        /// 独角兽
        Unicorn = "unicorn",
        /// 瞪羚
        Gazelle = "gazelle",
        /// 科技型中小企业
        TechSme = "tech_sme",
        /// 创新型中小企业
        InnovativeSme = "innovative_sme",
        /// 国家级龙头企业 / 链主
        ChainLeader = "chain_leader",
    }
}

record! {
    /// An honour of a company, with its validity.
    pub struct Honour(HonourId) in Honour {
        /// Company that holds it.
        company: CompanyId,
        /// Which honour.
        kind: HonourKind,
        /// Certificate number.
        number: Text,
        /// Day of issue.
        issued: Option<Date>,
        /// Last day of validity; none = no expiry known.
        expires: Option<Date>,
        /// Where it was read.
        source: Text,
    }
}

words! {
    /// State of an admission gate.
    pub enum GateState {
        /// Proven to pass.
        Pass = "pass",
        /// Not yet checked: 待核. Never silently pass or fail.
        Unknown = "unknown",
        /// Proven to fail.
        Fail = "fail",
    }
}

record! {
    /// What a person found when checking one gate for one company.
    pub struct GateCheck(GateCheckId) in GateCheck {
        /// Company checked.
        company: CompanyId,
        /// Gate of the plan.
        gate: GateId,
        /// Finding.
        state: GateState,
        /// The proof: document, number, page.
        proof: Text,
        /// Day of the check.
        checked_on: Option<Date>,
    }
}
