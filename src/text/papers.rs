//! Words of papers: the director's list, the brief of one company, the capacity report, the scoring sheet.

use crate::messages;

messages! {
    /// Headings and fixed words of papers.
    pub enum PaperWord {
        TheList => "名单", "The list";
        Reasons => "逐家理由", "Why each of them";
        Interval => "区间", "Interval";
        Where => "基地与梯队", "Base and tier";
        Moved => "手工调整", "Moved by hand";
        WhyMatched => "匹配依据", "Matching words";
        Strong => "得分主要来自", "Mostly scores by";
        Seat => "席位", "Seat";
        Admission => "准入", "Gates";
        Open => "待问", "To ask";
        State => "项目", "Project";
        Remarks => "提示", "Remarks";
        AllGatesPass => "各项准入均通过", "all gates pass";
        NoEvidence => "企业文字中没有匹配的词句", "nothing in its own text matches";
        NothingMissing => "关键资料齐全", "nothing that matters is missing";
        NoLead => "尚无项目", "no lead yet";
        Reason => "原因", "Reason";
        Count => "企业数", "Companies";
        Identity => "基本情况", "Identity";
        Fit => "与规划的契合", "Fit with the plan";
        Score => "评分构成", "How the value is made";
        Gates => "准入逐条", "Gates, one by one";
        Questions => "最该问的问题", "The questions worth asking";
        Facts => "事实与来源", "Facts and sources";
        History => "往来记录", "History";
        Contacts => "联系人", "Contacts";
        WeChat => "微信", "WeChat";
        Honours => "资质荣誉", "Honours";
        FormerNames => "曾用名", "Former names";
        CreditCode => "统一社会信用代码", "Credit code";
        Founded => "成立日期", "Founded";
        Capital => "注册资本", "Registered capital";
        Industry => "行业", "Industry";
        Located => "所在地", "Place";
        Products => "主要产品", "Products";
        Segment => "赛道与环节", "Sector and segment";
        Tier => "梯队", "Tier";
        NoFacts => "尚无记录的事实", "no facts recorded yet";
        NoHistory => "尚无往来记录", "nothing recorded yet";
        Points => "得分", "Points";
        Weight => "权重", "Weight";
        Value => "价值", "Value";
        Chance => "可得性", "Attainability";
        Need => "席位需求", "Slot need";
        Priority => "优先级", "Priority";
        Metric => "指标", "Metric";
        Source => "来源", "Source";
        NoPriority => "未设目标，不排优先级", "no target, so no priority";
        SheetWeights => "调权重", "Weights";
        SheetValues => "准则值", "Criterion values";
        WeightsNote =>
            "改动黄色单元格里的权重，右侧名次随之改变；合计不是 100% 时按比例折算。斜体的准则值是估计。",
            "Change a weight in a yellow cell and the order on the right follows; weights that do not sum to 100% are scaled. Criterion values in italics are estimates.";
        WeightsNoteByValue =>
            "改动黄色单元格里的权重，右侧名次随之改变；合计不是 100% 时按比例折算。斜体的准则值是估计。两种名次都按价值排，与名单本身的排法不同。",
            "Change a weight in a yellow cell and the order on the right follows; weights that do not sum to 100% are scaled. Criterion values in italics are estimates. Both places go by value, other than the list itself.";
        OriginalWeight => "原权重", "Weight as made";
        PlaceNow => "现名次", "Place now";
        ValueNow => "现价值", "Value now";
        OriginalPlace => "原名次", "Place as made";
        OriginalValue => "原价值", "Value as made";
        PlaceChange => "上升", "Up";
        Total => "合计", "Total";
        Undated => "日期不详", "undated";
        CapacityTitle => "基地席位与预测报告", "Bases, seats and forecast";
        Seats => "席位", "Seats";
        Base => "基地", "Base";
        Range => "规划范围", "Range";
        Landed => "已落地", "Landed";
        Negotiating => "在办", "Open leads";
        LandedByStage => "占席阶段", "Filled, by stage";
        OpenByStage => "在办阶段", "Open, by stage";
        Expected => "期望", "Expected";
        ReachMin => "达到下限", "Reaches the minimum";
        ReachMax => "达到上限", "Reaches the maximum";
        NoTarget => "未设目标", "no target set";
        Distribution => "届时填满几个席位的概率", "Chance of each number of filled seats by then";
        Carried => "由哪些项目支撑", "Carried by these leads";
        Company => "企业", "Company";
        Stage => "阶段", "Stage";
        WorthOf => "失去它的影响", "Without it";
        Basis => "依据", "Basis";
        HowCounted => "计算口径", "How it is counted";
        ReadSeats =>
            "已落地的企业占席位；在办项目按可得性计概率，各项目视为相互独立，得到填满席位数的精确分布。",
            "Firms that have landed fill seats; open leads count with their attainability, taken as independent, which gives the exact distribution of filled seats.";
        ReadChance =>
            "可得性是阶段假设或经办人估计，不是承诺；没有数量目标的基地写“未设目标”，不以零代替。",
            "Attainability is the assumption of a stage or an officer's estimate, not a promise; a base without a number says so, and a zero is not put in its place.";
        ReadLanded =>
            "已落地的企业占席位；没有数量目标的基地写“未设目标”，不以零代替。",
            "Firms that have landed fill seats; a base without a number says so, and a zero is not put in its place.";
        NoOpenLeads => "没有在办项目", "no open leads";
    }
}

messages! {
    /// Sentences of papers.
    pub enum PaperText {
        RankAndName { rank: String, name: String } => "{rank}. {name}", "{rank}. {name}";
        ScoreOf { value: String, interval: String, class: String } =>
            "价值 {value} 分，区间 {interval}，等级 {class}", "value {value}, between {interval}, class {class}";
        Strong { criterion: String, points: String } => "{criterion} {points} 分", "{criterion} {points}";
        SeatOf { base: String, tier: String, need: String } => "{base} · {tier}，需求 {need}", "{base}, {tier}; need {need}";
        ChanceOf { chance: String, basis: String } => "可得性 {chance}（{basis}）", "attainability {chance} ({basis})";
        PriorityOf { priority: String } => "优先级 {priority}", "priority {priority}";
        StageOf { title: String, stage: String, owner: String } => "{title}，{stage}，负责人 {owner}", "{title}, {stage}, officer {owner}";
        StageOnly { title: String, stage: String } => "{title}，{stage}", "{title}, {stage}";
        IntervalOf { low: String, high: String } => "区间 {low}–{high}", "between {low} and {high}";
        ClassOf { class: String } => "等级 {class}", "class {class}";
        MadeOfCriteria => "浅色为区间，深色刻线为取值，斜线为估计", "Light: interval; dark tick: value; hatched: estimated";
        AndMore { count: String } => "……另有 {count} 条", "… and {count} more";
        Moves { question: String, points: String } => "{question}：最多影响 {points} 分", "{question}: can move the value by {points}";
        Quoted { words: String } => "“{words}”", "\"{words}\"";
        InText { source: String, words: String } => "{source}：{words}", "{source}: {words}";
        RangeOf { min: String, max: String } => "{min}–{max} 家", "{min}–{max}";
        PassedOn { day: String, reached: String } => "{day} 已到期，至今已落地 {reached} 家", "passed on {day}; {reached} have landed by now";
        ToDay { day: String } => "计至 {day}", "counted to {day}";
        ToTarget { day: String } => "计至目标日期 {day}", "counted to the target date {day}";
        MoreLeads { count: String } => "另有 {count} 个在办项目", "{count} <more open lead|more open leads>";
        MoreFirms { count: String } => "另有 {count} 家", "{count} more";
        Falls { from: String, to: String } => "达到下限 {from} → {to}", "reaching the minimum {from} → {to}";
        OwnOf { day: String, level: String } => "{day}　{level}级", "{day} · level: {level}";
        PurposeIs { purpose: String } => "用途：{purpose}", "Purpose: {purpose}";
        HonourUntil { honour: String, day: String } => "{honour}（有效至 {day}）", "{honour} (until {day})";
        Event { day: String, what: String, author: String } => "{day}　{what}　{author}", "{day} · {what} · {author}";
        EventSaid { event: String, said: String } => "{event}：{said}", "{event}: {said}";
    }
}
