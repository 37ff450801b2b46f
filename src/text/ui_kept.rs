//! Words of kept lists: making one, arranging it, comparing it, and typing in what a review meeting gave.

use crate::messages;

messages! {
    /// What the part with kept lists says.
    pub enum KeptText {
        Ranking => "排名", "Ranking";
        Kept { count: String } => "已存 {count}", "Kept {count}";
        Keep => "保存名单…", "Keep the list…";
        KeepSelected { count: String } => "保存所选 {count} 家…", "Keep the {count} selected…";
        KeepTitle => "保存名单", "Keep the list";
        KeepNote { count: String } =>
            "保存 {count} 家企业和今天的评分，以后可以固定、调整、对比变化。",
            "{count} <company with today's figures is kept; it|companies with today's figures are kept; they> can be pinned, moved and compared later.";
        Name => "名称", "Name";
        DefaultName { day: String } => "短名单 {day}", "Shortlist {day}";
        SelectionName { day: String } => "所选企业 {day}", "Selected companies {day}";
        Note => "说明", "Note";
        KeepVerb => "保存", "Keep";
        Keeping => "正在保存", "Keeping";
        NoneYet => "还没有保存过名单", "No list was kept yet";
        NoneNote =>
            "在“排名”里点“保存名单…”。保存的名单带着当天的评分，可以固定、调整次序，也可以与现在或另一份名单对比。",
            "Choose \"Keep the list…\" in the ranking. A kept list has the figures of its day; it can be pinned and moved, and compared with now or with another list.";
        ByPriorityNotPublic =>
            "这份名单按优先级选出，优先级含洽谈情况，不能按公开级导出；请另存一份按价值排的名单。没有写入文件。",
            "This list was chosen by priority, which tells of negotiations, so it cannot be written at the public level; keep one that goes by value. Nothing was written.";
        Unreadable => "这份名单的内容无法读取", "What is in this list cannot be read";
        MadeBy { day: String, author: String } => "{day} 保存　{author}", "kept on {day} · {author}";
        Working => "正在对比", "Comparing";
        Against => "对比", "Against";
        Now => "现在", "now";
        Place => "名次", "Place";
        Company => "企业", "Company";
        ValueThen => "当日价值", "Value then";
        ValueNow => "现在价值", "Value now";
        Change => "变化", "Change";
        ChangeTip => "同一企业现在的价值减去保存当日的价值", "The value now minus that of the day it was kept";
        Interval => "区间", "Interval";
        Class => "等级", "Class";
        Base => "目标基地", "Base";
        Reason => "理由", "Reason";
        Pin => "固定", "Pin";
        Unpin => "取消固定", "Unpin";
        Up => "上移…", "Up…";
        Down => "下移…", "Down…";
        MoveTitle { name: String } => "调整“{name}”的次序", "Move {name}";
        MoveTo => "移到第", "To place";
        MoveReason => "理由（必填）", "Reason (needed)";
        ReasonMissing => "调整次序须写明理由。", "Moving a company needs a reason.";
        Move => "调整", "Move";
        Gone => "已不在企业表中", "no longer among the companies";
        NamedNow { name: String } => "现为“{name}”", "now \"{name}\"";
        Open => "打开企业", "Open the company";
        Compare => "对比所选", "Compare the selected";
        CompareTip => "选中二至四家企业，看它们逐项差在哪里、名次有多稳", "Select two to four companies to see where they differ and how firm their places are";
        Delete => "删除名单", "Delete the list";
        ExportList => "导出…", "Export…";
        ExportTip => "按这份名单的次序，用存档数据或今日数据写成 XLSX、PDF 或 CSV", "In the order of this list, as it was kept or with today's data, as XLSX, PDF or CSV";
        DataOf => "数据", "Data";
        AsKept { day: String } => "存档数据 {day}", "As kept {day}";
        Today { day: String } => "今日数据 {day}", "Today {day}";
        AsKeptNote =>
            "分数、等级、席位和次序与保存当日一致；存档没有匹配依据、取值、准入逐条结论和联系方式，文件里不列。",
            "Figures, classes, seats and order of the day it was kept; matching words, facts, single gates and contacts were not kept and are left out.";
        TodayNote => "按名单的次序，全部用现在的资料。", "In the order of the list, all of it from today's data.";
        GoneStay { count: String, names: String } =>
            "{count} 家已从企业表删除，按存档列出并注明：{names}", "{count} deleted since, listed as kept and marked: {names}";
        GoneMissing { count: String, names: String } =>
            "{count} 家已从企业表删除，没有今日数据，只在“未列入”中列名：{names}",
            "{count} deleted since have no data of today and are only named as left out: {names}";
        PacketNote { day: String } =>
            "自评分用 {day} 的存档数据，与录入评审时预填的一致。", "Own points are those kept on {day}, as they are proposed when the review is entered.";
        JudgeCount => "评委人数", "Members of the panel";
        DraftTitle { list: String } => "录入评审 · {list}", "Review · {list}";
        ReviewSheet => "评审表…", "Review sheet…";
        ReviewSheetTip => "评审会用的评分表：自评分、复核分、评委分和签字处", "Scoring sheets for a review meeting: own, checked and panel points, with room to sign";
        EnterReview => "录入评审…", "Enter a review…";
        Differences => "有什么变化", "What has changed";
        Same => "名单没有变化", "The list is the same";
        VersionsChanged { what: String } => "期间{what}已换版本", "Another version of {what} is in force";
        ThePlan => "规划", "the plan";
        TheModel => "模型", "the model";
        TheCatalogue => "产业链目录", "the chain catalogue";
        Came { count: String } => "新列入 {count}", "Came {count}";
        Left { count: String } => "已离开 {count}", "Left {count}";
        Moved { count: String } => "名次变动 {count}", "Moved {count}";
        Stayed { count: String } => "名次未变 {count}", "Unmoved {count}";
        CameAt { place: String, name: String } => "第 {place} 名　{name}", "{place}. {name}";
        LeftFrom { place: String, name: String } => "原第 {place} 名　{name}", "was {place}. {name}";
        MovedFrom { from: String, to: String, name: String } => "{from} → {to}　{name}", "{from} → {to} {name}";
        WhyValue { from: String, to: String, parts: String } => "价值 {from} → {to}：{parts}", "value {from} → {to}: {parts}";
        WhyValueOnly { from: String, to: String } => "价值 {from} → {to}", "value {from} → {to}";
        Part { criterion: String, change: String } => "{criterion} {change}", "{criterion} {change}";
        WhyOthers => "自身价值未变，其他企业的位置变了", "its own value is as it was; others moved";
        WhyNew => "原先不在名单上", "was not on the list";
        WhyGone => "企业已删除", "the company was deleted";
        WhyGate => "准入不通过", "a gate fails";
        WhyTrader => "判为贸易商", "taken for a trader";
        WhyLocal => "已是本地企业", "is a local firm now";
        WhyFilter => "不再属于所选基地或赛道", "is not of the base or sector asked for any more";
        ByHand { reason: String } => "人工调整：{reason}", "set by a person: {reason}";
        Count { count: String } => "名单 {count} 家", "{count} <company|companies> on the list";
    }
}

messages! {
    /// What is said where a review is typed in, and where it is shown.
    pub enum ReviewEntryText {
        Title => "录入评审结果", "Enter what the meeting gave";
        Note => "一次录入整场评审会；空着的企业不记录。保存后显示在企业卡片和项目上。",
            "The whole meeting at once; companies left empty are not recorded. It is shown on the company's card and on the lead.";
        Meeting => "评审会名称", "Meeting";
        DefaultMeeting { day: String } => "{day} 评审会", "Review meeting {day}";
        HeldOn => "会议日期", "Held on";
        Judges => "评委姓名（用顿号或逗号分开）", "Members of the panel (separated by commas)";
        Own => "自评分", "Own";
        Checked => "复核分", "Checked";
        Mean => "均分", "Mean";
        Outcome => "结论", "Decision";
        Opinion => "意见", "Opinion";
        None => "未定", "open";
        Save => "保存评审", "Keep the review";
        NotPoints { text: String } => "“{text}”不是 0–100 的分数。", "\"{text}\" is not a number of points from 0 to 100.";
        NotADay => "会议日期要写成 2026-03-05。", "The day must be written as 2026-03-05.";
        MeetingMissing => "请写评审会名称。", "Name the meeting.";
        Recorded { day: String, count: String } =>
            "名单中 {count} 家已有 {day} 的评审结果。", "{count} <of the list already has|of the list already have> a review of {day}.";
        Twice { meeting: String, names: String } =>
            "“{meeting}”已录入过，不重复保存：{names}。要更正，请先在企业卡片或项目上删除原来的结果。",
            "\"{meeting}\" was entered before and is not kept twice: {names}. To correct it, first delete the review on the card or the lead.";
        SameDay { names: String } =>
            "当天另一场评审会已有结果：{names}。确是另一场会，再按一次保存。",
            "Another meeting of that day already has results for {names}. If this is another one, press again.";
        SaveAgain => "仍要保存", "Keep it all the same";
        NothingEntered => "还没有填写任何分数或结论。", "No points and no decision were entered.";
        Shown { meeting: String, day: String } => "{meeting}（{day}）", "{meeting} ({day})";
        Reviews => "评审", "Reviews";
        OwnIs { points: String } => "自评 {points}", "own {points}";
        CheckedIs { points: String } => "复核 {points}", "checked {points}";
        MeanIs { points: String, count: String } => "评委均分 {points}（{count} 人）", "panel mean {points} (of {count})";
        DeleteReview { meeting: String } => "删除评审结果：{meeting}", "Delete the review: {meeting}";
    }
}
