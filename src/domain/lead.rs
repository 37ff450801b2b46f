//! Leads and the stages they move through.

use jiff::civil::Date;

use super::{
    ids::{AuthorId, BaseId, CompanyId, LeadId, PlaceId, SegmentId, StageMoveId},
    record::Text,
    units::{Amount, Mu, Percent, SquareMetre},
};
use crate::{record, words};

words! {
    /// Stage of a lead, in order; the last three are side states.
    pub enum Stage {
        /// 线索
        Clue = "clue",
        /// 研判
        Appraisal = "appraisal",
        /// 在谈
        Talks = "talks",
        /// 意向
        Intent = "intent",
        /// 评审
        Review = "review",
        /// 签约
        Signed = "signed",
        /// 落地
        Landed = "landed",
        /// 开工
        Started = "started",
        /// 在建
        Building = "building",
        /// 竣工
        Completed = "completed",
        /// 投产
        Producing = "producing",
        /// 达产
        FullOutput = "full_output",
        /// 暂缓
        Paused = "paused",
        /// 终止
        Lost = "lost",
        /// 转介
        Referred = "referred",
    }
}

impl Stage {
    /// Whether the lead is still being worked on and has not landed.
    pub fn is_open(self) -> bool {
        self <= Self::Signed
    }
    /// Whether its firm fills a seat (from 落地 on; `product.md`, default counting).
    pub fn is_landed(self) -> bool {
        (Self::Landed..=Self::FullOutput).contains(&self)
    }
    /// Whether a lead may go from this stage to `to`.
    ///
    /// Forward along the chain (steps may be skipped: a fair can end in 意向), back by correction before 落地,
    /// to a side state from any open stage, and from 暂缓 back to any open stage. 终止 and 转介 can be reopened as 线索.
    pub fn may_move_to(self, to: Self) -> bool {
        if self == to {
            return false;
        }
        match (self, to) {
            (Self::Paused, to) => to.is_open() || matches!(to, Self::Lost | Self::Referred),
            (Self::Lost | Self::Referred, to) => to == Self::Clue,
            (from, Self::Paused | Self::Referred) => from.is_open(),
            (from, Self::Lost) => from <= Self::FullOutput,
            (from, to) => to > from || from.is_open() && to.is_open(),
        }
    }
}

record! {
    /// A lead (线索/项目) of one company. Amounts are whole yuan; the reader's unit is a matter of display.
    pub struct Lead(LeadId) in Lead {
        /// Company.
        company: CompanyId,
        /// Title.
        title: Text,
        /// Stage now.
        stage: Stage,
        /// Since when.
        stage_since: Option<Date>,
        /// Segment of the plan.
        segment: Option<SegmentId>,
        /// Intended base.
        base: Option<BaseId>,
        /// Intended place.
        place: Option<PlaceId>,
        /// 计划总投资
        total_investment: Option<Amount>,
        /// 固定资产投资
        fixed_investment: Option<Amount>,
        /// 用地
        land: Option<Mu>,
        /// 厂房
        plant: Option<SquareMetre>,
        /// Expected yearly output at full production.
        output: Option<Amount>,
        /// Expected yearly tax at full production.
        tax: Option<Amount>,
        /// Expected jobs.
        jobs: Option<i64>,
        /// The officer's own estimate of winning; the model's stays beside it.
        win_estimate: Option<Percent>,
        /// Officer in charge.
        owner: Option<AuthorId>,
        /// Where the lead came from.
        source: Text,
        /// What is to be done next.
        next_action: Text,
        /// By when.
        next_action_on: Option<Date>,
        /// Why it was lost.
        loss_reason: Text,
        /// Notes.
        notes: Text => personal,
    }
}

record! {
    /// One move of a lead; insert-only.
    pub struct StageMove(StageMoveId) in StageMove {
        /// Lead that moved.
        lead: LeadId,
        /// From.
        from_stage: Option<Stage>,
        /// To.
        to_stage: Stage,
        /// On which day.
        moved_on: Option<Date>,
        /// Who moved it.
        author: Option<AuthorId>,
        /// Proof.
        proof: Text,
        /// Note.
        note: Text,
    }
}
