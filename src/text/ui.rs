//! Words of the window's frame: shell, start page, palette, house widgets. Pages have files of their own.

use super::{Label, Lang, Say, format};
use crate::{
    messages,
    ui::{Step, WindowError},
};

messages! {
    /// Words of the frame and of the house widgets.
    pub enum UiText {
        ProgramName => "招商工作台", "Zhaoshang";
        Close => "关闭", "Close";
        Cancel => "取消", "Cancel";
        Stop => "停止", "Stop";
        OpenFolder => "打开所在文件夹", "Open the folder";
        Chinese => "中文", "中文";
        English => "English", "English";
        AsSystem => "跟随系统", "As the system";
        Light => "浅色", "Light";
        Dark => "深色", "Dark";
        Language => "语言", "Language";
        Theme => "明暗", "Theme";
        TextSize => "字号", "Text size";
        YourName => "姓名", "Your name";
        YourUnit => "单位", "Your unit";
        PersonHint => "写入操作记录；下次打开台账时生效。", "Goes into the log of changes, from the next opening on.";

        PaletteHint => "搜索企业、项目、页面、操作", "Search companies, leads, pages, actions";
        PaletteNothing { query: String } => "没有找到“{query}”。", "Nothing is called \"{query}\".";
        PaletteAll { query: String } => "在企业页查找“{query}”", "Find \"{query}\" on the companies page";
        PaletteKeys => "↑↓ 选择　Enter 打开　Esc 关闭", "↑↓ choose   Enter open   Esc close";

        UndoStep { step: String } => "撤销：{step}", "Undo: {step}";
        RedoStep { step: String } => "重做：{step}", "Redo: {step}";
        NothingToUndo => "没有可以撤销的步骤", "Nothing to undo";
        NothingToRedo => "没有可以重做的步骤", "Nothing to redo";
        StepDone { step: String } => "{step}", "{step}";
        StepUndone { step: String } => "已撤销：{step}", "Undone: {step}";
        StepRedone { step: String } => "已重做：{step}", "Done again: {step}";
        SubjectStep { kind: &'static str, subject: String } => "{kind}（{subject}）", "{kind} ({subject})";
        ManyStep { kind: &'static str, records: String } => "{kind}（{records} 条记录）", "{kind} ({records} <record|records>)";
        Imported { list: String, created: String, updated: String } =>
            "已导入“{list}”：新增 {created} 家，更新 {updated} 家", "Imported \"{list}\": {created} new, {updated} updated";
        Restored => "已恢复到所选的备份。", "The workspace is as the backup has it.";
        RestoredBeside { file: String } => "已恢复到所选的备份。原来的文件保留为 {file}。",
            "The workspace is as the backup has it. The file that was there is kept as {file}.";
        NotRestored { why: String } => "没有恢复，台账与之前相同。{why}", "Nothing was restored; the workspace is as it was. {why}";
        BackupMade { file: String } => "已备份并核验：{file}", "Backed up and verified: {file}";
        CheckedSound => "台账文件完好。", "The file is sound.";
        CheckedFaulty => "台账文件有问题，详情见“数据”页。请先备份，不要删除原文件。",
            "The file has faults; see the data page. Make a backup first and do not delete the file.";
        Broken { words: String } => "程序内部出错，这一步没有写入，数据与之前相同。（{words}）",
            "Something in the program went wrong; nothing was written and the data are as before. ({words})";
        NoDialog => "没有选择文件。如果没有弹出对话框，可以把文件拖到窗口里；有路径栏的，也可以直接输入路径。",
            "No file was chosen. If no dialog appeared, drop the file on the window, or type its path where there is a field for it.";

        Companies { count: String } => "企业 {count} 家", "{count} <company|companies>";
        Leads { count: String } => "项目 {count} 个", "{count} <lead|leads>";
        SavedAt { time: String } => "已保存 {time}", "Saved {time}";
        AllSaved => "已全部保存", "All saved";
        LastBackup { age: String } => "备份 {age}", "Backup {age}";
        LastBackupTip { made: String } => "最近一次备份：{made}", "Last backup: {made}";
        NoBackupYet => "尚未备份", "No backup yet";
        ReadOnly => "只读", "Read only";
        TargetDate { day: String } => "目标日期 {day}", "Target date {day}";
        TargetPassed { day: String } => "目标日期 {day} 已过", "Target date {day} has passed";
        TargetPassedTip =>
            "目标日期已过，在办项目都赶不上，概率按 0 计。点这里改目标日期。",
            "The target date has passed: no open lead can make it, and their chances count as 0. Click to set another.";
        NoTargetDate => "未设目标日期", "No target date";
        Jobs { count: String } => "{count} 项工作进行中", "{count} <job|jobs> running";
        JobCount { done: String, total: String } => "{done} / {total}", "{done} / {total}";
        JobOpen { done: String } => "{done}", "{done}";
        CheckingFile => "检查台账文件", "Checking the file";
        Writing => "写入名单", "Writing the list";
        JobStarted => "正在进行", "Running";
        WorkspaceMenu => "台账", "Workspace";
        NoCompanies => "还没有企业", "No companies yet";
        NoCompaniesNote => "导入一份名单，或把表格文件拖到窗口里。", "Import a list, or drop a spreadsheet on the window.";
        DraftWaits { page: &'static str, when: String } => "“{page}”里有没做完的内容（{when}）。", "Unfinished work waits in {page} ({when}).";
        GoOn => "继续", "Go on";
        FictionalMark => "虚构数据", "Fictional data";
        FictionalNote => "这份台账里的企业、人员和数字都是虚构的；由它导出的文件也会注明。",
            "Companies, people and figures in this workspace are made up; files made from it say so as well.";
        DropHere => "松开鼠标，导入这份名单", "Let go to import the list";

        Welcome => "先招谁，落在哪，凭什么", "Whom to court, for which base, and why";
        WelcomeNote =>
            "所有数据都在这台电脑上的一个文件里，不联网，随时可以拷走。",
            "All data are in one file on this computer, offline, yours to copy.";
        StartNew => "新建台账", "New workspace";
        StartNewNote => "从一份空台账开始，随后导入名单。", "Begin empty, then import a list.";
        StartOpen => "打开台账", "Open a workspace";
        StartOpenNote => "打开同事给的或以前建的文件。", "A file from a colleague, or one made before.";
        DemoTitle => "示例（虚构企业）", "Demonstration (fictional companies)";
        Judging => "正在评分", "Scoring";
        StartDemo => "看示例", "See the demonstration";
        StartDemoNote => "用虚构的企业走一遍，不影响自己的数据。", "Fictional companies; nothing of yours is touched.";
        Recent => "最近使用", "Recent";
        NoRecent => "打开过的台账会列在这里。", "Workspaces you opened will be listed here.";
        Forget => "从列表中移除", "Remove from the list";
        Opening { file: String } => "正在打开 {file} …", "Opening {file} …";
        Seconds { count: String } => "{count} 秒", "{count} s";
        Back => "返回", "Back";
        Create => "建立台账", "Create";
        NewTitle => "台账名称", "Title";
        NewTitleHint => "例如 2026 年度招商", "for example, Promotion 2026";
        NewTarget => "目标日期", "Target date";
        NewTargetNote =>
            "席位需求和预测都算到这一天；默认是本五年规划期的最后一天，随时可改。",
            "Needs and forecasts run to this day; by default the last of the current five-year period. It can be changed at any time.";
        NewSeats => "各基地席位", "Seats per base";
        NewSeatsNote => "规划给出的下限–上限，可先采用，也可现在改。", "Least and most as the plan has them; accept them, or change them now.";
        NewSeatsMin { slot: String } => "{slot} 席位下限", "{slot}: fewest seats";
        NewSeatsMax { slot: String } => "{slot} 席位上限", "{slot}: most seats";
        NewSeatsPlan => "规划（建台账时调整的席位）", "Plan with the seats as set at the start";
        NewFile => "保存位置", "File";
        Browse => "浏览…", "Browse…";
        PathHint => "台账文件的完整路径", "Full path of the workspace file";
        Open => "打开", "Open";
        WorkspaceFiles => "招商工作台台账", "Zhaoshang workspace";
        NeedName => "请填写姓名，操作记录里要用。", "Please give your name: the log of changes needs it.";
        NeedTitle => "请填写台账名称。", "Please give a title.";
        NeedPath => "请选择保存位置。", "Please choose where to keep the file.";
        BadDate => "日期写成 2030-12-31 这样。", "Write the date as 2030-12-31.";
        DatePassed => "这一天已经过去。", "That day has passed.";

        Sort { column: String } => "按“{column}”排序", "Sort by {column}";
        SortedUp { column: String } => "{column}，升序", "{column}, ascending";
        SortedDown { column: String } => "{column}，降序", "{column}, descending";
        Columns => "列", "Columns";
        ColumnsReset => "恢复默认", "As designed";
        MoveUp => "上移", "Move up";
        MoveDown => "下移", "Move down";
        SelectedRows { count: String } => "已选 {count}", "{count} selected";
        ClearSearch => "清空", "Clear";
        Divider => "分隔条", "Divider";

        Interval { value: String, low: String, high: String } => "{value}，区间 {low}–{high}", "{value}, between {low} and {high}";
        IntervalEstimated { value: String, low: String, high: String } =>
            "{value}，区间 {low}–{high}，含估计", "{value}, between {low} and {high}, partly estimated";
        IntervalUnknown { low: String, high: String } => "未知，区间 {low}–{high}", "unknown, between {low} and {high}";
        IntervalCut { bar: String, cut: String } => "{bar}，入围线 {cut}", "{bar}, cut-off {cut}";
        Estimated => "估计", "estimated";
        Assumed => "假设", "assumed";
        Unknown => "未知", "unknown";
        CutOff => "入围线", "cut-off";
        SeatsOpen { landed: usize, min: u32, max: u32 } => "已落地 {landed}，目标 {min}–{max}", "{landed} landed of {min}–{max}";
        SeatsExact { landed: usize, max: u32 } => "已落地 {landed}，目标 {max}", "{landed} landed of {max}";
        SeatsPipeline { seats: String, pipeline: usize } => "{seats}，在谈 {pipeline}", "{seats}, {pipeline} in the pipeline";
        SeatsNone => "未设目标", "No target set";
        SeatsPassed { day: String } => "已到期（{day}）", "Date passed ({day})";
        Contribution { criterion: String, points: String, low: String, high: String } =>
            "{criterion}：{points} 分，区间 {low}–{high}", "{criterion}: {points} points, between {low} and {high}";
        NegatedTerm { term: String, role: &'static str } => "“{term}”不计：否定或不在范围内（{role}）",
            "\"{term}\" does not count: negated or out of scope ({role})";
        Term { term: String, role: &'static str, kind: &'static str } => "“{term}” · {role} · {kind}", "\"{term}\" · {role} · {kind}";
        SectorNamed { letter: String, name: String } => "{letter} {name}", "{letter} {name}";
    }
}

messages! {
    /// Why no window opened, and what to do.
    pub enum WindowText {
        NoDisplay =>
            "没有找到显示环境（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），无法打开窗口。\n请在图形桌面里运行；没有桌面时可以用命令行，例如：zhaoshang help",
            "No display was found (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\nRun it on a desktop, or use it from the command line, for example: zhaoshang help";
        Unreachable { display: String } =>
            "显示环境“{display}”没有响应，无法打开窗口。\n请在图形桌面里运行；没有桌面时可以用命令行，例如：zhaoshang help",
            "The display \"{display}\" does not answer, so no window can open.\nRun it on a desktop, or use it from the command line, for example: zhaoshang help";
        MissingLibraries { missing: String, packages: String } =>
            "打开窗口需要的系统库不全：{missing}。\n在 Debian / Ubuntu / UOS 上安装：\n    sudo apt install {packages}\n不用窗口时可以用命令行，例如：zhaoshang help",
            "Libraries the window needs are missing: {missing}.\nOn Debian or Ubuntu install them with:\n    sudo apt install {packages}\nWithout a window, use the command line, for example: zhaoshang help";
        Graphics { detail: String, packages: String } =>
            "图形接口（OpenGL）无法使用：{detail}。\n在 Debian / Ubuntu / UOS 上请确认已安装：\n    sudo apt install {packages}\n不用窗口时可以用命令行，例如：zhaoshang help",
            "OpenGL cannot be used: {detail}.\nOn Debian or Ubuntu make sure these are installed:\n    sudo apt install {packages}\nWithout a window, use the command line, for example: zhaoshang help";
        Died { detail: String } =>
            "窗口意外关闭：{detail}。已保存的内容都在台账文件里。",
            "The window closed unexpectedly: {detail}. Everything saved is in the workspace file.";
    }
}

impl Say for WindowError {
    fn say(&self, lang: Lang) -> String {
        let packages = Self::PACKAGES.join(" ");
        match self {
            Self::NoDisplay => WindowText::NoDisplay,
            Self::Unreachable(display) => WindowText::Unreachable { display: display.clone() },
            Self::MissingLibraries(missing) => {
                WindowText::MissingLibraries { missing: format::list(missing, lang), packages }
            }
            Self::Graphics(detail) => WindowText::Graphics { detail: detail.clone(), packages },
            Self::Died(detail) => WindowText::Died { detail: detail.clone() },
        }
        .say(lang)
    }
}

impl Say for Step {
    fn say(&self, lang: Lang) -> String {
        let kind = self.kind.map_or_else(|| "", |kind| kind.label(lang));
        match &self.subject {
            Some(subject) if !subject.is_empty() => UiText::SubjectStep { kind, subject: subject.clone() }.say(lang),
            _ => kind.to_owned(),
        }
    }
}

impl crate::domain::plan::Name {
    /// The name in a language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
