//! Words of the pipeline: colours, clocks, faults of the rules.

use super::{Label, Lang, Say};
use crate::{
    messages,
    pipeline::{RulesError, RulesProblem},
};

messages! {
    /// What is wrong with a file of pipeline rules.
    pub enum RulesText {
        At { file: String, line: usize, problem: String } =>
            "{file} 第 {line} 行：{problem}",
            "{file}, line {line}: {problem}";
        Syntax { detail: String } => "不是有效的流程规则（{detail}）。", "Not valid pipeline rules ({detail}).";
        Twice { stage: &'static str } => "阶段“{stage}”出现了两次。", "The stage \"{stage}\" stands there twice.";
        NotInUse { stage: &'static str } =>
            "提到了没有启用的阶段“{stage}”。", "The stage \"{stage}\" is named but not in use.";
        Loop { stage: &'static str } => "阶段“{stage}”不能转到自己。", "The stage \"{stage}\" leads to itself.";
        Unreachable { stage: &'static str } =>
            "没有项目能到达阶段“{stage}”。", "No lead can reach the stage \"{stage}\".";
        NoDays { stage: &'static str } => "阶段“{stage}”的时限缺少天数。", "The clock of \"{stage}\" lacks its days.";
        Share { share: u8 } => "超前比例 {share}% 超过了 100%。", "The share of {share}% is more than 100%.";
        CountedTwice { event: &'static str } =>
            "考核把“{event}”算了两次，同一类事件只能归入一项。", "The KPI counts \"{event}\" twice; a kind of event belongs to one item only.";
        BothDays { day: String } =>
            "{day} 既是假日又是调休上班日。", "{day} is both a holiday and a day worked instead.";
    }
}

impl Say for RulesError {
    fn say(&self, lang: Lang) -> String {
        let problem = self.problem.say(lang);
        RulesText::At { file: self.file.clone(), line: self.line, problem }.say(lang)
    }
}

impl Say for RulesProblem {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(detail) => RulesText::Syntax { detail: detail.clone() },
            Self::Twice(stage) => RulesText::Twice { stage: stage.label(lang) },
            Self::NotInUse(stage) => RulesText::NotInUse { stage: stage.label(lang) },
            Self::Loop(stage) => RulesText::Loop { stage: stage.label(lang) },
            Self::Unreachable(stage) => RulesText::Unreachable { stage: stage.label(lang) },
            Self::NoDays(stage) => RulesText::NoDays { stage: stage.label(lang) },
            Self::CountedTwice(event) => RulesText::CountedTwice { event: event.label(lang) },
            Self::Share(share) => RulesText::Share { share: *share },
            Self::BothDays(day) => RulesText::BothDays { day: day.to_string() },
        }
        .say(lang)
    }
}
