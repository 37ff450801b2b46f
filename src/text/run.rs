//! What the commands say when they have done their work, or could not.

use super::{Label, Lang, Say};
use crate::{
    domain::{company::GateState, record::Entity},
    ledger::{ActionKind, PolicyError},
    messages,
    store::CheckReport,
};

messages! {
    /// Answers of the commands.
    pub enum RunText {
        Created { path: String } => "已新建台账：{path}", "Created the workspace {path}.";
        ImportPlanned { rows: usize, created: usize, updated: usize, unchanged: usize, blank: usize, rejected: usize } =>
            "试算：共 {rows} 行；将新增 {created}，更新 {updated}，不变 {unchanged}，空行 {blank}，不能导入 {rejected}。没有写入。",
            "Dry run: {rows} <row|rows>; {created} would be new, {updated} updated, {unchanged} unchanged, {blank} blank, {rejected} rejected. Nothing was written.";
        ImportDone { rows: usize, created: usize, updated: usize, unchanged: usize, blank: usize, rejected: usize } =>
            "共 {rows} 行：新增 {created}，更新 {updated}，不变 {unchanged}，空行 {blank}，不能导入 {rejected}。",
            "{rows} <row|rows>: {created} new, {updated} updated, {unchanged} unchanged, {blank} blank, {rejected} rejected.";
        UndoHint => "整份名单是一步操作，可用 undo 撤销。", "The whole list is one step; undo takes it back.";
        BackupBefore { path: String } => "导入前已备份：{path}", "Backed up before the import: {path}";
        Sheet { name: String, header: String } => "工作表“{name}”，{header}。", "Sheet \"{name}\", {header}.";
        HeaderRow { row: u32 } => "表头在第 {row} 行", "header in row {row}";
        NoHeader => "没有表头，按内容识别各列", "no header; columns recognised by their content";
        Mapped { columns: String } => "对应关系：{columns}", "Columns: {columns}";
        Ignored { columns: String } => "未用的列：{columns}（可用 --map 指定）", "Unused columns: {columns} (use --map to assign them)";
        RejectedRow { row: u32, place: String, reason: String } => "第 {row} 行{place}：{reason}", "Row {row}{place}: {reason}";
        IssueCount { count: usize } => "有 {count} 处单元格需要留意：", "{count} <cell needs|cells need> attention:";
        More { count: usize } => "……还有 {count} 条，用 --json 查看全部", "… and {count} more; --json shows all";
        AlreadyImported { list: String, when: String } =>
            "“{list}”已在 {when} 导入过，没有新内容，台账未变。",
            "\"{list}\" was imported on {when} already; it says nothing new and the workspace is unchanged.";
        Recalled { list: String } => "各列按上次导入“{list}”时的对应读取。", "Columns are read as they were for \"{list}\".";
        HiddenRows { count: usize } => "其中 {count} 行在表里被隐藏或筛掉；要一起导入，请加 --hidden-rows。", "{count} of them are hidden in the file; add --hidden-rows to import them too.";
        SameFile { list: String, day: String } =>
            "这份文件已在 {day} 导入过（{list}）；这次只写入有变化的内容。",
            "This very file was imported on {day} ({list}); only what differs is written now.";
        SameRows { list: String, day: String } =>
            "内容相同的名单已在 {day} 导入过（{list}）；这次只写入有变化的内容。",
            "A list with the same rows was imported on {day} ({list}); only what differs is written now.";
        NothingNew => "名单中没有新内容，台账未变。", "The list says nothing new; the workspace is unchanged.";
        Sound { batches: String, operations: String } =>
            "完好：文件结构、引用、操作记录（{batches} 步，{operations} 条）与数据一致。",
            "Sound: file structure, references, and the operation log ({batches} <step|steps>, {operations} <operation|operations>) agrees with the data.";
        Unsound => "台账有问题，请停止使用并用 restore 恢复最近的备份：", "The workspace is not sound; stop using it and restore the newest backup:";
        BadPages { detail: String } => "文件结构：{detail}", "File structure: {detail}";
        Dangling { count: u64 } => "有 {count} 处引用指向不存在的记录", "{count} <reference points|references point> nowhere";
        Differing { entity: &'static str, key: String } => "{entity} {key} 与操作记录不一致", "{entity} {key} differs from the operation log";
        Altered { batch: i64 } => "第 {batch} 步操作的内容与其校验值不符", "Step {batch} of the log does not match its hash";
        PolicyBad { detail: String } => "规划或模型不能使用：{detail}", "Plan or model cannot be used: {detail}";
        PolicyGood { plan: String, model: String, catalogue: String } => "规划：{plan}　模型：{model}　词库：{catalogue}", "Plan: {plan}; model: {model}; catalogue: {catalogue}";
        Counts { counts: String } => "记录：{counts}", "Records: {counts}";
        Undone { what: String } => "已撤销：{what}", "Undone: {what}";
        Redone { what: String } => "已重做：{what}", "Redone: {what}";
        BackedUp { path: String, size: String } => "已备份并核验：{path}（{size}）", "Backed up and verified: {path} ({size})";
        DemoBackupGoes => "演示台账用后即删，这份备份也不保留；要保留请用 -o 指定文件夹。", "The demonstration goes with the command, and so does this backup; name a folder with -o to keep it.";
        RestoreNeedsFile => "演示数据没有可恢复的文件；请用 --workspace 指定要恢复的台账。", "The demonstration has no file to restore; name the workspace with --workspace.";
        Records { count: u64 } => "{count} 条记录", "{count} <record|records>";
        Duplicates { companies: String, pairs: String } => "比对了 {companies} 家企业，{pairs} 对疑似同一家，请在“数据·重复企业”中判断。", "{companies} <company|companies> compared; {pairs} <pair|pairs> may be one. Judge them under Data, Duplicates.";
        NoDuplicates { companies: String } => "比对了 {companies} 家企业，没有疑似重复的。", "{companies} <company|companies> compared; no duplicates found.";
        NoBackups => "还没有备份。", "There are no backups yet.";
        Restored { path: String } => "已恢复：{path}", "Restored: {path}";
        KeptBeside { path: String } => "原来的文件保留为：{path}", "The file that was there is kept as {path}";
        DemoMade { path: String, companies: usize, leads: usize } =>
            "已生成演示台账：{path}（{companies} 家虚构企业，{leads} 个项目）。",
            "Made the demonstration workspace {path} ({companies} <fictional company|fictional companies>, {leads} <lead|leads>).";
        DemoFailed { error: String } => "无法建立演示台账：{error}", "The demonstration could not be set up: {error}";
        ForecastHead { day: String } => "基地\t梯队\t目标\t占席\t在办\t达下限\t达上限\t预计（到 {day}）", "base\ttier\ttarget\tfilled\topen\tP(>= min)\tP(>= max)\texpected by {day}";
        PriorityNotPublic =>
            "优先级含洽谈情况，公开级改按价值排。",
            "Priority tells of negotiations, so this public list goes by value.";
        Written { path: String, rows: usize } => "已生成短名单：{path}（{rows} 家）", "Wrote the shortlist {path} ({rows} <company|companies>)";
        LeftOut { count: usize, reason: String } => "未列入 {count} 家：{reason}", "{count} left out: {reason}";
        LeftOutGate => "准入不通过", "an admission gate fails";
        LeftOutTrader => "渠道/贸易商", "traders";
        LeftOutLocal => "本地企业（产业链锚点）", "local firms (anchors of the chain)";
        LeftOutRank { top: usize } => "排在前 {top} 名之后", "ranked below the first {top}";
        LeftOutFilter => "不符合所选基地、赛道或梯队", "outside the base, sector or tier asked for";
        UnknownBase { word: String, known: String } => "规划中没有基地“{word}”；可用：{known}", "The plan has no base \"{word}\"; there are: {known}";
        UnknownSector { word: String, known: String } => "规划中没有赛道“{word}”；可用：{known}", "The plan has no sector \"{word}\"; there are: {known}";
        UnknownColumn { word: String, known: String } => "名单里没有“{word}”这一列；有：{known}", "The list has no column \"{word}\"; there are: {known}";
        ScoreHead => "序号\t企业\t赛道\t价值\t区间\t完整度\t等级\t席位需求\t可得性\t优先级", "No.\tCompany\tSector\tValue\tInterval\tCoverage\tClass\tNeed\tAttainability\tPriority";
        NoTarget => "未设目标", "no target";
        PursueHead => "序号\t企业\t基地\t梯队\t可得性\t价值\t贡献\t其中席位", "No.\tCompany\tBase\tTier\tChance\tValue\tAdds\tBy its seat";
        PursueSum { count: String, of: String, value: String, bound: String, share: String } =>
            "选出 {count} 家（候选 {of} 家），期望值 {value}；任何选法不超过 {bound}，最多还能好 {share} %。",
            "{count} chosen of {of} <candidate|candidates>, expected worth {value}; no choice is worth more than {bound}: at most {share} % better exists.";
        PursueLimits { meetings: String, minutes: String } => "用 {meetings} 场、{minutes} 分钟。", "Uses {meetings} <meeting|meetings> and {minutes} <minute|minutes>.";
        PursueNone => "在这些限制下选不出来。", "Nothing can be chosen within these limits.";
        NoPlace => "规划外", "outside the plan";
        NoSeats => "无席位", "no seats";
        NotEligible => "不符资格", "not eligible";
        Strength { strength: String } => "匹配强度 {strength}", "match strength {strength}";
        Outside => "不在规划内", "outside the plan";
        DemoTitle => "演示台账（企业均为虚构）", "Demonstration (all companies are fictional)";
        NewTitle => "招商台账", "Workspace";
        NoSuchCompany { word: String } => "没有名称或代码是“{word}”的企业。", "There is no company with the name or code \"{word}\".";
        SeveralCompanies { word: String, count: usize, names: String } => "有 {count} 家企业的名称含“{word}”，如{names}。请写全称。", "{count} <company has|companies have> \"{word}\" in their name, such as {names}. Please give the whole name.";
        ExportNotLogged => "台账正被其他程序使用或只读，这次导出没有记入导出记录。", "The workspace is in use elsewhere or read-only; this export was not logged.";
        NoPurpose => "未写明用途（命令行）", "no purpose stated (command line)";
        FullWithoutPurpose => "完整级别含联系方式和备注，导出记录中已注明“未写明用途”；请用 --reason 写明。", "The level full holds contacts and notes; the export log says that no purpose was stated. State it with --reason.";
        BriefWritten { path: String, name: String } => "已写入“{path}”：{name}的简报", "Wrote \"{path}\": the brief of {name}";
        ShortlistTitle => "招商短名单", "Shortlist of prospects";
        DocumentBad { error: String } => "无法生成文件内容：{error}", "The document could not be made: {error}";
        FilterBase { name: String } => "基地：{name}", "base: {name}";
        FilterSector { name: String } => "赛道：{name}", "sector: {name}";
        FilterTier { name: &'static str } => "梯队：{name}", "tier: {name}";
        FlagUnclear => "赛道存疑", "sector unclear";
        FlagNameOnly => "仅凭名称判断", "judged by name only";
        TotalInvestment => "计划总投资", "total investment";
        FixedInvestment => "固定资产投资", "fixed-asset investment";
        Land => "用地", "land";
        Plant => "厂房", "plant";
        NextAction => "下一步", "next step";
        FlagLead => "已有项目", "has a lead";
        WindowNotHere => "请给出一个命令；用法见 zhaoshang --help。", "Give a command; see zhaoshang --help.";
        NoActive { what: String } => "台账没有启用的{what}", "the workspace has no active {what}";
        BadPeers { detail: String } => "同类均值表不可读：{detail}", "the peer means cannot be read: {detail}";
    }
}

/// Prints what a check found, line by line.
pub fn check_lines(report: &CheckReport, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if report.is_sound() {
        let (batches, operations) = (written(report.batches), written(report.operations));
        lines.push(RunText::Sound { batches, operations }.say(lang));
    } else {
        lines.push(RunText::Unsound.say(lang));
        lines.extend(report.integrity.iter().map(|detail| RunText::BadPages { detail: detail.clone() }.say(lang)));
        if report.dangling > 0 {
            lines.push(RunText::Dangling { count: report.dangling }.say(lang));
        }
        lines.extend(
            report
                .differing
                .iter()
                .map(|(entity, key)| RunText::Differing { entity: entity.label(lang), key: key.to_string() }.say(lang)),
        );
        lines.extend(report.altered_batches.iter().map(|batch| RunText::Altered { batch: *batch }.say(lang)));
    }
    let counts: Vec<String> = report
        .counts
        .iter()
        .filter(|(entity, count)| **count > 0 && **entity != Entity::Setting)
        .map(|(entity, count)| format!("{} {}", entity.label(lang), written(*count)))
        .collect();
    lines.push(RunText::Counts { counts: super::format::list(&counts, lang) }.say(lang));
    lines
}

fn written(count: u64) -> String {
    super::format::integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What was done, to what: `导入名单（参展企业.xlsx）`.
pub fn deed(kind: ActionKind, subject: Option<&str>, lang: Lang) -> String {
    match (subject, lang) {
        (None, _) => kind.label(lang).to_owned(),
        (Some(subject), Lang::Zh) => format!("{}（{subject}）", kind.label(lang)),
        (Some(subject), Lang::En) => format!("{} ({subject})", kind.label(lang)),
    }
}

/// A gate's state as a mark that needs no colour.
pub fn gate_mark(state: GateState) -> &'static str {
    match state {
        GateState::Pass => "✓",
        GateState::Unknown => "?",
        GateState::Fail => "×",
    }
}

impl Say for PolicyError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Missing(name) => RunText::NoActive { what: name.to_string() }.say(lang),
            Self::Plan(error) => error.say(lang),
            Self::Model(error) => super::scoring::model_error(error, lang).say(lang),
            Self::Catalogue(error) => error.say(lang),
            Self::Rules(error) => error.say(lang),
            Self::Peers(error) => RunText::BadPeers { detail: error.to_string() }.say(lang),
        }
    }
}
