//! Words of the packet of a review meeting, and of the papers of a kept list.

use crate::messages;

messages! {
    /// Headings and fixed words.
    pub enum ReviewWord {
        SheetSummary => "汇总", "Summary";
        ScoringSheet => "评分表", "Scoring sheet";
        Full => "满分", "Full";
        Own => "自评分", "Own";
        Checked => "复核分", "Checked";
        Judge => "评委分", "Panel";
        PanelMean => "评委均分", "Panel mean";
        Outcome => "评审结论", "Decision";
        Opinion => "评审意见", "Opinion";
        Remark => "说明", "Remark";
        Estimated => "资料缺，按同类均值估计", "no facts; mean of its peers";
        EstimatedShort => "估计", "est.";
        EstimatedMeans => "“估计”：资料缺，按同类均值估计", "est.: no facts, the mean of its peers";
        OwnNote =>
            "自评分由系统按规划与模型测算，斜体或灰色为估计；复核分和评委分由人填写。",
            "Own points are worked out from plan and model, estimates in italics or grey; the checker and the panel fill in theirs.";
        SheetNote =>
            "复核分和各评委分填在各企业的评分表上，合计自动进入本表；也可以直接在本表填合计分。",
            "The checker and the panel fill in the sheets of the companies, whose totals come here by themselves; totals may be typed here too.";
        Total => "合计", "Total";
        Gates => "一票否决项（准入）", "Veto (gates)";
        JudgeSigns => "评委签字", "Member of the panel";
        CheckerSigns => "复核人签字", "Checked by";
        Chair => "主持人签字", "Chair";
        Recorder => "记录人签字", "Recorder";
        Day => "日期", "Date";
        NoLead => "尚无项目", "no lead yet";
        KeptOnly => "存档说明", "As kept";
        KeptOnlyIs =>
            "资料自存档后有变或企业已删除，只列存档得分",
            "its facts have changed since, or it was deleted: only the points that were kept";
        WorstKept => "存档只记最严的一项", "only the worst finding was kept";
        KeptBasis => "存档", "as kept";
        NoneThen => "当日无", "none then";
        KeptOn => "存档日期", "Kept on";
        Now => "现状", "Now";
        Deleted => "已从企业表删除", "deleted since";
        Data => "数据", "Data";
        LeftOutOfKept => "未列内容", "Not in this paper";
        LeftOutOfKeptIs =>
            "存档只有分数、等级、席位和各准则得分，没有匹配依据、取值与来源、准入逐条结论、项目进展和联系方式，本文件因此不列；需要时请导出今日数据。",
            "Only figures, classes, seats and points were kept, not matching words, facts and sources, single gates, the state of leads or contacts; this paper does not have them. Export today's data where they are needed.";
        MadeToday => "文件生成日期", "File made on";
        PointsByCriterion => "各准则得分", "Points by criterion";
    }
}

messages! {
    /// Sentences with parts.
    pub enum ReviewText {
        Line { day: String, count: String } => "{day}　共 {count} 家", "{day} · {count} <company|companies>";
        Judge { number: usize } => "评委{number}", "Panel {number}";
        SheetName { rank: String, name: String } => "{rank} {name}", "{rank} {name}";
        OpinionOn { name: String } => "评审意见：{name}", "Opinion: {name}";
        PointsUpTo { most: String } => "请填 0 到 {most} 的分数。", "Points from 0 to {most}.";
        OneOf { words: String } => "请从下列结论中选一项：{words}", "Choose one of: {words}";
        OnlyFirst { all: String, count: String } =>
            "名单共 {all} 家，本表只列前 {count} 家。", "The list has {all} <company|companies>; only the first {count} are here.";
        KeptTitle { name: String, day: String } => "{name}（存档数据 {day}）", "{name} (as kept on {day})";
        TodayTitle { name: String, day: String } => "{name}（今日数据 {day}）", "{name} (today's data, {day})";
        KeptData { day: String } =>
            "存档数据：{day} 保存名单时的分数、等级和次序", "As kept: figures, classes and order of {day}, when the list was kept";
        PacketData { day: String } =>
            "自评分是 {day} 的存档数据，与录入评审时预填的一致。取值、依据、项目和准入取自今日资料，只列给得分与存档完全相同的企业。",
            "Own points are those kept on {day}, the same that are proposed when the review is entered. Facts, matching words, leads and gates are those of today, given only for companies whose points are exactly as they were kept.";
        BareNames { count: String, names: String } =>
            "{count} 家只列存档得分（资料自存档后有变或企业已删除）：{names}",
            "{count} with their kept points alone (facts have changed since, or deleted): {names}";
        GoneNames { count: String, names: String } =>
            "{count} 家已从企业表删除：{names}", "{count} deleted from the companies since: {names}";
        OfFull { points: String, full: String } => "{points} / {full}", "{points} / {full}";
        OfFullEstimated { points: String, full: String } => "{points} / {full}（估计）", "{points} / {full} (est.)";
    }
}
