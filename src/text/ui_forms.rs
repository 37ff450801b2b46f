//! Words of the bureau's own form: in the window, on the command line, and where one cannot be filled.

use super::{Lang, Say};
use crate::{messages, report::form::FormError};

messages! {
    /// What the window says.
    pub enum FormsText {
        Button => "报表…", "Report form…";
        ButtonTip => "把本周或本月的项目填进单位自己的 Excel 表", "Fill this week's or month's leads into the bureau's own workbook";
        Template => "模板", "Template";
        TemplateHint => "含 {{{{项目名称}}}} 等字段的 XLSX 文件", "an XLSX file with fields such as {{{{title}}}}";
        TemplateKind => "XLSX 模板", "XLSX template";
        Choose => "选择模板…", "Choose…";
        Sample => "生成样表…", "Write a sample…";
        SampleTip => "写出一份可以直接使用的样表，第二页列出全部字段", "Writes a sample that can be used as it is; its second sheet lists every field";
        SampleName => "报送表模板.xlsx", "report template.xlsx";
        SampleWritten { path: String } => "已写入样表：{path}", "Wrote the sample: {path}";
        Period => "期间", "Period";
        ThisWeek => "本周", "This week";
        LastWeek => "上周", "Last week";
        ThisMonth => "本月", "This month";
        LastMonth => "上月", "Last month";
        From => "开始日期", "First day";
        To => "结束日期", "Last day";
        Leads => "项目", "Leads";
        Active => "本期有进展", "with progress";
        New => "本期新增", "new";
        Open => "全部在办", "all open";
        FieldsNote =>
            "模板的格式、合并单元格和打印设置都会保留；含项目字段的行按项目重复。",
            "Formats, merged cells and print settings of the template stay; a row with fields of a lead is repeated for each lead.";
        NoTemplate => "请先选择模板，或生成样表。", "Choose a template first, or write a sample.";
        NotRead { path: String, error: String } => "无法读取模板“{path}”：{error}。", "The template \"{path}\" cannot be read: {error}.";
        NotADay { text: String } => "“{text}”不是日期，要写成 2026-03-05。", "\"{text}\" is no day; write it as 2026-03-05.";
        Unknown { names: String } =>
            "模板里有不认识的字段：{names}。请对照样表第二页改正，没有写入文件。",
            "The template has fields that are not known: {names}. See the second sheet of the sample; nothing was written.";
        NotXlsx => "模板不是 XLSX 工作簿，请在 Excel 或 WPS 中另存为 .xlsx。", "The template is no XLSX workbook; save it as .xlsx in Excel or WPS.";
        TooLarge => "模板太大，不像一份报表。", "The template is too large for a form.";
        Damaged { error: String } => "模板已损坏：{error}。", "The template is damaged: {error}.";
        NoPlaceholder =>
            "模板里没有字段。请在单元格里写 {{{{项目名称}}}} 这样的字段，或先生成样表。",
            "There is no field in the template. Write one such as {{{{title}}}} into a cell, or begin with the sample.";
        NotPublic =>
            "报表列的是在谈和落地的项目，属于洽谈情况，不能按公开级填写；请选“领导”或“完整”。没有写入文件。",
            "A form lists leads, and whom one negotiates with is not public: choose the leader or the full level. Nothing was written.";
        Written { path: String, count: usize } => "已写入“{path}”：{count} 个项目", "Wrote \"{path}\": {count} <lead|leads>";
        LeftAsTheyAre { names: String } => "不认识的字段原样保留：{names}", "Fields that are not known were left as they are: {names}";
    }
}

impl Say for FormError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotXlsx => FormsText::NotXlsx,
            Self::TooLarge => FormsText::TooLarge,
            Self::NoPlaceholder => FormsText::NoPlaceholder,
            Self::NotPublic => FormsText::NotPublic,
            Self::Damaged(error) | Self::Xml(error) => FormsText::Damaged { error: error.clone() },
            Self::Sample(error) => FormsText::Damaged { error: error.to_string() },
        }
        .say(lang)
    }
}
