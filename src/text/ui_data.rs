//! Words of the data page.

use super::{Lang, Say, format};
use crate::messages;

messages! {
    /// Words of the data page.
    pub enum DataText {
        Title => "数据", "Data";
        PartWorkspace => "台账", "Workspace";
        PartSites => "场地", "Sites";
        PartDuplicates => "重复企业", "Duplicates";
        PartBackups => "备份", "Backups";
        PartLog => "操作记录", "Log of changes";
        TakeBack => "撤回这一步", "Take this step back";
        TakeBackNote =>
            "其后改过的内容如果建立在这一步之上，会说明原因并保持不变；撤回本身也可以撤销。",
            "If something later builds on it, the reason is given and nothing changes. Taking back can itself be undone.";
        PartImports => "导入记录", "Imports";
        PartExports => "导出记录", "Exports";
        PartSettings => "设置", "Settings";

        WorkspaceTitle => "台账名称", "Title";
        TargetDate => "目标日期", "Target date";
        TargetNote => "席位需求和预测都算到这一天。", "Needs and forecasts run to this day.";
        TitleMissing => "名称不能为空。", "A title is needed.";
        File => "文件", "File";
        Size => "大小", "Size";
        Reveal => "打开所在文件夹", "Open the folder";
        Copied => "已复制路径", "The path is copied";
        CopyPath => "复制路径", "Copy the path";
        ReadOnly => "这份台账是只读的。", "This workspace is read-only.";
        Records => "记录", "Records";
        Save => "保存", "Save";
        SaveHint => "Enter 保存，Esc 放弃", "Enter saves, Esc gives up";

        CheckTitle => "完整性检查", "Integrity check";
        CheckNote =>
            "逐页检查文件，核对引用，并用操作记录重建全部数据与现状比较。",
            "Every page of the file, every reference, and the data rebuilt from the log against what is stored.";
        CheckNow => "检查", "Check";
        Checking => "正在检查", "Checking";
        CheckSound => "完好", "Sound";
        CheckFaulty => "有问题", "Faults found";

        BackUpNow => "立即备份", "Back up now";
        BackUpTo => "备份到文件夹", "Back up to a folder";
        FolderHint => "文件夹的完整路径", "Full path of a folder";
        FolderTitle => "选择备份文件夹", "Choose a folder for the backup";
        Browse => "浏览…", "Browse…";
        BackUp => "备份", "Back up";
        BackupsNote =>
            "备份都在台账旁边的文件夹里，每份都重新打开核验过。两天内的全部保留，之后按日、周、月各留若干份。",
            "Backups lie in the folder beside the workspace, each opened again and verified. All of the last two days are kept, then some by day, week and month.";
        NoBackups => "还没有备份", "No backups yet";
        NoBackupsNote => "导入较大的名单之前会自动备份；也可以现在做一份。", "One is made before every larger import; make one now if you like.";
        ColumnMade => "时间", "Made";
        ColumnAge => "距今", "Age";
        ColumnReason => "原因", "Why";
        ColumnSize => "大小", "Size";
        ColumnCompanies => "企业", "Companies";
        ColumnLeads => "项目", "Leads";
        ColumnRecords => "记录", "Records";
        ColumnFile => "文件", "File";
        ReasonOther => "其他", "other";
        Counting => "正在查看各份备份", "Looking into the backups";
        NotCounted { why: String } => "这份备份打不开：{why}", "This backup cannot be opened: {why}";
        Restore => "恢复到这一份…", "Restore this one…";
        OpenFolder => "打开备份文件夹", "Open the backup folder";
        RestoreTitle { made: String } => "恢复到 {made} 的备份？", "Restore the backup of {made}?";
        RestoreText { companies: String, leads: String, now_companies: String, now_leads: String } =>
            "台账会先关闭，再以这份备份打开。备份里有 {companies} 家企业、{leads} 个项目；现在是 {now_companies} 家、{now_leads} 个。现在的文件不会丢失，改名保留在同一个文件夹里。",
            "The workspace is closed and opened again as the backup has it: {companies} <company|companies> and {leads} <lead|leads> instead of {now_companies} and {now_leads} now. The present file is not lost; it is kept in the same folder under another name.";
        RestoreVerb => "恢复", "Restore";
        Unknown => "未知", "unknown";

        AgeNow => "刚刚", "just now";
        AgeMinutes { count: String } => "{count} 分钟前", "{count} min ago";
        AgeHours { count: String } => "{count} 小时前", "{count} h ago";
        AgeDays { count: String } => "{count} 天前", "{count} d ago";

        FilterText => "查找操作", "Find in the log";
        FilterWho => "人员", "Who";
        FilterKind => "操作", "What";
        FilterSince => "时间", "Since";
        Everyone => "全部人员", "everyone";
        Everything => "全部操作", "everything";
        SinceEver => "全部时间", "always";
        SinceToday => "今天", "today";
        SinceWeek => "最近 7 天", "the last 7 days";
        SinceMonth => "最近 30 天", "the last 30 days";
        ColumnWhen => "时间", "When";
        ColumnWho => "人员", "Who";
        ColumnStep => "操作", "Step";
        ColumnOps => "改动", "Changes";
        Steps { shown: String, all: String } => "{shown} / {all} 步", "{shown} of {all} <step|steps>";
        Earlier => "加载更早的", "Load earlier ones";
        NoSteps => "没有符合条件的操作。", "No steps match.";
        SelectStep => "选一步，看它改动了什么。", "Select a step to see what it changed.";
        StepNumber { seq: i64, when: String, who: String } => "第 {seq} 步 · {when} · {who}", "Step {seq} · {when} · {who}";
        OpVerb => "动作", "What";
        OpRecord => "记录", "Record";
        OpField => "字段", "Field";
        OpBefore => "原值", "Before";
        OpAfter => "新值", "After";
        Reason { why: String } => "理由：{why}", "Reason: {why}";

        ColumnList => "名单", "List";
        ColumnState => "状态", "State";
        StateTaken => "已撤销", "undone";
        StateHeld => "有效", "in force";
        NoImports => "还没有导入过名单", "No list was imported yet";
        NoImportsNote => "导入过的名单、时间和人员会列在这里。", "Which list, when and by whom will be listed here.";
        SettingsNote => "立即生效，只影响这台电脑上的窗口。", "Take effect at once; only for the window on this computer.";
    }
}

/// How long ago something was, in one rounded unit.
pub fn age_words(seconds: i64, lang: Lang) -> String {
    let count = |number: i64| format::integer(number);
    match seconds {
        ..60 => DataText::AgeNow,
        60..3_600 => DataText::AgeMinutes { count: count(seconds / 60) },
        3_600..172_800 => DataText::AgeHours { count: count(seconds / 3_600) },
        _ => DataText::AgeDays { count: count(seconds / 86_400) },
    }
    .say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_unit_people_use() {
        for (seconds, words) in [
            (-5, "刚刚"),
            (59, "刚刚"),
            (60, "1 分钟前"),
            (3_599, "59 分钟前"),
            (7_200, "2 小时前"),
            (172_799, "47 小时前"),
            (172_800, "2 天前"),
            (86_400 * 1_500, "1,500 天前"),
        ] {
            assert_eq!(age_words(seconds, Lang::Zh), words);
        }
    }
}
