//! Words about what a list brings with it: that it is known, that its columns are, what it hides, what was mended.

use super::{Label, Lang};
use crate::{
    exchange::read::{Separator, TextEncoding},
    messages,
};

messages! {
    /// Words of the import wizard about the list itself and its single rows.
    pub enum IntakeText {
        SameFile { list: String, day: String } => "这份文件已在 {day} 导入过（{list}）。", "This very file was imported on {day} ({list}).";
        SameRows { list: String, day: String } =>
            "内容相同的名单已在 {day} 导入过（{list}）。", "A list with the same rows was imported on {day} ({list}).";
        ThenCounted { created: String, updated: String } =>
            "当时新增 {created} 家、更新 {updated} 行；再导入只写入有变化的内容。",
            "{created} new and {updated} updated then; importing it again writes only what differs.";
        Remembered => "各列按上次导入同样表头的名单时的对应读取。", "Columns are read as they were for a list with the same headers.";
        RememberedFrom { list: String, day: String } => "来自“{list}”，{day}", "From \"{list}\", {day}";
        Forget => "忘掉，重新识别", "Forget it";
        HiddenRows { count: String } => "表里有 {count} 行被隐藏或筛掉。", "The file hides {count} <row|rows>.";
        HiddenQuestion => "隐藏的行", "Hidden rows";
        LeaveHidden => "不导入", "Leave out";
        TakeHidden => "一并导入", "Import too";
        HiddenColumn => "这一列在表里是隐藏的", "The file hides this column";
        Formulas { count: String } => "{count} 格取自公式的计算结果", "{count} <cell is|cells are> results of formulas";
        Decided { cells: String, rows: String } => "已更正 {cells} 格，跳过 {rows} 行；原文件不变。", "{cells} <cell|cells> written anew, {rows} <row|rows> left out; the file itself is unchanged.";
        Reset => "全部恢复", "Undo all of it";
        ColumnMeant => "建议", "Suggestion";
        ColumnRow => "这一行", "The row";
        WriteInstead { text: String } => "改为“{text}”", "Write \"{text}\" instead";
        Skip => "跳过", "Leave out";
        SkipHint { row: u32 } => "第 {row} 行整行不导入", "Row {row} is not imported at all";
        TakeIn => "恢复", "Take in";
        Rewritten { cell: String, header: String } => "{cell} · {header}：已更正", "{cell} · {header}: written anew";
        EditHint => "双击“原文”即可更正；回车保存", "Double-click the text to write it anew; Enter keeps it";
        DateAmbiguous => "分不清月和日，未导入此格；点建议，或在左边为这一列选日期写法", "day and month cannot be told apart; left out. Take a suggestion, or say on the left how the column writes days";
        ColumnDays { letters: String, header: String } => "{letters} 列“{header}”的日期写法", "How column {letters}, \"{header}\", writes days";
        DaysPlain => "日期：分得清才读", "days: only plain ones";
        DaysMonthFirst => "3/5/26 是 3 月 5 日", "3/5/26 is 5 March";
        DaysDayFirst => "3/5/26 是 5 月 3 日", "3/5/26 is 3 May";
        Encoding => "编码", "Encoding";
        Separated => "分隔", "Separator";
        Automatic => "自动识别", "By itself";
    }
}

impl Label for TextEncoding {
    fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Utf8, _) => "UTF-8",
            (Self::Gb18030, Lang::Zh) => "GB18030（GBK）",
            (Self::Gb18030, Lang::En) => "GB18030 (GBK)",
            (Self::Big5, Lang::Zh) => "Big5（繁体）",
            (Self::Big5, Lang::En) => "Big5 (traditional)",
            (Self::Utf16Le, _) => "UTF-16LE",
            (Self::Utf16Be, _) => "UTF-16BE",
        }
    }
}

impl Label for Separator {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Tab => ("制表符", "tabs"),
            Self::Comma => ("逗号", "commas"),
            Self::Semicolon => ("分号", "semicolons"),
            Self::Bar => ("竖线", "vertical bars"),
            Self::None => ("不分列", "one column"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_told_apart() {
        for lang in [Lang::Zh, Lang::En] {
            let mut words: Vec<&str> = TextEncoding::ALL.iter().map(|choice| choice.label(lang)).collect();
            words.extend(Separator::ALL.iter().map(|choice| choice.label(lang)));
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), all);
        }
    }
}
