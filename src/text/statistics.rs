//! Words of the reports: charts, tables, and the page they are on.

use crate::messages;

messages! {
    /// Words of the reports.
    pub enum StatisticsText {
        FunnelTitle => "漏斗与转化", "Funnel and conversion";
        FunnelNote { cohort: String } => "期内新增的 {cohort} 项，到今天走到了哪一步；到过即算，后来终止的也算。",
            "The {cohort} <lead|leads> that came in during the period, and how far each has come by today; having been there counts, also of those that ended.";
        FunnelGoesOn { share: String } => "转化 {share}", "{share} went on";
        FunnelOfAll { share: String } => "占新增 {share}", "{share} of all";
        FunnelEnds { open: String, paused: String, lost: String, referred: String } => "其中在推进 {open} 项，暂缓 {paused} 项，终止 {lost} 项，转介 {referred} 项。",
            "Of them {open} are in work, {paused} paused, {lost} ended, {referred} referred.";
        MonthsTitle => "逐月进展", "Month by month";
        MonthsNote => "每一件事只在发生的那天计一次。转化率：当月新增的项目里，到今天已签约的占比。",
            "Everything is counted once, on the day it happened. Conversion: of the leads that came in that month, the share signed by today.";
        MonthsPublicNote => "每一件事只在发生的那天计一次；只列签约和以后的阶段。",
            "Everything is counted once, on the day it happened; only signings and what followed are listed.";
        StaysTitle => "阶段停留", "Days in stage";
        StaysNote => "期内离开该阶段的停留天数：浅条从四分之一到四分之三，深线是中位数，虚线是规定时限。",
            "Days at the stage of those that left it in the period: the light bar runs from a quarter to three quarters, the dark tick is the median, the dashed line the limit.";
        StayFigures { median: i32, count: usize } => "中位 {median} 天 · n={count}", "median {median} d · n={count}";
        StayNone => "期内无人离开", "nobody left";
        Days => "天", "days";
        LossesTitle => "胜败与原因", "Won and lost, and why";
        LossesNote { won: String, count: String } => "期内签约 {won} 项；终止、至今没有恢复的 {count} 项，按登记的原因分列。签约没有登记原因，只列合计。",
            "{won} signed in the period; {count} ended and did not come back, listed by the reason given. For signings no reason is kept, so there is only their sum.";
        WonAll => "签约合计", "Signed, in all";
        LostAll => "终止合计", "Ended, in all";
        LostFor { reason: String } => "终止：{reason}", "Ended: {reason}";
        ResultAndReason => "结果与原因", "Result and reason";
        ShareOfDecided => "占签约与终止", "Of signed and ended";
        ShareOfLost => "占终止", "Of ended";
        LeadsMeasure => "项目数（项）", "Leads";
        NoReason => "未填原因", "No reason given";
        CompareTitle { dimension: String } => "按{dimension}比较", "Comparison: {dimension}";
        CompareFairNote =>
            "洽谈归入所在的展会。项目归入来源写明的展会；没有写明的，归入收到线索前一年内最后一次谈过的展会；再没有而来源写着展会的，列为“展会（未注明）”。图为签约，表为全部；转化率是期内新增中已签约的占比。",
            "A talk belongs to the fair it was held at. A lead belongs to the fair its source names; where that names none, to the last fair at which its company was talked to in the year before it came in; where there is none but the source speaks of a fair, to the fair that is not named. The chart shows signed projects, the table everything; conversion is the share of the leads that came in that is signed by now.";
        CompareNote => "每个项目归入一组。图为签约，表为全部；转化率是期内新增中到今天已签约的占比，样本数就是“新增”一列。",
            "A lead belongs to one group. The chart shows signed projects, the table everything; conversion is the share of the leads that came in that is signed by today, and the column of those that came in is its sample.";
        CompareOfficerNote => "项目的每件事归发生当天的负责人（按台账的操作记录；没有记录的归现任），往来归登记人。图为签约，表为全部；转化率是期内新增中到今天已签约的占比。",
            "What happened to a lead belongs to who was in charge on that day (as the log has it; without a record, who is now), a contact to who entered it. The chart shows signed projects, the table everything; conversion is the share of the leads that came in that is signed by today.";
        ComparePublicNote => "只列签约和以后的阶段，每个项目归入一组；负责人以编号代替。图为签约。",
            "Only signings and what followed are listed, each lead in one group; officers have numbers. The chart shows signed projects.";
        WonMeasure => "签约（项）", "Signed projects";
        WonReceivedMeasure => "签约（项），右侧为新增", "Signed projects; at the right those that came in";
        Converted => "新增中已签约", "Of these signed";
        Conversion => "转化率", "Conversion";
        KpiTitle => "考核", "Officers' work";
        KpiNote { items: String, version: String, passed: String, source: String } =>
            "得分（分）= 件数 × 分值：{items}。按现行分值计算（流程规则：{version}），分值一改，过去时段也随之重算。项目的每件事归发生当天的负责人（按台账的操作记录；没有记录的归现任），往来归登记人，一件事只计一次。{passed}分值来源：{source}。",
            "Points = events × worth: {items}. Counted by the worth now in force (pipeline rules: {version}): when it changes, past periods change with it. What happened to a lead belongs to who was in charge on that day (as the log has it; without a record, who is now), a contact to who entered it, and nothing counts twice. {passed} The points are from: {source}.";
        KpiPassedCount => "一次推进越过的阶段，当天都算到过，明细注明“一步越过”。",
            "Stages passed over in one move count as reached that day and are marked \"passed over\" in the list.";
        KpiPassedNot => "一次推进越过的阶段不计分。", "Stages passed over in one move earn no points.";
        KpiPassedOver => "一次推进越过的阶段也计分", "Stages passed over in one move earn points too";
        RulesShipped => "随程序附带，没有改过", "as shipped, never changed";
        PointsMeasure => "得分（分）", "Points";
        PointsFigure { points: String } => "{points} 分", "{points}";
        PassedOver { count: String } => "其中 {count} 件是一次推进越过的阶段。", "{count} <of them is a stage|of them are stages> passed over in one move.";
        PassedOverNot { count: String } => "另有 {count} 件是一次推进越过的阶段，未计分。", "{count} <more is a stage passed over in one move, and earns|more are stages passed over in one move, and earn> no points.";
        Passed => "一步越过", "passed over";
        KpiEmpty => "没有设定考核项目。", "No items are set.";
        KpiEdit => "修改考核项目…", "Edit the items…";
        OfficerNone => "未指定负责人", "No officer named";
        OfficerNumber { number: String } => "负责人 {number}", "Officer {number}";
        FairNone => "与展会无关", "Not from a fair";
        FairUnnamed => "展会（未注明）", "A fair, not named";
        SourceNone => "未填来源", "No source given";
        SectorNone => "规划外或未判定", "Outside the plan or unknown";
        BaseNone => "未定基地", "No base";
        Total => "合计", "Total";
        Undated { count: String } => "另有 {count} 件没有日期，不属于任何时段，未计入。", "{count} <more has no day, belongs to no period, and is|more have no day, belong to no period, and are> not counted.";
        Points => "得分", "Points";
        PointsOf { item: String, points: u16 } => "{item}×{points}", "{item} ×{points}";
        Contacts => "往来", "Contacts";
        StageColumn => "阶段", "Stage";
        Reached => "到过", "Reached";
        FromBefore => "上步转化", "From the step before";
        FromStart => "占新增", "Of all";
        StayCount => "样本", "Sample";
        StaySpan => "四分之一至四分之三", "A quarter to three quarters";
        StayQuarter => "下四分位", "25 %";
        StayHalf => "中位天数", "Median";
        StayThree => "上四分位", "75 %";
        StayLimit => "时限", "Limit";
        StayOpen => "现有", "Now";
        StayOpenHalf => "现有中位", "Now: median";
        Leads => "项目", "Leads";
        Month => "月份", "Month";
        Subtitle { from: String, to: String, day: String } => "{from} 至 {to} · {day} 统计", "{from} to {to} · as of {day}";
        OnlySubtitle { subtitle: String, dimension: String, name: String } => "{subtitle} · 只看{dimension}：{name}", "{subtitle} · {dimension} only: {name}";
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
        OnlyBy => "筛选", "Only";
        OnlyAll => "不筛选", "Everything";
        OnlyWhich => "取值", "Which";
        OnlyChoose => "请选择", "Choose";
        OnlyClear => "取消筛选", "Show everything";
        DimensionMonth => "月份", "Month";
        SavePicture => "存为图片", "Save as a picture";
        SaveTable => "导出表格", "Export the table";
        SavePictureNote => "PNG 为 300 dpi，SVG 可在办公软件里继续修改。", "PNG at 300 dpi; SVG can be changed in an office program.";
        NotForPublic => "这份报表说的是洽谈情况，公开级没有可以写的内容。", "This report is about talks; at the public level there is nothing to write.";
        NoLeads => "还没有项目", "There are no leads yet";
        NoLeadsNote => "登记项目、推进阶段、记录往来以后，这里给出漏斗、周期、胜败和考核。", "Once there are leads, moves and contacts, funnel, times, wins, losses and officers' work stand here.";
        NothingInPeriod => "这个时段里没有事件。", "Nothing happened in this period.";
        Working => "正在统计", "Counting";
        Status { events: String, from: String, to: String } => "{from} 至 {to} 共 {events} 件", "{events} <event|events> from {from} to {to}";
        DetailTitle { title: String, count: String } => "{title} · {count}", "{title} · {count}";
        Close => "关闭", "Close";
        ShowAll { count: String } => "显示全部 {count} 行", "Show all {count} <row|rows>";
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
