//! Words of the reports: charts, tables, and the page they are on.

use crate::messages;

messages! {
    /// Words of the reports.
    pub enum StatisticsText {
        FunnelTitle => "漏斗与转化", "Funnel and conversion";
        FunnelNote { cohort: String } => "期内新增的 {cohort} 项，到今天走到了哪一步；到过即算，后来终止的也算。",
            "The {cohort} leads that came in during the period, and how far each has come by today; having been there counts, also of those that ended.";
        FunnelGoesOn { share: String } => "转化 {share}", "{share} went on";
        FunnelOfAll { share: String } => "占新增 {share}", "{share} of all";
        FunnelEnds { open: String, paused: String, lost: String, referred: String } => "其中在推进 {open} 项，暂缓 {paused} 项，终止 {lost} 项，转介 {referred} 项。",
            "Of them {open} are in work, {paused} paused, {lost} ended, {referred} referred.";
        MonthsTitle => "逐月进展", "Month by month";
        MonthsNote => "每一件事只在发生的那天计一次。", "Everything is counted once, on the day it happened.";
        StaysTitle => "阶段停留", "Time in stage";
        StaysNote => "期内离开该阶段的停留天数：浅条从四分之一到四分之三，深线是中位数，虚线是规定时限。",
            "Days at the stage of those that left it in the period: the light bar runs from a quarter to three quarters, the dark tick is the median, the dashed line the limit.";
        StayFigures { median: i32, count: usize } => "中位 {median} 天 · n={count}", "median {median} d · n={count}";
        StayNone => "期内无人离开", "nobody left";
        Days => "天", "days";
        LossesTitle => "胜败与原因", "Won and lost, and why";
        LossesNote { won: String, count: String } => "期内签约 {won} 项；终止、至今没有恢复的 {count} 项，按登记的原因如下。",
            "{won} signed in the period; {count} ended and did not come back, here by the reason given.";
        NoReason => "未填原因", "No reason given";
        CompareTitle { dimension: String } => "按{dimension}比较", "Comparison: {dimension}";
        CompareFairNote =>
            "洽谈归入所在的展会。项目归入来源写明的展会；没有写明的，归入收到线索前一年内最后一次谈过的展会。图为签约，表为全部。",
            "A talk belongs to the fair it was held at. A lead belongs to the fair its source names; where that names none, to the last fair at which its company was talked to in the year before it came in. The chart shows signed projects, the table everything.";
        CompareNote => "项目按负责人、来源、展会、所属赛道和基地归入一处；图为签约，表为全部。", "A lead belongs to one group. The chart shows signed projects, the table everything.";
        KpiTitle => "考核", "Officers' work";
        KpiNote { source: String } => "得分 = 事件数 × 分值，一件事只计一次。分值来源：{source}。", "Points = events × worth; nothing counts twice. The points are from: {source}.";
        KpiEmpty => "没有设定考核项目。", "No items are set.";
        KpiEdit => "修改考核项目…", "Edit the items…";
        OfficerNone => "未指定负责人", "No officer named";
        FairNone => "与展会无关", "Not from a fair";
        SourceNone => "未填来源", "No source given";
        SectorNone => "规划外或未判定", "Outside the plan or unknown";
        BaseNone => "未定基地", "No base";
        Total => "合计", "Total";
        Undated { count: String } => "另有 {count} 件没有日期，不属于任何时段，未计入。", "{count} more have no day, belong to no period, and are not counted.";
        Points => "得分", "Points";
        PointsOf { item: String, points: u16 } => "{item}×{points}", "{item} ×{points}";
        Contacts => "往来", "Contacts";
        StageColumn => "阶段", "Stage";
        Reached => "到过", "Reached";
        FromBefore => "上步转化", "From the step before";
        FromStart => "占新增", "Of all";
        StayCount => "样本", "Sample";
        StayQuarter => "下四分位", "Lower quartile";
        StayHalf => "中位天数", "Median days";
        StayThree => "上四分位", "Upper quartile";
        StayLimit => "时限", "Limit";
        StayOpen => "现有", "Now";
        StayOpenHalf => "现有中位", "Their median";
        Reason => "原因", "Reason";
        Leads => "项目", "Leads";
        Share => "占比", "Share";
        Month => "月份", "Month";
        Subtitle { from: String, to: String, day: String } => "{from} 至 {to} · {day} 统计", "{from} to {to} · as of {day}";
        FictionalNote { subtitle: String } => "{subtitle} · 示例数据，均为虚构", "{subtitle} · demonstration, all fictional";

        ThisMonth => "本月", "This month";
        LastMonth => "上月", "Last month";
        ThisQuarter => "本季", "This quarter";
        ThisYear => "今年", "This year";
        LastYear => "去年", "Last year";
        AllTime => "全部", "All time";
        Chosen => "自定", "Chosen";
        From => "从", "From";
        To => "到", "To";
        DayHint => "如 2026-01-01", "such as 2026-01-01";
        DayBad => "看不懂这个日期。", "This is not a day.";
        DimensionOfficer => "负责人", "Officer";
        DimensionSource => "来源", "Source";
        DimensionFair => "展会", "Fair";
        DimensionSector => "赛道", "Sector";
        DimensionBase => "基地", "Base";
        DimensionMonth => "月份", "Month";
        SavePicture => "存为图片", "Save as a picture";
        SaveTable => "导出表格", "Export the table";
        SavePictureNote => "PNG 为 300 dpi，SVG 可在办公软件里继续修改。", "PNG at 300 dpi; SVG can be changed in an office program.";
        SaveTableNote => "这张表的全部行，A4 可直接打印；其中的电话、邮箱和已知人名会隐去。",
            "All rows of this table, ready for A4; phones, e-mails and names of known persons are struck.";
        NoLeads => "还没有项目", "There are no leads yet";
        NoLeadsNote => "登记项目、推进阶段、记录往来以后，这里给出漏斗、周期、胜败和考核。", "Once there are leads, moves and contacts, funnel, times, wins, losses and officers' work stand here.";
        NothingInPeriod => "这个时段里没有事件。", "Nothing happened in this period.";
        Working => "正在统计", "Counting";
        Status { events: String, from: String, to: String } => "{from} 至 {to} 共 {events} 件", "{events} events from {from} to {to}";
        DetailTitle { title: String, count: String } => "{title} · {count}", "{title} · {count}";
        Close => "关闭", "Close";
        ShowAll { count: String } => "显示全部 {count} 行", "Show all {count} rows";
        ShowFewer => "收起", "Show fewer";
        GoneLead => "（已删除）", "(deleted)";

        KpiEditTitle => "考核项目", "Items of the officers' work";
        KpiEditNote => "每一类事件只能归入一项。保存后成为流程规则的新版本，可以撤销。", "A kind of event belongs to one item only. Saving makes a new version of the pipeline rules and can be undone.";
        KpiName => "名称", "Name";
        KpiPoints => "分值", "Points";
        KpiEvents => "计入的事件", "What counts";
        KpiSource => "分值来源", "Where the points come from";
        KpiAdd => "增加一项", "Add an item";
        KpiDelete => "删除这一项", "Delete the item";
        KpiNameMissing => "每一项都要有名称。", "Every item needs a name.";
        KpiSave => "保存", "Save";
        KpiVersion { day: String } => "考核项目 {day}", "Officers' work {day}";
        EventsNone => "选择事件", "Choose events";
    }
}
