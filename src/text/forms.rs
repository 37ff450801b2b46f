//! Names of what the placeholders of a form stand for, and the sentences a form is filled with.

use super::{Label, Lang};
use crate::{messages, report::form::FormField};

messages! {
    /// Sentences a form is filled with, and words of the sample.
    pub enum FormText {
        Summary { count: usize, money: String, signed: usize, remarks: String } =>
            "本期共报送项目 {count} 个，计划总投资 {money}，其中已签约 {signed} 个。{remarks}",
            "{count} <lead|leads> in this period with a planned investment of {money}, {signed} of them signed.{remarks}";
        Unnamed { count: usize } => "另有 {count} 个项目尚未报投资额。", " {count} <lead has|leads have> not named an investment.";
        Foreign { count: usize } => "另有 {count} 个项目以外币计价，金额未计入。", " {count} <lead is|leads are> in other currencies and not in the sum.";
        NoLeads => "本期没有项目。", "No leads in this period.";
        Period { from: String, to: String } => "{from}至{to}", "{from} to {to}";
        SampleTitle => "招商项目情况报送表", "Report on leads";
        SampleHead => "填报单位：{{{{填报单位}}}}　　填报人：{{{{填报人}}}}　　报送期间：{{{{报送期间}}}}",
            "Unit: {{{{unit}}}}    Filled in by: {{{{author}}}}    Period: {{{{period}}}}";
        SampleSheet => "报送表", "Report";
        SampleTotal => "合计（{{{{项目数}}}} 个）", "Total ({{{{count}}}})";
        SampleFoot => "注：投资额单位为亿元；本表由招商工作台按所选期间自动填写。填报日期：{{{{填报日期}}}}",
            "Note: investments in 100 million yuan; filled in for the period chosen. Date: {{{{today}}}}";
        SampleFields => "可用字段", "Fields";
        SampleFieldsNote => "在表格任意单元格写入双花括号和字段名即可，例如 {{{{项目名称}}}}。“每个项目”字段所在的行会按项目逐行重复。本页只作说明，填报时自动去掉。",
            "Write a field's name in double braces into any cell, such as {{{{title}}}}. A row with a field of \"each lead\" is repeated for every lead. This sheet only explains; it is left out of what is filled in.";
        ColumnName => "字段名", "Field";
        ColumnEnglish => "英文名", "English name";
        ColumnUse => "用法", "Use";
        OfLead => "每个项目", "each lead";
        OfAll => "全表", "whole form";
    }
}

/// The field of this name: Chinese, English or the word itself.
pub fn field_named(name: &str) -> Option<FormField> {
    let name = name.trim();
    FormField::ALL.iter().copied().find(|field| {
        field.label(Lang::Zh) == name || field.label(Lang::En).eq_ignore_ascii_case(name) || field.word() == name
    })
}

/// What a column of the field is headed with; in English a name is no heading.
pub fn heading(field: FormField, lang: Lang) -> String {
    let label = field.label(lang);
    match (field, lang) {
        (_, Lang::Zh) => label.to_owned(),
        (FormField::Number, Lang::En) => "No.".to_owned(),
        (FormField::Title, Lang::En) => "Lead".to_owned(),
        (_, Lang::En) => {
            let mut signs = label.chars();
            signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
        }
    }
}

impl Label for FormField {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Number => ("序号", "number"),
            Self::Title => ("项目名称", "title"),
            Self::Company => ("企业名称", "company"),
            Self::CreditCode => ("统一社会信用代码", "credit code"),
            Self::Sector => ("赛道", "sector"),
            Self::Segment => ("环节", "segment"),
            Self::Base => ("基地", "base"),
            Self::Place => ("片区", "place"),
            Self::Stage => ("阶段", "stage"),
            Self::StageSince => ("进入阶段日期", "stage since"),
            Self::InvestmentYi => ("计划总投资（亿元）", "investment (100 million)"),
            Self::InvestmentWan => ("计划总投资（万元）", "investment (10 thousand)"),
            Self::FixedYi => ("固定资产投资（亿元）", "fixed assets (100 million)"),
            Self::Land => ("用地（亩）", "land (mu)"),
            Self::Plant => ("厂房（平方米）", "plant (square metres)"),
            Self::OutputYi => ("预期产值（亿元）", "output (100 million)"),
            Self::TaxWan => ("预期税收（万元）", "tax (10 thousand)"),
            Self::Jobs => ("用工", "jobs"),
            Self::Owner => ("负责人", "officer"),
            Self::Source => ("项目来源", "source"),
            Self::Referrer => ("引荐方", "referrer"),
            Self::ReceivedOn => ("接收日期", "received on"),
            Self::NextAction => ("下一步", "next step"),
            Self::NextActionOn => ("下一步日期", "next step on"),
            Self::Progress => ("进展", "progress"),
            Self::Problems => ("存在问题", "problems"),
            Self::Content => ("建设内容", "what is built"),
            Self::Products => ("主要产品", "products"),
            Self::Nature => ("建设性质", "nature"),
            Self::InvestmentKind => ("投资类型", "kind of investment"),
            Self::Origin => ("来源地", "origin"),
            Self::StartOn => ("计划开工", "start on"),
            Self::ProduceOn => ("计划投产", "production on"),
            Self::Value => ("价值", "value"),
            Self::Class => ("等级", "class"),
            Self::Notes => ("备注", "notes"),
            Self::Author => ("填报人", "author"),
            Self::Unit => ("填报单位", "unit"),
            Self::Today => ("填报日期", "today"),
            Self::From => ("开始日期", "from"),
            Self::To => ("结束日期", "to"),
            Self::Period => ("报送期间", "period"),
            Self::Count => ("项目数", "count"),
            Self::SumYi => ("总投资合计（亿元）", "total investment (100 million)"),
            Self::SumFixedYi => ("固定资产投资合计（亿元）", "total fixed assets (100 million)"),
            Self::Signed => ("已签约数", "signed"),
            Self::Summary => ("汇总", "summary"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}
