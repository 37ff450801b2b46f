//! Words of the page Pipeline.

use crate::messages;

messages! {
    /// Words of the pipeline page.
    pub enum PipelineText {
        Board => "看板", "Board";
        Table => "表格", "Table";
        Calendar => "日历", "Calendar";
        Today => "今日", "Today";
        TodayCount { count: String } => "今日 {count}", "Today {count}";
        TodayTip => "已逾期、今天要做、快要停滞、无人负责的事", "Overdue, due, going stale, unassigned";
        Short => "合并阶段", "Short view";
        ShortTip => "只看六个大阶段：线索、在谈、签约、落地、开工、投产", "Six stages only, from clue to production";
        SearchHint => "项目、企业、负责人、来源", "Lead, company, owner, source";
        NoLeads => "这里是招商线索和项目", "Leads and projects stand here";
        NoLeadsNote => "登记第一条线索，它会从“线索”走到“投产”，每一步都记下日期、经办人和依据。",
            "Enter the first lead; each of its moves keeps its date, who made it and its proof.";
        NobodyListed => "没有符合条件的项目。", "No lead fits.";
        BadRules { error: String } => "流程规则读不出来：{error}", "The pipeline rules cannot be read: {error}";
        Shown { shown: String, total: String } => "列出 {shown} / {total} 个项目", "{shown} of {total} <lead|leads>";
        ShownMoney { money: String } => "计划总投资 {money}", "planned investment {money}";

        GroupNote { count: String, money: String } => "{count} 个 · 计划总投资 {money}", "{count} · investment {money}";
        InWan { column: String } => "{column}（万元）", "{column} (10,000 yuan)";
        FacetStage => "阶段", "Stage";
        FacetColour => "督办", "Supervision";
        FacetOwner => "负责人", "Owner";
        FacetBase => "基地", "Base";
        FacetSector => "赛道", "Sector";
        FacetSource => "来源", "Source";
        Chosen { facet: String, choice: String } => "{facet}：{choice}", "{facet}: {choice}";
        ChosenMany { facet: String, count: String } => "{facet} {count} 项", "{facet}: {count}";
        ClearFacet => "不限", "Any";
        ClearFilters => "清除条件", "Clear";
        NoColour => "未计时", "No clock";
        NoOwner => "无人负责", "Nobody";
        NoBase => "未定基地", "No base";
        NoSector => "未定赛道", "No sector";
        NoSource => "来源不明", "Source unknown";

        ColumnTitle => "项目", "Lead";
        ColumnCompany => "企业", "Company";
        ColumnMoney => "计划总投资", "Investment";
        ColumnAge => "在此阶段", "In stage";
        ColumnAgeTip => "在当前阶段的天数", "Days in its stage";
        ColumnNext => "下次行动", "Next action";
        ColumnNextOn => "行动日期", "By";
        ColumnTier => "梯队", "Tier";
        ColumnColourTip => "绿 推进正常，黄 超期预警，红 滞后督办，蓝 超前示范；按剩余天数排序",
            "On track, overdue, supervised, ahead; sorted by the days left";

        Days { count: i32 } => "{count} 天", "{count} d";
        AgeWords { count: i32 } => "在此 {count} 天", "{count} d here";
        Left { count: i32 } => "剩 {count} 天", "{count} d left";
        DueToday => "今天到期", "Due today";
        Late { count: i32 } => "超期 {count} 天", "{count} d overdue";
        Behind { count: i32 } => "滞后 {count} 天", "{count} d behind";
        DoneInTime => "已完成", "Done";
        Ahead => "超前", "Ahead";
        MustExplain => "须说明停滞", "Explain standstill";
        NoClock => "不计时", "No clock";
        StartUnknown => "起点不明", "Start unknown";
        NotPlanned => "未填计划", "No plan";

        WhyClock { kind: &'static str, days: u16 } => "时限：{kind} {days} 天", "Clock: {kind}, {days} <day|days>";
        WhyPlan { kind: &'static str } => "时限：{kind}，按项目自己填写的计划日期", "Clock: {kind}, by the lead's own planned day";
        WhySpan { from: String, due: String } => "从 {from} 起，应于 {due} 前完成", "From {from}, due by {due}";
        WhyDone { day: String } => "已于 {day} 完成", "Done on {day}";
        WhySource { source: String } => "期限依据：{source}", "Source of the limit: {source}";
        WhyColours { red: u16, blue: u8, source: String } =>
            "变色：过期为黄；再过同样长的时间或满 {red} 天为红；用时不超过 {blue}% 为蓝（依据：{source}）",
            "Colours: overdue is yellow; as long again, or {red} <day|days>, is red; done in {blue}% of the time is blue (source: {source})";
        WhyNoClock => "这个阶段不计时限。", "This stage has no clock.";
        WhyStartUnknown => "不知道从哪一天算起：没有接洽日期，也没有进入本阶段的日期。",
            "It is not known when the clock began: neither the day it came in nor the day it entered the stage.";
        WhyNotPlanned => "没有填写计划投产或竣工日期，无法计时。", "No planned day of production or completion, so no clock runs.";
        WhyStandstill { since: String, days: u16, source: String } =>
            "自 {since} 起没有进展，超过 {days} 天须说明原因（依据：{source}）",
            "No progress since {since}; after {days} <day|days> the reason is asked for (source: {source})";

        CardWords { title: String, company: String, stage: String, mark: String } =>
            "{title}，{company}，{stage}，{mark}", "{title}, {company}, {stage}, {mark}";
        MarkWords { mark: String } => "督办：{mark}", "Supervision: {mark}";
        ColumnWords { stage: String, count: String, money: String } => "{stage}：{count} 个，{money}", "{stage}: {count}, {money}";
        FoldedWords { stage: String, count: String } => "展开{stage}（{count} 个）", "Unfold {stage} ({count})";
        Fold => "收起", "Fold";
        BoardKeys => "方向键选择 · M 移动 · Enter 打开", "Arrows select · M moves · Enter opens";
        BoardName => "项目看板", "Board of leads";
        NotAllowedHere => "不能直接移到这里", "Not from there";
        DropHere => "松开即移到这里", "Drop to move here";
        DragMany { count: String } => "{count} 个项目", "{count} <lead|leads>";
        NoMove { stage: String } => "按流程规则，不能直接移到“{stage}”。", "The rules do not allow a move straight to \"{stage}\".";
        Nowhere => "按流程规则，这个项目没有可去的阶段。", "By the rules this lead can go nowhere.";

        Open => "打开", "Open";
        Move => "移动…", "Move…";
        Assign => "指派", "Assign";
        AssignTo { name: String } => "负责人：{name}", "Owner: {name}";
        Delete => "删除", "Delete";
        DeleteTitle { count: String } => "删除 {count} 个项目？", "Delete {count} <lead|leads>?";
        DeleteNote => "连同它们的记录一起删除；可以撤销。", "With their records. This can be undone.";
        OwnerTitle => "改负责人", "Change owner";

        MoveTitle { title: String } => "移动“{title}”", "Move \"{title}\"";
        MoveTitleMany { count: String } => "移动 {count} 个项目", "Move {count} <lead|leads>";
        MoveFrom { stage: String } => "现在：{stage}", "Now: {stage}";
        MoveTo => "移到", "To";
        MoveOn => "日期", "Date";
        MoveProof => "依据", "Proof";
        MoveProofHint => "合同号、文号、许可证号", "Number of the contract or permit";
        MoveProofAsked => "这一步应有依据；暂时没有也可以先移，之后补上。", "A proof is expected; it may be added later.";
        MoveProofMany => "这一步应有依据，会写入每个项目；各自的编号可以之后逐个补上。",
            "A proof is expected; it is kept with each of them. Numbers of their own may be added later.";
        MoveNote => "备注", "Note";
        MoveReason => "原因", "Reason";
        MoveVerb => "移动", "Move";
        MoveRest { count: String } => "其中 {count} 个按规则不能移到这里，会留在原处。", "{count} of them may not go there and stay where they are.";
        NeedReason => "请写明原因。", "Please give the reason.";
        BadDay => "日期看不懂：可以写 今天、昨天、周五、3-15 或 2026-03-15。", "Not a day: write today, friday, 3-15 or 2026-03-15.";
        FutureDay => "日期不能晚于今天。", "The day cannot lie ahead.";
        DayHint => "今天、周五、3-15", "today, friday, 3-15";

        Progress => "记进展…", "Note progress…";
        ProgressTitle { title: String } => "进展：{title}", "Progress: {title}";
        StandstillButton => "说明原因…", "State why…";
        StandstillTitle { title: String } => "停滞原因：{title}", "Standstill: {title}";
        EntryKind => "方式", "Kind";
        EntryContent => "内容", "What happened";
        EntryReason => "原因", "Reason";
        NeedContent => "请写上内容。", "Please write what happened.";
        Save => "保存", "Save";

        NewTitle => "新项目", "New lead";
        NewCompany => "企业", "Company";
        NewCompanyHint => "输入几个字查找，没有就新增", "Type to find it, or to add it";
        NewAdd { name: String } => "新增企业“{name}”", "Add the company \"{name}\"";
        NewFresh => "台账里没有，将新增这家企业", "Not in the workspace: it will be added";
        NewName { company: String } => "{company}项目", "{company} project";
        NewClash { count: usize } => "撞单：这家企业已有 {count} 个在办项目", "Open leads of this company already: {count}";
        NewClashLine { title: String, stage: String, owner: String } => "{title} · {stage} · {owner}", "{title} · {stage} · {owner}";
        PastedClash { company: String, title: String, stage: String, owner: String } => "撞单：{company}已有在办项目“{title}”（{stage} · {owner}）",
            "{company} has an open lead already: {title} ({stage} · {owner})";
        NewClashShort { stage: String, owner: String } => "在办：{stage} · {owner}", "Open: {stage} · {owner}";
        NewClashAsk => "仍要新建吗？再按一次“仍要新建”确认，或去看已有的项目。", "Add another all the same? Press \"Add anyway\" once more, or look at the one there is.";
        NewAnyway => "仍要新建", "Add anyway";
        NewGo => "去看", "Look";
        NewVerb => "新建", "Add";
        NewNeedCompany => "请先选定企业。", "Please choose the company first.";
        NewNeedTitle => "请填写项目名称。", "Please give it a title.";

        Mine => "我的", "Mine";
        Everyone => "全部", "Everyone's";
        GroupOverdue => "已逾期", "Overdue";
        GroupToday => "今天", "Today";
        GroupWeek => "一周内", "Within a week";
        GroupStale => "快要停滞", "Going stale";
        GroupUnassigned => "无人负责", "Unassigned";
        GroupWords { group: String, count: String } => "{group}（{count}）", "{group} ({count})";
        NothingDue => "今天没有要催办的事", "Nothing is waiting today";
        NothingDueNote => "下次行动、任务和时限到了会列在这里。", "Next actions, tasks and clocks stand here when they are due.";
        ReasonNext { action: String } => "下次行动：{action}", "Next: {action}";
        ReasonNextBlank => "下次行动", "Next action";
        ReasonTask { title: String } => "任务：{title}", "Task: {title}";
        ReasonClock { kind: &'static str } => "时限：{kind}", "Clock: {kind}";
        ReasonStandstill => "长期没有进展，须说明原因", "No progress: the reason is asked for";
        ReasonUnassigned { stage: String } => "{stage}，无人负责", "{stage}, nobody in charge";
        OnDay { day: String } => "{day}", "{day}";
        SinceDay { day: String } => "自 {day}", "since {day}";
        TaskDone => "完成", "Done";

        PreviousMonth => "上个月", "Previous month";
        NextMonth => "下个月", "Next month";
        ThisMonth => "本月", "This month";
        MonthTitle { year: i16, month: i8 } => "{year}年{month}月", "{year}-{month:02}";
        Monday => "周一", "Mon";
        Tuesday => "周二", "Tue";
        Wednesday => "周三", "Wed";
        Thursday => "周四", "Thu";
        Friday => "周五", "Fri";
        Saturday => "周六", "Sat";
        Sunday => "周日", "Sun";
        More { count: String } => "另有 {count} 项", "{count} more";
        DayWords { day: String, count: usize } => "{day}：{count} 项", "{day}: {count}";
        HappenClock => "时限到期", "Clock runs out";
        HappenNext => "下次行动", "Next action";
        HappenTask => "任务", "Task";
        HappenStart => "计划开工", "Planned ground-breaking";
        HappenProduction => "计划投产", "Planned production";
        HappenWords { what: String, title: String } => "{what}：{title}", "{what}: {title}";
    }
}
