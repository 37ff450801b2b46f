//! Words of the page Overview.

use super::Lang;
use crate::messages;

/// The unit in which 表1 states output: 100 million yuan.
pub const HUNDRED_MILLION_YUAN: &str = "亿元";

/// A unit as the plan prints it, in the reader's language where it is one of 表1.
pub fn unit(printed: &str, lang: Lang) -> &str {
    match (printed, lang) {
        (HUNDRED_MILLION_YUAN, Lang::En) => "100m yuan",
        ("个", Lang::En) => "items",
        (printed, _) => printed,
    }
}

messages! {
    /// Words of the overview.
    pub enum OverviewText {
        AsOf { day: String, target: String } => "按 {day} 的资料计算，需求和概率算到目标日期 {target}",
            "Judged as of {day}; needs and probabilities run to the target date {target}";
        Judging => "正在给企业评分，数字马上就到。", "Companies are being scored; figures follow at once.";
        NoView => "还没有评分结果", "Nothing is scored yet";
        NoViewNote => "评分被停止了，或者规划、模型不能使用；“规划”页会说明原因。",
            "Scoring was stopped, or plan or model cannot be used; the plan page says why.";
        OpenPlan => "打开规划", "Go to the plan";

        Board => "席位", "Seats";
        BoardNote => "点一行，看哪些项目在支撑它", "Choose a row to see which leads carry it";
        BoardPassed { wanted: u32, landed: u32 } => "规划期限已到的席位：下限合计 {wanted} 家，其中已补上 {landed} 家",
            "Slots whose date has passed: {landed} of the {wanted} <firm|firms> wanted at least have landed";
        ColumnBase => "基地", "Base";
        ColumnTier => "梯队", "Tier";
        ColumnSeats => "席位", "Seats";
        ColumnRange => "目标", "Target";
        ColumnLanded => "落地", "Landed";
        ColumnOpen => "在办", "Open leads";
        ColumnMin => "达下限", "P(≥ min)";
        ColumnMax => "达上限", "P(≥ max)";
        ColumnExpected => "预计", "Expected";
        ColumnNeed => "席位需求", "Need";
        ColumnBy => "规划期限", "Plan date";
        LandedTip => "已落地、占住席位的企业数", "Firms that have landed and fill a seat";
        OpenTip => "计入这个席位的在办项目数（每家企业只计一个）", "Open leads that count for the slot, one per firm";
        MinTip { target: String } => "到 {target} 落地数达到目标下限的概率", "Probability that the minimum is reached by {target}";
        MaxTip { target: String } => "到 {target} 落地数达到目标上限的概率", "Probability that the maximum is reached by {target}";
        ExpectedTip => "预计落地数：已落地加各项目可得性之和", "Landed firms plus the chances of the open leads";
        NeedTip { beta: String } => "再来一家的必要程度，0–1：低于下限的概率，加 {beta} 倍的介于上下限之间的概率",
            "What one more firm is worth, 0–1: probability below the minimum plus {beta} times that between minimum and maximum";
        SeatsTip => "实心：已落地；半格：在办，越深越可能；粗框：未满下限；细框：下限到上限之间；虚框：超出上限",
            "Filled: landed; half: open lead, the darker the likelier; strong outline: up to the minimum; light: up to the maximum; dashed: beyond it";
        Range { min: u32, max: u32 } => "{min}–{max}", "{min}–{max}";
        Exactly { count: u32 } => "{count}", "{count}";
        NoTarget => "未设目标", "No target set";
        NoTargetWhy => "规划没有给这个基地写数量，因此没有需求和概率；不以零代替。",
            "The plan gives this base no number, so there is neither need nor probability; a zero is not put in their place.";
        Passed => "已到期", "passed";
        PassedWhy { day: String, landed: usize, range: String, target: String } =>
            "规划期限 {day} 已到期，已落地 {landed} 家（目标 {range} 家）；需求和概率改按目标日期 {target} 计算",
            "The plan's date {day} has passed with {landed} of {range} <firm|firms> landed; need and probabilities are counted to the target date {target}";
        SlotNamed { base: String, tier: &'static str, seats: String, min: String, need: String } =>
            "{base}，{tier}：{seats}，达下限概率 {min}，席位需求 {need}", "{base}, {tier}: {seats}, P(≥ min) {min}, need {need}";

        SlotLeads { count: String } => "支撑这个席位的项目 {count} 个", "{count} <lead carries|leads carry> this slot";
        SlotNoLeads => "还没有在办项目支撑这个席位", "No open lead carries this slot yet";
        LeadCompany => "企业", "Company";
        LeadStage => "阶段", "Stage";
        LeadChance => "可得性", "Attainability";
        LeadMin => "达下限增加", "To P(≥ min)";
        LeadMax => "达上限增加", "To P(≥ max)";
        LeadNeed => "没有它的需求", "Need without it";
        LeadMinTip => "有它和没有它，达下限概率相差多少", "By how much the probability of the minimum falls without it";
        LeadMaxTip => "有它和没有它，达上限概率相差多少", "By how much the probability of the maximum falls without it";
        LeadNeedTip => "假如没有这个项目，席位需求会是多少", "What the need would be without this lead";
        LeadWorth { company: String, stage: String, chance: String, min: String } =>
            "{company}，{stage}，可得性 {chance}，达下限增加 {min}", "{company}, {stage}, attainability {chance}, to P(≥ min) {min}";
        More { count: String } => "还有 {count} 个，到企业页查看", "{count} more on the companies page";
        LeftOutFirms { count: usize } => "有项目但不计入 {count} 家", "{count} with a lead that does not count";
        EligibilityOpen { count: usize, honour: String } => "其中 {count} 家是否持有{honour}待核，暂且计入",
            "of these, {count} count although nobody knows whether they hold the {honour}";
        Requires { honour: String } => "席位要求{honour}", "The seat asks for {honour}";
        ShowCompanies => "在企业页查看", "Show the companies";
        MakeShortlist => "为该席位做短名单", "Make a shortlist for the slot";
        CloseSlot => "收起", "Close";
        PlusPoints { points: String } => "+{points}", "+{points}";

        Indicators => "规划指标", "Indicators of the plan";
        IndicatorName => "指标", "Indicator";
        IndicatorActual { year: i16 } => "{year} 现状", "{year} actual";
        IndicatorTarget { year: i16 } => "{year} 目标", "{year} target";
        IndicatorPassed { year: i16 } => "{year} 目标（已到期）", "{year} target (passed)";
        IndicatorUnit => "单位", "Unit";
        IndicatorForecast { target: String } => "预计到 {target}", "Expected by {target}";
        IndicatorForecastTip => "起点加已落地，再加在办项目的期望；点一行看起点、范围和由哪些项目带来",
            "Start plus landed plus what open leads bring; choose a row for the start, the range and the leads";
        IndicatorNamed { indicator: String, expected: String, unit: String } => "{indicator}：预计 {expected} {unit}", "{indicator}: {expected} {unit} expected";
        IndicatorBase { year: i16, value: String } => "起点 {year} 年 {value}", "from {value} in {year}";
        SinceVisit { when: String } => "自上次打开（{when}）以来", "Since the last visit ({when})";
        SinceWeek => "近一周", "In the past week";
        SinceNothing => "没有变化", "Nothing changed";
        SinceAll => "全部变化", "All changes";
        SinceDeed { who: String, what: String, count: usize } => "{who}：{what} {count} 次", "{who}: {what}, {count} <time|times>";
        SinceSomebody => "（不明）", "(unknown)";
        SinceMore { count: usize } => "另有 {count} 类操作", "{count} <more kind|more kinds> of steps";
        SinceLanded { slot: String, before: String, after: String } => "{slot}：落地 {before} → {after}", "{slot}: landed {before} → {after}";
        SinceSlot { slot: String, before: String, after: String } => "{slot}：达下限 {before} → {after}", "{slot}: P(≥ min) {before} → {after}";
        SinceSlots => "席位", "Slots";
        SinceDeeds => "操作", "Steps";
        OpenForecast => "打开预测", "Open the forecast";
        IndicatorScope { scope: String, heading: String } => "口径：{scope}（{heading}）", "Scope, in the plan's words: {scope} ({heading})";
        IndicatorNoToday => "当前值录入统计数据后从那里起算；没有录入时从规划的现状起算，存量企业的增长程序不推算。",
            "Present values are entered from statistics and forecasts start there; without them the plan's own figure is the start. Growth of existing firms is not guessed.";
        Nothing => "—", "—";

        BySector => "赛道", "By sector";
        ByTier => "梯队", "By tier";
        ByClass => "等级", "By class";
        ByGate => "准入", "By gate";
        CountsNote { companies: String, local: String } => "共 {companies} 家，其中本地企业 {local} 家",
            "{companies} <company|companies>, {local} of them local firms";
        SectorOutside => "不在规划内", "Outside the plan";
        SectorUnknown => "赛道待定", "Sector unknown";
        ClassTip => "区间表示资料补齐后等级还可能变化", "A range may still change when facts come in";

        Funnel => "项目阶段", "Leads by stage";
        FunnelNote { open: String } => "在办 {open} 个", "{open} open";
        NoLeads => "还没有项目。在企业页选一家企业，新建项目。", "No leads yet. Choose a company and open one for it.";

        Missing => "最缺的资料", "What is missing most";
        MissingNote { prospects: String } => "按补齐后平均能改变的分数排列，共 {prospects} 家", "By the points the answers could move on average, over {prospects} <prospect|prospects>";
        MissingFigure { points: String } => "{points} 分", "{points} points";
        MissingCompanies { count: String } => "缺 {count} 家", "{count} <company|companies>";
        MissingNone => "没有缺的资料。", "Nothing is missing.";

        Upkeep => "数据", "Data";
        LastImport => "最近导入", "Last import";
        LastBackup => "最近备份", "Last backup";
        NeverImported => "还没有导入过名单", "No list was imported yet";
        NotLately { steps: usize } => "最近 {steps} 步里没有导入", "None among the last {steps} <step|steps>";
        NeverBackedUp => "还没有备份", "There is no backup yet";
        BackUpNow => "立即备份", "Back up now";
        ImportNow => "导入名单", "Import a list";
        Imported { list: String, when: String } => "{list}，{when}", "{list}, {when}";
        BackedUp { when: String, size: String } => "{when}，{size}", "{when}, {size}";
        Today { time: String } => "今天 {time}", "today {time}";
        Yesterday { time: String } => "昨天 {time}", "yesterday {time}";
        DaysAgo { days: i32, day: String } => "{day}（{days} 天前）", "{day} ({days} <day|days> ago)";
        Due => "到期的事项", "Due";
        DueCount { count: String } => "{count} 项", "{count}";
        DueAll => "到今日页处理", "All on the page of today";
        DueNone => "没有到期的事项。", "Nothing is due.";
        DueToday => "今天", "today";
        DueSince { days: i32 } => "逾期 {days} 天", "{days} <day|days> overdue";
        DueNamed { company: String, action: String, when: String } => "{company}：{action}，{when}", "{company}: {action}, {when}";
        AllLogs => "操作记录", "Log of changes";
    }
}
