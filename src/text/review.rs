//! Words of the packet of a review meeting, and of what is typed back in.

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
        OwnNote =>
            "自评分由系统按规划与模型测算，斜体或灰色为估计；复核分和评委分由人填写。",
            "Own points are worked out from plan and model, estimates in italics or grey; the checker and the panel fill in theirs.";
        Total => "合计", "Total";
        Gates => "一票否决项（准入）", "Veto (gates)";
        JudgeSigns => "评委签字", "Member of the panel";
        CheckerSigns => "复核人签字", "Checked by";
        Chair => "主持人签字", "Chair";
        Recorder => "记录人签字", "Recorder";
        Day => "日期", "Date";
        NoLead => "尚无项目", "no lead yet";
    }
}

messages! {
    /// Sentences with parts.
    pub enum ReviewText {
        Line { day: String, count: String } => "{day}　共 {count} 家", "{day} · {count} companies";
        Judge { number: usize } => "评委{number}", "Panel {number}";
        SheetName { rank: String, name: String } => "{rank} {name}", "{rank} {name}";
    }
}
