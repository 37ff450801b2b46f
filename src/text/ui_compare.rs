//! Words of the page that puts companies side by side.

use crate::messages;

messages! {
    /// What the page Compare says.
    pub enum CompareText {
        Title => "对比企业", "Compare companies";
        Note =>
            "逐项看差在哪里；名次有多稳，看权重和未知事实变动时的结果。",
            "Where they differ, and how firm their places are when weights and unknown facts vary.";
        AddHint => "添加企业（名称）", "Add a company (name)";
        Remove { name: String } => "移出对比：{name}", "Take out: {name}";
        Full => "最多对比四家", "Four at most";
        Empty => "还没有可对比的企业", "Nobody to compare yet";
        EmptyNote => "在上方输入名称，或在企业表中选中二至四家后右键“对比”。",
            "Type a name above, or select two to four companies in the table and choose Compare.";
        LowOf { name: String } => "{name} 最低", "{name}, least";
        HighOf { name: String } => "{name} 最高", "{name}, most";
        FileNote { top: String } =>
            "各准则为得分；最低、最高是未知事实取最差、最好时的得分；入围按名单长度 {top} 计",
            "Criteria are points; least and most are with every unknown fact at its worst and best; places count for a list of {top}";
        Judging => "正在评分…", "Judging…";
        Counting => "稳健性抽样", "Counting draws";
        Criterion => "准则", "Criterion";
        Value => "价值", "Value";
        Coverage => "已知权重", "Known weight";
        ClassOf => "类别", "Class";
        GateOf => "准入", "Admission";
        InTop { top: String } => "入围前 {top} 的把握", "In the top {top}";
        InTopNote { draws: String } =>
            "按所选坚定程度抽取权重，并抽取未知事实，共 {draws} 次；入围次数所占的份额。",
            "Weights are drawn as firmly as chosen, unknown facts as the peers suggest, {draws} <time|times>; the share of draws in the top.";
        Places => "名次（九成情形）", "Place (nine draws of ten)";
        PlaceRange { from: String, to: String, middle: String } => "{from}–{to}，多为 {middle}", "{from}–{to}, mostly {middle}";
        Above { name: String } => "高于 {name}", "Above {name}";
        Necessarily => "无论未知事实如何都更高", "higher whatever the unknown facts are";
        Stable => "稳定入围", "stable";
        Depends => "视权重与数据而定", "depends on weights and data";
        Out => "出局", "out";
        Firm => "坚定", "Firm";
        FirmNote => "权重已定：25 % 的权重上下约 3 个点", "Weights are settled: 25 % varies by about 3 points";
        Usual => "一般", "Usual";
        UsualNote => "25 % 的权重上下约 5.5 个点", "25 % varies by about 5.5 points";
        Open => "开放", "Open";
        OpenNote => "权重尚可商量：25 % 的权重上下约 9.5 个点", "Weights are open: 25 % varies by about 9.5 points";
        Weights => "权重", "Weights";
        TopLength => "名单长度", "Length of the list";
        Score { points: String, of: String } => "{points} / {of}", "{points} / {of}";
        CellWords { criterion: String, name: String, points: String, of: String, low: String, high: String } =>
            "{name}，{criterion}：{points} 分（满分 {of}），可在 {low} 至 {high} 之间",
            "{name}, {criterion}: {points} of {of} points, between {low} and {high}";
        NotApplicable => "不适用", "does not apply";
        Stability => "权重可以动多少", "How far a weight may move";
        StabilityNote { name: String, top: String } =>
            "单独改变一项权重、其余按比例调整时，{name} 仍留在前 {top} 名的范围（精确值）。竖线为现行权重。",
            "The exact range of one weight, the others keeping their proportions, in which {name} stays in the top {top}. The tick is the weight in force.";
        NotInTop { name: String, top: String } =>
            "{name} 现在不在前 {top} 名，没有可保持的范围。",
            "{name} is not in the top {top} now, so there is nothing to keep.";
        Anything => "任意权重都留在名单内", "stays at any weight";
        OvertakenAbove { name: String } => "再高则被 {name} 超过", "above it, {name} overtakes";
        OvertakenBelow { name: String } => "再低则被 {name} 超过", "below it, {name} overtakes";
        RoomWords { criterion: String, low: String, now: String, high: String } =>
            "{criterion}：现行 {now}，可在 {low} 至 {high} 之间",
            "{criterion}: {now} now, may lie between {low} and {high}";
        Questions => "先问什么", "What to ask first";
        QuestionsNote => "答案可能改变名次的问题，按影响排列。", "Open questions whose answers may move its place, the weightiest first.";
        QuestionLine { width: String, worst: String, best: String } =>
            "影响 {width} 分，名次 {best}–{worst}", "moves {width} points, place {best}–{worst}";
        QuestionStays { width: String, place: String } => "影响 {width} 分，名次仍为 {place}", "moves {width} points, place stays {place}";
        NoQuestions => "没有未知事实", "Nothing is unknown";
        Ask { name: String } => "请问贵公司的“{name}”是多少？有无文件可以证明？",
            "Could you tell us your \"{name}\", and is there a paper that shows it?";
        AskGrade { name: String } => "请问贵公司的“{name}”处于哪一级？有无文件可以证明？",
            "Which grade is your \"{name}\", and is there a paper that shows it?";
        AskText => "请介绍主营产品，以及生产、研发还是销售。", "What do you make, and do you produce, develop or trade it?";
        AskLocal => "内部补齐：该环节的本地企业名单。", "For us to complete: the list of local firms of this segment.";
    }
}
