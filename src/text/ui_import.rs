//! Words of the import wizard, and of the list of what an import left out.

use super::{Label, Lang, Say, ui_intake::IntakeText};
use crate::{
    exchange::{
        parse::Unreadable,
        plan::{CellIssueKind, IssueKind, Outcome, PlanError},
        read::{Format, ReadError},
    },
    messages,
};

messages! {
    /// Words of the import wizard.
    pub enum ImportText {
        Title => "导入名单", "Import a list";
        ChooseTitle => "选一份名单", "Choose a list";
        ChooseNote =>
            "Excel（xlsx、xls、xlsb）、WPS、ODS、CSV、TXT 都可以，编码和分隔符自动识别。导入前先看每一行会变成什么；取消不留痕迹，导入是一步，可以撤销。",
            "Excel (xlsx, xls, xlsb), WPS, ODS, CSV and TXT; encoding and separator are told by themselves. What each row will become is shown first; giving up leaves nothing, and an import is one step that can be undone.";
        PathHint => "名单文件的完整路径", "Full path of the list";
        Read => "读取", "Read";
        Browse => "浏览…", "Browse…";
        PickTitle => "选择名单", "Choose a list";
        PickFilter => "表格文件", "Spreadsheets";
        DropTitle => "把文件拖到窗口里", "Drop a file on the window";
        DropNote => "拖到任何一页都可以", "On any page";
        PasteTitle => "粘贴单元格", "Paste cells";
        PasteNote => "在 Excel 或 WPS 里复制一块单元格，再按 Ctrl+V", "Copy a block of cells in Excel or WPS, then press Ctrl+V";
        PasteNothing => "剪贴板里没有多行或多列的内容。请先在表格里选中并复制。", "The clipboard holds no rows or columns of cells. Select and copy them first.";
        Pasted => "粘贴的内容", "Pasted cells";
        NeedPath => "请填写名单文件的路径，或点“浏览…”。", "Give the path of a list, or browse for it.";
        OneOfSeveral { count: String } => "一次导入一份名单；其余 {count} 份请随后再导入。", "One list at a time; import the other {count} afterwards.";
        RecentImports => "最近导入", "Imported lately";
        NoImports => "导入过的名单会列在这里。", "Lists you imported will be listed here.";
        ReadOnly => "台账是只读的，不能导入。", "The workspace is read-only; nothing can be imported.";

        Reading => "正在读取名单", "Reading the list";
        Planning => "正在核对每一行", "Working out every row";
        Preparing => "正在准备写入", "Preparing to write";
        Writing => "正在写入台账", "Writing to the workspace";
        Exporting => "正在导出", "Exporting";
        Stopped => "已停止，什么都没有改动。", "Stopped; nothing was changed.";
        Again => "重新核对", "Work it out again";
        NotRead => "这份名单读不了", "The list cannot be read";
        LiteralQuotes => "把引号当作普通字符读取", "Take quotation marks as ordinary characters";
        Another => "换一份名单", "Another list";

        FormatText { encoding: String, separator: String } => "文本 · {encoding} · {separator}", "Text · {encoding} · {separator}";
        FormatHtml => "网页表格", "Table of a web page";
        SeparatorTab => "制表符分隔", "tabs";
        SeparatorComma => "逗号分隔", "commas";
        SeparatorSemicolon => "分号分隔", "semicolons";
        SeparatorBar => "竖线分隔", "vertical bars";
        SeparatorOther { sign: char } => "“{sign}”分隔", "\"{sign}\"";
        SeparatorNone => "单列", "one column";
        QuotesLiteral => "引号按普通字符", "quotation marks as characters";
        DataRows { count: String } => "{count} 行", "{count} <row|rows>";

        Sheet => "工作表", "Sheet";
        SheetHidden { name: String } => "{name}（隐藏）", "{name} (hidden)";
        SheetRows { name: String, rows: String } => "{name}（{rows} 行）", "{name} ({rows} <row|rows>)";
        HeaderRow => "表头", "Header";
        HeaderIn { row: u32 } => "第 {row} 行", "row {row}";
        HeaderNone => "没有表头", "no header";
        HeaderChoice { row: u32, words: String } => "第 {row} 行　{words}", "Row {row}  {words}";

        Columns => "各列对应的字段", "What each column is";
        ColumnsHint { mapped: String, all: String } => "已对应 {mapped} / {all} 列", "{mapped} of {all} <column|columns> used";
        Column { letters: String, header: String } => "{letters} 列“{header}”的字段", "Field of column {letters}, \"{header}\"";
        ColumnUnit { letters: String, header: String } => "{letters} 列“{header}”的单位", "Unit of column {letters}, \"{header}\"";
        Skip => "不导入", "Left out";
        NoHeaderName => "（无表头）", "(no header)";
        NoSamples => "（没有内容）", "(nothing in it)";
        Guessed => "按内容或相近的表头推测，请核对", "Guessed from the content or a similar header; please check";
        FindField => "查找字段", "Find a field";
        NoSuchField => "没有这个字段", "No such field";
        UsedBy { letters: String } => "已用于 {letters} 列", "used by {letters}";
        UnitAsWritten => "以单元格为准", "as in the cells";
        UnitYuan => "元", "yuan";
        UnitThousand => "千元", "thousand yuan";
        UnitWan => "万元", "10k yuan";
        UnitMillion => "百万元", "million yuan";
        UnitYi => "亿元", "100m yuan";
        UnitWanUsd => "万美元", "10k USD";
        UnitPercent => "百分数", "per cent";
        UnitOther { scale: String, currency: String } => "×{scale} {currency}", "×{scale} {currency}";
        ResetMapping => "恢复自动识别", "As recognised";
        GroupIdentity => "身份", "Identity";
        GroupPlace => "地点", "Place";
        GroupBusiness => "业务", "Business";
        GroupContact => "联系与备注", "Contact and notes";
        GroupFair => "展会", "Fair";
        GroupHonour => "资质", "Honours";
        GroupMetric => "指标数据", "Facts";

        Preview => "逐行预览", "Row by row";
        Issues { count: String } => "问题 {count}", "{count} <issue|issues>";
        FilterAll { count: String } => "全部 {count}", "All {count}";
        FilterOutcome { outcome: &'static str, count: String } => "{outcome} {count}", "{outcome} {count}";
        FilterIssues { count: String } => "有提示 {count}", "With remarks {count}";
        ColumnRow => "行号", "Row";
        ColumnOutcome => "结果", "Outcome";
        ColumnName => "企业", "Company";
        ColumnWhat => "内容", "What it says";
        ColumnIssues => "提示", "Remarks";
        ColumnCell => "单元格", "Cell";
        ColumnHeader => "列", "Column";
        ColumnRaw => "原文", "As written";
        ColumnReason => "说明", "Reason";
        Facts { count: String } => "{count} 项数据", "{count} <fact|facts>";
        Honours { count: String } => "{count} 项资质", "{count} <honour|honours>";
        Fields { count: String } => "{count} 项信息", "{count} <field|fields>";
        FieldTo { field: String, before: String, after: String } => "{field}：{before} → {after}", "{field}: {before} → {after}";
        FieldIs { field: String, value: String } => "{field}：{value}", "{field}: {value}";
        BoothOnly { booth: String } => "展位 {booth}", "stand {booth}";
        AtFair => "展商名单，属于", "Exhibitors of";
        AtNoFair => "不属于展会", "No fair";
        JoinFair { count: String } => "加入展会（{count} 家）", "Add to the fair ({count})";
        ShowFair => "查看展商", "Show the exhibitors";
        NothingNew => "与台账一致", "says nothing new";
        BlankRow => "这一行没有内容", "nothing is written in this row";
        NoRowsOfKind => "没有这样的行。", "There are no such rows.";
        NoIssues => "没有问题。", "There are no issues.";
        SelectRow => "选一行，看它会变成什么。", "Select a row to see what it will become.";
        RowNumber { row: u32 } => "第 {row} 行", "row {row}";
        OpenCard => "打开企业", "Open the company";
        AsOf { value: String, day: String } => "{value}（{day}）", "{value} ({day})";
        Unreadable { raw: String } => "无法识别：{raw}", "unreadable: {raw}";
        IssuePlace { cell: String, header: String } => "{cell} · {header}", "{cell} · {header}";
        NeedName =>
            "没有哪一列对应“企业名称”。请在左边选出企业名称所在的列；表头认错了，就在上面改表头所在的行。",
            "No column stands for the company name. Choose it on the left; if the header was mistaken, choose its row above.";
        UnitUnknown => "金额没有单位（元还是万元？），未导入此格；请在左边为这一列选单位",
            "an amount without a unit; left out. Choose the unit of its column on the left";
        HiddenOnly => "没有任何数据行。请确认内容在可见的工作表里；隐藏的工作表可在“工作表”处选择。",
            "There are no rows. Check that the list is in a visible sheet; a hidden one can be chosen as the sheet.";

        Import => "导入", "Import";
        ImportRows { created: String, updated: String } => "导入（新增 {created} 行，更新 {updated} 行）", "Import ({created} <row|rows> new, {updated} updated)";
        NothingToImport => "没有可导入的新内容", "Nothing new to import";
        ExportIssues => "导出未导入的行…", "Export what is left out…";
        ExportPurpose => "修正后重新导入", "to be mended and imported again";
        ExportTitle => "导出未导入的行", "Export what is left out";
        ExportHint => "CSV 文件的完整路径", "Full path of the CSV file";
        Exported { file: String, count: String } => "已导出 {count} 条到 {file}", "Exported {count} <line|lines> to {file}";
        NotExported { why: String } => "没有导出。{why}", "Nothing was exported. {why}";
        Save => "保存", "Save";
        RejectedSheet => "未导入", "Left out";
        RejectedFile { list: String } => "{list}-未导入.csv", "{list}-left-out.csv";
        RowLeftOut => "不能导入", "left out";
        CellToCheck => "需留意", "to be checked";

        DoneTitle { list: String } => "“{list}”已导入", "\"{list}\" is imported";
        DoneRows => "行", "rows";
        DoneNew => "新增", "New";
        DoneUpdated => "更新", "Updated";
        DoneUnchanged => "不变", "Unchanged";
        DoneRejected => "不能导入", "Left out";
        ShowCompanies => "查看企业", "To the companies";
        DoneNote => "整份名单是一步，撤销即可全部收回。", "The whole list is one step; undoing takes all of it back.";
        Gone => "这一步已不是最近的一步；要收回，请在“数据 · 操作记录”里查看。", "Other steps came after it; see the log on the data page.";
    }
}

impl Label for Outcome {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Created => ("新增", "New"),
            Self::Updated => ("更新", "Updated"),
            Self::Unchanged => ("不变", "Unchanged"),
            Self::Blank => ("空行", "Blank"),
            Self::Rejected => ("不能导入", "Left out"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

/// What is wrong, and what to do about it in the window.
pub fn issue_words(kind: &IssueKind, lang: Lang) -> String {
    match kind {
        IssueKind::Cell(CellIssueKind::Unreadable(Unreadable::UnitUnknown)) => ImportText::UnitUnknown.say(lang),
        IssueKind::Cell(CellIssueKind::Unreadable(Unreadable::DateAmbiguous)) => IntakeText::DateAmbiguous.say(lang),
        IssueKind::Cell(kind) => kind.say(lang),
        IssueKind::Rejected(reason) => reason.say(lang),
        IssueKind::Read(kind) => kind.say(lang),
    }
}

/// Why a list could not be read, and what to do about it in the window.
pub fn read_error_words(error: &ReadError, lang: Lang) -> String {
    match error {
        ReadError::NoRows => ImportText::HiddenOnly.say(lang),
        other => other.say(lang),
    }
}

/// Why rows could not be worked out, and what to do about it in the window.
pub fn plan_error_words(error: &PlanError, lang: Lang) -> String {
    match error {
        PlanError::NoNameColumn(_) => ImportText::NeedName.say(lang),
        PlanError::Cancelled => ImportText::Stopped.say(lang),
    }
}

/// What kind of file a list is, with encoding and separator where it has them.
pub fn format_words(format: Format, lang: Lang) -> String {
    match format {
        Format::Xlsx => "Excel (xlsx)".to_owned(),
        Format::Xlsb => "Excel (xlsb)".to_owned(),
        Format::Xls => "Excel 97–2003 (xls)".to_owned(),
        Format::Ods => "OpenDocument (ods)".to_owned(),
        Format::Html => ImportText::FormatHtml.say(lang),
        Format::Text { encoding, separator } => {
            let separator = match separator {
                Some('\t') => ImportText::SeparatorTab,
                Some(',') => ImportText::SeparatorComma,
                Some(';') => ImportText::SeparatorSemicolon,
                Some('|') => ImportText::SeparatorBar,
                Some(sign) => ImportText::SeparatorOther { sign },
                None => ImportText::SeparatorNone,
            };
            let encoding = if encoding == "gb18030" { "GB18030" } else { encoding };
            ImportText::FormatText { encoding: encoding.to_owned(), separator: separator.say(lang) }.say(lang)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_names_no_option_of_the_command_line() {
        let errors = [
            read_error_words(&ReadError::NoRows, Lang::Zh),
            plan_error_words(&PlanError::NoNameColumn(vec!["x".into()]), Lang::En),
            issue_words(&IssueKind::Cell(CellIssueKind::Unreadable(Unreadable::UnitUnknown)), Lang::Zh),
        ];
        for words in errors {
            assert!(!words.contains("--"), "{words}");
        }
    }

    #[test]
    fn outcomes_are_told_apart() {
        for lang in [Lang::Zh, Lang::En] {
            let mut labels: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.label(lang)).collect();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), Outcome::ALL.len());
        }
    }
}
