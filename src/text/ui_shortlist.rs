//! Words of the page Shortlist.

use crate::messages;

messages! {
    /// Words of the shortlist page.
    pub enum ShortlistText {
        Base => "基地", "Base";
        AllBases => "全部基地", "All bases";
        Sector => "赛道", "Sector";
        AllSectors => "全部赛道", "All sectors";
        AllTiers => "全部梯队", "All tiers";
        Rank => "排序", "Ranked by";
        RankValue => "价值", "Value";
        RankCautious => "稳健", "Cautious";
        RankOptimistic => "乐观", "Optimistic";
        RankPriority => "优先级", "Priority";
        RankValueTip => "按价值的点值排序，未知的按同类均值估计", "By the point value; what is unknown is estimated from peers";
        RankCautiousTip => "按价值下限排序：未知的一律按最差算", "By the lower bound: everything unknown at its worst";
        RankOptimisticTip => "按价值上限排序：未知的一律按最好算", "By the upper bound: everything unknown at its best";
        RankPriorityTip => "可得性 × 价值 ÷ 100 × 席位价值 × 席位需求；未设目标的排在后面", "Attainability × value ÷ 100 × slot value × need; those without a target stand after the others";
        PriorityNotPublic =>
            "优先级含洽谈情况，公开级改按价值排",
            "Priority tells of negotiations: a public list goes by value";
        Top => "家数", "Companies";
        TopTip => "名单最多列多少家，1–500", "How many companies at most, 1–500";
        Level => "级别", "Level";
        LevelLeaderTip => "不含电话、邮箱、法定代表人和备注", "Without phones, e-mails, legal representatives and notes";
        LevelPublicTip => "不含任何个人信息和洽谈情况", "Without anything personal and anything from talks";
        LevelFullTip => "含联系方式和备注，仅限内部使用，须写明用途", "With contacts and notes, for internal use only; a reason is asked";
        Reason => "用途", "Reason";
        ReasonHint => "写明为什么需要完整名单，会印在文件里", "Why the full list is needed; it is printed in the file";
        ReasonMissing => "完整级名单含联系方式，请先写明用途。", "A full list contains contacts: please give a reason first.";

        Path => "保存到", "Save as";
        PathHint => "文件的完整路径，以 .xlsx 或 .csv 结尾", "Full path of the file, ending in .xlsx or .csv";
        Browse => "浏览…", "Browse…";
        SaveTitle => "保存短名单", "Save the shortlist";
        Make => "生成短名单", "Make the shortlist";
        Making => "正在生成短名单", "Making the shortlist";
        FileName { day: String } => "招商短名单 {day}", "Shortlist {day}";
        PathMissing => "请先选择保存位置。", "Please choose where to save it first.";
        Written { rows: usize, path: String } => "已写出 {rows} 家：{path}", "Wrote {rows} <company|companies>: {path}";
        WrittenBefore { file: String } => "最近写出：{file}", "Last written: {file}";
        OpenFolder => "打开文件夹", "Open the folder";
        ReplaceTitle => "替换已有的文件？", "Replace the file that is there?";
        ReplaceText { path: String } => "“{path}”已经存在，其中的内容会被这次的短名单取代，不能撤销。", "\"{path}\" exists. Its content will be replaced by this shortlist; that cannot be undone.";
        Replace => "替换", "Replace";
        SaveOther { name: String } => "另存为“{name}”", "Save as \"{name}\"";
        NotMade { error: String } => "没有写出：{error}", "Nothing was written: {error}";
        NotKept => "台账以只读方式打开，这次不留存档记录。", "The workspace is read-only, so no score record is kept.";

        GroupChosen { count: String } => "名单 {count}", "On the list {count}";
        GroupMayFall { count: String } => "可能掉出 {count}", "May fall out {count}";
        GroupMayRise { count: String } => "可能入围 {count}", "May come in {count}";
        GroupRank { count: String } => "排名靠后 {count}", "Ranked below {count}";
        GroupGate { count: String } => "准入不通过 {count}", "Gate fails {count}";
        GroupTrader { count: String } => "渠道/贸易商 {count}", "Traders {count}";
        GroupLocal { count: String } => "本地企业 {count}", "Local firms {count}";
        GroupFilter { count: String } => "不在所选范围 {count}", "Outside the selection {count}";
        ChosenTip => "会写进文件的企业，按次序", "What is written to the file, in order";
        MayFallTip { cut: String } => "在名单内，但价值区间跨过入围线 {cut}：资料补齐后可能掉出", "On the list, but the interval reaches below the cut-off {cut}: they may fall out when facts come in";
        MayRiseTip { cut: String } => "在名单外，但价值区间跨过入围线 {cut}：资料补齐后可能入围", "Left out, but the interval reaches above the cut-off {cut}: they may come in when facts come in";
        RankTip { top: usize } => "排在前 {top} 名之后", "Ranked below the first {top}";
        GateTip => "至少一项准入不通过，不列入", "At least one gate fails; not listed";
        TraderTip => "文字表明只做贸易，且未经人工确认赛道，不列入", "Only trades by its text, and nobody confirmed its place; not listed";
        LocalTip => "本地企业是产业链锚点，不是招商对象", "Local firms are anchors of the chain, not prospects";
        FilterTip => "不属于所选基地、赛道或梯队", "Of another base, sector or tier than chosen";
        CutOff { cut: String } => "入围线 {cut}", "Cut-off {cut}";
        CutOffTip => "名单最后一家的分数，表中价值条上的竖线。区间跨过它的企业，资料补齐后进出都可能改变。",
            "The points of the last company on the list, drawn across the bars. Companies whose interval crosses it may still change sides.";
        NoCutOff => "全部列入，没有入围线", "All are listed: no cut-off";
        NoCutOffPriority => "按优先级排序，没有价值入围线", "Ordered by priority: no cut-off in value";

        ColumnRank => "序号", "No.";
        ColumnName => "企业", "Company";
        ColumnValue => "价值", "Value";
        ColumnBar => "区间", "Interval";
        ColumnClass => "等级", "Class";
        ColumnTier => "梯队", "Tier";
        ColumnBase => "目标基地", "Base";
        ColumnNeed => "席位需求", "Need";
        ColumnStability => "稳定度", "Stability";
        StabilityTip =>
            "权重合理变动、未知资料随机取值各 1,000 次，仍留在名单上的比例；写入工作簿",
            "Share of 1,000 trials, with weights moved plausibly and unknown facts drawn, in which it stays on the list; goes into the workbook";
        NoStability => "按价值排序时，对名单上的企业计算", "Worked out for companies on a list ordered by value";
        ColumnChance => "可得性", "Attain.";
        ColumnPriority => "优先级", "Priority";
        ColumnGates => "准入", "Gates";
        ColumnFlags => "提示", "Flags";
        ValueTip => "价值 0–100，点值", "Value, 0–100";
        BarTip => "价值的保证区间；斜线表示含估计，竖线是入围线", "Guaranteed interval of the value; hatched where estimated, the line is the cut-off";
        NeedTip => "再来一家的必要程度，0–1", "What one more firm is worth, 0–1";
        ChanceTip => "落地的可能性；阶段概率是假设", "Chance to land; stage chances are assumptions";
        PriorityTip => "可得性 × 价值 ÷ 100 × 席位价值 × 席位需求", "Attainability × value ÷ 100 × slot value × need";
        GatesOpen { count: usize } => "待核 {count}", "{count} open";
        GatesFail => "不通过", "Fails";
        NotAtLevel => "该级别不含此项", "Not part of this level";
        NoBase => "—", "—";

        Empty => "没有符合条件的企业", "No company fits";
        EmptyNote => "换一个基地、赛道或梯队，或看看上面哪些企业没有列入、为什么。", "Choose another base, sector or tier, or see above who was left out and why.";
        GroupEmpty => "这一组没有企业。", "Nobody is in this group.";
        Working => "正在排名", "Ranking";
        Status { listed: String, left: String } => "短名单 {listed} 家，未列入 {left} 家", "{listed} on the shortlist, {left} left out";
        OpenCompany => "打开企业", "Open the company";
        Clear => "清除条件", "Clear";
    }
}
