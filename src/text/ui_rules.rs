//! Words of the tab Pipeline rules, and of what two versions of the rules do differently.

use super::{Label, Lang, Say};
use crate::{
    domain::lead::Stage,
    ledger::compare::Step,
    messages,
    pipeline::{ClockKind, calendar::DayCount, report::EventKind},
};

/// What may stand between two days of a list.
pub const BETWEEN_DAYS: &[char] = &['\n', ',', '，', '、', ';', '；'];

/// What stands between the first and the last of several days in a row.
pub const UNTIL: &[char] = &['~', '～', '至', '到'];

messages! {
    /// What the tab says.
    pub enum RulesEditText {
        Tab => "流程", "Pipeline rules";
        Shipped => "程序自带的流程规则", "the rules the program ships with";

        Clocks => "时限", "Clocks";
        ClocksNote =>
            "各阶段允许的天数。存为新版本后，看板、今日待办和督办颜色都按新的时限计算；可以撤销。",
            "Days allowed at each stage. Once saved as a new version, board, agenda and colours follow; can be undone.";
        Stage => "阶段", "Stage";
        Kind => "计时内容", "What is timed";
        Days => "天数", "Days";
        DaysOf { name: String } => "{name} 天数", "{name}: days";
        LimitName { stage: String, kind: String } => "{stage} · {kind}", "{stage} · {kind}";
        Standstill => "停滞", "Standstill";
        StandstillKind => "这么久没有进展，须说明原因", "No progress: reason asked";

        Colours => "督办颜色", "Supervision colours";
        ColoursNote =>
            "绿：在期限内；黄：超期；红：超期达到下面的天数，或超期与期限一样长；蓝：完成所用时间不超过期限的下面比例。",
            "Green: in time. Yellow: past due. Red: past due by the days below, or by as much again as was allowed. Blue: done in at most the share below of the time allowed.";
        RedDays => "红：超期天数", "Red: days past due";
        BlueShare => "蓝：所用时间占期限（%）", "Blue: share of the time (%)";

        Calendar => "计日方式与假日", "Which days count";
        CalendarNote =>
            "国务院公布放假安排后在这里填写。两份日期只在按工作日计算时使用。",
            "To be filled in once the State Council has announced the holidays. The lists serve working days only.";
        CalendarDays => "按自然日", "Calendar days";
        WorkingDays => "按工作日", "Working days";
        Holidays => "放假日期", "Days off";
        Workdays => "调休上班日期", "Weekend days worked instead";
        DaysHint =>
            "每行一天，或用逗号隔开；连续几天写成 2026-10-01~2026-10-07。",
            "One day a line, or separated by commas; several in a row as 2026-10-01~2026-10-07.";

        Stays => "通常停留", "Usual stay";
        StaysNote =>
            "一半的项目在一个阶段停留不超过这些天。用于预测；本区自己的经历一并计入。",
            "Half of the leads stay no longer in a stage. Forecasts use it, beside the zone's own cases.";
        StayKind => "停留", "Stay";

        Stages => "阶段与流转", "Stages and moves";
        StagesNote { won: String, seat: String } =>
            "只供查看。项目到“{won}”计为引进，企业到“{seat}”占席位。",
            "To be read only. A lead is won at \"{won}\"; its firm fills a seat from \"{seat}\" on.";
        ShortName => "简称", "Short name";
        MovesTo => "可以转到", "May move to";
        Asks => "转入时", "On entering";
        Proof => "要凭证", "proof";
        Reason => "要原因", "a reason";

        NumberMissing => "请填写一个数。", "A number is missing.";
        NotANumber { text: String } => "“{text}”不是整数。", "\"{text}\" is no whole number.";
        OutOfRange { least: u16, most: u16 } => "须在 {least} 到 {most} 之间。", "It must be between {least} and {most}.";
        SourceMissing => "请写明出处；没有出处的写“假设”。", "Give the source, or say that it is an assumption.";
        NotADay { text: String } =>
            "“{text}”不是日期，请写成 2026-10-01 的样子。",
            "\"{text}\" is no day; write it like 2026-10-01.";
        BadSpan { text: String } =>
            "“{text}”首尾颠倒，或超过 60 天。",
            "\"{text}\" ends before it begins, or lasts more than 60 days.";
        BothDays { day: String } =>
            "{day} 既在放假日期里，又在调休上班日期里。",
            "{day} is both a day off and a day worked instead.";
        NoVersions =>
            "还没有；现行的是程序自带的规则，在“流程”里修改后存为新版本。",
            "None yet: the rules the program ships with are in force; they are edited under Pipeline rules.";

        Second => "并行时限", "Second clock";
        CountBy => "计日方式", "Days counted";
        Counting => "计数", "Counting";
        WonFrom => "计为引进的阶段", "Won at";
        SeatFrom => "占席位的阶段", "Seat from";
        Kpi => "考核", "Officers' work";
        KpiPoints => "分值", "Points";
        KpiEvents => "计入的事件", "Events";
    }
}

/// Whether a place is one of pipeline rules.
pub fn is_of_rules(path: &[Step]) -> bool {
    let Some(Step::Field(first)) = path.first() else { return false };
    match first.as_str() {
        "counting" | "colours" | "standstill" | "calendar" | "kpi" => true,
        // A model has chances by stage; its stages bear no names.
        "stages" => matches!(path.get(1), Some(Step::Entry { name: Some(_), .. })),
        _ => false,
    }
}

/// The name of a field of the rules; none = as in any other version.
pub fn field_words(name: &str, lang: Lang) -> Option<String> {
    let words = match name {
        "clock" => RulesEditText::Clocks,
        "also" => RulesEditText::Second,
        "kind" => RulesEditText::Kind,
        "days" => RulesEditText::Days,
        "standstill" => RulesEditText::Standstill,
        "colours" => RulesEditText::Colours,
        "red_days" => RulesEditText::RedDays,
        "blue_share" => RulesEditText::BlueShare,
        "calendar" => RulesEditText::Calendar,
        "count" => RulesEditText::CountBy,
        "holidays" => RulesEditText::Holidays,
        "workdays" => RulesEditText::Workdays,
        "stay" => RulesEditText::Stays,
        "stages" => RulesEditText::Stages,
        "short" => RulesEditText::ShortName,
        "moves" => RulesEditText::MovesTo,
        "proof" => RulesEditText::Proof,
        "reason" => RulesEditText::Reason,
        "counting" => RulesEditText::Counting,
        "won" => RulesEditText::WonFrom,
        "seat" => RulesEditText::SeatFrom,
        "kpi" => RulesEditText::Kpi,
        "points" => RulesEditText::KpiPoints,
        "events" => RulesEditText::KpiEvents,
        _ => return None,
    };
    Some(words.say(lang))
}

/// A stored word of a field of the rules, as it is called.
pub fn stored_words(field: &str, word: &str, lang: Lang) -> String {
    let known = match field {
        "moves" | "won" | "seat" => Stage::from_word(word).map(|stage| stage.label(lang).to_owned()),
        "events" => EventKind::from_word(word).map(|event| event.label(lang).to_owned()),
        "kind" => ClockKind::from_word(word).map(|kind| kind.label(lang).to_owned()),
        "count" => DayCount::from_word(word).map(|count| count_text(count).say(lang)),
        _ => None,
    };
    known.unwrap_or_else(|| word.to_owned())
}

/// Which days count.
pub const fn count_text(count: DayCount) -> RulesEditText {
    match count {
        DayCount::Calendar => RulesEditText::CalendarDays,
        DayCount::Working => RulesEditText::WorkingDays,
    }
}
