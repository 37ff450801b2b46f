//! Words of the page Companies.

use super::{Label, Lang, labels};
use crate::{
    domain::{
        company::{GateState, HonourKind},
        fact::{FactState, Metric},
        lead::Stage,
        plan::Tier,
        record::{Entity, Value},
        units::{Amount, Currency, Unit},
    },
    messages,
    text::format,
};

messages! {
    /// Words of the table and the card.
    pub enum CompaniesText {
        SearchHint => "名称、信用代码、业务、地区", "Name, code, business, place";
        Name => "企业", "Company";
        Sector => "赛道", "Sector";
        SectorNote => "规划的 3 + 4 个赛道，字母与颜色一一对应", "The 3 + 4 sectors of the plan, each with its letter and colour";
        Segment => "环节", "Segment";
        Product => "产品", "Product";
        Value => "价值", "Value";
        ValueNote =>
            "0–100。短线是数值，色条是未知资料最坏与最好时的区间；斜纹表示资料不足",
            "0–100. The tick is the value, the band where it lies with every unknown at its worst and best; hatched = little is known";
        Low => "价值下限", "Lower bound";
        High => "价值上限", "Upper bound";
        Class => "等级", "Class";
        ClassNote => "A/B/C；资料未知时给出可能的范围", "A, B or C; a range where unknown facts leave it open";
        Priority => "优先级", "Priority";
        PriorityNote => "可得性 × 价值 × 席位价值 × 席位需求", "Attainability × value × seat value × need";
        Gate => "准入", "Gates";
        GateNote => "各项准入中最差的一项；从不折算进分数", "The worst of all gates; never averaged into the score";
        Tier => "梯队", "Tier";
        Need => "席位需求", "Need";
        NeedNote => "多一家落地对这个席位值多少，0–1", "What one more firm is worth to its slot, 0–1";
        Attainability => "可得性", "Chance";
        AttainabilityNote => "能落地的可能性，与好坏无关", "How likely it comes, apart from how good it is";
        Coverage => "资料", "Known";
        CoverageNote => "已知的权重占多少", "Share of the weight that is known";
        Knowledge => "资料", "Knowledge";
        Base => "基地", "Base";
        LeadStage => "项目阶段", "Lead";
        Place => "地区", "Place";
        Industry => "国标行业", "Industry";
        NextAction => "下一步", "Next step";
        CreditCode => "信用代码", "Credit code";
        RegistrationStatus => "登记状态", "Status";
        Founded => "成立日期", "Founded";
        Capital => "注册资本", "Capital";
        CapitalInWan => "注册资本（万元，原币）", "Capital (ten thousands of its currency)";
        SizeClass => "规模", "Size";
        LocalFirm => "本地企业", "Local firm";
        Prospect => "招商对象", "Prospect";
        Kind => "类型", "Kind";
        ChainProspects => "产业链候选", "Chain prospects";
        EnglishName => "英文名", "English name";
        Origin => "来源", "Origin";
        NoTarget => "未设目标", "No target";
        NextBy { action: String, day: String } => "{action}（{day} 前）", "{action} (by {day})";
        Between { low: String, high: String } => "{low}～{high}", "{low} to {high}";
        AtLeast { low: String } => "不低于 {low}", "at least {low}";
        AtMost { high: String } => "不高于 {high}", "at most {high}";

        Verdict => "判定", "Judged";
        VerdictNote => "所属赛道由谁判定", "Who says which sector it is in";
        Corrected => "人工改判", "Corrected";
        Confirmed => "人工确认", "Confirmed";
        Doubtful => "存疑待看", "Doubtful";
        ByText => "据文字", "By its text";
        Chosen { facet: String, choice: String } => "{facet}：{choice}", "{facet}: {choice}";
        ChosenMany { facet: String, count: String } => "{facet}：{count} 项", "{facet}: {count}";
        ClearFilters => "清除筛选", "Clear filters";
        ClearFacet => "清除这一项", "Clear this one";
        Outside => "规划外", "Outside the plan";
        Unplaced => "赛道未知", "Sector not known";
        MissingFacts => "待问", "Missing";
        EnoughKnown => "资料充分", "Enough known";
        NoLead => "没有项目", "No lead";
        GroupNote { count: String, capital: String } => "{count} 家 · 注册资本 {capital}", "{count} · registered capital {capital}";
        Shown { shown: String, total: String } => "列出 {shown} / {total} 家", "{shown} of {total} <company|companies>";
        NobodyListed => "没有符合条件的企业。放宽筛选，或换一个词。", "No company matches. Loosen the filters, or try another word.";
        NothingSelected => "选择一家企业", "Select a company";
        NothingSelectedNote => "评分、依据、准入和资料显示在这里。", "Its score, evidence, gates and facts are shown here.";
        DraftLeft { company: String, part: String, at: String } =>
            "上次没有填完：{part} · {at} · {company}", "Left unfinished: {part} · {at} · {company}";
        DraftResume => "接着填", "Go on";
        DraftDrop => "丢弃草稿", "Throw the draft away";
        DraftMore { count: usize } => "另有 {count} 份", "{count} more";
        ChangedSince =>
            "打开之后这里已有新的保存内容；草稿没有覆盖它，请核对后再保存。",
            "Something newer was saved here since; the draft has not replaced it. Check before you save.";
        ChangedField { field: String, now: String, mine: String } =>
            "“{field}”在打开之后已改为“{now}”，这里写的是“{mine}”。确认改成这里写的，请再按一次保存。",
            "\"{field}\" was changed to \"{now}\" since; here it says \"{mine}\". Save again to keep what it says here.";
        BackToTable => "返回列表", "Back to the table";
        OpenCard => "打开企业卡", "Open the card";
        CopyRows => "复制所选行", "Copy the selected rows";
        Delete => "删除", "Delete";
        DeleteCompany => "删除这家企业", "Delete this company";
        DeleteMany { count: String } => "删除 {count} 家企业？", "Delete {count} <company|companies>?";
        DeleteManyNote =>
            "它们的数据、资质、准入核对和项目一并删除。这一步可以撤销。",
            "Their facts, honours, gate checks and leads go with them. The step can be undone.";

        TabScore => "评分", "Score";
        TabUnknowns => "待问", "Ask";
        TabUnknownsCount { count: usize } => "待问 {count}", "Ask {count}";
        TabEvidence => "依据", "Evidence";
        TabGates => "准入", "Gates";
        TabFacts => "数据", "Facts";
        TabProfile => "档案", "Profile";
        TabLead => "项目", "Leads";
        TabDealings => "往来", "Dealings";
        TabHistory => "记录", "Log";
        Trader => "渠道/贸易商", "Trader";
        NotJudged => "正在评分，稍后显示。", "Being scored; the figures follow.";

        Output { title: String, figure: String, note: String } => "{title}：{figure}，{note}", "{title}: {figure}, {note}";
        ValueAndClass { class: String } => "价值 · 等级 {class}", "Value · {class}";
        IntervalPlain { interval: String } => "区间 {interval}", "range {interval}";
        GatesAllPass { count: usize } => "{count} 项全部通过", "all {count} pass";
        GatesOpen { count: usize } => "{count} 项待核", "{count} to check";
        GatesFail { count: usize } => "{count} 项不通过", "{count} fail";
        Slot { base: String, tier: &'static str } => "{base} · {tier}", "{base} · {tier}";
        PriorityParts => "优先级的四个因子", "The four factors of the priority";
        Product4 { chance: String, value: String, worth: String, need: String } =>
            "= 可得性 {chance} × 价值 {value} × 席位价值 {worth} × 需求 {need}",
            "= chance {chance} × value {value} × seat value {worth} × need {need}";
        NoPriority => "席位需求不可知，不计优先级（不是 0）", "the need is not known, so there is no priority (which is not 0)";
        ValueShare { value: String } => "价值 {value} 分，按 100 分折算", "value of {value} points out of 100";
        SlotValue => "席位价值", "Seat value";
        SlotValueOf { tier: &'static str, source: String } => "{tier}席位；{source}", "seat of the tier \"{tier}\"; {source}";
        SlotState { min: u32, max: u32, landed: usize, open: usize, reaches: String } =>
            "目标 {min}–{max} 家，已落地 {landed}，在谈 {open}，达到下限的可能性 {reaches}",
            "target {min}–{max}, {landed} landed, {open} in the pipeline, chance to reach the minimum {reaches}";

        GroupTotal { points: String, weight: String } => "{points} 分 · 权重 {weight}", "{points} points · weight {weight}";
        Total { value: String, interval: String, coverage: String } =>
            "合计 {value} 分，区间 {interval}，已知权重 {coverage}",
            "{value} points in all, between {interval}, {coverage} of the weight known";
        TotalNote =>
            "深色为现有分值，浅色为可能的范围，斜纹为估计，虚线框为未知。点一行看依据。",
            "Dark: the points now; light: where they can lie; hatched: estimated; dashed: unknown. Click a line for its reasons.";
        Inactive { names: String } =>
            "未启用（无标尺，权重已分给其他准则）：{names}",
            "Inactive (no anchors; their weight went to the others): {names}";
        What => "内容", "What";
        WhatIs { known: String, state: String } => "{known}（{state}）", "{known} ({state})";
        Proof => "依据", "Proof";
        ValueHere => "取值", "Value";
        ValueFrom { value: String, low: String, high: String, basis: String } =>
            "{value}（{low}–{high}）；{basis}", "{value} ({low}–{high}); {basis}";
        Anchor => "标尺", "Anchor";
        AnchorAt { at: String, v: String, source: String } => "{at} → {v}；{source}", "{at} → {v}; {source}";
        AnchorSource { v: String, source: String } => "{v}；{source}", "{v}; {source}";
        Weight => "权重", "Weight";
        WeightPlain { force: String } => "{force}，与模型所写相同", "{force}, as the model writes it";
        WeightMoved { written: String, force: String } =>
            "模型所写 {written}，此处实际 {force}（不适用的准则把权重分给了其他准则）",
            "{written} as written, {force} in force (criteria that do not apply gave theirs away)";
        Source => "出处", "Source";
        SourceTitled { source: String, title: String } => "{source}（规划：{title}）", "{source} (plan: {title})";
        RecordFact => "录入数据", "Record a fact";
        RecordNewer => "录入新数据", "Record a newer fact";
        SeeEvidence => "看文字依据", "See the evidence";

        UnknownsNote =>
            "按“能让价值变动多少分”排序：先问最上面的。",
            "Ordered by how many points the answer can move: ask from the top.";
        AllKnown => "各项准则都已知。", "Every criterion is known.";
        CanMove { points: String } => "知道以后，价值最多变动 {points} 分", "Once known, the value can move by {points} points";
        RecordMetric { metric: &'static str } => "录入“{metric}”", "Record \"{metric}\"";
        GoLocalList => "到产业链页标记本地名单是否完整", "Go to the chain to say whether the list of local firms is complete";

        Facts => "数据", "Facts";
        NoFacts => "还没有数据。录入时写明日期和来源。", "No facts yet. Give each its day and source.";
        Metric => "指标", "Metric";
        State => "状态", "State";
        ValueOf => "数值", "Value";
        LowEnd => "下限", "From";
        HighEnd => "上限", "To";
        AsOf => "数据日期", "As of";
        AsOfHint => "数值对应的日期", "the day it holds for";
        FactSource => "来源", "Source";
        FactSourceHint => "年报、官网、电话询问…", "annual report, web site, phone call…";
        Note => "备注", "Note";
        Save => "保存", "Save";
        Undated => "日期不详", "undated";
        EnteredBy { name: String } => "录入人：{name}", "entered by {name}";
        EditFact { metric: &'static str } => "更正“{metric}”", "Correct \"{metric}\"";
        DeleteFact { metric: &'static str } => "删除“{metric}”", "Delete \"{metric}\"";
        NeedNumber => "请填写数值。", "Give a number.";
        TenThousandfold { written: String, meant: String } =>
            "“{written}”像是差了一万倍，是否应为 {meant}？确认无误请再按一次保存",
            "\"{written}\" looks ten thousand times off; is {meant} meant? Save again if it is right";
        BadNumber => "这不是数字。可写 1200、1.2亿、2.6%。", "That is no number. Write 1200, 120 million or 2.6%.";
        BadMoney => "这不是金额。可写 3000（万元）或 1.2亿。", "That is no amount. Write 3000 (ten thousand yuan) or 120 million.";
        BadDate => "读不出日期。可写 2026-03-05、3-15、昨天、下周三、月底。", "That is no day. Write 2026-03-05, 3-15, yesterday, next wed or end of month.";
        BadShare => "估计写成 0 到 100 之间的百分数。", "Write the estimate as a percentage from 0 to 100.";
        NeedChoice => "请选择等级。", "Choose a grade.";
        RangeOrder => "下限不能大于上限。", "The lower end cannot be above the upper one.";

        Honours => "资质", "Honours";
        Honour => "资质", "Honour";
        NoHonours => "没有资质记录；没有记录不等于没有。", "No honours on record; that does not mean it has none.";
        RecordHonour => "录入资质", "Record an honour";
        EditHonour { name: &'static str } => "更正“{name}”", "Correct \"{name}\"";
        DeleteHonour { name: &'static str } => "删除“{name}”", "Delete \"{name}\"";
        ExpiredOn { day: String } => "已过期（{day}）", "expired on {day}";
        ValidTo { day: String } => "有效至 {day}", "valid until {day}";
        NoExpiry => "未见有效期", "no expiry known";
        IssuedOn { day: String } => "{day} 发证", "issued {day}";
        Number => "证书编号", "Number";
        Issued => "发证日期", "Issued";
        Expires => "有效期至", "Valid until";
        ExpiresHint => "空着表示未见有效期", "empty = no expiry known";
        ExpiresBeforeIssue => "有效期不能早于发证日期。", "It cannot expire before it was issued.";
        DateHint => "2026-03-05", "2026-03-05";

        GatesNote =>
            "人工核查优先于自动判断；没有证据时是“待核”，不会当作通过或不通过。",
            "A person's check comes before the rule; without proof a gate is to be checked, never passed or failed.";
        CheckGate { gate: String } => "核查“{gate}”", "Check \"{gate}\"";
        WithdrawCheck { gate: String } => "撤回对“{gate}”的核查", "Withdraw the check of \"{gate}\"";
        Finding => "结论", "Finding";
        GateProofHint => "文件、文号、页码", "document, number, page";
        CheckedOn => "核查日期", "Checked on";
        NeedProof => "请写明依据：凭什么得出这个结论。", "Give the proof the finding rests on.";

        Strength { share: String } => "强度 {share}", "strength {share}";
        Path { sector: String, segment: String } => "{sector} › {segment}", "{sector} › {segment}";
        Unclear => "证据单薄，请人工确认。", "The evidence is thin; a person should confirm it.";
        UnclearBeside { second: String } => "与“{second}”难分高下，请人工确认。", "Close to \"{second}\"; a person should decide.";
        TraderNote => "文字只说贸易，没有说生产：可能是渠道商。", "Its texts speak of trade only: perhaps a trader.";
        Confirm => "确认", "Confirm";
        Correct => "改判为…", "Correct to…";
        TakeBack => "撤回确认", "Take the word back";
        ClassifyKeys { last: usize } => "按 Y 确认，1–{last} 改判，0 撤回", "Y confirms, 1–{last} correct, 0 takes back";
        SubItem { name: String } => "　{name}", "   {name}";
        Spans { count: usize } => "{count} 处", "{count} found";
        NoTexts => "没有可供匹配的文字。补充主营业务或产品后再看。", "There are no texts to match. Add its business or products.";
        RoleWords { role: &'static str, terms: String } => "{role}：{terms}", "{role}: {terms}";
        StruckWords { terms: String } => "不计（否定或范围外）：{terms}", "not counted (negated or out of scope): {terms}";
        Quoted { term: String } => "“{term}”", "\"{term}\"";
        WhyNot => "为什么不是其他赛道", "Why not another sector";
        NotSilent => "文字里没有指向它的词", "nothing in its texts speaks for it";
        NotStruck { terms: String } => "只在否定或范围外的句子里提到{terms}，不计", "only {terms}, negated or out of scope, which does not count";
        NotSupporting { terms: String } => "只有{terms}这类旁证，没有点名产品", "only {terms}, which supports others and names no product";
        NotTraded { terms: String } => "只说销售{terms}，没有说生产", "only trade in {terms}, no making";
        NotWeaker { terms: String, own: String } => "有{terms}，但弱于所判赛道的 {own}", "{terms}, but weaker than the {own} of the sector it is in";
        NotEnough { terms: String } => "有{terms}，但还不够认定", "{terms}, but not enough to decide by";
        AlsoSpeaksFor => "文字涉及的环节", "Segments its texts speak for";

        MarkLocal => "本地企业（产业链锚点，不作招商对象）", "Local firm (an anchor of the chain, not a prospect)";
        MarkLocalNote =>
            "本地企业不进入短名单；它生产的产品决定补链、强链还是延链。",
            "Local firms are not shortlisted; what they make decides whether others fill, strengthen or extend the chain.";
        SetTier => "人工认定梯队", "Set the tier";
        TierByRule => "恢复按规则判定梯队", "Back to the tier by rule";
        Reason => "理由", "Reason";
        TierReasonHint => "凭什么认定", "what it rests on";
        NeedReason => "请写明理由。", "Give a reason.";
        NeedName => "请填写企业名称。", "Give the company's name.";
        EditField { field: String, value: String } => "修改{field}：{value}", "Edit {field}: {value}";
        AsWritten { amount: String, text: String } => "{amount}（原文：{text}）", "{amount} (as written: {text})";
        MoneyHint => "万元；也可写 1.2亿", "ten thousand yuan; or 120 million";
        WanOf { currency: &'static str } => "万{currency}", "ten thousand {currency}";
        CodeLength { length: usize } => "信用代码应为 18 位，现有 {length} 位，请核对。", "A code has 18 characters; this one has {length}. Please check.";
        CodeCharacter { position: usize } => "第 {position} 位不是信用代码允许的字符，请核对。", "Character {position} is not allowed in a code. Please check.";
        CodeLast { right: char } => "末位校验不符，应为 {right}，请核对。", "The last character fails its check; {right} would fit. Please check.";
        CodeChecks => "信用代码校验不符，可能录错，请核对。", "The code fails its checks and may be mistyped. Please check.";

        Leads => "项目", "Leads";
        NewLead => "新建项目", "New lead";
        NoLeads => "还没有项目。", "No lead yet.";
        EditLead { title: String } => "修改项目“{title}”", "Edit \"{title}\"";
        DeleteLead { title: String } => "删除项目“{title}”", "Delete \"{title}\"";
        ChanceWhy { share: String, why: String } => "可得性 {share}：{why}", "Chance {share}: {why}";
        TotalInvestment => "计划总投资", "Total investment";
        FixedInvestment => "固定资产投资", "Fixed investment";
        Owner => "经办人", "Officer";
        WinEstimate => "经办人估计", "Own estimate";
        LeadSource => "线索来源", "Came from";
        MovedOn => "日期", "On";
        Move => "推进", "Move";
        Title => "项目名称", "Title";
        Stage => "阶段", "Stage";
        NoneChosen => "未定", "Not set";
        NextOn => "下一步日期", "By";
        NeedTitle => "请填写项目名称。", "Give the lead a title.";
        NeedDay => "请填写日期。", "Give the day.";

        ReadingLog => "正在读取记录。", "Reading the log.";
        NoHistory => "没有操作记录。", "Nothing in the log.";
        Somebody => "未知人员", "somebody";
        Did { deed: String } => "{deed}", "{deed}";
        TookBack { deed: String } => "撤销：{deed}", "Undone: {deed}";
        DidAgain { deed: String } => "重做：{deed}", "Done again: {deed}";
        ByAt { who: String, at: String } => "{who} · {at}", "{who} · {at}";
        FieldSet { field: String, value: String } => "{field}填为“{value}”", "{field} set to \"{value}\"";
        FieldChanged { field: String, before: String, value: String } =>
            "{field}由“{before}”改为“{value}”", "{field} changed from \"{before}\" to \"{value}\"";
        FieldCleared { field: String, before: String } => "清空{field}（原为“{before}”）", "{field} cleared (was \"{before}\")";
        AddedFact { metric: &'static str, value: String, from: String } =>
            "录入{metric}：{value}（{from}）", "{metric} recorded: {value} ({from})";
        AddedHonour { honour: &'static str, from: String } => "录入资质：{honour}（{from}）", "Honour recorded: {honour} ({from})";
        AddedCheck { gate: String, state: &'static str, proof: String } =>
            "准入核查：{gate}，{state}（{proof}）", "Gate checked: {gate}, {state} ({proof})";
        AddedLead { title: String, stage: &'static str } => "新建项目“{title}”，阶段“{stage}”", "Lead \"{title}\" opened at \"{stage}\"";
        Added { what: &'static str } => "新增{what}", "{what} added";
        Removed { what: &'static str } => "删除{what}", "{what} deleted";
        BroughtBack { what: &'static str } => "恢复{what}", "{what} brought back";
        MoreChanges { count: usize } => "还有 {count} 处", "and {count} more";

        NameHint => "营业执照上的全称", "Full registered name";
        OriginHint => "名单、展会、推荐人…", "list, fair, who recommended it…";
        Twin { name: String } => "已有“{name}”。", "\"{name}\" is here already.";
        GoThere => "打开", "Open it";
        Add => "新增", "Add";
    }
}

/// The value of a field as one reads it: words of scales by their names, money with its unit, long texts cut short.
pub fn value_words(entity: Entity, field: &str, value: &Value, lang: Lang) -> String {
    match (field, value) {
        (_, Value::Null) => format::ABSENT.to_owned(),
        (_, Value::Text(word)) => named(entity, field, word, lang).map_or_else(|| shortened(word), str::to_owned),
        (
            "registered_capital" | "paid_in_capital" | "total_investment" | "fixed_investment" | "output" | "tax",
            Value::Integer(units),
        ) => format::money(Amount(*units), None, lang),
        ("local", Value::Integer(flag)) => match (*flag != 0, lang) {
            (true, Lang::Zh) => "是".to_owned(),
            (false, Lang::Zh) => "否".to_owned(),
            (true, Lang::En) => "yes".to_owned(),
            (false, Lang::En) => "no".to_owned(),
        },
        (_, Value::Integer(number)) => format::integer(*number),
        (_, Value::Real(number)) => format::number(*number, 4),
        // A key says nothing to a reader.
        (_, Value::Id(_)) => "…".to_owned(),
    }
}

/// The name of a word of a scale.
fn named(entity: Entity, field: &str, word: &str, lang: Lang) -> Option<&'static str> {
    Some(match (entity, field) {
        (Entity::Company, "tier_override") => Tier::from_word(word)?.label(lang),
        (Entity::Company, "capital_currency") => Currency::from_word(word)?.label(lang),
        (Entity::Fact, "metric") => Metric::from_word(word)?.label(lang),
        (Entity::Fact, "state") => FactState::from_word(word)?.label(lang),
        (Entity::Fact, "unit") => Unit::from_word(word)?.label(lang),
        (Entity::Fact, "choice") => Metric::ALL.iter().find_map(|metric| labels::choice(*metric, word, lang))?,
        (Entity::Honour, "kind") => HonourKind::from_word(word)?.label(lang),
        (Entity::GateCheck, "state") => GateState::from_word(word)?.label(lang),
        (Entity::Lead, "stage") => Stage::from_word(word)?.label(lang),
        _ => return None,
    })
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).map(|sign| if sign == '\n' { ' ' } else { sign }).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_words() {
        let text = |text: &str| Value::Text(text.into());
        assert_eq!(value_words(Entity::Lead, "stage", &text("talks"), Lang::Zh), "在谈");
        assert_eq!(value_words(Entity::Lead, "stage", &text("?"), Lang::Zh), "?");
        assert_eq!(value_words(Entity::Lead, "tax", &Value::Integer(30_000_000), Lang::Zh), "3,000 万元");
        assert_eq!(value_words(Entity::Company, "products", &text(&"长".repeat(80)), Lang::Zh).chars().count(), 61);
        assert_eq!(value_words(Entity::Company, "local", &Value::Integer(1), Lang::En), "yes");
    }
}
