//! Words of documents: headings, notes, page lines, and what is said when a file cannot be written.

use super::{Lang, Say};
use crate::{
    messages,
    report::file::{WriteError, WriteFault},
};

messages! {
    /// Headings and fixed words.
    pub enum ReportWord {
        SheetList => "短名单", "Shortlist";
        SheetBreakdown => "评分明细", "Scores";
        SheetNotes => "说明", "Notes";
        Rank => "序号", "No.";
        Company => "企业名称", "Company";
        CreditCode => "统一社会信用代码", "Credit code";
        Place => "所在地", "Place";
        Sector => "赛道", "Sector";
        Segment => "环节", "Segment";
        Product => "产品", "Product";
        Tier => "梯队", "Tier";
        TierReason => "梯队依据", "Why this tier";
        Gates => "准入", "Gates";
        GateReasons => "准入说明", "Gates in detail";
        Value => "价值", "Value";
        Low => "价值下限", "Lower bound";
        High => "价值上限", "Upper bound";
        Class => "等级", "Class";
        Stability => "稳定度", "Stability";
        Coverage => "资料完整度", "Coverage";
        Flags => "提示", "Flags";
        Moved => "手工调整的理由", "Why moved by hand";
        Base => "目标基地", "Base";
        Need => "席位需求", "Slot need";
        Attainability => "可得性", "Attainability";
        AttainabilitySource => "可得性依据", "Basis of attainability";
        Priority => "优先级", "Priority";
        Stage => "阶段", "Stage";
        Owner => "负责人", "Officer";
        Evidence => "匹配依据", "Matching words";
        Missing => "待补资料", "Missing facts";
        MainBusiness => "主营业务", "Main business";
        Website => "网站", "Website";
        Project => "项目", "Project";
        Negotiation => "洽谈情况", "State of talks";
        Phone => "电话", "Phone";
        Email => "电子邮箱", "E-mail";
        LegalRepresentative => "法定代表人", "Legal representative";
        Notes => "备注", "Notes";
        Group => "准则组", "Group";
        Criterion => "准则", "Criterion";
        Weight => "权重", "Weight";
        Fact => "取值", "Fact";
        ValueOfCriterion => "准则值", "Criterion value";
        Points => "得分", "Points";
        PointsLow => "得分下限", "Points, lower";
        PointsHigh => "得分上限", "Points, upper";
        State => "状态", "State";
        Source => "来源", "Source";
        Item => "事项", "Item";
        Content => "内容", "Content";
        MadeOn => "生成日期", "Made on";
        Author => "制作人", "Made by";
        Purpose => "用途", "Purpose";
        NotSaid => "未说明", "not stated";
        TargetDate => "目标日期", "Target date";
        Order => "排序方式", "Order";
        PrivacyLevel => "级别", "Level";
        Filters => "筛选条件", "Selection";
        EveryCompany => "不限", "all companies";
        Companies => "企业数", "Companies";
        Versions => "版本", "Versions";
        Plan => "规划", "Plan";
        Model => "模型", "Model";
        Catalogue => "产业链目录", "Chain catalogue";
        LeftOut => "未列入的企业及原因", "Left out, and why";
        Examples => "例如", "Such as";
        NobodyLeftOut => "无", "none";
        Weights => "准则与权重", "Criteria and weights";
        HowToRead => "如何阅读", "How to read this";
        Unknown => "未知", "unknown";
        NoTarget => "未设目标", "no target set";
        NoSlot => "无对应席位", "no seat of its kind";
        NotApplicable => "不适用", "not applicable";
        NoStage => "尚无项目", "no lead yet";
        LowCoverage => "资料不足", "little known";
        FullSays => "含联系方式和备注，仅限内部使用", "contains contacts and notes; for internal use only";
        LeaderSays => "不含电话、邮箱、法定代表人和备注", "without phones, e-mails, legal representatives and notes";
        PublicSays => "不含任何个人信息和洽谈情况", "without anything personal and anything from talks";
        Fictional => "演示数据，企业均为虚构", "demonstration data; all companies are fictional";
        ReadValue => "价值为 0–100 分，是各准则得分之和；下限和上限是把未知资料按最差和最好计算的结果，真实价值必在其间。", "Value is 0–100, the sum of the points of all criteria; the bounds take what is unknown at its worst and at its best, so the true value lies between.";
        ReadEstimate => "状态为“估计”的准则没有资料，得分取同类企业的平均值，只用于排序，不作为数据保存。", "A criterion marked \"estimated\" has no facts; its points are the mean of its peers, used for ordering only and never kept as data.";
        ReadGates => "准入逐条判断，不计入分数；“待核”表示尚未查证，既不是通过也不是不通过。", "Gates are judged one by one and never averaged into the score; \"to check\" is neither passed nor failed.";
        ReadCoverage => "资料完整度是已知准则所占的权重；低于模型规定的标为“资料不足”，但照常排序。", "Coverage is the weight of the criteria that are known; below the model's mark a company is marked \"little known\" but ordered like any other.";
        ReadPriority => "优先级 = 可得性 × 价值 ÷ 100 × 席位价值 × 席位需求；未设目标的基地没有优先级，不以零代替。", "Priority = attainability × value ÷ 100 × slot value × need; a base without a target has no priority, and a zero is not put in its place.";
        ReadStability => "稳定度是在权重合理变动、未知资料随机取值的多次试算中仍留在名单上的比例。", "Stability is the share of trials, with weights moved plausibly and unknown facts drawn, in which a company stays on the list.";
        ReadClass => "等级 A、B、C 由各准则组是否达标判定；写作区间表示资料补齐后可能变化。", "Class A, B, C tells whether the groups of criteria reach their marks; a range may still change when facts come in.";
        ReadPrint => "打印只含前面的主要列，其余各列供屏幕查看。", "Only the main columns on the left are printed; the others are for the screen.";
        PriorityNow => "现优先级", "Priority now";
        LowNow => "现价值下限", "Lower bound now";
        HighNow => "现价值上限", "Upper bound now";
        SortKey => "排序值", "Sort key";
        PerPoint => "每分价值折合", "Per point of value";
        Shift => "附加值", "Added";
    }
}

messages! {
    /// Sentences with parts.
    pub enum ReportMessage {
        Subtitle { date: String, count: String, order: String, level: String } => "{date}　共 {count} 家　{order}　{level}级", "{date} · {count} <company|companies> · {order} · level: {level}";
        OrderedBy { figure: String } => "按{figure}排序", "ordered by {figure}";
        OrderedByThen { figure: String, day: String } => "按{day}的{figure}排序", "ordered by {figure} as of {day}";
        OrderedByHand => "手工排序", "arranged by hand";
        PageOf { page: String, pages: String } => "第 {page} 页，共 {pages} 页", "page {page} of {pages}";
        PlanLine { title: String, hash: String } => "规划：{title}（{hash}）", "Plan: {title} ({hash})";
        ModelLine { title: String, hash: String } => "模型：{title}（{hash}）", "Model: {title} ({hash})";
        VersionIs { title: String, version: String, sha256: String } => "{title}　版本 {version}　SHA-256 {sha256}", "{title}, version {version}, SHA-256 {sha256}";
        StampIs { title: String, sha256: String } => "{title}　SHA-256 {sha256}", "{title}, SHA-256 {sha256}";
        LeftOutOne { count: String } => "{count} 家", "{count} <company|companies>";
        LeftOutSome { count: String, examples: String } => "{count} 家，如{examples}", "{count} <company|companies>, such as {examples}";
        WeightIs { weight: String } => "权重 {weight}", "weight {weight}";
        GateIs { gate: String, state: String } => "{gate}：{state}", "{gate}: {state}";
        GateBecause { gate: String, state: String, reason: String } => "{gate}：{state}（{reason}）", "{gate}: {state} ({reason})";
        GatesToCheck { state: String, count: String } => "{state} {count} 项", "{count} {state}";
        FactIs { label: String, value: String } => "{label}：{value}", "{label}: {value}";
        PlacesBy { figure: String } => "名次按{figure}排，与名单相同。", " Places go by {figure}, as in the list.";
        BoundOf { label: String, bound: String } => "{label}（{bound}）", "{label} ({bound})";
        NoWeight { names: String } => "权重为 0、不计分的准则：{names}。", "Criteria of no weight, which give no points: {names}.";
        OnlyFirst { count: String, shown: String } =>
            "名单共 {count} 家，全部列于上表；以下只写前 {shown} 家的理由，其余各家见表格文件的“评分明细”。",
            "All {count} <company|companies> stand in the table above; reasons follow for the first {shown}, those of the others are in the sheet \"Scores\" of the workbook.";
        SeatsOf { count: String } => "{count} 家", "{count}";
        MinimumStays { share: String } => "达到下限仍为 {share}", "reaching the minimum stays at {share}";
        Continued { name: String } => "{name}（续）", "{name} (continued)";
        AndMoreFacts { count: String } => "……另有 {count} 条，权重较小或较早", "… and {count} more that weigh less or are older";
        LevelIs { level: String, meaning: String } => "{level}：{meaning}", "{level}: {meaning}";
    }
}

messages! {
    /// Why a file could not be written, and what to do.
    pub enum WriteMessage {
        InUse { path: String, other: String } => "“{path}”正被其他程序（如 Excel、WPS）打开，没有写入。请关闭后重试，或另存为“{other}”。", "\"{path}\" is open in another program (Excel, WPS); nothing was written. Close it there and try again, or save as \"{other}\".";
        NoPermission { path: String } => "没有权限写入“{path}”。请换一个文件夹，或请管理员开通权限。", "No permission to write \"{path}\". Choose another folder, or ask for access.";
        ReadOnly { path: String } => "“{path}”是只读的，没有写入。请取消只读，或换一个文件名。", "\"{path}\" is read-only; nothing was written. Make it writable, or choose another name.";
        NoSuchFolder { folder: String } => "文件夹“{folder}”不存在。请先建立，或换一个位置。", "The folder \"{folder}\" does not exist. Create it first, or choose another place.";
        IsFolder { path: String } => "“{path}”是文件夹，不是文件。请在后面加上文件名。", "\"{path}\" is a folder, not a file. Add a file name.";
        NoSpace { path: String } => "磁盘空间不足，“{path}”没有写入，原有文件未动。请清理磁盘或换一个位置。", "The disk is full; \"{path}\" was not written and what was there is untouched. Free some space, or choose another place.";
        Other { path: String, error: String } => "无法写入“{path}”：{error}。原有文件未动。", "\"{path}\" could not be written: {error}. What was there is untouched.";
    }
}

impl Say for WriteError {
    fn say(&self, lang: Lang) -> String {
        let path = self.path.display().to_string();
        match &self.fault {
            WriteFault::InUse => WriteMessage::InUse { path, other: self.other_name() },
            WriteFault::NoPermission => WriteMessage::NoPermission { path },
            WriteFault::ReadOnly => WriteMessage::ReadOnly { path },
            WriteFault::NoSuchFolder(folder) => WriteMessage::NoSuchFolder { folder: folder.display().to_string() },
            WriteFault::IsFolder => WriteMessage::IsFolder { path },
            WriteFault::NoSpace => WriteMessage::NoSpace { path },
            WriteFault::Other(error) => WriteMessage::Other { path, error: error.to_string() },
        }
        .say(lang)
    }
}
