//! Words of the page Plan & model.

use crate::{messages, scoring::ChainRelation};

/// The word that marks an assumption in the sources of a model.
pub const ASSUMED: &str = "假设";

messages! {
    /// Words of the page Plan & model.
    pub enum PlanPageText {
        TabPlan => "规划", "Plan";
        TabModel => "模型", "Model";
        TabVersions => "版本", "Versions";
        InForce { title: String } => "现行：{title}", "In force: {title}";
        Fingerprint { hash: String } => "指纹（SHA-256）：{hash}", "Fingerprint (SHA-256): {hash}";
        Reading => "正在读取规划和模型", "Reading plan and model";
        ReadingNote => "评分完成后即可查看。", "They are shown once the companies are scored.";
        NotReadable => "现行的规划或模型无法使用", "The plan or model in force cannot be used";
        NotReadableNote => "可以到“版本”重新启用以前的版本。", "An earlier version can be adopted again under Versions.";
        ToVersions => "查看版本", "See the versions";

        SearchPlan => "在规划中查找", "Search the plan";
        NothingFound { query: String } => "规划中没有“{query}”。", "The plan does not hold \"{query}\".";
        TreeName => "规划目录", "Parts of the plan";
        About => "规划概况", "The plan";
        SectorsCaption { aim: &'static str } => "重点产业 · {aim}", "Sectors · {aim}";
        OtherParts => "规划其他内容", "Other parts of the plan";
        CompaniesAt { name: String, count: String } => "{name}：企业 {count} 家", "{name}: {count} <company|companies>";
        EntriesThere { name: String, count: String } => "{name}：{count} 条", "{name}: {count} <entry|entries>";
        NotInThisVersion => "现行版本中没有这一项。", "It is not in the version in force.";

        PeriodEnds { zone: String, day: String } => "{zone} · 规划期至 {day}", "{zone} · period ends {day}";
        Expired => "已到期", "Date passed";
        SectorsUnit => "个赛道", "sectors";
        SegmentsUnit => "个环节", "segments";
        ProductsUnit => "种产品", "products";
        BasesUnit => "个基地", "bases";
        PlatformsUnit => "个平台", "platforms";
        ByHorizon => "产品时序", "When the plan wants products";
        ByHorizonShort => "时序", "Horizon";
        ByHorizonNote =>
            "左列是程序使用的类别，右列是规划原词。",
            "On the left the class the program uses, on the right the plan's own words.";
        HorizonClass => "类别", "Class";
        PlanWords => "规划原词", "The plan's words";
        Headings => "规划标题", "Headings of the plan";

        Segments => "环节", "Segments";
        Segment => "环节", "Segment";
        Products => "产品", "Products";
        Product => "产品", "Product";
        Source => "出处", "Source";
        Companies => "企业", "Companies";
        CompaniesThere { count: String } => "企业 {count} 家", "{count} <company|companies>";
        ShowCompanies => "在企业页查看这些企业", "Show these companies";
        HeadingLine { id: String, title: String } => "{id}　{title}", "{id}   {title}";
        InTotals => "计入表1合计", "In the totals of Table 1";
        OutOfTotals => "不计入表1合计", "Not in the totals of Table 1";
        TotalsNote =>
            "表1的指标只统计规上制造业，不含新一代信息技术和大健康。",
            "Table 1 counts manufacturing above designated size, without new-generation IT and health.";
        TakenByBase => "承接基地", "Taken by";
        Techniques => "技术与方向", "Techniques and aims";
        TechniquesNote => "规划提到而没有列为产品的。", "Named by the plan without being called products.";
        HorizonWord => "时序（原词）", "Horizon word";
        HorizonIs { class: &'static str } => "按“{class}”计算", "Counted as \"{class}\"";
        HorizonBoth { word: String, class: &'static str } => "{word}（按“{class}”计算）", "{word} (counted as \"{class}\")";
        Bounds => "技术限定", "Technical bounds";
        ProductGroup => "分组", "Group";
        StatedAs => "规划原文", "Stated as";
        Quoted { words: String } => "“{words}”", "\"{words}\"";
        Upgrade => "升级", "Upgrading";
        UpgradeNamed => "规划点名发展或提升", "named by the plan for upgrading";
        UpgradeNotNamed => "规划没有点名升级，赛道契合不计分", "not named for upgrading: no points for sector fit";
        AlsoUnder => "同一产品也列在", "The same thing is also listed under";

        Indicators => "主要指标（表1）", "Indicators (Table 1)";
        IndicatorsNote =>
            "灰色为现状，黑色为目标；鼠标停在“统计范围”上看全文。",
            "Grey is where things stood, black is the goal; hover over the scope for its full text.";
        Indicator => "指标", "Indicator";
        UnitColumn => "单位", "Unit";
        AddsUp => "口径", "Adds up";
        Attribute => "属性", "Kind";
        Scope => "统计范围", "Scope";
        Actual => "现状", "as it was";
        Goal => "目标", "goal";
        Gates => "准入条件", "Admission gates";
        GatesNote =>
            "不通过的企业不进入短名单，也不计入席位；没有证据时为“待核”，不算通过。",
            "Who fails a gate is on no shortlist and takes no seat; without proof a gate is open, which is not a pass.";
        RuleNote => "没有人工核查时由它决定", "What decides while nobody has checked";
        Platforms => "平台", "Platforms";
        PlatformsNote =>
            "优先对接这些平台的客户和合作伙伴。",
            "Their customers and partners are courted first.";
        Platform => "平台", "Platform";
        TiedTo => "关联环节", "Segments";
        Places => "片区", "Places";
        Place => "片区", "Place";
        Aim => "方向", "Aim";
        Zones => "协同招商区域", "Partner zones";
        ZonesNote => "不适合本区的项目可以转介。", "Leads that do not suit this zone can be referred to them.";
        Zone => "区域", "Zone";
        Baseline => "本底数据", "Baseline facts";
        BaselineNote => "编制规划时的情况，不随时间更新。", "As things stood when the plan was made; they are not kept up to date.";
        What => "内容", "What";
        Value => "数值", "Value";
        Approximately { figure: String } => "约 {figure}", "about {figure}";
        Funds => "资金政策", "Funds";
        Outlook => "远景展望", "Outlook";

        Bases => "基地与席位", "Bases and seats";
        BasesNote =>
            "席位数可以修改，保存后成为规划的新版本；“规划原文”一列保持不变，便于对照。需求和预测按现行版本计算。",
            "Seat ranges can be edited and are saved as a new version of the plan; the plan's own words stay beside them. Needs and forecasts follow the version in force.";
        Tier => "梯队", "Tier";
        SeatRange => "席位（最少–最多）", "Seats (min–max)";
        SeatsBy => "期限", "Until";
        Filled => "已落地与在谈", "Filled";
        Eligibility => "资格", "Eligibility";
        PlanText => "规划原文", "The plan's words";
        NoHonourAsked => "不限", "none asked";
        Firms => "家", "firms";
        SlotName { base: String, tier: &'static str } => "{base} · {tier}", "{base} · {tier}";
        SeatsMin { slot: String } => "{slot} 最少家数", "{slot}: fewest firms";
        SeatsMax { slot: String } => "{slot} 最多家数", "{slot}: most firms";
        SeatsByOf { slot: String } => "{slot} 期限", "{slot}: until";
        NoTarget => "未设目标", "No target set";
        NoTargetNote => "规划没有写数量。", "The plan gives no number.";
        SetTarget => "设定目标：", "Set a target:";
        SetTargetOf { slot: String } => "设定目标：{slot}", "Set a target: {slot}";
        SetByHand => "人工设定，非规划原文（假设）", "set by hand, not the plan's words (assumption)";
        RemoveTarget => "取消这一目标", "Remove this target";

        Unsaved { count: String } => "{count} 处修改尚未保存", "{count} <change|changes> not saved";
        UnsavedSome => "有修改尚未保存", "Changes not saved";
        ShowChanges => "查看修改", "Show them";
        HideChanges => "收起", "Hide them";
        SaveVersion => "存为新版本", "Save as a new version";
        VersionTitle => "新版本名称", "Title of the new version";
        ProposedTitle { what: String, day: String } => "{what} {day}", "{what} {day}";
        Discard => "放弃修改", "Discard";
        Discarded => "修改已放弃。", "The changes were discarded.";
        TakeBack => "恢复修改", "Bring them back";
        CannotWrite { detail: String } => "无法写成文本：{detail}", "cannot be written down: {detail}";
        TryOnly => "只读：可以试算，不能保存", "Read only: try freely, nothing can be saved";

        Weights => "权重", "Weights";
        Scales => "标尺与门槛", "Scales and thresholds";
        Parameters => "其他假设", "Other assumptions";
        GroupWeights => "准则组权重", "Weights of the groups";
        WithinGroup { group: String } => "{group} · 组内权重", "{group} · weights within the group";
        TotalWhole { total: String } => "合计 {total}", "total {total}";
        TotalOff { total: String } => "合计 {total}，须为 100%", "total {total}, must be 100%";
        TotalNote =>
            "不足或超出 100% 时，右侧按比例折算试排；凑足 100% 才能保存。",
            "While it is not 100%, the ranking is tried with the weights in proportion; only 100% can be saved.";
        Distribute => "凑足 100%", "Bring to 100%";
        DistributeOf { title: String } => "{title}：凑足 100%", "{title}: bring to 100%";
        DistributeProportional => "按现有比例", "In proportion";
        ProportionalNote => "全部按同一比例缩放。", "All are scaled alike.";
        DistributeEqual => "平均分配", "Equally";
        EqualNote => "每项相同。", "The same for each.";
        DistributeByOrder => "按现有次序（ROC）", "By their order (ROC)";
        ByOrderNote =>
            "只认次序：第一重要的最多，依次递减（Barron 与 Barrett，1996）。",
            "Only the order counts: most for the most important, then less and less (Barron & Barrett 1996).";
        WeightOf { name: String } => "{name} 权重滑块", "{name}: weight slider";
        WeightFieldOf { name: String } => "{name} 权重", "{name}: weight";
        PointsUnit => "分", "pts";
        PointsNote { points: String } =>
            "满分 100 分中最多占 {points} 分（组权重 × 组内权重，未启用的准则让出的部分已计入）",
            "At most {points} of 100 points (group weight × weight within the group, with what inactive criteria give up)";
        Inactive => "未启用", "Inactive";
        InactiveThreshold => "未启用：去设门槛", "Inactive: set a threshold";
        InactiveScale => "未启用：没有标尺", "Inactive: no scale";
        InactiveNote =>
            "没有标尺的准则不计分，它的权重按比例归入同组其他准则。",
            "A criterion without a scale does not count; its weight goes to the others of its group in proportion.";
        WorthPoints { points: String } => "占 {points} 分", "{points} points";
        AssumedNote =>
            "工作假设，不是从规划或文件里读到的；可以修改。",
            "A working assumption, not read in the plan or any document; it can be changed.";

        FitFormula => "赛道契合 = 匹配强度（不超过角色上限）× 时序系数", "Sector fit = strength, at most what the role allows, × horizon factor";
        HorizonFactor => "时序", "Horizon";
        RoleFactor => "角色上限", "Role limit";
        Factor => "系数", "Factor";
        Number => "数值", "Number";
        Worth => "分值", "Worth";
        NoScale => "没有标尺，不参加评分。", "No scale: it takes no part in the score.";
        CurveWaits => "设定门槛后按此曲线评分；门槛写明出处才算数。", "With a threshold it is scored by this curve; a threshold counts once its source is given.";
        CurveWords { name: String, points: String } => "{name} 的价值曲线：{points}", "Value curve of {name}: {points}";
        ThresholdShape { at: String, times: String } =>
            "达到门槛得 {at}，达到门槛的 {times} 倍得 1",
            "{at} at the threshold, 1 at {times} <time|times> the threshold";
        Threshold => "门槛", "Threshold";
        ThresholdTimes { times: String } => "{times} 倍", "{times} <time|times>";
        ThresholdOf { name: String } => "{name} 门槛", "{name}: threshold";
        ThresholdSourceOf { name: String } => "{name} 门槛出处", "{name}: source of the threshold";
        SourceHint => "出处（文件、日期；假设请写“假设”）", "Source (document and date, or say that it is an assumption)";
        SourceOf { name: String } => "{name} 出处", "{name}: source";
        AcceptThreshold => "启用", "Accept";
        WithdrawThreshold => "撤销", "Withdraw";
        WithdrawNote => "撤销后该准则不再计分", "Without it the criterion no longer counts";
        ThresholdNeeds => "先填数值和出处", "Give value and source first";
        Fill => "补链", "Fills a gap";
        Strengthen => "强链", "Strengthens";
        Extend => "延链", "Extends";

        FigureOf { name: String } => "{name} 数值", "{name}: figure";
        SlotValues => "席位价值", "Slot values";
        SlotValuesNote =>
            "一个席位值多少，由领导定；以龙头型为 100 比较。只影响优先级。",
            "What a filled seat is worth, as the director sees it, with a leader as 100. It moves priority only.";
        StageChances => "各阶段走到落地的可能性", "Chance to land, by stage";
        StageChancesNote =>
            "没有专员估计时用它算可得性和席位需求。",
            "Used for attainability and need where no officer gave an estimate.";
        Limits => "界限", "Limits";
        LimitsNote => "评分和席位需求里用到的其他数。", "Other figures used in scores and needs.";
        Beta => "β：下限以上席位的分量", "β: places above the minimum";
        LowCoverage => "资料不足线", "Low-coverage limit";
        PeersNeeded => "同类均值最少家数", "Peers needed for a mean";
        Classes => "分类 A / B / C（MR-Sort）", "Classes A / B / C (MR-Sort)";
        ClassesNote =>
            "达到某类下限的准则组，权重合计过半数线即入该类；低于否决线的一律为 C。分类不相互补偿，能看出总分掩盖的短板。",
            "A company is in a class when the groups that reach its profile hold the majority of the weight; below a veto it is C. Weak spots are not made up for, unlike in a sum.";
        Group => "准则组", "Group";
        ReachClass { class: &'static str } => "{class} 类下限", "Class {class} from";
        VetoBelow => "否决线", "Veto below";
        TierRules => "梯队规则", "Tier rules";
        TierRulesNote =>
            "从上到下，先符合的为准；荣誉须在有效期内。人工指定的梯队优先。",
            "From the top, the first that holds decides; honours must not have expired. A tier set by a person comes first.";
        RevenueAtLeast { amount: String } => "或营业收入不少于 {amount}", "or revenue of at least {amount}";
        EverybodyElse => "其余企业", "everybody else";
        PeerMeans => "同类均值", "Peer means";
        PeerMeansNote =>
            "企业缺少某项资料时，分值先用同梯队、同赛道企业的平均水平代替，并标为估计。均值只在这里重新计算，新导入的企业不会悄悄改变别人的分数。",
            "Where a fact is missing, the point is the mean of companies of the same tier and sector, marked as estimated. Means are computed only here, so that a new company changes nobody's score unnoticed.";
        PeersNone => "还没有计算过：缺的资料都按中间值 0.5 计。", "Not computed yet: every missing fact counts as the middle, 0.5.";
        PeersMade { title: String, day: String, count: String } =>
            "现行：{title}（{day}，{count} 个均值）",
            "In force: {title} ({day}, {count} means)";
        RecomputePeers => "重新计算", "Compute anew";
        RecomputeNote => "按现有资料计算并立即启用；可以撤销。", "From the facts on record, in force at once; can be undone.";
        PeersComputing => "计算同类均值", "Computing peer means";
        PeersTitle { day: String } => "同类均值 {day}", "Peer means {day}";

        Ranking => "现行排名", "Ranking in force";
        LiveRanking => "试排", "Trial ranking";
        Top => "前", "top";
        TopLength => "显示前几名", "Length of the top";
        NobodyToRank => "没有可以排名的企业。", "No company to rank.";
        NobodyMoved { candidates: String } => "与现行模型相同，共 {candidates} 家参加排名", "As in force; {candidates} <company takes|companies take> part";
        Moved { entered: String, out: String, moved: String } =>
            "进入 {entered} 家，移出 {out} 家，{moved} 家名次变动",
            "{entered} come in, {out} fall out, {moved} change place";
        FellOut { length: String } => "移出前 {length} 名", "No longer in the top {length}";
        RankRow { place: String, name: String, value: String } => "第 {place} 名 {name}，价值 {value}", "{place}. {name}, value {value}";
        RankRowMoved { place: String, name: String, value: String, before: String, was: String } =>
            "第 {place} 名 {name}，价值 {value}；现行第 {before} 名，价值 {was}",
            "{place}. {name}, value {value}; in force {before}., value {was}";

        WhatDiffers => "修改内容", "What differs";
        NothingDiffers => "内容相同。", "Nothing differs.";
        Where => "位置", "Where";
        Before => "原来", "Before";
        After => "改为", "After";
        MoreDifferences { count: String } => "还有 {count} 处", "{count} more";
        WhoMoves => "名次变动（按价值）", "Who moves (by value)";
        WhoMovesByPriority => "名次变动（按优先级）", "Who moves (by priority)";

        KindPlan => "规划", "Plan";
        KindModel => "模型", "Model";
        KindCatalogue => "词库", "Catalogue";
        KindPeers => "同类均值", "Peer means";
        KindRules => "流程规则", "Pipeline rules";
        VersionCount { count: String } => "{count} 个版本", "{count} <version|versions>";
        NoVersions => "还没有；在“模型 · 其他假设”里计算。", "None yet; they are computed under Model, Other assumptions.";
        VersionNamed { title: String, day: String } => "{title}（{day}）", "{title} ({day})";
        VersionActive { title: String, day: String } => "{title}（{day}，现行）", "{title} ({day}, in force)";
        Active => "现行", "In force";
        Adopt => "启用", "Adopt";
        AdoptOf { title: String, day: String } => "启用 {title}（{day}）", "Adopt {title} ({day})";
        AdoptNote =>
            "作为新版本重新启用，全部企业随即重评；可以撤销。",
            "It becomes the newest version and all companies are scored anew; can be undone.";
        CopyText => "复制全文", "Copy the text";
        ChooseVersion => "选择一个版本，查看它与其他版本的差别。", "Choose a version to see how it differs from another.";
        OnlyVersion => "只有这一个版本，没有可以比较的。", "It is the only version; there is nothing to compare it with.";
        ComparedWith => "对比", "Compared with";
        Comparing => "正在比较", "Comparing";
        NotComparable { detail: String } => "无法比较：{detail}", "Cannot be compared: {detail}";
        Differences { count: String } => "{count} 处差别", "{count} <difference|differences>";
    }
}

impl PlanPageText {
    /// The name of what a product does to the local chain.
    pub const fn relation(relation: ChainRelation) -> Self {
        match relation {
            ChainRelation::Fill => Self::Fill,
            ChainRelation::Strengthen => Self::Strengthen,
            ChainRelation::Extend => Self::Extend,
        }
    }
}
