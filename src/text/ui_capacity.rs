//! Words of the page 基地 Capacity: slots by a day, land and plants, indicators, what changed, plans side by side,
//! calibration.

use super::{Label, Lang, Say as _, format};
use crate::{
    capacity::closing::{Level, Signal},
    domain::lead::Stage,
    messages,
};

messages! {
    /// Words of the page and of its slots.
    pub enum CapacityText {
        AsOf { day: String } => "按 {day} 的资料计算", "Judged as of {day}";
        CountedTo => "算到", "Counted to";
        AxisNamed { day: String } => "计算日期 {day}", "Counted to {day}";
        ToTarget { day: String } => "回到目标日期 {day}", "Back to the target date {day}";
        IsTarget => "目标日期", "target date";
        TabSlots => "席位", "Slots";
        TabGround => "用地厂房", "Land & plants";
        TabIndicators => "指标", "Indicators";
        TabChanges => "变化", "Changes";
        TabTargets => "规划对照", "Plans compared";
        TabCalibration => "校准", "Calibration";
        Counting => "正在计算预测", "Making the forecast";
        Board => "各基地席位", "Slots of the bases";
        BoardNote => "选一行，右侧看它由谁支撑", "Choose a row to see what carries it";
        Leads => "在办", "Open";
        ByDay { day: String } => "到 {day}", "by {day}";
        SlotTitle { base: String, tier: &'static str } => "{base} · {tier}", "{base} · {tier}";
        SlotNamed { base: String, tier: &'static str, seats: String, min: String, expected: String } =>
            "{base}，{tier}：{seats}，达下限 {min}，预计 {expected} 家", "{base}, {tier}: {seats}, P(≥ min) {min}, {expected} <firm|firms> expected";
        FigureMin => "达下限", "P(≥ min)";
        FigureMax => "达上限", "P(≥ max)";
        FigureExpected => "预计", "Expected";
        FigureNeed => "席位需求", "Need";
        Firms => "家", "firms";
        CountsFrom { stage: String } => "自{stage}起计为占席", "A seat counts as filled from \"{stage}\" on";
        CountsFromOwn { stage: String } => "本席位自{stage}起计为占席（规划数据中单独规定）", "This slot counts from \"{stage}\" on, as its own entry in the plan says";
        PassedReached { day: String, reached: u32, range: String } =>
            "规划期限 {day} 已到期：届时已占席 {reached} 家，目标 {range} 家", "The plan's date {day} has passed: {reached} <seat|seats> were filled by then, {range} wanted";
        PassedUndated { count: u32 } => "另有 {count} 家占席日期不明", "{count} more fill a seat since a day nobody knows";
        Distribution => "届时占席家数的分布", "How many seats will be filled";
        DistributionNote { leads: usize } => "由 {leads} 个在办项目逐个精确计算", "Exact, from {leads} <open lead|open leads>";
        BarNamed { firms: u32, p: String } => "{firms} 家：{p}", "{firms} <firm|firms>: {p}";
        MarkMin => "下限", "min";
        MarkMax => "上限", "max";
        Course => "随时间的变化", "Over time";
        CourseNote => "点图选日期", "Choose a day in the picture";
        CourseNamed { day: String, min: String, max: String, expected: String } =>
            "{day}：达下限 {min}，达上限 {max}，预计 {expected} 家", "{day}: P(≥ min) {min}, P(≥ max) {max}, {expected} <firm|firms> expected";
        PursueHere => "追谁", "Whom to pursue";
        PursueHereTip =>
            "在会谈、时间和用地之内，选出最能补满这个基地席位的一组企业",
            "The set of companies that fills the slots of this base best within meetings, time and land";
        OneMore => "再来一个项目会怎样", "What one more lead would do";
        OneMoreChance => "它届时占席的概率", "Its chance to fill a seat by then";
        OneMoreSays { min: String, max: String, expected: String } =>
            "达下限 {min}，达上限 {max}，预计 {expected} 家", "P(≥ min) {min}, P(≥ max) {max}, {expected} <firm|firms> expected";
        OneMoreAdds { min: String, max: String } => "达下限 {min}，达上限 {max}", "P(≥ min) {min}, P(≥ max) {max}";
        CarriedBy { count: String } => "支撑它的项目 {count} 个", "Carried by {count} <lead|leads>";
        CarriedByNone => "没有在办项目支撑它", "No open lead carries it";
        LossNote => "失去一个项目会损失多少，见各列", "The columns say what losing each would cost";
        ColumnCompany => "企业", "Company";
        ColumnStage => "阶段", "Stage";
        ColumnByThen => "届时占席", "By then";
        ColumnEver => "最终占席", "In the end";
        ColumnLossMin => "达下限", "P(≥ min)";
        ColumnLossMax => "达上限", "P(≥ max)";
        ByThenTip { day: String } => "到 {day} 占席的概率：最终占席的概率乘以届时走到的比例", "Probability to fill a seat by {day}: the chance to do so in the end times the share that gets there by then";
        EverTip => "不限时间，最终占席的概率", "Probability to fill a seat in the end, whenever";
        LossMinTip => "失去它，达下限概率下降多少", "By how much P(≥ min) falls without it";
        LossMaxTip => "失去它，达上限概率下降多少", "By how much P(≥ max) falls without it";
        LeadNamed { company: String, stage: String, p: String, min: String } =>
            "{company}，{stage}，届时占席 {p}，失去它达下限下降 {min}", "{company}, {stage}, by then {p}, losing it costs {min}";
        MoreLeads { count: String } => "另有 {count} 个，到企业页查看", "{count} more on the companies page";
        Minus { points: String } => "−{points}", "−{points}";
        Plus { points: String } => "+{points}", "+{points}";
        NoChange => "不变", "no change";
        SeatCountsFrom => "占席自", "Filled from";
        SeatCountsUsual { stage: String } => "{stage}（通用）", "{stage} (usual)";
        SeatCountsOf { slot: String } => "{slot}自哪个阶段起占席", "Stage from which {slot} counts as filled";
        NoTargetBase => "规划没有给这个基地写数量，因此没有席位、概率和需求；可以在“规划”页自行设定。",
            "The plan gives this base no number, so it has no slots, probabilities or need; a target can be set on the plan page.";
        NoTargetLeads { open: usize, landed: usize } => "在办 {open} 个，已占席 {landed} 家", "{open} open, {landed} landed";
        OpenPlan => "打开规划", "Go to the plan";
        ExportPaper { day: String } => "导出席位报告（算到 {day}）", "Export the capacity report (counted to {day})";
        TableTitle { part: String } => "基地 · {part}", "Capacity · {part}";
        Earlier { title: String } => "{title}（当时）", "{title} (then)";
        Present { title: String } => "{title}（现在）", "{title} (now)";
        AtLeast { title: String } => "{title}（最低）", "{title} (least)";
        AtMost { title: String } => "{title}（最高）", "{title} (most)";
        SitesOf { title: String } => "{title}（处）", "{title} (sites)";
        ChanceOf { title: String } => "{title}：达下限", "{title}: P(≥ min)";
        StagePart { stage: &'static str, count: String } => "{stage} {count}", "{stage} {count}";
        HoldersByStage { stages: String } => "占席：{stages}", "Filled: {stages}";
        OpenByStage { stages: String } => "在办：{stages}", "Open: {stages}";
        HoldersAt { stage: &'static str, count: String } => "占席 · {stage} {count} 家", "Filled · {stage}: {count}";
        HolderColumn { stage: &'static str } => "占席 · {stage}", "Filled · {stage}";
        OpenColumn { stage: &'static str } => "在办 · {stage}", "Open · {stage}";
        AllStages { count: String } => "全部 {count}", "All {count}";
    }
}

/// Stages with how many firms stand there: 落地 2、投产 1.
pub fn stages(counts: impl IntoIterator<Item = (Stage, usize)>, lang: Lang) -> String {
    let part = |(stage, count): (Stage, usize)| {
        CapacityText::StagePart { stage: stage.label(lang), count: format::count(count) }.say(lang)
    };
    format::list(&counts.into_iter().map(part).collect::<Vec<_>>(), lang)
}

messages! {
    /// Words of land and plants.
    pub enum GroundText {
        Title => "用地与厂房", "Land and plants";
        Note { day: String } => "可供：场地清单中到 {day} 可用的；预计需求：签约前各项目届时落地的概率乘以所需面积；已签约的，场地在预留或占用之内，不再计",
            "Free: sites on the list that are vacant by {day}; expected: each lead's chance to land by then times the area it asks for; signed leads have theirs among the reserved and taken";
        Place => "片区", "Place";
        NoPlace => "未定片区", "No place yet";
        Land => "土地", "Land";
        Plants => "厂房", "Plants";
        Mu => "亩", "mu";
        SquareMetre => "㎡", "㎡";
        Free => "可供", "Free";
        Reserved => "预留", "Reserved";
        Taken => "占用", "In use";
        SitesLater { count: u32, area: String, day: String } =>
            "另有 {count} 处（{area}）在 {day} 之后才可用", "Free only after {day}: {count} ({area})";
        LeadsSigned { count: u32, area: String } =>
            "已签约 {count} 个项目（{area}）：场地应在预留或占用之内，不再计入需求",
            "Signed leads: {count} ({area}); their sites are among those reserved or in use, so nothing more is asked for";
        Wanted => "全部需求", "All asked for";
        Expected => "预计需求", "Expected";
        Balance => "余缺", "Balance";
        BalanceTip => "可供减预计需求；负数是缺口", "Free minus expected; below zero is a shortfall";
        WantedTip => "签约前所有在办项目需要的面积合计，假如全部落地", "What all open leads that are not signed ask for together, should all land";
        Leads => "项目", "Leads";
        Sites { count: u32 } => "{count} 处", "{count} <site|sites>";
        SitesSilent { count: u32 } => "另有 {count} 处没有填面积", "{count} more do not say how large they are";
        LeadsSilent { count: u32 } => "另有 {count} 个项目没有填面积", "{count} <more lead does|more leads do> not say how much";
        RowNamed { place: String, free: String, expected: String, balance: String } =>
            "{place}：可供 {free}，预计需求 {expected}，余缺 {balance}", "{place}: free {free}, expected {expected}, balance {balance}";
        Empty => "还没有场地，也没有项目写明用地", "No sites yet, and no lead says what ground it needs";
        EmptyNote => "在“数据 · 场地”登记空闲土地和厂房，在项目里填写用地或厂房面积。", "Enter vacant land and plants under Data · Sites, and the ground a lead needs on its form.";
        OpenSites => "登记场地", "Enter sites";
        LeadNamed { company: String, area: String, p: String } => "{company}：{area}，概率 {p}", "{company}: {area}, chance {p}";
        Area => "面积", "Area";
        Chance => "届时落地", "By then";
        Share => "计入预计", "Expected";
        More { count: usize } => "另有 {count} 个", "{count} more";
    }
}

messages! {
    /// Words of the indicators with their forecast.
    pub enum IndicatorText {
        Title => "规划指标与预测", "Indicators and forecast";
        Note { day: String } => "起点加已落地，再加在办项目到 {day} 的期望；扇形为固定种子的 1,000 次模拟（5%–95%，深色为中间一半）",
            "Start plus landed, plus what open leads bring by {day}; the fan is 1,000 draws of a fixed seed (5–95 %, the dark part the middle half)";
        FullOutput => "项目按达产后的年产值计；存量企业按起点不变计（假设）", "Leads count with their yearly output at full production; existing firms stay as they are (assumption)";
        Base => "起点", "Start";
        BaseReading { day: String } => "{day} 统计", "as of {day}";
        BasePlan { year: i16 } => "规划 {year} 年现状", "plan, {year}";
        Landed => "已落地", "Landed";
        Expected => "预计", "Expected";
        Range => "范围", "Range";
        RangeWords { low: String, high: String } => "{low}–{high}", "{low}–{high}";
        Target { year: i16, value: String } => "{year} 目标 {value}", "{year} target {value}";
        TargetReached { year: i16, value: String, reached: String, day: String } =>
            "{year} 目标 {value}（已到期，{day} 统计 {reached}）", "{year} target {value} (passed; {reached} on {day})";
        TargetUnread { year: i16, value: String } =>
            "{year} 目标 {value}（已到期，没有统计数值）", "{year} target {value} (passed; no reading known)";
        TargetDay { day: String } => "目标日期 {day}", "target date {day}";
        LacksStart => "缺起点", "no start";
        LacksWhole => "缺分母", "no denominator";
        NoWhole { day: String } => "{day} 的统计数值没有填分母，不能与项目合计，因此没有预测：补填分母即可",
            "The value of {day} does not say what it is a share of, so leads cannot be added to it: enter the denominator and the forecast follows";
        NoWholeInPlan { year: i16 } => "规划 {year} 年现状没有可用的分母，因此没有预测：录入一个统计数值并填写分母",
            "The plan's figure for {year} has no denominator, so leads cannot be added to it: enter a value from statistics with its denominator";
        CompleteWhole => "补填分母…", "Enter the denominator…";
        ByYear => "各年指标", "Indicators by year";
        PlanTarget => "目标", "Target";
        Reached => "实际", "Reached";
        ReadOn => "统计日期", "Read on";
        NotCountable => "项目资料里没有可加总的字段，不推算", "Leads hold nothing that could be added up here; nothing is guessed";
        NoBase => "缺少起点：录入一个统计数值后即可预测", "No start: enter a value from statistics and the forecast follows";
        Enter => "录入统计数值…", "Enter a value…";
        EnterTitle { indicator: String } => "录入“{indicator}”的统计数值", "Enter \"{indicator}\" from statistics";
        Value => "数值", "Value";
        Whole => "分母", "Share of";
        WholeHint { unit: String } => "分母，{unit}，可不填", "what it is a share of, {unit}; may be left out";
        WholeFirms => "企业总数，可不填", "number of firms; may be left out";
        Day => "数据日期", "As of";
        Source => "来源", "Source";
        SourceHint => "如：统计公报、规上企业月报", "e.g. statistical bulletin, monthly report";
        Save => "录入", "Enter";
        Cancel => "取消", "Cancel";
        BadValue => "请填写数字", "A number, please";
        BadDay => "请写成 2026-12-31，且不晚于今天", "Write it as 2026-12-31, not after today";
        Readings => "已录入的数值", "Values entered";
        Delete { day: String } => "删除 {day} 的数值", "Delete the value of {day}";
        LeadsTitle { indicator: String } => "“{indicator}”由这些项目带来", "What leads bring to \"{indicator}\"";
        LeadsNone => "没有项目写明能带来多少", "No lead says how much it brings";
        Silent { count: u32 } => "另有 {count} 个项目没有填相应数值或资质，不计入，也不按零计", "{count} <more lead does|more leads do> not say (how much, or which honours); they are left out, not counted as zero";
        Undated { count: u32 } => "另有 {count} 家已落地但日期不明，可能已在起点之内，不计入", "{count} more landed on a day nobody knows; they may be in the start already and are left out";
        ColumnCompany => "企业", "Company";
        ColumnState => "状态", "State";
        ColumnBrings => "带来", "Brings";
        ColumnChance => "届时落地", "By then";
        ColumnShare => "计入期望", "Expected";
        ColumnOf => "其分母", "Of";
        IsLanded => "已落地", "landed";
        IsOpen => "在办", "open";
        LineNamed { indicator: String, expected: String, low: String, high: String, unit: String } =>
            "{indicator}：预计 {expected} {unit}，范围 {low}–{high}", "{indicator}: {expected} {unit} expected, {low}–{high}";
        FanTitle { indicator: String, unit: String } => "{indicator}（{unit}）", "{indicator} ({unit})";
        FanNote => "深色带为 25–75%，浅色带为 5–95%，线为预计", "Dark band 25–75%, light band 5–95%, line: expected";
        LineUnknown { indicator: String } => "{indicator}：没有预测", "{indicator}: no forecast";
        LeadNamed { company: String, amount: String, p: String } => "{company}：{amount}，概率 {p}", "{company}: {amount}, chance {p}";
        More { count: usize } => "另有 {count} 个", "{count} more";
        RatioNote => "比例按“合计之比”计：分子之和除以分母之和，不是平均", "A ratio of sums: numerators added up over denominators added up, not an average";
    }
}

messages! {
    /// Words of what changed.
    pub enum ChangeText {
        Title => "与之前相比", "Compared with earlier";
        Week => "一周前", "A week ago";
        Month => "一个月前", "A month ago";
        Quarter => "三个月前", "Three months ago";
        Kept => "存档", "Kept";
        KeptOn { day: String } => "{day} 的存档", "kept on {day}";
        KeptTip => "与当时存下的预测比较", "Compared with the forecast kept on that day";
        Counted { day: String } => "{day} 没有存档：按项目阶段记录重新计算（规划、梯队、资质、准入按今天）",
            "Nothing was kept on {day}: counted again from the stage moves (plan, tiers, honours and gates as of today)";
        FromKept { day: String, target: String } => "{day} 存档的预测，当时算到 {target}", "The forecast kept on {day}, counted to {target}";
        Keep => "存档今天的预测", "Keep today's forecast";
        KeepTip => "打开台账时每天自动存一次；会前也可以手工存", "Kept once a day when the workspace is opened; keep one by hand before a meeting";
        KeptAutomatic => "自动", "by the program";
        KeptByHand => "手工", "by hand";
        KeptList { count: usize } => "存档 {count} 份", "{count} kept";
        KeptNone => "还没有存档", "Nothing kept yet";
        Slot => "席位", "Slot";
        Landed => "占席", "Filled";
        Min => "达下限", "P(≥ min)";
        Max => "达上限", "P(≥ max)";
        Expected => "预计", "Expected";
        Causes => "主要原因", "Main causes";
        Arrow { before: String, after: String } => "{before} → {after}", "{before} → {after}";
        New => "当时没有目标", "had no target then";
        NoChange => "没有变化", "no change";
        RowNamed { slot: String, min: String, expected: String } => "{slot}：达下限 {min}，预计 {expected}", "{slot}: P(≥ min) {min}, expected {expected}";
        CausesTitle { slot: String } => "{slot}：由这些项目引起", "{slot}: the leads that changed it";
        Entered => "新进入", "new";
        Left => "退出", "gone";
        Filled => "占席", "filled a seat";
        Advanced { from: String, to: String } => "{from} → {to}", "{from} → {to}";
        WentBack { from: String, to: String } => "退回 {from} → {to}", "back {from} → {to}";
        Reweighed => "概率调整", "judged anew";
        Others => "其他未逐个存档的项目", "Leads not kept one by one";
        CauseNamed { company: String, what: String, change: String } => "{company}：{what}，预计 {change}", "{company}: {what}, expected {change}";
        ColumnLead => "企业", "Company";
        ColumnWhat => "变化", "What happened";
        ColumnBefore => "当时", "Then";
        ColumnAfter => "现在", "Now";
        ColumnChange => "预计增减", "Expected";
        SumNote => "各行相加等于预计家数的增减", "The rows add up to the change in the expected firms";
        Sum => "合计", "Sum";
        DeleteKept { day: String } => "删除 {day} 的存档", "Delete what was kept on {day}";
        NotLeads => "除项目之外，还有这些变了：", "Besides the leads, this has changed:";
        ThePlan => "规划", "The plan";
        TheModel => "评分模型", "The model";
        Replaced { what: String, before: String, now: String } => "{what}由“{before}”换成“{now}”", "{what} was \"{before}\" and is \"{now}\" now";
        Edited { what: String, now: String } => "{what}“{now}”的内容改动过", "{what} \"{now}\" was edited";
        ReplacedUnknown { what: String, now: String } => "{what}换过，现在是“{now}”；当时的版本已不在台账里", "{what} is another one, \"{now}\"; the workspace does not hold the one of then any more";
        TargetMoved { before: String, now: String, change: String } =>
            "目标日期由 {before} 改为 {now}：单是多算或少算这段时间，各席位合计预计 {change} 家", "The target date was {before} and is {now}: the time alone makes {change} <firm|firms> expected, all slots together";
        TargetMovedPassed { before: String, now: String, change: String } =>
            "原目标日期 {before} 已过，现在算到 {now}：单是多算这段时间，各席位合计预计 {change} 家", "The target date of then, {before}, has passed and it counts to {now}: the time alone makes {change} <firm|firms> expected, all slots together";
        RangesMoved { slots: String } => "规划的家数改动：{slots}", "The plan wants other numbers: {slots}";
        RangeOf { slot: String, before: String, now: String } => "{slot} {before} → {now} 家", "{slot} {before} → {now}";
        RangeMoved { before: String, now: String } => "目标 {before} → {now} 家", "wanted {before} → {now}";
        TargetsGone { slots: String } => "不再设目标：{slots}", "Without a target now: {slots}";
        ByOldRange { range: String, min: String, max: String } =>
            "按原来的目标 {range} 家计，现在达下限 {min}，达上限 {max}", "By the range of then, {range}, P(≥ min) would be {min} and P(≥ max) {max} now";
        ByTarget { change: String } => "其中只因目标日期改变：预计 {change}", "Of this, by the other target date alone: expected {change}";
    }
}

messages! {
    /// Words of plans side by side.
    pub enum TargetText {
        Title => "各版规划对照", "Plans side by side";
        Note => "同一席位在各版规划中的目标，与今天的占席和预计", "What each plan wants of a slot, beside what is filled and expected today";
        MoreVersions { count: String } =>
            "另有 {count} 版未列出，可在“规划 · 版本”逐一对照。",
            "{count} <more version is|more versions are> not shown; compare them under Plan · Versions.";
        Slot => "席位", "Slot";
        Today => "今天占席", "Filled today";
        Expected { day: String } => "预计到 {day}", "Expected by {day}";
        Reached => "到期时", "When passed";
        InForceTitle { title: String } => "{title}（在用）", "{title} (in force)";
        By { day: String } => "到 {day}", "by {day}";
        Passed { reached: u32 } => "已到期，届时 {reached} 家", "passed with {reached}";
        Chance { p: String } => "达下限 {p}", "P(≥ min) {p}";
        None => "未设目标", "no target";
        Indicator => "指标", "Indicator";
        Horizons => "各期指标", "Indicators by year";
        Actual => "现状", "actual";
        IsPassed => "已到期", "passed";
        Outlook => "2035 年展望（规划原文，没有数字）", "The outlook for 2035, in the plan's words; it states no number";
        OneOnly => "目前只有一版规划。到“规划”页载入下一版后，这里并排比较。", "There is one plan so far. Load the next one on the plan page and both stand here side by side.";
        OpenPlan => "打开规划版本", "Go to the versions of the plan";
        Unreadable { count: usize } => "另有 {count} 版不能读取", "{count} <more version|more versions> cannot be read";
    }
}

messages! {
    /// Words of calibration.
    pub enum CalibrationText {
        Title => "可得性从哪里来，准不准", "Where attainability comes from, and how good it is";
        LevelTitle => "现在用的方法", "What is in force";
        Closed { closed: String, won: String } => "已了结 {closed} 个项目，其中落地 {won} 个", "{closed} <lead has|leads have> ended, {won} of them landed";
        WhyAssumption { needed: u32 } => "了结的项目不足 {needed} 个，用模型中各阶段的假设", "Fewer than {needed} <lead has|leads have> ended: the stage assumptions of the model are used";
        WhyRates => "用本台账各阶段的落地比例，向假设收缩（相当于假设值 20 个项目）", "Own rates per stage, drawn to the assumption as if that were known from 20 leads";
        WhySignals => "在阶段比例上加项目特征的得分：它在事后检验中比只用阶段明显更准", "Rates per stage, with points for what leads have in common: in hindsight that was clearly better";
        NoSignals { closed: u32, won: u32 } => "满 {closed} 个了结、其中 {won} 个落地之后，才试用项目特征", "Signals of leads are tried from {closed} ended and {won} landed ones on";
        SignalsLost { gain: String, error: String } => "项目特征试过：Brier 只好 {gain}，不超过一个标准误 {error}，因此不用",
            "Signals were tried: the Brier score was better by {gain}, no more than one standard error of {error}, so they are not used";
        SignalsWon { gain: String, error: String } => "项目特征：Brier 好 {gain}，超过一个标准误 {error}", "Signals: the Brier score is better by {gain}, more than one standard error of {error}";
        OverrideNote => "经办人自己的估计优先使用，按阶段的数字始终并列显示。", "An officer's own estimate is used first; what the stage says always stands beside it.";
        Stages => "各阶段落地比例", "Chance to land, by stage";
        Stage => "阶段", "Stage";
        Assumed => "假设", "Assumed";
        Of => "落地 / 走到过", "Landed / got there";
        OfWords { won: u32, of: u32 } => "{won} / {of}", "{won} of {of}";
        Mean => "收缩后", "Shrunk";
        Interval => "90% 区间", "90 % interval";
        Used => "采用", "Used";
        Quality => "事后检验", "In hindsight";
        QualityNote { count: String } => "每次进入一个阶段时，只用当时已了结的项目作出预测，再与结局比较，共 {count} 次",
            "Each time a lead entered a stage it was predicted from what had ended by then, and compared with its end: {count} <time|times>";
        QualityNone => "还没有了结的项目，无从检验", "No lead has ended yet, so there is nothing to judge by";
        Brier => "Brier 分", "Brier score";
        BrierTip => "预测与结局之差的平方的平均：0 为全对，越小越好", "Mean square of prediction minus outcome: 0 is perfect";
        Skill => "技巧分", "Skill";
        SkillTip => "与一律猜总比例相比好多少；低于 0 则不如", "How much better than always saying the overall share; below 0 is worse";
        Ece => "校准误差", "Calibration error";
        EceTip => "各组预测与实际比例之差的加权平均（ECE）", "Weighted mean distance of predicted and actual share (ECE)";
        AssumptionDid { brier: String } => "只用假设：Brier {brier}", "Assumptions alone: Brier {brier}";
        PeerDid { brier: String } =>
            "客户管理软件常用的朴素贝叶斯公式（Odoo）在同样的预测上：Brier {brier}",
            "The naive Bayes formula CRM programs use (Odoo), on the same predictions: Brier {brier}";
        PeerTip =>
            "只作对照，不参与计算。样本少时它往往过于自信。",
            "For comparison only, nothing is made from it. With few outcomes it tends to be too sure.";
        KeptDid { count: String, brier: String, error: String } =>
            "存档里“届时占席”的预测，已到期或已了结的 {count} 个，按当时算到的日期判断：Brier {brier}，校准误差 {error}",
            "Chances \"by then\" in kept forecasts that are due or ended, {count} <lead|leads>, judged by the day counted to then: Brier {brier}, calibration error {error}";
        KeptNone => "存档里的预测还没有一个到期或了结", "No chance of a kept forecast is due yet, and no lead of one has ended";
        TableOf { title: String } => "导出表格 {title}", "Export the table {title}";
        From => "预测（自）", "Predicted from";
        To => "预测（至）", "Predicted to";
        Reliability => "预测与实际", "Predicted and actual";
        ReliabilityNote => "点越靠近斜线越准；大小为次数", "The nearer the line the better; size is how many";
        BinNamed { from: String, to: String, count: u32, predicted: String, happened: String } =>
            "预测 {from}–{to}：{count} 次，平均预测 {predicted}，实际 {happened}", "predicted {from}–{to}: {count} <time|times>, mean {predicted}, actual {happened}";
        Bin => "预测", "Predicted";
        Count => "次数", "Count";
        Predicted => "平均预测", "Mean";
        Happened => "实际落地", "Landed";
        CameFar => "走到过", "Got there";
        Pace => "各阶段停留时间", "Time in stage";
        PaceNote { weight: u32 } => "用本台账向前推进的实例，通常天数相当于另外 {weight} 个实例；由此得到“到某日走到哪里”",
            "Own steps forward, with the usual stay counting as {weight} more; from these follows how far a lead gets by a day";
        Usual => "通常", "Usual";
        Cases => "实例", "Own cases";
        Median => "中位", "Median";
        Stops => "在此停留", "Stop here";
        StopsTip => "经过这里的项目中，在此停留而没有越过的比例", "Share of leads passing this point that stopped here";
        Days { days: u32 } => "{days} 天", "{days} <day|days>";
        Points => "项目特征得分", "Points of signals";
        PointsNote => "对数几率；正数更可能落地", "Log-odds; above zero makes landing likelier";
        Signal => "特征", "Signal";
        Word => "取值", "Value";
        None => "—", "—";
    }
}

impl Label for Level {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Assumption => ("阶段假设", "Stage assumptions"),
            Self::Rates => ("本台账阶段比例", "Own rates per stage"),
            Self::Signals => ("阶段比例加项目特征", "Own rates and signals"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

impl Label for Signal {
    fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Source => ("来源", "Source"),
            Self::Segment => ("环节", "Segment"),
            Self::Region => ("来源地", "Region"),
            Self::Size => ("总投资（亿元）", "Investment (100m yuan)"),
            Self::Investor => ("内外资", "Investor"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}
