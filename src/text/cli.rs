//! What the command line says: help, refusals and a few plain answers.

use super::{Lang, Say};
use crate::{
    cli::{CommandName, UsageError},
    messages,
};

messages! {
    /// The general help and the help of each command.
    pub enum CommandHelp {
        General => "\
招商工作台：招谁、落在哪个基地、为什么。

用法
  zhaoshang [--workspace 文件 | --demo] [命令] [选项]

命令
  import 名单       导入企业名单（XLSX、XLS、ODS、CSV、TSV）
  match 名单        逐行判断名单中企业的赛道，不需要台账
  score             计算全部企业的价值、区间、席位需求和优先级
  forecast          到某日每个席位达到下限、上限的概率和预计家数
  pursue            在会谈、时间和用地之内，选出最能补满席位的企业
  shortlist -o 文件 生成短名单（XLSX、CSV 或 PDF）
  brief 企业        生成一家企业的一页简报（PDF）
  form 模板         把本期项目填进单位自己的 XLSX 表
  duplicates        列出疑似重复的企业
  check             检查台账是否完好
  undo、redo        撤销、重做上一步
  log               列出最近的操作，或导出过的文件
  backup            备份台账
  restore 备份      用备份恢复台账
  demo -o 文件      生成演示台账，企业均为虚构

通用选项（可放在命令前或后）
  --workspace 文件  使用这个台账（*.zhaoshang）
  --demo            使用内置演示数据，不写任何文件
  --lang zh|en      界面语言；默认随系统
  --help, -h        显示帮助；放在命令后显示该命令的帮助
  --version, -V     显示版本

退出码：0 完成，1 未能完成，2 用法有误。", "\
Zhaoshang: whom to court, for which base, and why.

Usage
  zhaoshang [--workspace FILE | --demo] [COMMAND] [OPTIONS]

Commands
  import LIST        import a list of companies (XLSX, XLS, ODS, CSV, TSV)
  match LIST         tell the sector of every row of a list; needs no workspace
  score              value, interval, slot need and priority of every company
  forecast           how likely every slot is to fill by a day
  pursue             the companies that fill the slots best within meetings, time and land
  shortlist -o FILE  make a shortlist (XLSX, CSV or PDF)
  brief COMPANY      one company on one page (PDF)
  form TEMPLATE      fill this period's leads into your own XLSX form
  duplicates         list the companies that may be one
  check              check that the workspace is sound
  undo, redo         take back the last step, or do it again
  log                list the latest operations, or the files exported
  backup             back the workspace up
  restore BACKUP     restore the workspace from a backup
  demo -o FILE       make a demonstration workspace of fictional companies

General options (before or after the command)
  --workspace FILE   use this workspace (*.zhaoshang)
  --demo             use the built-in demonstration data; writes no file
  --lang zh|en       language; by default that of the system
  --help, -h         show help; after a command, the help of that command
  --version, -V      show the version

Exit code: 0 done, 1 failed, 2 wrong usage.";
        Import => "\
导入企业名单。整份名单是一步操作，可以撤销；台账不存在时新建。

用法
  zhaoshang --workspace 文件 import 名单 [选项]

选项
  --sheet 名称              读取这个工作表；默认自动选择
  --map \"表头=字段,…\"       指定某些表头对应的字段，其余自动识别
  --hidden-rows             连表里隐藏或筛掉的行一起导入；默认不导入并逐条列出
  --dry-run                 只显示将会怎样，不写入
  --json                    以 JSON 输出；最后一行是汇总

不能识别的行逐条列出原因；只有个别行被拒不算失败。

示例
  zhaoshang --workspace 招商.zhaoshang import 参展企业.xlsx --dry-run", "\
Import a list of companies. The whole list is one step and can be undone; the workspace is created if it does not exist.

Usage
  zhaoshang --workspace FILE import LIST [OPTIONS]

Options
  --sheet NAME              read this sheet; chosen by itself otherwise
  --map \"heading=field,…\"   say which field a heading stands for; the others are recognised
  --hidden-rows             import rows too that the file hides; otherwise they are listed and left out
  --dry-run                 only show what would happen; write nothing
  --json                    answer in JSON; the last line is the summary

Rows that cannot be read are listed with the reason; single rejected rows are no failure.

Example
  zhaoshang --workspace office.zhaoshang import exhibitors.xlsx --dry-run";
        Match => "\
按产业链目录判断名单中每家企业的赛道，每行输出一个 JSON 对象，并给出所依据的原文位置。不需要台账。

用法
  zhaoshang match 名单 --id 列 --name 列 --text 列[,列…] [--sheet 名称]

选项
  --id 列           编号所在的列
  --name 列         企业名称所在的列
  --text 列[,列…]   主营业务、经营范围等文字所在的列
  --sheet 名称      读取这个工作表；默认自动选择

示例
  zhaoshang match 名单.csv --id 序号 --name 企业名称 --text 主营业务,经营范围", "\
Tell the sector of every company of a list by the chain catalogue: one JSON object a line, with the places in the text that made the match. Needs no workspace.

Usage
  zhaoshang match LIST --id COL --name COL --text COL[,COL…] [--sheet NAME]

Options
  --id COL           column of the number
  --name COL         column of the company's name
  --text COL[,COL…]  columns of main business, scope and other texts
  --sheet NAME       read this sheet; chosen by itself otherwise

Example
  zhaoshang match list.csv --id no --name company --text business,scope";
        Score => "\
计算全部企业：赛道、梯队、价值及其区间、资料完整度、等级、准入、席位需求、可得性、优先级和各准则得分。

用法
  zhaoshang --workspace 文件 score [--json]

选项
  --json   每家企业输出一个 JSON 对象；顺序固定

示例
  zhaoshang --demo score --json", "\
Score every company: sector, tier, value with its interval, coverage, class, gates, slot need, attainability, priority, and the points of each criterion.

Usage
  zhaoshang --workspace FILE score [--json]

Options
  --json   one JSON object per company, in a fixed order

Example
  zhaoshang --demo score --json";
        Forecast => "\
列出每个席位到某日的预测：已占席、在办、达到下限和上限的概率、预计家数。

用法
  zhaoshang --workspace 文件 forecast [--by 日期] [--json]

选项
  --by 日期   算到这一天；默认为台账的目标日期
  --json      每个席位输出一个 JSON 对象，含分布和各项目

示例
  zhaoshang --demo forecast --by 2027-12-31", "\
What to expect of every slot by a day: seats filled, open leads, probability of the minimum and the maximum, firms expected.

Usage
  zhaoshang --workspace FILE forecast [--by DAY] [--json]

Options
  --by DAY   counted to this day; the target date of the workspace by default
  --json     one JSON object per slot, with its distribution and leads

Example
  zhaoshang --demo forecast --by 2027-12-31";
        Pursue => "\
选出最能补满席位的一组企业：期望值按落地家数的精确分布计算，并给出“最多还能好多少”的证明。

用法
  zhaoshang --workspace 文件 pursue [选项]

选项
  --meetings N   会谈场次，默认 40；0 = 不限
  --minutes N    会谈总分钟数，默认 1800；0 = 不限
  --base 基地    只看这个基地（如 ev_parts_base）
  --json         每家一个 JSON 对象，最后一行是汇总

示例
  zhaoshang --demo pursue --meetings 20", "\
Choose the set of companies that fills the slots best: its worth is counted over the exact distribution of how many land, with a proof of how much better another choice could be.

Usage
  zhaoshang --workspace FILE pursue [OPTIONS]

Options
  --meetings N   how many meetings, 40 by default; 0 = no limit
  --minutes N    minutes in all, 1800 by default; 0 = no limit
  --base ID      only this base (such as ev_parts_base)
  --json         one JSON object per company, the last line is the summary

Example
  zhaoshang --demo pursue --meetings 20";
        Shortlist => "\
生成短名单。准入不通过的企业、贸易商和本地企业不列入，并注明数量；准入待核的保留并标明。

用法
  zhaoshang --workspace 文件 shortlist -o 文件.xlsx|文件.csv|文件.pdf [选项]

选项
  -o, --output 文件  写入的文件；后缀决定格式，.pdf 是附理由的呈阅件
  --top N            企业数，默认 30
  --base 基地        只列这个基地（如 ev_parts_base）
  --sector 赛道      只列这个赛道（如 semiconductor）
  --rank 方式        value 价值（默认）、cautious 下限、optimistic 上限、priority 优先级
  --level 级别       leader 不含联系方式（默认）、full 完整、public 公开
  --reason 文字      完整级别的用途，写入说明

示例
  zhaoshang --workspace 招商.zhaoshang shortlist -o 短名单.xlsx --top 40 --rank priority", "\
Make a shortlist. Companies that fail a gate, traders and local firms are left out and counted; those with gates to be checked stay and are marked.

Usage
  zhaoshang --workspace FILE shortlist -o FILE.xlsx|FILE.csv|FILE.pdf [OPTIONS]

Options
  -o, --output FILE  file to write; its ending decides the format, .pdf is a paper with reasons
  --top N            how many companies, 30 by default
  --base ID          only this base (such as ev_parts_base)
  --sector ID        only this sector (such as semiconductor)
  --rank MODE        value (default), cautious, optimistic, priority
  --level LEVEL      leader: no contacts (default), full, public
  --reason TEXT      purpose of a full list, written into its notes

Example
  zhaoshang --workspace office.zhaoshang shortlist -o shortlist.xlsx --top 40 --rank priority";
        Duplicates => "\
列出疑似同一家的企业，按可能性从高到低，并给出依据；只列出，不合并。

用法
  zhaoshang --workspace 文件 duplicates [--json]

选项
  --json            每对输出一个 JSON 对象，含逐项比对的分量

比对信用代码、曾用名、字号、行业、行政区划、组织形式、电话等；已判断为“不是同一家”的不再列出。合并在窗口“数据·重复企业”中进行。", "\
List the companies that may be one, the likeliest first, with the reasons. Nothing is merged.

Usage
  zhaoshang --workspace FILE duplicates [--json]

Options
  --json            one JSON object a pair, with the weight of every step

Codes, former names, parts of names, places, forms and phones are compared; pairs judged different are left out. Merging is done in the window, under Data, Duplicates.";
        Check => "\
检查台账：文件完整性、结构版本、操作记录与数据是否一致、规划与模型是否有效。

用法
  zhaoshang --workspace 文件 check [--json]

选项
  --json   以 JSON 输出", "\
Check the workspace: integrity of the file, schema version, whether log and data agree, whether plan and model are valid.

Usage
  zhaoshang --workspace FILE check [--json]

Options
  --json   answer in JSON";
        Undo => "\
撤销上一步（一次导入是一步）。

用法
  zhaoshang --workspace 文件 undo", "\
Take back the last step (an import is one step).

Usage
  zhaoshang --workspace FILE undo";
        Redo => "\
重做刚才撤销的一步。

用法
  zhaoshang --workspace 文件 redo", "\
Do again the step that was taken back last.

Usage
  zhaoshang --workspace FILE redo";
        Log => "\
列出最近的操作：时间、人员、做了什么，最新的在前。

用法
  zhaoshang --workspace 文件 log [--exports] [--limit N] [--json]

选项
  --exports   改为列出导出过的文件：时间、人员、内容、级别、行数、文件名、SHA-256
  --limit N   最多列出几条，默认 20
  --json      每条一个 JSON 对象", "\
List the latest operations: when, who, what; newest first.

Usage
  zhaoshang --workspace FILE log [--exports] [--limit N] [--json]

Options
  --exports   list the files that were exported instead: when, who, what, level, rows, file name, SHA-256
  --limit N   at most so many, 20 by default
  --json      one JSON object each";
        Backup => "\
备份台账。副本写好后重新打开检查，确认完好才算完成。

用法
  zhaoshang --workspace 文件 backup [-o 文件夹]

选项
  -o, --output 文件夹  备份放在这里；默认放在台账旁边的备份文件夹", "\
Back the workspace up. The copy is opened again and checked before it counts.

Usage
  zhaoshang --workspace FILE backup [-o DIR]

Options
  -o, --output DIR  folder for the backup; by default the backup folder beside the workspace";
        Restore => "\
用备份恢复台账。现有文件不会丢失，改名保留在旁边。

用法
  zhaoshang --workspace 文件 restore 备份
  zhaoshang --workspace 文件 restore --list

选项
  --list   列出可用的备份，最新的在前", "\
Restore the workspace from a backup. The present file is kept beside it under another name.

Usage
  zhaoshang --workspace FILE restore BACKUP
  zhaoshang --workspace FILE restore --list

Options
  --list   list the backups there are, newest first";
        Demo => "\
生成演示台账。企业、人员和数据均为虚构；同样的数量得到同样的内容。

用法
  zhaoshang demo -o 文件 [--companies N] [--leads N]

选项
  -o, --output 文件  写入的台账（*.zhaoshang）
  --companies N      企业数，默认 300
  --leads N          项目数，默认按企业数推算", "\
Make a demonstration workspace. Companies, persons and figures are fictional; the same numbers give the same content.

Usage
  zhaoshang demo -o FILE [--companies N] [--leads N]

Options
  -o, --output FILE  workspace to write (*.zhaoshang)
  --companies N      how many companies, 300 by default
  --leads N          how many leads; by default in proportion to the companies";
        Form => "\
用单位自己的 XLSX 模板填报本期项目。模板的格式、合并单元格和打印设置都保留；含项目字段的行按项目重复。

用法
  zhaoshang --workspace 文件 form 模板.xlsx -o 文件.xlsx [选项]
  zhaoshang form --sample -o 文件.xlsx

选项
  -o, --output 文件  写入的文件
  --sample           写出可直接使用的样表，第二页列出全部字段
  --from, --to 日期  期间，默认本月
  --scope 范围       active 本期有进展（默认）、new 本期新增、open 全部在办
  --level 级别       leader 不含联系方式（默认）、full 完整；项目不按公开级列出
  --reason 文字      完整级别的用途

字段写在双花括号里，例如 {{{{项目名称}}}}、{{{{计划总投资（亿元）}}}}、{{{{汇总}}}}。", "\
Fill the leads of a period into the bureau's own XLSX template. Formats, merged cells and print settings stay; a row with fields of a lead is repeated for each lead.

Usage
  zhaoshang --workspace FILE form TEMPLATE.xlsx -o FILE.xlsx [OPTIONS]
  zhaoshang form --sample -o FILE.xlsx

Options
  -o, --output FILE  file to write
  --sample           write a sample that can be used as it is; its second sheet lists every field
  --from, --to DAY   period, this month by default
  --scope SCOPE      active: with progress (default), new, open: all open
  --level LEVEL      leader: no contacts (default), full; leads are not listed at the public level
  --reason TEXT      purpose of a full form

Fields stand in double braces, such as {{{{title}}}}, {{{{investment (100 million)}}}}, {{{{summary}}}}.";
        Brief => "\
生成一家企业的一页简报（PDF）：基本情况、与规划的契合、评分构成、准入、待问问题、事实与来源。

用法
  zhaoshang --workspace 文件 brief 企业 -o 文件.pdf [选项]

企业写全称、简称、统一社会信用代码，或只属于一家的名称片段。

选项
  -o, --output 文件  写入的文件
  --level 级别       leader 不含联系方式（默认）、full 完整、public 公开
  --reason 文字      完整级别的用途，写在页上", "\
Write the brief of one company on one page (PDF): identity, fit with the plan, how the value is made, gates, open questions, facts with sources.

Usage
  zhaoshang --workspace FILE brief COMPANY -o FILE.pdf [OPTIONS]

COMPANY is a name, a short name, a credit code, or a part of a name that only one company has.

Options
  -o, --output FILE  file to write
  --level LEVEL      leader: no contacts (default), full, public
  --reason TEXT      purpose of a full brief, written on the page";
    }
}

messages! {
    /// Plain answers.
    pub enum CliMessage {
        Version { version: String } => "招商工作台 {version}", "Zhaoshang {version}";
        SeeHelp => "用法见 zhaoshang --help", "See zhaoshang --help";
        SeeCommandHelp { command: String } => "用法见 zhaoshang {command} --help", "See zhaoshang {command} --help";
        OutputFailed { error: String } => "无法输出：{error}", "Cannot write the output: {error}";
    }
}

messages! {
    /// What is wrong with a command line, naming the word.
    pub enum UsageMessage {
        UnknownCommand { word: String } => "没有“{word}”这个命令。", "There is no command \"{word}\".";
        UnknownCommandNearest { word: String, nearest: String } => "没有“{word}”这个命令，是不是“{nearest}”？", "There is no command \"{word}\"; did you mean \"{nearest}\"?";
        UnknownOption { word: String } => "没有“{word}”这个选项。", "There is no option \"{word}\".";
        UnknownOptionNearest { word: String, nearest: String } => "没有“{word}”这个选项，是不是“{nearest}”？", "There is no option \"{word}\"; did you mean \"{nearest}\"?";
        OptionElsewhere { option: String, command: String, others: String } => "“{command}”没有选项“{option}”，它用于 {others}。", "\"{command}\" has no option \"{option}\"; it belongs to {others}.";
        OptionWithoutCommand { option: String, others: String } => "选项“{option}”要和命令一起使用：{others}。", "The option \"{option}\" needs a command: {others}.";
        MissingValue { option: String } => "选项“{option}”后面缺少内容。", "The option \"{option}\" needs a value.";
        EmptyValue { option: String } => "选项“{option}”的内容是空的。", "The value of \"{option}\" is empty.";
        UnexpectedValue { option: String, value: String } => "选项“{option}”不带内容，却写了“{value}”。", "The option \"{option}\" takes no value, but \"{value}\" was given.";
        NotText { option: String } => "选项“{option}”的内容不是可读的文字。", "The value of \"{option}\" is not readable text.";
        Repeated { option: String } => "选项“{option}”写了两次。", "The option \"{option}\" was given twice.";
        MissingArgument { command: String, argument: String } => "“{command}”缺少{argument}。", "\"{command}\" needs {argument}.";
        MissingOption { command: String, option: String } => "“{command}”缺少选项“{option}”。", "\"{command}\" needs the option \"{option}\".";
        SurplusArgument { word: String } => "多出了“{word}”。", "\"{word}\" is one word too many.";
        NotANumber { option: String, value: String, least: String, most: String } => "“{option}”要写 {least} 到 {most} 之间的整数，不能是“{value}”。", "\"{option}\" takes a whole number from {least} to {most}, not \"{value}\".";
        NotAChoice { option: String, value: String, choices: String } => "“{option}”不能是“{value}”，可以是 {choices}。", "\"{option}\" cannot be \"{value}\"; it can be {choices}.";
        NotAChoiceNearest { option: String, value: String, nearest: String, choices: String } => "“{option}”不能是“{value}”，是不是“{nearest}”？可以是 {choices}。", "\"{option}\" cannot be \"{value}\"; did you mean \"{nearest}\"? It can be {choices}.";
        NotADay { option: String, value: String } => "“{option}”要写成 2027-12-31 这样的日期，不能是“{value}”。", "\"{option}\" takes a day such as 2027-12-31, not \"{value}\".";
        WrongEnding { path: String } => "“{path}”的后缀要是 .xlsx、.csv 或 .pdf。", "\"{path}\" must end in .xlsx, .csv or .pdf.";
        NotPdf { path: String } => "“{path}”的后缀要是 .pdf。", "\"{path}\" must end in .pdf.";
        NoSource { command: String } => "“{command}”需要台账：请加 --workspace 文件，或用 --demo 试用演示数据。", "\"{command}\" needs a workspace: add --workspace FILE, or try it with --demo.";
        TwoSources => "--workspace 和 --demo 只能用一个。", "Use either --workspace or --demo, not both.";
    }
}

messages! {
    /// Arguments that stand without an option.
    pub enum ArgumentName {
        List => "名单文件", "the file of the list";
        Backup => "备份文件", "the backup file";
        Template => "模板文件", "the template";
        Company => "企业名称或统一社会信用代码", "the name or credit code of a company";
    }
}

/// The general help, or that of a command.
pub fn help(command: Option<CommandName>) -> CommandHelp {
    match command {
        None => CommandHelp::General,
        Some(CommandName::Import) => CommandHelp::Import,
        Some(CommandName::Match) => CommandHelp::Match,
        Some(CommandName::Score) => CommandHelp::Score,
        Some(CommandName::Forecast) => CommandHelp::Forecast,
        Some(CommandName::Pursue) => CommandHelp::Pursue,
        Some(CommandName::Shortlist) => CommandHelp::Shortlist,
        Some(CommandName::Duplicates) => CommandHelp::Duplicates,
        Some(CommandName::Check) => CommandHelp::Check,
        Some(CommandName::Undo) => CommandHelp::Undo,
        Some(CommandName::Redo) => CommandHelp::Redo,
        Some(CommandName::Log) => CommandHelp::Log,
        Some(CommandName::Backup) => CommandHelp::Backup,
        Some(CommandName::Restore) => CommandHelp::Restore,
        Some(CommandName::Demo) => CommandHelp::Demo,
        Some(CommandName::Brief) => CommandHelp::Brief,
        Some(CommandName::Form) => CommandHelp::Form,
    }
}

impl Say for UsageError {
    /// What is wrong, and where the right usage is told.
    fn say(&self, lang: Lang) -> String {
        let hint = match self.command {
            Some(command) => CliMessage::SeeCommandHelp { command: command.word().to_owned() },
            None => CliMessage::SeeHelp,
        };
        format!("{}\n{}", self.message.say(lang), hint.say(lang))
    }
}
