//! Wording of everything that can happen while a list is read and planned: what, why, and what to do.

use super::Label as _;
use super::same::{SameText, reason_words};
use super::{Lang, Say};
use crate::{
    domain::credit_code::CodeFault,
    exchange::{
        mapping::MapError,
        parse::Unreadable,
        plan::{CellIssueKind, PlanError, RejectReason},
        read::{Hazard, Looks, ReadError},
        sheet::SheetIssueKind,
    },
    messages,
};

messages! {
    /// Why a list cannot be read or planned.
    pub enum ListMessage {
        Missing => "找不到这个文件。请检查路径，或确认移动盘、网盘已连接。",
            "There is no such file. Check the path, or whether the drive is connected.";
        Denied => "没有权限打开这个文件，或它正被 Excel/WPS 占用。请关闭占用它的程序，或另存一份再导入。",
            "The file cannot be opened: no permission, or Excel/WPS holds it. Close it there, or import a copy.";
        OpenFailed { detail: String } => "文件打不开或读到一半中断（{detail}）。请复制到本机磁盘后重试。",
            "The file could not be opened or read to its end ({detail}). Copy it to a local disk and try again.";
        Growing => "文件在读取时变大，超过了上限。请等它保存完，复制一份再导入。",
            "The file grew beyond the limit while it was read. Wait until it is saved, then import a copy.";
        NotAFile => "这不是一个普通文件（是文件夹、设备或管道）。请选择名单文件本身。",
            "This is not an ordinary file (a folder, a device or a pipe). Choose the list itself.";
        LockFile => "这是 Excel/WPS 打开文件时留下的临时文件（~$ 开头），没有内容。请选择同名、不带 ~$ 的文件。",
            "This is the lock file (~$) that Excel or WPS keeps beside an open workbook. Choose the file without ~$.";
        Empty => "文件是空的（0 字节），可能没有下载完。请重新下载或重新导出。",
            "The file is empty (0 bytes), probably an unfinished download. Download or export it again.";
        TooLarge { megabytes: u64, limit: u64 } =>
            "文件有 {megabytes} MB，超过 {limit} MB 的上限。请删去图片和多余的表，或拆成几个文件分次导入。",
            "The file has {megabytes} MB, more than the {limit} MB allowed. Remove pictures and other sheets, or split it.";
        PasswordProtected => "文件有打开密码。请在 Excel/WPS 中打开，去掉密码后另存，再导入。",
            "The file is password protected. Open it in Excel or WPS, remove the password, save it, then import it.";
        Incomplete => "文件不完整（结尾缺失），多半是没有下载完或传输中断。请重新下载，或在 Excel/WPS 中打开后另存。",
            "The file is incomplete: its end is missing, probably an interrupted download. Download it again, or open it in Excel or WPS and save it anew.";
        Hazard { what: String } => "为安全起见没有打开：{what}。正常的名单不会这样。请在 Excel/WPS 中打开原件，另存为新的 .xlsx 再导入。",
            "Not opened, for safety: {what}. No ordinary list looks like this. Open the original in Excel or WPS, save it as a new .xlsx, then import that.";
        NotAList { looks: String } => "这不是名单文件：{looks}。请导入 .xlsx、.xls、.ods、.csv 或 .txt 表格。",
            "This is not a list: {looks}. Import a table as .xlsx, .xls, .ods, .csv or .txt.";
        Damaged { detail: String } => "文件已损坏，读不下去（{detail}）。请在 Excel/WPS 中打开并另存为 .xlsx，再导入。",
            "The file is damaged and cannot be read on ({detail}). Open it in Excel or WPS, save it as .xlsx, then import that.";
        NoSheet { wanted: String, known: String } => "没有名为“{wanted}”的工作表。文件里有：{known}。",
            "There is no sheet \"{wanted}\". The file has: {known}.";
        NoRows => "没有任何数据行。请确认内容在可见的工作表里；隐藏的工作表需用 --sheet 指定名称。",
            "There are no rows. Check that the list is in a visible sheet; a hidden one must be named with --sheet.";
        TooManyCells => "单元格太多（超过 500 万个，或文字超过 400 MB）。请删去无关的列，或拆成几个文件分次导入。",
            "Too many cells (more than 5 million, or more than 400 MB of text). Remove columns that are not needed, or split the file.";
        UnclosedQuote { line: usize } => "第 {line} 行有一个引号没有配对，后面的内容会全部并成一格。请补上或删去这个引号后再导入。",
            "A quotation mark opened in line {line} never closes and would swallow everything after it. Close or remove it, then import again.";
        Cancelled => "已取消，什么都没有改动。",
            "Cancelled; nothing was changed.";
        NoNameColumn { columns: String } => "认不出哪一列是企业名称。现有的列：{columns}。请用 --map \"列名=name\" 指定。",
            "No column looks like company names. The columns are: {columns}. Say which with --map \"COLUMN=name\".";
        ReaderNotStarted { detail: String } => "读取程序没能启动（{detail}）。台账没有改动；请重新打开本程序再试，仍不行请重新安装。",
            "The part of the program that reads lists could not be started ({detail}). Nothing was changed; start the program again, or install it anew.";
        ReaderDied => "这份文件读到一半出了问题（展开后过大，或内部已损坏），已停止读取，台账没有改动。请在 Excel/WPS 中打开，只留要导入的表，另存为新的 .xlsx 再导入。",
            "Reading this file was given up: it grows too large when opened, or is damaged inside. Nothing was changed. Open it in Excel or WPS, keep only the sheet to import, save it as a new .xlsx, then import that.";
        ReaderTooSlow { seconds: u64 } => "这份文件读了 {seconds} 秒仍没有读完，已停止读取，台账没有改动。请在 Excel/WPS 中打开，只留要导入的表，另存为新的 .xlsx，或拆成几个文件再导入。",
            "The file was not read within {seconds} <second|seconds>; reading was given up and nothing was changed. Open it in Excel or WPS, keep only the sheet to import and save it as a new .xlsx, or split it.";
        MapForm { part: String } => "“{part}”不是“表头=字段”的形式，例如 --map \"单位=name,主营=main_business\"。",
            "\"{part}\" is not of the form header=field, as in --map \"Firm=name,Business=main_business\".";
        MapColumn { wanted: String, known: String } => "没有“{wanted}”这一列。现有的列：{known}；也可以写列字母（A、B）或序号（1、2）。",
            "There is no column \"{wanted}\". The columns are: {known}; letters (A, B) and numbers (1, 2) work too.";
        MapField { wanted: String, known: String } => "没有“{wanted}”这个字段。可用的字段：{known}。",
            "There is no field \"{wanted}\". The fields are: {known}.";
        MapUnit { wanted: String } => "认不出单位“{wanted}”。可写 元、万元、亿元、万美元、%。",
            "Unknown unit \"{wanted}\". Use yuan, wan (10,000 yuan), yi (100 million yuan), usdwan (10,000 dollars) or %.";
    }
}

messages! {
    /// What makes a container hazardous.
    pub enum HazardMessage {
        Entries { count: usize } => "压缩包里有 {count} 个部件，太多了", "it holds {count} <part|parts>, too many";
        PartTooLarge { name: String, limit: u64 } => "部件 {name} 展开后超过 {limit} MB", "its part {name} expands to more than {limit} MB";
        TotalTooLarge { limit: u64 } => "展开后总共超过 {limit} MB", "it expands to more than {limit} MB";
        EntryName { name: String } => "内部路径 {name} 指向文件之外", "its inner path {name} leads outside";
        DuplicateEntries => "同一个部件出现两次", "it holds the same part twice";
        Doctype { name: String } => "部件 {name} 含有 DOCTYPE 实体声明", "its part {name} contains DOCTYPE declarations";
        SharedStrings => "声明的文本条数远多于实际内容", "it promises far more texts than it holds";
        Spread => "单元格散布范围过大或尺寸声明有误", "its cells are spread too far, or it declares a false size";
    }
}

messages! {
    /// What a file that is no list looks like.
    pub enum LooksMessage {
        Pdf => "它是 PDF 文档，请向对方索取表格文件", "it is a PDF; ask for the table itself";
        Document => "它是 Word 或 PowerPoint 文档，请把表格复制到 Excel/WPS 表格再保存", "it is a Word or PowerPoint document; copy the table into a spreadsheet";
        Archive => "它是压缩包，请先解压", "it is an archive; unpack it first";
        Picture => "它是图片", "it is a picture";
        OldXml => "它是 Excel 2003 XML 或网页存档，请在 Excel/WPS 中另存为 .xlsx", "it is an Excel 2003 XML file or a web archive; save it as .xlsx";
        PageWithoutTable => "它是没有表格的网页（也许是登录页或报错页），请重新导出", "it is a web page without a table, perhaps a log-in or error page; export it again";
        Unknown => "内容无法识别", "its content is of no known kind";
    }
}

messages! {
    /// Why a row is not imported, and what is wrong with cells.
    pub enum RowMessage {
        NoName => "没有企业名称", "no company name";
        LookupFailed => "名称处写的是未查到或空，没有可导入的企业", "the name says that a look-up failed; there is no company to import";
        NotAName => "名称处写的不是名称", "what stands for the name is no name";
        RepeatedHeader => "重复的表头行", "the header again";
        SumRow => "合计行", "a sum row";
        Remark => "表下说明", "a remark";
        CodeOfAnother { name: String } => "统一社会信用代码已属于“{name}”，名称不同：如已更名，请在该企业的曾用名中加上此名后再导入",
            "the credit code belongs to \"{name}\": if it was renamed, add this name to its former names and import again";
        SeveralOfThisName => "有几家同名企业，请补上信用代码或省市后再导入", "several companies have this name: add the credit code or the place and import again";
        Hidden => "这一行在表里被隐藏或筛掉，未导入", "the file hides this row; left out";
        Skipped => "已选择不导入", "left out by choice";
        Amount => "不是可识别的金额，未导入此格", "not an amount; the cell was left out";
        UnitUnknown => "金额没有单位（元还是万元？），未导入此格；可用 --map \"列=字段:万元\" 说明",
            "an amount without a unit; left out. Say the unit with --map \"COLUMN=field:wan\"";
        ForeignCurrency => "外币金额没有写明汇率，未导入此格；请写成 1200万美元@7.12 2026-05-30",
            "a foreign amount without its rate; left out. Write 12 million USD@7.12 2026-05-30";
        TenThousandfold { written: String, meant: String } =>
            "{written} 像是差了一万倍（元、万元、亿元混用？），是否应为 {meant}？已按原样记入，请核对",
            "{written} looks ten thousand times off (units mixed up?); is {meant} meant? Kept as written; please check";
        Number => "不是可识别的数字，未导入此格", "not a number; left out";
        Date => "不是可识别的日期，未导入此格", "not a date; left out";
        DateIncomplete => "只有年份或年月，未导入此格", "only a year or a month; left out";
        DateAmbiguous => "分不清月和日，未导入此格；请写成 2026-03-05", "day and month cannot be told apart; left out. Write 2026-03-05";
        DamagedCode => "信用代码已被 Excel 变成近似数字，无法还原：请把该列设为文本后重新导出", "the code was rounded to a number by Excel and is lost: export the column as text";
        ErrorValue => "公式出错，未导入此格", "a formula error; left out";
        Honour => "看不出是否具有该资质", "neither yes nor no";
        Choice => "不在该指标的选项之内，按未识别保留原文", "not one of the metric's choices; kept as unread text";
        CodeLength { length: usize } => "信用代码有 {length} 位，应为 18 位；已按原样保留", "the code has {length} <character|characters> instead of 18; kept as written";
        CodeCharacter { position: usize } => "信用代码第 {position} 位是不允许的字符；已按原样保留", "character {position} of the code is not allowed; kept as written";
        CodeLast { right: char } => "信用代码最后一位有误，应为 {right}；已按原样保留", "the last character of the code is wrong, it should be {right}; kept as written";
        CodeChecks => "信用代码校验不通过；已按原样保留", "the code fails its checks; kept as written";
        CodeSuggested { code: String } => "信用代码疑似把字母当成数字，可能是 {code}；已按原样保留", "the code has letters for digits, perhaps {code} is meant; kept as written";
        Namesake => "另有同名企业，但代码或地区不同，作为新企业导入", "another company has this name but another code or place; imported as a company of its own";
        TakenAsFraction => "整列都在 0 到 1 之间，按比例换算成百分数", "the whole column lies between 0 and 1 and was taken as fractions";
        HonourUnclear => "有不认识的或尚未取得的资质，未记入", "names honours that are unknown or not yet held; they were left out";
        ContradictsRow { row: u32 } => "与第 {row} 行对同一企业的说法不同，以第 {row} 行为准", "row {row} says otherwise about the same company; row {row} holds";
        TooLong => "超过 32767 个字符，未导入此格", "longer than 32,767 characters; left out";
        NulRemoved => "含有空字符，已去掉", "held NUL characters; removed";
        Duplicate => "同一格出现两次，取后一个", "given twice; the later one was kept";
        OutOfSheet => "在表格范围之外，已略去", "beyond the sheet; left out";
        NotFinite => "不是有限的数，已略去", "not a finite number; left out";
        NotCalculated => "公式没有计算结果：请在 Excel/WPS 中打开、保存一次再导入", "the formula was never calculated: open and save the file once, then import again";
        DateOutOfRange => "日期超出日历范围，保留原始数字", "a date outside the calendar; its number was kept";
        Malformed => "此处附近有一格不合格式，已略去", "a cell near here is malformed; left out";
        NoSuchText => "引用的文本在文件里不存在，未导入此格", "refers to a text that is not in the file; left out";
        RowTooLong => "这一行的格数比表头多", "the row has more cells than the header";
        RowTooShort => "这一行的格数比表头少", "the row has fewer cells than the header";
        BadCharacters => "有无法解码的字符，请核对编码", "characters could not be decoded; check the encoding";
    }
}

impl Say for ReadError {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::Open(error) => match error.kind() {
                std::io::ErrorKind::NotFound => ListMessage::Missing,
                std::io::ErrorKind::PermissionDenied => ListMessage::Denied,
                std::io::ErrorKind::FileTooLarge => ListMessage::Growing,
                _ => ListMessage::OpenFailed { detail: error.to_string() },
            },
            Self::NotAFile => ListMessage::NotAFile,
            Self::LockFile => ListMessage::LockFile,
            Self::Empty => ListMessage::Empty,
            Self::TooLarge { bytes, limit } => {
                ListMessage::TooLarge { megabytes: bytes.div_ceil(1 << 20), limit: limit >> 20 }
            }
            Self::PasswordProtected => ListMessage::PasswordProtected,
            Self::Incomplete => ListMessage::Incomplete,
            Self::Hazard(hazard) => ListMessage::Hazard { what: hazard.say(lang) },
            Self::NotAList(looks) => ListMessage::NotAList { looks: looks.say(lang) },
            Self::Damaged(detail) => ListMessage::Damaged { detail: detail.clone() },
            Self::NoSheet { wanted, known } => {
                ListMessage::NoSheet { wanted: wanted.clone(), known: listed(known, lang) }
            }
            Self::NoRows => ListMessage::NoRows,
            Self::TooManyCells => ListMessage::TooManyCells,
            Self::UnclosedQuote { line } => ListMessage::UnclosedQuote { line: *line },
            Self::Cancelled => ListMessage::Cancelled,
            Self::ReaderNotStarted(error) => ListMessage::ReaderNotStarted { detail: error.to_string() },
            Self::ReaderDied => ListMessage::ReaderDied,
            Self::ReaderTooSlow { seconds } => ListMessage::ReaderTooSlow { seconds: *seconds },
        };
        message.say(lang)
    }
}

impl Say for Hazard {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::Entries(count) => HazardMessage::Entries { count: *count },
            Self::PartTooLarge(name, limit) => HazardMessage::PartTooLarge { name: name.clone(), limit: *limit },
            Self::TotalTooLarge(limit) => HazardMessage::TotalTooLarge { limit: *limit },
            Self::EntryName(name) => HazardMessage::EntryName { name: name.clone() },
            Self::DuplicateEntries => HazardMessage::DuplicateEntries,
            Self::Doctype(name) => HazardMessage::Doctype { name: name.clone() },
            Self::SharedStrings => HazardMessage::SharedStrings,
            Self::Spread => HazardMessage::Spread,
        };
        message.say(lang)
    }
}

impl Say for Looks {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::Pdf => LooksMessage::Pdf,
            Self::Document => LooksMessage::Document,
            Self::Archive => LooksMessage::Archive,
            Self::Picture => LooksMessage::Picture,
            Self::OldXml => LooksMessage::OldXml,
            Self::PageWithoutTable => LooksMessage::PageWithoutTable,
            Self::Unknown => LooksMessage::Unknown,
        };
        message.say(lang)
    }
}

impl Say for MapError {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::Form(part) => ListMessage::MapForm { part: part.clone() },
            Self::Column { wanted, known } => {
                ListMessage::MapColumn { wanted: wanted.clone(), known: listed(known, lang) }
            }
            Self::Field { wanted, known } => {
                ListMessage::MapField { wanted: wanted.clone(), known: listed(known, lang) }
            }
            Self::Unit(wanted) => ListMessage::MapUnit { wanted: wanted.clone() },
        };
        message.say(lang)
    }
}

impl Say for PlanError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoNameColumn(columns) => ListMessage::NoNameColumn { columns: listed(columns, lang) }.say(lang),
            Self::Cancelled => ListMessage::Cancelled.say(lang),
        }
    }
}

impl Say for RejectReason {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::NoName => RowMessage::NoName,
            Self::LookupFailed => RowMessage::LookupFailed,
            Self::NotAName => RowMessage::NotAName,
            Self::RepeatedHeader => RowMessage::RepeatedHeader,
            Self::SumRow => RowMessage::SumRow,
            Self::Remark => RowMessage::Remark,
            Self::CodeOfAnother { name } => RowMessage::CodeOfAnother { name: name.clone() },
            Self::SeveralOfThisName => RowMessage::SeveralOfThisName,
            Self::Hidden => RowMessage::Hidden,
            Self::Skipped => RowMessage::Skipped,
        };
        message.say(lang)
    }
}

impl Say for CellIssueKind {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::Unreadable(reason) => return reason.say(lang),
            Self::CodeFault { suggestion: Some(code), .. } => RowMessage::CodeSuggested { code: code.clone() },
            Self::CodeFault { fault, suggestion: None } => match fault {
                CodeFault::Length(length) => RowMessage::CodeLength { length: *length },
                CodeFault::Character(position) => RowMessage::CodeCharacter { position: *position },
                CodeFault::LastCharacter(right) => RowMessage::CodeLast { right: *right },
                CodeFault::Checks => RowMessage::CodeChecks,
            },
            Self::Namesake => RowMessage::Namesake,
            Self::TakenAsFraction => RowMessage::TakenAsFraction,
            Self::HonourUnclear => RowMessage::HonourUnclear,
            Self::TenThousandfold { written, meant } => {
                RowMessage::TenThousandfold { written: written.clone(), meant: meant.clone() }
            }
            Self::ContradictsRow(row) => RowMessage::ContradictsRow { row: *row },
            Self::LooksLike { name, likeness, reasons } => {
                let reasons = reason_words(reasons, lang);
                return SameText::LooksLike { name: name.clone(), likeness: likeness.label(lang), reasons }.say(lang);
            }
        };
        message.say(lang)
    }
}

impl Say for Unreadable {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::Amount => RowMessage::Amount,
            Self::UnitUnknown => RowMessage::UnitUnknown,
            Self::Number => RowMessage::Number,
            Self::Date => RowMessage::Date,
            Self::DateIncomplete => RowMessage::DateIncomplete,
            Self::DateAmbiguous => RowMessage::DateAmbiguous,
            Self::DamagedCode => RowMessage::DamagedCode,
            Self::ErrorValue => RowMessage::ErrorValue,
            Self::Honour => RowMessage::Honour,
            Self::ForeignCurrency => RowMessage::ForeignCurrency,
            Self::Choice => RowMessage::Choice,
        };
        message.say(lang)
    }
}

impl Say for SheetIssueKind {
    fn say(&self, lang: Lang) -> String {
        let message = match self {
            Self::TooLong => RowMessage::TooLong,
            Self::NulRemoved => RowMessage::NulRemoved,
            Self::Duplicate => RowMessage::Duplicate,
            Self::OutOfSheet => RowMessage::OutOfSheet,
            Self::NotFinite => RowMessage::NotFinite,
            Self::NotCalculated => RowMessage::NotCalculated,
            Self::DateOutOfRange => RowMessage::DateOutOfRange,
            Self::Malformed => RowMessage::Malformed,
            Self::NoSuchText => RowMessage::NoSuchText,
            Self::RowTooLong => RowMessage::RowTooLong,
            Self::RowTooShort => RowMessage::RowTooShort,
            Self::BadCharacters => RowMessage::BadCharacters,
        };
        message.say(lang)
    }
}

fn listed(words: &[impl AsRef<str>], lang: Lang) -> String {
    let between = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    words.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_say_what_to_do_in_both_languages() {
        let error = ReadError::NoSheet { wanted: "名单".into(), known: vec!["甲".into(), "乙".into()] };
        assert_eq!(error.say(Lang::Zh), "没有名为“名单”的工作表。文件里有：甲、乙。");
        assert_eq!(error.say(Lang::En), "There is no sheet \"名单\". The file has: 甲, 乙.");
        let hazard = ReadError::Hazard(Hazard::PartTooLarge("xl/a.xml".into(), 256));
        assert!(
            hazard.say(Lang::Zh).contains("256 MB") && hazard.say(Lang::En).contains("expands to more than 256 MB")
        );
    }

    #[test]
    fn every_wording_is_there_in_both_languages() {
        for (name, zh, en) in ListMessage::CATALOGUE
            .iter()
            .chain(HazardMessage::CATALOGUE)
            .chain(LooksMessage::CATALOGUE)
            .chain(RowMessage::CATALOGUE)
        {
            assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{name}");
        }
    }
}
