//! Words of the page Whom to pursue.

use crate::messages;

messages! {
    /// What the page says.
    pub enum PursueText {
        Note =>
            "在会谈、时间和用地之内，选出最能补满席位的一组企业。",
            "The set of companies that fills the slots best within meetings, time and land.";
        Meetings => "会谈", "Meetings";
        MeetingsUnit => "场", "held";
        MeetingsTip => "一共能谈多少场；0 = 不限", "How many meetings can be held in all; 0 = no limit";
        Time => "时间", "Time";
        TimeUnit => "分钟", "min";
        TimeTip => "一共有多少分钟；0 = 不限", "How many minutes there are in all; 0 = no limit";
        NoLimit => "不限", "no limit";
        Leads => "在谈线索", "Open leads";
        LeadsChosen => "一起选", "Choose among";
        LeadsChosenTip =>
            "有线索的企业和其他企业一起选；没有选上的不计入席位",
            "Companies with an open lead are chosen from like the others; those not chosen do not count for their slots";
        LeadsGoOn => "照常计入", "Count anyway";
        LeadsGoOnTip =>
            "有线索的企业照常跟进，计入席位，不占会谈；只在其他企业中选",
            "Companies with an open lead go on, count for their slots and take no meeting; only others are chosen from";
        Base => "基地", "Base";
        AllBases => "全部基地", "All bases";
        SomeBases { count: usize } => "{count} 个基地", "{count} bases";
        More => "用地与假设", "Land and assumptions";
        MinutesEach => "每场分钟（假设）", "Minutes a meeting (assumed)";
        UnknownLand => "用地未知时按（亩，假设）", "Land where unknown (mu, assumed)";
        LandFree => "可用土地（亩）", "Free land (mu)";
        LandFromSites { sites: usize } => "{sites} 块可用地块之和", "Sum of {sites} <free site|free sites>";
        LandUnknown => "没有登记可用地块", "No free site is registered";
        LandRule =>
            "在同一处布局的基地共用那里的土地，不重复计算；各处都没有登记的基地，用地不限。",
            "Bases that lie in one place share its land, and none of it counts twice; a base without any registered land is not limited.";
        LandFor { bases: String } => "可用的基地：{bases}", "Open to {bases}";
        LandKept { place: String, base: String } => "{place}（留给{base}）", "{place} (kept for {base})";
        LandAsSites => "按地块", "As registered";
        LandSetButton => "填写", "Set";
        GateChance => "待核准入能通过（假设）", "Open gates pass (assumed)";
        GateChanceTip =>
            "准入待核的企业，可得性按这个比例打折",
            "The chance of a company with an unchecked gate counts at this share";
        SeatShare => "席位占比（假设）", "Share of the seat (assumed)";
        SeatShareTip =>
            "席位价值中，填上空席所得的份额；其余按企业自身价值计",
            "Part of a slot's worth that is earned by filling a seat; the rest is earned by the company's own value";
        Reset => "恢复默认", "Defaults";

        Working => "正在计算…", "Working…";
        Job => "计算追谁", "Choosing whom to pursue";
        Stopped => "已停止，显示的是上一次的结果。", "Stopped; what is shown is the result before.";
        StoppedFirst => "已停止，还没有结果。", "Stopped before there was a result.";
        Again => "重新计算", "Choose again";
        PinsDoNotFit =>
            "必选的企业合起来超出了限制，请减少必选或放宽限制。",
            "The pinned companies do not fit within the limits together. Please unpin some or widen the limits.";
        TooEntangled =>
            "共用布局地的基地太多，无法逐处核算用地。请在上面少选几个基地。",
            "Too many bases share their places for land to be counted place by place. Please choose fewer bases above.";
        Broken { words: String } => "计算出错：{words}", "The calculation failed: {words}";
        Nobody => "没有可选的企业", "Nobody to choose from";
        NobodyNote =>
            "可选的是：非本地企业、准入没有不通过、所属基地设有席位目标、尚未落地。请先导入企业，或在规划中设定席位。",
            "Chosen from are companies that are not local, fail no gate, have a base with a target and have not landed. Please import companies or set seats in the plan.";
        NobodyFits =>
            "在这些限制下一家也选不上",
            "Within these limits nobody can be chosen";
        NobodyFitsNote => "请放宽会谈、时间或用地。", "Please widen meetings, time or land.";

        Chosen { count: String } => "选出 {count} 家", "{count} chosen";
        ValueWords { value: String } => "期望值 {value}", "Expected worth {value}";
        ValueTip =>
            "选出的企业落地后带来的期望值：填上的席位加企业自身价值，按落地家数的精确分布计算，单位同席位价值",
            "What the chosen bring if they land: seats filled plus their own value, over the exact distribution of how many land; in the unit of the slot values";
        AtMost { share: String } => "最多还能好 {share}", "at most {share} better exists";
        AtMostTip { bound: String } =>
            "已证明：在这些限制下，任何选法的期望值都不超过 {bound}",
            "Proven: no choice within these limits is worth more than {bound}";
        Best => "已证明是最好的选法", "proven to be the best";
        Used { meetings: String, time: String } => "用 {meetings} · {time}", "Uses {meetings} · {time}";
        UsedMeetings { used: String, of: String } => "{used}/{of} 场", "{used}/{of} <meeting|meetings>";
        UsedMeetingsOpen { used: String } => "{used} 场", "{used} <meeting|meetings>";
        UsedTime { used: String, of: String } => "{used}/{of} 分钟", "{used}/{of} min";
        UsedTimeOpen { used: String } => "{used} 分钟", "{used} min";
        UsedLand { places: String, used: String, of: String } =>
            "{places} 预计用地 {used}/{of} 亩",
            "{places}: {used}/{of} mu of land expected";
        BindingNone => "没有限制卡住：有用的都选了", "No limit binds: everybody useful is chosen";
        Binding { limits: String } => "卡住的限制：{limits}", "Binding: {limits}";
        BindingMeetings => "会谈场次", "meetings";
        BindingTime => "时间", "time";
        BindingLand { places: String } => "{places}用地", "land of {places}";
        ShutOut { names: String } =>
            "必选但进不来（准入不通过，或没有席位）：{names}",
            "Pinned but shut out (a gate fails, or no slot): {names}";

        ColumnName => "企业", "Company";
        ColumnBase => "基地", "Base";
        ColumnTier => "梯队", "Tier";
        ColumnChance => "可得性", "Chance";
        ColumnChanceTip => "落地的可能，准入待核的已打折", "Chance to land, unchecked gates counted";
        ColumnValue => "价值", "Value";
        ColumnValueTip => "在这个基地的价值 V，0–100", "Value V at this base, 0–100";
        ColumnWorth => "贡献", "Adds";
        ColumnWorthTip => "只去掉它、其余不变时，期望值少多少", "What the plan loses if it is simply left out";
        ColumnSeat => "席位", "Seat";
        ColumnSeatTip => "贡献中来自填补席位的部分", "The part of it that is the seat it fills";
        ColumnMinutes => "分钟", "Min";
        ColumnWhy => "为什么", "Why";
        WhySeat { tier: String, need: String } => "补{tier}席位（需求 {need}）", "fills a {tier} seat (need {need})";
        WhyValue { value: String } => "自身价值高（{value}）", "its own value is high ({value})";
        WhyBoth { tier: String, need: String, value: String } =>
            "补{tier}席位（需求 {need}），价值 {value}",
            "fills a {tier} seat (need {need}), value {value}";
        WhyPinned => "手工必选", "pinned by hand";
        SecondBase => "文本也指向这个基地的赛道", "its texts also speak for a sector of this base";
        Status { chosen: String, of: String, selected: String } =>
            "选出 {chosen} 家，候选 {of} 家，已选中 {selected} 行",
            "{chosen} chosen from {of} <candidate|candidates>, {selected} <row|rows> selected";

        WhyTitle => "查一家", "Look at one";
        Search => "查任意企业：为什么选、为什么不选", "Any company: why, or why not";
        Pick => "选中左边一行，或在上面查找企业。", "Select a row on the left, or find a company above.";
        NotFound => "没有找到", "Nobody found";
        Thinking => "正在重新求解…", "Solving again…";
        IsIn { worth: String, seat: String, own: String } =>
            "在名单里：贡献 {worth}，其中席位 {seat}、自身价值 {own}。",
            "Chosen: it adds {worth}, {seat} by its seat and {own} by its own value.";
        WithoutIt { loss: String, share: String } =>
            "不选它，最好的选法少 {loss}（{share}）。",
            "Without it the best choice is worth {loss} less ({share}).";
        WithoutItSame => "不选它也一样好：有等价的选法。", "Without it there is an equally good choice.";
        IsOut { loss: String, share: String } =>
            "没有选。若一定要选它，最好的选法少 {loss}（{share}）。",
            "Not chosen. With it the best choice is worth {loss} less ({share}).";
        IsOutSame => "没有选，但选它也一样好：有等价的选法。", "Not chosen, but a choice with it is equally good.";
        Leaves { names: String } => "会掉出：{names}", "Drops out: {names}";
        Joins { names: String } => "会换进：{names}", "Comes in: {names}";
        Moves { names: String } => "会换基地：{names}", "Goes to another base: {names}";
        GateFails => "准入不通过，不参与选择。", "A gate fails, so it is not chosen from.";
        NotAsked => "不在候选里：", "Not a candidate: ";
        NotAskedLocal => "本地企业是产业链的锚，不是招商对象。", "a local firm is an anchor of the chain, not a prospect.";
        NotAskedLanded => "已经落地。", "it has landed.";
        NotAskedTrader => "只做贸易，且没有人确认过赛道。", "it only trades, and nobody confirmed its place.";
        NotAskedLead => "有线索在谈，已照常计入席位。", "it has an open lead and counts anyway.";
        NotAskedTarget => "所属基地未设目标。", "its base has no target.";
        NotAskedHonour => "不具备席位要求的资质。", "it does not hold the honour the seat asks for.";
        NotAskedBase => "不属于所选基地。", "it belongs to another base than the one chosen.";
        NotAskedSlot => "没有对应的席位。", "there is no slot for it.";
        DoesNotFit => "在这些限制下，无论去掉谁都放不下它。", "It does not fit within the limits, whoever is left out.";
        PinIn => "必选", "Pin in";
        PinOut => "不选", "Leave out";
        Unpin => "取消指定", "Unpin";
        PinnedIn => "已指定：必选", "Pinned in";
        PinnedOut => "已指定：不选", "Pinned out";
        PinnedInList => "必选", "Pinned in";
        PinnedOutList => "不选", "Left out";
        UnpinNamed { company: String } => "取消指定 {company}", "Unpin {company}";
        UnpinAll => "全部取消", "Unpin all";
        Open => "打开企业", "Open the company";

        SlotsTitle => "席位会怎样", "What the slots become";
        SlotWords { base: String, tier: String, before: String, after: String } =>
            "{base} {tier}：达到下限的把握由 {before} 升到 {after}",
            "{base} {tier}: the chance to reach the minimum rises from {before} to {after}";
        ReachMin => "达下限", "P(≥ min)";
        ReachMinTip => "达到规划下限的把握：没有这组企业 → 有这组企业", "Chance to reach the plan's minimum: without → with the chosen";
        ExpectedSeats => "预计", "Expected";
        ExpectedTip => "预计落地家数，含已落地", "Expected number of firms, those landed included";

        MoreTitle => "多一点值多少", "What a little more is worth";
        MoreNote =>
            "每一项都重新求解得出，不按单价推算。",
            "Each is found by solving again, never read off a price.";
        MoreMeetingTime { minutes: String } => "多一场会谈（含 {minutes} 分钟）", "One more meeting (with {minutes} min)";
        MoreMeeting => "多一场会谈（时间不变）", "One more meeting (same time)";
        MoreTime { minutes: String } => "多 {minutes} 分钟（场次不变）", "{minutes} <more minute|more minutes> (same meetings)";
        MoreLand { place: String, land: String } => "用地多 {land} 亩：{place}", "{land} more mu at {place}";
        MoreSeat { base: String, tier: String } => "{tier}多一席：{base}", "One more {tier} seat: {base}";
        Worth => "值", "Worth";
        WorthNothing => "不增加", "nothing";
        MoreJob => "计算多一点值多少", "What a little more is worth";

        BasisTitle => "依据与假设", "Basis and assumptions";
        BasisCandidates { count: String, choice: String } =>
            "候选 {count} 家，其中 {choice} 家有不止一个基地可去。",
            "{count} <candidate|candidates>, {choice} of them with more than one base to go to.";
        BasisBoard =>
            "基地页把在办项目全部计入，也不按准入打折；这里没有选上的不计，准入待核的打折，所以两处的把握不同。",
            "The board of bases counts every open lead and takes nothing off for open gates; here those not chosen do not count and open gates take something off, so the two differ.";
        BasisUnderway { count: String } => "在谈 {count} 家照常计入席位。", "{count} <open lead counts|open leads count> anyway.";
        BasisLand { count: String } => "{count} 家用地未知，按假设计。", "Land is unknown for {count}; the assumption stands in.";
        BasisGates { count: String } => "{count} 家准入待核，可得性打折。", "{count} have an unchecked gate; their chance counts less.";
        BasisHonours { count: String } =>
            "{count} 家是否具备席位要求的资质待核，先按具备计。",
            "For {count} nobody knows whether they hold the honour the seat asks for; they count as if they did.";
        BasisOut { gate: String, target: String, slot: String, honour: String, traders: String } =>
            "不参与：准入不通过 {gate}，未设目标 {target}，没有席位 {slot}，资质不符 {honour}，渠道/贸易商 {traders}。",
            "Left out: gate fails {gate}, no target {target}, no slot {slot}, honour missing {honour}, traders {traders}.";
        BasisSites { count: String } =>
            "{count} 块可用地块没有所属基地，也不在任何基地的布局地，未计入。请在数据页补上。",
            "{count} <free site belongs|free sites belong> to no base and lie in no base's place, and are not counted. Please give either on the data page.";
        BasisTaken { land: String } =>
            "照常跟进、尚未签约的企业预计用地 {land} 亩，已先扣除。",
            "Open leads that go on and have not signed are expected to take {land} mu; that is set aside first.";

        CopyList => "复制名单", "Copy the list";
        FileSlots => "导出席位表", "Export the slots";
        SlotsBefore { title: String } => "{title}（不含这组企业）", "{title} (without the chosen)";
        SlotsAfter { title: String } => "{title}（含这组企业）", "{title} (with the chosen)";
        RangeMin => "席位下限", "Fewest";
        RangeMax => "席位上限", "Most";
        Landed => "已落地", "Landed";
        KeepList => "存为短名单…", "Keep as a shortlist…";
        VisitPlan => "排成展会行程", "Visit plan";
        VisitPlanTip =>
            "把选出的企业中在某个展会参展的排成行程：按馆和展位走，分给参展人员和各天；人工选定和已完成的保留，可一步撤销",
            "Those of the chosen that exhibit at a fair become its walk: by hall and stand, over its officers and days; visits chosen by hand or done stay, and one undo takes it back";
        VisitPlanOf { fair: String, count: String } => "{fair}：{count} 家参展", "{fair}: {count} exhibit";
        VisitPlanNoFair => "没有将要举行的展会", "There is no fair to come";
        VisitPlanJob => "排展会行程", "Planning visits";
        VisitPlanMade { fair: String, count: String } => "{fair}：{count} 家排进行程。", "{fair}: {count} put on the walk.";
        VisitPlanLeft { count: String } =>
            "其中 {count} 家没有排上时间，列在最后。",
            " There is no time for {count}; they stand last.";
        KeepListTip => "按贡献排序，连同当天的得分存为短名单", "In the order of what they add, with the scores of today";
    }
}
