//! Words of the page Fair: exhibitors, the walk, what a day came to.

use super::{Label, Lang, Say, format, labels};
use crate::{
    domain::{fact::Metric, ids::ProductId, plan::Plan, units::Unit},
    ledger::fair::{DaySummary, Moved},
    messages,
};

messages! {
    /// Words of the fair page.
    pub enum FairText {
        NoFairs => "这里准备展会、记录洽谈", "Fairs are prepared and talks captured here";
        NoFairsNote => "先建一个展会，再导入主办方的展商名单；每家立刻有评分、梯队和席位需求。",
            "Make a fair, then import the organiser's list; every exhibitor gets its score, tier and slot need at once.";
        NewFair => "新建展会", "New fair";
        NewTitle => "新建展会", "New fair";
        EditTitle => "修改展会", "Edit the fair";
        Edit => "修改展会", "Edit the fair";
        Save => "保存", "Save";
        Delete => "删除展会", "Delete the fair";
        DeleteAsk { name: String } => "删除展会“{name}”？", "Delete the fair \"{name}\"?";
        DeleteNote { exhibitors: String, visits: String } =>
            "{exhibitors} 条展商记录和 {visits} 条行程随之删除；企业、洽谈内容和任务保留。可以撤销。",
            "{exhibitors} <exhibitor|exhibitors> and {visits} <visit|visits> go with it; companies, what was said and tasks stay. It can be undone.";
        Choose => "选择展会", "Choose a fair";
        ChoiceOf { name: String, days: String } => "{name} · {days}", "{name} · {days}";
        DaysOf { first: String, last: String } => "{first} 至 {last}", "{first} to {last}";
        ImportList => "导入展商", "Import exhibitors";
        Capture => "现场登记", "Capture talks";

        Name => "名称", "Name";
        City => "城市", "City";
        FirstDay => "第一天", "First day";
        LastDay => "最后一天", "Last day";
        LastDayHint => "只有一天可不填", "empty = one day";
        Halls => "展馆顺序", "Halls in order";
        HallsHint => "按走的顺序，如 N1、N3、N5", "in walking order, e.g. N1, N3, N5";
        Officers => "参展人员", "Who goes";
        OfficersHint => "姓名，用逗号隔开", "names with commas";
        Meetings => "每人每天洽谈", "Meetings a day each";
        MeetingsUnit => "场", "meetings";
        MeetingMinutes => "每场", "Each takes";
        WalkingMinutes => "换馆步行", "Between halls";
        DayMinutes => "每天可用", "Time a day";
        MinutesUnit => "分钟", "minutes";
        NeedName => "请填写展会名称。", "Give the fair a name.";
        NeedDay => "请填写第一天。", "Give the first day.";
        DaysBackwards => "最后一天早于第一天。", "The last day is before the first.";
        BadCount { field: String } => "“{field}”要填 1 以上的整数。", "\"{field}\" must be a whole number above 0.";

        TabExhibitors { count: String } => "展商 {count}", "Exhibitors {count}";
        TabWalk { count: String } => "行程 {count}", "Walk {count}";
        TabTalks { count: String } => "洽谈 {count}", "Talks {count}";
        SearchHint => "名称、拼音、展位", "Name, letters, stand";
        ShowAll => "全部", "All";
        ShowChosen => "已选", "Chosen";
        ShowOpen => "未谈", "Not met";
        ShowMet => "已谈", "Met";
        Shown { shown: String, total: String, chosen: String } =>
            "列出 {shown} / {total} 家展商，已选 {chosen} 家", "{shown} of {total} <exhibitor|exhibitors>, {chosen} chosen";
        NoExhibitors => "这个展会还没有展商", "No exhibitors yet";
        NoExhibitorsNote => "导入主办方的名单，展馆和展位会一并读出；已在台账的企业不会重复。",
            "Import the organiser's list; halls and stands are read with it, and known companies are not doubled.";
        NobodyListed => "没有符合条件的展商。", "No exhibitor fits.";
        ColumnStand => "展位", "Stand";
        ColumnName => "企业", "Company";
        ColumnSector => "赛道", "Sector";
        ColumnTier => "梯队", "Tier";
        ColumnValue => "评分", "Value";
        ColumnValueTip => "评分 V 和它可能落在的区间", "Value V with the interval it can lie in";
        ColumnNeed => "席位需求", "Need";
        ColumnNeedTip => "它要占的席位还缺多少，0 到 1；未设目标的写“—”", "How much its slot still needs a firm, 0 to 1; — where there is no target";
        ColumnPriority => "优先级", "Priority";
        ColumnPriorityTip => "可得性 × 评分 × 席位价值 × 席位需求", "Chance × value × worth of the seat × need";
        ColumnOwner => "谁在跟", "Who has it";
        ColumnLast => "最近往来", "Last dealing";
        ColumnTalk => "本展洽谈", "Here";
        ColumnBusiness => "主营业务", "Main business";
        ColumnCity => "城市", "City";
        Pick { name: String } => "选为拜访：{name}", "Choose to visit: {name}";
        Unpick { name: String } => "取消拜访：{name}", "Do not visit: {name}";
        PickMany { count: String } => "选为拜访（{count}）", "Choose ({count})";
        UnpickMany { count: String } => "取消拜访（{count}）", "Do not visit ({count})";
        OpenCard => "打开企业", "Open company";
        LastBy { day: String, who: String } => "{day} {who}", "{day} {who}";
        TalkedHeat { heat: String } => "已谈 · {heat}", "Met · {heat}";
        Talked => "已谈", "Met";

        Propose => "推荐行程", "Propose a walk";
        ProposeTip => "在时间之内选出期望价值最大的一组；人工选定的保留",
            "The set of greatest expected value that fits into the time; what was chosen by hand stays";
        Proposing => "推荐行程", "Proposing a walk";
        Proposed { added: String, eligible: String } =>
            "从 {eligible} 家可谈的展商中推荐了 {added} 家。", "{added} proposed out of {eligible} that could be met.";
        ProposedUnplaced { count: String } =>
            "人工选定的有 {count} 家排不进时间，列在最后。", "{count} chosen by hand do not fit into the time; they stand last.";
        WalkValueTip =>
            "这些拜访的企业落地后带来的期望值：填上的席位加企业自身价值；不参展的在谈企业照常计入席位。与“追谁”同一算法",
            "What those visited bring if they land: seats filled plus their own value; open leads that do not exhibit count for their slots anyway. Reckoned as on Whom to pursue";
        WalkAtMostTip =>
            "已证明：在这些人、天数和场次之内，任何行程的期望值都不会再高出这么多",
            "Proven: no walk within these officers, days and meetings is worth more than that beyond this one";
        ClearProposed => "清除推荐", "Clear proposed";
        NoOfficers => "还没有参展人员，先在展会里填上谁去。", "Nobody goes yet: say who in the fair.";
        Capacity { officers: String, days: String, meetings: String, total: String } =>
            "{officers} 人 × {days} 天 × 每天 {meetings} 场 = 最多 {total} 场",
            "{officers} <officer|officers> × {days} <day|days> × {meetings} a day = at most {total} <meeting|meetings>";
        CapacityNote { meeting: String, walking: String, day: String } =>
            "每场 {meeting} 分钟，换馆 {walking} 分钟，每天 {day} 分钟",
            "{meeting} min a meeting, {walking} min between halls, {day} min a day";
        NoVisits => "还没有行程", "No visits yet";
        NoVisitsNote => "在“展商”里逐家选，或按时间推荐一组。", "Choose exhibitors one by one, or have a set proposed for the time there is.";
        WalkOf { officer: String, day: String, count: String } => "{officer} · {day} · {count} 场", "{officer} · {day} · {count} <meeting|meetings>";
        WalkTime { used: String, all: String } => "约 {used} / {all} 分钟", "about {used} of {all} <minute|minutes>";
        Unsettled { count: String } => "未安排 · {count} 家", "Not settled · {count}";
        Nobody => "未定人", "Nobody";
        NoDay => "未定日期", "No day";
        Assign => "改由谁、哪天", "Who and when";
        AssignTo { officer: String, day: String } => "{officer} · {day}", "{officer} · {day}";
        Pin => "人工选定，重新推荐时保留", "Chosen by hand: stays when proposed anew";
        Remove { name: String } => "移出行程：{name}", "Take out of the walk: {name}";
        Done => "已完成", "Done";
        MarkDone { name: String } => "标为已完成：{name}", "Mark as done: {name}";
        Asks { questions: String } => "问：{questions}", "Ask: {questions}";
        NoQuestions => "关键数据已齐", "Nothing essential is unknown";
        Gain { gain: String } => "期望 +{gain}", "expected +{gain}";
        GainTip =>
            "只去掉这次拜访、其余不变时，期望值少多少；同席位的企业越多越小",
            "What the walk loses if this visit is simply left out; the more are chosen for its slot, the less";
        NoTargetGain => "席位未设目标，按评分入选", "Its slot has no target; chosen by its value";
        ExportWalk => "导出行程单", "Export the walk";
        WalkFile { fair: String } => "{fair} 行程单", "{fair} walk";

        Day => "日期", "Day";
        AllDays => "全部", "All days";
        Met => "洽谈企业", "Companies met";
        Hot => "热", "Hot";
        Warm => "温", "Warm";
        Cold => "冷", "Cold";
        Unjudged => "未判断", "Not judged";
        Promised => "有承诺", "With a promise";
        Planned => "行程完成", "Visits done";
        PlannedOf { done: String, all: String } => "{done} / {all}", "{done} of {all}";
        FirmsUnit => "家", "firms";
        BySector => "按赛道", "By sector";
        BySlot => "按席位", "By slot";
        OutsidePlan => "规划外或不明", "Outside the plan or unknown";
        NoSlot => "没有席位", "No slot";
        SlotOf { base: String, tier: String } => "{base} · {tier}", "{base} · {tier}";
        NoTalks => "还没有洽谈记录", "No talks yet";
        NoTalksNote => "在展位前打开“现场登记”：找到企业、记热度、下一步和日期，几下按键就存好。",
            "At the stand open the capture screen: find the company, note interest, next step and day in a few keys.";
        ColumnTime => "时间", "Time";
        ColumnHeat => "热度", "Interest";
        ColumnNext => "下一步", "Next step";
        ColumnOfficer => "谁谈的", "By";
        ColumnProducts => "产品", "Products";
        ColumnMoved => "名次变化", "Rank";
        ColumnMovedTip => "没有这次问到的数据时的评分和名次 → 现在的", "Value and place without the answers given here → with them";
        MovedWords { before: String, after: String, points: String } => "{before} → {after}（{points}）", "{before} → {after} ({points})";
        PromisedWords { what: String } => "已承诺：{what}", "Promised: {what}";
        SummaryFile { fair: String } => "{fair} 洽谈汇总", "{fair} <talk|talks>";
        ExportTalks => "导出汇总", "Export talks";
        ThanksFile { fair: String } => "{fair} 感谢名单", "{fair} thank-you list";
        Thanks => "感谢名单", "Thank-you list";
        ThanksTitle => "感谢名单写多少", "What the thank-you list says";
        ThanksWithout => "不含联系方式", "No phones";
        ThanksWith => "含联系方式", "With phones";
        ThanksReason => "用途", "Purpose";
        ThanksReasonHint => "含联系方式的名单要写明用途，会印在表上", "A list with phones says what it is for; it is printed on it";
        NeedReason => "请写明用途。", "Say what it is for.";
        Next => "继续", "Go on";
        FollowUp { count: String } => "生成跟进任务（{count}）", "Make follow-up tasks ({count})";
        FollowUpTitle { count: String } => "{count} 家还没有待办任务", "{count} without an open task";
        FollowUpNote => "热的三天内，温的七天内；可改人和日期。", "Hot within three days, warm within seven; person and day can be changed.";
        FollowUpVerb { count: String } => "生成 {count} 个任务", "Make {count} <task|tasks>";
        FollowUpTask { fair: String } => "{fair} 展后跟进", "Follow up after {fair}";
        FollowUpDone => "都有待办任务。", "Everyone has an open task.";
        TasksTitle { fair: String } => "{fair} 跟进任务", "Follow-up tasks of {fair}";
        Answers { fair: String } => "{fair}", "{fair}";
    }
}

messages! {
    /// What is asked at a stand.
    pub enum QuestionText {
        Figure { metric: String, unit: String } => "{metric}大约多少（{unit}）？", "{metric}, roughly ({unit})?";
        Choice { metric: String, choices: String } => "{metric}属于哪一级（{choices}）？", "{metric}: which of {choices}?";
        InHall { hall: String, booth: String } => "{hall}馆 {booth}", "Hall {hall} {booth}";
        AnswerPoints { points: String } => "最多影响 {points} 分", "can move up to {points} points";
    }
}

/// Hall and stand as one reads them; a dash where neither is known.
pub fn stand(hall: &str, booth: &str, lang: Lang) -> String {
    let numbered = !hall.is_empty() && hall.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let words = if numbered {
        QuestionText::InHall { hall: hall.to_owned(), booth: booth.to_owned() }.say(lang)
    } else {
        format!("{hall} {booth}")
    };
    let words = words.trim();
    if words.is_empty() { format::ABSENT.to_owned() } else { words.to_owned() }
}

/// The question a metric is asked by.
pub fn question(metric: Metric, lang: Lang) -> String {
    let name = metric.label(lang).to_owned();
    if metric.unit() == Unit::Choice {
        let words: Vec<String> =
            metric.choices().iter().map(|word| labels::choice(metric, word, lang).unwrap_or(word).to_owned()).collect();
        let gap = if lang == Lang::Zh { "、" } else { ", " };
        return QuestionText::Choice { metric: name, choices: words.join(gap) }.say(lang);
    }
    QuestionText::Figure { metric: name, unit: metric.unit().label(lang).to_owned() }.say(lang)
}

/// Those met by sector, in words.
pub fn sectors_words(summary: &DaySummary, plan: &Plan, lang: Lang) -> Vec<(String, usize)> {
    let name = |word: &str| {
        let sector = plan.sectors.iter().find(|sector| sector.id.as_str() == word);
        sector.map_or_else(|| FairText::OutsidePlan.say(lang), |sector| sector.name.in_lang(lang).to_owned())
    };
    summary.sectors.iter().map(|(word, count)| (name(word), *count)).collect()
}

/// Those met by slot, in words.
pub fn slots_words(summary: &DaySummary, plan: &Plan, lang: Lang) -> Vec<(String, usize)> {
    let named = summary.slots.iter().map(|(word, tier, count)| {
        let base = plan.bases.iter().find(|base| base.id.as_str() == word);
        let name = match (base, tier) {
            (Some(base), Some(tier)) => {
                let (base, tier) = (base.name.in_lang(lang).to_owned(), tier.label(lang).to_owned());
                FairText::SlotOf { base, tier }.say(lang)
            }
            _ => FairText::NoSlot.say(lang),
        };
        (name, *count)
    });
    named.collect()
}

/// The moment of a talk on this computer's clock.
pub fn time_words(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms)
        .map(|at| at.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%m-%d %H:%M").to_string())
        .unwrap_or_default()
}

/// Products by their names in the plan.
pub fn products_words(words: &[String], plan: Option<&Plan>, lang: Lang) -> String {
    let name = |word: &String| {
        let product = plan.and_then(|plan| plan.product(&ProductId::new(word)));
        product.map_or_else(|| word.clone(), |(.., product)| product.name.in_lang(lang).to_owned())
    };
    format::list(&words.iter().map(name).collect::<Vec<_>>(), lang)
}

/// How far answers moved a company; empty where none was given.
pub fn moved_words(moved: Option<Moved>, lang: Lang) -> String {
    let Some(moved) = moved else { return String::new() };
    let points = moved.value_after - moved.value_before;
    let sign = if points >= 0.0 { "+" } else { "" };
    let (before, after) = (format::count(moved.rank_before), format::count(moved.rank_after));
    FairText::MovedWords { before, after, points: format!("{sign}{}", format::score(points)) }.say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_and_questions_are_said() {
        assert_eq!(stand("3", "B12", Lang::Zh), "3馆 B12");
        assert_eq!(stand("8.1", "C05", Lang::En), "Hall 8.1 C05");
        assert_eq!(stand("N3", "B12", Lang::Zh), "N3 B12");
        assert_eq!(stand("", "", Lang::Zh), "—");
        assert!(question(Metric::Revenue, Lang::Zh).contains("万元"));
        assert!(question(Metric::RdBody, Lang::En).starts_with(Metric::RdBody.label(Lang::En)));
    }
}
