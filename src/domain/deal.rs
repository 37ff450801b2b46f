//! What belongs to a lead besides its form: the amounts agreed, links to other leads, referrals to partner zones.

use jiff::civil::Date;

use super::{
    ids::{AuthorId, CompanyId, CompanyLinkId, LeadAmountId, LeadId, LeadLinkId, PartnerZoneId, ReferralId},
    record::Text,
    units::{Amount, Currency, Percent},
};
use crate::{record, words};

words! {
    /// Kinds of amount that are never added to each other.
    pub enum AmountKind {
        /// 意向金额
        Intent = "intent",
        /// 协议金额
        Agreement = "agreement",
        /// 合同金额
        Contract = "contract",
        /// 固定资产投资完成
        FixedAssets = "fixed_assets",
        /// 到位资金
        Received = "received",
    }
}

impl AmountKind {
    /// Whether later entries add to earlier ones (money that arrives) or replace them (what was agreed).
    pub fn adds_up(self) -> bool {
        matches!(self, Self::FixedAssets | Self::Received)
    }
}

record! {
    /// An amount of a lead on a day; the history of each kind is its entries in order.
    pub struct LeadAmount(LeadAmountId) in LeadAmount {
        /// Lead.
        lead: LeadId,
        /// Kind.
        kind: AmountKind,
        /// Amount, whole units of `currency`.
        amount: Amount,
        /// Currency; none = 元.
        currency: Option<Currency>,
        /// Day.
        on_day: Date,
        /// Proof: contract number, voucher.
        proof: Text,
        /// Who entered it.
        author: Option<AuthorId>,
        /// Note.
        note: Text,
    }
}

words! {
    /// How a lead continues another.
    pub enum LeadLinkKind {
        /// 重复签约: linked, not counted again.
        Repeat = "repeat",
        /// 增资: only the increment counts.
        Increase = "increase",
        /// 更换投资方: a new record of the old project.
        NewInvestor = "new_investor",
        /// 同一集团的另一项目
        Sister = "sister",
    }
}

record! {
    /// A link from a lead to an earlier one.
    pub struct LeadLink(LeadLinkId) in LeadLink {
        /// The later lead.
        lead: LeadId,
        /// The earlier lead.
        earlier: LeadId,
        /// How it continues it.
        kind: LeadLinkKind,
        /// Note.
        note: Text,
    }
}

words! {
    /// What a company is to another.
    pub enum CompanyLinkKind {
        /// 母公司
        Parent = "parent",
        /// 所属集团
        Group = "group",
        /// 分公司（总公司）
        HeadOffice = "head_office",
        /// 供应商
        Supplier = "supplier",
        /// 客户
        Customer = "customer",
    }
}

record! {
    /// A link between two companies: `other` is the `kind` of `company`.
    pub struct CompanyLink(CompanyLinkId) in CompanyLink {
        /// The company.
        company: CompanyId,
        /// The other company.
        other: CompanyId,
        /// What the other is to it.
        kind: CompanyLinkKind,
        /// Share held, if it is a parent.
        share: Option<Percent>,
        /// Where that is known from.
        source: Text,
    }
}

words! {
    /// What became of a referral.
    pub enum ReferralOutcome {
        /// 已接收
        Accepted = "accepted",
        /// 已落地
        Landed = "landed",
        /// 未接收
        Declined = "declined",
    }
}

record! {
    /// A lead handed to a partner zone.
    pub struct Referral(ReferralId) in Referral {
        /// Lead.
        lead: LeadId,
        /// Partner zone of the plan.
        zone: PartnerZoneId,
        /// Day.
        on_day: Date,
        /// Who took it there.
        person: Text => personal,
        /// Outcome; none = not answered yet.
        outcome: Option<ReferralOutcome>,
        /// Day of the outcome.
        outcome_on: Option<Date>,
        /// Note.
        note: Text,
    }
}
