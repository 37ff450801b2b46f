//! Words of the lead panel: stages, clock, entries, tasks, form, amounts, people, papers, links, sites.

use super::{Lang, Say};
use crate::{exchange::papers::PaperError, messages};

messages! {
    /// Units of quantities.
    pub enum UnitText {
        Mu => "亩", "mu";
        SquareMetre => "㎡", "m²";
        KiloVoltAmpere => "千伏安", "kVA";
        Tce => "吨标煤", "tce";
        Metre => "米", "m";
        TonnePerSquareMetre => "吨/㎡", "t/m²";
        Rent => "元/㎡·月", "CNY/m² a month";
        Percent => "%", "%";
        Yuan => "元", "CNY";
    }
}

messages! {
    /// Words of the lead panel.
    pub enum LeadText {
        PartWork => "进展", "Work";
        PartForm => "资料", "Form";
        PartAmounts => "金额", "Amounts";
        PartPeople => "联系人", "People";
        PartFiles => "附件", "Files";
        PartLinks => "关联", "Links";
        PartSites => "场地", "Sites";
        PartLog => "变更", "History";
        PartLocal => "本地供需", "Makes and needs";
        PartCount { title: String, count: usize } => "{title} {count}", "{title} {count}";
        ReadOnly => "只读打开，不能修改。", "Opened read-only.";

        Since { day: String } => "{day} 进入本阶段", "at this stage since {day}";
        NoOwner => "未分配负责人", "no officer yet";
        OwnedBy { name: String } => "负责人：{name}", "officer: {name}";
        MoveTo { stage: String } => "推进到“{stage}”", "Move to \"{stage}\"";
        StageNow { stage: String } => "现在的阶段：{stage}", "stage now: {stage}";
        StageShut { stage: String } => "{stage}：流程规则不允许从现在的阶段转入", "{stage}: the rules allow no move there from here";
        ProofAsked => "这一步要有依据：协议编号、会议纪要…", "this step asks for a proof: contract, minutes…";
        ProofHint => "会议纪要、协议编号…", "minutes, number of the contract…";
        ClockDone { clock: &'static str, from: String, due: String, done: String } =>
            "{clock}：{from} 起，{due} 前，已于 {done} 完成", "{clock}: from {from}, due {due}, done {done}";
        ClockLate { clock: &'static str, from: String, due: String, days: i32 } =>
            "{clock}：{from} 起，应在 {due} 前，已超 {days} 天", "{clock}: from {from}, was due {due}, {days} <day|days> late";
        ClockLeft { clock: &'static str, from: String, due: String, days: i32 } =>
            "{clock}：{from} 起，应在 {due} 前，还有 {days} 天", "{clock}: from {from}, due {due}, {days} <day|days> left";
        ClockNoStart => "时限的起算日期不详", "the day its clock starts from is not known";
        ClockNoPlan => "没有计划投产或竣工日期，无法判断快慢", "no planned day of production or completion to measure by";
        Standstill { day: String } => "{day} 以来没有进展，请说明原因", "no progress since {day}: state why";
        ExplainStandstill => "说明原因", "State why";

        EntryText => "内容", "What was said";
        EntryHint => "说了什么，定了什么", "what was said and agreed";
        EntryDay => "发生日期", "On which day";
        EntryPeople => "对方参加人", "Who took part";
        EntrySave => "记下", "Note down";
        EntryKeys => "Ctrl+Enter 保存，Alt+数字 换类型", "Ctrl+Enter saves, Alt and a digit choose the kind";
        KindKey { key: usize } => "按 Alt+{key}", "Alt+{key}";
        Today => "今天", "today";
        NeedContent => "请写一句内容。", "Write a word about it.";
        Timeline => "时间线", "Timeline";
        NoTimeline => "还没有记录。写一句、选类型、按 Ctrl+Enter。", "Nothing yet. Write a line, choose its kind, press Ctrl+Enter.";
        ShowAll { count: usize } => "全部显示（{count}）", "Show all ({count})";
        ActivityOf { kind: &'static str, day: String } => "{day} {kind}", "{kind}, {day}";
        With { people: String } => "对方：{people}", "with {people}";
        Moved { from: &'static str, to: &'static str } => "阶段：{from} → {to}", "Stage: {from} → {to}";
        AddedWith { what: &'static str, said: String } => "新增{what}：{said}", "Added {what}: {said}";
        BeganAt { stage: &'static str } => "以“{stage}”建立", "Began as \"{stage}\"";

        Tasks { open: usize } => "任务（{open} 项未完成）", "Tasks ({open} open)";
        AddTask => "添加任务", "Add a task";
        NoTasks => "没有任务。", "No tasks.";
        TickTask { title: String } => "完成“{title}”", "Done: \"{title}\"";
        DueOn { day: String } => "{day} 前", "by {day}";
        TaskLate { day: String } => "已过期：{day}", "overdue since {day}";
        DoneOn { day: String } => "{day} 完成", "done {day}";
        RemindOn { day: String } => "{day} 起提醒", "reminder from {day}";

        EditOne { title: String } => "修改“{title}”", "Edit \"{title}\"";
        DeleteOne { title: String } => "删除“{title}”", "Delete \"{title}\"";
        FieldFault { field: String, fault: String } => "{field}：{fault}", "{field}: {fault}";
        FieldMissing { field: String } => "请填写{field}。", "{field} is missing.";
        RecordGone => "这条记录已经不在了。", "This record is gone.";
        NeedPicked => "请从列出的名称里选一个。", "Choose one of the names proposed.";
        PickAnother => "换一个", "Choose another";
        FindLead => "输入项目名称的一部分", "part of a lead's title";
        FindCompany => "输入企业名称的一部分", "part of a company's name";
        NobodyFound => "没有找到。", "Nothing found.";

        BadMoney => "写明金额和单位：3000万元、1.2亿元、500万美元。", "Write amount and unit: CNY 30 million, USD 5 million.";
        MoneyHint => "如 1.2亿元", "CNY 12 million";
        MoneyRead { amount: String } => "= {amount}", "= {amount}";
        TypedMoney { number: String, unit: String } => "{number}万{unit}", "{unit} {number} million";
        OtherCurrency =>
            "这里的金额只能用同一种货币；换币种请把各项金额一起改。",
            "All amounts here are in one currency; to change it, change them together.";
        WithUnit { number: String, unit: String } => "{number} {unit}", "{number} {unit}";

        GroupBasics => "基本", "Basics";
        GroupMoney => "投资", "Investment";
        GroupLand => "用地与厂房", "Land and plant";
        GroupEnergy => "能耗环保", "Energy and environment";
        GroupProcedure => "手续与计划", "Procedures and schedule";
        GroupResearch => "研发", "Research";
        GroupPeople => "责任人", "Who is in charge";
        GroupProgress => "进展与问题", "Progress and problems";
        Filled { filled: usize, of: usize } => "{filled}/{of}", "{filled}/{of}";
        GroupNamed { title: String, filled: usize, of: usize } => "{title}，已填 {filled}/{of}", "{title}, {filled} of {of} filled";
        StillNeeded => "待补", "to be filled";
        Intensity { total: String, fixed: String } =>
            "每亩投资强度：按总投资 {total}，按固定资产投资 {fixed}", "Investment per mu: total {total}, fixed {fixed}";
        IntensityUnknown => "填写用地面积后显示每亩投资强度（总投资与固投分别计算）。",
            "Give the land area to see the investment per mu, by total and by fixed investment.";

        AmountsNote =>
            "各类金额互不相加。意向、协议、合同以最后一次为准；固投完成和到位资金逐笔累计。",
            "Kinds are never added to each other. Intended, agreed and contracted: the latest holds; fixed assets and receipts add up.";
        AddAmount => "添加", "Add";
        AmountProofHint => "合同号、凭证", "contract, voucher";
        AddsUp => "逐笔累计", "adds up";
        Replaces => "以最后一次为准", "the latest holds";
        AmountOf { kind: &'static str, amount: String } => "{kind} {amount}", "{kind} {amount}";

        People => "联系人", "People";
        AddContact => "添加联系人", "Add a person";
        NoPeople => "还没有联系人。", "Nobody yet.";
        MainContact => "首选", "call first";
        PeopleNote => "联系方式属于个人信息，领导版和公开版导出时不带出。", "Contact details are personal: exports for leaders and the public leave them out.";

        Papers => "附件", "Files";
        NoPapers => "还没有附件。", "No files yet.";
        PickPaper => "选择文件…", "Choose a file…";
        AnyFile => "所有文件", "All files";
        PathHint => "文件路径", "path of a file";
        AddPath => "加入", "Add it";
        PapersNote { most: usize } =>
            "也可以把文件拖到窗口里。文件按内容保存在台账里，单个不超过 {most} MB。",
            "Files can be dropped on the window. They are kept in the workspace by their content, up to {most} MB each.";
        ReadingPaper => "读取附件", "Reading a file";
        OpenPaper { name: String } => "打开“{name}”", "Open \"{name}\"";
        PaperLost { name: String } => "“{name}”的内容不在台账里。", "The content of \"{name}\" is not in the workspace.";
        PaperUnreadable { path: String, why: String } => "不能读写 {path}：{why}", "Cannot read or write {path}: {why}";
        PaperNoFile { path: String } => "{path} 不是文件。", "{path} is no file.";
        PaperTooLarge { name: String, most: usize } =>
            "“{name}”超过 {most} MB，没有加入。请压缩、拆分，或只记下它在哪里。",
            "\"{name}\" has more than {most} MB and was not added. Compress or split it, or note where it is.";

        LeadLinks => "关联项目", "Linked leads";
        AddLeadLink => "关联项目", "Link a lead";
        NoLeadLinks => "没有关联项目。增资、重复签约、更换投资方在这里关联，统计不重复计数。",
            "No linked lead. Link increases, repeated signings and new investors here, so that nothing counts twice.";
        Continues { kind: &'static str, title: String } => "{kind}，承接“{title}”", "{kind}, continues \"{title}\"";
        ContinuedBy { kind: &'static str, title: String } => "“{title}”承接本项目（{kind}）", "\"{title}\" continues this one ({kind})";
        CompanyLinks => "关联企业", "Linked companies";
        AddCompanyLink => "关联企业", "Link a company";
        NoCompanyLinks => "没有关联企业。", "No linked company.";
        HasAs { kind: &'static str, name: String } => "{kind}：{name}", "{kind}: {name}";
        IsOf { kind: &'static str, name: String } => "是“{name}”的{kind}", "is the {kind} of \"{name}\"";
        ShareHeld { share: String } => "持股 {share}", "holds {share}";
        Referrals => "转介", "Referrals";
        AddReferral => "转介到协同区域", "Refer to a partner zone";
        NoReferrals => "没有转介。", "Not referred.";
        ReferralMissing => "项目已转介：请记下转给了哪个协同区域、谁对接。", "The lead was referred: note to which partner zone, and who took it.";
        ReferredTo { zone: String, outcome: String } => "{zone} · {outcome}", "{zone} · {outcome}";
        OutcomeOn { outcome: &'static str, day: String } => "{outcome}（{day}）", "{outcome} ({day})";
        NoOutcome => "等待答复", "waiting for an answer";

        Siting => "匹配的场地", "Sites that suit";
        GoSites => "场地台账", "List of sites";
        NeedsNoSite => "这个项目不用地。", "This lead needs no land.";
        NoSites => "台账里还没有场地。", "There are no sites yet.";
        LeadSilent { needs: String } => "项目没有写明：{needs}。写明后匹配更准。", "The lead does not say: {needs}. Say it for a better match.";
        SiteFits => "全部满足", "meets everything";
        SiteOpen { count: usize } => "{count} 项待核", "{count} to check";
        SiteAgainst { count: usize } => "{count} 项不满足", "{count} not met";
        WhyNot { reasons: String } => "不满足：{reasons}", "Not met: {reasons}";
        StillOpen { reasons: String } => "待核：{reasons}", "To check: {reasons}";
        MetNeeds { needs: String } => "满足：{needs}", "Met: {needs}";
        NeedMet { need: &'static str } => "{need}满足", "{need} met";
        NeedShort { need: &'static str, wanted: String, offered: String, unit: String } =>
            "{need}需要 {wanted} {unit}，只有 {offered} {unit}", "{need}: {wanted} {unit} wanted, {offered} {unit} offered";
        SiteTaken => "已占用", "taken";
        SiteReserved => "已预留，先问清留给谁", "reserved: ask for whom";
        NeedOther { need: &'static str } => "{need}不符", "{need} is another";
        NeedLeadSilent { need: &'static str } => "项目未写明{need}", "the lead does not say: {need}";
        NeedSiteSilent { need: &'static str } => "场地未登记{need}", "the site does not say: {need}";
        NeedAsk { need: &'static str } => "{need}要人工核对", "{need} is to be compared by a person";

        Sites { count: usize } => "场地（{count}）", "Sites ({count})";
        SitesNote => "空置用地与厂房：招商项目按面积、净高、荷载、用电、能耗、片区匹配。", "Vacant land and plants; leads are matched by area, height, load, power, energy and place.";
        AddSite => "添加场地", "Add a site";
        NoSitesYet => "还没有场地。", "No sites yet.";
        SiteArea => "面积", "Area";
        SiteHeight => "净高", "Height";
        SiteLoad => "荷载", "Load";
        SitePower => "用电", "Power";
        SiteEnergy => "能耗", "Energy";
        SiteCost => "价格", "Price";
        SitePrice { price: String } => "{price}/亩", "{price} a mu";
        SiteRent { rent: String } => "{rent} 元/㎡·月", "CNY {rent}/m² a month";

        LocalProducts => "生产的产品", "What it makes";
        AddLocalProduct => "添加产品", "Add a product";
        NoLocalProducts => "没有登记产品。", "No products yet.";
        LocalNeeds => "采购与配套需求", "What it looks for";
        AddLocalNeed => "添加需求", "Add a need";
        NoLocalNeeds => "没有登记需求。它要买什么，就值得招它的供应商。", "No needs yet. What it buys makes its suppliers worth courting.";
        ChainPlace { segment: String, product: String } => "{segment} › {product}", "{segment} › {product}";

        DraftLeft { title: String, at: String } => "上次没有填完：{title} · {at}", "Left unfinished: {title} · {at}";
    }
}

impl Say for PaperError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Io { path, error } => LeadText::PaperUnreadable { path: path.clone(), why: error.to_string() },
            Self::NoFile(path) => LeadText::PaperNoFile { path: path.clone() },
            Self::TooLarge { name, most } => LeadText::PaperTooLarge { name: name.clone(), most: *most >> 20 },
        }
        .say(lang)
    }
}
