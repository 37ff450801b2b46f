//! Words of the papers of a fair.

use crate::messages;

messages! {
    /// Words of the papers of a fair.
    pub enum FairPaper {
        WalkSheet => "行程", "Walk";
        TalksSheet => "洽谈", "Talks";
        ThanksSheet => "感谢", "Thanks";
        WalkTitle { fair: String } => "{fair} · 行程单", "{fair} · walk";
        TalksTitle { fair: String } => "{fair} · 洽谈汇总", "{fair} · talks";
        ThanksTitle { fair: String } => "{fair} · 感谢名单", "{fair} · thank-you list";
        Day => "日期", "Day";
        Officer => "负责人", "Officer";
        Order => "顺序", "Order";
        Stand => "展位", "Stand";
        Company => "企业", "Company";
        Sector => "赛道", "Sector";
        Slot => "席位", "Slot";
        SheetOf { officer: String, day: String, count: String } =>
            "{officer} · {day} · {count} 家", "{officer} · {day} · {count} <visit|visits>";
        IsValue { value: String } => "评分 {value}", "Score {value}";
        IsNeed { need: String } => "席位需求 {need}", "Need {need}";
        IsKnownBy { name: String } => "{name} 在跟", "{name} has it";
        Value => "评分", "Value";
        Need => "席位需求", "Need";
        KnownBy => "谁在跟", "Who has it";
        Ask => "值得问的三个问题", "Three questions worth asking";
        Notes => "记录", "Notes";
        Open => "未安排", "Not settled";
        Unknown => "未评", "Not judged";
        NoTarget => "未设目标", "No target";
        Time => "时间", "Time";
        Heat => "热度", "Interest";
        Products => "产品", "Products";
        Said => "谈了什么", "What was said";
        Promised => "已承诺", "Promised";
        NextStep => "下一步", "Next step";
        NextOn => "日期", "By";
        Rank => "名次变化", "Rank";
        Person => "联系人", "Person";
        Position => "职务", "Position";
        Phone => "电话", "Phone";
        WeChat => "微信", "WeChat";
        Email => "邮箱", "E-mail";
        Thanked => "已致谢", "Thanked";
        Figures { day: String, met: String, hot: String, warm: String, cold: String, promised: String } =>
            "{day}：洽谈 {met} 家，热 {hot}、温 {warm}、冷 {cold}，有承诺 {promised} 项",
            "{day}: {met} <company|companies> met, {hot} hot, {warm} warm, {cold} cold, {promised} <promise|promises>";
        FiguresOpen { day: String, met: String } => "{day}：洽谈 {met} 家", "{day}: {met} <company|companies> met";
        WithPhones { purpose: String } => "含联系方式，仅供内部使用。用途：{purpose}", "With phones, for internal use only. Purpose: {purpose}";
        WithoutPhones => "不含联系方式", "Without phones";
    }
}
