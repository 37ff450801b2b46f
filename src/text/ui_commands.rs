//! Labels and tooltips of the window's commands and pages.

use super::{Label, Lang};
use crate::ui::{Command, PageId};

impl Label for Command {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = self.wording().0;
        if lang == Lang::Zh { zh } else { en }
    }
}

impl Command {
    /// What it does, in a sentence.
    pub const fn tooltip(self, lang: Lang) -> &'static str {
        let (zh, en) = self.wording().1;
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Label and tooltip, each Chinese and English.
    const fn wording(self) -> ((&'static str, &'static str), (&'static str, &'static str)) {
        match self {
            Self::Palette => (
                ("搜索企业、项目、页面、操作", "Search companies, leads, pages, actions"),
                (
                    "输入几个字，直接去到企业、项目、页面或操作",
                    "Type a few letters to reach a company, lead, page or action",
                ),
            ),
            Self::GoOverview => {
                (("打开总览", "Go to overview"), ("席位、指标和待办", "Seats, indicators and what is due"))
            }
            Self::GoCompanies => (("打开企业", "Go to companies"), ("企业表格和评分卡", "The table and the cards")),
            Self::GoPipeline => {
                (("打开项目", "Go to pipeline"), ("项目看板、表格、日历和今日", "Board, table, calendar and today"))
            }
            Self::GoCapacity => {
                (("打开基地", "Go to bases"), ("席位、预测、用地和指标", "Slots, forecast, ground and indicators"))
            }
            Self::GoChain => (
                ("打开产业链", "Go to chain"),
                ("产业链图谱、缺口和候选企业", "The picture of the chain, its gaps and who could fill them"),
            ),
            Self::GoFair => {
                (("打开展会", "Go to fairs"), ("展商、行程、洽谈汇总", "Exhibitors, the walk, what the talks came to"))
            }
            Self::CaptureTalk => {
                (("现场登记洽谈", "Capture a talk"), ("在展位前用几下按键记下一次洽谈", "At the stand, in a few keys"))
            }
            Self::GoShortlist => {
                (("打开短名单", "Go to shortlist"), ("生成、比较和导出短名单", "Make, compare and export a shortlist"))
            }
            Self::GoReports => (
                ("打开统计", "Go to reports"),
                ("漏斗、周期、胜败和考核", "Funnel, times, wins and losses, officers' work"),
            ),
            Self::GoPlan => (("打开规划", "Go to plan"), ("规划、权重、准入和席位", "Plan, weights, gates and seats")),
            Self::GoData => {
                (("打开数据", "Go to data"), ("导入、备份、操作记录", "Imports, backups, the log of changes"))
            }
            Self::GoBack => (("后退", "Back"), ("回到上一个页面", "To the page before")),
            Self::GoForward => (("前进", "Forward"), ("回到后一个页面", "To the page after")),
            Self::Find => {
                (("在本页查找", "Find on this page"), ("光标进入本页的搜索框", "Into the page's search field"))
            }
            Self::Compare => (
                ("对比企业", "Compare companies"),
                ("二至四家企业逐项并排，看名次有多稳", "Two to four side by side, and how firm their places are"),
            ),
            Self::Pursue => (
                ("追谁", "Whom to pursue"),
                (
                    "在会谈、时间和用地之内，选出最能补满席位的企业",
                    "The companies that fill the slots best within meetings, time and land",
                ),
            ),
            Self::Import => {
                (("导入名单…", "Import a list…"), ("从表格文件或剪贴板导入企业", "From a spreadsheet or the clipboard"))
            }
            Self::AddCompany => (("新增企业…", "Add a company…"), ("手工录入一家企业", "Enter one by hand")),
            Self::AddLead => {
                (("新项目…", "New lead…"), ("登记一家企业的新线索或项目", "A new lead of a company, in a few keys"))
            }
            Self::FindDuplicates => (
                ("查找重复企业", "Find duplicates"),
                ("比对全部企业，列出疑似同一家的，由人判断", "Companies that may be one, for a person to judge"),
            ),
            Self::Undo => (("撤销", "Undo"), ("撤销上一步", "Take the last step back")),
            Self::Redo => (("重做", "Redo"), ("重做刚撤销的一步", "Do the undone step again")),
            Self::NewWorkspace => {
                (("新建台账…", "New workspace…"), ("新建一份空的台账", "An empty workspace in a file of its own"))
            }
            Self::OpenWorkspace => (("打开台账…", "Open a workspace…"), ("打开已有的台账文件", "A file that exists")),
            Self::OpenDemo => (
                ("打开示例", "Open the demonstration"),
                ("用虚构企业看一遍全部功能，不写入任何文件", "Fictional companies; nothing of yours is touched"),
            ),
            Self::CloseWorkspace => {
                (("关闭台账", "Close the workspace"), ("内容都已保存，回到开始页", "All is saved; to the start page"))
            }
            Self::BackUp => (("立即备份", "Back up now"), ("做一份核验过的备份", "Makes a backup and verifies it")),
            Self::CheckFile => (("检查台账文件", "Check the file"), ("检查文件是否完好", "Whether the file is sound")),
            Self::CancelJobs => {
                (("停止正在进行的工作", "Stop what is running"), ("停止后不留半截结果", "Nothing is left half done"))
            }
            Self::Settings => (("设置…", "Settings…"), ("语言、明暗、字号", "Language, light or dark, text size")),
            Self::SwitchTheme => {
                (("切换明暗", "Switch light and dark"), ("浅色、深色之间切换", "Between light and dark"))
            }
            Self::SwitchLanguage => (("切换到英文界面", "Switch to Chinese"), ("English interface", "中文界面")),
            Self::LargerText => (("放大文字", "Larger text"), ("界面整体放大", "Everything gets larger")),
            Self::SmallerText => (("缩小文字", "Smaller text"), ("界面整体缩小", "Everything gets smaller")),
            Self::NormalText => (("恢复标准字号", "Usual text size"), ("恢复为 100%", "Back to 100%")),
            Self::Shortcuts => (("键盘快捷键", "Keyboard shortcuts"), ("列出全部快捷键", "Lists them all")),
            Self::Quit => (("退出", "Quit"), ("内容都已保存", "All is saved")),
        }
    }
}

impl Label for PageId {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Overview => ("总览", "Overview"),
            Self::Companies => ("企业", "Companies"),
            Self::Pipeline => ("项目", "Pipeline"),
            Self::Capacity => ("基地", "Capacity"),
            Self::Chain => ("产业链", "Chain"),
            Self::Fair => ("展会", "Fairs"),
            Self::Capture => ("现场登记", "Capture"),
            Self::Shortlist => ("短名单", "Shortlist"),
            Self::Reports => ("统计", "Reports"),
            Self::Plan => ("规划", "Plan"),
            Self::Data => ("数据", "Data"),
            Self::Import => ("导入", "Import"),
            Self::Compare => ("对比", "Compare"),
            Self::Pursue => ("追谁", "Whom to pursue"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_words_in_both_languages() {
        for command in Command::ALL {
            for words in [command.label(Lang::Zh), command.tooltip(Lang::Zh), command.label(Lang::En)] {
                assert!(!words.trim().is_empty(), "{command:?}");
            }
            assert!(command.label(Lang::En).is_ascii() || command.label(Lang::En).contains('…'), "{command:?}");
        }
    }
}
