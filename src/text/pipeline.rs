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
        Twice { stage: &'static str } => "阶段“{stage}”出现了两次。", "The stage “{stage}” stands there twice.";
        NotInUse { stage: &'static str } =>
            "提到了没有启用的阶段“{stage}”。", "The stage “{stage}” is named but not in use.";
        Loop { stage: &'static str } => "阶段“{stage}”不能转到自己。", "The stage “{stage}” leads to itself.";
        Unreachable { stage: &'static str } =>
            "没有项目能到达阶段“{stage}”。", "No lead can reach the stage “{stage}”.";
        NoDays { stage: &'static str } => "阶段“{stage}”的时限缺少天数。", "The clock of “{stage}” lacks its days.";
        Share { share: u8 } => "超前比例 {share}% 超过了 100%。", "The share of {share}% is more than 100%.";
        BothDays { day: String } =>
            "{day} 既是假日又是调休上班日。", "{day} is both a holiday and a day worked instead.";
    }
}

impl Say for RulesError {
    fn say(&self, lang: Lang) -> String {
        let problem = match &self.problem {
            RulesProblem::Syntax(detail) => RulesText::Syntax { detail: detail.clone() },
            RulesProblem::Twice(stage) => RulesText::Twice { stage: stage.label(lang) },
            RulesProblem::NotInUse(stage) => RulesText::NotInUse { stage: stage.label(lang) },
            RulesProblem::Loop(stage) => RulesText::Loop { stage: stage.label(lang) },
            RulesProblem::Unreachable(stage) => RulesText::Unreachable { stage: stage.label(lang) },
            RulesProblem::NoDays(stage) => RulesText::NoDays { stage: stage.label(lang) },
            RulesProblem::Share(share) => RulesText::Share { share: *share },
            RulesProblem::BothDays(day) => RulesText::BothDays { day: day.to_string() },
        };
        RulesText::At { file: self.file.clone(), line: self.line, problem: problem.say(lang) }.say(lang)
    }
}
