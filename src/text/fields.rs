//! What the fields of records are called, and how their values are written.

use super::{Label, Lang, Say, format};
use crate::{
    domain::{
        activity::ActivityKind,
        company::{GateState, HonourKind},
        deal::{AmountKind, CompanyLinkKind, LeadLinkKind, ReferralOutcome},
        fact::{FactState, Metric},
        fair::Heat,
        lead::{BuildNature, InvestmentKind, LandMode, Stage},
        paper::{ExportKind, Level, ReviewOutcome},
        plan::Tier,
        record::{Entity, FieldDef, FieldKind, Value},
        same::PairVerdict,
        site::{SiteKind, SiteState},
        units::{Amount, Currency, Percent, Unit},
        workspace::SettingName,
    },
    exchange::mapping::TargetField,
    messages,
};

messages! {
    /// Words for values.
    pub enum ValueText {
        Yes => "是", "yes";
        No => "否", "no";
        Empty => "空", "empty";
        Characters { count: String } => "{count} 字", "{count} <character|characters>";
    }
}

/// Texts longer than this are named by their length: a plan is no value to read in a row.
const LONGEST_VALUE: usize = 2_000;

/// What a field is called; its own name when the program does not know it.
#[allow(clippy::too_many_lines, clippy::match_same_arms)] // a list of names, by record
pub fn field_label(entity: Entity, field: &str, lang: Lang) -> &str {
    let names = match (entity, field) {
        (
            Entity::Company | Entity::Author | Entity::Device | Entity::Attachment | Entity::SavedView | Entity::Fair,
            "name",
        ) => ("名称", "Name"),
        (Entity::Company, "short_name") => ("简称", "Short name"),
        (Entity::Company, "english_name") => ("英文名", "English name"),
        (Entity::Company, "former_names") => ("曾用名", "Former names"),
        (Entity::Company, "credit_code") => ("统一社会信用代码", "Credit code"),
        (Entity::Company, "registration_status") => ("登记状态", "Registration status"),
        (Entity::Company, "legal_representative") => ("法定代表人", "Legal representative"),
        (Entity::Company, "registered_capital") => ("注册资本", "Registered capital"),
        (Entity::Company, "paid_in_capital") => ("实缴资本", "Paid-in capital"),
        (Entity::Company, "capital_currency") => ("币种", "Currency"),
        (Entity::Company, "capital_text") => ("注册资本原文", "Capital as written"),
        (Entity::Company, "founded") => ("成立日期", "Founded"),
        (Entity::Company, "company_type") => ("企业类型", "Kind of company"),
        (Entity::Company, "province") => ("省", "Province"),
        (Entity::Company, "city") => ("市", "City"),
        (Entity::Company, "district") => ("区县", "District"),
        (Entity::Company, "address") => ("注册地址", "Address"),
        (Entity::Company, "industry") => ("国标行业", "Industry"),
        (Entity::Company, "industry_code") => ("行业代码", "Industry code"),
        (Entity::Company, "size_class") => ("企业规模", "Size"),
        (Entity::Company, "main_business") => ("主营业务", "Main business"),
        (Entity::Company, "products") => ("产品", "Products"),
        (Entity::Company, "business_scope") => ("经营范围", "Business scope"),
        (Entity::Company, "introduction") => ("简介", "Introduction"),
        (Entity::Company, "booth_notes") => ("展台记录", "Booth notes"),
        (Entity::Company, "website") => ("网站", "Website"),
        (Entity::Company | Entity::Contact, "phone") => ("电话", "Phone"),
        (Entity::Company | Entity::Contact, "email") => ("电子邮箱", "E-mail"),
        (Entity::Company, "origin") => ("来源", "Origin"),
        (Entity::Company, "local") => ("本地企业", "Local firm"),
        (Entity::Company, "confirmed_sector") => ("确认的赛道", "Confirmed sector"),
        (Entity::Company, "confirmed_segment") => ("确认的环节", "Confirmed segment"),
        (Entity::Company, "tier_override") => ("人工认定梯队", "Tier set by hand"),
        (Entity::Company, "tier_reason") => ("认定理由", "Reason for the tier"),
        (Entity::Author, "unit") => ("单位", "Unit"),
        (Entity::Setting, "name") => ("设置项", "Setting"),
        (Entity::Setting, "value") => ("值", "Value"),
        (Entity::Task, "title") => ("事项", "Task"),
        (Entity::Lead, "title") => ("项目名称", "Title"),
        (Entity::Lead, "content") => ("建设内容及规模", "What is built"),
        (Entity::Fact, "note") => ("备注", "Note"),
        (Entity::GateCheck, "state") => ("结论", "Finding"),
        (Entity::Fact, "metric") => ("指标", "Metric"),
        (Entity::Fact | Entity::Site, "state") => ("状态", "State"),
        (Entity::Fact, "number") => ("数值", "Number"),
        (Entity::Fact, "low") => ("下限", "Lower end"),
        (Entity::Fact, "high") => ("上限", "Upper end"),
        (Entity::Fact, "choice") => ("等级", "Grade"),
        (Entity::Fact, "unit") => ("单位", "Unit"),
        (Entity::Honour, "kind") => ("资质", "Honour"),
        (Entity::Honour, "number") => ("证书编号", "Number"),
        (Entity::Honour, "issued") => ("发证日期", "Issued"),
        (Entity::Honour, "expires") => ("有效期至", "Valid until"),
        (Entity::Lead, "stage") => ("阶段", "Stage"),
        (Entity::Lead, "stage_since") => ("进入阶段", "In this stage since"),
        (Entity::Lead, "base") => ("意向基地", "Intended base"),
        (Entity::Lead, "place") => ("意向片区", "Intended place"),
        (Entity::Lead, "total_investment") => ("计划总投资", "Total investment"),
        (Entity::Lead, "fixed_investment") => ("固定资产投资", "Fixed investment"),
        (Entity::Lead, "land") => ("用地", "Land"),
        (Entity::Lead, "plant") => ("厂房", "Plant"),
        (Entity::Lead, "output") => ("预计年产值", "Expected output"),
        (Entity::Lead, "tax") => ("预计年税收", "Expected tax"),
        (Entity::Lead, "jobs") => ("预计就业", "Expected jobs"),
        (Entity::Lead, "win_estimate") => ("把握", "Win estimate"),
        (Entity::Lead | Entity::Task, "owner") => ("负责人", "Officer"),
        (Entity::Lead, "next_action") => ("下一步", "Next step"),
        (Entity::Lead, "next_action_on") => ("下一步日期", "Next step on"),
        (Entity::Lead, "loss_reason") => ("终止原因", "Why it ended"),
        (Entity::StageMove, "from_stage") => ("原阶段", "From"),
        (Entity::StageMove, "to_stage") => ("新阶段", "To"),
        (Entity::StageMove, "moved_on") => ("变动日期", "Moved on"),
        (Entity::Lead | Entity::LeadAmount, "currency") => ("币种", "Currency"),
        (Entity::Lead, "code") => ("项目代码", "Project code"),
        (Entity::Lead, "statistics_name") => ("纳统项目名称", "Name in the statistics"),
        (Entity::Lead, "received_on") => ("收到日期", "Received on"),
        (Entity::Lead, "referrer") => ("引荐方", "Referred by"),
        (Entity::Lead, "investment_kind") => ("投资类型", "Domestic or foreign"),
        (Entity::Lead, "origin_region") => ("来源地", "Where from"),
        (Entity::Lead, "second_segment") => ("次要环节", "Second segment"),
        (Entity::Lead, "main_products") => ("主要产品及产能", "Products and capacity"),
        (Entity::Lead, "nature") => ("建设性质", "Nature"),
        (Entity::Lead, "start_on") => ("计划开工", "Planned start"),
        (Entity::Lead, "finish_on") => ("计划竣工", "Planned completion"),
        (Entity::Lead, "produce_on") => ("计划投产", "Planned production"),
        (Entity::Lead, "phase") => ("分期", "Phase"),
        (Entity::Lead, "phase_investment") => ("本期投资", "Investment of the phase"),
        (Entity::Lead, "year_investment") => ("年度计划投资", "Investment this year"),
        (Entity::Lead, "year_progress") => ("年度形象进度", "Progress this year"),
        (Entity::Lead, "land_mode") => ("用地方式", "Land or plant"),
        (Entity::Lead, "land_procedure") => ("用地手续", "Land procedure"),
        (Entity::Lead, "farmland") => ("占用基本农田", "Farmland"),
        (Entity::Lead, "red_line") => ("涉及生态红线", "Ecological red line"),
        (Entity::Lead, "energy_hungry") => ("两高项目", "High energy or emissions"),
        (Entity::Lead, "energy_review") => ("节能审查", "Energy review"),
        (Entity::Lead, "environment_review") => ("环评", "Environmental review"),
        (Entity::Lead, "safety_review") => ("安评", "Safety review"),
        (Entity::Lead, "filing") => ("备案", "Filing"),
        (Entity::Lead | Entity::Site, "power") => ("用电容量", "Power"),
        (Entity::Lead | Entity::Site, "energy") => ("年能耗", "Energy a year"),
        (Entity::Lead | Entity::Site, "discharge") => ("环境容量", "Environmental capacity"),
        (Entity::Lead | Entity::Site, "height") => ("净高", "Clear height"),
        (Entity::Lead | Entity::Site, "floor_load") => ("楼面荷载", "Floor load"),
        (Entity::Lead, "rd_platform") => ("研发平台", "R&D platform"),
        (Entity::Lead, "rd_share") => ("近三年研发占比", "R&D share, three years"),
        (Entity::Lead, "invention_patents") => ("发明专利", "Invention patents"),
        (Entity::Lead, "utility_patents") => ("实用新型专利", "Utility patents"),
        (Entity::Lead, "existing_firm") => ("存量企业", "Existing firm"),
        (Entity::Lead, "spillover") => ("产业外溢", "Spill-over"),
        (Entity::Lead, "enclave") => ("飞地项目", "Enclave"),
        (Entity::Lead, "assigned_by") => ("交办层级", "Assigned by"),
        (Entity::Lead, "leader") => ("责任领导", "Leader in charge"),
        (Entity::Lead, "city_liaison") => ("市局联络人", "City liaison"),
        (Entity::Lead, "report_liaison") => ("报送联络人", "Reporting liaison"),
        (Entity::Lead, "verified_on") => ("电话核实", "Verified by phone"),
        (Entity::Lead, "progress") => ("进展", "Progress"),
        (Entity::Lead, "problems") => ("存在问题", "Problems"),
        (Entity::Contact, "name") => ("姓名", "Name"),
        (Entity::Contact, "position") => ("职务", "Position"),
        (Entity::Contact, "wechat") => ("微信", "WeChat"),
        (Entity::Contact, "main") => ("首选联系人", "First contact"),
        (Entity::Contact, "collected_on") => ("采集日期", "Collected on"),
        (Entity::Activity | Entity::LeadAmount | Entity::LeadLink | Entity::CompanyLink | Entity::Site, "kind") => {
            ("类型", "Kind")
        }
        (Entity::Activity, "people") => ("对方参加人", "Who took part"),
        (Entity::Task, "due") => ("期限", "Due"),
        (Entity::Task, "remind_on") => ("提醒日期", "Remind on"),
        (Entity::Task, "done_on") => ("完成日期", "Done on"),
        (Entity::Attachment, "bytes") => ("大小", "Size"),
        (Entity::Attachment, "added_on") => ("添加日期", "Added on"),
        (Entity::LeadAmount, "amount") => ("金额", "Amount"),
        (Entity::LeadLink, "earlier") => ("原项目", "Earlier lead"),
        (Entity::CompanyLink, "other") => ("对方企业", "Other company"),
        (Entity::CompanyLink, "share") => ("持股比例", "Share"),
        (Entity::Referral, "zone") => ("协同区域", "Partner zone"),
        (Entity::Referral, "person") => ("对接人", "Taken by"),
        (Entity::Referral, "outcome") => ("结果", "Outcome"),
        (Entity::Referral, "outcome_on") => ("结果日期", "Outcome on"),
        (Entity::Site, "name") => ("场地名称", "Site"),
        (Entity::Site, "place") => ("片区", "Place"),
        (Entity::Site, "base") => ("所属基地", "Base"),
        (Entity::Site, "land") => ("土地面积", "Land"),
        (Entity::Site, "floor_area") => ("建筑面积", "Floor area"),
        (Entity::Site, "land_price") => ("地价", "Land price"),
        (Entity::Site, "rent") => ("租金", "Rent"),
        (Entity::Site, "free_from") => ("可用时间", "Free from"),
        (Entity::Site, "contact") => ("联系人", "Contact"),
        (Entity::SavedView, "page") => ("页面", "Page"),
        (Entity::ForecastRecord, "as_of") => ("预测日期", "Made on"),
        (Entity::ForecastRecord, "target") => ("计算到", "Counted to"),
        (Entity::ForecastRecord, "automatic") => ("自动存档", "Kept by the program"),
        (Entity::ForecastRecord, "plan") => ("规划校验值", "Fingerprint of the plan"),
        (Entity::ForecastRecord, "model") => ("模型校验值", "Fingerprint of the model"),
        (Entity::IndicatorReading, "indicator") => ("指标", "Indicator"),
        (Entity::IndicatorReading, "value") => ("数值", "Value"),
        (Entity::IndicatorReading, "whole") => ("分母", "Share of"),
        (Entity::ImportedList | Entity::ListLayout, "name") => ("名单", "List"),
        (Entity::ImportedList, "file_sha256") => ("文件校验值", "Checksum of the file"),
        (Entity::ImportedList, "sheet") => ("工作表", "Sheet"),
        (Entity::ImportedList, "rows_sha256") => ("内容校验值", "Checksum of the rows"),
        (Entity::ImportedList, "imported_on") => ("导入日期", "Imported on"),
        (Entity::ImportedList, "rows") => ("行数", "Rows"),
        (Entity::ImportedList, "created") => ("新增企业", "Companies added"),
        (Entity::ImportedList, "updated") => ("更新", "Rows that changed something"),
        (Entity::ImportedList, "rejected") => ("未导入", "Rows left out"),
        (Entity::ImportedList, "author") => ("导入人", "Imported by"),
        (Entity::ListLayout, "signature") => ("表头", "Headers"),
        (Entity::ListLayout, "corrections") => ("各列的字段", "Fields of the columns"),
        (Entity::ListLayout, "remembered_on") => ("记住日期", "Since"),
        (Entity::Fair, "city") => ("城市", "City"),
        (Entity::Fair, "first_day") => ("第一天", "First day"),
        (Entity::Fair, "last_day") => ("最后一天", "Last day"),
        (Entity::Fair, "halls") => ("展馆", "Halls"),
        (Entity::Fair, "officers") => ("参展人员", "Who goes"),
        (Entity::Fair, "meetings_per_day") => ("每人每天洽谈数", "Meetings a day each"),
        (Entity::Fair, "meeting_minutes") => ("每次洽谈分钟", "Minutes a meeting"),
        (Entity::Fair, "walking_minutes") => ("换馆步行分钟", "Minutes between halls"),
        (Entity::Fair, "day_minutes") => ("每天可用分钟", "Minutes a day"),
        (Entity::Exhibitor | Entity::Visit | Entity::Talk, "fair") => ("展会", "Fair"),
        (Entity::Exhibitor, "hall") => ("展馆", "Hall"),
        (Entity::Exhibitor, "booth") => ("展位", "Stand"),
        (Entity::Visit, "exhibitor") => ("展商", "Exhibitor"),
        (Entity::Visit, "officer") => ("负责人", "Officer"),
        (Entity::Visit, "place") => ("顺序", "Place in the walk"),
        (Entity::Visit, "pinned") => ("人工选定", "Chosen by hand"),
        (Entity::Visit, "done") => ("已完成", "Done"),
        (Entity::Talk, "activity") => ("洽谈记录", "Talk"),
        (Entity::Talk, "heat") => ("意向热度", "Interest"),
        (Entity::Talk, "products") => ("涉及产品", "Products"),
        (Entity::Talk, "promised") => ("已承诺", "Promised"),
        (Entity::Talk, "next_step") => ("下一步", "Next step"),
        (Entity::Talk, "next_on") => ("下一步日期", "Next step on"),
        (Entity::Talk, "at_ms") => ("登记时刻", "Entered at"),
        (Entity::Talk, "value_before") => ("洽谈前评分", "Value before"),
        (Entity::Shortlist, "name") => ("名称", "Name"),
        (Entity::Shortlist, "made_on") => ("保存日期", "Kept on"),
        (Entity::Shortlist, "base") => ("限定基地", "Only base"),
        (Entity::Shortlist, "sector") => ("限定赛道", "Only sector"),
        (Entity::Shortlist, "content") => ("当日评分", "Figures of the day"),
        (Entity::Shortlist, "arrangement") => ("排列", "Arrangement"),
        (Entity::Review, "meeting") => ("评审会", "Review meeting"),
        (Entity::Review, "held_on") => ("会议日期", "Held on"),
        (Entity::Review, "self_points") => ("自评分", "Own points"),
        (Entity::Review, "checked_points") => ("复核分", "Checked points"),
        (Entity::Review, "panel") => ("评委分", "Panel"),
        (Entity::Review, "panel_mean") => ("评委均分", "Mean of the panel"),
        (Entity::Review, "outcome") => ("评审结论", "Decision"),
        (Entity::Review, "note") => ("评审意见", "Opinion"),
        (Entity::ExportRecord, "at_ms") => ("时间", "When"),
        (Entity::ExportRecord, "kind") => ("内容", "What"),
        (Entity::ExportRecord, "format") => ("格式", "Format"),
        (Entity::ExportRecord, "level") => ("级别", "Level"),
        (Entity::ExportRecord, "row_count") => ("行数", "Rows"),
        (Entity::ExportRecord, "byte_count") => ("大小", "Size"),
        (Entity::ExportRecord, "file") => ("文件名", "File"),
        (Entity::ExportRecord, "subject") => ("对象", "About"),
        (Entity::ExportRecord, "purpose") => ("用途", "Purpose"),
        (Entity::CompanyPair, "other") => ("另一家企业", "The other company"),
        (Entity::CompanyPair, "verdict") => ("判断", "Verdict"),
        (Entity::CompanyAlias, "name") => ("合并前名称", "Name before"),
        (Entity::CompanyAlias, "credit_code") => ("合并前信用代码", "Credit code before"),
        (Entity::CompanyAlias, "merged") => ("合并前编号", "Key before"),
        (_, "notes") => ("备注", "Notes"),
        (_, "title") => ("名称", "Title"),
        (_, "content") => ("正文", "Text"),
        (_, "sha256") => ("校验值", "Fingerprint"),
        (_, "company") => ("企业", "Company"),
        (_, "as_of") => ("数据日期", "As of"),
        (_, "source") => ("来源", "Source"),
        (_, "note") => ("说明", "Note"),
        (_, "author") => ("录入人", "Author"),
        (_, "gate") => ("准入", "Gate"),
        (_, "proof") => ("依据", "Proof"),
        (_, "checked_on") => ("核查日期", "Checked on"),
        (_, "segment") => ("环节", "Segment"),
        (_, "product") => ("产品", "Product"),
        (_, "complete") => ("名单完整", "List complete"),
        (_, "on_day") => ("日期", "Day"),
        (_, "lead") => ("项目", "Lead"),
        _ => return field,
    };
    if lang == Lang::Zh { names.0 } else { names.1 }
}

/// What a column of a list can be taken for, by name.
pub fn target_label(field: TargetField, lang: Lang) -> &'static str {
    let names = match field {
        TargetField::Name => ("企业名称", "Company name"),
        TargetField::Region => ("地区（省市合写）", "Region (in one text)"),
        TargetField::Booth => ("展位", "Stand"),
        TargetField::Hall => ("展馆", "Hall"),
        TargetField::Honours => ("资质荣誉（多项）", "Honours (several)"),
        TargetField::StockCode => ("股票代码", "Stock code"),
        TargetField::Metric(metric) => return metric.label(lang),
        TargetField::HonourFlag(kind) => return kind.label(lang),
        other => return field_label(Entity::Company, other.word(), lang),
    };
    if lang == Lang::Zh { names.0 } else { names.1 }
}

/// A value as a person reads it: amounts as money, words by their labels, days as days. `name_of` names the records
/// that values refer to.
pub fn value_words(
    entity: Entity,
    field: &FieldDef,
    value: &Value,
    name_of: &dyn Fn(Entity, uuid::Uuid) -> Option<String>,
    lang: Lang,
) -> String {
    match value {
        Value::Null => ValueText::Empty.say(lang),
        Value::Integer(flag) if field.kind == FieldKind::Flag => {
            if *flag == 0 { ValueText::No } else { ValueText::Yes }.say(lang)
        }
        Value::Integer(number) if is_money(entity, field.name) => format::money(Amount(*number), None, lang),
        Value::Integer(number) if field.name == "at_ms" => format::moment(*number),
        Value::Integer(number) => format::integer(*number),
        Value::Real(number) if field.name == "win_estimate" => format::percent(Percent(*number)),
        Value::Real(number) => format::number(*number, 4),
        Value::Id(key) => match field.kind {
            FieldKind::Ref(target) => name_of(target, *key).unwrap_or_else(|| key.to_string()),
            _ => key.to_string(),
        },
        Value::Text(text) => match word_label(entity, field.name, text, lang) {
            Some(label) => label.to_owned(),
            None if text.len() > LONGEST_VALUE || is_data(entity, field.name) => {
                ValueText::Characters { count: format::count(text.chars().count()) }.say(lang)
            }
            None => text.replace('\n', " "),
        },
    }
}

/// Whether a text is data for the program, not for a reader.
fn is_data(entity: Entity, field: &str) -> bool {
    entity == Entity::Shortlist && matches!(field, "content" | "arrangement")
}

fn is_money(entity: Entity, field: &str) -> bool {
    match entity {
        Entity::Company => matches!(field, "registered_capital" | "paid_in_capital"),
        Entity::Lead => matches!(
            field,
            "total_investment" | "fixed_investment" | "phase_investment" | "year_investment" | "output" | "tax"
        ),
        Entity::LeadAmount => field == "amount",
        Entity::Site => field == "land_price",
        _ => false,
    }
}

/// The label of a stored word, where the field holds one.
fn word_label(entity: Entity, field: &str, word: &str, lang: Lang) -> Option<&'static str> {
    match (entity, field) {
        (Entity::Company, "capital_currency") => Currency::from_word(word).map(|found| found.label(lang)),
        (Entity::Company, "tier_override") => Tier::from_word(word).map(|found| found.label(lang)),
        (Entity::Fact, "metric") => Metric::from_word(word).map(|found| found.label(lang)),
        (Entity::Fact, "state") => FactState::from_word(word).map(|found| found.label(lang)),
        (Entity::Fact, "unit") => Unit::from_word(word).map(|found| found.label(lang)),
        (Entity::Honour, "kind") => HonourKind::from_word(word).map(|found| found.label(lang)),
        (Entity::GateCheck, "state") => GateState::from_word(word).map(|found| found.label(lang)),
        (Entity::Lead, "stage") | (Entity::StageMove, "from_stage" | "to_stage") => {
            Stage::from_word(word).map(|found| found.label(lang))
        }
        (Entity::Setting, "name") => SettingName::from_word(word).map(|found| found.label(lang)),
        (Entity::Lead, "investment_kind") => InvestmentKind::from_word(word).map(|found| found.label(lang)),
        (Entity::Lead, "nature") => BuildNature::from_word(word).map(|found| found.label(lang)),
        (Entity::Lead, "land_mode") => LandMode::from_word(word).map(|found| found.label(lang)),
        (Entity::Lead | Entity::LeadAmount, "currency") => Currency::from_word(word).map(|found| found.label(lang)),
        (Entity::Activity, "kind") => ActivityKind::from_word(word).map(|found| found.label(lang)),
        (Entity::LeadAmount, "kind") => AmountKind::from_word(word).map(|found| found.label(lang)),
        (Entity::LeadLink, "kind") => LeadLinkKind::from_word(word).map(|found| found.label(lang)),
        (Entity::CompanyLink, "kind") => CompanyLinkKind::from_word(word).map(|found| found.label(lang)),
        (Entity::CompanyPair, "verdict") => PairVerdict::from_word(word).map(|found| found.label(lang)),
        (Entity::Referral, "outcome") => ReferralOutcome::from_word(word).map(|found| found.label(lang)),
        (Entity::Review, "outcome") => ReviewOutcome::from_word(word).map(|found| found.label(lang)),
        (Entity::ExportRecord, "kind") => ExportKind::from_word(word).map(|found| found.label(lang)),
        (Entity::ExportRecord, "level") => Level::from_word(word).map(|found| found.label(lang)),
        (Entity::Site, "kind") => SiteKind::from_word(word).map(|found| found.label(lang)),
        (Entity::Site, "state") => SiteState::from_word(word).map(|found| found.label(lang)),
        (Entity::Talk, "heat") => Heat::from_word(word).map(|found| found.label(lang)),
        _ => None,
    }
}

impl Label for SettingName {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::TargetDate => ("目标日期", "target date"),
            Self::ActivePlan => ("启用的规划", "active plan"),
            Self::ActiveModel => ("启用的模型", "active model"),
            Self::ActiveCatalogue => ("启用的词库", "active catalogue"),
            Self::ActivePeers => ("启用的同类均值", "active peer means"),
            Self::ActiveRules => ("启用的流程规则", "active pipeline rules"),
            Self::Title => ("台账名称", "title of the workspace"),
            Self::Fictional => ("虚构数据标记", "mark of fictional data"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nobody(_: Entity, _: uuid::Uuid) -> Option<String> {
        None
    }

    #[test]
    fn every_field_of_every_record_has_a_name_in_both_languages() {
        let mut faults = Vec::new();
        for entity in Entity::ALL {
            for field in entity.fields() {
                for lang in [Lang::Zh, Lang::En] {
                    let label = field_label(*entity, field.name, lang);
                    let chinese = label.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
                    if label == field.name || chinese != (lang == Lang::Zh) {
                        faults.push(format!("{entity}.{}: {label}", field.name));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[test]
    fn fields_of_one_record_are_told_apart() {
        for entity in Entity::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let mut labels: Vec<&str> =
                    entity.fields().iter().map(|field| field_label(*entity, field.name, lang)).collect();
                let all = labels.len();
                labels.sort_unstable();
                labels.dedup();
                assert_eq!(labels.len(), all, "{entity}");
            }
        }
    }

    #[test]
    fn what_a_column_can_be_is_told_apart() {
        for lang in [Lang::Zh, Lang::En] {
            let mut labels: Vec<&str> = TargetField::words()
                .into_iter()
                .filter_map(TargetField::from_word)
                .map(|field| target_label(field, lang))
                .collect();
            let all = labels.len();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), all, "{labels:?}");
        }
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        let words = |entity: Entity, field: &str, value: Value| {
            let (_, field) = entity.field(field).expect("a field");
            value_words(entity, field, &value, &nobody, Lang::Zh)
        };
        assert_eq!(words(Entity::Company, "registered_capital", Value::Integer(5_000_000)), "500 万元");
        assert_eq!(words(Entity::Company, "local", Value::Integer(1)), "是");
        assert_eq!(words(Entity::Lead, "stage", Value::Text("signed".into())), "签约");
        assert_eq!(words(Entity::Lead, "jobs", Value::Integer(1200)), "1,200");
        assert_eq!(words(Entity::Company, "phone", Value::Null), "空");
        assert_eq!(words(Entity::PlanVersion, "content", Value::Text("长".repeat(3000).into())), "3,000 字");
    }
}
