//! Words about a review packet that comes back filled in.

use super::{Lang, Say, format};
use crate::{
    messages,
    report::review_read::{NotThisPacket, Remark, Unusable},
};

messages! {
    /// What is said where a filled packet is read.
    pub enum ReviewReadText {
        ReadIn => "从评审表读入…", "Read a filled sheet…";
        ReadTip =>
            "选取填好的评审表（XLSX），分数、结论和意见填入下表，核对后再保存；也可以把文件拖到这里",
            "Choose the filled review sheet (XLSX): points, decisions and opinions go into the form below, to be looked at before they are kept. A file may be dropped here too";
        FileKind => "评审表", "Review sheets";
        Reading => "正在读评审表", "Reading the review sheet";
        Taken { file: String, companies: usize, points: usize } =>
            "已从“{file}”读入：企业 {companies} 家，分数 {points} 个。核对后再保存。",
            "Read from {file}: companies {companies}, points {points}. Nothing is kept yet.";
        Replaced { count: usize } => "原来填的 {count} 格已换成表里的。", "Fields typed before and replaced: {count}.";
        NothingIn { file: String } =>
            "“{file}”里没有填写任何分数、结论或意见。", "{file} has no points, decisions or opinions.";
        Remarks { count: usize } => "请核对 {count} 处：", "To be looked at: {count}";
        Remark { sheet: String, place: String, value: String, why: String } =>
            "“{sheet}” {place}（{value}）：{why}", "{sheet} {place} ({value}): {why}";
        RemarkOnSheet { sheet: String, why: String } => "“{sheet}”：{why}", "{sheet}: {why}";
        Close => "收起", "Close";
        NotANumber => "不是数字，没有读入", "not a number, left out";
        Negative => "小于 0，没有读入", "below 0, left out";
        AboveMost { most: String } => "超过满分 {most}，没有读入", "above the full {most}, left out";
        NoSuchOutcome => "不是可选的评审结论，没有读入", "no decision that can be chosen, left out";
        UnknownCompany => "企业不在这份名单上，没有读入", "the company is not on this list, left out";
        Twice => "同一企业出现两次，只读第一处", "the company is there twice, only the first was read";
        UnknownCriterion => "名单没有这条准则，该列没有读入", "the list has no such criterion, the column was left out";
        Incomplete { given: usize, all: usize } =>
            "该列 {all} 条准则只填了 {given} 条，按已填的合计", "only {given} of the {all} criteria of this column have points; they were added up";
        OtherColumns => "列数与汇总表不一致，整张表没有读入", "its columns differ from those of the summary, the sheet was left out";
        NoPacket =>
            "这个文件不是本程序导出的评审表，没有读入。请选“评审表…”导出、填好并存为 XLSX 的文件。",
            "This is no review sheet of this program, so nothing was read. Choose the XLSX that \"Review sheet…\" wrote and that was filled in.";
        OtherListNamed { name: String } =>
            "这是另一份名单“{name}”的评审表，没有读入。请到那份名单里读入。",
            "This is the review sheet of another list, {name}, so nothing was read. Read it there.";
        OtherList => "这是另一份名单的评审表，没有读入。", "This is the review sheet of another list, so nothing was read.";
        Columns =>
            "汇总表的列被增删，认不出评委的列，没有读入。", "Columns of the summary were added or removed, so the panel cannot be found and nothing was read.";
    }
}

impl Say for Unusable {
    fn say(&self, lang: Lang) -> String {
        use ReviewReadText as T;
        match self {
            Self::NotANumber => T::NotANumber,
            Self::Negative => T::Negative,
            Self::AboveMost(tenths) => T::AboveMost { most: format::number(f64::from(*tenths) / 10.0, 1) },
            Self::NoSuchOutcome => T::NoSuchOutcome,
            Self::UnknownCompany => T::UnknownCompany,
            Self::Twice => T::Twice,
            Self::UnknownCriterion => T::UnknownCriterion,
            Self::Incomplete(given, all) => T::Incomplete { given: *given, all: *all },
            Self::OtherColumns => T::OtherColumns,
        }
        .say(lang)
    }
}

impl Say for Remark {
    fn say(&self, lang: Lang) -> String {
        let (sheet, why) = (self.sheet.clone(), self.why.say(lang));
        if matches!(self.why, Unusable::OtherColumns | Unusable::UnknownCompany | Unusable::Twice) && self.row == 1 {
            return ReviewReadText::RemarkOnSheet { sheet, why }.say(lang);
        }
        let place = format!("{}{}", self.column, self.row);
        ReviewReadText::Remark { sheet, place, value: self.value.clone(), why }.say(lang)
    }
}

/// Why a workbook is not taken; `name` is what the other list is called, where it is known.
pub fn not_this_packet(fault: NotThisPacket, name: Option<String>, lang: Lang) -> String {
    match (fault, name) {
        (NotThisPacket::NoPacket, _) => ReviewReadText::NoPacket,
        (NotThisPacket::OtherList(_), Some(name)) => ReviewReadText::OtherListNamed { name },
        (NotThisPacket::OtherList(_), None) => ReviewReadText::OtherList,
        (NotThisPacket::Columns, _) => ReviewReadText::Columns,
    }
    .say(lang)
}
